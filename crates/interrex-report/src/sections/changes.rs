//! Changes against an earlier version of the plan: what each did to the answers, then what was written otherwise.

use interrex_plan::{Difference, KeyDifference};
use interrex_prove::supposing::{Change, Direction};
use interrex_prove::versions::Alone;

use super::Writer;
use crate::document::{Block, Grid, Inline, Line, Row, Section, Tone};
use crate::language::Given;
use crate::material::Since;
use crate::naming::{Naming, link};

/// How many answers are told.
const ANSWERS_MAX: usize = 200;
/// How many keys are told.
const KEYS_MAX: usize = 600;
/// The most letters of a value that are shown.
const LETTERS_MAX: usize = 160;

/// The section; empty where nobody asked for an earlier version.
pub(crate) fn section(writer: &Writer<'_>) -> Section {
    let Some(since) = &writer.material.since else {
        return Section::default();
    };
    let mut blocks = vec![lead(writer, since)];
    if since.differences.is_empty() {
        blocks.push(Block::Paragraph(vec![writer.text("changes-none")]));
    }
    blocks.extend(moved(writer, since));
    let earlier = Naming::new(since.plan, writer.words);
    blocks.extend(alone(
        writer,
        "appeared-caption",
        &writer.naming,
        &since.versions.appeared,
    ));
    blocks.extend(alone(
        writer,
        "gone-caption",
        &earlier,
        &since.versions.gone,
    ));
    blocks.extend(written(writer, since, &earlier));
    Section::new("changes", writer.say("changes"), blocks)
}

fn lead(writer: &Writer<'_>, since: &Since<'_>) -> Block {
    let count = |is_of: fn(&Difference) -> bool| {
        let differences = since.differences.iter();
        differences.filter(|one| is_of(one)).count()
    };
    let added = count(|one| one.before.is_none());
    let removed = count(|one| one.after.is_none());
    let changed = since.differences.len() - added - removed;
    let versions = &since.versions;
    let mut line = vec![
        Inline::Text(format!("{} ", writer.say("changes-against"))),
        Inline::Code(since.name.clone()),
        Inline::Text(format!(" ({} ", writer.say("as-of-before"))),
        Inline::Text(format!("{}; ", writer.words.date(since.as_of))),
        Inline::Text("SHA-256 ".to_owned()),
        Inline::Code(since.digest.clone()),
        Inline::text("). "),
    ];
    let told = [
        ("changes-added", added),
        ("changes-removed", removed),
        ("changes-changed", changed),
    ];
    for (id, count) in told {
        line.push(Inline::Text(format!("{} ", writer.count(id, count))));
    }
    line.push(Inline::Text(format!(
        "{} ",
        writer.count("changes-moved", versions.moved.len())
    )));
    line.push(Inline::Text(
        writer.count("changes-same", versions.same + versions.slight),
    ));
    if versions.undecided {
        line.push(Inline::Text(format!(
            " {}",
            writer.say("changes-undecided")
        )));
    }
    Block::Paragraph(line)
}

/// What became likelier or less likely.
fn moved(writer: &Writer<'_>, since: &Since<'_>) -> Vec<Block> {
    let moved = &since.versions.moved;
    if moved.is_empty() {
        return Vec::new();
    }
    let head = ["answer", "before", "after", "direction"];
    let shown = moved.iter().take(ANSWERS_MAX);
    let mut blocks = vec![Block::Table(Grid {
        caption: writer.say("moved-caption"),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows: shown.map(|change| moved_row(writer, change)).collect(),
    })];
    if moved.len() > ANSWERS_MAX {
        let more = writer.count("and-more", moved.len() - ANSWERS_MAX);
        blocks.push(Block::Paragraph(vec![Inline::Text(more)]));
    }
    blocks
}

fn moved_row(writer: &Writer<'_>, change: &Change) -> Row {
    let (tone, word) = match change.direction() {
        Direction::Up => (Tone::Bad, "likelier"),
        Direction::Down => (Tone::Good, "less-likely"),
        Direction::Both => (Tone::Plain, "wider"),
    };
    let name = &change.proposition;
    Row {
        id: None,
        cells: vec![
            vec![link(
                &element_of(name),
                writer.naming.proposition(&change.subject),
            )],
            vec![writer.figure(name, "before", change.without)],
            vec![writer.likelihood(name, change.with)],
            vec![Inline::Tag(tone, writer.say(word))],
        ],
    }
}

fn element_of(proposition: &str) -> String {
    let parts: Vec<&str> = proposition.splitn(3, '.').take(2).collect();
    parts.join(".")
}

