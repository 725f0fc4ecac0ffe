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
