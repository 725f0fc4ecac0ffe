//! Sets of variables that, true with all others false, make a node true: one after another, cheapest
//! first, without a diagram.
//!
//! A case holds some variables true and others false. If the node is false while all the rest are
//! false too, a *reason* for it is read off the circuit: variables of the rest that, false, keep the
//! node false whatever the others are. Every set that is still wanted has at least one of them, so the
//! case is split by which is the first (as minimal hitting sets are found, Reiter 1987). Cases are taken
//! in the order of what they cost, with what must be added at least (A*, Hart, Nilsson and Raphael
//! 1968).

#![expect(
    clippy::indexing_slicing,
    reason = "parts and variables of one cone, and cases, index tables with one entry each"
)]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use interrex_circuit::{Circuit, Node, Var};

use crate::cone::{Cone, Kind, Part};
use crate::limits::{CASES_MAX, Limits};

/// A cost that nothing reaches.
const NEVER: u64 = u64::MAX;

/// What a search came upon.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// A set of which no part does, in ascending order; none that is still to come costs less.
    Set { cost: u64, vars: Vec<Var> },
    /// All have been found.
    NoMore,
    /// A limit was reached. What is still to come costs so much or more.
    Undecided { cost_min: u64 },
}

/// A search that goes on where it stopped.
#[derive(Debug)]
pub(crate) struct Smallest<'l> {
    cone: Cone,
    limits: Limits<'l>,
    /// Cases that may still be looked at.
    left: usize,
    /// By the number of a variable; none where it may not be true.
    costs: Vec<Option<u64>>,
    cases: Vec<Case>,
    /// The reasons by which cases were split, one after another.
    reasons: Vec<u32>,
    /// What a case costs at least, and its number.
    open: BinaryHeap<Reverse<(u64, usize)>>,
    found: Vec<Vec<u32>>,
    told: Vec<Told>,
    lists: [Vec<u64>; 2],
}

/// Which variable of the reason of its origin is the first true one; none for the whole.
#[derive(Clone, Copy, Debug)]
struct Case {
    origin: Option<(usize, usize)>,
    /// Where the reason by which it was split begins.
    reason: usize,
    cost: u64,
}

/// What is told of a part while some variables are held.
#[derive(Clone, Copy, Debug)]
struct Told {
    /// Its value when all variables that are not held are false.
    value: bool,
    /// How many variables that are not held keep it at that, nearly.
    keepers: u64,
    /// What it costs at least to make it false, and true.
    costs: [u64; 2],
}

/// How a variable is held.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    Open,
    At(bool),
}

impl<'l> Smallest<'l> {
    /// Prepares a search that looks at `limits.expansions_max` cases in all.
    pub(crate) fn new(
        circuit: &Circuit,
        top: Node,
        cost: impl Fn(Var) -> Option<u32>,
        limits: &Limits<'l>,
    ) -> Self {
        let cone = Cone::of(circuit, &[(top, true)]);
        let costs = cone.vars().iter().map(|var| cost(*var).map(u64::from));
        let unknown = Told {
            value: false,
            keepers: 0,
            costs: [0; 2],
        };
        Self {
            costs: costs.collect(),
            limits: *limits,
            left: limits.expansions_max,
            told: vec![unknown; cone.parts().len()],
            cone,
            cases: vec![Case {
                origin: None,
                reason: 0,
                cost: 0,
            }],
            reasons: Vec::new(),
            open: BinaryHeap::from([Reverse((0, 0))]),
            found: Vec::new(),
            lists: [Vec::new(), Vec::new()],
        }
    }

