//! How long the part of one counts who certifies a ground together with others (`within`), how long a suspension lasts
//! (`limit`), and what becomes of parts when the ground needs what is so no longer.
//!
//! A part lapses where not everybody has done theirs in its time, or where what the ground needs ceases before that: it
//! was signed for an occasion that has passed, and never joins what others sign on the next one. A suspension that has
//! lapsed is over as by a certificate of its end; certified again it lasts anew.

use std::collections::BTreeSet;
use std::sync::Arc;

use interrex_plan::model::{Actor, Effect as GroundEffect, Event, Ground, Id, Office};
use interrex_standing::Party;
use interrex_standing::record::Requirement;
use interrex_units::Moment;

use super::deeds::{Bearing, Shown, actors_of};
use super::names::party_name;
use super::{Chunks, Course, Effect};

/// A ground of an office, by its place there, against somebody.
type Against = (Id<Office>, u32, Party);

/// What is said of a part that was done for an occasion which has passed.
const CEASED: &str = "what the ground needs was over before everybody had done their part";

/// What is over at a moment.
enum Lapse {
    /// A suspension.
    Suspension(Against),
    /// The part of somebody in a ground.
    Part(Against, Party),
}

impl Course {
    /// When a part or a suspension lapses next.
    pub(super) fn next_lapse(&self) -> Option<Moment> {
        let ends = self.lapses().map(|(end, _)| end);
        // A plan that is adopted meanwhile may have made the time shorter.
        ends.min().map(|end| end.max(self.now))
    }

    /// How many parts and suspensions have lapsed by a moment.
    pub(super) fn lapses_by(&self, at: Moment) -> usize {
        self.lapses().filter(|(end, _)| *end <= at).count()
    }

    /// Lets go what has lapsed by now.
    pub(super) fn end_lapsed(&mut self) {
        let now = self.now;
        let over = self.lapses().filter(|(end, _)| *end <= now);
        for (end, lapse) in over.collect::<Vec<_>>() {
            match lapse {
                Lapse::Suspension(against) => self.end_ground(against),
                Lapse::Part(against, by) => {
                    let reason = format!(
                        "it counted as a part until {end}, and not everybody had done theirs by then"
                    );
                    self.drop_part(against, by, &reason);
                }
            }
        }
    }

    /// Lets go the parts in grounds that need what is not so, or no longer.
    pub(super) fn drop_unneeded(&mut self) {
        // What was set apart takes each part as it was judged.
        if self.is_apart {
            return;
        }
        self.drop_renewals();
        self.drop_pending();
        let open = self.record.done.iter().filter_map(|(asked, done)| {
            let against = self.incomplete(asked)?;
            let ground = self.ground_of(against)?;
            let is_asked = ground.needs.is_some() || matches!(ground.event, Event::When(_));
            let is_resignation = matches!(ground.event, Event::Resigned);
            (is_asked && !is_resignation).then(|| {
                let by = done.iter().map(|(_, by)| *by);
                (against, by.collect::<Vec<_>>())
            })
        });
        for (against, parts) in open.collect::<Vec<_>>() {
            let (office, place, _) = against;
            if self.is_occasion(office, place) || self.is_certified(office, place) {
                continue;
            }
            for by in parts {
                self.drop_part(against, by, CEASED);
            }
        }
    }

    /// Lets go the parts that would bear later.
    fn drop_pending(&mut self) {
        let pending = self.waiting.iter().filter_map(|(number, judged)| {
            let mut bearings = judged.bearings.iter();
            let asked = bearings.find_map(|bearing| match bearing {
                Bearing::Done(Requirement::Ground(office, place, _), _) => Some((*office, *place)),
                _ => None,
            });
            let (office, place) = asked.filter(|_| matches!(judged.effect, Effect::Waiting(_)))?;
            let ground = self.ground_of((office, place, Party::Person(Id::new(0))))?;
            let is_resignation = matches!(ground.event, Event::Resigned);
            let is_over = !is_resignation && !self.is_occasion(office, place);
            is_over.then(|| (*number, self.plan.offices.get(office).name.clone()))
        });
        for (number, of) in pending.collect::<Vec<_>>() {
            self.waiting.remove(&number);
            self.lapsed.insert(number, (of, CEASED.to_owned()));
        }
    }

