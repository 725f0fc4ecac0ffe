//! What the probability of a component cannot exceed, without taking it apart.
//!
//! The component is no likelier than each of its conditions. Whether or not its inputs depend on each
//! other, at least `k` of them are true at most as often as the expected number of true ones divided
//! by `k` (Markov); and all of them at most as often as each.

#![expect(
    clippy::indexing_slicing,
    reason = "nodes were checked when the certificate was read"
)]

use std::collections::BTreeMap;

use crate::interval::Interval;
use crate::network::signed;
use crate::partial::Partial;

/// Anything up to a bound on the probability of a component.
pub(crate) fn ceiling(partial: &Partial, members: &[usize]) -> Interval {
    let mut upward = members.to_vec();
    upward.sort_unstable_by_key(|node| partial.ranks[*node]);
    // For each node without a value: bounds on its being false, and on its being true.
    let mut bounds: BTreeMap<usize, [Interval; 2]> = BTreeMap::new();
    let mut least = Interval::ANY;
    for node in upward {
        let both = if partial.is_gate(node) {
            of_gate(partial, node, &bounds)
        } else {
            let value = partial.leaves[node];
            [signed(value, true).up_to(), value.up_to()]
        };
        match partial.values[node] {
            None => drop(bounds.insert(node, both)),
            Some(value) => least = least.up_to_both(both[usize::from(value)]),
        }
    }
    least
}

/// Bounds on a gate being false, and on its being true.
fn of_gate(
    partial: &Partial,
    gate: usize,
    bounds: &BTreeMap<usize, [Interval; 2]>,
) -> [Interval; 2] {
    let inputs = partial.inputs[gate].iter();
    let unknown = inputs.filter(|input| partial.values[input.node].is_none());
    let unknown: Vec<[Interval; 2]> = unknown
        .map(|input| {
            let both = bounds.get(&input.node).copied();
            let [falsely, truly] = both.unwrap_or([Interval::ANY; 2]);
            if input.negated {
                [truly, falsely]
            } else {
                [falsely, truly]
            }
        })
        .collect();
    let trues = partial.leasts[gate].saturating_sub(partial.trues[gate]);
    let falses = (unknown.len() + 1).saturating_sub(trues);
    [(0, falses), (1, trues)].map(|(value, number)| {
        let inputs = unknown.iter().map(|both| both[value]);
        if number == unknown.len() {
            return inputs.fold(Interval::ANY, Interval::up_to_both);
        }
        inputs
            .map(|input| input.share(number))
            .fold(Interval::NONE, Interval::plus)
            .up_to()
    })
}
