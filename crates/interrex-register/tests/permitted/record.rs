//! The record of everything that the facts of a world permit, read by the standing's own step.
//!
//! Permitted is what whoever must do it can do and does not refuse: a report of what is true, a certificate of a
//! ground whose event occurred, a step, a choice, a decision. Everybody signs who can act, whether or not it takes
//! them. Facts are reported as they are.

use std::collections::BTreeSet;

use interrex_plan::model::{
    Actor, ActorExpr, Candidate, CandidateWho, Event, Ground, Id, Office, Step, Who,
};
use interrex_standing::record::{Judge, Record, Requirement, Seen};
use interrex_standing::{Party, Reading, Slot};

use crate::drawn::repeats;
use crate::naive::model::{element, part};
use crate::naive::offices::GroundOf;
use crate::naive::readings::Reading as Read;
use crate::naive::steps::{Post, Via};
use crate::naive::views::{Holder, Sight, View};
use crate::naive::world::World;
use crate::seeds::Outcome;

/// Compares what the step reads from the record with what is true in the world, for every office.
pub(crate) fn compare(world: &World) -> Outcome {
    if world.model.circles.list.iter().any(repeats) {
        return Outcome::LeftOut("offices that rest on each other");
    }
    let record = permitted(world);
    let plan = world.model.plan;
    let question = interrex_standing::Question::as_of(world.model.question.as_of);
    let mut judge = Judge::new(plan, &question, &record);
    let mut count = 0;
    for (id, office) in plan.offices.iter() {
        let post = world.post_after_forfeits(id, View::Everywhere, Read::Base);
        let seen = judge.seen(id, Reading::AsWritten);
        let expected = expected(&post);
        let found = found(&seen);
        if expected != found {
            return Outcome::Different(format!(
                "{}: expected {expected:?}, found {found:?}",
                office.name
            ));
        }
        count += 1;
    }
    Outcome::Same(count)
}

/// Title, exercise with the way into it, and whether somebody is waited for.
type Held = (Option<Party>, Option<(Party, Slot)>, bool);

fn expected(post: &Post) -> Held {
    let exercise = post.exercise.map(|exercise| {
        let slot = match exercise.via {
            Via::Start => Slot::Initial,
            Via::Candidate(order, candidate) => Slot::Via(small(order), small(candidate)),
            Via::Recognition(place) => Slot::Recognized(small(place)),
        };
        (party(exercise.who), slot)
    });
    (post.title.map(party), exercise, post.awaited.is_some())
}

fn found(seen: &Seen) -> Held {
    let exercise = seen.exercise.map(|held| {
        let slot = match held.slot {
            Slot::Acting => Slot::Initial,
            slot => slot,
        };
        (held.party, slot)
    });
    (seen.title.map(|held| held.party), exercise, seen.waiting)
}

/// Somebody as the standing names them.
pub(crate) fn party(holder: Holder) -> Party {
    match holder {
        Holder::Person(id) => Party::Person(id),
        Holder::Body(id) => Party::Body(id),
        Holder::Chosen(id, order, candidate) => Party::Chosen(id, small(order), small(candidate)),
    }
}

fn small(place: usize) -> u32 {
    u32::try_from(place).expect("a small plan")
}

/// Everything that the facts of a world permit.
pub(crate) fn permitted(world: &World) -> Record {
    let mut permitted = Permitted {
        world,
        sight: Sight::of(View::Everywhere, Read::Base),
        record: Record::default(),
    };
    let plan = world.model.plan;
    let facts = plan.facts.ids().filter(|id| world.fact(*id));
    permitted.record.facts = facts.collect();
    permitted.decisions();
    permitted.options();
    for id in plan.offices.ids().filter(|id| world.office_counts(*id)) {
        permitted.grounds(id);
        permitted.orders(id);
    }
    permitted.record
}

struct Permitted<'w> {
    world: &'w World<'w>,
    sight: Sight<'w>,
    record: Record,
}

