//! From a path to a plan, and the date as of which it is read: what `check` and `prove` share.

use std::path::Path;

use interrex_plan::Reading;
use interrex_plan::model::Plan;
use interrex_units::Date;

use crate::clock;
use crate::files;

/// Reads a plan from disk.
///
/// # Errors
/// A sentence for people, when the files cannot be read at all.
pub(crate) fn read(path: &Path) -> Result<Reading, String> {
    let files = files::read_plan(path).map_err(|error| error.to_string())?;
    Ok(interrex_plan::read(&files))
}

/// Reads a plan and a further text, shown to people under a name of its own.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_with(path: &Path, name: &str, text: String) -> Result<Reading, String> {
    let mut files = files::read_plan(path).map_err(|error| error.to_string())?;
    files.push((name.to_owned(), text));
    Ok(interrex_plan::read(&files))
}

/// The date of a question: as asked, else the plan's own, else today.
///
/// # Errors
/// A sentence for people, when the date asked for is not one.
pub(crate) fn as_of(asked: Option<&str>, plan: &Plan) -> Result<Date, String> {
    if let Some(asked) = asked {
        return asked.parse().map_err(|_| {
            format!("`{asked}` is not a date; write it as YYYY-MM-DD, like 2022-03-07")
        });
    }
    plan.header
        .as_of
        .or_else(clock::today)
        .ok_or_else(|| "the clock cannot be read; name a date with `--as-of`".to_owned())
}
