//! A plan in which everything can be lost.
//!
//! Responsible for adding a loss to each innermost place, site, link, copy and person of which the
//! plan declares none. A country or region that the plan does not say can be lost is geography, and
//! gets none. What is added has no likelihood: it is there to be tried, never to be weighed.

use std::collections::BTreeSet;

use interrex_diag::Span;
use interrex_plan::model::{Arena, Fact, FactKind, Id, PersonState, Plan, Thing};

/// The plan with a loss for each thing and a death for each person; declared ones stay.
pub(super) fn can_be_lost(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    let facts = &mut plan.facts;
    let outer: BTreeSet<_> = plan
        .places
        .iter()
        .filter_map(|(_, place)| place.within)
        .collect();
    for id in plan.places.ids().filter(|id| !outer.contains(id)) {
        let place = plan.places.get_mut(id);
        let kind = FactKind::Lost(Thing::Place(id));
        add(facts, &mut place.value.lost, kind, &place.name, place.span);
    }
    for id in plan.sites.ids() {
        let site = plan.sites.get_mut(id);
        let kind = FactKind::Lost(Thing::Site(id));
        add(facts, &mut site.value.lost, kind, &site.name, site.span);
    }
    for id in plan.links.ids() {
        let link = plan.links.get_mut(id);
        let kind = FactKind::Lost(Thing::Link(id));
        add(facts, &mut link.value.lost, kind, &link.name, link.span);
    }
    for id in plan.records.ids() {
        let record = plan.records.get_mut(id);
        for (at, copy) in record.value.copies.iter_mut().enumerate() {
            let kind = FactKind::CopyLost(id, Id::new(at));
            add(facts, &mut copy.lost, kind, &copy.name, copy.span);
        }
    }
    for id in plan.people.ids() {
        let person = plan.people.get_mut(id);
        if let Some(dead) = person.value.states.get_mut(PersonState::Dead as usize) {
            let kind = FactKind::State(id, PersonState::Dead);
            add(facts, dead, kind, &person.name, person.span);
        }
    }
    plan
}

fn add(
    facts: &mut Arena<Fact>,
    slot: &mut Option<Id<Fact>>,
    kind: FactKind,
    name: &str,
    span: Span,
) {
    slot.get_or_insert_with(|| {
        let fact = Fact {
            kind,
            count: 1,
            assessments: Vec::new(),
            condition: None,
            more_likely_than: Vec::new(),
        };
        facts.push(name, span, fact)
    });
}
