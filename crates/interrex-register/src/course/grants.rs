//! Delegations on record: given, renewed, ended; and when each can be used.
//!
//! An act gives a power by a rule of the plan, and what the rule says holds each time that the power is used: its
//! scope, its condition, whether it outlasts whoever holds the power, and, where it is to a post, whether whoever has
//! it exercises that. A delegation that somebody gave who had the power by delegation themselves lasts no longer than
//! that one.

use std::sync::Arc;

use interrex_plan::model::{Delegation, Id, Power, Region, Who};
use interrex_standing::Party;
use interrex_standing::record::{Hindrance, Judge};

use super::names::{party_name, region_name};
use super::{Course, Grant};

impl Grant {
    /// Whether it takes the place of another one: the same power, person and region, and given in the same right.
    fn renews(&self, other: &Self) -> bool {
        let right = |grant: &Self| grant.under.map(|_| grant.from);
        (self.power, self.to, self.region) == (other.power, other.to, other.region)
            && right(self) == right(other)
            && self.number != other.number
    }
}

impl Course {
    /// Takes a delegation onto the record. What rests on the one that it renews rests on it.
    pub(super) fn grant(&mut self, grant: Grant) {
        let all = Arc::make_mut(&mut self.grants);
        let renewed = all.extract_if(.., |known| grant.renews(known));
        let renewed: Vec<u32> = renewed.map(|known| known.number).collect();
        for known in all.iter_mut() {
            if known.under.is_some_and(|under| renewed.contains(&under)) {
                known.under = Some(grant.number);
            }
        }
        all.push(grant);
    }

    /// Ends what somebody has of a power by delegation; of one giver alone where one is named.
    pub(super) fn end_grants(&mut self, power: Id<Power>, to: Party, from: Option<Party>) {
        Arc::make_mut(&mut self.grants).retain(|known| {
            let is_meant = from.is_none_or(|from| known.under.is_some() && known.from == from);
            (known.power, known.to) != (power, to) || !is_meant
        });
    }

    /// Delegations of a power that can be used as things stand: in a region or, where none is named, anywhere.
    pub(crate) fn delegates_of(&self, power: Id<Power>, region: Option<Region>) -> Vec<&Grant> {
        let mut grants: Vec<&Grant> = self.grants_of(power).collect();
        if grants.is_empty() {
            return grants;
        }
        self.ask(|judge| {
            let is_law = judge.power_counts(power);
            grants.retain(|grant| is_law && self.is_usable(judge, grant, region));
        });
        grants
    }

    fn grants_of(&self, power: Id<Power>) -> impl Iterator<Item = &Grant> {
        self.grants.iter().filter(move |grant| grant.power == power)
    }

    /// Whether a delegation can be used in a region or, where none is named, anywhere.
    fn is_usable(&self, judge: &mut Judge<'_>, grant: &Grant, region: Option<Region>) -> bool {
        let mut places = match region {
            Some(_) => vec![region],
            None => self.places_of(grant),
        }
        .into_iter();
        places.any(|at| self.hindrance(judge, grant, at).is_none())
    }

    /// Whether a delegation can be used in a region as things stand.
    pub(crate) fn is_usable_in(&self, grant: &Grant, at: Region) -> bool {
        self.ask(|judge| self.is_usable(judge, grant, Some(at)))
    }

    /// Who of some people has a power by delegation in a region or, where none is named, wherever the power is asked
    /// for.
    pub(super) fn delegate_among(
        &self,
        power: Id<Power>,
        region: Option<Region>,
        among: impl Fn(&Party) -> bool,
    ) -> Option<Party> {
        let mut grants = self.delegates_of(power, region);
        grants.retain(|grant| among(&grant.to));
        let mut all = grants.iter().map(|grant| grant.to);
        all.find(|to| region.is_some() || self.has_everywhere(&grants, *to, power))
    }

