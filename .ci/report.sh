#!/usr/bin/env bash
# Reports in Chromium: axe-core finds no violation, no request leaves the page, nothing is cut or covered at 360, 768
# and 1440 pixels, the first screen of each function says what it has to, Kyiv and Simferopol lie in Ukraine, and every
# figure is that of an answer of `interrex prove`. In both languages.
#
# Each check is one line. Where a browser or npm cannot be had, it says so and ends with status 0; a check that fails ends
# with status 1. INTERREX names the program where it is built already, PICTURES a folder for screenshots, PLANS the
# plans to look at.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root="$PWD"
interrex="${INTERREX:-$root/target/debug/interrex}"
plans="${PLANS:-examples/hospital examples/county examples/us-presidency examples/ukraine-2022}"
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
cp "$root/tests/report/check.mjs" "$work/"
mkdir -p "$pictures"
CHROMIUM="$(command -v chromium)"
export CHROMIUM
for plan in $plans; do
    name="$(basename "$plan")"
    "$interrex" prove "$plan" --format json >"$work/$name.jsonl" 2>/dev/null
    for lang in en uk; do
        report="$work/$name-$lang.html"
        if ! "$interrex" report "$plan" -o "$report" --lang "$lang" --marking EXERCISE >"$work/out" 2>&1; then
            echo "FAIL  $name-$lang: the report is written"
            sed 's/^/      /' "$work/out"
            failed=1
            continue
        fi
        (cd "$work" && node check.mjs "$report" "$work/$name.jsonl" "$pictures") || failed=1
    done
done
exit "$failed"
