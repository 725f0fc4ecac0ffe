//! Documents sealed to readers, and keys sealed with a passphrase, in the format age, so that other
//! people's programs open what was sealed here, and the other way around.
//!
//! Pure: no file, clock, network or entropy. Bytes, passphrases and a source of random bytes are arguments;
//! where identities are kept is left to the caller. A document is held in memory as a whole, and nothing of
//! it is handed out before its last byte has been checked.
//!
//! The specification followed is [age](https://c2sp.org/age) of C2SP, with its recipients of type X25519 and
//! its passphrases; other recipients in a header are left to their own readers.
//!
//! ```text
//! age-encryption.org/v1
//! -> X25519 XEl0dJ6y3C7KZkgmgWUicg63EyXJiwBJW8PdYJ/cYBE
//! qRS0AMjdjPvZ/WT08U2KL4G+PIooA3hy38SvLpvaC1E
//! --- HK2NmOBN9Dpq0Gw6xMCuhFcQlQLvZ/wQUi/2scLG75s
//! [16 bytes of nonce, then the document in chunks of 64 KiB, each behind a tag]
//! ```
//!
//! ```
//! use interrex_seal::{Identity, open, seal};
//!
//! // Random bytes are the caller's; these are none, and seal nothing from anybody.
//! let mut count = 0_u8;
//! let mut entropy = |bytes: &mut [u8]| {
//!     bytes.fill_with(|| { count = count.wrapping_add(1); count });
//! };
//! let reader = Identity::draw(&mut entropy);
//! let sealed = seal(b"a document", &[reader.recipient().clone()], &mut entropy)?;
//! assert_eq!(&open(&sealed, &[reader])?[..], b"a document");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod armor;
mod fault;
mod header;
mod identity;
mod stream;
mod wrap;

use zeroize::Zeroizing;

pub use armor::armored;
pub use fault::{IdentityFault, OpenFault, SealFault};
pub use identity::{Identity, Recipient};
pub use wrap::{WORK_FACTOR, WORK_FACTOR_MAX};

use header::{Header, Stanza};
use wrap::FileKey;

/// A source of random bytes that nobody can foretell: it fills the slice that it is given.
pub type Entropy<'a> = &'a mut dyn FnMut(&mut [u8]);

/// What opens a sealed document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lock {
    /// An identity of one of its recipients.
    Recipients,
    /// A passphrase.
    Passphrase,
}

/// Seals a document, so that each of the recipients can open it.
///
/// # Errors
///
/// If there are no recipients, or more than a header can name.
pub fn seal(
    plain: &[u8],
    recipients: &[Recipient],
    entropy: Entropy<'_>,
) -> Result<Vec<u8>, SealFault> {
    if recipients.is_empty() {
        return Err(SealFault::NoRecipients);
    }
    if recipients.len() > header::STANZAS_MAX {
        return Err(SealFault::TooManyRecipients(header::STANZAS_MAX));
    }
    let key = FileKey::draw(entropy);
    let stanzas = recipients
        .iter()
        .map(|recipient| wrap::to_recipient(&key, recipient, entropy))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(finish(plain, &key, &stanzas, entropy))
}

/// Seals a document with a passphrase, whose guessing costs 2 to the power of the work factor.
///
/// [`WORK_FACTOR`] takes about a second and 256 MiB.
///
/// # Errors
///
/// If the work factor is 0 or above [`WORK_FACTOR_MAX`].
pub fn seal_with_passphrase(
    plain: &[u8],
    passphrase: &str,
    work_factor: u8,
    entropy: Entropy<'_>,
) -> Result<Vec<u8>, SealFault> {
    let key = FileKey::draw(entropy);
    let stanza = wrap::to_passphrase(&key, passphrase, work_factor, entropy)?;
    Ok(finish(plain, &key, &[stanza], entropy))
}

fn finish(plain: &[u8], key: &FileKey, stanzas: &[Stanza], entropy: Entropy<'_>) -> Vec<u8> {
    let mut out = header::write(stanzas, key);
    let mut nonce = [0; stream::NONCE_LENGTH];
    entropy(&mut nonce);
    stream::write(plain, key, nonce, &mut out);
    out
}

/// What opens a sealed document, in armor or without.
///
/// # Errors
///
/// If it is none.
pub fn lock(sealed: &[u8]) -> Result<Lock, OpenFault> {
    let bytes = armor::removed(sealed)?;
    let (header, _) = header::read(&bytes)?;
    Ok(lock_of(&header))
}

fn lock_of(header: &Header) -> Lock {
    if header.stanzas.iter().any(wrap::is_of_passphrase) {
        Lock::Passphrase
    } else {
        Lock::Recipients
    }
}

/// Opens a document, in armor or without, with the first of the identities that it was sealed to.
///
/// # Errors
///
/// If it is no sealed document, was sealed to others or with a passphrase, or was changed.
pub fn open(sealed: &[u8], identities: &[Identity]) -> Result<Zeroizing<Vec<u8>>, OpenFault> {
    let bytes = armor::removed(sealed)?;
    let (header, payload) = header::read(&bytes)?;
    let key = wrap::by_identities(&header.stanzas, identities)?;
    finish_opening(&header, payload, key)
}

/// Opens a document, in armor or without, that was sealed with a passphrase.
///
/// # Errors
///
/// If it is no sealed document, was sealed to recipients, asks for more work than
/// [`WORK_FACTOR_MAX`], has another passphrase, or was changed.
pub fn open_with_passphrase(
    sealed: &[u8],
    passphrase: &str,
) -> Result<Zeroizing<Vec<u8>>, OpenFault> {
    let bytes = armor::removed(sealed)?;
    let (header, payload) = header::read(&bytes)?;
    let key = wrap::by_passphrase(&header.stanzas, passphrase)?;
    finish_opening(&header, payload, key)
}

fn finish_opening(
    header: &Header,
    payload: &[u8],
    key: Option<FileKey>,
) -> Result<Zeroizing<Vec<u8>>, OpenFault> {
    let key = key.ok_or(match lock_of(header) {
        Lock::Recipients => OpenFault::OtherReaders,
        Lock::Passphrase => OpenFault::WrongPassphrase,
    })?;
    header.check(&key)?;
    stream::read(payload, &key)
}
