//! How likely a node is to be true when another is known to be.

use std::collections::BTreeMap;

use interrex_circuit::{Circuit, Node, Polarity, Var};
use interrex_dd::{Bdd, Diagrams, Frozen, LimitReached, Limits, Trend};

use crate::assignment::Assignment;
use crate::bounds::{Bounds, Exactness};
use crate::extremes::{Problem, TRIED_MAX, directions};
use crate::probability::probability_of;
use crate::ranges::Ranges;
use crate::session::Session;

/// With more ranges of unknown direction than this, their corners are not tried one by one.
const FREE_MAX: usize = 12;

/// The probability of a node on both sides of another.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Split {
    /// Where the other node is true.
    pub if_true: Bounds,
    /// Where it is false.
    pub if_false: Bounds,
}

impl Session<'_> {
    /// The probability of a node given that another is true: `P(top and given) / P(given)`.
    ///
    /// Undecided, from 0 to 1, where `P(given)` may be 0. Otherwise exact where all likelihoods are
    /// numbers, or where at most twelve ranges are left without a direction: in each range the
    /// quotient moves one way, so its extremes lie at corners. Beyond that, with `A` the
    /// probability of both and `B` that of `given` without `top`, each bounded by itself, the
    /// bounds are those of `A / (A + B)`, which rises with `A` and falls with `B`.
    ///
    /// Where no diagram fits the limits, `A` and `B` are bounded by telling cases apart, and the
    /// answer is marked undecided.
    pub fn conditional(&mut self, top: Node, given: Node) -> Bounds {
        self.conditional_on(top, given, true)
    }

    /// The probability of a node where another is true, and where it is false; see
    /// [`conditional`](Self::conditional).
    pub fn split(&mut self, top: Node, by: Node) -> Split {
        Split {
            if_true: self.conditional_on(top, by, true),
            if_false: self.conditional_on(top, by, false),
        }
    }

    fn conditional_on(&mut self, top: Node, given: Node, holds: bool) -> Bounds {
        let limits = self.diagram_limits();
        let assignment = &self.assignment;
        let shown = Shown::of(self.circuit, top, given, holds);
        let found = self
            .workshop
            .attempt([top, given], &limits, |diagrams, [top, given]| {
                let given = if holds { given } else { !given };
                quotient_of(diagrams, (top, given), assignment, &shown, &limits)
            });
        found.unwrap_or_else(|_| self.quotient_by_cases(top, given, holds))
    }

    fn quotient_by_cases(&self, top: Node, given: Node, holds: bool) -> Bounds {
        let both = self.probability_by_cases(&[(top, true), (given, holds)]);
        let without = self.probability_by_cases(&[(top, false), (given, holds)]);
        let exactness = both.exactness.max(without.exactness);
        let is_possible = both.low + without.low > 0.0;
        let worth = if is_possible {
            exactness
        } else {
            Exactness::Undecided
        };
        let bounds = quotient_bounds((both.low, both.high), (without.low, without.high));
        Bounds {
            exactness: worth,
            ..bounds
        }
    }
}

/// In which directions the circuit shows variables to move functions.
struct Shown {
    given: BTreeMap<Var, Polarity>,
    /// The conjunction of both nodes, and that of the condition without the top.
    both: BTreeMap<Var, Polarity>,
    without: BTreeMap<Var, Polarity>,
}

impl Shown {
    fn of(circuit: &Circuit, top: Node, given: Node, holds: bool) -> Self {
        let top = circuit.polarity(top);
        let mut given = circuit.polarity(given);
        if !holds {
            given = turned(&given);
        }
        Self {
            both: together(&top, &given),
            without: together(&turned(&top), &given),
            given,
        }
    }
}

/// The directions for the negation.
fn turned(of: &BTreeMap<Var, Polarity>) -> BTreeMap<Var, Polarity> {
    let turn = |polarity: &Polarity| match polarity {
        Polarity::Positive => Polarity::Negative,
        Polarity::Negative => Polarity::Positive,
        Polarity::Both => Polarity::Both,
    };
    of.iter().map(|(var, found)| (*var, turn(found))).collect()
}

/// The directions for a conjunction.
fn together(a: &BTreeMap<Var, Polarity>, b: &BTreeMap<Var, Polarity>) -> BTreeMap<Var, Polarity> {
    let mut both = a.clone();
    for (var, found) in b {
        let known = both.entry(*var).or_insert(*found);
        if known != found {
            *known = Polarity::Both;
        }
    }
    both
}

