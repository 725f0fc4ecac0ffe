//! The annex: tables of the plan that are changed in Word and sent back.
//!
//! What a reader needs to find everything again is text, because text is what every program keeps: the first column
//! has the name of each row; the line below the heads has the name of the table and the key of each column. Hidden
//! text before each table has the digest of the plan, and lists the rows, each with the mark of what it said: a row that
//! is missing later was taken out, one that is new in the plan was not.

use interrex_report::Document;
use interrex_tables::{Cell, Table};

use crate::body::{Body, Form, FormRow};
use crate::sheet::Sheet;

/// What opens the hidden list of the rows of a table; the version of this form follows.
pub(crate) const ROWS: &str = "interrex-rows/";
/// The version of this form.
pub(crate) const VERSION: &str = "1";
/// A longer table is sent in a workbook alone: Word takes minutes to open it.
const ROWS_MAX: usize = 2_000;
/// What stands between the name of a table and the key of the first column.
pub(crate) const BETWEEN: char = '/';

/// Writes the annex.
pub(crate) fn annex(body: &mut Body<'_>, document: &Document, tables: &[Table]) {
    let tables: Vec<&Table> = tables
        .iter()
        .filter(|table| !table.columns.is_empty())
        .collect();
    if tables.is_empty() {
        return;
    }
    body.anchors.add("tables");
    body.turn(Sheet::Wide);
    body.head(1, &document.words.tables, "tables");
    for words in &document.words.tables_about {
        body.say("Normal", words);
    }
    let words = format!("{} {}", document.words.tables_of, document.digest);
    body.say("Caption", &words);
    for table in tables {
        let anchor = format!("table {}", table.name);
        body.anchors.add(&anchor);
        let form = form(table);
        body.turn(form.sheet());
        body.head(2, table.title, &anchor);
        if table.rows.len() > ROWS_MAX {
            let told = document
                .words
                .tables_too_long
                .replace("{count}", &table.rows.len().to_string());
            body.say("About", &told);
            continue;
        }
        body.say("Sent", &sent(table, &document.digest));
        body.say("About", table.about);
        body.form(&form);
    }
}

/// The digest of the plan, and the rows of a table, a line each: the mark of what it says, and its name.
fn sent(table: &Table, digest: &str) -> String {
    let rows = table.rows.iter();
    let lines = rows.map(|row| format!("\n{} {}", interrex_tables::mark(table, row), row.id));
    std::iter::once(format!("{ROWS}{VERSION} {digest}"))
        .chain(lines)
        .collect()
}

/// A table as it is sent: its main columns, each row with its name.
fn form(table: &Table) -> Form {
    let columns = || {
        let columns = table.columns.iter().enumerate();
        columns.filter(|(_, column)| column.is_main)
    };
    let corner = format!("{}{BETWEEN}{}", table.name, interrex_tables::ROW_KEY);
    let keys = columns().map(|(_, column)| column.key.to_owned());
    let row = |row: &interrex_tables::Row| FormRow {
        key: row.id.clone(),
        cells: columns()
            .map(|(index, _)| {
                row.cells
                    .get(index)
                    .map(Cell::to_string)
                    .unwrap_or_default()
            })
            .collect(),
    };
    Form {
        caption: table.title.to_owned(),
        heads: columns().map(|(_, column)| column.head.clone()).collect(),
        keys: std::iter::once(corner).chain(keys).collect(),
        rows: table.rows.iter().map(row).collect(),
    }
}
