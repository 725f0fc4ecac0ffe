//! What `interrex_prove` says of every proposition of a plan against the tables of the interpreter.

use std::collections::{BTreeMap, BTreeSet};

use interrex_plan::Reading;
use interrex_prove::answer::{Set, Sets, Survives as Theirs};
use interrex_prove::{Answer, Ask, Proof};
use num_bigint::BigUint;

use super::answers::{cut_sets, names, path_sets, probability, survives, unless};
use super::model::Model;
use super::pages::Survives;
use super::variables::Variable;

/// Probabilities agree to this share of themselves.
const TOLERANCE: f64 = 1e-12;
/// More sets than any plan of so few variables has.
const SETS_MAX: usize = 1 << 14;

/// Minimal sets by the names of their facts and of those that undo them, each with how many there
/// are: members by number have a name in common.
type Said = BTreeMap<(Vec<String>, BTreeSet<String>), BigUint>;

/// The first proposition of which something else is said.
pub(crate) fn answers_differ(
    reading: &Reading,
    model: &Model,
    tables: &[(String, Vec<bool>)],
) -> Option<String> {
    let question = interrex_standing::Question::as_of(model.question.as_of);
    let ask = Ask {
        list_max: SETS_MAX,
        ..Ask::about(question)
    };
    let proof = Proof::new(&reading.plan, &reading.sources, &ask);
    let mut analyses = proof.analyses();
    proof.propositions().iter().find_map(|proposition| {
        let (_, table) = tables.iter().find(|(name, _)| *name == proposition.name)?;
        let answer = analyses.answer(proposition);
        let difference = difference(&answer, table, model)?;
        Some(format!("`{}`: {difference}", proposition.name))
    })
}

fn difference(answer: &Answer, table: &[bool], model: &Model) -> Option<String> {
    let variables = &model.variables.list;
    let cuts = said(cut_sets(table), variables, |cut| unless(table, cut));
    if let Some(difference) = sets_differ("cut sets", &answer.cut_sets, &cuts) {
        return Some(difference);
    }
    let paths = said(path_sets(table), variables, |_| 0);
    if let Some(difference) = sets_differ("path sets", &answer.path_sets, &paths) {
        return Some(difference);
    }
    let survived = match answer.survives {
        Theirs::Everything => Some(Survives::Everything),
        Theirs::Losses(losses) => Some(Survives::Losses(losses as usize)),
        Theirs::NotEvenNone => Some(Survives::WithoutALoss),
        Theirs::Undecided => None,
    };
    let ours = survives(table, variables);
    if survived != Some(ours) {
        return Some(format!("survives {survived:?}, by the page {ours:?}"));
    }
    let ranges = &model.variables.ranges;
    let has_ranges = ranges.iter().any(|(low, high)| low < high);
    chance_differs(answer, probability(table, model), has_ranges)
}

/// What the page says: sets as they are, each with what undoes it.
fn said(sets: Vec<usize>, variables: &[Variable], undone: impl Fn(usize) -> usize) -> Said {
    let mut said = Said::new();
    for set in sets {
        let undone = names(undone(set), variables).into_iter().collect();
        *said.entry((names(set, variables), undone)).or_default() += 1_u8;
    }
    said
}

fn sets_differ(what: &str, theirs: &Sets, ours: &Said) -> Option<String> {
    let mut said = Said::new();
    for set in &theirs.listed {
        let unless = set.unless.iter().map(|name| without_number(name)).collect();
        *said.entry((in_names(set), unless)).or_default() += &set.multiplicity;
    }
    let count: BigUint = ours.values().sum();
    if theirs.complete && said == *ours && theirs.count == count {
        return None;
    }
    let complete = theirs.complete;
    Some(format!(
        "{what} are {said:?} (complete: {complete}), by the page {ours:?}"
    ))
}

/// A fact of members by number is named once for each member.
fn in_names(set: &Set) -> Vec<String> {
    let mut facts: Vec<String> = set.facts.iter().map(|name| without_number(name)).collect();
    for any in &set.any {
        facts.extend(std::iter::repeat_n(any.class.clone(), any.count));
    }
    facts.sort();
    facts
}

/// The name of a variable without the number of the member.
pub(crate) fn without_number(name: &str) -> String {
    name.split(" #").next().unwrap_or_default().to_owned()
}

/// Exact ends are equal; bounds hold what is true. Where every likelihood is a number, so is what
/// follows from them.
fn chance_differs(answer: &Answer, (low, high): (f64, f64), has_ranges: bool) -> Option<String> {
    let chance = &answer.probability;
    let near = |a: f64, b: f64| (a - b).abs() <= TOLERANCE * a.abs().max(b.abs());
    let holds = chance.low <= low * (1.0 + TOLERANCE) && high <= chance.high * (1.0 + TOLERANCE);
    let agrees = if chance.exact {
        near(chance.low, low) && near(chance.high, high)
    } else {
        holds && has_ranges
    };
    if agrees && !chance.undecided {
        return None;
    }
    Some(format!(
        "probability {chance:?}, by the page {low:e} to {high:e}"
    ))
}
