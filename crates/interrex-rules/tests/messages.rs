//! What every finding of every example looks like to a reader: one sentence, in words that agree,
//! with a place and a way out; and that levels and waivers reach it.

use std::collections::BTreeSet;

use interrex_diag::Diagnostic;
use interrex_plan::Reading;
use interrex_plan::model::Plan;
use interrex_rules::{Findings, Outcome, all, check};
use interrex_testkit::literate::{Case, cases};
use interrex_units::Date;

const HEADER: &str = "[plan]\ntitle = \"Example\"\nhorizon = \"30 d\"\n";

fn day() -> Date {
    "2024-06-01".parse().expect("a date")
}

/// An example as a whole plan, with further text in a file of its own.
fn read(case: &Case, further: &str) -> Reading {
    let mut files = case.files.clone();
    if !files.iter().any(|(_, text)| text.contains("[plan]")) {
        files.push(("header.toml".to_owned(), HEADER.to_owned()));
    }
    files.push(("further.toml".to_owned(), further.to_owned()));
    interrex_plan::read(&files)
}

fn ask(plan: &Plan) -> Findings {
    check(plan, plan.header.as_of.unwrap_or(day()))
}

/// What every rule finds in every example of every page.
fn findings() -> impl Iterator<Item = Diagnostic> {
    let cases = all().flat_map(|rule| cases(rule.page));
    cases.flat_map(|case| ask(&read(&case, "").plan).diagnostics)
}

/// What is wrong with a sentence, if anything.
fn fault(message: &str) -> Option<&'static str> {
    let words: Vec<&str> = message.split_whitespace().collect();
    let counted = words.windows(2).any(|pair| {
        let plural = pair.get(1).is_some_and(|word| {
            let many = [
                "members",
                "successors",
                "months",
                "copies",
                "ways",
                "keepers",
                "options",
            ];
            many.contains(word)
        });
        pair.first() == Some(&"1") && plural
    });
    let starts_low =
        message.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == '`');
    match () {
        () if counted => Some("one of them is many"),
        () if !starts_low => Some("it does not begin as a part of a sentence"),
        () if message.ends_with('.') => Some("it ends with a full stop"),
        () if message.contains("  ") => Some("it has a gap"),
        () if message.contains("``") => Some("a name is missing"),
        () if ["Some(", "None", "Id("]
            .iter()
            .any(|inner| message.contains(inner)) =>
        {
            Some("it shows the inside of the program")
        }
        () if message.matches('`').count() % 2 == 1 => Some("a backquote is open"),
        () => None,
    }
}

#[test]
fn sentences_read_as_sentences() {
    let mut told = BTreeSet::new();
    for found in findings() {
        assert_eq!(
            fault(&found.message),
            None,
            "{}: {}",
            found.code,
            found.message
        );
        for text in found.helps.iter().chain(&found.notes) {
            assert_eq!(fault(text), None, "{}: {text}", found.code);
        }
        assert!(
            found.primary().is_some(),
            "{}: {}",
            found.code,
            found.message
        );
        assert!(!found.helps.is_empty(), "{}: {}", found.code, found.message);
        told.insert(found.code);
    }
    let silent = all().filter(|rule| !told.contains(rule.code));
    let silent: Vec<&str> = silent.map(|rule| rule.code).collect();
    assert!(silent.is_empty(), "no example makes them speak: {silent:?}");
}

#[test]
fn a_rule_that_is_switched_off_is_silent() {
    for rule in all() {
        let off = format!("[rules]\nlevels = {{ {} = \"allow\" }}\n", rule.code);
        for case in cases(rule.page) {
            if case.files.iter().any(|(_, text)| text.contains("[rules]")) {
                continue;
            }
            let found = ask(&read(&case, &off).plan);
            let spoke = found.diagnostics.iter().any(|one| one.code == rule.code);
            assert!(!spoke, "{}", rule.code);
            let score = found
                .score
                .rules
                .iter()
                .find(|score| score.rule.code == rule.code);
            assert_eq!(
                score.map(|score| &score.outcome),
                Some(&Outcome::Off),
                "{}",
                rule.code
            );
        }
    }
}

#[test]
fn a_waiver_of_a_rule_takes_all_that_it_finds() {
    for rule in all() {
        let grant = format!(
            "[[waiver]]\nrule = \"{}\"\nreason = \"for a test\"\nuntil = 2024-12-31\n",
            rule.code
        );
        for case in cases(rule.page) {
            let reading = read(&case, &grant);
            assert!(
                !reading.has_errors(),
                "{}: {:#?}",
                rule.code,
                reading.diagnostics
            );
            let found = ask(&reading.plan);
            let open = found.diagnostics.iter().filter(|one| one.code == rule.code);
            let waived = found
                .waived
                .iter()
                .filter(|one| one.diagnostic.code == rule.code);
            let failing = case.expected.iter().any(|one| one.code == rule.code);
            assert_eq!(open.count(), 0, "{}, {}", rule.code, case.heading);
            assert_eq!(
                waived.count() > 0,
                failing,
                "{}, {}",
                rule.code,
                case.heading
            );
        }
    }
}
