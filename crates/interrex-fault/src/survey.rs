//! Thousands of nodes at once, a little of each: likelihood and least cost, from parts.
//!
//! One pass over the circuit, children first. A gate gets a diagram where it fits into a small
//! budget; its values are then those of the diagram. Where it does not, bounds follow from those
//! of its children alone, whatever the dependence between them (Fréchet 1935). So a hard part costs
//! its budget once, not once for each node that rests on it, and everything that does not rest on
//! it stays exact.
//!
//! A survey keeps what it has built. When the chances of a few variables change, it looks only at
//! what rests on them: the diagrams stay, and so does every value that comes out the same.

#![expect(
    clippy::indexing_slicing,
    reason = "nodes and variables of one circuit index tables with one entry each"
)]

use std::cell::Cell;

use interrex_circuit::{Circuit, Gate, Node, Var};
use interrex_dd::{Bdd, Changed, Diagrams, Limits, Order, Running, Worth};

use crate::bounds::{Bounds, Exactness};
use crate::parts::at_least_of_any;
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
#[derive(Clone, Copy, Debug, PartialEq)]
struct Known {
    /// Its diagram, if it fits.
    function: Option<Bdd>,
    chance: (f64, f64),
    /// The least cost at least.
    cost: u64,
}

/// What is known of many nodes, and how it came about.
#[derive(Debug)]
pub struct Survey<'c> {
    circuit: &'c Circuit,
    tops: Vec<Node>,
    /// Everything below the tops, children first.
    cone: Vec<Node>,
    diagrams: Diagrams<'c>,
    running: Running,
    known: Vec<Option<Known>>,
    /// By the number of a variable.
    worths: Vec<Worth>,
}

/// A survey in the making.
struct Making<'c, 's> {
    survey: Survey<'c>,
    limits: Limits<'s>,
    /// Nodes that gates which did not fit may still leave behind.
    waste_left: usize,
    /// Whether the limit on all nodes, or the signal to stop, has ended the making of diagrams.
    is_closed: Cell<bool>,
}

impl<'c> Session<'c> {
    /// Surveys nodes: their likelihoods and least costs, where thousands are asked about.
    ///
    /// Costs are those of [`survives`](Self::survives). Takes time in proportion to the circuit
    /// below the nodes, and `limits.nodes_max` diagram nodes at most.
    pub fn survey(&self, tops: &[Node], cost: impl Fn(Var) -> Option<u32>) -> Survey<'c> {
        let variables = u32::try_from(self.circuit.variable_count()).unwrap_or(u32::MAX);
        let worth = |var: Var| Worth {
            chance: self.assignment.marginal(var),
            cost: cost(var),
        };
        let order = self.workshop.order(Order::depth_first, tops);
        let survey = Survey {
            circuit: self.circuit,
            tops: tops.to_vec(),
            cone: self.circuit.cone_of(tops.iter().copied()),
            diagrams: Diagrams::new(self.circuit, order),
            running: Running::new(),
            known: vec![None; self.circuit.len()],
            worths: (0..variables).map(|number| worth(Var(number))).collect(),
        };
        let mut making = Making {
            survey,
            limits: self.diagram_limits(),
            waste_left: WASTE_MAX,
            is_closed: Cell::new(false),
        };
        for at in 0..making.survey.cone.len() {
            making.look_at(at);
        }
        making.survey
    }
}

