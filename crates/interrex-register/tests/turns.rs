//! What a turn leaves behind: a choice and an oath serve once, a stand-in goes when the suspension is over, and
//! what is disputed of an office is disputed of its powers, and stays so.

use std::collections::BTreeMap;

use interrex_plan::model::Plan;
use interrex_register::Known;
use interrex_register::questions::Asked;

mod common;

const ADOPTER: &str = "chief-incumbent";

const PLAN: &str = r#"
[plan]
title = "A minister and a chief who names"
horizon = "30 d"
as-of = 2020-01-01

[person.chief-incumbent]
[person.first]
[person.second]
[person.third]

[place.town]

[office.chief]
holder = "chief-incumbent"

[office.minister]
holder = "first"
resigns = {}

[office.minister.ground.resigned]

[office.minister.ground.ill]
made-by = "chief"
decided = {}
effect = "suspends"
disputed = true

[office.minister.ground.dismissed]
made-by = "chief"
decided = {}
disputed = true

[office.minister.ground.recalled]
made-by = "chief"
decided = {}
certified-by = "second"

[office.minister.order.named]
on = ["resigned", "dismissed"]
candidates = [{ chosen-by = "chief", name = "named" }]
steps = ["sworn"]

[office.minister.order.stand-in]
on = ["ill"]
candidates = [{ chosen-by = "chief", name = "stand-in" }]

[office.deputy]
holder = "third"
resigns = {}
from = 2020-03-01
until = 2020-03-31

[office.deputy.ground.resigned]

[power.sign]
held-by = "minister"
reach = ["town"]
"#;

fn check(acts: &str, questions: &str) {
    common::check(PLAN, ADOPTER, acts, questions);
}

fn asked(acts: &str, questions: &str) -> Vec<Asked> {
    common::asked(PLAN, ADOPTER, acts, questions)
}

/// The plan by its digest, and these acts after its adoption.
fn read(acts: &str) -> (BTreeMap<String, Plan>, Vec<Known>) {
    let (plans, script) = common::script(PLAN, ADOPTER, acts);
    (plans, script.acts)
}

/// Of the readings those are told that differ: to deny the dismissal, which nobody made, is to say as it is written.
#[test]
fn readings_are_told_where_they_differ() {
    let ill = r#"
[[act]]
kind = "certify"
ground = "minister.ill"
of = "first"
by = ["chief-incumbent"]
signed = 2020-01-02
"#;
    let chosen = r#"
[[act]]
kind = "choose"
office = "minister"
who = "second"
by = ["chief-incumbent"]
signed = 2020-01-03
"#;
    let told = |of: &str, acts: &str| -> Vec<(String, Option<String>)> {
        let question = format!("[[question]]\nask = \"{of}\"\nas-of = 2020-01-04");
        let answers = asked(acts, &question);
        let readings = answers.into_iter().flat_map(|one| one.answer.readings);
        readings.map(|told| (told.by, told.exercise)).collect()
    };
    let as_written = |who: Option<&str>| ("as written".to_owned(), who.map(str::to_owned));
    let denied = |what: &str| (format!("without {what}"), Some("first".to_owned()));
    let ground = "the disputed ground minister.ill";
    let both = [ground, "anything disputed"].map(denied);
    let acts = format!("{ill}{chosen}");
    let expect = [&[as_written(Some("second"))][..], &both[..]].concat();
    assert_eq!(told("minister", &acts), expect);
    assert_eq!(told("sign", &acts), expect);
    let expect = [&[as_written(None)][..], &both[..]].concat();
    assert_eq!(told("minister", ill), expect);
    assert_eq!(told("minister", ""), []);
    assert_eq!(told("chief", &acts), []);
}

