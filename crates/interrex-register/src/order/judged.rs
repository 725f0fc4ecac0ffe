//! Whether the power of an order was held and still is, by the acts that go along.
//!
//! Responsible for the verdict by the law, in every reading of it. That the acts are those of the logs is left to whoever
//! reads these.

use std::collections::{BTreeMap, BTreeSet};

use interrex_plan::model::Plan;
use interrex_units::Moment;

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
    let mut is_same_everywhere = true;
    let in_one =
        |plans: &BTreeMap<String, Plan>| in_one_reading(checked.clone(), plans, acts, known, head);
    let written = in_one(plans);
    if written.verdict == Verdict::NotShown {
        return written;
    }
    let mut readings = vec![read(written.clone(), AS_WRITTEN)];
    for other in denied::each(plans) {
        let there = in_one(&other.plans);
        is_same_everywhere &= there.not_in == written.not_in;
        readings.push(read(there, &other.by));
    }
    let in_favor = readings.iter().filter(|one| one.held).count();
    if in_favor == readings.len() && is_same_everywhere {
        return written;
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
    let effect = course.effects.get(&known.number);
    checked = match in_effect(checked, effect, known, || {
        by_date_alone(plans, acts, known, None, (head, &[]))
    }) {
        Ok(checked) => checked,
        Err(refused) => return *refused,
    };
    checked.late = late(plans, acts, &course.effects);
    let late = checked.late.as_slice();
    match still_holds(&mut course, known) {
        Ok(not_in) => {
            if let Some(reason) = by_date_alone(plans, acts, known, Some(&not_in), (head, late)) {
                return checked.verdict(Verdict::NotShown, reason);
            }
            checked.not_in = not_in;
            let holder = match known.act.by.as_slice() {
                [_] => "its signer".to_owned(),
                _ => holders(&mut course, known).join(", "),
            };
            let words = format!(
                "genuine, and `{power}` is held by {holder} as of {head}{}",
                up_to(&checked.heads)
            );
            checked.held(Verdict::Held, &words)
        }
        Err(reason) => {
            checked.lost_since = true;
            let reason = format!("it was in order when it was signed, and since then {reason}");
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
        Some(Effect::Annulled(by)) => (
            Verdict::NotGenuine,
            format!("the order was annulled by act {by}"),
        ),
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
        let mut course = run(plans, &dated(acts, numbers), head);
        still_holds(&mut course, order).ok().as_deref() == stands
    };
    let mut told: BTreeMap<u32, String> = learned_after(acts, order);
    if stands.is_some() {
        told.extend(late.iter().map(|one| (one.act, one.words())));
    }
    let numbers: Vec<u32> = told.keys().copied().collect();
    if told.is_empty() || is_so(&numbers) {
        return None;
    }
    let one = told.iter().find(|(number, _)| !is_so(&[**number]));
    let (act, words) = one.or(told.iter().next())?;
    let what = match stands {
        Some(_) => "that its power was held",
        None => "that it has no effect",
    };
    Some(format!(
        "the order is in the register, and {what} rests on act {act}, which is {words}"
    ))
}

/// Acts that were learned after an order and precede it by the date that their signers state, in words; without those on
/// which it rests, which were there when it was signed.
fn learned_after(acts: &[Known], order: &Known) -> BTreeMap<u32, String> {
    let Some(known_at) = order.learned(None) else {
        return BTreeMap::new();
    };
    let mut cited: BTreeSet<Digest> = order.act.rests_on.iter().copied().collect();
    let mut count = 0;
    while count < cited.len() {
        count = cited.len();
        let each = acts.iter().filter(|known| cited.contains(&known.digest));
        let more: Vec<Digest> = each.flat_map(|known| known.act.rests_on.clone()).collect();
        cited.extend(more);
    }
    let told = acts.iter().filter_map(|known| {
        let learned = known.learned(None)?;
        let precedes = learned > known_at && known.act.signed <= order.act.signed;
        let is_late = precedes && known.number != order.number && !cited.contains(&known.digest);
        is_late.then(|| {
            let signed = known.act.signed;
            let words = format!("dated {signed} and was learned at {learned}, after the order");
            (known.number, words)
        })
    });
    told.collect()
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
    not_in.extend(course.would_hold(power, region.as_deref(), &known.act.by)?);
    not_in.sort();
    not_in.dedup();
    if !not_in.is_empty() && not_in.len() == course.reach_names(power).len() {
        let by = known.act.by.join(", ");
        return Err(format!(
            "{by} has the power `{power}` in no region any longer in which it was had then"
        ));
    }
    Ok(not_in)
}

/// Who of those who signed an order has its power, somewhere at least; all of them, where they have it only together.
pub(super) fn holders(course: &mut Course, known: &Known) -> Vec<String> {
    let Deed::Order { power, region, .. } = &known.act.deed else {
        return Vec::new();
    };
    let mut regions = vec![region.clone()];
    if region.is_none() {
        regions.extend(course.reach_names(power).into_iter().map(Some));
    }
    let mut has_it = |name: &String| {
        let by = [name.clone()];
        let mut regions = regions.iter();
        regions.any(|at| course.would_hold(power, at.as_deref(), &by).is_ok())
    };
    let own = known.act.by.iter().filter(|name| has_it(name));
    let own: Vec<String> = own.cloned().collect();
    if own.is_empty() {
        return known.act.by.clone();
    }
    own
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
