//! From what people said to one likelihood: the latest of each source, the hull of several, the
//! preferred alone, narrowed by *more likely than*.

use std::collections::BTreeMap;

use interrex_plan::model::{Assessment, Element, Id, Plan, Source};
use interrex_units::Likelihood;

use crate::Question;

/// The assessments that count on the date of the question: each source's latest, the preferred
/// source's alone where one of them spoke. Assessments without a source each stand for themselves.
pub fn in_force<'p>(
    plan: &Plan,
    question: &Question,
    assessments: &'p [Assessment],
) -> Vec<&'p Assessment> {
    let mut latest: BTreeMap<Id<Source>, &Assessment> = BTreeMap::new();
    let mut counted: Vec<&Assessment> = Vec::new();
    for assessment in assessments
        .iter()
        .filter(|assessment| is_known(question, assessment))
    {
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
    let preferred = plan
        .header
        .prefer
        .iter()
        .find_map(|source| latest.get(source));
    if let Some(preferred) = preferred {
        return vec![preferred];
    }
    counted.extend(latest.into_values());
    counted
}

fn is_known(question: &Question, assessment: &Assessment) -> bool {
    let said = assessment.date.is_none_or(|date| date <= question.as_of);
    let heard = assessment.source.is_none_or(|source| {
        !question
            .without
            .contains(&Element::Of("source", source_index(source)))
    });
    said && heard
}

fn source_index(source: Id<Source>) -> u32 {
    u32::try_from(source.index()).expect("fewer than 2^32 sources")
}

/// The hull of assessments; 0 to 1 when there are none.
pub fn hull(assessments: &[&Assessment]) -> Likelihood {
    assessments
        .iter()
        .map(|assessment| assessment.likelihood)
        .reduce(Likelihood::envelope)
        .unwrap_or(Likelihood::UNKNOWN)
}

/// Narrows the likelihoods of facts by every `more-likely-than`, in the order of the text, until
/// nothing changes. A narrowing that would empty a range is left out: the reader reports it.
pub fn narrow(plan: &Plan, likelihoods: &mut [Likelihood]) {
    for _ in 0..=plan.facts.len() {
        let mut changed = false;
        for (more, fact) in plan.facts.iter() {
            for (less, _) in &fact.more_likely_than {
                let conditional =
                    fact.condition.is_some() || plan.facts.get(*less).condition.is_some();
                changed |= !conditional && narrow_pair(likelihoods, more.index(), less.index());
            }
        }
        if !changed {
            return;
        }
    }
}

fn narrow_pair(likelihoods: &mut [Likelihood], more: usize, less: usize) -> bool {
    let (Some(&x), Some(&y)) = (likelihoods.get(more), likelihoods.get(less)) else {
        return false;
    };
    let low = if x.low() < y.low() { y.low() } else { x.low() };
    let high = if y.high() > x.high() {
        x.high()
    } else {
        y.high()
    };
    let (Ok(upper), Ok(lower)) = (
        Likelihood::range(low, x.high()),
        Likelihood::range(y.low(), high),
    ) else {
        return false;
    };
    let changed = upper != x || lower != y;
    if let Some(slot) = likelihoods.get_mut(more) {
        *slot = upper;
    }
    if let Some(slot) = likelihoods.get_mut(less) {
        *slot = lower;
    }
    changed
}

#[cfg(test)]
mod tests;
