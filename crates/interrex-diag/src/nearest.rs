//! Did you mean: the declared name that a wrong one probably stands for.
//!
//! Responsible for guesses that a person would make too. A wrong guess misleads, so a name that
//! is far from all others gets none. It leaves the words of the hint to the caller.

use std::cmp::Reverse;

/// Names longer than this get no guess: comparing costs the product of both lengths.
const NAME_CHARS_MAX: usize = 100;

/// Returns the candidate that `name` was probably meant to be, if any is close enough.
///
/// In falling order of trust: equal but for case and separators; a few characters inserted,
/// dropped, changed or swapped with a neighbor (about one in four); the same words in another
/// order. Of equally close candidates the one with the longest shared start wins, then the first in
/// the alphabet, so the answer does not depend on the order of candidates.
///
/// Costs the product of the lengths for each candidate of similar length; names over 100
/// characters are never compared.
///
/// # Examples
///
/// ```
/// use interrex_diag::nearest;
///
/// let offices = ["president", "speaker", "defence-minister"];
/// assert_eq!(nearest("presidnet", offices), Some("president"));
/// assert_eq!(nearest("Defence_Minister", offices), Some("defence-minister"));
/// assert_eq!(nearest("treasurer", offices), None);
/// ```
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = fold(name);
    let allowed = edits_allowed(name)?;
    candidates
        .into_iter()
        .filter_map(|candidate| Some((distance(name, &wanted, candidate, allowed)?, candidate)))
        .min_by_key(|(distance, candidate)| {
            // Among equals, a shared start is what a reader would have looked for.
            (
                *distance,
                Reverse(shared_start(&wanted, &fold(candidate))),
                *candidate,
            )
        })
        .map(|(_, candidate)| candidate)
}

/// Decides how many edits still look like a slip; `None` when no guess is to be made.
fn edits_allowed(name: &str) -> Option<usize> {
    match name.chars().count() {
        0 => None,
        1..=2 => Some(0),
        3..=5 => Some(1),
        6..=8 => Some(2),
        length if length <= NAME_CHARS_MAX => Some(3.max(length / 4)),
        _ => None,
    }
}

fn distance(name: &str, wanted: &str, candidate: &str, allowed: usize) -> Option<usize> {
    let offered = fold(candidate);
    if wanted == offered {
        return Some(0);
    }
    let difference = wanted.chars().count().abs_diff(offered.chars().count());
    if difference <= allowed {
        let edits = strsim::damerau_levenshtein(wanted, &offered);
        // Without this a name as short as the slip could become any other.
        let shortest = wanted.chars().count().min(offered.chars().count());
        if edits <= allowed && edits < shortest {
            return Some(edits);
        }
    }
    (difference == 0 && words(name) == words(candidate)).then_some(allowed + 1)
}

/// Drops what people vary without meaning it: case and separators.
fn fold(name: &str) -> String {
    name.chars()
        .filter(|c| !is_separator(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = name
        .split(is_separator)
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.sort();
    words
}

fn is_separator(c: char) -> bool {
    matches!(c, '-' | '_' | '.') || c.is_whitespace()
}

fn shared_start(one: &str, other: &str) -> usize {
    one.chars()
        .zip(other.chars())
        .take_while(|(left, right)| left == right)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, candidates: &[&str], expect: Option<&str>) {
        assert_eq!(
            nearest(name, candidates.iter().copied()),
            expect,
            "{name} of {candidates:?}"
        );
        let backward = candidates.iter().rev().copied();
        assert_eq!(
            nearest(name, backward),
            expect,
            "{name} of {candidates:?}, reversed"
        );
    }

    #[test]
    fn slips_are_caught() {
        let offices = [
            "chairman-of-parliament",
            "president",
            "prime-minister",
            "rada",
        ];
        check(
            "chairman-of-parliment",
            &offices,
            Some("chairman-of-parliament"),
        );
        check("presidnet", &offices, Some("president"));
        check("presidentt", &offices, Some("president"));
        check("primeminister", &offices, Some("prime-minister"));
        check("prime_minister", &offices, Some("prime-minister"));
        check("Prime Minister", &offices, Some("prime-minister"));
        check("minister-prime", &offices, Some("prime-minister"));
        check("rade", &offices, Some("rada"));
        check("прэзидент", &["президент", "премьер"], Some("президент"));
    }

    #[test]
    fn silly_guesses_are_not_made() {
        let offices = ["president", "speaker", "rada", "a", "ok"];
        for name in [
            "",
            "b",
            "xy",
            "treasurer",
            "radio-tower",
            "pre",
            "speak",
            "dada-ist",
        ] {
            check(name, &offices, None);
        }
        check("president", &[], None);
        let long = "x".repeat(NAME_CHARS_MAX + 1);
        check(&long, &[&long], None);
    }

    #[test]
    fn the_closest_wins_and_ties_are_settled() {
        check("relay-c", &["relay-a", "relay-b"], Some("relay-a"));
        check(
            "site-12",
            &["site-13", "site-21", "site-112"],
            Some("site-112"),
        );
        check("kyiv", &["kyi", "kyiv-1", "kyev"], Some("kyiv-1"));
        check(
            "ministr",
            &["minister", "ministry", "sinister"],
            Some("ministry"),
        );
        check("A", &["a", "b"], Some("a"));
    }
}
