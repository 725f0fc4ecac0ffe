//! Variables that add to others, in functions that ask for them in several ways.

use interrex_circuit::{Circuit, Node, Var};
use interrex_fault::{Assignment, AssignmentError, Bounds, Chance, Exactness, Limits, Session};

use crate::support::truth::{Stream, Table, assert_close};
use crate::support::{assert_bounds, assign, corners, exact, extremes, inside, range};

fn added(base: u32, low: f64, high: f64) -> Chance {
    Chance::Added {
        base: Var(base),
        either: range(low, high),
    }
}

fn probability(circuit: &Circuit, top: Node, chances: &[Chance]) -> Bounds {
    let assignment = assign(circuit, chances);
    Session::new(assignment, &[top], Vec::new(), Limits::default()).probability(top)
}

/// Eleven ranges without direction are more than are tried one by one. What is joined to them by a
/// conjunction has a direction, and keeps its ends: with c = 1/2 it is true with b / 2 + e / 2.
#[test]
fn a_coupling_keeps_its_ends_beside_ranges_that_are_bounded() {
    let mut circuit = Circuit::new();
    let vars: Vec<Node> = (0..14).map(|var| circuit.var(Var(var))).collect();
    let parity = circuit.xor(vars.iter().take(11).copied());
    let with_extra = circuit.and2(vars[13], vars[12]);
    let coupled = circuit.or2(vars[11], with_extra);
    let top = circuit.and2(parity, coupled);
    let mut chances = vec![Chance::Alone(range(0.3, 0.6)); 11];
    chances.push(Chance::Alone(range(0.1, 0.3)));
    chances.push(added(11, 0.5, 0.8));
    chances.push(Chance::Alone(exact(0.5)));

    let alone = probability(&circuit, coupled, &chances);
    assert_eq!(alone.exactness, Exactness::Exact);
    assert_close(alone.low, 0.3, "0.1 / 2 + 0.5 / 2");
    assert_close(alone.high, 0.55, "0.3 / 2 + 0.8 / 2");
    let of_parity = probability(&circuit, parity, &chances);
    assert_eq!(of_parity.exactness, Exactness::Outer);
    let found = probability(&circuit, top, &chances);
    assert_eq!(found.exactness, Exactness::Outer);
    assert!(found.low >= of_parity.low * 0.3 - 1e-12, "{found}");
    assert!(found.high <= of_parity.high * 0.55 + 1e-12, "{found}");
    // A parity of independent variables: half of 1 less the product of 1 - 2p.
    for shares in 0..50_u64 {
        let mut stream = Stream(shares);
        let mut share = |low: f64, high: f64| low + (high - low) * f64::from(stream.below(2));
        let product: f64 = (0..11).map(|_| 1.0 - 2.0 * share(0.3, 0.6)).product();
        let rest = share(0.1, 0.3) / 2.0 + share(0.5, 0.8) / 2.0;
        let truth = (1.0 - product) / 2.0 * rest;
        assert!(found.low <= truth + 1e-12 && truth <= found.high + 1e-12);
    }
}

/// As above, where the coupling has no direction either: the bounds hold.
#[test]
fn a_coupling_without_direction_is_bounded_with_the_others() {
    let mut circuit = Circuit::new();
    let vars: Vec<Node> = (0..12).map(|var| circuit.var(Var(var))).collect();
    let coupled = circuit.or2(vars[10], vars[11]);
    let all = vars.iter().take(10).copied().chain([coupled]);
    let parity = circuit.xor(all);
    let mut chances = vec![Chance::Alone(range(0.35, 0.6)); 10];
    chances.push(Chance::Alone(range(0.1, 0.3)));
    chances.push(added(10, 0.5, 0.8));
    let found = probability(&circuit, parity, &chances);
    assert_eq!(found.exactness, Exactness::Outer);
    let table = Table::of(&circuit, parity, 12);
    let of = |settings: Vec<Vec<f64>>| -> Vec<f64> {
        settings.iter().map(|p| table.probability(p)).collect()
    };
    let inside = of(inside(&chances, &mut Stream(9), 20));
    assert_bounds(found, &of(corners(&chances)), &inside, "parity");
    assert!(found.low > 0.2 && found.high < 0.8, "{found}");
}

/// Ten parts of a parity that are hardly ever true leave it where its coupled part is: with c = 1/2 at b / 2 + e / 2,
/// or for the extra alone at e / 2 - b / 2, also where either is one number.
#[test]
fn a_coupling_without_direction_goes_from_end_to_end() {
    let mut circuit = Circuit::new();
    let vars: Vec<Node> = (0..13).map(|var| circuit.var(Var(var))).collect();
    let with_extra = circuit.and2(vars[12], vars[11]);
    let no_base = circuit.not(vars[10]);
    let coupled = circuit.or2(vars[10], with_extra);
    let alone = circuit.and2(no_base, with_extra);
    let [coupled, alone] = [coupled, alone].map(|part| {
        let all = vars.iter().take(10).copied().chain([part]);
        circuit.xor(all)
    });
    let cases = [
        (coupled, (0.5, 0.8), (0.3, 0.55)),
        (coupled, (0.6, 0.6), (0.35, 0.45)),
        (alone, (0.5, 0.8), (0.1, 0.35)),
        (alone, (0.6, 0.6), (0.15, 0.25)),
    ];
    for (parity, (least, most), (low, high)) in cases {
        let mut chances = vec![Chance::Alone(range(0.0, 0.001)); 10];
        chances.push(Chance::Alone(range(0.1, 0.3)));
        chances.push(added(10, least, most));
        chances.push(Chance::Alone(exact(0.5)));
        let found = probability(&circuit, parity, &chances);
        assert_eq!(found.exactness, Exactness::Outer);
        assert!(
            found.low <= low + 1e-12 && found.high >= high - 1e-12,
            "{found}"
        );
    }
}

