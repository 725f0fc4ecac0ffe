//! How many minimal cut sets there are at least and at most, where they are too many to be found: for
//! nodes that rise with every variable as they are written.
//!
//! The node is taken apart. A minimal set of a module stands for its variable in a minimal set of the
//! whole, so that a set of the rest stands for as many as the product of the numbers of its modules.
//! Sets of the rest up to a size are all found: no fewer are there. A set of a conjunction is made of
//! one of each operand, and one of a disjunction is one of an operand: no more are there than products
//! and sums of the operands' numbers say, nor than there are sets at all.

use std::collections::BTreeMap;

use interrex_circuit::{Circuit, Gate, Node, Var};
use interrex_dd::{Diagrams, LimitReached, Limits, Order};
use num_bigint::BigUint;

use crate::shrink::Shrunk;

/// Nodes of a diagram of sets that may be spent to count those of one piece, up to one size.
const NODES_MAX: usize = 1 << 20;
/// Nodes that may be spent on the sets of a gate, whose number is then exact, not a sum or product.
const GATE_NODES_MAX: usize = 1 << 11;
/// Sets of the rest are looked for up to this size.
const SIZE_MAX: usize = 64;

/// Numbers of sets between which the true one lies.
type Between = [BigUint; 2];

/// At least and at most how many minimal sets a node has that rises with every variable as it is
/// written; nothing where negations stay.
///
/// # Errors
///
/// [`LimitReached::Stopped`].
pub(crate) fn count_bounds(
    circuit: &Circuit,
    top: Node,
    limits: &Limits<'_>,
) -> Result<Option<Between>, LimitReached> {
    let shrunk = Shrunk::of(circuit, &[top]);
    let mut gates = shrunk.circuit.nodes().map(|node| shrunk.circuit.gate(node));
    if gates.any(|gate| matches!(gate, Gate::Not(_) | Gate::Xor(_))) {
        return Ok(None);
    }
    let mut known: BTreeMap<Var, Between> = BTreeMap::new();
    for module in &shrunk.modules {
        let between = of_piece(&shrunk.circuit, module.node, &known, limits)?;
        known.insert(module.var, between);
    }
    let rest = shrunk.tops.first();
    rest.map(|rest| of_piece(&shrunk.circuit, *rest, &known, limits))
        .transpose()
}

/// The bounds of a piece from those of the modules in it.
fn of_piece(
    circuit: &Circuit,
    piece: Node,
    known: &BTreeMap<Var, Between>,
    limits: &Limits<'_>,
) -> Result<Between, LimitReached> {
    let mut diagrams = Diagrams::new(circuit, Order::depth_first(circuit, &[piece]));
    if let Some(all) = counted(&mut diagrams, piece, None, NODES_MAX, known, limits)? {
        return Ok(all);
    }
    let mut low = BigUint::ZERO;
    for size in 1..=SIZE_MAX {
        match counted(&mut diagrams, piece, Some(size), NODES_MAX, known, limits)? {
            Some([least, _]) => low = least,
            None => break,
        }
    }
    let high = at_most(&mut diagrams, piece, known, limits)?;
    Ok([low, high])
}

/// The numbers that the sets up to a size stand for, if they fit into so many nodes.
fn counted(
    diagrams: &mut Diagrams<'_>,
    node: Node,
    size_max: Option<usize>,
    nodes_max: usize,
    known: &BTreeMap<Var, Between>,
    limits: &Limits<'_>,
) -> Result<Option<Between>, LimitReached> {
    let trial = Limits {
        nodes_max: nodes_max.min(limits.nodes_max),
        ..*limits
    };
    diagrams.clear();
    let sets = match diagrams.minimal_of_hull(node, size_max, &trial) {
        Ok(sets) => sets,
        Err(LimitReached::Nodes(_)) => return Ok(None),
        Err(stopped) => return Err(stopped),
    };
    let family = diagrams.family(sets);
    let bound = |of: fn(&Between) -> &BigUint| {
        let one = BigUint::from(1_u32);
        family.count_with(|var| known.get(&var).map_or(&one, of).clone())
    };
    Ok(Some([bound(|[low, _]| low), bound(|[_, high]| high)]))
}

