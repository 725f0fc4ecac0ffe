//! The independent parts of what an assignment leaves open, and fingerprints that tell them apart.

#![expect(clippy::indexing_slicing, reason = "nodes are those of the network")]

use crate::network::{Literal, index};
use crate::shrink::{at_least, signed};
use crate::state::{State, UNKNOWN};
use crate::value::Value;

/// Members of a component: unassigned nodes and open gates, stored in a shared list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Members {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Members {
    pub(crate) const fn len(self) -> usize {
        self.end - self.start
    }
}

/// Finds components; remembers which nodes the present round has seen.
#[derive(Debug)]
pub(crate) struct Finder {
    seen: Vec<u32>,
    round: u32,
    codes: Vec<[u128; 3]>,
}

impl Finder {
    pub(crate) fn new(nodes: usize) -> Self {
        let code = |node: usize| {
            [0, 1, 2].map(|value| {
                let seed = (node as u64) * 8 + value * 2;
                u128::from(scramble(seed)) << 64 | u128::from(scramble(seed + 1))
            })
        };
        Self {
            seen: vec![0; nodes],
            round: 0,
            codes: (0..nodes).map(code).collect(),
        }
    }

    /// Appends to a list of nodes the components that the open gates among some of its entries
    /// belong to, and gives their places, the largest first.
    pub(crate) fn split(
        &mut self,
        state: &State<'_>,
        list: &mut Vec<u32>,
        among: Members,
        found: &mut Vec<Members>,
    ) {
        self.next_round();
        let first = found.len();
        for at in among.start..among.end {
            let node = list[at] as usize;
            let is_open = state.values[node] != UNKNOWN
                && !state.closed[node]
                && !state.network.is_leaf(node);
            if is_open && self.seen[node] != self.round {
                let start = list.len();
                self.visit(index(node), list);
                self.spread(state, list, start);
                found.push(Members {
                    start,
                    end: list.len(),
                });
            }
        }
        found[first..].sort_by_key(|members| std::cmp::Reverse(members.len()));
    }

    fn next_round(&mut self) {
        if self.round == u32::MAX {
            self.seen.fill(0);
            self.round = 0;
        }
        self.round += 1;
    }

    fn visit(&mut self, node: u32, list: &mut Vec<u32>) {
        let seen = &mut self.seen[node as usize];
        if *seen != self.round {
            *seen = self.round;
            list.push(node);
        }
    }

    /// Appends what can be reached from the entries of the list that come last.
    #[expect(
        clippy::needless_bitwise_bool,
        reason = "a branch on what is new is mispredicted often"
    )]
    fn spread(&mut self, state: &State<'_>, list: &mut Vec<u32>, start: usize) {
        let (mut next, mut end) = (start, list.len());
        while next < end {
            let node = list[next] as usize;
            next += 1;
            let ways = if state.values[node] == UNKNOWN {
                state.network.ways(node)
            } else {
                state.network.ways_down(node)
            };
            list.resize(end + ways.len(), 0);
            // Whether a node is new is hard to foresee: every one is written, and counted if it is.
            for way in ways {
                let seen = &mut self.seen[way.node() as usize];
                let is_open = !state.blocked[way.place()];
                let is_new = is_open & (*seen != self.round);
                *seen = if is_new { self.round } else { *seen };
                list[end] = way.node();
                end += usize::from(is_new);
            }
        }
        list.truncate(end);
    }

    /// A number that differs for different components but for a chance of one in 2^128: the sum of
    /// one random number for each member in its condition.
    pub(crate) fn fingerprint(&self, state: &State<'_>, members: &[u32]) -> u128 {
        let code = |node: &u32| {
            let node = *node as usize;
            let code = self.codes[node][usize::from(state.values[node])];
            match state.missing(node) {
                0 => code,
                missing => code.wrapping_mul(u128::from(missing) * 2 + 1),
            }
        };
        members.iter().map(code).fold(0, u128::wrapping_add)
    }
}

