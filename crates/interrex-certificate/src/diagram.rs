//! Decision diagrams: that each gate's is the gate over those of its inputs, and what the top's
//! probability is.

#![expect(
    clippy::indexing_slicing,
    reason = "every number was checked when the certificate was read"
)]

use std::collections::BTreeSet;

use crate::Refusal;
use crate::circuit::{Gate, Input, Kind, Literal};
use crate::read::{Certificate, Diagram};

/// Checks all diagrams; the probability of the top if there are any.
pub(crate) fn check(certificate: &Certificate) -> Result<Option<f64>, Refusal> {
    let walk = Walk::new(certificate);
    walk.decisions_ascend()?;
    if certificate.functions.is_empty() {
        return Ok(None);
    }
    for (gate, claimed) in certificate.circuit.gates.iter().zip(&certificate.functions) {
        if !walk.is_function(gate, *claimed) {
            return Err(Refusal {
                line: gate.line,
                reason: "the diagram of the gate is not its function".to_owned(),
            });
        }
    }
    match walk.input(certificate.circuit.top) {
        Some(top) => Ok(Some(walk.probability(top))),
        None => Err(Refusal {
            line: 1,
            reason: "the top is an event without a diagram".to_owned(),
        }),
    }
}

/// A diagram, or its negation.
type Signed = (Diagram, bool);

struct Walk<'c> {
    certificate: &'c Certificate,
    /// The node that is true when an event happens, for each event that has one.
    of_events: Vec<Option<Diagram>>,
}

impl<'c> Walk<'c> {
    fn new(certificate: &'c Certificate) -> Self {
        let (no, yes) = (Diagram::Constant(false), Diagram::Constant(true));
        let mut of_events = vec![None; certificate.circuit.probabilities.len()];
        for (node, decision) in certificate.decisions.iter().enumerate() {
            if decision.low == no && decision.high == yes {
                of_events[decision.event] = Some(Diagram::Node(node));
            }
        }
        Self {
            certificate,
            of_events,
        }
    }

    fn decisions_ascend(&self) -> Result<(), Refusal> {
        for decision in &self.certificate.decisions {
            for branch in [decision.low, decision.high] {
                if self
                    .event(branch)
                    .is_some_and(|event| event <= decision.event)
                {
                    return Err(Refusal {
                        line: decision.line,
                        reason: "a node decides an event before those below it".to_owned(),
                    });
                }
            }
        }
        Ok(())
    }

    /// The event that a diagram decides first.
    fn event(&self, diagram: Diagram) -> Option<usize> {
        match diagram {
            Diagram::Constant(_) => None,
            Diagram::Node(node) => Some(self.certificate.decisions[node].event),
        }
    }

    /// Walks the diagrams of the inputs and the claimed one together, each combination once.
    fn is_function(&self, gate: &Gate, claimed: Diagram) -> bool {
        let inputs = gate.inputs.iter().map(|input| self.input(*input));
        let claim = [Some((claimed, false))];
        let Some(start) = inputs.chain(claim).collect::<Option<Vec<Signed>>>() else {
            return false;
        };
        let mut seen = BTreeSet::new();
        let mut open = vec![start];
        while let Some(place) = open.pop() {
            let Some((claimed, inputs)) = place.split_last() else {
                return false;
            };
            if let Some(value) = settled(gate.kind, inputs) {
                if self.is_constant(claimed.0, value) {
                    continue;
                }
                return false;
            }
            let event = place
                .iter()
                .filter_map(|(diagram, _)| self.event(*diagram))
                .min();
            let Some(event) = event else {
                return false;
            };
            for high in [false, true] {
                let next = place.iter().map(|part| self.branch(*part, event, high));
                let next: Vec<Signed> = next.collect();
                if seen.insert(next.clone()) {
                    open.push(next);
                }
            }
        }
        true
    }

    /// The diagram of a literal; none if it is of an event that no node stands for.
    fn input(&self, literal: Literal) -> Option<Signed> {
        let diagram = match literal.input {
            Input::Gate(gate) => self.certificate.functions[gate],
            Input::Event(event) => self.of_events[event]?,
        };
        Some((diagram, literal.negated))
    }

    fn branch(&self, (diagram, negated): Signed, event: usize, high: bool) -> Signed {
        match diagram {
            Diagram::Node(node) if self.certificate.decisions[node].event == event => {
                let decision = self.certificate.decisions[node];
                let next = if high { decision.high } else { decision.low };
                (next, negated)
            }
            _ => (diagram, negated),
        }
    }

    /// Whether a diagram has one value everywhere.
    fn is_constant(&self, diagram: Diagram, value: bool) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![diagram];
        while let Some(diagram) = open.pop() {
            match diagram {
                Diagram::Constant(found) if found != value => return false,
                Diagram::Node(node) if seen.insert(node) => {
                    let decision = self.certificate.decisions[node];
                    open.extend([decision.low, decision.high]);
                }
                _ => {}
            }
        }
        true
    }

    fn probability(&self, (top, negated): Signed) -> f64 {
        let mut values: Vec<f64> = Vec::with_capacity(self.certificate.decisions.len());
        for decision in &self.certificate.decisions {
            let p = self.certificate.circuit.probabilities[decision.event];
            let (low, high) = (of(&values, decision.low), of(&values, decision.high));
            values.push(p * high + (1.0 - p) * low);
        }
        let value = of(&values, top);
        if negated { 1.0 - value } else { value }
    }
}

/// The value of a gate that its inputs already fix.
fn settled(kind: Kind, inputs: &[Signed]) -> Option<bool> {
    let is = |part: &&Signed, value: bool| matches!(part.0, Diagram::Constant(found) if (found != part.1) == value);
    let trues = inputs.iter().filter(|part| is(part, true)).count();
    let falses = inputs.iter().filter(|part| is(part, false)).count();
    let open = inputs.len() - trues - falses;
    match kind {
        Kind::AtLeast(least) if trues >= least => Some(true),
        Kind::AtLeast(least) if trues + open < least => Some(false),
        Kind::Odd if open == 0 => Some(trues % 2 == 1),
        _ => None,
    }
}

fn of(values: &[f64], diagram: Diagram) -> f64 {
    match diagram {
        Diagram::Constant(value) => f64::from(u8::from(value)),
        Diagram::Node(node) => values[node],
    }
}
