//! Who holds an office or a power, on which ground, and what every rival lacks.
//!
//! A question has two moments: *as of* when, and *as known* when; and a viewpoint: one site's knowledge, or a
//! partner's recognition. Right, control and recognition are three columns and never one: whoever holds a
//! palace holds no office by that, and whom a partner recognizes holds it there alone.

mod against;
mod answer;
mod awaited;
mod beside;
mod cited;
mod claimants;
pub(crate) mod denied;
pub(crate) mod followed;
mod power;
mod screen;
mod unable;
mod viewpoint;

use std::collections::{BTreeMap, BTreeSet};

use interrex_diag::nearest;
use interrex_plan::model::{Atom, Event, Id, Office, PersonState, Plan};
use interrex_standing::record::{Acting, Requirement, Seen};
use interrex_standing::{Party, Reading, Slot};
use interrex_units::Moment;

use crate::act::{Act, Digest};
use crate::course::{Course, Known, Turn, names, run};
use claimants::claimants;

pub(crate) use beside::{mentioned, reason};
pub(crate) use cited::Said;

pub use answer::{
    Answer, Asked, Awaited, Backdated, Best, By, Cited, Claimant, Exercised, Later, Recognition,
    Standing, State, Told, Void, WireTurn,
};

/// The name and version of an answer's form. Within a version members are only added.
pub const SCHEMA: &str = "interrex.who/1";

/// An answer tells so many turns of an office, the last ones.
pub const TURNS_MAX: usize = 100;

/// How the reading is named that takes what is disputed as it is written.
pub(crate) const AS_WRITTEN: &str = "as written";

/// What is asked.
#[derive(Debug, Clone)]
pub struct Question<'q> {
    /// An office or a power of the plan.
    pub of: &'q str,
    /// The region of a power.
    pub region: Option<&'q str>,
    /// As of when.
    pub as_of: Moment,
    /// As known when; everything that is known, unless stated.
    pub known_at: Option<Moment>,
    /// One site or partner.
    pub viewpoint: Option<&'q str>,
}

/// The answer on one screen, for people.
pub fn text(answer: &Answer) -> String {
    screen::of(answer)
}

/// The answer in one line, without its end.
pub fn line(answer: &Answer) -> String {
    screen::line_of(answer)
}

/// Answers a question from known acts.
///
/// # Errors
///
/// Says that no plan is in force, or that the plan has nothing of that name.
pub fn answer(
    plans: &BTreeMap<String, Plan>,
    acts: &[Known],
    question: &Question<'_>,
) -> Result<Answer, String> {
    answer_from(&beside::Anew { plans, acts }, question)
}

/// Whether acts may have another effect in another reading than in the one as written, whose course is given: the plan
/// marks something disputed, or another order would have been followed.
pub fn is_disputed(plans: &BTreeMap<String, Plan>, acts: &[Known], written: &Course) -> bool {
    let mut followed = followed::each(plans).into_iter();
    denied::is_marked(plans)
        || followed.any(|other| run(&other.plans, acts, Moment::LAST).went_otherwise(written))
}

/// A reading other than the one as written, with its course.
pub(crate) struct Other {
    /// Which, in words.
    by: String,
    /// Whether it departs in what the plan marks as disputed.
    is_marked: bool,
    course: Course,
}

impl Other {
    pub(crate) fn new(by: &str, is_marked: bool, course: Course) -> Self {
        let by = by.to_owned();
        Self {
            by,
            is_marked,
            course,
        }
    }
}

/// What an answer is made from, in one view: a course as written and those of every other reading, each up to the moment
/// asked about, and the acts that are told beside them.
pub(crate) trait World {
    /// The course as written.
    fn written(&self) -> Result<Course, String>;

    /// Every other reading.
    fn others(&self) -> Result<Vec<Other>, String>;

    /// What is told of readings that there are too many of.
    fn unread(&self) -> Option<String>;

    /// Acts about something that have no effect in the course as written, with all that rests on them.
    fn voids(&self, course: &Course, of: &str) -> Result<Vec<Void>, String>;

    /// Acts about something that state an effect before they were signed.
    fn backdated(&self, of: &str) -> Result<Vec<Backdated>, String>;

    /// An act, where it states an effect before it was signed.
    fn dated_back(&self, number: u32) -> Option<Backdated>;

    /// An act by its number.
    fn act(&self, number: u32) -> Result<Act, String>;

    /// When an act was signed, and what it says.
    fn said(&self, number: u32) -> Result<(Moment, Said), String>;

    /// Whether no act is known in the view.
    fn is_empty(&self) -> bool;

