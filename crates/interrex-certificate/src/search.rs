//! A search over components, gone over again: the certificate says at which node each component is
//! taken apart, and everything else is found here.
//!
//! A *component* is a part of a network of which some nodes have values: open gates and nodes without
//! a value that share nothing with the rest. Its probability is that of its open gates being what
//! their values say, over the leaves that it has left.

#![expect(
    clippy::indexing_slicing,
    reason = "nodes were checked when the certificate was read"
)]

use std::collections::BTreeMap;

use crate::ceiling::ceiling;
use crate::interval::Interval;
use crate::network::{Network, at_least, signed};
use crate::partial::Partial;

/// What is done with a component.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Way {
    /// A node without a value has one or the other: the probabilities of both are added.
    Decide,
    /// A condition holds wherever the others do, but where its contrary does: that is subtracted.
    Relax,
    /// Nothing is said of it.
    Open,
    /// The branch has the probability zero, so that its other components are of no matter.
    Zero,
}

/// A component that is taken apart.
struct Frame {
    members: Vec<usize>,
    code: u128,
    pivot: usize,
    relaxes: bool,
    is_second: bool,
    total: Interval,
    product: Interval,
    mark: usize,
    /// The components of the present branch that are still to be taken up.
    pending: Vec<Vec<usize>>,
}

pub(crate) struct Search {
    partial: Partial,
    frames: Vec<Frame>,
    /// The probabilities of components that were taken apart.
    known: BTreeMap<u128, Interval>,
    /// Whether no component was left open.
    is_whole: bool,
    seen: Vec<usize>,
    round: usize,
    seed: u64,
}

impl Search {
    /// A search whose components are told apart by random numbers from a seed.
    pub(crate) fn new(network: &Network, seed: u64) -> Self {
        Self {
            partial: Partial::new(network),
            frames: Vec::new(),
            known: BTreeMap::new(),
            is_whole: true,
            seen: vec![0; network.parts.len()],
            round: 0,
            seed,
        }
    }

    /// The probability of the top, by ways that are given one after another with their nodes.
    pub(crate) fn run(
        mut self,
        network: &Network,
        ways: impl Iterator<Item = (Way, usize)>,
    ) -> Result<Interval, (usize, String)> {
        // The first frame is no component: its only branch is the top being true.
        self.frames.push(Frame {
            members: (0..self.seen.len()).collect(),
            code: 0,
            pivot: network.top.node,
            relaxes: false,
            is_second: true,
            total: Interval::NONE,
            product: Interval::NONE,
            mark: 0,
            pending: Vec::new(),
        });
        let holds = self.partial.assign(network.top.node, !network.top.negated);
        self.enter_branch(holds);
        let mut result = self.leave_finished();
        let mut place = 0;
        for (way, node) in ways {
            if result.is_some() {
                return Err((place, "the search is over".to_owned()));
            }
            self.step(way, node).map_err(|reason| (place, reason))?;
            result = self.leave_finished();
            place += 1;
        }
        result.ok_or_else(|| (place, "the search breaks off".to_owned()))
    }

    fn step(&mut self, way: Way, node: usize) -> Result<(), String> {
        let frame = self.frames.last_mut();
        let frame = frame.ok_or("the search is over")?;
        if way == Way::Zero {
            if frame.product != Interval::NONE {
                return Err("the branch may have a probability".to_owned());
            }
            frame.pending.clear();
            return Ok(());
        }
        let place = frame.pending.iter().position(|part| part.contains(&node));
        let place = place.ok_or("the node is in no component that is to be taken apart")?;
        let members = frame.pending.swap_remove(place);
        if way == Way::Open {
            frame.product = frame.product.times(ceiling(&self.partial, &members));
            self.is_whole = false;
            return Ok(());
        }
        let relaxes = way == Way::Relax;
        if relaxes != self.partial.is_open(node) {
            return Err("a node without a value is decided, an open gate relaxed".to_owned());
        }
        self.frames.push(Frame {
            code: self.code(&members),
            members,
            pivot: node,
            relaxes,
            is_second: false,
            total: Interval::NONE,
            product: Interval::NONE,
            mark: self.partial.mark(),
            pending: Vec::new(),
        });
        let holds = if relaxes {
            self.partial.close(node);
            true
        } else {
            self.partial.assign(node, true)
        };
        self.enter_branch(holds);
        Ok(())
    }

    /// Begins the present branch of the last frame: its components are found, and those whose
    /// probability is plain or known are done with.
    fn enter_branch(&mut self, holds: bool) {
        let weight = self.partial.take_weight();
        let Some(mut frame) = self.frames.pop() else {
            return;
        };
        frame.product = if holds { weight } else { Interval::NONE };
        if holds {
            for part in self.split(&frame.members) {
                let value = self.read_once(&part);
                let known = value.or_else(|| self.known.get(&self.code(&part)).copied());
                match known {
                    Some(value) => frame.product = frame.product.times(value),
                    None => frame.pending.push(part),
                }
            }
        }
        self.frames.push(frame);
    }

