//! What the example of March 2022 must answer: who could act as president, what a single loss ends, what
//! each idea of those days would change, and which answers rest on a belief that fell.

use std::collections::BTreeSet;

use crate::answer::{Answer, facts};
use crate::run::prove;

const PLAN: &str = "examples/ukraine-2022";
const STRANDED: &str = "office.president.stranded";
const SPLIT: &str = "office.president.split";
const TO_LVIV: &[&str] = &["--with", "measure.move-to-lviv"];

fn ask(proposition: &str, args: &[&str]) -> Answer {
    Answer::about(PLAN, proposition, args)
}

fn with<'a>(args: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [args, more].concat()
}

/// Articles 108 to 111 know death, resignation, inability and impeachment. Whoever is captive or
/// cannot be found has done none of these: he stays president, alone, and the plan shows no ground on
/// the way. Where a ground applies, it undoes the case.
#[test]
fn the_presidency_is_stranded_where_the_constitution_is_silent() {
    let answer = ask(STRANDED, &[]);
    let covered = facts(&[
        "dead(president-incumbent)",
        "incapacitated(president-incumbent)",
        "decided(president.impeached)",
    ]);
    for silent in [
        "captive(president-incumbent)",
        "absent(president-incumbent)",
    ] {
        assert_eq!(answer.unless(&[silent]), covered, "{silent}");
        assert_eq!(answer.elements(&[silent]), facts(&[silent]), "no ground");
    }
    // Kyiv is the one seat in force: its fall strands him wherever he is, at large or not.
    assert!(answer.has(&["occurs(fall-of-kyiv)"]));
    assert!(
        answer
            .elements(&["occurs(fall-of-kyiv)"])
            .contains("place.kyiv")
    );
    for covered in &covered {
        assert!(!answer.has(&[covered]), "{covered} alone is provided for");
    }
    // With the chairman captive too, a ground applies and whoever should follow is waited for.
    let both = ["captive(chairman-incumbent)", "dead(president-incumbent)"];
    let elements = answer.elements(&both);
    assert!(
        elements.contains("office.president.ground.dead"),
        "{elements:?}"
    );
}

/// The chamber elects a chairman, so there is always somebody to wait for.
#[test]
fn the_presidency_is_never_vacant() {
    assert!(ask("office.president.vacant", &[]).is_impossible());
}

/// Cut off in Kyiv he is president still, nobody follows, and what must reach the country does not.
#[test]
fn out_of_contact_moves_no_office_and_ends_the_power() {
    let cut_off = ["lost(kyiv-satellite)", "occurs(blackout-of-kyiv)"];
    let power = "power.introduce-martial-law.rest-of-the-country.unexercised";
    let answer = ask(power, &["--list-max", "40"]);
    assert!(answer.has(&cut_off), "{:?}", answer.cut_sets());
    let ground = |name: &String| name.starts_with("office.president.ground");
    assert!(!answer.elements(&cut_off).iter().any(ground));
    let chairman = ask("office.president.exercised-by.chairman-of-the-rada", &[]);
    let facts: BTreeSet<String> = chairman.cut_sets().into_iter().flatten().collect();
    assert!(!facts.contains("occurs(blackout-of-kyiv)"), "{facts:?}");
}

/// Unwilling is not unable: with a seat in Lviv, the fall of Kyiv strands a president only if he stays or
/// cannot get away, and neither is a ground.
#[test]
fn with_a_seat_in_lviv_it_takes_a_president_who_stays() {
    let answer = ask(STRANDED, &with(TO_LVIV, &["--list-max", "40"]));
    assert!(!answer.has(&["occurs(fall-of-kyiv)"]));
    let unwilling = ["occurs(fall-of-kyiv)", "stays(president-incumbent)"];
    assert!(answer.has(&unwilling), "{:?}", answer.cut_sets());
    assert!(answer.has(&["occurs(encirclement-of-kyiv)", "occurs(fall-of-kyiv)"]));
    let ground = |name: &String| name.starts_with("office.president.ground");
    assert!(!answer.elements(&unwilling).iter().any(ground));
    for still in [
        "captive(president-incumbent)",
        "absent(president-incumbent)",
    ] {
        assert!(answer.has(&[still]), "a seat does not free anybody");
    }
}

