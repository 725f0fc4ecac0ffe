//! Whether the power of an order was held and still is, by the acts that go along.
//!
//! Responsible for the verdict by the law, in every reading of it. That the acts are those of the logs is left to whoever
//! reads these.

use std::collections::{BTreeMap, BTreeSet};

use interrex_plan::model::Plan;
use interrex_units::Moment;

use super::beside::beside;
use super::checked::{Checked, Head, Read, Verdict};
use crate::act::{Deed, Digest};
use crate::course::{Course, Effect, Known, run};
use crate::late::{Late, dated, late};
use crate::who::{AS_WRITTEN, denied};

/// Whether the power was held when the order was issued, and still is at the head: as written, and in every other reading.
pub(super) fn judged(
    checked: &Checked,
    plans: &BTreeMap<String, Plan>,
    acts: &[Known],
    known: &Known,
    head: Moment,
) -> Checked {
    let read = |checked: Checked, by: &str| Read {
        reading: by.to_owned(),
        held: checked.verdict == Verdict::Held,
        reason: checked.reason,
    };
    let in_one =
        |plans: &BTreeMap<String, Plan>| in_one_reading(checked.clone(), plans, acts, known, head);
    let mut written = in_one(plans);
    if written.verdict == Verdict::NotShown {
        return written;
    }
    let mut readings = vec![read(written.clone(), AS_WRITTEN)];
    let mut not_in: BTreeSet<String> = written.not_in.iter().cloned().collect();
    for other in denied::each(plans) {
        let there = in_one(&other.plans);
        not_in.extend(there.not_in.iter().cloned());
        readings.push(read(there, &other.by));
    }
    let in_favor = readings.iter().filter(|one| one.held).count();
    if in_favor == readings.len() {
        // Where one reading lets it not bear, it is not said to.
        let words = std::mem::take(&mut written.held);
        written.not_in = not_in.into_iter().collect();
        return written.held(Verdict::Held, &words);
    }
    if in_favor == 0 {
        let reasons: BTreeSet<&String> = readings.iter().map(|one| &one.reason).collect();
        let differ = reasons.len() > 1;
        return Checked {
            readings: if differ { readings } else { Vec::new() },
            ..written
        };
    }
    let mut disputed = written.verdict(
        Verdict::Disputed,
        "the order is in the register, and whether its power was held depends on how the law is read",
    );
    disputed.readings = readings;
    disputed
}

/// The same in one reading, by its plans.
fn in_one_reading(
    mut checked: Checked,
    plans: &BTreeMap<String, Plan>,
    acts: &[Known],
    known: &Known,
    head: Moment,
) -> Checked {
    let Deed::Order { power, .. } = &known.act.deed else {
        return checked.verdict(Verdict::NotGenuine, "the act that it names issues no order");
    };
    let mut course = run(plans, acts, head);
    if let Some(reason) = course.lacks_plan() {
        let reason =
            format!("{reason}, and does not go along: what it says of the power is left out");
        return checked.verdict(Verdict::NotGenuine, reason);
    }
    if known.act.signed > head {
        let reason = format!(
            "the order is dated {}, and the register has learned nothing after {head}: what holds by then is not shown",
            known.act.signed
        );
        return checked.verdict(Verdict::NotShown, reason);
    }
    let late = late(plans, acts, &course.effects);
    checked.late.clone_from(&late);
    let late = late.as_slice();
    let effect = course.effects.get(&known.number);
    checked = match in_effect(checked, effect, known, || {
        by_date_alone(plans, acts, known, None, (head, late))
    }) {
        Ok(checked) => checked,
        Err(refused) => return *refused,
    };
    match still_holds(&mut course, known) {
        Ok(not_in) => {
            if let Some(reason) = by_date_alone(plans, acts, known, Some(&not_in), (head, late)) {
                return checked.verdict(Verdict::NotShown, reason);
            }
            checked.not_in = not_in;
            checked.beside = beside(&mut course, acts, known);
            let holder = match known.act.by.as_slice() {
                [_] => "its signer".to_owned(),
                _ => right_of(&course, known).join(", "),
            };
            let words = format!(
                "genuine, and `{power}` is held by {holder} as of {head}{}",
                up_to(&checked.heads)
            );
            checked.held(Verdict::Held, &words)
        }
        Err(reason) => {
            if let Some(reason) = by_date_alone(plans, acts, known, None, (head, late)) {
                return checked.verdict(Verdict::NotShown, reason);
            }
            let reason = format!("it was in order when it was signed, and since then {reason}");
            let by = right_of(&course, known);
            if course.is_kept_from(power, checked.region.as_deref(), &by) {
                return checked.verdict(Verdict::NotShown, reason);
            }
            checked.lost_since = true;
            checked.verdict(Verdict::NotGenuine, reason)
        }
    }
}

