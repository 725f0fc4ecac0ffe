//! Decisions, and the seats that are moved by them.

use interrex_plan::model::{Id, Person, Seat, Who};
use interrex_standing::Party;
use interrex_standing::record::Requirement;

use super::grounds::no_law;
use super::{Bearing, Course, Effect, Judged, Signers};

impl Course {
    pub(super) fn decide(
        &mut self,
        decision: &str,
        holds: bool,
        signers: &Signers,
        by: &str,
    ) -> Result<Judged, String> {
        let id = self.plan.decisions.by_name(decision);
        let id = id.ok_or_else(|| format!("the plan has no decision `{decision}`"))?;
        if !self.ask(|judge| judge.decision_counts(id)) {
            return Err(no_law(&format!("the decision `{decision}`")));
        }
        let Some(actors) = self.plan.decisions.get(id).by.clone() else {
            return Err(format!(
                "the plan does not say who makes the decision `{decision}`"
            ));
        };
        let asked = Requirement::Decision(id);
        if holds {
            return self.part(asked, &actors, signers, by, &format!("decide `{decision}`"));
        }
        let is_made = self.ask(|judge| judge.met(asked.clone(), &actors));
        if !is_made {
            return Err(format!(
                "the decision `{decision}` is not made, and cannot be taken back"
            ));
        }
        // Whoever can make it by themselves takes it back.
        let made = self.record_mut().done.remove(&asked);
        let what = format!("take back the decision `{decision}`");
        let judged = self.part(asked.clone(), &actors, signers, by, &what);
        let made = made.map(|made| (asked.clone(), made));
        self.record_mut().done.extend(made);
        match judged?.effect {
            Effect::InEffect => Ok(Judged::in_effect(vec![Bearing::Undone(asked)])),
            _ => Err(format!(
                "{by} may not {what}: those who make it take it back together, in one act: {}",
                crate::words::actors(&self.plan, &actors)
            )),
        }
    }

    pub(super) fn move_seat(
        &mut self,
        seat: &str,
        option: &str,
        signers: &Signers,
        by: &str,
    ) -> Result<Judged, String> {
        let id = self.plan.seats.by_name(seat);
        let id = id.ok_or_else(|| format!("the plan has no seat `{seat}`"))?;
        let options = &self.plan.seats.get(id).options;
        let place = options.iter().position(|known| known.name == option);
        let place = place.ok_or_else(|| format!("the seat `{seat}` has no option `{option}`"))?;
        let agreed_by = options
            .get(place)
            .and_then(|option| option.agreed_by.clone());
        let place = u32::try_from(place).expect("fewer than 2^32 options");
        let goes = self.who_goes((id, place), signers);
        let moved = (!goes.is_empty()).then_some(Bearing::Moved(id, place, goes));
        let Some(actors) = agreed_by else {
            return Ok(Judged::noted(moved.into_iter().collect()));
        };
        if !self.ask(|judge| judge.option_counts(id, place)) {
            return Err(no_law(&format!("the option `{option}` of `{seat}`")));
        }
        let what = format!("move the seat to `{option}`");
        let asked = Requirement::Option(id, place);
        if let Some(moved) = &moved
            && self.ask(|judge| judge.met(asked.clone(), &actors))
        {
            // Those who must have agreed already: whoever sits there goes.
            return Ok(Judged::in_effect(vec![moved.clone()]));
        }
        let mut judged = self.part(asked, &actors, signers, by, &what)?;
        if judged.effect == Effect::InEffect {
            judged.bearings.extend(moved);
        }
        Ok(judged)
    }

    /// Of those who sit where a seat is moved to, whoever signs that themselves or by their body.
    fn who_goes(&self, (seat, place): (Id<Seat>, u32), signers: &Signers) -> Vec<Id<Person>> {
        let body = match self.plan.seats.get(seat).of {
            Who::Body(body) => Some(Party::Body(body)),
            Who::Office(office) => self
                .ask(|judge| judge.exercise(office))
                .map(|held| held.party)
                .filter(|party| matches!(party, Party::Body(_))),
            Who::Person(_) => None,
        };
        let by_body = body.is_some_and(|body| signers.contains_key(&body));
        let mut sitters = self.ask(|judge| judge.sitters(seat, place));
        sitters.retain(|person| by_body || signers.contains_key(&Party::Person(*person)));
        sitters
    }
}
