//! What becomes of one row.

use super::identify::Identity;
use super::{Comparison, Side};
use crate::ROW_KEY;
use crate::cell::Cell;
use crate::changes::{RowChange, Setting, What};
use crate::columns::{Matched, letters};
use crate::heads::head;
use crate::incoming::IncomingRow;
use crate::language::Language;
use crate::mark::of_cells;
use crate::show::show;
use crate::spec::{RANK, Spec};
use crate::table::{Column, Holds};
use crate::take::{expected, take};
use crate::texts::{Found, value_of};
use crate::value::Value;

/// The cells of a row, read: for each column of the table what it holds, or that the file has no such
/// column.
pub(super) struct Taken<'c> {
    pub(super) columns: &'c [Column],
    pub(super) cells: Vec<Took>,
}

/// What was read of one cell.
pub(super) enum Took {
    /// A value.
    Value(Value),
    /// The cell is empty.
    Empty,
    /// The file has no such column, or the cell cannot be read.
    Nothing,
}

impl Taken<'_> {
    /// The value of a column; nothing where it is empty or missing.
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        let index = self.columns.iter().position(|column| column.key == key)?;
        match self.cells.get(index)? {
            Took::Value(value) => Some(value),
            Took::Empty | Took::Nothing => None,
        }
    }

    /// The words of a column.
    pub(super) fn words(&self, key: &str) -> Option<String> {
        match self.get(key)? {
            Value::Text(words) => Some(words.clone()),
            other => other.number().map(|number| format!("{number}")),
        }
    }
}

impl Comparison<'_> {
    /// Compares one row.
    pub(super) fn row(&self, side: &Side, found: &Matched, row: &IncomingRow) -> RowChange {
        let name = found.row.and_then(|index| row.cells.get(index));
        let name = name.map(ToString::to_string).unwrap_or_default();
        let name = name.trim().to_owned();
        let place = Some(row.place.clone());
        let (taken, wrong) = taken(side, found, row);
        let mut change = RowChange::refused(side.spec.name, &name, place, String::new());
        change.what = What::Unchanged;
        if is_cleared(found, row) {
            change.refuse(
                "is empty but for its name; to take it out of the plan, remove the whole row"
                    .to_owned(),
            );
            return change;
        }
        match self.identify(side, &name, &taken) {
            Ok(identity) => self.judge(side, &taken, identity, &mut change),
            Err(reason) => change.refuse(reason),
        }
        if !wrong.is_empty() {
            change.what = What::Refused(wrong);
        }
        change
    }

    fn judge(
        &self,
        side: &Side,
        taken: &Taken<'_>,
        identity: Identity<'_>,
        change: &mut RowChange,
    ) {
        change.rank = taken.get(RANK).and_then(Value::number);
        match identity {
            Identity::Known(known) => {
                change.id.clone_from(&known.id);
                change.becomes.clone_from(&known.id);
                change.at = Some(known.at.clone());
                change.naming.clone_from(&known.naming);
                change.what = self.against(side, taken, known, change);
            }
            Identity::Gone(id) => {
                change.id = id;
                change.what = What::Skipped(
                    "it was taken out of the plan after the file was written".to_owned(),
                );
            }
            Identity::New { id, naming } => {
                change.id.clone_from(&id);
                change.becomes = id;
                change.naming = naming;
                change.what = created(side, taken);
            }
        }
    }

    /// Compares a row with the one that the plan has.
    fn against(
        &self,
        side: &Side,
        taken: &Taken<'_>,
        known: &Found,
        change: &mut RowChange,
    ) -> What {
        let current = self.texts.row(known, &side.columns);
        let settings = settings(side, taken, &current.cells, self.texts.node(&known.at));
        if let Some(becomes) = super::identify::renamed(side.spec, known, &settings) {
            change.becomes = becomes;
        }
        let sent = self
            .delivery
            .sent
            .as_ref()
            .and_then(|sent| sent.rows.get(&known.id));
        let is_as_sent = sent.is_none_or(|sent| *sent == of_cells(&side.columns, &current.cells));
        if is_as_sent || settings.is_empty() {
            return if settings.is_empty() {
                What::Unchanged
            } else {
                What::Changed(settings)
            };
        }
        let came = came(side, taken, &current.cells);
        if sent.is_some_and(|sent| *sent == of_cells(&side.columns, &came)) {
            return What::Skipped(
                "the plan has changed this row since the file was written, and the file has not"
                    .to_owned(),
            );
        }
        What::Refused(vec![
            "both the plan and the file have changed this row since the file was written; make the \
             change in a file that is written from the plan as it is"
                .to_owned(),
        ])
    }
}

