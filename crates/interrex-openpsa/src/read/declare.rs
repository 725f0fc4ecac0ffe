//! The first pass: everything that is defined gets its name, its container and its note.

use interrex_diag::{Diagnostic, Span};

use rustc_hash::FxHashMap;

use super::Reader;
use super::groups::Group;
use super::names::Named;
use super::scopes::{ScopeId, Scopes};
use crate::model::Note;
use crate::xml::ElementId;

/// Something that is defined.
#[derive(Debug)]
pub(super) struct Declared {
    /// The name by which the whole model knows it.
    pub(super) name: String,
    pub(super) note: Note,
    /// Where its name stands.
    pub(super) span: Span,
    pub(super) element: ElementId,
    pub(super) scope: ScopeId,
    /// The position of a house event.
    pub(super) state: bool,
    /// The common-cause group of a basic event that is a member of one.
    pub(super) member: Option<usize>,
}

/// Everything that is defined, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Declarations {
    pub(super) gates: Vec<Declared>,
    pub(super) events: Vec<Declared>,
    pub(super) houses: Vec<Declared>,
    pub(super) parameters: Vec<Declared>,
    pub(super) groups: Vec<Group>,
    pub(super) substitutions: Vec<(ElementId, ScopeId)>,
    pub(super) alignments: Vec<ElementId>,
    /// Each phase with its alignment, and where it stands.
    pub(super) phase_names: FxHashMap<String, Span>,
    /// The path of each substitution that has a name, and where it stands.
    pub(super) substitution_names: FxHashMap<String, Span>,
    /// The path of each container, and where it stands.
    pub(super) containers: FxHashMap<String, Span>,
    /// The path of each group, and where it stands.
    pub(super) group_names: FxHashMap<String, Span>,
}

const IN_MODEL: &[&str] = &[
    "define-fault-tree",
    "model-data",
    "define-CCF-group",
    "define-event-tree",
    "define-initiating-event",
    "define-rule",
    "define-substitution",
    "define-alignment",
];
const IN_TREE: &[&str] = &[
    "define-gate",
    "define-basic-event",
    "define-house-event",
    "define-parameter",
    "define-component",
    "define-CCF-group",
    "define-substitution",
];
const IN_DATA: &[&str] = &[
    "define-basic-event",
    "define-house-event",
    "define-parameter",
];

