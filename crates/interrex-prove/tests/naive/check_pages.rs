//! The interpreter against pages of answers that were derived by hand.

use std::collections::BTreeSet;

use interrex_plan::model::Plan;
use interrex_units::Date;

use super::answers::{cut_sets, names, path_sets, probability, ratio, survives, unless};
use super::model::{Model, Question};
use super::pages::{Answer, Block, Case, cases};
use super::propositions::{propositions, truth_tables};

/// More variables than this are too many to enumerate; such cases are left out.
const VARIABLES_MAX: usize = 15;
/// A condition on the probability is asked as the needs of a function of this name.
const GIVEN: &str = "given-of-the-page";

/// What a run over a page found: every disagreement, and how many answers were looked at.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) disagreements: Vec<String>,
    pub(crate) checked: usize,
    pub(crate) left_out: usize,
}

/// Holds the interpreter against a page.
pub(crate) fn check_page(page: &str, report: &mut Report) {
    for case in cases(page) {
        for block in &case.blocks {
            check_block(&case, block, report);
        }
    }
}

fn check_block(case: &Case, block: &Block, report: &mut Report) {
    let mut text = case.plan.clone();
    if let Some(given) = &block.given {
        text = format!("{text}\n[function.{GIVEN}]\nneeds = \"{given}\"\n");
    }
    let reading = interrex_plan::read(&[("plan.toml", text)]);
    if reading.has_errors() {
        let faults: Vec<_> = reading
            .diagnostics
            .iter()
            .map(|one| one.message.clone())
            .collect();
        report
            .disagreements
            .push(format!("{}: does not read: {faults:?}", case.title));
        return;
    }
    let model = Model::new(&reading.plan, question(&reading.plan, block));
    if model.variables.list.len() > VARIABLES_MAX {
        report.left_out += block.answers.len();
        return;
    }
    let all = propositions(&reading.plan);
    let tables = match truth_tables(&model, &all) {
        Ok(tables) => tables,
        Err(fault) => {
            return report
                .disagreements
                .push(format!("{}: {fault}", case.title));
        }
    };
    let table = |name: &str| {
        all.iter()
            .position(|one| one.name == name)
            .map(|at| &tables[at])
    };
    let fails = table(&format!("function.{GIVEN}.fails"));
    let given: Option<Vec<bool>> = fails.map(|fails| fails.iter().map(|one| !one).collect());
    for answer in &block.answers {
        let Some(table) = table(&answer.proposition) else {
            let message = format!("{}: no `{}`", case.title, answer.proposition);
            report.disagreements.push(message);
            continue;
        };
        report.checked += 1;
        for difference in differences(answer, table, given.as_deref(), &model) {
            let message = format!("{}: {}: {difference}", case.title, answer.proposition);
            report.disagreements.push(message);
        }
    }
}

fn question(plan: &Plan, block: &Block) -> Question {
    let stated = block
        .as_of
        .as_ref()
        .map(|date| date.parse().expect("a page states real dates"));
    let usual = Date::new(2022, 3, 7).expect("a date");
    let mut question = Question::on(stated.or(plan.header.as_of).unwrap_or(usual));
    let named = |name: &String| plan.find(name).expect("a page names what it declares");
    question.with = block.with.iter().map(named).collect();
    question.without = block.without.iter().map(named).collect();
    question
}

fn differences(
    answer: &Answer,
    table: &[bool],
    given: Option<&[bool]>,
    model: &Model,
) -> Vec<String> {
    let variables = &model.variables.list;
    let named = |set: usize| names(set, variables);
    let mut found = Vec::new();
    if let Some(expected) = &answer.cuts {
        // A fact of members by number is named once for all of them.
        let undone = |cut: usize| {
            named(unless(table, cut))
                .into_iter()
                .collect::<BTreeSet<_>>()
        };
        let actual: BTreeSet<_> = cut_sets(table)
            .into_iter()
            .map(|cut| (named(cut), undone(cut)))
            .collect();
        let expected: BTreeSet<_> = expected
            .iter()
            .map(|(cut, unless)| (cut.clone(), unless.iter().cloned().collect::<BTreeSet<_>>()))
            .collect();
        if actual != expected {
            found.push(format!(
                "cut sets are {actual:?}, the page says {expected:?}"
            ));
        }
    }
    if let Some(expected) = &answer.paths {
        let actual: BTreeSet<_> = path_sets(table).into_iter().map(named).collect();
        if actual != expected.iter().cloned().collect() {
            found.push(format!(
                "path sets are {actual:?}, the page says {expected:?}"
            ));
        }
    }
    if let Some(expected) = answer.survives {
        let actual = survives(table, variables);
        if actual != expected {
            found.push(format!("survives {actual:?}, the page says {expected:?}"));
        }
    }
    found.extend(odds(answer, table, given, model));
    found
}

fn odds(answer: &Answer, table: &[bool], given: Option<&[bool]>, model: &Model) -> Option<String> {
    let actual = match given {
        Some(given) => ratio(table, given, model),
        None => Some(probability(table, model)),
    };
    if answer.undecided {
        return actual.map(|actual| format!("probability {actual:?}, the page says undecided"));
    }
    let (low, high) = answer.probability?;
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * a.abs().max(b.abs());
    match actual {
        Some(actual) if near(actual.0, low) && near(actual.1, high) => None,
        _ => Some(format!(
            "probability {actual:?}, the page says {low} to {high}"
        )),
    }
}
