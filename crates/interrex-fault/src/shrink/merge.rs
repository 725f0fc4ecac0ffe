//! Rewriting a graph into a smaller one for the same function: nested gates of one kind are one, and
//! what occurs only together is put under a gate of its own, which may then be a module.

#![expect(
    clippy::indexing_slicing,
    reason = "edges of a graph point into it, places of a cone into tables made for it"
)]

use std::collections::BTreeMap;

use super::graph::{Edge, Graph, Kind};

/// How often a graph is rewritten at most. Each round but the last made it smaller.
const ROUNDS_MAX: usize = 16;

/// Rewrites a graph until nothing changes.
pub(super) fn simplify(graph: &mut Graph) {
    for _ in 0..ROUNDS_MAX {
        pass_through(graph);
        let nested = coalesce(graph);
        let apart = gather(graph);
        if !(nested || apart) {
            break;
        }
    }
    pass_through(graph);
}

/// Lets edges to a gate with one child lead to that child.
fn pass_through(graph: &mut Graph) {
    let mut instead: Vec<Option<Edge>> = vec![None; graph.kinds.len()];
    let led_on = |instead: &[Option<Edge>], edge: Edge| {
        instead[edge.place()].map_or(edge, |on| on.negated_if(edge.is_negated()))
    };
    for place in graph.reached() {
        for edge in &mut graph.children[place] {
            *edge = led_on(&instead, *edge);
        }
        if let [only] = graph.children[place][..]
            && place != graph.root
        {
            instead[place] = Some(only);
        }
    }
}

/// Takes the children of a nested gate of the same kind that nothing else uses; whether there was one.
fn coalesce(graph: &mut Graph) -> bool {
    let reached = graph.reached();
    let uses = graph.parent_counts(&reached);
    let mut changed = false;
    for place in reached {
        let kind = graph.kinds[place];
        let is_nested = |graph: &Graph, edge: &Edge| {
            let below = edge.place();
            !edge.is_negated() && graph.kinds[below] == kind && uses[below] == 1
        };
        if !kind.is_junction()
            || !graph.children[place]
                .iter()
                .any(|edge| is_nested(graph, edge))
        {
            continue;
        }
        let mut flat = Vec::new();
        for edge in std::mem::take(&mut graph.children[place]) {
            if is_nested(graph, &edge) {
                flat.append(&mut graph.children[edge.place()]);
            } else {
                flat.push(edge);
            }
        }
        flat.sort_unstable();
        flat.dedup();
        graph.children[place] = flat;
        changed = true;
    }
    changed
}

/// Puts operands that occur in the same several gates, all of one kind, under a gate of that kind;
/// whether there were any.
fn gather(graph: &mut Graph) -> bool {
    let reached = graph.reached();
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); graph.kinds.len() * 2];
    for place in &reached {
        for edge in &graph.children[*place] {
            users[edge.place() * 2 + usize::from(edge.is_negated())].push(*place);
        }
    }
    let mut together: BTreeMap<&[usize], Vec<Edge>> = BTreeMap::new();
    for (index, users) in users.iter().enumerate() {
        let kind = users.first().map(|user| graph.kinds[*user]);
        let is_alike = |user: &usize| Some(graph.kinds[*user]) == kind;
        if users.len() > 1 && kind.is_some_and(Kind::is_junction) && users.iter().all(is_alike) {
            let edge = Edge::to(index / 2, index % 2 == 1);
            together.entry(users).or_default().push(edge);
        }
    }
    let mut changed = false;
    for (users, edges) in together {
        let [first, ..] = users else { continue };
        if edges.len() < 2 {
            continue;
        }
        let gate = graph.push(graph.kinds[*first], edges.clone());
        for user in users {
            graph.children[*user].retain(|edge| edges.binary_search(edge).is_err());
            graph.children[*user].push(Edge::to(gate, false));
        }
        changed = true;
    }
    changed
}
