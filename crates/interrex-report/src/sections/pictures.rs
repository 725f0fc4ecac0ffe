//! The map and the dependency graphs.

use std::collections::{BTreeMap, BTreeSet};

use interrex_picture::graph::{Edge, Graph, Mark, Node};
use interrex_picture::map::{Link as MapLink, Map, Spot, Words as MapWords};
use interrex_plan::graph::{Graph as Dependencies, Node as PlanNode};
use interrex_plan::model::{FactKind, Function, Id, Locus, Place, Plan, Thing};

use super::{Writer, claims, functions, sites};
use crate::document::{Block, Inline, Line, Section, Shown};
use crate::language::Given;

/// How many functions are named that a combination ends.
const NAMED_MAX: usize = 2;
/// How many combinations the map can show.
const CASES_MAX: usize = 9;
/// How many nodes a graph has.
const NODES_MAX: usize = 36;
/// How many layers from its top a graph has.
const DEPTH_MAX: usize = 4;

/// The map with what the likeliest combinations take, of which the reader chooses one: those of the worst function first.
pub(crate) fn map_section(writer: &Writer<'_>) -> Section {
    let mut section = Section::new("map", writer.say("map"), Vec::new());
    let cases = cases(writer);
    let map = map(writer, &cases);
    if !map.is_drawable() {
        return section;
    }
    if let Some(first) = cases.first() {
        let mut line = vec![writer.text("map-shows"), Inline::text(" ")];
        line.extend(first.line.clone());
        section.blocks.push(Block::Paragraph(line));
    }
    section.blocks.push(Block::Picture(Shown {
        title: map.title.clone(),
        about: map.about.clone(),
        picture: map.draw(&writer.states, &writer.regions),
        is_scaled: false,
        cases: cases.iter().map(|case| told(writer, case)).collect(),
    }));
    section
        .blocks
        .push(Block::Paragraph(vec![writer.text("map-credit")]));
    if cases.len() > 1 {
        let told = cases
            .iter()
            .map(|case| vec![Inline::Text(told(writer, case))]);
        let told = vec![Block::Steps(told.collect())];
        section
            .blocks
            .push(Block::More(writer.say("map-cases"), told));
    }
    section
}

/// A combination that ends functions, with what it takes.
struct Case {
    functions: Vec<Id<Function>>,
    facts: BTreeSet<String>,
    line: Line,
    lost: BTreeSet<Thing>,
}

/// The likeliest combinations that take something a map shows, those of the worst functions first.
fn cases(writer: &Writer<'_>) -> Vec<Case> {
    let mut found: Vec<Case> = Vec::new();
    for id in functions::worst_first(writer) {
        let proposition = functions::proposition(writer, id);
        let best = writer.material.likeliest.get(&proposition);
        let lines = claims::likeliest(writer, &proposition);
        for (combination, line) in best.into_iter().flatten().zip(lines) {
            let lost: BTreeSet<Thing> = combination
                .facts
                .iter()
                .flat_map(|fact| taken(writer, fact))
                .collect();
            let facts: BTreeSet<String> = combination.facts.iter().cloned().collect();
            if let Some(known) = found.iter_mut().find(|case| case.facts == facts) {
                known.functions.push(id);
            } else if !lost.is_empty() && found.len() < CASES_MAX {
                found.push(Case {
                    functions: vec![id],
                    facts,
                    line,
                    lost,
                });
            }
        }
    }
    found
}

/// The places, sites and links of which a fact says that they are lost: its own, or what its threat always takes.
fn taken(writer: &Writer<'_>, fact: &str) -> Vec<Thing> {
    let plan = writer.material.plan;
    let things = match writer.naming.fact_kind(fact) {
        Some(FactKind::Lost(thing) | FactKind::Takes(_, thing)) => vec![*thing],
        Some(FactKind::Occurs(id)) => {
            let takes = plan.threats.get(*id).takes.iter();
            let always = takes.filter(|taking| taking.chance.is_none());
            always.map(|taking| taking.thing).collect()
        }
        _ => Vec::new(),
    };
    let is_on_map =
        |thing: &Thing| matches!(thing, Thing::Place(_) | Thing::Site(_) | Thing::Link(_));
    things.into_iter().filter(is_on_map).collect()
}

/// A case in words: the combination with its likelihood in brackets, and the functions that it ends.
fn told(writer: &Writer<'_>, case: &Case) -> String {
    let pieces = case.line.iter().map(|piece| match piece {
        Inline::Figure(figure) => format!("({})", figure.text),
        other => other.words().to_owned(),
    });
    let combination: String = pieces.collect();
    let named = case.functions.iter().take(NAMED_MAX);
    let mut functions: Vec<String> = named.map(|id| writer.naming.function(*id)).collect();
    let more = case.functions.len().saturating_sub(NAMED_MAX);
    if more > 0 {
        functions.push(writer.count("and-more", more));
    }
    let given = [
        ("combination", Given::Text(&combination)),
        ("functions", Given::Text(&functions.join("; "))),
    ];
    writer.words.with("case-ends", &given)
}

