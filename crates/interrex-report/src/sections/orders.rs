//! Orders of succession as a plan on paper lists them: on which grounds, who, under which conditions and limits, how
//! successors are told and how authority goes back.

use interrex_plan::model::{Gives, Id, Office, Order};

use super::{Writer, listed, offices};
use crate::document::{Block, Grid, Inline, Line, Row};
use crate::language::Given;

/// The orders of an office that count on the date of the report.
pub(crate) fn table(writer: &Writer<'_>, id: Id<Office>) -> Option<Block> {
    let office = writer.material.plan.offices.get(id);
    let orders = office.orders.iter().enumerate();
    let counting = orders.filter(|(index, order)| offices::order_counts(writer, id, *index, order));
    let rows: Vec<Row> = counting
        .map(|(_, order)| row(writer, office, order))
        .collect();
    if rows.is_empty() {
        return None;
    }
    let name = writer.naming.office(id);
    let head = [
        "order",
        "on-ground",
        "successors",
        "conditions",
        "gives",
        "limits",
        "notified-by",
        "ends",
        "basis",
        "stated-at",
    ];
    Some(Block::Table(Grid {
        caption: writer
            .words
            .with("orders-caption", &[("what", Given::Text(&name))]),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows,
    }))
}

fn row(writer: &Writer<'_>, office: &Office, order: &Order) -> Row {
    let gives = match order.gives {
        Some(Gives::Title) => writer.say("gives-title"),
        Some(Gives::Exercise) => writer.say("gives-exercise"),
        None => writer.say("gives-by-ground"),
    };
    let ends = order.ends_when.as_ref();
    let basis = order.terms.basis.as_ref().or(office.terms.basis.as_ref());
    let text = |text: Option<&String>| -> Line {
        text.map(|text| vec![Inline::text(text)])
            .unwrap_or_default()
    };
    Row {
        id: None,
        cells: vec![
            vec![Inline::Text(writer.naming.spelled(&order.name))],
            vec![Inline::Text(offices::ground_names(writer, office, order))],
            successors(writer, order),
            conditions(writer, order),
            vec![Inline::Text(gives)],
            writer.or_unsaid(writer.limits(order.limits.as_ref()), "limits"),
            writer.or_unsaid(text(order.notified_by.as_ref()), "notified-by"),
            writer.or_unsaid(text(ends), "ends-when"),
            writer.or_unsaid(text(basis), "basis"),
            writer.stated(order.span, Some(&order.terms)),
        ],
    }
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
