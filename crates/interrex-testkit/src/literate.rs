//! Literate tests: rules specified in Markdown, with the expected diagnostics on the lines.
//!
//! Responsible for turning a page into cases and for saying readably where a case and its actual
//! diagnostics differ. It leaves running a case to the test, and knows no severity or code by name
//! beyond their written form.
//!
//! A heading starts a case. Within it, each fenced block marked `toml` is part of a file, and each
//! marked `text` is expected output:
//!
//! ````markdown
//! # An office that nobody declared
//!
//! ```toml file=plan.toml scale=phia
//! holders = ["presidnet"] # error[unknown-office]: no office is named `presidnet`
//! ```
//!
//! ```text
//! what a command prints about it
//! ```
//! ````
//!
//! * `# error[code]`, `# warning[code]` and `# note[code]` expect a diagnostic whose primary place
//!   is on that line; `: message` after it also expects exactly that message. Several may follow
//!   each other on one line. They are comments of TOML and stay in the file.
//! * In the marking of a block, `file=` names the file, else it is `plan.toml`. Blocks of one name
//!   are parts of one file, so prose can stand between them. `error[code]` expects a diagnostic of
//!   no place; `ignore` leaves the block out; any other word, with `=` and a value or alone, is a
//!   setting of the case.

mod compare;
mod parse;

use std::collections::BTreeMap;

pub use parse::cases;

/// One case of a page: what stands between a heading and the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// The text of the heading; empty above the first.
    pub heading: String,
    /// The line of the heading in the page, from 1.
    pub line: u32,
    /// Names and texts of the files, in the order of first mention.
    pub files: Vec<(String, String)>,
    /// The diagnostics that the page expects, in the order of the page.
    pub expected: Vec<Expectation>,
    /// The texts of the blocks marked `text`.
    pub outputs: Vec<String>,
    /// Words of the markings, with their values; a word alone has an empty value.
    pub settings: BTreeMap<String, String>,
}

/// A diagnostic that a page expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// The file.
    pub file: String,
    /// The line in the file, from 1; 0 for a diagnostic of no place.
    pub line: u32,
    /// The line in the page, from 1.
    pub page_line: u32,
    /// `error`, `warning` or `note`.
    pub severity: String,
    /// The code.
    pub code: String,
    /// The message, when the page states it.
    pub message: Option<String>,
}

/// A diagnostic that the code under test reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The file of the primary place; anything when the line is 0.
    pub file: String,
    /// The line of the primary place, from 1; 0 for a diagnostic of no place.
    pub line: u32,
    /// `error`, `warning` or `note`.
    pub severity: String,
    /// The code.
    pub code: String,
    /// The message.
    pub message: String,
}
