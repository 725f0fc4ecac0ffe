//! Everybody who has an office, claims it or could have it, with what they have and lack.
//!
//! Responsible for putting what the standing says of a way into an office beside the acts that show it.

use std::collections::BTreeSet;

use interrex_plan::model::{CandidateWho, Id, Office, Pass, Who};
use interrex_standing::record::{Item, Need, Requirement, Seen, Way};
use interrex_standing::{Party, Reading, Slot};

use super::against::{lost, numbers, of_ground};
use super::awaited::{self, Next};
use super::unable::{around, unable};
use super::{Asked, Best, Claimant, Other, State, TURNS_MAX, Void, World};
use crate::act::Deed;
use crate::course::{Change, Course, Turn, names};
use crate::words;

/// Everybody who claims an office, is recognized in it or has control of it.
fn named(course: &Course, of: &str) -> Vec<String> {
    let claims = course.claims_of(of);
    let recognized = course.recognized.iter();
    let recognized = recognized.filter(|known| known.holds && known.office == of);
    let control = course.control.iter().filter(|known| known.of == of);
    let claims = claims.map(|claim| claim.who.clone());
    let recognized = recognized.map(|known| known.who.clone());
    let control = control.map(|known| known.who.clone());
    claims.chain(recognized).chain(control).collect()
}

/// Everybody who has an office, could have it next, or has done something on the way to it.
pub(super) fn concerned(course: &Course, office: Id<Office>, seen: &Seen) -> Vec<Party> {
    let mut list: Vec<Party> = Vec::new();
    let mut add = |party: Party| {
        if !list.contains(&party) {
            list.push(party);
        }
    };
    let held = seen.title.into_iter().chain(seen.exercise);
    held.for_each(|held| add(held.party));
    let declared = course.plan.offices.get(office);
    let holder = declared.holder.and_then(names::party_of);
    holder.into_iter().for_each(&mut add);
    for requirement in course.record.done.keys() {
        match requirement {
            Requirement::Step(at, step, party) if *at == office && !step.starts_with("end of ") => {
                add(*party);
            }
            _ => {}
        }
    }
    let on_record = course.record.chosen.iter();
    let on_record = on_record.filter(|((at, ..), _)| *at == office);
    on_record.for_each(|(_, party)| add(*party));
    let in_part = course.parts.keys();
    let in_part = in_part.filter(|((at, ..), _)| *at == office);
    in_part.for_each(|(_, party)| add(*party));
    // Whoever acted since the title changed hands, and acts no longer.
    let acted = course.turns_of(&declared.name).rev().take(TURNS_MAX);
    let acted = acted.take_while(|turn| turn.change == Change::Exercise || turn.who.is_none());
    let acted = acted.filter_map(|turn| course.party(turn.who.as_ref()?));
    let acted: Vec<Party> = acted.collect();
    let acted = acted.into_iter().rev();
    acted.for_each(&mut add);
    let next = awaited::next(course, office);
    next.iter().filter_map(|next| next.party).for_each(&mut add);
    list
}

/// Everybody concerned, claims an office or is named beside it, with what the reading as written says of them and,
/// where that is better, the reading in which their claim is best. `elsewhere` are those concerned in another reading.
pub(super) fn claimants(
    course: &mut Course,
    (office, seen): (Id<Office>, &Seen),
    chosen: &BTreeSet<String>,
    elsewhere: BTreeSet<String>,
    others: &mut [Other],
) -> Vec<Claimant> {
    let mut list = concerned(course, office, seen);
    let of = course.plan.offices.get(office).name.clone();
    let named = elsewhere.into_iter().chain(named(course, &of));
    for name in named {
        let party = course.party_or_new(&name);
        if !list.contains(&party) {
            list.push(party);
        }
    }
    let next = awaited::next(course, office);
    let each = list.into_iter();
    let each = each.map(|party| of_claimant(course, (office, seen), party, (&next, chosen)));
    let mut list: Vec<Claimant> = each.collect();
    for Other {
        by,
        is_marked,
        course: other,
    } in others
    {
        let Some(id) = other.plan.offices.by_name(&of) else {
            continue;
        };
        let seen = other.ask(|judge| judge.seen(id, Reading::AsWritten));
        let next = awaited::next(other, id);
        for claimant in &mut list {
            let party = other.party_or_new(&claimant.who);
            let there = of_claimant(other, (id, &seen), party, (&next, chosen));
            // Somebody against whom something speaks there, too, has no better claim by having fewer against them; nor has
            // one whom it does not help that another order is followed.
            let is_next = next.iter().any(|next| next.party == Some(party));
            let may_come = there.is_free() && (*is_marked || is_next);
            let is_claim = there.title || there.exercise || may_come;
            if is_claim && there.strength() > claimant.strength() {
                claimant.best = Some(Best::of(by, there));
            }
        }
    }
    list
}

