//! Minimal sets of a node whose diagram does not fit the limits: the small ones, as the circuit shows
//! them.

use std::collections::BTreeMap;

use interrex_circuit::{Lanes, Node, Polarity, Var};
use interrex_dd::{Family, LimitReached};
use num_bigint::BigUint;

use crate::cone::Cone;
use crate::count_bounds::count_bounds;
use crate::cut_sets::{CutSet, CutSetOptions, CutSets};
use crate::outlook::{Leaf, Outlook};
use crate::session::Session;
use crate::side::Side;
use crate::smallest::{Found, Smallest};

/// How many candidates are looked at for each set to be listed, where not all are sets.
const CANDIDATES_FOR_EACH: usize = 100;

/// Nodes of sets where the search for an order has taken its time already.
const THOROUGH_NODES_MAX: usize = 1 << 20;

/// Sets that the circuit shows, and up to which size they are all (no bound: all).
struct Shown {
    family: Family,
    order_max: Option<usize>,
}

/// Minimal sets that were found.
#[derive(Default)]
struct Candidates {
    sets: Vec<Vec<Var>>,
    /// How many there are of each size, where more are known than are named.
    counts: Option<Vec<BigUint>>,
    /// Every set with fewer members is among them.
    complete_below: usize,
    /// Whether there are no others.
    is_all: bool,
}

impl Session<'_> {
    /// Minimal sets as the circuit shows them, or as a search finds them, and up to which size they are
    /// all.
    pub(crate) fn sets_without_diagram(
        &self,
        top: Node,
        options: &CutSetOptions,
        side: Side,
        reached: LimitReached,
    ) -> CutSets {
        let polarity = self.circuit.polarity(top);
        let is_rising = |polarity: &Polarity| *polarity == Polarity::Positive;
        let is_monotone = polarity.values().all(is_rising);
        let suspects: Vec<Var> = polarity
            .iter()
            .filter(|(_, polarity)| side == Side::Cut && !is_rising(polarity))
            .map(|(var, _)| *var)
            .collect();
        let mut lanes = Lanes::new(self.circuit, top);
        let found = match side {
            Side::Cut if !is_monotone => self.by_search(top, options, &mut lanes),
            _ => self.by_circuit(top, options, side, is_monotone, &mut lanes),
        };
        let listed: Vec<CutSet> = found
            .sets
            .into_iter()
            .map(|set| self.describe(&mut lanes, set, &suspects, side))
            .collect();
        let counts = found.counts.unwrap_or_else(|| counts_of(&listed));
        let complete = found.is_all || listed.first().is_some_and(|set| set.vars.is_empty());
        let complete_below = if complete {
            usize::MAX
        } else {
            found.complete_below
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

    /// The sets of the hull, which are those of the node where it is monotone as written. Where none
    /// come of it, a search finds cut sets one after another.
    fn by_circuit(
        &self,
        top: Node,
        options: &CutSetOptions,
        side: Side,
        is_monotone: bool,
        lanes: &mut Lanes<'_>,
    ) -> Candidates {
        let shown = self.shown(top, options.order_max, side);
        match (shown, side) {
            (None, Side::Cut) => self.by_search(top, options, lanes),
            (None, Side::Path) => Candidates {
                sets: self.likely_path_set(top).into_iter().collect(),
                ..Candidates::default()
            },
            (Some(shown), _) if is_monotone => Candidates {
                sets: shown.family.by_size().take(options.listed_max).collect(),
                counts: Some(shown.family.counts_by_size()),
                is_all: shown.order_max.is_none(),
                complete_below: shown.order_max.map_or(0, |order| order.saturating_add(1)),
            },
            (Some(shown), _) => {
                let candidates = shown.family.by_size();
                let candidates =
                    candidates.take(options.listed_max.saturating_mul(CANDIDATES_FOR_EACH));
                let holding = candidates.filter(|set| side.is_shown(self.circuit, top, set));
                Candidates {
                    sets: holding.take(options.listed_max).collect(),
                    ..Candidates::default()
                }
            }
        }
    }

    /// A minimal path set that is likely to hold, if one shows.
    fn likely_path_set(&self, top: Node) -> Option<Vec<Var>> {
        let cone = Cone::of(self.circuit, &[(top, true)]);
        let leaf = |var: &Var| Leaf::new(self.assignment.marginal(*var)).never_made_true();
        let leaves: Vec<Leaf> = cone.vars().iter().map(leaf).collect();
        let free = vec![None; leaves.len()];
        let mut outlook = Outlook::new(&cone);
        outlook.look(&leaves, &free);
        let way = outlook.way(false, &free)?;
        let members = way.literals.iter();
        let members = members.filter_map(|(var, _)| cone.vars().get(*var as usize).copied());
        let mut set: Vec<Var> = members.collect();
        // What is likeliest to be true is the first that is tried without.
        let high = |var: &Var| self.assignment.marginal(*var).1;
        set.sort_by(|a, b| high(b).total_cmp(&high(a)).then(a.cmp(b)));
        for var in set.clone() {
            let is_kept = |other: Var| other != var && set.contains(&other);
            let without = |other: Var| is_kept(other).then_some(false);
            if self.circuit.eval_partial(top, without) == Some(false) {
                set.retain(|other| *other != var);
            }
        }
        set.sort_unstable();
        Side::Path.is_shown(self.circuit, top, &set).then_some(set)
    }

    /// Cut sets one after another, smallest first; where the limits end the search before the first,
    /// those of the hull that hold, of which others may be missing.
    fn by_search(&self, top: Node, options: &CutSetOptions, lanes: &mut Lanes<'_>) -> Candidates {
        let found = self.smallest_sets(top, options);
        if !found.sets.is_empty() || found.is_all {
            return found;
        }
        let shown = self.shown(top, options.order_max, Side::Cut);
        // Without any family there is still the empty cut set to try.
        let candidates = shown.iter().flat_map(|shown| shown.family.by_size());
        let candidates = candidates.chain(shown.is_none().then(Vec::new));
        let candidates = candidates.take(options.listed_max.saturating_mul(CANDIDATES_FOR_EACH));
        Candidates {
            sets: holding(lanes, candidates, options.listed_max),
            // The empty cut set would have been found.
            complete_below: found.complete_below.max(usize::from(shown.is_none())),
            ..Candidates::default()
        }
    }

    /// Minimal cut sets in the order of their sizes, as the circuit shows them one after another.
    fn smallest_sets(&self, top: Node, options: &CutSetOptions) -> Candidates {
        let mut found = Candidates::default();
        let mut smallest = Smallest::new(self.circuit, top, |_| Some(1), &self.limits);
        while found.sets.len() < options.listed_max {
            let (cost, set) = match smallest.find() {
                Found::Set { cost, vars } => (cost, Some(vars)),
                Found::Undecided { cost_min } => (cost_min, None),
                Found::NoMore => {
                    found.is_all = true;
                    return found;
                }
            };
            found.complete_below = usize::try_from(cost).unwrap_or(usize::MAX);
            let wanted = set.filter(|set| options.order_max.is_none_or(|max| set.len() <= max));
            let Some(set) = wanted else {
                return found;
            };
            found.sets.push(set);
        }
        found
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
