//! The circuit of a certificate: events, and gates over events and earlier gates.

/// An event or a gate, or its negation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Literal {
    /// What it is, or negates.
    pub input: Input,
    /// Whether it is the negation.
    pub negated: bool,
}

/// What a gate may depend on, by its number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Input {
    /// An event.
    Event(usize),
    /// An earlier gate.
    Gate(usize),
}

/// What a gate makes of its inputs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// True when so many inputs are.
    AtLeast(usize),
    /// True when an odd number of inputs are.
    Odd,
}

/// A gate.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gate {
    /// What it makes of its inputs.
    pub kind: Kind,
    /// Events and earlier gates.
    pub inputs: Vec<Literal>,
}

/// The circuit that a certificate speaks of.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Circuit {
    /// The probability of each event.
    pub probabilities: Vec<f64>,
    /// The name of each event; empty where the certificate gives none.
    pub names: Vec<String>,
    /// The gates, inputs before what they are inputs of.
    pub gates: Vec<Gate>,
    /// What the claims are about.
    pub top: Literal,
}

impl Default for Literal {
    /// The first event.
    fn default() -> Self {
        Self {
            input: Input::Event(0),
            negated: false,
        }
    }
}

impl Circuit {
    pub(crate) fn has_negation(&self) -> bool {
        let inputs = self.gates.iter().flat_map(|gate| &gate.inputs);
        inputs.chain([&self.top]).any(|literal| literal.negated)
            || self.gates.iter().any(|gate| gate.kind == Kind::Odd)
    }

    /// Whether the top is true when exactly the given events happen.
    pub(crate) fn is_true(&self, happens: &[bool]) -> bool {
        let mut values: Vec<bool> = Vec::with_capacity(self.gates.len());
        for gate in &self.gates {
            let trues = gate.inputs.iter();
            let trues = trues.filter(|literal| value(happens, &values, **literal));
            let is_true = match gate.kind {
                Kind::AtLeast(least) => trues.count() >= least,
                Kind::Odd => trues.count() % 2 == 1,
            };
            values.push(is_true);
        }
        value(happens, &values, self.top)
    }
}

fn value(events: &[bool], gates: &[bool], literal: Literal) -> bool {
    let value = match literal.input {
        Input::Event(event) => events.get(event),
        Input::Gate(gate) => gates.get(gate),
    };
    value.is_some_and(|value| *value != literal.negated)
}
