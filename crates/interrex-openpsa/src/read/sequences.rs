//! What event trees come to: their sequences, each from one initiating event, and what is told of trees
//! and tests that no path meets.
//!
//! Responsible for initiating events, for putting paths together and for names. Following the paths is
//! left to `super::walk`.

use std::collections::BTreeMap;

use interrex_diag::{Diagnostic, Span};

use super::Reader;
use super::probabilities::{Parameters, undefined};
use super::scopes::Scopes;
use super::walk::Met;
use crate::model::{Formula, Path, Sequence};
use crate::xml::ElementId;

/// What an initiating event is worth.
#[derive(Default)]
struct Start {
    formula: Option<Formula>,
    frequency: Option<f64>,
}

impl Reader<'_> {
    /// The sequences of all event trees.
    pub(super) fn sequences(&mut self, parameters: &Parameters) -> Vec<Sequence> {
        let forest = self.forest();
        let starts = self.titles.initiating.list.iter();
        let starts: Vec<_> = starts.map(|one| (one.element, one.name.clone())).collect();
        let mut sequences = Vec::new();
        let mut met = Met::new(forest.initial.len());
        // Paths in a circle have no end, and of too many none is followed to its end.
        let mut is_followed = !forest.is_circular;
        for (element, name) in starts {
            let start = self.start(element, parameters);
            if self.tree.get(element).attribute("event-tree").is_none() {
                continue;
            }
            let tree = self.titled_anywhere(element, "event-tree", |titles| &titles.trees);
            let Some(tree) = tree.filter(|_| is_followed) else {
                continue;
            };
            match self.walked(&forest, parameters, tree, &name, &mut met) {
                Some(ends) => sequences.extend(self.told(ends, &name, &start)),
                None => is_followed = false,
            }
        }
        if is_followed {
            self.unentered(&met);
            self.unanswered(&met);
        }
        self.name_sequences(&mut sequences);
        sequences
    }

    /// What an initiating event is given as: a frequency, or an event of the fault trees.
    fn start(&mut self, element: ElementId, parameters: &Parameters) -> Start {
        let content = self.content(element);
        for extra in content.iter().skip(1) {
            self.unexpected(*extra, "define-initiating-event", &[]);
        }
        let Some(first) = content.first() else {
            return Start::default();
        };
        match self.tree.get(*first).name.as_str() {
            "basic-event" | "gate" => Start {
                formula: Some(self.formula(*first, Scopes::MODEL)),
                frequency: None,
            },
            "parameter" => {
                let expression = self.expression(*first, Scopes::MODEL);
                let frequency = self.calm_value(&expression, parameters);
                let negative = frequency.is_some_and(|frequency| frequency < 0.0);
                if negative {
                    self.faults.push(undefined(
                        expression.span,
                        "a frequency that is not negative",
                    ));
                }
                Start {
                    formula: None,
                    frequency: frequency.filter(|_| !negative),
                }
            }
            _ => {
                let expected = &["basic-event", "gate", "parameter"];
                self.unexpected(*first, "define-initiating-event", expected);
                Start::default()
            }
        }
    }

    /// Sequences from the paths that end in them.
    fn told(
        &mut self,
        ends: BTreeMap<usize, Vec<Path>>,
        initiating: &str,
        start: &Start,
    ) -> Vec<Sequence> {
        let mut list = Vec::new();
        for (at, paths) in ends {
            let Some(title) = self.titles.sequences.list.get(at) else {
                continue;
            };
            let formulas = paths.iter().any(|path| !path.formulas.is_empty());
            let numbers = paths.iter().any(|path| path.factor.is_some());
            if formulas && numbers {
                self.faults.push(mixed(title.span, &title.name));
                continue;
            }
            let negative = paths
                .iter()
                .filter_map(|path| path.factor)
                .find(|factor| *factor < 0.0);
            if let Some(factor) = negative {
                self.faults
                    .push(below_zero(title.span, &title.name, factor));
                continue;
            }
            list.push(Sequence {
                name: title.name.clone(),
                initiating: initiating.to_owned(),
                note: title.note.clone(),
                paths,
                start: start.formula.clone(),
                frequency: start.frequency,
                span: title.span,
            });
        }
        list
    }

    /// A tree that no initiating event leads to is not evaluated, which nobody should overlook.
    fn unentered(&mut self, met: &Met) {
        for (tree, entered) in self.titles.trees.list.iter().zip(&met.entered) {
            if !entered {
                let message = format!(
                    "no initiating event leads to the event tree `{}`",
                    tree.name
                );
                let fault = Diagnostic::warning("unused-event-tree", message);
                let fault = fault.at(tree.span, "its sequences are not evaluated");
                self.faults.push(fault.help(format!(
                    "write `<define-initiating-event name=\"...\" event-tree=\"{}\"/>`",
                    tree.name
                )));
            }
        }
    }

    /// A test on paths through other trees than those that have its functional event fails on all of them.
    fn unanswered(&mut self, met: &Met) {
        for (span, test) in &met.tests {
            let states = self.titles.states.get(&test.event);
            // Where no tree has the event, or no fork takes the state, that was told.
            let is_known = self.titles.has_functional(&test.event)
                && states.is_some_and(|states| states.contains(&test.state));
            if test.is_answered || !is_known {
                continue;
            }
            let message = format!(
                "the state of `{}` is tested in other event trees than the one that has it",
                test.event
            );
            let fault = Diagnostic::warning("never-true", message).at(*span, "never the case");
            self.faults.push(fault.help(
                "a linked tree has functional events of its own: let the first tree set a house event, \
                 or collect what depends on the state",
            ));
        }
    }

    /// A sequence keeps its name where nothing else that can be asked bears it; else the initiating event
    /// stands before it.
    fn name_sequences(&mut self, sequences: &mut [Sequence]) {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for sequence in sequences.iter() {
            *counts.entry(sequence.name.clone()).or_default() += 1;
        }
        let gates = self.declared.gates.iter();
        let gates = gates.map(|gate| (gate.name.as_str(), gate.span));
        let events = self.declared.events.iter();
        let events = events.map(|event| (event.name.as_str(), event.span));
        let others: BTreeMap<&str, Span> = gates.chain(events).collect();
        for sequence in sequences {
            let name = sequence.name.as_str();
            if counts.get(name) == Some(&1) && !others.contains_key(name) {
                continue;
            }
            let long = format!("{}.{name}", sequence.initiating);
            if let Some(other) = others.get(long.as_str()) {
                self.faults.push(same_name(sequence, &long, *other));
            }
            sequence.name = long;
        }
    }
}

fn same_name(sequence: &Sequence, long: &str, other: Span) -> Diagnostic {
    let message = format!(
        "the sequence `{}` after the initiating event `{}` is called `{long}` in answers, and so is something else",
        sequence.name, sequence.initiating
    );
    Diagnostic::error("defined-twice", message)
        .at(
            sequence.span,
            "called so because something else has its name",
        )
        .also(other, "called so in its container")
        .help("rename one of the two")
}

fn mixed(span: Span, name: &str) -> Diagnostic {
    let message =
        format!("the sequence `{name}` collects formulas and expressions, expected one kind");
    Diagnostic::error("mixed-collection", message)
        .at(span, "collected on the way here")
        .help("turn each expression into a basic event with that probability, and collect it as a formula")
        .because("whether paths with numbers exclude each other cannot be told from their formulas")
}

fn below_zero(span: Span, name: &str, factor: f64) -> Diagnostic {
    let message =
        format!("a path to the sequence `{name}` collects {factor}, expected no negative number");
    Diagnostic::error("not-a-probability", message)
        .at(span, "collected on the way here")
        .help("look at the expressions on the paths to it: each is a probability or a frequency")
}
