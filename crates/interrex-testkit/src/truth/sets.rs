//! Sets of variables that decide a function: minimal and maximal models, path sets, implicants.
//!
//! Responsible for sets in one order: by size, then by their variables. It leaves how likely the
//! sets are to `importance`.

use super::TruthTable;

/// A conjunction of literals: what must be true, and what must be false.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Implicant {
    /// The variables that must be true, rising.
    pub positive: Vec<usize>,
    /// The variables that must be false, rising.
    pub negative: Vec<usize>,
}

impl TruthTable {
    /// Lists the minimal sets of variables that, true with all others false, make the function
    /// true: its minimal cut sets.
    ///
    /// The empty set alone when the function is true with all variables false; none when it is
    /// never true.
    pub fn minimal_models(&self) -> Vec<Vec<usize>> {
        // Whether the row or any row with fewer variables true is a model.
        let mut holds_model = self.rows.clone();
        let mut minimal = Vec::new();
        for row in 0..self.rows.len() {
            let below = self
                .set_of(row)
                .iter()
                .any(|variable| holds_model.get(row & !(1 << variable)) == Some(&true));
            if self.at(row) && !below {
                minimal.push(self.set_of(row));
            }
            if let Some(holds) = holds_model.get_mut(row) {
                *holds |= below;
            }
        }
        in_order(minimal)
    }

    /// Lists the maximal sets of variables that, true with all others false, make the function
    /// true.
    pub fn maximal_models(&self) -> Vec<Vec<usize>> {
        let all = 0..self.variables;
        let mirrored = Self::of(self.variables, |x| self.value(&flipped(x)));
        let left_out = mirrored.minimal_models();
        let rest = |out: Vec<usize>| all.clone().filter(|at| !out.contains(at)).collect();
        in_order(left_out.into_iter().map(rest).collect())
    }

    /// Lists the minimal sets of variables that, false with all others true, make the function
    /// false: its minimal path sets.
    pub fn minimal_path_sets(&self) -> Vec<Vec<usize>> {
        Self::of(self.variables, |x| !self.value(&flipped(x))).minimal_models()
    }

    /// Lists the prime implicants: the conjunctions that make the function true whatever the other
    /// variables are, and from which no literal can be dropped.
    ///
    /// Tries all 3^n conjunctions, so meant for up to about ten variables.
    pub fn prime_implicants(&self) -> Vec<Implicant> {
        let all = self.rows.len();
        let mut primes = Vec::new();
        for positive in 0..all {
            for negative in (0..all).filter(|negative| positive & negative == 0) {
                let droppable = |bit: &usize| self.implies(positive & !bit, negative & !bit);
                let mut literals = (0..self.variables).map(|at| 1 << at);
                if self.implies(positive, negative)
                    && !literals.any(|bit| (positive | negative) & bit != 0 && droppable(&bit))
                {
                    let (positive, negative) = (self.set_of(positive), self.set_of(negative));
                    primes.push(Implicant { positive, negative });
                }
            }
        }
        primes.sort_by_key(|prime| (prime.positive.len() + prime.negative.len(), prime.clone()));
        primes
    }

    /// Says whether every row with these variables true and those false is a model.
    fn implies(&self, positive: usize, negative: usize) -> bool {
        let mut rows = (0..self.rows.len()).filter(|row| row & positive == positive);
        rows.all(|row| row & negative != 0 || self.at(row))
    }

    fn set_of(&self, row: usize) -> Vec<usize> {
        (0..self.variables)
            .filter(|variable| row >> variable & 1 == 1)
            .collect()
    }
}

fn flipped(x: &[bool]) -> Vec<bool> {
    x.iter().map(|value| !value).collect()
}