/// That nobody has it is another answer than that somebody has, also of a power; and so is another title.
#[test]
fn nobody_against_somebody_is_a_dispute() {
    let acts = r#"
[[act]]
kind = "certify"
ground = "minister.ill"
of = "first"
by = ["chief-incumbent"]
signed = 2020-01-02

[[act]]
kind = "certify"
ground = "minister.dismissed"
of = "first"
by = ["chief-incumbent"]
signed = 2020-01-04
"#;
    let questions = r#"
[[question]]
ask = "minister"
as-of = 2020-01-02
standing = "disputed"
title = "first"
exercise = "nobody"

[[question]]
ask = "sign"
as-of = 2020-01-02
standing = "disputed"
exercised-by = []

[[question]]
ask = "minister"
as-of = 2020-01-04
standing = "disputed"
title = "nobody"
exercise = "nobody"
waiting-for = [{ chosen-by = "whoever exercises chief" }]
"#;
    check(acts, questions);
}

/// Whoever denies the dismissal has the table of that reading; whoever came by it that of the law as written.
#[test]
fn a_claim_is_told_in_the_reading_in_which_it_is_best() {
    let act = |kind: &str, by: &str, day: u32| {
        format!("[[act]]\n{kind}\nby = [\"{by}\"]\nsigned = 2020-01-{day:02}\n")
    };
    let acts = [
        act(
            "kind = \"certify\"\nground = \"minister.dismissed\"\nof = \"first\"",
            "chief-incumbent",
            2,
        ),
        act(
            "kind = \"choose\"\noffice = \"minister\"\nwho = \"second\"",
            "chief-incumbent",
            3,
        ),
        act(
            "kind = \"choose\"\noffice = \"minister\"\nwho = \"third\"",
            "third",
            4,
        ),
        act(
            "kind = \"step\"\noffice = \"minister\"\nwho = \"second\"\nstep = \"sworn\"",
            "second",
            5,
        ),
    ];
    let (plans, known) = read(&acts.concat());
    let question = interrex_register::who::Question {
        of: "minister",
        region: None,
        as_of: "2020-01-31".parse().expect("a moment"),
        known_at: None,
        viewpoint: None,
    };
    let answer = interrex_register::who::answer(&plans, &known, &question).expect("an answer");
    let one = |who: &str| {
        let mut all = answer.claimants.iter();
        all.find(|one| one.who == who).expect("a claimant")
    };
    assert_eq!((one("second").title, &one("second").best), (true, &None));
    let first = one("first");
    let best = first.best.as_ref().expect("another reading");
    assert_eq!(
        best.reading,
        "without the disputed ground minister.dismissed"
    );
    assert_eq!(
        (first.title, best.title, best.exercise),
        (false, true, true)
    );
    // A ground that is no law there is not told there.
    let what: Vec<&str> = best.requirements.iter().map(|one| &*one.what).collect();
    assert_eq!(what, ["holds it since the plan was adopted"]);
    let void = answer.without_effect.first().expect("an act");
    assert_eq!((void.act, void.reading.as_deref()), (3, Some("as written")));
}

#[test]
fn a_stand_in_goes_when_the_suspension_is_over() {
    let acts = r#"
[[act]]
kind = "certify"
ground = "minister.ill"
of = "first"
by = ["chief-incumbent"]
signed = 2020-01-02

[[act]]
kind = "choose"
office = "minister"
who = "second"
by = ["chief-incumbent"]
signed = 2020-01-03

[[act]]
kind = "certify-end"
ground = "minister.ill"
of = "first"
by = ["chief-incumbent"]
signed = 2020-01-05
"#;
    let questions = r#"
[[question]]
ask = "minister"
as-of = 2020-01-04
known-at = 2020-01-04
standing = "disputed"
title = "first"
exercise = "second"

[[question]]
ask = "sign"
region = "town"
as-of = 2020-01-04
known-at = 2020-01-04
standing = "disputed"
exercised-by = ["second"]

[[question]]
ask = "minister"
as-of = 2020-01-06
standing = "held"
exercise = "first"

[[question]]
ask = "sign"
region = "town"
as-of = 2020-01-06
standing = "held"
exercised-by = ["first"]
"#;
    check(acts, questions);
}

