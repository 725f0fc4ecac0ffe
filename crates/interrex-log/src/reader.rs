//! What is published of a log: its head, entries and proofs, from files.
//!
//! Responsible for reading without writing: of one's own log or of a copy, beside a process that adds to
//! it. Whether the files are right is left to [`crate::fsck`]; a proof that comes from wrong files is
//! wrong, and does not verify.

use interrex_tlog::checkpoint::SignedCheckpoint;
use interrex_tlog::merkle::{EMPTY_ROOT, Hash, Subtree};
use interrex_tlog::proof::Proof;
use interrex_tlog::tiles::{
    Edge, Resource, Span, Tile, TileReader, Tree, TreeError, WIDTH, read_bundle, write_bundle,
};

use crate::disk::Disk;
use crate::fault::{FileError, LogError};
use crate::fork::{Evidence, Judgement};

/// The signed head, replaced as a whole.
pub(crate) const CHECKPOINT: &str = "checkpoint";

/// The files of a log up to a head.
#[derive(Debug)]
pub struct Reader<'d, D> {
    disk: &'d D,
    head: SignedCheckpoint,
}

impl<'d, D: Disk> Reader<'d, D> {
    /// The log in a folder, as it is published; nothing where there is none. Who signed the head is not
    /// checked.
    ///
    /// # Errors
    ///
    /// [`LogError::Checkpoint`] or [`LogError::Disk`].
    pub fn open(disk: &'d D) -> Result<Option<Self>, LogError> {
        let Some(bytes) = disk.read(CHECKPOINT)? else {
            return Ok(None);
        };
        let head = SignedCheckpoint::parse(&bytes).map_err(LogError::Checkpoint)?;
        Ok(Some(Self { disk, head }))
    }

    /// The files in a folder up to a head.
    pub fn new(disk: &'d D, head: SignedCheckpoint) -> Self {
        Self { disk, head }
    }

    /// The head, with its signatures.
    pub fn head(&self) -> &SignedCheckpoint {
        &self.head
    }

    /// How many entries are published.
    pub fn size(&self) -> u64 {
        self.head.checkpoint().size()
    }

    /// An entry: reads one bundle.
    ///
    /// # Errors
    ///
    /// [`LogError::OutOfRange`], [`LogError::Files`] or [`LogError::Disk`].
    pub fn entry(&self, index: u64) -> Result<Vec<u8>, LogError> {
        let span = Span::of(index, self.size()).ok_or(LogError::OutOfRange)?;
        let at = usize::try_from(index % u64::from(WIDTH)).unwrap_or(usize::MAX);
        let entry = self.bundle(span)?.into_iter().nth(at);
        entry.ok_or(LogError::OutOfRange)
    }

    /// All entries from an index on, with their indexes, reading one bundle after another. It ends after
    /// the first error.
    pub fn entries(&self, from: u64) -> Entries<'_, 'd, D> {
        Entries {
            reader: self,
            next: from,
            bundle: Vec::new().into_iter(),
        }
    }

    /// The tree of the first `size` entries.
    pub fn tree(&self, size: u64) -> Tree<&Self> {
        Tree::new(size, self)
    }

    /// The proof that an entry is in the tree of the first `size`.
    ///
    /// # Errors
    ///
    /// [`LogError::OutOfRange`], [`LogError::Files`] or [`LogError::Disk`].
    pub fn inclusion(&self, index: u64, size: u64) -> Result<Vec<Hash>, LogError> {
        self.within(size)?;
        Ok(self.tree(size).inclusion(index)?)
    }

    /// The proof that the tree of the first `size` entries extends that of the first `old`; empty where
    /// `old` is zero.
    ///
    /// # Errors
    ///
    /// [`LogError::OutOfRange`], [`LogError::Files`] or [`LogError::Disk`].
    pub fn consistency(&self, old: u64, size: u64) -> Result<Vec<Hash>, LogError> {
        self.within(size)?;
        if old == 0 {
            return Ok(Vec::new());
        }
        Ok(self.tree(size).consistency(old)?)
    }

    /// The proof that an entry is in the log, with the head: what a courier carries.
    ///
    /// # Errors
    ///
    /// As [`Reader::inclusion`].
    pub fn proof(&self, index: u64) -> Result<Proof, LogError> {
        self.proof_under(index, &self.head)
    }

    /// The proof that an entry is in the log, with an older head, such as the last one that a quorum has
    /// cosigned.
    ///
    /// # Errors
    ///
    /// As [`Reader::inclusion`].
    pub fn proof_under(&self, index: u64, head: &SignedCheckpoint) -> Result<Proof, LogError> {
        let hashes = self.inclusion(index, head.checkpoint().size())?;
        Ok(Proof::new(index, hashes, head.clone()))
    }

