//! The text of a plan as one tree of tables, every key and value with its place.
//!
//! Responsible for parsing each file as TOML without stopping at the first fault, and for merging
//! several files into one document. What the keys mean belongs to `crate::read`.

mod convert;
mod fault;
mod merge;
mod text;
mod value;

pub(crate) use text::{Places, Text};
pub(crate) use value::{Entry, Table, Value, ValueKind};

use interrex_diag::{Diagnostic, SourceId, Sources};

/// Parses the sources and merges them into one document.
pub(crate) fn parse<'d>(
    texts: &[(SourceId, &'d str)],
    sources: &Sources,
    faults: &mut Vec<Diagnostic>,
) -> Table<'d> {
    let mut files = Vec::new();
    for (id, text) in texts {
        let (tree, errors) = toml::de::DeTable::parse_recoverable(text);
        faults.extend(fault::describe(*id, sources, &errors));
        files.push(convert::document(*id, tree.into_inner()));
    }
    merge::merge(files, faults)
}
