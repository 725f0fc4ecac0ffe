//! The store of gates: one record per node, all children in one flat list, and the table that makes
//! equal gates one node. Simplification happens before a gate gets here.

#![expect(
    clippy::indexing_slicing,
    reason = "node numbers are handed out by this arena alone"
)]

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::gate::{Gate, Node, Var};

/// An append-only arena of hash-consed gates.
///
/// Memory is about 16 bytes per node and 4 bytes per child.
#[derive(Clone, Debug)]
pub struct Circuit {
    tags: Vec<Tag>,
    /// The variable of a `Var`, the threshold of an `AtLeast`, else zero.
    data: Vec<u32>,
    /// Where the children of a node end; they begin where those of the node before end.
    ends: Vec<u32>,
    children: Vec<Node>,
    table: Vec<u32>,
    variable_count: usize,
}

/// The kind of a stored gate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tag {
    False,
    True,
    Var,
    Not,
    And,
    Or,
    AtLeast,
    Xor,
}

const EMPTY: u32 = u32::MAX;

impl Default for Circuit {
    fn default() -> Self {
        Self::new()
    }
}

impl Circuit {
    /// Makes a circuit that holds the two constants.
    pub fn new() -> Self {
        let mut circuit = Self {
            tags: Vec::new(),
            data: Vec::new(),
            ends: Vec::new(),
            children: Vec::new(),
            table: vec![EMPTY; 16],
            variable_count: 0,
        };
        circuit.intern(Tag::False, 0, &[]);
        circuit.intern(Tag::True, 0, &[]);
        circuit
    }

    /// The number of nodes, the two constants included.
    pub fn len(&self) -> usize {
        self.tags.len()
    }

    /// Whether the circuit holds nothing but the two constants.
    pub fn is_empty(&self) -> bool {
        self.len() == 2
    }

    /// One more than the greatest number of a variable in the circuit: the length of a table with
    /// one entry per variable.
    pub fn variable_count(&self) -> usize {
        self.variable_count
    }

    /// What a node is.
    ///
    /// # Panics
    ///
    /// If the node is not of this circuit and its number is too great for it.
    pub fn gate(&self, node: Node) -> Gate<'_> {
        let data = self.data[node.index()];
        let children = self.stored_children(node);
        match self.tags[node.index()] {
            Tag::False => Gate::False,
            Tag::True => Gate::True,
            Tag::Var => Gate::Var(Var(data)),
            Tag::Not => Gate::Not(children[0]),
            Tag::And => Gate::And(children),
            Tag::Or => Gate::Or(children),
            Tag::AtLeast => Gate::AtLeast { k: data, children },
            Tag::Xor => Gate::Xor(children),
        }
    }

    /// Every node, children before parents.
    ///
    /// # Panics
    ///
    /// Never: no circuit grows to 2^32 nodes.
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = Node> + use<> {
        let count = u32::try_from(self.len()).expect("a circuit has fewer than 2^32 nodes");
        (0..count).map(Node)
    }

    /// The children as stored, that of a negation included.
    pub(crate) fn stored_children(&self, node: Node) -> &[Node] {
        let start = if node.0 == 0 {
            0
        } else {
            self.ends[node.index() - 1]
        };
        &self.children[start as usize..self.ends[node.index()] as usize]
    }

    pub(crate) fn tag(&self, node: Node) -> Tag {
        self.tags[node.index()]
    }

    /// The node of a gate already simplified, an equal one if there is one.
    pub(crate) fn intern(&mut self, tag: Tag, data: u32, children: &[Node]) -> Node {
        let mut slot = self.slot_of_hash(hash(tag, data, children));
        loop {
            match self.table[slot] {
                EMPTY => break,
                found if self.is_same(Node(found), tag, data, children) => return Node(found),
                _ => slot = (slot + 1) & (self.table.len() - 1),
            }
        }
        let node = self.push(tag, data, children);
        self.table[slot] = node.0;
        if self.len() * 4 > self.table.len() * 3 {
            self.grow_table();
        }
        node
    }

    fn is_same(&self, node: Node, tag: Tag, data: u32, children: &[Node]) -> bool {
        self.tags[node.index()] == tag
            && self.data[node.index()] == data
            && self.stored_children(node) == children
    }

    fn push(&mut self, tag: Tag, data: u32, children: &[Node]) -> Node {
        let index = u32::try_from(self.len()).expect("a circuit has fewer than 2^32 nodes");
        assert!(index != EMPTY, "a circuit has fewer than 2^32 - 1 nodes");
        self.tags.push(tag);
        self.data.push(data);
        self.children.extend_from_slice(children);
        let end = u32::try_from(self.children.len()).expect("a circuit has fewer than 2^32 edges");
        self.ends.push(end);
        if tag == Tag::Var {
            self.variable_count = self.variable_count.max(data as usize + 1);
        }
        Node(index)
    }

    fn grow_table(&mut self) {
        self.table = vec![EMPTY; self.table.len() * 2];
        for node in self.nodes() {
            let content = hash(
                self.tag(node),
                self.data[node.index()],
                self.stored_children(node),
            );
            let mut slot = self.slot_of_hash(content);
            while self.table[slot] != EMPTY {
                slot = (slot + 1) & (self.table.len() - 1);
            }
            self.table[slot] = node.0;
        }
    }

    fn slot_of_hash(&self, hash: u64) -> usize {
        // The table is a power of two: the high half of the hash is the better mixed one.
        (hash >> 32) as usize & (self.table.len() - 1)
    }
}

fn hash(tag: Tag, data: u32, children: &[Node]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u32((data << 3) ^ tag as u32);
    for child in children {
        hasher.write_u32(child.0);
    }
    hasher.finish()
}
