//! Numbers at the mission time: parameters, and probabilities of basic events.
//!
//! Responsible for evaluating in an order in which everything is known when it is needed, and for
//! everything that is wrong with a value.

use interrex_diag::{Diagnostic, Span};
use rustc_hash::FxHashSet;

use super::{Reader, faults};
use crate::expression::{Expression, Operation, Place, Setting, Worthless};
use crate::graph;
use crate::model::ROUNDING;

/// The parameters of a model, in an order in which they can be evaluated.
#[derive(Debug, Default)]
pub(super) struct Parameters {
    expressions: Vec<Option<Expression>>,
    order: Vec<usize>,
    /// Their values outside of event trees, or why they have none, which was reported.
    calm: Vec<Result<f64, Worthless>>,
    /// Which of them depend on where in an event tree they are asked for.
    placed: Vec<Option<Span>>,
}

impl Reader<'_> {
    /// Reads and evaluates all parameters.
    pub(super) fn evaluated_parameters(&mut self) -> Parameters {
        let expressions = self.parameters();
        let needs = expressions.iter().map(|expression| match expression {
            Some(expression) => expression.parameters(),
            None => Vec::new(),
        });
        let sorted = graph::sort(&needs.collect::<Vec<_>>());
        for circle in &sorted.circles {
            let steps: Vec<_> = circle
                .iter()
                .filter_map(|at| self.declared.parameters.get(*at))
                .map(|parameter| (parameter.name.as_str(), parameter.span))
                .collect();
            self.faults.push(faults::circle("parameter", &steps));
        }
        let mut parameters = Parameters {
            placed: placed(&expressions, &sorted.order),
            expressions,
            order: sorted.order,
            calm: Vec::new(),
        };
        parameters.calm = parameters.evaluated(self.mission_time, &Place::default());
        self.report_worthless(&mut parameters);
        parameters
    }

    /// Reports parameters without a value. Those that depend on where in an event tree they are asked
    /// for are left to the places where they are.
    fn report_worthless(&mut self, parameters: &mut Parameters) {
        let mut told = FxHashSet::default();
        for (value, placed) in parameters.calm.iter_mut().zip(&parameters.placed) {
            let Err(reason) = *value else { continue };
            *value = Err(Worthless::Reported);
            // What follows from one without a value has its reason.
            if let (Worthless::Undefined(span, wanted), None) = (reason, placed)
                && told.insert(span)
            {
                self.faults.push(undefined(span, wanted));
            }
        }
    }

    /// The probability of each basic event that is defined by itself.
    pub(super) fn probabilities(&mut self, parameters: &Parameters) -> Vec<Option<f64>> {
        let events = self.declared.events.iter();
        let events: Vec<_> = events
            .map(|event| (event.element, event.scope, event.span, event.member))
            .collect();
        let mut missing = Vec::new();
        let mut list = Vec::with_capacity(events.len());
        for (element, scope, span, member) in events {
            if member.is_some() {
                list.push(None);
                continue;
            }
            let expression = self.only_expression(element, scope);
            if expression.is_none() {
                missing.push(span);
            }
            list.push(
                expression.and_then(|expression| {
                    self.probability(&expression, parameters, "probability")
                }),
            );
        }
        if !missing.is_empty() {
            self.faults.push(without_probability(&missing));
        }
        list
    }

    /// The value of an expression outside of event trees, which must be a probability.
    pub(super) fn probability(
        &mut self,
        expression: &Expression,
        parameters: &Parameters,
        what: &str,
    ) -> Option<f64> {
        let value = self.calm_value(expression, parameters)?;
        // A sum or a difference may miss 0 or 1 by the rounding of its terms; a number as written does not.
        let is_written = matches!(expression.operation, Operation::Number(_));
        let slack = if is_written { 0.0 } else { ROUNDING };
        if (-slack..=1.0 + slack).contains(&value) {
            return Some(value.clamp(0.0, 1.0));
        }
        let message = format!("the {what} is {value}, expected a number from 0 to 1");
        let fault =
            Diagnostic::error("not-a-probability", message).at(expression.span, "out of bounds");
        self.faults
            .push(fault.help(
                "a rate becomes a probability by `<exponential>` with the rate and the time",
            ));
        None
    }

    /// The value of an expression outside of event trees.
    pub(super) fn calm_value(
        &mut self,
        expression: &Expression,
        parameters: &Parameters,
    ) -> Option<f64> {
        if let Some(test) = parameters.test(expression) {
            self.faults.push(test_outside(test, expression.span));
            return None;
        }
        let setting = Setting {
            mission_time: self.mission_time,
            parameters: &parameters.calm,
            place: &Place::default(),
        };
        match expression.value(&setting) {
            Ok(value) => Some(value),
            Err(Worthless::Undefined(span, wanted)) => {
                self.faults.push(undefined(span, wanted));
                None
            }
            Err(Worthless::Reported) => None,
        }
    }
}

