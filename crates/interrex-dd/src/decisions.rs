//! Frozen functions as plain decisions, without negated edges: for those who check them.

#![expect(
    clippy::indexing_slicing,
    reason = "edges of a frozen diagram point into it"
)]

use interrex_circuit::Var;

use crate::frozen::Frozen;
use crate::manager::Bdd;
use crate::table::TERMINAL;

/// Where a decision leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Branch {
    /// To a value.
    Constant(bool),
    /// To an earlier decision, by its place.
    Decision(usize),
}

/// A decision on a variable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Decision {
    /// The variable.
    pub var: Var,
    /// Where it leads when the variable is false.
    pub low: Branch,
    /// Where it leads when it is true.
    pub high: Branch,
}

impl Frozen {
    /// All decisions, those below first, and where each function begins. A node that is used both as
    /// it is and negated makes two.
    pub fn decisions(&self) -> (Vec<Decision>, Vec<Branch>) {
        let mut places: Vec<[Option<usize>; 2]> = vec![[None; 2]; self.nodes.len()];
        let mut made = Vec::new();
        let mut open: Vec<(Bdd, bool)> = self.roots.iter().map(|root| (*root, false)).collect();
        open.reverse();
        while let Some((edge, is_ready)) = open.pop() {
            let sign = usize::from(edge.is_complement());
            let node = edge.index() as usize;
            if self.level(edge) == TERMINAL || places[node][sign].is_some() {
                continue;
            }
            let (low, high) = self.successors(edge);
            if is_ready {
                places[node][sign] = Some(made.len());
                made.push(Decision {
                    var: self.vars[self.level(edge) as usize],
                    low: branch(self, &places, low),
                    high: branch(self, &places, high),
                });
            } else {
                open.extend([(edge, true), (high, false), (low, false)]);
            }
        }
        let roots = self.roots.iter().map(|root| branch(self, &places, *root));
        let roots = roots.collect();
        (made, roots)
    }
}

fn branch(frozen: &Frozen, places: &[[Option<usize>; 2]], edge: Bdd) -> Branch {
    if frozen.level(edge) == TERMINAL {
        return Branch::Constant(edge == Bdd::TRUE);
    }
    let place = places[edge.index() as usize][usize::from(edge.is_complement())];
    Branch::Decision(place.unwrap_or(usize::MAX))
}
