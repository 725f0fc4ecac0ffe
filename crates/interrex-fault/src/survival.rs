//! How much must come true, at least, to make a node true.

use std::cell::Cell;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

use interrex_circuit::{Node, PartialEvaluator, Var};

use crate::expansion::open_variable;
use crate::session::Session;

/// The least cost of making a node true.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Survival {
    /// Nothing of finite cost makes it true.
    Unbreakable,
    /// These variables, true with all others false, make it true, and nothing cheaper does.
    Breaks {
        /// The sum of their costs.
        cost: u64,
        /// The variables, in ascending order.
        vars: Vec<Var>,
    },
    /// A limit was reached. Nothing cheaper than this makes it true.
    Undecided {
        /// The cost that is needed at least.
        cost_min: u64,
    },
}

impl Session<'_> {
    /// The least total cost of true variables that, with all others false, make the node true.
    ///
    /// A cost of `None` forbids the variable to be true, 0 grants it. What costs `n` with every
    /// loss at 1 survives any `n - 1` losses. Where no diagram fits the limits, cases are told
    /// apart cheapest first.
    pub fn survives(&mut self, top: Node, cost: impl Fn(Var) -> Option<u32>) -> Survival {
        let limits = self.limits;
        let found = self
            .workshop
            .attempt([top], &limits.diagrams(), |diagrams, [f]| {
                Ok(diagrams.freeze(&[f]).cheapest(&cost))
            });
        match found {
            Ok(None) => Survival::Unbreakable,
            Ok(Some((cost, mut vars))) => {
                vars.sort_unstable();
                Survival::Breaks { cost, vars }
            }
            Err(_) => self.cheapest_by_cases(top, &cost),
        }
    }

    fn cheapest_by_cases(&self, top: Node, cost: &impl Fn(Var) -> Option<u32>) -> Survival {
        let values: Vec<Cell<Option<bool>>> = vec![Cell::new(None); self.circuit.variable_count()];
        let read = |var: Var| values.get(var.index()).and_then(Cell::get);
        let mut evaluator = PartialEvaluator::new(self.circuit, read);
        let mut open = BinaryHeap::from([Reverse(Case {
            cost: 0,
            fixed: Vec::new(),
        })]);
        let mut cost_min = 0;
        for _ in 0..self.limits.expansions_max {
            let Some(Reverse(case)) = open.pop() else {
                return Survival::Unbreakable;
            };
            cost_min = case.cost;
            if self.limits.is_stopped() {
                break;
            }
            case.apply(&values, true);
            evaluator.reassign(read);
            let value = evaluator.value(top);
            let next = open_variable(self.circuit, &mut evaluator, top);
            case.apply(&values, false);
            match (value, next) {
                (Some(true), _) => return case.into_answer(),
                (None, Some(next)) => open.extend(case.split(next, cost(next)).map(Reverse)),
                _ => {}
            }
        }
        Survival::Undecided { cost_min }
    }
}

/// Variables fixed so far and what the true ones cost. The cheapest case is the least.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Case {
    cost: u64,
    fixed: Vec<(Var, bool)>,
}

impl Case {
    fn apply(&self, values: &[Cell<Option<bool>>], present: bool) {
        for (var, value) in &self.fixed {
            if let Some(cell) = values.get(var.index()) {
                cell.set(present.then_some(*value));
            }
        }
    }

    fn split(self, next: Var, cost: Option<u32>) -> impl Iterator<Item = Self> {
        let with = cost.map(|cost| self.fixing(next, true, u64::from(cost)));
        [self.fixing(next, false, 0)].into_iter().chain(with)
    }

    fn fixing(&self, var: Var, value: bool, cost: u64) -> Self {
        let mut fixed = self.fixed.clone();
        fixed.push((var, value));
        Self {
            cost: self.cost + cost,
            fixed,
        }
    }

    fn into_answer(self) -> Survival {
        let mut vars: Vec<Var> = self
            .fixed
            .iter()
            .filter(|(_, value)| *value)
            .map(|(var, _)| *var)
            .collect();
        vars.sort_unstable();
        Survival::Breaks {
            cost: self.cost,
            vars,
        }
    }
}
