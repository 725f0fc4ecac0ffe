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

mod acting;
mod acts;
mod choices;
mod chunks;
mod dates;
mod deeds;
mod grants;
mod kept;
mod lapses;
mod limits;
pub(crate) mod names;
pub(crate) mod order;
pub(crate) mod pass;
mod reach;
mod settle;
mod steps;
pub(crate) mod things;
mod translate;
mod turns;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use interrex_plan::model::{Actor, Id, Office, Plan, Power, Region};
use interrex_standing::Party;
use interrex_standing::record::{Record, Requirement};
use interrex_units::{Date, Moment};

use crate::act::{Act, Digest};
use deeds::Slotted;
use names::Names;

use pass::{Pass, Removed};

pub use chunks::Chunks;
pub use turns::{Change, Turn};

pub(crate) use reach::Idle;

/// Plans by digest.
pub(crate) type Plans = Arc<BTreeMap<String, Arc<Plan>>>;

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
    /// It has effect, but not in these regions, which its power must reach and in which its signers did not have it when
    /// they signed.
    InPart(Vec<String>),
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
    /// The effect in one word, for programs.
    pub fn word(&self) -> &'static str {
        match self {
            Self::InEffect | Self::InPart(_) => "in-effect",
            Self::Waiting(_) => "waiting",
            Self::Noted => "noted",
            Self::Without(_) => "without-effect",
            Self::Annulled(_) => "annulled",
            Self::Pending => "pending",
            Self::Exercise(_) => "exercise",
        }
    }
}

impl Effect {
    /// Whether the act bears on anything.
    pub fn bears(&self) -> bool {
        matches!(
            self,
            Self::InEffect | Self::InPart(_) | Self::Waiting(_) | Self::Noted
        )
    }
}

/// Who did their part of something, in which act.
pub type Proof = BTreeMap<Requirement, Chunks<(Party, u32)>>;

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
    /// The rule of the plan by which it was granted; by its place in the power's list.
    pub rule: u32,
    /// The act by which whoever granted it had the power by delegation themselves.
    pub under: Option<u32>,
    /// The act.
    pub number: u32,
}

/// A recognition by a partner, or the declaration that it does not recognize somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognized {
    /// The partner.
    pub partner: String,
    /// Of which office, power or thing.
    pub office: String,
    /// Whom.
    pub who: String,
    /// Whether it recognizes them.
    pub holds: bool,
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

/// The course of things up to a moment. What it has many of is shared with the courses that it was copied from.
#[derive(Clone)]
pub struct Course {
    plans: Plans,
    /// The plan in force, with the holders of the moment.
    pub plan: Arc<Plan>,
    /// The digest of the plan in force, as it was adopted.
    pub plan_digest: String,
    /// The act that adopted a plan which is not held here, and the digest of that plan. From then on nothing is known.
    pub(crate) unheld: Option<(u32, String)>,
    names: Arc<Names>,
    /// The days on which something in the plan begins or ends.
    dates: Arc<Vec<Date>>,
    /// What is on record.
    pub record: Arc<Record>,
    /// Whether it is set apart, without an act that is annulled later: what was judged is taken as it was.
    is_apart: bool,
    /// Whether a plan was ever in force.
    pub(crate) is_founded: bool,
    /// What became of every act, by number.
    pub effects: BTreeMap<u32, Effect>,
    /// Which acts met a requirement.
    pub proof: Arc<Proof>,
    /// When whoever did their part of a step or of a ground did it last.
    pub(crate) stepped: Arc<BTreeMap<Requirement, BTreeMap<Party, Moment>>>,
    /// Since when a ground is certified or decided, or was again by everybody.
    pub(crate) certified_since: BTreeMap<Requirement, Moment>,
    /// Parts in grounds that lapsed before everybody had done theirs, by act: of which office, and why. What an act came to
    /// when it was judged stays its effect.
    pub(crate) lapsed: BTreeMap<u32, (String, String)>,
    /// Since when somebody acts by an order, for the cause that lasts: by office and place of the order.
    pub(crate) begun: BTreeMap<(Id<Office>, u32), Moment>,
    /// Choices in which others have still to join, by candidacy and whoever is to be chosen: who did their part, in which act.
    pub(crate) parts: BTreeMap<(Slotted, Party), BTreeMap<(Actor, Party), u32>>,
    /// In whose right orders of several signers were given when they were signed, by act: people, and bodies whose members
    /// signed. It is told of orders alone, and kept in no index.
    pub(crate) given: BTreeMap<u32, Vec<String>>,
    /// Acts that report a fact or a state, by its name in the plan; the last one counts.
    pub reports: Arc<BTreeMap<String, (bool, u32)>>,
    /// Acts by which somebody declined an office or refused to certify a ground, by what it is about.
    pub refusals: Arc<BTreeMap<String, u32>>,
    /// Delegations in effect.
    pub grants: Arc<Vec<Grant>>,
    /// Recognitions in effect.
    pub recognized: Arc<Vec<Recognized>>,
    /// Who is reported to have control of what.
    pub control: Arc<Vec<Controlled>>,
    /// Claims on record, by what is claimed.
    claims: BTreeMap<String, Arc<Chunks<Claimed>>>,
    /// Every change of an office, in order, by office.
    turns: BTreeMap<String, Arc<turns::Turns>>,
    /// The last of some reports after which no step was made yet: those of one second are taken together.
    unsettled: Option<u32>,
    /// Acts whose moment has not come.
    waiting: BTreeMap<u32, deeds::Judged>,
    /// Whoever holds each power, until something changes.
    holders: BTreeMap<(Id<Power>, Option<Region>), Vec<Party>>,
    /// The moment up to which things have gone.
    pub now: Moment,
}

