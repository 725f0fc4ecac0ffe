//! Judging one act: whether those who signed it may do it, and what it bears on the record.
//!
//! Responsible for who signed and for what is common; each kind of act is judged in a module of its own.

mod decisions;
mod delegations;
mod grounds;
mod members;
mod noted;
mod powers;
mod succession;
mod votes;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use interrex_diag::Span;
use interrex_plan::model::{
    Actor, ActorExpr, Fact, Id, Office, Person, PersonState, Plan, Power, Region, Seat, Thing,
};
use interrex_standing::record::{Judge, Record, Requirement, Votes};
use interrex_standing::{Party, Question};
use interrex_units::Moment;

use super::names;
use super::{Claimed, Controlled, Course, Effect, Grant, Known, Recognized};
use crate::act::Deed;

pub(super) use grounds::actors_of;
pub(super) use powers::is_over;

/// Who did their part of something, and as which actor.
pub(super) type Parts = BTreeSet<(Actor, Party)>;

/// An act as judged, and what it bears on the record.
#[derive(Debug, Clone)]
pub(super) struct Judged {
    pub(super) effect: Effect,
    pub(super) bearings: Vec<Bearing>,
}

/// A candidacy: the office, its order, the place in that.
pub(super) type Slotted = (Id<Office>, u32, u32);

/// Since when a ground is certified, where somebody has to, and by which act it is shown otherwise.
pub(in crate::course) type Shown = (Option<Moment>, Option<u32>);

/// One thing that an act changes on the record.
#[derive(Debug, Clone)]
pub(super) enum Bearing {
    Done(Requirement, Vec<(Actor, Party)>),
    /// Somebody did alone what a candidate does alone.
    Oneself(Requirement, Party),
    Occurred(Id<Office>, u32, Party),
    /// A ground is certified where everybody has done their part in it: that it needed what was so then was judged.
    Certified(Id<Office>, u32, Party),
    /// The end of a ground as it was shown last; of what was certified since it is none.
    Ended(Id<Office>, u32, Party, Shown),
    /// By the order and candidacy of an office somebody is chosen, by those who did their part in it.
    Chosen(Slotted, Party, Vec<(Actor, Party)>),
    Fact(String, Id<Fact>, bool),
    Lost(String, Thing, bool),
    State(String, Id<Person>, PersonState, bool),
    Declined(String, Id<Person>, Id<Office>),
    Refused(String),
    Leaves(Id<Office>),
    Grant(Grant),
    /// What somebody has is ended; where a giver is named, what that delegate gave on.
    EndGrant(Id<Power>, Party, Option<Party>),
    Recognized(Recognized, bool),
    Control(Controlled, bool),
    Claim(Claimed),
    Adopt(String),
    /// What was done of a requirement is taken back.
    Undone(Requirement),
    /// A seat is moved to an option, by its place, and these are there.
    Moved(Id<Seat>, u32, Vec<Id<Person>>),
}

impl Bearing {
    /// Whether it can change who holds something.
    pub(in crate::course) fn moves_offices(&self) -> bool {
        !matches!(
            self,
            Self::Refused(_)
                | Self::Recognized(..)
                | Self::Control(..)
                | Self::Claim(_)
                | Self::Grant(_)
        )
    }
}

pub(super) type Signers = BTreeMap<Party, Votes>;

impl Judged {
    fn without(reason: impl Into<String>) -> Self {
        Self {
            effect: Effect::Without(reason.into()),
            bearings: Vec::new(),
        }
    }

    fn noted(bearings: Vec<Bearing>) -> Self {
        Self {
            effect: Effect::Noted,
            bearings,
        }
    }

    fn in_effect(bearings: Vec<Bearing>) -> Self {
        Self {
            effect: Effect::InEffect,
            bearings,
        }
    }
}

impl Course {
    /// Judges an act by the plan in force and the holders of the moment.
    ///
    /// `annulled` is the act that it annuls, where that was taken onto the record before.
    pub(super) fn judge(&mut self, known: &Known, annulled: Option<&Known>) -> Judged {
        if let Some(name) = known
            .act
            .by
            .iter()
            .find(|name| !known.signers.contains(*name))
        {
            return Judged::without(format!(
                "`{name}` has not signed it with a key enrolled for them"
            ));
        }
        if let Some(reason) = self.lacks_plan() {
            return if known.act.deed.is_of_keys() {
                Judged::noted(Vec::new())
            } else {
                Judged::without(format!("it is not judged: {reason}"))
            };
        }
        if self.plan_digest.is_empty() && !matches!(known.act.deed, Deed::Adopt { .. }) {
            let is_of_keys = known.act.deed.is_of_keys();
            return match (is_of_keys, self.is_founded) {
                (true, _) => Judged::noted(Vec::new()),
                (false, true) => Judged::without(powers::FOUNDED),
                (false, false) => Judged::without("no plan was adopted yet"),
            };
        }
        let judged = self
            .are_no_offices(known)
            .and_then(|()| self.signers(known))
            .and_then(|signers| self.deed(known, &signers, annulled));
        judged.unwrap_or_else(Judged::without)
    }