/// Goes on with an order that has effect; what became of any other is told. `by_date` says why it has none by dates alone.
fn in_effect(
    checked: Checked,
    effect: Option<&Effect>,
    known: &Known,
    by_date: impl FnOnce() -> Option<String>,
) -> Result<Checked, Box<Checked>> {
    let (verdict, reason) = match effect {
        Some(Effect::InEffect | Effect::InPart(_)) => return Ok(checked),
        Some(Effect::Without(reason)) => match by_date() {
            Some(reason) => (Verdict::NotShown, reason),
            None => (
                Verdict::NotGenuine,
                format!("the order is in the register and has no effect: {reason}"),
            ),
        },
        Some(Effect::Annulled(by)) => match by_date() {
            Some(reason) => (Verdict::NotShown, reason),
            None => (
                Verdict::NotGenuine,
                format!("the order was annulled by act {by}"),
            ),
        },
        Some(Effect::Exercise(name)) => (Verdict::NotGenuine, not_real(name)),
        Some(Effect::Pending) => (
            Verdict::NotShown,
            format!(
                "the order is in the register, and has effect from {} on",
                known.bears_from()
            ),
        ),
        _ => (
            Verdict::NotShown,
            "the order is in the register, and its effect is not shown".to_owned(),
        ),
    };
    Err(Box::new(checked.verdict(verdict, reason)))
}

/// Why an order has effect or not, and its power is held or not, by dates alone that are somebody's word: as it stands, with
/// the regions in which it does not bear, or nothing where it has no effect.
pub(super) fn by_date_alone(
    plans: &BTreeMap<String, Plan>,
    acts: &[Known],
    order: &Known,
    stands: Option<&[String]>,
    (head, late): (Moment, &[Late]),
) -> Option<String> {
    let is_so = |numbers: &[u32]| {
        let mut acts = dated(acts, numbers);
        // A digest that an order cites is known before anybody has signed what it is of.
        let own = acts.iter_mut().filter(|known| known.number == order.number);
        own.for_each(|known| known.act.rests_on.clear());
        let mut course = run(plans, &acts, head);
        still_holds(&mut course, order).ok().as_deref() == stands
    };
    if stands.is_some()
        && let Some(cited) = cited_later(acts, order)
    {
        return Some(format!(
            "the order is in the register, dated {}, and rests on act {}, which is dated {}: it was not signed before that",
            order.act.signed, cited.number, cited.act.signed
        ));
    }
    let mut told = out_of_order(acts, order);
    told.extend(late.iter().map(|one| (one.act, one.words())));
    let numbers: Vec<u32> = told.keys().copied().collect();
    if told.is_empty() || is_so(&numbers) {
        return None;
    }
    let first = told.iter().take(TRIED_MAX);
    let one = first.into_iter().find(|(number, _)| !is_so(&[**number]));
    let (act, words) = one.or(told.iter().next())?;
    let what = match stands {
        Some(_) => "that its power was held",
        None => "that it has none, or its power is lost,",
    };
    Some(format!(
        "the order is in the register, and {what} rests on act {act}, which is {words}"
    ))
}

/// So many acts are dated as they were learned, one by one, to find the one that decides.
const TRIED_MAX: usize = 100;