impl Permitted<'_> {
    /// Whoever can act for one of these actors does their part.
    fn sign(&mut self, requirement: Requirement, actors: &ActorExpr, sight: &Sight) {
        let mut signed = BTreeSet::new();
        actors.visit(&mut |actor, _| {
            let who = self.world.actor(actor, sight, None);
            signed.extend(who.map(|who| (actor, party(who))));
        });
        self.record
            .done
            .entry(requirement)
            .or_default()
            .extend(signed);
    }

    fn decisions(&mut self) {
        for (id, decision) in self.world.model.plan.decisions.iter() {
            let counts = self.world.counts(&decision.terms, element("decision", id));
            let made = decision.made.is_none_or(|made| self.world.fact(made));
            if let (true, true, Some(by)) = (counts, made, &decision.by) {
                let sight = self.sight;
                self.sign(Requirement::Decision(id), by, &sight);
            }
        }
    }

    /// Whoever must agree to a seat agrees where they can, seen from there.
    fn options(&mut self) {
        for (id, seat) in self.world.model.plan.seats.iter() {
            for (place, option) in seat.options.iter().enumerate() {
                if let Some(by) = &option.agreed_by {
                    let there = Sight::of(View::From(option.at), Read::Base);
                    self.sign(Requirement::Option(id, small(place)), by, &there);
                }
            }
        }
    }

    fn grounds(&mut self, id: Id<Office>) {
        let Some(holder) = self.world.holder_at_start(id) else {
            return;
        };
        for ground in self.world.grounds(id, Read::Base) {
            let GroundOf::Written(place) = ground else {
                continue;
            };
            let ground = &self.world.model.plan.offices.get(id).grounds[place];
            if self.occurred(id, ground, holder) {
                self.ground(id, (place, ground), holder);
            }
        }
    }

    /// Whether what the law names came about, makers left aside.
    fn occurred(&self, id: Id<Office>, ground: &Ground, holder: Holder) -> bool {
        match &ground.event {
            Event::Made { decided, .. } => decided.is_none_or(|decided| self.world.fact(decided)),
            _ => self.world.is_present(id, ground, holder, &self.sight),
        }
    }

    fn ground(&mut self, id: Id<Office>, (place, ground): (usize, &Ground), holder: Holder) {
        let requirement = Requirement::Ground(id, small(place), party(holder));
        let sight = self.sight;
        if let Event::Made { by, .. } = &ground.event {
            self.sign(requirement.clone(), by, &sight);
        }
        if matches!(ground.event, Event::Resigned) {
            let resigned = (id, small(place), party(holder));
            self.record.occurred.insert(resigned);
        }
        if let Some(by) = &ground.certified_by {
            self.sign(requirement, by, &sight);
        }
    }

    fn orders(&mut self, id: Id<Office>) {
        for index in self.world.orders(id) {
            let order = &self.world.model.plan.offices.get(id).orders[index];
            for (place, candidate) in order.candidates.iter().enumerate() {
                let element = part("office", id, "candidate", (index << 16) + place);
                if self.world.counts(&candidate.terms, element) {
                    let steps = order.steps.iter().chain(&candidate.steps);
                    self.candidate(id, (index, place), candidate, steps);
                }
            }
        }
    }

    fn candidate<'s>(
        &mut self,
        id: Id<Office>,
        (order, place): (usize, usize),
        candidate: &Candidate,
        steps: impl Iterator<Item = &'s Step>,
    ) {
        let sight = self.sight;
        let who = match &candidate.who {
            CandidateWho::Who(Who::Person(person)) => Some(Holder::Person(*person)),
            CandidateWho::Who(Who::Body(body)) => Some(Holder::Body(*body)),
            CandidateWho::Who(Who::Office(post)) => {
                let post = self.world.post(*post, &sight);
                let acting = post.exercise.map(|exercise| exercise.who);
                if candidate.acting { acting } else { post.title }
            }
            CandidateWho::Chosen { by, .. } => {
                let requirement = Requirement::Chosen(id, small(order), small(place));
                self.sign(requirement, by, &sight);
                Some(Holder::Chosen(id, order, place))
            }
        };
        let Some(who) = who else { return };
        for step in steps {
            self.step(id, step, who);
        }
    }

    fn step(&mut self, id: Id<Office>, step: &Step, who: Holder) {
        let requirement = Requirement::Step(id, step.name.clone(), party(who));
        let sight = self.sight;
        match &step.by {
            Some(by) => self.sign(requirement, by, &sight),
            None => {
                let own = (oneself(who), party(who));
                self.record.done.entry(requirement).or_default().insert(own);
            }
        }
    }
}

/// Somebody who does alone what a candidate does alone. The actor is not asked for.
fn oneself(who: Holder) -> Actor {
    match who {
        Holder::Person(id) => Actor::Person(id),
        Holder::Body(id) => Actor::Body(id, 0),
        Holder::Chosen(id, ..) => Actor::Office(id),
    }
}
