//! Certificates of random circuits, and what becomes of them when something in them is changed: what
//! the checker accepts is held against the truth table of the circuit that it accepts it for.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may fail where it stands"
)]

use std::collections::BTreeSet;

use interrex_certificate::{Circuit as Claimed, Input, Kind, Literal, Proved, check};
use interrex_circuit::{Circuit, Gate, Node, Var};
use interrex_fault::{Chance, LimitReached, Limits, Session};

use crate::support::truth::{Stream, formula};
use crate::support::{assign, exact, range};

/// How a certificate is made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum By {
    Diagrams,
    /// So few nodes are allowed that no diagram fits.
    Search,
}

fn certificate(stream: &mut Stream, vars: u32, by: By) -> Option<String> {
    let mut circuit = Circuit::new();
    let monotone = stream.below(2) == 0;
    let top = formula(&mut circuit, stream, vars, monotone);
    if by == By::Search && has_parity(&circuit, top) {
        return None;
    }
    let chances: Vec<Chance> = (0..vars)
        .map(|_| Chance::Alone(exact(stream.unit())))
        .collect();
    let limits = Limits {
        nodes_max: if by == By::Search { 1 } else { 10_000 },
        ..Limits::default()
    };
    let assignment = assign(&circuit, &chances);
    let mut session = Session::new(assignment, &[top], Vec::new(), limits).thorough();
    let mut text = Vec::new();
    let name = |var| format!("{var}");
    session.certificate(top, &name, 1000, &mut text).ok()?;
    Some(String::from_utf8(text).unwrap())
}

fn has_parity(circuit: &Circuit, top: Node) -> bool {
    let cone = circuit.cone_of([top]);
    cone.iter()
        .any(|node| matches!(circuit.gate(*node), Gate::Xor(_)))
}

/// The rows of the truth table of a circuit in which it is true; row `r` makes event `i` bit `i`.
fn models(circuit: &Claimed) -> Vec<u32> {
    let is_true = |row: &u32| {
        let mut gates: Vec<bool> = Vec::new();
        let value = |gates: &[bool], literal: &Literal| {
            let value = match literal.input {
                Input::Event(event) => row >> event & 1 == 1,
                Input::Gate(gate) => gates[gate],
            };
            value != literal.negated
        };
        for gate in &circuit.gates {
            let trues = gate.inputs.iter().filter(|input| value(&gates, input));
            let trues = trues.count();
            gates.push(match gate.kind {
                Kind::AtLeast(least) => trues >= least,
                Kind::Odd => trues % 2 == 1,
            });
        }
        value(&gates, &circuit.top)
    };
    (0..1 << circuit.probabilities.len())
        .filter(is_true)
        .collect()
}

/// The models that hold no other.
fn minimal(models: &[u32]) -> BTreeSet<u32> {
    let holds_another = |m: u32| models.iter().any(|&other| other != m && other & m == other);
    models
        .iter()
        .copied()
        .filter(|m| !holds_another(*m))
        .collect()
}

/// Holds what was accepted against the truth table.
fn assert_true(proved: &Proved, text: &str) {
    let models = models(&proved.circuit);
    if let Some(probability) = proved.probability {
        let factor = |row: u32, (event, p): (usize, &f64)| {
            if row >> event & 1 == 1 { *p } else { 1.0 - p }
        };
        let of_row = |row: &u32| -> f64 {
            let p = proved.circuit.probabilities.iter().enumerate();
            p.map(|one| factor(*row, one)).product()
        };
        let sum: f64 = models.iter().map(of_row).sum();
        let ends = (
            probability.at_least() - 1e-13,
            probability.at_most() + 1e-13,
        );
        assert!(
            ends.0 <= sum && sum <= ends.1,
            "{sum}, {probability:?}\n{text}"
        );
    }
    let minimal = minimal(&models);
    if let Some(count) = &proved.count {
        assert_eq!(count.to_string(), minimal.len().to_string(), "{text}");
    }
    let mut listed = BTreeSet::new();
    for line in text
        .lines()
        .filter(|line| line.split(' ').next() == Some("set"))
    {
        let events = line
            .split(' ')
            .skip(1)
            .map(|word| word[1..].parse::<u32>().unwrap());
        let set = events.fold(0, |set, event| set | 1 << event);
        assert!(minimal.contains(&set), "{line}\n{text}");
        assert!(listed.insert(set), "{line}\n{text}");
    }
    assert_eq!(proved.cut_sets, listed.len(), "{text}");
}

#[test]
fn certificates_of_random_circuits_show_what_truth_tables_say() {
    let mut stream = Stream(5);
    let mut made = [0; 2];
    for round in 0..600 {
        let by = [By::Diagrams, By::Search][round % 2];
        let Some(text) = certificate(&mut stream, 3 + u32::try_from(round % 5).unwrap(), by) else {
            continue;
        };
        let proved = check(text.as_bytes(), round as u64).unwrap_or_else(|refusal| {
            panic!("{refusal}\n{text}");
        });
        assert_true(&proved, &text);
        let probability = proved.probability.expect("one is shown");
        assert!(probability.at_most() - probability.at_least() < 1e-14);
        if by == By::Diagrams {
            let count = proved.count.expect("one is shown");
            assert_eq!(
                count.to_string(),
                proved.cut_sets.to_string(),
                "all are listed"
            );
        }
        made[round % 2] += 1;
    }
    assert!(made[0] > 200 && made[1] > 100, "{made:?}");
}

