//! What is written is read again as the same functions and likelihoods.

use interrex_circuit::{Circuit, Node, Var};
use interrex_openpsa::{Chance, Event, Top, write};
use interrex_testkit::formula::{Formula, Shape};
use interrex_units::{Likelihood, Probability};

const VARIABLES: usize = 6;

fn p(value: f64) -> Probability {
    Probability::new(value).expect("a probability")
}

fn node(formula: &Formula, circuit: &mut Circuit) -> Node {
    let parts: Vec<Node> = formula
        .parts()
        .iter()
        .map(|part| node(part, circuit))
        .collect();
    match formula {
        Formula::Constant(value) => circuit.constant(*value),
        Formula::Variable(at) => circuit.var(Var(u32::try_from(*at).expect("few variables"))),
        Formula::Not(_) => circuit.not(parts[0]),
        Formula::And(_) => circuit.and(parts),
        Formula::Or(_) => circuit.or(parts),
        Formula::Xor(_) => circuit.xor(parts),
        Formula::AtLeast(least, _) => circuit.at_least(*least, parts),
    }
}

fn events() -> Vec<Event> {
    // Names that collide once they are legal, and with those of gates.
    let names = ["lost(a)", "lost-a", "g3", "", "<&>", "top_0"];
    names
        .iter()
        .enumerate()
        .map(|(at, name)| Event {
            name: (*name).to_owned(),
            chance: Chance::Alone(Likelihood::exact(p(f64::from(
                u8::try_from(at).expect("few"),
            ) / 7.0))),
        })
        .collect()
}

/// Reads what was written, and compares every top on every assignment.
#[track_caller]
fn check(circuit: &Circuit, tops: &[Top]) {
    let text = write(circuit, &events(), tops);
    let read = crate::support::compiled(&text);
    assert_eq!(read.propositions.len(), tops.len(), "{text}");
    // Events are told apart by their likelihoods.
    let original = |var: Var| {
        let likelihood = read.variables[var.index()].likelihood;
        let mut events = events().into_iter();
        events.position(|event| event.chance == Chance::Alone(likelihood))
    };
    for (top, again) in tops.iter().zip(&read.propositions) {
        let label = again.label.as_deref().unwrap_or(&again.name);
        assert_eq!(label, top.name);
        for world in 0_u32..1 << VARIABLES {
            let is_true = |at: usize| world >> at & 1 == 1;
            let expect = circuit.eval(top.node, |var| is_true(var.index()));
            let found = read
                .circuit
                .eval(again.node, |var| original(var).is_some_and(is_true));
            assert_eq!(found, expect, "{label} in {world:b} of {text}");
        }
    }
}

#[test]
fn random_formulas() {
    for seed in 0..300 {
        let mut circuit = Circuit::new();
        let tops = (0..3).map(|at| Top {
            name: format!("top {at}"),
            node: node(&Shape::of(VARIABLES).draw(seed * 3 + at), &mut circuit),
        });
        let tops: Vec<Top> = tops.collect();
        check(&circuit, &tops);
    }
}

#[test]
fn thresholds_that_count_an_argument_twice() {
    let mut circuit = Circuit::new();
    let [a, b, c] = [0, 1, 2].map(|at| circuit.var(Var(at)));
    let node = circuit.at_least(3, [a, a, b, b, c]);
    check(
        &circuit,
        &[Top {
            name: "top".to_owned(),
            node,
        }],
    );
}

/// With a base of probability 0.2, either has 0.6: the extra has (0.6 - 0.2) / (1 - 0.2).
#[test]
fn an_extra_follows_its_base() {
    let mut circuit = Circuit::new();
    let [base, extra] = [0, 1].map(|at| circuit.var(Var(at)));
    let node = circuit.or2(base, extra);
    let either = Likelihood::exact(p(0.6));
    let chances = [
        Chance::Alone(Likelihood::exact(p(0.2))),
        Chance::Added {
            base: Var(0),
            either,
        },
    ];
    let named = ["base", "extra"].iter().zip(chances);
    let events: Vec<Event> = named
        .map(|(name, chance)| Event {
            name: (*name).to_owned(),
            chance,
        })
        .collect();
    let text = write(
        &circuit,
        &events,
        &[Top {
            name: "top".to_owned(),
            node,
        }],
    );
    let read = crate::support::compiled(&text);
    let found = crate::support::probability(&read, read.propositions[0].node);
    assert!((found - 0.6).abs() < 1e-15, "{found} in {text}");
}

#[test]
fn a_range_is_a_deviate_with_its_ends() {
    let mut circuit = Circuit::new();
    let node = circuit.var(Var(0));
    let range = Likelihood::range(p(0.1), p(0.3)).expect("in order");
    let events = [Event {
        name: "e".to_owned(),
        chance: Chance::Alone(range),
    }];
    let text = write(
        &circuit,
        &events,
        &[Top {
            name: "top".to_owned(),
            node,
        }],
    );
    let expect =
        "<uniform-deviate><float value=\"1e-1\"/><float value=\"3e-1\"/></uniform-deviate>";
    assert!(text.contains(expect), "{text}");
    let read = crate::support::compiled(&text);
    assert_eq!(read.variables[0].likelihood, Likelihood::exact(p(0.2)));
}
