//! The lists behind the drop-downs: names of things of the plan, by kind.

use std::collections::BTreeMap;

use interrex_tables::{Holds, Table};

/// Which column of the hidden sheet has the names of which kinds, and how many there are.
#[derive(Default)]
pub(crate) struct Lists {
    /// By the kinds, joined with blanks.
    columns: BTreeMap<String, (u16, Vec<String>)>,
}

impl Lists {
    /// The lists that the columns of some tables ask for.
    pub(crate) fn of(tables: &[Table]) -> Self {
        let mut lists = Self::default();
        for column in tables.iter().flat_map(|table| &table.columns) {
            let Some(kinds) = kinds(column.holds) else {
                continue;
            };
            let next = u16::try_from(lists.columns.len()).unwrap_or(u16::MAX);
            let entry = lists.columns.entry(kinds.clone());
            entry.or_insert_with(|| (next, names(&kinds, tables)));
        }
        lists
    }

    /// The column of what a column of a table holds, and how many names are in it.
    pub(crate) fn get(&self, holds: Holds) -> Option<(u16, usize)> {
        let (column, names) = self.columns.get(&kinds(holds)?)?;
        (!names.is_empty()).then_some((*column, names.len()))
    }

    /// Every list with its column.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u16, &[String])> {
        self.columns
            .values()
            .map(|(column, names)| (*column, names.as_slice()))
    }
}

fn kinds(holds: Holds) -> Option<String> {
    let Holds::Name(kinds) = holds else {
        return None;
    };
    let words: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
    Some(words.join(" "))
}

/// The names of things of some kinds; with the kind before them where two kinds share a name.
fn names(kinds: &str, tables: &[Table]) -> Vec<String> {
    let kinds: Vec<&str> = kinds.split(' ').collect();
    let ids = tables
        .iter()
        .flat_map(|table| &table.rows)
        .map(|row| row.id.as_str());
    let named = ids.filter_map(|id| id.split_once('.'));
    let named: Vec<(&str, &str)> = named
        .filter(|(kind, name)| kinds.contains(kind) && !name.contains('.'))
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, name) in &named {
        *counts.entry(name).or_default() += 1;
    }
    let spelled = named.iter().map(|(kind, name)| match counts.get(name) {
        Some(1) => (*name).to_owned(),
        _ => format!("{kind}.{name}"),
    });
    spelled.collect()
}
