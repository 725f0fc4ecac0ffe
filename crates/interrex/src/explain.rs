//! `interrex explain`: the page of a fault, of a rule of the field, of a profile or a threshold.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use interrex_rules::{Profile, Threshold};

use crate::Outcome;
use crate::output::Output;

/// How many similar codes are suggested for one that does not exist.
const SIMILAR_MAX: usize = 6;

/// Runs the verb.
pub(crate) fn run(code: Option<&str>, output: &mut Output) -> Outcome {
    let Some(code) = code else {
        output.answer(&list());
        return Outcome::Good;
    };
    // Codes are copied from `check` as they stand there: `warning[single-seat]`.
    let code = code
        .rsplit_once('[')
        .map_or(code, |(_, inner)| inner.trim_end_matches(']'));
    let page = fault(code).or_else(|| interrex_rules::explain(code));
    if let Some(page) = page {
        output.answer(without_pages(&page).trim_end());
        output.answer("\n");
        return Outcome::Good;
    }
    output.fail(&unknown(code))
}

/// A page for the terminal: links to other pages of the book lead nowhere there, and keep their text
/// alone.
fn without_pages(page: &str) -> String {
    let mut text = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, target, after)) = next_link(rest) {
        text.push_str(before);
        if target.starts_with("http") {
            text.push_str("](");
            text.push_str(target);
            text.push(')');
        } else if let Some(open) = text.rfind('[') {
            text.remove(open);
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

/// What stands before the target of the next link, the target, and what stands after.
fn next_link(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("](")?;
    let (target, after) = rest.split_once(')')?;
    Some((before, target, after))
}

/// What is said of a code that does not exist, with those that may be meant.
fn unknown(code: &str) -> String {
    let similar = similar(code);
    let mut text = format!("no code is named `{code}`");
    match similar.as_slice() {
        [] => {}
        [one] => {
            let _ = write!(text, "; did you mean `{one}`?");
        }
        several => {
            let quoted: Vec<String> = several.iter().map(|one| format!("`{one}`")).collect();
            let _ = write!(text, "; similar ones are {}", quoted.join(", "));
        }
    }
    text.push_str(" (`interrex explain` lists all)");
    text
}

/// Codes that may be meant: what differs by a slip, else what shares the most words.
fn similar(code: &str) -> Vec<&'static str> {
    if let Some(slip) = interrex_diag::nearest(code, codes()) {
        return vec![slip];
    }
    let folded = code.to_lowercase();
    let words: BTreeSet<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 2)
        .collect();
    let shared = |code: &str| {
        let own: Vec<&str> = code.split('-').collect();
        let stands_for = |word: &&&str| own.iter().any(|other| begin_alike(word, other));
        words.iter().filter(stands_for).count()
    };
    let mut codes: Vec<(usize, &str)> = codes().map(|code| (shared(code), code)).collect();
    let most = codes.iter().map(|(count, _)| *count).max().unwrap_or(0);
    codes.retain(|(count, _)| *count == most && most > 0);
    codes.sort_unstable();
    codes
        .into_iter()
        .map(|(_, code)| code)
        .take(SIMILAR_MAX)
        .collect()
}

/// Whether one word is the other or begins it: `successor` and `successors`.
fn begin_alike(one: &str, other: &str) -> bool {
    other.len() > 2 && (one.starts_with(other) || other.starts_with(one))
}

/// The page of a fault of reading a plan, or a model of another tool.
fn fault(code: &str) -> Option<String> {
    let plans = interrex_plan::faults::CODES.iter();
    let plans = plans.map(|fault| (fault.code, fault.summary, fault.page));
    let models = interrex_openpsa::faults::CODES.iter();
    let models = models.map(|fault| (fault.code, fault.summary, fault.page));
    let (code, summary, page) = plans.chain(models).find(|fault| fault.0 == code)?;
    Some(format!("# {code}\n\n{summary}\n\n{page}"))
}

fn codes() -> impl Iterator<Item = &'static str> {
    let faults = interrex_plan::faults::CODES.iter().map(|fault| fault.code);
    let models = interrex_openpsa::faults::CODES.iter();
    let faults = faults.chain(models.map(|fault| fault.code));
    let rules = interrex_rules::all().map(|rule| rule.code);
    let profiles = Profile::all().iter().map(|profile| profile.name);
    let thresholds = Threshold::all().map(Threshold::name);
    faults.chain(rules).chain(profiles).chain(thresholds)
}

/// Every code with what is wrong: the faults, then the rules by element; then profiles and thresholds.
fn list() -> String {
    let width = codes().map(str::len).max().unwrap_or(0);
    let mut text = String::from("Faults of a plan\n");
    for fault in interrex_plan::faults::CODES {
        let _ = writeln!(text, "  {:<width$}  {}", fault.code, fault.summary);
    }
    text.push_str("\nFaults of a model of the Open-PSA format\n");
    for fault in interrex_openpsa::faults::CODES {
        let _ = writeln!(text, "  {:<width$}  {}", fault.code, fault.summary);
    }
    for element in interrex_rules::Element::ALL {
        let _ = writeln!(text, "\nRules of the field: {}", element.name());
        for rule in interrex_rules::all().filter(|rule| rule.element == element) {
            let _ = writeln!(text, "  {:<width$}  {}", rule.code, rule.summary);
        }
    }
    text.push_str("\nProfiles\n");
    for profile in Profile::all() {
        let _ = writeln!(text, "  {:<width$}  {}", profile.name, profile.title);
    }
    text.push_str("\nThresholds\n");
    for threshold in Threshold::all() {
        let _ = writeln!(
            text,
            "  {:<width$}  {}",
            threshold.name(),
            threshold.counts()
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_page_and_one_meaning() {
        let mut known = BTreeSet::new();
        for code in codes() {
            assert!(known.insert(code), "{code} is there twice");
            let page = fault(code).or_else(|| interrex_rules::explain(code));
            let page = page.unwrap_or_default();
            assert!(page.starts_with(&format!("# {code}\n")), "{code}");
            assert!(page.lines().count() > 4, "{code}: {page}");
            assert!(list().contains(&format!("  {code} ")), "{code}");
        }
    }

    #[test]
    fn links_to_pages_of_the_book_keep_their_text() {
        let page = "see [the meaning](../meaning.md) and [a law](https://law.example/1)";
        let expect = "see the meaning and [a law](https://law.example/1)";
        assert_eq!(without_pages(page), expect);
        assert_eq!(without_pages("no link"), "no link");
    }

    fn check(code: &str, expect: &[&str]) {
        assert_eq!(similar(code), expect, "{code}");
    }

    #[test]
    fn what_may_be_meant_is_suggested() {
        check("single-seats", &["single-seat"]);
        check("Single_Seat", &["single-seat"]);
        check("oath", &["oath-required", "oath-unstated"]);
        check("restored", &["restore-months-max", "restore-untested"]);
        check("xyzzy-plugh", &[]);
        assert!(similar("delegation").contains(&"delegation-unsigned"));
        assert!(similar("lease").iter().all(|code| code.contains("lease")));
        assert!(similar("delegation").len() <= SIMILAR_MAX);
    }
}
