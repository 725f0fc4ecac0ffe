//! Devolution and reconstitution: how functions go to another site and staff, and how normal work resumes.

use interrex_plan::model::{DevolutionPlan, Element, Id, Named, Reconstitution, Who};

use super::{Writer, listed, optional};
use crate::document::{Block, Inline, Line, Section};
use crate::naming::link;

/// How functions are handed over.
pub(crate) fn devolution(writer: &Writer<'_>) -> Section {
    let plan = writer.material.plan;
    let mut section = Section::new("devolution", writer.say("devolution"), Vec::new());
    section
        .blocks
        .push(Block::Paragraph(vec![writer.text("devolution-lead")]));
    if plan.devolutions.is_empty() {
        let unsaid = writer.unsaid("[devolution.ID]");
        section.blocks.push(Block::Paragraph(unsaid));
    }
    let parts = plan.devolutions.iter();
    section.parts = parts
        .map(|(id, one)| devolution_plan(writer, id, one))
        .collect();
    section
}

fn devolution_plan(
    writer: &Writer<'_>,
    id: Id<DevolutionPlan>,
    one: &Named<DevolutionPlan>,
) -> Section {
    let index = u32::try_from(id.index()).unwrap_or(u32::MAX);
    let name = writer
        .material
        .plan
        .element_name(Element::Of("devolution", index));
    let key = |key: &str| format!("[{name}] {key}");
    let site = one.site.map(|site| {
        let locus = interrex_plan::model::Locus::Site(site);
        vec![writer.naming.locus_link(locus)]
    });
    let functions = one.functions.iter().map(|function| {
        let anchor = format!("function.{function}");
        link(&anchor, writer.naming.element(&anchor))
    });
    let triggers = one.triggers.iter().map(Inline::text);
    let facts = writer.facts_or_unsaid(vec![
        ("kept-going-at", site.unwrap_or_default(), &key("site")),
        ("roster", people(writer, &one.roster), &key("roster")),
        (
            "functions-in-order",
            listed(functions.collect()),
            &key("functions"),
        ),
        ("triggers", joined(triggers.collect()), &key("triggers")),
        (
            "passes-by",
            optional(one.passes_by.as_ref()),
            &key("passes-by"),
        ),
        (
            "returns-by",
            optional(one.returns_by.as_ref()),
            &key("returns-by"),
        ),
        (
            "records-return",
            optional(one.records_return.as_ref()),
            &key("records-return"),
        ),
        ("basis", optional(one.terms.basis.as_ref()), &key("basis")),
        ("stated-at", writer.stated(one.span, Some(&one.terms)), ""),
    ]);
    Section::new(name, writer.naming.spelled(&one.name), vec![facts])
}

/// How normal work resumes.
pub(crate) fn reconstitution(writer: &Writer<'_>) -> Section {
    let plan = writer.material.plan;
    let lead = vec![writer.text("reconstitution-lead")];
    let facts = match &plan.reconstitution {
        Some(one) => reconstituted(writer, one),
        None => Block::Paragraph(writer.unsaid("[reconstitution]")),
    };
    Section::new(
        "reconstitution",
        writer.say("reconstitution"),
        vec![Block::Paragraph(lead), facts],
    )
}

fn reconstituted(writer: &Writer<'_>, one: &Reconstitution) -> Block {
    let manager = one.manager.map(|who| vec![writer.naming.who_link(who)]);
    let phases = one.phases.iter().map(Inline::text);
    let helper = |kind: &str| -> Line {
        let mut known = one.helpers.iter();
        let found = known.find(|(name, _)| name == kind);
        optional(found.map(|(_, who)| who))
    };
    writer.facts_or_unsaid(vec![
        (
            "manager",
            manager.unwrap_or_default(),
            "[reconstitution] manager",
        ),
        ("team", people(writer, &one.team), "[reconstitution] team"),
        (
            "phases",
            joined(phases.collect()),
            "[reconstitution] phases",
        ),
        (
            "building-check",
            optional(one.building_check.as_ref()),
            "[reconstitution] building-check",
        ),
        (
            "notices",
            optional(one.notices.as_ref()),
            "[reconstitution] notices",
        ),
        (
            "afterwards",
            optional(one.review.as_ref()),
            "[reconstitution] review",
        ),
        (
            "helpers-facilities",
            helper("facilities"),
            "[reconstitution] helpers",
        ),
        (
            "helpers-personnel",
            helper("personnel"),
            "[reconstitution] helpers",
        ),
        (
            "helpers-records",
            helper("records"),
            "[reconstitution] helpers",
        ),
        ("stated-at", vec![writer.line_at(one.span)], ""),
    ])
}

fn people(writer: &Writer<'_>, list: &[Who]) -> Line {
    let told = list.iter();
    listed(told.map(|who| writer.naming.who_link(*who)).collect())
}

/// Pieces with a semicolon between them.
fn joined(pieces: Vec<Inline>) -> Line {
    let mut line = Vec::with_capacity(pieces.len() * 2);
    for piece in pieces {
        if !line.is_empty() {
            line.push(Inline::text("; "));
        }
        line.push(piece);
    }
    line
}
