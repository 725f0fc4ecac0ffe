//! The world that the typesetter sees: one template, the fonts, and the document as data. There are no files, no clock
//! and no network in it.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt as _, World};

use crate::fonts::Fonts;

/// How sheets are laid out. Everything that a plan says reaches it as data and never as its text.
const TEMPLATE: &str = include_str!("sheet.typ");

/// The world.
pub(crate) struct Desk<'a> {
    library: LazyHash<Library>,
    fonts: &'a Fonts,
    template: Source,
}

impl<'a> Desk<'a> {
    /// A world with this document in it, or nothing where the template's own name is no path, which it is.
    pub(crate) fn with(document: Dict, fonts: &'a Fonts) -> Option<Self> {
        let library = Library::builder()
            .with_inputs(document)
            .with_features([Feature::A11yExtras].into_iter().collect())
            .build();
        let path = VirtualPath::new("sheet.typ").ok()?;
        let template = Source::new(
            RootedPath::new(VirtualRoot::Project, path).intern(),
            TEMPLATE.to_owned(),
        );
        Some(Self {
            library: LazyHash::new(library),
            fonts,
            template,
        })
    }

    /// The line of the template at which something stands.
    pub(crate) fn line_of(&self, start: usize) -> usize {
        let text = self.template.text().get(..start).unwrap_or_default();
        text.matches('\n').count() + 1
    }
}

fn absent(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            Ok(self.template.clone())
        } else {
            Err(absent(id))
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        Err(absent(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
