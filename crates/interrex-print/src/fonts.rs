//! The fonts that sheets are set in, how wide their letters are, and which letters they have.
//!
//! Each font may be passed on and has Latin and Cyrillic: Libertinus Serif for what is read line by line, Source Sans 3 for
//! heads, tables and pictures, DejaVu Sans Mono for what the plan's text has, and for signs that the others lack.

use std::collections::BTreeMap;

use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontBook, FontVariations};
use typst::utils::LazyHash;

/// The families of `typst-assets` that are used.
const FAMILIES: [&str; 2] = ["Libertinus Serif", "DejaVu Sans Mono"];
/// Source Sans 3 of Adobe, under the SIL Open Font License.
const SANS: [&[u8]; 3] = [
    include_bytes!("../fonts/SourceSans3-Regular.otf"),
    include_bytes!("../fonts/SourceSans3-Semibold.otf"),
    include_bytes!("../fonts/SourceSans3-It.otf"),
];
/// How wide a letter is taken to be that no font has, in parts of its size.
const ADVANCE_USUAL: f64 = 0.6;

/// The fonts.
pub(crate) struct Fonts {
    /// Each font.
    list: Vec<Font>,
    /// What is known of each.
    book: LazyHash<FontBook>,
    /// The widths of letters of the sans serif, in parts of their size.
    advances: BTreeMap<char, f64>,
}

impl Fonts {
    /// The fonts that come with the program.
    pub(crate) fn embedded() -> Self {
        let sans = SANS.into_iter().filter_map(read);
        let others = typst_assets::fonts()
            .filter_map(read)
            .filter(|font| FAMILIES.contains(&font.info().family.as_str()));
        let list: Vec<Font> = sans.chain(others).collect();
        let book = LazyHash::new(FontBook::from_fonts(&list));
        let advances = list.first().map(advances).unwrap_or_default();
        Self {
            list,
            book,
            advances,
        }
    }

    /// What is known of each font.
    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    /// A font by its number in the book.
    pub(crate) fn font(&self, index: usize) -> Option<Font> {
        self.list.get(index).cloned()
    }

    /// Whether some font has a letter.
    pub(crate) fn has(&self, letter: char) -> bool {
        let number = u32::from(letter);
        let mut fonts = self.list.iter();
        fonts.any(|font| font.info().coverage.contains(number))
    }

    /// How wide a text is in the sans serif at a size of one.
    pub(crate) fn width(&self, text: &str) -> f64 {
        text.chars().map(|letter| self.advance(letter)).sum()
    }

    /// How wide a letter is in the sans serif at a size of one.
    pub(crate) fn advance(&self, letter: char) -> f64 {
        let known = self.advances.get(&letter);
        known.copied().unwrap_or(ADVANCE_USUAL)
    }
}

fn read(data: &'static [u8]) -> Option<Font> {
    Font::new(Bytes::new(data), 0)
}

/// The widths of all letters of a font.
fn advances(font: &Font) -> BTreeMap<char, f64> {
    let variant = font.info().variant;
    let shape = font.clone();
    let shape = shape.instantiate(variant, Abs::pt(10.0), &FontVariations::default());
    let letters = font.info().coverage.iter().filter_map(char::from_u32);
    letters
        .filter_map(|letter| {
            let glyph = shape.ttf().glyph_index(letter)?;
            Some((letter, shape.x_advance(glyph.0)?.get()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_alphabets_are_there() {
        let fonts = Fonts::embedded();
        for letter in "abcXYZ’“”«»–—…абвгґдеєжзиіїйклмнопрстуфхцчшщьюяҐЄІЇ".chars()
        {
            let carriers = |family: &str| {
                let mut fonts = fonts.list.iter();
                fonts.any(|font| {
                    font.info().family == family && font.info().coverage.contains(u32::from(letter))
                })
            };
            for family in ["Source Sans 3", "Libertinus Serif", "DejaVu Sans Mono"] {
                assert!(carriers(family), "{family} lacks {letter}");
            }
        }
        assert!(!fonts.has('政'));
    }

    #[test]
    fn wide_letters_are_wider() {
        let fonts = Fonts::embedded();
        assert!(fonts.width("щщ") > fonts.width("іі") && fonts.width("m") > fonts.width("i"));
        assert!((0.3..0.7).contains(&fonts.width("a")));
    }
}
