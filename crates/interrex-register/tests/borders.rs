//! Where one thing ends and another begins: delegations, choices and oaths that serve once, conditions, and what is asked
//! of an open register at one moment after another.

mod common;
use common::{Law, listed};
use interrex_register::Effect;
use interrex_register::course::run;
use interrex_units::Moment;

const LEND: &str = r#"
[plan]
title = "A bank that delegates"
horizon = "30 d"
as-of = 2020-01-01

[person.registrar]
[person.governor-incumbent]
[person.anna]
[person.bert]
[person.clerk]

[office.governor]
holder = "governor-incumbent"

[power.lend]
held-by = "governor"

[power.lend.delegation.a]
to = "anna"
onward = true

[power.lend.delegation.b]
to = "bert"
onward = true

[power.amend]
held-by = "registrar"
"#;
const BANK: Law = Law(LEND);
fn gives(by: &str, to: &str, rest: &str) -> String {
    format!("02 kind = \"delegate\"; power = \"lend\"; to = \"{to}\"; by = [\"{by}\"]{rest}\n")
}
fn order(when: &str, by: &str) -> String {
    format!("{when} kind = \"order\"; power = \"lend\"; title = \"An order\"; by = [\"{by}\"]\n")
}
fn ends(to: &str, by: &str) -> String {
    format!("04 kind = \"end-delegation\"; power = \"lend\"; to = \"{to}\"; by = [\"{by}\"]\n")
}

/// Of two who gave a power on to the same clerk each ends what they gave.
#[test]
fn a_delegate_ends_what_they_gave_and_not_what_another_gave() {
    let g = "governor-incumbent";
    let both = [
        gives(g, "anna", ""),
        gives(g, "bert", ""),
        gives("anna", "clerk", ""),
        gives("bert", "clerk", ""),
    ]
    .concat();
    BANK.in_effect(&format!(
        "{both}{}{}",
        ends("clerk", "anna"),
        order("05", "clerk")
    ));
    BANK.without(
        &format!(
            "{both}{}{}{}",
            ends("clerk", "anna"),
            ends("clerk", "bert"),
            order("05", "clerk")
        ),
        "governor-incumbent does",
    );
}

/// Neither what a fellow delegate gave on, nor what that one has.
#[test]
fn a_delegate_does_not_end_what_another_delegate_gave() {
    let g = "governor-incumbent";
    let both = [
        gives(g, "anna", ""),
        gives(g, "bert", ""),
        gives("bert", "clerk", ""),
    ]
    .concat();
    BANK.without(
        &format!("{both}{}", ends("clerk", "anna")),
        "governor-incumbent does",
    );
    BANK.without(
        &format!("{both}{}", ends("bert", "anna")),
        "governor-incumbent does",
    );
}

/// To have given to one is no title to end what another has.
#[test]
fn a_delegate_who_gave_to_another_does_not_end_the_delegation_of_a_third() {
    let g = "governor-incumbent";
    let both = [
        gives(g, "anna", ""),
        gives("anna", "clerk", ""),
        gives(g, "bert", ""),
    ]
    .concat();
    BANK.without(
        &format!("{both}{}", ends("bert", "anna")),
        "governor-incumbent does",
    );
}

/// Its last second is the one that it names.
#[test]
fn a_delegation_holds_in_the_second_that_it_names() {
    let g = "governor-incumbent";
    let given = gives(g, "anna", "; until = 2020-01-05T12:00:00Z");
    BANK.in_effect(&format!("{given}{}", order("05T12:00:00Z", "anna")));
    BANK.without(
        &format!("{given}{}", order("05T12:00:01Z", "anna")),
        "governor-incumbent does",
    );
}

const OFFICES: &str = r#"
[plan]
title = "A head"
horizon = "30 d"
as-of = 2020-01-01

[person.registrar]
[person.one]
[person.two]
[person.three]
[person.four]
[person.five]

[body.council]
members = ["two"]
[body.crowd]

[office.other]
holder = "three"
[office.other.ground.ill]
event = "incapacitated"
certified-by = "registrar"
effect = "suspends"
[office.other.order.line]
on = ["ill"]
candidates = ["five"]
steps = ["sworn"]

