//! The faulty models: each has the fault of its name and no other, and is reported word for word.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use interrex_diag::{Format, render};
use interrex_openpsa::Settings;
use interrex_openpsa::faults::{CODES, faults_markdown};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/faulty-open-psa");

/// The files that the faulty models include.
fn file(name: &str) -> Result<String, String> {
    if name.ends_with("deep/part.xml") {
        return Ok("<opsa-mef><include file=\"deep/part.xml\"/></opsa-mef>".to_owned());
    }
    fs::read_to_string(Path::new(FOLDER).join(name)).map_err(|_| "there is no such file".to_owned())
}

#[test]
fn every_fault_is_reported_word_for_word() {
    let mut wrong = Vec::new();
    for fault in CODES {
        let name = format!("{}.xml", fault.code);
        let texts = [(name.as_str(), fault.example)];
        let reading = interrex_openpsa::read(&texts, &Settings::default(), &mut file);
        let codes: BTreeSet<&str> = reading.diagnostics.iter().map(|one| one.code).collect();
        assert_eq!(
            codes,
            BTreeSet::from([fault.code]),
            "{name}: {:#?}",
            reading.diagnostics
        );
        for one in &reading.diagnostics {
            assert!(one.primary().is_some(), "{name}: no place");
            assert!(!one.helps.is_empty(), "{name}: no way out");
        }
        let report = render(&reading.diagnostics, &reading.sources, Format::Human, false);
        let path = Path::new(FOLDER).join(format!("{}.txt", fault.code));
        if std::env::var_os("INTERREX_BLESS").is_some() {
            fs::write(&path, &report).expect("a folder to write to");
        }
        if fs::read_to_string(&path).unwrap_or_default() != report {
            wrong.push(report);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_belongs_to_a_fault() {
    let codes: BTreeSet<String> = CODES.iter().map(|fault| fault.code.to_owned()).collect();
    for entry in fs::read_dir(FOLDER).expect("the folder of faulty models") {
        let path = entry.expect("an entry").path();
        let stem = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        assert!(
            stem == "README" || codes.contains(&stem),
            "{}",
            path.display()
        );
    }
}

/// Whatever code a diagnostic can bear has its page: the sources are searched for them.
#[test]
fn every_code_has_a_page() {
    assert!(CODES.is_sorted_by(|one, other| one.code < other.code));
    let page = faults_markdown();
    let mut found = BTreeSet::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).expect("a folder");
            open.extend(entries.map(|entry| entry.expect("an entry").path()));
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source");
        for start in ["Diagnostic::error(", "Diagnostic::warning("] {
            for (at, _) in text.match_indices(start) {
                let rest = text[at + start.len()..].trim_start();
                let code = rest
                    .strip_prefix('"')
                    .and_then(|rest| rest.split('"').next());
                found.insert(code.expect("a code in quotes").to_owned());
            }
        }
    }
    let known: BTreeSet<String> = CODES.iter().map(|fault| fault.code.to_owned()).collect();
    assert_eq!(found, known);
    assert!(
        known
            .iter()
            .all(|code| page.contains(&format!("## `{code}`\n")))
    );
}
