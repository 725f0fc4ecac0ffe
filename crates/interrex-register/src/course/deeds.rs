//! Judging one act: whether those who signed it may do it, and what it bears on the record.

use std::collections::BTreeMap;

use interrex_plan::model::{
    Actor, ActorExpr, CandidateWho, Event, Fact, Id, Office, Person, PersonState, Power, Region,
    Step, Who,
};
use interrex_standing::record::{Judge, Requirement, Votes};
use interrex_standing::{Party, Question};
use interrex_units::Moment;

use super::names::{self, party_name};
use super::{Claimed, Controlled, Course, Effect, Grant, Known, Recognized};
use crate::act::{Act, Deed, Digest, Tally};

/// An act as judged, and what it bears on the record.
pub(super) struct Judged {
    pub(super) effect: Effect,
    pub(super) bearings: Vec<Bearing>,
}

/// One thing that an act changes on the record.
#[derive(Debug, Clone)]
pub(super) enum Bearing {
    Done(Requirement, Vec<(Actor, Party)>),
    /// Somebody did alone what a candidate does alone.
    Oneself(Requirement, Party),
    Occurred(Id<Office>, u32, Party),
    Ended(Id<Office>, u32, Party),
    Chosen(Id<Office>, u32, u32, Party),
    Fact(String, Id<Fact>, bool),
    State(String, Id<Person>, PersonState, bool),
    Declined(String, Id<Person>, Id<Office>),
    Refused(String),
    Leaves(Id<Office>),
    Grant(Grant),
    EndGrant(Id<Power>, Party),
    Recognized(Recognized, bool),
    Control(Controlled, bool),
    Claim(Claimed),
    Adopt(String),
}

type Signers = BTreeMap<Party, Votes>;

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

