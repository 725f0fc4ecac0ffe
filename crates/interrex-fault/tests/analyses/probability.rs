//! Probabilities and conditional probabilities against truth tables, for numbers, ranges, coupled
//! ranges and limits far too small.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

use crate::support::truth::{Stream, Table, assert_close, formula};
use crate::support::{
    self, assert_bounds, assign, cases, corners, exact, inside, probabilities, random_chances,
    range,
};
use interrex_circuit::{Circuit, Node, Var};
use interrex_fault::{
    Assignment, AssignmentError, Bounds, Chance, CutSetOptions, Exactness, Hurry, Limits, Session,
    Survival,
};

#[test]
fn numbers_give_numbers() {
    let mut circuit = Circuit::new();
    let cases = cases(&mut circuit, 1500);
    let mut stream = Stream(1);
    let chances = random_chances(&mut stream, 10, u32::MAX);
    let p = probabilities(&chances, |_| 0.0);
    let tops: Vec<Node> = cases.iter().map(|case| case.node).collect();
    let mut session = Session::new(
        assign(&circuit, &chances),
        &tops,
        Vec::new(),
        Limits::default(),
    );
    for case in &cases {
        let found = session.probability(case.node);
        assert_eq!(found.exactness, Exactness::Exact);
        assert!((found.high - found.low).abs() < 1e-15);
        assert_close(found.low, case.table.probability(&p), "probability");
    }
}

#[test]
fn ranges_give_the_extremes_of_their_corners() {
    let mut circuit = Circuit::new();
    let cases = cases(&mut circuit, 600);
    let mut stream = Stream(2);
    let mut exact = 0;
    for case in &cases {
        let chances = random_chances(&mut stream, case.table.vars, 2);
        let mut session = Session::new(
            assign(&circuit, &chances),
            &[case.node],
            Vec::new(),
            Limits::default(),
        );
        let found = session.probability(case.node);
        let of = |settings: Vec<Vec<f64>>| -> Vec<f64> {
            settings.iter().map(|p| case.table.probability(p)).collect()
        };
        let (corners, inside) = (of(corners(&chances)), of(inside(&chances, &mut stream, 20)));
        assert_bounds(found, &corners, &inside, "range");
        exact += usize::from(found.exactness == Exactness::Exact);
    }
    assert_eq!(exact, cases.len(), "at most ten ranges are always exact");
}

#[test]
fn more_than_ten_ranges_without_direction_are_bounded_and_say_so() {
    let mut circuit = Circuit::new();
    let vars: Vec<Node> = (0..12).map(|i| circuit.var(Var(i))).collect();
    let parity = circuit.xor(vars.clone());
    let most = circuit.at_least(7, vars);
    let chances = vec![Chance::Alone(range(0.3, 0.6)); 12];
    let mut session = Session::new(
        assign(&circuit, &chances),
        &[parity, most],
        Vec::new(),
        Limits::default(),
    );
    let found = session.probability(parity);
    assert_eq!(found.exactness, Exactness::Outer);
    let table = Table::of(&circuit, parity, 12);
    let values: Vec<f64> = corners(&chances)
        .iter()
        .map(|p| table.probability(p))
        .collect();
    assert_bounds(found, &values, &[], "parity");
    // However many join, a parity stays within the ends of one and of its negation.
    assert!(
        found.low >= 0.3 - 1e-12 && found.high <= 0.7 + 1e-12,
        "{found}"
    );
    let table = Table::of(&circuit, most, 12);
    let found = session.probability(most);
    assert_eq!(found.exactness, Exactness::Exact);
    assert!((found.low - table.probability(&[0.3; 12])).abs() < 1e-12);
    assert!((found.high - table.probability(&[0.6; 12])).abs() < 1e-12);
}

