//! A course of all acts, kept at some places on the way, from which others go on.
//!
//! A pass that is kept may stand for the beginning of another course where both have the same acts, in the same
//! order and treated alike, up to its place: what a pass is depends on nothing else.

use std::collections::{BTreeMap, BTreeSet};

use interrex_units::Moment;

use super::table::Table;
use super::wire::Writer;
use crate::course::pass::{Pass, Removed};
use crate::course::{Course, Effect, Known, Plans};
use crate::who::reason;

/// So many places are kept at most; half of them go when there are more.
const MARKS_MAX: usize = 128;

/// A place is kept after so many acts, to begin with.
const SPACING: usize = 64;

/// Reads acts by number.
pub(super) type Read<'r> = &'r dyn Fn(u32) -> Result<Known, String>;

/// A course of all acts.
#[derive(Clone)]
pub(super) struct Timeline {
    /// What is taken out of it.
    pub(super) removed: Removed,
    /// Places on the way, each with the number of acts before it; the last is the end.
    pub(super) marks: Vec<(usize, Pass)>,
    /// A place is kept after so many acts.
    pub(super) spacing: usize,
    /// Why acts have no effect.
    pub(super) voids: BTreeMap<u32, String>,
    /// What became in the end of acts that annul others.
    pub(super) annulling: BTreeMap<u32, Effect>,
}

/// A course that went on from a place.
pub(super) struct Resumed {
    /// Acts before the place.
    pub(super) base: usize,
    pub(super) pass: Pass,
}

/// Some acts in their order, and how they are treated.
#[derive(Clone, Copy)]
pub(super) struct Way<'w> {
    pub(super) order: &'w [u32],
    pub(super) removed: &'w Removed,
}

impl Timeline {
    /// Before the first act.
    pub(super) fn new(plans: &Plans) -> Self {
        Self {
            removed: Removed::default(),
            marks: vec![(0, Pass::new(plans))],
            spacing: SPACING,
            voids: BTreeMap::new(),
            annulling: BTreeMap::new(),
        }
    }

    /// Whether it goes to the end of so many acts.
    pub(super) fn is_of(&self, count: usize) -> bool {
        let places = self.marks.iter().map(|(at, _)| *at);
        self.spacing > 0
            && places.is_sorted()
            && self.marks.last().is_some_and(|(at, _)| *at == count)
            && self.marks.first().is_some_and(|(at, _)| *at == 0)
    }

    /// The course of all acts of a table; what it shares with this one, which had another order, is not run again.
    pub(super) fn extended(
        &self,
        before: &[u32],
        table: &Table,
        read: Read<'_>,
    ) -> Result<Self, String> {
        let order = &table.order;
        let mut last: Option<Self> = None;
        let mut failed = None;
        let removed = Removed::by_annulments(&table.annulments, |removed| {
            let way = Way { order, removed };
            match self.gone(before, way, table, read) {
                Ok(gone) => last.insert(gone).annulling.clone(),
                Err(error) => {
                    failed = Some(error);
                    BTreeMap::new()
                }
            }
        });
        if let Some(error) = failed {
            return Err(error);
        }
        if let Some(last) = last.filter(|last| last.removed == removed) {
            return Ok(last);
        }
        let removed = &removed;
        self.gone(before, Way { order, removed }, table, read)
    }

    /// Goes one way to its end, and keeps places on it.
    fn gone(
        &self,
        before: &[u32],
        way: Way<'_>,
        table: &Table,
        read: Read<'_>,
    ) -> Result<Self, String> {
        let shared = self.shared(before, way);
        let mut marks: Vec<_> = self.marks.clone();
        marks.retain(|(at, _)| *at <= shared);
        let (base, mut pass) = marks.last().cloned().ok_or("nothing was kept")?;
        let rest: BTreeSet<u32> = way.order.iter().skip(base).copied().collect();
        let mut gone = Self {
            removed: way.removed.clone(),
            marks,
            spacing: self.spacing,
            voids: self.voids.clone(),
            annulling: self.annulling.clone(),
        };
        gone.voids.retain(|number, _| !rest.contains(number));
        gone.annulling.retain(|number, _| !rest.contains(number));
        for at in base..way.order.len() {
            if at > base && at.is_multiple_of(gone.spacing) {
                gone.keep(at, &pass);
            }
            step(&mut pass, way, at, table, read)?;
            gone.note_effects(&mut pass.course, table);
        }
        gone.keep(way.order.len(), &pass);
        if !table.annulments.is_empty() {
            let mut end = pass.finish(Moment::LAST);
            gone.note_effects(&mut end, table);
        }
        Ok(gone)
    }

    fn keep(&mut self, at: usize, pass: &Pass) {
        self.marks.retain(|(known, _)| *known < at);
        self.marks.push((at, pass.clone()));
        if self.marks.len() > MARKS_MAX {
            self.spacing *= 2;
            let spacing = self.spacing;
            self.marks
                .retain(|(known, _)| *known == at || known.is_multiple_of(spacing));
        }
    }

