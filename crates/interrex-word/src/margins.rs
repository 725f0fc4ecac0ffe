//! What stands above and below each page: the marking, what the document is, in which section one is, the digest of the
//! plan, and the page of how many.

use interrex_report::Document;

use crate::NAMESPACES;
use crate::package::{Package, Relation};
use crate::sheet::{Margins, Sheet, Twips};
use crate::xml::Xml;

/// How many letters of a title leave room for the section beside it.
const TITLE_SHORT: usize = 56;

/// What stands around pages of each width.
pub(crate) struct Around {
    first: String,
    widths: Vec<(Twips, Margins)>,
}

impl Around {
    /// Writes the parts for every width of sheets.
    pub(crate) fn new(document: &Document, package: &mut Package) -> Self {
        let first = package.part(Relation::Header, "header0.xml", first(document));
        let mut widths: Vec<(Twips, Margins)> = Vec::new();
        for sheet in Sheet::ALL {
            let width = sheet.text_width();
            if widths.iter().any(|(known, _)| *known == width) {
                continue;
            }
            let number = widths.len() + 1;
            let mut part = |relation, name: &str, content| {
                package.part(relation, &format!("{name}{number}.xml"), content)
            };
            let above = part(Relation::Header, "header", above(document, width));
            let below = part(Relation::Footer, "footer", below(document, width));
            let margins = Margins {
                above,
                below,
                above_first: None,
            };
            widths.push((width, margins));
        }
        Self { first, widths }
    }

    /// What stands around the pages of a section on such sheets.
    ///
    /// # Panics
    /// Never: every width of a sheet was written.
    pub(crate) fn margins(&self, sheet: Sheet, has_cover: bool) -> Margins {
        let width = sheet.text_width();
        let mut widths = self.widths.iter();
        let found = widths.find(|(known, _)| *known == width);
        let (_, margins) = found.expect("every width of a sheet has its margins");
        Margins {
            above_first: has_cover.then(|| self.first.clone()),
            ..margins.clone()
        }
    }
}

/// Above the cover: the marking alone.
fn first(document: &Document) -> String {
    let mut xml = Xml::part();
    xml.open("w:hdr", NAMESPACES);
    marking(&mut xml, document);
    if document.marking.is_empty() {
        paragraph(&mut xml, "Header", None, |_| {});
    }
    xml.finish()
}

/// Above other pages: the marking, the title, and the section that the page belongs to.
fn above(document: &Document, width: Twips) -> String {
    let mut xml = Xml::part();
    xml.open("w:hdr", NAMESPACES);
    marking(&mut xml, document);
    let is_short = document.title.chars().count() <= TITLE_SHORT;
    if is_short {
        paragraph(&mut xml, "Header", Some((width, true)), |xml| {
            words(xml, &document.title);
            tab(xml);
            section_name(xml);
        });
    } else {
        paragraph(&mut xml, "Header", None, |xml| words(xml, &document.title));
        paragraph(&mut xml, "Header", Some((width, true)), |xml| {
            tab(xml);
            section_name(xml);
        });
    }
    xml.finish()
}

/// Below each page: the digest, and the page of how many.
fn below(document: &Document, width: Twips) -> String {
    let mut xml = Xml::part();
    xml.open("w:ftr", NAMESPACES);
    paragraph(&mut xml, "Footer", Some((width, false)), |xml| {
        words(xml, &format!("SHA-256 {}", document.digest));
        tab(xml);
        let mut rest = document.words.page_of.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            words(xml, before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            match name {
                "page" => field(xml, "PAGE", "1"),
                _ => field(xml, "NUMPAGES", "1"),
            }
            rest = after;
        }
        words(xml, rest);
    });
    marking(&mut xml, document);
    xml.finish()
}

fn marking(xml: &mut Xml, document: &Document) {
    if !document.marking.is_empty() {
        paragraph(xml, "Marking", None, |xml| {
            words(xml, &document.marking.join(" · "));
        });
    }
}

/// A paragraph; where a width is given, with a stop at its right end, and a line below if so asked.
fn paragraph(
    xml: &mut Xml,
    style: &str,
    stop: Option<(Twips, bool)>,
    write: impl FnOnce(&mut Xml),
) {
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.val("w:pStyle", style);
    if let Some((width, has_line)) = stop {
        if has_line {
            xml.open("w:pBdr", &[]);
            let line = [
                ("w:val", "single"),
                ("w:sz", "4"),
                ("w:space", "3"),
                ("w:color", "C9CED6"),
            ];
            xml.leaf("w:bottom", &line);
            xml.close();
        }
        xml.open("w:tabs", &[]);
        let place = width.to_string();
        xml.leaf("w:tab", &[("w:val", "right"), ("w:pos", &place)]);
        xml.close();
    }
    xml.close();
    write(xml);
    xml.close();
}

fn words(xml: &mut Xml, text: &str) {
    if !text.is_empty() {
        xml.open("w:r", &[]);
        xml.element("w:t", &[("xml:space", "preserve")], text);
        xml.close();
    }
}

fn tab(xml: &mut Xml) {
    xml.open("w:r", &[]);
    xml.leaf("w:tab", &[]);
    xml.close();
}

/// The head of the section that a page belongs to.
fn section_name(xml: &mut Xml) {
    field(xml, "STYLEREF 1", "");
}

/// A field that is computed when pages are laid out.
fn field(xml: &mut Xml, instruction: &str, shown: &str) {
    let mark = |xml: &mut Xml, kind| {
        xml.open("w:r", &[]);
        xml.leaf("w:fldChar", &[("w:fldCharType", kind)]);
        xml.close();
    };
    mark(xml, "begin");
    xml.open("w:r", &[]);
    let instruction = format!(" {instruction} ");
    xml.element("w:instrText", &[("xml:space", "preserve")], &instruction);
    xml.close();
    mark(xml, "separate");
    words(xml, shown);
    mark(xml, "end");
}
