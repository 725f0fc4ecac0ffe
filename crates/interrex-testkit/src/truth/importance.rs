//! Importance of a variable, each measure by its textbook definition.
//!
//! Responsible for the classical measures as in Vesely and others, *Measures of Risk Importance and
//! Their Applications* (NUREG/CR-3385) and Rausand and Høyland, *System Reliability Theory*,
//! chapter 5. A measure that divides by a probability of zero is infinite or NaN, as the division
//! says. It leaves ranking to others.

use super::TruthTable;

impl TruthTable {
    /// Birnbaum's measure: by how much the probability differs with the variable true and false.
    ///
    /// # Panics
    ///
    /// When there is no such variable, or not one probability for each.
    pub fn birnbaum(&self, p: &[f64], variable: usize) -> f64 {
        self.probability_with(p, variable, true) - self.probability_with(p, variable, false)
    }

    /// Criticality: Birnbaum's measure, scaled by the variable's probability over the function's.
    ///
    /// # Panics
    ///
    /// When there is no such variable, or not one probability for each.
    pub fn criticality(&self, p: &[f64], variable: usize) -> f64 {
        let own = p.get(variable).expect("one probability per variable");
        self.birnbaum(p, variable) * own / self.probability(p)
    }

    /// Fussell-Vesely: the probability that some minimal model with the variable is true, over the
    /// function's probability.
    ///
    /// # Panics
    ///
    /// When there is no such variable, or not one probability for each.
    pub fn fussell_vesely(&self, p: &[f64], variable: usize) -> f64 {
        assert!(
            variable < self.variables(),
            "there is no variable {variable}"
        );
        let mut sets = self.minimal_models();
        sets.retain(|set| set.contains(&variable));
        let holds = |set: &Vec<usize>, x: &[bool]| set.iter().all(|at| x.get(*at) == Some(&true));
        let union = Self::of(self.variables(), |x| sets.iter().any(|set| holds(set, x)));
        union.probability(p) / self.probability(p)
    }

    /// Risk achievement worth: the probability with the variable true, over the probability.
    ///
    /// # Panics
    ///
    /// When there is no such variable, or not one probability for each.
    pub fn risk_achievement_worth(&self, p: &[f64], variable: usize) -> f64 {
        self.probability_with(p, variable, true) / self.probability(p)
    }

    /// Risk reduction worth: the probability, over the probability with the variable false.
    ///
    /// # Panics
    ///
    /// When there is no such variable, or not one probability for each.
    pub fn risk_reduction_worth(&self, p: &[f64], variable: usize) -> f64 {
        self.probability(p) / self.probability_with(p, variable, false)
    }

    fn probability_with(&self, p: &[f64], variable: usize, value: bool) -> f64 {
        self.restrict(variable, value).probability(p)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(actual: f64, expect: f64) {
        assert!((actual - expect).abs() < 1e-12, "{actual} is not {expect}");
    }

    /// x0, or both x1 and x2; by hand: P = 0.1 + 0.9 * 0.2 * 0.5 = 0.19.
    #[test]
    fn measures_worked_by_hand() {
        let table = TruthTable::of(3, |x| x[0] || (x[1] && x[2]));
        let p = [0.1, 0.2, 0.5];
        close(table.probability(&p), 0.19);
        close(table.birnbaum(&p, 0), 0.9);
        close(table.birnbaum(&p, 1), 0.45);
        close(table.birnbaum(&p, 2), 0.18);
        close(table.criticality(&p, 0), 0.09 / 0.19);
        close(table.criticality(&p, 1), 0.09 / 0.19);
        close(table.fussell_vesely(&p, 0), 0.1 / 0.19);
        close(table.fussell_vesely(&p, 1), 0.1 / 0.19);
        close(table.risk_achievement_worth(&p, 1), 0.55 / 0.19);
        close(table.risk_reduction_worth(&p, 0), 1.9);
    }

    #[test]
    fn a_variable_that_lowers_the_risk_has_a_negative_measure() {
        let table = TruthTable::of(2, |x| x[0] && !x[1]);
        close(table.birnbaum(&[0.5, 0.25], 1), -0.5);
        close(table.risk_achievement_worth(&[0.5, 0.25], 1), 0.0);
    }

    #[test]
    fn dividing_by_nothing_is_infinite() {
        let table = TruthTable::of(1, |x| x[0]);
        assert!(table.risk_reduction_worth(&[0.5], 0).is_infinite());
    }
}
