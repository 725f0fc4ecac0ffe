//! One world: which variables are true, and what has been worked out in it so far.
//!
//! Responsible for the value of facts (section 2), for what counts (section 1), and for circles of
//! needs (section 3): what is being worked out already is taken to hold, which gives the greatest
//! solution. A circle through anything that a larger world of things could make false is a fault.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use interrex_plan::model::{
    Body, Element, Fact, Function, Id, Link, Locus, Measure, Office, Person, Place, Pledge, Power,
    Record, Region, Site, Terms,
};

use super::claims::Claim;
use super::model::{Model, element};
use super::readings::Reading;
use super::steps::Posts;
use super::views::View;

/// A world of a plan.
pub(crate) struct World<'m> {
    pub(crate) model: &'m Model<'m>,
    true_variables: u64,
    /// `needs-cycle` or `likelihood-cycle`, once one was run into; every answer is void then.
    pub(crate) fault: Cell<Option<&'static str>>,
    in_work: RefCell<Vec<Matter>>,
    /// The outermost matter in work that something since then was found to rest on.
    rests_on: Cell<usize>,
    settled: RefCell<BTreeMap<Matter, bool>>,
    pub(crate) known: Known,
}

/// Answers by question.
pub(crate) type Memory<K, V> = RefCell<BTreeMap<K, V>>;

/// What was worked out, apart from plain truths.
#[derive(Default)]
pub(crate) struct Known {
    pub(crate) in_contact: Memory<(Locus, Locus), bool>,
    pub(crate) can_be_at: Memory<(Id<Person>, Locus), bool>,
    pub(crate) whereabouts: Memory<Id<Person>, Rc<Vec<Locus>>>,
    pub(crate) can_act: Memory<(Id<Body>, usize, View, Reading), bool>,
    pub(crate) posts: Memory<(usize, View, Reading), Rc<Posts>>,
    pub(crate) claims: Memory<(Id<Office>, Reading), Rc<Vec<Claim>>>,
}

/// Something that is worked out and could, in a plan at fault, rest on itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Matter {
    // These may circle.
    Place(Id<Place>),
    Site(Id<Site>),
    Link(Id<Link>),
    Copy(Id<Record>, usize),
    Pledge(Id<Pledge>),
    Measure(Id<Measure>),
    Function(Id<Function>),
    // No circle leads through these.
    Not,
    Base(Id<Person>),
    Fact(Id<Fact>),
    Available(usize, usize, Reading),
    Posts(usize, View, Reading),
    Claims(Id<Office>, Reading),
    Power(Id<Power>, Option<Region>),
}

impl<'m> World<'m> {
    /// The world in which exactly the variables are true whose bits are set.
    pub(crate) fn new(model: &'m Model<'m>, true_variables: u64) -> Self {
        Self {
            model,
            true_variables,
            fault: Cell::new(None),
            in_work: RefCell::default(),
            rests_on: Cell::new(usize::MAX),
            settled: RefCell::default(),
            known: Known::default(),
        }
    }

    // Section 1.

    /// Whether an element counts in this world.
    pub(crate) fn counts(&self, terms: &Terms, element: Element) -> bool {
        self.model.question.could_count(terms, element)
            && terms
                .by_measure
                .is_none_or(|measure| self.in_effect(measure))
    }

    /// Whether a measure is in effect.
    pub(crate) fn in_effect(&self, id: Id<Measure>) -> bool {
        self.settle(Matter::Measure(id), || {
            let measure = self.model.plan.measures.get(id);
            self.counts(&measure.terms, element("measure", id))
                && measure.taken.is_none_or(|taken| self.fact(taken))
                && measure
                    .agreed
                    .as_ref()
                    .is_none_or(|agreed| self.holds(agreed))
        })
    }

    // Section 2.

    /// The value of a fact.
    pub(crate) fn fact(&self, id: Id<Fact>) -> bool {
        self.fact_of_member(id, 0)
    }