    /// The number of an act by its digest, if it is known in the view.
    fn number(&self, digest: &Digest) -> Option<u32>;
}

/// Where the views come from.
pub(crate) trait Worlds {
    /// The sites that know any act.
    fn sites(&self) -> Vec<String>;

    /// When the first act was learned anywhere.
    fn first_learned(&self) -> Option<Moment>;

    /// What a site, or anybody, knows.
    fn world(
        &self,
        site: Option<&str>,
        question: &Question<'_>,
    ) -> Result<Box<dyn World + '_>, String>;
}

/// Answers a question from views.
pub(crate) fn answer_from(worlds: &dyn Worlds, question: &Question<'_>) -> Result<Answer, String> {
    let sites = worlds.sites();
    let site = question
        .viewpoint
        .filter(|view| sites.iter().any(|site| site == view));
    let world = worlds.world(site, question)?;
    let mut course = world.written()?;
    course.all_held()?;
    if course.plan_digest.is_empty() {
        return Err(without_plan(worlds, world.as_ref(), &course, question));
    }
    let mut answer = match course.plan.offices.by_name(question.of) {
        Some(office) => of_office(&mut course, world.as_ref(), office, question)?,
        None => match course.plan.powers.by_name(question.of) {
            Some(power) => power::of_power(&mut course, world.as_ref(), power, question)?,
            None => return Err(unknown(&course.plan, question.of)),
        },
    };
    if let Some(view) = question.viewpoint.filter(|_| site.is_none()) {
        viewpoint::as_recognized(&mut answer, &course, view, &sites)?;
    } else if site.is_none() && sites.len() > 1 {
        viewpoint::split(worlds, question, &sites, &mut answer)?;
    }
    answer.warnings.extend(world.unread());
    Ok(answer)
}

/// Says why no plan is in force.
fn without_plan(
    worlds: &dyn Worlds,
    world: &dyn World,
    course: &Course,
    question: &Question<'_>,
) -> String {
    if let (true, Some(at), None) = (world.is_empty(), question.known_at, question.viewpoint) {
        let first = worlds.first_learned();
        let first = first.map_or_else(String::new, |first| {
            format!(": it learned of its first act at {first}")
        });
        return format!("nothing was known to the register at {at}{first}");
    }
    if world.is_empty() {
        return match question.viewpoint {
            Some(site) => format!("`{site}` has not learned of any act by then"),
            None => "nothing is known there".to_owned(),
        };
    }
    let adopts = |number: &u32| {
        let act = world.act(*number).ok()?;
        matches!(act.deed, crate::Deed::Adopt { .. }).then_some(*number)
    };
    let void = course.effects.iter().find_map(|(number, effect)| {
        let reason = reason(effect)?;
        adopts(number).map(|number| format!(": act {number} adopts one without effect, {reason}"))
    });
    format!(
        "no plan is in force at that time{}",
        void.unwrap_or_default()
    )
}

/// Says that a plan has nothing of a name, and what it has.
fn unknown(plan: &Plan, of: &str) -> String {
    let offices: Vec<&str> = plan.offices.iter().map(|(_, one)| &*one.name).collect();
    let powers: Vec<&str> = plan.powers.iter().map(|(_, one)| &*one.name).collect();
    let all = offices.iter().chain(&powers).copied();
    let meant = nearest(of, all).map(|name| format!("; did you mean `{name}`?"));
    format!(
        "the plan in force has no office and no power `{of}`{} It has the offices {} and the powers {}",
        meant.unwrap_or_else(|| ".".to_owned()),
        listed(&offices),
        listed(&powers)
    )
}

/// Names for a message: the first of many.
fn listed(names: &[&str]) -> String {
    /// A message names so many.
    const NAMED_MAX: usize = 20;
    let rest = names.len().saturating_sub(NAMED_MAX);
    let first: Vec<&str> = names.iter().take(NAMED_MAX).copied().collect();
    match (first.as_slice(), rest) {
        ([], _) => "none".to_owned(),
        (_, 0) => first.join(", "),
        _ => format!("{} and {rest} more", first.join(", ")),
    }
}

