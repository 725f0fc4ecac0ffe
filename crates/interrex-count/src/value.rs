//! Numbers of twice the precision of `f64`, each with a bound on its error. The error holds the
//! rounding of every operation and whatever a search left unexplored.

use std::ops::{Add, Mul, Sub};

/// A relative bound on the rounding of one operation on pairs, which are accurate to 2^-103.
const ROUNDING: f64 = f64::EPSILON * f64::EPSILON * 16.0;
/// What underflow may add to any operation.
const UNDERFLOW: f64 = 1e-290;
/// Splits a float into two halves of 26 bits.
const SPLITTER: f64 = 134_217_729.0;

/// An approximate number `high + low` and the greatest distance of the true one from it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Value {
    high: f64,
    low: f64,
    error: f64,
}

impl Value {
    /// Zero.
    pub const ZERO: Self = Self::exact(0.0);
    /// One.
    pub const ONE: Self = Self::exact(1.0);

    /// A float, exactly.
    pub const fn exact(value: f64) -> Self {
        Self {
            high: value,
            low: 0.0,
            error: 0.0,
        }
    }

    /// Some number from zero up to a bound.
    pub(crate) fn up_to(bound: f64) -> Self {
        Self {
            high: bound / 2.0,
            low: 0.0,
            error: bound / 2.0,
        }
    }

    /// The float next to the value.
    pub const fn nearest(self) -> f64 {
        self.high
    }

    /// What the float next to the value leaves out; together they are accurate to about 31 digits.
    pub const fn rest(self) -> f64 {
        self.low
    }

    /// The greatest distance of the true number from `nearest() + rest()`.
    pub const fn error(self) -> f64 {
        self.error
    }

    /// A float that is not above the true number, which is a probability.
    pub fn at_least(self) -> f64 {
        (self.high - self.slack()).next_down().max(0.0)
    }

    /// A float that is not below the true number, which is a probability.
    pub fn at_most(self) -> f64 {
        (self.high + self.slack()).next_up().min(1.0)
    }

    fn slack(self) -> f64 {
        (self.low.abs() + self.error).next_up()
    }

    /// One less the value.
    pub(crate) fn complement(self) -> Self {
        Self::ONE - self
    }

    fn rounded(high: f64, low: f64, error: f64) -> Self {
        let (high, low) = quick_two_sum(high, low);
        // The bound itself is rounded a few times on the way: hence the factor.
        let error = (error + high.abs() * ROUNDING) * (1.0 + 8.0 * f64::EPSILON);
        Self { high, low, error }
    }
}

impl Add for Value {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let (high, rest) = two_sum(self.high, other.high);
        let (low, last) = two_sum(self.low, other.low);
        let (high, rest) = quick_two_sum(high, rest + low);
        // Where the summands cancel, the rounding is relative to them and not to the sum.
        let size = self.high.abs().max(other.high.abs());
        let error = self.error + other.error + size * ROUNDING;
        Self::rounded(high, rest + last, error)
    }
}

impl Sub for Value {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self + Self {
            high: -other.high,
            low: -other.low,
            error: other.error,
        }
    }
}

impl Mul for Value {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        if self == Self::ZERO || other == Self::ZERO {
            return Self::ZERO;
        }
        let (high, rest) = two_product(self.high, other.high);
        let cross = self.high * other.low + self.low * other.high;
        let most = |value: Self| value.high.abs() * (1.0 + f64::EPSILON);
        let error = self.error * most(other)
            + other.error * most(self)
            + self.error * other.error
            + UNDERFLOW;
        Self::rounded(high, rest + cross, error)
    }
}

/// The rounded sum and its error, exactly (Knuth).
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let part = sum - a;
    (sum, (a - (sum - part)) + (b - part))
}

/// The same where the first is not the smaller (Dekker).
fn quick_two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    (sum, b - (sum - a))
}

/// The rounded product and its error, exactly but for underflow (Dekker, Veltkamp).
fn two_product(a: f64, b: f64) -> (f64, f64) {
    let product = a * b;
    let ((a_high, a_low), (b_high, b_low)) = (split(a), split(b));
    let error = ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low;
    (product, error)
}

fn split(a: f64) -> (f64, f64) {
    let scaled = SPLITTER * a;
    let high = scaled - (scaled - a);
    (high, a - high)
}

#[cfg(test)]
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "the numbers are chosen so that every cast is exact"
)]
mod tests {
    use super::*;

    /// Sums and products of fractions of two, so small that `u128` holds them exactly.
    #[test]
    fn sums_and_products_hold_the_exact_number_within_the_error() {
        let mut random = oorandom::Rand64::new(5);
        for _ in 0..10_000 {
            let (a, b) = (random.rand_u64() >> 11, random.rand_u64() >> 11);
            let unit = 1.0 / (1_u64 << 53) as f64;
            let (x, y) = (Value::exact(a as f64 * unit), Value::exact(b as f64 * unit));
            let exact = u128::from(a) * u128::from(b);
            let product = x * y;
            let found = as_integer(product.high, 106) + as_integer(product.low, 106);
            assert_eq!(found, i128::try_from(exact).unwrap());
            let difference = (x + y) - x;
            assert_eq!((difference.high, difference.low), (y.high, 0.0));
            assert!(difference.error < 1e-29);
        }
    }

    #[test]
    fn the_unexplored_stays_inside_the_bounds() {
        let part = Value::up_to(0.5) * Value::exact(0.25) + Value::exact(0.125);
        assert!(part.at_least() <= 0.125 && part.at_least() > 0.1249);
        assert!(part.at_most() >= 0.25 && part.at_most() < 0.2501);
    }

    fn as_integer(value: f64, power: u32) -> i128 {
        (value * (1_u128 << power) as f64) as i128
    }
}
