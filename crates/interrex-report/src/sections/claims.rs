//! What is said of one proposition, whatever it is about: how likely, by which combinations, on which
//! lines and sources, and what matters most.

use interrex_picture::bars::{Bar, Bars};
use interrex_picture::matrix::Matrix;
use interrex_prove::Answer;
use interrex_prove::answer::{Set, Survives};

use super::Writer;
use crate::document::{Block, Inline, Line, Shown};
use crate::language::{Given, Language};
use crate::naming::{bare, fact_anchor, joined, link};

/// How many facts or sources a chart shows.
const CHART_MAX: usize = 8;
/// How many of the likeliest combinations are named; the matrix has all that were looked for.
const NAMED_MAX: usize = 3;
/// How many facts the matrix has.
const MATRIX_FACTS_MAX: usize = 24;
/// How many ways to prevent it are told.
const WAYS_MAX: usize = 3;

/// How many losses it takes, as a sentence.
pub(crate) fn survives(writer: &Writer<'_>, survives: Survives) -> String {
    match survives {
        Survives::Everything => writer.say("survives-everything"),
        Survives::NotEvenNone => writer.say("survives-none"),
        Survives::Losses(0) => writer.say("survives-zero"),
        Survives::Losses(count) => writer.count("survives-losses", count as usize),
        Survives::Undecided => writer.say("survives-undecided"),
    }
}

/// Whether a likelihood is exact, bounds, or left open.
pub(crate) fn exactness(writer: &Writer<'_>, answer: &Answer) -> String {
    let chance = answer.probability;
    writer.say(
        match (chance.undecided, chance.exact, chance.low < chance.high) {
            (true, ..) => "chance-open",
            (_, true, false) => "chance-exact",
            (_, true, true) => "chance-extremes",
            (_, false, _) => "chance-bounds",
        },
    )
}

/// The likeliest combinations, each a line: its facts, and how likely they are together.
pub(crate) fn likeliest(writer: &Writer<'_>, proposition: &str) -> Vec<Line> {
    let found = writer.material.likeliest.get(proposition);
    let told = found
        .into_iter()
        .flatten()
        .take(NAMED_MAX)
        .map(|combination| {
            let mut line = joined(&writer.naming, writer.words, &combination.facts);
            if combination.facts.is_empty() {
                return line;
            }
            let most = writer
                .words
                .range(combination.probability, combination.probability);
            line.push(Inline::Text(" ".to_owned()));
            line.push(Inline::Figure(crate::document::Figure {
                of: format!("{proposition} set {}", combination.facts.join(" and ")),
                low: combination.probability,
                high: combination.probability,
                text: writer
                    .words
                    .with("at-most", &[("chance", Given::Text(&most))]),
            }));
            line
        });
    told.collect()
}

/// How many combinations there are in all.
pub(crate) fn how_many(writer: &Writer<'_>, answer: &Answer) -> String {
    let sets = &answer.cut_sets;
    let mut count = told_count(&sets.count.to_string());
    if writer.words.language() == Language::Ukrainian {
        count = count.replace('.', ",");
    }
    let id = if sets.complete {
        "sets-all"
    } else {
        "sets-some"
    };
    let plural = usize::try_from(&sets.count).unwrap_or(usize::MAX);
    writer.words.with(
        id,
        &[
            ("number", Given::Text(&count)),
            ("count", Given::Count(plural)),
        ],
    )
}

/// From so many digits on, a count is told by its first digits and a power of ten.
const DIGITS_MAX: usize = 9;

/// A count that can be read.
fn told_count(digits: &str) -> String {
    if digits.len() <= DIGITS_MAX {
        return digits.to_owned();
    }
    let first: String = digits.chars().take(1).collect();
    let second: String = digits.chars().skip(1).take(1).collect();
    let power: String = (digits.len() - 1)
        .to_string()
        .chars()
        .filter_map(|digit| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit.to_digit(10)? as usize))
        .collect();
    format!("≈ {first}.{second}×10{power}")
}

/// Which fact is in which of the likeliest combinations.
pub(crate) fn matrix(writer: &Writer<'_>, answer: &Answer) -> Option<Block> {
    let sets = writer.material.likeliest.get(&answer.proposition)?;
    let mut facts: Vec<&String> = Vec::new();
    for fact in sets.iter().flat_map(|set| &set.facts) {
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    }
    facts.truncate(MATRIX_FACTS_MAX);
    if sets.len() < 2 || facts.len() < 2 {
        return None;
    }
    let row = |fact: &&String| {
        let cells = sets.iter().map(|set| set.facts.contains(fact)).collect();
        (
            writer.naming.branch(fact, &[]),
            Some(format!("#{}", fact_anchor(bare(fact)))),
            cells,
        )
    };
    let of = writer.naming.element(&element_of(answer));
    let title = writer
        .words
        .with("matrix-title", &[("what", Given::Text(&of))]);
    let matrix = Matrix {
        id: format!("matrix.{}", answer.proposition),
        title: title.clone(),
        about: writer.say("matrix-about"),
        corner: writer.say("fact"),
        columns: (1..=sets.len()).map(|number| number.to_string()).collect(),
        figures: sets
            .iter()
            .map(|set| writer.words.range(set.probability, set.probability))
            .collect(),
        figures_head: writer.say("likelihood-at-most"),
        yes: writer.say("in-it"),
        rows: facts.iter().map(row).collect(),
    };
    Some(Block::Picture(Shown {
        title,
        about: matrix.about.clone(),
        picture: matrix.draw(),
        is_scaled: false,
        cases: Vec::new(),
    }))
}

fn element_of(answer: &Answer) -> String {
    answer
        .proposition
        .splitn(3, '.')
        .take(2)
        .collect::<Vec<_>>()
        .join(".")
}

