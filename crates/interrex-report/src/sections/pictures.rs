//! The map and the dependency graphs.

use std::collections::{BTreeMap, BTreeSet};

use interrex_picture::graph::{Edge, Graph, Mark, Node};
use interrex_picture::map::{Link as MapLink, Map, Spot, Words as MapWords};
use interrex_plan::graph::{Graph as Dependencies, Node as PlanNode};
use interrex_plan::model::{Function, Id, Locus, Place, Plan};
use interrex_prove::Answer;

use super::{Writer, claims, functions, sites};
use crate::document::{Block, Inline, Section, Shown};
use crate::language::Given;

/// How many nodes a graph has.
const NODES_MAX: usize = 36;
/// How many layers from its top a graph has.
const DEPTH_MAX: usize = 4;

/// The map with what the likeliest combination of the worst function takes.
pub(crate) fn map_section(writer: &Writer<'_>) -> Section {
    let mut section = Section::new("map", writer.say("map"), Vec::new());
    let worst = functions::worst_first(writer).into_iter().find_map(|id| {
        let proposition = functions::proposition(writer, id);
        let answer = writer.material.answers.get(&proposition)?;
        let set = likeliest_set(writer, answer).filter(|set| !set.facts.is_empty())?;
        Some((id, answer, set))
    });
    let lost: BTreeSet<&str> = worst
        .iter()
        .flat_map(|(_, _, set)| &set.lines)
        .map(|line| line.element.as_str())
        .collect();
    let map = map(writer, &lost, worst.map(|(id, _, _)| id));
    if !map.is_drawable() {
        return section;
    }
    if let Some((_, answer, _)) = worst {
        let first = claims::likeliest(writer, &answer.proposition)
            .into_iter()
            .next();
        let mut line = vec![writer.text("map-shows"), Inline::text(" ")];
        line.extend(first.unwrap_or_default());
        section.blocks.push(Block::Paragraph(line));
    }
    section.blocks.push(Block::Picture(Shown {
        title: map.title.clone(),
        about: map.about.clone(),
        picture: map.draw(&writer.states, &writer.regions),
        is_scaled: false,
    }));
    section
        .blocks
        .push(Block::Paragraph(vec![writer.text("map-credit")]));
    section
}

/// The listed set that is the likeliest combination.
fn likeliest_set<'w>(
    writer: &'w Writer<'_>,
    answer: &'w Answer,
) -> Option<&'w interrex_prove::answer::Set> {
    let best = writer
        .material
        .likeliest
        .get(&answer.proposition)?
        .first()?;
    let mut wanted = best.facts.clone();
    wanted.sort();
    answer.cut_sets.listed.iter().find(|set| {
        let mut facts = set.facts.clone();
        facts.sort();
        facts == wanted
    })
}

fn map(writer: &Writer<'_>, lost: &BTreeSet<&str>, worst: Option<Id<Function>>) -> Map {
    let plan = writer.material.plan;
    let mut index: BTreeMap<Id<Place>, usize> = BTreeMap::new();
    let mut spots = Vec::new();
    let joined = joined(plan);
    for (id, place) in plan.places.iter() {
        let has_sites = plan
            .sites
            .iter()
            .any(|(_, site)| site.within.first() == Some(&id));
        if !(has_sites || joined.contains(&id)) {
            continue;
        }
        index.insert(id, spots.len());
        spots.push(Spot {
            key: place.name.clone(),
            label: writer.naming.spelled(&place.name),
            holds: holds(writer, id, lost),
            href: Some(format!("#place.{}", place.name)),
            at: place.coordinates,
            is_abroad: is_abroad(plan, id),
            is_lost: lost.contains(format!("place.{}", place.name).as_str()),
        });
    }
    let links = plan.links.iter().filter_map(|(_, link)| {
        let end =
            |locus: Locus| innermost(plan, locus).and_then(|place| index.get(&place).copied());
        let [from, to] = link.between;
        Some(MapLink {
            label: writer.naming.spelled(&link.name),
            href: Some(format!("#link.{}", link.name)),
            from: end(from)?,
            to: end(to)?,
            carries: sites::carries(writer, &link.value),
            gives_contact: link.messages,
            is_lost: lost.contains(format!("link.{}", link.name).as_str()),
        })
    });
    let links: Vec<MapLink> = links.filter(|link| link.from != link.to).collect();
    let about = worst.map_or_else(
        || writer.say("map-about"),
        |id| {
            let name = writer.naming.function(id);
            writer
                .words
                .with("map-about-lost", &[("what", Given::Text(&name))])
        },
    );
    Map {
        id: "map.picture".to_owned(),
        title: writer.say("map-title"),
        about,
        words: map_words(writer),
        spots,
        links,
    }
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

/// The sites of a place, in words, with those that are lost.
fn holds(writer: &Writer<'_>, place: Id<Place>, lost: &BTreeSet<&str>) -> String {
    let sites = writer.material.plan.sites.iter();
    let here = sites.filter(|(_, site)| site.within.first() == Some(&place));
    let told = here.map(|(_, site)| {
        let name = writer.naming.spelled(&site.name);
        if lost.contains(format!("site.{}", site.name).as_str()) {
            format!("{name} ({})", writer.say("lost"))
        } else {
            name
        }
    });
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
        section.blocks.push(shown(&graph));
    }
    section
}

fn shown(graph: &Graph) -> Block {
    Block::Picture(Shown {
        title: graph.title.clone(),
        about: graph.about.clone(),
        picture: graph.draw(),
        is_scaled: false,
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
