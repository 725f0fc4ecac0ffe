//! How wide the columns of a table are, and how large its letters.
//!
//! A column is at least as wide as its widest word. What is left goes to the columns whose cells have most to say. Where
//! even the widest words do not fit beside each other, the letters become smaller, then the sheet is turned, and
//! at last words are broken.

use crate::fonts::Fonts;

/// The sizes that letters of tables have, in points, the usual one first.
const SIZES: [f64; 3] = [8.6, 7.8, 7.0];
/// The room beside the letters of a cell, in points, on both sides together.
pub(crate) const INSET: f64 = 8.0;
/// A column is not made wider than this for a single word, in parts of the size of letters.
const WORD_MAX: f64 = 16.0;
/// Room that a word is given beyond its letters.
const SLACK: f64 = 0.1;
/// How much wider bold letters are.
const BOLD: f64 = 1.07;
/// Where words break without being broken.
pub(crate) const ENDS: &[char] = &[' ', '-', '–', '—', '/'];

/// The columns of a table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Columns {
    /// The size of letters in points.
    pub(crate) size: f64,
    /// How wide each is, in points.
    pub(crate) widths: Vec<f64>,
    /// Whether the sheet is turned.
    pub(crate) is_turned: bool,
    /// Whether some word is wider than its column.
    pub(crate) breaks_words: bool,
}

impl Columns {
    /// The room for letters in a column, in parts of their size.
    pub(crate) fn room(&self, column: usize) -> f64 {
        let width = self.widths.get(column).copied().unwrap_or(INSET);
        (width - INSET).max(1.0) / self.size
    }
}

/// What a column has to hold, in parts of the size of letters.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Content {
    word: f64,
    widest: f64,
    squares: f64,
    count: f64,
}

impl Content {
    /// Takes another cell into account.
    pub(crate) fn add(&mut self, fonts: &Fonts, text: &str) {
        let mut all = 0.0;
        for word in text.split_inclusive(ENDS) {
            let width = fonts.width(word);
            all += width;
            self.word = self.word.max(fonts.width(word.trim_end()) + SLACK);
        }
        self.widest = self.widest.max(all);
        self.squares += all * all;
        self.count += 1.0;
    }

    /// Makes its letters bold.
    pub(crate) fn embolden(&mut self) {
        self.word *= BOLD;
        self.widest *= BOLD;
        self.squares *= BOLD * BOLD;
    }

    /// How much a cell has to say, the longer ones counting more.
    fn weight(&self) -> f64 {
        if self.count > 0.0 {
            libm::sqrt(self.squares / self.count)
        } else {
            0.0
        }
    }
}

/// Finds the columns of a table in an upright sheet of this width, or in a turned one.
pub(crate) fn fit(contents: &[Content], upright: f64, turned: f64) -> Columns {
    let mut choices = choices(contents, upright, turned);
    choices.swap_remove(0)
}

/// The columns that a table can have, the largest letters on an upright sheet first; one at least.
pub(crate) fn choices(contents: &[Content], upright: f64, turned: f64) -> Vec<Columns> {
    let least = |size: f64| -> f64 { contents.iter().map(|one| narrowest(one, size)).sum() };
    let mut found = Vec::new();
    for (width, is_turned) in [(upright, false), (turned, true)] {
        for size in SIZES {
            if least(size) <= width {
                found.push(columns(contents, size, width, is_turned));
            }
        }
    }
    if found.is_empty() {
        let [.., smallest] = SIZES;
        found.push(columns(contents, smallest, turned, true));
    }
    found
}

/// The columns of a table where it fits into so little width with letters that can be read.
pub(crate) fn fit_in(contents: &[Content], width: f64) -> Option<Columns> {
    let least = |size: f64| -> f64 { contents.iter().map(|one| narrowest(one, size)).sum() };
    let size = SIZES.into_iter().find(|size| least(*size) <= width)?;
    Some(columns(contents, size, width, false))
}

fn columns(contents: &[Content], size: f64, width: f64, is_turned: bool) -> Columns {
    let widths = widths(contents, size, width);
    let mut pairs = contents.iter().zip(&widths);
    Columns {
        size,
        breaks_words: pairs.any(|(one, width)| one.word * size + INSET > width + 0.01),
        widths,
        is_turned,
    }
}

