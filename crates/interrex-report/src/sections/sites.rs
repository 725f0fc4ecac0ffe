//! Places, sites and links: what each is, what takes it, and which functions its loss would hurt.

use interrex_plan::model::{Id, Link, Locus, Place, Plan, Site, Thing};
use interrex_prove::answer::ThingWeight;

use super::{Writer, decisions, listed, optional};
use crate::document::{Block, Grid, Inline, Line, Row, Section};
use crate::naming::link;

/// How many functions are named that a loss hurts.
const HURT_MAX: usize = 4;
/// How many sites have a part of their own.
const TOLD_MAX: usize = 60;
/// How many people, copies and offices of a site are named.
const HOLDS_MAX: usize = 12;
/// A loss hurts from this rise of a likelihood on.
const HURT_MIN: f64 = 0.01;

/// The section.
pub(crate) fn section(writer: &Writer<'_>) -> Section {
    let plan = writer.material.plan;
    let mut blocks = Vec::new();
    if plan.sites.len() + plan.places.len() + plan.links.len() > 0 {
        blocks.push(Block::Paragraph(vec![writer.text("sites-lead")]));
    }
    if !plan.sites.is_empty() {
        blocks.push(Block::Table(sites(writer)));
    }
    if !plan.places.is_empty() {
        blocks.push(Block::More(
            writer.count("all-places", plan.places.len()),
            vec![Block::Table(places(writer))],
        ));
    }
    if !plan.links.is_empty() {
        blocks.push(Block::More(
            writer.count("all-links", plan.links.len()),
            vec![Block::Table(links(writer))],
        ));
    }
    let mut section = Section::new("sites", writer.say("sites"), blocks);
    let told = plan.sites.ids().take(TOLD_MAX);
    section.parts = told.map(|id| site_part(writer, id)).collect();
    section
}

/// Everything about one site.
fn site_part(writer: &Writer<'_>, id: Id<Site>) -> Section {
    let plan = writer.material.plan;
    let site = plan.sites.get(id);
    let locus = Locus::Site(id);
    let within = site.within.iter();
    let within = within.map(|place| writer.naming.locus_link(Locus::Place(*place)));
    let key = |key: &str| format!("[site.{}] {key}", site.name);
    let class = site.class.as_ref();
    let class = class.map(|class| vec![Inline::Text(writer.known("class", class))]);
    let agreement = site.agreement.map(|id| {
        let name = &plan.agreements.get(id).name;
        vec![link(
            &format!("agreement.{name}"),
            writer.naming.spelled(name),
        )]
    });
    let mut asked = vec![
        ("in-place", listed(within.collect()), String::new()),
        ("readiness", class.unwrap_or_default(), key("class")),
        ("ready-in", ready_in(writer, site), key("ready-in")),
        (
            "sustained",
            writer.lasting(site.sustained),
            key("sustained"),
        ),
        ("grid", optional(site.grid.as_ref()), key("grid")),
    ];
    if !is_facility(writer, id) {
        asked.retain(|(_, line, _)| !line.is_empty());
    }
    let asked = asked.iter();
    let asked = asked.map(|(id, line, key)| (*id, line.clone(), key.as_str()));
    let facts = writer.facts_or_unsaid(asked.collect());
    let more = writer.facts(vec![
        ("needs", writer.condition(site.needs.as_ref())),
        ("borrowed", writer.yes_or_no(site.borrowed)),
        ("agreement", agreement.unwrap_or_default()),
        ("status", vec![decisions::status(writer, &site.terms)]),
        ("sits-here", sits_here(writer, locus)),
        ("based-here", based_here(writer, locus)),
        ("kept-here", kept_here(writer, locus)),
        ("threatened-by", threats(writer, Thing::Site(id))),
        (
            "its-loss-hurts",
            hurts(writer, &format!("site.{}", site.name)),
        ),
        ("basis", optional(site.terms.basis.as_ref())),
        ("stated-at", writer.stated(site.span, Some(&site.terms))),
    ]);
    Section::new(
        format!("site.{}", site.name),
        writer.naming.site(id),
        vec![facts, more],
    )
}

