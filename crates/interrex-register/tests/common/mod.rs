//! A plan that somebody adopts, and acts after that: read as a list, and held against questions.

use std::collections::BTreeMap;

use interrex_plan::model::Plan;
use interrex_register::questions::{self, Asked};
use interrex_register::script::{self, Script};

/// The plan by its digest, and these acts after its adoption on the first day of 2020.
pub(crate) fn script(plan: &str, adopter: &str, acts: &str) -> (BTreeMap<String, Plan>, Script) {
    let files = [("plan.toml".to_owned(), plan.to_owned())];
    let reading = interrex_plan::read(&files);
    assert!(!reading.has_errors(), "{:#?}", reading.diagnostics);
    let digest = interrex_plan::digest(&files);
    let digests = BTreeMap::from([("plan.toml".to_owned(), digest.clone())]);
    let plans = BTreeMap::from([(digest, reading.plan)]);
    let adopts = format!(
        "[[act]]\nkind = \"adopt\"\nadopted = \"plan.toml\"\nby = [\"{adopter}\"]\nsigned = 2020-01-01\n"
    );
    let script = script::read(&format!("{adopts}{acts}"), &digests).expect("acts");
    (plans, script)
}

/// The answers to the questions after these acts.
pub(crate) fn asked(plan: &str, adopter: &str, acts: &str, questions: &str) -> Vec<Asked> {
    let (plans, script) = script(plan, adopter, acts);
    questions::ask(questions, &plans, &script.acts, &script.ids).expect("questions")
}

/// Holds the answers to the questions against what is expected, after these acts.
pub(crate) fn check(plan: &str, adopter: &str, acts: &str, questions: &str) {
    for one in asked(plan, adopter, acts, questions) {
        let text = interrex_register::who::text(&one.answer);
        assert!(one.departures.is_empty(), "{:?}\n{text}", one.departures);
    }
}
