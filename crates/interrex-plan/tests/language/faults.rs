//! Every kind of fault has a plan in `corpus/faulty` that has it and no other, and the text of what
//! is reported about that plan stands beside it, word for word.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use interrex_diag::{Format, render};
use interrex_plan::faults::CODES;
use interrex_testkit::snapshot;

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/faulty")
}

#[test]
fn every_faulty_plan_has_one_fault_and_its_words() {
    let mut differences = Vec::new();
    for fault in CODES {
        let name = format!("{}.toml", fault.code);
        let reading = interrex_plan::read(&[(name.as_str(), fault.example)]);
        let found: Vec<&str> = reading.diagnostics.iter().map(|it| it.code).collect();
        let shown = render(&reading.diagnostics, &reading.sources, Format::Human, false);
        assert_eq!(found, [fault.code], "\n{shown}");
        let kept = corpus().join(format!("{}.txt", fault.code));
        differences.extend(snapshot::compare(kept, &shown).err());
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_diagnostic_has_a_place_and_a_way_out() {
    for fault in CODES {
        let reading = interrex_plan::read(&[("plan.toml", fault.example)]);
        for diagnostic in &reading.diagnostics {
            assert!(diagnostic.primary().is_some(), "{}", fault.code);
            assert!(!diagnostic.helps.is_empty(), "{}", fault.code);
            assert!(!diagnostic.message.ends_with('.'), "{}", fault.code);
        }
    }
}

#[test]
fn the_corpus_holds_nothing_else() {
    let mut expected: BTreeSet<String> = BTreeSet::new();
    for fault in CODES {
        expected.insert(format!("{}.toml", fault.code));
        expected.insert(format!("{}.txt", fault.code));
    }
    let names = fs::read_dir(corpus()).expect("the corpus is there");
    for entry in names {
        let name = entry.expect("a readable folder").file_name();
        let name = name.to_string_lossy().into_owned();
        assert!(
            expected.contains(&name) || name == "README.md",
            "{name} is no fault's"
        );
    }
}

/// Looks for codes in the source text, so that a code without a page is noticed even when no plan
/// has its fault.
#[test]
fn every_code_in_the_source_is_listed() {
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a readable folder") {
            let path = entry.expect("a readable folder").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let text = fs::read_to_string(&path).expect("a readable file");
                for code in codes(&text) {
                    let listed = CODES.iter().any(|fault| fault.code == code);
                    assert!(listed, "`{code}` in {} has no page", path.display());
                }
            }
        }
    }
}

/// The codes that a source file reports: the first argument of a diagnostic.
fn codes(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for start in [
        "Diagnostic::error(",
        "Diagnostic::warning(",
        "code: ",
        "unknown_part(",
    ] {
        for (at, _) in text.match_indices(start) {
            let rest = text[at + start.len()..].trim_start();
            let code = rest
                .strip_prefix('"')
                .and_then(|rest| rest.split('"').next());
            found.extend(code.filter(|code| !code.is_empty()));
        }
    }
    found
}
