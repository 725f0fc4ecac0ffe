//! What is collected on the way through event trees.
//!
//! Responsible for following every path from every initiating event to its sequences, in the order
//! of the text, under the settings of house events and the states of functional events so far.

use std::collections::BTreeMap;

use interrex_diag::{Diagnostic, Span};

use super::Reader;
use super::probabilities::{Parameters, undefined};
use super::trees::{Branch, Forest, Instruction, Target, Titles, stray_link};
use crate::expression::{Expression, Place, Worthless};
use crate::model::{Collected, Path};

/// How many branches and instructions are followed in all.
const STEPS_MAX: usize = 300_000;

/// How many faults are reported of one walk.
const FAULTS_MAX: usize = 100;

/// What was collected on one path so far.
#[derive(Clone, Default)]
struct State<'t> {
    /// The tree that the path is in.
    tree: usize,
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
    titles: &'w Titles,
    parameters: &'w Parameters,
    mission_time: f64,
    steps: usize,
    faults: Vec<Diagnostic>,
    /// The paths that end in each sequence.
    ends: BTreeMap<usize, Vec<Path>>,
    open: Vec<(&'w Branch, State<'w>)>,
    met: Met,
}

/// What paths met.
#[derive(Debug, Default)]
pub(super) struct Met {
    /// Which trees they entered.
    pub(super) entered: Vec<bool>,
    /// The tests of functional events, by where they stand.
    pub(super) tests: BTreeMap<Span, Test>,
}

/// A test of a functional event.
#[derive(Debug)]
pub(super) struct Test {
    /// The functional event.
    pub(super) event: String,
    /// The state that is asked for.
    pub(super) state: String,
    /// Whether some path met it within a tree that has the functional event.
    pub(super) is_answered: bool,
}

impl Met {
    /// Nothing, of so many trees.
    pub(super) fn new(trees: usize) -> Self {
        Self {
            entered: vec![false; trees],
            tests: BTreeMap::new(),
        }
    }

    fn enter(&mut self, tree: usize) {
        if let Some(mark) = self.entered.get_mut(tree) {
            *mark = true;
        }
    }
}

impl Reader<'_> {
    /// The paths to each sequence; nothing where there are too many.
    pub(super) fn walked(
        &mut self,
        forest: &Forest,
        parameters: &Parameters,
        tree: usize,
        name: &str,
        met: &mut Met,
    ) -> Option<BTreeMap<usize, Vec<Path>>> {
        let mut walk = Walk {
            forest,
            titles: &self.titles,
            parameters,
            mission_time: self.mission_time,
            steps: self.steps,
            faults: Vec::new(),
            ends: BTreeMap::new(),
            open: Vec::new(),
            met: std::mem::take(met),
        };
        let state = State {
            place: Place {
                initiating: Some(name),
                taken: Vec::new(),
            },
            ..State::default()
        };
        walk.enter(tree, state);
        let is_whole = walk.run();
        self.steps = walk.steps;
        *met = walk.met;
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
}

impl<'w> Walk<'w> {
    fn enter(&mut self, tree: usize, mut state: State<'w>) {
        state.tree = tree;
        self.met.enter(tree);
        if let Some(Some(initial)) = self.forest.initial.get(tree) {
            self.open.push((initial, state));
        }
    }

    /// Follows every path; says whether all were.
    fn run(&mut self) -> bool {
        while let Some((branch, mut state)) = self.open.pop() {
            if !self.step() {
                return false;
            }
            let links = self.carry_out(&branch.instructions, &mut state);
            for link in links {
                self.report(stray_link(link.span));
                self.met.enter(link.tree);
            }
            match &branch.target {
                Target::Fork(event, span, paths) => {
                    let mut taken = state.place.taken.iter();
                    if taken.any(|(other, _)| *other == event.as_str()) {
                        self.report(second_fork(event, *span));
                    }
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
                Target::Sequence(at) => self.end(*at, state),
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
    fn end(&mut self, sequence: usize, mut state: State<'w>) {
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
                    if let Some(value) = self.value(expression, state) {
                        state.factor = Some(state.factor.unwrap_or(1.0) * value);
                    }
                }
                Instruction::If(condition, then, otherwise) => {
                    let holds = self
                        .value(condition, state)
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

    fn value(&mut self, expression: &Expression, state: &State<'_>) -> Option<f64> {
        self.note_tests(expression, state.tree);
        match self
            .parameters
            .value_at(expression, self.mission_time, &state.place)
        {
            Ok(value) => Some(value),
            Err(Worthless::Undefined(span, wanted)) => {
                self.report(undefined(span, wanted));
                None
            }
            Err(Worthless::Reported) => None,
        }
    }

    /// Notes the tests of an expression on a path through a tree.
    fn note_tests(&mut self, expression: &Expression, tree: usize) {
        self.parameters
            .each_test(expression, &mut |span, event, state| {
                let test = self.met.tests.entry(span).or_insert_with(|| Test {
                    event: event.to_owned(),
                    state: state.to_owned(),
                    is_answered: false,
                });
                test.is_answered |= self.titles.knows_functional(tree, event);
            });
    }
}

fn second_fork(event: &str, span: Span) -> Diagnostic {
    let message = format!("a path forks over the functional event `{event}` a second time");
    Diagnostic::warning("second-fork", message)
        .at(span, "from here on, the state taken here counts alone")
        .help("fork over each functional event once on a path; a second question is an event of its own")
}
