//! What the other examples must answer: law by its date, officials by their ground, lines that wear away,
//! and what a hospital would learn.

use std::collections::BTreeSet;

use crate::answer::{Answer, facts};
use crate::run::prove;

/// Candidates of an office whom nothing in the plan brings to exercise it.
fn never(plan: &str, office: &str, as_of: &str) -> BTreeSet<String> {
    let only = format!("office.{office}.exercised-by.*");
    let args = ["--only", &only, "--as-of", as_of, "--list-max", "1"];
    let answers = prove(plan, &args);
    let never = answers
        .iter()
        .filter(|answer| answer["survives_all"] == true);
    never
        .map(|answer| {
            let name = answer["proposition"].as_str().expect("a name");
            name.rsplit('.').next().expect("it has parts").to_owned()
        })
        .collect()
}

/// Eighteen posts stand in the text. Two of their holders were born abroad and are passed over on both
/// days; the last place counts from the day on which the law was signed.
#[test]
fn the_line_to_the_presidency_has_a_place_more_from_9_march_2006() {
    let plan = "examples/us-presidency";
    let passed = ["secretary-of-commerce", "secretary-of-labor"];
    let all = prove(
        plan,
        &[
            "--only",
            "office.president.exercised-by.*",
            "--list-max",
            "1",
        ],
    );
    assert_eq!(all.len(), 1 + 18, "the president and eighteen places");
    let not_yet = [&passed[..], &["secretary-of-homeland-security"]].concat();
    assert_eq!(never(plan, "president", "2006-03-08"), facts(&not_yet));
    assert_eq!(never(plan, "president", "2006-03-09"), facts(&passed));
}

/// Section 4 needs the vice president: an inability of both is found by nobody.
#[test]
fn an_inability_of_both_is_found_by_nobody() {
    let plan = "examples/us-presidency";
    let args = ["--list-max", "60"];
    let answer = Answer::about(plan, "office.president.stranded", &args);
    let both = [
        "incapacitated(president-incumbent)",
        "incapacitated(vice-president-incumbent)",
    ];
    assert!(answer.has(&both), "{:?}", answer.cut_sets());
    let nobody_signs = [
        "incapacitated(president-incumbent)",
        "refuses(president.section-4)",
    ];
    assert!(answer.has(&nobody_signs));
    assert!(!answer.has(&["dead(president-incumbent)"]), "section 1");
}

/// One strike leaves the office vacant; with somebody elsewhere it takes a death besides.
#[test]
fn somebody_waits_elsewhere() {
    let plan = "examples/us-presidency";
    let vacant = "office.president.vacant";
    let now = Answer::about(plan, vacant, &[]);
    let with = Answer::about(plan, vacant, &["--with", "measure.designated-survivor"]);
    assert!(
        with.likelihood().1 < now.likelihood().0 - 9e-6,
        "the strike's likelihood"
    );
    let strike = "occurs(strike-at-the-state-of-the-union)";
    assert!(with.has(&[strike, "dead(secretary-of-veterans-affairs-incumbent)"]));
}

/// The order for a resignation leads to the director of CISA, the one for a disaster, as amended the day
/// before, to the commissioner; and the secretary had resigned.
#[test]
fn the_ground_decides_who_acts_for_the_secretary() {
    let plan = "examples/homeland-security-2019";
    let by = |candidate: &str, args: &[&str]| {
        Answer::about(
            plan,
            &format!("office.secretary.exercised-by.{candidate}"),
            args,
        )
    };
    let cisa = by("cisa-director", &[]);
    assert!(cisa.has(&["resigns(secretary)"]));
    // Neither dead (0.0005) nor unable (0.001): the resignation itself is given.
    let fit = (1.0 - 0.0005) * (1.0 - 0.001);
    assert!((cisa.likelihood().0 - fit).abs() < 1e-12);
    let elements = cisa.elements(&["resigns(secretary)"]);
    assert!(
        elements.contains("office.secretary.ground.resigned"),
        "{elements:?}"
    );

    let disaster = ["absent(secretary-incumbent)", "occurs(catastrophe)"];
    let cbp = by("cbp-commissioner", &[]);
    assert!(cbp.has(&disaster));
    assert!(cbp.unless(&disaster).contains("resigns(secretary)"));
    assert_eq!(cbp.likelihood(), (0.0, 0.0), "he did resign");

    // The day before the amendment, the disaster leads to the director too.
    let before = ["--as-of", "2019-04-08"];
    assert!(by("cbp-commissioner", &before).is_impossible());
    assert!(by("cisa-director", &before).has(&disaster));
    for passed in [
        "deputy-secretary",
        "under-secretary-for-management",
        "fema-administrator",
    ] {
        assert!(by(passed, &[]).is_impossible(), "{passed} has no holder");
    }
}

