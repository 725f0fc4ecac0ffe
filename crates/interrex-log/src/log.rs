//! One site's own log: appending, publishing, recovering.
//!
//! Responsible for the order of effects, which the crate's first page numbers, and for never signing
//! what is not one history. The bytes of the journal are left to [`crate::journal`], reading to
//! [`crate::reader`].

use std::ops::Range;

use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use interrex_tlog::merkle::{EMPTY_ROOT, Hash};
use interrex_tlog::note::Signature;
use interrex_tlog::policy::Policy;
use interrex_tlog::tiles::{AppendError, ENTRY_BYTES_MAX, Edge};
use interrex_tlog::{Place, ReadError};

use crate::disk::Disk;
use crate::durable::{Folders, grown, replace};
use crate::fault::LogError;
use crate::fork::Judgement;
use crate::heads::{by_keys, merge, with};
use crate::journal::{self, RECORD_BYTES_MAX};
use crate::keys::LogKeys;
use crate::reader::{CHECKPOINT, Reader};

const JOURNAL: &str = "journal";
const COSIGNED: &str = "cosigned";

/// Entries are published before the journal would become longer, in bytes. They are in memory as well.
pub const JOURNAL_BYTES_MAX: u64 = 1 << 26;

/// Entries are published before there would be more of them in the journal. A batch has at most half as
/// many.
pub const JOURNAL_ENTRIES_MAX: usize = 1 << 17;

/// A log has at most so many entries.
const SIZE_MAX: u64 = 1 << 63;

/// One site's own log.
///
/// An entry is acknowledged when [`Log::append`] returns its index: it is durable then. It gets a signed
/// head and proofs when it is published, by [`Log::publish`]. Many writers share one append: the caller
/// gathers their entries.
///
/// # Examples
///
/// ```
/// use interrex_log::simulated::SimulatedDisk;
/// use interrex_log::{Log, LogKeys};
/// use interrex_tlog::note::SignerKey;
///
/// let keys = || LogKeys::new(SignerKey::ed25519("site.example", &[1; 32]).unwrap(), None).unwrap();
/// let disk = SimulatedDisk::default();
/// let mut log = Log::create(disk.clone(), keys()).unwrap();
/// assert_eq!(log.append(&["first", "second"]), Ok(0..2));
/// drop(log);
/// disk.crash(&mut |_| 0);
///
/// let mut log = Log::open(disk, keys()).unwrap();
/// assert_eq!(log.entry(1).unwrap(), b"second");
/// assert_eq!(log.checkpoint().checkpoint().size(), 2);
/// ```
#[derive(Debug)]
pub struct Log<D> {
    disk: D,
    keys: LogKeys,
    /// What is published, as it is in `checkpoint`.
    head: SignedCheckpoint,
    cosigned: Option<SignedCheckpoint>,
    /// The edge of the tree that is published.
    edge: Edge,
    /// Durable entries that are not published.
    pending: Vec<Vec<u8>>,
    journal_length: u64,
    folders: Folders,
    /// Why nothing can be added before the log is opened again.
    closed: Option<String>,
}

impl<D: Disk> Log<D> {
    /// Makes an empty log in a folder (steps C1 and C2), for the origin that its keys are named for.
    ///
    /// # Errors
    ///
    /// [`LogError::AlreadyThere`], [`LogError::Sign`] or [`LogError::Disk`]; after the last there may be a
    /// log, which can be opened.
    pub fn create(mut disk: D, keys: LogKeys) -> Result<Self, LogError> {
        for file in [JOURNAL, CHECKPOINT] {
            if disk.read(file)?.is_some() {
                return Err(LogError::AlreadyThere(file));
            }
        }
        let empty = Checkpoint::new(keys.origin(), 0, EMPTY_ROOT);
        let empty = empty.map_err(|fault| {
            let place = Place::Line(1);
            LogError::Checkpoint(ReadError { place, fault })
        })?;
        let head = keys.sign(empty)?;
        replace(&mut disk, JOURNAL, &journal::header(&head))?;
        replace(&mut disk, CHECKPOINT, head.to_string().as_bytes())?;
        Ok(Self::of(disk, keys, head, Edge::default()))
    }

