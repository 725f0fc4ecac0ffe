//! All sets of a family in order of weight, in memory that the number of sets does not decide.
//!
//! A best-first search ([`Likeliest`](crate::Likeliest)) keeps a candidate for every set that it has
//! listed and for every turn on the way to it. Here the sets are found again and again instead, a
//! band of weights at a time: depth-first, with the exact least and greatest weight below every
//! node to leave out what is lighter than the band or heavier, and never more than a bounded number
//! of sets in hand.

#![expect(
    clippy::indexing_slicing,
    reason = "successors of a family's nodes point into it"
)]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "weights are rounded to whole units on purpose, and are not negative"
)]

use std::collections::BinaryHeap;

use interrex_circuit::Var;

use crate::family::{EMPTY, Family, UNIT};

/// Weights are whole numbers of this unit, so that sums do not depend on their order.
const UNITS: f64 = (1_u64 << 40) as f64;
/// The weight of what is impossible: a sum of many is still a number.
const IMPOSSIBLE: u64 = 1 << 52;
/// The first band: whoever wants few sets waits for few.
const FIRST: usize = 1024;

impl Family {
    /// Lists the sets in order of total weight, as [`likeliest`](Self::likeliest) does, with at most
    /// `held_max` of them in memory at a time.
    ///
    /// Weights are rounded to multiples of 2^-40. Sets of equal weight come in an order that depends
    /// on the diagram and the weights alone.
    pub fn in_bands(&self, weight: impl Fn(Var) -> f64, held_max: usize) -> InBands<'_> {
        let weights: Vec<u64> = self.vars.iter().map(|var| whole(weight(*var))).collect();
        let mut below = vec![Below::NOTHING, Below::EMPTY_SET];
        for node in self.inner() {
            let with = below[node.high as usize].more(weights[node.level as usize]);
            below.push(below[node.low as usize].joined(with));
        }
        InBands {
            family: self,
            weights,
            below,
            band: Vec::new(),
            band_max: FIRST.min(held_max.max(1)),
            held_max: held_max.max(1),
            listed_to: 0,
            listed_at: 0,
            is_over: false,
        }
    }
}

/// A weight in whole units.
fn whole(weight: f64) -> u64 {
    let units = weight.max(0.0) * UNITS;
    if units < IMPOSSIBLE as f64 {
        units as u64
    } else {
        IMPOSSIBLE
    }
}

/// The sets of a family in order of weight; see [`Family::in_bands`].
#[derive(Clone, Debug)]
pub struct InBands<'f> {
    family: &'f Family,
    weights: Vec<u64>,
    below: Vec<Below>,
    /// The sets in hand, the next one last.
    band: Vec<Held>,
    band_max: usize,
    held_max: usize,
    /// Every lighter set has been in hand, and so many of exactly this weight.
    listed_to: u64,
    listed_at: u64,
    is_over: bool,
}

/// What is known of the sets below a node.
#[derive(Clone, Copy, Debug)]
struct Below {
    lightest: u64,
    heaviest: u64,
    /// How many there are, or `u64::MAX`.
    count: u64,
}

impl Below {
    const NOTHING: Self = Self {
        lightest: u64::MAX,
        heaviest: 0,
        count: 0,
    };
    const EMPTY_SET: Self = Self {
        lightest: 0,
        heaviest: 0,
        count: 1,
    };

    fn more(self, weight: u64) -> Self {
        Self {
            lightest: self.lightest.saturating_add(weight),
            heaviest: self.heaviest + weight,
            count: self.count,
        }
    }

    fn joined(self, other: Self) -> Self {
        Self {
            lightest: self.lightest.min(other.lightest),
            heaviest: self.heaviest.max(other.heaviest),
            count: self.count.saturating_add(other.count),
        }
    }
}

/// A set in hand. They are compared by weight, then by their place in the depth-first order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Held {
    weight: u64,
    place: u64,
    members: Box<[Var]>,
}

