//! Open decisions: what is floated, prepared, offered, refused; since when, by whose word, and what each
//! would change if it were decided.

use interrex_plan::model::{Element, Id, Plan, Status, Terms};
use interrex_prove::supposing::{Change, Direction, Effects, Floated};

use super::{Writer, listed};
use crate::document::{Block, Grid, Inline, Line, Row, Section, Tone};
use crate::language::Given;

/// How many answers are named that a decision would change.
const CHANGES_MAX: usize = 6;

/// The section: a table of every measure and decision, then what each open one would change.
pub(crate) fn section(writer: &Writer<'_>) -> Section {
    let plan = writer.material.plan;
    let summary = &writer.material.summary;
    let mut section = Section::new("decisions", writer.say("decisions"), Vec::new());
    let rows = rows(writer);
    if !rows.is_empty() {
        section
            .blocks
            .push(Block::Paragraph(vec![writer.text("decisions-lead")]));
        let head = ["what", "status", "history", "cost", "stated-at"];
        section.blocks.push(Block::Table(Grid {
            caption: writer.say("decisions-caption"),
            head: head.map(|id| writer.say(id)).to_vec(),
            rows,
        }));
    }
    section.parts = summary
        .floated
        .iter()
        .map(|one| floated(writer, plan, one))
        .collect();
    if summary.left_out > 0 {
        let left = writer.count("floated-left-out", summary.left_out);
        section
            .blocks
            .push(Block::Paragraph(vec![Inline::Text(left)]));
    }
    section
}

/// How far a decision has come, in a frame.
pub(crate) fn status(writer: &Writer<'_>, terms: &Terms) -> Inline {
    status_tag(writer, terms.status_on(writer.material.as_of))
}

fn status_tag(writer: &Writer<'_>, status: Status) -> Inline {
    let tone = match status {
        Status::Decided | Status::InForce => Tone::Good,
        Status::Refused | Status::Withdrawn => Tone::Bad,
        _ => Tone::Plain,
    };
    Inline::Tag(
        tone,
        writer.say(&format!("status-{}", status.word().replace(' ', "-"))),
    )
}

fn rows(writer: &Writer<'_>) -> Vec<Row> {
    let plan = writer.material.plan;
    let mut rows = Vec::new();
    for (_, measure) in plan.measures.iter() {
        let cost = measure
            .cost
            .map(|cost| vec![Inline::Text(writer.words.number(cost))]);
        rows.push(row(
            writer,
            ("measure", &measure.name),
            &measure.terms,
            cost,
            measure.span,
        ));
    }
    for (_, decision) in plan.decisions.iter() {
        rows.push(row(
            writer,
            ("decision", &decision.name),
            &decision.terms,
            None,
            decision.span,
        ));
    }
    rows
}

fn row(
    writer: &Writer<'_>,
    (kind, name): (&str, &str),
    terms: &Terms,
    cost: Option<Line>,
    span: interrex_diag::Span,
) -> Row {
    let anchor = format!("{kind}.{name}");
    let is_told = writer
        .material
        .summary
        .floated
        .iter()
        .any(|one| one.element == anchor);
    let name = writer.naming.element(&anchor);
    let first = if is_told {
        crate::naming::link(&anchor, name)
    } else {
        Inline::Text(name)
    };
    Row {
        id: (!is_told).then_some(anchor),
        cells: vec![
            vec![first],
            vec![status(writer, terms)],
            history(writer, terms),
            cost.unwrap_or_default(),
            writer.stated(span, Some(terms)),
        ],
    }
}

/// The steps of a decision, each with its date and source.
fn history(writer: &Writer<'_>, terms: &Terms) -> Line {
    let mut line = Vec::new();
    for entry in &terms.status {
        if !line.is_empty() {
            line.push(Inline::text("; "));
        }
        let word = writer.say(&format!("status-{}", entry.status.word().replace(' ', "-")));
        let on = entry
            .on
            .map(|date| format!(", {}", writer.words.date(date)));
        line.push(Inline::Text(format!("{word}{}", on.unwrap_or_default())));
        if let Some(source) = entry.source {
            line.push(Inline::text(": "));
            line.push(writer.source(source));
        }
    }
    line
}

/// The anchor of what is open: its own, unless another part of the report tells of the element.
fn anchor(element: &str) -> String {
    let is_own = element.starts_with("measure.") || element.starts_with("decision.");
    if is_own {
        element.to_owned()
    } else {
        format!("open.{element}")
    }
}

