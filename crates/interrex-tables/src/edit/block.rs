//! Whole things: put in behind their like, taken away with what belongs to them.

use std::fmt::Write as _;
use std::ops::Range;

use super::keys::{Set, braces};
use super::{Edit, body_end, line_end, line_start, whole_end};
use crate::texts::{At, Texts};
use crate::tree::{Form, Node, What};
use crate::value::{Value, bare_or_quoted};

/// The keys of a thing that is put in.
pub(crate) type Keys = [(String, Value)];

/// A file of the plan, and an offset in it.
pub(crate) type Spot = (usize, usize);

/// Where a thing of a kind is put in: behind the last of its kind, else at the end of the plan.
pub(crate) fn spot(texts: &Texts, kind: &str) -> Spot {
    behind_kind(texts, kind).unwrap_or_else(|| end(texts))
}

/// The edit that puts a thing with a header in. `header` is the path of keys, `is_item` whether it is
/// one of several under that header.
pub(crate) fn append(
    texts: &Texts,
    (file, offset): Spot,
    header: &[&str],
    is_item: bool,
    keys: &Keys,
) -> Edit {
    block(texts, file, offset, header, is_item, keys)
}

/// The edit that puts a part of a thing in, in the spelling that the thing has.
///
/// # Errors
/// For people, where that spelling has no room for it.
pub(crate) fn attach(
    texts: &Texts,
    owner: &At,
    header: &[&str],
    is_item: bool,
    keys: &Keys,
) -> Result<Edit, String> {
    let beyond = || {
        "belongs to something that is spelled with braces or points in the text of the plan, where \
         only an editor can add to it; add it there"
            .to_owned()
    };
    let node = texts.node(owner).ok_or_else(beyond)?;
    let [_, _, part, ..] = header else {
        return Err(beyond());
    };
    let under_header = matches!(node.form(), Some(Form::Header | Form::Implied));
    let parts = node.get(part);
    let name = header.get(3);
    match (parts.map(|parts| &parts.what), name) {
        (None | Some(What::Table(_, Form::Header | Form::Implied) | What::Headers(_)), _)
            if under_header =>
        {
            let text = texts.files.get(owner.file).map_or("", |file| &file.text);
            let end = parts
                .filter(|_| is_item)
                .map_or_else(|| whole_end(node), whole_end);
            let offset = past_comments(text, end);
            Ok(block(texts, owner.file, offset, header, is_item, keys))
        }
        (Some(What::Table(entries, Form::Dotted)), Some(name)) => {
            let text = texts.files.get(owner.file).map_or("", |file| &file.text);
            let last = entries
                .iter()
                .max_by_key(|entry| entry.key_span.start)
                .ok_or_else(beyond)?;
            let start = line_start(text, last.key_span.start);
            let prefix = text.get(start..last.key_span.start).unwrap_or_default();
            let offset = line_end(text, whole_end(&last.node).max(last.key_span.end));
            let value = Value::Table(keys.to_vec()).written();
            let lead = if text.get(..offset).is_some_and(|text| text.ends_with('\n')) {
                ""
            } else {
                "\n"
            };
            let line = format!("{lead}{prefix}{} = {value}\n", bare_or_quoted(name));
            Ok(Edit::at(owner.file, offset, line))
        }
        (Some(What::Table(_, Form::Inline)), Some(name)) => {
            let text = texts.files.get(owner.file).map_or("", |file| &file.text);
            let parts = parts.ok_or_else(beyond)?;
            let put: Set = ((*name).to_owned(), Some(Value::Table(keys.to_vec())));
            Ok(Edit {
                file: owner.file,
                range: parts.span.clone(),
                text: braces(text, parts, &[put])?,
            })
        }
        _ => Err(beyond()),
    }
}

fn block(
    texts: &Texts,
    file: usize,
    offset: usize,
    header: &[&str],
    is_item: bool,
    keys: &Keys,
) -> Edit {
    let before = texts
        .files
        .get(file)
        .and_then(|file| file.text.get(..offset))
        .unwrap_or_default();
    let mut text = String::new();
    if !before.is_empty() && !before.ends_with('\n') {
        text.push('\n');
    }
    if !before.is_empty() {
        text.push('\n');
    }
    let path: Vec<String> = header.iter().map(|key| bare_or_quoted(key)).collect();
    let path = path.join(".");
    _ = if is_item {
        writeln!(text, "[[{path}]]")
    } else {
        writeln!(text, "[{path}]")
    };
    for (key, value) in keys {
        _ = writeln!(text, "{} = {}", bare_or_quoted(key), value.laid_out());
    }
    Edit::at(file, offset, text)
}

