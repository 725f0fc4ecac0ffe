//! What a witness answers.
//!
//! Responsible for the order of checks and for the status of each refusal. A refusal's body says the
//! reason as text, except where the specification gives it a form.

use std::fmt;

use super::request::{AddCheckpoint, SignSubtree};
use super::state::State;
use crate::checkpoint::{Checkpoint, SignedCheckpoint};
use crate::cosignature::{CosignError, Cosigner, TIMESTAMP_MAX};
use crate::merkle::{EMPTY_ROOT, Hash, sha256, verify_consistency, verify_subtree_consistency};
use crate::note::{Signature, VerifierKey};
use crate::text::to_hex;

/// An answer over HTTP.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The `Content-Type`.
    pub content_type: &'static str,
    /// The body.
    pub body: String,
}

/// The type of texts.
pub(crate) const TEXT: &str = "text/plain; charset=utf-8";

/// The type of the size in a conflict.
pub(crate) const SIZE: &str = "text/x.tlog.size";

impl Response {
    /// A refusal with its reason.
    pub(crate) fn refusal(status: u16, reason: &impl fmt::Display) -> Self {
        Self {
            status,
            content_type: TEXT,
            body: format!("{reason}\n"),
        }
    }

    pub(crate) fn signatures(signatures: &[Signature]) -> Self {
        Self {
            status: 200,
            content_type: TEXT,
            body: signatures.iter().map(Signature::to_string).collect(),
        }
    }

    pub(crate) fn conflict(size: u64) -> Self {
        Self {
            status: 409,
            content_type: SIZE,
            body: format!("{size}\n"),
        }
    }
}

/// Why a witness cannot answer: the server answers with status 500.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ServeError<E> {
    /// The state could not be read or written.
    State(E),
    /// A key of the witness cannot cosign this log, or not at this time.
    Cosign(CosignError),
    /// Other requests came between so often that nothing was recorded.
    Contended,
    /// The entries that a mirror has stored are not those that it has verified.
    Corrupt,
}

impl<E: fmt::Display> fmt::Display for ServeError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::State(error) => error.fmt(f),
            Self::Cosign(error) => error.fmt(f),
            Self::Contended => f.write_str("other requests came between too often"),
            Self::Corrupt => f.write_str("the entries stored are not those that were verified"),
        }
    }
}

impl<E: fmt::Debug + fmt::Display> std::error::Error for ServeError<E> {}

/// The hash that stands for an origin in the paths of witnesses and mirrors: SHA-256 in hexadecimal.
/// Monitors read `<monitoring prefix>/<origin hash>/checkpoint`.
pub fn origin_hash(origin: &str) -> String {
    to_hex(sha256(&[origin.as_bytes()]).as_bytes())
}

/// So often a head is checked again because another request came between.
const TRIES_MAX: usize = 8;

/// A witness: its keys. What it remembers is a [`State`].
#[derive(Debug)]
pub struct Witness {
    cosigners: Vec<Cosigner>,
}

impl Witness {
    /// A witness that cosigns with each of these keys, of which there should be one at least.
    pub fn new(cosigners: Vec<Cosigner>) -> Self {
        Self { cosigners }
    }

    /// The keys.
    pub fn cosigners(&self) -> &[Cosigner] {
        &self.cosigners
    }

    /// Answers `add-checkpoint` (tlog-witness, *add-checkpoint*) at a time in seconds since the epoch.
    ///
    /// Statuses, in the order of the checks: 400 for a body of another form; 404 for an unknown origin;
    /// 403 where no key of the log signed, or a signature with the name and ID of one is wrong; 400 where
    /// the old size is above the size; 409 with the size of the last head where that is not the old size;
    /// 422 where the head does not extend the last one; 200 with fresh cosignatures, after the head
    /// has been recorded.
    ///
    /// # Errors
    ///
    /// The [`ServeError`]. Time 0 is one that cannot be cosigned.
    pub fn add_checkpoint<S: State>(
        &self,
        state: &mut S,
        body: &[u8],
        now: u64,
    ) -> Result<Response, ServeError<S::Error>> {
        if now == 0 || now > TIMESTAMP_MAX {
            return Err(ServeError::Cosign(CosignError::WrongTimestamp));
        }
        let request = match AddCheckpoint::parse(body) {
            Ok(request) => request,
            Err(error) => return Ok(Response::refusal(400, &error)),
        };
        for _ in 0..TRIES_MAX {
            let origin = request.checkpoint().checkpoint().origin();
            let keys = state.log_keys(origin).map_err(ServeError::State)?;
            let latest = state.latest(origin).map_err(ServeError::State)?;
            let mut head = match check(&request, &keys, latest) {
                Ok(head) => head,
                Err(refusal) => return Ok(refusal),
            };
            let signatures = self.cosign(head.checkpoint(), now);
            let signatures = signatures.map_err(ServeError::Cosign)?;
            for signature in &signatures {
                head.add(signature.clone());
            }
            if state.record(latest, &head).map_err(ServeError::State)? {
                return Ok(Response::signatures(&signatures));
            }
        }
        Err(ServeError::Contended)
    }

