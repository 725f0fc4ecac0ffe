//! How deep each node lies in a tree decomposition of the network: what the search decides first.
//!
//! The decomposition is that of an elimination order by least fill, rooted in its middle. Deciding
//! the nodes of a bag separates what hangs below it, so that the number of different components is
//! bounded by the width (Darwiche 2001; Korhonen and Järvisalo 2021).

#![expect(
    clippy::indexing_slicing,
    reason = "vertices are the nodes of the network"
)]

use std::collections::BTreeSet;

use crate::network::{Network, index};

/// Vertices with more neighbors than this when they are eliminated stay at the root.
const NEIGHBORS_MAX: usize = 200;

/// The depth of each node.
pub(crate) fn depths(network: &Network) -> Vec<u32> {
    let mut elimination = Elimination::new(network);
    elimination.run();
    elimination.tree().depths(network.len())
}

struct Elimination {
    neighbors: Vec<BTreeSet<u32>>,
    /// Fill, number of neighbors, vertex: least first.
    queue: BTreeSet<(usize, usize, u32)>,
    places: Vec<(usize, usize)>,
    /// The eliminated vertices, each with its neighbors at that time.
    bags: Vec<(u32, Vec<u32>)>,
}

impl Elimination {
    fn new(network: &Network) -> Self {
        let mut neighbors = vec![BTreeSet::new(); network.len()];
        for node in 0..network.len() {
            for child in network.children(node) {
                neighbors[node].insert(index(child.node()));
                neighbors[child.node()].insert(index(node));
            }
        }
        let mut elimination = Self {
            places: vec![(0, 0); neighbors.len()],
            neighbors,
            queue: BTreeSet::new(),
            bags: Vec::new(),
        };
        for vertex in 0..network.len() {
            elimination.enqueue(index(vertex));
        }
        elimination
    }

    fn enqueue(&mut self, vertex: u32) {
        let around = &self.neighbors[vertex as usize];
        let fill = if around.len() > NEIGHBORS_MAX {
            usize::MAX
        } else {
            self.fill(vertex)
        };
        let place = (fill, around.len());
        self.places[vertex as usize] = place;
        self.queue.insert((place.0, place.1, vertex));
    }

    /// How many pairs of neighbors are not neighbors of each other.
    fn fill(&self, vertex: u32) -> usize {
        let around: Vec<u32> = self.neighbors[vertex as usize].iter().copied().collect();
        let missing = |(i, a): (usize, &u32)| {
            let known = &self.neighbors[*a as usize];
            around[..i].iter().filter(|b| !known.contains(b)).count()
        };
        around.iter().enumerate().map(missing).sum()
    }

    fn run(&mut self) {
        while let Some((fill, _, vertex)) = self.queue.pop_first() {
            if fill == usize::MAX {
                return;
            }
            self.eliminate(vertex);
        }
    }

    fn eliminate(&mut self, vertex: u32) {
        let around = std::mem::take(&mut self.neighbors[vertex as usize]);
        let bag: Vec<u32> = around.iter().copied().collect();
        let mut touched = around;
        for (i, &a) in bag.iter().enumerate() {
            self.neighbors[a as usize].remove(&vertex);
            for &b in &bag[..i] {
                if self.neighbors[a as usize].insert(b) {
                    self.neighbors[b as usize].insert(a);
                    let (near, far) = (&self.neighbors[a as usize], &self.neighbors[b as usize]);
                    touched.extend(near.intersection(far));
                }
            }
        }
        for vertex in touched {
            let (fill, count) = self.places[vertex as usize];
            if self.queue.remove(&(fill, count, vertex)) {
                self.enqueue(vertex);
            }
        }
        self.bags.push((vertex, bag));
    }

    /// The decomposition: each bag hangs on that of its neighbor that was eliminated next.
    fn tree(self) -> Tree {
        let mut turns = vec![usize::MAX; self.neighbors.len()];
        for (turn, (vertex, _)) in self.bags.iter().enumerate() {
            turns[*vertex as usize] = turn;
        }
        let next = |bag: &[u32]| bag.iter().map(|vertex| turns[*vertex as usize]).min();
        // Bags without a successor, and those of vertices that stay, hang on one more bag.
        let last = self.bags.len();
        let above = |(_, bag): &(u32, Vec<u32>)| next(bag).map_or(last, |turn| turn.min(last));
        let parents: Vec<usize> = self.bags.iter().map(above).collect();
        Tree {
            parents,
            bags: self.bags,
        }
    }
}

/// A rooted tree of bags; the root is one more than the bags, and each bag is before its parent.
struct Tree {
    parents: Vec<usize>,
    bags: Vec<(u32, Vec<u32>)>,
}

impl Tree {
    /// The least depth of a bag that holds each vertex, counted from the middle of the tree.
    fn depths(&self, vertices: usize) -> Vec<u32> {
        let mut depths = vec![u32::MAX; vertices];
        for (turn, depth) in self.distances(self.middle()).into_iter().enumerate() {
            if let Some((vertex, bag)) = self.bags.get(turn) {
                for vertex in bag.iter().chain([vertex]) {
                    let known = &mut depths[*vertex as usize];
                    *known = depth.min(*known);
                }
            }
        }
        for depth in &mut depths {
            // Vertices that were never eliminated are in no bag.
            *depth = if *depth == u32::MAX { 0 } else { *depth };
        }
        depths
    }

    /// The bag without which no part of the tree is large.
    fn middle(&self) -> usize {
        let count = self.bags.len() + 1;
        let mut sizes = vec![1; count];
        let mut largest_below = vec![0; count];
        for (turn, &parent) in self.parents.iter().enumerate() {
            sizes[parent] += sizes[turn];
            largest_below[parent] = largest_below[parent].max(sizes[turn]);
        }
        let largest = |turn: usize| largest_below[turn].max(count - sizes[turn]);
        (0..count)
            .min_by_key(|turn| largest(*turn))
            .unwrap_or_default()
    }

    /// How many bags lie between each and the root, those not counted that add no vertex.
    fn distances(&self, root: usize) -> Vec<u32> {
        let mut around = vec![Vec::new(); self.parents.len() + 1];
        for (turn, &parent) in self.parents.iter().enumerate() {
            around[turn].push(parent);
            around[parent].push(turn);
        }
        let mut distances = vec![u32::MAX; around.len()];
        distances[root] = 0;
        let mut open = vec![root];
        while let Some(turn) = open.pop() {
            for &next in &around[turn] {
                if distances[next] == u32::MAX {
                    distances[next] = distances[turn] + u32::from(!self.is_inside(next, turn));
                    open.push(next);
                }
            }
        }
        distances
    }

    fn is_inside(&self, inner: usize, outer: usize) -> bool {
        let (Some((first, rest)), Some((vertex, bag))) =
            (self.bags.get(inner), self.bags.get(outer))
        else {
            return false;
        };
        let holds = |one: &u32| one == vertex || bag.contains(one);
        holds(first) && rest.iter().all(holds)
    }
}
