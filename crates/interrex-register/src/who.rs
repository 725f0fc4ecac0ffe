//! Who holds an office or a power, on which ground, and what every rival lacks.
//!
//! A question has two moments: *as of* when, and *as known* when; and a viewpoint: one site's knowledge, or a
//! partner's recognition. Right, control and recognition are three columns and never one: whoever holds a
//! palace holds no office by that, and whom a partner recognizes holds it there alone.

mod answer;
mod cited;
mod claimants;
mod denied;
mod screen;

use std::collections::{BTreeMap, BTreeSet};

use interrex_plan::model::{Id, Office, Plan, Power, Region, Who};
use interrex_standing::record::Seen;
use interrex_standing::{Party, Reading};
use interrex_units::Moment;

use crate::course::{Course, Effect, Known, Turn, names, run};
use crate::words;
use claimants::{claimant, claimants};

pub use answer::{
    Answer, Asked, Backdated, By, Cited, Claimant, Exercised, Recognition, Standing, State, Told,
    Void, WireTurn,
};

/// The name and version of an answer's form. Within a version members are only added.
pub const SCHEMA: &str = "interrex.who/1";

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
    let sites: BTreeSet<&String> = acts.iter().flat_map(|known| known.seen.keys()).collect();
    let site = question
        .viewpoint
        .filter(|view| sites.iter().any(|site| site == view));
    let known = known_to(acts, site, question.known_at);
    let mut course = run(plans, &known, question.as_of);
    if course.plan_digest.is_empty() {
        return Err("no plan is in force at that time".to_owned());
    }
    let mut answer = match course.plan.offices.by_name(question.of) {
        Some(office) => of_office(&mut course, &known, office, question, plans),
        None => match course.plan.powers.by_name(question.of) {
            Some(power) => of_power(&mut course, &known, power, question, plans)?,
            None => {
                return Err(format!(
                    "the plan in force has no office and no power `{}`",
                    question.of
                ));
            }
        },
    };
    if let Some(view) = question.viewpoint.filter(|_| site.is_none()) {
        as_recognized(&mut answer, view)?;
    } else if site.is_none() && sites.len() > 1 {
        split(plans, acts, question, &sites, &mut answer);
    }
    Ok(answer)
}

/// The acts that a site, or anybody, knew at a moment.
fn known_to(acts: &[Known], site: Option<&str>, at: Option<Moment>) -> Vec<Known> {
    let knows = |known: &&Known| {
        let learned = known.learned(site);
        learned.is_some_and(|learned| at.is_none_or(|at| learned <= at))
    };
    acts.iter().filter(knows).cloned().collect()
}

fn blank(
    course: &Course<'_>,
    known: &[Known],
    question: &Question<'_>,
    kind: &'static str,
) -> Answer {
    let of = question.of;
    let control = course.control.iter().filter(|control| control.of == of);
    let recognized = course.recognized.iter().filter(|known| known.office == of);
    Answer {
        schema: SCHEMA,
        of: of.to_owned(),
        kind,
        as_of: question.as_of.to_string(),
        known_at: question.known_at.map(|at| at.to_string()),
        viewpoint: question.viewpoint.map(str::to_owned),
        plan: course.plan_digest.clone(),
        standing: Standing::Nobody,
        title: None,
        exercise: None,
        exercised_by: Vec::new(),
        readings: Vec::new(),
        turns: course
            .turns
            .iter()
            .filter(|turn| turn.office == of)
            .map(wire_turn)
            .collect(),
        claimants: Vec::new(),
        control: control
            .map(|control| By {
                who: control.who.clone(),
                of: control.of.clone(),
                act: control.number,
            })
            .collect(),
        recognized: recognized
            .map(|known| Recognition {
                partner: known.partner.clone(),
                who: known.who.clone(),
                act: known.number,
            })
            .collect(),
        without_effect: voids(course, known, of),
        backdated: backdated(course, known, of),
        warnings: Vec::new(),
        acts: Vec::new(),
    }
}

