//! Event trees: functional events, sequences, branches, rules, initiating events.
//!
//! Responsible for the structure of trees and for instructions, with every name resolved. What is
//! collected on the way to a sequence is left to `super::walk`.

use std::collections::BTreeSet;

use interrex_diag::{Diagnostic, Span, nearest};
use rustc_hash::FxHashMap;

use super::names::{Kind, Named};
use super::scopes::Scopes;
use super::{Reader, faults};
use crate::expression::Expression;
use crate::graph;
use crate::model::{Formula, HouseEventId, Note};
use crate::xml::{ElementId, Tree};

/// Something of the event-tree layer that has a name.
#[derive(Debug)]
pub(super) struct Titled {
    pub(super) name: String,
    pub(super) note: Note,
    pub(super) span: Span,
    pub(super) element: ElementId,
    /// The tree that it belongs to, where it belongs to one.
    pub(super) tree: usize,
}

/// Things of one kind, known by name.
#[derive(Debug, Default)]
pub(super) struct Register {
    pub(super) list: Vec<Titled>,
    places: FxHashMap<(usize, String), usize>,
}

/// The number under which things are known that belong to no tree.
const EVERYWHERE: usize = usize::MAX;

/// Everything that the layer defines.
#[derive(Debug, Default)]
pub(super) struct Titles {
    pub(super) trees: Register,
    pub(super) initiating: Register,
    pub(super) rules: Register,
    pub(super) sequences: Register,
    functional: Register,
    branches: Register,
    /// The states that forks take, by the name of their functional event.
    pub(super) states: FxHashMap<String, BTreeSet<String>>,
    /// The element of each tree's initial state.
    initial: Vec<Option<ElementId>>,
}

/// What is done on the way.
#[derive(Debug)]
pub(super) enum Instruction {
    Set(HouseEventId, bool),
    Collect(Formula),
    Multiply(Expression),
    If(Expression, Vec<Instruction>, Vec<Instruction>),
    Block(Vec<Instruction>),
    Rule(usize),
    Link(usize, Span),
}

/// Instructions, and where they lead.
#[derive(Debug)]
pub(super) struct Branch {
    pub(super) instructions: Vec<Instruction>,
    pub(super) target: Target,
}

/// Where a branch leads.
#[derive(Debug)]
pub(super) enum Target {
    /// To one path for each state of a functional event, which is named there.
    Fork(String, Span, Vec<(String, Branch)>),
    Sequence(usize),
    Branch(usize),
    /// Nowhere, which was reported.
    Nowhere,
}

/// The event trees of a model.
#[derive(Debug, Default)]
pub(super) struct Forest {
    pub(super) initial: Vec<Option<Branch>>,
    pub(super) branches: Vec<Branch>,
    pub(super) rules: Vec<Vec<Instruction>>,
    pub(super) sequences: Vec<Vec<Instruction>>,
    /// Whether rules, branches or trees lead to themselves.
    pub(super) is_circular: bool,
}

const IN_TREE: &[&str] = &[
    "define-functional-event",
    "define-sequence",
    "define-branch",
    "initial-state",
];
pub(super) const INSTRUCTIONS: &[&str] = &[
    "set-house-event",
    "collect-formula",
    "collect-expression",
    "if",
    "block",
    "rule",
    "event-tree",
];
const TARGETS: &[&str] = &["fork", "sequence", "branch"];

impl Register {
    pub(super) fn find(&self, tree: usize, name: &str) -> Option<usize> {
        self.places.get(&(tree, name.to_owned())).copied()
    }

    fn names(&self, tree: usize) -> impl Iterator<Item = &str> {
        let all = self.list.iter().filter(move |one| one.tree == tree);
        all.map(|one| one.name.as_str())
    }
}

impl Titles {
    /// Whether an event tree has a functional event of this name.
    pub(super) fn has_functional(&self, name: &str) -> bool {
        self.functional.list.iter().any(|event| event.name == name)
    }

    /// Whether this event tree has a functional event of this name.
    pub(super) fn knows_functional(&self, tree: usize, name: &str) -> bool {
        self.functional.find(tree, name).is_some()
    }