/// The course of known acts up to a moment.
///
/// Plans are named by their digest; the first act that adopts one founds the register. Terminates after at
/// most as many runs as there are annulments, plus one.
pub fn run(plans: &BTreeMap<String, Plan>, acts: &[Known], until: Moment) -> Course {
    let plans = shared(plans);
    let order = order::of(acts);
    let removed = Removed::of(acts, |removed| {
        run_without(&plans, acts, &order, Moment::LAST, removed).effects
    });
    run_without(&plans, acts, &order, until, &removed.by_then(until))
}

/// Plans to be shared.
pub(crate) fn shared(plans: &BTreeMap<String, Plan>) -> Plans {
    let plans = plans.iter();
    Arc::new(
        plans
            .map(|(digest, plan)| (digest.clone(), Arc::new(plan.clone())))
            .collect(),
    )
}

fn run_without(
    plans: &Plans,
    acts: &[Known],
    order: &[usize],
    until: Moment,
    removed: &Removed,
) -> Course {
    let mut pass = Pass::new(plans);
    let mut passed: BTreeMap<Digest, &Known> = BTreeMap::new();
    for known in order.iter().filter_map(|at| acts.get(*at)) {
        if known.act.signed > until {
            break;
        }
        let annulled = known.act.annuls();
        let annulled = annulled.and_then(|digest| passed.get(&digest).copied());
        pass.step(known, removed, annulled);
        passed.insert(known.digest, known);
    }
    pass.finish(until)
}

impl Course {
    /// What has become of each act by now: what it came to, or that it has lapsed since.
    pub(crate) fn into_told(self) -> BTreeMap<u32, Effect> {
        let mut effects = self.effects;
        for (number, (_, reason)) in self.lapsed {
            let known = effects.get(&number);
            if known.is_some_and(|effect| effect.bears() || *effect == Effect::Pending) {
                effects.insert(number, Effect::Without(reason));
            }
        }
        effects
    }

    /// Why nothing can be answered, where an act has adopted a plan that is not held.
    pub fn lacks_plan(&self) -> Option<String> {
        let (number, digest) = self.unheld.as_ref()?;
        Some(format!(
            "act {number} adopts the plan {digest}, which is not held here"
        ))
    }

    /// Whether every plan is held that an act has put in force.
    ///
    /// # Errors
    ///
    /// Says which is not, and where it comes from.
    pub fn all_held(&self) -> Result<(), String> {
        self.lacks_plan().map_or(Ok(()), |reason| {
            Err(format!(
                "{reason}; take it over with `interrex register sync` from a site that has it, or put back its folder \
                 in `plans`"
            ))
        })
    }
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
}