/// A president abroad needs more than a city: without host, support and the decision behind it, the seat in
/// Poland is none, and Kyiv's fall alone strands him.
#[test]
fn abroad_without_leave_to_act_he_is_stranded() {
    const TO_POLAND: &[&str] = &["--with", "measure.move-to-poland"];
    const AGREED: &[&str] = &[
        "--with",
        "pledge.host-in-poland",
        "--with",
        "pledge.support-in-exile",
        "--with",
        "decision.allied-plan",
        "--with",
        "decision.raise-exile-with-the-president",
    ];
    let seat = "seat.presidency.poland";
    assert!(ask(seat, TO_POLAND).is_impossible());
    let agreed = ask(seat, &with(TO_POLAND, AGREED));
    assert!(agreed.has(&["occurs(fall-of-kyiv)"]));
    let unless = agreed.unless(&["occurs(fall-of-kyiv)"]);
    for undoes in ["stays(president-incumbent)", "occurs(push-into-the-west)"] {
        assert!(unless.contains(undoes), "{unless:?}");
    }
}

/// Which single facts end which function, by themselves and with everything else as it is.
#[test]
fn single_losses_end_these_functions() {
    const ALL: &str = "occurs(the-whole-country)";
    const KYIV: &str = "occurs(fall-of-kyiv)";
    const HIM: [&str; 2] = [
        "absent(president-incumbent)",
        "captive(president-incumbent)",
    ];
    let table: &[(&str, &[&str])] = &[
        ("resist", &[ALL]),
        ("hold-a-sitting", &[ALL, KYIV]),
        ("enact-laws", &[ALL, KYIV, HIM[0], HIM[1]]),
        ("extend-martial-law", &[ALL, KYIV, HIM[0], HIM[1]]),
        ("govern", &[ALL, KYIV]),
        ("represent-the-state-abroad", &[]),
        ("pay-pensions", &[ALL]),
        (
            "keep-the-registers",
            &[
                ALL,
                KYIV,
                "lost(population-register/kyiv)",
                "lost(tax-register/kyiv)",
            ],
        ),
    ];
    for (function, expect) in table {
        let answer = ask(&format!("function.{function}.fails"), &["--list-max", "60"]);
        let sets = answer.cut_sets();
        let single: BTreeSet<String> = sets
            .into_iter()
            .filter(|set| set.len() == 1)
            .flatten()
            .collect();
        assert_eq!(single, facts(expect), "{function}");
    }
}

/// Row 13: resistance does not need Kyiv. Row 14: neither does the fight in three areas of four.
#[test]
fn what_is_meant_to_outlast_kyiv_does() {
    for function in [
        "function.resist.fails",
        "function.fight-on-without-a-center.fails",
    ] {
        let answer = ask(function, &["--list-max", "20"]);
        assert!(answer.has(&["occurs(the-whole-country)"]), "{function}");
        assert!(!answer.has(&["occurs(fall-of-kyiv)"]), "{function}");
    }
}

/// Two leases side by side. Any two of seven keepers is no majority: Kyiv and the rest can both have
/// two, and a president who stays in a cut-off Kyiv and the chairman in Lviv are both president. Any four
/// of seven cannot be had twice.
#[test]
fn a_lease_without_a_majority_adds_a_second_president() {
    let args = |measure| with(TO_LVIV, &["--with", measure, "--list-max", "40"]);
    let none = ask(SPLIT, &with(TO_LVIV, &["--list-max", "40"]));
    let two = ask(SPLIT, &args("measure.lease-without-majority"));
    let four = ask(SPLIT, &args("measure.lease-by-majority"));
    let cut_off = [
        "lost(kyiv-satellite)",
        "occurs(blackout-of-kyiv)",
        "stays(president-incumbent)",
    ];
    assert!(!none.has(&cut_off), "{:?}", none.cut_sets());
    assert_eq!(
        two.views(&cut_off),
        facts(&[
            "seen from kyiv: president-incumbent holds president",
            "seen from lviv-seat: chairman-incumbent holds president",
        ])
    );
    assert!(two.likelihood().0 > none.likelihood().1, "cases are added");
    let known = none.cut_sets();
    let added = four
        .cut_sets()
        .into_iter()
        .filter(|set| !known.contains(set));
    assert_eq!(added.count(), 0, "none is added");
    assert!(four.is_impossible(), "{:?}", four.cut_sets());
}

