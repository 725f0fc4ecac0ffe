//! Roots and proofs of a tree whose hashes are in tiles.
//!
//! Responsible for which tiles are read, each once for a question, and for what is computed from them.
//! Nothing that a tile says is believed: a root is compared with that of a checkpoint, and a proof is
//! verified by whoever gets it.

use std::collections::BTreeMap;
use std::fmt;

use super::content::{read_bundle, read_tile};
use super::edge::Change;
use super::path::{Resource, Span, Tile, WIDTH};
use crate::fault::ReadError;
use crate::merkle::{
    self, Hash, Node, Nodes, ProofError, Subtree, consistency_path, full_node, inclusion_path,
    leaf_hash, prove, subtree_consistency_path, subtree_hash, verify_subtree_consistency,
};

/// Where tiles come from.
pub trait TileReader {
    /// Why a tile cannot be had.
    type Error;

    /// The bytes of a tile. Where a partial tile is gone because it has grown, the bytes of the wider one
    /// are as good.
    ///
    /// # Errors
    ///
    /// Whatever keeps the tile from being read.
    fn tile(&self, tile: Tile) -> Result<Vec<u8>, Self::Error>;
}

impl<R: TileReader + ?Sized> TileReader for &R {
    type Error = R::Error;

    fn tile(&self, tile: Tile) -> Result<Vec<u8>, R::Error> {
        (**self).tile(tile)
    }
}

/// Why a question to a tree has no answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TreeError<E> {
    /// The question is about what the tree does not have.
    OutOfRange,
    /// A tile could not be read.
    Reader(E),
    /// A tile is not of the form it must have.
    Tile(Tile, ReadError),
    /// The tiles give another root than the checkpoint.
    WrongRoot(Hash),
    /// A bundle of entries is not of the form it must have.
    Bundle(Span, ReadError),
    /// The entries of a bundle are not those of the checkpoint, or the tiles are not.
    WrongEntries(Span, ProofError),
}

impl<E: fmt::Display> fmt::Display for TreeError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfRange => f.write_str("the tree does not have what is asked about"),
            Self::Reader(error) => error.fmt(f),
            Self::Tile(tile, error) => write!(f, "{}: {error}", Resource::Tile(*tile)),
            Self::WrongRoot(root) => write!(f, "the tiles give the root {root}"),
            Self::Bundle(span, error) => write!(f, "{}: {error}", Resource::Entries(*span)),
            Self::WrongEntries(span, error) => {
                write!(f, "{}: {error}", Resource::Entries(*span))
            }
        }
    }
}

impl<E: fmt::Debug + fmt::Display> std::error::Error for TreeError<E> {}

/// A tree of so many entries whose hashes are in tiles. It keeps the tiles that it has read, at most 8
/// KiB each, and each question reads a few of each level.
pub struct Tree<R> {
    size: u64,
    reader: R,
    read: BTreeMap<Tile, Vec<Hash>>,
}

impl<R: TileReader> Tree<R> {
    /// The tree of the first `size` entries.
    pub fn new(size: u64, reader: R) -> Self {
        Self {
            size,
            reader,
            read: BTreeMap::new(),
        }
    }

    /// How many entries it has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Forgets the tiles that it has read.
    pub fn forget(&mut self) {
        self.read.clear();
    }

    /// The root hash that the tiles give.
    ///
    /// # Errors
    ///
    /// [`TreeError::Reader`] or [`TreeError::Tile`].
    pub fn root(&mut self) -> Result<Hash, TreeError<R::Error>> {
        self.hash(Subtree::tree(self.size))
    }

    /// Compares the root that the tiles give with that of a checkpoint of this size.
    ///
    /// # Errors
    ///
    /// [`TreeError::WrongRoot`] with that of the tiles, [`TreeError::Reader`] or [`TreeError::Tile`].
    pub fn check(&mut self, root: &Hash) -> Result<(), TreeError<R::Error>> {
        let found = self.root()?;
        if found == *root {
            Ok(())
        } else {
            Err(TreeError::WrongRoot(found))
        }
    }

    /// The hash of a subtree.
    ///
    /// # Errors
    ///
    /// [`TreeError::OutOfRange`] where it ends behind the tree; [`TreeError::Reader`] or
    /// [`TreeError::Tile`].
    pub fn hash(&mut self, subtree: Subtree) -> Result<Hash, TreeError<R::Error>> {
        subtree_hash(self, subtree)
    }

    /// The leaf hash of an entry.
    ///
    /// # Errors
    ///
    /// As [`Tree::hash`].
    pub fn leaf(&mut self, index: u64) -> Result<Hash, TreeError<R::Error>> {
        self.node(Node { level: 0, index })
    }

    /// The proof that an entry is in the tree.
    ///
    /// # Errors
    ///
    /// As [`Tree::hash`].
    pub fn inclusion(&mut self, index: u64) -> Result<Vec<Hash>, TreeError<R::Error>> {
        let path = inclusion_path(index, self.size).ok_or(TreeError::OutOfRange)?;
        prove(self, &path)
    }

