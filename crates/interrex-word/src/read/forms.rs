//! The tables that were sent, among all tables of a document.
//!
//! Responsible for what is kept: the first rows of a table until it is known whether it was sent, then all of it or
//! nothing.

use std::collections::BTreeMap;

use interrex_tables::{Cell, Delivery, Head, Incoming, IncomingRow, Place, ROW_KEY, Sent};

use super::Refusal;
use crate::annex::{BETWEEN, ROWS, VERSION};

/// Below how many rows the gray line of a table may stand.
const ABOVE_MAX: usize = 4;
/// How many bytes of text are kept.
const TEXT_MAX: usize = 64 << 20;
/// How many rows and how many cells of one row are kept.
const ROWS_MAX: usize = 500_000;
const CELLS_MAX: usize = 1_000;
/// How many reasons are listed.
const REASONS_MAX: usize = 20;

/// A cell as it stands in the document.
#[derive(Debug, Default)]
struct RawCell {
    text: String,
    has_line: bool,
    is_merged: bool,
    is_deleted: bool,
}

/// A row as it stands in the document.
#[derive(Debug, Default)]
struct RawRow {
    cells: Vec<RawCell>,
    is_deleted: bool,
}

/// What is known of a table that is being read.
#[derive(Debug, Default, PartialEq, Eq)]
enum State {
    /// Whether it was sent is open; its first rows are kept.
    #[default]
    Open,
    /// It is the table of this number.
    Sent(usize),
    /// It is none.
    Other,
}

/// Everything that was found.
#[derive(Debug, Default)]
pub(super) struct Forms {
    tables: Vec<Incoming>,
    /// The rows that were sent, each with the mark of what it said.
    marks: BTreeMap<String, String>,
    digest: Option<String>,
    reasons: Vec<String>,
    /// The last head before the table.
    head: String,
    caption: Option<String>,
    state: State,
    first: Vec<RawRow>,
    row: RawRow,
    text_kept: usize,
    rows_count: usize,
}

impl Forms {
    /// A paragraph outside of tables.
    pub(super) fn paragraph(&mut self, words: &str, style: &str) -> Result<(), Refusal> {
        if let Some(sent) = words.trim().strip_prefix(ROWS) {
            return self.sent(sent);
        }
        let is_head = style.to_lowercase().contains("heading");
        if is_head && !words.trim().is_empty() {
            self.head = words.trim().to_owned();
        }
        Ok(())
    }

    /// A list of rows that were sent, behind what opens it.
    fn sent(&mut self, words: &str) -> Result<(), Refusal> {
        let mut lines = words.lines();
        let first = lines.next().unwrap_or("");
        let (version, digest) = first.split_once(' ').unwrap_or((first, ""));
        if version != VERSION {
            return Err(Refusal::of(
                "the tables were written by another version of Interrex; read them with that version",
            ));
        }
        self.digest = Some(digest.trim().to_owned());
        let rows = lines.filter_map(|line| line.trim().split_once(' '));
        let rows = rows.map(|(mark, name)| (name.trim().to_owned(), mark.to_owned()));
        self.marks.extend(rows);
        Ok(())
    }

    pub(super) fn open_table(&mut self) {
        self.state = State::Open;
        self.first.clear();
        self.caption = None;
    }

    /// What a table is called in its properties.
    pub(super) fn caption(&mut self, words: String) {
        self.caption = Some(words).filter(|words| !words.trim().is_empty());
    }

    pub(super) fn open_row(&mut self) {
        self.row = RawRow::default();
    }

    pub(super) fn row_is_deleted(&mut self) {
        self.row.is_deleted = true;
    }

    pub(super) fn open_cell(&mut self) {
        if self.row.cells.len() < CELLS_MAX {
            self.row.cells.push(RawCell::default());
        }
    }

    pub(super) fn cell_is_merged(&mut self) {
        if let Some(cell) = self.row.cells.last_mut() {
            cell.is_merged = true;
        }
    }

    pub(super) fn cell_is_deleted(&mut self) {
        if let Some(cell) = self.row.cells.last_mut() {
            cell.is_deleted = true;
        }
    }

    /// A further paragraph of a cell.
    pub(super) fn new_line(&mut self) -> Result<(), Refusal> {
        let has_line = match self.row.cells.last_mut() {
            Some(cell) => std::mem::replace(&mut cell.has_line, true),
            None => false,
        };
        if has_line { self.words("\n") } else { Ok(()) }
    }

    /// Text of a cell.
    pub(super) fn words(&mut self, words: &str) -> Result<(), Refusal> {
        if self.state == State::Other {
            return Ok(());
        }
        self.charge(words.len())?;
        if let Some(cell) = self.row.cells.last_mut() {
            cell.text.push_str(words);
        }
        Ok(())
    }

    /// Counts text that is kept.
    pub(super) fn charge(&mut self, length: usize) -> Result<(), Refusal> {
        self.text_kept = self.text_kept.saturating_add(length);
        if self.text_kept > TEXT_MAX {
            return Err(Refusal::of(format!(
                "the tables of the document have more than {} MB of text; they are not read",
                TEXT_MAX >> 20
            )));
        }
        Ok(())
    }

