//! A register that is open: questions are answered from what is kept of its course.
//!
//! Acts are judged once, when they are added. Places on the course are kept, so that a question about another moment
//! goes on from the last of them before it, and one about what was known at a time from the last before which
//! nothing differs. Every answer is the one that [`crate::who::answer`] gives, which judges all acts anew.
//!
//! Responsible for what is kept. Where acts lie is left to whoever opens a register, through [`Acts`].

mod check;
mod index;
mod table;
mod texts;
mod timeline;
pub(crate) mod wire;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use interrex_plan::model::Plan;
use interrex_units::Moment;

use crate::act::{Act, Digest};
use crate::became::still_to_come;
use crate::course::pass::Removed;
use crate::course::{Course, Effect, Known, Plans, shared};
use crate::who::{
    Answer, Backdated, Other, Question, Said, Void, World, Worlds, answer_from, denied, followed,
    mentioned, reason,
};
use table::Table;
use timeline::{Timeline, Way};

pub use index::{Binding, IndexError};

/// Where acts are read from, by number.
pub trait Acts {
    /// The act of a number.
    ///
    /// # Errors
    ///
    /// Whatever keeps it from being read.
    fn act(&self, number: u32) -> Result<Act, String>;
}

impl Acts for Vec<Act> {
    fn act(&self, number: u32) -> Result<Act, String> {
        let act = self.get(number as usize).cloned();
        act.ok_or_else(|| format!("there is no act {number}"))
    }
}

/// A register that is open.
pub struct Opened<A> {
    acts: A,
    table: Table,
    /// The law as written first; then each other reading.
    readings: Vec<Reading>,
    /// What is told of readings that there are too many of.
    unread: Option<String>,
}

struct Reading {
    by: String,
    is_marked: bool,
    plans: Plans,
    timeline: Timeline,
    /// The end of the course, as it stood when it was asked for last.
    end: RefCell<Option<Course>>,
}

impl Reading {
    fn new(by: &str, is_marked: bool, plans: &BTreeMap<String, Plan>) -> Self {
        let plans = shared(plans);
        Self {
            by: by.to_owned(),
            is_marked,
            timeline: Timeline::new(&plans),
            plans,
            end: RefCell::default(),
        }
    }
}

impl<A: Acts> Opened<A> {
    /// A register without acts under these plans, by digest.
    pub fn new(plans: &BTreeMap<String, Plan>, acts: A) -> Self {
        let others = denied::each(plans);
        let others = others
            .iter()
            .map(|other| Reading::new(&other.by, other.is_marked, &other.plans));
        let written = Reading::new("as written", false, plans);
        Self {
            acts,
            table: Table::default(),
            readings: [written].into_iter().chain(others).collect(),
            unread: followed::beyond(plans),
        }
    }

    /// How many acts it has.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether it has no act.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of an act by its digest.
    pub fn number(&self, digest: &Digest) -> Option<u32> {
        self.table.number(digest)
    }

    /// The digest of an act.
    pub fn digest(&self, number: u32) -> Option<Digest> {
        self.table.digests.get(number as usize).copied()
    }

    /// When the last act was learned.
    pub fn learned_last(&self) -> Option<Moment> {
        self.table.learned.iter().copied().flatten().max()
    }

    /// How many sites know an act.
    pub fn sites_that_know(&self, number: u32) -> usize {
        let sites = self.table.sites.keys();
        sites
            .filter(|site| self.table.learned(number, Some(site)).is_some())
            .count()
    }

    /// Where acts are read from.
    pub fn acts(&self) -> &A {
        &self.acts
    }

    /// The same, to be changed.
    pub fn acts_mut(&mut self) -> &mut A {
        &mut self.acts
    }

    /// Judges further acts, whose numbers go on from those that are there.
    ///
    /// # Errors
    ///
    /// Says which act could not be read.
    ///
    /// # Panics
    ///
    /// Never, where the numbers go on.
    pub fn extend(&mut self, acts: &[Known]) -> Result<(), String> {
        if acts.is_empty() {
            return Ok(());
        }
        let before = self.table.order.clone();
        let first = self.table.len();
        self.table.extend(acts);
        let new = |number: u32| {
            let at = (number as usize).checked_sub(first);
            at.and_then(|at| acts.get(at)).cloned()
        };
        let read = |number: u32| new(number).map_or_else(|| self.known(number), Ok);
        let timelines = self.readings.iter();
        let timelines =
            timelines.map(|reading| reading.timeline.extended(&before, &self.table, &read));
        let timelines: Vec<Timeline> = timelines.collect::<Result<_, _>>()?;
        let mut about = std::mem::take(&mut self.table.about);
        let voids = timelines.first().into_iter();
        for number in voids.flat_map(|one| one.voids.keys()) {
            if !about.acts.contains(number) {
                about.add(&new(*number).map_or_else(|| self.known(*number), Ok)?);
            }
        }
        self.table.about = about;
        for (reading, timeline) in self.readings.iter_mut().zip(timelines) {
            reading.timeline = timeline;
            reading.end.take();
        }
        Ok(())
    }

