//! The examples on paper, in both languages: every head and every row of a table is found by a reader of PDF, in
//! the order of the document.
//!
//! With `SHEETS` naming a folder, the files are kept there to be looked at.

mod reader;

use std::fs;
use std::path::Path;

use interrex_plan::Reading;
use interrex_prove::Ask;
use interrex_report::document::{Block, Inline, Line, Section};
use interrex_report::{Document, Language, Order, document, gather};
use interrex_standing::Question;
use reader::read;

/// Reads a plan of the examples.
fn example(name: &str) -> Reading {
    let reading = interrex_plan::read(&interrex_testkit::example::example(name));
    assert!(!reading.has_errors(), "{:?}", reading.diagnostics);
    reading
}

fn report(name: &str, language: Language) -> Document {
    let reading = example(name);
    let as_of = reading
        .plan
        .as_of()
        .unwrap_or_else(|| "2024-06-01".parse().expect("a date"));
    let material = gather(&reading, &Ask::about(Question::as_of(as_of)));
    let order = Order {
        language,
        marking: vec!["EXERCISE".to_owned()],
        made_with: "a test".to_owned(),
    };
    document(&material, &order)
}

/// What a document says in its heads and in the first cells of its tables, in its order.
fn outline(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for section in &document.sections {
        add(section, &mut found);
    }
    found
}

fn add(section: &Section, found: &mut Vec<String>) {
    found.push(section.title.clone());
    blocks(&section.blocks, found);
    for part in &section.parts {
        add(part, found);
    }
}

fn blocks(list: &[Block], found: &mut Vec<String>) {
    for block in list {
        match block {
            Block::Table(grid) => {
                found.push(grid.caption.clone());
                found.extend(
                    grid.rows
                        .iter()
                        .filter_map(|row| row.cells.first())
                        .map(words),
                );
            }
            Block::More(title, inner) => {
                found.push(title.clone());
                blocks(inner, found);
            }
            Block::Panel(_, line, inner) => {
                found.push(words(line));
                blocks(inner, found);
            }
            Block::Paragraph(line) => found.push(words(line)),
            Block::Points(lines) | Block::Steps(lines) => found.extend(lines.iter().map(words)),
            Block::Facts(facts) => found.extend(facts.iter().map(|(head, _)| head.clone())),
            Block::Picture(shown) => {
                found.push(shown.title.clone());
                let rows = &shown.picture.table.rows;
                found.extend(
                    rows.iter()
                        .filter_map(|row| row.first())
                        .map(|cell| cell.text.clone()),
                );
            }
        }
    }
}

fn words(line: &Line) -> String {
    line.iter().map(Inline::words).collect()
}

/// Letters and digits alone: how lines are broken, hyphens and kinds of quotes are of the form.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// What a reader finds on the sheets after the contents, without what stands at the edges of each.
fn body(text: &str, document: &Document, count: usize) -> String {
    let edges: Vec<String> = document
        .digest
        .as_bytes()
        .chunks(32)
        .map(|half| String::from_utf8_lossy(half).into_owned())
        .collect();
    let running = bare(&format!(
        "{}{}",
        document.title,
        document.institution.as_deref().unwrap_or("")
    ));
    let mut body = String::new();
    for (index, sheet) in text.split('\u{c}').enumerate() {
        let number = document
            .words
            .page_of
            .replace("{pages}", &count.to_string())
            .replace("{page}", &(index + 1).to_string());
        for line in sheet.lines() {
            let is_edge = running.starts_with(&bare(line)) && line.len() > 20
                || edges.contains(&line.trim().to_owned())
                || line.trim() == number
                || line.trim() == "EXERCISE"
                || line.trim() == document.as_of.to_string();
            if !is_edge {
                body.push_str(line);
                body.push('\n');
            }
        }
    }
    body
}

/// What is asked for comes within so many bytes: cells of one row stand between two first cells.
const FURTHER_MAX: usize = 4000;

/// The examples that are proved within a second.
const NAMES: [&str; 3] = ["hospital", "county", "us-presidency"];

#[test]
fn examples_are_read_in_their_order() {
    for name in NAMES {
        for language in Language::ALL {
            let document = report(name, language);
            let paper = interrex_print::pdf(&document).expect("paper");
            assert!(paper.unprintable.is_empty(), "{:?}", paper.unprintable);
            if let Some(folder) = std::env::var_os("SHEETS") {
                let path = Path::new(&folder).join(format!("{name}-{}.pdf", language.code()));
                fs::write(path, &paper.bytes).expect("a folder");
            }
            let Some(read) = read(&paper.bytes, &["-raw"]) else {
                return;
            };
            let read = bare(&body(&read, &document, paper.sheets));
            let summary = bare(&document.sections.first().expect("a section").title);
            let mut rest = read.as_str();
            // The contents name every section once before.
            for _ in 0..2 {
                rest = rest.split_once(summary.as_str()).expect("the contents").1;
            }
            let mut before = String::new();
            for wanted in outline(&document).iter().skip(1) {
                let wanted = bare(wanted);
                let Some((_, after)) = rest.split_once(wanted.as_str()) else {
                    panic!(
                        "{name} {language:?}: `{wanted}` does not come where it should, in:\n{rest}"
                    );
                };
                let skipped = rest.len() - after.len() - wanted.len();
                assert!(
                    skipped < FURTHER_MAX,
                    "{name} {language:?}: {skipped} bytes between `{before}` and `{wanted}`"
                );
                rest = after;
                before = wanted;
            }
        }
    }
}
