//! The days on which something in a plan begins or ends: the law of the day before is not that of the day.

use std::collections::BTreeSet;

use interrex_plan::model::{Plan, Terms};
use interrex_units::Date;

/// Every day on which what a plan says of offices, and of what they rest on, can be other than on the day before, in
/// order.
pub(super) fn of(plan: &Plan) -> Vec<Date> {
    let mut dates = BTreeSet::new();
    let mut add = |terms: &Terms| {
        let on = terms.status.iter().filter_map(|entry| entry.on);
        dates.extend(terms.from.into_iter().chain(on));
        dates.extend(terms.until.and_then(|until| until.plus_days(1)));
    };
    for (_, office) in plan.offices.iter() {
        add(&office.terms);
        office.grounds.iter().for_each(|ground| add(&ground.terms));
        for order in &office.orders {
            add(&order.terms);
            let candidates = order.candidates.iter();
            candidates.for_each(|candidate| add(&candidate.terms));
        }
    }
    plan.bodies.iter().for_each(|(_, body)| add(&body.terms));
    plan.decisions.iter().for_each(|(_, one)| add(&one.terms));
    plan.measures.iter().for_each(|(_, one)| add(&one.terms));
    plan.leases.iter().for_each(|(_, lease)| add(&lease.terms));
    plan.places.iter().for_each(|(_, place)| add(&place.terms));
    plan.sites.iter().for_each(|(_, site)| add(&site.terms));
    plan.links.iter().for_each(|(_, link)| add(&link.terms));
    plan.threats.iter().for_each(|(_, one)| add(&one.terms));
    plan.powers.iter().for_each(|(_, power)| add(&power.terms));
    plan.pledges.iter().for_each(|(_, one)| add(&one.terms));
    plan.functions.iter().for_each(|(_, one)| add(&one.terms));
    for (_, seat) in plan.seats.iter() {
        add(&seat.terms);
        seat.options.iter().for_each(|option| add(&option.terms));
    }
    for (_, record) in plan.records.iter() {
        add(&record.terms);
        record.copies.iter().for_each(|copy| add(&copy.terms));
    }
    for (_, person) in plan.people.iter() {
        dates.extend(person.bases.iter().filter_map(|base| base.from));
    }
    dates.into_iter().collect()
}
