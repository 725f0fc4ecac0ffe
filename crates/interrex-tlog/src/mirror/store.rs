//! What a mirror remembers.
//!
//! Responsible for the interface to a store, and for one in memory. Durability is left to the caller's
//! own.

use std::collections::BTreeMap;
use std::convert::Infallible;

use crate::checkpoint::SignedCheckpoint;
use crate::merkle::{Hash, leaf_hash, root};
use crate::note::VerifierKey;
use crate::witness::{self, State};

/// The copies that a mirror keeps. As a [`State`], it remembers the pending checkpoint of each log.
pub trait Store: State {
    /// The pending checkpoint of this size, the current one or a former one that is still remembered, with
    /// the signatures of the log. A ticket may help, once it is authenticated.
    ///
    /// # Errors
    ///
    /// Whatever keeps the store from being read.
    fn pending(
        &self,
        origin: &str,
        size: u64,
        ticket: &[u8],
    ) -> Result<Option<SignedCheckpoint>, Self::Error>;

    /// A ticket for uploading to the pending checkpoint of this size; it may be empty.
    ///
    /// # Errors
    ///
    /// Whatever keeps the store from being read.
    fn ticket(&self, origin: &str, size: u64) -> Result<Vec<u8>, Self::Error>;

    /// The mirror checkpoint: the one up to which the copy is served.
    ///
    /// # Errors
    ///
    /// Whatever keeps the store from being read.
    fn mirrored(&self, origin: &str) -> Result<Option<SignedCheckpoint>, Self::Error>;

    /// The first entry, at or above the minimum index, that is not stored.
    ///
    /// # Errors
    ///
    /// Whatever keeps the store from being read.
    fn next_entry(&self, origin: &str) -> Result<u64, Self::Error>;

    /// The leaf hashes of entries below the next one; fewer than 256 of one tile are asked for.
    ///
    /// # Errors
    ///
    /// Whatever keeps the store from being read.
    fn leaf_hashes(&self, origin: &str, start: u64, end: u64) -> Result<Vec<Hash>, Self::Error>;

    /// Saves entries from an index on, which have been verified. Those that another upload has saved
    /// between are skipped: they are the same.
    ///
    /// # Errors
    ///
    /// Whatever keeps them from being saved.
    fn save(&mut self, origin: &str, start: u64, entries: &[&[u8]]) -> Result<(), Self::Error>;

    /// Makes the first entries up to a size durable and served, with their tiles, and returns their root
    /// hash.
    ///
    /// # Errors
    ///
    /// Whatever keeps them from being durable.
    fn integrate(&mut self, origin: &str, size: u64) -> Result<Hash, Self::Error>;

    /// Makes this the mirror checkpoint, durably, unless that has a larger size, in one step that
    /// nothing comes between; answers whether it did.
    ///
    /// # Errors
    ///
    /// Whatever keeps it from being durable.
    fn publish(&mut self, head: &SignedCheckpoint) -> Result<bool, Self::Error>;
}

/// A store in memory: for tests. It remembers every pending checkpoint, and its tickets are empty.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Memory {
    pending: witness::Memory,
    copies: BTreeMap<String, Copy>,
}

#[derive(Clone, PartialEq, Eq, Default, Debug)]
struct Copy {
    heads: BTreeMap<u64, SignedCheckpoint>,
    entries: Vec<Vec<u8>>,
    mirrored: Option<SignedCheckpoint>,
}

impl Memory {
    /// Adds a key that signs for an origin.
    pub fn trust(&mut self, origin: &str, key: VerifierKey) {
        self.pending.trust(origin, key);
    }

    /// The entries stored for an origin.
    pub fn entries(&self, origin: &str) -> &[Vec<u8>] {
        let copy = self.copies.get(origin);
        copy.map(|copy| copy.entries.as_slice()).unwrap_or_default()
    }
}

impl State for Memory {
    type Error = Infallible;

    fn log_keys(&self, origin: &str) -> Result<Vec<VerifierKey>, Infallible> {
        self.pending.log_keys(origin)
    }

    fn latest(&self, origin: &str) -> Result<Option<(u64, Hash)>, Infallible> {
        self.pending.latest(origin)
    }

    fn record(
        &mut self,
        expected: Option<(u64, Hash)>,
        head: &SignedCheckpoint,
    ) -> Result<bool, Infallible> {
        let recorded = self.pending.record(expected, head)?;
        if recorded {
            let origin = head.checkpoint().origin().to_owned();
            let copy = self.copies.entry(origin).or_default();
            copy.heads.insert(head.checkpoint().size(), head.clone());
        }
        Ok(recorded)
    }
}

impl Store for Memory {
    fn pending(
        &self,
        origin: &str,
        size: u64,
        _ticket: &[u8],
    ) -> Result<Option<SignedCheckpoint>, Infallible> {
        let copy = self.copies.get(origin);
        Ok(copy.and_then(|copy| copy.heads.get(&size).cloned()))
    }

    fn ticket(&self, _origin: &str, _size: u64) -> Result<Vec<u8>, Infallible> {
        Ok(Vec::new())
    }

    fn mirrored(&self, origin: &str) -> Result<Option<SignedCheckpoint>, Infallible> {
        let copy = self.copies.get(origin);
        Ok(copy.and_then(|copy| copy.mirrored.clone()))
    }

    fn next_entry(&self, origin: &str) -> Result<u64, Infallible> {
        Ok(self.entries(origin).len() as u64)
    }

    fn leaf_hashes(&self, origin: &str, start: u64, end: u64) -> Result<Vec<Hash>, Infallible> {
        let entries = (start..end).zip(between(self.entries(origin), start));
        Ok(entries.map(|(_, entry)| leaf_hash(entry)).collect())
    }

    fn save(&mut self, origin: &str, start: u64, entries: &[&[u8]]) -> Result<(), Infallible> {
        let copy = self.copies.entry(origin.to_owned()).or_default();
        for (index, entry) in (start..).zip(entries) {
            if index == copy.entries.len() as u64 {
                copy.entries.push(entry.to_vec());
            }
        }
        Ok(())
    }

    fn integrate(&mut self, origin: &str, size: u64) -> Result<Hash, Infallible> {
        let leaves = self.leaf_hashes(origin, 0, size)?;
        Ok(root(&leaves))
    }

    fn publish(&mut self, head: &SignedCheckpoint) -> Result<bool, Infallible> {
        let checkpoint = head.checkpoint();
        let origin = checkpoint.origin().to_owned();
        let copy = self.copies.entry(origin).or_default();
        let mirrored = copy.mirrored.as_ref();
        if mirrored.is_some_and(|one| one.checkpoint().size() > checkpoint.size()) {
            return Ok(false);
        }
        copy.mirrored = Some(head.clone());
        Ok(true)
    }
}

fn between(entries: &[Vec<u8>], start: u64) -> impl Iterator<Item = &Vec<u8>> {
    let start = usize::try_from(start).unwrap_or(usize::MAX);
    entries.iter().skip(start)
}
