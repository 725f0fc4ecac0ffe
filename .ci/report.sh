#!/usr/bin/env bash
# Reports in Chromium: axe-core finds no violation, no request leaves the page, nothing is cut or covered at 360, 768
# and 1440 pixels and on paper, everything is reached by keyboard with scripts off, a page opens within three seconds, the
# first screen of each function says what it has to, Kyiv and Simferopol lie in Ukraine, every picture has a table, every
# part leads to a line of the plan, and every figure is that of an answer of `interrex prove`. In both languages.
#
# Each check is one line. Where a browser or npm cannot be had, it says so and ends with status 0; a check that fails ends
# with status 1. INTERREX names the program where it is built already, PICTURES a folder for screenshots, PLANS the
# plans to look at, LARGE those of which the answers about functions are compared alone. With `pictures` as its argument it
# looks at nothing, and draws the pictures of docs/guide/pictures anew.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root="$PWD"
interrex="${INTERREX:-$root/target/debug/interrex}"
plans="${PLANS:-examples/hospital examples/county examples/us-presidency examples/ukraine-2022}"
large="${LARGE:-examples/plum-book}"
work="$(mktemp -d)"
pictures="${PICTURES:-$work/pictures}"
failed=0
trap 'rm -rf "$work"' EXIT
has() { command -v "$1" >/dev/null 2>&1; }

install() {
    if [ "$(id -u)" != 0 ] || ! has apt-get; then
        echo "note: packages cannot be installed here; what is missing is skipped" >&2
        return
    fi
    export DEBIAN_FRONTEND=noninteractive
    has chromium || has npm || apt-get update -qq </dev/null >/dev/null 2>&1
    has chromium || apt-get install -y -qq --no-install-recommends chromium fonts-noto-core </dev/null >/dev/null 2>&1
    has npm || apt-get install -y -qq --no-install-recommends nodejs npm </dev/null >/dev/null 2>&1
}

skip() {
    echo "skip  reports in a browser: $1"
    exit 0
}

install
has chromium || skip "chromium is missing"
has npm && has node || skip "npm is missing"
if [ -z "${INTERREX:-}" ]; then
    cargo build --locked --quiet -p interrex </dev/null || exit 2
fi
npm install --silent --ignore-scripts --no-audit --no-fund --prefix "$work" puppeteer-core@24 axe-core@4 </dev/null >/dev/null 2>&1 ||
    skip "the packages could not be installed"
cp "$root/tests/report/"*.mjs "$work/"
mkdir -p "$pictures"
CHROMIUM="$(command -v chromium)"
export CHROMIUM

# Writes a report in a language; further arguments are those of the program.
write() {
    local plan="$1" report="$2" lang="$3"
    shift 3
    if ! "$interrex" report "$plan" -o "$report" --lang "$lang" "$@" >"$work/out" 2>&1; then
        echo "FAIL  $(basename "$report" .html): the report is written"
        sed 's/^/      /' "$work/out"
        failed=1
        return 1
    fi
}

# The pictures of the book: the same pages, parts and widths each time.
draw() {
    local lang
    for lang in en uk; do
        write examples/ukraine-2022 "$work/ukraine-$lang.html" "$lang" --marking EXERCISE || continue
        write examples/hospital "$work/hospital-$lang.html" "$lang" || continue
        (cd "$work" && node pictures.mjs "$work/ukraine-$lang.html" "$work/hospital-$lang.html" "$lang" "$root/docs/guide/pictures") || failed=1
    done
    exit "$failed"
}
[ "${1:-}" = pictures ] && draw

for plan in $plans $large; do
    name="$(basename "$plan")"
    only=()
    unset LARGE
    case " $large " in
        *" $plan "*)
            only=(--only 'function.*.fails')
            export LARGE=1
            ;;
    esac
    "$interrex" prove "$plan" --format json "${only[@]}" >"$work/$name.jsonl" 2>/dev/null
    for lang in en uk; do
        report="$work/$name-$lang.html"
        write "$plan" "$report" "$lang" --marking EXERCISE || continue
        (cd "$work" && node check.mjs "$report" "$work/$name.jsonl" "$pictures") || failed=1
    done
done

# Changes against an earlier version, and sealed files, are told in pages that pass the same checks.
cp -r examples/hospital "$work/changed"
sed -i 's/likelihood = 0.03, assumed = true/likelihood = 0.08, assumed = true/' "$work/changed/sites.toml"
"$interrex" prove "$work/changed" --format json >"$work/changed.jsonl" 2>/dev/null
reader="$("$interrex" register identity -o "$work/reader.txt" 2>/dev/null)"
"$interrex" register seal "$work/reader.txt" --to "$reader" -o "$work/changed/notes.toml.age" >/dev/null 2>&1
for lang in en uk; do
    write "$work/changed" "$work/changed-$lang.html" "$lang" --since examples/hospital || continue
    (cd "$work" && node check.mjs "$work/changed-$lang.html" "$work/changed.jsonl" "$pictures") || failed=1
done
exit "$failed"
