//! A tree decomposition of the network, as the bags of the best of many elimination orders, each by
//! least fill for the number of neighbors with ties broken at random. The number of different
//! components of a search is bounded by its width (Darwiche 2001); where to begin is left to
//! `dissection`.

#![expect(
    clippy::indexing_slicing,
    reason = "vertices are the nodes of the network"
)]

use crate::limits::Limits;
use crate::network::{Network, index};
use crate::random::Random;

/// How many words of neighbors may be read before the last try begins.
const READS_MAX: usize = 1_000_000_000;
/// Vertices with more neighbors are taken to have none that are neighbors of each other.
const NEIGHBORS_MAX: u32 = 100;
/// More tries than this seldom find a better order.
const TRIES_MAX: usize = 400;

/// The bags of a decomposition.
pub(crate) fn bags(network: &Network, random: &mut Random, limits: &Limits<'_>) -> Vec<Vec<u32>> {
    let graph = Graph::new(network);
    let mut best: Option<Elimination> = None;
    let mut reads = 0;
    for _ in 0..TRIES_MAX {
        if reads > READS_MAX || limits.is_stopped() {
            break;
        }
        let worst = best.as_ref().map_or(f64::INFINITY, |best| best.cost);
        let mut trial = graph.clone();
        if let Some(found) = Elimination::run(&mut trial, random, worst) {
            best = Some(found);
        }
        reads += trial.reads;
    }
    best.map_or_else(Vec::new, |best| best.bags)
}

/// Which vertices are neighbors, as one row of bits for each.
#[derive(Clone)]
struct Graph {
    words: usize,
    rows: Vec<u64>,
    /// How many words were read so far.
    reads: usize,
}

impl Graph {
    fn new(network: &Network) -> Self {
        let words = network.len().div_ceil(64);
        let mut graph = Self {
            words,
            rows: vec![0; words * network.len()],
            reads: 0,
        };
        for node in 0..network.len() {
            for child in network.children(node) {
                graph.join(node, child.node());
                graph.join(child.node(), node);
            }
        }
        graph
    }

    fn join(&mut self, a: usize, b: usize) {
        self.rows[a * self.words + b / 64] |= 1 << (b % 64);
    }

    fn part(&mut self, a: usize, b: usize) {
        self.rows[a * self.words + b / 64] &= !(1 << (b % 64));
    }

    fn row(&self, vertex: usize) -> &[u64] {
        &self.rows[vertex * self.words..(vertex + 1) * self.words]
    }

    /// How many of the first row's bits the second lacks.
    fn lacks(row: &[u64], other: &[u64]) -> u32 {
        let pairs = row.iter().zip(other);
        pairs.map(|(a, b)| (a & !b).count_ones()).sum()
    }

    fn neighbor_count(&self, vertex: usize) -> u32 {
        self.row(vertex).iter().map(|word| word.count_ones()).sum()
    }

    /// The number of neighbors, and of pairs of them that are not neighbors of each other.
    fn fill(&mut self, vertex: usize) -> (u32, u32) {
        let count = self.neighbor_count(vertex);
        self.reads += self.words * (1 + count as usize);
        if count > NEIGHBORS_MAX {
            return (count, count * (count - 1) / 2);
        }
        let row = self.row(vertex);
        let lacking = bits(row).map(|neighbor| Self::lacks(row, self.row(neighbor)) - 1);
        (count, lacking.sum::<u32>() / 2)
    }

    /// Makes the neighbors of a vertex neighbors of each other and takes it away; whether that
    /// joined any.
    fn eliminate(&mut self, vertex: usize, bag: &[u32]) -> bool {
        let row = self.row(vertex).to_vec();
        let mut joined = false;
        for &neighbor in bag {
            let neighbor = neighbor as usize;
            joined |= Self::lacks(&row, self.row(neighbor)) > 1;
            let start = neighbor * self.words;
            for (word, bits) in self.rows[start..start + self.words].iter_mut().zip(&row) {
                *word |= bits;
            }
            self.part(neighbor, neighbor);
            self.part(neighbor, vertex);
        }
        joined
    }
}

/// The places of the ones in a row of bits.
fn bits(row: &[u64]) -> impl Iterator<Item = usize> + '_ {
    row.iter().enumerate().flat_map(|(place, &word)| {
        std::iter::successors(Some(word), |word| Some(word & word.wrapping_sub(1)))
            .take_while(|word| *word != 0)
            .map(move |word| place * 64 + word.trailing_zeros() as usize)
    })
}

/// An elimination order.
struct Elimination {
    /// The eliminated vertices, each with its neighbors at that time.
    bags: Vec<Vec<u32>>,
    /// The sum of two to the size of each bag.
    cost: f64,
}

impl Elimination {
    /// One order, unless it turns out to be no cheaper than the worst that is of use.
    fn run(graph: &mut Graph, random: &mut Random, worst: f64) -> Option<Self> {
        let count = graph.rows.len() / graph.words.max(1);
        let spread = 1.0 + 2.0 * random.unit();
        let ties: Vec<f64> = (0..count).map(|_| random.unit() * spread).collect();
        let mut left: Vec<usize> = (0..count).collect();
        let mut scores = vec![f64::NAN; count];
        let mut found = Self {
            bags: Vec::with_capacity(count),
            cost: 0.0,
        };
        while !left.is_empty() {
            let at = least(graph, &left, &mut scores, &ties);
            let vertex = left.swap_remove(at);
            let mut bag: Vec<u32> = bits(graph.row(vertex)).map(index).collect();
            let size = i32::try_from(bag.len()).unwrap_or(i32::MAX);
            found.cost += libm::ldexp(1.0, size);
            if found.cost >= worst {
                return None;
            }
            let joined = graph.eliminate(vertex, &bag);
            for &neighbor in &bag {
                scores[neighbor as usize] = f64::NAN;
                if joined && graph.neighbor_count(neighbor as usize) <= NEIGHBORS_MAX {
                    for second in bits(graph.row(neighbor as usize)) {
                        scores[second] = f64::NAN;
                    }
                }
            }
            bag.push(index(vertex));
            found.bags.push(bag);
        }
        Some(found)
    }
}

/// The place among the vertices left of the one to eliminate; computes the scores that are missing.
fn least(graph: &mut Graph, left: &[usize], scores: &mut [f64], ties: &[f64]) -> usize {
    let (mut best, mut least) = (0, f64::INFINITY);
    for (at, &vertex) in left.iter().enumerate() {
        if scores[vertex].is_nan() {
            let (count, missing) = graph.fill(vertex);
            scores[vertex] = f64::from(missing) / f64::from(count + 1) + ties[vertex];
        }
        if scores[vertex] < least {
            (best, least) = (at, scores[vertex]);
        }
    }
    best
}
