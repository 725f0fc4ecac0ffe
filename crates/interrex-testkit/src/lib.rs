//! Test support: truth tables, random formulas, literate tests, snapshots, the texts of the examples.
//!
//! Responsible for oracles that cannot be clever and for tests that are written as prose. It
//! imports nothing of ours, so that an error in the code under test cannot be repeated here. It
//! leaves running the code under test, and turning its answers into the types below, to the tests.

pub mod example;
pub mod formula;
pub mod literate;
pub mod snapshot;
pub mod truth;
