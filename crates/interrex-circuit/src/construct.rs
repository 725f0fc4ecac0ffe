//! The builders: each simplifies what it is asked for as far as that is cheap, then interns it.
//! Simplification is local; minimizing a formula is left to decision diagrams.

use crate::arena::{Circuit, Tag};
use crate::gate::{Gate, Node, Var};

/// A nested gate of the same kind is dissolved into its parent, and a nested gate of the dual kind
/// is tried for absorption, up to this many children: beyond it the copying would cost more than
/// it saves.
const NESTED_CHILDREN_MAX: usize = 8;

impl Circuit {
    /// The node of a constant.
    pub fn constant(&self, value: bool) -> Node {
        if value { Node::TRUE } else { Node::FALSE }
    }

    /// The node of a variable.
    pub fn var(&mut self, var: Var) -> Node {
        self.intern(Tag::Var, var.0, &[])
    }

    /// The negation of a node.
    pub fn not(&mut self, node: Node) -> Node {
        match self.gate(node) {
            Gate::False => Node::TRUE,
            Gate::True => Node::FALSE,
            Gate::Not(child) => child,
            _ => self.intern(Tag::Not, 0, &[node]),
        }
    }

    /// True when every given node is; true when none is given.
    pub fn and(&mut self, nodes: impl IntoIterator<Item = Node>) -> Node {
        self.junction(Tag::And, nodes)
    }

    /// True when any given node is; false when none is given.
    pub fn or(&mut self, nodes: impl IntoIterator<Item = Node>) -> Node {
        self.junction(Tag::Or, nodes)
    }

    /// True when both nodes are.
    pub fn and2(&mut self, a: Node, b: Node) -> Node {
        self.and([a, b])
    }

    /// True when either node is.
    pub fn or2(&mut self, a: Node, b: Node) -> Node {
        self.or([a, b])
    }

    /// True when at least `k` of the given nodes are; a node given twice counts twice.
    pub fn at_least(&mut self, k: usize, nodes: impl IntoIterator<Item = Node>) -> Node {
        let mut needed = k;
        let mut list = Vec::new();
        for node in nodes {
            match node.as_constant() {
                Some(true) => needed = needed.saturating_sub(1),
                Some(false) => {}
                None => list.push(node),
            }
        }
        list.sort_unstable();
        needed = needed.saturating_sub(self.cancel_complements(&mut list));
        self.threshold(needed, list)
    }

    /// True when an odd number of the given nodes is; false when none is given.
    pub fn xor(&mut self, nodes: impl IntoIterator<Item = Node>) -> Node {
        let mut odd = false;
        let mut list = Vec::new();
        for node in nodes {
            // A negated parity is dissolved as one that is not, so that building it again changes nothing.
            let (node, negated) = match self.gate(node) {
                Gate::Not(child) => (child, true),
                _ => (node, false),
            };
            odd ^= negated;
            match node.as_constant() {
                Some(value) => odd ^= value,
                None => self.dissolve(Tag::Xor, node, &mut list),
            }
        }
        list.sort_unstable();
        cancel_pairs(&mut list);
        let parity = match list.as_slice() {
            [] => Node::FALSE,
            [one] => *one,
            many => self.intern(Tag::Xor, 0, many),
        };
        if odd { self.not(parity) } else { parity }
    }

    /// `then` where `condition` holds, `otherwise` where it does not.
    pub fn ite(&mut self, condition: Node, then: Node, otherwise: Node) -> Node {
        if then == otherwise {
            return then;
        }
        let unless = self.not(condition);
        let taken = self.and2(condition, then);
        let left = self.and2(unless, otherwise);
        self.or2(taken, left)
    }

    /// True unless `premise` holds and `conclusion` does not.
    pub fn implies(&mut self, premise: Node, conclusion: Node) -> Node {
        let unless = self.not(premise);
        self.or2(unless, conclusion)
    }

    /// True when both nodes have the same value.
    pub fn iff(&mut self, a: Node, b: Node) -> Node {
        let differ = self.xor([a, b]);
        self.not(differ)
    }