/// What only one of the versions speaks of.
fn alone(writer: &Writer<'_>, caption: &str, naming: &Naming<'_>, list: &[Alone]) -> Option<Block> {
    let is_gone = caption == "gone-caption";
    let row = |one: &Alone| {
        let words = naming.proposition(&one.subject);
        let name = if is_gone {
            Inline::Text(words)
        } else {
            link(&element_of(&one.proposition), words)
        };
        let which = if is_gone { "before" } else { "probability" };
        Row {
            id: None,
            cells: vec![
                vec![name],
                vec![writer.figure(&one.proposition, which, one.probability)],
            ],
        }
    };
    if list.is_empty() {
        return None;
    }
    Some(Block::Table(Grid {
        caption: writer.count(caption, list.len()),
        head: ["answer", "likelihood"].map(|id| writer.say(id)).to_vec(),
        rows: list.iter().take(ANSWERS_MAX).map(row).collect(),
    }))
}

/// What was written otherwise, key by key.
fn written(writer: &Writer<'_>, since: &Since<'_>, earlier: &Naming<'_>) -> Option<Block> {
    if since.differences.is_empty() {
        return None;
    }
    let differences = since.differences.iter();
    let mut rows: Vec<Row> = differences
        .flat_map(|one| rows_of(writer, since, earlier, one))
        .collect();
    let more = rows.len().saturating_sub(KEYS_MAX);
    rows.truncate(KEYS_MAX);
    let mut caption = writer.say("written-caption");
    if more > 0 {
        caption = format!("{caption} ({})", writer.count("and-more", more));
    }
    let head = ["element-of-plan", "key", "before", "after", "stated-at"];
    Some(Block::Table(Grid {
        caption,
        head: head.map(|id| writer.say(id)).to_vec(),
        rows,
    }))
}

/// A row for each key that differs; one for an element that is added or removed.
fn rows_of(
    writer: &Writer<'_>,
    since: &Since<'_>,
    earlier: &Naming<'_>,
    one: &Difference,
) -> Vec<Row> {
    let stated: Line = match (one.after, one.before) {
        (Some(span), _) => vec![writer.line_at(span)],
        (None, Some(span)) => {
            let (path, line) = (since.texts.path(span.source), since.texts.line_of(span));
            let name = path.rsplit('/').next().unwrap_or(path);
            vec![Inline::Code(format!("{name}:{line}"))]
        }
        (None, None) => Vec::new(),
    };
    let name = named(writer, earlier, one);
    let row = |key: Line, before: Line, after: Line| Row {
        id: None,
        cells: vec![name.clone(), key, before, after, stated.clone()],
    };
    let tag = |tone, id: &str| vec![Inline::Tag(tone, writer.say(id))];
    if one.before.is_none() {
        return vec![row(Vec::new(), Vec::new(), tag(Tone::Good, "added"))];
    }
    if one.after.is_none() {
        return vec![row(Vec::new(), tag(Tone::Bad, "removed"), Vec::new())];
    }
    let told = one.keys.iter().map(|key: &KeyDifference| {
        row(
            vec![Inline::Code(key.key.clone())],
            value(writer, key.before.as_ref()),
            value(writer, key.after.as_ref()),
        )
    });
    told.collect()
}

/// An element by its name for readers, with its name in the plan.
fn named(writer: &Writer<'_>, earlier: &Naming<'_>, one: &Difference) -> Line {
    let code = Inline::Code(one.element.clone());
    let first = if one.after.is_some() {
        let known = writer.material.plan.find(&one.element).ok();
        known.map(|_| writer.naming.element_link(&one.element))
    } else {
        let name = earlier.element(&one.element);
        (name != one.element).then_some(Inline::Text(name))
    };
    let mut line: Line = first.into_iter().collect();
    if !line.is_empty() {
        line.push(Inline::text(" "));
    }
    line.push(code);
    line
}

/// A value as the plan writes it; that it says nothing.
fn value(writer: &Writer<'_>, value: Option<&String>) -> Line {
    let Some(value) = value else {
        return vec![Inline::Tag(Tone::Plain, writer.say("not-stated"))];
    };
    let mut shown: String = value.chars().take(LETTERS_MAX).collect();
    if value.chars().count() > LETTERS_MAX {
        shown.push('…');
    }
    vec![Inline::Code(shown)]
}

/// How the earlier version is named at the top of the report.
pub(crate) fn against(writer: &Writer<'_>) -> Option<Line> {
    let since = writer.material.since.as_ref()?;
    let count = since.differences.len();
    let given = [("count", Given::Count(count))];
    Some(vec![
        Inline::Code(since.name.clone()),
        Inline::text(": "),
        link("changes", writer.words.with("differences", &given)),
    ])
}
