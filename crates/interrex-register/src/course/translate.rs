//! What is on record, in the words of a plan that takes the place of another.
//!
//! Plans name things; what a new plan no longer names is gone from the record, as it is from the law.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use interrex_plan::model::{
    Actor, Effect as GroundEffect, Id, Locus, Office, Person, Plan, Region, Seat,
};
use interrex_standing::record::{Acting, Record, Requirement};
use interrex_standing::{Party, Slot};

use super::deeds::{Bearing, Judged};
use super::names::{holder_of, party_name, party_of};
use super::{Course, Grant, Proof, things};

/// Grounds against holders.
type Certified = BTreeSet<(Id<Office>, u32, Party)>;

/// Orders whose time is over.
type Limited = BTreeSet<(Id<Office>, u32)>;

/// Gives every office of the plan in force the holder that it had under the old one.
pub(super) fn holders(course: &mut Course, old: &Plan) {
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
        let office = &mut course.plan_mut().offices.get_mut(id).value;
        office.holder = holder.and_then(holder_of);
        office.acting = match acting {
            Some(Party::Person(person)) => Some(person),
            _ => None,
        };
    }
}

/// Puts the record, and who proved what, into the words of the plan in force.
pub(super) fn record(course: &mut Course, old: &Plan) {
    let before = Arc::unwrap_or_clone(std::mem::take(&mut course.record));
    let proof = Arc::unwrap_or_clone(std::mem::take(&mut course.proof));
    let grants = std::mem::take(&mut course.grants);
    course.holders.clear();
    let mut new = reports(course, old, &before);
    for (asked, done) in &before.done {
        let Some(asked) = requirement(course, old, asked) else {
            continue;
        };
        let done: BTreeSet<_> = done
            .iter()
            .filter_map(|(actor, party)| {
                Some((
                    same_actor(course, old, *actor)?,
                    same_party(course, old, *party),
                ))
            })
            .collect();
        new.done.entry(asked).or_default().extend(done);
    }
    comings(course, old, &before, &mut new);
    new.over = limits(course, old, &before.over);
    let awaited = before.awaited.iter();
    let awaited = awaited.filter_map(|(of, title)| Some((same_office(course, old, *of)?, *title)));
    new.awaited = awaited.collect();
    for (seat, option, person) in &before.there {
        let moved = same_option(course, old, (*seat, *option));
        if let (Some((seat, option)), Some(person)) = (moved, same_person(course, old, *person)) {
            new.there.insert((seat, option, person));
        }
    }
    parts(course, old);
    lost(course, old, &before.certified, &new.certified);
    course.record = Arc::new(new);
    course.proof = Arc::new(moved_proof(course, old, proof));
    stepped(course, old);
    let since = std::mem::take(&mut course.certified_since).into_iter();
    let since = since.filter_map(|(asked, at)| Some((requirement(course, old, &asked)?, at)));
    course.certified_since = since.collect();
    let mut moved = Vec::new();
    for grant in grants.iter().cloned() {
        moved.extend(moved_grant(course, old, grant));
    }
    course.grants = Arc::new(moved);
}

/// Who was chosen, who acts, who has entered and how holders came.
fn comings(course: &mut Course, old: &Plan, before: &Record, new: &mut Record) {
    for (slot, party) in &before.chosen {
        let (slot, party) = (*slot, *party);
        if let Some(slot) = same_slot(course, old, slot) {
            let party = same_party(course, old, party);
            new.chosen.insert(slot, party);
        }
    }
    for (before_office, acting) in &before.acting {
        let (before_office, acting) = (*before_office, *acting);
        if let Some(office) = same_office(course, old, before_office) {
            let party = same_party(course, old, acting.party);
            let Some(slot) = same_acting_slot(course, old, acting.slot, before_office) else {
                continue;
            };
            new.acting.insert(
                office,
                Acting {
                    party,
                    slot,
                    ..acting
                },
            );
        }
    }
    for (before_office, parties) in &before.entered {
        let Some(office) = same_office(course, old, *before_office) else {
            continue;
        };
        // Whose order is gone has left nothing.
        let acted = before.acting.get(before_office);
        let acted = acted.filter(|_| !new.acting.contains_key(&office));
        let parties = parties.iter();
        let parties = parties.filter(|party| acted.is_none_or(|acted| acted.party != **party));
        let parties: Vec<Party> = parties.copied().collect();
        let parties = parties
            .into_iter()
            .map(|party| same_party(course, old, party));
        let parties = parties.collect();
        new.entered.insert(office, parties);
    }
    for (before_office, (party, order, candidate)) in &before.came {
        let slot = same_slot(course, old, (*before_office, *order, *candidate));
        if let Some((office, order, candidate)) = slot {
            let party = same_party(course, old, *party);
            new.came.insert(office, (party, order, candidate));
        }
    }
    let causes = before.causes.iter();
    let causes = causes.filter_map(|(id, cause)| Some((same_office(course, old, *id)?, *cause)));
    new.causes = causes.collect();
}

