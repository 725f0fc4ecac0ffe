//! The table of functions: how many arguments each takes, and its value.

use std::cmp::Ordering;

use libm as m;

use super::built_ins as built;
use super::truth;

/// How many arguments a function takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counts {
    /// One of these numbers.
    Of(&'static [usize]),
    /// So many or more.
    From(usize),
}

/// A function of numbers. Where its arguments are not in its domain, it says what was expected.
#[derive(Debug)]
pub(crate) struct Function {
    pub(crate) name: &'static str,
    pub(crate) counts: Counts,
    pub(crate) value: fn(&[f64]) -> Value,
}

/// A value, or what was expected of the arguments.
pub(super) type Value = Result<f64, &'static str>;

impl Counts {
    pub(crate) fn allow(self, count: usize) -> bool {
        match self {
            Self::Of(counts) => counts.contains(&count),
            Self::From(least) => count >= least,
        }
    }

    /// `2`, `4, 5 or 11`, `at least 1`.
    pub(crate) fn text(self) -> String {
        match self {
            Self::From(least) => format!("at least {least}"),
            Self::Of([counts @ .., last]) if !counts.is_empty() => {
                let counts: Vec<String> = counts.iter().map(ToString::to_string).collect();
                format!("{} or {last}", counts.join(", "))
            }
            Self::Of(counts) => counts.iter().map(ToString::to_string).collect(),
        }
    }
}

const fn function(name: &'static str, counts: Counts, value: fn(&[f64]) -> Value) -> Function {
    Function {
        name,
        counts,
        value,
    }
}

const ONE: Counts = Counts::Of(&[1]);
const TWO: Counts = Counts::Of(&[2]);
const SOME: Counts = Counts::From(1);

/// Every function of the format.
pub(crate) static FUNCTIONS: &[Function] = &[
    function("neg", ONE, |x| one(x, |x| -x)),
    function("add", SOME, |x| Ok(x.iter().sum())),
    function("sub", SOME, |x| fold(x, |a, b| a - b)),
    function("mul", SOME, |x| Ok(x.iter().product())),
    function("div", SOME, divided),
    function("pi", Counts::Of(&[0]), |_| Ok(std::f64::consts::PI)),
    function("abs", ONE, |x| one(x, f64::abs)),
    function("acos", ONE, |x| within(x, -1.0, 1.0, m::acos)),
    function("asin", ONE, |x| within(x, -1.0, 1.0, m::asin)),
    function("atan", ONE, |x| one(x, m::atan)),
    function("cos", ONE, |x| one(x, m::cos)),
    function("cosh", ONE, |x| one(x, m::cosh)),
    function("exp", ONE, |x| one(x, m::exp)),
    function("log", ONE, |x| positive(x, m::log)),
    function("log10", ONE, |x| positive(x, m::log10)),
    function("mod", TWO, remainder),
    function("pow", TWO, power),
    function("sin", ONE, |x| one(x, m::sin)),
    function("sinh", ONE, |x| one(x, m::sinh)),
    function("tan", ONE, |x| one(x, m::tan)),
    function("tanh", ONE, |x| one(x, m::tanh)),
    function("sqrt", ONE, |x| within(x, 0.0, f64::MAX, m::sqrt)),
    function("ceil", ONE, |x| one(x, m::ceil)),
    function("floor", ONE, |x| one(x, m::floor)),
    function("min", SOME, |x| fold(x, f64::min)),
    function("max", SOME, |x| fold(x, f64::max)),
    function("mean", SOME, |x| Ok(mean(x))),
    function("not", ONE, |x| one(x, |x| truth(x == 0.0))),
    function("and", SOME, |x| Ok(truth(x.iter().all(|x| *x != 0.0)))),
    function("or", SOME, |x| Ok(truth(x.iter().any(|x| *x != 0.0)))),
    function("eq", TWO, |x| compare(x, Ordering::is_eq)),
    function("df", TWO, |x| compare(x, Ordering::is_ne)),
    function("lt", TWO, |x| compare(x, Ordering::is_lt)),
    function("gt", TWO, |x| compare(x, Ordering::is_gt)),
    function("leq", TWO, |x| compare(x, Ordering::is_le)),
    function("geq", TWO, |x| compare(x, Ordering::is_ge)),
    function("exponential", TWO, built::exponential),
    function("GLM", Counts::Of(&[4]), built::glm),
    function("Weibull", Counts::Of(&[4]), built::weibull),
    function(
        "periodic-test",
        Counts::Of(&[4, 5, 11]),
        super::periodic::periodic_test,
    ),
    function("uniform-deviate", TWO, built::uniform),
    function("normal-deviate", TWO, built::normal),
    function("lognormal-deviate", Counts::Of(&[2, 3]), built::lognormal),
    function("gamma-deviate", TWO, built::gamma),
    function("beta-deviate", TWO, built::beta),
];

/// What is said where the number of arguments was reported as wrong before.
const COUNT: &str = "another number of arguments";

fn one(x: &[f64], value: fn(f64) -> f64) -> Value {
    x.first().map(|x| value(*x)).ok_or(COUNT)
}

fn fold(x: &[f64], value: fn(f64, f64) -> f64) -> Value {
    x.iter().copied().reduce(value).ok_or(COUNT)
}

fn compare(x: &[f64], holds: fn(Ordering) -> bool) -> Value {
    match x {
        [a, b] => a
            .partial_cmp(b)
            .map(|order| truth(holds(order)))
            .ok_or(COUNT),
        _ => Err(COUNT),
    }
}

