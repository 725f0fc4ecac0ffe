//! What an import does, for people: how many rows of each kind, then the rows themselves.

use std::fmt::Write as _;
use std::path::Path;

use interrex_tables::{Accept, Changes, RowChange, Setting, What};

use super::{is_idle, word};

/// How many rows of a kind are shown.
const SHOWN_MAX: usize = 20;

/// How long a value may be.
const VALUE_MAX: usize = 60;

/// What there is to tell.
pub(super) struct Told<'t> {
    pub(super) changes: &'t Changes,
    pub(super) accept: Accept,
    /// Whether the plan was written.
    pub(super) is_applied: bool,
    /// Whether it was to be.
    pub(super) is_asked: bool,
    /// The plan.
    pub(super) into: &'t Path,
    /// Whether every row is wanted.
    pub(super) is_long: bool,
}

/// The whole of it.
pub(super) fn text(told: &Told<'_>) -> String {
    let mut text = counts(told.changes);
    for kind in ["refused", "deleted", "created", "changed", "skipped"] {
        rows(told, kind, &mut text);
    }
    for fault in &told.changes.faults {
        _ = writeln!(text, "\nthe changed plan would not read: {fault}");
    }
    for remark in &told.changes.remarks {
        _ = writeln!(text, "\nnote: {remark}");
    }
    text.push('\n');
    text.push_str(&ending(told));
    text
}

fn counts(changes: &Changes) -> String {
    let tally = changes.tally();
    let deleted = match tally.deleted {
        0 => String::new(),
        count => format!(", {count} deleted"),
    };
    format!(
        "{} created, {} changed, {} unchanged, {} skipped, {} refused{deleted}\n",
        tally.created, tally.changed, tally.unchanged, tally.skipped, tally.refused
    )
}

fn rows(told: &Told<'_>, kind: &str, text: &mut String) {
    let of_kind = told
        .changes
        .rows
        .iter()
        .filter(|row| word(&row.what) == kind);
    let rows: Vec<&RowChange> = of_kind.collect();
    if rows.is_empty() {
        return;
    }
    _ = writeln!(text, "\n{kind}");
    let max = if told.is_long { usize::MAX } else { SHOWN_MAX };
    for row in rows.iter().take(max) {
        line(row, text);
    }
    if rows.len() > max {
        _ = writeln!(text, "  and {} more; `-v` shows all", rows.len() - max);
    }
}

fn line(row: &RowChange, text: &mut String) {
    let name = match (row.id.as_str(), row.table.as_str()) {
        ("", "") => String::new(),
        ("", table) => format!(" in {table}"),
        (id, _) => format!(" {id}"),
    };
    let place = row
        .place
        .as_ref()
        .map_or_else(|| "not in the file".to_owned(), ToString::to_string);
    let head = if name.is_empty() {
        format!("  {place}")
    } else {
        format!("  {place}:{name}")
    };
    match &row.what {
        What::Created(settings) => {
            let said = settings
                .iter()
                .map(|one| format!("{} = {}", one.key, shortened(&one.after)));
            let said: Vec<String> = said.collect();
            text.push_str(format!("{head}  {}", said.join(", ")).trim_end());
            text.push('\n');
        }
        What::Changed(settings) => {
            let said: Vec<String> = settings.iter().map(changed).collect();
            _ = writeln!(text, "{head}  {}", said.join(", "));
        }
        What::Skipped(reason) => _ = writeln!(text, "{head}: {reason}"),
        What::Refused(reasons) => {
            for reason in reasons {
                _ = writeln!(text, "{head} {reason}");
            }
        }
        What::Deleted | What::Unchanged => _ = writeln!(text, "{head}"),
    }
}

fn changed(setting: &Setting) -> String {
    let shown = |value: &str| match value {
        "" => "nothing".to_owned(),
        value => shortened(value),
    };
    format!(
        "{}: {} -> {}",
        setting.key,
        shown(&setting.before),
        shown(&setting.after)
    )
}

fn shortened(value: &str) -> String {
    let line = value.replace(['\r', '\n'], " ");
    if line.chars().count() <= VALUE_MAX {
        return line;
    }
    let start: String = line.chars().take(VALUE_MAX).collect();
    format!("{start} ...")
}

/// What was done, and what can be done next.
fn ending(told: &Told<'_>) -> String {
    let tally = told.changes.tally();
    let into = told.into.display();
    let mut text = String::new();
    if told.is_applied {
        _ = writeln!(
            text,
            "wrote `{into}`; `interrex import --undo {into}` takes it back"
        );
    } else if !told.changes.faults.is_empty() || (tally.refused > 0 && !told.accept.refusals) {
        text.push_str(
            "nothing is written while rows are refused; correct them, or take the others in with \
             `--skip-refused`\n",
        );
    } else if is_idle(told.changes) {
        text.push_str("the plan says all this already; nothing to write\n");
    } else if told.changes.texts().is_none() {
        text.push_str("nothing to write\n");
    } else if !told.is_asked {
        text.push_str("this was a dry run; `--apply` writes it\n");
    }
    if tally.deleted > 0 && !told.accept.deletions {
        text.push_str(
            "what is deleted in the file stays in the plan; `--accept-deletions` takes it out\n",
        );
    }
    text
}