/// Since when somebody acts by an order, and of which the time is over: for as long as the new plan's order says.
fn limits(course: &mut Course, old: &Plan, over: &Limited) -> Limited {
    let begun = std::mem::take(&mut course.begun).into_iter();
    let moved = begun.filter_map(|(of, since)| Some((same_order(course, old, of)?, since)));
    course.begun = moved.collect();
    let moved = over.iter().filter_map(|of| same_order(course, old, *of));
    let still = moved.filter(|of| course.limit_of(*of).is_some_and(|end| end <= course.now));
    still.collect()
}

/// Choices in which others have still to join.
fn parts(course: &mut Course, old: &Plan) {
    for ((slot, chosen), done) in std::mem::take(&mut course.parts) {
        let Some(slot) = same_slot(course, old, slot) else {
            continue;
        };
        let chosen = same_party(course, old, chosen);
        let done = done.into_iter().filter_map(|((actor, party), number)| {
            let actor = same_actor(course, old, actor)?;
            Some(((actor, same_party(course, old, party)), number))
        });
        let done: BTreeMap<_, _> = done.collect();
        course.parts.insert((slot, chosen), done);
    }
}

/// When steps were done.
fn stepped(course: &mut Course, old: &Plan) {
    let stepped = std::mem::take(&mut course.stepped);
    for (asked, signed) in stepped.iter() {
        if let Some(asked) = requirement(course, old, asked) {
            let signed = signed.iter();
            let signed: Vec<_> = signed
                .map(|(party, at)| (same_party(course, old, *party), *at))
                .collect();
            let moved = Arc::make_mut(&mut course.stepped).entry(asked);
            moved.or_default().extend(signed);
        }
    }
}

/// Whoever lost a title by a ground that the new plan no longer names has lost it all the same.
fn lost(course: &mut Course, old: &Plan, before: &Certified, now: &Certified) {
    for (office, ground, party) in before {
        let declared = old.offices.get(*office);
        let ended = declared.grounds.get(*ground as usize);
        let ended = ended.is_some_and(|ground| ground.effect == GroundEffect::Ends);
        if !ended || declared.holder.and_then(party_of) != Some(*party) {
            continue;
        }
        let Some(id) = same_office(course, old, *office) else {
            continue;
        };
        let grounds = &course.plan.offices.get(id).grounds;
        let mut still = now.iter().filter(|(of, ..)| *of == id);
        let ends = still.any(|(_, ground, _)| {
            let ground = grounds.get(*ground as usize);
            ground.is_some_and(|ground| ground.effect == GroundEffect::Ends)
        });
        if !ends {
            course.plan_mut().offices.get_mut(id).value.holder = None;
        }
    }
}

/// Puts what acts will bear whose moment has not come into the words of the plan in force. They were judged when they
/// were signed, by the plan of that time, and mean what they meant.
pub(super) fn waiting(course: &mut Course, old: &Plan) {
    for (number, before) in std::mem::take(&mut course.waiting) {
        let judged = judged(course, old, before);
        course.waiting.insert(number, judged);
    }
}

/// What an act bears, in the words of the plan that is in force in a course.
pub(super) fn judged(course: &mut Course, old: &Plan, judged: Judged) -> Judged {
    let bearings = judged.bearings.into_iter();
    let bearings = bearings.filter_map(|bearing| moved_bearing(course, old, bearing));
    Judged {
        bearings: bearings.collect(),
        ..judged
    }
}

fn moved_bearing(course: &mut Course, old: &Plan, bearing: Bearing) -> Option<Bearing> {
    Some(match bearing {
        Bearing::Done(asked, done) => {
            let asked = requirement(course, old, &asked)?;
            let done = done.into_iter().filter_map(|(actor, party)| {
                Some((
                    same_actor(course, old, actor)?,
                    same_party(course, old, party),
                ))
            });
            Bearing::Done(asked, done.collect())
        }
        Bearing::Oneself(asked, party) => Bearing::Oneself(
            requirement(course, old, &asked)?,
            same_party(course, old, party),
        ),
        Bearing::Occurred(office, ground, party) => {
            let (office, ground, party) = same_ground(course, old, (office, ground, party))?;
            Bearing::Occurred(office, ground, party)
        }
        Bearing::Ended(office, ground, party, since) => {
            let (office, ground, party) = same_ground(course, old, (office, ground, party))?;
            Bearing::Ended(office, ground, party, since)
        }
        Bearing::Chosen(slot, party, done) => {
            let slot = same_slot(course, old, slot)?;
            let done = done.into_iter().filter_map(|(actor, party)| {
                Some((
                    same_actor(course, old, actor)?,
                    same_party(course, old, party),
                ))
            });
            let done = done.collect();
            Bearing::Chosen(slot, same_party(course, old, party), done)
        }
        Bearing::Moved(seat, option, goes) => {
            let (seat, option) = same_option(course, old, (seat, option))?;
            let goes = goes.into_iter();
            let goes = goes.filter_map(|person| same_person(course, old, person));
            Bearing::Moved(seat, option, goes.collect())
        }
        Bearing::Leaves(office) => Bearing::Leaves(same_office(course, old, office)?),
        Bearing::Grant(grant) => Bearing::Grant(moved_grant(course, old, grant)?),
        Bearing::EndGrant(power, to, from) => {
            let power = course.plan.powers.by_name(&old.powers.get(power).name)?;
            let from = from.map(|from| same_party(course, old, from));
            Bearing::EndGrant(power, same_party(course, old, to), from)
        }
        said => return moved_saying(course, old, said),
    })
}

