//! Replacing variables by nodes. The circuit only grows: the nodes replaced stay valid.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::arena::Circuit;
use crate::gate::{Gate, Node, Var};

impl Circuit {
    /// The node in which each variable of the map is replaced by its node, all at once.
    pub fn substitute(&mut self, node: Node, map: &BTreeMap<Var, Node>) -> Node {
        self.substitute_all(&[node], map)
            .first()
            .copied()
            .unwrap_or(node)
    }

    /// [`substitute`](Self::substitute) in many nodes; what they share is rebuilt once.
    pub fn substitute_all(&mut self, nodes: &[Node], map: &BTreeMap<Var, Node>) -> Vec<Node> {
        let mut images: FxHashMap<Node, Node> = FxHashMap::default();
        for node in self.cone_of(nodes.iter().copied()) {
            let image = self.rebuild(node, map, &images);
            if image != node {
                images.insert(node, image);
            }
        }
        nodes
            .iter()
            .map(|node| images.get(node).copied().unwrap_or(*node))
            .collect()
    }

    /// The node with one variable held at a value.
    pub fn cofactor(&mut self, node: Node, var: Var, value: bool) -> Node {
        let constant = self.constant(value);
        self.substitute(node, &BTreeMap::from([(var, constant)]))
    }

    /// A gate over the images of its children; a node without an entry is its own image.
    fn rebuild(
        &mut self,
        node: Node,
        map: &BTreeMap<Var, Node>,
        images: &FxHashMap<Node, Node>,
    ) -> Node {
        if let Gate::Var(var) = self.gate(node) {
            return map.get(&var).copied().unwrap_or(node);
        }
        let children = self.stored_children(node);
        if children.iter().all(|child| !images.contains_key(child)) {
            return node;
        }
        let moved: Vec<Node> = children
            .iter()
            .map(|child| images.get(child).copied().unwrap_or(*child))
            .collect();
        match self.gate(node) {
            Gate::False | Gate::True | Gate::Var(_) => node,
            Gate::Not(_) => self.not(moved.first().copied().expect("a negation has a child")),
            Gate::And(_) => self.and(moved),
            Gate::Or(_) => self.or(moved),
            Gate::AtLeast { k, .. } => self.at_least(k as usize, moved),
            Gate::Xor(_) => self.xor(moved),
        }
    }
}
