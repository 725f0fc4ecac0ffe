//! Each of the 21 statements of the report bears on an answer, or is listed as bearing on none.
//!
//! `--without source.row-N` takes what a source said out of the plan. Where what it said is only
//! floated, the question supposes it first: nothing that is not decided counts otherwise.

use std::fs;

use crate::answer::Answer;
use crate::run::{prove, root};

const PLAN: &str = "examples/ukraine-2022";

const SENT_AHEAD: &[&str] = &["measure.ministers-sent-ahead"];
const EXILE: &[&str] = &[
    "pledge.support-in-exile",
    "decision.allied-plan",
    "decision.raise-exile-with-the-president",
];
const BLOC: &[&str] = &["measure.nato-zone-west", "pledge.zone-by-nato"];
const WILLING: &[&str] = &["measure.coalition-zone-west", "pledge.zone-by-the-willing"];

/// Row, proposition, what the question supposes, and as of when, where it is not the plan's date.
type Case = (
    &'static str,
    &'static str,
    &'static [&'static str],
    Option<&'static str>,
);

const ACTS_AHEAD: &str = "office.president.exercised-by.deputy-prime-minister";
const BASE: &str = "function.base-in-the-west.fails";
const PENSIONS: &str = "record.pension-register.lost";

const BEARS: &[Case] = &[
    ("1", "pledge.support-in-exile.unmet", EXILE, None),
    (
        "2a",
        "seat.presidency.lviv",
        &["measure.move-to-lviv"],
        None,
    ),
    (
        "2b",
        "pledge.host-in-poland.unmet",
        &["pledge.host-in-poland"],
        None,
    ),
    ("3", "pledge.support-in-exile.unmet", EXILE, None),
    ("4", "pledge.support-in-exile.unmet", EXILE, None),
    ("5", ACTS_AHEAD, SENT_AHEAD, None),
    ("6", ACTS_AHEAD, SENT_AHEAD, None),
    (
        "7",
        "office.chairman-of-the-rada.stranded",
        &["measure.own-continuity-plan"],
        None,
    ),
    ("8", PENSIONS, &[], Some("2022-03-02")),
    ("9", PENSIONS, &[], None),
    ("10", "function.resist.fails", &[], None),
    ("11", BASE, BLOC, None),
    ("12", PENSIONS, BLOC, None),
    ("13", "function.resist.fails", &[], None),
    (
        "14",
        "power.command-of-the-forces.rivne.unexercised",
        &[],
        None,
    ),
    ("15", BASE, BLOC, None),
    ("17", BASE, WILLING, None),
    (
        "18",
        "pledge.fund-the-resistance.unmet",
        &["pledge.fund-the-resistance"],
        None,
    ),
    (
        "19",
        ACTS_AHEAD,
        &[
            "measure.ministers-sent-ahead",
            "pledge.evacuate-the-president",
        ],
        None,
    ),
    ("20", ACTS_AHEAD, SENT_AHEAD, None),
];

/// Rows that bear on no answer; the reason stands in the README and in the plan (`bears-on-nothing`).
const BEARS_ON_NONE: &[&str] = &["16"];

#[test]
fn every_row_is_in_one_of_the_lists() {
    let text = fs::read_to_string(root().join(PLAN).join("sources.toml")).expect("it is there");
    let rows: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("[source.row-")?.strip_suffix(']'))
        .collect();
    assert_eq!(rows.len(), 21);
    for row in rows {
        let block = text.split(&format!("[source.row-{row}]")).nth(1);
        let block = block.and_then(|rest| rest.split("\n[").next());
        let says = block.is_some_and(|block| block.contains("\nbears-on-nothing = "));
        assert_eq!(says, BEARS_ON_NONE.contains(&row), "row {row}");
        let bears = BEARS.iter().any(|(bearing, ..)| *bearing == row);
        assert_ne!(bears, BEARS_ON_NONE.contains(&row), "row {row}");
    }
}

/// The README shows, row by row, the question that the tests ask.
#[test]
fn the_readme_has_the_same_lists() {
    let page = fs::read_to_string(root().join(PLAN).join("README.md")).expect("it is there");
    for (row, proposition, supposed, as_of) in BEARS {
        let mut question = format!("`{proposition}`");
        for element in *supposed {
            question.push_str(&format!(" `--with {element}`"));
        }
        if let Some(date) = as_of {
            question.push_str(&format!(" `--as-of {date}`"));
        }
        let begins = format!("| {row} | ");
        let line = page.lines().find(|line| line.starts_with(&begins));
        let line = line.unwrap_or_else(|| panic!("no row {row}"));
        assert!(
            line.ends_with(&format!("| {question} |")),
            "{line}\n{question}"
        );
    }
    for row in BEARS_ON_NONE {
        let begins = format!("| {row} | ");
        let line = page.lines().find(|line| line.starts_with(&begins));
        let line = line.unwrap_or_else(|| panic!("no row {row}"));
        assert!(line.contains("| bears on no answer: "), "{line}");
    }
}

#[test]
fn rows_without_which_none_changes() {
    for row in BEARS_ON_NONE {
        let answers = prove(PLAN, &["--source", &format!("row-{row}")]);
        assert_eq!(answers.len(), 1);
        assert_eq!(answers[0]["changes"], serde_json::json!([]), "row {row}");
        assert!(
            answers[0]["unchanged"]
                .as_u64()
                .is_some_and(|count| count > 100)
        );
    }
}

#[test]
fn rows_without_which_an_answer_changes() {
    for (row, proposition, supposed, as_of) in BEARS {
        let mut args: Vec<&str> = supposed.iter().flat_map(|name| ["--with", name]).collect();
        args.extend(as_of.iter().flat_map(|date| ["--as-of", date]));
        let now = Answer::about(PLAN, proposition, &args).likelihood();
        let source = format!("source.row-{row}");
        args.extend(["--without", &source]);
        let without = Answer::about(PLAN, proposition, &args).likelihood();
        let apart = |a: f64, b: f64| (a - b).abs() > 1e-6;
        assert!(
            apart(now.0, without.0) || apart(now.1, without.1),
            "row {row}: {now:?} with it and without"
        );
    }
}
