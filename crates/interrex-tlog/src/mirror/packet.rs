//! The bodies of `add-entries` and of its answers.
//!
//! Responsible for their form, for reading and for writing.

use std::fmt;

use crate::fault::{Fault, ReadError};
use crate::merkle::{Hash, Subtree};
use crate::note::{Signature, VerifierKey};
use crate::text::{Lines, decimal, from_base64, to_base64, utf8};
use crate::tiles::{ENTRY_BYTES_MAX, WIDTH, push_entry, take_entry};
use crate::witness::{AnswerError, HASHES_MAX, reason, signatures};

/// The longest package: 256 entries and 63 hashes.
pub const PACKAGE_BYTES_MAX: usize = WIDTH as usize * (2 + ENTRY_BYTES_MAX) + 1 + HASHES_MAX * 32;

/// The answer of a mirror is refused where it is longer, in bytes: a ticket has 65,535 bytes at most.
pub const INFO_BYTES_MAX: usize = 1 << 17;

/// What `add-entries` begins with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Header {
    /// The origin of the log.
    pub origin: Vec<u8>,
    /// The index of the first entry that is uploaded.
    pub start: u64,
    /// The size of the pending checkpoint to which is uploaded.
    pub end: u64,
    /// What the mirror gave for this.
    pub ticket: Vec<u8>,
}

impl Header {
    /// The bytes of the header.
    ///
    /// # Errors
    ///
    /// [`Fault::TooLong`] where origin or ticket are longer than 65,535 bytes.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        push_entry(&mut bytes, &self.origin)?;
        bytes.extend(self.start.to_be_bytes());
        bytes.extend(self.end.to_be_bytes());
        push_entry(&mut bytes, &self.ticket)?;
        Ok(bytes)
    }

    /// Reads a header from the beginning of bytes, with what follows it; nothing where they end before
    /// it does. It is not longer than 128 KiB and a few bytes.
    ///
    /// # Errors
    ///
    /// [`Fault::OutOfRange`] where the start is above the end.
    pub fn take(bytes: &[u8]) -> Result<Option<(Self, &[u8])>, ReadError> {
        let Some((header, rest)) = take_parts(bytes) else {
            return Ok(None);
        };
        if header.start > header.end {
            let offset = 2 + header.origin.len();
            return Err(ReadError::byte(offset, Fault::OutOfRange("upload_start")));
        }
        Ok(Some((header, rest)))
    }
}

fn take_parts(bytes: &[u8]) -> Option<(Header, &[u8])> {
    let (origin, rest) = take_entry(bytes)?;
    let (start, rest) = rest.split_first_chunk::<8>()?;
    let (end, rest) = rest.split_first_chunk::<8>()?;
    let (ticket, rest) = take_entry(rest)?;
    let header = Header {
        origin: origin.to_vec(),
        start: u64::from_be_bytes(*start),
        end: u64::from_be_bytes(*end),
        ticket: ticket.to_vec(),
    };
    Some((header, rest))
}

/// The entries of one package.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Range {
    /// The multiple of 256 that the package is aligned to.
    pub aligned: u64,
    /// The first entry in it.
    pub start: u64,
    /// The entry after the last in it.
    pub end: u64,
}

impl Range {
    /// The subtree that the package completes: from its multiple of 256 on.
    pub fn subtree(self) -> Subtree {
        // At most 256 entries from a multiple of 256 on are aligned.
        Subtree::new(self.aligned, self.end).unwrap_or(Subtree::tree(self.end))
    }

    /// How many entries the package has.
    pub fn count(self) -> u64 {
        self.end.saturating_sub(self.start)
    }
}

/// The packages of an upload of these entries, in order (tlog-mirror, *Request Body*).
pub fn ranges(start: u64, end: u64) -> impl Iterator<Item = Range> + Clone {
    let mut at = start;
    std::iter::from_fn(move || {
        if at >= end {
            return None;
        }
        let aligned = at - at % u64::from(WIDTH);
        let range = Range {
            aligned,
            start: at,
            end: aligned.saturating_add(u64::from(WIDTH)).min(end),
        };
        at = range.end;
        Some(range)
    })
}

/// The bytes of a package: its entries, and the proof that its subtree belongs to the checkpoint.
///
/// # Errors
///
/// [`Fault::TooLong`] for an entry, [`Fault::TooMany`] for hashes.
pub fn write_package<E: AsRef<[u8]>>(entries: &[E], proof: &[Hash]) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    for entry in entries {
        push_entry(&mut bytes, entry.as_ref())?;
    }
    let count = u8::try_from(proof.len()).ok();
    let count = count.filter(|count| usize::from(*count) <= HASHES_MAX);
    bytes.push(count.ok_or(Fault::TooMany("hashes", HASHES_MAX))?);
    for hash in proof {
        bytes.extend(hash.as_bytes());
    }
    Ok(bytes)
}

