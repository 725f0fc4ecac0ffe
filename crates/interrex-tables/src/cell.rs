//! One cell of a table, in or out.
//!
//! Responsible for what a spreadsheet can hold in a cell. What a value of the plan looks like in one,
//! and which value a cell stands for, is in `value`.

use std::fmt;

use interrex_units::Date;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words; the only kind that documents and lines with commas know.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Bool(bool),
    /// A day.
    Date(Date),
    /// Something that a program put there instead of a value, such as `#REF!`.
    Fault(String),
}

/// The longest text that a cell of a workbook holds, in letters.
const LETTERS_MAX: usize = 32_767;

/// What stands in a cell in place of a text that is longer than any cell holds. What the plan has stays.
const TOO_LONG: &str = "[…]";

impl Cell {
    /// The cell as a workbook can hold it.
    pub(crate) fn held(self) -> Self {
        match self {
            Self::Text(words)
                if words.len() > LETTERS_MAX && words.chars().count() > LETTERS_MAX =>
            {
                Self::Text(TOO_LONG.to_owned())
            }
            other => other,
        }
    }

    /// Whether it stands in for what is longer than a cell.
    pub(crate) fn is_too_long(&self) -> bool {
        matches!(self, Self::Text(words) if words.trim() == TOO_LONG)
    }

    /// The cell of these words: empty where they are blank.
    pub fn text(words: &str) -> Self {
        let words = words.trim();
        if words.is_empty() {
            Self::Empty
        } else {
            Self::Text(words.to_owned())
        }
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(words) => words.trim().is_empty(),
            _ => false,
        }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(words) | Self::Fault(words) => f.write_str(words),
            Self::Number(number) => write!(f, "{number}"),
            Self::Bool(true) => f.write_str("yes"),
            Self::Bool(false) => f.write_str("no"),
            Self::Date(date) => write!(f, "{date}"),
        }
    }
}
