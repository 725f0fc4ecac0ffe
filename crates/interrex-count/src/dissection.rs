//! How deep each node lies in a nested dissection of the network: what the search decides first.
//!
//! A few nodes whose removal splits the network into parts are its first level, those that split
//! the parts the second, and so on. Deciding a level leaves nothing between the parts, so that the
//! number of different components is bounded by the separators above each part, and few levels keep
//! the search from carrying a long interface along (Korhonen and Järvisalo 2021, on the choice
//! of the root of a decomposition).

#![expect(
    clippy::indexing_slicing,
    reason = "vertices are the nodes of the network, places those of a part"
)]

use std::collections::BTreeSet;

use crate::cut::{Best, Cutter, Taste, improve};
use crate::limits::Limits;
use crate::network::{Network, index};
use crate::random::Random;

/// Networks with more nodes are searched without a dissection.
const NODES_MAX: usize = 20_000;
/// More dissections than this seldom find a better one.
const TRIES_MAX: u64 = 200;
/// A search that costs no more than this is short, whatever is decided first.
const COST_ENOUGH: f64 = 1e6;
/// How many neighbors may be read before the last try begins.
const READS_MAX: usize = 2_000_000_000;
/// No place in the present part.
const NONE: u32 = u32::MAX;

/// The level of each node in the best of many dissections.
pub(crate) fn depths(network: &Network, limits: &Limits<'_>) -> Vec<u32> {
    if network.len() > NODES_MAX {
        return vec![0; network.len()];
    }
    let bags = crate::order::bags(network, &mut Random::new(0), limits);
    let mut work = Worker::new(network, &bags);
    let mut best: Option<Dissection> = None;
    for attempt in 0..TRIES_MAX {
        let worst = best.as_ref().map_or(f64::INFINITY, |best| best.cost);
        if work.reads > READS_MAX || worst <= COST_ENOUGH || limits.is_stopped() {
            break;
        }
        let found = work.dissect(&mut Random::new(attempt), worst);
        best = found.or(best);
    }
    best.map_or_else(|| vec![0; network.len()], |best| best.levels)
}

/// A level for each node.
struct Dissection {
    levels: Vec<u32>,
    /// The sum, over the separators, of two to the size of each with the nodes around its part.
    cost: f64,
}

/// Cuts one part after another.
struct Worker<'b> {
    /// The neighbors of each node, without signs or direction.
    neighbors: Vec<Vec<u32>>,
    bags: &'b [Vec<u32>],
    /// The bags that hold each node.
    bags_of: Vec<Vec<u32>>,
    /// The place in the present part of each node.
    places: Vec<u32>,
    seen: Vec<bool>,
    reads: usize,
}

impl<'b> Worker<'b> {
    fn new(network: &Network, bags: &'b [Vec<u32>]) -> Self {
        let count = network.len();
        let mut neighbors = vec![Vec::new(); count];
        for node in 0..count {
            for child in network.children(node) {
                neighbors[node].push(index(child.node()));
                neighbors[child.node()].push(index(node));
            }
        }
        for list in &mut neighbors {
            list.sort_unstable();
            list.dedup();
        }
        let mut bags_of = vec![Vec::new(); count];
        for (place, bag) in bags.iter().enumerate() {
            for &vertex in bag {
                bags_of[vertex as usize].push(index(place));
            }
        }
        Self {
            neighbors,
            bags,
            bags_of,
            places: vec![NONE; count],
            seen: vec![false; count],
            reads: 0,
        }
    }

    /// One dissection, unless it turns out to cost no less than the worst that is of use.
    fn dissect(&mut self, random: &mut Random, worst: f64) -> Option<Dissection> {
        let taste = Taste {
            balance: 0.05 + 0.4 * random.unit(),
            exponent: random.unit(),
            pairs: 1 + random.below(8),
        };
        let count = self.neighbors.len();
        let mut levels = vec![None; count];
        let all: Vec<u32> = (0..index(count)).collect();
        let first = self.split(&all, &levels).into_iter();
        let mut parts: Vec<(u32, Vec<u32>)> = first.map(|part| (0, part)).collect();
        let mut cost = 0.0;
        while let Some((level, part)) = parts.pop() {
            let separator = self.separator(&part, taste, random);
            let width = self.around(&part, &levels) + separator.len();
            cost += libm::ldexp(1.0, i32::try_from(width).unwrap_or(i32::MAX));
            if cost >= worst {
                return None;
            }
            for vertex in separator {
                levels[vertex as usize] = Some(level);
            }
            let below = self.split(&part, &levels).into_iter();
            parts.extend(below.map(|part| (level + 1, part)));
        }
        let levels = levels.into_iter().map(Option::unwrap_or_default).collect();
        Some(Dissection { levels, cost })
    }

