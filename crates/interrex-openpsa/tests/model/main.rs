//! Models from text to circuits and back: what every construct means, and what is said of faults.

#![expect(
    clippy::indexing_slicing,
    reason = "a test that indexes what is not there has failed"
)]

mod aralia;
mod attacks;
mod event_trees;
mod expressions;
mod fault_trees;
mod faulty;
mod inclusions;
mod messages;
mod notes;
mod round_trip;
mod substitutions;
mod support;
