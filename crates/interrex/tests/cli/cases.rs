//! The historical cases: every plan of every case is free of errors and can be proved, and what its law
//! says of the question that the case turns on.

use std::fs;
use std::path::Path;

use crate::answer::{Answer, facts, never_exercised};
use crate::run::{root, run};

const CASES: &str = "examples/cases";

/// The plans of all cases, each as a path from the root of the repository.
fn plans() -> Vec<String> {
    let mut plans = Vec::new();
    for case in entries(&root().join(CASES)) {
        let folder = format!("{CASES}/{case}");
        let files = entries(&root().join(&folder));
        assert!(files.contains(&"README.md".to_owned()), "{case}");
        assert!(files.contains(&"plan.toml".to_owned()), "{case}");
        let is_plan = |file: &String| {
            let name = file.strip_prefix("plan");
            name.is_some_and(|name| name == ".toml" || name.starts_with('-'))
        };
        let of_case = files.into_iter().filter(is_plan);
        plans.extend(of_case.map(|file| format!("{folder}/{file}")));
    }
    plans
}

/// Names in a folder, sorted; of the cases themselves, only folders.
fn entries(folder: &Path) -> Vec<String> {
    let is_of_cases = folder.ends_with(CASES);
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read"))
        .filter(|entry| !is_of_cases || entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().expect("a name in letters"))
        .collect();
    names.sort();
    names
}

/// Runs the program on a plan of a case.
fn ran(verb: &str, plan: &str, status: &[i32]) -> String {
    let args = [verb, plan, "--format", "short"].map(str::to_owned);
    let args = if verb == "prove" {
        &args[..2]
    } else {
        &args[..]
    };
    let ran = run(args, &root());
    assert!(
        status.contains(&ran.status),
        "{plan}\n{}{}",
        ran.stdout,
        ran.stderr
    );
    ran.stdout
}

#[test]
fn every_plan_of_every_case_checks_without_an_error() {
    let plans = plans();
    assert!(plans.len() >= 16, "{plans:?}");
    for plan in plans {
        let findings = ran("check", &plan, &[0]);
        assert!(!findings.contains(": error["), "{findings}");
    }
}

#[test]
fn every_plan_of_every_case_can_be_proved() {
    for plan in plans() {
        assert!(!ran("prove", &plan, &[0, 3]).is_empty(), "{plan}");
    }
}

/// The text of a case's plan and what it answers about one proposition.
fn about(case: &str, proposition: &str, args: &[&str]) -> Answer {
    let args = [args, &["--list-max", "60"]].concat();
    Answer::about(&format!("{CASES}/{case}/plan.toml"), proposition, &args)
}

/// An interned president keeps the office and nobody exercises it; a vacancy goes to whom he has named.
#[test]
fn poland_internment_moves_nothing() {
    let stranded = about("poland-1939", "office.president.stranded", &[]);
    assert!(stranded.has(&["captive(president-incumbent)"]));
    let named = about(
        "poland-1939",
        "office.president.exercised-by.named-successor",
        &[],
    );
    assert!(named.has(&["resigns(president)"]));
    assert!(named.has(&["dead(president-incumbent)"]));
    assert!(!named.has(&["captive(president-incumbent)"]));
}

/// The council reigns only where the king cannot and no chamber can give a regency.
#[test]
fn belgium_the_council_reigns_while_the_chambers_cannot_meet() {
    let council = about(
        "belgium-1940",
        "office.crown.exercised-by.council-of-ministers",
        &[],
    );
    let captive = ["captive(king)", "lost(belgium)"];
    assert!(council.has(&captive));
    assert_eq!(council.unless(&captive), facts(&["dead(king)"]));
    assert!(!council.has(&["captive(king)"]), "a regent is given first");
}

/// The vote of 10 July took the presidency from nobody.
#[test]
fn france_the_vote_is_no_ground() {
    let president = about(
        "france-1940",
        "office.president.exercised-by.president-incumbent",
        &[],
    );
    assert_eq!(president.cut_set_count(), "1");
    assert!(president.has(&[]), "{:?}", president.cut_sets());
}

/// Money and property go on in London and Washington without a government; the rest does not.
#[test]
fn latvia_only_what_was_granted_goes_on() {
    for power in [
        "orders-to-missions",
        "public-money-abroad",
        "property-abroad",
    ] {
        let proposition = format!("power.{power}.everywhere.unexercised");
        let answer = about("latvia-1940", &proposition, &[]);
        assert_eq!(answer.survives(), 2, "{power}");
    }
    for power in ["form-a-government", "appoint-envoys", "make-treaties"] {
        let proposition = format!("power.{power}.everywhere.unexercised");
        let answer = about("latvia-1940", &proposition, &[]);
        assert!(answer.has(&["captive(president-incumbent)"]), "{power}");
    }
}

