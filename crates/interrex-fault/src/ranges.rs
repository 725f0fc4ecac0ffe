//! The ranges in an assignment as independent knobs: numbers between two ends, in each of which
//! the probability of a function is linear.
//!
//! A variable by itself is a knob. A variable that adds to a base is not: its probability follows
//! from two knobs, that of the base and that of either. The probability of a function is linear in
//! both when the function does not ask for the extra where the base is true, and never for two
//! extras of one base at a time. Where that cannot be shown, the coupling is dropped, each variable
//! gets its own range, and bounds are outer.

use std::collections::BTreeMap;

use interrex_circuit::Var;
use interrex_dd::{Bdd, Diagrams, Frozen, LimitReached, Limits, Trend};

use crate::assignment::{Assignment, Chance, added, ends};

/// The knobs that turn the probabilities of some variables.
#[derive(Debug)]
pub(crate) struct Ranges {
    pub(crate) knobs: Vec<Knob>,
    formulas: BTreeMap<Var, Formula>,
    /// Whether every combination of knobs is possible, and none else.
    pub(crate) is_faithful: bool,
}

/// A number between two ends; raising it acts on functions as making a variable likelier does.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Knob {
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) of: Var,
}

#[derive(Clone, Copy, Debug)]
enum Amount {
    Fixed(f64),
    Knob(usize),
}

#[derive(Clone, Copy, Debug)]
enum Formula {
    Alone(Amount),
    Added {
        base: Amount,
        either: Amount,
        marginal: (f64, f64),
    },
}

impl Ranges {
    /// The knobs for the variables that some functions depend on; `frozen` is a copy of them.
    pub(crate) fn of(
        assignment: &Assignment<'_>,
        frozen: &Frozen,
        diagrams: &mut Diagrams<'_>,
        functions: &[Bdd],
        limits: &Limits<'_>,
    ) -> Result<Self, LimitReached> {
        let support = frozen.vars();
        let mut ranges = Self::without_couplings(assignment, support);
        for (base, extras) in couplings(assignment, support) {
            let has_base = support.contains(&base);
            let is_shown = has_base && is_shown_linear(frozen, base, &extras);
            if is_shown || has_base && is_linear(diagrams, functions, base, &extras, limits)? {
                ranges.couple(assignment, base, &extras);
            } else if has_base || extras.len() > 1 {
                ranges.is_faithful = false;
            }
        }
        Ok(ranges)
    }

    /// Each variable with its own range; not faithful where couplings matter.
    pub(crate) fn without_couplings(assignment: &Assignment<'_>, support: &[Var]) -> Self {
        let mut ranges = Self {
            knobs: Vec::new(),
            formulas: BTreeMap::new(),
            is_faithful: true,
        };
        for &var in support {
            let amount = ranges.amount(assignment.marginal(var), var);
            ranges.formulas.insert(var, Formula::Alone(amount));
        }
        let related = support.iter().filter(|var| {
            let (low, high) = assignment.marginal(**var);
            low < high && assignment.is_related(**var)
        });
        ranges.is_faithful = related.count() < 2;
        ranges
    }

    /// The probability of a variable when the knobs stand at these numbers.
    pub(crate) fn probability(&self, var: Var, setting: &[f64]) -> f64 {
        match self.formula(var) {
            Formula::Alone(amount) => amount.at(setting),
            Formula::Added { base, either, .. } => added(base.at(setting), either.at(setting)),
        }
    }

    /// The range of a variable when some knobs stand still and others may be anywhere between
    /// their ends.
    pub(crate) fn interval(&self, var: Var, pinned: &[Option<f64>]) -> (f64, f64) {
        match self.formula(var) {
            Formula::Alone(amount) => self.span(amount, pinned),
            Formula::Added {
                base,
                either,
                marginal,
            } => {
                let (base_low, base_high) = self.span(base, pinned);
                let (low, high) = self.span(either, pinned);
                if base_low < base_high || low < high {
                    marginal
                } else {
                    (added(base_low, low), added(base_low, low))
                }
            }
        }
    }

    /// Whether the probability of a variable follows some knob.
    pub(crate) fn moves(&self, var: Var) -> bool {
        match self.formula(var) {
            Formula::Alone(amount) => amount.is_knob(),
            Formula::Added { base, either, .. } => base.is_knob() || either.is_knob(),
        }
    }

    fn formula(&self, var: Var) -> Formula {
        *self
            .formulas
            .get(&var)
            .expect("ranges hold every variable of the support")
    }

    fn span(&self, amount: Amount, pinned: &[Option<f64>]) -> (f64, f64) {
        match amount {
            Amount::Fixed(p) => (p, p),
            Amount::Knob(index) => match (pinned.get(index), self.knobs.get(index)) {
                (Some(Some(p)), _) => (*p, *p),
                (_, Some(knob)) => (knob.low, knob.high),
                _ => (0.0, 1.0),
            },
        }
    }

