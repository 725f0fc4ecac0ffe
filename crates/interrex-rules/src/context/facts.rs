//! Facts whose time is over.
//!
//! Responsible for telling whether a fact is about something that ended before the date: nothing that
//! is asked on the date rests on it, so no rule asks about it either.

use interrex_plan::model::{FactKind, Terms, Thing};

use super::Context;

impl<'p> Context<'p> {
    /// Whether what a fact is about ended before the date.
    pub(crate) fn is_over(&self, fact: FactKind) -> bool {
        let terms = self.terms_of_fact(fact);
        terms.is_some_and(|terms| terms.until.is_some_and(|last| last < self.as_of))
    }

    fn terms_of_fact(&self, fact: FactKind) -> Option<&'p Terms> {
        let plan = self.plan;
        Some(match fact {
            FactKind::Occurs(id) | FactKind::Takes(id, _) => &plan.threats.get(id).value.terms,
            FactKind::Lost(thing) => return self.terms_of_thing(thing),
            FactKind::CopyLost(id, copy) => {
                &plan.records.get(id).value.copies.get(copy.index())?.terms
            }
            FactKind::State(id, _) | FactKind::Stays(id, _) | FactKind::Declines(id, _) => {
                &plan.people.get(id).value.terms
            }
            FactKind::Unfit(id, _) => &plan.bodies.get(id).value.terms,
            FactKind::Resigns(id) | FactKind::Made(id) => &plan.offices.get(id).value.terms,
            FactKind::Withdraws(id, _) => &plan.pledges.get(id).value.terms,
            FactKind::Taken(id) => &plan.measures.get(id).value.terms,
            FactKind::Decided(id) => &plan.decisions.get(id).value.terms,
            FactKind::Refuses => return None,
        })
    }

    fn terms_of_thing(&self, thing: Thing) -> Option<&'p Terms> {
        let plan = self.plan;
        Some(match thing {
            Thing::Place(id) => &plan.places.get(id).value.terms,
            Thing::Site(id) => &plan.sites.get(id).value.terms,
            Thing::Link(id) => &plan.links.get(id).value.terms,
            Thing::Person(id) => &plan.people.get(id).value.terms,
            Thing::Copy(id, copy) => &plan.records.get(id).value.copies.get(copy as usize)?.terms,
        })
    }
}
