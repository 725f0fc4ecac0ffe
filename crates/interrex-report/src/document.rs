//! What a document is made of: sections of blocks of lines, in the reader's language and without any form.
//!
//! Every kind of file is written from the same document. An inner link names an anchor; a form that has
//! no such anchor writes the words alone.

use interrex_picture::Picture;
use interrex_units::Date;

use crate::language::Language;

/// A whole report.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its language.
    pub language: Language,
    /// What it is called.
    pub title: String,
    /// For which institution.
    pub institution: Option<String>,
    /// The day that it is about.
    pub as_of: Date,
    /// The digest of the plan's text.
    pub digest: String,
    /// How the plan was read: date, horizon, digest, each with its head.
    pub frame: Vec<(String, Line)>,
    /// What stands on every page: classification, exercise, draft.
    pub marking: Vec<String>,
    /// The words that the form needs.
    pub words: Furniture,
    /// Its sections.
    pub sections: Vec<Section>,
}

/// Words of the form, not of the content.
#[derive(Debug, Clone, Default)]
pub struct Furniture {
    /// The link that passes over the contents.
    pub skip: String,
    /// The head of the contents.
    pub contents: String,
    /// What opens the table twin of a picture.
    pub as_table: String,
    /// What stands before the marking, for those who hear it.
    pub marking: String,
    /// What stands before the cases of a picture, of which one is chosen.
    pub choose: String,
    /// The end of the page: with what it was made.
    pub colophon: String,
    /// The page of how many: words in which `{page}` and `{pages}` stand for the numbers.
    pub page_of: String,
    /// That a long table is told in part: words in which `{shown}` and `{count}` stand for its rows.
    pub rows_left: String,
    /// That a picture is too large for a sheet.
    pub too_large: String,
    /// The head of the pictures that are too large for the text.
    pub large_pictures: String,
    /// Where such a picture stands.
    pub on_sheet: String,
    /// The head of the tables that are sent back.
    pub tables: String,
    /// How they are changed, a sentence or a few each.
    pub tables_about: Vec<String>,
    /// What stands before the digest that such tables carry.
    pub tables_of: String,
    /// That a table is too long to be sent in Word: words in which `{count}` stands for its rows.
    pub tables_too_long: String,
}

/// What a cell holds that is to be filled in by pen: a blank that is not broken.
pub const BLANK: &str = "\u{a0}";

/// A line: text with links and figures.
pub type Line = Vec<Inline>;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// The report's own words.
    Text(String),
    /// Something as the plan's text has it.
    Code(String),
    /// Set off.
    Strong(String),
    /// Words that lead to an anchor of the document, or to an address.
    Link {
        /// `#office.president`, or an address.
        href: String,
        /// The words.
        text: String,
    },
    /// A figure of an answer.
    Figure(Figure),
    /// A word in a frame, such as a status.
    Tag(Tone, String),
}

/// A likelihood, with the answer that it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The proposition, and after a blank which number of its answer.
    pub of: String,
    /// At least.
    pub low: f64,
    /// At most.
    pub high: f64,
    /// In the reader's form.
    pub text: String,
}

/// How something is set off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad.
    Plain,
    /// As it should be.
    Good,
    /// To be looked at.
    Bad,
}

impl Inline {
    /// Plain words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// What it says, without any form.
    pub fn words(&self) -> &str {
        match self {
            Self::Text(text)
            | Self::Code(text)
            | Self::Strong(text)
            | Self::Link { text, .. }
            | Self::Tag(_, text) => text,
            Self::Figure(figure) => &figure.text,
        }
    }
}

/// A block.
#[derive(Debug, Clone)]
pub enum Block {
    /// A paragraph.
    Paragraph(Line),
    /// Points.
    Points(Vec<Line>),
    /// Points with numbers.
    Steps(Vec<Line>),
    /// Heads and what belongs to each.
    Facts(Vec<(String, Line)>),
    /// A table.
    Table(Grid),
    /// A picture with its table twin.
    Picture(Shown),
    /// What is opened on demand.
    More(String, Vec<Block>),
    /// What stands out: a head and blocks.
    Panel(Tone, Line, Vec<Block>),
}

/// A picture in a document.
#[derive(Debug, Clone)]
pub struct Shown {
    /// What it is called.
    pub title: String,
    /// What it shows, in a sentence.
    pub about: String,
    /// The picture.
    pub picture: Picture,
    /// Whether it may be scaled to the width of the page; else it is scrolled.
    pub is_scaled: bool,
    /// What its groups `case-1` and so on show, where a reader chooses one; the first is shown by itself.
    pub cases: Vec<String>,
}

/// The longest table that is told in full on paper: of more rows nobody reads all, and programs that set sheets take
/// minutes for them.
pub const ROWS_MAX: usize = 1_000;

/// A table.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// What it shows.
    pub caption: String,
    /// The heads of its columns.
    pub head: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table; its first cell is its head.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// The anchor of what it is about.
    pub id: Option<String>,
    /// Its cells.
    pub cells: Vec<Line>,
}

impl Section {
    /// Gives every cell that says nothing a dash, so that nobody waits for it to be filled in.
    pub(crate) fn dash_empty_cells(&mut self) {
        let mut sections = vec![self];
        while let Some(section) = sections.pop() {
            let mut blocks: Vec<&mut Block> = section.blocks.iter_mut().collect();
            while let Some(block) = blocks.pop() {
                match block {
                    Block::Table(grid) => {
                        let cells = grid.rows.iter_mut().flat_map(|row| &mut row.cells);
                        for cell in cells.filter(|cell| cell.is_empty()) {
                            cell.push(Inline::text("–"));
                        }
                    }
                    Block::More(_, inner) | Block::Panel(_, _, inner) => blocks.extend(inner),
                    Block::Paragraph(_)
                    | Block::Points(_)
                    | Block::Steps(_)
                    | Block::Facts(_)
                    | Block::Picture(_) => {}
                }
            }
            sections.extend(&mut section.parts);
        }
    }
}

/// A section.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// Its anchor.
    pub id: String,
    /// Its head.
    pub title: String,
    /// What it says before its parts.
    pub blocks: Vec<Block>,
    /// Its parts.
    pub parts: Vec<Section>,
}

impl Section {
    /// A section without parts.
    pub fn new(id: impl Into<String>, title: impl Into<String>, blocks: Vec<Block>) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            blocks,
            parts: Vec::new(),
        }
    }

    /// Whether it takes but a part of a sheet, so that another may begin on the same.
    pub fn is_short(&self) -> bool {
        self.lines() <= SHORT_MAX
    }

    /// How many lines it takes, roughly.
    fn lines(&self) -> usize {
        let own: usize = self.blocks.iter().map(lines_of).sum();
        let parts: usize = self.parts.iter().map(Self::lines).sum();
        own + parts + 3
    }
}

/// So many lines are a part of a sheet.
const SHORT_MAX: usize = 18;

fn lines_of(block: &Block) -> usize {
    match block {
        Block::Paragraph(_) => 2,
        Block::Points(lines) | Block::Steps(lines) => lines.len(),
        Block::Facts(facts) => facts.len() + 1,
        Block::Table(grid) => grid.rows.len() * 2 + 2,
        Block::Picture(_) => SHORT_MAX,
        Block::More(_, blocks) | Block::Panel(_, _, blocks) => {
            blocks.iter().map(lines_of).sum::<usize>() + 2
        }
    }
}