pub(super) fn claimant(course: &Course, who: &str, of: &str) -> Claimant {
    let claims = course.claims_of(of);
    let claims = claims.filter(|claim| claim.who == who);
    let control = course
        .control
        .iter()
        .filter(|control| control.who == who && control.of == of);
    let partners = course
        .recognized
        .iter()
        .filter(|known| known.holds && known.who == who && known.office == of);
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
        best: None,
    }
}

/// What somebody has and lacks. `next` are the ways by which they could have it next.
fn of_claimant(
    course: &mut Course,
    (office, seen): (Id<Office>, &Seen),
    party: Party,
    (next, chosen): (&[Next], &BTreeSet<String>),
) -> Claimant {
    let who = names::party_name(&course.plan, party);
    let of = course.plan.offices.get(office).name.as_str();
    let mut claimant = claimant(course, &who, of);
    claimant.title = seen.title.is_some_and(|held| held.party == party);
    claimant.exercise = seen.exercise.is_some_and(|held| held.party == party);
    let mut turns = course.turns_of(of).rev();
    let kind = |turn: &Turn| turn.change == Change::Title || !claimant.title;
    let came =
        turns.find(|turn| turn.who.as_deref() == Some(&who) && turn.by.is_some() && kind(turn));
    if (claimant.title || claimant.exercise) && came.is_none() {
        let what = "holds it since the plan was adopted".to_owned();
        claimant.requirements.push(met(what, Vec::new()));
        lost(course, office, party, &mut claimant);
        claimant
            .requirements
            .extend(unable(course, (office, seen), party));
        return claimant;
    }
    if let Some(turn) = came.filter(|_| claimant.title) {
        by_turn(course, (office, seen), party, turn, &mut claimant);
        return claimant;
    }
    if course.plan.partners.by_name(&who).is_some() {
        // A state that has control of something is no candidate for it.
        return claimant;
    }
    lost(course, office, party, &mut claimant);
    let next = next.iter().find(|next| next.party == Some(party));
    let is_out = !claimant.exercise && claimant.claims.is_empty() && next.is_none();
    if is_out && !claimant.requirements.is_empty() {
        return claimant;
    }
    let acts = acting_way(course, office, party).filter(|_| claimant.exercise);
    let has_entered = acts.is_some();
    let way = acts.or_else(|| next.map(|next| next.way.clone()));
    match way.or_else(|| way_of(course, office, party, chosen)) {
        // Who lost it could be chosen anew, as anybody could.
        Some(way) if way.is_unchosen() && !claimant.requirements.is_empty() => {}
        Some(way) => {
            by_way(course, office, party, &way, &mut claimant);
            if has_entered {
                entered(&way, &mut claimant);
            }
            claimant
                .requirements
                .extend(around(course, (office, seen), party));
            let taken = taken(course, (office, seen), &claimant);
            claimant.requirements.extend(taken);
            if has_entered && !claimant.title {
                let chosen = chosen_for_more(course, office, party, &way);
                claimant.requirements.extend(chosen);
            }
        }
        None => claimant.requirements.push(Asked::new(
            "an order of succession that names them".to_owned(),
            State::Missing,
            Vec::new(),
        )),
    }
    claimant
}

