//! Who acts no longer, and who comes to an office by way of a post.

use interrex_plan::model::{CandidateWho, Id, Office, Pass, PersonState, Who};
use interrex_standing::record::{Acting, Cause, Held, Seen};
use interrex_standing::{Party, Slot};

use super::Course;
use super::names::party_of;

impl Course {
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
            self.may_come_again(office, acting);
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
    pub(super) fn passed_through(
        &self,
        seen: &[(Id<Office>, Seen, Option<Acting>)],
    ) -> Option<(Id<Office>, Seen)> {
        let mut entering = seen.iter().flat_map(|(office, seen, acting)| {
            let known = self.record.acting.get(office);
            let acting = acting.filter(|acting| known != Some(acting));
            let title = seen.title.map(|held| (held.party, held.slot));
            let both = [title, acting.map(|acting| (acting.party, acting.slot))];
            let both = both.into_iter().flatten();
            both.map(move |(party, slot)| (*office, party, slot))
        });
        entering.find_map(|(office, party, slot)| {
            let post = self.post_of(office, slot)?;
            let (_, there, _) = seen.iter().find(|(one, ..)| *one == post)?;
            let had = self.plan.offices.get(post).holder.and_then(party_of);
            let has = there.title.map(|held| held.party);
            let chosen = self.record.chosen.iter();
            let mut chosen = chosen.filter(|((of, ..), who)| (*of, **who) == (post, party));
            let ((_, order, candidate), _) = chosen.next()?;
            let slot = Slot::Via(*order, *candidate);
            let cause = Cause::Start;
            let title = Some(Held { party, slot, cause });
            let between = Seen {
                title,
                exercise: title,
                ..there.clone()
            };
            (had != Some(party) && has != Some(party)).then_some((post, between))
        })
    }

    /// The post by way of which a candidacy brings somebody into an office.
    fn post_of(&self, office: Id<Office>, slot: Slot) -> Option<Id<Office>> {
        let Slot::Via(order, candidate) = slot else {
            return None;
        };
        let order = self.plan.offices.get(office).orders.get(order as usize)?;
        match order.candidates.get(candidate as usize)?.who {
            CandidateWho::Who(Who::Office(post)) => Some(post),
            _ => None,
        }
    }

    /// Whoever acted by virtue of a post and acts no longer, without having left, comes again with the post.
    pub(super) fn may_come_again(&mut self, office: Id<Office>, acted: Acting) {
        let Slot::Via(order, candidate) = acted.slot else {
            return;
        };
        let declared = self.plan.offices.get(office);
        let order = declared.orders.get(order as usize);
        let by_post = order.is_some_and(|order| {
            let candidate = order.candidates.get(candidate as usize);
            let of_post = candidate.is_some_and(|candidate| {
                matches!(candidate.who, CandidateWho::Who(Who::Office(_)))
            });
            of_post && order.leaves_post == Some(false)
        });
        if by_post && let Some(entered) = self.record_mut().entered.get_mut(&office) {
            entered.remove(&acted.party);
        }
    }
}
