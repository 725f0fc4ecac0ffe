//! What is added to a register cannot be taken out: what may not be there is refused before anything is written.

use std::fs;

use serde_json::Value;

use crate::register::{Drill, PLAN};
use crate::run::Ran;

const CHIEF: &str = "chief-incumbent=chief";

/// A claim of somebody, and more members.
fn claim(by: &str, more: &str) -> String {
    format!("[[act]]\nkind = \"claim\"\nof = \"chief\"\nby = [{by}]\n{more}\n")
}

/// The chief claims their own office.
fn own_claim(more: &str) -> String {
    claim("\"chief-incumbent\"", more)
}

/// The acts of the register of a drill, as `show` lists them.
fn shown(drill: &Drill) -> Vec<Value> {
    let ran = drill.run(&["register", "show", "reg", "--format", "json"]);
    let lines = ran.good().stdout;
    lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

/// Nothing was added, for a reason.
#[track_caller]
fn refused(drill: &Drill, ran: &Ran, why: &str) {
    assert_eq!(ran.status, 2, "{}", ran.stdout);
    assert!(ran.stderr.contains(why), "{}", ran.stderr);
    assert_eq!(shown(drill).len(), 5, "{}", ran.stderr);
}

#[test]
fn what_could_not_be_read_again_is_not_written() {
    let drill = Drill::new("unreadable");
    let long = format!("note = \"{}\"", "n".repeat(50_000));
    let enrol = |who: &str| {
        format!(
            "[[act]]\nkind = \"enrol\"\nwho = \"{who}\"\nkey = \"@clerk.pub\"\nby = [\"registrar\"]\n"
        )
    };
    let cases = [
        (claim("", ""), "an act that nobody does: `by` is empty"),
        (own_claim(&long), "at most 49152 are allowed"),
        (
            own_claim("holds = false"),
            "an act of this kind has no `holds`",
        ),
        (own_claim("plan = \"mine\""), "is not the digest of a plan"),
        (claim("\"\"", ""), "the name is empty"),
        (enrol(""), "the name is empty"),
        (enrol("a\\nb: since 2020"), "`a\\nb: since 2020` is no name"),
        (enrol("a\\u202Eb"), "`a\\u{202e}b` is no name"),
        (enrol("a "), "`a ` is no name"),
        (
            enrol(&"a".repeat(101)),
            "a name of more than 100 characters",
        ),
        (String::new(), "`acts-to-add.toml` holds no act"),
        (
            "# to be written\n".to_owned(),
            "`acts-to-add.toml` holds no act",
        ),
    ];
    for (acts, why) in cases {
        let keys = [CHIEF, "registrar=registrar", "=chief"];
        refused(&drill, &drill.append(&acts, &keys), why);
        let sign = [
            "register",
            "sign",
            "reg",
            "acts-to-add.toml",
            "--unsigned",
            "-o",
            "it.act",
        ];
        refused(&drill, &drill.run(&sign), why);
        assert!(!drill.path("it.act").exists(), "{acts}");
    }
    assert_eq!(drill.who("chief")["standing"], "held");
}

#[test]
fn a_list_is_looked_at_before_any_of_it_is_added() {
    let drill = Drill::new("whole-lists");
    let clerk = claim("\"clerk-incumbent\"", "");
    let past = |learned: &str| own_claim(&format!("signed = 2024-01-01\nlearned = {learned}"));
    let cases = [
        // A key is missing, is nobody's, or is that of a root alone.
        (own_claim("") + &clerk, "not signed by clerk-incumbent"),
        (
            own_claim("") + &claim("\"nobody\"", ""),
            "signed for nobody with a key that is not enrolled for them",
        ),
        (
            own_claim("") + &claim("\"registrar\"", ""),
            "the key of a root enrols and revokes keys",
        ),
        (own_claim("").repeat(2), "the list has this very act twice"),
        (
            own_claim("") + &own_claim("signed = 2099-01-01\nlearned = 2099-01-01"),
            "that it was learned at 2099-01-01T00:00:00Z, as the list says, is still to come",
        ),
        (
            own_claim("") + &past("2023-12-31"),
            "is before it was signed",
        ),
        (
            own_claim("") + &past("2024-01-02"),
            "is before the last act, which was learned at ",
        ),
        (
            own_claim("") + &own_claim("note = \"x\"\nsites = { lviv = 2024-01-01 }"),
            "the list says that this is learned at lviv, and this is the register of register",
        ),
    ];
    for (acts, why) in cases {
        let keys = [CHIEF, "nobody=clerk", "registrar=registrar"];
        refused(&drill, &drill.append(&acts, &keys), why);
    }
}

/// Where something fails in the middle all the same, the rest is added by the same list.
#[test]
fn a_list_goes_on_where_it_stopped() {
    let drill = Drill::new("went-on");
    let signed = "signed = 2024-01-01";
    let acts = own_claim(signed) + &claim("\"clerk-incumbent\"", signed);
    let stopped = drill.append(&acts, &[CHIEF, "clerk-incumbent=judge"]);
    assert_eq!(stopped.status, 2, "{stopped:?}");
    assert_eq!(shown(&drill).len(), 6);
    let keys = [CHIEF, "clerk-incumbent=clerk"];
    let ran = drill.append(&acts, &keys).good();
    let over = "passed over, since the register has them already: acts 5";
    assert!(ran.stderr.contains(over), "{}", ran.stderr);
    assert_eq!(shown(&drill).len(), 7);
    let again = drill.append(&acts, &keys);
    assert_eq!(again.status, 2, "{again:?}");
    let all = "the register has all of these acts already, as acts 5, 6";
    assert!(again.stderr.contains(all), "{}", again.stderr);
}

/// A list that says of one act when it was learned says it of all, to a register as to a case.
#[test]
fn an_act_of_the_past_was_learned_when_it_was_signed() {
    let drill = Drill::new("past");
    let init = [
        "register",
        "init",
        "old",
        "--origin",
        "register.example/old",
        "--root",
        "registrar=registrar.pub",
    ];
    drill.run(&init).good();
    let founding = "[[act]]\nkind = \"enrol\"\nwho = \"chief-incumbent\"\nkey = \"@chief.pub\"\n\
        by = [\"registrar\"]\nsigned = 2024-01-01\n\
        [[act]]\nkind = \"adopt\"\nadopted = \"plan.toml\"\nby = [\"chief-incumbent\"]\nsigned = 2024-01-02\n";
    let acts = founding.to_owned() + &own_claim("signed = 2024-02-01\nlearned = 2024-02-02");
    fs::write(drill.path("past.toml"), acts).expect("acts");
    let append = [
        "register",
        "append",
        "old",
        "past.toml",
        "--yes",
        "--key",
        "registrar=registrar",
        "--key",
        CHIEF,
    ];
    drill.run(&append).good();
    let ran = drill.run(&["register", "show", "old", "--format", "json"]);
    let learned = ran.stdout.lines().map(|line| {
        let act: Value = serde_json::from_str(line).expect("JSON");
        act["learned"].as_str().expect("a moment").to_owned()
    });
    let learned: Vec<String> = learned.collect();
    let days = ["2024-01-01", "2024-01-02", "2024-02-02"];
    assert_eq!(learned, days.map(|day| format!("{day}T00:00:00Z")));
}

/// Adopts another plan, from a moment on.
fn adopts(drill: &Drill, more: &str) -> String {
    let other = PLAN.replace("A small state", "A small state, later");
    fs::write(drill.path("later.toml"), other).expect("a plan");
    format!(
        "[[act]]\nkind = \"adopt\"\nadopted = \"later.toml\"\nunder = \"command\"\nby = [\"chief-incumbent\"]\n{more}\n"
    )
}

#[test]
fn nobody_signs_for_another_plan_than_the_one_in_force() {
    let drill = Drill::new("other-plans");
    let zeros = format!("plan = \"{}\"", "0".repeat(64));
    let other = own_claim(&zeros);
    let why = "is in force here";
    refused(&drill, &drill.append(&other, &[CHIEF]), why);
    let sign = |more: &[&str]| {
        let verb = [
            "register",
            "sign",
            "reg",
            "acts-to-add.toml",
            "-o",
            "it.act",
            "--yes",
        ];
        drill.run(&[&verb[..], more].concat())
    };
    refused(&drill, &sign(&["--key", CHIEF]), why);
    refused(&drill, &sign(&["--unsigned"]), why);

    // Signed by all in time, and added after another plan was adopted.
    fs::write(drill.path("acts-to-add.toml"), own_claim("")).expect("an act");
    sign(&["--key", CHIEF]).good();
    let later = adopts(&drill, "");
    drill.append(&later, &[CHIEF]).good();
    drill
        .run(&["register", "append", "reg", "it.act", "--yes"])
        .good();
}

#[test]
fn a_plan_for_later_is_not_in_force_yet() {
    let drill = Drill::new("later-plans");
    let before = drill.append(&own_claim(""), &[CHIEF]).good();
    assert!(!before.stdout.contains("another one"), "{}", before.stdout);
    let later = adopts(&drill, "effective = 2099-01-01");
    let ran = drill.append(&later, &[CHIEF]).good();
    let when = "act 6: will have effect from 2099-01-01T00:00:00Z on\n";
    assert!(ran.stdout.contains(when), "{}", ran.stdout);
    fs::write(drill.path("it.toml"), own_claim("note = \"again\"")).expect("an act");
    let sign = [
        "register", "sign", "reg", "it.toml", "-o", "it.act", "--yes", "--key", CHIEF,
    ];
    drill.run(&sign).good();
    drill
        .run(&["register", "append", "reg", "it.act", "--yes"])
        .good();
    let acts = shown(&drill);
    let plan = |number: usize| &acts.get(number).expect("an act")["act"]["plan"];
    assert_eq!(plan(7), plan(5), "{acts:#?}");
    let adoption = acts.get(6).expect("an act");
    assert_eq!(adoption["effect"], "pending", "{adoption:#}");
    let reason = "will have effect from 2099-01-01T00:00:00Z on";
    assert_eq!(adoption["reason"], reason, "{adoption:#}");
}

/// The last day that there is is a day. Nobody signs on it yet.
#[test]
fn what_begins_on_the_last_day_is_still_to_come() {
    let drill = Drill::new("last-day");
    drill
        .append(&own_claim("effective = 9999-12-31"), &[CHIEF])
        .good();
    let acts = shown(&drill);
    let act = acts.last().expect("an act");
    assert_eq!(act["act"]["effective"], "9999-12-31T00:00:00Z");
    assert_eq!(act["effect"], "pending");
    let ahead = drill.append(&own_claim("signed = 9999-12-31"), &[CHIEF]);
    assert_eq!(ahead.status, 2);
    let said = "the act says that it was signed at 9999-12-31T00:00:00Z, which is still to come";
    assert!(ahead.stderr.contains(said), "{}", ahead.stderr);
}
