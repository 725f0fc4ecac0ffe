//! What can be read only when everything is filled: expressions, names of facts, and orders sorted
//! by a rule.

use std::collections::BTreeMap;

use interrex_diag::{Diagnostic, Span};

use super::Reader;
use super::fields::Refusal;
use super::seniority::Seniority;
use super::slots;
use crate::expr::{self, Ast, AstKind};
use crate::model::{Assessment, Change, Expr, ExprKind, Fact, Id, Locus, Measure, Person};
use crate::resolve::facts::Lookup;
use crate::syntax::{Text, Value};

/// What waits for the filled plan.
#[derive(Default)]
pub(super) struct Later<'d> {
    /// Expressions whose form is right.
    pub(super) expressions: Vec<(&'d Text<'d>, Ast)>,
    /// Facts that are more likely than others.
    pub(super) comparisons: Vec<(Id<Fact>, &'d Text<'d>)>,
    /// Effects of measures, in the order of the text.
    pub(super) effects: Vec<(Id<Measure>, Effect<'d>)>,
    /// Orders that are sorted by seniority.
    pub(super) seniority: Vec<Seniority>,
}

/// An effect of a measure; the name of its fact is still text.
pub(super) enum Effect<'d> {
    Assess(&'d Text<'d>, Vec<Assessment>, Span),
    Rebase(Id<Person>, Locus, Span),
}

impl<'d> Reader<'d> {
    /// Reads an expression as far as its form; until it is resolved, `true` stands in its place.
    pub(super) fn expression(&mut self, value: &'d Value<'d>) -> Result<Expr, Refusal> {
        let text = value.as_text().ok_or(Refusal::WrongType)?;
        let ast = expr::parse(&text.value).map_err(|fault| self.malformed(text, &fault))?;
        self.later.expressions.push((text, ast));
        Ok(Expr {
            kind: ExprKind::Constant(true),
            span: value.span,
        })
    }

    /// Reads what waited for the filled plan.
    pub(super) fn finish_later(&mut self) {
        let later = std::mem::take(&mut self.later);
        for order in later.seniority {
            self.sort_by_seniority(&order);
        }
        for (fact, text) in later.comparisons {
            if let Some(other) = self.fact_named(text) {
                self.compare(fact, other, text.span);
            }
        }
        for (measure, effect) in later.effects {
            self.effect(measure, effect);
        }
        self.finish_expressions(&later.expressions);
    }

    fn finish_expressions(&mut self, pending: &[(&'d Text<'d>, Ast)]) {
        let takings = self.states_by_threats();
        let mut resolved: BTreeMap<Span, Expr> = BTreeMap::new();
        for (text, ast) in pending {
            let mut expr = self.expr(&text.places(self.sources), ast, &takings);
            // The whole literal is its place, so that the slot it belongs to is found again.
            expr.span = text.span;
            resolved.insert(text.span, expr);
        }
        slots::each_expression(&mut self.plan, &mut |slot| {
            if let Some(expr) = resolved.get(&slot.span) {
                *slot = expr.clone();
            }
        });
    }

    fn compare(&mut self, fact: Id<Fact>, other: Id<Fact>, span: Span) {
        if fact == other {
            let name = &self.plan.facts.get(fact).name;
            self.report(
                Diagnostic::error(
                    "more-likely-than-itself",
                    format!("`{name}` cannot be more likely than itself"),
                )
                .at(span, "the same fact")
                .help("name another fact, or leave this out"),
            );
            return;
        }
        self.plan
            .facts
            .get_mut(fact)
            .value
            .more_likely_than
            .push((other, span));
    }

    fn effect(&mut self, measure: Id<Measure>, effect: Effect<'d>) {
        let change = match effect {
            Effect::Rebase(person, locus, span) => Change::Rebase(person, locus, span),
            Effect::Assess(text, assessments, span) => match self.fact_named(text) {
                Some(fact) => Change::Assess(fact, assessments, span),
                None => return,
            },
        };
        self.plan
            .measures
            .get_mut(measure)
            .value
            .effects
            .push(change);
    }

    /// The fact that a string names, such as `lost(lviv)`; reports why there is none.
    fn fact_named(&mut self, text: &'d Text<'d>) -> Option<Id<Fact>> {
        let ast = match expr::parse(&text.value) {
            Ok(ast) => ast,
            Err(fault) => {
                let fault = self.malformed(text, &fault);
                self.report(fault);
                return None;
            }
        };
        let lookup = match &ast.kind {
            AstKind::Call(predicate, _, arguments) => {
                self.fact_call(predicate, arguments, &text.places(self.sources))
            }
            _ => Lookup::NotAFact,
        };
        match lookup {
            Lookup::Fact(fact) => return Some(fact),
            Lookup::Undeclared(name) => self.report_unknown_fact(&name, text.span),
            Lookup::NotAFact => self.report_no_fact(&text.value, text.span),
            Lookup::Faulty => {}
        }
        None
    }
}
