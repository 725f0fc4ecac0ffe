//! What has become of acts by a moment, for whoever is shown them.
//!
//! Responsible for acts whose moment is still to come: whatever they will come to, by now they are pending.

use std::collections::BTreeMap;

use interrex_plan::model::Plan;
use interrex_units::Moment;

use crate::course::{Effect, Known, run};

/// What has become of each act by a moment, by its number. Acts that are signed later are judged as if it were then.
pub fn effects(
    plans: &BTreeMap<String, Plan>,
    acts: &[Known],
    now: Moment,
) -> BTreeMap<u32, Effect> {
    let mut effects = run(plans, acts, now).into_told();
    if acts.iter().all(|known| known.act.signed <= now) {
        return effects;
    }
    for (number, effect) in run(plans, acts, Moment::LAST).into_told() {
        effects
            .entry(number)
            .or_insert_with(|| still_to_come(effect));
    }
    effects
}

/// What an act has come to before it is signed, by what will become of it: what others have to join in is told at once.
pub(crate) fn still_to_come(effect: Effect) -> Effect {
    match effect {
        Effect::InEffect | Effect::InPart(_) | Effect::Noted => Effect::Pending,
        other => other,
    }
}
