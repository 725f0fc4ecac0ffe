//! Whatever reads without an error is held against the rules and answered without a panic, within
//! small limits.

#![no_main]

use std::cell::Cell;

use interrex_prove::{Ask, Proof, human};
use interrex_standing::Question;
use interrex_units::Date;
use libfuzzer_sys::fuzz_target;

/// So many propositions of a plan are answered whole.
const ANSWERS_MAX: usize = 12;
/// How often a search asks before it is told to stop.
const ASKED_MAX: u32 = 200;

fuzz_target!(|text: &str| {
    let reading = interrex_plan::read(&[("plan.toml", text)]);
    if reading.has_errors() {
        return;
    }
    let usual = Date::new(2022, 3, 7).expect("a date");
    let as_of = reading.plan.header.as_of.unwrap_or(usual);
    let _ = interrex_rules::check(&reading.plan, as_of);
    let asked = Cell::new(0);
    let stop = || {
        asked.set(asked.get() + 1);
        asked.get() > ASKED_MAX
    };
    let ask = Ask { nodes_max: 2_000, ..Ask::about(Question::as_of(as_of)).stopping(&stop) };
    let proof = Proof::new(&reading.plan, &reading.sources, &ask);
    let mut analyses = proof.analyses();
    for proposition in proof.propositions().iter().take(ANSWERS_MAX) {
        let answer = analyses.answer(proposition);
        let chance = answer.probability;
        assert!(0.0 <= chance.low && chance.low <= chance.high && chance.high <= 1.0, "{chance:?}");
        let _ = human::to_text(&answer);
    }
});