    /// The party of a name, where it is one of the plan or of somebody named before.
    pub(crate) fn party(&self, name: &str) -> Option<Party> {
        self.names.party(name)
    }

    /// The party of a name; a person whom the plan does not know is added.
    pub(crate) fn party_or_new(&mut self, name: &str) -> Party {
        if let Some(party) = self.names.party(name) {
            return party;
        }
        let span = some_span(&self.plan);
        let Some(span) = span else {
            return Party::Person(Id::new(0));
        };
        let people = &mut Arc::make_mut(&mut self.plan).people;
        let id = people.push(name, span, Person::default());
        Arc::make_mut(&mut self.names).add_person(name, id);
        Party::Person(id)
    }

    /// The party whom an act names; somebody new is a person. An office is nobody: the act means whoever holds it.
    fn somebody(&mut self, name: &str) -> Result<Party, String> {
        self.is_no_office(name)?;
        Ok(self.party_or_new(name))
    }

    /// Refuses names of offices among those by whom an act is that only some may do.
    fn are_no_offices(&self, known: &Known) -> Result<(), String> {
        let is_noted = matches!(
            known.act.deed,
            Deed::Report { .. }
                | Deed::Control { .. }
                | Deed::Claim { .. }
                | Deed::Recognize { .. }
                | Deed::Refuse { .. }
                | Deed::Pledge { .. }
                | Deed::Offer { .. }
        );
        if is_noted || known.act.deed.is_of_keys() {
            return Ok(());
        }
        let mut by = known.act.by.iter();
        by.try_for_each(|name| self.is_no_office(name))
    }

    /// Refuses the name of an office where a person or body is meant.
    fn is_no_office(&self, name: &str) -> Result<(), String> {
        let office = self.names.office(name);
        let Some(office) = office.filter(|_| self.names.party(name).is_none()) else {
            return Ok(());
        };
        let held = self.ask(|judge| judge.exercise(office));
        let held = held.map_or_else(
            || "nobody has it now".to_owned(),
            |held| {
                let who = names::party_name(&self.plan, held.party);
                format!("name whoever is meant, as `{who}`, who has it now")
            },
        );
        Err(format!(
            "`{name}` is an office, and neither a person nor a body: {held}"
        ))
    }

    fn office(&self, name: &str) -> Result<Id<Office>, String> {
        self.names
            .office(name)
            .ok_or_else(|| format!("the plan has no office `{name}`"))
    }

    fn power(&self, name: &str) -> Result<Id<Power>, String> {
        let power = self.plan.powers.by_name(name);
        power.ok_or_else(|| format!("the plan has no power `{name}`"))
    }

    fn region(&self, name: Option<&str>) -> Result<Option<Region>, String> {
        let Some(name) = name else { return Ok(None) };
        let region = names::region(&self.plan, name);
        region
            .map(Some)
            .ok_or_else(|| format!("the plan has no place, site or body `{name}`"))
    }

    /// A region that a power must reach, where it must reach any.
    fn region_of(&self, power: Id<Power>, name: Option<&str>) -> Result<Option<Region>, String> {
        let region = self.region(name)?;
        self.must_reach(power, region)?;
        Ok(region)
    }

