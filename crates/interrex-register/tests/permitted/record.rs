//! The record of everything that the facts of a world permit, read by the standing's own step.
//!
//! Permitted is what whoever must do it can do and does not refuse: a report of what is true, a certificate of a
//! ground whose event occurred, a step, a choice, a decision. Everybody signs who can act, whether or not it takes
//! them. Facts are reported as they are.

use std::collections::{BTreeMap, BTreeSet};

use interrex_plan::model::{
    Actor, ActorExpr, Candidate, CandidateWho, Effect, Event, Gives, Ground, Id, Office, Pass,
    Step, Who,
};
use interrex_standing::record::{Judge, Record, Requirement, Seen};
use interrex_standing::{Party, Reading, Slot};

use crate::drawn::rests_on;
use crate::naive::circles::Circle;
use crate::naive::model::{element, part};
use crate::naive::offices::GroundOf;
use crate::naive::readings::Reading as Read;
use crate::naive::steps::{Post, Posts, Via};
use crate::naive::views::{Holder, Own, Sight, View};
use crate::naive::world::World;
use crate::seeds::{Answers, Outcome};

/// Compares what the step reads from the record with what is true in the world, for every office.
pub(crate) fn compare(world: &World) -> Outcome {
    let Permitted { record, late, .. } = permitted(world);
    let plan = world.model.plan;
    let question = interrex_standing::Question::as_of(world.model.question.as_of);
    let mut judge = Judge::new(plan, &question, &record);
    let mut answers = Answers::default();
    let alike = sees_alike(world);
    for (id, office) in plan.offices.iter() {
        if rests_on(world, id, |circle| {
            let is_late = circle.offices.iter().any(|id| late.contains(id));
            is_late || (circle.rounds > 1 && (!alike || gives_way(world, circle)))
        }) {
            continue;
        }
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
        answers.count(world, id, &post);
        if alike && late.is_empty() {
            let acts = can_act(world, id, &post);
            if acts != seen.can_act {
                return Outcome::Different(format!("{}: can act: expected {acts}", office.name));
            }
            answers.able += 1;
        }
    }
    answers.outcome()
}

/// Whether somebody who came to act in an earlier round may give way to whoever comes to the title by an order that is in
/// force only then.
fn gives_way(world: &World, circle: &Circle) -> bool {
    let mut offices = circle.offices.iter();
    offices.any(|id| {
        let post = world.settled_post(*id, View::Everywhere, Read::Base);
        let acts = post
            .entered
            .last()
            .is_some_and(|entry| entry.gives == Gives::Exercise);
        let mut orders = world.model.plan.offices.get(*id).orders.iter();
        acts && orders.any(|order| order.gives == Some(Gives::Title) && order.when.is_some())
    })
}

/// Whether everybody sees what somebody sees who knows all islands.
pub(crate) fn sees_alike(world: &World) -> bool {
    let mut ids = world.model.plan.offices.ids();
    ids.all(|id| {
        let everywhere = world.post_after_forfeits(id, View::Everywhere, Read::Base);
        let mut views = world.views().into_iter();
        views.all(|view| world.post_after_forfeits(id, view, Read::Base) == everywhere)
    })
}

