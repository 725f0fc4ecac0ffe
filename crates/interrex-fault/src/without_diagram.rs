//! Minimal sets of a node whose diagram does not fit the limits: the small ones, as the circuit shows
//! them.

use std::collections::BTreeMap;

use interrex_circuit::{Lanes, Node, Polarity, Var};
use interrex_dd::{Family, LimitReached};
use num_bigint::BigUint;

use crate::count_bounds::count_bounds;
use crate::cut_sets::{CutSet, CutSetOptions, CutSets};
use crate::session::Session;
use crate::side::Side;

/// How many candidates are looked at for each set to be listed, where not all are sets.
const CANDIDATES_FOR_EACH: usize = 100;

/// Nodes of sets where the search for an order has taken its time already.
const THOROUGH_NODES_MAX: usize = 1 << 20;

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
        let mut lanes = Lanes::new(self.circuit, top);
        let shown = self.shown(top, options.order_max, side);
        let is_known = is_monotone && shown.is_some();
        // Without any family there is still the empty cut set to try.
        let families = shown.iter().flat_map(|shown| shown.family.by_size());
        let candidates = families
            .chain((shown.is_none() && side == Side::Cut).then(Vec::new))
            .take(options.listed_max.saturating_mul(CANDIDATES_FOR_EACH));
        let sets: Vec<Vec<Var>> = match side {
            _ if is_known => candidates.take(options.listed_max).collect(),
            Side::Cut => holding(&mut lanes, candidates, options.listed_max),
            Side::Path => candidates
                .filter(|set| side.is_shown(self.circuit, top, set))
                .take(options.listed_max)
                .collect(),
        };
        let listed: Vec<CutSet> = sets
            .into_iter()
            .map(|set| self.describe(&mut lanes, set, &suspects, side))
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
        let count_bounds = if is_monotone && !complete && side == Side::Cut {
            self.count_bounds(top)
        } else {
            None
        };
        CutSets {
            count: counts.iter().sum(),
            count_bounds,
            by_order: counts,
            complete,
            complete_below,
            cutoff_bound,
            listed_count: BigUint::from(listed.len()),
            listed,
            limit: Some(reached),
        }
    }

    /// The first minimal cut sets of a node that is monotone as written, at most so many; none of any
    /// other.
    pub(crate) fn sets_of_circuit(&self, top: Node, count_max: usize) -> Vec<Vec<Var>> {
        let polarity = self.circuit.polarity(top);
        let is_monotone = polarity
            .values()
            .all(|polarity| *polarity == Polarity::Positive);
        if !is_monotone || count_max == 0 {
            return Vec::new();
        }
        let shown = self.shown(top, None, Side::Cut);
        let sets = shown.iter().flat_map(|shown| shown.family.by_size());
        sets.take(count_max).collect()
    }

    /// At least and at most how many minimal sets there are, where a session takes that trouble.
    fn count_bounds(&self, top: Node) -> Option<[BigUint; 2]> {
        let limits = self.limits.diagrams();
        let is_worth_it = self.workshop.is_thorough && top.as_constant().is_none();
        is_worth_it
            .then(|| count_bounds(self.circuit, top, &limits).ok().flatten())
            .flatten()
    }

    /// All sets, or those up to the largest size that fits the limits.
    fn shown(&self, top: Node, order_max: Option<usize>, side: Side) -> Option<Shown> {
        if self.limits.is_stopped() {
            return None;
        }
        let mut limits = self.limits.diagrams();
        if self.workshop.is_thorough {
            limits.nodes_max = limits.nodes_max.min(THOROUGH_NODES_MAX);
        }
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

    fn describe(
        &self,
        lanes: &mut Lanes<'_>,
        mut vars: Vec<Var>,
        suspects: &[Var],
        side: Side,
    ) -> CutSet {
        vars.sort_unstable();
        let unless = undoing(lanes, &vars, suspects);
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

/// The first of some sets that make the node true.
fn holding(
    lanes: &mut Lanes<'_>,
    sets: impl Iterator<Item = Vec<Var>>,
    count_max: usize,
) -> Vec<Vec<Var>> {
    let mut found = Vec::new();
    let mut sets = sets.peekable();
    while sets.peek().is_some() && found.len() < count_max {
        let some: Vec<Vec<Var>> = sets.by_ref().take(Lanes::COUNT).collect();
        let mut words: BTreeMap<Var, u64> = BTreeMap::new();
        for (lane, set) in some.iter().enumerate() {
            for var in set {
                *words.entry(*var).or_insert(0) |= 1 << lane;
            }
        }
        let holds = lanes.eval(|var| words.get(&var).copied().unwrap_or(0));
        let some = some.into_iter().enumerate();
        let some = some.filter(|(lane, _)| holds >> lane & 1 == 1);
        found.extend(some.map(|(_, set)| set));
    }
    found.truncate(count_max);
    found
}

/// Which suspects, each added to a set that makes the node true, make it false again.
fn undoing(lanes: &mut Lanes<'_>, vars: &[Var], suspects: &[Var]) -> Vec<Var> {
    let mut found = Vec::new();
    for suspects in suspects.chunks(Lanes::COUNT) {
        let holds = lanes.eval(|var| {
            if vars.contains(&var) {
                return u64::MAX;
            }
            let lane = suspects.iter().position(|suspect| *suspect == var);
            lane.map_or(0, |lane| 1 << lane)
        });
        let undoes = suspects.iter().enumerate();
        let undoes =
            undoes.filter(|(lane, suspect)| holds >> lane & 1 == 0 && !vars.contains(suspect));
        found.extend(undoes.map(|(_, suspect)| *suspect));
    }
    found
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
