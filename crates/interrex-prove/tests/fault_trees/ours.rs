//! What the engine says of a tree that is read from its text.

use interrex_circuit::Var;
use interrex_fault::{Assignment, Chance, CutSetOptions, Exactness, Limits, Session};
use interrex_openpsa::Settings;

use super::draw::Tree;

/// Probability and number of minimal cut sets.
pub(crate) struct Answer {
    pub(crate) probability: f64,
    pub(crate) count: String,
}

/// Reads and analyzes a tree.
pub(crate) fn answer(tree: &Tree) -> Answer {
    let text = format!("<opsa-mef>\n{}</opsa-mef>\n", tree.text("t"));
    let mut none = |name: &str| Err(format!("there is no {name}"));
    let reading = interrex_openpsa::read(&[("t.xml", &text)], &Settings::default(), &mut none);
    let said: Vec<&str> = reading
        .diagnostics
        .iter()
        .map(|one| one.message.as_str())
        .collect();
    let model = reading
        .model
        .unwrap_or_else(|| panic!("tree {}: {said:?}\n{text}", tree.seed));
    let compiled = interrex_openpsa::compile(&model);
    let [top] = compiled.propositions.as_slice() else {
        panic!("tree {} has one top", tree.seed);
    };
    let chances = (0..)
        .zip(&compiled.variables)
        .map(|(number, variable)| (Var(number), Chance::Alone(variable.likelihood)));
    let assignment = Assignment::new(&compiled.circuit, chances).expect("one for each variable");
    let mut session = Session::new(assignment, &[top.node], Vec::new(), Limits::default());
    let probability = session.probability(top.node);
    assert_eq!(
        probability.exactness,
        Exactness::Exact,
        "tree {}",
        tree.seed
    );
    let options = CutSetOptions {
        listed_max: 0,
        ..CutSetOptions::default()
    };
    let sets = session.cut_sets(top.node, &options);
    assert!(sets.complete, "tree {}", tree.seed);
    Answer {
        probability: probability.low,
        count: sets.count.to_string(),
    }
}
