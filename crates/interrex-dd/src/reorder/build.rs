//! From circuit to diagram on a bench, gate by gate, with a new order whenever the diagrams outgrow
//! what they were.

#![expect(
    clippy::indexing_slicing,
    reason = "tables have an entry for each node up to the top"
)]

use interrex_circuit::{Circuit, Gate, Node};

use crate::limits::{LimitReached, Limits};
use crate::manager::{Bdd, Diagrams};
use crate::order::Order;

use super::apply::{Full, Operation};
use super::bench::Workbench;

/// The diagrams may grow to so many nodes before variables are first moved.
const FIRST_SIFT: usize = 4_000;
/// How many nodes moving variables may look at, for each node in use.
const VISITS_PER_NODE: usize = 400;

/// One cone on its way onto a bench.
pub(super) struct Build<'c, 'l, 's> {
    circuit: &'c Circuit,
    order: Order,
    tops: Vec<Node>,
    /// How many nodes may be looked at to move variables.
    effort: usize,
    limits: &'l Limits<'s>,
    bench: Workbench,
    /// For each node of the cone that is still needed, its function.
    functions: Vec<Option<Bdd>>,
    /// How many gates still need it.
    uses: Vec<u32>,
    /// Functions of the gate at work.
    held: Vec<Bdd>,
    /// With more nodes in use than this, variables are moved.
    sift_at: usize,
}

impl<'c, 'l, 's> Build<'c, 'l, 's> {
    pub(super) fn new(
        circuit: &'c Circuit,
        start: &Order,
        tops: &[Node],
        effort: usize,
        limits: &'l Limits<'s>,
    ) -> Self {
        let mut order = start.clone();
        for var in circuit.support_of(tops.iter().copied()) {
            order.level_or_append(var);
        }
        let var_count = u32::try_from(order.vars().len()).expect("fewer than 2^32 variables");
        let length = tops.iter().map(|top| top.index() + 1).max().unwrap_or(0);
        Self {
            circuit,
            order,
            tops: tops.to_vec(),
            effort,
            limits,
            bench: Workbench::new(var_count),
            functions: vec![None; length],
            uses: vec![0; length],
            held: Vec::new(),
            sift_at: FIRST_SIFT,
        }
    }

