//! Two orders in force at once, of which none comes first: each is followed through the whole course, with what whoever
//! came by it has signed since.

use std::collections::BTreeMap;

use interrex_plan::model::Plan;
use interrex_register::act::Act;
use interrex_register::course::run;
use interrex_register::opened::Opened;
use interrex_register::script::Script;
use interrex_register::who::{Question, answer, is_disputed};
use interrex_units::Moment;

mod common;

const ADOPTER: &str = "old";

/// A head whom two orders follow, who dismisses and names ministers.
fn plan(first: &str, second: &str) -> String {
    format!(
        r#"
[plan]
title = "Two orders, no precedence"
horizon = "30 d"
as-of = 2020-01-01

[person.old]
dead = {{}}
[person.x]
[person.y]
[person.m]
[person.n]

[office.head]
holder = "old"
[office.head.ground.dead]
[office.head.order.first]
on = ["dead"]
candidates = ["x"]
steps = ["sworn"]
{first}
[office.head.order.second]
on = ["dead"]
candidates = ["y"]
steps = ["sworn"]
{second}
[office.minister]
holder = "m"
[office.minister.ground.dismissed]
made-by = "head"
decided = {{}}
[office.minister.order.named]
on = ["dismissed"]
candidates = [{{ chosen-by = "head", name = "named" }}]

[power.command]
held-by = "head"
"#
    )
}

const ACTS: &str = r#"
[[act]]
kind = "report"
fact = "dead(old)"
by = ["m"]
signed = 2020-02-01

[[act]]
kind = "step"
office = "head"
who = "y"
step = "sworn"
by = ["y"]
signed = 2020-02-02

[[act]]
kind = "certify"
ground = "minister.dismissed"
of = "m"
by = ["y"]
signed = 2020-02-03

[[act]]
kind = "choose"
office = "minister"
who = "n"
by = ["y"]
signed = 2020-02-04

[[act]]
kind = "step"
office = "head"
who = "x"
step = "sworn"
by = ["x"]
signed = 2020-02-10
"#;

const QUESTIONS: &str = r#"
[[question]]
ask = "head"
as-of = 2020-02-01
standing = "waiting-for"
waiting-for = [{ who = "x", lacks = ["sworn"] }, { who = "y", lacks = ["sworn"] }]

[[question]]
ask = "head"
as-of = 2020-02-05
standing = "disputed"
title = "nobody"

[[question]]
ask = "minister"
as-of = 2020-02-05
standing = "disputed"
title = "m"
claimants = [{ who = "n", title = false }]

[[question]]
ask = "head"
as-of = 2020-02-11
standing = "disputed"
title = "x"
claimants = [{ who = "y", title = false, met = ["entered by the order `second`"] }]

[[question]]
ask = "command"
as-of = 2020-02-11
standing = "disputed"
exercised-by = ["x"]
"#;

#[test]
fn whoever_came_by_either_order_stays_in_the_reading_that_follows_it() {
    common::check(&plan("", ""), ADOPTER, ACTS, QUESTIONS);
    // What the plan marks as disputed decides nothing between them, wherever it stands in the text.
    common::check(&plan("disputed = true", ""), ADOPTER, ACTS, QUESTIONS);
    common::check(&plan("", "disputed = true"), ADOPTER, ACTS, QUESTIONS);
}

#[test]
fn a_precedence_leaves_one_reading() {
    let questions = r#"
[[question]]
ask = "head"
as-of = 2020-02-11
standing = "held"
title = "x"

[[question]]
ask = "minister"
as-of = 2020-02-11
standing = "held"
title = "m"
"#;
    common::check(&plan("precedence = 1", ""), ADOPTER, ACTS, questions);
}

#[test]
fn each_reading_is_told_with_those_for_whom_it_waits() {
    let asked = common::asked(&plan("", ""), ADOPTER, ACTS, QUESTIONS);
    let text = |at: usize| interrex_register::who::text(&asked[at].answer);
    let has = |at: usize, line: &str| {
        let text = text(at);
        assert!(text.contains(line), "{line}\n{text}");
    };
    has(
        0,
        "waiting for   y, who still needs: sworn (order second, in the reading that follows it)",
    );
    has(1, "read          as written: nobody\n");
    has(1, "read          following the order head.second: y\n");
    has(2, "read          following the order head.second: n\n");
    // What the head of one reading did has no effect in the other, and is told so.
    has(2, "without effect in the reading as written");
    has(
        3,
        "in the reading following the order head.second: has title and exercise; by the order second as y",
    );
}