/// The cases in which a thing is lost.
fn lost_in(cases: &[Case], thing: Thing) -> Vec<usize> {
    let numbered = cases.iter().enumerate();
    let lost = numbered.filter(|(_, case)| case.lost.contains(&thing));
    lost.map(|(number, _)| number).collect()
}

fn map(writer: &Writer<'_>, cases: &[Case]) -> Map {
    let plan = writer.material.plan;
    let mut index: BTreeMap<Id<Place>, usize> = BTreeMap::new();
    let mut spots = Vec::new();
    let joined = joined(plan);
    for (id, place) in plan.places.iter() {
        let has_sites = plan
            .sites
            .iter()
            .any(|(_, site)| site.within.first() == Some(&id));
        if !(has_sites || joined.contains(&id) || place.coordinates.is_some()) {
            continue;
        }
        index.insert(id, spots.len());
        spots.push(Spot {
            key: place.name.clone(),
            label: writer.naming.place(id),
            holds: holds(writer, id),
            href: Some(format!("#place.{}", place.name)),
            at: place.coordinates,
            is_abroad: is_abroad(plan, id),
            lost_in: place_lost_in(writer, id, cases),
        });
    }
    let links = plan.links.iter().filter_map(|(id, link)| {
        let end =
            |locus: Locus| innermost(plan, locus).and_then(|place| index.get(&place).copied());
        let [from, to] = link.between;
        Some(MapLink {
            label: writer.naming.link(id),
            href: Some(format!("#link.{}", link.name)),
            from: end(from)?,
            to: end(to)?,
            carries: sites::carries(writer, &link.value),
            gives_contact: link.messages,
            lost_in: lost_in(cases, Thing::Link(id)),
        })
    });
    let links: Vec<MapLink> = links.filter(|link| link.from != link.to).collect();
    let about = cases
        .first()
        .map_or_else(|| writer.say("map-about"), |_| writer.say("map-about-lost"));
    Map {
        id: "map.picture".to_owned(),
        title: writer.say("map-title"),
        about,
        words: map_words(writer),
        spots,
        links,
        case_count: cases.len(),
    }
}

