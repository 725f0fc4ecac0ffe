//! Workbooks out and in again: what is written is read back as it was, whatever is in it.

use interrex_sheet::{Answers, Book, Sheet, Value, delivery, sheets, write};
use interrex_tables::{Accept, Cell, Language, Texts, What};
use interrex_units::Date;

const PLAN: &str = r#"[plan]
title = "A plan"
horizon = "30 d"

[source.old]
who = "= an \"official\" & others"
date = 1831-02-07
said = "two lines,\nof which this is the second"

[place.kyiv]
lost = 0.3
coordinates = [50.45, 30.52]

[place.lviv]
lost = [0.01, 0.05]

[site.main]
in = "kyiv"
class = "hot"
ready-in = "0 h"

[site.annex]
in = ["lviv", "kyiv"]
borrowed = true
from = 2022-03-01
note = "2022-03-01"

[person.head]
title = "007"
base = "kyiv"
dead = { likelihood = 0.02, assumed = true }

[person.deputy]

[office.director]
holder = "head"
ground.dead = {}

[office.director.order.line]
candidates = ["deputy"]

[[contact]]
who = "office.director"
confirmed-on = 2022-02-20
"#;

fn files() -> [(&'static str, &'static str); 1] {
    [("plan.toml", PLAN)]
}

fn book(language: Language) -> Book {
    let texts = Texts::parse(&files()).expect("TOML");
    Book {
        language,
        title: "A plan".to_owned(),
        facts: vec![("As of".to_owned(), "March 7, 2022".to_owned())],
        marking: vec!["EXERCISE".to_owned()],
        digest: interrex_plan::digest(&files()),
        date: Date::new(2022, 3, 7).expect("a day"),
        answers: vec![Answers {
            is_all: false,
            caption: "Failures".to_owned(),
            head: vec!["Failure".to_owned(), "Likelihood".to_owned()],
            rows: vec![vec![
                Value::Text("stranded".to_owned()),
                Value::Probability(0.02),
            ]],
        }],
        tables: texts.tables(language),
    }
}

fn workbook(language: Language) -> Vec<u8> {
    write(&book(language)).expect("a workbook")
}

#[test]
fn the_plan_of_these_tests_is_whole() {
    let reading = interrex_plan::read(&files());
    assert!(!reading.has_errors(), "{:?}", reading.diagnostics);
}

#[test]
fn what_comes_back_as_it_went_out_changes_nothing() {
    let texts = Texts::parse(&files()).expect("TOML");
    for language in Language::ALL {
        let sheets = sheets(&workbook(language)).expect("a workbook");
        let (delivery, unread) = delivery(&sheets);
        assert_eq!(unread, []);
        assert_eq!(delivery.tables.len(), texts.tables(language).len());
        assert!(delivery.tables.iter().all(|table| table.is_whole));
        let changes = texts.compare(
            &delivery,
            Accept {
                deletions: true,
                refusals: false,
            },
        );
        for row in &changes.rows {
            assert_eq!(row.what, What::Unchanged, "{} {:?}", row.id, row.place);
        }
        assert_eq!(changes.remarks, Vec::<String>::new());
    }
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    for language in Language::ALL {
        assert!(workbook(language) == workbook(language));
    }
}

