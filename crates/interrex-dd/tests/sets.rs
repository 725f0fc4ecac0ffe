//! Families of sets against truth tables: minimal sets, counts, listings, classes.

#![allow(clippy::unwrap_used, reason = "a panic fails the test")]

mod truth;

use std::collections::{BTreeMap, BTreeSet};

use interrex_circuit::{Circuit, Node, Var};
use interrex_dd::{Diagrams, Family, Limits, Order};
use num_bigint::BigUint;
use truth::{Stream, Table, assert_close, cases, to_mask};

fn masks(family: &Family) -> BTreeSet<u32> {
    let listed: Vec<u32> = family.by_size().map(|set| to_mask(&set)).collect();
    let set: BTreeSet<u32> = listed.iter().copied().collect();
    assert_eq!(set.len(), listed.len(), "no set is listed twice");
    set
}

fn for_each_case(random: u32, mut check: impl FnMut(&mut Diagrams<'_>, Node, &Table)) {
    let mut circuit = Circuit::new();
    let cases = cases(&mut circuit, random);
    let tops: Vec<Node> = cases.iter().map(|(node, _)| *node).collect();
    let mut diagrams = Diagrams::new(&circuit, Order::depth_first(&circuit, &tops));
    for (node, vars) in &cases {
        check(&mut diagrams, *node, &Table::of(&circuit, *node, *vars));
    }
}

#[test]
fn minimal_sets_of_every_size_bound() {
    let limits = Limits::default();
    for_each_case(800, |diagrams, node, table| {
        let f = diagrams.compile(node, &limits).unwrap();
        let expect = table.minimal();
        let all = diagrams.minimal(f, None, &limits).unwrap();
        assert_eq!(masks(&diagrams.family(all)), expect);
        for size in 0..=table.vars {
            let bounded = diagrams.minimal(f, Some(size as usize), &limits).unwrap();
            let small = expect
                .iter()
                .copied()
                .filter(|set| set.count_ones() <= size)
                .collect();
            assert_eq!(
                masks(&diagrams.family(bounded)),
                small,
                "size at most {size}"
            );
        }
        let dual = diagrams.dual(f, &limits).unwrap();
        let paths = diagrams.minimal(dual, None, &limits).unwrap();
        let full = (1 << table.vars) - 1;
        let negated = Table {
            vars: table.vars,
            rows: (0..=full).map(|row| !table.at(!row & full)).collect(),
        };
        assert_eq!(masks(&diagrams.family(paths)), negated.minimal());
    });
}

#[test]
fn minimal_sets_of_a_rising_function_are_found_by_the_function_alone() {
    let limits = Limits::default();
    for_each_case(800, |diagrams, node, table| {
        let f = diagrams.compile(node, &limits).unwrap();
        // The least rising function above another has the same minimal sets.
        let rising = diagrams.rising(f, &limits).unwrap();
        let all = diagrams.minimal_of_rising(rising, None, &limits).unwrap();
        let expect = table.minimal();
        assert_eq!(masks(&diagrams.family(all)), expect);
        for size in 0..=table.vars {
            let bounded = diagrams.minimal_of_rising(rising, Some(size as usize), &limits);
            let mut small = expect.clone();
            small.retain(|set| set.count_ones() <= size);
            assert_eq!(masks(&diagrams.family(bounded.unwrap())), small);
        }
    });
}

#[test]
fn the_hull_gives_all_sets_of_a_monotone_node_and_no_false_one_of_others() {
    let limits = Limits::default();
    let mut monotone = 0;
    for_each_case(800, |diagrams, node, table| {
        let is_monotone = (0..table.vars).all(|i| !table.moves(i).1);
        let syntactic = diagrams.circuit().polarity(node);
        let positive = syntactic
            .values()
            .all(|polarity| *polarity == interrex_circuit::Polarity::Positive);
        for size in [None, Some(0), Some(1), Some(2), Some(3)] {
            let hull = diagrams.minimal_of_hull(node, size, &limits).unwrap();
            let found = masks(&diagrams.family(hull));
            let bound = size.unwrap_or(99);
            let expect: BTreeSet<u32> = table
                .minimal()
                .into_iter()
                .filter(|set| set.count_ones() as usize <= bound)
                .collect();
            if positive {
                assert!(is_monotone);
                monotone += 1;
                assert_eq!(found, expect);
            }
            let full = (1 << table.vars) - 1;
            let dual_hull = diagrams.minimal_of_dual_hull(node, size, &limits).unwrap();
            let dual_found = masks(&diagrams.family(dual_hull));
            let dual = Table {
                vars: table.vars,
                rows: (0..=full).map(|row| !table.at(!row & full)).collect(),
            };
            let dual_expect: BTreeSet<u32> = dual
                .minimal()
                .into_iter()
                .filter(|s| s.count_ones() as usize <= bound)
                .collect();
            if positive {
                assert_eq!(dual_found.clone(), dual_expect);
            }
            for set in dual_found {
                assert!(
                    (0..=full).all(|row| !table.at(row & !set)),
                    "{set:b} keeps it false"
                );
            }
            let true_ones: BTreeSet<u32> = found.into_iter().filter(|set| table.at(*set)).collect();
            assert!(true_ones.is_subset(&expect));
        }
    });
    assert!(monotone > 500, "{monotone}");
}

#[test]
fn counts_and_listings_agree_with_the_sets() {
    let limits = Limits::default();
    let mut stream = Stream(23);
    for_each_case(500, |diagrams, node, table| {
        let f = diagrams.compile(node, &limits).unwrap();
        let all = diagrams.minimal(f, None, &limits).unwrap();
        let family = diagrams.family(all);
        let expect = table.minimal();
        assert_eq!(family.count(), BigUint::from(expect.len()));
        assert_eq!(family.is_empty(), expect.is_empty());
        let mut sizes = BTreeMap::new();
        for set in &expect {
            *sizes.entry(set.count_ones() as usize).or_insert(0_u32) += 1;
        }
        let by_size = family.counts_by_size();
        for (size, count) in by_size.iter().enumerate() {
            assert_eq!(
                *count,
                BigUint::from(sizes.get(&size).copied().unwrap_or(0))
            );
        }
        assert_eq!(
            by_size.len(),
            sizes.keys().last().map_or(0, |size| size + 1)
        );

        let listed: Vec<Vec<Var>> = family.by_size().collect();
        let level = |set: &Vec<Var>| {
            let levels = set.iter().map(|var| diagrams.order().level(*var).unwrap());
            (set.len(), levels.collect::<Vec<_>>())
        };
        assert!(listed.is_sorted_by_key(level));

        let p: Vec<f64> = (0..table.vars)
            .map(|_| 0.05 + 0.9 * stream.unit())
            .collect();
        let product = |set: &[Var]| set.iter().map(|var| p[var.index()]).product::<f64>();
        let likeliest: Vec<(Vec<Var>, f64)> =
            family.likeliest(|var| -libm::log(p[var.index()])).collect();
        let found: BTreeSet<u32> = likeliest.iter().map(|(set, _)| to_mask(set)).collect();
        assert_eq!((found, likeliest.len()), (expect.clone(), expect.len()));
        assert!(
            likeliest
                .windows(2)
                .all(|w| product(&w[0].0) >= product(&w[1].0) - 1e-12)
        );
        for (set, weight) in &likeliest {
            assert_close(libm::exp(-weight), product(set), "weight");
        }
        let sum: f64 = listed.iter().map(|set| product(set)).sum();
        assert_close(
            family.sum_of_products(|var| p[var.index()]),
            sum,
            "sum of products",
        );
    });
}

#[test]
fn sets_in_bands_are_all_sets_in_order_whatever_is_held() {
    let limits = Limits::default();
    let mut stream = Stream(23);
    for_each_case(300, |diagrams, node, table| {
        let f = diagrams.compile(node, &limits).unwrap();
        let sets = diagrams.minimal(f, None, &limits).unwrap();
        let family = diagrams.family(sets);
        // Few different weights, so that many sets weigh the same; some are impossible.
        let weights: Vec<f64> = (0..table.vars)
            .map(|_| [0.5, 1.0, 1.5, f64::INFINITY][stream.below(4) as usize])
            .collect();
        let weight = |var: Var| weights[var.index()];
        let expect: BTreeSet<u32> = table.minimal().into_iter().collect();
        let whole: Vec<_> = family.in_bands(weight, usize::MAX).collect();
        for held_max in [1, 2, 3, 7, 1 << 20] {
            let listed: Vec<_> = family.in_bands(weight, held_max).collect();
            assert_eq!(listed.len(), expect.len());
            let found: BTreeSet<u32> = listed.iter().map(|(set, _)| to_mask(set)).collect();
            assert_eq!(found, expect);
            for ((set, found), (_, whole)) in listed.iter().zip(&whole) {
                let sum = set.iter().fold(0.0, |sum, var| sum + weight(*var));
                assert_eq!(
                    (sum.to_bits(), found.to_bits()),
                    (found.to_bits(), whole.to_bits())
                );
            }
            assert!(listed.windows(2).all(|pair| pair[0].1 <= pair[1].1));
        }
    });
}

#[test]
fn the_upward_closure_is_true_above_some_set() {
    let limits = Limits::default();
    for_each_case(200, |diagrams, node, table| {
        let f = diagrams.compile(node, &limits).unwrap();
        let sets = diagrams.minimal(f, Some(2), &limits).unwrap();
        let closed = diagrams.upward(sets, &limits).unwrap();
        let kept: Vec<u32> = table
            .minimal()
            .into_iter()
            .filter(|s| s.count_ones() <= 2)
            .collect();
        for row in 0..1 << table.vars {
            let expect = kept.iter().any(|set| set & row == *set);
            assert_eq!(diagrams.eval(closed, |var| row >> var.0 & 1 == 1), expect);
        }
    });
}

#[test]
fn the_sets_that_hold_a_variable() {
    let limits = Limits::default();
    for_each_case(200, |diagrams, node, table| {
        let f = diagrams.compile(node, &limits).unwrap();
        let sets = diagrams.minimal(f, None, &limits).unwrap();
        for i in 0..=table.vars {
            let held = diagrams.holding(sets, Var(i), &limits).unwrap();
            let expect = table
                .minimal()
                .into_iter()
                .filter(|set| set >> i & 1 == 1)
                .collect();
            assert_eq!(masks(&diagrams.family(held)), expect);
        }
    });
}

#[test]
fn canonical_sets_stand_for_their_classes() {
    let limits = Limits::default();
    let classes = [
        vec![Var(0), Var(1), Var(2)],
        vec![Var(5), Var(3)],
        vec![Var(8)],
    ];
    for_each_case(500, |diagrams, node, table| {
        let f = diagrams.compile(node, &limits).unwrap();
        let sets = diagrams.minimal(f, None, &limits).unwrap();
        let family = diagrams.family(sets);
        let canonical = family.canonical(&classes, &limits).unwrap();
        let takes_prefix = |mask: u32| {
            classes.iter().all(|class| {
                let in_order = family.vars().iter().filter(|var| class.contains(var));
                let bits: Vec<bool> = in_order.map(|var| mask >> var.0 & 1 == 1).collect();
                bits.windows(2).all(|pair| pair[0] || !pair[1])
            })
        };
        let expect: BTreeSet<u32> = table
            .minimal()
            .into_iter()
            .filter(|mask| takes_prefix(*mask))
            .collect();
        assert_eq!(masks(&canonical), expect);
    });
}

#[test]
fn a_quorum_of_450_has_as_many_minimal_sets_as_binomials_say() {
    let mut circuit = Circuit::new();
    let members: Vec<Node> = (0..450).map(|i| circuit.var(Var(i))).collect();
    let lost = circuit.at_least(225, members);
    let mut diagrams = Diagrams::new(&circuit, Order::depth_first(&circuit, &[lost]));
    let limits = Limits::nodes(200_000);
    let f = diagrams.compile(lost, &limits).unwrap();
    let sets = diagrams.minimal(f, None, &limits).unwrap();
    let family = diagrams.family(sets);
    let mut binomial = BigUint::from(1_u32);
    for i in 1..=225_u32 {
        binomial = binomial * (225 + i) / i;
    }
    assert_eq!(family.count(), binomial);
    assert_eq!(family.counts_by_size().len(), 226);
    let canonical = family
        .canonical(&[(0..450).map(Var).collect()], &limits)
        .unwrap();
    assert_eq!(canonical.count(), BigUint::from(1_u32));
    assert_eq!(
        canonical.by_size().map(|set| set.len()).collect::<Vec<_>>(),
        [225]
    );
    assert_eq!(
        family
            .by_size()
            .take(1000)
            .filter(|set| set.len() == 225)
            .count(),
        1000
    );
    assert_eq!(
        family.likeliest(|var| f64::from(var.0)).take(100).count(),
        100
    );
}
