//! A power that somebody has by delegation: where, on which condition, how long, and what they may give on.

mod common;

use common::Law;

use interrex_register::Effect;

const PLAN: &str = r#"
[plan]
title = "A bank that delegates"
horizon = "30 d"
as-of = 2020-01-01

[person.registrar]
[person.governor-incumbent]
dead = {}
incapacitated = {}
[person.deputy-incumbent]
dead = {}
[person.west-incumbent]
[person.markets-incumbent]
[person.clerk]
[person.stranger]

[place.west]
[place.east]

[link.line]
between = ["west", "east"]
lost = {}

[office.governor]
holder = "governor-incumbent"
resigns = {}

[office.governor.ground.dead]
[office.governor.ground.resigned]
[office.governor.ground.unable]
event = "incapacitated"
effect = "suspends"

[office.governor.order.line]
on = ["dead", "resigned", "vacant"]
candidates = ["deputy"]
gives = "title"
precedence = 1
when = "named"

[office.governor.order.meanwhile]
on = ["unable"]
candidates = ["deputy"]
gives = "exercise"
leaves-post = false

[decision.named]
by = "registrar"

[office.deputy]
holder = "deputy-incumbent"

[office.west-branch]
holder = "west-incumbent"

[power.lend]
held-by = "governor"
reach = ["west", "east"]

[power.lend.delegation.west]
to = "west-branch"
scope = ["west"]
survives-grantor = true

[power.lend.delegation.markets]
to = "markets-incumbent"
onward = true
survives-grantor = true

[power.rate]
held-by = "governor"

[power.rate.delegation.deputy]
to = "deputy-incumbent"

[power.rate.delegation.west]
to = "west-branch"

[power.emergency]
held-by = "governor"

[power.emergency.delegation.cut-off]
to = "west-branch"
condition = "not in contact (west, east)"
survives-grantor = true

[power.short]
held-by = "governor"

[power.short.delegation.west]
to = "west-branch"
until = 2020-01-10

[power.open]
held-by = "governor"
reach = ["west", "east"]

[power.open.delegation.west]
to = "clerk"
scope = ["west"]

[power.open.delegation.east]
to = "clerk"
scope = ["east"]

[place.north]

[power.third]
held-by = "governor"
reach = ["west", "east", "north"]

[power.third.delegation.west]
to = "clerk"
scope = ["west"]

[power.third.delegation.east]
to = "clerk"
scope = ["east"]

[body.board]
members = ["clerk", "stranger", "markets-incumbent"]
quorum = 2

[power.vault]
held-by = "governor"

[power.vault.delegation.board]
to = "board"

[power.amend]
held-by = "registrar"

[power.annul]
held-by = "governor"

[power.annul.delegation.west]
to = "west-branch"
"#;

const WEST: &str = "west-incumbent";

/// The law of these tests.
const LAW: Law = Law(PLAN);

fn gives(day: u32, power: &str, to: &str, rest: &str) -> String {
    let by = "governor-incumbent";
    format!(
        "{day:02} kind = \"delegate\"; power = \"{power}\"; to = \"{to}\"; by = [\"{by}\"]{rest}\n"
    )
}

fn orders(day: u32, power: &str, by: &str, rest: &str) -> String {
    format!(
        "{day:02} kind = \"order\"; power = \"{power}\"; title = \"An order\"; by = [\"{by}\"]{rest}\n"
    )
}

const IN_WEST: &str = "; region = \"west\"";
const IN_EAST: &str = "; region = \"east\"";

#[test]
fn a_delegation_is_for_the_scope_of_its_rule() {
    let given = gives(2, "lend", WEST, "");
    LAW.in_effect(&format!("{given}{}", orders(3, "lend", WEST, IN_WEST)));
    let alone = "; the delegation to `west-incumbent` is for west alone";
    LAW.without(
        &format!("{given}{}", orders(3, "lend", WEST, IN_EAST)),
        alone,
    );
    LAW.without(&format!("{given}{}", orders(3, "lend", WEST, "")), alone);
    // An act may narrow what a rule gives, and not widen it.
    LAW.in_effect(&gives(2, "lend", WEST, IN_WEST));
    LAW.without(
        &gives(2, "lend", WEST, IN_EAST),
        "the plan lets `lend` be delegated to `west-incumbent` for west alone",
    );
    let question = |region: &str, by: &str| {
        format!(
            "[[question]]\nask = \"lend\"\nas-of = 2020-01-03\nregion = \"{region}\"\nexercised-by = [{by}]\n"
        )
    };
    let questions = [
        question("west", "\"governor-incumbent\", \"west-incumbent\""),
        question("east", "\"governor-incumbent\""),
    ];
    let acts = common::listed(&given);
    common::check(PLAN, "registrar", &acts, &questions.concat());
}