fn within(x: &[f64], low: f64, high: f64, value: fn(f64) -> f64) -> Value {
    match x {
        [x] if (low..=high).contains(x) => Ok(value(*x)),
        [_] if low == 0.0 => Err("an argument that is not negative"),
        _ => Err("an argument from -1 to 1"),
    }
}

fn positive(x: &[f64], value: fn(f64) -> f64) -> Value {
    match x {
        [x] if *x > 0.0 => Ok(value(*x)),
        _ => Err("an argument above 0"),
    }
}

fn divided(x: &[f64]) -> Value {
    if x.iter().skip(1).any(|divisor| *divisor == 0.0) {
        return Err("divisors other than 0");
    }
    fold(x, |a, b| a / b)
}

/// The format says nothing of fractions: they are cut off, as other tools do.
fn remainder(x: &[f64]) -> Value {
    match x {
        [a, b] if m::trunc(*b) != 0.0 => Ok(m::fmod(m::trunc(*a), m::trunc(*b))),
        _ => Err("a divisor whose whole part is not 0"),
    }
}

fn power(x: &[f64]) -> Value {
    match x {
        [base, exponent] if *base != 0.0 || *exponent > 0.0 => Ok(m::pow(*base, *exponent)),
        _ => Err("a power above 0 of the base 0"),
    }
}

fn mean(x: &[f64]) -> f64 {
    let count: f64 = x.iter().map(|_| 1.0).sum();
    x.iter().sum::<f64>() / count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, arguments: &[f64], expect: f64) {
        let function = FUNCTIONS.iter().find(|function| function.name == name);
        let function = function.expect("a function of this name");
        assert!(function.counts.allow(arguments.len()), "{name}");
        let value = (function.value)(arguments).expect("a value");
        let error = (value - expect).abs();
        assert!(
            error <= 1e-12 * expect.abs(),
            "{name} {arguments:?}: {value}, not {expect}"
        );
    }

    #[track_caller]
    fn undefined(name: &str, arguments: &[f64]) {
        let function = FUNCTIONS.iter().find(|function| function.name == name);
        let value = (function.expect("a function of this name").value)(arguments);
        assert!(value.is_err(), "{name} {arguments:?}: {value:?}");
    }

    #[test]
    fn operators() {
        check("neg", &[2.0], -2.0);
        check("add", &[1.0, 2.0, 4.0], 7.0);
        check("sub", &[8.0, 2.0, 1.0], 5.0);
        check("mul", &[2.0, 3.0, 4.0], 24.0);
        check("div", &[24.0, 3.0, 4.0], 2.0);
        check("pi", &[], std::f64::consts::PI);
        check("abs", &[-3.0], 3.0);
        check("mod", &[7.9, 3.9], 1.0);
        check("mod", &[-7.0, 3.0], -1.0);
        check("pow", &[2.0, 10.0], 1024.0);
        check("sqrt", &[9.0], 3.0);
        check("ceil", &[1.2], 2.0);
        check("floor", &[-1.2], -2.0);
        check("min", &[3.0, 1.0, 2.0], 1.0);
        check("max", &[3.0, 1.0, 2.0], 3.0);
        check("mean", &[3.0, 1.0, 2.0], 2.0);
    }

    #[test]
    fn transcendent_functions() {
        use std::f64::consts::{E, FRAC_PI_2, FRAC_PI_4};
        check("acos", &[0.0], FRAC_PI_2);
        check("asin", &[1.0], FRAC_PI_2);
        check("atan", &[1.0], FRAC_PI_4);
        check("cos", &[0.0], 1.0);
        check("sin", &[FRAC_PI_2], 1.0);
        check("tan", &[FRAC_PI_4], 1.0);
        check("cosh", &[1.0], f64::midpoint(E, 1.0 / E));
        check("sinh", &[1.0], (E - 1.0 / E) / 2.0);
        check("tanh", &[1.0], (E * E - 1.0) / (E * E + 1.0));
        check("exp", &[1.0], E);
        check("log", &[E], 1.0);
        check("log10", &[1000.0], 3.0);
    }

    #[test]
    fn truth_is_a_number() {
        check("not", &[0.0], 1.0);
        check("not", &[0.5], 0.0);
        check("and", &[1.0, 2.0], 1.0);
        check("and", &[1.0, 0.0], 0.0);
        check("or", &[0.0, 2.0], 1.0);
        check("or", &[0.0, 0.0], 0.0);
        for (name, less, equal, greater) in [
            ("eq", 0.0, 1.0, 0.0),
            ("df", 1.0, 0.0, 1.0),
            ("lt", 1.0, 0.0, 0.0),
            ("gt", 0.0, 0.0, 1.0),
            ("leq", 1.0, 1.0, 0.0),
            ("geq", 0.0, 1.0, 1.0),
        ] {
            check(name, &[1.0, 2.0], less);
            check(name, &[2.0, 2.0], equal);
            check(name, &[2.0, 1.0], greater);
        }
    }

    #[test]
    fn domains_are_kept() {
        undefined("div", &[1.0, 0.0]);
        undefined("mod", &[1.0, 0.5]);
        undefined("pow", &[0.0, 0.0]);
        undefined("sqrt", &[-1.0]);
        undefined("log", &[0.0]);
        undefined("log10", &[-1.0]);
        undefined("acos", &[1.1]);
        undefined("asin", &[-1.1]);
    }

    #[test]
    fn counts_are_told() {
        assert_eq!(Counts::Of(&[2]).text(), "2");
        assert_eq!(Counts::Of(&[2, 3]).text(), "2 or 3");
        assert_eq!(Counts::Of(&[4, 5, 11]).text(), "4, 5 or 11");
        assert_eq!(Counts::From(1).text(), "at least 1");
    }
}
