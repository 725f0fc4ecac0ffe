//! Readings that deny something disputed, each carried through the whole course.
//!
//! Whoever denies a ground denies it from the day on which it was certified, with everything that came of it:
//! the title that changed hands, and what its new holder signed. So each ground and order that a plan marks
//! disputed is taken out of the law, and everything is judged again. Where several are disputed there is
//! one more reading, in which none of them is law. A threshold that is disputed has its other value in a reading
//! of its own: whether votes carry is judged when they are stated.
//!
//! Responsible for the plans of those readings, and for putting them before those that follow another order.

use std::collections::{BTreeMap, BTreeSet};

use interrex_plan::model::{Plan, Terms};
use interrex_units::Date;

use super::followed;

/// A reading other than the one as written, and the plans as it has them.
pub(crate) struct Departure {
    /// Where it departs from what is written, in words.
    pub(crate) by: String,
    /// Whether it departs in what the plan marks as disputed.
    pub(crate) is_marked: bool,
    /// Every plan as it reads it.
    pub(crate) plans: BTreeMap<String, Plan>,
}

/// Something disputed: whether it is a ground, its office, its name.
type Element = (bool, String, String);

/// Every reading of these plans that departs from what is written.
pub(crate) fn each(plans: &BTreeMap<String, Plan>) -> Vec<Departure> {
    let all: BTreeSet<Element> = plans.values().flat_map(disputed).collect();
    let single = all.iter().map(|element| {
        let (is_ground, office, name) = element;
        let kind = if *is_ground { "ground" } else { "order" };
        Departure {
            is_marked: true,
            by: format!("without the disputed {kind} {office}.{name}"),
            plans: without(plans, &BTreeSet::from([element])),
        }
    });
    let mut list: Vec<Departure> = single.collect();
    if all.len() > 1 {
        list.push(Departure {
            is_marked: true,
            by: "without anything disputed".to_owned(),
            plans: without(plans, &all.iter().collect()),
        });
    }
    let thresholds: BTreeSet<(String, String)> = plans.values().flat_map(thresholds).collect();
    list.extend(thresholds.iter().map(|(body, kind)| Departure {
        is_marked: true,
        by: format!("with the other threshold of {body}"),
        plans: with_other(plans, body, kind),
    }));
    list.extend(followed::each(plans));
    list
}

/// Bodies and their kinds of decision whose threshold is disputed.
fn thresholds(plan: &Plan) -> Vec<(String, String)> {
    let each = plan.bodies.iter().flat_map(|(_, body)| {
        let kinds = body.decisions.iter();
        let disputed = kinds.filter(|kind| kind.disputed.is_some());
        disputed.map(|kind| (body.name.clone(), kind.name.clone()))
    });
    each.collect()
}

/// Every plan with the other threshold of a kind of decision.
fn with_other(plans: &BTreeMap<String, Plan>, body: &str, kind: &str) -> BTreeMap<String, Plan> {
    let mut plans = plans.clone();
    for plan in plans.values_mut() {
        let Some(id) = plan.bodies.by_name(body) else {
            continue;
        };
        let kinds = &mut plan.bodies.get_mut(id).value.decisions;
        for known in kinds.iter_mut().filter(|known| known.name == kind) {
            known.threshold = known.disputed.or(known.threshold);
        }
    }
    plans
}

/// Whether any plan marks something disputed.
pub(super) fn is_marked(plans: &BTreeMap<String, Plan>) -> bool {
    plans
        .values()
        .any(|plan| !disputed(plan).is_empty() || !thresholds(plan).is_empty())
}

fn disputed(plan: &Plan) -> Vec<Element> {
    let mut list = Vec::new();
    for (_, office) in plan.offices.iter() {
        let grounds = office.grounds.iter().filter(|ground| ground.disputed);
        list.extend(grounds.map(|ground| (true, office.name.clone(), ground.name.clone())));
        let orders = office.orders.iter().filter(|order| order.disputed);
        list.extend(orders.map(|order| (false, office.name.clone(), order.name.clone())));
    }
    list
}

/// Every plan without what is denied, where that plan marks it as disputed.
fn without(plans: &BTreeMap<String, Plan>, denied: &BTreeSet<&Element>) -> BTreeMap<String, Plan> {
    let mut plans = plans.clone();
    for plan in plans.values_mut() {
        let ids: Vec<_> = plan.offices.ids().collect();
        for id in ids {
            let office = plan.offices.get_mut(id);
            let named = office.name.clone();
            for ground in &mut office.value.grounds {
                let element = (true, named.clone(), ground.name.clone());
                if ground.disputed && denied.contains(&element) {
                    end(&mut ground.terms);
                }
            }
            for order in &mut office.value.orders {
                let element = (false, named.clone(), order.name.clone());
                if order.disputed && denied.contains(&element) {
                    end(&mut order.terms);
                }
            }
        }
    }
    plans
}

/// Makes something law on no day.
fn end(terms: &mut Terms) {
    terms.until = Some(Date::FIRST);
}
