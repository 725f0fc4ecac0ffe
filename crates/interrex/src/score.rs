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
        "\n  {} not counted: {} with nothing to ask about, {} switched off{}\n",
        rules(total.not_applicable + total.off + total.undecided),
        total.not_applicable,
        total.off,
        not_asked(score)
    );
    text
}

/// How many rules were not asked, and why; nothing where all were.
fn not_asked(score: &Score) -> String {
    let mut reasons = score.rules.iter().filter_map(|rule| match &rule.outcome {
        Outcome::Undecided { why } => Some(why),
        _ => None,
    });
    reasons.next().map_or_else(String::new, |why| {
        format!(", {} not asked ({why})", 1 + reasons.count())
    })
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
    undecided: u32,
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
        undecided: tally.undecided,
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A plan of little, so that most elements have nothing to ask about.
    const PLAN: &str = "[plan]\ntitle = \"City\"\nhorizon = \"30 d\"\n\
        [rules]\nprofiles = [\"sd\", \"nowhere\"]\n\
        levels = { unknown-profile = \"allow\" }\n\
        [[waiver]]\nrule = \"plan-unsigned\"\nreason = \"a draft\"\nuntil = 2024-12-31\n\
        [record.orders]\ncontains = [\"orders of succession\"]\n";

    fn scored() -> (Score, Vec<String>, Date) {
        let reading = interrex_plan::read(&[("plan.toml", PLAN)]);
        assert!(!reading.has_errors(), "{:#?}", reading.diagnostics);
        let as_of: Date = "2024-06-01".parse().expect("a date");
        let findings = interrex_rules::check(&reading.plan, as_of);
        (findings.score, reading.plan.header.profiles.clone(), as_of)
    }

    #[test]
    fn people_read_what_they_are_held_against_and_what_is_missing() {
        let (score, profiles, as_of) = scored();
        let text = text(&score, as_of, &profiles);
        let first = "score as of 2024-06-01, held against `sd` (South Dakota Codified Laws 1-30, \
                     emergency interim successors)";
        assert_eq!(text.lines().next(), Some(first));
        // Of the programme a review and the signature are missing; one level and one waiver are of rules
        // that exist, and the waiver holds and waives something.
        let said = [
            "  programme         60 %  3 of 5 rules",
            "      Have the plan signed by the head of the institution (waived) [plan-unsigned]",
            "      Review the plan every year, and record it [plan-review-overdue]",
            "  functions          -    nothing in the plan to ask about",
        ];
        for line in said {
            assert!(text.lines().any(|one| one == line), "{line}\n{text}");
        }
    }

    #[test]
    fn a_plan_without_a_profile_is_held_against_the_defaults() {
        let (score, _, as_of) = scored();
        let text = text(&score, as_of, &[]);
        assert!(text.starts_with("score as of 2024-06-01, held against the defaults"));
    }

    #[test]
    fn programs_read_one_object_for_each_element_and_for_all() {
        let (score, profiles, as_of) = scored();
        let text = json(&score, as_of, &profiles);
        let lines: Vec<serde_json::Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).expect("an object"))
            .collect();
        let elements: Vec<&str> = lines
            .iter()
            .filter_map(|one| one["element"].as_str())
            .collect();
        let names = Element::ALL.into_iter().map(Element::name);
        assert_eq!(elements, names.chain(["all"]).collect::<Vec<_>>());
        for line in &lines {
            assert_eq!(line["schema"], "interrex.score/1");
            assert_eq!(line["as_of"], "2024-06-01");
            assert_eq!(line["profiles"], serde_json::json!(["sd", "nowhere"]));
        }
        let programme = lines.iter().find(|one| one["element"] == "programme");
        let missing = programme.map(|one| &one["missing"][1]);
        let expect = serde_json::json!({
            "code": "plan-unsigned",
            "mend": "Have the plan signed by the head of the institution",
            "on": ["the plan"],
            "waived": true,
        });
        assert_eq!(missing, Some(&expect));
        assert_eq!(lines[2]["percent"], serde_json::Value::Null);
    }
}