/// Whether whoever exercises an office has a complete claim to it.
pub(crate) fn can_act(world: &World, id: Id<Office>, post: &Post) -> bool {
    let claims = world.claims(id, Read::Base);
    let exercise = post.exercise;
    exercise.is_some_and(|exercise| claims.iter().any(|claim| claim.who == exercise.who))
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

/// Everything that the facts of a world permit in any round.
pub(crate) fn permitted<'w>(world: &'w World<'w>) -> Permitted<'w> {
    let facts = world.model.plan.facts.ids();
    let mut permitted = Permitted {
        world,
        record: Record {
            facts: facts.filter(|id| world.fact(*id)).collect(),
            ..Record::default()
        },
        late: BTreeSet::new(),
        by_post: BTreeSet::new(),
        now: Vec::new(),
        places: BTreeMap::new(),
    };
    for (place, circle) in world.model.circles.list.iter().enumerate() {
        let rounds = world.every_round(place, View::Everywhere, Read::Base);
        let mut first = None;
        let mut steps = BTreeMap::new();
        for (round, posts) in rounds.iter().enumerate() {
            let sight = Sight {
                before: Some(posts),
                ..Sight::of(View::Everywhere, Read::Base)
            };
            let decided = permitted.decisions(&sight);
            permitted.options();
            let after = rounds.get(round + 1).unwrap_or(posts);
            for id in circle.offices.iter().filter(|id| world.office_counts(**id)) {
                // Whoever leaves an office for another is asked for no ground any more.
                if after.get(id).is_none_or(|post| !post.left) {
                    permitted.grounds(*id, &sight);
                }
                let before = permitted.on_the_way(*id);
                permitted.now.clear();
                permitted.orders(*id, &sight);
                let is_late = round > 0 && permitted.on_the_way(*id) != before;
                let now = std::mem::take(&mut permitted.now);
                let is_lost = now != *steps.entry(*id).or_insert_with(|| now.clone());
                let goes_on = posts.get(id).is_some_and(|post| !post.filled);
                if is_late
                    || (is_lost && goes_on)
                    || decided != *first.get_or_insert(decided.clone())
                {
                    permitted.late.insert(*id);
                }
            }
        }
        let offices = circle.offices.iter();
        let apart = offices.filter(|id| permitted.is_apart(**id, &rounds));
        let apart: Vec<Id<Office>> = apart.copied().collect();
        permitted.late.extend(apart);
    }
    permitted
}

/// What is permitted in a world.
pub(crate) struct Permitted<'w> {
    world: &'w World<'w>,
    pub(crate) record: Record,
    /// Offices on the way to which something became possible only after another turn, or no longer was while
    /// somebody was still looked for, where what could be decided changed, or whose ground all could sign, but never
    /// in one round: it is the order of acts that decides.
    pub(crate) late: BTreeSet<Id<Office>>,
    /// Offices on the way to which a step hangs on whether the part of the post through which somebody is a candidate counts
    /// as done.
    pub(crate) by_post: BTreeSet<Id<Office>>,
    /// What was signed on the way to an office in the round at hand.
    now: Vec<BTreeSet<(Actor, Party)>>,
    /// Where the law first names somebody for a vacant office in an order that is in force, and does not pass them for what
    /// they are; else where it names them at all: order, candidacy.
    pub(crate) places: BTreeMap<(Id<Office>, Party), Place>,
}

type Place = (bool, usize, usize);

