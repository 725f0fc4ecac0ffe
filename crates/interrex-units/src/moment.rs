//! Moments: seconds of coordinated universal time.
//!
//! Responsible for reading and writing them as RFC 3339 does, always in UTC, and for the day on which they
//! lie. It leaves the clock to the binary, and other zones to whoever shows a moment to a person.

use std::fmt;
use std::str::FromStr;

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};

use crate::{Date, Malformed, Period};

/// A second of the years 0 to 9999, in UTC.
///
/// Read from `2022-03-07T10:00:00Z`, with another offset, or from a date alone, which means its first
/// second.
///
/// # Examples
///
/// ```
/// use interrex_units::Moment;
///
/// let moment: Moment = "2022-03-07T12:00:00+02:00".parse()?;
/// assert_eq!(moment.to_string(), "2022-03-07T10:00:00Z");
/// let day: Moment = "2022-03-07".parse()?;
/// assert!(day < moment && day.date() == moment.date());
/// # Ok::<(), interrex_units::Malformed>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

const EXPECTED: &str = "a moment such as `2022-03-07T10:00:00Z`, or a date";

/// Seconds of a day.
const DAY: i64 = 86_400;

/// The days from 0000-01-01 to 1970-01-01.
const EPOCH_DAYS: i64 = 719_528;

/// The days of the years 0 to 9999.
const DAYS: i64 = 3_652_425;

impl Moment {
    /// The last moment there is, the last second of the year 9999: nothing is after it.
    pub const LAST: Self = Self((DAYS - EPOCH_DAYS) * DAY - 1);

    /// The first moment there is.
    const FIRST: Self = Self(-EPOCH_DAYS * DAY);

    /// Makes a moment of seconds since 1970-01-01T00:00:00Z; `None` outside the years 0 to 9999.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        let moment = Self(seconds);
        (Self::FIRST..=Self::LAST)
            .contains(&moment)
            .then_some(moment)
    }

    /// The first second of a day.
    pub fn start_of(date: Date) -> Self {
        Self((date.days_since(Date::FIRST) - EPOCH_DAYS) * DAY)
    }

    /// The last second of a day.
    pub fn end_of(date: Date) -> Self {
        Self(Self::start_of(date).0 + DAY - 1)
    }

    /// Reads a moment through which something lasts: a date alone means its last second.
    ///
    /// # Errors
    ///
    /// As for any moment.
    ///
    /// # Examples
    ///
    /// ```
    /// use interrex_units::Moment;
    ///
    /// let last = Moment::through("2022-03-07")?;
    /// assert_eq!(last.to_string(), "2022-03-07T23:59:59Z");
    /// # Ok::<(), interrex_units::Malformed>(())
    /// ```
    pub fn through(text: &str) -> Result<Self, Malformed> {
        match text.parse::<Date>() {
            Ok(day) => Ok(Self::end_of(day)),
            Err(_) => text.parse(),
        }
    }

    /// So much later; `None` after the year 9999.
    ///
    /// # Examples
    ///
    /// ```
    /// use interrex_units::{Moment, Period};
    ///
    /// let begun: Moment = "2022-03-07T20:00:00Z".parse()?;
    /// let over = begun.plus("8 h".parse()?);
    /// assert_eq!(over.map(|over| over.to_string()).as_deref(), Some("2022-03-08T04:00:00Z"));
    /// assert_eq!(Moment::LAST.plus("1 s".parse()?), None);
    /// # Ok::<(), interrex_units::Malformed>(())
    /// ```
    pub fn plus(self, period: Period) -> Option<Self> {
        let seconds = i64::try_from(period.seconds()).ok()?;
        Self::from_unix(self.0.checked_add(seconds)?)
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix(self) -> i64 {
        self.0
    }

    /// The day on which it lies.
    pub fn date(self) -> Date {
        let days = i32::try_from(self.0.div_euclid(DAY) + EPOCH_DAYS);
        let day = days.ok().and_then(|days| Date::FIRST.plus_days(days));
        day.unwrap_or(Date::FIRST)
    }

    /// The same as the calendar's crate has it.
    fn civil(self) -> DateTime {
        let midnight = self.date().civil().at(0, 0, 0, 0);
        let since = SignedDuration::from_secs(self.0.rem_euclid(DAY));
        midnight.saturating_add(since)
    }
}

impl FromStr for Moment {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        if let Ok(date) = text.parse::<Date>() {
            return Ok(Self::start_of(date));
        }
        let malformed = || Malformed::new(format!("`{text}` is not written as a moment"), EXPECTED);
        if let Ok(moment) = text.parse::<Timestamp>() {
            return Self::from_unix(moment.as_second()).ok_or_else(malformed);
        }
        // The calendar's crate leaves out the last day of 9999, so that every other zone has a year for it.
        let last = text
            .strip_suffix(['Z', 'z'])
            .filter(|text| text.len() >= 19);
        let last = last.and_then(|text| text.parse::<DateTime>().ok());
        let last = last.ok_or_else(malformed)?;
        let day = Date::new(last.year(), last.month(), last.day()).ok_or_else(malformed)?;
        let hours = i64::from(last.hour()) * 60 + i64::from(last.minute());
        let since = hours * 60 + i64::from(last.second());
        Ok(Self(Self::start_of(day).0 + since))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.civil().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        f.pad(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        for text in [
            "0000-01-01T00:00:00Z",
            "1940-07-10T15:30:00Z",
            "1969-12-31T23:59:59Z",
            "9999-12-30T00:00:00Z",
            "9999-12-30T23:00:00Z",
            "9999-12-31T00:00:00Z",
            "9999-12-31T23:59:59Z",
        ] {
            let moment: Moment = text.parse().expect("a moment");
            assert_eq!(moment.to_string(), text);
            assert_eq!(Moment::from_unix(moment.unix()), Some(moment));
            let day = moment.date();
            assert!(Moment::start_of(day) <= moment && moment <= Moment::end_of(day));
        }
    }

    #[test]
    fn the_last_day_is_a_day() {
        let day: Moment = "9999-12-31".parse().expect("a day");
        assert_eq!(day.to_string(), "9999-12-31T00:00:00Z");
        assert_eq!(Moment::end_of(day.date()), Moment::LAST);
        assert_eq!(Moment::LAST.to_string(), "9999-12-31T23:59:59Z");
        assert_eq!(Moment::from_unix(Moment::LAST.unix() + 1), None);
        let first = Moment::start_of(Date::FIRST);
        assert_eq!(first.to_string(), "0000-01-01T00:00:00Z");
        assert_eq!(Moment::from_unix(first.unix() - 1), None);
    }

    #[test]
    fn a_moment_is_the_second_that_the_calendar_counts() {
        for seconds in [
            -62_167_219_200,
            -86_401,
            -1,
            0,
            951_868_799,
            253_402_207_200,
        ] {
            let moment = Moment::from_unix(seconds).expect("a moment");
            let counted = Timestamp::from_second(seconds).expect("a moment");
            assert_eq!(moment.to_string(), counted.to_string());
        }
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in [
            "10000-01-01T00:00:00Z",
            "-0001-12-31T00:00:00Z",
            "9999-12-31T24:00:00Z",
            "9999-12-31Z",
            "9999-12-31T23:00:00-02:00",
            "",
            "2022-03-07T10:00",
            "2022-13-01T00:00:00Z",
            "soon",
        ] {
            let refused = text.parse::<Moment>().expect_err("no moment");
            assert!(refused.to_string().contains(text), "{refused}");
        }
    }
}
