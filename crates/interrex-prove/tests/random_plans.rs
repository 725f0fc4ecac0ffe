//! The independent check of the meaning: random small plans, each enumerated world by world by an
//! interpreter that cannot be clever, against what `interrex_prove` answers.

#[expect(
    clippy::indexing_slicing,
    reason = "lists of one plan, indexed by its own identifiers; tables by sets of its variables"
)]
mod naive;

use naive::check_pages::{Report, check_page};
use naive::compare::{Outcome, compare};
use naive::generate::{EVERY, random_plan};
use naive::shrink::shrink;

/// More variables than this are too many to enumerate for thousands of plans.
const VARIABLES_MAX: usize = 14;

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

#[test]
fn look() {
    let mut codes = std::collections::BTreeMap::new();
    let mut kinds = std::collections::BTreeMap::new();
    let (mut same, mut large, mut different, mut varies) = (0, 0, 0, 0);
    let from: u64 = option("FROM").unwrap_or(0);
    let count: u64 = option("COUNT").unwrap_or(100);
    for seed in from..from + count {
        #[expect(clippy::disallowed_methods, reason = "x")]
        let text = match std::env::var("INTERREX_FILE") {
            Ok(path) => std::fs::read_to_string(path).unwrap(),
            Err(_) => random_plan(seed).text,
        };
        if option("SKIP").is_some()
            && (text.contains("takes(")
                || text.contains("holder = \"office.")
                || text.contains("holder = \"body."))
        {
            continue;
        }
        if option("PRINT").is_some() {
            println!("{text}");
        }
        match compare(&text, VARIABLES_MAX) {
            Outcome::Faulty(list) => {
                for one in list {
                    *codes.entry(one).or_insert(0) += 1;
                }
            }
            Outcome::TooLarge(_) => large += 1,
            Outcome::Same(list) => {
                same += 1;
                varies += list.iter().filter(|one| one.1).count();
                for (name, does) in list {
                    let mut words = name.split('.');
                    let kind = words.next().unwrap();
                    let rest: Vec<&str> = words.collect();
                    let last = match kind {
                        "office" if rest[1] == "exercised-by" => "exercised-by",
                        "office" => rest[1],
                        "seat" if rest[1] != "none" => "option",
                        _ => rest[rest.len() - 1],
                    };
                    let slot: &mut (u32, u32) = kinds.entry(format!("{kind}.{last}")).or_default();
                    slot.0 += 1;
                    slot.1 += u32::from(does);
                }
            }
            Outcome::Different(what) => {
                different += 1;
                println!("seed {seed}: {what}");
                if option("SHRINK").is_some() {
                    let differs =
                        |text: &str| matches!(compare(text, VARIABLES_MAX), Outcome::Different(_));
                    let small = shrink(&text, differs);
                    if let Outcome::Different(what) = compare(&small, VARIABLES_MAX) {
                        println!("{small}\n{what}");
                    }
                }
            }
        }
    }
    println!("kinds {kinds:#?}");
    println!("same {same} large {large} different {different} varies {varies} faulty {codes:#?}");
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test takes its seed from whoever repeats it"
)]
fn option(name: &str) -> Option<u64> {
    std::env::var(format!("INTERREX_RANDOM_{name}"))
        .ok()?
        .parse()
        .ok()
}

#[test]
fn peek() {
    #[expect(clippy::disallowed_methods, reason = "x")]
    let Ok(path) = std::env::var("INTERREX_FILE") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    let reading = interrex_plan::read(&[("plan.toml", &text)]);
    let plan = &reading.plan;
    for one in &reading.diagnostics { println!("{}: {}", one.code, one.message); }
    let model = naive::model::Model::new(plan, naive::model::Question::on(plan.header.as_of.unwrap()));
    for (i, v) in model.variables.list.iter().enumerate() { println!("var {i} {}", v.name); }
    let bits = option("BITS").unwrap_or(0);
    let world = naive::world::World::new(&model, bits);
    for c in &model.circles.list { println!("circle {:?} rounds {}", c.offices.iter().map(|o| &plan.offices.get(*o).name).collect::<Vec<_>>(), c.rounds); }
    let mut views = world.views(); views.push(naive::views::View::Everywhere);
    for id in plan.offices.ids() {
        for v in &views {
            println!("{} from {v:?}: {:?}", plan.offices.get(id).name, world.settled_post(id, *v, naive::readings::Reading::Base));
        }
        for r in world.readings(&[id]) { println!("  claims {r:?}: {:?}", world.claims(id, r)); }
    }
    for p in naive::propositions::propositions(plan) { println!("{} {}", p.is_true(&world), p.name); }
    println!("fault {:?}", world.fault.get());
}
