//! A ladder: who comes after whom in an office, on which ground, and in which ways it can fail.
//!
//! Each rung is somebody who can come to act, with how likely that is; below the last rung stand the
//! ways in which nobody, or more than one, can.

use crate::picture::{Cell, Picture, Table};
use crate::svg::{Head, Svg};
use crate::text::{width, wrap};

/// One rung.
#[derive(Debug, Clone, PartialEq)]
pub struct Rung {
    /// Its place, such as `1`; nothing for a failure.
    pub place: String,
    /// Who.
    pub who: String,
    /// Where that leads, in the table.
    pub href: Option<String>,
    /// On which ground, or what the failure means.
    pub ground: String,
    /// How likely, in words.
    pub figure: String,
    /// How likely, from 0 to 1, at least and at most; nothing where no number is known.
    pub range: Option<[f64; 2]>,
    /// Whether it is a failure.
    pub is_bad: bool,
}

/// A ladder.
#[derive(Debug, Clone, PartialEq)]
pub struct Ladder {
    /// An identifier that no other picture of the document has.
    pub id: String,
    /// What the picture is called.
    pub title: String,
    /// What it shows, in a sentence.
    pub about: String,
    /// The heads of the four columns of the table.
    pub head: [String; 4],
    /// The rungs, the first on top.
    pub rungs: Vec<Rung>,
}

const WIDTH: f64 = 340.0;
const LEFT: f64 = 40.0;
const LINE: f64 = 16.0;
const GAP: f64 = 12.0;
/// How many lines a ground, or a case, has.
const LINES_MAX: usize = 9;

/// The letters of a rung, broken into lines.
struct Lines {
    who: Vec<String>,
    ground: Vec<String>,
    height: f64,
}

impl Ladder {
    /// Draws it.
    pub fn draw(&self) -> Picture {
        let lines: Vec<Lines> = self.rungs.iter().map(lines_of).collect();
        let height = lines.iter().map(|one| one.height + GAP).sum::<f64>() + 4.0;
        let head = Head {
            id: &self.id,
            title: &self.title,
            about: &self.about,
            has_links: false,
        };
        let mut svg = Svg::new(&head, WIDTH, height);
        let mut y = 2.0;
        let mut above: Option<f64> = None;
        for (rung, lines) in self.rungs.iter().zip(&lines) {
            if let (Some(above), false) = (above, rung.is_bad) {
                svg.line("edge", (18.0, above), (18.0, y + lines.height / 2.0 - 13.0));
            }
            draw_rung(&mut svg, rung, lines, y);
            above = (!rung.is_bad).then_some(y + lines.height / 2.0 + 13.0);
            y += lines.height + GAP;
        }
        Picture {
            svg: svg.finish(),
            width: 340,
            table: self.table(),
        }
    }

    fn table(&self) -> Table {
        let row = |rung: &Rung| {
            vec![
                Cell::link(&rung.who, rung.href.clone()),
                Cell::text(if rung.place.is_empty() {
                    "–"
                } else {
                    &rung.place
                }),
                Cell::text(&rung.ground),
                Cell::text(&rung.figure),
            ]
        };
        Table {
            caption: self.title.clone(),
            head: self.head.to_vec(),
            rows: self.rungs.iter().map(row).collect(),
        }
    }
}

fn lines_of(rung: &Rung) -> Lines {
    let room = WIDTH - LEFT - 16.0;
    let first = (room - width(&rung.figure, 13.0) - 10.0).max(110.0);
    let who = wrap(&rung.who, 13.5, first, 3);
    let ground = wrap(&rung.ground, 12.0, room, LINES_MAX);
    #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
    let count = (who.len().max(1) + ground.len()) as f64;
    let bar = if rung.range.is_some() { 12.0 } else { 0.0 };
    Lines {
        who,
        ground,
        height: count * LINE + 12.0 + bar,
    }
}

fn draw_rung(svg: &mut Svg, rung: &Rung, lines: &Lines, y: f64) {
    let class = if rung.is_bad { "box-bad" } else { "box" };
    let room = WIDTH - LEFT - 2.0;
    svg.rect(class, [LEFT, y, room, lines.height], 5.0);
    let middle = y + lines.height / 2.0;
    if rung.is_bad {
        let mark = format!(
            "d=\"M12 {} l12 12 m0 -12 l-12 12\"",
            crate::svg::number(middle - 6.0)
        );
        svg.draw("path", "cross", &mark);
    } else {
        svg.circle("box-top", (18.0, middle), 13.0);
        svg.words("ink", (18.0, middle + 4.5), "middle", &rung.place);
    }
    let ink = if rung.is_bad { "ink-bad" } else { "ink" };
    let mut line_y = y + 1.0;
    for line in &lines.who {
        line_y += LINE;
        let bold = "font-weight=\"600\"";
        svg.words_of(ink, (LEFT + 8.0, line_y), "start", bold, line);
    }
    svg.words(ink, (WIDTH - 10.0, y + 17.0), "end", &rung.figure);
    for line in &lines.ground {
        line_y += LINE;
        svg.words_of(
            "soft",
            (LEFT + 8.0, line_y),
            "start",
            "font-size=\"12\"",
            line,
        );
    }
    if let Some([low, high]) = rung.range {
        bar(svg, rung.is_bad, [low, high], y + lines.height - 12.0);
    }
}

fn bar(svg: &mut Svg, is_bad: bool, range: [f64; 2], y: f64) {
    let room = WIDTH - LEFT - 18.0;
    let [low, high] = range.map(|end| end.clamp(0.0, 1.0));
    let (solid, pale) = if is_bad {
        ("bad", "bad-range")
    } else {
        ("bar", "range")
    };
    svg.rect("track", [LEFT + 8.0, y, room, 5.0], 2.0);
    if high > low {
        svg.rect(pale, [LEFT + 8.0, y, (room * high).max(1.5), 5.0], 2.0);
    }
    if low > 0.0 {
        svg.rect(solid, [LEFT + 8.0, y, (room * low).max(1.5), 5.0], 2.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rung_is_drawn_and_told() {
        let rung = |who: &str, is_bad| Rung {
            place: if is_bad {
                String::new()
            } else {
                "1".to_owned()
            },
            who: who.to_owned(),
            href: None,
            ground: "dead".to_owned(),
            figure: "3 %".to_owned(),
            range: Some([0.03, 0.03]),
            is_bad,
        };
        let ladder = Ladder {
            id: "l".to_owned(),
            title: "Ladder".to_owned(),
            about: "Who".to_owned(),
            head: ["who", "place", "ground", "likelihood"].map(str::to_owned),
            rungs: vec![rung("deputy", false), rung("vacant", true)],
        };
        let picture = ladder.draw();
        assert!(picture.svg.contains(">deputy<") && picture.svg.contains(">vacant<"));
        assert_eq!(picture.svg.matches("class=\"cross\"").count(), 1);
        assert_eq!(picture.table.rows.len(), 2);
    }
}
