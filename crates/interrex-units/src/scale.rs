//! Scales of estimative words: which range of probability a word such as *unlikely* stands for.
//!
//! Responsible for the published scales and for scales that a plan defines. A plan uses one scale:
//! the same word means different ranges in different scales, so words of two are never mixed; that
//! rule is the plan language's to enforce.
//!
//! The scales follow Intelligence Community Directive 203 (*Analytic Standards*), the yardstick of
//! the Professional Head of Intelligence Assessment, and the guidance note of the IPCC on the
//! treatment of uncertainties. Bands are closed here: a number on a border lies in both bands.

use std::error::Error;
use std::fmt;

use crate::{Likelihood, Probability};

type Row = (&'static [&'static str], u8, u8);

const ICD_203: &[Row] = &[
    (&["almost no chance", "remote"], 1, 5),
    (&["very unlikely", "highly improbable"], 5, 20),
    (&["unlikely", "improbable"], 20, 45),
    (&["roughly even chance", "roughly even odds"], 45, 55),
    (&["likely", "probable"], 55, 80),
    (&["very likely", "highly probable"], 80, 95),
    (
        &["almost certain", "almost certainly", "nearly certain"],
        95,
        99,
    ),
];

const PHIA: &[Row] = &[
    (&["remote chance"], 0, 5),
    (&["highly unlikely"], 10, 20),
    (&["unlikely"], 25, 35),
    (&["realistic possibility"], 40, 50),
    (&["likely", "probable"], 55, 75),
    (&["highly likely"], 80, 90),
    (&["almost certain"], 95, 100),
];

const IPCC: &[Row] = &[
    (&["exceptionally unlikely"], 0, 1),
    (&["very unlikely"], 1, 10),
    (&["unlikely"], 10, 33),
    (&["about as likely as not"], 33, 66),
    (&["likely"], 66, 90),
    (&["very likely"], 90, 99),
    (&["virtually certain"], 99, 100),
];

/// A set of words, each of which stands for a range of probability.
///
/// # Examples
///
/// ```
/// use interrex_units::Scale;
///
/// let scale = Scale::named("icd-203").expect("a published scale");
/// let unlikely = scale.word("Unlikely").expect("a word of the scale");
/// assert_eq!(unlikely.to_string(), "between 0.2 and 0.45");
/// assert_eq!(scale.word("improbable"), Some(unlikely));
/// assert_eq!(scale.word("perhaps"), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    name: String,
    confirmed: bool,
    words: Vec<(String, Likelihood)>,
}

impl Scale {
    /// The names that [`named`](Self::named) knows.
    pub const NAMES: &[&str] = &["icd-203", "phia", "ipcc"];
    /// The name of every scale that a plan defines.
    pub const CUSTOM: &str = "custom";

    /// Returns a published scale by its name, `None` for a name not in [`NAMES`](Self::NAMES).
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "icd-203" => Some(Self::published(name, true, ICD_203)),
            // The public copies of this table disagree on most of its bounds.
            "phia" => Some(Self::published(name, false, PHIA)),
            "ipcc" => Some(Self::published(name, true, IPCC)),
            _ => None,
        }
    }

    /// Makes a scale of the words that a plan defines, in the plan's order.
    ///
    /// # Errors
    ///
    /// [`DuplicateWord`] when two words differ at most in case and spacing.
    pub fn custom(
        words: impl IntoIterator<Item = (String, Likelihood)>,
    ) -> Result<Self, DuplicateWord> {
        let mut scale = Self {
            name: Self::CUSTOM.to_owned(),
            confirmed: true,
            words: Vec::new(),
        };
        for (word, likelihood) in words {
            if scale.word(&word).is_some() {
                return Err(DuplicateWord { word });
            }
            scale.words.push((word, likelihood));
        }
        Ok(scale)
    }

    fn published(name: &str, confirmed: bool, rows: &[Row]) -> Self {
        let words = rows
            .iter()
            .flat_map(|(words, low, high)| {
                let band = percent(*low, *high);
                words.iter().map(move |word| ((*word).to_owned(), band))
            })
            .collect();
        Self {
            name: name.to_owned(),
            confirmed,
            words,
        }
    }

    /// Returns the range that a word stands for; case and spacing do not matter.
    pub fn word(&self, word: &str) -> Option<Likelihood> {
        self.words
            .iter()
            .find(|(known, _)| same_word(known, word))
            .map(|(_, likelihood)| *likelihood)
    }

    /// Lists the words in the order of the scale, synonyms included.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|(word, _)| word.as_str())
    }

    /// Says whether the bounds were confirmed against the publisher's own table.
    ///
    /// A scale of the plan's own words is confirmed by the plan.
    pub fn is_confirmed(&self) -> bool {
        self.confirmed
    }

    /// Returns the scale's name, [`CUSTOM`](Self::CUSTOM) for a plan's own words.
    pub fn name(&self) -> &str {
        &self.name
    }
}

