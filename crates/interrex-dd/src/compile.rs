//! From circuit to diagram, gate by gate, each gate once in the life of the manager.

use interrex_circuit::{Gate, Node};

use crate::limits::{LimitReached, Limits};
use crate::manager::{Bdd, Diagrams};

/// Above this product of number and functions, a threshold is built by cases.
const ONE_BY_ONE_MAX: usize = 256;

impl Diagrams<'_> {
    /// The function of a node of the circuit.
    ///
    /// Gates that an earlier call compiled are taken from it. Thresholds are built by dynamic
    /// programming over their children, in about `k (n - k)` operations and without expansion.
    ///
    /// # Errors
    ///
    /// [`LimitReached`]; what the call had built is then rolled back.
    pub fn compile(&mut self, top: Node, limits: &Limits<'_>) -> Result<Bdd, LimitReached> {
        let start = self.checkpoint();
        let result = self.compile_cone(top, limits);
        if result.is_err() {
            self.rollback(start);
        }
        result
    }

    /// The function of a node, as [`compile`](Self::compile) makes it, if its diagram takes no more
    /// than so many nodes besides those that are there. What a failing call has built stays.
    ///
    /// # Errors
    ///
    /// [`LimitReached`].
    pub fn compile_within(
        &mut self,
        top: Node,
        growth_max: usize,
        limits: &Limits<'_>,
    ) -> Result<Bdd, LimitReached> {
        let nodes_max = self.node_count().saturating_add(growth_max);
        let limits = Limits {
            nodes_max: nodes_max.min(limits.nodes_max),
            stop: limits.stop,
        };
        self.compile_cone(top, &limits)
    }

    fn compile_cone(&mut self, top: Node, limits: &Limits<'_>) -> Result<Bdd, LimitReached> {
        let mut stack = vec![(top, false)];
        while let Some((node, children_done)) = stack.pop() {
            if self.compiled.contains_key(&node) {
                continue;
            }
            if children_done {
                let function = self.compile_gate(node, limits)?;
                self.compiled.insert(node, function);
                continue;
            }
            stack.push((node, true));
            match self.circuit.gate(node) {
                Gate::Not(child) => stack.push((child, false)),
                gate => stack.extend(gate.children().iter().map(|child| (*child, false))),
            }
        }
        Ok(self.function_of(top))
    }

    fn function_of(&self, node: Node) -> Bdd {
        *self
            .compiled
            .get(&node)
            .expect("children are compiled before their parents")
    }

    /// The function of a gate whose children are compiled.
    fn compile_gate(&mut self, node: Node, limits: &Limits<'_>) -> Result<Bdd, LimitReached> {
        match self.circuit.gate(node) {
            Gate::False => Ok(Bdd::FALSE),
            Gate::True => Ok(Bdd::TRUE),
            Gate::Var(var) => self.var(var, limits),
            Gate::Not(child) => Ok(!self.function_of(child)),
            Gate::And(children) => {
                let functions = self.deepest_first(children);
                functions
                    .iter()
                    .try_fold(Bdd::TRUE, |all, f| self.and(*f, all, limits))
            }
            Gate::Or(children) => {
                let functions = self.deepest_first(children);
                functions
                    .iter()
                    .try_fold(Bdd::FALSE, |any, f| self.or(*f, any, limits))
            }
            Gate::Xor(children) => {
                let functions = self.deepest_first(children);
                functions
                    .iter()
                    .try_fold(Bdd::FALSE, |odd, f| self.xor(*f, odd, limits))
            }
            Gate::AtLeast { k, children } => {
                let functions = self.deepest_first(children);
                self.threshold(k as usize, &functions, limits)
            }
        }
    }

    /// The functions of the nodes, those that begin deepest in the order first: each step then
    /// adds variables above those already there, which costs least.
    fn deepest_first(&self, nodes: &[Node]) -> Vec<Bdd> {
        let mut functions: Vec<Bdd> = nodes.iter().map(|node| self.function_of(*node)).collect();
        functions.sort_by_key(|f| (std::cmp::Reverse(self.level(*f)), *f));
        functions
    }

    /// True where at least `k` of the functions are.
    ///
    /// After each function, `enough[j]` is true where at least `j` of those so far are. The
    /// functions that remain need only the entries from `k` minus their number to `k`.
    fn threshold(
        &mut self,
        k: usize,
        functions: &[Bdd],
        limits: &Limits<'_>,
    ) -> Result<Bdd, LimitReached> {
        if k.saturating_mul(functions.len()) > ONE_BY_ONE_MAX {
            return self.threshold_by_cases(k, functions, limits);
        }
        let mut enough = vec![Bdd::FALSE; k + 1];
        if let Some(none) = enough.first_mut() {
            *none = Bdd::TRUE;
        }
        for (done, f) in functions.iter().enumerate() {
            let remaining = functions.len() - done - 1;
            let needed = k.saturating_sub(remaining).max(1)..=k.min(done + 1);
            for j in needed.rev() {
                let with = enough.get(j - 1).copied().unwrap_or(Bdd::TRUE);
                let without = enough.get(j).copied().unwrap_or(Bdd::FALSE);
                let joined = self.ite(*f, with, without, limits)?;
                if let Some(entry) = enough.get_mut(j) {
                    *entry = joined;
                }
            }
        }
        Ok(enough.last().copied().unwrap_or(Bdd::TRUE))
    }
}
