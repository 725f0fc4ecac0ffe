//! Readings that follow another of several orders, each carried through the whole course.
//!
//! Where several orders of an office are in force at once and no precedence tells which comes first, the text as
//! written follows the first of them, and whoever follows another has another holder from then on, with everything
//! that this holder signed. So each order that could be such another one is put first in the law, and everything is
//! judged again.
//!
//! Responsible for which orders these are, and for the plans of those readings.

use std::collections::{BTreeMap, BTreeSet};

use interrex_plan::model::{Effect, Office, Order, Plan};

use super::denied::Departure;

/// So many readings are carried through the course at most: each takes as long as the course as written.
const FOLLOWED_MAX: usize = 16;

/// An order: its office, its name.
type Named = (String, String);

/// Every such reading of these plans, up to so many.
pub(super) fn each(plans: &BTreeMap<String, Plan>) -> Vec<Departure> {
    let all = all(plans).into_iter().take(FOLLOWED_MAX);
    let each = all.map(|(office, order)| Departure {
        by: format!("following the order {office}.{order}"),
        is_marked: false,
        plans: with_first(plans, &office, &order),
    });
    each.collect()
}

/// What is told of orders that could be followed and are not, since there are too many.
pub(crate) fn beyond(plans: &BTreeMap<String, Plan>) -> Option<String> {
    let left = all(plans).into_iter().skip(FOLLOWED_MAX);
    let left: Vec<String> = left
        .map(|(office, order)| format!("{office}.{order}"))
        .collect();
    (!left.is_empty()).then(|| {
        format!(
            "more orders could be followed for want of a precedence than are: no reading follows {}",
            left.join(", ")
        )
    })
}

/// Orders that can be in force together with an earlier one of the same precedence.
fn all(plans: &BTreeMap<String, Plan>) -> BTreeSet<Named> {
    let offices = plans.values().flat_map(|plan| plan.offices.iter());
    let each = offices.flat_map(|(_, office)| {
        let orders = office.orders.iter().enumerate();
        let rivals = orders.filter(|(place, order)| {
            let mut earlier = office.orders.iter().take(*place);
            earlier.any(|other| can_meet(office, order, other))
        });
        rivals.map(|(_, order)| (office.name.clone(), order.name.clone()))
    });
    each.collect()
}

/// Whether two orders of an office can be in force at once, and none comes before the other.
fn can_meet(office: &Office, one: &Order, other: &Order) -> bool {
    let (a, b) = (causes(office, one), causes(office, other));
    let same_cause = a.into_iter().zip(b).any(|(a, b)| a && b);
    let ends_before = |one: &Order, other: &Order| {
        let (until, from) = (one.terms.until, other.terms.from);
        until.zip(from).is_some_and(|(until, from)| until < from)
    };
    let overlap = !ends_before(one, other) && !ends_before(other, one);
    one.precedence == other.precedence && same_cause && overlap
}

/// Whether an order can be in force after the title ended, at a vacancy, while the exercise is suspended: never two of
/// these at once.
fn causes(office: &Office, order: &Order) -> [bool; 3] {
    let names = |effect: Effect| {
        let mut grounds = order.on.iter();
        grounds.any(|place| {
            let ground = office.grounds.get(*place as usize);
            ground.is_some_and(|ground| ground.effect == effect)
        })
    };
    let suspends = order.on_lease || names(Effect::Suspends);
    [names(Effect::Ends), order.on_vacancy, suspends]
}

/// Every plan with an order before those of the same precedence.
fn with_first(plans: &BTreeMap<String, Plan>, office: &str, order: &str) -> BTreeMap<String, Plan> {
    let mut plans = plans.clone();
    for plan in plans.values_mut() {
        if let Some(id) = plan.offices.by_name(office) {
            put_first(&mut plan.offices.get_mut(id).value.orders, order);
        }
    }
    plans
}

fn put_first(orders: &mut [Order], named: &str) {
    let mut ranks: Vec<Option<i64>> = orders.iter().map(|order| order.precedence).collect();
    // Whatever has no precedence comes last.
    ranks.sort_by_key(|rank| (rank.is_none(), *rank));
    ranks.dedup();
    for order in orders {
        let place = (1i64..)
            .zip(&ranks)
            .find(|(_, rank)| **rank == order.precedence);
        let place = place.map_or(0, |(place, _)| 2 * place);
        order.precedence = Some(place - i64::from(order.name == named));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The readings of a plan with these orders of an office.
    fn readings(orders: &str) -> Vec<String> {
        let plan = format!(
            "[plan]\ntitle = \"Orders\"\nhorizon = \"30 d\"\n[person.one]\n[person.two]\n\
             [office.head]\nholder = \"one\"\nresigns = {{}}\n[office.head.ground.resigned]\n\
             [office.head.ground.ill]\nevent = \"incapacitated\"\neffect = \"suspends\"\n{orders}"
        );
        let reading = interrex_plan::read(&[("plan.toml".to_owned(), plan)]);
        assert!(!reading.has_errors(), "{:#?}", reading.diagnostics);
        let plans = BTreeMap::from([("digest".to_owned(), reading.plan)]);
        let each = each(&plans).into_iter().map(|reading| reading.by);
        each.chain(beyond(&plans)).collect()
    }

    #[test]
    fn an_order_is_followed_where_it_can_meet_another_without_precedence() {
        let a = "[office.head.order.a]\ncandidates = [\"two\"]\n";
        let with = |b: &str| {
            readings(&format!(
                "{a}[office.head.order.b]\ncandidates = [\"one\"]\n{b}"
            ))
        };
        let b = vec!["following the order head.b".to_owned()];
        assert_eq!(with(""), b);
        assert_eq!(with("on = [\"ill\"]\n"), b);
        assert_eq!(with("precedence = 1\n"), Vec::<String>::new());
        // One that names no ground fills a vacancy, too.
        assert_eq!(with("on = [\"vacant\"]\n"), b);
    }

    #[test]
    fn orders_of_other_causes_or_other_days_do_not_meet() {
        let with = |a: &str, b: &str| {
            readings(&format!(
                "[office.head.order.a]\ncandidates = [\"two\"]\n{a}[office.head.order.b]\ncandidates = [\"two\"]\n{b}"
            ))
        };
        assert!(with("on = [\"resigned\"]\n", "on = [\"ill\"]\n").is_empty());
        assert!(with("on = [\"resigned\"]\n", "on = [\"vacant\"]\n").is_empty());
        assert!(with("until = 2019-12-31\n", "from = 2020-01-01\n").is_empty());
        assert_eq!(with("until = 2020-01-01\n", "from = 2020-01-01\n").len(), 1);
    }

    #[test]
    fn what_is_beyond_the_bound_is_told() {
        let orders =
            (0..19).map(|at| format!("[office.head.order.o{at:02}]\ncandidates = [\"two\"]\n"));
        let told = readings(&orders.collect::<String>());
        assert_eq!(told.len(), FOLLOWED_MAX + 1);
        let last = told.last().expect("a message");
        assert!(
            last.ends_with("no reading follows head.o17, head.o18"),
            "{last}"
        );
    }
}