impl Survey<'_> {
    /// What is known of each of the tops, in the order in which they were named.
    pub fn told(&self) -> Vec<Surveyed> {
        self.tops.iter().map(|top| self.told_of(*top)).collect()
    }

    /// Gives some variables other chances, and says of which tops, by their places, something else
    /// is known.
    ///
    /// What did not fit into the limits of the survey is not tried again: other chances make no
    /// diagram larger or smaller. Takes one look at every node, and computes again what rests on a
    /// value that has changed.
    pub fn change(&mut self, chances: &[(Var, (f64, f64))]) -> Vec<usize> {
        let mut changed_vars = vec![false; self.worths.len()];
        for (var, chance) in chances {
            let Some(worth) = self.worths.get_mut(var.index()) else {
                continue;
            };
            if worth.chance != *chance {
                worth.chance = *chance;
                changed_vars[var.index()] = true;
            }
        }
        let worths = &self.worths;
        let of_diagrams = self
            .running
            .follow_changes(&self.diagrams, &changed_vars, |var| worths[var.index()]);
        let changed = self.revise(&of_diagrams, &changed_vars);
        let tops = self.tops.iter().enumerate();
        tops.filter(|(_, top)| changed[top.index()])
            .map(|(place, _)| place)
            .collect()
    }

    /// Looks again at what rests on something that has changed; for each node, whether it has.
    fn revise(&mut self, of_diagrams: &Changed, changed_vars: &[bool]) -> Vec<bool> {
        let mut changed = vec![false; self.known.len()];
        for at in 0..self.cone.len() {
            let node = self.cone[at];
            let before = self.known(node);
            let is_touched = match (before.function, self.circuit.gate(node)) {
                (Some(function), _) => of_diagrams.contains(function),
                (None, Gate::Var(var)) => changed_vars[var.index()],
                (None, Gate::Not(child)) => changed[child.index()],
                (None, gate) => gate.children().iter().any(|child| changed[child.index()]),
            };
            if is_touched {
                let after = self.known_now(node, before.function);
                changed[node.index()] = after != before;
                self.known[node.index()] = Some(after);
            }
        }
        changed
    }

    fn known(&self, node: Node) -> Known {
        let known = self.known.get(node.index()).copied().flatten();
        known.expect("children are looked at before their parents")
    }

    fn told_of(&self, top: Node) -> Surveyed {
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
    fn known_now(&self, node: Node, function: Option<Bdd>) -> Known {
        match function {
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

    /// Bounds from those of the children, however they depend on each other.
    fn known_by_children(&self, node: Node) -> Known {
        let (chance, cost) = match self.circuit.gate(node) {
            Gate::False => ((0.0, 0.0), NEVER),
            Gate::True => ((1.0, 1.0), 0),
            Gate::Var(var) => {
                let worth = self.worths[var.index()];
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

    /// At least `k` of the children, `1 <= k <= n`, and what that costs.
    fn threshold(&self, k: usize, children: &[Node]) -> ((f64, f64), u64) {
        let known: Vec<Known> = children.iter().map(|child| self.known(*child)).collect();
        let mut lows: Vec<f64> = known.iter().map(|known| known.chance.0).collect();
        let mut highs: Vec<f64> = known.iter().map(|known| known.chance.1).collect();
        let mut costs: Vec<u64> = known.iter().map(|known| known.cost).collect();
        costs.sort_unstable();
        let chance = at_least_of_any(k, &mut lows, &mut highs);
        (chance, costs.get(k - 1).copied().unwrap_or(NEVER))
    }
}

impl Making<'_, '_> {
    /// Looks at one node of the cone, whose children have been looked at.
    fn look_at(&mut self, at: usize) {
        let node = self.survey.cone[at];
        let function = self.function_of(node);
        let known = self.survey.known_now(node, function);
        self.survey.known[node.index()] = Some(known);
    }

    /// The diagram of a node, if those of its children fitted and its own does.
    fn function_of(&mut self, node: Node) -> Option<Bdd> {
        let survey = &mut self.survey;
        let gate = survey.circuit.gate(node);
        let fitted = |child: &Node| survey.known(*child).function.is_some();
        let (children_fit, growth_max) = match gate {
            Gate::False | Gate::True | Gate::Var(_) => (true, GROWTH_MAX),
            Gate::Not(child) => (fitted(&child), GROWTH_MAX),
            Gate::AtLeast { children, .. } => (children.iter().all(fitted), THRESHOLD_GROWTH_MAX),
            gate => (gate.children().iter().all(fitted), GROWTH_MAX),
        };
        if !children_fit || self.is_closed.get() {
            return None;
        }
        let before = survey.diagrams.node_count();
        let growth_max = growth_max.min(self.waste_left);
        let found = survey
            .diagrams
            .compile_within(node, growth_max, &self.limits);
        if found.is_err() {
            let waste = survey.diagrams.node_count() - before;
            self.waste_left = self.waste_left.saturating_sub(waste);
            let is_full = survey.diagrams.node_count() >= self.limits.nodes_max;
            let is_stopped = self.limits.stop.is_some_and(|stop| stop());
            self.is_closed.set(is_full || is_stopped);
        }
        let worths = &survey.worths;
        survey
            .running
            .follow(&survey.diagrams, |var| worths[var.index()]);
        found.ok()
    }
}
