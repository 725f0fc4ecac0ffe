//! Evaluation under a total or a partial assignment, with reuse across nodes. One three-valued walk
//! serves both: a total assignment leaves nothing unknown.

#![expect(
    clippy::indexing_slicing,
    reason = "the memo has one entry for each node of the circuit"
)]

use crate::arena::Circuit;
use crate::gate::{Gate, Node, Var};

impl Circuit {
    /// The value of a node under an assignment. To evaluate several nodes, use an [`Evaluator`].
    pub fn eval(&self, node: Node, assignment: impl Fn(Var) -> bool) -> bool {
        Evaluator::new(self, assignment).value(node)
    }

    /// The value of a node when some variables are unknown, as Kleene's strong three-valued logic
    /// has it: an answer holds for every completion, but `None` may hide a constant.
    pub fn eval_partial(
        &self,
        node: Node,
        assignment: impl Fn(Var) -> Option<bool>,
    ) -> Option<bool> {
        PartialEvaluator::new(self, assignment).value(node)
    }
}

/// Evaluates many nodes under one assignment; what they share is computed once.
#[derive(Debug)]
pub struct Evaluator<'c, A> {
    circuit: &'c Circuit,
    assignment: A,
    memo: Memo,
}

impl<'c, A: Fn(Var) -> bool> Evaluator<'c, A> {
    /// Makes an evaluator that has evaluated nothing yet.
    pub fn new(circuit: &'c Circuit, assignment: A) -> Self {
        Self {
            circuit,
            assignment,
            memo: Memo::new(circuit),
        }
    }

    /// The value of a node.
    ///
    /// # Panics
    ///
    /// If the node was made after the evaluator, or in another circuit.
    pub fn value(&mut self, node: Node) -> bool {
        let read = |var| Some((self.assignment)(var));
        self.memo
            .value(self.circuit, &read, node)
            .expect("a total assignment decides every gate")
    }

    /// Forgets all values and continues under another assignment, keeping the memory.
    pub fn reassign(&mut self, assignment: A) {
        self.assignment = assignment;
        self.memo.clear();
    }
}

/// Evaluates many nodes under one partial assignment; what they share is computed once.
#[derive(Debug)]
pub struct PartialEvaluator<'c, A> {
    circuit: &'c Circuit,
    assignment: A,
    memo: Memo,
}

impl<'c, A: Fn(Var) -> Option<bool>> PartialEvaluator<'c, A> {
    /// Makes an evaluator that has evaluated nothing yet.
    pub fn new(circuit: &'c Circuit, assignment: A) -> Self {
        Self {
            circuit,
            assignment,
            memo: Memo::new(circuit),
        }
    }

    /// The value of a node, `None` when the known variables do not decide it gate by gate.
    pub fn value(&mut self, node: Node) -> Option<bool> {
        self.memo.value(self.circuit, &self.assignment, node)
    }

    /// Forgets all values and continues under another assignment, keeping the memory.
    pub fn reassign(&mut self, assignment: A) {
        self.assignment = assignment;
        self.memo.clear();
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Slot {
    Pending,
    Unknown,
    False,
    True,
}

impl From<Option<bool>> for Slot {
    fn from(value: Option<bool>) -> Self {
        match value {
            None => Slot::Unknown,
            Some(false) => Slot::False,
            Some(true) => Slot::True,
        }
    }
}

/// The values found so far, and the stack of gates half evaluated.
#[derive(Debug)]
struct Memo {
    slots: Vec<Slot>,
    touched: Vec<Node>,
    stack: Vec<Frame>,
}

/// A gate whose children before `next` are tallied.
#[derive(Debug)]
struct Frame {
    node: Node,
    next: usize,
    trues: usize,
    unknowns: usize,
}

impl Memo {
    fn new(circuit: &Circuit) -> Self {
        Self {
            slots: vec![Slot::Pending; circuit.len()],
            touched: Vec::new(),
            stack: Vec::new(),
        }
    }

    fn clear(&mut self) {
        for node in self.touched.drain(..) {
            self.slots[node.index()] = Slot::Pending;
        }
    }

    fn value(
        &mut self,
        circuit: &Circuit,
        read: &impl Fn(Var) -> Option<bool>,
        root: Node,
    ) -> Option<bool> {
        self.visit(circuit, read, root);
        while let Some(mut frame) = self.stack.pop() {
            match self.advance(circuit, &mut frame) {
                Ok(value) => self.store(frame.node, value),
                Err(child) => {
                    self.stack.push(frame);
                    self.visit(circuit, read, child);
                }
            }
        }
        match self.slots[root.index()] {
            Slot::False => Some(false),
            Slot::True => Some(true),
            Slot::Unknown | Slot::Pending => None,
        }
    }

    /// Evaluates a leaf at once; leaves a gate on the stack.
    fn visit(&mut self, circuit: &Circuit, read: &impl Fn(Var) -> Option<bool>, node: Node) {
        if self.slots[node.index()] != Slot::Pending {
            return;
        }
        match circuit.gate(node) {
            Gate::False => self.store(node, Slot::False),
            Gate::True => self.store(node, Slot::True),
            Gate::Var(var) => self.store(node, read(var).into()),
            _ => self.stack.push(Frame {
                node,
                next: 0,
                trues: 0,
                unknowns: 0,
            }),
        }
    }

    fn store(&mut self, node: Node, value: Slot) {
        self.slots[node.index()] = value;
        self.touched.push(node);
    }

    /// Tallies children until the gate is decided (`Ok`) or a child has no value yet (`Err`).
    fn advance(&self, circuit: &Circuit, frame: &mut Frame) -> Result<Slot, Node> {
        let children = circuit.stored_children(frame.node);
        let gate = circuit.gate(frame.node);
        while let Some(&child) = children.get(frame.next) {
            match self.slots[child.index()] {
                Slot::Pending => return Err(child),
                Slot::Unknown => frame.unknowns += 1,
                Slot::True => frame.trues += 1,
                Slot::False => {}
            }
            frame.next += 1;
            let open = frame.unknowns + children.len() - frame.next;
            if let Some(value) = decide(gate, frame.trues, open) {
                return Ok(Some(value).into());
            }
        }
        Ok(Slot::Unknown)
    }
}

/// The value of a gate with so many true children when `open` more may be true or false.
fn decide(gate: Gate<'_>, trues: usize, open: usize) -> Option<bool> {
    let needed = match gate {
        Gate::False => return Some(false),
        Gate::True => return Some(true),
        Gate::Var(_) => return None,
        Gate::Not(_) => return (open == 0).then_some(trues == 0),
        Gate::Xor(_) => return (open == 0).then_some(trues % 2 == 1),
        Gate::Or(_) => 1,
        Gate::And(children) => children.len(),
        Gate::AtLeast { k, .. } => k as usize,
    };
    if trues >= needed {
        Some(true)
    } else if trues + open < needed {
        Some(false)
    } else {
        None
    }
}
