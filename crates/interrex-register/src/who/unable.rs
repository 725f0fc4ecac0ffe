//! What keeps whoever has an office from acting, with the acts that report it.

use interrex_plan::model::{Id, Locus, Office, PersonState, Place, Seat, SeatOption};
use interrex_standing::Party;
use interrex_standing::record::{Obstacle, Seen};

use super::{Asked, State};
use crate::course::{Course, names};
use crate::words;

/// Everything that keeps somebody from acting: their own state and, where they exercise the office, what is missing around
/// them.
pub(super) fn unable(
    course: &Course,
    (office, seen): (Id<Office>, &Seen),
    party: Party,
) -> Vec<Asked> {
    let mut list = states(course, &names::party_name(&course.plan, party));
    list.extend(around(course, (office, seen), party));
    list
}

/// What is reported of somebody who holds an office.
fn states(course: &Course, who: &str) -> Vec<Asked> {
    let states = PersonState::ALL.into_iter();
    let reported = states.filter_map(|state| {
        let fact = format!("{}({who})", state.word());
        let number = holds(course, &fact)?;
        let what = format!("is not {}", state.word());
        Some(Asked::new(what, State::Contradicted, vec![number]))
    });
    reported.collect()
}

/// What is missing around somebody who exercises an office and cannot act.
pub(super) fn around(
    course: &Course,
    (office, seen): (Id<Office>, &Seen),
    party: Party,
) -> Vec<Asked> {
    if seen.can_act || seen.exercise.is_none_or(|held| held.party != party) {
        return Vec::new();
    }
    let obstacles = course.ask(|judge| judge.obstacles(office, party));
    if obstacles.is_empty() && states(course, &names::party_name(&course.plan, party)).is_empty() {
        let what = "the office is theirs where they are, too".to_owned();
        return vec![Asked::new(what, State::Missing, Vec::new())];
    }
    let each = obstacles.into_iter();
    each.map(|obstacle| missing(course, obstacle)).collect()
}

/// One thing that is missing, and the act that reports it.
fn missing(course: &Course, obstacle: Obstacle) -> Asked {
    let plan = &course.plan;
    let from = |at: Option<Locus>| {
        at.map_or_else(String::new, |at| format!(" from {}", locus(course, at)))
    };
    let mut act = None;
    let what = match obstacle {
        Obstacle::Lost(at) => {
            act = lost(course, at);
            format!("{} stands", locus(course, at))
        }
        Obstacle::NotAgreed(seat, place) => {
            let option = option(course, seat, place);
            let by = option.and_then(|option| option.agreed_by.as_ref());
            let by = by.map_or_else(String::new, |by| words::actors(plan, by));
            format!("{by} agrees to {}", named(course, seat, place))
        }
        Obstacle::Refused(seat, place) => {
            let refused = option(course, seat, place).and_then(|option| option.refused);
            let fact = refused.map(|fact| plan.facts.get(fact).name.clone());
            act = fact.and_then(|fact| holds(course, &fact));
            format!("{} is not refused", named(course, seat, place))
        }
        Obstacle::Needs(seat, place) => format!("what {} needs", named(course, seat, place)),
        Obstacle::Away(at) => format!("is at {}, or can get there", locus(course, at)),
        Obstacle::Idle(Some(at)) => format!("can act at {}", locus(course, at)),
        Obstacle::Idle(None) => "can act somewhere".to_owned(),
        Obstacle::Apart(region, at) => {
            format!("reaches {}{}", names::region_name(plan, region), from(at))
        }
        Obstacle::Lease(at) => format!("enough keepers of the lease are reached{}", from(at)),
    };
    let state = act.map_or(State::Missing, |_| State::Contradicted);
    Asked::new(what, state, act.into_iter().collect())
}

/// The act by which a fact holds.
fn holds(course: &Course, fact: &str) -> Option<u32> {
    let report = course.reports.get(fact);
    let report = report.filter(|(holds, _)| *holds);
    report.map(|(_, number)| *number)
}

/// The act that reports the loss of a place or site, or of one that contains it.
fn lost(course: &Course, at: Locus) -> Option<u32> {
    let plan = &course.plan;
    let reported = |fact| holds(course, &plan.facts.get(fact).name);
    let mut open: Vec<Id<Place>> = match at {
        Locus::Place(id) => vec![id],
        Locus::Site(id) => {
            let site = plan.sites.get(id);
            if let Some(act) = site.lost.and_then(reported) {
                return Some(act);
            }
            site.within.clone()
        }
    };
    while let Some(id) = open.pop() {
        let place = plan.places.get(id);
        if let Some(act) = place.lost.and_then(reported) {
            return Some(act);
        }
        open.extend(place.within);
    }
    None
}

fn locus(course: &Course, at: Locus) -> &str {
    names::locus_name(&course.plan, at)
}

fn option(course: &Course, seat: Id<Seat>, place: u32) -> Option<&SeatOption> {
    course.plan.seats.get(seat).options.get(place as usize)
}

/// An option of a seat in words.
fn named(course: &Course, seat: Id<Seat>, place: u32) -> String {
    let name = option(course, seat, place).map_or("", |option| option.name.as_str());
    format!("the seat {name}")
}
