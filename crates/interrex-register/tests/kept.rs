//! What stays and what never was: a certified ground stays certified; a body that is no longer law decides nothing;
//! an oath may come before the choice, by somebody whom the plan does not know.

use std::collections::BTreeMap;

use interrex_register::{questions, script};

const PLAN: &str = r#"
[plan]
title = "A head, a deputy and a council that was"
horizon = "30 d"
as-of = 2020-01-01

[place.town]
lost = {}

[person.first]
[person.deputy]
[person.clerk]

[body.old-council]
members = ["clerk"]
until = 2019-12-31

[office.head]
holder = "first"

[office.head.ground.ill]
event = "incapacitated"
certified-by = "clerk"
needs = "town"
effect = "suspends"

[office.head.ground.dismissed]
made-by = "old-council"

[office.head.ground.recalled]
made-by = "clerk"

[office.head.order.stand-in]
on = ["ill"]
candidates = ["deputy"]

[office.head.order.successor]
on = ["recalled", "dismissed"]
candidates = [{ chosen-by = "clerk", name = "whoever" }]
steps = ["sworn"]
"#;

/// Holds the answers to the questions against what is expected, after these acts.
fn check(acts: &str, questions: &str) {
    let files = [("plan.toml".to_owned(), PLAN.to_owned())];
    let reading = interrex_plan::read(&files);
    assert!(!reading.has_errors(), "{:#?}", reading.diagnostics);
    let digest = interrex_plan::digest(&files);
    let digests = BTreeMap::from([("plan.toml".to_owned(), digest.clone())]);
    let plans = BTreeMap::from([(digest, reading.plan)]);
    let adopts = r#"
[[act]]
kind = "adopt"
adopted = "plan.toml"
by = ["clerk"]
signed = 2020-01-01
"#;
    let script = script::read(&format!("{adopts}{acts}"), &digests).expect("acts");
    let asked = questions::ask(questions, &plans, &script.acts, &script.ids).expect("questions");
    for one in asked {
        let text = interrex_register::who::text(&one.answer);
        assert!(one.departures.is_empty(), "{:?}\n{text}", one.departures);
    }
}

/// The town was needed to certify, and is not needed for what was certified there.
#[test]
fn a_certified_ground_stays_until_its_end_is_certified() {
    let acts = r#"
[[act]]
kind = "certify"
ground = "head.ill"
of = "first"
by = ["clerk"]
signed = 2020-01-02

[[act]]
kind = "report"
fact = "lost(town)"
by = ["clerk"]
signed = 2020-01-03

[[act]]
kind = "certify-end"
ground = "head.ill"
of = "first"
by = ["clerk"]
signed = 2020-01-05
"#;
    let questions = r#"
[[question]]
ask = "head"
as-of = 2020-01-02
title = "first"
exercise = "deputy"

[[question]]
ask = "head"
as-of = 2020-01-04
title = "first"
exercise = "deputy"

[[question]]
ask = "head"
as-of = 2020-01-06
title = "first"
exercise = "first"
"#;
    check(acts, questions);
}

/// Neither its own signature nor those of all its members make a decision of it.
#[test]
fn a_body_that_is_no_longer_law_decides_nothing() {
    for by in ["old-council", "clerk"] {
        let acts = format!(
            "[[act]]\nid = \"dismissal\"\nkind = \"certify\"\nground = \"head.dismissed\"\nof = \"first\"\n\
             by = [\"{by}\"]\nsigned = 2020-01-02\n"
        );
        let questions = r#"
[[question]]
ask = "head"
as-of = 2020-01-03
standing = "held"
title = "first"
without-effect = [{ act = "dismissal", reason = "that is for old-council" }]
"#;
        check(&acts, questions);
    }
}

#[test]
fn an_oath_may_come_before_the_choice() {
    let acts = r#"
[[act]]
kind = "step"
office = "head"
who = "stranger"
step = "sworn"
by = ["stranger"]
signed = 2020-01-02

[[act]]
kind = "certify"
ground = "head.recalled"
of = "first"
by = ["clerk"]
signed = 2020-01-03

[[act]]
kind = "choose"
office = "head"
who = "stranger"
by = ["clerk"]
signed = 2020-01-04
"#;
    let questions = r#"
[[question]]
ask = "head"
as-of = 2020-01-03
standing = "waiting-for"
title = "nobody"

[[question]]
ask = "head"
as-of = 2020-01-05
title = "stranger"
exercise = "stranger"
claimants = [{ who = "stranger", title = true, met = ["step: sworn"] }]
"#;
    check(acts, questions);
}
