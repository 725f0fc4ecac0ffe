//! Expressions of the stochastic layer, and what they are worth.
//!
//! Responsible for values: every operator, built-in and deviate of the format at one moment, the
//! mission time. Deviates are worth their means. Reading expressions is left to `crate::read`.

mod built_ins;
mod functions;
mod periodic;

pub(crate) use functions::{FUNCTIONS, Function};

use interrex_diag::Span;

/// An expression with its names resolved. Expressions nest no deeper than elements.
#[derive(Debug)]
pub(crate) struct Expression {
    pub(crate) operation: Operation,
    pub(crate) arguments: Vec<Expression>,
    /// Where its element's name stands.
    pub(crate) span: Span,
}

/// What an expression does with its arguments.
#[derive(Debug)]
pub(crate) enum Operation {
    /// A number; Booleans are 0 and 1.
    Number(f64),
    /// The value of a parameter.
    Parameter(usize),
    /// How long the system is to work, in hours.
    MissionTime,
    /// Whether an event tree was entered through an initiating event.
    InitiatingIs(String),
    /// Whether the path through an event tree took a state of a functional event.
    FunctionalIs(String, String),
    /// A condition, a value, a condition, a value, ..., and the value where no condition holds.
    Choice,
    /// The start of an axis, then pairs of the end of an interval and the value there.
    Histogram,
    /// A function of the values of all arguments.
    Apply(&'static Function),
}

/// Where in an event tree an expression is evaluated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place<'t> {
    /// The initiating event.
    pub(crate) initiating: Option<&'t str>,
    /// The states of functional events taken so far.
    pub(crate) taken: Vec<(&'t str, &'t str)>,
}

/// Why an expression is worth nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Worthless {
    /// Arguments that the operation is not defined for: where, and what was expected.
    Undefined(Span, &'static str),
    /// It follows from a fault that was reported.
    Reported,
}

/// What expressions are evaluated in.
pub(crate) struct Setting<'s> {
    pub(crate) mission_time: f64,
    /// The values of parameters, or why they have none.
    pub(crate) parameters: &'s [Result<f64, Worthless>],
    pub(crate) place: &'s Place<'s>,
}

impl Expression {
    /// The value of the expression.
    pub(crate) fn value(&self, setting: &Setting<'_>) -> Result<f64, Worthless> {
        let value = match &self.operation {
            Operation::Number(value) => *value,
            Operation::Parameter(at) => {
                let value = setting.parameters.get(*at).copied();
                value.unwrap_or(Err(Worthless::Reported))?
            }
            Operation::MissionTime => setting.mission_time,
            Operation::InitiatingIs(name) => truth(setting.place.initiating == Some(name)),
            Operation::FunctionalIs(name, state) => {
                let mut taken = setting.place.taken.iter();
                truth(taken.any(|taken| *taken == (name, state)))
            }
            Operation::Choice => return self.chosen(setting)?.value(setting),
            Operation::Histogram => self.histogram(&self.values(setting)?)?,
            Operation::Apply(function) => {
                let values = self.values(setting)?;
                (function.value)(&values)
                    .map_err(|wanted| Worthless::Undefined(self.span, wanted))?
            }
        };
        if value.is_finite() {
            Ok(value)
        } else {
            Err(Worthless::Undefined(
                self.span,
                "arguments with a finite result",
            ))
        }
    }

    fn values(&self, setting: &Setting<'_>) -> Result<Vec<f64>, Worthless> {
        let arguments = self.arguments.iter();
        arguments.map(|argument| argument.value(setting)).collect()
    }

    /// The argument that a choice takes; the others are not evaluated.
    fn chosen(&self, setting: &Setting<'_>) -> Result<&Self, Worthless> {
        for pair in self.arguments.chunks(2) {
            match pair {
                [condition, value] if condition.value(setting)? != 0.0 => return Ok(value),
                [otherwise] => return Ok(otherwise),
                _ => {}
            }
        }
        Err(Worthless::Reported)
    }

    /// The mean of a histogram: the values, weighted with the lengths of their intervals. It is neither
    /// below the least of them nor above the greatest, whatever the rounding of the lengths.
    fn histogram(&self, values: &[f64]) -> Result<f64, Worthless> {
        let rising = Worthless::Undefined(self.span, "bounds that rise");
        let Some((first, bins)) = values.split_first() else {
            return Err(Worthless::Reported);
        };
        let (mut start, mut sum) = (*first, 0.0);
        let (mut least, mut greatest) = (f64::INFINITY, f64::NEG_INFINITY);
        for bin in bins.chunks_exact(2) {
            let [end, value] = bin else { continue };
            if *end <= start {
                return Err(rising);
            }
            sum += (end - start) * value;
            (least, greatest) = (least.min(*value), greatest.max(*value));
            start = *end;
        }
        if start > *first {
            Ok((sum / (start - first)).clamp(least, greatest))
        } else {
            Err(rising)
        }
    }

    /// The parameters that the expression asks for itself.
    pub(crate) fn parameters(&self) -> Vec<usize> {
        let mut list = Vec::new();
        self.each(&mut |expression| {
            if let Operation::Parameter(at) = &expression.operation {
                list.push(*at);
            }
        });
        list
    }

    /// Where the expression itself first asks for the event tree around it.
    pub(crate) fn test(&self) -> Option<Span> {
        let mut found = None;
        self.each(&mut |expression| {
            let is_test = matches!(
                expression.operation,
                Operation::InitiatingIs(_) | Operation::FunctionalIs(..)
            );
            if is_test {
                found.get_or_insert(expression.span);
            }
        });
        found
    }

    /// Calls a function with the expression and each of its parts.
    pub(crate) fn each<'e>(&'e self, visit: &mut impl FnMut(&'e Self)) {
        let mut open = vec![self];
        while let Some(expression) = open.pop() {
            visit(expression);
            open.extend(expression.arguments.iter().rev());
        }
    }
}

/// A Boolean as a number.
pub(crate) fn truth(value: bool) -> f64 {
    if value { 1.0 } else { 0.0 }
}
