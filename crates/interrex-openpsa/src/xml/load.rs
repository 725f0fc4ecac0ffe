//! From texts to one tree of elements.
//!
//! Responsible for parsing and for inclusion. A file's root stands for its content where it is the
//! container that includes it, and for itself elsewhere; both `<include file="..."/>` of the format
//! and `XInclude` are read so. Which file an inclusion names is left to `super::inclusion`.

use interrex_diag::{Diagnostic, SourceId, Sources, Span};
use roxmltree::{Document, Node, ParsingOptions};

use super::inclusion::{self, Wanted};
use super::shape;
use super::{Attribute, Element, ElementId, Tree};

/// How deep elements may nest; real models stay below thirty.
const DEPTH_MAX: usize = 256;
/// How deep files may include each other.
const INCLUSION_DEPTH_MAX: usize = 32;
/// How many inclusions there may be in all.
const INCLUSIONS_MAX: usize = 10_000;

/// What takes the content of an open element.
#[derive(Clone, Copy)]
enum Holder {
    Element(ElementId),
    /// Only a fallback may stand in it; its content goes to the element, if to any.
    Inclusion(Option<ElementId>),
    /// It was refused, or is not needed.
    Nothing,
}

/// Gives the text of a file by name, or says why it cannot.
pub(crate) type Files<'f> = &'f mut dyn FnMut(&str) -> Result<String, String>;

/// Reads files into one tree.
pub(crate) struct Loader<'f> {
    pub(crate) tree: Tree,
    pub(crate) sources: Sources,
    pub(crate) faults: Vec<Diagnostic>,
    files: Files<'f>,
    inclusion_count: usize,
    /// The files that are being read, each included by the one before.
    open: Vec<String>,
}

impl<'f> Loader<'f> {
    pub(crate) fn new(files: Files<'f>) -> Self {
        Self {
            tree: Tree::default(),
            sources: Sources::new(),
            faults: Vec::new(),
            files,
            inclusion_count: 0,
            open: Vec::new(),
        }
    }

    /// Reads one file, and what it includes, and returns its root.
    pub(crate) fn load(&mut self, name: &str, text: &str) -> Option<ElementId> {
        let source = self.sources.add(name, text);
        let shape = shape::look(text, DEPTH_MAX);
        if let Some(range) = shape.declarations {
            self.faults.push(declarations(Span::new(source, range)));
            return None;
        }
        if let Some(range) = shape.too_deep {
            self.faults.push(too_deep(Span::new(source, range)));
            return None;
        }
        let options = ParsingOptions {
            allow_dtd: true,
            ..ParsingOptions::default()
        };
        match Document::parse_with_options(text, options) {
            Ok(document) => {
                self.open.push(name.to_owned());
                let root = self.element(&document.root_element(), source);
                self.open.pop();
                Some(root)
            }
            Err(error) => {
                self.faults.push(malformed(&error, text, source));
                None
            }
        }
    }

    /// Copies an element with all below it; depth is bounded, yet nothing here recurses but
    /// inclusion.
    fn element(&mut self, root: &Node<'_, '_>, source: SourceId) -> ElementId {
        let top = self.tree.push(element(root, source));
        let mut path = vec![(*root, Holder::Element(top))];
        for node in root.descendants().skip(1) {
            while path
                .last()
                .is_some_and(|(open, _)| node.parent() != Some(*open))
            {
                path.pop();
            }
            let Some((_, holder)) = path.last().copied() else {
                continue;
            };
            if node.is_text() {
                self.text(&node, holder, source);
            } else if node.is_element() {
                path.push((node, self.within(&node, holder, source)));
            }
        }
        top
    }

    /// Puts an element into what holds it, and returns what becomes of its own content.
    fn within(&mut self, node: &Node<'_, '_>, holder: Holder, source: SourceId) -> Holder {
        match holder {
            Holder::Element(parent) if inclusion::is_one(node, is_foreign(node)) => {
                Holder::Inclusion(self.include(node, parent, source))
            }
            Holder::Element(_) if is_foreign(node) => {
                self.faults.push(foreign(node, source));
                Holder::Nothing
            }
            Holder::Element(parent) => {
                let child = self.tree.push(element(node, source));
                self.tree.get_mut(parent).children.push(child);
                Holder::Element(child)
            }
            Holder::Inclusion(replaced) if inclusion::is_fallback(node) => {
                if node
                    .prev_siblings()
                    .skip(1)
                    .any(|other| inclusion::is_fallback(&other))
                {
                    self.faults
                        .push(inclusion::second_fallback(name_span(node, source)));
                    return Holder::Nothing;
                }
                replaced.map_or(Holder::Nothing, Holder::Element)
            }
            Holder::Inclusion(_) => {
                self.faults.push(inclusion::content(node, source));
                Holder::Nothing
            }
            Holder::Nothing => Holder::Nothing,
        }
    }

