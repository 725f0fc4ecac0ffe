//! Tables of a plan: columns with what they hold, and rows with stable names.

use interrex_plan::schema::Kind;

use crate::Cell;

/// A table: things of one kind, one in each row.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its stable name, the same in every language: `sites`, `successions`.
    pub name: &'static str,
    /// What it is called in the language asked for.
    pub title: &'static str,
    /// What its rows are, a sentence or a few.
    pub about: &'static str,
    /// Its columns. The first says which thing the row is about.
    pub columns: Vec<Column>,
    /// Its rows, in the order of the plan.
    pub rows: Vec<Row>,
}

/// A column: one key of the plan language.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its stable name, the same in every language: the key of the plan, such as `lead-time`.
    pub key: &'static str,
    /// What is written above it, in the language asked for.
    pub head: String,
    /// What its cells hold.
    pub holds: Holds,
    /// Whether a row without it is refused.
    pub is_required: bool,
    /// Whether a planner should see it at once: it is one of the main columns, or some row uses it.
    pub is_main: bool,
    /// What it says, one sentence of the reference of the plan language.
    pub about: &'static str,
}

/// What the cells of a column hold.
///
/// Of several values in one cell, each is separated from the next by a semicolon. A value that has a
/// form of its own in the plan (a likelihood with a source, an array of tables) stands in its cell as
/// the plan has it, and is read back so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// The name that the plan has for the thing of this row: lower-case letters, digits, hyphens.
    Id,
    /// The place of the row among those that belong together, counted from 1.
    Rank,
    /// Any words.
    Text,
    /// Several words or sentences.
    Texts,
    /// Yes or no.
    YesNo,
    /// A whole number between two bounds, both included.
    Whole(i64, i64),
    /// A number that is not negative.
    Number,
    /// A day.
    Date,
    /// A span of time: `12 h`.
    Period,
    /// A number from 0 to 1, a range `0.1 to 0.3`, or a word of the plan's scale.
    Likelihood,
    /// A condition, as the plan language has it.
    Expression,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Some of these words.
    Choices(&'static [&'static str]),
    /// The name of something of these kinds.
    Name(&'static [Kind]),
    /// Names of things of these kinds.
    Names(&'static [Kind]),
    /// One name, or several of which the first is the innermost or most important.
    OneOrMore(&'static [Kind]),
    /// A whole number, or a word such as `all`.
    Scalar,
    /// Several numbers.
    Numbers,
    /// What a cell cannot show otherwise, as the plan language writes it.
    Written,
}

/// A row: one thing of the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its stable name, by which it is found again: `site.annex`,
    /// `office.president.order.line.candidate.speaker`.
    pub id: String,
    /// One cell for each column of the table.
    pub cells: Vec<Cell>,
}
