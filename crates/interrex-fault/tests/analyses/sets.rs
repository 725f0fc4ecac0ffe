//! Cut sets and path sets against truth tables: which, how many, in what order, what undoes them,
//! what is cut off, and what is left when no diagram fits.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

use std::collections::BTreeSet;

use crate::support::truth::{Stream, Table, to_mask};
use crate::support::{self, assign, cases, corners, exact, random_chances, range, vars_of};
use interrex_circuit::{Circuit, Node, Var};
use interrex_fault::{Chance, CutSet, CutSetOptions, CutSets, Exactness, Limits, Listing, Session};
use num_bigint::BigUint;

const ALL: CutSetOptions = CutSetOptions {
    order_max: None,
    probability_min: 0.0,
    listed_max: 100_000,
    by: Listing::Size,
    merge_classes: false,
    unless_order_max: 20,
    unless_listed_max: 100_000,
};

fn session<'c>(circuit: &'c Circuit, chances: &[Chance]) -> Session<'c> {
    Session::new(assign(circuit, chances), &[], Vec::new(), Limits::default())
}

/// The truth table whose cut sets are the path sets: true where the false variables meet every cut
/// set.
fn paths(table: &Table) -> Table {
    let full: u32 = (1 << table.vars) - 1;
    let cuts = table.minimal();
    let rows = (0..=full)
        .map(|row| cuts.iter().all(|cut| cut & row != 0))
        .collect();
    Table {
        vars: table.vars,
        rows,
    }
}

/// The minimal sets of further members that undo a set.
fn undoing(table: &Table, set: u32) -> BTreeSet<u32> {
    let full: u32 = (1 << table.vars) - 1;
    let rows = (0..=full)
        .map(|row| row & set == 0 && !table.at(row | set))
        .collect();
    Table {
        vars: table.vars,
        rows,
    }
    .minimal()
}

fn masks(sets: &CutSets) -> Vec<u32> {
    sets.listed.iter().map(|set| to_mask(&set.vars)).collect()
}

/// Checks everything that an answer says against a table whose minimal sets it should hold.
fn assert_sets(found: &CutSets, table: &Table, order_max: u32, p: &[Vec<f64>]) {
    let minimal = table.minimal();
    let expect: BTreeSet<u32> = minimal
        .iter()
        .copied()
        .filter(|set| set.count_ones() <= order_max)
        .collect();
    let listed = masks(found);
    assert_eq!(listed.iter().copied().collect::<BTreeSet<_>>(), expect);
    assert_eq!(found.count, BigUint::from(expect.len()));
    assert_eq!(found.listed_count, found.count);
    assert_eq!(found.complete, expect.len() == minimal.len());
    let below = if found.complete {
        usize::MAX
    } else {
        order_max as usize + 1
    };
    assert_eq!(found.complete_below, below);
    for (size, count) in found.by_order.iter().enumerate() {
        let of_size = expect
            .iter()
            .filter(|set| set.count_ones() as usize == size)
            .count();
        assert_eq!(*count, BigUint::from(of_size));
    }
    for set in &found.listed {
        assert!(set.unless_complete);
        let mask = to_mask(&set.vars);
        let all = undoing(table, mask);
        let singles: Vec<u32> = set.unless.iter().map(|var| 1 << var.0).collect();
        let several = set.unless_sets.iter().map(|set| to_mask(set));
        let found: BTreeSet<u32> = singles.iter().copied().chain(several).collect();
        assert_eq!(found, all, "what undoes {mask:b}");
        assert_eq!(singles.len() + set.unless_sets.len(), all.len());
        assert_undisturbed(set, p);
    }
    for p in p {
        assert!(missed(table, &listed, p) <= found.cutoff_bound + 1e-12);
    }
}

