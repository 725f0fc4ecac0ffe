//! The course of things: acts in their order, each judged once, and the step after each.
//!
//! Every act is two events. At its **signing** its competence is judged, with the plan in force and the
//! holders of that moment; what was competent stays so. From the moment on from which it is meant to have
//! effect, but never before it was signed, it **bears** on the record, and the standing makes a step. An act
//! follows every act that it rests on; else acts are taken by the moment of signing, then in the order in which they
//! were learned, so that whoever holds the same logs comes to the same end.
//!
//! An annulment takes the act that it names out of the course, from its own effect on or from the beginning,
//! and the course is run again. One that would thereby lose its own effect has none, and is shown.

mod deeds;
pub(crate) mod names;
mod order;
mod settle;
mod translate;

use std::collections::{BTreeMap, BTreeSet};

use interrex_plan::model::{Id, Plan, Power, Region};
use interrex_standing::Party;
use interrex_standing::record::{Record, Requirement, Votes};
use interrex_units::Moment;

use crate::act::{Act, Digest};
use names::Names;

pub use settle::{Change, Turn};

/// An act that is known, with who was found to have signed it.
#[derive(Debug, Clone)]
pub struct Known {
    /// The number by which answers name it: its place in the register.
    pub number: u32,
    /// The act.
    pub act: Act,
    /// The name of its bytes.
    pub digest: Digest,
    /// When each site learned of it.
    pub seen: BTreeMap<String, Moment>,
    /// Those of `by` with a valid signature by a key enrolled for them at the time.
    pub signers: BTreeSet<String>,
}

/// What became of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// It has effect.
    InEffect,
    /// It is a part of what a rule asks for, and counts; others have to join in.
    Waiting(String),
    /// It is taken note of: a report, a claim, a recognition.
    Noted,
    /// It has no effect, for this reason.
    Without(String),
    /// Another act annulled it.
    Annulled(u32),
    /// It will have effect at a later moment.
    Pending,
    /// It belongs to an exercise, and is not real.
    Exercise(String),
}

impl Effect {
    /// Whether the act bears on anything.
    pub fn bears(&self) -> bool {
        matches!(self, Self::InEffect | Self::Waiting(_) | Self::Noted)
    }
}

/// Who did their part of something, in which act.
pub type Proof = BTreeMap<Requirement, Vec<(Party, u32)>>;

/// A power given to somebody by an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The power.
    pub power: Id<Power>,
    /// By whom.
    pub from: Party,
    /// To whom.
    pub to: Party,
    /// For which region alone.
    pub region: Option<Region>,
    /// Until when.
    pub until: Option<Moment>,
    /// What it covers, in words.
    pub scope: Option<String>,
    /// Whether the plan lets it outlast whoever granted it.
    pub survives: bool,
    /// The act.
    pub number: u32,
}

/// A recognition by a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognized {
    /// The partner.
    pub partner: String,
    /// Of which office, power or thing.
    pub office: String,
    /// Whom.
    pub who: String,
    /// The act.
    pub number: u32,
}

/// What was reported of control.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Controlled {
    /// Who.
    pub who: String,
    /// Of what.
    pub of: String,
    /// The act.
    pub number: u32,
}

/// A claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// Who.
    pub who: String,
    /// What.
    pub of: String,
    /// The act.
    pub number: u32,
}

/// The course of things up to a moment.
pub struct Course<'a> {
    plans: &'a BTreeMap<String, Plan>,
    /// The plan in force, with the holders of the moment.
    pub plan: Plan,
    /// The digest of the plan in force, as it was adopted.
    pub plan_digest: String,
    names: Names,
    /// What is on record.
    pub record: Record,
    /// What became of every act, by number.
    pub effects: BTreeMap<u32, Effect>,
    /// Which acts met a requirement.
    pub proof: Proof,
    /// Acts that report a fact or a state, by its name in the plan; the last one counts.
    pub reports: BTreeMap<String, (bool, u32)>,
    /// Acts by which somebody declined an office or refused to certify a ground, by what it is about.
    pub refusals: BTreeMap<String, u32>,
    /// Delegations in effect.
    pub grants: Vec<Grant>,
    /// Recognitions in effect.
    pub recognized: Vec<Recognized>,
    /// Who is reported to have control of what.
    pub control: Vec<Controlled>,
    /// Claims on record.
    pub claims: Vec<Claimed>,
    /// Every change of an office, in order.
    pub turns: Vec<Turn>,
    /// Who did each act.
    authors: BTreeMap<Digest, Vec<String>>,
    /// Acts whose moment has not come.
    waiting: BTreeMap<u32, deeds::Judged>,
    /// Whoever holds each power, until something changes.
    holders: BTreeMap<(Id<Power>, Option<Region>), Vec<Party>>,
    /// The moment up to which things have gone.
    pub now: Moment,
}

