//! Essential functions: what ends each, how likely that is, what to change first; then pictures, lines and sources.

use interrex_plan::model::{Function, Id};
use interrex_prove::Answer;
use interrex_prove::answer::Chance;

use super::{Writer, claims, optional, pictures};
use crate::document::{Block, Inline, Line, Section, Tone};
use crate::language::Given;

/// The section, the worst function first.
pub(crate) fn section(writer: &Writer<'_>) -> Section {
    let plan = writer.material.plan;
    let mut section = Section::new("functions", writer.say("functions"), Vec::new());
    for id in worst_first(writer) {
        if writer
            .material
            .answers
            .contains_key(&proposition(writer, id))
        {
            section.parts.push(function(writer, id));
        }
    }
    if !plan.functions.is_empty() {
        let lead = vec![writer.text("functions-lead")];
        section.blocks.push(Block::Paragraph(lead));
    }
    section
}

/// Every function, the likeliest to fail first; of equals, that of the higher priority.
pub(crate) fn worst_first(writer: &Writer<'_>) -> Vec<Id<Function>> {
    let plan = writer.material.plan;
    let mut list: Vec<Id<Function>> = plan.functions.ids().collect();
    let chance = |id: Id<Function>| {
        let entry = writer.material.entry(&proposition(writer, id));
        entry.map_or((0.0, 0.0), |entry| {
            (entry.probability.high, entry.probability.low)
        })
    };
    let priority = |id: Id<Function>| plan.functions.get(id).priority.unwrap_or(u32::MAX);
    list.sort_by(|a, b| {
        let ((a_high, a_low), (b_high, b_low)) = (chance(*a), chance(*b));
        let by_chance = b_high.total_cmp(&a_high).then(b_low.total_cmp(&a_low));
        by_chance
            .then(priority(*a).cmp(&priority(*b)))
            .then(a.cmp(b))
    });
    list
}

/// The proposition that a function fails.
pub(crate) fn proposition(writer: &Writer<'_>, id: Id<Function>) -> String {
    format!(
        "function.{}.fails",
        writer.material.plan.functions.get(id).name
    )
}

fn function(writer: &Writer<'_>, id: Id<Function>) -> Section {
    let plan = writer.material.plan;
    let name = &plan.functions.get(id).name;
    let mut section = Section::new(
        format!("function.{name}"),
        writer.naming.function(id),
        Vec::new(),
    );
    let Some(answer) = writer.material.answers.get(&proposition(writer, id)) else {
        return section;
    };
    section.blocks.push(panel(writer, answer));
    section.blocks.push(times(writer, id, answer));
    section.blocks.extend(claims::importance(writer, answer));
    section.blocks.extend(claims::matrix(writer, answer));
    section.blocks.extend(claims::sensitivity(writer, answer));
    section.blocks.extend(measures(writer, answer));
    section.blocks.extend(claims::prevention(writer, answer));
    section.blocks.push(claims::lines(writer, answer));
    section.blocks.extend(pictures::dependencies(writer, id));
    section
}

/// What stands first: how likely, by what, and what to change first.
fn panel(writer: &Writer<'_>, answer: &Answer) -> Block {
    let proposition = &answer.proposition;
    let mut head = vec![writer.text("fails-with")];
    head.push(Inline::text(" "));
    head.push(writer.likelihood(proposition, answer.probability));
    head.push(Inline::Text(format!(" {}", writer.say("over"))));
    if let Some(horizon) = answer.horizon {
        head.push(Inline::Text(format!(" {}", writer.words.period(horizon))));
    }
    head.push(Inline::Text(format!(
        " ({})",
        claims::exactness(writer, answer)
    )));
    let mut blocks = vec![Block::Paragraph(vec![Inline::Text(claims::survives(
        writer,
        answer.survives,
    ))])];
    let sets = claims::likeliest(writer, proposition);
    let tone = if sets.is_empty() {
        Tone::Good
    } else {
        Tone::Bad
    };
    if !sets.is_empty() {
        blocks.push(Block::Paragraph(vec![Inline::Strong(
            writer.say("likeliest-combinations"),
        )]));
        blocks.push(Block::Steps(sets));
        blocks.push(Block::Paragraph(vec![Inline::Text(claims::how_many(
            writer, answer,
        ))]));
    }
    let remedy = first_remedy(writer, answer);
    if !remedy.is_empty() {
        let mut line = vec![
            Inline::Strong(writer.say("first-remedy")),
            Inline::text(" "),
        ];
        line.extend(remedy);
        blocks.push(Block::Paragraph(line));
    }
    Block::Panel(tone, head, blocks)
}

