//! The state of a compilation: the plan, the question, the circuit under construction, and what
//! has been compiled so far.
//!
//! Responsible for holding the parts together and for what counts. Each part of the meaning is a
//! module of its own that adds methods to [`Compiler`]: `facts`, `needs`, `contact`, `people`,
//! `expr`, and for bodies and offices the folder `views`.

use interrex_circuit::{Circuit, Node};
use interrex_plan::model::{Element, Id, Measure, Plan, Terms};

use crate::claims::Claims;
use crate::contact::Network;
use crate::dependencies::Changes;
use crate::facts::Facts;
use crate::needs::Needs;
use crate::people::People;
use crate::question::Question;
use crate::readings::Readings;
use crate::record::{Record, Requirement};
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
    /// What was done, where that is read instead of what the facts permit.
    pub(crate) record: Option<&'p Record>,
    /// The requirement that is being read from the record.
    pub(crate) asked: Option<Requirement>,
}

impl<'p> Compiler<'p> {
    pub(crate) fn new(plan: &'p Plan, question: &'p Question) -> Self {
        let changes = Changes::new(plan);
        let views = Views::new(plan, question);
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
            record: None,
            asked: None,
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
        self.question.may_count(terms, element)
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
