//! One measurement, in a process of its own so that its peak memory is its own.
//!
//! Responsible for running the phases on one file and for printing one line for each phase and
//! each answer, fields between tabs, for the chore that started it. It hands the engine a stop
//! signal, so that a measurement ends.

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use interrex_plan::Reading;
use interrex_prove::answer::Survives;
use interrex_prove::summary::Entry;
use interrex_prove::warm::Warm;
use interrex_prove::{Ask, Proof, matches};
use interrex_standing::Question;
use interrex_units::{Likelihood, Probability};

use super::memory;
use crate::clock;

/// The failures whose answers are kept line by line; the others are kept as one fingerprint.
const KEPT: &[&str] = &[
    "function.*",
    "office.president.*",
    "office.prime-minister.*",
    "office.secretary-of-defense.*",
    "body.parliament.*",
    "seat.*",
];

/// Reads, checks, compiles and sums up the plan in a file or folder, in at most `seconds`.
///
/// # Errors
///
/// Says that the plan cannot be read, or that it has errors.
pub(super) fn run(path: &str, seconds: u64) -> Result<ExitCode, String> {
    let files = files(Path::new(path))?;
    let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    let (reading, took) = fastest(|| interrex_plan::read(&files));
    phase("read", took, &format!("{} KiB", bytes / 1024));
    if reading.has_errors() {
        return Err(format!("{path} has errors: `interrex check` lists them"));
    }
    let as_of = reading.plan.header.as_of.ok_or("the plan names no date")?;
    let (findings, took) = fastest(|| interrex_rules::check(&reading.plan, as_of));
    let count = findings.diagnostics.len();
    phase("rules", took, &format!("{count} findings"));
    let is_over = clock::deadline(Duration::from_secs(seconds));
    let ask = Ask::about(Question::as_of(as_of)).stopping(&is_over);
    sum_up(&reading, &ask);
    Ok(ExitCode::SUCCESS)
}

/// The fastest of some times: the first also pays for memory, and others for their neighbors.
fn fastest<T>(work: impl Fn() -> T) -> (T, Duration) {
    let (mut value, mut best) = clock::timed(&work);
    for _ in 1..TIMES {
        // Two results side by side would be twice the memory that a user needs.
        drop(value);
        let (again, took) = clock::timed(&work);
        value = again;
        best = best.min(took);
    }
    (value, best)
}

/// How often what takes less than a second is measured.
const TIMES: usize = 5;

/// The files of a plan, sorted by path.
fn files(path: &Path) -> Result<Vec<(String, String)>, String> {
    let fault = |error| format!("cannot read {}: {error}", path.display());
    if path.is_dir() {
        let entries = fs::read_dir(path).map_err(fault)?;
        let entries: Result<Vec<_>, _> = entries.map(|entry| entry.map(|one| one.path())).collect();
        let mut entries = entries.map_err(fault)?;
        entries.retain(|entry| entry.is_dir() || entry.extension().is_some_and(|is| is == "toml"));
        entries.sort();
        let lists: Result<Vec<_>, _> = entries.iter().map(|entry| files(entry)).collect();
        return Ok(lists?.into_iter().flatten().collect());
    }
    let text = fs::read_to_string(path).map_err(fault)?;
    Ok(vec![(path.display().to_string(), text)])
}

fn sum_up(reading: &Reading, ask: &Ask<'_>) {
    let (proof, took) = clock::timed(|| Proof::new(&reading.plan, &reading.sources, ask));
    let (propositions, gates) = (proof.propositions().len(), proof.standing().circuit().len());
    phase(
        "compile",
        took,
        &format!("{propositions} propositions, {gates} gates"),
    );
    let (summary, took) = clock::timed(|| proof.summary());
    let failures = &summary.failures;
    let open = failures.iter().filter(|entry| entry.probability.undecided);
    let note = format!(
        "{} failures possible, {} in bounds",
        failures.len(),
        open.count()
    );
    phase("summary", took, &note);
    edit(&proof);
    if ask.stop.is_some_and(|stop| stop()) {
        println!("answer\tall undecided");
        return;
    }
    let mut rest = FINGERPRINT_OF_NOTHING;
    for entry in failures {
        let line = line(entry);
        let is_kept = KEPT
            .iter()
            .any(|pattern| matches(pattern, &entry.proposition));
        if is_kept {
            println!("answer\t{line}");
        } else {
            rest = line.bytes().fold(rest, fingerprint);
        }
    }
    println!(
        "answer\tall {} failures, {rest:016x} those not listed",
        failures.len()
    );
}

/// Keeps the proof ready and supposes other likelihoods, one fact at a time: the median and the
/// longest of so many edits.
fn edit(proof: &Proof<'_>) {
    let (mut warm, took) = clock::timed(|| Warm::new(proof));
    phase("warm up", took, "for the edits that follow");
    let variables = proof.standing().variables().iter();
    let facts: Vec<&str> = variables
        .filter(|(_, variable)| variable.coupled.is_none())
        .map(|(_, variable)| variable.name.as_str())
        .collect();
    let mut edits = Vec::new();
    let step = (facts.len() / EDITS).max(1);
    for fact in facts.iter().step_by(step).take(EDITS) {
        let tenth = Likelihood::exact(Probability::new(0.1).expect("a tenth is a probability"));
        let (changed, took) = clock::timed(|| warm.assess(fact, tenth));
        // Some likelihoods follow from others and cannot be edited alone.
        if let Ok(changed) = changed {
            edits.push((took, changed.len()));
        }
    }
    edits.sort_unstable();
    let (Some(middle), Some(longest)) = (edits.get(edits.len() / 2), edits.last()) else {
        return;
    };
    let note = format!(
        "median of {} edits; longest {:.3} s; {} answers changed by the median edit",
        edits.len(),
        longest.0.as_secs_f64(),
        middle.1
    );
    phase("edit", middle.0, &note);
}

/// How many facts are edited.
const EDITS: usize = 41;

/// A failure on one line: how likely, how sure that is, and how many losses it survives.
fn line(entry: &Entry) -> String {
    let survives = match entry.survives {
        Survives::Everything => "everything".to_owned(),
        Survives::Losses(count) => count.to_string(),
        Survives::NotEvenNone => "not even none".to_owned(),
        Survives::Undecided => "an open number of losses".to_owned(),
    };
    let chance = entry.probability;
    let worth = match (chance.undecided, chance.exact) {
        (true, _) => "at a limit",
        (_, true) => "exact",
        _ => "outer",
    };
    let (low, high) = (chance.low, chance.high);
    let name = &entry.proposition;
    format!("{name} {low:.6e} to {high:.6e} {worth}, survives {survives}")
}

const FINGERPRINT_OF_NOTHING: u64 = 0xcbf2_9ce4_8422_2325;

/// Fowler, Noll and Vo's hash, one byte on.
fn fingerprint(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

fn phase(name: &str, took: Duration, note: &str) {
    let peak_kib = memory::peak_kib().unwrap_or(0);
    println!(
        "phase\t{name}\t{:.3}\t{peak_kib}\t{note}",
        took.as_secs_f64()
    );
}