/// A certificate in which one word or one line is another.
fn changed(stream: &mut Stream, text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let below =
        |stream: &mut Stream, length: usize| stream.below(u32::try_from(length).unwrap()) as usize;
    let at = below(stream, lines.len());
    match stream.below(12) {
        0 => drop(lines.remove(at)),
        1 => {
            let other = below(stream, lines.len());
            lines.swap(at, other);
        }
        2 => lines.insert(at, lines[at].clone()),
        _ => {
            let mut words: Vec<String> = lines[at].split(' ').map(str::to_owned).collect();
            let place = below(stream, words.len());
            words[place] = if stream.below(2) == 0 {
                // A word from elsewhere.
                let from = below(stream, lines.len());
                let others: Vec<&str> = lines[from].split(' ').collect();
                others[below(stream, others.len())].to_owned()
            } else {
                // Another number.
                let word = &words[place];
                let digits = word.trim_start_matches(|char: char| !char.is_ascii_digit());
                let letters = &word[..word.len() - digits.len()];
                let number = digits
                    .parse::<u32>()
                    .map(|number| number + 3)
                    .unwrap_or_default();
                format!("{letters}{}", number.saturating_sub(1 + stream.below(5)))
            };
            lines[at] = words.join(" ");
        }
    }
    lines
        .iter()
        .flat_map(|line| [line.as_str(), "\n"])
        .collect()
}

#[test]
fn what_is_accepted_after_a_change_is_true() {
    let mut stream = Stream(11);
    let (mut refused, mut of_others, mut same) = (0, 0, 0);
    for round in 0..300 {
        let by = [By::Diagrams, By::Search][round % 2];
        let Some(text) = certificate(&mut stream, 3 + u32::try_from(round % 4).unwrap(), by) else {
            continue;
        };
        let before = check(text.as_bytes(), 1).unwrap();
        for _ in 0..60 {
            let changed = changed(&mut stream, &text);
            if changed == text {
                continue;
            }
            let Ok(proved) = check(changed.as_bytes(), 1) else {
                refused += 1;
                continue;
            };
            // Whatever was changed, what is shown is true of the circuit of which it is shown: whether
            // that is the circuit of a model is for others to say.
            assert_true(&proved, &changed);
            if proved.circuit == before.circuit {
                same += 1;
            } else {
                of_others += 1;
            }
        }
    }
    assert!(
        refused > 9_000,
        "{refused} refused, {of_others} of other circuits, {same} of the same"
    );
}

/// What a session answers that is asked for a certificate with two sets.
fn asked(
    circuit: &Circuit,
    top: Node,
    chances: &[Chance],
    (nodes_max, thorough): (usize, bool),
) -> String {
    let limits = Limits {
        nodes_max,
        ..Limits::default()
    };
    let mut session = Session::new(assign(circuit, chances), &[top], Vec::new(), limits);
    if thorough {
        session = session.thorough();
    }
    let mut text = Vec::new();
    match session.certificate(top, &|var| format!("{var}"), 2, &mut text) {
        Ok(_) => String::from_utf8(text).unwrap(),
        Err(none) => none.to_string(),
    }
}

#[test]
fn why_there_is_no_certificate() {
    let mut circuit = Circuit::new();
    let vars: Vec<Node> = (0..6).map(|i| circuit.var(Var(i))).collect();
    let all = circuit.and(vars.clone());
    let parity = circuit.xor(vars);
    let numbers = [Chance::Alone(exact(0.5)); 6];
    let said = |top, room, thorough| asked(&circuit, top, &numbers, (room, thorough));
    let first_line = "interrex-certificate 1\n";
    assert!(said(all, 1, true).starts_with(first_line));
    let no_room = LimitReached::Nodes(1).to_string();
    assert_eq!(said(all, 1, false), no_room);
    assert_eq!(said(parity, 1, true), no_room);
    assert!(said(parity, 10_000, true).starts_with(first_line));
    let constant = said(Node::TRUE, 10_000, true);
    assert_eq!(constant, "it is true whatever happens");

    let mut ranged = numbers;
    ranged[4] = Chance::Alone(range(0.2, 0.3));
    let mut coupled = numbers;
    coupled[4] = Chance::Added {
        base: Var(2),
        either: exact(0.75),
    };
    for room in [1, 10_000] {
        for chances in [&ranged, &coupled] {
            let said = asked(&circuit, all, chances, (room, true));
            assert_eq!(said, "the likelihood of x4 is a range");
        }
    }
}

/// Where a search makes the certificate, it has the first sets of what rises as far as there is room for them,
/// and none of what does not rise.
#[test]
fn a_certificate_by_search_has_the_sets_that_the_circuit_shows() {
    let mut circuit = Circuit::new();
    let vars: Vec<Node> = (0..24).map(|i| circuit.var(Var(i))).collect();
    // Neighbors in a ring, near and far: a large diagram of few sets.
    let pairs: Vec<Node> = [1, 5, 9]
        .iter()
        .flat_map(|far| (0..24).map(move |at| (at, (at + far) % 24)))
        .map(|(one, other)| circuit.and2(vars[one], vars[other]))
        .collect();
    let rising = circuit.or(pairs);
    let not_last = circuit.not(vars[23]);
    let falling = circuit.and2(rising, not_last);
    let numbers = [Chance::Alone(exact(0.5)); 24];
    // Between too little room for any set and enough for a diagram.
    let (mut with_sets, mut without) = (0, 0);
    for room in [400, 820, 840] {
        for (top, is_rising) in [(rising, true), (falling, false)] {
            let text = asked(&circuit, top, &numbers, (room, true));
            let proved = check(text.as_bytes(), 1).unwrap();
            let is_by_search = proved.count.is_none();
            if is_by_search && is_rising && proved.cut_sets > 0 {
                assert_eq!(proved.cut_sets, 2);
                with_sets += 1;
            } else if is_by_search {
                assert_eq!(proved.cut_sets, 0);
                without += 1;
            }
        }
    }
    assert!(with_sets > 0 && without > 0, "{with_sets} and {without}");
}