/// The measure that helps most by itself; where none does, the open decision that would; else the fact to guard
/// against first.
pub(crate) fn first_remedy(writer: &Writer<'_>, answer: &Answer) -> Line {
    best_measure(writer, answer)
        .or_else(|| best_decision(writer, answer))
        .or_else(|| first_fact(writer, answer))
        .unwrap_or_default()
}

/// A measure is told of where it moves an end of a likelihood by such a share of it.
const SHARE_MIN: f64 = 0.01;

/// Whether two likelihoods differ so much that it is worth telling.
fn differs(a: Chance, b: Chance) -> bool {
    let moves = |a: f64, b: f64| (a - b).abs() > SHARE_MIN * a.max(b);
    moves(a.low, b.low) || moves(a.high, b.high)
}

/// Whether a likelihood is lower than another by more than nothing to speak of.
fn is_lower(a: Chance, b: Chance) -> bool {
    differs(a, b) && a.high <= b.high && a.low <= b.low
}

fn best_measure(writer: &Writer<'_>, answer: &Answer) -> Option<Line> {
    let remedies = writer.material.remedies.get(&answer.proposition)?;
    let mut singly = remedies.singly.iter();
    let remedy = singly.find(|one| is_lower(one.probability, remedies.nothing))?;
    let names = remedy.measures.iter();
    let elements: Vec<String> = names.map(|name| format!("measure.{name}")).collect();
    let which = format!("remedy {}", remedy.measures.join(" and "));
    Some(brings(
        writer,
        answer,
        &elements,
        (&which, remedy.probability),
    ))
}

/// Among what is only floated or discussed, what would help most, alone or with all that it rests on.
fn best_decision(writer: &Writer<'_>, answer: &Answer) -> Option<Line> {
    let mut best: Option<(Vec<String>, String, Chance)> = None;
    for one in &writer.material.summary.floated {
        let mut together = vec![one.element.clone()];
        together.extend(one.rests_on.iter().map(|(name, _)| name.clone()));
        let ways = [
            (Some(&one.alone), vec![one.element.clone()], "with"),
            (one.together.as_ref(), together, "together"),
        ];
        for (effects, elements, word) in ways {
            let changes = effects.iter().flat_map(|effects| &effects.changes);
            let mut own = changes.filter(|change| change.proposition == answer.proposition);
            let Some(change) = own.next() else {
                continue;
            };
            let least = best
                .as_ref()
                .map_or(answer.probability, |(.., chance)| *chance);
            if is_lower(change.with, least) {
                best = Some((elements, format!("{word} {}", one.element), change.with));
            }
        }
    }
    let (elements, which, chance) = best?;
    Some(brings(writer, answer, &elements, (&which, chance)))
}

/// What would bring the likelihood to what.
fn brings(
    writer: &Writer<'_>,
    answer: &Answer,
    elements: &[String],
    (which, chance): (&str, Chance),
) -> Line {
    let links = elements.iter().map(|name| writer.naming.element_link(name));
    let mut line = super::listed(links.collect());
    line.push(Inline::Text(format!(" ({}) ", writer.say("not-decided"))));
    line.push(writer.text("brings-it-to"));
    line.push(Inline::text(" "));
    line.push(writer.figure(&answer.proposition, which, chance));
    line
}

