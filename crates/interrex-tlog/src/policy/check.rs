//! Whether a policy accepts a checkpoint.
//!
//! Responsible for who signed, and for the quorum. The proof of an entry is left to [`crate::proof`].

use std::fmt;

use super::{Log, Policy};
use crate::checkpoint::SignedCheckpoint;
use crate::note::{Verified, VerifierKey, VerifyError};

/// Why a policy does not accept a checkpoint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PolicyError {
    /// The policy has no log with this origin.
    UnknownLog(String),
    /// No log with the origin of the checkpoint has signed it.
    NotSignedByLog,
    /// A signature that bears the name and ID of a known key is not by that key.
    Refused(VerifyError),
    /// The witnesses at these positions have cosigned, and they are no quorum.
    NoQuorum(Vec<usize>),
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownLog(origin) => write!(f, "the policy has no log `{origin}`"),
            Self::NotSignedByLog => f.write_str("the log has not signed the checkpoint"),
            Self::Refused(error) => error.fmt(f),
            Self::NoQuorum(cosigned) => {
                write!(f, "{} known cosignatures are no quorum", cosigned.len())
            }
        }
    }
}

impl std::error::Error for PolicyError {}

/// A checkpoint that a policy accepts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Accepted<'p> {
    /// The key of the log that signed it.
    pub log: &'p VerifierKey,
    /// Who cosigned it, in the order of the policy, each witness once.
    pub cosigned: Vec<Cosigned>,
}

/// A verified cosignature of a witness of a policy.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Cosigned {
    /// The position of the witness in the policy.
    pub witness: usize,
    /// When: seconds since the epoch, the latest where there are several. Zero where its signer says none.
    pub timestamp: u64,
}

impl Policy {
    /// Checks a checkpoint: signed by a log of this policy whose key is named as its origin, and cosigned
    /// by a quorum (tlog-policy, *What is a "policy"?*). Signatures by unknown keys are ignored.
    ///
    /// # Errors
    ///
    /// The [`PolicyError`].
    pub fn check<'p>(&'p self, signed: &SignedCheckpoint) -> Result<Accepted<'p>, PolicyError> {
        let origin = signed.checkpoint().origin();
        let named = |log: &&Log| log.key.name() == origin;
        let keys: Vec<&VerifierKey> = self.logs.iter().filter(named).map(|log| &log.key).collect();
        if keys.is_empty() {
            return Err(PolicyError::UnknownLog(origin.to_owned()));
        }
        self.check_of_log(signed, &keys)
    }

    /// Checks a checkpoint of a log that is known from elsewhere, by the keys of that log. The caller has
    /// compared the origin.
    ///
    /// # Errors
    ///
    /// The [`PolicyError`]; never [`PolicyError::UnknownLog`].
    pub fn check_of_log<'k>(
        &self,
        signed: &SignedCheckpoint,
        keys: &[&'k VerifierKey],
    ) -> Result<Accepted<'k>, PolicyError> {
        let by_log = known(signed, keys)?;
        let log = by_log.first().ok_or(PolicyError::NotSignedByLog)?.key;
        let witnesses: Vec<&VerifierKey> = self.witnesses.iter().map(|one| &one.key).collect();
        let mut cosigned: Vec<Cosigned> = Vec::new();
        for one in known(signed, &witnesses)? {
            // Public keys of witnesses differ, so that there is one.
            let same = |key: &&VerifierKey| std::ptr::eq(*key, one.key);
            let timestamp = one.timestamp.unwrap_or(0);
            let witness = witnesses.iter().position(same);
            cosigned.extend(witness.map(|witness| Cosigned { witness, timestamp }));
        }
        cosigned.sort_by(|a, b| (a.witness, b.timestamp).cmp(&(b.witness, a.timestamp)));
        cosigned.dedup_by_key(|one| one.witness);
        let positions: Vec<usize> = cosigned.iter().map(|one| one.witness).collect();
        if !self.is_met(|witness| positions.binary_search(&witness).is_ok()) {
            return Err(PolicyError::NoQuorum(positions));
        }
        Ok(Accepted { log, cosigned })
    }
}

/// The signatures by known keys, of which there may be none.
fn known<'k>(
    signed: &SignedCheckpoint,
    keys: &[&'k VerifierKey],
) -> Result<Vec<Verified<'k>>, PolicyError> {
    match signed.verify(keys.iter().copied()) {
        Ok(verified) => Ok(verified),
        Err(VerifyError::NoKnownKey) => Ok(Vec::new()),
        Err(error) => Err(PolicyError::Refused(error)),
    }
}
