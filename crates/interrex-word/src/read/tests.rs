//! Documents as people and programs change them, written by hand.

use std::io::{Cursor, Write as _};

use interrex_tables::{Cell, Delivery};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::read;

const LINKS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
    Target=\"TARGET\"/></Relationships>";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const MARK: &str = "00112233aabbccdd";

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(content.as_bytes()).expect("its content");
    }
    zip.finish().expect("a package").into_inner()
}

/// A document of this text.
fn document(body: &str) -> Vec<u8> {
    let main =
        format!("<w:document xmlns:w=\"{WORD}\"><w:body>{body}<w:sectPr/></w:body></w:document>");
    package(&[
        ("_rels/.rels", &LINKS.replace("TARGET", "word/document.xml")),
        ("word/document.xml", &main),
    ])
}

fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
}

fn cell(content: &str) -> String {
    format!("<w:tc><w:tcPr><w:tcW w:w=\"1000\"/></w:tcPr>{content}</w:tc>")
}

fn row(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|words| cell(&paragraph(words))).collect();
    format!("<w:tr>{cells}</w:tr>")
}

fn table(rows: &[String]) -> String {
    format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.concat())
}

/// The rows that every table of these tests begins with, and then these.
fn sites(rows: &[String]) -> String {
    let mut all = vec![
        row(&["", "Name in the plan", "Title"]),
        row(&["sites/row", "id", "title"]),
    ];
    all.extend_from_slice(rows);
    table(&all)
}

fn named(id: &str, title: &str) -> String {
    row(&[&format!("site.{id}"), id, title])
}

/// The hidden list of rows that were sent.
fn sent(ids: &[&str]) -> String {
    let lines: String = ids
        .iter()
        .map(|id| format!("<w:br/><w:t>{MARK} site.{id}</w:t>"))
        .collect();
    format!(
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>interrex-rows/1 abc123</w:t>{lines}</w:r></w:p>"
    )
}

fn texts(delivery: &Delivery) -> Vec<Vec<String>> {
    let rows = delivery.tables.iter().flat_map(|table| &table.rows);
    rows.map(|row| row.cells.iter().map(Cell::to_string).collect())
        .collect()
}

/// The first table has these rows.
#[track_caller]
fn check(body: &str, expect: &[&[&str]]) {
    let delivery = read(&document(body)).expect("a document with tables");
    assert_eq!(texts(&delivery), expect);
}

#[track_caller]
fn refused(bytes: &[u8], expect: &str) {
    let found = read(bytes).expect_err("it is refused").to_string();
    assert!(found.contains(expect), "{found}");
}

#[test]
fn a_table_is_known_by_its_gray_line_and_a_row_by_its_gray_name() {
    let other = table(&[row(&["a", "b"]), row(&["c", "d"])]);
    let head = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Heading2\"/></w:pPr>{}</w:p>",
        "<w:r><w:t>Sites</w:t></w:r>"
    );
    let body = format!(
        "{other}{head}{}{}{other}",
        sent(&["annex", "gone"]),
        sites(&[named("annex", "The annex"), row(&["", "mill", "A &amp; B"])])
    );
    let delivery = read(&document(&body)).expect("a document with tables");
    assert_eq!(
        texts(&delivery),
        [["site.annex", "annex", "The annex"], ["", "mill", "A & B"]]
    );
    let [sites] = &delivery.tables[..] else {
        panic!("one table")
    };
    assert_eq!(sites.table, "sites");
    assert!(sites.is_whole);
    assert_eq!(sites.rows[1].place.to_string(), "table `Sites`, row 2");
    let keys: Vec<_> = sites.heads.iter().map(|head| head.key.as_deref()).collect();
    assert_eq!(keys, [Some("row"), Some("id"), Some("title")]);
    assert_eq!(sites.heads[2].text, "Title");
    let sent = delivery.sent.expect("what was sent");
    assert_eq!(sent.digest, "abc123");
    let rows: Vec<(&str, &str)> = sent
        .rows
        .iter()
        .map(|(id, mark)| (&**id, &**mark))
        .collect();
    assert_eq!(rows, [("site.annex", MARK), ("site.gone", MARK)]);
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let run = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let changed = format!(
        "<w:p>{}<w:del w:id=\"1\"><w:r><w:delText>old</w:delText></w:r></w:del>\
         <w:ins w:id=\"2\">{}</w:ins><w:moveFrom w:id=\"3\">{}</w:moveFrom></w:p>",
        run("The "),
        run("new"),
        run("gone")
    );
    let joined = format!(
        "<w:p><w:pPr><w:rPr><w:del w:id=\"4\"/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p>",
        run("one"),
        run(" line")
    );
    let row_of = |properties: &str, first: &str, second: &str| {
        format!(
            "<w:tr>{properties}{}{}{}</w:tr>",
            cell(&paragraph("")),
            cell(first),
            cell(second)
        )
    };
    let body = sites(&[
        row_of("", &paragraph("a"), &changed),
        row_of("", &paragraph("b"), &joined),
        row_of(
            "<w:trPr><w:del w:id=\"5\"/></w:trPr>",
            &paragraph("c"),
            &paragraph("deleted"),
        ),
        row_of(
            "<w:trPr><w:ins w:id=\"6\"/></w:trPr>",
            &paragraph("d"),
            &paragraph("put in"),
        ),
    ]);
    check(
        &body,
        &[
            &["", "a", "The new"],
            &["", "b", "one line"],
            &["", "d", "put in"],
        ],
    );
}