/// Whether only the name of the row is left.
fn is_cleared(found: &Matched, row: &IncomingRow) -> bool {
    let columns = found.columns.iter().flatten();
    let mut own = columns.filter_map(|index| row.cells.get(*index));
    found.row.is_some() && own.all(Cell::is_empty)
}

/// Reads the cells of a row, and says what is wrong with which.
fn taken<'c>(side: &'c Side, found: &Matched, row: &IncomingRow) -> (Taken<'c>, Vec<String>) {
    let mut wrong = Vec::new();
    let mut cells = Vec::with_capacity(side.columns.len());
    for (column, place) in side.columns.iter().zip(&found.columns) {
        let Some(index) = place else {
            cells.push(Took::Nothing);
            continue;
        };
        let cell = row.cells.get(*index).unwrap_or(&Cell::Empty);
        if cell.is_too_long() {
            cells.push(Took::Nothing);
            continue;
        }
        match take(cell, column.holds) {
            Ok(value) => cells.push(value.map_or(Took::Empty, Took::Value)),
            Err(reason) => {
                wrong.push(format!(
                    "{} {reason}",
                    in_column(side.spec, column.key, *index)
                ));
                cells.push(Took::Nothing);
            }
        }
    }
    let taken = Taken {
        columns: &side.columns,
        cells,
    };
    (taken, wrong)
}

fn in_column(spec: &Spec, key: &str, index: usize) -> String {
    format!(
        "column {}, `{}`,",
        letters(index),
        head(spec.name, key, Language::English)
    )
}

/// What a row says as cells: where the file has no such column, what the plan has.
fn came(side: &Side, taken: &Taken<'_>, current: &[Cell]) -> Vec<Cell> {
    let pairs = side.columns.iter().zip(&taken.cells).zip(current);
    pairs
        .map(|((column, cell), current)| match cell {
            Took::Value(value) => show(value, column.holds),
            Took::Empty => Cell::Empty,
            Took::Nothing => current.clone(),
        })
        .collect()
}

/// The keys in which a row differs from what the plan has.
fn settings(
    side: &Side,
    taken: &Taken<'_>,
    current: &[Cell],
    node: Option<&crate::tree::Node>,
) -> Vec<Setting> {
    let naming = side.spec.naming().len();
    let columns = side
        .columns
        .iter()
        .zip(&taken.cells)
        .zip(current)
        .skip(naming);
    let mut settings = Vec::new();
    for ((column, cell), current) in columns {
        let value = match cell {
            Took::Value(value) => Some(value),
            Took::Empty => None,
            Took::Nothing => continue,
        };
        let before = value_of(node, column.key);
        let after = value.map_or(Cell::Empty, |value| show(value, column.holds));
        let is_same = match (&before, value) {
            (None, None) => true,
            (Some(before), Some(after)) => before.says(after),
            _ => false,
        };
        if !is_same && after != *current {
            settings.push(Setting {
                key: column.key.to_owned(),
                before: current.to_string(),
                after: after.to_string(),
                value: value.cloned(),
            });
        }
    }
    settings
}

/// A row that is put in.
fn created(side: &Side, taken: &Taken<'_>) -> What {
    let naming = side.spec.naming().len();
    let mut settings = Vec::new();
    let mut missing = Vec::new();
    for (column, cell) in side.columns.iter().zip(&taken.cells).skip(naming) {
        match cell {
            Took::Value(value) => settings.push(Setting {
                key: column.key.to_owned(),
                before: String::new(),
                after: show(value, column.holds).to_string(),
                value: Some(value.clone()),
            }),
            _ if column.is_required => missing.push(format!(
                "has nothing in column `{}`, which every row needs: {}",
                head(side.spec.name, column.key, Language::English),
                expected(column.holds)
            )),
            _ => {}
        }
    }
    if missing.is_empty() {
        What::Created(settings)
    } else {
        What::Refused(missing)
    }
}

/// The columns that say which row it is, for messages.
pub(super) fn naming_heads(spec: &Spec) -> String {
    let naming = spec.naming();
    let naming = naming.iter().filter(|(_, holds)| *holds != Holds::Rank);
    let heads: Vec<String> = naming
        .map(|(key, _)| format!("`{}`", head(spec.name, key, Language::English)))
        .collect();
    match heads.as_slice() {
        [] => format!("`{}`", head(spec.name, ROW_KEY, Language::English)),
        heads => heads.join(" and "),
    }
}
