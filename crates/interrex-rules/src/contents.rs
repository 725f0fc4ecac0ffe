//! What records contain and where they are, as several rules ask about it.
//!
//! Responsible for recognizing the contents that the field names, however a plan spells them, and
//! for the places of copies that count. Whether a record is held in a given world is the meaning's
//! business.

use std::collections::BTreeSet;

use interrex_plan::model::{Copy, Id, Named, Place, Record};

use crate::context::Context;
use crate::subject::Subject;
use crate::words::count;

/// Contents that the field names, with the spellings that plans use.
pub(crate) type Content = &'static [&'static str];

/// The orders of succession.
pub(crate) const ORDERS: Content = &["orders of succession", "order of succession", "succession"];
/// The delegations of authority.
pub(crate) const DELEGATIONS: Content = &["delegations", "delegations of authority", "delegation"];
/// The plan itself.
pub(crate) const PLAN: Content = &[
    "plan",
    "the plan",
    "emergency plan",
    "emergency plans",
    "continuity plan",
    "continuity of operations plan",
    "coop plan",
];
/// Lists of staff.
pub(crate) const STAFFING: Content = &[
    "staffing",
    "staffing list",
    "staffing lists",
    "staff",
    "staff list",
    "staff lists",
    "staff roster",
];
/// Records needed to operate in an emergency.
pub(crate) const OPERATING: Content = &["emergency operating", "emergency operating records"];
/// Records that protect rights and interests.
pub(crate) const RIGHTS: Content = &[
    "rights and interests",
    "rights",
    "rights and interests records",
];

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

/// The innermost places where copies of a record are kept that hold it: lawful on the date and no
/// older than the record may be.
pub(crate) fn places(cx: &Context<'_>, record: &Record) -> BTreeSet<Id<Place>> {
    copies(cx, record)
        .filter(|(_, copy)| holds(cx, record, copy))
        .filter_map(|(_, copy)| cx.places.innermost(copy.at))
        .collect()
}

/// Whether a copy holds its record on the date, when nothing is lost.
pub(crate) fn holds(cx: &Context<'_>, record: &Record, copy: &Copy) -> bool {
    let is_lawful =
        copy.lawful != Some(false) && copy.lawful_from.is_none_or(|from| from <= cx.as_of);
    let is_fresh = match (copy.age, record.age_max) {
        (Some(age), Some(most)) => age <= most,
        _ => true,
    };
    is_lawful && is_fresh
}

/// How many copies that count do not hold their record, in words for a reason; nothing when all do.
pub(crate) fn not_holding(cx: &Context<'_>, record: &Record) -> Option<String> {
    let useless = copies(cx, record).filter(|(_, copy)| !holds(cx, record, copy));
    let useless = useless.count();
    let said = count(useless, "copy", "copies");
    let does = if useless == 1 { "does" } else { "do" };
    (useless > 0).then(|| format!("{said} {does} not count: unlawful where kept, or too old"))
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
