//! A likelihood: a probability that is known only to lie in a closed range.
//!
//! Responsible for ranges that cannot run backward and for joining them. It leaves the words that
//! name ranges to [`Scale`](crate::Scale), and the propagation of ranges through formulas to the
//! analyses.

use std::error::Error;
use std::fmt;

use crate::{Probability, format_range};

/// A closed range of probabilities; a point when both ends agree.
///
/// `Display` writes `0.124` for a point and `between 1.9e-3 and 2.3e-3` for a range.
///
/// # Examples
///
/// ```
/// use interrex_units::{Likelihood, Probability};
///
/// let p = |value| Probability::new(value).expect("a probability");
/// let first = Likelihood::range(p(0.2), p(0.45)).expect("in order");
/// let second = Likelihood::exact(p(0.6));
/// assert_eq!(first.envelope(second).high(), p(0.6));
/// assert_eq!(first.intersect(second), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Likelihood {
    low: Probability,
    high: Probability,
}

impl Likelihood {
    /// Nothing is known: from 0 to 1.
    pub const UNKNOWN: Self = Self {
        low: Probability::ZERO,
        high: Probability::ONE,
    };
    /// It happens, with probability 1.
    pub const CERTAIN: Self = Self {
        low: Probability::ONE,
        high: Probability::ONE,
    };
    /// It does not happen: probability 0.
    pub const NEVER: Self = Self {
        low: Probability::ZERO,
        high: Probability::ZERO,
    };

    /// Makes a likelihood of one number.
    pub const fn exact(p: Probability) -> Self {
        Self { low: p, high: p }
    }

    /// Makes a likelihood from both ends of its range, which it includes.
    ///
    /// # Errors
    ///
    /// [`Reversed`] when `low` is above `high`.
    pub fn range(low: Probability, high: Probability) -> Result<Self, Reversed> {
        if low <= high {
            Ok(Self { low, high })
        } else {
            Err(Reversed { low, high })
        }
    }

    /// Returns the lower end.
    pub const fn low(self) -> Probability {
        self.low
    }

    /// Returns the upper end.
    pub const fn high(self) -> Probability {
        self.high
    }

    /// Says whether both ends agree.
    pub fn is_exact(self) -> bool {
        self.low == self.high
    }

    /// Returns the smallest range that holds both, also what lies between them.
    pub fn envelope(self, other: Self) -> Self {
        Self {
            low: self.low.min(other.low),
            high: self.high.max(other.high),
        }
    }

    /// Returns what both hold, or `None` when they have no number in common.
    pub fn intersect(self, other: Self) -> Option<Self> {
        Self::range(self.low.max(other.low), self.high.min(other.high)).ok()
    }

    /// Returns the likelihood that it does not happen.
    pub const fn complement(self) -> Self {
        Self {
            low: self.high.complement(),
            high: self.low.complement(),
        }
    }

    /// Says whether the range holds a probability; both ends count.
    pub fn contains(self, p: Probability) -> bool {
        self.low <= p && p <= self.high
    }
}

impl From<Probability> for Likelihood {
    fn from(p: Probability) -> Self {
        Self::exact(p)
    }
}

impl fmt::Display for Likelihood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format_range(self.low.get(), self.high.get()))
    }
}

/// A range whose lower end is above its upper end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reversed {
    /// The end that was given as the lower.
    pub low: Probability,
    /// The end that was given as the upper.
    pub high: Probability,
}

impl fmt::Display for Reversed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (low, high) = (self.low.get(), self.high.get());
        write!(
            f,
            "the range runs from {low} down to {high}, expected the lower end first"
        )
    }
}

impl Error for Reversed {}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(value: f64) -> Probability {
        Probability::new(value).expect("tests name probabilities")
    }

    fn range(low: f64, high: f64) -> Likelihood {
        Likelihood::range(p(low), p(high)).expect("tests name ranges in order")
    }

    #[test]
    fn a_range_that_runs_backward_is_refused() {
        let error = Likelihood::range(p(0.5), p(0.25)).expect_err("backward");
        assert_eq!(
            error.to_string(),
            "the range runs from 0.5 down to 0.25, expected the lower end first"
        );
        assert!(Likelihood::range(p(0.5), p(0.5)).is_ok_and(Likelihood::is_exact));
    }

    #[test]
    fn envelope_and_intersection() {
        let cases = [
            (
                range(0.1, 0.3),
                range(0.2, 0.6),
                range(0.1, 0.6),
                Some(range(0.2, 0.3)),
            ),
            (
                range(0.1, 0.2),
                range(0.2, 0.6),
                range(0.1, 0.6),
                Some(range(0.2, 0.2)),
            ),
            (range(0.1, 0.2), range(0.5, 0.6), range(0.1, 0.6), None),
            (
                Likelihood::UNKNOWN,
                range(0.5, 0.6),
                Likelihood::UNKNOWN,
                Some(range(0.5, 0.6)),
            ),
            (
                Likelihood::NEVER,
                Likelihood::CERTAIN,
                Likelihood::UNKNOWN,
                None,
            ),
        ];
        for (one, other, envelope, both) in cases {
            assert_eq!(one.envelope(other), envelope, "{one} with {other}");
            assert_eq!(other.envelope(one), envelope, "{other} with {one}");
            assert_eq!(one.intersect(other), both, "{one} and {other}");
            assert_eq!(other.intersect(one), both, "{other} and {one}");
        }
    }

    #[test]
    fn complement_swaps_the_ends() {
        assert_eq!(range(0.25, 0.5).complement(), range(0.5, 0.75));
        assert_eq!(Likelihood::NEVER.complement(), Likelihood::CERTAIN);
        assert_eq!(Likelihood::UNKNOWN.complement(), Likelihood::UNKNOWN);
    }

    #[test]
    fn both_ends_are_inside() {
        let unlikely = range(0.2, 0.45);
        for (value, inside) in [
            (0.2, true),
            (0.45, true),
            (0.3, true),
            (0.19, false),
            (0.46, false),
        ] {
            assert_eq!(unlikely.contains(p(value)), inside, "{value}");
        }
    }

    #[test]
    fn a_point_is_written_as_one_number() {
        assert_eq!(Likelihood::exact(p(0.124)).to_string(), "0.124");
        assert_eq!(
            range(0.0019, 0.0023).to_string(),
            "between 1.9e-3 and 2.3e-3"
        );
    }
}
