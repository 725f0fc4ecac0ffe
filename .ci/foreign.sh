#!/usr/bin/env bash
# Software that nobody here wrote checks what ours writes, and cosigns it: Go's sumdb, the witnesses and the verifier of
# Sigsum, the Python package `cryptography`, the packages @noble of npm, ssh-keygen, SoftHSM2, age,
# moto, zbarimg. Called by .ci/run on a machine whose packages it may install.
#
# Each check is one line. A tool that cannot be had skips its checks aloud; a check that fails ends with status 1.
# INTERREX and SUITE name the two programs where they are built already.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root="$PWD"
interrex="${INTERREX:-$root/target/debug/interrex}"
suite="${SUITE:-$root/target/debug/interrex-tlog-conformance}"
work="$(mktemp -d)"
started=()
failed=0
cleanup() {
    local one
    for one in "${started[@]}"; do end "$one"; done
    rm -rf "$work"
}
trap cleanup EXIT

say() { printf '%-4s  %s\n' "$1" "$2"; }
pass() { say ok "$1"; }
fail() { say FAIL "$1"; failed=1; }
skip() { say skip "$1: $2"; }
# Runs a command that has to succeed, or to fail, and shows what it printed where it does not.
good() { local what="$1"; shift; if "$@" >"$work/out" 2>&1; then pass "$what"; else fail "$what"; sed 's/^/      /' "$work/out"; fi; }
bad() { local what="$1"; shift; if "$@" >"$work/out" 2>&1; then fail "$what"; sed 's/^/      /' "$work/out"; else pass "$what"; fi; }
has() { command -v "$1" >/dev/null 2>&1; }

install() {
    if [ "$(id -u)" != 0 ] || ! has apt-get; then
        echo "note: packages cannot be installed here; what is missing is skipped" >&2
        return
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq </dev/null >/dev/null 2>&1
    local package
    for package in golang-go golang-golang-x-mod-dev openssh-client python3 python3-pip curl softhsm2 openssl age zbar-tools librsvg2-bin poppler-utils; do
        dpkg -s "$package" >/dev/null 2>&1 && continue
        apt-get install -y -qq --no-install-recommends "$package" </dev/null >/dev/null 2>&1 ||
            echo "note: $package could not be installed" >&2
    done
    sigsum_from_trixie
}

# The package of a later Debian, unpacked beside the system and not installed into it.
sigsum_from_trixie() {
    has sigsum-witness && return
    local apt="$work/apt" mirror
    mirror="$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | grep -E '/debian/?$' | head -n 1)"
    mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/here"
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" >"$apt/list"
    local options=(-qq -o "Dir::Etc::sourcelist=$apt/list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$apt/lists" -o "Dir::Cache=$apt/cache")
    (
        cd "$apt/here" &&
            apt-get "${options[@]}" update </dev/null &&
            apt-get "${options[@]}" download sigsum-go </dev/null &&
            dpkg-deb -x sigsum-go_*.deb unpacked
    ) >/dev/null 2>&1
    export PATH="$PATH:$apt/here/unpacked/usr/bin"
}

seed() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n' >"$1"; }
vkey_of() { sed -n 's/^log = "\(.*\)"/\1/p' "$1/trust.toml" | head -n 1; }
size_of() { sed -n 2p "$1/log/checkpoint"; }
# Posts a body, prints the status, and leaves the answer in a file.
post() { curl -sS -o "$3" -w '%{http_code}' --data-binary "@$2" "$1/add-checkpoint"; }
answers() {
    local what="$1" expect="$2" found
    found="$(post "$3" "$4" "$5")"
    if [ "$found" = "$expect" ]; then pass "$what"; else fail "$what: expected $expect, found $found $(cat "$5")"; fi
}
# Ends a program without warning, as a crash does.
end() { kill -9 "$1" 2>/dev/null; wait "$1" 2>/dev/null; }
wait_for() { for _ in $(seq 100); do curl -s -o /dev/null "$1" && return; sleep 0.1; done; }

