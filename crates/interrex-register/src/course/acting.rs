//! Who acts no longer, and who comes to an office by way of a post.

use interrex_plan::model::{CandidateWho, Id, Office, Pass, PersonState, Who};
use interrex_standing::record::{Acting, Cause, Held, Seen};
use interrex_standing::{Party, Slot};

use super::Course;
use super::deeds::Slotted;
use super::names::party_of;

/// An office after a step, and who acts in it by an order.
pub(super) type Stepped = (Id<Office>, Seen, Option<Acting>);

impl Course {
    /// Takes the exercise from whoever acts by an order that is no longer law, or for a suspension that is over while another
    /// lasts. They have left nothing, and may come again by another order.
    pub(super) fn release_lapsed(&mut self) {
        let acting = self.record.acting.iter();
        let acting: Vec<_> = acting.map(|(office, acting)| (*office, *acting)).collect();
        for (office, acting) in acting {
            if let Slot::Via(order, _) = acting.slot
                && self.plan.offices.get(office).orders.len() > order as usize
                && self.ask(|judge| {
                    judge.counts(office)
                        && (!judge.order_is_law(office, order)
                            || (acting.cause == Cause::Suspended && !judge.suspends(office, order)))
                })
            {
                self.record_mut().acting.remove(&office);
                self.forget_entry(office, acting.party);
            }
        }
    }

    /// Takes the exercise from whoever acts and has died, or is in a state for which the order by which they act passes to
    /// the next. Who recovers has left nothing.
    pub(super) fn release_unable(&mut self) {
        let record = &self.record;
        let is_gone = |office: Id<Office>, acting: &Acting| {
            let Party::Person(person) = acting.party else {
                return false;
            };
            let order = match acting.slot {
                Slot::Via(order, _) => self.plan.offices.get(office).orders.get(order as usize),
                _ => None,
            };
            let passes = |pass| order.is_some_and(|order| order.passes.contains(&pass));
            [
                (PersonState::Dead, true),
                (PersonState::Captive, passes(Pass::Captive)),
                (PersonState::Incapacitated, passes(Pass::Incapacitated)),
                (PersonState::Absent, passes(Pass::Absent)),
            ]
            .into_iter()
            .any(|(state, passes)| passes && record.states.contains(&(person, state)))
        };
        let acting = record.acting.iter();
        let acting = acting.map(|(office, acting)| (*office, *acting));
        let gone: Vec<_> = acting
            .filter(|(office, acting)| is_gone(*office, acting))
            .collect();
        for (office, acting) in gone {
            self.record_mut().acting.remove(&office);
            self.may_come_again(office, acting, None);
            if let Party::Person(person) = acting.party
                && !self.record.states.contains(&(person, PersonState::Dead))
            {
                self.forget_entry(office, acting.party);
            } else {
                self.spend_choice(office, acting);
            }
        }
    }

    /// A post that somebody comes to and leaves in the same step, for an office to which it is the way; as it is seen in
    /// between.
    pub(super) fn passed_through(&self, seen: &[Stepped]) -> Option<(Id<Office>, Seen)> {
        let mut leaving = self.chosen_for_what_they_leave(seen).into_iter();
        leaving.find_map(|((post, order, candidate), party)| {
            let (_, there, _) = seen.iter().find(|(one, ..)| *one == post)?;
            let had = self.plan.offices.get(post).holder.and_then(party_of);
            let has = there.title.map(|held| held.party);
            let slot = Slot::Via(order, candidate);
            let cause = Cause::Start;
            let title = Some(Held { party, slot, cause });
            let between = Seen {
                title,
                ..there.clone()
            };
            (had != Some(party) && has != Some(party)).then_some((post, between))
        })
    }

    /// The choice of somebody for another term in a post that they leave in this step: that is no way back to it.
    pub(super) fn chosen_and_leaving(&self, seen: &[Stepped]) -> Option<Slotted> {
        let mut leaving = self.chosen_for_what_they_leave(seen).into_iter();
        let has = |post: Id<Office>| self.plan.offices.get(post).holder.and_then(party_of);
        let found = leaving.find(|((post, ..), party)| has(*post) == Some(*party));
        found.map(|(slot, _)| slot)
    }

    /// Those who come to an office in a step by way of a post for which they were chosen, with that choice.
    fn chosen_for_what_they_leave(&self, seen: &[Stepped]) -> Vec<(Slotted, Party)> {
        let mut found = Vec::new();
        for (office, seen, acting) in seen {
            let known = self.record.acting.get(office);
            let acting = acting.filter(|acting| known != Some(acting));
            let title = seen.title.map(|held| (held.party, held.slot));
            let both = [title, acting.map(|acting| (acting.party, acting.slot))];
            for (party, slot) in both.into_iter().flatten() {
                let Some(post) = self.post_of(*office, slot) else {
                    continue;
                };
                let chosen = self.record.chosen.iter();
                let mut chosen = chosen.filter(|((of, ..), who)| (*of, **who) == (post, party));
                found.extend(chosen.next().map(|(slot, _)| (*slot, party)));
            }
        }
        found
    }

    /// The post by way of which a candidacy brings somebody into an office, who leaves it for that.
    fn post_of(&self, office: Id<Office>, slot: Slot) -> Option<Id<Office>> {
        let Slot::Via(order, candidate) = slot else {
            return None;
        };
        let order = self.plan.offices.get(office).orders.get(order as usize)?;
        match order.candidates.get(candidate as usize)?.who {
            CandidateWho::Who(Who::Office(post)) if order.leaves_post == Some(true) => Some(post),
            _ => None,
        }
    }

    /// Whoever acts no longer and has left nothing may come again for the same cause: who acted by virtue of a post that is
    /// no longer theirs, and whom an earlier candidate has displaced.
    pub(super) fn may_come_again(
        &mut self,
        office: Id<Office>,
        acted: Acting,
        acts: Option<Acting>,
    ) {
        let Slot::Via(place, candidate) = acted.slot else {
            return;
        };
        let declared = self.plan.offices.get(office);
        let Some(order) = declared.orders.get(place as usize) else {
            return;
        };
        let candidate = order.candidates.get(candidate as usize);
        let by_post = candidate.is_some_and(|candidate| {
            matches!(candidate.who, CandidateWho::Who(Who::Office(_)))
                && order.leaves_post == Some(false)
        });
        let by_same = |acting: &Acting| matches!(acting.slot, Slot::Via(by, _) if by == place);
        let is_displaced = order.displaces == Some(true) && acts.as_ref().is_some_and(by_same);
        if by_post || is_displaced {
            self.forget_entry(office, acted.party);
        }
    }
}
