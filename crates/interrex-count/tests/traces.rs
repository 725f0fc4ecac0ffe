//! Searches whose steps are written, and gone over again by a checker that shares no code: it comes to
//! the same probability, or, where a limit ended the search, to the same bounds.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::format_push_string,
    reason = "a panic fails the test"
)]

use std::collections::BTreeMap;

use interrex_certificate::{Interval, check};
use interrex_circuit::{Circuit, Gate, Node, Var};
use interrex_count::{Counted, Limits, Trace, traced_probability};
use oorandom::Rand32;

/// A random circuit without parities.
fn circuit(random: &mut Rand32, vars: u32) -> (Circuit, Node) {
    let mut circuit = Circuit::new();
    let mut nodes: Vec<Node> = (0..vars).map(|i| circuit.var(Var(i))).collect();
    let coherent = random.rand_range(0..2) == 0;
    for _ in 0..vars + random.rand_range(0..2 * vars) {
        let length = u32::try_from(nodes.len()).unwrap();
        let width = random.rand_range(2..6);
        let from = if random.rand_range(0..3) == 0 {
            0
        } else {
            length.saturating_sub(vars)
        };
        let children: Vec<Node> = (0..width)
            .map(|_| nodes[random.rand_range(from..length) as usize])
            .collect();
        nodes.push(match random.rand_range(0..if coherent { 3 } else { 4 }) {
            0 => circuit.and(children),
            1 => circuit.or(children),
            2 => circuit.at_least(random.rand_range(2..4) as usize, children),
            _ => circuit.not(children[0]),
        });
    }
    let tail = nodes.split_off(nodes.len() - 3);
    let top = match random.rand_range(0..3) {
        0 => circuit.or(tail),
        1 => circuit.and(tail),
        _ => tail[2],
    };
    (circuit, top)
}

fn probabilities(random: &mut Rand32, vars: u32) -> Vec<f64> {
    let one = |random: &mut Rand32| match random.rand_range(0..8) {
        0 => 0.0,
        1 => 1.0,
        2 => 1e-9,
        _ => f64::from(random.rand_float()),
    };
    (0..vars).map(|_| one(random)).collect()
}

/// A certificate of a node that is no constant, and what the search found.
fn certificate(circuit: &Circuit, top: Node, p: &[f64], limits: &Limits<'_>) -> (String, Counted) {
    let mut text = String::from("interrex-certificate 1\n");
    for p in p {
        text += &format!("event {p:e}\n");
    }
    let mut names: BTreeMap<Node, String> = BTreeMap::new();
    let mut gates = 0;
    for node in circuit.cone_of([top]) {
        let inputs = |children: &[Node]| {
            let names: Vec<String> = children.iter().map(|child| names[child].clone()).collect();
            names.join(" ")
        };
        let formula = match circuit.gate(node) {
            Gate::Var(var) => {
                names.insert(node, format!("e{}", var.0));
                continue;
            }
            Gate::Not(child) => {
                let name = format!("~{}", names[&child]);
                names.insert(node, name);
                continue;
            }
            Gate::And(children) => format!("and {}", inputs(children)),
            Gate::Or(children) => format!("or {}", inputs(children)),
            Gate::AtLeast { k, children } => format!("at-least {k} {}", inputs(children)),
            other => unreachable!("{other:?}"),
        };
        text += &format!("gate {formula}\n");
        names.insert(node, format!("g{gates}"));
        gates += 1;
    }
    text += &format!("top {}\n", names[&top]);
    let mut steps = Vec::new();
    let trace = Trace {
        to: &mut steps,
        name: &|node| names[&node].clone(),
        gates,
    };
    let of = |var: Var| p[var.index()];
    let found = traced_probability(circuit, top, of, limits, trace).unwrap();
    text += &String::from_utf8(steps).unwrap();
    (text + "end\n", found)
}

fn shown(text: &str, seed: u64) -> Interval {
    let proved = check(text.as_bytes(), seed).unwrap_or_else(|refusal| {
        panic!("seed {seed}: {refusal}\n{text}");
    });
    proved.probability.expect("a search shows one")
}

#[test]
fn what_a_search_finds_is_found_by_going_over_its_steps() {
    let mut words: BTreeMap<String, usize> = BTreeMap::new();
    for seed in 0..3_000 {
        let mut random = Rand32::new(seed);
        let vars = random.rand_range(2..16);
        let (circuit, top) = circuit(&mut random, vars);
        let p = probabilities(&mut random, vars);
        if top.as_constant().is_some() {
            continue;
        }
        let (text, found) = certificate(&circuit, top, &p, &Limits::default());
        for line in text.lines() {
            *words
                .entry(line.split(' ').next().unwrap().to_owned())
                .or_default() += 1;
        }
        let shown = shown(&text, seed);
        assert!(shown.at_most() - shown.at_least() < 1e-15);
        assert!(
            (shown.middle() - found.value.nearest()).abs() < 1e-15,
            "seed {seed}"
        );
    }
    for word in [
        "define", "module", "together", "drop", "decide", "relax", "zero",
    ] {
        assert!(
            words.get(word).is_some_and(|count| *count > 5),
            "{word}: {words:?}"
        );
    }
}

#[test]
fn bounds_under_a_limit_are_shown_as_they_are_found() {
    let mut limited = 0;
    for seed in 0..1_000 {
        let mut random = Rand32::new(seed);
        let vars = random.rand_range(4..16);
        let (circuit, top) = circuit(&mut random, vars);
        let p = probabilities(&mut random, vars);
        if top.as_constant().is_some() {
            continue;
        }
        let (_, whole) = certificate(&circuit, top, &p, &Limits::default());
        let needed = whole.effort.components;
        for components_max in (0..needed).step_by(1 + needed / 8) {
            let limits = Limits::components(components_max);
            let (text, found) = certificate(&circuit, top, &p, &limits);
            let shown = shown(&text, seed);
            // Both hold the value; what is shown is as narrow as what was found.
            let value = whole.value.nearest();
            assert!(shown.at_least() <= value + 1e-15 && value - 1e-15 <= shown.at_most());
            assert!(
                shown.at_least() >= found.value.at_least() - 1e-8,
                "seed {seed}"
            );
            assert!(
                shown.at_most() <= found.value.at_most() + 1e-8,
                "seed {seed}"
            );
            limited += 1;
        }
    }
    assert!(limited > 1_000, "too few searches reach their limit");
}