# A register with a key of its own, founded.
register() {
    local folder="$1"; shift
    (
        cd "$work" || exit 1
        [ -f chief.pub ] || for key in registrar chief; do ssh-keygen -q -t ed25519 -N '' -C '' -f "$key"; done
        printf '%s\n' '[plan]' 'title = "A small state"' 'horizon = "30 d"' 'as-of = 2024-01-01' '' \
            '[person.chief-incumbent]' '' '[office.chief]' 'holder = "chief-incumbent"' >plan.toml
        printf '%s\n' '[[act]]' 'kind = "enrol"' 'who = "chief-incumbent"' 'key = "@chief.pub"' 'by = ["registrar"]' '' \
            '[[act]]' 'kind = "adopt"' 'adopted = "plan.toml"' 'by = ["chief-incumbent"]' >founding.toml
        "$interrex" register init "$folder" --root registrar=registrar.pub "$@" &&
            "$interrex" register append "$folder" founding.toml --yes --key registrar=registrar --key chief-incumbent=chief
    ) >"$work/register.out" 2>&1 || { sed 's/^/      /' "$work/register.out"; return 1; }
}

# Adds an act that says a fact.
report() {
    printf '%s\n' '[[act]]' 'kind = "report"' "fact = \"$2\"" 'by = ["chief-incumbent"]' >"$work/report.toml"
    (cd "$work" && "$interrex" register append "$1" report.toml --yes --key chief-incumbent=chief) >"$work/register.out" 2>&1 ||
        { sed 's/^/      /' "$work/register.out"; return 1; }
}

go_checks() {
    if ! has go || [ ! -d /usr/share/gocode/src/golang.org/x/mod ]; then
        skip "Go's sumdb reads our logs" "golang-go or golang-golang-x-mod-dev is missing"
        return
    fi
    export GO111MODULE=off GOPATH="$work/go:/usr/share/gocode" GOCACHE="$work/go-cache" GOFLAGS=
    good "the Go program builds" go build -o "$work/tiles" "$root/tests/foreign/go/tiles.go"
    good "sumdb/note and sumdb/tlog accept head, inclusion and consistency of a register" \
        "$work/tiles" check "$work/reg/log" "$(vkey_of "$work/reg")"
    cp -r "$work/reg" "$work/changed"
    local bundle
    bundle="$(find "$work/changed/log/tile/entries" -type f | sort | tail -n 1)"
    printf '\377' | dd of="$bundle" bs=1 seek=40 conv=notrunc status=none
    bad "they refuse a changed entry" "$work/tiles" check "$work/changed/log" "$(vkey_of "$work/reg")"
    seq 600 | while read -r number; do echo "entry $number" >"$work/entry-$number"; done
    seed "$work/many.key"
    "$suite" log "$work/many" --origin many.example --origin-key "$work/many.key" $(seq -f "$work/entry-%g" 600) || fail "a log of 600 entries is made"
    good "they accept a log of 600 entries, over two levels of tiles" \
        "$work/tiles" check "$work/many" "$("$suite" vkey many.example --seed "$work/many.key")"
}

ssh_checks() {
    if ! has ssh-keygen || ! has python3; then
        skip "ssh-keygen checks a person's signature" "ssh-keygen or python3 is missing"
        return
    fi
    mkdir -p "$work/act"
    local signer
    signer="$(python3 "$root/tests/foreign/python/act.py" "$work/reg/log" 1 "$work/act")" || { fail "an act is read from the log"; return; }
    verify() { ssh-keygen -Y verify -f "$work/act/signers" -I "$signer" -n "$1" -s "$work/act/act.sig" <"$2"; }
    good "ssh-keygen -Y verify accepts an act of the register" verify interrex-act "$work/act/act"
    sed 's/adopt/admit/' "$work/act/act" >"$work/act/other"
    bad "ssh-keygen -Y verify refuses another act" verify interrex-act "$work/act/other"
    bad "ssh-keygen -Y verify refuses another namespace" verify file "$work/act/act"
}

python_has() { python3 -c "from cryptography.hazmat.primitives.asymmetric import $1" 2>/dev/null; }

