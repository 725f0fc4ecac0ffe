//! Boolean circuits, hash-consed, over numbered variables.
//!
//! A [`Circuit`] is an append-only arena of gates: constants, variables, negation, conjunction,
//! disjunction, thresholds and parity. Equal structure is one [`Node`], and the children of a gate
//! always have smaller numbers than the gate, so that index order is a topological order and no
//! algorithm here recurses. The crate knows Boolean algebra and nothing else: likelihoods, cut
//! sets and the names behind the variables belong to its callers.
//!
//! ```
//! use interrex_circuit::{Circuit, Var};
//!
//! let mut circuit = Circuit::new();
//! let seats: Vec<_> = (0..3).map(|i| circuit.var(Var(i))).collect();
//! let quorum = circuit.at_least(2, seats);
//! assert!(circuit.eval(quorum, |var| var != Var(1)));
//! assert!(!circuit.eval(quorum, |var| var == Var(1)));
//! ```

mod gate;

mod arena;
mod construct;

mod evaluate;
mod lanes;
mod substitute;
mod walk;

pub use arena::Circuit;
pub use evaluate::{Evaluator, PartialEvaluator};
pub use gate::{Gate, Node, Var};
pub use lanes::Lanes;
pub use walk::Polarity;
