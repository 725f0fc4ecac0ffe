//! Cosignatures: that somebody saw a checkpoint, and that it is consistent with all they saw before.
//!
//! Specification: [tlog-cosignature](https://c2sp.org/tlog-cosignature), as of its change of 3 June 2026
//! (`01194db`).
//!
//! Responsible for what is signed and for both types: Ed25519 (`cosignature/v1`) and ML-DSA-44
//! (`subtree/v1`), which also signs subtrees. ML-DSA-44 is signed with an empty context and without
//! randomness, which FIPS 204 allows. Whether a cosigner may sign is left to [`crate::witness`] and
//! [`crate::mirror`]; whether its time is recent, to the caller.
//!
//! # A whole example
//!
//! The checkpoint of [`crate::checkpoint`] with a cosignature after the log's signature, and what the
//! witness signed:
//!
//! ```text
//! example.com/behind-the-sofa
//! 20852163
//! CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
//!
//! — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
//! — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
//! ```
//!
//! ```
//! use interrex_tlog::checkpoint::Checkpoint;
//! use interrex_tlog::cosignature::{Cosigner, ed25519_message, split};
//! use interrex_tlog::merkle::Hash;
//! use interrex_tlog::note::{Note, Signature};
//!
//! let line = "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWX\
//!     EhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==";
//! let (timestamp, _) = split(Signature::parse(line).unwrap().bytes()).unwrap();
//! assert_eq!(timestamp, 1_679_315_147);
//!
//! let root = Hash::from_base64("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=").unwrap();
//! let head = Checkpoint::new("example.com/behind-the-sofa", 20_852_163, root).unwrap();
//! assert_eq!(ed25519_message(&head, timestamp), "cosignature/v1
//! time 1679315147
//! example.com/behind-the-sofa
//! 20852163
//! CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
//! ");
//!
//! let witness = Cosigner::ml_dsa_44("witness.example.com/w1", &[7; 32]).unwrap();
//! let mut note = Note::unsigned(&head.to_string()).unwrap();
//! note.add(witness.cosign(&head, timestamp).unwrap());
//! let verified = note.verify([witness.verifier()]).unwrap();
//! assert_eq!(verified[0].timestamp, Some(timestamp));
//! ```

use std::fmt;

use ed25519_dalek::Signer as _;
use ml_dsa::MlDsa44;

use crate::checkpoint::Checkpoint;
use crate::fault::Fault;
use crate::merkle::{Hash, Subtree};
use crate::note::{Algorithm, Material, Refusal, Signature, VerifierKey, is_key_name};

/// The latest time a cosignature can bear, in seconds since the epoch.
pub const TIMESTAMP_MAX: u64 = i64::MAX.unsigned_abs();

/// Why something cannot be cosigned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CosignError {
    /// The time is above [`TIMESTAMP_MAX`], or is not zero for a subtree that begins after the first
    /// entry.
    WrongTimestamp,
    /// The name of the cosigner is longer than 255 bytes, which ML-DSA-44 cosignatures cannot say.
    NameTooLong,
    /// The origin of the log is longer than 255 bytes, which ML-DSA-44 cosignatures cannot say.
    OriginTooLong,
    /// Ed25519 cosignatures sign checkpoints alone.
    NoSubtrees,
}

impl fmt::Display for CosignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::WrongTimestamp => "the time cannot be cosigned",
            Self::NameTooLong => "the name of the cosigner is longer than 255 bytes",
            Self::OriginTooLong => "the origin is longer than 255 bytes",
            Self::NoSubtrees => "an Ed25519 key cosigns no subtrees",
        })
    }
}

impl std::error::Error for CosignError {}

/// What an Ed25519 cosignature signs (tlog-cosignature, *Ed25519 signed message*).
pub fn ed25519_message(checkpoint: &Checkpoint, timestamp: u64) -> String {
    format!("cosignature/v1\ntime {timestamp}\n{checkpoint}")
}

