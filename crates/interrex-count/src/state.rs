//! A partial assignment of the network: what follows from it by counting the children of each gate,
//! what no longer matters, and taking it all back.
//!
//! An assigned gate is *open* while its children do not yet give it its value: then it is a
//! constraint on what is below it. Gates that are closed, or that only closed gates depend on, are
//! forgotten.

#![expect(clippy::indexing_slicing, reason = "nodes are those of the network")]

use crate::network::{Literal, Network, index, places_of};
use crate::value::Value;

/// The value of a node that is not assigned.
pub(crate) const UNKNOWN: u8 = 2;

/// The assignment and its history.
#[derive(Debug)]
pub(crate) struct State<'n> {
    pub(crate) network: &'n Network,
    /// 0, 1 or [`UNKNOWN`].
    pub(crate) values: Vec<u8>,
    /// How many children of each gate are known to be true, and to be false.
    trues: Vec<u32>,
    falses: Vec<u32>,
    /// How many edges lead from gates that are not closed to each node.
    pub(crate) needed: Vec<u32>,
    pub(crate) closed: Vec<bool>,
    /// Which ways lead nowhere: those down to a node that is assigned, and those up to one that is
    /// closed.
    pub(crate) blocked: Vec<bool>,
    history: Vec<Step>,
    queue: Vec<(u32, u8)>,
    /// Gates on their way to be closed.
    closing: Vec<u32>,
    /// The product of the probabilities of the leaves assigned since it was last taken.
    weight: Value,
}

/// One change, for taking it back.
#[derive(Clone, Copy, Debug)]
enum Step {
    Assigned(u32),
    Turned(u32),
    True(u32),
    False(u32),
    Needed(u32),
    Closed(u32),
}

impl<'n> State<'n> {
    pub(crate) fn new(network: &'n Network) -> Self {
        let count = network.len();
        let needed = |node| index(network.parents(node).len());
        Self {
            network,
            values: vec![UNKNOWN; count],
            trues: vec![0; count],
            falses: vec![0; count],
            needed: (0..count).map(needed).collect(),
            closed: vec![false; count],
            blocked: vec![false; 2 * count],
            history: Vec::new(),
            queue: Vec::new(),
            closing: Vec::new(),
            weight: Value::ONE,
        }
    }

    /// The present place in the history.
    pub(crate) fn mark(&self) -> usize {
        self.history.len()
    }

    /// The product of the probabilities of the leaves that were assigned since the last call.
    pub(crate) fn take_weight(&mut self) -> Value {
        std::mem::replace(&mut self.weight, Value::ONE)
    }

    /// Assigns a node and what follows; false where that contradicts itself.
    pub(crate) fn assign(&mut self, node: u32, value: u8) -> bool {
        self.queue.clear();
        self.queue.push((node, value));
        self.propagate()
    }

    /// Demands the contrary of an open gate, whose parents go on as before.
    pub(crate) fn turn(&mut self, node: u32) -> bool {
        self.values[node as usize] ^= 1;
        self.history.push(Step::Turned(node));
        self.queue.clear();
        self.demand(node as usize) && self.propagate()
    }

    /// Whether one more child would give an open gate its value: its contrary then fixes them all.
    pub(crate) fn is_junction(&self, node: usize) -> bool {
        let k = self.network.thresholds[node];
        if self.values[node] == 1 {
            self.trues[node] + 1 == k
        } else {
            self.falses[node] + k == self.width(node)
        }
    }

    /// How many more true children a gate needs, for gates where that is not plain from its
    /// unassigned children; else zero.
    pub(crate) fn missing(&self, node: usize) -> u32 {
        if self.network.is_plain(node) {
            0
        } else {
            self.network.thresholds[node] - self.trues[node]
        }
    }

    /// How many more true children would make a gate true.
    pub(crate) fn remaining(&self, node: usize) -> u32 {
        self.network.thresholds[node] - self.trues[node]
    }

    fn width(&self, node: usize) -> u32 {
        index(self.network.children(node).len())
    }

    fn propagate(&mut self) -> bool {
        let mut next = 0;
        while let Some(&(node, value)) = self.queue.get(next) {
            next += 1;
            let known = self.values[node as usize];
            if known == value {
                continue;
            }
            if known != UNKNOWN || !self.set(node, value) {
                return false;
            }
        }
        true
    }

