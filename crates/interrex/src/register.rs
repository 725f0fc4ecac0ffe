//! Registers: folders with logs.
//!
//! Responsible for what a register does to the world. What it means is left to the library crates.

mod disk;
