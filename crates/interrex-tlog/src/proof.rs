//! Proofs that an entry is logged, to be verified without a network.
//!
//! Specification: [tlog-proof](https://c2sp.org/tlog-proof), as of its change of 22 May 2026
//! (`ab17a74`).
//!
//! Responsible for the file and for the steps of verification after the leaf hash, which is the
//! caller's to compute from the entry. The extra data is not authenticated by anything here.
//!
//! # A whole example
//!
//! ```text
//! c2sp.org/tlog-proof@v1
//! extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6
//! index 73894
//! gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
//! B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=
//! EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=
//! RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=
//! AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=
//!
//! example.com/fancylog
//! 109482
//! sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=
//!
//! — example.com/fancylog hI2DJw...1roloI=
//! — witness1.example mJirIklj...qY9v2B/5bg==
//! ```
//!
//! A log of three entries and the proof of the second, cosigned by one witness:
//!
//! ```
//! use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};
//! use interrex_tlog::cosignature::Cosigner;
//! use interrex_tlog::merkle::leaf_hash;
//! use interrex_tlog::note::SignerKey;
//! use interrex_tlog::policy::Policy;
//! use interrex_tlog::proof::Proof;
//! use interrex_tlog::tiles::{Edge, Files, Tree};
//!
//! let log = SignerKey::ed25519("log.example", &[1; 32]).unwrap();
//! let witness = Cosigner::ed25519("witness.example", &[2; 32]).unwrap();
//!
//! let mut files = Files::default();
//! let change = Edge::default().append(&["a", "b", "c"]).unwrap();
//! files.apply(&change);
//! let head = Checkpoint::new("log.example", change.size, change.root).unwrap();
//! let mut signed = SignedCheckpoint::unsigned(head).unwrap();
//! signed.add(log.sign(signed.note().text()));
//! signed.add(witness.cosign(signed.checkpoint(), 1_700_000_000).unwrap());
//! let hashes = Tree::new(change.size, &files).inclusion(1).unwrap();
//! let text = Proof::new(1, hashes, signed).to_string();
//!
//! let (log, witness) = (log.verifier(), witness.verifier());
//! let policy = format!("log {log}\nwitness w {witness}\nquorum w\n");
//! let policy = Policy::parse(policy.as_bytes()).unwrap();
//! let proof = Proof::parse(text.as_bytes()).unwrap();
//! let accepted = proof.verify(&leaf_hash(b"b"), &policy).unwrap();
//! assert_eq!(accepted.cosigned[0].timestamp, 1_700_000_000);
//! proof.verify(&leaf_hash(b"c"), &policy).unwrap_err();
//! ```

use std::fmt;

use crate::checkpoint::SignedCheckpoint;
use crate::fault::{Fault, ReadError};
use crate::merkle::{Hash, ProofError, verify_inclusion};
use crate::note;
use crate::policy::{Accepted, Policy, PolicyError};
use crate::text::{Lines, decimal, from_base64, to_base64, utf8};

/// A proof is refused where it is longer, in bytes: a note, and as much again for the extra data.
pub const BYTES_MAX: usize = 2 * note::BYTES_MAX;

/// A tree of `u64` entries needs no more hashes.
pub const HASHES_MAX: usize = 64;

/// The first line.
const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// A proof that an entry is logged, none of which need be right. Shown as its file.
///
/// What was parsed is written as the same bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proof {
    extra: Option<Vec<u8>>,
    index: u64,
    hashes: Vec<Hash>,
    checkpoint: SignedCheckpoint,
}

