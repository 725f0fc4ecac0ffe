//! Findings that say the same of several things, brought together for people.
//!
//! Responsible for deciding which findings of one rule differ in nothing but the names in them, and
//! for one diagnostic that stands for all of them. Programs get each finding by itself: see
//! `Findings`.

use std::collections::BTreeSet;

use interrex_diag::Diagnostic;
use rustc_hash::FxHashMap;

use crate::report::Found;
use crate::words::listed;

/// Fewer findings than this are shown one by one.
const GATHERED_MIN: usize = 3;

/// With more kinds than this, those that differ in numbers alone are brought together as well.
const KINDS_MAX: usize = 8;

/// How many of them are shown at their places.
const PLACES_MAX: usize = 3;

/// How many of the others are named.
const NAMES_MAX: usize = 12;

/// The findings of one rule, those that say the same as one, in the order in which each kind first
/// appears.
pub(crate) fn gather(found: &[&Found]) -> Vec<Diagnostic> {
    let kinds = by_kind(found, Numbers::Matter);
    if kinds.len() <= KINDS_MAX {
        return kinds
            .iter()
            .flat_map(|same| together(same, "the same"))
            .collect();
    }
    let kinds = by_kind(found, Numbers::AreLeftOut);
    kinds
        .iter()
        .flat_map(|same| together(same, "the like"))
        .collect()
}

/// Whether findings that differ in numbers are of different kinds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    Matter,
    AreLeftOut,
}

fn by_kind<'f>(found: &[&'f Found], numbers: Numbers) -> Vec<Vec<&'f Found>> {
    let mut kinds: Vec<Vec<&Found>> = Vec::new();
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    let mut kind = String::new();
    for one in found {
        kind.clear();
        tell_kind(&mut kind, &one.diagnostic, numbers);
        let same = known.get(&kind).and_then(|at| kinds.get_mut(*at));
        if let Some(same) = same {
            same.push(one);
        } else {
            known.insert(kind.clone(), kinds.len());
            kinds.push(vec![one]);
        }
    }
    kinds
}

/// Writes what findings have in common when they say the same: message and advice without the names.
fn tell_kind(kind: &mut String, diagnostic: &Diagnostic, numbers: Numbers) {
    let sentences = std::iter::once(&diagnostic.message).chain(&diagnostic.helps);
    for sentence in sentences {
        // Names stand between backquotes.
        for outside in sentence.split('`').step_by(2) {
            kind.push_str(outside);
            kind.push('`');
        }
        kind.push('\n');
    }
    if numbers == Numbers::AreLeftOut {
        kind.retain(|c| !c.is_ascii_digit());
    }
}

fn together(same: &[&Found], like: &str) -> Vec<Diagnostic> {
    let (Some((first, others)), true) = (same.split_first(), same.len() >= GATHERED_MIN) else {
        return same.iter().map(|one| one.diagnostic.clone()).collect();
    };
    let mut all = first.diagnostic.clone();
    all.message = format!("{} (and {} more)", all.message, others.len());
    let (shown, rest) = others.split_at(others.len().min(PLACES_MAX - 1));
    for place in shown.iter().filter_map(|one| one.diagnostic.primary()) {
        all = all.also(place, format!("{like} here"));
    }
    vec![if rest.is_empty() {
        all
    } else {
        all.because(format!("{like} goes for {}", names(same, rest)))
    }]
}

/// The names of the rest of some findings: what each is about or, where several are about one thing,
/// what their sentences do not share.
fn names(same: &[&Found], rest: &[&Found]) -> String {
    let distinct: BTreeSet<&str> = same.iter().map(|one| one.name.as_str()).collect();
    let name = |one: &Found| {
        let other = quoted_names(one).find(|(at, name)| {
            let others = same.iter().map(|other| quoted_names(other).nth(*at));
            others.flatten().any(|(_, other)| other != *name)
        });
        match other {
            Some((_, name)) if distinct.len() < same.len() => format!("`{name}`"),
            _ => one.name.clone(),
        }
    };
    let mut names: Vec<String> = rest.iter().take(NAMES_MAX).map(|one| name(one)).collect();
    if let Some(more) = rest.len().checked_sub(NAMES_MAX).filter(|more| *more > 0) {
        names.push(format!("{more} more"));
    }
    listed(names.iter().map(String::as_str))
}