impl Permitted<'_> {
    /// How much was done on the way to an office.
    fn on_the_way(&self, office: Id<Office>) -> usize {
        let done = self.record.done.iter();
        let of_office = done.filter(|(requirement, _)| {
            matches!(requirement,
                Requirement::Step(of, ..) | Requirement::Chosen(of, ..) if *of == office)
        });
        of_office.map(|(_, done)| 1 + done.len()).sum()
    }

    /// Whoever can act for one of these actors does their part.
    fn sign(&mut self, requirement: Requirement, actors: &ActorExpr, sight: &Sight) {
        self.sign_for(requirement, actors, sight, None);
    }

    fn sign_for(
        &mut self,
        requirement: Requirement,
        actors: &ActorExpr,
        sight: &Sight,
        own: Option<Own>,
    ) {
        let signed = self.signatures_for(actors, sight, own);
        self.now.push(signed.clone());
        let done = &mut self.record.done;
        done.entry(requirement).or_default().extend(signed);
    }

    fn signatures(&self, actors: &ActorExpr, sight: &Sight) -> BTreeSet<(Actor, Party)> {
        self.signatures_for(actors, sight, None)
    }

    fn signatures_for(
        &self,
        actors: &ActorExpr,
        sight: &Sight,
        own: Option<Own>,
    ) -> BTreeSet<(Actor, Party)> {
        let mut signed = BTreeSet::new();
        actors.visit(&mut |actor, _| {
            let who = self.world.actor(actor, sight, own);
            signed.extend(who.map(|who| (actor, party(who))));
        });
        signed
    }

    /// Decides what can be decided; which decisions, and by whom each.
    fn decisions(&mut self, sight: &Sight) -> Vec<BTreeSet<(Actor, Party)>> {
        let mut all = Vec::new();
        for (id, decision) in self.world.model.plan.decisions.iter() {
            let counts = self.world.counts(&decision.terms, element("decision", id));
            let made = decision.made.is_none_or(|made| self.world.fact(made));
            if let (true, true, Some(by)) = (counts, made, &decision.by) {
                all.push(self.signatures(by, sight));
                self.sign(Requirement::Decision(id), by, sight);
            }
        }
        all
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

    fn grounds(&mut self, id: Id<Office>, sight: &Sight) {
        let Some(holder) = self.world.holder_at_start(id) else {
            return;
        };
        for ground in self.world.grounds(id, Read::Base) {
            let GroundOf::Written(place) = ground else {
                continue;
            };
            let ground = &self.world.model.plan.offices.get(id).grounds[place];
            if self.occurred(id, ground, holder, sight) {
                self.ground(id, (place, ground), holder, sight);
            }
        }
    }

    /// Whether some ground of an office that no round certifies could be signed by more than any round has together in which
    /// what it needs holds.
    fn is_apart(&self, id: Id<Office>, rounds: &[Posts]) -> bool {
        let settled = rounds.last().and_then(|posts| posts.get(&id));
        let (Some(holder), Some(settled)) = (self.world.holder_at_start(id), settled) else {
            return false;
        };
        let grounds = self.world.model.plan.offices.get(id).grounds.iter();
        grounds.enumerate().any(|(place, ground)| {
            let signed = |posts| {
                let sight = Sight {
                    before: Some(posts),
                    ..Sight::of(View::Everywhere, Read::Base)
                };
                let needs = ground.needs.as_ref();
                let complete = needs.is_none_or(|needs| self.world.holds_in(needs, &sight));
                let mut signed = BTreeSet::new();
                if self.occurred(id, ground, holder, &sight) {
                    if let Event::Made { by, .. } = &ground.event {
                        signed.extend(self.signatures(by, &sight));
                    }
                    if let Some(by) = &ground.certified_by {
                        signed.extend(self.signatures(by, &sight));
                    }
                }
                (complete, signed)
            };
            let each: Vec<_> = rounds.iter().map(signed).collect();
            let all: BTreeSet<_> = each.iter().flat_map(|(_, one)| one).copied().collect();
            let mut complete = each.iter().filter(|(complete, _)| *complete).peekable();
            !settled.certified.contains(&GroundOf::Written(place))
                && complete.peek().is_some()
                && complete.all(|(_, one)| *one != all)
        })
    }

    /// Whether what the law names came about, makers left aside.
    fn occurred(&self, id: Id<Office>, ground: &Ground, holder: Holder, sight: &Sight) -> bool {
        match &ground.event {
            Event::Made { decided, .. } => decided.is_none_or(|decided| self.world.fact(decided)),
            _ => self.world.is_present(id, ground, holder, sight),
        }
    }

    fn ground(
        &mut self,
        id: Id<Office>,
        (place, ground): (usize, &Ground),
        holder: Holder,
        sight: &Sight,
    ) {
        let requirement = Requirement::Ground(id, small(place), party(holder));
        if let Event::Made { by, .. } = &ground.event {
            self.sign(requirement.clone(), by, sight);
        }
        if matches!(ground.event, Event::Resigned) {
            let resigned = (id, small(place), party(holder));
            self.record.occurred.insert(resigned);
        }
        if let Some(by) = &ground.certified_by {
            self.sign(requirement, by, sight);
        }
    }

    fn orders(&mut self, id: Id<Office>, sight: &Sight) {
        for index in self.world.orders(id) {
            let order = &self.world.model.plan.offices.get(id).orders[index];
            for (place, candidate) in order.candidates.iter().enumerate() {
                let element = part("office", id, "candidate", (index << 16) + place);
                if self.world.counts(&candidate.terms, element) {
                    let steps = order.steps.iter().chain(&candidate.steps);
                    self.candidate(id, (index, place), (candidate, steps), sight);
                }
            }
        }
    }

    fn candidate<'s>(
        &mut self,
        id: Id<Office>,
        (order, place): (usize, usize),
        (candidate, steps): (&Candidate, impl Iterator<Item = &'s Step>),
        sight: &Sight,
    ) {
        let post = match &candidate.who {
            CandidateWho::Who(Who::Office(post)) => Some(*post),
            _ => None,
        };
        let who = match &candidate.who {
            CandidateWho::Who(Who::Person(person)) => Some(Holder::Person(*person)),
            CandidateWho::Who(Who::Body(body)) => Some(Holder::Body(*body)),
            CandidateWho::Who(Who::Office(post)) => {
                let post = self.world.post(*post, sight);
                let acting = post.exercise.map(|exercise| exercise.who);
                if candidate.acting { acting } else { post.title }
            }
            CandidateWho::Chosen { by, .. } => {
                let requirement = Requirement::Chosen(id, small(order), small(place));
                self.sign(requirement, by, sight);
                Some(Holder::Chosen(id, order, place))
            }
        };
        let Some(who) = who else { return };
        let is_open = self.is_open(id, order, candidate, who, sight);
        let named = (!is_open, order, place);
        let first = self.places.entry((id, party(who))).or_insert(named);
        *first = named.min(*first);
        for step in steps {
            self.step(id, step, Own { who, post }, sight);
        }
    }

    /// Whether an order is in force at a vacancy, and does not pass somebody as who lacks a quality that a candidacy in it asks
    /// for.
    fn is_open(
        &self,
        id: Id<Office>,
        order: usize,
        candidate: &Candidate,
        who: Holder,
        sight: &Sight,
    ) -> bool {
        let plan = self.world.model.plan;
        let order = &plan.offices.get(id).orders[order];
        let settled = self.world.settled_post(id, View::Everywhere, Read::Base);
        let ending = settled.certified.iter();
        let mut ending = ending
            .filter(|ground| self.world.effect(id, **ground) == Effect::Ends)
            .peekable();
        let is_asked_for = if settled.left || ending.peek().is_none() {
            order.on_vacancy
        } else {
            ending.any(|ground| World::names(order, *ground))
        };
        let is_passed = match who {
            Holder::Person(person) if order.passes.contains(&Pass::Ineligible) => {
                let has = &plan.people.get(person).qualities;
                let mut required = order.requires.iter().chain(&candidate.requires);
                required.any(|quality| !has.contains(quality))
            }
            _ => false,
        };
        let when = order.when.as_ref();
        is_asked_for
            && !is_passed
            && when.is_none_or(|when| self.world.holds_in(when, sight))
            && order.proof.is_none_or(|proof| self.world.is_held(proof))
    }

    /// The part of the post through which somebody is a candidate is signed by them, and where that is all the same by
    /// whoever exercises the post.
    fn step(&mut self, id: Id<Office>, step: &Step, own: Own, sight: &Sight) {
        let who = own.who;
        let requirement = Requirement::Step(id, step.name.clone(), party(who));
        if let Some(by) = &step.by {
            self.sign_for(requirement.clone(), by, sight, Some(own));
            let acts = |own| self.world.do_act(by, sight, own);
            match (acts(Some(own)), acts(None)) {
                (true, true) => self.sign(requirement, by, sight),
                (as_candidate, on_record) if as_candidate != on_record => {
                    self.by_post.insert(id);
                }
                _ => {}
            }
        } else {
            let own = (oneself(who), party(who));
            self.record.done.entry(requirement).or_default().insert(own);
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
