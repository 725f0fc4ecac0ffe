//! Rules that ask what holds in some world: asked of plans of ordinary size, and of larger ones only
//! on demand, which is said.

use std::fmt::Write as _;

use interrex_plan::Reading;
use interrex_rules::{AskWorlds, Findings, Outcome, check, check_with};
use interrex_units::Date;

/// A function that needs a board, whose members are each in a place of their own: from each place
/// every member has to be judged, which is the square of their number.
fn board(members: usize) -> Reading {
    let mut text = "[plan]\ntitle = \"State\"\nhorizon = \"30 d\"\n\
        [[waiver]]\nrule = \"single-point\"\nreason = \"meant\"\nuntil = 2024-12-31\n"
        .to_owned();
    let mut names = Vec::new();
    for at in 0..members {
        let _ = write!(
            text,
            "[place.town-{at}]\n[person.member-{at}]\nbase = \"town-{at}\"\n"
        );
        names.push(format!("\"member-{at}\""));
    }
    let names = names.join(", ");
    let _ = write!(
        text,
        "[body.board]\nmembers = [{names}]\nquorum = 1\nmeets = \"in contact\"\n\
         [function.govern]\nneeds = \"board\"\n"
    );
    let reading = interrex_plan::read(&[("plan.toml", text)]);
    assert!(!reading.has_errors(), "{:#?}", reading.diagnostics);
    reading
}

fn as_of() -> Date {
    "2024-06-01".parse().expect("a date")
}

const LARGE: usize = 110;

/// How many rules were not asked; as many as the score has undecided.
fn unasked(findings: &Findings) -> usize {
    let undecided = findings.score.total().undecided as usize;
    let count = findings
        .unasked
        .as_ref()
        .map_or(0, |unasked| unasked.rules.len());
    assert_eq!(count, undecided);
    count
}

fn codes(findings: &Findings) -> Vec<&'static str> {
    findings.diagnostics.iter().map(|one| one.code).collect()
}

#[test]
fn a_plan_of_ordinary_size_is_asked() {
    let reading = board(40);
    let findings = check(&reading.plan, as_of());
    assert_eq!(unasked(&findings), 0);
    assert!(codes(&findings).contains(&"function-cannot-fail"));
}

#[test]
fn a_larger_plan_is_asked_on_demand_and_otherwise_says_so() {
    let reading = board(LARGE);
    let findings = check(&reading.plan, as_of());
    assert_eq!(unasked(&findings), 5);
    let asked = check_with(&reading.plan, as_of(), AskWorlds::Always);
    assert_eq!(unasked(&asked), 0);
    assert!(codes(&asked).contains(&"function-cannot-fail"));
    let unasked = findings
        .unasked
        .as_ref()
        .expect("rules that were not asked");
    assert!(unasked.why.starts_with("the plan is so large"));
    for code in &unasked.rules {
        assert!(!codes(&findings).contains(code), "{code}");
        let mut scored = findings.score.rules.iter();
        let outcome = scored
            .find(|one| one.rule.code == *code)
            .map(|one| &one.outcome);
        let why = unasked.why.to_owned();
        assert_eq!(outcome, Some(&Outcome::Undecided { why }));
    }
}

#[test]
fn nobody_says_that_the_waiver_of_a_rule_that_was_not_asked_has_no_effect() {
    let reading = board(LARGE);
    let without_effect = "waiver-without-effect";
    let findings = check(&reading.plan, as_of());
    assert!(!codes(&findings).contains(&without_effect));
    let asked = check_with(&reading.plan, as_of(), AskWorlds::Always);
    // With one member enough, no loss alone ends anything.
    assert!(codes(&asked).contains(&without_effect));
}

#[test]
fn a_rule_that_is_switched_off_is_not_among_those_that_were_not_asked() {
    let text = "[plan]\ntitle = \"State\"\nhorizon = \"30 d\"\n\
        [rules]\nlevels = { single-point = \"allow\" }\n";
    let reading = interrex_plan::read(&[("plan.toml", text)]);
    let findings = check_with(&reading.plan, as_of(), AskWorlds::Never);
    assert_eq!(unasked(&findings), 4);
}
