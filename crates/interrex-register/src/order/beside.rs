//! What bears on an order beside its verdict: whose the power is as well, and what it cites that has no effect.
//!
//! Neither takes anything from the order. An act is judged by the law and not by what it cites, and where the law gives a
//! power to several it does not say whose orders go before.

use interrex_plan::model::Region;

use super::judged::right_of;
use crate::act::Deed;
use crate::course::names::{party_name, region_name};
use crate::course::{Course, Effect, Known};

/// The same in words, by the law as written at the end of a course.
pub(super) fn beside(course: &mut Course, acts: &[Known], known: &Known) -> Vec<String> {
    let mut list = others(course, known);
    list.extend(cited(course, acts, known));
    list
}

/// Who has the power in their own right in the same regions, where those in whose right the order was given have it so.
fn others(course: &mut Course, known: &Known) -> Vec<String> {
    let Deed::Order { power, region, .. } = &known.act.deed else {
        return Vec::new();
    };
    let by = right_of(course, known);
    let Some(id) = course.plan.powers.by_name(power) else {
        return Vec::new();
    };
    let named = region.as_deref();
    let named = named.and_then(|name| crate::course::names::region(&course.plan, name));
    let regions: Vec<Option<Region>> = match (named, course.reach_of(id)) {
        (Some(at), _) => vec![Some(at)],
        (None, reach) if reach.is_empty() => vec![None],
        (None, reach) => reach.into_iter().map(Some).collect(),
    };
    let mut list = Vec::new();
    for at in regions {
        let holders = course.holders_of(id, at);
        let holders: Vec<String> = holders
            .into_iter()
            .map(|party| party_name(&course.plan, party))
            .collect();
        if !holders.iter().any(|who| by.contains(who)) {
            continue;
        }
        let place = at.map(|at| format!(" in {}", region_name(&course.plan, at)));
        let place = place.unwrap_or_default();
        let others = holders.iter().filter(|who| !by.contains(who));
        list.extend(others.map(|who| {
            format!(
                "the law as written gives `{power}`{place} to {who} as well, and does not say whose orders go before"
            )
        }));
    }
    list
}

/// What the order cites that has no effect, or is not there.
fn cited(course: &Course, acts: &[Known], known: &Known) -> Vec<String> {
    let each = known.act.rests_on.iter().filter_map(|digest| {
        let Some(cited) = acts.iter().find(|one| one.digest == *digest) else {
            return Some(format!(
                "it rests on the act {digest}, which is in no log that goes along"
            ));
        };
        let number = cited.number;
        match course.effects.get(&number)? {
            Effect::Without(reason) => Some(format!(
                "it rests on act {number}, which has no effect: {reason}"
            )),
            Effect::Annulled(by) => {
                Some(format!("it rests on act {number}, which act {by} annulled"))
            }
            Effect::Exercise(name) => Some(format!(
                "it rests on act {number}, which belongs to the exercise `{name}`"
            )),
            Effect::Pending => Some(format!(
                "it rests on act {number}, which has effect from {} on",
                cited.bears_from()
            )),
            Effect::InEffect | Effect::InPart(_) | Effect::Waiting(_) | Effect::Noted => None,
        }
    });
    each.collect()
}