# Starts our witness, with the state that it has.
own_witness() {
    rm -f "$work/own.out"
    "$interrex" register witness "$work/own" --name witness.example/own --listen 127.0.0.1:0 \
        --ml-dsa-key "$work/ml.key" --log "$(vkey_of "$work/reg")" \
        --log "$("$suite" vkey conformance.example/log --seed "$work/suite.key")" >"$work/own.out" 2>&1 &
    own_pid=$!
    started+=($!)
    for _ in $(seq 100); do grep -qs listening "$work/own.out" && break; sleep 0.1; done
    own_url="$(sed -n 's/^listening at //p' "$work/own.out")"
    own_keys=()
    local key
    while read -r key; do own_keys+=("$key"); done < <(sed -n 's/^witness //p' "$work/own.out")
    [ -n "$own_url" ]
}

own_checks() {
    seed "$work/suite.key"
    seed "$work/ml.key"
    own_witness || { fail "our witness starts"; cat "$work/own.out"; return; }
    good "our witness passes the suite" "$suite" witness "$own_url" --origin-key "$work/suite.key" \
        --witness-key "${own_keys[0]}" --witness-key "${own_keys[1]}"
    if [ ! -x "$work/tiles" ]; then
        skip "our witness takes the proofs of Go" "there is no Go"
        return
    fi
    "$work/tiles" request "$work/reg/log" 0 >"$work/body"
    answers "our witness cosigns a register" 200 "$own_url" "$work/body" "$work/cosigned"
    own_crash
    if ! python_has ed25519; then
        skip "cryptography checks our cosignatures" "the package cryptography is missing"
        return
    fi
    cat "$work/reg/log/checkpoint" "$work/cosigned" >"$work/full"
    local keys=("$(vkey_of "$work/reg")" "${own_keys[0]}")
    if python_has mldsa; then
        keys+=("${own_keys[1]}")
    else
        skip "cryptography checks ML-DSA-44" "this version has no ML-DSA"
    fi
    good "cryptography accepts the signatures of ${#keys[@]} keys" \
        python3 "$root/tests/foreign/python/cosigned.py" "$work/full" "${keys[@]}"
    sed '2s/$/0/' "$work/full" >"$work/forged"
    bad "cryptography refuses them for another size" \
        python3 "$root/tests/foreign/python/cosigned.py" "$work/forged" "${keys[@]}"
}

# Our mirror, to which a log is brought.
mirror_checks() {
    seed "$work/mirrored.key"
    "$interrex" register mirror "$work/mirror" --name mirror.example/own --listen 127.0.0.1:0 \
        --log "$("$suite" vkey conformance.example/log --seed "$work/mirrored.key")" >"$work/mirror.out" 2>&1 &
    started+=($!)
    for _ in $(seq 100); do grep -qs listening "$work/mirror.out" && break; sleep 0.1; done
    good "our mirror passes the suite" "$suite" mirror "$(sed -n 's/^listening at //p' "$work/mirror.out")" \
        --origin-key "$work/mirrored.key" --mirror-key "$(sed -n 's/^mirror //p' "$work/mirror.out")"
}

# Our witness after kill -9, as those of Sigsum below.
own_crash() {
    local old; old="$(size_of "$work/reg")"
    cp -r "$work/reg" "$work/reg-split"
    report "$work/reg" "dead(chief-incumbent)" || { fail "the register grows"; return; }
    report "$work/reg-split" "incapacitated(chief-incumbent)" || { fail "the fork grows"; return; }
    "$work/tiles" request "$work/reg/log" "$old" >"$work/grown"
    "$work/tiles" request "$work/reg-split/log" "$old" >"$work/forked"
    "$work/tiles" request "$work/reg-split/log" "$(size_of "$work/reg")" >"$work/forked-same"
    answers "our witness cosigns growth, with a proof by Go" 200 "$own_url" "$work/grown" "$work/cosigned"
    end "$own_pid"
    own_witness || { fail "our witness starts again"; cat "$work/own.out"; return; }
    answers "our witness, after kill -9, refuses our split view" 422 "$own_url" "$work/forked-same" "$work/answer"
    answers "our witness knows the head that it cosigned before" 409 "$own_url" "$work/forked" "$work/answer"
}

