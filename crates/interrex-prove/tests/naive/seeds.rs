//! Which random plans a run compares, and how a disagreement is reported.
//!
//! Responsible for the seeds that the environment asks for, for their division over several tests,
//! and for the line that repeats a failure. It leaves the comparison to `compare`.

use std::ops::Range;

use super::compare::{Outcome, compare};
use super::generate::random_plan;
use super::shrink::shrink;
use super::wanted::{SEEDS, wanted};

/// The seeds that are compared when nothing else is asked for.
const USUAL: Range<u64> = 0..2000;
/// How many tests share the seeds.
pub(crate) const PARTS: u64 = 8;
/// Of fewer plans than this, many may happen to be left out.
const FEW: u64 = 200;
/// More variables than this are too many to enumerate for thousands of plans.
const VARIABLES_MAX: usize = 14;

/// Compares engine and interpreter on every plan whose seed falls to one part, and says how many
/// there were.
pub(crate) fn check_part(part: u64) -> String {
    let seeds = wanted(USUAL);
    let is_single = seeds.end - seeds.start == 1;
    let mut compared = 0;
    let mut left_out = 0;
    let mut disagreements = Vec::new();
    for seed in seeds.filter(|seed| seed % PARTS == part) {
        match compare_seed(seed) {
            Ok(true) => compared += 1,
            Ok(false) => left_out += 1,
            Err(what) if is_single => disagreements.push(in_full(seed, &what)),
            Err(what) => disagreements.push(in_a_line(seed, &what)),
        }
    }
    let count = format!("{compared} plans compared, {left_out} left out");
    assert!(
        disagreements.is_empty(),
        "{count}, {} disagree\n{}",
        disagreements.len(),
        disagreements.join("\n")
    );
    let few = compared + left_out < FEW;
    assert!(left_out * 10 <= compared || few, "only {count}");
    count
}

/// What differs, behind the command that repeats it and makes the plan small.
fn in_a_line(seed: u64, what: &str) -> String {
    format!("{SEEDS}={seed} cargo test -p interrex-prove --test random_plans the_engine # {what}")
}

/// Whether a plan was compared; what differs, where something does.
fn compare_seed(seed: u64) -> Result<bool, String> {
    compare_text(&random_plan(seed).text)
}

/// A panic is a disagreement too, so that it is reported with its seed.
fn compare_text(text: &str) -> Result<bool, String> {
    match std::panic::catch_unwind(|| compare(text, VARIABLES_MAX, true)) {
        Ok(Outcome::Same(_)) => Ok(true),
        Ok(Outcome::Faulty(_) | Outcome::TooLarge) => Ok(false),
        Ok(Outcome::Different(what)) => Err(what),
        Err(_) => Err("a panic".to_owned()),
    }
}

/// One disagreement with the smallest plan that still shows it.
fn in_full(seed: u64, what: &str) -> String {
    let small = shrink(&random_plan(seed).text, |text| compare_text(text).is_err());
    let of_small = compare_text(&small).err().unwrap_or_default();
    format!("seed {seed}: {what}\n\nThe smallest plan that differs: {of_small}\n{small}")
}
