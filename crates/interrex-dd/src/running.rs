//! Values of all nodes of a manager, kept while it grows: for thousands of functions that share most
//! of their nodes, of each of which little is asked.

#![expect(
    clippy::indexing_slicing,
    reason = "edges point to nodes that were made, and valued, before"
)]

use interrex_circuit::Var;

use crate::manager::{Bdd, Diagrams};
use crate::shape::join_costs;
use crate::sweep::join_intervals;

/// What is known of a variable: the ends of its probability, and what it costs to make it true
/// (`None` forbids it).
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Worth {
    /// Least and greatest probability.
    pub chance: (f64, f64),
    /// Cost.
    pub cost: Option<u32>,
}

/// What is known of a function.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Valued {
    /// Bounds on its probability; see [`Frozen::intervals`](crate::Frozen::intervals).
    pub chance: (f64, f64),
    /// The cost of its cheapest model; see [`Frozen::cheapest`](crate::Frozen::cheapest).
    pub cost: Option<u64>,
}

/// The values of the nodes of one manager and of their negations.
#[derive(Debug)]
pub struct Running(Vec<[Valued; 2]>);

impl Running {
    /// Starts with the constants.
    pub fn new() -> Self {
        let constant = |chance, cost| Valued {
            chance: (chance, chance),
            cost,
        };
        Self(vec![[constant(1.0, Some(0)), constant(0.0, None)]])
    }

    /// Takes in what the manager has built since the last time. Nothing may have been taken back.
    ///
    /// # Panics
    ///
    /// Never: a table holds fewer nodes than its indices can name.
    pub fn follow(&mut self, diagrams: &Diagrams<'_>, worth: impl Fn(Var) -> Worth) {
        for index in self.0.len()..diagrams.bdds.len() {
            let node = Bdd::regular(as_index(index));
            let worth = worth(diagrams.order.var(diagrams.level(node)));
            let (low, high) = diagrams.successors(node);
            let pair = [self.join(worth, low, high), self.join(worth, !low, !high)];
            self.0.push(pair);
        }
    }

    /// Values again what rests on some variables, whose worth has changed, and says which values came
    /// out different. `changed` says of each variable, by its number, whether it is one of them.
    pub fn follow_changes(
        &mut self,
        diagrams: &Diagrams<'_>,
        changed: &[bool],
        worth: impl Fn(Var) -> Worth,
    ) -> Changed {
        let mut differs = vec![false; self.0.len()];
        for index in 1..self.0.len() {
            let node = Bdd::regular(as_index(index));
            let (low, high) = diagrams.successors(node);
            let var = diagrams.order.var(diagrams.level(node));
            let is_touched = changed.get(var.index()).copied().unwrap_or(false)
                || differs[low.index() as usize]
                || differs[high.index() as usize];
            if is_touched {
                let worth = worth(var);
                let pair = [self.join(worth, low, high), self.join(worth, !low, !high)];
                differs[index] = pair != self.0[index];
                self.0[index] = pair;
            }
        }
        Changed(differs)
    }

    fn join(&self, worth: Worth, low: Bdd, high: Bdd) -> Valued {
        let (low, high) = (self.of(low), self.of(high));
        Valued {
            chance: join_intervals(worth.chance, low.chance, high.chance),
            cost: join_costs(worth.cost, low.cost, high.cost),
        }
    }

    /// What is known of a function that was built before the last [`follow`](Self::follow).
    ///
    /// # Panics
    ///
    /// If it was built since.
    pub fn of(&self, function: Bdd) -> Valued {
        self.0[function.index() as usize][usize::from(function.is_complement())]
    }
}

/// The index of a node.
fn as_index(place: usize) -> u32 {
    u32::try_from(place).expect("a table has 2^31 nodes at most")
}

/// Which values a change has changed.
#[derive(Debug)]
pub struct Changed(Vec<bool>);

impl Changed {
    /// Whether the value of a function has changed.
    pub fn contains(&self, function: Bdd) -> bool {
        let place = function.index() as usize;
        self.0.get(place).copied().unwrap_or(false)
    }
}

impl Default for Running {
    fn default() -> Self {
        Self::new()
    }
}
