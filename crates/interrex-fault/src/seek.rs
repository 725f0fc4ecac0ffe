//! The search for an order in which some functions are small: on the whole where that is easy, else on
//! the pieces into which it is taken apart, whose functions are then put together again.

use std::collections::BTreeMap;

use interrex_circuit::{Circuit, Node, Var};
use interrex_dd::{Bdd, Diagrams, LimitReached, Limits, Order};

use crate::contest::{Contest, competed};
use crate::shrink::Shrunk;

/// A manager that holds the functions of some nodes under the best order found.
///
/// # Errors
///
/// [`LimitReached`] when no order gets through.
pub(crate) fn seek<'c>(
    circuit: &'c Circuit,
    tops: &[Node],
    limits: &Limits<'_>,
) -> Result<Diagrams<'c>, LimitReached> {
    let mut asked: Vec<Node> = tops.to_vec();
    asked.retain(|top| top.as_constant().is_none());
    if let Some(winner) = Contest::new(circuit, &asked).on_whole(limits)? {
        return Ok(winner);
    }
    match taken_apart(circuit, &asked, limits) {
        Err(LimitReached::Nodes(_)) => last(circuit, &asked, limits),
        done => done,
    }
}

/// The manager of some nodes that are no constants, put together from those of their pieces.
fn taken_apart<'c>(
    circuit: &'c Circuit,
    tops: &[Node],
    limits: &Limits<'_>,
) -> Result<Diagrams<'c>, LimitReached> {
    let shrunk = Shrunk::of(circuit, tops);
    let mut rest = competed(&shrunk.circuit, &shrunk.tops, limits)?;
    let mut pieces: BTreeMap<Var, Diagrams<'_>> = BTreeMap::new();
    for module in &shrunk.modules {
        let found = competed(&shrunk.circuit, &[module.node], limits)?;
        pieces.insert(module.var, found);
    }
    let mut whole = Diagrams::new(circuit, nested(rest.order(), &pieces));
    let mut images: BTreeMap<Var, Bdd> = BTreeMap::new();
    for module in &shrunk.modules {
        if let Some(mut piece) = pieces.remove(&module.var) {
            let image = copied(&mut whole, &mut piece, module.node, &images, limits)?;
            images.insert(module.var, image);
        }
    }
    for (top, left) in tops.iter().zip(&shrunk.tops) {
        let image = copied(&mut whole, &mut rest, *left, &images, limits)?;
        whole.remember(*top, image);
    }
    Ok(whole)
}

/// The function of a node of a piece, with those of modules for the variables that stand for them.
fn copied(
    whole: &mut Diagrams<'_>,
    piece: &mut Diagrams<'_>,
    node: Node,
    images: &BTreeMap<Var, Bdd>,
    limits: &Limits<'_>,
) -> Result<Bdd, LimitReached> {
    let function = piece.compile(node, limits)?;
    let copies = whole.adopt(piece, &[function], |var| images.get(&var).copied(), limits)?;
    Ok(copies.first().copied().expect("one copy for one function"))
}

/// Where some piece did not get through: the manager of an order in which the whole is built once
/// more as the circuit was made, with what is not needed any more dropped on the way.
fn last<'c>(
    circuit: &'c Circuit,
    tops: &[Node],
    limits: &Limits<'_>,
) -> Result<Diagrams<'c>, LimitReached> {
    let order = Order::gates_before_variables(circuit, tops);
    Diagrams::reordering(circuit, &order, tops, 0, limits)
}

/// An order with that of each module in place of the variable that stands for it.
fn nested(order: &Order, pieces: &BTreeMap<Var, Diagrams<'_>>) -> Order {
    let mut waiting: Vec<Var> = order.vars().iter().rev().copied().collect();
    let mut flat = Vec::new();
    while let Some(var) = waiting.pop() {
        match pieces.get(&var) {
            Some(piece) => waiting.extend(piece.order().vars().iter().rev()),
            None => flat.push(var),
        }
    }
    Order::explicit(flat)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a panic fails the test")]

    use super::*;

    const VARS: u32 = 9;

    /// Numbers that look random, the same each time.
    fn draw(state: &mut u32, below: usize) -> usize {
        *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (*state >> 16) as usize % below
    }

    /// Gates over earlier ones, late ones preferred; the last two are asked about.
    fn random(circuit: &mut Circuit, state: &mut u32) -> Vec<Node> {
        let mut nodes: Vec<Node> = (0..VARS).map(|i| circuit.var(Var(i))).collect();
        for _ in 0..12 {
            let mut operands = Vec::new();
            for _ in 0..2 + draw(state, 3) {
                let from = draw(state, nodes.len());
                let from = from.max(draw(state, nodes.len()));
                let operand = nodes[from];
                operands.push(if draw(state, 6) == 0 {
                    circuit.not(operand)
                } else {
                    operand
                });
            }
            nodes.push(match draw(state, 9) {
                0..4 => circuit.and(operands),
                4..7 => circuit.or(operands),
                7 => circuit.at_least(2, operands),
                _ => circuit.xor(operands),
            });
        }
        nodes.split_off(nodes.len() - 2)
    }

    fn assert_same(circuit: &Circuit, tops: &[Node], manager: &mut Diagrams<'_>, seed: u32) {
        for top in tops {
            let function = manager.compile(*top, &Limits::nodes(0)).unwrap();
            for row in 0..1_u32 << VARS {
                let holds = |var: Var| row >> var.0 & 1 == 1;
                let expect = circuit.eval(*top, holds);
                assert_eq!(manager.eval(function, holds), expect, "random({seed})");
            }
        }
    }

    #[test]
    fn what_is_taken_apart_and_put_together_is_the_same_function() {
        let mut modules = 0;
        for seed in 0..600 {
            let mut circuit = Circuit::new();
            let mut tops = random(&mut circuit, &mut seed.clone());
            tops.retain(|top| top.as_constant().is_none());
            modules += Shrunk::of(&circuit, &tops).modules.len();
            let limits = Limits::default();
            let mut whole = taken_apart(&circuit, &tops, &limits).unwrap();
            assert_same(&circuit, &tops, &mut whole, seed);
            let mut plain = last(&circuit, &tops, &limits).unwrap();
            assert_same(&circuit, &tops, &mut plain, seed);
        }
        assert!(modules > 300, "{modules} modules were found");
    }

    #[test]
    fn operands_that_share_nothing_become_modules() {
        let mut circuit = Circuit::new();
        let v: Vec<Node> = (0..8).map(|i| circuit.var(Var(i))).collect();
        // Alone under one gate: 0 and 1. Always together: 2 and 3. Shared: 6.
        let first = circuit.or([v[0], v[1], v[2], v[3], v[6]]);
        let second = circuit.or([v[2], v[3], v[4]]);
        let third = circuit.and([v[5], v[6], v[7]]);
        let top = circuit.and([first, second]);
        let top = circuit.or([top, third]);
        let shrunk = Shrunk::of(&circuit, &[top]);
        let mut found: Vec<Vec<u32>> = Vec::new();
        for module in &shrunk.modules {
            let support = shrunk.circuit.support(module.node);
            found.push(support.iter().map(|var| var.0).collect());
        }
        // What is left of the whole has variables that stand for these.
        found.retain(|vars| vars.iter().all(|var| *var < 8));
        found.sort_unstable();
        assert_eq!(found, [vec![0, 1], vec![2, 3], vec![5, 7]]);
    }
}
