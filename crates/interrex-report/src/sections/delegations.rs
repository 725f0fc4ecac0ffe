//! Delegations of authority: who may exercise a power for its holder, how far, from when until when; and to whom powers
//! devolve where contact is lost.

use interrex_plan::model::{Delegation, Devolution, Id, Power, Region, Terms};

use super::{Writer, decisions, listed, optional};
use crate::document::{Block, Grid, Inline, Line, Row, Section};

/// How many delegations have a part of their own.
const TOLD_MAX: usize = 200;

/// The section, one part for each delegation.
pub(crate) fn section(writer: &Writer<'_>) -> Section {
    let plan = writer.material.plan;
    let mut section = Section::new("delegations", writer.say("delegations"), Vec::new());
    let lead = vec![writer.text("delegations-lead")];
    section.blocks.push(Block::Paragraph(lead));
    let all: Vec<(Id<Power>, &Delegation)> = plan
        .powers
        .iter()
        .flat_map(|(id, power)| power.delegations.iter().map(move |one| (id, one)))
        .collect();
    if all.is_empty() {
        let unsaid = writer.unsaid("[power.ID.delegation.NAME]");
        section.blocks.push(Block::Paragraph(unsaid));
    }
    section.parts = all
        .iter()
        .take(TOLD_MAX)
        .map(|(id, one)| delegation(writer, *id, one))
        .collect();
    if all.len() > TOLD_MAX {
        let more = writer.count("and-more", all.len() - TOLD_MAX);
        section
            .blocks
            .push(Block::Paragraph(vec![Inline::Text(more)]));
    }
    for (id, power) in plan.powers.iter() {
        let devolved = power.devolution.iter();
        section
            .parts
            .extend(devolved.map(|one| devolution(writer, id, one)));
    }
    section
}

fn delegation(writer: &Writer<'_>, id: Id<Power>, one: &Delegation) -> Section {
    let power = writer.material.plan.powers.get(id);
    let anchor = format!("delegation.{}.{}", power.name, one.name);
    let title = format!(
        "{}: {}",
        writer.naming.power(id),
        writer.naming.spelled(&one.name)
    );
    let key = |key: &str| format!("[power.{}.delegation.{}] {key}", power.name, one.name);
    let replaces = one.replaces.iter().map(Inline::text);
    let survives = if one.survives_grantor {
        "goes-on-without-grantor"
    } else {
        "ends-with-grantor"
    };
    let facts = writer.facts_or_unsaid(vec![
        (
            "delegated-by",
            vec![writer.naming.who_link(power.held_by)],
            "",
        ),
        ("delegated-to", vec![writer.naming.who_link(one.to)], ""),
        ("where", scope(writer, &one.scope), ""),
        (
            "on-condition",
            or_word(
                writer,
                writer.condition(one.condition.as_ref()),
                "without-condition",
            ),
            "",
        ),
        ("limits", writer.limits(one.limits.as_ref()), &key("limits")),
        (
            "begins",
            begins(writer, &one.terms, one.condition.is_some()),
            &key("from"),
        ),
        (
            "ends",
            ends(writer, &one.terms, one.ends_when.as_ref()),
            &key("ends-when"),
        ),
        ("grantor-gone", vec![writer.text(survives)], ""),
        ("onward", writer.yes_or_no(one.onward), &key("onward")),
        (
            "basis",
            optional(one.terms.basis.as_ref().or(power.terms.basis.as_ref())),
            &key("basis"),
        ),
        ("signed-on", writer.on(one.signed_on), &key("signed-on")),
        (
            "replaces",
            or_word(writer, listed(replaces.collect()), "replaces-none"),
            "",
        ),
        ("counsel", writer.yes_or_no(one.counsel), &key("counsel")),
        ("trained", writer.yes_or_no(one.trained), &key("trained")),
        ("status", vec![decisions::status(writer, &one.terms)], ""),
        ("stated-at", writer.stated(one.span, Some(&one.terms)), ""),
    ]);
    Section::new(anchor, title, vec![facts])
}

/// A line, or a word where there is none.
fn or_word(writer: &Writer<'_>, line: Line, id: &str) -> Line {
    if line.is_empty() {
        vec![writer.text(id)]
    } else {
        line
    }
}

/// The regions, or that there is no bound.
fn scope(writer: &Writer<'_>, regions: &[Region]) -> Line {
    let told = regions.iter();
    let told = told.map(|region| Inline::Text(writer.naming.region(*region)));
    or_word(writer, listed(told.collect()), "everywhere")
}

/// From which day; where the plan names none, with its condition.
fn begins(writer: &Writer<'_>, terms: &Terms, is_conditional: bool) -> Line {
    match terms.from {
        Some(from) => vec![Inline::Text(writer.words.date(from))],
        None if is_conditional => vec![writer.text("with-its-condition")],
        None => Vec::new(),
    }
}

/// Until which day, and how else.
fn ends(writer: &Writer<'_>, terms: &Terms, ends_when: Option<&String>) -> Line {
    let mut pieces: Vec<Inline> = ends_when.into_iter().map(Inline::text).collect();
    if let Some(until) = terms.until {
        let date = writer.words.date(until);
        let given = [("date", crate::language::Given::Text(&date))];
        pieces.push(Inline::Text(writer.words.with("until-date", &given)));
    }
    listed(pieces)
}

/// To whom a power devolves, region by region.
fn devolution(writer: &Writer<'_>, id: Id<Power>, one: &Devolution) -> Section {
    let power = &writer.material.plan.powers.get(id).name;
    let key = |key: &str| format!("[power.{power}.devolution] {key}");
    let condition = writer.condition(one.when.as_ref());
    let name = writer.naming.power(id);
    let facts = writer.facts_or_unsaid(vec![
        (
            "on-condition",
            or_word(writer, condition, "contact-lost"),
            "",
        ),
        ("limits", writer.limits(one.limits.as_ref()), &key("limits")),
        (
            "ends",
            ends(writer, &one.terms, one.ends_when.as_ref()),
            &key("ends-when"),
        ),
        ("status", vec![decisions::status(writer, &one.terms)], ""),
        ("stated-at", writer.stated(one.span, Some(&one.terms)), ""),
    ]);
    let rows = one.to.iter().take(TOLD_MAX).map(|(region, who, span)| Row {
        id: None,
        cells: vec![
            vec![Inline::Text(writer.naming.region(*region))],
            vec![writer.naming.who_link(*who)],
            vec![writer.line_at(*span)],
        ],
    });
    let head = ["where", "devolves-to", "stated-at"];
    let given = [("what", crate::language::Given::Text(&name))];
    let title = writer.words.with("devolved-power", &given);
    let grid = Grid {
        caption: title.clone(),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows: rows.collect(),
    };
    Section::new(
        format!("devolved.{power}"),
        title,
        vec![facts, Block::Table(grid)],
    )
}