    pub(super) fn close_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        if row.is_deleted || self.rows_count >= ROWS_MAX {
            return;
        }
        match self.state {
            State::Other => {}
            State::Sent(index) => self.add(index, row),
            State::Open => self.sort_out(row),
        }
    }

    pub(super) fn close_table(&mut self) {
        self.state = State::Open;
        self.first.clear();
    }

    /// Decides whether a table was sent, once a row says so.
    fn sort_out(&mut self, row: RawRow) {
        let first = row.cells.first().map_or("", |cell| cell.text.trim());
        if let Some(name) = table_of(first) {
            let name = name.to_owned();
            let heads = self.first.pop().unwrap_or_default();
            let index = self.begin(&name, &heads, &row);
            self.state = State::Sent(index);
            self.first.clear();
            return;
        }
        let goes_on = self.marks.contains_key(first) && !self.tables.is_empty();
        self.first.push(row);
        if goes_on {
            let index = self.tables.len() - 1;
            self.state = State::Sent(index);
            for row in std::mem::take(&mut self.first) {
                self.add(index, row);
            }
        } else if self.first.len() >= ABOVE_MAX {
            self.state = State::Other;
            self.first.clear();
        }
    }

    /// Begins a table, or goes on with the one of this name.
    fn begin(&mut self, name: &str, heads: &RawRow, keys: &RawRow) -> usize {
        let mut texts = heads.cells.iter().map(|cell| cell.text.trim());
        let head = |(index, key): (usize, &RawCell)| Head {
            text: texts.next().unwrap_or("").to_owned(),
            key: match (index, key.text.trim()) {
                (0, _) => Some(ROW_KEY.to_owned()),
                (_, "") => None,
                (_, key) => Some(key.to_owned()),
            },
        };
        let heads: Vec<Head> = keys.cells.iter().enumerate().map(head).collect();
        let title = self.caption.take();
        let title = title.unwrap_or_else(|| match self.head.is_empty() {
            true => name.to_owned(),
            false => self.head.clone(),
        });
        let within = format!("table `{title}`");
        if keys.cells.iter().any(|cell| cell.is_merged) {
            self.refuse(&within, 0, MERGED);
        }
        let known = self.tables.iter().position(|table| table.table == name);
        if let Some(index) = known {
            let keys = |heads: &[Head]| -> Vec<Option<String>> {
                heads.iter().map(|head| head.key.clone()).collect()
            };
            let is_same = self
                .tables
                .get(index)
                .is_some_and(|table| keys(&table.heads) == keys(&heads));
            if !is_same {
                self.refuse(
                    &within,
                    0,
                    "stands twice, with other columns; leave one of the two in the document",
                );
            }
            return index;
        }
        self.tables.push(Incoming {
            table: name.to_owned(),
            within,
            heads,
            rows: Vec::new(),
            is_whole: true,
            ..Incoming::default()
        });
        self.tables.len() - 1
    }

    /// Adds a row to a table.
    fn add(&mut self, index: usize, row: RawRow) {
        let Some(table) = self.tables.get_mut(index) else {
            return;
        };
        let place = Place {
            within: table.within.clone(),
            row: table.rows.len() + 1,
        };
        let wanted = table.heads.len();
        let is_merged = row.cells.iter().any(|cell| cell.is_merged);
        let mut cells = row.cells.into_iter().filter(|cell| !cell.is_deleted);
        let first = cells.next().map(|cell| cell.text).unwrap_or_default();
        let rest: Vec<Cell> = cells.map(|cell| Cell::text(&cell.text)).collect();
        let count = rest.len() + 1;
        let cells = std::iter::once(Cell::text(&first)).chain(rest).collect();
        table.rows.push(IncomingRow {
            place: place.clone(),
            cells,
        });
        self.rows_count += 1;
        if is_merged {
            self.refuse(&place.within, place.row, MERGED);
        } else if count != wanted {
            let reason = format!(
                "has {count} cells and the table has {wanted} columns: cells were removed or put in, \
                 and what stands beside them was shifted; put the row back as it was sent and \
                 write over its cells"
            );
            self.refuse(&place.within, place.row, &reason);
        }
    }

    fn refuse(&mut self, within: &str, row: usize, reason: &str) {
        if self.reasons.len() < REASONS_MAX {
            let place = Place {
                within: within.to_owned(),
                row,
            };
            self.reasons.push(format!("{place} {reason}"));
        }
    }

    /// What came back.
    pub(super) fn delivery(self) -> Result<Delivery, Refusal> {
        if self.rows_count >= ROWS_MAX {
            return Err(Refusal::of(format!(
                "the tables of the document have {ROWS_MAX} rows or more; they are not read"
            )));
        }
        if self.tables.is_empty() {
            return Err(Refusal::of(
                "the document has no table of a plan: none has the gray line with the name of the table \
                 below its heads; send back the document that `interrex report` wrote",
            ));
        }
        if !self.reasons.is_empty() {
            return Err(Refusal {
                reasons: self.reasons,
            });
        }
        let digest = self.digest;
        let rows = self.marks;
        Ok(Delivery {
            tables: self.tables,
            sent: digest.map(|digest| Sent { digest, rows }),
        })
    }
}

const MERGED: &str = "has merged cells; split them, so that each column has a cell of its own";

/// The table that the first cell of a gray line names: `sites/row`.
fn table_of(cell: &str) -> Option<&str> {
    let (name, key) = cell.split_once(BETWEEN)?;
    let is_name = |name: &str| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    };
    (key.trim() == ROW_KEY && is_name(name.trim())).then(|| name.trim())
}
