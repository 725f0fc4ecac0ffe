//! The state of a compilation: the plan, the question, the circuit under construction, and what
//! has been compiled so far.
//!
//! Responsible for holding the parts together and for what counts. Each part of the meaning is a
//! module of its own that adds methods to [`Compiler`]: `facts`, `needs`, `contact`, `people`,
//! `expr`, and for bodies and offices the folder `views`.

use interrex_circuit::{Circuit, Node};
use interrex_plan::model::{Element, Id, Measure, Plan, Status, Terms};

use crate::claims::Claims;
use crate::contact::Network;
use crate::dependencies::Changes;
use crate::facts::Facts;
use crate::needs::Needs;
use crate::people::People;
use crate::question::Question;
use crate::readings::Readings;
use crate::trace::Trace;
use crate::variable::Variables;
use crate::views::Views;

/// Builds the circuits of one plan for one question.
pub(crate) struct Compiler<'p> {
    pub(crate) plan: &'p Plan,
    pub(crate) question: &'p Question,
    pub(crate) circuit: Circuit,
    pub(crate) variables: Variables,
    pub(crate) facts: Facts,
    pub(crate) needs: Needs,
    pub(crate) changes: Changes,
    /// Messages; rebuilt while a circle of needs runs through contact.
    pub(crate) messages: Option<Network>,
    /// People's ways.
    pub(crate) ways: Option<Network>,
    pub(crate) people: People,
    pub(crate) views: Views,
    pub(crate) readings: Readings,
    pub(crate) claims: Claims,
    pub(crate) traces: Vec<Trace>,
}

impl<'p> Compiler<'p> {
    pub(crate) fn new(plan: &'p Plan, question: &'p Question) -> Self {
        let changes = Changes::new(plan);
        let views = Views::new(plan);
        let readings = Readings::new(plan, &views.institutions);
        Self {
            plan,
            question,
            circuit: Circuit::new(),
            variables: Variables::default(),
            facts: Facts::new(plan, question),
            needs: Needs::new(plan, &changes),
            changes,
            messages: None,
            ways: None,
            people: People::default(),
            views,
            readings,
            claims: Claims::default(),
            traces: Vec::new(),
        }
    }

    /// Whether an element counts, in the world at hand: dates, status, what the question supposes,
    /// and the measure that it belongs to.
    pub(crate) fn counts(&mut self, terms: &Terms, element: Element) -> Node {
        if !self.may_count(terms, element) {
            return Node::FALSE;
        }
        match terms.by_measure {
            Some(measure) => self.in_effect(measure),
            None => Node::TRUE,
        }
    }

    /// Whether an element counts, the measure that it belongs to left aside.
    pub(crate) fn may_count(&self, terms: &Terms, element: Element) -> bool {
        if self.question.without.contains(&element) || self.is_unheard(terms) {
            return false;
        }
        let date = self.question.as_of;
        terms.valid_on(date)
            && (self.question.with.contains(&element) || self.status_of(terms).counts())
    }

    /// Whether the only word of an element comes from a source that the question leaves out.
    fn is_unheard(&self, terms: &Terms) -> bool {
        terms.source.is_some_and(|source| self.is_left_out(source))
    }

    fn is_left_out(&self, source: Id<interrex_plan::model::Source>) -> bool {
        self.question
            .without
            .contains(&element_of("source", source))
    }

    /// The status on the date of the question, entries of left-out sources ignored.
    fn status_of(&self, terms: &Terms) -> Status {
        let heard = |entry: &&interrex_plan::model::StatusEntry| {
            entry.source.is_none_or(|source| !self.is_left_out(source))
        };
        if terms.status.iter().all(|entry| heard(&entry)) {
            return terms.status_on(self.question.as_of);
        }
        let history = terms
            .status
            .iter()
            .filter(heard)
            .cloned()
            .collect::<Vec<_>>();
        if history.is_empty() {
            return Status::Withdrawn;
        }
        Terms {
            status: history,
            ..Terms::default()
        }
        .status_on(self.question.as_of)
    }

    /// Whether a measure is in effect.
    pub(crate) fn in_effect(&mut self, measure: Id<Measure>) -> Node {
        self.need(crate::needs::Need::Measure(measure))
    }
}

/// The element of a kind with this identifier.
pub(crate) fn element_of<T>(kind: &'static str, id: Id<T>) -> Element {
    Element::Of(kind, index_of(id))
}

/// A part of an element.
pub(crate) fn part_of<T>(
    kind: &'static str,
    id: Id<T>,
    part: &'static str,
    index: usize,
) -> Element {
    Element::Part(
        kind,
        index_of(id),
        part,
        u32::try_from(index).expect("fewer than 2^32 parts"),
    )
}

/// A candidate of an order of an office.
pub(crate) fn candidate_element<T>(office: Id<T>, order: usize, candidate: usize) -> Element {
    part_of(
        "office",
        office,
        "candidate",
        order * CANDIDATES_MAX + candidate,
    )
}

/// How many candidates of one order have elements of their own.
const CANDIDATES_MAX: usize = 1 << 16;

fn index_of<T>(id: Id<T>) -> u32 {
    u32::try_from(id.index()).expect("fewer than 2^32 elements of one kind")
}
