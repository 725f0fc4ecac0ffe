//! Tables: heads that are repeated on each page, columns as wide as their words ask, letters as large as fit.

use interrex_picture::{Cell, Table};
use interrex_report::document::{BLANK, Grid, Line, ROWS_MAX};

use super::width::{Room, columns, fits};
use super::{Body, Look, line, text_of};
use crate::sheet::{Sheet, Twips};
use crate::xml::Xml;

/// Letters of tables: their style, and their height in twentieths of a point.
const LETTERS: [(&str, Twips); 3] = [
    ("TableText", 180),
    ("TableTextSmall", 160),
    ("TableTextTiny", 140),
];
/// A table of so many columns has smaller letters.
const COLUMNS_SMALL: usize = 6;
/// A row with fewer letters than this stays on one page.
const LETTERS_KEPT: usize = 1_200;
/// Where the longest words take more than this part of the text, in hundredths, letters are smaller.
const FULL: Twips = 90;
/// How high a row is that is to be filled in by pen.
const PEN: Twips = 560;
/// As much room as what somebody writes by pen.
const BY_PEN: &str = "nnnnnnnn nnnnnnnn";
/// Which part of a sent table's width the names of its rows take.
const KEY_PART: Twips = 12;
/// The ground of what is to be left as it is.
const KEY_GROUND: &str = "F3F4F6";
/// The heads of facts take at least and at most such a part of the text, in hundredths.
const FACT_HEAD: [Twips; 2] = [18, 34];

/// A table that is sent back: its first column names rows, and a line of keys names its columns.
pub(crate) struct Form {
    /// What it is called.
    pub(crate) caption: String,
    /// The heads of its columns.
    pub(crate) heads: Vec<String>,
    /// The keys of its columns.
    pub(crate) keys: Vec<String>,
    /// Its rows.
    pub(crate) rows: Vec<FormRow>,
}

/// A row of a table that is sent back.
pub(crate) struct FormRow {
    /// By what it is found again.
    pub(crate) key: String,
    /// Its cells.
    pub(crate) cells: Vec<String>,
}

impl Form {
    /// The smallest wide sheets on which its columns fit.
    pub(crate) fn sheet(&self) -> Sheet {
        let rooms = self.rooms();
        let size = LETTERS.last().map_or(0, |(_, size)| *size);
        let is_enough = |sheet: &Sheet| {
            let width = sheet.text_width();
            fits(&rooms, size, width - width / KEY_PART)
        };
        let mut sheets = [Sheet::Wide, Sheet::LargeWide].into_iter();
        sheets.find(is_enough).unwrap_or(Sheet::LargeWide)
    }

    fn rooms(&self) -> Vec<Room> {
        let rows = self.rows.iter();
        rooms(
            &self.heads,
            rows.map(|row| row.cells.iter().map(String::as_str).collect()),
        )
    }
}

/// Opens a table of columns of these widths.
pub(super) fn open(xml: &mut Xml, style: &str, widths: &[Twips], caption: Option<&str>) {
    xml.open("w:tbl", &[]);
    xml.open("w:tblPr", &[]);
    xml.val("w:tblStyle", style);
    let total = widths.iter().sum::<Twips>().to_string();
    xml.leaf("w:tblW", &[("w:w", &total), ("w:type", "dxa")]);
    xml.leaf("w:tblLayout", &[("w:type", "fixed")]);
    let has_head = if caption.is_some() { "1" } else { "0" };
    xml.leaf(
        "w:tblLook",
        &[
            ("w:val", if caption.is_some() { "0020" } else { "0000" }),
            ("w:firstRow", has_head),
            ("w:lastRow", "0"),
            ("w:firstColumn", "0"),
            ("w:lastColumn", "0"),
            ("w:noHBand", "1"),
            ("w:noVBand", "1"),
        ],
    );
    if let Some(caption) = caption {
        xml.val("w:tblCaption", caption);
    }
    xml.close();
    xml.open("w:tblGrid", &[]);
    for width in widths {
        xml.leaf("w:gridCol", &[("w:w", &width.to_string())]);
    }
    xml.close();
}

/// Opens a cell.
fn open_cell(xml: &mut Xml, width: Twips, ground: Option<&str>) {
    xml.open("w:tc", &[]);
    xml.open("w:tcPr", &[]);
    let width = width.to_string();
    xml.leaf("w:tcW", &[("w:w", &width), ("w:type", "dxa")]);
    if let Some(ground) = ground {
        shade(xml, ground);
    }
    xml.close();
}

