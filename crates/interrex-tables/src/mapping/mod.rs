//! Mappings: how the rows of somebody's roster become rows of a plan's tables.
//!
//! Responsible for the file that a planner writes once and uses at every delivery: which columns make
//! which key, how names are made, which rows are left out and why. A row that a mapping cannot read
//! is refused by its number; nothing is guessed.

mod draft;
mod read;
mod template;

use std::collections::BTreeMap;

use crate::cell::Cell;
use crate::incoming::{Delivery, Head, Incoming, IncomingRow, Left, Place};
use crate::spec::{ID, Spec};
use template::Template;

/// A roster: a table of somebody else's, with heads of their own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Roster {
    /// Where it stands in its file, for people; empty in a file of one table.
    pub within: String,
    /// What stands above its columns.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<IncomingRow>,
}

/// A mapping, as its file says.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// What a plan says of itself that is new with the import: title and horizon among them.
    plan: Vec<(String, crate::value::Value)>,
    /// The sheet of a workbook that has the roster; the first when absent.
    sheet: Option<String>,
    /// Which rows are left out, and why.
    skips: Vec<Skip>,
    /// The tables that each row gives rows to.
    tables: Vec<Mapped>,
}

/// One table of a mapping.
#[derive(Debug, Clone)]
struct Mapped {
    spec: &'static Spec,
    /// Which rows give none to this table, and why.
    skips: Vec<Skip>,
    /// How the thing's own name is made.
    id: Option<Template>,
    /// Whether several rows may be about one thing, if they say the same.
    is_once: bool,
    /// What the names of its things begin with, where the file has all of them.
    whole: Option<String>,
    /// What each key of the plan is made of.
    columns: Vec<(&'static str, Made)>,
}

/// Rows that are left out.
#[derive(Debug, Clone)]
struct Skip {
    when: Condition,
    reason: String,
}

/// Whether a column of the file holds one of some texts.
#[derive(Debug, Clone)]
struct Condition {
    column: String,
    is: Vec<String>,
}

/// What the cell of a key is made of.
#[derive(Debug, Clone)]
struct Made {
    text: Template,
    /// The form of a date, such as `M/D/YYYY`.
    date: Option<String>,
    /// Texts that stand for others.
    values: BTreeMap<String, String>,
    /// When the cell stays empty.
    unless: Option<Condition>,
}

/// A row of a roster with its cells by the heads above them.
pub(crate) struct Record<'r> {
    heads: &'r BTreeMap<String, usize>,
    cells: &'r [Cell],
}

impl Record<'_> {
    /// The text of a column; empty where the row ends before it.
    fn get(&self, column: &str) -> String {
        let index = self.heads.get(column);
        let cell = index.and_then(|index| self.cells.get(*index));
        cell.map(ToString::to_string)
            .unwrap_or_default()
            .trim()
            .to_owned()
    }
}

impl Condition {
    fn holds(&self, record: &Record<'_>) -> bool {
        self.is.contains(&record.get(&self.column))
    }
}

impl Mapping {
    /// The sheet of a workbook that has the roster; the first when it names none.
    pub fn sheet(&self) -> Option<&str> {
        self.sheet.as_deref()
    }

    /// The text of a plan that is new with the import.
    pub fn new_plan(&self, title: &str) -> String {
        let mut plan = self.plan.clone();
        let mut default = |key: &str, value: &str| {
            if !plan.iter().any(|(known, _)| known == key) {
                plan.push((key.to_owned(), crate::value::Value::Text(value.to_owned())));
            }
        };
        default("title", title);
        default("horizon", "30 d");
        let lines = plan
            .iter()
            .map(|(key, value)| format!("{key} = {}\n", value.laid_out()));
        format!("[plan]\n{}", lines.collect::<String>())
    }

    /// The tables that a roster gives.
    ///
    /// # Errors
    /// For people, where the mapping speaks of columns that the roster does not have.
    pub fn delivery(&self, roster: &Roster) -> Result<Delivery, Vec<String>> {
        let trimmed = roster.heads.iter().map(|head| head.trim().to_owned());
        let heads: BTreeMap<String, usize> = trimmed.zip(0..).collect();
        let missing: Vec<String> = self
            .asked()
            .filter(|column| !heads.contains_key(*column))
            .map(|column| unknown(column, &heads))
            .collect();
        if !missing.is_empty() {
            return Err(missing);
        }
        let mut delivery = Delivery::default();
        let mut rows: Vec<&IncomingRow> = Vec::with_capacity(roster.rows.len());
        for row in roster
            .rows
            .iter()
            .filter(|row| !row.cells.iter().all(Cell::is_empty))
        {
            let record = Record {
                heads: &heads,
                cells: &row.cells,
            };
            match self.skips.iter().find(|skip| skip.when.holds(&record)) {
                Some(skip) => delivery.left.push(left("", row, &skip.reason, false)),
                None => rows.push(row),
            }
        }
        for table in &self.tables {
            let incoming = table.incoming(roster, &heads, &rows, &mut delivery.left);
            delivery.tables.push(incoming);
        }
        Ok(delivery)
    }

