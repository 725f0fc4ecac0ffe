//! What things, people and undertakings depend on.

use super::Node;
use super::edges::Found;
use crate::model::{
    Decision, Fact, Function, Id, Link, Measure, Person, Place, Pledge, Record, Site, Thing, Threat,
};

impl Found<'_> {
    pub(super) fn fact(&mut self, id: Id<Fact>) {
        let plan = self.plan;
        self.expr(
            plan.facts
                .get(id)
                .condition
                .as_ref()
                .map(|condition| &condition.given),
        );
        self.effects(id);
    }

    pub(super) fn place(&mut self, id: Id<Place>) {
        let place = self.plan.places.get(id);
        if let Some(outer) = place.within {
            self.needs(Node::Place(outer), None);
        }
        self.bare_fact(place.lost);
        self.terms(&place.terms);
        self.takings(Thing::Place(id));
    }

    pub(super) fn site(&mut self, id: Id<Site>) {
        let site = self.plan.sites.get(id);
        for place in &site.within {
            self.needs(Node::Place(*place), None);
        }
        self.expr(site.needs.as_ref());
        self.bare_fact(site.lost);
        self.terms(&site.terms);
        self.takings(Thing::Site(id));
    }

    pub(super) fn link(&mut self, id: Id<Link>) {
        let link = self.plan.links.get(id);
        self.expr(link.needs.as_ref());
        self.bare_fact(link.lost);
        self.terms(&link.terms);
        self.takings(Thing::Link(id));
    }

    /// Contact and ways are found for all nodes at once.
    pub(super) fn contact(&mut self) {
        let plan = self.plan;
        for id in plan.places.ids() {
            self.needs(Node::Place(id), None);
        }
        for id in plan.sites.ids() {
            self.needs(Node::Site(id), None);
        }
        for id in plan.links.ids() {
            self.needs(Node::Link(id), None);
        }
    }

    pub(super) fn copy(&mut self, id: Id<Record>, index: u32) {
        let Some(copy) = self.plan.records.get(id).value.copies.get(index as usize) else {
            return;
        };
        self.locus(copy.at, None);
        self.expr(copy.needs.as_ref());
        self.bare_fact(copy.lost);
        self.terms(&copy.terms);
        self.takings(Thing::Copy(id, index));
    }

    pub(super) fn record(&mut self, id: Id<Record>) {
        let record = self.plan.records.get(id);
        for (index, copy) in (0..).zip(&record.copies) {
            self.needs(Node::Copy(id, index), copy.span);
        }
        if !record.used_at.is_empty() {
            self.needs(Node::Contact, record.span);
        }
        self.terms(&record.terms);
    }

    pub(super) fn person(&mut self, id: Id<Person>) {
        let person = self.plan.people.get(id);
        for state in person.states {
            self.bare_fact(state);
        }
        self.bare_fact(person.stays);
        self.bare_fact(person.declines);
        for (_, fact) in &person.stays_from {
            self.bare_fact(Some(*fact));
        }
        self.rebases(id);
        self.takings(Thing::Person(id));
    }

    pub(super) fn threat(&mut self, id: Id<Threat>) {
        let threat = self.plan.threats.get(id);
        self.bare_fact(threat.occurs);
        self.terms(&threat.terms);
    }

    pub(super) fn pledge(&mut self, id: Id<Pledge>) {
        let pledge = self.plan.pledges.get(id);
        self.expr(pledge.conditions.as_ref());
        self.terms(&pledge.terms);
        for partner in &pledge.partners {
            self.expr(partner.condition.as_ref());
            self.bare_fact(partner.withdraws);
            self.terms(&partner.terms);
        }
    }

    pub(super) fn measure(&mut self, id: Id<Measure>) {
        let measure = self.plan.measures.get(id);
        self.expr(measure.agreed.as_ref());
        self.bare_fact(measure.taken);
        self.terms(&measure.terms);
    }

    pub(super) fn decision(&mut self, id: Id<Decision>) {
        let decision = self.plan.decisions.get(id);
        self.bare_fact(decision.made);
        self.actors(decision.by.as_ref());
        self.terms(&decision.terms);
    }

    pub(super) fn function(&mut self, id: Id<Function>) {
        let function = self.plan.functions.get(id);
        self.expr(function.needs.as_ref());
        // A function that does not count does not fail.
        if let Some(measure) = function.terms.by_measure {
            self.suffers(Node::Measure(measure), None);
        }
    }
}
