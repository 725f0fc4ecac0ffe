//! Who may do what: each act after a few others, with the effect that the law gives it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use interrex_register::course::{Course, run};
use interrex_register::{Effect, script};
use interrex_units::Moment;

const PLAN: &str = r#"
[plan]
title = "Who may do what"
horizon = "30 d"
as-of = 2020-01-01

[person.chief-incumbent]
[person.deputy-incumbent]
[person.judge-incumbent]
[person.clerk-incumbent]
[person.envoy]

[place.town]
[place.coast]

[body.council]
members = ["deputy-incumbent", "judge-incumbent", "clerk-incumbent"]
quorum = 2

[body.bench]
members = ["judge", "clerk-incumbent"]
quorum = 2

[office.judge]
holder = "judge-incumbent"

[office.clerk]
holder = "clerk-incumbent"
resigns = {}

[office.clerk.ground.resigned]
certified-by = "chief"

[office.chief]
holder = "chief-incumbent"
resigns = {}

[office.chief.ground.dead]
certified-by = "council"

[office.chief.ground.resigned]

[office.chief.ground.gone]
event = "absent"
certified-by = "deputy-incumbent and judge-incumbent"

[office.chief.ground.ill]
event = "incapacitated"
effect = "suspends"

[office.chief.ground.dismissed]
made-by = "council"
decided = {}

[office.chief.order.line]
on = ["dead", "resigned", "dismissed"]
candidates = ["deputy-incumbent", { chosen-by = "council", name = "elected" }]
steps = [{ do = "sworn", by = "judge" }, "consents"]

[office.treasurer]

[office.treasurer.ground.dead]

[decision.leave]
by = "council"

[decision.sit]
by = "bench"

[decision.rest]

[power.command]
held-by = "chief"

[power.command.delegation.clerk]
to = "clerk"
limits = "none"
ends-when = "it is ended"

[power.sign]
held-by = "chief"

[power.sign.delegation.clerk]
to = "clerk"
limits = "none"
ends-when = "it is ended"
onward = true
survives-grantor = true

[seat.capital]
of = "chief"

[[seat.capital.option]]
at = "town"

[[seat.capital.option]]
at = "coast"
agreed-by = "chief"
"#;

const ADOPTS: &str = r#"kind = "adopt", adopted = "plan.toml", by = ["chief-incumbent"]"#;

/// What became of acts that are signed one a day from the second of January 2020 on, as of a day of that month, in
/// the order of the list.
fn effects(acts: &[&str], until: u32) -> Vec<Effect> {
    let files = [("plan.toml".to_owned(), PLAN.to_owned())];
    let reading = interrex_plan::read(&files);
    assert!(!reading.has_errors(), "{:#?}", reading.diagnostics);
    let digest = interrex_plan::digest(&files);
    let plans = BTreeMap::from([(digest.clone(), reading.plan)]);
    let mut text = "act = [\n".to_owned();
    for (day, act) in (2..).zip(acts) {
        let signed = if act.contains(", signed = ") {
            String::new()
        } else {
            format!(", signed = 2020-01-{day:02}")
        };
        writeln!(text, "{{ id = \"{day}\", {act}{signed} }},").expect("a text takes everything");
    }
    text.push(']');
    let digests = BTreeMap::from([("plan.toml".to_owned(), digest)]);
    let script = script::read(&text, &digests).unwrap_or_else(|error| panic!("{text}: {error}"));
    let until: Moment = format!("2020-01-{until:02}").parse().expect("a moment");
    let course: Course = run(&plans, &script.acts, until);
    (0..)
        .zip(&script.acts)
        .filter_map(|(number, _)| course.effects.get(&number).cloned())
        .collect()
}

/// What became of the last of some acts, after the adoption of the plan.
fn effect(acts: &[&str]) -> Effect {
    let mut all = vec![ADOPTS];
    all.extend(acts);
    let effects = effects(&all, 31);
    assert_eq!(effects.len(), all.len(), "every act was judged");
    effects.last().cloned().expect("an act")
}

