//! Every builder, walk and evaluation against truth tables that are computed without the circuit.

use std::collections::{BTreeMap, BTreeSet};

use interrex_circuit::{Circuit, Evaluator, Gate, Lanes, Node, PartialEvaluator, Polarity, Var};

/// Three variables; bit `row` of a table is the value where variable `i` is bit `i` of `row`.
const ROWS: u32 = 8;
const VARS: u32 = 3;

fn table_of(circuit: &Circuit, node: Node) -> u8 {
    let mut table = 0;
    for row in 0..ROWS {
        if circuit.eval(node, |var| row >> var.0 & 1 == 1) {
            table |= 1 << row;
        }
    }
    table
}

/// Checks many nodes at once, so that one evaluator serves each row.
fn check(circuit: &Circuit, expected: &[(Node, u8)]) {
    for row in 0..ROWS {
        let mut evaluator = Evaluator::new(circuit, |var: Var| row >> var.0 & 1 == 1);
        for &(node, table) in expected {
            let expect = table >> row & 1 == 1;
            assert_eq!(
                evaluator.value(node),
                expect,
                "row {row} of {:?}",
                circuit.gate(node)
            );
        }
    }
}

/// Gates over three variables: constants, literals, every pair and triple under every kind.
fn samples(circuit: &mut Circuit) -> Vec<Node> {
    let mut nodes = vec![Node::FALSE, Node::TRUE];
    for i in 0..VARS {
        let var = circuit.var(Var(i));
        nodes.push(var);
        nodes.push(circuit.not(var));
    }
    for round in 0..2 {
        let known = nodes.clone();
        for (i, &a) in known.iter().enumerate() {
            for &b in known.iter().skip(i).step_by(1 + round * 40) {
                nodes.extend([circuit.and2(a, b), circuit.or2(a, b), circuit.xor([a, b])]);
            }
        }
        nodes.sort_unstable();
        nodes.dedup();
    }
    nodes
}

fn count_at_least(k: usize, tables: &[u8]) -> u8 {
    let mut result = 0;
    for row in 0..ROWS {
        let trues = tables
            .iter()
            .filter(|table| **table >> row & 1 == 1)
            .count();
        result |= u8::from(trues >= k) << row;
    }
    result
}

#[test]
fn every_gate_over_every_pair_means_what_its_truth_table_says() {
    let mut circuit = Circuit::new();
    let nodes = samples(&mut circuit);
    let tables: Vec<u8> = nodes.iter().map(|&node| table_of(&circuit, node)).collect();
    let mut expected = Vec::new();
    for (&a, &ta) in nodes.iter().zip(&tables) {
        expected.push((circuit.not(a), !ta));
        for (&b, &tb) in nodes.iter().zip(&tables) {
            expected.extend([
                (circuit.and2(a, b), ta & tb),
                (circuit.or2(a, b), ta | tb),
                (circuit.xor([a, b]), ta ^ tb),
                (circuit.implies(a, b), !ta | tb),
                (circuit.iff(a, b), !(ta ^ tb)),
            ]);
        }
    }
    check(&circuit, &expected);
}

#[test]
fn thresholds_and_choices_over_triples_count_multiplicity() {
    let mut circuit = Circuit::new();
    let nodes = samples(&mut circuit);
    let few: Vec<Node> = nodes
        .iter()
        .copied()
        .step_by(nodes.len() / 24)
        .chain(nodes[..8].to_vec())
        .collect();
    let tables: Vec<u8> = few.iter().map(|&node| table_of(&circuit, node)).collect();
    let mut expected = Vec::new();
    for (&a, &ta) in few.iter().zip(&tables) {
        for (&b, &tb) in few.iter().zip(&tables) {
            for (&c, &tc) in few.iter().zip(&tables) {
                expected.push((circuit.ite(a, b, c), ta & tb | !ta & tc));
                for k in 0..=6 {
                    let node = circuit.at_least(k, [a, b, c, b, a]);
                    expected.push((node, count_at_least(k, &[ta, tb, tc, tb, ta])));
                }
            }
        }
    }
    check(&circuit, &expected);
}

