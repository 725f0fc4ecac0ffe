//! The changes of offices that acts brought about, as they are told.

use std::sync::Arc;

use interrex_plan::model::{Id, Office};
use interrex_standing::Slot;
use interrex_standing::record::{Held, Seen};
use interrex_units::Moment;

use super::names::{party_name, party_of};
use super::{Chunks, Course};

/// A change of an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// When.
    pub at: Moment,
    /// The act that brought it about, where it was one.
    pub number: Option<u32>,
    /// The office.
    pub office: String,
    /// What changed.
    pub change: Change,
    /// Who, by name; nobody when absent.
    pub who: Option<String>,
    /// The order and the candidacy by which they came, where they came by one.
    pub by: Option<(String, String)>,
    /// The grounds that were certified against the holder before.
    pub grounds: Vec<String>,
}

/// What of an office changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Whose it is.
    Title,
    /// Who may use it.
    Exercise,
}

/// The changes of one office.
#[derive(Debug, Clone, Default)]
pub(super) struct Turns {
    pub(super) all: Chunks<Turn>,
    /// The last of each kind: many may have passed since.
    pub(super) title: Option<Turn>,
    pub(super) exercise: Option<Turn>,
}

impl Turns {
    fn push(&mut self, turn: Turn) {
        let last = match turn.change {
            Change::Title => &mut self.title,
            Change::Exercise => &mut self.exercise,
        };
        *last = Some(turn.clone());
        self.all.push(turn);
    }
}

impl Course {
    /// Notes a change at the present moment.
    pub(super) fn turn(
        &mut self,
        office: Id<Office>,
        change: Change,
        held: Option<Held>,
        seen: &Seen,
        number: Option<u32>,
    ) {
        let declared = self.plan.offices.get(office);
        let by = held.and_then(|held| match held.slot {
            Slot::Via(order, candidate) => {
                let order = declared.orders.get(order as usize)?;
                let candidate = order.candidates.get(candidate as usize)?;
                Some((order.name.clone(), candidate.name.clone()))
            }
            _ => None,
        });
        let grounds = seen.certified.iter();
        let grounds = grounds.filter_map(|ground| declared.grounds.get(*ground as usize));
        let turn = Turn {
            at: self.now,
            number,
            office: declared.name.clone(),
            change,
            who: held.map(|held| party_name(&self.plan, held.party)),
            by,
            grounds: grounds.map(|ground| ground.name.clone()).collect(),
        };
        let turns = self.turns.entry(turn.office.clone()).or_default();
        Arc::make_mut(turns).push(turn);
    }

    /// The last turn of an office.
    pub(super) fn last(&self, office: Id<Office>, change: Change) -> Option<&Turn> {
        let turns = self.turns.get(&self.plan.offices.get(office).name)?;
        match change {
            Change::Title => turns.title.as_ref(),
            Change::Exercise => turns.exercise.as_ref(),
        }
    }

    /// Every change of an office, in order.
    pub fn turns_of(&self, office: &str) -> impl DoubleEndedIterator<Item = &Turn> {
        let turns = self.turns.get(office).into_iter();
        turns.flat_map(|turns| turns.all.iter())
    }

    /// Who has the title of an office as the plan in force is written.
    pub(crate) fn began_with(&self, office: &str) -> Option<String> {
        let plan = self.plans.get(&self.plan_digest)?;
        let office = plan.offices.get(plan.offices.by_name(office)?);
        Some(party_name(plan, office.holder.and_then(party_of)?))
    }

    /// Whether some office turned otherwise than in another course.
    pub(crate) fn went_otherwise(&self, other: &Self) -> bool {
        self.turns.len() != other.turns.len()
            || self.turns.iter().any(|(office, one)| {
                let there = other.turns.get(office);
                there.is_none_or(|there| there.all != one.all)
            })
    }
}
