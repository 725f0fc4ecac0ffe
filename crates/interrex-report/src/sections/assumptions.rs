//! Assumptions: every likelihood with who assessed it and when, every threat with what it takes, every source with
//! what it said.

use interrex_plan::model::{Assessment, Fact, Id, Named, Source, Threat};

use super::{Writer, listed, optional};
use crate::document::{Block, Grid, Inline, Line, Row, Section, Tone};
use crate::naming::fact_anchor;

/// How many facts the table has.
const FACTS_MAX: usize = 2_000;

/// The section of likelihoods and threats.
pub(crate) fn section(writer: &Writer<'_>) -> Section {
    let plan = writer.material.plan;
    let mut blocks = Vec::new();
    let assumed = plan
        .facts
        .iter()
        .filter(|(_, fact)| is_assumed(fact))
        .count();
    if !plan.facts.is_empty() {
        let lead = writer.count("assumptions-lead", assumed);
        blocks.push(Block::Paragraph(vec![Inline::Text(lead)]));
        blocks.push(Block::More(
            writer.count("all-facts", plan.facts.len()),
            vec![Block::Table(facts(writer))],
        ));
    }
    if !plan.threats.is_empty() {
        blocks.push(Block::Table(threats(writer)));
    }
    Section::new("assumptions", writer.say("assumptions"), blocks)
}

fn is_assumed(fact: &Fact) -> bool {
    let otherwise = fact
        .condition
        .iter()
        .flat_map(|condition| &condition.otherwise);
    fact.assessments
        .iter()
        .chain(otherwise)
        .any(|one| one.assumed)
}

fn facts(writer: &Writer<'_>) -> Grid {
    let head = [
        "fact",
        "likelihood-stated",
        "by-whom",
        "on-date",
        "is-assumed",
        "stated-at",
    ];
    let mut rows = Vec::new();
    for (_, fact) in writer.material.plan.facts.iter().take(FACTS_MAX) {
        rows.extend(fact_rows(writer, fact));
    }
    Grid {
        caption: writer.say("facts-caption"),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows,
    }
}

/// A row for each assessment; one without, where nobody assessed the fact.
fn fact_rows(writer: &Writer<'_>, fact: &Named<Fact>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let condition = fact.condition.as_ref();
    let given = condition.map(|condition| (&condition.written, "given"));
    let own = fact.assessments.iter().map(|one| (one, given));
    let other = condition.into_iter().flat_map(|condition| {
        let otherwise = condition.otherwise.iter();
        otherwise.map(|one| (one, Some((&condition.written, "otherwise"))))
    });
    for (assessment, when) in own.chain(other) {
        let mut name = vec![Inline::Text(writer.naming.fact(&fact.name))];
        if let Some((written, word)) = when {
            name.push(Inline::Text(format!(" ({} ", writer.say(word))));
            name.push(Inline::Code(written.clone()));
            name.push(Inline::text(")"));
        }
        rows.push(assessment_row(writer, name, assessment));
    }
    if rows.is_empty() {
        rows.push(Row {
            id: None,
            cells: vec![
                vec![Inline::Text(writer.naming.fact(&fact.name))],
                vec![writer.text("not-assessed")],
                Vec::new(),
                Vec::new(),
                Vec::new(),
                vec![writer.line_at(fact.span)],
            ],
        });
    }
    if let Some(first) = rows.first_mut() {
        first.id = Some(fact_anchor(&fact.name));
    }
    rows
}

