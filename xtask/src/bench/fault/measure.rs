//! One model, in a process of its own so that its peak memory is its own.

use std::fs;
use std::process::ExitCode;
use std::time::Duration;

use interrex_fault::{Assignment, Chance, CutSetOptions, Limits, Session};
use interrex_openpsa::{Compiled, Settings};

use super::results::Ours;
use crate::bench::memory;
use crate::clock;

/// Reads the model, asks for the probability of its first proposition and for the number of its
/// minimal cut sets, and prints one line.
///
/// # Errors
///
/// Says that the model cannot be read, or what is wrong with it.
pub(super) fn run(path: &str, seconds: u64) -> Result<ExitCode, String> {
    let (compiled, read) = clock::timed(|| read(path));
    let compiled = compiled?;
    let is_over = clock::deadline(Duration::from_secs(seconds));
    let limits = Limits {
        stop: Some(&is_over),
        ..Limits::default()
    };
    let top = compiled
        .propositions
        .first()
        .ok_or("the model has no top gate")?
        .node;
    let chances = (0..).zip(&compiled.variables).map(|(number, variable)| {
        (
            interrex_circuit::Var(number),
            Chance::Alone(variable.likelihood),
        )
    });
    let (session, prepared) = clock::timed(|| {
        Assignment::new(&compiled.circuit, chances)
            .map(|assignment| Session::new(assignment, &[top], Vec::new(), limits).thorough())
    });
    let mut session = session.map_err(|error| error.to_string())?;
    let (probability, probability_took) = clock::timed(|| session.probability(top));
    let options = CutSetOptions {
        listed_max: 0,
        ..CutSetOptions::default()
    };
    let (sets, count_took) = clock::timed(|| session.cut_sets(top, &options));
    let ours = Ours {
        read_seconds: (read + prepared).as_secs_f64(),
        probability_seconds: probability_took.as_secs_f64(),
        count_seconds: count_took.as_secs_f64(),
        peak_kib: memory::peak_kib().unwrap_or(0),
        low: probability.low,
        high: probability.high,
        count: sets.complete.then(|| sets.count.to_string()),
        between: sets
            .count_bounds
            .map(|ends| ends.map(|end| end.to_string())),
    };
    println!("{}", ours.text());
    Ok(ExitCode::SUCCESS)
}

fn read(path: &str) -> Result<Compiled, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let mut none = |name: &str| Err(format!("{name} is not read"));
    let reading = interrex_openpsa::read(&[(path, text)], &Settings::default(), &mut none);
    let faults = reading.diagnostics.len();
    let model = reading
        .model
        .ok_or_else(|| format!("{path} has {faults} faults: `interrex check` lists them"))?;
    Ok(interrex_openpsa::compile(&model))
}
