//! Contact and ways: who is joined to whom by paths of working joints, as small circuits.
//!
//! Nodes are places and sites. A path condition between all pairs is built by eliminating nodes one
//! after another, fewest neighbors first, so that each pair of neighbors of an eliminated node
//! learns the way through it; the conditions from one node to all others then follow in one pass
//! up and one pass down that order (Carré 1971; Tarjan 1981, *A unified approach to path
//! problems*). On a network of treewidth w and n nodes that is about n·w² gates, exact.

#![expect(
    clippy::indexing_slicing,
    reason = "ranks and nodes index tables of one entry each"
)]

use std::collections::{BTreeMap, BTreeSet};

use interrex_circuit::{Circuit, Node};
use interrex_plan::model::{Id, Locus, Place, Plan, Site};
use rustc_hash::FxHashMap;

use crate::compiler::Compiler;
use crate::needs::Need;

/// A network with its nodes eliminated.
#[derive(Default)]
pub(crate) struct Network {
    /// For each node in order of elimination, its neighbors that are eliminated later, with the
    /// condition that joins them.
    upper: Vec<(usize, Vec<(usize, Node)>)>,
    /// Place of each node in that order.
    rank: BTreeMap<usize, usize>,
    /// Conditions from one node to all others, by rank, once asked for.
    from: FxHashMap<usize, Vec<Node>>,
}

impl Network {
    /// Eliminates the nodes of a network given by its joints.
    fn new(circuit: &mut Circuit, joints: &[(usize, usize, Node)]) -> Self {
        let mut near: BTreeMap<usize, BTreeMap<usize, Node>> = BTreeMap::new();
        for &(a, b, joint) in joints {
            if a != b && joint != Node::FALSE {
                for (x, y) in [(a, b), (b, a)] {
                    let slot = near.entry(x).or_default().entry(y).or_insert(Node::FALSE);
                    *slot = circuit.or2(*slot, joint);
                }
            }
        }
        let mut network = Self::default();
        let mut queue: BTreeSet<(usize, usize)> = near
            .iter()
            .map(|(node, list)| (list.len(), *node))
            .collect();
        while let Some((_, node)) = queue.pop_first() {
            let list: Vec<(usize, Node)> =
                near.remove(&node).unwrap_or_default().into_iter().collect();
            let degree = |near: &BTreeMap<usize, BTreeMap<usize, Node>>, node: usize| {
                near.get(&node).map_or(0, BTreeMap::len)
            };
            let before: Vec<usize> = list
                .iter()
                .map(|(other, _)| degree(&near, *other))
                .collect();
            eliminate(circuit, &mut near, node, &list);
            for ((other, _), before) in list.iter().zip(before) {
                queue.remove(&(before, *other));
                queue.insert((degree(&near, *other), *other));
            }
            network.rank.insert(node, network.upper.len());
            network.upper.push((node, list));
        }
        network
    }

    /// The condition that a path joins two nodes; both are taken to stand.
    fn joined(&mut self, circuit: &mut Circuit, a: usize, b: usize) -> Node {
        let (Some(&a), Some(&b)) = (self.rank.get(&a), self.rank.get(&b)) else {
            return Node::FALSE;
        };
        if !self.from.contains_key(&a) {
            let list = self.conditions_from(circuit, a);
            self.from.insert(a, list);
        }
        self.from
            .get(&a)
            .and_then(|list| list.get(b))
            .copied()
            .unwrap_or(Node::FALSE)
    }

    fn conditions_from(&self, circuit: &mut Circuit, start: usize) -> Vec<Node> {
        let mut reach = vec![Node::FALSE; self.upper.len()];
        reach[start] = Node::TRUE;
        for rank in start..self.upper.len() {
            if reach[rank] == Node::FALSE {
                continue;
            }
            for (neighbor, joint) in &self.upper[rank].1 {
                let above = self.rank[neighbor];
                let step = circuit.and2(reach[rank], *joint);
                reach[above] = circuit.or2(reach[above], step);
            }
        }
        for rank in (0..self.upper.len()).rev() {
            if rank == start {
                continue;
            }
            let mut ways = vec![reach[rank]];
            for (neighbor, joint) in &self.upper[rank].1 {
                ways.push(circuit.and2(reach[self.rank[neighbor]], *joint));
            }
            reach[rank] = circuit.or(ways);
        }
        reach
    }
}

