//! How far a power reaches: where no region is named, and where whoever has it does not reach one.

use interrex_register::course::{Effect, run};
use interrex_units::Moment;

mod common;

const PLAN: &str = r#"
[plan]
title = "A country in two parts"
horizon = "30 d"
as-of = 2020-01-01

[place.north]
[place.south]
[place.island]

[link.road]
between = ["north", "south"]
lost = {}

[link.ferry]
between = ["north", "island"]
lost = {}

[person.registrar]
[person.chief-incumbent]
base = "north"
incapacitated = {}
[person.deputy-incumbent]
base = "north"
[person.governor-incumbent]
base = "south"
[person.envoy]
base = "north"

[office.chief]
holder = "chief-incumbent"
resigns = {}

[office.chief.ground.resigned]

[office.chief.order.line]
on = ["resigned"]
candidates = ["deputy-incumbent"]
without-powers = ["pardon"]

[office.governor]
holder = "governor-incumbent"

[power.command]
held-by = "chief"
reach = ["north", "south", "island"]

[power.command.delegation.envoy]
to = "envoy"
survives-grantor = true

[power.command.devolution]
to = { south = "governor" }

[seat.chief]
of = "chief"

[[seat.chief.option]]
name = "bunker"
at = "north"
cannot = ["coin"]

[power.coin]
held-by = "chief"
reach = ["north", "south"]

[power.guard]
held-by = "chief"
reach = ["north", "south"]

[power.guard.devolution]
to = { south = "governor" }

[power.harbor]
held-by = "chief"
reach = ["south"]

[power.harbor.devolution]
to = { south = "governor" }
when = "not in contact (north, island)"

[power.island-alone]
held-by = "chief"
reach = ["island", "south"]

[power.pardon]
held-by = "chief"
reach = ["north", "south"]

[power.registry]
held-by = "registrar"
reach = ["south"]
until = 2020-01-20
"#;

const CUT: &str = "02 kind = \"report\"; fact = \"lost(road)\"; by = [\"registrar\"]\n";
const FERRY: &str = "02 kind = \"report\"; fact = \"lost(ferry)\"; by = [\"registrar\"]\n";
const RESIGNS: &str = "02 kind = \"resign\"; office = \"chief\"; by = [\"chief-incumbent\"]\n";

const LAW: common::Law = common::Law(PLAN);

fn orders(power: &str, by: &str, rest: &str) -> String {
    format!(
        "05 kind = \"order\"; power = \"{power}\"; title = \"An order\"; by = [\"{by}\"]{rest}\n"
    )
}

fn screen(acts: &str, ask: &str) -> String {
    let question = format!("[[question]]\nask = \"{ask}\"\nas-of = 2020-01-06\n");
    let asked = common::asked(PLAN, "registrar", &common::listed(acts), &question);
    interrex_register::who::text(&asked.first().expect("an answer").answer)
}

/// Where those who sign an order do not have its power, at the end.
fn not_in(acts: &str, by: &str) -> Result<Vec<String>, String> {
    let (plans, script) = common::script(PLAN, "registrar", &common::listed(acts));
    let mut course = run(&plans, &script.acts, Moment::LAST);
    course.would_hold("command", None, &[by.to_owned()])
}

#[test]
fn an_order_for_no_region_bears_as_far_as_its_power_is_held() {
    let (chief, governor, envoy) = ("chief-incumbent", "governor-incumbent", "envoy");
    LAW.in_effect(&orders("command", chief, ""));
    assert_eq!(not_in("", chief), Ok(vec![]));
    let in_part = |regions: &[&str]| {
        let regions = regions.iter().map(|region| (*region).to_owned());
        Effect::InPart(regions.collect())
    };
    let order = orders("command", chief, "");
    assert_eq!(LAW.last(&format!("{CUT}{order}")), in_part(&["south"]));
    assert_eq!(not_in(CUT, chief), Ok(vec!["south".to_owned()]));
    let both = format!("{CUT}{FERRY}");
    let beyond = ["south", "island"].map(str::to_owned);
    assert_eq!(not_in(&both, chief), Ok(beyond.to_vec()));
    // So does who has it by a delegation for no region alone.
    let given =
        "03 kind = \"delegate\"; power = \"command\"; to = \"envoy\"; by = [\"chief-incumbent\"]\n";
    let order = orders("command", envoy, "");
    assert_eq!(
        LAW.last(&format!("{given}{CUT}{order}")),
        in_part(&["south"])
    );
    let given = format!("{given}{CUT}");
    assert_eq!(not_in(&given, envoy), Ok(vec!["south".to_owned()]));
    // To whom the law passes it on in a region, that region is theirs to name.
    let in_south = "; region = \"south\"";
    LAW.in_effect(&format!("{CUT}{}", orders("command", governor, in_south)));
    let alone =
        "governor-incumbent holds the power `command` in south alone, and the act names no region";
    LAW.without(&format!("{CUT}{}", orders("command", governor, "")), alone);
    assert_eq!(not_in(CUT, governor), Err(alone.to_owned()));
    let onward = "05 kind = \"delegate\"; power = \"command\"; to = \"envoy\"; by = [\"governor-incumbent\"]\n";
    LAW.without(&format!("{CUT}{onward}"), alone);
    // Who has it nowhere has nothing.
    LAW.without(
        &orders("command", governor, ""),
        "governor-incumbent does not hold the power `command`: chief-incumbent does",
    );
}

