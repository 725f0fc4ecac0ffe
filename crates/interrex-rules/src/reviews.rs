//! Reviews, as several rules ask about them.
//!
//! Responsible for telling whether each of some things has been reviewed lately enough, by a review
//! of its own or of the plan as a whole, and for saying it once where nothing was.

use std::collections::BTreeMap;

use interrex_plan::model::{Element as Declared, Review};
use interrex_units::Date;

use crate::context::Context;
use crate::report::Report;
use crate::subject::Subject;

/// What is asked of reviews.
pub(crate) struct Asked<'a> {
    /// Kinds that serve.
    pub(crate) kinds: &'static [&'static str],
    /// What is asked for, as in *no … is on record*.
    pub(crate) what: &'static str,
    /// Whether a review of this date is recent enough.
    pub(crate) is_current: &'a dyn Fn(Date) -> bool,
    /// When one that is not took place, as in *the last one was …*.
    pub(crate) too_old: &'a dyn Fn(Date) -> String,
}

/// Checks that each subject has a current review. Where no subject has a review of its own, the
/// finding is about the plan as a whole.
pub(crate) fn check_reviews<'p>(
    cx: &Context<'p>,
    report: &mut Report,
    subjects: impl Iterator<Item = Subject<'p>>,
    asked: &Asked<'_>,
) {
    let latest = latest(cx, asked.kinds);
    let of_plan = latest.get(&Declared::Plan).copied();
    let is_current = |review: Option<&Review>| review.is_some_and(|r| (asked.is_current)(r.on));
    let mut open = Vec::new();
    let mut is_any_own = false;
    for subject in subjects {
        report.applies();
        let own = latest.get(&subject.on).copied();
        is_any_own |= own.is_some();
        if !is_current(own) && !is_current(of_plan) {
            open.push((
                subject,
                own.into_iter()
                    .chain(of_plan)
                    .max_by_key(|review| review.on),
            ));
        }
    }
    if is_any_own {
        for (subject, last) in open {
            speak(report, subject, last, asked);
        }
    } else if !open.is_empty() {
        speak(report, cx.plan_subject(), of_plan, asked);
    }
}

/// The latest review of each thing, of those that took place.
fn latest<'p>(cx: &Context<'p>, kinds: &'static [&'static str]) -> BTreeMap<Declared, &'p Review> {
    let mut latest: BTreeMap<Declared, &Review> = BTreeMap::new();
    let took_place =
        |review: &&Review| kinds.contains(&review.kind.as_str()) && review.on <= cx.as_of;
    for review in cx.plan.reviews.iter().filter(took_place) {
        let best = latest.entry(review.of).or_insert(review);
        if best.on < review.on {
            *best = review;
        }
    }
    latest
}

fn speak(report: &mut Report, subject: Subject<'_>, last: Option<&Review>, asked: &Asked<'_>) {
    let kind = asked.kinds.first().copied().unwrap_or_default();
    let what = asked.what;
    let of = if subject.on == Declared::Plan {
        String::new()
    } else {
        format!(" of {subject}")
    };
    let message = match last {
        None => format!("no {what}{of} is on record"),
        Some(review) => format!(
            "the last {what}{of} was on {}, {}",
            review.on,
            (asked.too_old)(review.on)
        ),
    };
    let failing = report.fail(subject, message).help(format!(
        "record it as `[[review]]` with `kind = \"{kind}\"` once it took place"
    ));
    if let Some(review) = last {
        failing.also(review.span, "this one");
    }
}
