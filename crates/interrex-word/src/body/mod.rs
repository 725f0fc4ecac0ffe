//! The main part: sections and blocks as paragraphs, lists, tables and pictures.
//!
//! Responsible for the order of the document and for the sheets that it stands on. How lines, tables and pictures are
//! written is in the modules below.

mod line;
mod picture;
mod table;
mod width;

use interrex_report::Document;
use interrex_report::document::{Block, Furniture, Line, Section, Shown, Tone};

use crate::anchors::Anchors;
use crate::margins::Around;
use crate::numbering;
use crate::package::Package;
use crate::raster::Painter;
use crate::sheet::{Sheet, Twips};
use crate::xml::Xml;

pub(crate) use line::{Look, text_of};
pub(crate) use table::{Form, FormRow};

/// From this level on heads have neither a number nor a place in the contents.
const LEVEL_PLAIN: usize = 3;
/// The deepest head.
const LEVEL_MAX: usize = 4;

/// The main part in the making.
pub(crate) struct Body<'a> {
    /// What was written.
    pub(crate) xml: Xml,
    /// The parts that it names.
    pub(crate) package: Package,
    /// Where links lead.
    pub(crate) anchors: Anchors,
    /// The heads so far.
    pub(crate) heads: Vec<Head>,
    words: &'a Furniture,
    around: Around,
    painter: Painter,
    sheet: Sheet,
    width: Twips,
    is_first_section: bool,
    goes_on: bool,
    steps_count: usize,
    drawn_count: usize,
    large: Vec<&'a Shown>,
}

/// A head, as the contents list it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    /// 1 or 2.
    pub(crate) level: usize,
    /// Its number: `3.2`.
    pub(crate) number: String,
    /// Its words.
    pub(crate) title: String,
    /// Its bookmark.
    pub(crate) bookmark: String,
}

impl<'a> Body<'a> {
    /// Begins the main part of a document.
    pub(crate) fn new(document: &'a Document) -> Self {
        let mut package = Package::default();
        let around = Around::new(document, &mut package);
        Self {
            xml: Xml::default(),
            package,
            anchors: Anchors::of(document),
            heads: Vec::new(),
            words: &document.words,
            around,
            painter: Painter::new(),
            sheet: Sheet::Upright,
            width: Sheet::Upright.text_width(),
            is_first_section: true,
            goes_on: false,
            steps_count: 0,
            drawn_count: 0,
            large: Vec::new(),
        }
    }

    /// How many lists of steps there are.
    pub(crate) fn steps_count(&self) -> usize {
        self.steps_count
    }

    /// Writes a chapter, on a new sheet unless it goes on where the one before it ends.
    pub(crate) fn chapter(&mut self, section: &'a Section, goes_on: bool) {
        self.goes_on = goes_on;
        self.section(section, 1);
    }

    /// Writes a section and its parts.
    pub(crate) fn section(&mut self, section: &'a Section, level: usize) {
        self.head(level, &section.title, &section.id);
        for block in &section.blocks {
            self.block(block, level);
        }
        for part in &section.parts {
            self.section(part, level + 1);
        }
    }

    /// Writes a head. Those of the first levels are numbered by their styles, and counted here for the contents.
    pub(crate) fn head(&mut self, level: usize, title: &str, anchor: &str) {
        let bookmark = self.anchors.place(anchor);
        if level < LEVEL_PLAIN {
            let number = self.next_number(level);
            let bookmark = bookmark.as_ref().map(|(_, name)| name.clone());
            self.heads.push(Head {
                level,
                number,
                title: title.to_owned(),
                bookmark: bookmark.unwrap_or_default(),
            });
        }
        let style = match level.min(LEVEL_MAX) {
            1 => "Heading1",
            2 => "Heading2",
            3 => "Heading3",
            _ => "Heading4",
        };
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        self.xml.val("w:pStyle", style);
        if std::mem::take(&mut self.goes_on) {
            self.xml.val("w:pageBreakBefore", "0");
        }
        self.xml.close();
        line::bookmarked(&mut self.xml, bookmark, |xml| {
            line::run(xml, Look::Plain, title);
        });
        self.xml.close();
    }

    fn next_number(&self, level: usize) -> String {
        let first = self.heads.iter().filter(|head| head.level == 1).count();
        if level == 1 {
            return (first + 1).to_string();
        }
        let since = self.heads.iter().rev().take_while(|head| head.level > 1);
        format!("{first}.{}", since.count() + 1)
    }

