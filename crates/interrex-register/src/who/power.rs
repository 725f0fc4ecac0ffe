//! Who may use a power: its holder, those to whom the law passes it on, and delegates.

use std::collections::BTreeSet;

use interrex_plan::model::{Id, Power, Region, Who};
use interrex_standing::Party;

use super::claimants::claimant;
use super::{
    AS_WRITTEN, Answer, Asked, Claimant, Exercised, Other, Question, Standing, State, Told, World,
    blank, differing, in_readings,
};
use crate::course::{Course, Grant, Idle, names};
use crate::words;

pub(super) fn of_power(
    course: &mut Course,
    world: &dyn World,
    power: Id<Power>,
    question: &Question<'_>,
) -> Result<Answer, String> {
    let region = match question.region {
        None => None,
        Some(name) => Some(
            names::region(&course.plan, name).ok_or_else(|| format!("the plan has no `{name}`"))?,
        ),
    };
    course.must_reach(power, region)?;
    let mut answer = blank(course, world, question, "power")?;
    let held_by = course.plan.powers.get(power).held_by;
    answer.title = Some(words::who(&course.plan, held_by));
    let list = exercised(course, power, region);
    let holders = list.iter().filter(|one| one.delegated_by.is_none()).count();
    answer.exercise = list.first().map(|one| one.who.clone());
    answer.standing = match (holders, list.is_empty()) {
        (_, true) => Standing::Nobody,
        (2.., false) if course.plan.powers.get(power).reach.len() < 2 || region.is_some() => {
            Standing::Disputed
        }
        _ => Standing::Held,
    };
    if answer.standing == Standing::Disputed {
        let both: Vec<&str> = list.iter().map(|one| one.who.as_str()).collect();
        answer.warnings.push(format!(
            "the law as written gives it to several there, {}, and does not say whose orders go before",
            both.join(", ")
        ));
    }
    answer.exercised_by = list;
    answer.warnings.extend(unreached(course, power, region));
    told_of_power(course, (power, region), &mut answer, (world, question))?;
    answer.claimants = claimants_of_power(course, question.of, held_by, &answer.exercised_by);
    super::cited::tell(&mut answer, world)?;
    Ok(answer)
}

/// Says where nobody may use a power, of the regions that it must reach, and why.
fn unreached(course: &mut Course, power: Id<Power>, at: Option<Region>) -> Vec<String> {
    if !course.ask(|judge| judge.power_counts(power)) {
        return vec!["the power is not law on that day".to_owned()];
    }
    let reach = course.reach_of(power);
    if at.is_some() || reach.is_empty() {
        let nobody = exercised(course, power, at).is_empty();
        let why = nobody.then(|| why_idle(course, power, at)).flatten();
        return why.into_iter().collect();
    }
    let mut without = reach.clone();
    without.retain(|at| exercised(course, power, Some(*at)).is_empty());
    let why = |at| why_idle(course, power, at);
    if without == reach && why(None).is_some() {
        return why(None).into_iter().collect();
    }
    let each = without.into_iter().map(|at| {
        let why = why(Some(at)).map_or_else(String::new, |why| format!(": {why}"));
        format!(
            "nobody exercises it in `{}`{why}",
            names::region_name(&course.plan, at)
        )
    });
    each.collect()
}

/// Why whoever exercises the office of a power may not use it.
fn why_idle(course: &Course, power: Id<Power>, at: Option<Region>) -> Option<String> {
    let Who::Office(office) = course.plan.powers.get(power).held_by else {
        let (party, why) = course.idle(power, at)?;
        let who = names::party_name(&course.plan, party);
        return Some(format!("`{who}` {}", why.words()));
    };
    let exercise = course.ask(|judge| judge.exercise(office));
    let office = &course.plan.offices.get(office).name;
    if exercise.is_none() {
        return Some(format!(
            "nobody exercises `{office}`; the answer about `{office}` says why"
        ));
    }
    let (party, why) = course.idle(power, at)?;
    let who = names::party_name(&course.plan, party);
    Some(match why {
        Idle::Unable => format!(
            "`{who}` exercises `{office}` and cannot act; the answer about `{office}` says why"
        ),
        why => format!("`{who}`, who exercises `{office}`, {}", why.words()),
    })
}