/// Why a proof proves nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum VerifyError {
    /// The policy does not accept the checkpoint.
    Policy(PolicyError),
    /// The entry is not where the proof says.
    Inclusion(ProofError),
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Policy(error) => error.fmt(f),
            Self::Inclusion(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for VerifyError {}

impl Proof {
    /// The proof that the entry at `index` is in the tree of a checkpoint, without extra data.
    pub fn new(index: u64, hashes: Vec<Hash>, checkpoint: SignedCheckpoint) -> Self {
        Self {
            extra: None,
            index,
            hashes,
            checkpoint,
        }
    }

    /// The same proof with extra data, which nothing authenticates.
    pub fn with_extra(mut self, extra: Vec<u8>) -> Self {
        self.extra = Some(extra);
        self
    }

    /// Reads a proof (tlog-proof, *Format*).
    ///
    /// # Errors
    ///
    /// A [`ReadError`] with the line.
    pub fn parse(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut lines = Lines::new(utf8(bytes, BYTES_MAX)?);
        if lines.line("the header")? != HEADER {
            return Err(lines.fault(Fault::Expected("`c2sp.org/tlog-proof@v1`")));
        }
        let mut ahead = lines.clone();
        let mut extra = None;
        if let Ok(encoded) = ahead.after("extra", "the extra data") {
            extra = Some(from_base64(encoded).map_err(|fault| ahead.fault(fault))?);
            lines = ahead;
        }
        let index = decimal(lines.after("index", "`index` and a number")?);
        let index = index.map_err(|fault| lines.fault(fault))?;
        let hashes = lines.hashes(HASHES_MAX)?;
        let checkpoint = SignedCheckpoint::parse(lines.rest().as_bytes());
        Ok(Self {
            extra,
            index,
            hashes,
            checkpoint: checkpoint.map_err(|error| error.below(lines.read()))?,
        })
    }

    /// The extra data, which is not authenticated.
    pub fn extra(&self) -> Option<&[u8]> {
        self.extra.as_deref()
    }

    /// The index of the entry.
    pub fn index(&self) -> u64 {
        self.index
    }

    /// The hashes from the leaf's sibling to the root's child.
    pub fn hashes(&self) -> &[Hash] {
        &self.hashes
    }

    /// The checkpoint of the tree.
    pub fn checkpoint(&self) -> &SignedCheckpoint {
        &self.checkpoint
    }

    /// Verifies that the entry of this leaf hash is in a log that the policy accepts (tlog-proof,
    /// *Verifying a tlog proof*, steps 2 to 4).
    ///
    /// # Errors
    ///
    /// The [`VerifyError`].
    pub fn verify<'p>(&self, leaf: &Hash, policy: &'p Policy) -> Result<Accepted<'p>, VerifyError> {
        let accepted = policy
            .check(&self.checkpoint)
            .map_err(VerifyError::Policy)?;
        self.verify_inclusion(leaf)
            .map_err(VerifyError::Inclusion)?;
        Ok(accepted)
    }

    /// Verifies that the entry of this leaf hash is in the tree of the checkpoint, whoever signed that.
    ///
    /// # Errors
    ///
    /// The [`ProofError`].
    pub fn verify_inclusion(&self, leaf: &Hash) -> Result<(), ProofError> {
        let head = self.checkpoint.checkpoint();
        verify_inclusion(self.index, head.size(), leaf, &self.hashes, &head.root())
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", to_base64(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.hashes
            .iter()
            .try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHECKPOINT: &str = "o\n2\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— a AAAAAf8=\n";
    const HASH: &str = "gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n";

    #[track_caller]
    fn check(above: &str, expect: Result<(Option<&[u8]>, u64, usize), &str>) {
        let text = format!("{above}{CHECKPOINT}");
        let read = Proof::parse(text.as_bytes()).map_err(|error| error.to_string());
        if let Ok(proof) = &read {
            assert_eq!(proof.to_string(), text);
        }
        let found = read.as_ref().map_err(String::as_str);
        let found = found.map(|proof| (proof.extra(), proof.index(), proof.hashes().len()));
        assert_eq!(found, expect);
    }

    #[test]
    fn the_file_has_one_form() {
        check("c2sp.org/tlog-proof@v1\nindex 0\n\n", Ok((None, 0, 0)));
        check(
            &format!("c2sp.org/tlog-proof@v1\nextra YQ==\nindex 1\n{HASH}\n"),
            Ok((Some(b"a"), 1, 1)),
        );
        check(
            "c2sp.org/tlog-proof@v1\nextra \nindex 1\n\n",
            Ok((Some(b""), 1, 0)),
        );
        let header = "line 1: expected `c2sp.org/tlog-proof@v1`";
        check("c2sp.org/tlog-proof@v2\nindex 0\n\n", Err(header));
        let index = "line 2: expected `index` and a number";
        check("c2sp.org/tlog-proof@v1\nindex\n\n", Err(index));
        check("c2sp.org/tlog-proof@v1\nextra\nindex 1\n\n", Err(index));
        let base64 = "line 2: expected standard base64 with padding";
        check(
            "c2sp.org/tlog-proof@v1\nextra YR==\nindex 1\n\n",
            Err(base64),
        );
        let number = "line 2: expected a decimal number below 2^64 without leading zeroes";
        check("c2sp.org/tlog-proof@v1\nindex 00\n\n", Err(number));
        let many = format!("c2sp.org/tlog-proof@v1\nindex 1\n{}\n", HASH.repeat(65));
        check(&many, Err("line 67: more than 64 hashes"));
    }

    #[test]
    fn faults_of_the_checkpoint_have_the_line_of_the_file() {
        let above = format!("c2sp.org/tlog-proof@v1\nindex 1\n{HASH}\n");
        let check = |checkpoint: &str, expect: &str| {
            let error = Proof::parse(format!("{above}{checkpoint}").as_bytes());
            assert_eq!(error.unwrap_err().to_string(), expect);
        };
        let number = "expected a decimal number below 2^64 without leading zeroes";
        check(
            &CHECKPOINT.replace("\n2\n", "\n02\n"),
            &format!("line 6: {number}"),
        );
        check(
            &CHECKPOINT.replace('—', "-"),
            "line 9: expected a signature: em dash, key name, base64",
        );
        check(
            "",
            "line 5: the input ends before the empty line before the signatures",
        );
    }
}
