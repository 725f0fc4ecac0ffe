//! Tests implementations of the transparency-log specifications of C2SP, over HTTP and over files.
//!
//! Every check is one line with the section of the specification that asks for it. What the formats are is left
//! to `interrex-tlog`; nothing here knows what the entries of a log mean.

mod args;
mod clock;
mod file;
mod files;
mod http;
mod made;
mod media;
mod mirror;
mod policy;
mod proof;
mod report;
mod tiles;
mod witness;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;

use crate::args::{Cli, Suite};
use crate::report::Report;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut report = Report::default();
    let done = match &cli.suite {
        Suite::Witness(args) => witness::run(args, &mut report),
        Suite::Mirror(args) => mirror::run(args, &mut report),
        Suite::Proof(args) => proof::run(args, &mut report),
        Suite::Policy { files } => policy::run(files, &mut report),
        Suite::Tiles(args) => tiles::run(args, &mut report),
        Suite::Log(args) => made::run(args),
        Suite::Files { folder } => files::run(folder),
        Suite::Vkey(args) => file::print_vkey(args),
    };
    match done {
        Ok(()) => report.finish(),
        Err(error) => {
            let _ = report.finish();
            let _ = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::from(2)
        }
    }
}