#[test]
fn a_register_that_is_open_follows_each_order_too() {
    let (plans, script) = common::script(&plan("", ""), ADOPTER, ACTS);
    let opened = opened(&plans, &script);
    for (of, day) in [
        ("head", 1),
        ("head", 5),
        ("minister", 5),
        ("head", 11),
        ("command", 11),
    ] {
        let as_of = format!("2020-02-{day:02}").parse().expect("a moment");
        let question = Question {
            of,
            region: None,
            as_of,
            known_at: None,
            viewpoint: None,
        };
        let anew = answer(&plans, &script.acts, &question).expect("an answer");
        let kept = opened.answer(&question).expect("an answer");
        assert_eq!(
            serde_json::to_value(&kept).expect("JSON"),
            serde_json::to_value(&anew).expect("JSON")
        );
    }
}

fn opened(plans: &BTreeMap<String, Plan>, script: &Script) -> Opened<Vec<Act>> {
    let acts = script.acts.iter().map(|known| known.act.clone());
    let mut opened = Opened::new(plans, acts.collect());
    opened.extend(&script.acts).expect("acts");
    opened
}

/// Acts may have another effect in another reading only where that went otherwise.
#[test]
fn whether_the_readings_went_apart_is_known() {
    let disputed = |first: &str, acts: &str| {
        let (plans, script) = common::script(&plan(first, ""), ADOPTER, acts);
        let course = run(&plans, &script.acts, Moment::LAST);
        is_disputed(&plans, &script.acts, &course)
    };
    assert!(disputed("", ACTS));
    assert!(!disputed("", ""));
    assert!(!disputed("precedence = 1", ACTS));
    assert!(disputed("precedence = 1\ndisputed = true", ""));
}

/// More orders than are followed are named.
#[test]
fn what_no_reading_follows_is_told() {
    let orders = (0..20).map(|at| format!("[office.clerk.order.o{at:02}]\ncandidates = [\"x\"]\n"));
    let clerk = format!(
        "[office.clerk]\nholder = \"m\"\nresigns = {{}}\n[office.clerk.ground.resigned]\n{}",
        orders.collect::<String>()
    );
    let questions = "[[question]]\nask = \"head\"\nas-of = 2020-01-02\nstanding = \"held\"\n";
    let plan = format!("{}{clerk}", plan("precedence = 1", ""));
    let asked = common::asked(&plan, ADOPTER, "", questions);
    let warnings = &asked[0].answer.warnings;
    let told = "no reading follows clerk.o17, clerk.o18, clerk.o19";
    assert!(
        warnings.iter().any(|one| one.ends_with(told)),
        "{warnings:?}"
    );
    let (plans, script) = common::script(&plan, ADOPTER, "");
    let question = Question {
        of: "head",
        region: None,
        as_of: Moment::LAST,
        known_at: None,
        viewpoint: None,
    };
    let kept = opened(&plans, &script)
        .answer(&question)
        .expect("an answer");
    assert_eq!(kept.warnings, *warnings);
}

/// A list of questions may expect somebody once who is waited for in several readings; a departure names both sides.
#[test]
fn whom_a_list_expects_is_named() {
    let question = |waiting: &str| {
        format!("[[question]]\nask = \"head\"\nas-of = 2020-02-01\nwaiting-for = [{waiting}]\n")
    };
    let departures = |waiting: &str| {
        let asked = common::asked(&plan("", ""), ADOPTER, ACTS, &question(waiting));
        asked[0].departures.clone()
    };
    let (x, y) = ("{ who = \"x\" }", "{ who = \"y\", lacks = [\"sworn\"] }");
    assert_eq!(departures(&format!("{y}, {x}")), Vec::<String>::new());
    assert_eq!(
        departures(x),
        ["waiting-for: expected x, found x (lacks sworn); y (lacks sworn)"]
    );
    let chosen = "{ chosen-by = \"council\", lacks = [\"sworn\"] }";
    assert_eq!(
        departures(chosen),
        [
            "waiting-for: expected whom council may choose (lacks sworn), found x (lacks sworn); y (lacks sworn)"
        ]
    );
}
