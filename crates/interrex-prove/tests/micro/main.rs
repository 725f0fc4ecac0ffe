//! The truth tests: the micro-plans of `docs/concepts/micro`, whose answers were derived by hand.
//!
//! The pages are the specification. Where a page and the program differ, one of them is wrong, and
//! the derivation on the page says which. A difference is reported with the page, the line and the
//! heading of its case.

mod answers;
mod ask;
mod compare;
mod pages;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use interrex_diag::{Format, render};

/// The page that says how to read the others.
const INDEX: &str = "index";

/// Every page of cases.
const PAGES: [&str; 15] = [
    "bodies",
    "candidates",
    "circles",
    "disputed",
    "leases",
    "likelihoods",
    "passed-and-waited",
    "powers",
    "records-and-pledges",
    "seats-and-ways",
    "split",
    "status-measures-dates",
    "threats-and-things",
    "title-and-exercise",
    "vacant-and-stranded",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/concepts/micro")
}

fn text(page: &str) -> String {
    let path = folder().join(format!("{page}.md"));
    std::fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

fn cases(page: &str) -> Vec<pages::Case> {
    pages::cases(&text(page)).unwrap_or_else(|faults| panic!("{page}.md: {}", faults.join("\n")))
}

#[test]
fn every_page_of_the_folder_is_tested() {
    let entries = std::fs::read_dir(folder()).expect("the pages are in the repository");
    let names = entries.map(|entry| entry.expect("a readable entry").path());
    let found: BTreeSet<String> = names
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    let expect = PAGES
        .into_iter()
        .chain([INDEX])
        .map(str::to_owned)
        .collect();
    assert_eq!(found, expect);
}

#[test]
fn every_block_of_answers_is_understood() {
    let mut count = 0;
    for page in PAGES {
        for case in cases(page) {
            count += 1;
            for block in case.blocks {
                let read = answers::parse(&block.text, block.line);
                let read = read.unwrap_or_else(|fault| panic!("{page}.md:{fault}"));
                assert!(
                    !read.expectations.is_empty(),
                    "{page}.md:{} asks nothing",
                    block.line
                );
                for expectation in read.expectations {
                    let is_checked =
                        expectation.cuts.is_some() || expectation.probability.is_some();
                    assert!(is_checked, "{page}.md:{} expects nothing", expectation.line);
                }
            }
        }
    }
    assert!(count >= 65, "{count} micro-plans");
}

#[test]
fn every_plan_reads_without_errors() {
    let mut faults = String::new();
    for page in PAGES {
        for case in cases(page) {
            let path = format!("{page}.md#{}", case.heading);
            let reading = interrex_plan::read(&[(path.as_str(), case.plan.as_str())]);
            if reading.has_errors() {
                faults += &render(&reading.diagnostics, &reading.sources, Format::Short, false);
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn every_answer_is_that_of_the_page() {
    let mut faults = Vec::new();
    for page in PAGES {
        for case in cases(page) {
            for block in &case.blocks {
                let asked = answers::parse(&block.text, block.line);
                let asked = asked.unwrap_or_else(|fault| panic!("{page}.md:{fault}"));
                let told = differences(&case.plan, &asked);
                let placed = |(line, text)| format!("{page}.md:{line}: {}: {text}", case.heading);
                faults.extend(told.into_iter().map(placed));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} differences:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// Every difference between a block and what the program answers, each with its line of the page.
fn differences(plan: &str, asked: &answers::Answers) -> Vec<(usize, String)> {
    let first = asked
        .expectations
        .first()
        .map_or(0, |expectation| expectation.line);
    let found = match ask::ask(plan, asked) {
        Ok(found) => found,
        Err(why) => return vec![(first, why)],
    };
    let mut told = Vec::new();
    for (expectation, found) in asked.expectations.iter().zip(found) {
        let texts = match found {
            Ok(found) => compare::differences(expectation, &found),
            Err(why) => vec![why],
        };
        let named = |text| {
            (
                expectation.line,
                format!("{} {text}", expectation.proposition),
            )
        };
        told.extend(texts.into_iter().map(named));
    }
    told
}

#[test]
fn the_index_names_every_page() {
    let index = text(INDEX);
    for page in PAGES {
        assert!(
            index.contains(&format!("]({page}.md)")),
            "{page}.md is not in the index"
        );
    }
}