/// What somebody who acts has and lacks by another order under which they are chosen as well.
fn chosen_for_more(course: &Course, office: Id<Office>, party: Party, acts_by: &Way) -> Vec<Asked> {
    let ways = course.ask(|judge| judge.ways(office, party));
    let is_chosen = |way: &&Way| {
        let mut items = way.items.iter();
        way.order != acts_by.order && items.any(|item| item.met && item.need == Need::Chosen)
    };
    let Some(way) = ways.iter().find(is_chosen) else {
        return Vec::new();
    };
    let order = course
        .plan
        .offices
        .get(office)
        .orders
        .get(way.order as usize);
    let order = order.map_or("", |order| order.name.as_str());
    let told = way.items.iter();
    let told = told.filter(|item| !item.met || item.need == Need::Chosen);
    let each = told.map(|item| {
        let mut asked = asked(course, office, party, way, item);
        asked.what = format!("by the order {order}, too: {}", asked.what);
        asked
    });
    each.collect()
}

/// That another has it and stays, where that is all that keeps somebody out.
fn taken(
    course: &Course,
    (office, seen): (Id<Office>, &Seen),
    claimant: &Claimant,
) -> Option<Asked> {
    let mut asked = claimant.requirements.iter();
    let holder = seen.exercise?;
    if claimant.exercise || !asked.all(|one| one.state == State::Met) {
        return None;
    }
    let who = names::party_name(&course.plan, holder.party);
    let mut turns = course.turns_of(&course.plan.offices.get(office).name);
    let came = turns.rfind(|turn| turn.who.as_deref() == Some(&who));
    let acts = came.and_then(|turn| turn.number).into_iter().collect();
    let what = format!("nobody has come before them: `{who}` has it");
    Some(Asked::new(what, State::Contradicted, acts))
}

/// How somebody came to the title.
fn by_turn(
    course: &Course,
    (office, seen): (Id<Office>, &Seen),
    party: Party,
    turn: &Turn,
    claimant: &mut Claimant,
) {
    let (order, candidate) = turn.by.clone().unwrap_or_default();
    let after = if turn.grounds.is_empty() {
        String::new()
    } else {
        format!(", after: {}", turn.grounds.join(", "))
    };
    let what = format!("entered by the order `{order}` as `{candidate}`{after}");
    let acts = turn.number.into_iter().collect();
    let unable = unable(course, (office, seen), party);
    claimant.requirements.push(met(what, acts));
    claimant
        .requirements
        .extend(choice_made(course, office, party));
    claimant
        .requirements
        .extend(steps_done(course, office, party));
    lost(course, office, party, claimant);
    claimant.requirements.extend(unable);
    (claimant.order, claimant.candidate) = (Some(order), Some(candidate));
}

/// The way by which somebody acts in an office since they entered.
fn acting_way(course: &Course, office: Id<Office>, party: Party) -> Option<Way> {
    let acting = course.record.acting.get(&office)?;
    let Slot::Via(order, candidate) = acting.slot else {
        return None;
    };
    let mut ways = course.ask(|judge| judge.ways(office, party));
    ways.retain(|way| (way.order, way.candidate) == (order, candidate));
    ways.pop().filter(|_| acting.party == party)
}

/// What decides only who enters is no longer asked of somebody who has: that others were passed, that the condition of
/// the order held.
fn entered(way: &Way, claimant: &mut Claimant) {
    // The requirements of the way stand last.
    let first = claimant.requirements.len().saturating_sub(way.items.len());
    let asked = claimant.requirements.iter_mut().skip(first);
    for (asked, item) in asked.zip(&way.items) {
        let decides = matches!(
            item.need,
            Need::Passed(_) | Need::Condition | Need::Followed
        );
        if decides && !item.met {
            asked.what.push_str(", as it was when they entered");
            asked.state = State::Met;
        }
    }
}

fn met(what: String, acts: Vec<u32>) -> Asked {
    Asked::new(what, State::Met, acts)
}

