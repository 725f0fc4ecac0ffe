#!/usr/bin/env bash
# Documents of Word that come back: a plan is written as a document, changed and saved by LibreOffice as a planner would,
# and imported. What was changed, put in and taken out is found, row by row, and nothing else; a damaged date and
# shifted columns are refused with their place; with changes recorded, the same; the pages are what they should be.
#
# Each check is one line. Where LibreOffice cannot be had, it says so and ends with status 0; a check that fails ends
# with status 1. INTERREX names the program where it is built already, PICTURES a folder for pictures of pages.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root="$PWD"
interrex="${INTERREX:-$root/target/debug/interrex}"
work="$(mktemp -d)"
failed=0
trap 'rm -rf "$work"' EXIT
has() { command -v "$1" >/dev/null 2>&1; }

install() {
    if [ "$(id -u)" != 0 ] || ! has apt-get; then
        echo "note: packages cannot be installed here; what is missing is skipped" >&2
        return
    fi
    export DEBIAN_FRONTEND=noninteractive
    # `soffice` may be there without what opens documents.
    if ! dpkg -s libreoffice-writer python3-uno >/dev/null 2>&1; then
        apt-get update -qq </dev/null >/dev/null 2>&1
        apt-get install -y -qq --no-install-recommends libreoffice-writer python3-uno </dev/null >/dev/null 2>&1
    fi
    has pdftotext || apt-get install -y -qq --no-install-recommends poppler-utils </dev/null >/dev/null 2>&1
}

skip() {
    echo "skip  documents of Word: $1"
    exit 0
}

# check NAME STATUS: the last answer, in $work/out, has the lines of standard input in this order, and ended with STATUS.
check() {
    local name="$1" status="$2" line rest found
    rest="$work/out"
    cp "$rest" "$work/rest"
    while IFS= read -r line; do
        found="$(grep -n -m1 -F -- "$line" "$work/rest" | cut -d: -f1)"
        if [ -z "$found" ]; then
            echo "FAIL  $name: no line has “$line”"
            sed 's/^/      /' "$rest"
            failed=1
            return
        fi
        sed -i "1,${found}d" "$work/rest"
    done
    if [ "$ended" != "$status" ]; then
        echo "FAIL  $name: it ended with status $ended and not $status"
        failed=1
        return
    fi
    echo "ok    $name"
}

# edited FILE SCENARIO...: the document, changed and saved by LibreOffice.
edited() {
    local file="$work/$1"
    shift
    timeout 180 /usr/bin/python3 "$root/tests/office/word.py" "$work/plan.docx" "$file" "$@" >"$work/edited" 2>&1 || {
        echo "FAIL  LibreOffice changes the document: $*"
        sed 's/^/      /' "$work/edited"
        failed=1
    }
}

import() {
    "$interrex" import "$@" >"$work/out" 2>&1
    ended=$?
}

install
has soffice && /usr/bin/python3 -c 'import uno' 2>/dev/null || skip "LibreOffice or its Python is missing"
if [ -z "${INTERREX:-}" ]; then
    cargo build --locked --quiet -p interrex </dev/null || exit 2
fi
cp -r examples/hospital "$work/plan"
"$interrex" report "$work/plan" -o "$work/plan.docx" --marking EXERCISE >/dev/null || exit 1


edited same.docx
import "$work/same.docx" --into "$work/plan"
check "a document that is only saved again changes nothing" 0 <<'END'
0 created, 0 changed, 141 unchanged, 0 skipped, 0 refused
END

edited diff.docx changed added removed
import "$work/diff.docx" --into "$work/plan"
check "a changed, an added and a removed row are found, and nothing else" 0 <<'END'
1 created, 1 changed, 139 unchanged, 0 skipped, 0 refused, 1 deleted
deleted
  not in the file: exercise.table-of-neighbors
created
  table `People`, row 10: person.added-in-word  title = Somebody whom a planner put in, base = annex
changed
  table `Sites`, row 2: site.annex  note: nothing -> Changed in Word, with a dash – and “quotes”
END

edited tracked.docx tracked
import "$work/tracked.docx" --into "$work/plan"
check "recorded changes are read as accepted" 0 <<'END'
0 created, 1 changed, 140 unchanged, 0 skipped, 0 refused
  table `Sites`, row 2: site.annex  note: nothing -> Changed in Word, with a dash – and “quotes”
END

edited damaged.docx damaged
import "$work/damaged.docx" --into "$work/plan"
check "a damaged date is refused with its place" 1 <<'END'
0 created, 0 changed, 140 unchanged, 0 skipped, 1 refused
  table `Sources`, row 1: source.flood-study column G, `Date`, holds `2025-09-31`, which is no date
END

edited shifted.docx shifted
import "$work/shifted.docx" --into "$work/plan"
check "shifted columns are refused, and the rows of their table are left alone" 1 <<'END'
0 created, 0 changed, 136 unchanged, 0 skipped, 1 refused
column B is headed `Name in the plan`, and what stands below it belongs under `In`; so does one more column.
END

import "$work/diff.docx" --into "$work/plan" --apply --accept-deletions
"$interrex" report "$work/plan" -o "$work/plan.docx" --marking EXERCISE >/dev/null || exit 1
import "$work/plan.docx" --into "$work/plan"
check "what was taken in comes out again" 0 <<'END'
0 created, 0 changed, 141 unchanged, 0 skipped, 0 refused
END

if has pdftotext; then
    for lang in en uk; do
        "$interrex" report examples/hospital -o "$work/pages.docx" --lang "$lang" --marking EXERCISE >/dev/null || exit 1
        soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to pdf --outdir "$work" "$work/pages.docx" >/dev/null 2>&1
        pages="$(pdfinfo "$work/pages.pdf" | sed -n 's/^Pages: *//p')"
        marked="$(pdftotext -layout "$work/pages.pdf" - | grep -c '^[[:space:]]*EXERCISE *$')"
        if [ -n "$pages" ] && [ "$marked" = "$((2 * pages))" ]; then
            echo "ok    $pages pages, each marked above and below ($lang)"
        else
            echo "FAIL  ${pages:-no} pages and $marked markings ($lang)"
            failed=1
        fi
        if [ -n "${PICTURES:-}" ]; then
            mkdir -p "$PICTURES"
            pdftoppm -r 60 -png "$work/pages.pdf" "$PICTURES/word-$lang"
        fi
    done
fi
exit "$failed"
