//! An order of variables from the shape of the circuit alone: every gate pulls its children
//! together until none can pull any more (FORCE: Aloul, Markov and Sakallah 2003).
//!
//! Where a circuit is a network (regions joined by links, each with its own offices), this lays it
//! out from one end to the other, so that a diagram need remember only what crosses one cut.

#![expect(
    clippy::indexing_slicing,
    reason = "places of a cone index tables of one entry each"
)]

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use interrex_circuit::{Circuit, Gate, Node, Var};
use rustc_hash::FxHashMap;

use crate::order::Order;

/// The most rounds of pulling.
const ROUNDS_MAX: usize = 100;
/// The most times that some gate pulls some child, over all rounds.
const PULLS_MAX: usize = 20_000_000;
/// Rounds without a better arrangement after which there is none to be hoped for.
const PATIENCE: usize = 10;

impl Order {
    /// The order in which gates and their children stand closest together, as far as pulling them
    /// together from another order shows it. Which end of it is the top is not said: it is worth
    /// trying [`reversed`](Self::reversed) too.
    ///
    /// Cost: at most a hundred rounds, each linear in the cone but for sorting it; fewer where the
    /// cone is large.
    #[must_use]
    pub fn arranged(&self, circuit: &Circuit, tops: &[Node]) -> Self {
        let mut arrangement = Arrangement::new(circuit, tops, self);
        arrangement.settle();
        Self::explicit(arrangement.vars())
    }
}

impl Order {
    /// The order from one end to the other of the network that variables make which meet in one small
    /// part of the circuit: regions and the lines between them, whatever is computed from all of them.
    ///
    /// Conditions such as *some path is left* are gates over gates over gates, each with most
    /// variables below it, and say nothing about where a variable stands; the small parts at the
    /// bottom do. Cost: as of [`arranged`](Self::arranged).
    pub fn along_network(circuit: &Circuit, tops: &[Node]) -> Self {
        let start = Self::smallest_first(circuit, tops);
        let groups = small_parts(circuit, tops, &start);
        let line = from_end_to_end(&groups, start.vars().len());
        let mut arrangement = Arrangement {
            vars: start.vars().iter().copied().map(Some).collect(),
            groups,
            positions: Vec::new(),
        };
        let mut positions = vec![0.0; line.len()];
        for (position, place) in (0_u32..).zip(line) {
            positions[place] = f64::from(position);
        }
        arrangement.line_up(positions);
        arrangement.settle();
        Self::explicit(arrangement.vars())
    }
}

/// A part of so many variables at most is small.
const PART_MAX: usize = 8;
/// A gate over small parts joins them when they have so many variables at most.
const JOINED_MAX: usize = 16;

/// The sets of variables that small parts under one gate have, as levels of an order.
fn small_parts(circuit: &Circuit, tops: &[Node], order: &Order) -> Vec<Vec<usize>> {
    let mut small: FxHashMap<Node, Vec<usize>> = FxHashMap::default();
    let mut groups: BTreeSet<Vec<usize>> = BTreeSet::new();
    for node in circuit.cone_of(tops.iter().copied()) {
        let mut part: Vec<usize> = Vec::new();
        let mut is_whole = true;
        match circuit.gate(node) {
            Gate::Var(var) => part.extend(order.level(var).map(|level| level as usize)),
            Gate::Not(child) => match small.get(&child) {
                Some(below) => part.extend(below),
                None => is_whole = false,
            },
            gate => {
                for child in gate.children() {
                    match small.get(child) {
                        Some(below) if part.len() <= JOINED_MAX => part.extend(below),
                        _ => is_whole = false,
                    }
                }
                part.sort_unstable();
                part.dedup();
                if (2..=JOINED_MAX).contains(&part.len()) {
                    groups.insert(part.clone());
                }
            }
        }
        if is_whole && part.len() <= PART_MAX {
            small.insert(node, part);
        }
    }
    groups.into_iter().collect()
}

/// Places breadth first from one that is far from the others, each network by itself.
fn from_end_to_end(groups: &[Vec<usize>], count: usize) -> Vec<usize> {
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        for place in group {
            of.entry(*place).or_default().push(at);
        }
    }
    let breadth_first = |from: usize, seen: &mut Vec<bool>| {
        let mut line = Vec::new();
        let mut waiting = VecDeque::from([from]);
        seen[from] = true;
        while let Some(place) = waiting.pop_front() {
            line.push(place);
            for at in of.get(&place).into_iter().flatten() {
                for next in &groups[*at] {
                    if !std::mem::replace(&mut seen[*next], true) {
                        waiting.push_back(*next);
                    }
                }
            }
        }
        line
    };
    let mut seen = vec![false; count];
    let mut line = Vec::with_capacity(count);
    for place in 0..count {
        if seen[place] {
            continue;
        }
        let mut end = place;
        for _ in 0..2 {
            let reached = breadth_first(end, &mut seen.clone());
            end = reached.last().copied().unwrap_or(end);
        }
        line.extend(breadth_first(end, &mut seen));
    }
    line
}

