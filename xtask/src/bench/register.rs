//! A register on this machine's disk.
//!
//! Responsible for `cargo xtask bench register`: how many entries a second are durable in a log, one by
//! one and in batches, beside what the disk itself can do in the same minute. It runs in a process of its
//! own, built with optimization and with the feature `register`.

#[cfg(feature = "register")]
mod measure;

use std::process::ExitCode;

use crate::process;

/// Starts the measurement.
///
/// # Errors
///
/// Says which argument is not understood, or that the process did not start.
pub(super) fn run(arguments: &[&str]) -> Result<ExitCode, String> {
    let (inside, rest) = match arguments.split_first() {
        Some((&"inside", rest)) => (true, rest),
        _ => (false, arguments),
    };
    let seconds = match *rest {
        [] => "5",
        ["--seconds", seconds] => seconds,
        _ => return Err("expected nothing, or `--seconds N`".to_owned()),
    };
    let parsed = seconds.parse();
    let parsed = parsed.map_err(|_| format!("`{seconds}` is no number of seconds"))?;
    if inside {
        return measure(parsed);
    }
    let mut command = process::command("cargo", &["run", "--release", "--quiet"]);
    command.args(["--package", "xtask", "--features", "register", "--"]);
    command.args(["bench", "register", "inside", "--seconds", seconds]);
    let status = command.status();
    let status = status.map_err(|error| format!("cargo did not start: {error}"))?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

#[cfg(feature = "register")]
fn measure(seconds: u64) -> Result<ExitCode, String> {
    measure::run(seconds).map(|()| ExitCode::SUCCESS)
}

#[cfg(not(feature = "register"))]
fn measure(_: u64) -> Result<ExitCode, String> {
    Err("a measurement is built with the feature `register`".to_owned())
}