fn quotient_of(
    diagrams: &mut Diagrams<'_>,
    (top, given): (Bdd, Bdd),
    assignment: &Assignment<'_>,
    shown: &Shown,
    limits: &Limits<'_>,
) -> Result<Bounds, LimitReached> {
    let condition = probability_of(diagrams, given, assignment, &shown.given, limits)?;
    if condition.low <= 0.0 {
        return Ok(Bounds::UNDECIDED);
    }
    let both = diagrams.and(top, given, limits)?;
    let without = diagrams.and(!top, given, limits)?;
    let frozen = diagrams.freeze(&[both, without]);
    let ranges = Ranges::of(assignment, &frozen, diagrams, &[both, without], limits)?;
    let trends = quotient_trends(diagrams, (both, without), shown, &ranges, limits);
    let problem = Problem {
        frozen: &frozen,
        ranges: &ranges,
        trends,
    };
    if let Some((low, high)) = problem.extremes(FREE_MAX, limits, quotient) {
        let worth = if ranges.is_faithful {
            Exactness::Exact
        } else {
            Exactness::Outer
        };
        return Ok(Bounds::new(low, high, worth));
    }
    Ok(separate_bounds(&frozen, &ranges))
}

/// The quotient of the first probability by the sum of both.
fn quotient(values: &[f64]) -> f64 {
    match values {
        [both, without] if *both > 0.0 => both / (both + without),
        _ => 0.0,
    }
}

/// The directions of the quotient: up where the first function rises and the second falls.
fn quotient_trends(
    diagrams: &Diagrams<'_>,
    (both, without): (Bdd, Bdd),
    shown: &Shown,
    ranges: &Ranges,
    limits: &Limits<'_>,
) -> Vec<Trend> {
    let asked: Vec<Var> = ranges.knobs.iter().map(|knob| knob.of).collect();
    let of_both = Moves::of(diagrams, both, &asked, &shown.both, limits);
    // What moves the one function both ways moves the quotient both ways, whatever the other does.
    let asked = asked.into_iter();
    let asked: Vec<Var> = asked
        .filter(|var| of_both.by(*var) != Some(Trend::Neither))
        .collect();
    let of_without = Moves::of(diagrams, without, &asked, &shown.without, limits);
    ranges.trends(|var| match (of_both.by(var), of_without.by(var)) {
        (None | Some(Trend::Increasing), None | Some(Trend::Decreasing)) => Trend::Increasing,
        (None | Some(Trend::Decreasing), None | Some(Trend::Increasing)) => Trend::Decreasing,
        _ => Trend::Neither,
    })
}

/// How some variables move a function.
struct Moves<'s> {
    shown: &'s BTreeMap<Var, Polarity>,
    known: BTreeMap<Var, Trend>,
}

impl<'s> Moves<'s> {
    /// From the circuit where that shows it, else, where there are many such, from the diagram.
    fn of(
        diagrams: &Diagrams<'_>,
        f: Bdd,
        asked: &[Var],
        shown: &'s BTreeMap<Var, Polarity>,
        limits: &Limits<'_>,
    ) -> Self {
        let is_open = |var: &&Var| shown.get(*var) == Some(&Polarity::Both);
        let open: Vec<Var> = asked.iter().filter(is_open).copied().collect();
        let known = if open.len() > TRIED_MAX {
            let frozen = diagrams.freeze(&[f]);
            directions(&frozen, &open, &BTreeMap::new(), limits)
        } else {
            BTreeMap::new()
        };
        Self { shown, known }
    }

    /// The direction; none for a variable that the function does not have, which moves nothing.
    fn by(&self, var: Var) -> Option<Trend> {
        let found = match self.shown.get(&var)? {
            Polarity::Positive => Trend::Increasing,
            Polarity::Negative => Trend::Decreasing,
            Polarity::Both => self.known.get(&var).copied().unwrap_or(Trend::Neither),
        };
        Some(found)
    }
}

/// Outer bounds from bounding both functions apart.
fn separate_bounds(frozen: &Frozen, ranges: &Ranges) -> Bounds {
    let trends = vec![Trend::Neither; ranges.knobs.len()];
    match (Problem {
        frozen,
        ranges,
        trends,
    })
    .outer()
    .as_slice()
    {
        [both, without] => quotient_bounds(*both, *without),
        _ => Bounds::UNDECIDED,
    }
}

/// Bounds on `A / (A + B)` from bounds on `A` and on `B`.
fn quotient_bounds(both: (f64, f64), without: (f64, f64)) -> Bounds {
    let low = if both.0 > 0.0 {
        both.0 / (both.0 + without.1)
    } else {
        0.0
    };
    let high = if without.0 > 0.0 {
        both.1 / (both.1 + without.0)
    } else {
        1.0
    };
    Bounds::new(low, high, Exactness::Outer)
}
