//! Comma-separated tables with a first row of column names.
//!
//! Responsible for cells by column, with the row and column in every complaint. What a cell means
//! is left to whoever asks for it.

use std::fs;
use std::path::Path;
use std::str::FromStr;

use csv::{ReaderBuilder, StringRecord, WriterBuilder};

/// A table in memory.
pub(super) struct Table {
    name: String,
    columns: StringRecord,
    rows: Vec<StringRecord>,
}

impl Table {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// Says why it could not be read.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let name = path.display().to_string();
        let text =
            fs::read_to_string(path).map_err(|error| format!("cannot read {name}: {error}"))?;
        Self::parse(&name, &text)
    }

    /// Reads a text.
    ///
    /// # Errors
    ///
    /// Says which row is no row.
    pub(super) fn parse(name: &str, text: &str) -> Result<Self, String> {
        let failed = |error: csv::Error| format!("{name}: {error}");
        let mut reader = ReaderBuilder::new().from_reader(text.as_bytes());
        let columns = reader.headers().map_err(failed)?.clone();
        let rows = reader.records().collect::<Result<_, _>>().map_err(failed)?;
        Ok(Self {
            name: name.to_owned(),
            columns,
            rows,
        })
    }

    /// What every row says.
    ///
    /// # Errors
    ///
    /// The first complaint about a row.
    pub(super) fn map<T>(
        &self,
        mut read: impl FnMut(&Row<'_>) -> Result<T, String>,
    ) -> Result<Vec<T>, String> {
        let rows = self.rows.iter().enumerate();
        rows.map(|(at, cells)| {
            read(&Row {
                table: self,
                number: at + 2,
                cells,
            })
        })
        .collect()
    }
}

/// A row of a table.
pub(super) struct Row<'t> {
    table: &'t Table,
    number: usize,
    cells: &'t StringRecord,
}

impl Row<'_> {
    /// The text of a cell.
    ///
    /// # Errors
    ///
    /// Says that there is no such column.
    pub(super) fn text(&self, column: &str) -> Result<&str, String> {
        let at = self.table.columns.iter().position(|name| name == column);
        at.and_then(|at| self.cells.get(at))
            .map(str::trim)
            .ok_or_else(|| format!("{} has no column `{column}`", self.table.name))
    }

    /// The number in a cell.
    ///
    /// # Errors
    ///
    /// Says what stands there instead.
    pub(super) fn number<T: FromStr>(&self, column: &str) -> Result<T, String> {
        let text = self.text(column)?;
        text.parse().map_err(|_| self.complaint(column, "a number"))
    }

    /// The number in a cell that may be empty.
    ///
    /// # Errors
    ///
    /// Says what stands there instead.
    pub(super) fn number_if_any<T: FromStr>(&self, column: &str) -> Result<Option<T>, String> {
        if self.text(column)?.is_empty() {
            Ok(None)
        } else {
            self.number(column).map(Some)
        }
    }

    /// The date in a cell that may be empty, `4/30/2018` as `2018-04-30`.
    ///
    /// # Errors
    ///
    /// Says what stands there instead.
    pub(super) fn date_if_any(&self, column: &str) -> Result<Option<String>, String> {
        let text = self.text(column)?;
        if text.is_empty() {
            return Ok(None);
        }
        let numbers: Vec<u32> = text
            .split('/')
            .filter_map(|part| part.parse().ok())
            .collect();
        match numbers.as_slice() {
            [month @ 1..=12, day @ 1..=31, year @ 1900..=2100] => {
                Ok(Some(format!("{year}-{month:02}-{day:02}")))
            }
            _ => Err(self.complaint(column, "a date like 4/30/2018")),
        }
    }

    fn complaint(&self, column: &str, wanted: &str) -> String {
        let (name, number) = (&self.table.name, self.number);
        let found = self.text(column).unwrap_or_default();
        format!("{name}, row {number}: `{column}` is `{found}`, expected {wanted}")
    }
}

/// A line of a table.
///
/// # Errors
///
/// Says why it could not be written.
pub(super) fn line(cells: &[&str]) -> Result<String, String> {
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    let failed = |error: csv::Error| format!("cannot write a row: {error}");
    writer.write_record(cells).map_err(failed)?;
    let bytes = writer
        .into_inner()
        .map_err(|error| format!("cannot write a row: {error}"))?;
    String::from_utf8(bytes).map_err(|error| format!("cannot write a row: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Result<Option<&str>, &str>) {
        let table = Table::parse("t", &format!("n,when\n1,{text}\n")).expect("a table");
        let read = table.map(|row| row.date_if_any("when"));
        let found = read.map(|dates| dates.into_iter().next().flatten());
        assert_eq!(
            found,
            expect
                .map(|date| date.map(str::to_owned))
                .map_err(str::to_owned)
        );
    }

    #[test]
    fn dates_are_turned_around() {
        check("4/3/2018", Ok(Some("2018-04-03")));
        check("", Ok(None));
        check(
            "13/3/2018",
            Err("t, row 2: `when` is `13/3/2018`, expected a date like 4/30/2018"),
        );
        check(
            "soon",
            Err("t, row 2: `when` is `soon`, expected a date like 4/30/2018"),
        );
    }

    #[test]
    fn complaints_name_row_and_column() {
        let table = Table::parse("t", "n\n1\nx\n").expect("a table");
        let numbers = table.map(|row| row.number::<u32>("n"));
        assert_eq!(
            numbers,
            Err("t, row 3: `n` is `x`, expected a number".to_owned())
        );
        let missing = table.map(|row| row.text("m").map(str::to_owned));
        assert_eq!(missing, Err("t has no column `m`".to_owned()));
    }
}
