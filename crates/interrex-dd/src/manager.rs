//! The manager: the handles of diagrams, the tables behind them, and taking back what was built.
//! What can be built stands in the modules that follow it.

use std::cell::RefCell;
use std::ops::Not;

use interrex_circuit::{Circuit, Node, Var};
use rustc_hash::FxHashMap;

use crate::ite::Frame;
use crate::limits::{LimitReached, Limits};
use crate::marks::Marks;
use crate::order::Order;
use crate::sets::{Sizes, Task};
use crate::table::{Cache, TERMINAL, Table, Triple};
use crate::unsatisfied::Walk;

/// A Boolean function in one manager: a node, and whether it is negated. `!f` costs nothing, and
/// equal functions are equal handles.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Bdd(pub(crate) u32);

impl Bdd {
    /// The constant true.
    pub const TRUE: Bdd = Bdd(0);
    /// The constant false.
    pub const FALSE: Bdd = Bdd(1);

    pub(crate) const fn regular(index: u32) -> Self {
        Self(index << 1)
    }

    pub(crate) const fn index(self) -> u32 {
        self.0 >> 1
    }

    pub(crate) const fn is_complement(self) -> bool {
        self.0 & 1 == 1
    }

    /// The negation when asked for, else itself.
    pub(crate) const fn negated_if(self, negate: bool) -> Self {
        Self(self.0 ^ negate as u32)
    }
}

impl Not for Bdd {
    type Output = Bdd;

    fn not(self) -> Bdd {
        self.negated_if(true)
    }
}

/// A family of sets of variables in one manager; equal families are equal handles.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Zbdd(pub(crate) u32);

impl Zbdd {
    /// No set at all.
    pub const EMPTY: Zbdd = Zbdd(0);
    /// The empty set alone.
    pub const UNIT: Zbdd = Zbdd(1);
}

/// A moment in the life of a manager, to return to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Checkpoint {
    bdd_count: usize,
    set_count: usize,
}

/// A manager of decision diagrams over one circuit.
///
/// Results stay until they are rolled back, so that many tops share the work on what they have in
/// common.
#[derive(Debug)]
pub struct Diagrams<'c> {
    pub(crate) circuit: &'c Circuit,
    pub(crate) order: Order,
    pub(crate) bdds: Table,
    pub(crate) ite_cache: Cache,
    pub(crate) frames: Vec<Frame>,
    pub(crate) compiled: FxHashMap<Node, Bdd>,
    pub(crate) sets: Table,
    pub(crate) set_sizes: Vec<Sizes>,
    pub(crate) set_cache: Cache,
    pub(crate) tasks: Vec<Task>,
    pub(crate) values: Vec<Zbdd>,
    pub(crate) walks: Vec<Walk>,
    pub(crate) minimals: FxHashMap<(Bdd, u32), Zbdd>,
    pub(crate) marks: RefCell<Marks>,
    steps: u32,
}

const STEPS_BETWEEN_POLLS: u32 = 1 << 12;

impl<'c> Diagrams<'c> {
    /// Makes a manager without diagrams. Variables that the order lacks are appended to it when
    /// they are met.
    pub fn new(circuit: &'c Circuit, order: Order) -> Self {
        Self {
            circuit,
            order,
            bdds: Table::new(1),
            ite_cache: Cache::new(),
            frames: Vec::new(),
            compiled: FxHashMap::default(),
            sets: Table::new(2),
            set_sizes: Sizes::TERMINALS.to_vec(),
            set_cache: Cache::new(),
            tasks: Vec::new(),
            values: Vec::new(),
            walks: Vec::new(),
            minimals: FxHashMap::default(),
            marks: RefCell::default(),
            steps: 0,
        }
    }

    /// The circuit whose nodes are compiled.
    pub fn circuit(&self) -> &'c Circuit {
        self.circuit
    }

    /// The order of the variables.
    pub fn order(&self) -> &Order {
        &self.order
    }

    /// The number of nodes in the two tables, results that nobody needs any more included.
    pub fn node_count(&self) -> usize {
        self.bdds.len() + self.sets.len()
    }

    /// Marks this moment.
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            bdd_count: self.bdds.len(),
            set_count: self.sets.len(),
        }
    }

    /// Forgets everything built since the checkpoint. Handles made since then are void, and using
    /// one is a mistake that is not noticed.
    pub fn rollback(&mut self, to: Checkpoint) {
        if to == self.checkpoint() {
            return;
        }
        self.bdds.truncate(to.bdd_count);
        self.sets.truncate(to.set_count);
        self.set_sizes.truncate(to.set_count);
        self.ite_cache.clear();
        self.set_cache.clear();
        let known = |bdd: Bdd| (bdd.index() as usize) < to.bdd_count;
        self.compiled.retain(|_, bdd| known(*bdd));
        self.minimals
            .retain(|(bdd, _), set| known(*bdd) && (set.0 as usize) < to.set_count);
    }

    /// Forgets every diagram.
    pub fn clear(&mut self) {
        self.rollback(Checkpoint {
            bdd_count: 1,
            set_count: 2,
        });
    }

    /// The function that is true where the variable is.
    ///
    /// # Errors
    ///
    /// [`LimitReached::Nodes`] when the table is full.
    pub fn var(&mut self, var: Var, limits: &Limits<'_>) -> Result<Bdd, LimitReached> {
        let level = self.order.level_or_append(var);
        self.make(level, Bdd::FALSE, Bdd::TRUE, limits)
    }

    /// The value of a function under an assignment.
    pub fn eval(&self, f: Bdd, assignment: impl Fn(Var) -> bool) -> bool {
        let mut at = f;
        while self.level(at) != TERMINAL {
            let (low, high) = self.successors(at);
            at = if assignment(self.order.var(self.level(at))) {
                high
            } else {
                low
            };
        }
        at == Bdd::TRUE
    }

    /// The node that tests a level, reduced and with its high edge regular, which makes it unique.
    pub(crate) fn make(
        &mut self,
        level: u32,
        low: Bdd,
        high: Bdd,
        limits: &Limits<'_>,
    ) -> Result<Bdd, LimitReached> {
        if low == high {
            return Ok(low);
        }
        let negate = high.is_complement();
        let low = low.negated_if(negate).0;
        let high = high.negated_if(negate).0;
        let index = self.bdds.intern(Triple { level, low, high }, limits)?;
        Ok(Bdd::regular(index).negated_if(negate))
    }

    pub(crate) fn level(&self, f: Bdd) -> u32 {
        self.bdds.get(f.index()).level
    }

    /// Where the function goes when its top variable is false, and when it is true.
    pub(crate) fn successors(&self, f: Bdd) -> (Bdd, Bdd) {
        let node = self.bdds.get(f.index());
        let negate = f.is_complement();
        (
            Bdd(node.low).negated_if(negate),
            Bdd(node.high).negated_if(negate),
        )
    }

    /// The successors at a level no deeper than the function's own.
    pub(crate) fn successors_at(&self, f: Bdd, level: u32) -> (Bdd, Bdd) {
        if self.level(f) == level {
            self.successors(f)
        } else {
            (f, f)
        }
    }

    /// Counts a step, and asks the stop signal every few thousand.
    pub(crate) fn poll(&mut self, limits: &Limits<'_>) -> Result<(), LimitReached> {
        self.steps = self.steps.wrapping_add(1);
        if self.steps.is_multiple_of(STEPS_BETWEEN_POLLS) && limits.stop.is_some_and(|stop| stop())
        {
            return Err(LimitReached::Stopped);
        }
        Ok(())
    }
}
