//! The page on JSON says what the program writes: every field is documented, every documented
//! schema is written, and the example of the page is an answer of the program.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use interrex_signature::SecretKey;
use serde_json::Value;

const PAGE: &str = include_str!("../../../docs/reference/json.md");

/// The objects that a command writes to standard output, one a line.
fn objects(words: &str) -> Vec<Value> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let output = Command::new(env!("CARGO_BIN_EXE_interrex"))
        .args(words.split(' '))
        .current_dir(root)
        .output()
        .expect("the program starts");
    let text = String::from_utf8(output.stdout).expect("the answer is text");
    lines(words, &text)
}

fn lines(of: &str, text: &str) -> Vec<Value> {
    let lines = text.lines().map(|line| {
        assert!(line.starts_with("{\"schema\":\""), "{of}: {line}");
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{of}: {error} in {line}"))
    });
    lines.collect()
}

/// A folder with a register of one act, whose policy names two witnesses; and the public key of its log.
fn register() -> (String, String) {
    let folder = concat!(env!("CARGO_TARGET_TMPDIR"), "/json");
    let path = |name: &str| Path::new(folder).join(name);
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).expect("a folder");
    let key = SecretKey::from_seed([1; 32], "registrar");
    fs::write(path("key"), key.to_openssh().as_bytes()).expect("a key");
    fs::set_permissions(path("key"), fs::Permissions::from_mode(0o600)).expect("a private key");
    fs::write(path("key.pub"), key.public().line()).expect("a key");
    let act =
        "[[act]]\nkind = \"enrol\"\nwho = \"chief\"\nkey = \"@key.pub\"\nby = [\"registrar\"]\n";
    fs::write(path("acts.toml"), act).expect("an act");
    for words in [
        format!("init {folder}/reg --origin log.example --root registrar={folder}/key.pub"),
        format!("append {folder}/reg {folder}/acts.toml --yes --key registrar={folder}/key"),
    ] {
        let program = Command::new(env!("CARGO_BIN_EXE_interrex"))
            .arg("register")
            .args(words.split(' '))
            .output()
            .expect("the program starts");
        assert!(program.status.success(), "{words}: {program:?}");
    }
    let trust = fs::read_to_string(path("reg/trust.toml")).expect("a file");
    let log = trust.lines().find_map(|line| line.strip_prefix("log = \""));
    let log = log.expect("a log").trim_end_matches('"').to_owned();
    (folder.to_owned(), log)
}

/// What the verbs about partners of a register write.
fn partners() -> Vec<Value> {
    let (folder, log) = register();
    let all = |words: &[String]| {
        words
            .iter()
            .flat_map(|words| objects(words))
            .collect::<Vec<_>>()
    };
    let stick = |name: &str| {
        format!(
            "register witness {folder}/{name} --name {name}.example --log {log} --stick {folder}/reg/log --format json"
        )
    };
    let mut found = all(&[stick("w1")]);
    let witnesses = ["w1", "w2"].map(|name| {
        let _ = objects(&stick(name));
        let seed = fs::read_to_string(format!("{folder}/{name}/witness.key")).expect("a key");
        let byte = |at: usize| u8::from_str_radix(&seed[2 * at..2 * at + 2], 16).expect("a digit");
        let seed: Vec<u8> = (0..32).map(byte).collect();
        let seed: [u8; 32] = seed.try_into().expect("32 bytes");
        let key = interrex_tlog::cosignature::Cosigner::ed25519(&format!("{name}.example"), &seed);
        format!("witness {name} {}\n", key.expect("a key").verifier())
    });
    fs::remove_file(format!("{folder}/reg/log/cosignature-w2.example")).expect("a cosignature");
    let trust = Path::new(&folder).join("reg/trust.toml");
    let text = fs::read_to_string(&trust).expect("a file");
    let policy = format!("{}group one any w1 w2\nquorum one\n", witnesses.concat());
    fs::write(&trust, text.replace("quorum none\n", &policy)).expect("a file");
    found.extend(all(&[
        format!("register keys {folder}/reg --format json"),
        format!("register cosign {folder}/reg --stick {folder}/reg/log --format json"),
        format!("register mirror {folder}/mirror --log {log} --from {folder}/reg --name m.example --format json"),
        format!("register export {folder}/reg -o {folder}/out --format json"),
        format!(
            "register succeed {folder}/new --from {folder}/reg --origin new.example --site new --key registrar={folder}/key \
             --yes --format json"
        ),
    ]));
    let lint = Path::new(&folder).join("policy");
    fs::write(lint, format!("log {log}\n{policy}")).expect("a file");
    found.extend(objects(&format!("lint {folder}/policy --format json")));
    let acts = fs::read_to_string(format!("{folder}/out/acts.jsonl")).expect("acts");
    found.extend(lines("acts.jsonl", &acts));
    found
}

/// The law of a register in which an order is issued.
const LAW: &str = r#"
[plan]
title = "A city"
horizon = "30 d"

[office.mayor]
holder = "mayor-incumbent"

[person.mayor-incumbent]

[power.decree]
held-by = "mayor"
"#;

/// What the verbs write that keep a register, from its founding to an order.
fn kept() -> Vec<Value> {
    let folder = concat!(env!("CARGO_TARGET_TMPDIR"), "/json-kept");
    let path = |name: &str| Path::new(folder).join(name);
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).expect("a folder");
    for (name, seed) in [("registrar", 1), ("mayor", 2)] {
        let key = SecretKey::from_seed([seed; 32], name);
        fs::write(path(name), key.to_openssh().as_bytes()).expect("a key");
        fs::set_permissions(path(name), fs::Permissions::from_mode(0o600)).expect("a private key");
        fs::write(path(&format!("{name}.pub")), key.public().line()).expect("a key");
    }
    fs::write(path("plan.toml"), LAW).expect("a plan");
    let acts = r#"
