//! Cut sets and path sets are one search on two functions: a path set of a function is a cut set of
//! its dual, of which members are false instead of true.

use interrex_circuit::{Circuit, Node, Var};
use interrex_dd::{Bdd, Diagrams, LimitReached, Limits, Trend, Zbdd};

use crate::assignment::Assignment;
use crate::bounds::{Bounds, Exactness};

/// What a set does to the top when all others are the other way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Side {
    /// Its members are true and make the top true.
    Cut,
    /// Its members are false and make the top false.
    Path,
}

impl Side {
    /// The function whose minimal sets are wanted.
    pub(crate) fn function(
        self,
        diagrams: &mut Diagrams<'_>,
        top: Bdd,
        limits: &Limits<'_>,
    ) -> Result<Bdd, LimitReached> {
        match self {
            Side::Cut => Ok(top),
            Side::Path => {
                let rising = rising_hull(diagrams, top, limits)?;
                diagrams.dual(rising, limits)
            }
        }
    }

    /// A function of membership as a function of the variables.
    pub(crate) fn in_variables(
        self,
        diagrams: &mut Diagrams<'_>,
        f: Bdd,
        limits: &Limits<'_>,
    ) -> Result<Bdd, LimitReached> {
        match self {
            Side::Cut => Ok(f),
            Side::Path => diagrams.mirrored(f, limits),
        }
    }

    /// The minimal sets that the circuit shows without a diagram.
    pub(crate) fn hull(
        self,
        diagrams: &mut Diagrams<'_>,
        top: Node,
        size_max: Option<usize>,
        limits: &Limits<'_>,
    ) -> Result<Zbdd, LimitReached> {
        match self {
            Side::Cut => diagrams.minimal_of_hull(top, size_max, limits),
            Side::Path => diagrams.minimal_of_dual_hull(top, size_max, limits),
        }
    }

    /// Whether a set, all others being the other way, does what its side says.
    pub(crate) fn holds(self, circuit: &Circuit, top: Node, set: &[Var]) -> bool {
        match self {
            Side::Cut => circuit.eval(top, |var| set.contains(&var)),
            Side::Path => !circuit.eval(top, |var| !set.contains(&var)),
        }
    }

    /// The least and the greatest probability that a variable is as a member is.
    pub(crate) fn chance(self, assignment: &Assignment<'_>, var: Var) -> (f64, f64) {
        let (low, high) = assignment.marginal(var);
        match self {
            Side::Cut => (low, high),
            Side::Path => (1.0 - high, 1.0 - low),
        }
    }

    /// What the probability of the top says about this side.
    pub(crate) fn of_top(self, top: Bounds) -> Bounds {
        match self {
            Side::Cut => top,
            Side::Path => top.complement(),
        }
    }

    /// The probability that all members of a set are as they are in it.
    pub(crate) fn probability(self, assignment: &Assignment<'_>, set: &[Var]) -> Bounds {
        let (mut low, mut high) = (1.0, 1.0);
        for var in set {
            let (least, most) = self.chance(assignment, *var);
            low *= least;
            high *= most;
        }
        let exactness = if is_independent(assignment, set) {
            Exactness::Exact
        } else {
            Exactness::Outer
        };
        Bounds::new(low, high, exactness)
    }
}

/// Whether every combination of the ranges of these variables is possible.
fn is_independent(assignment: &Assignment<'_>, set: &[Var]) -> bool {
    let ranged = |var: &&Var| {
        let (low, high) = assignment.marginal(**var);
        low < high
    };
    let mut groups: Vec<Var> = set
        .iter()
        .filter(ranged)
        .map(|var| assignment.base_of(*var))
        .collect();
    let group_count = groups.len();
    groups.sort_unstable();
    groups.dedup();
    let related = set
        .iter()
        .filter(ranged)
        .filter(|var| assignment.is_related(**var))
        .count();
    groups.len() == group_count && related < 2
}

/// The least function above this one that only rises: true where some of the true variables alone
/// make this one true. Sets that keep it false keep this one false whatever the others are.
fn rising_hull(
    diagrams: &mut Diagrams<'_>,
    top: Bdd,
    limits: &Limits<'_>,
) -> Result<Bdd, LimitReached> {
    let trends = diagrams.freeze(&[top]).trends(limits)?;
    if trends.iter().all(|(_, trend)| *trend == Trend::Increasing) {
        return Ok(top);
    }
    let minimal = diagrams.minimal(top, None, limits)?;
    diagrams.upward(minimal, limits)
}
