//! From circuit to minimal sets without a diagram of the function in between: for circuits whose
//! function is too large to build but whose small sets are few.

use interrex_circuit::{Gate, Node};
use rustc_hash::FxHashMap;

use crate::limits::{LimitReached, Limits};
use crate::manager::{Diagrams, Zbdd};
use crate::sets::{Operation, UNBOUNDED};

/// A node, and whether it is asked for or its negation.
type Literal = (Node, bool);

struct Bounds<'l, 's> {
    size_max: u32,
    /// The value that makes a variable a member of a set.
    member_when: bool,
    /// The family that stands for a variable of the other value: it is granted or denied.
    other: Zbdd,
    limits: &'l Limits<'s>,
}

impl Diagrams<'_> {
    /// The minimal sets, with at most `size_max` members, of the *monotone hull* of a node: the
    /// function that grants every negated variable. Where the node is syntactically monotone, these
    /// are its own minimal sets up to that size. Elsewhere each is either a minimal set of the node
    /// or does not make it true, and minimal sets of the node may be missing.
    ///
    /// # Errors
    ///
    /// [`LimitReached`]; what the call had built is then rolled back.
    pub fn minimal_of_hull(
        &mut self,
        top: Node,
        size_max: Option<usize>,
        limits: &Limits<'_>,
    ) -> Result<Zbdd, LimitReached> {
        self.hull((top, true), true, size_max, limits)
    }

    /// The minimal sets, with at most `size_max` members, of variables that, false, keep the
    /// monotone hull of a node false. They keep the node itself false whatever the other variables
    /// are, though where it is not syntactically monotone smaller sets may do so too.
    ///
    /// # Errors
    ///
    /// [`LimitReached`]; what the call had built is then rolled back.
    pub fn minimal_of_dual_hull(
        &mut self,
        top: Node,
        size_max: Option<usize>,
        limits: &Limits<'_>,
    ) -> Result<Zbdd, LimitReached> {
        self.hull((top, false), false, size_max, limits)
    }

    fn hull(
        &mut self,
        top: Literal,
        member_when: bool,
        size_max: Option<usize>,
        limits: &Limits<'_>,
    ) -> Result<Zbdd, LimitReached> {
        let start = self.checkpoint();
        let size_max = size_max
            .and_then(|size| u32::try_from(size).ok())
            .unwrap_or(UNBOUNDED);
        let bounds = Bounds {
            size_max: size_max.min(UNBOUNDED),
            member_when,
            other: constant(member_when),
            limits,
        };
        let result = self.hull_cone(top, &bounds);
        if result.is_err() {
            self.rollback(start);
        }
        result
    }

    fn hull_cone(&mut self, top: Literal, bounds: &Bounds<'_, '_>) -> Result<Zbdd, LimitReached> {
        let mut known: FxHashMap<Literal, Zbdd> = FxHashMap::default();
        let mut stack = vec![(top, false)];
        while let Some((literal, children_done)) = stack.pop() {
            if known.contains_key(&literal) {
                continue;
            }
            if children_done {
                let family = self.hull_gate(literal, &known, bounds)?;
                known.insert(literal, family);
            } else {
                stack.push((literal, true));
                stack.extend(
                    self.operands(literal)
                        .into_iter()
                        .map(|operand| (operand, false)),
                );
            }
        }
        Ok(*known
            .get(&top)
            .expect("the last step is the node asked for"))
    }

    fn operands(&self, (node, positive): Literal) -> Vec<Literal> {
        match self.circuit.gate(node) {
            Gate::Not(child) => vec![(child, !positive)],
            Gate::Xor(children) => children
                .iter()
                .flat_map(|child| [(*child, true), (*child, false)])
                .collect(),
            gate => gate
                .children()
                .iter()
                .map(|child| (*child, positive))
                .collect(),
        }
    }

    fn hull_gate(
        &mut self,
        (node, positive): Literal,
        known: &FxHashMap<Literal, Zbdd>,
        bounds: &Bounds<'_, '_>,
    ) -> Result<Zbdd, LimitReached> {
        let of = |literal: Literal| *known.get(&literal).expect("operands come before");
        let all = |children: &[Node]| -> Vec<Zbdd> {
            children
                .iter()
                .map(|child| of((*child, positive)))
                .collect()
        };
        match self.circuit.gate(node) {
            Gate::False => Ok(constant(!positive)),
            Gate::True => Ok(constant(positive)),
            Gate::Var(_) if positive != bounds.member_when => Ok(bounds.other),
            Gate::Var(var) => {
                let level = self.order.level_or_append(var);
                let single = self.single(level, bounds.limits)?;
                Ok(if bounds.size_max == 0 {
                    Zbdd::EMPTY
                } else {
                    single
                })
            }
            Gate::Not(child) => Ok(of((child, !positive))),
            Gate::Xor(children) => {
                let pairs: Vec<_> = children
                    .iter()
                    .map(|child| (of((*child, true)), of((*child, false))))
                    .collect();
                self.hull_parity(positive, &pairs, bounds)
            }
            Gate::And(children) => {
                let k = if positive { children.len() } else { 1 };
                self.hull_threshold(k, &all(children), bounds)
            }
            Gate::Or(children) => {
                let k = if positive { 1 } else { children.len() };
                self.hull_threshold(k, &all(children), bounds)
            }
            Gate::AtLeast { k, children } => {
                let k = if positive {
                    k as usize
                } else {
                    children.len() + 1 - k as usize
                };
                self.hull_threshold(k, &all(children), bounds)
            }
        }
    }

    /// The minimal sets of "at least `k` of these", as [`Diagrams::compile`] builds thresholds.
    fn hull_threshold(
        &mut self,
        k: usize,
        families: &[Zbdd],
        bounds: &Bounds<'_, '_>,
    ) -> Result<Zbdd, LimitReached> {
        let mut enough = vec![Zbdd::EMPTY; k + 1];
        if let Some(none) = enough.first_mut() {
            *none = Zbdd::UNIT;
        }
        for (done, family) in families.iter().enumerate() {
            let remaining = families.len() - done - 1;
            let needed = k.saturating_sub(remaining).max(1)..=k.min(done + 1);
            for j in needed.rev() {
                let with = enough.get(j - 1).copied().unwrap_or(Zbdd::UNIT);
                let without = enough.get(j).copied().unwrap_or(Zbdd::EMPTY);
                let joined = self.product(*family, with, bounds)?;
                let either = self.union(joined, without, bounds)?;
                if let Some(entry) = enough.get_mut(j) {
                    *entry = either;
                }
            }
        }
        Ok(enough.last().copied().unwrap_or(Zbdd::UNIT))
    }

    /// The minimal sets of "an odd (or even) number of these", each given with its negation's.
    fn hull_parity(
        &mut self,
        odd: bool,
        pairs: &[(Zbdd, Zbdd)],
        bounds: &Bounds<'_, '_>,
    ) -> Result<Zbdd, LimitReached> {
        let (mut is_odd, mut is_even) = (Zbdd::EMPTY, Zbdd::UNIT);
        for &(holds, fails) in pairs {
            let stays_odd = self.product(is_odd, fails, bounds)?;
            let turns_odd = self.product(is_even, holds, bounds)?;
            let stays_even = self.product(is_even, fails, bounds)?;
            let turns_even = self.product(is_odd, holds, bounds)?;
            is_odd = self.union(stays_odd, turns_odd, bounds)?;
            is_even = self.union(stays_even, turns_even, bounds)?;
        }
        Ok(if odd { is_odd } else { is_even })
    }

    fn product(&mut self, a: Zbdd, b: Zbdd, bounds: &Bounds<'_, '_>) -> Result<Zbdd, LimitReached> {
        self.run(Operation::Product, a, b, bounds.size_max, bounds.limits)
    }

    fn union(&mut self, a: Zbdd, b: Zbdd, bounds: &Bounds<'_, '_>) -> Result<Zbdd, LimitReached> {
        self.run(Operation::Union, a, b, UNBOUNDED, bounds.limits)
    }
}

const fn constant(value: bool) -> Zbdd {
    if value { Zbdd::UNIT } else { Zbdd::EMPTY }
}