fn assessment_row(writer: &Writer<'_>, name: Line, one: &Assessment) -> Row {
    let (low, high) = (one.likelihood.low().get(), one.likelihood.high().get());
    let mut stated = vec![Inline::Text(writer.words.range(low, high))];
    if one.written.parse::<f64>().is_err() && !one.written.starts_with('[') {
        stated.push(Inline::Text(format!(
            " “{}”",
            one.written.trim_matches('"')
        )));
    }
    let source = one.source.map(|id| vec![writer.source(id)]);
    let date = one.date.or_else(|| {
        let source = one.source?;
        writer.material.plan.sources.get(source).date
    });
    let mut assumed = Vec::new();
    if one.assumed {
        assumed.push(Inline::Tag(Tone::Bad, writer.say("assumed")));
    }
    assumed.extend(one.note.iter().map(|note| Inline::Text(format!(" {note}"))));
    Row {
        id: None,
        cells: vec![
            name,
            stated,
            source.unwrap_or_else(|| vec![writer.text("nobody-named")]),
            date.map(|date| vec![Inline::Text(writer.words.date(date))])
                .unwrap_or_default(),
            assumed,
            vec![writer.line_at(one.span)],
        ],
    }
}

fn threats(writer: &Writer<'_>) -> Grid {
    let row = |(id, threat): (Id<Threat>, &Named<Threat>)| {
        let things = threat.takes.iter();
        let things = things.map(|taking| Inline::Text(writer.naming.thing(taking.thing)));
        let occurs = threat.occurs.map(|fact| {
            vec![
                writer
                    .naming
                    .fact_link(&writer.material.plan.facts.get(fact).name),
            ]
        });
        Row {
            id: Some(format!("threat.{}", threat.name)),
            cells: vec![
                vec![Inline::Text(writer.naming.threat(id))],
                optional(threat.hazard.as_ref()),
                listed(things.collect()),
                occurs.unwrap_or_default(),
                vec![writer.line_at(threat.span)],
            ],
        }
    };
    let head = ["threat", "hazard", "takes", "how-likely", "stated-at"];
    Grid {
        caption: writer.say("threats-caption"),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows: writer.material.plan.threats.iter().map(row).collect(),
    }
}

/// The section of sources.
pub(crate) fn sources(writer: &Writer<'_>) -> Section {
    let plan = writer.material.plan;
    let mut section = Section::new("sources", writer.say("sources"), Vec::new());
    if plan.sources.is_empty() {
        return section;
    }
    let head = [
        "source",
        "said",
        "modality",
        "grade",
        "on-date",
        "read-at",
        "stated-at",
    ];
    section
        .blocks
        .push(Block::Paragraph(vec![writer.text("sources-lead")]));
    section.blocks.push(Block::Table(Grid {
        caption: writer.say("sources-caption"),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows: plan
            .sources
            .iter()
            .map(|(_, source)| source_row(writer, source))
            .collect(),
    }));
    section
}

fn source_row(writer: &Writer<'_>, source: &Named<Source>) -> Row {
    let who = source
        .who
        .clone()
        .unwrap_or_else(|| writer.naming.spelled(&source.name));
    let mut first = vec![Inline::Text(who)];
    if source.is_named == Some(false) {
        first.push(Inline::text(" "));
        first.push(Inline::Tag(Tone::Plain, writer.say("not-named")));
    }
    let grade = source
        .grade
        .map(|grade| vec![Inline::Text(grade.to_string())]);
    let date = source
        .date
        .map(|date| vec![Inline::Text(writer.words.date(date))]);
    Row {
        id: Some(format!("source.{}", source.name)),
        cells: vec![
            first,
            optional(source.said.as_ref()),
            optional(source.modality.as_ref()),
            grade.unwrap_or_default(),
            date.unwrap_or_default(),
            source
                .reference
                .as_deref()
                .map(addresses)
                .unwrap_or_default(),
            vec![writer.line_at(source.span)],
        ],
    }
}

/// A reference with its addresses as links.
fn addresses(reference: &str) -> Line {
    let mut line = Vec::new();
    for (index, word) in reference.split(' ').enumerate() {
        if index > 0 {
            line.push(Inline::text(" "));
        }
        if word.starts_with("https://") || word.starts_with("http://") {
            let href = word.trim_end_matches([';', ',']);
            line.push(Inline::Link {
                href: href.to_owned(),
                text: host(href).to_owned(),
            });
        } else {
            line.push(Inline::text(word));
        }
    }
    line
}

/// The host of an address, which is short enough to be read.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest)
}
