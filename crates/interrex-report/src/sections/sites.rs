//! Places, sites and links: what each is, what takes it, and which functions its loss would hurt.

use interrex_plan::model::{Id, Link, Locus, Place, Plan, Site, Thing};
use interrex_prove::answer::ThingWeight;

use super::{Writer, listed};
use crate::document::{Block, Grid, Inline, Line, Row, Section};
use crate::naming::link;

/// How many functions are named that a loss hurts.
const HURT_MAX: usize = 4;
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
    Section::new("sites", writer.say("sites"), blocks)
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
    if let Some(class) = &site.class {
        let known = format!("class-{class}");
        ready.push(Inline::Text(if writer.words.has(&known) {
            writer.say(&known)
        } else {
            class.clone()
        }));
    }
    ready.extend(
        site.ready_in
            .map(|period| Inline::Text(writer.words.period(period))),
    );
    let stated = [
        Some(writer.line_at(site.span)),
        site.terms.source.map(|source| writer.source(source)),
    ];
    Row {
        id: Some(format!("site.{}", site.name)),
        cells: vec![
            vec![Inline::Text(writer.naming.spelled(&site.name))],
            listed(within.collect()),
            listed(ready),
            threats(writer, Thing::Site(id)),
            hurts(writer, &format!("site.{}", site.name)),
            listed(stated.into_iter().flatten().collect()),
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
                vec![Inline::Text(writer.naming.spelled(&place.name))],
                within.unwrap_or_default(),
                threats(writer, Thing::Place(id)),
                hurts(writer, &format!("place.{}", place.name)),
                vec![writer.line_at(place.span)],
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
                vec![Inline::Text(writer.naming.spelled(&item.name))],
                listed(ends.to_vec()),
                vec![Inline::Text(carries(writer, &item.value))],
                threats(writer, Thing::Link(id)),
                hurts(writer, &format!("link.{}", item.name)),
                vec![writer.line_at(item.span)],
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
fn threats(writer: &Writer<'_>, thing: Thing) -> Line {
    let plan = writer.material.plan;
    let mut list = Vec::new();
    for (_, threat) in plan.threats.iter() {
        if threat.takes.iter().any(|taking| taking.thing == thing) {
            list.push(link(
                &format!("threat.{}", threat.name),
                writer.naming.spelled(&threat.name),
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
