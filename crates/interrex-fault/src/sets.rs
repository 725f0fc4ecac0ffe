//! Minimal cut sets and path sets: counted without listing, listed smallest first.
//!
//! A cut set is a minimal set of variables that, true while all others are false, makes the top
//! true (Rauzy 1993; for functions that are not monotone, too). A path set is a minimal set that
//! meets every cut set: what has to stay false to keep the top false whatever else happens.

use interrex_circuit::{Node, Var};
use interrex_dd::{Family, Frozen, LimitReached, Zbdd};
use num_bigint::BigUint;

use crate::bounds::{Bounds, probability};
use crate::session::Session;

/// What to count and list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CutSetOptions {
    /// Only sets of at most this many variables.
    pub order_max: Option<usize>,
    /// How many to list.
    pub listed_max: usize,
}

impl Default for CutSetOptions {
    fn default() -> Self {
        Self {
            order_max: None,
            listed_max: 10,
        }
    }
}

/// A family of minimal sets.
#[derive(Debug, Clone, Default)]
pub struct SetsOf {
    /// How many there are, members of classes told apart.
    pub count: BigUint,
    /// How many of each size, from size 0.
    pub by_order: Vec<BigUint>,
    /// Whether that is all of them.
    pub complete: bool,
    /// Where it is not: an upper bound on the probability that the top is true while none of the
    /// counted sets is, if known.
    pub cutoff_bound: Option<f64>,
    /// The first of them, by size.
    pub listed: Vec<SetOf>,
}

/// One minimal set, standing for all that differ from it by exchanging members of a class.
#[derive(Debug, Clone)]
pub struct SetOf {
    /// Its variables.
    pub vars: Vec<Var>,
    /// The classes of which it has members.
    pub classes: Vec<ClassPart>,
    /// How many sets it stands for.
    pub multiplicity: BigUint,
    /// The probability that all of its variables are true.
    pub probability: Bounds,
    /// Single further variables that, true as well, make the top false.
    pub unless: Vec<Var>,
}

/// The members of a class in a set.
#[derive(Debug, Clone)]
pub struct ClassPart {
    /// The class, by its place in the list given to the session.
    pub class: usize,
    /// The members in the set.
    pub members: Vec<Var>,
    /// How many members the class has.
    pub among: usize,
}

impl Session<'_> {
    /// The minimal cut sets of a top. Reaching a limit gives an empty, incomplete family.
    pub fn cut_sets(&mut self, top: Node, options: &CutSetOptions) -> SetsOf {
        self.try_cut_sets(top, options).unwrap_or_default()
    }

    fn try_cut_sets(&mut self, top: Node, options: &CutSetOptions) -> Result<SetsOf, LimitReached> {
        let function = self.compile(top)?;
        let frozen = self.diagrams.freeze(&[function]);
        let family = self
            .diagrams
            .minimal(function, options.order_max, &self.limits)?;
        let mut sets = self.describe(family, options, &frozen)?;
        if let Some(most) = options.order_max {
            let longest = frozen.vars().len();
            sets.complete = longest <= most;
            let kept = self.diagrams.upward(family, &self.limits)?;
            let missed = self.diagrams.and(function, !kept, &self.limits)?;
            let missed = self.diagrams.freeze(&[missed]);
            let bound = probability(&missed, &self.assignment, &self.limits).high;
            sets.complete |= missed.as_constant() == Some(false);
            sets.cutoff_bound = Some(bound).filter(|_| !sets.complete);
        }
        Ok(sets)
    }

    /// The minimal path sets of a top. Reaching a limit gives an empty, incomplete family.
    pub fn path_sets(&mut self, top: Node, options: &CutSetOptions) -> SetsOf {
        self.try_path_sets(top, options).unwrap_or_default()
    }

    fn try_path_sets(
        &mut self,
        top: Node,
        options: &CutSetOptions,
    ) -> Result<SetsOf, LimitReached> {
        let function = self.compile(top)?;
        let cuts = self.diagrams.minimal(function, None, &self.limits)?;
        let hull = self.diagrams.upward(cuts, &self.limits)?;
        let dual = self.diagrams.dual(hull, &self.limits)?;
        let frozen = self.diagrams.freeze(&[dual]);
        let family = self
            .diagrams
            .minimal(dual, options.order_max, &self.limits)?;
        let mut sets = self.describe(family, options, &frozen)?;
        sets.complete = options
            .order_max
            .is_none_or(|most| frozen.vars().len() <= most);
        for set in &mut sets.listed {
            set.unless.clear();
        }
        Ok(sets)
    }

    fn describe(
        &self,
        family: Zbdd,
        options: &CutSetOptions,
        function: &Frozen,
    ) -> Result<SetsOf, LimitReached> {
        let family: Family = self.diagrams.family(family);
        let by_order = family.counts_by_size();
        let canonical = family.canonical(&self.classes, &self.limits)?;
        let listed = canonical
            .by_size()
            .take(options.listed_max)
            .map(|vars| self.set(vars, function))
            .collect();
        Ok(SetsOf {
            count: family.count(),
            by_order,
            complete: true,
            cutoff_bound: None,
            listed,
        })
    }

    fn set(&self, vars: Vec<Var>, function: &Frozen) -> SetOf {
        let mut classes = Vec::new();
        let mut multiplicity = BigUint::from(1_u32);
        for (class, members) in self.classes.iter().enumerate() {
            let within: Vec<Var> = vars
                .iter()
                .filter(|var| members.contains(var))
                .copied()
                .collect();
            if !within.is_empty() {
                multiplicity *= binomial(members.len(), within.len());
                classes.push(ClassPart {
                    class,
                    members: within,
                    among: members.len(),
                });
            }
        }
        let unless = self.undoing(&vars, function);
        let probability = self.conjunction(&vars);
        SetOf {
            vars,
            classes,
            multiplicity,
            probability,
            unless,
        }
    }

    /// Single variables that undo a set; of a class, one more member at most.
    fn undoing(&self, vars: &[Var], function: &Frozen) -> Vec<Var> {
        let mut list = Vec::new();
        let mut classes_seen = Vec::new();
        for var in function.vars().iter().filter(|var| !vars.contains(var)) {
            let class = self
                .classes
                .iter()
                .position(|members| members.contains(var));
            if class.is_some_and(|class| classes_seen.contains(&class)) {
                continue;
            }
            if !function.eval(|other| other == *var || vars.contains(&other)) {
                list.push(*var);
                classes_seen.extend(class);
            }
        }
        list
    }

    /// The probability that all variables of a set are true.
    fn conjunction(&self, vars: &[Var]) -> Bounds {
        let (mut low, mut high) = (1.0, 1.0);
        for var in vars {
            let range = self.assignment.range(*var);
            low *= range.0;
            high *= range.1;
        }
        Bounds::exact(low, high)
    }
}

/// The number of ways to choose `k` of `n`.
fn binomial(n: usize, k: usize) -> BigUint {
    let mut value = BigUint::from(1_u32);
    for i in 0..k.min(n) {
        value = value * BigUint::from(n - i) / BigUint::from(i + 1);
    }
    value
}
