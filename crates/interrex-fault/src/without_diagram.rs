//! Minimal sets of a node whose diagram does not fit the limits: the small ones, as the circuit shows
//! them.

use interrex_circuit::{Node, Polarity, Var};
use interrex_dd::{Family, LimitReached};
use num_bigint::BigUint;

use crate::cut_sets::{CutSet, CutSetOptions, CutSets};
use crate::session::Session;
use crate::side::Side;

/// How many candidates are looked at for each set to be listed, where not all are sets.
const CANDIDATES_FOR_EACH: usize = 100;

/// Sets that the circuit shows, and up to which size they are all (no bound: all).
struct Shown {
    family: Family,
    order_max: Option<usize>,
}

impl Session<'_> {
    /// The sets of the node's monotone hull, up to the largest size that fits the limits. Where the
    /// node is monotone as written they are its own; elsewhere only those are kept that hold, and
    /// others may be missing.
    pub(crate) fn sets_without_diagram(
        &self,
        top: Node,
        options: &CutSetOptions,
        side: Side,
        reached: LimitReached,
    ) -> CutSets {
        let polarity = self.circuit.polarity(top);
        let is_monotone = polarity
            .values()
            .all(|polarity| *polarity == Polarity::Positive);
        let suspects: Vec<Var> = polarity
            .iter()
            .filter(|(_, polarity)| side == Side::Cut && **polarity != Polarity::Positive)
            .map(|(var, _)| *var)
            .collect();
        let shown = self.shown(top, options.order_max, side);
        let is_known = is_monotone && shown.is_some();
        // Without any family there is still the empty cut set to try.
        let families = shown.iter().flat_map(|shown| shown.family.by_size());
        let listed: Vec<CutSet> = families
            .chain((shown.is_none() && side == Side::Cut).then(Vec::new))
            .take(options.listed_max.saturating_mul(CANDIDATES_FOR_EACH))
            .filter(|set| is_known || side.is_shown(self.circuit, top, set))
            .take(options.listed_max)
            .map(|set| self.describe(top, set, &suspects, side))
            .collect();
        let counts = match &shown {
            Some(shown) if is_known => shown.family.counts_by_size(),
            _ => counts_of(&listed),
        };
        let is_all = is_known
            && shown
                .as_ref()
                .is_some_and(|shown| shown.order_max.is_none());
        let complete = is_all || listed.first().is_some_and(|set| set.vars.is_empty());
        let order = shown.and_then(|shown| shown.order_max).filter(|_| is_known);
        let complete_below = match order {
            _ if complete => usize::MAX,
            Some(order) => order.saturating_add(1),
            // The empty cut set would have been found.
            None => usize::from(side == Side::Cut),
        };
        let cutoff_bound = side.of_top(self.probability_by_cases(&[(top, true)])).high;
        CutSets {
            count: counts.iter().sum(),
            by_order: counts,
            complete,
            complete_below,
            cutoff_bound,
            listed_count: BigUint::from(listed.len()),
            listed,
            limit: Some(reached),
        }
    }

    /// All sets, or those up to the largest size that fits the limits.
    fn shown(&self, top: Node, order_max: Option<usize>, side: Side) -> Option<Shown> {
        if self.limits.is_stopped() {
            return None;
        }
        let limits = self.limits.diagrams();
        let mut diagrams = self.workshop.empty(&[top]);
        let mut attempt = |order_max: Option<usize>| {
            diagrams.clear();
            let sets = side.hull(&mut diagrams, top, order_max, &limits).ok()?;
            Some(Shown {
                family: diagrams.family(sets),
                order_max,
            })
        };
        if let Some(all) = attempt(order_max) {
            return Some(all);
        }
        let orders = 1..order_max.unwrap_or(usize::MAX);
        orders.map_while(|order| attempt(Some(order))).last()
    }

    fn describe(&self, top: Node, mut vars: Vec<Var>, suspects: &[Var], side: Side) -> CutSet {
        vars.sort_unstable();
        let undoes = |suspect: &Var| {
            let mut more = vars.clone();
            more.push(*suspect);
            !vars.contains(suspect) && !self.circuit.eval(top, |var| more.contains(&var))
        };
        let unless: Vec<Var> = suspects.iter().copied().filter(undoes).collect();
        CutSet {
            probability: side.probability(&self.assignment, &vars),
            undisturbed: side.undisturbed(&self.assignment, &vars, &unless),
            classes: Vec::new(),
            multiplicity: BigUint::from(1_u32),
            unless,
            unless_sets: Vec::new(),
            unless_complete: suspects.is_empty(),
            vars,
        }
    }
}

/// The number of sets of each size.
fn counts_of(listed: &[CutSet]) -> Vec<BigUint> {
    let sizes = listed
        .iter()
        .map(|set| set.vars.len() + 1)
        .max()
        .unwrap_or(0);
    let of_size = |size| listed.iter().filter(|set| set.vars.len() == size).count();
    (0..sizes)
        .map(|size| BigUint::from(of_size(size)))
        .collect()
}
