//! Workbooks and comma-separated tables, in and out.
//!
//! Responsible for a plan as a workbook that planners fill in ([`write()`]), and for reading workbooks
//! and comma-separated files back into plain rows ([`sheets`], [`comma_separated`]) and those into
//! tables of a plan ([`delivery`]). What a table holds, and what a changed cell does to a plan, is
//! `interrex-tables`. Reading files, and the date, are left to the caller.

mod book;
mod height;
mod lists;
mod look;
mod read;
mod recognize;
mod words;
mod write;

pub use book::{Answers, Book, Value};
pub use read::{Line, Sheet, comma_separated, sheets};
pub use recognize::{Unread, delivery, table_of_heads};
pub use write::write;

/// What stands in the first cell of a sheet that is a table, before its stable name.
const TABLE_MARK: &str = "interrex:";

/// The hidden sheet that keeps what was sent out.
const SENT_SHEET: &str = "_interrex";

/// The hidden sheet with the lists of the drop-downs.
const LISTS_SHEET: &str = "_lists";
