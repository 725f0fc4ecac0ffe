//! How far a power reaches as things stand: in which of the places and bodies that it must reach somebody has it, and why
//! nobody has it where nobody does.
//!
//! What names no region is for wherever the power must reach. Whoever has the power by its office, or by a delegation for no
//! region alone, does it for as far as they have the power then, and where that ends is told. To whom the law passes the
//! power on in a region, that region alone is theirs to name.

use interrex_plan::model::{Id, Office, PersonState, Power, Region, Who};
use interrex_standing::record::Seen;
use interrex_standing::{Party, Reading, Slot};

use super::Course;
use super::deeds::Signers;
use super::names::{party_name, party_of, region_name};

/// Why whoever exercises the office of a power may not use it.
pub(crate) enum Idle {
    /// They came by an order of this name, which withholds the power.
    Withheld(String),
    /// They are reported to be so.
    Reported(Vec<PersonState>),
    /// They cannot act, for what is missing around them.
    Unable,
    /// They act at the option of this name of a seat, where the power cannot be exercised.
    Barred(String),
    /// They do not reach regions of these names.
    Apart(String),
}

impl Idle {
    /// The same as the end of a sentence about them.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Withheld(order) => {
                format!("came by the order `{order}`, which withholds the power")
            }
            Self::Reported(states) => {
                let states: Vec<&str> = states.iter().map(|state| state.word()).collect();
                format!("is reported {}", states.join(" and "))
            }
            Self::Unable => "cannot act".to_owned(),
            Self::Barred(option) => {
                format!("acts at the seat `{option}`, where the power cannot be exercised")
            }
            Self::Apart(regions) => format!("does not reach {regions}"),
        }
    }
}

impl Course {
    /// Whether somebody who has a power in some region has it for all: by its office, or in each region that it must reach.
    pub(super) fn is_theirs_throughout(&mut self, power: Id<Power>, party: Party) -> bool {
        let declared = self.plan.powers.get(power);
        let belongs = match declared.held_by {
            Who::Office(office) => self
                .ask(|judge| judge.exercise(office))
                .is_some_and(|held| held.party == party),
            who => party_of(who) == Some(party),
        };
        belongs || self.regions_of(power, party).len() == self.plan.powers.get(power).reach.len()
    }

    /// The regions, of those that a power must reach, in which somebody has it in their own right.
    pub(crate) fn regions_of(&mut self, power: Id<Power>, party: Party) -> Vec<Region> {
        let mut reach = self.reach_of(power);
        reach.retain(|at| self.holders_of(power, Some(*at)).contains(&party));
        reach
    }

    /// The places and bodies that a power must reach.
    pub(crate) fn reach_of(&self, power: Id<Power>) -> Vec<Region> {
        let reach = self.plan.powers.get(power).reach.iter();
        reach.map(|(region, _)| *region).collect()
    }

    /// In whose right those who signed use a power: its holders and delegates among them, and bodies for which they sign.
    pub(super) fn in_right_of(
        &mut self,
        (power, at): (Id<Power>, Option<Region>),
        signers: &Signers,
    ) -> Vec<String> {
        let mut parties = self.holders_of(power, at);
        parties.retain(|party| {
            self.signs(party, signers) && (at.is_some() || self.is_theirs_throughout(power, *party))
        });
        for grant in self.delegates_of(power, at) {
            if !parties.contains(&grant.to) && self.signs(&grant.to, signers) {
                parties.push(grant.to);
            }
        }
        let names = parties.iter().map(|party| party_name(&self.plan, *party));
        names.collect()
    }

    /// Whether one of these still exercises the office of a power, and is only kept from using it: captive or out of
    /// contact, and replaced by nobody.
    pub(crate) fn is_kept_from(&self, power: &str, region: Option<&str>, by: &[String]) -> bool {
        let at = region.and_then(|name| super::names::region(&self.plan, name));
        let power = self.plan.powers.by_name(power);
        let idle = power.and_then(|power| self.idle(power, at));
        idle.is_some_and(|(party, why)| {
            !matches!(why, Idle::Withheld(_)) && by.contains(&party_name(&self.plan, party))
        })
    }

    /// Where no region is named, in which of those that a power must reach none of these have it, by name.
    pub(super) fn beyond(
        &mut self,
        (power, at): (Id<Power>, Option<Region>),
        signers: &Signers,
    ) -> Vec<String> {
        if at.is_some() {
            return Vec::new();
        }
        let mut reach = self.reach_of(power);
        reach.retain(|at| {
            let has_it = |party: &Party| self.signs(party, signers);
            self.delegate_among(power, Some(*at), has_it).is_none()
                && self.holder_among(power, Some(*at), signers).is_none()
        });
        self.named(&reach)
    }