/// Behind the last thing of a kind that has a header, in the last file that has one.
fn behind_kind(texts: &Texts, kind: &str) -> Option<Spot> {
    for (index, file) in texts.files.iter().enumerate().rev() {
        let Some(things) = file.root.get(kind) else {
            continue;
        };
        let has_header = |node: &&Node| matches!(node.form(), Some(Form::Header | Form::Implied));
        let named = things.entries().iter().map(|entry| &entry.node);
        let listed = match &things.what {
            What::Headers(items) => items.as_slice(),
            _ => &[],
        };
        let last = named.chain(listed).filter(has_header).map(whole_end).max();
        if let Some(last) = last {
            return Some((index, past_comments(&file.text, last)));
        }
    }
    None
}

/// The end of the plan: of its last file, or of the only one.
fn end(texts: &Texts) -> Spot {
    let with_header = texts
        .files
        .iter()
        .position(|file| file.root.get("plan").is_some());
    let file = with_header.unwrap_or(0);
    (
        file,
        texts.files.get(file).map_or(0, |file| file.text.len()),
    )
}

/// The end of the line of an offset, and of the comments that follow without a blank line.
fn past_comments(text: &str, offset: usize) -> usize {
    let mut at = line_end(text, offset);
    loop {
        let end = line_end(text, at);
        let line = text.get(at..end).unwrap_or_default().trim();
        if end == at || !line.starts_with('#') {
            return at;
        }
        at = end;
    }
}

/// The edits that take a thing away with everything that belongs to it and the comments that stand
/// directly above it.
///
/// # Errors
/// For people, where it is spelled so that it cannot be taken out.
pub(crate) fn remove(texts: &Texts, at: &At) -> Result<Vec<Edit>, String> {
    let beyond = || {
        "is spelled so in the text of the plan that only an editor can take it out; do it there"
            .to_owned()
    };
    let file = texts.files.get(at.file).ok_or_else(beyond)?;
    let above = texts.node(&at.above()).ok_or_else(beyond)?;
    let node = texts.node(at).ok_or_else(beyond)?;
    let mut ranges = Vec::new();
    match (node.form(), above.form()) {
        (Some(Form::Header | Form::Implied), _) => headers(&file.text, node, &mut ranges),
        (Some(Form::Dotted), Some(form)) if form != Form::Inline => {
            lines(&file.text, node, &mut ranges);
        }
        (_, Some(Form::Inline)) => {
            let key = above
                .entries()
                .get(at.index())
                .ok_or_else(beyond)?
                .key
                .clone();
            return Ok(vec![Edit {
                file: at.file,
                range: above.span.clone(),
                text: braces(&file.text, above, &[(key, None)])?,
            }]);
        }
        (_, Some(_)) => {
            let entry = above.entries().get(at.index()).ok_or_else(beyond)?;
            let start = line_start(&file.text, entry.key_span.start);
            ranges.push(start..line_end(&file.text, node.span.end));
        }
        (_, None) => return Err(beyond()),
    }
    let edit = |range| Edit {
        file: at.file,
        range,
        text: String::new(),
    };
    Ok(ranges.into_iter().map(edit).collect())
}

/// The stretches of a thing that has headers.
pub(crate) fn headers(text: &str, node: &Node, ranges: &mut Vec<Range<usize>>) {
    if node.form() == Some(Form::Header) {
        let start = above_comments(text, line_start(text, node.span.start));
        let end = line_end(text, body_end(node));
        ranges.push(with_blank_line(text, start..end));
    }
    for below in node
        .entries()
        .iter()
        .map(|entry| &entry.node)
        .chain(node.items())
    {
        if !super::is_in_body(below) || matches!(below.form(), Some(Form::Header)) {
            headers(text, below, ranges);
        }
    }
}

/// The lines of a thing that is spelled with points.
fn lines(text: &str, node: &Node, ranges: &mut Vec<Range<usize>>) {
    for entry in node.entries() {
        match entry.node.form() {
            Some(Form::Dotted) => lines(text, &entry.node, ranges),
            Some(Form::Header | Form::Implied) => headers(text, &entry.node, ranges),
            _ => {
                let start = line_start(text, entry.key_span.start);
                ranges.push(start..line_end(text, entry.node.span.end));
            }
        }
    }
}

/// Where the comments directly above a line begin.
fn above_comments(text: &str, mut start: usize) -> usize {
    while start > 0 {
        let above = line_start(text, start - 1);
        let line = text.get(above..start).unwrap_or_default().trim();
        if !line.starts_with('#') {
            break;
        }
        start = above;
    }
    start
}

/// The stretch, with the blank line before it where one stands behind it too.
fn with_blank_line(text: &str, range: Range<usize>) -> Range<usize> {
    let is_blank = |start: usize, end: usize| {
        text.get(start..end)
            .is_some_and(|line| line.trim().is_empty())
    };
    let next = line_end(text, range.end);
    let is_last = range.end >= text.len();
    if range.start > 0 && (is_last || is_blank(range.end, next)) {
        let before = line_start(text, range.start - 1);
        if is_blank(before, range.start) {
            return before..range.end;
        }
    }
    range
}
