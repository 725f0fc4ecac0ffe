//! Drawing random formulas.
//!
//! Responsible for formulas that are the same on every machine for one seed. It leaves what a
//! formula means to its evaluator.

use oorandom::Rand64;

use super::Formula;

/// How often each kind of formula is drawn, relative to the others; 0 for never.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights {
    /// True or false.
    pub constant: u32,
    /// A variable; drawn also at 0 where the depth ends and constants have no weight either.
    pub variable: u32,
    /// Negation.
    pub not: u32,
    /// Conjunction.
    pub and: u32,
    /// Disjunction.
    pub or: u32,
    /// Parity.
    pub xor: u32,
    /// A threshold.
    pub at_least: u32,
}

impl Weights {
    /// All kinds, mostly conjunctions and disjunctions.
    pub const MIXED: Self = Self {
        constant: 1,
        variable: 10,
        not: 4,
        and: 10,
        or: 10,
        xor: 2,
        at_least: 4,
    };
    /// No negation and no parity: every formula is monotone.
    pub const COHERENT: Self = Self {
        not: 0,
        xor: 0,
        ..Self::MIXED
    };
}

/// What random formulas look like.
///
/// # Examples
///
/// ```
/// use interrex_testkit::formula::{Shape, Weights};
/// use interrex_testkit::truth::TruthTable;
///
/// let shape = Shape { weights: Weights::COHERENT, ..Shape::of(6) };
/// let formula = shape.draw(42);
/// assert_eq!(formula, shape.draw(42));
/// assert!(TruthTable::of(6, |x| formula.evaluate(x)).is_monotone(), "{formula}");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The number of variables, at least 1; a formula may leave some out.
    pub variables: usize,
    /// How deep operators may stand within each other; at 0 a formula is a variable or constant.
    pub depth_max: usize,
    /// How many parts an operator may have, at least 1. Thresholds run from 0, which is always
    /// met, to one more than there are parts, which never is.
    pub parts_max: usize,
    /// How often each kind is drawn.
    pub weights: Weights,
}

impl Shape {
    /// Formulas of all kinds over this many variables, up to four deep with up to four parts.
    pub fn of(variables: usize) -> Self {
        Self {
            variables,
            depth_max: 4,
            parts_max: 4,
            weights: Weights::MIXED,
        }
    }

    /// Formulas without negation and parity, otherwise as [`of`](Self::of).
    pub fn coherent(variables: usize) -> Self {
        Self {
            weights: Weights::COHERENT,
            ..Self::of(variables)
        }
    }

    /// Draws the formula of a seed.
    ///
    /// The root is an operator unless the depth is 0 or no operator has weight.
    ///
    /// # Panics
    ///
    /// When there is no variable, or no part to an operator, or no weight at all.
    pub fn draw(&self, seed: u64) -> Formula {
        assert!(
            self.variables > 0 && self.parts_max > 0,
            "a formula has variables and parts"
        );
        let root = Self {
            weights: Weights {
                constant: 0,
                variable: 0,
                ..self.weights
            },
            ..*self
        };
        let mut random = Rand64::new(u128::from(seed));
        if self.depth_max == 0 || root.total_weight() == 0 {
            return self.leaf(&mut random);
        }
        let kind = root.kind(&mut random);
        self.operator(kind, &mut random, self.depth_max)
    }

    fn formula(&self, random: &mut Rand64, depth: usize) -> Formula {
        if depth == 0 {
            return self.leaf(random);
        }
        let kind = self.kind(random);
        self.operator(kind, random, depth)
    }

    fn operator(&self, kind: Kind, random: &mut Rand64, depth: usize) -> Formula {
        match kind {
            Kind::Constant => Formula::Constant(below(random, 2) == 1),
            Kind::Variable => Formula::Variable(below(random, self.variables)),
            Kind::Not => Formula::Not(Box::new(self.formula(random, depth - 1))),
            Kind::And => Formula::And(self.parts(random, depth)),
            Kind::Or => Formula::Or(self.parts(random, depth)),
            Kind::Xor => Formula::Xor(self.parts(random, depth)),
            Kind::AtLeast => {
                let parts = self.parts(random, depth);
                Formula::AtLeast(below(random, parts.len() + 2), parts)
            }
        }
    }

