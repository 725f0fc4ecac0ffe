//! Whom an office waits for: of each order that applies now, the first who is not passed, with what they lack.
//!
//! Responsible for who could have an office next. Whether it waits at all is the standing's.

use interrex_plan::model::{CandidateWho, Id, Office, Pass, Who};
use interrex_standing::record::{Judge, Need, Way};
use interrex_standing::{Party, Reading};

use super::Awaited;
use crate::course::{Course, names};
use crate::words;

/// Somebody who could have an office next, or a candidacy for which there is nobody yet.
pub(super) struct Next {
    /// Who, where that is settled.
    pub(super) party: Option<Party>,
    /// By which way.
    pub(super) way: Way,
    /// Whether nobody has the post from which they would come, and that post waits for somebody itself.
    post_waits: bool,
}

/// Who could have an office next by the orders that apply now; nobody where it has holders in title and exercise.
pub(super) fn next(course: &Course, office: Id<Office>) -> Vec<Next> {
    let orders = &course.plan.offices.get(office).orders;
    course.ask(|judge| {
        let seen = judge.seen(office, Reading::AsWritten);
        if seen.title.is_some() && seen.exercise.is_some() {
            return Vec::new();
        }
        let orders = (0u32..).zip(orders);
        orders
            .filter_map(|(place, order)| {
                let mut first = None;
                for (candidate, declared) in (0u32..).zip(&order.candidates) {
                    let slot = (office, place, candidate);
                    let found = candidacy(course, judge, slot, &declared.who);
                    first = found.or(first);
                    if first.as_ref().is_some_and(|next| next.post_waits)
                        && !order.passes.contains(&Pass::Unfilled)
                    {
                        break;
                    }
                }
                first.filter(|next| !next.is_passed(&order.passes))
            })
            .collect()
    })
}

/// A candidacy and whom it falls on, where its order applies and nobody before them stands in the way.
fn candidacy(
    course: &Course,
    judge: &mut Judge<'_>,
    slot: (Id<Office>, u32, u32),
    who: &CandidateWho,
) -> Option<Next> {
    let (office, order, candidate) = slot;
    let mut post_waits = false;
    let party = match who {
        CandidateWho::Who(Who::Office(post)) => {
            let order = course.plan.offices.get(office).orders.get(order as usize)?;
            let acting = order.candidates.get(candidate as usize)?.acting;
            let held = if acting {
                judge.exercise(*post)
            } else {
                judge.title(*post)
            };
            post_waits = judge.is_awaited(*post, acting);
            held.map(|held| held.party)
        }
        CandidateWho::Who(Who::Person(id)) => Some(Party::Person(*id)),
        CandidateWho::Who(Who::Body(id)) => Some(Party::Body(*id)),
        CandidateWho::Chosen { .. } => judge.chosen(slot),
    };
    // Whom nobody knows fits every candidacy, and has done nothing.
    let asked = party.unwrap_or(Party::Chosen(office, order, candidate));
    let mut ways = judge.ways(office, asked);
    ways.retain(|way| (way.order, way.candidate) == (order, candidate));
    let way = ways.pop()?;
    let stands = |need: &Need| {
        matches!(
            need,
            Need::InForce
                | Need::InTime
                | Need::Ground(_)
                | Need::Vacancy
                | Need::Condition
                | Need::Followed
                | Need::Passed(_)
        )
    };
    let applies = way.items.iter().all(|item| item.met || !stands(&item.need));
    applies.then_some(Next {
        party,
        way,
        post_waits,
    })
}

impl Next {
    /// Whether the order passes them, too, so that it comes to nobody.
    fn is_passed(&self, passes: &[Pass]) -> bool {
        self.lacks().any(|need| match need {
            Need::Free(pass) => passes.contains(pass),
            Need::Able => passes.contains(&Pass::OutOfReach),
            Need::Title(_) | Need::Exercise(_) => {
                passes.contains(&Pass::Unfilled)
                    || (passes.contains(&Pass::NoHolder) && !self.post_waits)
            }
            Need::Qualities | Need::Anew | Need::Another => passes.contains(&Pass::Ineligible),
            _ => false,
        })
    }

    fn lacks(&self) -> impl Iterator<Item = &Need> {
        let lacking = self.way.items.iter().filter(|item| !item.met);
        lacking.map(|item| &item.need)
    }
}

/// Says of posts for which somebody is waited for that an order waits with them, and how it would not.
pub(super) fn posts(course: &Course, office: Id<Office>) -> Vec<String> {
    let declared = course.plan.offices.get(office);
    let waiting = next(course, office).into_iter();
    let told = waiting.filter(|next| next.post_waits).filter_map(|next| {
        let order = declared.orders.get(next.way.order as usize)?;
        let candidate = order.candidates.get(next.way.candidate as usize)?;
        let CandidateWho::Who(Who::Office(post)) = candidate.who else {
            return None;
        };
        let is_last = order.candidates.len() == next.way.candidate as usize + 1;
        (!is_last).then(|| {
            format!(
                "the order `{}` waits until somebody has {}; where the law goes on to the next until then, `passes` in the \
                 plan says \"unfilled\"",
                order.name,
                course.plan.offices.get(post).name
            )
        })
    });
    told.collect()
}

/// Those for whom an office waits, for programs and the screen; nothing where it has somebody.
pub(super) fn of(course: &Course, office: Id<Office>, by: &str) -> Vec<Awaited> {
    let seen = course.ask(|judge| judge.seen(office, Reading::AsWritten));
    if seen.exercise.is_some() || !seen.waiting {
        return Vec::new();
    }
    let declared = course.plan.offices.get(office);
    let each = next(course, office).into_iter();
    let told = each.filter_map(|next| {
        let order = declared.orders.get(next.way.order as usize)?;
        let candidate = order.candidates.get(next.way.candidate as usize)?;
        let chosen_by = match &candidate.who {
            CandidateWho::Chosen { by, .. } if next.party.is_none() => {
                Some(words::actors(&course.plan, by))
            }
            _ => None,
        };
        let lacks = next.lacks().filter(|need| {
            // Who has to be chosen is told by those who choose.
            chosen_by.is_none() || **need != Need::Chosen
        });
        let lacks = lacks.map(|need| words::lack(&course.plan, candidate, need));
        Some(Awaited {
            who: next
                .party
                .map(|party| names::party_name(&course.plan, party)),
            order: order.name.clone(),
            candidate: candidate.name.clone(),
            lacks: lacks.collect(),
            chosen_by,
            reading: by.to_owned(),
        })
    });
    told.collect()
}

/// Adds those for whom an office waits in another reading, unless it waits for the same in one that is told.
pub(super) fn add(list: &mut Vec<Awaited>, there: Vec<Awaited>) {
    for one in there {
        let same = |known: &Awaited| {
            let reading = one.reading.clone();
            Awaited {
                reading,
                ..known.clone()
            } == one
        };
        if !list.iter().any(same) {
            list.push(one);
        }
    }
}