/// The set with nothing that undoes it is as likely as the settings make it, at least and at most.
fn assert_undisturbed(set: &CutSet, p: &[Vec<f64>]) {
    let likelihood = |p: &Vec<f64>| {
        let members = set.vars.iter().map(|var| p[var.index()]);
        let others = set.unless.iter().map(|var| 1.0 - p[var.index()]);
        members.chain(others).product::<f64>()
    };
    let values = p.iter().map(likelihood);
    let least = values.clone().fold(f64::INFINITY, f64::min);
    let most = values.fold(0.0, f64::max);
    let found = set.undisturbed;
    assert!(found.low <= least + 1e-12 && most <= found.high + 1e-12);
    if found.exactness == Exactness::Exact && !p.is_empty() {
        assert!((found.low - least).abs() < 1e-12 && (found.high - most).abs() < 1e-12);
    }
}

/// The probability that the function is true and no listed set is complete.
fn missed(table: &Table, listed: &[u32], p: &[f64]) -> f64 {
    let rows = (0..1 << table.vars)
        .map(|row| table.at(row) && !listed.iter().any(|set| set & row == *set))
        .collect();
    Table {
        vars: table.vars,
        rows,
    }
    .probability(p)
}

#[test]
fn a_session_about_one_node_alone_has_the_same_sets_and_streams_them() {
    let mut circuit = Circuit::new();
    let cases = cases(&mut circuit, 400);
    let mut stream = Stream(7);
    let chances = random_chances(&mut stream, 10, u32::MAX);
    let settings = corners(&chances);
    for case in &cases {
        let assignment = assign(&circuit, &chances);
        let session = Session::new(assignment, &[case.node], Vec::new(), Limits::default());
        let mut session = session.thorough();
        let probability = session.probability(case.node);
        let expect = case.table.probability(&settings[0]);
        support::truth::assert_close(probability.low, expect, "probability");
        let found = session.cut_sets(case.node, &ALL);
        assert_sets(&found, &case.table, 99, &settings);
        for by in [Listing::Size, Listing::Likelihood] {
            let options = CutSetOptions { by, ..ALL };
            let mut streamed: Vec<(u32, f64)> = Vec::new();
            let told = session.stream_cut_sets(case.node, &options, &mut |set, likely| {
                streamed.push((to_mask(set), likely));
                true
            });
            let told = told.unwrap();
            assert_eq!((told.count, told.complete), (found.count.clone(), true));
            assert!(told.left_out.abs() < f64::MIN_POSITIVE);
            let sets: BTreeSet<u32> = streamed.iter().map(|(set, _)| *set).collect();
            assert_eq!(sets, masks(&found).into_iter().collect());
            assert_eq!(sets.len(), streamed.len());
            let in_order = |a: &(u32, f64), b: &(u32, f64)| match by {
                Listing::Size => a.0.count_ones() <= b.0.count_ones(),
                Listing::Likelihood => a.1 >= b.1 * (1.0 - 1e-9),
            };
            assert!(streamed.windows(2).all(|pair| in_order(&pair[0], &pair[1])));
        }
    }
}

#[test]
fn all_sets_of_every_order() {
    let mut circuit = Circuit::new();
    let cases = cases(&mut circuit, 400);
    let mut stream = Stream(1);
    let chances = random_chances(&mut stream, 10, 4);
    let settings = corners(&chances);
    let turned: Vec<Vec<f64>> = settings
        .iter()
        .map(|p| p.iter().map(|p| 1.0 - p).collect())
        .collect();
    let mut session = session(&circuit, &chances);
    for case in &cases {
        let other_side = paths(&case.table);
        for order_max in [None, Some(0), Some(1), Some(2), Some(3)] {
            let options = CutSetOptions { order_max, ..ALL };
            let order = order_max.map_or(99, |order| u32::try_from(order).unwrap());
            let cuts = session.cut_sets(case.node, &options);
            assert_sets(&cuts, &case.table, order, &settings);
            let paths = session.path_sets(case.node, &options);
            assert_sets(&paths, &other_side, order, &turned);
            if cuts.complete {
                assert!(cuts.cutoff_bound <= 0.0);
            }
        }
    }
}

