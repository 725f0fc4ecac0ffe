//! What a function is like: in which direction each variable moves it, which neighbors in the order
//! are interchangeable, and what it costs at least to make it true.

#![expect(
    clippy::indexing_slicing,
    reason = "edges of a frozen diagram point into it"
)]

use interrex_circuit::Var;
use rustc_hash::FxHashSet;

use crate::frozen::Frozen;
use crate::limits::{LimitReached, Limits};
use crate::manager::Bdd;
use crate::sweep::Algebra;
use crate::table::TERMINAL;

/// In which direction a variable can move a function that depends on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trend {
    /// Making the variable true never makes the function false.
    Increasing,
    /// Making the variable true never makes the function true.
    Decreasing,
    /// Either happens, depending on the other variables.
    Neither,
}

impl Frozen {
    /// The direction of each variable, as they stand in [`vars`](Self::vars).
    ///
    /// A function rises with a variable when at each node that tests it the low successor implies
    /// the high one. `limits.nodes_max` bounds the number of implications looked at.
    ///
    /// # Errors
    ///
    /// [`LimitReached`] when that many implications did not decide it.
    pub fn trends(&self, limits: &Limits<'_>) -> Result<Vec<(Var, Trend)>, LimitReached> {
        self.trends_of(|_| true, limits)
    }

    /// The directions of the variables asked for; see [`trends`](Self::trends).
    ///
    /// # Errors
    ///
    /// As [`trends`](Self::trends).
    pub fn trends_of(
        &self,
        asked: impl Fn(Var) -> bool,
        limits: &Limits<'_>,
    ) -> Result<Vec<(Var, Trend)>, LimitReached> {
        let asked: Vec<bool> = self.vars.iter().map(|var| asked(*var)).collect();
        let mut proofs = Proofs {
            diagram: self,
            limits,
            proven: FxHashSet::default(),
            looked_at: 0,
        };
        let mut may = vec![(true, true); self.vars.len()];
        for edge in self.edges() {
            let level = self.level(edge) as usize;
            if !asked[level] {
                continue;
            }
            let (low, high) = self.successors(edge);
            let (rise, fall) = &mut may[level];
            *rise = *rise && proofs.implies(low, high)?;
            *fall = *fall && proofs.implies(high, low)?;
        }
        let trend = |(rise, fall)| match (rise, fall) {
            (true, _) => Trend::Increasing,
            (false, true) => Trend::Decreasing,
            (false, false) => Trend::Neither,
        };
        Ok(self
            .vars
            .iter()
            .copied()
            .zip(may.into_iter().map(trend))
            .zip(asked)
            .filter_map(|(found, asked)| asked.then_some(found))
            .collect())
    }

    /// For each variable but the last, whether the function stays the same when it and the next in
    /// [`vars`](Self::vars) change places.
    pub fn neighbors_interchangeable(&self) -> Vec<bool> {
        let mut same = vec![true; self.vars.len().saturating_sub(1)];
        let mut arrive = |edge: Bdd, from: u32| {
            // An edge that passes over a variable and stops at the next depends on one of the two.
            let level = self.level(edge);
            if level != TERMINAL && level > from {
                same[level as usize - 1] = false;
            }
        };
        arrive(self.root(), 0);
        for (_, node) in self.inner() {
            arrive(node.low, node.level + 1);
            arrive(node.high, node.level + 1);
        }
        for (_, node) in self.inner() {
            let next = node.level + 1;
            let (_, low_then_high) = self.successors_at(node.low, next);
            let (high_then_low, _) = self.successors_at(node.high, next);
            if let Some(flag) = same.get_mut(node.level as usize) {
                *flag &= low_then_high == high_then_low;
            }
        }
        same
    }

    /// The least total cost of true variables among the models of the function, and the variables
    /// of one model with that cost; none when the function has no model of finite cost.
    ///
    /// `None` as a cost forbids the variable to be true.
    pub fn cheapest(&self, cost: impl Fn(Var) -> Option<u32>) -> Option<(u64, Vec<Var>)> {
        let algebra = Cheapest(self.vars.iter().map(|var| cost(*var)).collect());
        let values = self.sweep(&algebra);
        let total = values.of(self.root())?;
        let mut chosen = Vec::new();
        let mut at = self.root();
        while self.level(at) != TERMINAL {
            let level = self.level(at) as usize;
            let (low, high) = self.successors(at);
            let stay = values.of(low);
            at = if stay.is_some() && stay == values.of(at) {
                low
            } else {
                chosen.push(self.vars[level]);
                high
            };
        }
        Some((total, chosen))
    }

    /// The variables tested on some path on which some variables have the values that they are held
    /// at: all those on which the functions then depend, and perhaps more.
    pub fn tested_under(&self, held: &[(Var, bool)]) -> Vec<Var> {
        let met = self.met_under(held, self.roots.clone());
        let mut is_tested = vec![false; self.vars.len()];
        for (place, node) in self.inner() {
            is_tested[node.level as usize] |= met[place];
        }
        let tested = self.vars.iter().zip(is_tested);
        tested
            .filter_map(|(var, is_tested)| is_tested.then_some(*var))
            .collect()
    }

