//! Expressions: from elements to what `crate::expression` can evaluate.

use interrex_diag::{Diagnostic, Span, nearest};

use super::Reader;
use super::names::{Kind, Named};
use super::scopes::ScopeId;
use crate::expression::{Expression, FUNCTIONS, Function, Operation};
use crate::xml::ElementId;

/// Expressions that are no functions of numbers.
const OTHERS: &[&str] = &[
    "float",
    "int",
    "bool",
    "parameter",
    "system-mission-time",
    "ite",
    "switch",
    "histogram",
    "test-initiating-event",
    "test-functional-event",
];

/// The units that the format knows.
pub(super) const UNITS: &[&str] = &[
    "bool", "int", "float", "hours", "hours-1", "years", "years-1", "fit", "demands",
];

/// How many states are looked at to tell which was meant.
const STATES_MAX: usize = 20;

/// The unit of the mission time.
const MISSION_UNIT: &str = "hours";

impl Reader<'_> {
    /// The one expression that an element holds; nothing where it holds none.
    pub(super) fn only_expression(&mut self, id: ElementId, scope: ScopeId) -> Option<Expression> {
        let content = self.content(id);
        for extra in content.iter().skip(1) {
            let element = self.tree.get(*extra);
            let holder = &self.tree.get(id).name;
            let message = format!("`{holder}` holds a second expression, expected one");
            let fault = Diagnostic::error("wrong-count", message).at(element.span, "one too many");
            self.faults
                .push(fault.help("put both into one, such as `<mul>`"));
        }
        let first = content.first()?;
        Some(self.expression(*first, scope))
    }

    /// The same, where there must be one.
    pub(super) fn required_expression(
        &mut self,
        id: ElementId,
        scope: ScopeId,
    ) -> Option<Expression> {
        let found = self.only_expression(id, scope);
        if found.is_none() {
            let element = self.tree.get(id);
            let message = format!("`{}` holds no expression, expected one", element.name);
            let fault = Diagnostic::error("missing-content", message).at(element.span, "empty");
            self.faults
                .push(fault.help("write a number, such as `<float value=\"0.01\"/>`, within it"));
        }
        found
    }

    /// An expression; expressions nest as deep as elements, which is bounded.
    pub(super) fn expression(&mut self, id: ElementId, scope: ScopeId) -> Expression {
        let span = self.tree.get(id).span;
        let (operation, arguments) = self.parts(id, scope);
        Expression {
            operation,
            arguments,
            span,
        }
    }

    fn parts(&mut self, id: ElementId, scope: ScopeId) -> (Operation, Vec<Expression>) {
        let name = self.tree.get(id).name.as_str();
        let leaf = |operation| (operation, Vec::new());
        match name {
            "float" | "int" => match self.number(id) {
                Some(value) => leaf(Operation::Number(value)),
                None => worthless(),
            },
            "bool" => leaf(Operation::Number(crate::expression::truth(self.truth(id)))),
            "parameter" => match self.parameter(id, scope) {
                Some(at) => leaf(Operation::Parameter(at)),
                None => worthless(),
            },
            "system-mission-time" => leaf(self.mission_time(id)),
            "test-initiating-event" | "test-functional-event" => leaf(self.test(id)),
            "ite" => {
                self.takes(id, &[]);
                let arguments = self.values(id, scope);
                if arguments.len() != 3 {
                    self.wrong_count(id, arguments.len(), "3", "expression");
                    return worthless();
                }
                (Operation::Choice, arguments)
            }
            "switch" => (Operation::Choice, self.switch(id, scope)),
            "histogram" => (Operation::Histogram, self.histogram(id, scope)),
            _ => {
                if let Some(function) = FUNCTIONS.iter().find(|function| function.name == name) {
                    return self.applied(id, scope, function);
                }
                let known = FUNCTIONS.iter().map(|function| function.name);
                let known: Vec<&str> = OTHERS.iter().copied().chain(known).collect();
                self.unexpected(id, "an expression", &known);
                worthless()
            }
        }
    }

    fn applied(
        &mut self,
        id: ElementId,
        scope: ScopeId,
        function: &'static Function,
    ) -> (Operation, Vec<Expression>) {
        self.takes(id, &[]);
        let arguments = self.values(id, scope);
        if !function.counts.allow(arguments.len()) {
            self.wrong_count(id, arguments.len(), &function.counts.text(), "expression");
            return worthless();
        }
        (Operation::Apply(function), arguments)
    }

    fn values(&mut self, id: ElementId, scope: ScopeId) -> Vec<Expression> {
        let tree = self.tree;
        let children = tree.get(id).children.iter();
        children
            .map(|child| self.expression(*child, scope))
            .collect()
    }

    /// A finite number.
    fn number(&mut self, id: ElementId) -> Option<f64> {
        self.takes(id, &["value"]);
        self.empty(id);
        let (text, span) = self.required(id, "value")?;
        let is_int = self.tree.get(id).name == "int";
        let text_shown = text.trim();
        let value: Option<f64> = if is_int {
            whole(text_shown)
        } else {
            text_shown.parse().ok()
        };
        let value = value.filter(|value| value.is_finite());
        if value.is_some() {
            return value;
        }
        let (wanted, advice) = if is_int {
            ("a whole number", "write it in digits, or use `<float>`")
        } else {
            ("a finite number", "write it like 0.01 or 1.0e-2")
        };
        let message = format!("the value `{text}` is not {wanted}");
        let fault = Diagnostic::error("bad-value", message).at(span, "not understood");
        self.faults.push(fault.help(advice));
        None
    }

    /// Reports whatever an element holds that takes no content.
    pub(super) fn empty(&mut self, id: ElementId) {
        let element = self.tree.get(id);
        for child in &element.children {
            self.unexpected(*child, &element.name, &[]);
        }
    }

    fn parameter(&mut self, id: ElementId, scope: ScopeId) -> Option<usize> {
        self.takes(id, &["name", "unit"]);
        self.empty(id);
        let unit = self.word(id, "unit", UNITS);
        let Some(Named::Parameter(at)) = self.named(id, scope, Kind::Parameter) else {
            return None;
        };
        let own = self.declared.parameters.get(at);
        let own = own.and_then(|own| self.tree.get(own.element).attribute("unit"));
        let own = own.map(|own| own.value.clone());
        if let (Some(unit), Some(own)) = (unit, own)
            && unit != own
        {
            self.wrong_unit(id, &own);
        }
        Some(at)
    }

    fn mission_time(&mut self, id: ElementId) -> Operation {
        self.takes(id, &["unit"]);
        self.empty(id);
        if self
            .word(id, "unit", UNITS)
            .is_some_and(|unit| unit != MISSION_UNIT)
        {
            self.wrong_unit(id, MISSION_UNIT);
        }
        Operation::MissionTime
    }

    fn wrong_unit(&mut self, id: ElementId, own: &str) {
        let Some(attribute) = self.tree.get(id).attribute("unit") else {
            return;
        };
        let message = format!("the unit is `{}`, expected `{own}`", attribute.value);
        let fault = Diagnostic::error("wrong-unit", message).at(attribute.span, "another unit");
        self.faults
            .push(fault.help(
                "units are compared and never converted: multiply by what lies between them",
            ));
    }

    /// A question to the event tree around an expression.
    fn test(&mut self, id: ElementId) -> Operation {
        self.empty(id);
        let is_functional = self.tree.get(id).name == "test-functional-event";
        self.takes(
            id,
            if is_functional {
                &["name", "state"]
            } else {
                &["name"]
            },
        );
        let Some((name, span)) = self.required(id, "name") else {
            return Operation::Number(0.0);
        };
        let known = if is_functional {
            self.titles.has_functional(&name)
        } else {
            self.titles
                .initiating
                .list
                .iter()
                .any(|event| event.name == name)
        };
        if !known {
            let message = format!("no event tree knows an event `{name}` of this kind");
            let fault = Diagnostic::warning("never-true", message).at(span, "never the case");
            self.faults.push(
                fault.help(
                    "define it with `<define-functional-event>` or `<define-initiating-event>`",
                ),
            );
        }
        if !is_functional {
            return Operation::InitiatingIs(name);
        }
        let Some((state, span)) = self.required(id, "state") else {
            return Operation::Number(0.0);
        };
        if known {
            self.known_state(&name, &state, span);
        }
        Operation::FunctionalIs(name, state)
    }

    /// Warns of a state that no fork takes.
    fn known_state(&mut self, event: &str, state: &str, span: Span) {
        let states = self.titles.states.get(event);
        if states.is_some_and(|states| states.contains(state)) {
            return;
        }
        let message = format!("no fork takes a state `{state}` of `{event}`");
        let fault = Diagnostic::warning("never-true", message).at(span, "never the case");
        let states = states.into_iter().flatten().take(STATES_MAX);
        let states: Vec<&str> = states.map(String::as_str).collect();
        let help = match nearest(state, states.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if states.is_empty() => "write a fork over it".to_owned(),
            None => super::fields::one_of("there are", &states),
        };
        self.faults.push(fault.help(help));
    }

    fn switch(&mut self, id: ElementId, scope: ScopeId) -> Vec<Expression> {
        self.takes(id, &[]);
        let tree = self.tree;
        let Some((otherwise, cases)) = tree.get(id).children.split_last() else {
            self.wrong_count(id, 0, "at least 1", "expression");
            return Vec::new();
        };
        let mut arguments = Vec::new();
        for case in cases {
            arguments.extend(self.pair(*case, scope, "switch", "case"));
        }
        arguments.push(self.expression(*otherwise, scope));
        arguments
    }

    fn histogram(&mut self, id: ElementId, scope: ScopeId) -> Vec<Expression> {
        self.takes(id, &[]);
        let tree = self.tree;
        let children = &tree.get(id).children;
        let (Some((start, bins)), true) = (children.split_first(), children.len() > 1) else {
            self.wrong_count(
                id,
                children.len(),
                "a start and at least one bin",
                "expression",
            );
            return Vec::new();
        };
        let mut arguments = vec![self.expression(*start, scope)];
        for bin in bins {
            arguments.extend(self.pair(*bin, scope, "histogram", "bin"));
        }
        arguments
    }

    /// The two expressions of a case or a bin.
    fn pair(&mut self, id: ElementId, scope: ScopeId, within: &str, name: &str) -> Vec<Expression> {
        if self.tree.get(id).name != name {
            self.unexpected(id, within, &[name]);
            return Vec::new();
        }
        self.takes(id, &[]);
        let pair = self.values(id, scope);
        if pair.len() != 2 {
            self.wrong_count(id, pair.len(), "2", "expression");
        }
        pair
    }

    /// The expression of each parameter.
    pub(super) fn parameters(&mut self) -> Vec<Option<Expression>> {
        let declared = self.declared.parameters.iter();
        let places: Vec<(ElementId, ScopeId)> =
            declared.map(|one| (one.element, one.scope)).collect();
        places
            .into_iter()
            .map(|(element, scope)| {
                self.word(element, "unit", UNITS);
                self.required_expression(element, scope)
            })
            .collect()
    }
}

/// What stands for an expression that was reported: a choice of nothing, which has no value.
fn worthless() -> (Operation, Vec<Expression>) {
    (Operation::Choice, Vec::new())
}

/// A whole number in digits, perhaps with a sign.
fn whole(text: &str) -> Option<f64> {
    let digits = text.trim_start_matches(['+', '-']);
    let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_whole)
}
