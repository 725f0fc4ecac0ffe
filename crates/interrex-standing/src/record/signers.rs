//! Competence: as which of the actors that a rule names those who sign an act can act.
//!
//! Judged once, with the holders of the moment of signing; what was done stays done.

use std::collections::BTreeMap;

use interrex_circuit::Node;
use interrex_plan::model::{Actor, ActorExpr, Body, Id, Member};

use super::{Judge, Requirement};
use crate::compiler::element_of;
use crate::view::{Reading, View};
use crate::views::{Judged, Party};

/// How a body that signs as one decided, as its act states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Votes {
    /// Members in favor; unstated when absent.
    pub in_favor: Option<u32>,
    /// Members who took part; unstated when absent.
    pub present: Option<u32>,
}

impl Judge<'_> {
    /// As which actors of a rule the signers act, each with who does: a person for themselves, whoever
    /// exercises an office for the office, a body by its own signature or by those of enough members.
    pub fn competent(
        &mut self,
        actors: &ActorExpr,
        signers: &BTreeMap<Party, Votes>,
    ) -> Vec<(Actor, Party)> {
        let mut list = Vec::new();
        actors.visit(&mut |actor, _| {
            list.extend(self.acts_as(actor, signers).map(|party| (actor, party)));
        });
        list
    }

    /// Whether what is on record meets a requirement of these actors.
    pub fn met(&mut self, requirement: Requirement, actors: &ActorExpr) -> bool {
        let (view, reading) = (View::Everywhere, Reading::AsWritten);
        let node = self
            .compiler
            .required(requirement, actors, view, reading, None);
        node == Node::TRUE
    }

    /// Who of the signers acts for an actor.
    pub fn acts_as(&mut self, actor: Actor, signers: &BTreeMap<Party, Votes>) -> Option<Party> {
        match actor {
            Actor::Person(person) => {
                let party = Party::Person(person);
                signers.contains_key(&party).then_some(party)
            }
            Actor::Office(office) => {
                let holder = self.exercise(office)?;
                let signs = signers.contains_key(&holder.party);
                signs.then_some(holder.party)
            }
            Actor::Body(body, kind) => self
                .body_decides(body, kind, signers)
                .then_some(Party::Body(body)),
        }
    }

    /// Whether a body that is law on the date decides: by its own signature, with the votes that it states where it states any, or
    /// by the signatures of as many members as the kind of decision needs.
    fn body_decides(
        &mut self,
        body: Id<Body>,
        kind: u32,
        signers: &BTreeMap<Party, Votes>,
    ) -> bool {
        let plan = self.compiler.plan;
        let terms = &plan.bodies.get(body).terms;
        if self.compiler.counts(terms, element_of("body", body)) != Node::TRUE {
            return false;
        }
        let needed = self
            .compiler
            .needed(body, kind as usize, Reading::AsWritten);
        if let Some(votes) = signers.get(&Party::Body(body)) {
            return self.carries(body, kind, *votes);
        }
        let members = self.compiler.plan.bodies.get(body).members.clone();
        let sits = |judge: &mut Self, party: &Party| {
            members.iter().any(|member| judge.is_member(member, *party))
        };
        let signing: Vec<Party> = signers.keys().copied().collect();
        let count = signing.iter().filter(|party| sits(self, party)).count();
        needed > 0 && count >= needed
    }

    /// Whether the votes that a body states carry its decision: the threshold of the kind in favor (where
    /// there is none, more than half of those present), and a quorum present.
    fn carries(&self, body: Id<Body>, kind: u32, votes: Votes) -> bool {
        let declared = self.compiler.plan.bodies.get(body);
        let seats = declared.seat_count();
        let Some(present) = votes.present.or(votes.in_favor) else {
            return true;
        };
        let quorum = declared.quorum.map_or(1, |quorum| quorum.of(seats));
        let threshold = declared
            .decisions
            .get(kind as usize)
            .and_then(|kind| kind.threshold);
        let wanted = threshold.map_or(present / 2 + 1, |threshold| threshold.of(seats));
        present >= quorum && votes.in_favor.is_none_or(|votes| votes >= wanted)
    }

    fn is_member(&mut self, member: &Member, party: Party) -> bool {
        match member {
            Member::Person(person, _) => Party::Person(*person) == party,
            Member::Office(office, _) => {
                let state = self.compiler.office(Judged {
                    office: *office,
                    view: View::Everywhere,
                    reading: Reading::AsWritten,
                });
                let mut title = state.title.iter();
                title.any(|holding| holding.party == party)
            }
            Member::Class { .. } => false,
        }
    }
}