/// `x = base or (condition and extra)` within a random formula over four variables and `x`.
fn coupled_case(circuit: &mut Circuit, stream: &mut Stream, extras: u32) -> Node {
    let inner = formula(circuit, stream, 5, false);
    let base = circuit.var(Var(5));
    let fact = if extras == 1 {
        let (condition, extra) = (circuit.var(Var(0)), circuit.var(Var(6)));
        let more = circuit.and2(condition, extra);
        circuit.or2(base, more)
    } else {
        // Either of two conditions, the second overriding the first.
        let [first, second] = [6, 7].map(|i| circuit.var(Var(i)));
        let [one, two] = [0, 1].map(|i| circuit.var(Var(i)));
        let with_second = circuit.or2(base, second);
        let with_first = circuit.or2(base, first);
        let lower = circuit.ite(one, with_first, base);
        circuit.ite(two, with_second, lower)
    };
    circuit.substitute(inner, &std::collections::BTreeMap::from([(Var(4), fact)]))
}

fn coupled_chances(stream: &mut Stream, extras: u32) -> Vec<Chance> {
    let mut chances = random_chances(stream, 5, 3);
    let third = |stream: &mut Stream| stream.unit() / 3.0;
    let base = third(stream);
    chances.push(Chance::Alone(range(base, base + third(stream))));
    for _ in 0..extras {
        let low = 2.0 / 3.0 + third(stream) / 2.0;
        let either = range(low, low + (1.0 - low) * stream.unit());
        chances.push(Chance::Added {
            base: Var(5),
            either,
        });
    }
    chances
}

#[test]
fn coupled_ranges_move_together() {
    let mut stream = Stream(3);
    let (mut exact, mut total) = (0, 0);
    for round in 0..600 {
        let mut circuit = Circuit::new();
        let extras = 1 + round % 2;
        let node = coupled_case(&mut circuit, &mut stream, extras);
        let table = Table::of(&circuit, node, 6 + extras);
        let chances = coupled_chances(&mut stream, extras);
        let assignment = assign(&circuit, &chances);
        let mut session = Session::new(assignment, &[node], Vec::new(), Limits::default());
        let of = |settings: Vec<Vec<f64>>| -> Vec<f64> {
            settings.iter().map(|p| table.probability(p)).collect()
        };
        let (corners, inside) = (of(corners(&chances)), of(inside(&chances, &mut stream, 40)));
        let found = session.probability(node);
        assert_bounds(found, &corners, &inside, "coupled");
        exact += u32::from(found.exactness == Exactness::Exact);
        total += 1;
    }
    assert_eq!(exact, total, "facts under a condition are coupled exactly");
}

#[test]
fn a_coupling_that_the_formula_does_not_respect_gives_outer_bounds() {
    let mut circuit = Circuit::new();
    let (base, extra) = (circuit.var(Var(0)), circuit.var(Var(1)));
    let differ = circuit.xor([base, extra]);
    let chances = [
        Chance::Alone(range(0.1, 0.4)),
        Chance::Added {
            base: Var(0),
            either: range(0.5, 0.9),
        },
    ];
    let mut session = Session::new(
        assign(&circuit, &chances),
        &[differ],
        Vec::new(),
        Limits::default(),
    );
    let found = session.probability(differ);
    assert_eq!(found.exactness, Exactness::Outer);
    let table = Table::of(&circuit, differ, 2);
    let inside: Vec<f64> = inside(&chances, &mut Stream(4), 200)
        .iter()
        .map(|p| table.probability(p))
        .collect();
    assert_bounds(found, &[], &inside, "misused");
}

