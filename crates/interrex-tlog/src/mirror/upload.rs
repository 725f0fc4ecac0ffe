//! One upload of entries, as its bytes arrive.
//!
//! Responsible for the order of checks of `add-entries`, for its statuses, and for bounded memory: the
//! header, or one package, is kept until it is whole.

use super::packet::{Header, Package, Range, ranges, take_package};
use super::server::{Mirror, info};
use super::store::Store;
use crate::checkpoint::SignedCheckpoint;
use crate::merkle::{leaf_hash, root, verify_subtree_consistency};
use crate::witness::{Response, ServeError, UNKNOWN};

/// An upload is refused where more entries than this are stored already.
pub const EXCESS_MAX: u64 = 32 * 256;

/// The state of one request `add-entries` (tlog-mirror, *Processing*). Its bytes are given to
/// [`Upload::push`] in pieces of any length, until it answers or the body ends.
///
/// Statuses: 404 for an unknown origin; 422 where there is no pending checkpoint, or a package does not
/// belong to it; 409 where the upload does not fit what is stored, 202 where packages are missing, each
/// with how to go on; 400 for a header or package of another form, or where the body ends before the
/// first package does; 200 with cosignatures.
///
/// An upload holds a package at most: [`super::PACKAGE_BYTES_MAX`] bytes and one piece.
#[derive(Clone, Default, Debug)]
pub struct Upload {
    buffer: Vec<u8>,
    target: Option<Target>,
    /// Whether a package was saved.
    saved: bool,
}

/// What is uploaded to, once the header is read.
#[derive(Clone, Debug)]
struct Target {
    origin: String,
    head: SignedCheckpoint,
    /// The first entry that has not come.
    next: u64,
    end: u64,
    is_empty: bool,
}

impl Target {
    fn range(&self) -> Option<Range> {
        ranges(self.next, self.end).next()
    }
}

impl Upload {
    /// Takes the next bytes of the body: answers early where the upload is refused, after which nothing
    /// more is to be given.
    ///
    /// # Errors
    ///
    /// The [`ServeError`].
    pub fn push<S: Store>(
        &mut self,
        store: &mut S,
        bytes: &[u8],
    ) -> Result<Option<Response>, ServeError<S::Error>> {
        self.buffer.extend(bytes);
        if self.target.is_none() {
            let header = match Header::take(&self.buffer) {
                Ok(Some((header, rest))) => (header, rest.to_vec()),
                Ok(None) => return Ok(None),
                Err(error) => return Ok(Some(Response::refusal(400, &error))),
            };
            self.buffer = header.1;
            match begin(store, &header.0)? {
                Ok(target) => self.target = Some(target),
                Err(refusal) => return Ok(Some(refusal)),
            }
        }
        self.packages(store)
    }

    /// Takes the packages that are whole.
    fn packages<S: Store>(
        &mut self,
        store: &mut S,
    ) -> Result<Option<Response>, ServeError<S::Error>> {
        let mut taken = 0;
        let mut answer = None;
        while let Some(target) = &mut self.target
            && let Some(range) = target.range()
        {
            let rest = self.buffer.get(taken..).unwrap_or_default();
            let package = match take_package(rest, range.count()) {
                Ok(Some(package)) => package,
                Ok(None) => break,
                Err(error) => {
                    answer = Some(Response::refusal(400, &error));
                    break;
                }
            };
            answer = save(store, target, range, &package)?;
            if answer.is_some() {
                break;
            }
            taken += package.length;
            target.next = range.end;
            self.saved = true;
        }
        let done = self.target.as_ref().and_then(Target::range).is_none();
        if done && self.target.is_some() {
            self.buffer.clear();
        } else {
            self.buffer.drain(..taken);
        }
        Ok(answer)
    }