    /// Remembers the states that forks take, by the name of their functional event.
    pub(super) fn note_states(&mut self, tree: &Tree) {
        for fork in tree.iter().filter(|element| element.name == "fork") {
            let Some(event) = fork.attribute("functional-event") else {
                continue;
            };
            let states = self.states.entry(event.value.clone()).or_default();
            let paths = fork.children.iter().map(|path| tree.get(*path));
            let taken = paths.filter_map(|path| path.attribute("state"));
            states.extend(taken.map(|state| state.value.clone()));
        }
    }
}

impl Reader<'_> {
    /// Declares an event tree with what it defines.
    pub(super) fn event_tree(&mut self, id: ElementId) {
        self.takes(id, &["name"]);
        let Some(tree) = self.title(id, EVERYWHERE, |titles| &mut titles.trees) else {
            return;
        };
        let mut initial = None;
        for part in self.content(id) {
            match self.tree.get(part).name.as_str() {
                "define-functional-event" => {
                    self.takes(part, &["name"]);
                    self.title(part, tree, |titles| &mut titles.functional);
                    for inner in self.content(part) {
                        self.unexpected(inner, "define-functional-event", &[]);
                    }
                }
                "define-sequence" => {
                    self.takes(part, &["name"]);
                    self.title(part, EVERYWHERE, |titles| &mut titles.sequences);
                }
                "define-branch" => {
                    self.takes(part, &["name"]);
                    self.title(part, tree, |titles| &mut titles.branches);
                }
                "initial-state" if initial.is_none() => {
                    self.takes(part, &[]);
                    initial = Some(part);
                }
                "initial-state" => self.second(
                    part,
                    "define-event-tree",
                    "put both into one, as the paths of a fork",
                ),
                _ => self.unexpected(part, "define-event-tree", IN_TREE),
            }
        }
        if initial.is_none() {
            self.missing(
                id,
                "initial state",
                "write `<initial-state>` with a fork or a sequence",
            );
        }
        self.titles.initial.push(initial);
    }

    /// Declares an initiating event or a rule.
    pub(super) fn initiating_event(&mut self, id: ElementId) {
        self.takes(id, &["name", "event-tree"]);
        self.title(id, EVERYWHERE, |titles| &mut titles.initiating);
    }

    pub(super) fn rule(&mut self, id: ElementId) {
        self.takes(id, &["name"]);
        self.title(id, EVERYWHERE, |titles| &mut titles.rules);
    }

    /// Gives something its name, and returns its number.
    fn title(
        &mut self,
        id: ElementId,
        tree: usize,
        register: fn(&mut Titles) -> &mut Register,
    ) -> Option<usize> {
        let note = self.note(id, Scopes::MODEL);
        let (name, span) = self.defined_name(id)?;
        let register = register(&mut self.titles);
        let number = register.list.len();
        let key = (tree, name.clone());
        let first = *register.places.entry(key).or_insert(number);
        if first == number {
            register.list.push(Titled {
                name,
                note,
                span,
                element: id,
                tree,
            });
            return Some(number);
        }
        let place = register.list.get(first).map_or(span, |first| first.span);
        let message = format!("`{name}` is defined twice, expected once");
        let fault = Diagnostic::error("defined-twice", message).at(span, "defined again");
        self.faults.push(
            fault
                .also(place, "first defined here")
                .help("rename one of the two"),
        );
        None
    }

    fn missing(&mut self, id: ElementId, what: &str, advice: &str) {
        let element = self.tree.get(id);
        let message = format!("`{}` has no {what}, expected one", element.name);
        let fault = Diagnostic::error("missing-content", message).at(element.span, "");
        self.faults.push(fault.help(advice));
    }

    /// Reads all trees, rules and sequences; circles are reported.
    pub(super) fn forest(&mut self) -> Forest {
        let rules = elements(&self.titles.rules);
        let rules = rules.into_iter().map(|(id, _)| {
            let content = self.content(id);
            self.instructions(&content, true)
        });
        let rules: Vec<_> = rules.collect();
        let sequences = elements(&self.titles.sequences);
        let sequences = sequences.into_iter().map(|(id, _)| {
            let content = self.content(id);
            self.instructions(&content, true)
        });
        let sequences: Vec<_> = sequences.collect();
        let branches = elements(&self.titles.branches);
        let branches = branches.into_iter().map(|(id, tree)| {
            let content = self.content(id);
            self.branch(id, &content, tree)
        });
        let branches: Vec<_> = branches.collect();
        let initial = std::mem::take(&mut self.titles.initial);
        let initial = initial.iter().enumerate().map(|(tree, id)| {
            let id = (*id)?;
            let content = self.content(id);
            Some(self.branch(id, &content, tree))
        });
        let initial = initial.collect();
        let mut forest = Forest {
            initial,
            branches,
            rules,
            sequences,
            is_circular: false,
        };
        forest.is_circular = self.forest_circles(&forest);
        self.idle_instructions(&forest);
        forest
    }

    /// Reports rules that call, branches that lead to, and trees that link each other in circles; says
    /// whether there are any.
    fn forest_circles(&mut self, forest: &Forest) -> bool {
        let before = self.faults.len();
        let rules = forest.rules.iter().map(|rule| called(rule));
        let rules: Vec<Vec<usize>> = rules.collect();
        let branches = forest.branches.iter().map(|branch| reached(branch).0);
        let branches: Vec<Vec<usize>> = branches.collect();
        let linked = forest.sequences.iter();
        let linked = linked.map(|list| links(list, &forest.rules));
        let linked: Vec<Vec<usize>> = linked.collect();
        let trees = forest.initial.iter().map(|initial| {
            let Some(initial) = initial else {
                return Vec::new();
            };
            let sequences = sequences_of(initial, &forest.branches);
            let linked = sequences.iter().filter_map(|at| linked.get(*at));
            linked.flatten().copied().collect()
        });
        let trees: Vec<Vec<usize>> = trees.collect();
        for (kind, needs, register) in [
            ("rule", rules, &self.titles.rules),
            ("branch", branches, &self.titles.branches),
            ("event tree", trees, &self.titles.trees),
        ] {
            for circle in graph::sort(&needs).circles {
                let steps = circle.iter().filter_map(|at| register.list.get(*at));
                let steps: Vec<_> = steps.map(|one| (one.name.as_str(), one.span)).collect();
                self.faults.push(faults::circle(kind, &steps));
            }
        }
        self.faults.len() > before
    }

    /// A branch, from the elements that it consists of.
    fn branch(&mut self, id: ElementId, content: &[ElementId], tree: usize) -> Branch {
        let Some((last, before)) = content.split_last() else {
            self.missing(
                id,
                "content",
                "write a fork, a sequence or a branch into it",
            );
            return Branch {
                instructions: Vec::new(),
                target: Target::Nowhere,
            };
        };
        Branch {
            instructions: self.instructions(before, false),
            target: self.target(*last, tree),
        }
    }

    fn target(&mut self, id: ElementId, tree: usize) -> Target {
        match self.tree.get(id).name.as_str() {
            "fork" => self.fork(id, tree),
            "sequence" => {
                self.lone(id);
                let found = self.titled(id, "name", EVERYWHERE, |titles| &titles.sequences);
                found.map_or(Target::Nowhere, Target::Sequence)
            }
            "branch" => {
                self.lone(id);
                let found = self.titled(id, "name", tree, |titles| &titles.branches);
                found.map_or(Target::Nowhere, Target::Branch)
            }
            _ => {
                self.unexpected(id, "the end of a branch", TARGETS);
                Target::Nowhere
            }
        }
    }

    /// Checks that an element has a name and nothing else.
    fn lone(&mut self, id: ElementId) {
        self.takes(id, &["name"]);
        self.empty(id);
    }

    fn fork(&mut self, id: ElementId, tree: usize) -> Target {
        self.takes(id, &["functional-event"]);
        let found = self.titled(id, "functional-event", tree, |titles| &titles.functional);
        let mut paths = Vec::new();
        for path in self.content(id) {
            if self.tree.get(path).name != "path" {
                self.unexpected(path, "fork", &["path"]);
                continue;
            }
            self.takes(path, &["state"]);
            let state = self.required(path, "state");
            let content = self.content(path);
            let branch = self.branch(path, &content, tree);
            let Some((state, span)) = state else { continue };
            if paths.iter().any(|(other, _)| *other == state) {
                let message =
                    format!("the fork has two paths for the state `{state}`, expected one");
                let fault = Diagnostic::error("defined-twice", message).at(span, "again");
                self.faults
                    .push(fault.help("put both into one path, or name two states"));
            }
            paths.push((state, branch));
        }
        if paths.is_empty() {
            self.missing(id, "path", "write a `<path state=\"...\">` for each state");
        }
        let event = found.and_then(|at| self.titles.functional.list.get(at));
        match event {
            Some(event) => Target::Fork(event.name.clone(), self.tree.get(id).span, paths),
            None => Target::Nowhere,
        }
    }

    /// What the name in an attribute stands for.
    pub(super) fn titled(
        &mut self,
        id: ElementId,
        attribute: &str,
        tree: usize,
        register: fn(&Titles) -> &Register,
    ) -> Option<usize> {
        let (name, span) = self.required(id, attribute)?;
        let register = register(&self.titles);
        if let Some(found) = register.find(tree, &name) {
            return Some(found);
        }
        let what = match attribute {
            "functional-event" => "functional event",
            "event-tree" => "event tree",
            _ if self.tree.get(id).name == "event-tree" => "event tree",
            _ => self.tree.get(id).name.as_str(),
        };
        let message = format!("no {what} is named `{name}` here");
        let fault = Diagnostic::error("undefined", message).at(span, "not defined");
        let guess = nearest(&name, register.names(tree));
        self.faults.push(match guess {
            Some(near) => fault.help(format!("did you mean `{near}`?")),
            None => {
                fault.help("define it; branches and functional events belong to their event tree")
            }
        });
        None
    }

    /// The same for names that belong to no tree.
    pub(super) fn titled_anywhere(
        &mut self,
        id: ElementId,
        attribute: &str,
        register: fn(&Titles) -> &Register,
    ) -> Option<usize> {
        self.titled(id, attribute, EVERYWHERE, register)
    }

    /// Instructions one after another; links stand in sequences alone.
    fn instructions(&mut self, content: &[ElementId], linking: bool) -> Vec<Instruction> {
        let mut list = Vec::new();
        for id in content {
            list.extend(self.instruction(*id, linking));
        }
        list
    }

    fn instruction(&mut self, id: ElementId, linking: bool) -> Option<Instruction> {
        match self.tree.get(id).name.as_str() {
            "set-house-event" => self.set_house(id),
            "collect-formula" => {
                self.takes(id, &[]);
                Some(Instruction::Collect(self.only_formula(id, Scopes::MODEL)))
            }
            "collect-expression" => {
                self.takes(id, &[]);
                let expression = self.required_expression(id, Scopes::MODEL)?;
                Some(Instruction::Multiply(expression))
            }
            "if" => self.condition(id, linking),
            "block" => {
                self.takes(id, &[]);
                let content = self.content(id);
                Some(Instruction::Block(self.instructions(&content, linking)))
            }
            "rule" => {
                self.lone(id);
                let rule = self.titled_anywhere(id, "name", |titles| &titles.rules)?;
                Some(Instruction::Rule(rule))
            }
            "event-tree" => {
                self.lone(id);
                let tree = self.titled_anywhere(id, "name", |titles| &titles.trees)?;
                let span = self.tree.get(id).span;
                if !linking {
                    self.faults.push(stray_link(span));
                }
                Some(Instruction::Link(tree, span))
            }
            _ => {
                self.unexpected(id, "a list of instructions", INSTRUCTIONS);
                None
            }
        }
    }

    fn condition(&mut self, id: ElementId, linking: bool) -> Option<Instruction> {
        self.takes(id, &[]);
        let content = self.content(id);
        let [condition, then, rest @ ..] = content.as_slice() else {
            self.wrong_count(
                id,
                content.len(),
                "a condition and one or two instructions",
                "element",
            );
            return None;
        };
        if rest.len() > 1 {
            self.wrong_count(
                id,
                content.len(),
                "a condition and one or two instructions",
                "element",
            );
        }
        let condition = self.expression(*condition, Scopes::MODEL);
        let then = self.instructions(&[*then], linking);
        let otherwise = self.instructions(rest, linking);
        Some(Instruction::If(condition, then, otherwise))
    }

    /// A house event in another position, from here on.
    pub(super) fn set_house(&mut self, id: ElementId) -> Option<Instruction> {
        self.takes(id, &["name", "direction"]);
        if let Some(direction) = self.tree.get(id).attribute("direction")
            && direction.value != "forward"
        {
            let message = format!("the direction `{}` is not supported", direction.value);
            let fault = Diagnostic::error("not-supported", message).at(direction.span, "refused");
            self.faults.push(fault.help(
                "set the house event before what it is to change: settings hold from there on",
            ));
        }
        let found = self.named(id, Scopes::MODEL, Kind::HouseEvent);
        let content = self.content(id);
        let [value] = content.as_slice() else {
            self.wrong_count(id, content.len(), "1", "constant");
            return None;
        };
        if !matches!(self.tree.get(*value).name.as_str(), "constant" | "bool") {
            self.unexpected(*value, "set-house-event", &["constant"]);
            return None;
        }
        let state = self.truth(*value);
        match found? {
            Named::House(at) => Some(Instruction::Set(HouseEventId(at), state)),
            _ => None,
        }
    }
}

