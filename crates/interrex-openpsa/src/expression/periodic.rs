//! Components that are tested from time to time.
//!
//! Responsible for `periodic-test` in its three forms. Every chance is a sum of products of what is not
//! negative, so that none loses its digits in a difference, however near two rates are.

use libm::{exp, expm1, round, trunc};

use super::built_ins::{at_most_one, happened};
use super::functions::Value;

/// How many periods of tests are followed one by one.
const PERIODS_MAX: f64 = 1e7;

/// By how many roundings a time may miss that of a test and be taken for it.
const ROUNDINGS: f64 = 4.0;

/// Terms of this order and above are below the rounding of the series' sum.
const SERIES_END: u32 = 25;

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
    let (_, since) = since_test(tau, theta, time);
    happened(lambda, if since > 0.0 { since } else { tau })
}

/// How many periods have passed since the first test, and the time since the last one: none where the
/// time is that of a test, give or take the rounding of its own sums.
fn since_test(tau: f64, theta: f64, time: f64) -> (f64, f64) {
    let elapsed = time - theta;
    let ratio = elapsed / tau;
    let whole = round(ratio);
    if (ratio - whole).abs() <= ROUNDINGS * f64::EPSILON * ((time + theta) / tau) {
        return (whole, 0.0);
    }
    let periods = trunc(ratio);
    (periods, elapsed - periods * tau)
}

/// `(exp(-one t) - exp(-other t)) / (other - one)`, which times either rate is the chance to be between
/// two events of these rates; without a difference of nearly equal numbers.
fn between(one: f64, other: f64, time: f64) -> f64 {
    let (low, high) = (one.min(other), one.max(other));
    let (apart, decay) = (high - low, exp(-low * time));
    let x = apart * time;
    if x > 1.0 {
        decay * happened(apart, time) / apart
    } else if x > 0.0 {
        decay * time * (-expm1(-x) / x)
    } else {
        decay * time
    }
}

/// That something with one rate, and then something with the other, has happened by a time.
fn both_happened(one: f64, other: f64, time: f64) -> f64 {
    let (low, high) = (one.min(other), one.max(other));
    if high * time > 1.0 {
        return happened(low, time) - low * between(low, high, time);
    }
    // The two terms above are nearly equal here: their difference as a series.
    let (x, y) = (low * time, high * time);
    let (mut sum, mut symmetric, mut power, mut factorial, mut sign) = (0.0, 1.0, 1.0, 2.0, 1.0);
    for order in 3..SERIES_END {
        sum += sign * symmetric / factorial;
        power *= x;
        symmetric = y * symmetric + power;
        factorial *= f64::from(order);
        sign = -sign;
    }
    x * y * sum
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
        let (periods, since) = since_test(tau, theta, time);
        if periods > PERIODS_MAX {
            return Err("at most ten million tests");
        }
        let mut states = States {
            working: exp(-self.lambda * theta),
            failed: happened(self.lambda, theta),
            in_repair: 0.0,
        };
        let mut passed = 0.0;
        while passed < periods {
            states = self.period(self.test(states, self.duration), tau - self.duration);
            passed += 1.0;
        }
        if since <= self.duration && self.duration > 0.0 {
            let tested = self.test(states, since);
            let absent = if self.available {
                0.0
            } else {
                // What works and is being tested does not serve.
                states.working * self.unbroken(since)
            };
            return Ok(at_most_one(tested.failed + tested.in_repair + absent));
        }
        let last = self.period(self.test(states, self.duration), since - self.duration);
        Ok(at_most_one(last.failed + last.in_repair))
    }

    /// That what worked is still working within a test.
    fn unbroken(&self, time: f64) -> f64 {
        (1.0 - self.harm) * exp(-self.lambda_tested * time)
    }

    /// That what was in repair works again after a time.
    fn mended(&self, time: f64) -> f64 {
        (1.0 - self.botched) * self.mu * between(self.mu, self.lambda, time)
    }

    /// That what was in repair has failed again after a time.
    fn failed_again(&self, time: f64) -> f64 {
        let botched = self.botched * happened(self.mu, time);
        botched + (1.0 - self.botched) * both_happened(self.mu, self.lambda, time)
    }

    /// From the start of a test until a time within it.
    fn test(&self, states: States, time: f64) -> States {
        let broken = self.harm + (1.0 - self.harm) * happened(self.lambda_tested, time);
        let faulty = states.failed + states.working * broken;
        let again = states.in_repair * self.failed_again(time);
        States {
            working: states.working * self.unbroken(time) + states.in_repair * self.mended(time),
            failed: (1.0 - self.found) * faulty + again,
            in_repair: states.in_repair * exp(-self.mu * time) + self.found * faulty,
        }
    }

    /// A time without a test.
    fn period(&self, states: States, time: f64) -> States {
        let broken = states.working * happened(self.lambda, time);
        let working = states.working * exp(-self.lambda * time);
        States {
            working: working + states.in_repair * self.mended(time),
            failed: states.failed + broken + states.in_repair * self.failed_again(time),
            in_repair: states.in_repair * exp(-self.mu * time),
        }
    }
}
