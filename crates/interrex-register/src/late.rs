//! Acts that the register learned after others that they precede by the date that their signers state.
//!
//! When an act was signed, its signers say; when it was learned, the log does. Competence is judged at the stated
//! moment, so whoever has lost a power can date an act back to when they held it, or somebody who holds their key. Such
//! an act is told where its date decides: signed when it was learned, it would have no effect.

use std::collections::BTreeMap;

use interrex_plan::model::Plan;
use interrex_units::Moment;
use serde::Serialize;

use crate::course::{Effect, Known, run};

/// So many acts are judged again to find out whether their dates decide; of the others that is told as not asked.
const JUDGED_MAX: usize = 1 << 18;

/// An act whose date is its signers' word alone, and may decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Late {
    /// The act.
    pub act: u32,
    /// When it was signed, as its signers state.
    #[serde(serialize_with = "crate::act::moment::serialize")]
    pub signed: Moment,
    /// When it was learned.
    #[serde(serialize_with = "crate::act::moment::serialize")]
    pub learned: Moment,
    /// The act that was known before and comes after it by its date.
    pub after: u32,
    /// Why it would have no effect had it been signed when it was learned; nothing where that was not asked.
    pub reason: Option<String>,
}

impl Late {
    /// What is to be said of it, without naming it.
    pub fn words(&self) -> String {
        let (signed, learned, after) = (self.signed, self.learned, self.after);
        let then = match &self.reason {
            Some(reason) => {
                format!("signed when it was learned it would have no effect: {reason}")
            }
            None => "whether it would have effect without that date was not asked".to_owned(),
        };
        format!(
            "dated {signed}, before act {after}, and learned after it, {learned}: that it was signed then is its signers' \
             word alone, and {then}"
        )
    }
}

/// Acts of a course whose dates decide, by what became of all of them.
pub fn late(
    plans: &BTreeMap<String, Plan>,
    acts: &[Known],
    effects: &BTreeMap<u32, Effect>,
) -> Vec<Late> {
    let bears = |known: &&Known| {
        let effect = effects.get(&known.number);
        effect.is_some_and(|effect| effect.bears() || *effect == Effect::Pending)
    };
    let mut learned: Vec<(Moment, &Known)> = acts
        .iter()
        .filter(bears)
        .filter_map(|known| Some((known.learned(None)?, known)))
        .collect();
    learned.sort_by_key(|(at, known)| (*at, known.number));
    let mut judged = 0;
    let mut last: Option<&Known> = None;
    let mut late = Vec::new();
    for (at, known) in learned {
        let before = last.filter(|last| last.act.signed > known.act.signed);
        if last.is_none_or(|last| last.act.signed <= known.act.signed) {
            last = Some(known);
        }
        let Some(before) = before else { continue };
        judged += acts.len();
        let reason = if judged > JUDGED_MAX {
            None
        } else {
            match then(plans, acts, known.number, at) {
                Some(Effect::Without(reason)) => Some(reason),
                _ => continue,
            }
        };
        late.push(Late {
            act: known.number,
            signed: known.act.signed,
            learned: at,
            after: before.number,
            reason,
        });
    }
    late
}

/// What would have become of an act that was signed when it was learned, by what was known then.
fn then(plans: &BTreeMap<String, Plan>, acts: &[Known], number: u32, at: Moment) -> Option<Effect> {
    let known = acts.iter();
    let known = known.filter(|known| known.learned(None).is_some_and(|learned| learned <= at));
    let known: Vec<Known> = known.cloned().collect();
    run(plans, &dated(&known, &[number]), at)
        .effects
        .remove(&number)
}

/// The acts, some of them dated as they were learned.
pub(crate) fn dated(acts: &[Known], numbers: &[u32]) -> Vec<Known> {
    let mut acts = acts.to_vec();
    for known in &mut acts {
        if numbers.contains(&known.number)
            && let Some(learned) = known.learned(None)
        {
            known.act.signed = known.act.signed.max(learned);
        }
    }
    acts
}
