//! The number of assignments that make a function true.

#![expect(
    clippy::indexing_slicing,
    reason = "edges of a frozen diagram point into it"
)]

use num_bigint::BigUint;

use crate::frozen::Frozen;
use crate::manager::Bdd;

impl Frozen {
    /// The number of assignments to the variables of [`vars`](Self::vars) that make the function
    /// true. Each further variable doubles it.
    pub fn model_count(&self) -> BigUint {
        // For a node at level `l`, the number of models over the levels from `l` on.
        let mut counts = vec![BigUint::from(1_u32)];
        for (_, node) in self.inner() {
            let below = node.level + 1;
            let sum = self.models_from(node.low, below, &counts)
                + self.models_from(node.high, below, &counts);
            counts.push(sum);
        }
        self.models_from(self.root(), 0, &counts)
    }

    fn models_from(&self, edge: Bdd, level: u32, counts: &[BigUint]) -> BigUint {
        let all = u32::try_from(self.vars.len()).expect("fewer than 2^32 variables");
        let own = self.level(edge).min(all);
        let regular = &counts[edge.index() as usize];
        let count = if edge.is_complement() {
            (BigUint::from(1_u32) << (all - own)) - regular
        } else {
            regular.clone()
        };
        count << (own - level)
    }
}
