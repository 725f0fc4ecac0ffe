//! How likely a node is to be true.

use std::collections::BTreeMap;

use interrex_circuit::{Gate, Node, Polarity, Var};
use interrex_dd::{Bdd, Diagrams, LimitReached, Limits, Trend};

use crate::assignment::Assignment;
use crate::bounds::{Bounds, Exactness};
use crate::extremes::{Problem, directions};
use crate::ranges::Ranges;
use crate::session::Session;

/// With more ranges of unknown direction than this, their corners are not tried one by one.
const FREE_MAX: usize = 10;

impl Session<'_> {
    /// The probability that a node is true.
    ///
    /// Exact where all likelihoods are numbers. Where some are ranges, the exact extremes when the
    /// node is monotone in each ranged variable, or when at most ten are left in which it is not:
    /// a probability is linear in that of each variable, so its extremes lie at corners of the
    /// ranges, and these are tried. Beyond that, outer bounds: each node of the diagram chooses
    /// ends for itself.
    ///
    /// Where no diagram fits the limits, bounds from telling cases apart, marked undecided.
    pub fn probability(&mut self, top: Node) -> Bounds {
        let limits = self.diagram_limits();
        let assignment = &self.assignment;
        let polarity = self.circuit.polarity(top);
        let found = self.workshop.attempt([top], &limits, |diagrams, [f]| {
            probability_of(diagrams, f, assignment, &polarity, &limits)
        });
        match found {
            Ok(bounds) => bounds,
            Err(LimitReached::Nodes(_)) if self.workshop.is_thorough => self.counted(top),
            Err(_) => self.probability_by_cases(&[(top, true)]),
        }
    }

    /// The probability by search over components, where every likelihood is a number and none adds
    /// to another. Under a limit it is bounded by what that search and the telling apart of cases
    /// both allow.
    fn counted(&mut self, top: Node) -> Bounds {
        let cone = self.circuit.cone_of([top]);
        let vars = cone
            .iter()
            .filter_map(|node| match self.circuit.gate(*node) {
                Gate::Var(var) => Some(var),
                _ => None,
            });
        let is_number = |var: Var| {
            let (low, high) = self.assignment.marginal(var);
            high - low <= 0.0 && self.assignment.base_of(var) == var
        };
        if !vars.into_iter().all(is_number) {
            return self.probability_by_cases(&[(top, true)]);
        }
        let limits = interrex_count::Limits {
            stop: self.limits.stop,
            ..interrex_count::Limits::default()
        };
        let of = |var: Var| self.assignment.marginal(var).0;
        let counted = match self.counted {
            Some((node, counted)) if node == top => counted,
            _ => interrex_count::probability(self.circuit, top, of, &limits),
        };
        self.counted = Some((top, counted));
        let (low, high) = (counted.value.at_least(), counted.value.at_most());
        if counted.is_complete {
            let nearest = counted.value.nearest();
            return Bounds::new(nearest, nearest, Exactness::Exact);
        }
        let by_cases = self.probability_by_cases(&[(top, true)]);
        let (low, high) = (low.max(by_cases.low), high.min(by_cases.high));
        Bounds::new(low, high.max(low), Exactness::Undecided)
    }
}

/// The probability of a function. `polarity` may name directions that the circuit shows.
pub(crate) fn probability_of(
    diagrams: &mut Diagrams<'_>,
    f: Bdd,
    assignment: &Assignment<'_>,
    polarity: &BTreeMap<Var, Polarity>,
    limits: &Limits<'_>,
) -> Result<Bounds, LimitReached> {
    let frozen = diagrams.freeze(&[f]);
    let ranges = Ranges::of(assignment, &frozen, diagrams, &[f], limits)?;
    let trends = if ranges.knobs.is_empty() {
        Vec::new()
    } else {
        let turned: Vec<Var> = ranges.knobs.iter().map(|knob| knob.of).collect();
        let directions = directions(&frozen, &turned, polarity, limits);
        ranges.trends(|var| directions.get(&var).copied().unwrap_or(Trend::Neither))
    };
    let problem = Problem {
        frozen: &frozen,
        ranges: &ranges,
        trends,
    };
    let first = |values: &[f64]| values.first().copied().unwrap_or(0.0);
    let (ends, exactness) = match problem.extremes(FREE_MAX, limits, first) {
        Some(extremes) if ranges.is_faithful => (extremes, Exactness::Exact),
        Some(extremes) => (extremes, Exactness::Outer),
        None => (
            problem.outer().first().copied().unwrap_or((0.0, 1.0)),
            Exactness::Outer,
        ),
    };
    Ok(Bounds::new(ends.0, ends.1, exactness))
}
