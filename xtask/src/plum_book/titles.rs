//! What a title says.
//!
//! Responsible for taking a title apart into a rank and a field (`Deputy Assistant Secretary` and
//! `Tax Policy`), and for whose deputy a rank is. Who in a unit that is, `line` decides.

use std::collections::BTreeSet;

/// A title, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Title {
    /// The words before the first connector, in lower case.
    pub(super) rank: String,
    /// The significant words after it.
    pub(super) field: BTreeSet<String>,
    /// Whether whoever is in the post only acts in it.
    pub(super) is_acting: bool,
    /// Whether the post serves somebody, as a `Secretary to the Commission` does.
    pub(super) serves: bool,
}

/// How near a deputy stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    /// *Principal*, *first*, *senior* or *executive* deputy, or first vice.
    First,
    /// Deputy or vice.
    Plain,
}

/// Words that end a rank.
const CONNECTORS: [&str; 9] = ["for", "of", "to", "at", "in", "on", "and", "with", BREAK];

/// A comma, a bracket, a slash or a dash.
const BREAK: &str = "|";

/// Words that distinguish no field from another.
const EMPTY_WORDS: [&str; 22] = [
    "a",
    "an",
    "and",
    "at",
    "for",
    "in",
    "of",
    "on",
    "the",
    "to",
    "with",
    BREAK,
    "office",
    "bureau",
    "division",
    "department",
    "us",
    "united",
    "states",
    "agency",
    "ceo",
    "immediate",
];

/// Beginnings of a rank that make it the deputy of what follows.
const DEPUTIES: [(&str, Nearness); 7] = [
    ("principal deputy", Nearness::First),
    ("first deputy", Nearness::First),
    ("senior deputy", Nearness::First),
    ("executive deputy", Nearness::First),
    ("first vice", Nearness::First),
    ("deputy", Nearness::Plain),
    ("vice", Nearness::Plain),
];

impl Title {
    /// Takes a title apart.
    pub(super) fn read(text: &str) -> Self {
        let mut words = words(text);
        let count = words.len();
        words.retain(|word| word != "acting");
        let is_acting = words.len() < count;
        let mut end = words
            .iter()
            .position(|word| CONNECTORS.contains(&word.as_str()));
        // Only of this rank is the connector a part.
        if let Some(at) = end.filter(|at| *at > 0)
            && words
                .get(at - 1..at + 2)
                .is_some_and(|three| three == ["chief", "of", "staff"])
        {
            end = Some(at + 2);
        }
        let (rank, field) = words.split_at(end.unwrap_or(words.len()));
        let serves = field.first().is_some_and(|word| word == "to");
        Self {
            rank: rank.join(" "),
            field: significant(field),
            is_acting,
            serves,
        }
    }

    /// Whose deputy the rank is, and how near: the rest of it, which is empty for a plain `Deputy`.
    pub(super) fn deputy_of(&self) -> Option<(Nearness, &str)> {
        DEPUTIES.iter().find_map(|(beginning, nearness)| {
            let rest = self.rank.strip_prefix(beginning)?;
            let is_whole_word = rest.is_empty() || rest.starts_with(' ');
            is_whole_word.then(|| (*nearness, rest.trim_start()))
        })
    }

    /// Whether the rank is that of a *vice*, whose title must agree with the other's in full: a
    /// vice president for something is no second to the president.
    pub(super) fn is_vice(&self) -> bool {
        self.rank.starts_with("vice") || self.rank.starts_with("first vice")
    }

    /// Whether the title is that of a whole unit of an agency: it names no field, or that of the
    /// unit or agency.
    pub(super) fn speaks_for(&self, unit: &str, agency: &str) -> bool {
        let (unit, agency) = (significant(&words(unit)), significant(&words(agency)));
        let rank: BTreeSet<&str> = self.rank.split(' ').collect();
        let mut own = unit
            .iter()
            .filter(|word| !rank.contains(word.as_str()))
            .peekable();
        self.field
            .iter()
            .all(|word| unit.contains(word) || agency.contains(word))
            || (own.peek().is_some() && own.all(|word| self.field.contains(word)))
    }

    /// Whether a unit is called after the rank, as in `Office of the Deputy Administrator`.
    pub(super) fn names(&self, unit: &str) -> bool {
        let words: Vec<String> = words(unit)
            .into_iter()
            .filter(|word| is_significant(word))
            .collect();
        words.join(" ") == self.rank
    }
}

