//! Thousands of nodes at once, a little of each: likelihood and least cost, from parts.
//!
//! One pass over the circuit, children first. A gate gets a diagram where it fits into a small
//! budget; its values are then those of the diagram. Where it does not, bounds follow from those
//! of its children alone, whatever the dependence between them (Fréchet 1935). So a hard part costs
//! its budget once, not once for each node that rests on it, and everything that does not rest on
//! it stays exact.

use std::cell::Cell;

use interrex_circuit::{Circuit, Gate, Node, Var};
use interrex_dd::{Bdd, Diagrams, Limits, Order, Running, Worth};

use crate::bounds::{Bounds, Exactness};
use crate::session::Session;

/// What a survey says of a node.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Surveyed {
    /// How likely it is. Exact for numbers where a diagram fits; outer for ranges; undecided, and
    /// proven all the same, where none fits.
    pub bounds: Bounds,
    /// What it costs at least to make it true.
    pub cost: LeastCost,
}

/// The least total cost of true variables that, with all others false, make a node true.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LeastCost {
    /// Nothing of finite cost makes it true.
    Unbreakable,
    /// So much, exactly.
    Exactly(u64),
    /// So much or more.
    AtLeast(u64),
}

/// Diagram nodes that one gate may add.
const GROWTH_MAX: usize = 2_000;
/// Diagram nodes that one threshold may add: a parliament takes more than any other gate.
const THRESHOLD_GROWTH_MAX: usize = 100_000;
/// Diagram nodes that gates which did not fit may leave behind, all together; from there on none
/// of them is tried.
const WASTE_MAX: usize = 1_000_000;
/// A cost that nothing reaches.
const NEVER: u64 = u64::MAX;

/// What is known of a node.
#[derive(Clone, Copy)]
struct Known {
    /// Its diagram, if it fits.
    function: Option<Bdd>,
    chance: (f64, f64),
    /// The least cost at least.
    cost: u64,
}

/// The state of a survey.
struct Survey<'c, 's, C> {
    circuit: &'c Circuit,
    diagrams: Diagrams<'c>,
    running: Running,
    known: Vec<Option<Known>>,
    limits: Limits<'s>,
    /// Nodes that gates which did not fit may still leave behind.
    waste_left: usize,
    worth: C,
    /// Whether the limit on all nodes, or the signal to stop, has ended the making of diagrams.
    is_closed: Cell<bool>,
}

impl Session<'_> {
    /// Surveys nodes: their likelihoods and least costs, where thousands are asked about.
    ///
    /// Costs are those of [`survives`](Self::survives). Takes time in proportion to the circuit
    /// below the nodes, and `limits.nodes_max` diagram nodes at most.
    pub fn survey(&self, tops: &[Node], cost: impl Fn(Var) -> Option<u32>) -> Vec<Surveyed> {
        let worth = |var: Var| Worth {
            chance: self.assignment.marginal(var),
            cost: cost(var),
        };
        let order = self.workshop.order(Order::depth_first, tops);
        let mut survey = Survey {
            circuit: self.circuit,
            diagrams: Diagrams::new(self.circuit, order),
            running: Running::new(),
            known: vec![None; self.circuit.len()],
            limits: self.limits.diagrams(),
            waste_left: WASTE_MAX,
            worth,
            is_closed: Cell::new(false),
        };
        for node in self.circuit.cone_of(tops.iter().copied()) {
            let known = survey.look_at(node);
            if let Some(place) = survey.known.get_mut(node.index()) {
                *place = Some(known);
            }
        }
        tops.iter().map(|top| survey.told(*top)).collect()
    }
}

impl<C: Fn(Var) -> Worth> Survey<'_, '_, C> {
    fn known(&self, node: Node) -> Known {
        let known = self.known.get(node.index()).copied().flatten();
        known.expect("children are looked at before their parents")
    }

    fn told(&self, top: Node) -> Surveyed {
        let known = self.known(top);
        let (low, high) = known.chance;
        let exactness = match known.function {
            None => Exactness::Undecided,
            Some(_) if low < high => Exactness::Outer,
            Some(_) => Exactness::Exact,
        };
        Surveyed {
            bounds: Bounds::new(low, high, exactness),
            cost: match (known.cost, known.function) {
                (NEVER, _) => LeastCost::Unbreakable,
                (cost, Some(_)) => LeastCost::Exactly(cost),
                (cost, None) => LeastCost::AtLeast(cost),
            },
        }
    }