    /// The proof that the tree extends its first `old` entries, of which there is one at least.
    ///
    /// # Errors
    ///
    /// As [`Tree::hash`].
    pub fn consistency(&mut self, old: u64) -> Result<Vec<Hash>, TreeError<R::Error>> {
        let path = consistency_path(old, self.size).ok_or(TreeError::OutOfRange)?;
        prove(self, &path)
    }

    /// The proof that a subtree belongs to the tree.
    ///
    /// # Errors
    ///
    /// As [`Tree::hash`].
    pub fn subtree_consistency(
        &mut self,
        subtree: Subtree,
    ) -> Result<Vec<Hash>, TreeError<R::Error>> {
        let path = subtree_consistency_path(subtree, self.size).ok_or(TreeError::OutOfRange)?;
        prove(self, &path)
    }

    /// The entries of a bundle, after they have been verified against the root of a checkpoint of this
    /// size. Neither bundle nor tiles are believed.
    ///
    /// # Errors
    ///
    /// [`TreeError::OutOfRange`] where the tree has no such bundle; [`TreeError::Bundle`];
    /// [`TreeError::WrongEntries`]; [`TreeError::Reader`] or [`TreeError::Tile`].
    pub fn entries<'b>(
        &mut self,
        span: Span,
        bundle: &'b [u8],
        root: &Hash,
    ) -> Result<Vec<&'b [u8]>, TreeError<R::Error>> {
        let start = span.index().checked_mul(u64::from(WIDTH));
        let end = start.and_then(|start| start.checked_add(u64::from(span.width())));
        let subtree = start.zip(end).and_then(|(a, b)| Subtree::new(a, b));
        let subtree = subtree.ok_or(TreeError::OutOfRange)?;
        let proof = self.subtree_consistency(subtree)?;
        let entries = read_bundle(bundle, span.width());
        let entries = entries.map_err(|error| TreeError::Bundle(span, error))?;
        let leaves: Vec<Hash> = entries.iter().map(|entry| leaf_hash(entry)).collect();
        let hash = merkle::root(&leaves);
        verify_subtree_consistency(subtree, self.size, &proof, &hash, root)
            .map_err(|error| TreeError::WrongEntries(span, error))?;
        Ok(entries)
    }

    /// The hashes of a tile of this tree: as many as its width, or more.
    fn load(&mut self, tile: Tile) -> Result<&[Hash], TreeError<R::Error>> {
        if !self.read.contains_key(&tile) {
            let bytes = self.reader.tile(tile).map_err(TreeError::Reader)?;
            // A wider tile begins with the same hashes.
            let width = bytes.get(..usize::from(tile.span().width()) * 32);
            let own = width.unwrap_or(&bytes);
            let hashes = read_tile(own, tile.span().width());
            let hashes = hashes.map_err(|error| TreeError::Tile(tile, error))?;
            self.read.insert(tile, hashes);
        }
        Ok(self.read.get(&tile).map(Vec::as_slice).unwrap_or_default())
    }
}

impl<R: TileReader> Nodes for Tree<R> {
    type Error = TreeError<R::Error>;

    fn node(&mut self, node: Node) -> Result<Hash, Self::Error> {
        let (tile, at) = Tile::of(node, self.size).ok_or(TreeError::OutOfRange)?;
        let hashes = self.load(tile)?.get(at).and_then(full_node);
        hashes.ok_or(TreeError::OutOfRange)
    }
}

impl<R> fmt::Debug for Tree<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a tree of {} entries", self.size)
    }
}

/// The files of a log in memory: for tests, and for logs that are small.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Files(BTreeMap<Resource, Vec<u8>>);

impl Files {
    /// Writes what has changed. What it replaces is kept, as partial tiles may be.
    pub fn apply(&mut self, change: &Change) {
        self.0.extend(change.files.iter().cloned());
    }

    /// Adds or replaces one file.
    pub fn insert(&mut self, resource: Resource, bytes: Vec<u8>) {
        self.0.insert(resource, bytes);
    }

    /// The bytes of a file.
    pub fn get(&self, resource: Resource) -> Option<&[u8]> {
        self.0.get(&resource).map(Vec::as_slice)
    }

    /// All files by their paths' order of kind, level and index.
    pub fn iter(&self) -> impl Iterator<Item = (Resource, &[u8])> {
        self.0
            .iter()
            .map(|(resource, bytes)| (*resource, bytes.as_slice()))
    }
}

/// There is no such file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoSuchFile(pub Resource);

impl fmt::Display for NoSuchFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no {}", self.0)
    }
}

impl std::error::Error for NoSuchFile {}

impl TileReader for Files {
    type Error = NoSuchFile;

    fn tile(&self, tile: Tile) -> Result<Vec<u8>, NoSuchFile> {
        let resource = Resource::Tile(tile);
        let found = self.get(resource).map(<[u8]>::to_vec);
        found.ok_or(NoSuchFile(resource))
    }
}