pub(super) fn stray_link(span: Span) -> Diagnostic {
    Diagnostic::error(
        "link-outside-of-sequence",
        "an event tree is linked outside of a sequence",
    )
    .at(span, "cannot go on from here")
    .help("put the link into the `<define-sequence>` in which the other tree goes on")
}

fn elements(register: &Register) -> Vec<(ElementId, usize)> {
    let list = register.list.iter();
    list.map(|one| (one.element, one.tree)).collect()
}

/// Every instruction of a list, those within others too; rules are not followed.
fn each<'i>(list: &'i [Instruction], visit: &mut impl FnMut(&'i Instruction)) {
    let mut open: Vec<&Instruction> = list.iter().rev().collect();
    while let Some(instruction) = open.pop() {
        visit(instruction);
        match instruction {
            Instruction::If(_, then, otherwise) => open.extend(then.iter().chain(otherwise)),
            Instruction::Block(inner) => open.extend(inner),
            _ => {}
        }
    }
}

/// The rules that instructions call themselves.
pub(super) fn called(list: &[Instruction]) -> Vec<usize> {
    let mut found = Vec::new();
    each(list, &mut |instruction| {
        if let Instruction::Rule(rule) = instruction {
            found.push(*rule);
        }
    });
    found
}

/// The trees that instructions link, through rules too.
fn links(list: &[Instruction], rules: &[Vec<Instruction>]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut seen = vec![false; rules.len()];
    let mut open = vec![list];
    while let Some(list) = open.pop() {
        each(list, &mut |instruction| match instruction {
            Instruction::Link(tree, _) => found.push(*tree),
            Instruction::Rule(rule) => {
                if let (Some(mark @ false), Some(list)) = (seen.get_mut(*rule), rules.get(*rule)) {
                    *mark = true;
                    open.push(list);
                }
            }
            _ => {}
        });
    }
    found
}

/// The named branches and the sequences in which a branch ends itself.
fn reached(branch: &Branch) -> (Vec<usize>, Vec<usize>) {
    let (mut branches, mut sequences) = (Vec::new(), Vec::new());
    let mut open = vec![branch];
    while let Some(branch) = open.pop() {
        match &branch.target {
            Target::Fork(_, _, paths) => open.extend(paths.iter().map(|(_, path)| path)),
            Target::Sequence(at) => sequences.push(*at),
            Target::Branch(at) => branches.push(*at),
            Target::Nowhere => {}
        }
    }
    (branches, sequences)
}

/// The sequences in which a tree ends, through named branches too.
fn sequences_of(initial: &Branch, branches: &[Branch]) -> Vec<usize> {
    let (mut open, mut found) = reached(initial);
    let mut seen = vec![false; branches.len()];
    while let Some(at) = open.pop() {
        if seen.get(at) != Some(&false) {
            continue;
        }
        if let (Some(mark), Some(branch)) = (seen.get_mut(at), branches.get(at)) {
            *mark = true;
            let (more, sequences) = reached(branch);
            open.extend(more);
            found.extend(sequences);
        }
    }
    found
}