# Documents sealed here and by age, each opened by the other.
age_checks() {
    if ! has age || ! has age-keygen; then
        skip "age opens a sealed document" "age is missing"
        return
    fi
    echo "a plan that few may read" >"$work/document"
    age-keygen -o "$work/theirs.txt" 2>/dev/null
    good "a document is sealed to a reader of age's" "$interrex" register seal "$work/document" \
        --to "$(age-keygen -y "$work/theirs.txt")" -o "$work/ours.age"
    opens() { "$@" >"$work/opened" && cmp "$work/opened" "$work/document"; }
    good "age opens it" opens age -d -i "$work/theirs.txt" "$work/ours.age"
    age-keygen -o "$work/strange.txt" 2>/dev/null
    bad "age does not open it for another reader" age -d -i "$work/strange.txt" "$work/ours.age"
    local reader
    reader="$("$interrex" register identity -o "$work/own.txt")" || { fail "an identity is drawn"; return; }
    good "age seals to a reader of ours" age -r "$reader" -o "$work/theirs.age" "$work/document"
    unsealed() { "$interrex" register unseal "$work/theirs.age" --identity "$1" -o "$work/unsealed" && cmp "$work/unsealed" "$work/document"; }
    good "that is opened here" unsealed "$work/own.txt"
    bad "it is not opened here for another reader" unsealed "$work/theirs.txt"
}

# The code of a printed sheet is the order file, byte for byte.
sheet_checks() {
    local what="zbarimg reads the order from its printed sheet"
    if ! has zbarimg || ! has rsvg-convert; then
        skip "$what" "zbarimg or rsvg-convert is missing"
        return
    fi
    (
        cd "$work" &&
            printf '%s\n' '[plan]' 'title = "A small state"' 'horizon = "30 d"' 'as-of = 2024-01-01' '' \
                '[person.chief-incumbent]' '' '[office.chief]' 'holder = "chief-incumbent"' '' \
                '[power.command]' 'held-by = "chief"' >command.toml
    )
    sed 's/plan.toml/command.toml/' "$work/founding.toml" >"$work/founding-command.toml"
    (
        cd "$work" &&
            "$interrex" register init sheet-reg --origin register.example/sheet --root registrar=registrar.pub &&
            "$interrex" register append sheet-reg founding-command.toml --yes --key registrar=registrar --key chief-incumbent=chief &&
            "$interrex" order sheet-reg --power command --title "Close the bridges" --key chief-incumbent=chief \
                --form short -o sheet.order --yes
    ) >"$work/out" 2>&1 || { fail "an order is written"; sed 's/^/      /' "$work/out"; return; }
    tr '\n' ' ' <"$work/sheet.html" | grep -o '<svg.*</svg>' >"$work/sheet.svg"
    rsvg-convert --width 1600 --background-color white "$work/sheet.svg" -o "$work/sheet.png"
    # Of the codes that zbarimg knows only this kind: among the modules of a large code it may take a few for a bar code.
    photograph() { zbarimg --quiet --raw -Sdisable -Sqrcode.enable -Sqrcode.binary --oneshot "$1" >"$2" 2>/dev/null; }
    read_back() { photograph "$work/sheet.png" "$work/photographed" && cmp "$work/photographed" "$work/sheet.order"; }
    good "$what ($(stat -c %s "$work/sheet.order") bytes)" read_back
    good "what was read is a genuine order" "$interrex" verify "$work/photographed" --trust "$work/sheet-reg/trust.toml"
    sheet_of_the_largest
}