    /// Lets go what was done to certify grounds again that need what is no longer so.
    fn drop_renewals(&mut self) {
        let certified = self.certified_since.iter().filter_map(|(asked, since)| {
            let Requirement::Ground(office, place, party) = asked else {
                return None;
            };
            let ground = self.ground_of((*office, *place, *party))?;
            let is_asked = ground.needs.is_some() || matches!(ground.event, Event::When(_));
            let signed = self.stepped.get(asked)?;
            let again = is_asked && signed.values().any(|at| at > since);
            (again && !self.is_occasion(*office, *place)).then(|| (asked.clone(), *since))
        });
        for (asked, since) in certified.collect::<Vec<_>>() {
            let stepped = Arc::make_mut(&mut self.stepped);
            if let Some(signed) = stepped.get_mut(&asked) {
                signed.retain(|_, at| *at <= since);
            }
        }
    }

    /// Whether what a ground needs, and the circumstance that it is, is so now.
    pub(super) fn is_occasion(&self, office: Id<Office>, place: u32) -> bool {
        let ground = self.ground_of((office, place, Party::Person(Id::new(0))));
        let is_when = ground.is_some_and(|ground| matches!(ground.event, Event::When(_)));
        self.ask(|judge| {
            judge.needs_hold(office, place) && (!is_when || judge.condition_holds(office, place))
        })
    }

    /// Takes a ground off the record.
    pub(super) fn end_ground(&mut self, against: Against) {
        let asked = asked(against);
        self.record_mut().occurred.remove(&against);
        self.record_mut().certified.remove(&against);
        self.undo(&asked);
        // Parts in its end are parts in this end.
        if let Some(end) = self.end_of(against) {
            self.undo(&end);
        }
    }

    /// The requirement that the end of a ground is.
    pub(super) fn end_of(&self, against: Against) -> Option<Requirement> {
        let (office, _, party) = against;
        let ground = &self.ground_of(against)?.name;
        let what = format!("end of {}.{ground}", self.plan.offices.get(office).name);
        Some(Requirement::Step(office, what, party))
    }

    /// Takes everything that was done of a requirement off the record.
    pub(super) fn undo(&mut self, asked: &Requirement) {
        self.record_mut().done.remove(asked);
        Arc::make_mut(&mut self.proof).remove(asked);
        Arc::make_mut(&mut self.stepped).remove(asked);
        self.certified_since.remove(asked);
    }

    /// Until when a suspension lasts at most; nothing where it lasts until its end.
    pub(crate) fn suspended_until(&self, against: Against) -> Option<Moment> {
        let ground = self.ground_of(against)?;
        let limit = ground
            .limit
            .filter(|_| ground.effect == GroundEffect::Suspends)?;
        if !self.record.certified.contains(&against) {
            return None;
        }
        let asked = asked(against);
        self.certified_since.get(&asked)?.plus(limit)
    }

    /// Notes that a ground is certified from now on.
    pub(super) fn certify_since(&mut self, against: Against) {
        self.certified_since.insert(asked(against), self.now);
    }

    /// By what a ground is shown: by everybody whose act it is, since when, or by which act last.
    pub(super) fn shown(&self, against: Against) -> Shown {
        let asked = asked(against);
        if let Some(since) = self.certified_since.get(&asked) {
            return (Some(*since), None);
        }
        let acts = self.proof.get(&asked).into_iter().flat_map(Chunks::iter);
        (None, acts.map(|(_, number)| *number).max())
    }

    /// Certifies a ground in which everybody has done their part, as it was judged.
    pub(super) fn certify_as_judged(&mut self, against: Against) {
        if !self.record.certified.contains(&against) && self.has_all_parts(against) {
            self.record_mut().certified.insert(against);
            self.certify_since(against);
        }
    }

    /// Notes that everybody has certified a ground again, where they have.
    pub(super) fn certify_again(&mut self, asked: &Requirement) {
        let Requirement::Ground(office, place, party) = asked else {
            return;
        };
        let against = (*office, *place, *party);
        let Some(actors) = self.ground_of(against).and_then(actors_of) else {
            return;
        };
        if let Some(again) = self.again(against)
            && self.is_met(asked, again, &actors)
        {
            self.certify_since(against);
            // Parts in its end were in that of what was certified before.
            if let Some(end) = self.end_of(against) {
                self.undo(&end);
            }
        }
    }

    /// Who has certified a ground again since everybody last did, in the time that it allows; nothing where it is not
    /// certified.
    fn again(&self, against: Against) -> Option<BTreeSet<(Actor, Party)>> {
        let asked = asked(against);
        let since = *self.certified_since.get(&asked)?;
        let within = self.ground_of(against)?.within;
        let signed = self.stepped.get(&asked);
        let is_again = |by: &Party| {
            let at = signed.and_then(|signed| signed.get(by));
            at.is_some_and(|at| {
                let end = within.and_then(|within| at.plus(within));
                *at > since && end.is_none_or(|end| end > self.now)
            })
        };
        let done = self.record.done.get(&asked).into_iter().flatten();
        Some(done.filter(|(_, by)| is_again(by)).copied().collect())
    }