fn first_fact(writer: &Writer<'_>, answer: &Answer) -> Option<Line> {
    let mut matter = answer.importance.iter();
    let weight = matter.find(|weight| weight.criticality > 0.0)?;
    Some(vec![
        writer.text("no-measure-helps"),
        Inline::text(" "),
        writer.naming.fact_link(&weight.fact),
        Inline::Text(format!(" ({})", factor(writer, weight.rrw))),
    ])
}

/// By which factor the likelihood falls.
fn factor(writer: &Writer<'_>, rrw: f64) -> String {
    if rrw.is_finite() {
        let number = writer.words.number(rrw);
        writer
            .words
            .with("falls-by", &[("factor", Given::Text(&number))])
    } else {
        writer.say("falls-to-nothing")
    }
}

/// What the plan asks of the function.
fn times(writer: &Writer<'_>, id: Id<Function>, answer: &Answer) -> Block {
    let function = writer.material.plan.functions.get(id);
    let words = writer.words;
    let steps = function.steps.iter();
    let steps = steps.map(|(name, time)| {
        let time = words.period(*time);
        Inline::Text(format!("{} ({time})", writer.naming.spelled(name)))
    });
    let class = function.class.as_ref();
    let class = class.map(|class| vec![Inline::Text(writer.known("function-class", class))]);
    writer.facts(vec![
        ("needs", writer.condition(function.needs.as_ref())),
        ("rto", writer.lasting(function.rto)),
        ("mtpd", writer.lasting(function.mtpd)),
        ("rpo", writer.lasting(function.rpo)),
        ("sustained", writer.lasting(function.sustained)),
        ("minimum", optional(function.minimum.as_ref())),
        (
            "priority",
            function
                .priority
                .map(|priority| vec![Inline::Text(priority.to_string())])
                .unwrap_or_default(),
        ),
        (
            "owner",
            function
                .owner
                .map(|who| vec![writer.naming.who_link(who)])
                .unwrap_or_default(),
        ),
        ("function-class", class.unwrap_or_default()),
        ("resources", optional(function.resources.as_ref())),
        ("steps", super::listed(steps.collect())),
        (
            "without-warning",
            writer.yes_or_no(function.without_warning),
        ),
        ("basis", optional(function.terms.basis.as_ref())),
        ("rests-on", claims::rests_on(writer, answer)),
        (
            "stated-at",
            writer.stated(function.span, Some(&function.terms)),
        ),
    ])
}

/// What each measure would do.
fn measures(writer: &Writer<'_>, answer: &Answer) -> Option<Block> {
    use crate::document::{Grid, Row};
    let remedies = writer.material.remedies.get(&answer.proposition)?;
    let is_told =
        |one: &&interrex_prove::measures::Remedy| differs(one.probability, remedies.nothing);
    let row = |one: &interrex_prove::measures::Remedy| {
        let names = one.measures.iter();
        let links = names.map(|name| writer.naming.element_link(&format!("measure.{name}")));
        let which = format!("remedy {}", one.measures.join(" and "));
        Row {
            id: None,
            cells: vec![
                super::listed(links.collect()),
                vec![writer.figure(&answer.proposition, &which, one.probability)],
                vec![Inline::Text(writer.words.number(one.cost))],
            ],
        }
    };
    let rows: Vec<Row> = remedies.singly.iter().filter(is_told).map(row).collect();
    if rows.is_empty() {
        return None;
    }
    let of = writer
        .naming
        .element(answer.proposition.trim_end_matches(".fails"));
    Some(Block::Table(Grid {
        caption: writer
            .words
            .with("measures-caption", &[("what", Given::Text(&of))]),
        head: vec![
            writer.say("measure"),
            writer.say("likelihood-with"),
            writer.say("cost"),
        ],
        rows,
    }))
}
