//! What is true, known to nobody in the world.
//!
//! Responsible for the histories of all logs, and for whether two heads can be of one history, computed
//! from the entries alone.

use std::collections::BTreeMap;

use interrex_tlog::checkpoint::Checkpoint;
use interrex_tlog::merkle::{Hash, leaf_hash, root};

/// The histories of one log: one of an honest site, two of one that lies.
#[derive(Default, Debug)]
pub(crate) struct Truth {
    leaves: Vec<Vec<Hash>>,
    /// The histories that a head is of, by its size and root.
    known: BTreeMap<(u64, Hash), Vec<usize>>,
}

impl Truth {
    /// So many histories, without entries.
    pub(crate) fn new(count: usize) -> Self {
        Self {
            leaves: vec![Vec::new(); count],
            known: BTreeMap::new(),
        }
    }

    /// That of a log that does not lie: all its heads agree.
    pub(crate) fn honest() -> Self {
        Self::new(0)
    }

    /// Adds an entry to a history.
    pub(crate) fn push(&mut self, history: usize, entry: &[u8]) {
        if let Some(leaves) = self.leaves.get_mut(history) {
            leaves.push(leaf_hash(entry));
        }
    }

    /// The histories that a head is of.
    pub(crate) fn histories(&mut self, head: &Checkpoint) -> Vec<usize> {
        let key = (head.size(), head.root());
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let size = usize::try_from(head.size()).unwrap_or(usize::MAX);
        let is_of = |(at, leaves): (usize, &Vec<Hash>)| {
            let first = leaves.get(..size)?;
            (root(first) == head.root()).then_some(at)
        };
        let found: Vec<usize> = self.leaves.iter().enumerate().filter_map(is_of).collect();
        self.known.insert(key, found.clone());
        found
    }

    /// Whether one history has both heads.
    pub(crate) fn reconciles(&mut self, one: &Checkpoint, other: &Checkpoint) -> bool {
        if self.leaves.is_empty() {
            return true;
        }
        let others = self.histories(other);
        self.histories(one)
            .iter()
            .any(|history| others.contains(history))
    }
}
