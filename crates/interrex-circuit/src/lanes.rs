//! Evaluation under sixty-four assignments at once, one to each bit of a word: for questions that
//! change one variable after another.

#![expect(
    clippy::indexing_slicing,
    reason = "the cone holds the children of each of its nodes, before it"
)]

use rustc_hash::FxHashMap;

use crate::arena::Circuit;
use crate::gate::{Gate, Node, Var};

/// A node prepared for evaluation in lanes.
pub struct Lanes<'c> {
    circuit: &'c Circuit,
    cone: Vec<Node>,
    places: FxHashMap<Node, usize>,
    words: Vec<u64>,
}

impl<'c> Lanes<'c> {
    /// How many assignments go into one evaluation.
    pub const COUNT: usize = 64;

    /// Prepares a node, in time in proportion to its cone.
    pub fn new(circuit: &'c Circuit, node: Node) -> Self {
        let cone = circuit.cone(node);
        let places = cone.iter().enumerate().map(|(place, node)| (*node, place));
        Self {
            circuit,
            places: places.collect(),
            words: vec![0; cone.len()],
            cone,
        }
    }

    /// The value of the node in each lane: bit `i` of `read(v)` is the value of variable `v` in lane
    /// `i`.
    pub fn eval(&mut self, read: impl Fn(Var) -> u64) -> u64 {
        for (place, node) in self.cone.iter().enumerate() {
            let word = |child: &Node| self.words[self.places[child]];
            self.words[place] = match self.circuit.gate(*node) {
                Gate::False => 0,
                Gate::True => u64::MAX,
                Gate::Var(var) => read(var),
                Gate::Not(child) => !word(&child),
                Gate::And(children) => children.iter().fold(u64::MAX, |all, one| all & word(one)),
                Gate::Or(children) => children.iter().fold(0, |any, one| any | word(one)),
                Gate::Xor(children) => children.iter().fold(0, |odd, one| odd ^ word(one)),
                Gate::AtLeast { k, children } => at_least(k, children.iter().map(word)),
            };
        }
        self.words.last().copied().unwrap_or(0)
    }
}

/// In which lanes at least `k` of the words have a one.
fn at_least(k: u32, words: impl Iterator<Item = u64>) -> u64 {
    let mut counts = [0_u32; Lanes::COUNT];
    for word in words {
        for (lane, count) in counts.iter_mut().enumerate() {
            *count += u32::from(word >> lane & 1 == 1);
        }
    }
    let lanes = counts.iter().enumerate();
    lanes.fold(0, |all, (lane, count)| all | u64::from(*count >= k) << lane)
}
