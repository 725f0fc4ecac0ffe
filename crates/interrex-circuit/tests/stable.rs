//! What was built is in the form that it would be built in again: each node of random circuits, made anew
//! from its parts, is itself.

use interrex_circuit::{Circuit, Evaluator, Gate, Node, Var};
use oorandom::Rand32;

const CIRCUITS: u64 = 400;
const GATES: u32 = 40;
const VARS: u32 = 6;

/// What was asked for, and of what.
enum Asked {
    Not(Node),
    And(Vec<Node>),
    Or(Vec<Node>),
    AtLeast(usize, Vec<Node>),
    Xor(Vec<Node>),
    Iff(Node, Node),
}

/// A gate over nodes that are there. Some have more inputs than a gate may have
/// that is dissolved in another.
fn drawn(random: &mut Rand32, nodes: &[Node]) -> Asked {
    let most = if random.rand_range(0..4) == 0 { 14 } else { 5 };
    let count = random.rand_range(0..most);
    let mut pick = || {
        let length = u32::try_from(nodes.len()).expect("few nodes");
        let at = random.rand_range(0..length) as usize;
        nodes.get(at).copied().expect("one of the nodes")
    };
    let inputs: Vec<Node> = (0..count).map(|_| pick()).collect();
    let (a, b) = (pick(), pick());
    match random.rand_range(0..8) {
        0 => Asked::Not(a),
        1 => Asked::And(inputs),
        2 => Asked::Or(inputs),
        3 => Asked::AtLeast(random.rand_range(0..most) as usize, inputs),
        4 => Asked::Iff(a, b),
        _ => Asked::Xor(inputs),
    }
}

fn built(circuit: &mut Circuit, asked: &Asked) -> Node {
    match asked {
        Asked::Not(node) => circuit.not(*node),
        Asked::And(nodes) => circuit.and(nodes.iter().copied()),
        Asked::Or(nodes) => circuit.or(nodes.iter().copied()),
        Asked::AtLeast(least, nodes) => circuit.at_least(*least, nodes.iter().copied()),
        Asked::Xor(nodes) => circuit.xor(nodes.iter().copied()),
        Asked::Iff(a, b) => circuit.iff(*a, *b),
    }
}

/// What a gate says, from what its inputs say.
fn meant(asked: &Asked, value: &mut dyn FnMut(Node) -> bool) -> bool {
    let mut trues = |nodes: &[Node]| nodes.iter().filter(|node| value(**node)).count();
    match asked {
        Asked::Not(node) => trues(&[*node]) == 0,
        Asked::And(nodes) => trues(nodes) == nodes.len(),
        Asked::Or(nodes) => trues(nodes) > 0,
        Asked::AtLeast(least, nodes) => trues(nodes) >= *least,
        Asked::Xor(nodes) => trues(nodes) % 2 == 1,
        Asked::Iff(a, b) => trues(&[*a, *b]) != 1,
    }
}

/// A node, built from its parts.
fn rebuilt(circuit: &mut Circuit, node: Node) -> Node {
    let children = circuit.gate(node).children().to_vec();
    match circuit.gate(node) {
        Gate::False | Gate::True => node,
        Gate::Var(var) => circuit.var(var),
        Gate::Not(child) => circuit.not(child),
        Gate::And(_) => circuit.and(children),
        Gate::Or(_) => circuit.or(children),
        Gate::AtLeast { k, .. } => circuit.at_least(k as usize, children),
        Gate::Xor(_) => circuit.xor(children),
    }
}

#[test]
fn a_node_made_again_is_itself_and_means_what_was_asked() {
    for seed in 0..CIRCUITS {
        let mut random = Rand32::new(seed);
        let mut circuit = Circuit::new();
        let mut nodes: Vec<Node> = (0..VARS).map(|var| circuit.var(Var(var))).collect();
        let mut gates = Vec::new();
        for _ in 0..GATES {
            let asked = drawn(&mut random, &nodes);
            let node = built(&mut circuit, &asked);
            nodes.push(node);
            gates.push((node, asked));
        }
        for node in circuit.nodes() {
            let again = rebuilt(&mut circuit, node);
            assert_eq!(again, node, "seed {seed}: {:?}", circuit.gate(node));
        }
        for world in 0..1_u32 << VARS {
            let mut evaluator = Evaluator::new(&circuit, |var| world >> var.0 & 1 == 1);
            for (node, asked) in &gates {
                let expect = meant(asked, &mut |node| evaluator.value(node));
                assert_eq!(evaluator.value(*node), expect, "seed {seed}, world {world}");
            }
        }
    }
}
