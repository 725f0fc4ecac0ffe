//! What a report rests on: the answers of `prove` and the findings of `check`, asked for once.
//!
//! Responsible for choosing what is asked, so that a plan of thousands of offices still yields a report: every
//! function in full, of the rest what can fail, and of very many only the worst.

use std::collections::BTreeMap;

use interrex_diag::Sources;
use interrex_plan::model::Plan;
use interrex_plan::{Difference, Reading};
use interrex_prove::measures::{self, Remedies};
use interrex_prove::stream::{By, Wanted};
use interrex_prove::summary::{Entry, Summary};
use interrex_prove::versions::{self, Versions};
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
const LIKELIEST_MAX: usize = 10;

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
    /// What has changed since an earlier version, where one was named.
    pub since: Option<Since<'a>>,
    /// Sealed files that lie with the plan, opened or not; whoever reads the files says which.
    pub sealed: Vec<SealedPart>,
}

/// A sealed file of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedPart {
    /// Its path, as shown to people.
    pub path: String,
    /// The digest of the sealed bytes, `sha256:` and hexadecimal digits.
    pub digest: String,
    /// Whether it was opened, so that the report tells of what is in it.
    pub is_open: bool,
}

/// An earlier version of the plan, to be compared with.
pub struct Earlier<'a> {
    /// What people call it: a revision or a path.
    pub name: String,
    /// The plan as it was, read without errors.
    pub reading: &'a Reading,
    /// What is asked of it.
    pub ask: Ask<'a>,
}

/// What has changed since an earlier version.
pub struct Since<'a> {
    /// What people call it.
    pub name: String,
    /// The plan as it was.
    pub plan: &'a Plan,
    /// Its texts.
    pub texts: &'a Sources,
    /// Their digest.
    pub digest: String,
    /// The date as of which it was read.
    pub as_of: Date,
    /// What was written otherwise.
    pub differences: Vec<Difference>,
    /// What that did to the answers.
    pub versions: Versions,
}

/// Asks everything that a report says. The plan must have been read without errors.
pub fn gather<'a>(reading: &'a Reading, ask: &Ask<'_>) -> Material<'a> {
    gather_since(reading, ask, None)
}

/// As [`gather`], and says besides what has changed since an earlier version.
pub fn gather_since<'a>(
    reading: &'a Reading,
    ask: &Ask<'_>,
    earlier: Option<&Earlier<'a>>,
) -> Material<'a> {
    gather_with(reading, ask, earlier, &|first, second| {
        first();
        second();
    })
}

/// How two pieces of work that need nothing of each other are done: one after the other, or at the same time.
pub type Both<'b> = &'b dyn Fn(&mut (dyn FnMut() + Send), &mut (dyn FnMut() + Send));

/// As [`gather_since`], with work that may be done at the same time left to the caller to do so.
pub fn gather_with<'a>(
    reading: &'a Reading,
    ask: &Ask<'_>,
    earlier: Option<&Earlier<'a>>,
    both: Both<'_>,
) -> Material<'a> {
    let (plan, texts) = (&reading.plan, &reading.sources);
    let proof = Proof::new(plan, texts, ask);
    let summary = proof.summary();
    let since = earlier.map(|earlier| since(reading, &proof, &summary, earlier));
    let is_abridged = proof.propositions().len() > TOLD_ALL_MAX;
    let mut weighed = summary.clone();
    let mut found = Vec::new();
    let mut told = Told::default();
    both(
        &mut || {
            if !is_abridged {
                supposing::weigh_floated(&proof, &mut weighed, FLOATED_MAX);
            }
            found = remedies(plan, texts, ask);
        },
        &mut || {
            if is_abridged {
                told.worst(&summary);
                let few = of_functions(plan, ask);
                if !few.only.is_empty() {
                    told.all(&Proof::new(plan, texts, &few), &summary);
                }
            } else {
                told.all(&proof, &summary);
            }
        },
    );
    let summary = weighed;
    let Told { answers, likeliest } = told;
    let named = found.into_iter().map(|one| (one.proposition.clone(), one));
    let remedies = named
        .filter(|(name, _)| answers.contains_key(name))
        .collect();
    Material {
        plan,
        texts,
        question: ask.question.clone(),
        as_of: ask.question.as_of,
        digest: digest(texts),
        summary,
        answers,
        likeliest,
        remedies,
        findings: interrex_rules::check(plan, ask.question.as_of),
        is_abridged,
        since,
        sealed: Vec::new(),
    }
}

fn digest(texts: &Sources) -> String {
    let files = texts.ids();
    let files: Vec<(&str, &str)> = files.map(|id| (texts.path(id), texts.text(id))).collect();
    interrex_plan::digest(&files)
}

/// Sets a plan beside an earlier one.
fn since<'a>(
    reading: &Reading,
    proof: &Proof<'_>,
    summary: &Summary,
    earlier: &Earlier<'a>,
) -> Since<'a> {
    let before = earlier.reading;
    let proof_before = Proof::new(&before.plan, &before.sources, &earlier.ask);
    Since {
        name: earlier.name.clone(),
        plan: &before.plan,
        texts: &before.sources,
        digest: digest(&before.sources),
        as_of: earlier.ask.question.as_of,
        differences: interrex_plan::difference(&before.sources, &reading.sources),
        versions: versions::versions(&proof_before, proof, summary),
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
fn remedies(plan: &Plan, texts: &Sources, ask: &Ask<'_>) -> Vec<Remedies> {
    let few = of_functions(plan, ask);
    if few.only.is_empty() {
        return Vec::new();
    }
    measures::singly(&Proof::new(plan, texts, &few))
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
        list_max: Some(LIKELIEST_MAX),
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
    sets.truncate(LIKELIEST_MAX);
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
