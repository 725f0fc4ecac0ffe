//! The table of rules against the files and against itself.

use std::collections::BTreeSet;
use std::path::Path;

use interrex_plan::model::Level;

use crate::rule::{Element, Force, Rule};

fn rules() -> impl Iterator<Item = &'static Rule> {
    crate::all()
}

#[test]
fn codes_are_unique_and_kebab_case() {
    let mut known = BTreeSet::new();
    for rule in rules() {
        let code = rule.code;
        assert!(known.insert(code), "{code} is there twice");
        let is_kebab = code.split('-').all(|word| {
            !word.is_empty()
                && word
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        });
        assert!(is_kebab, "{code}");
    }
    assert!(known.len() >= 52, "{} rules", known.len());
}

#[test]
fn each_element_lists_its_rules_by_code() {
    assert_eq!(super::ELEMENTS.len(), Element::ALL.len());
    for (element, rules) in Element::ALL.into_iter().zip(super::ELEMENTS) {
        let codes: Vec<_> = rules
            .iter()
            .map(|rule| rule.code.replace('-', "_"))
            .collect();
        assert!(codes.is_sorted(), "{}: {codes:?}", element.name());
        for rule in *rules {
            assert_eq!(rule.element, element, "{}", rule.code);
        }
    }
}

#[test]
fn files_and_codes_agree() {
    for element in Element::ALL {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("src/rules")
            .join(element.name());
        let entries = std::fs::read_dir(&folder).expect("each element has its folder");
        let files = entries.map(|entry| entry.expect("a readable folder").path());
        let stems = files.map(|path| {
            path.file_stem()
                .map(|stem| stem.to_string_lossy().replace('_', "-"))
                .unwrap_or_default()
        });
        let stems: BTreeSet<String> = stems.filter(|stem| stem != "mod").collect();
        let codes: BTreeSet<String> = rules()
            .filter(|rule| rule.element == element)
            .map(|rule| rule.code.to_owned())
            .collect();
        assert_eq!(stems, codes, "{}", element.name());
    }
}

#[test]
fn the_level_follows_from_how_firmly_it_is_asked() {
    for rule in rules() {
        assert!(!rule.sources.is_empty(), "{}: no source", rule.code);
        let firmest = rule.sources.iter().map(|citation| citation.force).min();
        let expected: &[Level] = match firmest {
            Some(Force::Must) => &[Level::Warn, Level::Allow],
            Some(Force::Should) => &[Level::Note, Level::Allow],
            _ => &[Level::Note, Level::Warn, Level::Deny],
        };
        // What follows from the meaning besides may be graver than the source asks for.
        let is_meant = rule
            .sources
            .iter()
            .any(|citation| citation.force == Force::Derived);
        assert!(
            expected.contains(&rule.level) || is_meant,
            "{}: {:?}",
            rule.code,
            rule.level
        );
    }
}

#[test]
fn texts_are_sentences_of_their_kind() {
    for rule in rules() {
        let code = rule.code;
        assert!(
            rule.summary.ends_with('.') && starts_big(rule.summary),
            "{code}: summary"
        );
        assert!(
            !rule.mend.ends_with('.') && starts_big(rule.mend),
            "{code}: mend"
        );
        assert!(
            !rule.asks.ends_with('.') && !starts_big(rule.asks),
            "{code}: asks"
        );
        assert!(rule.page.starts_with("\n## Why\n"), "{code}: page");
        assert!(rule.page.contains("\n## How to mend it\n"), "{code}: page");
    }
}

fn starts_big(text: &str) -> bool {
    text.starts_with(|c: char| c.is_uppercase() || c == '`')
}

#[test]
fn a_rule_switched_off_is_switched_on_by_some_profile() {
    for rule in rules().filter(|rule| rule.level == Level::Allow) {
        let is_set = crate::Profile::all()
            .iter()
            .flat_map(|profile| profile.levels)
            .any(|(code, level)| *code == rule.code && *level > Level::Allow);
        assert!(is_set, "{}: no profile switches it on", rule.code);
    }
}

#[test]
fn every_threshold_is_used_by_some_rule() {
    for threshold in crate::Threshold::all() {
        let is_used = rules().any(|rule| rule.thresholds.contains(&threshold));
        assert!(is_used, "{}", threshold.name());
    }
}
