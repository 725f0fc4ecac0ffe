//! Orders of succession as a plan on paper lists them: on which grounds, who, under which conditions and limits, how
//! successors are told and how authority goes back.

use interrex_plan::model::{Gives, Id, Named, Office, Order};

use super::{Writer, listed, offices, optional};
use crate::document::{Block, Inline, Line};
use crate::language::Given;

/// The orders of an office that count on the date of the report, each with what the plan says of it.
pub(crate) fn told(writer: &Writer<'_>, id: Id<Office>) -> Vec<Block> {
    let office = writer.material.plan.offices.get(id);
    let orders = office.orders.iter().enumerate();
    let counting = orders.filter(|(index, order)| offices::order_counts(writer, id, *index, order));
    let told = counting.flat_map(|(_, order)| {
        let name = writer.naming.spelled(&order.name);
        let head = writer
            .words
            .with("order-head", &[("what", Given::Text(&name))]);
        [
            Block::Paragraph(vec![Inline::Strong(head)]),
            facts(writer, office, order),
        ]
    });
    told.collect()
}

fn facts(writer: &Writer<'_>, office: &Named<Office>, order: &Order) -> Block {
    let gives = match order.gives {
        Some(Gives::Title) => "gives-title",
        Some(Gives::Exercise) => "gives-exercise",
        None => "gives-by-ground",
    };
    let basis = order.terms.basis.as_ref().or(office.terms.basis.as_ref());
    let key = |key: &str| format!("[office.{}.order.{}] {key}", office.name, order.name);
    let grounds = offices::ground_names(writer, office, order);
    writer.facts_or_unsaid(vec![
        ("on-ground", vec![Inline::Text(grounds)], ""),
        ("successors", successors(writer, order), ""),
        ("conditions", conditions(writer, order), ""),
        ("gives", vec![writer.text(gives)], ""),
        ("limits", limits(writer, order), &key("limits")),
        (
            "notified-by",
            optional(order.notified_by.as_ref()),
            &key("notified-by"),
        ),
        (
            "ends",
            optional(order.ends_when.as_ref()),
            &key("ends-when"),
        ),
        ("basis", optional(basis), &key("basis")),
        (
            "stated-at",
            writer.stated(order.span, Some(&order.terms)),
            "",
        ),
    ])
}

/// For how long somebody may act by it, and its limits in words.
fn limits(writer: &Writer<'_>, order: &Order) -> Line {
    let time = writer.lasting(order.limit);
    let words = writer.limits(order.limits.as_ref());
    listed(time.into_iter().chain(words).collect())
}

/// The candidates, each with a place in the line.
fn successors(writer: &Writer<'_>, order: &Order) -> Line {
    let candidates = order.candidates.iter().enumerate();
    let told = candidates.map(|(index, candidate)| {
        let name = writer.naming.candidate(&candidate.name);
        Inline::Text(format!("{}.\u{a0}{name}", index + 1))
    });
    let list: Vec<Inline> = told.collect();
    if list.is_empty() {
        vec![writer.text("nobody")]
    } else {
        listed(list)
    }
}

/// What must hold, what successors must have, and what they must do.
fn conditions(writer: &Writer<'_>, order: &Order) -> Line {
    let mut pieces: Vec<Inline> = order
        .requires
        .iter()
        .map(|quality| Inline::Text(quality.clone()))
        .collect();
    let steps = order.steps.iter();
    pieces.extend(steps.map(|step| Inline::Text(step.name.clone())));
    pieces.extend(writer.condition(order.when.as_ref()));
    if pieces.is_empty() {
        vec![writer.text("without-condition")]
    } else {
        listed(pieces)
    }
}