impl Course<'_> {
    /// Judges an act by the plan in force and the holders of the moment.
    pub(super) fn judge(&mut self, known: &Known) -> Judged {
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
        if self.plan_digest.is_empty() && !matches!(known.act.deed, Deed::Adopt { .. }) {
            return match known.act.deed {
                Deed::Enrol { .. } => Judged::noted(Vec::new()),
                _ => Judged::without("no plan was adopted yet"),
            };
        }
        let signers = self.signers(known);
        self.deed(known, &signers).unwrap_or_else(Judged::without)
    }

    /// Those who signed, as people and bodies of the plan. Somebody whom the plan does not know is added as a
    /// person without base.
    fn signers(&mut self, known: &Known) -> Signers {
        let votes = known.votes();
        let names = known.act.by.iter();
        names.map(|name| (self.party_or_new(name), votes)).collect()
    }

    /// The party of a name; a person whom the plan does not know is added.
    pub(crate) fn party_or_new(&mut self, name: &str) -> Party {
        if let Some(party) = self.names.party(name) {
            return party;
        }
        let span = self.plan.header.span.or_else(|| {
            let mut offices = self.plan.offices.iter();
            offices.next().map(|(_, office)| office.span)
        });
        let Some(span) = span else {
            return Party::Person(Id::new(0));
        };
        let id = self.plan.people.push(name, span, Person::default());
        self.names.add_person(name, id);
        Party::Person(id)
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

    /// Asks the standing with what is on record.
    pub(crate) fn ask<T>(&self, question: impl FnOnce(&mut Judge<'_>) -> T) -> T {
        let as_of = Question::as_of(self.now.date());
        question(&mut Judge::new(&self.plan, &as_of, &self.record))
    }

    fn deed(&mut self, known: &Known, signers: &Signers) -> Result<Judged, String> {
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
            Deed::Choose { office, who, .. } => self.choose(office, who, signers, &by())?,
            Deed::Resign { office } => self.resign(office, signers, &by())?,
            Deed::Decline { office } => self.decline(office, signers)?,
            Deed::Decide { decision, .. } => self.decide(decision, signers, &by())?,
            Deed::Delegate { .. } => self.delegate(known, signers, &by())?,
            Deed::EndDelegation { power, to } => {
                let id = self.power(power)?;
                self.holds(id, None, signers, power, &by())?;
                let to = self.party_or_new(to);
                Judged::in_effect(vec![Bearing::EndGrant(id, to)])
            }
            Deed::MoveSeat { seat, option } => self.move_seat(seat, option, signers, &by())?,
            Deed::Order { power, region, .. } => {
                let id = self.power(power)?;
                let at = self.region(region.as_deref())?;
                self.holds(id, at, signers, power, &by())?;
                Judged::in_effect(Vec::new())
            }
            Deed::Devolve { power, .. } => {
                self.power(power)?;
                Judged::noted(Vec::new())
            }
            Deed::Annul { under, .. } => self.annul(known, under.as_deref(), signers, &by())?,
            other => noted(other, known),
        })
    }

    fn adopt(
        &mut self,
        adopted: &str,
        under: Option<&str>,
        signers: &Signers,
        by: &str,
    ) -> Result<Judged, String> {
        if !self.plans.contains_key(adopted) {
            return Err(format!("the plan {adopted} is not held here"));
        }
        let adopts = vec![Bearing::Adopt(adopted.to_owned())];
        if self.plan_digest.is_empty() {
            return Ok(Judged::in_effect(adopts));
        }
        let under = under
            .ok_or("a plan in force is changed under a power of it, and the act names none")?;
        let power = self.power(under)?;
        self.holds(power, None, signers, under, by)?;
        Ok(Judged::in_effect(adopts))
    }

    fn report(&mut self, fact: &str, holds: bool) -> Judged {
        if let Some((person, state)) = names::state(&self.names, fact) {
            return Judged::noted(vec![Bearing::State(fact.to_owned(), person, state, holds)]);
        }
        match self.plan.facts.by_name(fact) {
            Some(id) => Judged::noted(vec![Bearing::Fact(fact.to_owned(), id, holds)]),
            None => Judged::noted(Vec::new()),
        }
    }

    fn certify(
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
        let actors = match (&declared.event, &declared.certified_by) {
            (Event::Made { by, .. }, None) => by.clone(),
            (_, Some(actors)) => actors.clone(),
            (_, None) => {
                return Ok(Judged::in_effect(vec![Bearing::Occurred(
                    office, place, party,
                )]));
            }
        };
        self.part(
            requirement,
            &actors,
            signers,
            by,
            &format!("certify `{ground}`"),
        )
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
        let done = self.ask(|judge| judge.competent(actors, signers));
        if done.is_empty() {
            return Err(format!(
                "{by} may not {what}: that is for {}",
                crate::words::actors(&self.plan, actors)
            ));
        }
        let mut with = self.record.clone();
        with.done
            .entry(requirement.clone())
            .or_default()
            .extend(done.iter().copied());
        let as_of = Question::as_of(self.now.date());
        let met = Judge::new(&self.plan, &as_of, &with).met(requirement.clone(), actors);
        let effect = if met {
            Effect::InEffect
        } else {
            Effect::Waiting(format!(
                "others must join in: {}",
                crate::words::actors(&self.plan, actors)
            ))
        };
        Ok(Judged {
            effect,
            bearings: vec![Bearing::Done(requirement, done)],
        })
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

    fn certify_end(
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
        let actors = declared.and_then(|declared| match (declared.event, declared.certified_by) {
            (Event::Made { by, .. }, None) => Some(by),
            (_, certifiers) => certifiers,
        });
        let Some(actors) = actors else {
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

    /// Every step of this name that a candidate for an office could complete.
    fn steps_named(&self, office: Id<Office>, name: &str) -> Vec<Step> {
        let declared = self.plan.offices.get(office);
        let orders = declared.orders.iter();
        let steps = orders.flat_map(|order| {
            let own = order
                .candidates
                .iter()
                .flat_map(|candidate| &candidate.steps);
            order.steps.iter().chain(own)
        });
        steps.filter(|step| step.name == name).cloned().collect()
    }

    fn step(
        &mut self,
        office: &str,
        who: &str,
        step: &str,
        signers: &Signers,
        by: &str,
    ) -> Result<Judged, String> {
        let id = self.office(office)?;
        let party = self.party_or_new(who);
        let steps = self.steps_named(id, step);
        if steps.is_empty() {
            return Err(format!(
                "the law knows no step `{step}` on the way to `{office}`"
            ));
        }
        let requirement = Requirement::Step(id, step.to_owned(), party);
        let mut refusal = None;
        for declared in steps {
            let Some(actors) = declared.by else {
                if signers.contains_key(&party) {
                    return Ok(Judged::in_effect(vec![Bearing::Oneself(
                        requirement,
                        party,
                    )]));
                }
                refusal = Some(format!(
                    "{by} cannot do `{step}` for `{who}`, who does it alone"
                ));
                continue;
            };
            let what = format!("do `{step}` for `{who}`");
            match self.part(requirement.clone(), &actors, signers, by, &what) {
                Ok(judged) => return Ok(judged),
                Err(reason) => refusal = refusal.or(Some(reason)),
            }
        }
        Err(refusal.unwrap_or_default())
    }

    fn choose(
        &mut self,
        office: &str,
        who: &str,
        signers: &Signers,
        by: &str,
    ) -> Result<Judged, String> {
        let id = self.office(office)?;
        let party = self.party_or_new(who);
        let orders = self.plan.offices.get(id).orders.clone();
        let mut bearings = Vec::new();
        let mut waiting = None;
        let mut refusal =
            format!("nobody chooses a holder of `{office}`: its candidates are named by law");
        for (r, order) in (0u32..).zip(&orders) {
            for (c, candidate) in (0u32..).zip(&order.candidates) {
                let CandidateWho::Chosen { by: actors, .. } = &candidate.who else {
                    continue;
                };
                let requirement = Requirement::Chosen(id, r, c);
                match self.part(
                    requirement,
                    actors,
                    signers,
                    by,
                    &format!("choose for `{office}`"),
                ) {
                    Ok(judged) => {
                        bearings.extend(judged.bearings);
                        bearings.push(Bearing::Chosen(id, r, c, party));
                        if let Effect::Waiting(reason) = judged.effect {
                            waiting = Some(reason);
                        }
                    }
                    Err(reason) => refusal = reason,
                }
            }
        }
        match (bearings.is_empty(), waiting) {
            (true, _) => Err(refusal),
            (false, Some(reason)) => Ok(Judged {
                effect: Effect::Waiting(reason),
                bearings,
            }),
            (false, None) => Ok(Judged::in_effect(bearings)),
        }
    }

    fn resign(&mut self, office: &str, signers: &Signers, by: &str) -> Result<Judged, String> {
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

    fn decline(&mut self, office: &str, signers: &Signers) -> Result<Judged, String> {
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

    fn decide(&mut self, decision: &str, signers: &Signers, by: &str) -> Result<Judged, String> {
        let id = self.plan.decisions.by_name(decision);
        let id = id.ok_or_else(|| format!("the plan has no decision `{decision}`"))?;
        let Some(actors) = self.plan.decisions.get(id).by.clone() else {
            return Err(format!(
                "the plan does not say who makes the decision `{decision}`"
            ));
        };
        self.part(
            Requirement::Decision(id),
            &actors,
            signers,
            by,
            &format!("decide `{decision}`"),
        )
    }

    fn move_seat(
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
        let Some(actors) = options
            .get(place)
            .and_then(|option| option.agreed_by.clone())
        else {
            return Ok(Judged::noted(Vec::new()));
        };
        let place = u32::try_from(place).expect("fewer than 2^32 options");
        self.part(
            Requirement::Option(id, place),
            &actors,
            signers,
            by,
            &format!("move the seat to `{option}`"),
        )
    }

    fn delegate(&mut self, known: &Known, signers: &Signers, by: &str) -> Result<Judged, String> {
        let Deed::Delegate {
            power,
            to,
            until,
            region,
            scope,
        } = &known.act.deed
        else {
            return Err("no delegation".to_owned());
        };
        let id = self.power(power)?;
        let region = self.region(region.as_deref())?;
        let from = self.holds(id, region, signers, power, by)?;
        let party = self.party_or_new(to);
        let onward = self
            .grants
            .iter()
            .any(|grant| grant.power == id && grant.to == from);
        let delegations = self.plan.powers.get(id).delegations.clone();
        let rule = delegations.iter().find(|rule| {
            let named = match rule.to {
                Who::Office(office) => self
                    .ask(|judge| judge.exercise(office))
                    .map(|held| held.party),
                who => names::party_of(who),
            };
            if onward {
                rule.onward == Some(true)
            } else {
                named == Some(party)
            }
        });
        let Some(rule) = rule else {
            return Err(format!(
                "no rule of the plan lets `{power}` be delegated to `{to}`"
            ));
        };
        let grant = Grant {
            power: id,
            from,
            to: party,
            region,
            until: *until,
            scope: scope.clone(),
            survives: rule.survives_grantor,
            number: known.number,
        };
        Ok(Judged::in_effect(vec![Bearing::Grant(grant)]))
    }

    /// Who of the signers holds a power, or has it by a delegation in effect.
    pub(super) fn holds(
        &mut self,
        power: Id<Power>,
        region: Option<Region>,
        signers: &Signers,
        name: &str,
        by: &str,
    ) -> Result<Party, String> {
        let holders = self.holders_of(power, region);
        let signs = |party: &Party| signers.contains_key(party);
        for holder in &holders {
            let acts = match holder {
                Party::Body(body) => {
                    let actor = Actor::Body(*body, 0);
                    self.ask(|judge| judge.acts_as(actor, signers)).is_some()
                }
                party => signs(party),
            };
            if acts {
                return Ok(*holder);
            }
        }
        let grant = self.grants.iter().find(|grant| {
            let covers = grant.region.is_none() || grant.region == region;
            grant.power == power && covers && signs(&grant.to)
        });
        if let Some(grant) = grant {
            return Ok(grant.to);
        }
        let held = holders.iter().map(|party| party_name(&self.plan, *party));
        let held: Vec<String> = held.collect();
        Err(match held.as_slice() {
            [] => format!("{by} does not hold the power `{name}`: nobody does"),
            _ => format!(
                "{by} does not hold the power `{name}`: {} does",
                held.join(", ")
            ),
        })
    }

    /// Whether these people or bodies hold a power, as things stand.
    ///
    /// # Errors
    ///
    /// Says who does.
    pub fn would_hold(
        &mut self,
        power: &str,
        region: Option<&str>,
        by: &[String],
    ) -> Result<(), String> {
        let id = self.power(power)?;
        let at = self.region(region)?;
        let parties = by.iter().filter_map(|name| self.names.party(name));
        let signers: Signers = parties.map(|party| (party, Votes::default())).collect();
        self.holds(id, at, &signers, power, &by.join(", "))
            .map(|_| ())
    }

    /// Whoever exercises a power as holder or by devolution.
    pub(crate) fn holders_of(&mut self, power: Id<Power>, region: Option<Region>) -> Vec<Party> {
        if let Some(known) = self.holders.get(&(power, region)) {
            return known.clone();
        }
        let holders = self.ask(|judge| judge.power(power, region));
        self.holders.insert((power, region), holders.clone());
        holders
    }

    fn annul(
        &mut self,
        known: &Known,
        under: Option<&str>,
        signers: &Signers,
        by: &str,
    ) -> Result<Judged, String> {
        let Some(under) = under else {
            let own = self
                .authors
                .get(&known.act.annuls().unwrap_or(known.digest));
            return match own {
                Some(own) if own.iter().all(|name| known.act.by.contains(name)) => {
                    Ok(Judged::in_effect(Vec::new()))
                }
                Some(own) => Err(format!(
                    "an act is annulled by whoever did it ({}), or under a power; the act names none",
                    own.join(", ")
                )),
                None => Err("the act that it annuls is not known here".to_owned()),
            };
        };
        let power = self.power(under)?;
        self.holds(power, None, signers, under, by)?;
        Ok(Judged::in_effect(Vec::new()))
    }
}

/// What is taken note of, whoever does it.
fn noted(deed: &Deed, known: &Known) -> Judged {
    let number = known.number;
    match deed {
        Deed::Control { who, of, holds } => {
            let (who, of) = (who.clone(), of.clone());
            let reported = Controlled { who, of, number };
            Judged::noted(vec![Bearing::Control(reported, *holds)])
        }
        Deed::Claim { of } => {
            let claims = known.act.by.iter().map(|who| {
                let (who, of) = (who.clone(), of.clone());
                Bearing::Claim(Claimed { who, of, number })
            });
            Judged::noted(claims.collect())
        }
        Deed::Recognize { office, who, holds } => {
            let all = known.act.by.iter().map(|partner| {
                let recognized = Recognized {
                    partner: partner.clone(),
                    office: office.clone(),
                    who: who.clone(),
                    number,
                };
                Bearing::Recognized(recognized, *holds)
            });
            Judged::noted(all.collect())
        }
        _ => Judged::noted(Vec::new()),
    }
}

impl Act {
    /// The act that it annuls.
    pub(crate) fn annuls(&self) -> Option<Digest> {
        match self.deed {
            Deed::Annul { act, .. } => Some(act),
            _ => None,
        }
    }

    /// Whether it annuls something.
    pub(crate) fn is_annulment(&self) -> bool {
        self.annuls().is_some()
    }

    /// Whether it annuls something from its own effect on only.
    pub(crate) fn is_prospective(&self) -> bool {
        matches!(
            self.deed,
            Deed::Annul {
                retroactive: false,
                ..
            }
        )
    }

    /// How a body that signs decided.
    pub(crate) fn votes(&self) -> Votes {
        let tally: Option<Tally> = match self.deed {
            Deed::Certify { votes, .. }
            | Deed::CertifyEnd { votes, .. }
            | Deed::Step { votes, .. }
            | Deed::Choose { votes, .. }
            | Deed::Decide { votes, .. }
            | Deed::Annul { votes, .. } => votes,
            _ => None,
        };
        tally.map_or_else(Votes::default, |tally| Votes {
            in_favor: Some(tally.in_favor),
            present: tally.present,
        })
    }
}

/// The moment from which on a grant no longer holds, where it has one.
pub(super) fn is_over(grant: &Grant, now: Moment) -> bool {
    grant.until.is_some_and(|until| until < now)
}
