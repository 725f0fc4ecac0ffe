//! From a family of sets back to a function.

use std::cmp::Ordering;

use interrex_circuit::Var;
use rustc_hash::FxHashMap;

use crate::limits::{LimitReached, Limits};
use crate::manager::{Bdd, Diagrams, Zbdd};

impl Diagrams<'_> {
    /// The function that is true where all members of some set of the family are.
    ///
    /// # Errors
    ///
    /// [`LimitReached`]; what the call had built is then rolled back.
    pub fn upward(&mut self, family: Zbdd, limits: &Limits<'_>) -> Result<Bdd, LimitReached> {
        let start = self.checkpoint();
        let result = self.close(family, limits);
        if result.is_err() {
            self.rollback(start);
        }
        result
    }

    /// The sets of a family that hold a variable.
    ///
    /// # Errors
    ///
    /// [`LimitReached`] when the table is full or the stop signal says so.
    pub fn holding(
        &mut self,
        family: Zbdd,
        var: Var,
        limits: &Limits<'_>,
    ) -> Result<Zbdd, LimitReached> {
        let Some(wanted) = self.order.level(var) else {
            return Ok(Zbdd::EMPTY);
        };
        let mut kept: FxHashMap<Zbdd, Zbdd> = FxHashMap::default();
        // Below its level, and at the terminals, the variable is in no set.
        let part = |kept: &FxHashMap<Zbdd, Zbdd>, node: Zbdd| {
            kept.get(&node).copied().unwrap_or(Zbdd::EMPTY)
        };
        for node in self.set_nodes_below(family) {
            self.poll(limits)?;
            let level = self.set_level(node);
            let (low, high) = self.parts(node, level);
            let held = match level.cmp(&wanted) {
                Ordering::Less => {
                    self.make_set(level, part(&kept, low), part(&kept, high), limits)?
                }
                Ordering::Equal => self.make_set(level, Zbdd::EMPTY, high, limits)?,
                Ordering::Greater => continue,
            };
            kept.insert(node, held);
        }
        Ok(part(&kept, family))
    }

    fn close(&mut self, family: Zbdd, limits: &Limits<'_>) -> Result<Bdd, LimitReached> {
        let mut functions: FxHashMap<Zbdd, Bdd> = FxHashMap::default();
        functions.extend([(Zbdd::EMPTY, Bdd::FALSE), (Zbdd::UNIT, Bdd::TRUE)]);
        let known = |functions: &FxHashMap<Zbdd, Bdd>, family: Zbdd| {
            *functions
                .get(&family)
                .expect("successors are closed before")
        };
        for node in self.set_nodes_below(family) {
            let level = self.set_level(node);
            let (low, high) = self.parts(node, level);
            let (low, high) = (known(&functions, low), known(&functions, high));
            let either = self.or(low, high, limits)?;
            let function = self.make(level, low, either, limits)?;
            functions.insert(node, function);
        }
        Ok(known(&functions, family))
    }

    /// The nodes under a family but the terminals, successors first.
    pub(crate) fn set_nodes_below(&self, family: Zbdd) -> Vec<Zbdd> {
        self.set_nodes_below_all(&[family])
    }

    /// The nodes under some families but the terminals, successors first.
    pub(crate) fn set_nodes_below_all(&self, families: &[Zbdd]) -> Vec<Zbdd> {
        let mut seen = rustc_hash::FxHashSet::default();
        let mut stack = families.to_vec();
        let mut nodes = Vec::new();
        while let Some(node) = stack.pop() {
            if node <= Zbdd::UNIT || !seen.insert(node) {
                continue;
            }
            nodes.push(node);
            let (low, high) = self.parts(node, self.set_level(node));
            stack.extend([low, high]);
        }
        nodes.sort_unstable();
        nodes
    }
}