/// A body uses what was delegated to it by itself, or by as many of its members as it takes.
#[test]
fn members_sign_for_a_body_that_has_a_power_by_delegation() {
    let given = gives(2, "vault", "board", "");
    LAW.in_effect(&format!("{given}{}", orders(3, "vault", "board", "")));
    let by = |by: &str| {
        format!("03 kind = \"order\"; power = \"vault\"; title = \"An order\"; by = [{by}]\n")
    };
    LAW.in_effect(&format!("{given}{}", by("\"clerk\", \"stranger\"")));
    let alone = "clerk does not hold the power `vault`: governor-incumbent does; `board` has it by delegation; of the 2 members of `board` who have to sign one act together, 1 did";
    LAW.without(&format!("{given}{}", by("\"clerk\"")), alone);
}

/// Of several delegations for some regions all are told.
#[test]
fn the_regions_of_several_delegations_are_told() {
    let given = [
        gives(2, "open", "clerk", IN_WEST),
        gives(2, "open", "clerk", IN_WEST),
    ]
    .concat();
    let order = orders(4, "open", "clerk", IN_EAST);
    let why = "; the delegation to `clerk` is for west alone";
    LAW.without(&format!("{given}{order}"), why);
    let given = [
        gives(2, "third", "clerk", IN_WEST),
        gives(2, "third", "clerk", IN_EAST),
    ];
    let order = orders(4, "third", "clerk", "");
    let why = "; the delegations to `clerk` are for west, east alone";
    LAW.without(&format!("{}{order}", given.concat()), why);
}

/// Of several delegations to somebody, the one for the region of the order says why it cannot be used.
#[test]
fn the_delegation_for_the_region_says_why() {
    let given = [
        gives(2, "open", "clerk", IN_WEST),
        gives(2, "open", "clerk", IN_EAST),
        "03 kind = \"resign\"; office = \"governor\"; by = [\"governor-incumbent\"]\n".to_owned(),
    ];
    let order = orders(4, "open", "clerk", IN_WEST);
    let why = "; the delegation to `clerk` holds only while whoever holds the power is there";
    LAW.without(&format!("{}{order}", given.concat()), why);
}

#[test]
fn the_condition_of_a_rule_is_judged_when_the_delegation_is_used() {
    let given = gives(2, "emergency", WEST, "");
    let cut = |day: u32, rest: &str| {
        format!("{day:02} kind = \"report\"; fact = \"lost(line)\"; by = [\"stranger\"]{rest}\n")
    };
    let order = |day| orders(day, "emergency", WEST, "");
    LAW.without(
        &format!("{given}{}", order(3)),
        "whose condition does not hold",
    );
    LAW.in_effect(&format!("{given}{}{}", cut(3, ""), order(4)));
    let back = cut(5, "; holds = false");
    LAW.without(
        &format!("{given}{}{back}{}", cut(3, ""), order(6)),
        "whose condition does not hold",
    );
}

#[test]
fn a_rule_that_is_no_longer_law_lets_nobody_use_what_was_delegated_by_it() {
    let given = gives(2, "short", WEST, "");
    LAW.in_effect(&format!("{given}{}", orders(10, "short", WEST, "")));
    LAW.without(
        &format!("{given}{}", orders(11, "short", WEST, "")),
        "rests on the rule `west`, which is not law on that day",
    );
}

#[test]
fn two_delegations_for_two_regions_both_hold() {
    let both = [
        gives(2, "lend", "markets-incumbent", IN_WEST),
        gives(3, "lend", "markets-incumbent", IN_EAST),
    ]
    .concat();
    for region in [IN_WEST, IN_EAST, ""] {
        let order = orders(4, "lend", "markets-incumbent", region);
        LAW.in_effect(&format!("{both}{order}"));
    }
    // The same power, person and region: a later act takes the place of an earlier one.
    let until = gives(
        3,
        "lend",
        "markets-incumbent",
        "; region = \"west\"; until = 2020-01-05",
    );
    let order = orders(6, "lend", "markets-incumbent", IN_WEST);
    LAW.without(&format!("{both}{until}{order}"), "is for east alone");
}

fn onward(day: u32, by: &str, to: &str, rest: &str) -> String {
    format!(
        "{day:02} kind = \"delegate\"; power = \"lend\"; to = \"{to}\"; by = [\"{by}\"]{rest}\n"
    )
}

