//! Who acts: persons, whoever exercises an office, bodies by a decision, and several together.

use interrex_circuit::Node;
use interrex_plan::model::{Actor, ActorExpr, ActorExprKind, CandidateWho, Id, Locus, Office};

use super::{Judged, Party};
use crate::compiler::Compiler;
use crate::record::Requirement;
use crate::view::{Reading, View};

/// The post through which a candidate is asked: their part in its name counts as done.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Own {
    pub(crate) post: Id<Office>,
    /// Whether they are a candidate by its exercise.
    pub(crate) acting: bool,
}

impl Compiler<'_> {
    /// Whether those who must act together do, in a view. The part of `own`, the office through
    /// which a candidate is asked, counts as done.
    pub(crate) fn acts(
        &mut self,
        actors: &ActorExpr,
        view: View,
        reading: Reading,
        own: Option<Own>,
    ) -> Node {
        match &actors.kind {
            ActorExprKind::Actor(actor) => self.actor_acts(*actor, view, reading, own),
            ActorExprKind::And(list) => {
                let all: Vec<Node> = list
                    .iter()
                    .map(|actors| self.acts(actors, view, reading, own))
                    .collect();
                self.circuit.and(all)
            }
            ActorExprKind::Or(list) => {
                let any: Vec<Node> = list
                    .iter()
                    .map(|actors| self.acts(actors, view, reading, own))
                    .collect();
                self.circuit.or(any)
            }
            ActorExprKind::AtLeast(k, list) => self.at_least_act(*k, list, view, reading, own),
        }
    }

    fn at_least_act(
        &mut self,
        k: u32,
        list: &[ActorExpr],
        view: View,
        reading: Reading,
        own: Option<Own>,
    ) -> Node {
        let mut persons: Vec<(Party, Node)> = Vec::new();
        let mut others = Vec::new();
        for actors in list {
            let ActorExprKind::Actor(actor) = actors.kind else {
                others.push(self.acts(actors, view, reading, own));
                continue;
            };
            let parties = match own.filter(|own| actor == Actor::Office(own.post)) {
                Some(own) => self.own_parties(own, view, reading),
                None => self.acting_parties(actor, view, reading),
            };
            for (party, acts) in parties {
                self.add_person(&mut persons, party, acts);
            }
        }
        let all = persons.into_iter().map(|(_, node)| node).chain(others);
        self.circuit.at_least(k as usize, all)
    }

    fn actor_acts(&mut self, actor: Actor, view: View, reading: Reading, own: Option<Own>) -> Node {
        if own.is_some_and(|own| actor == Actor::Office(own.post)) {
            return Node::TRUE;
        }
        let ways: Vec<Node> = self
            .acting_parties(actor, view, reading)
            .into_iter()
            .map(|(_, acts)| acts)
            .collect();
        self.circuit.or(ways)
    }

    /// Whoever is a candidate by way of a post, each while they have what makes them one.
    fn own_parties(&mut self, own: Own, view: View, reading: Reading) -> Vec<(Party, Node)> {
        let state = self.office(Judged {
            office: own.post,
            view,
            reading,
        });
        let holdings = if own.acting {
            &state.exercise
        } else {
            &state.title
        };
        holdings
            .iter()
            .map(|holding| (holding.party, holding.when))
            .collect()
    }

    /// Whether a requirement is met: those act who must or, where acts are on record, they did.
    pub(crate) fn required(
        &mut self,
        asked: Requirement,
        actors: &ActorExpr,
        view: View,
        reading: Reading,
        own: Option<Own>,
    ) -> Node {
        if self.record.is_none() {
            return self.acts(actors, view, reading, own);
        }
        // What counts as possible for a candidate is done on record by nobody but them.
        let outer = self.asked.replace(asked);
        let node = self.acts(actors, view, reading, None);
        self.asked = outer;
        node
    }

    /// Whether a candidate did what they do alone: always possible, but on record it must be done.
    pub(crate) fn done_oneself(&mut self, asked: &Requirement, party: Party) -> Node {
        match self.record {
            Some(record) => {
                let done = record.done(asked).any(|(_, by)| by == party);
                self.circuit.constant(done)
            }
            None => Node::TRUE,
        }
    }

    /// Who acts for an actor, each with the condition under which they do.
    fn acting_parties(&mut self, actor: Actor, view: View, reading: Reading) -> Vec<(Party, Node)> {
        if let (Some(record), Some(asked)) = (self.record, &self.asked) {
            let done = record.done(asked).filter(|(by, _)| *by == actor);
            return done.map(|(_, party)| (party, Node::TRUE)).collect();
        }
        match actor {
            Actor::Person(person) => {
                vec![(Party::Person(person), self.person_acts(person, view))]
            }
            Actor::Body(body, kind) => {
                vec![(
                    Party::Body(body),
                    self.can_act(body, kind as usize, view, reading),
                )]
            }
            Actor::Office(office) => {
                let state = self.office(Judged {
                    office,
                    view,
                    reading,
                });
                let mut list = Vec::new();
                for holding in &state.exercise {
                    let acts = self.party_acts(holding.party, view, reading);
                    list.push((holding.party, self.circuit.and2(holding.when, acts)));
                }
                list
            }
        }
    }

    /// Whether somebody can act in a view.
    pub(crate) fn party_acts(&mut self, party: Party, view: View, reading: Reading) -> Node {
        match party {
            Party::Person(person) => self.person_acts(person, view),
            Party::Body(body) => self.can_act(body, 0, view, reading),
            Party::Chosen(office, order, candidate) => {
                self.chosen_met(office, order, candidate, view)
            }
        }
    }

    /// Whether a person who was chosen can be met in a view.
    fn chosen_met(&mut self, id: Id<Office>, order: u32, candidate: u32, view: View) -> Node {
        let mut ways = vec![self.chosen_is_nowhere(id, order, candidate)];
        for (at, when) in self.chosen_places(id, order, candidate) {
            let near = self.seen_from(at, view);
            ways.push(self.circuit.and2(when, near));
        }
        self.circuit.or(ways)
    }

    /// The person of a candidacy whose choice is somebody's: known where the choice is on record.
    pub(crate) fn chosen_party(&self, office: Id<Office>, order: u32, candidate: u32) -> Party {
        let known = self
            .record
            .and_then(|record| record.chosen.get(&(office, order, candidate)));
        known
            .copied()
            .unwrap_or(Party::Chosen(office, order, candidate))
    }

    /// Where a person who was chosen is: at the options of the office's seat, without a seat where
    /// the order says.
    pub(crate) fn chosen_places(
        &mut self,
        id: Id<Office>,
        order: u32,
        candidate: u32,
    ) -> Vec<(Locus, Node)> {
        let plan = self.plan;
        let mut places = Vec::new();
        let seats = self.counting_seats(self.views.institutions.office_seats(id).to_vec());
        for (seat, counts) in &seats {
            for (index, option) in plan.seats.get(*seat).options.iter().enumerate() {
                let option_counts = self.option_counts(*seat, index);
                places.push((option.at, self.circuit.and2(*counts, option_counts)));
            }
        }
        let without_seat = self.without_seat(&seats);
        places.extend(
            self.chosen_at(id, order, candidate)
                .map(|at| (at, without_seat)),
        );
        places
    }

    /// The condition under which the plan says nothing of where a person who was chosen is.
    pub(crate) fn chosen_is_nowhere(&mut self, id: Id<Office>, order: u32, candidate: u32) -> Node {
        if self.chosen_at(id, order, candidate).is_some() {
            return Node::FALSE;
        }
        let seats = self.counting_seats(self.views.institutions.office_seats(id).to_vec());
        self.without_seat(&seats)
    }

    /// Where an order says that a person who was chosen is.
    pub(crate) fn chosen_at(&self, id: Id<Office>, order: u32, candidate: u32) -> Option<Locus> {
        let order = self.plan.offices.get(id).orders.get(order as usize)?;
        match order.candidates.get(candidate as usize)?.who {
            CandidateWho::Chosen { at, .. } => at,
            CandidateWho::Who(_) => None,
        }
    }
}