fn significant(words: &[String]) -> BTreeSet<String> {
    words
        .iter()
        .filter(|word| is_significant(word))
        .cloned()
        .collect()
}

fn is_significant(word: &str) -> bool {
    !EMPTY_WORDS.contains(&word)
}

/// The words of a text in lower case, with [`BREAK`] where its punctuation breaks it.
fn words(text: &str) -> Vec<String> {
    let text = text
        .to_lowercase()
        .replace(" - ", BREAK)
        .replace("- ", BREAK);
    let mut spaced = String::new();
    for letter in text.chars() {
        match letter {
            ',' | '(' | ')' | '/' | ';' | ':' | '|' => spaced += " | ",
            '.' | '\'' => {}
            '-' => spaced.push(' '),
            _ => spaced.push(letter),
        }
    }
    let plain = |word: &str| match word {
        "chairman" | "chairwoman" | "chairperson" => "chair".to_owned(),
        _ => word.to_owned(),
    };
    spaced.split_whitespace().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, rank: &str, field: &[&str], deputy_of: Option<&str>) {
        let title = Title::read(text);
        assert_eq!(title.rank, rank, "{text}");
        let found: Vec<&str> = title.field.iter().map(String::as_str).collect();
        assert_eq!(found, field, "{text}");
        assert_eq!(title.deputy_of().map(|(_, rest)| rest), deputy_of, "{text}");
    }

    #[test]
    fn titles_have_a_rank_and_a_field() {
        check("Secretary", "secretary", &[], None);
        check(
            "Deputy Secretary of the Treasury",
            "deputy secretary",
            &["treasury"],
            Some("secretary"),
        );
        check("Principal Deputy", "principal deputy", &[], Some(""));
        check("Chief of Staff", "chief of staff", &[], None);
        check(
            "Chief of Staff to the Director",
            "chief of staff",
            &["director"],
            None,
        );
        check(
            "Deputy Chief of Staff (Policy)",
            "deputy chief of staff",
            &["policy"],
            Some("chief of staff"),
        );
        check("Chief, Office of Staffing", "chief", &["staffing"], None);
        check("Vice-Chairman", "vice chair", &[], Some("chair"));
        check(
            "First Vice President",
            "first vice president",
            &[],
            Some("president"),
        );
        check("Deputyship Adviser", "deputyship adviser", &[], None);
        check(
            "Assistant Secretary - Fish and Wildlife and Parks",
            "assistant secretary",
            &["fish", "parks", "wildlife"],
            None,
        );
    }

    #[test]
    fn who_serves_somebody_is_seen() {
        assert!(Title::read("Secretary to the Commission").serves);
        assert!(!Title::read("Secretary of State").serves);
    }

    #[test]
    fn who_only_acts_is_seen() {
        assert!(Title::read("Chairman (Acting)").is_acting);
        assert_eq!(Title::read("Chairman (Acting)").rank, "chair");
        assert_eq!(Title::read("Acting Solicitor").rank, "solicitor");
        assert!(!Title::read("Contracting Officer").is_acting);
    }

    #[test]
    fn a_title_speaks_for_a_unit_that_it_names() {
        let check = |title: &str, unit: &str, expect: bool| {
            assert_eq!(
                Title::read(title).speaks_for(unit, "DEPARTMENT OF STATE"),
                expect,
                "{title} for {unit}"
            );
        };
        check("Secretary", "OFFICE OF THE SECRETARY", true);
        check("Secretary of State", "OFFICE OF THE SECRETARY", true);
        check("Secretary of State", "OFFICE OF THE SECRETARY", true);
        check(
            "Assistant Secretary for Policy",
            "OFFICE OF THE SECRETARY",
            false,
        );
        check(
            "Assistant Secretary (Financial Institutions)",
            "Assistant Secretary for Financial Institutions",
            true,
        );
        check(
            "Assistant Secretary of State (Administration)",
            "Bureau of Administration",
            true,
        );
        check(
            "Director, Technical Intelligence",
            "Missile Defense Agency",
            false,
        );
        assert!(Title::read("Deputy Administrator").names("THE DEPUTY ADMINISTRATOR"));
        assert!(!Title::read("Deputy Administrator").names("OFFICE OF THE ADMINISTRATOR"));
    }
}
