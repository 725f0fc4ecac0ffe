//! `interrex who`: who holds an office or a power.

use interrex_diag::Format;
use interrex_register::who::{Question, Standing, answer, text};

use super::args::WhoArgs;
use super::folder::acts;
use super::signing::moment;
use crate::output::Output;
use crate::{Outcome, clock};

/// Runs the verb: 0 where somebody holds it and can act, else 1.
pub(super) fn run(args: &WhoArgs, output: &mut Output) -> Result<Outcome, String> {
    let held = acts(&args.register)?;
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
    let answer = answer(&held.plans, &held.acts, &question)?;
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
