//! The chores of the repository, as `cargo xtask CHORE`.
//!
//! Responsible for what a maintainer runs beside the compiler: the gate that continuous
//! integration and a laptop share (`ci`), the rules of the house that text can show (`tidy`), the
//! files that the program writes about itself (`generate`), measurements (`bench`), worlds from
//! seeds (`simulate`), and wrappers of two slow tools (`fuzz`, `mutants`). It is no part of the
//! product: nothing imports it.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a chore talks to the terminal; it is no library"
)]

mod bench;
mod ci;
mod clock;
mod generate;
mod plum_book;
mod process;
mod simulate;
mod tidy;
mod tools;
mod tree;

use std::process::ExitCode;

/// As in the program, so that a measurement measures what its user has.
#[cfg(any(feature = "bench", feature = "register"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// One chore: its name, how it is called, what it does, and the function that does it.
struct Chore {
    name: &'static str,
    usage: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Result<ExitCode, String>,
}

const CHORES: &[Chore] = &[
    Chore {
        name: "ci",
        usage: "ci",
        about: "everything that continuous integration asks, in its order",
        run: ci::run,
    },
    Chore {
        name: "tidy",
        usage: "tidy",
        about: "layers, invariants, style counts, links, words, generated files",
        run: tidy::run,
    },
    Chore {
        name: "generate",
        usage: "generate [--check | plum-book [IN OUT]]",
        about: "write the generated pages; with --check, say which are out of date",
        run: generate,
    },
    Chore {
        name: "bench",
        usage: "bench plan [--scale 1,2,4] [--seconds N] [--json FILE] [--write-to FOLDER] \
                | fault [MODEL]... [--peer scram] [--peer-seconds N] [--json FILE] [--series yes] \
                | register [--seconds N | who ACTS,ACTS...]",
        about: "time and memory of check, compile and prove on a national plan; fault trees, beside another program; \
                durable appends to a log, `who` on many acts, orders",
        run: bench::run,
    },
    Chore {
        name: "simulate",
        usage: "simulate --seeds A..B [--planted FAULT] | --kill N",
        about: "registers in a world that fails, one world a seed; or the real program, killed in the middle of appends",
        run: simulate::run,
    },
    Chore {
        name: "fuzz",
        usage: "fuzz [TARGET] [--seconds N]",
        about: "run one fuzz target, or list them",
        run: tools::fuzz,
    },
    Chore {
        name: "mutants",
        usage: "mutants CRATE",
        about: "ask cargo-mutants which changes to a crate no test notices",
        run: tools::mutants,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = arguments.split_first() else {
        eprint!("{}", usage());
        return ExitCode::from(2);
    };
    let Some(chore) = CHORES.iter().find(|chore| chore.name == name) else {
        eprintln!("error: there is no chore `{name}`\n\n{}", usage());
        return ExitCode::from(2);
    };
    match (chore.run)(rest) {
        Ok(code) => code,
        Err(reason) => {
            eprintln!("error: {reason}");
            ExitCode::FAILURE
        }
    }
}

/// The generated pages, or the one example that is generated.
fn generate(arguments: &[String]) -> Result<ExitCode, String> {
    match arguments.split_first() {
        Some((first, rest)) if first == "plum-book" => plum_book::run(rest),
        _ => generate::run(arguments),
    }
}

/// The list of chores, one on a line.
fn usage() -> String {
    let chores: Vec<String> = CHORES
        .iter()
        .map(|chore| format!("  {}\n      {}\n", chore.usage, chore.about))
        .collect();
    format!("usage: cargo xtask CHORE\n\n{}", chores.concat())
}
