//! The verbs about registers: files, keys, the clock and the questions to the person at the terminal. What an
//! act is and what effect it has is left to `interrex-register`, the log to `interrex-log`.

pub(crate) mod args;
mod ask;
mod client;
mod cosign;
mod disk;
mod elsewhere;
mod export;
mod folder;
mod fsck;
mod http;
mod init;
mod issue;
mod keep;
mod keys;
mod lint;
mod listed;
mod mirror;
mod opened;
mod paper;
mod publish;
mod ring;
mod seal;
mod sheet;
mod show;
mod signing;
mod store;
mod succeed;
mod who;
mod witness;

pub(crate) use args::{AskArgs, OrderArgs, RegisterVerb, VerifyArgs, WhoArgs};
pub(crate) use keys::read_identities;

use crate::Outcome;
use crate::args::Shared;
use crate::output::Output;

/// Runs a verb of `register`.
pub(crate) fn run(verb: &RegisterVerb, output: &mut Output) -> Outcome {
    output.plain();
    let done = match verb {
        RegisterVerb::Init(args) => init::run(args, output),
        RegisterVerb::Append(args) => signing::append(args, output),
        RegisterVerb::Sign(args) => signing::sign(args, output),
        RegisterVerb::Show { register, number } => show::run(register, *number, output),
        RegisterVerb::Sync(args) => keep::sync(args, output),
        RegisterVerb::Seal {
            document,
            to,
            output: file,
        } => seal::seal(document, to, file, output),
        RegisterVerb::Unseal {
            document,
            identity,
            output: file,
        } => seal::unseal(document, identity, file, output),
        RegisterVerb::Identity { output: file } => seal::identity(file, output),
        RegisterVerb::Cosign(args) => cosign::run(args, output),
        RegisterVerb::Mirror(args) => mirror::run(args, output),
        RegisterVerb::Export(args) => export::run(args, output),
        RegisterVerb::Succeed(args) => succeed::run(args, output),
        RegisterVerb::Witness(args) => witness::run(args, output),
        RegisterVerb::Fsck { register, repair } => fsck::run(register, *repair, output),
        RegisterVerb::Keys { register } => ring::run(register, output),
    };
    done.unwrap_or_else(|error| output.fail(&error))
}

/// Runs `who`.
pub(crate) fn who(args: &WhoArgs, output: &mut Output) -> Outcome {
    output.plain();
    who::run(args, output).unwrap_or_else(|error| output.fail(&error))
}

/// Runs `ask`.
pub(crate) fn ask(args: &AskArgs, output: &mut Output) -> Outcome {
    ask::run(args, output).unwrap_or_else(|error| output.fail(&error))
}

/// Runs `order`.
pub(crate) fn order(args: &OrderArgs, output: &mut Output) -> Outcome {
    output.plain();
    issue::run(args, output).unwrap_or_else(|error| output.fail(&error))
}

/// Runs `verify`.
pub(crate) fn verify(args: &VerifyArgs, output: &mut Output) -> Outcome {
    output.plain();
    issue::verify(args, output).unwrap_or_else(|error| output.fail(&error))
}

/// Runs `lint`.
pub(crate) fn lint(policy: &std::path::Path, _: &Shared, output: &mut Output) -> Outcome {
    output.plain();
    lint::run(policy, output).unwrap_or_else(|error| output.fail(&error))
}