/// A step of the depth-first walk.
#[derive(Clone, Copy)]
enum Step {
    /// To a node, with the weight of what was taken so far.
    To(u32, u64),
    /// To a node by taking a variable.
    Taking(Var, u32, u64),
    /// Back from where a variable was taken.
    Back,
}

impl InBands<'_> {
    /// Finds the lightest sets that have not been in hand.
    fn fill(&mut self) {
        let mut skip = self.listed_at;
        let mut heap: BinaryHeap<Held> = BinaryHeap::new();
        let mut members: Vec<Var> = Vec::new();
        let mut place = 0;
        let mut steps = vec![Step::To(self.family.root, 0)];
        while let Some(step) = steps.pop() {
            let (node, weight) = match step {
                Step::To(node, weight) => (node, weight),
                Step::Taking(var, node, weight) => {
                    members.push(var);
                    steps.push(Step::Back);
                    (node, weight)
                }
                Step::Back => {
                    members.pop();
                    continue;
                }
            };
            if self.leaves_out(node, weight, &mut skip, &heap) {
                continue;
            }
            if node != UNIT {
                self.branch(node, weight, &mut steps);
                continue;
            }
            place += 1;
            heap.push(Held {
                weight,
                place,
                members: members.as_slice().into(),
            });
            if heap.len() > self.band_max {
                heap.pop();
            }
        }
        self.take_over(heap);
    }

    /// Whether nothing below a node belongs to the band: because there is nothing, because all of it
    /// has been listed, or because enough sets are in hand that are lighter or came earlier.
    fn leaves_out(&self, node: u32, weight: u64, skip: &mut u64, heap: &BinaryHeap<Held>) -> bool {
        let below = self.below[node as usize].more(weight);
        if below.count == 0 || below.heaviest < self.listed_to {
            return true;
        }
        let is_full = heap.len() >= self.band_max;
        if is_full
            && heap
                .peek()
                .is_some_and(|worst| below.lightest >= worst.weight)
        {
            return true;
        }
        let all_at = below.lightest == self.listed_to && below.heaviest == self.listed_to;
        if all_at && below.count <= *skip {
            *skip -= below.count;
            return true;
        }
        false
    }

    /// Puts the two ways on from a node on the stack, the one with the lighter sets on top.
    fn branch(&self, node: u32, weight: u64, steps: &mut Vec<Step>) {
        let inner = self.family.nodes[node as usize];
        let with = weight + self.weights[inner.level as usize];
        let taking = Step::Taking(self.family.var(node), inner.high, with);
        let leaving = Step::To(inner.low, weight);
        let lightest =
            |node: u32, weight: u64| self.below[node as usize].lightest.saturating_add(weight);
        let takes_first =
            inner.low == EMPTY || lightest(inner.high, with) <= lightest(inner.low, weight);
        steps.extend(if takes_first {
            [leaving, taking]
        } else {
            [taking, leaving]
        });
    }

    /// Takes what was found in hand and notes how far the list has come.
    fn take_over(&mut self, heap: BinaryHeap<Held>) {
        self.band = heap.into_sorted_vec();
        let Some(last) = self.band.last().map(|held| held.weight) else {
            self.is_over = true;
            return;
        };
        let here = self.band.iter().filter(|held| held.weight == last).count() as u64;
        self.listed_at = here
            + if last == self.listed_to {
                self.listed_at
            } else {
                0
            };
        self.listed_to = last;
        self.is_over = self.band.len() < self.band_max;
        self.band.reverse();
        self.band_max = (self.band_max * 2).min(self.held_max);
    }
}

impl Iterator for InBands<'_> {
    /// A set and its weight.
    type Item = (Box<[Var]>, f64);

    fn next(&mut self) -> Option<Self::Item> {
        if self.band.is_empty() && !self.is_over {
            self.fill();
        }
        let held = self.band.pop()?;
        let weight = if held.weight >= IMPOSSIBLE {
            f64::INFINITY
        } else {
            held.weight as f64 / UNITS
        };
        Some((held.members, weight))
    }
}
