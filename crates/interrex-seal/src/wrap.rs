//! The key of a document, wrapped for each way to open it.
//!
//! Responsible for the types X25519 and scrypt of the specification; stanzas of other types are passed over.

use base64ct::{Base64Unpadded, Encoding};
use chacha20poly1305::aead::Aead;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit, Nonce};
use hkdf::Hkdf;
use sha2::Sha256;
use x25519_dalek::{PublicKey, SharedSecret, StaticSecret};
use zeroize::Zeroizing;

use crate::Entropy;
use crate::fault::{OpenFault, SealFault};
use crate::header::Stanza;
use crate::identity::{Identity, Recipient};

const X25519: &str = "X25519";
const X25519_PURPOSE: &[u8] = b"age-encryption.org/v1/X25519";
const SCRYPT: &str = "scrypt";
const SCRYPT_PURPOSE: &[u8] = b"age-encryption.org/v1/scrypt";
const SALT_LENGTH: usize = 16;
const KEY_LENGTH: usize = 16;
/// A wrapped key: the key and a tag.
const BODY_LENGTH: usize = KEY_LENGTH + 16;

/// The work factor that programs for age use: 256 MiB of memory, and about a second.
pub const WORK_FACTOR: u8 = 18;
/// More work is refused: 20 means 1 GiB of memory.
pub const WORK_FACTOR_MAX: u8 = 20;

/// The key of one document; overwritten in memory when it is dropped.
pub(crate) struct FileKey(Zeroizing<[u8; KEY_LENGTH]>);

impl FileKey {
    pub(crate) fn draw(entropy: Entropy<'_>) -> Self {
        let mut bytes = Zeroizing::new([0; KEY_LENGTH]);
        entropy(&mut *bytes);
        Self(bytes)
    }

    /// The key for a purpose.
    pub(crate) fn derive(&self, salt: &[u8], purpose: &[u8]) -> Zeroizing<[u8; 32]> {
        derive(&*self.0, salt, purpose)
    }

    fn of(bytes: &[u8]) -> Option<Self> {
        Some(Self(Zeroizing::new(bytes.try_into().ok()?)))
    }
}

fn derive(secret: &[u8], salt: &[u8], purpose: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut out = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(salt), secret)
        .expand(purpose, &mut *out)
        .expect("32 bytes can be derived");
    out
}

/// Wraps under a key that is used for nothing else, which is why the nonce can be zero.
fn wrap(key: &FileKey, under: &[u8; 32]) -> Vec<u8> {
    ChaCha20Poly1305::new(under.into())
        .encrypt(&Nonce::default(), key.0.as_slice())
        .expect("16 bytes can be encrypted")
}

fn unwrap(body: &[u8], under: &[u8; 32]) -> Option<FileKey> {
    let plain = ChaCha20Poly1305::new(under.into())
        .decrypt(&Nonce::default(), body)
        .ok()?;
    FileKey::of(&Zeroizing::new(plain))
}

/// The key, for a recipient alone.
pub(crate) fn to_recipient(
    key: &FileKey,
    recipient: &Recipient,
    entropy: Entropy<'_>,
) -> Result<Stanza, SealFault> {
    let mut bytes = Zeroizing::new([0; 32]);
    entropy(&mut *bytes);
    let ephemeral = StaticSecret::from(*bytes);
    let share = PublicKey::from(&ephemeral);
    let shared = ephemeral.diffie_hellman(recipient.key());
    if !shared.was_contributory() {
        return Err(SealFault::WeakRecipient);
    }
    let under = x25519_key(&shared, &share, recipient.key());
    Ok(Stanza {
        arguments: vec![
            X25519.to_owned(),
            Base64Unpadded::encode_string(share.as_bytes()),
        ],
        body: wrap(key, &under),
    })
}

fn x25519_key(
    shared: &SharedSecret,
    share: &PublicKey,
    recipient: &PublicKey,
) -> Zeroizing<[u8; 32]> {
    let salt = [share.as_bytes().as_slice(), recipient.as_bytes()].concat();
    derive(shared.as_bytes(), &salt, X25519_PURPOSE)
}

