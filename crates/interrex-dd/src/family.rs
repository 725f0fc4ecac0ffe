//! A family of sets copied out of a manager, on which everything that only reads is done.

#![expect(
    clippy::indexing_slicing,
    reason = "successors of a family's nodes point into it"
)]

use interrex_circuit::Var;
use rustc_hash::FxHashMap;

use crate::frozen::Levels;
use crate::manager::{Diagrams, Zbdd};

/// A family of sets of variables, as a zero-suppressed diagram of its own (Minato 1993).
///
/// It stays valid whatever becomes of its manager. Its size is that of the diagram, not of the
/// family: ten to the hundred sets may take a few thousand nodes.
#[derive(Clone, Debug)]
pub struct Family {
    pub(crate) vars: Vec<Var>,
    /// The two terminals first; successors before predecessors.
    pub(crate) nodes: Vec<SetNode>,
    pub(crate) root: u32,
}

/// The terminal of no set.
pub(crate) const EMPTY: u32 = 0;
/// The terminal of the empty set.
pub(crate) const UNIT: u32 = 1;

/// A node: its level, counted among the variables of the family, the sets without its variable, and
/// those with it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct SetNode {
    pub(crate) level: u32,
    pub(crate) low: u32,
    pub(crate) high: u32,
}

const TERMINAL: SetNode = SetNode {
    level: u32::MAX,
    low: 0,
    high: 0,
};

impl Diagrams<'_> {
    /// Copies a family of sets out.
    pub fn family(&self, family: Zbdd) -> Family {
        let below = self.set_nodes_below(family);
        let levels = Levels::of(below.iter().map(|node| self.set_level(*node)));
        let mut places: FxHashMap<Zbdd, u32> = FxHashMap::default();
        places.extend([(Zbdd::EMPTY, EMPTY), (Zbdd::UNIT, UNIT)]);
        let mut nodes = vec![TERMINAL; 2];
        for (place, node) in (2..).zip(below) {
            let level = self.set_level(node);
            let (low, high) = self.parts(node, level);
            let level = levels.place(level);
            nodes.push(SetNode {
                level,
                low: places[&low],
                high: places[&high],
            });
            places.insert(node, place);
        }
        let vars = levels
            .in_use
            .iter()
            .map(|level| self.order().var(*level))
            .collect();
        Family {
            vars,
            nodes,
            root: places[&family],
        }
    }
}

impl Family {
    /// The variables that occur in some set, from top to bottom of the order.
    pub fn vars(&self) -> &[Var] {
        &self.vars
    }

    /// Whether there is no set at all.
    pub fn is_empty(&self) -> bool {
        self.root == EMPTY
    }

    /// The number of nodes of the diagram, the two terminals included.
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// The sum over all sets of the product over their members: an upper bound on the probability
    /// that some set is complete (the *rare event* bound; Boole's inequality).
    pub fn sum_of_products(&self, p: impl Fn(Var) -> f64) -> f64 {
        let factors: Vec<f64> = self.vars.iter().map(|var| p(*var)).collect();
        let mut sums = vec![0.0, 1.0];
        for node in self.inner() {
            sums.push(
                sums[node.low as usize] + factors[node.level as usize] * sums[node.high as usize],
            );
        }
        sums[self.root as usize]
    }

    /// The nodes but the terminals, successors first.
    pub(crate) fn inner(&self) -> impl DoubleEndedIterator<Item = SetNode> + '_ {
        self.nodes.iter().copied().skip(2)
    }

    pub(crate) fn var(&self, node: u32) -> Var {
        self.vars[self.nodes[node as usize].level as usize]
    }
}

/// Makes a family node by node, equal nodes once.
pub(crate) struct FamilyBuilder {
    nodes: Vec<SetNode>,
    places: FxHashMap<SetNode, u32>,
}

impl FamilyBuilder {
    pub(crate) fn new() -> Self {
        Self {
            nodes: vec![TERMINAL; 2],
            places: FxHashMap::default(),
        }
    }

    pub(crate) fn make(&mut self, level: u32, low: u32, high: u32) -> u32 {
        if high == EMPTY {
            return low;
        }
        let next = u32::try_from(self.nodes.len()).expect("fewer than 2^32 nodes");
        let node = SetNode { level, low, high };
        *self.places.entry(node).or_insert_with(|| {
            self.nodes.push(node);
            next
        })
    }

    pub(crate) fn finish(self, vars: Vec<Var>, root: u32) -> Family {
        Family {
            vars,
            nodes: self.nodes,
            root,
        }
    }
}
