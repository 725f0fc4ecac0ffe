//! A series of analyses over one circuit: diagrams are built once and shared by all tops.

use interrex_circuit::{Circuit, Node, Var};
use interrex_dd::{Bdd, Diagrams, Frozen, LimitReached, Limits, Order};

use crate::assignment::Assignment;
use crate::bounds::{Bounds, probability, quotient};
use crate::expansion::expand;

/// The analyses of one circuit under one assignment.
pub struct Session<'c> {
    pub(crate) circuit: &'c Circuit,
    pub(crate) assignment: Assignment,
    pub(crate) diagrams: Diagrams<'c>,
    pub(crate) classes: Vec<Vec<Var>>,
    pub(crate) limits: Limits<'c>,
}

impl<'c> Session<'c> {
    /// Starts a series. The tops decide the order of variables; `classes` lists variables that are
    /// interchangeable.
    pub fn new(
        circuit: &'c Circuit,
        assignment: Assignment,
        tops: &[Node],
        classes: Vec<Vec<Var>>,
        limits: Limits<'c>,
    ) -> Self {
        let order = Order::depth_first(circuit, tops).grouped(classes.iter().map(Vec::as_slice));
        Self {
            circuit,
            assignment,
            diagrams: Diagrams::new(circuit, order),
            classes,
            limits,
        }
    }

    /// The diagram of a top. When the nodes of earlier tops leave no room, they are dropped and the
    /// top is tried once more by itself.
    pub(crate) fn compile(&mut self, top: Node) -> Result<Bdd, LimitReached> {
        match self.diagrams.compile(top, &self.limits) {
            Err(LimitReached::Nodes(_)) => {
                self.diagrams.clear();
                self.diagrams.compile(top, &self.limits)
            }
            result => result,
        }
    }

    pub(crate) fn freeze(&mut self, top: Node) -> Result<Frozen, LimitReached> {
        let function = self.compile(top)?;
        Ok(self.diagrams.freeze(&[function]))
    }

    /// The probability of a top over the ranges of the assignment: exact, or proved bounds.
    pub fn probability(&mut self, top: Node) -> Bounds {
        let assignment = std::mem::take(&mut self.assignment);
        let bounds = self.probability_under(top, &assignment);
        self.assignment = assignment;
        bounds
    }

    /// The same under another assignment.
    pub fn probability_under(&mut self, top: Node, assignment: &Assignment) -> Bounds {
        match self.freeze(top) {
            Ok(function) => probability(&function, assignment, &self.limits),
            Err(_) => expand(self.circuit, top, assignment, self.limits.stop),
        }
    }

    /// P(top and given) / P(given); undecided where the condition may be impossible.
    pub fn conditional(&mut self, top: Node, given: Node) -> Bounds {
        let assignment = std::mem::take(&mut self.assignment);
        let bounds = self.conditional_under(top, given, &assignment);
        self.assignment = assignment;
        bounds
    }

    /// The same under another assignment.
    pub fn conditional_under(&mut self, top: Node, given: Node, assignment: &Assignment) -> Bounds {
        match self.try_conditional(top, given) {
            Ok(both) => quotient(&both, assignment),
            Err(_) => Bounds::UNDECIDED,
        }
    }

    fn try_conditional(&mut self, top: Node, given: Node) -> Result<Frozen, LimitReached> {
        let condition = self.compile(given)?;
        let function = self.diagrams.compile(top, &self.limits)?;
        let with = self.diagrams.and(function, condition, &self.limits)?;
        let without = self.diagrams.and(!function, condition, &self.limits)?;
        Ok(self.diagrams.freeze(&[with, without]))
    }

    /// The probability of a top where a node holds, and where it does not.
    pub fn split(&mut self, top: Node, node: Node) -> (Bounds, Bounds) {
        let holds = self.conditional(top, node);
        let fails = match self.try_split(top, node) {
            Ok(both) => quotient(&both, &self.assignment),
            Err(_) => Bounds::UNDECIDED,
        };
        (holds, fails)
    }

    fn try_split(&mut self, top: Node, node: Node) -> Result<Frozen, LimitReached> {
        let condition = self.compile(node)?;
        let function = self.diagrams.compile(top, &self.limits)?;
        let with = self.diagrams.and(function, !condition, &self.limits)?;
        let without = self.diagrams.and(!function, !condition, &self.limits)?;
        Ok(self.diagrams.freeze(&[with, without]))
    }

    /// The smallest cost of true variables that makes a top true, all others false; `None` when
    /// nothing does.
    ///
    /// # Errors
    /// [`LimitReached`] when the diagram could not be built.
    pub fn survives(
        &mut self,
        top: Node,
        cost: &dyn Fn(Var) -> u32,
    ) -> Result<Option<u32>, LimitReached> {
        let function = self.freeze(top)?;
        let cheapest = function.cheapest(|var| Some(cost(var)));
        Ok(cheapest.map(|(total, _)| u32::try_from(total).unwrap_or(u32::MAX)))
    }
}
