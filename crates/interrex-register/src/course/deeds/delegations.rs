//! Delegations: given by whoever holds a power or by a delegate whose rule lets it go on, and ended.

use interrex_plan::model::{Id, Power, Region, Who};
use interrex_standing::Party;

use super::super::names;
use super::{Bearing, Course, Grant, Judged, Known, Signers};
use crate::act::Deed;

/// In whose name, by which rule, under which act and for which region a power is delegated.
type Given = (Party, u32, Option<u32>, Option<Region>);

impl Course {
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
        let region = self.region_of(id, region.as_deref())?;
        let party = self.somebody(to)?;
        let holder = self.holder_among(id, region, signers);
        let mut given = holder.map_or_else(Vec::new, |from| self.by_rule(id, from, party, region));
        if given.is_empty() {
            given = self.onward(id, region, signers);
        }
        if given.is_empty() {
            let signs = |who: &Party| signers.contains_key(who);
            let mut usable = self.delegates_of(id, region).into_iter();
            if holder.is_none() && !usable.any(|grant| signs(&grant.to)) {
                self.holds(id, region, signers, power, by)?;
            }
            return Err(self.no_rule(id, party, (power, to)));
        }
        let grants = given.into_iter().map(|(from, rule, under, region)| {
            Bearing::Grant(Grant {
                power: id,
                from,
                to: party,
                region,
                until: *until,
                scope: scope.clone(),
                rule,
                under,
                number: known.number,
            })
        });
        Ok(Judged::in_effect(grants.collect()))
    }

    /// Rules that are law on the day and name somebody as a delegate.
    fn rules_for(&self, power: Id<Power>, party: Party) -> Vec<u32> {
        let rules = &self.plan.powers.get(power).delegations;
        let named = |who: Who| match who {
            Who::Office(office) => self
                .ask(|judge| judge.exercise(office))
                .map(|held| held.party),
            who => names::party_of(who),
        };
        let rules = (0u32..).zip(rules).filter(|(place, rule)| {
            named(rule.to) == Some(party)
                && self.ask(|judge| judge.delegation_counts(power, *place as usize))
        });
        rules.map(|(place, _)| place).collect()
    }

    /// What whoever holds a power can give: an act may name one region of those that a rule has, and none besides.
    fn by_rule(
        &self,
        power: Id<Power>,
        from: Party,
        party: Party,
        region: Option<Region>,
    ) -> Vec<Given> {
        let declared = &self.plan.powers.get(power).delegations;
        let mut rules = self.rules_for(power, party);
        rules.retain(|place| {
            let rule = declared.get(*place as usize);
            let Some(at) = region else { return true };
            rule.is_some_and(|rule| rule.scope.is_empty() || rule.scope.contains(&at))
        });
        let given = rules.into_iter();
        given.map(|rule| (from, rule, None, region)).collect()
    }

    /// What somebody can give on who has a power by a delegation of its holder, where the rule of that delegation lets
    /// them.
    fn onward(&self, power: Id<Power>, region: Option<Region>, signers: &Signers) -> Vec<Given> {
        let own = self.delegates_of(power, region).into_iter();
        let own = own.filter(|grant| {
            let rule = self.rule_of(grant);
            signers.contains_key(&grant.to)
                && grant.under.is_none()
                && rule.is_some_and(|rule| rule.onward == Some(true))
        });
        own.map(|grant| {
            let region = region.or(grant.region);
            (grant.to, grant.rule, Some(grant.number), region)
        })
        .collect()
    }

    /// Why nothing was delegated.
    fn no_rule(&self, power: Id<Power>, party: Party, (name, to): (&str, &str)) -> String {
        let declared = &self.plan.powers.get(power).delegations;
        let rules = self.rules_for(power, party).into_iter();
        let scopes = rules.filter_map(|place| declared.get(place as usize));
        let regions = scopes.flat_map(|rule| &rule.scope);
        let regions: Vec<&str> = regions
            .map(|region| names::region_name(&self.plan, *region))
            .collect();
        match regions.as_slice() {
            [] => format!("no rule of the plan lets `{name}` be delegated to `{to}`"),
            _ => format!(
                "the plan lets `{name}` be delegated to `{to}` for {} alone",
                regions.join(", ")
            ),
        }
    }

    /// A delegation is ended by whoever holds the power; one that a delegate gave on, by that delegate too; and
    /// whoever has one gives it back.
    pub(super) fn end_delegation(
        &mut self,
        power: &str,
        to: &str,
        signers: &Signers,
        by: &str,
    ) -> Result<Judged, String> {
        let id = self.power(power)?;
        let party = self.somebody(to)?;
        let held = self.holds_oneself(id, None, signers, power, by);
        let ends = |from| Ok(Judged::in_effect(vec![Bearing::EndGrant(id, party, from)]));
        let Err(reason) = held else {
            return ends(None);
        };
        if signers.contains_key(&party) {
            return ends(None);
        }
        let mut grants = self.grants.iter();
        let own = grants.find(|grant| {
            let is_it = (grant.power, grant.to) == (id, party);
            is_it && grant.under.is_some() && signers.contains_key(&grant.from)
        });
        match own {
            Some(grant) => ends(Some(grant.from)),
            None => Err(reason),
        }
    }
}
