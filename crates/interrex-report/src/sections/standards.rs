//! The standards of the field as a checklist: the score by element, and what is missing.

use interrex_picture::bars::{Bar, Bars};
use interrex_plan::model::Waiver;
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
        let head = [
            "element",
            "what-is-missing",
            "for-what",
            "asked-by",
            "outcome",
        ];
        blocks.push(Block::Table(Grid {
            caption: writer.say("missing-caption"),
            head: head.map(|id| writer.say(id)).to_vec(),
            rows,
        }));
    }
    blocks.extend(waivers(writer));
    blocks.push(checklist(writer));
    Section::new("standards", writer.say("standards"), blocks)
}

/// The waivers of the plan, each with its reason and its last day.
fn waivers(writer: &Writer<'_>) -> Option<Block> {
    let plan = writer.material.plan;
    let row = |waiver: &Waiver| {
        let of = waiver.on.map(|element| {
            let name = plan.element_name(element);
            vec![writer.naming.element_link(&name)]
        });
        let mut until = writer.on(Some(waiver.until));
        if waiver.until < writer.material.as_of {
            until.push(Inline::text(" "));
            until.push(Inline::Tag(Tone::Bad, writer.say("expired")));
        }
        let by = waiver.by.as_ref().map(|by| vec![Inline::text(by)]);
        Row {
            id: None,
            cells: vec![
                vec![Inline::Code(waiver.rule.clone())],
                of.unwrap_or_else(|| vec![writer.text("everywhere-in-plan")]),
                vec![Inline::text(&waiver.reason)],
                until,
                by.unwrap_or_else(|| writer.unsaid("by")),
                vec![writer.line_at(waiver.span)],
            ],
        }
    };
    let rows: Vec<Row> = plan.waivers.iter().map(row).collect();
    let head = [
        "rule",
        "for-what",
        "reason",
        "until",
        "by-whom",
        "stated-at",
    ];
    (!rows.is_empty()).then(|| {
        Block::Table(Grid {
            caption: writer.say("waivers-caption"),
            head: head.map(|id| writer.say(id)).to_vec(),
            rows,
        })
    })
}

/// Every rule with how it came out.
fn checklist(writer: &Writer<'_>) -> Block {
    let score = &writer.material.findings.score;
    let mut rows = Vec::new();
    for element in Element::ALL {
        let of_element = score.rules.iter();
        let of_element = of_element.filter(|rule| rule.rule.element == element);
        rows.extend(of_element.map(|rule| checked(writer, element, rule)));
    }
    let head = ["element", "rule", "outcome"];
    Block::More(
        writer.count("checklist", score.rules.len()),
        vec![Block::Table(Grid {
            caption: writer.say("checklist-caption"),
            head: head.map(|id| writer.say(id)).to_vec(),
            rows,
        })],
    )
}

fn checked(writer: &Writer<'_>, element: Element, score: &RuleScore) -> Row {
    let (tone, id) = match score.outcome {
        Outcome::Passed => (Tone::Good, "passed"),
        Outcome::Failed => (Tone::Bad, "missing"),
        Outcome::Waived => (Tone::Plain, "waived"),
        Outcome::NotApplicable { .. } => (Tone::Plain, "not-applicable"),
        Outcome::Undecided { .. } => (Tone::Plain, "not-asked"),
        Outcome::Off => (Tone::Plain, "rule-off"),
    };
    Row {
        id: None,
        cells: vec![
            vec![Inline::Text(
                writer.say(&format!("element-{}", element.name())),
            )],
            vec![
                Inline::Text(writer.words.mend(score.rule)),
                Inline::text(" ("),
                Inline::Code(score.rule.code.to_owned()),
                Inline::text(")"),
            ],
            vec![Inline::Tag(tone, writer.say(id))],
        ],
    }
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
        line.push(Inline::text("."));
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
        cases: Vec::new(),
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
        .map(|name| writer.naming.asked(name))
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
                Inline::Text(writer.words.mend(score.rule)),
                Inline::text(" "),
                Inline::Code(score.rule.code.to_owned()),
            ],
            super::listed(failing),
            super::listed(asked.collect()),
            vec![outcome],
        ],
    }
}
