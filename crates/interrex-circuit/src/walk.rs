//! What lies under a node: its cone, its support, and the polarity of each variable. All of it is
//! syntactic: a variable may occur in a formula that does not depend on it.

#![expect(
    clippy::indexing_slicing,
    reason = "marks have one entry for each node up to the root"
)]

use std::collections::BTreeMap;

use crate::arena::{Circuit, Tag};
use crate::gate::{Gate, Node, Var};

/// How a variable occurs under a node: below an even number of negations, an odd number, or both.
///
/// A variable that occurs only positively can only help to make the node true.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Polarity {
    /// Only below an even number of negations.
    Positive,
    /// Only below an odd number of negations.
    Negative,
    /// In both ways, or below a parity gate.
    Both,
}

impl Circuit {
    /// Every node that a node depends on, itself included, children before parents.
    pub fn cone(&self, node: Node) -> Vec<Node> {
        self.cone_of([node])
    }

    /// The union of the cones of several nodes, children before parents.
    pub fn cone_of(&self, roots: impl IntoIterator<Item = Node>) -> Vec<Node> {
        let mut stack: Vec<Node> = roots.into_iter().collect();
        let mut marks = Marks::up_to(stack.iter().copied().max());
        stack.retain(|&root| marks.insert(root));
        let mut cone = Vec::new();
        while let Some(node) = stack.pop() {
            cone.push(node);
            let children = self.stored_children(node).iter().copied();
            stack.extend(children.filter(|&child| marks.insert(child)));
        }
        cone.sort_unstable();
        cone
    }

    /// The variables that occur under a node, in ascending order.
    pub fn support(&self, node: Node) -> Vec<Var> {
        self.support_of([node])
    }

    /// The variables that occur under any of several nodes, in ascending order.
    pub fn support_of(&self, roots: impl IntoIterator<Item = Node>) -> Vec<Var> {
        let mut support: Vec<Var> = self
            .cone_of(roots)
            .into_iter()
            .filter_map(|node| match self.gate(node) {
                Gate::Var(var) => Some(var),
                _ => None,
            })
            .collect();
        support.sort_unstable();
        support
    }

    /// For each variable of the support, how it occurs under the node.
    pub fn polarity(&self, node: Node) -> BTreeMap<Var, Polarity> {
        let mut seen = vec![Signs::default(); node.index() + 1];
        seen[node.index()].positive = true;
        let mut polarities = BTreeMap::new();
        for gate in self.cone(node).into_iter().rev() {
            let signs = seen[gate.index()];
            if let Gate::Var(var) = self.gate(gate) {
                polarities.insert(var, signs.polarity());
            }
            let passed = signs.through(self.tag(gate));
            for child in self.stored_children(gate) {
                seen[child.index()].positive |= passed.positive;
                seen[child.index()].negative |= passed.negative;
            }
        }
        polarities
    }
}

#[derive(Clone, Copy, Default)]
struct Signs {
    positive: bool,
    negative: bool,
}

impl Signs {
    fn through(self, tag: Tag) -> Self {
        match tag {
            Tag::Not => Self {
                positive: self.negative,
                negative: self.positive,
            },
            Tag::Xor => Self {
                positive: true,
                negative: true,
            },
            _ => self,
        }
    }

    fn polarity(self) -> Polarity {
        match (self.positive, self.negative) {
            (_, false) => Polarity::Positive,
            (false, true) => Polarity::Negative,
            (true, true) => Polarity::Both,
        }
    }
}

/// A set of nodes, one bit each.
struct Marks(Vec<u64>);

impl Marks {
    fn up_to(greatest: Option<Node>) -> Self {
        Self(vec![0; greatest.map_or(0, |node| node.index() / 64 + 1)])
    }

    /// Adds a node; whether it was absent.
    fn insert(&mut self, node: Node) -> bool {
        let word = &mut self.0[node.index() / 64];
        let bit = 1 << (node.index() % 64);
        let absent = *word & bit == 0;
        *word |= bit;
        absent
    }
}
