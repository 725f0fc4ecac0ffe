//! Spans of time: how long something takes or may take.
//!
//! Responsible for whole seconds, read from text such as `1 d 12 h`. A month counts 30 days and a
//! year 365, which is why neither is used in writing: a reader sees the days that were counted. It
//! leaves calendar arithmetic to [`Date`](crate::Date).

use std::fmt;
use std::str::FromStr;

use crate::Malformed;

/// A span of time in whole seconds, from 0 to 2^64 - 1.
///
/// `Display` uses the largest of `w`, `d`, `h`, `min` and `s` that divides it.
///
/// # Examples
///
/// ```
/// use interrex_units::Period;
///
/// let period: Period = "1 d 12 h".parse().expect("a span of time");
/// assert_eq!(period.seconds(), 129_600);
/// assert_eq!(period.to_string(), "36 h");
/// assert_eq!("1 mo".parse(), Ok(Period::from_days(30)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period(u64);

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
const WEEK: u64 = 7 * DAY;
const EXPECTED: &str =
    "whole numbers with the units `s`, `min`, `h`, `d`, `w`, `mo` or `y`, such as `12 h`";

impl Period {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// Makes a span of this many seconds.
    pub const fn from_seconds(seconds: u64) -> Self {
        Self(seconds)
    }

    /// Makes a span of this many days of 24 hours.
    pub const fn from_days(days: u32) -> Self {
        // The widening is lossless, and `From` cannot be called in a constant.
        Self(days as u64 * DAY)
    }

    /// Returns the span in seconds.
    pub const fn seconds(self) -> u64 {
        self.0
    }

    /// Returns the sum, or `None` when it passes 2^64 - 1 seconds.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }
}

impl FromStr for Period {
    type Err = Malformed;

    /// Reads one or more numbers with units, largest unit first; blanks are free.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let mut rest = text.trim();
        if rest.is_empty() {
            return Err(Malformed::new(
                format!("`{text}` holds no span of time"),
                EXPECTED,
            ));
        }
        let mut total = 0_u64;
        let mut previous = u64::MAX;
        while !rest.is_empty() {
            let (count, unit, after) = next_part(text, rest)?;
            if unit >= previous {
                let message = format!("`{text}` names its units out of order or twice");
                return Err(Malformed::new(message, "each unit once, the largest first"));
            }
            total = count
                .checked_mul(unit)
                .and_then(|seconds| total.checked_add(seconds))
                .ok_or_else(|| too_long(text))?;
            previous = unit;
            rest = after;
        }
        Ok(Self(total))
    }
}

/// Reads a number and its unit from the front of `rest`, which holds no blank in front.
fn next_part<'a>(text: &str, rest: &'a str) -> Result<(u64, u64, &'a str), Malformed> {
    let (digits, after) = split_while(rest, |c| c.is_ascii_digit());
    if digits.is_empty() {
        let message = format!("`{text}` has no whole number before `{rest}`");
        return Err(Malformed::new(message, EXPECTED));
    }
    let count = digits.parse().map_err(|_| too_long(text))?;
    let (name, after) = split_while(after.trim_start(), |c| {
        !c.is_ascii_digit() && !c.is_whitespace()
    });
    let unit = match name {
        "s" => 1,
        "min" => MINUTE,
        "h" => HOUR,
        "d" => DAY,
        "w" => WEEK,
        "mo" => 30 * DAY,
        "y" => 365 * DAY,
        "" => {
            let message = format!("`{text}` has no unit after `{digits}`");
            return Err(Malformed::new(message, EXPECTED));
        }
        _ => {
            let message = format!("`{text}` has the unknown unit `{name}`");
            return Err(Malformed::new(message, EXPECTED));
        }
    };
    Ok((count, unit, after.trim_start()))
}

fn split_while(text: &str, holds: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !holds(c)).unwrap_or(text.len()))
}

fn too_long(text: &str) -> Malformed {
    Malformed::new(
        format!("`{text}` is too long to count"),
        "fewer than 2^64 seconds",
    )
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = [(DAY, "d"), (HOUR, "h"), (MINUTE, "min")];
        let largest = units
            .into_iter()
            .find(|(unit, _)| self.0 != 0 && self.0.is_multiple_of(*unit));
        let (unit, name) = largest.unwrap_or((1, "s"));
        f.pad(&format!("{} {name}", self.0 / unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_units_and_sums() {
        let cases = [
            ("4 s", 4),
            ("90 min", 5_400),
            ("12 h", 43_200),
            ("12h", 43_200),
            ("30 d", 2_592_000),
            ("2 w", 1_209_600),
            ("6 mo", 15_552_000),
            ("1 y", 31_536_000),
            ("1 d 12 h", 129_600),
            (" 1d12h30min5s ", 131_405),
            ("0 s", 0),
            ("18446744073709551615 s", u64::MAX),
        ];
        for (text, seconds) in cases {
            assert_eq!(text.parse(), Ok(Period::from_seconds(seconds)), "{text}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        let cases = [
            ("", "`` holds no span of time"),
            ("  ", "`  ` holds no span of time"),
            ("12", "`12` has no unit after `12`"),
            ("h", "`h` has no whole number before `h`"),
            ("-1 h", "`-1 h` has no whole number before `-1 h`"),
            ("1.5 h", "`1.5 h` has the unknown unit `.`"),
            ("5 parsecs", "`5 parsecs` has the unknown unit `parsecs`"),
            ("5 H", "`5 H` has the unknown unit `H`"),
            (
                "12 h 1 d",
                "`12 h 1 d` names its units out of order or twice",
            ),
            ("1 h 1 h", "`1 h 1 h` names its units out of order or twice"),
            ("1 d, 2 h", "`1 d, 2 h` has the unknown unit `d,`"),
            ("1 день", "`1 день` has the unknown unit `день`"),
            (
                "18446744073709551616 s",
                "`18446744073709551616 s` is too long to count",
            ),
            (
                "18446744073709551615 min",
                "`18446744073709551615 min` is too long to count",
            ),
        ];
        for (text, message) in cases {
            let error = text.parse::<Period>().expect_err(text);
            assert_eq!(error.message(), message);
        }
        let sum = "1 min 18446744073709551615 s"
            .parse::<Period>()
            .expect_err("past the end");
        assert_eq!(sum.expected(), "fewer than 2^64 seconds");
    }

    #[test]
    fn writes_the_largest_unit_that_divides() {
        let cases = [
            ("0 h", "0 s"),
            ("59 s", "59 s"),
            ("60 s", "1 min"),
            ("90 min", "90 min"),
            ("24 h", "1 d"),
            ("1 d 12 h", "36 h"),
            ("30 d", "30 d"),
            ("2 w", "14 d"),
            ("1 mo", "30 d"),
            ("1 y", "365 d"),
            ("1 w 1 s", "604801 s"),
        ];
        for (text, expect) in cases {
            let period: Period = text.parse().expect(text);
            assert_eq!(period.to_string(), expect, "{text}");
            assert_eq!(expect.parse(), Ok(period), "{text}");
        }
    }

    #[test]
    fn order_is_by_length() {
        let read = |text: &str| text.parse::<Period>().expect("a span of time");
        assert!(read("59 min") < read("1 h"));
        assert_eq!(read("24 h"), read("1 d"));
        assert_eq!(
            read("1 h").checked_add(read("30 min")),
            Some(read("90 min"))
        );
        assert_eq!(
            Period::from_seconds(u64::MAX).checked_add(read("1 s")),
            None
        );
    }
}
