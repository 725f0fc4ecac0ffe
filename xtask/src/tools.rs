//! Wrappers of tools that are slow, or that need more than a stable compiler.
//!
//! Responsible for saying what such a tool needs before it is started, and for starting it the way
//! this repository means it to be used. What it finds is left to the tool to say.

use std::fs;
use std::process::ExitCode;

use crate::process;

const FUZZ_NEEDS: &str = "fuzzing needs a nightly compiler and cargo-fuzz:
    rustup toolchain install nightly
    cargo install --locked cargo-fuzz";

const MUTANTS_NEEDS: &str = "this needs cargo-mutants and cargo-nextest:
    cargo install --locked cargo-mutants cargo-nextest";

/// Crates whose tests are in another: what the meaning says is seen in answers.
const TESTED_ELSEWHERE: [(&str, &str); 1] = [("interrex-standing", "interrex-prove")];

/// Runs one fuzz target for a number of seconds (60 unless told), or lists the targets.
///
/// # Errors
///
/// Says which tool is missing, that there is no such target, or that an input was found that
/// breaks one; cargo-fuzz then prints where it saved that input.
pub(crate) fn fuzz(arguments: &[String]) -> Result<ExitCode, String> {
    let targets = fuzz_targets();
    if targets.is_empty() {
        return Err("there are no fuzz targets: `fuzz/fuzz_targets` is empty".to_owned());
    }
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (target, seconds) = match words.as_slice() {
        [] => {
            println!("fuzz targets: {}", targets.join(", "));
            return Ok(ExitCode::SUCCESS);
        }
        [target] => (*target, "60"),
        [target, "--seconds", seconds] => (*target, *seconds),
        _ => return Err("usage: cargo xtask fuzz [TARGET] [--seconds N]".to_owned()),
    };
    if !targets.iter().any(|known| known == target) {
        let known = targets.join(", ");
        return Err(format!(
            "there is no fuzz target `{target}`; there are {known}"
        ));
    }
    if !process::succeeds("cargo", &["+nightly", "fuzz", "--version"]) {
        return Err(FUZZ_NEEDS.to_owned());
    }
    let limit = format!("-max_total_time={seconds}");
    let arguments = ["+nightly", "fuzz", "run", target, "--", &limit];
    process::pass_on(&mut process::command("cargo", &arguments))
}

/// The names of the fuzz targets, sorted.
fn fuzz_targets() -> Vec<String> {
    let folder = process::root().join("fuzz/fuzz_targets");
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".rs").map(str::to_owned))
        .collect();
    names.sort();
    names
}

/// Asks cargo-mutants which changes to a crate no test notices.
///
/// # Errors
///
/// Says that the tool is missing, or that a change went unnoticed.
pub(crate) fn mutants(arguments: &[String]) -> Result<ExitCode, String> {
    let [name] = arguments else {
        return Err("usage: cargo xtask mutants CRATE (it takes minutes to hours)".to_owned());
    };
    let tools = ["mutants", "nextest"];
    if !tools
        .iter()
        .all(|tool| process::succeeds("cargo", &[*tool, "--version"]))
    {
        return Err(MUTANTS_NEEDS.to_owned());
    }
    let elsewhere = TESTED_ELSEWHERE.iter().find(|(of, _)| of == name);
    let tests_of = elsewhere.map_or(name.as_str(), |(_, tests_of)| tests_of);
    process::pass_on(&mut process::command(
        "cargo",
        &["mutants", "--package", name, "--test-package", tests_of],
    ))
}
