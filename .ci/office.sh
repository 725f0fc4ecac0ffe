#!/usr/bin/env bash
# A plan goes out as a workbook, LibreOffice changes it, and it comes back: exactly the changes, and clear refusals. Called by
# .ci/run on a machine whose packages it may install.
#
# Each check is one line. Without LibreOffice the checks are skipped aloud; a check that fails ends with status 1.
# INTERREX names the program where it is built already.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root="$PWD"
interrex="${INTERREX:-$root/target/debug/interrex}"
work="$(mktemp -d)"
pipe="interrex-$$"
office=
# The Python that Debian's package belongs to, which is not always the first on the path.
python=/usr/bin/python3
failed=0
cleanup() {
    [ -n "$office" ] && kill "$office" 2>/dev/null
    rm -rf "$work"
}
trap cleanup EXIT

say() { printf '%-4s  %s\n' "$1" "$2"; }
pass() { say ok "$1"; }
fail() { say FAIL "$1"; failed=1; }
has() { command -v "$1" >/dev/null 2>&1; }

install() {
    if [ "$(id -u)" != 0 ] || ! has apt-get; then
        echo "note: packages cannot be installed here; what is missing is skipped" >&2
        return
    fi
    export DEBIAN_FRONTEND=noninteractive
    local package
    for package in libreoffice-calc python3-uno; do
        dpkg -s "$package" >/dev/null 2>&1 && continue
        apt-get update -qq </dev/null >/dev/null 2>&1
        apt-get install -y -qq --no-install-recommends "$package" </dev/null >/dev/null 2>&1 ||
            echo "note: $package could not be installed" >&2
    done
}

# Edits a workbook: from, to, what.
edit() {
    timeout 300 "$python" tests/office/workbook.py "$1" "$2" "$3" "$pipe" >"$work/out" 2>&1 ||
        { fail "LibreOffice edits: $3"; sed 's/^/      /' "$work/out"; }
}

# What an import says, without the rows that are only left alone.
import() { "$interrex" import "$1" --into examples/hospital "${@:2}" 2>&1; }

# Compares what is said with what should be: name, status, file of what should be; the command follows.
says() {
    local what="$1" status="$2" expect="$3"
    shift 3
    "$@" >"$work/said"
    local got=$?
    if [ "$got" = "$status" ] && diff -u "$expect" "$work/said" >"$work/diff"; then
        pass "$what"
    else
        fail "$what (exit status $got)"
        sed 's/^/      /' "$work/diff"
    fi
}

install
if ! has soffice || ! "$python" -c 'import uno' 2>/dev/null; then
    say skip "round trips of workbooks: there is no LibreOffice with Python here"
    exit 0
fi
[ -x "$interrex" ] || cargo build --quiet -p interrex || exit 1
soffice --headless --norestore --nologo "-env:UserInstallation=file://$work/profile" "--accept=pipe,name=$pipe;urp;" \
    >/dev/null 2>&1 &
office=$!

for language in en uk; do
    "$interrex" report examples/hospital -o "$work/$language.xlsx" --lang "$language" >/dev/null || fail "the workbook is written"
    edit "$work/$language.xlsx" "$work/$language-again.xlsx" none
    edit "$work/$language.xlsx" "$work/$language.ods" none
    [ -e "$work/$language.ods" ] && edit "$work/$language.ods" "$work/$language-back.xlsx" none
    for file in "$language-again.xlsx" "$language.ods" "$language-back.xlsx"; do
        says "saved by LibreOffice, nothing changes: $file" 0 tests/office/unchanged.txt import "$work/$file" --accept-deletions
    done
done
edit "$work/en.xlsx" "$work/changes.xlsx" changes
says "a changed, an added, a removed row, a candidate put in between" 0 tests/office/changes.txt import "$work/changes.xlsx"
edit "$work/en.xlsx" "$work/changes.ods" changes
says "the same as .ods" 0 tests/office/changes.txt import "$work/changes.ods"
edit "$work/en.xlsx" "$work/damage.xlsx" damage
says "damaged dates are refused by sheet, row and column" 1 tests/office/damage.txt import "$work/damage.xlsx"
edit "$work/en.xlsx" "$work/shift.xlsx" shift
says "a shifted column refuses its sheet" 1 tests/office/shift.txt import "$work/shift.xlsx"

cp -r examples/hospital "$work/hospital"
if "$interrex" import "$work/changes.xlsx" --into "$work/hospital" --apply --accept-deletions >"$work/said" 2>&1 &&
    diff -ru examples/hospital "$work/hospital" -x .interrex | grep '^[-+]' | grep -v '^+++\|^---' >"$work/lines"; [ -s "$work/lines" ]; then
    says "applied, only the lines of these rows change" 0 tests/office/lines.txt cat "$work/lines"
else
    fail "the changes are applied"
    sed 's/^/      /' "$work/said"
fi
exit "$failed"