    /// The names of the places and bodies that a power must reach.
    pub(crate) fn reach_names(&self, power: &str) -> Vec<String> {
        let found = self.plan.powers.by_name(power);
        found.map_or_else(Vec::new, |power| self.named(&self.reach_of(power)))
    }

    fn named(&self, regions: &[Region]) -> Vec<String> {
        let names = regions.iter().map(|at| region_name(&self.plan, *at));
        names.map(str::to_owned).collect()
    }

    /// Whether a region is one of those that a power must reach, where it must reach any.
    ///
    /// # Errors
    ///
    /// Says which these are.
    pub(crate) fn must_reach(
        &self,
        power: Id<Power>,
        region: Option<Region>,
    ) -> Result<(), String> {
        let reach = self.reach_of(power);
        match region {
            Some(at) if !reach.is_empty() && !reach.contains(&at) => Err(format!(
                "`{}` is no region of the power `{}`, which must reach {}",
                region_name(&self.plan, at),
                self.plan.powers.get(power).name,
                self.names_of(&reach)
            )),
            _ => Ok(()),
        }
    }

    /// The names of regions, for a sentence.
    pub(crate) fn names_of(&self, regions: &[Region]) -> String {
        self.named(regions).join(", ")
    }

    /// Whoever exercises the office of a power, and why they may not use it, in a region where one is named; nothing where
    /// nobody does.
    pub(crate) fn idle(&self, power: Id<Power>, at: Option<Region>) -> Option<(Party, Idle)> {
        let unreached = at.map_or_else(|| self.reach_of(power), |at| vec![at]);
        let apart = (!unreached.is_empty()).then(|| Idle::Apart(self.names_of(&unreached)));
        let Who::Office(office) = self.plan.powers.get(power).held_by else {
            let party = party_of(self.plan.powers.get(power).held_by)?;
            let why = self.reported(party).or(apart);
            return Some((party, why.unwrap_or(Idle::Unable)));
        };
        let seen = self.ask(|judge| judge.seen(office, Reading::AsWritten));
        let party = seen.exercise?.party;
        let withheld = self.withheld(power, (office, &seen)).map(Idle::Withheld);
        let why = match withheld {
            Some(withheld) => withheld,
            None if seen.can_act => self.barred(office, (power, at)).or(apart)?,
            None => self.reported(party).unwrap_or(Idle::Unable),
        };
        Some((party, why))
    }

    /// The order that withholds a power from whoever exercises its office, where they came by such a one.
    fn withheld(&self, power: Id<Power>, (office, seen): (Id<Office>, &Seen)) -> Option<String> {
        let held = seen.exercise?;
        let came = self.record.came.get(&office);
        let came = came.filter(|(party, ..)| *party == held.party);
        let by = match held.slot {
            Slot::Via(order, _) => Some(order),
            _ => came.map(|(_, order, _)| *order),
        };
        let orders = &self.plan.offices.get(office).orders;
        let order = orders.get(by? as usize)?;
        let withholds = order.without_powers.contains(&power);
        withholds.then(|| order.name.clone())
    }

    /// The option of a seat at which whoever exercises an office acts and may not use a power, where that is so.
    fn barred(&self, office: Id<Office>, (power, at): (Id<Power>, Option<Region>)) -> Option<Idle> {
        let (seat, place) = self.ask(|judge| judge.barred(office, power, at))?;
        let option = self.plan.seats.get(seat).options.get(place as usize)?;
        Some(Idle::Barred(option.name.clone()))
    }

    /// What is reported of a person.
    fn reported(&self, party: Party) -> Option<Idle> {
        let states = PersonState::ALL.into_iter().filter(|state| {
            matches!(party, Party::Person(person)
                if self.record.states.contains(&(person, *state)))
        });
        let states: Vec<PersonState> = states.collect();
        (!states.is_empty()).then_some(Idle::Reported(states))
    }

    /// That nobody may use a power, with why, where that is known.
    pub(super) fn nobody_holds(
        &self,
        (power, at): (Id<Power>, Option<Region>),
        signers: &Signers,
        (name, by): (&str, &str),
    ) -> String {
        match self.idle(power, at) {
            Some((party, why)) if signers.contains_key(&party) => {
                format!("{by} holds the power `{name}`, but {}", why.words())
            }
            Some((party, why)) => {
                let who = party_name(&self.plan, party);
                format!(
                    "{by} does not hold the power `{name}`: {who} does, who {}",
                    why.words()
                )
            }
            None => format!("{by} does not hold the power `{name}`: nobody does"),
        }
    }
}
