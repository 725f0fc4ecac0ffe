//! Every step of what the diagrams compute, for those who check it: the partial functions of gates, and
//! the minimal sets of everything below a function.

use interrex_circuit::{Gate, Node, Var};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::decisions::Branch;
use crate::limits::{LimitReached, Limits};
use crate::manager::{Bdd, Diagrams, Zbdd};
use crate::table::TERMINAL;

/// The inputs of a gate in the order in which they are taken, and a function for each step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GateSteps {
    /// The inputs, those that begin deepest first.
    pub inputs: Vec<Node>,
    /// After each input, for every number that decides the gate together with the inputs still to
    /// come, in ascending order: where at least so many of the inputs are true. Of a parity, after
    /// each input: where an odd number is. The last is the function of the gate.
    pub functions: Vec<Bdd>,
}

/// Sets without a variable, and those with it, it taken off.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SetSplit {
    /// The variable.
    pub var: Var,
    /// The sets without it: `Constant(true)` is the family of the empty set.
    pub without: Branch,
    /// The sets with it.
    pub with: Branch,
}

impl Diagrams<'_> {
    /// The steps to the function of a gate; a node that is no gate is taken as one over itself. For thresholds this takes about `k (n - k)` functions,
    /// however they are compiled.
    ///
    /// # Errors
    ///
    /// [`LimitReached`].
    pub fn gate_steps(
        &mut self,
        gate: Node,
        limits: &Limits<'_>,
    ) -> Result<GateSteps, LimitReached> {
        let itself = [gate];
        let (least, is_parity, inputs) = match self.circuit.gate(gate) {
            Gate::And(inputs) => (inputs.len(), false, inputs),
            Gate::AtLeast { k, children } => (k as usize, false, children),
            Gate::Xor(inputs) => (1, true, inputs),
            Gate::Or(inputs) => (1, false, inputs),
            _ => (1, false, itself.as_slice()),
        };
        let mut functions = Vec::with_capacity(inputs.len());
        for input in inputs {
            functions.push((self.compile(*input, limits)?, *input));
        }
        functions.sort_by_key(|(f, input)| (std::cmp::Reverse(self.level(*f)), *f, *input));
        let steps = if is_parity {
            self.parity_steps(&functions, limits)?
        } else {
            self.threshold_steps(least, &functions, limits)?
        };
        Ok(GateSteps {
            inputs: functions.into_iter().map(|(_, input)| input).collect(),
            functions: steps,
        })
    }

    fn parity_steps(
        &mut self,
        inputs: &[(Bdd, Node)],
        limits: &Limits<'_>,
    ) -> Result<Vec<Bdd>, LimitReached> {
        let mut odd = Bdd::FALSE;
        let mut steps = Vec::with_capacity(inputs.len());
        for (f, _) in inputs {
            odd = self.xor(*f, odd, limits)?;
            steps.push(odd);
        }
        Ok(steps)
    }

    fn threshold_steps(
        &mut self,
        least: usize,
        inputs: &[(Bdd, Node)],
        limits: &Limits<'_>,
    ) -> Result<Vec<Bdd>, LimitReached> {
        let mut enough = vec![Bdd::FALSE; least + 1];
        if let Some(none) = enough.first_mut() {
            *none = Bdd::TRUE;
        }
        let mut steps = Vec::new();
        for (done, (f, _)) in inputs.iter().enumerate() {
            let rest = inputs.len() - done - 1;
            let needed = least.saturating_sub(rest).max(1)..=least.min(done + 1);
            let start = steps.len();
            for number in needed.rev() {
                let with = enough.get(number - 1).copied().unwrap_or(Bdd::TRUE);
                let without = enough.get(number).copied().unwrap_or(Bdd::FALSE);
                let joined = self.ite(*f, with, without, limits)?;
                if let Some(entry) = enough.get_mut(number) {
                    *entry = joined;
                }
                steps.push(joined);
            }
            if let Some(row) = steps.get_mut(start..) {
                row.reverse();
            }
        }
        Ok(steps)
    }

    /// The minimal sets of a function and of everything that is left of it when variables are
    /// decided from the top, the last first; constants are left out. `is_rising` says that the
    /// function rises with every variable.
    ///
    /// # Errors
    ///
    /// [`LimitReached`].
    pub fn minimal_steps(
        &mut self,
        f: Bdd,
        is_rising: bool,
        limits: &Limits<'_>,
    ) -> Result<Vec<(Bdd, Zbdd)>, LimitReached> {
        let mut steps = Vec::new();
        for function in self.left_of(f) {
            let minimal = if is_rising {
                self.minimal_of_rising(function, None, limits)?
            } else {
                self.minimal(function, None, limits)?
            };
            steps.push((function, minimal));
        }
        Ok(steps)
    }

    /// What is left of a function when variables are decided, the last first.
    fn left_of(&self, f: Bdd) -> Vec<Bdd> {
        let mut seen = FxHashSet::default();
        let mut open = vec![f];
        let mut found = Vec::new();
        while let Some(function) = open.pop() {
            if self.level(function) != TERMINAL && seen.insert(function) {
                found.push(function);
                let (low, high) = self.successors(function);
                open.extend([low, high]);
            }
        }
        found
            .sort_unstable_by_key(|function| (std::cmp::Reverse(self.level(*function)), *function));
        found
    }

    /// Some families as plain splits, those below first, and where each family begins.
    ///
    /// # Panics
    ///
    /// Never: what is below is placed first.
    pub fn splits(&self, families: &[Zbdd]) -> (Vec<SetSplit>, Vec<Branch>) {
        let mut places: FxHashMap<Zbdd, Branch> = FxHashMap::default();
        places.insert(Zbdd::EMPTY, Branch::Constant(false));
        places.insert(Zbdd::UNIT, Branch::Constant(true));
        let place = |places: &FxHashMap<Zbdd, Branch>, family: Zbdd| {
            *places.get(&family).expect("what is below is placed first")
        };
        let mut made = Vec::new();
        for family in self.set_nodes_below_all(families) {
            let level = self.set_level(family);
            let (low, high) = self.parts(family, level);
            places.insert(family, Branch::Decision(made.len()));
            made.push(SetSplit {
                var: self.order().var(level),
                without: place(&places, low),
                with: place(&places, high),
            });
        }
        let roots = families.iter().map(|family| place(&places, *family));
        let roots = roots.collect();
        (made, roots)
    }
}
