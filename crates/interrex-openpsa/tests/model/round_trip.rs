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

/// An extra beside its base, as written.
fn with_extra(base: Likelihood, either: Likelihood) -> String {
    let mut circuit = Circuit::new();
    let [first, extra] = [0, 1].map(|at| circuit.var(Var(at)));
    let node = circuit.or2(first, extra);
    let chances = [
        Chance::Alone(base),
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
    write(
        &circuit,
        &events,
        &[Top {
            name: "top".to_owned(),
            node,
        }],
    )
}

/// With a base of probability 0.2, either has 0.6: the extra has (0.6 - 0.2) / (1 - 0.2). Of ranges,
/// the same holds for their middles; beside what is certain there is no extra.
#[test]
fn an_extra_follows_its_base() {
    let exact = |value: f64| Likelihood::exact(p(value));
    let range = |low: f64, high: f64| Likelihood::range(p(low), p(high)).expect("in order");
    for (base, either, expect) in [
        (exact(0.2), exact(0.6), 0.6),
        (range(0.2, 0.45), range(0.55, 0.8), 0.675),
        (exact(0.2), range(0.1, 0.6), 0.35),
        (range(0.5, 1.0), range(0.8, 1.0), 0.9),
        (exact(1.0), exact(1.0), 1.0),
    ] {
        let text = with_extra(base, either);
        let read = crate::support::compiled(&text);
        let found = crate::support::probability(&read, read.propositions[0].node);
        assert!((found - expect).abs() < 1e-15, "{found} in {text}");
    }
}

/// The bounds of an expression from those of its arguments, which are taken as independent: what other
/// tools accept a probability by. They refuse divisors that can be 0.
fn bounds(node: roxmltree::Node<'_, '_>, base: (f64, f64)) -> (f64, f64) {
    let parts = node.children().filter(roxmltree::Node::is_element);
    let parts: Vec<(f64, f64)> = parts.map(|part| bounds(part, base)).collect();
    match (node.tag_name().name(), parts.as_slice()) {
        ("float", _) => {
            let value = node.attribute("value").expect("a value");
            let value = value.parse().expect("a number");
            (value, value)
        }
        ("parameter", _) => base,
        ("uniform-deviate", [low, high]) => (low.0, high.1),
        ("sub", [a, b]) => (a.0 - b.1, a.1 - b.0),
        ("max", [a, b]) => (a.0.max(b.0), a.1.max(b.1)),
        ("min", [a, b]) => (a.0.min(b.0), a.1.min(b.1)),
        ("div", [a, b]) => {
            assert!(b.0 > 0.0, "a divisor that can be 0");
            let ends = [a.0 / b.0, a.0 / b.1, a.1 / b.0, a.1 / b.1];
            let low = ends.into_iter().fold(f64::INFINITY, f64::min);
            (low, ends.into_iter().fold(f64::NEG_INFINITY, f64::max))
        }
        (other, _) => panic!("`{other}` is not expected in an extra"),
    }
}

#[test]
fn an_extra_is_a_probability_to_tools_that_bound_it() {
    let steps = [0.0, 0.2, 0.45, 0.55, 0.8, 1.0];
    for (at, low) in steps.into_iter().enumerate() {
        for high in steps.into_iter().skip(at) {
            for more in steps.into_iter().filter(|more| *more >= low) {
                let base = Likelihood::range(p(low), p(high)).expect("in order");
                let either = Likelihood::range(p(more), p(more.max(high))).expect("in order");
                let text = with_extra(base, either);
                let document = roxmltree::Document::parse(&text).expect("well-formed");
                let mut nodes = document.descendants();
                let is_extra = |node: &roxmltree::Node<'_, '_>| {
                    node.has_tag_name("define-basic-event")
                        && node.attribute("name") == Some("extra")
                };
                let extra = nodes.find(is_extra).expect("an extra");
                let found = bounds(extra.first_element_child().expect("a value"), (low, high));
                assert!((0.0..=1.0).contains(&found.0), "{found:?} in {text}");
                assert!((0.0..=1.0).contains(&found.1), "{found:?} in {text}");
            }
        }
    }
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
