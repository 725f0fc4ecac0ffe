#!/usr/bin/env bash
# Reports on paper: whole PDF files that other programs find sound (qpdf), that are tagged and accessible by their own
# word, whose text a reader gets in the order of the chapters, in both languages, and whose code on each sheet a
# camera could read (zbarimg).
#
# Each check is one line. Where the programs cannot be had, it says so and ends with status 0; a check that fails ends with
# status 1. INTERREX names the program where it is built already, SHEETS a folder for the files, PLANS the plans.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root="$PWD"
interrex="${INTERREX:-$root/target/debug/interrex}"
plans="${PLANS:-examples/hospital examples/county examples/us-presidency}"
work="$(mktemp -d)"
sheets="${SHEETS:-$work/sheets}"
failed=0
trap 'rm -rf "$work"' EXIT
has() { command -v "$1" >/dev/null 2>&1; }

install() {
    local program="$1" package="$2"
    if has "$program" || [ "$(id -u)" != 0 ] || ! has apt-get; then
        return
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -y -qq --no-install-recommends "$package" </dev/null >/dev/null 2>&1 ||
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$package"; } </dev/null >/dev/null 2>&1
}

check() {
    local what="$1"
    shift
    if "$@" >"$work/out" 2>&1; then
        echo "ok    $what"
    else
        echo "FAIL  $what"
        sed 's/^/      /' "$work/out" | head -20
        failed=1
    fi
}

# The chapters of the web page, in the order in which paper has to have them after its contents.
in_order() {
    python3 - "$1" "$2" <<'PYTHON'
import html, re, sys
page, text = (open(name, encoding="utf-8").read() for name in sys.argv[1:3])
plain = lambda words: re.sub(r"[\s“”«»\"'’‘]+", "", html.unescape(words))
heads = [plain(re.sub(r"<[^>]*>", "", head)) for head in re.findall(r"<h[23]>(.*?)</h[23]>", page, re.S)]
sheets = text.split("\f")
# Each sheet repeats what stands at its edges; chapters are looked for in what is left, the contents apart.
rest = plain("".join(sheets[1:]))
rest = rest[rest.find(heads[0], rest.find(heads[0]) + 1):]
if len(heads) < 5:
    sys.exit(f"only {len(heads)} heads in the web page")
for head in heads:
    place = rest.find(head)
    if place < 0:
        sys.exit(f"`{head}` does not come where it should")
    rest = rest[place + len(head):]
if re.search("[\ufffd\ue000-\uf8ff]", text):
    sys.exit("letters are lost")
PYTHON
}

# The code of every sheet says the digest, the day and the title.
codes() {
    local file="$1" digest count
    digest="$2"
    count="$(pdfinfo "$file" | sed -n 's/^Pages: *//p')"
    pdftoppm -r 200 -gray -f 1 -l 3 "$file" "$work/sheet" || return 1
    for sheet in "$work"/sheet-*; do
        zbarimg --quiet --raw -Sdisable -Sqrcode.enable "$sheet" >"$work/read" || { echo "no code on $sheet of $count"; return 1; }
        grep -qx "$digest" "$work/read" || { echo "another digest on $sheet: $(cat "$work/read")"; return 1; }
    done
    rm -f "$work"/sheet-*
}

properties() {
    pdfinfo "$1" >"$work/info" && grep -q '^Tagged: *yes' "$work/info" && grep -q "^Title: *[^ ]" "$work/info" &&
        grep -aq '<pdfuaid:part>1</pdfuaid:part>' "$1" && grep -aq "<rdf:li>$2</rdf:li>" "$1"
}

for pair in "qpdf qpdf" "pdftotext poppler-utils" "zbarimg zbar-tools" "python3 python3"; do
    # shellcheck disable=SC2086
    install $pair
done
for program in qpdf pdftotext zbarimg python3; do
    if ! has "$program"; then
        echo "skip  reports on paper: $program is missing"
        exit 0
    fi
done
if [ -z "${INTERREX:-}" ]; then
    cargo build --locked --quiet -p interrex </dev/null || exit 2
fi
mkdir -p "$sheets"
for plan in $plans; do
    name="$(basename "$plan")"
    for lang in en uk; do
        file="$sheets/$name-$lang.pdf"
        page="$work/$name-$lang.html"
        check "$name-$lang: the report is written" \
            "$interrex" report "$plan" -o "$file" --lang "$lang" --marking EXERCISE
        [ -s "$file" ] || continue
        "$interrex" report "$plan" -o "$page" --lang "$lang" --marking EXERCISE >/dev/null 2>&1
        check "$name-$lang: the same bytes again" \
            bash -c '"$1" report "$2" -o "$3" --lang "$4" --marking EXERCISE && cmp "$3" "$5"' - \
            "$interrex" "$plan" "$work/again.pdf" "$lang" "$file"
        check "$name-$lang: qpdf finds the file sound" qpdf --check "$file"
        check "$name-$lang: tagged, PDF/UA-1, with title and language" properties "$file" "$lang"
        pdftotext -enc UTF-8 "$file" "$work/text.txt"
        check "$name-$lang: chapters in their order, letters whole" in_order "$page" "$work/text.txt"
        digest="$(sed -n 's/.*<code>\([0-9a-f]\{64\}\)<\/code>.*/\1/p' "$page" | head -1)"
        check "$name-$lang: the code on each sheet" codes "$file" "$digest"
    done
done
exit "$failed"
