//! Reading a model in a test, and its probabilities by enumeration.

use interrex_circuit::Node;
use interrex_openpsa::{Compiled, Reading, Settings};

/// Reads one text as a model that includes nothing.
pub(crate) fn read(text: &str) -> Reading {
    let mut files = |name: &str| Err(format!("there is no file `{name}`"));
    interrex_openpsa::read(&[("model.xml", text)], &Settings::default(), &mut files)
}

/// Compiles a text that has no errors.
#[track_caller]
pub(crate) fn compiled(text: &str) -> Compiled {
    let reading = read(text);
    let model = reading
        .model
        .unwrap_or_else(|| panic!("{:#?}", reading.diagnostics));
    interrex_openpsa::compile(&model)
}

/// The probability of a node: the sum over all assignments that make it true.
pub(crate) fn probability(compiled: &Compiled, node: Node) -> f64 {
    let variables = &compiled.variables;
    assert!(variables.len() <= 16, "few enough to enumerate");
    (0_u32..1 << variables.len())
        .filter(|world| compiled.circuit.eval(node, |var| world >> var.0 & 1 == 1))
        .map(|world| {
            let factors = variables.iter().enumerate().map(|(at, variable)| {
                let likelihood = variable.likelihood.low().get();
                if world >> at & 1 == 1 {
                    likelihood
                } else {
                    1.0 - likelihood
                }
            });
            factors.product::<f64>()
        })
        .sum()
}
