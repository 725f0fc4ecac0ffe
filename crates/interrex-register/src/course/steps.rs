//! What steps belong to: an oath serves what it was sworn for, and serves once.
//!
//! A step of somebody who is chosen follows the choice; one of anybody else follows the ground, the vacancy or the
//! suspension for which the law asks it. What was done in the same second counts.

use std::collections::BTreeSet;
use std::sync::Arc;

use interrex_plan::model::{Id, Office};
use interrex_standing::record::{Cause, Requirement, Seen};
use interrex_standing::{Party, Slot};

use super::Course;
use super::names::party_of;

impl Course {
    /// Notes who does their part of a step or of a ground now.
    pub(super) fn note_steps(&mut self, asked: &Requirement, by: Vec<Party>) {
        if !matches!(asked, Requirement::Step(..) | Requirement::Ground(..)) {
            return;
        }
        let now = self.now;
        let stepped = Arc::make_mut(&mut self.stepped);
        let signed = stepped.entry(asked.clone()).or_default();
        signed.extend(by.into_iter().map(|party| (party, now)));
    }

    /// Drops what was done of steps on the way to an office before now, but of those whom `keeps` names by step and
    /// candidate; whether there was any.
    pub(super) fn drop_steps(
        &mut self,
        office: Id<Office>,
        keeps: impl Fn(&str, Party) -> bool,
    ) -> bool {
        let now = self.now;
        let steps = self.record.done.iter().filter_map(|(asked, done)| {
            let Requirement::Step(of, step, who) = asked else {
                return None;
            };
            let signed = self.stepped.get(asked);
            let before = |by: Party| {
                let at = signed.and_then(|signed| signed.get(&by));
                at.is_none_or(|at| *at < now)
            };
            let late = done.iter().any(|(_, by)| before(*by));
            (*of == office && late && !keeps(step, *who)).then(|| {
                let left = done.iter().filter(|(_, by)| !before(*by)).copied();
                (asked.clone(), left.collect::<BTreeSet<_>>())
            })
        });
        let steps: Vec<_> = steps.collect();
        for (asked, left) in &steps {
            if left.is_empty() {
                self.record_mut().done.remove(asked);
                Arc::make_mut(&mut self.proof).remove(asked);
                Arc::make_mut(&mut self.stepped).remove(asked);
            } else {
                self.record_mut().done.insert(asked.clone(), left.clone());
            }
        }
        !steps.is_empty()
    }

    /// Notes for which cause orders of an office are in force after a step; whether steps fell away that were done before
    /// it arose.
    pub(super) fn arise(&mut self, office: Id<Office>, seen: &Seen) -> bool {
        let holder = self.plan.offices.get(office).holder.and_then(party_of);
        let ended = |place: &u32| self.ends(office, *place);
        let now = match holder {
            None => Some(Cause::Vacant),
            Some(_) if seen.certified.iter().any(ended) => Some(Cause::Ended),
            Some(_) if !seen.certified.is_empty() => Some(Cause::Suspended),
            Some(_) => None,
        };
        let known = self.record.causes.get(&office).copied();
        if known == now {
            return false;
        }
        self.forget_limits(office);
        let Some(cause) = now else {
            self.record_mut().causes.remove(&office);
            if known == Some(Cause::Suspended) {
                self.forget_who_entered(office);
            }
            return false;
        };
        self.record_mut().causes.insert(office, cause);
        let orders = &self.plan.offices.get(office).orders;
        let serves = |place: u32| {
            let order = orders.get(place as usize);
            order.is_some_and(|order| match cause {
                Cause::Vacant => order.on_vacancy,
                cause => order.on.iter().any(|ground| {
                    let ends = self.ends(office, *ground);
                    seen.certified.contains(ground) && ends == (cause == Cause::Ended)
                }),
            })
        };
        // The step of somebody who is chosen follows the choice, for as long as that has not served for another cause.
        let entered = self.record.entered.get(&office);
        let is_spent = |party: &Party| entered.is_some_and(|entered| entered.contains(party));
        let chosen = self.record.chosen.iter();
        let chosen = chosen.filter(|((of, order, _), party)| {
            *of == office && (serves(*order) || !is_spent(party))
        });
        let mut serving: BTreeSet<Party> = chosen.map(|(_, party)| *party).collect();
        // Whoever acts goes on under the same order without another oath.
        let acting = self.record.acting.get(&office);
        serving.extend(acting.and_then(|acting| match acting.slot {
            Slot::Via(order, _) => serves(order).then_some(acting.party),
            _ => None,
        }));
        self.drop_steps(office, |_, who| serving.contains(&who))
    }

    /// Whoever stood in while grounds lasted may do so again for another one, by another choice and other steps: when
    /// a suspension is over, nobody has entered the office since.
    fn forget_who_entered(&mut self, office: Id<Office>) {
        if !self.record.entered.contains_key(&office) {
            return;
        }
        let plan = Arc::clone(&self.plan);
        let declared = plan.offices.get(office);
        let suspends = |ground: &u32| !self.ends(office, *ground);
        let serves = |order: u32| {
            let order = declared.orders.get(order as usize);
            order.is_some_and(|order| order.on_lease || order.on.iter().any(suspends))
        };
        let chosen = self.record.chosen.keys().map(|(_, order, _)| *order);
        let serving: BTreeSet<u32> = chosen.filter(|order| serves(*order)).collect();
        let record = self.record_mut();
        let entered = record.entered.remove(&office).unwrap_or_default();
        let mut spent = BTreeSet::new();
        record.chosen.retain(|(of, order, candidate), party| {
            let is_spent = *of == office && serving.contains(order) && entered.contains(party);
            if is_spent {
                spent.insert((*order, *candidate));
            }
            !is_spent
        });
        record.done.retain(|asked, _| match asked {
            Requirement::Chosen(of, order, candidate) => {
                *of != office || !spent.contains(&(*order, *candidate))
            }
            Requirement::Step(of, _, party) => *of != office || !entered.contains(party),
            _ => true,
        });
    }

    pub(super) fn forget_entry(&mut self, office: Id<Office>, party: Party) {
        if self.record.entered.contains_key(&office)
            && let Some(entered) = self.record_mut().entered.get_mut(&office)
        {
            entered.remove(&party);
        }
    }
}
