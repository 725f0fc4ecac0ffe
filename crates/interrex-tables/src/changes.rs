//! What incoming tables would change, row by row.

use crate::Place;
use crate::cell::Cell;
use crate::texts::At;
use crate::value::Value;

/// What may be done besides what rows say plainly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Accept {
    /// Take away from the plan what is missing from the file.
    pub deletions: bool,
    /// Leave refused rows out and take the others in, instead of none.
    pub refusals: bool,
}

/// What incoming tables would change.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Changes {
    /// One entry for each row, in the order of the file; then what is missing from it.
    pub rows: Vec<RowChange>,
    /// What the planner should know besides, a sentence each.
    pub remarks: Vec<String>,
    /// Why nothing can be taken in, where that is no single row's fault.
    pub faults: Vec<String>,
    /// The changed texts: path and text.
    pub(crate) files: Option<Vec<(String, String)>>,
}

/// What became of one row.
#[derive(Debug, Clone, PartialEq)]
pub struct RowChange {
    /// The table, by its stable name.
    pub table: String,
    /// The row's stable name, as far as it is known.
    pub id: String,
    /// Where the row stands in the file; nowhere when it is missing from it.
    pub place: Option<Place>,
    /// What became of it.
    pub what: What,
    /// Its name once the change is made.
    pub(crate) becomes: String,
    /// Where it stands in the text of the plan.
    pub(crate) at: Option<At>,
    /// Its place among the candidates of its order, as the file has it.
    pub(crate) rank: Option<f64>,
    /// What its naming columns say.
    pub(crate) naming: Vec<Cell>,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// It is not in the plan and is put in, with these keys.
    Created(Vec<Setting>),
    /// It is in the plan and says something else in these keys.
    Changed(Vec<Setting>),
    /// It says what the plan says.
    Unchanged,
    /// It was left alone, for this reason.
    Skipped(String),
    /// It cannot be read, for these reasons; each says what is wrong and what to do.
    Refused(Vec<String>),
    /// It is in the plan and not in the file.
    Deleted,
}

/// One key that a row sets.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// The key.
    pub key: String,
    /// What the plan says, as a cell shows it; empty where it says nothing.
    pub before: String,
    /// What the row says, as a cell shows it; empty where it takes the key away.
    pub after: String,
    /// What is to be written, as a value of the plan; nothing where the key goes.
    pub(crate) value: Option<Value>,
}

/// How many rows became what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Rows that are put in.
    pub created: usize,
    /// Rows that say something else.
    pub changed: usize,
    /// Rows that say the same.
    pub unchanged: usize,
    /// Rows that were left alone.
    pub skipped: usize,
    /// Rows that cannot be read.
    pub refused: usize,
    /// Rows that are in the plan alone.
    pub deleted: usize,
}

impl Changes {
    /// The texts of the plan with the changes made, each a path and a text; nothing where a row or the
    /// whole was refused, or nothing changes.
    pub fn texts(&self) -> Option<&[(String, String)]> {
        self.files.as_deref()
    }

    /// Counts the rows.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for row in &self.rows {
            let count = match row.what {
                What::Created(_) => &mut tally.created,
                What::Changed(_) => &mut tally.changed,
                What::Unchanged => &mut tally.unchanged,
                What::Skipped(_) => &mut tally.skipped,
                What::Refused(_) => &mut tally.refused,
                What::Deleted => &mut tally.deleted,
            };
            *count += 1;
        }
        tally
    }
}
