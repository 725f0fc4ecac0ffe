//! What is published of a log: its head, entries and proofs, from files.
//!
//! Responsible for reading without writing: of one's own log or of a copy, beside a process that adds to
//! it. Entries are those of the head, or are not returned; a proof that comes from wrong files is wrong, and
//! does not verify. Which file is wrong, and the way out, is left to [`crate::fsck`].

use interrex_tlog::checkpoint::SignedCheckpoint;
use interrex_tlog::merkle::{EMPTY_ROOT, Hash, Subtree, leaf_hash, verify_inclusion};
use interrex_tlog::proof::Proof;
use interrex_tlog::tiles::{
    Edge, Resource, Span, Tile, TileReader, Tree, TreeError, WIDTH, read_bundle, read_tile,
    write_bundle,
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

    /// An entry: reads one bundle, and the tiles by which it is held against the head.
    ///
    /// # Errors
    ///
    /// [`LogError::OutOfRange`], [`LogError::NotOfHead`], [`LogError::Files`] or [`LogError::Disk`].
    pub fn entry(&self, index: u64) -> Result<Vec<u8>, LogError> {
        let span = Span::of(index, self.size()).ok_or(LogError::OutOfRange)?;
        let at = usize::try_from(index % u64::from(WIDTH)).unwrap_or(usize::MAX);
        let entry = self.checked(span)?.into_iter().nth(at);
        entry.ok_or(LogError::OutOfRange)
    }

    /// All entries from an index on, with their indexes, reading one bundle after another, each held against the
    /// head. It ends after the first error.
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

    /// The entries of a bundle, if they are those of the head: their hashes are those of their tile, and these lead to
    /// the root.
    fn checked(&self, span: Span) -> Result<Vec<Vec<u8>>, LogError> {
        let entries = self.bundle(span)?;
        let hashes: Vec<Hash> = entries.iter().map(|entry| leaf_hash(entry)).collect();
        if hashes != self.leaves(span)? {
            return Err(LogError::NotOfHead(Resource::Entries(span).to_string()));
        }
        // The path from the first entry goes over all hashes of the tile.
        let (first, size) = (span.index() * u64::from(WIDTH), self.size());
        let path = self.inclusion(first, size)?;
        let root = self.head.checkpoint().root();
        let leaf = hashes.first().ok_or(LogError::OutOfRange)?;
        let verified = verify_inclusion(first, size, leaf, &path, &root);
        let other = |_| LogError::NotOfHead(Resource::Entries(span).to_string());
        verified.map_err(other).map(|()| entries)
    }

    /// The hashes of the entries of a bundle, as the tile has them.
    fn leaves(&self, span: Span) -> Result<Vec<Hash>, LogError> {
        let tile = Tile::new(0, span).ok_or(LogError::OutOfRange)?;
        let bytes = TileReader::tile(self, tile)?;
        let own = bytes.get(..usize::from(span.width()) * 32);
        let path = || Resource::Tile(tile).to_string();
        let damaged = |error| FileError::Damaged(path(), error);
        Ok(read_tile(own.unwrap_or(&bytes), span.width()).map_err(damaged)?)
    }

    /// The entries of a bundle, whatever they are.
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
        self.bundle = self.reader.checked(span)?.into_iter();
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

#[cfg(test)]
mod tests {
    use interrex_tlog::note::SignerKey;
    use interrex_tlog::tiles::write_tile;

    use super::*;
    use crate::simulated::SimulatedDisk;
    use crate::{Log, LogKeys};

    /// A log that was published at each of these sizes, and the heads.
    fn published(sizes: &[usize]) -> (SimulatedDisk, Vec<SignedCheckpoint>) {
        let disk = SimulatedDisk::default();
        let key = SignerKey::ed25519("site.example", &[1; 32]).unwrap();
        let keys = LogKeys::new(key, None).unwrap();
        let mut log = Log::create(disk.clone(), keys).unwrap();
        let mut heads = Vec::new();
        for size in sizes {
            let first = usize::try_from(log.size()).unwrap();
            let entries: Vec<String> = (first..*size).map(|at| at.to_string()).collect();
            log.append(&entries).unwrap();
            heads.push(log.publish().unwrap().clone());
        }
        (disk, heads)
    }

    /// A reader proves an entry in an older tree.
    #[track_caller]
    fn check(reader: &Reader<'_, SimulatedDisk>, index: u64, head: &SignedCheckpoint) {
        let head = head.checkpoint();
        let proof = reader.inclusion(index, head.size()).unwrap();
        let leaf = leaf_hash(index.to_string().as_bytes());
        verify_inclusion(index, head.size(), &leaf, &proof, &head.root()).unwrap();
        assert_eq!(reader.root(head.size()), Ok(head.root()));
    }

    /// Where a partial file is gone, the wider one in its place is as good: in the last tile, in a full one,
    /// and above the lowest level.
    #[test]
    fn wider_files_are_as_good() {
        let (mut disk, heads) = published(&[300, 310, 600]);
        let is_there = |disk: &SimulatedDisk, path| disk.paths().iter().any(|one| one == path);
        assert!(
            !is_there(&disk, "tile/0/001.p/44"),
            "a full one is in its place"
        );
        assert!(is_there(&disk, "tile/1/000.p/1"));
        disk.remove("tile/1/000.p/1").unwrap();
        let reader = Reader::open(&disk).unwrap().unwrap();
        for head in &heads {
            check(&reader, 0, head);
            check(&reader, 299, head);
        }
        let span = |width| Span::new(1, width).unwrap();
        let last = Reader::bundle(&reader, span(44)).unwrap();
        assert_eq!(last.len(), 44);
        assert_eq!(last[43], b"299");

        let (mut disk, heads) = published(&[3, 7]);
        for path in ["tile/0/000.p/3", "tile/entries/000.p/3"] {
            assert!(is_there(&disk, path));
            disk.remove(path).unwrap();
        }
        let reader = Reader::open(&disk).unwrap().unwrap();
        check(&reader, 2, &heads[0]);
        assert_eq!(
            Reader::bundle(&reader, Span::new(0, 3).unwrap()).unwrap()[2],
            b"2"
        );
        // A reader that opened before the log grew finds the full file.
        let (disk, heads) = published(&[3, 300]);
        let before = Reader::new(&disk, heads[0].clone());
        check(&before, 2, &heads[0]);
        assert_eq!(before.entry(2).unwrap(), b"2");
    }

    #[test]
    fn what_is_not_there_is_not_answered() {
        let (disk, heads) = published(&[3]);
        let reader = Reader::open(&disk).unwrap().unwrap();
        assert_eq!(reader.entry(3), Err(LogError::OutOfRange));
        assert_eq!(reader.inclusion(0, 4), Err(LogError::OutOfRange));
        assert_eq!(reader.inclusion(3, 3), Err(LogError::OutOfRange));
        assert_eq!(reader.consistency(0, 4), Err(LogError::OutOfRange));
        assert_eq!(reader.consistency(3, 2), Err(LogError::OutOfRange));
        assert_eq!(reader.consistency(0, 3), Ok(Vec::new()));
        assert_eq!(reader.root(4), Err(LogError::OutOfRange));
        assert_eq!(reader.root(0), Ok(EMPTY_ROOT));
        assert_eq!(reader.judge(&heads[0]), Ok(Judgement::Consistent));
        assert!(Reader::open(&SimulatedDisk::default()).unwrap().is_none());
    }

    /// A byte of an entry that changed is no entry of the head, in whichever bundle it stands, and a tile that changed
    /// with it does not help.
    #[test]
    fn what_is_not_of_the_head_is_not_returned() {
        let flip = |bytes: &mut Vec<u8>| {
            let last = bytes.len() - 1;
            bytes[last] ^= 1;
        };
        for (path, bad, good) in [
            ("tile/entries/000", 255, 256),
            ("tile/entries/001", 256, 0),
            ("tile/entries/002.p/88", 599, 300),
            ("tile/0/001", 300, 599),
        ] {
            let (disk, _) = published(&[600]);
            assert!(disk.damage(path, flip), "{path}");
            let reader = Reader::open(&disk).unwrap().unwrap();
            assert_eq!(reader.entry(good).unwrap(), good.to_string().as_bytes());
            let bundle = Span::of(bad, 600).unwrap();
            let expect = LogError::NotOfHead(Resource::Entries(bundle).to_string());
            assert_eq!(reader.entry(bad), Err(expect.clone()));
            let all: Result<Vec<_>, _> = reader.entries(0).collect();
            assert_eq!(all, Err(expect));
        }
        let (disk, _) = published(&[600]);
        let forged = |bytes: &mut Vec<u8>| {
            let at = bytes.len() - 32;
            bytes[at..].copy_from_slice(&write_tile(&[leaf_hash(b"600")]));
        };
        assert!(disk.damage("tile/entries/002.p/88", |bytes| {
            let at = bytes.len() - 3;
            bytes[at..].copy_from_slice(b"600");
        }));
        assert!(disk.damage("tile/0/002.p/88", forged));
        let reader = Reader::open(&disk).unwrap().unwrap();
        let expect = LogError::NotOfHead("tile/entries/002.p/88".to_owned());
        assert_eq!(reader.entry(599), Err(expect));
    }

    /// What cannot be read is said once.
    #[test]
    fn reading_ends_after_an_error() {
        let (mut disk, _) = published(&[600]);
        disk.remove("tile/entries/001").unwrap();
        let reader = Reader::open(&disk).unwrap().unwrap();
        let mut entries = reader.entries(250);
        for index in 250..256 {
            assert_eq!(entries.next().unwrap().unwrap().0, index);
        }
        let missing = FileError::Missing("tile/entries/001".to_owned());
        let expected = LogError::Files(TreeError::Reader(missing));
        assert_eq!(entries.next(), Some(Err(expected)));
        assert_eq!(entries.next(), None);
    }
}