    /// Gives an unassigned node its value and tells its parents.
    fn set(&mut self, node: u32, value: u8) -> bool {
        let at = node as usize;
        self.values[at] = value;
        self.block(node, 0, true);
        self.history.push(Step::Assigned(node));
        if self.network.is_leaf(at) {
            let probability = self.network.leaves[at];
            let factor = crate::shrink::signed(probability, value == 0);
            self.weight = self.weight * factor;
        } else if !self.demand(at) {
            return false;
        }
        let network = self.network;
        network
            .parents(at)
            .iter()
            .all(|parent| self.tell(*parent, value))
    }

    /// Counts a child of a gate, which may assign the gate, close it, or force other children.
    fn tell(&mut self, parent: Literal, value: u8) -> bool {
        let gate = parent.node();
        if self.closed[gate] {
            return true;
        }
        if (value == 1) == parent.is_negated() {
            self.falses[gate] += 1;
            self.history.push(Step::False(index(gate)));
        } else {
            self.trues[gate] += 1;
            self.history.push(Step::True(index(gate)));
        }
        if self.values[gate] != UNKNOWN {
            return self.demand(gate);
        }
        let k = self.network.thresholds[gate];
        if self.trues[gate] >= k {
            self.queue.push((index(gate), 1));
        } else if self.falses[gate] + k > self.width(gate) {
            self.queue.push((index(gate), 0));
        }
        true
    }

    /// Closes an assigned gate whose children give it its value, or forces them where only one way
    /// is left; false where none is.
    fn demand(&mut self, gate: usize) -> bool {
        let (k, width) = (self.network.thresholds[gate], self.width(gate));
        let is_true = self.trues[gate] >= k;
        let is_false = self.falses[gate] + k > width;
        let wanted = self.values[gate] == 1;
        if is_true || is_false {
            if is_true == wanted {
                self.close(index(gate));
            }
            return is_true == wanted;
        }
        let forced = if wanted {
            width - self.falses[gate] == k
        } else {
            self.trues[gate] + 1 == k
        };
        if forced {
            for child in self.network.children(gate) {
                if self.values[child.node()] == UNKNOWN {
                    let value = u8::from(wanted != child.is_negated());
                    self.queue.push((index(child.node()), value));
                }
            }
        }
        true
    }

    /// Forgets a gate, and the gates below that nothing else needs.
    pub(crate) fn close(&mut self, gate: u32) {
        let network = self.network;
        self.closing.push(gate);
        while let Some(gate) = self.closing.pop() {
            if std::mem::replace(&mut self.closed[gate as usize], true) {
                continue;
            }
            self.block(gate, 1, true);
            self.history.push(Step::Closed(gate));
            for child in network.children(gate as usize) {
                let node = child.node();
                self.needed[node] -= 1;
                self.history.push(Step::Needed(index(node)));
                let forgotten = self.needed[node] == 0 && self.values[node] == UNKNOWN;
                if forgotten && !network.is_leaf(node) {
                    self.closing.push(index(node));
                }
            }
        }
    }

    /// Notes whether the ways down to a node (0), or up to it (1), lead nowhere.
    fn block(&mut self, node: u32, direction: usize, is_blocked: bool) {
        self.blocked[places_of(node)[direction]] = is_blocked;
    }

    /// Takes back everything since a mark.
    pub(crate) fn restore(&mut self, mark: usize) {
        while self.history.len() > mark {
            match self.history.pop() {
                Some(Step::Assigned(node)) => {
                    self.values[node as usize] = UNKNOWN;
                    self.block(node, 0, false);
                }
                Some(Step::Turned(node)) => self.values[node as usize] ^= 1,
                Some(Step::True(node)) => self.trues[node as usize] -= 1,
                Some(Step::False(node)) => self.falses[node as usize] -= 1,
                Some(Step::Needed(node)) => self.needed[node as usize] += 1,
                Some(Step::Closed(node)) => {
                    self.closed[node as usize] = false;
                    self.block(node, 1, false);
                }
                None => return,
            }
        }
    }
}
