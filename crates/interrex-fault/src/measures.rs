//! What to do about it: measures ranked one by one, and the best set of them under a cost.

use std::collections::{BTreeMap, BTreeSet};

use interrex_circuit::{Node, Var};
use interrex_dd::{Bdd, Diagrams, Frozen, LimitReached, Limits};

use crate::assignment::Assignment;
use crate::bounds::Bounds;
use crate::probability::probability_of;
use crate::ranges::Ranges;
use crate::session::Session;

/// Something that can be done: it makes variables true, and costs something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measure {
    /// The variables that become true when it is taken. A variable that some measure names is false
    /// while none of them is taken, whatever its likelihood.
    pub vars: Vec<Var>,
    /// What it costs, in the caller's unit.
    pub cost: u64,
}

/// A measure taken alone.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct RankedMeasure {
    /// Its place among the measures asked about.
    pub measure: usize,
    /// The probability of the node when it alone is taken.
    pub probability: Bounds,
}

/// The set of measures that makes a node least likely.
#[derive(Clone, PartialEq, Debug)]
pub struct BestSet {
    /// The places of the measures taken, ascending.
    pub taken: Vec<usize>,
    /// What they cost together.
    pub cost: u64,
    /// The probability of the node when they are taken.
    pub probability: Bounds,
    /// Whether no set within the cost makes the node less likely; else the search reached its
    /// limit, and this is the best set that it met.
    pub is_proven: bool,
}

/// An answer about measures.
#[derive(Clone, PartialEq, Debug)]
pub struct MeasureRanking {
    /// The probability of the node when nothing is done.
    pub untaken: Bounds,
    /// Each measure alone, the most effective first.
    pub singly: Vec<RankedMeasure>,
    /// The best set under the cost.
    pub best: BestSet,
}

impl Session<'_> {
    /// Ranks measures against a node that is to be unlikely, one by one and as a set of total cost
    /// at most `cost_max`.
    ///
    /// Measures are compared by the probability of the node with every likelihood at the middle of
    /// its range; probabilities are then given with their bounds. Branch and bound finds the best
    /// set: the bound of a partial choice lets every undecided measure be taken or not at each node
    /// of the diagram for itself. Of equally good sets the cheapest is chosen. At most
    /// [`expansions_max`](crate::Limits::expansions_max) choices are looked at.
    ///
    /// # Errors
    ///
    /// [`LimitReached`] where no diagram fits the limits.
    pub fn best_measures(
        &mut self,
        top: Node,
        measures: &[Measure],
        cost_max: u64,
    ) -> Result<MeasureRanking, LimitReached> {
        let limits = self.limits;
        let assignment = &self.assignment;
        self.workshop
            .attempt([top], &limits.diagrams(), |diagrams, [f]| {
                let frozen = diagrams.freeze(&[f]);
                let of_dd = limits.diagrams();
                let ranges = Ranges::of(assignment, &frozen, diagrams, &[f], &of_dd)?;
                let mut choice = Choice {
                    frozen: &frozen,
                    middle: ranges.middle(),
                    ranges: &ranges,
                    measures,
                    cost_max,
                    left: limits.expansions_max,
                    stop: limits.stop,
                };
                let taken_values: Vec<f64> = (0..measures.len())
                    .map(|measure| choice.value(&[measure]))
                    .collect();
                let (taken, is_proven) = choice.best(&taken_values);
                let mut bounds =
                    |taken: &[usize]| bounds_with(diagrams, f, assignment, measures, taken, &of_dd);
                let mut singly = Vec::new();
                for (measure, value) in taken_values.into_iter().enumerate() {
                    singly.push((
                        value,
                        RankedMeasure {
                            measure,
                            probability: bounds(&[measure])?,
                        },
                    ));
                }
                singly.sort_by(|a, b| a.0.total_cmp(&b.0));
                let cost = cost_of(measures, &taken);
                Ok(MeasureRanking {
                    untaken: bounds(&[])?,
                    singly: singly.into_iter().map(|(_, ranked)| ranked).collect(),
                    best: BestSet {
                        cost,
                        probability: bounds(&taken)?,
                        taken,
                        is_proven,
                    },
                })
            })
    }
}

/// The values that a choice of measures gives to the variables that measures name.
fn values_of(measures: &[Measure], taken: &[usize]) -> BTreeMap<Var, bool> {
    let mut values = BTreeMap::new();
    for (index, measure) in measures.iter().enumerate() {
        for var in &measure.vars {
            *values.entry(*var).or_default() |= taken.contains(&index);
        }
    }
    values
}

