//! Pictures, and the tables that say the same beside or below them.

use interrex_picture::{Cell, Table};
use interrex_report::document::{Inline, Line, Row, Shown};
use typst::foundations::{Bytes, IntoValue as _, Value};

use super::{HALVES_MIN, ROOM_TEXT, WIDTH, WIDTH_TURNED, Writer, dict, measured};
use crate::columns::{self, Columns, Content};

/// Points for a pixel of a picture, at which its letters have the size of those in tables.
const PIXEL: f64 = 0.64;
/// Below this, letters of pictures are small, and the sheet is turned.
const PIXEL_MIN: f64 = 0.48;
/// Below this nobody can read them, and the picture is left to the page for a browser.
const PIXEL_LEAST: f64 = 0.38;
/// The greatest height of a picture.
const HEIGHT: f64 = 600.0;
/// The greatest height of a picture on a turned sheet.
const HEIGHT_TURNED: f64 = 370.0;
/// A table of so many points stands beside a picture that is lower.
const TWIN_MIN: f64 = 110.0;
/// The room between what stands side by side.
const GUTTER: f64 = 18.0;

impl Writer<'_> {
    pub(super) fn picture(&mut self, shown: &Shown, items: &mut Vec<Value>) {
        let svg = &shown.picture.svg;
        let (width, height) = size_of(svg, shown.picture.width);
        let upright = PIXEL.min(WIDTH / width).min(HEIGHT / height);
        let turned = PIXEL.min(WIDTH_TURNED / width).min(HEIGHT_TURNED / height);
        let is_turned = upright < PIXEL_MIN && turned > upright * 1.15;
        let scale = if is_turned { turned } else { upright };
        if scale < PIXEL_LEAST {
            items.push(self.paragraph(&vec![Inline::Strong(shown.title.clone())]));
            items.push(self.paragraph(&vec![Inline::Text(self.too_large.clone())]));
            let (count, twin) = self.twin(&shown.picture.table, Some(Beside::default()));
            items.push(dict([
                ("kind", "twin".into_value()),
                ("count", count.into_value()),
                ("twin", twin),
            ]));
            return;
        }
        let about = format!("{}. {}", shown.title.trim_end_matches('.'), shown.about);
        let room = Beside {
            width: WIDTH - width * scale - GUTTER,
            height: height * scale,
        };
        let room = (!is_turned).then_some(room);
        let (count, twin) = self.twin(&shown.picture.table, room);
        items.push(dict([
            ("kind", "picture".into_value()),
            ("svg", Bytes::from_string(svg.clone()).into_value()),
            ("alt", self.setter.plain(&about).into_value()),
            ("title", self.setter.words(&shown.title, ROOM_TEXT)),
            ("about", self.setter.words(&shown.about, ROOM_TEXT)),
            ("width", (width * scale).into_value()),
            ("height", (height * scale).into_value()),
            ("turned", is_turned.into_value()),
            ("count", count.into_value()),
            ("twin", twin),
        ]));
    }

    /// The table that says the same as a picture, and in how many parts it stands side by side; in none where it
    /// stands beside the picture.
    fn twin(&mut self, table: &Table, beside: Option<Beside>) -> (i64, Value) {
        let texts: Vec<Vec<String>> = table
            .rows
            .iter()
            .map(|row| {
                row.iter()
                    .map(cell_line)
                    .map(|line| measured(&line))
                    .collect()
            })
            .collect();
        let contents = self.contents(&table.head, &texts);
        let fits = beside.and_then(|room| {
            let columns = columns::fit_in(&contents, room.width)?;
            (self.height(&texts, &columns) < room.height.max(TWIN_MIN)).then_some(columns)
        });
        let (count, columns) = match fits {
            Some(columns) => (0, columns),
            None => parts(&contents, texts.len(), beside.is_none()),
        };
        let mut rows = Vec::with_capacity(table.rows.len());
        for (row, texts) in table.rows.iter().zip(&texts) {
            let row = Row {
                id: None,
                cells: row.iter().map(cell_line).collect(),
            };
            rows.push(self.row(&row, texts, &columns));
        }
        (count, self.table("", &table.head, &columns, rows))
    }
}

/// The room beside a picture.
#[derive(Clone, Copy, Default)]
struct Beside {
    width: f64,
    height: f64,
}

/// In how many parts side by side a table of so many rows stands, and the columns of each.
fn parts(contents: &[Content], rows: usize, is_turned: bool) -> (i64, Columns) {
    let (width, most) = if is_turned {
        (WIDTH_TURNED, 3_u8)
    } else {
        (WIDTH, 2)
    };
    for count in (2..=most).rev() {
        let part = (width - GUTTER * f64::from(count - 1)) / f64::from(count);
        if rows >= HALVES_MIN && columns::is_narrow(contents, part) {
            return (i64::from(count), columns::fit(contents, part, part));
        }
    }
    (1, columns::fit(contents, width, WIDTH_TURNED))
}

/// A cell of a table twin as a line.
fn cell_line(cell: &Cell) -> Line {
    let text = cell.text.clone();
    vec![match &cell.href {
        Some(href) => Inline::Link {
            href: href.clone(),
            text,
        },
        None => Inline::Text(text),
    }]
}

/// The width and the height of a drawing in pixels, from its view.
fn size_of(svg: &str, width: u32) -> (f64, f64) {
    let view = svg.split("viewBox=\"").nth(1);
    let view = view.and_then(|rest| rest.split('"').next()).unwrap_or("");
    let numbers: Vec<f64> = view
        .split_whitespace()
        .filter_map(|number| number.parse().ok())
        .collect();
    match numbers.as_slice() {
        [_, _, width, height] if *width > 0.0 && *height > 0.0 => (*width, *height),
        _ => (f64::from(width.max(1)), f64::from(width.max(1))),
    }
}