# An order that needs the largest code, version 40, from the page as it is printed: 300 points to the inch. The code is
# 12 cm wide with its margin, so that a module is two thirds of a millimeter.
sheet_of_the_largest() {
    local letters=$((2870 - $(stat -c %s "$work/sheet.order"))) what="zbarimg reads the largest code"
    local title; title="$(head -c "$letters" /dev/zero | tr '\0' e)"
    (
        cd "$work" && "$interrex" order sheet-reg --power command --title "Close the bridges $title" \
            --key chief-incumbent=chief --form short -o large.order --yes
    ) >"$work/out" 2>&1 || { fail "a long order is written"; sed 's/^/      /' "$work/out"; return; }
    local size; size="$(stat -c %s "$work/large.order")"
    if has chromium && has pdftoppm; then
        what="$what from the page that chromium prints"
        chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --user-data-dir="$work/chromium" \
            --print-to-pdf="$work/large.pdf" "file://$work/large.html" >/dev/null 2>&1
        pdftoppm -r 300 -png "$work/large.pdf" "$work/large"
    else
        what="$what as large as it is printed"
        tr '\n' ' ' <"$work/large.html" | grep -o '<svg.*</svg>' >"$work/large.svg"
        rsvg-convert --width 1417 --background-color white "$work/large.svg" -o "$work/large-1.png"
    fi
    # Above 2,809 bytes no smaller code is left.
    printed() {
        [ "$size" -gt 2809 ] || return 1
        local page
        for page in "$work"/large-*.png; do
            photograph "$page" "$work/large.read" && cmp "$work/large.read" "$work/large.order" && return
        done
        return 1
    }
    good "$what ($size bytes)" printed
    good "what was read is a genuine order, too" "$interrex" verify "$work/large.read" --trust "$work/sheet-reg/trust.toml"
}

# Starts a store by moto; its address is in `store_url`.
store_starts() {
    rm -f "$work/store.port"
    "$store_python" "$root/tests/foreign/python/s3.py" serve "$work/store.port" "$@" >"$work/store.log" 2>&1 &
    started+=($!)
    for _ in $(seq 200); do [ -s "$work/store.port" ] && break; sleep 0.1; done
    store_url="http://127.0.0.1:$(cat "$work/store.port")"
}

# Two sites exchange their logs by way of a store of somebody else, in front of which botocore checks the signatures.
store_checks() {
    local what="two sites exchange logs by way of moto's S3"
    if ! has python3 || ! python3 -m venv "$work/moto" >/dev/null 2>&1 || ! "$work/moto/bin/pip" install --quiet --disable-pip-version-check 'moto[server]>=5.2' >/dev/null 2>&1; then
        skip "$what" "moto could not be installed"
        return
    fi
    store_python="$work/moto/bin/python"
    store_tool() { "$store_python" "$root/tests/foreign/python/s3.py" "$@"; }
    store_sync() { AWS_ACCESS_KEY_ID="${store_key:-a-key}" AWS_SECRET_ACCESS_KEY="${store_secret:-a-secret}" HOME="$work" "$interrex" register sync "$work/$1" "${store_place:-s3://shared/a state}" --endpoint "$store_url"; }
    # Says a part of the reason for which a sync is refused.
    store_refuses() { local expect="$1"; shift; store_sync "$@" >"$work/refused" 2>&1 && return 1; cat "$work/refused"; grep -q "$expect" "$work/refused"; }
    store_starts
    store_tool make "$store_url" shared || { fail "moto makes a bucket"; cat "$work/store.log"; return; }
    register "$work/near" --origin register.example/near --site near || { fail "a register is made"; return; }
    cp -r "$work/near" "$work/near-copy"
    "$interrex" register init "$work/far" --origin register.example/far --site far --root "registrar=$work/registrar.pub" --join "$work/near/trust.toml" >/dev/null &&
        cp "$work/far/trust.toml" "$work/near/trust.toml" && cp "$work/far/trust.toml" "$work/near-copy/trust.toml" || { fail "another site is made"; return; }
    good "a site writes its log and its plan to moto's S3, under conditions that botocore finds signed" store_sync near
    good "$what" store_sync far
    same_acts() { diff <("$interrex" register show "$work/near" --format json) <("$interrex" register show "$work/far" --format json); }
    good "both sites have the same acts" same_acts
    store_tool take "$store_url" shared "$work/taken"
    good "the suite accepts the log that boto3 takes from there" "$suite" tiles "$(dirname "$(grep -l register.example/near "$work"/taken/*/*/checkpoint)")" --key "$(vkey_of "$work/near")"
    report near "dead(chief-incumbent)" && store_sync near >/dev/null 2>&1 || fail "the log in the store grows"
    report near-copy "incapacitated(chief-incumbent)" || fail "the copy grows"
    good "a second machine with the key of a log is refused, with evidence" store_refuses "FORK" near-copy
    good "the log in the store is as it was" store_sync far
    store_secret=wrong good "botocore refuses a wrong secret key, and it is told" store_refuses "secret key is not that" near
    store_key=other good "an unknown access key is told" store_refuses "does not know the access key" near
    store_place=s3://nowhere/x good "a bucket that is not there is told" store_refuses "there is no bucket .nowhere." near
    local head; head="$(cd "$work/taken" && grep -l register.example/near */*/checkpoint)"
    store_tool put "$store_url" shared "$head" "$work/refused"
    bad "what is no head of the log is not taken over" store_sync far
    good "nor is it written over" store_refuses "is no head of" near
    store_starts 3600
    good "a clock that is an hour behind is told" store_refuses "set the clock" near
}

