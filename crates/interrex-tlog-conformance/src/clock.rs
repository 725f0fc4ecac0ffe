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
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.map_or(0, |since| since.as_secs());
    ensure(now.abs_diff(time) <= OFF_MAX, || {
        format!("it says {time}, and the clock here {now}")
    })
}
