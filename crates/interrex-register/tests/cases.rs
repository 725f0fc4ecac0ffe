//! Cases from history: each is plans, acts and questions with the answers expected, below `examples/cases`.
//! No code is written for any of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use interrex_plan::model::Plan;
use interrex_register::{questions, script};

/// The plans of a case by the name of their file, and by digest.
fn plans(folder: &Path) -> (BTreeMap<String, String>, BTreeMap<String, Plan>) {
    let (mut digests, mut plans) = (BTreeMap::new(), BTreeMap::new());
    for path in files(folder, "plan") {
        let name = path
            .file_name()
            .expect("a file has a name")
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&path).expect("a plan is text");
        let files = [(name.clone(), text)];
        let reading = interrex_plan::read(&files);
        assert!(
            !reading.has_errors(),
            "{}: {:#?}",
            path.display(),
            reading.diagnostics
        );
        let digest = interrex_plan::digest(&files);
        plans.insert(digest.clone(), reading.plan);
        digests.insert(name, digest);
    }
    (digests, plans)
}

fn files(folder: &Path, start: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path());
    let mut list: Vec<PathBuf> = entries
        .filter(|path| {
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default();
            name.starts_with(start) && path.extension().is_some_and(|is| is == "toml")
        })
        .collect();
    list.sort();
    list
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a person asks for one case")]
fn every_case_gives_its_answers() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/cases");
    let mut folders: Vec<PathBuf> = fs::read_dir(&cases)
        .expect("the cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    let only = std::env::var("INTERREX_CASE").ok();
    let mut departures = Vec::new();
    let mut asked = 0;
    for folder in folders {
        let name = folder
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if only.as_ref().is_some_and(|only| *only != name) || !folder.join("acts.toml").exists() {
            continue;
        }
        let (digests, plans) = plans(&folder);
        let text = fs::read_to_string(folder.join("acts.toml")).expect("acts");
        let script =
            script::read(&text, &digests).unwrap_or_else(|error| panic!("{name}: {error}"));
        let text = fs::read_to_string(folder.join("questions.toml")).expect("questions");
        let answers = questions::ask(&text, &plans, &script.acts, &script.ids)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        for answer in answers {
            asked += 1;
            let (of, at) = (&answer.answer.of, &answer.answer.as_of);
            departures.extend(
                answer
                    .departures
                    .iter()
                    .map(|one| format!("{name}: {of} as of {at}: {one}")),
            );
            if only.is_some() {
                println!("{}", interrex_register::who::text(&answer.answer));
            }
        }
    }
    assert!(
        departures.is_empty(),
        "{} departures:\n{}",
        departures.len(),
        departures.join("\n")
    );
    assert!(asked > 0 || only.is_some(), "no question was asked");
}