/// Acts that were learned after others that they precede by the date that their signers state, or after the order and not
/// dated after it; in words.
fn out_of_order(acts: &[Known], order: &Known) -> BTreeMap<u32, String> {
    let mut learned: Vec<(Moment, &Known)> = acts
        .iter()
        .filter_map(|known| Some((known.learned(None)?, known)))
        .collect();
    learned.sort_by_key(|(at, known)| (*at, known.number));
    let order_at = order.learned(None);
    let mut last: Option<&Known> = None;
    let mut told = BTreeMap::new();
    for (at, known) in learned {
        let signed = known.act.signed;
        let after_order =
            order_at.is_some_and(|order_at| at > order_at) && signed <= order.act.signed;
        let before = last.filter(|last| last.act.signed > signed);
        if after_order {
            let words = format!("dated {signed} and was learned at {at}, after the order");
            told.insert(known.number, words);
        } else if let Some(before) = before {
            let before = before.number;
            let words = format!(
                "dated {signed} and was learned at {at}, after act {before}, which is dated later"
            );
            told.insert(known.number, words);
        }
        if last.is_none_or(|last| last.act.signed <= signed) {
            last = Some(known);
        }
    }
    told
}

/// An act on which an order rests, directly or by way of others, and which is dated after it.
fn cited_later<'a>(acts: &'a [Known], order: &Known) -> Option<&'a Known> {
    let mut cited: BTreeSet<Digest> = order.act.rests_on.iter().copied().collect();
    let mut count = 0;
    while count < cited.len() {
        count = cited.len();
        let each = acts.iter().filter(|known| cited.contains(&known.digest));
        let more: Vec<Digest> = each.flat_map(|known| known.act.rests_on.clone()).collect();
        cited.extend(more);
    }
    let mut each = acts.iter().filter(|known| cited.contains(&known.digest));
    each.find(|known| known.act.signed > order.act.signed)
}

/// Why an act of an exercise is no order.
pub(super) fn not_real(exercise: &str) -> String {
    format!("it belongs to the exercise `{exercise}` and is not real")
}

/// Whether those who signed an order that has effect hold its power at the end of a course; where it names no region, in
/// which of those that the power must reach they do not, or did not when they signed.
pub(super) fn still_holds(course: &mut Course, known: &Known) -> Result<Vec<String>, String> {
    let Deed::Order { power, region, .. } = &known.act.deed else {
        return Err("it is no order".to_owned());
    };
    let mut not_in = match course.effects.get(&known.number) {
        Some(Effect::InEffect) => Vec::new(),
        Some(Effect::InPart(not_in)) => not_in.clone(),
        _ => return Err("it has no effect".to_owned()),
    };
    let by = right_of(course, known);
    let regions = match region {
        Some(_) => Vec::new(),
        None => course.reach_names(power),
    };
    if regions.is_empty() {
        course.would_hold(power, region.as_deref(), &by)?;
        return Ok(not_in);
    }
    let count = regions.len();
    for at in regions {
        if course.would_hold(power, Some(&at), &by).is_err() {
            not_in.push(at);
        }
    }
    not_in.sort();
    not_in.dedup();
    if not_in.len() < count {
        return Ok(not_in);
    }
    course.would_hold(power, None, &by)?;
    Err(format!(
        "{} has the power `{power}` in no region any longer in which it was had then",
        by.join(", ")
    ))
}

/// In whose right an order was given when it was signed: whoever of its signers had the power, or a body for which they
/// signed.
pub(super) fn right_of(course: &Course, known: &Known) -> Vec<String> {
    let given = course
        .given
        .get(&known.number)
        .filter(|given| !given.is_empty());
    given.unwrap_or(&known.act.by).clone()
}

/// In words, up to when each log goes that has an entry, where they differ.
fn up_to(heads: &[Head]) -> String {
    let moments = heads
        .iter()
        .filter_map(|head| Some((&head.site, head.as_of.as_ref()?)));
    let different: BTreeSet<&String> = moments.clone().map(|(_, at)| at).collect();
    if different.len() < 2 {
        return String::new();
    }
    let each: Vec<String> = moments
        .map(|(site, at)| format!("{site} up to {at}"))
        .collect();
    format!(", by the logs of {}", each.join(" and of "))
}
