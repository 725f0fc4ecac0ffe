//! The page on JSON says what the program writes: every field is documented, every documented
//! schema is written, and the example of the page is an answer of the program.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

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
    let lines = text.lines().map(|line| {
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{words}: {error} in {line}"))
    });
    lines.collect()
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

#[test]
fn every_field_is_documented() {
    let mut written = BTreeSet::new();
    let mut schemas = BTreeSet::new();
    let certificate = concat!(env!("CARGO_TARGET_TMPDIR"), "/certificate.txt");
    let model = "corpus/aralia/models/chinese.xml";
    let certify = format!("prove {model} --certificate {certificate}");
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
    ] {
        for object in objects(words) {
            let schema = object["schema"].as_str().expect("a schema").to_owned();
            assert!(
                PAGE.contains(&format!("## `{schema}`")),
                "`{schema}` has no section"
            );
            schemas.insert(schema);
            fields(&object, &mut written);
        }
    }
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
