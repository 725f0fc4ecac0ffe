//! The standards of the field as a checklist: the score by element, and what is missing.

use interrex_picture::bars::{Bar, Bars};
use interrex_rules::{Element, Outcome, RuleScore, Tally};

use super::Writer;
use crate::document::{Block, Grid, Inline, Line, Row, Section, Shown, Tone};

/// How many things are named that a rule is missing for.
const NAMED_MAX: usize = 5;

/// The section.
pub(crate) fn section(writer: &Writer<'_>) -> Section {
    let score = &writer.material.findings.score;
    if score.rules.is_empty() {
        return Section::default();
    }
    let mut blocks = vec![Block::Paragraph(lead(writer))];
    blocks.push(chart(writer));
    let mut rows = Vec::new();
    for element in Element::ALL {
        rows.extend(score.open(element).map(|rule| row(writer, element, rule)));
    }
    if !rows.is_empty() {
        let head = ["element", "missing", "for-what", "asked-by", "outcome"];
        blocks.push(Block::Table(Grid {
            caption: writer.say("missing-caption"),
            head: head.map(|id| writer.say(id)).to_vec(),
            rows,
        }));
    }
    Section::new("standards", writer.say("standards"), blocks)
}

fn lead(writer: &Writer<'_>) -> Line {
    let findings = &writer.material.findings;
    let total = findings.score.total();
    let mut line = vec![writer.text("standards-lead"), Inline::text(" ")];
    let profiles = &writer.material.plan.header.profiles;
    if profiles.is_empty() {
        line.push(writer.text("no-profile"));
    } else {
        line.push(Inline::Text(format!("{} ", writer.say("profiles"))));
        line.push(Inline::Code(profiles.join(", ")));
    }
    line.push(Inline::text(" "));
    line.push(Inline::Text(writer.count("rules-off", total.off as usize)));
    if let Some(unasked) = &findings.unasked {
        line.push(Inline::text(" "));
        line.push(Inline::Text(
            writer.count("rules-unasked", unasked.rules.len()),
        ));
    }
    line
}

fn chart(writer: &Writer<'_>) -> Block {
    let score = &writer.material.findings.score;
    let elements = Element::ALL.into_iter().map(|element| {
        (
            writer.say(&format!("element-{}", element.name())),
            score.element(element),
        )
    });
    let all = std::iter::once((writer.say("element-all"), score.total()));
    let bars = elements
        .chain(all)
        .map(|(label, tally)| bar(writer, label, tally));
    let bars = Bars {
        id: "standards.score".to_owned(),
        title: writer.say("score-title"),
        about: writer.say("score-about"),
        head: [writer.say("element"), writer.say("rules-passed")],
        bars: bars.collect(),
    };
    Block::Picture(Shown {
        title: bars.title.clone(),
        about: bars.about.clone(),
        picture: bars.draw(),
        is_scaled: true,
    })
}

fn bar(writer: &Writer<'_>, label: String, tally: Tally) -> Bar {
    let figure = match tally.percent() {
        Some(percent) => {
            let share = writer
                .words
                .range(f64::from(percent) / 100.0, f64::from(percent) / 100.0);
            format!("{share} ({}/{})", tally.passed, tally.applicable())
        }
        None => writer.say("nothing-to-ask"),
    };
    let share = tally
        .percent()
        .map_or(0.0, |percent| f64::from(percent) / 100.0);
    Bar {
        label,
        href: None,
        range: [share; 2],
        figure,
        is_bad: false,
    }
}

fn row(writer: &Writer<'_>, element: Element, score: &RuleScore) -> Row {
    let mut failing: Vec<Inline> = score
        .failing
        .iter()
        .take(NAMED_MAX)
        .map(|name| Inline::Code(name.trim_matches('`').to_owned()))
        .collect();
    let more = score.failing.len().saturating_sub(NAMED_MAX);
    if more > 0 {
        failing.push(Inline::Text(writer.count("and-more", more)));
    }
    let outcome = match score.outcome {
        Outcome::Waived => Inline::Tag(Tone::Plain, writer.say("waived")),
        _ => Inline::Tag(Tone::Bad, writer.say("missing")),
    };
    let asked = score.rule.sources.iter().map(|citation| {
        if citation.work.url.starts_with("http") {
            Inline::Link {
                href: citation.work.url.to_owned(),
                text: citation.work.what.to_owned(),
            }
        } else {
            Inline::text(citation.work.what)
        }
    });
    Row {
        id: None,
        cells: vec![
            vec![Inline::Text(
                writer.say(&format!("element-{}", element.name())),
            )],
            vec![
                Inline::text(crate::naming::capital(score.rule.mend)),
                Inline::text(" "),
                Inline::Code(score.rule.code.to_owned()),
            ],
            super::listed(failing),
            super::listed(asked.collect()),
            vec![outcome],
        ],
    }
}