[office.head]
holder = "one"
resigns = {}
[office.head.ground.resigned]
[office.head.ground.replaced]
when = "elected"
effect = "ends"
[office.head.ground.removed]
made-by = "crowd"
[office.head.order.next]
on = ["resigned"]
candidates = ["two"]

[office.bench]
holder = "four"
[office.bench.ground.recalled]
made-by = "registrar"
[office.bench.order.line]
on = ["recalled"]
candidates = ["three"]
steps = ["sworn"]

[office.a]
[office.a.order.line]
on = ["vacant"]
candidates = [{ chosen-by = "registrar", name = "whoever" }]
steps = ["sworn"]
[office.b]
[office.b.order.line]
on = ["vacant"]
candidates = [{ chosen-by = "registrar", name = "whoever" }]
steps = ["sworn"]

[decision.elected]
made = {}
by = "council"
"#;
fn asks(acts: &str, questions: &str) {
    common::check(OFFICES, "registrar", &listed(acts), questions);
}
fn who(of: &str, day: u32, title: &str, exercise: &str) -> String {
    format!(
        "[[question]]\nask = \"{of}\"\nas-of = 2020-01-{day:02}\ntitle = \"{title}\"\nexercise = \"{exercise}\"\n"
    )
}
fn sworn(day: u32, of: &str, who: &str) -> String {
    format!(
        "{day:02} kind = \"step\"; office = \"{of}\"; who = \"{who}\"; step = \"sworn\"; by = [\"{who}\"]\n"
    )
}
fn chosen(day: u32, of: &str, who: &str) -> String {
    format!(
        "{day:02} kind = \"choose\"; office = \"{of}\"; who = \"{who}\"; by = [\"registrar\"]\n"
    )
}

/// A ground by a decision counts against whoever has the title when it is made.
#[test]
fn a_condition_that_begins_after_somebody_came_takes_their_title() {
    let acts = "02 kind = \"resign\"; office = \"head\"; by = [\"one\"]\n03 kind = \"decide\"; decision = \"elected\"; by = [\"council\"]\n";
    asks(
        acts,
        &format!(
            "{}{}",
            who("head", 2, "two", "two"),
            who("head", 3, "nobody", "nobody")
        ),
    );
}

/// Whoever certifies what holds by itself says nothing new.
#[test]
fn a_certificate_of_a_ground_by_itself_that_holds_is_noted() {
    let acts = "03 kind = \"decide\"; decision = \"elected\"; by = [\"council\"]\n04 kind = \"certify\"; ground = \"head.replaced\"; of = \"one\"; by = [\"registrar\"]\n";
    let found = Law(OFFICES).last(acts);
    assert!(!matches!(found, Effect::Without(_)), "{found:?}");
}

/// Nobody certifies that a decision is over.
#[test]
fn the_end_of_a_condition_is_not_certified() {
    let acts = "03 kind = \"decide\"; decision = \"elected\"; by = [\"council\"]\n04 kind = \"certify-end\"; ground = \"head.replaced\"; of = \"one\"; by = [\"registrar\"]\n";
    let found = Law(OFFICES).last(acts);
    assert!(matches!(&found, Effect::Without(_)), "{found:?}");
}

/// A body whose seats the plan does not count may have any number present.
#[test]
fn votes_of_a_body_of_any_number() {
    let acts = "03 kind = \"certify\"; ground = \"head.removed\"; of = \"one\"; by = [\"crowd\"]; votes = { in-favor = 900, present = 1000 }\n";
    let found = Law(OFFICES).last(acts);
    assert_eq!(found, Effect::InEffect);
}

/// Who enters one office takes nothing from the choice for another, whichever of them swears first.
#[test]
fn a_choice_for_one_office_stays_when_another_is_entered() {
    let sworn_in = |offices: [(&str, &str); 2]| {
        let [(first, one), (second, other)] = offices;
        let acts = [
            chosen(2, "a", "one"),
            chosen(2, "b", "two"),
            sworn(3, first, one),
            sworn(4, second, other),
        ];
        let questions = [who(first, 3, one, one), who(second, 4, other, other)];
        asks(&acts.concat(), &questions.concat());
    };
    sworn_in([("a", "one"), ("b", "two")]);
    sworn_in([("b", "two"), ("a", "one")]);
}

