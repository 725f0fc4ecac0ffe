//! What an answer must say and never leave out: both claimants of a split, what a limit left open,
//! and what a share below nothing means.

use std::fs;

use crate::run::{Ran, Temporary, run};
use crate::shell::{Variables, words};

/// A president in one place, the next in line in another, and one line between them.
const TWO_PLACES: &str = r#"
[plan]
title = "Two places"
horizon = "30 d"
as-of = 2022-03-07

[place.k]
[place.l]
[link.net]
between = ["k", "l"]
lost = 0.1
"#;

/// Two of three places are needed.
const THREE_PLACES: &str = r#"
[plan]
title = "Three places"
horizon = "30 d"
as-of = 2022-03-07

[place.a]
lost = 0.1
[place.b]
lost = 0.2
[place.c]
lost = 0.3

[function.two]
needs = "at least 2 of (a, b, c)"
"#;

/// Asks a plan of a few lines.
fn ask(plan: &str, line: &str) -> Ran {
    let folder = Temporary::new();
    fs::write(folder.path().join("plan.toml"), plan).expect("the folder for tests can be written");
    let line = format!("prove plan.toml {line}");
    run(&words(&line, &Variables::new()), folder.path())
}

/// The lines of an answer that tell who claims what.
fn claims(answer: &str) -> Vec<&str> {
    let lines = answer.lines().map(str::trim);
    lines
        .filter(|line| line.contains(" holds ") || line.contains(" can exercise "))
        .collect()
}

fn two_places(rest: &str) -> String {
    format!("{TWO_PLACES}{rest}")
}

/// The president's own claim rests on no fact at all, and is told all the same.
#[test]
fn a_split_names_both_claimants() {
    let plan = two_places(
        r#"
[person.p]
base = "k"
[person.s]
base = "l"
dead = 0.2
[office.speaker]
holder = "s"
[office.president]
holder = "p"
[office.president.ground.gone]
event = "out of contact"
[office.president.order.line]
candidates = ["speaker"]
[power.command]
held-by = "president"
"#,
    );
    let expect = [
        "seen from k: p holds president",
        "seen from l: s holds president",
    ];
    let split = ask(&plan, "--only office.president.split").stdout;
    assert_eq!(claims(&split), expect, "{split}");
    let contested = ask(&plan, "--only power.command.*.contested").stdout;
    assert_eq!(claims(&contested), expect, "{contested}");
    let likely = "unless dead(s) (0.1 if that is left out of account)";
    assert!(split.contains(likely), "{split}");
    let share = "-25.0 %  dead(s) (makes it less likely)";
    assert!(split.contains(share), "{split}");
}

/// One body in two halves, and one order that chooses two: each half and each choice is told.
#[test]
fn one_claimant_at_two_places_is_told_twice() {
    let body = two_places(
        r#"
[body.council]
members = [{ count = 3, at = "k", name = "ck" }, { count = 3, at = "l", name = "cl" }]
quorum = 3
[office.governor]
holder = "council"
"#,
    );
    let split = ask(&body, "--only office.governor.split").stdout;
    let expect = [
        "seen from k: council holds governor",
        "seen from l: council holds governor",
    ];
    assert_eq!(claims(&split), expect, "{split}");
    let chosen = two_places(
        r#"
[person.e1]
base = "k"
[person.e2]
base = "l"
[office.president]
[office.president.order.election]
candidates = [{ chosen-by = "at least 1 of (e1, e2)", name = "chosen" }]
[seat.palace]
of = "president"
[[seat.palace.option]]
at = "k"
[[seat.palace.option]]
at = "l"
"#,
    );
    let split = ask(&chosen, "--only office.president.split").stdout;
    let expect = [
        "seen from k: chosen holds president",
        "seen from l: chosen holds president",
    ];
    assert_eq!(claims(&split), expect, "{split}");
}

