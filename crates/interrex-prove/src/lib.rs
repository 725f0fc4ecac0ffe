//! Questions to a standing, and answers in the words of the plan.
//!
//! [`Proof`] compiles a plan for one question ([`Ask`]); its [`Analyses`] answer one proposition after
//! another. [`human`] and [`wire`] write an [`Answer`] for people and for programs; [`summary`] tells
//! the whole plan, worst first; [`open_psa`] asks models of other tools the same, and [`certified`] holds certificates against them; [`supposing`] sets what is only floated beside what counts;
//! [`versions`] sets a plan beside an earlier one; [`resting`] says which answers rest on a source; [`measures`] ranks what could be done. No file, clock or environment is touched here.

pub mod answer;
mod ask;
pub mod certified;
pub mod human;
mod inquiry;
mod lines;
pub mod measures;
mod names;
pub mod open_psa;
pub mod resting;
mod session;
pub mod stream;
pub mod summary;
pub mod supposing;
mod undecided;
mod variants;
pub mod versions;
pub mod warm;
pub mod wire;

pub use answer::Answer;
pub use ask::Ask;
pub use names::matches;
pub use session::{Analyses, Proof};
