//! Who holds an office or a power, on which ground, and what every rival lacks.
//!
//! A question has two moments: *as of* when, and *as known* when; and a viewpoint: one site's knowledge, or a
//! partner's recognition. Right, control and recognition are three columns and never one: whoever holds a
//! palace holds no office by that, and whom a partner recognizes holds it there alone.

mod denied;
mod screen;

use std::collections::{BTreeMap, BTreeSet};

use interrex_plan::model::{Id, Office, Pass, Plan, Power, Region, Who};
use interrex_standing::record::{Item, Need, Requirement, Seen, Way};
use interrex_standing::{Party, Reading};
use interrex_units::Moment;
use serde::Serialize;

use crate::course::{Course, Effect, Known, Turn, names, run};
use crate::words;

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

/// How an office or power stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Somebody holds it and can act.
    Held,
    /// Nobody holds it, and nobody is waited for.
    Nobody,
    /// Nobody may use it until somebody has what they lack.
    WaitingFor,
    /// Somebody holds it and cannot act, and no ground that the law names was certified.
    HeldButUnable,
    /// Sites that know different acts have different holders.
    Split,
    /// Readings of the law that are disputed have different holders.
    Disputed,
}

/// An answer.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Answer {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// What was asked.
    pub of: String,
    /// Whether that is an `office` or a `power`.
    pub kind: &'static str,
    /// As of when.
    pub as_of: String,
    /// As known when, where that was asked.
    pub known_at: Option<String>,
    /// Whose view, where that was asked.
    pub viewpoint: Option<String>,
    /// The digest of the plan in force.
    pub plan: String,
    /// How it stands.
    pub standing: Standing,
    /// Whose it is.
    pub title: Option<String>,
    /// Who may use it.
    pub exercise: Option<String>,
    /// For a power: everybody who may use it.
    pub exercised_by: Vec<Exercised>,
    /// What each reading or site says, where they differ.
    pub readings: Vec<Told>,
    /// How it came to this, turn by turn.
    pub turns: Vec<WireTurn>,
    /// Everybody who has, claims or could have it, with what they have and lack.
    pub claimants: Vec<Claimant>,
    /// Who is reported to have control, whatever the law says.
    pub control: Vec<By>,
    /// Whom partners recognize.
    pub recognized: Vec<Recognition>,
    /// Acts about it without effect, and what rests on them.
    pub without_effect: Vec<Void>,
    /// Acts that state an effect before they were signed.
    pub backdated: Vec<Backdated>,
    /// What a reader has to know besides.
    pub warnings: Vec<String>,
}

/// Somebody who may use a power.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Exercised {
    /// Who.
    pub who: String,
    /// The act that delegates it, for a delegate.
    pub delegated_by: Option<u32>,
    /// What the delegation covers.
    pub scope: Option<String>,
}

/// What one reading or site says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// Which.
    pub by: String,
    /// Whose it is.
    pub title: Option<String>,
    /// Who may use it.
    pub exercise: Option<String>,
}

/// A change of an office, for programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WireTurn {
    /// When.
    pub at: String,
    /// By which act.
    pub act: Option<u32>,
    /// `title` or `exercise`.
    pub change: &'static str,
    /// Who has it from then on.
    pub who: Option<String>,
    /// By which order.
    pub order: Option<String>,
    /// As which candidate.
    pub candidate: Option<String>,
    /// Grounds certified against the holder before.
    pub grounds: Vec<String>,
}

/// Somebody and the act that says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct By {
    /// Who.
    pub who: String,
    /// Of what.
    pub of: String,
    /// Which act.
    pub act: u32,
}

/// A recognition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recognition {
    /// By whom.
    pub partner: String,
    /// Whom.
    pub who: String,
    /// Which act.
    pub act: u32,
}

/// A claimant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Claimant {
    /// Who.
    pub who: String,
    /// Whether the title is theirs.
    pub title: bool,
    /// Whether they may use it.
    pub exercise: bool,
    /// Acts by which they claim it.
    pub claims: Vec<u32>,
    /// Acts that report their control.
    pub control: Vec<u32>,
    /// Partners that recognize them.
    pub recognized_by: Vec<String>,
    /// The order by which they could have it or have it, where there is one.
    pub order: Option<String>,
    /// As which candidate.
    pub candidate: Option<String>,
    /// What that asks for.
    pub requirements: Vec<Asked>,
}

/// Something that a rule asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// What.
    pub what: String,
    /// Whether the record has it.
    pub state: State,
    /// The acts that show it.
    pub acts: Vec<u32>,
}

/// Whether the record has something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It has.
    Met,
    /// It has not.
    Missing,
    /// It has the contrary.
    Contradicted,
}

/// An act without effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Void {
    /// Which.
    pub act: u32,
    /// Why.
    pub reason: String,
    /// Every act that rests on it, directly or by way of others.
    pub resting: Vec<u32>,
}

