//! An oracle that cannot be clever: truth tables, walked row by row.

#![allow(dead_code, reason = "each test file uses its part of the oracle")]
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic fails the test"
)]

use std::collections::BTreeSet;

use interrex_circuit::{Circuit, Evaluator, Node, Var};

/// A function as the list of its values; row `r` makes variable `i` bit `i` of `r`.
pub(crate) struct Table {
    pub(crate) vars: u32,
    pub(crate) rows: Vec<bool>,
}

impl Table {
    pub(crate) fn of(circuit: &Circuit, node: Node, vars: u32) -> Self {
        let row = std::cell::Cell::new(0);
        let read = |var: Var| row.get() >> var.0 & 1 == 1;
        let mut evaluator = Evaluator::new(circuit, read);
        let value = |r: u32| {
            row.set(r);
            evaluator.reassign(read);
            evaluator.value(node)
        };
        Self {
            vars,
            rows: (0..1 << vars).map(value).collect(),
        }
    }

    pub(crate) fn at(&self, row: u32) -> bool {
        self.rows[row as usize]
    }

    pub(crate) fn models(&self) -> impl Iterator<Item = u32> + '_ {
        (0..1 << self.vars).filter(|row| self.at(*row))
    }

    /// The models that contain no other model.
    pub(crate) fn minimal(&self) -> BTreeSet<u32> {
        let models: Vec<u32> = self.models().collect();
        let holds_another = |m: u32| models.iter().any(|&other| other != m && other & m == other);
        models
            .iter()
            .copied()
            .filter(|&m| !holds_another(m))
            .collect()
    }

    pub(crate) fn probability(&self, p: &[f64]) -> f64 {
        let of_row = |row: u32| -> f64 {
            let factor = |i: u32| {
                if row >> i & 1 == 1 {
                    p[i as usize]
                } else {
                    1.0 - p[i as usize]
                }
            };
            (0..self.vars).map(factor).product()
        };
        self.models().map(of_row).sum()
    }

    pub(crate) fn depends_on(&self, i: u32) -> bool {
        (0..1 << self.vars).any(|row| self.at(row) != self.at(row ^ 1 << i))
    }

    /// Whether variable `i` ever moves the function up, and whether it ever moves it down.
    pub(crate) fn moves(&self, i: u32) -> (bool, bool) {
        let off = || (0..1 << self.vars).filter(|row| row >> i & 1 == 0);
        let up = off().any(|row| !self.at(row) && self.at(row | 1 << i));
        let down = off().any(|row| self.at(row) && !self.at(row | 1 << i));
        (up, down)
    }
}

/// The function of three variables whose truth table is the given byte.
pub(crate) fn function(circuit: &mut Circuit, table: u8) -> Node {
    let mut terms = Vec::new();
    for row in (0..8).filter(|row| table >> row & 1 == 1) {
        let literals: Vec<Node> = (0..3)
            .map(|i| {
                let var = circuit.var(Var(i));
                if row >> i & 1 == 1 {
                    var
                } else {
                    circuit.not(var)
                }
            })
            .collect();
        terms.push(circuit.and(literals));
    }
    circuit.or(terms)
}

/// Numbers that look random and are the same on every run.
pub(crate) struct Stream(pub(crate) u64);

impl Stream {
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(bound)).unwrap()
    }

    pub(crate) fn unit(&mut self) -> f64 {
        f64::from(self.below(1 << 20)) / f64::from(1 << 20)
    }
}

/// A random formula over `vars` variables; monotone formulas have neither negation nor parity.
pub(crate) fn formula(
    circuit: &mut Circuit,
    stream: &mut Stream,
    vars: u32,
    monotone: bool,
) -> Node {
    let mut nodes: Vec<Node> = (0..vars).map(|i| circuit.var(Var(i))).collect();
    for _ in 0..vars + stream.below(vars + 2) {
        let width = 2 + stream.below(3) as usize;
        let length = u32::try_from(nodes.len()).unwrap();
        let children: Vec<Node> = (0..width)
            .map(|_| nodes[stream.below(length) as usize])
            .collect();
        nodes.push(match stream.below(if monotone { 3 } else { 6 }) {
            0 => circuit.and(children),
            1 => circuit.or(children),
            2 => circuit.at_least(2, children),
            3 => circuit.xor(children),
            4 => circuit.not(children[0]),
            _ => circuit.ite(children[0], children[1], children[width - 1]),
        });
    }
    let tail = nodes.split_off(nodes.len() - 3);
    if stream.below(2) == 0 {
        circuit.or(tail)
    } else {
        circuit.and(tail)
    }
}

/// Every function of three variables, then random formulas of up to ten; each with its number of
/// variables and whether it is monotone by construction.
pub(crate) fn cases(circuit: &mut Circuit, random: u32) -> Vec<(Node, u32)> {
    let mut cases: Vec<(Node, u32)> = (0..=255)
        .map(|table| (function(circuit, table), 3))
        .collect();
    let mut stream = Stream(7);
    for round in 0..random {
        let vars = 2 + stream.below(9);
        cases.push((formula(circuit, &mut stream, vars, round % 3 == 0), vars));
    }
    cases
}

pub(crate) fn to_mask(vars: &[Var]) -> u32 {
    vars.iter().fold(0, |mask, var| mask | 1 << var.0)
}

pub(crate) fn assert_close(found: f64, expect: f64, what: &str) {
    let scale = expect.abs().max(1e-300);
    assert!(
        (found - expect).abs() <= 1e-11 * scale,
        "{what}: found {found:e}, expected {expect:e}"
    );
}
