//! That the top does not depend on an input of a gate, by contradiction.
//!
//! Suppose that on some assignment the top is another one without the input. Then the gate is
//! another one: the input alone decides it, and its other inputs leave it open. And every gate that
//! all ways from the gate to the top lead through is another one: its inputs that do not depend on
//! the gate leave it open. Where counting the inputs of gates leads from there to a contradiction,
//! there is no such assignment.

#![expect(
    clippy::indexing_slicing,
    reason = "nodes were checked when the certificate was read"
)]

use crate::network::{Edge, Junction, Network, Part};

pub(crate) fn is_redundant(network: &Network, gate: usize, input: Edge) -> bool {
    let Part::Threshold(least, inputs) = &network.parts[gate] else {
        return false;
    };
    let is_once = inputs.iter().filter(|other| **other == input).count() == 1;
    let Some(junction) = Junction::of(*least, inputs.len()).filter(|_| is_once && inputs.len() > 1)
    else {
        return false;
    };
    let parents = network.parents();
    let above = above(&parents, gate, None);
    // Of a disjunction the input is true and all others are false; of a conjunction the reverse.
    let decides = junction == Junction::Any;
    let mut wanted: Vec<(Edge, bool)> = inputs
        .iter()
        .map(|other| (*other, (*other == input) == decides))
        .collect();
    for other in (0..network.parts.len()).filter(|node| *node != gate && above[*node]) {
        let is_passed = !self::above(&parents, gate, Some(other))[network.top.node];
        if let Part::Threshold(least, inputs) = &network.parts[other]
            && let Some(junction) = Junction::of(*least, inputs.len())
            && is_passed
        {
            let beside = inputs.iter().filter(|input| !above[input.node]);
            wanted.extend(beside.map(|input| (*input, junction == Junction::All)));
        }
    }
    contradict(network, &parents, wanted)
}

/// What depends on a gate, itself included, by ways that do not lead through another.
fn above(parents: &[Vec<Edge>], gate: usize, not_through: Option<usize>) -> Vec<bool> {
    let mut seen = vec![false; parents.len()];
    let mut open = vec![gate];
    while let Some(node) = open.pop() {
        if Some(node) != not_through && !std::mem::replace(&mut seen[node], true) {
            open.extend(parents[node].iter().map(|parent| parent.node));
        }
    }
    seen
}

/// Whether values of literals contradict each other, by what follows for gates from their inputs and
/// for inputs from their gates.
fn contradict(network: &Network, parents: &[Vec<Edge>], mut open: Vec<(Edge, bool)>) -> bool {
    let mut values: Vec<Option<bool>> = vec![None; network.parts.len()];
    while let Some((edge, value)) = open.pop() {
        let value = value != edge.negated;
        match values[edge.node] {
            Some(known) if known == value => continue,
            Some(_) => return true,
            None => values[edge.node] = Some(value),
        }
        let gates = parents[edge.node].iter().map(|parent| parent.node);
        for gate in gates.chain([edge.node]) {
            if follow(network, gate, &values, &mut open) {
                return true;
            }
        }
    }
    false
}

/// What follows from the values around one gate; whether they contradict each other.
fn follow(
    network: &Network,
    gate: usize,
    values: &[Option<bool>],
    open: &mut Vec<(Edge, bool)>,
) -> bool {
    let Part::Threshold(least, inputs) = &network.parts[gate] else {
        return false;
    };
    let is = |input: &Edge, wanted: bool| {
        values[input.node].is_some_and(|value| (value != input.negated) == wanted)
    };
    let trues = inputs.iter().filter(|input| is(input, true)).count();
    let most = inputs.len() - inputs.iter().filter(|input| is(input, false)).count();
    let own = Edge {
        node: gate,
        negated: false,
    };
    match values[gate] {
        None if trues >= *least => open.push((own, true)),
        None if most < *least => open.push((own, false)),
        None => {}
        Some(true) if most < *least => return true,
        Some(false) if trues >= *least => return true,
        Some(wanted) => {
            let is_forced = if wanted {
                most == *least
            } else {
                trues + 1 == *least
            };
            let unknown = inputs.iter().filter(|input| values[input.node].is_none());
            open.extend(unknown.filter(|_| is_forced).map(|input| (*input, wanted)));
        }
    }
    false
}