#[track_caller]
fn in_effect(acts: &[&str]) {
    assert_eq!(effect(acts), Effect::InEffect, "{acts:?}");
}

#[track_caller]
fn noted(acts: &[&str]) {
    assert_eq!(effect(acts), Effect::Noted, "{acts:?}");
}

#[track_caller]
fn waits(acts: &[&str], reason: &str) {
    assert_eq!(effect(acts), Effect::Waiting(reason.to_owned()), "{acts:?}");
}

#[track_caller]
fn without(acts: &[&str], reason: &str) {
    assert_eq!(effect(acts), Effect::Without(reason.to_owned()), "{acts:?}");
}

const COMMAND: &str = "deputy-incumbent does not hold the power `command`: chief-incumbent does";
const CLERK_COMMAND: &str =
    "clerk-incumbent does not hold the power `command`: chief-incumbent does";

#[test]
fn an_act_without_the_signature_of_all_who_do_it() {
    let claims = r#"kind = "claim", of = "chief", by = ["judge-incumbent", "envoy"]"#;
    noted(&[claims]);
    let unsigned = format!("{claims}, unsigned = [\"envoy\"]");
    without(
        &[&unsigned],
        "`envoy` has not signed it with a key enrolled for them",
    );
}

#[test]
fn before_a_plan_is_adopted() {
    let enrols = r#"kind = "enrol", who = "envoy", key = "k", plan = "", by = ["registrar"]"#;
    let claims = r#"kind = "claim", of = "chief", plan = "", by = ["envoy"]"#;
    let nothing = Effect::Without("no plan was adopted yet".to_owned());
    assert_eq!(effects(&[enrols, claims], 31), [Effect::Noted, nothing]);
    in_effect(&[&enrols.replace("plan = \"\", ", "")]);
}

