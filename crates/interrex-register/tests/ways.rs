//! What whoever claims an office has and lacks, each list of requirements compared whole, and who acts while a
//! holder is suspended.

use std::collections::BTreeMap;

use interrex_register::script;
use interrex_register::who::{Answer, Question, Standing, State, answer};

const PLAN: &str = r#"
[plan]
title = "Ways into an office"
horizon = "30 d"
as-of = 2020-01-01

[person.chief-incumbent]
[person.judge-incumbent]
[person.one]
qualities = ["citizen"]
[person.two]
[person.three]
[person.four]
[person.five]

[office.judge]
holder = "judge-incumbent"

[office.judge.ground.dead]

[office.chief]
holder = "chief-incumbent"

[office.chief.ground.dead]
certified-by = "judge"

[office.chief.ground.captive]
until = 2019-12-31

[office.chief.ground.ill]
event = "incapacitated"
certified-by = "judge"
effect = "suspends"

[office.chief.order.line]
on = ["dead"]
candidates = ["two", { who = "one", requires = ["citizen"] }]
passes = ["dead", "declined", "ineligible"]
steps = ["sworn"]
precedence = 1

[office.chief.order.late]
on = ["dead"]
candidates = ["three"]
precedence = 2
steps = ["sworn"]

[office.chief.order.old]
on = ["dead"]
candidates = ["five"]
steps = ["sworn"]
until = 2019-12-31

[office.chief.order.stand-in]
on = ["ill"]
candidates = ["three", "four"]
passes = ["incapacitated"]

[office.deputy]

[office.deputy.order.by-post]
on = ["vacant"]
candidates = ["judge"]
steps = [{ do = "installed", by = "chief" }]

[office.clerk]

[office.clerk.order.line]
on = ["vacant"]
candidates = ["one"]
when = "decided(leave)"
requires = ["citizen"]
steps = ["sworn"]

[office.regent]
acting = "two"

[office.regent.order.line]
on = ["vacant"]
candidates = ["one"]
steps = ["sworn"]

[office.auditor]

[office.auditor.order.line]
on = ["vacant"]
candidates = ["one", { chosen-by = "judge", name = "picked" }, "two"]
passes = ["not completed"]
steps = ["sworn"]

[office.usher]

[office.usher.order.line]
on = ["vacant"]
candidates = [{ chosen-by = "judge", name = "picked" }]
steps = ["sworn"]

[office.porter]

[office.porter.order.line]
on = ["vacant"]
candidates = ["usher", "one"]
steps = ["sworn"]

[decision.leave]
by = "judge"
"#;

/// The answer about an office at the end of January 2020, after acts that are signed one a day.
fn asked(of: &str, acts: &[&str]) -> Answer {
    let files = [("plan.toml".to_owned(), PLAN.to_owned())];
    let reading = interrex_plan::read(&files);
    assert!(!reading.has_errors(), "{:#?}", reading.diagnostics);
    let digest = interrex_plan::digest(&files);
    let plans = BTreeMap::from([(digest.clone(), reading.plan)]);
    let adopts = r#"kind = "adopt", adopted = "plan.toml", by = ["chief-incumbent"]"#;
    let all = [adopts].into_iter().chain(acts.iter().copied());
    let all: Vec<String> = (2..)
        .zip(all)
        .map(|(day, act)| format!("{{ {act}, signed = 2020-01-{day:02} }}"))
        .collect();
    let text = format!("act = [\n{}\n]", all.join(",\n"));
    let digests = BTreeMap::from([("plan.toml".to_owned(), digest)]);
    let script = script::read(&text, &digests).unwrap_or_else(|error| panic!("{text}: {error}"));
    let question = Question {
        of,
        region: None,
        as_of: "2020-01-31".parse().expect("a moment"),
        known_at: None,
        viewpoint: None,
    };
    answer(&plans, &script.acts, &question).expect("an answer")
}

/// Everything that a claimant is told, with a mark: `+` for what they have, `-` for what they lack, `x` for what is
/// against them; with the acts that say so.
fn told(answer: &Answer, who: &str) -> Vec<String> {
    let claimant = answer.claimants.iter().find(|one| one.who == who);
    let claimant = claimant.unwrap_or_else(|| panic!("`{who}` is no claimant"));
    let requirements = claimant.requirements.iter();
    let told = requirements.map(|asked| {
        let mark = match asked.state {
            State::Met => '+',
            State::Missing => '-',
            State::Contradicted => 'x',
        };
        let acts: Vec<String> = asked.acts.iter().map(u32::to_string).collect();
        format!("{mark} {} {}", asked.what, acts.join(" "))
            .trim_end()
            .to_owned()
    });
    told.collect()
}

