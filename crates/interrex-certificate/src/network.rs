//! The circuit as a search sees it: every gate is a threshold over literals, every leaf has a
//! probability. It may be rewritten by steps, each of which leaves the probability of the top as it
//! is; that nothing depends on an input is shown by `redundant`.

#![expect(
    clippy::indexing_slicing,
    reason = "nodes were checked when the certificate was read"
)]

use std::collections::BTreeSet;

use crate::circuit::{self, Circuit, Input, Literal};
use crate::interval::Interval;

/// A node, or its negation: events come first, then gates.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Edge {
    pub(crate) node: usize,
    pub(crate) negated: bool,
}

impl Edge {
    fn negated_if(self, negated: bool) -> Self {
        Self {
            negated: self.negated != negated,
            ..self
        }
    }
}

/// What a node is.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Part {
    /// True with this probability, independently of every other leaf.
    Leaf(Interval),
    /// True when at least so many of the inputs are.
    Threshold(usize, Vec<Edge>),
}

/// Whether a gate is a disjunction or a conjunction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Junction {
    Any,
    All,
}

impl Junction {
    pub(crate) fn of(least: usize, inputs: usize) -> Option<Self> {
        match least {
            1 => Some(Self::Any),
            _ if least == inputs => Some(Self::All),
            _ => None,
        }
    }

    /// What the negation is over negated inputs.
    fn dual_if(self, negated: bool) -> Self {
        match (self, negated) {
            (junction, false) => junction,
            (Self::Any, true) => Self::All,
            (Self::All, true) => Self::Any,
        }
    }
}

/// A step that rewrites a network.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Rewriting {
    /// A gate, perhaps one more, is given inputs.
    Define(usize, usize, Vec<Literal>),
    /// A gate becomes a leaf.
    Module(usize),
    /// Leaves become one.
    Together(Vec<Literal>),
    /// A gate loses an input.
    Drop(usize, Literal),
}

#[derive(Clone, Debug)]
pub(crate) struct Network {
    pub(crate) parts: Vec<Part>,
    pub(crate) top: Edge,
    events: usize,
}

impl Network {
    /// The network of a circuit without odd gates.
    pub(crate) fn new(circuit: &Circuit) -> Result<Self, String> {
        let probabilities = circuit.probabilities.iter();
        let mut network = Self {
            parts: probabilities
                .map(|p| Part::Leaf(Interval::of(*p)))
                .collect(),
            top: Edge {
                node: 0,
                negated: false,
            },
            events: circuit.probabilities.len(),
        };
        for gate in &circuit.gates {
            let circuit::Kind::AtLeast(least) = gate.kind else {
                return Err("a circuit with odd gates is not searched".to_owned());
            };
            let inputs = network.edges(&gate.inputs);
            network.parts.push(Part::Threshold(least, inputs));
        }
        network.top = network.edge(circuit.top);
        Ok(network)
    }

    pub(crate) fn edge(&self, literal: Literal) -> Edge {
        Edge {
            node: self.node(literal.input),
            negated: literal.negated,
        }
    }

    pub(crate) fn node(&self, input: Input) -> usize {
        match input {
            Input::Event(event) => event,
            Input::Gate(gate) => self.events + gate,
        }
    }

    fn edges(&self, literals: &[Literal]) -> Vec<Edge> {
        literals.iter().map(|literal| self.edge(*literal)).collect()
    }

    /// Takes one step.
    pub(crate) fn rewrite(&mut self, step: &Rewriting) -> Result<(), String> {
        match step {
            Rewriting::Define(gate, least, inputs) => {
                let inputs = self.edges(inputs);
                self.define(self.events + gate, *least, inputs)
            }
            Rewriting::Module(gate) => self.module(self.events + gate),
            Rewriting::Together(leaves) => {
                let leaves: Vec<usize> = self.edges(leaves).iter().map(|edge| edge.node).collect();
                self.together(&leaves)
            }
            Rewriting::Drop(gate, input) => {
                let input = self.edge(*input);
                self.drop_input(self.events + gate, input)
            }
        }
    }

    /// A top gate of one input is that input.
    pub(crate) fn shorten_top(&mut self) {
        while let Part::Threshold(1, inputs) = &self.parts[self.top.node]
            && let [only] = inputs.as_slice()
        {
            self.top = only.negated_if(self.top.negated);
        }
    }

