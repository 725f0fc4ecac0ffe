//! What a workbook is made of.

use interrex_tables::{Language, Table};
use interrex_units::Date;

/// A workbook of a plan.
#[derive(Debug, Clone)]
pub struct Book {
    /// The language of its heads.
    pub language: Language,
    /// What it is called.
    pub title: String,
    /// Lines of its first sheet: how the plan was read, each with its head.
    pub facts: Vec<(String, String)>,
    /// What stands on every page: classification, exercise, draft.
    pub marking: Vec<String>,
    /// The digest of the plan.
    pub digest: String,
    /// The date of the plan, which is that of the workbook.
    pub date: Date,
    /// What `prove` answers, a table each, one below the other on the second sheet.
    pub answers: Vec<Answers>,
    /// The tables of the plan, a sheet each.
    pub tables: Vec<Table>,
}

/// A table of answers, to be read and not to be changed.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// What stands above it.
    pub caption: String,
    /// Whether it lists all failures, on a sheet of their own; the others share one.
    pub is_all: bool,
    /// The heads of its columns.
    pub head: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Value>>,
}

/// A cell of a table of answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words.
    Text(String),
    /// A probability.
    Probability(f64),
}
