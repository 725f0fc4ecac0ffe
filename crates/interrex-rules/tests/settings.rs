//! Levels, profiles, thresholds and waivers, as a plan sets them and as findings and score show
//! them.

use interrex_rules::{Element, Findings, Outcome, RuleScore, check, check_as_written};

const HEADER: &str = "[plan]\ntitle = \"City\"\nhorizon = \"30 d\"\nas-of = 2024-06-01\n";

/// A post with one successor, so that `too-few-successors` speaks where three are asked for.
const MAYOR: &str = "[office.mayor]\norder.main.candidates = [\"clerk\"]\n[office.clerk]\n";

fn ask(text: &str) -> Findings {
    let text = format!("{HEADER}{text}");
    let reading = interrex_plan::read(&[("plan.toml", &text)]);
    assert!(!reading.has_errors(), "{:#?}", reading.diagnostics);
    check(&reading.plan, "2024-06-01".parse().expect("a date"))
}

/// Findings of one rule as `severity: message`, waived ones with their last note.
fn told(findings: &Findings, code: &str) -> Vec<String> {
    let open = findings
        .diagnostics
        .iter()
        .filter(|found| found.code == code);
    let open = open.map(|found| format!("{}: {}", found.severity, found.message));
    let waived = findings.waived.iter().map(|waived| &waived.diagnostic);
    let waived = waived.filter(|found| found.code == code);
    let last = |notes: &Vec<String>| notes.last().cloned().unwrap_or_default();
    open.chain(waived.map(|found| last(&found.notes))).collect()
}

fn outcome(findings: &Findings, code: &str) -> Outcome {
    let mut rules = findings.score.rules.iter();
    let score = rules
        .find(|score| score.rule.code == code)
        .expect("a rule of the table");
    score.outcome.clone()
}

fn check_mayor(settings: &str, expect: &[&str], came_out: &Outcome) {
    let findings = ask(&format!("{settings}{MAYOR}"));
    assert_eq!(told(&findings, "too-few-successors"), expect, "{settings}");
    assert_eq!(
        outcome(&findings, "too-few-successors"),
        *came_out,
        "{settings}"
    );
}

fn rules(keys: &str) -> String {
    format!("[rules]\n{keys}\n")
}

#[test]
fn levels_and_thresholds_are_the_plans_to_set() {
    let three = "`mayor` has 1 successor, at least 3 are asked for";
    let five = "`mayor` has 1 successor, at least 5 are asked for";
    check_mayor("", &[&format!("warning: {three}")], &Outcome::Failed);
    let level = |level: &str| rules(&format!("levels = {{ too-few-successors = \"{level}\" }}"));
    check_mayor(
        &level("deny"),
        &[&format!("error: {three}")],
        &Outcome::Failed,
    );
    check_mayor(
        &level("note"),
        &[&format!("note: {three}")],
        &Outcome::Failed,
    );
    check_mayor(&level("allow"), &[], &Outcome::Off);
    let profile = rules("profiles = [\"vt-state\"]");
    check_mayor(&profile, &[&format!("warning: {five}")], &Outcome::Failed);
    let own = rules("profiles = [\"vt-state\"]\nthresholds = { successors-min = 1 }");
    check_mayor(&own, &[], &Outcome::Passed);
    let off = Outcome::NotApplicable {
        why: "nothing sets `successors-min`".to_owned(),
    };
    check_mayor(&rules("thresholds = { successors-min = -1 }"), &[], &off);
}

#[test]
fn a_profile_switches_rules_on() {
    let count =
        |settings: &str| told(&ask(&format!("{settings}{MAYOR}")), "orders-not-filed").len();
    assert_eq!(count(""), 0);
    assert_eq!(count(&rules("profiles = [\"nj\"]")), 1);
    let own = "profiles = [\"nj\"]\nlevels = { orders-not-filed = \"allow\" }";
    assert_eq!(count(&rules(own)), 0);
}

fn waiver(on: &str, until: &str) -> String {
    let rest = "reason = \"the statute names one\"\nby = \"the council\"";
    format!("[[waiver]]\nrule = \"too-few-successors\"\n{on}\nuntil = {until}\n{rest}\n")
}

#[test]
fn a_waived_finding_is_still_listed() {
    let note = "waived until 2024-06-01 by the council: the statute names one";
    let on = "on = \"office.mayor\"";
    check_mayor(&waiver(on, "2024-06-01"), &[note], &Outcome::Waived);
    check_mayor(&waiver("", "2024-06-01"), &[note], &Outcome::Waived);
    let open = "warning: `mayor` has 1 successor, at least 3 are asked for";
    check_mayor(
        &waiver("on = \"office.clerk\"", "2024-06-01"),
        &[open],
        &Outcome::Failed,
    );
    check_mayor(&waiver(on, "2024-05-31"), &[open], &Outcome::Failed);
}

