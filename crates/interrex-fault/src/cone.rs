//! What lies under some wanted values, numbered anew, for searches that pass over all of it again and
//! again under one partial assignment after another.

#![expect(
    clippy::indexing_slicing,
    reason = "parts and variables of one cone index tables with one entry each"
)]

use interrex_circuit::{Circuit, Gate, Node, Polarity, Var};

/// Supports are compared where they take at most so many words of 64 bits in all.
const SUPPORT_WORDS_MAX: usize = 1 << 22;

/// The part of a circuit on which it depends whether some nodes have wanted values.
///
/// Parts are numbered from zero, children before parents; the last is the *root*, true exactly where
/// every node has the value wanted of it. Variables are numbered from zero, too.
#[derive(Debug)]
pub(crate) struct Cone {
    parts: Vec<Part>,
    children: Vec<u32>,
    vars: Vec<Var>,
}

/// One part of a cone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub(crate) kind: Kind,
    /// Whether no variable occurs under two of its children, so that they are independent.
    pub(crate) is_apart: bool,
    first: u32,
    end: u32,
}

/// What a part is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Constant(bool),
    /// A variable, by its number in the cone.
    Var(u32),
    Not,
    And,
    Or,
    AtLeast(u32),
    Xor,
}

impl Cone {
    /// Everything that bears on whether each of these nodes has the value beside it.
    pub(crate) fn of(circuit: &Circuit, wanted: &[(Node, bool)]) -> Self {
        let mut cone = Self {
            parts: Vec::new(),
            children: Vec::new(),
            vars: Vec::new(),
        };
        let nodes = circuit.cone_of(wanted.iter().map(|(node, _)| *node));
        let size = nodes.last().map_or(0, |last| last.index() + 1);
        let mut number = vec![0_u32; size];
        for node in nodes {
            let children = match circuit.gate(node) {
                Gate::Not(child) => vec![number[child.index()]],
                gate => {
                    let children = gate.children().iter();
                    children.map(|child| number[child.index()]).collect()
                }
            };
            let kind = match circuit.gate(node) {
                Gate::False => Kind::Constant(false),
                Gate::True => Kind::Constant(true),
                Gate::Var(var) => {
                    cone.vars.push(var);
                    Kind::Var(as_number(cone.vars.len() - 1))
                }
                Gate::Not(_) => Kind::Not,
                Gate::And(_) => Kind::And,
                Gate::Or(_) => Kind::Or,
                Gate::AtLeast { k, .. } => Kind::AtLeast(k),
                Gate::Xor(_) => Kind::Xor,
            };
            number[node.index()] = cone.push(kind, &children);
        }
        let mut wanted_parts = Vec::new();
        for (node, value) in wanted {
            let part = number[node.index()];
            wanted_parts.push(if *value {
                part
            } else {
                cone.push(Kind::Not, &[part])
            });
        }
        cone.push(Kind::And, &wanted_parts);
        cone.tell_apart();
        cone
    }

    fn push(&mut self, kind: Kind, children: &[u32]) -> u32 {
        let first = as_number(self.children.len());
        self.children.extend_from_slice(children);
        self.parts.push(Part {
            kind,
            is_apart: false,
            first,
            end: as_number(self.children.len()),
        });
        as_number(self.parts.len() - 1)
    }

    /// Finds the parts whose children have no variable in common.
    fn tell_apart(&mut self) {
        let words = self.vars.len().div_ceil(64);
        if words * self.parts.len() > SUPPORT_WORDS_MAX {
            return;
        }
        let mut supports = vec![0_u64; words * self.parts.len()];
        for at in 0..self.parts.len() {
            let (below, rest) = supports.split_at_mut(at * words);
            let own = &mut rest[..words];
            let part = self.parts[at];
            if let Kind::Var(var) = part.kind {
                own[var as usize / 64] |= 1 << (var % 64);
            }
            let mut is_apart = true;
            for child in &self.children[part.first as usize..part.end as usize] {
                let child = &below[*child as usize * words..][..words];
                for (own, child) in own.iter_mut().zip(child) {
                    is_apart &= *own & *child == 0;
                    *own |= child;
                }
            }
            self.parts[at].is_apart = is_apart;
        }
    }

