//! Who is chosen for an office, by whom, and until when that serves.
//!
//! Where several choose together each of them does a part, and nobody is chosen before all have done theirs for the same
//! person: who chooses somebody else alone takes their part back where the others have not joined in yet, and undoes nothing
//! that they did together.

use std::collections::BTreeMap;
use std::sync::Arc;

use interrex_plan::model::{Actor, CandidateWho, Id, Office};
use interrex_standing::record::{Acting, Requirement};
use interrex_standing::{Party, Slot};

use super::deeds::{Parts, Slotted};
use super::{Chunks, Course};

impl Course {
    /// Those who did their part in the choice of somebody, whether that is made or waits for others.
    pub(super) fn parts_of(&self, slot: Slotted, who: Party) -> Option<Parts> {
        let (office, order, candidate) = slot;
        let asked = Requirement::Chosen(office, order, candidate);
        if self.record.chosen.get(&slot) == Some(&who) {
            return self.record.done.get(&asked).cloned();
        }
        let parts = self.parts.get(&(slot, who))?;
        Some(parts.keys().copied().collect())
    }

    /// Lets some choose somebody: on record when all have done their part.
    pub(super) fn take_choice(
        &mut self,
        slot: Slotted,
        who: Party,
        done: &[(Actor, Party)],
        number: u32,
    ) {
        let (office, order, candidate) = slot;
        let asked = Requirement::Chosen(office, order, candidate);
        let own = done.iter().map(|part| (*part, number));
        let mut parts: BTreeMap<(Actor, Party), u32> = own.collect();
        if self.record.chosen.get(&slot) == Some(&who) {
            let known = self.record_mut().done.entry(asked.clone()).or_default();
            known.extend(parts.keys().copied());
            self.prove(&asked, &parts);
            self.may_be_chosen_again(office, who);
            return;
        }
        // Nobody chooses two at once.
        for ((of, _), others) in &mut self.parts {
            others.retain(|part, _| *of != slot || !parts.contains_key(part));
        }
        let before = self.parts.remove(&(slot, who)).unwrap_or_default();
        for (part, act) in before {
            parts.entry(part).or_insert(act);
        }
        if !self.is_chosen(slot, &parts) {
            self.parts.insert((slot, who), parts);
            return;
        }
        self.parts.retain(|(of, _), _| *of != slot);
        self.record_mut().chosen.insert(slot, who);
        let all = parts.keys().copied().collect();
        self.record_mut().done.insert(asked.clone(), all);
        self.drop_steps(office, |_, other| other != who);
        Arc::make_mut(&mut self.proof).remove(&asked);
        self.prove(&asked, &parts);
        self.may_be_chosen_again(office, who);
    }

    /// Whether these parts are all that a choice takes.
    fn is_chosen(&self, slot: Slotted, parts: &BTreeMap<(Actor, Party), u32>) -> bool {
        let (office, order, candidate) = slot;
        let declared = self.plan.offices.get(office).orders.get(order as usize);
        let declared = declared.and_then(|order| order.candidates.get(candidate as usize));
        let Some(CandidateWho::Chosen { by, .. }) = declared.map(|one| &one.who) else {
            return false;
        };
        let asked = Requirement::Chosen(office, order, candidate);
        self.is_met(&asked, parts.keys().copied().collect(), by)
    }

    /// Keeps which acts show a choice.
    fn prove(&mut self, asked: &Requirement, parts: &BTreeMap<(Actor, Party), u32>) {
        let proof = Arc::make_mut(&mut self.proof);
        let known: &mut Chunks<(Party, u32)> = proof.entry(asked.clone()).or_default();
        known.extend(parts.iter().map(|((_, by), number)| (*by, *number)));
    }

    /// Whoever is chosen anew may enter again: another choice is another cause.
    fn may_be_chosen_again(&mut self, office: Id<Office>, party: Party) {
        let acting = self.record.acting.get(&office);
        if acting.is_none_or(|acting| acting.party != party) {
            self.forget_entry(office, party);
        }
    }

    /// The choice by which somebody acted is used up when they are gone, and the steps that followed it: others are
    /// chosen, or they are again.
    pub(super) fn spend_choice(&mut self, office: Id<Office>, acted: Acting) {
        let Slot::Via(order, candidate) = acted.slot else {
            return;
        };
        let slot = (office, order, candidate);
        if self.record.chosen.get(&slot) != Some(&acted.party) {
            return;
        }
        self.drop_choice(office, order, candidate);
        self.record_mut().done.retain(|asked, _| match asked {
            Requirement::Step(of, _, party) => (*of, *party) != (office, acted.party),
            _ => true,
        });
    }

    /// A choice no longer serves: another is waited for.
    pub(super) fn drop_choice(&mut self, office: Id<Office>, order: u32, candidate: u32) {
        let asked = Requirement::Chosen(office, order, candidate);
        let record = self.record_mut();
        record.chosen.remove(&(office, order, candidate));
        record.done.remove(&asked);
    }
}