#[test]
fn equal_structure_is_one_node() {
    let mut c = Circuit::new();
    let [x, y, z] = [0, 1, 2].map(|i| c.var(Var(i)));
    let xy = c.and2(x, y);
    let not_x = c.not(x);
    let nested = c.and2(xy, z);
    let x_xor_y = c.xor([x, y]);
    let all_odd = c.xor([x, y, z]);
    let not_all_odd = c.not(all_odd);
    let pairs = [
        (c.not(not_x), x),
        (c.not(Node::FALSE), Node::TRUE),
        (c.not(Node::TRUE), Node::FALSE),
        (c.and([y, x, y]), xy),
        (c.and([z, y, x]), nested),
        (c.or2(x, xy), x),
        (c.or2(x, not_x), Node::TRUE),
        (c.and([x, y, not_x]), Node::FALSE),
        (c.at_least(1, [y, x]), c.or2(x, y)),
        (c.at_least(3, [y, x, z]), nested),
        (c.at_least(2, [x, not_x, y]), y),
        (c.at_least(2, [x, x]), x),
        (c.at_least(2, [x, x, x]), x),
        (c.at_least(0, []), Node::TRUE),
        (c.at_least(1, []), Node::FALSE),
        (c.xor([x, y, x]), y),
        (c.xor([x_xor_y, z]), all_odd),
        (c.xor([x, Node::FALSE, y]), x_xor_y),
        (c.xor([x, y, Node::TRUE, z]), not_all_odd),
        (c.xor([not_x, y, z]), not_all_odd),
        (c.and([]), Node::TRUE),
        (c.or([]), Node::FALSE),
    ];
    for (found, expect) in pairs {
        assert_eq!(
            found,
            expect,
            "{:?} against {:?}",
            c.gate(found),
            c.gate(expect)
        );
    }
    assert!(matches!(c.gate(nested), Gate::And(children) if children.len() == 3));
}

/// Beyond eight children, copying them into the parent costs more than it saves.
#[test]
fn a_nested_gate_is_dissolved_up_to_eight_children() {
    for (inner, outer) in [(8, 9), (9, 2)] {
        let mut c = Circuit::new();
        let vars: Vec<Node> = (0..inner).map(|i| c.var(Var(i))).collect();
        let other = c.var(Var(inner));
        let odd = c.xor(vars.clone());
        let all = c.and(vars.clone());
        let any = c.or(vars);
        let joined = [c.xor([odd, other]), c.and2(all, other), c.or2(any, other)];
        for node in joined {
            assert_eq!(c.gate(node).children().len(), outer, "{:?}", c.gate(node));
        }
    }
}

#[test]
fn a_circuit_counts_its_nodes_and_variables() {
    let mut c = Circuit::new();
    assert_eq!((c.len(), c.variable_count()), (2, 0));
    assert!(c.is_empty());
    let x = c.var(Var(6));
    assert_eq!((c.len(), c.variable_count()), (3, 7));
    assert!(!c.is_empty());
    let y = c.var(Var(2));
    c.at_least(1, [x, y]);
    c.at_least(1, [x, y]);
    assert_eq!((c.len(), c.variable_count()), (5, 7));
    assert_eq!(c.nodes().count(), 5);
    assert_eq!((Var(6).to_string(), Var(6).index()), ("x6".to_owned(), 6));
    let constants = [Node::FALSE, Node::TRUE, x].map(Node::as_constant);
    assert_eq!(constants, [Some(false), Some(true), None]);
}

#[test]
fn children_come_before_parents() {
    let mut circuit = Circuit::new();
    samples(&mut circuit);
    for node in circuit.nodes() {
        let below = match circuit.gate(node) {
            Gate::Not(child) => vec![child],
            gate => gate.children().to_vec(),
        };
        assert!(
            below.iter().all(|child| *child < node),
            "{node:?} has children {below:?}"
        );
    }
}

