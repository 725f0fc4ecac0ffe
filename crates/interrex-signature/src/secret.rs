//! Private keys that are held in the program: deterministic ones for tests and examples, and those of files
//! in the format of OpenSSH.
//!
//! Responsible for reading them, for signing, and for overwriting them in memory afterwards. Keys that have
//! to stay where they are, in an agent or a token, sign there; [`Signature`] takes what comes out of it.

use std::fmt;

use ssh_key::private::{Ed25519Keypair, KeypairData};
use ssh_key::{HashAlg, LineEnding, PrivateKey};
use zeroize::Zeroizing;

use crate::fault::SecretFault;
use crate::key::{Algorithm, PublicKey};
use crate::signature::{Signature, check_namespace};

/// A private key: Ed25519, or ECDSA on the curve P-256. Overwritten in memory when it is dropped.
pub struct SecretKey {
    key: PrivateKey,
    public: PublicKey,
}

impl SecretKey {
    /// The longest file that is read, in bytes.
    pub const TEXT_LENGTH_MAX: usize = 16_384;

    /// The most rounds of hashing a passphrase; 24 are usual, and a hundred take a second.
    pub const ROUNDS_MAX: u32 = 2048;

    /// The Ed25519 key of a seed: the same seed, the same key.
    ///
    /// Keys of seeds that others can guess are for tests and examples.
    ///
    /// # Panics
    ///
    /// Never: every seed makes a key that is not degenerate.
    pub fn from_seed(seed: [u8; 32], comment: &str) -> Self {
        let seed = Zeroizing::new(seed);
        let pair = Ed25519Keypair::from_seed(&seed);
        Self::of(PrivateKey::from(pair), comment).expect("every seed makes a good key")
    }

    /// Reads a private key in the format of OpenSSH; a passphrase is needed where it is encrypted.
    ///
    /// # Errors
    ///
    /// [`SecretFault::Encrypted`] where a passphrase is needed and none is given; others where the text is
    /// no such key, the passphrase is wrong, or keys of its algorithm are not held in the program.
    pub fn parse(text: &str, passphrase: Option<&str>) -> Result<Self, SecretFault> {
        if text.len() > Self::TEXT_LENGTH_MAX {
            return Err(SecretFault::TooLong(Self::TEXT_LENGTH_MAX));
        }
        let key = PrivateKey::from_openssh(text.trim()).map_err(|_| SecretFault::NotOpenssh)?;
        // Refused before anybody is asked for a passphrase.
        check_algorithm(key.algorithm().as_str())?;
        let key = if key.is_encrypted() {
            decrypt(&key, passphrase.ok_or(SecretFault::Encrypted)?)?
        } else {
            key
        };
        let comment = key.comment().as_str_lossy().to_owned();
        Self::of(key, &comment)
    }

    fn of(mut key: PrivateKey, comment: &str) -> Result<Self, SecretFault> {
        let public = PublicKey::from_data(key.public_key().key_data().clone())
            .map_err(SecretFault::Key)?
            .with_comment(comment);
        key.set_comment(public.comment());
        Ok(Self { key, public })
    }

    /// The public half.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// Signs bytes for a purpose. The same key, namespace and bytes give the same signature.
    ///
    /// # Panics
    ///
    /// If the namespace is none: empty, longer than [`Signature::NAMESPACE_LENGTH_MAX`], or not printable.
    /// Namespaces are constants of the caller.
    pub fn sign(&self, namespace: &str, bytes: &[u8]) -> Signature {
        assert!(check_namespace(namespace), "`{namespace}` is no namespace");
        let made = self
            .key
            .sign(namespace, HashAlg::Sha512, bytes)
            .expect("a key of a known algorithm signs");
        Signature::of(self.public.clone(), namespace, made.signature().clone())
    }

    /// The private key in the format of OpenSSH, not encrypted; the text is overwritten when it is dropped.
    ///
    /// # Panics
    ///
    /// Never: a key that is held can be written.
    pub fn to_openssh(&self) -> Zeroizing<String> {
        self.key
            .to_openssh(LineEnding::LF)
            .expect("a key that is held can be written")
    }
}

/// Says whose key it is and nothing of the private half.
impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey of {}", self.public)
    }
}

fn check_algorithm(name: &str) -> Result<(), SecretFault> {
    let held = [Algorithm::Ed25519, Algorithm::EcdsaP256];
    if held.iter().any(|algorithm| algorithm.name() == name) {
        return Ok(());
    }
    Err(SecretFault::Algorithm(name.to_owned()))
}

fn decrypt(key: &PrivateKey, passphrase: &str) -> Result<PrivateKey, SecretFault> {
    if let ssh_key::Kdf::Bcrypt { rounds, .. } = key.kdf()
        && *rounds > SecretKey::ROUNDS_MAX
    {
        return Err(SecretFault::TooManyRounds {
            found: *rounds,
            max: SecretKey::ROUNDS_MAX,
        });
    }
    let opened = key
        .decrypt(passphrase)
        .map_err(|_| SecretFault::WrongPassphrase)?;
    if matches!(opened.key_data(), KeypairData::Encrypted(_)) {
        return Err(SecretFault::WrongPassphrase);
    }
    Ok(opened)
}