/// An act that states an effect before it was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Backdated {
    /// Which.
    pub act: u32,
    /// When it is meant to have had effect.
    pub effective: String,
    /// When it was signed.
    pub signed: String,
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
    answer.claimants = claimants(course, office, &seen, question.of, others);
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

/// Everybody who claims an office, is recognized in it or has control of it.
fn named(course: &Course<'_>, of: &str) -> Vec<String> {
    let claims = course.claims.iter().filter(|claim| claim.of == of);
    let recognized = course.recognized.iter().filter(|known| known.office == of);
    let control = course.control.iter().filter(|known| known.of == of);
    let claims = claims.map(|claim| claim.who.clone());
    let recognized = recognized.map(|known| known.who.clone());
    let control = control.map(|known| known.who.clone());
    claims.chain(recognized).chain(control).collect()
}

/// Everybody who has an office, claims it, or has done something on the way to it.
fn claimants(
    course: &mut Course<'_>,
    office: Id<Office>,
    seen: &[Seen],
    of: &str,
    others: BTreeSet<String>,
) -> Vec<Claimant> {
    let mut list: Vec<Party> = Vec::new();
    let mut add = |party: Party| {
        if !list.contains(&party) {
            list.push(party);
        }
    };
    for seen in seen {
        seen.title
            .into_iter()
            .chain(seen.exercise)
            .for_each(|held| add(held.party));
    }
    let declared = course.plan.offices.get(office);
    declared
        .holder
        .and_then(names::party_of)
        .into_iter()
        .for_each(&mut add);
    for requirement in course.record.done.keys() {
        match requirement {
            Requirement::Step(at, step, party) if *at == office && !step.starts_with("end of ") => {
                add(*party);
            }
            _ => {}
        }
    }
    let chosen = course
        .record
        .chosen
        .iter()
        .filter(|((at, ..), _)| *at == office);
    chosen.for_each(|(_, party)| add(*party));
    let named = others.into_iter().chain(named(course, of));
    for name in named {
        let party = course.party_or_new(&name);
        if !list.contains(&party) {
            list.push(party);
        }
    }
    list.into_iter()
        .map(|party| of_claimant(course, office, seen, party, of))
        .collect()
}

fn claimant(course: &Course<'_>, who: &str, of: &str) -> Claimant {
    let claims = course
        .claims
        .iter()
        .filter(|claim| claim.who == who && claim.of == of);
    let control = course
        .control
        .iter()
        .filter(|control| control.who == who && control.of == of);
    let partners = course
        .recognized
        .iter()
        .filter(|known| known.who == who && known.office == of);
    Claimant {
        who: who.to_owned(),
        title: false,
        exercise: false,
        claims: claims.map(|claim| claim.number).collect(),
        control: control.map(|control| control.number).collect(),
        recognized_by: partners.map(|known| known.partner.clone()).collect(),
        order: None,
        candidate: None,
        requirements: Vec::new(),
    }
}

fn of_claimant(
    course: &mut Course<'_>,
    office: Id<Office>,
    seen: &[Seen],
    party: Party,
    of: &str,
) -> Claimant {
    let who = names::party_name(&course.plan, party);
    let mut claimant = claimant(course, &who, of);
    let written = seen.first();
    claimant.title = written
        .and_then(|seen| seen.title)
        .is_some_and(|held| held.party == party);
    claimant.exercise = written
        .and_then(|seen| seen.exercise)
        .is_some_and(|held| held.party == party);
    let came = course
        .turns
        .iter()
        .rev()
        .find(|turn| turn.office == of && turn.who.as_deref() == Some(&who));
    if (claimant.title || claimant.exercise) && came.is_none_or(|turn| turn.by.is_none()) {
        let what = "holds it since the plan was adopted".to_owned();
        claimant.requirements.push(Asked {
            what,
            state: State::Met,
            acts: Vec::new(),
        });
        lost(course, office, party, &mut claimant);
        return claimant;
    }
    if let Some(turn) = came.filter(|_| claimant.title) {
        let (order, candidate) = turn.by.clone().unwrap_or_default();
        let what = format!(
            "entered by the order `{order}` as `{candidate}`{}",
            if turn.grounds.is_empty() {
                String::new()
            } else {
                format!(", after: {}", turn.grounds.join(", "))
            }
        );
        claimant.requirements.push(Asked {
            what,
            state: State::Met,
            acts: turn.number.into_iter().collect(),
        });
        claimant
            .requirements
            .extend(steps_done(course, office, party));
        (claimant.order, claimant.candidate) = (Some(order), Some(candidate));
        return claimant;
    }
    lost(course, office, party, &mut claimant);
    if !claimant.exercise && claimant.claims.is_empty() && !claimant.requirements.is_empty() {
        return claimant;
    }
    let ways = course.ask(|judge| judge.ways(office, party));
    match ways.first() {
        Some(way) => by_way(course, office, party, way, &mut claimant),
        None => claimant.requirements.push(Asked {
            what: "an order of succession that names them".to_owned(),
            state: State::Missing,
            acts: Vec::new(),
        }),
    }
    claimant
}