fn percent(low: u8, high: u8) -> Likelihood {
    let end = |percent: u8| {
        Probability::new(f64::from(percent) / 100.0).expect("a table of percentages ends at 100")
    };
    Likelihood::range(end(low), end(high)).expect("a table names the lower end first")
}

fn same_word(one: &str, other: &str) -> bool {
    let lower = |text: &str| text.to_lowercase();
    one.split_whitespace()
        .map(lower)
        .eq(other.split_whitespace().map(lower))
}

/// A word that a scale of a plan's own defines twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicateWord {
    /// The word as written the second time.
    pub word: String,
}

impl fmt::Display for DuplicateWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the word `{}` is defined twice, expected one range for a word",
            self.word
        )
    }
}

impl Error for DuplicateWord {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_words_have_their_published_ranges() {
        let cases = [
            ("icd-203", "almost no chance", Some((1, 5))),
            ("icd-203", "REMOTE", Some((1, 5))),
            ("icd-203", "highly  improbable", Some((5, 20))),
            ("icd-203", "unlikely", Some((20, 45))),
            ("icd-203", "roughly even odds", Some((45, 55))),
            ("icd-203", "probable", Some((55, 80))),
            ("icd-203", "very likely", Some((80, 95))),
            ("icd-203", "almost certainly", Some((95, 99))),
            ("icd-203", "virtually certain", None),
            ("phia", "remote chance", Some((0, 5))),
            ("phia", "unlikely", Some((25, 35))),
            ("phia", "realistic possibility", Some((40, 50))),
            ("phia", "remote", None),
            ("ipcc", "virtually certain", Some((99, 100))),
            ("ipcc", "about as likely as not", Some((33, 66))),
            ("ipcc", "exceptionally unlikely", Some((0, 1))),
        ];
        for (scale, word, expect) in cases {
            let found = Scale::named(scale).expect("a published scale").word(word);
            assert_eq!(
                found,
                expect.map(|(low, high)| percent(low, high)),
                "{word} in {scale}"
            );
        }
    }

    #[test]
    fn every_name_is_a_scale_in_rising_order() {
        for name in Scale::NAMES {
            let scale = Scale::named(name).expect("NAMES lists what named() knows");
            assert_eq!(scale.name(), *name);
            let lows: Vec<_> = scale.words.iter().map(|(_, band)| band.low()).collect();
            assert!(lows.is_sorted(), "{name}");
        }
        assert_eq!(Scale::named("nato"), None);
    }

    #[test]
    fn only_phia_is_unconfirmed() {
        let unconfirmed = Scale::NAMES
            .iter()
            .filter(|name| Scale::named(name).is_some_and(|scale| !scale.is_confirmed()));
        assert_eq!(unconfirmed.collect::<Vec<_>>(), [&"phia"]);
    }

    #[test]
    fn a_plan_defines_its_own_words_once() {
        let words = |second: &str| {
            Scale::custom([
                ("slim".to_owned(), percent(0, 10)),
                (second.to_owned(), percent(10, 30)),
            ])
        };
        let scale = words("fair").expect("two words");
        assert_eq!(scale.words().collect::<Vec<_>>(), ["slim", "fair"]);
        assert_eq!(scale.word("Fair"), Some(percent(10, 30)));
        assert_eq!(scale.name(), Scale::CUSTOM);
        assert_eq!(
            words(" SLIM "),
            Err(DuplicateWord {
                word: " SLIM ".to_owned()
            })
        );
    }
}
