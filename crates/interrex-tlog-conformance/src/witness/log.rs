//! A log of the suite's own, and a second history of it that no honest log has.

use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use interrex_tlog::merkle::{Hash, Leaves, consistency_path, leaf_hash, prove, root};
use interrex_tlog::note::SignerKey;
use interrex_tlog::witness::AddCheckpoint;

/// So many entries the log can have.
pub(super) const ENTRIES: u64 = 600;

/// Which of two histories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum History {
    /// The one that the witness sees first.
    First,
    /// Another one from the first entry on.
    Forked,
}

/// The log. Its entries are the same in every run, so that a second run goes on where the first ended.
#[derive(Debug)]
pub(super) struct Log {
    origin: String,
    key: SignerKey,
    first: Vec<Hash>,
    forked: Vec<Hash>,
}

impl Log {
    pub(super) fn new(origin: &str, seed: &[u8; 32]) -> Result<Self, String> {
        let entries = |word: &str| {
            (0..ENTRIES)
                .map(|at| leaf_hash(format!("{word} {at}").as_bytes()))
                .collect()
        };
        Ok(Self {
            origin: origin.to_owned(),
            key: SignerKey::ed25519(origin, seed).map_err(|error| error.to_string())?,
            first: entries("entry"),
            forked: entries("forked entry"),
        })
    }

    pub(super) fn origin(&self) -> &str {
        &self.origin
    }

    pub(super) fn key(&self) -> &SignerKey {
        &self.key
    }

    fn leaves(&self, history: History, size: u64) -> &[Hash] {
        let all = match history {
            History::First => &self.first,
            History::Forked => &self.forked,
        };
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        all.get(..size).unwrap_or(all)
    }

    /// The head of the first `size` entries, without a signature.
    pub(super) fn head(&self, history: History, size: u64) -> Result<Checkpoint, String> {
        let root = root(self.leaves(history, size));
        Checkpoint::new(&self.origin, size, root).map_err(|error| error.to_string())
    }

    /// A head with the signature of the log.
    pub(super) fn sign(&self, head: Checkpoint) -> Result<SignedCheckpoint, String> {
        sign(head, &self.key)
    }

    /// The proof that `size` entries extend the first `old`.
    pub(super) fn proof(&self, history: History, old: u64, size: u64) -> Result<Vec<Hash>, String> {
        if old == 0 || old == size {
            return Ok(Vec::new());
        }
        let path = consistency_path(old, size).ok_or("the suite asks for no proof there is")?;
        prove(&mut Leaves(self.leaves(history, size)), &path)
            .map_err(|_| "the log of the suite has too few entries".to_owned())
    }

    /// The request of an honest log: to cosign `size` entries after `old`.
    pub(super) fn request(
        &self,
        history: History,
        old: u64,
        size: u64,
    ) -> Result<AddCheckpoint, String> {
        let proof = self.proof(history, old, size)?;
        let head = self.sign(self.head(history, size)?)?;
        Ok(AddCheckpoint::new(old, proof, head))
    }
}

/// A head with a signature.
pub(super) fn sign(head: Checkpoint, key: &SignerKey) -> Result<SignedCheckpoint, String> {
    let mut signed = SignedCheckpoint::unsigned(head).map_err(|error| error.to_string())?;
    signed.add(key.sign(signed.note().text()));
    Ok(signed)
}
