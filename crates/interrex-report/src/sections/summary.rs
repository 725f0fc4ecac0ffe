//! The summary that a minister reads: the functions at a glance, what else is likeliest to fail, what is so already.

use interrex_picture::bars::{Bar, Bars};
use interrex_prove::answer::Survives;
use interrex_prove::summary::Entry;

use super::{Writer, claims, functions};
use crate::document::{Block, Grid, Inline, Line, Row, Section, Shown};
use crate::language::Given;
use crate::naming::link;

/// How many failures are named besides the functions.
const WORST_MAX: usize = 12;
/// How many functions the picture has.
const BARS_MAX: usize = 20;
/// How many of what is so already are named.
const CERTAIN_MAX: usize = 24;

/// The section.
pub(crate) fn section(writer: &Writer<'_>) -> Section {
    let mut blocks = vec![Block::Paragraph(vec![Inline::Text(lead(writer))])];
    blocks.extend(bars(writer));
    blocks.extend(functions_table(writer));
    blocks.extend(worst(writer));
    blocks.extend(certain(writer));
    blocks.push(Block::Paragraph(vec![Inline::Text(impossible(writer))]));
    blocks.push(Block::More(
        writer.say("how-to-read"),
        vec![Block::Points(
            [
                "read-likelihood",
                "read-combination",
                "read-loss",
                "read-four-ways",
                "read-decided",
                "read-source",
            ]
            .map(|id| vec![writer.text(id)])
            .to_vec(),
        )],
    ));
    Section::new("summary", writer.say("summary"), blocks)
}

/// The first sentences.
fn lead(writer: &Writer<'_>) -> String {
    let material = writer.material;
    let words = writer.words;
    let functions = material.plan.functions.len();
    let single = material
        .summary
        .failures
        .iter()
        .filter(|entry| entry.proposition.starts_with("function."))
        .filter(|entry| matches!(entry.survives, Survives::Losses(0) | Survives::NotEvenNone))
        .count();
    let mut text = words.with(
        "summary-functions",
        &[
            ("count", Given::Count(functions)),
            ("single", Given::Count(single)),
        ],
    );
    if let Some(percent) = material.findings.score.total().percent() {
        let percent = percent.to_string();
        text.push(' ');
        text.push_str(&words.with("summary-score", &[("percent", Given::Text(&percent))]));
    }
    let open = material.summary.floated.len() + material.summary.left_out;
    if open > 0 {
        text.push(' ');
        text.push_str(&writer.count("summary-open", open));
    }
    if material.is_abridged {
        text.push(' ');
        text.push_str(&writer.say("summary-abridged"));
    }
    text
}

/// How likely each function is to fail, as bars.
fn bars(writer: &Writer<'_>) -> Option<Block> {
    let ids = functions::worst_first(writer);
    let bars: Vec<Bar> = ids
        .into_iter()
        .take(BARS_MAX)
        .filter_map(|id| {
            let proposition = functions::proposition(writer, id);
            let chance = writer.material.entry(&proposition)?.probability;
            Some(Bar {
                label: writer.naming.function(id),
                href: Some(format!(
                    "#function.{}",
                    writer.material.plan.functions.get(id).name
                )),
                range: [chance.low, chance.high],
                figure: writer.words.chance(chance),
                is_bad: true,
            })
        })
        .collect();
    if bars.is_empty() {
        return None;
    }
    let bars = Bars {
        id: "summary.bars".to_owned(),
        title: writer.say("bars-title"),
        about: writer.say("bars-about"),
        head: [writer.say("function"), writer.say("likelihood")],
        bars,
    };
    Some(Block::Picture(Shown {
        title: bars.title.clone(),
        about: bars.about.clone(),
        picture: bars.draw(),
        is_scaled: true,
        cases: Vec::new(),
    }))
}

fn functions_table(writer: &Writer<'_>) -> Option<Block> {
    let material = writer.material;
    let row = |id| {
        let proposition = functions::proposition(writer, id);
        let entry = material.entry(&proposition);
        let answer = material.answers.get(&proposition);
        let first = claims::likeliest(writer, &proposition).into_iter().next();
        let remedy = answer.map(|answer| functions::first_remedy(writer, answer));
        let anchor = format!("function.{}", material.plan.functions.get(id).name);
        let survives = entry.map_or(Survives::Everything, |entry| entry.survives);
        Row {
            id: None,
            cells: vec![
                vec![link(&anchor, writer.naming.function(id))],
                writer.likelihood_of(&proposition),
                vec![Inline::Text(claims::survives(writer, survives))],
                first.unwrap_or_default(),
                remedy.unwrap_or_default(),
            ],
        }
    };
    let rows: Vec<Row> = functions::worst_first(writer)
        .into_iter()
        .map(row)
        .collect();
    if rows.is_empty() {
        return None;
    }
    let head = [
        "function",
        "likelihood",
        "losses",
        "likeliest-combination",
        "first-remedy-head",
    ];
    Some(Block::Table(Grid {
        caption: writer.say("functions-caption"),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows,
    }))
}

/// What else is likeliest to fail: no functions, and nothing that is so already.
fn worst(writer: &Writer<'_>) -> Option<Block> {
    let summary = &writer.material.summary;
    let is_shown = |entry: &&Entry| {
        !summary.standing.contains(&entry.proposition)
            && !entry.proposition.starts_with("function.")
    };
    let row = |entry: &Entry| {
        let first = claims::likeliest(writer, &entry.proposition)
            .into_iter()
            .next();
        Row {
            id: None,
            cells: vec![
                proposition_link(writer, entry),
                vec![writer.likelihood(&entry.proposition, entry.probability)],
                vec![Inline::Text(claims::survives(writer, entry.survives))],
                first.unwrap_or_default(),
            ],
        }
    };
    let shown = summary.failures.iter().filter(is_shown);
    let rows: Vec<Row> = shown.take(WORST_MAX).map(row).collect();
    if rows.is_empty() {
        return None;
    }
    let head = ["failure", "likelihood", "losses", "likeliest-combination"];
    Some(Block::Table(Grid {
        caption: writer.say("worst-caption"),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows,
    }))
}

/// A proposition with a link to its element.
pub(crate) fn proposition_link(writer: &Writer<'_>, entry: &Entry) -> Line {
    let anchor: Vec<&str> = entry.proposition.splitn(3, '.').take(2).collect();
    vec![link(
        &anchor.join("."),
        writer.naming.proposition(&entry.subject),
    )]
}

/// What is so as the plan stands.
fn certain(writer: &Writer<'_>) -> Option<Block> {
    let summary = &writer.material.summary;
    if summary.standing.is_empty() {
        return None;
    }
    let told = summary
        .standing
        .iter()
        .take(CERTAIN_MAX)
        .filter_map(|name| {
            let entry = writer.material.entry(name)?;
            Some(proposition_link(writer, entry))
        });
    let mut points: Vec<Line> = told.collect();
    let more = summary.standing.len().saturating_sub(CERTAIN_MAX);
    if more > 0 {
        points.push(vec![Inline::Text(writer.count("and-more", more))]);
    }
    Some(Block::More(
        writer.count("certain", summary.standing.len()),
        vec![
            Block::Paragraph(vec![writer.text("certain-lead")]),
            Block::Points(points),
        ],
    ))
}

fn impossible(writer: &Writer<'_>) -> String {
    writer.count("impossible", writer.material.summary.impossible)
}
