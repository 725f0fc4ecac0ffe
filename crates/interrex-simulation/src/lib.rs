//! Sites, witnesses and readers in a world that fails, all of it from one seed.
//!
//! Responsible for what happens to registers that are kept at several places: disks that forget, sites
//! that crash at any step, exchange that is late, doubled and out of order, clocks that jump, a site and
//! witnesses that lie. Nothing here reads a clock or entropy: the same seed gives the same run, so that a
//! run that fails is repeated by its number.
//!
//! # What must hold
//!
//! 1. No entry is lost whose index was returned.
//! 2. Every head that an honest site has shown is a head of the log that it ends up with.
//! 3. Whoever holds the files of an honest log holds its entries, and those with one head hold the same.
//! 4. A copy takes over a head only if that extends what it held; of any other head it has evidence, which
//!    verifies. So nobody who holds one head of a fork takes the other for its history.
//! 5. No two readers, who ask for a quorum, hold heads of one log that cannot be reconciled: as long as no
//!    more witnesses lie than the policy survives.
//! 6. The files of every log and copy are what its entries give.
//!
//! [`Planted`] lists faults that can be built into the world on purpose. A simulation that does not find
//! them would find nothing.

mod liar;
mod network;
mod planted;
mod random;
mod reader;
mod site;
mod truth;
mod witness;
mod world;

use std::fmt;

pub use planted::{PLANTED, Planted};

/// What happened in a run that held.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Summary {
    /// Entries that were acknowledged.
    pub acknowledged: u64,
    /// Times that a disk lost what was not durable.
    pub crashes: u64,
    /// Effects that failed.
    pub failures: u64,
    /// Updates of copies that took something over.
    pub updates: u64,
    /// Files that were refused because they are not those of their head.
    pub refused: u64,
    /// Forks that were found, with evidence.
    pub forks: u64,
    /// Heads that a quorum has cosigned.
    pub cosigned: u64,
}

impl Summary {
    /// Adds what happened in another run.
    pub fn add(&mut self, other: &Self) {
        self.acknowledged += other.acknowledged;
        self.crashes += other.crashes;
        self.failures += other.failures;
        self.updates += other.updates;
        self.refused += other.refused;
        self.forks += other.forks;
        self.cosigned += other.cosigned;
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} entries acknowledged, {} crashes, {} failed effects, {} updates of copies, {} refused, {} \
             forks found, {} heads cosigned by a quorum",
            self.acknowledged,
            self.crashes,
            self.failures,
            self.updates,
            self.refused,
            self.forks,
            self.cosigned
        )
    }
}

/// What did not hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Violation {
    /// The seed that repeats it.
    pub seed: u64,
    /// The fault that was built in.
    pub planted: Option<Planted>,
    /// The number of the invariant.
    pub invariant: u8,
    /// What happened.
    pub what: String,
    /// What led to it, an event a line.
    pub trace: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.trace {
            writeln!(f, "  {line}")?;
        }
        writeln!(
            f,
            "invariant {} does not hold: {}",
            self.invariant, self.what
        )?;
        let next = self.seed + 1;
        write!(
            f,
            "repeat: cargo xtask simulate --seeds {}..{next}",
            self.seed
        )
    }
}

impl std::error::Error for Violation {}

/// Runs the world of a seed, with a fault built in where one is given.
///
/// # Errors
///
/// The first [`Violation`].
pub fn run(seed: u64, planted: Option<Planted>) -> Result<Summary, Box<Violation>> {
    world::World::new(seed, planted).run()
}
