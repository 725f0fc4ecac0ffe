//! `interrex import`: rows of a workbook or a roster as changes to a plan.
//!
//! Responsible for the order of things: read everything, say what each row would do, and, only when
//! that was asked for, write the plan's files with a copy of them kept for `--undo`. What a row does is
//! decided in `interrex-tables`.

mod file;
mod show;
mod undo;
mod wire;

use std::path::{Path, PathBuf};

use interrex_diag::Format;
use interrex_plan::Reading;
use interrex_tables::{Accept, Changes, Texts, What};

use crate::Outcome;
use crate::args::{ImportArgs, Shared};
use crate::files::{self, Files};
use crate::output::Output;
use crate::progress::Progress;
use file::Incoming;

/// Runs the verb.
pub(crate) fn run(args: &ImportArgs, shared: &Shared, output: &mut Output) -> Outcome {
    if let Some(plan) = &args.undo {
        return match undo::undo(plan) {
            Ok(said) => {
                output.answer(&said);
                Outcome::Good
            }
            Err(error) => output.fail(&error),
        };
    }
    let Some(file) = &args.file else {
        return output
            .fail("name the file to read: a workbook (.xlsx, .ods), a document (.docx) or a .csv");
    };
    let bytes = match std::fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => return output.fail(&format!("cannot read `{}`: {error}", file.display())),
    };
    if let Some(draft) = &args.draft_map {
        return draft_map(file, &bytes, draft, output);
    }
    let Some(into) = &args.into else {
        return output.fail("name the plan that the rows go into, with `--into PLAN`");
    };
    match import(args, (file, &bytes), into, shared, output) {
        Ok(outcome) => outcome,
        Err(error) => output.fail(&error),
    }
}

/// Writes a draft of a mapping; a file that exists is not overwritten.
fn draft_map(file: &Path, bytes: &[u8], draft: &Path, output: &mut Output) -> Outcome {
    let text = file::roster(file, bytes, None).map(|roster| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        roster.draft(&name)
    });
    let written = text.and_then(|text| {
        if draft.exists() {
            return Err(format!(
                "`{}` exists; name another file, or remove it first",
                draft.display()
            ));
        }
        std::fs::write(draft, text)
            .map_err(|error| format!("cannot write `{}`: {error}", draft.display()))
    });
    match written {
        Ok(()) => {
            output.answer(&format!(
                "wrote a draft of a mapping to `{}`: correct it, then\n\
                 interrex import {} --into PLAN --map {}\n",
                draft.display(),
                file.display(),
                draft.display()
            ));
            Outcome::Good
        }
        Err(error) => output.fail(&error),
    }
}

fn import(
    args: &ImportArgs,
    (file, bytes): (&Path, &[u8]),
    into: &Path,
    shared: &Shared,
    output: &mut Output,
) -> Result<Outcome, String> {
    let progress = Progress::start("reading the file", shared);
    let incoming = file::read(args, file, bytes)?;
    progress.say("reading the plan");
    let (plan, is_new) = plan_files(into, &incoming)?;
    let reading = interrex_plan::read(&plan);
    if reading.has_errors() {
        progress.finish();
        return Ok(faulty(&reading, output));
    }
    let texts = Texts::parse(&plan)?;
    progress.say("comparing");
    let accept = Accept {
        deletions: args.accept_deletions,
        refusals: args.skip_refused,
    };
    let changes = texts.compare(&incoming.delivery, accept);
    progress.finish();
    let is_applied = args.apply && (changes.texts().is_some() || is_new);
    let refused = changes.tally().refused > 0 || !changes.faults.is_empty();
    let is_applied = is_applied && (!refused || args.skip_refused) && changes.faults.is_empty();
    if is_applied {
        let after = changes.texts().map_or_else(|| plan.clone(), <[_]>::to_vec);
        undo::write(into, (&plan, is_new), &after)?;
    }
    let told = show::Told {
        changes: &changes,
        accept,
        is_applied,
        is_asked: args.apply,
        into,
        is_long: shared.verbose,
    };
    match output.format() {
        Format::Json => output.answer(&wire::lines(&told)),
        _ => output.answer(&show::text(&told)),
    }
    for unread in &incoming.unread {
        output.say(unread);
    }
    Ok(if refused { Outcome::Bad } else { Outcome::Good })
}

/// The files of the plan; a plan that does not exist yet has one, with what the mapping says of it.
fn plan_files(into: &Path, incoming: &Incoming) -> Result<(Files, bool), String> {
    if into.exists() {
        // Sealed files stay closed: what is changed is written, and must not be written in the open.
        let found = files::read_plan(into, &[]).map_err(|error| error.to_string())?;
        return Ok((found.files, false));
    }
    let Some(mapping) = &incoming.mapping else {
        return Err(format!(
            "there is no plan `{}`; start one with `interrex new DIR`, or import a roster with `--map`",
            into.display()
        ));
    };
    let title = into.file_stem().unwrap_or_default().to_string_lossy();
    let path = new_file(into);
    let shown = path.to_string_lossy().replace('\\', "/");
    Ok((vec![(shown, mapping.new_plan(&title))], true))
}

/// The file of a plan that is new.
fn new_file(into: &Path) -> PathBuf {
    if into.extension().is_some_and(|ending| ending == "toml") {
        into.to_owned()
    } else {
        into.join("plan.toml")
    }
}

/// A plan that does not read cannot be changed row by row.
fn faulty(reading: &Reading, output: &mut Output) -> Outcome {
    let errors = reading.diagnostics.iter();
    let errors = errors.filter(|one| one.severity == interrex_diag::Severity::Error);
    let (format, color) = (output.format(), output.color());
    output.answer(&interrex_diag::render(
        errors,
        &reading.sources,
        format,
        color,
    ));
    output
        .say("nothing can be imported into a plan with errors; mend them first (`interrex check`)");
    Outcome::Bad
}

/// What became of a row, in one word.
pub(crate) fn word(what: &What) -> &'static str {
    match what {
        What::Created(_) => "created",
        What::Changed(_) => "changed",
        What::Unchanged => "unchanged",
        What::Skipped(_) => "skipped",
        What::Refused(_) => "refused",
        What::Deleted => "deleted",
    }
}

/// Whether nothing at all is to be written.
pub(crate) fn is_idle(changes: &Changes) -> bool {
    let tally = changes.tally();
    tally.created + tally.changed + tally.refused + tally.deleted == 0
}