fn blank(
    course: &Course,
    world: &dyn World,
    question: &Question<'_>,
    kind: &'static str,
) -> Result<Answer, String> {
    let of = question.of;
    let control = course.control.iter().filter(|control| control.of == of);
    let recognitions = |holds: bool| {
        let all = course.recognized.iter();
        let told = all.filter(|known| known.office == of && known.holds == holds);
        told.map(Recognition::of).collect()
    };
    Ok(Answer {
        schema: SCHEMA,
        of: of.to_owned(),
        kind,
        as_of: question.as_of.to_string(),
        known_at: question.known_at.map(|at| at.to_string()),
        viewpoint: question.viewpoint.map(str::to_owned),
        from: None,
        plan: course.plan_digest.clone(),
        standing: Standing::Nobody,
        title: None,
        exercise: None,
        exercised_by: Vec::new(),
        waiting_for: Vec::new(),
        readings: Vec::new(),
        turns: last_turns(course, of),
        turns_before: course.turn_count(of).saturating_sub(TURNS_MAX),
        claimants: Vec::new(),
        control: control
            .map(|control| By {
                who: control.who.clone(),
                of: control.of.clone(),
                act: control.number,
            })
            .collect(),
        recognized: recognitions(true),
        not_recognized: recognitions(false),
        without_effect: voids(course, world, of)?,
        backdated: world.backdated(of)?,
        later: later(course, world, of)?,
        provisional: Vec::new(),
        stale: None,
        warnings: Vec::new(),
        acts: Vec::new(),
    })
}

/// Acts without effect about an office or power, and about the decisions on which an office turns.
fn voids(course: &Course, world: &dyn World, of: &str) -> Result<Vec<Void>, String> {
    let mut list = world.voids(course, of)?;
    let office = course.plan.offices.by_name(of);
    for decision in office.map_or_else(BTreeSet::new, |office| turned_by(course, office)) {
        let others = world.voids(course, &decision)?.into_iter();
        list.extend(others);
    }
    let lapsed = course.lapsed.iter().filter(|(_, (office, _))| office == of);
    list.extend(lapsed.map(|(act, (_, reason))| Void {
        act: *act,
        reason: reason.clone(),
        resting: Vec::new(),
        reading: None,
    }));
    let mut told = BTreeSet::new();
    list.sort_by_key(|void| void.act);
    list.retain(|void| told.insert(void.act));
    Ok(list)
}

/// Acts about an office or power whose moment has not come.
fn later(course: &Course, world: &dyn World, of: &str) -> Result<Vec<Later>, String> {
    let mut list = Vec::new();
    for number in course.to_bear() {
        let act = world.act(number)?;
        if mentioned(&act).is_none_or(|names| names.contains(of)) {
            let from = act.begins().to_string();
            list.push(Later { act: number, from });
        }
    }
    Ok(list)
}

/// The decisions that the grounds and orders of an office name in their conditions.
fn turned_by(course: &Course, office: Id<Office>) -> BTreeSet<String> {
    let declared = course.plan.offices.get(office);
    let grounds = declared
        .grounds
        .iter()
        .filter_map(|ground| match &ground.event {
            Event::When(when) => Some(when),
            _ => None,
        });
    let orders = declared
        .orders
        .iter()
        .filter_map(|order| order.when.as_ref());
    let mut names = BTreeSet::new();
    for when in grounds.chain(orders) {
        when.visit_atoms(&mut |atom, _, _| {
            if let Atom::Decided(id) = atom {
                names.insert(course.plan.decisions.get(id).name.clone());
            }
        });
    }
    names
}

fn of_office(
    course: &mut Course,
    world: &dyn World,
    office: Id<Office>,
    question: &Question<'_>,
) -> Result<Answer, String> {
    if question.region.is_some() {
        return Err(format!(
            "`{}` is an office, which is one in all regions: a region is asked of a power",
            question.of
        ));
    }
    let seen = course.ask(|judge| judge.seen(office, Reading::AsWritten));
    let mut answer = blank(course, world, question, "office")?;
    let mut others = world.others()?;
    others
        .iter()
        .try_for_each(|other| other.course.all_held())?;
    let mut told = vec![told_by(course, &seen, AS_WRITTEN)];
    answer.waiting_for = awaited::of(course, office, AS_WRITTEN);
    let mut named = BTreeSet::new();
    for other in &others {
        let there = &other.course;
        if let Some(id) = there.plan.offices.by_name(question.of) {
            let seen = there.ask(|judge| judge.seen(id, Reading::AsWritten));
            awaited::add(&mut answer.waiting_for, awaited::of(there, id, &other.by));
            told.push(told_by(there, &seen, &other.by));
            let concerned = claimants::concerned(there, id, &seen).into_iter();
            named.extend(concerned.map(|party| names::party_name(&there.plan, party)));
        }
    }
    let first = told.first().cloned();
    answer.title = first.as_ref().and_then(|told| told.title.clone());
    answer.exercise = first.as_ref().and_then(|told| told.exercise.clone());
    answer.standing = stands(&seen, &told);
    warn(course, office, &seen, &mut answer);
    let holders = told.iter();
    named.extend(holders.flat_map(|told| told.title.iter().chain(&told.exercise).cloned()));
    answer.readings = differing(told);
    in_readings(&mut answer, course, &others);
    let (mut chosen, meant) = claimants::meant(world, question.of, &answer.without_effect)?;
    named.extend(chosen.iter().cloned().chain(meant));
    chosen.extend(claimants::chosen(course, office));
    answer.claimants = claimants(course, (office, &seen), &chosen, named, &mut others);
    dated_back(&mut answer, world)?;
    let unsound = unsound(&answer);
    answer.warnings.extend(unsound);
    cited::tell(&mut answer, world)?;
    Ok(answer)
}

