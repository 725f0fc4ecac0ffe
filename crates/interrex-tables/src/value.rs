//! Values of the plan language without their places, and how they are written.
//!
//! Responsible for telling whether two values say the same, and for the text of one that is put into
//! a plan. What a cell shows of a value belongs to `show`, which value a cell stands for to `take`.

use std::fmt::Write as _;

use interrex_units::Date;

use crate::tree::{File, Node, What};

/// How long a value may become before its items stand on lines of their own.
const LINE_MAX: usize = 100;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Text(String),
    Whole(i64),
    Number(f64),
    Bool(bool),
    Date(Date),
    Array(Vec<Self>),
    Table(Vec<(String, Self)>),
}

impl Value {
    /// The value that stands in a tree; a date with a time of day, which no key of a plan takes, is
    /// nothing.
    pub(crate) fn of(node: &Node) -> Option<Self> {
        Some(match &node.what {
            What::Text(text) => Self::Text(text.clone()),
            What::Whole(number) => Self::Whole(*number),
            What::Number(number) => Self::Number(*number),
            What::Bool(value) => Self::Bool(*value),
            What::Date(date) => Self::Date((*date)?),
            What::Array(items) | What::Headers(items) => {
                Self::Array(items.iter().map(Self::of).collect::<Option<_>>()?)
            }
            What::Table(entries, _) => {
                let pair =
                    |entry: &crate::tree::Entry| Some((entry.key.clone(), Self::of(&entry.node)?));
                Self::Table(entries.iter().map(pair).collect::<Option<_>>()?)
            }
        })
    }

    /// The value that a text of the plan language writes.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        // A line end would let the text go on with other keys.
        if text.contains(['\n', '\r']) {
            return None;
        }
        let file = File::parse("", &format!("value = {text}\n")).ok()?;
        match file.root.entries() {
            [only] if only.key == "value" => Self::of(&only.node),
            _ => None,
        }
    }

    /// Whether two values say the same: 1 and 1.0 do.
    pub(crate) fn says(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Array(own), Self::Array(others)) => {
                own.len() == others.len()
                    && own.iter().zip(others).all(|(this, that)| this.says(that))
            }
            (Self::Table(own), Self::Table(others)) => {
                own.len() == others.len()
                    && own
                        .iter()
                        .zip(others)
                        .all(|((key, this), (other, that))| key == other && this.says(that))
            }
            _ => match (self.number(), other.number()) {
                (Some(this), Some(that)) => this.total_cmp(&that).is_eq(),
                _ => self == other,
            },
        }
    }

    /// The number that it is.
    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            #[expect(
                clippy::cast_precision_loss,
                reason = "cells of spreadsheets hold no other numbers"
            )]
            Self::Whole(number) => Some(*number as f64),
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Its text in a plan, on one line.
    pub(crate) fn written(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    /// Its text in a plan; a long array has its items on lines of their own, indented.
    pub(crate) fn laid_out(&self) -> String {
        let line = self.written();
        let Self::Array(items) = self else {
            return line;
        };
        if line.chars().count() <= LINE_MAX || items.len() < 2 {
            return line;
        }
        let mut text = String::from("[\n");
        for item in items {
            text.push_str("    ");
            item.write(&mut text);
            text.push_str(",\n");
        }
        text.push(']');
        text
    }

    fn write(&self, text: &mut String) {
        match self {
            Self::Text(words) => text.push_str(&quoted(words)),
            Self::Whole(number) => _ = write!(text, "{number}"),
            Self::Number(number) => text.push_str(&decimal(*number)),
            Self::Bool(value) => _ = write!(text, "{value}"),
            Self::Date(date) => _ = write!(text, "{date}"),
            Self::Array(items) => {
                text.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        text.push_str(", ");
                    }
                    item.write(text);
                }
                text.push(']');
            }
            Self::Table(entries) if entries.is_empty() => text.push_str("{}"),
            Self::Table(entries) => {
                text.push_str("{ ");
                for (index, (key, value)) in entries.iter().enumerate() {
                    if index > 0 {
                        text.push_str(", ");
                    }
                    _ = write!(text, "{} = ", bare_or_quoted(key));
                    value.write(text);
                }
                text.push_str(" }");
            }
        }
    }
}

/// A number as the plan language writes it: whole ones without a point.
fn decimal(number: f64) -> String {
    // `Display` of a float writes no exponent, so that the text stays one number.
    format!("{number}")
}

/// A key, in quotes where it needs them.
pub(crate) fn bare_or_quoted(key: &str) -> String {
    let is_bare = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    if !key.is_empty() && key.chars().all(is_bare) {
        key.to_owned()
    } else {
        quoted(key)
    }
}

/// A string between quotes.
pub(crate) fn quoted(words: &str) -> String {
    let mut text = String::with_capacity(words.len() + 2);
    text.push('"');
    for letter in words.chars() {
        match letter {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            other if other.is_control() => _ = write!(text, "\\u{:04x}", u32::from(other)),
            other => text.push(other),
        }
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str) {
        let value = Value::parse(written).unwrap_or_else(|| panic!("{written} is a value"));
        assert_eq!(value.written(), written);
    }

    #[test]
    fn what_is_written_is_read_back() {
        for written in [
            r#""words""#,
            r#""a \"quoted\" \\ and\na line\u0007""#,
            "12",
            "0.3",
            "true",
            "2022-03-07",
            r#"["kyiv", "lviv"]"#,
            "{}",
            r#"{ likelihood = 0.2, "of a word" = ["a", 1] }"#,
        ] {
            check(written);
        }
    }

    #[test]
    fn other_texts_are_no_values() {
        for text in [
            "",
            "kyiv",
            "[1",
            "1\nother = 2",
            "2022-13-01",
            "2022-03-07T12:00:00",
        ] {
            assert_eq!(Value::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn whole_numbers_say_the_same_as_others() {
        assert!(Value::Whole(1).says(&Value::Number(1.0)));
        assert!(!Value::Whole(1).says(&Value::Number(1.5)));
        assert!(!Value::Whole(1).says(&Value::Text("1".into())));
        let range = |low| Value::Array(vec![Value::Number(low), Value::Whole(1)]);
        assert!(range(0.5).says(&range(0.5)));
        assert!(!range(0.5).says(&range(0.4)));
    }

    #[test]
    fn a_long_array_takes_a_line_for_each_item() {
        let items = |count| Value::Array(vec![Value::Text("some-name".into()); count]);
        assert_eq!(items(2).laid_out(), r#"["some-name", "some-name"]"#);
        let long = items(20).laid_out();
        assert_eq!(long.lines().count(), 22);
        assert_eq!(Value::parse(&long.replace('\n', "")), Some(items(20)));
    }
}
