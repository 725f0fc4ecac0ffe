//! Acts on the day on which they are signed: under what is law then, and what they still lack.

mod common;

use interrex_register::Effect;

const PLAN: &str = r#"
[plan]
title = "What is law on a day"
horizon = "30 d"
as-of = 2020-01-01

[person.registrar]
[person.old]
dead = {}
[person.new]

[place.capital]
[place.port]

[threat.siege]
occurs = 0.1
takes = ["capital"]

[body.council]
members = ["registrar"]

[body.court]
members = ["registrar"]

[office.head]
holder = "old"

[office.head.ground.dead]

[office.head.ground.removed]
made-by = "court"
from = 2020-01-10
until = 2020-01-20

[office.head.ground.recalled]
when = "recall"

[office.head.order.line]
candidates = [{ chosen-by = "council", name = "chosen" }]
steps = [{ do = "sworn", by = "court" }]
from = 2020-01-10

[decision.recall]
by = "council"
from = 2020-01-10

[decision.heard]
by = "council"

[seat.palace]
of = "head"

[[seat.palace.option]]
at = "capital"

[[seat.palace.option]]
at = "port"
agreed-by = "council"
from = 2020-01-10

[office.first]
holder = "old"
resigns = {}

[office.first.ground.accepted]
event = "resigned"
certified-by = "council"

[office.first.ground.at-once]
event = "resigned"
from = 2020-01-10

[office.second]
holder = "old"
resigns = {}

[office.second.ground.resigned]
needs = "heard"

[office.third]
holder = "old"
resigns = {}

[office.third.ground.resigned]
from = 2020-01-10

[office.guard]
holder = "old"

[office.guard.ground.capital]
when = "lost(capital)"
effect = "suspends"

[office.guard.order.stand-in]
on = ["capital"]
candidates = ["new"]
gives = "exercise"

[power.amend]
held-by = "council"
"#;

fn effects(acts: &str) -> Vec<Effect> {
    common::effects(PLAN, "registrar", &common::listed(acts))
}

fn last(acts: &str) -> Effect {
    effects(acts).pop().expect("an act")
}

#[test]
fn what_is_not_law_on_the_day_has_no_effect_and_gets_none() {
    for (act, what) in [
        (
            r#"kind = "certify"; ground = "head.removed"; of = "old"; by = ["court"]"#,
            "the ground `head.removed`",
        ),
        (
            r#"kind = "decide"; decision = "recall"; by = ["council"]"#,
            "the decision `recall`",
        ),
        (
            r#"kind = "choose"; office = "head"; who = "new"; by = ["council"]"#,
            "a choice for `head`",
        ),
        (
            r#"kind = "step"; office = "head"; who = "new"; step = "sworn"; by = ["court"]"#,
            "the step `sworn` on the way to `head`",
        ),
        (
            r#"kind = "resign"; office = "third"; by = ["old"]"#,
            "a resignation from `third`",
        ),
        (
            r#"kind = "move-seat"; seat = "palace"; option = "port"; by = ["council"]"#,
            "the option `port` of `palace`",
        ),
    ] {
        let reason = format!("{what} is not law on that day");
        assert_eq!(
            last(&format!("09 {act}\n")),
            Effect::Without(reason.clone())
        );
        assert_eq!(last(&format!("10 {act}\n")), Effect::InEffect, "{act}");
        if act.contains("removed") {
            assert_eq!(last(&format!("21 {act}\n")), Effect::Without(reason));
        }
    }
    let acts = r#"
        09 kind = "decide"; decision = "recall"; by = ["council"]
        09 kind = "certify"; ground = "head.removed"; of = "old"; by = ["court"]
        09 kind = "resign"; office = "third"; by = ["old"]
    "#;
    let question = |of: &str| {
        format!(
            "[[question]]\nask = \"{of}\"\nas-of = 2020-01-15\ntitle = \"old\"\nexercise = \"old\"\n"
        )
    };
    let questions = [question("head"), question("third")].concat();
    common::check(PLAN, "registrar", &common::listed(acts), &questions);
}

#[test]
fn what_a_resignation_still_lacks() {
    let resigns = |day: u32, office: &str| {
        format!("{day:02} kind = \"resign\"; office = \"{office}\"; by = [\"old\"]\n")
    };
    let accepted = Effect::Waiting("it must be accepted by council".to_owned());
    assert_eq!(last(&resigns(9, "first")), accepted);
    // By another ground it needs nobody.
    assert_eq!(last(&resigns(10, "first")), Effect::InEffect);
    let heard = "08 kind = \"decide\"; decision = \"heard\"; by = [\"council\"]\n";
    let needs = Effect::Waiting(
        "`second.resigned` needs what is not on record yet: see `decided(heard)`".to_owned(),
    );
    assert_eq!(last(&resigns(9, "second")), needs);
    assert_eq!(
        last(&format!("{heard}{}", resigns(9, "second"))),
        Effect::InEffect
    );
}

#[test]
fn a_place_that_is_reported_lost_is_lost() {
    let acts = r#"
        05 kind = "report"; fact = "lost(capital)"; by = ["registrar"]
        08 kind = "report"; fact = "lost(capital)"; holds = false; by = ["registrar"]
        11 kind = "report"; fact = "occurs(siege)"; by = ["registrar"]
    "#;
    let question = |day: u32, who: &str| {
        format!(
            "[[question]]\nask = \"guard\"\nas-of = 2020-01-{day:02}\ntitle = \"old\"\nexercise = \"{who}\"\n"
        )
    };
    let questions = [
        question(4, "old"),
        question(5, "new"),
        question(8, "old"),
        question(11, "new"),
    ];
    common::check(
        PLAN,
        "registrar",
        &common::listed(acts),
        &questions.concat(),
    );
    let (plans, script) = common::script(PLAN, "registrar", &common::listed(acts));
    let plan = plans.values().next().expect("a plan");
    for known in &script.acts {
        assert_eq!(interrex_register::unknown(plan, &known.act), None);
    }
}

#[test]
fn a_register_is_founded_once() {
    let acts = r#"
        02 kind = "annul"; act = "law"; by = ["registrar"]
        03 kind = "adopt"; adopted = "plan.toml"; by = ["new"]
        04 kind = "report"; fact = "dead(old)"; by = ["new"]
    "#;
    let founding = "[[act]]\nid = \"law\"\nkind = \"adopt\"\nadopted = \"plan.toml\"\nby = [\"registrar\"]\nsigned = 2020-01-01T01:00:00Z\n";
    // The founding adoption, so that it can be named.
    let (plans, script) = common::founded(PLAN, &format!("{founding}{}", common::listed(acts)));
    let course = interrex_register::course::run(&plans, &script.acts, interrex_units::Moment::LAST);
    let none =
        Effect::Without("no plan is in force, and a register is founded only once".to_owned());
    let found: Vec<&Effect> = course.effects.values().collect();
    assert_eq!(
        found,
        [&Effect::Annulled(1), &Effect::InEffect, &none, &none]
    );
}
