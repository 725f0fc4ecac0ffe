//! Built-in distributions, and deviates at their means.
//!
//! Responsible for the formulas of the specification, sections *Built-ins* and *Random deviates*.
//! One minus an exponential is computed without cancellation, so that tiny probabilities keep all
//! of their digits. Tests from time to time are left to `super::periodic`.

use libm::{exp, expm1, pow};

use super::functions::Value;

/// That something with a rate has happened by a time.
pub(super) fn happened(rate: f64, time: f64) -> f64 {
    -expm1(-rate * time)
}

/// A sum of chances of cases that exclude each other. It is 1 at most, so that what it passes 1 by is the
/// rounding of its own terms, and 1 is nearer to it.
pub(super) fn at_most_one(sum: f64) -> f64 {
    sum.min(1.0)
}

pub(super) fn exponential(x: &[f64]) -> Value {
    match x {
        [rate, time] if *rate >= 0.0 && *time >= 0.0 => Ok(happened(*rate, *time)),
        _ => Err("a rate and a time that are not negative"),
    }
}

pub(super) fn glm(x: &[f64]) -> Value {
    let [gamma, lambda, mu, time] = x else {
        return Err("4 arguments");
    };
    let is_probability = (0.0..=1.0).contains(gamma);
    if !is_probability || *lambda < 0.0 || *mu < 0.0 || *time < 0.0 || lambda + mu <= 0.0 {
        return Err("a probability on demand, and rates and a time that are not negative");
    }
    // λ/(λ+μ) (1 - e) + γ e, with e = exp(-(λ+μ) t): no difference of nearly equal numbers.
    let rate = lambda + mu;
    let (broken, never_started) = (happened(rate, *time), exp(-rate * time));
    Ok(at_most_one(lambda / rate * broken + gamma * never_started))
}

pub(super) fn weibull(x: &[f64]) -> Value {
    match x {
        [alpha, beta, start, time]
            if *alpha > 0.0 && *beta > 0.0 && *start >= 0.0 && *time >= 0.0 =>
        {
            let elapsed = (time - start).max(0.0);
            Ok(-expm1(-pow(elapsed / alpha, *beta)))
        }
        _ => Err("a scale and a shape above 0, and a shift and a time that are not negative"),
    }
}

pub(super) fn uniform(x: &[f64]) -> Value {
    match x {
        [low, high] if low < high => Ok(f64::midpoint(*low, *high)),
        _ => Err("a lower bound below the upper"),
    }
}

pub(super) fn normal(x: &[f64]) -> Value {
    match x {
        [mean, deviation] if *deviation > 0.0 => Ok(*mean),
        _ => Err("a standard deviation above 0"),
    }
}

/// With three arguments the mean is given; with two, that and the deviation of the logarithm.
pub(super) fn lognormal(x: &[f64]) -> Value {
    match x {
        [mean, factor, level] if *mean > 0.0 && *factor > 1.0 && *level > 0.0 && *level < 1.0 => {
            Ok(*mean)
        }
        [_, _, _] => Err("a mean above 0, an error factor above 1, and a level between 0 and 1"),
        [mu, sigma] if *sigma > 0.0 => Ok(exp(mu + sigma * sigma / 2.0)),
        _ => Err("a standard deviation above 0"),
    }
}

pub(super) fn gamma(x: &[f64]) -> Value {
    match x {
        [shape, scale] if *shape > 0.0 && *scale > 0.0 => Ok(shape * scale),
        _ => Err("a shape and a scale above 0"),
    }
}

pub(super) fn beta(x: &[f64]) -> Value {
    match x {
        [alpha, beta] if *alpha > 0.0 && *beta > 0.0 => Ok(alpha / (alpha + beta)),
        _ => Err("two shapes above 0"),
    }
}