    /// The next set. Where variables cost nothing, a later set may hold an earlier one.
    pub(crate) fn find(&mut self) -> Found {
        let mut held = vec![Held::Open; self.costs.len()];
        while self.left > 0 {
            let Some(Reverse((cost_min, case))) = self.open.pop() else {
                return Found::NoMore;
            };
            self.left -= 1;
            if self.limits.is_stopped() || self.cases.len() > CASES_MAX {
                self.open.push(Reverse((cost_min, case)));
                return Found::Undecided { cost_min };
            }
            let mut set = self.hold(case, &mut held);
            set.sort_unstable();
            let holds_found = |found: &Vec<u32>| found.iter().all(|var| set.contains(var));
            if self.found.iter().any(holds_found) {
                self.let_go(case, &mut held);
                continue;
            }
            let told = self.look(&held);
            if told.value {
                self.found.push(set.clone());
                let mut vars: Vec<Var> = set
                    .iter()
                    .map(|var| self.cone.vars()[*var as usize])
                    .collect();
                vars.sort_unstable();
                let cost = self.cases[case].cost;
                return Found::Set { cost, vars };
            }
            let at_least = self.cases[case].cost.saturating_add(told.costs[1]);
            if at_least > cost_min && at_least < NEVER {
                // Later than it seemed.
                self.open.push(Reverse((at_least, case)));
            } else if at_least < NEVER {
                self.split(case, cost_min, &held);
            }
            self.let_go(case, &mut held);
        }
        match self.open.peek() {
            None => Found::NoMore,
            Some(Reverse((cost_min, _))) => Found::Undecided {
                cost_min: *cost_min,
            },
        }
    }

    /// Holds the variables of a case, and names the true ones.
    fn hold(&self, case: usize, held: &mut [Held]) -> Vec<u32> {
        let mut set = Vec::new();
        self.walk(case, |var, value| {
            held[var as usize] = Held::At(value);
            if value {
                set.push(var);
            }
        });
        set
    }

    fn let_go(&self, case: usize, held: &mut [Held]) {
        self.walk(case, |var, _| held[var as usize] = Held::Open);
    }

    fn walk(&self, case: usize, mut each: impl FnMut(u32, bool)) {
        let mut at = case;
        while let Some((origin, first)) = self.cases[at].origin {
            let start = self.cases[origin].reason;
            for place in 0..=first {
                each(self.reasons[start + place], place == first);
            }
            at = origin;
        }
    }

    /// Splits a case by which variable of the reason that holds it back is the first true one.
    fn split(&mut self, case: usize, cost_min: u64, held: &[Held]) {
        let mut reason = self.reason(held);
        reason.sort_by_key(|var| (self.costs[*var as usize], *var));
        self.cases[case].reason = self.reasons.len();
        let cost = self.cases[case].cost;
        for (place, var) in reason.iter().enumerate() {
            let added = self.costs[*var as usize].unwrap_or(NEVER);
            let cost = cost.saturating_add(added);
            self.cases.push(Case {
                origin: Some((case, place)),
                reason: 0,
                cost,
            });
            let number = self.cases.len() - 1;
            self.open.push(Reverse((cost.max(cost_min), number)));
        }
        self.reasons.extend(reason);
    }

    /// Looks at every part while some variables are held, and returns what is told of the root.
    fn look(&mut self, held: &[Held]) -> Told {
        for at in 0..self.cone.parts().len() {
            let part = self.cone.parts()[at];
            self.told[at] = match part.kind {
                Kind::Constant(value) => fixed(value),
                Kind::Var(var) => match (held[var as usize], self.costs[var as usize]) {
                    (Held::At(value), _) => fixed(value),
                    (Held::Open, None) => fixed(false),
                    (Held::Open, Some(cost)) => Told {
                        value: false,
                        keepers: 1,
                        costs: [0, cost],
                    },
                },
                Kind::Not => {
                    let child = self.told[self.cone.children(part)[0] as usize];
                    Told {
                        value: !child.value,
                        keepers: child.keepers,
                        costs: [child.costs[1], child.costs[0]],
                    }
                }
                Kind::And => self.threshold(part, self.cone.children(part).len()),
                Kind::Or => self.threshold(part, 1),
                Kind::AtLeast(k) => self.threshold(part, k as usize),
                Kind::Xor => self.odd(part),
            };
        }
        self.told[self.cone.root() as usize]
    }