#[test]
fn a_delegate_gives_on_what_the_own_rule_lets_them() {
    let both = [
        gives(2, "lend", "markets-incumbent", ""),
        gives(2, "lend", WEST, ""),
    ]
    .concat();
    LAW.without(
        &format!("{both}{}", onward(3, WEST, "clerk", "")),
        "no rule of the plan lets `lend` be delegated to `clerk`",
    );
    let on = onward(3, "markets-incumbent", "clerk", IN_EAST);
    LAW.in_effect(&format!(
        "{both}{on}{}",
        orders(4, "lend", "clerk", IN_EAST)
    ));
    LAW.without(
        &format!("{both}{on}{}", orders(4, "lend", "clerk", IN_WEST)),
        "is for east alone",
    );
    // What was given on goes no further.
    LAW.without(
        &format!("{both}{on}{}", onward(4, "clerk", "stranger", IN_EAST)),
        "no rule of the plan lets `lend` be delegated to `stranger`",
    );
}

#[test]
fn what_was_given_on_lasts_no_longer_than_what_it_rests_on() {
    let given = gives(2, "lend", "markets-incumbent", "; until = 2020-01-05");
    let on = onward(3, "markets-incumbent", "clerk", "; until = 2020-01-20");
    let order = |day| orders(day, "lend", "clerk", IN_EAST);
    LAW.in_effect(&format!("{given}{on}{}", order(5)));
    let over = "the delegation to `clerk` rests on one that is over";
    LAW.without(&format!("{given}{on}{}", order(6)), over);
    // A renewal carries it on, a new delegation after the end does not.
    let renewed = gives(4, "lend", "markets-incumbent", "");
    LAW.in_effect(&format!("{given}{on}{renewed}{}", order(6)));
    let anew = gives(7, "lend", "markets-incumbent", "");
    LAW.without(&format!("{given}{on}{anew}{}", order(8)), over);
    let ends = "04 kind = \"end-delegation\"; power = \"lend\"; to = \"markets-incumbent\"; by = [\"governor-incumbent\"]\n";
    LAW.without(&format!("{given}{on}{ends}{}", order(5)), over);
    let dies = "04 kind = \"report\"; fact = \"dead(markets-incumbent)\"; by = [\"stranger\"]\n";
    LAW.without(&format!("{given}{on}{dies}{}", order(5)), over);
}

#[test]
fn who_ends_a_delegation() {
    let given = [
        gives(2, "lend", "markets-incumbent", ""),
        gives(2, "lend", WEST, ""),
        onward(3, "markets-incumbent", "clerk", ""),
    ]
    .concat();
    let ends = |to: &str, by: &str| {
        format!("04 kind = \"end-delegation\"; power = \"lend\"; to = \"{to}\"; by = [\"{by}\"]\n")
    };
    LAW.without(
        &format!("{given}{}", ends("markets-incumbent", WEST)),
        "west-incumbent does not hold the power `lend`: governor-incumbent does",
    );
    for (to, by) in [
        ("clerk", "markets-incumbent"),
        ("clerk", "clerk"),
        ("clerk", "governor-incumbent"),
    ] {
        let ended = format!("{given}{}", ends(to, by));
        LAW.in_effect(&ended);
        LAW.without(
            &format!("{ended}{}", orders(5, "lend", to, IN_EAST)),
            "clerk does not hold the power `lend`: governor-incumbent does",
        );
    }
}

#[test]
fn whoever_holds_a_power_delegates_as_its_holder() {
    let to_deputy = gives(2, "rate", "deputy-incumbent", "");
    let unable =
        "03 kind = \"report\"; fact = \"incapacitated(governor-incumbent)\"; by = [\"stranger\"]\n";
    let given = "04 kind = \"delegate\"; power = \"rate\"; to = \"west-incumbent\"; by = [\"deputy-incumbent\"]\n";
    LAW.in_effect(&format!("{unable}{given}"));
    LAW.in_effect(&format!("{to_deputy}{unable}{given}"));
    LAW.without(
        &format!("{to_deputy}{given}"),
        "no rule of the plan lets `rate` be delegated to `west-incumbent`",
    );
}

