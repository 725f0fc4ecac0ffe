//! What a diagram operation may spend, and the answer when that was not enough. There is no clock
//! here: whoever has one passes it as a stop signal.

use std::fmt;

/// Bounds on one operation. Reaching one is an answer, and the manager stays usable after it.
#[derive(Clone, Copy)]
pub struct Limits<'s> {
    /// The most nodes that each of the manager's two tables may hold, earlier results included. A
    /// node and its place in the tables take about 20 bytes.
    pub nodes_max: usize,
    /// Asked every few thousand steps whether to give up.
    pub stop: Option<&'s dyn Fn() -> bool>,
}

impl Limits<'_> {
    /// Bounds the number of nodes alone.
    pub const fn nodes(nodes_max: usize) -> Self {
        Self {
            nodes_max,
            stop: None,
        }
    }
}

impl Default for Limits<'_> {
    /// Sixteen million nodes in each table, and no stop signal.
    fn default() -> Self {
        Self::nodes(16_000_000)
    }
}

impl fmt::Debug for Limits<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limits")
            .field("nodes_max", &self.nodes_max)
            .field("stop", &self.stop.is_some())
            .finish()
    }
}

/// Which limit an operation reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LimitReached {
    /// The result, or something on the way to it, needs more than this many nodes.
    Nodes(usize),
    /// The stop signal said so.
    Stopped,
}

impl fmt::Display for LimitReached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nodes(max) => write!(f, "the diagram needs more than {max} nodes"),
            Self::Stopped => f.write_str("the computation was told to stop"),
        }
    }
}

impl std::error::Error for LimitReached {}