    fn cosign(&self, head: &Checkpoint, now: u64) -> Result<Vec<Signature>, CosignError> {
        let keys = self.cosigners.iter();
        keys.map(|key| key.cosign(head, now)).collect()
    }

    /// Answers `sign-subtree` (tlog-witness, *sign-subtree*), which is optional.
    ///
    /// Statuses: 400 for a body of another form, or where the interval is no subtree of the head; 404 for
    /// an unknown origin; 403 where no key of the witness cosigned the head; 422 where the proof does not
    /// lead from the subtree to the head; 200 with cosignatures of the subtree by each key that cosigned
    /// the head and can cosign subtrees, or else by each that can.
    ///
    /// # Errors
    ///
    /// The [`ServeError`]: [`CosignError::NoSubtrees`] where no key of the witness cosigns subtrees.
    pub fn sign_subtree<S: State>(
        &self,
        state: &S,
        body: &[u8],
    ) -> Result<Response, ServeError<S::Error>> {
        let request = match SignSubtree::parse(body) {
            Ok(request) => request,
            Err(error) => return Ok(Response::refusal(400, &error)),
        };
        let origin = request.checkpoint().checkpoint().origin();
        let keys = state.log_keys(origin).map_err(ServeError::State)?;
        if keys.is_empty() {
            return Ok(Response::refusal(404, &UNKNOWN));
        }
        self.sign_checked_subtree(&request)
            .map_err(ServeError::Cosign)
    }

    /// Answers `sign-subtree` for a log that is known.
    pub(crate) fn sign_checked_subtree(
        &self,
        request: &SignSubtree,
    ) -> Result<Response, CosignError> {
        let head = request.checkpoint().checkpoint();
        let own = self.cosigners.iter().map(Cosigner::verifier);
        let by_us = match request.checkpoint().verify(own) {
            Ok(verified) => verified,
            Err(error) => return Ok(Response::refusal(403, &error)),
        };
        let (subtree, hash) = (request.subtree(), request.hash());
        let proof = request.proof();
        let checked = verify_subtree_consistency(subtree, head.size(), proof, &hash, &head.root());
        if let Err(error) = checked {
            return Ok(Response::refusal(422, &error));
        }
        let signed = |key: &&Cosigner| by_us.iter().any(|one| one.key == key.verifier());
        let subtree_signatures = |keys: Vec<&Cosigner>| -> Result<Vec<Signature>, CosignError> {
            keys.into_iter()
                .map(|key| key.sign_subtree(head.origin(), subtree, &hash, 0))
                .filter(|signature| *signature != Err(CosignError::NoSubtrees))
                .collect()
        };
        let mut signatures = subtree_signatures(self.cosigners.iter().filter(signed).collect())?;
        if signatures.is_empty() {
            signatures = subtree_signatures(self.cosigners.iter().collect())?;
        }
        if signatures.is_empty() {
            return Err(CosignError::NoSubtrees);
        }
        Ok(Response::signatures(&signatures))
    }
}

/// The reason of status 404.
pub(crate) const UNKNOWN: &str = "the origin is unknown";

/// Checks a head against the last one of its log: the head with the signatures of the log that were
/// verified, or the refusal.
pub(crate) fn check(
    request: &AddCheckpoint,
    keys: &[VerifierKey],
    latest: Option<(u64, Hash)>,
) -> Result<SignedCheckpoint, Response> {
    let signed = request.checkpoint();
    let head = signed.checkpoint();
    if keys.is_empty() {
        return Err(Response::refusal(404, &UNKNOWN));
    }
    let verified = signed.verify(keys);
    let verified = verified.map_err(|error| Response::refusal(403, &error))?;
    if request.old_size() > head.size() {
        let reason = "the old size is above the size of the checkpoint";
        return Err(Response::refusal(400, &reason));
    }
    let (size, root) = latest.unwrap_or((0, EMPTY_ROOT));
    if request.old_size() != size {
        return Err(Response::conflict(size));
    }
    check_growth(request, head, &root).map_err(|reason| Response::refusal(422, &reason))?;
    let signatures = signed.note().signatures();
    let by_log = verified
        .iter()
        .filter_map(|one| signatures.get(one.position).cloned());
    Ok(signed.with_signatures(by_log.collect()))
}

/// Checks that a head extends the last one, which has the old size and this root.
fn check_growth(request: &AddCheckpoint, head: &Checkpoint, root: &Hash) -> Result<(), String> {
    if head.size() == 0 && head.root() != EMPTY_ROOT {
        return Err("the empty tree has another root".to_owned());
    }
    if request.old_size() == 0 {
        return match request.proof() {
            [] => Ok(()),
            _ => Err("the proof from the empty tree is empty".to_owned()),
        };
    }
    let (old, size) = (request.old_size(), head.size());
    verify_consistency(old, size, request.proof(), root, &head.root())
        .map_err(|error| error.to_string())
}
