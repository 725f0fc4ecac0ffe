//! The order of candidates.
//!
//! Responsible for reading an order from the numbers that a planner wrote: only which number is the
//! smaller counts, so that a row put in between takes no renumbering.

use std::collections::BTreeMap;

use super::Comparison;
use crate::changes::{Changes, RowChange, Setting, What};
use crate::spec::RANK;

/// The table of candidates.
pub(super) const SUCCESSIONS: &str = "successions";

/// The order that a candidate's row belongs to.
pub(super) fn order_of(id: &str) -> &str {
    id.split_once(".candidate.").map_or(id, |(order, _)| order)
}

impl Comparison<'_> {
    /// Says of candidates that change places that they do.
    pub(super) fn ranks(&self, changes: &mut Changes) {
        for (order, rows) in by_order(changes) {
            twice(&rows, changes);
            let stood = self.stood(&order);
            let kept: Vec<usize> = rows
                .iter()
                .copied()
                .filter(|row| is_kept(changes, *row))
                .collect();
            let sorted = sorted(changes, &kept, &stood);
            let before = sorted
                .iter()
                .filter_map(|row| position(changes, *row, &stood));
            if before.is_sorted() {
                continue;
            }
            for row in kept {
                moved(changes, row, &stood);
            }
        }
    }

    /// The names of the candidates of an order, as they stand.
    pub(super) fn stood(&self, order: &str) -> Vec<&str> {
        let rows = self
            .sides
            .get(SUCCESSIONS)
            .map(|side| side.rows.list.as_slice());
        let own = rows
            .unwrap_or_default()
            .iter()
            .filter(|row| order_of(&row.id) == order);
        own.map(|row| row.id.as_str()).collect()
    }
}

/// Refuses a second candidate of one number.
fn twice(rows: &[usize], changes: &mut Changes) {
    let mut seen: Vec<(f64, String)> = Vec::new();
    for row in rows {
        let Some(change) = changes.rows.get_mut(*row) else {
            continue;
        };
        let (Some(rank), Some(place)) = (change.rank, change.place.clone()) else {
            continue;
        };
        let first = seen
            .iter()
            .find(|(known, _)| known.total_cmp(&rank).is_eq());
        if let Some((_, first)) = first {
            change.refuse(format!(
                "has the number {rank} in its order, as {first} has; give one of them another"
            ));
        }
        seen.push((rank, place.to_string()));
    }
}

/// The rows of each order that anything is said of.
pub(super) fn by_order(changes: &Changes) -> BTreeMap<String, Vec<usize>> {
    let mut orders: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let rows = changes.rows.iter().enumerate();
    for (index, row) in rows.filter(|(_, row)| row.table == SUCCESSIONS && !row.id.is_empty()) {
        orders
            .entry(order_of(&row.id).to_owned())
            .or_default()
            .push(index);
    }
    orders
}

fn is_kept(changes: &Changes, row: usize) -> bool {
    let what = changes.rows.get(row).map(|row| &row.what);
    matches!(
        what,
        Some(What::Created(_) | What::Changed(_) | What::Unchanged | What::Skipped(_))
    )
}

/// The rows by their numbers; a row without one stands where it stood, a further one last.
pub(super) fn sorted(changes: &Changes, rows: &[usize], stood: &[&str]) -> Vec<usize> {
    let mut sorted = rows.to_vec();
    let number = |row: &usize| number(changes, *row, stood);
    sorted.sort_by(|one, other| number(one).total_cmp(&number(other)));
    sorted
}

/// The number of a row, counted from 1.
pub(super) fn number(changes: &Changes, row: usize, stood: &[&str]) -> f64 {
    let written = changes.rows.get(row).and_then(|row| row.rank);
    let stands = position(changes, row, stood);
    #[expect(clippy::cast_precision_loss, reason = "lists are short")]
    let stands = stands.map(|place| (place + 1) as f64);
    written.or(stands).unwrap_or(f64::INFINITY)
}

/// Where a row stood, counted from 0.
fn position(changes: &Changes, row: usize, stood: &[&str]) -> Option<usize> {
    let id = &changes.rows.get(row)?.id;
    stood.iter().position(|known| known == id)
}

/// Says that a row has another number, where it has.
fn moved(changes: &mut Changes, row: usize, stood: &[&str]) {
    let Some(before) = position(changes, row, stood).map(|place| place + 1) else {
        return;
    };
    let after = number(changes, row, stood);
    #[expect(clippy::cast_precision_loss, reason = "lists are short")]
    let is_same = after.total_cmp(&(before as f64)).is_eq();
    let Some(change) = changes.rows.get_mut(row).filter(|_| !is_same) else {
        return;
    };
    add(change, before, after);
}

fn add(change: &mut RowChange, before: usize, after: f64) {
    let setting = Setting {
        key: RANK.to_owned(),
        before: before.to_string(),
        after: after.to_string(),
        value: None,
    };
    match &mut change.what {
        What::Changed(settings) => settings.insert(0, setting),
        What::Unchanged => change.what = What::Changed(vec![setting]),
        _ => {}
    }
}