/// Whether functions are to be carried on from a site: it is somebody's seat, or functions are handed over to it.
fn is_facility(writer: &Writer<'_>, id: Id<Site>) -> bool {
    let plan = writer.material.plan;
    let mut devolutions = plan.devolutions.iter();
    !sits_here(writer, Locus::Site(id)).is_empty()
        || devolutions.any(|(_, one)| one.site == Some(id))
}

/// How long until a site can be used.
fn ready_in(writer: &Writer<'_>, site: &Site) -> Line {
    match site.ready_in {
        Some(period) if period.seconds() == 0 => vec![writer.text("at-once")],
        period => writer.lasting(period),
    }
}

/// Some of a list, and how many more there are.
fn some(writer: &Writer<'_>, mut list: Vec<Inline>) -> Line {
    let more = list.len().saturating_sub(HOLDS_MAX);
    list.truncate(HOLDS_MAX);
    if more > 0 {
        list.push(Inline::Text(writer.count("and-more", more)));
    }
    listed(list)
}

/// Whose seat a site is.
fn sits_here(writer: &Writer<'_>, at: Locus) -> Line {
    let seats = writer.material.plan.seats.iter();
    let here = seats.filter(|(_, seat)| seat.options.iter().any(|option| option.at == at));
    some(
        writer,
        here.map(|(_, seat)| writer.naming.who_link(seat.of))
            .collect(),
    )
}

/// Who is based at a site on the date of the report.
fn based_here(writer: &Writer<'_>, at: Locus) -> Line {
    let as_of = writer.material.as_of;
    let people = writer.material.plan.people.iter();
    let here = people.filter(|(_, person)| {
        let mut bases = person.bases.iter().rev();
        let now = bases.find(|base| base.from.is_none_or(|from| from <= as_of));
        now.is_some_and(|base| base.at == at)
    });
    let told = here.map(|(id, _)| {
        writer
            .naming
            .who_link(interrex_plan::model::Who::Person(id))
    });
    some(writer, told.collect())
}

/// Which records have a copy at a site.
fn kept_here(writer: &Writer<'_>, at: Locus) -> Line {
    let records = writer.material.plan.records.iter();
    let here = records.filter(|(_, record)| record.copies.iter().any(|copy| copy.at == at));
    let told =
        here.map(|(id, record)| link(&format!("record.{}", record.name), writer.naming.record(id)));
    some(writer, told.collect())
}

fn sites(writer: &Writer<'_>) -> Grid {
    let plan = writer.material.plan;
    let head = [
        "site",
        "in-place",
        "readiness",
        "threatened-by",
        "its-loss-hurts",
        "stated-at",
    ];
    Grid {
        caption: writer.say("sites-caption"),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows: plan.sites.iter().map(|(id, _)| site(writer, id)).collect(),
    }
}

fn site(writer: &Writer<'_>, id: Id<Site>) -> Row {
    let plan = writer.material.plan;
    let site = plan.sites.get(id);
    let within = site
        .within
        .iter()
        .map(|place| writer.naming.locus_link(Locus::Place(*place)));
    let mut ready = Vec::new();
    let class = site.class.as_ref();
    ready.extend(class.map(|class| Inline::Text(writer.known("class", class))));
    ready.extend(ready_in(writer, site));
    let anchor = format!("site.{}", site.name);
    let is_told = id.index() < TOLD_MAX;
    let name = writer.naming.site(id);
    let first = if is_told {
        link(&anchor, name)
    } else {
        Inline::Text(name)
    };
    Row {
        id: (!is_told).then_some(anchor),
        cells: vec![
            vec![first],
            listed(within.collect()),
            listed(ready),
            threats(writer, Thing::Site(id)),
            hurts(writer, &format!("site.{}", site.name)),
            writer.stated(site.span, Some(&site.terms)),
        ],
    }
}

