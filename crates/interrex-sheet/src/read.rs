//! Workbooks and comma-separated files as plain rows of cells.
//!
//! Responsible for what stands where; nothing here knows what a plan is. A formula is what it was
//! computed to be when the file was saved.

use std::io::Cursor;

use calamine::{Data, ExcelDateTime, Reader, SheetVisible, Sheets, open_workbook_auto_from_rs};
use interrex_tables::Cell;
use interrex_units::Date;

/// A sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Its name; empty in a file that has one table and no names.
    pub name: String,
    /// Whether people do not see it.
    pub is_hidden: bool,
    /// Its lines that have something in them, and those between.
    pub lines: Vec<Line>,
}

/// A line of a sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// Its number, counted from 1 as programs show it.
    pub number: usize,
    /// Its cells, from the first column on.
    pub cells: Vec<Cell>,
}

/// Reads a workbook: `.xlsx`, `.xlsm`, `.xlsb`, `.xls` or `.ods`.
///
/// # Errors
/// For people, where it is none of these or is damaged.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let broken = |error: &dyn std::fmt::Display| {
        format!("is no workbook that can be read ({error}); save it again as .xlsx or .ods")
    };
    let cursor = Cursor::new(bytes);
    let mut book: Sheets<_> = open_workbook_auto_from_rs(cursor).map_err(|error| broken(&error))?;
    let known = book.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    for sheet in known {
        let range = book
            .worksheet_range(&sheet.name)
            .map_err(|error| broken(&error))?;
        let (first_row, first_column) = range.start().unwrap_or((0, 0));
        let lines = range.rows().zip(first_row..).map(|(cells, row)| {
            let before = (0..first_column).map(|_| Cell::Empty);
            Line {
                number: usize::try_from(row).unwrap_or(usize::MAX - 1) + 1,
                cells: before.chain(cells.iter().map(cell)).collect(),
            }
        });
        sheets.push(Sheet {
            lines: lines.collect(),
            is_hidden: sheet.visible != SheetVisible::Visible,
            name: sheet.name,
        });
    }
    Ok(sheets)
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::String(text) => Cell::text(text),
        #[expect(
            clippy::cast_precision_loss,
            reason = "cells of workbooks are no longer numbers"
        )]
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(value) => Cell::Bool(*value),
        Data::DateTime(moment) => day(*moment),
        Data::DateTimeIso(text) => iso(text),
        Data::DurationIso(text) => Cell::Text(text.clone()),
        Data::Error(error) => Cell::Fault(error.to_string()),
    }
}

/// The day of a moment; where it has a time of day, that stays, as text.
fn day(moment: ExcelDateTime) -> Cell {
    if !moment.is_datetime() {
        return Cell::Number(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = i16::try_from(year)
        .ok()
        .zip(i8::try_from(month).ok())
        .zip(i8::try_from(day).ok())
        .and_then(|((year, month), day)| Date::new(year, month, day));
    match date {
        Some(date) if (hour, minute, second) == (0, 0, 0) => Cell::Date(date),
        Some(date) => Cell::Text(format!("{date} {hour:02}:{minute:02}:{second:02}")),
        None => Cell::Number(moment.as_f64()),
    }
}

fn iso(text: &str) -> Cell {
    let day = text.strip_suffix("T00:00:00").unwrap_or(text);
    day.parse()
        .map_or_else(|_| Cell::Text(text.to_owned()), Cell::Date)
}

/// Reads a comma-separated file; semicolons and tabs between the cells are found out from its first
/// line.
///
/// # Errors
/// For people, where it is no UTF-8 text, or a quote is not closed.
pub fn comma_separated(bytes: &[u8]) -> Result<Sheet, String> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| "is not UTF-8 text; save it as `CSV UTF-8`, or as .xlsx".to_owned())?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(between(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut lines = Vec::new();
    let mut counted = Counted {
        text,
        at: 0,
        line: 1,
    };
    loop {
        let line = counted.line;
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => return Err(format!("cannot be read behind line {line}: {error}")),
        }
        let start = record.position().map_or(0, csv::Position::byte);
        lines.push(Line {
            number: counted.line_of(usize::try_from(start).unwrap_or(usize::MAX)),
            cells: record.iter().map(Cell::text).collect(),
        });
    }
    Ok(Sheet {
        lines,
        ..Sheet::default()
    })
}

/// Lines of a text, counted as it is read on.
struct Counted<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl Counted<'_> {
    /// The number of the line in which the record at an offset begins; the end of the line before may
    /// stand at the offset still.
    fn line_of(&mut self, offset: usize) -> usize {
        let bytes = self.text.as_bytes();
        let rest = bytes.get(offset..).unwrap_or_default();
        let ends = rest
            .iter()
            .take_while(|byte| matches!(**byte, b'\r' | b'\n'))
            .count();
        let start = (offset + ends).min(bytes.len()).max(self.at);
        // Records begin at letters, never within one.
        let passed = self.text.get(self.at..start).unwrap_or_default();
        self.line += passed.matches('\n').count();
        self.at = start;
        self.line
    }
}

/// What stands between the cells: whichever of comma, semicolon and tab the first line has most of.
fn between(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |letter: u8| first.bytes().filter(|byte| *byte == letter).count();
    let most = [b',', b';', b'\t']
        .into_iter()
        .rev()
        .max_by_key(|letter| count(*letter));
    most.unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(usize, &[&str])]) {
        let sheet = comma_separated(text.as_bytes()).expect("lines");
        let lines: Vec<(usize, Vec<String>)> = sheet
            .lines
            .iter()
            .map(|line| {
                (
                    line.number,
                    line.cells.iter().map(ToString::to_string).collect(),
                )
            })
            .collect();
        let lines: Vec<(usize, Vec<&str>)> = lines
            .iter()
            .map(|(number, cells)| (*number, cells.iter().map(String::as_str).collect()))
            .collect();
        let expect: Vec<(usize, Vec<&str>)> = expect
            .iter()
            .map(|(number, cells)| (*number, cells.to_vec()))
            .collect();
        assert_eq!(lines, expect, "{text:?}");
    }

    #[test]
    fn lines_have_the_numbers_that_programs_show() {
        check("a,b\n1,2\n", &[(1, &["a", "b"]), (2, &["1", "2"])]);
        check(
            "\u{feff}a;b\r\n\"x;\n y\";2\r\n3;4",
            &[(1, &["a", "b"]), (2, &["x;\n y", "2"]), (4, &["3", "4"])],
        );
        check("a\tb\n\n1\t\n", &[(1, &["a", "b"]), (3, &["1", ""])]);
    }

    #[test]
    fn other_bytes_are_refused_in_words() {
        let error = comma_separated(b"a,b\n\xcf\xf0\xe8,1\n").expect_err("no UTF-8");
        assert!(error.contains("CSV UTF-8"));
        let error = sheets(b"a,b\n1,2\n").expect_err("no workbook");
        assert!(error.contains("is no workbook that can be read"), "{error}");
    }
}
