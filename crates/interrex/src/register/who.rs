//! `interrex who`: who holds an office or a power.

use interrex_diag::Format;
use std::path::Path;

use interrex_register::who::{Answer, Question, Standing, answer, text};

use super::args::WhoArgs;
use super::folder::{acts, is_case, site_of};
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
    if output.format() == Format::Json {
        let line = serde_json::to_string(&answer).map_err(|error| error.to_string())?;
        output.answer(&format!("{line}\n"));
    } else {
        output.answer(&text(&answer));
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
        return answer(&held.plans, &held.acts, question);
    }
    site_of(folder)?;
    opened::open(folder, output)?.answer(question)
}
