//! What a survey says of many nodes at once, against truth tables: exactly where diagrams fit, and
//! within its bounds where none does.

#![allow(clippy::indexing_slicing, reason = "a panic fails the test")]

use interrex_circuit::{Circuit, Node};
use interrex_fault::{Exactness, LeastCost, Limits, Session, Surveyed};

use crate::support::truth::{Stream, assert_close};
use crate::support::{Case, assign, cases, inside, probabilities, random_chances};

/// The fewest variables whose truth alone makes the function true.
fn fewest(case: &Case) -> Option<u64> {
    let counts = case.table.models().map(|row| u64::from(row.count_ones()));
    counts.min()
}

/// Surveys random functions with room for so many nodes and hands each answer on.
fn check(nodes_max: usize, ranged: u32, expect: impl Fn(&Case, &Surveyed, &[f64])) {
    let mut circuit = Circuit::new();
    let cases = cases(&mut circuit, 1200);
    let mut stream = Stream(7);
    let chances = random_chances(&mut stream, 10, ranged);
    let tops: Vec<Node> = cases.iter().map(|case| case.node).collect();
    let limits = Limits {
        nodes_max,
        ..Limits::default()
    };
    let session = Session::new(assign(&circuit, &chances), &tops, Vec::new(), limits);
    let surveyed = session.survey(&tops, |_| Some(1)).told();
    assert_eq!(surveyed.len(), cases.len());
    let mut settings = inside(&chances, &mut stream, 20);
    settings.push(probabilities(&chances, |_| 0.0));
    settings.push(probabilities(&chances, |_| 1.0));
    for (case, one) in cases.iter().zip(&surveyed) {
        for p in &settings {
            expect(case, one, p);
        }
    }
}

#[test]
fn numbers_are_exact_where_diagrams_fit() {
    check(8_000_000, u32::MAX, |case, one, p| {
        assert_eq!(one.bounds.exactness, Exactness::Exact);
        assert_close(one.bounds.low, case.table.probability(p), "probability");
        let expect = fewest(case).map_or(LeastCost::Unbreakable, LeastCost::Exactly);
        assert_eq!(one.cost, expect);
    });
}

#[test]
fn ranges_are_held() {
    check(8_000_000, 2, |case, one, p| {
        let truth = case.table.probability(p);
        let Surveyed { bounds, .. } = one;
        let is_range = bounds.low < bounds.high;
        let expect = if is_range {
            Exactness::Outer
        } else {
            Exactness::Exact
        };
        assert_eq!(bounds.exactness, expect);
        assert!(bounds.low <= truth + 1e-12 && truth <= bounds.high + 1e-12);
    });
}

#[test]
fn bounds_hold_where_no_diagram_fits() {
    // From no room at all to room for some of the gates.
    for nodes_max in [1, 6, 15, 40] {
        let decided = std::cell::Cell::new(0);
        let undecided = std::cell::Cell::new(0);
        check(nodes_max, 3, |case, one, p| {
            let truth = case.table.probability(p);
            assert!(one.bounds.low <= truth + 1e-12 && truth <= one.bounds.high + 1e-12);
            match (one.cost, fewest(case)) {
                (LeastCost::Unbreakable, fewest) => assert_eq!(fewest, None),
                (LeastCost::Exactly(cost), fewest) => assert_eq!(fewest, Some(cost)),
                (LeastCost::AtLeast(cost), Some(fewest)) => assert!(cost <= fewest),
                (LeastCost::AtLeast(_), None) => {}
            }
            let count = match one.bounds.exactness {
                Exactness::Undecided => &undecided,
                Exactness::Exact | Exactness::Outer => &decided,
            };
            count.set(count.get() + 1);
        });
        assert!(undecided.get() > 0, "{nodes_max} nodes are enough for all");
        assert!(nodes_max < 6 || decided.get() > 0, "{nodes_max} nodes");
    }
}

#[test]
fn a_conjunction_of_likely_things_is_likely_however_they_depend() {
    let mut circuit = Circuit::new();
    let vars: Vec<Node> = (0..4)
        .map(|i| circuit.var(interrex_circuit::Var(i)))
        .collect();
    let all = circuit.and(vars.clone());
    let any = circuit.or(vars.clone());
    let most = circuit.at_least(3, vars);
    let chances = vec![interrex_fault::Chance::Alone(crate::support::exact(0.9)); 4];
    let limits = Limits {
        nodes_max: 0,
        ..Limits::default()
    };
    let tops = [all, any, most];
    let session = Session::new(assign(&circuit, &chances), &tops, Vec::new(), limits);
    let surveyed = session.survey(&tops, |_| Some(1)).told();
    // Four are each false with 0.1: all are true with 0.6 at least; two are false, of which each
    // takes 0.1 twice, with 0.2 at most.
    for (one, (low, high)) in surveyed.iter().zip([(0.6, 0.9), (0.9, 1.0), (0.8, 1.0)]) {
        assert_close(one.bounds.low, low, "least");
        assert_close(one.bounds.high, high, "greatest");
    }
    let costs = surveyed.iter().map(|one| one.cost);
    let expect = [1, 1, 1].map(LeastCost::AtLeast);
    assert_eq!(costs.collect::<Vec<_>>(), expect);
}

/// Two of four things, each true with 0.3: the expected number 1.2 is twice that likelihood at least, and 2.8, how
/// many are false, three times that of the contrary.
#[test]
fn a_threshold_of_unlikely_things_is_unlikely_however_they_depend() {
    let mut circuit = Circuit::new();
    let vars = (0..4).map(|i| circuit.var(interrex_circuit::Var(i)));
    let vars: Vec<Node> = vars.collect();
    let two = circuit.at_least(2, vars);
    let chances = vec![interrex_fault::Chance::Alone(crate::support::exact(0.3)); 4];
    let limits = Limits {
        nodes_max: 0,
        ..Limits::default()
    };
    let session = Session::new(assign(&circuit, &chances), &[two], Vec::new(), limits);
    let surveyed = session.survey(&[two], |_| Some(1)).told();
    assert_close(surveyed[0].bounds.low, 1.0 - 2.8 / 3.0, "least");
    assert_close(surveyed[0].bounds.high, 0.6, "greatest");
}

#[test]
fn a_change_of_chances_is_told_as_a_survey_with_those_chances() {
    let mut circuit = Circuit::new();
    let cases = cases(&mut circuit, 300);
    let tops: Vec<Node> = cases.iter().map(|case| case.node).collect();
    let mut stream = Stream(11);
    for nodes_max in [15, 200, 8_000_000] {
        let limits = Limits {
            nodes_max,
            ..Limits::default()
        };
        let mut chances = random_chances(&mut stream, 10, 3);
        let first = Session::new(assign(&circuit, &chances), &tops, Vec::new(), limits);
        let mut kept = first.survey(&tops, |_| Some(1));
        for round in 0..20 {
            let number = round % 10;
            let before = kept.told();
            chances[number] = random_chances(&mut stream, 10, 3)[number];
            let after = assign(&circuit, &chances);
            let var = interrex_circuit::Var(u32::try_from(number).unwrap());
            let changed = kept.change(&[(var, after.marginal(var))]);
            let fresh = Session::new(after, &tops, Vec::new(), limits);
            assert_eq!(kept.told(), fresh.survey(&tops, |_| Some(1)).told());
            let differing = (0..tops.len()).filter(|place| before[*place] != kept.told()[*place]);
            assert_eq!(changed, differing.collect::<Vec<_>>(), "{nodes_max} nodes");
        }
    }
}