/// A package as it was read.
pub(super) struct Package<'b> {
    pub(super) entries: Vec<&'b [u8]>,
    pub(super) proof: Vec<Hash>,
    /// How many bytes it has.
    pub(super) length: usize,
}

/// Reads a package of so many entries from the beginning of bytes; nothing where they end before it
/// does.
pub(super) fn take_package(bytes: &[u8], count: u64) -> Result<Option<Package<'_>>, ReadError> {
    let mut rest = bytes;
    let mut entries = Vec::new();
    for _ in 0..count {
        let Some((entry, after)) = take_entry(rest) else {
            return Ok(None);
        };
        entries.push(entry);
        rest = after;
    }
    let Some((hash_count, after)) = rest.split_first() else {
        return Ok(None);
    };
    let hash_count = usize::from(*hash_count);
    if hash_count > HASHES_MAX {
        let offset = bytes.len() - rest.len();
        let fault = Fault::TooMany("hashes", HASHES_MAX);
        return Err(ReadError::byte(offset, fault));
    }
    let Some((proof, after)) = after.split_at_checked(hash_count * 32) else {
        return Ok(None);
    };
    let (hashes, _) = proof.as_chunks::<32>();
    Ok(Some(Package {
        entries,
        proof: hashes.iter().copied().map(Hash::new).collect(),
        length: bytes.len() - after.len(),
    }))
}

/// What a mirror says where an upload is not done: how to go on. Shown as the body of the answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Info {
    /// The size of a pending checkpoint to which can be uploaded.
    pub size: u64,
    /// The first entry that the mirror does not have.
    pub next_entry: u64,
    /// What to give back to the mirror.
    pub ticket: Vec<u8>,
}

impl Info {
    /// Reads the body of an answer with status 202 or 409.
    ///
    /// # Errors
    ///
    /// A [`ReadError`] with the line.
    pub fn parse(body: &[u8]) -> Result<Self, ReadError> {
        let mut lines = Lines::new(utf8(body, INFO_BYTES_MAX)?);
        let size = decimal(lines.line("the size")?).map_err(|fault| lines.fault(fault))?;
        let next_entry = decimal(lines.line("the next entry")?);
        let next_entry = next_entry.map_err(|fault| lines.fault(fault))?;
        let ticket = from_base64(lines.line("the ticket")?);
        let ticket = ticket.map_err(|fault| lines.fault(fault))?;
        if !lines.is_at_end() {
            return Err(lines.fault(Fault::Trailing));
        }
        Ok(Self {
            size,
            next_entry,
            ticket,
        })
    }
}

impl fmt::Display for Info {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ticket = to_base64(&self.ticket);
        writeln!(f, "{}\n{}\n{ticket}", self.size, self.next_entry)
    }
}

/// What a mirror has answered to `add-entries`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum UploadAnswer {
    /// It has the entries: cosignatures of the checkpoint by known keys, each verified.
    Cosigned(Vec<Signature>),
    /// It has taken some of the entries; the upload goes on as it says.
    Accepted(Info),
    /// It could not take them; another upload begins as it says.
    Conflict(Info),
    /// It refuses, with this status and this reason.
    Refused(u16, String),
}

/// Reads the answer to an upload to this checkpoint, from a mirror with these keys. Signatures by other
/// keys are ignored.
///
/// # Errors
///
/// The [`AnswerError`].
pub fn read_answer<'k>(
    checkpoint: &crate::checkpoint::SignedCheckpoint,
    status: u16,
    body: &[u8],
    keys: impl IntoIterator<Item = &'k VerifierKey>,
) -> Result<UploadAnswer, AnswerError> {
    match status {
        200 => {
            let answered = checkpoint.with_signatures(signatures(body)?);
            let verified = answered.verify(keys).map_err(AnswerError::Verify)?;
            let all = answered.note().signatures();
            let found = verified
                .iter()
                .filter_map(|one| all.get(one.position).cloned());
            Ok(UploadAnswer::Cosigned(found.collect()))
        }
        202 | 409 => {
            let info = Info::parse(body).map_err(AnswerError::Read)?;
            Ok(match status {
                202 => UploadAnswer::Accepted(info),
                _ => UploadAnswer::Conflict(info),
            })
        }
        status => Ok(UploadAnswer::Refused(status, reason(body))),
    }
}
