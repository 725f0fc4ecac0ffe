//! What only the law gives: nobody does for others what is theirs to do, and what was lost or gained stays so until
//! the law says otherwise.

use interrex_register::Effect;
use interrex_register::who::State;

mod common;

use common::listed;

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

/// What became of each of these acts.
fn effects(plan: &str, acts: &str) -> Vec<Effect> {
    common::effects(&written(plan), ADOPTER, &listed(acts))
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
            Effect::Waiting("`two` had not resigned by then".to_owned()),
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

const STAND_INS: &str = r#"
[person.one]
dead = {}
captive = {}
[person.two]
[person.three]

[office.deputy]
holder = "two"

[office.head]
holder = "one"

[office.head.ground.dead]
[office.head.ground.captive]
[office.head.ground.removed]
made-by = "registrar"
decided = {}
[office.head.ground.suspended]
made-by = "registrar"
decided = {}
effect = "suspends"

[office.head.order.unable]
on = ["suspended"]
candidates = ["deputy"]
gives = "exercise"

[office.head.order.vacancy]
on = ["removed"]
candidates = ["deputy"]
gives = "exercise"

[office.head.order.either]
on = ["dead", "captive"]
candidates = ["deputy"]
gives = "exercise"
"#;

/// A vacancy is another cause than the suspension before it: under its order the same stand-in goes on.
#[test]
fn a_stand_in_goes_on_when_the_office_falls_vacant() {
    let certify = |day: u32, ground: &str| {
        format!(
            "{day:02} kind = \"certify\"; ground = \"head.{ground}\"; of = \"one\"; by = [\"registrar\"]\n"
        )
    };
    let report = |day: u32, state: &str| {
        format!("{day:02} kind = \"report\"; fact = \"{state}(one)\"; by = [\"registrar\"]\n")
    };
    let cases = [
        (certify(2, "suspended"), certify(4, "removed")),
        (report(2, "captive"), report(4, "dead")),
        (certify(2, "suspended"), report(4, "dead")),
        (report(2, "captive"), certify(4, "removed")),
    ];
    let questions = r#"
[[question]]
ask = "head"
as-of = 2020-01-03
title = "one"
exercise = "two"

[[question]]
ask = "head"
as-of = 2020-01-05
standing = "held"
title = "nobody"
exercise = "two"
"#;
    for (first, then) in cases {
        check(STAND_INS, &format!("{first}{then}"), questions);
    }
}

/// Who has left the exercise does not come back for the same cause, and may for the vacancy.
#[test]
fn who_left_during_a_suspension_may_come_for_the_vacancy() {
    let acts = r#"
        02 kind = "report"; fact = "captive(one)"; by = ["registrar"]
        03 kind = "resign"; office = "head"; by = ["two"]
        05 kind = "report"; fact = "dead(one)"; by = ["registrar"]
    "#;
    let questions = r#"
[[question]]
ask = "head"
as-of = 2020-01-04
title = "one"
exercise = "nobody"

[[question]]
ask = "head"
as-of = 2020-01-06
title = "nobody"
exercise = "two"
"#;
    check(STAND_INS, acts, questions);
}

const POWERS: &str = r#"
[person.one]
[person.two]
dead = {}
captive = {}

[office.head]
holder = "one"

[decision.allowed]
made = {}
by = "registrar"

[measure.article]
agreed = "allowed"

[power.later]
held-by = "head"
from = 2020-01-05
until = 2020-01-10

[power.later.delegation.two]
to = "two"
limits = "none"
ends-when = "it is ended"

[power.proposed]
held-by = "head"
status = [{ is = "offered", on = 2019-01-01 }]

[power.under]
held-by = "head"
by-measure = "article"

[power.sign]
held-by = "head"

[power.sign.delegation.two]
to = "two"
limits = "none"
ends-when = "it is ended"

[power.sign.delegation.late]
to = "registrar"
from = 2020-01-05
limits = "none"
ends-when = "it is ended"
"#;

#[test]
fn a_power_that_is_not_law_is_exercised_by_nobody() {
    let acts = r#"
        06 kind = "delegate"; power = "later"; to = "two"; by = ["one"]
        07 kind = "decide"; decision = "allowed"; by = ["registrar"]
    "#;
    let question = |of: &str, day: u32, by: &str| {
        format!("[[question]]\nask = \"{of}\"\nas-of = 2020-01-{day:02}\nexercised-by = [{by}]\n\n")
    };
    let questions = [
        question("later", 4, ""),
        question("later", 5, "\"one\""),
        question("later", 10, "\"one\", \"two\""),
        question("later", 11, ""),
        question("proposed", 5, ""),
        question("under", 6, ""),
        question("under", 7, "\"one\""),
    ];
    check(POWERS, acts, &questions.concat());
    let order = |day: u32, power: &str, by: &str| {
        format!(
            "{day:02} kind = \"order\"; power = \"{power}\"; title = \"An order\"; by = [\"{by}\"]\n"
        )
    };
    let orders = [
        order(4, "later", "one"),
        order(8, "later", "one"),
        order(9, "later", "two"),
        order(11, "later", "two"),
        order(12, "proposed", "one"),
        order(13, "under", "one"),
    ];
    let found = effects(POWERS, &format!("{acts}{}", orders.concat()));
    let bears: Vec<bool> = found.iter().map(Effect::bears).collect();
    assert_eq!(
        bears,
        [true, true, false, true, true, false, false, true],
        "{found:?}"
    );
}

/// Who is dead or held captive uses no power by delegation, and a rule that is not law yet lets nobody delegate.
#[test]
fn a_delegate_who_cannot_act_exercises_nothing() {
    let acts = r#"
        02 kind = "delegate"; power = "sign"; to = "registrar"; by = ["one"]
        03 kind = "delegate"; power = "sign"; to = "two"; by = ["one"]
        04 kind = "report"; fact = "captive(two)"; by = ["registrar"]
        06 kind = "report"; fact = "captive(two)"; holds = false; by = ["registrar"]
        08 kind = "report"; fact = "dead(two)"; by = ["registrar"]
        09 kind = "order"; power = "sign"; title = "An order"; by = ["two"]
    "#;
    let question = |day: u32, by: &str| {
        format!("[[question]]\nask = \"sign\"\nas-of = 2020-01-{day:02}\nexercised-by = [{by}]\n\n")
    };
    let questions = [
        question(3, "\"one\", \"two\""),
        question(5, "\"one\""),
        question(7, "\"one\", \"two\""),
        question(8, "\"one\""),
    ];
    check(POWERS, acts, &questions.concat());
    let found = effects(POWERS, acts);
    assert!(matches!(found[0], Effect::Without(_)), "{found:?}");
    assert!(matches!(found[5], Effect::Without(_)), "{found:?}");
}

const WITHHELD: &str = r#"
[person.one]
dead = {}
[person.two]
[person.three]

[office.deputy]
holder = "two"

[office.head]
holder = "one"
resigns = {}

[office.head.ground.dead]
[office.head.ground.resigned]

[office.head.order.line]
on = ["dead"]
candidates = ["deputy"]
gives = "title"
without-powers = ["dissolve"]

[office.head.order.elected]
on = ["resigned"]
candidates = ["three"]
gives = "title"

[office.flag]
holder = "one"

[office.flag.ground.by-deputy]
when = "exercised by (head, deputy)"
effect = "suspends"

[power.dissolve]
held-by = "head"

[power.sign]
held-by = "head"
"#;

/// What an order withholds it withholds as long as whoever came by it holds the title; a successor has it again.
#[test]
fn a_title_lacks_the_powers_that_its_order_withholds() {
    let acts = r#"
        02 kind = "report"; fact = "dead(one)"; by = ["registrar"]
        05 kind = "resign"; office = "head"; by = ["two"]
    "#;
    let question = |of: &str, day: u32, by: &str| {
        format!("[[question]]\nask = \"{of}\"\nas-of = 2020-01-{day:02}\nexercised-by = [{by}]\n\n")
    };
    let questions = [
        question("dissolve", 1, "\"one\""),
        question("dissolve", 3, ""),
        question("sign", 3, "\"two\""),
        question("dissolve", 5, "\"three\""),
        "[[question]]\nask = \"head\"\nas-of = 2020-01-03\ntitle = \"two\"\n\n".to_owned(),
        "[[question]]\nask = \"flag\"\nas-of = 2020-01-03\nexercise = \"nobody\"\n".to_owned(),
    ];
    check(WITHHELD, acts, &questions.concat());
    let order = "07 kind = \"order\"; power = \"dissolve\"; title = \"An order\"; by = [\"two\"]";
    let found = effects(
        WITHHELD,
        &acts.replace(
            "05 kind",
            &format!("{}\n05 kind", order.replace("07", "04")),
        ),
    );
    assert!(matches!(found[1], Effect::Without(_)), "{found:?}");
}

const CIRCLE: &str = r#"
[person.one]
[person.two]
[person.three]

[office.finance]
holder = "two"
resigns = {}

[office.finance.ground.resigned]
certified-by = "head"

[office.interior]
holder = "three"

[office.head]
holder = "one"
resigns = {}

[office.head.ground.resigned]

[office.head.order.next]
on = ["resigned"]
candidates = ["finance", "interior"]
gives = "exercise"
"#;

/// The head accepts what comes before: who has left a post by then does not succeed by it.
#[test]
fn a_post_that_was_left_before_supplies_no_successor() {
    let acts = r#"
        02T10:00:00Z kind = "resign"; office = "finance"; by = ["two"]
        02T11:00:00Z kind = "certify"; ground = "finance.resigned"; of = "two"; by = ["one"]
        02T12:00:00Z kind = "resign"; office = "head"; by = ["one"]
    "#;
    let questions = r#"
[[question]]
ask = "finance"
as-of = 2020-01-02
title = "nobody"

[[question]]
ask = "head"
as-of = 2020-01-02
title = "nobody"
exercise = "three"
"#;
    check(CIRCLE, acts, questions);
}

const CONDITIONS: &str = r#"
[person.one]
dead = {}
[person.two]
[person.three]

[decision.alarm]
made = {}

[decision.extended]
made = {}
by = "registrar"

[office.head]
holder = "one"

[office.head.ground.dead]

[office.head.ground.alarm]
when = "alarm"
effect = "ends"

[office.head.ground.term]
when = "not extended"
effect = "ends"
from = 2020-01-10

[office.head.order.next]
candidates = [{ chosen-by = "registrar", name = "chosen" }]
gives = "title"
"#;

fn turns(plan: &str, acts: &str, of: &str, as_of: &str) -> Vec<(String, Option<String>)> {
    let question = format!("[[question]]\nask = \"{of}\"\nas-of = {as_of}");
    let answers = common::asked(&written(plan), ADOPTER, &listed(acts), &question);
    let turns = answers.into_iter().flat_map(|one| one.answer.turns);
    let titles = turns.filter(|turn| turn.change == "title");
    titles.map(|turn| (turn.at, turn.who)).collect()
}

/// What took a title does not give it back when it ceases, and does not take it from whoever came after it.
#[test]
fn a_condition_ends_a_title_once() {
    let report = |day: u32, holds: bool| {
        format!(
            "{day:02} kind = \"report\"; fact = \"decided(alarm)\"; holds = {holds}; by = [\"registrar\"]\n"
        )
    };
    let choose = |day: u32, who: &str| {
        format!(
            "{day:02} kind = \"choose\"; office = \"head\"; who = \"{who}\"; by = [\"registrar\"]\n"
        )
    };
    let turn = |day: u32, who: Option<&str>| {
        (
            format!("2020-01-{day:02}T00:00:00Z"),
            who.map(str::to_owned),
        )
    };
    let told = |acts: &[String]| turns(CONDITIONS, &acts.concat(), "head", "2020-01-09");
    assert_eq!(told(&[report(2, true), report(4, false)]), [turn(2, None)]);
    let entered = [report(2, true), choose(3, "two")];
    assert_eq!(told(&entered), [turn(2, None), turn(3, Some("two"))]);
    let again = [
        report(2, true),
        choose(3, "two"),
        report(4, false),
        report(5, true),
    ];
    assert_eq!(
        told(&again),
        [turn(2, None), turn(3, Some("two")), turn(5, None)]
    );
    // Who was reported dead and is not has the title again, and the turn is told.
    let dead = |day: u32, holds: bool| {
        format!(
            "{day:02} kind = \"report\"; fact = \"dead(one)\"; holds = {holds}; by = [\"registrar\"]\n"
        )
    };
    assert_eq!(
        told(&[dead(2, true), dead(4, false)]),
        [turn(2, None), turn(4, Some("one"))]
    );
}

/// What turns by a date turns on it, whenever that is asked, and takes nothing from whoever enters then.
#[test]
fn a_term_ends_on_its_day() {
    let chosen = "05 kind = \"choose\"; office = \"head\"; who = \"two\"; by = [\"registrar\"]\n";
    let turn = |day: u32, who: Option<&str>| {
        (
            format!("2020-01-{day:02}T00:00:00Z"),
            who.map(str::to_owned),
        )
    };
    for as_of in ["2020-01-10T00:30:00Z", "2020-01-10T12:00:00Z", "2020-03-01"] {
        assert_eq!(
            turns(CONDITIONS, chosen, "head", as_of),
            [turn(10, Some("two"))]
        );
        assert_eq!(turns(CONDITIONS, "", "head", as_of), [turn(10, None)]);
    }
    let extended = "05 kind = \"decide\"; decision = \"extended\"; by = [\"registrar\"]\n";
    assert_eq!(turns(CONDITIONS, extended, "head", "2020-03-01"), []);
    let later = "15 kind = \"claim\"; of = \"head\"; by = [\"three\"]\n";
    assert_eq!(
        turns(CONDITIONS, later, "head", "2020-03-01"),
        [turn(10, None)]
    );
}

const ELECTED: &str = r#"
[person.one]
dead = {}
captive = {}
[person.two]
[person.three]

[office.deputy]
holder = "two"

[office.head]
holder = "one"

[office.head.ground.dead]
[office.head.ground.captive]

[office.head.order.interim]
on = ["dead", "captive"]
candidates = ["deputy"]
gives = "exercise"
precedence = 2

[office.head.order.elected]
on = ["dead"]
when = "held"
candidates = [{ chosen-by = "registrar", name = "elected", steps = ["sworn"] }]
gives = "title"
precedence = 1

[decision.held]
made = {}
by = "registrar"
"#;

/// Somebody acts until an elected successor comes to the title, and no longer; an order that is in force at a vacancy
/// alone takes nothing from a holder who is held captive.
#[test]
fn who_acts_gives_way_to_whoever_comes_to_the_title() {
    let acts = |state: &str| {
        format!(
            "02 kind = \"report\"; fact = \"{state}(one)\"; by = [\"registrar\"]\n\
             04 kind = \"decide\"; decision = \"held\"; by = [\"registrar\"]\n\
             04 kind = \"choose\"; office = \"head\"; who = \"three\"; by = [\"registrar\"]\n\
             06 kind = \"step\"; office = \"head\"; who = \"three\"; step = \"sworn\"; by = [\"three\"]\n"
        )
    };
    let question = |day: u32, title: &str, exercise: &str| {
        format!(
            "[[question]]\nask = \"head\"\nas-of = 2020-01-{day:02}\nstanding = \"held\"\n\
             title = \"{title}\"\nexercise = \"{exercise}\"\n\n"
        )
    };
    let dead = [
        question(3, "nobody", "two"),
        question(5, "nobody", "two"),
        question(6, "three", "three"),
    ];
    check(ELECTED, &acts("dead"), &dead.concat());
    check(ELECTED, &acts("captive"), &question(6, "one", "two"));
}

const VOTES: &str = r#"
[place.town]
[person.one]
[person.two]

[body.house]
members = [{ count = 300, at = "town", name = "members" }]
quorum = "majority"
decisions = { impeach = { threshold = 151, disputed = 200 } }

[office.head]
holder = "one"

[office.head.ground.impeached]
made-by = "house (impeach)"
decided = {}
effect = "suspends"

[office.head.order.next]
on = ["impeached"]
candidates = ["two"]
gives = "exercise"

[power.sign]
held-by = "head"
"#;

/// Votes carry by one threshold and not by the other: each is a reading.
#[test]
fn a_disputed_threshold_gives_two_readings() {
    let cases = [
        (150, "held", "one"),
        (151, "disputed", "two"),
        (199, "disputed", "two"),
        (200, "held", "two"),
    ];
    for (in_favor, standing, exercise) in cases {
        let acts = format!(
            "02 kind = \"certify\"; ground = \"head.impeached\"; of = \"one\"; by = [\"house\"]; \
             votes = {{ in-favor = {in_favor}, present = 250 }}\n"
        );
        for of in ["head", "sign"] {
            let question = format!(
                "[[question]]\nask = \"{of}\"\nas-of = 2020-03-01\nstanding = \"{standing}\"\nexercise = \"{exercise}\"\n"
            );
            check(VOTES, &acts, &question);
        }
    }
}

#[test]
fn votes_that_cannot_be_carry_nothing() {
    let cases = [
        (
            "in-favor = 250, present = 200",
            "250 in favor of 200 present cannot be",
        ),
        (
            "in-favor = 400, present = 400",
            "400 took part, and `house` has 300 seats",
        ),
        ("in-favor = 301", "301 took part, and `house` has 300 seats"),
    ];
    for (votes, reason) in cases {
        let act = format!(
            "02 kind = \"certify\"; ground = \"head.impeached\"; of = \"one\"; by = [\"house\"]; votes = {{ {votes} }}"
        );
        assert_eq!(effects(VOTES, &act), [Effect::Without(reason.to_owned())]);
    }
}

const PRESUPPOSED: &str = r#"
[person.one]
captive = {}
[person.two]
[person.court]

[office.head]
holder = "one"

[office.head.ground.accused]
made-by = "registrar"
decided = {}
effect = "suspends"

[office.head.ground.removed]
made-by = "court"
decided = {}
needs = "decided(head.accused)"
effect = "ends"

[office.head.ground.quit]
made-by = "one"
decided = {}
effect = "ends"
disputed = true

[office.head.ground.captive]

[office.head.order.line]
on = ["removed"]
candidates = ["two"]

[office.head.order.stand-in]
on = ["captive"]
candidates = ["two"]
"#;

/// What a ground presupposes of another one is made by the act of those who make it.
#[test]
fn one_ground_presupposes_another() {
    let accused =
        "02 kind = \"certify\"; ground = \"head.accused\"; of = \"one\"; by = [\"registrar\"]\n";
    let removed =
        "03 kind = \"certify\"; ground = \"head.removed\"; of = \"one\"; by = [\"court\"]\n";
    let question = |who: &str| {
        format!("[[question]]\nask = \"head\"\nas-of = 2020-01-04\ntitle = \"{who}\"\n")
    };
    check(PRESUPPOSED, removed, &question("one"));
    check(
        PRESUPPOSED,
        &format!("{accused}{removed}"),
        &question("two"),
    );
}

/// A reading without an act that is disputed is what it would be had nobody done it: here the end of a captivity
/// lets the same stand-in come for the next one.
#[test]
fn a_reading_is_as_if_the_disputed_act_had_not_been_done() {
    let quit =
        "01T12:00:00Z kind = \"certify\"; ground = \"head.quit\"; of = \"one\"; by = [\"one\"]\n";
    let acts = r#"
        02 kind = "report"; fact = "captive(one)"; by = ["two"]
        04 kind = "certify-end"; ground = "head.captive"; of = "one"; by = ["two"]
        06 kind = "report"; fact = "captive(one)"; by = ["two"]
    "#;
    let exercise = |day: u32, acts: &str| -> Vec<Option<String>> {
        let question = format!("[[question]]\nask = \"head\"\nas-of = 2020-01-{day:02}\n");
        let answers = common::asked(&written(PRESUPPOSED), ADOPTER, &listed(acts), &question);
        let answer = &answers.first().expect("an answer").answer;
        let readings = answer.readings.iter().map(|told| told.exercise.clone());
        readings.skip(1).chain([answer.exercise.clone()]).collect()
    };
    for (day, who) in [(3, "two"), (5, "one"), (7, "two")] {
        let who = Some(who.to_owned());
        assert_eq!(exercise(day, acts), std::slice::from_ref(&who));
        let with = format!("{quit}{acts}");
        assert_eq!(exercise(day, &with), [who, None]);
    }
}

const OATHS: &str = r#"
[person.one]
absent = {}
[person.two]

[person.member]

[body.house]
members = ["member"]

[office.deputy]
holder = "two"

[office.head]
holder = "one"
resigns = {}

[office.head.ground.resigned]
[office.head.ground.absent]

[office.head.order.while-absent]
on = ["absent"]
candidates = [{ chosen-by = "registrar", name = "appointed", steps = ["sworn"] }]
gives = "exercise"

[office.head.order.deputy]
on = ["resigned"]
candidates = ["deputy"]
steps = ["sworn"]
gives = "exercise"
precedence = 2

[office.head.order.elected]
on = ["resigned"]
when = "held"
candidates = [{ chosen-by = "house", name = "elected", steps = ["sworn"] }]
gives = "title"
precedence = 1

[decision.held]
made = {}
by = "house"
"#;

/// Each service asks for an oath of its own: while the holder is absent, at the vacancy, and after the election.
#[test]
fn an_oath_serves_what_it_was_sworn_for() {
    let oath = |day: &str| {
        format!(
            "{day} kind = \"step\"; office = \"head\"; who = \"two\"; step = \"sworn\"; by = [\"two\"]\n"
        )
    };
    let choose = |day: &str, by: &str| {
        format!("{day} kind = \"choose\"; office = \"head\"; who = \"two\"; by = [\"{by}\"]\n")
    };
    let absent = "02 kind = \"report\"; fact = \"absent(one)\"; by = [\"registrar\"]\n";
    let resigns = "05 kind = \"resign\"; office = \"head\"; by = [\"one\"]\n";
    let held = "10 kind = \"decide\"; decision = \"held\"; by = [\"house\"]\n";
    let acts = [
        oath("01T12:00:00Z"),
        absent.to_owned(),
        choose("03", "registrar"),
        oath("04"),
        resigns.to_owned(),
        oath("07"),
        held.to_owned(),
        choose("10", "house"),
        oath("12"),
    ];
    let question = |day: u32, title: &str, exercise: &str| {
        format!(
            "[[question]]\nask = \"head\"\nas-of = 2020-01-{day:02}\ntitle = \"{title}\"\nexercise = \"{exercise}\"\n\n"
        )
    };
    let questions = [
        question(3, "one", "nobody"),
        question(4, "one", "two"),
        question(6, "nobody", "nobody"),
        question(7, "nobody", "two"),
        question(11, "nobody", "two"),
        question(12, "two", "two"),
    ];
    check(OATHS, &acts.concat(), &questions.concat());
}

const ANNULLED: &str = r#"
[person.one]
[person.two]
[person.court]

[office.head]
holder = "one"

[office.head.ground.accused]
made-by = "registrar"
decided = {}
effect = "suspends"

[office.head.ground.removed]
made-by = "registrar"
decided = {}

[office.head.order.stand-in]
on = ["accused"]
candidates = ["two"]
gives = "exercise"

[office.head.order.successor]
on = ["removed"]
candidates = ["two"]
gives = "title"

[office.judge]

[office.judge.order.named]
on = ["vacant"]
candidates = [{ chosen-by = "head", name = "named" }]
gives = "title"

[power.sign]
held-by = "head"

[power.adjudicate]
held-by = "court"
"#;

/// An annulment from its own effect on takes nothing from what was done before: who acted did act, and whom they named
/// is named. One from the beginning takes all of it.
#[test]
fn an_annulment_takes_effect_from_then_on() {
    let done = |ground: &str, retroactive: bool| {
        format!(
            "02 id = \"t\"; kind = \"certify\"; ground = \"head.{ground}\"; of = \"one\"; by = [\"registrar\"]\n\
             04 id = \"order\"; kind = \"order\"; power = \"sign\"; title = \"An order\"; by = [\"two\"]\n\
             05 kind = \"choose\"; office = \"judge\"; who = \"three\"; by = [\"two\"]\n\
             08 kind = \"annul\"; act = \"t\"; retroactive = {retroactive}; under = \"adjudicate\"; by = [\"court\"]\n\
             10 kind = \"order\"; power = \"sign\"; title = \"Another\"; by = [\"one\"]\n"
        )
    };
    let question = |of: &str, at: &str, title: &str, exercise: &str| {
        format!(
            "[[question]]\nask = \"{of}\"\nas-of = 2020-01-{at}\ntitle = \"{title}\"\nexercise = \"{exercise}\"\n\n"
        )
    };
    for (ground, title) in [("accused", "one"), ("removed", "two")] {
        let acts = done(ground, false);
        let questions = [
            question("head", "07", title, "two"),
            question("head", "09", "one", "one"),
            question("judge", "09", "three", "three"),
        ];
        check(ANNULLED, &acts, &questions.concat());
        let found = effects(ANNULLED, &acts);
        let annulled = Effect::Annulled(4);
        let stays = Effect::InEffect;
        let expect = [&annulled, &stays, &stays, &stays, &stays].map(Clone::clone);
        assert_eq!(found, expect);
        let acts = done(ground, true);
        let questions = [
            question("head", "07", "one", "one"),
            question("head", "09", "one", "one"),
            question("judge", "09", "nobody", "nobody"),
        ];
        check(ANNULLED, &acts, &questions.concat());
        let found = effects(ANNULLED, &acts);
        assert!(matches!(found[1], Effect::Without(_)), "{found:?}");
    }
    let told = turns(ANNULLED, &done("removed", false), "head", "2020-01-20");
    let turn = |day: u32, who: &str| (format!("2020-01-{day:02}T00:00:00Z"), Some(who.to_owned()));
    assert_eq!(told, [turn(2, "two"), turn(8, "one")]);
}

const TOGETHER: &str = r#"
[person.one]
captive = {}
[person.two]
captive = {}
[person.three]

[office.first]
holder = "two"

[office.second]
holder = "three"

[office.head]
holder = "one"

[office.head.ground.captive]

[office.head.order.line]
on = ["captive"]
candidates = ["first", "second"]
passes = ["captive", "no holder"]
gives = "exercise"
"#;

/// Who is taken in the same second as the holder does not stand in, whichever of them is reported first; nor later, where
/// the law passes to the next.
#[test]
fn reports_of_one_second_are_taken_together() {
    let report = |who: &str| {
        format!("02T17:23:00Z kind = \"report\"; fact = \"captive({who})\"; by = [\"registrar\"]\n")
    };
    let questions = r#"
[[question]]
ask = "head"
as-of = 2020-01-03
standing = "held"
title = "one"
exercise = "three"
"#;
    for (first, then) in [("one", "two"), ("two", "one")] {
        check(
            TOGETHER,
            &format!("{}{}", report(first), report(then)),
            questions,
        );
    }
    let later = report("two").replace("17:23:00", "17:23:01");
    let one_by_one = format!("{}{later}", report("one"));
    check(TOGETHER, &one_by_one, questions);
    let kept = questions
        .replace("\"held\"", "\"held-but-unable\"")
        .replace("three", "two");
    let waits = TOGETHER.replace(
        "passes = [\"captive\", \"no holder\"]",
        "passes = [\"no holder\"]",
    );
    check(&waits, &one_by_one, &kept);
}

const POSTS: &str = r#"
[person.one]
[person.two]
[person.three]

[office.deputy]
holder = "two"

[office.deputy.ground.accused]
made-by = "registrar"
decided = {}
effect = "suspends"

[office.deputy.order.next]
on = ["accused"]
candidates = ["three"]

[office.head]
holder = "one"

[office.head.ground.accused]
made-by = "registrar"
decided = {}
effect = "suspends"

[office.head.order.unable]
on = ["accused"]
candidates = [{ who = "deputy", acting = true }]
"#;

/// Where the order says that the post is kept, whoever has it acts, and nobody longer than that.
#[test]
fn who_acts_by_virtue_of_a_post_acts_as_long_as_they_have_it() {
    let law = POSTS.replace(
        "on = [\"accused\"]\ncandidates = [{",
        "on = [\"accused\"]\nleaves-post = false\ncandidates = [{",
    );
    let acts = r#"
        02 kind = "certify"; ground = "head.accused"; of = "one"; by = ["registrar"]
        04 kind = "certify"; ground = "deputy.accused"; of = "two"; by = ["registrar"]
        08 kind = "certify-end"; ground = "deputy.accused"; of = "two"; by = ["registrar"]
    "#;
    let questions = [("03", "two"), ("05", "three"), ("09", "two")];
    let questions: Vec<String> = questions
        .iter()
        .map(|(day, who)| {
            format!("[[question]]\nask = \"head\"\nas-of = 2020-01-{day}\nexercise = \"{who}\"\n")
        })
        .collect();
    check(&law, acts, &questions.concat());
}

/// Whoever acts goes on without the post by which they came, and is not told to lack it.
#[test]
fn who_acts_goes_on_without_their_post() {
    let acts = r#"
        02 kind = "certify"; ground = "head.accused"; of = "one"; by = ["registrar"]
        04 kind = "certify"; ground = "deputy.accused"; of = "two"; by = ["registrar"]
    "#;
    let question = "[[question]]\nask = \"head\"\nas-of = 2020-01-05\nexercise = \"two\"\n";
    check(POSTS, acts, question);
    let answers = common::asked(&written(POSTS), ADOPTER, &listed(acts), question);
    let claimants = answers.iter().flat_map(|one| &one.answer.claimants);
    let acting = claimants.filter(|one| one.exercise);
    let states = acting.flat_map(|one| one.requirements.iter().map(|asked| asked.state));
    assert!(
        states.clone().count() > 0 && states.into_iter().all(|state| state == State::Met),
        "{answers:?}"
    );
}

/// The name of an office says nothing of who signs, or is meant.
#[test]
fn an_office_is_nobody() {
    let acts = r#"
        02 kind = "resign"; office = "head"; by = ["head"]
        03 kind = "delegate"; power = "sign"; to = "clerk"; by = ["one"]
        04 kind = "report"; fact = "captive(one)"; by = ["clerk"]
    "#;
    let plan = format!("{RESIGNATIONS}\n[power.sign]\nheld-by = \"head\"\n");
    let told = effects(&plan, acts);
    let office = |office: &str, holder: &str| {
        Effect::Without(format!(
            "`{office}` is an office, and neither a person nor a body: name whoever is meant, as `{holder}`, who has it now"
        ))
    };
    let expected = [office("head", "one"), office("clerk", "two"), Effect::Noted];
    assert_eq!(told, expected);
}

/// A report that is dated back is told as such wherever it is cited.
#[test]
fn a_ground_by_a_report_that_is_dated_back() {
    let plan = format!(
        "{}\n[office.head.ground.dead]\n",
        RESIGNATIONS.replace("[person.one]", "[person.one]\ndead = {}")
    );
    let acts = "05 id = \"death\"; kind = \"report\"; fact = \"dead(one)\"; effective = 2020-01-02; by = [\"two\"]";
    check(
        &plan,
        acts,
        "[[question]]\nask = \"head\"\nas-of = 2020-01-06\nstanding = \"nobody\"\nbackdated = [\"death\"]\n",
    );
}
