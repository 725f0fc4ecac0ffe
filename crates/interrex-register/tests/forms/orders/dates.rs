//! Orders that stand or fall by the date of another act, and those of several signers.

use interrex_register::Entry;
use interrex_register::act::Act;
use interrex_register::order::{Carried, Full, Order, Verdict, verify};

use super::{digest_of, entries_with, head, log_key, order_act, trust};
use crate::support::{act, entry, key, signed};

/// The plan of these tests, with a body that has a power of its own.
fn plan() -> String {
    let body = "[body.cabinet]\nmembers = [\"chief-incumbent\", \"deputy-incumbent\", \"envoy-incumbent\"]\nquorum = 2\n\n\
        [office.watch]\nholder = \"deputy-incumbent\"\nresigns = {}\n[office.watch.ground.resigned]\n\
        [power.void]\nheld-by = \"watch\"\n\n[power.decree]\nheld-by = \"cabinet\"\n\n[power.command]\n";
    let states = "[place.capital]\nlost = {}\n[place.abroad]\n[link.ferry]\nbetween = [\"capital\", \"abroad\"]\nlost = {}\n\
        [seat.chief]\nof = \"chief\"\n[[seat.chief.option]]\nat = \"capital\"\n[[seat.chief.option]]\nat = \"abroad\"\n\
        [person.chief-incumbent]\nbase = \"capital\"\ndead = {}\ncaptive = {}\n";
    super::PLAN
        .replace("[power.command]\n", body)
        .replace("[person.chief-incumbent]\n", states)
}

fn by(hour: u32, act: Act) -> Entry {
    let keys = act.by.iter().map(|name| match name.as_str() {
        "chief-incumbent" => (name.clone(), key(2)),
        _ => (name.clone(), key(3)),
    });
    let keys: Vec<_> = keys.collect();
    let signers: Vec<_> = keys
        .iter()
        .map(|(name, key)| (name.as_str(), key))
        .collect();
    entry(hour, signed(act, &signers))
}