impl Parameters {
    /// The value of an expression at a place of an event tree.
    pub(super) fn value_at(
        &self,
        expression: &Expression,
        mission_time: f64,
        place: &Place<'_>,
    ) -> Result<f64, Worthless> {
        let placed;
        let parameters = if self.placed.iter().all(Option::is_none) {
            &self.calm
        } else {
            placed = self.evaluated(mission_time, place);
            &placed
        };
        expression.value(&Setting {
            mission_time,
            parameters,
            place,
        })
    }

    /// Where an expression asks for the event tree around it, itself or through parameters.
    pub(super) fn test(&self, expression: &Expression) -> Option<Span> {
        let through = |at: &usize| self.placed.get(*at).copied().flatten();
        expression
            .test()
            .or_else(|| expression.parameters().iter().find_map(through))
    }

    /// Calls a function with each test of a functional event in an expression, through parameters too: where
    /// it stands, the event and the state.
    pub(super) fn each_test(
        &self,
        expression: &Expression,
        visit: &mut dyn FnMut(Span, &str, &str),
    ) {
        let mut seen = FxHashSet::default();
        let mut open = vec![expression];
        while let Some(expression) = open.pop() {
            expression.each(&mut |one| match &one.operation {
                Operation::FunctionalIs(event, state) => visit(one.span, event, state),
                Operation::Parameter(at) => {
                    let is_placed = self.placed.get(*at).is_some_and(Option::is_some);
                    let expression = self.expressions.get(*at).and_then(Option::as_ref);
                    if is_placed && seen.insert(*at) {
                        open.extend(expression);
                    }
                }
                _ => {}
            });
        }
    }

    /// The value of each parameter at a place, or why it has none. What follows from another without a
    /// value has the reason of that one.
    fn evaluated(&self, mission_time: f64, place: &Place<'_>) -> Vec<Result<f64, Worthless>> {
        let mut values = vec![Err(Worthless::Reported); self.expressions.len()];
        for at in &self.order {
            let Some(Some(expression)) = self.expressions.get(*at) else {
                continue;
            };
            let found = expression.value(&Setting {
                mission_time,
                parameters: &values,
                place,
            });
            if let Some(slot) = values.get_mut(*at) {
                *slot = found;
            }
        }
        values
    }
}

/// For each parameter, where it asks for the event tree around it, itself or through others.
fn placed(expressions: &[Option<Expression>], order: &[usize]) -> Vec<Option<Span>> {
    let mut placed: Vec<Option<Span>> = vec![None; expressions.len()];
    for at in order {
        let Some(Some(expression)) = expressions.get(*at) else {
            continue;
        };
        let through = |at: &usize| placed.get(*at).copied().flatten();
        let found = expression
            .test()
            .or_else(|| expression.parameters().iter().find_map(through));
        if let Some(slot) = placed.get_mut(*at) {
            *slot = found;
        }
    }
    placed
}

pub(super) fn undefined(span: Span, wanted: &str) -> Diagnostic {
    let message = format!("the arguments have no value here, expected {wanted}");
    Diagnostic::error("undefined-value", message)
        .at(span, "not defined for its arguments")
        .help("look at the arguments, and at the parameters that they refer to")
}

fn test_outside(test: Span, asked: Span) -> Diagnostic {
    let message = "an expression asks where in an event tree it is, and stands outside of any";
    let mut fault = Diagnostic::error("test-outside-of-event-tree", message).at(test, "asked here");
    if asked != test {
        fault = fault.also(asked, "for this value");
    }
    fault.help("ask in an instruction of an event tree, in a branch, a path or a sequence")
}

fn without_probability(events: &[Span]) -> Diagnostic {
    let message = match events.len() {
        1 => "a basic event has no probability, and is taken as anything from 0 to 1".to_owned(),
        count => format!(
            "{count} basic events have no probability, and are taken as anything from 0 to 1"
        ),
    };
    let mut fault = Diagnostic::warning("probability-missing", message);
    for (at, span) in events.iter().take(3).enumerate() {
        fault = match at {
            0 => fault.at(*span, "no expression"),
            _ => fault.also(*span, "nor here"),
        };
    }
    fault.help("write an expression into it, such as `<float value=\"0.01\"/>`")
}