/// What bears on a course besides its acts.
#[derive(Debug, Clone, Default)]
struct Removed {
    /// Acts taken out, with the number of the act that annuls each.
    acts: BTreeMap<u32, u32>,
    /// Annulments that would lose their own ground.
    without: BTreeSet<u32>,
}

/// The course of known acts up to a moment.
///
/// Plans are named by their digest; the first act that adopts one founds the register. Terminates after at
/// most as many runs as there are annulments, plus one.
pub fn run<'a>(plans: &'a BTreeMap<String, Plan>, acts: &'a [Known], until: Moment) -> Course<'a> {
    let order = order::of(acts);
    let mut removed = Removed::default();
    let rounds = 2 * acts.iter().filter(|known| known.act.is_annulment()).count() + 1;
    for _ in 0..rounds {
        let whole = run_without(plans, acts, &order, Moment::LAST, &removed);
        if !removed.take_in(acts, &whole) {
            break;
        }
    }
    let later = |number: &u32| {
        let annulment = acts.iter().find(|known| known.number == *number);
        annulment.is_some_and(|known| known.act.is_prospective() && known.bears_from() > until)
    };
    let mut then = removed;
    then.acts.retain(|_, by| !later(by));
    run_without(plans, acts, &order, until, &then)
}

impl Removed {
    /// Takes in which annulments have effect in a course; whether that changes anything.
    fn take_in(&mut self, acts: &[Known], course: &Course<'_>) -> bool {
        let mut now = BTreeMap::new();
        for known in acts {
            let Some(target) = known.act.annuls() else {
                continue;
            };
            let effect = course.effects.get(&known.number);
            if effect != Some(&Effect::InEffect) || self.without.contains(&known.number) {
                continue;
            }
            let target = acts.iter().find(|other| other.digest == target);
            if let Some(target) = target.filter(|target| target.number != known.number) {
                now.insert(target.number, known.number);
            }
        }
        if now == self.acts {
            return false;
        }
        // An annulment that had effect and lost it by what it removed has none.
        for by in self.acts.values() {
            if !now.values().any(|other| other == by) {
                self.without.insert(*by);
            }
        }
        now.retain(|_, by| !self.without.contains(by));
        self.acts = now;
        true
    }
}

fn run_without<'a>(
    plans: &'a BTreeMap<String, Plan>,
    acts: &'a [Known],
    order: &[usize],
    until: Moment,
    removed: &Removed,
) -> Course<'a> {
    let mut course = Course::new(plans);
    let mut pending: Vec<(Moment, usize)> = Vec::new();
    for at in order {
        let Some(known) = acts.get(*at) else { continue };
        if known.act.signed > until {
            break;
        }
        course.bear_pending(acts, &mut pending, known.act.signed);
        course.now = known.act.signed;
        course.authors.insert(known.digest, known.act.by.clone());
        course.expire();
        if let Some(by) = removed.acts.get(&known.number) {
            course.effects.insert(known.number, Effect::Annulled(*by));
            continue;
        }
        if removed.without.contains(&known.number) {
            let reason = "it would annul what it rests on itself".to_owned();
            course.effects.insert(known.number, Effect::Without(reason));
            continue;
        }
        if let Some(name) = &known.act.exercise {
            course
                .effects
                .insert(known.number, Effect::Exercise(name.clone()));
            continue;
        }
        let judged = course.judge(known);
        if known.bears_from() > known.act.signed && judged.effect.bears() {
            course.effects.insert(known.number, Effect::Pending);
            course.held_back(known.number, judged);
            pending.push((known.bears_from(), *at));
            pending.sort_unstable();
        } else {
            course.take(known, judged);
        }
    }
    course.bear_pending(acts, &mut pending, until);
    course.now = until;
    course.expire();
    course.settle(None);
    course
}

impl Known {
    /// When it was first known anywhere, or at one site.
    pub fn learned(&self, site: Option<&str>) -> Option<Moment> {
        match site {
            Some(site) => self.seen.get(site).copied(),
            None => self.seen.values().min().copied(),
        }
    }

    /// From when on it bears on the record: never before it was signed.
    pub fn bears_from(&self) -> Moment {
        self.act.begins().max(self.act.signed)
    }

    /// How those who signed decided, by name.
    pub(crate) fn votes(&self) -> Votes {
        self.act.votes()
    }
}