#[test]
fn cofactor_and_substitution_rewrite_the_table() {
    let mut circuit = Circuit::new();
    let nodes = samples(&mut circuit);
    let y_or_z = {
        let (y, z) = (circuit.var(Var(1)), circuit.var(Var(2)));
        circuit.or2(y, z)
    };
    let not_x = {
        let x = circuit.var(Var(0));
        circuit.not(x)
    };
    let map = BTreeMap::from([(Var(0), y_or_z), (Var(1), not_x)]);
    let images = circuit.substitute_all(&nodes, &map);
    assert_eq!(images.len(), nodes.len());
    for (&node, &image) in nodes.iter().zip(&images) {
        for row in 0..ROWS {
            let bit = |i: u32| row >> i & 1 == 1;
            let expect = circuit.eval(node, |var| match var.0 {
                0 => bit(1) || bit(2),
                1 => !bit(0),
                _ => bit(2),
            });
            assert_eq!(circuit.eval(image, |var| bit(var.0)), expect);
        }
        for i in 0..VARS {
            for value in [false, true] {
                let held = circuit.cofactor(node, Var(i), value);
                for row in 0..ROWS {
                    let read = |var: Var| {
                        if var.0 == i {
                            value
                        } else {
                            row >> var.0 & 1 == 1
                        }
                    };
                    assert_eq!(
                        circuit.eval(held, |var| row >> var.0 & 1 == 1),
                        circuit.eval(node, read)
                    );
                }
                assert!(!circuit.support(held).contains(&Var(i)));
            }
        }
    }
}

#[test]
fn a_partial_answer_holds_for_every_completion() {
    let mut circuit = Circuit::new();
    let nodes = samples(&mut circuit);
    let mut decided = 0;
    for known in 0..ROWS {
        for row in 0..ROWS {
            let read = |var: Var| (known >> var.0 & 1 == 1).then_some(row >> var.0 & 1 == 1);
            let mut partial = PartialEvaluator::new(&circuit, read);
            for &node in &nodes {
                let Some(value) = partial.value(node) else {
                    continue;
                };
                decided += 1;
                for other in 0..ROWS {
                    let full = |var: Var| read(var).unwrap_or(other >> var.0 & 1 == 1);
                    assert_eq!(circuit.eval(node, full), value);
                }
            }
        }
    }
    assert!(
        decided > nodes.len() * 8,
        "total assignments decide everything: {decided}"
    );
}

/// Kleene's tables, by hand: a gate is known as soon as its known children decide it.
#[test]
fn an_unknown_variable_leaves_open_what_depends_on_it() {
    let mut c = Circuit::new();
    let [x, y, z] = [0, 1, 2].map(|i| c.var(Var(i)));
    let (yes, no) = (Some(true), Some(false));
    let not_x = c.not(x);
    let cases = [
        (not_x, [None, yes, yes], None),
        (not_x, [yes, None, None], no),
        (c.and([x, y, z]), [yes, None, yes], None),
        (c.and([x, y, z]), [yes, None, no], no),
        (c.or([x, y, z]), [no, None, no], None),
        (c.or([x, y, z]), [no, None, yes], yes),
        (c.at_least(2, [x, y, z]), [yes, None, yes], yes),
        (c.at_least(2, [x, y, z]), [yes, None, no], None),
        (c.at_least(2, [x, y, z]), [no, None, no], no),
        (c.xor([x, y, z]), [yes, None, yes], None),
        (c.xor([x, y, z]), [yes, yes, yes], yes),
        (Node::TRUE, [None; 3], yes),
        (Node::FALSE, [None; 3], no),
    ];
    for (node, values, expect) in cases {
        let found = c.eval_partial(node, |var| values.get(var.index()).copied().flatten());
        assert_eq!(found, expect, "{:?} under {values:?}", c.gate(node));
    }
}

#[test]
fn a_partial_evaluator_forgets_what_it_is_told_to_forget() {
    let mut c = Circuit::new();
    let [x, y] = [0, 1].map(|i| c.var(Var(i)));
    let both = c.and2(x, y);
    let known = std::cell::Cell::new(None);
    let read = |_: Var| known.get();
    let mut evaluator = PartialEvaluator::new(&c, read);
    for value in [None, Some(true), Some(false), None] {
        known.set(value);
        evaluator.reassign(read);
        assert_eq!(evaluator.value(both), value);
    }
}

#[test]
fn an_evaluator_forgets_what_it_is_told_to_forget() {
    let mut circuit = Circuit::new();
    let nodes = samples(&mut circuit);
    let row = std::cell::Cell::new(0);
    let read = |var: Var| row.get() >> var.0 & 1 == 1;
    let mut evaluator = Evaluator::new(&circuit, read);
    for next in 0..ROWS {
        row.set(next);
        evaluator.reassign(read);
        for &node in &nodes {
            assert_eq!(evaluator.value(node), circuit.eval(node, read));
        }
    }
}

