//! Functions built under an order that changes while they grow: where no heuristic finds a good
//! order from the circuit, the diagram itself shows one (Rudell 1993).
//!
//! Reordering needs tables of a shape of their own, one for each variable, and counts of what uses
//! each node. So one cone at a time is built in a [`bench::Workbench`], and the result is copied into a
//! manager with the order that was found.

mod apply;
mod bench;
mod build;
mod sift;

use interrex_circuit::{Circuit, Node};

use crate::limits::{LimitReached, Limits};
use crate::manager::Diagrams;
use crate::order::Order;

use build::Build;

impl<'c> Diagrams<'c> {
    /// A manager that holds the functions of some nodes, under an order that is found by moving
    /// variables up and down while the functions grow, starting with a given one.
    ///
    /// What the functions need on their way counts against the limit, what their parts need no more
    /// does not. `effort` bounds the nodes looked at to move variables. Deterministic: nothing
    /// depends on time.
    ///
    /// # Errors
    ///
    /// [`LimitReached`] when the diagrams in use take more nodes than the limit under every order
    /// that was met, the effort is spent, or the stop signal says so.
    pub fn reordering(
        circuit: &'c Circuit,
        start: &Order,
        tops: &[Node],
        effort: usize,
        limits: &Limits<'_>,
    ) -> Result<Self, LimitReached> {
        Build::new(circuit, start, tops, effort, limits).run()
    }
}