/// The lease by majority adds no split and leaves fewer cases stranded: captivity is one no longer.
#[test]
fn a_lease_by_majority_shrinks_what_is_stranded() {
    let without = ask(STRANDED, TO_LVIV);
    let lease = ask(
        STRANDED,
        &with(TO_LVIV, &["--with", "measure.lease-by-majority"]),
    );
    let ((low, high), (low_with, high_with)) = (without.likelihood(), lease.likelihood());
    assert!(low_with < low && high_with < high);
    for silent in [
        "captive(president-incumbent)",
        "absent(president-incumbent)",
    ] {
        assert!(without.has(&[silent]) && !lease.has(&[silent]), "{silent}");
    }
    let both = [
        "captive(chairman-incumbent)",
        "captive(president-incumbent)",
    ];
    assert!(
        lease
            .elements(&both)
            .contains("office.president.ground.lease")
    );
}

/// The zone is only floated: nothing rests on it until a question supposes it. By the bloc, each of two wary
/// members can undo it; by a coalition, it takes three of five.
#[test]
fn a_zone_counts_only_when_supposed() {
    const BLOC: &[&str] = &[
        "--with",
        "measure.nato-zone-west",
        "--with",
        "pledge.zone-by-nato",
    ];
    const WILLING: &[&str] = &[
        "--with",
        "measure.coalition-zone-west",
        "--with",
        "pledge.zone-by-the-willing",
    ];
    let base = "function.base-in-the-west.fails";
    let lost = "record.pension-register.lost";
    let nothing = (ask(base, &[]).likelihood(), ask(lost, &[]).likelihood());
    assert_eq!(nothing.0, (1.0, 1.0), "no zone, no base");
    for zone in [BLOC, WILLING] {
        assert!(ask(base, zone).likelihood().0 < 1.0, "{zone:?}");
        assert!(ask(lost, zone).likelihood().0 < nothing.1.0, "{zone:?}");
    }
    // The coalition is the likelier of the two (row 17), and so is the base under it.
    assert!(ask(base, WILLING).likelihood().0 < ask(base, BLOC).likelihood().0);
    // A measure alone is not enough: its members must keep the pledge.
    assert_eq!(ask(base, &BLOC[..2]).likelihood(), (1.0, 1.0));

    let bloc = ask("pledge.zone-by-nato.unmet", BLOC);
    assert_eq!(
        bloc.cut_sets(),
        [
            facts(&["withdraws(zone-by-nato, wary-member-1)"]),
            facts(&["withdraws(zone-by-nato, wary-member-2)"]),
        ]
    );
    let willing = ask("pledge.zone-by-the-willing.unmet", WILLING);
    assert_eq!(willing.cut_set_count(), "10", "any three of five");
    assert!(willing.cut_sets().iter().all(|set| set.len() == 3));
}

/// Row 18: any three members of seven suffice to fund the resistance; 35 coalitions.
#[test]
fn any_three_members_suffice() {
    let answer = ask(
        "pledge.fund-the-resistance.unmet",
        &["--with", "pledge.fund-the-resistance", "--list-max", "50"],
    );
    assert_eq!(answer.path_set_count(), "35");
    assert!(answer.path_sets().iter().all(|set| set.len() == 3));
    assert_eq!(answer.cut_set_count(), "21", "any five of seven draw back");
}

