//! Section 9: from a truth table to cut sets, path sets, what is survived, and probabilities.
//!
//! A table has one entry for each set of true variables, at the number whose bits are the set.

use super::model::Model;
use super::pages::Survives;
use super::variables::{Variable, Variables};

/// Minimal sets of variables that, true while all others are false, make it true.
pub(crate) fn cut_sets(table: &[bool]) -> Vec<usize> {
    let mut above_a_cut = vec![false; table.len()];
    let mut cuts = Vec::new();
    for set in 0..table.len() {
        let smaller = members(set).any(|one| above_a_cut[set & !(1 << one)]);
        if table[set] && !smaller {
            cuts.push(set);
        }
        above_a_cut[set] = table[set] || smaller;
    }
    cuts
}

/// Minimal sets of variables that meet every cut set.
pub(crate) fn path_sets(table: &[bool]) -> Vec<usize> {
    let cuts = cut_sets(table);
    let meets_all: Vec<bool> = (0..table.len())
        .map(|set| cuts.iter().all(|cut| cut & set != 0))
        .collect();
    cut_sets(&meets_all)
}

/// Single variables that, added to a cut set, undo it.
pub(crate) fn unless(table: &[bool], cut: usize) -> usize {
    let width = table.len().trailing_zeros() as usize;
    let undoing = (0..width).filter(|one| cut & (1 << one) == 0 && !table[cut | (1 << one)]);
    undoing.fold(0, |set, one| set | (1 << one))
}

/// How many losses are survived: one less than the fewest of any cut set.
pub(crate) fn survives(table: &[bool], variables: &[Variable]) -> Survives {
    let losses = |cut: usize| members(cut).filter(|one| variables[*one].is_loss).count();
    match cut_sets(table).into_iter().map(losses).min() {
        None => Survives::Everything,
        Some(0) => Survives::WithoutALoss,
        Some(fewest) => Survives::Losses(fewest - 1),
    }
}

/// The least and the greatest probability over the ranges. It is a polynomial of the first degree
/// in each number picked from a range, so that its extremes lie at corners.
pub(crate) fn probability(table: &[bool], model: &Model) -> (f64, f64) {
    bounds(at_corners(table, model))
}

/// The same under a condition: a quotient of two such polynomials still rises or falls all the way
/// with each number. Nothing where the condition may be impossible.
pub(crate) fn ratio(table: &[bool], given: &[bool], model: &Model) -> Option<(f64, f64)> {
    let both: Vec<bool> = table
        .iter()
        .zip(given)
        .map(|(one, other)| *one && *other)
        .collect();
    let conditions = at_corners(given, model);
    let possible = conditions.iter().all(|p| *p > 0.0);
    let quotients = at_corners(&both, model)
        .into_iter()
        .zip(conditions)
        .map(|(a, b)| a / b);
    possible.then(|| bounds(quotients))
}

fn bounds(values: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let none = (f64::INFINITY, f64::NEG_INFINITY);
    values
        .into_iter()
        .fold(none, |(low, high), p| (low.min(p), high.max(p)))
}

/// The probability at every corner of the ranges.
fn at_corners(table: &[bool], model: &Model) -> Vec<f64> {
    let variables = &model.variables;
    let is_open = |range: &usize| variables.ranges[*range].0 < variables.ranges[*range].1;
    let low: Vec<f64> = variables.ranges.iter().map(|range| range.0).collect();
    let (open, settled): (Vec<usize>, Vec<usize>) = (0..variables.list.len())
        .partition(|variable| variables.ranges_of(*variable).iter().any(is_open));
    let p: Vec<f64> = table
        .iter()
        .map(|truth| f64::from(u8::from(*truth)))
        .collect();
    let p = sum_out(p, &settled, variables, &low);
    let ends: Vec<usize> = (0..variables.ranges.len()).filter(is_open).collect();
    let at = |corner: usize| {
        let mut picked = low.clone();
        for range in members(corner).map(|bit| ends[bit]) {
            picked[range] = variables.ranges[range].1;
        }
        // What is left of the table has one entry for each set of open variables.
        let mut here = p.clone();
        for (bit, variable) in open.iter().enumerate().rev() {
            here = halve(&here, bit, variables.probability(*variable, &picked));
        }
        here[0]
    };
    (0..1_usize << ends.len()).map(at).collect()
}

/// Shannon's expansion by the variables given, from the last on.
fn sum_out(mut p: Vec<f64>, which: &[usize], variables: &Variables, picked: &[f64]) -> Vec<f64> {
    for variable in which.iter().rev() {
        p = halve(&p, *variable, variables.probability(*variable, picked));
    }
    p
}

/// Sums out the variable at one bit of the table.
fn halve(p: &[f64], bit: usize, chance: f64) -> Vec<f64> {
    let low = (1 << bit) - 1;
    (0..p.len() / 2)
        .map(|set| {
            let without = (set & low) | (set & !low) << 1;
            (1.0 - chance) * p[without] + chance * p[without | 1 << bit]
        })
        .collect()
}

/// The variables of a set.
pub(crate) fn members(set: usize) -> impl Iterator<Item = usize> {
    (0..usize::BITS as usize).filter(move |one| set & (1 << one) != 0)
}

/// The names of a set of variables, sorted.
pub(crate) fn names(set: usize, variables: &[Variable]) -> Vec<String> {
    let mut names: Vec<String> = members(set)
        .map(|one| variables[one].name.clone())
        .collect();
    names.sort();
    names
}
