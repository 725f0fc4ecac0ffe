//! Probabilities as intervals whose ends are whole numbers of a fixed unit, so that every step is
//! integer arithmetic, rounded outward.

/// How many bits stand behind the point: the unit is one in 2^127.
const PLACES: u32 = 127;
/// The probability one.
const ONE: u128 = 1 << PLACES;

/// A probability that lies between two ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Interval {
    low: u128,
    high: u128,
}

impl Interval {
    /// What is impossible.
    pub(crate) const NONE: Self = Self { low: 0, high: 0 };
    /// What is certain.
    pub(crate) const ALL: Self = Self {
        low: ONE,
        high: ONE,
    };
    /// What nothing is known of.
    pub(crate) const ANY: Self = Self { low: 0, high: ONE };

    /// A float from zero to one; its binary digits behind the 127th are all that is left open.
    pub(crate) fn of(probability: f64) -> Self {
        let bits = probability.to_bits();
        let (exponent, fraction) = (bits >> 52 & 0x7ff, u128::from(bits & ((1 << 52) - 1)));
        // The float is `digits` times two to the power `exponent - 1075`; subnormal ones are as if
        // their exponent were one.
        let digits = if exponent == 0 {
            fraction
        } else {
            fraction | 1 << 52
        };
        let down = 1075_u64.saturating_sub(exponent.max(1) + u64::from(PLACES));
        let up = (exponent.max(1) + u64::from(PLACES)).saturating_sub(1075);
        let kept = digits.checked_shr(saturated(down)).unwrap_or(0);
        let is_whole = digits == 0 || kept.checked_shl(saturated(down)) == Some(digits);
        Self {
            low: kept << up,
            high: (kept << up) + u128::from(!is_whole),
        }
    }

    /// The probability of the contrary.
    pub(crate) fn complement(self) -> Self {
        Self {
            low: ONE - self.high,
            high: ONE - self.low,
        }
    }

    /// The probability that two independent things both happen.
    pub(crate) fn times(self, other: Self) -> Self {
        Self {
            low: product(self.low, other.low).0,
            high: {
                let (whole, is_more) = product(self.high, other.high);
                whole + u128::from(is_more)
            },
        }
    }

    /// The probability that one of two things happens that exclude each other.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            low: self.low.saturating_add(other.low).min(ONE),
            high: self.high.saturating_add(other.high).min(ONE),
        }
    }

    /// The probability that something happens without a part of it.
    pub(crate) fn minus(self, part: Self) -> Self {
        Self {
            low: self.low.saturating_sub(part.high),
            high: self.high.saturating_sub(part.low),
        }
    }

    /// Anything up to the upper end.
    pub(crate) fn up_to(self) -> Self {
        Self { low: 0, ..self }
    }

    /// Anything up to the smaller upper end.
    pub(crate) fn up_to_both(self, other: Self) -> Self {
        Self {
            low: 0,
            high: self.high.min(other.high),
        }
    }

    /// A share of the upper end.
    pub(crate) fn share(self, of: usize) -> Self {
        Self {
            low: 0,
            high: self.high.div_ceil(of.max(1) as u128),
        }
    }

    /// A float that is not above the probability.
    pub fn at_least(self) -> f64 {
        let (float, is_above) = float(self.low, |whole| whole > self.low);
        if is_above { float.next_down() } else { float }
    }

    /// A float that is not below the probability.
    pub fn at_most(self) -> f64 {
        let (float, is_below) = float(self.high, |whole| whole < self.high);
        if is_below { float.next_up() } else { float }
    }

    /// The float nearest the middle.
    pub fn middle(self) -> f64 {
        float(self.low + (self.high - self.low) / 2, |_| false).0
    }
}

fn saturated(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The product of two numbers of units, rounded down to a number of units, and whether there is more.
/// Both are at most one, so that the product of their halves has no carry beyond 128 bits.
fn product(a: u128, b: u128) -> (u128, bool) {
    const HALF: u128 = (1 << 64) - 1;
    let (a_high, a_low, b_high, b_low) = (a >> 64, a & HALF, b >> 64, b & HALF);
    let lowest = a_low * b_low;
    let (first, second) = (a_high * b_low, a_low * b_high);
    let middle = (lowest >> 64) + (first & HALF) + (second & HALF);
    let highest = a_high * b_high + (first >> 64) + (second >> 64) + (middle >> 64);
    let rest = middle << 64 | lowest & HALF;
    (highest << 1 | rest >> 127, rest << 1 != 0)
}

/// A number of units as a float, and what a question says about the whole number that the float is.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the float is compared with the number by those who need to know"
)]
fn float(units: u128, ask: impl Fn(u128) -> bool) -> (f64, bool) {
    let whole = units as f64;
    (whole / ONE as f64, ask(whole as u128))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_become_intervals_that_hold_them() {
        for (float, is_exact) in [
            (0.0, true),
            (1.0, true),
            (0.5, true),
            (0.01, true),
            (1e-22, true),
            (1e-30, false),
            (f64::MIN_POSITIVE, false),
            (f64::from_bits(1), false),
            (5.877_471_754_111_438e-39, true),
        ] {
            let interval = Interval::of(float);
            assert_eq!(interval.low == interval.high, is_exact, "{float:e}");
            assert!(interval.at_least() <= float && float <= interval.at_most());
            assert!(interval.high - interval.low <= 1);
            if is_exact {
                assert_eq!((interval.at_least(), interval.at_most()), (float, float));
            }
        }
    }

    /// Against products of numbers so short that `u128` holds them, moved up to the point.
    #[test]
    fn products_are_rounded_outward() {
        let mut random = oorandom::Rand64::new(3);
        for _ in 0..10_000 {
            let (a, b) = (random.rand_u64() >> 1, random.rand_u64() >> 1);
            let (wide, narrow) = (u128::from(a) << 64, u128::from(b) << 64);
            // a 2^64 times b 2^64 is a b 2^128, and so 2 a b units.
            assert_eq!(
                product(wide, narrow),
                (2 * u128::from(a) * u128::from(b), false)
            );
            // a times b 2^64: what is below the unit is 63 bits.
            let exact = u128::from(a) * u128::from(b);
            assert_eq!(
                product(u128::from(a), narrow),
                (exact >> 63, exact << 65 != 0)
            );
        }
        assert_eq!(product(ONE, ONE), (ONE, false));
        assert_eq!(product(ONE, 12_345), (12_345, false));
    }
}
