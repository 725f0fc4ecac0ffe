//! Functions copied out of a manager, on which everything that only reads is done.

#![expect(
    clippy::indexing_slicing,
    reason = "edges of a frozen diagram point into it"
)]

use interrex_circuit::Var;

use crate::manager::{Bdd, Diagrams};
use crate::marks::Marks;
use crate::table::TERMINAL;

/// One or several functions, as a diagram of their own: nodes in order, successors first, over
/// exactly the variables that the functions depend on.
///
/// It stays valid whatever becomes of its manager. Methods that speak of *the* function mean the
/// first.
#[derive(Clone, Debug)]
pub struct Frozen {
    pub(crate) vars: Vec<Var>,
    /// The terminal is the first, at the level below the last variable.
    pub(crate) nodes: Vec<FrozenNode>,
    pub(crate) roots: Vec<Bdd>,
}

/// A node: its level, counted among the variables of the frozen diagram, and its successors, as
/// handles into the frozen diagram.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FrozenNode {
    pub(crate) level: u32,
    pub(crate) low: Bdd,
    pub(crate) high: Bdd,
}

impl Diagrams<'_> {
    /// Copies functions out, together, so that what they share is stored and evaluated once.
    ///
    /// # Panics
    ///
    /// Never: successors stand before what leads to them.
    pub fn freeze(&self, functions: &[Bdd]) -> Frozen {
        let below = self.nodes_below_all(functions);
        let levels = Levels::of(below.iter().map(|index| self.level(Bdd::regular(*index))));
        let terminal = FrozenNode {
            level: TERMINAL,
            low: Bdd::TRUE,
            high: Bdd::TRUE,
        };
        let mut nodes = vec![terminal];
        let mut places = self.marks.borrow_mut();
        places.begin(self.bdds.len());
        places.set(Bdd::TRUE.index(), 0);
        let place = |places: &Marks, edge: Bdd| {
            let place = places.get(edge.index());
            Bdd::regular(place.expect("successors are placed first"))
                .negated_if(edge.is_complement())
        };
        for (place_of_node, index) in (1..).zip(below) {
            let node = Bdd::regular(index);
            let (low, high) = self.successors(node);
            let (low, high) = (place(&places, low), place(&places, high));
            let level = levels.place(self.level(node));
            nodes.push(FrozenNode { level, low, high });
            places.set(index, place_of_node);
        }
        let vars = levels
            .in_use
            .iter()
            .map(|level| self.order.var(*level))
            .collect();
        Frozen {
            vars,
            nodes,
            roots: functions.iter().map(|f| place(&places, *f)).collect(),
        }
    }
}

impl Frozen {
    /// The variables on which the functions depend, from top to bottom.
    pub fn vars(&self) -> &[Var] {
        &self.vars
    }

    /// The number of nodes, the terminal included.
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// Whether the function is a constant, and which.
    pub fn as_constant(&self) -> Option<bool> {
        match self.root() {
            Bdd::TRUE => Some(true),
            Bdd::FALSE => Some(false),
            _ => None,
        }
    }

    /// The value of the function under an assignment.
    pub fn eval(&self, assignment: impl Fn(Var) -> bool) -> bool {
        let mut at = self.root();
        while self.level(at) != TERMINAL {
            let (low, high) = self.successors(at);
            at = if assignment(self.vars[self.level(at) as usize]) {
                high
            } else {
                low
            };
        }
        at == Bdd::TRUE
    }

    pub(crate) fn root(&self) -> Bdd {
        self.roots.first().copied().unwrap_or(Bdd::FALSE)
    }

    pub(crate) fn level(&self, edge: Bdd) -> u32 {
        self.nodes[edge.index() as usize].level
    }

    pub(crate) fn successors(&self, edge: Bdd) -> (Bdd, Bdd) {
        let node = self.nodes[edge.index() as usize];
        let negate = edge.is_complement();
        (node.low.negated_if(negate), node.high.negated_if(negate))
    }

    pub(crate) fn successors_at(&self, edge: Bdd, level: u32) -> (Bdd, Bdd) {
        if self.level(edge) == level {
            self.successors(edge)
        } else {
            (edge, edge)
        }
    }

    /// The nodes but the terminal with their places, successors first.
    pub(crate) fn inner(&self) -> impl DoubleEndedIterator<Item = (usize, FrozenNode)> + '_ {
        self.nodes.iter().copied().enumerate().skip(1)
    }
}

/// The levels of the manager that a copy uses, which it counts from zero.
pub(crate) struct Levels {
    pub(crate) in_use: Vec<u32>,
}

impl Levels {
    pub(crate) fn of(levels: impl Iterator<Item = u32>) -> Self {
        let mut in_use: Vec<u32> = levels.collect();
        in_use.sort_unstable();
        in_use.dedup();
        Self { in_use }
    }

    /// The place of a level among those in use.
    pub(crate) fn place(&self, level: u32) -> u32 {
        let place = self.in_use.partition_point(|other| *other < level);
        u32::try_from(place).expect("a place is no greater than the level")
    }
}
