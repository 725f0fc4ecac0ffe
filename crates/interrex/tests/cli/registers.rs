//! The registers of the historical cases, kept as the program keeps registers: whole, signed by whom they name, and
//! answering as the lists do of which they were made.

#![expect(
    clippy::indexing_slicing,
    reason = "objects of the program's own, and acts of a list by their numbers in it"
)]

use std::collections::BTreeMap;
use std::fs;

use interrex_register::questions::{self, Asked};
use interrex_register::{Known, script};
use serde_json::Value;

use crate::run::{root, run};

const CASES: &str = "examples/cases";

/// The names of the cases.
fn cases() -> Vec<String> {
    let folders = fs::read_dir(root().join(CASES)).expect("the cases");
    let folders = folders.map(|entry| entry.expect("an entry"));
    let mut names: Vec<String> = folders
        .filter(|entry| entry.path().join("acts.toml").is_file())
        .map(|entry| entry.file_name().into_string().expect("a name in letters"))
        .collect();
    names.sort();
    assert!(names.len() >= 12, "{names:?}");
    names
}

/// What the program prints for a command about a register, and its exit status.
fn ask(line: &[&str]) -> (i32, String) {
    let args: Vec<String> = line.iter().map(|&word| word.to_owned()).collect();
    let ran = run(&args, &root());
    assert_eq!(ran.stderr, "", "{line:?}");
    (ran.status, ran.stdout)
}

#[test]
fn every_register_of_a_case_is_whole() {
    for case in cases() {
        let register = format!("{CASES}/{case}/register");
        let (status, said) = ask(&["register", "fsck", &register]);
        assert_eq!(status, 0, "{case}: {said}");
    }
}

#[test]
fn every_register_of_a_case_answers_as_its_list_does() {
    for case in cases() {
        let register = format!("{CASES}/{case}/register");
        let (_, shown) = ask(&["register", "show", &register, "--format", "json"]);
        let asked = expected(&case, &numbers(&shown));
        assert!(asked.len() >= 4, "{case}");
        for one in asked {
            assert!(one.departures.is_empty(), "{case}: {:?}", one.departures);
            answers(&case, &register, &one);
        }
    }
}

/// The number of every act in a register, by its digest.
fn numbers(shown: &str) -> BTreeMap<String, u32> {
    let acts = shown.lines().map(|line| {
        let act: Value = serde_json::from_str(line).expect("one JSON object a line");
        let number = act["number"].as_u64().expect("a number");
        let digest = act["digest"].as_str().expect("a digest").to_owned();
        (digest, u32::try_from(number).expect("few acts"))
    });
    acts.collect()
}

/// The answers from the list of acts, which has other numbers: those of the register are put in their place.
fn expected(case: &str, numbers: &BTreeMap<String, u32>) -> Vec<Asked> {
    let folder = root().join(CASES).join(case);
    let text = |name: &str| fs::read_to_string(folder.join(name)).expect("a file of a case");
    let (mut plans, mut digests) = (BTreeMap::new(), BTreeMap::new());
    for entry in fs::read_dir(&folder).expect("the folder of a case") {
        let name = entry.expect("an entry").file_name();
        let name = name.into_string().expect("a name in letters");
        if name.starts_with("plan") {
            let files = [(name.clone(), text(&name))];
            let digest = interrex_plan::digest(&files);
            plans.insert(digest.clone(), interrex_plan::read(&files).plan);
            digests.insert(name, digest);
        }
    }
    let script = script::read(&text("acts.toml"), &digests).expect("acts");
    let number = |digest: String| *numbers.get(&digest).expect("every act is in the register");
    let ids = script.ids.iter();
    let ids = ids.map(|(id, old)| {
        let act = &script.acts[*old as usize];
        (id.clone(), number(act.digest.to_string()))
    });
    let ids = ids.collect();
    let acts = script.acts.iter().cloned();
    let mut acts: Vec<Known> = acts
        .map(|known| Known {
            number: number(known.digest.to_string()),
            ..known
        })
        .collect();
    acts.sort_by_key(|known| known.number);
    questions::ask(&text("questions.toml"), &plans, &acts, &ids).expect("answers")
}

/// Asks the program what was asked of the list.
fn answers(case: &str, register: &str, asked: &Asked) {
    let mut expected = serde_json::to_value(&asked.answer).expect("an answer is JSON");
    expected["from"] = "register".into();
    let text = |name: &str| expected[name].as_str();
    let of = text("of").expect("something was asked about");
    let mut line = vec!["who", of, "--register", register, "--format", "json"];
    let options = [
        ("--as-of", text("as-of")),
        ("--known-at", text("known-at")),
        ("--viewpoint", text("viewpoint")),
        ("--region", asked.region.as_deref()),
    ];
    for (option, value) in options {
        line.extend(value.into_iter().flat_map(|value| [option, value]));
    }
    let (status, said) = ask(&line);
    let is_held = text("standing") == Some("held");
    assert_eq!(status, i32::from(!is_held), "{case}: {line:?}");
    let said: Value = serde_json::from_str(&said).expect("one JSON object");
    assert_eq!(said, expected, "{case}: {line:?}");
}
