//! One measurement, in a process of its own so that its peak memory is its own.
//!
//! Responsible for running the phases on one file and for printing one line for each phase and
//! each answer, fields between tabs, for the chore that started it. It hands the engine a stop
//! signal, so that a measurement ends.

use std::cell::Cell;
use std::fs;
use std::process::ExitCode;
use std::time::Duration;

use interrex_plan::Reading;
use interrex_prove::answer::{Answer, Survives};
use interrex_prove::{Ask, Proof};
use interrex_standing::Question;

use crate::clock;

/// What is asked of a national plan, besides every essential function.
const ASKED: &[&str] = &[
    "function.*",
    "office.president.*",
    "office.prime-minister.*",
    "body.parliament.*",
    "seat.*",
];

/// Reads, checks, compiles and proves the plan in a file, in at most `seconds`.
///
/// # Errors
///
/// Says that the file cannot be read, or that the plan in it has errors.
pub(super) fn run(path: &str, seconds: u64) -> Result<ExitCode, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("cannot read {path}: {error}"))?;
    let (reading, took) = clock::timed(|| interrex_plan::read(&[(path, &text)]));
    phase("read", took, &format!("{} KiB", text.len() / 1024));
    if reading.has_errors() {
        return Err(format!("{path} has errors: `interrex check` lists them"));
    }
    let as_of = reading.plan.header.as_of.ok_or("the plan names no date")?;
    let (findings, took) = clock::timed(|| interrex_rules::check(&reading.plan, as_of));
    phase(
        "rules",
        took,
        &format!("{} findings", findings.diagnostics.len()),
    );
    let is_over = clock::deadline(Duration::from_secs(seconds));
    let mut ask = Ask::about(Question::as_of(as_of)).stopping(&is_over);
    ask.only = ASKED.iter().map(|pattern| (*pattern).to_owned()).collect();
    prove(&reading, &ask);
    Ok(ExitCode::SUCCESS)
}

fn prove(reading: &Reading, ask: &Ask<'_>) {
    let (proof, took) = clock::timed(|| Proof::new(&reading.plan, &reading.sources, ask));
    let note = format!(
        "{} propositions, {} gates",
        proof.propositions().len(),
        proof.standing().circuit().len()
    );
    phase("compile", took, &note);
    let slowest = Cell::new((Duration::ZERO, String::new()));
    let (answers, took) = clock::timed(|| {
        let mut analyses = proof.analyses();
        let mut answers = Vec::new();
        for proposition in proof.propositions() {
            let (answer, took) = clock::timed(|| analyses.told(proposition));
            if took > slowest.take().0 {
                slowest.set((took, proposition.name.clone()));
            }
            answers.push(answer);
        }
        answers
    });
    let undecided = answers.iter().filter(|answer| is_undecided(answer)).count();
    let (longest, name) = slowest.take();
    let longest = clock::seconds(longest);
    phase(
        "prove",
        took,
        &format!("{undecided} undecided; slowest {name}, {longest}"),
    );
    for answer in &answers {
        println!("answer\t{}", line(answer));
    }
}

fn is_undecided(answer: &Answer) -> bool {
    answer.probability.undecided
        || answer.survives == Survives::Undecided
        || !answer.cut_sets.complete
}

/// An answer on one line: what it is about, how likely, what it survives, how many sets.
fn line(answer: &Answer) -> String {
    if is_undecided(answer) {
        return format!("{} undecided", answer.proposition);
    }
    let survives = match answer.survives {
        Survives::Everything => "everything".to_owned(),
        Survives::Losses(count) => count.to_string(),
        Survives::NotEvenNone => "not even none".to_owned(),
        Survives::Undecided => "undecided".to_owned(),
    };
    let chance = answer.probability;
    format!(
        "{} {:.6e} to {:.6e} {}, survives {survives}, {} sets",
        answer.proposition,
        chance.low,
        chance.high,
        if chance.exact { "exact" } else { "bounds" },
        answer.cut_sets.count,
    )
}

fn phase(name: &str, took: Duration, note: &str) {
    let peak_kib = peak_memory_kib().unwrap_or(0);
    println!(
        "phase\t{name}\t{:.3}\t{peak_kib}\t{note}",
        took.as_secs_f64()
    );
}

/// The most memory that this process has had so far; nothing where the system does not tell.
fn peak_memory_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
