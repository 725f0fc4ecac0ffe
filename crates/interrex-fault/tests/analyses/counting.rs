//! What a thorough session says where no diagram fits: probabilities that are counted, and how many minimal
//! sets there are at least and at most.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

use interrex_circuit::{Circuit, Node, Var};
use interrex_fault::{
    Bounds, Chance, CutSet, CutSetOptions, CutSets, Exactness, Limits, Listing, Session,
};
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

/// Forty threes, of each of which the first is true, and another: by cases there are at least 2^40. The
/// first is named twice, so that bounds from the parts are wide.
fn threes(circuit: &mut Circuit) -> Node {
    let threes: Vec<Node> = (0..40)
        .map(|three| {
            let [first, one, other] = [0, 1, 2].map(|var| circuit.var(Var(3 * three + var)));
            let (with_one, with_other) = (circuit.and2(first, one), circuit.and2(first, other));
            circuit.or2(with_one, with_other)
        })
        .collect();
    circuit.and(threes)
}

#[test]
fn components_are_counted_apart() {
    let mut circuit = Circuit::new();
    let top = threes(&mut circuit);
    let chances = vec![Chance::Alone(exact(0.9)); 120];
    let found = counted(&circuit, top, &chances);
    assert_eq!(found.exactness, Exactness::Exact);
    let expect: f64 = std::iter::repeat_n(0.9 * 0.99, 40).product();
    assert_close(found.low, expect, "forty times 0.9 of 1 - 0.1 * 0.1");
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
        expansions_max: 4,
        stop: None,
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

/// Neighbors in a ring of 24, near and far: a large diagram of 72 pairs.
fn ring(
    circuit: &mut Circuit,
    pair: fn(&mut Circuit, Node, Node) -> Node,
) -> (Vec<Node>, Vec<Node>) {
    let vars: Vec<Node> = (0..24).map(|var| circuit.var(Var(var))).collect();
    let pairs = [1, 5, 9]
        .iter()
        .flat_map(|far| (0..24).map(move |at| (at, (at + far) % 24)))
        .map(|(one, other)| pair(circuit, vars[one], vars[other]))
        .collect();
    (vars, pairs)
}

/// The sets that are found in several rooms, where no diagram fits; in one of them at least there are some.
fn shown(circuit: &Circuit, top: Node, cuts: bool) -> Vec<Vec<Vec<u32>>> {
    let rooms = (0..8).map(|step| 600 + 50 * step);
    let found = rooms.map(|room| sets(circuit, top, room, false, cuts));
    let shown: Vec<Vec<Vec<u32>>> = found
        .filter(|found| found.limit.is_some() && !found.listed.is_empty())
        .map(|found| {
            let sets = found.listed.iter();
            let set = |set: &CutSet| set.vars.iter().map(|var| var.0).collect();
            let mut sets: Vec<Vec<u32>> = sets.map(set).collect();
            sets.sort_unstable();
            sets
        })
        .collect();
    assert!(!shown.is_empty(), "there is room for all or for nothing");
    shown
}

/// Where there is room for the sets and not for the diagram of what does not rise, those that hold are found: all
/// pairs without the last variable, which are more than are tried at a time.
#[test]
fn sets_that_the_circuit_shows_are_tried_one_by_one() {
    let mut circuit = Circuit::new();
    let (vars, pairs) = ring(&mut circuit, Circuit::and2);
    let any = circuit.or(pairs);
    let not_last = circuit.not(vars[23]);
    let top = circuit.and2(any, not_last);
    let near = |one: u32, other: u32| [1, 5, 9, 15, 19, 23].contains(&(other - one));
    let all = (0..23).flat_map(|one| (one + 1..23).map(move |other| (one, other)));
    let expect: Vec<Vec<u32>> = all
        .filter(|(one, other)| near(*one, *other))
        .map(|(one, other)| vec![one, other])
        .collect();
    assert_eq!(expect.len(), 72 - 6);
    for found in shown(&circuit, top, true) {
        assert_eq!(found, expect);
    }
}

/// All pairs, or the last but one without the last: it is false where the last but one is, and one of its neighbors;
/// or where it is and two others that are neighbors and none of its own.
#[test]
fn path_sets_that_the_circuit_shows_are_tried_one_by_one() {
    let mut circuit = Circuit::new();
    let (vars, pairs) = ring(&mut circuit, Circuit::or2);
    let all = circuit.and(pairs);
    let not_last = circuit.not(vars[23]);
    let alone = circuit.and2(vars[22], not_last);
    let top = circuit.or2(all, alone);
    let is_near = |one: u32, other: u32| [1, 5, 9, 15, 19, 23].contains(&one.abs_diff(other));
    for found in shown(&circuit, top, false) {
        let pairs = found.iter().filter(|set| set.len() == 2).count();
        assert_eq!(pairs, 6, "{found:?}");
        for set in &found {
            assert!(set.contains(&22), "{set:?}");
            let others: Vec<u32> = set.iter().copied().filter(|var| *var != 22).collect();
            match others[..] {
                [one] => assert!(is_near(one, 22), "{set:?}"),
                [one, other] => {
                    assert!(is_near(one, other), "{set:?}");
                    assert!(!is_near(one, 22) && !is_near(other, 22), "{set:?}");
                }
                _ => panic!("{set:?}"),
            }
        }
    }
}
