//! Making proofs: which subtrees a proof consists of, and their hashes.
//!
//! Responsible for the shape of proofs. Every hash in a proof is that of a subtree, so that a path is
//! a list of subtrees, and all kinds of proof are one walk from the root towards an interval.

use super::{EMPTY_ROOT, Hash, node_hash};

/// The entries `start..end` of a tree, where these form a tree of their own whose hash can be proved
/// consistent with the whole: `start` is a multiple of the least power of two that is no smaller than
/// `end - start` (draft-ietf-plants-merkle-tree-certs-03, section 4.1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Subtree {
    start: u64,
    end: u64,
}

impl Subtree {
    /// The subtree over these entries; nothing where they form none.
    pub const fn new(start: u64, end: u64) -> Option<Self> {
        let Some(size) = end.checked_sub(start) else {
            return None;
        };
        let aligned = match size.checked_next_power_of_two() {
            Some(width) => start & (width - 1) == 0,
            None => start == 0,
        };
        if aligned {
            Some(Self { start, end })
        } else {
            None
        }
    }

    /// The whole tree of so many entries.
    pub const fn tree(size: u64) -> Self {
        Self {
            start: 0,
            end: size,
        }
    }

    /// The index of the first entry.
    pub const fn start(self) -> u64 {
        self.start
    }

    /// The index after the last entry.
    pub const fn end(self) -> u64 {
        self.end
    }

    /// How many entries it has.
    pub const fn size(self) -> u64 {
        self.end - self.start
    }

    /// The full nodes that it consists of, from left to right: at most 64, each lower than the one
    /// before it.
    pub fn nodes(self) -> impl Iterator<Item = Node> {
        let mut at = self.start;
        std::iter::from_fn(move || {
            let level = (self.end - at).checked_ilog2()?;
            let node = Node {
                level,
                index: at >> level,
            };
            at += 1 << level;
            Some(node)
        })
    }
}

/// A full node: over the `2^level` entries from `index * 2^level` on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Node {
    /// The height above the leaves, below 64.
    pub level: u32,
    /// The position from the left among the nodes of its level.
    pub index: u64,
}

/// Where the hashes of full nodes come from.
pub trait Nodes {
    /// Why a hash cannot be had.
    type Error;

    /// The hash of a full node.
    ///
    /// # Errors
    ///
    /// Whatever keeps the hash from being read.
    fn node(&mut self, node: Node) -> Result<Hash, Self::Error>;
}

/// Leaf hashes in memory, from the first entry on; a node costs as many hashes as it has leaves.
#[derive(Clone, Copy, Debug)]
pub struct Leaves<'l>(pub &'l [Hash]);

/// A node was asked for that the tree does not have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutOfRange;

impl std::fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the tree has no such node")
    }
}

impl std::error::Error for OutOfRange {}

impl Nodes for Leaves<'_> {
    type Error = OutOfRange;

    fn node(&mut self, node: Node) -> Result<Hash, OutOfRange> {
        let width = 1_usize.checked_shl(node.level).ok_or(OutOfRange)?;
        let index = usize::try_from(node.index).map_err(|_| OutOfRange)?;
        let start = index.checked_mul(width).ok_or(OutOfRange)?;
        let end = start.checked_add(width).ok_or(OutOfRange)?;
        let leaves = self.0.get(start..end).ok_or(OutOfRange)?;
        full_node(leaves).ok_or(OutOfRange)
    }
}

/// The hash of the node whose leaves, a power of two of them, have these hashes.
pub(crate) fn full_node(leaves: &[Hash]) -> Option<Hash> {
    let mut row = leaves.to_vec();
    while row.len() > 1 {
        row = row
            .chunks(2)
            .map(|pair| match pair {
                [left, right] => node_hash(left, right),
                rest => rest.first().copied().unwrap_or(EMPTY_ROOT),
            })
            .collect();
    }
    row.first().copied()
}

/// The hash over nodes from left to right, each lower than the one before it (RFC 6962, section 2.1).
pub(crate) fn join(nodes: &[Hash]) -> Hash {
    let mut from_right = nodes.iter().rev();
    let Some(last) = from_right.next() else {
        return EMPTY_ROOT;
    };
    from_right.fold(*last, |right, left| node_hash(left, &right))
}

/// The hash of a subtree: the Merkle Tree Hash over its entries (RFC 6962, section 2.1).
///
/// # Errors
///
/// The first error of reading a node, of which there are at most 64.
pub fn subtree_hash<N: Nodes>(nodes: &mut N, subtree: Subtree) -> Result<Hash, N::Error> {
    let hashes: Result<Vec<Hash>, _> = subtree.nodes().map(|node| nodes.node(node)).collect();
    Ok(join(&hashes?))
}

/// The root hash of a tree whose leaves have these hashes.
pub fn root(leaves: &[Hash]) -> Hash {
    let mut whole = Leaves(leaves);
    let size = Subtree::tree(leaves.len() as u64);
    subtree_hash(&mut whole, size).unwrap_or(EMPTY_ROOT)
}

/// The hashes of a path: the proof.
///
/// # Errors
///
/// The first error of reading a node.
pub fn prove<N: Nodes>(nodes: &mut N, path: &[Subtree]) -> Result<Vec<Hash>, N::Error> {
    path.iter()
        .map(|subtree| subtree_hash(nodes, *subtree))
        .collect()
}

/// The subtrees whose hashes prove that an entry is in a tree, from the leaf's sibling upwards: `PATH`
/// of RFC 6962, section 2.1.1. Nothing where the tree has no such entry.
pub fn inclusion_path(index: u64, size: u64) -> Option<Vec<Subtree>> {
    subtree_inclusion_path(index, Subtree::tree(size))
}