/// A ground against one holder outlives the oath of another.
#[test]
fn what_is_certified_against_another_stays_when_somebody_enters() {
    let ill =
        "02 kind = \"certify\"; ground = \"other.ill\"; of = \"three\"; by = [\"registrar\"]\n";
    let acts = [ill, &chosen(3, "a", "one"), &sworn(4, "a", "one")].concat();
    asks(
        &acts,
        &format!(
            "{}{}",
            who("a", 4, "one", "one"),
            who("other", 5, "three", "nobody")
                .replace("exercise = \"nobody\"", "standing = \"waiting-for\"")
        ),
    );
}

/// The oath of a named successor follows the ground.
#[test]
fn an_oath_before_the_ground_does_not_serve_somebody_who_is_named() {
    let acts = [
        sworn(2, "bench", "three"),
        "03 kind = \"certify\"; ground = \"bench.recalled\"; of = \"four\"; by = [\"registrar\"]\n"
            .to_owned(),
    ]
    .concat();
    let q = "[[question]]\nask = \"bench\"\nas-of = 2020-01-04\ntitle = \"nobody\"\nstanding = \"waiting-for\"\n";
    asks(&acts, q);
    asks(
        &format!("{acts}{}", sworn(5, "bench", "three")),
        &who("bench", 6, "three", "three"),
    );
}

/// That of a stand-in follows the suspension.
#[test]
fn an_oath_before_a_suspension_does_not_serve_who_stands_in() {
    let ill =
        "03 kind = \"certify\"; ground = \"other.ill\"; of = \"three\"; by = [\"registrar\"]\n";
    let acts = [&sworn(2, "other", "five"), ill].concat();
    let q = "[[question]]\nask = \"other\"\nas-of = 2020-01-04\ntitle = \"three\"\nstanding = \"waiting-for\"\n";
    asks(&acts, q);
    asks(
        &format!("{acts}{}", sworn(5, "other", "five")),
        &who("other", 6, "three", "five"),
    );
}

/// An oath for one office is not touched by what happens to another.
#[test]
fn a_ground_against_one_office_leaves_the_oaths_for_another() {
    let ill =
        "02 kind = \"certify\"; ground = \"other.ill\"; of = \"three\"; by = [\"registrar\"]\n";
    // b waits; `two` is chosen, and swears after; the suspension arises in between.
    let acts = [
        chosen(2, "b", "two"),
        sworn(3, "a", "one"),
        ill.replace("02", "04"),
        chosen(5, "a", "one"),
    ]
    .concat();
    asks(
        &acts,
        "[[question]]\nask = \"a\"\nas-of = 2020-01-06\nstanding = \"waiting-for\"\n",
    );
}

/// An oath serves one suspension.
#[test]
fn a_second_suspension_asks_for_another_oath() {
    let ill = |day: u32, end: &str| {
        format!(
            "{day:02} kind = \"certify{end}\"; ground = \"other.ill\"; of = \"three\"; by = [\"registrar\"]\n"
        )
    };
    let acts = [
        ill(2, ""),
        sworn(3, "other", "five"),
        ill(4, "-end"),
        ill(5, ""),
    ]
    .concat();
    let q = "[[question]]\nask = \"other\"\nas-of = 2020-01-06\ntitle = \"three\"\nstanding = \"waiting-for\"\n";
    asks(
        &acts,
        &format!(
            "{}{}{q}",
            who("other", 3, "three", "five"),
            who("other", 4, "three", "three")
        ),
    );
    asks(
        &format!("{acts}{}", sworn(7, "other", "five")),
        &who("other", 8, "three", "five"),
    );
}