/// Tells reports of what has become of those concerned that are dated back, also where an earlier report bears already.
fn dated_back(answer: &mut Answer, world: &dyn World) -> Result<(), String> {
    for claimant in &answer.claimants {
        for state in PersonState::ALL {
            let reports = world.backdated(&format!("{}({})", state.word(), claimant.who))?;
            answer.backdated.extend(reports);
        }
    }
    answer.backdated.sort_by_key(|one| one.act);
    answer.backdated.dedup_by_key(|one| one.act);
    Ok(())
}

/// Says of acts by which somebody has what they have, and which rest on one without effect, that they bear all the same.
fn unsound(answer: &Answer) -> Vec<String> {
    let holders = answer.claimants.iter();
    let holders = holders.filter(|claimant| claimant.title || claimant.exercise);
    let met = holders.flat_map(|holder| holder.requirements.iter());
    let met = met.filter(|asked| asked.state == State::Met);
    let cited: BTreeSet<u32> = met.flat_map(|asked| asked.acts.iter().copied()).collect();
    let void: BTreeSet<u32> = answer.without_effect.iter().map(|void| void.act).collect();
    let mut told = Vec::new();
    for one in &answer.without_effect {
        let resting = one.resting.iter();
        let bearing = resting.filter(|act| cited.contains(act) && !void.contains(act));
        told.extend(bearing.map(|act| {
            format!(
                "act {act} rests on act {}, which has no effect, and bears all the same: no act annuls it",
                one.act
            )
        }));
    }
    told
}

/// Says of acts without effect that this is so in the reading as written, where there are others.
fn in_readings(answer: &mut Answer, course: &Course, others: &[Other]) {
    let mut others = others.iter();
    if others.any(|other| other.is_marked || other.course.went_otherwise(course)) {
        let voids = answer.without_effect.iter_mut();
        voids.for_each(|void| void.reading = Some(AS_WRITTEN.to_owned()));
    }
}

/// What is written, and every reading that says something else; nothing where none does.
fn differing(mut told: Vec<Told>) -> Vec<Told> {
    let Some(written) = told.first().cloned() else {
        return told;
    };
    if !differ(&told) {
        return Vec::new();
    }
    let mut is_first = true;
    told.retain(|one| std::mem::take(&mut is_first) || !same(one, &written));
    told
}

/// Whether somebody has, in one of them, a title or an exercise that they do not have in another. That nobody has it
/// is another answer than that somebody has.
fn differ(told: &[Told]) -> bool {
    told.first()
        .is_some_and(|first| !told.iter().all(|one| same(one, first)))
}

fn same(one: &Told, other: &Told) -> bool {
    (&one.title, &one.exercise) == (&other.title, &other.exercise)
}

fn stands(written: &Seen, all: &[Told]) -> Standing {
    match written.exercise {
        _ if differ(all) => Standing::Disputed,
        Some(_) if written.can_act => Standing::Held,
        Some(_) => Standing::HeldButUnable,
        None if written.waiting => Standing::WaitingFor,
        None if written.title.is_some() => Standing::HeldButUnable,
        None => Standing::Nobody,
    }
}

fn told_by(course: &Course, seen: &Seen, by: &str) -> Told {
    let name = |party: Party| names::party_name(&course.plan, party);
    Told {
        by: by.to_owned(),
        title: seen.title.map(|held| name(held.party)),
        exercise: seen.exercise.map(|held| name(held.party)),
    }
}