fn cost_of(measures: &[Measure], taken: &[usize]) -> u64 {
    let costs = taken
        .iter()
        .filter_map(|index| measures.get(*index))
        .map(|measure| measure.cost);
    costs.fold(0, u64::saturating_add)
}

/// The probability of the function when exactly these measures are taken.
fn bounds_with(
    diagrams: &mut Diagrams<'_>,
    f: Bdd,
    assignment: &Assignment<'_>,
    measures: &[Measure],
    taken: &[usize],
    limits: &Limits<'_>,
) -> Result<Bounds, LimitReached> {
    let held: Vec<(Var, bool)> = values_of(measures, taken).into_iter().collect();
    let held = diagrams.cofactor(f, &held, limits)?;
    probability_of(diagrams, held, assignment, &BTreeMap::new(), limits)
}

/// The search for the best set.
struct Choice<'p> {
    frozen: &'p Frozen,
    ranges: &'p Ranges,
    middle: Vec<f64>,
    measures: &'p [Measure],
    cost_max: u64,
    /// How many choices may still be looked at.
    left: usize,
    stop: Option<&'p dyn Fn() -> bool>,
}

/// Measures decided so far; those from `next` on are not.
struct Partial {
    taken: Vec<usize>,
    next: usize,
}

impl Choice<'_> {
    /// The best set, and whether the search came to its end. The most effective measures are
    /// decided first, so that good sets are met early.
    fn best(&mut self, single_values: &[f64]) -> (Vec<usize>, bool) {
        let mut order: Vec<usize> = (0..self.measures.len()).collect();
        order.sort_by(|a, b| {
            let value = |index: &usize| single_values.get(*index).copied().unwrap_or(1.0);
            value(a).total_cmp(&value(b)).then(a.cmp(b))
        });
        let mut best = (self.value(&[]), 0, Vec::new());
        let mut open = vec![Partial {
            taken: Vec::new(),
            next: 0,
        }];
        while let Some(Partial { taken, next }) = open.pop() {
            if self.left == 0 || self.stop.is_some_and(|stop| stop()) {
                return (best.2, false);
            }
            self.left -= 1;
            let value = self.value(&taken);
            let cost = cost_of(self.measures, &taken);
            if value < best.0 || (value.total_cmp(&best.0).is_eq() && cost < best.1) {
                best = (value, cost, sorted(&taken));
            }
            let Some(&measure) = order.get(next) else {
                continue;
            };
            let undecided = order.get(next..).unwrap_or_default();
            if self.floor(&taken, undecided) > best.0 {
                continue;
            }
            let with: Vec<usize> = taken.iter().copied().chain([measure]).collect();
            open.push(Partial {
                taken,
                next: next + 1,
            });
            if cost_of(self.measures, &with) <= self.cost_max {
                open.push(Partial {
                    taken: with,
                    next: next + 1,
                });
            }
        }
        (best.2, true)
    }

    /// The probability of the function when exactly these measures are taken.
    fn value(&self, taken: &[usize]) -> f64 {
        let values = values_of(self.measures, taken);
        self.frozen.probability(|var| match values.get(&var) {
            Some(value) => f64::from(u8::from(*value)),
            None => self.ranges.probability(var, &self.middle),
        })
    }

    /// No choice among the undecided measures, whatever it costs, brings the probability below
    /// this.
    fn floor(&self, taken: &[usize], undecided: &[usize]) -> f64 {
        let values = values_of(self.measures, taken);
        let affordable = |index: &&usize| {
            let cost = self.measures.get(**index).map_or(0, |measure| measure.cost);
            cost_of(self.measures, taken).saturating_add(cost) <= self.cost_max
        };
        let open: BTreeSet<Var> = undecided
            .iter()
            .filter(affordable)
            .filter_map(|index| self.measures.get(*index))
            .flat_map(|measure| measure.vars.iter().copied())
            .collect();
        let bounds = self.frozen.intervals(|var| match values.get(&var) {
            Some(true) => (1.0, 1.0),
            Some(false) if open.contains(&var) => (0.0, 1.0),
            Some(false) => (0.0, 0.0),
            None => {
                let p = self.ranges.probability(var, &self.middle);
                (p, p)
            }
        });
        bounds.first().map_or(0.0, |(low, _)| *low)
    }
}

fn sorted(taken: &[usize]) -> Vec<usize> {
    let mut sorted = taken.to_vec();
    sorted.sort_unstable();
    sorted
}
