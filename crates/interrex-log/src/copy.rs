//! Copies of other sites' logs.
//!
//! Responsible for taking over what extends the copy, and nothing else: a head that cannot be reconciled
//! with the one that is held changes nothing and gives evidence. How files travel is left to
//! [`Source`]; nothing that comes from there is believed.

use std::fmt;

use interrex_tlog::ReadError;
use interrex_tlog::checkpoint::SignedCheckpoint;
use interrex_tlog::merkle::{EMPTY_ROOT, Subtree, verify_consistency};
use interrex_tlog::note::{VerifierKey, VerifyError};
use interrex_tlog::policy::{Policy, PolicyError};
use interrex_tlog::tiles::{Edge, Files, Resource, Span, TileReader, Tree, WIDTH, read_bundle};

use crate::disk::Disk;
use crate::durable::{Folders, grown, replace};
use crate::fault::LogError;
use crate::fork::{Evidence, Judgement};
use crate::heads::{by_keys, merge, with};
use crate::reader::{CHECKPOINT, Reader};

/// Bundles are written after so many bytes have been read, and the last bundle.
const BYTES_AT_ONCE: usize = 1 << 24;

/// Or after so many entries.
const ENTRIES_AT_ONCE: usize = 1 << 16;

/// Where the files of another log come from.
pub trait Source: TileReader {
    /// The bytes of a bundle of entries, or of a wider one in its place.
    ///
    /// # Errors
    ///
    /// Whatever keeps the bundle from being read.
    fn bundle(&self, span: Span) -> Result<Vec<u8>, Self::Error>;
}

/// A copy of the log of another site, in a folder of its own.
#[derive(Debug)]
pub struct Copy<D> {
    disk: D,
    keys: Vec<VerifierKey>,
    origin: String,
    head: Option<SignedCheckpoint>,
    edge: Edge,
    folders: Folders,
    /// Whether the head was made durable since the copy was opened: what was read then need not be.
    is_durable: bool,
    closed: Option<String>,
}

/// What an update has done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Update {
    /// The copy has these entries more.
    Grown(std::ops::Range<u64>),
    /// The head is one that the copy has, or an older one; it may have brought cosignatures.
    Known,
    /// No history has both this head and the one that is held. The copy is as it was.
    Fork(Box<Evidence>),
}

/// Why a copy is not updated. It is as it was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CopyError {
    /// The head cannot be read.
    Checkpoint(ReadError),
    /// The head is of another log.
    OtherOrigin(String),
    /// The log has not signed the head.
    NotSigned(VerifyError),
    /// The policy does not accept the head.
    Policy(PolicyError),
    /// The head cannot be that of any log.
    Senseless,
    /// The files that came cannot be read, or are not those of the head.
    Source(String),
    /// The copy itself cannot be read or written.
    Own(LogError),
}

