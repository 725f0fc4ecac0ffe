//! Changes to the text of a plan, stretch by stretch.
//!
//! Responsible for putting new text in the place of old so that every other byte stays: comments,
//! order, layout, ends of lines. Which stretch a change takes is decided in `keys` (the keys of a
//! thing), `list` (the items of an array), `block` (whole things).

mod block;
mod keys;
mod list;

pub(crate) use block::{Spot, append, attach, headers, remove, spot};
pub(crate) use keys::{Set, braces, lone, set, spelled};
pub(crate) use list::{Slot, rewrite};

use std::ops::Range;

use crate::texts::Texts;
use crate::tree::{Entry, Form, Node, What};

/// New text in the place of a stretch of one file; the stretch may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) file: usize,
    pub(crate) range: Range<usize>,
    pub(crate) text: String,
}

impl Edit {
    /// Text put in at a place.
    fn at(file: usize, offset: usize, text: String) -> Self {
        Self {
            file,
            range: offset..offset,
            text,
        }
    }
}

/// The files with the edits made.
///
/// # Errors
/// Says where two edits touch the same text, for people.
pub(crate) fn apply(texts: &Texts, edits: &[Edit]) -> Result<Vec<(String, String)>, String> {
    let mut files = Vec::new();
    for (index, file) in texts.files.iter().enumerate() {
        let own = edits.iter().filter(|edit| edit.file == index);
        let mut own: Vec<&Edit> = own.collect();
        // The sort is stable: what is put in at one place keeps its order.
        own.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let ends = if file.text.contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        };
        let mut text = String::with_capacity(file.text.len());
        let mut at = 0;
        for edit in own {
            let kept = file.text.get(at..edit.range.start);
            let kept = kept.ok_or_else(|| overlap(&file.path, &file.text, edit.range.start))?;
            text.push_str(kept);
            text.push_str(&edit.text.replace('\n', ends));
            at = edit.range.end;
        }
        text.push_str(file.text.get(at..).unwrap_or_default());
        files.push((file.path.clone(), text));
    }
    Ok(files)
}

fn overlap(path: &str, text: &str, offset: usize) -> String {
    let line = text.get(..offset).unwrap_or_default().matches('\n').count() + 1;
    format!(
        "two rows change the same text, at {path}:{line}; take one of them in first, then the other"
    )
}

/// Where the line of an offset begins.
fn line_start(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or_default();
    before.rfind('\n').map_or(0, |end| end + 1)
}

/// Where the line of an offset ends, its end of line included.
fn line_end(text: &str, offset: usize) -> usize {
    let after = text.get(offset..).unwrap_or_default();
    after.find('\n').map_or(text.len(), |end| offset + end + 1)
}

/// The whole lines of a stretch.
pub(crate) fn lines_of(text: &str, range: &Range<usize>) -> Range<usize> {
    line_start(text, range.start)..line_end(text, range.end)
}

/// What stands between an offset and the end of its line.
fn rest_of_line(text: &str, offset: usize) -> &str {
    text.get(offset..line_end(text, offset))
        .unwrap_or_default()
        .trim_end()
}

/// Whether the text of a node belongs to the lines below the header that it is under.
fn is_in_body(node: &Node) -> bool {
    !matches!(
        node.what,
        What::Table(_, Form::Header | Form::Implied) | What::Headers(_)
    )
}

/// Where the last value below a table's header ends; the end of the header where there is none.
fn body_end(node: &Node) -> usize {
    let below = node
        .entries()
        .iter()
        .filter(|entry| is_in_body(&entry.node));
    let ends = below.map(|entry| match entry.node.form() {
        Some(Form::Dotted) => body_end(&entry.node).max(entry.key_span.end),
        _ => entry.node.span.end,
    });
    ends.fold(node.span.end, usize::max)
}

/// Where everything of a thing ends, what has headers of its own included.
fn whole_end(node: &Node) -> usize {
    let own = match &node.what {
        What::Table(_, Form::Header | Form::Implied | Form::Dotted) => body_end(node),
        What::Headers(_) => 0,
        _ => return node.span.end,
    };
    let below = node
        .entries()
        .iter()
        .map(|entry: &Entry| whole_end(&entry.node));
    let items = node.items().iter().map(whole_end);
    below.chain(items).fold(own, usize::max)
}
