//! Who acts: persons, whoever exercises an office, bodies by a decision, and several together.

use interrex_circuit::Node;
use interrex_plan::model::{Actor, ActorExpr, ActorExprKind, CandidateWho, Id, Office};

use super::{Judged, Party};
use crate::compiler::{Compiler, part_of};
use crate::view::{Reading, View};

impl Compiler<'_> {
    /// Whether those who must act together do, in a view. The part of `own`, the office through
    /// which a candidate is asked, counts as done.
    pub(crate) fn acts(
        &mut self,
        actors: &ActorExpr,
        view: View,
        reading: Reading,
        own: Option<Id<Office>>,
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
        own: Option<Id<Office>>,
    ) -> Node {
        let mut persons: Vec<(Party, Node)> = Vec::new();
        let mut others = Vec::new();
        for actors in list {
            let ActorExprKind::Actor(actor) = actors.kind else {
                others.push(self.acts(actors, view, reading, own));
                continue;
            };
            for (party, acts) in self.acting_parties(actor, view, reading) {
                self.add_person(&mut persons, party, acts);
            }
        }
        let all = persons.into_iter().map(|(_, node)| node).chain(others);
        self.circuit.at_least(k as usize, all)
    }

    fn actor_acts(
        &mut self,
        actor: Actor,
        view: View,
        reading: Reading,
        own: Option<Id<Office>>,
    ) -> Node {
        if matches!(actor, Actor::Office(office) if own == Some(office)) {
            return Node::TRUE;
        }
        let ways: Vec<Node> = self
            .acting_parties(actor, view, reading)
            .into_iter()
            .map(|(_, acts)| acts)
            .collect();
        self.circuit.or(ways)
    }

    /// Who acts for an actor, each with the condition under which they do.
    fn acting_parties(&mut self, actor: Actor, view: View, reading: Reading) -> Vec<(Party, Node)> {
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

    /// Whether a person who was chosen can be met in a view: at an option of the office's seat,
    /// else where the plan says that they are.
    fn chosen_met(&mut self, id: Id<Office>, order: u32, candidate: u32, view: View) -> Node {
        let plan = self.plan;
        let office = plan.offices.get(id);
        let mut ways = Vec::new();
        let seats = self.counting_seats(self.views.institutions.office_seats(id).to_vec());
        for (seat, counts) in &seats {
            for (index, option) in plan.seats.get(*seat).options.iter().enumerate() {
                let element = part_of("seat", *seat, "option", index);
                let option_counts = self.counts(&option.terms, element);
                let near = self.seen_from(option.at, view);
                ways.push(self.circuit.and([*counts, option_counts, near]));
            }
        }
        if !seats.is_empty() {
            return self.circuit.or(ways);
        }
        let declared = office.orders.get(order as usize);
        let declared = declared.and_then(|order| order.candidates.get(candidate as usize));
        match declared.map(|candidate| &candidate.who) {
            Some(CandidateWho::Chosen { at: Some(at), .. }) => self.seen_from(*at, view),
            _ => Node::TRUE,
        }
    }
}
