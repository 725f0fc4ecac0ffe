//! Cut sets and path sets are one search on two functions: a path set of a function that rises with
//! every variable is a cut set of its dual, of which members are false instead of true. The path
//! sets of any other function are those of the least rising one above it.

use interrex_circuit::{Circuit, Node, Var};
use interrex_dd::{Bdd, Diagrams, LimitReached, Limits, Zbdd};

use crate::assignment::Assignment;
use crate::bounds::{Bounds, Exactness};

/// What a set does to the top.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Side {
    /// Its members are true and, all others being false, make the top true.
    Cut,
    /// Its members are false and, whatever the others are, keep the top false.
    Path,
}

impl Side {
    /// The function whose minimal sets are wanted. `is_rising` says that the top is known to rise
    /// with every variable.
    pub(crate) fn function(
        self,
        diagrams: &mut Diagrams<'_>,
        top: Bdd,
        is_rising: bool,
        limits: &Limits<'_>,
    ) -> Result<Bdd, LimitReached> {
        match self {
            Side::Cut => Ok(top),
            Side::Path if is_rising => diagrams.dual(top, limits),
            Side::Path => {
                let rising = diagrams.rising(top, limits)?;
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

    /// Whether evaluation shows a minimal set of the hull to be one of the node itself. A path set
    /// of the hull keeps the node false; that it is minimal is shown for each member by the node
    /// being true when all but the other members are.
    pub(crate) fn is_shown(self, circuit: &Circuit, top: Node, set: &[Var]) -> bool {
        match self {
            Side::Cut => circuit.eval(top, |var| set.contains(&var)),
            Side::Path => set
                .iter()
                .all(|member| circuit.eval(top, |var| var == *member || !set.contains(&var))),
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
        self.undisturbed(assignment, set, &[])
    }

    /// The probability that all members of a set are as they are in it, and further variables are
    /// not as members would be.
    pub(crate) fn undisturbed(
        self,
        assignment: &Assignment<'_>,
        set: &[Var],
        unless: &[Var],
    ) -> Bounds {
        let (mut low, mut high) = (1.0, 1.0);
        for var in set {
            let (least, most) = self.chance(assignment, *var);
            low *= least;
            high *= most;
        }
        for var in unless {
            let (least, most) = self.chance(assignment, *var);
            low *= 1.0 - most;
            high *= 1.0 - least;
        }
        let all: Vec<Var> = set.iter().chain(unless).copied().collect();
        let exactness = if is_independent(assignment, &all) {
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
