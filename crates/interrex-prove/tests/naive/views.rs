//! Section 5: what is seen from where, who can act there, and acts done together.

use std::collections::BTreeSet;

use interrex_plan::model::{
    Actor, ActorExpr, ActorExprKind, Body, CandidateWho, Id, Locus, Member, Office, Person, Seat,
    Who,
};

use super::contact::innermost;
use super::model::element;
use super::readings::Reading;
use super::steps::{Post, Posts};
use super::world::World;

/// From where things are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum View {
    /// From a node.
    From(Locus),
    /// ⊤, the view of somebody who knows all islands.
    Everywhere,
}

/// A view in a reading and, within a circle, in a round.
#[derive(Clone, Copy)]
pub(crate) struct Sight<'a> {
    pub(crate) view: View,
    pub(crate) reading: Reading,
    /// The offices of the circle as they stood at the end of the round before.
    pub(crate) before: Option<&'a Posts>,
}

/// Somebody who holds or exercises an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Holder {
    Person(Id<Person>),
    Body(Id<Body>),
    /// Chosen by the order, as this candidate of it, of this office.
    Chosen(Id<Office>, usize, usize),
}

/// A candidate. The part of the post through which they come counts as done.
#[derive(Clone, Copy)]
pub(crate) struct Own {
    pub(crate) who: Holder,
    pub(crate) post: Option<Id<Office>>,
}

impl Sight<'_> {
    pub(crate) fn of(view: View, reading: Reading) -> Self {
        Self {
            view,
            reading,
            before: None,
        }
    }
}