const CHAIN: &str = r#"
[plan]
title = "A chain"
horizon = "30 d"
as-of = 2020-01-01
[person.registrar]
[person.one]
dead = {}
[person.two]
[person.three]
[person.four]
[office.head]
holder = "one"
[office.head.ground.dead]
[office.head.order.line]
on = ["dead"]
candidates = ["deputy"]
gives = "title"
leaves-post = true
[office.deputy]
holder = "two"
[office.deputy.order.line]
on = ["vacant"]
candidates = ["third"]
gives = "title"
leaves-post = true
[office.third]
holder = "three"
[office.third.order.line]
on = ["vacant"]
candidates = ["four"]
gives = "title"
leaves-post = true
"#;

/// Three who follow one another do so by the one act that moved the first.
#[test]
fn a_chain_of_successions_is_of_one_act() {
    let acts = "02 kind = \"report\"; fact = \"dead(one)\"; by = [\"registrar\"]\n03 kind = \"report\"; fact = \"dead(registrar)\"; by = [\"two\"]\n";
    let (plans, script) = common::script(CHAIN, "registrar", &listed(acts));
    let course = run(&plans, &script.acts, Moment::LAST);
    for (of, by) in [("head", "two"), ("deputy", "three"), ("third", "four")] {
        let last = course.turns_of(of).next_back().expect(of);
        assert_eq!(
            (last.who.as_deref(), last.number),
            (Some(by), Some(1)),
            "{of}"
        );
    }
}

const MORE: &str = r#"
[plan]
title = "Steps"
horizon = "30 d"
as-of = 2020-01-01
[person.registrar]
[person.one]
[person.three]
[person.four]
[person.five]
[person.six]
[person.seven]

[office.other]
holder = "three"
[office.other.ground.ill]
event = "incapacitated"
certified-by = "registrar"
effect = "suspends"
[office.other.order.line]
on = ["ill"]
candidates = [{ chosen-by = "registrar", name = "whoever" }]
steps = ["sworn"]

[office.c]
[office.c.order.line]
on = ["vacant"]
candidates = ["one"]
steps = ["sworn", "seated"]

[office.d]
holder = "four"
[office.d.ground.ill]
event = "incapacitated"
certified-by = "registrar"
effect = "suspends"
[office.d.ground.gone]
made-by = "registrar"
[office.d.order.line]
on = ["ill", "gone"]
candidates = ["six"]
gives = "exercise"
steps = ["sworn"]
"#;
fn more(acts: &str, questions: &str) {
    common::check(MORE, "registrar", &listed(acts), questions);
}
fn ill(day: u32, of: &str, who: &str, end: &str) -> String {
    format!(
        "{day:02} kind = \"certify{end}\"; ground = \"{of}.ill\"; of = \"{who}\"; by = [\"registrar\"]\n"
    )
}
fn waits(of: &str, day: u32) -> String {
    format!("[[question]]\nask = \"{of}\"\nas-of = 2020-01-{day:02}\nstanding = \"waiting-for\"\n")
}

/// A choice serves one suspension, where whoever was chosen entered.
#[test]
fn who_was_chosen_for_one_suspension_is_not_for_the_next() {
    let first = [
        ill(2, "other", "three", ""),
        chosen(3, "other", "five"),
        sworn(4, "other", "five"),
    ]
    .concat();
    more(&first, &who("other", 4, "three", "five"));
    let again = [
        first,
        ill(5, "other", "three", "-end"),
        ill(6, "other", "three", ""),
    ]
    .concat();
    more(&again, &waits("other", 7));
    let oath = format!("{again}{}", sworn(7, "other", "five"));
    more(&oath, &waits("other", 8));
    let choice = [again, chosen(7, "other", "five")].concat();
    more(&choice, &waits("other", 8));
    more(
        &format!("{choice}{}", sworn(8, "other", "five")),
        &who("other", 9, "three", "five"),
    );
}

/// Whoever never entered has used nothing up.
#[test]
fn who_was_chosen_and_had_not_entered_when_a_suspension_ended_is_chosen_still() {
    let first = [
        ill(2, "other", "three", ""),
        chosen(3, "other", "five"),
        ill(5, "other", "three", "-end"),
        ill(6, "other", "three", ""),
        sworn(7, "other", "five"),
    ]
    .concat();
    more(&first, &who("other", 8, "three", "five"));
}

