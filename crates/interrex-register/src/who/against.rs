//! Grounds against whoever has the title of an office or had it, with the acts that show them.

use std::collections::BTreeSet;

use interrex_plan::model::{Atom, Event, Expr, Id, Office};
use interrex_standing::record::Requirement;
use interrex_standing::{Party, Reading};

use super::{Asked, Claimant, State};
use crate::course::{Change, Chunks, Course, Turn, names};

/// Grounds against somebody who has the title or had it.
pub(super) fn lost(course: &Course, office: Id<Office>, party: Party, claimant: &mut Claimant) {
    let declared = course.plan.offices.get(office);
    let is_holder = declared.holder.and_then(names::party_of) == Some(party);
    let (certified, law) = course.ask(|judge| {
        let places = (0u32..).zip(&declared.grounds).map(|(place, _)| place);
        let law = places.filter(|place| judge.ground_counts(office, *place));
        let law: BTreeSet<u32> = law.collect();
        (judge.seen(office, Reading::AsWritten).certified, law)
    });
    let took = if is_holder {
        Vec::new()
    } else {
        took(course, office, &claimant.who)
    };
    for (place, ground) in (0u32..).zip(&declared.grounds) {
        // What was suspended stays told when the title is lost.
        let on_record = course.record.certified.contains(&(office, place, party));
        let is_complete = if is_holder {
            certified.contains(&place) || on_record
        } else {
            took.contains(&ground.name) || on_record
        };
        let name = &ground.name;
        let key = format!("{}.{name} of {}", declared.name, claimant.who);
        let refused = course.refusals.get(&key);
        let acts = numbers(course, &Requirement::Ground(office, place, party));
        let asked = if is_complete {
            let (since, acts) = of_ground(course, office, place, party);
            let what = format!("no ground against them: {name}{since}");
            Some((what, State::Contradicted, acts))
        } else if acts.is_empty() {
            let what = format!("the ground {name} was refused");
            refused.map(|act| (what, State::Met, vec![*act]))
        } else if !is_holder {
            let what = format!("no ground against them: the ground {name} was never complete");
            Some((what, State::Met, acts))
        } else if law.contains(&place) {
            let what = format!("no ground against them yet: the ground {name} is not complete");
            Some((what, State::Met, acts))
        } else {
            None
        };
        let asked = asked.map(|(what, state, acts)| Asked::new(what, state, acts));
        claimant.requirements.extend(asked);
    }
}

/// The grounds by which somebody lost the title whom another followed in it, or for whom nobody has yet.
fn took(course: &Course, office: Id<Office>, who: &str) -> Vec<String> {
    let of = course.plan.offices.get(office).name.as_str();
    let mut turns = course
        .turns_of(of)
        .filter(|turn| turn.change == Change::Title);
    let had = course.began_with(of).as_deref() == Some(who)
        || turns.any(|turn| turn.who.as_deref() == Some(who));
    if !had {
        return Vec::new();
    }
    let mut after = tenure(course, of, who).into_iter();
    let lost = after.find(|turn| turn.change == Change::Title);
    lost.map_or_else(Vec::new, |turn| turn.grounds.clone())
}

/// The turns of an office after somebody came to its title last, up to that by which somebody else did.
fn tenure<'c>(course: &'c Course, of: &str, who: &str) -> Vec<&'c Turn> {
    let is_title = |turn: &&Turn| turn.change == Change::Title;
    let after = course.turns_of(of).rev();
    let after = after.take_while(|turn| !(is_title(turn) && turn.who.as_deref() == Some(who)));
    let mut list: Vec<&Turn> = after.collect();
    list.reverse();
    let next = list
        .iter()
        .position(|turn| is_title(turn) && turn.who.is_some());
    list.truncate(next.map_or(list.len(), |place| place + 1));
    list
}

/// The acts that show a ground against somebody: certificates, the report of what is one by itself, or the act after which
/// the office turned by it. Where that was a date, since when it is.
pub(super) fn of_ground(
    course: &Course,
    office: Id<Office>,
    place: u32,
    party: Party,
) -> (String, Vec<u32>) {
    let acts = numbers(course, &Requirement::Ground(office, place, party));
    let declared = course.plan.offices.get(office);
    let Some(ground) = declared
        .grounds
        .get(place as usize)
        .filter(|_| acts.is_empty())
    else {
        return (String::new(), acts);
    };
    let who = names::party_name(&course.plan, party);
    if let (Event::State(state), None) = (&ground.event, &ground.certified_by) {
        let report = course.reports.get(&format!("{}({who})", state.word()));
        if let Some((_, number)) = report.filter(|(holds, _)| *holds) {
            return (String::new(), vec![*number]);
        }
    }
    if let Event::When(when) = &ground.event {
        let named = named(course, when);
        if !named.is_empty() {
            return (String::new(), named);
        }
    }
    let turns = tenure(course, &declared.name, &who);
    let mut last = turns.into_iter().rev();
    let mut last = last
        .by_ref()
        .skip_while(|turn| !turn.grounds.contains(&ground.name));
    let run = last
        .by_ref()
        .take_while(|turn| turn.grounds.contains(&ground.name));
    match run.last() {
        Some(Turn {
            number: Some(act), ..
        }) => (String::new(), vec![*act]),
        Some(turn) => (format!(", since {}", turn.at.date()), Vec::new()),
        None => (String::new(), Vec::new()),
    }
}

/// The acts that met a requirement, or a part of it.
pub(super) fn numbers(course: &Course, requirement: &Requirement) -> Vec<u32> {
    let acts = course.proof.get(requirement).into_iter();
    let acts = acts.flat_map(Chunks::iter);
    let once: BTreeSet<u32> = acts.map(|(_, number)| *number).collect();
    once.into_iter().collect()
}

/// The decisions and reports on record that an expression names, as it asks for them.
fn named(course: &Course, when: &Expr) -> Vec<u32> {
    let plan = &course.plan;
    let reported = |fact: &str, negated: bool| {
        let report = course.reports.get(fact);
        report
            .filter(|(holds, _)| *holds != negated)
            .map(|(_, number)| *number)
    };
    let mut acts = BTreeSet::new();
    when.visit_atoms(&mut |atom, negated, _| match atom {
        Atom::Decided(id) if !negated => {
            acts.extend(numbers(course, &Requirement::Decision(id)));
        }
        Atom::Fact(id) => acts.extend(reported(&plan.facts.get(id).name, negated)),
        Atom::State(person, state) => {
            let who = &plan.people.get(person).name;
            acts.extend(reported(&format!("{}({who})", state.word()), negated));
        }
        _ => {}
    });
    acts.into_iter().collect()
}
