//! Sets that are given out one after another, where not all of them are asked for, against truth tables.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

use std::collections::BTreeSet;

use interrex_circuit::Circuit;
use interrex_fault::{Chance, CutSetOptions, Limits, Listing, Session, Streamed};
use num_bigint::BigUint;

use crate::support::truth::{Stream, Table, assert_close, to_mask};
use crate::support::{Case, assign, cases, corners, ends_of, random_chances};

const ALL: CutSetOptions = CutSetOptions {
    order_max: None,
    probability_min: 0.0,
    listed_max: 100_000,
    by: Listing::Size,
    merge_classes: false,
    unless_order_max: 0,
    unless_listed_max: 0,
};

/// The greatest probability that all members of a set are true.
fn likelihood(set: u32, chances: &[Chance]) -> f64 {
    let members = (0..chances.len()).filter(|var| set >> var & 1 == 1);
    members.map(|var| ends_of(chances[var]).1).product()
}

/// The minimal sets of a table up to an order.
fn minimal(table: &Table, order_max: u32) -> BTreeSet<u32> {
    let sets = table.minimal().into_iter();
    sets.filter(|set| set.count_ones() <= order_max).collect()
}

/// Streams the sets of random functions, some of whose variables have ranges, and hands on what came.
fn check(
    options: &CutSetOptions,
    given_max: usize,
    expect: impl Fn(&Case, &[Chance], &[u32], &Streamed),
) {
    let mut circuit = Circuit::new();
    let cases = cases(&mut circuit, 200);
    let mut stream = Stream(5);
    let chances = random_chances(&mut stream, 10, 3);
    for by in [Listing::Size, Listing::Likelihood] {
        let options = CutSetOptions { by, ..*options };
        for case in &cases {
            let assignment = assign(&circuit, &chances);
            let mut session = Session::new(assignment, &[case.node], Vec::new(), Limits::default());
            let mut given = Vec::new();
            let told = session.stream_cut_sets(case.node, &options, &mut |set, likely| {
                let set = to_mask(set);
                assert_close(likely, likelihood(set, &chances), "likelihood");
                given.push(set);
                given.len() < given_max
            });
            let told = told.unwrap();
            assert_eq!(told.listed, given.len() as u64);
            assert_left_out(case, &chances, &given, &told);
            expect(case, &chances, &given, &told);
        }
    }
}

/// What is left out is bounded, and where no other sets are there no more than these are likely.
fn assert_left_out(case: &Case, chances: &[Chance], given: &[u32], told: &Streamed) {
    let rows = (0..1 << case.table.vars)
        .map(|row| case.table.at(row) && !given.iter().any(|set| set & row == *set))
        .collect();
    let missed = Table {
        vars: case.table.vars,
        rows,
    };
    let mut most = 0.0_f64;
    for p in corners(&chances[..case.table.vars as usize]) {
        assert!(missed.probability(&p) <= told.left_out + 1e-12);
        most = most.max(case.table.probability(&p));
    }
    if told.complete {
        let all = case.table.minimal().into_iter();
        let others = all.filter(|set| !given.contains(set));
        let sum: f64 = others.map(|set| likelihood(set, chances)).sum();
        assert!(told.left_out <= sum + 1e-9, "{} of {sum}", told.left_out);
    }
    if case.table.minimal() == [0].into() || case.table.minimal().is_empty() {
        assert!(told.left_out <= most + 1e-12);
    }
}

#[test]
fn no_more_than_are_asked_for() {
    for listed_max in [0, 1, 2, 5] {
        let options = CutSetOptions { listed_max, ..ALL };
        check(&options, usize::MAX, |case, _, given, told| {
            let all = minimal(&case.table, u32::MAX);
            assert_eq!(told.count, BigUint::from(all.len()));
            assert_eq!(given.len(), all.len().min(listed_max));
            let sets: BTreeSet<u32> = given.iter().copied().collect();
            assert!(sets.len() == given.len() && sets.is_subset(&all));
        });
    }
}

#[test]
fn no_more_than_are_wanted() {
    for given_max in [1, 3] {
        check(&ALL, given_max, |case, _, given, told| {
            let all = minimal(&case.table, u32::MAX);
            assert_eq!(told.count, BigUint::from(all.len()));
            assert_eq!(given.len(), all.len().min(given_max));
        });
    }
}

#[test]
fn only_small_ones() {
    let options = CutSetOptions {
        order_max: Some(2),
        ..ALL
    };
    check(&options, usize::MAX, |case, _, given, told| {
        let all = minimal(&case.table, u32::MAX);
        let small = minimal(&case.table, 2);
        assert_eq!(given.iter().copied().collect::<BTreeSet<_>>(), small);
        assert_eq!(told.count, BigUint::from(small.len()));
        assert_eq!(told.complete, small.len() == all.len());
    });
}

#[test]
fn only_likely_ones() {
    for probability_min in [0.05, 0.3] {
        let options = CutSetOptions {
            probability_min,
            ..ALL
        };
        check(&options, usize::MAX, |case, chances, given, _| {
            let mut all = minimal(&case.table, u32::MAX);
            all.retain(|set| likelihood(*set, chances) >= probability_min);
            assert_eq!(given.iter().copied().collect::<BTreeSet<_>>(), all);
            assert_eq!(given.len(), all.len());
        });
    }
}
