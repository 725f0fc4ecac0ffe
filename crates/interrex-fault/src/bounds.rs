//! Probabilities over ranges: which corner of the box of likelihoods to look at, and what is proved
//! when there are too many.
//!
//! A probability is linear in the likelihood of each variable alone, so its extremes over a box lie
//! at corners. Where the function only rises, or only falls, with a variable, one end is known
//! beforehand; the others are tried out while they are few; beyond that, interval arithmetic over
//! the diagram gives outer bounds.

use std::collections::BTreeMap;

use interrex_circuit::Var;
use interrex_dd::{Frozen, Limits, Trend};

use crate::assignment::Assignment;

/// How many likelihoods without a known direction are tried out at both ends.
const FREE_MAX: usize = 10;

/// What is known of bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exactness {
    /// Both ends are attained; for numbers they are equal.
    Exact,
    /// The truth lies between, the ends need not be attained.
    Outer,
    /// A limit was reached, or a condition may be impossible; the truth lies between.
    Undecided,
}

/// Bounds on a probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Not more than the truth.
    pub low: f64,
    /// Not less than the truth.
    pub high: f64,
    /// What is known of them.
    pub exactness: Exactness,
}

impl Bounds {
    /// Bounds that are attained.
    pub fn exact(low: f64, high: f64) -> Self {
        Self {
            low: low.clamp(0.0, 1.0),
            high: high.clamp(0.0, 1.0),
            exactness: Exactness::Exact,
        }
    }

    /// Nothing is known.
    pub const UNDECIDED: Self = Self {
        low: 0.0,
        high: 1.0,
        exactness: Exactness::Undecided,
    };
}

/// The likelihoods that can be chosen at one end or the other.
pub(crate) struct Space<'a> {
    assignment: &'a Assignment,
    vars: Vec<Var>,
    /// Each variable whose end can be chosen: its own range, or P(x1) of a coupled one.
    dimensions: Vec<Var>,
}

/// For each dimension, whether its high end is chosen.
pub(crate) type Corner = BTreeMap<Var, bool>;

impl<'a> Space<'a> {
    pub(crate) fn of(assignment: &'a Assignment, vars: &[Var]) -> Self {
        let mut dimensions = Vec::new();
        for var in vars {
            let coupled = assignment.coupled(*var);
            let own = coupled.map_or_else(
                || {
                    let (low, high) = assignment.range(*var);
                    low < high
                },
                |coupled| coupled.corners.iter().any(|[low, high]| low != high),
            );
            if own {
                dimensions.push(*var);
            }
            if let Some(coupled) = coupled {
                let (low, high) = assignment.range(coupled.base);
                if low < high {
                    dimensions.push(coupled.base);
                }
            }
        }
        dimensions.sort_unstable();
        dimensions.dedup();
        Self {
            assignment,
            vars: vars.to_vec(),
            dimensions,
        }
    }

    pub(crate) fn dimensions(&self) -> &[Var] {
        &self.dimensions
    }

    /// The likelihood of a variable at a corner; dimensions that are not named are at their low end.
    pub(crate) fn at(&self, corner: &Corner, var: Var) -> f64 {
        let end = |var: Var| corner.get(&var).copied().unwrap_or(false);
        match self.assignment.coupled(var) {
            Some(coupled) => {
                let [low, high] = if end(coupled.base) {
                    coupled.corners[1]
                } else {
                    coupled.corners[0]
                };
                if end(var) { high } else { low }
            }
            None => {
                let (low, high) = self.assignment.range(var);
                if end(var) { high } else { low }
            }
        }
    }

    /// Every corner over the dimensions that are free, the others fixed.
    pub(crate) fn corners(&self, fixed: &Corner, free: &[Var]) -> Vec<Corner> {
        (0..1_usize << free.len())
            .map(|bits| {
                let mut corner = fixed.clone();
                for (place, var) in free.iter().enumerate() {
                    corner.insert(*var, bits >> place & 1 == 1);
                }
                corner
            })
            .collect()
    }

