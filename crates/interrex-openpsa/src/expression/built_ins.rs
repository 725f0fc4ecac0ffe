//! Built-in distributions, and deviates at their means.
//!
//! Responsible for the formulas of the specification, sections *Built-ins* and *Random deviates*.
//! One minus an exponential is computed without cancellation, so that tiny probabilities keep all
//! of their digits.

use libm::{exp, expm1, pow, trunc};

use super::functions::Value;

/// How many periods of tests are followed one by one.
const PERIODS_MAX: f64 = 1e7;

/// That something with a rate has happened by a time.
fn happened(rate: f64, time: f64) -> f64 {
    -expm1(-rate * time)
}

/// That what was being repaired is repaired and has failed again by a time.
fn repaired_and_failed(mu: f64, lambda: f64, time: f64) -> f64 {
    let (repaired, failed) = (happened(mu, time), happened(lambda, time));
    if lambda.total_cmp(&mu).is_eq() {
        failed - (1.0 - failed) * lambda * time
    } else {
        (lambda * repaired - mu * failed) / (lambda - mu)
    }
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
    Ok(lambda / rate * happened(rate, *time) + gamma * exp(-rate * time))
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

/// A component that is tested from time to time, in the three forms of the format.
pub(super) fn periodic_test(x: &[f64]) -> Value {
    match *x {
        [lambda, tau, theta, time] => {
            rates(&[lambda, theta, time], tau)?;
            Ok(tested_and_renewed(lambda, tau, theta, time))
        }
        [lambda, mu, tau, theta, time] => {
            rates(&[lambda, mu, theta, time], tau)?;
            let test = Test {
                lambda,
                lambda_tested: lambda,
                mu,
                harm: 0.0,
                duration: 0.0,
                available: true,
                found: 1.0,
                botched: 0.0,
            };
            test.unavailable(tau, theta, time)
        }
        [
            lambda,
            lambda_tested,
            mu,
            tau,
            theta,
            harm,
            duration,
            available,
            found,
            botched,
            time,
        ] => {
            rates(&[lambda, lambda_tested, mu, theta, time], tau)?;
            let probabilities = [harm, found, botched];
            if probabilities.iter().any(|p| !(0.0..=1.0).contains(p)) {
                return Err("gamma, sigma and omega from 0 to 1");
            }
            if !(0.0..=tau).contains(&duration) {
                return Err("a test that takes no longer than the time between tests");
            }
            let test = Test {
                lambda,
                lambda_tested,
                mu,
                harm,
                duration,
                available: available != 0.0,
                found,
                botched,
            };
            test.unavailable(tau, theta, time)
        }
        _ => Err("4, 5 or 11 arguments"),
    }
}

fn rates(rates: &[f64], tau: f64) -> Result<(), &'static str> {
    if tau > 0.0 && rates.iter().all(|rate| *rate >= 0.0) {
        Ok(())
    } else {
        Err("rates and times that are not negative, and a time above 0 between tests")
    }
}

/// Each test finds and mends a failure at once, so that time starts anew; right at a test the
/// component is as old as it gets.
fn tested_and_renewed(lambda: f64, tau: f64, theta: f64, time: f64) -> f64 {
    if time <= theta {
        return happened(lambda, time);
    }
    let elapsed = time - theta;
    let since = elapsed - trunc(elapsed / tau) * tau;
    happened(lambda, if since > 0.0 { since } else { tau })
}

/// The parameters of a test.
struct Test {
    /// The rate of failure while working.
    lambda: f64,
    /// The rate of failure while tested.
    lambda_tested: f64,
    /// The rate of repair.
    mu: f64,
    /// That a test breaks what it tests.
    harm: f64,
    /// How long a test takes.
    duration: f64,
    /// Whether the component is available while tested.
    available: bool,
    /// That a test finds a failure.
    found: f64,
    /// That what was repaired does not work.
    botched: f64,
}

/// The chances of the three states of a component.
#[derive(Clone, Copy)]
struct States {
    working: f64,
    failed: f64,
    in_repair: f64,
}

impl Test {
    fn unavailable(&self, tau: f64, theta: f64, time: f64) -> Value {
        if time <= theta {
            return Ok(happened(self.lambda, time));
        }
        let elapsed = time - theta;
        let periods = trunc(elapsed / tau);
        if periods > PERIODS_MAX {
            return Err("at most ten million tests");
        }
        let failed = happened(self.lambda, theta);
        let mut states = States {
            working: 1.0 - failed,
            failed,
            in_repair: 0.0,
        };
        let mut passed = 0.0;
        while passed < periods {
            states = self.period(self.test(states, self.duration), tau - self.duration);
            passed += 1.0;
        }
        let since = elapsed - periods * tau;
        if since <= self.duration && self.duration > 0.0 {
            let tested = self.test(states, since);
            let absent = if self.available {
                0.0
            } else {
                // What works and is being tested does not serve.
                tested.working - self.mended(states, since)
            };
            return Ok(tested.failed + tested.in_repair + absent);
        }
        let last = self.period(self.test(states, self.duration), since - self.duration);
        Ok(last.failed + last.in_repair)
    }

    /// That what was in repair works again after a time.
    fn mended(&self, states: States, time: f64) -> f64 {
        let gone = happened(self.mu, time);
        states.in_repair * (gone - self.failed_again(time))
    }

    /// That what was in repair has failed again after a time.
    fn failed_again(&self, time: f64) -> f64 {
        let botched = self.botched * happened(self.mu, time);
        botched + (1.0 - self.botched) * repaired_and_failed(self.mu, self.lambda, time)
    }

    /// From the start of a test until a time within it.
    fn test(&self, states: States, time: f64) -> States {
        let broken = self.harm + (1.0 - self.harm) * happened(self.lambda_tested, time);
        let faulty = states.failed + states.working * broken;
        let again = states.in_repair * self.failed_again(time);
        let failed = (1.0 - self.found) * faulty + again;
        let in_repair = states.in_repair * (1.0 - happened(self.mu, time)) + self.found * faulty;
        States {
            working: 1.0 - failed - in_repair,
            failed,
            in_repair,
        }
    }

    /// A time without a test.
    fn period(&self, states: States, time: f64) -> States {
        let broken = states.working * happened(self.lambda, time);
        let failed = states.failed + broken + states.in_repair * self.failed_again(time);
        let in_repair = states.in_repair * (1.0 - happened(self.mu, time));
        States {
            working: 1.0 - failed - in_repair,
            failed,
            in_repair,
        }
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