    /// Gives a gate inputs that make it the same function, or makes one more gate.
    ///
    /// It is the same function where the inputs are the same once all gates of the same kind among
    /// them, and among theirs, stand for their inputs.
    fn define(&mut self, gate: usize, least: usize, inputs: Vec<Edge>) -> Result<(), String> {
        if gate == self.parts.len() {
            self.parts.push(Part::Threshold(least, inputs));
            return Ok(());
        }
        let Part::Threshold(least_before, before) = &self.parts[gate] else {
            return Err("the gate has become a leaf".to_owned());
        };
        let kinds = [(*least_before, before.len()), (least, inputs.len())];
        // A gate of one input is of any kind.
        let junction = match kinds {
            [one, (_, 1)] | [(_, 1), one] => Junction::of(one.0, one.1),
            [one, other] => {
                let [junction, same] =
                    [one, other].map(|(least, width)| Junction::of(least, width));
                if junction != same || (junction.is_none() && one.0 != other.0) {
                    return Err("the gate is of another kind".to_owned());
                }
                junction
            }
        };
        if self.flat(junction, before) != self.flat(junction, &inputs) {
            return Err("the gate has other inputs".to_owned());
        }
        if self.below(inputs.iter().map(|input| input.node))[gate] {
            return Err("the gate depends on itself".to_owned());
        }
        self.parts[gate] = Part::Threshold(least, inputs);
        Ok(())
    }

    /// Inputs with those of gates of a kind in place of these, sorted; each once, where a repeated
    /// input counts once.
    fn flat(&self, junction: Option<Junction>, inputs: &[Edge]) -> Vec<Edge> {
        let mut open = inputs.to_vec();
        let mut seen = BTreeSet::new();
        let mut flat = Vec::new();
        while let Some(edge) = open.pop() {
            if junction.is_some() && !seen.insert(edge) {
                continue;
            }
            match self.nested(junction, edge) {
                Some(below) => {
                    open.extend(below.iter().map(|input| input.negated_if(edge.negated)));
                }
                None => flat.push(edge),
            }
        }
        flat.sort_unstable();
        flat
    }

    /// The inputs of a gate that may stand for it in a gate of a kind.
    fn nested(&self, junction: Option<Junction>, edge: Edge) -> Option<&[Edge]> {
        let Part::Threshold(least, below) = &self.parts[edge.node] else {
            return None;
        };
        let inner = Junction::of(*least, below.len());
        let inner = inner.map(|inner| inner.dual_if(edge.negated));
        let is_nested = below.len() == 1 || (inner.is_some() && inner == junction);
        is_nested.then_some(below)
    }

    /// What some nodes depend on, themselves included.
    pub(crate) fn below(&self, nodes: impl Iterator<Item = usize>) -> Vec<bool> {
        let mut seen = vec![false; self.parts.len()];
        let mut open: Vec<usize> = nodes.collect();
        while let Some(node) = open.pop() {
            if std::mem::replace(&mut seen[node], true) {
                continue;
            }
            if let Part::Threshold(_, inputs) = &self.parts[node] {
                open.extend(inputs.iter().map(|input| input.node));
            }
        }
        seen
    }

    /// The gates that the top depends on.
    pub(crate) fn gates(&self) -> Vec<usize> {
        let below = self.below(std::iter::once(self.top.node));
        let is_gate =
            |node: &usize| below[*node] && matches!(self.parts[*node], Part::Threshold(..));
        (0..self.parts.len()).filter(is_gate).collect()
    }

    /// A number for each node, higher for gates than for their inputs.
    pub(crate) fn ranks(&self) -> Vec<usize> {
        let mut ranks = vec![0; self.parts.len()];
        let mut missing: Vec<usize> = vec![0; self.parts.len()];
        let parents = self.parents();
        for parent in parents.iter().flatten() {
            missing[parent.node] += 1;
        }
        let is_ready = |missing: &[usize], node: usize| missing[node] == 0;
        let mut open: Vec<usize> = (0..ranks.len())
            .filter(|node| is_ready(&missing, *node))
            .collect();
        let mut next = 0;
        while let Some(&node) = open.get(next) {
            ranks[node] = next;
            next += 1;
            for parent in &parents[node] {
                missing[parent.node] -= 1;
                if is_ready(&missing, parent.node) {
                    open.push(parent.node);
                }
            }
        }
        ranks
    }

