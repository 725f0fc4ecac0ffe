//! Names that acts use and no plan has: what is written so is taken note of, and bears on nothing.

use interrex_diag::nearest;
use interrex_plan::model::{PersonState, Plan};

use crate::act::{Act, Deed};
use crate::course::{names, things};

/// What an act names that its plan does not have, in words; nothing where all is known.
///
/// A fact that is reported, an office or power that is claimed, a power by which something is ordered have to be the plan's. People need not be: a new
/// holder need not be foreseen.
pub fn unknown(plan: &Plan, act: &Act) -> Option<String> {
    match &act.deed {
        Deed::Report { fact, .. } => {
            let is_state = fact.split_once('(').is_some_and(|(word, rest)| {
                let mut states = PersonState::ALL.into_iter();
                rest.ends_with(')') && states.any(|state| state.word() == word.trim())
            });
            let is_lost = things::lost(plan, fact).is_some();
            if is_state || is_lost || plan.facts.by_name(fact).is_some() {
                return None;
            }
            let facts = plan.facts.iter().map(|(_, fact)| fact.name.as_str());
            let meant = meant(fact, facts);
            Some(format!(
                "the plan has no fact `{fact}`{meant}; the report bears on nothing"
            ))
        }
        Deed::Claim { of } => {
            let head = of.split_once('.').map_or(of.as_str(), |(head, _)| head);
            if plan.offices.by_name(head).is_some() || plan.powers.by_name(head).is_some() {
                return None;
            }
            let offices = plan.offices.iter().map(|(_, office)| office.name.as_str());
            let powers = plan.powers.iter().map(|(_, power)| power.name.as_str());
            let meant = meant(head, offices.chain(powers));
            Some(format!(
                "the plan has no office and no power `{head}`{meant}; the claim is told nowhere"
            ))
        }
        Deed::Order { power, region, .. } => {
            if plan.powers.by_name(power).is_none() {
                let powers = plan.powers.iter().map(|(_, power)| power.name.as_str());
                let meant = meant(power, powers);
                return Some(format!(
                    "the plan has no power `{power}`{meant}; nothing can be ordered by it"
                ));
            }
            let region = region.as_ref()?;
            let is_there = names::region(plan, region).is_some();
            (!is_there)
                .then(|| format!("the plan has no region `{region}`; the order bears on nothing"))
        }
        _ => None,
    }
}

fn meant<'a>(name: &str, all: impl Iterator<Item = &'a str>) -> String {
    let near = nearest(name, all);
    near.map_or_else(String::new, |near| format!(" (did you mean `{near}`?)"))
}