    /// Whether some path tests both of two variables while others are held at values. Where none
    /// does, no function depends on both in any world.
    pub fn tests_both_under(&self, first: Var, second: Var, held: &[(Var, bool)]) -> bool {
        let level = |var: Var| self.vars.iter().position(|other| *other == var);
        let (Some(first), Some(second)) = (level(first), level(second)) else {
            return false;
        };
        let (above, below) = (first.min(second), first.max(second));
        let met = self.met_under(held, self.roots.clone());
        let at = |level: usize, met: &[bool]| -> Vec<Bdd> {
            let there = self
                .inner()
                .filter(|(place, node)| node.level as usize == level && met[*place]);
            there
                .filter_map(|(place, _)| Some(Bdd::regular(u32::try_from(place).ok()?)))
                .collect()
        };
        let met = self.met_under(held, at(above, &met));
        !at(below, &met).is_empty()
    }

    /// The nodes met from some edges down, on paths where variables have the values held.
    fn met_under(&self, held: &[(Var, bool)], from: Vec<Bdd>) -> Vec<bool> {
        let mut sides = vec![None; self.vars.len()];
        for (place, var) in self.vars.iter().enumerate() {
            let held = held.iter().find(|(other, _)| other == var);
            sides[place] = held.map(|(_, value)| *value);
        }
        let mut met = vec![false; self.nodes.len()];
        let mut stack = from;
        while let Some(edge) = stack.pop() {
            let place = edge.index() as usize;
            let is_known = std::mem::replace(&mut met[place], true);
            if is_known || self.level(edge) == TERMINAL {
                continue;
            }
            let node = self.nodes[place];
            match sides[node.level as usize] {
                Some(true) => stack.push(node.high),
                Some(false) => stack.push(node.low),
                None => stack.extend([node.low, node.high]),
            }
        }
        met
    }

    /// The function and every function under it but the constants, each once.
    fn edges(&self) -> Vec<Bdd> {
        let mut seen = vec![false; 2 * self.nodes.len()];
        let mut stack = vec![self.root()];
        let mut edges = Vec::new();
        while let Some(edge) = stack.pop() {
            let is_known = std::mem::replace(&mut seen[edge.0 as usize], true);
            if is_known || self.level(edge) == TERMINAL {
                continue;
            }
            edges.push(edge);
            let (low, high) = self.successors(edge);
            stack.extend([low, high]);
        }
        edges.sort_unstable();
        edges
    }
}

/// Implications found to hold, each proven by those between the successors.
struct Proofs<'f, 'l, 's> {
    diagram: &'f Frozen,
    limits: &'l Limits<'s>,
    proven: FxHashSet<(Bdd, Bdd)>,
    looked_at: usize,
}

impl Proofs<'_, '_, '_> {
    /// Whether one function implies another: proven from the successors up, so that what is noted
    /// as proven stays so when the whole is refuted.
    fn implies(&mut self, premise: Bdd, conclusion: Bdd) -> Result<bool, LimitReached> {
        let mut open = vec![(premise, conclusion, false)];
        while let Some((a, b, are_successors_proven)) = open.pop() {
            if are_successors_proven {
                self.proven.insert((a, b));
                continue;
            }
            if a == b || a == Bdd::FALSE || b == Bdd::TRUE {
                continue;
            }
            if a == !b || a == Bdd::TRUE || b == Bdd::FALSE {
                return Ok(false);
            }
            if self.proven.contains(&(a, b)) {
                continue;
            }
            self.count_one()?;
            let level = self.diagram.level(a).min(self.diagram.level(b));
            let (a0, a1) = self.diagram.successors_at(a, level);
            let (b0, b1) = self.diagram.successors_at(b, level);
            open.extend([(a, b, true), (a0, b0, false), (a1, b1, false)]);
        }
        Ok(true)
    }

    fn count_one(&mut self) -> Result<(), LimitReached> {
        self.looked_at += 1;
        if self.looked_at > self.limits.nodes_max {
            return Err(LimitReached::Nodes(self.limits.nodes_max));
        }
        if self.looked_at.is_multiple_of(1 << 12) && self.limits.stop.is_some_and(|stop| stop()) {
            return Err(LimitReached::Stopped);
        }
        Ok(())
    }
}

/// The cost of each level's variable; the value of a function is the cost of its cheapest model.
struct Cheapest(Vec<Option<u32>>);

impl Algebra for Cheapest {
    type Value = Option<u64>;

    fn constant(&self, value: bool) -> Option<u64> {
        value.then_some(0)
    }

    fn join(&self, level: usize, low: Option<u64>, high: Option<u64>) -> Option<u64> {
        join_costs(self.0[level], low, high)
    }
}

/// The cost of a node from that of its variable and those of its successors.
pub(crate) fn join_costs(own: Option<u32>, low: Option<u64>, high: Option<u64>) -> Option<u64> {
    let raised = high.zip(own).map(|(rest, own)| rest + u64::from(own));
    match (low, raised) {
        (Some(stay), Some(raise)) => Some(stay.min(raise)),
        (stay, raise) => stay.or(raise),
    }
}
