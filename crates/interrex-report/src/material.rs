//! What a report rests on: the answers of `prove` and the findings of `check`, asked for once.
//!
//! Responsible for choosing what is asked, so that a plan of thousands of offices still yields a report: every
//! function in full, of the rest what can fail, and of very many only the worst.

use std::collections::BTreeMap;

use interrex_diag::Sources;
use interrex_plan::Reading;
use interrex_plan::model::Plan;
use interrex_prove::measures::{self, Remedies};
use interrex_prove::stream::{By, Wanted};
use interrex_prove::summary::{Entry, Summary};
use interrex_prove::{Analyses, Answer, Ask, Proof, supposing};
use interrex_rules::Findings;
use interrex_standing::{Proposition, Question, Subject};
use interrex_units::Date;

/// How many undecided elements are weighed.
const FLOATED_MAX: usize = 64;
/// Above so many propositions only the functions and the worst of the rest are told in full.
const TOLD_ALL_MAX: usize = 2_000;
/// How many functions are told in full.
const FUNCTIONS_MAX: usize = 60;
/// How many combinations are named of each proposition.
const NAMED_MAX: usize = 3;

/// A combination that brings something about.
#[derive(Debug, Clone, PartialEq)]
pub struct Combination {
    /// Its facts, by name.
    pub facts: Vec<String>,
    /// The greatest probability that all of them are true.
    pub probability: f64,
}

/// The answers that a report words.
pub struct Material<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its texts.
    pub texts: &'a Sources,
    /// The date as of which it was read, and what was supposed.
    pub question: Question,
    /// That date.
    pub as_of: Date,
    /// The digest of its texts.
    pub digest: String,
    /// The summary of all failures, and what is only floated.
    pub summary: Summary,
    /// Answers in full, by proposition.
    pub answers: BTreeMap<String, Answer>,
    /// The likeliest combinations of each answer, the likeliest first.
    pub likeliest: BTreeMap<String, Vec<Combination>>,
    /// What each measure would do for a function, by proposition.
    pub remedies: BTreeMap<String, Remedies>,
    /// What the rules of the field find.
    pub findings: Findings,
    /// Whether the plan is so large that not all is told in full.
    pub is_abridged: bool,
}

/// Asks everything that a report says. The plan must have been read without errors.
pub fn gather<'a>(reading: &'a Reading, ask: &Ask<'_>) -> Material<'a> {
    let (plan, texts) = (&reading.plan, &reading.sources);
    let proof = Proof::new(plan, texts, ask);
    let mut summary = proof.summary();
    let is_abridged = proof.propositions().len() > TOLD_ALL_MAX;
    if !is_abridged {
        supposing::weigh_floated(&proof, &mut summary, FLOATED_MAX);
    }
    let mut told = Told::default();
    if is_abridged {
        told.worst(&summary);
        let few = of_functions(plan, ask);
        if !few.only.is_empty() {
            told.all(&Proof::new(plan, texts, &few), &summary);
        }
    } else {
        told.all(&proof, &summary);
    }
    let Told { answers, likeliest } = told;
    let remedies = remedies(plan, texts, ask);
    let remedies = remedies.filter(|(name, _)| answers.contains_key(name));
    let remedies = remedies.collect();
    let files: Vec<(&str, &str)> = texts
        .ids()
        .map(|id| (texts.path(id), texts.text(id)))
        .collect();
    Material {
        plan,
        texts,
        question: ask.question.clone(),
        as_of: ask.question.as_of,
        digest: interrex_plan::digest(&files),
        summary,
        answers,
        likeliest,
        remedies,
        findings: interrex_rules::check(plan, ask.question.as_of),
        is_abridged,
    }
}

/// The same question, about the first functions alone.
fn of_functions<'a>(plan: &Plan, ask: &Ask<'a>) -> Ask<'a> {
    let functions = plan.functions.iter().take(FUNCTIONS_MAX);
    let mut few = ask.clone();
    few.only = functions
        .map(|(_, one)| format!("function.{}.fails", one.name))
        .collect();
    few
}

