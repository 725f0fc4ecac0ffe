//! All minimal cut sets one after another, however many there are, in memory that their number does
//! not decide.

use interrex_circuit::{Node, Var};
use interrex_dd::{Bdd, Family, LimitReached};
use num_bigint::BigUint;

use crate::cut_sets::{CutSetOptions, Listing};
use crate::search::{Search, not_rising};
use crate::session::Session;
use crate::side::Side;

/// Sets held in memory at a time where they are listed by likelihood.
const HELD_MAX: usize = 1 << 20;

/// What a listing has left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Streamed {
    /// How many sets were given out.
    pub listed: u64,
    /// How many there are, up to the order asked for.
    pub count: BigUint,
    /// Whether `count` counts all minimal sets there are.
    pub complete: bool,
    /// An upper bound on the probability that the node is true through none of the sets given out;
    /// 0 where all there are were.
    pub left_out: f64,
}

/// What is needed once the diagram is no longer: the sets, and what lies beyond them.
struct Found {
    family: Family,
    /// Whether there are no other sets.
    complete: bool,
    /// The greatest probability of being true through none of the sets.
    beyond: f64,
    /// The greatest probability of being true at all.
    all: f64,
}

impl Session<'_> {
    /// Gives out the minimal cut sets of a node in the order of `options.by`, each with the greatest
    /// probability that all its members are true, until `each` answers that it wants no more or
    /// `options.listed_max` are out.
    ///
    /// Of the options `order_max`, `probability_min`, `listed_max` and `by` are followed; every set
    /// comes by itself, whatever class its members are of. Members come in the order of the
    /// diagram's variables. Sets by size need no memory beside the diagram, sets by likelihood that
    /// of a million sets.
    ///
    /// # Errors
    ///
    /// Says which limit was reached before the first set was known.
    pub fn stream_cut_sets(
        &mut self,
        top: Node,
        options: &CutSetOptions,
        each: &mut dyn FnMut(&[Var], f64) -> bool,
    ) -> Result<Streamed, LimitReached> {
        let found = self.sets_to_stream(top, options)?;
        let chances = self.greatest_chances();
        let chance = |var: Var| chances.get(var.index()).copied().unwrap_or(1.0);
        let mut told = Told {
            listed: 0,
            sum: 0.0,
            listed_max: options.listed_max as u64,
            probability_min: options.probability_min,
            each,
        };
        match options.by {
            Listing::Size => by_size(&found.family, &chance, &mut told),
            Listing::Likelihood => by_likelihood(&found.family, &chance, &mut told),
        }
        let count = found.family.count();
        let left_out = if BigUint::from(told.listed) == count {
            found.beyond
        } else {
            let rest = found.family.sum_of_products(chance);
            // The difference of two sums is less exact than either.
            found.beyond + (rest - told.sum).max(0.0) + rest * ROUNDING
        };
        Ok(Streamed {
            listed: told.listed,
            count,
            complete: found.complete,
            left_out: left_out.min(found.all),
        })
    }

    fn sets_to_stream(
        &mut self,
        top: Node,
        options: &CutSetOptions,
    ) -> Result<Found, LimitReached> {
        let limits = self.diagram_limits();
        let search = Search {
            not_rising: not_rising(self.circuit, top),
            assignment: &self.assignment,
            classes: &self.classes,
            options,
            side: Side::Cut,
            limits,
        };
        self.workshop.attempt([top], &limits, |diagrams, [f]| {
            let sets = search.minimal(diagrams, f)?;
            let missed = search.missed(diagrams, f, sets);
            Ok(Found {
                family: diagrams.family(sets),
                complete: missed == Some(Bdd::FALSE),
                beyond: match missed {
                    Some(Bdd::FALSE) => 0.0,
                    Some(missed) => search.ceiling(diagrams, missed),
                    None => search.ceiling(diagrams, f),
                },
                all: search.ceiling(diagrams, f),
            })
        })
    }

    /// The greatest probability of each variable, by its number.
    fn greatest_chances(&self) -> Vec<f64> {
        let count = u32::try_from(self.circuit.variable_count()).unwrap_or(u32::MAX);
        (0..count)
            .map(|number| Side::Cut.chance(&self.assignment, Var(number)).1)
            .collect()
    }
}

/// How far the difference of two sums may be off, relatively.
const ROUNDING: f64 = 1e-12;

/// Gives sets out and keeps count.
struct Told<'e> {
    listed: u64,
    sum: f64,
    listed_max: u64,
    probability_min: f64,
    each: &'e mut dyn FnMut(&[Var], f64) -> bool,
}

impl Told<'_> {
    fn is_enough(&self) -> bool {
        self.listed >= self.listed_max
    }

    /// Gives out one set; whether more are wanted.
    fn give(&mut self, set: &[Var], probability: f64) -> bool {
        self.listed += 1;
        self.sum += probability;
        (self.each)(set, probability) && !self.is_enough()
    }
}

fn by_size(family: &Family, chance: &dyn Fn(Var) -> f64, told: &mut Told<'_>) {
    let mut sets = family.by_size();
    let mut set = Vec::new();
    while !told.is_enough() && sets.next_into(&mut set) {
        let probability: f64 = set.iter().map(|var| chance(*var)).product();
        if probability >= told.probability_min && !told.give(&set, probability) {
            return;
        }
    }
}

fn by_likelihood(family: &Family, chance: &dyn Fn(Var) -> f64, told: &mut Told<'_>) {
    let weight = |var: Var| -libm::log(chance(var));
    for (set, _) in family.in_bands(weight, HELD_MAX) {
        let probability: f64 = set.iter().map(|var| chance(*var)).product();
        let is_likely = probability >= told.probability_min;
        if told.is_enough() || !is_likely || !told.give(&set, probability) {
            return;
        }
    }
}
