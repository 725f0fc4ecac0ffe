//! Analyses of a circuit: probability and its bounds, cut sets, path sets, importance, best measures.
//!
//! A [`Session`] keeps the diagrams of one circuit, so that thousands of tops share their work. Every
//! answer says whether it is exact; reaching a limit is an answer too. Nothing here knows what a
//! variable stands for.

mod assignment;
mod bounds;
mod expansion;
mod importance;
mod measures;
mod session;
mod sets;

pub use assignment::{Assignment, Coupled};
pub use bounds::{Bounds, Exactness};
pub use importance::Importance;
pub use interrex_dd::{LimitReached, Limits};
pub use measures::{Effect, Measure, Ranking};
pub use session::Session;
pub use sets::{ClassPart, CutSetOptions, SetOf, SetsOf};
