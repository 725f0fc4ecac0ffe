//! Random Boolean formulas.
//!
//! Responsible for formulas whose evaluator follows the definitions word for word. It leaves
//! drawing them to `shape`, and turning one into a circuit or diagram to the test of that crate.

mod shape;

use std::fmt;

pub use shape::{Shape, Weights};

/// A Boolean formula over variables numbered from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// True or false.
    Constant(bool),
    /// The value of a variable.
    Variable(usize),
    /// True when the part is false.
    Not(Box<Formula>),
    /// True when all parts are; also when there is none.
    And(Vec<Formula>),
    /// True when any part is.
    Or(Vec<Formula>),
    /// True when an odd number of parts is.
    Xor(Vec<Formula>),
    /// True when at least this many parts are.
    AtLeast(usize, Vec<Formula>),
}

impl Formula {
    /// Returns the value when variable `i` has the value `x[i]`.
    ///
    /// # Panics
    ///
    /// When a variable has no value.
    pub fn evaluate(&self, x: &[bool]) -> bool {
        let count = |parts: &[Self]| parts.iter().filter(|part| part.evaluate(x)).count();
        match self {
            Self::Constant(value) => *value,
            Self::Variable(at) => *x.get(*at).expect("every variable has a value"),
            Self::Not(part) => !part.evaluate(x),
            Self::And(parts) => count(parts) == parts.len(),
            Self::Or(parts) => count(parts) > 0,
            Self::Xor(parts) => count(parts) % 2 == 1,
            Self::AtLeast(least, parts) => count(parts) >= *least,
        }
    }

    /// Returns the parts that it is made of directly.
    pub fn parts(&self) -> &[Self] {
        match self {
            Self::Constant(_) | Self::Variable(_) => &[],
            Self::Not(part) => std::slice::from_ref(part),
            Self::And(parts) | Self::Or(parts) | Self::Xor(parts) | Self::AtLeast(_, parts) => {
                parts
            }
        }
    }

    /// Counts constants, variables and operators, each as often as it stands.
    pub fn size(&self) -> usize {
        1 + self.parts().iter().map(Self::size).sum::<usize>()
    }
}

impl fmt::Display for Formula {
    /// Writes `and(x0, not(x1), atleast(2; x0, x1, x2))`, so that a failing case can be repeated.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Constant(value) => return write!(f, "{value}"),
            Self::Variable(at) => return write!(f, "x{at}"),
            Self::Not(_) => f.write_str("not(")?,
            Self::And(_) => f.write_str("and(")?,
            Self::Or(_) => f.write_str("or(")?,
            Self::Xor(_) => f.write_str("xor(")?,
            Self::AtLeast(least, _) => write!(f, "atleast({least}; ")?,
        }
        for (at, part) in self.parts().iter().enumerate() {
            write!(f, "{}{part}", if at == 0 { "" } else { ", " })?;
        }
        f.write_str(")")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::truth::TruthTable;

    /// The value of a symmetric function, from the number of true variables.
    type OfCount = fn(usize) -> bool;

    #[test]
    fn operators_follow_their_definitions() {
        let x = || (0..3).map(Formula::Variable).collect::<Vec<_>>();
        let cases: [(Formula, OfCount); 8] = [
            (Formula::And(x()), |count| count == 3),
            (Formula::Or(x()), |count| count > 0),
            (Formula::Xor(x()), |count| count == 1 || count == 3),
            (Formula::AtLeast(2, x()), |count| count >= 2),
            (Formula::AtLeast(0, x()), |_| true),
            (Formula::AtLeast(4, x()), |_| false),
            (Formula::Not(Box::new(Formula::And(x()))), |count| count < 3),
            (Formula::And(Vec::new()), |_| true),
        ];
        for (formula, expect) in cases {
            let table = TruthTable::of(3, |x| formula.evaluate(x));
            let count = |x: &[bool]| x.iter().filter(|value| **value).count();
            assert_eq!(table, TruthTable::of(3, |x| expect(count(x))), "{formula}");
        }
    }
}