    /// The gates above each node, as often as it is an input of them, with its sign there.
    pub(crate) fn parents(&self) -> Vec<Vec<Edge>> {
        let mut parents = vec![Vec::new(); self.parts.len()];
        for gate in self.gates() {
            if let Part::Threshold(_, inputs) = &self.parts[gate] {
                for input in inputs {
                    parents[input.node].push(Edge {
                        node: gate,
                        negated: input.negated,
                    });
                }
            }
        }
        parents
    }

    /// Makes a gate a leaf: its inputs are leaves that occur nowhere else, so that it is independent
    /// of everything that does not depend on it.
    fn module(&mut self, gate: usize) -> Result<(), String> {
        let parents = self.parents();
        let Part::Threshold(least, inputs) = &self.parts[gate] else {
            return Err("the gate is a leaf already".to_owned());
        };
        let mut values = Vec::new();
        for input in inputs {
            match self.parts[input.node] {
                Part::Leaf(value)
                    if parents[input.node].len() == 1 && input.node != self.top.node =>
                {
                    values.push(signed(value, input.negated));
                }
                _ => return Err("an input of the gate is no leaf, or occurs elsewhere".to_owned()),
            }
        }
        self.parts[gate] = Part::Leaf(at_least(*least, values));
        Ok(())
    }

    /// Makes leaves one: in every gate that has one of them, all are, and their disjunction, or in
    /// every one their conjunction, is what matters.
    fn together(&mut self, leaves: &[usize]) -> Result<(), String> {
        let refused = || Err("the leaves do not occur together".to_owned());
        let [first, rest @ ..] = leaves else {
            return refused();
        };
        let parents = self.parents();
        let mut found = None;
        for parent in &parents[*first] {
            let Part::Threshold(least, inputs) = &self.parts[parent.node] else {
                return refused();
            };
            let junction = Junction::of(*least, inputs.len());
            let junction = junction.map(|junction| junction.dual_if(parent.negated));
            if junction.is_none() || found.is_some_and(|found| Some(found) != junction) {
                return refused();
            }
            found = junction;
        }
        let mut values = Vec::new();
        for (place, leaf) in leaves.iter().enumerate() {
            let is_again = leaves[..place].contains(leaf) || *leaf == self.top.node;
            match self.parts[*leaf] {
                Part::Leaf(value) if parents[*leaf] == parents[*first] && !is_again => {
                    values.push(value);
                }
                _ => return refused(),
            }
        }
        let least = match found {
            Some(Junction::Any) => 1,
            Some(Junction::All) => values.len(),
            None => return refused(),
        };
        self.parts[*first] = Part::Leaf(at_least(least, values));
        for parent in &parents[*first] {
            if let Part::Threshold(least, inputs) = &mut self.parts[parent.node] {
                let is_all = *least == inputs.len();
                inputs.retain(|input| !rest.contains(&input.node));
                if is_all {
                    *least = inputs.len();
                }
            }
        }
        Ok(())
    }

    /// Takes an input from a gate on which the top does not depend there.
    fn drop_input(&mut self, gate: usize, input: Edge) -> Result<(), String> {
        if !crate::redundant::is_redundant(self, gate, input) {
            return Err("the top may depend on the input".to_owned());
        }
        if let Part::Threshold(least, inputs) = &mut self.parts[gate] {
            if *least == inputs.len() {
                *least -= 1;
            }
            inputs.retain(|other| *other != input);
        }
        Ok(())
    }
}

/// The probability of a literal whose node has this one.
pub(crate) fn signed(value: Interval, negated: bool) -> Interval {
    if negated { value.complement() } else { value }
}

/// The probability that at least so many of independent events happen, at least one.
pub(crate) fn at_least(least: usize, events: Vec<Interval>) -> Interval {
    // After each event: the probabilities that exactly 0, 1... happened, and that enough did.
    let mut exactly = vec![Interval::NONE; least];
    exactly[0] = Interval::ALL;
    let mut enough = Interval::NONE;
    for event in events {
        enough = enough.plus(exactly[least - 1].times(event));
        for number in (0..least).rev() {
            let stays = exactly[number].times(event.complement());
            let comes = match number {
                0 => Interval::NONE,
                _ => exactly[number - 1].times(event),
            };
            exactly[number] = stays.plus(comes);
        }
    }
    enough
}