    /// Writes a block that stands below a head of this level.
    fn block(&mut self, block: &'a Block, level: usize) {
        match block {
            Block::Paragraph(line) => self.paragraph("Normal", line),
            Block::Points(lines) => {
                for line in lines {
                    self.paragraph("ListBullet", line);
                }
            }
            Block::Steps(lines) => self.steps(lines),
            Block::Facts(facts) => self.facts(facts),
            Block::Table(grid) => self.grid(grid),
            Block::Picture(shown) => self.picture(shown),
            Block::More(summary, blocks) => {
                let level = (level + 1).max(LEVEL_PLAIN);
                self.head(level, summary, "");
                for block in blocks {
                    self.block(block, level);
                }
            }
            Block::Panel(tone, lead, blocks) => self.panel(*tone, lead, blocks, level),
        }
    }

    /// Writes a line as a paragraph.
    pub(crate) fn paragraph(&mut self, style: &str, line: &Line) {
        self.xml.open("w:p", &[]);
        line::style(&mut self.xml, style);
        self.line(line);
        self.xml.close();
    }

    /// Writes words as a paragraph.
    pub(crate) fn say(&mut self, style: &str, words: &str) {
        self.xml.open("w:p", &[]);
        line::style(&mut self.xml, style);
        line::run(&mut self.xml, Look::Plain, words);
        self.xml.close();
    }

    fn steps(&mut self, lines: &[Line]) {
        let list = numbering::steps(self.steps_count).to_string();
        self.steps_count += 1;
        for line in lines {
            self.xml.open("w:p", &[]);
            self.xml.open("w:pPr", &[]);
            self.xml.val("w:pStyle", "ListNumber");
            self.xml.open("w:numPr", &[]);
            self.xml.val("w:ilvl", "0");
            self.xml.val("w:numId", &list);
            self.xml.close();
            self.xml.close();
            self.line(line);
            self.xml.close();
        }
    }

    /// What stands out: a frame with a strong line at its left.
    fn panel(&mut self, tone: Tone, lead: &'a Line, blocks: &'a [Block], level: usize) {
        const INSET: Twips = 420;
        const FRAME: Twips = 50;
        let (line, ground) = match tone {
            Tone::Plain => ("1B4A75", "F3F6FA"),
            Tone::Good => ("1D6B33", "F1F8F3"),
            Tone::Bad => ("A3180D", "FDF4F3"),
        };
        let outer = self.width;
        let frame = outer.saturating_sub(FRAME);
        table::open(&mut self.xml, "Panel", &[frame], None);
        self.xml.open("w:tr", &[]);
        table::open_framed_cell(&mut self.xml, frame, line, ground);
        self.width = outer.saturating_sub(INSET);
        self.paragraph("Lead", lead);
        for block in blocks {
            self.block(block, level);
        }
        self.width = outer;
        self.xml.close();
        self.xml.close();
        self.xml.close();
        self.say("Between", "");
    }

    /// Goes on on other sheets; nothing where these are the ones. The end of the last section is written by `end`.
    pub(crate) fn turn(&mut self, sheet: Sheet) {
        if sheet != self.sheet {
            self.xml.open("w:p", &[]);
            self.xml.open("w:pPr", &[]);
            self.xml.val("w:pStyle", "Between");
            self.end_section();
            self.xml.close();
            self.xml.close();
            self.set_sheet(sheet);
        }
    }

    /// Goes on on the next page.
    fn break_page(&mut self) {
        self.xml.open("w:p", &[]);
        line::style(&mut self.xml, "Between");
        self.xml.open("w:r", &[]);
        self.xml.leaf("w:br", &[("w:type", "page")]);
        self.xml.close();
        self.xml.close();
    }

    fn set_sheet(&mut self, sheet: Sheet) {
        self.sheet = sheet;
        self.width = sheet.text_width();
    }

    fn end_section(&mut self) {
        let margins = self.around.margins(self.sheet, self.is_first_section);
        self.sheet.write(&mut self.xml, &margins);
        self.is_first_section = false;
    }

    /// Ends the last section, and hands over what was written. What is written then stands on the sheets of the
    /// first section.
    pub(crate) fn end(&mut self) -> String {
        self.end_section();
        self.set_sheet(Sheet::Upright);
        std::mem::take(&mut self.xml).finish()
    }
}