    fn amount(&mut self, (low, high): (f64, f64), of: Var) -> Amount {
        if low < high {
            self.knobs.push(Knob { low, high, of });
            Amount::Knob(self.knobs.len() - 1)
        } else {
            Amount::Fixed(low)
        }
    }

    /// Replaces the ranges of the extras by formulas over the base and either.
    fn couple(&mut self, assignment: &Assignment<'_>, base: Var, extras: &[Var]) {
        let Formula::Alone(base_amount) = self.formula(base) else {
            return;
        };
        for &extra in extras {
            let Chance::Added { either, .. } = assignment.chance(extra) else {
                continue;
            };
            let marginal = assignment.marginal(extra);
            let either = match self.formula(extra) {
                // The extra's own knob becomes that of either.
                Formula::Alone(Amount::Knob(index)) => {
                    let (low, high) = ends(either);
                    if let Some(knob) = self.knobs.get_mut(index) {
                        *knob = Knob {
                            low,
                            high,
                            of: extra,
                        };
                    }
                    Amount::Knob(index)
                }
                _ => Amount::Fixed(ends(either).0),
            };
            let formula = Formula::Added {
                base: base_amount,
                either,
                marginal,
            };
            self.formulas.insert(extra, formula);
        }
    }

    /// The numbers in the middle of each knob.
    pub(crate) fn middle(&self) -> Vec<f64> {
        self.knobs
            .iter()
            .map(|knob| f64::midpoint(knob.low, knob.high))
            .collect()
    }

    /// The directions of the knobs, given those of variables.
    pub(crate) fn trends(&self, trend_of: impl Fn(Var) -> Trend) -> Vec<Trend> {
        self.knobs.iter().map(|knob| trend_of(knob.of)).collect()
    }
}

impl Amount {
    fn is_knob(self) -> bool {
        matches!(self, Amount::Knob(_))
    }

    fn at(self, setting: &[f64]) -> f64 {
        match self {
            Amount::Fixed(p) => p,
            Amount::Knob(index) => *setting
                .get(index)
                .expect("a setting has one number per knob"),
        }
    }
}

/// For each base with a range, the extras among the variables.
fn couplings(assignment: &Assignment<'_>, support: &[Var]) -> BTreeMap<Var, Vec<Var>> {
    let mut groups: BTreeMap<Var, Vec<Var>> = BTreeMap::new();
    for &var in support {
        if let Chance::Added { base, .. } = assignment.chance(var) {
            let (low, high) = assignment.marginal(base);
            if low < high {
                groups.entry(base).or_default().push(var);
            }
        }
    }
    groups
}

/// Whether the paths of a diagram show that no function asks for an extra where the base is true,
/// nor for two extras at a time.
fn is_shown_linear(frozen: &Frozen, base: Var, extras: &[Var]) -> bool {
    let tested = frozen.tested_under(&[(base, true)]);
    let pairs = extras.iter().enumerate();
    let mut pairs = pairs.flat_map(|(index, first)| {
        let others = extras.iter().skip(index + 1);
        others.map(move |second| (*first, *second))
    });
    !extras.iter().any(|extra| tested.contains(extra))
        && !pairs.any(|(first, second)| frozen.tests_both_under(first, second, &[(base, false)]))
}

/// Whether no function asks for an extra where the base is true, nor for two extras at a time.
fn is_linear(
    diagrams: &mut Diagrams<'_>,
    functions: &[Bdd],
    base: Var,
    extras: &[Var],
    limits: &Limits<'_>,
) -> Result<bool, LimitReached> {
    for &f in functions {
        let with_base = diagrams.cofactor(f, &[(base, true)], limits)?;
        let frozen = diagrams.freeze(&[with_base]);
        if extras.iter().any(|extra| frozen.vars().contains(extra)) {
            return Ok(false);
        }
        let without_base = diagrams.cofactor(f, &[(base, false)], limits)?;
        for (index, &first) in extras.iter().enumerate() {
            for &second in extras.iter().skip(index + 1) {
                if !are_separate(diagrams, without_base, first, second, limits)? {
                    return Ok(false);
                }
            }
        }
    }
    Ok(true)
}

/// Whether the function nowhere depends on both variables.
fn are_separate(
    diagrams: &mut Diagrams<'_>,
    f: Bdd,
    first: Var,
    second: Var,
    limits: &Limits<'_>,
) -> Result<bool, LimitReached> {
    let mut depends = |on: Var, other: Var| {
        let low = diagrams.cofactor(f, &[(on, false)], limits)?;
        let high = diagrams.cofactor(f, &[(on, true)], limits)?;
        let differ = diagrams.xor(low, high, limits)?;
        diagrams.exists(differ, &[other], limits)
    };
    let (on_first, on_second) = (depends(first, second)?, depends(second, first)?);
    Ok(diagrams.and(on_first, on_second, limits)? == Bdd::FALSE)
}
