//! Telling cases apart where no diagram fits, likeliest first, with bounds that only narrow.
//!
//! A case fixes some variables. One pass over the circuit bounds how likely the wanted values are in it,
//! and shows a likely *way* to decide them. The case is then split along that way: one case for each
//! step at which it may fail first, and one in which it holds (a sum of disjoint products, as Dotson
//! and Gobien 1979 have it for networks). So the first few cases already account for what is usual,
//! however many variables there are, and each later one for what is less so.

#![expect(
    clippy::indexing_slicing,
    reason = "variables of one cone and cases of one expansion index tables with one entry each"
)]

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::ops::Range;

use interrex_circuit::{Node, Polarity};

use crate::bounds::{Bounds, Exactness};
use crate::cone::Cone;
use crate::limits::CASES_MAX;
use crate::outlook::{Leaf, Outlook};
use crate::session::Session;

/// Factors that a value of a variable contributes to the probability of a case.
#[derive(Clone, Copy, Debug)]
struct Weight {
    /// To what is proven true, at the setting that makes that least.
    proof: f64,
    /// To what is proven false, at the setting that makes that least.
    refutation: f64,
    /// To what is not proven false, at the setting that makes that most.
    ceiling: f64,
    /// At whatever setting makes the case likeliest.
    most: f64,
}

impl Session<'_> {
    /// Bounds on the probability that several nodes have the given values together.
    pub(crate) fn probability_by_cases(&self, wanted: &[(Node, bool)]) -> Bounds {
        let known = self.by_cases.borrow();
        if let Some((_, bounds)) = known.as_ref().filter(|(of, _)| of == wanted) {
            return *bounds;
        }
        drop(known);
        let cone = Cone::of(self.circuit, wanted);
        let mut expansion = Expansion::new(self, &cone);
        let is_finished = expansion.tell_apart();
        let bounds = expansion.bounds(is_finished);
        *self.by_cases.borrow_mut() = Some((wanted.to_vec(), bounds));
        bounds
    }
}

/// The state of an expansion.
struct Expansion<'s, 'c, 'k> {
    session: &'s Session<'c>,
    leaves: Vec<Leaf>,
    /// For each variable of the cone, the factors of false and of true.
    weights: Vec<[Weight; 2]>,
    outlook: Outlook<'k>,
    /// The variables that the case at hand fixes.
    values: Vec<Option<bool>>,
    /// All cases, those that one was split into after it.
    cases: Vec<Case>,
    /// The ways along which cases were split, one after another.
    literals: Vec<(u32, bool)>,
    open: BinaryHeap<Open>,
}

/// A case, and what is known of it.
#[derive(Clone, Debug)]
struct Case {
    weight: Weight,
    /// The case that this was split off from, and the step of its way that fails first here: past the
    /// last where the whole way holds.
    origin: Option<(usize, usize)>,
    /// How likely the wanted values are in it at least and at most, and how likely others at least.
    low: f64,
    high: f64,
    denied: f64,
    /// The steps of the way along which it was split, and the first of the cases that came of it, one
    /// for each step and one for the whole way.
    split: Option<(Range<usize>, usize)>,
}

/// A case that may be split further.
#[derive(Clone, Copy, Debug)]
struct Open {
    /// How much it can narrow the bounds, at most.
    worth: f64,
    case: usize,
}

impl<'s, 'c, 'k> Expansion<'s, 'c, 'k> {
    fn new(session: &'s Session<'c>, cone: &'k Cone) -> Self {
        let vars = cone.vars().iter();
        let leaves: Vec<Leaf> = vars
            .map(|var| Leaf::new(session.assignment.marginal(*var)))
            .collect();
        let polarities = cone.polarities();
        let weights = leaves.iter().zip(polarities);
        Self {
            session,
            weights: weights
                .map(|(leaf, polarity)| weights_of(leaf.chance, polarity))
                .collect(),
            values: vec![None; leaves.len()],
            leaves,
            outlook: Outlook::new(cone),
            cases: vec![Case {
                weight: Weight::WHOLE,
                origin: None,
                low: 0.0,
                high: 1.0,
                denied: 0.0,
                split: None,
            }],
            literals: Vec::new(),
            open: BinaryHeap::new(),
        }
    }

