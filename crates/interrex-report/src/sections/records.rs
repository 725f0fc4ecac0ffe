//! Essential records: how likely each is lost, and where its copies are.

use interrex_plan::model::{Copy, Id, Record};

use super::{Writer, claims, listed, optional};
use crate::document::{Block, Grid, Inline, Row, Section};
use crate::language::Given;

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
    let name = writer.naming.record(id);
    let proposition = format!("record.{}.lost", record.name);
    let mut blocks = vec![stated(writer, id, &proposition)];
    let sets = claims::likeliest(writer, &proposition);
    if !sets.is_empty() {
        blocks.push(Block::Paragraph(vec![Inline::Strong(
            writer.say("likeliest-combinations"),
        )]));
        blocks.push(Block::Steps(sets));
    }
    let copies = record.copies.iter();
    let rows: Vec<Row> = copies.map(|copy| copy_row(writer, copy)).collect();
    if !rows.is_empty() {
        let head = ["copy", "kept-at", "age", "lawful", "stated-at"];
        let caption = writer
            .words
            .with("copies-caption", &[("what", Given::Text(&name))]);
        blocks.push(Block::Table(Grid {
            caption,
            head: head.map(|id| writer.say(id)).to_vec(),
            rows,
        }));
    }
    if let Some(answer) = writer.material.answers.get(&proposition) {
        blocks.push(claims::lines(writer, answer));
    }
    Section::new(format!("record.{}", record.name), name, blocks)
}

/// How likely it is lost, and what the plan states of it.
fn stated(writer: &Writer<'_>, id: Id<Record>, proposition: &str) -> Block {
    let record = writer.material.plan.records.get(id);
    let mut head = writer.likelihood_of(proposition);
    if let Some(entry) = writer.material.entry(proposition) {
        let survives = claims::survives(writer, entry.survives);
        head.push(Inline::Text(format!(". {survives}")));
    }
    let used_at = record.used_at.iter();
    let used_at = used_at.map(|at| writer.naming.locus_link(*at)).collect();
    let custodian = record
        .custodian
        .map(|who| vec![writer.naming.who_link(who)]);
    writer.facts(vec![
        ("likelihood-of-loss", head),
        ("contains", writer.all_known("contains", &record.contains)),
        ("on-paper", writer.yes_or_no(record.on_paper)),
        ("age-max", writer.lasting(record.age_max)),
        ("used-at", listed(used_at)),
        ("custodian", custodian.unwrap_or_default()),
        ("designated-on", writer.on(record.designated_on)),
        ("restored-on", writer.on(record.restored_on)),
        ("basis", optional(record.terms.basis.as_ref())),
        ("stated-at", writer.stated(record.span, Some(&record.terms))),
    ])
}

fn copy_row(writer: &Writer<'_>, copy: &Copy) -> Row {
    let mut lawful = vec![Inline::Text(writer.say(match copy.lawful {
        Some(false) => "no",
        _ => "yes",
    }))];
    if let Some(from) = copy.lawful_from {
        let date = writer.words.date(from);
        let since = writer
            .words
            .with("from-date", &[("date", Given::Text(&date))]);
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
