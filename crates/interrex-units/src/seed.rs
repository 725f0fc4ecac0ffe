//! Seeds of simulations.
//!
//! Responsible for naming a run so that it can be repeated: a failing run prints its seed, and the
//! same seed gives the same bytes on every machine. It leaves the stream of numbers to whoever
//! draws from it.

use std::fmt;
use std::str::FromStr;

use crate::Malformed;

/// The number that a random stream starts from.
///
/// # Examples
///
/// ```
/// use interrex_units::Seed;
///
/// assert_eq!("42".parse(), Ok(Seed(42)));
/// assert_eq!("0xff".parse(), Ok(Seed(255)));
/// assert_eq!(Seed(42).to_string(), "42");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seed(pub u64);

impl FromStr for Seed {
    type Err = Malformed;

    /// Reads a decimal number, or a hexadecimal one after `0x`.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let (digits, radix) = match text.strip_prefix("0x") {
            Some(digits) => (digits, 16),
            None => (text, 10),
        };
        // The standard parser accepts a plus sign, which a seed does not have.
        let all_digits = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
        let seed = all_digits
            .then(|| u64::from_str_radix(digits, radix).ok())
            .flatten();
        seed.map(Self).ok_or_else(|| {
            let expected = "a whole number below 2^64, decimal or with `0x`";
            Malformed::new(format!("`{text}` is no seed"), expected)
        })
    }
}

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_it_writes() {
        for seed in [0, 7, u64::MAX] {
            assert_eq!(Seed(seed).to_string().parse(), Ok(Seed(seed)));
            assert_eq!(format!("{seed:#x}").parse(), Ok(Seed(seed)));
        }
    }

    #[test]
    fn other_text_is_refused() {
        for text in [
            "",
            "+1",
            "-1",
            "0x",
            "1.0",
            " 1",
            "ff",
            "18446744073709551616",
        ] {
            let error = text.parse::<Seed>().expect_err(text);
            assert_eq!(error.message(), format!("`{text}` is no seed"));
        }
    }
}
