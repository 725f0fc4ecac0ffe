//! Telling cases apart where no diagram fits: best-first Shannon expansion of a circuit, with bounds
//! that only narrow (the largest cases first, as in Dutuit and Rauzy's and in SDP methods).
//!
//! A case fixes some variables. What three-valued evaluation decides under it is decided for every
//! completion, so the case's probability is proven to lie inside or outside; what is left open is
//! the distance between the bounds.

use std::cell::Cell;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

use interrex_circuit::{Circuit, Gate, Node, PartialEvaluator, Polarity, Var};

use crate::bounds::{Bounds, Exactness};
use crate::session::Session;

/// Factors that a value of a variable contributes to the probability of a case.
#[derive(Clone, Copy, Debug)]
struct Weight {
    /// To what is proven true, at the setting that makes that least.
    proof: f64,
    /// To what is proven false, at the setting that makes that least.
    refutation: f64,
    /// To what is not proven false, at the setting that makes that most.
    ceiling: f64,
    /// At whatever setting makes the case likeliest.
    most: f64,
}

impl Session<'_> {
    /// Bounds on the probability that several nodes have the given values together.
    pub(crate) fn probability_by_cases(&self, wanted: &[(Node, bool)]) -> Bounds {
        let mut cases = Cases::new(self, wanted);
        let finished = cases.expand();
        let is_exact = finished
            && cases
                .weights
                .iter()
                .flatten()
                .flatten()
                .all(Weight::is_exact);
        let exactness = if is_exact {
            Exactness::Exact
        } else {
            Exactness::Undecided
        };
        // The first is the better one for likely tops, the second keeps the digits of rare ones.
        let high = (1.0 - cases.refuted).min(cases.least_ceiling);
        Bounds::new(
            cases.proven,
            if is_exact { cases.proven } else { high },
            exactness,
        )
    }
}

/// The state of an expansion.
struct Cases<'s, 'c> {
    session: &'s Session<'c>,
    wanted: Vec<(Node, bool)>,
    /// For each variable, the factors of false and of true.
    weights: Vec<Option<[Weight; 2]>>,
    open: BinaryHeap<Case>,
    /// What each case fixed last, and the case before.
    trail: Vec<(Var, bool, Option<usize>)>,
    /// The probability proven true, at least.
    proven: f64,
    /// The probability proven true, at most.
    ceiling: f64,
    /// The probability not proven false, at most, at the best of the moments when it was summed up.
    least_ceiling: f64,
    /// The probability proven false, at least.
    refuted: f64,
}

/// A case that evaluation leaves open, with the variable to tell apart next.
#[derive(Clone, Copy, Debug)]
struct Case {
    weight: Weight,
    sequence: usize,
    next: Var,
    trail: Option<usize>,
}

impl<'s, 'c> Cases<'s, 'c> {
    fn new(session: &'s Session<'c>, wanted: &[(Node, bool)]) -> Self {
        let mut weights = vec![None; session.circuit.variable_count()];
        let polarity = polarity_of(session.circuit, wanted);
        for var in session
            .circuit
            .support_of(wanted.iter().map(|(node, _)| *node))
        {
            if let Some(place) = weights.get_mut(var.index()) {
                *place = Some(weights_of(
                    session.assignment.marginal(var),
                    polarity.get(&var),
                ));
            }
        }
        Self {
            session,
            wanted: wanted.to_vec(),
            weights,
            open: BinaryHeap::new(),
            trail: Vec::new(),
            proven: 0.0,
            ceiling: 0.0,
            least_ceiling: 1.0,
            refuted: 0.0,
        }
    }

    /// Sums up what is not proven false. Done at powers of two of the number of cases, which costs
    /// little, and lets a larger budget only narrow the bounds of a smaller one.
    fn sum_up(&mut self) {
        // The order of a heap's entries depends on what was pushed and popped alone.
        let open: f64 = self.open.iter().map(|case| case.weight.ceiling).sum();
        self.least_ceiling = self.least_ceiling.min(self.ceiling + open);
    }

    /// Tells cases apart until none is open or a limit is reached; whether none is open.
    fn expand(&mut self) -> bool {
        let values: Vec<Cell<Option<bool>>> =
            vec![Cell::new(None); self.session.circuit.variable_count()];
        let read = |var: Var| values.get(var.index()).and_then(Cell::get);
        let mut evaluator = PartialEvaluator::new(self.session.circuit, read);
        self.classify(&mut evaluator, Weight::WHOLE, None);
        for told_apart in 0..self.session.limits.expansions_max {
            if told_apart.is_power_of_two() {
                self.sum_up();
            }
            if self.session.limits.is_stopped() {
                return false;
            }
            let Some(case) = self.open.pop() else {
                return true;
            };
            self.recall(case.trail, &values);
            for value in [true, false] {
                let weight = case.weight.times(self.weight(case.next, value));
                let trail = Some(self.trail.len());
                self.trail.push((case.next, value, case.trail));
                set(&values, case.next, Some(value));
                evaluator.reassign(read);
                self.classify(&mut evaluator, weight, trail);
            }
            set(&values, case.next, None);
            self.forget(case.trail, &values);
        }
        self.open.is_empty()
    }

