//! `needs-cycle` and `likelihood-cycle`: circles of dependence that have no meaning.
//!
//! Things may need each other, and offices may depend on each other. A circle through `not` has no
//! greatest solution; one through both things and holders would have to be solved and stepped at
//! once; a likelihood that depends on its own fact is no number.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use interrex_diag::{Diagnostic, Span};

use crate::graph::{Edge, Graph, Node};
use crate::model::Plan;

/// Reports each faulty circle once, by one way around it.
pub(super) fn check(plan: &Plan, faults: &mut Vec<Diagnostic>) {
    let graph = Graph::of(plan);
    for circle in graph.circles() {
        let members: BTreeSet<Node> = circle.iter().copied().collect();
        let places = circle.iter().all(|node| matches!(node, Node::Place(_)));
        let institutions = circle.iter().all(|node| node.is_institution());
        if places || institutions {
            continue;
        }
        if let Some(fault) = fault_of(plan, &graph, &members) {
            faults.push(fault);
        }
    }
}

/// One step of a circle: from where, by which edge.
type StepAround = (Node, Edge);

fn fault_of(plan: &Plan, graph: &Graph, members: &BTreeSet<Node>) -> Option<Diagnostic> {
    let through = |wanted: &dyn Fn(Node, &Edge) -> bool| {
        let edges = members
            .iter()
            .flat_map(|node| graph.edges(*node).iter().map(move |edge| (*node, *edge)));
        let inside = |(_, edge): &StepAround| members.contains(&edge.to);
        let mut fits = edges
            .filter(inside)
            .filter(|(from, edge)| wanted(*from, edge));
        // One that the text shows is easier to understand than one that it implies.
        let first = fits.next()?;
        let shown = std::iter::once(first)
            .chain(fits)
            .find(|(_, edge)| edge.span.is_some());
        around(graph, members, shown.unwrap_or(first))
    };
    let is_fact = |node: Node| matches!(node, Node::Fact(_));
    if members.iter().any(|node| is_fact(*node)) {
        let way = through(&|from, edge| is_fact(from) && edge.span.is_some())?;
        return Some(likelihood_cycle(plan, &way));
    }
    if members.iter().any(|node| node.is_about_holders()) {
        let way = through(&|from, edge| {
            !from.is_about_holders() && from != Node::Contact && edge.to.is_about_holders()
        })
        .or_else(|| through(&|_, edge| edge.to.is_about_holders()))?;
        return Some(needs_cycle(
            plan,
            &way,
            "through who holds an office or acts in a body",
        ));
    }
    let way = through(&|_, edge| edge.is_negated)?;
    Some(needs_cycle(plan, &way, "through a `not` or a loss"))
}

/// A shortest way around a circle that begins with this edge.
fn around(graph: &Graph, members: &BTreeSet<Node>, first: StepAround) -> Option<Vec<StepAround>> {
    let (start, edge) = first;
    let mut came: BTreeMap<Node, StepAround> = BTreeMap::new();
    let mut open = VecDeque::from([edge.to]);
    while let Some(node) = open.pop_front() {
        if node == start {
            break;
        }
        for next in graph
            .edges(node)
            .iter()
            .filter(|next| members.contains(&next.to))
        {
            if next.to != edge.to && !came.contains_key(&next.to) {
                came.insert(next.to, (node, *next));
                open.push_back(next.to);
            }
        }
    }
    let mut way = Vec::new();
    let mut node = start;
    while node != edge.to {
        let step = *came.get(&node)?;
        way.push(step);
        node = step.0;
    }
    way.push(first);
    way.reverse();
    Some(way)
}

fn likelihood_cycle(plan: &Plan, way: &[StepAround]) -> Diagnostic {
    let fact = way
        .first()
        .map_or_else(String::new, |(from, _)| name(plan, *from));
    let fault = Diagnostic::error(
        "likelihood-cycle",
        format!(
            "the likelihood of {fact} depends on the fact itself: {}",
            path(plan, way)
        ),
    );
    labelled(plan, fault, way)
        .help("let the condition name what comes before the fact, not what follows from it")
}

fn needs_cycle(plan: &Plan, way: &[StepAround], through: &str) -> Diagnostic {
    let what = way
        .first()
        .map_or_else(String::new, |(from, _)| name(plan, *from));
    let fault = Diagnostic::error(
        "needs-cycle",
        format!("{what} depends on itself {through}: {}", path(plan, way)),
    );
    labelled(plan, fault, way).help(
        "break the circle: things may need each other, but not the loss of each other, and not who \
         holds an office that is itself out of reach without them",
    )
}

/// Marks the steps that the text shows, the first as the fault.
fn labelled(plan: &Plan, fault: Diagnostic, way: &[StepAround]) -> Diagnostic {
    let mut fault = fault;
    let mut seen: Vec<Span> = Vec::new();
    for (from, edge) in way {
        let Some(span) = edge.span.filter(|span| !seen.contains(span)) else {
            continue;
        };
        if seen.len() > super::PLACES_SHOWN_MAX {
            break;
        }
        let text = format!("{} depends on {}", name(plan, *from), name(plan, edge.to));
        fault = if seen.is_empty() {
            fault.at(span, text)
        } else {
            fault.also(span, text)
        };
        seen.push(span);
    }
    if seen.is_empty()
        && let Some(span) = way
            .iter()
            .find_map(|(from, _)| plan.element_span(from.element()?))
    {
        fault = fault.at(span, "part of the circle");
    }
    fault
}

/// The circle in words: `a`, what it depends on, and so on until `a` again.
fn path(plan: &Plan, way: &[StepAround]) -> String {
    let mut names: Vec<String> = Vec::new();
    let ends = way.last().map(|(_, edge)| edge.to);
    for node in way.iter().map(|(from, _)| *from).chain(ends) {
        let name = name(plan, node);
        // Title and claim of one office are one thing to a reader.
        if names.last() != Some(&name) {
            names.push(name);
        }
    }
    crate::words::path(&names, " -> ")
}

fn name(plan: &Plan, node: Node) -> String {
    match node.element() {
        Some(element) => format!("`{}`", plan.element_name(element)),
        None => "contact".to_owned(),
    }
}
