//! Who is where since a seat was moved: they need no way there any more.

use interrex_register::Effect;
use interrex_register::who::Standing;

mod common;

const PLAN: &str = r#"
[plan]
title = "A government that goes abroad"
horizon = "30 d"
as-of = 2020-01-01

[place.capital]
lost = {}
[place.north]
[place.abroad]

[link.ferry]
between = ["capital", "abroad"]
lost = {}

[person.registrar]
[person.king-incumbent]
base = "capital"
[person.minister]
base = "capital"
[person.clerk]
base = "capital"
[person.host]
base = "abroad"

[office.king]
holder = "king-incumbent"

[office.treasurer]
holder = "clerk"

[body.cabinet]
members = ["minister", "treasurer"]
quorum = 2
meets = "in person"
meets-at = ["capital"]

[seat.monarchy]
of = "king"
[[seat.monarchy.option]]
at = "capital"
[[seat.monarchy.option]]
at = "abroad"
agreed-by = "host"

[seat.government]
of = "cabinet"
[[seat.government.option]]
at = "capital"
[[seat.government.option]]
at = "abroad"

[power.appoint]
held-by = "king"
[power.decree]
held-by = "cabinet"
"#;

const LAW: common::Law = common::Law(PLAN);

fn moves(day: u32, seat: &str, to: &str, by: &str) -> String {
    format!("{day:02} kind = \"move-seat\"; seat = \"{seat}\"; option = \"{to}\"; by = [{by}]\n")
}

fn lost(day: u32, fact: &str) -> String {
    format!("{day:02} kind = \"report\"; fact = \"lost({fact})\"; by = [\"host\"]\n")
}

fn orders(day: u32, power: &str, by: &str) -> String {
    format!("{day:02} kind = \"order\"; power = \"{power}\"; title = \"An order\"; by = [{by}]\n")
}

const KING: &str = "\"king-incumbent\"";
const HOST: &str = "\"host\"";

#[test]
fn who_has_gone_is_there_when_the_way_is_lost() {
    let after = [
        lost(4, "ferry"),
        lost(5, "capital"),
        orders(6, "appoint", KING),
    ]
    .concat();
    let both = "\"host\", \"king-incumbent\"";
    LAW.in_effect(&format!("{}{after}", moves(2, "monarchy", "abroad", both)));
    let apart = [
        moves(2, "monarchy", "abroad", HOST),
        moves(3, "monarchy", "abroad", KING),
    ];
    LAW.in_effect(&format!("{}{after}", apart.concat()));
    let stays = "king-incumbent holds the power `appoint`, but cannot act";
    // Where they may go is not that they are there; nor do they go after the way is lost, or where nobody agreed.
    LAW.without(
        &format!("{}{after}", moves(2, "monarchy", "abroad", HOST)),
        stays,
    );
    let late = [
        moves(2, "monarchy", "abroad", HOST),
        lost(4, "ferry"),
        moves(5, "monarchy", "abroad", KING),
    ];
    let not = "king-incumbent may not move the seat to `abroad`: that is for host";
    LAW.without(&late.concat(), not);
    LAW.without(&moves(2, "monarchy", "abroad", KING), not);
    // Who goes back is there no longer.
    let back = [
        moves(2, "monarchy", "abroad", both),
        moves(3, "monarchy", "capital", KING),
    ];
    LAW.without(&format!("{}{after}", back.concat()), stays);
}

#[test]
fn members_of_a_body_go_with_its_seat() {
    for plan in [
        PLAN.to_owned(),
        PLAN.replace("meets = \"in person\"\nmeets-at = [\"capital\"]\n", ""),
    ] {
        members_go(&plan);
    }
}

fn members_go(plan: &str) {
    let last = |acts: &str| {
        let mut effects = common::effects(plan, "registrar", &common::listed(acts));
        effects.pop().expect("an act")
    };
    let after = [lost(4, "ferry"), lost(5, "capital")].concat();
    let order = orders(6, "decree", "\"cabinet\"");
    let members = "\"minister\", \"clerk\"";
    for by in ["\"cabinet\"", members] {
        let moved = moves(2, "government", "abroad", by);
        assert_eq!(last(&moved), Effect::Noted, "{by}");
        assert_eq!(
            last(&format!("{moved}{after}{order}")),
            Effect::InEffect,
            "{by} {plan}"
        );
    }
    for by in ["\"minister\"", HOST] {
        let moved = moves(2, "government", "abroad", by);
        let effect = last(&format!("{moved}{after}{order}"));
        assert!(matches!(effect, Effect::Without(_)), "{by} {effect:?}");
    }
}

/// A new plan that still has the seat and its option keeps them there.
#[test]
fn who_is_there_stays_there_under_a_new_plan() {
    let amend = format!("{PLAN}\n[power.amend]\nheld-by = \"registrar\"\n");
    let other = amend.replace(
        "[person.registrar]",
        "[person.somebody]\n[person.registrar]",
    );
    let acts = [
        moves(2, "monarchy", "abroad", "\"host\", \"king-incumbent\""),
        "03 kind = \"adopt\"; adopted = \"other.toml\"; under = \"amend\"; by = [\"registrar\"]\n"
            .to_owned(),
        lost(4, "ferry"),
        lost(5, "capital"),
        orders(6, "appoint", KING),
    ];
    let founds = "[[act]]\nkind = \"adopt\"\nadopted = \"plan.toml\"\nby = [\"registrar\"]\nsigned = 2020-01-01\n";
    let acts = format!("{founds}{}", common::listed(&acts.concat()));
    let (plans, script) = common::of_plans(&[("plan.toml", &amend), ("other.toml", &other)], &acts);
    let course = interrex_register::course::run(&plans, &script.acts, interrex_units::Moment::LAST);
    assert_eq!(
        course.effects.get(&5),
        Some(&Effect::InEffect),
        "{:?}",
        course.effects
    );
}

/// Whoever has gone with a body acts there in an office of their own that has no seat, and is told to be there; and
/// whoever goes elsewhere with another seat is there no longer.
#[test]
fn who_has_gone_with_a_body_acts_there_in_their_own_office() {
    let asked = |acts: &[String]| {
        let question = "[[question]]\nask = \"treasurer\"\nas-of = 2020-01-06\n";
        let acts = common::listed(&acts.concat());
        let mut asked = common::asked(PLAN, "registrar", &acts, question);
        asked.pop().expect("an answer").answer
    };
    let gone = moves(2, "government", "abroad", "\"cabinet\"");
    let lost = [lost(4, "ferry"), lost(5, "capital")].concat();
    let abroad = asked(&[gone.clone(), lost.clone()]);
    assert_eq!(abroad.standing, Standing::Held);
    let told = "`clerk` is at abroad since the seat `government` was moved there".to_owned();
    assert!(abroad.warnings.contains(&told), "{:?}", abroad.warnings);
    assert_eq!(
        asked(std::slice::from_ref(&lost)).standing,
        Standing::HeldButUnable
    );
    let back = moves(3, "government", "capital", "\"cabinet\"");
    let back = asked(&[gone, back, lost]);
    assert_eq!(back.standing, Standing::HeldButUnable);
}
