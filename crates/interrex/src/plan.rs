//! From a path to a plan, and the date as of which it is read: what `check` and `prove` share.

use std::path::{Path, PathBuf};

use interrex_plan::Reading;
use interrex_plan::model::Plan;
use interrex_units::Date;

use crate::clock;
use crate::files::{self, PlanFiles, SealedFile};
use crate::output::Output;

/// A plan as read, with its files that are sealed.
#[derive(Debug)]
pub(crate) struct Opened {
    /// The plan.
    pub(crate) reading: Reading,
    /// Its sealed files, opened or not.
    pub(crate) sealed: Vec<SealedFile>,
}

/// Reads a plan from disk, what is sealed with the identities named.
///
/// # Errors
/// A sentence for people, when the files cannot be read at all.
pub(crate) fn read(path: &Path, identities: &[PathBuf]) -> Result<Opened, String> {
    let files = files::read_plan(path, identities).map_err(|error| error.to_string())?;
    Ok(Opened::of(files))
}

/// Reads a plan and a further text, shown to people under a name of its own.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_with(
    path: &Path,
    identities: &[PathBuf],
    name: &str,
    text: String,
) -> Result<Opened, String> {
    let mut files = files::read_plan(path, identities).map_err(|error| error.to_string())?;
    files.files.push((name.to_owned(), text));
    Ok(Opened::of(files))
}

impl Opened {
    /// Reads what files hold.
    pub(crate) fn of(files: PlanFiles) -> Self {
        Self {
            reading: interrex_plan::read(&files.files),
            sealed: files.sealed,
        }
    }

    /// The plan, after people were told of what stayed closed.
    pub(crate) fn told(self, output: &mut Output) -> Reading {
        self.tell(output);
        self.reading
    }

    /// Tells people what stayed closed, and what that does to the reading.
    pub(crate) fn tell(&self, output: &mut Output) {
        let mut is_closed = false;
        for file in &self.sealed {
            if let Some(why) = &file.closed {
                is_closed = true;
                output.say(&format!(
                    "note: `{}` is sealed and was left out ({why}); `--identity FILE` opens it",
                    file.path
                ));
            }
            if let Some(fault) = self.cited_otherwise(file) {
                output.say(&fault);
            }
        }
        if is_closed && self.reading.has_errors() {
            output.say(
                "note: names that only a sealed file declares are unknown without it; what others name belongs into a \
                 file that all read",
            );
        }
    }

    /// That the plan cites another file under the name of this one.
    fn cited_otherwise(&self, file: &SealedFile) -> Option<String> {
        let name = Path::new(&file.path).file_name()?.to_string_lossy();
        let plan = &self.reading.plan;
        let id = plan.sealed.by_name(name.split('.').next()?)?;
        let cited = &plan.sealed.get(id).digest;
        (*cited != file.digest).then(|| {
            format!(
                "warning: `{}` is not the file that `[sealed.{}]` cites: its digest is {}, not {cited}",
                file.path,
                plan.sealed.get(id).name,
                file.digest
            )
        })
    }
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
