//! Bodies and offices as seen from somewhere.
//!
//! A standing is a step: holders before and requirements met give holders after. `step` makes the
//! step of one office in one view; offices and bodies that depend on each other form a circle, and
//! there the step repeats (`circle`). Everything is kept by office, view and reading, so that no
//! step is compiled twice.

mod actors;
mod bodies;
mod candidates;
mod circle;
mod grounds;
mod institutions;
mod leases;
mod orders;
mod state;
mod step;

use std::rc::Rc;

use interrex_circuit::Node;
use interrex_plan::model::{Body, Id, Office, Plan};
use rustc_hash::FxHashMap;

use crate::question::Question;
use crate::view::{Reading, View};

pub(crate) use actors::Own;
pub(crate) use bodies::Meeting;
pub(crate) use institutions::Institutions;
pub use orders::Cause;
pub(crate) use state::{Holding, State};
pub use state::{Party, Slot};

/// What an office is judged for: which one, from where, and how what is disputed is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Judged {
    pub(crate) office: Id<Office>,
    pub(crate) view: View,
    pub(crate) reading: Reading,
}

/// What has been compiled about bodies and offices.
pub(crate) struct Views {
    pub(crate) institutions: Institutions,
    /// States that are final.
    done: FxHashMap<Judged, Rc<State>>,
    /// States of the round before, of circles that are being evaluated.
    rounds: FxHashMap<Judged, Rc<State>>,
    bodies: FxHashMap<(Id<Body>, usize, View, Reading), Node>,
    /// Bodies that are being evaluated.
    open: Vec<(Id<Body>, usize, View, Reading)>,
}

impl Views {
    pub(crate) fn new(plan: &Plan, question: &Question) -> Self {
        Self {
            institutions: Institutions::new(plan, question),
            done: FxHashMap::default(),
            rounds: FxHashMap::default(),
            bodies: FxHashMap::default(),
            open: Vec::new(),
        }
    }
}
