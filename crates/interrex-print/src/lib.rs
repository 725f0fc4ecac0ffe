//! A report as a tagged PDF for paper.
//!
//! Responsible for the form alone: sheets with heads, feet and a code, contents with page numbers, tables that go on over
//! sheets, pictures with a description. The typesetter stands behind this crate: it sees one template, the
//! embedded fonts and the document as data, and no file, clock or network. What a plan says is never read as
//! markup.
//!
//! | step | module |
//! | --- | --- |
//! | the document as data | `blocks`, `setting` |
//! | columns of tables | `columns` |
//! | the code on each sheet | `code` |
//! | how it looks | `sheet.typ` |
//! | what the typesetter sees | `world`, `fonts` |

mod blocks;
mod code;
mod columns;
mod fonts;
mod setting;
mod world;

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};

use interrex_report::Document;
use interrex_report::document::{Block, ROWS_MAX, Section};
use typst::WorldExt as _;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use fonts::Fonts;
use setting::Setter;
use world::Desk;

/// A document on paper.
#[derive(Debug, Clone)]
pub struct Paper {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many sheets it has.
    pub sheets: usize,
    /// Letters of the document that no embedded font has; a replacement stands for each.
    pub unprintable: BTreeSet<char>,
}

/// Why there is no paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintError {
    /// What the typesetter said.
    pub reasons: Vec<String>,
}

impl fmt::Display for PrintError {
    fn fmt(&self, form: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            form,
            "the report cannot be typeset: {}",
            self.reasons.join("; ")
        )
    }
}

impl std::error::Error for PrintError {}

/// Typesets a document as PDF/UA-1. The same document gives the same bytes.
///
/// # Errors
/// When the typesetter refuses the document: a file that is not accessible is not written.
pub fn pdf(document: &Document) -> Result<Paper, PrintError> {
    let fonts = Fonts::embedded();
    let anchors = anchors(document);
    let mut writer = blocks::Writer::new(Setter {
        fonts: &fonts,
        anchors: &anchors,
        language: document.language,
        unprintable: BTreeSet::new(),
    });
    let data = writer.document(document);
    let unprintable = std::mem::take(&mut writer.setter.unprintable);
    let desk = Desk::with(data, &fonts).ok_or_else(|| PrintError {
        reasons: vec!["the template has no place".to_owned()],
    })?;
    let set = typst::compile::<PagedDocument>(&desk).output;
    let set = set.map_err(|errors| refused(&desk, &errors))?;
    let bytes = typst_pdf::pdf(&set, &options(document)?);
    let bytes = bytes.map_err(|errors| refused(&desk, &errors))?;
    let sheets = set.pages().len();
    drop(set);
    // What the typesetter remembers of a document is of no use to the next.
    typst::comemo::evict(0);
    Ok(Paper {
        bytes,
        sheets,
        unprintable,
    })
}

/// The file's own properties; nothing in them comes from the clock.
fn options(document: &Document) -> Result<PdfOptions, PrintError> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| PrintError {
        reasons: vec![error.message().to_string()],
    })?;
    Ok(PdfOptions {
        ident: Smart::Custom(format!("{} {}", document.digest, document.language.code())),
        creator: Smart::Custom(Some("Interrex".to_owned())),
        standards,
        ..PdfOptions::default()
    })
}

fn refused(desk: &Desk<'_>, errors: &[SourceDiagnostic]) -> PrintError {
    let told = errors.iter().map(|error| {
        let line = desk
            .range(error.span)
            .map(|range| desk.line_of(range.start));
        let mut text = error.message.to_string();
        for hint in &error.hints {
            let _ = write!(text, " ({})", hint.v);
        }
        match line {
            Some(line) => format!("{text}, at line {line} of the template"),
            None => text,
        }
    });
    PrintError {
        reasons: told.collect(),
    }
}

/// Every anchor that the document has.
fn anchors(document: &Document) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&Section> = document.sections.iter().collect();
    while let Some(section) = open.pop() {
        found.insert(section.id.as_str());
        open.extend(&section.parts);
        let mut blocks: Vec<&Block> = section.blocks.iter().collect();
        while let Some(block) = blocks.pop() {
            match block {
                Block::Table(grid) => {
                    let rows = grid.rows.iter().take(ROWS_MAX);
                    found.extend(rows.filter_map(|row| row.id.as_deref()));
                }
                Block::More(_, inner) | Block::Panel(_, _, inner) => blocks.extend(inner),
                Block::Paragraph(_)
                | Block::Points(_)
                | Block::Steps(_)
                | Block::Facts(_)
                | Block::Picture(_) => {}
            }
        }
    }
    found.remove("");
    found
}