    /// Opens the log in a folder (step O1, then P1 to P6): whatever a crash has left is rolled forward or
    /// back, and all entries are published.
    ///
    /// # Errors
    ///
    /// The [`LogError`]: what each damaged file means and the way out of it, [`crate::fsck`] says.
    pub fn open(mut disk: D, keys: LogKeys) -> Result<Self, LogError> {
        let Some(bytes) = disk.read(JOURNAL)? else {
            let published = disk.read(CHECKPOINT)?.is_some();
            return Err(if published {
                LogError::NoJournal
            } else {
                LogError::NoLog
            });
        };
        let journal = journal::parse(&bytes).map_err(LogError::Journal)?;
        keys.check(&journal.base)?;
        let published = disk.read(CHECKPOINT)?;
        let published = published.map(|bytes| keys.read(&bytes)).transpose()?;
        let base = Reader::new(&disk, journal.base.clone());
        let edge = base.edge()?;
        if let Some(published) = &published {
            compare(&base, &edge, &journal.entries, published.checkpoint())?;
        }
        let cosigned = disk.read(COSIGNED)?;
        let cosigned = cosigned.map(|bytes| keys.read(&bytes)).transpose()?;
        if !journal.entries.is_empty() {
            // Step O1: a head must not count on records that are read and would not survive.
            replace(
                &mut disk,
                JOURNAL,
                bytes.get(..journal.end).unwrap_or(&bytes),
            )?;
        }
        let mut log = Self::of(disk, keys, journal.base, edge);
        log.pending = journal.entries;
        log.cosigned = cosigned;
        log.settle(published.as_ref())?;
        Ok(log)
    }

    fn of(disk: D, keys: LogKeys, head: SignedCheckpoint, edge: Edge) -> Self {
        let journal_length = journal::header(&head).len() as u64;
        Self {
            disk,
            keys,
            head,
            cosigned: None,
            edge,
            pending: Vec::new(),
            journal_length,
            folders: Folders::default(),
            closed: None,
        }
    }

    /// The identity of the log.
    pub fn origin(&self) -> &str {
        self.keys.origin()
    }

    /// How many entries are durable, published or not.
    pub fn size(&self) -> u64 {
        self.edge.size() + self.pending.len() as u64
    }

    /// The signed head of what is published, with the cosignatures that it has.
    pub fn checkpoint(&self) -> &SignedCheckpoint {
        &self.head
    }

    /// The last head that a policy has accepted when cosignatures were added.
    pub fn cosigned(&self) -> Option<&SignedCheckpoint> {
        self.cosigned.as_ref()
    }

