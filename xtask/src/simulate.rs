//! Simulations of registers, by their seeds.
//!
//! Responsible for running worlds one after another and for telling the first that does not hold, with the
//! line that repeats it, and for killing the real program as often as is asked. The world is that of
//! `interrex-simulation`. It runs in a process of its own, built with optimization and with the feature
//! `register`.

use std::ops::Range;
use std::process::ExitCode;

use crate::process;

/// Runs the worlds of a range of seeds.
///
/// # Errors
///
/// Says which argument is not understood, or that the process did not start.
pub(crate) fn run(arguments: &[String]) -> Result<ExitCode, String> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (inside, rest) = match words.split_first() {
        Some((&"inside", rest)) => (true, rest),
        _ => (false, words.as_slice()),
    };
    let (seeds, planted) = match *rest {
        ["--kill", count] => return kill(count),
        ["--seeds", seeds] => (seeds, None),
        ["--seeds", seeds, "--planted", planted] => (seeds, Some(planted)),
        _ => {
            return Err(
                "expected `--seeds A..B`, and perhaps `--planted FAULT`; or `--kill N`".to_owned(),
            );
        }
    };
    let range = parse(seeds)?;
    if inside {
        return worlds(range, planted);
    }
    let mut command = process::command("cargo", &["run", "--release", "--quiet"]);
    command.args(["--package", "xtask", "--features", "register", "--"]);
    command.args(["simulate", "inside"]).args(rest);
    let status = command.status();
    let status = status.map_err(|error| format!("cargo did not start: {error}"))?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Kills the real program in the middle of appends, again and again: the test that the gate runs a few times.
fn kill(count: &str) -> Result<ExitCode, String> {
    let parsed: Result<u32, _> = count.parse();
    parsed.map_err(|_| format!("`{count}` is no number of kills"))?;
    let test = "killed::what_was_acknowledged_survives_a_kill";
    let arguments = [
        "test",
        "--package",
        "interrex",
        "--test",
        "cli",
        "--",
        "--exact",
    ];
    let mut command = process::command("cargo", &arguments);
    command.args([test, "--nocapture"]);
    command.env("INTERREX_KILLS", count);
    process::pass_on(&mut command)
}

/// A range of seeds, as `0..300`.
fn parse(seeds: &str) -> Result<Range<u64>, String> {
    let ends = seeds.split_once("..");
    let ends = ends.and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
    let (from, to) =
        ends.ok_or_else(|| format!("`{seeds}` is no range of seeds, such as 0..300"))?;
    Ok(from..to)
}

#[cfg(feature = "register")]
fn worlds(seeds: Range<u64>, planted: Option<&str>) -> Result<ExitCode, String> {
    use interrex_simulation::{PLANTED, Summary, run};

    let named = |name: &str| PLANTED.into_iter().find(|planted| planted.name() == name);
    let planted = planted
        .map(|name| named(name).ok_or_else(|| format!("there is no fault `{name}` to build in")))
        .transpose()?;
    let mut all = Summary::default();
    let count = seeds.end.saturating_sub(seeds.start);
    for seed in seeds {
        match run(seed, planted) {
            Ok(summary) => all.add(&summary),
            Err(violation) => {
                println!("{violation}");
                return Ok(ExitCode::FAILURE);
            }
        }
        if (seed + 1).is_multiple_of(1000) {
            eprintln!("{} seeds hold", seed + 1);
        }
    }
    println!("{count} seeds hold: {all}");
    Ok(ExitCode::SUCCESS)
}

#[cfg(not(feature = "register"))]
fn worlds(_: Range<u64>, _: Option<&str>) -> Result<ExitCode, String> {
    Err("a simulation is built with the feature `register`".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_has_two_ends() {
        assert_eq!(parse("3..300"), Ok(3..300));
        for wrong in ["3", "3..", "..3", "a..b", "-1..2"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn other_arguments_are_refused() {
        for wrong in [
            &["--seed", "1"][..],
            &[],
            &["--seeds", "0..1", "x"],
            &["--kill", "x"],
        ] {
            let words: Vec<String> = wrong.iter().map(|word| (*word).to_owned()).collect();
            assert!(run(&words).is_err(), "{wrong:?}");
        }
    }
}