/// Everybody whom an act without effect was to bring into an office: by a choice, and by a step.
pub(super) fn meant(
    world: &dyn World,
    of: &str,
    voids: &[Void],
) -> Result<(BTreeSet<String>, BTreeSet<String>), String> {
    let (mut by_choice, mut by_step) = (BTreeSet::new(), BTreeSet::new());
    for void in voids {
        match world.act(void.act)?.deed {
            Deed::Choose { office, who, .. } if office == of => by_choice.insert(who),
            Deed::Step { office, who, .. } if office == of => by_step.insert(who),
            _ => false,
        };
    }
    Ok((by_choice, by_step))
}

/// Everybody who is chosen for an office.
pub(super) fn chosen(course: &Course, office: Id<Office>) -> impl Iterator<Item = String> {
    let on_record = course.record.chosen.iter();
    let on_record = on_record.filter(move |((of, ..), _)| *of == office);
    on_record.map(|(_, party)| names::party_name(&course.plan, *party))
}

/// The order and the candidacy by which somebody acted last, since the title changed hands.
fn acted_by(course: &Course, office: Id<Office>, who: &str) -> Option<(String, String)> {
    let turns = course.turns_of(&course.plan.offices.get(office).name);
    let turns = turns.rev().take(TURNS_MAX);
    let mut acting = turns.take_while(|turn| turn.change == Change::Exercise);
    acting
        .find(|turn| turn.who.as_deref() == Some(who))?
        .by
        .clone()
}

/// The way into an office that tells most of a claimant: for somebody who is chosen, one by choice; for somebody who has
/// acted, the one by which they did; else the one that lacks least.
fn way_of(
    course: &Course,
    office: Id<Office>,
    party: Party,
    chosen: &BTreeSet<String>,
) -> Option<Way> {
    let mut ways = course.ask(|judge| judge.ways(office, party));
    let who = names::party_name(&course.plan, party);
    let by_choice = ways.iter().position(Way::is_for_the_chosen);
    let orders = &course.plan.offices.get(office).orders;
    let acted = acted_by(course, office, &who).and_then(|(order, candidate)| {
        ways.iter().position(|way| {
            let declared = orders.get(way.order as usize);
            let one = declared.and_then(|declared| declared.candidates.get(way.candidate as usize));
            declared.is_some_and(|declared| declared.name == order)
                && one.is_some_and(|one| one.name == candidate)
        })
    });
    let by_choice = by_choice.filter(|_| chosen.contains(&who));
    let place = by_choice.or(acted).unwrap_or(0);
    (place < ways.len()).then(|| ways.swap_remove(place))
}

/// The choice by which somebody came to a title, where they were chosen for it and nobody has been chosen since.
fn choice_made(course: &Course, office: Id<Office>, party: Party) -> Option<Asked> {
    let (_, order, candidate) = *course
        .record
        .came
        .get(&office)
        .filter(|(who, ..)| *who == party)?;
    let slot = (office, order, candidate);
    let chosen = Requirement::Chosen(office, order, candidate);
    let acts = numbers(course, &chosen);
    if acts.is_empty() || course.record.chosen.contains_key(&slot) {
        return None;
    }
    let what = words::need(&course.plan, office, order, &Need::Chosen);
    Some(met(what, acts))
}

/// Steps that somebody completed on the way to an office.
fn steps_done(course: &Course, office: Id<Office>, party: Party) -> Vec<Asked> {
    let steps = course.proof.keys();
    let steps = steps.filter_map(|requirement| match requirement {
        Requirement::Step(at, step, who)
            if (*at, *who) == (office, party) && !step.starts_with("end of ") =>
        {
            Some(met(format!("step: {step}"), numbers(course, requirement)))
        }
        _ => None,
    });
    steps.collect()
}

