//! The command line of Interrex: arguments in, answers out, and an exit status.
//!
//! Everything that touches the world is here: files, the clock, the environment, the terminal. What
//! is asked and answered is left to the library crates.

mod args;
mod check;
mod clock;
mod explain;
mod export;
mod files;
mod generated;
mod import;
mod new;
mod open_psa;
mod output;
mod plan;
mod progress;
mod prove;
mod register;
mod report;
mod revision;
mod score;
mod stream;
mod verify_proof;
mod workbook;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Cli, Verb};
use crate::output::Output;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a verb ended; each is an exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// 0: the answer is good.
    Good,
    /// 1: the answer is bad.
    Bad,
    /// 2: it could not run.
    CouldNotRun,
    /// 3: a limit was reached; bounds were printed.
    Undecided,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Good => Self::SUCCESS,
            Outcome::Bad => Self::from(1),
            Outcome::CouldNotRun => Self::from(2),
            Outcome::Undecided => Self::from(3),
        }
    }
}

/// The stack of a thread that reads or proves, in bytes. Circuits and expressions are walked by recursion whose depth
/// a plan decides; a generous stack costs nothing until it is used.
pub(crate) const STACK: usize = 256 << 20;

fn main() -> ExitCode {
    let worker = std::thread::Builder::new().stack_size(STACK).spawn(run);
    match worker.map(std::thread::JoinHandle::join) {
        Ok(Ok(outcome)) => outcome.into(),
        _ => ExitCode::from(101),
    }
}

fn run() -> Outcome {
    let cli = Cli::parse();
    let mut output = Output::new(&cli.shared);
    let outcome = match &cli.verb {
        Verb::New { dir } => new::run(dir, &mut output),
        Verb::Check(args) => check::run(args, &cli.shared, &mut output),
        Verb::Prove(args) => prove::run(args, &cli.shared, &mut output),
        Verb::VerifyProof(args) => verify_proof::run(args, &mut output),
        Verb::Export(args) => export::run(args, &mut output),
        Verb::Report(args) => report::run(args, &cli.shared, &mut output),
        Verb::Import(args) => import::run(args, &cli.shared, &mut output),
        Verb::Register { verb } => register::run(verb, &mut output),
        Verb::Who(args) => register::who(args, &mut output),
        Verb::Ask(args) => register::ask(args, &mut output),
        Verb::Order(args) => register::order(args, &mut output),
        Verb::Verify(args) => register::verify(args, &mut output),
        Verb::Lint { policy } => register::lint(policy, &cli.shared, &mut output),
        Verb::Explain { code } => explain::run(code.as_deref(), &mut output),
        Verb::Completions { shell } => generated::completions(*shell, &mut output),
        Verb::Man { dir } => generated::man(dir, &mut output),
    };
    output.finish(outcome)
}