#[test]
fn what_does_not_survive_its_grantor_ends_while_the_office_is_vacant() {
    let given = gives(2, "rate", WEST, "");
    let resigns = "03 kind = \"resign\"; office = \"governor\"; by = [\"governor-incumbent\"]\n";
    let dies = "03 kind = \"report\"; fact = \"dead(governor-incumbent)\"; by = [\"stranger\"]\n";
    let named = "05 kind = \"decide\"; decision = \"named\"; by = [\"registrar\"]\n";
    let gone =
        "the delegation to `west-incumbent` holds only while whoever holds the power is there";
    for leaves in [resigns, dies] {
        LAW.without(
            &format!("{given}{leaves}{}", orders(4, "rate", WEST, "")),
            gone,
        );
        LAW.in_effect(&format!(
            "{given}{leaves}{named}{}",
            orders(6, "rate", WEST, "")
        ));
        let lend = gives(2, "lend", WEST, "");
        LAW.in_effect(&format!(
            "{lend}{leaves}{}",
            orders(4, "lend", WEST, IN_WEST)
        ));
    }
    // Whoever is only kept from the exercise is there.
    let unable =
        "03 kind = \"report\"; fact = \"incapacitated(governor-incumbent)\"; by = [\"stranger\"]\n";
    LAW.in_effect(&format!("{given}{unable}{}", orders(4, "rate", WEST, "")));
}

/// An act without a region gives what all rules give that name the delegate.
#[test]
fn one_act_gives_by_several_rules() {
    let given = gives(2, "open", "clerk", "");
    for region in [IN_WEST, IN_EAST, ""] {
        LAW.in_effect(&format!("{given}{}", orders(3, "open", "clerk", region)));
    }
    let west = gives(2, "open", "clerk", IN_WEST);
    LAW.without(
        &format!("{west}{}", orders(3, "open", "clerk", "")),
        "is for west alone",
    );
}

/// What a new plan no longer has as a rule is over; what was reported stays reported, whether or not a plan declares it.
#[test]
fn a_new_plan_keeps_what_it_still_names() {
    let other = PLAN
        .replace("delegation.markets]", "delegation.others]")
        .replace("lost = {}\n\n[office.governor]", "\n[office.governor]");
    assert_ne!(PLAN, other);
    for (first, second) in [(PLAN, other.as_str()), (&other, PLAN)] {
        let adopts = "01 kind = \"adopt\"; adopted = \"first.toml\"; by = [\"registrar\"]\n";
        let cut = "02 kind = \"report\"; fact = \"lost(line)\"; by = [\"stranger\"]\n";
        let anew = "04 kind = \"adopt\"; adopted = \"second.toml\"; under = \"amend\"; by = [\"registrar\"]\n";
        let acts = [
            adopts,
            cut,
            &gives(2, "lend", "markets-incumbent", IN_EAST),
            &gives(2, "emergency", WEST, ""),
            &orders(3, "emergency", WEST, ""),
            anew,
            &orders(5, "emergency", WEST, ""),
            &orders(5, "lend", "markets-incumbent", IN_EAST),
        ]
        .concat();
        let plans = [("first.toml", first), ("second.toml", second)];
        let (plans, script) = common::of_plans(&plans, &common::listed(&acts));
        let course =
            interrex_register::course::run(&plans, &script.acts, interrex_units::Moment::LAST);
        let bears: Vec<bool> = course.effects.values().map(Effect::bears).collect();
        let expect = [true, true, true, true, true, true, true, false];
        assert_eq!(bears, expect, "{:?}", course.effects);
    }
}

#[test]
fn a_delegate_annuls_nothing() {
    let given = gives(2, "annul", WEST, "");
    let order =
        orders(3, "lend", "governor-incumbent", IN_WEST).replace("03 ", "03 id = \"order\"; ");
    let annuls = |by: &str| {
        format!("04 kind = \"annul\"; act = \"order\"; under = \"annul\"; by = [\"{by}\"]\n")
    };
    LAW.in_effect(&format!("{given}{order}{}", annuls("governor-incumbent")));
    LAW.without(
        &format!("{given}{order}{}", annuls(WEST)),
        "west-incumbent does not hold the power `annul`: governor-incumbent does",
    );
}

