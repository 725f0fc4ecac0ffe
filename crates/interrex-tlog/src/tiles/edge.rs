//! The right edge of a tree: what has to be known of a log in order to add to it.
//!
//! Responsible for which files change when entries are added, and for the new root. Writing them
//! durably, entries before tiles and both before a checkpoint is signed, is left to the caller.

use std::fmt;

use super::content::{ENTRY_BYTES_MAX, push_entry, read_bundle, read_tile, write_tile};
use super::path::{Resource, Span, Tile, WIDTH};
use super::tree::{TileReader, TreeError};
use crate::fault::{Fault, ReadError};
use crate::merkle::{Hash, full_node, join, leaf_hash};

/// The unfinished tile of each level and the unfinished bundle. It is made empty, or by
/// [`Edge::load`]; at most 64 KiB of hashes and 16 MiB of entries.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Edge {
    size: u64,
    levels: Vec<Vec<Hash>>,
    bundle: Vec<u8>,
}

/// What adding entries does to the files of a log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// The files to write, in this order: bundles, then tiles, each from left to right and from the
    /// lowest level up. Partial ones are those of the new size alone.
    pub files: Vec<(Resource, Vec<u8>)>,
    /// How many entries the log has.
    pub size: u64,
    /// Their root hash.
    pub root: Hash,
}

/// Why entries cannot be added.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AppendError {
    /// The entry at this position of those to be added is longer than [`ENTRY_BYTES_MAX`].
    EntryTooLong(usize),
    /// The log would have more than 2^63 entries.
    Full,
}

impl fmt::Display for AppendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EntryTooLong(at) => {
                write!(f, "entry {at} is longer than {ENTRY_BYTES_MAX} bytes")
            }
            Self::Full => f.write_str("a log has at most 2^63 entries"),
        }
    }
}

impl std::error::Error for AppendError {}

/// So many entries fit into a log that this crate adds to.
const SIZE_MAX: u64 = 1 << 63;

impl Edge {
    /// The edge of the tree of `size` entries: reads the unfinished tile of each level, of which there
    /// are eight at most, and takes the bytes of the unfinished bundle, which are empty where the size is
    /// a multiple of 256. The entries of the bundle are compared with the tile.
    ///
    /// # Errors
    ///
    /// [`TreeError::Reader`], or [`TreeError::Tile`] where a tile has another width or the entries are
    /// not those of the tile.
    pub fn load<R: TileReader>(
        size: u64,
        reader: &R,
        bundle: &[u8],
    ) -> Result<Self, TreeError<R::Error>> {
        let mut levels = Vec::new();
        for level in 0..u8::MAX {
            let count = size.checked_shr(u32::from(level) * 8).unwrap_or(0);
            if count == 0 {
                break;
            }
            let mut hashes = Vec::new();
            if let Some(tile) = partial(level, count) {
                let bytes = reader.tile(tile).map_err(TreeError::Reader)?;
                let width = tile.span().width();
                let own = bytes.get(..usize::from(width) * 32).unwrap_or(&bytes);
                hashes = read_tile(own, width).map_err(|error| TreeError::Tile(tile, error))?;
            }
            levels.push(hashes);
        }
        let leaves = levels.first().map(Vec::as_slice).unwrap_or_default();
        check_bundle(bundle, leaves, size)?;
        Ok(Self {
            size,
            levels,
            bundle: bundle.to_vec(),
        })
    }

    /// How many entries the log has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root hash over the entries.
    pub fn root(&self) -> Hash {
        // A level's hashes are full nodes of falling height, read by the bits of their number.
        let mut nodes = Vec::new();
        for level in self.levels.iter().rev() {
            let mut rest = level.as_slice();
            while let Some(bits) = rest.len().checked_ilog2() {
                let (node, after) = rest.split_at(1 << bits);
                nodes.extend(full_node(node));
                rest = after;
            }
        }
        join(&nodes)
    }

