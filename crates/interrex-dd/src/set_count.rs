//! How many sets a family has, in all and of each size, exactly.

#![expect(
    clippy::indexing_slicing,
    reason = "successors of a family's nodes point into it"
)]

use num_bigint::BigUint;

use interrex_circuit::Var;

use crate::family::Family;

impl Family {
    /// The number of sets.
    pub fn count(&self) -> BigUint {
        let mut counts = vec![BigUint::ZERO, BigUint::from(1_u32)];
        for node in self.inner() {
            counts.push(&counts[node.low as usize] + &counts[node.high as usize]);
        }
        counts.swap_remove(self.root as usize)
    }

    /// The sum over all sets of the product of what their members count: how many sets there are where
    /// each member stands for so many.
    pub fn count_with(&self, each: impl Fn(Var) -> BigUint) -> BigUint {
        let factors: Vec<BigUint> = self.vars.iter().map(|var| each(*var)).collect();
        let mut counts = vec![BigUint::ZERO, BigUint::from(1_u32)];
        for node in self.inner() {
            let with = &counts[node.high as usize] * &factors[node.level as usize];
            counts.push(&counts[node.low as usize] + with);
        }
        counts.swap_remove(self.root as usize)
    }

    /// The number of sets of each size: entry `k` counts those with `k` members, and the last entry
    /// is not zero.
    pub fn counts_by_size(&self) -> Vec<BigUint> {
        let mut waiting = self.parent_counts();
        let mut sizes = vec![
            Sizes::default(),
            Sizes {
                first: 0,
                counts: vec![BigUint::from(1_u32)],
            },
        ];
        for node in self.inner() {
            let joined = Sizes::joined(&sizes[node.low as usize], &sizes[node.high as usize]);
            sizes.push(joined);
            for child in [node.low, node.high] {
                // What no further node asks for is dropped: a diagram of a million nodes has far
                // fewer in use at a time.
                waiting[child as usize] -= 1;
                if waiting[child as usize] == 0 && child != self.root {
                    sizes[child as usize] = Sizes::default();
                }
            }
        }
        sizes.swap_remove(self.root as usize).into_dense()
    }

    fn parent_counts(&self) -> Vec<u32> {
        let mut counts = vec![0; self.nodes.len()];
        for node in self.inner() {
            counts[node.low as usize] += 1;
            counts[node.high as usize] += 1;
        }
        counts
    }
}

/// The numbers of sets with `first`, `first + 1`... members.
#[derive(Clone, Default)]
struct Sizes {
    first: usize,
    counts: Vec<BigUint>,
}

impl Sizes {
    /// The sizes of a node: those of `low`, and those of `high` with one more member.
    fn joined(low: &Self, high: &Self) -> Self {
        if low.counts.is_empty() {
            return Self {
                first: high.first + 1,
                counts: high.counts.clone(),
            };
        }
        let first = low.first.min(high.first + 1);
        let end = low.end().max(high.end() + 1);
        let mut counts = vec![BigUint::ZERO; end - first];
        for (part, shift) in [(low, 0), (high, 1)] {
            for (entry, count) in counts
                .iter_mut()
                .skip(part.first + shift - first)
                .zip(&part.counts)
            {
                *entry += count;
            }
        }
        Self { first, counts }
    }

    fn end(&self) -> usize {
        self.first + self.counts.len()
    }

    fn into_dense(self) -> Vec<BigUint> {
        let mut dense = vec![BigUint::ZERO; self.first];
        dense.extend(self.counts);
        dense
    }
}
