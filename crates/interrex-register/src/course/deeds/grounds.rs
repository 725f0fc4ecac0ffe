//! Acts about grounds: certified, ended, and the resignation of a holder.

use interrex_plan::model::{ActorExpr, ActorExprKind, Event, Ground, Id, Office};
use interrex_standing::Party;
use interrex_standing::record::Requirement;

use super::super::names::{self, party_name};
use super::{Bearing, Course, Effect, Judged, Signers};

impl Course {
    pub(super) fn certify(
        &mut self,
        ground: &str,
        of: &str,
        signers: &Signers,
        by: &str,
    ) -> Result<Judged, String> {
        let (office, place) = names::ground(&self.plan, &self.names, ground)?;
        let party = self.party_or_new(of);
        self.is_holder(office, party, of)?;
        let declared = self.plan.offices.get(office).grounds.get(place as usize);
        let Some(declared) = declared.cloned() else {
            return Err(format!("the law names no ground `{ground}`"));
        };
        let requirement = Requirement::Ground(office, place, party);
        let Some(actors) = actors_of(&declared) else {
            return Ok(Judged::in_effect(vec![Bearing::Occurred(
                office, place, party,
            )]));
        };
        self.part(
            requirement,
            &actors,
            signers,
            by,
            &format!("certify `{ground}`"),
        )
    }

    fn is_holder(&self, office: Id<Office>, party: Party, name: &str) -> Result<(), String> {
        let declared = self.plan.offices.get(office);
        let holder = declared.holder.and_then(names::party_of);
        if holder == Some(party) {
            return Ok(());
        }
        Err(match holder {
            Some(holder) => format!(
                "`{name}` does not have the title of `{}`: {} has",
                declared.name,
                party_name(&self.plan, holder)
            ),
            None => format!(
                "`{name}` does not have the title of `{}`: nobody has",
                declared.name
            ),
        })
    }

    pub(super) fn certify_end(
        &mut self,
        ground: &str,
        of: &str,
        signers: &Signers,
        by: &str,
    ) -> Result<Judged, String> {
        let (office, place) = names::ground(&self.plan, &self.names, ground)?;
        let party = self.party_or_new(of);
        let declared = self
            .plan
            .offices
            .get(office)
            .grounds
            .get(place as usize)
            .cloned();
        let ended = Bearing::Ended(office, place, party);
        let Some(actors) = declared.as_ref().and_then(actors_of) else {
            return Ok(Judged::in_effect(vec![ended]));
        };
        let requirement = Requirement::Step(office, format!("end of {ground}"), party);
        let what = format!("certify the end of `{ground}`");
        let mut judged = self.part(requirement, &actors, signers, by, &what)?;
        if judged.effect == Effect::InEffect {
            judged.bearings.push(ended);
        }
        Ok(judged)
    }

    pub(super) fn resign(
        &mut self,
        office: &str,
        signers: &Signers,
        by: &str,
    ) -> Result<Judged, String> {
        let id = self.office(office)?;
        let declared = self.plan.offices.get(id);
        let holder = declared.holder.and_then(names::party_of);
        let acting = self.record.acting.get(&id);
        if acting.is_some_and(|acting| signers.contains_key(&acting.party)) {
            return Ok(Judged::in_effect(vec![Bearing::Leaves(id)]));
        }
        let Some(holder) = holder.filter(|holder| signers.contains_key(holder)) else {
            return Err(format!(
                "{by} cannot resign `{office}`, which they do not hold"
            ));
        };
        let grounds = (0u32..).zip(&declared.grounds);
        let grounds: Vec<_> = grounds
            .filter(|(_, ground)| matches!(ground.event, Event::Resigned))
            .collect();
        if grounds.is_empty() {
            return Err(format!("the law names no resignation from `{office}`"));
        }
        let accepted = grounds
            .iter()
            .find_map(|(_, ground)| ground.certified_by.as_ref());
        let effect = accepted.map_or(Effect::InEffect, |actors| {
            Effect::Waiting(format!(
                "it must be accepted by {}",
                crate::words::actors(&self.plan, actors)
            ))
        });
        let bearings = grounds
            .iter()
            .map(|(place, _)| Bearing::Occurred(id, *place, holder))
            .collect();
        Ok(Judged { effect, bearings })
    }
}

/// Those whose act a ground is: its makers, its certifiers, or both together; nobody where none are named.
fn actors_of(ground: &Ground) -> Option<ActorExpr> {
    let makers = match &ground.event {
        Event::Made { by, .. } => Some(by),
        _ => None,
    };
    match (makers, &ground.certified_by) {
        (Some(makers), Some(certifiers)) => Some(ActorExpr {
            kind: ActorExprKind::And(vec![makers.clone(), certifiers.clone()]),
            span: ground.span,
        }),
        (makers, certifiers) => makers.or(certifiers.as_ref()).cloned(),
    }
}