    /// What a ground that is certified lacks to be certified again with what somebody does now.
    pub(super) fn again_lacks(&self, against: Against, now: &[Bearing]) -> Option<String> {
        let asked = asked(against);
        let actors = actors_of(self.ground_of(against)?)?;
        let mut again = self.again(against)?;
        for bearing in now {
            if let Bearing::Done(_, done) = bearing {
                again.extend(done);
            }
        }
        let lacks = !self.is_met(&asked, again, &actors);
        lacks.then(|| {
            format!(
                "it is certified already; to certify it again, others must join in: {}",
                crate::words::actors(&self.plan, &actors)
            )
        })
    }

    /// The parts that lapse in a ground that is not complete: of whom, and when.
    pub(crate) fn parts_until(&self, asked: &Requirement) -> Vec<(String, Moment)> {
        let ends = self.part_ends(asked).into_iter();
        ends.map(|(by, end)| (party_name(&self.plan, by), end))
            .collect()
    }

    /// The same by who they are.
    fn part_ends(&self, asked: &Requirement) -> Vec<(Party, Moment)> {
        let within = self.incomplete(asked).and_then(|against| {
            let ground = self.ground_of(against)?;
            ground.within.filter(|_| !self.has_all_parts(against))
        });
        let signed = self.stepped.get(asked).into_iter().flatten();
        let ends = signed.filter_map(|(by, at)| Some((*by, at.plus(within?)?)));
        ends.collect()
    }

    /// Everything that lapses, with when.
    fn lapses(&self) -> impl Iterator<Item = (Moment, Lapse)> {
        self.stepped.keys().flat_map(|asked| {
            let mut list = Vec::new();
            if let Some(against) = self.incomplete(asked) {
                let ends = self.part_ends(asked).into_iter();
                list.extend(ends.map(|(by, end)| (end, Lapse::Part(against, by))));
            } else if let Requirement::Ground(office, place, party) = asked {
                let against = (*office, *place, *party);
                let end = self.suspended_until(against);
                list.extend(end.map(|end| (end, Lapse::Suspension(against))));
            }
            list
        })
    }

    /// Of a requirement that is a ground which is not complete, that ground.
    fn incomplete(&self, asked: &Requirement) -> Option<Against> {
        let Requirement::Ground(office, place, party) = asked else {
            return None;
        };
        let against = (*office, *place, *party);
        (!self.record.certified.contains(&against)).then_some(against)
    }

    /// Whether everybody has done their part in a ground that still needs something else.
    fn has_all_parts(&self, against: Against) -> bool {
        let asked = asked(against);
        let done = self.record.done.get(&asked).cloned().unwrap_or_default();
        let actors = self.ground_of(against).and_then(actors_of);
        actors.is_some_and(|actors| self.is_met(&asked, done, &actors))
    }

    fn ground_of(&self, (office, place, _): Against) -> Option<&Ground> {
        self.plan.offices.get(office).grounds.get(place as usize)
    }

    /// Takes the part of somebody in a ground off the record; their acts have no effect, for this reason.
    fn drop_part(&mut self, (office, place, party): Against, by: Party, reason: &str) {
        let asked = Requirement::Ground(office, place, party);
        let proof = Arc::make_mut(&mut self.proof).remove(&asked);
        let shown: Vec<_> = proof.iter().flat_map(Chunks::iter).copied().collect();
        let (gone, kept): (Vec<_>, Vec<_>) = shown.into_iter().partition(|(of, _)| *of == by);
        let of = self.plan.offices.get(office).name.clone();
        for (_, number) in gone {
            self.lapsed.insert(number, (of.clone(), reason.to_owned()));
        }
        if !kept.is_empty() {
            let proof = Arc::make_mut(&mut self.proof);
            proof.entry(asked.clone()).or_default().extend(kept);
        }
        let mut done = self.record_mut().done.remove(&asked).unwrap_or_default();
        done.retain(|(_, of)| *of != by);
        if !done.is_empty() {
            self.record_mut().done.insert(asked.clone(), done);
        }
        let stepped = Arc::make_mut(&mut self.stepped);
        let mut signed = stepped.remove(&asked).unwrap_or_default();
        signed.remove(&by);
        if !signed.is_empty() {
            stepped.insert(asked, signed);
        }
    }
}

/// The requirement that a ground is.
fn asked((office, place, party): Against) -> Requirement {
    Requirement::Ground(office, place, party)
}