/// Joins every pair of neighbors of an eliminated node by the way through it.
fn eliminate(
    circuit: &mut Circuit,
    near: &mut BTreeMap<usize, BTreeMap<usize, Node>>,
    node: usize,
    list: &[(usize, Node)],
) {
    for (index, &(a, to_a)) in list.iter().enumerate() {
        if let Some(others) = near.get_mut(&a) {
            others.remove(&node);
        }
        for &(b, to_b) in list.iter().skip(index + 1) {
            let through = circuit.and2(to_a, to_b);
            for (x, y) in [(a, b), (b, a)] {
                if let Some(others) = near.get_mut(&x) {
                    let slot = others.entry(y).or_insert(Node::FALSE);
                    *slot = circuit.or2(*slot, through);
                }
            }
        }
    }
}

/// The number of a node of the contact graph.
pub(crate) fn node_of(plan: &Plan, locus: Locus) -> usize {
    match locus {
        Locus::Place(id) => id.index(),
        Locus::Site(id) => plan.places.len() + id.index(),
    }
}

/// The innermost place of a site; the place itself for a place; the site for one without a place.
pub(crate) fn home_of(plan: &Plan, locus: Locus) -> Locus {
    match locus {
        Locus::Place(_) => locus,
        Locus::Site(id) => innermost(plan, id).map_or(locus, Locus::Place),
    }
}

/// The innermost place of a site.
pub(crate) fn innermost(plan: &Plan, site: Id<Site>) -> Option<Id<Place>> {
    plan.sites.get(site).within.first().copied()
}

impl Compiler<'_> {
    pub(crate) fn forget_networks(&mut self) {
        self.messages = None;
        self.ways = None;
        self.people.forget();
    }

    /// Whether two places or sites are in contact.
    pub(crate) fn in_contact(&mut self, a: Locus, b: Locus) -> Node {
        let stands = self.stands(a);
        if a == b {
            return stands;
        }
        let other = self.stands(b);
        let joined = self.joined(a, b, true);
        self.circuit.and([stands, other, joined])
    }

    /// Whether there is a way for people from a base to somewhere; the base need not stand.
    pub(crate) fn way(&mut self, base: Locus, to: Locus) -> Node {
        let arrives = self.stands(to);
        let mut ways = Vec::new();
        let home = home_of(self.plan, base);
        for start in if home == base {
            vec![base]
        } else {
            vec![base, home]
        } {
            if start == to {
                return arrives;
            }
            for (next, open) in self.first_steps(start) {
                let stands = self.stands(next);
                let rest = if next == to {
                    Node::TRUE
                } else {
                    self.joined(next, to, false)
                };
                ways.push(self.circuit.and([open, stands, rest]));
            }
        }
        let open = self.circuit.or(ways);
        self.circuit.and2(arrives, open)
    }

    /// Joints for people that leave a node, the node itself not asked to stand.
    fn first_steps(&mut self, start: Locus) -> Vec<(Locus, Node)> {
        let plan = self.plan;
        let mut steps = Vec::new();
        for (id, link) in plan.links.iter().filter(|(_, link)| link.people) {
            let [a, b] = link.between;
            for (from, to) in [(a, b), (b, a)] {
                if from == start {
                    steps.push((to, self.need(Need::Link(id))));
                }
            }
        }
        match start {
            Locus::Site(site) => {
                steps.extend(innermost(plan, site).map(|place| (Locus::Place(place), Node::TRUE)));
            }
            Locus::Place(place) => {
                for site in plan
                    .sites
                    .ids()
                    .filter(|site| innermost(plan, *site) == Some(place))
                {
                    steps.push((Locus::Site(site), Node::TRUE));
                }
            }
        }
        steps
    }

    /// Whether a path joins two nodes that are taken to stand.
    fn joined(&mut self, a: Locus, b: Locus, messages: bool) -> Node {
        let kept = if messages {
            self.messages.take()
        } else {
            self.ways.take()
        };
        let mut network = match kept {
            Some(network) => network,
            None => self.network(messages),
        };
        let (a, b) = (node_of(self.plan, a), node_of(self.plan, b));
        let node = network.joined(&mut self.circuit, a, b);
        if messages {
            self.messages = Some(network);
        } else {
            self.ways = Some(network);
        }
        node
    }

    fn network(&mut self, messages: bool) -> Network {
        let plan = self.plan;
        let mut joints = Vec::new();
        for (id, link) in plan.links.iter() {
            if if messages { link.messages } else { link.people } {
                let [a, b] = link.between;
                let works = self.need(Need::Link(id));
                let (from, to) = (self.stands(a), self.stands(b));
                let joint = self.circuit.and([works, from, to]);
                joints.push((node_of(plan, a), node_of(plan, b), joint));
            }
        }
        for (id, _) in plan.sites.iter() {
            if let Some(place) = innermost(plan, id) {
                let joint = self.need(Need::Site(id));
                let (a, b) = (Locus::Site(id), Locus::Place(place));
                joints.push((node_of(plan, a), node_of(plan, b), joint));
            }
        }
        Network::new(&mut self.circuit, &joints)
    }
}
