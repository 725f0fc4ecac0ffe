//! Seats and what lies abroad, as several rules ask about them.
//!
//! Responsible for the options of a seat that count and for the agreements about things abroad.
//! Whether an option is available in a given world is the meaning's business.

use std::collections::BTreeSet;

use interrex_plan::model::{Agreement, Atom, Id, Locus, Named, Place, Seat, SeatOption};

use crate::context::Context;
use crate::subject::Subject;

/// A seat that counts and has an option that does.
pub(crate) struct OpenSeat<'p> {
    /// The seat, as something that a finding can be about.
    pub(crate) subject: Subject<'p>,
    /// The seat.
    pub(crate) declared: &'p Named<Seat>,
    /// Options that count, with their places in the seat's list, in order of preference.
    pub(crate) options: Vec<(usize, &'p SeatOption)>,
}

impl OpenSeat<'_> {
    /// The one innermost place of all options, where that is so.
    pub(crate) fn only_place(&self, cx: &Context<'_>) -> Option<Id<Place>> {
        let mut places = self
            .options
            .iter()
            .map(|(_, option)| cx.places.innermost(option.at));
        let first = places.next()??;
        places.all(|place| place == Some(first)).then_some(first)
    }
}

/// Every seat that counts and has an option that does.
pub(crate) fn seats<'p>(cx: &Context<'p>) -> impl Iterator<Item = OpenSeat<'p>> {
    let counting = cx
        .plan
        .seats
        .iter()
        .filter(|(_, seat)| cx.counts(&seat.terms));
    counting.filter_map(|(id, declared)| {
        let options = declared.value.options.iter().enumerate();
        let options: Vec<_> = options
            .filter(|(_, option)| cx.counts(&option.terms))
            .collect();
        let seat = OpenSeat {
            subject: Subject::of(id, declared),
            declared,
            options,
        };
        (!seat.options.is_empty()).then_some(seat)
    })
}

/// Agreements under which a site abroad is used, or an option of a seat abroad.
pub(crate) fn agreements_abroad(cx: &Context<'_>) -> BTreeSet<Id<Agreement>> {
    let mut agreements = of_sites_abroad(cx);
    for seat in seats(cx) {
        let abroad = seat
            .options
            .iter()
            .filter(|(_, option)| cx.places.is_abroad(option.at));
        for needs in abroad.filter_map(|(_, option)| option.needs.as_ref()) {
            needs.visit_atoms(&mut |atom, negated, _| {
                if let Atom::Met(id) = atom {
                    agreements.extend(cx.plan.pledges.get(id).agreement.filter(|_| !negated));
                }
            });
        }
    }
    agreements
}

fn of_sites_abroad(cx: &Context<'_>) -> BTreeSet<Id<Agreement>> {
    let sites = cx
        .plan
        .sites
        .iter()
        .filter(|(_, site)| cx.counts(&site.terms));
    let abroad = sites.filter(|(id, _)| cx.places.is_abroad(Locus::Site(*id)));
    abroad.filter_map(|(_, site)| site.agreement).collect()
}