    fn text(&mut self, node: &Node<'_, '_>, holder: Holder, source: SourceId) {
        let text = node.text().unwrap_or("").trim();
        if text.is_empty() {
            return;
        }
        let span = Span::new(source, node.range());
        let parent = match holder {
            Holder::Element(parent) => parent,
            Holder::Inclusion(_) => {
                self.faults.push(inclusion::text(span));
                return;
            }
            Holder::Nothing => return,
        };
        let element = self.tree.get_mut(parent);
        if element.text_span.is_none() {
            element.text_span = Some(span);
        } else {
            element.text.push(' ');
        }
        element.text.push_str(text);
    }

    /// Puts the content of a file where it is included. Returns where the content of a fallback goes,
    /// if the file cannot be read and there is one.
    fn include(
        &mut self,
        node: &Node<'_, '_>,
        parent: ElementId,
        source: SourceId,
    ) -> Option<ElementId> {
        let includer = self.open.last().map_or("", String::as_str);
        let wanted = match inclusion::wanted(node, includer, source) {
            Ok(wanted) => wanted,
            Err(faults) => {
                self.faults.extend(faults);
                return None;
            }
        };
        self.inclusion_count += 1;
        if let Some(fault) = self.inclusion_refused(&wanted.name, wanted.span) {
            self.faults.push(fault);
            return None;
        }
        let text = if wanted.is_here {
            (self.files)(&wanted.name)
        } else {
            Err("it is not a file of this machine".to_owned())
        };
        match text {
            Ok(text) => self.put(&wanted, &text, parent),
            Err(reason) if node.children().any(|child| inclusion::is_fallback(&child)) => {
                self.faults.push(inclusion::replaced(&wanted, &reason));
                return Some(parent);
            }
            Err(reason) => self.faults.push(inclusion::unreadable(&wanted, &reason)),
        }
        None
    }

    /// Puts the content of a file into an element.
    fn put(&mut self, wanted: &Wanted<'_>, text: &str, parent: ElementId) {
        let Some(root) = self.load(&wanted.name, text) else {
            return;
        };
        let (head, holder) = (self.tree.get(root), self.tree.get(parent));
        let goes_on = continues(head, holder);
        if wanted
            .content_of
            .is_some_and(|name| name != "*" && name != head.name)
        {
            self.faults
                .push(inclusion::no_such_part(wanted, &head.name));
            return;
        }
        if !goes_on && wanted.content_of.is_none() {
            self.tree.get_mut(parent).children.push(root);
            return;
        }
        let mut content = head.children.clone();
        if goes_on && head.name == "opsa-mef" {
            // What a file says of itself is not said of the one that includes it.
            content.retain(|id| {
                let name = self.tree.get(*id).name.as_str();
                !matches!(name, "label" | "attributes")
            });
        }
        let holder = self.tree.get_mut(parent);
        holder.children.extend(content);
        if goes_on {
            holder.continued.push(root);
        }
    }

    fn inclusion_refused(&self, name: &str, span: Span) -> Option<Diagnostic> {
        if self.open.iter().any(|open| open == name) {
            let message = format!("the file `{name}` includes itself, directly or through others");
            let fault = Diagnostic::error("inclusion-circle", message).at(span, "included here");
            return Some(fault.help("remove one of the inclusions"));
        }
        if self.open.len() > INCLUSION_DEPTH_MAX || self.inclusion_count > INCLUSIONS_MAX {
            let message = format!(
                "files are included more than {INCLUSION_DEPTH_MAX} deep or {INCLUSIONS_MAX} times"
            );
            let fault = Diagnostic::error("too-many-inclusions", message).at(span, "not included");
            return Some(fault.help("put the content into fewer files"));
        }
        None
    }
}

