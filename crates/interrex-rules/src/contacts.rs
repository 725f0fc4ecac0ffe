//! Contact entries, as several rules ask about them.
//!
//! Responsible for naming an entry by whom it is about. Contact between places is another matter and
//! the meaning's business.

use interrex_plan::model::Contact;

use crate::context::Context;
use crate::subject::Subject;

/// Every contact entry; for waivers, an entry is whoever it is about.
pub(crate) fn contacts<'p>(cx: &Context<'p>) -> impl Iterator<Item = (Subject<'p>, &'p Contact)> {
    cx.plan.contacts.iter().map(|contact| {
        let subject = Subject {
            span: Some(contact.span),
            ..cx.subject(contact.who)
        };
        (subject, contact)
    })
}