/// No fewer than the number of minimal sets of a piece: of each gate the least of what its own sets
/// say, where they fit, and what its operands say.
fn at_most(
    diagrams: &mut Diagrams<'_>,
    piece: Node,
    known: &BTreeMap<Var, Between>,
    limits: &Limits<'_>,
) -> Result<BigUint, LimitReached> {
    let circuit = diagrams.circuit();
    let mut highest: BTreeMap<Node, BigUint> = BTreeMap::new();
    for node in circuit.cone(piece) {
        let of = |child: &Node| highest.get(child).cloned().unwrap_or_default();
        let from_operands = match circuit.gate(node) {
            // There are no negations and parities.
            Gate::False | Gate::Not(_) | Gate::Xor(_) => BigUint::ZERO,
            Gate::True => BigUint::from(1_u32),
            Gate::Var(var) => match known.get(&var) {
                Some([_, high]) => high.clone(),
                None => BigUint::from(1_u32),
            },
            Gate::And(children) => children.iter().map(of).product(),
            Gate::Or(children) => children.iter().map(of).sum(),
            Gate::AtLeast { k, children } => {
                let operands: Vec<BigUint> = children.iter().map(of).collect();
                choices(k as usize, &operands)
            }
        };
        let is_gate = !circuit.gate(node).children().is_empty();
        let own = if is_gate {
            counted(diagrams, node, None, GATE_NODES_MAX, known, limits)?
        } else {
            None
        };
        let least = match own {
            Some([_, high]) => high.min(from_operands),
            None => from_operands.min(subsets(circuit, node, known)),
        };
        highest.insert(node, least);
    }
    Ok(highest.remove(&piece).unwrap_or_default())
}

/// How many sets there are below a node at all: with each variable, or with one of the sets that it
/// stands for, or without.
fn subsets(circuit: &Circuit, node: Node, known: &BTreeMap<Var, Between>) -> BigUint {
    let one = BigUint::from(1_u32);
    let ways = |var: Var| match known.get(&var) {
        Some([_, high]) => high + &one,
        None => BigUint::from(2_u32),
    };
    circuit.support(node).into_iter().map(ways).product()
}

/// The sum, over all choices of `k` of some numbers, of their products.
fn choices(k: usize, numbers: &[BigUint]) -> BigUint {
    let mut sums = vec![BigUint::ZERO; k + 1];
    if let Some(none) = sums.first_mut() {
        *none = BigUint::from(1_u32);
    }
    for number in numbers {
        for chosen in (1..=k).rev() {
            let fewer = sums.get(chosen - 1).cloned().unwrap_or_default();
            if let Some(sum) = sums.get_mut(chosen) {
                *sum += fewer * number;
            }
        }
    }
    sums.pop().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a panic fails the test")]

    use super::*;

    /// Three rings of gates over shared variables, with a module of three ways in each place.
    #[test]
    fn bounds_hold_the_number_of_sets() {
        let mut circuit = Circuit::new();
        let mut places = Vec::new();
        for at in 0..6 {
            let ways: Vec<Node> = (0..3).map(|way| circuit.var(Var(at * 3 + way))).collect();
            places.push(circuit.or(ways));
        }
        let mut rings = Vec::new();
        for at in 0..6 {
            let next: Vec<Node> = (0..3)
                .filter_map(|by| places.get((at + by) % 6))
                .copied()
                .collect();
            rings.push(circuit.at_least(2, next));
        }
        let top = circuit.at_least(4, rings);
        let mut diagrams = Diagrams::new(&circuit, Order::depth_first(&circuit, &[top]));
        let limits = Limits::default();
        let sets = diagrams.minimal_of_hull(top, None, &limits).unwrap();
        let count = diagrams.family(sets).count();
        // All of it fits.
        let bounds = count_bounds(&circuit, top, &limits).unwrap().unwrap();
        assert_eq!(bounds, [count.clone(), count.clone()]);
        let mut bounded = 0;
        for nodes_max in 4..300 {
            let limits = Limits::nodes(nodes_max);
            let [low, high] = count_bounds(&circuit, top, &limits).unwrap().unwrap();
            assert!(
                low <= count && count <= high,
                "{low} to {high}, not {count}"
            );
            bounded += usize::from(low < high && low > BigUint::ZERO);
        }
        assert!(bounded > 0, "no bound says anything");
    }

    #[test]
    fn choices_are_elementary_symmetric_sums() {
        let numbers = [2_u32, 3, 5].map(BigUint::from);
        assert_eq!(choices(2, &numbers), BigUint::from(6_u32 + 10 + 15));
        assert_eq!(choices(3, &numbers), BigUint::from(30_u32));
    }
}
