//! The clock, for chores that say how long something took.
//!
//! Responsible for the one place of the workspace's own tools that reads the time.
#![expect(
    clippy::disallowed_types,
    reason = "a chore reports durations; it is no library and decides nothing by the clock"
)]

use std::time::{Duration, Instant};

/// Runs `work` and says how long it took by the wall clock.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let value = work();
    (value, start.elapsed())
}

/// A signal that says from some time on that the time is over.
#[cfg(any(feature = "bench", feature = "register"))]
pub(crate) fn deadline(after: Duration) -> impl Fn() -> bool {
    let start = Instant::now();
    move || start.elapsed() > after
}

/// A duration as `0.4 s`, with one decimal below a hundred seconds and none above.
pub(crate) fn seconds(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    if seconds < 100.0 {
        format!("{seconds:.1} s")
    } else {
        format!("{seconds:.0} s")
    }
}
