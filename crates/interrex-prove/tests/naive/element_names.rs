//! Elements by the names under which a question speaks of them: `measure.reform`,
//! `office.chief.order.line`.

use interrex_plan::model::{Arena, Element, Plan};

use super::model::{element, part};

/// The element of this name.
pub(crate) fn element_named(plan: &Plan, name: &str) -> Option<Element> {
    let words: Vec<&str> = name.split('.').collect();
    match *words.as_slice() {
        [kind, id] => whole(plan, kind, id),
        [kind, id, of, inner] => inside(plan, (kind, id), (of, inner)),
        _ => None,
    }
}

fn whole(plan: &Plan, kind: &str, id: &str) -> Option<Element> {
    fn find<T>(arena: &Arena<T>, kind: &'static str, id: &str) -> Option<Element> {
        Some(element(kind, arena.by_name(id)?))
    }
    match kind {
        "source" => find(&plan.sources, "source", id),
        "place" => find(&plan.places, "place", id),
        "site" => find(&plan.sites, "site", id),
        "link" => find(&plan.links, "link", id),
        "threat" => find(&plan.threats, "threat", id),
        "body" => find(&plan.bodies, "body", id),
        "office" => find(&plan.offices, "office", id),
        "lease" => find(&plan.leases, "lease", id),
        "power" => find(&plan.powers, "power", id),
        "seat" => find(&plan.seats, "seat", id),
        "record" => find(&plan.records, "record", id),
        "pledge" => find(&plan.pledges, "pledge", id),
        "measure" => find(&plan.measures, "measure", id),
        "decision" => find(&plan.decisions, "decision", id),
        "function" => find(&plan.functions, "function", id),
        _ => None,
    }
}

fn inside(plan: &Plan, (kind, id): (&str, &str), (of, inner): (&str, &str)) -> Option<Element> {
    match (kind, of) {
        ("office", "ground") => {
            let id = plan.offices.by_name(id)?;
            let index = plan
                .offices
                .get(id)
                .grounds
                .iter()
                .position(|one| one.name == inner)?;
            Some(part("office", id, "ground", index))
        }
        ("office", "order") => {
            let id = plan.offices.by_name(id)?;
            let index = plan
                .offices
                .get(id)
                .orders
                .iter()
                .position(|one| one.name == inner)?;
            Some(part("office", id, "order", index))
        }
        ("seat", "option") => {
            let id = plan.seats.by_name(id)?;
            let index = plan
                .seats
                .get(id)
                .options
                .iter()
                .position(|one| one.name == inner)?;
            Some(part("seat", id, "option", index))
        }
        ("record", "copy") => {
            let id = plan.records.by_name(id)?;
            let index = plan
                .records
                .get(id)
                .copies
                .iter()
                .position(|one| one.name == inner)?;
            Some(part("record", id, "copy", index))
        }
        _ => None,
    }
}
