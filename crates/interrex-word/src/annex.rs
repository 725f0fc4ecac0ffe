//! The annex: tables of the plan that are changed in Word and sent back.
//!
//! What a reader needs to find everything again is text, because text is what every program keeps: the first column
//! has the name of each row and the mark of what it said; the line below the heads has the name of the table and the
//! key of each column; a paragraph has the digest of the plan.

use interrex_report::Document;
use interrex_tables::{Cell, Table};

use crate::body::{Body, Form, FormRow};
use crate::sheet::Sheet;

/// What opens the paragraph with the digest, with the version of this form.
pub(crate) const SIGN: &str = "interrex-tables/1";
/// What stands between the name of a table and the key of the first column.
pub(crate) const BETWEEN: char = '/';

/// Writes the annex.
pub(crate) fn annex(body: &mut Body<'_>, document: &Document, tables: &[Table]) {
    let tables: Vec<&Table> = tables.iter().filter(|table| !table.columns.is_empty()).collect();
    if tables.is_empty() {
        return;
    }
    body.anchors.add("tables");
    body.turn(Sheet::Wide);
    body.head(1, &document.words.tables, "tables");
    for words in &document.words.tables_about {
        body.say("Normal", words);
    }
    let words = format!("{} · {SIGN} {}", document.words.tables_of, document.digest);
    body.say("Key", &words);
    for table in tables {
        let anchor = format!("table {}", table.name);
        body.anchors.add(&anchor);
        let form = form(table);
        body.turn(form.sheet());
        body.head(2, table.title, &anchor);
        body.say("Normal", table.about);
        body.form(&form);
    }
}

/// A table as it is sent: its main columns, each row with its name and the mark of what it says.
fn form(table: &Table) -> Form {
    let columns = || {
        let columns = table.columns.iter().enumerate();
        columns.filter(|(_, column)| column.is_main)
    };
    let corner = format!("{}{BETWEEN}{}", table.name, interrex_tables::ROW_KEY);
    let keys = columns().map(|(_, column)| column.key.to_owned());
    let row = |row: &interrex_tables::Row| FormRow {
        key: format!("{} {}", row.id, interrex_tables::mark(table, row)),
        cells: columns()
            .map(|(index, _)| row.cells.get(index).map(Cell::to_string).unwrap_or_default())
            .collect(),
    };
    Form {
        caption: table.title.to_owned(),
        heads: columns().map(|(_, column)| column.head.clone()).collect(),
        keys: std::iter::once(corner).chain(keys).collect(),
        rows: table.rows.iter().map(row).collect(),
    }
}