/// Where both extras are asked for at a time, the probability is no sum of products of the ends that
/// were given, and the bounds cannot be the extremes.
#[test]
fn two_extras_at_a_time_are_not_coupled() {
    let mut circuit = Circuit::new();
    let [base, first, second] = [0, 1, 2].map(|i| circuit.var(Var(i)));
    let both = circuit.and2(first, second);
    let top = circuit.or2(base, both);
    let added = |either| Chance::Added {
        base: Var(0),
        either,
    };
    let chances = [
        Chance::Alone(range(0.1, 0.4)),
        added(range(0.5, 0.9)),
        added(range(0.6, 0.7)),
    ];
    let assignment = assign(&circuit, &chances);
    let mut session = Session::new(assignment, &[top], Vec::new(), Limits::default());
    let found = session.probability(top);
    assert_eq!(found.exactness, Exactness::Outer);
    let table = Table::of(&circuit, top, 3);
    let inside = inside(&chances, &mut Stream(10), 200);
    let values: Vec<f64> = inside.iter().map(|p| table.probability(p)).collect();
    assert_bounds(found, &[], &values, "two extras");
}

#[test]
fn bounds_say_what_they_are_worth() {
    let bounds = |low, high, exactness| Bounds {
        low,
        high,
        exactness,
    };
    let cases = [
        (bounds(0.125, 0.125, Exactness::Exact), "0.125 (exact)"),
        (
            bounds(0.25, 0.5, Exactness::Outer),
            "between 0.25 and 0.5 (outer bounds)",
        ),
        (Bounds::UNDECIDED, "between 0 and 1 (undecided)"),
    ];
    for (bounds, expect) in cases {
        assert_eq!(bounds.to_string(), expect);
    }
    assert_eq!(
        bounds(0.25, 0.375, Exactness::Outer).complement(),
        bounds(0.625, 0.75, Exactness::Outer)
    );
}

/// With p = 0.2 for the base, the extras are 0.125 to 0.375 and 0.25 to 0.5 likely.
#[test]
fn what_adds_to_a_number_is_coupled_to_nothing() {
    let mut circuit = Circuit::new();
    let [_, first, second] = [0, 1, 2].map(|i| circuit.var(Var(i)));
    let both = circuit.and2(first, second);
    let added = |either| Chance::Added {
        base: Var(0),
        either,
    };
    let chances = [
        Chance::Alone(exact(0.2)),
        added(range(0.3, 0.5)),
        added(range(0.4, 0.6)),
    ];
    let assignment = assign(&circuit, &chances);
    let mut session = Session::new(assignment, &[both], Vec::new(), Limits::default());
    let found = session.probability(both);
    assert_eq!(found.exactness, Exactness::Exact);
    assert!((found.low - 0.031_25).abs() < 1e-12 && (found.high - 0.1875).abs() < 1e-12);
}

#[test]
fn related_ranges_are_outer_where_they_meet() {
    let mut circuit = Circuit::new();
    let [x, y, z] = [0, 1, 2].map(|i| circuit.var(Var(i)));
    let (both, one) = (circuit.and2(x, y), circuit.and2(x, z));
    let mut chances = [Chance::Alone(range(0.1, 0.4)); 3];
    let related = |chances: &[Chance]| {
        let assignment = assign(&circuit, chances).with_related([Var(0), Var(1)]);
        Session::new(assignment, &[both, one], Vec::new(), Limits::default())
    };
    let mut session = related(&chances);
    assert_eq!(session.probability(both).exactness, Exactness::Outer);
    assert_eq!(of_its_set(&mut session, both), Exactness::Outer);
    assert_eq!(session.probability(one).exactness, Exactness::Exact);
    assert_eq!(of_its_set(&mut session, one), Exactness::Exact);
    // A number is related to nothing.
    chances[1] = Chance::Alone(exact(0.3));
    let mut session = related(&chances);
    assert_eq!(session.probability(both).exactness, Exactness::Exact);
    assert_eq!(of_its_set(&mut session, both), Exactness::Exact);
}

/// How exact the probability of the only cut set is.
fn of_its_set(session: &mut Session<'_>, top: Node) -> Exactness {
    let sets = session.cut_sets(top, &CutSetOptions::default());
    sets.listed[0].probability.exactness
}

fn quotient(table: &Table, given: &Table, p: &[f64]) -> f64 {
    let both = Table {
        vars: table.vars,
        rows: table
            .rows
            .iter()
            .zip(&given.rows)
            .map(|(a, b)| *a && *b)
            .collect(),
    };
    both.probability(p) / given.probability(p)
}

