//! A log of the suite's own, and a second history of it that no honest log has.

use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use interrex_tlog::merkle::{
    Hash, Node, Nodes, OutOfRange, Subtree, consistency_path, leaf_hash, node_hash, prove,
    subtree_hash,
};
use interrex_tlog::note::SignerKey;
use interrex_tlog::witness::AddCheckpoint;

/// So many entries the log can have. A run needs some thousands.
pub(super) const ENTRIES_MAX: u64 = 1 << 20;

/// Which of two histories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum History {
    /// The one that the witness has cosigned.
    First,
    /// Another one from the first entry on.
    Forked,
}

/// The log. Its entries are the same in every run, so that a later run goes on where the one before ended.
#[derive(Debug)]
pub(super) struct Log {
    origin: String,
    key: SignerKey,
    first: Tree,
    forked: Tree,
}

impl Log {
    pub(super) fn new(origin: &str, seed: &[u8; 32]) -> Result<Self, String> {
        Ok(Self {
            origin: origin.to_owned(),
            key: SignerKey::ed25519(origin, seed).map_err(|error| error.to_string())?,
            first: Tree::of("entry"),
            forked: Tree::of("forked entry"),
        })
    }

    pub(super) fn origin(&self) -> &str {
        &self.origin
    }

    pub(super) fn key(&self) -> &SignerKey {
        &self.key
    }

    /// Adds entries to both histories, until there are so many.
    pub(super) fn lengthen(&mut self, size: u64) {
        self.first.lengthen(size);
        self.forked.lengthen(size);
    }

    /// The other history is the one that the witness has cosigned.
    pub(super) fn swap(&mut self) {
        std::mem::swap(&mut self.first, &mut self.forked);
    }

    /// The word that the entries of the history begin with which the witness has cosigned.
    pub(super) fn word(&self) -> &'static str {
        self.first.word
    }

    fn tree(&self, history: History) -> &Tree {
        match history {
            History::First => &self.first,
            History::Forked => &self.forked,
        }
    }

    /// The head of the first `size` entries, without a signature.
    pub(super) fn head(&self, history: History, size: u64) -> Result<Checkpoint, String> {
        let root = subtree_hash(&mut self.tree(history), Subtree::tree(size));
        let root = root.map_err(|_| TOO_SHORT)?;
        Checkpoint::new(&self.origin, size, root).map_err(|error| error.to_string())
    }

    /// A head with the signature of the log.
    pub(super) fn sign(&self, head: Checkpoint) -> Result<SignedCheckpoint, String> {
        sign(head, &self.key)
    }

    /// The proof that `size` entries extend the first `old`; an empty one where they cannot.
    pub(super) fn proof(&self, history: History, old: u64, size: u64) -> Result<Vec<Hash>, String> {
        if old == 0 || old >= size {
            return Ok(Vec::new());
        }
        let path = consistency_path(old, size).ok_or("the suite asks for no proof there is")?;
        prove(&mut self.tree(history), &path).map_err(|_| TOO_SHORT.to_owned())
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

const TOO_SHORT: &str = "the log of the suite has too few entries";

/// The hashes of a history: those of its entries, and above them those of all full nodes, so that a head of a long log
/// costs no more than one of a short one.
#[derive(Debug)]
struct Tree {
    word: &'static str,
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    fn of(word: &'static str) -> Self {
        let levels = vec![Vec::new()];
        Self { word, levels }
    }

    fn lengthen(&mut self, size: u64) {
        let from = self.levels.first().map_or(0, Vec::len);
        for at in from.. {
            if u64::try_from(at).is_ok_and(|at| at >= size) {
                return;
            }
            self.push(0, leaf_hash(format!("{} {at}", self.word).as_bytes()));
        }
    }

    fn push(&mut self, level: usize, hash: Hash) {
        if self.levels.len() == level {
            self.levels.push(Vec::new());
        }
        let Some(nodes) = self.levels.get_mut(level) else {
            return;
        };
        nodes.push(hash);
        let is_pair = nodes.len().is_multiple_of(2);
        if let (true, [.., left, right]) = (is_pair, nodes.as_slice()) {
            let above = node_hash(left, right);
            self.push(level + 1, above);
        }
    }
}

impl Nodes for &Tree {
    type Error = OutOfRange;

    fn node(&mut self, node: Node) -> Result<Hash, OutOfRange> {
        let level = usize::try_from(node.level).ok();
        let index = usize::try_from(node.index).map_err(|_| OutOfRange)?;
        let nodes = level.and_then(|level| self.levels.get(level));
        let hash = nodes.and_then(|nodes| nodes.get(index));
        hash.copied().ok_or(OutOfRange)
    }
}

/// A head with a signature.
pub(super) fn sign(head: Checkpoint, key: &SignerKey) -> Result<SignedCheckpoint, String> {
    let mut signed = SignedCheckpoint::unsigned(head).map_err(|error| error.to_string())?;
    signed.add(key.sign(signed.note().text()));
    Ok(signed)
}