    /// What is known of a node whose children are known.
    fn look_at(&mut self, node: Node) -> Known {
        match self.function_of(node) {
            Some(function) => {
                let valued = self.running.of(function);
                Known {
                    function: Some(function),
                    chance: valued.chance,
                    cost: valued.cost.unwrap_or(NEVER),
                }
            }
            None => self.known_by_children(node),
        }
    }

    /// The diagram of a node, if those of its children fitted and its own does.
    fn function_of(&mut self, node: Node) -> Option<Bdd> {
        let gate = self.circuit.gate(node);
        let fitted = |child: &Node| self.known(*child).function.is_some();
        let (children_fit, growth_max) = match gate {
            Gate::False | Gate::True | Gate::Var(_) => (true, GROWTH_MAX),
            Gate::Not(child) => (fitted(&child), GROWTH_MAX),
            Gate::AtLeast { children, .. } => (children.iter().all(fitted), THRESHOLD_GROWTH_MAX),
            gate => (gate.children().iter().all(fitted), GROWTH_MAX),
        };
        if !children_fit || self.is_closed.get() {
            return None;
        }
        let before = self.diagrams.node_count();
        let growth_max = growth_max.min(self.waste_left);
        let found = self.diagrams.compile_within(node, growth_max, &self.limits);
        if found.is_err() {
            let waste = self.diagrams.node_count() - before;
            self.waste_left = self.waste_left.saturating_sub(waste);
            let is_full = self.diagrams.node_count() >= self.limits.nodes_max;
            let is_stopped = self.limits.stop.is_some_and(|stop| stop());
            self.is_closed.set(is_full || is_stopped);
        }
        self.running.follow(&self.diagrams, &self.worth);
        found.ok()
    }

    /// Bounds from those of the children, however they depend on each other.
    fn known_by_children(&self, node: Node) -> Known {
        let (chance, cost) = match self.circuit.gate(node) {
            Gate::False => ((0.0, 0.0), NEVER),
            Gate::True => ((1.0, 1.0), 0),
            Gate::Var(var) => {
                let worth = (self.worth)(var);
                (worth.chance, worth.cost.map_or(NEVER, u64::from))
            }
            Gate::Not(child) => {
                let (low, high) = self.known(child).chance;
                ((1.0 - high, 1.0 - low), 0)
            }
            Gate::And(children) => self.threshold(children.len(), children),
            Gate::Or(children) => self.threshold(1, children),
            Gate::AtLeast { k, children } => self.threshold(k as usize, children),
            Gate::Xor(_) => ((0.0, 1.0), 0),
        };
        Known {
            function: None,
            chance,
            cost,
        }
    }

    /// At least `k` of the children, `1 <= k <= n`: each way of counting the expected number gives a
    /// bound (Markov's inequality, which is Fréchet's where `k` is 1 or `n`), and so does each child.
    fn threshold(&self, k: usize, children: &[Node]) -> ((f64, f64), u64) {
        let known: Vec<Known> = children.iter().map(|child| self.known(*child)).collect();
        let mut lows: Vec<f64> = known.iter().map(|known| known.chance.0).collect();
        let mut highs: Vec<f64> = known.iter().map(|known| known.chance.1).collect();
        let mut costs: Vec<u64> = known.iter().map(|known| known.cost).collect();
        lows.sort_by(f64::total_cmp);
        highs.sort_by(f64::total_cmp);
        costs.sort_unstable();
        // At least k, so at least one of those that are left when the k - 1 likeliest are.
        let rest = highs.len().saturating_sub(k - 1);
        let among_rest: f64 = highs.iter().take(rest).sum();
        let by_number = highs.iter().sum::<f64>() / as_number(k);
        let high = among_rest.min(by_number).min(1.0);
        // Not at least k: at least n - k + 1 are false.
        let missing: f64 = lows.iter().map(|low| 1.0 - low).sum();
        let by_missing = 1.0 - missing / as_number(lows.len() - k + 1);
        let low = if k == 1 {
            lows.last().copied().unwrap_or(0.0)
        } else {
            0.0
        };
        let low = low.max(by_missing).clamp(0.0, high);
        ((low, high), costs.get(k - 1).copied().unwrap_or(NEVER))
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a gate has fewer than 2^52 children"
)]
fn as_number(count: usize) -> f64 {
    count as f64
}