    /// All parts, children before parents.
    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The children of a part: a repeated one as often as it counts.
    pub(crate) fn children(&self, part: Part) -> &[u32] {
        &self.children[part.first as usize..part.end as usize]
    }

    /// The number of the last part: whether all is as wanted.
    pub(crate) fn root(&self) -> u32 {
        as_number(self.parts.len() - 1)
    }

    /// The variables, by their numbers.
    pub(crate) fn vars(&self) -> &[Var] {
        &self.vars
    }

    /// How each variable, by its number, moves the root.
    pub(crate) fn polarities(&self) -> Vec<Polarity> {
        let mut signs = vec![[false; 2]; self.parts.len()];
        let mut polarities = vec![Polarity::Both; self.vars.len()];
        if let Some(root) = signs.last_mut() {
            *root = [false, true];
        }
        for (at, part) in self.parts.iter().enumerate().rev() {
            let [falls, rises] = signs[at];
            let passed = match part.kind {
                Kind::Not => [rises, falls],
                Kind::Xor => [true, true],
                _ => [falls, rises],
            };
            if let Kind::Var(var) = part.kind {
                polarities[var as usize] = match (falls, rises) {
                    (false, _) => Polarity::Positive,
                    (true, false) => Polarity::Negative,
                    (true, true) => Polarity::Both,
                };
            }
            for child in self.children(*part) {
                let [falls, rises] = &mut signs[*child as usize];
                *falls |= passed[0];
                *rises |= passed[1];
            }
        }
        polarities
    }
}

fn as_number(count: usize) -> u32 {
    u32::try_from(count).expect("a circuit has fewer than 2^32 nodes and edges of one cone")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_without_a_common_variable_are_apart() {
        let mut circuit = Circuit::new();
        let [w, x, y, z] = [0, 1, 2, 3].map(|i| circuit.var(Var(i)));
        let (wx, yz, xy) = (circuit.and2(w, x), circuit.and2(y, z), circuit.and2(x, y));
        let apart = circuit.or2(wx, yz);
        let shared = circuit.or2(wx, xy);
        for (top, expect) in [(apart, true), (shared, false)] {
            let cone = Cone::of(&circuit, &[(top, true)]);
            let ors = cone.parts().iter().filter(|part| part.kind == Kind::Or);
            let found: Vec<bool> = ors.map(|part| part.is_apart).collect();
            assert_eq!(found, [expect]);
        }
        let twice = circuit.at_least(2, [x, x, y, z]);
        let cone = Cone::of(&circuit, &[(twice, true)]);
        let counted = cone.parts().iter();
        let mut counted = counted.filter(|part| matches!(part.kind, Kind::AtLeast(_)));
        assert!(counted.all(|part| !part.is_apart));
    }

    #[test]
    fn polarities_are_those_of_the_wanted_values_together() {
        let mut circuit = Circuit::new();
        let [x, y, z] = [0, 1, 2].map(|i| circuit.var(Var(i)));
        let top = circuit.or2(x, y);
        let other = circuit.xor([z, x]);
        let cone = Cone::of(&circuit, &[(top, false)]);
        assert_eq!(cone.polarities(), [Polarity::Negative; 2]);
        let cone = Cone::of(&circuit, &[(top, true), (y, false), (other, true)]);
        let of = |var: Var| {
            let at = cone.vars().iter().position(|one| *one == var);
            at.map(|at| cone.polarities()[at])
        };
        let expect = [Polarity::Both, Polarity::Both, Polarity::Both];
        assert_eq!([0, 1, 2].map(|i| of(Var(i))), expect.map(Some));
        let none = Cone::of(&circuit, &[]);
        assert_eq!((none.parts().len(), none.root()), (1, 0));
    }
}
