//! A micro-plan asked.
//!
//! Responsible for putting the question of a block to `interrex_prove` and its answers into the
//! form of the pages. It leaves comparing to `compare`.

use std::collections::{BTreeMap, BTreeSet};

use interrex_diag::{Format, render};
use interrex_plan::model::{Element, Plan};
use interrex_plan::{Reading, read};
use interrex_prove::answer::{self, Answer};
use interrex_prove::{Ask, Proof};
use interrex_standing::{Question, Variables};
use interrex_units::Date;

use super::answers::{Answers, Chance, Items, Survives};
use super::compare::Found;

/// The name under which the condition of a question is read with the plan.
const GIVEN: &str = "given-by-the-page";

/// The day on which a plan is read when neither it nor the question names one.
const AS_OF: &str = "2022-03-07";

/// Propositions whose range rests on a comparison of likelihoods: bounds from outside, marked so.
const BOUNDED: [&str; 1] = ["function.compared.fails"];

/// What the program says of each proposition of a block, in their order; of one that it does not
/// know or could not settle, why.
///
/// # Errors
/// Why the question could not be put.
pub(crate) fn ask(plan: &str, asked: &Answers) -> Result<Vec<Result<Found, String>>, String> {
    let reading = read_with_condition(plan, asked.given.as_deref())?;
    let plan = &reading.plan;
    let mut question = Question::as_of(day(plan, asked)?);
    question.with = elements(plan, &asked.with)?;
    question.without = elements(plan, &asked.without)?;
    let mut ask = Ask::about(question);
    ask.list_max = usize::MAX;
    if asked.given.is_some() {
        let id = plan.functions.by_name(GIVEN);
        let function = plan.functions.get(id.expect("the condition was read"));
        ask.given.clone_from(&function.needs);
    }
    let proof = Proof::new(plan, &reading.sources, &ask);
    let mut analyses = proof.analyses();
    let mut one = |name: &str| {
        let known = proof.propositions().iter().find(|known| known.name == name);
        let proposition = known.ok_or_else(|| "is no proposition of this plan".to_owned())?;
        found(&analyses.answer(proposition), proof.standing().variables())
    };
    let names = asked
        .expectations
        .iter()
        .map(|expectation| expectation.proposition.as_str());
    Ok(names.map(&mut one).collect())
}

fn read_with_condition(plan: &str, given: Option<&str>) -> Result<Reading, String> {
    let condition = given.map(|given| format!("[function.{GIVEN}]\nneeds = '{given}'\n"));
    let mut files = vec![("plan.toml", plan)];
    files.extend(condition.as_deref().map(|text| ("given.toml", text)));
    let reading = read(&files);
    if reading.has_errors() {
        Err(render(
            &reading.diagnostics,
            &reading.sources,
            Format::Short,
            false,
        ))
    } else {
        Ok(reading)
    }
}

fn day(plan: &Plan, asked: &Answers) -> Result<Date, String> {
    let parse = |text: &str| text.parse().map_err(|_| format!("`{text}` is no day"));
    match (&asked.as_of, plan.as_of()) {
        (Some(text), _) => parse(text),
        (None, Some(day)) => Ok(day),
        (None, None) => parse(AS_OF),
    }
}

fn elements(plan: &Plan, names: &[String]) -> Result<BTreeSet<Element>, String> {
    let find = |name: &String| plan.find(name).map_err(|why| format!("`{name}`: {why}"));
    names.iter().map(find).collect()
}

fn found(answer: &Answer, variables: &Variables) -> Result<Found, String> {
    let chance = answer.probability;
    let is_bounded = !chance.exact && !chance.undecided;
    if is_bounded != BOUNDED.contains(&answer.proposition.as_str()) {
        let is = if is_bounded { "is only" } else { "is not" };
        return Err(format!("has a probability that {is} bounded from outside"));
    }
    let probability = if chance.undecided {
        Chance::Undecided
    } else {
        Chance::Between(chance.low, chance.high)
    };
    let paths = listed(&answer.path_sets, variables)?;
    Ok(Found {
        cuts: listed(&answer.cut_sets, variables)?,
        paths: paths.into_keys().collect(),
        probability,
        survives: match answer.survives {
            answer::Survives::Everything => Some(Survives::Never),
            answer::Survives::Losses(losses) => Some(Survives::Losses(losses)),
            answer::Survives::NotEvenNone => Some(Survives::WithoutALoss),
            answer::Survives::Undecided => None,
        },
    })
}

fn listed(
    sets: &answer::Sets,
    variables: &Variables,
) -> Result<BTreeMap<Items, BTreeSet<String>>, String> {
    if !sets.complete {
        return Err("has more sets than are listed".to_owned());
    }
    let mut all = BTreeMap::new();
    for set in &sets.listed {
        let facts = set.facts.iter().map(|fact| (fact.clone(), 1));
        let classes = set.any.iter().map(|any| (any.class.clone(), any.count));
        let items: Items = facts.chain(classes).collect();
        let unless = set.unless.iter().map(|fact| class_or_fact(fact, variables));
        if all.insert(items, unless.collect()).is_some() {
            return Err("lists a set twice".to_owned());
        }
    }
    Ok(all)
}

/// The class, for one of its members.
fn class_or_fact(fact: &str, variables: &Variables) -> String {
    let var = variables.by_name(fact);
    let mut classes = variables.classes().iter();
    let class = classes.find(|class| var.is_some_and(|var| class.members.contains(&var)));
    class.map_or_else(|| fact.to_owned(), |class| class.name.clone())
}