/// What an ML-DSA-44 cosignature signs (tlog-cosignature, *ML-DSA-44 signed message*): a statement
/// about the subtree of this hash, or about a whole checkpoint.
///
/// # Errors
///
/// [`CosignError::NameTooLong`], [`CosignError::OriginTooLong`] or [`CosignError::WrongTimestamp`].
pub fn ml_dsa_44_message(
    cosigner_name: &str,
    timestamp: u64,
    origin: &str,
    subtree: Subtree,
    hash: &Hash,
) -> Result<Vec<u8>, CosignError> {
    if timestamp > TIMESTAMP_MAX || timestamp != 0 && subtree.start() != 0 {
        return Err(CosignError::WrongTimestamp);
    }
    let name_length = u8::try_from(cosigner_name.len()).map_err(|_| CosignError::NameTooLong)?;
    let origin_length = u8::try_from(origin.len()).map_err(|_| CosignError::OriginTooLong)?;
    let mut message = b"subtree/v1\n\0".to_vec();
    message.push(name_length);
    message.extend(cosigner_name.as_bytes());
    message.extend(timestamp.to_be_bytes());
    message.push(origin_length);
    message.extend(origin.as_bytes());
    message.extend(subtree.start().to_be_bytes());
    message.extend(subtree.end().to_be_bytes());
    message.extend(hash.as_bytes());
    Ok(message)
}

/// The time and the signature proper of a `timestamped_signature`.
///
/// # Errors
///
/// [`Refusal::WrongLength`] where there is no room for a time, [`Refusal::WrongTimestamp`] where it is
/// above [`TIMESTAMP_MAX`].
pub fn split(signature: &[u8]) -> Result<(u64, &[u8]), Refusal> {
    let (time, signature) = signature
        .split_first_chunk::<8>()
        .ok_or(Refusal::WrongLength)?;
    let timestamp = u64::from_be_bytes(*time);
    if timestamp > TIMESTAMP_MAX {
        return Err(Refusal::WrongTimestamp);
    }
    Ok((timestamp, signature))
}

/// Verifies a cosignature of a checkpoint, a `timestamped_signature`, and returns its time.
///
/// # Errors
///
/// The [`Refusal`]: [`Refusal::WrongAlgorithm`] where the key signs notes and not checkpoints.
pub fn verify(key: &VerifierKey, checkpoint: &Checkpoint, bytes: &[u8]) -> Result<u64, Refusal> {
    match key.algorithm() {
        Algorithm::Ed25519 => Err(Refusal::WrongAlgorithm),
        Algorithm::CosignatureEd25519 => {
            let (timestamp, signature) = split(bytes)?;
            let message = ed25519_message(checkpoint, timestamp);
            key.material().verify(message.as_bytes(), signature)?;
            Ok(timestamp)
        }
        Algorithm::CosignatureMlDsa44 => {
            let whole = Subtree::tree(checkpoint.size());
            verify_subtree(key, checkpoint.origin(), whole, &checkpoint.root(), bytes)
        }
    }
}

/// Verifies an ML-DSA-44 cosignature of a subtree of the log with this origin, and returns its time,
/// which is zero where its signer says none.
///
/// # Errors
///
/// The [`Refusal`]: [`Refusal::WrongAlgorithm`] where the key signs no subtrees,
/// [`Refusal::NotACheckpoint`] where its name or the origin is longer than such a cosignature can say.
pub fn verify_subtree(
    key: &VerifierKey,
    origin: &str,
    subtree: Subtree,
    hash: &Hash,
    bytes: &[u8],
) -> Result<u64, Refusal> {
    if key.algorithm() != Algorithm::CosignatureMlDsa44 {
        return Err(Refusal::WrongAlgorithm);
    }
    let (timestamp, signature) = split(bytes)?;
    let message = ml_dsa_44_message(key.name(), timestamp, origin, subtree, hash);
    let message = message.map_err(|error| match error {
        CosignError::WrongTimestamp => Refusal::WrongTimestamp,
        _ => Refusal::NotACheckpoint,
    })?;
    key.material().verify(&message, signature)?;
    Ok(timestamp)
}

