//! Merkle trees as in RFC 6962, and their subtrees: hashes, proofs, their verification.
//!
//! Specifications: [RFC 6962, section 2.1](https://www.rfc-editor.org/rfc/rfc6962.html#section-2.1),
//! and for subtrees section 4 of
//! [draft-ietf-plants-merkle-tree-certs-03](https://datatracker.ietf.org/doc/html/draft-ietf-plants-merkle-tree-certs-03#section-4),
//! which tlog-witness and tlog-mirror cite. Verification follows the procedures of RFC 9162, sections
//! 2.1.3.2 and 2.1.4.2, and of the draft, sections 4.3 and 4.4.
//!
//! Responsible for what is proved about a tree of given hashes; where the hashes are kept is left to
//! [`Nodes`]. Sizes and indexes are any `u64`. A proof has at most 64 hashes, and nothing here is
//! recursive.
//!
//! # A whole example
//!
//! A tree of the three entries `a`, `b` and `c`; the proof of `b` is the leaf hash of `a`, then that
//! of `c`:
//!
//! ```
//! use interrex_tlog::merkle::{Leaves, inclusion_path, leaf_hash, prove, root, verify_inclusion};
//!
//! let leaves = ["a", "b", "c"].map(|entry| leaf_hash(entry.as_bytes()));
//! assert_eq!(leaves[0].to_string(), "Aippeebat6pa5MPl5F9+l3ESp+Y1k4INvsHsc4ok+Tw=");
//! let root = root(&leaves);
//! assert_eq!(root.to_string(), "NmQuc8JUCrEh46a/lUWwokmCzYMOsT080Z3jzmwCHsE=");
//!
//! let path = inclusion_path(1, 3).unwrap();
//! let proof = prove(&mut Leaves(&leaves), &path).unwrap();
//! assert_eq!(proof, [leaves[0], leaves[2]]);
//! verify_inclusion(1, 3, &leaves[1], &proof, &root).unwrap();
//! ```

mod prove;
mod verify;

use std::fmt;

use sha2::{Digest, Sha256};

use crate::fault::Fault;
use crate::text;

pub use prove::{
    Leaves, Node, Nodes, OutOfRange, Subtree, consistency_path, inclusion_path, prove, root,
    subtree_consistency_path, subtree_hash, subtree_inclusion_path,
};
pub(crate) use prove::{full_node, join};
pub use verify::{
    ProofError, root_of_inclusion, verify_consistency, verify_inclusion,
    verify_subtree_consistency, verify_subtree_inclusion,
};

/// A SHA-256 hash: of an entry, of a node, of a whole tree. Shown as base64.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

/// The hash of the empty tree: that of the empty string.
pub const EMPTY_ROOT: Hash = Hash([
    0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24,
    0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
]);

impl Hash {
    /// A hash of these bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The hash that 44 characters of standard base64 stand for.
    ///
    /// # Errors
    ///
    /// [`Fault::NotBase64`], or [`Fault::WrongLength`] where it is not of 32 bytes.
    pub fn from_base64(text: &str) -> Result<Self, Fault> {
        let bytes = text::from_base64(text)?;
        Self::try_from(bytes.as_slice())
    }
}

impl TryFrom<&[u8]> for Hash {
    type Error = Fault;

    fn try_from(bytes: &[u8]) -> Result<Self, Fault> {
        let wrong = |_| Fault::WrongLength {
            expected: 32,
            found: bytes.len(),
        };
        bytes.try_into().map(Self).map_err(wrong)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text::to_base64(&self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The SHA-256 hash of bytes.
pub(crate) fn sha256(parts: &[&[u8]]) -> Hash {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part);
    }
    Hash(digest.finalize().into())
}

/// The hash of an entry: `SHA-256(0x00 || entry)` (RFC 6962, section 2.1).
pub fn leaf_hash(entry: &[u8]) -> Hash {
    sha256(&[&[0], entry])
}

/// The hash of a node from those of its two halves: `SHA-256(0x01 || left || right)`.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    sha256(&[&[1], &left.0, &right.0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_tree() {
        assert_eq!(sha256(&[]), EMPTY_ROOT);
        assert_eq!(root(&[]), EMPTY_ROOT);
    }

    #[test]
    fn a_hash_is_32_bytes_in_base64() {
        let text = EMPTY_ROOT.to_string();
        assert_eq!(text, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!(Hash::from_base64(&text), Ok(EMPTY_ROOT));
        let short = Hash::from_base64("YQ==");
        assert_eq!(
            short,
            Err(Fault::WrongLength {
                expected: 32,
                found: 1
            })
        );
    }
}
