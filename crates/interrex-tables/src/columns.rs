//! Which column of the plan stands in which column of a file.
//!
//! Responsible for finding that out from keys that were kept out of sight and from the heads that
//! people read, and for refusing a table in which the two disagree: its cells stand under the wrong
//! heads.

use interrex_diag::nearest;

use crate::ROW_KEY;
use crate::heads::head;
use crate::incoming::{Head, Incoming};
use crate::language::Language;
use crate::spec::Spec;
use crate::table::Column;

/// The columns of a file.
#[derive(Debug, Default)]
pub(crate) struct Matched {
    /// For each column of the table, where it stands in the file.
    pub(crate) columns: Vec<Option<usize>>,
    /// Where the names of rows stand.
    pub(crate) row: Option<usize>,
    /// Columns that the plan does not have, with cells in them.
    pub(crate) unknown: Vec<String>,
}

/// Finds the columns of a table in the heads of a file.
///
/// # Errors
/// For people, where a head stands twice, or a head and its key disagree.
pub(crate) fn matched(
    incoming: &Incoming,
    spec: &Spec,
    columns: &[Column],
) -> Result<Matched, Vec<String>> {
    let mut found = Matched {
        columns: vec![None; columns.len()],
        ..Matched::default()
    };
    let mut wrong = Vec::new();
    let mut shifted: Vec<(usize, &str, &str)> = Vec::new();
    for (index, one) in incoming.heads.iter().enumerate() {
        match key_of(one, spec, columns) {
            Ok(Some(ROW_KEY)) if found.row.is_none() => found.row = Some(index),
            Ok(Some(key)) => {
                let place = columns.iter().position(|column| column.key == key);
                let free = place.and_then(|place| found.columns.get_mut(place));
                match free {
                    Some(free @ None) => *free = Some(index),
                    _ => wrong.push(format!(
                        "column {} is headed `{}`, as another column is; give each column its own \
                         head, or remove one",
                        letters(index),
                        one.text
                    )),
                }
            }
            Ok(None) => {
                if is_used(incoming, index) {
                    found.unknown.push(unknown(one, index, spec, columns));
                }
            }
            Err(key) => shifted.push((index, &one.text, called(key, spec))),
        }
    }
    wrong.extend(shift(&shifted));
    if wrong.is_empty() {
        Ok(found)
    } else {
        Err(wrong)
    }
}

/// What is said of columns whose heads are not their own: the first, and how many there are.
fn shift(shifted: &[(usize, &str, &str)]) -> Option<String> {
    let (index, text, own) = shifted.first()?;
    let more = match shifted.len() - 1 {
        0 => String::new(),
        1 => "; so does one more column".to_owned(),
        count => format!("; so do {count} more columns"),
    };
    Some(format!(
        "column {} is headed `{text}`, and what stands below it belongs under `{own}`{more}. Columns or \
         heads were shifted; put them back as they were sent out",
        letters(*index)
    ))
}

/// The key of a head; nothing where the plan has no such column.
///
/// # Errors
/// The key that was kept out of sight, where the head is that of another.
fn key_of<'c>(one: &Head, spec: &Spec, columns: &'c [Column]) -> Result<Option<&'c str>, &'c str> {
    let by_head = by_head(&one.text, spec, columns);
    let by_key = one.key.as_deref().and_then(|key| by_key(key, columns));
    match (by_key, by_head) {
        (Some(key), Some(head)) if key != head => Err(key),
        (Some(key), _) => Ok(Some(key)),
        (None, head) => Ok(head),
    }
}

fn called(key: &str, spec: &Spec) -> &'static str {
    head(spec.name, key, Language::English)
}

fn by_key<'c>(key: &str, columns: &'c [Column]) -> Option<&'c str> {
    if key == ROW_KEY {
        return Some(ROW_KEY);
    }
    columns
        .iter()
        .find(|column| column.key == key)
        .map(|column| column.key)
}

fn by_head<'c>(text: &str, spec: &Spec, columns: &'c [Column]) -> Option<&'c str> {
    let text = text.trim().to_lowercase();
    let is_it = |key: &str| {
        let heads = Language::ALL.map(|language| head(spec.name, key, language).to_lowercase());
        heads.contains(&text) || key == text
    };
    if is_it(ROW_KEY) {
        return Some(ROW_KEY);
    }
    columns
        .iter()
        .find(|column| is_it(column.key))
        .map(|column| column.key)
}

fn is_used(incoming: &Incoming, index: usize) -> bool {
    let cells = incoming.rows.iter().filter_map(|row| row.cells.get(index));
    cells.into_iter().any(|cell| !cell.is_empty())
}

fn unknown(one: &Head, index: usize, spec: &Spec, columns: &[Column]) -> String {
    let heads: Vec<&str> = columns
        .iter()
        .map(|column| called(column.key, spec))
        .collect();
    let near = nearest(&one.text, heads.iter().copied());
    let near = near.map_or_else(String::new, |near| format!("; `{near}` is one"));
    format!(
        "column {}, headed `{}`, is no column of {} and was left alone{near}",
        letters(index),
        one.text,
        spec.name,
    )
}

/// The letters by which spreadsheets call a column: `A`, `B`, ... `AA`.
pub(crate) fn letters(mut index: usize) -> String {
    const ALPHABET: usize = 26;
    let mut name = Vec::new();
    loop {
        let letter = u8::try_from(index % ALPHABET).unwrap_or_default();
        name.push(char::from(b'A' + letter));
        index /= ALPHABET;
        if index == 0 {
            break;
        }
        index -= 1;
    }
    name.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_spreadsheets() {
        for (index, expect) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (701, "ZZ"),
            (702, "AAA"),
        ] {
            assert_eq!(letters(index), expect);
        }
    }
}