fn in_order(mut sets: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    sets.sort_by_key(|set| (set.len(), set.clone()));
    sets
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Minimal models by the definition, comparing all pairs of models.
    fn minimal_by_pairs(table: &TruthTable) -> Vec<Vec<usize>> {
        let models: Vec<usize> = (0..table.rows.len()).filter(|row| table.at(*row)).collect();
        let minimal = models.iter().filter(|row| {
            !models
                .iter()
                .any(|other| other != *row && *other & **row == *other)
        });
        in_order(minimal.map(|row| table.set_of(*row)).collect())
    }

    /// Every Boolean function of up to three variables.
    fn all_functions() -> impl Iterator<Item = TruthTable> {
        (0..=3_usize).flat_map(|variables| {
            let rows = 1_usize << variables;
            (0_usize..1 << rows).map(move |bits| TruthTable {
                variables,
                rows: (0..rows).map(|row| bits >> row & 1 == 1).collect(),
            })
        })
    }

    #[test]
    fn minimal_models_of_every_small_function() {
        for table in all_functions() {
            assert_eq!(
                table.minimal_models(),
                minimal_by_pairs(&table),
                "{table:?}"
            );
        }
    }

    #[test]
    fn cut_sets_and_path_sets_of_monotone_functions_rebuild_them() {
        for table in all_functions().filter(TruthTable::is_monotone) {
            let cuts = table.minimal_models();
            let paths = table.minimal_path_sets();
            let by_cuts = TruthTable::of(table.variables, |x| {
                cuts.iter().any(|cut| cut.iter().all(|at| x[*at]))
            });
            let by_paths = TruthTable::of(table.variables, |x| {
                !paths.iter().any(|path| path.iter().all(|at| !x[*at]))
            });
            assert_eq!((&by_cuts, &by_paths), (&table, &table));
        }
    }

    #[test]
    fn prime_implicants_cover_and_are_minimal() {
        for table in all_functions() {
            let primes = table.prime_implicants();
            let rebuilt = TruthTable::of(table.variables, |x| {
                primes.iter().any(|prime| {
                    prime.positive.iter().all(|at| x[*at])
                        && prime.negative.iter().all(|at| !x[*at])
                })
            });
            assert_eq!(rebuilt, table);
            if table.is_monotone() {
                let positive: Vec<_> = primes.into_iter().map(|prime| prime.positive).collect();
                assert_eq!(positive, table.minimal_models(), "{table:?}");
            }
        }
    }

    #[test]
    fn the_consensus_term_is_prime() {
        // x0 and x1, or not x0 and x2: their consensus x1 and x2 is prime too.
        let table = TruthTable::of(3, |x| if x[0] { x[1] } else { x[2] });
        let implicant = |positive: &[usize], negative: &[usize]| Implicant {
            positive: positive.to_vec(),
            negative: negative.to_vec(),
        };
        let expect = [
            implicant(&[0, 1], &[]),
            implicant(&[1, 2], &[]),
            implicant(&[2], &[0]),
        ];
        assert_eq!(table.prime_implicants(), expect);
    }

    #[test]
    fn models_of_a_function_that_is_not_monotone() {
        let table = TruthTable::of(3, |x| x[0] != x[1] || (x[0] && x[2]));
        assert_eq!(table.minimal_models(), [vec![0], vec![1]]);
        assert_eq!(table.maximal_models(), [vec![0, 1, 2]]);
        let exactly_one = TruthTable::of(3, |x| x.iter().filter(|v| **v).count() == 1);
        assert_eq!(exactly_one.maximal_models(), [vec![0], vec![1], vec![2]]);
    }

    #[test]
    fn constants() {
        let (never, always) = (TruthTable::of(2, |_| false), TruthTable::of(2, |_| true));
        let none: [Vec<usize>; 0] = [];
        assert_eq!(never.minimal_models(), none);
        assert_eq!(always.minimal_models(), [vec![]]);
        assert_eq!(never.minimal_path_sets(), [vec![]]);
        assert_eq!(always.minimal_path_sets(), none);
        assert_eq!(always.maximal_models(), [vec![0, 1]]);
    }
}