/// A second illness within the same term is another cause: the same stand-in may be chosen for it. While the first one
/// lasts, somebody who has left does not come back, unless they are chosen again.
#[test]
fn a_stand_in_serves_again_for_another_cause() {
    let act = |kind: &str, day: u32, by: &str| {
        format!("[[act]]\n{kind}\nby = [\"{by}\"]\nsigned = 2020-01-{day:02}\n")
    };
    let ill = "kind = \"certify\"\nground = \"minister.ill\"\nof = \"first\"";
    let well = "kind = \"certify-end\"\nground = \"minister.ill\"\nof = \"first\"";
    let choose = |who: &str| format!("kind = \"choose\"\noffice = \"minister\"\nwho = \"{who}\"");
    let exercise = |acts: &[String]| {
        let question = "[[question]]\nask = \"minister\"\nas-of = 2020-02-01";
        let answers = asked(&acts.concat(), question);
        answers
            .into_iter()
            .next()
            .and_then(|one| one.answer.exercise)
    };
    let chief = "chief-incumbent";
    let first = [act(ill, 2, chief), act(&choose("second"), 3, chief)];
    assert_eq!(exercise(&first).as_deref(), Some("second"));
    let over = [&first[..], &[act(well, 5, chief)]].concat();
    assert_eq!(exercise(&over).as_deref(), Some("first"));
    let again = [
        &over[..],
        &[act(ill, 10, chief), act(&choose("second"), 11, chief)],
    ]
    .concat();
    assert_eq!(exercise(&again).as_deref(), Some("second"));
    let other = [
        &over[..],
        &[act(ill, 10, chief), act(&choose("third"), 11, chief)],
    ]
    .concat();
    assert_eq!(exercise(&other).as_deref(), Some("third"));
    let left = "kind = \"resign\"\noffice = \"minister\"";
    let gone = [&first[..], &[act(left, 4, "second")]].concat();
    assert_eq!(exercise(&gone), None);
    let back = [&gone[..], &[act(&choose("second"), 5, chief)]].concat();
    assert_eq!(exercise(&back).as_deref(), Some("second"));
}

/// Who denies the dismissal denies everything that came of it, years later too: the title that changed hands,
/// and what its new holder signed.
#[test]
fn what_is_disputed_stays_disputed_when_the_title_has_turned() {
    let acts = r#"
[[act]]
kind = "certify"
ground = "minister.dismissed"
of = "first"
by = ["chief-incumbent"]
signed = 2020-01-02

[[act]]
kind = "choose"
office = "minister"
who = "second"
by = ["chief-incumbent"]
signed = 2020-01-03

[[act]]
kind = "step"
office = "minister"
who = "second"
step = "sworn"
by = ["second"]
signed = 2020-01-04
"#;
    let questions = r#"
[[question]]
ask = "minister"
as-of = 2025-01-01
standing = "disputed"
title = "second"
claimants = [{ who = "second", title = true, met = ["step: sworn"] }, { who = "first", title = false, contradicted = ["dismissed"] }]

[[question]]
ask = "sign"
region = "town"
as-of = 2025-01-01
standing = "disputed"
"#;
    check(acts, questions);
}

#[test]
fn a_choice_and_an_oath_serve_once() {
    let turn = |who: &str, day: u32| {
        format!(
            r#"
[[act]]
kind = "choose"
office = "minister"
who = "{who}"
by = ["chief-incumbent"]
signed = 2020-01-{day:02}T10:00:00Z

[[act]]
kind = "step"
office = "minister"
who = "{who}"
step = "sworn"
by = ["{who}"]
signed = 2020-01-{day:02}T11:00:00Z
"#
        )
    };
    let resigns = |who: &str, day: u32| {
        format!(
            r#"
[[act]]
kind = "resign"
office = "minister"
by = ["{who}"]
signed = 2020-01-{day:02}
"#
        )
    };
    let named_again = r#"
[[act]]
kind = "choose"
office = "minister"
who = "second"
by = ["chief-incumbent"]
signed = 2020-01-07
"#;
    let acts = [
        resigns("first", 2),
        turn("second", 3),
        resigns("second", 4),
        turn("third", 5),
        resigns("third", 6),
        named_again.to_owned(),
        turn("second", 9),
    ];
    let questions = r#"
[[question]]
ask = "minister"
as-of = 2020-01-03
standing = "held"
title = "second"

[[question]]
ask = "minister"
as-of = 2020-01-05
standing = "held"
title = "third"

[[question]]
ask = "minister"
as-of = 2020-01-08
standing = "waiting-for"
title = "nobody"

[[question]]
ask = "minister"
as-of = 2020-01-10
standing = "held"
title = "second"
"#;
    check(&acts.concat(), questions);
}

