//! Substitutions without a source: constraints between events that every top gate and sequence is under.

use interrex_diag::{Diagnostic, Span, nearest};

use super::Reader;
use super::fields::one_of;
use super::scopes::ScopeId;
use crate::model::{Connective, Formula};
use crate::xml::ElementId;

/// The types that the format uses.
const TYPES: &[&str] = &["delete-terms", "exchange-event", "recovery-rule"];

impl Reader<'_> {
    /// The constraint that a substitution is: its hypothesis implies its target. It names what its
    /// container knows, and holds everywhere.
    pub(super) fn constraint(&mut self, id: ElementId, scope: ScopeId) -> Option<Formula> {
        self.takes(id, &["name", "type"]);
        if self.tree.get(id).attribute("name").is_some() {
            self.substitution_name(id, scope);
        }
        self.known_type(id);
        self.note(id, scope);
        let (mut hypothesis, mut target) = (None, None);
        for part in self.content(id) {
            let place = match self.tree.get(part).name.as_str() {
                "hypothesis" => &mut hypothesis,
                "target" => &mut target,
                "source" => {
                    self.faults.push(rewriting(self.tree.get(part).span));
                    continue;
                }
                _ => {
                    let expected = &["hypothesis", "source", "target"];
                    self.unexpected(part, "define-substitution", expected);
                    continue;
                }
            };
            self.takes(part, &[]);
            let formula = self.part(part, scope);
            if place.replace(formula).is_some() {
                self.second(
                    part,
                    "define-substitution",
                    "put both formulas into one, such as `<and>`",
                );
            }
        }
        let (Some(hypothesis), Some(target)) = (hypothesis, target) else {
            let element = self.tree.get(id);
            let message = "a substitution has no hypothesis or no target, expected both";
            let fault = Diagnostic::error("missing-content", message).at(element.span, "");
            self.faults
                .push(fault.help("write `<hypothesis>` and `<target>`, each with one formula"));
            return None;
        };
        Some(Formula::Of(Connective::Imply, vec![hypothesis, target]))
    }

    /// Warns of a type that the format does not use. It takes any text, and the type changes no answer.
    fn known_type(&mut self, id: ElementId) {
        let Some(attribute) = self.tree.get(id).attribute("type") else {
            return;
        };
        if TYPES.contains(&attribute.value.as_str()) {
            return;
        }
        let message = format!(
            "a substitution is of the type `{}`, which the format does not use",
            attribute.value
        );
        let fault = Diagnostic::warning("bad-value", message).at(attribute.span, "changes nothing");
        self.faults
            .push(match nearest(&attribute.value, TYPES.iter().copied()) {
                Some(near) => fault.help(format!("did you mean `{near}`?")),
                None => fault.help(one_of("write", TYPES)),
            });
    }

    fn substitution_name(&mut self, id: ElementId, scope: ScopeId) {
        let Some((name, span)) = self.defined_name(id) else {
            return;
        };
        let path = self.scopes.path_of(scope, &name);
        if let Some(first) = self.declared.substitution_names.insert(path, span) {
            let message = format!("the substitution `{name}` is defined twice, expected once");
            let fault = Diagnostic::error("defined-twice", message).at(span, "defined again");
            let fault = fault.also(first, "first defined here");
            self.faults
                .push(fault.help("rename one of the two, or leave the name out"));
        }
    }

    /// The formula of a hypothesis or of a target, which may be several basic events: all of them.
    fn part(&mut self, id: ElementId, scope: ScopeId) -> Formula {
        let content = self.content(id);
        let is_event = |id: &ElementId| self.tree.get(*id).name == "basic-event";
        let is_list = self.tree.get(id).name == "target" && content.iter().all(is_event);
        if !is_list || content.len() < 2 {
            return self.only_formula(id, scope);
        }
        let events = content.into_iter().map(|event| self.formula(event, scope));
        Formula::Of(Connective::And, events.collect())
    }
}

fn rewriting(span: Span) -> Diagnostic {
    let message = "a substitution with a source rewrites cut sets, which is not supported";
    Diagnostic::error("not-supported", message)
        .at(span, "refused")
        .help("leave the source out where a constraint between events is meant")
        .because("no Boolean function takes an event out of a cut set, so that no probability would belong to the answer")
}
