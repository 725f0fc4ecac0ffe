//! Marks of rows: whether a row still says what it said when it was written out.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::cell::Cell;
use crate::spec::RANK;
use crate::table::{Column, Row, Table};

/// The mark of what a row of a table says: sixteen hexadecimal digits. Rows that say the same have
/// the same in every language; the place of a candidate in its order is left out, since it changes
/// with the rows beside it.
pub fn mark(table: &Table, row: &Row) -> String {
    of_cells(&table.columns, &row.cells)
}

pub(crate) fn of_cells(columns: &[Column], cells: &[Cell]) -> String {
    const DIGITS: usize = 8;
    let mut hash = Sha256::new();
    let filled = columns
        .iter()
        .zip(cells)
        .filter(|(_, cell)| !cell.is_empty());
    for (column, cell) in filled.filter(|(column, _)| column.key != RANK) {
        hash.update(format!("{}\u{1f}{cell}\u{1e}", column.key));
    }
    hash.finalize()
        .iter()
        .take(DIGITS)
        .fold(String::new(), |mut digits, byte| {
            _ = write!(digits, "{byte:02x}");
            digits
        })
}
