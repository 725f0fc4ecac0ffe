//! What could be done about a top: each measure by itself, and the best set under a cost.

use interrex_circuit::{Node, Var};
use interrex_dd::Limits;

use crate::bounds::{Bounds, probability};
use crate::session::Session;

/// How many sets of measures are looked at.
const SETS_MAX: usize = 1 << 14;

/// A measure: a variable that becomes true when it is taken, and what it costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    /// The variable.
    pub var: Var,
    /// The cost, not negative.
    pub cost: f64,
}

/// What a set of measures does.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// The measures, by place in the list that was asked about.
    pub measures: Vec<usize>,
    /// Their cost together.
    pub cost: f64,
    /// The probability of the top once they are taken, the other measures not.
    pub probability: Bounds,
}

/// What could be done.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// The probability of the top with nothing done.
    pub nothing: Bounds,
    /// Each measure by itself, the lowest upper bound first.
    pub singly: Vec<Effect>,
    /// The set under the cost with the lowest upper bound, the cheapest among equals.
    pub best: Option<Effect>,
    /// Whether every set under the cost was looked at.
    pub complete: bool,
}

impl Session<'_> {
    /// Ranks measures by what they do for a top. `None` when a limit was reached.
    pub fn best_measures(
        &mut self,
        top: Node,
        measures: &[Measure],
        cost_max: Option<f64>,
    ) -> Option<Ranking> {
        let nothing = self.with_measures(top, measures, &[])?;
        let mut singly = Vec::new();
        for index in 0..measures.len() {
            singly.push(self.effect(top, measures, vec![index])?);
        }
        singly.sort_by(by_effect);
        let (sets, complete) = affordable(measures, cost_max.unwrap_or(f64::INFINITY));
        let mut best: Option<Effect> = None;
        for set in sets {
            let effect = self.effect(top, measures, set)?;
            if best
                .as_ref()
                .is_none_or(|best| by_effect(&effect, best).is_lt())
            {
                best = Some(effect);
            }
        }
        Some(Ranking {
            nothing,
            singly,
            best,
            complete,
        })
    }

    fn effect(&mut self, top: Node, measures: &[Measure], set: Vec<usize>) -> Option<Effect> {
        let cost = set
            .iter()
            .filter_map(|index| measures.get(*index))
            .map(|measure| measure.cost)
            .sum();
        let probability = self.with_measures(top, measures, &set)?;
        Some(Effect {
            measures: set,
            cost,
            probability,
        })
    }

    fn with_measures(
        &mut self,
        top: Node,
        measures: &[Measure],
        taken: &[usize],
    ) -> Option<Bounds> {
        let function = self.compile(top).ok()?;
        let held: Vec<(Var, bool)> = measures
            .iter()
            .enumerate()
            .map(|(index, measure)| (measure.var, taken.contains(&index)))
            .collect();
        let limits = Limits { ..self.limits };
        let restricted = self.diagrams.cofactor(function, &held, &limits).ok()?;
        let frozen = self.diagrams.freeze(&[restricted]);
        Some(probability(&frozen, &self.assignment, &limits))
    }
}

fn by_effect(a: &Effect, b: &Effect) -> std::cmp::Ordering {
    let key = |effect: &Effect| (effect.probability.high, effect.probability.low, effect.cost);
    let (a_key, b_key) = (key(a), key(b));
    a_key
        .0
        .total_cmp(&b_key.0)
        .then(a_key.1.total_cmp(&b_key.1))
        .then(a_key.2.total_cmp(&b_key.2))
        .then_with(|| a.measures.len().cmp(&b.measures.len()))
        .then_with(|| a.measures.cmp(&b.measures))
}

/// Every set of measures under a cost, and whether that is all of them.
fn affordable(measures: &[Measure], cost_max: f64) -> (Vec<Vec<usize>>, bool) {
    let mut sets: Vec<(Vec<usize>, f64)> = vec![(Vec::new(), 0.0)];
    let mut complete = true;
    for (index, measure) in measures.iter().enumerate() {
        for place in 0..sets.len() {
            if sets.len() >= SETS_MAX {
                complete = false;
                break;
            }
            let Some((set, cost)) = sets.get(place).cloned() else {
                continue;
            };
            if cost + measure.cost <= cost_max {
                let mut set = set;
                set.push(index);
                sets.push((set, cost + measure.cost));
            }
        }
    }
    (sets.into_iter().map(|(set, _)| set).collect(), complete)
}
