//! The search for minimal sets on a diagram: find, count, list, and bound what is left out.

use std::collections::{BTreeMap, BTreeSet};

use interrex_circuit::{Circuit, Node, Polarity, Var};
use interrex_dd::{Bdd, Diagrams, Family, LimitReached, Limits, Zbdd};
use num_bigint::BigUint;

use crate::assignment::Assignment;
use crate::bounds::Bounds;
use crate::classes::{Interchangeable, interchangeable, multiplicity, taken};
use crate::cut_sets::{CutSet, CutSetOptions, CutSets, Listing};
use crate::probability::probability_of;
use crate::side::Side;
use crate::unless::Undoing;

/// One search, apart from the function that it is for.
pub(crate) struct Search<'s> {
    pub(crate) assignment: &'s Assignment<'s>,
    pub(crate) classes: &'s [Vec<Var>],
    pub(crate) options: &'s CutSetOptions,
    pub(crate) side: Side,
    /// The variables with which the circuit does not show the top to rise.
    pub(crate) not_rising: BTreeSet<Var>,
    pub(crate) limits: Limits<'s>,
}

/// The variables with which a circuit does not show a node to rise.
pub(crate) fn not_rising(circuit: &Circuit, top: Node) -> BTreeSet<Var> {
    let polarity = circuit.polarity(top).into_iter();
    polarity
        .filter(|(_, polarity)| *polarity != Polarity::Positive)
        .map(|(var, _)| var)
        .collect()
}

