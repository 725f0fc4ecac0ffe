//! One pass from the terminal up that gives every node a value: probabilities, and their bounds.
//!
//! A node and its negation get their values apart. Taking one from 1 would lose the digits of a
//! small probability whose complement is stored.

#![expect(
    clippy::indexing_slicing,
    reason = "edges of a frozen diagram point into it"
)]

use interrex_circuit::Var;

use crate::frozen::{Frozen, FrozenNode};
use crate::manager::Bdd;

/// How the value of a function follows from those of its successors.
pub(crate) trait Algebra {
    type Value: Copy;

    fn constant(&self, value: bool) -> Self::Value;

    fn join(&self, level: usize, low: Self::Value, high: Self::Value) -> Self::Value;
}

/// The values of each node and of its negation.
pub(crate) struct Values<V>(Vec<[V; 2]>);

impl<V: Copy> Values<V> {
    pub(crate) fn of(&self, edge: Bdd) -> V {
        self.0[edge.index() as usize][usize::from(edge.is_complement())]
    }

    /// The values of a node and of its negation from those of its successors.
    fn pair<A: Algebra<Value = V>>(&self, algebra: &A, node: FrozenNode) -> [V; 2] {
        let join = |low, high| algebra.join(node.level as usize, self.of(low), self.of(high));
        [join(node.low, node.high), join(!node.low, !node.high)]
    }
}

impl Frozen {
    /// The probability that each function is true, for independent variables.
    ///
    /// Exact up to rounding, in time linear in the size: a sum of products of numbers from 0 to 1,
    /// with no difference in it.
    pub fn probabilities(&self, p: impl Fn(Var) -> f64) -> Vec<f64> {
        let values = self.sweep(&Exact(self.vars.iter().map(|var| p(*var)).collect()));
        self.roots.iter().map(|root| values.of(*root)).collect()
    }

    /// The probability that the function is true; see [`probabilities`](Self::probabilities).
    pub fn probability(&self, p: impl Fn(Var) -> f64) -> f64 {
        self.probabilities(p).first().copied().unwrap_or(0.0)
    }

    /// Bounds on the probability of each function when that of each variable is only known to lie
    /// between two numbers.
    ///
    /// Each node chooses between the ends for itself, so the bounds hold, and are reached where the
    /// function is monotone in each variable with two ends; elsewhere they may be wide.
    pub fn intervals(&self, p: impl Fn(Var) -> (f64, f64)) -> Vec<(f64, f64)> {
        let values = self.sweep(&Interval(self.vars.iter().map(|var| p(*var)).collect()));
        self.roots.iter().map(|root| values.of(*root)).collect()
    }

    pub(crate) fn sweep<A: Algebra>(&self, algebra: &A) -> Values<A::Value> {
        let mut values = Values(Vec::with_capacity(self.nodes.len()));
        values
            .0
            .push([algebra.constant(true), algebra.constant(false)]);
        for (_, node) in self.inner() {
            let pair = values.pair(algebra, node);
            values.0.push(pair);
        }
        values
    }
}

/// The probabilities of functions under one assignment after another, of which most variables keep
/// theirs. What hangs on these alone is computed once, and what hangs on those that have changed since the last
/// assignment each time.
pub struct Moving<'f> {
    frozen: &'f Frozen,
    values: Values<f64>,
    /// The probability of each level's variable under the last assignment.
    last: Exact,
    /// For each node, whether its value changed with the last assignment.
    changed: Vec<bool>,
    /// The nodes above some variable that moves, successors first.
    open: Vec<usize>,
}

impl Frozen {
    /// Prepares for assignments that differ in the variables that move.
    pub fn moving(&self, p: impl Fn(Var) -> f64, moves: impl Fn(Var) -> bool) -> Moving<'_> {
        let moves: Vec<bool> = self.vars.iter().map(|var| moves(*var)).collect();
        let mut is_open = vec![false; self.nodes.len()];
        for (place, node) in self.inner() {
            is_open[place] = moves[node.level as usize]
                || is_open[node.low.index() as usize]
                || is_open[node.high.index() as usize];
        }
        let open = is_open.iter().enumerate();
        let open = open.filter_map(|(place, open)| open.then_some(place));
        let last = Exact(self.vars.iter().map(|var| p(*var)).collect());
        Moving {
            values: self.sweep(&last),
            last,
            changed: vec![false; self.nodes.len()],
            open: open.collect(),
            frozen: self,
        }
    }
}

impl Moving<'_> {
    /// The probability that each function is true; see [`Frozen::probabilities`]. The variables
    /// that do not move must have what they had.
    pub fn probabilities(&mut self, p: impl Fn(Var) -> f64) -> Vec<f64> {
        let algebra = Exact(self.frozen.vars.iter().map(|var| p(*var)).collect());
        let levels = algebra.0.iter().zip(&self.last.0);
        let has_moved: Vec<bool> = levels
            .map(|(now, last)| now.to_bits() != last.to_bits())
            .collect();
        for place in &self.open {
            let node = self.frozen.nodes[*place];
            let is_touched = has_moved[node.level as usize]
                || self.changed[node.low.index() as usize]
                || self.changed[node.high.index() as usize];
            self.changed[*place] = is_touched;
            if is_touched {
                self.values.0[*place] = self.values.pair(&algebra, node);
            }
        }
        self.last = algebra;
        let roots = self.frozen.roots.iter();
        roots.map(|root| self.values.of(*root)).collect()
    }
}

/// The probability of each level's variable.
pub(crate) struct Exact(pub(crate) Vec<f64>);

impl Algebra for Exact {
    type Value = f64;

    fn constant(&self, value: bool) -> f64 {
        f64::from(u8::from(value))
    }

    fn join(&self, level: usize, low: f64, high: f64) -> f64 {
        let p = self.0[level];
        p * high + (1.0 - p) * low
    }
}

/// The least and the greatest probability of each level's variable.
struct Interval(Vec<(f64, f64)>);

impl Algebra for Interval {
    type Value = (f64, f64);

    fn constant(&self, value: bool) -> (f64, f64) {
        let exact = f64::from(u8::from(value));
        (exact, exact)
    }

    fn join(&self, level: usize, low: (f64, f64), high: (f64, f64)) -> (f64, f64) {
        join_intervals(self.0[level], low, high)
    }
}

/// The bounds of a node from those of its variable and of its successors.
pub(crate) fn join_intervals(
    (p_low, p_high): (f64, f64),
    low: (f64, f64),
    high: (f64, f64),
) -> (f64, f64) {
    let mix = |p: f64, low: f64, high: f64| p * high + (1.0 - p) * low;
    let least = if high.0 >= low.0 { p_low } else { p_high };
    let most = if high.1 >= low.1 { p_high } else { p_low };
    (mix(least, low.0, high.0), mix(most, low.1, high.1))
}