    /// At least `k` of the children of a part; all of none where it has none.
    fn threshold(&mut self, part: Part, k: usize) -> Told {
        let children = self.cone.children(part);
        let trues = children
            .iter()
            .filter(|child| self.told[**child as usize].value);
        let value = trues.count() >= k;
        let count_of = [children.len() + 1 - k.min(children.len() + 1), k];
        let costs = [false, true].map(|value| {
            let list = &mut self.lists[0];
            list.clear();
            let told = &self.told;
            list.extend(
                children
                    .iter()
                    .map(|child| told[*child as usize].costs[usize::from(value)]),
            );
            least(list, count_of[usize::from(value)], part.is_apart)
        });
        let list = &mut self.lists[1];
        list.clear();
        let keeping = children.iter().map(|child| self.told[*child as usize]);
        list.extend(
            keeping
                .filter(|told| told.value == value)
                .map(|told| told.keepers),
        );
        let keepers = least(list, count_of[usize::from(value)], true);
        Told {
            value,
            keepers,
            costs,
        }
    }

    fn odd(&self, part: Part) -> Told {
        let mut told = fixed(false);
        for child in self.cone.children(part) {
            let child = self.told[*child as usize];
            let [even, odd] = told.costs;
            let [if_false, if_true] = child.costs;
            told.costs = [
                even.max(if_false).min(odd.max(if_true)),
                even.max(if_true).min(odd.max(if_false)),
            ];
            told.value ^= child.value;
            told.keepers = told.keepers.saturating_add(child.keepers);
        }
        told
    }

    /// Variables that are not held and, false, keep the root at its value whatever the others are.
    fn reason(&self, held: &[Held]) -> Vec<u32> {
        let mut reason = Vec::new();
        let mut seen = vec![false; self.told.len()];
        let mut stack = vec![self.cone.root()];
        while let Some(at) = stack.pop() {
            if std::mem::replace(&mut seen[at as usize], true) {
                continue;
            }
            let part = self.cone.parts()[at as usize];
            let children = self.cone.children(part);
            let value = self.told[at as usize].value;
            let count = match part.kind {
                Kind::Constant(_) => 0,
                Kind::Var(var) => {
                    if held[var as usize] == Held::Open && self.costs[var as usize].is_some() {
                        reason.push(var);
                    }
                    0
                }
                Kind::Not | Kind::Xor => {
                    stack.extend(children);
                    continue;
                }
                Kind::And if value => children.len(),
                Kind::And => 1,
                Kind::Or if value => 1,
                Kind::Or => children.len(),
                Kind::AtLeast(k) if value => k as usize,
                Kind::AtLeast(k) => children.len() + 1 - k as usize,
            };
            let keeping = children.iter().copied();
            let mut keeping: Vec<u32> = keeping
                .filter(|child| self.told[*child as usize].value == value)
                .collect();
            if count < keeping.len() {
                keeping.sort_by_key(|child| self.told[*child as usize].keepers);
                keeping.truncate(count);
            }
            stack.extend(keeping);
        }
        reason
    }
}

/// What it costs at least that `count` of some events come about: the sum of the cheapest where they
/// have nothing in common, else the dearest of these. Nothing where none need to.
fn least(costs: &mut [u64], count: usize, is_apart: bool) -> u64 {
    if count == 0 {
        return 0;
    }
    if count > costs.len() {
        return NEVER;
    }
    costs.sort_unstable();
    let cheapest = &costs[..count];
    if is_apart {
        cheapest
            .iter()
            .fold(0, |sum, cost| sum.saturating_add(*cost))
    } else {
        cheapest.last().copied().unwrap_or(NEVER)
    }
}

fn fixed(value: bool) -> Told {
    Told {
        value,
        keepers: 0,
        costs: if value { [NEVER, 0] } else { [0, NEVER] },
    }
}