#[test]
fn a_plan_is_changed_under_a_power() {
    let adopts = |rest: &str| format!(r#"kind = "adopt", adopted = "plan.toml", {rest}"#);
    in_effect(&[&adopts(r#"under = "command", by = ["chief-incumbent"]"#)]);
    without(
        &[&adopts(r#"under = "command", by = ["deputy-incumbent"]"#)],
        COMMAND,
    );
    without(
        &[&adopts(r#"under = "none", by = ["chief-incumbent"]"#)],
        "the plan has no power `none`",
    );
    without(
        &[ADOPTS],
        "a plan in force is changed under a power of it, and the act names none",
    );
    // A plan that is not held may be adopted all the same: then nothing is answered.
    let other = ADOPTS.replace("plan.toml", &"0".repeat(64));
    without(
        &[&other],
        "a plan in force is changed under a power of it, and the act names none",
    );
    let other = other.replace("by =", "under = \"command\", by =");
    in_effect(&[&other]);
    let claims = r#"kind = "claim", of = "chief", by = ["judge-incumbent"]"#;
    let reason = format!(
        "it is not judged: act 1 adopts the plan {}, which is not held here",
        "0".repeat(64)
    );
    without(&[&other, claims], &reason);
}

fn certifies(ground: &str, by: &str) -> String {
    format!(r#"kind = "certify", ground = "{ground}", of = "chief-incumbent", by = {by}"#)
}

#[test]
fn who_certifies_a_ground() {
    let dead = |by: &str| certifies("chief.dead", by);
    in_effect(&[&dead(r#"["deputy-incumbent", "judge-incumbent"]"#)]);
    let may_not = "may not certify `chief.dead`: that is for council";
    without(
        &[&dead(r#"["judge-incumbent"]"#)],
        &format!(
            "judge-incumbent {may_not}; of the 2 members of `council` who have to sign one act together, 1 did"
        ),
    );
    without(
        &[&dead(r#"["chief-incumbent"]"#)],
        &format!("chief-incumbent {may_not}"),
    );
    in_effect(&[&dead(r#"["council"]"#)]);
    // Two of three are a quorum; more than half of those present carry it.
    for (votes, lost) in [
        ("3, present = 3", None),
        ("2, present = 3", None),
        ("1, present = 3", Some("1 of the 2 votes needed")),
        ("1, present = 1", Some("1 present are no quorum")),
        ("1, present = 2", Some("1 of the 2 votes needed")),
        ("1", Some("1 of the 2 votes needed")),
        ("2, present = 2", None),
    ] {
        let act = format!(
            "{}, votes = {{ in-favor = {votes} }}",
            dead(r#"["council"]"#)
        );
        match lost {
            None => in_effect(&[&act]),
            Some(lost) => without(
                &[&act],
                &format!("council did not certify `chief.dead`: {lost}"),
            ),
        }
    }
    in_effect(&[&certifies(
        "chief.dismissed",
        r#"["judge-incumbent", "clerk-incumbent"]"#,
    )]);
    without(
        &[&certifies("chief.dismissed", r#"["envoy"]"#)],
        "envoy may not certify `chief.dismissed`: that is for council",
    );
    in_effect(&[&certifies("chief.ill", r#"["envoy"]"#)]);
}

/// Where a rule names several, each may sign an act of their own; members of a body sign one together.
#[test]
fn who_is_named_by_a_rule_joins_in_one_after_another() {
    let gone = |by: &str| certifies("chief.gone", &format!("[\"{by}\"]"));
    let (deputy, judge) = (gone("deputy-incumbent"), gone("judge-incumbent"));
    let others = "others must join in: deputy-incumbent and judge-incumbent";
    waits(&[&deputy], others);
    in_effect(&[&deputy, &judge]);
    // The same twice is one, and so is whoever did their part of something else.
    waits(&[&judge, &judge], others);
    let ends = deputy.replace("certify", "certify-end");
    waits(&[&ends, &judge], others);
    let ends_too = judge.replace("certify", "certify-end");
    in_effect(&[&deputy, &judge, &ends, &ends_too]);
    waits(&[&deputy, &judge, &ends], others);
    // What is not complete is not over, and nobody takes a part of others back by saying so.
    let none = "`chief.gone` of `chief-incumbent` is not complete, and nothing of it is over";
    without(&[&ends], none);
    without(&[&deputy, &ends_too], none);
    in_effect(&[&deputy, &ends_too, &judge]);
}

#[test]
fn a_ground_has_to_be_one() {
    let by = r#"["council"]"#;
    without(
        &[&certifies("chief.lazy", by)],
        "the law names no ground `lazy` for `chief`: it names dead, resigned, gone, ill, dismissed",
    );
    without(
        &[&certifies("judge.dead", by)],
        "the law names no ground that would move `judge`",
    );
    without(
        &[&certifies("none.dead", by)],
        "the plan has no office `none`",
    );
    without(
        &[&certifies("dead", by)],
        "`dead` names no ground: expected `OFFICE.GROUND`",
    );
    let of_deputy =
        certifies("chief.dead", by).replace("\"chief-incumbent\"", "\"deputy-incumbent\"");
    without(
        &[&of_deputy],
        "`deputy-incumbent` does not have the title of `chief`: chief-incumbent has",
    );
    let vacant = certifies("treasurer.dead", by);
    without(
        &[&vacant],
        "`chief-incumbent` does not have the title of `treasurer`: nobody has",
    );
    let refuses = certifies("chief.dead", by).replace("certify", "refuse");
    noted(&[&refuses]);
    without(
        &[&refuses.replace("chief.dead", "none.dead")],
        "the plan has no office `none`",
    );
}

#[test]
fn who_certifies_that_a_ground_is_over() {
    let ends = |ground: &str, by: &str| certifies(ground, by).replace("certify", "certify-end");
    in_effect(&[&ends("chief.ill", r#"["envoy"]"#)]);
    for ground in ["chief.dead", "chief.dismissed"] {
        without(
            &[&ends(ground, r#"["judge-incumbent", "clerk-incumbent"]"#)],
            &format!("`{ground}` of `chief-incumbent` is not complete, and nothing of it is over"),
        );
    }
    without(
        &[&ends("chief.dead", r#"["envoy"]"#)],
        "envoy may not certify the end of `chief.dead`: that is for council",
    );
    without(
        &[&ends("chief.lazy", r#"["envoy"]"#)],
        "the law names no ground `lazy` for `chief`: it names dead, resigned, gone, ill, dismissed",
    );
}

#[test]
fn who_does_a_step() {
    let step = |office: &str, step: &str, by: &str| {
        format!(
            r#"kind = "step", office = "{office}", who = "deputy-incumbent", step = "{step}", by = ["{by}"]"#
        )
    };
    in_effect(&[&step("chief", "sworn", "judge-incumbent")]);
    without(
        &[&step("chief", "sworn", "deputy-incumbent")],
        "deputy-incumbent may not do `sworn` for `deputy-incumbent`: that is for whoever exercises judge",
    );
    in_effect(&[&step("chief", "consents", "deputy-incumbent")]);
    without(
        &[&step("chief", "consents", "judge-incumbent")],
        "judge-incumbent cannot do `consents` for `deputy-incumbent`, who does it alone",
    );
    without(
        &[&step("chief", "waves", "deputy-incumbent")],
        "the law knows no step `waves` on the way to `chief`",
    );
    without(
        &[&step("judge", "sworn", "judge-incumbent")],
        "the law knows no step `sworn` on the way to `judge`",
    );
    without(
        &[&step("none", "sworn", "judge-incumbent")],
        "the plan has no office `none`",
    );
}

#[test]
fn who_chooses() {
    let chooses = |office: &str, by: &str| {
        format!(r#"kind = "choose", office = "{office}", who = "envoy", by = {by}"#)
    };
    in_effect(&[&chooses(
        "chief",
        r#"["deputy-incumbent", "clerk-incumbent"]"#,
    )]);
    without(
        &[&chooses("chief", r#"["clerk-incumbent"]"#)],
        "clerk-incumbent may not choose for `chief`: that is for council; of the 2 members of `council` who have to sign one act together, 1 did",
    );
    without(
        &[&chooses("chief", r#"["envoy"]"#)],
        "envoy may not choose for `chief`: that is for council",
    );
    without(
        &[&chooses("judge", r#"["council"]"#)],
        "nobody chooses a holder of `judge`: its candidates are named by law",
    );
}

#[test]
fn who_resigns_and_who_declines() {
    let resigns =
        |office: &str, by: &str| format!(r#"kind = "resign", office = "{office}", by = ["{by}"]"#);
    in_effect(&[&resigns("chief", "chief-incumbent")]);
    without(
        &[&resigns("chief", "deputy-incumbent")],
        "deputy-incumbent cannot resign `chief`, which they do not hold",
    );
    without(
        &[&resigns("judge", "judge-incumbent")],
        "the law names no resignation from `judge`",
    );
    let clerk = resigns("clerk", "clerk-incumbent");
    waits(&[&clerk], "it must be accepted by whoever exercises chief");
    let accepts = r#"kind = "certify", ground = "clerk.resigned", of = "clerk-incumbent", by = ["chief-incumbent"]"#;
    in_effect(&[&clerk, accepts]);
    in_effect(&[r#"kind = "decline", office = "chief", by = ["deputy-incumbent"]"#]);
    without(
        &[r#"kind = "decline", office = "none", by = ["deputy-incumbent"]"#],
        "the plan has no office `none`",
    );
}

#[test]
fn who_decides_and_who_moves_a_seat() {
    let decides = |decision: &str, by: &str| {
        format!(r#"kind = "decide", decision = "{decision}", by = {by}"#)
    };
    in_effect(&[&decides(
        "leave",
        r#"["deputy-incumbent", "clerk-incumbent"]"#,
    )]);
    without(
        &[&decides("leave", r#"["envoy"]"#)],
        "envoy may not decide `leave`: that is for council",
    );
    // Two who do not sit in a body are not two of it; an office sits with whoever has its title.
    without(
        &[&decides("leave", r#"["envoy", "chief-incumbent"]"#)],
        "envoy, chief-incumbent may not decide `leave`: that is for council",
    );
    in_effect(&[&decides("sit", r#"["judge-incumbent", "clerk-incumbent"]"#)]);
    without(
        &[&decides(
            "sit",
            r#"["deputy-incumbent", "clerk-incumbent"]"#,
        )],
        "deputy-incumbent, clerk-incumbent may not decide `sit`: that is for bench; of the 2 members of `bench` who have to sign one act together, 1 did",
    );
    without(
        &[&decides("rest", r#"["council"]"#)],
        "the plan does not say who makes the decision `rest`",
    );
    without(
        &[&decides("none", r#"["council"]"#)],
        "the plan has no decision `none`",
    );
    let moves = |option: &str, by: &str| {
        format!(r#"kind = "move-seat", seat = "capital", option = "{option}", by = ["{by}"]"#)
    };
    noted(&[&moves("town", "envoy")]);
    in_effect(&[&moves("coast", "chief-incumbent")]);
    without(
        &[&moves("coast", "envoy")],
        "envoy may not move the seat to `coast`: that is for whoever exercises chief",
    );
    without(
        &[&moves("none", "chief-incumbent")],
        "the seat `capital` has no option `none`",
    );
    without(
        &[&moves("coast", "envoy").replace("capital", "none")],
        "the plan has no seat `none`",
    );
}

fn delegates(power: &str, to: &str, by: &str) -> String {
    format!(r#"kind = "delegate", power = "{power}", to = "{to}", by = ["{by}"]"#)
}

fn orders(power: &str, by: &str) -> String {
    format!(r#"kind = "order", power = "{power}", title = "Close the bridges", by = ["{by}"]"#)
}

#[test]
fn who_orders() {
    in_effect(&[&orders("command", "chief-incumbent")]);
    without(&[&orders("command", "deputy-incumbent")], COMMAND);
    without(
        &[&orders("none", "chief-incumbent")],
        "the plan has no power `none`",
    );
    let there = |region: &str| {
        format!(
            r#"{}, region = "{region}""#,
            orders("command", "chief-incumbent")
        )
    };
    in_effect(&[&there("town")]);
    in_effect(&[&there("council")]);
    without(
        &[&there("none")],
        "the plan has no place, site or body `none`",
    );
    let nobody = certifies("chief.dead", r#"["council"]"#);
    without(
        &[&nobody, &orders("command", "chief-incumbent")],
        "chief-incumbent does not hold the power `command`: nobody does",
    );
}

#[test]
fn who_delegates() {
    let given = delegates("command", "clerk-incumbent", "chief-incumbent");
    let clerk = orders("command", "clerk-incumbent");
    in_effect(&[&given]);
    without(&[&clerk], CLERK_COMMAND);
    in_effect(&[&given, &clerk]);
    without(
        &[&given, &orders("sign", "clerk-incumbent")],
        "clerk-incumbent does not hold the power `sign`: chief-incumbent does",
    );
    without(
        &[&delegates("command", "judge-incumbent", "chief-incumbent")],
        "no rule of the plan lets `command` be delegated to `judge-incumbent`",
    );
    without(
        &[&delegates("command", "clerk-incumbent", "deputy-incumbent")],
        COMMAND,
    );
    without(
        &[&delegates("none", "clerk-incumbent", "chief-incumbent")],
        "the plan has no power `none`",
    );
}

#[test]
fn a_delegation_goes_on_where_its_rule_lets_it() {
    let further = |power: &str| {
        let given = delegates(power, "clerk-incumbent", "chief-incumbent");
        effect(&[
            &given,
            &delegates(power, "envoy", "clerk-incumbent"),
            &orders(power, "envoy"),
        ])
    };
    assert_eq!(further("sign"), Effect::InEffect);
    let lacks = "envoy does not hold the power `command`: chief-incumbent does";
    assert_eq!(further("command"), Effect::Without(lacks.to_owned()));
    let given = delegates("command", "clerk-incumbent", "chief-incumbent");
    without(
        &[&given, &delegates("command", "envoy", "clerk-incumbent")],
        "no rule of the plan lets `command` be delegated to `envoy`",
    );
}

#[test]
fn a_delegation_for_a_region_holds_there() {
    let given = format!(
        r#"{}, region = "council""#,
        delegates("command", "clerk-incumbent", "chief-incumbent")
    );
    let at = |region: &str| {
        format!(
            r#"{}, region = "{region}""#,
            orders("command", "clerk-incumbent")
        )
    };
    in_effect(&[&given, &at("council")]);
    let alone =
        format!("{CLERK_COMMAND}; the delegation to `clerk-incumbent` is for council alone");
    without(&[&given, &at("town")], &alone);
    without(&[&given, &orders("command", "clerk-incumbent")], &alone);
}

#[test]
fn a_delegation_ends() {
    let given = delegates("command", "clerk-incumbent", "chief-incumbent");
    let clerk = orders("command", "clerk-incumbent");
    let ends = |by: &str| {
        format!(
            r#"kind = "end-delegation", power = "command", to = "clerk-incumbent", by = ["{by}"]"#
        )
    };
    in_effect(&[&given, &ends("chief-incumbent")]);
    without(&[&given, &ends("chief-incumbent"), &clerk], CLERK_COMMAND);
    without(&[&given, &ends("deputy-incumbent")], COMMAND);
    in_effect(&[&given, &ends("deputy-incumbent"), &clerk]);
    without(
        &[&ends("chief-incumbent").replace("command", "none")],
        "the plan has no power `none`",
    );
    // The adoption is signed on the second, the delegation on the third, the order on the fourth.
    in_effect(&[&format!("{given}, until = 2020-01-04"), &clerk]);
    without(
        &[&format!("{given}, until = 2020-01-03T23:59:59Z"), &clerk],
        CLERK_COMMAND,
    );
}

#[test]
fn who_annuls() {
    let order = orders("command", "chief-incumbent");
    let annuls =
        |by: &str, rest: &str| format!(r#"kind = "annul", act = "3", by = ["{by}"]{rest}"#);
    in_effect(&[&order, &annuls("chief-incumbent", "")]);
    without(
        &[&order, &annuls("deputy-incumbent", "")],
        "an act is annulled by whoever did it (chief-incumbent), or under a power; the act names none",
    );
    in_effect(&[&order, &annuls("chief-incumbent", r#", under = "sign""#)]);
    without(
        &[
            &order,
            &annuls("deputy-incumbent", r#", under = "command""#),
        ],
        COMMAND,
    );
    let unknown = format!(
        r#"kind = "annul", act = "sha256:{}", by = ["chief-incumbent"]"#,
        "0".repeat(64)
    );
    without(&[&unknown], "the act that it annuls is not known here");
}

#[test]
fn what_an_annulment_takes_away() {
    let given = delegates("command", "clerk-incumbent", "chief-incumbent");
    let clerk = orders("command", "clerk-incumbent");
    let annuls = |retroactive: bool| {
        format!(
            r#"kind = "annul", act = "3", retroactive = {retroactive}, by = ["chief-incumbent"]"#
        )
    };
    let lost = Effect::Without(CLERK_COMMAND.to_owned());
    let after = |retroactive: bool, until: u32| {
        let acts = [ADOPTS, &given, &clerk, &annuls(retroactive), &clerk];
        effects(&acts, until).split_off(1)
    };
    let (good, gone) = (Effect::InEffect, Effect::Annulled(3));
    // Before the annulment is signed, on the fifth, the order of the clerk stands, unless it is from the beginning.
    assert_eq!(after(false, 4), [good.clone(), good.clone()]);
    assert_eq!(after(true, 4), [gone.clone(), lost.clone()]);
    assert_eq!(
        after(true, 31),
        [gone.clone(), lost.clone(), good.clone(), lost.clone()]
    );
    let acts = [ADOPTS, &given, &annuls(false), &clerk];
    assert_eq!(
        effects(&acts, 31).split_off(1),
        [Effect::Annulled(2), good, lost]
    );
}

#[test]
fn an_annulment_does_not_take_away_its_own_ground() {
    let resigns = r#"kind = "resign", office = "chief", by = ["chief-incumbent"]"#;
    let sworn = r#"kind = "step", office = "chief", who = "deputy-incumbent", step = "sworn", by = ["judge-incumbent"]"#;
    let consents = r#"kind = "step", office = "chief", who = "deputy-incumbent", step = "consents", by = ["deputy-incumbent"]"#;
    let own = r#"kind = "annul", act = "3", retroactive = true, under = "command", by = ["deputy-incumbent"]"#;
    let acts = [resigns, sworn, consents, own];
    without(&acts, "it would annul what it rests on itself");
    let order = orders("command", "deputy-incumbent");
    in_effect(&[resigns, sworn, consents, own, &order]);
}

#[test]
fn what_is_noted_whoever_does_it() {
    for act in [
        r#"kind = "report", fact = "lost(town)""#,
        r#"kind = "report", fact = "nothing the plan knows""#,
        r#"kind = "report", fact = "dead(envoy)", holds = false"#,
        r#"kind = "control", who = "envoy", of = "chief""#,
        r#"kind = "claim", of = "chief""#,
        r#"kind = "devolve", power = "command", region = "town""#,
        r#"kind = "pledge", pledge = "grain""#,
        r#"kind = "recognize", office = "chief", who = "envoy""#,
        r#"kind = "offer", to = "envoy", what = "a truce""#,
        r#"kind = "answer", accepted = true"#,
        r#"kind = "correct", act = "2", what = "the date""#,
        r#"kind = "fork", origin = "register.example/one", evidence = "sha256:1""#,
        r#"kind = "exercise", name = "autumn""#,
    ] {
        noted(&[&format!(r#"{act}, by = ["a-partner"]"#)]);
    }
    without(
        &[r#"kind = "devolve", power = "none", region = "town", by = ["a-partner"]"#],
        "the plan has no power `none`",
    );
}

#[test]
fn what_has_effect_later() {
    let later = format!(
        "{}, effective = 2020-01-10",
        orders("command", "chief-incumbent")
    );
    let as_of = |day: u32| effects(&[ADOPTS, &later], day).pop().expect("an effect");
    assert_eq!(as_of(9), Effect::Pending);
    assert_eq!(as_of(10), Effect::InEffect);
    let earlier = later.replace("01-10", "01-01");
    in_effect(&[&earlier]);
    // What has no effect will have none.
    without(
        &[&later.replace("chief-incumbent", "deputy-incumbent")],
        COMMAND,
    );
    let given = format!(
        "{}, effective = 2020-01-10",
        delegates("command", "clerk-incumbent", "chief-incumbent")
    );
    let order = |day: u32| {
        format!(
            "{}, signed = 2020-01-{day:02}",
            orders("command", "clerk-incumbent")
        )
    };
    without(&[&given, &order(9)], CLERK_COMMAND);
    in_effect(&[&given, &order(10)]);
}

#[test]
fn what_is_an_exercise_is_not_real() {
    let exercise = format!(
        r#"{}, exercise = "autumn""#,
        certifies("chief.dead", r#"["council"]"#)
    );
    let acts = [ADOPTS, &exercise, &orders("command", "chief-incumbent")];
    let expect = [
        Effect::InEffect,
        Effect::Exercise("autumn".to_owned()),
        Effect::InEffect,
    ];
    assert_eq!(effects(&acts, 31), expect);
}

#[test]
fn effects_in_one_word() {
    let reason = || "for a reason".to_owned();
    let all = [
        (Effect::InEffect, "in-effect", true),
        (Effect::Waiting(reason()), "waiting", true),
        (Effect::Noted, "noted", true),
        (Effect::Without(reason()), "without-effect", false),
        (Effect::Annulled(1), "annulled", false),
        (Effect::Pending, "pending", false),
        (Effect::Exercise(reason()), "exercise", false),
    ];
    for (effect, word, bears) in all {
        assert_eq!((effect.word(), effect.bears()), (word, bears));
    }
}