/// Against the least set that holds the roots and the children of its members.
#[test]
fn a_cone_lists_everything_below_once() {
    let mut circuit = Circuit::new();
    let nodes = samples(&mut circuit);
    let check = |roots: &[Node]| {
        let mut expect: BTreeSet<Node> = roots.iter().copied().collect();
        for node in circuit.nodes().rev() {
            if expect.contains(&node) {
                match circuit.gate(node) {
                    Gate::Not(child) => _ = expect.insert(child),
                    gate => expect.extend(gate.children()),
                }
            }
        }
        let cone = circuit.cone_of(roots.iter().copied());
        assert_eq!(cone, expect.iter().copied().collect::<Vec<_>>());
        let vars: BTreeSet<Var> = expect
            .iter()
            .filter_map(|node| match circuit.gate(*node) {
                Gate::Var(var) => Some(var),
                _ => None,
            })
            .collect();
        let support = circuit.support_of(roots.iter().copied());
        assert_eq!(support, vars.into_iter().collect::<Vec<_>>());
    };
    check(&[]);
    for (&one, &other) in nodes.iter().zip(nodes.iter().rev()) {
        check(&[one]);
        check(&[one, other, one]);
    }
}

#[test]
fn polarity_never_contradicts_the_table() {
    let mut circuit = Circuit::new();
    let nodes = samples(&mut circuit);
    for &node in &nodes {
        let table = table_of(&circuit, node);
        let polarity = circuit.polarity(node);
        assert_eq!(
            polarity.keys().copied().collect::<Vec<_>>(),
            circuit.support(node)
        );
        for i in 0..VARS {
            let rises =
                (0..ROWS).any(|r| r >> i & 1 == 0 && table >> r & 1 < table >> (r | 1 << i) & 1);
            let falls =
                (0..ROWS).any(|r| r >> i & 1 == 0 && table >> r & 1 > table >> (r | 1 << i) & 1);
            match polarity.get(&Var(i)) {
                None => assert!(!rises && !falls),
                Some(Polarity::Positive) => assert!(!falls),
                Some(Polarity::Negative) => assert!(!rises),
                Some(Polarity::Both) => {}
            }
        }
    }
}

#[test]
fn deep_and_wide_circuits_need_no_stack() {
    let mut circuit = Circuit::new();
    let x = circuit.var(Var(0));
    let mut top = x;
    for i in 1..200_000 {
        let var = circuit.var(Var(i % 1000));
        let joined = if i % 2 == 0 {
            circuit.and2(top, var)
        } else {
            circuit.or2(top, var)
        };
        top = if i % 5 == 0 {
            circuit.not(joined)
        } else {
            joined
        };
    }
    let wide: Vec<Node> = (0..100_000).map(|i| circuit.var(Var(i))).collect();
    let half = circuit.at_least(50_000, wide);
    assert!(circuit.eval(half, |var| var.0 % 2 == 0));
    assert!(!circuit.eval(half, |var| var.0 % 2 == 0 && var.0 != 4));
    assert_eq!(circuit.support(half).len(), 100_000);
    assert!(!circuit.cone(top).is_empty());
    circuit.eval(top, |var| var.0 % 3 == 0);
    circuit.cofactor(top, Var(3), true);
    circuit.polarity(top);
}

#[test]
fn lanes_are_rows() {
    let mut circuit = Circuit::new();
    let mut nodes = samples(&mut circuit);
    let all: Vec<Node> = (0..VARS).map(|i| circuit.var(Var(i))).collect();
    nodes.push(circuit.at_least(2, all));
    for node in nodes {
        let mut lanes = Lanes::new(&circuit, node);
        // Lane `i` is row `i mod 8`.
        let word =
            lanes.eval(|var| (0..64_u64).fold(0, |word, lane| word | (lane >> var.0 & 1) << lane));
        let table = u64::from(table_of(&circuit, node));
        let expect = (0..8).fold(0, |word, copy| word | table << (copy * ROWS));
        assert_eq!(word, expect, "{:?}", circuit.gate(node));
    }
}