/// Everybody who may use a power: its holders first, then delegates who do not hold it themselves.
pub(super) fn exercised(
    course: &mut Course,
    power: Id<Power>,
    region: Option<Region>,
) -> Vec<Exercised> {
    let holders = course.holders_of(power, region);
    let alone = holders
        .iter()
        .map(|party| alone_in(course, power, region, *party));
    let alone: Vec<Option<String>> = alone.collect();
    let name = |party: Party| names::party_name(&course.plan, party);
    let own = holders.iter().zip(alone).map(|(party, region)| Exercised {
        who: name(*party),
        delegated_by: None,
        region,
        scope: None,
    });
    let grants = course.delegates_of(power, region).into_iter();
    let grants = grants.filter(|grant| !holders.contains(&grant.to));
    let is_of_all = region.is_none();
    let delegates = grants.map(|grant| Exercised {
        who: name(grant.to),
        delegated_by: Some(grant.number),
        region: in_regions(course, grant, is_of_all),
        scope: grant.scope.clone(),
    });
    let mut all: Vec<Exercised> = own.chain(delegates).collect();
    // One act can give a power by several rules.
    all.dedup();
    all
}

/// The regions in which alone somebody has a power in their own right, where that is asked of all.
fn alone_in(
    course: &mut Course,
    power: Id<Power>,
    region: Option<Region>,
    party: Party,
) -> Option<String> {
    if region.is_some() {
        return None;
    }
    let regions = course.regions_of(power, party);
    let is_part = regions.len() < course.reach_of(power).len();
    is_part.then(|| course.names_of(&regions))
}

/// The regions for which a delegation is, where it is not for all: the one that the act names, or those of its rule; where
/// all are asked about, those of them in which it can be used.
fn in_regions(course: &Course, grant: &Grant, is_of_all: bool) -> Option<String> {
    let scope = course.rule_of(grant).map_or(&[][..], |rule| &rule.scope);
    let named = grant.region.as_slice();
    let is_limited = !named.is_empty() || !scope.is_empty();
    let reach = course.reach_of(grant.power);
    let given = match (named, scope) {
        ([], []) => reach.as_slice(),
        ([], scope) => scope,
        (named, _) => named,
    };
    let mut usable = given.to_vec();
    if is_of_all {
        usable.retain(|at| course.is_usable_in(grant, *at));
    }
    let is_part = is_limited || usable.len() < reach.len();
    (is_part && !usable.is_empty()).then(|| course.names_of(&usable))
}

/// Everybody who claims a power.
fn claimants_of_power(
    course: &Course,
    of: &str,
    held_by: Who,
    exercised_by: &[Exercised],
) -> Vec<Claimant> {
    let claims = course.claims_of(of);
    let names: BTreeSet<String> = claims.map(|claim| claim.who.clone()).collect();
    let each = names.into_iter().map(|who| {
        let holds = exercised_by.iter().any(|one| one.who == who);
        let mut claimant = claimant(course, &who, of);
        claimant.exercise = holds;
        let holder = words::who(&course.plan, held_by);
        let state = if holds { State::Met } else { State::Missing };
        let what = format!("holds the power, or has it by delegation: {holder}");
        claimant
            .requirements
            .push(Asked::new(what, state, Vec::new()));
        claimant
    });
    each.collect()
}

/// What the readings say of a power whose holder is disputed. It is disputed where, of two readings, each
/// has somebody whom the other has not, or the one has nobody.
fn told_of_power(
    course: &mut Course,
    (power, region): (Id<Power>, Option<Region>),
    answer: &mut Answer,
    (world, question): (&dyn World, &Question<'_>),
) -> Result<(), String> {
    let names = |course: &Course, holders: &[Party]| -> Vec<String> {
        let names = holders.iter();
        names
            .map(|party| names::party_name(&course.plan, *party))
            .collect()
    };
    let written = course.holders_of(power, region);
    let mut all = vec![(AS_WRITTEN.to_owned(), names(course, &written))];
    let others = world.others()?;
    in_readings(answer, course, &others);
    for Other { by, mut course, .. } in others {
        if let Some(id) = course.plan.powers.by_name(question.of) {
            let region = question.region;
            let region = region.and_then(|name| names::region(&course.plan, name));
            let holders = course.holders_of(id, region);
            all.push((by, names(&course, &holders)));
        }
    }
    let lacks = |some: &[String], others: &[String]| some.iter().any(|one| !others.contains(one));
    let rival = |some: &[String], others: &[String]| {
        lacks(some, others) && (others.is_empty() || lacks(others, some))
    };
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
    Ok(())
}