    /// What is published: entries, proofs, and other heads held against it.
    pub fn reader(&self) -> Reader<'_, D> {
        Reader::new(&self.disk, self.head.clone())
    }

    /// An entry, published or not.
    ///
    /// # Errors
    ///
    /// As [`Reader::entry`].
    pub fn entry(&self, index: u64) -> Result<Vec<u8>, LogError> {
        let Some(after) = index.checked_sub(self.edge.size()) else {
            return self.reader().entry(index);
        };
        let at = usize::try_from(after).map_err(|_| LogError::OutOfRange)?;
        self.pending.get(at).cloned().ok_or(LogError::OutOfRange)
    }

    /// The durable entries that are not published, the first of which has the published size as its index.
    pub fn unpublished(&self) -> &[Vec<u8>] {
        &self.pending
    }

    /// The proof that an entry is in the tree that is published.
    ///
    /// # Errors
    ///
    /// As [`Reader::inclusion`]: [`LogError::OutOfRange`] for entries that are not published.
    pub fn inclusion(&self, index: u64) -> Result<Vec<Hash>, LogError> {
        self.reader().inclusion(index, self.edge.size())
    }

    /// The proof that the tree that is published extends its first `old` entries.
    ///
    /// # Errors
    ///
    /// As [`Reader::consistency`].
    pub fn consistency(&self, old: u64) -> Result<Vec<Hash>, LogError> {
        self.reader().consistency(old, self.edge.size())
    }

    /// Adds entries (steps A1 and A2) and returns their indexes: they are durable then. All are added or
    /// none. Where the journal would become too long, what was appended before is published first.
    ///
    /// # Errors
    ///
    /// [`LogError::EntryTooLong`], [`LogError::BatchTooLong`], [`LogError::Full`] or [`LogError::Closed`]:
    /// nothing was added. After any other, such as [`LogError::Disk`], the log has to be opened again, and
    /// that shows whether all entries were added or none.
    pub fn append<E: AsRef<[u8]>>(&mut self, entries: &[E]) -> Result<Range<u64>, LogError> {
        self.is_open()?;
        let first = self.size();
        check_batch(first, entries)?;
        let next = first + entries.len() as u64;
        if entries.is_empty() {
            return Ok(first..next);
        }
        let mut record = journal::record(self.journal_length, first, entries);
        let is_long = self.journal_length + record.len() as u64 > JOURNAL_BYTES_MAX
            || self.pending.len() + entries.len() > JOURNAL_ENTRIES_MAX;
        if is_long && !self.pending.is_empty() {
            self.publish()?;
            record = journal::record(self.journal_length, first, entries);
        }
        let written = self.disk.append(JOURNAL, &record);
        let durable = written.and_then(|()| self.disk.sync(JOURNAL));
        self.or_close(durable.map_err(LogError::Disk))?;
        self.journal_length += record.len() as u64;
        let owned = entries.iter().map(|entry| entry.as_ref().to_vec());
        self.pending.extend(owned);
        Ok(first..next)
    }

    /// Publishes all entries (steps P1 to P6) and returns the signed head.
    ///
    /// # Errors
    ///
    /// [`LogError::Closed`], or what keeps the head from being published: then the log has to be opened
    /// again, and all entries are in it.
    pub fn publish(&mut self) -> Result<&SignedCheckpoint, LogError> {
        self.is_open()?;
        if !self.pending.is_empty() {
            let head = self.head.clone();
            let published = self.publish_after(Some(&head));
            self.or_close(published)?;
        }
        Ok(&self.head)
    }

    /// Adds the cosignatures of a head of this log (steps K1 and K2): those by the witnesses of a policy.
    /// Those of the head that is published go into it; a head that the policy accepts replaces the last one
    /// that it did, if it is not smaller. Of several by one key the latest stays.
    ///
    /// # Errors
    ///
    /// [`LogError::OtherOrigin`], [`LogError::NotSigned`], [`LogError::Forked`] or [`LogError::OutOfRange`]
    /// where it is no head of this log; [`LogError::Policy`] where a cosignature is wrong;
    /// [`LogError::Closed`]. After [`LogError::Disk`] the log has to be opened again.
    pub fn add_cosignatures(
        &mut self,
        cosigned: &SignedCheckpoint,
        policy: &Policy,
    ) -> Result<(), LogError> {
        self.is_open()?;
        self.keys.check(cosigned)?;
        let size = cosigned.checkpoint().size();
        match self.reader().judge(cosigned)? {
            Judgement::Consistent => {}
            Judgement::Larger => return Err(LogError::OutOfRange),
            Judgement::Senseless | Judgement::Fork(_) => return Err(LogError::Forked(size)),
        }
        let witnesses = policy.witnesses().iter().map(|witness| &witness.key);
        let signatures = by_keys(cosigned, witnesses)?;
        if cosigned.checkpoint() == self.head.checkpoint() {
            let merged = merge(&self.head, &signatures)?;
            // Also where nothing is new: what was read when the log was opened need not be durable.
            let replaced = replace(&mut self.disk, CHECKPOINT, merged.to_string().as_bytes());
            self.or_close(replaced.map_err(LogError::Disk))?;
            self.head = merged;
        }
        self.keep_cosigned(cosigned, &signatures, policy)
    }

    /// Replaces the last head that was accepted, where this one is and is not smaller.
    fn keep_cosigned(
        &mut self,
        cosigned: &SignedCheckpoint,
        signatures: &[Signature],
        policy: &Policy,
    ) -> Result<(), LogError> {
        let own: Vec<_> = self.keys.verifiers().collect();
        let size = |signed: &SignedCheckpoint| signed.checkpoint().size();
        let merged = match &self.cosigned {
            Some(last) if size(last) > size(cosigned) => return Ok(()),
            Some(last) if last.checkpoint() == cosigned.checkpoint() => merge(last, signatures)?,
            _ if cosigned.checkpoint() == self.head.checkpoint() => self.head.clone(),
            _ => {
                let signed = by_keys(cosigned, own.iter().copied())?;
                merge(&with(cosigned.checkpoint(), signed)?, signatures)?
            }
        };
        if policy.check_of_log(&merged, &own).is_err() {
            return Ok(());
        }
        let replaced = replace(&mut self.disk, COSIGNED, merged.to_string().as_bytes());
        self.or_close(replaced.map_err(LogError::Disk))?;
        self.cosigned = Some(merged);
        Ok(())
    }

    /// The disk, when the log is done with.
    pub fn into_disk(self) -> D {
        self.disk
    }

    fn is_open(&self) -> Result<(), LogError> {
        match &self.closed {
            Some(reason) => Err(LogError::Closed(reason.clone())),
            None => Ok(()),
        }
    }

    /// Closes the log where an effect has failed.
    fn or_close<T>(&mut self, result: Result<T, LogError>) -> Result<T, LogError> {
        if let Err(error) = &result {
            self.closed = Some(error.to_string());
        }
        result
    }

    /// Brings what was read into the state that publishing leaves.
    fn settle(&mut self, published: Option<&SignedCheckpoint>) -> Result<(), LogError> {
        if self.pending.is_empty() && published.is_some_and(|head| is_same(head, &self.head)) {
            // With the cosignatures that the journal does not have.
            self.head = published.cloned().unwrap_or_else(|| self.head.clone());
            return self.rotate();
        }
        self.publish_after(published)
    }

    /// Steps P1 to P6. The head on the disk must be `published`.
    fn publish_after(&mut self, published: Option<&SignedCheckpoint>) -> Result<(), LogError> {
        let on_disk = self.disk.read(CHECKPOINT)?;
        let on_disk = on_disk.map(|bytes| self.keys.read(&bytes)).transpose()?;
        if on_disk.as_ref() != published || self.edge.root() != self.head.checkpoint().root() {
            return Err(LogError::Replaced);
        }
        let before = self.edge.size();
        let mut edge = self.edge.clone();
        let change = edge.append(&self.pending).map_err(|error| match error {
            AppendError::EntryTooLong(at) => LogError::EntryTooLong(at),
            AppendError::Full => LogError::Full,
        })?;
        let head = Checkpoint::new(self.keys.origin(), change.size, change.root);
        let head = head.map_err(|_| LogError::OutOfRange)?;
        let head = match published {
            Some(published) if *published.checkpoint() == head => published.clone(),
            _ => self.keys.sign(head)?,
        };
        self.folders.write(&mut self.disk, &change.files)?;
        replace(&mut self.disk, CHECKPOINT, head.to_string().as_bytes())?;
        self.head = head;
        self.edge = edge;
        self.pending.clear();
        self.rotate()?;
        let grown = grown(&change.files, before);
        Ok(self.folders.remove_partials(&mut self.disk, &grown)?)
    }

    /// Step P5.
    fn rotate(&mut self) -> Result<(), LogError> {
        let header = journal::header(&self.head);
        replace(&mut self.disk, JOURNAL, &header)?;
        self.journal_length = header.len() as u64;
        Ok(())
    }
}

