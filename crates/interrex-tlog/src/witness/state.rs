//! What a witness remembers.
//!
//! Responsible for the interface to a store, and for one in memory. Durability is left to the caller's
//! own.

use std::collections::BTreeMap;
use std::convert::Infallible;

use crate::checkpoint::SignedCheckpoint;
use crate::merkle::Hash;
use crate::note::VerifierKey;

/// The logs that a witness knows and the last head of each.
pub trait State {
    /// Why the store cannot be read or written.
    type Error;

    /// The keys that sign for an origin; none where the origin is unknown.
    ///
    /// # Errors
    ///
    /// Whatever keeps the store from being read.
    fn log_keys(&self, origin: &str) -> Result<Vec<VerifierKey>, Self::Error>;

    /// The size and root of the last head that was recorded for an origin.
    ///
    /// # Errors
    ///
    /// Whatever keeps the store from being read.
    fn latest(&self, origin: &str) -> Result<Option<(u64, Hash)>, Self::Error>;

    /// Records a head, durably, if the last one is still `expected`, in one step that nothing comes
    /// between; answers whether it did. The head has the signatures of the log that were verified, and
    /// then the cosignatures: it is what the witness serves to monitors.
    ///
    /// # Errors
    ///
    /// Whatever keeps the head from being durable. It may then be recorded or not.
    fn record(
        &mut self,
        expected: Option<(u64, Hash)>,
        head: &SignedCheckpoint,
    ) -> Result<bool, Self::Error>;
}

/// A state in memory: for tests, and for witnesses that never restart.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Memory {
    keys: BTreeMap<String, Vec<VerifierKey>>,
    heads: BTreeMap<String, SignedCheckpoint>,
}

impl Memory {
    /// Adds a key that signs for an origin.
    pub fn trust(&mut self, origin: &str, key: VerifierKey) {
        self.keys.entry(origin.to_owned()).or_default().push(key);
    }

    /// The last head of an origin, as it is served to monitors.
    pub fn head(&self, origin: &str) -> Option<&SignedCheckpoint> {
        self.heads.get(origin)
    }
}

impl State for Memory {
    type Error = Infallible;

    fn log_keys(&self, origin: &str) -> Result<Vec<VerifierKey>, Infallible> {
        Ok(self.keys.get(origin).cloned().unwrap_or_default())
    }

    fn latest(&self, origin: &str) -> Result<Option<(u64, Hash)>, Infallible> {
        let head = self.heads.get(origin).map(SignedCheckpoint::checkpoint);
        Ok(head.map(|head| (head.size(), head.root())))
    }

    fn record(
        &mut self,
        expected: Option<(u64, Hash)>,
        head: &SignedCheckpoint,
    ) -> Result<bool, Infallible> {
        let origin = head.checkpoint().origin();
        if self.latest(origin)? != expected {
            return Ok(false);
        }
        self.heads.insert(origin.to_owned(), head.clone());
        Ok(true)
    }
}
