//! Bars: one number or range for each of a list of things, between nothing and a common greatest.
//!
//! A label stands above its bar and the figure beside it, so that the picture can be read at the width of a
//! telephone.

use crate::picture::{Cell, Picture, Table};
use crate::svg::{Head, Svg};
use crate::text::{width, wrap};

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it is about.
    pub label: String,
    /// Where the label leads, in the table.
    pub href: Option<String>,
    /// The least and the greatest it can be, in parts of the whole from 0 to 1.
    pub range: [f64; 2],
    /// The figure in words.
    pub figure: String,
    /// Whether it is something bad.
    pub is_bad: bool,
}

/// A list of bars.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// An identifier that no other picture of the document has.
    pub id: String,
    /// What the picture is called.
    pub title: String,
    /// What it shows, in a sentence.
    pub about: String,
    /// The heads of the two columns of the table.
    pub head: [String; 2],
    /// The bars.
    pub bars: Vec<Bar>,
}

const WIDTH: f64 = 340.0;
const SIZE: f64 = 13.0;
const LINE: f64 = 17.0;

impl Bars {
    /// Draws them.
    pub fn draw(&self) -> Picture {
        let lines: Vec<Vec<String>> = self
            .bars
            .iter()
            .map(|bar| wrap(&bar.label, SIZE, WIDTH - 4.0, 3))
            .collect();
        #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
        let height: f64 = lines
            .iter()
            .map(|lines| lines.len() as f64 * LINE + 26.0)
            .sum();
        let head = Head {
            id: &self.id,
            title: &self.title,
            about: &self.about,
            has_links: false,
        };
        let figure_room = self
            .bars
            .iter()
            .map(|bar| width(&bar.figure, SIZE))
            .fold(0.0, f64::max);
        let room = (WIDTH - figure_room - 12.0).max(60.0);
        let mut svg = Svg::new(&head, WIDTH, height + 4.0);
        let mut y = 0.0;
        for (bar, lines) in self.bars.iter().zip(&lines) {
            for line in lines {
                y += LINE;
                svg.words("ink", (2.0, y - 3.0), "start", line);
            }
            draw_bar(&mut svg, bar, y + 2.0, room);
            y += 26.0;
        }
        Picture {
            svg: svg.finish(),
            width: 340,
            table: self.table(),
        }
    }

    fn table(&self) -> Table {
        let row = |bar: &Bar| {
            vec![
                Cell::link(&bar.label, bar.href.clone()),
                Cell::text(&bar.figure),
            ]
        };
        Table {
            caption: self.title.clone(),
            head: self.head.to_vec(),
            rows: self.bars.iter().map(row).collect(),
        }
    }
}

fn draw_bar(svg: &mut Svg, bar: &Bar, y: f64, room: f64) {
    let [low, high] = bar.range.map(|end| end.clamp(0.0, 1.0));
    let (solid, pale) = if bar.is_bad {
        ("bad", "bad-range")
    } else {
        ("bar", "range")
    };
    svg.rect("track", [2.0, y, room, 12.0], 2.0);
    if high > low {
        svg.rect(pale, [2.0, y, (room * high).max(1.5), 12.0], 2.0);
    }
    if low > 0.0 {
        svg.rect(solid, [2.0, y, (room * low).max(1.5), 12.0], 2.0);
    }
    svg.words("ink", (room + 10.0, y + 10.5), "start", &bar.figure);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_and_its_row_say_the_same() {
        let bars = Bars {
            id: "b".to_owned(),
            title: "Weights".to_owned(),
            about: "Which".to_owned(),
            head: ["what".to_owned(), "share".to_owned()],
            bars: vec![Bar {
                label: "a < b".to_owned(),
                href: Some("#a".to_owned()),
                range: [0.25, 0.5],
                figure: "25–50 %".to_owned(),
                is_bad: false,
            }],
        };
        let picture = bars.draw();
        assert!(picture.svg.contains("a &lt; b") && picture.svg.contains("25–50 %"));
        assert_eq!(picture.svg.matches("<rect").count(), 3);
        assert_eq!(picture.table.rows.len(), 1);
        assert_eq!(picture.table.rows[0][1].text, "25–50 %");
        assert_eq!(picture, bars.draw());
    }
}
