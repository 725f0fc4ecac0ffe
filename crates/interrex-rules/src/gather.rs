//! Findings that say the same of several things, brought together for people.
//!
//! Responsible for deciding which findings of one rule differ in nothing but the names in them, and
//! for one diagnostic that stands for all of them. Programs get each finding by itself: see
//! `Findings`.

use interrex_diag::Diagnostic;

use crate::report::Found;
use crate::words::listed;

/// Fewer findings than this are shown one by one.
const GATHERED_MIN: usize = 3;

/// How many of them are shown at their places.
const PLACES_MAX: usize = 3;

/// How many of the others are named.
const NAMES_MAX: usize = 12;

/// The findings of one rule, those that say the same as one, in the order in which each kind first
/// appears.
pub(crate) fn gather(found: &[&Found]) -> Vec<Diagnostic> {
    let mut kinds: Vec<(Kind, Vec<&Found>)> = Vec::new();
    for one in found {
        let kind = Kind::of(&one.diagnostic);
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, same)) => same.push(one),
            None => kinds.push((kind, vec![one])),
        }
    }
    kinds.iter().flat_map(|(_, same)| together(same)).collect()
}

/// What findings have in common when they say the same: message and advice without the names.
#[derive(PartialEq)]
struct Kind {
    message: String,
    helps: Vec<String>,
}

impl Kind {
    fn of(diagnostic: &Diagnostic) -> Self {
        Self {
            message: without_names(&diagnostic.message),
            helps: diagnostic
                .helps
                .iter()
                .map(|help| without_names(help))
                .collect(),
        }
    }
}

/// A sentence without what stands between backquotes.
fn without_names(text: &str) -> String {
    let outside = text.split('`').step_by(2);
    outside.collect::<Vec<_>>().join("`")
}

fn together(same: &[&Found]) -> Vec<Diagnostic> {
    let (Some((first, others)), true) = (same.split_first(), same.len() >= GATHERED_MIN) else {
        return same.iter().map(|one| one.diagnostic.clone()).collect();
    };
    let mut all = first.diagnostic.clone();
    all.message = format!("{} (and {} more)", all.message, others.len());
    let (shown, rest) = others.split_at(others.len().min(PLACES_MAX - 1));
    for place in shown.iter().filter_map(|one| one.diagnostic.primary()) {
        all = all.also(place, "the same here");
    }
    vec![if rest.is_empty() {
        all
    } else {
        all.because(format!("the same of {}", names(rest)))
    }]
}

fn names(rest: &[&Found]) -> String {
    let mut names: Vec<String> = rest
        .iter()
        .take(NAMES_MAX)
        .map(|one| one.name.clone())
        .collect();
    if let Some(more) = rest.len().checked_sub(NAMES_MAX).filter(|more| *more > 0) {
        names.push(format!("{more} more"));
    }
    listed(names.iter().map(String::as_str))
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
            &[("`a` has no owner (and 4 more)", "the same of `d` and `e`")],
        );
        let many: Vec<String> = (0..20).map(|n| format!("n{n}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let named: Vec<String> = (3..15).map(|n| format!("`n{n}`")).collect();
        let note = format!("the same of {} and 5 more", named.join(", "));
        check(&many, owner, &[("`n0` has no owner (and 19 more)", &note)]);
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
