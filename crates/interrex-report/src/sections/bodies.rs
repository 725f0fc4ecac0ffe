//! Bodies that decide and powers that are exercised: how likely each is to fail.

use interrex_plan::model::{Body, Id, Power};

use super::{Writer, claims, listed, optional};
use crate::document::{Block, Grid, Inline, Line, Row, Section};

/// How many regions of one power have a row of their own.
const REGIONS_MAX: usize = 60;

/// The section: one table of bodies, one of powers, one of people.
pub(crate) fn section(writer: &Writer<'_>) -> Section {
    let plan = writer.material.plan;
    let mut blocks = Vec::new();
    if !plan.bodies.is_empty() {
        blocks.push(Block::Table(bodies(writer)));
    }
    if !plan.powers.is_empty() {
        let grid = powers(writer);
        blocks.push(Block::More(
            writer.count("all-powers", plan.powers.len()),
            vec![Block::Table(grid)],
        ));
    }
    if !plan.people.is_empty() && plan.people.len() <= 400 {
        let grid = people(writer);
        blocks.push(Block::More(
            writer.count("all-people", plan.people.len()),
            vec![Block::Table(grid)],
        ));
    }
    Section::new("bodies", writer.say("bodies"), blocks)
}

fn bodies(writer: &Writer<'_>) -> Grid {
    let plan = writer.material.plan;
    let mut rows = Vec::new();
    for (id, body) in plan.bodies.iter() {
        for kind in 0..body.decisions.len().max(1) {
            rows.push(body_row(writer, id, kind));
        }
    }
    let head = [
        "body",
        "decision",
        "members",
        "needed",
        "cannot-act",
        "likeliest-combination",
        "stated-at",
    ];
    Grid {
        caption: writer.say("bodies-caption"),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows,
    }
}

fn body_row(writer: &Writer<'_>, id: Id<Body>, kind: usize) -> Row {
    let body = writer.material.plan.bodies.get(id);
    let decision = body.decisions.get(kind).filter(|_| kind > 0);
    let mut proposition = format!("body.{}.cannot-act", body.name);
    let mut decision_name = writer.say("ordinary");
    if let Some(decision) = decision {
        proposition = format!("{proposition}.{}", decision.name);
        decision_name = writer.naming.spelled(&decision.name);
    }
    let first = claims::likeliest(writer, &proposition).into_iter().next();
    Row {
        id: (kind == 0).then(|| format!("body.{}", body.name)),
        cells: vec![
            vec![Inline::Text(writer.naming.body(id))],
            vec![Inline::Text(decision_name)],
            vec![Inline::Text(body.member_count().to_string())],
            vec![Inline::Text(body.needed(kind, false).to_string())],
            writer.likelihood_of(&proposition),
            first.unwrap_or_default(),
            writer.stated(body.span, Some(&body.terms)),
        ],
    }
}

fn powers(writer: &Writer<'_>) -> Grid {
    let plan = writer.material.plan;
    let mut rows = Vec::new();
    for (id, power) in plan.powers.iter() {
        for region in 0..power.reach.len().clamp(1, REGIONS_MAX) {
            rows.push(power_row(writer, id, region));
        }
    }
    let head = [
        "power",
        "where",
        "held-by",
        "unexercised",
        "contested",
        "basis",
        "stated-at",
    ];
    Grid {
        caption: writer.say("powers-caption"),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows,
    }
}

fn power_row(writer: &Writer<'_>, id: Id<Power>, region: usize) -> Row {
    let plan = writer.material.plan;
    let power = plan.powers.get(id);
    let reach = power.reach.get(region).map(|(region, _)| *region);
    let place = reach.map_or_else(
        || writer.say("everywhere"),
        |region| writer.naming.region(region),
    );
    let stem = format!("power.{}.{}", power.name, region_name(writer, reach));
    Row {
        id: (region == 0).then(|| format!("power.{}", power.name)),
        cells: vec![
            vec![Inline::Text(writer.naming.power(id))],
            vec![Inline::Text(place)],
            vec![writer.naming.who_link(power.held_by)],
            writer.likelihood_of(&format!("{stem}.unexercised")),
            writer.likelihood_of(&format!("{stem}.contested")),
            optional(power.terms.basis.as_ref()),
            writer.stated(power.span, Some(&power.terms)),
        ],
    }
}

/// The region as propositions name it.
fn region_name(writer: &Writer<'_>, region: Option<interrex_plan::model::Region>) -> String {
    use interrex_plan::model::Region;
    match region {
        None => "everywhere".to_owned(),
        Some(Region::Locus(locus)) => writer.naming.locus_name(locus).1.to_owned(),
        Some(Region::Body(id)) => writer.material.plan.bodies.get(id).name.clone(),
    }
}

fn people(writer: &Writer<'_>) -> Grid {
    let plan = writer.material.plan;
    let row = |(id, person): (
        Id<interrex_plan::model::Person>,
        &interrex_plan::model::Named<interrex_plan::model::Person>,
    )| {
        let as_of = writer.material.as_of;
        let base = person
            .bases
            .iter()
            .rev()
            .find(|base| base.from.is_none_or(|from| from <= as_of));
        let facts = person
            .states
            .iter()
            .flatten()
            .chain(person.stays.iter())
            .chain(person.declines.iter());
        let facts: Vec<Inline> = facts
            .map(|fact| writer.naming.fact_link(&plan.facts.get(*fact).name))
            .collect();
        let base: Line = base
            .map(|base| vec![writer.naming.locus_link(base.at)])
            .unwrap_or_default();
        Row {
            id: Some(format!("person.{}", person.name)),
            cells: vec![
                vec![Inline::Text(writer.naming.person(id))],
                base,
                listed(facts),
                writer.stated(person.span, Some(&person.terms)),
            ],
        }
    };
    let head = ["person", "base", "what-may-happen", "stated-at"];
    Grid {
        caption: writer.say("people-caption"),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows: plan.people.iter().map(row).collect(),
    }
}
