//! How a pass is kept in a file: what has happened, beside the plans by which it was judged.
//!
//! A plan is not written again, but who came to it by acts, and whoever holds each office.

use std::collections::BTreeMap;
use std::sync::Arc;

use interrex_plan::model::{Id, Person, Plan, Who};

use super::dates;
use super::deeds::{Bearing, Judged, some_span};
use super::names::Names;
use super::pass::{Annulment, Pass, Removed, Without};
use super::turns::Turns;
use super::{Change, Claimed, Controlled, Course, Effect, Grant, Recognized, Turn};
use crate::opened::wire::{Reader, Wire, Writer, structure, variants};

structure!(Grant {
    power,
    from,
    to,
    region,
    until,
    scope,
    rule,
    under,
    number
});
structure!(Recognized {
    partner,
    office,
    who,
    holds,
    number
});
structure!(Controlled { who, of, number });
structure!(Claimed { who, of, number });
structure!(Turn {
    at,
    number,
    office,
    change,
    who,
    by,
    grounds
});
structure!(Turns {
    all,
    title,
    exercise
});
variants!(Change { 0 = Title, 1 = Exercise });
variants!(Effect {
    0 = InEffect,
    1 = Waiting(reason),
    2 = Noted,
    3 = Without(reason),
    4 = Annulled(by),
    5 = Pending,
    6 = Exercise(name),
    7 = InPart(not_in),
});
structure!(Judged { effect, bearings });
variants!(Bearing {
    0 = Done(requirement, done),
    1 = Oneself(requirement, party),
    2 = Occurred(office, ground, party),
    3 = Ended(office, ground, party, since),
    4 = Chosen(slot, party, done),
    5 = Fact(name, fact, holds),
    6 = State(name, person, state, holds),
    7 = Declined(name, person, office),
    8 = Refused(what),
    9 = Leaves(office),
    10 = Grant(grant),
    11 = EndGrant(power, to, from),
    12 = Recognized(recognized, holds),
    13 = Control(controlled, holds),
    14 = Claim(claimed),
    15 = Adopt(digest),
    16 = Lost(name, thing, holds),
    17 = Undone(requirement),
    18 = Moved(seat, place, goes),
    19 = Certified(office, ground, party),
});
structure!(Removed {
    acts,
    later,
    without
});
structure!(Annulment {
    number,
    digest,
    target,
    is_prospective,
    from
});
structure!(Without {
    from,
    by,
    act,
    course
});
structure!(Pass {
    course,
    pending,
    without,
    passed
});

/// Whoever holds an office, and whoever acts in it.
type Holding = (Option<Who>, Option<Id<Person>>);

impl Wire for Course {
    fn put(&self, to: &mut Writer) {
        self.plan_digest.put(to);
        self.is_founded.put(to);
        self.is_apart.put(to);
        to.shared(&self.plan, |plan, to| {
            let people: Vec<String> = plan
                .people
                .iter()
                .map(|(_, person)| person.name.clone())
                .collect();
            people.put(to);
            let offices = plan.offices.iter();
            let holdings: Vec<Holding> = offices
                .map(|(_, office)| (office.holder, office.acting))
                .collect();
            holdings.put(to);
        });
        self.unheld.put(to);
        self.record.put(to);
        self.effects.put(to);
        self.proof.put(to);
        self.stepped.put(to);
        self.certified_since.put(to);
        self.lapsed.put(to);
        self.begun.put(to);
        self.parts.put(to);
        self.reports.put(to);
        self.refusals.put(to);
        self.grants.put(to);
        self.recognized.put(to);
        self.control.put(to);
        self.claims.put(to);
        self.turns.put(to);
        self.unsettled.put(to);
        self.waiting.put(to);
        self.now.put(to);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let plans = Arc::clone(from.plans);
        let plan_digest = String::take(from)?;
        let is_founded = bool::take(from)?;
        let is_apart = bool::take(from)?;
        let known = plans.get(&plan_digest).cloned();
        let known = known.or_else(|| plan_digest.is_empty().then(Arc::default))?;
        let plan = from.shared(|from| plan(&known, from))?;
        from.within(&plan);
        Some(Self {
            plans,
            plan_digest,
            is_founded,
            is_apart,
            names: Arc::new(Names::of(&plan)),
            dates: Arc::new(dates::of(&plan)),
            plan,
            unheld: Wire::take(from)?,
            record: Wire::take(from)?,
            effects: Wire::take(from)?,
            proof: Wire::take(from)?,
            stepped: Wire::take(from)?,
            certified_since: Wire::take(from)?,
            lapsed: Wire::take(from)?,
            begun: Wire::take(from)?,
            parts: Wire::take(from)?,
            given: BTreeMap::new(),
            reports: Wire::take(from)?,
            refusals: Wire::take(from)?,
            grants: Wire::take(from)?,
            recognized: Wire::take(from)?,
            control: Wire::take(from)?,
            claims: Wire::take(from)?,
            turns: Wire::take(from)?,
            unsettled: Wire::take(from)?,
            waiting: Wire::take(from)?,
            holders: BTreeMap::new(),
            now: Wire::take(from)?,
        })
    }
}

/// A plan with whoever came to it, and whoever holds its offices.
fn plan(known: &Plan, from: &mut Reader<'_>) -> Option<Plan> {
    let mut plan = known.clone();
    let people = Vec::<String>::take(from)?;
    let first = plan.people.len();
    let span = some_span(&plan);
    for name in people.get(first..)? {
        plan.people.push(name, span?, Person::default());
    }
    from.within(&plan);
    let holdings = Vec::<Holding>::take(from)?;
    if holdings.len() != plan.offices.len() {
        return None;
    }
    let offices: Vec<_> = plan.offices.ids().collect();
    for (office, (holder, acting)) in offices.into_iter().zip(holdings) {
        let office = &mut plan.offices.get_mut(office).value;
        (office.holder, office.acting) = (holder, acting);
    }
    Some(plan)
}
