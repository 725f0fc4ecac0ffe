//! The sets of a family one after another, lightest first.

#![expect(
    clippy::indexing_slicing,
    reason = "successors of a family's nodes point into it"
)]

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use interrex_circuit::Var;

use crate::family::{EMPTY, Family, UNIT};

impl Family {
    /// Lists the sets in order of total weight. With `-ln p` as the weight of a variable, the
    /// likeliest set comes first, and nothing underflows.
    ///
    /// Best-first search with an exact bound for every node, computed beforehand: each set listed
    /// costs one walk down the diagram and leaves at most one candidate for each node on its way.
    /// Weights are at least zero and may be infinite. Sets of equal weight come in an order that
    /// depends on the diagram alone.
    pub fn likeliest(&self, weight: impl Fn(Var) -> f64) -> Likeliest<'_> {
        let weights: Vec<f64> = self.vars.iter().map(|var| weight(*var).max(0.0)).collect();
        let mut lightest = vec![f64::INFINITY, 0.0];
        for node in self.inner() {
            let with = weights[node.level as usize] + lightest[node.high as usize];
            lightest.push(lightest[node.low as usize].min(with));
        }
        let mut list = Likeliest {
            family: self,
            weights,
            lightest,
            prefixes: Vec::new(),
            candidates: BinaryHeap::new(),
            candidate_count: 0,
        };
        list.offer(self.root, 0.0, None);
        list
    }
}

/// The sets of a family in order of weight; see [`Family::likeliest`].
#[derive(Clone, Debug)]
pub struct Likeliest<'f> {
    family: &'f Family,
    weights: Vec<f64>,
    /// For each node, the weight of its lightest set.
    lightest: Vec<f64>,
    /// Members chosen, each with the place of the one chosen before it.
    prefixes: Vec<(Var, Option<usize>)>,
    candidates: BinaryHeap<Candidate>,
    candidate_count: u64,
}

/// A node reached by a choice of members, with the weight of the lightest set to which that leads.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    bound: f64,
    sequence: u64,
    node: u32,
    weight: f64,
    prefix: Option<usize>,
}

impl Iterator for Likeliest<'_> {
    /// A set and its weight.
    type Item = (Vec<Var>, f64);

    fn next(&mut self) -> Option<Self::Item> {
        let Candidate {
            mut node,
            mut weight,
            mut prefix,
            ..
        } = self.candidates.pop()?;
        while node != UNIT {
            let inner = self.family.nodes[node as usize];
            let with = weight + self.weights[inner.level as usize];
            let taken_prefix = self.prefixes.len();
            self.prefixes.push((self.family.var(node), prefix));
            let take = inner.low == EMPTY
                || with + self.lightest[inner.high as usize]
                    <= weight + self.lightest[inner.low as usize];
            if take {
                self.offer(inner.low, weight, prefix);
                (node, weight, prefix) = (inner.high, with, Some(taken_prefix));
            } else {
                self.offer(inner.high, with, Some(taken_prefix));
                node = inner.low;
            }
        }
        Some((self.members(prefix), weight))
    }
}

impl Likeliest<'_> {
    fn offer(&mut self, node: u32, weight: f64, prefix: Option<usize>) {
        if node == EMPTY {
            return;
        }
        self.candidate_count += 1;
        let bound = weight + self.lightest[node as usize];
        let sequence = self.candidate_count;
        self.candidates.push(Candidate {
            bound,
            sequence,
            node,
            weight,
            prefix,
        });
    }

    fn members(&self, prefix: Option<usize>) -> Vec<Var> {
        let mut members = Vec::new();
        let mut at = prefix;
        while let Some(place) = at {
            let (var, before) = self.prefixes[place];
            members.push(var);
            at = before;
        }
        members.reverse();
        members
    }
}

impl Ord for Candidate {
    /// The heap gives the greatest: the lightest, and of equally light ones the earliest.
    fn cmp(&self, other: &Self) -> Ordering {
        other
            .bound
            .total_cmp(&self.bound)
            .then(other.sequence.cmp(&self.sequence))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Candidate {}
