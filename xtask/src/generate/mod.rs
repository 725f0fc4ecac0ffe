//! The files that the program writes about itself.
//!
//! Responsible for the list of generators, for writing what they produce and for saying which
//! files are out of date. The texts come from the crates that know the things described: the plan
//! language describes its own keys, each rule its own page. The registers and pages of the cases from history
//! are made of what is written about each. A folder that a generator owns holds
//! nothing else, so that the page of a rule that is gone does not stay behind.
//!
//! The generators link crates of the workspace. So that the other chores build without them, this
//! one starts itself again with the feature `generate`.

use std::process::ExitCode;

#[cfg(feature = "generate")]
mod cases;
#[cfg(feature = "generate")]
mod command_line;
#[cfg(feature = "generate")]
mod contents;
#[cfg(feature = "generate")]
mod pages;

#[cfg(not(feature = "generate"))]
use crate::process;

/// Writes every generated file; with `--check`, lists those that are out of date instead.
///
/// # Errors
///
/// Says that a file could not be read or written.
#[cfg(feature = "generate")]
pub(crate) fn run(arguments: &[String]) -> Result<ExitCode, String> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => pages::write().map(|()| ExitCode::SUCCESS),
        ["--check"] => {
            let stale = stale()?;
            for path in &stale {
                println!("{path}");
            }
            Ok(if stale.is_empty() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            })
        }
        _ => Err("usage: cargo xtask generate [--check]".to_owned()),
    }
}

/// The generated files that are missing, out of date, or left over.
///
/// # Errors
///
/// Says that a file could not be read.
#[cfg(feature = "generate")]
pub(crate) fn stale() -> Result<Vec<String>, String> {
    pages::stale()
}

#[cfg(not(feature = "generate"))]
const AGAIN: &[&str] = &[
    "run",
    "--quiet",
    "--package",
    "xtask",
    "--features",
    "generate",
    "--",
    "generate",
];

/// Starts this chore again, with its generators.
///
/// # Errors
///
/// Says how it ended.
#[cfg(not(feature = "generate"))]
pub(crate) fn run(arguments: &[String]) -> Result<ExitCode, String> {
    let mut command = process::command("cargo", AGAIN);
    process::pass_on(command.args(arguments))
}

/// The generated files that are missing, out of date, or left over.
///
/// # Errors
///
/// Says that the generators do not compile, with what the compiler said.
#[cfg(not(feature = "generate"))]
pub(crate) fn stale() -> Result<Vec<String>, String> {
    let mut command = process::command("cargo", AGAIN);
    command.arg("--check");
    let output = command
        .output()
        .map_err(|error| format!("cargo did not start: {error}"))?;
    let listed = String::from_utf8_lossy(&output.stdout);
    let paths: Vec<String> = listed.lines().map(str::to_owned).collect();
    if output.status.success() || !paths.is_empty() {
        return Ok(paths);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("the generators did not run:\n{}", said.trim_end()))
}
