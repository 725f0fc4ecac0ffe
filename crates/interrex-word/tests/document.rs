//! Documents as they are written: whole packages, read as any program would read them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use interrex_picture::bars::{Bar, Bars};
use interrex_report::document::{Block, Furniture, Grid, Inline, Line, Row, Section, Shown, Tone};
use interrex_report::{Document, Language};
use interrex_tables::{Accept, Tally, Texts};
use interrex_word::{docx, read};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

const PLAN: &str = "[plan]\ntitle = \"A\"\nhorizon = \"30 d\"\n\n\
    [place.kyiv]\nlost = 0.3 # assessed\n\n[place.lviv]\n\n\
    [site.annex]\nin = \"kyiv\"\nnote = \"\"\"\nTwo lines,\nwith <marks> & \\\"quotes\\\"\"\"\"\n\n\
    [person.first]\nbase = \"annex\"\ntitle = \"Перша особа\"\n\n\
    [office.head]\ntitle = \"Head\"\nholder = \"first\"\n";

fn link(href: &str) -> Inline {
    Inline::Link {
        href: href.to_owned(),
        text: "words".to_owned(),
    }
}

fn shown(title: &str, bars: usize) -> Shown {
    let bar = |index: usize| Bar {
        label: format!("Bar {index}"),
        href: None,
        range: [0.1, 0.2],
        figure: "10–20%".to_owned(),
        is_bad: false,
    };
    let picture = Bars {
        id: title.to_owned(),
        title: title.to_owned(),
        about: "About it.".to_owned(),
        head: ["what", "how"].map(str::to_owned),
        bars: (0..bars).map(bar).collect(),
    };
    Shown {
        title: title.to_owned(),
        about: "About it.".to_owned(),
        picture: picture.draw(),
        is_scaled: true,
        cases: Vec::new(),
    }
}

fn grid(columns: usize) -> Grid {
    let text = |text: String| -> Line { vec![Inline::Text(text)] };
    let row = |number: usize| Row {
        id: Some(format!("row {number}")),
        cells: (0..columns)
            .map(|column| text(format!("{number} {column}")))
            .collect(),
    };
    Grid {
        caption: "A table".to_owned(),
        head: (0..columns)
            .map(|column| format!("Head {column}"))
            .collect(),
        rows: (0..3).map(row).collect(),
    }
}

fn document(language: Language) -> Document {
    let line = vec![
        Inline::text("<a> & b "),
        Inline::Code("code".to_owned()),
        Inline::Strong("strong".to_owned()),
        Inline::Tag(Tone::Bad, "refused".to_owned()),
        link("#row 1"),
        link("#nowhere"),
        link("https://example.org/a?b=c&d"),
        link("javascript:alert(1)"),
    ];
    let blocks = vec![
        Block::Paragraph(line.clone()),
        Block::Points(vec![line.clone()]),
        Block::Steps(vec![line.clone(), line.clone()]),
        Block::Facts(vec![("Head".to_owned(), line.clone())]),
        Block::Table(grid(3)),
        Block::Picture(shown("Small", 2)),
        Block::Picture(shown("High", 80)),
        Block::More("More of it".to_owned(), vec![Block::Table(grid(14))]),
        Block::Panel(
            Tone::Good,
            line.clone(),
            vec![Block::Steps(vec![line]), Block::Table(grid(2))],
        ),
    ];
    let mut section = Section::new("first", "First", blocks);
    section.parts = vec![Section::new("part", "Part", Vec::new())];
    Document {
        language,
        title: "A <plan>".to_owned(),
        institution: Some("Institution".to_owned()),
        as_of: "2022-03-07".parse().expect("a date"),
        digest: "0123abcd".to_owned(),
        frame: vec![("As of".to_owned(), vec![Inline::text("March 7, 2022")])],
        marking: vec!["EXERCISE".to_owned(), "DRAFT".to_owned()],
        words: Furniture {
            page_of: "Page {page} of {pages}".to_owned(),
            tables: "Tables".to_owned(),
            large_pictures: "Large pictures".to_owned(),
            on_sheet: "Elsewhere".to_owned(),
            ..Furniture::default()
        },
        sections: vec![section],
    }
}

fn texts() -> Texts {
    Texts::parse(&[("plan.toml", PLAN)]).expect("a plan")
}

fn written(language: Language) -> Vec<u8> {
    let tables = texts().tables(interrex_tables::Language::English);
    docx(&document(language), &tables)
}

/// The parts that are XML.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut parts = BTreeMap::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).expect("a part");
        let name = file.name().expect("a name").into_owned();
        if !name.ends_with(".png") {
            let mut text = String::new();
            file.read_to_string(&mut text).expect("text");
            parts.insert(name, text);
        }
    }
    parts
}

/// Every element of a part, in order.
fn elements(part: &str, mut each: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(part);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(element) | Event::Empty(element) => each(&element),
            Event::Eof => return,
            _ => {}
        }
    }
}

/// The values of an attribute of elements of a name.
fn values(part: &str, tag: &str, attribute: &str) -> Vec<String> {
    let mut found = Vec::new();
    elements(part, |element| {
        let name: &str = element.name().0;
        if name == tag
            && let Ok(Some(value)) = element.try_get_attribute(attribute)
        {
            found.push(value.value.into_owned());
        }
    });
    found
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(written(Language::English), written(Language::English));
}

