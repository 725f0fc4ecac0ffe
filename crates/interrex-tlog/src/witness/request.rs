//! The bodies of requests.
//!
//! Responsible for their form. Whether a witness does what they ask is left to it.

use std::fmt;

use crate::checkpoint::SignedCheckpoint;
use crate::fault::{Fault, ReadError};
use crate::merkle::{Hash, Subtree};
use crate::note;
use crate::text::{Lines, decimal, utf8};

/// A request has at most so many hashes.
pub const HASHES_MAX: usize = 63;

/// A request is refused where it is longer, in bytes: a note, and room for the hashes.
pub const BYTES_MAX: usize = note::BYTES_MAX + 8192;

/// The body of `add-checkpoint`: a head, and the proof that it extends an older one. Shown as its text.
///
/// What was parsed is written as the same bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AddCheckpoint {
    old_size: u64,
    proof: Vec<Hash>,
    checkpoint: SignedCheckpoint,
}

impl AddCheckpoint {
    /// The request to cosign a head that extends the one of `old_size`, which the witness cosigned last;
    /// zero where it has cosigned none, or where its size is asked for. The proof is then empty.
    pub fn new(old_size: u64, proof: Vec<Hash>, checkpoint: SignedCheckpoint) -> Self {
        Self {
            old_size,
            proof,
            checkpoint,
        }
    }

    /// Reads a body (tlog-witness, *add-checkpoint*).
    ///
    /// # Errors
    ///
    /// A [`ReadError`] with the line.
    pub fn parse(body: &[u8]) -> Result<Self, ReadError> {
        let mut lines = Lines::new(utf8(body, BYTES_MAX)?);
        let old_size = decimal(lines.after("old", "`old` and a number")?);
        let old_size = old_size.map_err(|fault| lines.fault(fault))?;
        let proof = lines.hashes(HASHES_MAX)?;
        Ok(Self {
            old_size,
            proof,
            checkpoint: last(&lines)?,
        })
    }

    /// The size of the head that is extended.
    pub fn old_size(&self) -> u64 {
        self.old_size
    }

    /// The proof of consistency.
    pub fn proof(&self) -> &[Hash] {
        &self.proof
    }

    /// The head.
    pub fn checkpoint(&self) -> &SignedCheckpoint {
        &self.checkpoint
    }
}

impl fmt::Display for AddCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old_size)?;
        end_of(f, &self.proof, &self.checkpoint)
    }
}

/// The body of `sign-subtree`: a subtree, and the proof that it belongs to a head that the witness has
/// cosigned. Shown as its text.
///
/// What was parsed is written as the same bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignSubtree {
    subtree: Subtree,
    hash: Hash,
    proof: Vec<Hash>,
    checkpoint: SignedCheckpoint,
}

impl SignSubtree {
    /// The request to cosign a subtree of this hash.
    pub fn new(
        subtree: Subtree,
        hash: Hash,
        proof: Vec<Hash>,
        checkpoint: SignedCheckpoint,
    ) -> Self {
        Self {
            subtree,
            hash,
            proof,
            checkpoint,
        }
    }

    /// Reads a body (tlog-witness, *sign-subtree*).
    ///
    /// # Errors
    ///
    /// A [`ReadError`] with the line, also where the interval is no subtree or ends behind the head.
    pub fn parse(body: &[u8]) -> Result<Self, ReadError> {
        let mut lines = Lines::new(utf8(body, BYTES_MAX)?);
        let form = "`subtree`, its start and its end";
        let range = lines.after("subtree", form)?;
        let (start, end) = range
            .split_once(' ')
            .ok_or_else(|| lines.fault(Fault::Expected(form)))?;
        let number = |text| decimal(text).map_err(|fault| lines.fault(fault));
        let subtree = Subtree::new(number(start)?, number(end)?);
        let subtree = subtree.ok_or_else(|| lines.fault(Fault::OutOfRange("the subtree")))?;
        let range_line = lines.clone();
        let hash = Hash::from_base64(lines.line("the hash of the subtree")?);
        let hash = hash.map_err(|fault| lines.fault(fault))?;
        let proof = lines.hashes(HASHES_MAX)?;
        let checkpoint = last(&lines)?;
        if subtree.end() > checkpoint.checkpoint().size() {
            return Err(range_line.fault(Fault::OutOfRange("the subtree")));
        }
        Ok(Self {
            subtree,
            hash,
            proof,
            checkpoint,
        })
    }

    /// The subtree.
    pub fn subtree(&self) -> Subtree {
        self.subtree
    }

    /// The hash that the subtree is said to have.
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// The proof that it belongs to the head.
    pub fn proof(&self) -> &[Hash] {
        &self.proof
    }

    /// The head.
    pub fn checkpoint(&self) -> &SignedCheckpoint {
        &self.checkpoint
    }
}

impl fmt::Display for SignSubtree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (start, end) = (self.subtree.start(), self.subtree.end());
        writeln!(f, "subtree {start} {end}\n{}", self.hash)?;
        end_of(f, &self.proof, &self.checkpoint)
    }
}

/// The checkpoint that ends a body.
fn last(lines: &Lines<'_>) -> Result<SignedCheckpoint, ReadError> {
    let checkpoint = SignedCheckpoint::parse(lines.rest().as_bytes());
    checkpoint.map_err(|error| error.below(lines.read()))
}

fn end_of(
    f: &mut fmt::Formatter<'_>,
    proof: &[Hash],
    checkpoint: &SignedCheckpoint,
) -> fmt::Result {
    proof.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
    write!(f, "\n{checkpoint}")
}