fn of_office(
    course: &mut Course<'_>,
    known: &[Known],
    office: Id<Office>,
    question: &Question<'_>,
    plans: &BTreeMap<String, Plan>,
) -> Answer {
    let mut seen = course.ask(|judge| judge.office(office));
    seen.retain(|seen| !is_denial(seen.reading));
    let mut answer = blank(course, known, question, "office");
    let Some(written) = seen.first() else {
        return answer;
    };
    let mut told: Vec<Told> = seen
        .iter()
        .map(|seen| told_by(course, office, seen))
        .collect();
    for denied in denied::each(plans) {
        let other = run(&denied.plans, known, question.as_of);
        if let Some(id) = other.plan.offices.by_name(question.of) {
            let seen = other.ask(|judge| judge.seen(id, Reading::AsWritten));
            let told_there = told_by(&other, id, &seen);
            told.push(Told {
                by: denied.by,
                ..told_there
            });
        }
    }
    let first = told.first().cloned();
    answer.title = first.as_ref().and_then(|told| told.title.clone());
    answer.exercise = first.as_ref().and_then(|told| told.exercise.clone());
    answer.standing = stands(written, &told);
    warn(course, office, written, &mut answer);
    let others: BTreeSet<String> = told
        .iter()
        .flat_map(|told| told.title.iter().chain(&told.exercise).cloned())
        .collect();
    answer.readings = differing(told);
    answer.claimants = claimants(course, office, &seen, known, others);
    answer.acts = cited::of(&answer, course, known);
    answer
}

/// Whether a reading of one step denies something disputed: such a reading is carried through the whole
/// course instead.
fn is_denial(reading: Reading) -> bool {
    matches!(
        reading,
        Reading::WithoutGround(..) | Reading::WithoutOrder(..) | Reading::Undisputed
    )
}

/// What is written, and every reading that says something else; nothing where none does.
fn differing(mut told: Vec<Told>) -> Vec<Told> {
    let Some(written) = told.first().cloned() else {
        return told;
    };
    let same = |one: &Told| (&one.title, &one.exercise) == (&written.title, &written.exercise);
    if told.iter().all(same) {
        return Vec::new();
    }
    let mut is_first = true;
    told.retain(|one| std::mem::take(&mut is_first) || !same(one));
    told
}

fn stands(written: &Seen, all: &[Told]) -> Standing {
    let holders: BTreeSet<&String> = all
        .iter()
        .filter_map(|told| told.exercise.as_ref())
        .collect();
    match written.exercise {
        _ if holders.len() > 1 => Standing::Disputed,
        Some(_) if written.can_act => Standing::Held,
        Some(_) => Standing::HeldButUnable,
        None if written.waiting => Standing::WaitingFor,
        None if written.title.is_some() => Standing::HeldButUnable,
        None => Standing::Nobody,
    }
}

fn told_by(course: &Course<'_>, office: Id<Office>, seen: &Seen) -> Told {
    let name = |party: Party| names::party_name(&course.plan, party);
    Told {
        by: words::reading(&course.plan, office, seen.reading),
        title: seen.title.map(|held| name(held.party)),
        exercise: seen.exercise.map(|held| name(held.party)),
    }
}