    /// A conjunction or a disjunction, by its tag.
    fn junction(&mut self, tag: Tag, nodes: impl IntoIterator<Item = Node>) -> Node {
        let (unit, zero) = match tag {
            Tag::And => (Node::TRUE, Node::FALSE),
            _ => (Node::FALSE, Node::TRUE),
        };
        let mut list = Vec::new();
        for node in nodes {
            if node == zero {
                return zero;
            }
            if node != unit {
                self.dissolve(tag, node, &mut list);
            }
        }
        list.sort_unstable();
        list.dedup();
        if self.has_complements(&list) {
            return zero;
        }
        self.absorb(tag, &mut list);
        match list.as_slice() {
            [] => unit,
            [one] => *one,
            many => self.intern(tag, 0, many),
        }
    }

    fn dissolve(&self, tag: Tag, node: Node, list: &mut Vec<Node>) {
        let children = self.stored_children(node);
        if self.tag(node) == tag && children.len() <= NESTED_CHILDREN_MAX {
            list.extend_from_slice(children);
        } else {
            list.push(node);
        }
    }

    /// Whether a sorted list holds some node and its negation.
    fn has_complements(&self, list: &[Node]) -> bool {
        list.iter().any(|&node| match self.gate(node) {
            Gate::Not(child) => list.binary_search(&child).is_ok(),
            _ => false,
        })
    }

    /// Drops from a sorted list each nested dual gate that holds another member of the list:
    /// `a or (a and b)` is `a`, and `a and (a or b)` is `a`.
    fn absorb(&self, tag: Tag, list: &mut Vec<Node>) {
        let dual = if tag == Tag::And { Tag::Or } else { Tag::And };
        let is_absorbed = |node: Node| {
            let children = self.stored_children(node);
            self.tag(node) == dual
                && children.len() <= NESTED_CHILDREN_MAX
                && children
                    .iter()
                    .any(|child| list.binary_search(child).is_ok())
        };
        let kept: Vec<Node> = list
            .iter()
            .copied()
            .filter(|&node| !is_absorbed(node))
            .collect();
        *list = kept;
    }

    /// Removes from a sorted list each pair of a node and its negation, of which exactly one is
    /// true, and returns how many pairs there were.
    fn cancel_complements(&self, list: &mut Vec<Node>) -> usize {
        let mut dropped = vec![false; list.len()];
        let mut pairs = 0;
        for (at, &node) in list.iter().enumerate() {
            let Gate::Not(child) = self.gate(node) else {
                continue;
            };
            let first = list.partition_point(|&other| other < child);
            let equal = list
                .iter()
                .enumerate()
                .skip(first)
                .take_while(|(_, other)| **other == child);
            let free = equal
                .map(|(index, _)| index)
                .find(|&index| dropped.get(index) == Some(&false));
            if let Some(partner) = free {
                for index in [at, partner] {
                    *dropped
                        .get_mut(index)
                        .expect("one mark for each node of the list") = true;
                }
                pairs += 1;
            }
        }
        let mut marks = dropped.into_iter();
        list.retain(|_| marks.next() == Some(false));
        pairs
    }

    /// A threshold over a sorted list without constants and without complementary pairs.
    fn threshold(&mut self, k: usize, list: Vec<Node>) -> Node {
        match k {
            0 => Node::TRUE,
            _ if k > list.len() => Node::FALSE,
            1 => self.or(list),
            _ if k == list.len() => self.and(list),
            _ if list.first() == list.last() => list.first().copied().unwrap_or(Node::FALSE),
            _ => {
                let k = u32::try_from(k).expect("a gate has fewer than 2^32 children");
                self.intern(Tag::AtLeast, k, &list)
            }
        }
    }
}

/// Removes pairs of equal nodes from a sorted list.
fn cancel_pairs(list: &mut Vec<Node>) {
    let mut kept: Vec<Node> = Vec::with_capacity(list.len());
    for &node in list.iter() {
        if kept.last() == Some(&node) {
            kept.pop();
        } else {
            kept.push(node);
        }
    }
    *list = kept;
}
