//! Formulas: connectives, constants and references.

use interrex_diag::{Diagnostic, nearest};

use super::Reader;
use super::names::{Kind, Named};
use super::scopes::ScopeId;
use crate::model::{Connective, Formula, GateId, HouseEventId};
use crate::xml::ElementId;

/// How many names get a guess at what was meant: guessing looks at all names of the model.
const GUESSES_MAX: usize = 50;

const FORMULAS: &[&str] = &[
    "and",
    "or",
    "not",
    "xor",
    "nand",
    "nor",
    "atleast",
    "cardinality",
    "imply",
    "iff",
    "constant",
    "event",
    "gate",
    "basic-event",
    "house-event",
];

impl Reader<'_> {
    /// The one formula that an element holds.
    pub(super) fn only_formula(&mut self, id: ElementId, scope: ScopeId) -> Formula {
        let content = self.content(id);
        let Some(first) = content.first() else {
            let element = self.tree.get(id);
            let message = format!("`{}` holds no formula, expected one", element.name);
            let fault = Diagnostic::error("missing-content", message).at(element.span, "empty");
            self.faults
                .push(fault.help("write a connective or a reference to an event within it"));
            return Formula::Constant(false);
        };
        for extra in content.iter().skip(1) {
            let element = self.tree.get(*extra);
            let message = format!(
                "`{}` holds a second formula, expected one",
                self.tree.get(id).name
            );
            let fault = Diagnostic::error("wrong-count", message).at(element.span, "one too many");
            self.faults
                .push(fault.help("put both into `<and>` or `<or>`"));
        }
        self.formula(*first, scope)
    }

    /// A formula; formulas nest as deep as elements, which is bounded.
    pub(super) fn formula(&mut self, id: ElementId, scope: ScopeId) -> Formula {
        let name = self.tree.get(id).name.as_str();
        let (connective, counts) = match name {
            "constant" => return Formula::Constant(self.truth(id)),
            "event" | "gate" | "basic-event" | "house-event" => return self.reference(id, scope),
            "and" => (Connective::And, 1..=usize::MAX),
            "or" => (Connective::Or, 1..=usize::MAX),
            "xor" => (Connective::Xor, 1..=usize::MAX),
            "iff" => (Connective::Iff, 1..=usize::MAX),
            "nand" => (Connective::Nand, 1..=usize::MAX),
            "nor" => (Connective::Nor, 1..=usize::MAX),
            "not" => (Connective::Not, 1..=1),
            "imply" => (Connective::Imply, 2..=2),
            "atleast" => return self.at_least(id, scope),
            "cardinality" => return self.cardinality(id, scope),
            _ => {
                self.unexpected(id, "a formula", FORMULAS);
                return Formula::Constant(false);
            }
        };
        self.takes(id, &[]);
        let arguments = self.arguments(id, scope);
        if !counts.contains(&arguments.len()) {
            let wanted = match (counts.start(), counts.end()) {
                (least, most) if least == most => least.to_string(),
                (least, _) => format!("at least {least}"),
            };
            self.wrong_count(id, arguments.len(), &wanted, "formula");
        }
        Formula::Of(connective, arguments)
    }

    fn arguments(&mut self, id: ElementId, scope: ScopeId) -> Vec<Formula> {
        let tree = self.tree;
        let children = tree.get(id).children.iter();
        children.map(|child| self.formula(*child, scope)).collect()
    }

    pub(super) fn wrong_count(&mut self, id: ElementId, found: usize, wanted: &str, what: &str) {
        let element = self.tree.get(id);
        let plural = if found == 1 { "" } else { "s" };
        let message = format!(
            "`{}` holds {found} {what}{plural}, expected {wanted}",
            element.name
        );
        let fault = Diagnostic::error("wrong-count", message).at(element.span, "wrong number");
        self.faults
            .push(fault.help(format!("put {wanted} into it")));
    }

    fn at_least(&mut self, id: ElementId, scope: ScopeId) -> Formula {
        self.takes(id, &["min"]);
        let min = self.count(id, "min");
        let arguments = self.arguments(id, scope);
        let Some(min) = min else {
            return Formula::Constant(false);
        };
        if min == 0 || min > arguments.len() {
            self.bad_bound(id, "min", 1, arguments.len());
        }
        Formula::Of(Connective::AtLeast(min), arguments)
    }

    fn cardinality(&mut self, id: ElementId, scope: ScopeId) -> Formula {
        self.takes(id, &["min", "max"]);
        let (min, max) = (self.count(id, "min"), self.count(id, "max"));
        let arguments = self.arguments(id, scope);
        let (Some(min), Some(max)) = (min, max) else {
            return Formula::Constant(false);
        };
        if max > arguments.len() {
            self.bad_bound(id, "max", 0, arguments.len());
        } else if min > max {
            self.bad_bound(id, "min", 0, max);
        }
        Formula::Of(Connective::Cardinality { min, max }, arguments)
    }

    fn bad_bound(&mut self, id: ElementId, name: &str, low: usize, high: usize) {
        let element = self.tree.get(id);
        let Some(attribute) = element.attribute(name) else {
            return;
        };
        let message = format!(
            "`{name}` of `{}` is {}, expected a number from {low} to {high}",
            element.name, attribute.value
        );
        let fault = Diagnostic::error("bad-bound", message)
            .at(attribute.span, "can never be met, or always is");
        self.faults
            .push(fault.help("count the formulas within; use `<constant>` for what is always so"));
    }

    fn reference(&mut self, id: ElementId, scope: ScopeId) -> Formula {
        let is_event = self.tree.get(id).name == "event";
        self.takes(
            id,
            if is_event {
                &["name", "type"]
            } else {
                &["name"]
            },
        );
        self.empty(id);
        let typed = self.word(id, "type", &["gate", "basic-event", "house-event"]);
        let kind = match typed.unwrap_or(self.tree.get(id).name.as_str()) {
            "gate" => Kind::Gate,
            "basic-event" => Kind::BasicEvent,
            "house-event" => Kind::HouseEvent,
            _ => Kind::Event,
        };
        match self.named(id, scope, kind) {
            Some(Named::Gate(at)) => Formula::Gate(GateId(at)),
            Some(Named::Event(at)) => {
                let formula = self.event_formulas.get(at).cloned();
                formula.unwrap_or(Formula::Constant(false))
            }
            Some(Named::House(at)) => Formula::House(HouseEventId(at)),
            Some(Named::Parameter(_)) | None => Formula::Constant(false),
        }
    }

    /// What the name of a reference refers to.
    pub(super) fn named(&mut self, id: ElementId, scope: ScopeId, kind: Kind) -> Option<Named> {
        let (name, span) = self.required(id, "name")?;
        let found = self.names.find(&name, scope, &self.scopes, kind);
        if found.is_some() || !self.undefined.insert((name.clone(), kind)) {
            return found;
        }
        let word = kind.word();
        let other = self.names.find(&name, scope, &self.scopes, Kind::Event);
        if let Some(other) = other.filter(|_| kind != Kind::Parameter) {
            let is = other.kind().word();
            let message = format!("`{name}` is a {is}, expected a {word}");
            let fault =
                Diagnostic::error("wrong-kind-of-event", message).at(span, "used as another");
            self.faults.push(
                match self.declared_as(other) {
                    Some(place) => fault.also(place, "defined here"),
                    None => fault,
                }
                .help("write `<event name=\"...\"/>`, which refers to any of them"),
            );
            return None;
        }
        let article = if kind == Kind::Event { "event" } else { word };
        let message = format!("no {article} is named `{name}` here");
        let fault = Diagnostic::error("undefined", message).at(span, "not defined");
        let guess = if self.undefined.len() <= GUESSES_MAX {
            nearest(&name, self.names.all(kind))
        } else {
            None
        };
        self.faults.push(match guess {
            Some(near) => fault.help(format!("did you mean `{near}`?")),
            None => fault.help(match kind {
                Kind::Parameter => "define it with `<define-parameter>`",
                _ => "define it; a private name is known within its container alone, and elsewhere by its path",
            }),
        });
        None
    }
}