impl Reader<'_> {
    /// Declares what a file defines.
    pub(super) fn root(&mut self, id: ElementId) {
        let element = self.tree.get(id);
        if !self.is_model(id) {
            let message = format!("the file is a `{}`, expected `opsa-mef`", element.name);
            let fault = Diagnostic::error("no-open-psa", message).at(element.span, "the root");
            self.faults
                .push(fault.help("a model of the Open-PSA format begins with `<opsa-mef>`"));
            return;
        }
        for part in self.tree.parts(id) {
            self.head(part);
        }
        for child in self.content(id) {
            match self.tree.get(child).name.as_str() {
                "define-fault-tree" => self.container(child, Scopes::MODEL),
                "define-CCF-group" => self.group(child, Scopes::MODEL),
                "define-event-tree" => self.event_tree(child),
                "define-initiating-event" => self.initiating_event(child),
                "define-rule" => self.rule(child),
                "define-substitution" => self.declared.substitutions.push((child, Scopes::MODEL)),
                "define-alignment" => self.declared.alignments.push(child),
                "model-data" => {
                    for part in self.tree.parts(child) {
                        self.takes(part, &[]);
                    }
                    self.definitions(child, Scopes::MODEL, IN_DATA);
                }
                _ => self.unexpected(child, "opsa-mef", IN_MODEL),
            }
        }
    }

    /// Whether the root of a file begins a model.
    pub(super) fn is_model(&self, root: ElementId) -> bool {
        self.tree.get(root).name == "opsa-mef"
    }

    /// What a file says of the model; of several, the first that says something counts.
    fn head(&mut self, id: ElementId) {
        self.takes(id, &["name"]);
        if let Some(name) = self.tree.get(id).attribute("name") {
            self.name.get_or_insert_with(|| name.value.clone());
        }
        let note = self.note(id, Scopes::MODEL);
        if self.note == Note::default() {
            self.note = note;
        }
    }

    /// Declares a fault tree or a component, with all within; containers nest as deep as elements.
    fn container(&mut self, id: ElementId, parent: ScopeId) {
        let is_component = self.tree.get(id).name == "define-component";
        for part in self.tree.parts(id) {
            self.takes(
                part,
                if is_component {
                    &["name", "role"]
                } else {
                    &["name"]
                },
            );
        }
        let private = self.is_private(id, parent);
        let note = self.note(id, parent);
        let Some((name, span)) = self.defined_name(id) else {
            return;
        };
        let path = self.scopes.path_of(parent, &name);
        if let Some(first) = self.declared.containers.insert(path, span) {
            let message = format!("the container `{name}` is defined twice, expected once");
            let fault = Diagnostic::error("defined-twice", message).at(span, "defined again");
            let fault = fault.also(first, "first defined here");
            self.faults
                .push(fault.help("move the content of both into one, or rename one of the two"));
        }
        let scope = self.scopes.open(parent, &name, private, note.attributes);
        self.definitions(id, scope, IN_TREE);
    }

    fn definitions(&mut self, id: ElementId, scope: ScopeId, allowed: &[&str]) {
        for child in self.content(id) {
            let name = self.tree.get(child).name.as_str();
            if !allowed.contains(&name) {
                let within = self.tree.get(id).name.clone();
                self.unexpected(child, &within, allowed);
                continue;
            }
            match name {
                "define-component" => self.container(child, scope),
                "define-CCF-group" => self.group(child, scope),
                "define-substitution" => self.declared.substitutions.push((child, scope)),
                "define-gate" => self.define(child, scope, Named::Gate(self.declared.gates.len())),
                "define-basic-event" => {
                    self.define(child, scope, Named::Event(self.declared.events.len()));
                }
                "define-house-event" => {
                    self.define(child, scope, Named::House(self.declared.houses.len()));
                }
                _ => self.define(
                    child,
                    scope,
                    Named::Parameter(self.declared.parameters.len()),
                ),
            }
        }
    }

    pub(super) fn define(&mut self, id: ElementId, scope: ScopeId, named: Named) {
        let takes_unit = matches!(named, Named::Parameter(_));
        self.takes(
            id,
            if takes_unit {
                &["name", "role", "unit"]
            } else {
                &["name", "role"]
            },
        );
        let Some((name, span)) = self.defined_name(id) else {
            return;
        };
        let private = self.is_private(id, scope);
        let path = self.scopes.path_of(scope, &name);
        let public = Some(name.as_str()).filter(|_| !private);
        if let Some(taken) = self.names.declare(public, &path, named) {
            self.defined_twice(&name, span, taken);
            return;
        }
        let state = matches!(named, Named::House(_)) && self.house_state(id);
        let declared = Declared {
            name: if private { path } else { name },
            note: self.note(id, scope),
            span,
            element: id,
            scope,
            state,
            member: None,
        };
        match named {
            Named::Gate(_) => self.declared.gates.push(declared),
            Named::Event(_) => self.declared.events.push(declared),
            Named::House(_) => self.declared.houses.push(declared),
            Named::Parameter(_) => self.declared.parameters.push(declared),
        }
    }

    fn is_private(&mut self, id: ElementId, scope: ScopeId) -> bool {
        match self.word(id, "role", &["public", "private"]) {
            Some(role) => role == "private",
            None => self.scopes.get(scope).private,
        }
    }

    /// The position of a house event: false where none is given.
    fn house_state(&mut self, id: ElementId) -> bool {
        let content = self.content(id);
        for extra in content.iter().skip(1) {
            if self.tree.get(*extra).name == "constant" {
                self.second(*extra, "define-house-event", "remove one of the two");
            } else {
                self.unexpected(*extra, "define-house-event", &[]);
            }
        }
        match content.first() {
            Some(constant) if self.tree.get(*constant).name == "constant" => self.truth(*constant),
            Some(other) => {
                self.unexpected(*other, "define-house-event", &["constant"]);
                false
            }
            None => false,
        }
    }

    fn defined_twice(&mut self, name: &str, span: Span, taken: Named) {
        let first = self.declared_as(taken);
        let kind = taken.kind().word();
        let message = format!("`{name}` is defined twice, expected once");
        let mut fault = Diagnostic::error("defined-twice", message).at(span, "defined again");
        if let Some(first) = first {
            fault = fault.also(first, format!("first defined here, as a {kind}"));
        }
        self.faults.push(fault.help(
            "rename one of the two, or give one `role=\"private\"` and refer to it by its path",
        ));
    }

    pub(super) fn declared_as(&self, named: Named) -> Option<Span> {
        let (list, at) = match named {
            Named::Gate(at) => (&self.declared.gates, at),
            Named::Event(at) => (&self.declared.events, at),
            Named::House(at) => (&self.declared.houses, at),
            Named::Parameter(at) => (&self.declared.parameters, at),
        };
        list.get(at).map(|declared| declared.span)
    }
}