/// The cases in which a place, or a site in it, is lost.
fn place_lost_in(writer: &Writer<'_>, id: Id<Place>, cases: &[Case]) -> Vec<usize> {
    let plan = writer.material.plan;
    let mut found = lost_in(cases, Thing::Place(id));
    for (site_id, site) in plan.sites.iter() {
        if site.within.first() == Some(&id) {
            found.extend(lost_in(cases, Thing::Site(site_id)));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Places that a link ends at.
fn joined(plan: &Plan) -> BTreeSet<Id<Place>> {
    let ends = plan.links.iter().flat_map(|(_, link)| link.between);
    ends.filter_map(|locus| innermost(plan, locus)).collect()
}

fn innermost(plan: &Plan, locus: Locus) -> Option<Id<Place>> {
    match locus {
        Locus::Place(id) => Some(id),
        Locus::Site(id) => plan.sites.get(id).within.first().copied(),
    }
}

/// Whether a place or one that contains it lies in another state.
fn is_abroad(plan: &Plan, place: Id<Place>) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = Some(place);
    while let Some(id) = next.filter(|id| seen.insert(*id)) {
        if let Some(abroad) = plan.places.get(id).abroad {
            return abroad;
        }
        next = plan.places.get(id).within;
    }
    false
}

/// The sites of a place, in words.
fn holds(writer: &Writer<'_>, place: Id<Place>) -> String {
    let sites = writer.material.plan.sites.iter();
    let here = sites.filter(|(_, site)| site.within.first() == Some(&place));
    let told = here.map(|(id, _)| writer.naming.site(id));
    told.collect::<Vec<_>>().join(", ")
}

fn map_words(writer: &Writer<'_>) -> MapWords {
    MapWords {
        head: ["what", "kind", "where-or-between", "state"].map(|id| writer.say(id)),
        kinds: ["place", "link"].map(|id| writer.say(id)),
        states: ["standing", "lost"].map(|id| writer.say(id)),
        legend: [
            "legend-messages",
            "legend-way",
            "legend-lost",
            "legend-between",
            "legend-beyond",
        ]
        .map(|id| writer.say(id)),
        and: writer.say("and"),
    }
}

/// What a function depends on.
pub(crate) fn dependencies(writer: &Writer<'_>, id: Id<Function>) -> Option<Block> {
    let name = writer.naming.function(id);
    let title = writer
        .words
        .with("graph-title", &[("what", Given::Text(&name))]);
    let key = format!("graph.{}", writer.material.plan.functions.get(id).name);
    let graph = graph(writer, &[PlanNode::Function(id)], &key, title)?;
    let shown = shown(&graph);
    Some(Block::More(writer.say("graph-of-function"), vec![shown]))
}

/// What all functions depend on, among institutions, records and pledges.
pub(crate) fn graph_section(writer: &Writer<'_>) -> Section {
    let tops: Vec<PlanNode> = writer
        .material
        .plan
        .functions
        .ids()
        .map(PlanNode::Function)
        .collect();
    let graph = graph(writer, &tops, "graph.whole", writer.say("graph-whole"));
    let mut section = Section::new("dependencies", writer.say("dependencies"), Vec::new());
    if let Some(graph) = graph {
        section
            .blocks
            .push(Block::Paragraph(vec![writer.text("graph-lead")]));
        let number = graph.nodes.len();
        let more = writer.count("graph-open", number);
        section.blocks.push(Block::More(more, vec![shown(&graph)]));
        section
            .blocks
            .push(Block::Paragraph(vec![writer.text("graph-each")]));
    }
    section
}

fn shown(graph: &Graph) -> Block {
    Block::Picture(Shown {
        title: graph.title.clone(),
        about: graph.about.clone(),
        picture: graph.draw(),
        is_scaled: false,
        cases: Vec::new(),
    })
}

/// The nodes within reach of the tops, nearest first, as many as a picture can show.
fn graph(writer: &Writer<'_>, tops: &[PlanNode], key: &str, title: String) -> Option<Graph> {
    let dependencies = &writer.dependencies;
    let mut numbers: BTreeMap<PlanNode, usize> = BTreeMap::new();
    let mut order: Vec<(PlanNode, usize)> = Vec::new();
    for top in tops.iter().take(NODES_MAX / 2) {
        numbers.insert(*top, order.len());
        order.push((*top, 0));
    }
    let mut edges: Vec<Edge> = Vec::new();
    let mut at = 0;
    while let Some((node, depth)) = order.get(at).copied() {
        at += 1;
        for (to, is_negated) in steps(dependencies, node) {
            let is_new = !numbers.contains_key(&to);
            if is_new && (depth + 1 > DEPTH_MAX || order.len() >= NODES_MAX) {
                continue;
            }
            if is_new {
                numbers.insert(to, order.len());
                order.push((to, depth + 1));
            }
            let (Some(from), Some(to)) = (numbers.get(&node), numbers.get(&to)) else {
                continue;
            };
            let edge = Edge {
                from: *from,
                to: *to,
                is_negated,
            };
            if !edges
                .iter()
                .any(|known| (known.from, known.to) == (edge.from, edge.to))
            {
                edges.push(edge);
            }
        }
    }
    if edges.is_empty() {
        return None;
    }
    let nodes = order
        .iter()
        .map(|(node, depth)| named(writer, *node, *depth))
        .collect();
    Some(Graph {
        id: key.to_owned(),
        title,
        about: writer.say("graph-about"),
        head: ["what", "how", "on-what"].map(|id| writer.say(id)),
        needs: ["needs-word", "hindered-word"].map(|id| writer.say(id)),
        nodes,
        edges,
    })
}

/// The next nodes that have a name; facts, contact and claims are passed through or left out.
fn steps(dependencies: &Dependencies, from: PlanNode) -> Vec<(PlanNode, bool)> {
    let mut list = Vec::new();
    for edge in dependencies.edges(from) {
        let to = match edge.to {
            PlanNode::Claim(office) => PlanNode::Office(office),
            PlanNode::Fact(_) | PlanNode::Contact | PlanNode::Threat(_) => continue,
            other => other,
        };
        if to != from && !list.contains(&(to, edge.is_negated)) {
            list.push((to, edge.is_negated));
        }
    }
    list
}

fn named(writer: &Writer<'_>, node: PlanNode, depth: usize) -> Node {
    let plan = writer.material.plan;
    let name = node
        .element()
        .map(|element| plan.element_name(element))
        .unwrap_or_default();
    let kind = name.split('.').next().unwrap_or("").to_owned();
    let anchor: Vec<&str> = name.splitn(3, '.').take(2).collect();
    Node {
        label: writer.naming.element(&name),
        kind: writer.say(&format!("kind-{kind}")),
        href: Some(format!("#{}", anchor.join("."))),
        mark: if depth == 0 { Mark::Top } else { Mark::Usual },
    }
}
