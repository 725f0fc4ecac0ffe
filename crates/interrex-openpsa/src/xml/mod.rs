//! XML as the reader wants it: elements of all files in one arena, each with its places.
//!
//! Responsible for the text as XML: documents are parsed, what is included takes the place of the
//! inclusion, and attacks end in a diagnostic. It is the only module that names the parser. It
//! leaves to `crate::read` which elements there should be.

mod encoding;
mod inclusion;
mod load;
mod reference;
mod shape;

pub use encoding::decode;
pub(crate) use load::Loader;

use interrex_diag::Span;

/// The position of an element in its [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ElementId(usize);

/// The elements of all files.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    elements: Vec<Element>,
}

/// One element, without what other namespaces add to it.
#[derive(Debug)]
pub(crate) struct Element {
    /// Its name.
    pub(crate) name: String,
    /// Where the name stands.
    pub(crate) span: Span,
    /// Its attributes.
    pub(crate) attributes: Vec<Attribute>,
    /// The elements within it, included ones in the place of their inclusion.
    pub(crate) children: Vec<ElementId>,
    /// The roots of included files that go on with it, whose content is among the children.
    pub(crate) continued: Vec<ElementId>,
    /// The text within it, without blanks around it.
    pub(crate) text: String,
    /// Where the first text stands that is not blank.
    pub(crate) text_span: Option<Span>,
}

/// One attribute of an element.
#[derive(Debug)]
pub(crate) struct Attribute {
    /// Its name.
    pub(crate) name: String,
    /// Its value, references replaced.
    pub(crate) value: String,
    /// Where the name and the value stand.
    pub(crate) span: Span,
}

impl Element {
    /// The attribute of a name.
    pub(crate) fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name == name)
    }
}

impl Tree {
    /// An element.
    pub(crate) fn get(&self, id: ElementId) -> &Element {
        self.elements
            .get(id.0)
            .expect("an element's number is used with the tree that gave it")
    }

    /// An element and the roots of included files that go on with it, through others too.
    pub(crate) fn parts(&self, id: ElementId) -> Vec<ElementId> {
        let mut parts = vec![id];
        let mut next = 0;
        while let Some(part) = parts.get(next) {
            parts.extend_from_slice(&self.get(*part).continued);
            next += 1;
        }
        parts
    }

    /// All elements, each file's in the order of its text.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Element> {
        self.elements.iter()
    }

    fn push(&mut self, element: Element) -> ElementId {
        self.elements.push(element);
        ElementId(self.elements.len() - 1)
    }

    fn get_mut(&mut self, id: ElementId) -> &mut Element {
        self.elements
            .get_mut(id.0)
            .expect("an element's number is used with the tree that gave it")
    }
}
