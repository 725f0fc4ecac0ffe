//! The code on each sheet: which plan the sheet belongs to, for a telephone.
//!
//! It holds three lines: the digest of the plan's text, the day that the report is about, and the title. A sheet that was
//! torn out of a copy is told from one of another state of the plan.

use interrex_report::Document;
use qrcode::{Color, EcLevel, QrCode};

/// The longest part of a title that a code holds, in bytes, so that its squares stay large enough to be read.
const TITLE_MAX: usize = 72;
/// White squares around a code, as readers want them.
const MARGIN: usize = 4;
/// How many dots of the picture a square has on each side: viewers that smooth pictures leave it sharp.
const DOTS: usize = 4;

/// A picture in shades of gray.
pub(crate) struct Code {
    /// How many dots each side has.
    pub(crate) side: usize,
    /// The dots, row by row, black as 0.
    pub(crate) dots: Vec<u8>,
}

/// What the code of a document says.
pub(crate) fn text(document: &Document) -> String {
    let day = document.as_of;
    let mut title = document.title.as_str();
    while title.len() > TITLE_MAX {
        let end = title.char_indices().last().map_or(0, |(at, _)| at);
        title = title.get(..end).unwrap_or("");
    }
    let short = if title.len() < document.title.len() {
        "…"
    } else {
        ""
    };
    format!("{}\n{day}\n{}{short}", document.digest, title.trim_end())
}

/// Draws a text; nothing where it is too long for a code.
pub(crate) fn draw(text: &str) -> Option<Code> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
    let width = code.width();
    let squares = width + 2 * MARGIN;
    let side = squares * DOTS;
    let colors = code.to_colors();
    let is_dark = |row: usize, column: usize| {
        let (row, column) = (row.checked_sub(MARGIN), column.checked_sub(MARGIN));
        row.zip(column)
            .filter(|(_, column)| *column < width)
            .and_then(|(row, column)| colors.get(row * width + column))
            == Some(&Color::Dark)
    };
    let dots = (0..side * side)
        .map(|at| {
            let (row, column) = (at / side / DOTS, at % side / DOTS);
            if is_dark(row, column) { 0 } else { 255 }
        })
        .collect();
    Some(Code { side, dots })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_a_white_edge_and_a_dark_corner() {
        let code = draw("0123").expect("a short text has a code");
        assert_eq!(code.dots.len(), code.side * code.side);
        let edge = MARGIN * DOTS;
        assert!(
            code.dots
                .iter()
                .take(code.side * edge)
                .all(|dot| *dot == 255)
        );
        assert_eq!(code.dots[code.side * edge + edge], 0);
        assert_eq!(code.dots[code.side * edge + edge - 1], 255);
        assert!(draw(&"x".repeat(5000)).is_none());
    }
}
