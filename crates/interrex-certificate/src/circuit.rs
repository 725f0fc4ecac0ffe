//! The circuit of a certificate: events, and gates over events and earlier gates.

/// An event or a gate, or its negation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Literal {
    pub(crate) input: Input,
    pub(crate) negated: bool,
}

/// What a gate may depend on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Input {
    Event(usize),
    Gate(usize),
}

/// True when at least `least` inputs are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Gate {
    pub(crate) line: usize,
    pub(crate) least: usize,
    pub(crate) inputs: Vec<Literal>,
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Circuit {
    pub(crate) probabilities: Vec<f64>,
    pub(crate) gates: Vec<Gate>,
    pub(crate) top: Literal,
}

impl Circuit {
    pub(crate) fn has_negation(&self) -> bool {
        let inputs = self.gates.iter().flat_map(|gate| &gate.inputs);
        inputs.chain([&self.top]).any(|literal| literal.negated)
    }

    /// Whether the top is true when exactly the given events happen.
    pub(crate) fn is_true(&self, happens: &[bool]) -> bool {
        let mut values: Vec<bool> = Vec::with_capacity(self.gates.len());
        for gate in &self.gates {
            let trues = gate.inputs.iter();
            let trues = trues.filter(|literal| value(happens, &values, **literal));
            let is_true = trues.count() >= gate.least;
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
