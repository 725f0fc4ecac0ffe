//! The keys of one log.
//!
//! Responsible for signing a head and for recognizing one's own. Where private keys are kept is left to
//! the binary.

use interrex_tlog::Fault;
use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use interrex_tlog::cosignature::Cosigner;
use interrex_tlog::note::{SignerKey, VerifierKey};

use crate::fault::LogError;

/// The keys that sign the heads of a log. Their common name is its origin.
///
/// The same head gets the same signatures: Ed25519 is so by itself, and ML-DSA-44 is signed without
/// randomness and without a time.
#[derive(Debug)]
pub struct LogKeys {
    ed25519: SignerKey,
    ml_dsa_44: Option<Cosigner>,
}

impl LogKeys {
    /// Keys of one name: Ed25519, and ML-DSA-44 where there is one.
    ///
    /// # Errors
    ///
    /// [`Fault::NotAKeyName`] where the names differ, [`Fault::SignatureType`] where the second key is not
    /// ML-DSA-44.
    pub fn new(ed25519: SignerKey, ml_dsa_44: Option<Cosigner>) -> Result<Self, Fault> {
        if let Some(second) = ml_dsa_44.as_ref().map(Cosigner::verifier) {
            if second.name() != ed25519.verifier().name() {
                return Err(Fault::NotAKeyName);
            }
            let algorithm = second.algorithm();
            if algorithm != interrex_tlog::note::Algorithm::CosignatureMlDsa44 {
                return Err(Fault::SignatureType(algorithm as u8));
            }
        }
        Ok(Self { ed25519, ml_dsa_44 })
    }

    /// The identity of the log: the name of its keys.
    pub fn origin(&self) -> &str {
        self.ed25519.verifier().name()
    }

    /// The public keys, Ed25519 first.
    pub fn verifiers(&self) -> impl Iterator<Item = &VerifierKey> {
        let second = self.ml_dsa_44.as_ref().map(Cosigner::verifier);
        [self.ed25519.verifier()].into_iter().chain(second)
    }

    /// Signs a head of this log.
    pub(crate) fn sign(&self, head: Checkpoint) -> Result<SignedCheckpoint, LogError> {
        let mut signed = SignedCheckpoint::unsigned(head).map_err(LogError::Checkpoint)?;
        signed.add(self.ed25519.sign(signed.note().text()));
        if let Some(second) = &self.ml_dsa_44 {
            let signature = second.cosign(signed.checkpoint(), 0);
            signed.add(signature.map_err(LogError::Sign)?);
        }
        Ok(signed)
    }

    /// Reads a head that this log has signed.
    pub(crate) fn read(&self, bytes: &[u8]) -> Result<SignedCheckpoint, LogError> {
        let signed = SignedCheckpoint::parse(bytes).map_err(LogError::Checkpoint)?;
        self.check(&signed)?;
        Ok(signed)
    }

    /// Checks that this log has signed a head.
    pub(crate) fn check(&self, signed: &SignedCheckpoint) -> Result<(), LogError> {
        let origin = signed.checkpoint().origin();
        if origin != self.origin() {
            return Err(LogError::OtherOrigin(origin.to_owned()));
        }
        let own = signed.verify([self.ed25519.verifier()]);
        own.map(|_| ()).map_err(LogError::NotSigned)
    }
}
