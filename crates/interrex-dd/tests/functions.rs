//! Binary diagrams against truth tables: construction, operations, probability, shape.

#![allow(clippy::unwrap_used, reason = "a panic fails the test")]

mod truth;

use interrex_circuit::{Circuit, Node, Var};
use interrex_dd::{Bdd, Diagrams, Limits, Order, Trend};
use num_bigint::BigUint;
use truth::{Stream, Table, assert_close, cases, to_mask};

/// Runs a check on every case, under several orders of the variables.
fn for_each_case(random: u32, mut check: impl FnMut(&mut Diagrams<'_>, Bdd, &Table)) {
    let mut circuit = Circuit::new();
    let cases = cases(&mut circuit, random);
    let tops: Vec<Node> = cases.iter().map(|(node, _)| *node).collect();
    let heuristic = Order::depth_first(&circuit, &tops);
    for order in [
        heuristic.clone(),
        heuristic.reversed(),
        Order::smallest_first(&circuit, &tops),
        heuristic.arranged(&circuit, &tops),
        Order::along_network(&circuit, &tops),
    ] {
        let mut diagrams = Diagrams::new(&circuit, order);
        for (node, vars) in &cases {
            let table = Table::of(&circuit, *node, *vars);
            let f = diagrams.compile(*node, &Limits::default()).unwrap();
            check(&mut diagrams, f, &table);
        }
    }
}

fn assert_table(diagrams: &Diagrams<'_>, f: Bdd, vars: u32, expect: impl Fn(u32) -> bool) {
    for row in 0..1 << vars {
        assert_eq!(
            diagrams.eval(f, |var| row >> var.0 & 1 == 1),
            expect(row),
            "row {row:b}"
        );
    }
}

#[test]
fn a_compiled_function_has_its_truth_table_and_equal_functions_are_equal_handles() {
    let mut by_table = std::collections::BTreeMap::new();
    for_each_case(500, |diagrams, f, table| {
        assert_table(diagrams, f, table.vars, |row| table.at(row));
        if table.vars == 3 {
            let known = by_table.entry((diagrams.order().vars().to_vec(), table.rows.clone()));
            assert_eq!(*known.or_insert(f), f);
        }
    });
}

#[test]
fn operations_on_every_pair_of_three_variable_functions() {
    let mut circuit = Circuit::new();
    let nodes: Vec<Node> = (0..=255)
        .map(|table| truth::function(&mut circuit, table))
        .collect();
    let limits = Limits::default();
    let mut diagrams = Diagrams::new(&circuit, Order::default());
    let all: Vec<Bdd> = nodes
        .iter()
        .map(|n| diagrams.compile(*n, &limits).unwrap())
        .collect();
    for (i, &f) in all.iter().enumerate() {
        assert_eq!(all[!i & 255], !f);
        for (j, &g) in all.iter().enumerate() {
            assert_eq!(diagrams.and(f, g, &limits).unwrap(), all[i & j]);
            assert_eq!(diagrams.or(f, g, &limits).unwrap(), all[i | j]);
            assert_eq!(diagrams.xor(f, g, &limits).unwrap(), all[i ^ j]);
            for h in (0..256).step_by(5) {
                let expect = all[i & j | !i & h & 255];
                assert_eq!(diagrams.ite(f, g, all[h], &limits).unwrap(), expect);
            }
        }
    }
}

#[test]
fn cofactors_quantification_and_duals() {
    let limits = Limits::default();
    for_each_case(200, |diagrams, f, table| {
        for i in 0..table.vars {
            let bit = 1 << i;
            let low = diagrams.cofactor(f, &[(Var(i), false)], &limits).unwrap();
            let high = diagrams.cofactor(f, &[(Var(i), true)], &limits).unwrap();
            assert_table(diagrams, low, table.vars, |row| table.at(row & !bit));
            assert_table(diagrams, high, table.vars, |row| table.at(row | bit));
            let some = diagrams.exists(f, &[Var(i)], &limits).unwrap();
            assert_eq!(some, diagrams.or(low, high, &limits).unwrap());
        }
        let both = diagrams.exists(f, &[Var(0), Var(1)], &limits).unwrap();
        let any = |row: u32| (0..4).any(|low| table.at(row & !3 | low));
        assert_table(diagrams, both, table.vars, any);
        let rising = diagrams.rising(f, &limits).unwrap();
        let some_below = |row: u32| table.models().any(|model| model & row == model);
        assert_table(diagrams, rising, table.vars, some_below);
        let mask = (1 << table.vars) - 1;
        let dual = diagrams.dual(f, &limits).unwrap();
        assert_table(diagrams, dual, table.vars, |row| !table.at(!row & mask));
    });
}

#[test]
fn probability_intervals_and_birnbaum() {
    let mut stream = Stream(11);
    for_each_case(300, |diagrams, f, table| {
        let p: Vec<f64> = (0..table.vars).map(|_| stream.unit()).collect();
        let frozen = diagrams.freeze(&[f, !f]);
        let of = |var: Var| p[var.index()];
        let expect = table.probability(&p);
        let found = frozen.probabilities(of);
        assert_close(found[0], expect, "probability");
        assert!((found[1] - (1.0 - expect)).abs() < 1e-11);
        for (var, birnbaum) in frozen.birnbaum(of) {
            let held = |value: f64| {
                let mut held = p.clone();
                held[var.index()] = value;
                table.probability(&held)
            };
            assert!((birnbaum - (held(1.0) - held(0.0))).abs() < 1e-12);
        }
        let ends = |var: Var| (p[var.index()] * 0.7, p[var.index()] * 0.7 + 0.3);
        let (low, high) = frozen.intervals(ends)[0];
        for _ in 0..20 {
            let inside: Vec<f64> = (0..table.vars)
                .map(|i| ends(Var(i)).0 + 0.3 * f64::from(stream.below(5)) / 4.0)
                .collect();
            let value = table.probability(&inside);
            assert!(
                low <= value + 1e-12 && value <= high + 1e-12,
                "{low} {value} {high}"
            );
        }
    });
}

#[test]
fn a_rare_event_keeps_its_digits_whichever_polarity_is_stored() {
    let mut circuit = Circuit::new();
    let vars: Vec<Node> = (0..8).map(|i| circuit.var(Var(i))).collect();
    let negated: Vec<Node> = vars.iter().map(|v| circuit.not(*v)).collect();
    let (all, none) = (circuit.and(vars), circuit.and(negated));
    let mut diagrams = Diagrams::new(&circuit, Order::default());
    let limits = Limits::default();
    for (node, p) in [(all, 1e-3), (none, 1.0 - 1e-3)] {
        let f = diagrams.compile(node, &limits).unwrap();
        let q = if p < 0.5 { p } else { 1.0 - p };
        let expect = q * q * q * q * q * q * q * q;
        for (g, index) in [([f, !f], 0), ([!f, f], 1)] {
            assert_close(
                diagrams.freeze(&g).probabilities(|_| p)[index],
                expect,
                "1e-24",
            );
        }
    }
}

#[test]
fn intervals_are_exact_where_the_function_is_monotone() {
    let mut circuit = Circuit::new();
    let mut stream = Stream(3);
    for _ in 0..300 {
        let node = truth::formula(&mut circuit, &mut stream, 7, true);
        let table = Table::of(&circuit, node, 7);
        let mut diagrams = Diagrams::new(&circuit, Order::depth_first(&circuit, &[node]));
        let f = diagrams.compile(node, &Limits::default()).unwrap();
        let low: Vec<f64> = (0..7).map(|_| stream.unit() / 2.0).collect();
        let high: Vec<f64> = low.iter().map(|p| p + 0.25).collect();
        let (least, most) = diagrams
            .freeze(&[f])
            .intervals(|v| (low[v.index()], high[v.index()]))[0];
        assert_close(least, table.probability(&low), "least");
        assert_close(most, table.probability(&high), "most");
    }
}

#[test]
fn trends_support_and_models() {
    for_each_case(400, |diagrams, f, table| {
        let frozen = diagrams.freeze(&[f]);
        let mut support = frozen.vars().to_vec();
        support.sort_unstable();
        let expect: Vec<Var> = (0..table.vars)
            .filter(|i| table.depends_on(*i))
            .map(Var)
            .collect();
        assert_eq!(support, expect);
        for (var, trend) in frozen.trends(&Limits::default()).unwrap() {
            let expect = match table.moves(var.0) {
                (_, false) => Trend::Increasing,
                (false, true) => Trend::Decreasing,
                (true, true) => Trend::Neither,
            };
            assert_eq!(trend, expect, "{var}");
        }
        let spare = table.vars as usize - support.len();
        let models = table.models().count();
        assert_eq!(frozen.model_count() << spare, BigUint::from(models));
        assert_eq!(frozen.as_constant().is_some(), support.is_empty());
    });
}

#[test]
fn interchangeable_neighbors() {
    for_each_case(300, |diagrams, f, table| {
        let frozen = diagrams.freeze(&[f]);
        for (pair, found) in frozen
            .vars()
            .windows(2)
            .zip(frozen.neighbors_interchangeable())
        {
            let (i, j) = (pair[0].0, pair[1].0);
            let swap = |row: u32| {
                let differ = (row >> i ^ row >> j) & 1;
                row ^ (differ << i | differ << j)
            };
            let expect = (0..1 << table.vars).all(|row| table.at(row) == table.at(swap(row)));
            assert_eq!(found, expect, "{pair:?}");
        }
    });
}

#[test]
fn the_cheapest_model() {
    let mut stream = Stream(5);
    for_each_case(300, |diagrams, f, table| {
        let costs: Vec<Option<u32>> = (0..table.vars)
            .map(|_| (stream.below(6) > 0).then(|| stream.below(4)))
            .collect();
        let cost_of = |row: u32| -> Option<u64> {
            (0..table.vars)
                .filter(|i| row >> i & 1 == 1)
                .map(|i| costs[i as usize].map(u64::from))
                .sum()
        };
        let expect = table.models().filter_map(cost_of).min();
        let found = diagrams.freeze(&[f]).cheapest(|var| costs[var.index()]);
        assert_eq!(found.as_ref().map(|(cost, _)| *cost), expect);
        if let Some((cost, chosen)) = found {
            assert!(table.at(to_mask(&chosen)));
            assert_eq!(cost_of(to_mask(&chosen)), Some(cost));
        }
    });
}

#[test]
fn orders_hold_each_variable_once_and_classes_together() {
    let mut circuit = Circuit::new();
    let nodes: Vec<Node> = cases(&mut circuit, 50)
        .into_iter()
        .map(|(node, _)| node)
        .collect();
    for order in [
        Order::depth_first(&circuit, &nodes),
        Order::smallest_first(&circuit, &nodes),
        Order::depth_first(&circuit, &nodes).arranged(&circuit, &nodes),
    ] {
        let mut vars = order.vars().to_vec();
        vars.sort_unstable();
        assert_eq!(vars, circuit.support_of(nodes.iter().copied()));
        let longer = order.with_beside([(Var(3), Var(90)), (Var(3), Var(1)), (Var(91), Var(92))]);
        assert_eq!(longer.vars().len(), order.vars().len() + 1);
        assert_eq!(
            longer.level(Var(90)),
            longer.level(Var(3)).map(|level| level + 1)
        );
        let before = order.with_before([(Var(3), Var(0)), (Var(3), Var(6)), (Var(1), Var(2))]);
        assert_eq!(before.vars().len(), order.vars().len());
        let above = |a, b| before.level(Var(a)) < before.level(Var(b));
        assert!(above(3, 0) && above(3, 6) && above(1, 2));
        let grouped = order.grouped([&[Var(7), Var(1)][..], &[Var(0), Var(4), Var(5)]]);
        assert_eq!(grouped.vars().len(), order.vars().len());
        let level = |i| grouped.level(Var(i)).unwrap();
        assert_eq!(level(1), level(7) + 1);
        assert_eq!((level(4), level(5)), (level(0) + 1, level(0) + 2));
        assert_eq!(grouped.var(level(3)), Var(3));
    }
}

/// A path written in an order that jumps from end to end: laid out, neighbors on it stand together,
/// and the diagram fits where it did not.
#[test]
fn a_path_is_laid_out_from_end_to_end() {
    let mut circuit = Circuit::new();
    let at = |place: u32| Var(place * 37 % 64);
    let joints: Vec<Node> = (0..63)
        .map(|place| {
            let ends = [place, place + 1].map(|place| circuit.var(at(place)));
            circuit.and(ends)
        })
        .collect();
    let top = circuit.or(joints);
    let limits = Limits {
        nodes_max: 20_000,
        stop: None,
    };
    let fits = |order: Order| Diagrams::new(&circuit, order).compile(top, &limits).is_ok();
    let scattered = Order::explicit((0..64).map(Var));
    let arranged = scattered.arranged(&circuit, &[top]);
    assert!(fits(arranged));
    assert!(!fits(scattered));
}

/// Whether two corners of a grid are joined: nodes and lines may be lost, and each node in turn
/// learns from its neighbors what it can reach. All gates but the first rest on most of the grid.
#[allow(
    clippy::indexing_slicing,
    reason = "nodes of the grid index tables of one entry each"
)]
fn joined_corners(circuit: &mut Circuit, rows: usize, columns: usize) -> Node {
    let count = rows * columns;
    let mut lines = Vec::new();
    for at in 0..count {
        if (at + 1) % columns > 0 {
            lines.push((at, at + 1));
        }
        if at + columns < count {
            lines.push((at, at + columns));
        }
    }
    let numbers = (0..).zip(0..count + lines.len());
    let stands: Vec<Node> = numbers
        .map(|(number, _)| circuit.var(Var(number * 7 % 211)))
        .collect();
    let mut joints = vec![Vec::new(); count];
    for (number, (a, b)) in lines.iter().enumerate() {
        let parts = [*a, *b, count + number].map(|number| stands[number]);
        let joint = circuit.and(parts);
        joints[*a].push((*b, joint));
        joints[*b].push((*a, joint));
    }
    let mut reached = vec![Node::FALSE; count];
    reached[0] = Node::TRUE;
    for _ in 0..count {
        for at in 1..count {
            let ways: Vec<Node> = joints[at]
                .iter()
                .map(|(near, joint)| circuit.and2(reached[*near], *joint))
                .collect();
            let ways = ways.into_iter().chain([reached[at]]);
            reached[at] = circuit.or(ways);
        }
    }
    reached[count - 1]
}

#[test]
fn a_grid_is_laid_out_by_what_meets_in_small_parts() {
    let mut circuit = Circuit::new();
    let top = joined_corners(&mut circuit, 3, 6);
    let limits = Limits {
        nodes_max: 200_000,
        stop: None,
    };
    let size = |order: Order| {
        let mut diagrams = Diagrams::new(&circuit, order);
        let function = diagrams.compile(top, &limits).ok()?;
        Some(diagrams.size(&[function]))
    };
    let along = size(Order::along_network(&circuit, &[top])).unwrap();
    let depth_first = size(Order::depth_first(&circuit, &[top]));
    assert!(depth_first.is_none_or(|other| other > 3 * along));
}
