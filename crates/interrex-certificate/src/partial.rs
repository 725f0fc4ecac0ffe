//! A network of which some nodes have a value: what follows by counting the inputs of gates, what no
//! longer matters, and the way back.
//!
//! A gate with a value is *open* while its inputs do not yet give it that value: it is then a
//! condition on what is below it. Gates whose inputs do, and gates without a value that no other
//! gate needs, are *closed*: they are forgotten.

#![expect(
    clippy::indexing_slicing,
    reason = "nodes were checked when the certificate was read"
)]

use crate::interval::Interval;
use crate::network::{Edge, Network, Part, signed};

/// One change, for the way back.
#[derive(Clone, Copy, Debug)]
enum Change {
    Valued(usize),
    Turned(usize),
    True(usize),
    False(usize),
    Needless(usize),
    Closed(usize),
}

/// A network with the values of its nodes.
#[derive(Debug)]
pub(crate) struct Partial {
    /// How many inputs make each gate true; none of leaves.
    pub(crate) leasts: Vec<usize>,
    pub(crate) leaves: Vec<Interval>,
    pub(crate) inputs: Vec<Vec<Edge>>,
    pub(crate) parents: Vec<Vec<Edge>>,
    /// Inputs have lower ranks than their gates.
    pub(crate) ranks: Vec<usize>,
    pub(crate) values: Vec<Option<bool>>,
    /// How many inputs of each gate are true, and how many false.
    pub(crate) trues: Vec<usize>,
    falses: Vec<usize>,
    /// How often each node is an input of gates that are not closed.
    pub(crate) needed: Vec<usize>,
    pub(crate) closed: Vec<bool>,
    changes: Vec<Change>,
    queue: Vec<(usize, bool)>,
    /// The product of the probabilities of the leaves that were given a value.
    weight: Interval,
}

impl Partial {
    pub(crate) fn new(network: &Network) -> Self {
        let parents = network.parents();
        let count = network.parts.len();
        let mut partial = Self {
            leasts: vec![0; count],
            leaves: vec![Interval::NONE; count],
            inputs: vec![Vec::new(); count],
            ranks: network.ranks(),
            values: vec![None; count],
            trues: vec![0; count],
            falses: vec![0; count],
            needed: parents.iter().map(Vec::len).collect(),
            closed: vec![false; count],
            changes: Vec::new(),
            queue: Vec::new(),
            weight: Interval::ALL,
            parents,
        };
        for (node, part) in network.parts.iter().enumerate() {
            match part {
                Part::Leaf(value) => partial.leaves[node] = *value,
                Part::Threshold(least, inputs) => {
                    partial.leasts[node] = *least;
                    partial.inputs[node].clone_from(inputs);
                }
            }
        }
        partial
    }

    pub(crate) fn is_gate(&self, node: usize) -> bool {
        self.leasts[node] > 0
    }

    /// Whether a node is a condition on what is below it.
    pub(crate) fn is_open(&self, node: usize) -> bool {
        self.is_gate(node) && self.values[node].is_some() && !self.closed[node]
    }

    pub(crate) fn mark(&self) -> usize {
        self.changes.len()
    }

    /// The product of the probabilities of the leaves given a value since it was last taken.
    pub(crate) fn take_weight(&mut self) -> Interval {
        std::mem::replace(&mut self.weight, Interval::ALL)
    }

    /// Gives a node a value, and what follows; false where that contradicts itself.
    pub(crate) fn assign(&mut self, node: usize, value: bool) -> bool {
        self.queue.clear();
        self.queue.push((node, value));
        self.follow()
    }

    /// Turns an open gate into the contrary condition; false where that contradicts itself.
    pub(crate) fn turn(&mut self, gate: usize) -> bool {
        self.values[gate] = self.values[gate].map(|value| !value);
        self.changes.push(Change::Turned(gate));
        self.queue.clear();
        self.demand(gate) && self.follow()
    }

    fn follow(&mut self) -> bool {
        let mut next = 0;
        while let Some(&(node, value)) = self.queue.get(next) {
            next += 1;
            let holds = match self.values[node] {
                Some(known) => known == value,
                None => self.set(node, value),
            };
            if !holds {
                return false;
            }
        }
        true
    }

    fn set(&mut self, node: usize, value: bool) -> bool {
        self.values[node] = Some(value);
        self.changes.push(Change::Valued(node));
        if !self.is_gate(node) {
            self.weight = self.weight.times(signed(self.leaves[node], !value));
        } else if !self.demand(node) {
            return false;
        }
        for place in 0..self.parents[node].len() {
            let parent = self.parents[node][place];
            if !self.closed[parent.node] && !self.count(parent.node, value != parent.negated) {
                return false;
            }
        }
        true
    }

    /// Counts an input of a gate.
    fn count(&mut self, gate: usize, value: bool) -> bool {
        let (counted, change) = if value {
            (&mut self.trues[gate], Change::True(gate))
        } else {
            (&mut self.falses[gate], Change::False(gate))
        };
        *counted += 1;
        self.changes.push(change);
        if self.values[gate].is_some() {
            return self.demand(gate);
        }
        let [is_true, is_false] = self.settled(gate);
        if is_true || is_false {
            self.queue.push((gate, is_true));
        }
        true
    }

    /// Whether the inputs of a gate make it true, and whether they make it false.
    fn settled(&self, gate: usize) -> [bool; 2] {
        let (least, width) = (self.leasts[gate], self.inputs[gate].len());
        [self.trues[gate] >= least, self.falses[gate] + least > width]
    }

    /// Closes a gate whose inputs give it its value, or asks for the only values of inputs that do;
    /// false where none do.
    fn demand(&mut self, gate: usize) -> bool {
        let wanted = self.values[gate] == Some(true);
        let [is_true, is_false] = self.settled(gate);
        if is_true || is_false {
            if is_true == wanted {
                self.close(gate);
            }
            return is_true == wanted;
        }
        let is_forced = if wanted {
            self.inputs[gate].len() - self.falses[gate] == self.leasts[gate]
        } else {
            self.trues[gate] + 1 == self.leasts[gate]
        };
        if is_forced {
            for input in &self.inputs[gate] {
                if self.values[input.node].is_none() {
                    self.queue.push((input.node, wanted != input.negated));
                }
            }
        }
        true
    }

    /// Forgets a gate, and those below without a value that no other gate needs.
    pub(crate) fn close(&mut self, gate: usize) {
        let mut open = vec![gate];
        while let Some(gate) = open.pop() {
            if std::mem::replace(&mut self.closed[gate], true) {
                continue;
            }
            self.changes.push(Change::Closed(gate));
            for place in 0..self.inputs[gate].len() {
                let node = self.inputs[gate][place].node;
                self.needed[node] -= 1;
                self.changes.push(Change::Needless(node));
                if self.needed[node] == 0 && self.values[node].is_none() && self.is_gate(node) {
                    open.push(node);
                }
            }
        }
    }

    /// Takes back everything since a mark.
    pub(crate) fn restore(&mut self, mark: usize) {
        for change in self.changes.drain(mark..).rev() {
            match change {
                Change::Valued(node) => self.values[node] = None,
                Change::Turned(node) => {
                    self.values[node] = self.values[node].map(|value| !value);
                }
                Change::True(gate) => self.trues[gate] -= 1,
                Change::False(gate) => self.falses[gate] -= 1,
                Change::Needless(node) => self.needed[node] += 1,
                Change::Closed(gate) => self.closed[gate] = false,
            }
        }
    }
}
