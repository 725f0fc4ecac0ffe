//! Section 5, *Bodies*: when enough members can act.

use std::collections::BTreeSet;

use interrex_plan::model::{Body, Id, Locus, Meeting, Member, Office, Who};

use super::contact::innermost;
use super::model::element;
use super::readings::Reading;
use super::views::{Holder, Sight, View};
use super::world::World;

impl World<'_> {
    /// Whether a body can act in a view by a kind of decision, or its stand-in for it.
    pub(crate) fn body_can_act(&self, id: Id<Body>, kind: usize, sight: &Sight) -> bool {
        let compute = || {
            self.body_counts(id)
                && (self.acts_itself(id, kind, sight) || self.stand_in_acts(id, kind, sight))
        };
        if sight.before.is_some() {
            return compute();
        }
        let key = (id, kind, sight.view, sight.reading);
        self.once(&self.known.can_act, key, compute)
    }

    fn body_counts(&self, id: Id<Body>) -> bool {
        self.counts(&self.model.plan.bodies.get(id).terms, element("body", id))
    }

    /// The stand-in decides by the decision of the same name, else by its ordinary one.
    fn stand_in_acts(&self, id: Id<Body>, kind: usize, sight: &Sight) -> bool {
        let body = self.model.plan.bodies.get(id);
        let Some(stand_in) = body.stand_in else {
            return false;
        };
        let name = body.decisions.get(kind).map(|kind| kind.name.as_str());
        let decisions = &self.model.plan.bodies.get(stand_in).decisions;
        let same = decisions
            .iter()
            .position(|kind| Some(kind.name.as_str()) == name);
        self.body_counts(stand_in) && self.acts_itself(stand_in, same.unwrap_or(0), sight)
    }

    fn acts_itself(&self, id: Id<Body>, kind: usize, sight: &Sight) -> bool {
        let needed = self.needed(id, kind, sight.reading);
        match (self.model.plan.bodies.get(id).meets, sight.view) {
            (Meeting::InContact, View::Everywhere) => {
                let enough_from = |view| {
                    let seen = Sight::of(view, sight.reading);
                    self.some_member_is_met(id, &seen) && self.members_that_act(id, &seen) >= needed
                };
                self.views().into_iter().any(enough_from)
                    || self.members_without_a_place(id, sight) >= needed
            }
            (Meeting::InContact, _) => self.members_that_act(id, sight) >= needed,
            (Meeting::InPerson, View::Everywhere) => {
                self.meeting_places(id).into_iter().any(|node| {
                    let from_there = Sight::of(View::From(node), sight.reading);
                    self.options_to_meet(id, &from_there).contains(&node)
                        && self.members_that_come(id, node, &from_there) >= needed
                })
            }
            (Meeting::InPerson, view) => {
                self.options_to_meet(id, sight).into_iter().any(|option| {
                    self.meets(option, view) && self.members_that_come(id, option, sight) >= needed
                })
            }
        }
    }

    /// Whether the body can act ordinarily at one option of its seat.
    pub(crate) fn acts_at_option(&self, id: Id<Body>, option: Locus) -> bool {
        let sight = Sight::of(View::From(option), Reading::Base);
        let itself = match self.model.plan.bodies.get(id).meets {
            Meeting::InContact => self.acts_itself(id, 0, &sight),
            Meeting::InPerson => {
                let needed = self.needed(id, 0, Reading::Base);
                self.members_that_come(id, option, &sight) >= needed
            }
        };
        self.body_counts(id) && (itself || self.stand_in_acts(id, 0, &sight))
    }

    /// The greater of quorum and threshold, at least one.
    pub(crate) fn needed(&self, id: Id<Body>, kind: usize, reading: Reading) -> usize {
        let body = self.model.plan.bodies.get(id);
        let listed: u32 = body
            .members
            .iter()
            .map(|member| match member {
                Member::Class { count, .. } => *count,
                _ => 1,
            })
            .sum();
        let seats = body.seats.unwrap_or(listed);
        let decision = &body.decisions[kind];
        let threshold = if reading == Reading::OtherThreshold(id, kind) {
            decision.disputed.or(decision.threshold)
        } else {
            decision.threshold
        };
        let asked = [body.quorum, threshold]
            .into_iter()
            .flatten()
            .map(|asked| asked.of(seats));
        asked.max().unwrap_or(1).max(1) as usize
    }

    /// How many members count in the view: a person once, whatever posts they hold.
    fn members_that_act(&self, id: Id<Body>, sight: &Sight) -> usize {
        let mut persons = BTreeSet::new();
        let mut by_number = 0;
        for member in &self.model.plan.bodies.get(id).members {
            match member {
                Member::Class { at, .. } => {
                    if self.meets(innermost(self.model.plan, *at), sight.view) {
                        by_number += self.fit_by_number(member);
                    }
                }
                named => persons.extend(
                    self.named(id, named, sight)
                        .filter(|who| self.holder_can_act(*who, sight)),
                ),
            }
        }
        persons.len() + by_number
    }

    /// Whether a member, as seen from a node, can be met at it.
    fn some_member_is_met(&self, id: Id<Body>, sight: &Sight) -> bool {
        let View::From(node) = sight.view else {
            return false;
        };
        let members = &self.model.plan.bodies.get(id).members;
        members.iter().any(|member| match member {
            Member::Class { at, .. } => innermost(self.model.plan, *at) == node,
            named => match self.named(id, named, sight) {
                Some(Holder::Person(person)) => {
                    self.base_node(person) == Some(node) || self.whereabouts(person).contains(&node)
                }
                Some(Holder::Chosen(office, order, candidate)) => self
                    .places_of_chosen(office, order, candidate)
                    .is_some_and(|places| places.contains(&node)),
                Some(Holder::Body(_)) | None => false,
            },
        })
    }

    /// How many members can act of whose place the plan says nothing.
    fn members_without_a_place(&self, id: Id<Body>, sight: &Sight) -> usize {
        let members = self.model.plan.bodies.get(id).members.iter();
        let mut persons: BTreeSet<Holder> = members
            .filter_map(|named| self.named(id, named, sight))
            .collect();
        persons.retain(|who| {
            let is_nowhere = match *who {
                Holder::Person(person) => self.base(person).is_none(),
                Holder::Chosen(office, order, candidate) => {
                    self.places_of_chosen(office, order, candidate).is_none()
                }
                Holder::Body(_) => false,
            };
            is_nowhere && self.holder_can_act(*who, sight)
        });
        persons.len()
    }

    /// How many members can be at a node.
    fn members_that_come(&self, id: Id<Body>, to: Locus, sight: &Sight) -> usize {
        let mut persons = BTreeSet::new();
        let mut by_number = 0;
        for member in &self.model.plan.bodies.get(id).members {
            match member {
                Member::Class { at, .. } => {
                    if self.has_way(*at, to) {
                        by_number += self.fit_by_number(member);
                    }
                }
                named => persons.extend(
                    self.named(id, named, sight)
                        .filter(|who| self.holder_can_be_at(*who, to)),
                ),
            }
        }
        persons.len() + by_number
    }

    fn holder_can_be_at(&self, who: Holder, to: Locus) -> bool {
        match who {
            Holder::Person(person) => self.can_be_at(person, to),
            Holder::Body(_) => false,
            Holder::Chosen(office, order, candidate) => {
                let places = self.places_of_chosen(office, order, candidate);
                self.node_stands(to) && places.is_none_or(|places| places.contains(&to))
            }
        }
    }

    /// Who sits as a named member: nobody, where a body has the post.
    fn named(&self, body: Id<Body>, member: &Member, sight: &Sight) -> Option<Holder> {
        let sits = |id: Id<Office>| {
            let post = self.post(id, sight);
            let acts = post.exercise.map(|exercise| exercise.who);
            if self.model.plan.bodies.get(body).acting {
                acts
            } else {
                post.title
            }
        };
        match member {
            Member::Person(id, _) => Some(Holder::Person(*id)),
            Member::Office(id, _) => sits(*id).filter(|who| !matches!(who, Holder::Body(_))),
            Member::Class { .. } => None,
        }
    }

    fn fit_by_number(&self, member: &Member) -> usize {
        let Member::Class { count, unfit, .. } = member else {
            return 0;
        };
        let is_fit = |member: &usize| !unfit.is_some_and(|fact| self.fact_of_member(fact, *member));
        (0..*count as usize).filter(is_fit).count()
    }

    /// Where the body can meet: the available options of its seat, else where it says, else with
    /// its members. Where it only needs contact it says nothing.
    fn options_to_meet(&self, id: Id<Body>, sight: &Sight) -> Vec<Locus> {
        let options = self.seat_options(Who::Body(id));
        if !options.is_empty() {
            let available =
                |(seat, index): &(_, usize)| self.available(*seat, *index, sight.reading);
            let at = |(seat, index): (_, usize)| self.model.plan.seats.get(seat).options[index].at;
            return options.into_iter().filter(available).map(at).collect();
        }
        let body = self.model.plan.bodies.get(id);
        let mut places = body.meets_at.clone();
        if places.is_empty() || body.meets == Meeting::InContact {
            places = self.nodes_of_members(id, sight);
        }
        places.retain(|place| self.node_stands(*place));
        places
    }

    /// Where the members are.
    fn nodes_of_members(&self, id: Id<Body>, sight: &Sight) -> Vec<Locus> {
        let node = |member: &Member| match member {
            Member::Class { at, .. } => Some(innermost(self.model.plan, *at)),
            named => match self.named(id, named, sight)? {
                Holder::Person(person) => self.base_node(person),
                _ => None,
            },
        };
        self.model
            .plan
            .bodies
            .get(id)
            .members
            .iter()
            .filter_map(node)
            .collect()
    }

    /// Every node where the body could meet, whatever the world.
    pub(crate) fn meeting_places(&self, id: Id<Body>) -> BTreeSet<Locus> {
        let mut places = self.homes();
        places.extend(self.model.plan.bodies.get(id).meets_at.iter());
        for (seat, index) in self.seat_options(Who::Body(id)) {
            places.insert(self.model.plan.seats.get(seat).options[index].at);
        }
        places
    }

    /// Whether the body exercises its powers at a node, seen from there: at the options of its
    /// seat first of all.
    pub(crate) fn is_node_of(&self, id: Id<Body>, node: Locus, reading: Reading) -> bool {
        self.options_to_meet(id, &Sight::of(View::From(node), reading))
            .contains(&node)
    }

    /// Whether the body claims an office without a seat at a node, seen from there: where it only
    /// needs contact, with its members, whatever seat it has.
    pub(crate) fn claims_at(&self, id: Id<Body>, node: Locus, reading: Reading) -> bool {
        match self.model.plan.bodies.get(id).meets {
            Meeting::InPerson => self.is_node_of(id, node, reading),
            Meeting::InContact => {
                let sight = Sight::of(View::From(node), reading);
                self.node_stands(node) && self.nodes_of_members(id, &sight).contains(&node)
            }
        }
    }

    /// Whether a body that needs only contact acts from nowhere in particular: those of its members
    /// of whose place the plan says nothing are enough.
    pub(crate) fn acts_from_nowhere(&self, id: Id<Body>, reading: Reading) -> bool {
        self.model.plan.bodies.get(id).meets == Meeting::InContact
            && self.body_counts(id)
            && self.members_without_a_place(id, &Sight::of(View::Everywhere, reading))
                >= self.needed(id, 0, reading)
    }
}
