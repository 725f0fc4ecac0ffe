//! Places, sites, links and copies that can be reported lost, by their names.

use interrex_plan::model::{Fact, FactKind, Id, Plan, Thing};

/// `lost(NAME)`: the thing that it names, also where the plan declares no loss of it by a cause of its own.
pub(crate) fn lost(plan: &Plan, text: &str) -> Option<Thing> {
    let (word, rest) = text.split_once('(')?;
    let name = rest.strip_suffix(')')?.trim();
    if word.trim() != "lost" {
        return None;
    }
    if let Some((record, copy)) = name.split_once('/') {
        return copy_named(plan, record, copy);
    }
    let (kind, name) = match name.split_once('.') {
        Some((kind, name)) => (Some(kind), name),
        None => (None, name),
    };
    let may_be = |asked: &str| kind.is_none_or(|kind| kind == asked);
    let place = || plan.places.by_name(name).map(Thing::Place);
    let site = || plan.sites.by_name(name).map(Thing::Site);
    let link = || plan.links.by_name(name).map(Thing::Link);
    let found = may_be("place").then(place).flatten();
    let found = found.or_else(|| may_be("site").then(site).flatten());
    found.or_else(|| may_be("link").then(link).flatten())
}

fn copy_named(plan: &Plan, record: &str, copy: &str) -> Option<Thing> {
    let id = plan.records.by_name(record)?;
    let copies = &plan.records.get(id).copies;
    let place = copies.iter().position(|known| known.name == copy)?;
    Some(Thing::Copy(id, u32::try_from(place).ok()?))
}

/// The fact that a thing is lost by a cause of its own, where the plan declares one.
pub(super) fn loss_of(plan: &Plan, thing: Thing) -> Option<Id<Fact>> {
    match thing {
        Thing::Place(id) => plan.places.get(id).lost,
        Thing::Site(id) => plan.sites.get(id).lost,
        Thing::Link(id) => plan.links.get(id).lost,
        Thing::Copy(id, copy) => plan.records.get(id).copies.get(copy as usize)?.lost,
        Thing::Person(_) => None,
    }
}

/// The thing that is lost where a fact holds.
pub(super) fn lost_by(kind: FactKind, plan: &Plan) -> Option<Thing> {
    match kind {
        FactKind::Lost(thing) => Some(thing),
        FactKind::CopyLost(id, copy) => {
            let place = u32::try_from(copy.index()).ok()?;
            let copies = &plan.records.get(id).copies;
            copies.get(copy.index()).map(|_| Thing::Copy(id, place))
        }
        _ => None,
    }
}

/// A thing of an old plan in another one, by its name.
pub(super) fn same(plan: &Plan, old: &Plan, thing: Thing) -> Option<Thing> {
    Some(match thing {
        Thing::Place(id) => Thing::Place(plan.places.by_name(&old.places.get(id).name)?),
        Thing::Site(id) => Thing::Site(plan.sites.by_name(&old.sites.get(id).name)?),
        Thing::Link(id) => Thing::Link(plan.links.by_name(&old.links.get(id).name)?),
        Thing::Person(id) => Thing::Person(plan.people.by_name(&old.people.get(id).name)?),
        Thing::Copy(id, copy) => {
            let record = old.records.get(id);
            let name = &record.copies.get(copy as usize)?.name;
            return copy_named(plan, &record.name, name);
        }
    })
}
