//! Tables that come back: from a workbook, a document, or lines with commas.

use std::collections::BTreeMap;
use std::fmt;

use crate::Cell;

/// Everything that one file brings.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Delivery {
    /// Its tables.
    pub tables: Vec<Incoming>,
    /// What the file says of the plan that it was written from, where it does.
    pub sent: Option<Sent>,
    /// Rows that were left out before any table was made of them.
    pub left: Vec<Left>,
}

/// A row that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Left {
    /// The table that it gives no row to; empty where it gives none to any.
    pub table: String,
    /// Where it stands.
    pub place: Place,
    /// Why, for people.
    pub reason: String,
    /// Whether it should have given one: it cannot be read.
    pub is_refused: bool,
}

/// What a file says of the plan that it was written from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sent {
    /// The digest of that plan.
    pub digest: String,
    /// Each row that was written, by its name, with the mark of what it said.
    pub rows: BTreeMap<String, String>,
}

/// One table that comes back.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Incoming {
    /// The stable name of the table that it is: `sites`.
    pub table: String,
    /// Where it stands in its file, for people: ``sheet `Sites` ``.
    pub within: String,
    /// What stands above its columns.
    pub heads: Vec<Head>,
    /// Its rows. A row may have fewer cells than there are heads.
    pub rows: Vec<IncomingRow>,
    /// Whether it is the whole table, so that what the plan has besides was removed from it.
    pub is_whole: bool,
    /// Where it is whole only for things whose names begin so: the beginning.
    pub prefix: Option<String>,
}

/// What stands above a column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head {
    /// What people read.
    pub text: String,
    /// The stable key that was kept out of sight with it, where there is one: the key of a column, or
    /// [`crate::ROW_KEY`].
    pub key: Option<String>,
}

/// One row that comes back.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct IncomingRow {
    /// Where it stands.
    pub place: Place,
    /// Its cells, one for each head.
    pub cells: Vec<Cell>,
}

/// Where something stands in a file that people gave: ``sheet `Sites`, row 7``.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// The sheet or table, with its article or word: ``sheet `Sites` ``; empty in a file of one table.
    pub within: String,
    /// The row, counted from 1 as the program shows it; 0 for the whole table.
    pub row: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.within.is_empty(), self.row) {
            (false, 0) => f.write_str(&self.within),
            (false, row) => write!(f, "{}, row {row}", self.within),
            (true, row) => write!(f, "row {row}"),
        }
    }
}