    /// Takes what became of acts out of a course.
    fn note_effects(&mut self, course: &mut Course, table: &Table) {
        for (number, effect) in std::mem::take(&mut course.effects) {
            if let Some(reason) = reason(&effect) {
                self.voids.insert(number, reason);
            }
            if table.is_annulment(number) {
                self.annulling.insert(number, effect);
            }
        }
    }

    /// How many acts a way has in common with this course, from the first on and treated alike.
    fn shared(&self, order: &[u32], way: Way<'_>) -> usize {
        let pairs = order.iter().zip(way.order);
        let same = if std::ptr::eq(order, way.order) {
            order.len()
        } else {
            pairs.take_while(|(one, other)| one == other).count()
        };
        let differs = |number: &u32| self.removed.treats(*number) != way.removed.treats(*number);
        if self.removed == *way.removed {
            return same;
        }
        let common = way.order.iter().take(same);
        let differing = common.into_iter().position(differs);
        differing.unwrap_or(same)
    }

    /// The pass up to so many acts of a way; what it has in common with this course, whose order is that of the
    /// table, is not run again.
    pub(super) fn resumed(
        &self,
        table: &Table,
        way: Way<'_>,
        count: usize,
        read: Read<'_>,
    ) -> Result<Resumed, String> {
        let limit = self.shared(&table.order, way).min(count);
        let mark = self.marks.iter().rev().find(|(at, _)| *at <= limit);
        let (base, mut pass) = mark.cloned().ok_or("nothing was kept")?;
        for at in base..count {
            step(&mut pass, way, at, table, read)?;
        }
        Ok(Resumed { base, pass })
    }

    /// Whether each place that is kept is the one to which all acts up to it come, when they are judged anew.
    pub(super) fn has_right_places(
        &self,
        plans: &Plans,
        table: &Table,
        read: Read<'_>,
    ) -> Result<bool, String> {
        let (order, removed) = (&table.order, &self.removed);
        let mut pass = Pass::new(plans);
        let mut marks = self.marks.iter().peekable();
        for at in 0..=order.len() {
            while let Some((_, kept)) = marks.next_if(|(before, _)| *before == at) {
                if Writer::plain(kept) != Writer::plain(&pass) {
                    return Ok(false);
                }
            }
            step(&mut pass, Way { order, removed }, at, table, read)?;
            pass.course.effects.clear();
        }
        Ok(marks.peek().is_none())
    }

    /// What has become of an act by a moment; the order of all acts is that of the table.
    pub(super) fn effect(
        &self,
        table: &Table,
        number: u32,
        until: Moment,
        read: Read<'_>,
    ) -> Result<Option<Effect>, String> {
        let (order, removed) = (&table.order, &self.removed.by_then(until));
        let count = table.signed_by(order, until);
        let mut signed = order.iter().take(count);
        let Some(at) = signed.position(|one| *one == number) else {
            return Ok(None);
        };
        let way = Way { order, removed };
        let mut pass = self.resumed(table, way, at, read)?.pass;
        pass.course.effects.clear();
        for at in at..count {
            step(&mut pass, way, at, table, read)?;
        }
        Ok(pass.finish(until).into_told().remove(&number))
    }

    /// What is taken out of a course of some acts.
    pub(super) fn removed_of(
        &self,
        table: &Table,
        order: &[u32],
        read: Read<'_>,
    ) -> Result<Removed, String> {
        if table.annulments.is_empty() {
            return Ok(Removed::default());
        }
        let among: BTreeSet<u32> = order.iter().copied().collect();
        let annulments = table.annulments.iter();
        let mut annulments: Vec<_> = annulments
            .filter(|one| among.contains(&one.number))
            .cloned()
            .collect();
        for annulment in &mut annulments {
            annulment.target = annulment.target.filter(|target| among.contains(target));
        }
        let mut failed = None;
        let removed = Removed::by_annulments(&annulments, |removed| {
            let way = Way { order, removed };
            match self.resumed(table, way, order.len(), read) {
                Ok(resumed) => {
                    let kept = order.iter().take(resumed.base);
                    let mut effects: BTreeMap<u32, Effect> = kept
                        .filter_map(|number| {
                            let effect = self.annulling.get(number)?;
                            Some((*number, effect.clone()))
                        })
                        .collect();
                    effects.extend(resumed.pass.finish(Moment::LAST).effects);
                    effects
                }
                Err(error) => {
                    failed = Some(error);
                    BTreeMap::new()
                }
            }
        });
        failed.map_or(Ok(removed), Err)
    }
}

/// Goes on with the act at a place of a way.
fn step(
    pass: &mut Pass,
    way: Way<'_>,
    at: usize,
    table: &Table,
    read: Read<'_>,
) -> Result<(), String> {
    let Some(number) = way.order.get(at) else {
        return Ok(());
    };
    let known = read(*number)?;
    let annulled = known.act.annuls();
    let annulled = annulled.and_then(|digest| table.number(&digest));
    let is_passed = |target: &u32| way.order.iter().take(at).any(|passed| passed == target);
    let annulled = annulled.filter(is_passed).map(read).transpose()?;
    pass.step(&known, way.removed, annulled.as_ref());
    Ok(())
}
