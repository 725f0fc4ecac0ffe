//! What a client makes of an answer.
//!
//! Responsible for reading responses with distrust: a cosignature counts when a known key verifies it.

use std::fmt;

use super::request::{AddCheckpoint, BYTES_MAX, SignSubtree};
use super::server::Response;
use crate::cosignature::verify_subtree;
use crate::fault::{Fault, ReadError};
use crate::merkle::Subtree;
use crate::note::{Refusal, SIGNATURES_MAX, Signature, VerifierKey, VerifyError, read_signatures};
use crate::text::{Lines, decimal, utf8};

/// What a witness has answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// It has cosigned: the signatures by known keys, each verified, with a time.
    Cosigned(Vec<Signature>),
    /// It has cosigned another head last, of this size.
    Conflict(u64),
    /// It refuses, with this status and this reason.
    Refused(u16, String),
}

/// Why an answer is worth nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AnswerError {
    /// The body has another form.
    Read(ReadError),
    /// No signature is by a known key, or one that seems to be is not.
    Verify(VerifyError),
}

impl fmt::Display for AnswerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => error.fmt(f),
            Self::Verify(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for AnswerError {}

/// So much of a reason is kept, in characters.
const REASON_MAX: usize = 1000;

/// The signatures of a body with status 200.
pub(crate) fn signatures(body: &[u8]) -> Result<Vec<Signature>, AnswerError> {
    let text = utf8(body, BYTES_MAX).map_err(AnswerError::Read)?;
    read_signatures(text, SIGNATURES_MAX).map_err(AnswerError::Read)
}

/// The reason of a refusal.
pub(crate) fn reason(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body.get(..4 * REASON_MAX).unwrap_or(body));
    text.trim_end().chars().take(REASON_MAX).collect()
}

impl AddCheckpoint {
    /// Reads the answer to this request, from a witness with these keys. Signatures by other keys are
    /// ignored, and so are those that say no time.
    ///
    /// # Errors
    ///
    /// The [`AnswerError`].
    pub fn read_parts<'k>(
        &self,
        status: u16,
        body: &[u8],
        keys: impl IntoIterator<Item = &'k VerifierKey>,
    ) -> Result<Answer, AnswerError> {
        match status {
            200 => {
                let answered = self.checkpoint().with_signatures(signatures(body)?);
                let verified = answered.verify(keys).map_err(AnswerError::Verify)?;
                let timed = verified.iter().filter(|one| one.timestamp > Some(0));
                let all = answered.note().signatures();
                let found: Vec<Signature> = timed
                    .filter_map(|one| all.get(one.position).cloned())
                    .collect();
                if found.is_empty() {
                    return Err(AnswerError::Verify(VerifyError::NoKnownKey));
                }
                Ok(Answer::Cosigned(found))
            }
            409 => size(body).map(Answer::Conflict).map_err(AnswerError::Read),
            status => Ok(Answer::Refused(status, reason(body))),
        }
    }

    /// Reads the answer to this request, as [`AddCheckpoint::read_parts`].
    ///
    /// # Errors
    ///
    /// The [`AnswerError`].
    pub fn read<'k>(
        &self,
        response: &Response,
        keys: impl IntoIterator<Item = &'k VerifierKey>,
    ) -> Result<Answer, AnswerError> {
        self.read_parts(response.status, response.body.as_bytes(), keys)
    }
}

/// The size in the body of a conflict.
fn size(body: &[u8]) -> Result<u64, ReadError> {
    let mut lines = Lines::new(utf8(body, BYTES_MAX)?);
    let size = decimal(lines.line("the size")?).map_err(|fault| lines.fault(fault))?;
    if lines.is_at_end() {
        Ok(size)
    } else {
        Err(lines.fault(Fault::Trailing))
    }
}

impl SignSubtree {
    /// Reads the answer to this request, from a witness with these keys. Signatures by other keys are
    /// ignored.
    ///
    /// # Errors
    ///
    /// The [`AnswerError`].
    pub fn read_parts(
        &self,
        status: u16,
        body: &[u8],
        keys: &[&VerifierKey],
    ) -> Result<Answer, AnswerError> {
        if status != 200 {
            return Ok(Answer::Refused(status, reason(body)));
        }
        let mut found = Vec::new();
        for (position, signature) in signatures(body)?.into_iter().enumerate() {
            let known = keys.iter().find(|key| signature.is_named_as(key));
            let Some(key) = known else {
                continue;
            };
            let origin = self.checkpoint().checkpoint().origin();
            self.verify(key, origin, self.subtree(), &signature)
                .map_err(|refusal| {
                    AnswerError::Verify(VerifyError::Refused {
                        position,
                        name: signature.name().to_owned(),
                        refusal,
                    })
                })?;
            found.push(signature);
        }
        if found.is_empty() {
            return Err(AnswerError::Verify(VerifyError::NoKnownKey));
        }
        Ok(Answer::Cosigned(found))
    }

    /// A cosignature that answers says no time.
    fn verify(
        &self,
        key: &VerifierKey,
        origin: &str,
        subtree: Subtree,
        signature: &Signature,
    ) -> Result<(), Refusal> {
        match verify_subtree(key, origin, subtree, &self.hash(), signature.bytes())? {
            0 => Ok(()),
            _ => Err(Refusal::WrongTimestamp),
        }
    }
}
