//! The gate: what continuous integration runs, and what a laptop runs, in the same order.
//!
//! Responsible for the list of steps and for going on after one that failed, so that one run shows
//! everything that is wrong. A step whose tool is not installed is skipped aloud, with the reason;
//! it never counts as passed. What each step means is left to the tool that it calls.

use std::process::ExitCode;
use std::time::Duration;

use crate::{clock, process};

/// One step of the gate.
struct Step {
    name: &'static str,
    /// The program and its arguments.
    command: &'static [&'static str],
    /// Environment that the step needs.
    environment: &'static [(&'static str, &'static str)],
    /// A command that shows that the tool is there, and what is said when it is not.
    needs: Option<Need>,
}

struct Need {
    probe: &'static [&'static str],
    otherwise: Otherwise,
}

/// What happens when a tool is not there.
enum Otherwise {
    /// Another command answers the same question.
    Run(&'static [&'static str]),
    /// The step is left out, for this reason.
    Skip(&'static str),
}

const STEPS: &[Step] = &[
    Step {
        name: "format",
        command: &["cargo", "fmt", "--all", "--check"],
        environment: &[],
        needs: None,
    },
    Step {
        name: "lints",
        command: &[
            "cargo",
            "clippy",
            "--workspace",
            "--all-targets",
            "--all-features",
            "--quiet",
            "--",
            "-D",
            "warnings",
        ],
        environment: &[],
        needs: None,
    },
    Step {
        name: "tests",
        command: &[
            "cargo",
            "nextest",
            "run",
            "--workspace",
            "--features",
            "interrex/pkcs11",
            "--no-fail-fast",
        ],
        environment: &[],
        needs: Some(Need {
            probe: &["cargo", "nextest", "--version"],
            otherwise: Otherwise::Run(&[
                "cargo",
                "test",
                "--workspace",
                "--features",
                "interrex/pkcs11",
                "--lib",
                "--bins",
                "--tests",
                "--no-fail-fast",
            ]),
        }),
    },
    Step {
        name: "examples in the docs",
        command: &["cargo", "test", "--workspace", "--doc", "--no-fail-fast"],
        environment: &[],
        needs: None,
    },
    Step {
        name: "pages of the code",
        command: &[
            "cargo",
            "doc",
            "--workspace",
            "--no-deps",
            "--document-private-items",
            "--quiet",
        ],
        environment: &[("RUSTDOCFLAGS", "-D warnings")],
        needs: None,
    },
    Step {
        name: "tidy",
        command: &["cargo", "xtask", "tidy"],
        environment: &[],
        needs: None,
    },
    Step {
        name: "licenses and sources",
        command: &["cargo", "deny", "check", "bans", "licenses", "sources"],
        environment: &[],
        needs: Some(Need {
            probe: &["cargo", "deny", "--version"],
            otherwise: Otherwise::Skip(
                "cargo-deny is not installed (`cargo install --locked cargo-deny`)",
            ),
        }),
    },
    Step {
        name: "book",
        command: &["mdbook", "build"],
        environment: &[],
        needs: Some(Need {
            probe: &["mdbook", "--version"],
            otherwise: Otherwise::Skip("mdbook is not installed (`cargo install --locked mdbook`)"),
        }),
    },
];

/// How a step ended.
enum Outcome {
    Passed,
    Failed(String),
    Skipped(&'static str),
}

/// Runs every step, and ends badly when one failed.
///
/// # Errors
///
/// Says that there is an argument, which nothing understands.
pub(crate) fn run(arguments: &[String]) -> Result<ExitCode, String> {
    if let Some(argument) = arguments.first() {
        return Err(format!(
            "`ci` takes no argument, and was given `{argument}`"
        ));
    }
    let mut outcomes = Vec::new();
    for (index, step) in STEPS.iter().enumerate() {
        println!("== {}/{} {}", index + 1, STEPS.len(), step.name);
        let (outcome, took) = clock::timed(|| perform(step));
        println!("{}\n", sentence(&outcome, took));
        outcomes.push((step.name, outcome, took));
    }
    Ok(summarize(&outcomes))
}

fn perform(step: &Step) -> Outcome {
    let mut words = step.command;
    if let Some(need) = &step.needs
        && !available(need.probe)
    {
        match need.otherwise {
            Otherwise::Run(other) => words = other,
            Otherwise::Skip(reason) => return Outcome::Skipped(reason),
        }
    }
    let (program, arguments) = words.split_first().expect("a step names a program");
    let mut command = process::command(program, arguments);
    command.envs(step.environment.iter().copied());
    println!("   {}", process::line(&command));
    match process::run(&mut command) {
        Ok(()) => Outcome::Passed,
        Err(reason) => Outcome::Failed(reason),
    }
}

fn available(probe: &[&str]) -> bool {
    let (program, arguments) = probe.split_first().expect("a probe names a program");
    process::succeeds(program, arguments)
}

fn sentence(outcome: &Outcome, took: Duration) -> String {
    match outcome {
        Outcome::Passed => format!("   passed in {}", clock::seconds(took)),
        Outcome::Failed(reason) => format!("   FAILED after {}: {reason}", clock::seconds(took)),
        Outcome::Skipped(reason) => format!("   skipped: {reason}"),
    }
}

/// Prints a line for each step and the count; the count is the last line of the output.
fn summarize(outcomes: &[(&str, Outcome, Duration)]) -> ExitCode {
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for (name, outcome, took) in outcomes {
        match outcome {
            Outcome::Passed => passed += 1,
            Outcome::Failed(_) => failed += 1,
            Outcome::Skipped(_) => skipped += 1,
        }
        println!("{name:<22}{}", sentence(outcome, *took));
    }
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
