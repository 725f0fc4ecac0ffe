//! Decision diagrams: that each gate's is the gate over those of its inputs, and what the top's
//! probability is.

#![expect(
    clippy::indexing_slicing,
    reason = "every number was checked when the certificate was read"
)]

use std::collections::BTreeSet;

use crate::Refusal;
use crate::circuit::{Circuit, Gate, Input, Kind, Literal};
use crate::interval::Interval;
use crate::read::{Decision, Diagram};

/// A diagram, or its negation.
pub(crate) type Signed = (Diagram, bool);

/// *If the first then the second else the third* is claimed to be the fourth.
type Choice = [Signed; 4];

/// Walks over decision diagrams.
pub(crate) struct Diagrams<'c> {
    nodes: &'c [Decision],
    /// The node that is true when an event happens, for each event that has one.
    of_events: Vec<Option<Diagram>>,
    /// The diagram of each gate that was checked.
    of_gates: Vec<Diagram>,
    /// Choices that hold where those that are still open do.
    seen: BTreeSet<Choice>,
}

impl<'c> Diagrams<'c> {
    pub(crate) fn new(nodes: &'c [Decision], events: usize) -> Self {
        let mut of_events = vec![None; events];
        for (place, node) in (2..).zip(nodes) {
            if (node.low, node.high) == (Diagram::NONE, Diagram::ALL) {
                of_events[node.event as usize] = Some(Diagram(place));
            }
        }
        Self {
            nodes,
            of_events,
            of_gates: Vec::new(),
            seen: BTreeSet::new(),
        }
    }

    /// The event that a diagram decides first.
    fn event(&self, diagram: Diagram) -> Option<u32> {
        diagram.node().map(|node| self.nodes[node].event)
    }

    /// What a diagram leads to where an event does not happen, and where it does; the event is not
    /// after its first.
    pub(crate) fn branches(&self, diagram: Diagram, event: u32) -> (Diagram, Diagram) {
        match diagram.node().map(|node| self.nodes[node]) {
            Some(node) if node.event == event => (node.low, node.high),
            _ => (diagram, diagram),
        }
    }

    /// The diagram of an event, or of a gate that was checked.
    pub(crate) fn of(&self, literal: Literal) -> Option<Signed> {
        let diagram = match literal.input {
            Input::Gate(gate) => self.of_gates.get(gate).copied(),
            Input::Event(event) => self.of_events[event],
        };
        diagram.map(|diagram| (diagram, literal.negated))
    }

    /// Checks the diagrams of the steps of the next gate.
    ///
    /// After each input in turn there is one diagram for every number of true inputs that is still
    /// to be told from others: it chooses, by the input, between two diagrams of the step before.
    pub(crate) fn take(&mut self, gate: &Gate, steps: &[Diagram]) -> Result<(), String> {
        let mut claimed = steps.iter().copied();
        let mut row: Vec<Signed> = Vec::new();
        for (done, literal) in gate.inputs.iter().enumerate() {
            let input = self.of(*literal);
            let input = input.ok_or("an input of the gate is an event without a diagram")?;
            let mut next = Vec::new();
            for number in wanted(gate, done + 1) {
                let [then, otherwise] = choices(gate.kind, &row, number, gate.inputs.len(), done);
                let step = claimed.next().ok_or("a step of the gate is missing")?;
                if !self.is_choice([input, then, otherwise, (step, false)]) {
                    return Err("the diagram of the gate is not its function".to_owned());
                }
                next.push((step, false));
            }
            row = next;
        }
        match (row.as_slice(), claimed.next()) {
            ([(last, _)], None) => self.of_gates.push(*last),
            _ => return Err("the gate has fewer steps".to_owned()),
        }
        self.seen.clear();
        Ok(())
    }

    /// Walks down four diagrams together, each combination once.
    fn is_choice(&mut self, start: Choice) -> bool {
        let mut open = vec![start];
        while let Some(choice) = open.pop() {
            let choice = plain(choice);
            let [condition, then, _, claimed] = choice;
            let is_decided = condition.0 == Diagram::ALL;
            if (is_decided && then == claimed) || !self.seen.insert(choice) {
                continue;
            }
            let events = choice.iter().filter_map(|part| self.event(part.0));
            let Some(event) = events.min() else {
                return false;
            };
            let branches = choice.map(|part| (self.branches(part.0, event), part.1));
            open.push(branches.map(|((_, high), negated)| (high, negated)));
            open.push(branches.map(|((low, _), negated)| (low, negated)));
        }
        true
    }

    /// The probability of a diagram: a sum over the ways in which decisions make it true, which
    /// exclude each other, of products of events, which are independent as no way meets one twice.
    pub(crate) fn probability(&self, circuit: &Circuit, top: Diagram) -> Interval {
        let mut values = vec![Interval::NONE, Interval::ALL];
        for node in self.nodes {
            let happens = Interval::of(circuit.probabilities[node.event as usize]);
            let (low, high) = (values[node.low.0 as usize], values[node.high.0 as usize]);
            values.push(happens.times(high).plus(happens.complement().times(low)));
        }
        values[top.0 as usize]
    }
}

/// That each decision of some is on an event before those of the decisions below it.
pub(crate) fn ascend(decisions: &[Decision], first_line: usize) -> Result<(), Refusal> {
    for (place, decision) in decisions.iter().enumerate() {
        for branch in [decision.low, decision.high] {
            let below = branch.node().map(|node| decisions[node].event);
            if below.is_some_and(|event| event <= decision.event) {
                return Err(Refusal {
                    line: first_line + place,
                    reason: "an event is decided before those below it".to_owned(),
                });
            }
        }
    }
    Ok(())
}

/// The numbers of true inputs, among the first so many, that decide a gate together with the rest;
/// of an odd gate the one diagram that it has after each input.
fn wanted(gate: &Gate, done: usize) -> std::ops::RangeInclusive<usize> {
    let Kind::AtLeast(least) = gate.kind else {
        return 1..=1;
    };
    let rest = gate.inputs.len() - done;
    least.saturating_sub(rest).max(1)..=least.min(done)
}

/// What a step chooses from: where its input is true, and where it is not.
fn choices(kind: Kind, row: &[Signed], number: usize, inputs: usize, done: usize) -> [Signed; 2] {
    let (none, all) = ((Diagram::NONE, false), (Diagram::ALL, false));
    let Kind::AtLeast(least) = kind else {
        let odd = row.first().copied().unwrap_or(none);
        return [(odd.0, !odd.1), odd];
    };
    // The diagrams of the row before are for the numbers from this one on.
    let first = least.saturating_sub(inputs - done).max(1);
    let at_least = |number: usize| {
        let place = number.checked_sub(first).filter(|_| number > 0);
        let known = place.and_then(|place| row.get(place)).copied();
        known.unwrap_or(if number == 0 { all } else { none })
    };
    [at_least(number - 1), at_least(number)]
}

/// The same choice with constants unsigned; where the condition is one, what is chosen stands second,
/// and the third is of no matter.
fn plain(choice: Choice) -> Choice {
    let [condition, then, otherwise, claimed] = choice.map(|(diagram, negated)| match diagram {
        Diagram::NONE | Diagram::ALL => (Diagram(diagram.0 ^ u32::from(negated)), false),
        _ => (diagram, negated),
    });
    let (none, all) = ((Diagram::NONE, false), (Diagram::ALL, false));
    match condition.0 {
        Diagram::ALL => [all, then, none, claimed],
        Diagram::NONE => [all, otherwise, none, claimed],
        _ => [condition, then, otherwise, claimed],
    }
}
