//! What a question may spend. There is no clock here: whoever has one passes it as a stop signal.

use std::fmt;

/// Bounds on one question. Reaching one is an answer: see
/// [`Exactness::Undecided`](crate::Exactness::Undecided).
#[derive(Clone, Copy)]
pub struct Limits<'s> {
    /// The most nodes of each kind of diagram, about 20 bytes each.
    pub nodes_max: usize,
    /// The most cases told apart where no diagram fits, and the most sets of measures compared.
    pub expansions_max: usize,
    /// Asked now and then whether to give up.
    pub stop: Option<&'s dyn Fn() -> bool>,
}

/// The most cases that a search keeps, about a hundred bytes each.
pub(crate) const CASES_MAX: usize = 1 << 20;

/// When to be content with less, so that something is left for the questions that follow. Each signal
/// is asked now and then, and comes no later than that of the limits.
#[derive(Clone, Copy, Default)]
pub struct Hurry<'s> {
    /// From here on no diagram is tried: bounds follow from cases.
    pub diagrams: Option<&'s dyn Fn() -> bool>,
    /// From here on the bounds of a likelihood stay as far apart as they are.
    pub likelihoods: Option<&'s dyn Fn() -> bool>,
}

impl fmt::Debug for Hurry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hurry")
            .field("diagrams", &self.diagrams.is_some())
            .field("likelihoods", &self.likelihoods.is_some())
            .finish()
    }
}

impl<'s> Limits<'s> {
    pub(crate) fn diagrams(&self) -> interrex_dd::Limits<'s> {
        interrex_dd::Limits {
            nodes_max: self.nodes_max,
            stop: self.stop,
        }
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.stop.is_some_and(|stop| stop())
    }
}

impl Default for Limits<'_> {
    /// Eight million nodes, twenty thousand cases, no stop signal.
    fn default() -> Self {
        Self {
            nodes_max: 8_000_000,
            expansions_max: 20_000,
            stop: None,
        }
    }
}

impl fmt::Debug for Limits<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limits")
            .field("nodes_max", &self.nodes_max)
            .field("expansions_max", &self.expansions_max)
            .field("stop", &self.stop.is_some())
            .finish()
    }
}
