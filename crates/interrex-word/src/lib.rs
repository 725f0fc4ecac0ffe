//! A report as a Word document, and the tables of one read back.
//!
//! Responsible for the form alone: [`docx`] writes a [`Document`] of `interrex-report` with the tables of a plan behind
//! it, [`read()`] finds those tables again in what Word or another office program saved. What a cell means
//! is left to `interrex-tables`, every word to `interrex-report`.
//!
//! | step | module |
//! | --- | --- |
//! | parts and their package | `xml`, `package`, `properties` |
//! | sheets and what stands around their text | `sheet`, `margins` |
//! | sections, blocks, lines, tables, pictures | `body`, `raster`, `numbering`, `anchors` |
//! | cover and contents | `contents` |
//! | the tables that are sent back | `annex` |
//! | the tables that came back | `read` |

mod anchors;
mod annex;
mod body;
mod contents;
mod margins;
mod numbering;
mod package;
mod properties;
mod raster;
mod read;
mod sheet;
mod xml;

use interrex_report::Document;
use interrex_tables::Table;

pub use read::{Refusal, read};

use body::Body;
use package::Relation;
use xml::Xml;

/// The vocabularies of a part.
const NAMESPACES: &[(&str, &str)] = &[
    (
        "xmlns:w",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        "xmlns:r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        "xmlns:wp",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (
        "xmlns:a",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
    (
        "xmlns:pic",
        "http://schemas.openxmlformats.org/drawingml/2006/picture",
    ),
];

/// Writes a document, and behind it the tables of its plan that may be changed and sent back. The same document and
/// tables give the same bytes.
pub fn docx(document: &Document, tables: &[Table]) -> Vec<u8> {
    let mut body = Body::new(document);
    let mut was_short = false;
    for section in &document.sections {
        let is_short = section.is_short();
        body.chapter(section, was_short && is_short);
        was_short = is_short;
    }
    body.large_pictures();
    annex::annex(&mut body, document, tables);
    let written = body.end();
    let heads = std::mem::take(&mut body.heads);
    contents::cover(&mut body, document);
    contents::contents(&mut body, document, &heads);
    let front = std::mem::take(&mut body.xml).finish();
    let mut main = Xml::part();
    main.open("w:document", NAMESPACES);
    main.open("w:body", &[]);
    main.raw(&front);
    main.raw(&written);
    let lists = numbering::numbering(body.steps_count());
    let mut package = body.package;
    for (relation, name, content) in [
        (Relation::Styles, "styles.xml", properties::styles(document)),
        (Relation::Numbering, "numbering.xml", lists),
        (
            Relation::Settings,
            "settings.xml",
            properties::settings(document),
        ),
    ] {
        package.part(relation, name, content);
    }
    package.bytes(
        &main.finish(),
        &properties::core(document),
        &properties::app(),
    )
}
