//! Contact entries, as several rules ask about them.
//!
//! Responsible for naming an entry by whom it is about. Contact between places is another matter and
//! the meaning's business.

use interrex_plan::model::{Contact, Who};

use crate::context::Context;
use crate::subject::Subject;

/// Every contact entry of somebody who counts on the date; for waivers, an entry is whoever it is about.
pub(crate) fn contacts<'p>(cx: &Context<'p>) -> impl Iterator<Item = (Subject<'p>, &'p Contact)> {
    let counting = cx.plan.contacts.iter().filter(|contact| match contact.who {
        Who::Person(id) => cx.counts(&cx.plan.people.get(id).terms),
        Who::Office(id) => cx.counts(&cx.plan.offices.get(id).terms),
        Who::Body(id) => cx.counts(&cx.plan.bodies.get(id).terms),
    });
    counting.map(|contact| {
        let subject = Subject {
            span: Some(contact.span),
            ..cx.subject(contact.who)
        };
        (subject, contact)
    })
}
