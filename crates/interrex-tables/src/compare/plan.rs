//! Which stretches of the text change.
//!
//! Responsible for turning rows into edits: things first, then what belongs to them, so that a part
//! can be put into a thing that comes with the same file. Rows whose edit cannot be made are refused.

use std::collections::{BTreeMap, BTreeSet};

use super::Comparison;
use super::arrays::{Arrays, Item};
use super::ranks::{by_order, number};
use super::reread::reread;
use crate::cell::Cell;
use crate::changes::{Accept, Changes, Setting, What};
use crate::edit::{self, Edit, Set, Spot};
use crate::spec::{RANK, SPECS, Shape, Spec};
use crate::texts::{At, Texts};
use crate::tree;
use crate::value::Value;

/// The edits of all rows.
#[derive(Default)]
struct Planned {
    edits: Vec<Edit>,
    /// Rows that cannot be taken in, with the reason.
    refused: Vec<(usize, String)>,
    /// For each kind, where a thing of it is put in.
    spots: BTreeMap<&'static str, Spot>,
    /// What is to become of the items of arrays between brackets.
    arrays: Arrays,
}

impl Planned {
    fn spot(&mut self, texts: &Texts, kind: &'static str) -> Spot {
        *self
            .spots
            .entry(kind)
            .or_insert_with(|| edit::spot(texts, kind))
    }
}

/// The keys of a thing that is put in.
fn keys(settings: &[Setting]) -> Vec<(String, Value)> {
    let set = settings
        .iter()
        .filter_map(|one| Some((one.key.clone(), one.value.clone()?)));
    set.collect()
}

/// Whether a thing comes with the file.
fn is_created(changes: &Changes, id: &str) -> bool {
    let mut created = changes
        .rows
        .iter()
        .filter(|row| matches!(row.what, What::Created(_)));
    created.any(|row| row.id == id)
}

/// The things that are taken away.
fn gone(accept: Accept, changes: &Changes) -> BTreeSet<&str> {
    let deleted = changes
        .rows
        .iter()
        .filter(|row| accept.deletions && row.what == What::Deleted);
    deleted.map(|row| row.id.as_str()).collect()
}

/// Whether something belongs to a thing that is taken away with everything that belongs to it.
fn goes_with(gone: &BTreeSet<&str>, id: &str) -> bool {
    let mut above = id;
    while let Some((shorter, _)) = above.rsplit_once('.') {
        if gone.contains(shorter) {
            return true;
        }
        above = shorter;
    }
    false
}

/// The table whose rows are the things of a kind.
fn of_kind(kind: &str) -> Option<&'static Spec> {
    let is_it = |spec: &&Spec| matches!(spec.shape, Shape::Named { kind: own } if own == kind);
    SPECS.iter().find(is_it)
}