#[test]
fn conditional_probabilities() {
    let mut stream = Stream(5);
    let mut seen = [0; 3];
    for round in 0..1200 {
        let mut circuit = Circuit::new();
        let [top, given] = [0, 1].map(|_| formula(&mut circuit, &mut stream, 6, round % 4 == 0));
        let [table, condition] = [top, given].map(|node| Table::of(&circuit, node, 6));
        let chances = random_chances(&mut stream, 6, 1 + round % 5);
        let assignment = assign(&circuit, &chances);
        let mut session = Session::new(assignment, &[top, given], Vec::new(), Limits::default());
        let found = session.conditional(top, given);
        assert_eq!(found, session.split(top, given).if_true);
        let (least, _) =
            support::extremes(corners(&chances).iter().map(|p| condition.probability(p)));
        assert_eq!(
            found.exactness == Exactness::Undecided,
            least <= 0.0,
            "{least}"
        );
        seen[found.exactness as usize] += 1;
        if found.exactness == Exactness::Undecided {
            continue;
        }
        let of = |settings: Vec<Vec<f64>>| -> Vec<f64> {
            settings
                .iter()
                .map(|p| quotient(&table, &condition, p))
                .collect()
        };
        let (corners, inside) = (of(corners(&chances)), of(inside(&chances, &mut stream, 20)));
        assert_bounds(found, &corners, &inside, "conditional");
    }
    assert!(seen[Exactness::Exact as usize] > 800, "{seen:?}");
    assert!(seen[Exactness::Undecided as usize] > 5, "{seen:?}");
}

#[test]
fn a_condition_on_many_ranges_is_bounded_and_says_so() {
    let mut circuit = Circuit::new();
    let vars: Vec<Node> = (0..13).map(|i| circuit.var(Var(i))).collect();
    let parity = circuit.xor(vars.clone());
    let some = circuit.at_least(3, vars);
    let chances = vec![Chance::Alone(range(0.3, 0.4)); 13];
    let mut session = Session::new(
        assign(&circuit, &chances),
        &[parity, some],
        Vec::new(),
        Limits::default(),
    );
    let found = session.conditional(parity, some);
    assert_eq!(found.exactness, Exactness::Outer);
    let [table, given] = [parity, some].map(|node| Table::of(&circuit, node, 13));
    let inside: Vec<f64> = inside(&chances, &mut Stream(6), 30)
        .iter()
        .map(|p| quotient(&table, &given, p))
        .collect();
    assert_bounds(found, &[], &inside, "many");
}

/// Every range but that of the condition moves the quotient in one direction, so that thirteen are
/// not too many: given x, any of the others is 1 - q^13 likely, and none of them q^13.
#[test]
fn a_condition_on_many_ranges_with_a_direction_is_exact() {
    let mut circuit = Circuit::new();
    let x = circuit.var(Var(0));
    let others: Vec<Node> = (1..14).map(|i| circuit.var(Var(i))).collect();
    let any = circuit.or(others);
    let none = circuit.not(any);
    let chances = vec![Chance::Alone(range(0.1, 0.2)); 14];
    let assignment = assign(&circuit, &chances);
    let mut session = Session::new(assignment, &[any, x], Vec::new(), Limits::default());
    let [least, most] = [0.8, 0.9].map(|q: f64| (0..13).fold(1.0, |product, _| product * q));
    for (top, low, high) in [(any, 1.0 - most, 1.0 - least), (none, least, most)] {
        let found = session.conditional(top, x);
        assert_eq!(found.exactness, Exactness::Exact);
        assert!((found.low - low).abs() < 1e-12 && (found.high - high).abs() < 1e-12);
    }
}