/// The maker and the certifier do different acts, and it takes both, whoever comes first.
#[test]
fn what_one_makes_and_another_certifies_takes_both() {
    let act = |by: &str, day: &str| {
        format!(
            "[[act]]\nid = \"{by}\"\nkind = \"certify\"\nground = \"minister.recalled\"\nof = \"first\"\n\
             by = [\"{by}\"]\nsigned = 2020-01-{day}\n\n"
        )
    };
    let questions = r#"
[[question]]
ask = "minister"
as-of = 2020-01-02
standing = "held"
title = "first"
claimants = [{ who = "first", met = ["the ground recalled is not complete"] }]

[[question]]
ask = "minister"
as-of = 2020-01-03
title = "nobody"
claimants = [{ who = "first", contradicted = ["recalled"] }]
"#;
    for (one, other) in [("chief-incumbent", "second"), ("second", "chief-incumbent")] {
        check(
            &format!("{}{}", act(one, "02"), act(other, "03")),
            questions,
        );
    }
    let by_another = r#"
[[question]]
ask = "minister"
as-of = 2020-01-03
title = "first"
without-effect = [{ act = "third", reason = "whoever exercises chief and second" }]
"#;
    check(
        &format!("{}{}", act("second", "02"), act("third", "03")),
        by_another,
    );
}

/// Whoever is named for an office that is not law yet has it from the day on which it is.
#[test]
fn an_office_that_is_not_law_yet_keeps_whom_it_names() {
    let report = r#"
[[act]]
kind = "report"
fact = "captive(first)"
by = ["third"]
signed = 2020-02-02
"#;
    let questions = r#"
[[question]]
ask = "deputy"
as-of = 2020-02-03
standing = "nobody"
title = "nobody"

[[question]]
ask = "deputy"
as-of = 2020-03-01
standing = "held"
title = "third"

[[question]]
ask = "deputy"
as-of = 2020-04-01
standing = "nobody"
title = "nobody"
"#;
    check(report, questions);
}

/// An answer stays one screen: it tells the last turns, and how many there were before.
#[test]
fn of_many_turns_the_last_are_told() {
    let mut acts = String::new();
    for day in 0u32..60 {
        let date = format!("2020-{:02}-{:02}", day / 28 + 1, day % 28 + 1);
        let (before, who) = match day % 2 {
            0 if day == 0 => ("first", "second"),
            0 => ("third", "second"),
            _ => ("second", "third"),
        };
        let list = [
            ("resign", String::new(), before, 1),
            ("choose", format!("who = \"{who}\"\n"), "chief-incumbent", 2),
            (
                "step",
                format!("who = \"{who}\"\nstep = \"sworn\"\n"),
                who,
                3,
            ),
        ];
        for (kind, members, by, hour) in list {
            let act = format!(
                "[[act]]\nkind = \"{kind}\"\noffice = \"minister\"\n{members}by = [\"{by}\"]\n\
                 signed = {date}T0{hour}:00:00Z\n\n"
            );
            acts.push_str(&act);
        }
    }
    let (plans, known) = read(&acts);
    let question = interrex_register::who::Question {
        of: "minister",
        region: None,
        as_of: "2021-01-01".parse().expect("a moment"),
        known_at: None,
        viewpoint: None,
    };
    let answer = interrex_register::who::answer(&plans, &known, &question).expect("an answer");
    // Each resignation takes the title away, and the oath gives it to the next.
    assert_eq!(answer.title.as_deref(), Some("third"));
    assert_eq!(answer.turns.len(), 100);
    assert!(answer.turns_before >= 20, "{}", answer.turns_before);
    let last = answer.turns.last().expect("turns");
    assert_eq!(
        (last.at.as_str(), last.who.as_deref()),
        ("2020-03-04T03:00:00Z", Some("third"))
    );
    let text = interrex_register::who::text(&answer);
    assert!(
        text.contains(&format!("{} turns before these", answer.turns_before)),
        "{text}"
    );
}
