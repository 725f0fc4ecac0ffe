//! How much each variable matters to a top, all variables in one sweep of the diagram.

use interrex_circuit::{Node, Var};

use crate::session::Session;

/// The importance of one variable. With P the probability of the top, p that of the variable, and B
/// its Birnbaum importance; ranges are taken at their middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Importance {
    /// The variable.
    pub var: Var,
    /// B = P(top given the variable) − P(top given not the variable) (Birnbaum 1969).
    pub birnbaum: f64,
    /// B · p / P: the chance that the variable is critical for the top, given the top.
    pub criticality: f64,
    /// (P − P(top given not the variable)) / P: the share of P that goes with the variable. Equal to
    /// the Fussell-Vesely ratio as Rauzy and others compute it exactly from a diagram.
    pub fussell_vesely: f64,
    /// P(top given the variable) / P: risk achievement worth.
    pub raw: f64,
    /// P / P(top given not the variable): risk reduction worth.
    pub rrw: f64,
}

impl Session<'_> {
    /// The importance of every variable that a top depends on; empty when a limit was reached.
    pub fn importance(&mut self, top: Node) -> Vec<Importance> {
        let Ok(function) = self.freeze(top) else {
            return Vec::new();
        };
        let p_top = function.probability(|var| self.assignment.middle(var));
        function
            .birnbaum(|var| self.assignment.middle(var))
            .into_iter()
            .map(|(var, birnbaum)| {
                let p = self.assignment.middle(var);
                let with = (p_top + (1.0 - p) * birnbaum).clamp(0.0, 1.0);
                let without = (p_top - p * birnbaum).clamp(0.0, 1.0);
                let over = |value: f64| if p_top > 0.0 { value / p_top } else { 0.0 };
                Importance {
                    var,
                    birnbaum,
                    criticality: over(birnbaum * p),
                    fussell_vesely: over(p_top - without),
                    raw: over(with),
                    rrw: if without > 0.0 {
                        p_top / without
                    } else {
                        f64::INFINITY
                    },
                }
            })
            .collect()
    }
}
