//! How much each variable matters to the probability of a node.

use std::collections::BTreeMap;

use interrex_circuit::{Node, Var};
use interrex_dd::{Bdd, Diagrams, Frozen, LimitReached, Limits};

use crate::ranges::Ranges;
use crate::session::Session;

/// Measures of one variable's importance to a node of probability `P`, where `P1` and `P0` are the
/// probability with the variable held true and false, and `p` is its own.
///
/// All are taken with every likelihood at the middle of its range. Where `P` is 0, quotients by it
/// are 0, but for `raw` and `rrw`, which then are 1, or infinite where the variable alone makes the
/// node possible.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Importance {
    /// The variable.
    pub var: Var,
    /// `P1 - P0`, how fast `P` moves with `p` (Birnbaum 1969).
    pub birnbaum: f64,
    /// `(P1 - P0) p / P`: the share of `P` that goes away when the variable cannot be true.
    pub criticality: f64,
    /// The probability, given that the node is true, that all members of some minimal cut set with
    /// the variable are true (Fussell 1975, Vesely 1970). Absent when the cut sets are too many
    /// for the limits.
    pub fussell_vesely: Option<f64>,
    /// Risk achievement worth, `P1 / P`.
    pub raw: f64,
    /// Risk reduction worth, `P / P0`; infinite for a variable without which the node is never
    /// true.
    pub rrw: f64,
}

/// How much work the Fussell-Vesely importance of all variables may be: nodes of the family of
/// minimal cut sets times variables, and nodes made in passing.
const FAMILY_VISITS_MAX: usize = 1 << 19;
const FAMILY_NODES_MAX: usize = 1 << 20;

impl Session<'_> {
    /// The importance of each variable that the node depends on, in ascending order of variables.
    ///
    /// One pass up and one down give all but Fussell and Vesely's measure.
    ///
    /// # Errors
    ///
    /// [`LimitReached`] where no diagram fits the limits.
    pub fn importance(&mut self, top: Node) -> Result<Vec<Importance>, LimitReached> {
        let limits = self.diagram_limits();
        let assignment = &self.assignment;
        self.workshop.attempt([top], &limits, |diagrams, [f]| {
            let frozen = diagrams.freeze(&[f]);
            let ranges = Ranges::of(assignment, &frozen, diagrams, &[f], &limits)?;
            let middle = ranges.middle();
            let p = |var: Var| ranges.probability(var, &middle);
            let total = frozen.probability(p);
            let shares = fussell_vesely(diagrams, f, &frozen, &limits, p);
            let measure = |(var, birnbaum): (Var, f64)| {
                let shown = shares.as_ref().and_then(|shares| shares.get(&var).copied());
                let shown = shown.map(|joint| if total > 0.0 { joint / total } else { 0.0 });
                of_variable(&frozen, p, total, var, birnbaum, shown)
            };
            let mut all: Vec<Importance> = frozen.birnbaum(p).into_iter().map(measure).collect();
            all.sort_by_key(|importance| importance.var);
            Ok(all)
        })
    }
}

fn of_variable(
    frozen: &Frozen,
    p: impl Fn(Var) -> f64,
    total: f64,
    var: Var,
    birnbaum: f64,
    fussell_vesely: Option<f64>,
) -> Importance {
    let own = p(var);
    let held = |derived: f64, value: f64| {
        // The difference of nearly equal numbers has no digits left: compute afresh.
        const DIGITS: f64 = 1e-6;
        if derived > total * DIGITS {
            derived
        } else {
            frozen.probability(|other| if other == var { value } else { p(other) })
        }
    };
    let if_true = held(total + (1.0 - own) * birnbaum, 1.0);
    let if_false = held(total - own * birnbaum, 0.0);
    Importance {
        var,
        birnbaum,
        criticality: if total > 0.0 {
            birnbaum * own / total
        } else {
            0.0
        },
        fussell_vesely,
        raw: worth(if_true, total),
        rrw: worth(total, if_false),
    }
}

fn worth(of: f64, to: f64) -> f64 {
    if to > 0.0 {
        of / to
    } else if of > 0.0 {
        f64::INFINITY
    } else {
        1.0
    }
}

/// For each variable, the probability that the function is true and some minimal cut set with the
/// variable is complete; none when that is too much work.
fn fussell_vesely(
    diagrams: &mut Diagrams<'_>,
    f: Bdd,
    frozen: &Frozen,
    limits: &Limits<'_>,
    p: impl Fn(Var) -> f64,
) -> Option<BTreeMap<Var, f64>> {
    let start = diagrams.checkpoint();
    let nodes_max = limits
        .nodes_max
        .min(diagrams.node_count() + FAMILY_NODES_MAX);
    let limits = Limits {
        nodes_max,
        ..*limits
    };
    let joint = |diagrams: &mut Diagrams<'_>| -> Result<_, LimitReached> {
        let sets = diagrams.minimal(f, None, &limits)?;
        let visits = diagrams
            .family(sets)
            .node_count()
            .saturating_mul(frozen.vars().len());
        if visits > FAMILY_VISITS_MAX {
            return Err(LimitReached::Nodes(FAMILY_VISITS_MAX));
        }
        let mut shares = BTreeMap::new();
        for &var in frozen.vars() {
            let held = diagrams.holding(sets, var, &limits)?;
            let complete = diagrams.upward(held, &limits)?;
            let both = diagrams.and(f, complete, &limits)?;
            shares.insert(var, diagrams.freeze(&[both]).probability(&p));
        }
        Ok(shares)
    };
    let shares = joint(diagrams).ok();
    diagrams.rollback(start);
    shares
}