    pub(super) fn run(mut self) -> Result<Diagrams<'c>, LimitReached> {
        let cone = self.circuit.cone_of(self.tops.iter().copied());
        for top in &self.tops {
            self.uses[top.index()] += 1;
        }
        for node in &cone {
            for child in children(self.circuit, *node) {
                self.uses[child.index()] += 1;
            }
        }
        for node in self.schedule() {
            if self.limits.stop.is_some_and(|stop| stop()) {
                return Err(LimitReached::Stopped);
            }
            let function = self.gate(node)?;
            self.functions[node.index()] = Some(function);
            for child in children(self.circuit, node) {
                self.uses[child.index()] -= 1;
                if self.uses[child.index()] == 0 {
                    self.functions[child.index()] = None;
                }
            }
        }
        self.bench.collect(&self.roots());
        self.settle();
        self.into_manager()
    }

    /// The cone, depth first, so that what is built is soon used.
    fn schedule(&self) -> Vec<Node> {
        let mut met = vec![false; self.uses.len()];
        let mut list = Vec::new();
        let mut stack: Vec<(Node, bool)> = self.tops.iter().map(|top| (*top, false)).collect();
        while let Some((node, children_done)) = stack.pop() {
            if children_done {
                list.push(node);
            } else if !std::mem::replace(&mut met[node.index()], true) {
                stack.push((node, true));
                stack.extend(
                    children(self.circuit, node)
                        .iter()
                        .map(|child| (*child, false)),
                );
            }
        }
        list
    }

    fn function(&self, node: Node) -> Bdd {
        self.functions[node.index()].expect("a function stays while it is needed")
    }

    fn gate(&mut self, node: Node) -> Result<Bdd, LimitReached> {
        match self.circuit.gate(node) {
            Gate::False => Ok(Bdd::FALSE),
            Gate::True => Ok(Bdd::TRUE),
            Gate::Var(var) => {
                let level = self.order.level(var).expect("the order has every variable");
                Ok(self.bench.make(level, Bdd::FALSE, Bdd::TRUE))
            }
            Gate::Not(child) => Ok(!self.function(child)),
            Gate::And(below) => self.fold(Operation::And, below, false),
            Gate::Or(below) => self.fold(Operation::And, below, true),
            Gate::Xor(below) => self.fold(Operation::Xor, below, false),
            Gate::AtLeast { k, children } => self.threshold(k as usize, children),
        }
    }

    /// The operands from the bottom of the order up: each step then adds variables above those
    /// already there.
    fn operands(&self, below: &[Node]) -> Vec<Bdd> {
        let mut operands: Vec<Bdd> = below.iter().map(|node| self.function(*node)).collect();
        operands.sort_by_key(|f| (std::cmp::Reverse(self.bench.level(*f)), *f));
        operands
    }

    /// One operation over many operands; with `dual`, on the negations, and negated.
    fn fold(
        &mut self,
        operation: Operation,
        below: &[Node],
        dual: bool,
    ) -> Result<Bdd, LimitReached> {
        let mut operands = self.operands(below).into_iter();
        let first = operands.next().unwrap_or(Bdd::FALSE).negated_if(dual);
        let mut result = first;
        for operand in operands {
            result = self.apply(operation, result, operand.negated_if(dual))?;
        }
        Ok(result.negated_if(dual))
    }

    /// At least `k` of the operands, as [`Diagrams::compile`] builds thresholds.
    fn threshold(&mut self, k: usize, below: &[Node]) -> Result<Bdd, LimitReached> {
        let operands = self.operands(below);
        self.held = vec![Bdd::FALSE; k + 1];
        self.held[0] = Bdd::TRUE;
        for (done, operand) in operands.iter().enumerate() {
            let remaining = operands.len() - done - 1;
            for j in (k.saturating_sub(remaining).max(1)..=k.min(done + 1)).rev() {
                let with = self.apply(Operation::And, *operand, self.held[j - 1])?;
                let without = !self.held[j];
                self.held[j] = !self.apply(Operation::And, !with, without)?;
            }
        }
        let result = self.held[k];
        self.held.clear();
        Ok(result)
    }

    fn apply(&mut self, operation: Operation, f: Bdd, g: Bdd) -> Result<Bdd, LimitReached> {
        let nodes_max = self.limits.nodes_max;
        let mut allowed = self.bench.live + self.sift_at.max(self.bench.live) * 2;
        loop {
            match self.bench.apply(operation, f, g, allowed.min(nodes_max)) {
                Ok(result) => {
                    if self.bench.live > self.sift_at * 2 {
                        self.make_room(&[f, g, result]);
                    }
                    return Ok(result);
                }
                Err(Full) if allowed >= nodes_max.saturating_mul(2) => {
                    return Err(LimitReached::Nodes(nodes_max));
                }
                Err(Full) => {
                    if self.effort > 0 && self.bench.visits > self.effort {
                        return Err(LimitReached::Nodes(nodes_max));
                    }
                    self.make_room(&[f, g]);
                    allowed = allowed.saturating_mul(2);
                }
            }
        }
    }

    fn roots(&self) -> Vec<Bdd> {
        let functions = self.functions.iter().flatten();
        functions.chain(&self.held).copied().collect()
    }

    /// Drops what is not needed any more, and moves variables if that was not enough.
    fn make_room(&mut self, at_work: &[Bdd]) {
        let mut roots = self.roots();
        roots.extend(at_work);
        self.bench.collect(&roots);
        if self.bench.live > self.sift_at {
            self.sift();
            self.sift_at = (self.bench.live * 2).max(FIRST_SIFT);
        }
    }

    fn sift(&mut self) {
        let budget = self.bench.live.saturating_mul(VISITS_PER_NODE);
        self.bench
            .sift(budget.min(self.effort.saturating_sub(self.bench.visits)));
    }

    /// Moves variables until that makes the diagram no smaller by much.
    fn settle(&mut self) {
        loop {
            let before = self.bench.live;
            self.sift();
            if self.bench.live * 20 >= before * 19 || self.bench.visits >= self.effort {
                return;
            }
        }
    }

    fn into_manager(self) -> Result<Diagrams<'c>, LimitReached> {
        let vars = self.bench.var_at.iter().map(|var| self.order.var(*var));
        let mut manager = Diagrams::new(self.circuit, Order::explicit(vars));
        let mut images = vec![Bdd::TRUE; self.bench.nodes.len()];
        let levels: Vec<(u32, u32)> = (0..).zip(self.bench.var_at.iter().copied()).collect();
        for (level, var) in levels.into_iter().rev() {
            for index in self.bench.nodes_of(var) {
                let entry = self.bench.nodes[index as usize];
                let image = |to: Bdd| images[to.index() as usize].negated_if(to.is_complement());
                let made = manager.make(level, image(entry.low), image(entry.high), self.limits)?;
                images[index as usize] = made;
            }
        }
        for top in &self.tops {
            let function = self.function(*top);
            let image = images[function.index() as usize].negated_if(function.is_complement());
            manager.remember(*top, image);
        }
        Ok(manager)
    }
}

/// The children of a node, that of a negation included, each as often as it counts.
fn children(circuit: &Circuit, node: Node) -> Vec<Node> {
    match circuit.gate(node) {
        Gate::Not(child) => vec![child],
        gate => gate.children().to_vec(),
    }
}