/// Steps on the way to one office stand, whatever begins or ends in others.
#[test]
fn another_office_does_not_take_a_step_back() {
    let seated = |day: u32| sworn(day, "c", "one").replace("sworn", "seated");
    for between in [
        vec![ill(3, "other", "three", "")],
        vec![
            ill(3, "other", "three", ""),
            ill(4, "other", "three", "-end"),
        ],
        vec![
            ill(3, "other", "three", ""),
            chosen(3, "other", "five"),
            sworn(4, "other", "five"),
            ill(5, "other", "three", "-end"),
        ],
        vec![
            ill(3, "d", "four", ""),
            sworn(4, "d", "six"),
            ill(5, "d", "four", "-end"),
        ],
    ] {
        let acts = [sworn(2, "c", "one"), between.concat(), seated(6)].concat();
        more(&acts, &who("c", 7, "one", "one"));
    }
}

/// Under the same order no second oath is asked.
#[test]
fn who_stands_in_goes_on_without_another_oath_when_the_title_ends() {
    let acts = [
        ill(2, "d", "four", ""),
        sworn(3, "d", "six"),
        "04 kind = \"certify\"; ground = \"d.gone\"; of = \"four\"; by = [\"registrar\"]\n"
            .to_owned(),
    ]
    .concat();
    more(&acts, &who("d", 5, "nobody", "six"));
}

/// What is of the same second is taken together.
#[test]
fn an_oath_in_the_second_of_the_suspension_serves() {
    let acts = [sworn(2, "d", "six"), ill(2, "d", "four", "")].concat();
    more(&acts, &who("d", 3, "four", "six"));
}

/// Acts that are still to come are told as such.
#[test]
fn before_all_acts() {
    let acts = listed("02 kind = \"resign\"; office = \"head\"; by = [\"one\"]\n");
    let (plans, script) = common::script(OFFICES, "registrar", &acts);
    let effects = interrex_register::became::effects(
        &plans,
        &script.acts,
        "2019-01-01T00:00:00Z".parse().unwrap(),
    );
    assert_eq!(effects.len(), 2);
    let effects = interrex_register::became::effects(
        &plans,
        &script.acts,
        "2020-01-01T12:00:00Z".parse().unwrap(),
    );
    assert_eq!(effects[&1], Effect::Pending);
}

/// What is adopted is a file of the list, or a digest.
#[test]
fn a_plan_that_is_neither_digest_nor_file() {
    let digests = std::collections::BTreeMap::new();
    let act = |plan: &str| {
        format!(
            "[[act]]\nkind = \"adopt\"\nby = [\"one\"]\nsigned = 2020-01-01\nadopted = \"{plan}\"\n"
        )
    };
    assert!(interrex_register::script::read(&act("abc"), &digests).is_err());
    assert!(interrex_register::script::read(&act(&"g".repeat(64)), &digests).is_err());
    assert!(interrex_register::script::read(&act(&"a".repeat(64)), &digests).is_ok());
}

const AGAIN: &str = r#"
[plan]
title = "Again"
horizon = "30 d"
as-of = 2020-01-01
[person.registrar]
[person.one]
[person.two]
[person.three]
[person.four]
[person.five]
[place.town]
lost = {}

[office.sick]
holder = "one"
[office.sick.ground.ill]
event = "incapacitated"
certified-by = "registrar"
needs = "town"
effect = "suspends"
[office.sick.ground.kept]
when = "elected"
effect = "suspends"

[office.bench]
holder = "four"
[office.bench.ground.recalled]
made-by = "registrar"
[office.bench.ground.voted]
when = "elected"
effect = "ends"
[office.bench.order.line]
on = ["recalled", "voted"]
candidates = [{ chosen-by = "registrar", name = "whoever" }]
steps = ["sworn"]

[office.a]
[office.a.order.line]
on = ["vacant"]
candidates = [{ chosen-by = "registrar", name = "whoever" }]
steps = ["sworn"]