    /// Counts a case that is decided; keeps one that is open.
    fn classify<A: Fn(Var) -> Option<bool>>(
        &mut self,
        evaluator: &mut PartialEvaluator<'_, A>,
        weight: Weight,
        trail: Option<usize>,
    ) {
        if weight.most <= 0.0 {
            return;
        }
        let mut open = None;
        for &(node, value) in &self.wanted {
            match evaluator.value(node) {
                Some(found) if found == value => {}
                Some(_) => {
                    self.refuted += weight.refutation;
                    return;
                }
                None => open = open.or(Some(node)),
            }
        }
        match open.and_then(|node| open_variable(self.session.circuit, evaluator, node)) {
            None => {
                self.proven += weight.proof;
                self.ceiling += weight.ceiling;
            }
            Some(next) => {
                let sequence = self.trail.len();
                self.open.push(Case {
                    weight,
                    sequence,
                    next,
                    trail,
                });
            }
        }
    }

    fn weight(&self, var: Var, value: bool) -> Weight {
        let pair = self.weights.get(var.index()).copied().flatten();
        let [if_false, if_true] = pair.expect("cases fix variables of the support");
        if value { if_true } else { if_false }
    }

    fn recall(&self, trail: Option<usize>, values: &[Cell<Option<bool>>]) {
        self.walk(trail, |var, value| set(values, var, Some(value)));
    }

    fn forget(&self, trail: Option<usize>, values: &[Cell<Option<bool>>]) {
        self.walk(trail, |var, _| set(values, var, None));
    }

    fn walk(&self, trail: Option<usize>, mut act: impl FnMut(Var, bool)) {
        let mut at = trail;
        while let Some(&(var, value, before)) = at.and_then(|index| self.trail.get(index)) {
            act(var, value);
            at = before;
        }
    }
}

fn set(values: &[Cell<Option<bool>>], var: Var, value: Option<bool>) {
    if let Some(cell) = values.get(var.index()) {
        cell.set(value);
    }
}

/// A variable that an undecided node depends on through undecided nodes.
pub(crate) fn open_variable<A: Fn(Var) -> Option<bool>>(
    circuit: &Circuit,
    evaluator: &mut PartialEvaluator<'_, A>,
    node: Node,
) -> Option<Var> {
    let mut at = node;
    loop {
        at = match circuit.gate(at) {
            Gate::Var(var) => return Some(var),
            Gate::Not(child) => child,
            gate => *gate
                .children()
                .iter()
                .find(|child| evaluator.value(**child).is_none())?,
        };
    }
}

/// In which direction each variable moves one node towards its wanted value; nothing is said of
/// several nodes.
fn polarity_of(circuit: &Circuit, wanted: &[(Node, bool)]) -> BTreeMap<Var, Polarity> {
    let [(node, value)] = wanted else {
        return BTreeMap::new();
    };
    let towards = |polarity| match (polarity, value) {
        (Polarity::Positive, false) => Polarity::Negative,
        (Polarity::Negative, false) => Polarity::Positive,
        (polarity, _) => polarity,
    };
    circuit
        .polarity(*node)
        .into_iter()
        .map(|(var, polarity)| (var, towards(polarity)))
        .collect()
}

/// The factors of false and of true. A variable that can move the outcome in one direction alone
/// stands, for each bound, at the end of its range that makes the bound hold everywhere.
fn weights_of((low, high): (f64, f64), polarity: Option<&Polarity>) -> [Weight; 2] {
    let at = |p: f64| [1.0 - p, p];
    let [least, most] = [[1.0 - high, low], [1.0 - low, high]];
    let (proof, refutation, ceiling) = match polarity {
        Some(Polarity::Positive) => (at(low), at(high), at(high)),
        Some(Polarity::Negative) => (at(high), at(low), at(low)),
        Some(Polarity::Both) | None => (least, least, most),
    };
    let [proof_false, proof_true] = proof;
    let [refutation_false, refutation_true] = refutation;
    let [ceiling_false, ceiling_true] = ceiling;
    let [most_false, most_true] = most;
    [
        Weight {
            proof: proof_false,
            refutation: refutation_false,
            ceiling: ceiling_false,
            most: most_false,
        },
        Weight {
            proof: proof_true,
            refutation: refutation_true,
            ceiling: ceiling_true,
            most: most_true,
        },
    ]
}

impl Weight {
    const WHOLE: Self = Self {
        proof: 1.0,
        refutation: 1.0,
        ceiling: 1.0,
        most: 1.0,
    };

    fn times(self, other: Self) -> Self {
        Self {
            proof: self.proof * other.proof,
            refutation: self.refutation * other.refutation,
            ceiling: self.ceiling * other.ceiling,
            most: self.most * other.most,
        }
    }

    fn is_exact(&self) -> bool {
        self.proof.total_cmp(&self.most).is_eq() && self.refutation.total_cmp(&self.most).is_eq()
    }
}

impl Ord for Case {
    /// The heap gives the greatest: the likeliest, and of equally likely ones the earliest.
    fn cmp(&self, other: &Self) -> Ordering {
        self.weight
            .most
            .total_cmp(&other.weight.most)
            .then(other.sequence.cmp(&self.sequence))
    }
}

impl PartialOrd for Case {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Case {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Case {}
