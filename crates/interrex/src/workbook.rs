//! A report as a workbook: the tables of the plan to be filled in, and the answers beside them.
//!
//! Responsible for choosing what of a report goes into the workbook; every word and figure of it is one
//! of the report.

use interrex_prove::summary::Entry;
use interrex_report::document::{Block, Grid, Inline, Line};
use interrex_report::{Document, Language, Material};
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
/// likeliest combinations, by the names that the plan has.
fn all(language: Language, material: &Material<'_>) -> Option<Answers> {
    let (caption, head) = match language {
        Language::English => (
            "All failures, by the names of the plan",
            [
                "Proposition",
                "At least",
                "At most",
                "Likeliest combinations",
            ],
        ),
        Language::Ukrainian => (
            "Усі відмови, за назвами з плану",
            [
                "Твердження",
                "Щонайменше",
                "Щонайбільше",
                "Найімовірніші поєднання",
            ],
        ),
    };
    let rows: Vec<Vec<Value>> = material
        .summary
        .failures
        .iter()
        .map(|entry| failure(entry, material))
        .collect();
    (!rows.is_empty()).then(|| Answers {
        caption: caption.to_owned(),
        head: head.map(str::to_owned).to_vec(),
        rows,
    })
}

fn failure(entry: &Entry, material: &Material<'_>) -> Vec<Value> {
    let sets = material
        .likeliest
        .get(&entry.proposition)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let sets: Vec<String> = sets.iter().map(|set| set.facts.join(" + ")).collect();
    vec![
        Value::Text(entry.proposition.clone()),
        Value::Probability(entry.probability.low),
        Value::Probability(entry.probability.high),
        Value::Text(sets.join("\n")),
    ]
}
