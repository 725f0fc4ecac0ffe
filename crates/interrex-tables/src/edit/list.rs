//! The items of an array, put in another order, taken away, put in.
//!
//! Responsible for keeping with each item the comments before it and the one at the end of its line.

use std::fmt::Write as _;

use super::Edit;
use crate::texts::{At, Texts};
use crate::tree::Node;

/// One item of the array as it is to be.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Slot {
    /// The item that stood at this place, as it is spelled.
    Kept(usize),
    /// The item that stood at this place, spelled otherwise.
    Respelled(usize, String),
    /// Another item.
    Put(String),
}

/// What stands around one item.
#[derive(Debug, Default, Clone)]
struct Around<'t> {
    /// Lines of comments before it.
    before: Vec<&'t str>,
    /// The comment at the end of its line.
    behind: &'t str,
}

/// The edit that gives an array other items.
///
/// # Errors
/// For people, where the array is laid out so that its comments cannot be told apart.
pub(crate) fn rewrite(texts: &Texts, at: &At, slots: &[Slot]) -> Result<Edit, String> {
    let (Some(file), Some(node)) = (texts.files.get(at.file), texts.node(at)) else {
        return Err("is no longer in the plan".to_owned());
    };
    let text = &file.text;
    let raw = text.get(node.span.clone()).unwrap_or_default();
    let changed = if raw.contains('\n') {
        on_lines(text, node, slots)?
    } else {
        on_one_line(text, node, slots)
    };
    Ok(Edit {
        file: at.file,
        range: node.span.clone(),
        text: changed,
    })
}

/// How long an array may become before its items stand on lines of their own.
const LINE_MAX: usize = 100;

fn on_one_line(text: &str, node: &Node, slots: &[Slot]) -> String {
    let spelled: Vec<&str> = slots.iter().map(|slot| spelled(text, node, slot)).collect();
    let line = format!("[{}]", spelled.join(", "));
    if line.chars().count() <= LINE_MAX {
        return line;
    }
    let lines: Vec<String> = spelled
        .iter()
        .map(|item| format!("    {item},\n"))
        .collect();
    format!("[\n{}]", lines.concat())
}

fn on_lines(text: &str, node: &Node, slots: &[Slot]) -> Result<String, String> {
    let (around, closing) = around(text, node)?;
    let indent = node
        .items()
        .first()
        .and_then(|first| text.get(super::line_start(text, first.span.start)..first.span.start))
        .filter(|indent| indent.chars().all(char::is_whitespace))
        .unwrap_or("    ");
    let mut changed = String::from("[\n");
    for slot in slots {
        let kept = match slot {
            Slot::Kept(index) | Slot::Respelled(index, _) => around.get(*index),
            Slot::Put(_) => None,
        };
        let kept = kept.cloned().unwrap_or_default();
        for comment in kept.before {
            _ = writeln!(changed, "{indent}{comment}");
        }
        let behind = match kept.behind {
            "" => String::new(),
            comment => format!(" {comment}"),
        };
        _ = writeln!(changed, "{indent}{},{behind}", spelled(text, node, slot));
    }
    for comment in closing {
        _ = writeln!(changed, "{indent}{comment}");
    }
    changed.push(']');
    Ok(changed)
}

fn spelled<'t>(text: &'t str, node: &Node, slot: &'t Slot) -> &'t str {
    match slot {
        Slot::Kept(index) => {
            let item = node.items().get(*index);
            item.and_then(|item| text.get(item.span.clone()))
                .unwrap_or_default()
        }
        Slot::Respelled(_, text) | Slot::Put(text) => text,
    }
}

/// What stands around each item, and the comments behind the last.
fn around<'t>(text: &'t str, node: &Node) -> Result<(Vec<Around<'t>>, Vec<&'t str>), String> {
    let items = node.items();
    let mut around = vec![Around::default(); items.len()];
    let mut at = node.span.start + 1;
    let mut closing = Vec::new();
    for index in 0..=items.len() {
        let end = items
            .get(index)
            .map_or(node.span.end.saturating_sub(1), |item| item.span.start);
        let between = text.get(at..end).unwrap_or_default();
        let (behind, before) = parted(between, index > 0)?;
        if let Some(last) = index.checked_sub(1).and_then(|last| around.get_mut(last)) {
            last.behind = behind;
        } else if !behind.is_empty() {
            closing.push(behind);
        }
        match around.get_mut(index) {
            Some(next) => next.before = before,
            None => closing.extend(before),
        }
        at = items.get(index).map_or(at, |item| item.span.end);
    }
    Ok((around, closing))
}

/// Of the text between two items: the comment on the line of the first, and those before the second.
fn parted(between: &str, is_behind_item: bool) -> Result<(&str, Vec<&str>), String> {
    let (first, rest) = between.split_once('\n').unwrap_or((between, ""));
    let first = first.trim();
    let first = if is_behind_item {
        first.strip_prefix(',').unwrap_or(first).trim()
    } else {
        first
    };
    let lines = rest.lines().map(str::trim);
    let before: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    let strange = |line: &&str| !line.is_empty() && !line.starts_with('#');
    if strange(&first) || before.iter().any(strange) {
        return Err(
            "stands in a list with commas at the fronts of its lines, where only an editor can \
             change it; change it there"
                .to_owned(),
        );
    }
    Ok((first, before))
}