/// Whether the root of a file is the container that includes it, gone on with. Where an element may
/// stand in another of its name, as `not` may in `not`, it stands there.
fn continues(root: &Element, parent: &Element) -> bool {
    let name_of = |element: &Element| Some(element.attribute("name")?.value.clone());
    root.name == parent.name
        && match root.name.as_str() {
            "opsa-mef" | "model-data" => true,
            "define-fault-tree" => name_of(root) == name_of(parent),
            _ => false,
        }
}

/// Whether an element belongs to another vocabulary than the root of its file.
fn is_foreign(node: &Node<'_, '_>) -> bool {
    let root = node.document().root_element();
    node.tag_name().namespace() != root.tag_name().namespace()
}

fn foreign(node: &Node<'_, '_>, source: SourceId) -> Diagnostic {
    let name = node.tag_name().name();
    let message = match node.tag_name().namespace() {
        Some(other) => {
            format!("`{name}` belongs to the namespace `{other}`, expected elements of the format")
        }
        None => format!("`{name}` belongs to no namespace, expected that of the root"),
    };
    Diagnostic::error("unexpected-element", message)
        .at(name_span(node, source), "not understood")
        .help("remove it; put remarks into `<label>`, `<attributes>`, or a comment: `<!-- ... -->`")
}

fn element(node: &Node<'_, '_>, source: SourceId) -> Element {
    let attributes = node
        .attributes()
        .filter(|attribute| attribute.namespace().is_none());
    Element {
        name: node.tag_name().name().to_owned(),
        span: name_span(node, source),
        attributes: attributes
            .map(|attribute| Attribute {
                name: attribute.name().to_owned(),
                // As the format's types of names, words and numbers have it.
                value: attribute.value().trim().to_owned(),
                span: Span::new(source, attribute.range()),
            })
            .collect(),
        children: Vec::new(),
        continued: Vec::new(),
        text: String::new(),
        text_span: None,
    }
}

/// Where the name of an element stands, its prefix left out.
pub(super) fn name_span(node: &Node<'_, '_>, source: SourceId) -> Span {
    let range = node.range();
    let text = node
        .document()
        .input_text()
        .get(range.clone())
        .unwrap_or("");
    let name = node.tag_name().name();
    let at = text.find(name).unwrap_or(0);
    Span::new(source, range.start + at..range.start + at + name.len())
}

fn malformed(error: &roxmltree::Error, text: &str, source: SourceId) -> Diagnostic {
    let place = error.pos();
    let at = offset(text, place.row, place.col);
    let rest = text.get(at..).unwrap_or("");
    let length = rest.chars().next().map_or(0, char::len_utf8);
    let message = error.to_string();
    // The parser ends its sentence with the place, which the diagnostic shows itself.
    let what = message
        .rsplit_once(" at ")
        .map_or(message.as_str(), |(what, _)| what);
    Diagnostic::error(
        "malformed-xml",
        format!("the file is not well-formed XML here: {what}"),
    )
    .at(Span::new(source, at..at + length), "not understood")
    .help("mend this place first: nothing else in the file could be read")
}

/// The offset of a row and a column, both from 1.
fn offset(text: &str, row: u32, column: u32) -> usize {
    let row = usize::try_from(row).unwrap_or(usize::MAX);
    let column = usize::try_from(column).unwrap_or(usize::MAX);
    let line = text.split_inclusive('\n').take(row.saturating_sub(1));
    let start: usize = line.map(str::len).sum();
    let rest = text.get(start..).unwrap_or("");
    let within = rest.char_indices().nth(column.saturating_sub(1));
    start + within.map_or(rest.len(), |(at, _)| at)
}

fn declarations(span: Span) -> Diagnostic {
    let message = "the file declares a document type with entities of its own, expected none";
    Diagnostic::error("document-type", message)
        .at(span, "declarations in brackets")
        .help("remove the brackets with all in them, and use `<include file=\"...\"/>` for other files")
        .because("entities can make a file of a few lines fill any memory, so that they are not read")
}

fn too_deep(span: Span) -> Diagnostic {
    let message = format!("elements nest more than {DEPTH_MAX} deep");
    Diagnostic::error("elements-too-deep", message)
        .at(span, "one too deep")
        .help("give inner formulas gates of their own, which may refer to each other in chains of any length")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_found() {
        assert_eq!(offset("ab\nč d\n", 1, 1), 0);
        assert_eq!(offset("ab\nč d\n", 2, 2), 5);
        assert_eq!(offset("ab\n", 9, 9), 3);
    }
}