    /// An act with what is known of it.
    fn known(&self, number: u32) -> Result<Known, String> {
        let act = self.acts.act(number)?;
        let sites = self.table.sites.keys();
        let seen = sites.filter_map(|site| {
            let learned = self.table.learned(number, Some(site))?;
            Some((site.clone(), learned))
        });
        let signers = self.table.signers.get(&number);
        Ok(Known {
            number,
            digest: self
                .table
                .digests
                .get(number as usize)
                .copied()
                .ok_or_else(|| format!("there is no act {number}"))?,
            seen: seen.collect(),
            signers: signers
                .cloned()
                .unwrap_or_else(|| act.by.iter().cloned().collect()),
            act,
        })
    }

    /// Answers a question.
    ///
    /// # Errors
    ///
    /// As [`crate::who::answer`]; or says which act could not be read.
    pub fn answer(&self, question: &Question<'_>) -> Result<Answer, String> {
        answer_from(self, question)
    }

    /// What has become of an act by a moment, as [`crate::became::effects`] says; nothing where there is no such act. The
    /// later it was signed, the less is judged anew.
    ///
    /// # Errors
    ///
    /// Says which act could not be read.
    pub fn effect(&self, number: u32, now: Moment) -> Result<Option<Effect>, String> {
        let read = |number| self.known(number);
        let written = self.readings.first().ok_or("no law is written")?;
        let effect = |until| written.timeline.effect(&self.table, number, until, &read);
        match effect(now)? {
            None => Ok(effect(Moment::LAST)?.map(still_to_come)),
            found => Ok(found),
        }
    }

    /// The digest of the plan in force at a moment, where one is.
    ///
    /// # Errors
    ///
    /// Says which act could not be read, or which plan is in force then and is not held.
    pub fn plan_in_force(&self, at: Moment) -> Result<Option<String>, String> {
        let view = View::new(self, None, None, at);
        let course = view.written()?;
        course.all_held()?;
        let digest = course.plan_digest;
        Ok(Some(digest).filter(|digest| !digest.is_empty()))
    }
}

impl<A: Acts> Worlds for Opened<A> {
    fn sites(&self) -> Vec<String> {
        self.table.sites.keys().cloned().collect()
    }

    fn first_learned(&self) -> Option<Moment> {
        self.table.learned.iter().copied().flatten().min()
    }

    fn world(
        &self,
        site: Option<&str>,
        question: &Question<'_>,
    ) -> Result<Box<dyn World + '_>, String> {
        let view = View::new(self, site, question.known_at, question.as_of);
        Ok(Box::new(view))
    }
}

/// What a site, or anybody, knew at a time.
struct View<'o, A> {
    opened: &'o Opened<A>,
    site: Option<String>,
    known_at: Option<Moment>,
    as_of: Moment,
    /// The acts in their order; all of the register where absent.
    order: Option<Vec<u32>>,
    /// So many acts at the beginning were judged before the question.
    base: Cell<usize>,
}

impl<'o, A: Acts> View<'o, A> {
    fn new(
        opened: &'o Opened<A>,
        site: Option<&str>,
        known_at: Option<Moment>,
        as_of: Moment,
    ) -> Self {
        let mut view = Self {
            opened,
            site: site.map(str::to_owned),
            known_at,
            as_of,
            order: None,
            base: Cell::new(0),
        };
        let mut all = 0u32..u32::try_from(opened.len()).unwrap_or(u32::MAX);
        if (site.is_some() || known_at.is_some()) && !all.all(|number| view.knows(number)) {
            view.order = Some(opened.table.ordered(|number| view.knows(number)));
        }
        view
    }

    fn knows(&self, number: u32) -> bool {
        let learned = self.opened.table.learned(number, self.site.as_deref());
        learned.is_some_and(|learned| self.known_at.is_none_or(|at| learned <= at))
    }

    fn order(&self) -> &[u32] {
        self.order.as_deref().unwrap_or(&self.opened.table.order)
    }