/// Row 8 was the belief that the west might be spared, row 9 its end. The same officials: the later word
/// stands alone.
#[test]
fn answers_rest_on_the_belief_that_the_west_is_safe() {
    let lost = "record.pension-register.lost";
    let early = ask(lost, &["--as-of", "2022-03-02"]);
    assert!(early.moved_by("row-8") > 0.0);
    assert!(early.moved_by("row-9") <= 0.0, "not yet said");
    let late = ask(lost, &["--as-of", "2022-03-07"]);
    assert!(late.moved_by("row-9") > 0.0);
    assert!(late.moved_by("row-8") <= 0.0, "superseded");
    // Two days before, row 10 was known and row 9 was not: the difference is the belief alone.
    let (low, high) = ask(lost, &["--as-of", "2022-03-05"]).likelihood();
    let (low_late, high_late) = late.likelihood();
    assert!(low < low_late && high < high_late);
}

/// The whole of what rests on each belief, among functions that keep something in the west and records.
#[test]
fn one_question_lists_what_rests_on_a_source() {
    let resting = |args: &[&str]| {
        let only = ["--only", "record", "--only", "function.pay-pensions"];
        let only = [&only[..], &["--only", "function.keep-the-registers"], args].concat();
        let answers = prove(PLAN, &only);
        assert_eq!(answers.len(), 1);
        assert_eq!(answers[0]["schema"], "interrex.resting/1");
        let changes = answers[0]["changes"].as_array().expect("a list").clone();
        let names = changes.iter().map(|one| one["proposition"].as_str());
        names.map(|name| name.expect("a name").to_owned()).collect()
    };
    let expect = facts(&[
        "function.keep-the-registers.fails",
        "function.pay-pensions.fails",
        "record.land-register.lost",
        "record.orders-of-succession.lost",
        "record.pension-register.lost",
        "record.treasury-ledger.lost",
    ]);
    let late: BTreeSet<String> = resting(&["--source", "row-9"]);
    assert_eq!(late, expect);
    let early: BTreeSet<String> = resting(&["--source", "row-8", "--as-of", "2022-03-02"]);
    assert!(early.is_subset(&expect) && early.contains("record.pension-register.lost"));
    let superseded: BTreeSet<String> = resting(&["--source", "row-8"]);
    assert_eq!(superseded, facts(&[]));
}

/// Row 6: the member sent ahead acts when Kyiv falls and the president cannot or will not leave, and the
/// chairman cannot act either; never while Kyiv stands.
#[test]
fn a_member_sent_ahead_acts_if_kyiv_falls() {
    let acts = "office.president.exercised-by.deputy-prime-minister";
    let answer = ask(
        acts,
        &[
            "--with",
            "measure.ministers-sent-ahead",
            "--list-max",
            "100",
        ],
    );
    let falls = |name: &String| name.starts_with("occurs(fall-of-kyiv)");
    for set in answer.cut_sets() {
        assert!(set.iter().any(falls), "{set:?}");
    }
    assert!(answer.has(&[
        "occurs(fall-of-kyiv)",
        "stays(president-incumbent)",
        "takes(fall-of-kyiv, chairman-incumbent)",
    ]));
    assert!(answer.assumed().contains("stays(president-incumbent)"));
    assert_eq!(answer.survives(), 0, "one loss, and a choice");
}

/// Article 112 by the date: the prime minister in the text of 1996 and of 2010, the chairman in the
/// text of 2004 and since February 2014.
#[test]
fn who_acts_depends_on_the_date() {
    let table = [
        ("2003-06-01", "prime-minister"),
        ("2005-12-31", "prime-minister"),
        ("2007-06-01", "chairman-of-the-rada"),
        ("2011-06-01", "prime-minister"),
        ("2014-02-21", "prime-minister"),
        ("2022-03-07", "chairman-of-the-rada"),
    ];
    for (date, acts) in table {
        for candidate in ["prime-minister", "chairman-of-the-rada"] {
            let proposition = format!("office.president.exercised-by.{candidate}");
            let answer = prove(
                PLAN,
                &["--only", &proposition, "--as-of", date, "--list-max", "1"],
            );
            let never = answer
                .first()
                .is_none_or(|answer| answer["survives_all"] == true);
            assert_eq!(never, candidate != acts, "{date}: {candidate}");
        }
    }
}