    /// The connected parts of those among some nodes that have no level yet.
    fn split(&mut self, among: &[u32], levels: &[Option<u32>]) -> Vec<Vec<u32>> {
        let mut parts = Vec::new();
        for &start in among {
            if levels[start as usize].is_some() || self.seen[start as usize] {
                continue;
            }
            self.seen[start as usize] = true;
            let mut part = vec![start];
            let mut next = 0;
            while let Some(&vertex) = part.get(next) {
                next += 1;
                for &other in &self.neighbors[vertex as usize] {
                    let other = other as usize;
                    if levels[other].is_none() && !std::mem::replace(&mut self.seen[other], true) {
                        part.push(index(other));
                    }
                }
            }
            parts.push(part);
        }
        for &vertex in among {
            self.seen[vertex as usize] = false;
        }
        parts
    }

    /// How many nodes with a level are neighbors of a part.
    fn around(&mut self, part: &[u32], levels: &[Option<u32>]) -> usize {
        let mut found = Vec::new();
        for &vertex in part {
            for &other in &self.neighbors[vertex as usize] {
                let other = other as usize;
                if levels[other].is_some() && !std::mem::replace(&mut self.seen[other], true) {
                    found.push(other);
                }
            }
        }
        for &vertex in &found {
            self.seen[vertex] = false;
        }
        found.len()
    }

    /// Nodes whose removal splits a part, or one node where nothing does.
    fn separator(&mut self, part: &[u32], taste: Taste, random: &mut Random) -> Vec<u32> {
        for (place, &vertex) in part.iter().enumerate() {
            self.places[vertex as usize] = index(place);
        }
        let local: Vec<Vec<u32>> = part
            .iter()
            .map(|vertex| self.inside(&self.neighbors[*vertex as usize]))
            .collect();
        let held = part
            .iter()
            .flat_map(|vertex| &self.bags_of[*vertex as usize]);
        let held: BTreeSet<u32> = held.copied().collect();
        let bags = held
            .iter()
            .map(|bag| self.inside(&self.bags[*bag as usize]));
        let bags: BTreeSet<Vec<u32>> = bags.collect();
        for &vertex in part {
            self.places[vertex as usize] = NONE;
        }
        let mut best = None;
        for bag in bags {
            self.try_bag(&local, &bag, taste, &mut best);
        }
        if part.len() > 2 {
            for _ in 0..taste.pairs {
                let mut cutter = Cutter::new(&local, random);
                cutter.run(taste, &mut best, random);
                self.reads += cutter.reads;
            }
        }
        let cut = best.map_or_else(
            || {
                let most = (0..part.len()).max_by_key(|place| local[*place].len());
                vec![index(most.unwrap_or_default())]
            },
            |(_, cut)| cut,
        );
        cut.iter().map(|place| part[*place as usize]).collect()
    }

    /// The places of those nodes that are in the present part, in order.
    fn inside(&self, nodes: &[u32]) -> Vec<u32> {
        let places = nodes.iter().map(|node| self.places[*node as usize]);
        let mut inside: Vec<u32> = places.filter(|place| *place != NONE).collect();
        inside.sort_unstable();
        inside
    }

    /// Tries what a part has of a bag of a tree decomposition as a separator.
    fn try_bag(&mut self, local: &[Vec<u32>], bag: &[u32], taste: Taste, best: &mut Best) {
        let mut seen = vec![false; local.len()];
        for place in bag {
            seen[*place as usize] = true;
        }
        let mut largest = 0;
        for start in 0..local.len() {
            if std::mem::replace(&mut seen[start], true) {
                continue;
            }
            let mut piece = vec![index(start)];
            let mut next = 0;
            while let Some(&place) = piece.get(next) {
                next += 1;
                self.reads += local[place as usize].len();
                for &other in &local[place as usize] {
                    if !std::mem::replace(&mut seen[other as usize], true) {
                        piece.push(other);
                    }
                }
            }
            largest = largest.max(piece.len());
        }
        let smaller = local.len() - bag.len() - largest;
        if smaller > 0 {
            improve(best, taste.score(bag.len(), smaller, local.len()), bag);
        }
    }
}
