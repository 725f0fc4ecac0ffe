//! The journal: entries that are durable and not yet in tiles.
//!
//! Responsible for its bytes, and for telling a record that was never finished from one that rotted.
//! When it is written is left to [`crate::log`].
//!
//! # The form
//!
//! All numbers are big-endian. The journal begins with a line, the head that it continues, and a digest:
//!
//! ```text
//! "interrex journal 1\n"  length of the head (4)  the head, a signed note  SHA-256 of all this (32)
//! ```
//!
//! Then come records, each a batch of entries:
//!
//! ```text
//! "ixrecord"  offset of the record (8)  index of its first entry (8)  number of entries (4)
//! length of the body (4)  first 8 bytes of the SHA-256 of these 32
//! body: each entry after its length in two bytes
//! SHA-256 of the record up to here (32)
//! ```
//!
//! # What is found at its end
//!
//! A record is acknowledged after it is durable, and the next is written after that. So a crash leaves
//! whole records and then at most one that is torn: it was not acknowledged, and is dropped. Where a
//! whole record follows one that is not whole, the first was durable and has rotted: nothing is dropped,
//! and the log is not opened.
//!
//! The last record, where it rots before it is published, looks as if it had never been finished.

use std::fmt;

use interrex_tlog::ReadError;
use interrex_tlog::checkpoint::SignedCheckpoint;
use interrex_tlog::tiles::write_bundle;
use sha2::{Digest, Sha256};

const TITLE: &[u8] = b"interrex journal 1\n";
const MARK: &[u8; 8] = b"ixrecord";
const RECORD_HEADER: usize = 40;
const DIGEST: usize = 32;

/// The body of a record has at most so many bytes.
pub const RECORD_BYTES_MAX: usize = 1 << 24;

/// So many bodies are checked behind a record that is not whole. Where more look like records, the journal
/// is taken as damaged.
const TRIES_MAX: usize = 64;

/// What a journal holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Journal {
    /// The head that the records continue.
    pub(crate) base: SignedCheckpoint,
    /// The entries of the whole records, in their order.
    pub(crate) entries: Vec<Vec<u8>>,
    /// How many bytes the head and the whole records have.
    pub(crate) end: usize,
}

/// Why a journal cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum JournalFault {
    /// The beginning is not that of a journal, or rotted.
    Header,
    /// The head in its beginning cannot be read.
    Head(ReadError),
    /// The record at this offset is not whole, and others follow it.
    Rotten(usize),
    /// The record at this offset is whole, and does not continue what is before it.
    OutOfOrder(usize),
}

impl fmt::Display for JournalFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header => f.write_str("the beginning is not that of a journal"),
            Self::Head(error) => write!(f, "the head that it continues: {error}"),
            Self::Rotten(at) => write!(f, "the record at byte {at} is damaged, and others follow"),
            Self::OutOfOrder(at) => {
                write!(
                    f,
                    "the record at byte {at} does not continue the one before"
                )
            }
        }
    }
}

impl std::error::Error for JournalFault {}

/// The bytes of a journal without records.
pub(crate) fn header(base: &SignedCheckpoint) -> Vec<u8> {
    let note = base.to_string();
    let length = u32::try_from(note.len()).unwrap_or(u32::MAX);
    let mut bytes = TITLE.to_vec();
    bytes.extend(length.to_be_bytes());
    bytes.extend(note.as_bytes());
    let digest = Sha256::digest(&bytes);
    bytes.extend(digest);
    bytes
}

/// The bytes of a record of these entries, to stand at `offset`. The caller has checked that each entry
/// fits into a bundle, and all into [`RECORD_BYTES_MAX`].
pub(crate) fn record<E: AsRef<[u8]>>(offset: u64, first: u64, entries: &[E]) -> Vec<u8> {
    let body = write_bundle(entries).unwrap_or_default();
    let count = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    let length = u32::try_from(body.len()).unwrap_or(u32::MAX);
    let mut bytes = MARK.to_vec();
    bytes.extend(offset.to_be_bytes());
    bytes.extend(first.to_be_bytes());
    bytes.extend(count.to_be_bytes());
    bytes.extend(length.to_be_bytes());
    let check = Sha256::digest(&bytes);
    bytes.extend(check.iter().take(8));
    bytes.extend(body);
    let digest = Sha256::digest(&bytes);
    bytes.extend(digest);
    bytes
}