# A token of SoftHSM2 signs an act, through ssh-agent; its private key is in the token alone.
token_checks() {
    local what="SoftHSM2 signs an act" module tool
    for tool in softhsm2-util openssl ssh-agent ssh-add python3; do
        has "$tool" || { skip "$what" "$tool is missing"; return; }
    done
    module="$(find /usr/lib -name libsofthsm2.so | head -n 1)"
    mkdir -p "$work/tokens"
    echo "directories.tokendir = $work/tokens" >"$work/softhsm2.conf"
    export SOFTHSM2_CONF="$work/softhsm2.conf"
    (
        cd "$work" &&
            softhsm2-util --init-token --free --label t --so-pin 1234 --pin 1234 &&
            openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out token.pem &&
            softhsm2-util --import token.pem --token t --label key --id 01 --pin 1234 &&
            rm token.pem &&
            ssh-keygen -D "$module" >token.pub
    ) >"$work/out" 2>&1 || { skip "$what" "no token can be made: $(tail -n 1 "$work/out")"; return; }
    printf '#!/bin/sh\necho 1234\n' >"$work/askpass"
    chmod +x "$work/askpass"
    eval "$(ssh-agent -P '/usr/lib/*')" >/dev/null
    started+=("$SSH_AGENT_PID")
    SSH_ASKPASS="$work/askpass" SSH_ASKPASS_REQUIRE=force timeout 20 ssh-add -s "$module" >"$work/out" 2>&1 </dev/null ||
        { skip "$what" "the agent does not take the token: $(cat "$work/out")"; return; }
    token_act >"$work/token.out" 2>&1 || { fail "$what"; sed 's/^/      /' "$work/token.out"; return; }
    if grep -q 'in effect' "$work/token.out"; then pass "$what, and it is in effect"; else fail "$what"; sed 's/^/      /' "$work/token.out"; fi
}

# A register whose chief has the token's key, and adopts a plan with it.
token_act() {
    cd "$work" || return 1
    printf '%s\n' '[[act]]' 'kind = "enrol"' 'who = "chief-incumbent"' 'key = "@token.pub"' 'by = ["registrar"]' >enrol.toml
    printf '%s\n' '[[act]]' 'kind = "adopt"' 'adopted = "plan.toml"' 'by = ["chief-incumbent"]' >adopt.toml
    "$interrex" register init token-reg --origin register.example/token --root registrar=registrar.pub &&
        "$interrex" register append token-reg enrol.toml --yes --key registrar=registrar &&
        "$interrex" register sign token-reg adopt.toml --unsigned --output token-act.json &&
        python3 "$root/tests/foreign/python/signed.py" bytes token-act.json token-act &&
        ssh-keygen -Y sign -f token.pub -n interrex-act token-act &&
        python3 "$root/tests/foreign/python/signed.py" add token-act.json chief-incumbent token.pub token-act.sig &&
        "$interrex" register append token-reg token-act.json --yes
    local status=$?
    cd "$root" || return 1
    return "$status"
}

# The packages of npm, in a folder that is removed.
noble_checks() {
    local what="@noble checks Ed25519 and ML-DSA-44"
    if [ ! -f "$work/full" ]; then skip "$what" "there is no cosigned head"; return; fi
    if ! has npm || ! has node; then skip "$what" "npm is missing"; return; fi
    mkdir -p "$work/noble"
    if ! npm install --silent --ignore-scripts --no-audit --no-fund --prefix "$work/noble" @noble/curves@2 @noble/post-quantum @noble/hashes@2 </dev/null >/dev/null 2>&1; then
        skip "$what" "the packages could not be installed"
        return
    fi
    cp "$root/tests/foreign/javascript/cosigned.mjs" "$work/noble/"
    good "$what: accepted" node "$work/noble/cosigned.mjs" "$work/full" "$(vkey_of "$work/reg")" "${own_keys[@]}"
    bad "$what: refused for another size" node "$work/noble/cosigned.mjs" "$work/forged" "$(vkey_of "$work/reg")" "${own_keys[@]}"
}

