//! Where places and people are.
//!
//! Responsible for the innermost place of a site, the base of a person, the region of a place and
//! whether it lies abroad. Contact between places is the meaning's business, not this file's.

use interrex_plan::model::{Id, Locus, Member, Person, Place, Plan, Site, Who};
use interrex_units::Date;

/// What is lost together: the threat area of a place where the plan states one, else the part of
/// the outermost place that it lies in (an outermost place is a region of its own).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Region<'p> {
    /// A threat area, by the plan's own name for it.
    Area(&'p str),
    /// A place.
    Place(Id<Place>),
}

/// Where places and people are.
pub(crate) struct Places<'p> {
    plan: &'p Plan,
    regions: Vec<Region<'p>>,
    abroad: Vec<bool>,
    bases: Vec<Option<Locus>>,
}

impl<'p> Places<'p> {
    /// Reads the plan as of a date.
    pub(crate) fn of(plan: &'p Plan, as_of: Date) -> Self {
        Self {
            plan,
            regions: plan.places.ids().map(|id| region(plan, id)).collect(),
            abroad: plan.places.ids().map(|id| is_abroad(plan, id)).collect(),
            bases: plan
                .people
                .iter()
                .map(|(_, person)| base(person, as_of))
                .collect(),
        }
    }

    /// The innermost place of a place or site; none for a site that a faulty plan puts nowhere.
    pub(crate) fn innermost(&self, locus: Locus) -> Option<Id<Place>> {
        match locus {
            Locus::Place(id) => Some(id),
            Locus::Site(id) => self.plan.sites.get(id).within.first().copied(),
        }
    }

    /// The region of a place.
    pub(crate) fn region(&self, place: Id<Place>) -> Region<'p> {
        self.regions
            .get(place.index())
            .copied()
            .unwrap_or(Region::Place(place))
    }

    /// The region of a place or site.
    pub(crate) fn region_of(&self, locus: Locus) -> Option<Region<'p>> {
        self.innermost(locus).map(|place| self.region(place))
    }

    /// A region in words.
    pub(crate) fn region_name(&self, region: Region<'p>) -> &'p str {
        match region {
            Region::Area(name) => name,
            Region::Place(id) => &self.plan.places.get(id).name,
        }
    }

    /// Whether a place or site lies in another state than the institution's own.
    pub(crate) fn is_abroad(&self, locus: Locus) -> bool {
        let places = match locus {
            Locus::Place(id) => vec![id],
            Locus::Site(id) => self.plan.sites.get(id).within.clone(),
        };
        places
            .iter()
            .any(|id| self.abroad.get(id.index()).copied().unwrap_or(false))
    }

    /// Where a person is based on the date.
    pub(crate) fn base(&self, person: Id<Person>) -> Option<Locus> {
        self.bases.get(person.index()).copied().flatten()
    }

    /// The innermost place where a person is based on the date.
    pub(crate) fn base_place(&self, person: Id<Person>) -> Option<Id<Place>> {
        self.base(person).and_then(|locus| self.innermost(locus))
    }

    /// The innermost place of somebody: of a person, or of the person who holds an office.
    pub(crate) fn place_of(&self, who: Who) -> Option<Id<Place>> {
        self.base_place(holder(self.plan, who)?)
    }

    /// The innermost places of somebody: of a body, those of its members, as far as the plan says.
    pub(crate) fn places_of(&self, who: Who) -> Vec<Id<Place>> {
        let Who::Body(id) = who else {
            return self.place_of(who).into_iter().collect();
        };
        let members = self.plan.bodies.get(id).members.iter();
        members
            .filter_map(|member| match member {
                Member::Person(id, _) => self.base_place(*id),
                Member::Office(id, _) => self.place_of(Who::Office(*id)),
                Member::Class { at, .. } => self.innermost(*at),
            })
            .collect()
    }

    /// Whether somebody, or a member of a body, is based at a site or in its innermost place.
    pub(crate) fn is_at(&self, who: Who, site: Id<Site>) -> bool {
        let there = self.innermost(Locus::Site(site));
        there.is_some_and(|there| self.places_of(who).contains(&there))
    }

    /// The name of a place or site.
    pub(crate) fn name(&self, locus: Locus) -> &'p str {
        match locus {
            Locus::Place(id) => &self.plan.places.get(id).name,
            Locus::Site(id) => &self.plan.sites.get(id).name,
        }
    }
}

/// The person that somebody is at the start: a person, or the person who holds an office.
pub(super) fn holder(plan: &Plan, who: Who) -> Option<Id<Person>> {
    match who {
        Who::Person(id) => Some(id),
        Who::Office(id) => match plan.offices.get(id).holder {
            Some(Who::Person(person)) => Some(person),
            _ => None,
        },
        Who::Body(_) => None,
    }
}

/// A place and all that contain it, innermost first. A faulty plan may circle: the walk ends after
/// as many steps as there are places.
fn containing(plan: &Plan, place: Id<Place>) -> impl Iterator<Item = Id<Place>> + '_ {
    std::iter::successors(Some(place), |id| plan.places.get(*id).within).take(plan.places.len())
}

fn region(plan: &Plan, place: Id<Place>) -> Region<'_> {
    let area =
        containing(plan, place).find_map(|id| plan.places.get(id).value.threat_area.as_deref());
    let part = || {
        let chain: Vec<_> = containing(plan, place).collect();
        let second_last = chain.len().saturating_sub(2);
        chain.get(second_last).copied().unwrap_or(place)
    };
    area.map_or_else(|| Region::Place(part()), Region::Area)
}

fn is_abroad(plan: &Plan, place: Id<Place>) -> bool {
    containing(plan, place)
        .find_map(|id| plan.places.get(id).abroad)
        .unwrap_or(false)
}

fn base(person: &Person, as_of: Date) -> Option<Locus> {
    let begun = person
        .bases
        .iter()
        .filter(|base| base.from.is_none_or(|from| from <= as_of));
    // Of equals the later in the text wins, which is what `max_by_key` returns.
    begun.max_by_key(|base| base.from).map(|base| base.at)
}
