//! Gives gates of one kind that share children a gate of their own over what they share.
//!
//! A circuit dissolves a small gate into every parent of its kind, which makes it flat and, where
//! the gate had several parents, joins each of them to each of its children. A search decides one
//! such gate instead of all its children, if it is there to be decided.

#![expect(
    clippy::indexing_slicing,
    reason = "nodes of a draft are numbered by the draft alone"
)]

use crate::network::{Draft, Literal, Part, index};
use crate::shrink::Kind;

/// How many children may be compared in all.
const READS_MAX: usize = 200_000_000;

/// Puts a gate in place of several children wherever that leaves fewer edges, and says where the
/// top went.
pub(crate) fn nest(draft: &mut Draft, top: Literal) -> Literal {
    for kind in [Kind::Any, Kind::All] {
        let mut nesting = Nesting::new(draft, kind);
        while let Some(shared) = nesting.most_shared() {
            nesting.share(&shared);
        }
    }
    draft.sort(top)
}

/// Children that several gates have in common.
struct Shared {
    gates: Vec<u32>,
    children: Vec<Literal>,
    gain: usize,
}

/// All gates of one kind.
struct Nesting<'d> {
    draft: &'d mut Draft,
    kind: Kind,
    /// The gates of the kind that each literal is a child of; places are literals.
    parents: Vec<Vec<u32>>,
    reads: usize,
}

impl<'d> Nesting<'d> {
    fn new(draft: &'d mut Draft, kind: Kind) -> Self {
        let mut nesting = Self {
            parents: vec![Vec::new(); 2 * draft.parts.len()],
            draft,
            kind,
            reads: 0,
        };
        for node in 0..nesting.draft.parts.len() {
            nesting.tidy(node);
            for child in nesting.children(node).unwrap_or_default().to_vec() {
                nesting.parents[child.place()].push(index(node));
            }
        }
        nesting
    }

    /// Sorts the children of a gate; of one of the kind, each counts once.
    fn tidy(&mut self, node: usize) {
        let Part::Threshold(k, list) = &mut self.draft.parts[node] else {
            return;
        };
        list.sort_unstable();
        let before = list.len();
        if Kind::of(*k, before) == Some(self.kind) {
            list.dedup();
            if self.kind == Kind::All {
                *k = list.len();
            }
            if list.len() < before {
                self.draft.log_definition(node);
            }
        }
    }

    /// The children of a gate of the kind.
    fn children(&self, node: usize) -> Option<&[Literal]> {
        match &self.draft.parts[node] {
            Part::Threshold(k, list) if Kind::of(*k, list.len()) == Some(self.kind) => Some(list),
            _ => None,
        }
    }

    /// The children and gates whose edges a gate of their own would save most of.
    fn most_shared(&mut self) -> Option<Shared> {
        let mut best: Option<Shared> = None;
        for first in 0..self.draft.parts.len() {
            let list = self.children(first).unwrap_or_default().to_vec();
            for second in self.relatives(first, &list) {
                let gain = best.as_ref().map_or(0, |best| best.gain);
                let shared = self.common(&list, second);
                best = shared.filter(|shared| shared.gain > gain).or(best);
            }
            if self.reads > READS_MAX {
                return None;
            }
        }
        best
    }

