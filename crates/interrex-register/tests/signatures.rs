//! Who signs for a body: members who can act, enough of them in one act; and what its votes say.

mod common;

use common::Law;

use interrex_register::Effect;

const PLAN: &str = r#"
[plan]
title = "Who signs for a body"
horizon = "30 d"
as-of = 2020-01-01

[person.registrar]
[person.chief]
[person.first]
[person.second]
[person.third]
[person.captain]
incapacitated = {}

[place.town]

[office.captaincy]
holder = "captain"

[office.captaincy.ground.ill]
event = "incapacitated"
effect = "suspends"

[office.captaincy.ground.barred]
certified-by = "registrar"
event = "stays"
effect = "suspends"

[office.head]
holder = "chief"

[office.head.ground.removed]
made-by = "council"

[office.head.ground.unfit]
event = "incapacitated"
certified-by = "council and chamber"

[body.council]
members = ["first", "second", "third", "captaincy"]
quorum = 2

[body.chamber]
members = [{ count = 300, at = "town" }]
quorum = 150

[decision.sit]
by = "first or council"

[power.pay]
held-by = "council"
"#;

/// The law of these tests.
const LAW: Law = Law(PLAN);

fn removes(by: &str, rest: &str) -> String {
    format!("09 kind = \"certify\"; ground = \"head.removed\"; of = \"chief\"; by = [{by}]{rest}\n")
}

fn reports(fact: &str) -> String {
    format!("03 kind = \"report\"; fact = \"{fact}\"; by = [\"registrar\"]\n")
}

#[test]
fn members_who_cannot_act_do_not_count() {
    let two = removes("\"first\", \"second\"", "");
    LAW.in_effect(&two);
    for state in ["dead", "captive", "incapacitated", "absent"] {
        let fact = reports(&format!("{state}(first)"));
        let reason = format!(
            "that is for council; of the 2 members of `council` who have to sign one act together, 1 did; \
             the signature of `first`, who is {state}, does not count"
        );
        LAW.without(&format!("{fact}{two}"), &reason);
        let three = removes("\"first\", \"second\", \"third\"", "");
        LAW.in_effect(&format!("{fact}{three}"));
        let pays = two.replace(
            "kind = \"certify\"; ground = \"head.removed\"; of = \"chief\"",
            "kind = \"order\"; power = \"pay\"; title = \"Pay\"",
        );
        let reason = reason.replace("that is for council", "council does");
        LAW.without(&format!("{fact}{pays}"), &reason);
    }
    // The body itself signs for those who met.
    LAW.in_effect(&format!(
        "{}{}",
        reports("dead(first)"),
        removes("\"council\"", "")
    ));
}

#[test]
fn a_member_by_an_office_counts_while_they_exercise_it() {
    let both = removes("\"first\", \"captain\"", "");
    LAW.in_effect(&both);
    let barred = "03 kind = \"certify\"; ground = \"captaincy.barred\"; of = \"captain\"; by = [\"registrar\"]\n";
    LAW.without(
        &format!("{barred}{both}"),
        "1 did; the signature of `captain`, who does not exercise `captaincy`, does not count",
    );
}

#[test]
fn the_dead_sign_nothing() {
    let decides = "09 kind = \"decide\"; decision = \"sit\"; by = [\"first\"]\n";
    LAW.in_effect(decides);
    LAW.without(
        &format!("{}{decides}", reports("dead(first)")),
        "the signature of `first`, who is dead, does not count",
    );
}

#[test]
fn a_body_decides_in_one_act() {
    let first = removes("\"first\"", "").replace("09 ", "08 ");
    LAW.without(
        &format!("{first}{}", removes("\"second\"", "")),
        "that is for council; of the 2 members of `council` who have to sign one act together, 1 did",
    );
}

