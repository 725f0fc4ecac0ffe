//! Whether the generated files are what the program would write.
//!
//! Responsible for asking the generator, in a process of its own: it is compiled with crates of the
//! workspace, which the other checks do without.

use super::{Finding, House};
use crate::generate;

/// Every generated file that is missing or out of date; nothing while there is no generator.
pub(super) fn check(_: &House) -> Vec<Finding> {
    match generate::stale() {
        Ok(paths) => paths
            .iter()
            .map(|path| Finding::new(path, 0, "is out of date: run `cargo xtask generate`"))
            .collect(),
        Err(reason) => vec![Finding::new("xtask/src/generate", 0, reason)],
    }
}
