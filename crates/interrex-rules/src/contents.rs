//! What records contain and where they are, as several rules ask about it.
//!
//! Responsible for recognizing the contents that the field names, however a plan spells them, and
//! for the places of copies that count. Whether a record is held in a given world is the meaning's
//! business.

use std::collections::BTreeSet;

use interrex_plan::model::{Copy, Id, Named, Place, Record};

use crate::context::Context;
use crate::subject::Subject;

/// Contents that the field names, with the spellings that plans use.
pub(crate) type Content = &'static [&'static str];

/// The orders of succession.
pub(crate) const ORDERS: Content = &["orders of succession", "order of succession", "succession"];
/// The delegations of authority.
pub(crate) const DELEGATIONS: Content = &["delegations", "delegations of authority", "delegation"];
/// The plan itself.
pub(crate) const PLAN: Content = &["plan", "emergency plan", "continuity plan"];
/// Lists of staff.
pub(crate) const STAFFING: Content = &["staffing", "staffing list", "staffing lists", "staff"];
/// Records needed to operate in an emergency.
pub(crate) const OPERATING: Content = &["emergency operating"];
/// Records that protect rights and interests.
pub(crate) const RIGHTS: Content = &["rights and interests"];

/// Whether a record contains something. Case and hyphens do not matter.
pub(crate) fn contains(record: &Record, content: Content) -> bool {
    record
        .contains
        .iter()
        .any(|text| content.contains(&text.to_lowercase().replace('-', " ").as_str()))
}

/// Essential records that count.
pub(crate) fn records<'p>(
    cx: &Context<'p>,
) -> impl Iterator<Item = (Subject<'p>, &'p Named<Record>)> {
    let counting = cx
        .plan
        .records
        .iter()
        .filter(|(_, record)| cx.counts(&record.terms));
    counting.map(|(id, record)| (Subject::of(id, record), record))
}

/// Copies of a record that count.
pub(crate) fn copies<'p>(
    cx: &Context<'_>,
    record: &'p Record,
) -> impl Iterator<Item = (usize, &'p Copy)> {
    record
        .copies
        .iter()
        .enumerate()
        .filter(|(_, copy)| cx.counts(&copy.terms))
}

/// The innermost places where copies of a record are kept.
pub(crate) fn places(cx: &Context<'_>, record: &Record) -> BTreeSet<Id<Place>> {
    copies(cx, record)
        .filter_map(|(_, copy)| cx.places.innermost(copy.at))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_do_not_matter() {
        let record = |text: &str| Record {
            contains: vec![text.to_owned()],
            ..Record::default()
        };
        for text in ["orders of succession", "Orders-of-Succession", "succession"] {
            assert!(contains(&record(text), ORDERS), "{text}");
            assert!(!contains(&record(text), PLAN), "{text}");
        }
        assert!(contains(&record("rights-and-interests"), RIGHTS));
        assert!(!contains(&record("the rights"), RIGHTS));
    }
}