    /// The value of a fact that members by number have each.
    pub(crate) fn fact_of_member(&self, id: Id<Fact>, member: usize) -> bool {
        let parts = &self.model.variables.facts[id.index()];
        let own = self.variable(parts.own[member]);
        for (measure, effect) in &parts.effects {
            if self.guard(Matter::Fact(id), || self.in_effect(*measure)) {
                let other = self.variable(effect.variables[member]);
                return other || (effect.is_added && own);
            }
        }
        let condition = self.model.plan.facts.get(id).condition.as_ref();
        let (Some(condition), Some(given)) = (condition, &parts.given) else {
            return own;
        };
        let holds = self.guard(Matter::Fact(id), || self.holds(&condition.given));
        let other = self.variable(given.variables[member]);
        if given.is_added {
            own || (holds && other)
        } else if holds {
            other
        } else {
            own
        }
    }

    fn variable(&self, variable: usize) -> bool {
        self.true_variables >> variable & 1 == 1
    }

    // Circles of needs.

    /// Works out something that may circle.
    pub(crate) fn settle(&self, matter: Matter, compute: impl FnOnce() -> bool) -> bool {
        if let Some(known) = self.settled.borrow().get(&matter) {
            return *known;
        }
        if self.is_in_work(matter) {
            return true;
        }
        let depth = self.in_work.borrow().len();
        let before = self.rests_on.replace(usize::MAX);
        let truth = self.at_work(matter, compute);
        let own = self.rests_on.get();
        // What fails although everything in work is taken to hold fails for good; what holds is
        // sure only when it rests on nothing that is still in work.
        let sure = !truth || own >= depth;
        if sure {
            self.settled.borrow_mut().insert(matter, truth);
        }
        self.rests_on
            .set(if sure { before } else { before.min(own) });
        truth
    }

    /// Works out something through which no circle may lead.
    pub(crate) fn guard<T: Default>(&self, matter: Matter, compute: impl FnOnce() -> T) -> T {
        if matter != Matter::Not && self.is_in_work(matter) {
            return T::default();
        }
        self.at_work(matter, compute)
    }

    /// Works something out once, unless it rests on what is still in work.
    pub(crate) fn once<K: Ord, V: Clone>(
        &self,
        memory: &Memory<K, V>,
        key: K,
        compute: impl FnOnce() -> V,
    ) -> V {
        if let Some(known) = memory.borrow().get(&key) {
            return known.clone();
        }
        let before = self.rests_on.replace(usize::MAX);
        let value = compute();
        let own = self.rests_on.get();
        if own == usize::MAX {
            memory.borrow_mut().insert(key, value.clone());
        }
        self.rests_on.set(before.min(own));
        value
    }

    fn at_work<T>(&self, matter: Matter, compute: impl FnOnce() -> T) -> T {
        self.in_work.borrow_mut().push(matter);
        let value = compute();
        self.in_work.borrow_mut().pop();
        value
    }

    /// Whether something is in work; notes who rests on it, and whether that is at fault.
    fn is_in_work(&self, matter: Matter) -> bool {
        let in_work = self.in_work.borrow();
        let Some(place) = in_work.iter().position(|other| *other == matter) else {
            return false;
        };
        let circle = in_work.get(place..).unwrap_or_default();
        if circle
            .iter()
            .any(|matter| matches!(matter, Matter::Fact(_)))
        {
            self.fault.set(Some("likelihood-cycle"));
        } else if !may_all_circle(circle) {
            self.fault.set(Some("needs-cycle"));
        }
        self.rests_on.set(self.rests_on.get().min(place));
        true
    }
}

/// Whether a circle leads through things alone, and through no `not` or through two in a row.
fn may_all_circle(circle: &[Matter]) -> bool {
    circle
        .chunk_by(|one, other| *one == Matter::Not && *other == Matter::Not)
        .all(|run| match run {
            [Matter::Not, ..] => run.len() % 2 == 0,
            _ => run.iter().all(|matter| matter.may_circle()),
        })
}

impl Matter {
    fn may_circle(self) -> bool {
        matches!(
            self,
            Self::Place(_)
                | Self::Site(_)
                | Self::Link(_)
                | Self::Copy(..)
                | Self::Pledge(_)
                | Self::Measure(_)
                | Self::Function(_)
        )
    }
}
