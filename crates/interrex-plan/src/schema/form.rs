//! What a key may hold, and constructs: tables with their keys.

use super::Kind;

/// The greatest count of anything that a plan counts: no body has more members.
pub(super) const COUNT_MAX: i64 = 1_000_000_000;

/// What a key may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Any string.
    Text,
    /// An array of strings.
    Texts,
    /// `true` or `false`.
    Bool,
    /// A whole number between two bounds, both included.
    Count(i64, i64),
    /// A number that is not negative.
    Number,
    /// A date.
    Date,
    /// A span of time.
    Period,
    /// A likelihood.
    Likelihood,
    /// An expression.
    Expression,
    /// Who does an act.
    Actors,
    /// One of these words.
    Word(&'static [&'static str]),
    /// An array of some of these words.
    Words(&'static [&'static str]),
    /// The name of something of these kinds.
    Name(&'static [Kind]),
    /// An array of such names.
    Names(&'static [Kind]),
    /// Something of its own, in words.
    Other(&'static str),
}

impl Form {
    /// What is expected, with its article: `a date`, `an array of names of sources`.
    pub fn words(&self) -> String {
        match self {
            Self::Text => "a string".into(),
            Self::Texts => "an array of strings".into(),
            Self::Bool => "`true` or `false`".into(),
            Self::Count(low, COUNT_MAX) => format!("a whole number from {low} on"),
            Self::Count(i64::MIN, _) => "a whole number".into(),
            Self::Count(low, high) => format!("a whole number from {low} to {high}"),
            Self::Number => "a number from 0 on".into(),
            Self::Date => "a date such as `2022-03-07`".into(),
            Self::Period => "a span of time in quotes, such as `\"12 h\"`".into(),
            Self::Likelihood => "a likelihood: a number, a range, a word or a table".into(),
            Self::Expression => "an expression in quotes, such as `\"kyiv and not lviv\"`".into(),
            Self::Actors => "who acts, in quotes, such as `\"speaker and chief-justice\"`".into(),
            Self::Word(words) => crate::words::quoted(words.iter().copied()),
            Self::Words(words) => {
                format!(
                    "an array of {}",
                    crate::words::quoted(words.iter().copied())
                )
            }
            Self::Name(kinds) => format!("the name of {}", super::kind::phrase(kinds)),
            Self::Names(kinds) => {
                format!("an array of names, each of {}", super::kind::phrase(kinds))
            }
            Self::Other(words) => (*words).into(),
        }
    }
}

/// One key of a construct.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What it may hold.
    pub form: Form,
    /// Whether the construct is incomplete without it.
    pub required: bool,
    /// What it says, one sentence.
    pub doc: &'static str,
    /// A value, as TOML.
    pub example: &'static str,
}

/// An optional key.
pub(super) const fn key(
    name: &'static str,
    form: Form,
    doc: &'static str,
    example: &'static str,
) -> Key {
    Key {
        name,
        form,
        required: false,
        doc,
        example,
    }
}

/// A required key.
pub(super) const fn needed(
    name: &'static str,
    form: Form,
    doc: &'static str,
    example: &'static str,
) -> Key {
    Key {
        name,
        form,
        required: true,
        doc,
        example,
    }
}

/// A table of the language with its keys.
#[derive(Debug)]
pub struct Construct {
    /// For messages, with its article: `a place`, `a ground`.
    pub phrase: &'static str,
    /// How it is written: `[place.ID]`.
    pub header: &'static str,
    /// What it is, a sentence or a few.
    pub doc: &'static str,
    /// Its keys, in the order of the documentation.
    pub keys: &'static [Key],
    /// Whether the keys of `TERMS` (dates, status, basis, ...) are allowed besides.
    pub has_terms: bool,
    /// A fragment of a plan that shows it and can be read without fault; empty for parts that the
    /// example of the whole shows.
    pub example: &'static str,
}

impl Construct {
    /// The key of this name, with those of the terms where they are allowed.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        let own = self.keys.iter().find(|key| key.name == name);
        let terms = if self.has_terms {
            super::terms::TERMS.keys
        } else {
            &[]
        };
        own.or_else(|| terms.iter().find(|key| key.name == name))
    }

    /// Every key that it may hold.
    pub fn all_keys(&self) -> impl Iterator<Item = &'static Key> {
        let terms = if self.has_terms {
            super::terms::TERMS.keys
        } else {
            &[]
        };
        self.keys.iter().chain(terms)
    }
}
