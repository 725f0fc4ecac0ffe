//! One pass over acts in their order, which can be kept and gone on with.
//!
//! What a pass is after an act depends on the acts up to it, on their order and on how each is treated, and on
//! nothing else. So a copy of a pass stands for all passes that begin alike.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use interrex_units::Moment;

use super::deeds::{Judged, is_over};
use super::{Course, Effect, Known, Plans, translate};
use crate::act::{Deed, Digest};

/// What bears on a course besides its acts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Removed {
    /// Acts taken out from the beginning, with the number of the act that annuls each.
    pub(crate) acts: BTreeMap<u32, u32>,
    /// Acts taken out from the effect of an annulment on: when that is, and its number.
    pub(crate) later: BTreeMap<u32, (Moment, u32)>,
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
    /// It is judged, and from the effect of this act on it bears no longer.
    Until(Moment, u32),
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
        let (mut now, mut later) = (BTreeMap::new(), BTreeMap::new());
        for annulment in annulments {
            let effect = effects.get(&annulment.number);
            if effect != Some(&Effect::InEffect) || self.without.contains(&annulment.number) {
                continue;
            }
            match annulment.target {
                Some(target) if annulment.is_prospective => {
                    let mine = (annulment.from, annulment.number);
                    let first = later.entry(target).or_insert(mine);
                    *first = mine.min(*first);
                }
                Some(target) => {
                    now.insert(target, annulment.number);
                }
                None => {}
            }
        }
        if (&now, &later) == (&self.acts, &self.later) {
            return false;
        }
        self.later = later;
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
    pub(crate) fn by_then(&self, until: Moment) -> Self {
        let mut then = self.clone();
        then.later.retain(|_, (from, _)| *from <= until);
        then
    }

    /// How it treats an act.
    pub(crate) fn treats(&self, number: u32) -> Treatment {
        match self.acts.get(&number) {
            Some(by) => Treatment::Annulled(*by),
            None if self.without.contains(&number) => Treatment::Without,
            None => match self.later.get(&number) {
                Some((from, by)) => Treatment::Until(*from, *by),
                None => Treatment::Judged,
            },
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
    /// How things will stand without acts that are annulled from a later moment on; in the order of those moments, each
    /// without its own act and those of the ones before.
    pub(crate) without: Vec<Without>,
    /// Annulments from their own effect on that were passed.
    pub(crate) passed: BTreeSet<u32>,
}

/// How things stand as if an act had not been done, while all others, as they were judged, were.
#[derive(Clone)]
pub(crate) struct Without {
    /// From when on the act is annulled.
    pub(crate) from: Moment,
    /// By which act.
    pub(crate) by: u32,
    /// Which act is.
    pub(crate) act: u32,
    pub(crate) course: Course,
}

impl Pass {
    /// Before the first act.
    pub(crate) fn new(plans: &Plans) -> Self {
        Self {
            course: Course::new(plans),
            pending: Vec::new(),
            without: Vec::new(),
            passed: BTreeSet::new(),
        }
    }

    /// Goes on with the next act. `annulled` is the act that it annuls, where that was passed before.
    pub(crate) fn step(&mut self, known: &Known, removed: &Removed, annulled: Option<&Known>) {
        let (number, signed) = (known.number, known.act.signed);
        self.go_on_to(signed);
        if !matches!(known.act.deed, Deed::Report { .. }) {
            self.each(Course::settle_reports);
        }
        let course = &mut self.course;
        let mut until = None;
        match removed.treats(number) {
            Treatment::Annulled(by) => {
                course.effects.insert(number, Effect::Annulled(by));
                return;
            }
            Treatment::Until(_, by) if self.passed.contains(&by) => {
                course.effects.insert(number, Effect::Annulled(by));
                return;
            }
            Treatment::Without => {
                let reason = "it would annul what it rests on itself".to_owned();
                course.effects.insert(number, Effect::Without(reason));
                return;
            }
            Treatment::Until(from, by) => until = Some((from, by)),
            Treatment::Judged => {}
        }
        if let Some(name) = &known.act.exercise {
            course
                .effects
                .insert(number, Effect::Exercise(name.clone()));
            return;
        }
        let judged = course.judge(known, annulled);
        if known.act.is_prospective() {
            self.passed.insert(number);
        }
        let bears_on = until.map(|until| self.set_apart(number, until));
        let bears_on = bears_on.unwrap_or(self.without.len());
        if known.bears_from() > signed && judged.effect.bears() {
            self.hold_back(number, judged, bears_on);
            self.pending.push((known.bears_from(), number));
            self.pending.sort_unstable();
        } else {
            self.take(number, judged, bears_on);
            self.turn_to(number);
        }
    }

    /// Sets apart how things stand without an act that is annulled later on; to so many of those that were set apart
    /// before it still belongs.
    fn set_apart(&mut self, act: u32, (from, by): (Moment, u32)) -> usize {
        let place = self
            .without
            .partition_point(|other| (other.from, other.by) < (from, by));
        let before = place.checked_sub(1).and_then(|at| self.without.get(at));
        let mut course = before.map_or(&self.course, |other| &other.course).clone();
        course.effects.clear();
        course.is_apart = true;
        let without = Without {
            from,
            by,
            act,
            course,
        };
        self.without.insert(place, without);
        place
    }

    /// Takes an act onto the record, and what it bears onto the first so many that were set apart.
    fn take(&mut self, number: u32, judged: Judged, bears_on: usize) {
        let plan = Arc::clone(&self.course.plan);
        for other in self.without.iter_mut().take(bears_on) {
            let judged = translate::judged(&mut other.course, &plan, judged.clone());
            other.course.take(number, judged);
            other.course.effects.clear();
        }
        self.course.take(number, judged);
    }

    /// The same for an act whose moment has not come.
    fn hold_back(&mut self, number: u32, judged: Judged, bears_on: usize) {
        let plan = Arc::clone(&self.course.plan);
        for other in self.without.iter_mut().take(bears_on) {
            let judged = translate::judged(&mut other.course, &plan, judged.clone());
            other.course.held_back(number, judged);
        }
        self.course.effects.insert(number, Effect::Pending);
        self.course.held_back(number, judged);
    }

    /// Where an act annuls another one from now on, things stand as if that had not been done. What was done in between
    /// stays as it was judged, and what turned stays told.
    fn turn_to(&mut self, by: u32) {
        let Some(place) = self.without.iter().position(|other| other.by == by) else {
            return;
        };
        for other in self.without.drain(..=place) {
            let before = std::mem::replace(&mut self.course, other.course);
            let course = &mut self.course;
            course.is_apart = before.is_apart;
            course.keep_begun(&before);
            (course.effects, course.turns) = (before.effects, before.turns);
            course.given = before.given;
            course.lapsed.extend(before.lapsed);
            course.is_founded |= before.is_founded;
            course.effects.insert(other.act, Effect::Annulled(other.by));
        }
        self.course.holders.clear();
        self.course.settle(Some(by));
    }

    /// Goes on to a moment: acts bear whose moment has come.
    fn go_on_to(&mut self, until: Moment) {
        let due = self.pending.partition_point(|(moment, _)| *moment <= until);
        for (moment, number) in self.pending.drain(..due).collect::<Vec<_>>() {
            self.each(|course| {
                course.go_on_to(moment);
                course.bear_held_back(number);
            });
            self.turn_to(number);
        }
        self.each(|course| course.go_on_to(until));
    }

    fn each(&mut self, mut go: impl FnMut(&mut Course)) {
        go(&mut self.course);
        for other in &mut self.without {
            go(&mut other.course);
            other.course.effects.clear();
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
            && course.limits_over(then) == course.limits_over(until)
            && course.lapses_by(then) == course.lapses_by(until)
            && turns(course) == turns(finished)
    }

    /// The course up to a moment after the last act.
    pub(crate) fn finish(mut self, until: Moment) -> Course {
        self.go_on_to(until);
        self.course.settle_reports();
        self.course.settle(None);
        self.course
    }
}
