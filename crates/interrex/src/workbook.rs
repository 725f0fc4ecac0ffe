//! A report as a workbook: the tables of the plan to be filled in, and the answers beside them.
//!
//! Responsible for choosing what of a report goes into the workbook; every word and figure of it is one
//! of the report.

use interrex_report::document::{Block, Grid, Inline, Line};
use interrex_report::{Document, Failure, Language, Material};
use interrex_sheet::{Answers, Book, Value};
use interrex_tables::Table;

/// The workbook of a report.
pub(crate) fn book(document: &Document, material: &Material<'_>, tables: Vec<Table>) -> Book {
    let institution = document.institution.as_ref();
    let title = institution.map_or_else(
        || document.title.clone(),
        |institution| format!("{} ({institution})", document.title),
    );
    let summary = document
        .sections
        .iter()
        .find(|section| section.id == "summary");
    let blocks = summary
        .map(|section| section.blocks.as_slice())
        .unwrap_or_default();
    let mut answers: Vec<Answers> = blocks.iter().filter_map(grid).map(told).collect();
    answers.extend(all(document.language, material));
    Book {
        language: language(document.language),
        title,
        facts: document
            .frame
            .iter()
            .map(|(head, line)| (head.clone(), plain(line)))
            .collect(),
        marking: document.marking.clone(),
        digest: material.digest.clone(),
        date: material.as_of,
        answers,
        tables,
    }
}

/// The language of the tables.
fn language(language: Language) -> interrex_tables::Language {
    match language {
        Language::English => interrex_tables::Language::English,
        Language::Ukrainian => interrex_tables::Language::Ukrainian,
    }
}

fn grid(block: &Block) -> Option<&Grid> {
    match block {
        Block::Table(grid) => Some(grid),
        _ => None,
    }
}

/// A table of the report, in plain words.
fn told(grid: &Grid) -> Answers {
    let row = |row: &interrex_report::document::Row| {
        row.cells
            .iter()
            .map(|cell| Value::Text(plain(cell)))
            .collect()
    };
    Answers {
        caption: grid.caption.clone(),
        is_all: false,
        head: grid.head.clone(),
        rows: grid.rows.iter().map(row).collect(),
    }
}

/// A line in plain words.
fn plain(line: &Line) -> String {
    let words = line.iter().map(|piece| match piece {
        Inline::Text(text)
        | Inline::Code(text)
        | Inline::Strong(text)
        | Inline::Link { text, .. }
        | Inline::Tag(_, text) => text.as_str(),
        Inline::Figure(figure) => figure.text.as_str(),
    });
    words.collect()
}

/// Every failure that something brings about, with its probability as a number to reckon with and its
/// likeliest combinations.
fn all(language: Language, material: &Material<'_>) -> Option<Answers> {
    let (caption, head) = match language {
        Language::English => (
            "All failures that something brings about",
            [
                "Failure",
                "At least",
                "At most",
                "Likeliest combinations",
                "Name in answers",
            ],
        ),
        Language::Ukrainian => (
            "Усі відмови, до яких може дійти",
            [
                "Відмова",
                "Щонайменше",
                "Щонайбільше",
                "Найімовірніші поєднання обставин",
                "Назва у відповідях",
            ],
        ),
    };
    let failures = interrex_report::failures(material, language);
    let rows: Vec<Vec<Value>> = failures.into_iter().map(failure).collect();
    (!rows.is_empty()).then(|| Answers {
        caption: caption.to_owned(),
        is_all: true,
        head: head.map(str::to_owned).to_vec(),
        rows,
    })
}

fn failure(failure: Failure) -> Vec<Value> {
    let chance = failure.probability;
    vec![
        Value::Text(failure.words),
        Value::Probability(chance.low),
        Value::Probability(chance.high),
        Value::Text(failure.likeliest.join("\n")),
        Value::Text(failure.proposition),
    ]
}
