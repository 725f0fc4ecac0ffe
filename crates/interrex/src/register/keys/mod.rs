//! The keys that people sign with, wherever they are kept.
//!
//! Responsible for opening what a person names: a file of OpenSSH, one that is sealed in the format age, a key
//! in ssh-agent, a key in a token. Secrets are asked for on the terminal and are never arguments or
//! environment variables. What is signed, and who may, is decided elsewhere.
//!
//! | written | means |
//! | --- | --- |
//! | `PATH` | a private key of OpenSSH, encrypted or not, or sealed with a passphrase in the format age |
//! | `age:IDENTITY:PATH` | a private key of OpenSSH that is sealed to the identity in a file |
//! | `agent:FINGERPRINT`, `agent:COMMENT`, `agent:` | a key that ssh-agent holds; the only one |
//! | `pkcs11:...` | a key in a token, by a URI of RFC 7512 |

mod address;
mod agent;
mod entropy;
mod file;
mod sealed;
mod terminal;
#[cfg(feature = "pkcs11")]
mod token;

use std::path::Path;

use interrex_signature::{PublicKey, Signature};
use zeroize::Zeroizing;

pub(crate) use entropy::fill;
pub(crate) use sealed::{draw_identity, open_document, seal_document};

/// Something that signs as one person.
pub(crate) trait Signer {
    /// The key that others check with.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "a signature brings its key along")
    )]
    fn public(&self) -> PublicKey;

    /// Signs bytes for a purpose; the signature has been checked when it is returned.
    ///
    /// # Errors
    /// What the agent or the token said, or that nobody touched the key.
    fn sign(&mut self, namespace: &str, bytes: &[u8]) -> Result<Signature, String>;
}

/// Asks the person at the terminal for a secret, with a text that says which.
pub(crate) type Ask<'a> = &'a mut dyn FnMut(&str) -> Result<Zeroizing<String>, String>;

/// Opens a sealed document with the identities in a file; secrets are asked for on the terminal.
///
/// # Errors
/// As [`open_document`].
pub(crate) fn unseal_document(
    sealed: &[u8],
    identity: &Path,
) -> Result<Zeroizing<Vec<u8>>, String> {
    open_document(sealed, identity, &mut terminal::ask)
}

/// The identities in a file; the secret of one that is sealed itself is asked for on the terminal.
///
/// # Errors
/// If there are none, or the secret is wrong.
pub(crate) fn read_identities(path: &Path) -> Result<Vec<interrex_seal::Identity>, String> {
    file::identities(path, &mut terminal::ask)
}

/// Opens the key that a person names; secrets are asked for on the terminal.
///
/// # Errors
/// What is wrong with the name, the key, or the secret, in words for that person.
pub(crate) fn open(spec: &str) -> Result<Box<dyn Signer>, String> {
    open_asking(spec, &mut terminal::ask)
}

/// As [`open`], with another way to ask.
///
/// # Errors
/// As there.
pub(crate) fn open_asking(spec: &str, ask: Ask<'_>) -> Result<Box<dyn Signer>, String> {
    if let Some(wanted) = spec.strip_prefix("agent:") {
        return agent::open(wanted);
    }
    if spec.starts_with("pkcs11:") {
        return open_token(spec, ask);
    }
    if let Some(paths) = spec.strip_prefix("age:") {
        return file::open_sealed(paths, ask);
    }
    file::open(spec, ask)
}

#[cfg(feature = "pkcs11")]
fn open_token(spec: &str, ask: Ask<'_>) -> Result<Box<dyn Signer>, String> {
    token::open(&address::Address::parse(spec)?, ask)
}

#[cfg(not(feature = "pkcs11"))]
fn open_token(spec: &str, _ask: Ask<'_>) -> Result<Box<dyn Signer>, String> {
    let address = address::Address::parse(spec)?;
    Err(format!(
        "this build of interrex cannot reach {}: build it with `--features pkcs11`",
        address.described()
    ))
}

/// Hands out a signature only if it is what was asked for: an agent or a token is another program.
fn checked(
    signature: Signature,
    key: &PublicKey,
    namespace: &str,
    bytes: &[u8],
) -> Result<Signature, String> {
    match signature.verify(key, namespace, bytes) {
        Ok(()) => Ok(signature),
        Err(refusal) => Err(format!("what was signed cannot be used: {refusal}")),
    }
}