/// A private key that cosigns. It is overwritten when dropped, and not shown.
pub struct Cosigner {
    verifier: VerifierKey,
    secret: Secret,
}

enum Secret {
    Ed25519(Box<ed25519_dalek::SigningKey>),
    MlDsa44(Box<ml_dsa::SigningKey<MlDsa44>>),
}

impl Cosigner {
    /// The Ed25519 key of this name that a seed of 32 bytes gives (RFC 8032, section 5.1.5). The caller
    /// overwrites the seed. Two cosigners need two seeds: the message does not say the name.
    ///
    /// # Errors
    ///
    /// [`Fault::NotAKeyName`].
    pub fn ed25519(name: &str, seed: &[u8; 32]) -> Result<Self, Fault> {
        is_key_name(name)?;
        let secret = Box::new(ed25519_dalek::SigningKey::from_bytes(seed));
        let material = Material::Ed25519(secret.verifying_key());
        Ok(Self {
            verifier: VerifierKey::of(name, Algorithm::CosignatureEd25519, material),
            secret: Secret::Ed25519(secret),
        })
    }

    /// The ML-DSA-44 key of this name that a seed of 32 bytes gives (FIPS 204, algorithm 6). The caller
    /// overwrites the seed.
    ///
    /// # Errors
    ///
    /// [`Fault::NotAKeyName`], also where the name is longer than 255 bytes.
    pub fn ml_dsa_44(name: &str, seed: &[u8; 32]) -> Result<Self, Fault> {
        is_key_name(name)?;
        if name.len() > usize::from(u8::MAX) {
            return Err(Fault::NotAKeyName);
        }
        // By reference, so that no copy of the seed stays behind.
        let secret = Box::new(ml_dsa::SigningKey::<MlDsa44>::from_seed(seed.into()));
        let public = secret.expanded_key().verifying_key();
        let material = Material::MlDsa44(Box::new(public));
        Ok(Self {
            verifier: VerifierKey::of(name, Algorithm::CosignatureMlDsa44, material),
            secret: Secret::MlDsa44(secret),
        })
    }

    /// The public key.
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    /// Cosigns a checkpoint as of a time in seconds since the epoch. An ML-DSA-44 cosignature at time 0
    /// does not say that the tree is the largest that was seen.
    ///
    /// # Errors
    ///
    /// [`CosignError::WrongTimestamp`] or [`CosignError::OriginTooLong`].
    pub fn cosign(
        &self,
        checkpoint: &Checkpoint,
        timestamp: u64,
    ) -> Result<Signature, CosignError> {
        let Secret::Ed25519(key) = &self.secret else {
            let whole = Subtree::tree(checkpoint.size());
            return self.sign_subtree(checkpoint.origin(), whole, &checkpoint.root(), timestamp);
        };
        if timestamp > TIMESTAMP_MAX {
            return Err(CosignError::WrongTimestamp);
        }
        let message = ed25519_message(checkpoint, timestamp);
        let signature = key.sign(message.as_bytes()).to_bytes();
        Ok(self.timestamped(timestamp, &signature))
    }

    /// Cosigns a subtree of the log with this origin; the time is zero where it does not begin with the
    /// first entry.
    ///
    /// # Errors
    ///
    /// [`CosignError::NoSubtrees`] for an Ed25519 key; [`CosignError::WrongTimestamp`];
    /// [`CosignError::OriginTooLong`].
    pub fn sign_subtree(
        &self,
        origin: &str,
        subtree: Subtree,
        hash: &Hash,
        timestamp: u64,
    ) -> Result<Signature, CosignError> {
        let Secret::MlDsa44(key) = &self.secret else {
            return Err(CosignError::NoSubtrees);
        };
        let name = self.verifier.name();
        let message = ml_dsa_44_message(name, timestamp, origin, subtree, hash)?;
        // The one error is a context of more than 255 bytes, and this one is empty.
        let signature = key.expanded_key().sign_deterministic(&message, &[]);
        let signature = signature.map_err(|_| CosignError::NoSubtrees)?;
        Ok(self.timestamped(timestamp, &signature.encode()))
    }