#[test]
fn every_part_is_well_formed_and_known() {
    let parts = parts(&written(Language::Ukrainian));
    let types = &parts["[Content_Types].xml"];
    let known: BTreeSet<String> = values(types, "Override", "PartName").into_iter().collect();
    for (name, part) in &parts {
        elements(part, |_| {});
        assert!(
            name.ends_with(".rels") || name.starts_with('[') || known.contains(&format!("/{name}")),
            "{name}"
        );
    }
    let links = &parts["word/_rels/document.xml.rels"];
    let ids: BTreeSet<String> = values(links, "Relationship", "Id").into_iter().collect();
    let main = &parts["word/document.xml"];
    for (tag, attribute) in [
        ("a:blip", "r:embed"),
        ("w:hyperlink", "r:id"),
        ("w:headerReference", "r:id"),
        ("w:footerReference", "r:id"),
    ] {
        let used = values(main, tag, attribute);
        assert!(!used.is_empty(), "{tag}");
        assert!(used.iter().all(|id| ids.contains(id)), "{tag}");
    }
    let styles: BTreeSet<String> = values(&parts["word/styles.xml"], "w:style", "w:styleId")
        .into_iter()
        .collect();
    for tag in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
        for style in values(main, tag, "w:val") {
            assert!(styles.contains(&style), "{style}");
        }
    }
    let lists: BTreeSet<String> = values(&parts["word/numbering.xml"], "w:num", "w:numId")
        .into_iter()
        .collect();
    let used = values(main, "w:numId", "w:val");
    assert!(used.iter().all(|list| lists.contains(list)));
    assert_eq!(lists.len(), 4, "heads, points, and two lists of steps");
}

#[test]
fn links_lead_somewhere_or_are_words() {
    let parts = parts(&written(Language::English));
    let main = &parts["word/document.xml"];
    let names = values(main, "w:bookmarkStart", "w:name");
    let unique: BTreeSet<&String> = names.iter().collect();
    assert_eq!(names.len(), unique.len());
    assert!(names.iter().all(|name| name.len() <= 40));
    let anchors = values(main, "w:hyperlink", "w:anchor");
    assert!(anchors.len() > 5);
    assert!(anchors.iter().all(|anchor| unique.contains(anchor)));
    let links = &parts["word/_rels/document.xml.rels"];
    let targets = values(links, "Relationship", "Target");
    let outside: Vec<&String> = targets.iter().filter(|one| one.contains(':')).collect();
    assert_eq!(outside, ["https://example.org/a?b=c&amp;d"]);
    assert!(!main.contains("nowhere") && !links.contains("javascript"));
}

#[test]
fn what_stands_on_every_page_and_what_describes_the_file() {
    let parts = parts(&written(Language::Ukrainian));
    for (name, part) in &parts {
        if name.starts_with("word/header") || name.starts_with("word/footer") {
            assert!(part.contains("EXERCISE · DRAFT"), "{name}");
        }
    }
    let footer = &parts["word/footer1.xml"];
    assert!(footer.contains("0123abcd") && footer.contains(" NUMPAGES "));
    assert!(parts["word/styles.xml"].contains("w:lang w:val=\"uk-UA\""));
    let core = &parts["docProps/core.xml"];
    assert!(core.contains("<dc:title>A &lt;plan&gt;</dc:title>"));
    assert!(core.contains("2022-03-07T00:00:00Z"));
}

#[test]
fn tables_repeat_their_heads_and_pictures_have_words() {
    let parts = parts(&written(Language::English));
    let main = &parts["word/document.xml"];
    let heads = main.matches("<w:tblHeader/>").count();
    let tables = main.matches("w:firstRow=\"1\"").count();
    assert!(heads >= tables && tables > 4, "{heads} {tables}");
    assert_eq!(
        values(main, "wp:docPr", "descr"),
        ["About it.", "About it."]
    );
    // The text, the sheet of the high picture, and the wide sheets of the tables.
    let sheets = values(main, "w:pgSz", "w:h");
    assert_eq!(sheets, ["16838", "23811", "11906"]);
    assert!(main.contains("Large pictures") && main.contains(">1.1</w:t><w:tab/>"));
    // Nothing is wider than its sheet.
    for width in values(main, "w:tblW", "w:w") {
        assert!(width.parse::<u32>().expect("a width") <= 21_543, "{width}");
    }
}

#[test]
fn tables_that_come_back_as_they_were_change_nothing() {
    for language in interrex_tables::Language::ALL {
        let texts = texts();
        let tables = texts.tables(language);
        let rows: usize = tables.iter().map(|table| table.rows.len()).sum();
        let mut document = document(Language::English);
        document.digest = interrex_plan::digest(&texts.files());
        let delivery = read(&docx(&document, &tables)).expect("tables");
        let changes = texts.compare(&delivery, Accept::default());
        let expect = Tally {
            unchanged: rows,
            ..Tally::default()
        };
        assert_eq!(changes.tally(), expect, "{changes:?}");
        assert_eq!(changes.remarks, Vec::<String>::new());
        assert!(rows >= 5);
    }
}

/// A row that is taken out of the document was there when it was written, and a row that the plan got since was not.
#[test]
fn what_is_missing_was_removed_unless_the_plan_got_it_since() {
    let texts = texts();
    let tables = texts.tables(interrex_tables::Language::English);
    let mut delivery = read(&docx(&document(Language::English), &tables)).expect("tables");
    for table in &mut delivery.tables {
        table
            .rows
            .retain(|row| !row.cells[0].to_string().ends_with("place.lviv"));
    }
    let later = format!("{PLAN}\n[place.odesa]\n");
    let later = Texts::parse(&[("plan.toml", later)]).expect("a plan");
    let tally = later.compare(&delivery, Accept::default()).tally();
    assert_eq!((tally.deleted, tally.skipped, tally.refused), (1, 1, 0));
}
