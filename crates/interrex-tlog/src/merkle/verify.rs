//! Verification of proofs, without a tree.
//!
//! Responsible for the answer to one question: do these hashes connect what is known to the root?
//! Every refusal has its reason. Shares no code with the making of proofs except the hash of a node.

use std::fmt;

use super::{EMPTY_ROOT, Hash, Subtree, node_hash};

/// Why a proof proves nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProofError {
    /// The entry or the smaller tree does not lie within the larger one.
    OutOfRange,
    /// RFC 6962 defines no proof from the empty tree: every tree extends it, which says nothing.
    FromEmpty,
    /// The proof has fewer hashes than the sizes demand.
    TooShort,
    /// The proof has more hashes than the sizes demand.
    TooLong,
    /// The hashes do not lead to the root of the larger tree.
    WrongRoot,
    /// The hashes do not lead to the root of the smaller tree.
    WrongOldRoot,
}

impl fmt::Display for ProofError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OutOfRange => "what is proved does not lie within the tree",
            Self::FromEmpty => "there is no proof from the empty tree",
            Self::TooShort => "the proof has too few hashes",
            Self::TooLong => "the proof has too many hashes",
            Self::WrongRoot => "the proof leads to another root",
            Self::WrongOldRoot => "the proof leads to another root of the smaller tree",
        })
    }
}

impl std::error::Error for ProofError {}

/// Verifies that the entry of this leaf hash is at `index` in the tree of `size` entries and this
/// root (RFC 9162, section 2.1.3.2).
///
/// # Errors
///
/// [`ProofError::OutOfRange`], [`ProofError::TooShort`], [`ProofError::TooLong`] or
/// [`ProofError::WrongRoot`].
pub fn verify_inclusion(
    index: u64,
    size: u64,
    leaf: &Hash,
    proof: &[Hash],
    root: &Hash,
) -> Result<(), ProofError> {
    verify_subtree_inclusion(index, Subtree::tree(size), leaf, proof, root)
}

/// Verifies that the entry of this leaf hash is at `index` of the log, within a subtree of this hash
/// (draft-ietf-plants-merkle-tree-certs-03, section 4.3.3).
///
/// # Errors
///
/// As [`verify_inclusion`].
pub fn verify_subtree_inclusion(
    index: u64,
    subtree: Subtree,
    leaf: &Hash,
    proof: &[Hash],
    hash: &Hash,
) -> Result<(), ProofError> {
    if root_of_inclusion(index, subtree, leaf, proof)? == *hash {
        Ok(())
    } else {
        Err(ProofError::WrongRoot)
    }
}

/// The hash that a subtree must have if a proof of inclusion in it is right: at most 64 hashes are
/// computed.
///
/// # Errors
///
/// [`ProofError::OutOfRange`], [`ProofError::TooShort`] or [`ProofError::TooLong`].
pub fn root_of_inclusion(
    index: u64,
    subtree: Subtree,
    leaf: &Hash,
    proof: &[Hash],
) -> Result<Hash, ProofError> {
    if index < subtree.start() || index >= subtree.end() {
        return Err(ProofError::OutOfRange);
    }
    let mut at = index - subtree.start();
    let mut last = subtree.size() - 1;
    let mut hash = *leaf;
    for sibling in proof {
        if last == 0 {
            return Err(ProofError::TooLong);
        }
        if at & 1 == 1 || at == last {
            hash = node_hash(sibling, &hash);
            // A node without a sibling rises as it is.
            let rise = at.trailing_zeros();
            at >>= rise;
            last >>= rise;
        } else {
            hash = node_hash(&hash, sibling);
        }
        at >>= 1;
        last >>= 1;
    }
    if last == 0 {
        Ok(hash)
    } else {
        Err(ProofError::TooShort)
    }
}

/// Verifies that the tree of `size` entries extends that of `old` entries (RFC 9162, section 2.1.4.2).
/// Where both are one, the roots must be one and the proof empty.
///
/// # Errors
///
/// Any [`ProofError`]; [`ProofError::FromEmpty`] where `old` is zero.
pub fn verify_consistency(
    old: u64,
    size: u64,
    proof: &[Hash],
    old_root: &Hash,
    root: &Hash,
) -> Result<(), ProofError> {
    if old == 0 {
        return Err(ProofError::FromEmpty);
    }
    verify_subtree_consistency(Subtree::tree(old), size, proof, old_root, root)
}

/// Verifies that a subtree of this hash belongs to the tree of `size` entries and this root
/// (draft-ietf-plants-merkle-tree-certs-03, section 4.4.3). Of an empty subtree nothing but its hash
/// is verified.
///
/// # Errors
///
/// Any [`ProofError`] except [`ProofError::FromEmpty`]. Where neither root is right, that of the
/// smaller tree is reported.
pub fn verify_subtree_consistency(
    subtree: Subtree,
    size: u64,
    proof: &[Hash],
    hash: &Hash,
    root: &Hash,
) -> Result<(), ProofError> {
    if subtree.end() > size {
        return Err(ProofError::OutOfRange);
    }
    if subtree.size() == 0 {
        return match proof {
            [] if *hash == EMPTY_ROOT => Ok(()),
            [] => Err(ProofError::WrongOldRoot),
            _ => Err(ProofError::TooLong),
        };
    }
    let (old_found, found) = roots_of_consistency(subtree, size, proof, hash)?;
    if old_found != *hash {
        Err(ProofError::WrongOldRoot)
    } else if found != *root {
        Err(ProofError::WrongRoot)
    } else {
        Ok(())
    }
}

/// The hashes of the subtree and of the tree that a proof leads to; the subtree is not empty and ends
/// within the tree.
fn roots_of_consistency(
    subtree: Subtree,
    size: u64,
    proof: &[Hash],
    hash: &Hash,
) -> Result<(Hash, Hash), ProofError> {
    let mut first = subtree.start();
    let mut last = subtree.end() - 1;
    let mut tree_last = size - 1;
    // The largest node at the end of the subtree that the tree has as well.
    while first != last && (last == tree_last || last & 1 == 1) {
        first >>= 1;
        last >>= 1;
        tree_last >>= 1;
    }
    let (mut old, rest) = if first == last {
        (*hash, proof)
    } else {
        let (seed, rest) = proof.split_first().ok_or(ProofError::TooShort)?;
        (*seed, rest)
    };
    let mut new = old;
    for sibling in rest {
        if tree_last == 0 {
            return Err(ProofError::TooLong);
        }
        if last & 1 == 1 || last == tree_last {
            if first < last {
                old = node_hash(sibling, &old);
            }
            new = node_hash(sibling, &new);
            let rise = last.trailing_zeros();
            first >>= rise;
            last >>= rise;
            tree_last >>= rise;
        } else {
            new = node_hash(&new, sibling);
        }
        first >>= 1;
        last >>= 1;
        tree_last >>= 1;
    }
    if tree_last == 0 {
        Ok((old, new))
    } else {
        Err(ProofError::TooShort)
    }
}
