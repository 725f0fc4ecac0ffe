//! Probabilities against truth tables, exactly and under every small limit.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic fails the test"
)]

use std::cell::Cell;

use interrex_circuit::{Circuit, Evaluator, Node, Var};
use interrex_count::{Counted, Limits, probability};
use oorandom::Rand32;

/// A random circuit over some variables; a coherent one has neither negation nor parity.
fn circuit(random: &mut Rand32, vars: u32, coherent: bool) -> (Circuit, Node) {
    let mut circuit = Circuit::new();
    let mut nodes: Vec<Node> = (0..vars).map(|i| circuit.var(Var(i))).collect();
    for _ in 0..vars + random.rand_range(0..vars + 2) {
        let length = u32::try_from(nodes.len()).unwrap();
        let width = random.rand_range(2..6);
        // Mostly recent nodes, so that circuits are deep and their nodes are shared.
        let from = if random.rand_range(0..3) == 0 {
            0
        } else {
            length.saturating_sub(vars)
        };
        let children: Vec<Node> = (0..width)
            .map(|_| nodes[random.rand_range(from..length) as usize])
            .collect();
        let kind = random.rand_range(0..if coherent { 3 } else { 6 });
        nodes.push(match kind {
            0 => circuit.and(children),
            1 => circuit.or(children),
            2 => circuit.at_least(random.rand_range(2..4) as usize, children),
            3 => circuit.xor(children),
            4 => circuit.not(children[0]),
            _ => circuit.ite(children[0], children[1], *children.last().unwrap()),
        });
    }
    let tail = nodes.split_off(nodes.len() - 3);
    let top = match random.rand_range(0..3) {
        0 => circuit.or(tail),
        1 => circuit.and(tail),
        _ => tail[2],
    };
    (circuit, top)
}

/// The sum over all rows of the truth table.
fn by_table(circuit: &Circuit, top: Node, p: &[f64]) -> f64 {
    let row = Cell::new(0_u32);
    let read = |var: Var| row.get() >> var.0 & 1 == 1;
    let mut evaluator = Evaluator::new(circuit, read);
    let mut sum = 0.0;
    for r in 0..1 << p.len() {
        row.set(r);
        evaluator.reassign(read);
        if evaluator.value(top) {
            let factor = |(i, p): (usize, &f64)| if r >> i & 1 == 1 { *p } else { 1.0 - p };
            sum += p.iter().enumerate().map(factor).product::<f64>();
        }
    }
    sum
}

fn probabilities(random: &mut Rand32, vars: u32) -> Vec<f64> {
    let one = |random: &mut Rand32| match random.rand_range(0..8) {
        0 => 0.0,
        1 => 1.0,
        2 => 1e-9,
        _ => f64::from(random.rand_float()),
    };
    (0..vars).map(|_| one(random)).collect()
}

fn counted(circuit: &Circuit, top: Node, p: &[f64], limits: &Limits<'_>) -> Counted {
    probability(circuit, top, |var| p[var.index()], limits)
}

/// Runs a check on many random circuits with their probability by truth table.
fn for_each(seeds: u64, mut check: impl FnMut(u64, &Circuit, Node, &[f64], f64)) {
    for seed in 0..seeds {
        let mut random = Rand32::new(seed);
        let vars = random.rand_range(2..13);
        let (circuit, top) = circuit(&mut random, vars, seed % 2 == 0);
        let p = probabilities(&mut random, vars);
        let expect = by_table(&circuit, top, &p);
        check(seed, &circuit, top, &p, expect);
    }
}

#[test]
fn the_probability_is_that_of_the_truth_table() {
    let (mut relaxed, mut found_again) = (0, 0);
    for_each(4_000, |seed, circuit, top, p, expect| {
        let found = counted(circuit, top, p, &Limits::default());
        assert!(found.is_complete, "seed {seed}");
        assert!(found.value.error() < 1e-26, "seed {seed}");
        let distance = (found.value.nearest() - expect).abs();
        assert!(
            distance <= 1e-12 * expect + 1e-25,
            "seed {seed}: found {:e}, expected {expect:e}",
            found.value.nearest()
        );
        relaxed += usize::from(found.effort.relaxed > 0);
        found_again += usize::from(found.effort.found_again > 0);
    });
    assert!(
        relaxed > 1_000 && found_again > 300,
        "too few searches: {relaxed}, {found_again}"
    );
}