    /// The root hash of the first `size` entries.
    ///
    /// # Errors
    ///
    /// [`LogError::OutOfRange`], [`LogError::Files`] or [`LogError::Disk`].
    pub fn root(&self, size: u64) -> Result<Hash, LogError> {
        self.within(size)?;
        if size == 0 {
            return Ok(EMPTY_ROOT);
        }
        Ok(self.tree(self.size()).hash(Subtree::tree(size))?)
    }

    /// Holds another head of the same log against the files. Who signed it, the caller has checked.
    ///
    /// # Errors
    ///
    /// [`LogError::OtherOrigin`], [`LogError::Files`] or [`LogError::Disk`].
    pub fn judge(&self, other: &SignedCheckpoint) -> Result<Judgement, LogError> {
        let head = other.checkpoint();
        if head.origin() != self.head.checkpoint().origin() {
            return Err(LogError::OtherOrigin(head.origin().to_owned()));
        }
        let size = head.size();
        if size > self.size() {
            return Ok(Judgement::Larger);
        }
        let root = self.root(size)?;
        if root == head.root() {
            return Ok(Judgement::Consistent);
        }
        if size == 0 {
            return Ok(Judgement::Senseless);
        }
        let proof = self.consistency(size, self.size())?;
        let evidence = Evidence::new(other.clone(), self.head.clone(), root, proof);
        Ok(Judgement::Fork(Box::new(evidence)))
    }

    fn within(&self, size: u64) -> Result<(), LogError> {
        if size > self.size() {
            return Err(LogError::OutOfRange);
        }
        Ok(())
    }

    /// The edge of the tree, whose root is compared with that of the head.
    pub(crate) fn edge(&self) -> Result<Edge, LogError> {
        let size = self.size();
        let bundle = match size.checked_sub(1).and_then(|last| Span::of(last, size)) {
            Some(span) if span.is_partial() => self.bundle(span)?,
            _ => Vec::new(),
        };
        let bundle = write_bundle(&bundle).unwrap_or_default();
        let edge = Edge::load(size, &self, &bundle)?;
        if edge.root() != self.head.checkpoint().root() {
            return Err(TreeError::WrongRoot(edge.root()).into());
        }
        Ok(edge)
    }

    /// The entries of a bundle.
    pub(crate) fn bundle(&self, span: Span) -> Result<Vec<Vec<u8>>, FileError> {
        let (found, bytes) = self.either(span, Resource::Entries)?;
        let damaged = |error| FileError::Damaged(Resource::Entries(found).to_string(), error);
        let entries = read_bundle(&bytes, found.width()).map_err(damaged)?;
        let own = entries.into_iter().take(usize::from(span.width()));
        Ok(own.map(<[u8]>::to_vec).collect())
    }

    /// The file of a span, or else the wider one that it has grown into: that of the head, or full.
    fn either(
        &self,
        span: Span,
        resource: impl Fn(Span) -> Resource,
    ) -> Result<(Span, Vec<u8>), FileError> {
        let level = match resource(span) {
            Resource::Tile(tile) => u32::from(tile.level()),
            _ => 0,
        };
        let count = self.size().checked_shr(level * 8).unwrap_or(0);
        let last = Span::of(span.index().saturating_mul(u64::from(WIDTH)), count);
        let wider = last.filter(|last| last.width() > span.width());
        for found in [Some(span), wider, Some(span.full())].into_iter().flatten() {
            let path = resource(found).to_string();
            if let Some(bytes) = self.disk.read(&path).map_err(FileError::Disk)? {
                return Ok((found, bytes));
            }
        }
        Err(FileError::Missing(resource(span).to_string()))
    }
}

impl<D: Disk> TileReader for Reader<'_, D> {
    type Error = FileError;

    fn tile(&self, tile: Tile) -> Result<Vec<u8>, FileError> {
        let name =
            |span| Tile::new(tile.level(), span).map_or(Resource::Checkpoint, Resource::Tile);
        self.either(tile.span(), name).map(|(_, bytes)| bytes)
    }
}

/// The entries of a log, one bundle after another.
#[derive(Debug)]
pub struct Entries<'r, 'd, D> {
    reader: &'r Reader<'d, D>,
    next: u64,
    bundle: std::vec::IntoIter<Vec<u8>>,
}

impl<D: Disk> Entries<'_, '_, D> {
    /// Reads the bundle in which the next entry is, and passes over those before it.
    fn load(&mut self, span: Span) -> Result<(), LogError> {
        self.bundle = self.reader.bundle(span)?.into_iter();
        let before = self.next - span.index() * u64::from(WIDTH);
        for _ in 0..before {
            self.bundle.next();
        }
        Ok(())
    }
}

impl<D: Disk> Iterator for Entries<'_, '_, D> {
    type Item = Result<(u64, Vec<u8>), LogError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.bundle.len() == 0 {
            let span = Span::of(self.next, self.reader.size())?;
            if let Err(error) = self.load(span) {
                self.next = u64::MAX;
                return Some(Err(error));
            }
        }
        let entry = self.bundle.next()?;
        let index = self.next;
        self.next += 1;
        Some(Ok((index, entry)))
    }
}
