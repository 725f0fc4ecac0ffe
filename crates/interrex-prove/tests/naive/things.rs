//! Section 3: places, sites, links and copies; and of section 8 what rests on things alone:
//! records, pledges, decisions, functions.

use interrex_plan::model::{
    Copy, Decision, Function, Id, Link, Locus, Place, Pledge, PledgePartner, Record, Site, Taking,
    Thing, Threat,
};

use interrex_units::Period;

use super::model::{element, part};
use super::readings::Reading;
use super::views::{Sight, View};
use super::world::{Matter, World};

impl World<'_> {
    /// A threat occurs when it counts and its fact is true.
    pub(crate) fn occurs(&self, id: Id<Threat>) -> bool {
        let threat = self.model.plan.threats.get(id);
        self.counts(&threat.terms, element("threat", id))
            && threat.occurs.is_some_and(|fact| self.fact(fact))
    }

    /// Whether a threat takes something in a way that fits.
    pub(crate) fn is_taken(&self, fits: impl Fn(&Taking) -> bool) -> bool {
        self.model.plan.threats.iter().any(|(id, threat)| {
            threat.takes.iter().any(|taking| {
                fits(taking)
                    && taking.chance.is_none_or(|chance| self.fact(chance))
                    && self.occurs(id)
            })
        })
    }

    fn is_spared(&self, thing: Thing) -> bool {
        !self.is_taken(|taking| taking.thing == thing)
    }

    /// A place, site or link stands; a person is fit; a copy stands.
    pub(crate) fn stands(&self, thing: Thing) -> bool {
        match thing {
            Thing::Place(id) => self.place_stands(id),
            Thing::Site(id) => self.site_stands(id),
            Thing::Link(id) => self.link_works(id),
            Thing::Person(id) => self.is_fit(id),
            Thing::Copy(record, index) => self.copy_stands(record, index as usize),
        }
    }

    /// A node stands.
    pub(crate) fn node_stands(&self, node: Locus) -> bool {
        match node {
            Locus::Place(id) => self.place_stands(id),
            Locus::Site(id) => self.site_stands(id),
        }
    }

    fn place_stands(&self, id: Id<Place>) -> bool {
        self.settle(Matter::Place(id), || {
            let place = self.model.plan.places.get(id);
            self.counts(&place.terms, element("place", id))
                && place.within.is_none_or(|outer| self.place_stands(outer))
                && !place.lost.is_some_and(|lost| self.fact(lost))
                && self.is_spared(Thing::Place(id))
        })
    }

    fn site_stands(&self, id: Id<Site>) -> bool {
        self.settle(Matter::Site(id), || {
            let site = self.model.plan.sites.get(id);
            self.counts(&site.terms, element("site", id))
                && site.within.iter().all(|place| self.place_stands(*place))
                && !site.lost.is_some_and(|lost| self.fact(lost))
                && self.is_spared(Thing::Site(id))
                && site.needs.as_ref().is_none_or(|needs| self.holds(needs))
        })
    }

    pub(crate) fn link_works(&self, id: Id<Link>) -> bool {
        self.settle(Matter::Link(id), || {
            let link = self.model.plan.links.get(id);
            self.counts(&link.terms, element("link", id))
                && !link.lost.is_some_and(|lost| self.fact(lost))
                && self.is_spared(Thing::Link(id))
                && link.needs.as_ref().is_none_or(|needs| self.holds(needs))
        })
    }

    fn copy_stands(&self, id: Id<Record>, index: usize) -> bool {
        self.settle(Matter::Copy(id, index), || {
            let copy = &self.model.plan.records.get(id).copies[index];
            let place = u32::try_from(index).expect("a small plan");
            self.counts(&copy.terms, part("record", id, "copy", index))
                && self.node_stands(copy.at)
                && !copy.lost.is_some_and(|lost| self.fact(lost))
                && self.is_spared(Thing::Copy(id, place))
                && copy.needs.as_ref().is_none_or(|needs| self.holds(needs))
        })
    }

    // Section 8, as far as things go.

    /// A record is held.
    pub(crate) fn is_held(&self, id: Id<Record>) -> bool {
        let record = self.model.plan.records.get(id);
        self.counts(&record.terms, element("record", id))
            && record.copies.iter().enumerate().any(|(index, copy)| {
                self.copy_stands(id, index)
                    && self.is_lawful(copy)
                    && is_fresh(record.age_max, copy.age)
                    && (record.used_at.is_empty()
                        || record
                            .used_at
                            .iter()
                            .any(|used| self.in_contact(copy.at, *used)))
            })
    }

    fn is_lawful(&self, copy: &Copy) -> bool {
        copy.lawful != Some(false)
            && copy
                .lawful_from
                .is_none_or(|from| from <= self.model.question.as_of)
    }

    /// A pledge is met.
    pub(crate) fn pledge_is_met(&self, id: Id<Pledge>) -> bool {
        self.settle(Matter::Pledge(id), || {
            let pledge = self.model.plan.pledges.get(id);
            let keeping = pledge
                .partners
                .iter()
                .enumerate()
                .filter(|(index, partner)| self.keeps(id, *index, partner))
                .count();
            self.counts(&pledge.terms, element("pledge", id))
                && pledge
                    .expires
                    .is_none_or(|last| self.model.question.as_of <= last)
                && pledge
                    .conditions
                    .as_ref()
                    .is_none_or(|conditions| self.holds(conditions))
                && keeping >= pledge.enough as usize
        })
    }

    fn keeps(&self, id: Id<Pledge>, index: usize, partner: &PledgePartner) -> bool {
        self.counts(&partner.terms, part("pledge", id, "partner", index))
            && partner
                .condition
                .as_ref()
                .is_none_or(|condition| self.holds(condition))
            && !partner
                .withdraws
                .is_some_and(|withdraws| self.fact(withdraws))
    }

    /// A decision is made, as seen from a view.
    pub(crate) fn is_made(&self, id: Id<Decision>, sight: &Sight) -> bool {
        let decision = self.model.plan.decisions.get(id);
        self.counts(&decision.terms, element("decision", id))
            && decision.made.is_none_or(|made| self.fact(made))
            && decision
                .by
                .as_ref()
                .is_none_or(|by| self.do_act(by, sight, None))
    }

    /// A decision is made, seen from everywhere.
    pub(crate) fn is_decided(&self, id: Id<Decision>) -> bool {
        self.is_made(id, &Sight::of(View::Everywhere, Reading::Base))
    }

    /// A function works. One that does not count does not fail.
    pub(crate) fn function_works(&self, id: Id<Function>) -> bool {
        self.settle(Matter::Function(id), || {
            let function = self.model.plan.functions.get(id);
            let counts = || self.counts(&function.terms, element("function", id));
            !self.guard(Matter::Not, counts)
                || function
                    .needs
                    .as_ref()
                    .is_none_or(|needs| self.holds(needs))
        })
    }
}

/// A copy without an age is fresh.
fn is_fresh(most: Option<Period>, age: Option<Period>) -> bool {
    most.zip(age)
        .is_none_or(|(most, age)| age.seconds() <= most.seconds())
}