    /// The course in a reading, up to the moment asked about.
    fn course(&self, reading: &Reading) -> Result<(usize, Course), String> {
        let (table, timeline) = (&self.opened.table, &reading.timeline);
        let read = |number| self.opened.known(number);
        let order = self.order();
        let removed = match &self.order {
            None => timeline.removed.clone(),
            Some(order) => timeline.removed_of(table, order, &read)?,
        };
        let removed = removed.by_then(self.as_of);
        let count = table.signed_by(order, self.as_of);
        if self.order.is_none() && count == order.len() && removed == timeline.removed {
            return Ok((count, self.end(reading, &removed)?));
        }
        let removed = &removed;
        let resumed = timeline.resumed(table, Way { order, removed }, count, &read)?;
        Ok((resumed.base, resumed.pass.finish(self.as_of)))
    }

    /// The end of the course. Between two moments of a day nothing changes but what begins or ends there.
    fn end(&self, reading: &Reading, removed: &Removed) -> Result<Course, String> {
        let (table, order) = (&self.opened.table, self.order());
        let read = |number| self.opened.known(number);
        let way = Way { order, removed };
        let resumed = reading.timeline.resumed(table, way, order.len(), &read)?;
        let mut end = reading.end.borrow_mut();
        if let Some(known) = end.as_ref()
            && resumed.pass.stands_alike(known, self.as_of)
        {
            let mut course = known.clone();
            course.now = self.as_of;
            return Ok(course);
        }
        let course = resumed.pass.finish(self.as_of);
        *end = Some(course.clone());
        Ok(course)
    }

    /// Whether the act of a number was judged before the question.
    fn is_kept(&self, number: u32) -> bool {
        let base = self.base.get();
        let order = self.order();
        if base == order.len() || !self.knows(number) {
            return self.knows(number);
        }
        let table = &self.opened.table;
        match order.get(base) {
            Some(first) if table.is_plain => {
                (table.signed(number), number) < (table.signed(*first), *first)
            }
            _ => order.iter().take(base).any(|kept| *kept == number),
        }
    }
}

impl<A: Acts> World for View<'_, A> {
    fn written(&self) -> Result<Course, String> {
        let written = self.opened.readings.first();
        let (base, course) = self.course(written.ok_or("no law is written")?)?;
        self.base.set(base);
        Ok(course)
    }

    fn others(&self) -> Result<Vec<Other>, String> {
        let others = self.opened.readings.iter().skip(1);
        let courses = others.map(|reading| {
            let (_, course) = self.course(reading)?;
            Ok(Other::new(&reading.by, reading.is_marked, course))
        });
        courses.collect()
    }

    fn unread(&self) -> Option<String> {
        self.opened.unread.clone()
    }

    fn voids(&self, course: &Course, of: &str) -> Result<Vec<Void>, String> {
        let table = &self.opened.table;
        let written = self.opened.readings.first();
        let mut found: BTreeMap<u32, String> = BTreeMap::new();
        for number in table.about.of(of) {
            let reason = written.and_then(|written| written.timeline.voids.get(&number));
            if let Some(reason) = reason.filter(|_| self.is_kept(number)) {
                found.insert(number, reason.clone());
            }
        }
        for (number, effect) in &course.effects {
            if let Some(reason) = reason(effect) {
                let act = self.opened.acts.act(*number)?;
                if mentioned(&act).is_none_or(|names| names.contains(of)) {
                    found.insert(*number, reason);
                }
            }
        }
        let voids = found.into_iter().map(|(act, reason)| Void {
            act,
            reason,
            resting: table.resting_on(act, |number| self.knows(number)),
            reading: None,
        });
        Ok(voids.collect())
    }

    fn backdated(&self, of: &str) -> Result<Vec<Backdated>, String> {
        let table = &self.opened.table;
        let about: BTreeSet<u32> = table.about.of(of);
        let about = about.into_iter().filter(|act| {
            let effective = table.backdated.get(act);
            self.knows(*act) && effective.is_some_and(|effective| *effective <= self.as_of)
        });
        Ok(about.filter_map(|act| self.dated_back(act)).collect())
    }

    fn dated_back(&self, act: u32) -> Option<Backdated> {
        let table = &self.opened.table;
        let effective = table.backdated.get(&act)?;
        Some(Backdated {
            act,
            effective: effective.to_string(),
            signed: table.signed(act).to_string(),
        })
    }

    fn act(&self, number: u32) -> Result<Act, String> {
        self.opened.acts.act(number)
    }

    /// No act is read for this: an answer may cite a hundred.
    fn said(&self, number: u32) -> Result<(Moment, Said), String> {
        let table = &self.opened.table;
        let said = table.said(number);
        let said = said.ok_or_else(|| format!("there is no act {number}"))?;
        Ok((table.signed(number), said))
    }

    fn is_empty(&self) -> bool {
        self.order().is_empty()
    }

    fn number(&self, digest: &Digest) -> Option<u32> {
        let number = self.opened.table.number(digest);
        number.filter(|number| self.knows(*number))
    }
}
