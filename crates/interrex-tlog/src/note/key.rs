//! Keys: verifier keys in the form of vkeys, and keys that sign notes.
//!
//! Responsible for names, IDs and the three signature types that this crate implements. The messages
//! that cosignatures sign are left to [`crate::cosignature`].

use std::fmt;

use ed25519_dalek::Signer as _;
use ml_dsa::MlDsa44;

use super::Signature;
use crate::checkpoint::Checkpoint;
use crate::cosignature;
use crate::fault::Fault;
use crate::merkle::sha256;
use crate::text::{from_base64, to_base64};

/// What a key signs, and how. The numbers are the signature types of signed-note.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum Algorithm {
    /// Ed25519 over the text of a note.
    Ed25519 = 0x01,
    /// Ed25519 over a checkpoint and a time.
    CosignatureEd25519 = 0x04,
    /// ML-DSA-44 over a subtree, or a checkpoint, and a time.
    CosignatureMlDsa44 = 0x06,
}

impl Algorithm {
    /// The signature type of this number.
    ///
    /// # Errors
    ///
    /// [`Fault::SignatureType`] for every other number.
    pub fn from_type(number: u8) -> Result<Self, Fault> {
        match number {
            0x01 => Ok(Self::Ed25519),
            0x04 => Ok(Self::CosignatureEd25519),
            0x06 => Ok(Self::CosignatureMlDsa44),
            other => Err(Fault::SignatureType(other)),
        }
    }

    /// Whether its signatures are cosignatures: of checkpoints, with a time.
    pub fn is_cosignature(self) -> bool {
        self != Self::Ed25519
    }
}

/// Why a signature is not by a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The signature has not the length of its type.
    WrongLength,
    /// The signature does not verify.
    WrongSignature,
    /// A cosignature of a text that is no checkpoint.
    NotACheckpoint,
    /// The time of a cosignature is above 2^63 - 1, or is not zero where it has to be.
    WrongTimestamp,
    /// The key does not sign what is asked about.
    WrongAlgorithm,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::WrongLength => "the signature has not the length of its type",
            Self::WrongSignature => "the signature does not verify",
            Self::NotACheckpoint => "a cosignature of what is no checkpoint",
            Self::WrongTimestamp => "the time of the cosignature is out of range",
            Self::WrongAlgorithm => "the key does not sign what is asked about",
        })
    }
}

/// A public key with its name and ID: whose signatures are known.
///
/// Shown as a vkey: `<name>+<ID in hexadecimal>+<base64 of signature type and public key>`.
#[derive(Clone)]
pub struct VerifierKey {
    name: String,
    id: u32,
    algorithm: Algorithm,
    material: Material,
}

/// A public key.
#[derive(Clone)]
pub(crate) enum Material {
    Ed25519(ed25519_dalek::VerifyingKey),
    MlDsa44(Box<ml_dsa::VerifyingKey<MlDsa44>>),
}

impl Material {
    fn parse(algorithm: Algorithm, bytes: &[u8]) -> Result<Self, Fault> {
        let expected = match algorithm {
            Algorithm::CosignatureMlDsa44 => 1312,
            Algorithm::Ed25519 | Algorithm::CosignatureEd25519 => 32,
        };
        let length = Fault::WrongLength {
            expected,
            found: bytes.len(),
        };
        if algorithm == Algorithm::CosignatureMlDsa44 {
            let encoded = bytes.try_into().map_err(|_| length)?;
            return Ok(Self::MlDsa44(Box::new(ml_dsa::VerifyingKey::decode(
                &encoded,
            ))));
        }
        let encoded = bytes.try_into().map_err(|_| length)?;
        let key = ed25519_dalek::VerifyingKey::from_bytes(&encoded).map_err(|_| Fault::NotAKey)?;
        if key.is_weak() {
            return Err(Fault::NotAKey);
        }
        Ok(Self::Ed25519(key))
    }

    fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Ed25519(key) => key.as_bytes().to_vec(),
            Self::MlDsa44(key) => key.encode().to_vec(),
        }
    }

    /// Whether the signature of the message is by this key. Ed25519 is checked strictly: signatures
    /// and keys of small order verify nothing.
    pub(crate) fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), Refusal> {
        let good = match self {
            Self::Ed25519(key) => {
                let bytes = signature.try_into().map_err(|_| Refusal::WrongLength)?;
                let signature = ed25519_dalek::Signature::from_bytes(bytes);
                key.verify_strict(message, &signature).is_ok()
            }
            Self::MlDsa44(key) => {
                let bytes = signature.try_into().map_err(|_| Refusal::WrongLength)?;
                ml_dsa::Signature::decode(&bytes)
                    .is_some_and(|signature| key.verify_with_context(message, &[], &signature))
            }
        };
        good.then_some(()).ok_or(Refusal::WrongSignature)
    }
}

/// Refuses names of keys that are empty or have spaces, plus signs or control characters.
pub(crate) fn is_key_name(name: &str) -> Result<(), Fault> {
    let closed = |letter: char| letter.is_whitespace() || letter == '+' || letter < ' ';
    if name.is_empty() || name.contains(closed) {
        return Err(Fault::NotAKeyName);
    }
    Ok(())
}

