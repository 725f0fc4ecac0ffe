//! Forks: two heads of one log that no history has both of.
//!
//! Responsible for the evidence, which anybody can check who knows the keys of the log, and for its
//! bytes. Finding it is left to [`crate::Reader`] and [`crate::copy`].
//!
//! # The form
//!
//! A line of the format; the root that the tree of the second head has at the size of the first; the proof
//! of that, a hash a line; an empty line; and both heads, each after its length in bytes:
//!
//! ```text
//! interrex.fork/1
//! CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
//! PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
//!
//! 172
//! log.example
//! ...
//! 172
//! log.example
//! ...
//! ```

use std::fmt;

use interrex_tlog::checkpoint::SignedCheckpoint;
use interrex_tlog::merkle::{Hash, ProofError, verify_consistency};
use interrex_tlog::note::{VerifierKey, VerifyError};
use interrex_tlog::{Fault, ReadError};

/// What holding a head against a log has shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Judgement {
    /// It is a head of the log that is held.
    Consistent,
    /// It has more entries than are held: nothing is known yet.
    Larger,
    /// It cannot be the head of any log: no entries, and not the root of no entries.
    Senseless,
    /// No history has this head and the one that is held.
    Fork(Box<Evidence>),
}

/// Two heads of one log that cannot be reconciled, and the proof of it.
///
/// The tree of the second, which is at least as large, has another root at the size of the first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Evidence {
    first: SignedCheckpoint,
    second: SignedCheckpoint,
    root: Hash,
    proof: Vec<Hash>,
}

/// Why evidence shows nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum EvidenceError {
    /// The heads have different origins.
    TwoOrigins,
    /// A head is not signed by the log.
    NotSigned(VerifyError),
    /// The proof does not show the root that is said to be at the size of the first head.
    Proof(ProofError),
    /// That root is the one of the first head: there is no fork.
    Reconciled,
}

impl fmt::Display for EvidenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TwoOrigins => f.write_str("the heads are of two logs"),
            Self::NotSigned(error) => write!(f, "a head is not signed by the log: {error}"),
            Self::Proof(error) => error.fmt(f),
            Self::Reconciled => f.write_str("the heads are of one history"),
        }
    }
}

impl std::error::Error for EvidenceError {}

const TITLE: &str = "interrex.fork/1";

/// Evidence is refused where it is longer, in bytes: two notes and a proof.
pub const BYTES_MAX: usize = 3 << 20;

/// A tree of `u64` entries needs no more hashes.
const HASHES_MAX: usize = 65;

impl Evidence {
    /// The first head, the second, which is at least as large; the root of the second's tree at the size
    /// of the first, and the proof of that.
    pub fn new(
        first: SignedCheckpoint,
        second: SignedCheckpoint,
        root: Hash,
        proof: Vec<Hash>,
    ) -> Self {
        Self {
            first,
            second,
            root,
            proof,
        }
    }

    /// Both heads, the smaller one first.
    pub fn heads(&self) -> [&SignedCheckpoint; 2] {
        [&self.first, &self.second]
    }

    /// Verifies that the log with these keys has signed two heads that no history has both of.
    ///
    /// # Errors
    ///
    /// The [`EvidenceError`].
    pub fn verify(&self, keys: &[VerifierKey]) -> Result<(), EvidenceError> {
        let (first, second) = (self.first.checkpoint(), self.second.checkpoint());
        if first.origin() != second.origin() {
            return Err(EvidenceError::TwoOrigins);
        }
        for signed in self.heads() {
            signed.verify(keys).map_err(EvidenceError::NotSigned)?;
        }
        let (old, size) = (first.size(), second.size());
        verify_consistency(old, size, &self.proof, &self.root, &second.root())
            .map_err(EvidenceError::Proof)?;
        if self.root == first.root() {
            return Err(EvidenceError::Reconciled);
        }
        Ok(())
    }

    /// Reads evidence.
    ///
    /// # Errors
    ///
    /// A [`ReadError`] with the line, or with the byte where a head begins.
    pub fn parse(bytes: &[u8]) -> Result<Self, ReadError> {
        if bytes.len() > BYTES_MAX {
            return Err(at_byte(0, Fault::TooLong(BYTES_MAX)));
        }
        let mut lines = Lines { bytes, at: 0 };
        let title = lines.line()?;
        if title != TITLE {
            return Err(at_byte(0, Fault::Expected("`interrex.fork/1`")));
        }
        let root = lines
            .hash()?
            .ok_or(at_byte(lines.at, Fault::Missing("a root")))?;
        let mut proof = Vec::new();
        while let Some(hash) = lines.hash()? {
            if proof.len() == HASHES_MAX {
                return Err(at_byte(lines.at, Fault::TooMany("hashes", HASHES_MAX)));
            }
            proof.push(hash);
        }
        let first = lines.head()?;
        if !lines.line()?.is_empty() {
            return Err(at_byte(lines.at, Fault::Expected("an empty line")));
        }
        let second = lines.head()?;
        if lines.at != bytes.len() {
            return Err(at_byte(lines.at, Fault::Trailing));
        }
        Ok(Self::new(first, second, root, proof))
    }
}

/// The bytes that [`Evidence::parse`] reads.
impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{TITLE}\n{}", self.root)?;
        for hash in &self.proof {
            writeln!(f, "{hash}")?;
        }
        for head in self.heads() {
            let note = head.to_string();
            write!(f, "\n{}\n{note}", note.len())?;
        }
        Ok(())
    }
}

fn at_byte(offset: usize, fault: Fault) -> ReadError {
    ReadError {
        place: interrex_tlog::Place::Byte(offset),
        fault,
    }
}

/// Lines, and parts of a known length between them.
struct Lines<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Lines<'b> {
    /// The next line, without its newline.
    fn line(&mut self) -> Result<&'b str, ReadError> {
        let start = self.at;
        let rest = self.bytes.get(start..).unwrap_or_default();
        let end = rest.iter().position(|byte| *byte == b'\n');
        let end = end.ok_or(at_byte(start, Fault::NoFinalNewline))?;
        self.at += end + 1;
        let line = rest.get(..end).unwrap_or_default();
        std::str::from_utf8(line).map_err(|_| at_byte(start, Fault::NotUtf8))
    }

    /// The hash in the next line; nothing where that is empty.
    fn hash(&mut self) -> Result<Option<Hash>, ReadError> {
        let start = self.at;
        let line = self.line()?;
        if line.is_empty() {
            return Ok(None);
        }
        let hash = Hash::from_base64(line).map_err(|fault| at_byte(start, fault))?;
        Ok(Some(hash))
    }

    /// A head after its length.
    fn head(&mut self) -> Result<SignedCheckpoint, ReadError> {
        let start = self.at;
        let wrong = at_byte(start, Fault::NotANumber);
        let line = self.line()?;
        let length: usize = line.parse().map_err(|_| wrong.clone())?;
        if length.to_string() != line {
            return Err(wrong);
        }
        let end = self.at.checked_add(length);
        let note = end.and_then(|end| self.bytes.get(self.at..end));
        let note = note.ok_or(at_byte(self.at, Fault::Missing("the end of a head")))?;
        let head = SignedCheckpoint::parse(note).map_err(|error| at_byte(self.at, error.fault))?;
        self.at += length;
        Ok(head)
    }
}