fn warn(course: &Course, office: Id<Office>, seen: &Seen, answer: &mut Answer) {
    let declared = course.plan.offices.get(office);
    if answer.standing == Standing::HeldButUnable && seen.certified.is_empty() {
        let law = |place: &u32| course.ask(|judge| judge.ground_counts(office, *place));
        let grounds: Vec<&str> = (0u32..)
            .zip(&declared.grounds)
            .filter(|(place, _)| law(place))
            .map(|(_, ground)| ground.name.as_str())
            .collect();
        answer.warnings.push(if grounds.is_empty() {
            "whoever holds it cannot act, and the law names no ground that would move it on"
                .to_owned()
        } else {
            format!(
                "whoever holds it cannot act, and no ground was certified; the law names {}",
                grounds.join(", ")
            )
        });
    }
    answer.warnings.extend(gone(course, seen));
    answer.warnings.extend(limited(course, office));
    answer.warnings.extend(awaited::posts(course, office));
    for claim in course.claims_of(&declared.name) {
        let holds = [&answer.title, &answer.exercise]
            .into_iter()
            .flatten()
            .any(|who| *who == claim.who);
        if !holds {
            answer.warnings.push(format!(
                "act {}: `{}` claims it, and a claim is no ground",
                claim.number, claim.who
            ));
        }
    }
}

/// Where whoever exercises an office has gone with a seat.
fn gone(course: &Course, seen: &Seen) -> Vec<String> {
    let plan = &course.plan;
    let party = seen.exercise.map(|held| held.party);
    let there = course.record.there.iter();
    let own = there.filter(|(_, _, person)| party == Some(Party::Person(*person)));
    let told = own.filter_map(|(seat, place, person)| {
        let seat = plan.seats.get(*seat);
        let at = seat.options.get(*place as usize)?.at;
        let (who, at) = (&plan.people.get(*person).name, names::locus_name(plan, at));
        Some(format!(
            "`{who}` is at {at} since the seat `{}` was moved there",
            seat.name
        ))
    });
    told.collect()
}

/// Says for how long somebody acts by an order that limits it, and of which orders the time is over.
fn limited(course: &Course, office: Id<Office>) -> Vec<String> {
    let declared = course.plan.offices.get(office);
    let acting = course.record.acting.get(&office);
    let each = (0u32..).zip(&declared.orders).filter_map(|(place, order)| {
        let end = course.limit_of((office, place))?;
        let (name, limit) = (&order.name, order.limit?);
        if course.record.over.contains(&(office, place)) {
            let since = course.begun.get(&(office, place))?;
            return Some(format!(
                "the order `{name}` lets somebody act for {limit}, from {since} on, and that is over"
            ));
        }
        let by_it = |acting: &&Acting| matches!(acting.slot, Slot::Via(by, _) if by == place);
        let acting = acting.filter(by_it)?;
        let who = names::party_name(&course.plan, acting.party);
        Some(format!(
            "`{who}` acts by the order `{name}` for {limit}: until {end}, unless it ends before"
        ))
    });
    each.chain(lapsing(course, office)).collect()
}

/// Until when suspensions of an office last that are limited, and parts in grounds that are not complete.
fn lapsing(course: &Course, office: Id<Office>) -> Vec<String> {
    let mut list = Vec::new();
    let title = course.ask(|judge| judge.title(office));
    let asked = course.stepped.keys();
    for asked in asked.filter(|asked| matches!(asked, Requirement::Ground(of, ..) if *of == office))
    {
        let Requirement::Ground(_, place, party) = asked else {
            continue;
        };
        let grounds = &course.plan.offices.get(office).grounds;
        let has_title = title.is_some_and(|held| held.party == *party);
        let Some(ground) = grounds.get(*place as usize).filter(|_| has_title) else {
            continue;
        };
        let (name, who) = (&ground.name, names::party_name(&course.plan, *party));
        let end = course.suspended_until((office, *place, *party));
        list.extend(end.map(|end| {
            format!("the ground `{name}` suspends `{who}` until {end}, unless it ends before")
        }));
        for (by, end) in course.parts_until(asked) {
            list.push(format!(
                "the ground `{name}` against `{who}` is not complete, and the part of `{by}` in it counts until {end}"
            ));
        }
    }
    list
}

/// The last turns of an office, in order.
fn last_turns(course: &Course, of: &str) -> Vec<WireTurn> {
    let last = course.turns_of(of).rev().take(TURNS_MAX);
    let mut last: Vec<WireTurn> = last.map(wire_turn).collect();
    last.reverse();
    last
}

fn wire_turn(turn: &Turn) -> WireTurn {
    let (order, candidate) = turn.by.clone().unzip();
    WireTurn {
        at: turn.at.to_string(),
        act: turn.number,
        change: match turn.change {
            crate::course::Change::Title => "title",
            crate::course::Change::Exercise => "exercise",
        },
        who: turn.who.clone(),
        order,
        candidate,
        grounds: turn.grounds.clone(),
    }
}
