//! The engine on random fault trees, against truth tables and against another program.
//!
//! Each tree is written in the Open-PSA format, read, compiled and analyzed. Where it has few
//! events, a table of all assignments, made from the tree as it was drawn and not as it was read,
//! says what the probability and the number of minimal cut sets are. SCRAM, where it is installed,
//! says so for all of them: in six digits, and with the number of its products.
//!
//! SCRAM 0.16.2 takes an argument of *at least k* once that comes to be there twice, when another
//! argument turns out to be equal to it: [`scram_counts_an_argument_once`] shows it. Where it
//! departs, it is asked again about the tree in which *at least k* is spelled out by *and* and *or*.
//!
//! `INTERREX_TREES=0..20000` asks for other trees than the usual ones, or for a single one.

#[expect(
    clippy::indexing_slicing,
    reason = "lists of one tree, indexed by its own numbers; tables by sets of its events"
)]
mod draw;
mod ours;
mod scram;
#[expect(
    clippy::indexing_slicing,
    reason = "lists of one tree, indexed by its own numbers; tables by sets of its events"
)]
mod truth;

use std::ops::Range;

use draw::{Connective, Formula, Tree};

/// The trees that are compared when nothing else is asked for.
const USUAL: Range<u64> = 0..300;
/// So many trees are given to the other program at once: it takes long to start.
const BATCH: usize = 100;
/// A table of all assignments is made up to so many events.
const TABLE_MAX: usize = 20;
/// How far probabilities may be apart, relatively.
const TOLERANCE: f64 = 1e-9;
/// The other program prints six digits.
const SIX_DIGITS: f64 = 5.1e-6;
/// It subtracts from one where a gate is negated, so that what is smaller than this has fewer.
const ROUNDED_AWAY: f64 = 1e-16;

#[test]
fn truth_tables_and_another_program_agree() {
    let seeds: Vec<u64> = wanted().collect();
    let is_peer_there = scram::is_installed();
    let (mut by_table, mut by_peer, mut differing) = (0, 0, Vec::new());
    let mut spelled_out = 0;
    for batch in seeds.chunks(BATCH) {
        let trees: Vec<Tree> = batch.iter().map(|seed| draw::tree(*seed)).collect();
        let answers: Vec<_> = trees.iter().map(ours::answer).collect();
        for (tree, ours) in trees.iter().zip(&answers) {
            if let Some(table) = truth::table(tree, TABLE_MAX) {
                by_table += 1;
                differing.extend(against_table(tree, ours, &table));
            }
        }
        if !is_peer_there {
            continue;
        }
        let theirs = scram::answers(&trees);
        for ((tree, ours), theirs) in trees.iter().zip(&answers).zip(theirs) {
            let Some(theirs) = theirs else { continue };
            by_peer += 1;
            if against_peer(tree, ours, theirs).is_some() {
                spelled_out += 1;
                let again = scram::answers(&[tree.spelled_out()]).pop().flatten();
                let again = again.expect("it was answered before");
                differing.extend(against_peer(tree, ours, again));
            }
        }
    }
    println!(
        "{by_table} trees against truth tables, {by_peer} against SCRAM, {spelled_out} of them \
         with *at least* spelled out"
    );
    if !is_peer_there {
        println!("SCRAM is not installed: `apt-get install scram` on Debian");
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
    assert!(by_table * 3 > seeds.len(), "only {by_table} truth tables");
    assert!(
        !is_peer_there || by_peer * 3 > seeds.len(),
        "only {by_peer} by SCRAM"
    );
}

/// Two of (`a` and `b`, `a`, `a` or nothing): `a` alone makes two of them true.
#[test]
fn scram_counts_an_argument_once() {
    let (a, b) = (Formula::Event(0), Formula::Event(1));
    let both = Formula::Of(Connective::And, vec![a.clone(), b]);
    let same = Formula::Of(Connective::Or, vec![a.clone(), Formula::House(0)]);
    let two_of = Formula::Of(
        Connective::AtLeast(2),
        vec![Formula::Gate(1), a, Formula::Gate(2)],
    );
    let tree = Tree {
        seed: u64::MAX,
        gates: vec![two_of, both, same],
        events: vec![0.25, 0.5],
        houses: vec![false],
        groups: Vec::new(),
        is_ours_alone: false,
    };
    let ours = ours::answer(&tree);
    assert_eq!(ours.count, "1");
    assert!((ours.probability - 0.25).abs() < 1e-12);
    assert!(against_table(&tree, &ours, &truth::table(&tree, 2).expect("two events")).is_none());
    if scram::is_installed() {
        let theirs = |tree: Tree| scram::answers(&[tree]).pop().flatten().expect("an answer");
        let spelled_out = theirs(tree.spelled_out());
        assert!((spelled_out.probability - 0.25).abs() < 1e-12);
        // Were this to change, the second question to SCRAM could go.
        assert!((theirs(tree).probability - 0.125).abs() < 1e-12);
    }
}

fn against_table(tree: &Tree, ours: &ours::Answer, table: &truth::Table) -> Option<String> {
    let (p, q) = (ours.probability, table.probability);
    if (p - q).abs() > TOLERANCE * q.max(f64::MIN_POSITIVE) {
        return Some(format!(
            "tree {}: {p:e}, by its truth table {q:e}",
            tree.seed
        ));
    }
    (ours.count != table.count.to_string()).then(|| {
        let (count, counted) = (&ours.count, table.count);
        format!(
            "tree {}: {count} cut sets, by its truth table {counted}",
            tree.seed
        )
    })
}

fn against_peer(tree: &Tree, ours: &ours::Answer, theirs: scram::Answer) -> Option<String> {
    let (p, q) = (ours.probability, theirs.probability);
    if (p - q).abs() > SIX_DIGITS * q + ROUNDED_AWAY {
        return Some(format!("tree {}: {p:e}, SCRAM says {q:e}", tree.seed));
    }
    (ours.count != theirs.count).then(|| {
        let (count, counted) = (&ours.count, theirs.count);
        format!("tree {}: {count} cut sets, SCRAM says {counted}", tree.seed)
    })
}

/// The trees that the environment asks for, else the usual ones.
fn wanted() -> Range<u64> {
    #[expect(
        clippy::disallowed_methods,
        reason = "a test may be told which trees to try; nothing that ships reads this"
    )]
    let Ok(text) = std::env::var("INTERREX_TREES") else {
        return USUAL;
    };
    let number = |text: &str| text.parse().expect("a range like 0..20000");
    match text.split_once("..") {
        Some((start, end)) => number(start)..number(end),
        None => number(&text)..number(&text) + 1,
    }
}