    /// Whether somebody has a power by these delegations in each region that it must reach, or by one that is for no
    /// region alone.
    fn has_everywhere(&self, grants: &[&Grant], to: Party, power: Id<Power>) -> bool {
        let own = grants.iter().filter(|grant| grant.to == to);
        let own: Vec<&&Grant> = own.collect();
        let reach = &self.plan.powers.get(power).reach;
        let everywhere = |judge: &mut Judge<'_>| {
            let mut reach = reach.iter();
            reach.all(|(at, _)| {
                let mut own = own.iter();
                own.any(|grant| self.hindrance(judge, grant, Some(*at)).is_none())
            })
        };
        own.iter().any(|grant| self.is_unlimited(grant))
            || (!reach.is_empty() && self.ask(everywhere))
    }

    /// The rule of the plan by which somebody was given a power.
    pub(crate) fn rule_of(&self, grant: &Grant) -> Option<&Delegation> {
        let rules = &self.plan.powers.get(grant.power).delegations;
        rules.get(grant.rule as usize)
    }

    /// Whether it is for no region alone.
    fn is_unlimited(&self, grant: &Grant) -> bool {
        let rule = self.rule_of(grant);
        grant.region.is_none() && rule.is_some_and(|rule| rule.scope.is_empty())
    }

    /// Where a delegation could be used.
    fn places_of(&self, grant: &Grant) -> Vec<Option<Region>> {
        let scope = self.rule_of(grant).map(|rule| rule.scope.as_slice());
        let reach = &self.plan.powers.get(grant.power).reach;
        match (grant.region, scope) {
            (Some(region), _) => vec![Some(region)],
            (None, Some(scope)) if !scope.is_empty() => {
                scope.iter().map(|region| Some(*region)).collect()
            }
            (None, _) if reach.is_empty() => vec![None],
            (None, _) => reach.iter().map(|(region, _)| Some(*region)).collect(),
        }
    }

    /// Whether a delegation is for a region, its condition aside.
    fn is_for(&self, grant: &Grant, at: Region) -> bool {
        let rule = self.rule_of(grant);
        let in_scope = rule.is_some_and(|rule| rule.scope.is_empty() || rule.scope.contains(&at));
        in_scope && grant.region.is_none_or(|region| region == at)
    }

    /// Why a delegation of a power that is law cannot be used in a region, or at all; nothing where it can.
    fn hindrance(
        &self,
        judge: &mut Judge<'_>,
        grant: &Grant,
        at: Option<Region>,
    ) -> Option<Hindered> {
        if at.is_some_and(|at| !self.is_for(grant, at)) {
            return Some(Hindered::Elsewhere);
        }
        let (power, rule) = (grant.power, grant.rule as usize);
        if let Some(why) = judge.delegation_lapsed(power, rule) {
            return Some(Hindered::By(why));
        }
        if !self.has_post(judge, grant) {
            return Some(Hindered::Post);
        }
        if !self.rests(judge, grant, at) {
            return Some(Hindered::Over);
        }
        if !self.has_grantor(judge, grant) {
            return Some(Hindered::Grantor);
        }
        judge.delegate_hindered(grant.to, at).map(Hindered::By)
    }

    /// Whether somebody to whom a power was given by virtue of a post exercises that.
    fn has_post(&self, judge: &mut Judge<'_>, grant: &Grant) -> bool {
        let rule = self.rule_of(grant).filter(|_| grant.under.is_none());
        let Some(Who::Office(post)) = rule.map(|rule| rule.to) else {
            return true;
        };
        judge
            .exercise(post)
            .is_some_and(|held| held.party == grant.to)
    }

    /// Whether whoever gave a power as its holder has what they gave it by, where the rule asks for that.
    fn has_grantor(&self, judge: &mut Judge<'_>, grant: &Grant) -> bool {
        let rule = self.rule_of(grant).filter(|_| grant.under.is_none());
        if !rule.is_some_and(|rule| rule.ends_with_grantor) {
            return true;
        }
        match self.plan.powers.get(grant.power).held_by {
            Who::Office(office) => {
                let (title, exercise) = (judge.title(office), judge.exercise(office));
                let mut held = title.into_iter().chain(exercise);
                held.any(|held| held.party == grant.from)
            }
            Who::Person(person) => !judge.is_dead(Party::Person(person)),
            Who::Body(_) => true,
        }
    }

    /// Whether the delegation on which one rests, where it rests on one, is still there: it was not ended, and whoever
    /// has it is not dead.
    fn rests(&self, judge: &mut Judge<'_>, grant: &Grant, at: Option<Region>) -> bool {
        let Some(under) = grant.under else {
            return true;
        };
        let mut all = self.grants.iter();
        let has = all.any(|other| {
            let is_it = other.number == under
                && (other.power, other.to) == (grant.power, grant.from)
                && at.is_none_or(|at| self.is_for(other, at));
            is_it
                && self
                    .rule_of(other)
                    .is_some_and(|rule| rule.onward == Some(true))
                && self.has_post(judge, other)
        });
        has && !judge.is_dead(grant.from)
    }

    /// Why somebody who was given a power cannot use it in a region, or at all, in words; nothing where they were not
    /// given it.
    pub(super) fn why_not(
        &self,
        power: Id<Power>,
        at: Option<Region>,
        among: impl Fn(&Party) -> bool,
    ) -> Option<String> {
        let grants = self.grants_of(power);
        let grants: Vec<&Grant> = grants.filter(|grant| among(&grant.to)).collect();
        let is_there = |grant: &&&Grant| at.is_none_or(|at| self.is_for(grant, at));
        let there = grants.iter().rev().find(is_there);
        let grant = *there.or(grants.last())?;
        let places = at.map_or_else(|| self.places_of(grant), |at| vec![Some(at)]);
        // Why it cannot be used in the first place, where it can in none.
        let why = self.ask(|judge| {
            let each = places.iter().map(|at| self.hindrance(judge, grant, *at));
            let each: Option<Vec<Hindered>> = each.collect();
            each.and_then(|each| each.into_iter().next())
        });
        let to = party_name(&self.plan, grant.to);
        let why = match why {
            None | Some(Hindered::Elsewhere) => {
                return Some(self.in_places(grants.iter().filter(|other| other.to == grant.to)));
            }
            Some(Hindered::Over) => "rests on one that is over".to_owned(),
            Some(Hindered::Grantor) => {
                let from = party_name(&self.plan, grant.from);
                format!("was of `{from}`, who no longer has what they gave it by")
            }
            Some(Hindered::Post) => {
                "is by virtue of a post that is not theirs to exercise".to_owned()
            }
            Some(Hindered::By(why)) => self.in_words(grant, why),
        };
        Some(format!("the delegation to `{to}` {why}"))
    }

    /// For which regions alone somebody has delegations, in words.
    fn in_places<'g>(&self, grants: impl Iterator<Item = &'g &'g Grant>) -> String {
        let grants: Vec<&&Grant> = grants.collect();
        let mut places: Vec<&str> = Vec::new();
        for grant in &grants {
            for at in self.places_of(grant).into_iter().flatten() {
                let name = region_name(&self.plan, at);
                if !places.contains(&name) {
                    places.push(name);
                }
            }
        }
        let to = grants.first().map(|grant| party_name(&self.plan, grant.to));
        let to = to.unwrap_or_default();
        let places = places.join(", ");
        match grants.len() {
            1 => format!("the delegation to `{to}` is for {places} alone"),
            _ => format!("the delegations to `{to}` are for {places} alone"),
        }
    }

    /// Why a delegation cannot be used, as the end of a sentence.
    fn in_words(&self, grant: &Grant, why: Hindrance) -> String {
        let to = party_name(&self.plan, grant.to);
        let rule = self.rule_of(grant).map_or("", |rule| rule.name.as_str());
        match why {
            Hindrance::NoLaw => format!("rests on the rule `{rule}`, which is not law on that day"),
            Hindrance::Condition => {
                format!("rests on the rule `{rule}`, whose condition does not hold")
            }
            Hindrance::Grantor => "holds only while whoever holds the power is there".to_owned(),
            Hindrance::Unable => format!("is of no use: `{to}` cannot act"),
            Hindrance::OutOfContact => format!("is of no use: `{to}` is out of contact"),
        }
    }
}

/// Why a delegation of a power that is law cannot be used.
enum Hindered {
    /// It is for another region.
    Elsewhere,
    /// It is by virtue of a post that whoever has it does not exercise.
    Post,
    /// It rests on one that is over.
    Over,
    /// It is of whoever gave it, and they no longer have what they gave it by.
    Grantor,
    /// What its rule says, or who has it, stands in the way.
    By(Hindrance),
}