    /// Ends branches and components of which nothing is to be done any more; the probability of the
    /// top, once all are.
    fn leave_finished(&mut self) -> Option<Interval> {
        loop {
            let frame = self.frames.last_mut()?;
            if !frame.pending.is_empty() {
                return None;
            }
            frame.total = if frame.relaxes && frame.is_second {
                frame.total.minus(frame.product)
            } else {
                frame.total.plus(frame.product)
            };
            self.partial.restore(frame.mark);
            if !frame.is_second {
                frame.is_second = true;
                let (pivot, relaxes) = (frame.pivot, frame.relaxes);
                let holds = if relaxes {
                    self.partial.turn(pivot)
                } else {
                    self.partial.assign(pivot, false)
                };
                self.enter_branch(holds);
                continue;
            }
            let frame = self.frames.pop()?;
            let Some(above) = self.frames.last_mut() else {
                return Some(frame.total);
            };
            above.product = above.product.times(frame.total);
            if self.is_whole {
                self.known.insert(frame.code, frame.total);
            }
        }
    }

    /// The components that open gates among some nodes belong to.
    fn split(&mut self, among: &[usize]) -> Vec<Vec<usize>> {
        self.round += 1;
        let mut found = Vec::new();
        for &node in among {
            if self.partial.is_open(node) && self.seen[node] != self.round {
                self.seen[node] = self.round;
                let mut part = vec![node];
                let mut next = 0;
                while let Some(&node) = part.get(next) {
                    next += 1;
                    self.spread(node, &mut part);
                }
                found.push(part);
            }
        }
        found
    }

    /// Adds the neighbors of a node to its component.
    fn spread(&mut self, node: usize, part: &mut Vec<usize>) {
        let partial = &self.partial;
        let inputs = partial.inputs[node].iter().map(|input| input.node);
        let below = inputs.filter(|node| partial.values[*node].is_none());
        let parents = partial.parents[node].iter().map(|parent| parent.node);
        let is_unknown = partial.values[node].is_none();
        let above = parents.filter(|node| is_unknown && !partial.closed[*node]);
        for neighbor in below.chain(above) {
            if self.seen[neighbor] != self.round {
                self.seen[neighbor] = self.round;
                part.push(neighbor);
            }
        }
    }

    /// A number that two different components have in common with the probability of one in 2^128,
    /// over the seeds: the sum of one random number for each member with its value and, where these
    /// do not tell it, the number of inputs that the gate still needs.
    fn code(&self, members: &[usize]) -> u128 {
        let partial = &self.partial;
        let random = |node: &usize| {
            let (least, width) = (partial.leasts[*node], partial.inputs[*node].len());
            let missing = if least <= 1 || least == width {
                0
            } else {
                least - partial.trues[*node]
            };
            let value = partial.values[*node].map_or(2, u64::from);
            let state = (missing as u64) * 4 + value;
            let word =
                |half: u64| scrambled(scrambled(self.seed ^ (*node as u64 * 2 + half)) ^ state);
            u128::from(word(0)) << 64 | u128::from(word(1))
        };
        members.iter().map(random).fold(0, u128::wrapping_add)
    }

    /// The probability of a component that is one open gate over nodes of which none occurs twice.
    fn read_once(&self, members: &[usize]) -> Option<Interval> {
        let (&top, rest) = members.split_first()?;
        let partial = &self.partial;
        let is_once = |node: &usize| partial.values[*node].is_none() && partial.needed[*node] == 1;
        if !rest.iter().all(is_once) {
            return None;
        }
        // Members stand before those that were found from them: from the last on, inputs are known.
        let mut values: BTreeMap<usize, Interval> = BTreeMap::new();
        for &node in members.iter().rev() {
            let value = if partial.is_gate(node) {
                let inputs = partial.inputs[node].iter();
                let unknown = inputs.filter(|input| partial.values[input.node].is_none());
                let events = unknown.map(|input| {
                    let value = values.remove(&input.node);
                    signed(value.unwrap_or(Interval::ANY), input.negated)
                });
                at_least(partial.leasts[node] - partial.trues[node], events.collect())
            } else {
                partial.leaves[node]
            };
            values.insert(node, value);
        }
        let value = values.remove(&top)?;
        Some(signed(value, partial.values[top] == Some(false)))
    }
}

/// A number without visible relation to another (Steele, Lea and Flood 2014).
fn scrambled(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ mixed >> 31
}