fn places(writer: &Writer<'_>) -> Grid {
    let row = |(id, place): (Id<Place>, &interrex_plan::model::Named<Place>)| {
        let within = place
            .within
            .map(|outer| vec![writer.naming.locus_link(Locus::Place(outer))]);
        Row {
            id: Some(format!("place.{}", place.name)),
            cells: vec![
                vec![Inline::Text(writer.naming.place(id))],
                within.unwrap_or_default(),
                threats(writer, Thing::Place(id)),
                hurts(writer, &format!("place.{}", place.name)),
                writer.stated(place.span, Some(&place.terms)),
            ],
        }
    };
    let head = [
        "place",
        "in-place",
        "threatened-by",
        "its-loss-hurts",
        "stated-at",
    ];
    Grid {
        caption: writer.say("places-caption"),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows: writer.material.plan.places.iter().map(row).collect(),
    }
}

fn links(writer: &Writer<'_>) -> Grid {
    let row = |(id, item): (Id<Link>, &interrex_plan::model::Named<Link>)| {
        let ends = item.between.map(|end| writer.naming.locus_link(end));
        Row {
            id: Some(format!("link.{}", item.name)),
            cells: vec![
                vec![Inline::Text(writer.naming.link(id))],
                listed(ends.to_vec()),
                vec![Inline::Text(carries(writer, &item.value))],
                threats(writer, Thing::Link(id)),
                hurts(writer, &format!("link.{}", item.name)),
                writer.stated(item.span, Some(&item.terms)),
            ],
        }
    };
    let head = [
        "link",
        "between",
        "carries",
        "threatened-by",
        "its-loss-hurts",
        "stated-at",
    ];
    Grid {
        caption: writer.say("links-caption"),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows: writer.material.plan.links.iter().map(row).collect(),
    }
}

/// What a link carries, in words.
pub(crate) fn carries(writer: &Writer<'_>, link: &Link) -> String {
    let parts = [
        (link.messages, "messages"),
        (link.people, "people-carried"),
        (link.records, "records-carried"),
    ];
    let told = parts.iter().filter(|(is_carried, _)| *is_carried);
    told.map(|(_, id)| writer.say(id))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The threats that take a thing, and its loss by a cause of its own.
pub(crate) fn threats(writer: &Writer<'_>, thing: Thing) -> Line {
    let plan = writer.material.plan;
    let mut list = Vec::new();
    for (id, threat) in plan.threats.iter() {
        if threat.takes.iter().any(|taking| taking.thing == thing) {
            list.push(link(
                &format!("threat.{}", threat.name),
                writer.naming.threat(id),
            ));
        }
    }
    if let Some(fact) = own_loss(plan, thing) {
        list.push(writer.naming.fact_link(&plan.facts.get(fact).name));
    }
    listed(list)
}

fn own_loss(plan: &Plan, thing: Thing) -> Option<Id<interrex_plan::model::Fact>> {
    match thing {
        Thing::Place(id) => plan.places.get(id).lost,
        Thing::Site(id) => plan.sites.get(id).lost,
        Thing::Link(id) => plan.links.get(id).lost,
        Thing::Person(_) | Thing::Copy(..) => None,
    }
}

/// The functions whose likelihood to fail rises most with the loss of a thing.
pub(crate) fn hurts(writer: &Writer<'_>, thing: &str) -> Line {
    let mut found: Vec<(&str, &ThingWeight)> = Vec::new();
    for (name, answer) in &writer.material.answers {
        let is_function = name.starts_with("function.");
        let weight = answer.things.iter().find(|weight| weight.thing == thing);
        let rises =
            |weight: &&ThingWeight| weight.if_lost.high - weight.if_standing.high >= HURT_MIN;
        if let Some(weight) = weight.filter(rises).filter(|_| is_function) {
            found.push((name, weight));
        }
    }
    found.sort_by(|a, b| b.1.if_lost.high.total_cmp(&a.1.if_lost.high));
    let told = found.iter().take(HURT_MAX).flat_map(|(name, weight)| {
        let element = name.trim_end_matches(".fails");
        [
            writer.naming.element_link(element),
            Inline::text(" "),
            writer.figure(name, &format!("if-lost {thing}"), weight.if_lost),
        ]
    });
    let mut line = Vec::new();
    for (index, piece) in told.enumerate() {
        if index > 0 && index.is_multiple_of(3) {
            line.push(Inline::text("; "));
        }
        line.push(piece);
    }
    line
}
