//! What is fixed before any world is looked at: the plan, the question, the variables, the circles.
//!
//! Responsible for section 1 of the page as far as it does not depend on the world.

use std::collections::BTreeSet;

use interrex_plan::model::{Element, Id, Plan, Source, StatusEntry, Terms};
use interrex_units::Date;

use super::circles::Circles;
use super::contact::Paths;
use super::variables::Variables;

/// A plan under a question.
pub(crate) struct Model<'p> {
    pub(crate) plan: &'p Plan,
    pub(crate) question: Question,
    pub(crate) variables: Variables,
    pub(crate) circles: Circles,
    pub(crate) paths: Paths,
}

/// The date, and what is supposed to count or not to count whatever its status.
pub(crate) struct Question {
    pub(crate) as_of: Date,
    pub(crate) with: BTreeSet<Element>,
    pub(crate) without: BTreeSet<Element>,
}

impl<'p> Model<'p> {
    pub(crate) fn new(plan: &'p Plan, question: Question) -> Self {
        let variables = Variables::of(plan, &question);
        let circles = Circles::of(plan, &question);
        let paths = Paths::of(plan);
        Self {
            plan,
            question,
            variables,
            circles,
            paths,
        }
    }
}

impl Question {
    pub(crate) fn on(as_of: Date) -> Self {
        Self {
            as_of,
            with: BTreeSet::new(),
            without: BTreeSet::new(),
        }
    }

    /// The first two conditions of section 1; the third depends on the world.
    pub(crate) fn could_count(&self, terms: &Terms, element: Element) -> bool {
        let within = terms.from.is_none_or(|from| from <= self.as_of)
            && terms.until.is_none_or(|until| self.as_of <= until);
        let supposed = self.with.contains(&element);
        within
            && (self.is_decided(terms) || supposed)
            && !self.without.contains(&element)
            && !self.is_silenced(terms.source)
    }

    /// A source that the question leaves out has said nothing.
    pub(crate) fn is_silenced(&self, source: Option<Id<Source>>) -> bool {
        source.is_some_and(|source| self.without.contains(&element("source", source)))
    }

    fn is_decided(&self, terms: &Terms) -> bool {
        let mut latest = None;
        let heard = |entry: &&StatusEntry| !self.is_silenced(entry.source);
        for entry in terms.status.iter().filter(heard) {
            let known = entry.on.is_none_or(|on| on <= self.as_of);
            if known && latest.is_none_or(|(on, _)| on <= entry.on) {
                latest = Some((entry.on, entry.status));
            }
        }
        match latest {
            Some((_, status)) => status.counts(),
            None => terms.status.is_empty(),
        }
    }
}

/// The name under which `--with` and `--without` know an element.
pub(crate) fn element<T>(kind: &'static str, id: Id<T>) -> Element {
    Element::Of(kind, u32::try_from(id.index()).expect("a small plan"))
}

/// The name of a part of an element.
pub(crate) fn part<T>(kind: &'static str, id: Id<T>, of: &'static str, index: usize) -> Element {
    let small = |index: usize| u32::try_from(index).expect("a small plan");
    Element::Part(kind, small(id.index()), of, small(index))
}
