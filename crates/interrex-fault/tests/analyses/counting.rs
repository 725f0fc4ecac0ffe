//! What a thorough session says where no diagram fits: probabilities that are counted, and how many minimal
//! sets there are at least and at most.

#![allow(clippy::unwrap_used, reason = "a panic fails the test")]

use interrex_circuit::{Circuit, Node, Var};
use interrex_fault::{Bounds, Chance, CutSetOptions, CutSets, Exactness, Limits, Listing, Session};
use num_bigint::BigUint;

use crate::support::truth::{Stream, Table, assert_close, formula};
use crate::support::{assert_bounds, assign, cases, corners, exact, inside, random_chances, range};

const NO_ROOM: Limits<'static> = Limits {
    nodes_max: 0,
    expansions_max: 20_000,
    stop: None,
};

fn counted(circuit: &Circuit, top: Node, chances: &[Chance]) -> Bounds {
    let session = Session::new(assign(circuit, chances), &[top], Vec::new(), NO_ROOM);
    session.thorough().probability(top)
}

/// Forty pairs, of each of which one is true: by cases there are 2^40.
fn pairs(circuit: &mut Circuit) -> Node {
    let pairs: Vec<Node> = (0..40)
        .map(|pair| {
            let [one, other] = [2 * pair, 2 * pair + 1].map(|var| circuit.var(Var(var)));
            circuit.or2(one, other)
        })
        .collect();
    circuit.and(pairs)
}

#[test]
fn components_are_counted_apart() {
    let mut circuit = Circuit::new();
    let top = pairs(&mut circuit);
    let chances = vec![Chance::Alone(exact(0.9)); 80];
    let found = counted(&circuit, top, &chances);
    assert_eq!(found.exactness, Exactness::Exact);
    let expect: f64 = std::iter::repeat_n(0.99, 40).product();
    assert_close(found.low, expect, "forty times 1 - 0.1 * 0.1");
    // Without thoroughness nothing is counted.
    let mut session = Session::new(assign(&circuit, &chances), &[top], Vec::new(), NO_ROOM);
    assert_eq!(session.probability(top).exactness, Exactness::Undecided);
}

#[test]
fn ranges_are_not_counted() {
    let mut circuit = Circuit::new();
    let cases = cases(&mut circuit, 200);
    let mut stream = Stream(32);
    for case in &cases {
        let vars = case.table.vars as usize;
        let chances = random_chances(&mut stream, 10, 3);
        let found = counted(&circuit, case.node, &chances);
        let of = |settings: Vec<Vec<f64>>| -> Vec<f64> {
            settings.iter().map(|p| case.table.probability(p)).collect()
        };
        let corners = of(corners(&chances[..vars]));
        let inside = of(inside(&chances[..vars], &mut stream, 5));
        assert_bounds(found, &corners, &inside, "a range");
    }
}

/// The extra is there where the base is not, with (0.6 - 0.2) / 0.8.
#[test]
fn what_adds_to_another_is_not_counted() {
    let mut circuit = Circuit::new();
    let [base, extra] = [0, 1].map(|var| circuit.var(Var(var)));
    let either = circuit.or2(base, extra);
    let chances = [
        Chance::Alone(exact(0.2)),
        Chance::Added {
            base: Var(0),
            either: exact(0.6),
        },
    ];
    let found = counted(&circuit, either, &chances);
    assert_bounds(found, &[0.6], &[], "either");
    assert!(found.high - found.low < 1e-12, "{found}");
}

const FEW: CutSetOptions = CutSetOptions {
    order_max: None,
    probability_min: 0.0,
    listed_max: 100,
    by: Listing::Size,
    merge_classes: false,
    unless_order_max: 0,
    unless_listed_max: 0,
};

/// The cut sets, else the path sets, of a node with so little room, in a session that takes trouble or not.
fn sets(circuit: &Circuit, top: Node, nodes_max: usize, thorough: bool, cuts: bool) -> CutSets {
    let chances = vec![Chance::Alone(exact(0.1)); circuit.variable_count()];
    let limits = Limits {
        nodes_max,
        ..NO_ROOM
    };
    let mut session = Session::new(assign(circuit, &chances), &[top], Vec::new(), limits);
    if thorough {
        session = session.thorough();
    }
    if cuts {
        session.cut_sets(top, &FEW)
    } else {
        session.path_sets(top, &FEW)
    }
}

#[test]
fn how_many_sets_there_are_at_least_and_at_most() {
    let mut stream = Stream(33);
    let (mut bounded, mut asked) = (0, 0);
    for round in 0..300 {
        let mut circuit = Circuit::new();
        let top = formula(&mut circuit, &mut stream, 8, true);
        if top.as_constant().is_some() {
            continue;
        }
        let minimal = Table::of(&circuit, top, 8).minimal();
        let count = BigUint::from(minimal.len());
        let nodes_max = 1 + round % 12;
        let found = sets(&circuit, top, nodes_max, true, true);
        asked += 1;
        if found.complete {
            assert_eq!((found.count, found.count_bounds), (count, None));
            continue;
        }
        let [low, high] = found.count_bounds.expect("bounds of a node that rises");
        assert!(
            low <= count && count <= high,
            "{low} to {high}, not {count}"
        );
        bounded += 1;
        let plain = sets(&circuit, top, nodes_max, false, true);
        assert_eq!(plain.count_bounds, None);
        let paths = sets(&circuit, top, nodes_max, true, false);
        assert_eq!(paths.count_bounds, None);
    }
    assert!(bounded > 50, "{bounded} of {asked}");
}

/// Of a node that does not rise with every variable, the sets that are found say nothing of others.
#[test]
fn nothing_bounds_the_sets_of_what_does_not_rise() {
    let mut stream = Stream(34);
    let mut falling = 0;
    for _ in 0..200 {
        let mut circuit = Circuit::new();
        let top = formula(&mut circuit, &mut stream, 7, false);
        let polarity = circuit.polarity(top);
        let rises = |polarity: &interrex_circuit::Polarity| {
            *polarity == interrex_circuit::Polarity::Positive
        };
        if top.as_constant().is_none() && !polarity.values().all(rises) {
            let found = sets(&circuit, top, 1, true, true);
            assert_eq!(found.count_bounds, None);
            falling += 1;
        }
    }
    assert!(falling > 100, "{falling} do not rise");
}

#[test]
fn ten_ranges_without_direction_are_exact_and_eleven_are_not() {
    for (count, exactness) in [(10, Exactness::Exact), (11, Exactness::Outer)] {
        let mut circuit = Circuit::new();
        let vars: Vec<Node> = (0..count).map(|var| circuit.var(Var(var))).collect();
        let parity = circuit.xor(vars);
        let chances = vec![Chance::Alone(range(0.3, 0.6)); count as usize];
        let assignment = assign(&circuit, &chances);
        let mut session = Session::new(assignment, &[parity], Vec::new(), Limits::default());
        assert_eq!(session.probability(parity).exactness, exactness, "{count}");
    }
}