/// Reads a journal.
pub(crate) fn parse(bytes: &[u8]) -> Result<Journal, JournalFault> {
    let (base, mut end) = parse_header(bytes)?;
    let mut entries: Vec<Vec<u8>> = Vec::new();
    while let Some((header, record)) = whole_record(bytes, end) {
        let first = base.checkpoint().size() + entries.len() as u64;
        let fault = JournalFault::OutOfOrder(end);
        if header.first != first {
            return Err(fault);
        }
        let before = entries.len();
        entries.extend(split_body(record.body).ok_or(fault.clone())?);
        if (entries.len() - before) as u64 != u64::from(header.count) {
            return Err(fault);
        }
        end += record.length;
    }
    if is_followed(bytes, end) {
        return Err(JournalFault::Rotten(end));
    }
    Ok(Journal { base, entries, end })
}

fn parse_header(bytes: &[u8]) -> Result<(SignedCheckpoint, usize), JournalFault> {
    let rest = bytes.strip_prefix(TITLE).ok_or(JournalFault::Header)?;
    let (length, rest) = rest.split_first_chunk().ok_or(JournalFault::Header)?;
    let length = u32::from_be_bytes(*length) as usize;
    let (note, rest) = rest.split_at_checked(length).ok_or(JournalFault::Header)?;
    let at = bytes.len() - rest.len();
    let (before, _) = bytes.split_at_checked(at).ok_or(JournalFault::Header)?;
    if rest.get(..DIGEST) != Some(Sha256::digest(before).as_slice()) {
        return Err(JournalFault::Header);
    }
    let base = SignedCheckpoint::parse(note).map_err(JournalFault::Head)?;
    Ok((base, at + DIGEST))
}

/// The numbers before the body of a record.
struct RecordHeader {
    first: u64,
    count: u32,
    length: usize,
}

/// A whole record.
struct Record<'b> {
    body: &'b [u8],
    length: usize,
}

/// The numbers of the record at an offset, if they are whole and say that offset.
fn record_header(bytes: &[u8], at: usize) -> Option<RecordHeader> {
    let header = bytes.get(at..)?.get(..RECORD_HEADER)?;
    let (numbers, check) = header.split_at_checked(32)?;
    let rest = numbers.strip_prefix(MARK)?;
    if Sha256::digest(numbers).get(..8) != Some(check) {
        return None;
    }
    let (offset, rest) = rest.split_first_chunk()?;
    let (first, rest) = rest.split_first_chunk()?;
    let (count, rest) = rest.split_first_chunk()?;
    let (length, _) = rest.split_first_chunk()?;
    let header = RecordHeader {
        first: u64::from_be_bytes(*first),
        count: u32::from_be_bytes(*count),
        length: u32::from_be_bytes(*length) as usize,
    };
    (u64::from_be_bytes(*offset) == at as u64).then_some(header)
}

/// The record at an offset, if it is whole.
fn whole_record(bytes: &[u8], at: usize) -> Option<(RecordHeader, Record<'_>)> {
    let header = record_header(bytes, at)?;
    let rest = bytes.get(at..)?;
    let (record, after) = rest.split_at_checked(header.length.checked_add(RECORD_HEADER)?)?;
    if after.get(..DIGEST) != Some(Sha256::digest(record).as_slice()) {
        return None;
    }
    let body = record.get(RECORD_HEADER..)?;
    let length = RECORD_HEADER + header.length + DIGEST;
    Some((header, Record { body, length }))
}

/// Whether a whole record follows what is at an offset and is none.
fn is_followed(bytes: &[u8], end: usize) -> bool {
    let mut tries = 0;
    for at in end.saturating_add(1)..bytes.len() {
        if record_header(bytes, at).is_some() {
            tries += 1;
            if tries > TRIES_MAX || whole_record(bytes, at).is_some() {
                return true;
            }
        }
    }
    false
}

/// The entries of a body.
fn split_body(body: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut entries = Vec::new();
    let mut rest = body;
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk()?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (entry, after) = after.split_at_checked(length)?;
        entries.push(entry.to_vec());
        rest = after;
    }
    Some(entries)
}

#[cfg(test)]
mod tests {
    use interrex_tlog::checkpoint::Checkpoint;
    use interrex_tlog::merkle::Hash;
    use interrex_tlog::note::SignerKey;

    use super::*;

