//! Tests, training and exercises: what was tried, what was found, and what is still to be mended.

use interrex_plan::model::{Exercise, Finding, Id, Named, Training};

use super::{Writer, listed, optional};
use crate::document::{Block, Grid, Inline, Row, Section, Tone};
use crate::naming::link;

/// The section.
pub(crate) fn section(writer: &Writer<'_>) -> Section {
    let plan = writer.material.plan;
    let mut blocks = vec![Block::Paragraph(vec![writer.text("exercises-lead")])];
    blocks.push(exercises(writer));
    blocks.extend(findings(writer));
    if plan.trainings.is_empty() {
        blocks.push(Block::Paragraph(writer.unsaid("[[training]]")));
    } else {
        blocks.push(Block::Table(trainings(writer)));
    }
    Section::new("exercises", writer.say("exercises"), blocks)
}

/// Exercises, the latest first.
fn exercises(writer: &Writer<'_>) -> Block {
    let plan = writer.material.plan;
    let mut all: Vec<(Id<Exercise>, &Named<Exercise>)> = plan.exercises.iter().collect();
    if all.is_empty() {
        return Block::Paragraph(writer.unsaid("[exercise.ID]"));
    }
    all.sort_by(|a, b| b.1.on.cmp(&a.1.on).then(a.0.cmp(&b.0)));
    let head = [
        "exercise",
        "on-date",
        "kind",
        "covers",
        "moved-to",
        "evidence",
        "stated-at",
    ];
    Block::Table(Grid {
        caption: writer.say("exercises-caption"),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows: all.iter().map(|(_, one)| row(writer, one)).collect(),
    })
}

fn row(writer: &Writer<'_>, one: &Named<Exercise>) -> Row {
    let moved = one.moved_to.iter();
    let moved = moved.map(|at| writer.naming.locus_link(*at)).collect();
    let mut date = writer.on(Some(one.on));
    if one.on > writer.material.as_of {
        date.push(Inline::text(" "));
        date.push(Inline::Tag(Tone::Plain, writer.say("planned")));
    }
    Row {
        id: Some(format!("exercise.{}", one.name)),
        cells: vec![
            vec![Inline::Text(writer.naming.spelled(&one.name))],
            date,
            vec![Inline::Text(writer.known("exercise", &one.kind))],
            writer.all_known("covers", &one.covers),
            listed(moved),
            writer.or_unsaid(optional(one.evidence.as_ref()), "evidence"),
            vec![writer.line_at(one.span)],
        ],
    }
}

/// What exercises found: what is open first, by when it is due.
fn findings(writer: &Writer<'_>) -> Option<Block> {
    let plan = writer.material.plan;
    let mut all: Vec<(&Named<Exercise>, &Finding)> = plan
        .exercises
        .iter()
        .flat_map(|(_, one)| one.findings.iter().map(move |finding| (one, finding)))
        .collect();
    if all.is_empty() {
        return None;
    }
    all.sort_by_key(|(_, finding)| (finding.closed_on.is_some(), finding.due));
    let head = ["finding", "exercise", "owner", "due", "state", "stated-at"];
    let rows = all.iter();
    Some(Block::Table(Grid {
        caption: writer.say("findings-caption"),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows: rows
            .map(|(of, finding)| finding_row(writer, of, finding))
            .collect(),
    }))
}

fn finding_row(writer: &Writer<'_>, of: &Named<Exercise>, finding: &Finding) -> Row {
    let as_of = writer.material.as_of;
    let state = match (finding.closed_on, finding.due) {
        (Some(closed), _) => vec![
            Inline::Tag(Tone::Good, writer.say("closed")),
            Inline::Text(format!(" {}", writer.words.date(closed))),
        ],
        (None, Some(due)) if due < as_of => vec![Inline::Tag(Tone::Bad, writer.say("overdue"))],
        (None, _) => vec![Inline::Tag(Tone::Plain, writer.say("open"))],
    };
    Row {
        id: None,
        cells: vec![
            vec![Inline::text(&finding.text)],
            vec![link(
                &format!("exercise.{}", of.name),
                writer.naming.spelled(&of.name),
            )],
            writer.or_unsaid(optional(finding.owner.as_ref()), "owner"),
            writer.or_unsaid(writer.on(finding.due), "due"),
            state,
            vec![writer.line_at(finding.span)],
        ],
    }
}

/// Training that took place, the latest first.
fn trainings(writer: &Writer<'_>) -> Grid {
    let mut all: Vec<&Training> = writer.material.plan.trainings.iter().collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.on));
    let row = |one: &&Training| {
        let who = one.who.iter();
        let who = who.map(|who| writer.naming.who_link(*who)).collect();
        Row {
            id: None,
            cells: vec![
                vec![Inline::text(&one.what)],
                writer.on(Some(one.on)),
                writer.or_unsaid(listed(who), "who"),
                writer.or_unsaid(optional(one.by.as_ref()), "by"),
                writer.or_unsaid(optional(one.evidence.as_ref()), "evidence"),
                vec![writer.line_at(one.span)],
            ],
        }
    };
    let head = [
        "training",
        "on-date",
        "who-took-part",
        "by-whom",
        "evidence",
        "stated-at",
    ];
    Grid {
        caption: writer.say("training-caption"),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows: all.iter().map(row).collect(),
    }
}