#[test]
fn likely_sets_first_and_unlikely_ones_left_out() {
    let mut circuit = Circuit::new();
    let cases = cases(&mut circuit, 300);
    let mut stream = Stream(2);
    for case in &cases {
        let chances = random_chances(&mut stream, case.table.vars, 3);
        let mut session = session(&circuit, &chances);
        let options = CutSetOptions {
            by: Listing::Likelihood,
            ..ALL
        };
        let found = session.cut_sets(case.node, &options);
        assert_sets(&found, &case.table, 99, &corners(&chances));
        let high = |set: &CutSet| set.probability.high;
        assert!(
            found
                .listed
                .windows(2)
                .all(|w| high(&w[0]) >= high(&w[1]) - 1e-12)
        );
        for set in &found.listed {
            let low = set
                .vars
                .iter()
                .map(|v| support::ends_of(chances[v.index()]).0);
            let most = set
                .vars
                .iter()
                .map(|v| support::ends_of(chances[v.index()]).1);
            assert!((set.probability.low - low.product::<f64>()).abs() < 1e-12);
            assert!((set.probability.high - most.product::<f64>()).abs() < 1e-12);
        }
        let probability_min = 0.05;
        for by in [Listing::Size, Listing::Likelihood] {
            for listed_max in [1, 3, 1000] {
                let options = CutSetOptions {
                    by,
                    probability_min,
                    listed_max,
                    ..ALL
                };
                let few = session.cut_sets(case.node, &options);
                assert_eq!(few.count, found.count);
                assert!(
                    few.listed
                        .iter()
                        .all(|set| high(set) >= probability_min - 1e-9)
                );
                let likely = found
                    .listed
                    .iter()
                    .filter(|set| high(set) >= probability_min);
                assert_eq!(few.listed.len(), likely.count().min(listed_max));
                for p in corners(&chances) {
                    assert!(missed(&case.table, &masks(&few), &p) <= few.cutoff_bound + 1e-12);
                }
                if by == Listing::Size {
                    assert!(few.listed.is_sorted_by_key(|set| set.vars.len()));
                }
            }
        }
    }
}

/// Thresholds over declared classes, which make their members interchangeable, unless something else
/// names one of them.
fn with_classes(circuit: &mut Circuit, stream: &mut Stream) -> Node {
    let vars: Vec<Node> = (0..9).map(|i| circuit.var(Var(i))).collect();
    let some = circuit.at_least(2, vars[..4].to_vec());
    let most = circuit.at_least(2, vars[4..7].to_vec());
    let mut parts = vec![some, most, vars[7], vars[8]];
    if stream.below(3) == 0 {
        parts.push(vars[stream.below(9) as usize]);
    }
    match stream.below(4) {
        0 => circuit.at_least(2, parts),
        1 => circuit.xor(parts),
        2 => circuit.or(parts),
        _ => {
            let not = circuit.not(some);
            let both = circuit.and2(not, most);
            circuit.or([both, vars[7], vars[8]])
        }
    }
}

/// The sets that one stands for: any as many members of the interchangeable ones.
fn stood_for(set: &CutSet) -> Vec<u32> {
    set.classes
        .iter()
        .fold(vec![to_mask(&set.vars)], |sets, taken| {
            let (members, among) = (to_mask(&taken.members), to_mask(&taken.among));
            let others = (0..=among).filter(|other| other & !among == 0);
            let as_many = others.filter(|other| other.count_ones() == members.count_ones());
            as_many
                .flat_map(|other| sets.iter().map(move |set| set & !members | other))
                .collect()
        })
}