#[test]
fn an_order_for_a_region_that_is_not_reached_says_so() {
    let order = orders("command", "chief-incumbent", "; region = \"island\"");
    let apart = "chief-incumbent holds the power `command`, but does not reach island";
    LAW.without(&format!("{FERRY}{order}"), apart);
    let of_another = orders("command", "deputy-incumbent", "; region = \"island\"");
    let apart = "deputy-incumbent does not hold the power `command`: chief-incumbent does, who does not reach island";
    LAW.without(&format!("{FERRY}{of_another}"), apart);
    let withheld = "deputy-incumbent holds the power `pardon`, but came by the order `line`, which withholds the power";
    for rest in ["", "; region = \"north\""] {
        let order = orders("pardon", "deputy-incumbent", rest);
        LAW.without(&format!("{RESIGNS}{order}"), withheld);
    }
    let ill =
        "02 kind = \"report\"; fact = \"incapacitated(chief-incumbent)\"; by = [\"registrar\"]\n";
    let order = orders("pardon", "chief-incumbent", "");
    let unable = "chief-incumbent holds the power `pardon`, but is reported incapacitated";
    LAW.without(&format!("{ill}{order}"), unable);
}

/// A region that a power does not have to reach is none of its.
#[test]
fn a_region_is_one_of_those_that_the_power_must_reach() {
    let none = "`island` is no region of the power `guard`, which must reach north, south";
    LAW.without(
        &orders("guard", "chief-incumbent", "; region = \"island\""),
        none,
    );
    let gives = "05 kind = \"delegate\"; power = \"guard\"; to = \"envoy\"; region = \"island\"; by = [\"chief-incumbent\"]\n";
    LAW.without(gives, none);
    let (plans, script) = common::script(PLAN, "registrar", "");
    let question = interrex_register::who::Question {
        of: "guard",
        region: Some("island"),
        as_of: Moment::LAST,
        known_at: None,
        viewpoint: None,
    };
    let refused = interrex_register::who::answer(&plans, &script.acts, &question);
    assert_eq!(refused.err().as_deref(), Some(none));
}

/// Where the seat withholds a power that is not a matter of contact.
#[test]
fn a_power_that_a_seat_withholds() {
    let barred = "chief-incumbent holds the power `coin`, but acts at the seat `bunker`, where the power cannot be exercised";
    for rest in ["", "; region = \"north\""] {
        LAW.without(&orders("coin", "chief-incumbent", rest), barred);
    }
    let shown = screen("", "coin");
    let why = "! `chief-incumbent`, who exercises `chief`, acts at the seat `bunker`, where the power cannot be exercised\n";
    assert!(shown.contains(why), "{shown}");
    let cut = screen(&format!("{CUT}{FERRY}"), "island-alone");
    let why = "! `chief-incumbent`, who exercises `chief`, does not reach island, south\n";
    assert!(cut.contains(why), "{cut}");
}

#[test]
fn where_a_power_is_held_and_where_by_nobody() {
    let whole = screen("", "command");
    assert!(whole.contains("exercised by  chief-incumbent\n"), "{whole}");
    assert!(!whole.contains('!'), "{whole}");
    let parted = screen(&format!("{CUT}{FERRY}"), "command");
    for line in [
        "exercised by  chief-incumbent (in north alone)\n",
        "exercised by  governor-incumbent (in south alone)\n",
        "! nobody exercises it in `island`: `chief-incumbent`, who exercises `chief`, does not reach island\n",
    ] {
        assert!(parted.contains(line), "{line}\n{parted}");
    }
    assert!(!parted.contains("in `south`"), "{parted}");
    let withheld = screen(RESIGNS, "pardon");
    let why = "! `deputy-incumbent`, who exercises `chief`, came by the order `line`, which withholds the power\n";
    assert!(withheld.contains(why), "{withheld}");
    assert_eq!(withheld.matches('!').count(), 1, "{withheld}");
}

/// So is where a delegate has it.
#[test]
fn where_a_delegate_has_a_power() {
    let given = "01T12:00:00Z kind = \"delegate\"; power = \"command\"; to = \"envoy\"; by = [\"chief-incumbent\"]\n";
    let whole = screen(given, "command");
    assert!(
        whole.contains("exercised by  envoy (delegated by act 1)\n"),
        "{whole}"
    );
    let parted = screen(&format!("{given}{CUT}{FERRY}"), "command");
    let alone = "exercised by  envoy (delegated by act 1, in north)\n";
    assert!(parted.contains(alone), "{parted}");
}

/// Two who have it in two regions do not dispute it; two who have it in one do.
#[test]
fn two_who_have_a_power() {
    let parted = screen(CUT, "guard");
    assert!(parted.starts_with("guard is held, as of"), "{parted}");
    let both = screen(FERRY, "harbor");
    assert!(both.starts_with("harbor is disputed, as of"), "{both}");
}

#[test]
fn a_power_that_is_not_law_is_told_as_that() {
    let question = "[[question]]\nask = \"registry\"\nas-of = 2020-01-25\n";
    let asked = common::asked(PLAN, "registrar", "", question);
    let text = interrex_register::who::text(&asked.first().expect("an answer").answer);
    assert!(
        text.contains("! the power is not law on that day\n"),
        "{text}"
    );
    let law = screen("", "registry");
    assert!(!law.contains('!'), "{law}");
}

/// The effect of an act stays as it was judged, however far its power reaches later.
#[test]
fn what_was_in_order_when_it_was_signed_stays_so() {
    let acts = format!(
        "{}06 kind = \"report\"; fact = \"lost(road)\"; by = [\"registrar\"]\n",
        orders("command", "chief-incumbent", "; region = \"south\"")
    );
    let (plans, script) = common::script(PLAN, "registrar", &common::listed(&acts));
    let course = run(&plans, &script.acts, Moment::LAST);
    assert_eq!(course.effects.get(&1), Some(&Effect::InEffect));
}
