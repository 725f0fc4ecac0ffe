//! The languages of a report: words with plurals, dates, numbers, order.
//!
//! Responsible for everything that differs between languages. The words are in one file for each language in the
//! format of Project Fluent; a test holds the files against each other. A further language is a further
//! file, and an arm in each `match` here.

mod dates;
mod numbers;

use std::str::FromStr;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// English, as written in the United States.
    English,
    /// Ukrainian.
    Ukrainian,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::English, Self::Ukrainian];

    /// Its code, as documents name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Ukrainian => "uk",
        }
    }

    fn source(self) -> &'static str {
        match self {
            Self::English => include_str!("en.ftl"),
            Self::Ukrainian => include_str!("uk.ftl"),
        }
    }
}

impl Language {
    /// What to do about each rule of the field, where that is not in the words of the rule itself.
    fn rules(self) -> Option<&'static str> {
        match self {
            Self::English => None,
            Self::Ukrainian => Some(include_str!("rules-uk.ftl")),
        }
    }
}

impl FromStr for Language {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut all = Self::ALL.into_iter();
        all.find(|language| language.code() == text).ok_or_else(|| {
            format!("there are no reports in `{text}`; the languages are `en` and `uk`")
        })
    }
}

/// The words of one language.
pub(crate) struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

/// Something that a sentence has a place for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Given<'a> {
    /// Words.
    Text(&'a str),
    /// A number that decides the plural.
    Count(usize),
}

impl Words {
    /// The words of a language.
    ///
    /// # Panics
    /// When the program's own file of words is no Fluent, which a test rules out.
    pub(crate) fn of(language: Language) -> Self {
        let identifier: LanguageIdentifier = language
            .code()
            .parse()
            .expect("the code of a language is an identifier");
        let mut bundle = FluentBundle::new(vec![identifier]);
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(language.source().to_owned());
        let resource = resource.unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
        if let Some(rules) = language.rules() {
            let rules = FluentResource::try_new(rules.to_owned());
            bundle.add_resource_overriding(rules.unwrap_or_else(|(rules, _)| rules));
        }
        Self { language, bundle }
    }

    /// The language.
    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// The words of this name.
    pub(crate) fn say(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// The words of this name with what their places hold. A name without words is set in
    /// brackets, which a test looks for.
    pub(crate) fn with(&self, id: &str, given: &[(&str, Given<'_>)]) -> String {
        let message = self.bundle.get_message(id);
        let Some(pattern) = message.and_then(|message| message.value()) else {
            return format!("⟦{id}⟧");
        };
        let mut arguments = FluentArgs::new();
        for (name, value) in given {
            let value = match value {
                Given::Text(text) => FluentValue::from((*text).to_owned()),
                Given::Count(count) => FluentValue::from(*count),
            };
            arguments.set((*name).to_owned(), value);
        }
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(&arguments), &mut errors);
        if errors.is_empty() {
            nested(text.into_owned())
        } else {
            format!("⟦{id}⟧")
        }
    }

    /// What to do about a rule of the field.
    pub(crate) fn mend(&self, rule: &interrex_rules::Rule) -> String {
        let id = format!("rule-{}", rule.code);
        if self.has(&id) {
            self.say(&id)
        } else {
            crate::naming::capital(rule.mend)
        }
    }

    /// Whether there are words of this name.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }
}

/// Quotes within quotes as Ukrainian has them: «копія „Київ“».
fn nested(text: String) -> String {
    if text.matches('«').count() < 2 {
        return text;
    }
    let mut depth = 0_usize;
    let turned = text.chars().map(|letter| match letter {
        '«' => {
            depth += 1;
            if depth > 1 { '„' } else { letter }
        }
        '»' => {
            depth = depth.saturating_sub(1);
            if depth > 0 { '“' } else { letter }
        }
        _ => letter,
    });
    turned.collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Each name with the places of its words.
    fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut name = String::new();
        for line in language.source().lines() {
            let named = line
                .split_once(" =")
                .filter(|_| !line.starts_with([' ', '#']));
            if let Some((id, _)) = named {
                id.clone_into(&mut name);
                let known = found.insert(name.clone(), BTreeSet::new());
                assert!(known.is_none(), "{id} stands twice");
            }
            for place in line.split('$').skip(1) {
                let end = place
                    .find(|letter: char| !letter.is_ascii_alphanumeric())
                    .unwrap_or(place.len());
                let place = place.get(..end).unwrap_or("").to_owned();
                found.entry(name.clone()).or_default().insert(place);
            }
        }
        found
    }

    #[test]
    fn quotes_within_quotes_are_others() {
        let check = |text: &str, expect: &str| assert_eq!(nested(text.to_owned()), expect);
        check(
            "втрачено: «копія «Київ» («Реєстр»)»",
            "втрачено: «копія „Київ“ („Реєстр“)»",
        );
        check("«одне» і «друге»", "«одне» і «друге»");
    }

    #[test]
    fn every_file_is_fluent() {
        for language in Language::ALL {
            let parsed = FluentResource::try_new(language.source().to_owned());
            assert!(
                parsed.is_ok(),
                "{language:?}: {:?}",
                parsed.err().map(|(_, errors)| errors)
            );
        }
    }

    #[test]
    fn the_files_say_the_same_things() {
        assert_eq!(messages(Language::English), messages(Language::Ukrainian));
    }

    #[test]
    fn every_rule_is_told_in_every_language() {
        for language in Language::ALL {
            let words = Words::of(language);
            for rule in interrex_rules::all() {
                let is_told = words.has(&format!("rule-{}", rule.code));
                assert_eq!(
                    is_told,
                    language != Language::English,
                    "{language:?}: {}",
                    rule.code
                );
            }
        }
    }

    #[test]
    fn plurals_are_those_of_the_language() {
        let check = |language: Language, count: usize, expect: &str| {
            let words = Words::of(language);
            assert_eq!(
                words.with("count-losses", &[("count", Given::Count(count))]),
                expect
            );
        };
        check(Language::English, 1, "1 loss");
        check(Language::English, 2, "2 losses");
        for (count, expect) in [
            (1, "1 втрата"),
            (2, "2 втрати"),
            (5, "5 втрат"),
            (11, "11 втрат"),
            (21, "21 втрата"),
            (104, "104 втрати"),
        ] {
            check(Language::Ukrainian, count, expect);
        }
    }

    #[test]
    fn what_has_no_words_is_seen() {
        let words = Words::of(Language::English);
        assert_eq!(words.say("no-such-name"), "⟦no-such-name⟧");
        assert_eq!(words.say("count-losses"), "⟦count-losses⟧");
    }
}
