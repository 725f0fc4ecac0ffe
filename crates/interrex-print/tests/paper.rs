//! Whole sheets: the same bytes for the same document, tags, text in the order of reading, and nothing of a plan that is
//! read as markup. What a reader of PDF sees is asked of `pdftotext`, where that is installed.

mod reader;

use interrex_picture::{Cell, Picture, Table};
use interrex_print::pdf;
use interrex_report::document::{
    Block, Figure, Furniture, Grid, Inline, Line, Row, Section, Shown, Tone,
};
use interrex_report::{Document, Language};
use reader::{in_order, read};

/// Text that would be markup, code or an error if anything read it so.
const HOSTILE: &str = r##"#panic("x") $a$ *b* _c_ @c <d> \\ "e" `f` // g /* h */ = i #{1+"#"##;

fn text(words: &str) -> Line {
    vec![Inline::text(words)]
}

fn link(href: &str, words: &str) -> Inline {
    Inline::Link {
        href: href.to_owned(),
        text: words.to_owned(),
    }
}

fn grid(caption: &str, rows: usize, word: &str) -> Block {
    let row = |number: usize| Row {
        id: Some(format!("row.{caption}.{number}")),
        cells: vec![
            text(&format!("{word}-{number}")),
            vec![
                link("https://example.org/source", "source"),
                Inline::text(" of it"),
            ],
            vec![Inline::Tag(Tone::Good, "decided".to_owned())],
        ],
    };
    Block::Table(Grid {
        caption: caption.to_owned(),
        head: ["Name", "Where from", "State"].map(str::to_owned).to_vec(),
        rows: (1..=rows).map(row).collect(),
    })
}

fn picture() -> Block {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 340 60\" width=\"340\" height=\"60\" \
               font-family=\"system-ui, sans-serif\" font-size=\"13\"><rect x=\"1\" y=\"1\" width=\"300\" \
               height=\"50\" fill=\"#eaf1f8\"/><a href=\"#first\"><text x=\"9\" y=\"30\">Намальовано</text></a></svg>";
    Block::Picture(Shown {
        title: "Drawn".to_owned(),
        about: "What is drawn.".to_owned(),
        picture: Picture {
            svg: svg.to_owned(),
            width: 340,
            table: Table {
                caption: "Twin".to_owned(),
                head: vec!["Thing".to_owned(), "Share".to_owned()],
                rows: vec![vec![
                    Cell::link("twin-cell", Some("#first".to_owned())),
                    Cell::text("25 %"),
                ]],
            },
        },
        cases: Vec::new(),
        is_scaled: true,
    })
}