impl fmt::Display for CopyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Checkpoint(error) => write!(f, "the head: {error}"),
            Self::OtherOrigin(origin) => write!(f, "the head is of another log, `{origin}`"),
            Self::NotSigned(error) => write!(f, "the head is not signed by the log: {error}"),
            Self::Policy(error) => error.fmt(f),
            Self::Senseless => f.write_str("the head has no entries, and not the root of none"),
            Self::Source(reason) => write!(f, "the files are not those of the head: {reason}"),
            Self::Own(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for CopyError {}

impl<E: Into<LogError>> From<E> for CopyError {
    fn from(error: E) -> Self {
        Self::Own(error.into())
    }
}

impl<D: Disk> Copy<D> {
    /// The copy of the log of this origin in a folder, which may be empty. Its keys are known from
    /// elsewhere.
    ///
    /// # Errors
    ///
    /// The [`LogError`], also where the copy is not that of a log with these keys.
    pub fn open(disk: D, origin: &str, keys: Vec<VerifierKey>) -> Result<Self, LogError> {
        let mut head = None;
        let mut edge = Edge::default();
        if let Some(reader) = Reader::open(&disk)? {
            let found = reader.head().checkpoint().origin();
            if found != origin {
                return Err(LogError::OtherOrigin(found.to_owned()));
            }
            let signed = reader.head().verify(&keys);
            signed.map_err(LogError::NotSigned)?;
            edge = reader.edge()?;
            head = Some(reader.head().clone());
        }
        Ok(Self {
            disk,
            keys,
            origin: origin.to_owned(),
            head,
            edge,
            folders: Folders::default(),
            is_durable: false,
            closed: None,
        })
    }

    /// The head of what is held, with the signatures that came with it; nothing for an empty folder.
    pub fn head(&self) -> Option<&SignedCheckpoint> {
        self.head.as_ref()
    }

    /// How many entries are held.
    pub fn size(&self) -> u64 {
        self.edge.size()
    }

    /// Entries and proofs of what is held; nothing for an empty folder.
    pub fn reader(&self) -> Option<Reader<'_, D>> {
        let head = self.head.clone()?;
        Some(Reader::new(&self.disk, head))
    }

    /// Holds a head that the log has signed against the copy, without taking anything over: a head that
    /// somebody else has seen.
    ///
    /// # Errors
    ///
    /// [`CopyError::OtherOrigin`], [`CopyError::NotSigned`] or [`CopyError::Own`].
    pub fn judge(&self, head: &SignedCheckpoint) -> Result<Judgement, CopyError> {
        let origin = head.checkpoint().origin();
        if origin != self.origin {
            return Err(CopyError::OtherOrigin(origin.to_owned()));
        }
        head.verify(&self.keys).map_err(CopyError::NotSigned)?;
        match self.reader() {
            Some(reader) => Ok(reader.judge(head)?),
            None if head.checkpoint().size() > 0 => Ok(Judgement::Larger),
            None if head.checkpoint().root() == EMPTY_ROOT => Ok(Judgement::Consistent),
            None => Ok(Judgement::Senseless),
        }
    }

    /// Takes over a head that the policy accepts, with the entries up to it: they are read from the
    /// source, and the copy has them only if they and those that are held have the root of the head. A fork
    /// is evidence whether or not the policy accepts the head: the log has signed it.
    ///
    /// # Errors
    ///
    /// The [`CopyError`]. After [`CopyError::Own`] the copy has to be opened again.
    pub fn update<S: Source>(
        &mut self,
        head: &[u8],
        policy: &Policy,
        source: &S,
    ) -> Result<Update, CopyError>
    where
        S::Error: fmt::Display,
    {
        if let Some(reason) = &self.closed {
            return Err(LogError::Closed(reason.clone()).into());
        }
        let signed = SignedCheckpoint::parse(head).map_err(CopyError::Checkpoint)?;
        let judgement = self.judge(&signed)?;
        if let Judgement::Fork(evidence) = judgement {
            return Ok(Update::Fork(evidence));
        }
        if judgement == Judgement::Senseless {
            return Err(CopyError::Senseless);
        }
        if judgement == Judgement::Larger
            && let Some(evidence) = self.fork(&signed, source)?
        {
            return Ok(Update::Fork(Box::new(evidence)));
        }
        let keys: Vec<&VerifierKey> = self.keys.iter().collect();
        let accepted = policy.check_of_log(&signed, &keys);
        accepted.map_err(CopyError::Policy)?;
        let known = self.known(&signed, policy)?;
        if judgement == Judgement::Consistent {
            let kept = self.keep_signatures(known);
            return self.or_close(kept).map(|()| Update::Known);
        }
        let before = self.edge.size();
        let taken = self.take(known, source);
        self.or_close(taken)?;
        Ok(Update::Grown(before..self.edge.size()))
    }

    /// Evidence where the tree of a larger head does not extend what is held. Where its tiles are not those
    /// of the head, they prove nothing.
    fn fork<S: Source>(
        &self,
        signed: &SignedCheckpoint,
        source: &S,
    ) -> Result<Option<Evidence>, CopyError>
    where
        S::Error: fmt::Display,
    {
        let (Some(own), true) = (&self.head, self.edge.size() > 0) else {
            return Ok(None);
        };
        let (old, head) = (own.checkpoint(), signed.checkpoint());
        let wrong = |error: &dyn fmt::Display| CopyError::Source(error.to_string());
        let mut tree = Tree::new(head.size(), source);
        let proof = tree
            .consistency(old.size())
            .map_err(|error| wrong(&error))?;
        let root = tree.hash(Subtree::tree(old.size()));
        let root = root.map_err(|error| wrong(&error))?;
        verify_consistency(old.size(), head.size(), &proof, &root, &head.root())
            .map_err(|error| wrong(&error))?;
        let forked = root != old.root();
        Ok(forked.then(|| Evidence::new(own.clone(), signed.clone(), root, proof)))
    }

    /// Steps P1 to P3 for some bundles after another, then U4 and P6.
    fn take<S: Source>(&mut self, head: SignedCheckpoint, source: &S) -> Result<(), CopyError>
    where
        S::Error: fmt::Display,
    {
        let size = head.checkpoint().size();
        let mut edge = self.edge.clone();
        let mut replaced: Vec<Resource> = Vec::new();
        let mut passed: Vec<Resource> = Vec::new();
        while edge.size() < size {
            let entries = some_entries(source, edge.size(), size)?;
            let before = edge.size();
            let change = edge.append(&entries).map_err(|_| LogError::Full)?;
            replaced.extend(grown(&change.files, before));
            let outgrown = |resource: &Resource| !is_of(*resource, size);
            let written = change.files.iter().map(|(resource, _)| *resource);
            passed.extend(written.filter(outgrown));
            self.folders.write(&mut self.disk, &change.files)?;
        }
        if edge.root() != head.checkpoint().root() {
            let reason = format!("the entries give the root {}", edge.root());
            return Err(CopyError::Source(reason));
        }
        replace(&mut self.disk, CHECKPOINT, head.to_string().as_bytes())?;
        self.head = Some(head);
        self.edge = edge;
        self.is_durable = true;
        for resource in passed {
            self.disk.remove(&resource.to_string())?;
        }
        self.folders.remove_partials(&mut self.disk, &replaced)?;
        Ok(())
    }

    /// A head with those of its signatures that are by the log or by witnesses of the policy.
    fn known(
        &self,
        signed: &SignedCheckpoint,
        policy: &Policy,
    ) -> Result<SignedCheckpoint, CopyError> {
        let witnesses = policy.witnesses().iter().map(|witness| &witness.key);
        let signatures = by_keys(signed, self.keys.iter().chain(witnesses))?;
        Ok(with(signed.checkpoint(), signatures)?)
    }

    /// Adds the signatures of a head to that which is held, if it is the same or there is none.
    fn keep_signatures(&mut self, known: SignedCheckpoint) -> Result<(), CopyError> {
        let merged = match &self.head {
            Some(head) if head.checkpoint() == known.checkpoint() => {
                merge(head, known.note().signatures())?
            }
            Some(head) => head.clone(),
            None => known,
        };
        if !self.is_durable || self.head.as_ref() != Some(&merged) {
            replace(&mut self.disk, CHECKPOINT, merged.to_string().as_bytes())?;
            self.head = Some(merged);
            self.is_durable = true;
        }
        Ok(())
    }

    /// Closes the copy where an effect of its own has failed.
    fn or_close<T>(&mut self, result: Result<T, CopyError>) -> Result<T, CopyError> {
        if let Err(CopyError::Own(error)) = &result {
            self.closed = Some(error.to_string());
        }
        result
    }
}

