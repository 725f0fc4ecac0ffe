//! Claims: who can act in an office, judged from where they are, in each reading; and what follows
//! for the office, its seats, and the powers that hang on it.

mod offices;
mod powers;
mod seats;

use std::rc::Rc;

use interrex_circuit::Node;
use interrex_plan::model::{Body, Id, Locus, Meeting as Rule, Office, Power, Seat, Who};
use rustc_hash::FxHashMap;

use crate::compiler::Compiler;
use crate::propositions::who_name;
use crate::view::{Reading, View};
use crate::views::{Meeting, Party, Slot};

/// A claim to an office.
#[derive(Debug, Clone, Copy)]
pub struct Claim {
    /// In which reading.
    pub reading: Reading,
    /// Whose.
    pub party: Party,
    /// How they came to it.
    pub slot: Slot,
    /// From where it is judged.
    pub view: View,
    /// At which option of which seat.
    pub option: Option<(Id<Seat>, u32)>,
    /// When it is complete.
    pub complete: Node,
}

/// Somebody who exercises a power in a region, as its holder or by devolution.
#[derive(Debug, Clone, Copy)]
pub struct Exerciser {
    /// The power.
    pub power: Id<Power>,
    /// The region, by its place in what the power reaches.
    pub region: usize,
    /// Who.
    pub party: Party,
    /// When they exercise it there.
    pub complete: Node,
}

/// Where somebody acts from, when they can be there, and at which option of a seat.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Position {
    pub(crate) view: View,
    pub(crate) when: Node,
    pub(crate) option: Option<(Id<Seat>, usize)>,
}

impl Position {
    fn of(meeting: Meeting) -> Self {
        Self {
            view: View::From(meeting.at),
            when: meeting.available,
            option: meeting.option,
        }
    }
}

/// What is true of an office.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    pub(crate) exercised: Node,
    pub(crate) vacant: Node,
    pub(crate) stranded: Node,
    pub(crate) split: Node,
    pub(crate) disputed: Node,
    pub(crate) by_candidate: Vec<(String, Node)>,
}

/// Claims and outcomes compiled so far.
#[derive(Default)]
pub(crate) struct Claims {
    judged: FxHashMap<(Id<Office>, Reading), Rc<Vec<Claim>>>,
    outcomes: FxHashMap<Id<Office>, Rc<Outcome>>,
    open: Vec<Id<Office>>,
    /// Whoever exercises a power that was asked about as contested.
    pub(crate) exercisers: Vec<Exerciser>,
}

impl Claims {
    /// Every claim compiled, by office.
    pub(crate) fn into_list(self) -> Vec<(Id<Office>, Claim)> {
        let mut list: Vec<(Id<Office>, Reading, Rc<Vec<Claim>>)> = self
            .judged
            .into_iter()
            .map(|((office, reading), claims)| (office, reading, claims))
            .collect();
        list.sort_by_key(|(office, reading, _)| (*office, *reading));
        list.into_iter()
            .flat_map(|(office, _, claims)| {
                claims
                    .iter()
                    .map(|claim| (office, *claim))
                    .collect::<Vec<_>>()
            })
            .collect()
    }
}

impl Compiler<'_> {
    /// The name in answers of whoever holds an office by a slot.
    pub(crate) fn slot_name(&self, office: Id<Office>, slot: Slot, party: Party) -> String {
        let plan = self.plan;
        match slot {
            Slot::Initial | Slot::Acting => self.party_name(party),
            Slot::Via(order, candidate) => plan
                .offices
                .get(office)
                .orders
                .get(order as usize)
                .and_then(|order| order.candidates.get(candidate as usize))
                .map_or_else(String::new, |candidate| candidate.name.clone()),
            Slot::Recognized(index) => plan
                .recognitions
                .get(index as usize)
                .map_or_else(String::new, |known| who_name(plan, known.holder)),
        }
    }

    /// The plan's name of a party.
    pub(crate) fn party_name(&self, party: Party) -> String {
        match party {
            Party::Person(id) => who_name(self.plan, Who::Person(id)),
            Party::Body(id) => who_name(self.plan, Who::Body(id)),
            Party::Chosen(office, order, candidate) => {
                self.slot_name(office, Slot::Via(order, candidate), party)
            }
        }
    }

    /// Where a body that holds an office can act from, and when it can be there: where it meets in
    /// person, else where its members are based, and from nowhere in particular where those of
    /// whose place the plan says nothing are enough.
    pub(crate) fn body_positions(&mut self, body: Id<Body>, reading: Reading) -> Vec<Position> {
        if self.plan.bodies.get(body).meets == Rule::InPerson {
            let meetings = self.meetings(body, View::Everywhere, reading);
            return meetings.into_iter().map(Position::of).collect();
        }
        let mut list = Vec::new();
        for node in self.member_nodes(body) {
            let home = self.is_home_of_member(body, node, View::From(node), reading);
            let stands = self.stands(node);
            list.push(Position {
                view: View::From(node),
                when: self.circuit.and2(home, stands),
                option: None,
            });
        }
        list.push(Position {
            view: View::Everywhere,
            when: self.enough_nowhere(body, 0, reading),
            option: None,
        });
        list
    }

    /// Whether the node of a view is in contact with a place or site; from everywhere: it stands.
    pub(crate) fn view_reaches(&mut self, view: View, locus: Locus) -> Node {
        self.seen_from(locus, view)
    }
}