/// The subtrees whose hashes prove that an entry is in a subtree. Nothing where it has no such entry.
pub fn subtree_inclusion_path(index: u64, subtree: Subtree) -> Option<Vec<Subtree>> {
    let entry = index.checked_sub(subtree.start)?;
    if index >= subtree.end {
        return None;
    }
    let path = walk(entry, entry + 1, subtree.size());
    let moved = path.into_iter().map(|part| Subtree {
        start: part.start + subtree.start,
        end: part.end + subtree.start,
    });
    Some(moved.collect())
}

/// The subtrees whose hashes prove that a tree of `size` entries extends one of `old`: `PROOF` of RFC
/// 6962, section 2.1.2. Nothing where `old` is zero or above `size`.
pub fn consistency_path(old: u64, size: u64) -> Option<Vec<Subtree>> {
    if old == 0 {
        return None;
    }
    subtree_consistency_path(Subtree::tree(old), size)
}

/// The subtrees whose hashes prove that a subtree belongs to a tree of `size` entries:
/// `SUBTREE_PROOF` of draft-ietf-plants-merkle-tree-certs-03, section 4.4.1. Nothing where the subtree
/// ends behind the tree.
pub fn subtree_consistency_path(subtree: Subtree, size: u64) -> Option<Vec<Subtree>> {
    if subtree.end > size {
        return None;
    }
    if subtree.start == subtree.end {
        return Some(Vec::new());
    }
    Some(walk(subtree.start, subtree.end, size))
}

/// Walks from the root to the interval `start..end`, which is not empty; at each step the half that
/// is left behind belongs to the proof.
fn walk(mut start: u64, mut end: u64, mut size: u64) -> Vec<Subtree> {
    let mut base = 0;
    let mut known = true;
    let mut path = Vec::new();
    while !(start == 0 && end == size) {
        let half = 1_u64 << (size - 1).ilog2();
        let left = Subtree {
            start: base,
            end: base + half,
        };
        if end <= half {
            path.push(Subtree {
                start: base + half,
                end: base + size,
            });
            size = half;
            continue;
        }
        path.push(left);
        // Where the interval lies on both sides, the verifier does not know the hash of the part that
        // is left of it, and the walk's last stop goes into the proof.
        known = known && start >= half;
        start = start.saturating_sub(half);
        end -= half;
        base += half;
        size -= half;
    }
    if !known {
        path.push(Subtree {
            start: base,
            end: base + size,
        });
    }
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subtrees_are_aligned() {
        // From the draft's definition: start is a multiple of the power of two above the size.
        let check = |start, end, expect| {
            assert_eq!(Subtree::new(start, end).is_some(), expect, "{start}..{end}");
        };
        for (start, end) in [
            (0, 0),
            (0, 13),
            (4, 8),
            (8, 13),
            (7, 7),
            (6, 7),
            (0, u64::MAX),
        ] {
            check(start, end, true);
        }
        for (start, end) in [(1, 3), (2, 5), (4, 9), (3, 2), (1, u64::MAX)] {
            check(start, end, false);
        }
        check(1 << 63, u64::MAX, true);
    }

    fn check_path(path: Option<Vec<Subtree>>, expect: &[(u64, u64)]) {
        let found: Vec<(u64, u64)> = path
            .expect("there is a path")
            .iter()
            .map(|part| (part.start, part.end))
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn paths_of_rfc_6962() {
        // The examples of section 2.1.3, in a tree of seven.
        check_path(inclusion_path(0, 7), &[(1, 2), (2, 4), (4, 7)]);
        check_path(inclusion_path(3, 7), &[(2, 3), (0, 2), (4, 7)]);
        check_path(inclusion_path(4, 7), &[(5, 6), (6, 7), (0, 4)]);
        check_path(inclusion_path(6, 7), &[(4, 6), (0, 4)]);
        check_path(consistency_path(3, 7), &[(2, 3), (3, 4), (0, 2), (4, 7)]);
        check_path(consistency_path(4, 7), &[(4, 7)]);
        check_path(consistency_path(6, 7), &[(4, 6), (6, 7), (0, 4)]);
    }

    #[test]
    fn paths_of_the_draft() {
        // Section 4.4.2, in a tree of fourteen; section 4.2.1, in a subtree.
        let path = |start, end| subtree_consistency_path(Subtree::new(start, end).unwrap(), 14);
        check_path(path(4, 8), &[(0, 4), (8, 14)]);
        check_path(path(8, 13), &[(12, 13), (13, 14), (8, 12), (0, 8)]);
        check_path(path(5, 5), &[]);
        let inside = Subtree::new(8, 13).unwrap();
        check_path(
            subtree_inclusion_path(10, inside),
            &[(11, 12), (8, 10), (12, 13)],
        );
    }

    #[test]
    fn what_is_not_in_the_tree_has_no_path() {
        assert_eq!(inclusion_path(7, 7), None);
        assert_eq!(inclusion_path(0, 0), None);
        assert_eq!(consistency_path(0, 7), None);
        assert_eq!(consistency_path(8, 7), None);
        assert_eq!(
            subtree_inclusion_path(7, Subtree::new(8, 13).unwrap()),
            None
        );
    }

    #[test]
    fn the_largest_trees_have_paths() {
        let path = inclusion_path(u64::MAX - 1, u64::MAX).unwrap();
        assert_eq!(path.len(), 63);
        assert_eq!(inclusion_path(0, u64::MAX).unwrap().len(), 64);
        assert!(consistency_path(u64::MAX - 1, u64::MAX).unwrap().len() <= 65);
    }
}
