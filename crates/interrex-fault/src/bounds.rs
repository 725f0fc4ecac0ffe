//! A probability as an analysis knows it: two numbers, and what they are worth.

use std::fmt;

use interrex_units::format_range;

/// What a pair of bounds is worth.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Exactness {
    /// The probability, or the least and the greatest that the ranges allow.
    Exact,
    /// Proven, and perhaps wider than the ranges allow.
    Outer,
    /// A limit was reached, or the condition may have probability 0: proven, and perhaps useless.
    Undecided,
}

/// Bounds on a probability: `0 <= low <= high <= 1`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Bounds {
    /// No smaller probability is possible.
    pub low: f64,
    /// No greater probability is possible.
    pub high: f64,
    /// What the bounds are worth.
    pub exactness: Exactness,
}

impl Bounds {
    /// From 0 to 1, because nothing could be found out.
    pub const UNDECIDED: Self = Self {
        low: 0.0,
        high: 1.0,
        exactness: Exactness::Undecided,
    };

    /// Bounds as computed. What rounding put outside of 0 to 1, or out of order, is put back.
    ///
    /// # Panics
    ///
    /// When a bound is not a number, or is out of place by more than rounding explains.
    pub(crate) fn new(low: f64, high: f64, exactness: Exactness) -> Self {
        const ROUNDING: f64 = 1e-9;
        assert!(
            low >= -ROUNDING && low <= high + ROUNDING && high <= 1.0 + ROUNDING,
            "a probability lies between 0 and 1, not between {low} and {high}"
        );
        let low = low.clamp(0.0, 1.0);
        Self {
            low,
            high: high.clamp(low, 1.0),
            exactness,
        }
    }

    /// The bounds of the complement.
    pub fn complement(self) -> Self {
        Self {
            low: 1.0 - self.high,
            high: 1.0 - self.low,
            exactness: self.exactness,
        }
    }
}

impl fmt::Display for Bounds {
    /// `0.124 (exact)`, `between 1.9e-3 and 2.3e-3 (outer bounds)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let worth = match self.exactness {
            Exactness::Exact => "exact",
            Exactness::Outer => "outer bounds",
            Exactness::Undecided => "undecided",
        };
        write!(f, "{} ({worth})", format_range(self.low, self.high))
    }
}