#[test]
fn dates_are_dates_and_texts_are_texts() {
    let sheets = sheets(&workbook(Language::English)).expect("a workbook");
    let cell = |sheet: &str, key: &str, id: &str| {
        let sheet = sheets
            .iter()
            .find(|one| one.name == sheet)
            .expect("a sheet");
        let keys = &sheet.lines.first().expect("keys").cells;
        let column = keys
            .iter()
            .position(|cell| *cell == Cell::text(key))
            .expect("a column");
        let line = sheet
            .lines
            .iter()
            .find(|line| line.cells.first() == Some(&Cell::text(id)));
        let line = line.expect("a row");
        line.cells.get(column).cloned().unwrap_or_default()
    };
    assert_eq!(
        cell("Contacts", "confirmed-on", "contact.office.director"),
        Cell::Date("2022-02-20".parse().expect("a day"))
    );
    assert_eq!(
        cell("Sources", "date", "source.old"),
        Cell::text("1831-02-07")
    );
    assert_eq!(
        cell("Sites", "note", "site.annex"),
        Cell::text("2022-03-01")
    );
    assert_eq!(cell("Sites", "borrowed", "site.annex"), Cell::text("yes"));
    assert_eq!(cell("People", "title", "person.head"), Cell::text("007"));
    assert_eq!(cell("Places", "lost", "place.kyiv"), Cell::Number(0.3));
}

#[test]
fn what_is_not_for_people_is_hidden() {
    let sheets = sheets(&workbook(Language::Ukrainian)).expect("a workbook");
    let hidden: Vec<&str> = sheets
        .iter()
        .filter(|sheet| sheet.is_hidden)
        .map(|sheet| sheet.name.as_str())
        .collect();
    assert_eq!(hidden, ["_lists", "_interrex"]);
    let first: Vec<&str> = sheets
        .iter()
        .map(|sheet| sheet.name.as_str())
        .take(3)
        .collect();
    assert_eq!(first, ["Початок", "Відповіді", "Люди"]);
}

/// Without the hidden row the heads alone say which column is which, and nothing is taken for removed.
#[test]
fn a_sheet_without_its_hidden_row_is_read_by_its_heads() {
    let texts = Texts::parse(&files()).expect("TOML");
    let mut sheets = sheets(&workbook(Language::Ukrainian)).expect("a workbook");
    for sheet in &mut sheets {
        let is_table = |sheet: &Sheet| {
            let first = sheet.lines.first().and_then(|line| line.cells.first());
            first.is_some_and(|cell| cell.to_string().starts_with("interrex:"))
        };
        if is_table(sheet) {
            sheet.lines.remove(0);
            sheet.lines.truncate(2);
        }
    }
    let (delivery, _) = delivery(&sheets);
    let changes = texts.compare(&delivery, Accept::default());
    assert!(
        changes.rows.iter().all(|row| row.what == What::Unchanged),
        "{:?}",
        changes.rows
    );
    assert!(!changes.rows.is_empty());
}

#[test]
fn a_text_that_no_cell_holds_stays_as_the_plan_has_it() {
    let text = PLAN.replace("007", &"long ".repeat(8_000));
    let texts = Texts::parse(&[("plan.toml", text)]).expect("TOML");
    let mut book = book(Language::English);
    book.tables = texts.tables(Language::English);
    let bytes = write(&book).expect("what is too long is left in the plan");
    let sheets = sheets(&bytes).expect("a workbook");
    let lines = sheets.iter().flat_map(|sheet| &sheet.lines);
    let mut cells = lines.flat_map(|line| &line.cells);
    assert!(cells.any(|cell| cell.to_string() == "[…]"));
    let changes = texts.compare(&delivery(&sheets).0, Accept::default());
    let is_unchanged = |row: &interrex_tables::RowChange| row.what == What::Unchanged;
    assert!(changes.rows.iter().all(is_unchanged), "{:?}", changes.rows);
}

/// Damaged files are refused in words, and nothing panics.
#[test]
fn damaged_workbooks_are_refused() {
    let whole = workbook(Language::English);
    for length in [0, 1, 100, whole.len() / 2, whole.len() - 1] {
        let part = whole.get(..length).expect("a part");
        assert!(sheets(part).is_err(), "{length}");
    }
    for at in (0..whole.len()).step_by(whole.len() / 60) {
        let mut damaged = whole.clone();
        if let Some(byte) = damaged.get_mut(at) {
            *byte ^= 0x55;
        }
        if let Ok(sheets) = sheets(&damaged) {
            _ = delivery(&sheets);
        }
    }
}