    fn parts(&self, random: &mut Rand64, depth: usize) -> Vec<Formula> {
        let count = 1 + below(random, self.parts_max);
        (0..count)
            .map(|_| self.formula(random, depth - 1))
            .collect()
    }

    fn leaf(&self, random: &mut Rand64) -> Formula {
        let Weights {
            constant,
            mut variable,
            ..
        } = self.weights;
        if constant == 0 && variable == 0 {
            // Operators end somewhere, also when only they have weight.
            variable = 1;
        }
        let weights = Weights {
            constant,
            variable,
            not: 0,
            and: 0,
            or: 0,
            xor: 0,
            at_least: 0,
        };
        let kind = Self { weights, ..*self }.kind(random);
        self.operator(kind, random, 0)
    }

    fn kind(&self, random: &mut Rand64) -> Kind {
        let total = self.total_weight();
        assert!(total > 0, "some kind of formula has weight");
        let mut left = random.rand_range(0..total);
        for (kind, weight) in self.table() {
            if left < weight {
                return kind;
            }
            left -= weight;
        }
        unreachable!("what was drawn is below the sum of the weights")
    }

    fn total_weight(&self) -> u64 {
        self.table().iter().map(|(_, weight)| weight).sum()
    }

    fn table(&self) -> [(Kind, u64); 7] {
        let Weights {
            constant,
            variable,
            not,
            and,
            or,
            xor,
            at_least,
        } = self.weights;
        [
            (Kind::Constant, constant.into()),
            (Kind::Variable, variable.into()),
            (Kind::Not, not.into()),
            (Kind::And, and.into()),
            (Kind::Or, or.into()),
            (Kind::Xor, xor.into()),
            (Kind::AtLeast, at_least.into()),
        ]
    }
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Constant,
    Variable,
    Not,
    And,
    Or,
    Xor,
    AtLeast,
}

fn below(random: &mut Rand64, end: usize) -> usize {
    let end = u64::try_from(end).expect("a count fits 64 bits");
    usize::try_from(random.rand_range(0..end)).expect("a number below a count is a count")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::truth::TruthTable;

    #[test]
    fn one_seed_one_formula_on_every_machine() {
        let drawn = Shape {
            depth_max: 2,
            parts_max: 3,
            ..Shape::of(5)
        }
        .draw(1)
        .to_string();
        assert_eq!(drawn, "and(x3, atleast(2; x1, x2, false))");
    }

    #[test]
    fn every_kind_is_drawn_within_the_shape() {
        let shape = Shape::of(4);
        let text: String = (0..200).map(|seed| shape.draw(seed).to_string()).collect();
        for word in [
            "true",
            "false",
            "x0",
            "x3",
            "not(",
            "and(",
            "xor(",
            "atleast(0;",
        ] {
            assert!(text.contains(word), "{word} is never drawn");
        }
        assert!(!text.contains("x4"));
    }

    #[test]
    fn coherent_formulas_are_monotone() {
        for seed in 0..300 {
            let formula = Shape::coherent(5).draw(seed);
            let table = TruthTable::of(5, |x| formula.evaluate(x));
            assert!(table.is_monotone(), "seed {seed}: {formula}");
        }
    }

    #[test]
    fn limits_hold() {
        fn depth(formula: &Formula) -> usize {
            formula
                .parts()
                .iter()
                .map(|part| 1 + depth(part))
                .max()
                .unwrap_or(0)
        }
        for seed in 0..100 {
            let shape = Shape {
                depth_max: 3,
                parts_max: 2,
                ..Shape::of(3)
            };
            let formula = shape.draw(seed);
            assert!(
                depth(&formula) <= 3 && formula.size() <= 15,
                "seed {seed}: {formula}"
            );
            let leaf = Shape {
                depth_max: 0,
                ..shape
            }
            .draw(seed);
            assert_eq!(leaf.size(), 1, "seed {seed}: {leaf}");
        }
    }
}
