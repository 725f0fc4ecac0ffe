//! What is on record, in the words of a plan that takes the place of another.
//!
//! Plans name things; what a new plan no longer names is gone from the record, as it is from the law.

use std::collections::{BTreeMap, BTreeSet};

use interrex_plan::model::{Actor, Id, Office, Plan};
use interrex_standing::Party;
use interrex_standing::record::{Acting, Record, Requirement};

use super::names::{holder_of, party_name, party_of};
use super::{Course, Proof};

/// Gives every office of the plan in force the holder that it had under the old one.
pub(super) fn holders(course: &mut Course<'_>, old: &Plan) {
    for (_, office) in old.offices.iter() {
        let Some(id) = course.plan.offices.by_name(&office.name) else {
            continue;
        };
        let holder = office
            .holder
            .and_then(party_of)
            .map(|party| party_name(old, party));
        let acting = office
            .acting
            .map(|person| old.people.get(person).name.clone());
        let holder = holder.map(|name| course.party_or_new(&name));
        let acting = acting.map(|name| course.party_or_new(&name));
        let office = &mut course.plan.offices.get_mut(id).value;
        office.holder = holder.and_then(holder_of);
        office.acting = match acting {
            Some(Party::Person(person)) => Some(person),
            _ => None,
        };
    }
}

/// Puts the record, and who proved what, into the words of the plan in force.
pub(super) fn record(course: &mut Course<'_>, old: &Plan) {
    let before = std::mem::take(&mut course.record);
    let proof = std::mem::take(&mut course.proof);
    let grants = std::mem::take(&mut course.grants);
    course.holders.clear();
    let mut new = reports(course, old, &before);
    for (asked, done) in before.done {
        let Some(asked) = requirement(course, old, &asked) else {
            continue;
        };
        let done: BTreeSet<_> = done
            .into_iter()
            .filter_map(|(actor, party)| {
                Some((
                    same_actor(course, old, actor)?,
                    same_party(course, old, party),
                ))
            })
            .collect();
        new.done.entry(asked).or_default().extend(done);
    }
    for (office, acting) in before.acting {
        if let Some(office) = same_office(course, old, office) {
            let party = same_party(course, old, acting.party);
            new.acting.insert(office, Acting { party, ..acting });
        }
    }
    for (office, parties) in before.entered {
        if let Some(office) = same_office(course, old, office) {
            let parties = parties
                .into_iter()
                .map(|party| same_party(course, old, party))
                .collect();
            new.entered.insert(office, parties);
        }
    }
    course.record = new;
    course.proof = moved_proof(course, old, proof);
    for grant in grants {
        let power = course
            .plan
            .powers
            .by_name(&old.powers.get(grant.power).name);
        let (from, to) = (
            same_party(course, old, grant.from),
            same_party(course, old, grant.to),
        );
        if let Some(power) = power {
            course.grants.push(super::Grant {
                power,
                from,
                to,
                ..grant
            });
        }
    }
}

/// Reports, refusals and events, without what was done about them.
fn reports(course: &mut Course<'_>, old: &Plan, before: &Record) -> Record {
    let mut new = Record::default();
    for fact in &before.facts {
        new.facts
            .extend(course.plan.facts.by_name(&old.facts.get(*fact).name));
    }
    for (person, state) in &before.states {
        if let Party::Person(person) = course.party_or_new(&old.people.get(*person).name) {
            new.states.insert((person, *state));
        }
    }
    for (person, office) in &before.declined {
        let person = course.party_or_new(&old.people.get(*person).name);
        if let (Party::Person(person), Some(office)) = (person, same_office(course, old, *office)) {
            new.declined.insert((person, office));
        }
    }
    for (from, to) in [
        (&before.occurred, &mut new.occurred),
        (&before.certified, &mut new.certified),
    ] {
        for (office, ground, party) in from {
            let moved = requirement(course, old, &Requirement::Ground(*office, *ground, *party));
            if let Some(Requirement::Ground(office, ground, party)) = moved {
                to.insert((office, ground, party));
            }
        }
    }
    new
}

fn moved_proof(course: &mut Course<'_>, old: &Plan, proof: Proof) -> Proof {
    let mut moved: Proof = BTreeMap::new();
    for (asked, acts) in proof {
        if let Some(asked) = requirement(course, old, &asked) {
            let acts = acts
                .into_iter()
                .map(|(party, number)| (same_party(course, old, party), number));
            moved.entry(asked).or_default().extend(acts);
        }
    }
    moved
}

fn requirement(course: &mut Course<'_>, old: &Plan, asked: &Requirement) -> Option<Requirement> {
    Some(match asked {
        Requirement::Ground(office, ground, party) => {
            let id = same_office(course, old, *office)?;
            let name = &old.offices.get(*office).grounds.get(*ground as usize)?.name;
            let grounds = &course.plan.offices.get(id).grounds;
            let place = grounds.iter().position(|known| known.name == *name)?;
            let place = u32::try_from(place).ok()?;
            Requirement::Ground(id, place, same_party(course, old, *party))
        }
        Requirement::Step(office, step, party) => {
            let id = same_office(course, old, *office)?;
            Requirement::Step(id, step.clone(), same_party(course, old, *party))
        }
        Requirement::Chosen(office, order, candidate) => {
            Requirement::Chosen(same_office(course, old, *office)?, *order, *candidate)
        }
        Requirement::Decision(decision) => {
            let name = &old.decisions.get(*decision).name;
            Requirement::Decision(course.plan.decisions.by_name(name)?)
        }
        Requirement::Option(seat, option) => Requirement::Option(
            course.plan.seats.by_name(&old.seats.get(*seat).name)?,
            *option,
        ),
    })
}

fn same_office(course: &Course<'_>, old: &Plan, office: Id<Office>) -> Option<Id<Office>> {
    course.plan.offices.by_name(&old.offices.get(office).name)
}

fn same_party(course: &mut Course<'_>, old: &Plan, party: Party) -> Party {
    let name = party_name(old, party);
    course.party_or_new(&name)
}

fn same_actor(course: &mut Course<'_>, old: &Plan, actor: Actor) -> Option<Actor> {
    Some(match actor {
        Actor::Person(person) => match same_party(course, old, Party::Person(person)) {
            Party::Person(person) => Actor::Person(person),
            _ => return None,
        },
        Actor::Office(office) => Actor::Office(same_office(course, old, office)?),
        Actor::Body(body, kind) => Actor::Body(
            course.plan.bodies.by_name(&old.bodies.get(body).name)?,
            kind,
        ),
    })
}
