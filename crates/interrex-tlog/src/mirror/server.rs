//! A mirror: its keys, and what it answers apart from uploads.
//!
//! Responsible for `add-checkpoint` and `sign-subtree`, which are those of a witness, except that a mirror
//! signs no checkpoint before it has the entries.

use super::packet::Info;
use super::store::Store;
use crate::checkpoint::Checkpoint;
use crate::cosignature::{CosignError, Cosigner};
use crate::note::Signature;
use crate::witness::{AddCheckpoint, Response, ServeError, State, TEXT, Witness, check};

/// A mirror: its keys. What it remembers is a [`Store`].
#[derive(Debug)]
pub struct Mirror {
    keys: Witness,
}

/// So often a checkpoint is checked again because another request came between.
const TRIES_MAX: usize = 8;

impl Mirror {
    /// A mirror that cosigns with each of these keys, of which there should be one at least. None may be
    /// that of a witness.
    pub fn new(cosigners: Vec<Cosigner>) -> Self {
        Self {
            keys: Witness::new(cosigners),
        }
    }

    /// The keys.
    pub fn cosigners(&self) -> &[Cosigner] {
        self.keys.cosigners()
    }

    /// Answers `add-checkpoint` (tlog-mirror, *add-checkpoint*): makes a checkpoint the pending one, and
    /// signs nothing. Statuses as of [`Witness::add_checkpoint`]; the body of 200 is empty.
    ///
    /// # Errors
    ///
    /// The [`ServeError`].
    pub fn add_checkpoint<S: State>(
        &self,
        state: &mut S,
        body: &[u8],
    ) -> Result<Response, ServeError<S::Error>> {
        let request = match AddCheckpoint::parse(body) {
            Ok(request) => request,
            Err(error) => return Ok(Response::refusal(400, &error)),
        };
        for _ in 0..TRIES_MAX {
            let origin = request.checkpoint().checkpoint().origin();
            let keys = state.log_keys(origin).map_err(ServeError::State)?;
            let latest = state.latest(origin).map_err(ServeError::State)?;
            let head = match check(&request, &keys, latest) {
                Ok(head) => head,
                Err(refusal) => return Ok(refusal),
            };
            if state.record(latest, &head).map_err(ServeError::State)? {
                return Ok(Response {
                    status: 200,
                    content_type: TEXT,
                    body: String::new(),
                });
            }
        }
        Err(ServeError::Contended)
    }

    /// Answers `sign-subtree` (tlog-mirror, *sign-subtree*) as [`Witness::sign_subtree`]: for checkpoints
    /// that the mirror's own keys cosigned.
    ///
    /// # Errors
    ///
    /// As [`Witness::sign_subtree`].
    pub fn sign_subtree<S: State>(
        &self,
        state: &S,
        body: &[u8],
    ) -> Result<Response, ServeError<S::Error>> {
        self.keys.sign_subtree(state, body)
    }

    pub(super) fn cosign(
        &self,
        head: &Checkpoint,
        now: u64,
    ) -> Result<Vec<Signature>, CosignError> {
        let keys = self.cosigners().iter();
        keys.map(|key| key.cosign(head, now)).collect()
    }
}

/// An answer that says how to go on.
pub(super) fn info<S: Store>(
    store: &S,
    status: u16,
    origin: &str,
    size: u64,
) -> Result<Response, ServeError<S::Error>> {
    let info = Info {
        size,
        next_entry: store.next_entry(origin).map_err(ServeError::State)?,
        ticket: store.ticket(origin, size).map_err(ServeError::State)?,
    };
    Ok(Response {
        status,
        content_type: "text/x.tlog.mirror-info",
        body: info.to_string(),
    })
}
