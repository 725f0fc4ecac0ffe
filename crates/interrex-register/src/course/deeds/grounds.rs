//! Acts about grounds: certified, ended, and the resignation of a holder.

use std::collections::BTreeSet;

use interrex_plan::model::{
    Actor, ActorExpr, ActorExprKind, Effect as GroundEffect, Event, Ground, Id, Office,
};
use interrex_standing::record::Requirement;
use interrex_standing::{Party, Reading};

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
        let party = self.somebody(of)?;
        self.is_holder(office, party, of)?;
        self.has_not_lost(office, place, of)?;
        let declared = self.plan.offices.get(office).grounds.get(place as usize);
        let Some(declared) = declared.cloned() else {
            return Err(format!("the law names no ground `{ground}`"));
        };
        if !self.ask(|judge| judge.counts(office) && judge.ground_counts(office, place)) {
            return Err(no_law(&format!("the ground `{ground}`")));
        }
        let Some(actors) = actors_of(&declared) else {
            return self.attest((office, place, party), (ground, of), signers, by);
        };
        let requirement = Requirement::Ground(office, place, party);
        let what = format!("certify `{ground}`");
        let mut judged = self.part(requirement, &actors, signers, by, &what)?;
        let is_occasion = self.is_occasion(office, place);
        if !matches!(declared.event, Event::Resigned) {
            if !is_occasion {
                return Err(format!(
                    "{}, and is certified when that is",
                    self.needs_more(ground, &declared)
                ));
            }
            if judged.effect == Effect::InEffect {
                let certified = Bearing::Certified(office, place, party);
                judged.bearings.push(certified);
            }
            if let Some(lacks) = self.again_lacks((office, place, party), &judged.bearings) {
                judged.effect = Effect::Waiting(lacks);
            }
            return Ok(judged);
        }
        if judged.effect == Effect::InEffect && !is_occasion {
            judged.effect = Effect::Waiting(self.needs_more(ground, &declared));
        }
        let occurred = self.record.occurred.contains(&(office, place, party));
        if !occurred && judged.effect == Effect::InEffect {
            judged.effect = Effect::Waiting(format!("`{of}` had not resigned by then"));
        }
        Ok(judged)
    }

    /// What is said of a ground that does not apply yet, with what it names.
    fn needs_more(&self, ground: &str, declared: &Ground) -> String {
        let when = match &declared.event {
            Event::When(when) => Some(when),
            _ => None,
        };
        let asked = when.into_iter().chain(&declared.needs);
        let names = asked.flat_map(|expr| crate::words::named(&self.plan, expr));
        let names: BTreeSet<String> = names.collect();
        let names: Vec<String> = names.into_iter().collect();
        if names.is_empty() {
            return format!("`{ground}` needs what is not on record yet");
        }
        format!(
            "`{ground}` needs what is not on record yet: see {}",
            names.join(", ")
        )
    }

    /// A ground that nobody has to certify: of a state anybody's certificate is a report; a resignation is the
    /// holder's own; what is said by an expression holds when that does.
    fn attest(
        &self,
        (office, place, party): (Id<Office>, u32, Party),
        (ground, of): (&str, &str),
        signers: &Signers,
        by: &str,
    ) -> Result<Judged, String> {
        let declared = self.plan.offices.get(office);
        let event = declared.grounds.get(place as usize);
        match event.map(|ground| &ground.event) {
            Some(Event::Resigned) if !signers.contains_key(&party) => Err(format!(
                "{by} cannot resign `{}` for `{of}`: a resignation is the holder's own act",
                declared.name
            )),
            Some(Event::When(_)) if self.is_certified(office, place) => {
                Ok(Judged::noted(Vec::new()))
            }
            Some(Event::When(_)) => Err(by_its_condition(ground)),
            _ => Ok(Judged::in_effect(vec![Bearing::Occurred(
                office, place, party,
            )])),
        }
    }

    /// Whether a ground is certified against whoever has the title, or had it last.
    pub(in crate::course) fn is_certified(&self, office: Id<Office>, place: u32) -> bool {
        let seen = self.ask(|judge| judge.seen(office, Reading::AsWritten));
        seen.certified.contains(&place)
    }

    fn is_holder(&self, office: Id<Office>, party: Party, name: &str) -> Result<(), String> {
        let declared = self.plan.offices.get(office);
        let holder = declared.holder.and_then(names::party_of);
        if holder == Some(party) {
            return Ok(());
        }
        let has_title = self.ask(|judge| judge.title(office)).is_some();
        Err(match holder.filter(|_| has_title) {
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

    /// Whoever has lost the title has nothing more to lose by another ground, though nobody has come to it yet.
    fn has_not_lost(&self, office: Id<Office>, place: u32, name: &str) -> Result<(), String> {
        let seen = self.ask(|judge| judge.seen(office, Reading::AsWritten));
        let mut certified = seen.certified.iter();
        let ended = certified.find(|place| self.ends(office, **place));
        let Some(ended) = ended.filter(|_| !seen.certified.contains(&place)) else {
            return Ok(());
        };
        let declared = self.plan.offices.get(office);
        let ground = declared.grounds.get(*ended as usize);
        let ground = ground.map(|ground| format!("{}.{}", declared.name, ground.name));
        Err(format!(
            "`{name}` no longer has the title of `{}`: `{}` has taken it",
            declared.name,
            ground.unwrap_or_default()
        ))
    }

    /// Whether a ground that nobody disputes has taken the title of whoever had it last.
    fn has_lost_for_good(&self, office: Id<Office>) -> bool {
        let seen = self.ask(|judge| judge.seen(office, Reading::AsWritten));
        let grounds = &self.plan.offices.get(office).grounds;
        seen.certified.iter().any(|place| {
            let ground = grounds.get(*place as usize);
            ground.is_some_and(|ground| ground.effect == GroundEffect::Ends && !ground.disputed)
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
        let party = self.somebody(of)?;
        self.is_holder(office, party, of)?;
        let declared = self.plan.offices.get(office).grounds.get(place as usize);
        let Some(declared) = declared.cloned() else {
            return Err(format!("the law names no ground `{ground}`"));
        };
        if declared.effect == GroundEffect::Ends && self.is_certified(office, place) {
            return Err(format!(
                "`{ground}` has taken the title of `{of}`, which does not come back by its end"
            ));
        }
        let ended = Bearing::Ended(office, place, party, self.shown((office, place, party)));
        if matches!(declared.event, Event::Resigned) && signers.contains_key(&party) {
            return Ok(Judged::in_effect(vec![ended]));
        }
        let Some(actors) = enders_of(&declared) else {
            return match (declared.event, party) {
                (Event::Resigned, _) => Err(format!(
                    "{by} cannot take back the resignation of `{of}`, who alone can"
                )),
                (Event::When(_), _) => Err(by_its_condition(ground)),
                (Event::State(state), Party::Person(person)) => {
                    let fact = format!("{}({of})", state.word());
                    let over = Bearing::State(fact, person, state, false);
                    Ok(Judged::in_effect(vec![over, ended]))
                }
                _ => Ok(Judged::in_effect(vec![ended])),
            };
        };
        let actors = of_holder(&actors, office, party);
        let requirement = self.end_of((office, place, party));
        let requirement = requirement.ok_or_else(|| no_law(&format!("the ground `{ground}`")))?;
        let what = format!("certify the end of `{ground}`");
        let mut judged = self.part(requirement, &actors, signers, by, &what)?;
        if !self.is_certified(office, place) && !matches!(declared.event, Event::Resigned) {
            if self.record.certified.contains(&(office, place, party)) {
                return Err(format!(
                    "`{of}` no longer has the title of `{}`, and `{ground}` is over with it",
                    self.plan.offices.get(office).name
                ));
            }
            return Err(format!(
                "`{ground}` of `{of}` is not complete, and nothing of it is over"
            ));
        }
        // Others may join in before it bears.
        judged.bearings.push(ended);
        Ok(judged)
    }

    /// Whether everybody has done their part in the end of a ground in whose end anybody has to.
    pub(in crate::course) fn is_end_whole(&self, against: (Id<Office>, u32, Party)) -> bool {
        let (office, place, party) = against;
        let ground = self.plan.offices.get(office).grounds.get(place as usize);
        let end = self.end_of(against);
        let done = end.and_then(|end| Some((self.record.done.get(&end).cloned()?, end)));
        let (Some((done, end)), Some(actors)) = (done, ground.and_then(enders_of)) else {
            return true;
        };
        self.is_met(&end, done, &of_holder(&actors, office, party))
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
        let mut grounds: Vec<_> = grounds
            .filter(|(_, ground)| matches!(ground.event, Event::Resigned))
            .collect();
        if grounds.is_empty() {
            return Err(format!("the law names no resignation from `{office}`"));
        }
        self.ask(|judge| {
            let is_law = judge.counts(id);
            grounds.retain(|(place, _)| is_law && judge.ground_counts(id, *place));
        });
        let Some((first, _)) = grounds.first() else {
            return Err(no_law(&format!("a resignation from `{office}`")));
        };
        if self.has_lost_for_good(id) {
            self.has_not_lost(id, *first, &party_name(&self.plan, holder))?;
        }
        let lacks = grounds
            .iter()
            .map(|(place, ground)| self.resignation_lacks((id, *place, holder), ground));
        let lacks: Option<Vec<String>> = lacks.collect();
        let first = lacks.and_then(|lacks| lacks.into_iter().next());
        let effect = first.map_or(Effect::InEffect, Effect::Waiting);
        let bearings = grounds
            .iter()
            .map(|(place, _)| Bearing::Occurred(id, *place, holder))
            .collect();
        Ok(Judged { effect, bearings })
    }

    /// What a resignation still lacks by one of the grounds that it is; nothing where it takes the title by itself.
    fn resignation_lacks(
        &self,
        (office, place, holder): (Id<Office>, u32, Party),
        ground: &Ground,
    ) -> Option<String> {
        if let Some(actors) = &ground.certified_by {
            let asked = Requirement::Ground(office, place, holder);
            if !self.ask(|judge| judge.met(asked, actors)) {
                let by = crate::words::actors(&self.plan, actors);
                return Some(format!("it must be accepted by {by}"));
            }
        }
        let complete = self.ask(|judge| judge.needs_hold(office, place));
        let name = format!("{}.{}", self.plan.offices.get(office).name, ground.name);
        (!complete).then(|| self.needs_more(&name, ground))
    }
}

/// What is said of an act under something that is not law yet, or no longer.
pub(super) fn no_law(what: &str) -> String {
    format!("{what} is not law on that day")
}

/// What is said of a certificate that decides nothing.
fn by_its_condition(ground: &str) -> String {
    format!("`{ground}` rests on no certificate: it holds while what its `when` says is on record")
}

/// Those who certify that a ground is over: whom the law names for that, else those whose act it is.
pub(super) fn enders_of(ground: &Ground) -> Option<ActorExpr> {
    ground.ended_by.clone().or_else(|| actors_of(ground))
}

/// Those who act at the end of a suspension: who is suspended from an office, where that is named, and nobody who acts for
/// them.
fn of_holder(actors: &ActorExpr, office: Id<Office>, party: Party) -> ActorExpr {
    let each = |list: &[ActorExpr]| {
        let each = list.iter();
        each.map(|one| of_holder(one, office, party)).collect()
    };
    let kind = match &actors.kind {
        ActorExprKind::Actor(Actor::Office(of)) if *of == office => match party {
            Party::Person(person) => ActorExprKind::Actor(Actor::Person(person)),
            Party::Body(body) => ActorExprKind::Actor(Actor::Body(body, 0)),
            Party::Chosen(..) => return actors.clone(),
        },
        ActorExprKind::Actor(_) => return actors.clone(),
        ActorExprKind::And(list) => ActorExprKind::And(each(list)),
        ActorExprKind::Or(list) => ActorExprKind::Or(each(list)),
        ActorExprKind::AtLeast(k, list) => ActorExprKind::AtLeast(*k, each(list)),
    };
    let span = actors.span;
    ActorExpr { kind, span }
}

/// Those whose act a ground is: its makers, its certifiers, or both together; nobody where none are named.
pub(in crate::course) fn actors_of(ground: &Ground) -> Option<ActorExpr> {
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
