//! What stays and what never was: a certified ground stays certified; a body that is no longer law decides nothing;
//! an oath serves what it was sworn for, also that of
//! somebody whom the plan does not know.

mod common;

const PLAN: &str = r#"
[plan]
title = "A head, a deputy and a council that was"
horizon = "30 d"
as-of = 2020-01-01

[place.town]
lost = {}

[person.first]
[person.deputy]
[person.clerk]

[body.old-council]
members = ["clerk"]
until = 2019-12-31

[office.head]
holder = "first"

[office.head.ground.ill]
event = "incapacitated"
certified-by = "clerk"
needs = "town"
effect = "suspends"

[office.head.ground.dismissed]
made-by = "old-council"

[office.head.ground.recalled]
made-by = "clerk"

[office.head.order.stand-in]
on = ["ill"]
candidates = ["deputy"]

[office.head.order.successor]
on = ["recalled", "dismissed"]
candidates = [{ chosen-by = "clerk", name = "whoever" }]
steps = ["sworn"]
"#;

fn check(acts: &str, questions: &str) {
    common::check(PLAN, "clerk", acts, questions);
}

/// The town was needed to certify, and is not needed for what was certified there.
#[test]
fn a_certified_ground_stays_until_its_end_is_certified() {
    let acts = r#"
[[act]]
kind = "certify"
ground = "head.ill"
of = "first"
by = ["clerk"]
signed = 2020-01-02

[[act]]
kind = "report"
fact = "lost(town)"
by = ["clerk"]
signed = 2020-01-03

[[act]]
kind = "certify-end"
ground = "head.ill"
of = "first"
by = ["clerk"]
signed = 2020-01-05
"#;
    let questions = r#"
[[question]]
ask = "head"
as-of = 2020-01-02
title = "first"
exercise = "deputy"

[[question]]
ask = "head"
as-of = 2020-01-04
title = "first"
exercise = "deputy"

[[question]]
ask = "head"
as-of = 2020-01-06
title = "first"
exercise = "first"
"#;
    check(acts, questions);
}

/// Neither its own signature nor those of all its members make a decision of it.
#[test]
fn a_body_that_is_no_longer_law_decides_nothing() {
    for by in ["old-council", "clerk"] {
        let acts = format!(
            "[[act]]\nid = \"dismissal\"\nkind = \"certify\"\nground = \"head.dismissed\"\nof = \"first\"\n\
             by = [\"{by}\"]\nsigned = 2020-01-02\n"
        );
        let questions = r#"
[[question]]
ask = "head"
as-of = 2020-01-03
standing = "held"
title = "first"
without-effect = [{ act = "dismissal", reason = "that is for old-council" }]
"#;
        check(&acts, questions);
    }
}

/// What somebody swears before there is anything to swear for serves nothing, by whomever; what they swear after they
/// were chosen does.
#[test]
fn an_oath_follows_the_choice() {
    let act = |day: u32, what: &str, by: &str| {
        format!("[[act]]\n{what}\nby = [\"{by}\"]\nsigned = 2020-01-{day:02}\n\n")
    };
    let oath = "kind = \"step\"\noffice = \"head\"\nwho = \"stranger\"\nstep = \"sworn\"";
    let recalled = "kind = \"certify\"\nground = \"head.recalled\"\nof = \"first\"";
    let chosen = "kind = \"choose\"\noffice = \"head\"\nwho = \"stranger\"";
    let early = [
        act(2, oath, "stranger"),
        act(3, recalled, "clerk"),
        act(4, oath, "stranger"),
        act(5, chosen, "clerk"),
    ];
    let waiting = |day: u32| {
        format!(
            "[[question]]\nask = \"head\"\nas-of = 2020-01-{day:02}\nstanding = \"waiting-for\"\ntitle = \"nobody\"\n\n"
        )
    };
    let missing = "claimants = [{ who = \"stranger\", missing = [\"step: sworn\"] }]\n";
    check(
        &early.concat(),
        &format!("{}{}{missing}", waiting(3), waiting(6)),
    );
    let entered = r#"
[[question]]
ask = "head"
as-of = 2020-01-07
title = "stranger"
exercise = "stranger"
claimants = [{ who = "stranger", title = true, met = ["step: sworn"] }]
"#;
    check(
        &format!("{}{}", early.concat(), act(7, oath, "stranger")),
        entered,
    );
    // Who is chosen while there is a holder may swear before that one goes.
    let before = [
        act(2, chosen, "clerk"),
        act(3, oath, "stranger"),
        act(4, recalled, "clerk"),
    ];
    check(&before.concat(), entered);
}
