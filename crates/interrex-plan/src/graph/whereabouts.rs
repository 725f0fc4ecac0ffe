//! The measures that decide where people may come to sit.
//!
//! A person can be met at the options of the seats of offices and bodies in which they have a part.
//! Whether an option, or their part, counts can hang on a measure; so whoever must be met there
//! depends on that measure.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::model::{
    Body, CandidateWho, Id, Measure, Member, Office, Person, Plan, Seat, Terms, Who,
};

/// The measures on which the whereabouts of each person depend.
pub(super) type Whereabouts = FxHashMap<Id<Person>, BTreeSet<Id<Measure>>>;

/// A person who may sit at the options of a seat, and what must count for that besides the seat.
type Part<'p> = (Id<Person>, Vec<&'p Terms>);

/// Finds them for everybody who has any.
pub(super) fn of(plan: &Plan) -> Whereabouts {
    let mut found = Whereabouts::default();
    for (_, seat) in plan.seats.iter() {
        let seat_measures: Vec<Id<Measure>> = terms_of(seat).filter_map(by_measure).collect();
        for (person, terms) in parts(plan, seat.of) {
            let own = terms.into_iter().filter_map(by_measure);
            let measures: Vec<Id<Measure>> = own.chain(seat_measures.iter().copied()).collect();
            if !measures.is_empty() {
                found.entry(person).or_default().extend(measures);
            }
        }
    }
    found
}

fn by_measure(terms: &Terms) -> Option<Id<Measure>> {
    terms.by_measure
}

fn terms_of(seat: &Seat) -> impl Iterator<Item = &Terms> {
    let options = seat.options.iter().map(|option| &option.terms);
    std::iter::once(&seat.terms).chain(options)
}

fn parts(plan: &Plan, of: Who) -> Vec<Part<'_>> {
    match of {
        Who::Office(id) => parts_in_office(plan, plan.offices.get(id)),
        Who::Body(id) => members(plan, plan.bodies.get(id)),
        Who::Person(_) => Vec::new(),
    }
}

fn parts_in_office<'p>(plan: &'p Plan, office: &'p Office) -> Vec<Part<'p>> {
    let holder = office.holder.and_then(|who| at_start(plan, who));
    let starts = holder.into_iter().chain(office.acting);
    let mut parts: Vec<Part<'p>> = starts.map(|person| (person, Vec::new())).collect();
    if let Some(Who::Body(body)) = office.holder {
        parts.extend(members(plan, plan.bodies.get(body)));
    }
    for order in &office.orders {
        for candidate in &order.candidates {
            if let CandidateWho::Who(who) = candidate.who
                && let Some(person) = at_start(plan, who)
            {
                parts.push((person, vec![&order.terms, &candidate.terms]));
            }
        }
    }
    for (_, terms) in &mut parts {
        terms.push(&office.terms);
    }
    parts
}

fn members<'p>(plan: &'p Plan, body: &'p Body) -> Vec<Part<'p>> {
    let members = body.members.iter().filter_map(|member| match member {
        Member::Person(person, _) => Some(*person),
        Member::Office(office, _) => at_start(plan, Who::Office(*office)),
        Member::Class { .. } => None,
    });
    members.map(|person| (person, vec![&body.terms])).collect()
}

/// The person that somebody is at the start.
fn at_start(plan: &Plan, who: Who) -> Option<Id<Person>> {
    let holder = match who {
        Who::Office(office) => plan.offices.get(office).holder?,
        other => other,
    };
    match holder {
        Who::Person(person) => Some(person),
        Who::Office(_) | Who::Body(_) => None,
    }
}