/// A fixed permutation of 64-bit numbers without visible order (Steele, Lea and Flood 2014).
fn scramble(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ mixed >> 31
}

/// The probability of a component that is one open gate over gates and leaves of which none occurs
/// twice; `None` for any other.
pub(crate) fn read_once(
    state: &State<'_>,
    members: &[u32],
    values: &mut Vec<Value>,
) -> Option<Value> {
    let (&top, rest) = members.split_first()?;
    let once = |node: &u32| {
        let node = *node as usize;
        state.values[node] == UNKNOWN && state.needed[node] == 1
    };
    if !rest.iter().all(once) {
        return None;
    }
    // Members are listed breadth first, so that the children of each stand together, in order, and
    // those of the last member at the end.
    values.clear();
    values.resize(members.len(), Value::ZERO);
    let mut end = members.len();
    for (place, &node) in members.iter().enumerate().rev() {
        let node = node as usize;
        values[place] = if state.network.is_leaf(node) {
            state.network.leaves[node]
        } else {
            let unassigned = |child: &&Literal| state.values[child.node()] == UNKNOWN;
            let children = state.network.children(node).iter().filter(unassigned);
            let start = end - children.clone().count();
            let below = children.zip(&values[start..end]);
            let below = below.map(|(child, value)| signed(*value, child.is_negated()));
            let value = at_least(state.remaining(node) as usize, end - start, below);
            end = start;
            value
        };
    }
    let value = values.first().copied()?;
    Some(signed(value, state.values[top as usize] == 0))
}

/// A bound that the probability of a component does not exceed, by Markov's inequality: whether or
/// not events depend on each other, at least `k` of them happen at most as often as their expected
/// number divided by `k`.
pub(crate) fn upper_bound(state: &State<'_>, members: &[u32]) -> f64 {
    // Gates stand after their children in the network.
    let mut ascending = members.to_vec();
    ascending.sort_unstable();
    let mut bounds = std::collections::BTreeMap::new();
    let mut least = 1.0_f64;
    for &node in &ascending {
        let node = node as usize;
        let (falsely, truly) = if state.network.is_leaf(node) {
            let value = state.network.leaves[node];
            (value.complement().at_most(), value.at_most())
        } else {
            bounds_of_gate(state, node, &bounds)
        };
        match state.values[node] {
            UNKNOWN => {
                bounds.insert(node, [falsely, truly]);
            }
            1 => least = least.min(truly),
            _ => least = least.min(falsely),
        }
    }
    least
}

/// Bounds on the probabilities that a gate is false, and that it is true.
fn bounds_of_gate(
    state: &State<'_>,
    gate: usize,
    bounds: &std::collections::BTreeMap<usize, [f64; 2]>,
) -> (f64, f64) {
    let children = state.network.children(gate).iter();
    let (mut unassigned, mut sums, mut least) = (0_u32, [0.0_f64; 2], [1.0_f64; 2]);
    for child in children.filter(|child| state.values[child.node()] == UNKNOWN) {
        unassigned += 1;
        let [falsely, truly] = bounds.get(&child.node()).copied().unwrap_or([1.0, 1.0]);
        let signed = if child.is_negated() {
            [truly, falsely]
        } else {
            [falsely, truly]
        };
        sums = [sums[0] + signed[0], sums[1] + signed[1]];
        least = [least[0].min(signed[0]), least[1].min(signed[1])];
    }
    let trues = state.remaining(gate);
    let falses = (unassigned + 1).saturating_sub(trues);
    let bound = |sum: f64, least: f64, of: u32| {
        // Far more than the rounding of the sum.
        let share = sum / f64::from(of.max(1)) * (1.0 + 1e-9);
        let all = if of == unassigned { least } else { 1.0 };
        share.min(all)
    };
    (
        bound(sums[0], least[0], falses),
        bound(sums[1], least[1], trues),
    )
}