/// A director whose deputy signs by virtue of that post.
const POST: Law = Law(r#"
[plan]
title = "A power that goes with a post"
horizon = "30 d"
as-of = 2020-01-01

[person.registrar]
[person.head]
[person.ana]
[person.ben]
[person.clerk]

[office.director]
holder = "head"

[office.deputy]
holder = "ana"
resigns = {}

[office.deputy.ground.resigned]
[office.deputy.ground.suspended]
made-by = "registrar"
effect = "suspends"

[office.deputy.order.next]
on = ["resigned"]
candidates = ["ben"]

[power.sign]
held-by = "director"

[power.sign.delegation.deputy]
to = "deputy"
onward = true
"#);

/// What is delegated to a post is used by whoever exercises it: not by who has left it or is suspended from it, nor by those
/// to whom these gave it on; and whoever comes after is given it anew.
#[test]
fn what_is_delegated_to_a_post_goes_with_it() {
    let given = |day: u32, by: &str, to: &str| {
        format!("{day:02} kind = \"delegate\"; power = \"sign\"; to = \"{to}\"; by = [\"{by}\"]\n")
    };
    let order = |day: u32, by: &str| {
        format!("{day:02} kind = \"order\"; power = \"sign\"; title = \"a\"; by = [\"{by}\"]\n")
    };
    let suspends = |day: u32, kind: &str| {
        format!(
            "{day:02} kind = \"{kind}\"; ground = \"deputy.suspended\"; of = \"ana\"; by = [\"registrar\"]\n"
        )
    };
    let begun = [given(2, "head", "ana"), given(2, "ana", "clerk")].concat();
    POST.in_effect(&format!("{begun}{}", order(3, "ana")));
    POST.in_effect(&format!("{begun}{}", order(3, "clerk")));
    let left = format!("{begun}04 kind = \"resign\"; office = \"deputy\"; by = [\"ana\"]\n");
    let not = "the delegation to `ana` is by virtue of a post that is not theirs to exercise";
    POST.without(&format!("{left}{}", order(5, "ana")), not);
    let over = "the delegation to `clerk` rests on one that is over";
    POST.without(&format!("{left}{}", order(5, "clerk")), over);
    let holds = "ben does not hold the power `sign`: head does";
    POST.without(&format!("{left}{}", order(5, "ben")), holds);
    let anew = format!("{left}{}", given(5, "head", "ben"));
    POST.in_effect(&format!("{anew}{}", order(6, "ben")));
    let suspended = format!("{begun}{}", suspends(4, "certify"));
    POST.without(&format!("{suspended}{}", order(5, "ana")), not);
    let back = format!("{suspended}{}", suspends(6, "certify-end"));
    POST.in_effect(&format!("{back}{}", order(7, "ana")));
}

/// A delegation is of the office, unless its rule says that it is of whoever gave it.
#[test]
fn a_delegation_is_of_whoever_gave_it_where_the_rule_says_so() {
    const OWN: &str = r#"
[plan]
title = "A bank that delegates"
horizon = "30 d"
as-of = 2020-01-01

[person.registrar]
[person.old]
[person.young]
[person.clerk]

[office.governor]
holder = "old"
resigns = {}

[office.governor.ground.resigned]
[office.governor.ground.unable]
event = "incapacitated"
certified-by = "registrar"

[office.governor.order.line]
on = ["resigned"]
candidates = ["young"]
gives = "title"

[office.governor.order.meanwhile]
on = ["unable"]
candidates = ["young"]
gives = "exercise"

[power.lend]
held-by = "governor"

[power.lend.delegation.letter]
to = "clerk"
ends-with-grantor = true
"#;
    let gives = |day: u32, by: &str| {
        format!("{day:02} kind = \"delegate\"; power = \"lend\"; to = \"clerk\"; by = [\"{by}\"]\n")
    };
    let order = |day: u32| {
        format!(
            "{day:02} kind = \"order\"; power = \"lend\"; title = \"A loan\"; by = [\"clerk\"]\n"
        )
    };
    let unable =
        "03 kind = \"certify\"; ground = \"governor.unable\"; of = \"old\"; by = [\"registrar\"]\n";
    let able = "06 kind = \"certify-end\"; ground = \"governor.unable\"; of = \"old\"; by = [\"registrar\"]\n";
    let resigns = "05 kind = \"resign\"; office = \"governor\"; by = [\"old\"]\n";
    let law = Law(OWN);
    law.in_effect(&[gives(2, "old"), order(3)].concat());
    // Whoever is suspended has the title.
    law.in_effect(&[gives(2, "old"), unable.to_owned(), order(4)].concat());
    let gone = "the delegation to `clerk` was of `old`, who no longer has what they gave it by";
    let left = [gives(2, "old"), resigns.to_owned(), order(7)].concat();
    law.without(&left, gone);
    law.in_effect(
        &[
            gives(2, "old"),
            resigns.to_owned(),
            gives(6, "young"),
            order(7),
        ]
        .concat(),
    );
    // What somebody gave who only acts is theirs while they do.
    let acting = [unable.to_owned(), gives(4, "young")].concat();
    law.in_effect(&[acting.clone(), order(5)].concat());
    law.without(
        &[acting, able.to_owned(), order(7)].concat(),
        "the delegation to `clerk` was of `young`, who no longer has what they gave it by",
    );
    let of_office = OWN.replace("ends-with-grantor = true\n", "");
    let mut found = common::effects(&of_office, "registrar", &common::listed(&left));
    assert_eq!(found.pop(), Some(Effect::InEffect));
}