/// What an act says of facts and people; what it names by words alone stays as it is.
fn moved_saying(course: &mut Course, old: &Plan, bearing: Bearing) -> Option<Bearing> {
    Some(match bearing {
        Bearing::Fact(name, fact, holds) => {
            let known = old.facts.get(fact);
            let same = course.plan.facts.by_name(&known.name);
            match (same, things::lost_by(known.kind, old)) {
                (Some(fact), _) => Bearing::Fact(name, fact, holds),
                (None, Some(thing)) => {
                    Bearing::Lost(name, things::same(&course.plan, old, thing)?, holds)
                }
                (None, None) => return None,
            }
        }
        Bearing::Lost(name, thing, holds) => {
            let thing = things::same(&course.plan, old, thing)?;
            match things::loss_of(&course.plan, thing) {
                Some(fact) => Bearing::Fact(name, fact, holds),
                None => Bearing::Lost(name, thing, holds),
            }
        }
        Bearing::State(name, person, state, holds) => {
            let person = same_person(course, old, person)?;
            Bearing::State(name, person, state, holds)
        }
        Bearing::Declined(name, person, office) => {
            let office = same_office(course, old, office)?;
            Bearing::Declined(name, same_person(course, old, person)?, office)
        }
        other => other,
    })
}

fn same_person(course: &mut Course, old: &Plan, person: Id<Person>) -> Option<Id<Person>> {
    match same_party(course, old, Party::Person(person)) {
        Party::Person(person) => Some(person),
        _ => None,
    }
}

fn same_ground(
    course: &mut Course,
    old: &Plan,
    (office, ground, party): (Id<Office>, u32, Party),
) -> Option<(Id<Office>, u32, Party)> {
    match requirement(course, old, &Requirement::Ground(office, ground, party))? {
        Requirement::Ground(office, ground, party) => Some((office, ground, party)),
        _ => None,
    }
}

/// A delegation; nothing where the plan no longer has its power, the rule by which it was granted, or the region for
/// which alone it was.
fn moved_grant(course: &mut Course, old: &Plan, grant: Grant) -> Option<Grant> {
    let before = old.powers.get(grant.power);
    let rule = &before.delegations.get(grant.rule as usize)?.name;
    let power = course.plan.powers.by_name(&before.name)?;
    let rules = &course.plan.powers.get(power).delegations;
    let place = rules.iter().position(|known| known.name == *rule)?;
    let region = match grant.region {
        Some(region) => Some(same_region(course, old, region)?),
        None => None,
    };
    Some(Grant {
        power,
        rule: u32::try_from(place).ok()?,
        from: same_party(course, old, grant.from),
        to: same_party(course, old, grant.to),
        region,
        ..grant
    })
}

/// Reports, refusals and events, without what was done about them.
fn reports(course: &mut Course, old: &Plan, before: &Record) -> Record {
    let mut new = Record::default();
    let plan = &course.plan;
    for fact in &before.facts {
        let known = old.facts.get(*fact);
        let same = plan.facts.by_name(&known.name);
        new.facts.extend(same);
        let lost = things::lost_by(known.kind, old).filter(|_| same.is_none());
        new.lost
            .extend(lost.and_then(|thing| things::same(plan, old, thing)));
    }
    for thing in &before.lost {
        let same = things::same(plan, old, *thing);
        let fact = same.and_then(|thing| things::loss_of(plan, thing));
        new.facts.extend(fact);
        new.lost.extend(same.filter(|_| fact.is_none()));
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
        (&before.conditions, &mut new.conditions),
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

fn moved_proof(course: &mut Course, old: &Plan, proof: Proof) -> Proof {
    let mut moved: Proof = BTreeMap::new();
    for (asked, acts) in proof {
        if let Some(asked) = requirement(course, old, &asked) {
            let acts = acts
                .iter()
                .map(|(party, number)| (same_party(course, old, *party), *number));
            moved.entry(asked).or_default().extend(acts);
        }
    }
    moved
}

fn requirement(course: &mut Course, old: &Plan, asked: &Requirement) -> Option<Requirement> {
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
            let (office, order, candidate) = same_slot(course, old, (*office, *order, *candidate))?;
            Requirement::Chosen(office, order, candidate)
        }
        Requirement::Decision(decision) => {
            let name = &old.decisions.get(*decision).name;
            Requirement::Decision(course.plan.decisions.by_name(name)?)
        }
        Requirement::Option(seat, option) => {
            let (seat, option) = same_option(course, old, (*seat, *option))?;
            Requirement::Option(seat, option)
        }
    })
}

