//! Civil dates.
//!
//! Responsible for days of the proleptic Gregorian calendar, read and written as `YYYY-MM-DD`, and
//! for stepping by months and days. It leaves moments within a day, and time zones, to others.

use std::fmt;
use std::str::FromStr;

use jiff::Span;
use jiff::civil;

use crate::Malformed;

/// A day of the calendar, of a year from 0 to 9999.
///
/// # Examples
///
/// ```
/// use interrex_units::Date;
///
/// let date: Date = "2024-01-31".parse().expect("a date");
/// assert_eq!(date.plus_months(1).map(|d| d.to_string()).as_deref(), Some("2024-02-29"));
/// assert_eq!(Date::new(2023, 2, 29), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

const EXPECTED: &str = "a date such as `2022-03-07`";

impl Date {
    /// The first day of the year 0.
    pub const FIRST: Self = Self(civil::Date::constant(0, 1, 1));

    /// Makes a date of a year, a month from 1 and a day from 1; `None` when there is no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        civil::Date::new(year, month, day)
            .ok()
            .and_then(Self::checked)
    }

    fn checked(date: civil::Date) -> Option<Self> {
        // Four digits, so that the written form stays one that reads back.
        (0..=9999).contains(&date.year()).then_some(Self(date))
    }

    /// Returns the year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Returns the month, from 1.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Returns the day of the month, from 1.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The same day as the calendar's crate has it.
    pub(crate) fn civil(self) -> civil::Date {
        self.0
    }

    /// Counts the days from `earlier` to this date; negative when `earlier` is later.
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.duration_since(earlier.0).as_hours() / 24
    }

    /// Returns the date this many months on; a day that the month lacks becomes its last day.
    ///
    /// `None` when the result is outside the years that a date can have.
    pub fn plus_months(self, months: i32) -> Option<Self> {
        let span = Span::new().try_months(months).ok()?;
        self.0.checked_add(span).ok().and_then(Self::checked)
    }

    /// Returns the date this many days on.
    ///
    /// `None` when the result is outside the years that a date can have.
    pub fn plus_days(self, days: i32) -> Option<Self> {
        let span = Span::new().try_days(days).ok()?;
        self.0.checked_add(span).ok().and_then(Self::checked)
    }
}

impl FromStr for Date {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let (year, month, day) = split(text).ok_or_else(|| {
            Malformed::new(format!("`{text}` is not written as a date"), EXPECTED)
        })?;
        Self::new(year, month, day).ok_or_else(|| {
            Malformed::new(
                format!("`{text}` is no day of the calendar"),
                "a day that exists",
            )
        })
    }
}

/// Splits `YYYY-MM-DD` into numbers, refusing signs, blanks and missing zeros.
fn split(text: &str) -> Option<(i16, i8, i8)> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shape {
        return None;
    }
    let mut parts = text.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    Some((year, month, day))
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{:04}-{:02}-{:02}", self.year(), self.month(), self.day());
        f.pad(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().expect("tests name dates")
    }

    #[test]
    fn reads_back_what_it_writes() {
        for text in ["0000-01-01", "2022-03-07", "2024-02-29", "9999-12-31"] {
            assert_eq!(date(text).to_string(), text);
        }
    }

    #[test]
    fn other_forms_are_refused() {
        let not_written = [
            "",
            "2022-3-7",
            "20220307",
            "2022/03/07",
            "2022-03-07T00:00",
            "+022-03-07",
        ];
        for text in not_written {
            let error = text.parse::<Date>().expect_err(text);
            assert_eq!(
                error.message(),
                format!("`{text}` is not written as a date")
            );
        }
        for text in [
            "2023-02-29",
            "2022-13-01",
            "2022-00-01",
            "2022-01-00",
            "2022-04-31",
        ] {
            let error = text.parse::<Date>().expect_err(text);
            assert_eq!(
                error.message(),
                format!("`{text}` is no day of the calendar")
            );
        }
    }

    #[test]
    fn months_step_to_the_last_day_when_they_must() {
        let cases = [
            ("2024-01-31", 1, Some("2024-02-29")),
            ("2023-01-31", 1, Some("2023-02-28")),
            ("2024-02-29", 12, Some("2025-02-28")),
            ("2024-03-31", -1, Some("2024-02-29")),
            ("2024-11-30", 3, Some("2025-02-28")),
            ("2024-01-31", 0, Some("2024-01-31")),
            ("9999-12-01", 1, None),
            ("0000-01-01", -1, None),
            ("2024-01-01", i32::MAX, None),
            ("2024-01-01", i32::MIN, None),
        ];
        for (from, months, expect) in cases {
            let found = date(from).plus_months(months).map(|date| date.to_string());
            assert_eq!(found.as_deref(), expect, "{from} and {months} months");
        }
    }

    #[test]
    fn days_step_and_count_back() {
        for (from, days, to) in [
            ("2022-02-24", 11, "2022-03-07"),
            ("2024-02-28", 2, "2024-03-01"),
            ("2024-01-01", -1, "2023-12-31"),
            ("0000-01-01", 3_652_424, "9999-12-31"),
        ] {
            assert_eq!(
                date(from).plus_days(days),
                Some(date(to)),
                "{from} and {days} days"
            );
            assert_eq!(
                date(to).days_since(date(from)),
                i64::from(days),
                "{from} to {to}"
            );
        }
        assert_eq!(date("9999-12-31").plus_days(1), None);
        assert_eq!(date("2024-01-01").plus_days(i32::MIN), None);
    }

    #[test]
    fn order_is_the_order_of_days() {
        assert!(date("2022-02-24") < date("2022-03-07"));
        assert!(date("2021-12-31") < date("2022-01-01"));
    }
}