# Starts the Sigsum witness of this number for a log, and waits for it.
sigsum_witness() {
    GODEBUG=httpmuxgo121=0 sigsum-witness -k "$work/w$1" --log-key "$2" --state-file "$work/w$1.$3" "127.0.0.1:$((sigsum_port + $1))" >>"$work/w$1.log" 2>&1 &
    sigsum_pid[$1]=$!
    started+=($!)
    wait_for "http://127.0.0.1:$((sigsum_port + $1))/"
}

sigsum_checks() {
    if ! has sigsum-witness || ! has curl || ! has sigsum-key; then
        skip "Sigsum's witnesses cosign our heads" "sigsum-go or curl is missing"
        return
    fi
    if [ ! -x "$work/tiles" ] || ! python_has ed25519; then
        skip "Sigsum's witnesses cosign our heads" "Go or cryptography is missing"
        return
    fi
    sigsum_port=$((20000 + RANDOM % 10000))
    declare -ga sigsum_pid=()
    seed "$work/log.key"
    python3 -c 'import sys; from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey as K; print(K.from_private_bytes(bytes.fromhex(open(sys.argv[1]).read())).public_key().public_bytes_raw().hex())' "$work/log.key" | sigsum-key from-hex >"$work/log.pub"
    local origin="sigsum.org/v1/tree/$(sigsum-key to-hash -k "$work/log.pub")"
    for one in 1 2 3; do sigsum-key generate -o "$work/w$one"; done
    sigsum_cosigning "$origin"
    sigsum_verifying "$origin"
    sigsum_suite "$origin"
}

# A register's heads: honest, forked, and after kill -9.
sigsum_cosigning() {
    register "$work/sig" --origin "$1" --log-key "$work/log.key" || { fail "a register for Sigsum is made"; return; }
    local one url
    for one in 1 2 3; do sigsum_witness "$one" "$work/log.pub" register; done
    "$work/tiles" request "$work/sig/log" 0 >"$work/body"
    for one in 1 2 3; do
        answers "sigsum-witness $one cosigns the head of a register" 200 "http://127.0.0.1:$((sigsum_port + one))" "$work/body" "$work/answer"
    done
    local old; old="$(size_of "$work/sig")"
    cp -r "$work/sig" "$work/split"
    report "$work/sig" "dead(chief-incumbent)" || { fail "the register grows"; return; }
    report "$work/split" "incapacitated(chief-incumbent)" || { fail "the fork grows"; return; }
    "$work/tiles" request "$work/sig/log" "$old" >"$work/grown"
    "$work/tiles" request "$work/split/log" "$old" >"$work/forked"
    for one in 1 2 3; do
        url="http://127.0.0.1:$((sigsum_port + one))"
        answers "sigsum-witness $one cosigns growth, with a proof by Go" 200 "$url" "$work/grown" "$work/answer"
        end "${sigsum_pid[$one]}"
        sigsum_witness "$one" "$work/log.pub" register
        "$work/tiles" request "$work/split/log" "$(size_of "$work/sig")" >"$work/forked-same"
        answers "sigsum-witness $one, after kill -9, refuses our split view" 422 "$url" "$work/forked-same" "$work/answer"
        answers "sigsum-witness $one knows the head that it cosigned before" 409 "$url" "$work/forked" "$work/answer"
        end "${sigsum_pid[$one]}"
    done
}

