//! Moments: seconds of coordinated universal time.
//!
//! Responsible for reading and writing them as RFC 3339 does, always in UTC, and for the day on which they
//! lie. It leaves the clock to the binary, and other zones to whoever shows a moment to a person.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::{Date, Malformed};

/// A second of the years 0 to 9999, in UTC; the last day but one of 9999 is the last.
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
pub struct Moment(Timestamp);

const EXPECTED: &str = "a moment such as `2022-03-07T10:00:00Z`, or a date";

impl Moment {
    /// The last moment there is: after everything.
    pub const LAST: Self = Self(Timestamp::MAX);

    /// Makes a moment of seconds since 1970-01-01T00:00:00Z; `None` outside the years 0 to 9999.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        Timestamp::from_second(seconds).ok().and_then(Self::checked)
    }

    /// The first second of a day.
    pub fn start_of(date: Date) -> Self {
        let zoned = date.civil().to_zoned(TimeZone::UTC);
        Self(zoned.map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp()))
    }

    /// The last second of a day.
    pub fn end_of(date: Date) -> Self {
        let start = Self::start_of(date).unix();
        Self::from_unix(start + 86_399).unwrap_or_else(|| Self::start_of(date))
    }

    fn checked(moment: Timestamp) -> Option<Self> {
        let year = moment.to_zoned(TimeZone::UTC).year();
        (0..=9999).contains(&year).then_some(Self(moment))
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix(self) -> i64 {
        self.0.as_second()
    }

    /// The day on which it lies.
    pub fn date(self) -> Date {
        let day = self.0.to_zoned(TimeZone::UTC).date();
        Date::new(day.year(), day.month(), day.day()).unwrap_or(Date::FIRST)
    }
}

impl FromStr for Moment {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        if let Ok(date) = text.parse::<Date>() {
            return Ok(Self::start_of(date));
        }
        let malformed = || Malformed::new(format!("`{text}` is not written as a moment"), EXPECTED);
        let moment: Timestamp = text.parse().map_err(|_| malformed())?;
        let second = Timestamp::from_second(moment.as_second()).ok();
        second.and_then(Self::checked).ok_or_else(malformed)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
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
            "9999-12-30T00:00:00Z",
        ] {
            let moment: Moment = text.parse().expect("a moment");
            assert_eq!(moment.to_string(), text);
            assert_eq!(Moment::from_unix(moment.unix()), Some(moment));
            let day = moment.date();
            assert!(Moment::start_of(day) <= moment && moment <= Moment::end_of(day));
        }
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in ["", "2022-03-07T10:00", "2022-13-01T00:00:00Z", "soon"] {
            let refused = text.parse::<Moment>().expect_err("no moment");
            assert!(refused.to_string().contains(text), "{refused}");
        }
    }
}
