//! The package: parts in a zip file, what each is, and how they hang together.
//!
//! The same parts give the same bytes: parts stand in one order, and none has a date.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::xml::Xml;

/// What a link of the main part is to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    /// Styles of paragraphs and tables.
    Styles,
    /// Lists.
    Numbering,
    /// Settings of the whole.
    Settings,
    /// What stands above each page.
    Header,
    /// What stands below each page.
    Footer,
    /// A picture.
    Image,
    /// An address elsewhere.
    Hyperlink,
}

impl Relation {
    fn kind(self) -> &'static str {
        match self {
            Self::Styles => "styles",
            Self::Numbering => "numbering",
            Self::Settings => "settings",
            Self::Header => "header",
            Self::Footer => "footer",
            Self::Image => "image",
            Self::Hyperlink => "hyperlink",
        }
    }
}

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Parts and links.
#[derive(Debug, Default)]
pub(crate) struct Package {
    /// Name in `word/`, and content.
    texts: Vec<(String, String)>,
    images: Vec<Vec<u8>>,
    links: Vec<(Relation, String)>,
}

impl Package {
    /// Adds a part that the main part names; its identifier among the links.
    pub(crate) fn part(&mut self, relation: Relation, name: &str, content: String) -> String {
        self.texts.push((name.to_owned(), content));
        self.link(relation, name)
    }

    /// Adds a PNG; its identifier among the links.
    pub(crate) fn image(&mut self, png: Vec<u8>) -> String {
        self.images.push(png);
        let name = image_name(self.images.len());
        self.link(Relation::Image, &name)
    }

    /// Adds an address; its identifier among the links. One address is one link.
    pub(crate) fn address(&mut self, address: &str) -> String {
        let mut links = self.links.iter();
        let known = links
            .position(|(relation, target)| *relation == Relation::Hyperlink && target == address);
        known.map_or_else(
            || self.link(Relation::Hyperlink, address),
            |index| link_id(index + 1),
        )
    }

    fn link(&mut self, relation: Relation, target: &str) -> String {
        self.links.push((relation, target.to_owned()));
        link_id(self.links.len())
    }

    /// The bytes of the file. `main` is the main part; `core` and `app` describe the whole.
    ///
    /// # Panics
    /// Never: writing to memory does not fail, and no part has the size of four gigabytes.
    pub(crate) fn bytes(self, main: &str, core: &str, app: &str) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut put = |name: &str, content: &[u8], method: CompressionMethod| {
            let options = SimpleFileOptions::default().compression_method(method);
            let written = zip
                .start_file(name, options)
                .and_then(|()| Ok(zip.write_all(content)?));
            written.expect("memory takes every byte of a part");
        };
        let packed = CompressionMethod::Deflated;
        put("[Content_Types].xml", self.types().as_bytes(), packed);
        put("_rels/.rels", top_links().as_bytes(), packed);
        put("docProps/core.xml", core.as_bytes(), packed);
        put("docProps/app.xml", app.as_bytes(), packed);
        put("word/document.xml", main.as_bytes(), packed);
        let links = self.main_links();
        put("word/_rels/document.xml.rels", links.as_bytes(), packed);
        for (name, content) in &self.texts {
            put(&format!("word/{name}"), content.as_bytes(), packed);
        }
        for (index, png) in self.images.iter().enumerate() {
            let name = format!("word/{}", image_name(index + 1));
            put(&name, png, CompressionMethod::Stored);
        }
        let done = zip.finish().expect("memory takes the end of a package");
        done.into_inner()
    }

    /// What each part is.
    fn types(&self) -> String {
        let mut xml = Xml::part();
        xml.open(
            "Types",
            &[(
                "xmlns",
                "http://schemas.openxmlformats.org/package/2006/content-types",
            )],
        );
        for (ending, kind) in [
            (
                "rels",
                "application/vnd.openxmlformats-package.relationships+xml",
            ),
            ("xml", "application/xml"),
            ("png", "image/png"),
        ] {
            xml.leaf("Default", &[("Extension", ending), ("ContentType", kind)]);
        }
        let properties = "application/vnd.openxmlformats-package.core-properties+xml";
        let extended = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
        let mut part = |name: &str, kind: &str| {
            xml.leaf("Override", &[("PartName", name), ("ContentType", kind)]);
        };
        part("/word/document.xml", &format!("{WORD}.document.main+xml"));
        part("/docProps/core.xml", properties);
        part("/docProps/app.xml", extended);
        for (name, _) in &self.texts {
            let mut links = self.links.iter();
            let link = links.find(|(_, target)| target == name);
            if let Some((relation, _)) = link {
                part(
                    &format!("/word/{name}"),
                    &format!("{WORD}.{}+xml", relation.kind()),
                );
            }
        }
        xml.finish()
    }

    /// The links of the main part.
    fn main_links(&self) -> String {
        let mut xml = Xml::part();
        xml.open("Relationships", &[("xmlns", RELATIONSHIPS)]);
        for (index, (relation, target)) in self.links.iter().enumerate() {
            let id = link_id(index + 1);
            let kind = format!("{OFFICE}/{}", relation.kind());
            let mut attributes = vec![("Id", &*id), ("Type", &*kind), ("Target", &**target)];
            if *relation == Relation::Hyperlink {
                attributes.push(("TargetMode", "External"));
            }
            xml.leaf("Relationship", &attributes);
        }
        xml.finish()
    }
}

fn link_id(number: usize) -> String {
    format!("rId{number}")
}

fn image_name(number: usize) -> String {
    format!("media/picture{number}.png")
}

/// The links of the package.
fn top_links() -> String {
    let mut xml = Xml::part();
    xml.open("Relationships", &[("xmlns", RELATIONSHIPS)]);
    let core =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    for (id, kind, target) in [
        (
            "rId1",
            format!("{OFFICE}/officeDocument"),
            "word/document.xml",
        ),
        ("rId2", core.to_owned(), "docProps/core.xml"),
        (
            "rId3",
            format!("{OFFICE}/extended-properties"),
            "docProps/app.xml",
        ),
    ] {
        xml.leaf(
            "Relationship",
            &[("Id", id), ("Type", &kind), ("Target", target)],
        );
    }
    xml.finish()
}
