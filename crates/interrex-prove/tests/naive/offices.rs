//! Section 6: what an office has in the world at hand: grounds, orders, leases, its state at the
//! start.

use interrex_plan::model::{
    Actor, CandidateWho, Effect, Event, Id, Lease, Locus, Office, Order, PersonState, Who,
};

use super::model::{element, part};
use super::readings::Reading;
use super::steps::{Exercise, Post, Via};
use super::views::{Holder, Sight};
use super::world::World;

/// A ground of an office: by place in its list, or the one that a lease gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum GroundOf {
    Written(usize),
    Lease,
}

impl World<'_> {
    pub(crate) fn office_counts(&self, id: Id<Office>) -> bool {
        self.counts(
            &self.model.plan.offices.get(id).terms,
            element("office", id),
        )
    }

    /// The grounds that count in a reading.
    pub(crate) fn grounds(&self, id: Id<Office>, reading: Reading) -> Vec<GroundOf> {
        let office = self.model.plan.offices.get(id);
        let mut grounds = Vec::new();
        let mut names_lease = false;
        for (index, ground) in office.grounds.iter().enumerate() {
            if self.counts(&ground.terms, part("office", id, "ground", index)) {
                names_lease |= matches!(ground.event, Event::Lease);
                if !reading.omits_ground(id, index, ground) {
                    grounds.push(GroundOf::Written(index));
                }
            }
        }
        if !names_lease && !self.leases(id).is_empty() {
            grounds.push(GroundOf::Lease);
        }
        grounds
    }

    pub(crate) fn effect(&self, id: Id<Office>, ground: GroundOf) -> Effect {
        match ground {
            GroundOf::Written(index) => self.model.plan.offices.get(id).grounds[index].effect,
            GroundOf::Lease => Effect::Suspends,
        }
    }

    /// Whether an order names a ground. An order that names none applies to all.
    pub(crate) fn names(order: &Order, ground: GroundOf) -> bool {
        match ground {
            GroundOf::Written(index) => order.on.iter().any(|on| *on as usize == index),
            GroundOf::Lease => order.on_lease,
        }
    }

    /// The orders that count, by place in the list.
    pub(crate) fn orders(&self, id: Id<Office>) -> Vec<usize> {
        let orders = self.model.plan.offices.get(id).orders.iter().enumerate();
        orders
            .filter(|(index, order)| self.counts(&order.terms, part("office", id, "order", *index)))
            .map(|(index, _)| index)
            .collect()
    }

    // Leases.

    /// The leases on an office that count.
    pub(crate) fn leases(&self, id: Id<Office>) -> Vec<&Lease> {
        let leases = self.model.plan.leases.iter();
        leases
            .filter(|(lease, named)| {
                named.office == id && self.counts(&named.terms, element("lease", *lease))
            })
            .map(|(_, named)| &named.value)
            .collect()
    }

    /// Whether enough keepers of every lease on an office can act in the view.
    pub(crate) fn leases_are_held(&self, id: Id<Office>, sight: &Sight) -> bool {
        self.leases(id).into_iter().all(|lease| {
            let mut keepers = std::collections::BTreeSet::new();
            for (keeper, _) in &lease.keepers {
                let who = match keeper {
                    Actor::Person(id) => Some(Holder::Person(*id)),
                    Actor::Office(id) => self.title(*id, sight),
                    Actor::Body(id, _) => Some(Holder::Body(*id)),
                };
                keepers.extend(who.filter(|who| self.holder_can_act(*who, sight)));
            }
            keepers.len() >= lease.needs as usize
        })
    }

    /// The event `lease`.
    pub(crate) fn lease_lapsed(&self, id: Id<Office>, holder: Holder, sight: &Sight) -> bool {
        let holder_fails = || match holder {
            Holder::Person(person) => {
                let unfit_or_absent = !self.is_fit(person) || self.is_absent(person);
                (unfit_or_absent && self.is_known(person, sight.view))
                    || !self.is_reachable(person, sight.view)
            }
            other => !self.holder_can_act(other, sight),
        };
        !self.leases(id).is_empty() && (!self.leases_are_held(id, sight) || holder_fails())
    }

    // The start.

    /// Who has the title at the start.
    pub(crate) fn holder_at_start(&self, id: Id<Office>) -> Option<Holder> {
        if !self.office_counts(id) {
            return None;
        }
        match self.model.plan.offices.get(id).holder? {
            Who::Person(person) => Some(Holder::Person(person)),
            Who::Body(body) => Some(Holder::Body(body)),
            Who::Office(_) => None,
        }
    }

    /// The state of an office before the first step, seen from a view. Somebody acting who is
    /// known to be dead is as if nobody acted.
    pub(crate) fn post_at_start(&self, id: Id<Office>, sight: &Sight) -> Post {
        let title = self.holder_at_start(id);
        let acting = self.model.plan.offices.get(id).acting.filter(|person| {
            let known_dead =
                self.is(*person, PersonState::Dead) && self.is_known(*person, sight.view);
            self.office_counts(id) && !known_dead
        });
        let exercise = acting.map(Holder::Person).or(title);
        Post {
            title,
            exercise: exercise.map(|who| Exercise {
                who,
                via: Via::Start,
            }),
            ..Post::default()
        }
    }

    // Chosen persons.

    /// Where a chosen person is: at the options of the office's seat, else where the order says;
    /// nothing when neither is given.
    pub(crate) fn places_of_chosen(
        &self,
        id: Id<Office>,
        order: usize,
        candidate: usize,
    ) -> Option<Vec<Locus>> {
        let options = self.seat_options(Who::Office(id));
        if !self.seats(Who::Office(id)).is_empty() {
            let at = |(seat, index): (_, usize)| self.model.plan.seats.get(seat).options[index].at;
            return Some(options.into_iter().map(at).collect());
        }
        match &self.model.plan.offices.get(id).orders[order].candidates[candidate].who {
            CandidateWho::Chosen { at, .. } => at.map(|at| vec![at]),
            CandidateWho::Who(_) => None,
        }
    }
}