/// Steps that somebody completed on the way to an office.
fn steps_done(course: &Course<'_>, office: Id<Office>, party: Party) -> Vec<Asked> {
    let steps = course
        .proof
        .iter()
        .filter_map(|(requirement, acts)| match requirement {
            Requirement::Step(at, step, who)
                if (*at, *who) == (office, party) && !step.starts_with("end of ") =>
            {
                Some(Asked {
                    what: format!("step: {step}"),
                    state: State::Met,
                    acts: acts.iter().map(|(_, number)| *number).collect(),
                })
            }
            _ => None,
        });
    steps.collect()
}

/// Grounds that are certified against somebody who had the title.
fn lost(course: &Course<'_>, office: Id<Office>, party: Party, claimant: &mut Claimant) {
    let declared = course.plan.offices.get(office);
    let is_holder = declared.holder.and_then(names::party_of) == Some(party);
    let certified = course.ask(|judge| judge.seen(office, Reading::AsWritten).certified);
    for (place, ground) in (0u32..).zip(&declared.grounds) {
        let requirement = Requirement::Ground(office, place, party);
        let acts = numbers(course, &requirement);
        let key = format!("{}.{} of {}", declared.name, ground.name, claimant.who);
        let refused = course.refusals.get(&key);
        let asked = if !acts.is_empty() && is_holder && !certified.contains(&place) {
            let what = format!(
                "the ground {} is not complete: others must join in",
                ground.name
            );
            Some((what, State::Met, acts))
        } else if !acts.is_empty() {
            let what = format!("no ground against them: {}", ground.name);
            Some((what, State::Contradicted, acts))
        } else {
            let what = format!("the ground {} was refused", ground.name);
            refused.map(|act| (what, State::Met, vec![*act]))
        };
        let asked = asked.map(|(what, state, acts)| Asked { what, state, acts });
        claimant.requirements.extend(asked);
    }
}

fn numbers(course: &Course<'_>, requirement: &Requirement) -> Vec<u32> {
    let acts = course.proof.get(requirement).into_iter().flatten();
    let once: BTreeSet<u32> = acts.map(|(_, number)| *number).collect();
    once.into_iter().collect()
}

fn by_way(
    course: &Course<'_>,
    office: Id<Office>,
    party: Party,
    way: &Way,
    claimant: &mut Claimant,
) {
    let declared = course.plan.offices.get(office);
    let order = declared.orders.get(way.order as usize);
    claimant.order = order.map(|order| order.name.clone());
    let candidate = order.and_then(|order| order.candidates.get(way.candidate as usize));
    claimant.candidate = candidate.map(|candidate| candidate.name.clone());
    for item in &way.items {
        claimant
            .requirements
            .push(asked(course, office, party, way, item));
    }
}

fn asked(course: &Course<'_>, office: Id<Office>, party: Party, way: &Way, item: &Item) -> Asked {
    let mut acts = item
        .requirement
        .as_ref()
        .map(|asked| numbers(course, asked))
        .unwrap_or_default();
    let mut state = if item.met { State::Met } else { State::Missing };
    let who = names::party_name(&course.plan, party);
    let declared = course.plan.offices.get(office);
    let against = match &item.need {
        Need::Free(pass) => reported(course, *pass, &who, &declared.name),
        Need::Ground(places) => {
            let holder = declared.holder.and_then(names::party_of);
            let holder = holder
                .map(|holder| names::party_name(&course.plan, holder))
                .unwrap_or_default();
            let named = places
                .iter()
                .filter_map(|place| declared.grounds.get(*place as usize));
            let mut refused = named.filter_map(|ground| {
                let key = format!("{}.{} of {holder}", declared.name, ground.name);
                course.refusals.get(&key).copied()
            });
            refused.next()
        }
        _ => None,
    };
    if let Some(act) = against.filter(|_| !item.met) {
        state = State::Contradicted;
        acts = vec![act];
    } else if matches!(item.need, Need::Free(_)) {
        state = State::Contradicted;
    }
    Asked {
        what: words::need(&course.plan, office, way.order, &item.need),
        state,
        acts,
    }
}

/// The act that reports a failing of somebody.
fn reported(course: &Course<'_>, pass: Pass, who: &str, office: &str) -> Option<u32> {
    if pass == Pass::Declined {
        return course.refusals.get(&format!("{who} for {office}")).copied();
    }
    let report = course
        .reports
        .get(&format!("{}({who})", words::pass_word(pass)));
    report
        .filter(|(holds, _)| *holds)
        .map(|(_, number)| *number)
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
