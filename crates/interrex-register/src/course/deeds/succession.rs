//! Acts on the way into an office: steps completed, somebody chosen, an office declined.

use interrex_plan::model::{CandidateWho, Id, Office, Order, Step};
use interrex_standing::Party;
use interrex_standing::record::Requirement;

use super::grounds::no_law;
use super::{Bearing, Course, Effect, Judged, Signers};

impl Course {
    /// Every step of this name that a candidate for an office could complete, each with whether it is law on the day.
    fn steps_named(&self, office: Id<Office>, name: &str) -> Vec<(Step, bool)> {
        let declared = self.plan.offices.get(office);
        let mut list = Vec::new();
        for (r, order) in (0u32..).zip(&declared.orders) {
            let own = (0u32..).zip(&order.candidates);
            let own = own.flat_map(|(c, one)| one.steps.iter().map(move |step| (step, Some(c))));
            let shared = order.steps.iter().map(|step| (step, None));
            for (step, c) in shared.chain(own).filter(|(step, _)| step.name == name) {
                let is_law = self.ask(|judge| match c {
                    Some(c) => judge.candidacy_counts(office, r, c),
                    None => judge.order_is_law(office, r),
                });
                list.push((step.clone(), is_law));
            }
        }
        list
    }

    pub(super) fn step(
        &mut self,
        office: &str,
        who: &str,
        step: &str,
        signers: &Signers,
        by: &str,
    ) -> Result<Judged, String> {
        let id = self.office(office)?;
        let party = self.somebody(who)?;
        let mut steps = self.steps_named(id, step);
        let is_known = !steps.is_empty();
        steps.retain(|(_, is_law)| *is_law);
        if is_known && steps.is_empty() {
            return Err(no_law(&format!(
                "the step `{step}` on the way to `{office}`"
            )));
        }
        if steps.is_empty() {
            return Err(format!(
                "the law knows no step `{step}` on the way to `{office}`"
            ));
        }
        let requirement = Requirement::Step(id, step.to_owned(), party);
        let (mut refusal, mut all) = (None, None);
        for (declared, _) in steps {
            let judged = match &declared.by {
                Some(actors) => {
                    let what = format!("do `{step}` for `{who}`");
                    self.part(requirement.clone(), actors, signers, by, &what)
                }
                None if signers.contains_key(&party) => {
                    let alone = Bearing::Oneself(requirement.clone(), party);
                    Ok(Judged::in_effect(vec![alone]))
                }
                None => Err(format!(
                    "{by} cannot do `{step}` for `{who}`, who does it alone"
                )),
            };
            match judged {
                Ok(judged) => all = Some(together(all, judged)),
                Err(reason) => refusal = refusal.or(Some(reason)),
            }
        }
        all.ok_or_else(|| refusal.unwrap_or_default())
    }

    pub(super) fn choose(
        &mut self,
        (office, by_order): (&str, Option<&str>),
        who: &str,
        signers: &Signers,
        by: &str,
    ) -> Result<Judged, String> {
        let id = self.office(office)?;
        let party = self.somebody(who)?;
        let orders = self.plan.offices.get(id).orders.clone();
        let is_meant = |order: &Order| by_order.is_none_or(|name| order.name == name);
        if let Some(name) = by_order
            && !orders.iter().any(is_meant)
        {
            return Err(format!("`{office}` has no order `{name}`"));
        }
        let mut bearings = Vec::new();
        let (mut waiting, mut later) = (None, false);
        let mut refused: Vec<(&str, String)> = Vec::new();
        for (r, order) in (0u32..).zip(&orders).filter(|(_, order)| is_meant(order)) {
            for (c, candidate) in (0u32..).zip(&order.candidates) {
                let CandidateWho::Chosen { by: actors, .. } = &candidate.who else {
                    continue;
                };
                if !self.ask(|judge| judge.candidacy_counts(id, r, c)) {
                    later = true;
                    continue;
                }
                let requirement = Requirement::Chosen(id, r, c);
                let before = self.parts_of((id, r, c), party);
                let what = format!("choose for `{office}`");
                match self.joined(&requirement, before, actors, signers, (by, &what)) {
                    Ok((effect, done)) => {
                        bearings.push(Bearing::Chosen((id, r, c), party, done));
                        if let Effect::Waiting(reason) = effect {
                            waiting = Some(reason);
                        }
                    }
                    Err(reason) => refused.push((&order.name, reason)),
                }
            }
        }
        match (bearings.is_empty(), waiting) {
            (true, _) => Err(match why_refused(&refused) {
                Some(reason) => reason,
                None if later => no_law(&format!("a choice for `{office}`")),
                None => format!(
                    "nobody chooses a holder of `{office}`: its candidates are named by law"
                ),
            }),
            (false, Some(reason)) => Ok(Judged {
                effect: Effect::Waiting(reason),
                bearings,
            }),
            (false, None) => Ok(Judged::in_effect(bearings)),
        }
    }

    pub(super) fn decline(&mut self, office: &str, signers: &Signers) -> Result<Judged, String> {
        let id = self.office(office)?;
        let people = signers.keys().filter_map(|party| match party {
            Party::Person(person) => Some(*person),
            _ => None,
        });
        let declined = people.map(|person| {
            let name = self.plan.people.get(person).name.clone();
            Bearing::Declined(format!("{name} for {office}"), person, id)
        });
        Ok(Judged::in_effect(declined.collect()))
    }
}

/// A step as each order asks for it that knows one of this name: who signs does their part in all of them, once.
fn together(before: Option<Judged>, judged: Judged) -> Judged {
    let Some(mut all) = before else { return judged };
    for bearing in judged.bearings {
        let mut known = all.bearings.iter_mut();
        match bearing {
            Bearing::Done(asked, mut parts) => {
                let known = known.find_map(|known| match known {
                    Bearing::Done(_, parts) => Some(parts),
                    _ => None,
                });
                match known {
                    Some(known) => {
                        parts.retain(|part| !known.contains(part));
                        known.extend(parts);
                    }
                    None => all.bearings.push(Bearing::Done(asked, parts)),
                }
            }
            Bearing::Oneself(..) if known.any(|known| matches!(known, Bearing::Oneself(..))) => {}
            bearing => all.bearings.push(bearing),
        }
    }
    if judged.effect == Effect::InEffect {
        all.effect = Effect::InEffect;
    }
    all
}

/// Why a choice is refused under each order that knows one: of several that say different things, which says what.
fn why_refused(refused: &[(&str, String)]) -> Option<String> {
    let (_, first) = refused.first()?;
    if refused.iter().all(|(_, reason)| reason == first) {
        return Some(first.clone());
    }
    let each = refused.iter();
    let each = each.map(|(order, reason)| format!("by the order `{order}`, {reason}"));
    Some(each.collect::<Vec<_>>().join("; "))
}