impl VerifierKey {
    /// A key from its name, its signature type and the bytes of its public key: 32 for Ed25519, 1312
    /// for ML-DSA-44.
    ///
    /// # Errors
    ///
    /// [`Fault::NotAKeyName`]; [`Fault::WrongLength`]; [`Fault::NotAKey`] where the bytes are no point of
    /// the curve, or one of small order.
    pub fn new(name: &str, algorithm: Algorithm, public: &[u8]) -> Result<Self, Fault> {
        is_key_name(name)?;
        let material = Material::parse(algorithm, public)?;
        Ok(Self::of(name, algorithm, material))
    }

    pub(crate) fn of(name: &str, algorithm: Algorithm, material: Material) -> Self {
        let kind = [algorithm as u8];
        let parts: [&[u8]; 4] = [name.as_bytes(), b"\n", &kind, &material.to_bytes()];
        let [a, b, c, d, ..] = *sha256(&parts).as_bytes();
        Self {
            name: name.to_owned(),
            id: u32::from_be_bytes([a, b, c, d]),
            algorithm,
            material,
        }
    }

    /// Reads a vkey (signed-note, *Verifier keys*).
    ///
    /// # Errors
    ///
    /// A [`Fault`] where the form is another, the signature type is none of [`Algorithm`], the key is
    /// none, or the ID is not the one that follows from name and key.
    pub fn parse(vkey: &str) -> Result<Self, Fault> {
        let form = Fault::Expected("a vkey: name, key ID and base64 of the key, joined by `+`");
        // Base64 has plus signs as well, a name and an ID have none.
        let mut parts = vkey.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(form);
        };
        let hexadecimal = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if id.len() != 8 || !id.bytes().all(hexadecimal) {
            return Err(form);
        }
        let found = u32::from_str_radix(id, 16).map_err(|_| form.clone())?;
        let bytes = from_base64(key)?;
        let (kind, public) = bytes.split_first().ok_or(form)?;
        let key = Self::new(name, Algorithm::from_type(*kind)?, public)?;
        if key.id != found {
            return Err(Fault::WrongKeyId {
                expected: key.id,
                found,
            });
        }
        Ok(key)
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The ID, which follows from name, signature type and public key.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// The signature type.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The bytes of the public key.
    pub fn public_bytes(&self) -> Vec<u8> {
        self.material.to_bytes()
    }

    pub(crate) fn material(&self) -> &Material {
        &self.material
    }

    /// Verifies a signature of the text of a note; the time where it is a cosignature. The name and ID
    /// of the signature are not looked at.
    ///
    /// # Errors
    ///
    /// The [`Refusal`].
    pub fn verify(&self, text: &str, signature: &Signature) -> Result<Option<u64>, Refusal> {
        if self.algorithm == Algorithm::Ed25519 {
            self.material.verify(text.as_bytes(), signature.bytes())?;
            return Ok(None);
        }
        let checkpoint = Checkpoint::parse(text).map_err(|_| Refusal::NotACheckpoint)?;
        cosignature::verify(self, &checkpoint, signature.bytes()).map(Some)
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = vec![self.algorithm as u8];
        bytes.extend(self.material.to_bytes());
        write!(f, "{}+{:08x}+{}", self.name, self.id, to_base64(&bytes))
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{:08x}", self.name, self.id)
    }
}

impl PartialEq for VerifierKey {
    fn eq(&self, other: &Self) -> bool {
        let known = |key: &Self| (key.id, key.algorithm);
        known(self) == known(other)
            && self.name == other.name
            && self.public_bytes() == other.public_bytes()
    }
}

impl Eq for VerifierKey {}

/// A private Ed25519 key that signs notes. It is overwritten when dropped, and not shown.
pub struct SignerKey {
    verifier: VerifierKey,
    secret: ed25519_dalek::SigningKey,
}

impl SignerKey {
    /// The key of this name that a seed of 32 bytes gives (RFC 8032, section 5.1.5). The caller
    /// overwrites the seed.
    ///
    /// # Errors
    ///
    /// [`Fault::NotAKeyName`].
    pub fn ed25519(name: &str, seed: &[u8; 32]) -> Result<Self, Fault> {
        is_key_name(name)?;
        let secret = ed25519_dalek::SigningKey::from_bytes(seed);
        let material = Material::Ed25519(secret.verifying_key());
        Ok(Self {
            verifier: VerifierKey::of(name, Algorithm::Ed25519, material),
            secret,
        })
    }

    /// The public key.
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    /// Signs the text of a note. The same text gives the same signature.
    pub fn sign(&self, text: &str) -> Signature {
        let bytes = self.secret.sign(text.as_bytes()).to_bytes().to_vec();
        self.verifier.signature(bytes)
    }
}

impl VerifierKey {
    /// A signature that bears the name and ID of this key. The name was checked with the key, and the
    /// bytes come from an algorithm, so that there are some.
    pub(crate) fn signature(&self, bytes: Vec<u8>) -> Signature {
        Signature::of(&self.name, self.id, bytes)
    }
}

impl fmt::Debug for SignerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the private key of {:?}", self.verifier)
    }
}
