//! The engine against the interpreter, on one plan.
//!
//! Responsible for two comparisons: the circuit of every proposition in every world, and what is
//! then said of it (cut sets, path sets, `survives`, probability). It leaves the plans to
//! `generate`.

use std::collections::{BTreeMap, BTreeSet};

use interrex_circuit::Evaluator;
use interrex_plan::model::{Element, Plan};
use interrex_standing::Standing;

use super::compare_answers::{answers_differ, without_number};
use super::model::{Model, Question};
use super::propositions::{Proposition, propositions, truth_tables};

/// What came of a plan.
pub(crate) enum Outcome {
    /// It reads with errors; their codes.
    Faulty(Vec<String>),
    /// It has more variables than are enumerated.
    TooLarge,
    /// Both agree; for each proposition its name and whether its truth varies.
    Same(Vec<(String, bool)>),
    Different(String),
}

/// Reads a plan and compares.
pub(crate) fn compare(text: &str, variables_max: usize, with_answers: bool) -> Outcome {
    let reading = interrex_plan::read(&[("plan.toml", text)]);
    if reading.has_errors() {
        let codes = reading
            .diagnostics
            .iter()
            .filter(|one| one.severity == interrex_diag::Severity::Error)
            .map(|one| format!("{}: {}", one.code, one.message));
        return Outcome::Faulty(codes.collect());
    }
    let plan = &reading.plan;
    let usual = interrex_units::Date::new(2026, 6, 1).expect("a date");
    let as_of = plan.header.as_of.unwrap_or(usual);
    let mut question = Question::on(as_of);
    question.with = supposed(text, plan, "# with ");
    question.without = supposed(text, plan, "# without ");
    let model = Model::new(plan, question);
    let width = model.variables.list.len();
    if width > variables_max {
        return Outcome::TooLarge;
    }
    let all = propositions(plan);
    let tables = match truth_tables(&model, &all) {
        Ok(tables) => tables,
        Err(fault) => return Outcome::Different(format!("{fault}, but the plan reads")),
    };
    let standing = Standing::compile(plan, &the_same(&model.question), None, |_| true);
    if let Some(difference) = worlds(&model, plan, &all, &tables, &standing) {
        return Outcome::Different(difference);
    }
    let names = all.iter().map(|one| one.name.clone());
    let tables: Vec<(String, Vec<bool>)> = names.zip(tables).collect();
    if with_answers && let Some(difference) = answers_differ(&reading, &model, &tables) {
        return Outcome::Different(difference);
    }
    let varies = |table: Vec<bool>| table.iter().any(|truth| *truth != table[0]);
    Outcome::Same(
        tables
            .into_iter()
            .map(|(name, table)| (name, varies(table)))
            .collect(),
    )
}

/// What the comments of a text suppose; names that the plan does not declare suppose nothing.
fn supposed(text: &str, plan: &Plan, word: &str) -> BTreeSet<Element> {
    text.lines()
        .filter_map(|line| plan.find(line.strip_prefix(word)?).ok())
        .collect()
}

/// The question as the engine takes it.
pub(crate) fn the_same(question: &Question) -> interrex_standing::Question {
    interrex_standing::Question {
        with: question.with.clone(),
        without: question.without.clone(),
        ..interrex_standing::Question::as_of(question.as_of)
    }
}

/// The first world in which some proposition differs.
fn worlds(
    model: &Model,
    plan: &Plan,
    all: &[Proposition],
    tables: &[Vec<bool>],
    standing: &Standing,
) -> Option<String> {
    let bits = match bits(model, standing) {
        Ok(bits) => bits,
        Err(difference) => return Some(difference),
    };
    let theirs: BTreeMap<&str, _> = standing
        .propositions()
        .iter()
        .map(|one| (one.name.as_str(), one.node))
        .collect();
    let ours: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
    if let Some(extra) = theirs.keys().find(|name| !ours.contains(*name)) {
        return Some(format!("the engine has a proposition `{extra}`"));
    }
    for world in 0..1_usize << model.variables.list.len() {
        let truth = |var: interrex_circuit::Var| world >> bits[var.index()] & 1 == 1;
        let mut evaluator = Evaluator::new(standing.circuit(), truth);
        for (name, table) in ours.iter().zip(tables) {
            let Some(node) = theirs.get(name) else {
                return Some(format!("the engine has no proposition `{name}`"));
            };
            if evaluator.value(*node) != table[world] {
                return Some(said(model, plan, world, name, table[world]));
            }
        }
    }
    None
}

fn said(model: &Model, plan: &Plan, world: usize, name: &str, truth: bool) -> String {
    let names = super::answers::names(world, &model.variables.list);
    let title = &plan.header.title;
    format!("{title}: `{name}` is {truth} by the page, not by the engine, where true: {names:?}")
}

/// For each variable of the engine the bit of ours: by name, members by number in their order.
fn bits(model: &Model, standing: &Standing) -> Result<Vec<usize>, String> {
    let mut bits = Vec::new();
    let mut used = vec![false; model.variables.list.len()];
    for (_, variable) in standing.variables().iter() {
        let name = without_number(&variable.name);
        let ours = model.variables.list.iter().enumerate();
        let Some(bit) = ours
            .filter(|(bit, ours)| !used[*bit] && ours.name == name)
            .map(|(bit, _)| bit)
            .next()
        else {
            return Err(format!("the engine has a variable `{}`", variable.name));
        };
        used[bit] = true;
        bits.push(bit);
    }
    Ok(bits)
}
