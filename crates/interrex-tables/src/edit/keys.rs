//! Setting and taking away the keys of one thing.

use super::{Edit, body_end, line_end, line_start, rest_of_line};
use crate::texts::{At, Texts};
use crate::tree::{Entry, Form, Node, What};
use crate::value::{Value, bare_or_quoted};

/// A key, and what it is to hold; nothing where it goes.
pub(crate) type Set = (String, Option<Value>);

/// The edits that set keys of the thing at a place.
///
/// # Errors
/// For people, where the text is laid out so that a key cannot be set without moving other things.
pub(crate) fn set(texts: &Texts, at: &At, sets: &[Set]) -> Result<Vec<Edit>, String> {
    let (Some(file), Some(node)) = (texts.files.get(at.file), texts.node(at)) else {
        return Err("is no longer in the plan".to_owned());
    };
    let scene = Scene {
        file: at.file,
        path: &file.path,
        text: &file.text,
    };
    match &node.what {
        What::Table(_, Form::Inline) => Ok(vec![Edit {
            file: at.file,
            range: node.span.clone(),
            text: braces(&file.text, node, sets)?,
        }]),
        What::Table(_, form) => sets
            .iter()
            .map(|one| scene.below(node, *form, one))
            .collect(),
        _ => Ok(vec![Edit {
            file: at.file,
            range: node.span.clone(),
            text: lone(node, sets),
        }]),
    }
}

/// The text of a table between braces with some keys set. Values that stay keep their spelling.
///
/// # Errors
/// For people, where comments stand between its keys and a key comes or goes.
pub(crate) fn braces(text: &str, node: &Node, sets: &[Set]) -> Result<String, String> {
    let raw = text.get(node.span.clone()).unwrap_or_default();
    let is_plain = sets
        .iter()
        .all(|(key, value)| node.get(key).is_some() && value.is_some());
    if is_plain {
        return Ok(spliced(text, node, sets));
    }
    if raw.contains('\n') {
        return Err(beyond("has lines of its own between braces"));
    }
    let mut parts = Vec::new();
    for entry in node.entries() {
        match sets.iter().find(|(key, _)| *key == entry.key) {
            Some((_, None)) => {}
            Some((key, Some(value))) => parts.push(pair(key, value)),
            None => parts.push(kept(text, entry)),
        }
    }
    for (key, value) in sets {
        if let (None, Some(value)) = (node.get(key), value) {
            parts.push(pair(key, value));
        }
    }
    Ok(if parts.is_empty() {
        "{}".to_owned()
    } else {
        format!("{{ {} }}", parts.join(", "))
    })
}

fn spliced(text: &str, node: &Node, sets: &[Set]) -> String {
    let mut changed = String::new();
    let mut at = node.span.start;
    for entry in node.entries() {
        let set = sets.iter().find(|(key, _)| *key == entry.key);
        if let Some((_, Some(value))) = set {
            changed.push_str(text.get(at..entry.node.span.start).unwrap_or_default());
            changed.push_str(&value.written());
            at = entry.node.span.end;
        }
    }
    changed.push_str(text.get(at..node.span.end).unwrap_or_default());
    changed
}

fn pair(key: &str, value: &Value) -> String {
    format!("{} = {}", bare_or_quoted(key), value.written())
}

/// An entry as it is spelled.
fn kept(text: &str, entry: &Entry) -> String {
    let spelled = text.get(entry.key_span.start..entry.node.span.end);
    match (entry.node.form(), spelled) {
        (Some(Form::Dotted), _) | (_, None) => {
            let value = Value::of(&entry.node);
            value.map_or_else(String::new, |value| pair(&entry.key, &value))
        }
        (_, Some(spelled)) => spelled.to_owned(),
    }
}

/// What stands for a candidate that was a name alone, with some keys set.
pub(crate) fn lone(node: &Node, sets: &[Set]) -> String {
    let who = node
        .text()
        .map(|who| ("who".to_owned(), Some(Value::Text(who.to_owned()))));
    let mut entries: Vec<(String, Value)> = Vec::new();
    for (key, value) in who.into_iter().chain(sets.iter().cloned()) {
        entries.retain(|(known, _)| *known != key);
        if let Some(value) = value {
            match key.as_str() {
                "who" => entries.insert(0, (key, value)),
                _ => entries.push((key, value)),
            }
        }
    }
    spelled(entries).written()
}

