//! Measurements.
//!
//! Responsible for the plans that are measured and for what is reported: time and peak memory of
//! reading, checking, compiling and proving, as a table and as JSON, and whether the answers are
//! those that `bench/` keeps. A measurement runs in a process of its own, built with optimization
//! and with the feature `bench`; this chore starts it and reads what it prints.

mod fault;
#[cfg(feature = "bench")]
mod measure;
#[cfg(feature = "bench")]
mod memory;
mod national;
mod options;
mod register;
mod report;

use std::fs;
use std::path::Path;
use std::process::{ExitCode, Stdio};

use crate::process;
use options::Options;
use report::Measurement;

/// The answers that a measurement at scale one and seed one must give.
const ANSWERS: &str = "bench/national-1x.answers.txt";

/// A real roster, for size; it has no scale, and is told as scale zero.
const PLUM_BOOK: (&str, &str) = ("examples/plum-book", "bench/plum-book.answers.txt");

/// Where plans are written unless the command line says otherwise.
const PLANS: &str = "target/bench";

/// Measures a national plan at each scale asked for, or fault trees, or a register.
///
/// # Errors
///
/// Says which argument is not understood, which file could not be written, or how a measurement
/// failed.
pub(crate) fn run(arguments: &[String]) -> Result<ExitCode, String> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["measure", what @ ..] => return measure(what),
        ["fault", what @ ..] => return fault::run(what),
        ["register", what @ ..] => return register::run(what),
        _ => {}
    }
    let options = Options::parse(arguments)?;
    let folder = process::root().join(options.write_to.as_deref().unwrap_or(PLANS));
    let mut measurements = Vec::new();
    if options.write_to.is_none() {
        let path = process::root().join(PLUM_BOOK.0);
        measurements.push(start(0, &path.display().to_string(), options.seconds)?);
    }
    for scale in &options.scales {
        let path = write(&folder, *scale, options.seed)?;
        if options.write_to.is_none() {
            measurements.push(start(*scale, &path, options.seconds)?);
        }
    }
    if measurements.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    println!("{}", report::table(&measurements));
    println!("{}", report::growth(&measurements));
    if let Some(file) = &options.json {
        save(Path::new(file), &report::json(&measurements, options.seed))?;
    }
    let mut outcome = ExitCode::SUCCESS;
    for measurement in &measurements {
        let kept = match measurement.scale {
            0 => PLUM_BOOK.1,
            1 if options.seed == 1 => ANSWERS,
            _ => continue,
        };
        if !hold_against_kept(measurement, kept, options.keep)? {
            outcome = ExitCode::FAILURE;
        }
    }
    Ok(outcome)
}

/// Writes the plan of a scale and returns where.
fn write(folder: &Path, scale: u32, seed: u64) -> Result<String, String> {
    let text = national::plan(scale, seed);
    let path = folder.join(format!("national-{scale}x.toml"));
    save(&path, &text)?;
    let (lines, kib) = (text.lines().count(), text.len() / 1024);
    println!("{}: {lines} lines, {kib} KiB", path.display());
    Ok(path.display().to_string())
}

fn save(path: &Path, text: &str) -> Result<(), String> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    folder
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(path, text))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// Runs one measurement in a process of its own.
fn start(scale: u32, path: &str, seconds: u64) -> Result<Measurement, String> {
    let seconds = seconds.to_string();
    let mut command = process::command("cargo", &["run", "--release", "--quiet"]);
    command.args(["--package", "xtask", "--features", "bench", "--"]);
    command.args(["bench", "measure", path, &seconds]);
    // Memory that a phase lets go stays with the process: else large plans, whose phases take longer
    // than the allocator waits, would pay the system for it again at each repetition.
    command.env("MIMALLOC_PURGE_DELAY", "-1");
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo did not start: {error}"))?;
    if !output.status.success() {
        return Err(format!("the measurement ended with {}", output.status));
    }
    Measurement::parse(scale, &String::from_utf8_lossy(&output.stdout))
}

#[cfg(feature = "bench")]
fn measure(what: &[&str]) -> Result<ExitCode, String> {
    match *what {
        ["fault", path, seconds] => fault::measure(path, seconds),
        ["fault-series"] => fault::measure_series(),
        [path, seconds] => {
            let seconds = seconds
                .parse()
                .map_err(|_| format!("`{seconds}` is no number"))?;
            measure::run(path, seconds)
        }
        _ => Err("a measurement is started by the chore itself".to_owned()),
    }
}

#[cfg(not(feature = "bench"))]
fn measure(_: &[&str]) -> Result<ExitCode, String> {
    Err("a measurement is built with the feature `bench`".to_owned())
}

/// Compares answers with those kept, or keeps them; whether they are the same.
fn hold_against_kept(measurement: &Measurement, file: &str, keep: bool) -> Result<bool, String> {
    let path = process::root().join(file);
    if keep {
        save(&path, &measurement.answers_text())?;
        println!("{file}: {} answers kept", measurement.answers.len());
        return Ok(true);
    }
    let kept = fs::read_to_string(&path).map_err(|error| format!("{file}: {error}"))?;
    let comparison = report::compare(measurement, &kept);
    for proposition in &comparison.different {
        println!("not the answer in {file}: {proposition}");
    }
    let (same, different) = (comparison.same, comparison.different.len());
    println!(
        "{file}: {same} answers the same, {different} different, {} undecided",
        comparison.undecided
    );
    Ok(different == 0)
}
