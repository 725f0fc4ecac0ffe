//! How high a row has to be for everything in it to be seen.
//!
//! Responsible for counting lines as programs break them: no program does it by itself when it opens a
//! workbook that it did not write.

use rust_xlsxwriter::{Worksheet, XlsxError};

/// The height of a line, in points.
const LINE: f64 = 15.0;

/// The greatest height of a row, in points.
const HEIGHT_MAX: f64 = 405.0;

/// How many letters stand in a column of a width of ten: some are wider than a digit.
const LETTERS_IN_TEN: usize = 9;

/// Makes a row high enough for texts in columns of these widths.
pub(crate) fn fit<'t>(
    sheet: &mut Worksheet,
    row: u32,
    texts: impl IntoIterator<Item = (&'t str, usize)>,
) -> Result<(), XlsxError> {
    let count = texts
        .into_iter()
        .map(|(text, width)| lines(text, width))
        .max()
        .unwrap_or(1);
    if count > 1 {
        let count = u32::try_from(count).map_or(HEIGHT_MAX, f64::from);
        sheet.set_row_height(row, (count * LINE).min(HEIGHT_MAX))?;
    }
    Ok(())
}

/// How many lines a text takes in a column of a width.
pub(crate) fn lines(text: &str, width: usize) -> usize {
    let room = (width * LETTERS_IN_TEN / 10).max(1);
    text.lines()
        .map(|line| broken(line, room))
        .sum::<usize>()
        .max(1)
}

/// How many lines a line takes where so many letters have room.
fn broken(line: &str, room: usize) -> usize {
    let (mut count, mut used) = (1, 0);
    for word in line.split(' ') {
        let letters = word.chars().count();
        if used > 0 && used + 1 + letters > room {
            count += 1;
            used = 0;
        }
        let blank = usize::from(used > 0);
        count += (used + blank + letters).saturating_sub(1) / room;
        used = match (used + blank + letters) % room {
            0 if letters > 0 => room,
            rest => rest,
        };
    }
    count
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn words_go_to_the_next_line() {
        for (text, width, expect) in [
            ("", 10, 1),
            ("one", 10, 1),
            ("one two", 10, 1),
            ("one two three", 10, 2),
            ("one\ntwo", 10, 2),
            ("123456789", 10, 1),
            ("1234567890", 10, 2),
            ("1234567890123456789", 10, 3),
            ("a 1234567890", 10, 3),
        ] {
            assert_eq!(lines(text, width), expect, "{text:?}");
        }
    }
}