/// One extra without its base moves through all of its own range; two of one base move together.
#[test]
fn extras_without_their_base() {
    let mut circuit = Circuit::new();
    let vars: Vec<Node> = (0..3).map(|var| circuit.var(Var(var))).collect();
    let both = circuit.and2(vars[1], vars[2]);
    let chances = [
        Chance::Alone(range(0.1, 0.4)),
        added(0, 0.5, 0.9),
        added(0, 0.6, 0.8),
    ];
    let one = probability(&circuit, vars[1], &chances);
    assert_eq!(one.exactness, Exactness::Exact);
    assert_close(
        one.low,
        (0.5 - 0.4) / 0.6,
        "the least of either, the most of the base",
    );
    assert_close(
        one.high,
        (0.9 - 0.1) / 0.9,
        "the most of either, the least of the base",
    );
    let two = probability(&circuit, both, &chances);
    assert_eq!(two.exactness, Exactness::Outer);
    let table = Table::of(&circuit, both, 3);
    let inside = inside(&chances, &mut Stream(10), 200);
    let inside: Vec<f64> = inside.iter().map(|p| table.probability(p)).collect();
    assert_bounds(two, &[], &inside, "both");
}

/// Where a condition that is asked for last decides between two extras, no row asks for both.
#[test]
fn extras_of_which_a_later_condition_takes_one() {
    let mut circuit = Circuit::new();
    let [base, first, second, condition] = [0, 1, 2, 3].map(|var| circuit.var(Var(var)));
    let neither = circuit.not(condition);
    let one = circuit.and2(first, condition);
    let other = circuit.and2(second, neither);
    let extras = circuit.or2(one, other);
    let top = circuit.or2(base, extras);
    let chances = [
        Chance::Alone(range(0.1, 0.4)),
        added(0, 0.5, 0.9),
        added(0, 0.6, 0.8),
        Chance::Alone(exact(0.25)),
    ];
    let table = Table::of(&circuit, top, 4);
    let corners = corners(&chances);
    let (low, high) = extremes(corners.iter().map(|p| table.probability(p)));
    for tops in [[top, condition, second], [second, first, top]] {
        let assignment = assign(&circuit, &chances);
        let mut session = Session::new(assignment, &tops, Vec::new(), Limits::default());
        let found = session.probability(top);
        assert_eq!(found.exactness, Exactness::Exact);
        assert_close(found.low, low, "least");
        assert_close(found.high, high, "greatest");
    }
}

#[test]
fn a_chance_is_assessed_anew() {
    let mut circuit = Circuit::new();
    for var in 0..5 {
        circuit.var(Var(var));
    }
    let number = |p: f64| Chance::Alone(exact(p));
    let chances = [
        number(0.2),
        added(0, 0.5, 0.5),
        number(0.1),
        added(2, 0.4, 0.4),
        added(0, 0.8, 0.8),
    ];
    let mut assignment: Assignment<'_> = assign(&circuit, &chances);
    let at = |assignment: &Assignment<'_>| -> Vec<f64> {
        (0..5).map(|var| assignment.marginal(Var(var)).0).collect()
    };
    let close = |found: Vec<f64>, expect: [f64; 5]| {
        for (found, expect) in found.into_iter().zip(expect) {
            assert_close(found, expect, "marginal");
        }
    };
    close(at(&assignment), [0.2, 0.3 / 0.8, 0.1, 0.3 / 0.9, 0.6 / 0.8]);
    let moved = assignment.assess(Var(0), exact(0.4));
    assert_eq!(moved, Ok(vec![Var(0), Var(1), Var(4)]));
    close(at(&assignment), [0.4, 0.1 / 0.6, 0.1, 0.3 / 0.9, 0.4 / 0.6]);
    assert_eq!(
        assignment.assess(Var(2), exact(0.0)),
        Ok(vec![Var(2), Var(3)])
    );
    close(at(&assignment), [0.4, 0.1 / 0.6, 0.0, 0.4, 0.4 / 0.6]);

    let before = at(&assignment);
    let refused = assignment.assess(Var(0), exact(0.6));
    assert!(matches!(
        refused,
        Err(AssignmentError::Below { extra: Var(1), .. })
    ));
    let refused = assignment.assess(Var(1), exact(0.6));
    assert_eq!(refused, Err(AssignmentError::Missing(Var(1))));
    let refused = assignment.assess(Var(9), exact(0.6));
    assert_eq!(refused, Err(AssignmentError::Missing(Var(9))));
    assert_eq!(at(&assignment), before);
}
