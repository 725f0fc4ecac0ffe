//! The parts of a report, one module each.
//!
//! Responsible for their order and for what they share: [`Writer`] with the material, the words and the names. Each
//! part reads the material and writes blocks; none computes.

mod assumptions;
mod bodies;
mod changes;
mod claims;
mod communications;
mod decisions;
mod delegations;
mod exercises;
mod frame;
mod functions;
mod lines;
mod offices;
mod orders;
mod partners;
mod pictures;
mod promulgation;
mod records;
mod recovery;
mod said;
mod sealed;
mod sites;
mod standards;
mod summary;

use std::cell::RefCell;
use std::collections::BTreeSet;

use interrex_diag::Span;
use interrex_picture::map::Geography;
use interrex_plan::model::{Id, Source};
use interrex_prove::answer::{Chance, Line as PlanLine};

use crate::document::{Block, Document, Figure, Furniture, Inline, Line};
use crate::language::{Given, Language, Words};
use crate::material::Material;
use crate::naming::{Naming, link};

/// How a report is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// In which language.
    pub language: Language,
    /// What stands on every page.
    pub marking: Vec<String>,
    /// With what it is made, for the last line.
    pub made_with: String,
}

/// Words a report.
pub fn document(material: &Material<'_>, order: &Order) -> Document {
    let words = Words::of(order.language);
    let writer = Writer::new(material, &words);
    let mut sections = vec![
        summary::section(&writer),
        changes::section(&writer),
        promulgation::section(&writer),
        functions::section(&writer),
        offices::section(&writer),
        delegations::section(&writer),
        bodies::section(&writer),
        sites::section(&writer),
        records::section(&writer),
        communications::section(&writer),
        partners::section(&writer),
        recovery::devolution(&writer),
        recovery::reconstitution(&writer),
        exercises::section(&writer),
        sealed::section(&writer),
        pictures::map_section(&writer),
        pictures::graph_section(&writer),
        decisions::section(&writer),
        standards::section(&writer),
        assumptions::section(&writer),
        assumptions::sources(&writer),
    ];
    sections.push(lines::section(&writer));
    for section in &mut sections {
        section.dash_empty_cells();
    }
    sections.retain(|section| !section.blocks.is_empty() || !section.parts.is_empty());
    Document {
        language: order.language,
        title: material.plan.header.title.clone(),
        institution: material.plan.header.institution.clone(),
        as_of: material.as_of,
        digest: material.digest.clone(),
        frame: frame::frame(&writer),
        marking: order.marking.clone(),
        words: furniture(&words, order),
        sections,
    }
}

/// Words of the form.
/// A failure that something brings about, in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// The proposition, as answers name it.
    pub proposition: String,
    /// The same in words.
    pub words: String,
    /// How likely it is.
    pub probability: Chance,
    /// Its likeliest combinations, those that were looked for.
    pub likeliest: Vec<String>,
}

/// Every failure that something brings about, the likeliest first, in words of a language.
pub fn failures(material: &Material<'_>, language: Language) -> Vec<Failure> {
    let words = Words::of(language);
    let writer = Writer::new(material, &words);
    let told = material.summary.failures.iter().map(|entry| {
        let lines = claims::likeliest(&writer, &entry.proposition).into_iter();
        Failure {
            proposition: entry.proposition.clone(),
            words: writer.naming.proposition(&entry.subject),
            probability: entry.probability,
            likeliest: lines
                .map(|line| line.iter().map(Inline::words).collect())
                .collect(),
        }
    });
    told.collect()
}

fn furniture(words: &Words, order: &Order) -> Furniture {
    Furniture {
        skip: words.say("skip"),
        contents: words.say("contents"),
        as_table: words.say("as-table"),
        marking: words.say("marking"),
        choose: words.say("choose-case"),
        colophon: words.with("colophon", &[("program", Given::Text(&order.made_with))]),
        page_of: words.with(
            "page-of",
            &[
                ("page", Given::Text("{page}")),
                ("pages", Given::Text("{pages}")),
            ],
        ),
        too_large: words.say("too-large"),
        rows_left: words.with(
            "rows-left",
            &[
                ("shown", Given::Text("{shown}")),
                ("count", Given::Text("{count}")),
            ],
        ),
        large_pictures: words.say("large-pictures"),
        on_sheet: words.say("on-sheet"),
        tables: words.say("tables"),
        tables_about: [
            "tables-change",
            "tables-rows",
            "tables-keys",
            "tables-import",
        ]
        .map(|id| words.say(id))
        .to_vec(),
        tables_of: words.say("tables-of"),
        tables_too_long: words.with("tables-too-long", &[("count", Given::Text("{count}"))]),
    }
}