/// What each measure would do for each of them.
fn remedies<'a>(
    plan: &'a Plan,
    texts: &'a Sources,
    ask: &Ask<'_>,
) -> impl Iterator<Item = (String, Remedies)> + use<'a> {
    let few = of_functions(plan, ask);
    let found = if few.only.is_empty() {
        Vec::new()
    } else {
        measures::singly(&Proof::new(plan, texts, &few))
    };
    let found = found.into_iter();
    found.map(|one| (one.proposition.clone(), one))
}

/// The answers so far, and the likeliest combinations of each.
#[derive(Default)]
struct Told {
    answers: BTreeMap<String, Answer>,
    likeliest: BTreeMap<String, Vec<Combination>>,
}

impl Told {
    /// The worst, as the summary tells them.
    fn worst(&mut self, summary: &Summary) {
        let told = summary.told.iter().cloned();
        self.answers
            .extend(told.map(|answer| (answer.proposition.clone(), answer)));
        self.likeliest.extend(summary.told.iter().map(listed));
    }

    /// Everything that is wanted of a proof.
    fn all(&mut self, proof: &Proof<'_>, summary: &Summary) {
        let mut analyses = proof.analyses();
        for proposition in wanted(proof, summary) {
            let answer = told(&mut analyses, proposition, summary);
            let found = combinations(&mut analyses, proposition, &answer);
            self.likeliest.insert(answer.proposition.clone(), found);
            self.answers.insert(answer.proposition.clone(), answer);
        }
    }
}

/// A function in full, with what matters and by whose word; of others what brings them about.
fn told(analyses: &mut Analyses<'_>, proposition: &Proposition, summary: &Summary) -> Answer {
    let mut entries = summary.failures.iter();
    let known = entries.find(|entry| entry.proposition == proposition.name);
    match known {
        Some(entry) if !matches!(proposition.subject, Subject::Fails(_)) => {
            analyses.told(proposition, (entry.probability, entry.survives))
        }
        _ => analyses.answer(proposition),
    }
}

/// What is told in full: every function, and every other failure that something brings about.
fn wanted<'p>(proof: &'p Proof<'_>, summary: &Summary) -> Vec<&'p Proposition> {
    let can_be = |name: &str| {
        summary
            .failures
            .iter()
            .any(|entry| entry.proposition == name)
    };
    let propositions = proof.propositions().iter();
    propositions
        .filter(|one| match one.subject {
            Subject::Fails(_) => true,
            _ => one.subject.is_failure() && can_be(&one.name),
        })
        .collect()
}

/// The likeliest combinations. Where members of a class stand for each other, those listed are weighed, since a list
/// one by one would name the same again and again.
fn combinations(
    analyses: &mut Analyses<'_>,
    proposition: &Proposition,
    answer: &Answer,
) -> Vec<Combination> {
    if answer.cut_sets.listed.iter().any(|set| !set.any.is_empty()) {
        return listed(answer).1;
    }
    let wanted = Wanted {
        by: By::Likelihood,
        list_max: Some(NAMED_MAX),
        order_max: None,
    };
    let mut found = Vec::new();
    analyses.stream(proposition, &wanted, &mut |facts, probability| {
        found.push(Combination {
            facts: facts.iter().map(|fact| (*fact).to_owned()).collect(),
            probability,
        });
        true
    });
    if found.is_empty() {
        return listed(answer).1;
    }
    found
}

/// The likeliest of the combinations that an answer lists.
fn listed(answer: &Answer) -> (String, Vec<Combination>) {
    let mut sets: Vec<Combination> = answer
        .cut_sets
        .listed
        .iter()
        .map(|set| Combination {
            facts: set
                .facts
                .iter()
                .cloned()
                .chain(set.any.iter().map(any))
                .collect(),
            probability: set.probability.high,
        })
        .collect();
    sets.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    sets.truncate(NAMED_MAX);
    (answer.proposition.clone(), sets)
}

/// Members by number as one name: `9 of 17 x unfit(rada/lviv)`.
fn any(any: &interrex_prove::answer::AnyOf) -> String {
    format!("{} of {} x {}", any.count, any.among, any.class)
}

impl Material<'_> {
    /// The entry of a proposition in the summary; nothing where nothing brings it about.
    pub fn entry(&self, proposition: &str) -> Option<&Entry> {
        let mut entries = self.summary.failures.iter();
        entries.find(|entry| entry.proposition == proposition)
    }
}
