//! Some nodes of a circuit taken apart, so that an order of variables is found for small pieces
//! instead of one large whole.
//!
//! Nested gates of one kind become one; what occurs only together is put under a gate of its own;
//! every gate that shares nothing below it with the rest is a *module* (Dutuit and Rauzy 1996), for
//! which a variable stands in what is left. The variables of a module belong together in the order,
//! and how they are best arranged depends on the module alone.

mod graph;
mod merge;
mod modules;

use interrex_circuit::{Circuit, Gate, Node, Var};

use graph::Graph;

/// Some nodes of a circuit, taken apart.
#[derive(Debug)]
pub(crate) struct Shrunk {
    /// The pieces, over the variables of the circuit and those that stand for modules.
    pub(crate) circuit: Circuit,
    /// The modules, those within others first.
    pub(crate) modules: Vec<Module>,
    /// What is left of the nodes asked about.
    pub(crate) tops: Vec<Node>,
}

/// A piece that shares no variable with what it was taken from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Module {
    /// The variable that stands for it elsewhere.
    pub(crate) var: Var,
    pub(crate) node: Node,
}

impl Shrunk {
    /// Takes apart nodes that are no constants.
    pub(crate) fn of(circuit: &Circuit, tops: &[Node]) -> Self {
        let mut graph = Graph::of(circuit, tops);
        merge::simplify(&mut graph);
        let is_module = modules::modules(&mut graph);
        let mut shrunk = Self {
            circuit: Circuit::new(),
            modules: Vec::new(),
            tops: Vec::new(),
        };
        let mut var = u32::try_from(circuit.variable_count()).expect("fewer than 2^32 variables");
        let mut built = vec![Node::FALSE; graph.kinds.len()];
        for (place, is_module) in graph
            .reached()
            .into_iter()
            .map(|place| (place, is_module.get(place) == Some(&true)))
        {
            if place == graph.root {
                continue;
            }
            let node = graph.build(&mut shrunk.circuit, place, &built);
            let image = if is_module && shrunk.is_gate(node) {
                let module = Module {
                    var: Var(var),
                    node,
                };
                var += 1;
                shrunk.modules.push(module);
                shrunk.circuit.var(module.var)
            } else {
                node
            };
            if let Some(entry) = built.get_mut(place) {
                *entry = image;
            }
        }
        shrunk.tops = graph.ends(&mut shrunk.circuit, &built);
        shrunk
    }

    /// Whether a node is more than a constant or one variable.
    fn is_gate(&self, node: Node) -> bool {
        let below = match self.circuit.gate(node) {
            Gate::Not(child) => child,
            _ => node,
        };
        !self.circuit.gate(below).children().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The variables of each module, in the order in which they are taken out. Those from `variable_count` on stand
    /// for modules before.
    fn check(circuit: &Circuit, tops: &[Node], expect: &[&[u32]]) {
        let shrunk = Shrunk::of(circuit, tops);
        let modules = shrunk.modules.iter();
        let support = |module: &Module| shrunk.circuit.support(module.node);
        let found: Vec<Vec<u32>> = modules
            .map(|module| support(module).iter().map(|var| var.0).collect())
            .collect();
        assert_eq!(found, expect);
        // What is left of a top that is a module is the variable that stands for it.
        assert_eq!(shrunk.tops.len(), tops.len());
    }

    fn vars(circuit: &mut Circuit, count: u32) -> Vec<Node> {
        (0..count).map(|i| circuit.var(Var(i))).collect()
    }

    /// Not both of two, in a disjunction: either of them is not.
    #[test]
    fn nested_gates_of_one_kind_are_one_across_negations() {
        let mut circuit = Circuit::new();
        let v = vars(&mut circuit, 5);
        let both = circuit.and2(v[1], v[2]);
        let not_both = circuit.not(both);
        let any = circuit.or([v[0], not_both, v[3]]);
        let top = circuit.and2(any, v[4]);
        check(&circuit, &[top], &[&[0, 1, 2, 3], &[4, 5]]);
    }

    #[test]
    fn what_occurs_together_is_a_module() {
        let mut circuit = Circuit::new();
        let v = vars(&mut circuit, 5);
        let first = circuit.or([v[0], v[2], v[3], v[4]]);
        let second = circuit.or([v[1], v[2], v[3], v[4]]);
        let top = circuit.and2(first, second);
        check(&circuit, &[top], &[&[2, 3, 4], &[0, 1, 5]]);
        // In gates of two kinds it is not together.
        let second = circuit.and([v[1], v[2], v[3], v[4]]);
        let top = circuit.xor([first, second]);
        check(&circuit, &[top], &[&[0, 1, 2, 3, 4]]);
    }

    /// The first of two gates has nothing but what is also in the second.
    #[test]
    fn a_gate_with_one_operand_is_that_operand() {
        let mut circuit = Circuit::new();
        let v = vars(&mut circuit, 3);
        let first = circuit.or([v[1], v[2]]);
        let second = circuit.or([v[0], v[1], v[2]]);
        let top = circuit.xor([first, second]);
        check(&circuit, &[top], &[&[1, 2], &[0, 3]]);
    }

    #[test]
    fn operands_that_share_something_are_a_module_together() {
        let mut circuit = Circuit::new();
        let v = vars(&mut circuit, 6);
        let pairs = [(0, 1), (0, 2), (3, 4), (3, 5)];
        let pairs = pairs.map(|(one, other)| circuit.and2(v[one], v[other]));
        let top = circuit.or(pairs);
        check(&circuit, &[top], &[&[0, 1, 2], &[3, 4, 5], &[6, 7]]);
    }

    #[test]
    fn the_negation_of_a_gate_is_a_module_too() {
        let mut circuit = Circuit::new();
        let v = vars(&mut circuit, 3);
        let differ = circuit.xor([v[0], v[1]]);
        let same = circuit.not(differ);
        let top = circuit.and2(same, v[2]);
        check(&circuit, &[top], &[&[0, 1], &[2, 3]]);
    }

    #[test]
    fn what_two_tops_share_is_a_module_of_neither() {
        let mut circuit = Circuit::new();
        let v = vars(&mut circuit, 5);
        let shared = circuit.or([v[1], v[2]]);
        let first = circuit.and([v[0], shared]);
        let second = circuit.at_least(2, [shared, v[3], v[4]]);
        check(&circuit, &[first, second], &[&[1, 2]]);
    }
}
