//! Items of arrays between brackets: set, moved, put in, taken away, each array in one edit.

use std::collections::BTreeMap;

use super::Comparison;
use super::ranks::{by_order, number};
use crate::changes::Changes;
use crate::edit::{self, Edit, Set, Slot};
use crate::texts::At;
use crate::tree::{Form, Node};
use crate::value::Value;

/// Where an array stands: its file, and the entry or item at each level.
type Key = (usize, Vec<usize>);

/// The numbers by which the items of arrays are sorted, by their places.
pub(super) type Numbers = BTreeMap<Key, BTreeMap<usize, f64>>;

/// What becomes of an item.
pub(super) enum Item {
    /// Some of its keys are set.
    Set(usize, Vec<Set>),
    /// It is taken away.
    Removed(usize),
    /// It is put in, with its number.
    Put(Value, f64),
    /// It changes places, as the numbers say.
    Moved,
}

/// What becomes of the items of arrays, with the row that says so.
#[derive(Default)]
pub(super) struct Arrays(BTreeMap<Key, Vec<(usize, Item)>>);

impl Arrays {
    /// Notes what becomes of an item of the array at a place.
    pub(super) fn add(&mut self, at: &At, row: usize, item: Item) {
        self.0
            .entry((at.file, at.path.clone()))
            .or_default()
            .push((row, item));
    }
}

impl Comparison<'_> {
    /// The numbers of the candidates of orders that anything is said of.
    pub(super) fn numbers(&self, changes: &Changes) -> Numbers {
        let mut numbers = Numbers::new();
        for (order, rows) in by_order(changes) {
            let stood = self.stood(&order);
            for row in rows {
                let at = changes.rows.get(row).and_then(|change| change.at.as_ref());
                let Some(at) = at else {
                    continue;
                };
                let own = numbers.entry((at.file, at.above().path)).or_default();
                own.insert(at.index(), number(changes, row, &stood));
            }
        }
        numbers
    }

    /// The edits of arrays, and the rows whose edit cannot be made.
    pub(super) fn arrays(
        &self,
        arrays: Arrays,
        numbers: &Numbers,
    ) -> (Vec<Edit>, Vec<(usize, String)>) {
        let none = BTreeMap::new();
        let (mut edits, mut refused) = (Vec::new(), Vec::new());
        for (key, items) in arrays.0 {
            let numbers = numbers.get(&key).unwrap_or(&none);
            let (file, path) = key;
            let rows: Vec<usize> = items.iter().map(|(row, _)| *row).collect();
            match self.items(&At { file, path }, &items, numbers) {
                Ok(made) => edits.extend(made),
                Err(reason) => refused.extend(rows.into_iter().map(|row| (row, reason.clone()))),
            }
        }
        (edits, refused)
    }

    fn items(
        &self,
        at: &At,
        items: &[(usize, Item)],
        numbers: &BTreeMap<usize, f64>,
    ) -> Result<Vec<Edit>, String> {
        let items: Vec<&Item> = items.iter().map(|(_, item)| item).collect();
        let sets = items.iter().filter_map(|item| match item {
            Item::Set(index, sets) => Some((*index, sets)),
            _ => None,
        });
        let sets: Vec<(usize, &Vec<Set>)> = sets.collect();
        if sets.len() == items.len() {
            let made = sets
                .iter()
                .map(|(index, sets)| edit::set(self.texts, &at.step(*index), sets));
            let made: Vec<Vec<Edit>> = made.collect::<Result<_, _>>()?;
            return Ok(made.concat());
        }
        let node = self
            .texts
            .node(at)
            .ok_or_else(|| "is no longer in the plan".to_owned())?;
        let text = self.texts.files.get(at.file).map_or("", |file| &file.text);
        let mut slots: Vec<(f64, Slot)> = Vec::new();
        for (index, old) in node.items().iter().enumerate() {
            let is_removed = items
                .iter()
                .any(|item| matches!(item, Item::Removed(one) if *one == index));
            if !is_removed {
                let own = sets
                    .iter()
                    .find(|(one, _)| *one == index)
                    .map(|(_, sets)| *sets);
                #[expect(clippy::cast_precision_loss, reason = "lists are short")]
                let number = numbers.get(&index).copied().unwrap_or((index + 1) as f64);
                slots.push((number, kept(text, index, old, own)?));
            }
        }
        let put = items.iter().filter_map(|item| match item {
            Item::Put(value, number) => Some((*number, Slot::Put(value.written()))),
            _ => None,
        });
        slots.extend(put);
        // What is put in goes before what has the same number and is not in the file.
        slots.sort_by(|(one, slot), (other, beside)| {
            let is_kept = |slot: &Slot| !matches!(slot, Slot::Put(_));
            one.total_cmp(other)
                .then(is_kept(slot).cmp(&is_kept(beside)))
        });
        let slots: Vec<Slot> = slots.into_iter().map(|(_, slot)| slot).collect();
        Ok(vec![edit::rewrite(self.texts, at, &slots)?])
    }
}

/// An item that stays, with the keys set that are to be.
fn kept(text: &str, index: usize, old: &Node, sets: Option<&Vec<Set>>) -> Result<Slot, String> {
    let Some(sets) = sets else {
        return Ok(Slot::Kept(index));
    };
    let spelled = match old.form() {
        Some(Form::Inline) => edit::braces(text, old, sets)?,
        _ => edit::lone(old, sets),
    };
    Ok(Slot::Respelled(index, spelled))
}