/// The department's reading beside the law's: one resignation, two officials, and no precedence.
#[test]
fn two_readings_of_one_order_are_a_dispute() {
    let plan = "examples/homeland-security-2019";
    let disputed = "office.secretary.disputed";
    let reading = ["--with", "office.secretary.order.as-the-department-read-it"];
    assert_eq!(Answer::about(plan, disputed, &[]).likelihood().1, 0.0);
    let answer = Answer::about(plan, disputed, &reading);
    assert!(answer.likelihood().0 > 0.99);
    assert_eq!(
        answer.views(&["resigns(secretary)"]),
        facts(&[
            "seen from washington: cbp-commissioner-incumbent holds secretary",
            "seen from washington: cisa-director-incumbent holds secretary",
        ])
    );
}

/// Nobody struck a post from the code of Will County: the line wore away. Read by task it is longer again.
#[test]
fn a_line_wears_away() {
    let plan = "examples/county";
    let function = "function.act-for-the-county.fails";
    let by_task = ["--with", "office.county-board-chairperson.order.by-task"];
    let table: [(&[&str], u64); 3] = [
        (&["--as-of", "1985-06-20", "--list-max", "1"], 12),
        (&[], 2),
        (&by_task, 7),
    ];
    for (args, survives) in table {
        assert_eq!(
            Answer::about(plan, function, args).survives(),
            survives,
            "{args:?}"
        );
    }
    let stranded = Answer::about(plan, "office.county-board-chairperson.stranded", &[]);
    let absent = ["absent(chairperson-in-office)"];
    let unless = stranded.unless(&absent);
    assert!(
        unless.contains("occurs(local-disaster-emergency)"),
        "{unless:?}"
    );
}

/// Orange County's list in the order of the code, and before it the stand-in, as long as the paper is held.
#[test]
fn the_written_stand_in_comes_first() {
    let plan = "examples/county";
    let office = "director-of-emergency-management";
    let acts = format!("office.{office}.exercised-by.watch-officer");
    let order = format!("office.{office}.order.written-designation");
    let named = Answer::about(plan, &acts, &["--with", &order]);
    let absent = ["absent(county-chairman)", "occurs(declared-emergency)"];
    assert!(named.has(&absent), "{:?}", named.cut_sets());
    let unless = named.unless(&absent);
    for undoes in [
        "lost(designation-paper/operations-center)",
        "lost(operations-center)",
    ] {
        assert!(unless.contains(undoes), "{unless:?}");
    }
    let next = format!("office.{office}.exercised-by.county-administrator");
    assert!(
        Answer::about(plan, &next, &[]).has(&absent),
        "nobody named: the list"
    );
}

/// Two of three neighbors suffice until an agreement ends; then each is needed.
#[test]
fn an_agreement_that_ends_leaves_two_of_two() {
    let plan = "examples/hospital";
    let pledge = "pledge.take-our-patients.unmet";
    let after = Answer::about(plan, pledge, &[]);
    assert!(after.has(&["lost(east-road)"]) && after.has(&["lost(north-road)"]));
    let before = Answer::about(plan, pledge, &["--as-of", "2025-12-01", "--list-max", "40"]);
    assert!(before.cut_sets().iter().all(|set| set.len() >= 2));
    assert!(before.has(&["lost(east-road)", "lost(north-road)"]));
}

/// The circle of power and water falls as one, with the town's water running.
#[test]
fn power_and_water_fall_together() {
    let answer = Answer::about(
        "examples/hospital",
        "function.operate.fails",
        &["--list-max", "40"],
    );
    assert!(answer.has(&["lost(generator)", "lost(river-substation)"]));
    let flood = [
        "occurs(flood)",
        "takes(flood, generator)",
        "takes(flood, river-substation)",
    ];
    assert!(answer.has(&flood), "one threat takes both");
    assert!(!answer.has(&["lost(town-waterworks)"]));
    assert!(answer.moved_by("flood-study") > 0.0);
}

/// Cut off on the other side of the river, two command.
#[test]
fn two_in_command() {
    let split = Answer::about("examples/hospital", "office.incident-commander.split", &[]);
    let cut_off = ["lost(annex)", "lost(bridge)", "lost(telephone-north)"];
    assert_eq!(
        split.views(&cut_off),
        facts(&[
            "seen from main-building: chief-executive-in-office holds incident-commander",
            "seen from north-hospital: technical-director-in-office holds incident-commander",
        ])
    );
}
