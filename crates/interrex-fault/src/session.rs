//! A session: one circuit, one assignment, many questions.

use std::cell::RefCell;

use interrex_circuit::{Circuit, Node, Var};
use interrex_count::Counted;

use crate::assignment::Assignment;
use crate::bounds::Bounds;
use crate::limits::{Hurry, Limits};
use crate::workshop::Workshop;

/// Nodes with wanted values, and the bounds that telling cases apart gave.
type Told = (Vec<(Node, bool)>, Bounds);

/// Answers questions about nodes of one circuit; what they have in common is built once.
///
/// The questions stand with their answers: [`probability`](Self::probability),
/// [`conditional`](Self::conditional), [`cut_sets`](Self::cut_sets),
/// [`stream_cut_sets`](Self::stream_cut_sets),
/// [`path_sets`](Self::path_sets), [`survives`](Self::survives),
/// [`importance`](Self::importance), [`best_measures`](Self::best_measures).
#[derive(Debug)]
pub struct Session<'c> {
    pub(crate) circuit: &'c Circuit,
    pub(crate) assignment: Assignment<'c>,
    pub(crate) classes: Vec<Vec<Var>>,
    pub(crate) limits: Limits<'c>,
    pub(crate) hurry: Hurry<'c>,
    pub(crate) workshop: Workshop<'c>,
    /// The node whose probability was last found by a search, under the present assignment.
    pub(crate) counted: Option<(Node, Counted)>,
    /// The values that were last told apart by cases, and their bounds, under the present assignment.
    pub(crate) by_cases: RefCell<Option<Told>>,
}

impl<'c> Session<'c> {
    /// Prepares a session. One order of variables is made for all the tops named here; others may
    /// be asked about too.
    ///
    /// `classes` are disjoint lists of variables that the caller holds to be interchangeable, such
    /// as members of one body in one place. They are kept together in every order, and a listing of
    /// sets may merge them ([`CutSetOptions::merge_classes`](crate::CutSetOptions::merge_classes));
    /// nothing relies on them unchecked.
    pub fn new(
        assignment: Assignment<'c>,
        tops: &[Node],
        classes: Vec<Vec<Var>>,
        limits: Limits<'c>,
    ) -> Self {
        let circuit = assignment.circuit();
        let couplings = assignment.couplings();
        let workshop = Workshop::new(circuit, tops, classes.clone(), couplings);
        Self {
            circuit,
            assignment,
            classes,
            limits,
            hurry: Hurry::default(),
            workshop,
            counted: None,
            by_cases: RefCell::new(None),
        }
    }

    /// Says where variables belong that the tops do not have: the second of each pair beside the
    /// first, and those of a list above all others. A condition that many functions share costs
    /// least at the top, and most at the bottom.
    #[must_use]
    pub fn placing(mut self, beside: Vec<(Var, Var)>, first: Vec<Var>) -> Self {
        self.workshop.neighbors = beside;
        self.workshop.first = first;
        self
    }

    /// Leaves time for the questions that follow.
    #[must_use]
    pub fn hurrying(mut self, hurry: Hurry<'c>) -> Self {
        self.hurry = hurry;
        self
    }

    /// What a question may spend on diagrams.
    pub(crate) fn diagram_limits(&self) -> interrex_dd::Limits<'c> {
        interrex_dd::Limits {
            stop: self.hurry.diagrams.or(self.limits.stop),
            ..self.limits.diagrams()
        }
    }

    /// Whether the bounds of a likelihood are to stay as they are.
    pub(crate) fn is_content(&self) -> bool {
        let stop = self.hurry.likelihoods.or(self.limits.stop);
        stop.is_some_and(|stop| stop())
    }

    /// Spends little on each question: one order of variables serves all, and what does not fit into
    /// the diagrams that they share is not tried apart.
    #[must_use]
    pub fn frugal(mut self) -> Self {
        self.workshop.is_frugal = true;
        self
    }

    /// Takes trouble to find an order in which the tops are small: heuristics compete on them as they
    /// are and on their modules, and where none gets through, variables are moved while the functions
    /// grow. For few tops, each worth the effort; of more than sixteen, or where classes, couplings or
    /// places bind the order, this changes nothing.
    #[must_use]
    pub fn thorough(mut self) -> Self {
        self.workshop.is_thorough = true;
        self
    }

    /// The circuit that the questions are about.
    pub fn circuit(&self) -> &'c Circuit {
        self.circuit
    }

    /// The likelihoods that the answers rest on.
    pub fn assignment(&self) -> &Assignment<'c> {
        &self.assignment
    }

    /// Puts another assignment in place and returns the one before: the diagrams stay, so that
    /// asking again under other likelihoods is cheap.
    ///
    /// # Panics
    ///
    /// If the assignment is of another circuit.
    pub fn reassign(&mut self, assignment: Assignment<'c>) -> Assignment<'c> {
        assert!(
            std::ptr::eq(assignment.circuit(), self.circuit),
            "an assignment belongs to the circuit of its session"
        );
        self.counted = None;
        *self.by_cases.get_mut() = None;
        std::mem::replace(&mut self.assignment, assignment)
    }

    /// Replaces the limits for the questions to come.
    pub fn set_limits(&mut self, limits: Limits<'c>) {
        self.counted = None;
        *self.by_cases.get_mut() = None;
        self.limits = limits;
    }
}
