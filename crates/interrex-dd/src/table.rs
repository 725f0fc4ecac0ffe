//! The two tables that every diagram package rests on: the unique table, in which equal nodes are
//! one, and the computed cache, which forgets (Brace, Rudell and Bryant 1990).

#![expect(
    clippy::indexing_slicing,
    reason = "node numbers are handed out by this table alone"
)]

use crate::limits::{LimitReached, Limits};

/// The level of terminals, below every variable.
pub(crate) const TERMINAL: u32 = u32::MAX;

const EMPTY: u32 = u32::MAX;

/// A node as stored: the level of its variable and its two successors.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Triple {
    pub(crate) level: u32,
    pub(crate) low: u32,
    pub(crate) high: u32,
}

impl Triple {
    pub(crate) const TERMINAL: Triple = Triple {
        level: TERMINAL,
        low: 0,
        high: 0,
    };
}

/// Nodes in order of creation, children before parents, equal ones once.
#[derive(Debug)]
pub(crate) struct Table {
    nodes: Vec<Triple>,
    slots: Vec<u32>,
    terminal_count: usize,
}

impl Table {
    pub(crate) fn new(terminal_count: usize) -> Self {
        let nodes = vec![Triple::TERMINAL; terminal_count];
        Self {
            nodes,
            slots: vec![EMPTY; 256],
            terminal_count,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(crate) fn get(&self, index: u32) -> Triple {
        self.nodes[index as usize]
    }

    /// The number of the node with this content.
    pub(crate) fn intern(
        &mut self,
        node: Triple,
        limits: &Limits<'_>,
    ) -> Result<u32, LimitReached> {
        let mask = self.slots.len() - 1;
        let mut slot = hash3(node.level, node.low, node.high) & mask;
        while self.slots[slot] != EMPTY {
            let index = self.slots[slot];
            if self.nodes[index as usize] == node {
                return Ok(index);
            }
            slot = (slot + 1) & mask;
        }
        if self.nodes.len() >= limits.nodes_max.min(INDEX_MAX) {
            return Err(LimitReached::Nodes(limits.nodes_max.min(INDEX_MAX)));
        }
        let index = u32::try_from(self.nodes.len()).expect("the table is bounded by INDEX_MAX");
        self.nodes.push(node);
        self.slots[slot] = index;
        if self.nodes.len() * 4 > self.slots.len() * 3 {
            self.rebuild(self.slots.len() * 2);
        }
        Ok(index)
    }

    /// Forgets every node from this number on.
    pub(crate) fn truncate(&mut self, len: usize) {
        if len < self.nodes.len() {
            self.nodes.truncate(len);
            self.rebuild((len * 2).next_power_of_two().max(256));
        }
    }

    fn rebuild(&mut self, capacity: usize) {
        let mask = capacity - 1;
        self.slots.clear();
        self.slots.resize(capacity, EMPTY);
        for (index, node) in self.nodes.iter().enumerate().skip(self.terminal_count) {
            let mut slot = hash3(node.level, node.low, node.high) & mask;
            while self.slots[slot] != EMPTY {
                slot = (slot + 1) & mask;
            }
            self.slots[slot] = u32::try_from(index).expect("the table is bounded by INDEX_MAX");
        }
    }
}

/// Numbers stay below 2^31, so that a complement bit fits beside them.
const INDEX_MAX: usize = 1 << 31;

/// Results of operations on up to three nodes; a newer result takes the place of an older one.
#[derive(Debug)]
pub(crate) struct Cache {
    /// Key and value; a key of three [`EMPTY`] is a free place.
    entries: Vec<[u32; 4]>,
    /// How many results were lost since the cache last grew.
    lost: usize,
}

const CACHE_ENTRIES_MAX: usize = 1 << 22;

impl Cache {
    pub(crate) fn new() -> Self {
        Self {
            entries: vec![[EMPTY; 4]; 1 << 10],
            lost: 0,
        }
    }

    pub(crate) fn get(&self, key: [u32; 3]) -> Option<u32> {
        let [a, b, c, value] = self.entries[self.place(key)];
        ([a, b, c] == key).then_some(value)
    }

    pub(crate) fn insert(&mut self, key: [u32; 3], value: u32) {
        if self.lost > self.entries.len() && self.entries.len() < CACHE_ENTRIES_MAX {
            self.grow();
        }
        let place = self.place(key);
        let [a, b, c] = key;
        let [was_a, was_b, was_c, _] =
            std::mem::replace(&mut self.entries[place], [a, b, c, value]);
        self.lost += usize::from([was_a, was_b, was_c] != [EMPTY; 3]);
    }

    /// A cache that loses more than it holds is too small for the operation at hand.
    fn grow(&mut self) {
        let larger = vec![[EMPTY; 4]; self.entries.len() * 4];
        for [a, b, c, value] in std::mem::replace(&mut self.entries, larger) {
            if [a, b, c] != [EMPTY; 3] {
                let place = self.place([a, b, c]);
                self.entries[place] = [a, b, c, value];
            }
        }
        self.lost = 0;
    }

    pub(crate) fn clear(&mut self) {
        self.entries.fill([EMPTY; 4]);
        self.lost = 0;
    }

    fn place(&self, [a, b, c]: [u32; 3]) -> usize {
        hash3(a, b, c) & (self.entries.len() - 1)
    }
}

/// Mixes three words by multiplication; the well-mixed high half is returned.
fn hash3(a: u32, b: u32, c: u32) -> usize {
    const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
    const SECOND: u64 = 0xd6e8_feb8_6659_fd93;
    let pair = u64::from(b) << 32 | u64::from(c);
    let mixed = (u64::from(a).wrapping_mul(FIRST) ^ pair).wrapping_mul(SECOND);
    ((mixed ^ mixed >> 29).wrapping_mul(FIRST) >> 32) as usize
}