/// A power that devolves although its holder can exercise it: neither needs an office.
#[test]
fn a_contested_power_names_people_and_bodies() {
    let plan = two_places(
        r#"
[person.p]
base = "k"
[body.council]
members = [{ count = 3, at = "l", name = "cl" }]
quorum = 2
[power.command]
held-by = "p"
reach = ["k"]
[power.command.devolution]
to = { k = "council" }
when = "true"
"#,
    );
    let contested = ask(&plan, "--only power.command.k.contested").stdout;
    let expect = ["p can exercise command", "council can exercise command"];
    assert_eq!(claims(&contested), expect, "{contested}");
    let calm = "1. nothing needs to happen  [0.9]\n       unless lost(net)\n";
    assert!(contested.contains(calm), "{contested}");
    let line = ask(&plan, "--only power.command.k.contested --format short").stdout;
    assert!(
        line.ends_with("; nothing needs to happen unless lost(net)\n"),
        "{line}"
    );
}

/// A proposition that holds already and that nothing undoes.
#[test]
fn what_is_so_already_needs_nothing_to_happen() {
    let plan = two_places("[office.empty]\n");
    let answer = ask(&plan, "--only office.empty.vacant").stdout;
    let calm = "1. nothing needs to happen: it is so as the plan stands  [1]\n";
    assert!(answer.contains(calm), "{answer}");
}

/// What the question itself leaves out is said with its bound, and is no limit.
#[test]
fn sets_that_were_not_looked_for_are_said_to_be_missing() {
    let ran = ask(THREE_PLACES, "--only function.two.fails --order-max 1");
    assert_eq!(ran.status, 0, "{}", ran.stdout);
    let bound = "what brings it about: no combination of at most 1 fact; larger ones were not looked \
                 for and add at most 0.098\n";
    assert!(ran.stdout.contains(bound), "{}", ran.stdout);
    assert!(!ran.stdout.contains("undecided"), "{}", ran.stdout);
    let summary = ask(THREE_PLACES, "--order-max 1").stdout;
    let said = "combinations of more than 1 fact were not looked for";
    assert!(summary.contains(said), "{summary}");
}

/// Four places of which any two must fail have four ways of three to prevent it: three are shown.
#[test]
fn more_ways_than_are_shown_are_counted() {
    let plan = format!(
        "{THREE_PLACES}\n[place.d]\nlost = 0.1\n[function.four]\nneeds = \"at least 3 of (a, b, c, d)\"\n"
    );
    let answer = ask(&plan, "--only function.four.fails").stdout;
    let heading = "what is enough to prevent it (4 ways):\n";
    assert!(answer.contains(heading), "{answer}");
    let more = "    none of: lost(a), lost(c), lost(d)\n    and 1 more\n";
    assert!(answer.contains(more), "{answer}");
}

/// A limit of nodes or time is said in every form, and is the exit status.
#[test]
fn a_limit_is_said_in_every_form() {
    for limit in ["--nodes-max 2", "--time-max 0"] {
        for (form, said) in [
            (
                "",
                "  undecided: a limit was reached (how many losses it takes, ",
            ),
            ("--format short", "; undecided: a limit was reached\n"),
            ("--format json", "\"undecided\":true,\"importance\":[]"),
        ] {
            let line = format!("--only function.two.fails {limit} {form}");
            let ran = ask(THREE_PLACES, line.trim());
            assert_eq!(ran.status, 3, "{line}: {}", ran.stdout);
            assert!(ran.stdout.contains(said), "{line}: {}", ran.stdout);
        }
        let summary = ask(THREE_PLACES, limit);
        assert_eq!(summary.status, 3, "{}", summary.stdout);
        let said = "How many losses it takes is undecided: a limit was reached.\n";
        assert!(summary.stdout.contains(said), "{}", summary.stdout);
    }
}

/// An office that has been abolished is not one that nobody acts in.
#[test]
fn an_office_of_another_time_is_not_listed() {
    let plan = two_places(
        r#"
[person.p]
base = "k"
[office.mayor]
holder = "p"
[office.burgomaster]
holder = "p"
until = 1999-12-31
"#,
    );
    let summary = ask(&plan, "").stdout;
    assert!(summary.contains("\noffice.mayor: p 1\n"), "{summary}");
    assert!(!summary.contains("office.burgomaster: "), "{summary}");
    let before = ask(&plan, "--as-of 1999-12-31").stdout;
    assert!(before.contains("\noffice.burgomaster: p 1\n"), "{before}");
}
