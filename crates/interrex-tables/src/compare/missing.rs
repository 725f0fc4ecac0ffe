//! Rows of the plan that the file does not have.
//!
//! Responsible for showing each of them: as deleted where the file was the whole table, as left alone
//! where the plan has it from elsewhere. Nothing is taken away unless that was asked for.

use std::collections::BTreeSet;

use super::{Comparison, Side};
use crate::changes::{Accept, Changes, RowChange, What};
use crate::incoming::Incoming;
use crate::mark::of_cells;
use crate::texts::Found;

impl Comparison<'_> {
    /// Adds what is missing from tables that came whole, and what goes with it.
    pub(super) fn missing(&self, accept: Accept, changes: &mut Changes) {
        for incoming in self.delivery.tables.iter().filter(|table| table.is_whole) {
            let is_refused = |row: &RowChange| {
                row.table == incoming.table
                    && row.place.as_ref().is_some_and(|place| place.row == 0)
            };
            // Where the table itself was refused, nothing is known of its rows.
            if !changes.rows.iter().any(is_refused) {
                self.missing_from(incoming, changes);
            }
        }
        if accept.deletions {
            self.what_goes_with_it(changes);
        }
    }

    fn missing_from(&self, incoming: &Incoming, changes: &mut Changes) {
        let Some(side) = self.sides.get(incoming.table.as_str()) else {
            return;
        };
        let came: BTreeSet<String> = changes
            .rows
            .iter()
            .filter(|row| row.table == side.spec.name)
            .map(|row| row.id.clone())
            .collect();
        let is_ours = |found: &&Found| {
            incoming.prefix.as_ref().is_none_or(|prefix| {
                found
                    .id
                    .rsplit('.')
                    .next()
                    .is_some_and(|name| name.starts_with(prefix.as_str()))
            })
        };
        let missing = side
            .rows
            .list
            .iter()
            .filter(|found| !came.contains(&found.id));
        for found in missing.filter(is_ours) {
            changes.rows.push(self.one_missing(side, found));
        }
    }

    fn one_missing(&self, side: &Side, found: &Found) -> RowChange {
        let mut change = RowChange {
            table: side.spec.name.to_owned(),
            id: found.id.clone(),
            place: None,
            what: What::Deleted,
            becomes: String::new(),
            at: Some(found.at.clone()),
            rank: None,
            naming: found.naming.clone(),
        };
        let Some(sent) = &self.delivery.sent else {
            return change;
        };
        let current = self.texts.row(found, &side.columns);
        match sent.rows.get(&found.id) {
            None => {
                change.what =
                    What::Skipped("it was put into the plan after the file was written".to_owned());
            }
            Some(mark) if *mark != of_cells(&side.columns, &current.cells) => {
                change.refuse(
                    "was taken out of the file, and the plan has changed it since; decide in a \
                     file that is written from the plan as it is"
                        .to_owned(),
                );
            }
            Some(_) => {}
        }
        change
    }

    /// What belongs to a thing goes with it: what is missing besides is shown, what the file still
    /// has is refused.
    fn what_goes_with_it(&self, changes: &mut Changes) {
        let gone: BTreeSet<String> = changes
            .rows
            .iter()
            .filter(|row| row.what == What::Deleted)
            .map(|row| row.id.clone())
            .collect();
        let owner = |id: &str| {
            let mut above = id;
            while let Some((shorter, _)) = above.rsplit_once('.') {
                if gone.contains(shorter) {
                    return Some(shorter.to_owned());
                }
                above = shorter;
            }
            None
        };
        let mut known: BTreeSet<String> = BTreeSet::new();
        for row in &mut changes.rows {
            known.insert(row.id.clone());
            if let (Some(owner), true) = (owner(&row.id), row.what != What::Deleted) {
                row.refuse(format!(
                    "belongs to `{owner}`, which the file no longer has; remove this row too, or \
                     put that one back"
                ));
            }
        }
        for side in self.sides.values() {
            let parts = side
                .rows
                .list
                .iter()
                .filter(|found| !known.contains(&found.id));
            let parts: Vec<&Found> = parts.filter(|found| owner(&found.id).is_some()).collect();
            for found in parts {
                let mut row = self.one_missing(side, found);
                row.what = What::Deleted;
                changes.rows.push(row);
            }
        }
    }
}
