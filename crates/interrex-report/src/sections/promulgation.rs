//! What opens a plan on paper: its promulgation with room for signatures, the record of its changes, and whom its copies
//! go to. What the plan leaves unsaid is left to a pen.

use interrex_plan::model::{Element, Review};

use super::said::{blank, blank_rows};
use super::{Writer, listed};
use crate::document::{Block, Grid, Inline, Line, Row, Section, Tone};
use crate::language::Given;
use crate::naming::link;

/// The section.
pub(crate) fn section(writer: &Writer<'_>) -> Section {
    let mut section = Section::new("promulgation", writer.say("promulgation"), Vec::new());
    section.blocks = vec![
        Block::Paragraph(vec![Inline::Text(order(writer))]),
        signed(writer),
        signatures(writer),
    ];
    section.parts = vec![record_of_changes(writer), distribution(writer)];
    section
}

/// The sentence that the signature stands under.
fn order(writer: &Writer<'_>) -> String {
    let header = &writer.material.plan.header;
    let title = Given::Text(&header.title);
    match &header.institution {
        Some(institution) => writer.words.with(
            "promulgation-order-of",
            &[("title", title), ("institution", Given::Text(institution))],
        ),
        None => writer.words.with("promulgation-order", &[("title", title)]),
    }
}

/// Who signed, when, and whether the plan has changed since.
fn signed(writer: &Writer<'_>) -> Block {
    let header = &writer.material.plan.header;
    let by = header.signed_by.map(|who| writer.naming.actor(who));
    let mut on = writer.on(header.signed_on);
    let is_older = header
        .signed_on
        .zip(header.changed_on)
        .is_some_and(|(signed, changed)| signed < changed);
    if is_older {
        on.push(Inline::text(" "));
        on.push(Inline::Tag(Tone::Bad, writer.say("changed-since")));
    }
    let filed = header.filed_with.as_ref();
    let filed = filed.map(|with| vec![Inline::text(with)]);
    let law = header.seat_law.as_ref();
    let law = law.map(|law| vec![Inline::text(law)]);
    let hazards = header.closed_list.map(|is_closed| {
        let id = if is_closed {
            "only-listed"
        } else {
            "any-hazard"
        };
        vec![writer.text(id)]
    });
    writer.facts_or_unsaid(vec![
        (
            "frame-signed",
            by.map(|who| vec![Inline::Text(who)]).unwrap_or_default(),
            "[plan] signed-by",
        ),
        ("signed-on", on, "[plan] signed-on"),
        (
            "frame-changed",
            writer.on(header.changed_on),
            "[plan] changed-on",
        ),
        ("filed-with", filed.unwrap_or_default(), "[plan] filed-with"),
        ("filed-on", writer.on(header.filed_on), "[plan] filed-on"),
        ("seat-law", law.unwrap_or_default(), "[plan] seat-law"),
        (
            "activated-by",
            hazards.unwrap_or_default(),
            "[plan] closed-list",
        ),
        (
            "frame-digest",
            vec![Inline::Code(writer.material.digest.clone())],
            "",
        ),
    ])
}

/// Room for signatures: whoever signed by the plan's own word, and others.
fn signatures(writer: &Writer<'_>) -> Block {
    let signed = writer.material.plan.header.signed_by;
    let first = signed.map(|who| vec![Inline::Text(writer.naming.actor(who))]);
    let row = |number: &str, office: Line| Row {
        id: None,
        cells: vec![
            vec![Inline::text(number)],
            office,
            blank(),
            blank(),
            blank(),
        ],
    };
    let head = [
        "number",
        "office-or-post",
        "name-in-print",
        "signature",
        "on-date",
    ];
    Block::Table(Grid {
        caption: writer.say("signatures-caption"),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows: vec![
            row("1", first.unwrap_or_else(blank)),
            row("2", blank()),
            row("3", blank()),
        ],
    })
}

/// Reviews that the plan states, and room for changes by pen.
fn record_of_changes(writer: &Writer<'_>) -> Section {
    let mut reviews: Vec<&Review> = writer.material.plan.reviews.iter().collect();
    reviews.sort_by_key(|review| review.on);
    let mut blocks = vec![Block::Paragraph(vec![
        writer.text("record-of-changes-lead"),
    ])];
    if writer.material.since.is_some() {
        let told = writer.say("told-under-changes");
        blocks.push(Block::Paragraph(vec![link("changes", told)]));
    }
    if reviews.is_empty() {
        blocks.push(Block::Paragraph(writer.unsaid("[[review]]")));
    } else {
        let head = [
            "on-date",
            "review-kind",
            "review-of",
            "by-whom",
            "stated-at",
        ];
        blocks.push(Block::Table(Grid {
            caption: writer.say("reviews-caption"),
            head: head.map(|id| writer.say(id)).to_vec(),
            rows: reviews.iter().map(|one| review_row(writer, one)).collect(),
        }));
    }
    let head = ["number", "on-date", "what-changed", "by-whom", "signature"];
    blocks.push(Block::Table(Grid {
        caption: writer.say("changes-by-pen"),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows: blank_rows(head.len()),
    }));
    Section::new("record-of-changes", writer.say("record-of-changes"), blocks)
}

fn review_row(writer: &Writer<'_>, review: &Review) -> Row {
    let of = match review.of {
        Element::Plan => writer.text("the-plan"),
        element => {
            let name = writer.material.plan.element_name(element);
            writer.naming.element_link(&name)
        }
    };
    let by = review.by.as_ref().map(|by| vec![Inline::text(by)]);
    Row {
        id: None,
        cells: vec![
            writer.on(Some(review.on)),
            vec![Inline::Text(writer.known("review", &review.kind))],
            vec![of],
            by.unwrap_or_else(|| writer.unsaid("by")),
            vec![writer.line_at(review.span)],
        ],
    }
}

/// Who may read what is sealed, and room for whom copies go to.
fn distribution(writer: &Writer<'_>) -> Section {
    let plan = writer.material.plan;
    let mut blocks = vec![Block::Paragraph(vec![writer.text("distribution-lead")])];
    if let Some(with) = &plan.header.filed_with {
        let mut line = vec![
            Inline::Text(format!("{}: ", writer.say("filed-with"))),
            Inline::text(with),
        ];
        line.extend(
            plan.header
                .filed_on
                .map(|date| Inline::Text(format!(", {}", writer.words.date(date)))),
        );
        blocks.push(Block::Paragraph(line));
    }
    let holders = plan.records.iter().filter(|(_, record)| {
        let mut contained = record.contains.iter();
        contained.any(|what| what == "plan")
    });
    let kept: Vec<Inline> = holders
        .flat_map(|(_, record)| &record.copies)
        .map(|copy| writer.naming.locus_link(copy.at))
        .collect();
    if !kept.is_empty() {
        let mut line = vec![Inline::Text(format!("{}: ", writer.say("plan-kept-at")))];
        line.extend(listed(kept));
        blocks.push(Block::Paragraph(line));
    }
    let head = ["copy-number", "to-whom", "kept-at", "on-date", "signature"];
    blocks.push(Block::Table(Grid {
        caption: writer.say("distribution-caption"),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows: blank_rows(head.len()),
    }));
    Section::new("distribution", writer.say("distribution"), blocks)
}