    /// Splits cases until none is open or a limit is reached; whether none is open.
    fn tell_apart(&mut self) -> bool {
        if !self.look_at(0) {
            self.open.push(Open {
                worth: 1.0,
                case: 0,
            });
        }
        for _ in 0..self.session.limits.expansions_max {
            if self.session.is_content() || self.cases.len() > CASES_MAX {
                break;
            }
            let Some(Open { case, .. }) = self.open.pop() else {
                break;
            };
            self.fix(case, true);
            if !self.look_at(case) {
                self.split(case);
            }
            self.fix(case, false);
        }
        self.open.is_empty()
    }

    /// Looks at a case whose variables are fixed; whether nothing is left open in it.
    fn look_at(&mut self, case: usize) -> bool {
        let told = self.outlook.look(&self.leaves, &self.values);
        let known = &mut self.cases[case];
        ([known.denied, known.low], known.high) = (told.lows, told.highs[1]);
        told.is_tight
    }

    /// Splits the case that was looked at last.
    fn split(&mut self, case: usize) {
        let ways = [false, true].map(|value| self.outlook.way(value, &self.values));
        let chance = |literals: &[(u32, bool)]| -> f64 {
            let factors = literals.iter().map(|literal| self.weight(*literal).most);
            factors.product()
        };
        let [if_false, if_true] = ways.map(|way| way.map(|way| (chance(&way.literals), way)));
        let (value, way) = match (if_false, if_true) {
            (Some((unlikely, _)), Some((likely, way))) if likely > unlikely => (true, way),
            (Some((_, way)), _) => (false, way),
            (None, Some((_, way))) => (true, way),
            (None, None) => return,
        };
        let mut literals = way.literals;
        // What is most in doubt first: the cases that follow are the smaller for it.
        literals.sort_by(|a, b| {
            let [a_most, b_most] = [a, b].map(|literal| self.weight(*literal).most);
            a_most.total_cmp(&b_most).then(a.0.cmp(&b.0))
        });
        let Case {
            weight, low, high, ..
        } = self.cases[case];
        let first = self.cases.len();
        let mut weight = weight;
        for (step, (var, value)) in literals.iter().enumerate() {
            let other = weight.times(self.weight((*var, !value)));
            let other = self.keep(other, (case, step));
            self.leave_open(other, high - low);
            weight = weight.times(self.weight((*var, *value)));
        }
        let last = self.keep(weight, (case, literals.len()));
        if way.is_forcing {
            let chance = if value { 1.0 } else { 0.0 };
            let last = &mut self.cases[last];
            (last.low, last.high, last.denied) = (chance, chance, 1.0 - chance);
        } else {
            self.leave_open(last, high - low);
        }
        let steps = self.literals.len()..self.literals.len() + literals.len();
        self.literals.extend(literals);
        self.cases[case].split = Some((steps, first));
    }

    fn keep(&mut self, weight: Weight, origin: (usize, usize)) -> usize {
        self.cases.push(Case {
            weight,
            origin: Some(origin),
            low: 0.0,
            high: 1.0,
            denied: 0.0,
            split: None,
        });
        self.cases.len() - 1
    }

    /// A case to be looked at, if it is possible; `gap` is what its origin leaves open.
    fn leave_open(&mut self, case: usize, gap: f64) {
        let most = self.cases[case].weight.most;
        if most > 0.0 {
            let worth = most * gap;
            self.open.push(Open { worth, case });
        }
    }

    fn weight(&self, (var, value): (u32, bool)) -> Weight {
        self.weights[var as usize][usize::from(value)]
    }

    /// Fixes the variables of a case, or lets them go.
    fn fix(&mut self, case: usize, is_fixed: bool) {
        let mut at = case;
        while let Some((before, failing)) = self.cases[at].origin {
            let steps = self.cases[before].split.clone();
            let (steps, _) = steps.expect("a case was split where others came of it");
            for (step, at) in steps.enumerate().take(failing + 1) {
                let (var, value) = self.literals[at];
                let value = value ^ (step == failing);
                self.values[var as usize] = is_fixed.then_some(value);
            }
            at = before;
        }
    }