/// Two in a row of some variables in a circle: no two parts are independent.
fn entangled(circuit: &mut Circuit, count: u32) -> Node {
    let vars: Vec<Node> = (0..count).map(|i| circuit.var(Var(i))).collect();
    let next = vars.iter().cycle().skip(1);
    let pairs: Vec<(Node, Node)> = vars.iter().copied().zip(next.copied()).collect();
    let pairs: Vec<Node> = pairs.iter().map(|(a, b)| circuit.and2(*a, *b)).collect();
    circuit.or(pairs)
}

#[test]
fn limits_hold_for_the_questions_to_come() {
    let mut circuit = Circuit::new();
    let top = entangled(&mut circuit, 5);
    let chances = vec![Chance::Alone(exact(0.5)); 5];
    let narrow = Limits {
        nodes_max: 1,
        expansions_max: 1,
        stop: None,
    };
    let mut session = Session::new(assign(&circuit, &chances), &[top], Vec::new(), narrow);
    assert_eq!(session.probability(top).exactness, Exactness::Undecided);
    session.set_limits(Limits::default());
    assert_eq!(session.probability(top).exactness, Exactness::Exact);
}

#[test]
fn an_impossible_condition_is_undecided() {
    let mut circuit = Circuit::new();
    let (x, y) = (circuit.var(Var(0)), circuit.var(Var(1)));
    for likelihood in [exact(0.0), range(0.0, 0.5)] {
        let chances = [Chance::Alone(likelihood), Chance::Alone(exact(0.5))];
        let mut session = Session::new(
            assign(&circuit, &chances),
            &[x, y],
            Vec::new(),
            Limits::default(),
        );
        assert_eq!(session.conditional(y, x), Bounds::UNDECIDED);
        assert_eq!(session.split(y, x).if_false.exactness, Exactness::Exact);
    }
}

/// Given x, both x and `x or y` are certain, and `not x` is impossible: the case in which the
/// condition holds and the top does not is empty, or the only one.
#[test]
fn a_condition_that_decides_is_decided_by_cases_too() {
    let mut circuit = Circuit::new();
    let [x, y] = [0, 1].map(|i| circuit.var(Var(i)));
    let (either, not_x) = (circuit.or2(x, y), circuit.not(x));
    let chances = [0.25, 0.5].map(|p| Chance::Alone(exact(p)));
    for nodes_max in [1, 1000] {
        let limits = Limits {
            nodes_max,
            expansions_max: 100,
            stop: None,
        };
        let mut session = Session::new(assign(&circuit, &chances), &[], Vec::new(), limits);
        for (top, expect) in [(x, 1.0), (either, 1.0), (not_x, 0.0), (y, 0.5)] {
            let found = session.conditional(top, x);
            assert!((found.low - expect).abs() < 1e-12, "{found}");
            assert!((found.high - expect).abs() < 1e-12, "{found}");
            assert_ne!(found.exactness, Exactness::Undecided);
        }
    }
}

#[test]
fn a_signal_to_stop_ends_telling_cases_apart() {
    let mut circuit = Circuit::new();
    let top = entangled(&mut circuit, 19);
    let chances = vec![Chance::Alone(exact(0.5)); 19];
    let asked = std::cell::Cell::new(0);
    let stop = || {
        asked.set(asked.get() + 1);
        asked.get() > 20
    };
    let limits = Limits {
        nodes_max: 1,
        expansions_max: usize::MAX,
        stop: Some(&stop),
    };
    let mut session = Session::new(assign(&circuit, &chances), &[top], Vec::new(), limits);
    let found = session.probability(top);
    assert_eq!(found.exactness, Exactness::Undecided);
    assert!(found.low < found.high, "{found}");
    let found = session.survives(top, |_| Some(1));
    assert!(matches!(found, Survival::Undecided { .. }), "{found:?}");
}

