//! Decimal digits of a double, rounded in a stated direction.
//!
//! Responsible for rounding what a reader would call the number: the shortest decimal that reads
//! back as the same double, so that 0.1 rounded upward is 0.1 and not 0.101. It leaves the choice
//! of how many digits to `format`.

use std::fmt;

/// Which way digits are dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rounding {
    /// To the nearest, a tie away from zero.
    Nearest,
    /// To a number that is not greater.
    Down,
    /// To a number that is not smaller.
    Up,
}

/// A finite number other than zero: `d.ddd` times ten to the exponent, the first digit not zero.
#[derive(Clone, Debug)]
pub(crate) struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    exponent: i32,
}

impl Decimal {
    /// Reads the shortest decimal of a double; `None` for zero, infinities and NaN.
    pub(crate) fn shortest(value: f64) -> Option<Self> {
        if value == 0.0 || !value.is_finite() {
            return None;
        }
        let text = format!("{:e}", value.abs());
        let (mantissa, exponent) = text.split_once('e')?;
        Some(Self {
            negative: value < 0.0,
            digits: mantissa
                .bytes()
                .filter(u8::is_ascii_digit)
                .map(|digit| digit - b'0')
                .collect(),
            exponent: exponent.parse().ok()?,
        })
    }

    /// Counts the nines right after the point of a number just below 1; 0 for any other.
    pub(crate) fn nines_after_point(&self) -> usize {
        if self.negative || self.exponent != -1 {
            return 0;
        }
        self.digits.iter().take_while(|digit| **digit == 9).count()
    }

    /// Counts the digits before the point; 0 below 1.
    pub(crate) fn digits_before_point(&self) -> usize {
        usize::try_from(self.exponent + 1).unwrap_or(0)
    }

    /// Keeps this many digits, at least one, and drops trailing zeros.
    pub(crate) fn round(mut self, count: usize, rounding: Rounding) -> Self {
        let away_from_zero = match (rounding, self.digits.get(count)) {
            (_, None) => false,
            (Rounding::Nearest, Some(first_dropped)) => *first_dropped >= 5,
            (Rounding::Down, Some(_)) => self.negative,
            (Rounding::Up, Some(_)) => !self.negative,
        };
        self.digits.truncate(count.max(1));
        if away_from_zero {
            self.increment();
        }
        while self.digits.len() > 1 && self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        self
    }

    /// Adds one unit of the last digit, carrying to the left.
    fn increment(&mut self) {
        while let Some(last) = self.digits.pop() {
            if last < 9 {
                self.digits.push(last + 1);
                return;
            }
        }
        self.digits.push(1);
        self.exponent += 1;
    }

    /// Returns the digits `from..`, at most `count` of them, as text; missing ones are left out.
    fn text(&self, from: usize, count: usize) -> String {
        self.digits
            .iter()
            .skip(from)
            .take(count)
            .map(|digit| char::from(b'0' + digit))
            .collect()
    }
}

impl fmt::Display for Decimal {
    /// Writes plain decimals from 0.01 to a million, else `d.dde-n`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.negative { "-" } else { "" };
        let (before, whole, fraction) = match usize::try_from(self.exponent) {
            Ok(exponent @ 0..=5) => {
                let whole = self.text(0, exponent + 1);
                (
                    sign,
                    format!("{whole:0<width$}", width = exponent + 1),
                    self.text(exponent + 1, 99),
                )
            }
            Err(_) if self.exponent >= -2 => {
                let zeros = if self.exponent == -2 { "0" } else { "" };
                (sign, "0".to_owned(), format!("{zeros}{}", self.text(0, 99)))
            }
            _ => {
                let tail = self.text(1, 99);
                let point = if tail.is_empty() { "" } else { "." };
                return write!(
                    f,
                    "{sign}{}{point}{tail}e{}",
                    self.text(0, 1),
                    self.exponent
                );
            }
        };
        let point = if fraction.is_empty() { "" } else { "." };
        write!(f, "{before}{whole}{point}{fraction}")
    }
}
