//! The standing read from a record: what was done, instead of what could be.
//!
//! `prove` asks what the facts permit: an act is done when whoever must do it holds the power, can act
//! and does not refuse. A register of acts asks what *was* done. The step is the same; only its
//! **requirements** (a ground is certified, an oath is sworn, a decision is made) are read from acts
//! instead of from facts, and nothing below such a requirement is asked. Facts hold where they were reported.
//!
//! With every fact and requirement a constant the compiler of circuits becomes an interpreter: constants
//! fold, and no gate is ever made. So there is one meaning, and no second implementation of it.
//!
//! Responsible for the requirements of a plan, for one step from a record, and for what a claimant has and
//! lacks. It leaves acts, signatures, dates and the order of acts to whoever keeps the record.

mod able;
mod delegations;
mod judge;
mod passed;
mod signers;
mod ways;

use std::collections::{BTreeMap, BTreeSet};

use interrex_plan::model::{Actor, Decision, Fact, Id, Office, Person, PersonState, Seat, Thing};

use crate::views::{Party, Slot};

pub use crate::views::Cause;
pub use able::Obstacle;
pub use delegations::Hindrance;
pub use judge::{Held, Judge, Seen};
pub use signers::{Uncounted, Unfit, Votes};
pub use ways::{Item, Need, Way};

/// Something that must be done by those whom a rule names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Requirement {
    /// A ground of an office is certified, or made, about this holder; by its place in the office's list.
    Ground(Id<Office>, u32, Party),
    /// A step of this name is completed by a candidate for the office.
    Step(Id<Office>, String, Party),
    /// Somebody is chosen for the office by the choosers that a candidacy names: order and candidate.
    Chosen(Id<Office>, u32, u32),
    /// A decision is made.
    Decision(Id<Decision>),
    /// A seat may be taken at an option: seat and place of the option.
    Option(Id<Seat>, u32),
}

/// What is on record at one moment.
///
/// Everything that is not on record has not happened.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// Facts that were reported and not corrected.
    pub facts: BTreeSet<Id<Fact>>,
    /// Places, sites, links and copies that were reported lost, of which the plan declares no loss by a cause of its own.
    pub lost: BTreeSet<Thing>,
    /// States of people that were reported.
    pub states: BTreeSet<(Id<Person>, PersonState)>,
    /// Who declined which office.
    pub declined: BTreeSet<(Id<Person>, Id<Office>)>,
    /// Events of grounds that occurred: the office, the ground's place, the holder whom it concerns.
    pub occurred: BTreeSet<(Id<Office>, u32, Party)>,
    /// Grounds that somebody has to certify or make and that were in effect in an earlier step: a certified ground
    /// stays certified, until its end is.
    pub certified: BTreeSet<(Id<Office>, u32, Party)>,
    /// Who did their part of a requirement, and as which actor of the rule.
    pub done: BTreeMap<Requirement, BTreeSet<(Actor, Party)>>,
    /// Who was chosen, where a candidacy leaves the choice to somebody: office, order, candidate.
    pub chosen: BTreeMap<(Id<Office>, u32, u32), Party>,
    /// Who exercises an office by an order since an earlier step.
    pub acting: BTreeMap<Id<Office>, Acting>,
    /// Who has entered an office since its title last changed hands.
    pub entered: BTreeMap<Id<Office>, BTreeSet<Party>>,
    /// By which order and candidacy the holder of an office came to its title, where they came by one.
    pub came: BTreeMap<Id<Office>, (Party, u32, u32)>,
    /// Conditions of grounds that held already when this holder came to the title: they took it from somebody before, and
    /// take it again once they have ceased and come anew.
    pub conditions: BTreeSet<(Id<Office>, u32, Party)>,
    /// Why orders could be in force after an earlier step, of offices where they could.
    pub causes: BTreeMap<Id<Office>, Cause>,
    /// Offices for which somebody is waited after an earlier step, in exercise and in title: those that rest on each other
    /// start from it.
    pub awaited: BTreeSet<(Id<Office>, bool)>,
    /// Who is at an option of a seat, by its place in the seat's list, since that was moved there: they need no way to it any
    /// more.
    pub there: BTreeSet<(Id<Seat>, u32, Id<Person>)>,
    /// Orders, by office and place, by which somebody has acted for as long as they allow (`limit`): they are not in force
    /// until the cause is another.
    pub over: BTreeSet<(Id<Office>, u32)>,
}

/// Somebody who acts in an office by an order, without its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acting {
    /// Who.
    pub party: Party,
    /// By which order and candidacy.
    pub slot: Slot,
    /// The cause for which the order was in force when they entered.
    pub cause: Cause,
}

impl Record {
    /// Who did their part of a requirement.
    pub(crate) fn done(&self, requirement: &Requirement) -> impl Iterator<Item = (Actor, Party)> {
        self.done.get(requirement).into_iter().flatten().copied()
    }
}