/// Whether every cell of a table has but a line or two in so much width.
pub(crate) fn is_narrow(contents: &[Content], width: f64) -> bool {
    let [size, ..] = SIZES;
    let widest: f64 = contents.iter().map(|one| one.widest * size + INSET).sum();
    fit_in(contents, width).is_some() && widest < width * 1.5
}

/// The least width of a column.
fn narrowest(content: &Content, size: f64) -> f64 {
    content.word.min(WORD_MAX) * size + INSET
}

/// Shares a width among columns.
fn widths(contents: &[Content], size: f64, width: f64) -> Vec<f64> {
    let least: Vec<f64> = contents.iter().map(|one| narrowest(one, size)).collect();
    let most: Vec<f64> = contents
        .iter()
        .map(|one| one.widest * size + INSET)
        .collect();
    let sum: f64 = most.iter().sum();
    if sum <= width && sum > 0.0 {
        // Everything fits into one line: each gets its part of what is left.
        return most.into_iter().map(|one| one * width / sum).collect();
    }
    let sum: f64 = least.iter().sum();
    if sum >= width {
        return least.into_iter().map(|one| one * width / sum).collect();
    }
    share(contents, size, &least, &most, width)
}

/// Shares what the least widths leave by what the columns have to say; none becomes wider than it needs.
fn share(contents: &[Content], size: f64, least: &[f64], most: &[f64], width: f64) -> Vec<f64> {
    let mut widths = least.to_vec();
    for _ in 0..contents.len() {
        let left = width - widths.iter().sum::<f64>();
        let open = |at: usize, widths: &[f64]| {
            let (now, most) = (widths.get(at), most.get(at));
            now.zip(most).is_some_and(|(now, most)| *now + 0.01 < *most)
        };
        let weights: Vec<f64> = contents
            .iter()
            .enumerate()
            .map(|(at, one)| {
                if open(at, &widths) {
                    (one.weight() * size).max(1.0)
                } else {
                    0.0
                }
            })
            .collect();
        let sum: f64 = weights.iter().sum();
        if left < 0.01 || sum <= 0.0 {
            break;
        }
        for ((now, most), weight) in widths.iter_mut().zip(most).zip(weights) {
            *now = (*now + left * weight / sum).min(now.max(*most));
        }
    }
    let left = (width - widths.iter().sum::<f64>()).max(0.0);
    #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
    let more = left / widths.len().max(1) as f64;
    widths.into_iter().map(|one| one + more).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(fonts: &Fonts, columns: &[&[&str]]) -> Vec<Content> {
        let content = |cells: &&[&str]| {
            let mut content = Content::default();
            for cell in *cells {
                content.add(fonts, cell);
            }
            content
        };
        columns.iter().map(content).collect()
    }

    fn sum(columns: &Columns) -> f64 {
        columns.widths.iter().sum()
    }

    #[test]
    fn a_table_is_as_wide_as_the_sheet_and_no_word_is_broken() {
        let fonts = Fonts::embedded();
        let long = "a few words that go on and on and on ".repeat(9);
        let columns = contents(&fonts, &[&["name", "x"], &[long.as_str(), "no"], &["0.5"]]);
        let found = fit(&columns, 400.0, 700.0);
        assert!((sum(&found) - 400.0).abs() < 0.1 && !found.is_turned);
        assert!(found.widths[1] > 250.0);
        for (at, content) in columns.iter().enumerate() {
            assert!(found.room(at) + 1e-9 >= content.word, "column {at}");
        }
    }

    #[test]
    fn many_columns_get_smaller_letters_then_a_turned_sheet() {
        let fonts = Fonts::embedded();
        let word: &[&str] = &["unconstitutional"];
        let check = |count: usize, is_small: bool, is_turned: bool| {
            let columns = contents(&fonts, &vec![word; count]);
            let found = fit(&columns, 400.0, 700.0);
            assert_eq!(
                (found.size < 8.6, found.is_turned),
                (is_small, is_turned),
                "{count}"
            );
            assert!(sum(&found) <= 700.1);
        };
        check(4, false, false);
        check(6, true, false);
        check(9, false, true);
        check(40, true, true);
    }
}
