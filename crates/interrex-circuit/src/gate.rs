//! The vocabulary of a circuit: variables, nodes, and what a gate looks like from outside. Building
//! and storing gates is left to the arena.

use std::fmt;

/// A Boolean variable, known by its number alone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Var(pub u32);

impl Var {
    /// The number of the variable as an index into a table with one entry per variable.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Display for Var {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "x{}", self.0)
    }
}

/// A gate of one [`Circuit`](crate::Circuit); meaningless in any other.
///
/// The order of nodes is topological: a gate is greater than each of its children.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Node(pub(crate) u32);

impl Node {
    /// The constant false, in every circuit.
    pub const FALSE: Node = Node(0);
    /// The constant true, in every circuit.
    pub const TRUE: Node = Node(1);

    /// The number of the node as an index into a table with one entry per node.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// Whether the node is one of the two constants, and which.
    pub const fn as_constant(self) -> Option<bool> {
        match self {
            Node::FALSE => Some(false),
            Node::TRUE => Some(true),
            _ => None,
        }
    }
}

/// What a node is, with its children in ascending order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gate<'c> {
    /// The constant false.
    False,
    /// The constant true.
    True,
    /// A variable.
    Var(Var),
    /// The negation of a node that is itself neither a constant nor a negation.
    Not(Node),
    /// True when every one of at least two distinct children is.
    And(&'c [Node]),
    /// True when any one of at least two distinct children is.
    Or(&'c [Node]),
    /// True when at least `k` children are; `2 <= k < children.len()`. A child that counts several
    /// times stands several times in the list.
    AtLeast {
        /// The least number of true children.
        k: u32,
        /// The children, a repeated one as often as it counts.
        children: &'c [Node],
    },
    /// True when an odd number of at least two distinct children is. No child is a negation.
    Xor(&'c [Node]),
}

impl<'c> Gate<'c> {
    /// The children of the gate, none for constants and variables.
    pub const fn children(self) -> &'c [Node] {
        match self {
            Gate::False | Gate::True | Gate::Var(_) | Gate::Not(_) => &[],
            Gate::And(children)
            | Gate::Or(children)
            | Gate::AtLeast { children, .. }
            | Gate::Xor(children) => children,
        }
    }
}
