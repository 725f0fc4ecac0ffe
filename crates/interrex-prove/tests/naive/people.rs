//! Section 4: people, where they are, where they can be met.

use std::rc::Rc;

use interrex_plan::model::{
    CandidateWho, Change, Id, Locus, Office, Person, PersonState, Place, Thing, Who,
};

use super::contact::innermost;
use super::model::{element, part};
use super::world::{Matter, World};

impl World<'_> {
    /// Dead, captive, incapacitated or absent, by a fact of their own or taken so.
    pub(crate) fn is(&self, id: Id<Person>, state: PersonState) -> bool {
        let index = PersonState::ALL
            .iter()
            .position(|one| *one == state)
            .expect("a state");
        self.model.plan.people.get(id).states[index].is_some_and(|fact| self.fact(fact))
            || self.is_taken(|taking| taking.thing == Thing::Person(id) && taking.leaves == state)
    }

    /// Free, alive and able.
    pub(crate) fn is_fit(&self, id: Id<Person>) -> bool {
        !self.is(id, PersonState::Dead)
            && !self.is(id, PersonState::Captive)
            && !self.is(id, PersonState::Incapacitated)
    }

    pub(crate) fn is_absent(&self, id: Id<Person>) -> bool {
        self.is(id, PersonState::Absent)
    }

    /// Where a person is based; nothing when the plan says nothing.
    pub(crate) fn base(&self, id: Id<Person>) -> Option<Locus> {
        for (measure, named) in self.model.plan.measures.iter() {
            for change in &named.effects {
                if let Change::Rebase(person, at, _) = change
                    && *person == id
                    && self.guard(Matter::Base(id), || self.in_effect(measure))
                {
                    return Some(*at);
                }
            }
        }
        let mut latest = None;
        for base in &self.model.plan.people.get(id).bases {
            let has_begun = base
                .from
                .is_none_or(|from| from <= self.model.question.as_of);
            if has_begun && latest.is_none_or(|(from, _)| from <= base.from) {
                latest = Some((base.from, base.at));
            }
        }
        latest.map(|(_, at)| at)
    }

    /// The innermost place of the base.
    pub(crate) fn base_node(&self, id: Id<Person>) -> Option<Locus> {
        self.base(id).map(|base| innermost(self.model.plan, base))
    }

    pub(crate) fn can_be_at(&self, id: Id<Person>, to: Locus) -> bool {
        self.once(&self.known.can_be_at, (id, to), || {
            self.is_fit(id)
                && !self.is_absent(id)
                && self.node_stands(to)
                && self.is_free_to_be_at(id, to)
        })
    }

    fn is_free_to_be_at(&self, id: Id<Person>, to: Locus) -> bool {
        let plan = self.model.plan;
        let Some(base) = self.base(id) else {
            return !self.stays(id) && !self.stays_from(id, to);
        };
        let node = innermost(plan, base);
        let is_there = base == to || node == to || base == innermost(plan, to);
        if is_there {
            return true;
        }
        let held_back = if innermost(plan, to) == node {
            self.chooses_to_stay_from(id, to)
        } else {
            self.stays(id) || self.stays_from(id, to)
        };
        !held_back && self.has_way(base, to)
    }

    /// The choice not to go anywhere.
    pub(crate) fn stays(&self, id: Id<Person>) -> bool {
        self.model
            .plan
            .people
            .get(id)
            .stays
            .is_some_and(|fact| self.fact(fact))
    }

    /// The choice not to go to a node, or to a place that it is in.
    fn stays_from(&self, id: Id<Person>, to: Locus) -> bool {
        let mut around = vec![to];
        let mut inner: Vec<Id<Place>> = match to {
            Locus::Place(place) => vec![place],
            Locus::Site(site) => self.model.plan.sites.get(site).within.clone(),
        };
        while let Some(place) = inner.pop() {
            around.push(Locus::Place(place));
            inner.extend(self.model.plan.places.get(place).within);
        }
        around
            .into_iter()
            .any(|place| self.chooses_to_stay_from(id, place))
    }

    fn chooses_to_stay_from(&self, id: Id<Person>, at: Locus) -> bool {
        let person = self.model.plan.people.get(id);
        person
            .stays_from
            .iter()
            .any(|(from, fact)| *from == at && self.fact(*fact))
    }

    /// Options of seats for which the person can be met, if they can be there, besides their base.
    pub(crate) fn whereabouts(&self, id: Id<Person>) -> Rc<Vec<Locus>> {
        self.once(&self.known.whereabouts, id, || {
            let mut options = Vec::new();
            for office in self.model.plan.offices.ids() {
                if self.concerns(office, id) {
                    options.extend(
                        self.seat_options(Who::Office(office))
                            .into_iter()
                            .map(|(seat, index)| self.model.plan.seats.get(seat).options[index].at),
                    );
                }
            }
            options.retain(|option| self.can_be_at(id, *option));
            Rc::new(options)
        })
    }

    /// Whether a person holds or acts in an office at the start or is a listed candidate for it.
    fn concerns(&self, id: Id<Office>, person: Id<Person>) -> bool {
        let office = self.model.plan.offices.get(id);
        if !self.counts(&office.terms, element("office", id)) {
            return false;
        }
        office.holder == Some(Who::Person(person))
            || office.acting == Some(person)
            || self.orders(id).into_iter().any(|index| {
                let order = &office.orders[index];
                order
                    .candidates
                    .iter()
                    .enumerate()
                    .any(|(place, candidate)| {
                        self.counts(
                            &candidate.terms,
                            part("office", id, "candidate", (index << 16) + place),
                        ) && match candidate.who {
                            CandidateWho::Who(Who::Person(listed)) => listed == person,
                            CandidateWho::Who(Who::Office(post)) => {
                                self.model.plan.offices.get(post).holder
                                    == Some(Who::Person(person))
                            }
                            _ => false,
                        }
                    })
            })
    }
}
