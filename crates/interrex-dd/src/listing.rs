//! The sets of a family one after another, small ones first.

#![expect(
    clippy::indexing_slicing,
    reason = "successors of a family's nodes point into it"
)]

use interrex_circuit::Var;

use crate::family::{EMPTY, Family, UNIT};

impl Family {
    /// Lists the sets in order of size and, within a size, in the lexicographic order of the
    /// diagram's variables.
    ///
    /// No set is stored: memory is one bit for each node and each size up to the largest.
    pub fn by_size(&self) -> BySize<'_> {
        let sizes = SizeBits::of(self);
        BySize {
            family: self,
            sizes,
            size: 0,
            path: Vec::new(),
            started: false,
        }
    }
}

/// The sets of a family in order of size; see [`Family::by_size`].
#[derive(Clone, Debug)]
pub struct BySize<'f> {
    family: &'f Family,
    sizes: SizeBits,
    size: usize,
    path: Vec<Choice>,
    started: bool,
}

/// A node on the way to the current set, how many members were still wanted there, and whether its
/// variable was taken.
#[derive(Clone, Copy, Debug)]
struct Choice {
    node: u32,
    wanted: usize,
    taken: bool,
}

impl Iterator for BySize<'_> {
    type Item = Vec<Var>;

    fn next(&mut self) -> Option<Vec<Var>> {
        let mut set = Vec::new();
        self.next_into(&mut set).then_some(set)
    }
}

impl BySize<'_> {
    /// Puts the members of the next set in place of what `set` holds; whether there is one. For
    /// lists of millions: nothing is allocated for a set.
    pub fn next_into(&mut self, set: &mut Vec<Var>) -> bool {
        set.clear();
        let found = self.walk_on();
        if found {
            let taken = self.path.iter().filter(|choice| choice.taken);
            set.extend(taken.map(|choice| self.family.var(choice.node)));
        }
        found
    }

    /// Walks to the next set; whether there is one.
    fn walk_on(&mut self) -> bool {
        loop {
            if self.started && self.advance() {
                return true;
            }
            if self.started {
                self.size += 1;
            }
            self.started = true;
            if self.size > self.sizes.size_max {
                self.started = false;
                self.size = self.sizes.size_max + 1;
                return false;
            }
            if self.sizes.has(self.family.root, self.size) {
                self.descend(self.family.root, self.size);
                return true;
            }
        }
    }

    /// Walks to the first set of so many members under a node that has one.
    fn descend(&mut self, from: u32, members: usize) {
        let (mut node, mut wanted) = (from, members);
        while node != UNIT {
            let high = self.family.nodes[node as usize].high;
            let taken = wanted > 0 && self.sizes.has(high, wanted - 1);
            self.path.push(Choice {
                node,
                wanted,
                taken,
            });
            node = if taken {
                high
            } else {
                self.family.nodes[node as usize].low
            };
            wanted -= usize::from(taken);
        }
    }

    /// Walks to the next set of the current size; whether there is one.
    fn advance(&mut self) -> bool {
        while let Some(choice) = self.path.pop() {
            let low = self.family.nodes[choice.node as usize].low;
            if choice.taken && self.sizes.has(low, choice.wanted) {
                self.path.push(Choice {
                    taken: false,
                    ..choice
                });
                self.descend(low, choice.wanted);
                return true;
            }
        }
        false
    }
}

/// For each node, which sizes its sets have, one bit each.
#[derive(Clone, Debug)]
struct SizeBits {
    words: Vec<u64>,
    words_per_node: usize,
    size_max: usize,
}

impl SizeBits {
    fn of(family: &Family) -> Self {
        let mut largest = vec![0_usize; 2];
        for node in family.inner() {
            largest.push(largest[node.low as usize].max(largest[node.high as usize] + 1));
        }
        let size_max = largest[family.root as usize];
        let words_per_node = size_max / 64 + 1;
        let mut words = vec![0; words_per_node * 2];
        words[words_per_node] = 1;
        for node in family.inner() {
            let mut carry = 0;
            for word in 0..words_per_node {
                let low = words[node.low as usize * words_per_node + word];
                let high: u64 = words[node.high as usize * words_per_node + word];
                words.push(low | high << 1 | carry);
                carry = high >> 63;
            }
        }
        Self {
            words,
            words_per_node,
            size_max,
        }
    }

    fn has(&self, node: u32, size: usize) -> bool {
        node != EMPTY
            && size <= self.size_max
            && self.words[node as usize * self.words_per_node + size / 64] >> (size % 64) & 1 == 1
    }
}