fn by_way(course: &Course, office: Id<Office>, party: Party, way: &Way, claimant: &mut Claimant) {
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

fn asked(course: &Course, office: Id<Office>, party: Party, way: &Way, item: &Item) -> Asked {
    let mut need = item.need.clone();
    let mut since = String::new();
    let mut acts = match &item.requirement {
        Some(Requirement::Ground(office, place, party)) => {
            need = Need::Ground(vec![*place]);
            let (date, acts) = of_ground(course, *office, *place, *party);
            since = date;
            acts
        }
        Some(asked) => numbers(course, asked),
        None => Vec::new(),
    };
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
    if matches!(item.need, Need::Another | Need::InTime) {
        state = State::Contradicted;
    }
    if item.need == Need::Anew {
        state = State::Contradicted;
        acts = entered_before(course, &declared.name, &who);
    }
    if let (Need::Passed(earlier), true) = (&item.need, item.met) {
        (since, acts) = why_passed(course, office, way.order, *earlier);
    }
    if item.need == Need::Chosen && !item.met {
        (since, acts) = in_part(course, (office, way.order, way.candidate), party);
    }
    let what = words::need(&course.plan, office, way.order, &need);
    Asked::new(format!("{what}{since}"), state, acts)
}

/// Who did their part in the choice of somebody, in which others have still to join.
fn in_part(course: &Course, slot: (Id<Office>, u32, u32), who: Party) -> (String, Vec<u32>) {
    let Some(parts) = course.parts.get(&(slot, who)) else {
        return (String::new(), Vec::new());
    };
    let by = parts.keys();
    let by = by.map(|(_, by)| format!("`{}`", names::party_name(&course.plan, *by)));
    let by: BTreeSet<String> = by.collect();
    let by: Vec<String> = by.into_iter().collect();
    let acts: BTreeSet<u32> = parts.values().copied().collect();
    let told = match by.as_slice() {
        [] => String::new(),
        by => format!(", so far by {} alone", by.join(", ")),
    };
    (told, acts.into_iter().collect())
}

/// Why an order has come past an earlier candidate, and the acts that report it.
fn why_passed(course: &Course, office: Id<Office>, order: u32, earlier: u32) -> (String, Vec<u32>) {
    let declared = course.plan.offices.get(office);
    let order = declared.orders.get(order as usize);
    let candidate = order.and_then(|order| order.candidates.get(earlier as usize));
    let (Some(order), Some(candidate)) = (order, candidate) else {
        return (String::new(), Vec::new());
    };
    let party = match candidate.who {
        CandidateWho::Who(Who::Office(post)) => {
            let held = course.ask(|judge| {
                if candidate.acting {
                    judge.exercise(post)
                } else {
                    judge.title(post)
                }
            });
            match held {
                Some(held) => held.party,
                None if candidate.acting => {
                    return (", since nobody exercises it".to_owned(), Vec::new());
                }
                None => return (", since nobody has it".to_owned(), Vec::new()),
            }
        }
        CandidateWho::Who(who) => match names::party_of(who) {
            Some(party) => party,
            None => return (String::new(), Vec::new()),
        },
        CandidateWho::Chosen { .. } => return (String::new(), Vec::new()),
    };
    let who = names::party_name(&course.plan, party);
    let passes = order.passes.iter().filter_map(|pass| {
        let act = reported(course, *pass, &who, &declared.name)?;
        let word = words::pass_word(*pass);
        let is = if *pass == Pass::Declined { "" } else { "is " };
        Some((format!("{is}{word}"), act))
    });
    let (words, acts): (Vec<String>, Vec<u32>) = passes.unzip();
    if words.is_empty() {
        return (String::new(), Vec::new());
    }
    (format!(", since {who} {}", words.join(" and ")), acts)
}

/// The acts by which somebody entered an office last, and left it.
fn entered_before(course: &Course, of: &str, who: &str) -> Vec<u32> {
    let mut after = None;
    for turn in course.turns_of(of).rev() {
        if turn.who.as_deref() == Some(who) {
            return turn.number.into_iter().chain(after).collect();
        }
        after = turn.number;
    }
    Vec::new()
}

/// The act that reports a failing of somebody.
fn reported(course: &Course, pass: Pass, who: &str, office: &str) -> Option<u32> {
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