/// Opens a cell with a strong line at its left.
pub(super) fn open_framed_cell(xml: &mut Xml, width: Twips, line: &str, ground: &str) {
    xml.open("w:tc", &[]);
    xml.open("w:tcPr", &[]);
    let width = width.to_string();
    xml.leaf("w:tcW", &[("w:w", &width), ("w:type", "dxa")]);
    xml.open("w:tcBorders", &[]);
    let left = [
        ("w:val", "single"),
        ("w:sz", "36"),
        ("w:space", "0"),
        ("w:color", line),
    ];
    xml.leaf("w:left", &left);
    xml.close();
    shade(xml, ground);
    xml.close();
}

fn shade(xml: &mut Xml, ground: &str) {
    let shade = [("w:val", "clear"), ("w:color", "auto"), ("w:fill", ground)];
    xml.leaf("w:shd", &shade);
}

/// Opens a row; a head is repeated on each page, and what is kept stays on one.
fn open_row(xml: &mut Xml, is_head: bool, is_kept: bool) {
    xml.open("w:tr", &[]);
    if is_head || is_kept {
        xml.open("w:trPr", &[]);
        xml.leaf("w:cantSplit", &[]);
        if is_head {
            xml.leaf("w:tblHeader", &[]);
        }
        xml.close();
    }
}

/// Opens a row that is to be filled in by pen.
fn open_blank_row(xml: &mut Xml) {
    xml.open("w:tr", &[]);
    xml.open("w:trPr", &[]);
    xml.leaf("w:cantSplit", &[]);
    let height = PEN.to_string();
    xml.leaf("w:trHeight", &[("w:val", &height), ("w:hRule", "atLeast")]);
    xml.close();
}

/// The size of letters at which columns fit, and their widths.
fn laid_out(rooms: &[Room], width: Twips, first: usize) -> (&'static str, Vec<Twips>) {
    let mut sizes = LETTERS.iter().skip(first);
    let fitting = sizes.find(|(_, size)| fits(rooms, *size, width * FULL / 100));
    let (style, size) = fitting
        .or(LETTERS.last())
        .copied()
        .unwrap_or(("TableText", 180));
    (style, columns(rooms, size, width))
}

/// The room that each column asks for.
fn rooms<'t>(heads: &[String], rows: impl Iterator<Item = Vec<&'t str>>) -> Vec<Room> {
    let mut rooms: Vec<Room> = heads.iter().map(|head| Room::of_bold(head)).collect();
    for row in rows {
        for (room, text) in rooms.iter_mut().zip(row) {
            *room = room.join(Room::of(text));
        }
    }
    rooms
}

/// The text for which a cell needs room.
fn asking(text: &str) -> &str {
    if text == BLANK { BY_PEN } else { text }
}

