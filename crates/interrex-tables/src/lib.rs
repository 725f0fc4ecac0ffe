//! A plan as tables, and changes to the tables as changes to its text.
//!
//! Responsible for what a planner sees of a plan in rows and columns, for reading such rows back, for
//! saying row by row what they would change, and for changing the text of the plan so that every
//! comment and everything that no table shows stays as it is. What a table is written in (a workbook,
//! a document, lines with commas) is left to other crates; all of them hand over [`Incoming`] tables.

mod cell;
mod changes;
mod columns;
mod compare;
mod edit;
mod heads;
mod incoming;
mod language;
mod mapping;
mod mark;
mod show;
mod slug;
mod spec;
mod table;
mod take;
mod texts;
mod tree;
mod value;

pub use cell::Cell;
pub use changes::{Accept, Changes, RowChange, Setting, Tally, What};
pub use heads::head;
pub use incoming::{Delivery, Head, Incoming, IncomingRow, Left, Place, Sent};
pub use language::Language;
pub use mapping::{Mapping, Roster};
pub use mark::mark;
pub use slug::slug;
pub use table::{Column, Holds, Row, Table};
pub use texts::Texts;

/// The key of the column that holds the name of a row, by which it is found again.
pub const ROW_KEY: &str = "row";