    /// Adds entries in their order: each costs its leaf hash and about one more. Nothing is added where
    /// it fails. Whoever cannot write the files afterwards goes back to a clone of before.
    ///
    /// # Errors
    ///
    /// [`AppendError::EntryTooLong`] with the first such entry; [`AppendError::Full`].
    pub fn append<E: AsRef<[u8]>>(&mut self, entries: &[E]) -> Result<Change, AppendError> {
        let long = |entry: &E| entry.as_ref().len() > ENTRY_BYTES_MAX;
        if let Some(at) = entries.iter().position(long) {
            return Err(AppendError::EntryTooLong(at));
        }
        let size = self.size.checked_add(entries.len() as u64);
        let size = size.filter(|size| *size <= SIZE_MAX);
        if size.is_none() {
            return Err(AppendError::Full);
        }
        let before = self.size;
        let mut bundles = Vec::new();
        let mut tiles = Vec::new();
        for entry in entries {
            self.push(entry.as_ref(), &mut bundles, &mut tiles);
        }
        self.unfinished(before, &mut bundles, &mut tiles);
        tiles.sort_by_key(|(resource, _)| *resource);
        bundles.append(&mut tiles);
        Ok(Change {
            files: bundles,
            size: self.size,
            root: self.root(),
        })
    }

    /// Adds one entry, whose length was checked, and writes what it fills.
    fn push(&mut self, entry: &[u8], bundles: &mut Files, tiles: &mut Files) {
        let added = push_entry(&mut self.bundle, entry);
        debug_assert_eq!(added, Ok(()), "the length was checked");
        self.size += 1;
        if self.size.is_multiple_of(u64::from(WIDTH))
            && let Some(span) = Span::of(self.size - 1, self.size)
        {
            bundles.push((Resource::Entries(span), std::mem::take(&mut self.bundle)));
        }
        self.push_leaf(leaf_hash(entry), tiles);
    }

    /// Adds the hash of the last entry, and those of the tiles that it fills to the levels above.
    fn push_leaf(&mut self, leaf: Hash, tiles: &mut Files) {
        let mut hash = leaf;
        let mut count = self.size;
        for level in 0..=u8::MAX {
            let at = usize::from(level);
            if self.levels.len() <= at {
                self.levels.push(Vec::new());
            }
            let Some(hashes) = self.levels.get_mut(at) else {
                return;
            };
            hashes.push(hash);
            if hashes.len() < usize::from(WIDTH) {
                return;
            }
            let full = std::mem::take(hashes);
            let span = Span::of(count - 1, count);
            if let Some(tile) = span.and_then(|span| Tile::new(level, span)) {
                tiles.push((Resource::Tile(tile), write_tile(&full)));
            }
            let Some(above) = full_node(&full) else {
                return;
            };
            hash = above;
            count >>= 8;
        }
    }

    /// Writes what is unfinished and has changed since the log had `before` entries.
    fn unfinished(&self, before: u64, bundles: &mut Files, tiles: &mut Files) {
        if !self.bundle.is_empty()
            && before != self.size
            && let Some(span) = Span::of(self.size - 1, self.size)
        {
            bundles.push((Resource::Entries(span), self.bundle.clone()));
        }
        for (level, hashes) in (0_u8..).zip(&self.levels) {
            let shift = u32::from(level) * 8;
            let count = self.size.checked_shr(shift).unwrap_or(0);
            let grown = before.checked_shr(shift).unwrap_or(0) != count;
            if let Some(tile) = partial(level, count).filter(|_| grown) {
                tiles.push((Resource::Tile(tile), write_tile(hashes)));
            }
        }
    }
}

type Files = Vec<(Resource, Vec<u8>)>;

/// The unfinished tile of a level of so many hashes, if the last one is not full.
fn partial(level: u8, count: u64) -> Option<Tile> {
    let span = Span::of(count.checked_sub(1)?, count)?;
    Tile::new(level, span).filter(|tile| tile.span().is_partial())
}

/// Compares the entries of the unfinished bundle with the hashes of the unfinished tile.
fn check_bundle<E>(bundle: &[u8], leaves: &[Hash], size: u64) -> Result<(), TreeError<E>> {
    let width = u16::try_from(leaves.len()).unwrap_or(WIDTH);
    let tile = partial(0, size).or_else(|| Tile::new(0, Span::new(0, WIDTH)?));
    let wrong = |error| match tile {
        Some(tile) => TreeError::Tile(tile, error),
        None => TreeError::OutOfRange,
    };
    let entries = read_bundle(bundle, width).map_err(wrong)?;
    let differs = |(entry, leaf): (&&[u8], &Hash)| leaf_hash(entry) != *leaf;
    if entries.iter().zip(leaves).any(differs) {
        let fault = Fault::Expected("the hashes of the entries in the bundle");
        return Err(wrong(ReadError::byte(0, fault)));
    }
    Ok(())
}
