//! Strings, and where in the file each of their characters stands.
//!
//! An expression is a string of TOML, and an error within it should point at the very word. In a
//! string without escapes the offset in the value is the offset in the file; with escapes, or in
//! a multi-line string, the literal is walked once more.

use std::borrow::Cow;
use std::ops::Range;

use interrex_diag::{SourceId, Sources, Span};

/// A string value with the place of its literal, quotes included.
#[derive(Debug, Clone)]
pub(crate) struct Text<'d> {
    pub(crate) value: Cow<'d, str>,
    pub(crate) span: Span,
}

impl Text<'_> {
    /// Where the bytes of the value stand in the file; takes one pass over the literal.
    pub(crate) fn places(&self, sources: &Sources) -> Places {
        let literal = sources.text(self.span.source);
        let literal = literal.get(self.span.range()).unwrap_or("");
        let map = Map::of(literal, &self.value);
        Places {
            source: self.span.source,
            base: self.span.range().start,
            map,
        }
    }
}

/// Where the bytes of one string value stand in its file.
#[derive(Debug)]
pub(crate) struct Places {
    source: SourceId,
    /// Where the literal starts.
    base: usize,
    map: Map,
}

impl Places {
    /// The place in the file of a range of bytes of the value.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        let place = self.map.locate(range);
        Span::new(self.source, self.base + place.start..self.base + place.end)
    }
}

/// From bytes of a value to bytes of the literal that spells it.
#[derive(Debug)]
enum Map {
    /// Nothing is escaped: the value starts here in the literal.
    Straight(usize),
    /// For each character, where it starts in the value, and its start and end in the literal;
    /// then where the literal's quotes close.
    Walked(Vec<(usize, Range<usize>)>, usize),
}

impl Map {
    fn of(literal: &str, value: &str) -> Self {
        let quotes = quotes(literal);
        let body = body(literal, quotes);
        if literal.get(body.clone()) == Some(value) {
            return Self::Straight(body.start);
        }
        let basic = literal.starts_with('"');
        let mut walk = Walk {
            literal,
            at: body.start,
            end: body.end,
            basic,
        };
        let (mut decoded, mut places) = (0, Vec::new());
        while let Some((from, to, width)) = walk.next_char() {
            // An escaped line end spells nothing.
            if width > 0 {
                places.push((decoded, from..to));
                decoded += width;
            }
        }
        Self::Walked(places, body.end)
    }

    fn locate(&self, range: &Range<usize>) -> Range<usize> {
        let (places, close) = match self {
            Self::Straight(base) => return base + range.start..base + range.end,
            Self::Walked(places, close) => (places, *close),
        };
        let before = |offset: usize| places.partition_point(|(decoded, _)| *decoded < offset);
        let start = match places.get(before(range.start)) {
            Some((_, place)) => place.start,
            None => close,
        };
        let last = before(range.end)
            .checked_sub(1)
            .and_then(|last| places.get(last));
        let end = last.map_or(start, |(_, place)| place.end);
        start..end.max(start)
    }
}

/// How many quotes open the literal.
fn quotes(literal: &str) -> usize {
    match literal {
        _ if literal.starts_with("\"\"\"") || literal.starts_with("'''") => 3,
        _ if literal.starts_with(['"', '\'']) => 1,
        _ => 0,
    }
}

/// The range between the quotes, without the line end that directly follows the opening ones.
fn body(literal: &str, quotes: usize) -> Range<usize> {
    let mut start = quotes.min(literal.len());
    if quotes == 3 {
        let rest = literal.get(start..).unwrap_or("");
        start += match rest {
            _ if rest.starts_with("\r\n") => 2,
            _ if rest.starts_with('\n') => 1,
            _ => 0,
        };
    }
    start..literal.len().saturating_sub(quotes).max(start)
}

/// Steps through a literal, one decoded character at a time.
struct Walk<'t> {
    literal: &'t str,
    at: usize,
    end: usize,
    basic: bool,
}

impl Walk<'_> {
    /// The next decoded character: where it starts and ends in the literal, and its width in the
    /// value in bytes (0 for an escaped line end, which adds nothing).
    fn next_char(&mut self) -> Option<(usize, usize, usize)> {
        let rest = self.literal.get(self.at..self.end)?;
        let first = rest.chars().next()?;
        let (length, width) = match first {
            '\\' if self.basic => escape(rest),
            '\r' if rest.starts_with("\r\n") => (2, 1),
            other => (other.len_utf8(), other.len_utf8()),
        };
        let from = self.at;
        self.at += length;
        Some((from, self.at, width))
    }
}

/// Length in the literal and width in the value of the escape at the front of `rest`.
fn escape(rest: &str) -> (usize, usize) {
    let digits = match rest.as_bytes().get(1) {
        Some(b'u') => 4,
        Some(b'U') => 8,
        Some(b'x') => 2,
        Some(b' ' | b'\t' | b'\r' | b'\n') => {
            let after = rest.get(1..).unwrap_or("");
            return (
                1 + after.len() - after.trim_start_matches([' ', '\t', '\r', '\n']).len(),
                0,
            );
        }
        Some(_) => return (2, 1),
        None => return (1, 1),
    };
    let hex = rest.get(2..2 + digits).unwrap_or("");
    let decoded = u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
    (2 + hex.len(), decoded.map_or(1, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `literal` is a TOML string; `word` is looked for in its value, `spelled` is how it stands.
    fn check(literal: &str, word: &str, spelled: &str) {
        let parsed = toml::de::DeValue::parse(literal).expect("a TOML string");
        let value = parsed.get_ref().as_str().expect("a string").to_owned();
        let at = value.find(word).expect("the word is in the value");
        let place = Map::of(literal, &value).locate(&(at..at + word.len()));
        assert_eq!(literal.get(place), Some(spelled), "{literal}");
    }

    #[test]
    fn words_are_found_where_they_are_spelled() {
        check(r#""kyiv and lviv""#, "lviv", "lviv");
        check("'kyiv and lviv'", "lviv", "lviv");
        check(r#""a\tb lviv""#, "lviv", "lviv");
        check(r#""\u00e9 l\u0076iv x""#, "lviv", r"l\u0076iv");
        check(r#""\x41 \U0001F600 lviv""#, "lviv", "lviv");
        check(r#""say \"lviv\"""#, "lviv", "lviv");
        check("\"\"\"\nkyiv and\n  lviv\"\"\"", "lviv", "lviv");
        check("\"\"\"\r\nkyiv and\r\n  lviv\"\"\"", "lviv", "lviv");
        check("\"\"\"kyiv \\\n   and lviv\"\"\"", "lviv", "lviv");
        check("\"\"\"kyiv \\\n   and lviv\"\"\"", "and", "and");
        check("'''\nkyiv\\n lviv'''", "lviv", "lviv");
        check("\"\"\"say \"\"lviv\"\" \"\"\"", "lviv", "lviv");
    }

    #[test]
    fn the_end_of_a_string_is_before_its_quotes() {
        assert_eq!(Map::of("\"ab\"", "ab").locate(&(2..2)), 3..3);
        assert_eq!(Map::of(r#""a\t""#, "a\t").locate(&(2..2)), 4..4);
        assert_eq!(Map::of("\"", "").locate(&(0..0)), 1..1);
    }
}
