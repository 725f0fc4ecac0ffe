//! The clock, with which the times of cosignatures are compared.

#![expect(
    clippy::disallowed_types,
    reason = "a main is where the clock comes in"
)]

use std::time::{SystemTime, UNIX_EPOCH};

use crate::report::ensure;

/// A clock may be so many seconds off.
const OFF_MAX: u64 = 300;

/// Whether a time is about this one.
pub(crate) fn is_recent(time: u64) -> Result<(), String> {
    let now = now();
    ensure(now.abs_diff(time) <= OFF_MAX, || {
        format!("it says {time}, and the clock here {now}")
    })
}

/// Whether a time is not this one in a smaller unit.
pub(crate) fn is_in_seconds(time: u64) -> Result<(), String> {
    let units = [
        (1_000, "milliseconds"),
        (1_000_000, "microseconds"),
        (1_000_000_000, "nanoseconds"),
    ];
    let is_in = |unit: &(u64, &str)| now().abs_diff(time / unit.0) <= OFF_MAX;
    match units.iter().find(|unit| is_in(unit)) {
        Some((_, unit)) => Err(format!("it says {time}, which is now in {unit}")),
        None => Ok(()),
    }
}

fn now() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |since| since.as_secs())
}
