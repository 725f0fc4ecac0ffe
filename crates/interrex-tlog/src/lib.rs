//! The transparency-log formats of C2SP, as code that touches nothing outside of it.
//!
//! One module for each specification; none reads a file, a clock, the network or entropy: bytes, times,
//! seeds and stores are arguments. What an entry of a log means is left to the caller.
//!
//! All readers stop at the first fault and say its line, need memory in proportion to their input,
//! and refuse inputs past a limit that is a constant beside them. All searches are bounded by the
//! bits of an index.
//!
//! The texts followed are those of [C2SP](https://github.com/C2SP/C2SP) at commit `5ba5ee8` of 22 July
//! 2026; each module names the last change of its own.

mod fault;
mod text;

pub mod checkpoint;
pub mod cosignature;
pub mod merkle;
pub mod mirror;
pub mod note;
pub mod policy;
pub mod proof;
pub mod tiles;
pub mod witness;

pub use fault::{Fault, Place, ReadError};
