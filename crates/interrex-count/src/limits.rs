//! What a search may spend. There is no clock here: whoever has one passes it as a stop signal.

use std::fmt;

/// Bounds on one search. Reaching one is an answer, with bounds on the probability.
#[derive(Clone, Copy)]
pub struct Limits<'s> {
    /// The most components that may be decided. They are remembered in a table of
    /// about 55 to 110 bytes for each, which is copied when it doubles.
    pub components_max: usize,
    /// Asked every few thousand components, and while an order is sought, whether to give up.
    pub stop: Option<&'s dyn Fn() -> bool>,
}

impl Limits<'_> {
    /// Bounds the number of components alone.
    pub const fn components(components_max: usize) -> Self {
        Self {
            components_max,
            stop: None,
        }
    }
}

impl Limits<'_> {
    pub(crate) fn is_stopped(&self) -> bool {
        self.stop.is_some_and(|stop| stop())
    }
}

impl Default for Limits<'_> {
    /// Twenty-nine million components, for which 2.5 GB suffice, and no stop signal.
    fn default() -> Self {
        Self::components(29_000_000)
    }
}

impl fmt::Debug for Limits<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limits")
            .field("components_max", &self.components_max)
            .field("stop", &self.stop.is_some())
            .finish()
    }
}
