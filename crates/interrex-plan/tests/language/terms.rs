//! What holds on a date, what counts as a loss, and what a body needs to act: questions that
//! everything above asks of the model.

use interrex_plan::model::{Fact, Id, Named, Plan, Status};
use interrex_plan::read;
use interrex_units::Date;

fn plan(text: &str) -> Plan {
    let text = format!("[plan]\ntitle = \"Terms\"\nhorizon = \"30 d\"\n{text}");
    let reading = read(&[("plan.toml", &text)]);
    assert!(!reading.has_errors(), "{:?}", reading.diagnostics);
    reading.plan
}

fn march(day: i8) -> Date {
    Date::new(2022, 3, day).expect("a day of March")
}

/// Both ends are days on which it holds.
#[test]
fn terms_hold_from_the_first_day_to_the_last() {
    let plan = plan(
        "[place.always]
         [place.later]\nfrom = 2022-03-05
         [place.earlier]\nuntil = 2022-03-10
         [place.between]\nfrom = 2022-03-05\nuntil = 2022-03-10\n",
    );
    let cases = [
        (4, [true, false, true, false]),
        (5, [true, true, true, true]),
        (10, [true, true, true, true]),
        (11, [true, true, false, false]),
    ];
    for (day, expect) in cases {
        let found: Vec<bool> = plan
            .places
            .iter()
            .map(|(_, place)| place.terms.valid_on(march(day)))
            .collect();
        assert_eq!(found, expect, "on {day} March");
    }
}

#[test]
fn a_status_is_the_last_one_reached() {
    use Status::{Accepted, Floated, InForce, Offered, Prepared, Withdrawn};
    let plan = plan(
        "[place.unsaid]
         [place.plain]\nstatus = \"prepared\"
         [place.dated]\nstatus = [{ is = \"offered\", on = 2022-03-05 }]
         [place.unordered]\nstatus = [
             { is = \"accepted\", on = 2022-03-08 },
             { is = \"floated\" },
             { is = \"offered\", on = 2022-03-05 },
         ]
         [place.same-day]\nstatus = [
             { is = \"offered\", on = 2022-03-05 },
             { is = \"withdrawn\", on = 2022-03-05 },
         ]\n",
    );
    let cases = [
        (4, [InForce, Prepared, Withdrawn, Floated, Withdrawn]),
        (5, [InForce, Prepared, Offered, Offered, Withdrawn]),
        (8, [InForce, Prepared, Offered, Accepted, Withdrawn]),
    ];
    for (day, expect) in cases {
        let found: Vec<Status> = plan
            .places
            .iter()
            .map(|(_, place)| place.terms.status_on(march(day)))
            .collect();
        assert_eq!(found, expect, "on {day} March");
    }
}

/// What is merely floated, offered or accepted is not in the world yet.
#[test]
fn only_what_is_decided_or_in_force_counts() {
    for status in Status::ALL {
        let expect = ["decided", "in force"].contains(&status.word());
        assert_eq!(status.counts(), expect, "{}", status.word());
    }
}

/// A choice, a decision or a measure is no loss, and what a threat takes is one loss with it.
#[test]
fn losses_are_what_happens_to_people_and_things() {
    let plan = plan(
        "[place.kyiv]\nlost = 0.1
         [place.lviv]
         [link.road]\nbetween = [\"kyiv\", \"lviv\"]\nlost = 0.1
         [person.a]\nbase = \"kyiv\"\ndead = 0.1\nstays = 0.1\ndeclines = 0.1
         stays-from = { lviv = 0.1 }
         [body.rada]\nmembers = [{ count = 2, at = \"kyiv\", unfit = 0.1 }]
         [office.chair]\nholder = \"a\"\nresigns = 0.1
         [office.chair.ground.removed]\nmade-by = \"rada\"\nrefused = 0.1\ndecided = 0.1
         [record.register]\ncopy = [{ at = \"kyiv\", lost = 0.1 }]
         [threat.flood]\noccurs = 0.1\ntakes = [{ what = \"lviv\", likelihood = 0.1 }]
         [measure.dam]\ntaken = 0.1
         [decision.move]\nmade = 0.1
         [partner.poland]
         [pledge.host]\nby = \"poland\"\nwithdraws = 0.1\n",
    );
    let (losses, others): (Vec<_>, Vec<_>) =
        plan.facts.iter().partition(|(_, fact)| fact.kind.is_loss());
    let names = |facts: &[(Id<Fact>, &Named<Fact>)]| {
        let mut names: Vec<String> = facts.iter().map(|(_, fact)| fact.name.clone()).collect();
        names.sort();
        names
    };
    assert_eq!(
        names(&losses),
        [
            "dead(a)",
            "lost(kyiv)",
            "lost(register/kyiv)",
            "lost(road)",
            "occurs(flood)",
            "unfit(rada/kyiv)",
        ]
    );
    assert_eq!(
        names(&others),
        [
            "decided(chair.removed)",
            "decided(move)",
            "declines(a)",
            "refuses(chair.removed)",
            "resigns(chair)",
            "stays(a)",
            "stays(a, lviv)",
            "taken(dam)",
            "takes(flood, lviv)",
            "withdraws(host, poland)",
        ]
    );
}

/// Shares are rounded up: two thirds of ten members are seven.
#[test]
fn a_body_needs_its_quorum_and_what_the_decision_takes() {
    let plan = plan(
        "[place.kyiv]
         [person.a]
         [body.b]
         members = [\"a\", { count = 9, at = \"kyiv\" }]
         quorum = 4
         decisions = { third = \"1/3\", two-thirds = \"2/3\", most = \"majority\", all = \"all\",
             three = 3, open = { threshold = 5, disputed = \"all\" } }
         [body.seats]
         members = [\"a\", { count = 9, at = \"kyiv\" }]
         seats = 21
         decisions = { two-thirds = \"2/3\", most = \"majority\", all = \"all\" }
         [body.plain]
         members = [\"a\"]\n",
    );
    let cases = [
        ("b", 10, "ordinary", (4, 4)),
        ("b", 10, "third", (4, 4)),
        ("b", 10, "two-thirds", (7, 7)),
        ("b", 10, "most", (6, 6)),
        ("b", 10, "all", (10, 10)),
        ("b", 10, "three", (4, 4)),
        ("b", 10, "open", (5, 10)),
        ("seats", 21, "ordinary", (1, 1)),
        ("seats", 21, "two-thirds", (14, 14)),
        ("seats", 21, "most", (11, 11)),
        ("seats", 21, "all", (21, 21)),
        ("plain", 1, "ordinary", (1, 1)),
    ];
    for (name, seats, kind, expect) in cases {
        let body = plan.bodies.by_name(name).expect("a body of the plan");
        let body = plan.bodies.get(body);
        let at = body.decisions.iter().position(|known| known.name == kind);
        let at = at.expect("a kind of the body");
        let found = (body.needed(at, false), body.needed(at, true));
        assert_eq!((body.seat_count(), found), (seats, expect), "{name}/{kind}");
    }
}
