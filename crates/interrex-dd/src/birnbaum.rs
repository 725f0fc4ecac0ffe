//! How fast the probability of a function moves with that of each variable (Birnbaum 1969), for all
//! variables in one pass up and one pass down.

#![expect(
    clippy::indexing_slicing,
    reason = "edges of a frozen diagram point into it"
)]

use interrex_circuit::Var;

use crate::frozen::Frozen;
use crate::sweep::Exact;

impl Frozen {
    /// For each variable, the probability of the function with the variable true less that with it
    /// false: the partial derivative of its probability.
    ///
    /// The variables stand as in [`vars`](Self::vars). The pass down gives each node the derivative
    /// of the function's probability by the node's own, negative where the node occurs negated.
    pub fn birnbaum(&self, p: impl Fn(Var) -> f64) -> Vec<(Var, f64)> {
        let algebra = Exact(self.vars.iter().map(|var| p(*var)).collect());
        let values = self.sweep(&algebra);
        let mut weights = vec![0.0; self.nodes.len()];
        let mut derivatives = vec![0.0; self.vars.len()];
        weights[self.root().index() as usize] = if self.root().is_complement() {
            -1.0
        } else {
            1.0
        };
        for (place, node) in self.inner().rev() {
            let level = node.level as usize;
            let weight: f64 = weights[place];
            for (edge, share) in [
                (node.low, 1.0 - algebra.0[level]),
                (node.high, algebra.0[level]),
            ] {
                let signed = if edge.is_complement() {
                    -weight
                } else {
                    weight
                };
                weights[edge.index() as usize] += signed * share;
            }
            // Near 1, the difference of the complements has more digits than that of the values.
            let (low, high) = (values.of(node.low), values.of(node.high));
            let step = if low > 0.5 {
                values.of(!node.low) - values.of(!node.high)
            } else {
                high - low
            };
            derivatives[level] += weight * step;
        }
        self.vars.iter().copied().zip(derivatives).collect()
    }
}