[office.d]
holder = "three"
[office.d.ground.ill]
event = "incapacitated"
certified-by = "registrar"
effect = "suspends"
[office.d.ground.gone]
made-by = "registrar"
[office.d.order.meanwhile]
on = ["ill"]
candidates = [{ chosen-by = "registrar", name = "whoever" }]
[office.d.order.after]
on = ["gone"]
candidates = [{ chosen-by = "registrar", name = "next" }]
steps = ["sworn"]

[decision.elected]
made = {}
by = "registrar"

[power.annul]
held-by = "registrar"
[power.lend]
held-by = "bench"
[power.lend.delegation.two]
to = "two"
survives-grantor = true
"#;
fn again(acts: &str, questions: &str) {
    common::check(AGAIN, "registrar", &listed(acts), questions);
}
fn recalls(day: u32, of: &str) -> String {
    format!(
        "{day:02} kind = \"certify\"; ground = \"bench.recalled\"; of = \"{of}\"; by = [\"registrar\"]\n"
    )
}
const ELECTED: &str = "kind = \"decide\"; decision = \"elected\"; by = [\"registrar\"]\n";

/// What a ground needs is so when it is certified.
#[test]
fn a_certificate_without_what_it_needs_has_no_effect() {
    let acts = "02 kind = \"report\"; fact = \"lost(town)\"; by = [\"two\"]\n03 kind = \"certify\"; ground = \"sick.ill\"; of = \"one\"; by = [\"registrar\"]\n";
    let found = Law(AGAIN).last(acts);
    assert_eq!(
        found,
        Effect::Without(
            "`sick.ill` needs what is not on record yet, and is certified when that is".to_owned()
        )
    );
}

/// Nor that a decision which suspends somebody is.
#[test]
fn the_end_of_a_condition_that_suspends_is_not_certified() {
    let acts = format!(
        "02 {ELECTED}03 kind = \"certify-end\"; ground = \"sick.kept\"; of = \"one\"; by = [\"registrar\"]\n"
    );
    let found = Law(AGAIN).last(&acts);
    assert!(matches!(found, Effect::Without(_)), "{found:?}");
}

/// A former holder who is chosen again is as new.
#[test]
fn who_comes_again_needs_another_oath_and_loses_it_by_another_ground() {
    let acts = [
        recalls(2, "four"),
        chosen(3, "bench", "two"),
        sworn(4, "bench", "two"),
        recalls(5, "two"),
        chosen(6, "bench", "four"),
        sworn(7, "bench", "four"),
    ]
    .concat();
    again(
        &acts,
        &format!(
            "{}{}",
            who("bench", 8, "four", "four"),
            who("bench", 4, "two", "two")
        ),
    );
}

/// What held when somebody came does not turn against them later.
#[test]
fn a_condition_under_which_somebody_came_takes_nothing_when_another_office_is_entered() {
    let acts = format!(
        "02 {ELECTED}{}{}{}{}",
        chosen(3, "bench", "two"),
        sworn(4, "bench", "two"),
        chosen(5, "a", "one"),
        sworn(6, "a", "one")
    );
    again(
        &acts,
        &format!(
            "{}{}",
            who("bench", 4, "two", "two"),
            who("bench", 7, "two", "two")
        ),
    );
}

/// A choice for two orders serves the second, too, when the first has ended.
#[test]
fn a_choice_for_after_is_not_used_up_by_a_suspension() {
    let acts = [
        ill(2, "d", "three", ""),
        chosen(3, "d", "five"),
        ill(4, "d", "three", "-end"),
        "05 kind = \"certify\"; ground = \"d.gone\"; of = \"three\"; by = [\"registrar\"]\n"
            .to_owned(),
        sworn(6, "d", "five"),
    ]
    .concat();
    again(
        &acts,
        &format!(
            "{}{}",
            who("d", 3, "three", "five"),
            who("d", 4, "three", "three")
        ),
    );
    again(&acts, &who("d", 7, "five", "five"));
}