/// A candidate as the plan writes it: a name alone where nothing else is said.
pub(crate) fn spelled(mut entries: Vec<(String, Value)>) -> Value {
    match entries.as_slice() {
        [(key, _)] if key == "who" => entries.remove(0).1,
        _ => Value::Table(entries),
    }
}

fn beyond(why: &str) -> String {
    format!("{why} in the text of the plan, where only an editor can change it; change it there")
}

/// A file that is being changed.
struct Scene<'t> {
    file: usize,
    path: &'t str,
    text: &'t str,
}

impl Scene<'_> {
    /// Sets one key of a table whose keys stand on lines of their own.
    fn below(&self, node: &Node, form: Form, (key, value): &Set) -> Result<Edit, String> {
        match (node.entry(key), value) {
            (Some(entry), _)
                if matches!(
                    entry.node.form(),
                    Some(Form::Header | Form::Implied | Form::Dotted)
                ) =>
            {
                let line = self.line(entry.key_span.start);
                Err(beyond(&format!(
                    "has `{key}` as a table of its own, at {}:{line},",
                    self.path
                )))
            }
            (
                Some(Entry {
                    node:
                        Node {
                            what: What::Headers(_),
                            ..
                        },
                    key_span,
                    ..
                }),
                _,
            ) => {
                let line = self.line(key_span.start);
                Err(beyond(&format!(
                    "has `{key}` as tables of their own, at {}:{line},",
                    self.path
                )))
            }
            (Some(entry), Some(value)) => Ok(Edit {
                file: self.file,
                range: entry.node.span.clone(),
                text: value.laid_out(),
            }),
            (Some(entry), None) => Ok(self.without(entry)),
            (None, Some(value)) => self.with(node, form, key, value),
            (None, None) => Ok(Edit::at(self.file, node.span.end, String::new())),
        }
    }

    /// Takes a line away; a comment at its end stays.
    fn without(&self, entry: &Entry) -> Edit {
        let start = line_start(self.text, entry.key_span.start);
        let comment = rest_of_line(self.text, entry.node.span.end).trim_start();
        let range = if comment.is_empty() {
            start..line_end(self.text, entry.node.span.end)
        } else {
            start..entry.node.span.end + self.blanks(entry.node.span.end)
        };
        Edit {
            file: self.file,
            range,
            text: String::new(),
        }
    }

    fn blanks(&self, offset: usize) -> usize {
        let rest = self.text.get(offset..).unwrap_or_default();
        rest.len() - rest.trim_start_matches([' ', '\t']).len()
    }

    /// Puts a line in behind the last value of the table.
    fn with(&self, node: &Node, form: Form, key: &str, value: &Value) -> Result<Edit, String> {
        let prefix = match form {
            Form::Header => String::new(),
            Form::Dotted => self
                .prefix(node)
                .ok_or_else(|| beyond("is spelled with points"))?,
            Form::Implied | Form::Inline => return Ok(self.header(node, key, value)),
        };
        let offset = line_end(self.text, body_end(node));
        let lead = match self.text.get(..offset) {
            Some(before) if before.is_empty() || before.ends_with('\n') => "",
            _ => "\n",
        };
        let line = format!(
            "{lead}{prefix}{} = {}\n",
            bare_or_quoted(key),
            value.laid_out()
        );
        Ok(Edit::at(self.file, offset, line))
    }

    /// What is written before a key of a table that is spelled with points.
    fn prefix(&self, node: &Node) -> Option<String> {
        let first = node.entries().first()?;
        let start = line_start(self.text, first.key_span.start);
        let prefix = self.text.get(start..first.key_span.start)?;
        prefix.trim_end().ends_with('.').then(|| prefix.to_owned())
    }

    /// Gives a table that only the headers of its parts imply a header of its own.
    fn header(&self, node: &Node, key: &str, value: &Value) -> Edit {
        // The first header below it starts with the same path.
        let start = line_start(self.text, node.span.start);
        let path = self.text.get(start..node.span.end).unwrap_or_default();
        let path = path.trim_start_matches([' ', '\t', '[']);
        let line = format!(
            "[{path}]\n{} = {}\n\n",
            bare_or_quoted(key),
            value.laid_out()
        );
        Edit::at(self.file, start, line)
    }

    fn line(&self, offset: usize) -> usize {
        self.text
            .get(..offset)
            .unwrap_or_default()
            .matches('\n')
            .count()
            + 1
    }
}
