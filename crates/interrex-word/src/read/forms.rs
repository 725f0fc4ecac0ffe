//! The tables that were sent, among all tables of a document.
//!
//! Responsible for what is kept: the first rows of a table until it is known whether it was sent, then all of it or
//! nothing.

use std::collections::BTreeMap;

use interrex_tables::{Cell, Delivery, Head, Incoming, IncomingRow, Left, Place, ROW_KEY, Sent};

use super::Refusal;
use crate::annex::{BETWEEN, ROWS, VERSION};

/// Below how many rows the gray line of a table may stand.
const ABOVE_MAX: usize = 4;
/// How many bytes of text are kept.
const TEXT_MAX: usize = 64 << 20;
/// How many rows and how many cells of one row are kept.
const ROWS_MAX: usize = 500_000;
const CELLS_MAX: usize = 1_000;

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
    /// How many rows of each were seen.
    counts: Vec<usize>,
    /// The rows that were sent, each with the mark of what it said.
    marks: BTreeMap<String, String>,
    digest: Option<String>,
    left: Vec<Left>,
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
            self.state = self.begin(&name, &heads, &row);
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
    fn begin(&mut self, name: &str, heads: &RawRow, keys: &RawRow) -> State {
        let is_merged = keys.cells.iter().any(|cell| cell.is_merged);
        let heads = heads_of(heads, keys);
        let known = self.tables.iter().position(|table| table.table == name);
        let index = known.unwrap_or_else(|| {
            self.tables.push(Incoming {
                table: name.to_owned(),
                within: format!("table `{}`", self.title(name)),
                heads: heads.clone(),
                is_whole: true,
                ..Incoming::default()
            });
            self.counts.push(0);
            self.tables.len() - 1
        });
        let keys = |heads: &[Head]| heads.iter().map(|head| head.key.clone()).collect();
        let kept: Vec<Option<String>> = self
            .tables
            .get(index)
            .map_or_else(Vec::new, |table| keys(&table.heads));
        if is_merged {
            self.refuse(index, 0, MERGED);
        } else if kept != keys(&heads) {
            self.refuse(index, 0, TWICE);
            return State::Other;
        }
        State::Sent(index)
    }

    /// What the table is called that begins here.
    fn title(&self, name: &str) -> String {
        let head = Some(&self.head).filter(|head| !head.is_empty());
        let title = self.caption.as_ref().or(head);
        title.map_or_else(|| name.to_owned(), String::clone)
    }

    /// Adds a row to a table, or refuses it.
    fn add(&mut self, index: usize, row: RawRow) {
        self.rows_count += 1;
        let (Some(table), Some(count)) = (self.tables.get_mut(index), self.counts.get_mut(index))
        else {
            return;
        };
        *count += 1;
        let number = *count;
        if row.cells.iter().any(|cell| cell.is_merged) {
            return self.refuse(index, number, MERGED);
        }
        let cells = row.cells.into_iter().filter(|cell| !cell.is_deleted);
        let cells: Vec<Cell> = cells.map(|cell| Cell::text(&cell.text)).collect();
        let (found, wanted) = (cells.len(), table.heads.len());
        if found != wanted {
            let reason = format!(
                "has {found} cells and the table has {wanted} columns: cells were removed or put in, \
                 and what stands beside them was shifted; put the row back as it was sent and \
                 write over its cells"
            );
            return self.refuse(index, number, &reason);
        }
        table.rows.push(IncomingRow {
            place: Place {
                within: table.within.clone(),
                row: number,
            },
            cells,
        });
    }

    /// Refuses a row, or a whole table where there is none. What is missing from the table is then not known.
    fn refuse(&mut self, index: usize, row: usize, reason: &str) {
        if let Some(table) = self.tables.get_mut(index) {
            table.is_whole = false;
            self.left.push(Left {
                table: table.table.clone(),
                place: Place {
                    within: table.within.clone(),
                    row,
                },
                reason: reason.to_owned(),
                is_refused: true,
            });
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
        let digest = self.digest;
        let rows = self.marks;
        Ok(Delivery {
            tables: self.tables,
            sent: digest.map(|digest| Sent { digest, rows }),
            left: self.left,
        })
    }
}

const MERGED: &str = "has merged cells; split them, so that each column has a cell of its own";

const TWICE: &str =
    "stands twice, with other columns the second time; leave one of the two in the document";

/// The heads of a table, of the line that people read and the gray line with the keys.
fn heads_of(heads: &RawRow, keys: &RawRow) -> Vec<Head> {
    let mut texts = heads.cells.iter().map(|cell| cell.text.trim());
    let head = |(index, key): (usize, &RawCell)| Head {
        text: texts.next().unwrap_or("").to_owned(),
        key: match (index, key.text.trim()) {
            (0, _) => Some(ROW_KEY.to_owned()),
            (_, "") => None,
            (_, key) => Some(key.to_owned()),
        },
    };
    keys.cells.iter().enumerate().map(head).collect()
}

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
