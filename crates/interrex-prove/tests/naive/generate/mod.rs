//! Random small plans, as text.
//!
//! Responsible for plans that read without errors, in which every construct of the language that
//! bears on meaning occurs, and which have few enough facts to be enumerated. A plan depends on its
//! seed alone. What was written into it is counted by construct, so that a test can see that
//! nothing has fallen out of the generator.

mod acts;
mod constructs;
mod draft;
mod expressions;
mod likelihoods;
mod offices;
mod orders;
mod people;
mod powers;
mod questions;
mod skeleton;
mod things;

use std::collections::BTreeMap;

pub(crate) use constructs::EVERY;

use draft::Draft;

/// A random plan. What the question supposes stands at its end, in comments.
pub(crate) struct RandomPlan {
    pub(crate) text: String,
    /// How often each construct was written.
    pub(crate) constructs: BTreeMap<&'static str, u32>,
}

/// The plan of a seed.
pub(crate) fn random_plan(seed: u64) -> RandomPlan {
    let mut draft = Draft::new(seed);
    draft.header();
    draft.things_and_threats();
    draft.people_and_bodies();
    draft.offices();
    draft.powers();
    draft.acts();
    draft.supposes();
    RandomPlan {
        text: draft.text,
        constructs: draft.seen,
    }
}