/// Two annulments from different days on, whichever act was the first.
#[test]
fn two_acts_are_annulled_from_two_days_on() {
    for (first, second, at) in [("x", "y", 6), ("y", "x", 6)] {
        let annuls = |day: u32, act: &str| {
            format!(
                "{day:02} kind = \"annul\"; act = \"{act}\"; under = \"annul\"; retroactive = false; by = [\"registrar\"]\n"
            )
        };
        let acts = [
            recalls(2, "four").replace("02 ", "02 id = \"x\"; "),
            ill(3, "d", "three", "").replace("03 ", "03 id = \"y\"; "),
            annuls(5, first),
            annuls(7, second),
        ]
        .concat();
        let bench = |day, is: bool| {
            if is {
                who("bench", day, "four", "four")
            } else {
                waits("bench", day)
            }
        };
        let d = |day, is: bool| {
            if is {
                who("d", day, "three", "three")
            } else {
                waits("d", day)
            }
        };
        let q = [
            bench(4, false),
            d(4, false),
            bench(at, first == "x"),
            d(at, first == "y"),
            bench(8, true),
            d(8, true),
        ]
        .concat();
        again(&acts, &q);
    }
}

/// What an open register keeps of one answer changes none of the next.
#[test]
fn an_open_register_is_asked_at_one_moment_after_another() {
    let later = "; effective = 2020-01-06T09:00:00Z; by";
    let acts = [
        recalls(2, "four").replace("; by", later),
        "03 kind = \"delegate\"; power = \"lend\"; to = \"two\"; until = 2020-01-04T10:00:00Z; by = [\"four\"]\n".to_owned(),
        ill(3, "d", "three", "").replace("; by", later),
    ];
    let moments = [
        "03T12:00:00Z",
        "04T09:00:00Z",
        "04T10:00:00Z",
        "04T11:00:00Z",
        "05T00:00:00Z",
        "06T08:00:00Z",
        "06T09:00:00Z",
        "06T10:00:00Z",
        "07T00:00:00Z",
        "04T09:00:00Z",
        "06T08:00:00Z",
    ];
    asked_alike(AGAIN, &acts.concat(), &moments, &["bench", "lend", "d"]);
}

const HOURS: &str = r#"
[plan]
title = "A designation for some hours"
horizon = "30 d"
as-of = 2020-01-01

[person.registrar]
[person.first]
captive = {}
[person.ana]
[person.ben]

[office.head]
holder = "first"

[office.head.ground.captive]

[office.head.order.paper]
candidates = ["ana"]
precedence = 1
limit = "8 h"

[office.head.order.list]
candidates = ["ben"]
limit = "9 h"

[power.sign]
held-by = "head"
"#;

/// An open register says which plan is in force at a moment.
#[test]
fn the_plan_in_force_at_a_moment() {
    let (plans, script) = common::script(HOURS, "registrar", "");
    let acts = script.acts.iter().map(|known| known.act.clone());
    let mut opened = interrex_register::Opened::new(&plans, acts.collect::<Vec<_>>());
    opened.extend(&script.acts).expect("acts");
    let at = |moment: &str| opened.plan_in_force(moment.parse().expect("a moment"));
    assert_eq!(at("2019-12-31T23:59:59Z"), Ok(None));
    assert_eq!(at("2020-01-01T00:00:00Z"), Ok(plans.keys().next().cloned()));
}

/// An act that is signed after what annuls it from then on never bears.
#[test]
fn an_act_that_follows_its_annulment() {
    let claims = "02 kind = \"claim\"; of = \"bench\"; by = [\"registrar\"]\n";
    let (plans, script) = common::script(AGAIN, "registrar", &listed(claims));
    let claims = script.acts.last().expect("the claim");
    let mut annuls = claims.clone();
    annuls.number = 2;
    annuls.act.deed = serde_json::from_value(serde_json::json!({
        "kind": "annul", "act": claims.digest.to_string(), "under": "annul",
    }))
    .expect("an annulment");
    for (signed, effect) in [
        ("2020-01-01T12:00:00Z", Effect::Annulled(2)),
        ("2020-01-03T00:00:00Z", Effect::Annulled(2)),
    ] {
        annuls.act.signed = signed.parse().expect("a moment");
        annuls.digest = annuls.act.digest();
        let acts = [script.acts.clone(), vec![annuls.clone()]].concat();
        let course = run(&plans, &acts, Moment::LAST);
        assert_eq!(
            course.effects.get(&1),
            Some(&effect),
            "{signed} {:?}",
            course.effects
        );
    }
}

