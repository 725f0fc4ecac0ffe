//! What changes in a circuit when one variable does.
//!
//! Responsible for holding the values of some nodes in one world and for following a single change
//! upward through the gates that it reaches. Trying many changes then costs what each of them
//! reaches, not the whole circuit each time.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use interrex_circuit::{Circuit, Gate, Node, Var};

/// The values of the cones of some nodes while every variable is false.
pub(super) struct Ripple<'c> {
    circuit: &'c Circuit,
    values: Vec<bool>,
    parents: Parents,
    variables: Vec<Option<Node>>,
    is_root: Vec<bool>,
    is_queued: Vec<bool>,
}

impl<'c> Ripple<'c> {
    /// Evaluates the cones of `roots` with every variable false.
    pub(super) fn new(circuit: &'c Circuit, roots: &[Node]) -> Self {
        let count = circuit.len();
        let cone = circuit.cone_of(roots.iter().copied());
        let mut ripple = Self {
            circuit,
            values: vec![false; count],
            parents: Parents::of(circuit, &cone),
            variables: vec![None; circuit.variable_count()],
            is_root: vec![false; count],
            is_queued: vec![false; count],
        };
        for node in cone {
            ripple.enter(node);
        }
        for root in roots {
            set(&mut ripple.is_root, *root, true);
        }
        ripple
    }

    fn enter(&mut self, node: Node) {
        let value = self.evaluate(node);
        set(&mut self.values, node, value);
        if let Gate::Var(var) = self.circuit.gate(node)
            && let Some(slot) = self.variables.get_mut(var.index())
        {
            *slot = Some(node);
        }
    }

    /// Whether a node is true while every variable is false.
    pub(super) fn value(&self, node: Node) -> bool {
        self.values.get(node.index()).copied().unwrap_or(false)
    }

    /// The roots that change when one variable becomes true, in ascending order.
    pub(super) fn changed_by(&mut self, var: Var) -> Vec<Node> {
        let Some(start) = self.variables.get(var.index()).copied().flatten() else {
            return Vec::new();
        };
        let mut changed = Vec::new();
        let mut queue = BinaryHeap::new();
        self.flip(start, &mut changed, &mut queue);
        // Children have smaller numbers than their gate, so every child of the next is settled.
        while let Some(Reverse(node)) = queue.pop() {
            set(&mut self.is_queued, node, false);
            if self.evaluate(node) != self.value(node) {
                self.flip(node, &mut changed, &mut queue);
            }
        }
        for node in &changed {
            let value = self.value(*node);
            set(&mut self.values, *node, !value);
        }
        let is_root = |node: &Node| self.is_root.get(node.index()).copied().unwrap_or(false);
        changed.retain(is_root);
        changed.sort_unstable();
        changed
    }

    fn flip(&mut self, node: Node, changed: &mut Vec<Node>, queue: &mut BinaryHeap<Reverse<Node>>) {
        let value = self.value(node);
        set(&mut self.values, node, !value);
        changed.push(node);
        for parent in self.parents.of_node(node) {
            if let Some(is_queued) = self.is_queued.get_mut(parent.index())
                && !*is_queued
            {
                *is_queued = true;
                queue.push(Reverse(*parent));
            }
        }
    }

    fn evaluate(&self, node: Node) -> bool {
        let value = |child: &Node| self.value(*child);
        match self.circuit.gate(node) {
            Gate::False | Gate::Var(_) => false,
            Gate::True => true,
            Gate::Not(child) => !self.value(child),
            Gate::And(children) => children.iter().all(value),
            Gate::Or(children) => children.iter().any(value),
            Gate::AtLeast { k, children } => {
                children.iter().filter(|child| value(child)).count() >= k as usize
            }
            Gate::Xor(children) => children.iter().filter(|child| value(child)).count() % 2 == 1,
        }
    }
}

/// The gates of a cone that each node is a child of.
struct Parents {
    /// Where the parents of each node begin in the list; one entry more than there are nodes.
    starts: Vec<usize>,
    list: Vec<Node>,
}

impl Parents {
    fn of(circuit: &Circuit, cone: &[Node]) -> Self {
        let mut edges: Vec<(usize, Node)> = Vec::new();
        for parent in cone {
            match circuit.gate(*parent) {
                Gate::Not(child) => edges.push((child.index(), *parent)),
                gate => edges.extend(gate.children().iter().map(|child| (child.index(), *parent))),
            }
        }
        edges.sort_unstable();
        let mut starts = Vec::with_capacity(circuit.len() + 1);
        for (at, (child, _)) in edges.iter().enumerate() {
            while starts.len() <= *child {
                starts.push(at);
            }
        }
        starts.resize(circuit.len() + 1, edges.len());
        let list = edges.into_iter().map(|(_, parent)| parent).collect();
        Self { starts, list }
    }

    fn of_node(&self, node: Node) -> &[Node] {
        let bound = |at: usize| self.starts.get(at).copied().unwrap_or(self.list.len());
        self.list
            .get(bound(node.index())..bound(node.index() + 1))
            .unwrap_or_default()
    }
}

fn set(values: &mut [bool], node: Node, value: bool) {
    if let Some(slot) = values.get_mut(node.index()) {
        *slot = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VARIABLES: u32 = 6;

    /// A circuit with every kind of gate, in several layers, some of them shared.
    fn circuit() -> (Circuit, Vec<Node>) {
        let mut circuit = Circuit::new();
        let vars: Vec<Node> = (0..VARIABLES).map(|at| circuit.var(Var(at))).collect();
        let and = circuit.and([vars[0], vars[1]]);
        let or = circuit.or([and, vars[2]]);
        let not = circuit.not(or);
        let enough = circuit.at_least(2, [vars[0], vars[3], not, vars[4]]);
        let odd = circuit.xor([vars[3], enough, vars[5]]);
        let none = circuit.not(vars[5]);
        let both = circuit.and([none, odd, not]);
        (
            circuit,
            vec![and, or, not, enough, odd, none, both, Node::TRUE],
        )
    }

    #[test]
    fn each_change_agrees_with_evaluation() {
        let (circuit, roots) = circuit();
        let mut ripple = Ripple::new(&circuit, &roots);
        for root in &roots {
            assert_eq!(
                ripple.value(*root),
                circuit.eval(*root, |_| false),
                "{root:?}"
            );
        }
        // Twice, since a change must leave nothing behind.
        for var in (0..VARIABLES).chain(0..VARIABLES).map(Var) {
            let mut expect: Vec<Node> = roots.clone();
            expect.retain(|root| {
                circuit.eval(*root, |other| other == var) != circuit.eval(*root, |_| false)
            });
            expect.sort_unstable();
            assert_eq!(ripple.changed_by(var), expect, "{var}");
        }
    }

    #[test]
    fn a_variable_outside_the_cones_changes_nothing() {
        let (circuit, roots) = circuit();
        let mut ripple = Ripple::new(&circuit, &roots[..1]);
        assert_eq!(ripple.changed_by(Var(4)), []);
        assert_eq!(ripple.changed_by(Var(VARIABLES + 9)), []);
    }
}
