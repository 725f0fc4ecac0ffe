//! Orders that change while a function grows, and functions taken from one order into another.

#![allow(clippy::unwrap_used, reason = "a panic fails the test")]

mod truth;

use interrex_circuit::{Circuit, Node, Var};
use interrex_dd::{Diagrams, LimitReached, Limits, Order};
use truth::{Table, cases};

const EFFORT: usize = 1 << 24;

#[test]
fn a_function_is_the_same_under_the_order_that_is_found() {
    let limits = Limits::default();
    let mut circuit = Circuit::new();
    let cases = cases(&mut circuit, 600);
    let mut smaller = 0;
    for (node, vars) in &cases {
        let table = Table::of(&circuit, *node, *vars);
        let start = Order::depth_first(&circuit, &[*node]).reversed();
        let mut plain = Diagrams::new(&circuit, start.clone());
        let unmoved = plain.compile(*node, &limits).unwrap();
        for effort in [0, EFFORT] {
            let mut found =
                Diagrams::reordering(&circuit, &start, &[*node], effort, &limits).unwrap();
            let f = found.compile(*node, &Limits::nodes(0)).unwrap();
            for row in 0..1 << vars {
                let value = found.eval(f, |var| row >> var.0 & 1 == 1);
                assert_eq!(value, table.at(row), "row {row:b} of {node:?}");
            }
            let (before, after) = (plain.size(&[unmoved]), found.size(&[f]));
            assert!(after <= before, "{before} nodes became {after}");
            assert!(effort > 0 || found.order() == &start);
            smaller += usize::from(after < before);
        }
    }
    assert!(
        smaller > cases.len() / 20,
        "{smaller} functions got smaller"
    );
}

/// `x0 y0 + x1 y1 + ...`: with all `x` above all `y` it takes 2^(n+1) - 2 nodes, and 2n where each
/// `x` stands beside its `y` (Bryant 1986).
fn pairs(circuit: &mut Circuit, count: u32) -> (Node, Order) {
    let products: Vec<Node> = (0..count)
        .map(|i| {
            let (x, y) = (circuit.var(Var(i)), circuit.var(Var(count + i)));
            circuit.and2(x, y)
        })
        .collect();
    let order = Order::explicit((0..2 * count).map(Var));
    (circuit.or(products), order)
}

#[test]
fn moving_variables_finds_the_order_that_makes_an_exponential_function_linear() {
    let mut circuit = Circuit::new();
    let (top, worst) = pairs(&mut circuit, 16);
    let limits = Limits::nodes(100_000);
    let mut plain = Diagrams::new(&circuit, worst.clone());
    let refused = plain.compile(top, &limits);
    assert_eq!(refused, Err(LimitReached::Nodes(100_000)));
    let mut found = Diagrams::reordering(&circuit, &worst, &[top], EFFORT, &limits).unwrap();
    let f = found.compile(top, &limits).unwrap();
    assert_eq!(found.size(&[f]), 32);
}

#[test]
fn limits_of_reordering_are_answers() {
    let mut circuit = Circuit::new();
    let (top, worst) = pairs(&mut circuit, 16);
    let few = Limits::nodes(5_000);
    let refused = Diagrams::reordering(&circuit, &worst, &[top], 0, &few);
    assert!(matches!(refused, Err(LimitReached::Nodes(5_000))));
    let stop = || true;
    let stopped = Limits {
        stop: Some(&stop),
        ..Limits::default()
    };
    let refused = Diagrams::reordering(&circuit, &worst, &[top], EFFORT, &stopped);
    assert!(matches!(refused, Err(LimitReached::Stopped)));
}

#[test]
fn an_adopted_function_has_functions_in_place_of_some_variables() {
    let limits = Limits::default();
    let mut circuit = Circuit::new();
    let cases = cases(&mut circuit, 300);
    let (first, _) = cases.first().unwrap();
    for pair in cases.windows(2) {
        let [(outer, vars), (inner, inner_vars)] = pair else {
            continue;
        };
        let vars = *vars.max(inner_vars);
        let order = Order::depth_first(&circuit, &[*outer]);
        let mut from = Diagrams::new(&circuit, order.clone());
        let f = from.compile(*outer, &limits).unwrap();
        let mut into = Diagrams::new(&circuit, order.reversed());
        let g = into.compile(*inner, &limits).unwrap();
        let replace = |var| (var == Var(0)).then_some(g);
        let copies = into.adopt(&from, &[f, !f], replace, &limits).unwrap();
        assert_eq!(copies.first().copied(), copies.last().map(|copy| !*copy));
        for row in 0..1_u32 << vars {
            let value = |var: Var| row >> var.0 & 1 == 1;
            let inner = circuit.eval(*inner, value);
            let expect = circuit.eval(*outer, |var| if var == Var(0) { inner } else { value(var) });
            assert_eq!(into.eval(copies[0], value), expect, "{first:?} {outer:?}");
        }
    }
}
