//! A probability that has been checked.
//!
//! Responsible for one promise: the number inside is in `[0, 1]` and is not NaN. A wrong
//! probability is worse than none, so the check stands in release builds too. It leaves ranges to
//! [`Likelihood`](crate::Likelihood).

use std::cmp::Ordering;
use std::error::Error;
use std::fmt;

use crate::format_probability;

/// A number in `[0, 1]`, never NaN, never negative zero.
///
/// Ordered by value. `Display` is for people, with three significant digits; use
/// [`get`](Self::get) wherever the number is computed with or stored.
///
/// # Examples
///
/// ```
/// use interrex_units::Probability;
///
/// let p = Probability::new(0.25).expect("a quarter is a probability");
/// assert_eq!(p.complement().get(), 0.75);
/// assert!(Probability::new(1.5).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Probability(f64);

impl Probability {
    /// The probability of what cannot be.
    pub const ZERO: Self = Self(0.0);
    /// The probability of what must be.
    pub const ONE: Self = Self(1.0);

    /// Checks a number and keeps it.
    ///
    /// # Errors
    ///
    /// [`OutOfRange`] when the number is below 0, above 1, infinite or NaN.
    pub const fn new(value: f64) -> Result<Self, OutOfRange> {
        if value >= 0.0 && value <= 1.0 {
            // Adding zero turns a negative zero into zero, so that equal values have equal bits.
            Ok(Self(value + 0.0))
        } else {
            Err(OutOfRange { value })
        }
    }

    /// Returns the number.
    pub const fn get(self) -> f64 {
        self.0
    }

    /// Returns the probability that it does not happen.
    pub const fn complement(self) -> Self {
        Self(1.0 - self.0)
    }
}

impl Eq for Probability {}

impl PartialOrd for Probability {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Probability {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl fmt::Display for Probability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format_probability(self.0))
    }
}

impl TryFrom<f64> for Probability {
    type Error = OutOfRange;

    fn try_from(value: f64) -> Result<Self, OutOfRange> {
        Self::new(value)
    }
}

/// A number that is no probability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OutOfRange {
    /// The number that was offered.
    pub value: f64,
}

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} is no probability, expected a number from 0 to 1",
            self.value
        )
    }
}

impl Error for OutOfRange {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_closed_unit_interval_is_accepted() {
        let refused = [
            -f64::MIN_POSITIVE,
            -1.0,
            1.0 + f64::EPSILON,
            f64::INFINITY,
            -f64::INFINITY,
            f64::NAN,
        ];
        for value in refused {
            assert!(Probability::new(value).is_err(), "{value} was accepted");
        }
        for value in [0.0, -0.0, f64::MIN_POSITIVE, 0.5, 1.0 - f64::EPSILON, 1.0] {
            let p = Probability::new(value).expect("a number in the interval");
            assert!((p.get() - value).abs() == 0.0);
        }
    }

    #[test]
    fn negative_zero_is_zero() {
        let p = Probability::new(-0.0).expect("zero");
        assert!(p.get().is_sign_positive());
        assert_eq!(p.cmp(&Probability::ZERO), Ordering::Equal);
    }

    #[test]
    fn complement_is_what_remains() {
        assert_eq!(Probability::ZERO.complement(), Probability::ONE);
        assert_eq!(
            Probability::new(0.375).map(Probability::complement),
            Probability::new(0.625)
        );
    }

    #[test]
    fn the_error_names_the_number() {
        let error = Probability::new(1.2).expect_err("above one");
        assert_eq!(
            error.to_string(),
            "1.2 is no probability, expected a number from 0 to 1"
        );
    }
}
