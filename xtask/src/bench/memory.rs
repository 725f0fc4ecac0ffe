//! The memory that this process has needed.

use std::fs;

/// The most memory that this process has had so far, in KiB; nothing where the system does not
/// tell.
pub(super) fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