/// Whether two signed heads are of the same tree.
fn is_same(one: &SignedCheckpoint, other: &SignedCheckpoint) -> bool {
    one.checkpoint() == other.checkpoint()
}

/// Refuses batches that cannot be added.
fn check_batch<E: AsRef<[u8]>>(first: u64, entries: &[E]) -> Result<(), LogError> {
    let long = |entry: &E| entry.as_ref().len() > ENTRY_BYTES_MAX;
    if let Some(at) = entries.iter().position(long) {
        return Err(LogError::EntryTooLong(at));
    }
    let length: usize = entries.iter().map(|entry| entry.as_ref().len() + 2).sum();
    if length > RECORD_BYTES_MAX || entries.len() > JOURNAL_ENTRIES_MAX / 2 {
        return Err(LogError::BatchTooLong);
    }
    let size = first.checked_add(entries.len() as u64);
    if size.is_none_or(|size| size > SIZE_MAX) {
        return Err(LogError::Full);
    }
    Ok(())
}

/// Compares the head that was published with what is held: the tree of the journal's head, and entries
/// after it.
pub(crate) fn compare<D: Disk>(
    base: &Reader<'_, D>,
    edge: &Edge,
    entries: &[Vec<u8>],
    published: &Checkpoint,
) -> Result<(), LogError> {
    let size = published.size();
    let held = edge.size() + entries.len() as u64;
    if size > held {
        let published = size;
        return Err(LogError::Behind { published, held });
    }
    let root = match size.checked_sub(edge.size()) {
        None => base.root(size)?,
        Some(after) => {
            let after = usize::try_from(after).map_err(|_| LogError::OutOfRange)?;
            let mut edge = edge.clone();
            let added = edge.append(entries.get(..after).unwrap_or_default());
            added.map_err(|_| LogError::Full)?.root
        }
    };
    if root == published.root() {
        Ok(())
    } else {
        Err(LogError::Forked(size))
    }
}

#[cfg(test)]
mod tests;