/// A cell before it is written.
enum Content<'c> {
    Line(&'c Line),
    Cell(&'c Cell),
}

impl Body<'_> {
    /// Writes a table of the report.
    pub(super) fn grid(&mut self, grid: &Grid) {
        let texts: Vec<Vec<String>> = grid
            .rows
            .iter()
            .take(ROWS_MAX)
            .map(|row| row.cells.iter().map(text_of).collect())
            .collect();
        let shown = texts
            .iter()
            .map(|row| row.iter().map(|text| asking(text)).collect());
        let rooms = rooms(&grid.head, shown);
        let first = usize::from(grid.head.len() >= COLUMNS_SMALL);
        let (style, widths) = laid_out(&rooms, self.width, first);
        self.caption(&grid.caption);
        self.open_table(&grid.caption, &grid.head, style, &widths);
        for (row, texts) in grid.rows.iter().zip(&texts) {
            let cells: Vec<Content<'_>> = row.cells.iter().map(Content::Line).collect();
            let letters = texts.iter().map(String::len).max().unwrap_or(0);
            self.row(row.id.as_deref(), &cells, style, &widths, letters);
        }
        self.xml.close();
        self.say("Between", "");
        if grid.rows.len() > ROWS_MAX {
            let told = self
                .words
                .rows_left
                .replace("{shown}", &ROWS_MAX.to_string());
            let told = told.replace("{count}", &grid.rows.len().to_string());
            self.say("Normal", &told);
        }
    }

    /// Writes the table that says the same as a picture.
    pub(super) fn twin(&mut self, table: &Table) {
        let shown = table
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.text.as_str()).collect());
        let rooms = rooms(&table.head, shown);
        let (style, widths) = laid_out(&rooms, self.width, 1);
        self.open_table(&table.caption, &table.head, style, &widths);
        for row in &table.rows {
            let cells: Vec<Content<'_>> = row.iter().map(Content::Cell).collect();
            let letters = row.iter().map(|cell| cell.text.len()).max().unwrap_or(0);
            self.row(None, &cells, style, &widths, letters);
        }
        self.xml.close();
        self.say("Between", "");
    }

    /// Writes what stands above a table or below a picture.
    pub(super) fn caption(&mut self, words: &str) {
        if !words.is_empty() {
            self.say("Caption", words);
        }
    }

    fn open_table(&mut self, caption: &str, heads: &[String], style: &str, widths: &[Twips]) {
        open(&mut self.xml, "Grid", widths, Some(caption));
        open_row(&mut self.xml, true, true);
        for (head, width) in heads.iter().zip(widths) {
            self.head_cell(head, style, *width);
        }
        self.xml.close();
    }

    fn head_cell(&mut self, head: &str, style: &str, width: Twips) {
        open_cell(&mut self.xml, width, Some("EAF1F8"));
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        self.xml.val("w:pStyle", style);
        self.xml.leaf("w:keepNext", &[]);
        self.xml.close();
        line::run(&mut self.xml, Look::Style("Strong"), head);
        self.xml.close();
        self.xml.close();
    }

    fn row(
        &mut self,
        anchor: Option<&str>,
        cells: &[Content<'_>],
        style: &str,
        widths: &[Twips],
        letters: usize,
    ) {
        let is_blank = |cell: &Content<'_>| match cell {
            Content::Line(line) => text_of(line) == BLANK,
            Content::Cell(cell) => cell.text == BLANK,
        };
        if cells.iter().any(is_blank) {
            open_blank_row(&mut self.xml);
        } else {
            open_row(&mut self.xml, false, letters < LETTERS_KEPT);
        }
        let mut bookmark = anchor.and_then(|anchor| self.anchors.place(anchor));
        for (index, width) in widths.iter().enumerate() {
            open_cell(&mut self.xml, *width, None);
            self.xml.open("w:p", &[]);
            line::style(&mut self.xml, style);
            line::bookmarked(&mut self.xml, bookmark.take(), |_| {});
            match cells.get(index) {
                Some(Content::Line(line)) => self.line(line),
                Some(Content::Cell(cell)) => match &cell.href {
                    Some(href) => self.link(href, &cell.text),
                    None => line::run(&mut self.xml, Look::Plain, &cell.text),
                },
                None => {}
            }
            self.xml.close();
            self.xml.close();
        }
        self.xml.close();
    }

    /// Writes heads and what belongs to each, side by side.
    pub(crate) fn facts(&mut self, facts: &[(String, Line)]) {
        if facts.is_empty() {
            return;
        }
        let heads = facts.iter().map(|(head, _)| Room::of(head));
        let head = heads.fold(Room::default(), Room::join);
        let [low, high] = FACT_HEAD.map(|part| self.width * part / 100);
        let first = head.whole(LETTERS[0].1).clamp(low, high);
        let widths = [first, self.width.saturating_sub(first)];
        open(&mut self.xml, "Facts", &widths, None);
        for (head, line) in facts {
            open_row(&mut self.xml, false, text_of(line).len() < LETTERS_KEPT);
            open_cell(&mut self.xml, widths[0], None);
            self.say("FactHead", head);
            self.xml.close();
            open_cell(&mut self.xml, widths[1], None);
            self.paragraph("TableText", line);
            self.xml.close();
            self.xml.close();
        }
        self.xml.close();
        self.say("Between", "");
    }

    /// Writes a table that is sent back, on the sheets that the text is on.
    pub(crate) fn form(&mut self, form: &Form) {
        let key_width = self.width / KEY_PART;
        let (style, mut widths) = laid_out(&form.rooms(), self.width - key_width, 1);
        widths.insert(0, key_width);
        open(&mut self.xml, "Form", &widths, Some(&form.caption));
        open_row(&mut self.xml, true, true);
        let heads = std::iter::once("").chain(form.heads.iter().map(String::as_str));
        for (head, width) in heads.zip(&widths) {
            self.head_cell(head, style, *width);
        }
        self.xml.close();
        open_row(&mut self.xml, true, true);
        for (key, width) in form.keys.iter().zip(&widths) {
            self.form_cell("Key", key, *width, Some(KEY_GROUND));
        }
        self.xml.close();
        for row in &form.rows {
            self.form_row(row, style, &widths);
        }
        self.xml.close();
        self.say("Between", "");
    }

    fn form_row(&mut self, row: &FormRow, style: &str, widths: &[Twips]) {
        let letters = row.cells.iter().map(String::len).max().unwrap_or(0);
        open_row(&mut self.xml, false, letters < LETTERS_KEPT);
        let mut widths = widths.iter();
        if let Some(width) = widths.next() {
            self.form_cell("Key", &row.key, *width, Some(KEY_GROUND));
        }
        for (text, width) in row.cells.iter().zip(widths) {
            self.form_cell(style, text, *width, None);
        }
        self.xml.close();
    }

    fn form_cell(&mut self, style: &str, words: &str, width: Twips, ground: Option<&str>) {
        open_cell(&mut self.xml, width, ground);
        self.say(style, words);
        self.xml.close();
    }
}
