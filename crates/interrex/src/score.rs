//! The score of a plan by element, and what is missing to reach it: for people, and as JSON.

use std::fmt::Write as _;

use interrex_rules::{Element, Outcome, Profile, RuleScore, Score, Tally};
use interrex_units::Date;
use serde::Serialize;

/// The name and version of the form for programs.
const SCHEMA: &str = "interrex.score/1";

/// The score for people.
pub(crate) fn text(score: &Score, as_of: Date, profiles: &[String]) -> String {
    let mut text = format!(
        "score as of {as_of}, held against {}\n",
        held_against(profiles)
    );
    text.push_str(
        "  share of rules passed, of those that find something to ask about in the plan; a rule\n  \
         with a waiver is not passed\n\n",
    );
    for element in Element::ALL {
        let tally = score.element(element);
        text.push_str(&line(element.name(), tally));
        for open in score.open(element) {
            let _ = writeln!(text, "      {} [{}]", open.missing(), open.rule.code);
        }
    }
    let total = score.total();
    text.push_str(&line("all", total));
    let _ = writeln!(
        text,
        "\n  {} not counted: {} with nothing to ask about, {} switched off\n",
        rules(total.not_applicable + total.off),
        total.not_applicable,
        total.off
    );
    text
}

fn rules(count: u32) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} rule{plural}")
}

fn held_against(profiles: &[String]) -> String {
    let known = profiles.iter().filter_map(|name| Profile::by_name(name));
    let titles: Vec<String> = known
        .map(|profile| format!("`{}` ({})", profile.name, profile.title))
        .collect();
    if titles.is_empty() {
        "the defaults: the plan chooses no profile".to_owned()
    } else {
        titles.join(", then ")
    }
}

fn line(name: &str, tally: Tally) -> String {
    match tally.percent() {
        None => format!("  {name:<16}   -    nothing in the plan to ask about\n"),
        Some(percent) => format!(
            "  {name:<16} {percent:>3} %  {} of {}\n",
            tally.passed,
            rules(tally.applicable())
        ),
    }
}

/// The score of one element, or of all. Fields are only added within a version.
#[derive(Serialize)]
struct WireScore<'a> {
    schema: &'static str,
    as_of: String,
    profiles: &'a [String],
    element: &'static str,
    percent: Option<u32>,
    passed: u32,
    failed: u32,
    waived: u32,
    not_applicable: u32,
    off: u32,
    missing: Vec<WireMissing<'a>>,
}

/// A rule that is not passed: what to do, and for what.
#[derive(Serialize)]
struct WireMissing<'a> {
    code: &'static str,
    mend: &'static str,
    on: &'a [String],
    waived: bool,
}

/// The score for programs: one object a line, each element and then all.
pub(crate) fn json(score: &Score, as_of: Date, profiles: &[String]) -> String {
    let elements = Element::ALL.into_iter().map(|element| {
        let missing = score.open(element).map(wire_missing).collect();
        wire(
            as_of,
            profiles,
            element.name(),
            score.element(element),
            missing,
        )
    });
    let all = wire(as_of, profiles, "all", score.total(), Vec::new());
    let lines = elements.chain([all]).map(|wire| {
        let line = serde_json::to_string(&wire).expect("strings and numbers are always JSON");
        format!("{line}\n")
    });
    lines.collect()
}

fn wire<'a>(
    as_of: Date,
    profiles: &'a [String],
    element: &'static str,
    tally: Tally,
    missing: Vec<WireMissing<'a>>,
) -> WireScore<'a> {
    WireScore {
        schema: SCHEMA,
        as_of: as_of.to_string(),
        profiles,
        element,
        percent: tally.percent(),
        passed: tally.passed,
        failed: tally.failed,
        waived: tally.waived,
        not_applicable: tally.not_applicable,
        off: tally.off,
        missing,
    }
}

fn wire_missing(open: &RuleScore) -> WireMissing<'_> {
    WireMissing {
        code: open.rule.code,
        mend: open.rule.mend,
        on: &open.failing,
        waived: open.outcome == Outcome::Waived,
    }
}
