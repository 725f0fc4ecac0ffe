//! Section 8: who exercises a power, and where.

use std::collections::BTreeSet;

use interrex_plan::model::{Delegation, Id, Locus, Office, PersonState, Power, Region, Seat, Who};

use super::claims::{Verdict, are_at_odds};
use super::model::{element, part};
use super::readings::Reading;
use super::steps::Via;
use super::views::{Holder, Sight, View};
use super::world::{Matter, World};

impl World<'_> {
    /// The regions of a power; the one region everywhere is nothing.
    pub(crate) fn regions(&self, id: Id<Power>) -> Vec<Option<Region>> {
        let reach = &self.model.plan.powers.get(id).reach;
        if reach.is_empty() {
            return vec![None];
        }
        reach.iter().map(|(region, _)| Some(*region)).collect()
    }

    /// Whether in some reading somebody exercises the power in the region.
    pub(crate) fn is_in_hand(&self, id: Id<Power>, region: Option<Region>) -> bool {
        self.power_counts(id)
            && self.guard(Matter::Power(id, region), || {
                self.readings(&self.offices_of(id))
                    .into_iter()
                    .any(|reading| {
                        !self.in_own_right(id, region, reading).is_empty()
                            || self.is_delegated(id, region, reading)
                    })
            })
    }

    /// Whether two different persons or bodies exercise it, in one reading or in two.
    pub(crate) fn is_contested(&self, id: Id<Power>, region: Option<Region>) -> bool {
        let readings = self.readings(&self.offices_of(id));
        let sets: Vec<BTreeSet<Holder>> = readings
            .into_iter()
            .map(|reading| self.in_own_right(id, region, reading))
            .collect();
        self.power_counts(id) && (sets.iter().any(|set| set.len() > 1) || are_at_odds(&sets))
    }

    fn power_counts(&self, id: Id<Power>) -> bool {
        self.counts(&self.model.plan.powers.get(id).terms, element("power", id))
    }

    /// The offices whose readings bear on a power.
    fn offices_of(&self, id: Id<Power>) -> Vec<Id<Office>> {
        let power = self.model.plan.powers.get(id);
        let delegates = power.delegations.iter().map(|delegation| delegation.to);
        let devolved = power
            .devolution
            .iter()
            .flat_map(|devolution| &devolution.to);
        let mut offices = BTreeSet::new();
        for who in [power.held_by]
            .into_iter()
            .chain(delegates)
            .chain(devolved.map(|to| to.1))
        {
            if let Who::Office(office) = who {
                offices.insert(office);
            }
        }
        offices.into_iter().collect()
    }

    /// Who exercises it as holder of the power or by devolution.
    fn in_own_right(
        &self,
        id: Id<Power>,
        region: Option<Region>,
        reading: Reading,
    ) -> BTreeSet<Holder> {
        let mut all = self.as_holder(id, region, reading);
        let power = self.model.plan.powers.get(id);
        let Some(devolution) = &power.devolution else {
            return all;
        };
        let comes_about = self.counts(&devolution.terms, part("power", id, "devolution", 0))
            && devolution
                .when
                .as_ref()
                .map_or(all.is_empty(), |when| self.holds(when));
        for (place, to, _) in &devolution.to {
            if comes_about && Some(*place) == region {
                let touches = |at| self.touches_from(region, at, reading);
                all.extend(
                    self.where_it_acts(*to, reading)
                        .into_iter()
                        .filter_map(|(who, at)| touches(at).then_some(who)),
                );
            }
        }
        all
    }

    fn as_holder(
        &self,
        id: Id<Power>,
        region: Option<Region>,
        reading: Reading,
    ) -> BTreeSet<Holder> {
        match self.model.plan.powers.get(id).held_by {
            Who::Office(office) => {
                let claims = self.claims(office, reading);
                let able = claims.iter().filter(|claim| {
                    let barred = claim.option.is_some_and(|(seat, index)| {
                        self.model.plan.seats.get(seat).options[index]
                            .cannot
                            .contains(&id)
                    });
                    let withheld = match claim.via {
                        Via::Candidate(order, _) => {
                            let order = &self.model.plan.offices.get(office).orders[order];
                            order.without_powers.contains(&id)
                        }
                        _ => false,
                    };
                    !barred && !withheld && self.touches_from(region, claim.at, reading)
                });
                able.map(|claim| claim.who).collect()
            }
            Who::Body(body) => {
                // At an option of its seat, unless the power cannot be exercised there.
                let may = |(seat, index): (Id<Seat>, usize)| {
                    let option = &self.model.plan.seats.get(seat).options[index];
                    !option.cannot.contains(&id) && self.available(seat, index, reading)
                };
                let options = self.seat_options(Who::Body(body));
                let allowed: Vec<Locus> = options
                    .iter()
                    .filter(|option| may(**option))
                    .map(|(seat, index)| self.model.plan.seats.get(*seat).options[*index].at)
                    .collect();
                let barred = |at: &Option<Locus>| {
                    !options.is_empty() && !at.is_some_and(|at| allowed.contains(&at))
                };
                let places = self.where_it_acts(Who::Body(body), reading).into_iter();
                places
                    .filter(|(_, at)| !barred(at) && self.touches_from(region, *at, reading))
                    .map(|(who, _)| who)
                    .collect()
            }
            person @ Who::Person(_) => {
                let places = self.where_it_acts(person, reading).into_iter();
                places
                    .filter(|(_, at)| self.touches_from(region, *at, reading))
                    .map(|(who, _)| who)
                    .collect()
            }
        }
    }

    fn is_delegated(&self, id: Id<Power>, region: Option<Region>, reading: Reading) -> bool {
        let power = self.model.plan.powers.get(id);
        power
            .delegations
            .iter()
            .enumerate()
            .any(|(index, delegation)| {
                self.counts(&delegation.terms, part("power", id, "delegation", index))
                    && is_within_scope(delegation, region)
                    && delegation
                        .condition
                        .as_ref()
                        .is_none_or(|condition| self.holds(condition))
                    && (delegation.survives_grantor || !self.has_lapsed(power.held_by))
                    && self
                        .where_it_acts(delegation.to, reading)
                        .into_iter()
                        .any(|(_, at)| self.touches_from(region, at, reading))
            })
    }

    /// Whether the grantor is gone: an office vacant, a person dead, a body unable to act anywhere.
    fn has_lapsed(&self, grantor: Who) -> bool {
        match grantor {
            Who::Office(office) => self.office_is(office, Verdict::Vacant),
            Who::Person(person) => self.is(person, PersonState::Dead),
            Who::Body(body) => {
                !self.body_can_act(body, 0, &Sight::of(View::Everywhere, Reading::Base))
            }
        }
    }

    /// Where somebody acts, and who that is: an office by its complete claims, a person where they
    /// are met, a body at its nodes.
    fn where_it_acts(&self, who: Who, reading: Reading) -> Vec<(Holder, Option<Locus>)> {
        match who {
            Who::Office(office) => self
                .claims(office, reading)
                .iter()
                .map(|claim| (claim.who, claim.at))
                .collect(),
            Who::Person(person) => {
                let who = Holder::Person(person);
                let Some(base) = self.base_node(person) else {
                    let acts = self.person_can_act(person, View::Everywhere);
                    return acts.then_some((who, None)).into_iter().collect();
                };
                let mut places = vec![base];
                places.extend(self.whereabouts(person).iter());
                places.retain(|place| self.can_be_at(person, *place));
                places.into_iter().map(|place| (who, Some(place))).collect()
            }
            Who::Body(body) => {
                let who = Holder::Body(body);
                let acts_at = |at: &Option<Locus>| {
                    let view = at.map_or(View::Everywhere, View::From);
                    let is_node = match at {
                        Some(node) => self.is_node_of(body, *node, reading),
                        None => {
                            self.seat_options(Who::Body(body)).is_empty()
                                && self.acts_from_nowhere(body, reading)
                        }
                    };
                    is_node && self.body_can_act(body, 0, &Sight::of(view, reading))
                };
                let all = self
                    .meeting_places(body)
                    .into_iter()
                    .map(Some)
                    .chain([None]);
                all.filter(acts_at).map(|at| (who, at)).collect()
            }
        }
    }

    fn touches_from(&self, region: Option<Region>, at: Option<Locus>, reading: Reading) -> bool {
        let view = at.map_or(View::Everywhere, View::From);
        region.is_none_or(|region| self.touches(region, &Sight::of(view, reading)))
    }
}

fn is_within_scope(delegation: &Delegation, region: Option<Region>) -> bool {
    delegation.scope.is_empty() || region.is_some_and(|region| delegation.scope.contains(&region))
}
