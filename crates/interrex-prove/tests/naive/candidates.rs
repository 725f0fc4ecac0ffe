//! Section 6, *Orders* and *Candidates*: which orders are in force, and who enters.

use std::collections::BTreeSet;

use interrex_plan::model::{
    Candidate, CandidateWho, Effect, FactKind, Gives, Id, Office, Order, Pass, Person, PersonState,
    Step, Who,
};

use super::model::part;
use super::readings::Reading;
use super::steps::{Cause, Entry, Exercise, Post, Via};
use super::views::{Holder, Own, Sight};
use super::world::World;

/// How a search through candidates ends.
enum Outcome {
    Enters(usize, Holder),
    Awaited,
    Exhausted,
}

/// Who a candidate turns out to be.
enum Found {
    Somebody(Own),
    NoHolder,
    /// The post has nobody, and somebody is waited for who would get what makes a candidate.
    Awaited,
}

/// What a candidate is tested for.
struct Test<'a> {
    id: Id<Office>,
    order: &'a Order,
    candidate: &'a Candidate,
    gives: Gives,
    entered: &'a [Entry],
}

impl World<'_> {
    /// Searches for a successor where a cause asks for one, or for an earlier candidate who
    /// displaces the one in office.
    pub(crate) fn search(&self, id: Id<Office>, post: &mut Post, sight: &Sight) {
        post.awaited = None;
        let (index, gives, candidates) = if let Some(cause) = self.cause(id, post) {
            let Some(index) = self.order_followed(id, post, cause, sight) else {
                return;
            };
            let order = &self.model.plan.offices.get(id).orders[index];
            (index, gives(order, cause), order.candidates.len())
        } else {
            let Some(last) = post.entered.last().copied().filter(|_| post.filled) else {
                return;
            };
            if self.model.plan.offices.get(id).orders[last.order].displaces != Some(true) {
                return;
            }
            (last.order, last.gives, last.candidate)
        };
        match self.outcome(id, post, (index, gives, candidates), sight) {
            Outcome::Enters(candidate, who) => {
                post.enter(Entry {
                    who,
                    order: index,
                    candidate,
                    gives,
                });
            }
            Outcome::Awaited => post.awaited = (!post.filled).then_some(gives),
            Outcome::Exhausted => {}
        }
    }

    /// Why orders come into force: nobody has the exercise.
    fn cause(&self, id: Id<Office>, post: &Post) -> Option<Cause> {
        if post.exercise.is_some() {
            None
        } else if post.title.is_some() {
            self.has_certified(id, post, Effect::Suspends)
                .then_some(Cause::Suspended)
        } else if !post.left && self.has_certified(id, post, Effect::Ends) {
            Some(Cause::Ended)
        } else {
            Some(Cause::Vacant)
        }
    }

    /// The order that is followed, if any is in force.
    fn order_followed(
        &self,
        id: Id<Office>,
        post: &Post,
        cause: Cause,
        sight: &Sight,
    ) -> Option<usize> {
        let office = self.model.plan.offices.get(id);
        let mut in_force = self.orders(id);
        in_force.retain(|index| {
            let order = &office.orders[*index];
            !sight.reading.omits_order(id, *index, order)
                && self.is_asked_for(id, order, post, cause)
                && order
                    .when
                    .as_ref()
                    .is_none_or(|when| self.holds_in(when, sight))
                && order.proof.is_none_or(|proof| self.is_held(proof))
        });
        if let Some(smallest) = in_force
            .iter()
            .filter_map(|index| office.orders[*index].precedence)
            .min()
        {
            in_force.retain(|index| office.orders[*index].precedence == Some(smallest));
        }
        match sight.reading {
            Reading::Follow(of, index) if of == id && in_force.contains(&index) => Some(index),
            _ => in_force.first().copied(),
        }
    }

    fn is_asked_for(&self, id: Id<Office>, order: &Order, post: &Post, cause: Cause) -> bool {
        let certified = |effect| {
            post.certified
                .iter()
                .any(|ground| self.effect(id, *ground) == effect && Self::names(order, *ground))
        };
        match cause {
            Cause::Ended => certified(Effect::Ends),
            Cause::Vacant => order.on_vacancy,
            Cause::Suspended => certified(Effect::Suspends),
        }
    }

    /// Takes the first `candidates` of an order in turn.
    fn outcome(
        &self,
        id: Id<Office>,
        post: &Post,
        (index, gives, candidates): (usize, Gives, usize),
        sight: &Sight,
    ) -> Outcome {
        let order = &self.model.plan.offices.get(id).orders[index];
        for (place, candidate) in order.candidates.iter().enumerate().take(candidates) {
            if !self.counts(
                &candidate.terms,
                part("office", id, "candidate", (index << 16) + place),
            ) {
                continue;
            }
            let own = match self.find(id, index, place, sight) {
                Found::Somebody(own) => own,
                Found::NoHolder if order.passes.contains(&Pass::NoHolder) => continue,
                Found::NoHolder | Found::Awaited if order.passes.contains(&Pass::Unfilled) => {
                    continue;
                }
                Found::NoHolder | Found::Awaited => return Outcome::Awaited,
            };
            let test = Test {
                id,
                order,
                candidate,
                gives,
                entered: &post.entered,
            };
            let failings = self.failings(&test, own, sight);
            if failings.is_empty() {
                return Outcome::Enters(place, own.who);
            }
            if !failings
                .iter()
                .any(|failing| order.passes.contains(failing))
            {
                return Outcome::Awaited;
            }
        }
        Outcome::Exhausted
    }

    fn find(&self, id: Id<Office>, order: usize, place: usize, sight: &Sight) -> Found {
        let candidate = &self.model.plan.offices.get(id).orders[order].candidates[place];
        let somebody = |who, post| Found::Somebody(Own { who, post });
        match candidate.who {
            CandidateWho::Who(Who::Person(person)) => somebody(Holder::Person(person), None),
            CandidateWho::Who(Who::Body(body)) => somebody(Holder::Body(body), None),
            CandidateWho::Chosen { .. } => somebody(Holder::Chosen(id, order, place), None),
            CandidateWho::Who(Who::Office(office)) => {
                let post = self.post(office, sight);
                let (who, is_awaited) = if candidate.acting {
                    let acting = post.exercise.map(|exercise| exercise.who);
                    (acting, post.awaited.is_some())
                } else {
                    (post.title, post.awaited == Some(Gives::Title))
                };
                match who {
                    Some(who) => somebody(who, Some(office)),
                    None if is_awaited => Found::Awaited,
                    None => Found::NoHolder,
                }
            }
        }
    }

    fn failings(&self, test: &Test, own: Own, sight: &Sight) -> BTreeSet<Pass> {
        let mut failings = match own.who {
            Holder::Person(person) => self.failings_of_person(test, person, sight),
            Holder::Body(body) if !self.body_can_act(body, 0, sight) => [Pass::OutOfReach].into(),
            Holder::Body(_) | Holder::Chosen(..) => BTreeSet::new(),
        };
        if test.has_entered(own.who) {
            failings.insert(Pass::Ineligible);
        }
        if !self.steps_are_done(test, own, sight) {
            failings.insert(Pass::NotCompleted);
        }
        failings
    }

    fn failings_of_person(&self, test: &Test, id: Id<Person>, sight: &Sight) -> BTreeSet<Pass> {
        let mut failings = BTreeSet::new();
        let states = [
            (Pass::Dead, self.is(id, PersonState::Dead)),
            (Pass::Captive, self.is(id, PersonState::Captive)),
            (Pass::Incapacitated, self.is(id, PersonState::Incapacitated)),
            (Pass::Absent, self.is(id, PersonState::Absent)),
            (Pass::Declined, self.declines(id, test.id)),
        ];
        for (failing, is_true) in states {
            if is_true && self.is_known(id, sight.view) {
                failings.insert(failing);
            }
        }
        let qualities = &self.model.plan.people.get(id).qualities;
        let mut required = test.order.requires.iter().chain(&test.candidate.requires);
        if required.any(|quality| !qualities.contains(quality))
            || self.holder_at_start(test.id) == Some(Holder::Person(id))
        {
            failings.insert(Pass::Ineligible);
        }
        if !self.is_reachable(id, sight.view) {
            failings.insert(Pass::OutOfReach);
        }
        failings
    }

    /// The choice not to take any office, or not this one.
    fn declines(&self, id: Id<Person>, office: Id<Office>) -> bool {
        let this = FactKind::Declines(id, Some(office));
        self.model
            .plan
            .people
            .get(id)
            .declines
            .is_some_and(|fact| self.fact(fact))
            || self
                .model
                .plan
                .facts
                .iter()
                .any(|(fact, named)| named.kind == this && self.fact(fact))
    }

    fn steps_are_done(&self, test: &Test, own: Own, sight: &Sight) -> bool {
        let chosen = match &test.candidate.who {
            CandidateWho::Chosen { by, .. } => self.do_act(by, sight, None),
            CandidateWho::Who(_) => true,
        };
        let mut steps = test.order.steps.iter().chain(&test.candidate.steps);
        chosen
            && steps.all(|step| self.step_is_done(step, own, sight))
            && self.leases_are_held(test.id, sight)
    }

    /// The part of the post through which they are a candidate counts as done.
    fn step_is_done(&self, step: &Step, own: Own, sight: &Sight) -> bool {
        step.needs
            .as_ref()
            .is_none_or(|needs| self.holds_in(needs, sight))
            && step
                .by
                .as_ref()
                .is_none_or(|by| self.do_act(by, sight, Some(own)))
            && !step.refused.is_some_and(|refused| self.fact(refused))
    }
}

impl Test<'_> {
    /// Barred: who entered with the title before, or at all where the exercise alone is given.
    fn has_entered(&self, who: Holder) -> bool {
        self.entered.iter().any(|entry| {
            entry.who == who && (entry.gives == Gives::Title || self.gives == Gives::Exercise)
        })
    }
}

impl Post {
    fn enter(&mut self, entry: Entry) {
        let via = Via::Candidate(entry.order, entry.candidate);
        if entry.gives == Gives::Title {
            self.title = Some(entry.who);
        }
        self.exercise = Some(Exercise {
            who: entry.who,
            via,
        });
        self.entered.push(entry);
        self.filled = true;
    }
}

/// What an order gives where it says nothing.
fn gives(order: &Order, cause: Cause) -> Gives {
    order.gives.unwrap_or(match cause {
        Cause::Ended | Cause::Vacant => Gives::Title,
        Cause::Suspended => Gives::Exercise,
    })
}