# A leaf of Sigsum's in a log of ours, under 2 of 3.
sigsum_verifying() {
    local one
    seed "$work/submit.key"
    echo "the message" >"$work/message"
    python3 "$root/tests/foreign/python/sigsum.py" leaf "$work/submit.key" "$work/message" "$work/leaf"
    echo other >"$work/leaf-other"
    "$suite" log "$work/leaves" --origin "$1" --origin-key "$work/log.key" "$work/leaf-other" "$work/leaf" "$work/leaf-other"
    python3 -c 'import sys; from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey as K; print(K.from_private_bytes(bytes.fromhex(open(sys.argv[1]).read())).public_key().public_bytes_raw().hex())' "$work/submit.key" | sigsum-key from-hex >"$work/submit.pub"
    "$work/tiles" request "$work/leaves" 0 >"$work/body"
    {
        echo "log $(sigsum-key to-hex -k "$work/log.pub")"
        for one in 1 2 3; do echo "witness w$one $(sigsum-key to-hex -k "$work/w$one.pub")"; done
        printf 'group all-of-them 2 w1 w2 w3\nquorum all-of-them\n'
    } >"$work/policy"
    for one in 1 2 3; do
        sigsum_witness "$one" "$work/log.pub" leaves
        answers "sigsum-witness $one cosigns a log with a leaf of Sigsum's" 200 "http://127.0.0.1:$((sigsum_port + one))" "$work/body" "$work/cosigned-$one"
        end "${sigsum_pid[$one]}"
    done
    verify() {
        cat "${@:2}" >"$work/cosignatures"
        python3 "$root/tests/foreign/python/sigsum.py" proof "$work/leaves/1.tlog-proof" "$work/cosignatures" "$work/leaf" >"$work/sigsum-proof" &&
            sigsum-verify -k "$work/submit.pub" -p "$work/policy" "$work/sigsum-proof" <"$1"
    }
    good "sigsum-verify accepts under 2 of 3 with three" verify "$work/message" "$work/cosigned-1" "$work/cosigned-2" "$work/cosigned-3"
    good "sigsum-verify accepts under 2 of 3 with two" verify "$work/message" "$work/cosigned-1" "$work/cosigned-3"
    bad "sigsum-verify refuses under 2 of 3 with one" verify "$work/message" "$work/cosigned-2"
    bad "sigsum-verify refuses another message" verify "$work/policy" "$work/cosigned-1" "$work/cosigned-3"
}

# The suite finds where Sigsum's witness departs from the specification, and nothing else.
sigsum_suite() {
    sigsum_witness 1 "$work/log.pub" suite
    local name="sigsum.org/v1/witness/$(sigsum-key to-hash -k "$work/w1.pub")"
    local key; key="$("$suite" vkey "$name" --public "$(sigsum-key to-hex -k "$work/w1.pub")" --cosigner)"
    "$suite" witness "http://127.0.0.1:$((sigsum_port + 1))" --origin "$1" --origin-key "$work/log.key" --witness-key "$key" >"$work/suite.out" 2>&1
    if grep -q '^FAIL.*a proof at old size 0 is answered with 422.*400' "$work/suite.out"; then
        pass "the suite finds that sigsum-witness answers 400 instead of 422 for a proof at old size 0"
    else
        fail "the suite finds what is known of sigsum-witness"
        sed 's/^/      /' "$work/suite.out"
    fi
    grep -E '^(FAIL|warn)' "$work/suite.out" | sed 's/^/      of sigsum-witness: /'
}

install
if [ -z "${INTERREX:-}" ] || [ -z "${SUITE:-}" ]; then
    cargo build --locked --quiet -p interrex -p interrex-tlog-conformance </dev/null || exit 2
fi
if ! python_has mldsa && has python3; then
    python3 -m pip install --quiet --disable-pip-version-check --target "$work/python" 'cryptography>=48' >/dev/null 2>&1
    export PYTHONPATH="$work/python${PYTHONPATH:+:$PYTHONPATH}"
fi
if ! has ssh-keygen; then
    skip "everything" "ssh-keygen is missing, and no register can be made without keys"
    exit 0
fi
register "$work/reg" --origin register.example/one || { fail "a register is made"; exit 1; }
good "the suite accepts the tiles of a register" "$suite" tiles "$work/reg/log" --key "$(vkey_of "$work/reg")"
go_checks
ssh_checks
age_checks
store_checks
sheet_checks
token_checks
own_checks
mirror_checks
noble_checks
sigsum_checks
exit "$failed"
