//! `interrex register show`: acts, and what became of each.

use std::fmt::Write as _;
use std::path::Path;

use interrex_diag::{Format, plain};
use interrex_register::became::effects;
use interrex_register::late::late;
use interrex_register::who::is_disputed;
use interrex_register::{Act, Deed, Effect, Known, course, unknown, words};
use interrex_units::Moment;

use super::folder::{acts, now};
use crate::Outcome;
use crate::output::{Output, object};

/// Runs the verb.
pub(super) fn run(
    folder: &Path,
    number: Option<u32>,
    output: &mut Output,
) -> Result<Outcome, String> {
    let held = acts(folder)?;
    let effects = effects(&held.plans, &held.acts, now());
    // What the law as written takes from an act, another reading may give it.
    let course = course::run(&held.plans, &held.acts, Moment::LAST);
    let reading = is_disputed(&held.plans, &held.acts, &course).then_some("as written");
    let late = late(&held.plans, &held.acts, &effects);
    let mut text = String::new();
    for known in held
        .acts
        .iter()
        .filter(|known| number.is_none_or(|number| known.number == number))
    {
        let effect = effects.get(&known.number);
        let plan = held.plans.get(&known.act.plan);
        let said = plan.and_then(|plan| unknown(plan, &known.act));
        let effect = super::folder::effect(known.number, effect, &held.faults);
        let effect = effect.as_ref();
        let became = |effect: &Effect| words::became(effect, &known.act);
        let late = late.iter().find(|late| late.act == known.number);
        if output.format() == Format::Json {
            let act: serde_json::Value =
                serde_json::from_slice(&known.act.to_bytes()).map_err(|error| error.to_string())?;
            let fields = serde_json::json!({
                "number": known.number,
                "digest": known.digest.to_string(),
                "learned": known.learned(None).map(|at| at.to_string()),
                "signers": known.signers,
                "effect": effect.map(Effect::word),
                "reason": effect.map(became),
                "reading": reading,
                "unknown": said,
                "late": late,
                "act": act,
            });
            text.push_str(&object("interrex.shown-act/1", &fields));
        } else {
            let words = match number {
                None => words::act(&known.act),
                Some(_) => words::whole(&known.act).replace('\n', "\n      "),
            };
            let words = numbered(&words, &known.act, &held.acts);
            let _ = writeln!(text, "act {:<3} {words}", known.number);
            let _ = writeln!(text, "        {}", came_of_it(effect, &known.act, reading));
            if let Some(said) = said {
                let _ = writeln!(text, "        ! {}", plain(&said));
            }
            if let Some(late) = late {
                let _ = writeln!(text, "        {}", plain(&late.words()));
            }
        }
    }
    for words in held.unread.iter().filter(|_| number.is_none()) {
        output.say(&plain(words));
    }
    if text.is_empty() {
        return Err(match number {
            Some(number) => format!("the register has no act {number}"),
            None => "the register has no acts yet; `interrex register append` adds one".to_owned(),
        });
    }
    output.answer(&text);
    Ok(Outcome::Good)
}

/// What an act says, with the number of the act that it is about beside its digest.
fn numbered(words: &str, act: &Act, all: &[Known]) -> String {
    let (Deed::Annul { act: about, .. } | Deed::Correct { act: about, .. }) = &act.deed else {
        return words.to_owned();
    };
    let known = all.iter().find(|known| known.digest == *about);
    known.map_or_else(
        || words.to_owned(),
        |known| {
            let number = format!("act {}, {about}", known.number);
            words.replace(&format!("the act {about}"), &number)
        },
    )
}

/// What became of an act, and in which reading where it has no effect.
fn came_of_it(effect: Option<&Effect>, act: &Act, reading: Option<&str>) -> String {
    let is_void = matches!(effect, Some(Effect::Without(_) | Effect::Annulled(_)));
    let reading = reading.filter(|_| is_void);
    let reading = reading.map(|reading| format!(" (in the reading {reading})"));
    let effect = effect.map(|effect| words::became(effect, act));
    effect.unwrap_or_default() + &reading.unwrap_or_default()
}