fn same_option(
    course: &Course,
    old: &Plan,
    (seat, option): (Id<Seat>, u32),
) -> Option<(Id<Seat>, u32)> {
    let before = old.seats.get(seat);
    let name = &before.options.get(option as usize)?.name;
    let id = course.plan.seats.by_name(&before.name)?;
    let options = &course.plan.seats.get(id).options;
    let place = options.iter().position(|known| known.name == *name)?;
    Some((id, u32::try_from(place).ok()?))
}

fn same_office(course: &Course, old: &Plan, office: Id<Office>) -> Option<Id<Office>> {
    course.plan.offices.by_name(&old.offices.get(office).name)
}

fn same_party(course: &mut Course, old: &Plan, party: Party) -> Party {
    let name = party_name(old, party);
    course.party_or_new(&name)
}

fn same_actor(course: &mut Course, old: &Plan, actor: Actor) -> Option<Actor> {
    Some(match actor {
        Actor::Person(person) => match same_party(course, old, Party::Person(person)) {
            Party::Person(person) => Actor::Person(person),
            _ => return None,
        },
        Actor::Office(office) => Actor::Office(same_office(course, old, office)?),
        Actor::Body(body, kind) => {
            let before = old.bodies.get(body);
            let name = &before.decisions.get(kind as usize)?.name;
            let id = course.plan.bodies.by_name(&before.name)?;
            let kinds = &course.plan.bodies.get(id).decisions;
            let place = kinds.iter().position(|known| known.name == *name)?;
            Actor::Body(id, u32::try_from(place).ok()?)
        }
    })
}

/// A candidacy of an office: its order and its place there, by their names.
fn same_slot(
    course: &Course,
    old: &Plan,
    (office, order, candidate): (Id<Office>, u32, u32),
) -> Option<(Id<Office>, u32, u32)> {
    let before = old.offices.get(office).orders.get(order as usize)?;
    let name = &before.candidates.get(candidate as usize)?.name;
    let id = same_office(course, old, office)?;
    let orders = &course.plan.offices.get(id).orders;
    let order = orders.iter().position(|known| known.name == before.name)?;
    let candidates = &orders.get(order)?.candidates;
    let candidate = candidates.iter().position(|known| known.name == *name)?;
    Some((
        id,
        u32::try_from(order).ok()?,
        u32::try_from(candidate).ok()?,
    ))
}

/// By what somebody acts; nothing where the new plan no longer has the order by which they came. Of a candidacy that it no
/// longer has the order stays, with a place that none has.
fn same_acting_slot(course: &Course, old: &Plan, slot: Slot, office: Id<Office>) -> Option<Slot> {
    let Slot::Via(order, candidate) = slot else {
        return Some(slot);
    };
    let (id, place) = same_order(course, old, (office, order))?;
    let candidate = same_slot(course, old, (office, order, candidate))
        .filter(|(of, ..)| *of == id)
        .map_or(u32::MAX, |(.., candidate)| candidate);
    Some(Slot::Via(place, candidate))
}

/// An order of an office by its name.
fn same_order(
    course: &Course,
    old: &Plan,
    (office, order): (Id<Office>, u32),
) -> Option<(Id<Office>, u32)> {
    let before = old.offices.get(office).orders.get(order as usize)?;
    let office = same_office(course, old, office)?;
    let orders = &course.plan.offices.get(office).orders;
    let place = orders.iter().position(|known| known.name == before.name)?;
    Some((office, u32::try_from(place).ok()?))
}

fn same_region(course: &Course, old: &Plan, region: Region) -> Option<Region> {
    let plan = &course.plan;
    Some(match region {
        Region::Locus(Locus::Place(id)) => {
            let place = plan.places.by_name(&old.places.get(id).name)?;
            Region::Locus(Locus::Place(place))
        }
        Region::Locus(Locus::Site(id)) => {
            let site = plan.sites.by_name(&old.sites.get(id).name)?;
            Region::Locus(Locus::Site(site))
        }
        Region::Body(id) => Region::Body(plan.bodies.by_name(&old.bodies.get(id).name)?),
    })
}