#[test]
fn merged_classes_stand_for_each_set_once() {
    let mut stream = Stream(3);
    let mut merged = 0;
    for round in 0..400 {
        let mut circuit = Circuit::new();
        let top = with_classes(&mut circuit, &mut stream);
        let table = Table::of(&circuit, top, 9);
        let mut chances = vec![Chance::Alone(exact(0.2)); 9];
        if round % 2 == 0 {
            chances[stream.below(9) as usize] = Chance::Alone(range(0.1, 0.3));
        }
        let classes = vec![vars_of(0b1111), vars_of(0b111_0000), vars_of(0b1_1000_0000)];
        let assignment = assign(&circuit, &chances);
        let mut session = Session::new(assignment, &[top], classes, Limits::default());
        let options = CutSetOptions {
            merge_classes: true,
            ..ALL
        };
        let found = session.cut_sets(top, &options);
        let mut all = Vec::new();
        for set in &found.listed {
            let sets = stood_for(set);
            assert_eq!(set.multiplicity, BigUint::from(sets.len()));
            merged += usize::from(sets.len() > 1);
            assert!(set.classes.iter().all(|taken| taken.among.len() > 1));
            for other in &sets {
                let high = |mask| -> f64 {
                    vars_of(mask)
                        .iter()
                        .map(|v| support::ends_of(chances[v.index()]).1)
                        .product()
                };
                assert!((high(*other) - set.probability.high).abs() < 1e-12);
            }
            all.extend(sets);
        }
        all.sort_unstable();
        let minimal: Vec<u32> = table.minimal().into_iter().collect();
        assert_eq!(all, minimal);
        assert_eq!(found.count, BigUint::from(minimal.len()));
        assert_eq!(found.listed_count, found.count);
        assert!(found.cutoff_bound <= 0.0);
        let unlisted = CutSetOptions {
            listed_max: 1,
            ..options
        };
        let few = session.cut_sets(top, &unlisted);
        let listed: Vec<u32> = few.listed.iter().flat_map(stood_for).collect();
        assert!(few.cutoff_bound <= unlisted_sum(&table, &listed, &chances) + 1e-9);
        for p in corners(&chances) {
            assert!(missed(&table, &listed, &p) <= few.cutoff_bound + 1e-12);
        }
    }
    assert!(merged > 300, "{merged}");
}

/// The sum over the minimal sets that are not listed of the greatest probability of each.
fn unlisted_sum(table: &Table, listed: &[u32], chances: &[Chance]) -> f64 {
    let high = |set: &u32| -> f64 {
        let ends = vars_of(*set).into_iter();
        ends.map(|var| support::ends_of(chances[var.index()]).1)
            .product()
    };
    let sets = table.minimal();
    let unlisted = sets.iter().filter(|set| !listed.contains(set));
    unlisted.map(high).sum()
}

#[test]
fn a_listing_that_stops_early_bounds_what_it_leaves_out() {
    let mut circuit = Circuit::new();
    let cases = cases(&mut circuit, 300);
    let mut stream = Stream(4);
    let mut unlisted = 0;
    for case in &cases {
        let chances = random_chances(&mut stream, case.table.vars, 3);
        let mut session = session(&circuit, &chances);
        for listed_max in [0, 1, 2, 5] {
            for order_max in [None, Some(2)] {
                let options = CutSetOptions {
                    listed_max,
                    order_max,
                    ..ALL
                };
                let found = session.cut_sets(case.node, &options);
                assert!(found.listed.len() <= listed_max);
                unlisted += u32::from(found.listed_count < found.count);
                if order_max.is_none() {
                    let sum = unlisted_sum(&case.table, &masks(&found), &chances);
                    assert!(found.cutoff_bound <= sum + 1e-9);
                }
                for p in corners(&chances) {
                    let missed = missed(&case.table, &masks(&found), &p);
                    assert!(missed <= found.cutoff_bound + 1e-12);
                }
            }
        }
    }
    assert!(unlisted > 500);
}