impl Comparison<'_> {
    /// Makes the changed texts; rows that cannot be taken in are refused.
    ///
    /// Rows that the reader of the changed plan refuses are left out and the rest is tried again,
    /// where that was asked for, at most this many times.
    pub(super) fn take_in(&self, accept: Accept, changes: &mut Changes) {
        const ROUNDS_MAX: usize = 8;
        for _ in 0..ROUNDS_MAX {
            let before = changes.tally().refused;
            let files = self.edited(accept, changes);
            reread(files.as_deref(), accept, changes);
            let after = changes.tally().refused;
            if !changes.faults.is_empty() || (after > 0 && !accept.refusals) {
                return;
            }
            if after == before {
                changes.files = files;
                return;
            }
        }
        changes.faults.push(
            "one refused row leads to the next; correct those that are named, then try again"
                .to_owned(),
        );
    }

    /// The texts with the edits made; nothing where nothing changes.
    fn edited(&self, accept: Accept, changes: &mut Changes) -> Option<Vec<(String, String)>> {
        let mut planned = Planned::default();
        for spec in SPECS {
            self.of_table(spec, accept, changes, &mut planned);
        }
        self.orders(changes, &mut planned);
        let numbers = self.numbers(changes);
        let (edits, refused) = self.arrays(std::mem::take(&mut planned.arrays), &numbers);
        planned.edits.extend(edits);
        planned.refused.extend(refused);
        for (row, reason) in planned.refused {
            if let Some(row) = changes.rows.get_mut(row) {
                row.refuse(reason);
            }
        }
        planned.edits.dedup();
        if planned.edits.is_empty() {
            return None;
        }
        match edit::apply(self.texts, &planned.edits) {
            Ok(files) => Some(files),
            Err(fault) => {
                changes.faults.push(fault);
                None
            }
        }
    }

    fn of_table(
        &self,
        spec: &'static Spec,
        accept: Accept,
        changes: &Changes,
        planned: &mut Planned,
    ) {
        let gone = gone(accept, changes);
        for (index, row) in changes.rows.iter().enumerate() {
            if row.table != spec.name {
                continue;
            }
            let made = match (&row.what, &row.at) {
                (What::Changed(settings), Some(at)) => self.set(index, at, settings, planned),
                (What::Created(settings), _) => {
                    self.create(spec, index, changes, settings, planned)
                }
                (What::Deleted, Some(at)) if accept.deletions && !goes_with(&gone, &row.id) => {
                    self.delete(index, at, planned)
                }
                _ => Ok(()),
            };
            if let Err(reason) = made {
                planned.refused.push((index, reason));
            }
        }
    }

    fn set(
        &self,
        row: usize,
        at: &At,
        settings: &[Setting],
        planned: &mut Planned,
    ) -> Result<(), String> {
        let own = settings.iter().filter(|one| one.key != RANK);
        let sets: Vec<Set> = own
            .map(|one| (one.key.clone(), one.value.clone()))
            .collect();
        if sets.is_empty() {
            return Ok(());
        }
        if self.is_in_array(at) {
            planned
                .arrays
                .add(&at.above(), row, Item::Set(at.index(), sets));
            return Ok(());
        }
        planned.edits.extend(edit::set(self.texts, at, &sets)?);
        Ok(())
    }

    fn delete(&self, row: usize, at: &At, planned: &mut Planned) -> Result<(), String> {
        if self.is_in_array(at) {
            planned
                .arrays
                .add(&at.above(), row, Item::Removed(at.index()));
            return Ok(());
        }
        planned.edits.extend(edit::remove(self.texts, at)?);
        Ok(())
    }

    /// Whether something is an item of an array between brackets.
    fn is_in_array(&self, at: &At) -> bool {
        let above = self.texts.node(&at.above());
        above.is_some_and(|above| matches!(above.what, tree::What::Array(_)))
    }

    fn create(
        &self,
        spec: &'static Spec,
        row: usize,
        changes: &Changes,
        settings: &[Setting],
        planned: &mut Planned,
    ) -> Result<(), String> {
        let Some(change) = changes.rows.get(row) else {
            return Ok(());
        };
        let words: Vec<String> = change.naming.iter().map(Cell::to_string).collect();
        let mut keys = keys(settings);
        match (spec.shape, words.as_slice()) {
            (Shape::Named { kind }, [own]) => {
                let spot = planned.spot(self.texts, kind);
                planned
                    .edits
                    .push(edit::append(self.texts, spot, &[kind, own], false, &keys));
            }
            (Shape::Listed { list, .. }, _) => {
                let spot = planned.spot(self.texts, list);
                planned
                    .edits
                    .push(edit::append(self.texts, spot, &[list], true, &keys));
            }
            (Shape::Part { kind, part }, [owner, own]) => {
                keys.extend(Self::candidates_of(&change.id, changes));
                let header = [kind, owner.as_str(), part, own.as_str()];
                self.attach(kind, (&header, false), &keys, changes, planned)?;
            }
            (Shape::Items { kind, part }, [owner]) => {
                let header = [kind, owner.as_str(), part];
                match self.array(kind, owner, part) {
                    Some(at) => {
                        let item = Item::Put(Value::Table(keys), f64::INFINITY);
                        planned.arrays.add(&at, row, item);
                    }
                    None => self.attach(kind, (&header, true), &keys, changes, planned)?,
                }
            }
            // Candidates are put in with their order.
            _ => {}
        }
        Ok(())
    }

    /// Where the array between brackets of a thing's part stands.
    fn array(&self, kind: &str, owner: &str, part: &str) -> Option<At> {
        let owner = self.owner(kind, owner)?;
        let at = self.texts.key(&owner, part)?;
        let is_array = matches!(self.texts.node(&at)?.what, tree::What::Array(_));
        is_array.then_some(at)
    }

    /// Where a thing of a kind stands.
    fn owner(&self, kind: &str, name: &str) -> Option<At> {
        match of_kind(kind) {
            Some(spec) => {
                let found = self.found(spec.name, &format!("{kind}.{name}"))?;
                Some(found.at.clone())
            }
            None => self.texts.thing(kind, name),
        }
    }

    /// Puts a part into its thing, which stands in the plan or comes with the same file.
    fn attach(
        &self,
        kind: &'static str,
        (header, is_item): (&[&str], bool),
        keys: &[(String, Value)],
        changes: &Changes,
        planned: &mut Planned,
    ) -> Result<(), String> {
        let owner = header.get(1).copied().unwrap_or_default();
        if let Some(at) = self.owner(kind, owner) {
            planned
                .edits
                .push(edit::attach(self.texts, &at, header, is_item, keys)?);
            return Ok(());
        }
        let id = format!("{kind}.{owner}");
        let table = of_kind(kind).map_or("", |spec| spec.name);
        self.owner_exists(table, &id, &|id| is_created(changes, id))?;
        let spot = planned.spot(self.texts, kind);
        planned
            .edits
            .push(edit::append(self.texts, spot, header, is_item, keys));
        Ok(())
    }

    /// The candidates that come with an order, as a key of it.
    fn candidates_of(order: &str, changes: &Changes) -> Option<(String, Value)> {
        let orders = by_order(changes);
        let rows = orders.get(order)?;
        let mut rows: Vec<usize> = rows.clone();
        rows.sort_by(|one, other| {
            number(changes, *one, &[]).total_cmp(&number(changes, *other, &[]))
        });
        let candidates: Vec<Value> = rows
            .iter()
            .filter_map(|row| match &changes.rows.get(*row)?.what {
                What::Created(settings) => Some(edit::spelled(keys(settings))),
                _ => None,
            })
            .collect();
        (!candidates.is_empty()).then(|| ("candidates".to_owned(), Value::Array(candidates)))
    }

    /// Candidates that are put into an order of the plan, or change places in it.
    fn orders(&self, changes: &Changes, planned: &mut Planned) {
        for (order, rows) in by_order(changes) {
            let at = self.found("orders", &order).map(|found| found.at.clone());
            for row in rows {
                let Some(change) = changes.rows.get(row) else {
                    continue;
                };
                let made = match (&change.what, &at) {
                    (What::Created(settings), Some(at)) => {
                        let value = edit::spelled(keys(settings));
                        let rank = change.rank.unwrap_or(f64::INFINITY);
                        self.candidate(at, row, value, rank, planned)
                    }
                    (What::Created(_), None) => {
                        self.owner_exists("orders", &order, &|id| is_created(changes, id))
                    }
                    (What::Changed(settings), Some(_))
                        if settings.iter().any(|one| one.key == RANK) =>
                    {
                        self.place(change.at.as_ref(), row, planned)
                    }
                    _ => Ok(()),
                };
                if let Err(reason) = made {
                    planned.refused.push((row, reason));
                }
            }
        }
    }

    /// Puts a candidate into an order that stands in the plan.
    fn candidate(
        &self,
        order: &At,
        row: usize,
        value: Value,
        rank: f64,
        planned: &mut Planned,
    ) -> Result<(), String> {
        match self.texts.key(order, "candidates") {
            None => {
                let set: Set = ("candidates".to_owned(), Some(Value::Array(vec![value])));
                planned.edits.extend(edit::set(self.texts, order, &[set])?);
                Ok(())
            }
            Some(at) if matches!(self.texts.node(&at).map(|node| &node.what), Some(tree::What::Array(_))) => {
                planned.arrays.add(&at, row, Item::Put(value, rank));
                Ok(())
            }
            Some(_) => Err(
                "belongs to an order whose candidates have headers of their own in the text of the \
                 plan, where only an editor can add to it; add it there"
                    .to_owned(),
            ),
        }
    }

    /// Notes that a candidate changes places.
    fn place(&self, at: Option<&At>, row: usize, planned: &mut Planned) -> Result<(), String> {
        let at = at.filter(|at| self.is_in_array(at)).ok_or_else(|| {
            "changes places in an order whose candidates have headers of their own in the text of \
             the plan, where only an editor can move it; move it there"
                .to_owned()
        })?;
        planned.arrays.add(&at.above(), row, Item::Moved);
        Ok(())
    }
}
