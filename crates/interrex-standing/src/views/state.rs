//! The state of one office in one view: who has the title, who has the exercise, who is waited for.

use interrex_circuit::{Circuit, Node};
use interrex_plan::model::{Body, Id, Office, Person, Who};

use super::orders::Cause;

/// Somebody who can hold an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// A person.
    Person(Id<Person>),
    /// A body.
    Body(Id<Body>),
    /// A person not yet known, chosen under this order of this office: places of order and
    /// candidate.
    Chosen(Id<Office>, u32, u32),
}

impl Party {
    /// The party that a holder is; an office cannot hold an office.
    pub(crate) fn of(who: Who) -> Option<Self> {
        match who {
            Who::Person(id) => Some(Self::Person(id)),
            Who::Body(id) => Some(Self::Body(id)),
            Who::Office(_) => None,
        }
    }
}

/// How somebody came to hold an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// They held it at the start.
    Initial,
    /// They act in it from the start.
    Acting,
    /// By an order: places of order and candidate.
    Via(u32, u32),
    /// A partner recognizes them: place in the plan's list.
    Recognized(u32),
}

/// Somebody holding something, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Holding {
    pub(crate) party: Party,
    pub(crate) slot: Slot,
    /// The cause for which their order was in force when they entered.
    pub(crate) cause: Cause,
    pub(crate) when: Node,
}

/// The state of an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct State {
    /// Who has the title: at most one in any world.
    pub(crate) title: Vec<Holding>,
    /// Who acts without the title: at most one in any world.
    pub(crate) acting: Vec<Holding>,
    /// Who has the exercise: at most one in any world.
    pub(crate) exercise: Vec<Holding>,
    /// Who has ever entered.
    pub(crate) entered: Vec<Holding>,
    /// Who has ever entered with the title.
    pub(crate) titled: Vec<Holding>,
    /// Certified grounds, by place in the office's list; the last one is the lease's own.
    pub(crate) certified: Vec<Node>,
    /// Somebody left the office for another.
    pub(crate) left: Node,
    /// Somebody is waited for.
    pub(crate) waiting: Node,
    /// Somebody is waited for who would get the title.
    pub(crate) waiting_title: Node,
}

impl State {
    pub(crate) fn vacant(grounds: usize) -> Self {
        Self {
            title: Vec::new(),
            acting: Vec::new(),
            exercise: Vec::new(),
            entered: Vec::new(),
            titled: Vec::new(),
            certified: vec![Node::FALSE; grounds + 1],
            left: Node::FALSE,
            waiting: Node::FALSE,
            waiting_title: Node::FALSE,
        }
    }

    /// Leaves of the state what is so while the office counts: one that does not is vacant.
    pub(crate) fn restrict(&mut self, circuit: &mut Circuit, counts: Node) {
        let lists = [
            &mut self.title,
            &mut self.acting,
            &mut self.exercise,
            &mut self.entered,
            &mut self.titled,
        ];
        for holding in lists.into_iter().flatten() {
            holding.when = circuit.and2(holding.when, counts);
        }
        let nodes = [&mut self.left, &mut self.waiting, &mut self.waiting_title];
        for node in nodes.into_iter().chain(&mut self.certified) {
            *node = circuit.and2(*node, counts);
        }
    }
}
