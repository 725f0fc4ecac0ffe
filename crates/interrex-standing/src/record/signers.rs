//! Competence: as which of the actors that a rule names those who sign an act can act.
//!
//! Judged once, with the holders of the moment of signing; what was done stays done.

use std::collections::BTreeMap;

use interrex_circuit::Node;
use interrex_plan::model::{Actor, ActorExpr, Body, Id, Member, Office, PersonState};

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

/// A member of a body whose signature does not count for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uncounted {
    /// Whose.
    pub party: Party,
    /// For which body.
    pub body: Id<Body>,
    /// Why.
    pub why: Unfit,
}

/// How a signer stands to a member's seat, the best last.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Seat {
    /// It is not theirs.
    None,
    /// It is theirs, and their signature does not count.
    Without(Unfit),
    /// Their signature counts.
    Counts,
}

/// Why somebody does not count among the members of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unfit {
    /// Dead, captive, incapacitated or absent.
    State(PersonState),
    /// They have the title of the office through which they sit, and not its exercise.
    Suspended(Id<Office>),
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

    /// Who of the signers acts for an actor. The dead do not.
    pub fn acts_as(&mut self, actor: Actor, signers: &BTreeMap<Party, Votes>) -> Option<Party> {
        match actor {
            Actor::Person(person) => {
                let party = Party::Person(person);
                let signs = signers.contains_key(&party) && !self.is_dead(party);
                signs.then_some(party)
            }
            Actor::Office(office) => {
                let holder = self.exercise(office)?;
                let signs = signers.contains_key(&holder.party) && !self.is_dead(holder.party);
                signs.then_some(holder.party)
            }
            Actor::Body(body, kind) => self
                .body_decides(body, kind, signers)
                .then_some(Party::Body(body)),
        }
    }

    /// Whether a body that is law on the date decides: by its own signature, with the votes that it states where it states any, or
    /// by the signatures of as many members who can act as the kind of decision needs.
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
        let (counted, _) = self.members_among(body, signers);
        let stated = counted.iter().filter_map(|party| signers.get(party));
        let stated = stated.copied().find(|votes| votes.in_favor.is_some());
        let as_many = u32::try_from(counted.len()).unwrap_or(u32::MAX);
        needed > 0
            && counted.len() >= needed
            && stated.is_none_or(|votes| {
                votes.in_favor >= Some(as_many) && self.carries(body, kind, votes)
            })
    }

    /// Those of the signers who are members of a body: whose signatures count for it, and whose do not.
    fn members_among(
        &mut self,
        body: Id<Body>,
        signers: &BTreeMap<Party, Votes>,
    ) -> (Vec<Party>, Vec<Uncounted>) {
        let declared = self.compiler.plan.bodies.get(body);
        let (members, acting) = (declared.members.clone(), declared.acting);
        let (mut counted, mut others) = (Vec::new(), Vec::new());
        for party in signers.keys().copied() {
            let seats = members
                .iter()
                .map(|member| self.sits_as(member, acting, party));
            match seats.max().unwrap_or(Seat::None) {
                Seat::Counts => counted.push(party),
                Seat::Without(why) => others.push(Uncounted { party, body, why }),
                Seat::None => {}
            }
        }
        (counted, others)
    }

    /// Of the bodies among some actors that did not sign themselves: how many members whose signatures count signed,
    /// how many are needed, and whose signatures do not count. Bodies of which no member signed are left out.
    pub fn by_members(
        &mut self,
        actors: &ActorExpr,
        signers: &BTreeMap<Party, Votes>,
    ) -> Vec<(Id<Body>, usize, usize, Vec<Uncounted>)> {
        let mut bodies = Vec::new();
        actors.visit(&mut |actor, _| {
            if let Actor::Body(body, kind) = actor
                && !signers.contains_key(&Party::Body(body))
            {
                bodies.push((body, kind));
            }
        });
        let each = bodies.into_iter().map(|(body, kind)| {
            let needed = self
                .compiler
                .needed(body, kind as usize, Reading::AsWritten);
            let (counted, others) = self.members_among(body, signers);
            (body, counted.len(), needed, others)
        });
        let mut list: Vec<_> = each.collect();
        list.retain(|(_, counted, _, others)| counted + others.len() > 0);
        list
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

    /// Whether somebody is this member and counts. They do not where they cannot act, or are kept from the exercise of
    /// the office through which they sit.
    fn sits_as(&mut self, member: &Member, acting: bool, party: Party) -> Seat {
        let why = match member {
            Member::Person(person, _) if Party::Person(*person) == party => None,
            Member::Office(office, _) if acting => {
                let exercise = self.exercise(*office);
                if exercise.is_none_or(|held| held.party != party) {
                    return Seat::None;
                }
                None
            }
            Member::Office(office, _) => {
                let state = self.compiler.office(Judged {
                    office: *office,
                    view: View::Everywhere,
                    reading: Reading::AsWritten,
                });
                let mut title = state.title.iter();
                if !title.any(|held| held.party == party && held.when == Node::TRUE) {
                    return Seat::None;
                }
                let exercise = self.exercise(*office);
                let has_it = exercise.is_some_and(|held| held.party == party);
                (!has_it).then_some(Unfit::Suspended(*office))
            }
            Member::Person(..) | Member::Class { .. } => return Seat::None,
        };
        self.unfit(party)
            .or(why)
            .map_or(Seat::Counts, Seat::Without)
    }

    /// Why a person cannot sign as a member.
    fn unfit(&mut self, party: Party) -> Option<Unfit> {
        let Party::Person(person) = party else {
            return None;
        };
        let mut states = PersonState::ALL.into_iter();
        let state = states.find(|state| self.compiler.state(person, *state) == Node::TRUE);
        state.map(Unfit::State)
    }
}
