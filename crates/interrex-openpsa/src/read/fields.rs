//! What elements have in common: names, roles, notes, and which attributes and contents they take.
//!
//! Responsible for everything that is wrong with a single element, seen alone.

use interrex_diag::{Diagnostic, Span, nearest};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Reader;
use super::refused::REFUSED;
use super::scopes::ScopeId;
use crate::model::{Attribute, Note};
use crate::xml::ElementId;

/// Elements that take neither label nor attributes, and are read without those.
const WITHOUT_NOTE: &[&str] = &[
    "model-data",
    "distribution",
    "factor",
    "factors",
    "hypothesis",
    "source",
    "target",
    "initial-state",
    "fork",
    "path",
    "if",
    "block",
    "collect-formula",
    "collect-expression",
    "set-house-event",
];

/// Whether an element of this name says what a thing is without changing what it means.
fn is_note(name: &str) -> bool {
    matches!(name, "label" | "attributes")
}

impl Reader<'_> {
    /// Text stands in labels alone.
    pub(super) fn stray_texts(&mut self) {
        let tree = self.tree;
        for element in tree.iter().filter(|element| element.name != "label") {
            if let Some(span) = element.text_span {
                let message = format!("text in `{}`, where none is expected", element.name);
                let fault =
                    Diagnostic::error("unexpected-text", message).at(span, "not understood");
                self.faults.push(
                    fault.help("put remarks into `<label>`, or into a comment: `<!-- ... -->`"),
                );
            }
        }
    }

    /// Labels and attributes stand in what is defined. Where any element may stand, what is read there
    /// reports them; these are left.
    pub(super) fn stray_notes(&mut self) {
        let tree = self.tree;
        for element in tree.iter() {
            if !WITHOUT_NOTE.contains(&element.name.as_str()) {
                continue;
            }
            for child in &element.children {
                if is_note(&tree.get(*child).name) {
                    self.unexpected(*child, &element.name, &[]);
                }
            }
        }
    }

    /// Reports each attribute that an element does not take.
    pub(super) fn takes(&mut self, id: ElementId, allowed: &[&str]) {
        let element = self.tree.get(id);
        for attribute in &element.attributes {
            if allowed.contains(&attribute.name.as_str()) {
                continue;
            }
            let message = format!(
                "`{}` has an attribute `{}`, which the format does not give it",
                element.name, attribute.name
            );
            let fault = Diagnostic::error("unexpected-attribute", message)
                .at(attribute.span, "not understood");
            let fault = match nearest(&attribute.name, allowed.iter().copied()) {
                Some(near) => fault.help(format!("did you mean `{near}`?")),
                None => fault.help(one_of("it takes", allowed)),
            };
            self.faults.push(fault);
        }
    }

    /// An attribute that must be there, with its place.
    pub(super) fn required(&mut self, id: ElementId, name: &str) -> Option<(String, Span)> {
        let element = self.tree.get(id);
        if let Some(attribute) = element.attribute(name) {
            return Some((attribute.value.clone(), attribute.span));
        }
        let message = format!("`{}` has no attribute `{name}`, expected one", element.name);
        let fault = Diagnostic::error("missing-attribute", message).at(element.span, "");
        self.faults
            .push(fault.help(format!("write `{name}=\"...\"` into its tag")));
        None
    }

    /// The name that an element gives to what it defines.
    pub(super) fn defined_name(&mut self, id: ElementId) -> Option<(String, Span)> {
        let (name, span) = self.required(id, "name")?;
        let wrong = match name.as_str() {
            "" => "is empty",
            name if name.contains('.') => "has a dot, which separates the names of a path",
            name if name.chars().any(char::is_whitespace) => "has a blank in it",
            _ => return Some((name, span)),
        };
        let message = format!("the name `{name}` {wrong}, expected a name without");
        let message = if name.is_empty() {
            "a name is empty, expected one".to_owned()
        } else {
            message
        };
        let fault = Diagnostic::error("illegal-name", message).at(span, "not a name");
        self.faults.push(fault.help(
            "names are letters, digits, `_` and single hyphens; put any other text into `<label>`",
        ));
        None
    }

    /// An attribute that is one of a few words.
    pub(super) fn word(
        &mut self,
        id: ElementId,
        name: &str,
        words: &[&'static str],
    ) -> Option<&'static str> {
        let attribute = self.tree.get(id).attribute(name)?;
        if let Some(word) = words.iter().find(|word| **word == attribute.value) {
            return Some(word);
        }
        let message = format!(
            "`{name}` is `{}`, expected one of a few words",
            attribute.value
        );
        let fault = Diagnostic::error("bad-value", message).at(attribute.span, "not understood");
        let fault = match nearest(&attribute.value, words.iter().copied()) {
            Some(near) => fault.help(format!("did you mean `{near}`?")),
            None => fault.help(one_of("write", words)),
        };
        self.faults.push(fault);
        None
    }

    /// The Boolean value of a constant.
    pub(super) fn truth(&mut self, id: ElementId) -> bool {
        self.takes(id, &["value"]);
        self.empty(id);
        let Some((value, span)) = self.required(id, "value") else {
            return false;
        };
        match value.trim() {
            "true" | "1" => true,
            "false" | "0" => false,
            _ => {
                let message = format!("the value `{value}` is neither `true` nor `false`");
                let fault = Diagnostic::error("bad-value", message).at(span, "not understood");
                self.faults.push(fault.help("write `true` or `false`"));
                false
            }
        }
    }

    /// A whole number from an attribute that must be there.
    pub(super) fn count(&mut self, id: ElementId, name: &str) -> Option<usize> {
        let (value, span) = self.required(id, name)?;
        if let Ok(count) = value.trim().parse() {
            return Some(count);
        }
        let message = format!("`{name}` is `{value}`, expected a whole number from 0 on");
        let fault = Diagnostic::error("bad-value", message).at(span, "not a number");
        self.faults
            .push(fault.help("write it in digits, without a sign"));
        None
    }

    /// Label and attributes of an element, with those that its container passes on.
    pub(super) fn note(&mut self, id: ElementId, scope: ScopeId) -> Note {
        let mut note = Note {
            label: None,
            attributes: self.scopes.get(scope).attributes.clone(),
        };
        let tree = self.tree;
        let mut seen = FxHashSet::default();
        for child in &tree.get(id).children {
            let name = tree.get(*child).name.as_str();
            if is_note(name) && !seen.insert(name) {
                self.second(*child, &tree.get(id).name, "put what both say into one");
                continue;
            }
            match name {
                "label" => {
                    self.takes(*child, &[]);
                    note.label = Some(tree.get(*child).text.clone());
                    self.empty(*child);
                }
                "attributes" => self.attributes(*child, &mut note.attributes),
                _ => {}
            }
        }
        note
    }

    fn attributes(&mut self, id: ElementId, attributes: &mut Vec<Attribute>) {
        self.takes(id, &[]);
        let tree = self.tree;
        let mut own: FxHashMap<String, Span> = FxHashMap::default();
        for child in &tree.get(id).children {
            if tree.get(*child).name != "attribute" {
                self.unexpected(*child, "attributes", &["attribute"]);
                continue;
            }
            self.takes(*child, &["name", "value", "type"]);
            let name = self.required(*child, "name");
            let value = self.required(*child, "value");
            let (Some((name, span)), Some((value, _))) = (name, value) else {
                continue;
            };
            if let Some(first) = own.insert(name.clone(), span) {
                let message = format!("the attribute `{name}` is given twice, expected once");
                let fault = Diagnostic::error("defined-twice", message).at(span, "given again");
                let fault = fault.also(first, "first given here");
                self.faults.push(fault.help("remove one of the two"));
            }
            let kind = tree.get(*child).attribute("type");
            let kind = kind.map(|attribute| attribute.value.clone());
            attributes.retain(|inherited| inherited.name != name);
            attributes.push(Attribute { name, value, kind });
        }
    }

    /// The elements within one, without its label and attributes.
    pub(super) fn content(&self, id: ElementId) -> Vec<ElementId> {
        let children = &self.tree.get(id).children;
        let children = children.iter().copied();
        children
            .filter(|id| !is_note(&self.tree.get(*id).name))
            .collect()
    }

    /// Reports an element that stands a second time where one is expected.
    pub(super) fn second(&mut self, id: ElementId, within: &str, advice: &str) {
        let element = self.tree.get(id);
        let message = format!("`{within}` has a second `{}`, expected one", element.name);
        let fault = Diagnostic::error("wrong-count", message).at(element.span, "one too many");
        self.faults.push(fault.help(advice));
    }

    /// Reports an element where the format has none of its name.
    pub(super) fn unexpected(&mut self, id: ElementId, within: &str, expected: &[&str]) {
        let element = self.tree.get(id);
        let name = element.name.as_str();
        if let Some((_, reason)) = REFUSED.iter().find(|(refused, _)| *refused == name) {
            let message = format!("`{name}` is a construct of the format that is not supported");
            let fault = Diagnostic::error("not-supported", message).at(element.span, "refused");
            self.faults.push(fault.help((*reason).to_owned()));
            return;
        }
        let place = if within.contains(' ') {
            within.to_owned()
        } else {
            format!("`{within}`")
        };
        let message = format!("`{name}` stands in {place}, where the format does not allow it");
        let fault =
            Diagnostic::error("unexpected-element", message).at(element.span, "not understood");
        let fault = match nearest(name, expected.iter().copied()) {
            Some(near) if near != name => fault.help(format!("did you mean `{near}`?")),
            _ if expected.is_empty() => fault.help(format!("{place} holds nothing more")),
            _ => fault.help(one_of("there can be", expected)),
        };
        self.faults.push(fault);
    }
}

/// A list of words that can be written.
pub(super) fn one_of(start: &str, words: &[&str]) -> String {
    if words.is_empty() {
        return "it takes none".to_owned();
    }
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    format!("{start} {}", words.join(", "))
}