/// A document with every kind of block.
fn document(language: Language, title: &str) -> Document {
    let panel = Block::Panel(
        Tone::Bad,
        vec![
            Inline::text("panel-lead "),
            Inline::Figure(Figure {
                of: "function.a.fails probability".to_owned(),
                low: 0.1,
                high: 0.2,
                text: "10–20 %".to_owned(),
            }),
        ],
        vec![Block::Steps(vec![text("step-one"), text("step-two")])],
    );
    let mut first = Section::new(
        "first",
        "First chapter",
        vec![
            Block::Paragraph(vec![
                Inline::text("paragraph-one leads to "),
                link("#row.grid-a.2", "row two"),
                Inline::text(" and to "),
                link("#nowhere", "words-alone"),
                Inline::Strong(" strong-words ".to_owned()),
                Inline::Code("office.president".to_owned()),
            ]),
            Block::Points(vec![text("point-one"), text("point-two")]),
            panel,
            Block::Facts(vec![("fact-head".to_owned(), text("fact-line"))]),
        ],
    );
    first.parts = vec![
        Section::new(
            "first.a",
            "Part with a table",
            vec![grid("grid-a", 60, "рядок")],
        ),
        Section::new(
            "first.b",
            "Part with more",
            vec![Block::More("more-title".to_owned(), vec![picture()])],
        ),
    ];
    let second = Section::new(
        "second",
        "Другий розділ",
        vec![Block::Paragraph(text(HOSTILE))],
    );
    Document {
        language,
        title: title.to_owned(),
        institution: Some("Institution".to_owned()),
        as_of: "2022-03-07".parse().expect("a date"),
        digest: "0123456789abcdef".repeat(4),
        frame: vec![("As of".to_owned(), text("March 7, 2022"))],
        marking: vec!["EXERCISE".to_owned(), "DRAFT".to_owned()],
        words: Furniture {
            contents: "Contents".to_owned(),
            as_table: "As a table".to_owned(),
            marking: "Marking".to_owned(),
            page_of: "{page} of {pages}".to_owned(),
            colophon: "Made in a test.".to_owned(),
            ..Furniture::default()
        },
        sections: vec![first, second],
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = document(Language::English, "Plan");
    let first = pdf(&document).expect("paper").bytes;
    assert_eq!(first, pdf(&document).expect("paper").bytes);
    let mut other = document;
    other.digest = "f".repeat(64);
    assert_ne!(first, pdf(&other).expect("paper").bytes);
}

#[test]
fn the_file_says_what_it_is() {
    let paper = pdf(&document(Language::Ukrainian, "План")).expect("paper");
    let file = String::from_utf8_lossy(&paper.bytes);
    for word in [
        "<pdfuaid:part>1</pdfuaid:part>",
        "<rdf:li>uk</rdf:li>",
        "План",
        "2022-03-07",
        "Interrex",
    ] {
        assert!(file.contains(word), "{word}");
    }
    assert!(paper.unprintable.is_empty());
}

#[test]
fn everything_is_read_in_its_order() {
    for language in Language::ALL {
        let paper = pdf(&document(language, "The plan")).expect("paper");
        let Some(read) = read(&paper.bytes, &["-raw"]) else {
            return;
        };
        let rows: Vec<String> = (1..=60)
            .map(|number| format!("рядок-{number} source of it decided"))
            .collect();
        let mut words = vec![
            "The plan",
            "As of",
            "March 7, 2022",
            "Contents",
            "First chapter",
            "Другий розділ",
        ];
        words.extend([
            "First chapter",
            "paragraph-one leads to row two and to words-alone strong-words office.president",
            "point-one",
            "point-two",
            "panel-lead 10–20 %",
            "step-one",
            "step-two",
            "fact-head",
            "fact-line",
            "Part with a table",
            "grid-a",
            "Where from",
        ]);
        words.extend(rows.iter().map(String::as_str));
        words.extend([
            "Part with more",
            "more-title",
            "Намальовано",
            "Drawn",
            "twin-cell",
            "25 %",
            "Другий розділ",
        ]);
        in_order(&read, &words);
    }
}

#[test]
fn each_sheet_says_which_it_is() {
    let paper = pdf(&document(Language::English, "The plan")).expect("paper");
    let Some(read) = read(&paper.bytes, &[]) else {
        return;
    };
    let sheets: Vec<&str> = read.split_terminator('\u{c}').collect();
    assert_eq!(sheets.len(), paper.sheets);
    assert!(
        sheets.len() >= 4,
        "a table of sixty rows goes on over sheets"
    );
    for (index, sheet) in sheets.iter().enumerate() {
        let number = format!("{} of {}", index + 1, sheets.len());
        assert!(sheet.contains(&number), "{number}: {sheet}");
        assert_eq!(
            sheet.matches("EXERCISE · DRAFT").count(),
            if index == 0 { 3 } else { 2 }
        );
        let digest = "0123456789abcdef".repeat(2);
        assert_eq!(sheet.matches(digest.as_str()).count(), 2, "{sheet}");
    }
    let heads = read.matches("Where from").count();
    assert!(heads >= 2, "heads of tables repeat on each sheet");
}

#[test]
fn nothing_of_a_plan_is_markup() {
    let mut hostile = document(Language::English, HOSTILE);
    hostile.institution = Some(HOSTILE.to_owned());
    hostile.marking = vec![HOSTILE.to_owned()];
    hostile.frame = vec![(HOSTILE.to_owned(), vec![Inline::Code(HOSTILE.to_owned())])];
    let mut section = Section::new(HOSTILE, HOSTILE, vec![grid(HOSTILE, 2, HOSTILE)]);
    section.blocks.push(Block::Paragraph(vec![
        Inline::Strong(HOSTILE.to_owned()),
        link(&format!("#{HOSTILE}"), HOSTILE),
        link("", "nowhere"),
        link("javascript:alert(1)", "address"),
        Inline::Tag(Tone::Plain, HOSTILE.to_owned()),
    ]));
    hostile.sections.push(section);
    let paper = pdf(&hostile).expect("paper");
    let Some(read) = read(&paper.bytes, &["-raw"]) else {
        return;
    };
    let read = one_line(&read);
    let set = HOSTILE.replace("\"e\"", "“e”");
    let at_least = |words: &str, count: usize| {
        let found = read.matches(words).count();
        assert!(found >= count, "{found} of {words} in:\n{read}");
    };
    at_least(r"$a$ *b* _c_ @c <d> \\", 6);
    at_least("`f` // g /* h */ = i", 6);
    let quoted = set.split_at(set.find("$a$").expect("a part")).1;
    let quoted = quoted.split_at(quoted.find('`').expect("a part")).0;
    assert!(read.contains(quoted), "{read}");
}

#[test]
fn letters_that_no_font_has_are_told() {
    let paper = pdf(&document(
        Language::English,
        "政府 plan \u{FEFF}\u{0}\u{202E}",
    ))
    .expect("paper");
    assert_eq!(paper.unprintable.iter().collect::<String>(), "府政");
}

#[test]
fn an_empty_document_is_a_document() {
    let mut empty = document(Language::English, "");
    empty.institution = None;
    empty.frame.clear();
    empty.marking.clear();
    empty.sections = vec![
        Section::default(),
        Section::new(
            "",
            " ",
            vec![Block::Table(Grid::default()), Block::Facts(Vec::new())],
        ),
        Section::new(
            "",
            "x",
            vec![Block::Points(Vec::new()), Block::Steps(Vec::new())],
        ),
    ];
    let paper = pdf(&empty).expect("paper");
    assert!(paper.sheets >= 2);
}

#[test]
fn words_that_are_too_long_stay_on_the_sheet() {
    let long = "абвгґ".repeat(60);
    let row = Row {
        id: None,
        cells: (0..12).map(|_| text(&long)).collect(),
    };
    let mut wide = document(Language::Ukrainian, &long);
    wide.sections = vec![Section::new(
        "wide",
        &long,
        vec![
            Block::Table(Grid {
                caption: long.clone(),
                head: (0..12).map(|_| "Заголовок".to_owned()).collect(),
                rows: vec![row],
            }),
            Block::Facts(vec![(long.clone(), text(&long))]),
            Block::Paragraph(text(&long)),
            Block::Points(vec![vec![Inline::Code(long.clone())]]),
        ],
    )];
    let paper = pdf(&wide).expect("paper");
    let Some(read) = read(&paper.bytes, &["-bbox"]) else {
        return;
    };
    let number = |line: &str, name: &str| -> f64 {
        let value = line.split(&format!("{name}=\"")).nth(1).expect("a place");
        value
            .split('"')
            .next()
            .and_then(|value| value.parse().ok())
            .expect("a number")
    };
    let mut width = 0.0;
    for line in read.lines().map(str::trim) {
        if line.starts_with("<page") {
            width = number(line, "width");
        } else if line.starts_with("<word") {
            let (left, right) = (number(line, "xMin"), number(line, "xMax"));
            assert!(
                left > 40.0 && right < width - 40.0,
                "{line} on a sheet of {width}"
            );
        }
    }
}

#[test]
fn of_a_table_of_thousands_of_rows_the_first_are_set() {
    let mut large = document(Language::English, "Large");
    large.words.rows_left = "{shown} of {count} rows".to_owned();
    large.sections.push(Section::new(
        "large",
        "Large",
        vec![grid("large", 8000, "row")],
    ));
    let paper = pdf(&large).expect("paper");
    assert!((15..80).contains(&paper.sheets), "{}", paper.sheets);
    let mut whole = large.clone();
    whole.words.rows_left.clear();
    assert_ne!(pdf(&whole).expect("paper").bytes, paper.bytes, "it is said");
}
