//! What an import does, as JSON: one object for each row, then one for all.

use interrex_tables::{RowChange, Setting, What};
use serde::Serialize;

use super::show::Told;
use super::word;

#[derive(Serialize)]
struct Change<'r> {
    schema: &'static str,
    table: &'r str,
    id: &'r str,
    within: Option<&'r str>,
    row: Option<usize>,
    what: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    settings: Vec<Set<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<&'r str>,
}

#[derive(Serialize)]
struct Set<'r> {
    key: &'r str,
    before: &'r str,
    after: &'r str,
}

#[derive(Serialize)]
struct Total<'t> {
    schema: &'static str,
    created: usize,
    changed: usize,
    unchanged: usize,
    skipped: usize,
    refused: usize,
    deleted: usize,
    applied: bool,
    faults: &'t [String],
    remarks: &'t [String],
}

/// One line for each row that is not unchanged, then one for all.
pub(super) fn lines(told: &Told<'_>) -> String {
    let changes = told.changes;
    let rows = changes
        .rows
        .iter()
        .filter(|row| row.what != What::Unchanged);
    let mut text: String = rows.map(|row| line(&of(row))).collect();
    let tally = changes.tally();
    text.push_str(&line(&Total {
        schema: "interrex.import/1",
        created: tally.created,
        changed: tally.changed,
        unchanged: tally.unchanged,
        skipped: tally.skipped,
        refused: tally.refused,
        deleted: tally.deleted,
        applied: told.is_applied,
        faults: &changes.faults,
        remarks: &changes.remarks,
    }));
    text
}

fn of(row: &RowChange) -> Change<'_> {
    let (settings, reasons) = match &row.what {
        What::Created(settings) | What::Changed(settings) => {
            (settings.iter().map(set).collect(), Vec::new())
        }
        What::Skipped(reason) => (Vec::new(), vec![reason.as_str()]),
        What::Refused(reasons) => (Vec::new(), reasons.iter().map(String::as_str).collect()),
        What::Unchanged | What::Deleted => (Vec::new(), Vec::new()),
    };
    Change {
        schema: "interrex.import-row/1",
        table: &row.table,
        id: &row.id,
        within: row.place.as_ref().map(|place| place.within.as_str()),
        row: row.place.as_ref().map(|place| place.row),
        what: word(&row.what),
        settings,
        reasons,
    }
}

fn set(setting: &Setting) -> Set<'_> {
    Set {
        key: &setting.key,
        before: &setting.before,
        after: &setting.after,
    }
}

fn line(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).expect("plain data is JSON");
    format!("{text}\n")
}
