//! The plan language: syntax, schema, resolution, model, digest, differences.
//!
//! Responsible for turning text into a [`model::Plan`] with every name resolved, and for saying
//! everything that is wrong with the text, with places and ways out. It leaves to
//! `interrex-standing` what a plan means, and to `interrex-rules` what the field asks of a plan.

mod check;
mod difference;
mod digest;
mod expr;
pub mod faults;
pub mod graph;
mod lookup;
pub mod model;
mod read;
mod resolve;
pub mod schema;
mod syntax;
mod words;

pub use difference::{Difference, KeyDifference, difference};
pub use digest::digest;
pub use lookup::{CANDIDATES_MAX, NotFound};
pub use read::{Reading, read};