/// What stands between backquotes in the sentence of a finding, with its place among such.
fn quoted_names(found: &Found) -> impl Iterator<Item = (usize, &str)> {
    let message = found.diagnostic.message.as_str();
    message.split('`').skip(1).step_by(2).enumerate()
}

#[cfg(test)]
mod tests {
    use interrex_plan::model::Element as Declared;

    use super::*;

    /// Holds the messages and the notes of what is gathered from findings about `names`.
    fn check(names: &[&str], message: impl Fn(&str) -> String, expect: &[(&str, &str)]) {
        let found: Vec<Found> = names
            .iter()
            .map(|name| Found {
                on: Declared::Plan,
                name: format!("`{name}`"),
                diagnostic: Diagnostic::note("single-seat", message(name)),
            })
            .collect();
        let gathered = gather(&found.iter().collect::<Vec<_>>());
        let told = gathered.iter().map(|one| {
            let note = one.notes.first().map_or("", String::as_str);
            (one.message.as_str(), note)
        });
        assert_eq!(told.collect::<Vec<_>>(), expect);
    }

    #[test]
    fn two_are_shown_one_by_one() {
        let owner = |name: &str| format!("`{name}` has no owner");
        check(
            &["a", "b"],
            owner,
            &[("`a` has no owner", ""), ("`b` has no owner", "")],
        );
        check(&[], owner, &[]);
    }

    #[test]
    fn several_that_say_the_same_are_one() {
        let owner = |name: &str| format!("`{name}` has no owner");
        check(
            &["a", "b", "c"],
            owner,
            &[("`a` has no owner (and 2 more)", "")],
        );
        check(
            &["a", "b", "c", "d", "e"],
            owner,
            &[(
                "`a` has no owner (and 4 more)",
                "the same goes for `d` and `e`",
            )],
        );
        let many: Vec<String> = (0..20).map(|n| format!("n{n}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let named: Vec<String> = (3..15).map(|n| format!("`n{n}`")).collect();
        let note = format!("the same goes for {} and 5 more", named.join(", "));
        check(&many, owner, &[("`n0` has no owner (and 19 more)", &note)]);
    }

    #[test]
    fn several_about_one_thing_are_told_apart() {
        let found: Vec<Found> = ["a", "b", "c", "d", "e"]
            .iter()
            .map(|name| Found {
                on: Declared::Plan,
                name: "order `main` of `mayor`".to_owned(),
                diagnostic: Diagnostic::note("x", format!("`main` of `mayor` lists `{name}`")),
            })
            .collect();
        let gathered = gather(&found.iter().collect::<Vec<_>>());
        let notes: Vec<&str> = gathered
            .iter()
            .flat_map(|one| one.notes.iter().map(String::as_str))
            .collect();
        assert_eq!(notes, ["the same goes for `d` and `e`"]);
    }

    #[test]
    fn many_that_differ_in_numbers_are_one() {
        let names: Vec<String> = (1..=9).map(|n| n.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let message = |name: &str| format!("`body` has {name} of 9");
        let (last, rest) = names.split_last().expect("nine names");
        assert_eq!(last, &"9");
        let apart: Vec<String> = rest.iter().map(|name| message(name)).collect();
        let apart: Vec<(&str, &str)> = apart.iter().map(|one| (one.as_str(), "")).collect();
        check(rest, message, &apart);
        let note = "the like goes for `4`, `5`, `6`, `7`, `8` and `9`";
        check(&names, message, &[("`body` has 1 of 9 (and 8 more)", note)]);
    }

    #[test]
    fn what_says_something_else_stays_apart() {
        let message = |name: &str| {
            let count = if name == "b" { 2 } else { 1 };
            format!("`{name}` has {count}")
        };
        let expect = [("`a` has 1 (and 2 more)", ""), ("`b` has 2", "")];
        check(&["a", "b", "c", "d"], message, &expect);
    }
}
