//! Acts under a power: a plan adopted, a delegation, an annulment, an order; and who holds one.

use interrex_plan::model::{Actor, Id, Power, Region, Who};
use interrex_standing::Party;
use interrex_standing::record::Votes;
use interrex_units::Moment;

use super::super::names::{self, party_name};
use super::{Bearing, Course, Grant, Judged, Known, Signers};
use crate::act::Deed;

impl Course {
    pub(super) fn adopt(
        &mut self,
        adopted: &str,
        under: Option<&str>,
        signers: &Signers,
        by: &str,
    ) -> Result<Judged, String> {
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

    pub(super) fn delegate(
        &mut self,
        known: &Known,
        signers: &Signers,
        by: &str,
    ) -> Result<Judged, String> {
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
        let rules = delegations.iter().enumerate();
        let mut rules =
            rules.filter(|(place, _)| self.ask(|judge| judge.delegation_counts(id, *place)));
        let rule = rules.find(|(_, rule)| {
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
        let Some((_, rule)) = rule else {
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
    pub(in crate::course) fn holds(
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
        if !self.ask(|judge| judge.power_counts(power)) {
            return Err(format!(
                "{by} does not hold the power `{name}`: it is not law on that day"
            ));
        }
        let grants = self.delegates_of(power).into_iter();
        let mut grants = grants.filter(|grant| grant.region.is_none() || grant.region == region);
        if let Some(grant) = grants.find(|grant| signs(&grant.to)) {
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

    /// Delegations of a power by which somebody can use it: it is law on the day, and they are able to act.
    pub(crate) fn delegates_of(&self, power: Id<Power>) -> Vec<&Grant> {
        let grants = self.grants.iter().filter(|grant| grant.power == power);
        let grants: Vec<&Grant> = grants.collect();
        if grants.is_empty() || !self.ask(|judge| judge.power_counts(power)) {
            return Vec::new();
        }
        let able = |grant: &&Grant| self.ask(|judge| judge.is_able(grant.to));
        grants.into_iter().filter(able).collect()
    }

    pub(super) fn annul(
        &mut self,
        known: &Known,
        under: Option<&str>,
        (signers, authors): (&Signers, Option<&[String]>),
        by: &str,
    ) -> Result<Judged, String> {
        let Some(under) = under else {
            return match authors {
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

/// The moment from which on a grant no longer holds, where it has one.
pub(in crate::course) fn is_over(grant: &Grant, now: Moment) -> bool {
    grant.until.is_some_and(|until| until < now)
}
