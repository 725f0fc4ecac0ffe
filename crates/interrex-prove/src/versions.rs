//! Two versions of a plan: what a change of the text did to each answer.
//!
//! Responsible for setting the failures of one plan beside those of an earlier one. Which lines differ is left to
//! `interrex-plan`.

use std::collections::BTreeMap;

use interrex_standing::Subject;

use crate::answer::{Chance, Survives};
use crate::human::range_text;
use crate::session::Proof;
use crate::summary::Summary;
use crate::supposing::{Change, differs};

/// A failure that only one of the two plans knows.
#[derive(Debug, Clone)]
pub struct Alone {
    /// Its name.
    pub proposition: String,
    /// What it says, in the plan that knows it.
    pub subject: Subject,
    /// How likely it is there.
    pub probability: Chance,
}

/// What became of the answers.
#[derive(Debug, Clone, Default)]
pub struct Versions {
    /// Failures that are of another likelihood: functions first, then the worst after the change.
    pub moved: Vec<Change>,
    /// How many differ by less than their numbers show.
    pub slight: usize,
    /// How many are as they were.
    pub same: usize,
    /// Failures that the earlier plan could not speak of, and that something brings about, in the same order.
    pub appeared: Vec<Alone>,
    /// Failures that the later plan does not speak of any more, with their likelihood before.
    pub gone: Vec<Alone>,
    /// Whether some answer of the earlier plan is undecided.
    pub undecided: bool,
}

/// Sets the failures of a plan, as its summary tells them, beside those of an earlier one.
pub fn versions(before: &Proof<'_>, after: &Proof<'_>, summary: &Summary) -> Versions {
    let mut found = Versions::default();
    let mut earlier = failures(before, &mut found);
    let now: BTreeMap<&str, Chance> = summary
        .failures
        .iter()
        .map(|entry| (entry.proposition.as_str(), entry.probability))
        .collect();
    let mut asked = after.propositions().iter();
    for one in asked.by_ref().filter(|one| one.subject.is_failure()) {
        let name = one.name.as_str();
        let with = now.get(name).copied().unwrap_or(Chance::NEVER);
        let Some((_, without)) = earlier.remove(name) else {
            found.appeared.push(Alone {
                proposition: one.name.clone(),
                subject: one.subject.clone(),
                probability: with,
            });
            continue;
        };
        let change = Change {
            proposition: one.name.clone(),
            subject: one.subject.clone(),
            with,
            without,
        };
        match (
            differs(with, without),
            range_text(with) == range_text(without),
        ) {
            (false, _) => found.same += 1,
            (true, true) => found.slight += 1,
            (true, false) => found.moved.push(change),
        }
    }
    let gone = earlier.into_iter();
    found.gone = gone
        .map(|(proposition, (subject, probability))| Alone {
            proposition,
            subject,
            probability,
        })
        .collect();
    let is_possible = |one: &Alone| one.probability.high > 0.0;
    found.appeared.retain(is_possible);
    found.gone.retain(is_possible);
    found
        .moved
        .sort_by(|a, b| worse(&a.proposition, a.with, &b.proposition, b.with));
    for list in [&mut found.appeared, &mut found.gone] {
        list.sort_by(|a, b| worse(&a.proposition, a.probability, &b.proposition, b.probability));
    }
    found
}

/// Every failure that the earlier plan speaks of, with its likelihood.
fn failures(before: &Proof<'_>, found: &mut Versions) -> BTreeMap<String, (Subject, Chance)> {
    let briefs = before.analyses().briefs();
    let mut list = BTreeMap::new();
    for (one, (chance, survives)) in before.propositions().iter().zip(briefs) {
        if !one.subject.is_failure() {
            continue;
        }
        found.undecided |= chance.undecided || survives == Survives::Undecided;
        let chance = if survives == Survives::Everything {
            Chance::NEVER
        } else {
            chance
        };
        list.insert(one.name.clone(), (one.subject.clone(), chance));
    }
    list
}

/// Functions before everything else; of equals the likelier, then by name.
fn worse(a_name: &str, a: Chance, b_name: &str, b: Chance) -> std::cmp::Ordering {
    let is_other = |name: &str| !name.starts_with("function.");
    is_other(a_name)
        .cmp(&is_other(b_name))
        .then(b.high.total_cmp(&a.high))
        .then(b.low.total_cmp(&a.low))
        .then_with(|| a_name.cmp(b_name))
}
