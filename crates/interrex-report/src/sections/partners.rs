//! Partners: what each pledged, how far that is decided, how likely it fails, and which of them suffice.

use interrex_plan::model::{Agreement, Id, Partner, Pledge, PledgePartner};

use super::{Writer, claims, decisions, listed, optional};
use crate::document::{Block, Grid, Inline, Row, Section, Tone};
use crate::naming::link;

/// The section: a table of pledges, and one part for each partner.
pub(crate) fn section(writer: &Writer<'_>) -> Section {
    let plan = writer.material.plan;
    let mut section = Section::new("partners", writer.say("partners"), Vec::new());
    if !plan.pledges.is_empty() {
        section
            .blocks
            .push(Block::Paragraph(vec![writer.text("partners-lead")]));
        section.blocks.push(Block::Table(pledges(writer)));
    }
    section.blocks.extend(agreements(writer));
    section.parts = plan.partners.ids().map(|id| partner(writer, id)).collect();
    section
}

/// What is agreed with whom, about places and services.
fn agreements(writer: &Writer<'_>) -> Option<Block> {
    let plan = writer.material.plan;
    let row = |(_, one): (Id<Agreement>, &interrex_plan::model::Named<Agreement>)| {
        let with = one.partner.map(|id| vec![partner_link(writer, id)]);
        let mut expires = writer.on(one.expires);
        if one.expires.is_some_and(|day| day < writer.material.as_of) {
            expires.push(Inline::text(" "));
            expires.push(Inline::Tag(Tone::Bad, writer.say("expired")));
        }
        Row {
            id: Some(format!("agreement.{}", one.name)),
            cells: vec![
                vec![Inline::Text(writer.naming.spelled(&one.name))],
                with.unwrap_or_else(|| writer.or_unsaid(optional(one.with.as_ref()), "with")),
                writer.or_unsaid(optional(one.kind.as_ref()), "kind"),
                vec![decisions::status(writer, &one.terms)],
                writer.or_unsaid(writer.on(one.signed_on), "signed-on"),
                writer.or_unsaid(expires, "expires"),
                writer.or_unsaid(writer.all_known("agreed", &one.covers), "covers"),
                writer.stated(one.span, Some(&one.terms)),
            ],
        }
    };
    let rows: Vec<Row> = plan.agreements.iter().map(row).collect();
    let head = [
        "agreement",
        "with-whom",
        "kind",
        "status",
        "signed-on",
        "expires",
        "covers",
        "stated-at",
    ];
    (!rows.is_empty()).then(|| {
        Block::Table(Grid {
            caption: writer.say("agreements-caption"),
            head: head.map(|id| writer.say(id)).to_vec(),
            rows,
        })
    })
}

fn pledges(writer: &Writer<'_>) -> Grid {
    let row = |(id, pledge): (Id<Pledge>, &interrex_plan::model::Named<Pledge>)| {
        let proposition = format!("pledge.{}.unmet", pledge.name);
        let by = pledge
            .partners
            .iter()
            .map(|one| partner_link(writer, one.partner));
        let first = claims::likeliest(writer, &proposition).into_iter().next();
        Row {
            id: Some(format!("pledge.{}", pledge.name)),
            cells: vec![
                vec![Inline::Text(writer.naming.pledge(id))],
                listed(by.collect()),
                vec![Inline::Text(writer.count("enough", pledge.enough as usize))],
                vec![decisions::status(writer, &pledge.terms)],
                writer.likelihood_of(&proposition),
                first.unwrap_or_default(),
                writer.stated(pledge.span, Some(&pledge.terms)),
            ],
        }
    };
    let head = [
        "pledge",
        "by-whom",
        "how-many",
        "status",
        "unmet",
        "likeliest-combination",
        "stated-at",
    ];
    Grid {
        caption: writer.say("pledges-caption"),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows: writer.material.plan.pledges.iter().map(row).collect(),
    }
}

fn partner_link(writer: &Writer<'_>, id: Id<Partner>) -> Inline {
    let name = &writer.material.plan.partners.get(id).name;
    link(&format!("partner.{name}"), writer.naming.partner(id))
}

fn partner(writer: &Writer<'_>, id: Id<Partner>) -> Section {
    let plan = writer.material.plan;
    let partner = plan.partners.get(id);
    let mut rows = Vec::new();
    for (pledge_id, pledge) in plan.pledges.iter() {
        for part in pledge.partners.iter().filter(|part| part.partner == id) {
            rows.push(part_row(writer, pledge_id, part));
        }
    }
    let mut coalitions = Vec::new();
    for (coalition_id, coalition) in plan.coalitions.iter() {
        if coalition.members.iter().any(|(member, _)| *member == id) {
            coalitions.push(Inline::Text(writer.naming.coalition(coalition_id)));
        }
    }
    let mut blocks = vec![writer.facts(vec![
        ("coalitions", listed(coalitions)),
        (
            "stated-at",
            writer.stated(partner.span, Some(&partner.terms)),
        ),
    ])];
    if rows.is_empty() {
        blocks.push(Block::Paragraph(vec![writer.text("no-pledge")]));
    } else {
        let name = writer.naming.partner(id);
        let head = ["pledge", "status", "withdraws", "risk", "stated-at"];
        blocks.push(Block::Table(Grid {
            caption: writer.words.with(
                "partner-caption",
                &[("what", crate::language::Given::Text(&name))],
            ),
            head: head.map(|id| writer.say(id)).to_vec(),
            rows,
        }));
    }
    Section::new(
        format!("partner.{}", partner.name),
        writer.naming.partner(id),
        blocks,
    )
}

fn part_row(writer: &Writer<'_>, id: Id<Pledge>, part: &PledgePartner) -> Row {
    let plan = writer.material.plan;
    let pledge = plan.pledges.get(id);
    let terms = if part.terms.status.is_empty() {
        &pledge.terms
    } else {
        &part.terms
    };
    let withdraws = part.withdraws.map(|fact| {
        let name = &plan.facts.get(fact).name;
        vec![writer.naming.fact_link(name)]
    });
    let anchor = format!("pledge.{}", pledge.name);
    Row {
        id: None,
        cells: vec![
            vec![link(&anchor, writer.naming.pledge(id))],
            vec![decisions::status(writer, terms)],
            withdraws.unwrap_or_else(|| vec![Inline::Tag(Tone::Plain, writer.say("not-assessed"))]),
            optional(part.risk.as_ref()),
            writer.stated(part.span, Some(&part.terms)),
        ],
    }
}
