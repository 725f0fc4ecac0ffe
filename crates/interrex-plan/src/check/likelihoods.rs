//! `contradicting-likelihoods`: a fact that must be at least as likely as one that is more likely.
//!
//! *More likely than* narrows ranges from below and above until nothing changes. A range is
//! emptied exactly when the upper end of some fact lies below the lower end of one that it is said
//! to be more likely than, directly or through others; so it is enough to carry lower ends upward.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use interrex_diag::{Diagnostic, Span};
use interrex_units::{Date, Likelihood};

use crate::model::{Assessment, Fact, Id, Plan, Source};

/// The range of assessments as of a date, without comparisons: the latest of each source, the
/// preferred source alone where one of them spoke, the hull of several, 0 to 1 of none. Without a
/// date, all assessments are known.
fn range(plan: &Plan, assessments: &[Assessment], as_of: Option<Date>) -> Likelihood {
    let mut latest: BTreeMap<Id<Source>, &Assessment> = BTreeMap::new();
    let mut counted: Vec<&Assessment> = Vec::new();
    let known = |it: &&Assessment| it.date.is_none() || as_of.is_none() || it.date <= as_of;
    for assessment in assessments.iter().filter(known) {
        match assessment.source {
            None => counted.push(assessment),
            Some(source) => {
                let best = latest.entry(source).or_insert(assessment);
                if best.date <= assessment.date {
                    *best = assessment;
                }
            }
        }
    }
    if let Some(preferred) = plan
        .header
        .prefer
        .iter()
        .find_map(|source| latest.get(source))
    {
        return preferred.likelihood;
    }
    counted.extend(latest.into_values());
    let ranges = counted.into_iter().map(|assessment| assessment.likelihood);
    ranges
        .reduce(Likelihood::envelope)
        .unwrap_or(Likelihood::UNKNOWN)
}

/// Reports facts whose range cannot be narrowed as the plan asks, each once.
pub(super) fn check(plan: &Plan, faults: &mut Vec<Diagnostic>) {
    let above = comparisons(plan);
    if above.is_empty() {
        return;
    }
    let as_of = plan.as_of();
    let ranges: Vec<Likelihood> = plan
        .facts
        .iter()
        .map(|(_, fact)| range(plan, &fact.assessments, as_of))
        .collect();
    let range = |fact: Id<Fact>| {
        ranges
            .get(fact.index())
            .copied()
            .unwrap_or(Likelihood::UNKNOWN)
    };
    // The highest lower ends first: each fact is then reached first by the one that binds it.
    let mut order: Vec<Id<Fact>> = plan.facts.ids().collect();
    order.sort_by_key(|fact| Reverse(range(*fact).low()));
    let mut reached = vec![false; plan.facts.len()];
    for source in order {
        let mut open = vec![(source, None)];
        while let Some((fact, by)) = open.pop() {
            let slot = reached
                .get_mut(fact.index())
                .expect("every fact has a slot");
            if std::mem::replace(slot, true) {
                continue;
            }
            if let (Some(by), true) = (by, range(fact).high() < range(source).low()) {
                faults.push(describe(
                    plan,
                    (fact, range(fact)),
                    (source, range(source)),
                    by,
                ));
            }
            let next = above.get(&fact).into_iter().flatten();
            open.extend(next.map(|(more, span)| (*more, Some(*span))));
        }
    }
}

/// For each fact, those that are said to be more likely, and where. Facts whose likelihood depends
/// on a condition are not compared.
fn comparisons(plan: &Plan) -> BTreeMap<Id<Fact>, Vec<(Id<Fact>, Span)>> {
    let mut above: BTreeMap<Id<Fact>, Vec<(Id<Fact>, Span)>> = BTreeMap::new();
    for (id, fact) in plan
        .facts
        .iter()
        .filter(|(_, fact)| fact.condition.is_none())
    {
        for (less, span) in &fact.more_likely_than {
            if plan.facts.get(*less).condition.is_none() {
                above.entry(*less).or_default().push((id, *span));
            }
        }
    }
    above
}

fn describe(
    plan: &Plan,
    (fact, range): (Id<Fact>, Likelihood),
    (less, less_range): (Id<Fact>, Likelihood),
    by: Span,
) -> Diagnostic {
    let (fact, less) = (plan.facts.get(fact), plan.facts.get(less));
    let when = plan
        .as_of()
        .map_or_else(String::new, |date| format!(" as of {date}"));
    Diagnostic::error(
        "contradicting-likelihoods",
        format!(
            "`{}` must be at least as likely as `{}`, which is {less_range}{when}, and is itself {range}",
            fact.name, less.name
        ),
    )
    .at(by, "said to be more likely")
    .also(fact.span, format!("{range}"))
    .also(less.span, format!("{less_range}"))
    .help("mend one of the likelihoods, or leave the comparison out")
}
