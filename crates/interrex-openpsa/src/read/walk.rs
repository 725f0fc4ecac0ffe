//! What is collected on the way through event trees.
//!
//! Responsible for following every path from every initiating event to its sequences, in the order
//! of the text, under the settings of house events and the states of functional events so far.

use std::collections::BTreeMap;

use interrex_diag::{Diagnostic, Span};

use super::Reader;
use super::probabilities::{Parameters, undefined};
use super::scopes::Scopes;
use super::trees::{Branch, Forest, Instruction, Target, stray_link};
use crate::expression::{Expression, Place, Worthless};
use crate::model::{Collected, Formula, Path, Sequence};
use crate::xml::ElementId;

/// How many branches and instructions are followed in all.
const STEPS_MAX: usize = 300_000;

/// How many faults are reported of one walk.
const FAULTS_MAX: usize = 100;

/// What was collected on one path so far.
#[derive(Clone, Default)]
struct State<'t> {
    place: Place<'t>,
    houses: BTreeMap<usize, bool>,
    collected: Vec<Collected>,
    factor: Option<f64>,
}

/// Where a path goes on in another tree.
struct Link<'t> {
    tree: usize,
    span: Span,
    /// What was collected until there.
    state: State<'t>,
}

/// A walk from one initiating event.
struct Walk<'w> {
    forest: &'w Forest,
    parameters: &'w Parameters,
    mission_time: f64,
    steps: usize,
    faults: Vec<Diagnostic>,
    /// The paths that end in each sequence.
    ends: BTreeMap<usize, Vec<Path>>,
    open: Vec<(&'w Branch, State<'w>)>,
}

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
        if self.faults.iter().any(|fault| fault.code == "circle") {
            return Vec::new();
        }
        let starts = self.titles.initiating.list.iter();
        let starts: Vec<_> = starts.map(|one| (one.element, one.name.clone())).collect();
        let mut sequences = Vec::new();
        let mut entered = vec![false; forest.initial.len()];
        for (element, name) in starts {
            let start = self.start(element, parameters);
            if self.tree.get(element).attribute("event-tree").is_none() {
                continue;
            }
            let tree = self.titled_anywhere(element, "event-tree", |titles| &titles.trees);
            let Some(tree) = tree else { continue };
            if let Some(mark) = entered.get_mut(tree) {
                *mark = true;
            }
            let Some(ends) = self.walked(&forest, parameters, tree, &name, &mut entered) else {
                return sequences;
            };
            sequences.extend(self.told(ends, &name, &start));
        }
        self.unentered(&entered);
        name_sequences(&mut sequences, |name| self.names.is_gate(name));
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

    /// The paths to each sequence; nothing where there are too many.
    fn walked(
        &mut self,
        forest: &Forest,
        parameters: &Parameters,
        tree: usize,
        name: &str,
        entered: &mut [bool],
    ) -> Option<BTreeMap<usize, Vec<Path>>> {
        let mut walk = Walk {
            forest,
            parameters,
            mission_time: self.mission_time,
            steps: self.steps,
            faults: Vec::new(),
            ends: BTreeMap::new(),
            open: Vec::new(),
        };
        let state = State {
            place: Place {
                initiating: Some(name),
                taken: Vec::new(),
            },
            ..State::default()
        };
        walk.enter(tree, state);
        let is_whole = walk.run(entered);
        self.steps = walk.steps;
        let (faults, ends) = (walk.faults, walk.ends);
        // A link may have been reported where it stands.
        for fault in faults {
            if !self.faults.contains(&fault) {
                self.faults.push(fault);
            }
        }
        if !is_whole && let Some(tree) = self.titles.trees.list.get(tree) {
            let message = format!("the event tree `{}` has too many paths", tree.name);
            let fault = Diagnostic::error("too-many-paths", message).at(tree.span, "not followed");
            self.faults.push(fault.help(format!(
                "at most {STEPS_MAX} branches and instructions are followed; merge paths that mean \
                 the same"
            )));
        }
        is_whole.then_some(ends)
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
    fn unentered(&mut self, entered: &[bool]) {
        for (tree, entered) in self.titles.trees.list.iter().zip(entered) {
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
}

impl<'w> Walk<'w> {
    fn enter(&mut self, tree: usize, state: State<'w>) {
        if let Some(Some(initial)) = self.forest.initial.get(tree) {
            self.open.push((initial, state));
        }
    }

    /// Follows every path; says whether all were.
    fn run(&mut self, entered: &mut [bool]) -> bool {
        while let Some((branch, mut state)) = self.open.pop() {
            if !self.step() {
                return false;
            }
            let links = self.carry_out(&branch.instructions, &mut state);
            for link in links {
                self.report(stray_link(link.span));
                if let Some(mark) = entered.get_mut(link.tree) {
                    *mark = true;
                }
            }
            match &branch.target {
                Target::Fork(event, paths) => {
                    for (taken, path) in paths.iter().rev() {
                        let mut state = state.clone();
                        let place = &mut state.place.taken;
                        place.retain(|(other, _)| *other != event.as_str());
                        place.push((event, taken));
                        self.open.push((path, state));
                    }
                }
                Target::Branch(at) => {
                    if let Some(named) = self.forest.branches.get(*at) {
                        self.open.push((named, state));
                    }
                }
                Target::Sequence(at) => self.end(*at, state, entered),
                Target::Nowhere => {}
            }
        }
        self.steps <= STEPS_MAX
    }

    fn step(&mut self) -> bool {
        self.steps += 1;
        self.steps <= STEPS_MAX
    }

    /// Ends a path, or goes on in the trees that its sequence links.
    fn end(&mut self, sequence: usize, mut state: State<'w>, entered: &mut [bool]) {
        let Some(instructions) = self.forest.sequences.get(sequence) else {
            return;
        };
        let links = self.carry_out(instructions, &mut state);
        if links.is_empty() {
            let paths = self.ends.entry(sequence).or_default();
            paths.push(Path {
                formulas: state.collected,
                factor: state.factor,
            });
        }
        for mut link in links.into_iter().rev() {
            // The linked tree has functional events of its own.
            link.state.place.taken.clear();
            if let Some(mark) = entered.get_mut(link.tree) {
                *mark = true;
            }
            self.enter(link.tree, link.state);
        }
    }

    /// Carries out instructions, and returns the trees that they link with the state at each link.
    fn carry_out(&mut self, list: &'w [Instruction], state: &mut State<'w>) -> Vec<Link<'w>> {
        let mut links = Vec::new();
        let mut open = vec![list.iter()];
        while let Some(rest) = open.last_mut() {
            let Some(instruction) = rest.next() else {
                open.pop();
                continue;
            };
            if !self.step() {
                return links;
            }
            match instruction {
                Instruction::Set(house, position) => {
                    state.houses.insert(house.0, *position);
                }
                Instruction::Collect(formula) => state.collected.push(Collected {
                    formula: formula.clone(),
                    houses: state
                        .houses
                        .iter()
                        .map(|(house, set)| (*house, *set))
                        .collect(),
                }),
                Instruction::Multiply(expression) => {
                    if let Some(value) = self.value(expression, &state.place) {
                        state.factor = Some(state.factor.unwrap_or(1.0) * value);
                    }
                }
                Instruction::If(condition, then, otherwise) => {
                    let holds = self
                        .value(condition, &state.place)
                        .is_some_and(|value| value != 0.0);
                    open.push(if holds { then.iter() } else { otherwise.iter() });
                }
                Instruction::Block(inner) => open.push(inner.iter()),
                Instruction::Rule(rule) => {
                    open.extend(self.forest.rules.get(*rule).map(|rule| rule.iter()));
                }
                Instruction::Link(tree, span) => links.push(Link {
                    tree: *tree,
                    span: *span,
                    state: state.clone(),
                }),
            }
        }
        links
    }

    /// Reports a fault once, though one place is met on many paths.
    fn report(&mut self, fault: Diagnostic) {
        if self.faults.len() < FAULTS_MAX && !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    fn value(&mut self, expression: &Expression, place: &Place<'_>) -> Option<f64> {
        match self
            .parameters
            .value_at(expression, self.mission_time, place)
        {
            Ok(value) => Some(value),
            Err(Worthless::Undefined(span, wanted)) => {
                self.report(undefined(span, wanted));
                None
            }
            Err(Worthless::Reported) => None,
        }
    }
}

/// A sequence keeps its name where no other sequence and no gate bears it; else the initiating event stands
/// before it.
fn name_sequences(sequences: &mut [Sequence], is_gate: impl Fn(&str) -> bool) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for sequence in sequences.iter() {
        *counts.entry(sequence.name.clone()).or_default() += 1;
    }
    for sequence in sequences {
        if counts.get(&sequence.name).is_some_and(|count| *count > 1) || is_gate(&sequence.name) {
            sequence.name = format!("{}.{}", sequence.initiating, sequence.name);
        }
    }
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