/// Thirty services, each over one of two lines and on a common site: what is usual is accounted for by
/// the first few cases, however many variables there are.
#[test]
fn a_few_cases_account_for_what_is_usual() {
    let mut circuit = Circuit::new();
    let site = circuit.var(Var(0));
    let services = (0..30).map(|service| {
        let lines = [1, 2].map(|line| {
            let line = circuit.var(Var(2 * service + line));
            circuit.or2(line, site)
        });
        circuit.and(lines)
    });
    let services: Vec<Node> = services.collect();
    let top = circuit.or(services);
    let chances = vec![Chance::Alone(exact(0.01)); 61];
    // The site is lost, or both lines of some service.
    let no_service: f64 = std::iter::repeat_n(1.0 - 1e-4, 30).product();
    let expect = 1.0 - 0.99 * no_service;
    for (expansions_max, width) in [(0, 1.0), (1, 0.4), (40, 0.04)] {
        let limits = Limits {
            nodes_max: 1,
            expansions_max,
            stop: None,
        };
        let mut session = Session::new(assign(&circuit, &chances), &[], Vec::new(), limits);
        let found = session.probability(top);
        assert!(
            found.low <= expect + 1e-12 && expect <= found.high + 1e-12,
            "{found}"
        );
        assert!(
            found.high - found.low <= width,
            "{expansions_max} cases: {found}"
        );
    }
}

/// What is left of a gate when all else in it is certain keeps its digits, however rare it is.
#[test]
fn rare_events_keep_their_digits_in_cases() {
    let mut circuit = Circuit::new();
    let [x, y, z] = [0, 1, 2].map(|i| circuit.var(Var(i)));
    let (xy, xz) = (circuit.and2(x, y), circuit.and2(x, z));
    let both = circuit.and([xy, xz]);
    let chances = [0.5, 1e-15, 1e-15].map(|p| Chance::Alone(exact(p)));
    let limits = Limits {
        nodes_max: 1,
        expansions_max: 100,
        stop: None,
    };
    // The same, said of what is not so.
    let nots = [xy, xz].map(|node| circuit.not(node));
    let either = circuit.or(nots);
    let not_either = circuit.not(either);
    for top in [both, not_either] {
        let assignment = assign(&circuit, &chances);
        let found = Session::new(assignment, &[], Vec::new(), limits).probability(top);
        assert_eq!(found.exactness, Exactness::Exact);
        assert!((found.low / 0.5e-30 - 1.0).abs() < 1e-12, "{found}");
    }
}

/// However little is told apart, rounding puts no bound on the wrong side of a rare likelihood.
#[test]
fn bounds_of_rare_events_hold_under_limits() {
    let mut circuit = Circuit::new();
    let vars: Vec<Node> = (0..12).map(|i| circuit.var(Var(i))).collect();
    let triples: Vec<Node> = (0..12)
        .map(|i| circuit.and([0, 1, 5].map(|step| vars[(i + step) % 12])))
        .collect();
    let top = circuit.or(triples);
    let table = Table::of(&circuit, top, 12);
    let chances: Vec<Chance> = (0..12)
        .map(|i| Chance::Alone(exact(if i % 3 == 0 { 0.3 } else { 1e-5 })))
        .collect();
    let expect = table.probability(&probabilities(&chances, |_| 0.0));
    for expansions_max in 0..60 {
        let limits = Limits {
            nodes_max: 1,
            expansions_max,
            stop: None,
        };
        let assignment = assign(&circuit, &chances);
        let found = Session::new(assignment, &[], Vec::new(), limits).probability(top);
        let width = expect * 1e-9;
        let is_inside = found.low <= expect + width && expect - width <= found.high;
        assert!(
            is_inside,
            "{:e} to {:e}, not {expect:e}",
            found.low, found.high
        );
    }
}

