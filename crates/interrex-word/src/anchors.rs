//! Anchors of a document as bookmarks, whose names may have forty letters, digits and low lines.

use std::collections::BTreeMap;

use interrex_report::Document;
use interrex_report::document::{Block, ROWS_MAX, Section};

/// How much of an anchor its bookmark shows.
const SHOWN_MAX: usize = 30;

/// Every anchor with its bookmark.
#[derive(Debug, Default)]
pub(crate) struct Anchors {
    names: BTreeMap<String, Bookmark>,
    written: usize,
}

#[derive(Debug)]
struct Bookmark {
    name: String,
    is_written: bool,
}

impl Anchors {
    /// The anchors that a document has.
    pub(crate) fn of(document: &Document) -> Self {
        let mut anchors = Self::default();
        let mut open: Vec<&Section> = document.sections.iter().rev().collect();
        while let Some(section) = open.pop() {
            anchors.add(&section.id);
            open.extend(section.parts.iter().rev());
            let mut blocks: Vec<&Block> = section.blocks.iter().collect();
            while let Some(block) = blocks.pop() {
                match block {
                    Block::Table(grid) => {
                        let rows = grid.rows.iter().take(ROWS_MAX);
                        let ids = rows.filter_map(|row| row.id.as_deref());
                        ids.for_each(|id| anchors.add(id));
                    }
                    Block::More(_, inner) | Block::Panel(_, _, inner) => blocks.extend(inner),
                    _ => {}
                }
            }
        }
        anchors
    }

    /// Adds an anchor.
    pub(crate) fn add(&mut self, anchor: &str) {
        if self.names.contains_key(anchor) {
            return;
        }
        let safe = |letter: char| {
            if letter.is_ascii_alphanumeric() {
                letter
            } else {
                '_'
            }
        };
        let shown: String = anchor.chars().take(SHOWN_MAX).map(safe).collect();
        let bookmark = Bookmark {
            name: format!("i{}_{shown}", self.names.len()),
            is_written: false,
        };
        self.names.insert(anchor.to_owned(), bookmark);
    }

    /// The bookmark that a link leads to; nothing where the document has no such anchor.
    pub(crate) fn name(&self, anchor: &str) -> Option<&str> {
        Some(&self.names.get(anchor)?.name)
    }

    /// The number and the name of the bookmark to be written here; nothing where it stands already.
    pub(crate) fn place(&mut self, anchor: &str) -> Option<(usize, String)> {
        let bookmark = self.names.get_mut(anchor)?;
        if std::mem::replace(&mut bookmark.is_written, true) {
            return None;
        }
        self.written += 1;
        Some((self.written, bookmark.name.clone()))
    }
}
