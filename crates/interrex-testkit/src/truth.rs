//! Truth tables: every question about a Boolean function answered by looking at all rows.
//!
//! Responsible for answers that are obviously right, not fast. A row is one assignment; bit `i` of
//! its number is the value of variable `i`. It leaves functions of more than twenty variables to
//! cleverer code, which these tables check.

mod importance;
mod sets;

pub use sets::Implicant;

/// The values of a Boolean function for every assignment of its variables.
///
/// # Examples
///
/// ```
/// use interrex_testkit::truth::TruthTable;
///
/// let two_of_three = TruthTable::of(3, |x| x.iter().filter(|v| **v).count() >= 2);
/// assert_eq!(two_of_three.minimal_models(), [vec![0, 1], vec![0, 2], vec![1, 2]]);
/// assert_eq!(two_of_three.probability(&[0.5; 3]), 0.5);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TruthTable {
    variables: usize,
    rows: Vec<bool>,
}

impl TruthTable {
    /// The most variables that a table can have: a million rows.
    pub const VARIABLES_MAX: usize = 20;

    /// Asks a function about every assignment; `x[i]` is the value of variable `i`.
    ///
    /// # Panics
    ///
    /// When there are more than [`VARIABLES_MAX`](Self::VARIABLES_MAX) variables.
    pub fn of(variables: usize, mut function: impl FnMut(&[bool]) -> bool) -> Self {
        assert!(
            variables <= Self::VARIABLES_MAX,
            "a truth table has at most {} variables, not {variables}",
            Self::VARIABLES_MAX
        );
        let rows = (0..1 << variables)
            .map(|row| function(&assignment(variables, row)))
            .collect();
        Self { variables, rows }
    }

    /// Returns the number of variables.
    pub fn variables(&self) -> usize {
        self.variables
    }

    /// Returns the value for one assignment.
    ///
    /// # Panics
    ///
    /// When the assignment does not have one value for each variable.
    pub fn value(&self, assignment: &[bool]) -> bool {
        assert_eq!(
            assignment.len(),
            self.variables,
            "an assignment has one value per variable"
        );
        let row = assignment
            .iter()
            .enumerate()
            .map(|(at, value)| usize::from(*value) << at)
            .sum();
        self.at(row)
    }

    /// Returns the value in one row.
    fn at(&self, row: usize) -> bool {
        *self.rows.get(row).expect("a row of the table")
    }

    /// Lists the assignments that make the function true, in the order of their rows.
    pub fn models(&self) -> impl Iterator<Item = Vec<bool>> {
        let rows = self.rows.iter().enumerate().filter(|(_, value)| **value);
        rows.map(|(row, _)| assignment(self.variables, row))
    }

    /// Counts the assignments that make the function true.
    pub fn model_count(&self) -> usize {
        self.rows.iter().filter(|value| **value).count()
    }

    /// Returns the function with one variable fixed; it no longer depends on that variable.
    ///
    /// # Panics
    ///
    /// When there is no such variable.
    pub fn restrict(&self, variable: usize, value: bool) -> Self {
        assert!(variable < self.variables, "there is no variable {variable}");
        let bit = 1 << variable;
        let row = |row: usize| if value { row | bit } else { row & !bit };
        let rows = (0..self.rows.len()).map(|at| self.at(row(at))).collect();
        Self {
            variables: self.variables,
            rows,
        }
    }

    /// Says whether the value ever changes with one variable.
    ///
    /// # Panics
    ///
    /// When there is no such variable.
    pub fn depends_on(&self, variable: usize) -> bool {
        self.restrict(variable, false) != self.restrict(variable, true)
    }

    /// Says whether making a variable true never makes the function false.
    ///
    /// # Panics
    ///
    /// When there is no such variable.
    pub fn rises_with(&self, variable: usize) -> bool {
        let (low, high) = (
            self.restrict(variable, false),
            self.restrict(variable, true),
        );
        low.rows
            .iter()
            .zip(&high.rows)
            .all(|(low, high)| low <= high)
    }

    /// Says whether the function rises with every variable; such a function is monotone.
    pub fn is_monotone(&self) -> bool {
        (0..self.variables).all(|variable| self.rises_with(variable))
    }

    /// Returns the probability that the function is true when variables are independent and `p[i]`
    /// is the probability that variable `i` is true.
    ///
    /// # Panics
    ///
    /// When there is not one probability for each variable.
    pub fn probability(&self, p: &[f64]) -> f64 {
        assert_eq!(p.len(), self.variables, "one probability per variable");
        let of_row = |model: Vec<bool>| -> f64 {
            let factors = model.iter().zip(p);
            factors
                .map(|(value, p)| if *value { *p } else { 1.0 - *p })
                .product()
        };
        // `sum` of nothing is negative zero, which prints as `-0`.
        0.0 + self.models().map(of_row).sum::<f64>()
    }
}

fn assignment(variables: usize, row: usize) -> Vec<bool> {
    (0..variables)
        .map(|variable| row >> variable & 1 == 1)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_the_functions_values() {
        let table = TruthTable::of(3, |x| x[0] && !x[2]);
        for row in 0..8 {
            let x = assignment(3, row);
            assert_eq!(table.value(&x), x[0] && !x[2], "{x:?}");
        }
        assert_eq!(table.model_count(), 2);
        let models: Vec<_> = table.models().collect();
        assert_eq!(models, [[true, false, false], [true, true, false]]);
    }

    #[test]
    fn a_function_of_nothing_is_a_constant() {
        for value in [false, true] {
            let table = TruthTable::of(0, |_| value);
            assert_eq!(table.value(&[]), value);
            assert!((table.probability(&[]) - f64::from(u8::from(value))).abs() == 0.0);
            assert!(table.is_monotone());
        }
    }

    #[test]
    fn dependence_and_direction() {
        let table = TruthTable::of(4, |x| x[0] && (x[1] || !x[2]));
        let cases = [
            (0, true, true),
            (1, true, true),
            (2, true, false),
            (3, false, true),
        ];
        for (variable, depends, rises) in cases {
            assert_eq!(table.depends_on(variable), depends, "variable {variable}");
            assert_eq!(table.rises_with(variable), rises, "variable {variable}");
        }
        assert!(!table.is_monotone());
        assert!(table.restrict(2, false).is_monotone());
    }

    #[test]
    fn probability_of_independent_variables() {
        let p = [0.25, 0.5];
        let cases = [
            (TruthTable::of(2, |x| x[0] && x[1]), 0.125),
            (TruthTable::of(2, |x| x[0] || x[1]), 0.625),
            (TruthTable::of(2, |x| x[0] != x[1]), 0.5),
            (TruthTable::of(2, |_| false), 0.0),
            (TruthTable::of(2, |_| true), 1.0),
        ];
        for (table, expect) in cases {
            assert!((table.probability(&p) - expect).abs() == 0.0, "{table:?}");
        }
    }

    #[test]
    #[should_panic(expected = "at most 20 variables, not 21")]
    fn a_table_has_a_limit() {
        let _ = TruthTable::of(21, |_| true);
    }
}
