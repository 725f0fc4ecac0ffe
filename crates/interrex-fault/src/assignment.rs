//! The likelihood of every variable, checked once, so that no analysis meets a variable without.

use std::collections::BTreeSet;
use std::fmt;

use interrex_circuit::{Circuit, Gate, Var};
use interrex_units::Likelihood;

/// How likely one variable is. Variables are independent, but for what [`Chance::Added`] says.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Chance {
    /// The variable is true with this likelihood, whatever the others are.
    Alone(Likelihood),
    /// The variable adds to another: the likelihood that it *or* its base is true is given, and
    /// lies at or above that of the base.
    ///
    /// This is how a fact that a condition makes likelier becomes two independent variables. With
    /// `x = base or (condition and extra)`, the base has the likelihood of `x` without the
    /// condition and `either` that with it; the extra has probability `(p1 - p0) / (1 - p0)`. Range
    /// ends are taken on `p0` and `p1`, so that both move together as they must.
    Added {
        /// A variable that is [`Chance::Alone`].
        base: Var,
        /// The likelihood that the base or this variable is true.
        either: Likelihood,
    },
}

/// One chance for every variable of a circuit.
#[derive(Clone, Debug)]
pub struct Assignment<'c> {
    circuit: &'c Circuit,
    chances: Vec<Option<Chance>>,
    related: BTreeSet<Var>,
}

impl<'c> Assignment<'c> {
    /// Checks that every variable of the circuit has exactly one chance, and that each is
    /// consistent with that of its base. Chances of variables that the circuit lacks are checked
    /// likewise and kept.
    ///
    /// # Errors
    ///
    /// [`AssignmentError`] for the first variable at fault.
    pub fn new(
        circuit: &'c Circuit,
        chances: impl IntoIterator<Item = (Var, Chance)>,
    ) -> Result<Self, AssignmentError> {
        let mut assignment = Self {
            circuit,
            chances: vec![None; circuit.variable_count()],
            related: BTreeSet::new(),
        };
        for (var, chance) in chances {
            assignment.insert(var, chance)?;
        }
        for node in circuit.nodes() {
            if let Gate::Var(var) = circuit.gate(node)
                && assignment.get(var).is_none()
            {
                return Err(AssignmentError::Missing(var));
            }
        }
        for (index, chance) in (0..).zip(&assignment.chances) {
            if let Some(Chance::Added { base, either }) = *chance {
                assignment.check_added(Var(index), base, either)?;
            }
        }
        Ok(assignment)
    }

    /// Declares that the ranges of these variables are only the shadow of what is known about them
    /// together, as when one is said to be likelier than the other. Where two of them meet, exact
    /// extremes over the ranges are outer bounds on what is known.
    #[must_use]
    pub fn with_related(mut self, vars: impl IntoIterator<Item = Var>) -> Self {
        self.related.extend(vars);
        self
    }

    /// Gives a variable that has a chance of its own another one, and returns the variables whose
    /// probability that moves: itself, and those that add to it.
    ///
    /// # Errors
    ///
    /// [`AssignmentError`], and nothing is changed, when the variable adds to another, or when it
    /// would be likelier than itself or what adds to it.
    pub fn assess(
        &mut self,
        var: Var,
        likelihood: Likelihood,
    ) -> Result<Vec<Var>, AssignmentError> {
        let Some(Chance::Alone(before)) = self.get(var) else {
            return Err(AssignmentError::Missing(var));
        };
        let couplings = self.couplings().into_iter();
        let extras: Vec<Var> = couplings
            .filter(|(base, _)| *base == var)
            .map(|(_, extra)| extra)
            .collect();
        self.put(var, likelihood);
        for extra in &extras {
            if let Some(Chance::Added { base, either }) = self.get(*extra)
                && let Err(error) = self.check_added(*extra, base, either)
            {
                self.put(var, before);
                return Err(error);
            }
        }
        Ok([var].into_iter().chain(extras).collect())
    }

    fn put(&mut self, var: Var, likelihood: Likelihood) {
        if let Some(place) = self.chances.get_mut(var.index()) {
            *place = Some(Chance::Alone(likelihood));
        }
    }