/// Sharing makes a gate here that has another one and its negation as inputs. The edges to both differ only by their
/// sign, and the one that is redundant is forgotten.
#[test]
fn of_a_node_and_its_negation_the_right_edge_goes() {
    let mut circuit = Circuit::new();
    let [a, b, d] = [0, 1, 2].map(|at| circuit.var(Var(at)));
    let either = circuit.or2(b, d);
    let neither = circuit.not(either);
    let always = circuit.or([b, d, neither]);
    let both = circuit.and2(a, b);
    let most = circuit.at_least(2, [a, b, always]);
    let some = circuit.or2(both, d);
    let top = circuit.and2(most, some);
    let p = [0.25, 0.375, 0.5];
    let found = counted(&circuit, top, &p, &Limits::default());
    let expect = by_table(&circuit, top, &p);
    assert!(found.is_complete);
    assert!(
        (found.value.nearest() - expect).abs() < 1e-15,
        "{found:?}, not {expect}"
    );
}

#[test]
fn bounds_under_a_limit_hold_the_probability_and_a_limit_that_suffices_changes_nothing() {
    let mut limited = 0;
    for_each(1_000, |seed, circuit, top, p, expect| {
        let whole = counted(circuit, top, p, &Limits::default());
        let needed = whole.effort.components;
        for components_max in (0..=needed).step_by(1 + needed / 8) {
            let found = counted(circuit, top, p, &Limits::components(components_max));
            limited += usize::from(!found.is_complete);
            let slack = 1e-12;
            assert!(found.value.at_least() <= expect + slack, "seed {seed}");
            assert!(found.value.at_most() >= expect - slack, "seed {seed}");
        }
        let enough = counted(circuit, top, p, &Limits::components(needed + 1));
        assert_eq!(enough, whole, "seed {seed}");
    });
    assert!(limited > 1_000, "too few searches reach their limit");
}

#[test]
fn a_stop_signal_ends_a_search() {
    let (circuit, top) = grid(24);
    let stop = || true;
    let limits = Limits {
        stop: Some(&stop),
        ..Limits::default()
    };
    assert!(!counted(&circuit, top, &[0.5; 600], &limits).is_complete);
}

#[test]
fn a_chain_of_fifty_thousand_gates_needs_no_stack() {
    let mut circuit = Circuit::new();
    let mut top = circuit.var(Var(0));
    for i in 1..50_000 {
        let var = circuit.var(Var(i));
        top = if i % 2 == 0 {
            circuit.or2(top, var)
        } else {
            circuit.and2(top, var)
        };
    }
    let found = counted(&circuit, top, &vec![0.5; 50_000], &Limits::default());
    // Every second gate halves the distance from two thirds by four; the last is a conjunction.
    assert!((found.value.nearest() - 1.0 / 3.0).abs() < 1e-15);
}

/// A ladder whose rungs share variables with their neighbors: tree width two.
#[test]
fn a_ladder_is_counted_like_its_recurrence() {
    const RUNGS: u32 = 2_000;
    let mut circuit = Circuit::new();
    let rungs: Vec<Node> = (0..RUNGS)
        .map(|i| {
            let (here, next) = (circuit.var(Var(i)), circuit.var(Var(i + 1)));
            circuit.and2(here, next)
        })
        .collect();
    let top = circuit.or(rungs);
    // The probability that no two neighbors are true, by the value of the last.
    let (mut last_false, mut last_true) = (0.9, 0.1);
    for _ in 0..RUNGS {
        (last_false, last_true) = (0.9 * (last_false + last_true), 0.1 * last_false);
    }
    let found = counted(&circuit, top, &vec![0.1; 2_001], &Limits::default());
    let expect = 1.0 - last_false - last_true;
    assert!((found.value.nearest() - expect).abs() < 1e-12);
    assert!(found.effort.components < 20_000, "{:?}", found.effort);
}

/// Paths down a square grid from its first corner to its last.
fn grid(side: u32) -> (Circuit, Node) {
    let mut circuit = Circuit::new();
    let mut above: Vec<Node> = Vec::new();
    for row in 0..side {
        let mut here: Vec<Node> = Vec::new();
        for column in 0..side {
            let cell = circuit.var(Var(row * side + column));
            let before = above.get(column as usize).copied();
            let reached: Vec<Node> = before.into_iter().chain(here.last().copied()).collect();
            here.push(if reached.is_empty() {
                cell
            } else {
                let reached = circuit.or(reached);
                circuit.and2(cell, reached)
            });
        }
        above = here;
    }
    let top = *above.last().unwrap();
    (circuit, top)
}
