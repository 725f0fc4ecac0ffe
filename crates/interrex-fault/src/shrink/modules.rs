//! Modules: gates under which nothing is shared with the rest (Dutuit and Rauzy 1996), and gates made
//! so by putting their independent operands under one of their own.
//!
//! One depth-first walk dates every visit. What is under a gate is its own where each visit to it
//! lies between entering the gate and leaving it.

#![expect(
    clippy::indexing_slicing,
    reason = "edges of a graph point into it, and every table has an entry for each place"
)]

use super::graph::{Edge, Graph};

/// When the walk came by.
#[derive(Clone, Copy, Debug, Default)]
struct Dates {
    entered: u32,
    left: u32,
    last: u32,
    /// The first and the last visit to the place or to anything under it.
    first_under: u32,
    last_under: u32,
}

impl Dates {
    /// Whether every visit to anything under a gate, or to some of its operands, is inside.
    fn encloses(self, first: u32, last: u32) -> bool {
        self.entered < first && last < self.left
    }

    /// Whether the place is used once and shares nothing below it.
    fn is_alone(self) -> bool {
        self.last == self.entered
            && self.first_under == self.entered
            && self.last_under <= self.left
    }
}

/// Finds, and makes, modules: which places share nothing below them with the rest.
pub(super) fn modules(graph: &mut Graph) -> Vec<bool> {
    let before = dates(graph);
    for place in graph.reached() {
        if graph.kinds[place].is_junction() {
            split(graph, &before, place);
        }
    }
    let after = dates(graph);
    let is_module = |place: usize| {
        let below = &graph.children[place];
        let is_own = |edge: &Edge| {
            let child = after[edge.place()];
            after[place].encloses(child.first_under, child.last_under)
        };
        !below.is_empty() && below.iter().all(is_own)
    };
    (0..graph.kinds.len()).map(is_module).collect()
}

/// Puts operands that share nothing with other operands, or with the rest, under gates of their own.
///
/// Operands that share something are grouped by the time between the first and the last visit to
/// anything under them: where these times overlap, they may share it with each other; where they do
/// not, they cannot.
fn split(graph: &mut Graph, dates: &[Dates], place: usize) {
    let groups = groups(graph, dates, place);
    let (own, shared): (Vec<_>, Vec<_>) = groups
        .into_iter()
        .partition(|group| dates[place].encloses(group.first, group.last));
    if own.len() + shared.len() < 2 || own.is_empty() {
        return;
    }
    let kind = graph.kinds[place];
    let mut operands: Vec<Edge> = Vec::new();
    for mut group in own {
        if group.edges.len() > 1 {
            let gate = graph.push(kind, std::mem::take(&mut group.edges));
            operands.push(Edge::to(gate, false));
        } else {
            operands.append(&mut group.edges);
        }
    }
    if !shared.is_empty() && operands.len() > 1 {
        let gate = graph.push(kind, operands);
        operands = vec![Edge::to(gate, false)];
    }
    operands.extend(shared.into_iter().flat_map(|group| group.edges));
    graph.children[place] = operands;
}

/// Operands between the visits to which there may be a connection.
struct Group {
    first: u32,
    last: u32,
    edges: Vec<Edge>,
}

fn groups(graph: &Graph, dates: &[Dates], place: usize) -> Vec<Group> {
    let mut edges = graph.children[place].clone();
    edges.sort_by_key(|edge| {
        let below = dates[edge.place()];
        (below.is_alone(), below.first_under)
    });
    let mut groups: Vec<Group> = Vec::new();
    for edge in edges {
        let below = dates[edge.place()];
        let last = groups.last_mut();
        let may_share = |group: &&mut Group| !below.is_alone() && below.first_under <= group.last;
        if let Some(group) = last.filter(may_share) {
            group.last = group.last.max(below.last_under);
            group.edges.push(edge);
        } else {
            groups.push(Group {
                first: below.first_under,
                last: below.last_under,
                edges: vec![edge],
            });
        }
    }
    groups
}

/// Walks the graph and dates every visit.
fn dates(graph: &Graph) -> Vec<Dates> {
    let mut dates = vec![Dates::default(); graph.kinds.len()];
    let mut now = 0;
    let mut stack = vec![(graph.root, false)];
    while let Some((place, children_done)) = stack.pop() {
        now += 1;
        if children_done {
            dates[place].left = now;
        } else if dates[place].entered > 0 {
            dates[place].last = now;
        } else {
            dates[place].entered = now;
            dates[place].last = now;
            stack.push((place, true));
            let below = graph.children[place].iter().rev();
            stack.extend(below.map(|edge| (edge.place(), false)));
        }
    }
    for place in graph.reached() {
        let own = dates[place];
        let (mut first, mut last) = (own.entered, own.last);
        for edge in &graph.children[place] {
            let below = dates[edge.place()];
            first = first.min(below.first_under);
            last = last.max(below.last_under);
        }
        dates[place].first_under = first;
        dates[place].last_under = last;
    }
    dates
}
