//! What a page expects against what was found.
//!
//! Responsible for saying readably where the two differ. It leaves finding to `ask`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::answers::{Chance, Expectation, Items, Survives};

/// What the program says of one proposition.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    /// All minimal cut sets, each with the single facts that undo it.
    pub(crate) cuts: BTreeMap<Items, BTreeSet<String>>,
    /// All minimal path sets.
    pub(crate) paths: BTreeSet<Items>,
    /// Its probability.
    pub(crate) probability: Chance,
    /// How many losses it survives; `None` where a limit was reached.
    pub(crate) survives: Option<Survives>,
}

/// Relative difference below which two probabilities are the same: pages state ten digits or more.
const TOLERANCE: f64 = 1e-10;

/// Every difference, one line each; none when all that is expected was found.
pub(crate) fn differences(expect: &Expectation, found: &Found) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(cuts) = &expect.cuts {
        lines.extend(sides("cut", &written(cuts), &written(&found.cuts)));
    }
    if let Some(paths) = &expect.paths {
        let write = |sets: &BTreeSet<Items>| sets.iter().map(listed).collect();
        lines.extend(sides("path", &write(paths), &write(&found.paths)));
    }
    if let Some(chance) = expect
        .probability
        .filter(|chance| !same(*chance, found.probability))
    {
        lines.push(format!(
            "probability {:?}, expected {chance:?}",
            found.probability
        ));
    }
    if expect.survives.is_some() && expect.survives != found.survives {
        lines.push(format!(
            "survives {:?}, expected {:?}",
            found.survives, expect.survives
        ));
    }
    lines
}

fn sides(word: &str, expect: &BTreeSet<String>, found: &BTreeSet<String>) -> Vec<String> {
    let missing = expect
        .difference(found)
        .map(|set| format!("missing: {word} {set}"));
    let surplus = found
        .difference(expect)
        .map(|set| format!("not expected: {word} {set}"));
    missing.chain(surplus).collect()
}

fn written(cuts: &BTreeMap<Items, BTreeSet<String>>) -> BTreeSet<String> {
    let write = |(items, unless): (&Items, &BTreeSet<String>)| {
        let mut text = listed(items);
        for (index, fact) in unless.iter().enumerate() {
            let joint = if index == 0 { "unless" } else { "or" };
            write!(text, " {joint} {fact}").expect("a string takes every text");
        }
        text
    };
    cuts.iter().map(write).collect()
}

fn listed(items: &Items) -> String {
    let write = |(fact, count): (&String, &usize)| match count {
        1 => fact.clone(),
        _ => format!("{count} of {fact}"),
    };
    let facts: Vec<String> = items.iter().map(write).collect();
    if facts.is_empty() {
        "(nothing)".to_owned()
    } else {
        facts.join(" + ")
    }
}

fn same(one: Chance, other: Chance) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() <= TOLERANCE * a.abs().max(b.abs());
    match (one, other) {
        (Chance::Undecided, Chance::Undecided) => true,
        (Chance::Between(a, b), Chance::Between(c, d)) => near(a, c) && near(b, d),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::parse;

    const BLOCK: &str = "a.b
        cut x + 2 of y unless z
        path x
        probability 0.1 to 0.2
        survives 1";

    fn check(change: impl FnOnce(&mut Found), expect: &[&str]) {
        let answers = parse(BLOCK, 1).expect("a block");
        let [expectation] = answers.expectations.as_slice() else {
            panic!("one proposition")
        };
        let mut found = Found {
            cuts: expectation.cuts.clone().expect("cut sets"),
            paths: expectation.paths.clone().expect("path sets"),
            probability: Chance::Between(0.1, 0.2),
            survives: Some(Survives::Losses(1)),
        };
        change(&mut found);
        assert_eq!(differences(expectation, &found), expect);
    }

    #[test]
    fn every_kind_of_difference_is_seen() {
        check(|_| {}, &[]);
        check(
            |found| found.probability = Chance::Between(0.1 + 1e-12, 0.2),
            &[],
        );
        check(
            |found| found.probability = Chance::Between(0.1 + 1e-9, 0.2),
            &["probability Between(0.100000001, 0.2), expected Between(0.1, 0.2)"],
        );
        check(
            |found| found.probability = Chance::Undecided,
            &["probability Undecided, expected Between(0.1, 0.2)"],
        );
        check(
            |found| found.survives = None,
            &["survives None, expected Some(Losses(1))"],
        );
        check(|found| found.paths.clear(), &["missing: path x"]);
        check(
            |found| found.cuts.values_mut().for_each(BTreeSet::clear),
            &[
                "missing: cut x + 2 of y unless z",
                "not expected: cut x + 2 of y",
            ],
        );
        check(
            |found| drop(found.cuts.insert(Items::new(), BTreeSet::new())),
            &["not expected: cut (nothing)"],
        );
    }
}
