//! What only the law gives: nobody does for others what is theirs to do, and what was lost or gained stays so until
//! the law says otherwise.

use interrex_register::Effect;
use interrex_register::course::run;
use interrex_units::Moment;

mod common;

const ADOPTER: &str = "registrar";

/// Holds the answers against what is expected, after these acts.
fn check(plan: &str, acts: &str, questions: &str) {
    common::check(&written(plan), ADOPTER, &listed(acts), questions);
}

/// A plan of these offices and grounds.
fn written(plan: &str) -> String {
    format!(
        "[plan]\ntitle = \"What the law gives\"\nhorizon = \"30 d\"\nas-of = 2020-01-01\n\n[person.registrar]\n{plan}"
    )
}

/// Acts, one a line: what is written in each, after the day of January 2020 (and the time) at which it is signed.
fn listed(acts: &str) -> String {
    let lines = acts.lines().map(str::trim).filter(|line| !line.is_empty());
    let acts = lines.map(|line| {
        let (signed, act) = line.split_once(' ').expect("a day and an act");
        let signed = signed.replacen('T', "T", 1);
        let parts = act.split("; ");
        let members: Vec<&str> = parts.collect();
        format!(
            "[[act]]\nsigned = 2020-01-{signed}\n{}\n\n",
            members.join("\n")
        )
    });
    acts.collect()
}

/// What became of each of these acts.
fn effects(plan: &str, acts: &str) -> Vec<Effect> {
    let (plans, script) = common::script(&written(plan), ADOPTER, &listed(acts));
    let course = run(&plans, &script.acts, Moment::LAST);
    let numbers = script.acts.iter().skip(1).map(|known| known.number);
    numbers
        .filter_map(|number| course.effects.get(&number).cloned())
        .collect()
}

const RESIGNATIONS: &str = r#"
[person.one]
[person.two]
[person.stranger]

[body.council]
members = ["two"]

[office.head]
holder = "one"
resigns = {}

[office.head.ground.resigned]

[office.head.ground.replaced]
when = "elected"
effect = "ends"

[office.head.ground.ill]
event = "incapacitated"
effect = "suspends"

[office.head.order.next]
on = ["resigned", "ill"]
candidates = ["two"]

[office.clerk]
holder = "two"
resigns = {}

[office.clerk.ground.resigned]
certified-by = "council"

[decision.elected]
made = {}
by = "council"
"#;

#[test]
fn nobody_resigns_an_office_of_somebody_else() {
    let certify = r#"kind = "certify"; ground = "head.resigned"; of = "one""#;
    let acts = format!(
        "02 {certify}; by = [\"stranger\"]\n\
         03 kind = \"certify-end\"; ground = \"head.resigned\"; of = \"one\"; by = [\"stranger\"]\n\
         04 {certify}; by = [\"one\"]\n\
         05 kind = \"certify-end\"; ground = \"head.resigned\"; of = \"one\"; by = [\"one\"]\n"
    );
    let without = |reason: &str| Effect::Without(reason.to_owned());
    let expect = [
        without("stranger cannot resign `head` for `one`: a resignation is the holder's own act"),
        without("stranger cannot take back the resignation of `one`, who alone can"),
        Effect::InEffect,
        without(
            "`one` does not have the title of `head`: `two` has"
                .replace('`', "")
                .as_str(),
        ),
    ];
    let found = effects(RESIGNATIONS, &acts);
    assert_eq!(found[..3], expect[..3]);
    assert!(matches!(found[3], Effect::Without(_)), "{found:?}");
    let question =
        "[[question]]\nask = \"head\"\nas-of = 2020-01-03\ntitle = \"one\"\nexercise = \"one\"";
    check(RESIGNATIONS, &acts, question);
}

#[test]
fn no_certificate_stands_for_a_decision_of_others() {
    let acts = r#"
        02 kind = "certify"; ground = "head.replaced"; of = "one"; by = ["stranger"]
        03 kind = "decide"; decision = "elected"; by = ["council"]
    "#;
    let found = effects(RESIGNATIONS, acts);
    assert!(
        matches!(&found[0], Effect::Without(reason) if reason.contains("rests on no certificate")),
        "{found:?}"
    );
    let questions = r#"
[[question]]
ask = "head"
as-of = 2020-01-02
title = "one"

[[question]]
ask = "head"
as-of = 2020-01-03
title = "nobody"
"#;
    check(RESIGNATIONS, acts, questions);
}

#[test]
fn who_accepts_a_resignation_that_nobody_offered_does_a_part() {
    let accepts =
        "kind = \"certify\"; ground = \"clerk.resigned\"; of = \"two\"; by = [\"council\"]";
    let resigns = "kind = \"resign\"; office = \"clerk\"; by = [\"two\"]";
    let found = effects(RESIGNATIONS, &format!("02 {accepts}\n03 {resigns}"));
    assert_eq!(
        found,
        [
            Effect::Waiting("`two` has not resigned".to_owned()),
            Effect::InEffect
        ]
    );
    let found = effects(RESIGNATIONS, &format!("02 {resigns}\n03 {accepts}"));
    assert_eq!(
        found,
        [
            Effect::Waiting("it must be accepted by council".to_owned()),
            Effect::InEffect
        ]
    );
}

/// Of a state anybody's certificate is a report, and so is the end of it.
#[test]
fn the_end_of_a_state_is_a_report_of_the_contrary() {
    let acts = r#"
        02 kind = "report"; fact = "incapacitated(one)"; by = ["stranger"]
        04 kind = "certify-end"; ground = "head.ill"; of = "one"; by = ["stranger"]
    "#;
    let questions = r#"
[[question]]
ask = "head"
as-of = 2020-01-03
title = "one"
exercise = "two"

[[question]]
ask = "head"
as-of = 2020-01-05
title = "one"
exercise = "one"
"#;
    let plan = RESIGNATIONS.replace("[person.one]", "[person.one]\nincapacitated = {}");
    check(&plan, acts, questions);
}