impl Search<'_> {
    pub(crate) fn run(
        &self,
        diagrams: &mut Diagrams<'_>,
        top: Bdd,
    ) -> Result<CutSets, LimitReached> {
        let f = self
            .side
            .function(diagrams, top, self.not_rising.is_empty(), &self.limits)?;
        let sets = self.minimal(diagrams, f)?;
        let family = diagrams.family(sets);
        let parts = self.parts(diagrams, f);
        let pool = self.pool(&family, &parts)?;
        let mut undoing = Undoing::new(diagrams, f, self.suspects(), self.options, &self.limits);
        let listed: Vec<CutSet> = self
            .choose(&pool)
            .into_iter()
            .map(|vars| self.describe(vars, &parts, &mut undoing))
            .collect();
        let missed = self.missed(diagrams, f, sets);
        let complete = matches!(missed, Some(Bdd::FALSE));
        let cutoff_bound = self.cutoff(diagrams, f, missed, &family, &listed);
        Ok(CutSets {
            count: family.count(),
            count_bounds: None,
            by_order: family.counts_by_size(),
            complete,
            complete_below: match self.options.order_max {
                Some(order) if !complete => order.saturating_add(1),
                _ => usize::MAX,
            },
            cutoff_bound,
            listed_count: listed.iter().map(|set| &set.multiplicity).sum(),
            listed,
            limit: None,
        })
    }

    /// The minimal solutions of the function.
    pub(crate) fn minimal(
        &self,
        diagrams: &mut Diagrams<'_>,
        f: Bdd,
    ) -> Result<Zbdd, LimitReached> {
        if self.suspects().is_empty() {
            diagrams.minimal_of_rising(f, self.options.order_max, &self.limits)
        } else {
            diagrams.minimal(f, self.options.order_max, &self.limits)
        }
    }

    /// The variables that may undo a set: a function that rises with every variable has no set
    /// that further members undo, and nothing undoes a path set.
    fn suspects(&self) -> &BTreeSet<Var> {
        const NONE: &BTreeSet<Var> = &BTreeSet::new();
        match self.side {
            Side::Cut => &self.not_rising,
            Side::Path => NONE,
        }
    }

    fn parts(&self, diagrams: &Diagrams<'_>, f: Bdd) -> Vec<Interchangeable> {
        if self.options.merge_classes {
            interchangeable(self.classes, &diagrams.freeze(&[f]), self.assignment)
        } else {
            Vec::new()
        }
    }

    /// The sets to list from: one for all those that differ only within interchangeable parts.
    fn pool(&self, family: &Family, parts: &[Interchangeable]) -> Result<Family, LimitReached> {
        let classes: Vec<Vec<Var>> = parts.iter().map(|part| part.members.clone()).collect();
        if classes.is_empty() {
            return Ok(family.clone());
        }
        family.canonical(&classes, &self.limits)
    }

    /// The sets to list, in the order to list them in.
    fn choose(&self, pool: &Family) -> Vec<Vec<Var>> {
        let listed_max = self.options.listed_max;
        let by_size = self.options.by == Listing::Size;
        if by_size && self.options.probability_min <= 0.0 {
            return pool.by_size().take(listed_max).collect();
        }
        let weight_max = -libm::log(self.options.probability_min);
        let mut sets: Vec<Vec<Var>> = pool
            .likeliest(|var| -libm::log(self.side.chance(self.assignment, var).1))
            .take_while(|(_, weight)| *weight <= weight_max)
            .map(|(set, _)| set)
            .take(listed_max)
            .collect();
        if by_size {
            sets.sort_by_key(Vec::len);
        }
        sets
    }

    fn describe(
        &self,
        mut vars: Vec<Var>,
        parts: &[Interchangeable],
        undoing: &mut Undoing<'_, '_>,
    ) -> CutSet {
        vars.sort_unstable();
        let (classes, multiplicity) = taken(&vars, parts);
        let unless = undoing.singles(&vars);
        let (unless_sets, unless_complete) = undoing.sets(&vars);
        CutSet {
            probability: self.side.probability(self.assignment, &vars),
            undisturbed: self.side.undisturbed(self.assignment, &vars, &unless),
            vars,
            classes,
            multiplicity,
            unless,
            unless_sets,
            unless_complete,
        }
    }

    /// Where the function is true although no set of the family is complete; none when a limit
    /// stands in the way of knowing.
    pub(crate) fn missed(&self, diagrams: &mut Diagrams<'_>, f: Bdd, sets: Zbdd) -> Option<Bdd> {
        if self.options.order_max.is_none() {
            return Some(Bdd::FALSE);
        }
        let found = diagrams.upward(sets, &self.limits).ok()?;
        diagrams.and(f, !found, &self.limits).ok()
    }

    /// A bound on the probability that the function is true through no listed set: that of being
    /// true through no set found, and, by Boole's inequality, the sum over the sets found and not
    /// listed.
    fn cutoff(
        &self,
        diagrams: &mut Diagrams<'_>,
        f: Bdd,
        missed: Option<Bdd>,
        family: &Family,
        listed: &[CutSet],
    ) -> f64 {
        let all = self.ceiling(diagrams, f);
        let beyond = match missed {
            Some(Bdd::FALSE) => 0.0,
            Some(missed) => self.ceiling(diagrams, missed),
            None => all,
        };
        let bound = beyond + self.unlisted(family, listed);
        if bound < all { bound } else { all }
    }

    /// The greatest probability of a function; 1 where a limit stands in the way.
    pub(crate) fn ceiling(&self, diagrams: &mut Diagrams<'_>, g: Bdd) -> f64 {
        self.probability(diagrams, g)
            .map_or(1.0, |bounds| bounds.high)
    }

    /// The sum over the sets found and not listed of the greatest probability of each.
    fn unlisted(&self, family: &Family, listed: &[CutSet]) -> f64 {
        // The difference of two sums is less exact than either.
        const ROUNDING: f64 = 1e-12;
        let stood_for: BigUint = listed.iter().map(|set| &set.multiplicity).sum();
        if stood_for == family.count() {
            return 0.0;
        }
        let all = family.sum_of_products(|var| self.side.chance(self.assignment, var).1);
        let told: f64 = listed
            .iter()
            .map(|set| set.probability.high * multiplicity(&set.classes))
            .sum();
        let rest = (all - told).max(0.0) + all * ROUNDING;
        if rest.is_nan() { f64::INFINITY } else { rest }
    }

    fn probability(&self, diagrams: &mut Diagrams<'_>, g: Bdd) -> Result<Bounds, LimitReached> {
        let in_variables = self.side.in_variables(diagrams, g, &self.limits)?;
        probability_of(
            diagrams,
            in_variables,
            self.assignment,
            &BTreeMap::new(),
            &self.limits,
        )
    }
}
