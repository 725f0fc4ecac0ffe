//! One pass over acts in their order, which can be kept and gone on with.
//!
//! What a pass is after an act depends on the acts up to it, on their order and on how each is treated, and on
//! nothing else. So a copy of a pass stands for all passes that begin alike.

use std::collections::{BTreeMap, BTreeSet};

use interrex_units::Moment;

use super::deeds::is_over;
use super::{Course, Effect, Known, Plans};
use crate::act::Digest;

/// What bears on a course besides its acts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Removed {
    /// Acts taken out, with the number of the act that annuls each.
    pub(crate) acts: BTreeMap<u32, u32>,
    /// Annulments that would lose their own ground.
    pub(crate) without: BTreeSet<u32>,
}

/// How an act is treated in a pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Treatment {
    /// It is judged.
    Judged,
    /// It is taken out by this act.
    Annulled(u32),
    /// It would annul what it rests on itself.
    Without,
}

/// An annulment, as far as it decides what is taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Annulment {
    /// The act.
    pub(crate) number: u32,
    /// The digest of the act that it annuls.
    pub(crate) digest: Digest,
    /// The act that it annuls, where that is known and another one.
    pub(crate) target: Option<u32>,
    /// Whether it does so from its own effect on only.
    pub(crate) is_prospective: bool,
    /// From when on it bears.
    pub(crate) from: Moment,
}

impl Removed {
    /// What is taken out of a course of these acts. `effects` runs the whole course without some.
    pub(crate) fn of(acts: &[Known], effects: impl FnMut(&Self) -> BTreeMap<u32, Effect>) -> Self {
        Self::by_annulments(&annulments(acts), effects)
    }

    /// The same from the annulments alone: each round runs the course again, until nothing changes.
    pub(crate) fn by_annulments(
        annulments: &[Annulment],
        mut effects: impl FnMut(&Self) -> BTreeMap<u32, Effect>,
    ) -> Self {
        let mut removed = Self::default();
        for _ in 0..=2 * annulments.len() {
            if annulments.is_empty() {
                break;
            }
            let whole = effects(&removed);
            if !removed.take_in(annulments, &whole) {
                break;
            }
        }
        removed
    }

    /// Takes in which annulments have effect in a course; whether that changes anything.
    fn take_in(&mut self, annulments: &[Annulment], effects: &BTreeMap<u32, Effect>) -> bool {
        let mut now = BTreeMap::new();
        for annulment in annulments {
            let effect = effects.get(&annulment.number);
            if effect != Some(&Effect::InEffect) || self.without.contains(&annulment.number) {
                continue;
            }
            if let Some(target) = annulment.target {
                now.insert(target, annulment.number);
            }
        }
        if now == self.acts {
            return false;
        }
        // An annulment that had effect and lost it by what it removed has none.
        for by in self.acts.values() {
            if !now.values().any(|other| other == by) {
                self.without.insert(*by);
            }
        }
        now.retain(|_, by| !self.without.contains(by));
        self.acts = now;
        true
    }

    /// What of it is taken out by a moment: what an annulment takes out from its own effect on is there before.
    pub(crate) fn by(&self, acts: &[Known], until: Moment) -> Self {
        self.by_then(&annulments(acts), until)
    }

    /// The same from the annulments alone.
    pub(crate) fn by_then(&self, annulments: &[Annulment], until: Moment) -> Self {
        let later = |number: &u32| {
            let annulment = annulments.iter().find(|one| one.number == *number);
            annulment.is_some_and(|one| one.is_prospective && one.from > until)
        };
        let mut then = self.clone();
        then.acts.retain(|_, by| !later(by));
        then
    }

    /// How it treats an act.
    pub(crate) fn treats(&self, number: u32) -> Treatment {
        match self.acts.get(&number) {
            Some(by) => Treatment::Annulled(*by),
            None if self.without.contains(&number) => Treatment::Without,
            None => Treatment::Judged,
        }
    }
}

/// The annulments among acts.
fn annulments(acts: &[Known]) -> Vec<Annulment> {
    let annulments = acts.iter().filter_map(|known| {
        let digest = known.act.annuls()?;
        let target = acts.iter().find(|other| other.digest == digest);
        Annulment::of(known, target.map(|target| target.number))
    });
    annulments.collect()
}

impl Annulment {
    /// An act as an annulment, where it is one, and the act that it annuls.
    pub(crate) fn of(known: &Known, target: Option<u32>) -> Option<Self> {
        Some(Self {
            number: known.number,
            digest: known.act.annuls()?,
            target: target.filter(|target| *target != known.number),
            is_prospective: known.act.is_prospective(),
            from: known.bears_from(),
        })
    }
}

/// A pass up to some act.
#[derive(Clone)]
pub(crate) struct Pass {
    pub(crate) course: Course,
    /// Acts whose moment has not come, by that moment.
    pub(crate) pending: Vec<(Moment, u32)>,
}

impl Pass {
    /// Before the first act.
    pub(crate) fn new(plans: &Plans) -> Self {
        Self {
            course: Course::new(plans),
            pending: Vec::new(),
        }
    }

    /// Goes on with the next act. `annulled` is the act that it annuls, where that was passed before.
    pub(crate) fn step(&mut self, known: &Known, removed: &Removed, annulled: Option<&Known>) {
        let course = &mut self.course;
        let (number, signed) = (known.number, known.act.signed);
        course.bear_pending(&mut self.pending, signed);
        course.go_on_to(signed);
        match removed.treats(number) {
            Treatment::Annulled(by) => {
                course.effects.insert(number, Effect::Annulled(by));
                return;
            }
            Treatment::Without => {
                let reason = "it would annul what it rests on itself".to_owned();
                course.effects.insert(number, Effect::Without(reason));
                return;
            }
            Treatment::Judged => {}
        }
        if let Some(name) = &known.act.exercise {
            course
                .effects
                .insert(number, Effect::Exercise(name.clone()));
            return;
        }
        let judged = course.judge(known, annulled.map(|other| other.act.by.as_slice()));
        if known.bears_from() > signed && judged.effect.bears() {
            course.effects.insert(number, Effect::Pending);
            course.held_back(number, judged);
            self.pending.push((known.bears_from(), number));
            self.pending.sort_unstable();
        } else {
            course.take(number, judged);
        }
    }

    /// Whether a course that was finished from this pass stands at a moment as it stood then: on the same day, with
    /// nothing that began, ended or turned in between.
    pub(crate) fn stands_alike(&self, finished: &Course, until: Moment) -> bool {
        let (course, then) = (&self.course, finished.now);
        let due = |at: Moment| self.pending.partition_point(|(moment, _)| *moment <= at);
        let over = |at: Moment| {
            course
                .grants
                .iter()
                .filter(|grant| is_over(grant, at))
                .count()
        };
        let turns = |course: &Course| {
            course
                .turns
                .values()
                .map(|turns| turns.all.len())
                .sum::<usize>()
        };
        then.date() == until.date()
            && due(then) == due(until)
            && over(then) == over(until)
            && turns(course) == turns(finished)
    }

    /// The course up to a moment after the last act.
    pub(crate) fn finish(mut self, until: Moment) -> Course {
        let mut course = self.course;
        course.bear_pending(&mut self.pending, until);
        course.go_on_to(until);
        course.settle(None);
        course
    }
}