    /// The later gates that have a child of a list.
    fn relatives(&mut self, first: usize, list: &[Literal]) -> Vec<u32> {
        let mut found = Vec::new();
        for child in list {
            let parents = self.parents[child.place()].iter();
            found.extend(parents.filter(|parent| **parent as usize > first));
        }
        self.reads += 1 + list.len() + found.len();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What a list and a gate have in common, with every gate that has it too.
    fn common(&mut self, list: &[Literal], second: u32) -> Option<Shared> {
        let other = self.children(second as usize)?;
        let holds = |child: &&Literal| other.binary_search(child).is_ok();
        let children: Vec<Literal> = list.iter().filter(holds).copied().collect();
        self.reads += list.len() + 1;
        let (rarest, rest) = children.split_first()?;
        if rest.is_empty() {
            return None;
        }
        let mut gates = self.parents[rarest.place()].clone();
        for child in rest {
            let parents = &self.parents[child.place()];
            self.reads += gates.len();
            gates.retain(|gate| parents.binary_search(gate).is_ok());
        }
        let is_whole =
            |gate: &u32| self.children(*gate as usize).map_or(0, <[_]>::len) == children.len();
        // A gate that is over just these children stands for them in the others.
        let (before, whole) = (gates.len() * children.len(), gates.iter().any(is_whole));
        let after = gates.len() + children.len() - usize::from(whole);
        Some(Shared {
            gain: before.saturating_sub(after),
            gates,
            children,
        })
    }

    fn share(&mut self, shared: &Shared) {
        let is_whole = |gate: &&u32| {
            self.children(**gate as usize).map_or(0, <[_]>::len) == shared.children.len()
        };
        let inner = shared.gates.iter().find(is_whole).copied();
        let inner = inner.unwrap_or_else(|| self.add(&shared.children));
        let literal = Literal::new(inner, false);
        for &gate in shared.gates.iter().filter(|gate| **gate != inner) {
            if let Part::Threshold(k, list) = &mut self.draft.parts[gate as usize] {
                list.retain(|child| shared.children.binary_search(child).is_err());
                // It may have been there before: a gate and what the gate is over.
                list.push(literal);
                list.sort_unstable();
                list.dedup();
                *k = if self.kind == Kind::Any {
                    1
                } else {
                    list.len()
                };
            }
            self.draft.log_definition(gate as usize);
            self.parents[literal.place()].push(gate);
            for child in &shared.children {
                self.parents[child.place()].retain(|parent| *parent != gate);
            }
        }
        self.parents[literal.place()].sort_unstable();
        self.parents[literal.place()].dedup();
    }

    fn add(&mut self, children: &[Literal]) -> u32 {
        let k = if self.kind == Kind::Any {
            1
        } else {
            children.len()
        };
        let node = index(self.draft.add(Part::Threshold(k, children.to_vec())));
        self.draft.log_definition(node as usize);
        self.parents.extend([Vec::new(), Vec::new()]);
        for child in children {
            self.parents[child.place()].push(node);
        }
        node
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Value;

    fn leaves(count: usize) -> Draft {
        let mut draft = Draft::default();
        for _ in 0..count {
            draft.add(Part::Leaf(Value::ZERO));
        }
        draft
    }

    fn child(node: u32) -> Literal {
        Literal::new(node, false)
    }

    /// Three shared children of two disjunctions: 4 + 4 edges become 3 + 2 + 2. The conjunction of
    /// the two comes after the gate that was added.
    #[test]
    fn shared_children_get_a_gate_of_their_own_before_their_parents() {
        let mut draft = leaves(5);
        for own in [3, 4] {
            let list = [0, 1, 2, own].map(child).to_vec();
            draft.add(Part::Threshold(1, list));
        }
        draft.add(Part::Threshold(2, [5, 6].map(child).to_vec()));
        let top = nest(&mut draft, child(7));
        assert_eq!(top.node(), 8);
        let mut edges = Vec::new();
        for (node, part) in draft.parts.iter().enumerate() {
            if let Part::Threshold(_, list) = part {
                assert!(list.iter().all(|child| child.node() < node));
                edges.push(list.len());
            }
        }
        edges.sort_unstable();
        assert_eq!(edges, [2, 2, 2, 3]);
    }

    /// A disjunction over three leaves and over the disjunction of just these: it names the other once, and no gate of
    /// two children is taken for that one.
    #[test]
    fn a_gate_beside_what_it_is_over_is_named_once() {
        let mut draft = leaves(4);
        let lists: [&[u32]; 3] = [&[0, 1, 2], &[0, 1, 2, 4], &[3, 4]];
        for list in lists {
            let list = list.iter().map(|node| child(*node)).collect();
            draft.add(Part::Threshold(1, list));
        }
        draft.add(Part::Threshold(2, [5, 6].map(child).to_vec()));
        let top = nest(&mut draft, child(7));
        assert_eq!(top.node(), 7, "no part was lost");
        let gates = draft.parts.iter().filter_map(|part| match part {
            Part::Threshold(_, list) => Some(list.len()),
            _ => None,
        });
        let mut edges: Vec<usize> = gates.collect();
        edges.sort_unstable();
        assert_eq!(edges, [1, 2, 2, 3]);
    }
}