#[test]
fn votes_that_members_state_are_those_of_their_body() {
    let votes = |votes: &str| removes("\"first\", \"second\"", &format!("; votes = {votes}"));
    LAW.in_effect(&votes("{ in-favor = 2, present = 3 }"));
    LAW.in_effect(&votes("{ in-favor = 3, present = 4 }"));
    let short = "did not certify `head.removed`: 1 of the 2 votes needed";
    LAW.without(&votes("{ in-favor = 1, present = 2 }"), short);
    LAW.without(&votes("{ council = { in-favor = 1, present = 2 } }"), short);
    LAW.without(
        &votes("{ in-favor = 2, present = 4 }"),
        "2 of the 3 votes needed",
    );
}

fn unfit(by: &str, votes: &str) -> String {
    format!(
        "09 kind = \"certify\"; ground = \"head.unfit\"; of = \"chief\"; by = [{by}]; votes = {votes}\n"
    )
}

#[test]
fn votes_of_several_bodies() {
    let both = "\"council\", \"chamber\"";
    // Votes of no body by name are those of the one that has so many seats.
    LAW.in_effect(&unfit(both, "{ in-favor = 200, present = 250 }"));
    let each =
        "{ council = { in-favor = 2, present = 3 }, chamber = { in-favor = 200, present = 250 } }";
    LAW.in_effect(&unfit(both, each));
    LAW.without(
        &unfit(
            both,
            "{ council = { in-favor = 1, present = 3 }, chamber = { in-favor = 9 } }",
        ),
        "1 of the 2 votes needed",
    );
    let one = unfit(
        both,
        "{ council = { in-favor = 2 }, chamber = { in-favor = 9, present = 200 } }",
    );
    let waits = "others must join in: council and chamber; the votes of `chamber` do not carry: 9 of the 101 votes needed";
    assert_eq!(LAW.last(&one), Effect::Waiting(waits.to_owned()));
    let apart = "state those of each: `votes = { council = { in-favor = .., present = .. }, chamber = { in-favor = .., present = .. } }`";
    LAW.without(
        &unfit(both, "{ in-favor = 2, present = 3 }"),
        &format!("the votes may be those of `council` or of `chamber`; {apart}"),
    );
    LAW.without(
        &unfit(both, "{ in-favor = 200, present = 320 }"),
        &format!("320 took part, and none of those who sign has so many seats; {apart}"),
    );
    LAW.without(
        &unfit(
            both,
            "{ council = { in-favor = 5 }, chamber = { in-favor = 200 } }",
        ),
        "5 took part, and `council` has 4 seats",
    );
    LAW.without(
        &unfit(both, "{ first = { in-favor = 1 } }"),
        "votes are stated of `first`, which is no body",
    );
    LAW.without(
        &unfit(both, "{ in-favor = 3, present = 2 }"),
        "3 in favor of 2 present cannot be",
    );
}

/// Two orders with a step of the same name, each by somebody else, who are the same person.
const TWO_ORDERS: &str = r#"
[plan]
title = "Who swears whom in"
horizon = "30 d"
as-of = 2020-01-01

[person.registrar]
[person.chief]
[person.judge]
[person.heir]

[office.bench]
holder = "judge"

[office.head]
holder = "chief"
resigns = {}

[office.head.ground.resigned]

[office.head.ground.dead]

[office.head.order.of-the-dead]
on = ["dead"]
candidates = ["heir"]
steps = [{ do = "sworn", by = "judge" }]

[office.head.order.of-who-resigns]
on = ["resigned"]
candidates = ["heir"]
steps = [{ do = "sworn", by = "bench" }]
"#;

#[test]
fn who_does_a_step_does_it_for_every_order_that_knows_it() {
    let acts = "\
        02 kind = \"resign\"; office = \"head\"; by = [\"chief\"]\n\
        03 kind = \"step\"; office = \"head\"; who = \"heir\"; step = \"sworn\"; by = [\"judge\"]\n";
    let questions =
        "[[question]]\nask = \"head\"\nas-of = 2020-01-04\nstanding = \"held\"\ntitle = \"heir\"\n";
    let acts = common::listed(acts);
    common::check(TWO_ORDERS, "registrar", &acts, questions);
    for one in common::asked(TWO_ORDERS, "registrar", &acts, questions) {
        let text = interrex_register::who::text(&one.answer);
        assert!(text.contains("+ step: sworn: met by act 2\n"), "{text}");
    }
}