#[test]
fn what_programs_put_around_text_is_seen_through() {
    let held = format!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        named("annex", "held")
    );
    let twice = "<w:p><w:r><mc:AlternateContent xmlns:mc=\"m\"><mc:Choice><w:t>once</w:t></mc:Choice>\
                 <mc:Fallback><w:t>once</w:t></mc:Fallback></mc:AlternateContent></w:r>\
                 <w:r><w:instrText>PAGE</w:instrText></w:r><w:r><m:t xmlns:m=\"m\">math</m:t></w:r></w:p>";
    let parts = "<w:p><w:r><w:t>two</w:t><w:br/><w:t>lines</w:t><w:tab/><w:t>a</w:t><w:noBreakHyphen/>\
                 <w:t>b</w:t></w:r></w:p><w:p><w:hyperlink><w:r><w:t>and more</w:t></w:r></w:hyperlink></w:p>";
    let raw = |id: &str, content: &str| {
        format!(
            "<w:tr>{}{}{}</w:tr>",
            cell(&paragraph("")),
            cell(&paragraph(id)),
            cell(content)
        )
    };
    check(
        &sites(&[held, raw("b", twice), raw("c", parts)]),
        &[
            &["site.annex", "annex", "held"],
            &["", "b", "once"],
            &["", "c", "two\nlines a-b\nand more"],
        ],
    );
}

#[test]
fn any_prefix_is_the_vocabulary_of_word() {
    let body = sites(&[named("annex", "x")]).replace("w:", "ns0:");
    let main =
        format!("<ns0:document xmlns:ns0=\"{WORD}\"><ns0:body>{body}</ns0:body></ns0:document>");
    let bytes = package(&[
        (
            "_rels/.rels",
            &LINKS.replace("TARGET", "/word/document2.xml"),
        ),
        ("word/document2.xml", &main),
    ]);
    let delivery = read(&bytes).expect("a document with tables");
    assert_eq!(texts(&delivery), [["site.annex", "annex", "x"]]);
}

#[test]
fn a_table_in_two_pieces_is_one() {
    let body = format!(
        "{}{}{}{}",
        sent(&["a", "b"]),
        sites(&[named("a", "1")]),
        paragraph(""),
        table(&[named("b", "2"), row(&["", "c", "3"])])
    );
    check(
        &body,
        &[
            &["site.a", "a", "1"],
            &["site.b", "b", "2"],
            &["", "c", "3"],
        ],
    );
}

#[test]
fn a_table_that_stands_twice_is_read_once() {
    let other = table(&[
        row(&["", "Title"]),
        row(&["sites/row", "title"]),
        row(&["", "x"]),
    ]);
    let body = format!(
        "{}{other}{}",
        sites(&[named("a", "1")]),
        sites(&[named("b", "2")])
    );
    let delivery = read(&document(&body)).expect("a document with tables");
    assert_eq!(
        texts(&delivery),
        [["site.a", "a", "1"], ["site.b", "b", "2"]]
    );
    let [left] = &delivery.left[..] else {
        panic!("one table is left out")
    };
    assert!(left.reason.starts_with("stands twice") && left.place.row == 0);
}