/// The key, if one of the identities opens; nothing where none does.
pub(crate) fn by_identities(
    stanzas: &[Stanza],
    identities: &[Identity],
) -> Result<Option<FileKey>, OpenFault> {
    if stanzas.iter().any(is_of_passphrase) {
        check_alone(stanzas)?;
        return Err(OpenFault::NeedsPassphrase);
    }
    let mut found = None;
    for stanza in stanzas.iter().filter(|stanza| is_of(stanza, X25519)) {
        let share = read_share(stanza)?;
        for identity in identities {
            let shared = identity.secret().diffie_hellman(&share);
            if !shared.was_contributory() {
                return Err(OpenFault::Header("the share of a recipient is degenerate"));
            }
            let under = x25519_key(&shared, &share, identity.recipient().key());
            // All stanzas are read, so that a damaged one is noticed by every reader.
            found = found.or_else(|| unwrap(&stanza.body, &under));
        }
    }
    Ok(found)
}

fn read_share(stanza: &Stanza) -> Result<PublicKey, OpenFault> {
    let [_, share] = stanza.arguments.as_slice() else {
        return Err(OpenFault::Header("an X25519 recipient has not one share"));
    };
    let share: [u8; 32] = Base64Unpadded::decode_vec(share)
        .ok()
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or(OpenFault::Header(
            "the share of a recipient is not 32 bytes",
        ))?;
    if stanza.body.len() != BODY_LENGTH {
        return Err(OpenFault::Header("a wrapped key has another length"));
    }
    Ok(PublicKey::from(share))
}

/// The key, for whoever knows the passphrase.
pub(crate) fn to_passphrase(
    key: &FileKey,
    passphrase: &str,
    work_factor: u8,
    entropy: Entropy<'_>,
) -> Result<Stanza, SealFault> {
    if !(1..=WORK_FACTOR_MAX).contains(&work_factor) {
        return Err(SealFault::WorkFactor(work_factor));
    }
    let mut salt = [0; SALT_LENGTH];
    entropy(&mut salt);
    let under = scrypt_key(passphrase, salt, work_factor);
    Ok(Stanza {
        arguments: vec![
            SCRYPT.to_owned(),
            Base64Unpadded::encode_string(&salt),
            work_factor.to_string(),
        ],
        body: wrap(key, &under),
    })
}

/// The key, if the passphrase opens; nothing where it does not.
pub(crate) fn by_passphrase(
    stanzas: &[Stanza],
    passphrase: &str,
) -> Result<Option<FileKey>, OpenFault> {
    let Some(stanza) = stanzas.iter().find(|stanza| is_of_passphrase(stanza)) else {
        return Err(OpenFault::NeedsIdentity);
    };
    check_alone(stanzas)?;
    let [_, salt, work_factor] = stanza.arguments.as_slice() else {
        return Err(OpenFault::Header(
            "a passphrase has not a salt and a work factor",
        ));
    };
    let salt: [u8; SALT_LENGTH] = Base64Unpadded::decode_vec(salt)
        .ok()
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or(OpenFault::Header(
            "the salt of a passphrase is not 16 bytes",
        ))?;
    let work_factor = read_work_factor(work_factor)?;
    if stanza.body.len() != BODY_LENGTH {
        return Err(OpenFault::Header("a wrapped key has another length"));
    }
    let under = scrypt_key(passphrase, salt, work_factor);
    Ok(unwrap(&stanza.body, &under))
}

/// A passphrase says who sealed only if nobody else could have.
fn check_alone(stanzas: &[Stanza]) -> Result<(), OpenFault> {
    if stanzas.len() == 1 {
        return Ok(());
    }
    Err(OpenFault::Header(
        "a passphrase stands beside other ways to open",
    ))
}

fn read_work_factor(text: &str) -> Result<u8, OpenFault> {
    let is_decimal = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    let factor = text
        .parse()
        .ok()
        .filter(|_| is_decimal)
        .ok_or(OpenFault::Header(
            "a work factor is no number from 1 to 255",
        ))?;
    if factor > WORK_FACTOR_MAX {
        return Err(OpenFault::WorkFactor(factor));
    }
    Ok(factor)
}

fn scrypt_key(passphrase: &str, salt: [u8; SALT_LENGTH], work_factor: u8) -> Zeroizing<[u8; 32]> {
    let salt = [SCRYPT_PURPOSE, &salt].concat();
    let parameters =
        scrypt::Params::new(work_factor, 8, 1).expect("work factors from 1 to 20 have parameters");
    let mut out = Zeroizing::new([0; 32]);
    scrypt::scrypt(passphrase.as_bytes(), &salt, &parameters, &mut *out)
        .expect("32 bytes can be derived");
    out
}

pub(crate) fn is_of_passphrase(stanza: &Stanza) -> bool {
    is_of(stanza, SCRYPT)
}

fn is_of(stanza: &Stanza, kind: &str) -> bool {
    stanza.arguments.first().is_some_and(|first| first == kind)
}