/// The president cannot act and nobody declares it; the Secretary of State has no turn while there is a vice
/// president.
#[test]
fn united_states_unable_and_not_declared() {
    let stranded = about("united-states-1981", "office.president.stranded", &[]);
    let silent = [
        "incapacitated(president-incumbent)",
        "refuses(president.section-4)",
    ];
    assert!(stranded.has(&silent));
    let state = about(
        "united-states-1981",
        "office.president.exercised-by.secretary-of-state",
        &[],
    );
    for set in state.cut_sets() {
        assert!(
            set.len() >= 4,
            "president, vice president and two before: {set:?}"
        );
        assert!(set.contains("dead(speaker-of-the-house-incumbent)"));
        assert!(set.contains("dead(president-pro-tempore-incumbent)"));
    }
}

/// Absence is no trigger; from 9 February 2010 there is one whose basis is disputed.
#[test]
fn nigeria_absence_without_a_letter() {
    let vice_president = "office.president.exercised-by.vice-president";
    let stranded = about("nigeria-2009", "office.president.stranded", &[]);
    assert!(stranded.has(&["absent(president-incumbent)"]));
    let before = about("nigeria-2009", vice_president, &[]);
    assert!(before.has(&["decided(president.written-declaration)"]));
    assert!(!before.has(&["absent(president-incumbent)"]));
    let interview = ["decided(president.interview-taken-as-declaration)"];
    assert!(!before.has(&interview));
    let after = about("nigeria-2009", vice_president, &["--as-of", "2010-02-09"]);
    assert!(after.has(&interview));
}

/// What the assembly decides makes two presidents of one office.
#[test]
fn venezuela_two_readings() {
    let disputed = about("venezuela-2019", "office.president.disputed", &[]);
    assert!(disputed.has(&["decided(president.no-elected-president)"]));
    let ended = "venezuela-2019/plan-2.toml";
    let never = never_exercised(&format!("{CASES}/{ended}"), "president", "2023-01-05");
    assert_eq!(never, facts(&["president-of-the-national-assembly"]));
}

/// No body that the law asks for can act, so that nobody at all can follow.
#[test]
fn haiti_nobody_can_follow() {
    for body in ["senate", "chamber-of-deputies", "national-assembly"] {
        let cannot = about("haiti-2021", &format!("body.{body}.cannot-act"), &[]);
        assert!(cannot.has(&[]), "{body}");
    }
    let never = never_exercised(
        &format!("{CASES}/haiti-2021/plan.toml"),
        "president",
        "2021-07-07",
    );
    let all = [
        "president-of-the-supreme-court",
        "prime-minister",
        "provisional-president",
        "senior-judge",
        "vice-president-of-the-supreme-court",
    ];
    assert_eq!(never, facts(&all));
}

/// Absence alone brings the first vice president in, wherever Kabul is.
#[test]
fn afghanistan_absence_needs_nobody() {
    let first = about(
        "afghanistan-2021",
        "office.president.exercised-by.first-vice-president",
        &[],
    );
    assert!(first.has(&["absent(president-incumbent)"]));
    assert!(
        !first.has(&["resigns(president)", "lost(kabul)"]),
        "nobody to receive it"
    );
}

/// Every way to the chairman goes through one of four grounds; time is not among them.
#[test]
fn ukraine_a_closed_list() {
    let chairman = about(
        "ukraine-2024",
        "office.president.exercised-by.chairman-of-the-rada",
        &["--as-of", "2024-05-28"],
    );
    let grounds = facts(&[
        "dead(president-incumbent)",
        "resigns(president)",
        "incapacitated(president-incumbent)",
        "decided(president.impeached)",
    ]);
    let sets = chairman.cut_sets();
    assert_eq!(sets.len(), 4, "{sets:?}");
    for set in sets {
        assert!(set.is_subset(&grounds), "{set:?}");
    }
}

/// The ruling makes two lines; bank and oil company do not turn on it.
#[test]
fn libya_the_ruling_divides_the_legislature_only() {
    let disputed = about("libya-2014", "office.legislature.disputed", &[]);
    assert!(disputed.has(&["decided(legislature.election-law-void)"]));
    for power in ["reserves-of-the-state", "sell-oil"] {
        let proposition = format!("power.{power}.everywhere.contested");
        let contested = about("libya-2014", &proposition, &[]);
        let ruling = facts(&["decided(legislature.election-law-void)"]);
        assert!(!contested.cut_sets().contains(&ruling), "{power}");
    }
}

/// On a resignation the director of CISA; the commissioner only in a disaster, or in the department's reading.
#[test]
fn homeland_security_by_cause() {
    let case = "homeland-security-2019";
    let commissioner = "office.secretary.exercised-by.cbp-commissioner";
    let director = about(case, "office.secretary.exercised-by.cisa-director", &[]);
    assert!(director.has(&["resigns(secretary)"]));
    let disaster = about(case, commissioner, &[]);
    assert!(!disaster.has(&["resigns(secretary)"]));
    let catastrophe = ["occurs(catastrophe)", "absent(secretary-incumbent)"];
    assert!(disaster.has(&catastrophe));
    let reading = "office.secretary.order.as-the-department-read-it";
    let read = about(case, commissioner, &["--with", reading]);
    assert!(read.has(&["resigns(secretary)"]));
}
