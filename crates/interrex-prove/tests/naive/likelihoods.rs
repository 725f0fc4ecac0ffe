//! Section 2, *Assessments*: from what sources said to one range.

use interrex_plan::model::{Assessment, Plan};

use super::model::Question;

/// The ends of a range of probabilities.
pub(crate) type Range = (f64, f64);

/// What the assessments of one fact come to on the date of the question.
pub(crate) fn range_of(plan: &Plan, question: &Question, assessments: &[Assessment]) -> Range {
    let counting = latest_of_each_source(question, assessments);
    for source in &plan.header.prefer {
        if let Some(alone) = counting.iter().find(|one| one.source == Some(*source)) {
            return ends(alone);
        }
    }
    let hull = |(low, high): Range, (a, b): Range| (f64::min(low, a), f64::max(high, b));
    counting
        .iter()
        .map(|one| ends(one))
        .reduce(hull)
        .unwrap_or((0.0, 1.0))
}

/// An assessment without a source is a source of its own.
fn latest_of_each_source<'a>(
    question: &Question,
    assessments: &'a [Assessment],
) -> Vec<&'a Assessment> {
    let mut counting: Vec<&Assessment> = Vec::new();
    for one in assessments {
        let unknown_yet = one.date.is_some_and(|date| date > question.as_of);
        if unknown_yet || question.is_silenced(one.source) {
            continue;
        }
        let same = |other: &&mut &Assessment| one.source.is_some() && other.source == one.source;
        match counting.iter_mut().find(same) {
            Some(earlier) if earlier.date <= one.date => *earlier = one,
            Some(_) => {}
            None => counting.push(one),
        }
    }
    counting
}

fn ends(assessment: &Assessment) -> Range {
    (
        assessment.likelihood.low().get(),
        assessment.likelihood.high().get(),
    )
}

/// *x more likely than y*, for pairs of places in `ranges`, until nothing changes. `None` when it
/// empties a range.
pub(crate) fn narrow(mut ranges: Vec<Range>, pairs: &[(usize, usize)]) -> Option<Vec<Range>> {
    loop {
        let before = ranges.clone();
        for (x, y) in pairs {
            let ((a, b), (c, d)) = (ranges[*x], ranges[*y]);
            ranges[*x] = (a.max(c), b);
            ranges[*y] = (c, d.min(b));
        }
        if ranges.iter().any(|(low, high)| low > high) {
            return None;
        }
        if ranges == before {
            return Some(ranges);
        }
    }
}