#[test]
fn cells_that_were_merged_or_shifted_are_refused_with_their_place() {
    let merged = format!(
        "<w:tr>{}<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}</w:tc></w:tr>",
        cell(&paragraph("")),
        paragraph("both")
    );
    let body = sites(&[named("a", "1"), merged, row(&["", "c"]), named("d", "4")]);
    let delivery = read(&document(&body)).expect("a document with tables");
    let left = |number: usize| {
        let left = &delivery.left[number];
        assert!(left.is_refused && left.table == "sites");
        format!("{} {}", left.place, left.reason)
    };
    assert_eq!(delivery.left.len(), 2);
    assert!(left(0).starts_with("table `sites`, row 2 has merged cells"));
    assert!(left(1).starts_with("table `sites`, row 3 has 2 cells and the table has 3 columns"));
    assert_eq!(
        texts(&delivery),
        [["site.a", "a", "1"], ["site.d", "d", "4"]]
    );
    assert_eq!(delivery.tables[0].rows[1].place.row, 4);
    assert!(!delivery.tables[0].is_whole, "nothing seems to be missing");
}

#[test]
fn what_is_no_document_of_word_is_told_apart() {
    refused(b"", "no Word document");
    refused(b"PK\x03\x04 and nothing more", "no Word document");
    refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "an old Word");
    refused(b"{\\rtf1 hello}", "rich text");
    let with = |target: &str| package(&[("_rels/.rels", &LINKS.replace("TARGET", target))]);
    refused(
        &with("xl/workbook.xml"),
        "a workbook of a spreadsheet program",
    );
    refused(&with("ppt/presentation.xml"), "a presentation");
    refused(&with("word/document.xml"), "has no such part");
    refused(
        &package(&[("mimetype", "application/vnd.oasis.opendocument.text")]),
        "OpenDocument",
    );
    refused(&package(&[("a.txt", "a")]), "a package of something else");
    refused(
        &package(&[("_rels/.rels", "<Relationships/>")]),
        "names no text",
    );
    let of = |main: &str| {
        package(&[
            ("_rels/.rels", &LINKS.replace("TARGET", "main.xml")),
            ("main.xml", main),
        ])
    };
    refused(&of("<html><body/></html>"), "its text is a `html`");
    refused(&of(""), "ends in the middle");
    refused(&of("<w:document xmlns:w=\"w\"><w:body>"), "broken");
    refused(&of("<w:document xmlns:w=\"w\"></w:body>"), "broken");
    refused(&document(&paragraph("only words")), "no table of a plan");
}

#[test]
fn what_was_made_to_harm_ends_early() {
    let laughs = "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>\
                  <w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>";
    let of = |main: &str| {
        package(&[
            ("_rels/.rels", &LINKS.replace("TARGET", "main.xml")),
            ("main.xml", main),
        ])
    };
    refused(&of(laughs), "declares a type or entities");
    refused(&document(&paragraph("&b;")), "declares a type or entities");
    let deep = "<w:x>".repeat(100_000);
    refused(&document(&deep), "elements in each other");
    let wide = "<w:tc/>".repeat(50_000);
    let rows = [named("a", "1"), format!("<w:tr>{wide}</w:tr>")];
    let delivery = read(&document(&sites(&rows))).expect("a document with tables");
    assert!(delivery.left[0].reason.starts_with("has 1000 cells"));
    let later = paragraph("interrex-rows/2 abc");
    refused(
        &document(&format!("{later}{}", sites(&[]))),
        "another version",
    );
}

/// Many megabytes of blanks are few packed.
#[test]
fn a_text_that_unpacks_beyond_its_limit_is_not_read() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    zip.start_file("_rels/.rels", options).expect("a part");
    zip.write_all(LINKS.replace("TARGET", "main.xml").as_bytes())
        .expect("links");
    zip.start_file("main.xml", options).expect("a part");
    let begin = format!("<w:document xmlns:w=\"{WORD}\"><w:body>");
    zip.write_all(begin.as_bytes()).expect("a beginning");
    let block = format!("<w:p/>{}", " ".repeat(1 << 20));
    for _ in 0..130 {
        zip.write_all(block.as_bytes()).expect("a block");
    }
    let bytes = zip.finish().expect("a package").into_inner();
    assert!(bytes.len() < 1 << 20);
    refused(&bytes, "more than 128 MB");
}

/// Whatever is cut off or changed, there is an answer.
#[test]
fn broken_bytes_never_panic() {
    let whole = document(&sites(&[named("a", "1"), named("b", "2")]));
    for end in 0..whole.len() {
        let _ = read(&whole[..end]);
    }
    let mut seed = 7_u32;
    for index in 0..whole.len() {
        let mut changed = whole.clone();
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        changed[index] ^= (seed >> 24) as u8 | 1;
        let _ = read(&changed);
    }
}
