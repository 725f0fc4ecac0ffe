//! The clock and the environment: read here and nowhere else.

#![expect(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "the binary is where the clock and the environment come in"
)]

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use interrex_units::{Date, Moment};

/// Today's date, in UTC.
pub(crate) fn today() -> Option<Date> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    let days = i32::try_from(seconds / 86_400).ok()?;
    Date::new(1970, 1, 1)?.plus_days(days)
}

/// This second.
pub(crate) fn moment() -> Option<Moment> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    Moment::from_unix(i64::try_from(seconds).ok()?)
}

/// Seconds since the epoch; zero where the clock stands before it.
pub(crate) fn unix_seconds() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

/// A moment after which work should stop.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline(Option<(Instant, Duration)>);

impl Deadline {
    /// So many seconds from now; never, without a number.
    pub(crate) fn after(seconds: Option<f64>) -> Self {
        let length = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        Self(length.map(|length| (Instant::now(), length)))
    }

    /// Whether it has passed.
    pub(crate) fn has_passed(self) -> bool {
        self.is_spent(1.0)
    }

    /// Whether this part of the time has passed.
    pub(crate) fn is_spent(self, part: f64) -> bool {
        self.0
            .is_some_and(|(start, length)| start.elapsed() >= length.mul_f64(part))
    }
}

/// Whether the environment asks for no color.
pub(crate) fn no_color() -> bool {
    std::env::var("NO_COLOR").is_ok_and(|value| !value.is_empty())
}

/// A setting of the environment, where it is there and not empty.
pub(crate) fn setting(name: &str) -> Option<String> {
    std::env::var(name)
        .ok()
        .filter(|value| !value.trim().is_empty())
}

/// Where ssh-agent listens.
pub(crate) fn agent_socket() -> Option<std::path::PathBuf> {
    std::env::var_os("SSH_AUTH_SOCK")
        .filter(|path| !path.is_empty())
        .map(Into::into)
}
