//! Essential records: how likely each is lost, and where its copies are.

use interrex_plan::model::{Copy, Id, Record};

use super::{Writer, claims, listed};
use crate::document::{Block, Grid, Inline, Row, Section};

/// The section, one part for each record.
pub(crate) fn section(writer: &Writer<'_>) -> Section {
    let plan = writer.material.plan;
    let mut section = Section::new("records", writer.say("records"), Vec::new());
    if plan.records.is_empty() {
        return section;
    }
    section
        .blocks
        .push(Block::Paragraph(vec![writer.text("records-lead")]));
    section.parts = plan.records.ids().map(|id| record(writer, id)).collect();
    section
}

fn record(writer: &Writer<'_>, id: Id<Record>) -> Section {
    let record = writer.material.plan.records.get(id);
    let name = writer.naming.spelled(&record.name);
    let proposition = format!("record.{}.lost", record.name);
    let mut head = writer.likelihood_of(&proposition);
    if let Some(entry) = writer.material.entry(&proposition) {
        head.push(Inline::Text(format!(
            ". {}",
            claims::survives(writer, entry.survives)
        )));
    }
    let period = |period: Option<interrex_units::Period>| {
        period
            .map(|period| vec![Inline::Text(writer.words.period(period))])
            .unwrap_or_default()
    };
    let date = |date: Option<interrex_units::Date>| {
        date.map(|date| vec![Inline::Text(writer.words.date(date))])
            .unwrap_or_default()
    };
    let sets = claims::likeliest(writer, &proposition);
    let mut blocks = vec![writer.facts(vec![
            ("likelihood-of-loss", head),
            ("age-max", period(record.age_max)),
            (
                "used-at",
                listed(
                    record
                        .used_at
                        .iter()
                        .map(|at| writer.naming.locus_link(*at))
                        .collect(),
                ),
            ),
            (
                "custodian",
                record
                    .custodian
                    .map(|who| vec![writer.naming.who_link(who)])
                    .unwrap_or_default(),
            ),
            ("restored-on", date(record.restored_on)),
            ("stated-at", vec![writer.line_at(record.span)]),
        ])];
    if !sets.is_empty() {
        blocks.push(Block::Paragraph(vec![Inline::Strong(
            writer.say("likeliest-combinations"),
        )]));
        blocks.push(Block::Steps(sets));
    }
    let rows: Vec<Row> = record
        .copies
        .iter()
        .map(|copy| copy_row(writer, copy))
        .collect();
    if !rows.is_empty() {
        let head = ["copy", "kept-at", "age", "lawful", "stated-at"];
        blocks.push(Block::Table(Grid {
            caption: writer.words.with(
                "copies-caption",
                &[("what", crate::language::Given::Text(&name))],
            ),
            head: head.map(|id| writer.say(id)).to_vec(),
            rows,
        }));
    }
    if let Some(answer) = writer.material.answers.get(&proposition) {
        blocks.push(claims::lines(writer, answer));
    }
    Section::new(format!("record.{}", record.name), name, blocks)
}

fn copy_row(writer: &Writer<'_>, copy: &Copy) -> Row {
    let mut lawful = vec![Inline::Text(writer.say(match copy.lawful {
        Some(false) => "no",
        _ => "yes",
    }))];
    if let Some(from) = copy.lawful_from {
        let date = writer.words.date(from);
        let since = writer.words.with(
            "from-date",
            &[("date", crate::language::Given::Text(&date))],
        );
        lawful = vec![Inline::Text(since)];
    }
    lawful.extend(
        copy.lawful_basis
            .iter()
            .map(|basis| Inline::Text(format!(" ({basis})"))),
    );
    Row {
        id: None,
        cells: vec![
            vec![Inline::Text(writer.naming.spelled(&copy.name))],
            vec![writer.naming.locus_link(copy.at)],
            copy.age
                .map(|age| vec![Inline::Text(writer.words.period(age))])
                .unwrap_or_default(),
            lawful,
            vec![writer.line_at(copy.span)],
        ],
    }
}