    /// Every column of the roster that the mapping speaks of.
    fn asked(&self) -> impl Iterator<Item = &str> {
        let own = self.skips.iter().map(|skip| skip.when.column.as_str());
        own.chain(self.tables.iter().flat_map(Mapped::asked))
    }
}

fn unknown(column: &str, heads: &BTreeMap<String, usize>) -> String {
    let near = interrex_diag::nearest(column, heads.keys().map(String::as_str));
    let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    format!("the file has no column `{column}`, which the mapping speaks of{near}")
}

fn left(table: &str, row: &IncomingRow, reason: &str, is_refused: bool) -> Left {
    Left {
        table: table.to_owned(),
        place: row.place.clone(),
        reason: reason.to_owned(),
        is_refused,
    }
}

impl Mapped {
    fn asked(&self) -> impl Iterator<Item = &str> {
        let skips = self.skips.iter().map(|skip| skip.when.column.as_str());
        let id = self.id.iter().flat_map(Template::columns);
        let columns = self.columns.iter().flat_map(|(_, made)| {
            let unless = made
                .unless
                .iter()
                .map(|condition| condition.column.as_str());
            made.text.columns().chain(unless)
        });
        skips.chain(id).chain(columns)
    }

    fn incoming(
        &self,
        roster: &Roster,
        heads: &BTreeMap<String, usize>,
        rows: &[&IncomingRow],
        left_out: &mut Vec<Left>,
    ) -> Incoming {
        let mut made: Vec<IncomingRow> = Vec::with_capacity(rows.len());
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for row in rows {
            let record = Record {
                heads,
                cells: &row.cells,
            };
            if let Some(skip) = self.skips.iter().find(|skip| skip.when.holds(&record)) {
                left_out.push(left(self.spec.name, row, &skip.reason, false));
                continue;
            }
            match self.row(&record, &row.place) {
                Ok(next) => self.add(next, &mut made, &mut known, left_out),
                Err(reason) => left_out.push(left(self.spec.name, row, &reason, true)),
            }
        }
        let ids = self.id.iter().map(|_| ID);
        Incoming {
            table: self.spec.name.to_owned(),
            within: roster.within.clone(),
            heads: ids
                .chain(self.columns.iter().map(|(key, _)| *key))
                .map(keyed)
                .collect(),
            rows: made,
            is_whole: self.whole.is_some(),
            prefix: self.whole.clone(),
        }
    }

    /// Adds a row, unless an earlier one is about the same thing and says the same.
    fn add(
        &self,
        row: IncomingRow,
        made: &mut Vec<IncomingRow>,
        known: &mut BTreeMap<String, usize>,
        left_out: &mut Vec<Left>,
    ) {
        let id = row
            .cells
            .first()
            .map(ToString::to_string)
            .unwrap_or_default();
        let first = known.get(&id).and_then(|index| made.get(*index));
        match first.filter(|_| self.is_once) {
            Some(first) if first.cells == row.cells => {}
            Some(first) => {
                let reason = format!(
                    "is about `{id}`, as {} is, and says otherwise; correct one of them",
                    first.place
                );
                left_out.push(left(self.spec.name, &row, &reason, true));
            }
            None => {
                known.entry(id).or_insert(made.len());
                made.push(row);
            }
        }
    }

    fn row(&self, record: &Record<'_>, place: &Place) -> Result<IncomingRow, String> {
        let mut cells = Vec::with_capacity(self.columns.len() + 1);
        if let Some(id) = &self.id {
            let name = id.slugged(record);
            if name.is_empty() {
                return Err(format!(
                    "gives no name to its row in {}; fill in {}",
                    self.spec.name,
                    id.columns()
                        .map(|column| format!("`{column}`"))
                        .collect::<Vec<_>>()
                        .join(" or ")
                ));
            }
            cells.push(Cell::Text(name));
        }
        for (_, made) in &self.columns {
            cells.push(made.cell(record)?);
        }
        Ok(IncomingRow {
            place: place.clone(),
            cells,
        })
    }
}

fn keyed(key: &'static str) -> Head {
    Head {
        text: String::new(),
        key: Some(key.to_owned()),
    }
}

impl Made {
    fn cell(&self, record: &Record<'_>) -> Result<Cell, String> {
        if self
            .unless
            .as_ref()
            .is_some_and(|condition| condition.holds(record))
        {
            return Ok(Cell::Empty);
        }
        let text = self.text.filled(record);
        let text = self.values.get(&text).unwrap_or(&text);
        match &self.date {
            Some(form) if !text.is_empty() => template::date(text, form).map(Cell::Date),
            _ => Ok(Cell::text(text)),
        }
    }
}