[[act]]
kind = "enrol"
who = "mayor-incumbent"
key = "@mayor.pub"
by = ["registrar"]
[[act]]
kind = "adopt"
adopted = "plan.toml"
by = ["mayor-incumbent"]
"#;
    fs::write(path("acts.toml"), acts).expect("acts");
    let claim = "[[act]]\nkind = \"claim\"\nof = \"mayor\"\nby = [\"mayor-incumbent\"]\n";
    fs::write(path("claim.toml"), claim).expect("an act");
    let key = format!("--key mayor-incumbent={folder}/mayor");
    let all = [
        format!(
            "register init {folder}/reg --origin log.example --root registrar={folder}/registrar.pub"
        ),
        format!(
            "register append {folder}/reg {folder}/acts.toml --yes --key registrar={folder}/registrar {key}"
        ),
        format!(
            "register sign {folder}/reg {folder}/claim.toml --output {folder}/claim.act --yes {key}"
        ),
        format!("order {folder}/reg --power decree --title Opens --yes {key} -o {folder}/an.order"),
        format!("register show {folder}/reg"),
        format!("register fsck {folder}/reg"),
        format!(
            "register init {folder}/other --origin other.example --site other --root registrar={folder}/registrar.pub --join {folder}/reg/trust.toml"
        ),
        format!("register sync {folder}/other {folder}/reg"),
    ];
    let found = all.iter().map(|words| format!("{words} --format json"));
    let mut found: Vec<Value> = found.flat_map(|words| objects(&words)).collect();
    let asked = |words: String| objects(&format!("{words} --format json"));
    let reader = asked(format!("register identity -o {folder}/reader"));
    let to = reader.first().and_then(|one| one["recipient"].as_str());
    let to = to.expect("a recipient");
    let sealed = asked(format!(
        "register seal {folder}/acts.toml --to {to} -o {folder}/acts.sealed"
    ));
    let opened = asked(format!(
        "register unseal {folder}/acts.sealed --identity {folder}/reader -o {folder}/acts.opened"
    ));
    found.extend([reader, sealed, opened].concat());
    found
}

fn fields(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (field, value) in map {
                into.insert(field.clone());
                fields(value, into);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| fields(value, into)),
        _ => {}
    }
}

fn take_in(object: &Value, schemas: &mut BTreeSet<String>, written: &mut BTreeSet<String>) {
    let schema = object["schema"].as_str().expect("a schema").to_owned();
    assert!(
        PAGE.contains(&format!("## `{schema}`")),
        "`{schema}` has no section"
    );
    schemas.insert(schema);
    fields(object, written);
}

#[test]
fn every_field_is_documented() {
    let mut written = BTreeSet::new();
    let mut schemas = BTreeSet::new();
    let certificate = concat!(env!("CARGO_TARGET_TMPDIR"), "/certificate.txt");
    let model = "corpus/aralia/models/chinese.xml";
    let certify = format!("prove {model} --certificate {certificate} --format json");
    let verify = format!("verify-proof {model} {certificate} --format json");
    for words in [
        &certify,
        &verify,
        "prove examples/county --format json",
        "prove examples/hospital --only body.*.cannot-act --format json",
        "prove examples/hospital --only office.chief-pharmacist.split --order-max 3 --format json",
        "prove examples/hospital --only office.chief-executive.split --nodes-max 1 --time-max 1 --format json",
        "prove examples/hospital --for function.operate.fails --format json",
        "prove examples/hospital --source flood-study --only function.*.fails --format json",
        "prove examples/county --only function.*.fails --stream size --list-max 2 --format json",
        "check examples/hospital --score --format json",
        "check examples/county --worlds never --format json",
        "check corpus/faulty/unknown-office.toml --format json",
        "import corpus/import/sites.csv --into examples/hospital --format json",
        "who president --register examples/cases/venezuela-2019/register --as-of 2019-03-01 --format json",
        "who command-of-the-forces --register examples/cases/poland-1939/register --format json",
        "ask examples/cases/nigeria-2009 --format json",
        "verify README.md --trust examples/cases/poland-1939/register/trust.toml --format json",
    ] {
        for object in objects(words) {
            take_in(&object, &mut schemas, &mut written);
        }
    }
    for object in partners().into_iter().chain(kept()) {
        take_in(&object, &mut schemas, &mut written);
    }
    // Sites have names that people give them.
    written.remove("register");
    let missing: Vec<&String> = written
        .iter()
        .filter(|field| !PAGE.contains(&format!("`{field}`")))
        .collect();
    assert!(missing.is_empty(), "not on the page: {missing:?}");
    let headings = PAGE.lines().filter(|line| line.starts_with("## `")).count();
    assert_eq!(schemas.len(), headings, "{schemas:?}");
}

#[test]
fn the_example_of_the_page_is_an_answer() {
    let between = |start: &str| {
        let rest = PAGE.split_once(start).expect("the page has an example").1;
        rest.split_once("```").expect("the example ends").0
    };
    let command = between("```sh\ninterrex ").trim();
    let shown: Value = serde_json::from_str(between("```json\n")).expect("the example is JSON");
    assert_eq!(objects(command), [shown]);
}
