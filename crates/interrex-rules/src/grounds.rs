//! Grounds of an office, as several rules ask about them.
//!
//! Responsible for listing the grounds that count and for telling whether any covers a way of losing
//! the holder. Whether a ground applies in a given world is the meaning's business.

use interrex_plan::model::{Atom, Event, Ground, Id, Office, Person, PersonState, Who};

use crate::context::Context;
use crate::report::Report;
use crate::subject::Subject;

/// Grounds of an office that count, with their places in its list.
pub(crate) fn grounds<'p>(
    cx: &Context<'_>,
    office: &'p Office,
) -> impl Iterator<Item = (usize, &'p Ground)> {
    office
        .grounds
        .iter()
        .enumerate()
        .filter(|(_, ground)| cx.counts(&ground.terms))
}

/// A way of losing the holder that some ground should cover.
pub(crate) struct Wanted {
    /// Whether an event covers it by its nature.
    pub(crate) covers: fn(&Event) -> bool,
    /// States by which an expression covers it.
    pub(crate) states: &'static [PersonState],
    /// Whether an expression about contact, or a lease on the office, covers it.
    pub(crate) contact: bool,
    /// The case, as in *nobody takes over … when the holder dies*.
    pub(crate) if_so: &'static str,
    /// A ground that covers it, as TOML.
    pub(crate) ground: &'static str,
}

impl Wanted {
    /// Whether a ground covers it. An expression does when it asks about a state of the holder: of
    /// somebody else it says nothing about this office.
    fn is_covered_by(&self, ground: &Ground, holder: Option<Id<Person>>) -> bool {
        let is_holder = |id: Id<Person>| holder.is_none_or(|holder| holder == id);
        let Event::When(when) = &ground.event else {
            return (self.covers)(&ground.event);
        };
        let mut covered = false;
        when.visit_atoms(&mut |atom, _, _| {
            covered |= match atom {
                Atom::State(id, state) => is_holder(id) && self.states.contains(&state),
                Atom::Fit(id) => is_holder(id) && !self.states.is_empty(),
                Atom::InContact(..) => self.contact,
                _ => false,
            };
        });
        covered
    }
}

/// Checks that every key post with grounds and an order, unless a body holds it, covers a way of
/// losing its holder. Offices without either are left to `ground-missing` and
/// `office-without-order`.
pub(crate) fn check_grounds(cx: &Context<'_>, report: &mut Report, wanted: &Wanted) {
    for (id, office) in cx.key_posts() {
        let is_bodys = matches!(office.holder, Some(Who::Body(_)));
        let has_both = cx.orders(office).next().is_some() && grounds(cx, office).next().is_some();
        if is_bodys || !has_both {
            continue;
        }
        report.applies();
        let leased = wanted.contact && cx.posts.is_leased(id);
        let holder = office.holder.and_then(|holder| cx.person(holder));
        let is_covered =
            leased || grounds(cx, office).any(|(_, ground)| wanted.is_covered_by(ground, holder));
        if !is_covered {
            let (name, case) = (&office.name, wanted.if_so);
            report
                .fail(
                    Subject::of(id, office),
                    format!("nobody takes over `{name}` {case}"),
                )
                .label("no ground covers it")
                .help(format!("add `{}` to `[office.{name}]`", wanted.ground))
                .because("the holder then keeps the title and cannot act: the office is stranded");
        }
    }
}
