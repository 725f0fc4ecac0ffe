//! Sheets as tables of a plan.
//!
//! Responsible for finding which sheet is which table: by the mark and the keys in its hidden first
//! row, else by the name of the sheet and the heads that people read.

use std::collections::BTreeMap;

use interrex_tables::{Cell, Delivery, Head, Incoming, IncomingRow, Place, ROW_KEY, Sent, Texts};

use crate::read::{Line, Sheet};
use crate::words::words;
use crate::{LISTS_SHEET, SENT_SHEET, TABLE_MARK};

/// A sheet that was not read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its name.
    pub name: String,
    /// Why, in words.
    pub reason: String,
}

/// The tables in the sheets of a workbook, and the sheets that are none.
pub fn delivery(sheets: &[Sheet]) -> (Delivery, Vec<Unread>) {
    let mut delivery = Delivery::default();
    let mut unread = Vec::new();
    for sheet in sheets {
        if sheet.name == SENT_SHEET {
            delivery.sent = sent(sheet);
            continue;
        }
        if sheet.name == LISTS_SHEET || is_our_own(&sheet.name) {
            continue;
        }
        match table(sheet) {
            Some(table) => delivery.tables.push(table),
            None if sheet.lines.is_empty() => {}
            None => unread.push(Unread {
                name: sheet.name.clone(),
                reason: "it is no table of a plan; a roster is read with `--map`".to_owned(),
            }),
        }
    }
    (delivery, unread)
}

/// The sheets that a workbook has for people alone.
fn is_our_own(name: &str) -> bool {
    interrex_tables::Language::ALL
        .iter()
        .map(|language| words(*language))
        .any(|words| [words.start, words.answers, words.failures].contains(&name))
}

fn sent(sheet: &Sheet) -> Option<Sent> {
    let mut lines = sheet.lines.iter().map(|line| {
        let cell = |index: usize| {
            line.cells
                .get(index)
                .map(ToString::to_string)
                .unwrap_or_default()
        };
        (cell(0), cell(1))
    });
    let (name, digest) = lines.next()?;
    let rows: BTreeMap<String, String> = lines.filter(|(id, _)| !id.is_empty()).collect();
    (name == "digest").then_some(Sent { digest, rows })
}

/// The table of a sheet; nothing where it is none.
fn table(sheet: &Sheet) -> Option<Incoming> {
    let mut lines = sheet.lines.iter().filter(|line| !is_blank(line));
    let first = lines.next()?;
    let mark = first
        .cells
        .first()
        .map(ToString::to_string)
        .unwrap_or_default();
    let (name, keys, heads) = match mark.strip_prefix(TABLE_MARK) {
        Some(name) => (name.to_owned(), Some(first), lines.next()?),
        None => (Texts::table_called(&sheet.name)?.to_owned(), None, first),
    };
    Some(Incoming {
        table: name,
        within: format!("sheet `{}`", sheet.name),
        heads: joined(keys, heads),
        rows: rows(sheet, lines),
        is_whole: keys.is_some(),
        prefix: None,
    })
}

/// The table that a single sheet is, by its name; for files that have one table and no names.
///
/// The rows below the first line are its rows.
pub fn table_of_heads(name: &str, sheet: &Sheet) -> Option<Incoming> {
    let mut lines = sheet.lines.iter().filter(|line| !is_blank(line));
    let heads = lines.next()?;
    Some(Incoming {
        table: Texts::table_called(name)?.to_owned(),
        within: String::new(),
        heads: joined(None, heads),
        rows: rows(sheet, lines),
        is_whole: false,
        prefix: None,
    })
}

fn is_blank(line: &Line) -> bool {
    line.cells.iter().all(Cell::is_empty)
}

fn joined(keys: Option<&Line>, heads: &Line) -> Vec<Head> {
    let width = keys
        .map_or(0, |keys| keys.cells.len())
        .max(heads.cells.len());
    let text = |line: &Line, index: usize| {
        line.cells
            .get(index)
            .map(ToString::to_string)
            .unwrap_or_default()
    };
    let key = |index: usize| {
        let key = keys.map(|keys| text(keys, index)).unwrap_or_default();
        match key.strip_prefix(TABLE_MARK) {
            Some(_) => Some(ROW_KEY.to_owned()),
            None => Some(key).filter(|key| !key.is_empty()),
        }
    };
    (0..width)
        .map(|index| Head {
            text: text(heads, index),
            key: key(index),
        })
        .collect()
}

fn rows<'l>(sheet: &Sheet, lines: impl Iterator<Item = &'l Line>) -> Vec<IncomingRow> {
    let within = match sheet.name.as_str() {
        "" => String::new(),
        name => format!("sheet `{name}`"),
    };
    lines
        .map(|line| IncomingRow {
            place: Place {
                within: within.clone(),
                row: line.number,
            },
            cells: line.cells.clone(),
        })
        .collect()
}
