//! Reaching a limit is an answer, depth is no limit, and the manager stays usable.

#![allow(clippy::unwrap_used, reason = "a panic fails the test")]

mod truth;

use interrex_circuit::{Circuit, Node, Var};
use interrex_dd::{Diagrams, LimitReached, Limits, Order};
use truth::{Table, cases};

/// A function whose diagram is exponential in this order: pairs whose members are far apart.
fn distant_pairs(circuit: &mut Circuit, pairs: u32) -> Node {
    let terms: Vec<Node> = (0..pairs)
        .map(|i| {
            let (near, far) = (circuit.var(Var(i)), circuit.var(Var(pairs + i)));
            circuit.and2(near, far)
        })
        .collect();
    circuit.or(terms)
}

#[test]
fn a_build_that_does_not_fit_is_taken_back() {
    let mut circuit = Circuit::new();
    let hard = distant_pairs(&mut circuit, 20);
    let easy = circuit.at_least(
        10,
        (0..40)
            .map(|i| circuit.clone().var(Var(i)))
            .collect::<Vec<_>>(),
    );
    let mut diagrams = Diagrams::new(&circuit, Order::explicit((0..40).map(Var)));
    for nodes_max in [1, 2, 3, 10, 100, 10_000] {
        let limits = Limits::nodes(nodes_max);
        let before = diagrams.node_count();
        assert_eq!(
            diagrams.compile(hard, &limits),
            Err(LimitReached::Nodes(nodes_max))
        );
        assert_eq!(diagrams.node_count(), before);
    }
    let f = diagrams.compile(easy, &Limits::nodes(10_000)).unwrap();
    assert!(diagrams.eval(f, |var| var.0 < 10));
    assert!(!diagrams.eval(f, |var| var.0 < 9));
}

#[test]
fn every_small_limit_gives_the_right_answer_or_none() {
    let mut circuit = Circuit::new();
    let cases = cases(&mut circuit, 60);
    let mut diagrams = Diagrams::new(&circuit, Order::default());
    let (mut answered, mut refused) = (0, 0);
    for (node, vars) in cases {
        let table = Table::of(&circuit, node, vars);
        for nodes_max in [2, 3, 4, 6, 9, 14, 25, 60] {
            diagrams.clear();
            let limits = Limits::nodes(nodes_max);
            let result = diagrams.compile(node, &limits).and_then(|f| {
                let sets = diagrams.minimal(f, None, &limits)?;
                let back = diagrams.upward(sets, &limits)?;
                Ok((f, sets, back))
            });
            let Ok((f, sets, _)) = result else {
                refused += 1;
                continue;
            };
            answered += 1;
            for row in 0..1 << vars {
                assert_eq!(diagrams.eval(f, |var| row >> var.0 & 1 == 1), table.at(row));
            }
            let count = diagrams.family(sets).by_size().count();
            assert_eq!(count, table.minimal().len());
        }
    }
    assert!(answered > 500 && refused > 500, "{answered} {refused}");
}

#[test]
fn the_stop_signal_is_heard() {
    let mut circuit = Circuit::new();
    let hard = distant_pairs(&mut circuit, 20);
    let mut diagrams = Diagrams::new(&circuit, Order::explicit((0..40).map(Var)));
    let polls = std::cell::Cell::new(0);
    let stop = || {
        polls.set(polls.get() + 1);
        polls.get() == 3
    };
    let limits = Limits {
        nodes_max: usize::MAX,
        stop: Some(&stop),
    };
    assert_eq!(diagrams.compile(hard, &limits), Err(LimitReached::Stopped));
    assert_eq!(polls.get(), 3);
}

#[test]
fn a_rollback_keeps_what_was_there_before() {
    let mut circuit = Circuit::new();
    let few = distant_pairs(&mut circuit, 3);
    let more = distant_pairs(&mut circuit, 6);
    let limits = Limits::default();
    let mut diagrams = Diagrams::new(&circuit, Order::explicit((0..12).map(Var)));
    let f = diagrams.compile(few, &limits).unwrap();
    let sets = diagrams.minimal(f, None, &limits).unwrap();
    let mark = diagrams.checkpoint();
    let first = diagrams.compile(more, &limits).unwrap();
    let first_sets = diagrams.minimal(first, None, &limits).unwrap();
    let count = diagrams.family(first_sets).count();
    diagrams.rollback(mark);
    assert_eq!(diagrams.checkpoint(), mark);
    assert_eq!(diagrams.compile(few, &limits), Ok(f));
    assert_eq!(diagrams.minimal(f, None, &limits), Ok(sets));
    let again = diagrams.compile(more, &limits).unwrap();
    let again_sets = diagrams.minimal(again, None, &limits).unwrap();
    assert_eq!(diagrams.family(again_sets).count(), count);
}

/// A chain of alternating gates, each a level deeper than the one before.
fn chain(circuit: &mut Circuit, length: u32) -> Node {
    let first = circuit.var(Var(0));
    (1..length).fold(first, |chain, i| {
        let var = circuit.var(Var(i));
        match i % 3 {
            0 => circuit.and2(chain, var),
            1 => circuit.or2(chain, var),
            _ => circuit.xor([chain, var]),
        }
    })
}

#[test]
fn depth_is_no_limit() {
    let mut circuit = Circuit::new();
    let long = chain(&mut circuit, 60_000);
    let short = chain(&mut circuit, 2_000);
    let limits = Limits::default();
    let explicit = Order::explicit((0..2_000).map(Var));
    for (node, order, length) in [
        (long, Order::depth_first(&circuit, &[long]), 60_000),
        (short, explicit, 2_000),
    ] {
        let mut diagrams = Diagrams::new(&circuit, order);
        let f = diagrams.compile(node, &limits).unwrap();
        let frozen = diagrams.freeze(&[f]);
        assert_eq!(frozen.vars().len(), length);
        let p = frozen.probability(|_| 0.5);
        assert!(p > 0.0 && p < 1.0);
        frozen.trends(&limits).unwrap();
        frozen.birnbaum(|_| 0.5);
        let dual = diagrams.dual(f, &limits).unwrap();
        assert_ne!(dual, f);
    }
}
