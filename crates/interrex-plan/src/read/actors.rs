//! Who does an act: `vice-president and at least 8 of (state, treasury, ...)`.

use interrex_diag::{Diagnostic, Span};

use super::Reader;
use super::fields::Refusal;
use crate::expr::{self, Ast, AstKind, Malformed};
use crate::model::{Actor, ActorExpr, ActorExprKind, Body, Id, Who};
use crate::schema::Kind;
use crate::syntax::{Places, Text, Value};

const ACTORS: &[Kind] = &[Kind::Person, Kind::Office, Kind::Body];

impl<'d> Reader<'d> {
    /// Reads who does an act.
    pub(super) fn actors(&mut self, value: &'d Value<'d>) -> Result<ActorExpr, Refusal> {
        let text = value.as_text().ok_or(Refusal::WrongType)?;
        let ast = expr::parse(&text.value).map_err(|fault| self.malformed(text, &fault))?;
        self.actor_expr(&text.places(self.sources), &ast)
            .ok_or(Refusal::Reported)
    }

    /// A fault of form, with its place in the file.
    pub(super) fn malformed(&self, text: &Text<'_>, fault: &Malformed) -> Diagnostic {
        let place = text.places(self.sources).span(&fault.range);
        Diagnostic::error(fault.code, fault.message.clone())
            .at(place, fault.label)
            .help(fault.help.clone())
    }

    fn actor_expr(&mut self, places: &Places, ast: &Ast) -> Option<ActorExpr> {
        let span = places.span(&ast.range);
        let kind = match &ast.kind {
            AstKind::And(items) => ActorExprKind::And(self.actor_list(places, items)?),
            AstKind::Or(items) => ActorExprKind::Or(self.actor_list(places, items)?),
            AstKind::AtLeast(count, items) => {
                ActorExprKind::AtLeast(*count, self.actor_list(places, items)?)
            }
            AstKind::Name(name) => ActorExprKind::Actor(self.actor(name, span)?),
            AstKind::Call(body, words, arguments) => {
                let [kind] = arguments.as_slice() else {
                    self.report(not_actors("a predicate", span));
                    return None;
                };
                let place = places.span(words);
                let kind_place = places.span(&kind.range);
                ActorExprKind::Actor(self.body_by(body, place, &kind.text, kind_place)?)
            }
            AstKind::Not(_) => {
                self.report(not_actors("`not`", span));
                return None;
            }
            AstKind::Constant(_) => {
                self.report(not_actors("a truth value", span));
                return None;
            }
        };
        Some(ActorExpr { kind, span })
    }

    /// Resolves every item, so that all of their faults are reported.
    fn actor_list(&mut self, places: &Places, items: &[Ast]) -> Option<Vec<ActorExpr>> {
        let found: Vec<Option<ActorExpr>> = items
            .iter()
            .map(|item| self.actor_expr(places, item))
            .collect();
        found.into_iter().collect()
    }

    fn actor(&mut self, name: &str, span: Span) -> Option<Actor> {
        if let Some((body, kind)) = name.split_once('/') {
            return self.body_by(body, span, kind, span);
        }
        let found = self.resolve(name, span, ACTORS)?;
        found.who().map(actor_of)
    }

    fn body_by(&mut self, body: &str, place: Span, kind: &str, kind_place: Span) -> Option<Actor> {
        let found = self.resolve(body, place, &[Kind::Body])?;
        let body: Id<Body> = found.id();
        Some(Actor::Body(
            body,
            self.decision_kind(body, kind, kind_place)?,
        ))
    }

    /// The place of a kind of decision in a body's list.
    pub(crate) fn decision_kind(&mut self, id: Id<Body>, kind: &str, span: Span) -> Option<u32> {
        let body = self.plan.bodies.get(id);
        let found = body.decisions.iter().position(|known| known.name == kind);
        if let Some(index) = found {
            return u32::try_from(index).ok();
        }
        let what = format!("the body `{}` has no kind of decision `{kind}`", body.name);
        let places = (span, Some(body.span));
        let known = |reader: &Self| {
            let kinds = &reader.plan.bodies.get(id).decisions;
            kinds.iter().map(|kind| kind.name.clone()).collect()
        };
        self.unknown_part("unknown-decision-kind", what, kind, known, places);
        None
    }
}

/// A person, office or body as one who acts; a body by its ordinary decisions.
pub(super) fn actor_of(who: Who) -> Actor {
    match who {
        Who::Person(person) => Actor::Person(person),
        Who::Office(office) => Actor::Office(office),
        Who::Body(body) => Actor::Body(body, 0),
    }
}

fn not_actors(what: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        "not-actors",
        format!("{what} cannot say who acts, expected people, offices and bodies"),
    )
    .at(span, "nobody acts by this")
    .help("join names with `and`, `or` and `at least K of (...)`; a condition belongs in `needs`")
}
