//! Random likelihoods, and what truth tables say about them.

#![allow(dead_code, reason = "each test file uses its part")]
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

#[path = "../../../../interrex-dd/tests/truth/mod.rs"]
pub(crate) mod truth;

use interrex_circuit::{Circuit, Node, Var};
use interrex_fault::{Assignment, Bounds, Chance, Exactness};
use interrex_units::{Likelihood, Probability};
use truth::{Stream, Table};

pub(crate) fn exact(p: f64) -> Likelihood {
    range(p, p)
}

pub(crate) fn range(low: f64, high: f64) -> Likelihood {
    Likelihood::range(
        Probability::new(low).unwrap(),
        Probability::new(high).unwrap(),
    )
    .unwrap()
}

/// Chances for all variables of a circuit; variables beyond the given ones are impossible.
pub(crate) fn assign<'c>(circuit: &'c Circuit, chances: &[Chance]) -> Assignment<'c> {
    let given = |i: usize| {
        chances
            .get(i)
            .copied()
            .unwrap_or(Chance::Alone(Likelihood::NEVER))
    };
    let count = circuit.variable_count().max(chances.len());
    let all = (0..count).map(|i| (Var(u32::try_from(i).unwrap()), given(i)));
    Assignment::new(circuit, all).unwrap()
}

/// Numbers for some variables and ranges for others, one in `1 / ranged` of them.
pub(crate) fn random_chances(stream: &mut Stream, vars: u32, ranged: u32) -> Vec<Chance> {
    (0..vars)
        .map(|_| {
            let low = stream.unit();
            let width = if stream.below(ranged) == 0 {
                stream.unit() * (1.0 - low)
            } else {
                0.0
            };
            Chance::Alone(range(low, low + width))
        })
        .collect()
}

pub(crate) fn ends_of(chance: Chance) -> (f64, f64) {
    let likelihood = match chance {
        Chance::Alone(likelihood) => likelihood,
        Chance::Added { either, .. } => either,
    };
    (likelihood.low().get(), likelihood.high().get())
}

/// Settings of all chances: for each, a share of the way from its low to its high end.
pub(crate) fn probabilities(chances: &[Chance], share: impl Fn(usize) -> f64) -> Vec<f64> {
    let raw: Vec<f64> = chances
        .iter()
        .enumerate()
        .map(|(i, chance)| {
            let (low, high) = ends_of(*chance);
            low + share(i) * (high - low)
        })
        .collect();
    chances
        .iter()
        .zip(&raw)
        .map(|(chance, own)| match chance {
            Chance::Alone(_) => *own,
            Chance::Added { base, .. } => {
                let p0 = raw[base.index()];
                if p0 < 1.0 {
                    ((own - p0) / (1.0 - p0)).max(0.0)
                } else {
                    0.0
                }
            }
        })
        .collect()
}

/// Every corner of the ranges.
pub(crate) fn corners(chances: &[Chance]) -> Vec<Vec<f64>> {
    let ranged: Vec<usize> = (0..chances.len())
        .filter(|i| ends_of(chances[*i]).0 < ends_of(chances[*i]).1)
        .collect();
    (0..1_usize << ranged.len())
        .map(|corner| {
            probabilities(chances, |i| {
                let bit = ranged
                    .iter()
                    .position(|r| *r == i)
                    .map_or(0, |bit| corner >> bit & 1);
                if bit == 1 { 1.0 } else { 0.0 }
            })
        })
        .collect()
}

/// Settings inside the ranges.
pub(crate) fn inside(chances: &[Chance], stream: &mut Stream, count: u32) -> Vec<Vec<f64>> {
    (0..count)
        .map(|_| {
            let shares: Vec<f64> = chances.iter().map(|_| stream.unit()).collect();
            probabilities(chances, |i| shares[i])
        })
        .collect()
}

pub(crate) fn extremes(values: impl IntoIterator<Item = f64>) -> (f64, f64) {
    values
        .into_iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        })
}

/// Bounds hold for every value, and are the extremes where they say so.
pub(crate) fn assert_bounds(found: Bounds, corners: &[f64], inside: &[f64], what: &str) {
    const ROUNDING: f64 = 1e-10;
    for value in corners.iter().chain(inside) {
        assert!(
            found.low - ROUNDING <= *value && *value <= found.high + ROUNDING,
            "{what}: {found} does not contain {value}"
        );
    }
    if found.exactness == Exactness::Exact {
        let (low, high) = extremes(corners.iter().copied());
        let close = (found.low - low).abs() < ROUNDING && (found.high - high).abs() < ROUNDING;
        assert!(close, "{what}: {found}, expected {low} to {high}");
    }
}

pub(crate) struct Case {
    pub(crate) node: Node,
    pub(crate) table: Table,
}

/// Every function of three variables and random formulas, with their truth tables.
pub(crate) fn cases(circuit: &mut Circuit, random: u32) -> Vec<Case> {
    let nodes = truth::cases(circuit, random);
    nodes
        .into_iter()
        .map(|(node, vars)| Case {
            node,
            table: Table::of(circuit, node, vars),
        })
        .collect()
}

pub(crate) fn vars_of(mask: u32) -> Vec<Var> {
    (0..32).filter(|i| mask >> i & 1 == 1).map(Var).collect()
}
