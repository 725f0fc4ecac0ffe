//! Acts under a power: a plan adopted, an annulment, an order; and who holds one.

use interrex_plan::model::{
    Actor, ActorExpr, ActorExprKind, Body, Ground, Id, Plan, Power, Region,
};
use interrex_standing::Party;
use interrex_standing::record::Votes;
use interrex_units::Moment;

use super::super::Turn;
use super::super::names::{self, party_name};
use super::grounds::{actors_of, enders_of};
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
        if !self.is_founded {
            return Ok(Judged::in_effect(adopts));
        }
        if self.plan_digest.is_empty() {
            return Err(FOUNDED.to_owned());
        }
        let under = under
            .ok_or("a plan in force is changed under a power of it, and the act names none")?;
        let power = self.power(under)?;
        self.holds(power, None, signers, under, by)?;
        Ok(Judged::in_effect(adopts))
    }

    /// Whether some of the signers hold a power, or have it by a delegation that they can use.
    pub(super) fn holds(
        &mut self,
        power: Id<Power>,
        region: Option<Region>,
        signers: &Signers,
        name: &str,
        by: &str,
    ) -> Result<(), String> {
        let held = self.holds_oneself(power, region, signers, name, by);
        let Err(reason) = held else {
            return Ok(());
        };
        let signs = |party: &Party| self.signs(party, signers);
        if self.delegate_among(power, region, signs).is_some() {
            return Ok(());
        }
        let law = self.ask(|judge| judge.power_counts(power));
        let why = law.then(|| self.why_not(power, region, signs)).flatten();
        let why = why.or_else(|| self.of_delegates(power, signers));
        Err(match why {
            Some(why) => format!("{reason}; {why}"),
            None => reason,
        })
    }

    /// Why some of the members of a body that has a power by delegation do not use it for that, where they sign.
    fn of_delegates(&self, power: Id<Power>, signers: &Signers) -> Option<String> {
        let delegates = self.delegates_of(power, None).into_iter();
        let bodies = delegates.filter_map(|grant| match grant.to {
            Party::Body(body) => Some(body),
            _ => None,
        });
        let mut told = bodies.filter_map(|body| {
            let members = self.of_members(&body_alone(&self.plan, body)?, signers);
            let name = &self.plan.bodies.get(body).name;
            (!members.is_empty()).then(|| format!("`{name}` has it by delegation{members}"))
        });
        told.next()
    }

    /// Who of the signers holds a power in their own right; where no region is named, as theirs throughout.
    pub(in crate::course) fn holder_among(
        &mut self,
        power: Id<Power>,
        region: Option<Region>,
        signers: &Signers,
    ) -> Option<Party> {
        let mut holders = self.holders_of(power, region).into_iter();
        holders.find(|holder| {
            self.signs(holder, signers)
                && (region.is_some() || self.is_theirs_throughout(power, *holder))
        })
    }

    /// That some of the signers hold a power in some regions alone, where they do.
    fn holds_in_part(
        &mut self,
        power: Id<Power>,
        signers: &Signers,
        (name, by): (&str, &str),
    ) -> Option<String> {
        let mut holders = self.holders_of(power, None).into_iter();
        let holder = holders.find(|holder| self.signs(holder, signers))?;
        let regions = self.regions_of(power, holder);
        let regions = self.names_of(&regions);
        Some(format!(
            "{by} holds the power `{name}` in {regions} alone, and the act names no region"
        ))
    }

    /// Whether somebody is among the signers; a body also where enough of its members are.
    pub(in crate::course) fn signs(&self, party: &Party, signers: &Signers) -> bool {
        match party {
            Party::Body(body) => {
                let actor = Actor::Body(*body, 0);
                self.ask(|judge| judge.acts_as(actor, signers)).is_some()
            }
            party => signers.contains_key(party),
        }
    }

    /// Whether some of the signers hold a power in their own right.
    pub(super) fn holds_oneself(
        &mut self,
        power: Id<Power>,
        region: Option<Region>,
        signers: &Signers,
        name: &str,
        by: &str,
    ) -> Result<Party, String> {
        if let Some(holder) = self.holder_among(power, region, signers) {
            return Ok(holder);
        }
        let not = format!("{by} does not hold the power `{name}`");
        if !self.ask(|judge| judge.power_counts(power)) {
            return Err(format!("{not}: it is not law on that day"));
        }
        if region.is_none()
            && let Some(part) = self.holds_in_part(power, signers, (name, by))
        {
            return Err(part);
        }
        let holders = self.holders_of(power, region);
        let held = holders.iter().map(|party| party_name(&self.plan, *party));
        let held: Vec<String> = held.collect();
        let bodies = holders.iter().filter_map(|party| match party {
            Party::Body(body) => Some(self.of_members(&body_alone(&self.plan, *body)?, signers)),
            _ => None,
        });
        let members: String = bodies.collect();
        Err(match held.as_slice() {
            [] => self.nobody_holds((power, region), signers, (name, by)),
            _ => format!("{not}: {} does{members}", held.join(", ")),
        })
    }

    /// Whether these people or bodies hold a power, as things stand; where no region is named, of those that it must reach
    /// the ones in which they do not.
    ///
    /// # Errors
    ///
    /// Says who does.
    pub fn would_hold(
        &mut self,
        power: &str,
        region: Option<&str>,
        by: &[String],
    ) -> Result<Vec<String>, String> {
        let id = self.power(power)?;
        let at = self.region_of(id, region)?;
        let parties = by.iter().filter_map(|name| self.names.party(name));
        let signers: Signers = parties.map(|party| (party, Votes::default())).collect();
        self.holds(id, at, &signers, power, &by.join(", "))?;
        Ok(self.beyond((id, at), &signers))
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

    pub(super) fn annul(
        &mut self,
        known: &Known,
        under: Option<&str>,
        (signers, annulled): (&Signers, Option<&Known>),
        by: &str,
    ) -> Result<Judged, String> {
        let Some(under) = under else {
            let annulled = annulled.ok_or("the act that it annuls is not known here")?;
            let own = &annulled.act.by;
            if !own.iter().all(|name| known.act.by.contains(name)) {
                return Err(format!(
                    "an act is annulled by whoever did it ({}), or under a power; the act names none",
                    own.join(", ")
                ));
            }
            self.may_take_back(annulled, signers, by)?;
            return Ok(Judged::in_effect(Vec::new()));
        };
        let power = self.power(under)?;
        self.holds_oneself(power, None, signers, under, by)?;
        Ok(Judged::in_effect(Vec::new()))
    }

    /// Whether those who did an act can still take it back alone: it has moved no office, or is a finding that is still
    /// theirs to make, and a power that it was done under is still theirs.
    fn may_take_back(&mut self, act: &Known, signers: &Signers, by: &str) -> Result<(), String> {
        let finds = match &act.act.deed {
            Deed::Certify { ground, .. } => self.finds(ground, signers, actors_of),
            Deed::CertifyEnd { ground, .. } => self.finds(ground, signers, enders_of),
            _ => false,
        };
        if finds {
            return Ok(());
        }
        if let Some(office) = self.moved_by(act) {
            return Err(format!(
                "`{office}` has changed hands by it: who did it cannot undo that alone, but whoever holds a power to annul, \
                 which the act would name"
            ));
        }
        let (power, region) = match &act.act.deed {
            Deed::Adopt {
                under: Some(power), ..
            } => (power, None),
            Deed::Order { power, region, .. } | Deed::Delegate { power, region, .. } => {
                (power, region.as_deref())
            }
            _ => return Ok(()),
        };
        let (id, at) = (self.power(power)?, self.region(region)?);
        self.holds(id, at, signers, power, by)
    }

    /// Whether a ground is one for these to certify, or to make.
    fn finds(
        &self,
        ground: &str,
        signers: &Signers,
        by: impl Fn(&Ground) -> Option<ActorExpr>,
    ) -> bool {
        let found = names::ground(&self.plan, &self.names, ground);
        let declared = found.ok().and_then(|(office, place)| {
            let grounds = &self.plan.offices.get(office).grounds;
            grounds.get(place as usize)
        });
        let actors = declared.and_then(by);
        actors.is_some_and(|actors| {
            !self
                .ask(|judge| judge.competent(&actors, signers))
                .is_empty()
        })
    }

    /// An office that has changed hands by an act, or by way of what it did.
    fn moved_by(&self, act: &Known) -> Option<String> {
        let since = act.bears_from();
        let part = match &act.act.deed {
            Deed::Choose { office, who, .. } | Deed::Step { office, who, .. } => {
                Some((office.as_str(), who.as_str(), false))
            }
            Deed::Certify { ground, .. } => {
                let (office, ground) = ground.split_once('.').unwrap_or((ground, ""));
                Some((office, ground, true))
            }
            _ => None,
        };
        let is_part = |turn: &Turn| {
            part.is_some_and(|(office, name, is_ground)| {
                let found = if is_ground {
                    turn.grounds.iter().any(|ground| ground == name)
                } else {
                    turn.who.as_deref() == Some(name)
                };
                turn.office == office && found
            })
        };
        let offices = self.plan.offices.iter();
        let mut names = offices.map(|(_, office)| &office.name);
        let moved = names.find(|name| {
            let turns = self.turns_of(name).rev();
            let mut turns = turns.take_while(|turn| turn.at >= since);
            turns.any(|turn| turn.number == Some(act.number) || is_part(turn))
        });
        moved.cloned()
    }
}

/// What is said where the plan that founded a register was annulled.
pub(super) const FOUNDED: &str = "no plan is in force, and a register is founded only once";

/// A body as those whom a rule names.
fn body_alone(plan: &Plan, body: Id<Body>) -> Option<ActorExpr> {
    let span = super::some_span(plan)?;
    let kind = ActorExprKind::Actor(Actor::Body(body, 0));
    Some(ActorExpr { kind, span })
}

/// The moment from which on a grant no longer holds, where it has one.
pub(in crate::course) fn is_over(grant: &Grant, now: Moment) -> bool {
    grant.until.is_some_and(|until| until < now)
}