/// Whoever is in a hurry does without diagrams, and then without narrowing bounds.
#[test]
fn a_session_in_a_hurry_is_content_with_less() {
    let mut circuit = Circuit::new();
    let top = entangled(&mut circuit, 9);
    let chances = vec![Chance::Alone(exact(0.5)); 9];
    let now = || true;
    let ask = |hurry: Hurry<'_>| {
        let assignment = assign(&circuit, &chances);
        let session = Session::new(assignment, &[top], Vec::new(), Limits::default());
        let mut session = session.hurrying(hurry);
        (session.probability(top), session.survives(top, |_| Some(1)))
    };
    let breaks_at = |survival: &Survival| matches!(survival, Survival::Breaks { cost: 2, .. });
    let (at_leisure, breaks) = ask(Hurry::default());
    assert_eq!(at_leisure.exactness, Exactness::Exact);
    assert!(breaks_at(&breaks), "{breaks:?}");
    let (by_cases, breaks) = ask(Hurry {
        diagrams: Some(&now),
        likelihoods: None,
    });
    assert!((by_cases.low - at_leisure.low).abs() < 1e-12, "{by_cases}");
    assert!(breaks_at(&breaks), "{breaks:?}");
    let (as_it_stands, breaks) = ask(Hurry {
        diagrams: Some(&now),
        likelihoods: Some(&now),
    });
    assert_eq!(as_it_stands.exactness, Exactness::Undecided);
    assert!(as_it_stands.low < as_it_stands.high, "{as_it_stands}");
    assert!(breaks_at(&breaks), "{breaks:?}");
}

#[test]
fn bounds_hold_however_small_the_limits_are() {
    let mut stream = Stream(7);
    let mut undecided = 0;
    for round in 0..400 {
        let mut circuit = Circuit::new();
        let [top, given] = [0, 1].map(|_| formula(&mut circuit, &mut stream, 7, round % 3 == 0));
        let [table, condition] = [top, given].map(|node| Table::of(&circuit, node, 7));
        let chances = random_chances(&mut stream, 7, 3);
        let (corners, inside) = (corners(&chances), inside(&chances, &mut stream, 10));
        let of = |settings: &[Vec<f64>]| -> Vec<f64> {
            settings.iter().map(|p| table.probability(p)).collect()
        };
        let possible = |settings: &[Vec<f64>]| -> Vec<f64> {
            let possible = settings.iter().filter(|p| condition.probability(p) > 0.0);
            possible.map(|p| quotient(&table, &condition, p)).collect()
        };
        let mut last = Bounds::UNDECIDED;
        for expansions_max in [0, 1, 2, 4, 8, 16, 64, 256] {
            let limits = Limits {
                nodes_max: 2,
                expansions_max,
                stop: None,
            };
            let assignment = assign(&circuit, &chances);
            let mut session = Session::new(assignment, &[top, given], Vec::new(), limits);
            let found = session.probability(top);
            assert_bounds(found, &of(&corners), &of(&inside), "by cases");
            assert!(found.low >= last.low - 1e-12 && found.high <= last.high + 1e-12);
            undecided += u32::from(found.exactness == Exactness::Undecided);
            last = found;
            let found = session.conditional(top, given);
            assert_bounds(
                found,
                &possible(&corners),
                &possible(&inside),
                "condition by cases",
            );
        }
    }
    assert!(undecided > 1000, "{undecided}");
}

/// Every variable of a rising formula stands at one end of its range for each bound, so telling all
/// cases apart gives the extremes.
#[test]
fn cases_of_a_rising_formula_end_at_its_extremes() {
    let mut stream = Stream(9);
    for _ in 0..200 {
        let mut circuit = Circuit::new();
        let top = formula(&mut circuit, &mut stream, 7, true);
        let not_top = circuit.not(top);
        let chances = random_chances(&mut stream, 7, 2);
        for node in [top, not_top] {
            let table = Table::of(&circuit, node, 7);
            let (low, high) =
                support::extremes(corners(&chances).iter().map(|p| table.probability(p)));
            let limits = Limits {
                nodes_max: 1,
                expansions_max: 10_000,
                stop: None,
            };
            let assignment = assign(&circuit, &chances);
            let found = Session::new(assignment, &[], Vec::new(), limits).probability(node);
            let is_close = (found.low - low).abs() < 1e-12 && (found.high - high).abs() < 1e-12;
            assert!(is_close, "{found}, expected {low} to {high}");
        }
    }
}

