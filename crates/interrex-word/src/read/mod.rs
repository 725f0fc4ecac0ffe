//! The tables of a plan, found again in a document that came back.
//!
//! Responsible for files of any program and of anybody: what is no Word document, is too large or is broken ends with a
//! reason in words, and only the text of the wanted tables is kept in memory. Tracked changes are read as if they
//! were accepted: what was inserted is text, what was deleted is not. What a cell means is left to `interrex-tables`.

mod container;
mod forms;
mod walk;

use std::fmt;

use interrex_tables::Delivery;

use forms::Forms;

/// Why a document cannot be read: a sentence with a way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    reason: String,
}

impl Refusal {
    fn of(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for Refusal {}

/// Reads the tables of the annex, and what the document says of the plan that it was written from.
///
/// A table is known by the gray line below its heads, a row by the gray name before it; heads, paragraphs and everything
/// else may be changed. A table that was split in two is read as one. Rows are counted from the first below
/// the gray line. A row whose cells were merged, removed or put in is left out and refused; its table then does not count
/// as whole, so that nothing seems to be missing from it.
///
/// # Errors
/// Where the bytes are no Word document, or none that can be read within limits, and where it has none of these tables.
pub fn read(bytes: &[u8]) -> Result<Delivery, Refusal> {
    let mut forms = Forms::default();
    container::main_part(bytes, |part| walk::walk(part, &mut forms))?;
    forms.delivery()
}

#[cfg(test)]
mod tests;