/// What a check of the order comes to, after these acts, each learned at an hour.
fn checked(order: &Act, acts: Vec<(u32, Act)>) -> interrex_register::order::Checked {
    let mut entries = entries_with(order_act("chief-incumbent"));
    entries.truncate(2);
    let adopts = format!(r#""adopt","adopted":"{}""#, digest_of(&plan()));
    entries.push(by(10, act(&adopts, &["chief-incumbent"], 9)));
    entries.extend(acts.into_iter().map(|(hour, act)| by(hour, act)));
    let carried = |site: &str, entries: &[Entry]| {
        let bytes: Vec<Vec<u8>> = entries.iter().map(Entry::to_bytes).collect();
        Carried::new(&head(site, entries, &log_key(site)), &bytes)
    };
    let full = Order::Full(Full {
        order: order.digest(),
        logs: vec![carried("one", &entries), carried("second", &[])],
        plans: [(digest_of(&plan()), vec![plan()])].into(),
        instrument: None,
        instrument_hex: None,
    });
    verify(&full.to_bytes(), &trust(), None)
}

fn chief(kind: &str, hour: u32) -> Act {
    act(kind, &["chief-incumbent"], hour)
}

/// Who has lost a power does not take back by a date what they gave under it, and nobody gives it effect by one.
#[test]
fn what_falls_by_a_date_is_not_shown() {
    let order = order_act("chief-incumbent");
    let deputy = |kind: &str, hour: u32| act(kind, &["deputy-incumbent"], hour);
    let annuls = format!(r#""annul","act":"{}","under":"void""#, order.digest());
    let resigns = || (14, deputy(r#""resign","office":"watch""#, 14));
    let now = vec![(11, order.clone()), (13, deputy(&annuls, 13)), resigns()];
    assert_eq!(checked(&order, now).verdict, Verdict::NotGenuine);
    let late = vec![(11, order.clone()), resigns(), (15, deputy(&annuls, 13))];
    let shown = checked(&order, late);
    assert_eq!(shown.verdict, Verdict::NotShown, "{}", shown.reason);
    let why = "that it has none, or its power is lost, rests on act 5, which is dated 2022-03-07T13:00:00Z";
    assert!(shown.reason.contains(why), "{}", shown.reason);
    // What is lost by now whatever the dates is lost.
    let resigned = vec![
        (11, order.clone()),
        (15, chief(r#""resign","office":"chief""#, 10)),
    ];
    assert_eq!(checked(&order, resigned).verdict, Verdict::NotGenuine);
}

/// An order is not signed before what it rests on.
#[test]
fn an_order_follows_what_it_cites() {
    let claims = chief(r#""claim","of":"chief""#, 13);
    let mut order = order_act("chief-incumbent");
    order.rests_on = vec![claims.digest()];
    let shown = checked(&order, vec![(13, claims.clone()), (14, order.clone())]);
    assert_eq!(shown.verdict, Verdict::NotShown);
    let why = "rests on act 3, which is dated 2022-03-07T13:00:00Z: it was not signed before that";
    assert!(shown.reason.ends_with(why), "{}", shown.reason);
    order.signed = claims.signed;
    let shown = checked(&order, vec![(13, claims), (14, order.clone())]);
    assert_eq!(shown.verdict, Verdict::Held, "{}", shown.reason);
    // Nor does it help to cite what is signed only afterwards, with an earlier date.
    let resigns = chief(r#""resign","office":"chief""#, 10);
    let mut order = order_act("deputy-incumbent");
    let uncited = checked(&order, vec![(11, order.clone()), (12, resigns.clone())]);
    order.rests_on = vec![resigns.digest()];
    let cited = checked(&order, vec![(11, order.clone()), (12, resigns)]);
    for shown in [uncited, cited] {
        assert_eq!(shown.verdict, Verdict::NotShown, "{}", shown.reason);
        assert!(
            shown
                .reason
                .contains("that its power was held rests on act "),
            "{}",
            shown.reason
        );
    }
}

/// What members signed for their body stays the body's; and who signs beside those who have a power has none.
#[test]
fn an_order_is_of_those_in_whose_right_it_was_given() {
    let members = ["chief-incumbent", "deputy-incumbent"];
    let mut decree = act(
        r#""order","power":"decree","title":"A decree""#,
        &members,
        11,
    );
    decree.by = members.map(str::to_owned).to_vec();
    let dies = || {
        (
            13,
            act(
                r#""report","fact":"dead(chief-incumbent)""#,
                &["deputy-incumbent"],
                13,
            ),
        )
    };
    let shown = checked(&decree, vec![(11, decree.clone()), dies()]);
    assert_eq!(shown.verdict, Verdict::Held, "{}", shown.reason);
    assert!(
        shown
            .reason
            .starts_with("genuine, and `decree` is held by cabinet as of "),
        "{}",
        shown.reason
    );
    let mut order = order_act("chief-incumbent");
    order.by = members.map(str::to_owned).to_vec();
    let resigns = (13, chief(r#""resign","office":"chief""#, 13));
    let shown = checked(&order, vec![(11, order.clone()), resigns]);
    assert_eq!(shown.verdict, Verdict::NotGenuine);
    assert!(shown.lost_since);
    let shown = checked(&order, vec![(11, order.clone())]);
    assert!(
        shown
            .reason
            .starts_with("genuine, and `command` is held by chief-incumbent as of "),
        "{}",
        shown.reason
    );
}

/// Whoever is only kept from using a power has not lost it.
#[test]
fn a_captive_has_not_lost_the_power() {
    let order = order_act("chief-incumbent");
    let taken = act(
        r#""report","fact":"captive(chief-incumbent)""#,
        &["deputy-incumbent"],
        13,
    );
    let shown = checked(&order, vec![(11, order.clone()), (13, taken)]);
    assert_eq!(shown.verdict, Verdict::NotShown);
    let why = "it was in order when it was signed, and since then chief-incumbent holds the power `command`, but is reported captive";
    assert_eq!(shown.reason, why);
    assert!(!shown.lost_since);
}

/// Nobody who cannot act makes themselves able by an act with an earlier date, though that is taken note of at any date.
#[test]
fn what_is_dated_before_others_that_were_known_is_not_believed() {
    let order = order_act("chief-incumbent");
    let moves = |hour: u32| chief(r#""move-seat","seat":"chief","option":"abroad""#, hour);
    let lost = |hour: u32, what: &str| {
        let kind = format!(r#""report","fact":"lost({what})""#);
        (hour, act(&kind, &["deputy-incumbent"], hour))
    };
    let honest = vec![
        (11, order.clone()),
        (12, moves(12)),
        lost(13, "ferry"),
        lost(14, "capital"),
    ];
    let shown = checked(&order, honest);
    assert_eq!(shown.verdict, Verdict::Held, "{}", shown.reason);
    let late = vec![
        (11, order.clone()),
        lost(13, "ferry"),
        lost(14, "capital"),
        (15, moves(12)),
    ];
    let shown = checked(&order, late);
    assert_eq!(shown.verdict, Verdict::NotShown);
    let why = "that its power was held rests on act 6, which is dated 2022-03-07T12:00:00Z and was learned at \
               2022-03-07T15:00:00Z, after act 5, which is dated later";
    assert!(shown.reason.ends_with(why), "{}", shown.reason);
    let stays = vec![(11, order.clone()), lost(13, "ferry"), lost(14, "capital")];
    let shown = checked(&order, stays);
    assert_eq!(shown.verdict, Verdict::NotShown);
    assert!(shown.reason.ends_with("but cannot act"), "{}", shown.reason);
}
