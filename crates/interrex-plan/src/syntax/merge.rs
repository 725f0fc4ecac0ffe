//! Several files as one document: their kinds are joined, their arrays of tables follow each other.

use std::collections::BTreeMap;

use interrex_diag::{Diagnostic, Span};

use super::{Entry, Table, ValueKind};

/// Tables that stand alone in a plan, and so in one file.
const ALONE: [&str; 4] = ["plan", "scale", "rules", "reconstitution"];

/// Joins the tables of several files into one document.
pub(super) fn merge<'d>(
    files: impl IntoIterator<Item = Table<'d>>,
    faults: &mut Vec<Diagnostic>,
) -> Table<'d> {
    let mut document = Table::default();
    for file in files {
        for entry in file.entries {
            let known = document
                .entries
                .iter_mut()
                .find(|known: &&mut Entry| known.key == entry.key);
            match known {
                None => document.entries.push(entry),
                Some(known) => join(known, entry, faults),
            }
        }
    }
    for entry in &mut document.entries {
        if let ValueKind::Table(kind) = &mut entry.value.kind {
            refuse_twice(&entry.key, kind, faults);
        }
    }
    document
}

fn join<'d>(known: &mut Entry<'d>, entry: Entry<'d>, faults: &mut Vec<Diagnostic>) {
    let alone = ALONE.contains(&known.key.as_ref());
    match (&mut known.value.kind, entry.value.kind) {
        (ValueKind::Array(first), ValueKind::Array(second)) => first.extend(second),
        (ValueKind::Table(first), ValueKind::Table(second)) if !alone => {
            first.entries.extend(second.entries);
        }
        _ => faults.push(twice(
            &format!("[{}]", entry.key),
            known.key_span,
            entry.key_span,
        )),
    }
}

/// Keeps the first of several elements of one name; within one file the parser has done so.
fn refuse_twice(kind: &str, table: &mut Table<'_>, faults: &mut Vec<Diagnostic>) {
    let mut known: BTreeMap<String, Span> = BTreeMap::new();
    table.entries.retain(|entry| {
        let first = *known.entry(entry.key.to_string()).or_insert(entry.key_span);
        if first != entry.key_span {
            faults.push(twice(
                &format!("[{kind}.{}]", entry.key),
                first,
                entry.key_span,
            ));
        }
        first == entry.key_span
    });
}

fn twice(what: &str, first: Span, second: Span) -> Diagnostic {
    Diagnostic::error(
        "declared-twice",
        format!("`{what}` stands in two files, expected one place for all that it says"),
    )
    .at(second, "declared again")
    .also(first, "declared here first")
    .help("move everything about it into one of the files, or give one of them another name")
}