/// Whether a file is one that a tree of so many entries has.
fn is_of(resource: Resource, size: u64) -> bool {
    let (span, level) = match resource {
        Resource::Checkpoint => return true,
        Resource::Entries(span) => (span, 0),
        Resource::Tile(tile) => (tile.span(), u32::from(tile.level())),
    };
    let count = size.checked_shr(level * 8).unwrap_or(0);
    Span::of(span.index().saturating_mul(u64::from(WIDTH)), count) == Some(span)
}

/// Entries from an index on, to the end of a bundle or to that of the tree: those of some bundles.
fn some_entries<S: Source>(source: &S, from: u64, size: u64) -> Result<Vec<Vec<u8>>, CopyError>
where
    S::Error: fmt::Display,
{
    let wrong = |error: &dyn fmt::Display| CopyError::Source(error.to_string());
    let mut entries = Vec::new();
    let mut next = from;
    let mut length = 0;
    while let Some(span) = Span::of(next, size) {
        if length >= BYTES_AT_ONCE || entries.len() >= ENTRIES_AT_ONCE {
            break;
        }
        let bytes = source.bundle(span).map_err(|error| wrong(&error))?;
        let bundle = read_wider(&bytes, span.width()).map_err(|error| wrong(&error))?;
        length += bytes.len();
        let start = span.index() * u64::from(WIDTH);
        let known = usize::try_from(next - start).unwrap_or(usize::MAX);
        entries.extend(bundle.into_iter().skip(known).map(<[u8]>::to_vec));
        next = start + u64::from(span.width());
    }
    Ok(entries)
}

/// The first entries of a bundle that may have more.
fn read_wider(bytes: &[u8], width: u16) -> Result<Vec<&[u8]>, ReadError> {
    let mut length = 0;
    for _ in 0..width {
        let header = bytes.get(length..).and_then(<[u8]>::first_chunk::<2>);
        let entry = header.map_or(0, |header| usize::from(u16::from_be_bytes(*header)));
        length += 2 + entry;
    }
    read_bundle(bytes.get(..length).unwrap_or(bytes), width)
}

impl<D: Disk> Source for Reader<'_, D> {
    fn bundle(&self, span: Span) -> Result<Vec<u8>, Self::Error> {
        let entries = Self::bundle(self, span)?;
        Ok(interrex_tlog::tiles::write_bundle(&entries).unwrap_or_default())
    }
}

/// Files in memory, such as those that came over a network.
impl Source for Files {
    fn bundle(&self, span: Span) -> Result<Vec<u8>, Self::Error> {
        let exact = Resource::Entries(span);
        let found = self
            .get(exact)
            .or_else(|| self.get(Resource::Entries(span.full())));
        let found = found.map(<[u8]>::to_vec);
        found.ok_or(interrex_tlog::tiles::NoSuchFile(exact))
    }
}

#[cfg(test)]
mod tests;
