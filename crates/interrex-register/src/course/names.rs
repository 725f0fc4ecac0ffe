//! Names that acts use, as things of the plan.

use std::collections::BTreeMap;

use interrex_plan::model::{Id, Locus, Office, Person, PersonState, Plan, Region, Who};
use interrex_standing::Party;

/// The names of a plan that acts use most.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    parties: BTreeMap<String, Party>,
    offices: BTreeMap<String, Id<Office>>,
}

impl Names {
    pub(crate) fn of(plan: &Plan) -> Self {
        let people = plan
            .people
            .iter()
            .map(|(id, named)| (named.name.clone(), Party::Person(id)));
        let bodies = plan
            .bodies
            .iter()
            .map(|(id, named)| (named.name.clone(), Party::Body(id)));
        Self {
            parties: bodies.chain(people).collect(),
            offices: plan
                .offices
                .iter()
                .map(|(id, named)| (named.name.clone(), id))
                .collect(),
        }
    }

    /// A person or body of the plan.
    pub(crate) fn party(&self, name: &str) -> Option<Party> {
        self.parties.get(name).copied()
    }

    pub(crate) fn office(&self, name: &str) -> Option<Id<Office>> {
        self.offices.get(name).copied()
    }

    pub(crate) fn add_person(&mut self, name: &str, id: Id<Person>) {
        self.parties.insert(name.to_owned(), Party::Person(id));
    }
}

/// `OFFICE.GROUND`: the office, and the ground's place in its list.
pub(crate) fn ground(plan: &Plan, names: &Names, text: &str) -> Result<(Id<Office>, u32), String> {
    let (office, ground) = text
        .split_once('.')
        .ok_or_else(|| format!("`{text}` names no ground: expected `OFFICE.GROUND`"))?;
    let id = names
        .office(office)
        .ok_or_else(|| format!("the plan has no office `{office}`"))?;
    let grounds = &plan.offices.get(id).grounds;
    let place = grounds.iter().position(|known| known.name == ground);
    let place = place.ok_or_else(|| {
        let known: Vec<&str> = grounds.iter().map(|ground| ground.name.as_str()).collect();
        match known.as_slice() {
            [] => format!("the law names no ground that would move `{office}`"),
            _ => format!(
                "the law names no ground `{ground}` for `{office}`: it names {}",
                known.join(", ")
            ),
        }
    })?;
    Ok((id, u32::try_from(place).expect("fewer than 2^32 grounds")))
}

/// `dead(PERSON)` and the like.
pub(crate) fn state(names: &Names, text: &str) -> Option<(Id<Person>, PersonState)> {
    let (word, rest) = text.split_once('(')?;
    let person = rest.strip_suffix(')')?.trim();
    let state = match word.trim() {
        "dead" => PersonState::Dead,
        "captive" => PersonState::Captive,
        "incapacitated" => PersonState::Incapacitated,
        "absent" => PersonState::Absent,
        _ => return None,
    };
    match names.party(person)? {
        Party::Person(id) => Some((id, state)),
        _ => None,
    }
}

/// A place, site or body that a power must reach.
pub(crate) fn region(plan: &Plan, text: &str) -> Option<Region> {
    let place = plan
        .places
        .by_name(text)
        .map(|id| Region::Locus(Locus::Place(id)));
    let site = || {
        plan.sites
            .by_name(text)
            .map(|id| Region::Locus(Locus::Site(id)))
    };
    let body = || plan.bodies.by_name(text).map(Region::Body);
    place.or_else(site).or_else(body)
}

/// The name of a place, site or body that a power must reach.
pub(crate) fn region_name(plan: &Plan, region: Region) -> &str {
    match region {
        Region::Locus(at) => locus_name(plan, at),
        Region::Body(id) => &plan.bodies.get(id).name,
    }
}

/// The name of a place or site.
pub(crate) fn locus_name(plan: &Plan, at: Locus) -> &str {
    match at {
        Locus::Place(id) => &plan.places.get(id).name,
        Locus::Site(id) => &plan.sites.get(id).name,
    }
}

/// The name of a person or body; of somebody chosen of whom nothing is known, the candidacy's.
pub(crate) fn party_name(plan: &Plan, party: Party) -> String {
    match party {
        Party::Person(id) => plan.people.get(id).name.clone(),
        Party::Body(id) => plan.bodies.get(id).name.clone(),
        Party::Chosen(office, order, candidate) => {
            let order = plan.offices.get(office).orders.get(order as usize);
            let candidate = order.and_then(|order| order.candidates.get(candidate as usize));
            candidate.map_or_else(String::new, |candidate| candidate.name.clone())
        }
    }
}

/// A party as a plan has holders; somebody of whom nothing is known cannot be one.
pub(crate) fn holder_of(party: Party) -> Option<Who> {
    match party {
        Party::Person(id) => Some(Who::Person(id)),
        Party::Body(id) => Some(Who::Body(id)),
        Party::Chosen(..) => None,
    }
}

/// A holder of the plan as a party.
pub(crate) fn party_of(who: Who) -> Option<Party> {
    match who {
        Who::Person(id) => Some(Party::Person(id)),
        Who::Body(id) => Some(Party::Body(id)),
        Who::Office(_) => None,
    }
}
