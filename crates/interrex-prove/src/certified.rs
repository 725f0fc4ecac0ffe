//! Certificates held against the model that they are said to be of.
//!
//! Responsible for telling which gates and sequences have the circuit of a certificate. Whether the
//! certificate shows what it claims of that circuit is left to `interrex-certificate`.

use std::collections::BTreeMap;

use interrex_certificate::{Input, Kind, Literal};
use interrex_circuit::{Circuit, Node, Var};
use interrex_openpsa::{Compiled, Model, Proposition};
use interrex_units::Likelihood;

use crate::open_psa::{in_phase, wanted};

/// A model against which certificates are held.
pub struct Certified {
    compiled: Compiled,
    /// What the certificate is expected to be about; nothing where it may be about anything.
    expected: Vec<Proposition>,
    phase: Option<String>,
}

impl Certified {
    /// Compiles a model, as read in a phase if it has some. Where patterns of names are given, a certificate
    /// must be about every gate and sequence that they match.
    ///
    /// # Errors
    ///
    /// A sentence for people, when a pattern matches nothing.
    pub fn new(model: &Model, only: &[String], phase: Option<&str>) -> Result<Self, String> {
        let compiled = interrex_openpsa::compile(model);
        let expected = match only {
            [] => Vec::new(),
            patterns => wanted(patterns, phase, &compiled)?,
        };
        Ok(Self {
            compiled,
            expected,
            phase: phase.map(str::to_owned),
        })
    }

    /// The names of the gates and sequences whose circuit is that of a certificate: all of them, or those
    /// expected.
    ///
    /// Circuits are compared as built: the gates of the certificate are made again among those of the
    /// model, in which equal gates are one.
    ///
    /// # Errors
    ///
    /// What differs, as a sentence for people: an event that the model does not have, one with another
    /// probability, or a circuit that is not the one expected.
    pub fn shown_by(
        &mut self,
        claimed: &interrex_certificate::Circuit,
    ) -> Result<Vec<String>, String> {
        let top = self.top_of(claimed)?;
        let all = self.compiled.propositions.iter();
        let all = all.chain(&self.compiled.inner);
        let same = all.filter(|one| one.node == top);
        let mut same: Vec<&Proposition> = same.collect();
        same.sort_by_key(|one| one.span);
        let named = |list: &[&Proposition]| {
            let names = list.iter().map(|one| self.name_of(one));
            names.collect::<Vec<String>>()
        };
        if let Some(other) = self.expected.iter().find(|one| one.node != top) {
            let other = self.name_of(other);
            return Err(match same.as_slice() {
                [] => format!("`{other}` has another circuit"),
                same => format!(
                    "`{other}` has another circuit: this is that of `{}`",
                    named(same).join("`, `")
                ),
            });
        }
        if same.is_empty() {
            return Err("no gate or sequence of the model has this circuit".to_owned());
        }
        let expected: Vec<&Proposition> = self.expected.iter().collect();
        Ok(named(if expected.is_empty() {
            &same
        } else {
            &expected
        }))
    }

    fn name_of(&self, proposition: &Proposition) -> String {
        in_phase(&proposition.name, self.phase.as_deref())
    }

    /// The node of the top of a certificate.
    fn top_of(&mut self, claimed: &interrex_certificate::Circuit) -> Result<Node, String> {
        let Compiled {
            circuit, variables, ..
        } = &mut self.compiled;
        let known = (0..).zip(variables.iter());
        let known = known.map(|(number, one)| (one.name.as_str(), (Var(number), one.likelihood)));
        let known: BTreeMap<&str, (Var, Likelihood)> = known.collect();
        let mut events = Vec::new();
        for (name, probability) in claimed.names.iter().zip(&claimed.probabilities) {
            let event = known.get(name.as_str());
            let (var, likelihood) =
                event.ok_or_else(|| format!("the model has no basic event `{name}`"))?;
            let ends = (likelihood.low().get(), likelihood.high().get());
            if ends != (*probability, *probability) {
                return Err(format!(
                    "`{name}` is not as likely in the model: {probability:e} in the certificate"
                ));
            }
            events.push(circuit.var(*var));
        }
        let mut gates: Vec<Node> = Vec::new();
        let missing = || "the certificate names what it does not have".to_owned();
        for gate in &claimed.gates {
            let inputs = gate.inputs.iter();
            let inputs: Option<Vec<Node>> = inputs
                .map(|input| node_of(*input, &events, &gates, circuit))
                .collect();
            let inputs = inputs.ok_or_else(missing)?;
            gates.push(match gate.kind {
                Kind::AtLeast(least) => circuit.at_least(least, inputs),
                Kind::Odd => circuit.xor(inputs),
            });
        }
        node_of(claimed.top, &events, &gates, circuit).ok_or_else(missing)
    }
}

fn node_of(
    literal: Literal,
    events: &[Node],
    gates: &[Node],
    circuit: &mut Circuit,
) -> Option<Node> {
    let node = match literal.input {
        Input::Event(at) => events.get(at),
        Input::Gate(at) => gates.get(at),
    };
    let node = *node?;
    Some(if literal.negated {
        circuit.not(node)
    } else {
        node
    })
}