impl World<'_> {
    /// Every view but ⊤ from which somebody could be met.
    pub(crate) fn views(&self) -> Vec<View> {
        let options = self
            .model
            .plan
            .seats
            .iter()
            .flat_map(|(_, seat)| &seat.options);
        let mut places = self.homes();
        places.extend(options.map(|option| option.at));
        places.into_iter().map(View::From).collect()
    }

    /// Every node where the plan says that people are: their bases, the places of members by
    /// number and of people to be chosen.
    pub(crate) fn homes(&self) -> BTreeSet<Locus> {
        let plan = self.model.plan;
        let mut homes: BTreeSet<Locus> = plan
            .people
            .ids()
            .filter_map(|id| self.base_node(id))
            .collect();
        for (_, body) in plan.bodies.iter() {
            for member in &body.members {
                if let Member::Class { at, .. } = member {
                    homes.insert(innermost(plan, *at));
                }
            }
        }
        for (id, office) in plan.offices.iter() {
            for candidate in office.orders.iter().flat_map(|order| &order.candidates) {
                if let CandidateWho::Chosen { at, .. } = candidate.who {
                    homes.extend(at);
                    let options = self.seat_options(Who::Office(id)).into_iter();
                    homes.extend(
                        options.map(|(seat, index)| plan.seats.get(seat).options[index].at),
                    );
                }
            }
        }
        homes
    }

    /// Whether a node is in contact with the view; seen from everywhere, whether it stands.
    pub(crate) fn meets(&self, node: Locus, view: View) -> bool {
        match view {
            View::From(from) => self.in_contact(node, from),
            View::Everywhere => self.node_stands(node),
        }
    }

    /// Whether the base's node or another of the whereabouts is in contact with the view.
    pub(crate) fn is_met(&self, id: Id<Person>, view: View) -> bool {
        match self.base_node(id) {
            None => true,
            Some(node) => {
                self.meets(node, view)
                    || self
                        .whereabouts(id)
                        .iter()
                        .any(|option| self.meets(*option, view))
            }
        }
    }

    /// Whether the states and choices of a person are known in the view: also of somebody who is
    /// lost with their base and can be nowhere else.
    pub(crate) fn is_known(&self, id: Id<Person>, view: View) -> bool {
        let is_nowhere = || {
            self.base_node(id)
                .is_some_and(|node| !self.node_stands(node))
                && self.whereabouts(id).is_empty()
        };
        view == View::Everywhere || self.is_met(id, view) || is_nowhere()
    }

    pub(crate) fn is_reachable(&self, id: Id<Person>, view: View) -> bool {
        !self.is_absent(id) && self.is_met(id, view)
    }

    pub(crate) fn person_can_act(&self, id: Id<Person>, view: View) -> bool {
        self.is_fit(id) && self.is_reachable(id, view)
    }

    /// Whether whoever holds an office can act in the view: a body by its ordinary decision.
    pub(crate) fn holder_can_act(&self, who: Holder, sight: &Sight) -> bool {
        match who {
            Holder::Person(id) => self.person_can_act(id, sight.view),
            Holder::Body(id) => self.body_can_act(id, 0, sight),
            Holder::Chosen(office, order, candidate) => {
                match self.places_of_chosen(office, order, candidate) {
                    Some(places) => places
                        .into_iter()
                        .any(|place| self.meets(place, sight.view)),
                    None => true,
                }
            }
        }
    }

    // Actors.

    /// Whether those who must do an act do it.
    pub(crate) fn do_act(&self, actors: &ActorExpr, sight: &Sight, own: Option<Own>) -> bool {
        match &actors.kind {
            ActorExprKind::Actor(actor) => self.actor(*actor, sight, own).is_some(),
            ActorExprKind::And(list) => list.iter().all(|one| self.do_act(one, sight, own)),
            ActorExprKind::Or(list) => list.iter().any(|one| self.do_act(one, sight, own)),
            ActorExprKind::AtLeast(wanted, list) => {
                let mut distinct = BTreeSet::new();
                let mut nested = 0;
                for one in list {
                    match &one.kind {
                        ActorExprKind::Actor(actor) => {
                            distinct.extend(self.actor(*actor, sight, own));
                        }
                        _ if self.do_act(one, sight, own) => nested += 1,
                        _ => {}
                    }
                }
                distinct.len() + nested >= *wanted as usize
            }
        }
    }

    /// Who acts, when the actor does.
    pub(crate) fn actor(&self, actor: Actor, sight: &Sight, own: Option<Own>) -> Option<Holder> {
        match actor {
            Actor::Person(id) => {
                let who = Holder::Person(id);
                self.holder_can_act(who, sight).then_some(who)
            }
            Actor::Office(id) => {
                if let Some(own) = own.filter(|own| own.post == Some(id)) {
                    return Some(own.who);
                }
                let who = self.post(id, sight).exercise?.who;
                self.holder_can_act(who, sight).then_some(who)
            }
            Actor::Body(id, kind) => self
                .body_can_act(id, kind as usize, sight)
                .then_some(Holder::Body(id)),
        }
    }

    /// The state of an office in a view.
    pub(crate) fn post(&self, id: Id<Office>, sight: &Sight) -> Post {
        match sight.before.and_then(|before| before.get(&id)) {
            Some(post) => post.clone(),
            None => self.settled_post(id, sight.view, sight.reading),
        }
    }

    /// Whoever has the title of an office in a view.
    pub(crate) fn title(&self, id: Id<Office>, sight: &Sight) -> Option<Holder> {
        self.post(id, sight).title
    }

    // Seats.

    /// The options that count of the seats of an office or body, by seat and place in its list.
    pub(crate) fn seat_options(&self, of: Who) -> Vec<(Id<Seat>, usize)> {
        let mut options = Vec::new();
        for seat in self.seats(of) {
            for (index, option) in self.model.plan.seats.get(seat).options.iter().enumerate() {
                if self.counts(
                    &option.terms,
                    super::model::part("seat", seat, "option", index),
                ) {
                    options.push((seat, index));
                }
            }
        }
        options
    }

    /// The seats that count of an office or body.
    pub(crate) fn seats(&self, of: Who) -> Vec<Id<Seat>> {
        let seats = self.model.plan.seats.iter();
        seats
            .filter(|(id, seat)| seat.of == of && self.counts(&seat.terms, element("seat", *id)))
            .map(|(id, _)| id)
            .collect()
    }
}