    fn base() -> SignedCheckpoint {
        let head = Checkpoint::new("log.example", 7, Hash::new([7; 32])).unwrap();
        let mut signed = SignedCheckpoint::unsigned(head).unwrap();
        let key = SignerKey::ed25519("log.example", &[1; 32]).unwrap();
        signed.add(key.sign(signed.note().text()));
        signed
    }

    /// A journal of three records, and where each begins.
    fn journal() -> (Vec<u8>, [usize; 3]) {
        let mut bytes = header(&base());
        let mut starts = [0; 3];
        for (start, (first, entries)) in starts.iter_mut().zip([
            (7, vec!["a", "bb"]),
            (9, vec![""]),
            (10, vec!["c", "dd", "eee"]),
        ]) {
            *start = bytes.len();
            bytes.extend(record(bytes.len() as u64, first, &entries));
        }
        (bytes, starts)
    }

    /// What a journal is read as: its entries joined by commas, or the fault.
    #[track_caller]
    fn check(bytes: &[u8], expect: &str) {
        let found = match parse(bytes) {
            Ok(journal) => String::from_utf8(journal.entries.join(&b","[..])).unwrap(),
            Err(fault) => fault.to_string(),
        };
        assert_eq!(found, expect);
    }

    #[test]
    fn what_was_written_is_read() {
        let (bytes, starts) = journal();
        check(&bytes, "a,bb,,c,dd,eee");
        assert_eq!(parse(&bytes).unwrap().end, bytes.len());
        assert_eq!(parse(&bytes).unwrap().base, base());
        check(&bytes[..starts[0]], "");
    }

    #[test]
    fn a_torn_last_record_is_dropped() {
        let (bytes, starts) = journal();
        for end in starts[2]..bytes.len() {
            check(&bytes[..end], "a,bb,");
            assert_eq!(parse(&bytes[..end]).unwrap().end, starts[2]);
        }
        for at in starts[2]..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 1;
            check(&bytes, "a,bb,");
        }
    }

    #[test]
    fn a_damaged_record_before_others_is_no_torn_one() {
        let (bytes, starts) = journal();
        for at in starts[1]..starts[2] {
            let mut bytes = bytes.clone();
            bytes[at] ^= 1;
            let fault = format!(
                "the record at byte {} is damaged, and others follow",
                starts[1]
            );
            check(&bytes, &fault);
        }
    }

    #[test]
    fn a_damaged_beginning_is_no_journal() {
        let (bytes, starts) = journal();
        for at in 0..starts[0] {
            let mut bytes = bytes.clone();
            bytes[at] ^= 1;
            check(&bytes, "the beginning is not that of a journal");
        }
        for end in 0..starts[0] {
            check(&bytes[..end], "the beginning is not that of a journal");
        }
    }

    #[test]
    fn records_continue_each_other() {
        let mut bytes = header(&base());
        let at = bytes.len();
        bytes.extend(record(at as u64, 8, &["a"]));
        let fault = format!("the record at byte {at} does not continue the one before");
        check(&bytes, &fault);
    }

    /// An entry may have the form of a record: it is only a part of its own.
    #[test]
    fn an_entry_that_looks_like_a_record_is_an_entry() {
        let mut bytes = header(&base());
        let at = bytes.len();
        let inner = record((at + RECORD_HEADER + 2) as u64, 7, &["x"]);
        bytes.extend(record(at as u64, 7, &[&inner]));
        assert_eq!(parse(&bytes).unwrap().entries, [inner]);
    }

    /// Within a record that is torn, few look-alikes are looked through, and many are taken as damage.
    #[test]
    fn look_alikes_are_looked_through_up_to_a_limit() {
        let journal_with = |count: usize| {
            let mut bytes = header(&base());
            let at = bytes.len();
            let begin = at + RECORD_HEADER + 2;
            let alike = |n| {
                let whole = record::<&str>((begin + n * RECORD_HEADER) as u64, 7, &[]);
                whole[..RECORD_HEADER].to_vec()
            };
            let entry: Vec<u8> = (0..count).flat_map(alike).collect();
            bytes.extend(record(at as u64, 7, &[entry]));
            bytes.pop();
            (bytes, at)
        };
        check(&journal_with(TRIES_MAX).0, "");
        let (bytes, at) = journal_with(TRIES_MAX + 1);
        let fault = format!("the record at byte {at} is damaged, and others follow");
        check(&bytes, &fault);
    }
}