    /// The direction of each dimension, where it has one.
    fn directions(&self, trends: &BTreeMap<Var, Trend>) -> BTreeMap<Var, Trend> {
        let mut directions: BTreeMap<Var, Trend> = BTreeMap::new();
        let mut note = |dimension: Var, trend: Trend| {
            let known = directions.entry(dimension).or_insert(trend);
            if *known != trend {
                *known = Trend::Neither;
            }
        };
        for var in &self.vars {
            let trend = trends.get(var).copied().unwrap_or(Trend::Increasing);
            note(*var, trend);
            if let Some(coupled) = self.assignment.coupled(*var) {
                note(coupled.base, trend);
                let base = trends.get(&coupled.base).copied();
                note(*var, base.unwrap_or(trend));
            }
        }
        directions
    }
}

/// The least and greatest probability of a function over the ranges of its variables.
pub(crate) fn probability(
    function: &Frozen,
    assignment: &Assignment,
    limits: &Limits<'_>,
) -> Bounds {
    let space = Space::of(assignment, function.vars());
    if space.dimensions().is_empty() {
        let p = function.probability(|var| space.at(&Corner::new(), var));
        return Bounds::exact(p, p);
    }
    let trends = function
        .trends(limits)
        .unwrap_or_default()
        .into_iter()
        .collect();
    let directions = space.directions(&trends);
    let (mut least, mut most, mut free) = (Corner::new(), Corner::new(), Vec::new());
    for dimension in space.dimensions() {
        match directions.get(dimension).filter(|_| !trends.is_empty()) {
            Some(Trend::Increasing) => {
                least.insert(*dimension, false);
                most.insert(*dimension, true);
            }
            Some(Trend::Decreasing) => {
                least.insert(*dimension, true);
                most.insert(*dimension, false);
            }
            _ => free.push(*dimension),
        }
    }
    if free.len() > FREE_MAX {
        let bounds = function.intervals(|var| assignment.range(var));
        let (low, high) = bounds.first().copied().unwrap_or((0.0, 1.0));
        return Bounds {
            exactness: Exactness::Outer,
            ..Bounds::exact(low, high)
        };
    }
    let value = |corner: &Corner| function.probability(|var| space.at(corner, var));
    let low = space
        .corners(&least, &free)
        .iter()
        .map(value)
        .fold(1.0, f64::min);
    let high = space
        .corners(&most, &free)
        .iter()
        .map(value)
        .fold(0.0, f64::max);
    Bounds::exact(low, high)
}

/// P(x and E) / P(E) from the functions x ∧ E and ¬x ∧ E, frozen together in that order.
///
/// The quotient rises or falls with each likelihood alone, so its extremes lie at corners too; all
/// of them are tried while they are few. Otherwise A/(A+B) is bounded from bounds on A = P(x ∧ E) and
/// B = P(¬x ∧ E).
pub(crate) fn quotient(both: &Frozen, assignment: &Assignment) -> Bounds {
    let space = Space::of(assignment, both.vars());
    let free = space.dimensions().to_vec();
    if free.len() > FREE_MAX + 2 {
        return outer_quotient(both, assignment);
    }
    let (mut low, mut high) = (1.0_f64, 0.0_f64);
    for corner in space.corners(&Corner::new(), &free) {
        let parts = both.probabilities(|var| space.at(&corner, var));
        let [with, without] = parts.as_slice() else {
            return Bounds::UNDECIDED;
        };
        if with + without <= 0.0 {
            return Bounds::UNDECIDED;
        }
        let quotient = with / (with + without);
        low = low.min(quotient);
        high = high.max(quotient);
    }
    Bounds::exact(low, high)
}

fn outer_quotient(both: &Frozen, assignment: &Assignment) -> Bounds {
    let parts = both.intervals(|var| assignment.range(var));
    let [with, without] = parts.as_slice() else {
        return Bounds::UNDECIDED;
    };
    if with.0 + without.0 <= 0.0 {
        return Bounds::UNDECIDED;
    }
    let share = |a: f64, b: f64| if a + b > 0.0 { a / (a + b) } else { 0.0 };
    let bounds = Bounds::exact(share(with.0, without.1), share(with.1, without.0));
    Bounds {
        exactness: Exactness::Outer,
        ..bounds
    }
}
