//! The plan's names of people and places, for answers.

use interrex_plan::model::{Locus, Plan};
use interrex_standing::{Party, Slot};

/// The name of a place or site.
pub(crate) fn locus_name(plan: &Plan, locus: Locus) -> &str {
    match locus {
        Locus::Place(id) => &plan.places.get(id).name,
        Locus::Site(id) => &plan.sites.get(id).name,
    }
}

/// The name of somebody who holds an office: the candidate's where they came by an order.
pub(crate) fn party_name(plan: &Plan, party: Party, slot: Slot) -> String {
    let own = match party {
        Party::Person(id) => plan.people.get(id).name.clone(),
        Party::Body(id) => plan.bodies.get(id).name.clone(),
        Party::Chosen(office, order, candidate) => {
            let order = plan.offices.get(office).orders.get(order as usize);
            let candidate = order.and_then(|order| order.candidates.get(candidate as usize));
            candidate.map_or_else(String::new, |candidate| candidate.name.clone())
        }
    };
    match slot {
        Slot::Initial | Slot::Via(..) => own,
        Slot::Acting => format!("{own} (acting)"),
        Slot::Recognized(index) => {
            let known = plan.recognitions.get(index as usize);
            let by = known.map_or("", |known| plan.partners.get(known.by).name.as_str());
            format!("{own} (in the view of {by})")
        }
    }
}

/// Whether a name matches a pattern in which `*` stands for any text; a pattern without `*` also
/// matches a name of which it is a whole leading part: `office.president` matches
/// `office.president.vacant`.
pub fn matches(pattern: &str, name: &str) -> bool {
    if !pattern.contains('*') {
        return name
            .strip_prefix(pattern)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    }
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = name.strip_prefix(first) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in middle {
        match rest.find(part) {
            Some(at) => rest = rest.get(at + part.len()..).unwrap_or(""),
            None => return false,
        }
    }
    rest.ends_with(last)
}
