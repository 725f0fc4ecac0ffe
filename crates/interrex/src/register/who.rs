//! `interrex who`: who holds an office or a power.

use interrex_diag::Format;
use std::path::Path;

use interrex_register::who::{Answer, Question, Standing, answer, line, text};

use super::args::WhoArgs;
use super::folder::{acts, forks, is_case, site_of};
use super::opened;
use super::signing::moment;
use crate::output::Output;
use crate::{Outcome, clock};

/// Runs the verb: 0 where somebody holds it and can act, else 1.
pub(super) fn run(args: &WhoArgs, output: &mut Output) -> Result<Outcome, String> {
    let as_of = match &args.as_of {
        Some(text) => moment(text)?,
        None => clock::moment().ok_or("the clock cannot be read; name a moment with `--as-of`")?,
    };
    let question = Question {
        of: &args.of,
        region: args.region.as_deref(),
        as_of,
        known_at: args.known_at.as_deref().map(moment).transpose()?,
        viewpoint: args.viewpoint.as_deref(),
    };
    let answer = asked(&args.register, &question, output)?;
    match output.format() {
        Format::Json => {
            let line = serde_json::to_string(&answer).map_err(|error| error.to_string())?;
            output.answer(&format!("{line}\n"));
        }
        Format::Short | Format::GitHub => output.answer(&format!("{}\n", line(&answer))),
        Format::Human => output.answer(&text(&answer)),
    }
    Ok(if answer.standing == Standing::Held {
        Outcome::Good
    } else {
        Outcome::Bad
    })
}

/// Asks a case, or a register.
fn asked(folder: &Path, question: &Question<'_>, output: &mut Output) -> Result<Answer, String> {
    if is_case(folder) {
        let held = acts(folder)?;
        let answer = answer(&held.plans, &held.acts, question)?;
        return Ok(answer.told_from("acts", beside(folder)));
    }
    site_of(folder)?;
    let answer = opened::open(folder, output)?.answer(question)?;
    Ok(answer.told_from("register", forked(folder)?))
}

/// That a log has two histories, where there is evidence of it: the answer rests on one of them.
fn forked(folder: &Path) -> Result<Option<String>, String> {
    let forks = forks(folder)?;
    let files: Vec<String> = forks
        .iter()
        .map(|file| file.display().to_string())
        .collect();
    Ok((!files.is_empty()).then(|| {
        format!(
            "a log has two histories, and this answer rests on the one that came first: {}; neither is to be believed until it \
             is known who signed both",
            files.join(", ")
        )
    }))
}

/// What a case has beside its acts that does not answer.
fn beside(folder: &Path) -> Option<String> {
    let register = folder.join("register");
    let is_there = register.join("register.toml").is_file();
    is_there.then(|| {
        format!(
            "this is the answer of acts.toml; the signed register beside it answers by `--register {}`",
            register.display()
        )
    })
}
