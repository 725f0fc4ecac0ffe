//! Whether an order has come past a candidate: passed for a failing, still awaited, or entered before.

use interrex_circuit::Node;
use interrex_plan::model::{CandidateWho, Gives, Id, Office, Order, Pass, Who};

use super::ways::written;
use super::{Cause, Judge, Requirement};
use crate::compiler::candidate_element;
use crate::view::View;
use crate::views::Party;

impl Judge<'_> {
    /// Whether an earlier candidate is passed: the post is empty, or whoever it is has a failing for which
    /// the order passes.
    pub(super) fn is_passed(
        &mut self,
        office: Id<Office>,
        (r, order): (u32, &Order),
        earlier: u32,
    ) -> bool {
        let Some(candidate) = order.candidates.get(earlier as usize) else {
            return true;
        };
        let element = candidate_element(office, r as usize, earlier as usize);
        if !self.compiler.may_count(&candidate.terms, element) {
            return true;
        }
        let party = match candidate.who {
            CandidateWho::Who(Who::Office(post)) => {
                let held = if candidate.acting {
                    self.exercise(post)
                } else {
                    self.title(post)
                };
                match held {
                    Some(held) => held.party,
                    None if order.passes.contains(&Pass::Unfilled) => return true,
                    None if self.is_awaited(post, candidate.acting) => return false,
                    None => return order.passes.contains(&Pass::NoHolder),
                }
            }
            CandidateWho::Who(who) => match Party::of(who) {
                Some(party) => party,
                None => return true,
            },
            CandidateWho::Chosen { .. } => self.compiler.chosen_party(office, r, earlier),
        };
        let passes = order.passes.contains(&Pass::NotCompleted);
        if passes && !self.is_completed(office, (r, order), earlier, party) {
            return true;
        }
        let Party::Person(person) = party else {
            return order.passes.contains(&Pass::Ineligible)
                && self.has_entered(office, order, party);
        };
        let failings = self.compiler.personal_failings(written(office), person);
        let mut failing = failings
            .into_iter()
            .filter(|(kind, _)| order.passes.contains(kind));
        let lacks = self.compiler.lacks_quality(person, order, candidate);
        let holder = self
            .compiler
            .plan
            .offices
            .get(office)
            .holder
            .and_then(Party::of);
        let entered = self.has_entered(office, order, party);
        let ineligible = lacks == Node::TRUE || holder == Some(party) || entered;
        failing.any(|(_, node)| node == Node::TRUE)
            || (ineligible && order.passes.contains(&Pass::Ineligible))
    }

    /// Whom a candidacy falls on that leaves the choice to somebody; nobody where another choice is waited for.
    pub fn chosen(&mut self, slot: (Id<Office>, u32, u32)) -> Option<Party> {
        let (office, place, candidate) = slot;
        let party = *self.record.chosen.get(&slot)?;
        let order = self
            .compiler
            .plan
            .offices
            .get(office)
            .orders
            .get(place as usize)?;
        let named = order.candidates.get(candidate as usize)?;
        let is_lost = self.compiler.is_lost_choice(slot, party, order, named);
        (!is_lost).then_some(party)
    }

    /// Whether nobody has a post and somebody is waited for who would get it: its title or, for somebody who would come
    /// by acting in it, its title or its exercise.
    pub fn is_awaited(&mut self, post: Id<Office>, acting: bool) -> bool {
        let state = self.compiler.seen(post, View::Everywhere);
        let (held, waiting) = if acting {
            (&state.exercise, state.waiting)
        } else {
            (&state.title, state.waiting_title)
        };
        let mut held = held.iter();
        waiting == Node::TRUE && !held.any(|holding| holding.when == Node::TRUE)
    }

    /// Whether somebody entered an office before, for the same cause, and acts in it no longer, where an order gives
    /// the exercise alone.
    pub(super) fn has_entered(&self, office: Id<Office>, order: &Order, party: Party) -> bool {
        let record = self.record;
        let gives_title = match order.gives {
            Some(gives) => gives == Gives::Title,
            None => record.causes.get(&office) != Some(&Cause::Suspended),
        };
        let entered = record.entered.get(&office);
        let acting = record.acting.get(&office);
        !gives_title
            && entered.is_some_and(|entered| entered.contains(&party))
            && acting.is_none_or(|acting| acting.party != party)
    }

    /// Whether an earlier candidate was chosen, where somebody chooses, and did every step.
    fn is_completed(
        &mut self,
        office: Id<Office>,
        (r, order): (u32, &Order),
        earlier: u32,
        party: Party,
    ) -> bool {
        let Some(candidate) = order.candidates.get(earlier as usize) else {
            return false;
        };
        let requirement = Requirement::Chosen(office, r, earlier);
        let must_be_chosen = matches!(candidate.who, CandidateWho::Chosen { .. });
        if must_be_chosen && self.record.done(&requirement).next().is_none() {
            return false;
        }
        let mut steps = Vec::new();
        self.of_steps(office, order, candidate, party, &mut steps);
        steps.iter().all(|step| step.met)
    }
}
