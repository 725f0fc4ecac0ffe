//! What describes the file: title, date, language; and settings.

use interrex_report::{Document, Language};

use crate::NAMESPACES;
use crate::xml::Xml;

const STYLES: &str = include_str!("styles.xml");

/// The language of a document as Word names it.
fn language(document: &Document) -> &'static str {
    match document.language {
        Language::English => "en-US",
        Language::Ukrainian => "uk-UA",
    }
}

/// Title, date and language. The date is that of the document, so that the same document gives the same bytes.
pub(crate) fn core(document: &Document) -> String {
    let mut xml = Xml::part();
    xml.open(
        "cp:coreProperties",
        &[
            (
                "xmlns:cp",
                "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
            ),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    xml.element("dc:title", &[], &document.title);
    let creator = document.institution.as_deref().unwrap_or("Interrex");
    xml.element("dc:creator", &[], creator);
    xml.element("dc:language", &[], language(document));
    if !document.marking.is_empty() {
        xml.element("cp:keywords", &[], &document.marking.join(", "));
    }
    let date = format!("{}T00:00:00Z", document.as_of);
    for tag in ["dcterms:created", "dcterms:modified"] {
        xml.element(tag, &[("xsi:type", "dcterms:W3CDTF")], &date);
    }
    xml.finish()
}

/// With what the file was made.
pub(crate) fn app() -> String {
    let mut xml = Xml::part();
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.open("Properties", &[("xmlns", kind)]);
    xml.element("Application", &[], "Interrex");
    xml.finish()
}

/// The styles, in the language of the document.
pub(crate) fn styles(document: &Document) -> String {
    STYLES.replace("LANGUAGE", language(document))
}

/// How Word opens the file.
pub(crate) fn settings(document: &Document) -> String {
    let mut xml = Xml::part();
    xml.open("w:settings", NAMESPACES);
    xml.leaf("w:zoom", &[("w:percent", "100")]);
    xml.val("w:defaultTabStop", "708");
    xml.open("w:compat", &[]);
    let setting = |xml: &mut Xml, name, value| {
        let uri = "http://schemas.microsoft.com/office/word";
        xml.leaf(
            "w:compatSetting",
            &[("w:name", name), ("w:uri", uri), ("w:val", value)],
        );
    };
    // The mode of Word 2013 and everything since; without it, Word opens a file as one of 2007.
    setting(&mut xml, "compatibilityMode", "15");
    setting(&mut xml, "overrideTableStyleFontSizeAndJustification", "1");
    setting(&mut xml, "enableOpenTypeFeatures", "1");
    setting(&mut xml, "doNotFlipMirrorIndents", "1");
    xml.close();
    let language = language(document);
    xml.leaf("w:themeFontLang", &[("w:val", language)]);
    xml.val(
        "w:decimalSymbol",
        match document.language {
            Language::English => ".",
            Language::Ukrainian => ",",
        },
    );
    xml.val("w:listSeparator", ";");
    xml.finish()
}