#[test]
fn cases_without_ranges_end_exact() {
    let mut circuit = Circuit::new();
    let cases = cases(&mut circuit, 200);
    let mut stream = Stream(8);
    for case in &cases {
        let chances = random_chances(&mut stream, case.table.vars, u32::MAX);
        let p = probabilities(&chances, |_| 0.0);
        let limits = Limits {
            nodes_max: 1,
            expansions_max: 10_000,
            stop: None,
        };
        let assignment = assign(&circuit, &chances);
        let found = Session::new(assignment, &[], Vec::new(), limits).probability(case.node);
        assert_eq!(found.exactness, Exactness::Exact);
        assert!((found.low - case.table.probability(&p)).abs() < 1e-10);
    }
}

#[test]
fn another_assignment_changes_the_answer_and_back() {
    let mut circuit = Circuit::new();
    let x = circuit.var(Var(0));
    let [half, tenth] = [0.5, 0.1].map(|p| assign(&circuit, &[Chance::Alone(exact(p))]));
    let mut session = Session::new(half, &[x], Vec::new(), Limits::default());
    let before = session.probability(x);
    let old = session.reassign(tenth);
    assert!((session.probability(x).low - 0.1).abs() < 1e-15);
    session.reassign(old);
    assert_eq!(session.probability(x), before);
}

#[test]
fn an_assignment_is_complete_and_consistent() {
    let mut circuit = Circuit::new();
    circuit.var(Var(0));
    circuit.var(Var(2));
    let half = Chance::Alone(exact(0.5));
    let added = |base, p| Chance::Added {
        base: Var(base),
        either: exact(p),
    };
    let check = |chances: &[(u32, Chance)], expect: Result<(), AssignmentError>| {
        let chances = chances.iter().map(|(var, chance)| (Var(*var), *chance));
        assert_eq!(Assignment::new(&circuit, chances).map(|_| ()), expect);
    };
    check(&[(0, half), (2, half)], Ok(()));
    check(&[(0, half), (2, half), (7, half)], Ok(()));
    check(&[(0, half)], Err(AssignmentError::Missing(Var(2))));
    check(
        &[(0, half), (2, half), (0, half)],
        Err(AssignmentError::Twice(Var(0))),
    );
    check(&[(0, half), (2, added(0, 0.6))], Ok(()));
    check(&[(0, half), (2, added(0, 0.5))], Ok(()));
    let no_base = |base| AssignmentError::NoBase {
        extra: Var(2),
        base: Var(base),
    };
    check(&[(0, half), (2, added(5, 0.6))], Err(no_base(5)));
    check(&[(0, half), (2, added(2, 0.6))], Err(no_base(2)));
    let below = AssignmentError::Below {
        extra: Var(2),
        base: Var(0),
        either: exact(0.4),
        likelihood: exact(0.5),
    };
    check(&[(0, half), (2, added(0, 0.4))], Err(below));
    assert!(below.to_string().contains("expected at least x0 alone"));
}

/// Where no diagram fits, a thorough session counts.
#[test]
fn a_thorough_session_is_exact_where_no_diagram_fits() {
    let mut circuit = Circuit::new();
    let cases = cases(&mut circuit, 200);
    let mut stream = Stream(31);
    let chances = random_chances(&mut stream, 10, u32::MAX);
    let limits = Limits {
        nodes_max: 0,
        ..Limits::default()
    };
    let p = probabilities(&chances, |_| 0.0);
    for case in &cases {
        let assignment = assign(&circuit, &chances);
        let session = Session::new(assignment, &[case.node], Vec::new(), limits);
        let found = session.thorough().probability(case.node);
        assert_eq!(found.exactness, Exactness::Exact);
        assert_close(found.low, case.table.probability(&p), "probability");
    }
}
