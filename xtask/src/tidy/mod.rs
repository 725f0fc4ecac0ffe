//! The rules of the house that text can show.
//!
//! Responsible for the list of checks, one file each, and for printing what they find. A check
//! reads a [`House`] in memory and returns findings; it never stops at the first. What the compiler
//! and clippy already refuse is left to them.

mod blobs;
mod book;
mod dependencies;
mod documented;
mod first_lines;
mod generated;
mod house;
mod invariants;
mod layers;
mod links;
mod manifest;
mod modules;
mod source;
mod style;
mod words;

use std::process::ExitCode;
use std::time::Duration;

pub(crate) use house::House;

use crate::clock;

/// One thing that is wrong, and where.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    path: String,
    /// Counted from one; zero when the whole file is meant.
    line: usize,
    message: String,
}

impl Finding {
    fn new(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line,
            message: message.into(),
        }
    }

    /// `path:line: message`, as editors understand it.
    fn text(&self) -> String {
        match self.line {
            0 => format!("{}: {}", self.path, self.message),
            line => format!("{}:{line}: {}", self.path, self.message),
        }
    }
}

/// A check: its name, what it asks for, and the function that asks.
struct Check {
    name: &'static str,
    asks: &'static str,
    run: fn(&House) -> Vec<Finding>,
}

const CHECKS: &[Check] = &[
    Check {
        name: "layers",
        asks: "a crate imports only what its layer allows",
        run: layers::check,
    },
    Check {
        name: "invariants",
        asks: "no input, output, clock or environment in a library; each tool behind its one crate",
        run: invariants::check,
    },
    Check {
        name: "dependencies",
        asks: "each has a reason, and is used",
        run: dependencies::check,
    },
    Check {
        name: "modules",
        asks: "every source file is part of a crate",
        run: modules::check,
    },
    Check {
        name: "first lines",
        asks: "a source file opens with what it is responsible for",
        run: first_lines::check,
    },
    Check {
        name: "style",
        asks: "short files, short functions, documented public items",
        run: style::check,
    },
    Check {
        name: "links",
        asks: "relative links in Markdown lead somewhere",
        run: links::check,
    },
    Check {
        name: "book",
        asks: "every page is in the table of contents",
        run: book::check,
    },
    Check {
        name: "blobs",
        asks: "no large or built files",
        run: blobs::check,
    },
    Check {
        name: "words",
        asks: "nothing speaks of how the repository was made",
        run: words::check,
    },
    Check {
        name: "generated",
        asks: "generated files are what the program would write",
        run: generated::check,
    },
];

/// Runs every check, prints all that they find, and ends badly when that is anything.
///
/// # Errors
///
/// Says that the files could not be read.
pub(crate) fn run(arguments: &[String]) -> Result<ExitCode, String> {
    if let Some(argument) = arguments.first() {
        return Err(format!(
            "`tidy` takes no argument, and was given `{argument}`"
        ));
    }
    let (house, took) = clock::timed(House::read);
    let house = house?;
    println!(
        "read {} source files in {}",
        house.sources().len(),
        clock::seconds(took)
    );
    println!("{}", style::table(&house));
    let mut count = 0;
    for check in CHECKS {
        let (findings, took) = clock::timed(|| (check.run)(&house));
        count += findings.len();
        print_findings(check, &findings, took);
    }
    println!("{count} found");
    Ok(if count == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn print_findings(check: &Check, findings: &[Finding], took: Duration) {
    let state = match findings.len() {
        0 => "ok".to_owned(),
        count => format!("{count} found"),
    };
    println!(
        "{:<13} {state:<10} {:>6}  {}",
        check.name,
        clock::seconds(took),
        check.asks
    );
    for finding in findings {
        println!("    {}", finding.text());
    }
}