#[track_caller]
fn check(of: &str, acts: &[&str], who: &str, expect: &[&str]) {
    let claims = format!(r#"kind = "claim", of = "{of}", by = ["{who}"]"#);
    let mut all = acts.to_vec();
    all.push(&claims);
    assert_eq!(told(&asked(of, &all), who), expect);
}

const DIES: &str =
    r#"kind = "certify", ground = "chief.dead", of = "chief-incumbent", by = ["judge-incumbent"]"#;
const DECLINES: &str = r#"kind = "decline", office = "chief", by = ["two"]"#;

const LAW: &str = "+ the order is law on that date";
const DEAD: &str = "+ a ground: dead (certified by whoever exercises judge) 1";
const NO_OATH: &str = "- step: sworn";

#[test]
fn the_first_of_an_order_lacks_what_is_still_to_be_done() {
    check("chief", &[DIES], "two", &[LAW, DEAD, NO_OATH]);
    let alive = "- a ground: dead (certified by whoever exercises judge)";
    check("chief", &[], "two", &[LAW, alive, NO_OATH]);
    let sworn = r#"kind = "step", office = "chief", who = "two", step = "sworn", by = ["two"]"#;
    let entered = asked("chief", &[DIES, sworn]);
    assert_eq!(entered.title.as_deref(), Some("two"));
    let came = "+ entered by the order `line` as `two`, after: dead 2";
    assert_eq!(told(&entered, "two"), [came, "+ step: sworn 2"]);
}

/// Everybody for whom an office waits, with what they lack.
#[track_caller]
fn check_awaited(of: &str, acts: &[&str], expect: &[&str]) {
    let answer = asked(of, acts);
    let told = answer.waiting_for.iter().map(|one| {
        let by = one.chosen_by.iter().map(|by| format!("chosen by {by}"));
        let who = one.who.clone().into_iter().chain(by);
        format!("{}: {}", who.collect::<String>(), one.lacks.join(", "))
    });
    assert_eq!(told.collect::<Vec<_>>(), expect);
    // Whoever is waited for is told with all that is asked of them.
    for who in answer.waiting_for.iter().filter_map(|one| one.who.as_ref()) {
        assert!(answer.claimants.iter().any(|one| one.who == *who), "{who}");
    }
}

#[test]
fn whom_an_office_waits_for_is_named() {
    check_awaited("chief", &[], &[]);
    check_awaited("chief", &[DIES], &["two: sworn"]);
    check_awaited("chief", &[DIES, DECLINES], &["one: sworn"]);
    let captive = r#"kind = "report", fact = "captive(two)", by = ["one"]"#;
    let held = "two: not to be captive, sworn";
    check_awaited("chief", &[DIES, captive], &[held]);
    check_awaited("deputy", &[], &["judge-incumbent: installed"]);
    let nobody = r#"kind = "report", fact = "dead(judge-incumbent)", by = ["one"]"#;
    // Nobody has the post from which the next one would come.
    check_awaited("deputy", &[nobody], &[]);
    check_awaited("usher", &[], &["chosen by whoever exercises judge: sworn"]);
    let chosen = r#"kind = "choose", office = "usher", who = "three", by = ["judge-incumbent"]"#;
    check_awaited("usher", &[chosen], &["three: sworn"]);
    // The post from which the first one would come waits for somebody itself.
    check_awaited("porter", &[], &[": the title of usher, sworn"]);
}

#[test]
fn a_later_one_comes_when_those_before_are_passed() {
    let has = "+ has the qualities that the order requires";
    let not_passed = "- two, who comes before, is passed";
    check(
        "chief",
        &[DIES],
        "one",
        &[LAW, DEAD, not_passed, has, NO_OATH],
    );
    let passed = "+ two, who comes before, is passed, since two declined 2";
    let passed_as_dead = "+ two, who comes before, is passed, since two is dead 2";
    check(
        "chief",
        &[DIES, DECLINES],
        "one",
        &[LAW, DEAD, passed, has, NO_OATH],
    );
    let dead = r#"kind = "report", fact = "dead(two)", by = ["one"]"#;
    check(
        "chief",
        &[DIES, dead],
        "one",
        &[LAW, DEAD, passed_as_dead, has, NO_OATH],
    );
    // The law passes nobody for being captive.
    let captive = r#"kind = "report", fact = "captive(two)", by = ["one"]"#;
    check(
        "chief",
        &[DIES, captive],
        "one",
        &[LAW, DEAD, not_passed, has, NO_OATH],
    );
}

#[test]
fn what_is_against_somebody() {
    let declined = "x is not declined 2";
    check(
        "chief",
        &[DIES, DECLINES],
        "two",
        &[LAW, DEAD, declined, NO_OATH],
    );
    let captive = r#"kind = "report", fact = "captive(two)", by = ["one"]"#;
    let held = "x is not captive 2";
    check(
        "chief",
        &[DIES, captive],
        "two",
        &[LAW, DEAD, held, NO_OATH],
    );
}

#[test]
fn a_ground_that_was_refused() {
    let refuses = DIES.replace("certify", "refuse");
    let against = "x a ground: dead (certified by whoever exercises judge) 1";
    check("chief", &[&refuses], "two", &[LAW, against, NO_OATH]);
    let holder = asked("chief", &[&refuses]);
    let since = "+ holds it since the plan was adopted";
    let told = told(&holder, "chief-incumbent");
    assert_eq!(told, [since, "+ the ground dead was refused 1"]);
}

#[test]
fn of_several_orders_one_is_followed() {
    let followed = "- of the orders in force this one is followed";
    check("chief", &[DIES], "three", &[LAW, DEAD, followed, NO_OATH]);
    let no_law = "- the order is law on that date";
    check("chief", &[DIES], "five", &[no_law, DEAD, NO_OATH]);
}

#[test]
fn by_way_of_a_post() {
    let vacant = "+ the office is vacant";
    let not_installed = "- step: installed";
    let has = "+ has the title of judge";
    check(
        "deputy",
        &[],
        "judge-incumbent",
        &[LAW, vacant, has, not_installed],
    );
    let has_not = "- has the title of judge";
    check("deputy", &[], "one", &[LAW, vacant, has_not, not_installed]);
    // Whom another way fits is not told of this one.
    check(
        "clerk",
        &[],
        "two",
        &["- an order of succession that names them"],
    );
}

#[test]
fn a_vacancy_and_a_condition() {
    let vacant = "+ the office is vacant";
    let has = "+ has the qualities that the order requires";
    let holds = "+ the condition of the order holds";
    let holds_not = "- the condition of the order holds";
    check("clerk", &[], "one", &[LAW, vacant, holds_not, has, NO_OATH]);
    let decides = r#"kind = "decide", decision = "leave", by = ["judge-incumbent"]"#;
    check(
        "clerk",
        &[decides],
        "one",
        &[LAW, vacant, holds, has, NO_OATH],
    );
    // Somebody acts in it.
    check(
        "regent",
        &[],
        "one",
        &[LAW, "- the office is vacant", NO_OATH],
    );
}

/// Whoever has not done every step, or was not chosen where somebody chooses, is passed by a law that says so.
#[test]
fn those_who_have_not_completed_are_passed() {
    let vacant = "+ the office is vacant";
    let first = "+ one, who comes before, is passed";
    let picked = "+ picked, who comes before, is passed";
    check(
        "auditor",
        &[],
        "two",
        &[LAW, vacant, first, picked, NO_OATH],
    );
    // Who was chosen has still to swear; who has sworn comes in, and nobody else.
    let chosen = r#"kind = "choose", office = "auditor", who = "three", by = ["judge-incumbent"]"#;
    check(
        "auditor",
        &[chosen],
        "two",
        &[LAW, vacant, first, picked, NO_OATH],
    );
    let swears = |who: &str| {
        format!(
            r#"kind = "step", office = "auditor", who = "{who}", step = "sworn", by = ["{who}"]"#
        )
    };
    let title = |acts: &[&str]| asked("auditor", acts).title;
    assert_eq!(title(&[&swears("two")]).as_deref(), Some("two"));
    assert_eq!(title(&[chosen, &swears("three")]).as_deref(), Some("three"));
    assert_eq!(title(&[&swears("three")]), None);
}

#[test]
fn whoever_entered_while_a_holder_is_suspended_stays() {
    let unfit = |holds: bool| {
        format!(r#"kind = "report", fact = "incapacitated(three)", holds = {holds}, by = ["one"]"#)
    };
    let ill = r#"kind = "certify", ground = "chief.ill", of = "chief-incumbent", by = ["judge-incumbent"]"#;
    let acts = |acts: &[&str]| asked("chief", acts).exercise;
    assert_eq!(acts(&[ill]).as_deref(), Some("three"));
    assert_eq!(acts(&[&unfit(true), ill]).as_deref(), Some("four"));
    assert_eq!(
        acts(&[&unfit(true), ill, &unfit(false)]).as_deref(),
        Some("four")
    );
    assert_eq!(
        acts(&[&unfit(true), &unfit(false), ill]).as_deref(),
        Some("three")
    );
    let over = ill.replace("certify", "certify-end");
    assert_eq!(
        acts(&[&unfit(true), ill, &over]).as_deref(),
        Some("chief-incumbent")
    );
}

/// Whoever has entered is not told that somebody before them would now have to be passed.
#[test]
fn what_decided_who_enters_is_no_longer_asked() {
    let unfit = |holds: bool| {
        format!(r#"kind = "report", fact = "incapacitated(three)", holds = {holds}, by = ["one"]"#)
    };
    let ill = r#"kind = "certify", ground = "chief.ill", of = "chief-incumbent", by = ["judge-incumbent"]"#;
    let answer = asked("chief", &[&unfit(true), ill, &unfit(false)]);
    let ground = "+ a ground: ill (certified by whoever exercises judge) 2";
    let passed = "+ three, who comes before, is passed, as it was when they entered";
    assert_eq!(told(&answer, "four"), [LAW, ground, passed]);
}

#[test]
fn a_holder_who_cannot_act_is_told_with_the_grounds_of_the_law() {
    let captive = r#"kind = "report", fact = "captive(chief-incumbent)", by = ["one"]"#;
    let answer = asked("chief", &[captive]);
    assert_eq!(answer.standing, Standing::HeldButUnable);
    let warning =
        "whoever holds it cannot act, and no ground was certified; the law names dead, ill";
    assert_eq!(answer.warnings, [warning]);
    let answer = asked("chief", &[]);
    assert_eq!(answer.standing, Standing::Held);
    assert!(answer.warnings.is_empty());
}
