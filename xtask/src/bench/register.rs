//! A register on this machine's disk.
//!
//! Responsible for `cargo xtask bench register`: how many entries a second are durable in a log, one by
//! one and in batches, beside what the disk itself can do in the same minute. It runs in a process of its
//! own, built with optimization and with the feature `register`.

#[cfg(feature = "register")]
mod acts;
#[cfg(feature = "register")]
#[path = "../../../crates/interrex/src/register/disk.rs"]
mod disk;
#[cfg(feature = "register")]
mod measure;
#[cfg(feature = "register")]
mod orders;
#[cfg(feature = "register")]
mod who;

use std::process::ExitCode;

use crate::process;

/// What is measured.
enum What {
    /// Appends, each kind for so many seconds.
    Appends(u64),
    /// Questions to registers of so many acts, and orders of the last.
    Who(Vec<u32>),
}

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
    let what = parse(rest)?;
    if inside {
        return measure(&what);
    }
    if matches!(what, What::Who(_)) {
        let arguments = ["build", "--release", "--quiet", "--package", "interrex"];
        process::run(&mut process::command("cargo", &arguments))?;
    }
    let mut command = process::command("cargo", &["run", "--release", "--quiet"]);
    command.args(["--package", "xtask", "--features", "register", "--"]);
    command.args(["bench", "register", "inside"]).args(rest);
    process::pass_on(&mut command)
}

fn parse(arguments: &[&str]) -> Result<What, String> {
    match *arguments {
        [] => Ok(What::Appends(5)),
        ["--seconds", seconds] => {
            let parsed = seconds.parse();
            let parsed = parsed.map_err(|_| format!("`{seconds}` is no number of seconds"))?;
            Ok(What::Appends(parsed))
        }
        ["who", acts] => {
            let counts = acts.split(',').map(|count| {
                let parsed = count.parse();
                parsed.map_err(|_| format!("`{count}` is no number of acts"))
            });
            Ok(What::Who(counts.collect::<Result<_, _>>()?))
        }
        _ => Err("expected nothing, `--seconds N`, or `who ACTS,ACTS...`".to_owned()),
    }
}

#[cfg(feature = "register")]
fn measure(what: &What) -> Result<ExitCode, String> {
    match what {
        What::Appends(seconds) => measure::run(*seconds)?,
        What::Who(counts) => questions(counts)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Measures registers one after another; the last is left on the disk.
#[cfg(feature = "register")]
fn questions(counts: &[u32]) -> Result<(), String> {
    let root = process::root().join("target/bench/who");
    std::fs::create_dir_all(&root).map_err(|error| error.to_string())?;
    let stream = acts::Stream::new()?;
    let folder = root.join("register");
    for count in counts {
        who::run(&stream, &folder, *count)?;
    }
    let last = counts.last().ok_or("no number of acts is given")?;
    orders::run(&stream, &root, &folder, *last)
}

#[cfg(not(feature = "register"))]
fn measure(what: &What) -> Result<ExitCode, String> {
    let unit = match what {
        What::Appends(seconds) => format!("{seconds} s"),
        What::Who(counts) => format!("{} registers", counts.len()),
    };
    Err(format!(
        "a measurement ({unit}) is built with the feature `register`"
    ))
}