    fn timestamped(&self, timestamp: u64, signature: &[u8]) -> Signature {
        let mut bytes = timestamp.to_be_bytes().to_vec();
        bytes.extend(signature);
        self.verifier.signature(bytes)
    }
}

impl fmt::Debug for Cosigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the private key of {:?}", self.verifier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merkle::leaf_hash;
    use crate::note::{Note, VerifyError};

    fn head() -> Checkpoint {
        Checkpoint::new("log.example", 14, leaf_hash(b"root")).unwrap()
    }

    #[test]
    fn the_message_of_ml_dsa_44_is_a_packet() {
        let subtree = Subtree::new(8, 13).unwrap();
        let hash = Hash::new([0xab; 32]);
        let mut expect = b"subtree/v1\n\0\x02w1\0\0\0\0\0\0\0\0\x0blog.example".to_vec();
        expect.extend(b"\0\0\0\0\0\0\0\x08\0\0\0\0\0\0\0\x0d");
        expect.extend([0xab; 32]);
        let found = ml_dsa_44_message("w1", 0, "log.example", subtree, &hash);
        assert_eq!(found, Ok(expect));
        let late = ml_dsa_44_message("w1", 1, "log.example", subtree, &hash);
        assert_eq!(late, Err(CosignError::WrongTimestamp));
        let whole = Subtree::tree(13);
        let message = |name: &str, origin: &str| ml_dsa_44_message(name, 1, origin, whole, &hash);
        assert_eq!(message("w1", "log.example").unwrap()[22], 1);
        let long = "n".repeat(256);
        assert_eq!(message(&long, "o"), Err(CosignError::NameTooLong));
        assert_eq!(message("w", &long), Err(CosignError::OriginTooLong));
        let last = TIMESTAMP_MAX;
        ml_dsa_44_message("w", last, "o", whole, &hash).unwrap();
        ml_dsa_44_message("w", last + 1, "o", whole, &hash).unwrap_err();
    }

    #[test]
    fn both_types_cosign_a_checkpoint() {
        let cosigners = [
            Cosigner::ed25519("w", &[1; 32]).unwrap(),
            Cosigner::ml_dsa_44("w", &[1; 32]).unwrap(),
        ];
        for cosigner in &cosigners {
            let key = VerifierKey::parse(&cosigner.verifier().to_string()).unwrap();
            assert_eq!(&key, cosigner.verifier());
            let signature = cosigner.cosign(&head(), 1_700_000_000).unwrap();
            let time = verify(&key, &head(), signature.bytes());
            assert_eq!(time, Ok(1_700_000_000));
            let mut later = signature.bytes().to_vec();
            later[7] ^= 1;
            assert_eq!(verify(&key, &head(), &later), Err(Refusal::WrongSignature));
            later[0] |= 0x80;
            assert_eq!(verify(&key, &head(), &later), Err(Refusal::WrongTimestamp));
            let other = Checkpoint::new("other.example", 14, head().root()).unwrap();
            let found = verify(&key, &other, signature.bytes());
            assert_eq!(found, Err(Refusal::WrongSignature));
        }
        let [ed25519, ml_dsa] = &cosigners;
        assert_ne!(ed25519.verifier().id(), ml_dsa.verifier().id());
    }

    #[test]
    fn the_length_of_a_cosignature_is_fixed() {
        let key = Cosigner::ed25519("w", &[1; 32]).unwrap();
        let signature = key.cosign(&head(), 1).unwrap();
        let bytes = signature.bytes();
        assert_eq!(bytes.len(), 72);
        for wrong in [&bytes[..7], &bytes[..71], &[bytes, &[0]].concat()] {
            assert_eq!(
                verify(key.verifier(), &head(), wrong),
                Err(Refusal::WrongLength)
            );
        }
        let key = Cosigner::ml_dsa_44("w", &[1; 32]).unwrap();
        assert_eq!(key.cosign(&head(), 1).unwrap().bytes().len(), 2428);
    }

    #[test]
    fn extension_lines_are_signed_by_ed25519_alone() {
        let extended = head().with_extension("more").unwrap();
        for (cosigner, expect) in [
            (Cosigner::ed25519("w", &[1; 32]).unwrap(), false),
            (Cosigner::ml_dsa_44("w", &[1; 32]).unwrap(), true),
        ] {
            let signature = cosigner.cosign(&head(), 1).unwrap();
            let found = verify(cosigner.verifier(), &extended, signature.bytes());
            assert_eq!(found.is_ok(), expect);
        }
    }

    #[test]
    fn subtrees_are_signed_by_ml_dsa_44_alone() {
        let subtree = Subtree::new(8, 13).unwrap();
        let hash = leaf_hash(b"subtree");
        let key = Cosigner::ml_dsa_44("w", &[1; 32]).unwrap();
        let sign = |time| key.sign_subtree("log.example", subtree, &hash, time);
        assert_eq!(sign(1), Err(CosignError::WrongTimestamp));
        let signature = sign(0).unwrap();
        let check = |subtree, expect| {
            let bytes = signature.bytes();
            let found = verify_subtree(key.verifier(), "log.example", subtree, &hash, bytes);
            assert_eq!(found, expect);
        };
        check(subtree, Ok(0));
        let other = Subtree::new(8, 12).unwrap();
        check(other, Err(Refusal::WrongSignature));
        let key = Cosigner::ed25519("w", &[1; 32]).unwrap();
        let found = key.sign_subtree("log.example", subtree, &hash, 0);
        assert_eq!(found, Err(CosignError::NoSubtrees));
    }

    #[test]
    fn a_text_that_is_no_checkpoint_has_no_cosignature() {
        let key = Cosigner::ed25519("w", &[1; 32]).unwrap();
        let mut note = Note::unsigned("no checkpoint\n").unwrap();
        note.add(key.cosign(&head(), 1).unwrap());
        let refused = VerifyError::Refused {
            position: 0,
            name: "w".to_owned(),
            refusal: Refusal::NotACheckpoint,
        };
        assert_eq!(note.verify([key.verifier()]), Err(refused));
    }

    #[test]
    fn the_last_time_and_the_longest_name() {
        let key = Cosigner::ed25519("w", &[1; 32]).unwrap();
        let last = key.cosign(&head(), TIMESTAMP_MAX).unwrap();
        let time = verify(key.verifier(), &head(), last.bytes());
        assert_eq!(time, Ok(TIMESTAMP_MAX));
        let late = key.cosign(&head(), TIMESTAMP_MAX + 1);
        assert_eq!(late, Err(CosignError::WrongTimestamp));
        // A length is one byte.
        Cosigner::ml_dsa_44(&"n".repeat(255), &[1; 32]).unwrap();
        let long = Cosigner::ml_dsa_44(&"n".repeat(256), &[1; 32]);
        assert_eq!(long.err(), Some(Fault::NotAKeyName));
        assert!(Cosigner::ml_dsa_44(&"n".repeat(300), &[1; 32]).is_err());
    }

    #[test]
    fn private_keys_are_not_shown() {
        let key = Cosigner::ed25519("w", &[1; 32]).unwrap();
        let id = key.verifier().id();
        assert_eq!(format!("{key:?}"), format!("the private key of w+{id:08x}"));
    }
}
