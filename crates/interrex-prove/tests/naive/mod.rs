//! An interpreter of `docs/concepts/meaning.md` that is too plain to be wrong in the way in which
//! the engine could be.
//!
//! Responsible for the truth of every proposition of a plan in one world at a time: concrete
//! Booleans, breadth-first searches, loops of rounds. Each module follows one section of the page
//! and keeps its words. It shares no code with the circuits, the diagrams and the standing; what
//! it remembers within one world is only what it has worked out already. It leaves to
//! `generate` the plans, and to the test the comparison with `interrex_prove`.

pub(crate) mod answers;
pub(crate) mod bodies;
pub(crate) mod candidates;
pub(crate) mod check_pages;
pub(crate) mod circles;
pub(crate) mod claims;
pub(crate) mod compare;
pub(crate) mod compare_answers;
pub(crate) mod contact;
pub(crate) mod expressions;
pub(crate) mod generate;
pub(crate) mod likelihoods;
pub(crate) mod model;
pub(crate) mod offices;
pub(crate) mod pages;
pub(crate) mod people;
pub(crate) mod powers;
pub(crate) mod propositions;
pub(crate) mod readings;
pub(crate) mod seeds;
pub(crate) mod shrink;
pub(crate) mod steps;
pub(crate) mod things;
pub(crate) mod variables;
pub(crate) mod views;
pub(crate) mod wanted;
pub(crate) mod world;