    /// Asks the standing with what is on record.
    pub(crate) fn ask<T>(&self, question: impl FnOnce(&mut Judge<'_>) -> T) -> T {
        let as_of = Question::as_of(self.now.date());
        question(&mut Judge::new(&self.plan, &as_of, &self.record))
    }

    fn deed(
        &mut self,
        known: &Known,
        signers: &Signers,
        annulled: Option<&Known>,
    ) -> Result<Judged, String> {
        let by = || known.act.by.join(", ");
        Ok(match &known.act.deed {
            Deed::Adopt { adopted, under } => {
                self.adopt(adopted, under.as_deref(), signers, &by())?
            }
            Deed::Enrol { .. } | Deed::Rotate { .. } | Deed::RevokeKey { .. } => {
                Judged::in_effect(Vec::new())
            }
            Deed::Report { fact, holds } => self.report(fact, *holds),
            Deed::Certify { ground, of, .. } => self.certify(ground, of, signers, &by())?,
            Deed::Refuse { ground, of } => {
                names::ground(&self.plan, &self.names, ground)?;
                Judged::noted(vec![Bearing::Refused(format!("{ground} of {of}"))])
            }
            Deed::CertifyEnd { ground, of, .. } => self.certify_end(ground, of, signers, &by())?,
            Deed::Step {
                office, who, step, ..
            } => self.step(office, who, step, signers, &by())?,
            Deed::Choose {
                office, who, order, ..
            } => self.choose((office, order.as_deref()), who, signers, &by())?,
            Deed::Resign { office } => self.resign(office, signers, &by())?,
            Deed::Decline { office } => self.decline(office, signers)?,
            Deed::Decide {
                decision, holds, ..
            } => self.decide(decision, *holds, signers, &by())?,
            Deed::Delegate { .. } => self.delegate(known, signers, &by())?,
            Deed::EndDelegation { power, to } => self.end_delegation(power, to, signers, &by())?,
            Deed::MoveSeat { seat, option } => self.move_seat(seat, option, signers, &by())?,
            Deed::Order { power, region, .. } => {
                let id = self.power(power)?;
                let at = self.region_of(id, region.as_deref())?;
                self.holds(id, at, signers, power, &by())?;
                let mut judged = Judged::in_effect(Vec::new());
                if known.act.by.len() > 1 {
                    let given = self.in_right_of((id, at), signers);
                    self.given.insert(known.number, given);
                }
                let beyond = self.beyond((id, at), signers);
                if !beyond.is_empty() {
                    judged.effect = Effect::InPart(beyond);
                }
                judged
            }
            Deed::Devolve { power, .. } => {
                self.power(power)?;
                Judged::noted(Vec::new())
            }
            Deed::Annul { under, .. } => {
                self.annul(known, under.as_deref(), (signers, annulled), &by())?
            }
            other => noted::noted(other, known),
        })
    }

    /// The part of signers in a requirement that names actors.
    fn part(
        &mut self,
        requirement: Requirement,
        actors: &ActorExpr,
        signers: &Signers,
        by: &str,
        what: &str,
    ) -> Result<Judged, String> {
        let before = self.record.done.get(&requirement).cloned();
        let (effect, done) = self.joined(&requirement, before, actors, signers, (by, what))?;
        Ok(Judged {
            effect,
            bearings: vec![Bearing::Done(requirement, done)],
        })
    }

    /// What comes of it when signers join in what others did before.
    fn joined(
        &mut self,
        requirement: &Requirement,
        before: Option<Parts>,
        actors: &ActorExpr,
        signers: &Signers,
        (by, what): (&str, &str),
    ) -> Result<(Effect, Vec<(Actor, Party)>), String> {
        let done = self.ask(|judge| judge.competent(actors, signers));
        if done.is_empty() {
            if let Some((_, votes)) = self.lost_vote(actors, signers) {
                return Err(format!("{by} did not {what}: {votes}"));
            }
            return Err(format!(
                "{by} may not {what}: that is for {}{}",
                crate::words::actors(&self.plan, actors),
                self.of_members(actors, signers)
            ));
        }
        let mut all = before.unwrap_or_default();
        all.extend(done.iter().copied());
        let effect = if self.is_met(requirement, all, actors) {
            Effect::InEffect
        } else {
            let lost = self.lost_vote(actors, signers).map(|(who, votes)| {
                let who = names::party_name(&self.plan, who);
                format!("; the votes of `{who}` do not carry: {votes}")
            });
            Effect::Waiting(format!(
                "others must join in: {}{}",
                crate::words::actors(&self.plan, actors),
                lost.unwrap_or_default()
            ))
        };
        Ok((effect, done))
    }

    /// Whether a requirement of these actors is met when so many have done their part.
    pub(super) fn is_met(
        &self,
        requirement: &Requirement,
        done: Parts,
        actors: &ActorExpr,
    ) -> bool {
        let mut with = Record::clone(&self.record);
        with.done.insert(requirement.clone(), done);
        let as_of = Question::as_of(self.now.date());
        Judge::new(&self.plan, &as_of, &with).met(requirement.clone(), actors)
    }
}

/// A place in a plan, for what has none of its own.
pub(super) fn some_span(plan: &Plan) -> Option<Span> {
    plan.header.span.or_else(|| {
        let mut offices = plan.offices.iter();
        offices.next().map(|(_, office)| office.span)
    })
}
