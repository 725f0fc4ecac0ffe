//! Texts with columns of a file in them: `{agency}: {title}`.

use interrex_units::Date;

use super::Record;
use crate::slug::slug;

/// A text with columns in it. Where none of its columns has anything, it is empty.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Template {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Words(String),
    Column(String),
    /// A column made a name: `{location|name}`.
    Name(String),
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// For people, where a brace has no other.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((words, after)) = rest.split_once('{') {
            let (column, behind) = after.split_once('}').ok_or_else(|| {
                format!("`{text}` opens a brace that nothing closes; write `{{column}}`")
            })?;
            if !words.is_empty() {
                pieces.push(Piece::Words(words.to_owned()));
            }
            pieces.push(match column.trim().rsplit_once('|') {
                Some((column, "name")) => Piece::Name(column.trim().to_owned()),
                _ => Piece::Column(column.trim().to_owned()),
            });
            rest = behind;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Words(rest.to_owned()));
        }
        Ok(Self { pieces })
    }

    /// The columns in it.
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Words(_) => None,
            Piece::Column(column) | Piece::Name(column) => Some(column.as_str()),
        })
    }

    /// The text for one row.
    pub(super) fn filled(&self, record: &Record<'_>) -> String {
        let mut is_filled = self.columns().next().is_none();
        let mut text = String::new();
        for piece in &self.pieces {
            let part = match piece {
                Piece::Words(words) => words.clone(),
                Piece::Column(column) => record.get(column),
                Piece::Name(column) => slug(&record.get(column)),
            };
            is_filled |= !matches!(piece, Piece::Words(_)) && !part.is_empty();
            text.push_str(&part);
        }
        if is_filled {
            text.trim().to_owned()
        } else {
            String::new()
        }
    }

    /// The text for one row as a name of a thing.
    pub(super) fn slugged(&self, record: &Record<'_>) -> String {
        slug(&self.filled(record))
    }
}

/// The date of a text in a form such as `M/D/YYYY` or `DD.MM.YYYY`: what stands between its numbers has
/// to be as in the form, a number may have a zero before it.
///
/// # Errors
/// For people, where the text is no such date.
pub(super) fn date(text: &str, form: &str) -> Result<Date, String> {
    let wrong = || format!("holds `{text}`, which is no date of the form `{form}`");
    let is_between = |letter: char| !letter.is_ascii_alphanumeric();
    let separators = |text: &str| {
        text.chars()
            .filter(|letter| is_between(*letter))
            .collect::<String>()
    };
    if separators(text) != separators(form) {
        return Err(wrong());
    }
    let (mut year, mut month, mut day) = (None, None, None);
    for (part, number) in form.split(is_between).zip(text.split(is_between)) {
        let slot = match part {
            "YYYY" if number.len() == 4 => &mut year,
            "M" | "MM" => &mut month,
            "D" | "DD" => &mut day,
            _ => return Err(wrong()),
        };
        *slot = number.parse::<i16>().ok();
    }
    let small = |number: Option<i16>| number.and_then(|number| i8::try_from(number).ok());
    let date = year.zip(small(month)).zip(small(day));
    date.and_then(|((year, month), day)| Date::new(year, month, day))
        .ok_or_else(wrong)
}

/// Whether a text is the form of a date.
pub(super) fn is_form(form: &str) -> bool {
    let mut parts: Vec<&str> = form
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .collect();
    parts.sort_unstable();
    matches!(parts.as_slice(), ["D" | "DD", "M" | "MM", "YYYY"])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::cell::Cell;

    fn check(template: &str, expect: &str, name: &str) {
        let heads: BTreeMap<String, usize> = [
            ("title".to_owned(), 0),
            ("city".to_owned(), 1),
            ("none".to_owned(), 2),
        ]
        .into();
        let cells = [Cell::text("Director, West"), Cell::text("Łódź, PL")];
        let record = Record {
            heads: &heads,
            cells: &cells,
        };
        let template = Template::parse(template).expect("a template");
        assert_eq!(template.filled(&record), expect);
        assert_eq!(template.slugged(&record), name);
    }

    #[test]
    fn columns_are_filled_in() {
        check("{title}", "Director, West", "director-west");
        check(
            "{ title } of {city|name}",
            "Director, West of odz-pl",
            "director-west-of-odz-pl",
        );
        check("warm", "warm", "warm");
        check("in {none}", "", "");
        check("{none}{title}", "Director, West", "director-west");
        assert!(Template::parse("{title").is_err());
    }

    #[test]
    fn dates_are_read_by_their_form() {
        let check = |text, form, expect: Option<&str>| {
            let found = date(text, form).ok().map(|date| date.to_string());
            assert_eq!(found.as_deref(), expect, "{text} {form}");
            assert!(is_form(form));
        };
        check("6/11/2017", "M/D/YYYY", Some("2017-06-11"));
        check("06/11/2017", "M/D/YYYY", Some("2017-06-11"));
        check("11.06.2017", "DD.MM.YYYY", Some("2017-06-11"));
        check("2017-06-11", "YYYY-MM-DD", Some("2017-06-11"));
        check("13/11/2017", "M/D/YYYY", None);
        check("6-11-2017", "M/D/YYYY", None);
        check("6/11/17", "M/D/YYYY", None);
        check("", "M/D/YYYY", None);
        assert!(!is_form("M/D"));
    }
}