fn names(set: &Set) -> Vec<String> {
    let any = set
        .any
        .iter()
        .map(|any| format!("{} of {} x {}", any.count, any.among, any.class));
    set.facts.iter().cloned().chain(any).collect()
}

/// How much each fact matters.
pub(crate) fn importance(writer: &Writer<'_>, answer: &Answer) -> Option<Block> {
    let matter = answer
        .importance
        .iter()
        .filter(|weight| weight.criticality > 0.0);
    let bars: Vec<Bar> = matter
        .take(CHART_MAX)
        .map(|weight| Bar {
            label: writer.naming.fact(&weight.fact),
            href: Some(format!("#{}", fact_anchor(&weight.fact))),
            range: [weight.criticality; 2],
            figure: writer.words.range(weight.criticality, weight.criticality),
            is_bad: false,
        })
        .collect();
    chart(writer, answer, "importance", bars)
}

/// How far the answer moves if a source were wrong.
pub(crate) fn sensitivity(writer: &Writer<'_>, answer: &Answer) -> Option<Block> {
    let moved = answer.sources.iter().filter(|weight| weight.moves > 0.0);
    let mut bars: Vec<Bar> = moved
        .take(CHART_MAX)
        .map(|weight| {
            let source = writer.material.plan.sources.by_name(&weight.source);
            let who = source.and_then(|id| writer.material.plan.sources.get(id).who.clone());
            let range = [weight.if_wrong.low, weight.if_wrong.high];
            Bar {
                label: who.unwrap_or_else(|| writer.naming.spelled(&weight.source)),
                href: Some(format!("#source.{}", weight.source)),
                range,
                figure: writer.words.chance(weight.if_wrong),
                is_bad: false,
            }
        })
        .collect();
    if !bars.is_empty() {
        let now = answer.probability;
        bars.insert(
            0,
            Bar {
                label: writer.say("as-it-is"),
                href: None,
                range: [now.low, now.high],
                figure: writer.words.chance(now),
                is_bad: false,
            },
        );
    }
    chart(writer, answer, "sensitivity", bars)
}

fn chart(writer: &Writer<'_>, answer: &Answer, kind: &str, bars: Vec<Bar>) -> Option<Block> {
    if bars.is_empty() {
        return None;
    }
    let of = writer.naming.element(&element_of(answer));
    let title = writer
        .words
        .with(&format!("{kind}-title"), &[("what", Given::Text(&of))]);
    let bars = Bars {
        id: format!("{kind}.{}", answer.proposition),
        title: title.clone(),
        about: writer.say(&format!("{kind}-about")),
        head: [
            writer.say(&format!("{kind}-of")),
            writer.say(&format!("{kind}-figure")),
        ],
        bars,
    };
    Some(Block::Picture(Shown {
        title,
        about: bars.about.clone(),
        picture: bars.draw(),
        is_scaled: true,
        cases: Vec::new(),
    }))
}

/// What is enough to prevent it. What all of the ways have in common is told once.
pub(crate) fn prevention(writer: &Writer<'_>, answer: &Answer) -> Option<Block> {
    let listed = answer.path_sets.listed.iter();
    let ways: Vec<Vec<String>> = listed
        .map(names)
        .filter(|facts| !facts.is_empty())
        .take(WAYS_MAX)
        .collect();
    let (first, others) = ways.split_first()?;
    let in_all = |fact: &&String| others.iter().all(|way| way.contains(fact));
    let common: Vec<&String> = first.iter().filter(in_all).collect();
    let is_shared = !others.is_empty() && !common.is_empty();
    let of_way = |way: &Vec<String>| {
        let own = way
            .iter()
            .filter(|fact| !is_shared || !common.contains(fact));
        let facts: Vec<&String> = own.collect();
        prevented(
            writer,
            if is_shared {
                "prevent-besides"
            } else {
                "prevent-none-of"
            },
            &facts,
        )
    };
    let points = Block::Points(ways.iter().map(of_way).collect());
    let blocks = if is_shared {
        let told = prevented(writer, "prevent-in-all", &common);
        vec![Block::Paragraph(told), points]
    } else {
        vec![points]
    };
    Some(Block::More(writer.say("prevention"), blocks))
}

/// Facts of which none may come true.
fn prevented(writer: &Writer<'_>, id: &str, facts: &[&String]) -> Line {
    let mut line = vec![writer.text(id), Inline::text(" ")];
    for (index, fact) in facts.iter().enumerate() {
        if index > 0 {
            line.push(Inline::text("; "));
        }
        let anchor = fact_anchor(bare(fact));
        line.push(link(&anchor, writer.naming.branch(fact, &[])));
    }
    line
}

/// The lines of the plan that make it so.
pub(crate) fn lines(writer: &Writer<'_>, answer: &Answer) -> Block {
    Block::More(
        writer.count("lines-of-answer", answer.lines.len()),
        vec![Block::Points(writer.plan_lines(&answer.lines))],
    )
}

/// The sources on which an answer rests, and what in it is only assumed.
pub(crate) fn rests_on(writer: &Writer<'_>, answer: &Answer) -> Line {
    let mut line = Vec::new();
    for weight in &answer.sources {
        if let Some(id) = writer.material.plan.sources.by_name(&weight.source) {
            if !line.is_empty() {
                line.push(Inline::text(", "));
            }
            line.push(writer.source(id));
        }
    }
    if !answer.assumed.is_empty() {
        let assumed = writer.count("assumed-facts", answer.assumed.len());
        if !line.is_empty() {
            line.push(Inline::text("; "));
        }
        line.push(link("assumptions", assumed));
    }
    line
}