#[test]
fn a_finding_about_a_fact_is_waived_by_what_the_fact_is_about() {
    let plan = "[place.town]\nlost = 0.1\n";
    let waiver = |on: &str| {
        let rest = "reason = \"a guess\"\nuntil = 2030-01-01";
        format!("[[waiver]]\nrule = \"unsourced-likelihood\"\non = \"{on}\"\n{rest}\n{plan}")
    };
    let open = |text: &str| outcome(&ask(text), "unsourced-likelihood");
    assert_eq!(open(plan), Outcome::Failed);
    assert_eq!(open(&waiver("place.town")), Outcome::Waived);
    assert_eq!(open(&waiver("plan")), Outcome::Failed);
}

#[test]
fn a_waiver_that_waives_nothing_is_a_finding() {
    let codes = |text: &str| {
        let findings = ask(&format!("{text}{MAYOR}"));
        let about_waivers = findings
            .diagnostics
            .iter()
            .filter(|one| one.code.starts_with("waiver"));
        about_waivers.map(|one| one.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(&waiver("", "2024-06-01")), [""; 0]);
    assert_eq!(codes(&waiver("", "2024-05-31")), ["waiver-expired"]);
    let other = waiver("on = \"office.clerk\"", "2024-06-01");
    assert_eq!(codes(&other), ["waiver-without-effect"]);
}

#[test]
fn what_a_plan_has_no_use_for_is_not_spoken_of() {
    let findings = ask(MAYOR);
    for element in [
        Element::Delegations,
        Element::Devolution,
        Element::Reconstitution,
    ] {
        let tally = findings.score.element(element);
        assert_eq!(
            (tally.applicable(), tally.percent()),
            (0, None),
            "{}",
            element.name()
        );
    }
    let none = Outcome::NotApplicable {
        why: "no site or seat abroad in the plan".to_owned(),
    };
    assert_eq!(outcome(&findings, "host-agreement-missing"), none);
}

#[test]
fn the_score_says_what_is_missing() {
    let findings = ask(MAYOR);
    let missing: Vec<String> = findings
        .score
        .open(Element::Programme)
        .map(RuleScore::missing)
        .collect();
    assert_eq!(
        missing,
        [
            "Review the plan every year, and record it",
            "Have the plan signed by the head of the institution"
        ]
    );
    let missing: Vec<String> = findings
        .score
        .open(Element::Succession)
        .map(RuleScore::missing)
        .collect();
    assert!(
        missing.contains(&"Add successors: `mayor`".to_owned()),
        "{missing:?}"
    );
    let tally = findings.score.total();
    assert_eq!(
        tally.percent(),
        Some(tally.passed * 100 / tally.applicable())
    );
}

#[test]
fn the_text_alone_is_asked_without_the_meaning() {
    let text = format!("{HEADER}[place.town]\n[function.counters]\nneeds = \"town\"\n");
    let reading = interrex_plan::read(&[("plan.toml", &text)]);
    let as_of = "2024-06-01".parse().expect("a date");
    let (full, text_alone) = (
        check(&reading.plan, as_of),
        check_as_written(&reading.plan, as_of),
    );
    assert_eq!(told(&full, "single-point").len(), 1);
    assert_eq!(told(&text_alone, "single-point").len(), 0);
    assert!(matches!(
        outcome(&text_alone, "single-point"),
        Outcome::Undecided { .. }
    ));
    let others = full
        .diagnostics
        .iter()
        .filter(|found| !["single-point", "function-cannot-fail"].contains(&found.code));
    assert!(others.eq(text_alone.diagnostics.iter()));
}

#[test]
fn two_runs_say_the_same_in_the_same_order() {
    let text = format!("{HEADER}{MAYOR}{}", waiver("", "2024-06-01"));
    let reading = interrex_plan::read(&[("plan.toml", &text)]);
    let as_of = "2024-06-01".parse().expect("a date");
    let told = || format!("{:?}", check(&reading.plan, as_of));
    assert_eq!(told(), told());
}

/// A waiver can name a part as findings do: one order of an office, and not its other.
#[test]
fn a_waiver_names_an_element_or_a_part_of_it() {
    let plan = |on: &str| {
        ask(&format!(
            "[office.mayor]\norder.main.candidates = [\"clerk\"]\n\
             order.decree = {{ candidates = [\"clerk\"], precedence = 2 }}\n[office.clerk]\n\
             [[waiver]]\nrule = \"limits-unstated\"\non = \"{on}\"\nreason = \"a draft\"\n\
             until = 2024-12-31\n"
        ))
    };
    let open = |on: &str| {
        plan(on)
            .diagnostics
            .iter()
            .filter(|found| found.code == "limits-unstated")
            .count()
    };
    assert_eq!(open("office.clerk"), 2);
    assert_eq!(open("office.mayor.order.main"), 1);
    assert_eq!(open("office.mayor"), 0);
}
