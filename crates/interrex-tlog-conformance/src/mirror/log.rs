//! The log that the suite plays, and what it uploads of it.

use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use interrex_tlog::mirror::{Header, ranges, write_package};
use interrex_tlog::note::{SignerKey, VerifierKey};
use interrex_tlog::tiles::{Edge, Files, Tree};
use interrex_tlog::witness::AddCheckpoint;

/// The log. Its entries are a word and a number; another word is another history.
#[derive(Debug)]
pub(super) struct Log {
    origin: String,
    key: SignerKey,
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn entries(word: &str, start: u64, end: u64) -> Vec<String> {
    (start..end).map(|at| format!("{word} {at}")).collect()
}

fn files(word: &str, size: u64) -> Result<Files, String> {
    let mut files = Files::default();
    let change = Edge::default().append(&entries(word, 0, size));
    files.apply(&change.map_err(said)?);
    Ok(files)
}

impl Log {
    pub(super) fn new(origin: &str, seed: &[u8; 32]) -> Result<Self, String> {
        Ok(Self {
            origin: origin.to_owned(),
            key: SignerKey::ed25519(origin, seed).map_err(said)?,
        })
    }

    pub(super) fn key(&self) -> &VerifierKey {
        self.key.verifier()
    }

    /// A signed head.
    pub(super) fn head(&self, word: &str, size: u64) -> Result<SignedCheckpoint, String> {
        let root = Tree::new(size, files(word, size)?).root().map_err(said)?;
        let head = Checkpoint::new(&self.origin, size, root).map_err(said)?;
        let mut head = SignedCheckpoint::unsigned(head).map_err(said)?;
        head.add(self.key.sign(head.note().text()));
        Ok(head)
    }

    /// The request to take a head that follows one of `old` entries.
    pub(super) fn shown(&self, word: &str, old: u64, size: u64) -> Result<AddCheckpoint, String> {
        let mut proof = Vec::new();
        if old > 0 {
            let mut tree = Tree::new(size, files(word, size)?);
            proof = tree.consistency(old).map_err(said)?;
        }
        Ok(AddCheckpoint::new(old, proof, self.head(word, size)?))
    }

    fn header_of(origin: &str, start: u64, end: u64) -> Result<Vec<u8>, String> {
        let header = Header {
            origin: origin.as_bytes().to_vec(),
            start,
            end,
            ticket: Vec::new(),
        };
        header.to_bytes().map_err(said)
    }

    /// A header alone.
    pub(super) fn header(&self, start: u64, end: u64) -> Result<Vec<u8>, String> {
        Self::header_of(&self.origin, start, end)
    }

    /// A header for a log that nobody knows.
    pub(super) fn unknown() -> Result<Vec<u8>, String> {
        Self::header_of("unknown.example/log", 0, 0)
    }

    /// A header, and the first packages of an upload.
    pub(super) fn upload(&self, start: u64, end: u64, count: usize) -> Result<Vec<u8>, String> {
        self.written(start, end, count, false)
    }

    /// The first package of an upload, in whose proof a bit is another one.
    pub(super) fn with_a_changed_proof(&self, start: u64, end: u64) -> Result<Vec<u8>, String> {
        self.written(start, end, 1, true)
    }

    fn written(
        &self,
        start: u64,
        end: u64,
        count: usize,
        is_changed: bool,
    ) -> Result<Vec<u8>, String> {
        let mut body = self.header(start, end)?;
        let mut tree = Tree::new(end, files("entry", end)?);
        for range in ranges(start, end).take(count) {
            let proof = tree.subtree_consistency(range.subtree()).map_err(said)?;
            let entries = entries("entry", range.start, range.end);
            body.extend(write_package(&entries, &proof).map_err(said)?);
        }
        if let (true, Some(last)) = (is_changed, body.last_mut()) {
            *last ^= 1;
        }
        Ok(body)
    }

    /// A body with a bit of its entries changed, so many bytes behind the header.
    pub(super) fn changed(&self, body: &[u8], at: usize) -> Result<Vec<u8>, String> {
        let mut changed = body.to_vec();
        let header = self.header(0, 0)?.len();
        let byte = changed
            .get_mut(header + at)
            .ok_or("the body is too short")?;
        *byte ^= 1;
        Ok(changed)
    }
}
