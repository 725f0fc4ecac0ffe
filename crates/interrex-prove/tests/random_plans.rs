//! The independent check of the meaning: random small plans, each enumerated world by world by an
//! interpreter that cannot be clever, against what `interrex_prove` answers.

#[expect(
    clippy::indexing_slicing,
    reason = "lists of one plan, indexed by its own identifiers; tables by sets of its variables"
)]
#[allow(
    dead_code,
    reason = "what helps to look into one seed is not used by every test"
)]
mod naive;

use naive::check_pages::{Report, check_page};
use naive::generate::{EVERY, random_plan};

#[test]
fn the_interpreter_agrees_with_cases_derived_by_hand() {
    let mut report = Report::default();
    check_page(include_str!("naive/by_hand.md"), &mut report);
    assert!(
        report.disagreements.is_empty(),
        "{}",
        report.disagreements.join("\n")
    );
    assert!(
        report.checked >= 40,
        "only {} answers were checked",
        report.checked
    );
}

#[test]
fn the_interpreter_agrees_with_the_pages_of_micro_plans() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/concepts/micro");
    let mut report = Report::default();
    let mut pages: Vec<_> = std::fs::read_dir(folder)
        .expect("the pages are there")
        .map(|page| page.expect("a page").path())
        .filter(|page| !page.ends_with("index.md"))
        .collect();
    pages.sort();
    for page in pages {
        check_page(
            &std::fs::read_to_string(page).expect("a page is text"),
            &mut report,
        );
    }
    println!(
        "{} answers checked, {} left out",
        report.checked, report.left_out
    );
    assert!(
        report.disagreements.is_empty(),
        "{}",
        report.disagreements.join("\n")
    );
}

#[test]
fn every_construct_occurs() {
    let mut seen = std::collections::BTreeMap::new();
    for seed in 0..2000 {
        for (construct, times) in random_plan(seed).constructs {
            *seen.entry(construct).or_insert(0) += times;
        }
    }
    let mut rare: Vec<(u32, &str)> = EVERY
        .iter()
        .map(|one| (seen.get(one).copied().unwrap_or(0), *one))
        .collect();
    rare.sort_unstable();
    println!("rarest of {} constructs: {:?}", EVERY.len(), &rare[..60]);
    assert!(
        rare[0].0 >= 20,
        "`{}` occurs {} times",
        rare[0].1,
        rare[0].0
    );
}

/// One test for each part of the seeds, so that they run side by side.
mod the_engine_agrees_with_the_interpreter {
    use crate::naive::seeds::{PARTS, check_part};

    macro_rules! parts {
        ($($name:ident = $part:expr),*) => {
            $(#[test] fn $name() { println!("{}", check_part($part)); })*
            const _: () = assert!(PARTS == [$($part),*].len() as u64);
        };
    }

    parts!(
        part_0 = 0,
        part_1 = 1,
        part_2 = 2,
        part_3 = 3,
        part_4 = 4,
        part_5 = 5,
        part_6 = 6,
        part_7 = 7
    );
}