    /// The circuit whose variables these are.
    pub fn circuit(&self) -> &'c Circuit {
        self.circuit
    }

    /// The chance of a variable, if it has one.
    pub fn get(&self, var: Var) -> Option<Chance> {
        self.chances.get(var.index()).copied().flatten()
    }

    /// The least and the greatest probability of a variable by itself.
    ///
    /// # Panics
    ///
    /// If neither the circuit has the variable nor a chance was given for it.
    pub fn marginal(&self, var: Var) -> (f64, f64) {
        match self.chance(var) {
            Chance::Alone(likelihood) => ends(likelihood),
            Chance::Added { base, either } => {
                let (base_low, base_high) = self.marginal(base);
                let (low, high) = ends(either);
                (added(base_high, low), added(base_low, high))
            }
        }
    }

    pub(crate) fn chance(&self, var: Var) -> Chance {
        self.get(var)
            .expect("an assignment is complete for its circuit")
    }

    /// The base of a variable that adds to one, else the variable.
    pub(crate) fn base_of(&self, var: Var) -> Var {
        match self.chance(var) {
            Chance::Alone(_) => var,
            Chance::Added { base, .. } => base,
        }
    }

    /// Each base with each variable that adds to it.
    pub(crate) fn couplings(&self) -> Vec<(Var, Var)> {
        let chances = (0..).zip(&self.chances);
        chances
            .filter_map(|(index, chance)| match chance {
                Some(Chance::Added { base, .. }) => Some((*base, Var(index))),
                _ => None,
            })
            .collect()
    }

    pub(crate) fn is_related(&self, var: Var) -> bool {
        self.related.contains(&var)
    }

    fn insert(&mut self, var: Var, chance: Chance) -> Result<(), AssignmentError> {
        if var.index() >= self.chances.len() {
            self.chances.resize(var.index() + 1, None);
        }
        let place = self
            .chances
            .get_mut(var.index())
            .expect("the table was just made long enough");
        if place.replace(chance).is_some() {
            return Err(AssignmentError::Twice(var));
        }
        Ok(())
    }

    fn check_added(
        &self,
        extra: Var,
        base: Var,
        either: Likelihood,
    ) -> Result<(), AssignmentError> {
        // A likelihood that went through arithmetic may miss the other by a rounding or two.
        const ROUNDING: f64 = 1e-12;
        match self.get(base) {
            Some(Chance::Alone(likelihood)) if ends(likelihood).1 <= ends(either).0 + ROUNDING => {
                Ok(())
            }
            Some(Chance::Alone(likelihood)) => Err(AssignmentError::Below {
                extra,
                base,
                either,
                likelihood,
            }),
            _ => Err(AssignmentError::NoBase { extra, base }),
        }
    }
}

/// The probability of what is added to a base of probability `p0` to make `p1` of it.
pub(crate) fn added(p0: f64, p1: f64) -> f64 {
    if p0 < 1.0 {
        ((p1 - p0) / (1.0 - p0)).clamp(0.0, 1.0)
    } else {
        0.0
    }
}

/// Both ends of a likelihood.
pub(crate) fn ends(likelihood: Likelihood) -> (f64, f64) {
    (likelihood.low().get(), likelihood.high().get())
}

/// Why chances are no assignment.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum AssignmentError {
    /// The circuit has this variable, and no chance was given for it.
    Missing(Var),
    /// Two chances were given for this variable.
    Twice(Var),
    /// A variable adds to one that has no chance of its own.
    NoBase {
        /// The variable that adds.
        extra: Var,
        /// What it adds to.
        base: Var,
    },
    /// A base is likelier than itself or its extra.
    Below {
        /// The variable that adds.
        extra: Var,
        /// What it adds to.
        base: Var,
        /// The likelihood given for either of both.
        either: Likelihood,
        /// The likelihood of the base.
        likelihood: Likelihood,
    },
}

impl fmt::Display for AssignmentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(var) => write!(f, "{var} has no likelihood, expected one"),
            Self::Twice(var) => write!(f, "{var} has two likelihoods, expected one"),
            Self::NoBase { extra, base } => {
                write!(
                    f,
                    "{extra} adds to {base}, which has no likelihood of its own"
                )
            }
            Self::Below {
                extra,
                base,
                either,
                likelihood,
            } => write!(
                f,
                "{base} or {extra} is {either}, expected at least {base} alone, {likelihood}"
            ),
        }
    }
}

impl std::error::Error for AssignmentError {}