fn floated(writer: &Writer<'_>, plan: &Plan, one: &Floated) -> Section {
    let element = plan.find(&one.element).ok();
    let terms = element.and_then(|element| terms_of(plan, element));
    let known = terms.map_or_else(Vec::new, |terms| vec![status(writer, terms)]);
    let rests = one
        .rests_on
        .iter()
        .map(|(name, _)| writer.naming.element_link(name));
    let awaited = one
        .awaited_by
        .iter()
        .map(|name| writer.naming.element_link(name));
    let stated = element.and_then(|element| plan.element_span(element));
    let mut blocks = vec![writer.facts(vec![
        ("status", known),
        ("history", terms.map(|terms| history(writer, terms)).unwrap_or_default()),
        ("rests-on-open", listed(rests.collect())),
        ("awaited-by", listed(awaited.collect())),
        ("stated-at", stated.map(|span| vec![writer.line_at(span)]).unwrap_or_default()),
    ])];
    blocks.push(effects(writer, "alone-caption", one, &one.alone));
    if let Some(together) = &one.together {
        blocks.push(effects(writer, "together-caption", one, together));
    }
    Section::new(
        anchor(&one.element),
        writer.naming.element(&one.element),
        blocks,
    )
}

/// What it would change.
fn effects(writer: &Writer<'_>, caption: &str, one: &Floated, effects: &Effects) -> Block {
    let name = writer.naming.element(&one.element);
    let caption = writer.words.with(caption, &[("what", Given::Text(&name))]);
    if effects.changes.is_empty() {
        let slight = if effects.slight > 0 {
            "changes-slightly"
        } else {
            "changes-nothing"
        };
        return Block::Paragraph(vec![Inline::Text(format!(
            "{caption}: {}",
            writer.say(slight)
        ))]);
    }
    let rows: Vec<Row> = effects
        .changes
        .iter()
        .take(CHANGES_MAX)
        .map(|change| change_row(writer, one, change))
        .collect();
    let more = effects.changes.len().saturating_sub(CHANGES_MAX) + effects.slight;
    let caption = if more > 0 {
        format!("{caption} ({})", writer.count("and-more", more))
    } else {
        caption
    };
    let head = ["answer", "as-it-is", "if-decided", "direction"];
    Block::Table(Grid {
        caption,
        head: head.map(|id| writer.say(id)).to_vec(),
        rows,
    })
}

fn change_row(writer: &Writer<'_>, one: &Floated, change: &Change) -> Row {
    let anchor: Vec<&str> = change.proposition.splitn(3, '.').take(2).collect();
    let (tone, word) = match (change.direction(), change.subject.is_failure()) {
        (Direction::Up, true) => (Tone::Bad, "likelier"),
        (Direction::Up, false) => (Tone::Plain, "likelier"),
        (Direction::Down, true) => (Tone::Good, "less-likely"),
        (Direction::Down, false) => (Tone::Plain, "less-likely"),
        (Direction::Both, _) => (Tone::Plain, "wider"),
    };
    let which = format!("with {}", one.element);
    Row {
        id: None,
        cells: vec![
            vec![crate::naming::link(
                &anchor.join("."),
                writer.naming.proposition(&change.subject),
            )],
            vec![writer.likelihood(&change.proposition, change.without)],
            vec![writer.figure(&change.proposition, &which, change.with)],
            vec![Inline::Tag(tone, writer.say(word))],
        ],
    }
}

/// The terms of an element that waits for a decision.
fn terms_of(plan: &Plan, element: Element) -> Option<&Terms> {
    let Element::Of(kind, index) = element else {
        return None;
    };
    let index = index as usize;
    match kind {
        "measure" => Some(&plan.measures.get(Id::new(index)).value.terms),
        "decision" => Some(&plan.decisions.get(Id::new(index)).value.terms),
        "pledge" => Some(&plan.pledges.get(Id::new(index)).value.terms),
        "agreement" => Some(&plan.agreements.get(Id::new(index)).value.terms),
        "link" => Some(&plan.links.get(Id::new(index)).value.terms),
        "site" => Some(&plan.sites.get(Id::new(index)).value.terms),
        "recognition" => plan.recognitions.get(index).map(|one| &one.terms),
        _ => None,
    }
}