/// What every part needs.
pub(crate) struct Writer<'a> {
    /// The answers.
    pub(crate) material: &'a Material<'a>,
    /// The words.
    pub(crate) words: &'a Words,
    /// The names.
    pub(crate) naming: Naming<'a>,
    /// The outlines of states.
    pub(crate) states: Geography,
    /// The outlines of regions.
    pub(crate) regions: Geography,
    /// What depends on what.
    pub(crate) dependencies: interrex_plan::graph::Graph,
    /// The lines of the plan that the report cites: file and line.
    cited: RefCell<BTreeSet<(usize, u32)>>,
}

impl<'a> Writer<'a> {
    fn new(material: &'a Material<'a>, words: &'a Words) -> Self {
        Self {
            material,
            words,
            naming: Naming::new(material.plan, words),
            states: Geography::of_states(),
            regions: Geography::of_ukrainian_regions(),
            dependencies: interrex_plan::graph::Graph::of(material.plan),
            cited: RefCell::default(),
        }
    }

    /// Words.
    pub(crate) fn say(&self, id: &str) -> String {
        self.words.say(id)
    }

    /// Words as a piece of a line.
    pub(crate) fn text(&self, id: &str) -> Inline {
        Inline::Text(self.words.say(id))
    }

    /// Words about a number of things.
    pub(crate) fn count(&self, id: &str, count: usize) -> String {
        self.words.with(id, &[("count", Given::Count(count))])
    }

    /// A number of an answer: of which proposition, and which of its numbers.
    pub(crate) fn figure(&self, proposition: &str, which: &str, chance: Chance) -> Inline {
        Inline::Figure(Figure {
            of: format!("{proposition} {which}"),
            low: chance.low,
            high: chance.high,
            text: self.words.chance(chance),
        })
    }

    /// The likelihood of a proposition.
    pub(crate) fn likelihood(&self, proposition: &str, chance: Chance) -> Inline {
        self.figure(proposition, "probability", chance)
    }

    /// The likelihood of a proposition of which the summary may know nothing but that nothing brings it about.
    pub(crate) fn likelihood_of(&self, proposition: &str) -> Line {
        match self.material.entry(proposition) {
            Some(entry) => vec![self.likelihood(proposition, entry.probability)],
            None => vec![self.text("nothing-brings-it-about")],
        }
    }

    /// A link to a line of the plan.
    pub(crate) fn line_at(&self, span: Span) -> Inline {
        let texts = self.material.texts;
        let file = texts.ids().position(|id| id == span.source).unwrap_or(0);
        let number = texts.line_of(span);
        self.cited.borrow_mut().insert((file, number));
        let path = texts.path(span.source);
        let name = path.rsplit('/').next().unwrap_or(path);
        link(&lines::anchor(file, number), format!("{name}:{number}"))
    }

    /// Links to lines of the plan, each with what stands there.
    pub(crate) fn plan_lines(&self, lines: &[PlanLine]) -> Vec<Line> {
        let told = |line: &PlanLine| {
            vec![
                self.line_at(line.span),
                Inline::text(" "),
                self.naming.element_link(&line.element),
            ]
        };
        let mut list: Vec<Line> = lines.iter().map(told).collect();
        list.dedup();
        list
    }

    /// A link to a source.
    pub(crate) fn source(&self, id: Id<Source>) -> Inline {
        let source = self.material.plan.sources.get(id);
        let who = source
            .who
            .clone()
            .unwrap_or_else(|| self.naming.spelled(&source.name));
        link(&format!("source.{}", source.name), who)
    }

    /// Lines cited so far.
    pub(crate) fn cited(&self) -> BTreeSet<(usize, u32)> {
        self.cited.borrow().clone()
    }

    /// Facts of an element: a head and a line each, empty lines left out.
    pub(crate) fn facts(&self, list: Vec<(&str, Line)>) -> Block {
        let told = list.into_iter().filter(|(_, line)| !line.is_empty());
        Block::Facts(told.map(|(id, line)| (self.say(id), line)).collect())
    }
}

/// A line of one optional text.
pub(crate) fn optional(text: Option<&String>) -> Line {
    text.map(|text| vec![Inline::text(text)])
        .unwrap_or_default()
}

/// Pieces with a comma between them.
pub(crate) fn listed(pieces: Vec<Inline>) -> Line {
    let mut line = Vec::with_capacity(pieces.len() * 2);
    for piece in pieces {
        if !line.is_empty() {
            line.push(Inline::text(", "));
        }
        line.push(piece);
    }
    line
}