/// The nodes of a cone on a line.
struct Arrangement {
    /// For each node of the cone, its variable if it is one.
    vars: Vec<Option<Var>>,
    /// Each gate with its children, by their places in the cone.
    groups: Vec<Vec<usize>>,
    positions: Vec<f64>,
}

impl Arrangement {
    /// Puts variables where an order has them, and gates in the middle of their children.
    fn new(circuit: &Circuit, tops: &[Node], order: &Order) -> Self {
        let cone = circuit.cone_of(tops.iter().copied());
        let mut places: FxHashMap<Node, usize> = FxHashMap::default();
        let mut arrangement = Self {
            vars: Vec::with_capacity(cone.len()),
            groups: Vec::new(),
            positions: Vec::with_capacity(cone.len()),
        };
        for (place, node) in cone.into_iter().enumerate() {
            places.insert(node, place);
            let gate = circuit.gate(node);
            let children: Vec<usize> = match &gate {
                Gate::Not(child) => vec![places[child]],
                gate => gate.children().iter().map(|child| places[child]).collect(),
            };
            let var = match gate {
                Gate::Var(var) => Some(var),
                _ => None,
            };
            let level = var.and_then(|var| order.level(var));
            let position = level.map_or_else(|| arrangement.middle(&children), f64::from);
            arrangement.vars.push(var);
            arrangement.positions.push(position);
            if !children.is_empty() {
                let mut group = children;
                group.push(place);
                arrangement.groups.push(group);
            }
        }
        let positions = std::mem::take(&mut arrangement.positions);
        arrangement.line_up(positions);
        arrangement
    }

    /// Pulls until nothing gets better, and keeps the best arrangement met.
    fn settle(&mut self) {
        let pulls: usize = self.groups.iter().map(Vec::len).sum();
        let rounds = (PULLS_MAX / pulls.max(1)).min(ROUNDS_MAX);
        let mut best = (self.length(), self.positions.clone());
        let mut waited = 0;
        for _ in 0..rounds {
            self.pull();
            let length = self.length();
            if length < best.0 {
                best = (length, self.positions.clone());
                waited = 0;
            } else {
                waited += 1;
                if waited == PATIENCE {
                    break;
                }
            }
        }
        self.positions = best.1;
    }

    /// Moves every node to the middle of the groups that it is in.
    fn pull(&mut self) {
        let count = self.positions.len();
        let mut sums = vec![(0.0, 0_u32); count];
        for group in &self.groups {
            let middle = self.middle(group);
            for member in group {
                sums[*member].0 += middle;
                sums[*member].1 += 1;
            }
        }
        let wanted = sums.iter().zip(&self.positions);
        let wanted = wanted.map(|((sum, groups), position)| match groups {
            0 => *position,
            _ => sum / f64::from(*groups),
        });
        self.line_up(wanted.collect());
    }

    /// Numbers the nodes from one end to the other by where they want to be.
    fn line_up(&mut self, wanted: Vec<f64>) {
        let mut line: Vec<(f64, usize)> = wanted.into_iter().zip(0..).collect();
        line.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        self.positions = vec![0.0; line.len()];
        for (position, (_, place)) in (0_u32..).zip(line) {
            self.positions[place] = f64::from(position);
        }
    }

    /// How far apart the members of groups stand, all told.
    fn length(&self) -> f64 {
        let span = |group: &Vec<usize>| {
            let ends = group.iter().map(|member| self.positions[*member]);
            let least = ends.clone().fold(f64::INFINITY, f64::min);
            ends.fold(0.0, f64::max) - least
        };
        self.groups.iter().map(span).sum()
    }

    fn middle(&self, group: &[usize]) -> f64 {
        let sum: f64 = group.iter().map(|member| self.positions[*member]).sum();
        let count = u32::try_from(group.len()).map_or(f64::INFINITY, f64::from);
        sum / count.max(1.0)
    }

    /// The variables from one end of the line to the other.
    fn vars(&self) -> Vec<Var> {
        let placed = self.positions.iter().zip(&self.vars);
        let mut vars: Vec<(f64, Var)> = placed
            .filter_map(|(position, var)| Some((*position, (*var)?)))
            .collect();
        vars.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        vars.into_iter().map(|(_, var)| var).collect()
    }
}
