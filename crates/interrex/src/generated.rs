//! Completions and manual pages, from the definition of the command line.

use std::path::Path;

use clap::CommandFactory;

use crate::Outcome;
use crate::args::Cli;
use crate::output::Output;

/// Prints a completion script.
pub(crate) fn completions(shell: clap_complete::Shell, output: &mut Output) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "interrex", &mut script);
    output.answer(&String::from_utf8_lossy(&script));
    Outcome::Good
}

/// Writes the manual pages: one for the program, one for each verb.
pub(crate) fn man(dir: &Path, output: &mut Output) -> Outcome {
    let written =
        std::fs::create_dir_all(dir).and_then(|()| clap_mangen::generate_to(Cli::command(), dir));
    match written {
        Ok(()) => {
            output.answer(&format!("wrote the manual pages to `{}`\n", dir.display()));
            Outcome::Good
        }
        Err(error) => output.fail(&format!("cannot write `{}`: {error}", dir.display())),
    }
}