fn warn(course: &Course<'_>, office: Id<Office>, seen: &Seen, answer: &mut Answer) {
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
    for claim in course
        .claims
        .iter()
        .filter(|claim| claim.of == declared.name)
    {
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

fn of_power(
    course: &mut Course<'_>,
    known: &[Known],
    power: Id<Power>,
    question: &Question<'_>,
    plans: &BTreeMap<String, Plan>,
) -> Result<Answer, String> {
    let region = match question.region {
        None => None,
        Some(name) => Some(
            names::region(&course.plan, name).ok_or_else(|| format!("the plan has no `{name}`"))?,
        ),
    };
    let holders = course.holders_of(power, region);
    let mut answer = blank(course, known, question, "power");
    let name = |party: Party| names::party_name(&course.plan, party);
    let held_by = course.plan.powers.get(power).held_by;
    answer.title = Some(words::who(&course.plan, held_by));
    let mut list: Vec<Exercised> = holders
        .iter()
        .map(|party| Exercised {
            who: name(*party),
            delegated_by: None,
            scope: None,
        })
        .collect();
    for grant in course.grants.iter().filter(|grant| grant.power == power) {
        if grant.region.is_none() || region.is_none() || grant.region == region {
            list.push(Exercised {
                who: name(grant.to),
                delegated_by: Some(grant.number),
                scope: grant.scope.clone(),
            });
        }
    }
    answer.exercise = list.first().map(|one| one.who.clone());
    answer.standing = match (holders.len(), list.is_empty()) {
        (_, true) => Standing::Nobody,
        (2.., false) if course.plan.powers.get(power).reach.len() < 2 || region.is_some() => {
            Standing::Disputed
        }
        _ => Standing::Held,
    };
    answer.exercised_by = list;
    told_of_power(
        course,
        (power, region),
        &mut answer,
        (known, question, plans),
    );
    answer.claimants = claimants_of_power(course, question.of, held_by, &answer.exercised_by);
    answer.acts = cited::of(&answer, course, known);
    Ok(answer)
}

/// Everybody who claims a power.
fn claimants_of_power(
    course: &Course<'_>,
    of: &str,
    held_by: Who,
    exercised_by: &[Exercised],
) -> Vec<Claimant> {
    let claims = course.claims.iter().filter(|claim| claim.of == of);
    let names: BTreeSet<String> = claims.map(|claim| claim.who.clone()).collect();
    let each = names.into_iter().map(|who| {
        let holds = exercised_by.iter().any(|one| one.who == who);
        let mut claimant = claimant(course, &who, of);
        claimant.exercise = holds;
        let holder = words::who(&course.plan, held_by);
        claimant.requirements.push(Asked {
            what: format!("holds the power, or has it by delegation: {holder}"),
            state: if holds { State::Met } else { State::Missing },
            acts: Vec::new(),
        });
        claimant
    });
    each.collect()
}

/// What the readings say of a power whose holder is disputed. It is disputed where, of two readings, each
/// has somebody whom the other has not.
fn told_of_power(
    course: &mut Course<'_>,
    (power, region): (Id<Power>, Option<Region>),
    answer: &mut Answer,
    (known, question, plans): (&[Known], &Question<'_>, &BTreeMap<String, Plan>),
) {
    let names = |course: &Course<'_>, holders: &[Party]| -> Vec<String> {
        let names = holders.iter();
        names
            .map(|party| names::party_name(&course.plan, *party))
            .collect()
    };
    let written = course.holders_of(power, region);
    let mut all = vec![("as written".to_owned(), names(course, &written))];
    if let Who::Office(office) = course.plan.powers.get(power).held_by {
        for (reading, holders) in course.ask(|judge| judge.power_disputed(power, region)) {
            if !is_denial(reading) {
                let by = words::reading(&course.plan, office, reading);
                all.push((by, names(course, &holders)));
            }
        }
    }
    for denied in denied::each(plans) {
        let mut other = run(&denied.plans, known, question.as_of);
        if let Some(id) = other.plan.powers.by_name(question.of) {
            let region = question.region;
            let region = region.and_then(|name| names::region(&other.plan, name));
            let holders = other.holders_of(id, region);
            all.push((denied.by, names(&other, &holders)));
        }
    }
    let lacks = |some: &[String], others: &[String]| some.iter().any(|one| !others.contains(one));
    let rival = |some: &[String], others: &[String]| lacks(some, others) && lacks(others, some);
    let mut pairs = all
        .iter()
        .flat_map(|one| all.iter().map(move |other| (one, other)));
    if pairs.any(|((_, some), (_, others))| rival(some, others)) {
        answer.standing = Standing::Disputed;
    }
    let told = all.into_iter().map(|(by, holders)| Told {
        by,
        title: answer.title.clone(),
        exercise: holders.first().cloned(),
    });
    answer.readings = differing(told.collect());
}

/// Acts about something without effect, with all that rests on them.
fn voids(course: &Course<'_>, known: &[Known], of: &str) -> Vec<Void> {
    let mut list = Vec::new();
    for act in known {
        let reason = match course.effects.get(&act.number) {
            Some(Effect::Without(reason)) => reason.clone(),
            Some(Effect::Annulled(by)) => format!("annulled by act {by}"),
            _ => continue,
        };
        if mentions(act, of) {
            list.push(Void {
                act: act.number,
                reason,
                resting: resting(known, act),
            });
        }
    }
    list
}

/// Every act that rests on another, directly or by way of others.
fn resting(known: &[Known], act: &Known) -> Vec<u32> {
    let mut found = BTreeSet::from([act.digest]);
    let mut list = Vec::new();
    loop {
        let before = list.len();
        for other in known {
            let rests = other
                .act
                .rests_on
                .iter()
                .any(|digest| found.contains(digest));
            if rests && found.insert(other.digest) {
                list.push(other.number);
            }
        }
        if list.len() == before {
            list.sort_unstable();
            return list;
        }
    }
}

/// Whether an act names an office or power.
fn mentions(known: &Known, of: &str) -> bool {
    let Ok(serde_json::Value::Object(members)) = serde_json::to_value(&known.act.deed) else {
        return false;
    };
    let under_of =
        |text: &str| text == of || text.split_once('.').is_some_and(|(office, _)| office == of);
    let mut values = members.values().filter_map(serde_json::Value::as_str);
    values.any(under_of) || matches!(known.act.deed, crate::Deed::Adopt { .. })
}

fn backdated(course: &Course<'_>, known: &[Known], of: &str) -> Vec<Backdated> {
    let told = known.iter().filter(|known| {
        known.act.is_backdated() && known.act.signed <= course.now && mentions(known, of)
    });
    told.map(|known| Backdated {
        act: known.number,
        effective: known.act.begins().to_string(),
        signed: known.act.signed.to_string(),
    })
    .collect()
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

/// What a partner sees: whom it recognizes.
fn as_recognized(answer: &mut Answer, view: &str) -> Result<(), String> {
    let recognized = answer.recognized.iter().find(|known| known.partner == view);
    let Some(recognized) = recognized else {
        return Err(format!(
            "`{view}` is no site of this register, and no partner that recognized anybody as `{}`",
            answer.of
        ));
    };
    let who = recognized.who.clone();
    let by_right = match &answer.exercise {
        _ if answer.standing == Standing::Disputed => Some("it is disputed".to_owned()),
        Some(holder) if *holder == who => None,
        Some(holder) => Some(format!("it is `{holder}`'s")),
        None => Some("it is nobody's".to_owned()),
    };
    if let Some(by_right) = by_right {
        answer
            .warnings
            .push(format!("by right {by_right}; `{view}` recognizes `{who}`"));
    }
    answer.exercise = Some(who.clone());
    answer.title = Some(who);
    answer.standing = Standing::Held;
    Ok(())
}

/// Asks each site by itself; where they differ, the answer is split.
fn split(
    plans: &BTreeMap<String, Plan>,
    acts: &[Known],
    question: &Question<'_>,
    sites: &BTreeSet<&String>,
    answer: &mut Answer,
) {
    let mut told = Vec::new();
    for site in sites {
        let asked = Question {
            viewpoint: Some(site.as_str()),
            ..question.clone()
        };
        let known = known_to(acts, Some(site.as_str()), question.known_at);
        let mut course = run(plans, &known, question.as_of);
        let Some(office) = course.plan.offices.by_name(question.of) else {
            continue;
        };
        let one = of_office(&mut course, &known, office, &asked, plans);
        told.push(Told {
            by: format!("site {site}"),
            title: one.title,
            exercise: one.exercise,
        });
    }
    let holders: BTreeSet<&String> = told
        .iter()
        .filter_map(|told| told.exercise.as_ref())
        .collect();
    if holders.len() > 1 {
        answer.standing = Standing::Split;
        answer.readings = told;
    }
}