    /// What all cases together tell: of each what is known of it, or of those that it was split into,
    /// whichever is more.
    fn bounds(&self, is_finished: bool) -> Bounds {
        // Proven true at least, false at least, not false at most.
        let mut sums = vec![(0.0, 0.0, 0.0); self.cases.len()];
        for (at, case) in self.cases.iter().enumerate().rev() {
            let Weight {
                proof,
                refutation,
                ceiling,
                ..
            } = case.weight;
            let own = (
                proof * case.low,
                refutation * case.denied,
                ceiling * case.high,
            );
            sums[at] = match &case.split {
                None => own,
                Some((steps, first)) => {
                    let parts = &sums[*first..=*first + steps.len()];
                    let sum = parts.iter().fold((0.0, 0.0, 0.0), |sum, part| {
                        (sum.0 + part.0, sum.1 + part.1, sum.2 + part.2)
                    });
                    (
                        f64::max(own.0, sum.0),
                        f64::max(own.1, sum.1),
                        f64::min(own.2, sum.2),
                    )
                }
            };
        }
        let (low, refuted, ceiling) = sums[0];
        // The first is the better one for likely tops, the second keeps the digits of rare ones. So many
        // sums and products may each have been rounded up.
        let rounding = f64::EPSILON * as_number(self.cases.len() + self.outlook.len());
        let high = f64::min(1.0 - refuted + rounding, ceiling).min(1.0);
        if is_finished && self.weights.iter().flatten().all(Weight::is_exact) {
            return Bounds::new(low, low, Exactness::Exact);
        }
        Bounds::new(low, high, Exactness::Undecided)
    }
}

/// The factors of false and of true. A variable that can move the outcome in one direction alone
/// stands, for each bound, at the end of its range that makes the bound hold everywhere.
fn weights_of((low, high): (f64, f64), polarity: Polarity) -> [Weight; 2] {
    let at = |p: f64| [1.0 - p, p];
    let [least, most] = [[1.0 - high, low], [1.0 - low, high]];
    let (proof, refutation, ceiling) = match polarity {
        Polarity::Positive => (at(low), at(high), at(high)),
        Polarity::Negative => (at(high), at(low), at(low)),
        Polarity::Both => (least, least, most),
    };
    let [proof_false, proof_true] = proof;
    let [refutation_false, refutation_true] = refutation;
    let [ceiling_false, ceiling_true] = ceiling;
    let [most_false, most_true] = most;
    [
        Weight {
            proof: proof_false,
            refutation: refutation_false,
            ceiling: ceiling_false,
            most: most_false,
        },
        Weight {
            proof: proof_true,
            refutation: refutation_true,
            ceiling: ceiling_true,
            most: most_true,
        },
    ]
}

impl Weight {
    const WHOLE: Self = Self {
        proof: 1.0,
        refutation: 1.0,
        ceiling: 1.0,
        most: 1.0,
    };

    fn times(self, other: Self) -> Self {
        Self {
            proof: self.proof * other.proof,
            refutation: self.refutation * other.refutation,
            ceiling: self.ceiling * other.ceiling,
            most: self.most * other.most,
        }
    }

    fn is_exact(&self) -> bool {
        self.proof.total_cmp(&self.most).is_eq() && self.refutation.total_cmp(&self.most).is_eq()
    }
}

impl Ord for Open {
    /// The heap gives the greatest: of equal worth the earliest.
    fn cmp(&self, other: &Self) -> Ordering {
        self.worth
            .total_cmp(&other.worth)
            .then(other.case.cmp(&self.case))
    }
}

impl PartialOrd for Open {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Open {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Open {}

#[expect(
    clippy::cast_precision_loss,
    reason = "there are fewer than 2^52 cases and parts"
)]
fn as_number(count: usize) -> f64 {
    count as f64
}
