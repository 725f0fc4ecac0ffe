//! The front: the cover, and a table of contents that is filled in.
//!
//! Only a program that lays out pages knows their numbers. The contents therefore name the numbers of sections, which
//! the heads bear, and lead there; bringing the field up to date in Word adds the pages.

use interrex_report::Document;

use crate::body::{Body, Head};

/// Writes the cover.
pub(crate) fn cover(body: &mut Body<'_>, document: &Document) {
    body.say("Subtitle", document.institution.as_deref().unwrap_or(""));
    body.say("Title", &document.title);
    body.facts(&document.frame);
    body.say("Caption", &document.words.colophon);
}

/// Writes the table of contents.
pub(crate) fn contents(body: &mut Body<'_>, document: &Document, heads: &[Head]) {
    let xml = &mut body.xml;
    xml.open("w:sdt", &[]);
    xml.open("w:sdtPr", &[]);
    xml.open("w:docPartObj", &[]);
    xml.val("w:docPartGallery", "Table of Contents");
    xml.leaf("w:docPartUnique", &[]);
    xml.close();
    xml.close();
    xml.open("w:sdtContent", &[]);
    body.say("TOCHeading", &document.words.contents);
    for (index, head) in heads.iter().enumerate() {
        entry(body, head, index == 0, index + 1 == heads.len());
    }
    body.xml.close();
    body.xml.close();
}

fn entry(body: &mut Body<'_>, head: &Head, is_first: bool, is_last: bool) {
    let xml = &mut body.xml;
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.val("w:pStyle", if head.level == 1 { "TOC1" } else { "TOC2" });
    xml.close();
    if is_first {
        mark(body, "begin");
        body.xml.open("w:r", &[]);
        let instruction = " TOC \\o \"1-2\" \\h \\z \\u ";
        body.xml
            .element("w:instrText", &[("xml:space", "preserve")], instruction);
        body.xml.close();
        mark(body, "separate");
    }
    let xml = &mut body.xml;
    let link = [("w:anchor", &*head.bookmark), ("w:history", "1")];
    xml.open("w:hyperlink", &link);
    xml.open("w:r", &[]);
    xml.element("w:t", &[], &head.number);
    xml.leaf("w:tab", &[]);
    xml.element("w:t", &[("xml:space", "preserve")], &head.title);
    xml.close();
    xml.close();
    if is_last {
        mark(body, "end");
    }
    body.xml.close();
}

fn mark(body: &mut Body<'_>, kind: &str) {
    body.xml.open("w:r", &[]);
    body.xml.leaf("w:fldChar", &[("w:fldCharType", kind)]);
    body.xml.close();
}
