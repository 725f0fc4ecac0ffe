//! A matrix: which of some facts are in which of some combinations.

use crate::picture::{Cell, Picture, Table};
use crate::svg::{Head, Svg};
use crate::text::wrap;

/// Facts as rows, combinations as columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// An identifier that no other picture of the document has.
    pub id: String,
    /// What the picture is called.
    pub title: String,
    /// What it shows, in a sentence.
    pub about: String,
    /// What rows are.
    pub corner: String,
    /// The names of the columns, short.
    pub columns: Vec<String>,
    /// A figure below each column.
    pub figures: Vec<String>,
    /// What the figures are.
    pub figures_head: String,
    /// The words for *in it* in the table.
    pub yes: String,
    /// Each row: its name, where that leads, and whether it is in each column.
    pub rows: Vec<(String, Option<String>, Vec<bool>)>,
}

const LABEL: f64 = 260.0;
const STEP: f64 = 34.0;
const LINE: f64 = 16.0;

impl Matrix {
    /// Draws it.
    pub fn draw(&self) -> Picture {
        let labels: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|(label, ..)| wrap(label, 13.0, LABEL - 12.0, 3))
            .collect();
        let heights: Vec<f64> = labels
            .iter()
            .map(|lines| count(lines.len()) * LINE + 8.0)
            .collect();
        let width = LABEL + STEP * count(self.columns.len()) + 6.0;
        let height = 26.0 + heights.iter().sum::<f64>() + 6.0;
        let head = Head {
            id: &self.id,
            title: &self.title,
            about: &self.about,
            has_links: false,
        };
        let mut svg = Svg::new(&head, width, height);
        for (index, column) in self.columns.iter().enumerate() {
            svg.words("soft", (column_x(index), 17.0), "middle", column);
        }
        let mut y = 26.0;
        for (((_, _, cells), lines), height) in self.rows.iter().zip(&labels).zip(&heights) {
            svg.line("rule", (0.0, y), (width, y));
            for (index, line) in lines.iter().enumerate() {
                let at = (4.0, y + 16.0 + count(index) * LINE);
                svg.words("ink", at, "start", line);
            }
            for (index, is_in) in cells.iter().enumerate() {
                if *is_in {
                    svg.circle("bar", (column_x(index), y + height / 2.0), 7.0);
                }
            }
            y += height;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "pixels"
        )]
        let width = width as u32;
        Picture {
            svg: svg.finish(),
            width,
            table: self.table(),
        }
    }

    fn table(&self) -> Table {
        let mut head = vec![self.corner.clone()];
        head.extend(self.columns.iter().cloned());
        let mark = |is_in: &bool| Cell::text(if *is_in { self.yes.as_str() } else { "–" });
        let mut rows: Vec<Vec<Cell>> = self
            .rows
            .iter()
            .map(|(label, href, cells)| {
                let first = Cell::link(label, href.clone());
                std::iter::once(first)
                    .chain(cells.iter().map(mark))
                    .collect()
            })
            .collect();
        let figures = self.figures.iter().map(Cell::text);
        rows.push(
            std::iter::once(Cell::text(&self.figures_head))
                .chain(figures)
                .collect(),
        );
        Table {
            caption: self.title.clone(),
            head,
            rows,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "rows and columns of a picture")]
fn count(number: usize) -> f64 {
    number as f64
}

fn column_x(index: usize) -> f64 {
    LABEL + STEP * count(index) + STEP / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_where_the_table_says_yes() {
        let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect();
        let matrix = Matrix {
            id: "m".to_owned(),
            title: "Which".to_owned(),
            about: "Which".to_owned(),
            corner: "fact".to_owned(),
            columns: words(&["1", "2"]),
            figures: words(&["10 %", "5 %"]),
            figures_head: "likelihood".to_owned(),
            yes: "yes".to_owned(),
            rows: vec![
                ("a".to_owned(), None, vec![true, true]),
                ("b".to_owned(), None, vec![false, true]),
            ],
        };
        let picture = matrix.draw();
        assert_eq!(picture.svg.matches("<circle").count(), 3);
        let cells = picture.table.rows.iter().flatten();
        assert_eq!(cells.filter(|cell| cell.text == "yes").count(), 3);
        assert!(
            picture
                .table
                .rows
                .iter()
                .all(|row| row.len() == picture.table.head.len())
        );
    }
}