    /// The body has ended: commits what is complete, at a time in seconds since the epoch.
    ///
    /// # Errors
    ///
    /// The [`ServeError`]; [`ServeError::Corrupt`] where the entries stored do not give the root of the
    /// checkpoint, of which nothing is then signed.
    pub fn finish<S: Store>(
        self,
        mirror: &Mirror,
        store: &mut S,
        now: u64,
    ) -> Result<Response, ServeError<S::Error>> {
        let Some(target) = self.target else {
            return Ok(Response::refusal(400, &"the body ends before its header"));
        };
        if !target.is_empty && !self.saved {
            let reason = "the body ends before its first package";
            return Ok(Response::refusal(400, &reason));
        }
        if target.range().is_some() {
            return info(store, 202, &target.origin, target.end);
        }
        let head = target.head.checkpoint();
        let found = store.integrate(&target.origin, target.end);
        if found.map_err(ServeError::State)? != head.root() {
            return Err(ServeError::Corrupt);
        }
        let signatures = mirror.cosign(head, now).map_err(ServeError::Cosign)?;
        let mut signed = target.head.clone();
        for signature in &signatures {
            signed.add(signature.clone());
        }
        if store.publish(&signed).map_err(ServeError::State)? {
            Ok(Response::signatures(&signatures))
        } else {
            let current = current(store, &target.origin)?;
            info(store, 409, &target.origin, current)
        }
    }
}

/// The size of the current pending checkpoint.
fn current<S: Store>(store: &S, origin: &str) -> Result<u64, ServeError<S::Error>> {
    let latest = store.latest(origin).map_err(ServeError::State)?;
    Ok(latest.map_or(0, |(size, _)| size))
}

/// Checks a header against what is stored.
fn begin<S: Store>(
    store: &S,
    header: &Header,
) -> Result<Result<Target, Response>, ServeError<S::Error>> {
    // An origin is a line of text; other bytes are the origin of no log.
    let origin = std::str::from_utf8(&header.origin).unwrap_or_default();
    let keys = store.log_keys(origin).map_err(ServeError::State)?;
    if keys.is_empty() {
        return Ok(Err(Response::refusal(404, &UNKNOWN)));
    }
    let latest = store.latest(origin).map_err(ServeError::State)?;
    let Some((current, _)) = latest else {
        let reason = "there is no pending checkpoint";
        return Ok(Err(Response::refusal(422, &reason)));
    };
    let conflict = |size| Ok(Err(info(store, 409, origin, size)?));
    let mirrored = store.mirrored(origin).map_err(ServeError::State)?;
    let mirrored_size = mirrored.as_ref().map_or(0, |head| head.checkpoint().size());
    let pending = store.pending(origin, header.end, &header.ticket);
    let pending = pending.map_err(ServeError::State)?;
    let same = mirrored.filter(|head| head.checkpoint().size() == header.end);
    let Some(head) = pending.or(same) else {
        return conflict(current);
    };
    if header.end < mirrored_size {
        return conflict(current);
    }
    let next_entry = store.next_entry(origin).map_err(ServeError::State)?;
    let stored = header.end.min(next_entry);
    let excess = stored.checked_sub(header.start);
    if header.start > next_entry || excess.is_none_or(|excess| excess > EXCESS_MAX) {
        return conflict(header.end);
    }
    Ok(Ok(Target {
        origin: origin.to_owned(),
        head,
        next: header.start,
        end: header.end,
        is_empty: header.start == header.end,
    }))
}

/// Verifies a package and saves those of its entries that are not stored; the refusal if it does not
/// belong to the checkpoint.
fn save<S: Store>(
    store: &mut S,
    target: &Target,
    range: Range,
    package: &Package<'_>,
) -> Result<Option<Response>, ServeError<S::Error>> {
    let origin = &target.origin;
    let before = store.leaf_hashes(origin, range.aligned, range.start);
    let mut leaves = before.map_err(ServeError::State)?;
    leaves.extend(package.entries.iter().map(|entry| leaf_hash(entry)));
    let head = target.head.checkpoint();
    let (subtree, hash) = (range.subtree(), root(&leaves));
    let proof = &package.proof;
    let checked = verify_subtree_consistency(subtree, head.size(), proof, &hash, &head.root());
    if let Err(error) = checked {
        return Ok(Some(Response::refusal(422, &error)));
    }
    let next = store.next_entry(origin).map_err(ServeError::State)?;
    let stored = usize::try_from(next.saturating_sub(range.start)).unwrap_or(usize::MAX);
    let missing = package.entries.get(stored..).unwrap_or_default();
    if !missing.is_empty() {
        let start = range.start.max(next);
        let saved = store.save(origin, start, missing);
        saved.map_err(ServeError::State)?;
    }
    Ok(None)
}