#[test]
fn without_a_diagram_what_is_said_is_true() {
    let mut stream = Stream(5);
    let (mut found_some, mut said_complete) = (0, 0);
    for round in 0..500 {
        let mut circuit = Circuit::new();
        let top = support::truth::formula(&mut circuit, &mut stream, 8, round % 2 == 0);
        let table = Table::of(&circuit, top, 8);
        let chances = random_chances(&mut stream, 8, 4);
        for nodes_max in [3, 6, 9, 12, 20] {
            let limits = Limits {
                nodes_max,
                expansions_max: 20,
                stop: None,
            };
            let mut session = Session::new(assign(&circuit, &chances), &[], Vec::new(), limits);
            for (table, sets, turn) in [
                (&table, session.cut_sets(top, &ALL), false),
                (&paths(&table), session.path_sets(top, &ALL), true),
            ] {
                let minimal = table.minimal();
                let listed = masks(&sets);
                assert!(listed.iter().all(|set| minimal.contains(set)));
                let known = minimal
                    .iter()
                    .filter(|set| (set.count_ones() as usize) < sets.complete_below);
                assert!(
                    known.into_iter().all(|set| listed.contains(set)),
                    "{sets:?}"
                );
                assert!(!sets.complete || listed.len() == minimal.len());
                assert_eq!(sets.count, BigUint::from(listed.len()));
                for p in corners(&chances) {
                    let p: Vec<f64> = p.iter().map(|p| if turn { 1.0 - p } else { *p }).collect();
                    assert!(missed(table, &listed, &p) <= sets.cutoff_bound + 1e-12);
                }
                if sets.limit.is_some() {
                    for set in &sets.listed {
                        let mask = to_mask(&set.vars);
                        let undoes = |var: &Var| {
                            let bit = 1 << var.0;
                            !turn && mask & bit == 0 && !table.at(mask | bit)
                        };
                        let expect: Vec<Var> = (0..8).map(Var).filter(undoes).collect();
                        assert_eq!(set.unless, expect, "alone they undo {mask:b}");
                    }
                    found_some += usize::from(!listed.is_empty());
                    said_complete += usize::from(sets.complete);
                }
            }
        }
    }
    assert!(
        found_some > 50 && said_complete > 5,
        "{found_some} {said_complete}"
    );
}

/// What undoes a set is complete only when every way is listed, of whatever size.
#[test]
fn what_undoes_a_set_says_whether_it_is_all() {
    let mut circuit = Circuit::new();
    let vars: Vec<Node> = (0..5).map(|i| circuit.var(Var(i))).collect();
    let unhelped = [1, 3].map(|i| {
        let both = circuit.and2(vars[i], vars[i + 1]);
        circuit.not(both)
    });
    let top = circuit.and([vars[0], unhelped[0], unhelped[1]]);
    let chances = [Chance::Alone(exact(0.5)); 5];
    let mut session = session(&circuit, &chances);
    for (order_max, listed_max, expect) in [
        (2, 2, (2, true)),
        (3, 9, (2, true)),
        (2, 1, (1, false)),
        (1, 9, (0, false)),
    ] {
        let options = CutSetOptions {
            unless_order_max: order_max,
            unless_listed_max: listed_max,
            ..ALL
        };
        let found = session.cut_sets(top, &options);
        let set = &found.listed[0];
        assert_eq!((set.unless_sets.len(), set.unless_complete), expect);
    }
}

#[test]
fn a_parliament_of_450_is_listed_by_class() {
    let mut circuit = Circuit::new();
    let members: Vec<Node> = (0..450).map(|i| circuit.var(Var(i))).collect();
    let lost = circuit.at_least(225, members);
    let classes: Vec<Vec<Var>> = (0..27)
        .map(|region| (0..450).filter(|i| i % 27 == region).map(Var).collect())
        .collect();
    let chances = vec![Chance::Alone(exact(0.1)); 450];
    let assignment = assign(&circuit, &chances);
    let mut session = Session::new(assignment, &[lost], classes, Limits::default());
    let sets = session.cut_sets(lost, &CutSetOptions::default());
    assert!(sets.complete);
    assert_eq!(sets.count.to_string().len(), 135);
    assert_eq!(sets.listed.len(), 100);
    for set in &sets.listed {
        let taken: usize = set.classes.iter().map(|taken| taken.members.len()).sum();
        assert_eq!(taken, 225);
        assert!(
            set.classes
                .iter()
                .all(|taken| [16, 17].contains(&taken.among.len()))
        );
    }
    assert!(sets.cutoff_bound <= session.probability(lost).high);
}