/// So it is where the time of an order is over between two moments of one day.
#[test]
fn an_open_register_is_asked_when_the_time_of_an_order_is_over() {
    let acts = r#"
        02T02:00:00Z kind = "report"; fact = "captive(first)"; by = ["ben"]
        02T02:00:01Z kind = "claim"; of = "head"; by = ["ben"]
    "#;
    let moments = [
        "02T02:00:00Z",
        "02T09:59:59Z",
        "02T10:00:00Z",
        "02T18:59:59Z",
        "02T19:00:00Z",
        "03T00:00:00Z",
    ];
    asked_alike(HOURS, acts, &moments, &["head", "sign"]);
}

/// Asks a register that is open at one moment and then at another: it answers as one judged anew.
fn asked_alike(plan: &str, acts: &str, moments: &[&str], about: &[&str]) {
    use interrex_register::who::{Question, answer};
    let (plans, script) = common::script(plan, "registrar", &listed(acts));
    for (one, two) in moments
        .iter()
        .flat_map(|one| moments.iter().map(move |two| (one, two)))
    {
        let acts = script.acts.iter().map(|known| known.act.clone());
        let mut opened = interrex_register::Opened::new(&plans, acts.collect::<Vec<_>>());
        opened.extend(&script.acts).expect("acts");
        for as_of in [one, two] {
            for of in about {
                let question = Question {
                    of,
                    region: None,
                    as_of: format!("2020-01-{as_of}").parse().expect("a moment"),
                    known_at: None,
                    viewpoint: None,
                };
                let (kept, anew) = (
                    opened.answer(&question).expect("an answer"),
                    answer(&plans, &script.acts, &question).expect("an answer"),
                );
                assert_eq!(
                    serde_json::to_value(&kept).expect("JSON"),
                    serde_json::to_value(&anew).expect("JSON"),
                    "{one} {two} {of}"
                );
            }
        }
    }
}

const TIMES: &str = r#"
[plan]
title = "Parts and suspensions of some hours"
horizon = "30 d"
as-of = 2020-01-01

[person.registrar]
[person.first]
[person.second]
[person.west]
[person.east]

[office.head]
holder = "first"

[office.head.ground.suspended]
made-by = "west and east"
effect = "suspends"
within = "5 h"
limit = "10 h"

[office.head.ground.barred]
made-by = "west and east"
effect = "suspends"
within = "2 h"

[office.head.order.acting]
candidates = ["second"]
gives = "exercise"

[office.aide]
holder = "second"
"#;

/// What lapses within a day has lapsed also where an open register is asked before and after; and it is told of its office
/// alone.
#[test]
fn what_lapses_between_two_moments_of_a_day() {
    let certifies = |hour: u32, ground: &str, by: &str| {
        format!(
            "02T{hour:02}:00:00Z kind = \"certify\"; ground = \"head.{ground}\"; of = \"first\"; by = [{by}]\n"
        )
    };
    let acts = [
        certifies(1, "suspended", "\"west\", \"east\""),
        certifies(2, "barred", "\"west\""),
    ];
    let moments = [
        "02T03:00:00Z",
        "02T04:00:00Z",
        "02T10:00:00Z",
        "02T11:00:00Z",
        "02T12:00:00Z",
        "02T10:00:00Z",
        "02T03:00:00Z",
    ];
    asked_alike(TIMES, &acts.concat(), &moments, &["head", "aide"]);
    for (of, told) in [("head", vec![2]), ("aide", Vec::new())] {
        let question = format!("[[question]]\nask = \"{of}\"\nas-of = 2020-01-03\n");
        let asked = common::asked(TIMES, "registrar", &listed(&acts.concat()), &question);
        let answer = &asked.first().expect("an answer").answer;
        let found: Vec<u32> = answer.without_effect.iter().map(|void| void.act).collect();
        assert_eq!(found, told, "{of}");
    }
}
