//! Bounds without a diagram: the likeliest partial worlds first, each decided by three-valued
//! evaluation of the circuit or split once more.
//!
//! Every step moves probability from *open* to *proved true* or *proved false*, so the bounds hold at
//! any moment and only narrow. Ranges are taken at both ends of each variable, so that the masses
//! are themselves bounds.

use std::collections::{BTreeMap, BinaryHeap};

use interrex_circuit::{Circuit, Gate, Node, PartialEvaluator, Var};

use crate::assignment::Assignment;
use crate::bounds::{Bounds, Exactness};

/// How many partial worlds are looked at.
const WORLDS_MAX: usize = 20_000;
/// How many gates may be evaluated in all.
const GATES_MAX: usize = 400_000_000;

/// A partial world, by the greatest probability that it can have.
struct World {
    mass: f64,
    least: f64,
    decided: Vec<(Var, bool)>,
}

impl PartialEq for World {
    fn eq(&self, other: &Self) -> bool {
        self.mass.total_cmp(&other.mass).is_eq()
    }
}
impl Eq for World {}
impl PartialOrd for World {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for World {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.mass
            .total_cmp(&other.mass)
            .then_with(|| other.decided.cmp(&self.decided))
    }
}

/// Proved bounds on the probability of a top.
pub(crate) fn expand(
    circuit: &Circuit,
    top: Node,
    assignment: &Assignment,
    stop: Option<&dyn Fn() -> bool>,
) -> Bounds {
    let vars = by_weight(circuit, top);
    let cone = circuit.cone(top).len().max(1);
    let worlds_max = WORLDS_MAX.min(GATES_MAX / cone);
    let mut open = BinaryHeap::from([World {
        mass: 1.0,
        least: 1.0,
        decided: Vec::new(),
    }]);
    let (mut surely_true, mut surely_false) = (0.0_f64, 0.0_f64);
    for step in 0..worlds_max {
        if step % 64 == 0 && stop.is_some_and(|stop| stop()) {
            break;
        }
        let Some(world) = open.pop() else { break };
        let known: BTreeMap<Var, bool> = world.decided.iter().copied().collect();
        let value = PartialEvaluator::new(circuit, |var: Var| known.get(&var).copied()).value(top);
        match value {
            Some(true) => surely_true += world.least,
            Some(false) => surely_false += world.least,
            None => {
                let next = vars.iter().find(|var| !known.contains_key(var));
                let Some(var) = next else { break };
                split(&mut open, &world, *var, assignment);
            }
        }
    }
    let low = surely_true.clamp(0.0, 1.0);
    let high = (1.0 - surely_false).clamp(low, 1.0);
    Bounds {
        low,
        high,
        exactness: Exactness::Undecided,
    }
}

fn split(open: &mut BinaryHeap<World>, world: &World, var: Var, assignment: &Assignment) {
    let (low, high) = assignment.range(var);
    for (value, least, most) in [(true, low, high), (false, 1.0 - high, 1.0 - low)] {
        if most > 0.0 {
            let mut decided = world.decided.clone();
            decided.push((var, value));
            open.push(World {
                mass: world.mass * most,
                least: world.least * least,
                decided,
            });
        }
    }
}

/// The variables of a top, those that occur in most gates first.
fn by_weight(circuit: &Circuit, top: Node) -> Vec<Var> {
    let mut uses: BTreeMap<Var, usize> = BTreeMap::new();
    for node in circuit.cone(top) {
        let children: Vec<Node> = match circuit.gate(node) {
            Gate::Not(child) => vec![child],
            Gate::And(list) | Gate::Or(list) | Gate::Xor(list) => list.to_vec(),
            Gate::AtLeast { children, .. } => children.to_vec(),
            _ => Vec::new(),
        };
        for child in children {
            if let Gate::Var(var) = circuit.gate(child) {
                *uses.entry(var).or_default() += 1;
            }
        }
    }
    let mut vars: Vec<(usize, Var)> = uses.into_iter().map(|(var, count)| (count, var)).collect();
    vars.sort_by_key(|(count, var)| (std::cmp::Reverse(*count), *var));
    vars.into_iter().map(|(_, var)| var).collect()
}
