//! Likelihoods of the variables of a circuit: a number or a range each, and variables whose ranges
//! hang together.

use std::collections::BTreeMap;

use interrex_circuit::Var;
use interrex_units::Likelihood;

/// One likelihood per variable, in the order of their numbers.
#[derive(Debug, Clone, Default)]
pub struct Assignment {
    ranges: Vec<(f64, f64)>,
    coupled: BTreeMap<Var, Coupled>,
}

/// A variable y that adds to a variable x0 (x1 = x0 ∨ y): P(y) follows from P(x0) and P(x1), each in
/// a range of its own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coupled {
    /// x0.
    pub base: Var,
    /// P(y) where P(x0) is at the low (first index 0) or high end of its range and P(x1) at the low
    /// (second index 0) or high end of its own.
    pub corners: [[f64; 2]; 2],
}

impl Assignment {
    /// Adds the next variable, with a likelihood of its own.
    pub fn push(&mut self, likelihood: Likelihood) {
        self.ranges
            .push((likelihood.low().get(), likelihood.high().get()));
    }

    /// Adds the next variable, coupled to an earlier one.
    pub fn push_coupled(&mut self, base: Var, corners: [[f64; 2]; 2]) {
        let all = corners.iter().flatten();
        let low = all.clone().fold(1.0_f64, |least, p| least.min(*p));
        let high = all.fold(0.0_f64, |most, p| most.max(*p));
        let var = Var(u32::try_from(self.ranges.len()).expect("fewer than 2^32 variables"));
        self.ranges.push((low, high));
        self.coupled.insert(var, Coupled { base, corners });
    }

    /// The range of a variable, whatever it is coupled to. A variable without an entry is unknown.
    pub fn range(&self, var: Var) -> (f64, f64) {
        self.ranges.get(var.index()).copied().unwrap_or((0.0, 1.0))
    }

    /// What a variable is coupled to.
    pub fn coupled(&self, var: Var) -> Option<Coupled> {
        self.coupled.get(&var).copied()
    }

    /// The middle of a variable's range.
    pub fn middle(&self, var: Var) -> f64 {
        let (low, high) = self.range(var);
        f64::midpoint(low, high)
    }
}
