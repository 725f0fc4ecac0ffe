//! Readers: the identities that open, and the recipients that are sealed to.
//!
//! Responsible for their texts, which are Bech32, so that a mistyped letter is noticed.

use std::fmt;

use bech32::primitives::decode::CheckedHrpstring;
use bech32::{Bech32, Hrp};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::{Zeroize, Zeroizing};

use crate::Entropy;
use crate::fault::IdentityFault;

const RECIPIENT: &str = "age";
const IDENTITY: &str = "age-secret-key-";
/// What recipients and identities of other types begin with: plugins, and hybrids with ML-KEM.
const OTHER_TYPES: [&str; 3] = ["age1", "AGE-PLUGIN-", "AGE-SECRET-KEY-PQ-"];

/// To whom a document is sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient(PublicKey);

impl Recipient {
    /// Reads `age1...`.
    ///
    /// # Errors
    ///
    /// If it is none, a letter is mistyped, or its key is degenerate.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let bytes = decode(text, RECIPIENT).ok_or_else(|| {
            if text.starts_with("age1pq1") || text.starts_with("age1tag") {
                IdentityFault::OtherType
            } else {
                IdentityFault::NotARecipient
            }
        })?;
        let recipient = Self(PublicKey::from(bytes));
        // Its text has one form: lower case, and no bits after the last byte.
        if recipient.to_string() != text {
            return Err(IdentityFault::NotARecipient);
        }
        // Whatever secret is taken, a degenerate key gives the same shared secret to everybody.
        let any = StaticSecret::from([1; 32]).diffie_hellman(&recipient.0);
        if !any.was_contributory() {
            return Err(IdentityFault::Weak);
        }
        Ok(recipient)
    }

    pub(crate) fn key(&self) -> &PublicKey {
        &self.0
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = Hrp::parse_unchecked(RECIPIENT);
        let text = bech32::encode_lower::<Bech32>(prefix, self.0.as_bytes());
        f.write_str(&text.map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recipient({self})")
    }
}

/// What opens; overwritten in memory when it is dropped.
#[derive(Clone)]
pub struct Identity {
    secret: StaticSecret,
    recipient: Recipient,
}

impl Identity {
    /// The longest file of identities that is read, in bytes.
    pub const FILE_LENGTH_MAX: usize = 1 << 16;

    /// A fresh one.
    pub fn draw(entropy: Entropy<'_>) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        entropy(&mut *bytes);
        Self::of(StaticSecret::from(*bytes))
    }

    fn of(secret: StaticSecret) -> Self {
        let recipient = Recipient(PublicKey::from(&secret));
        Self { secret, recipient }
    }

    /// Reads `AGE-SECRET-KEY-1...`.
    ///
    /// # Errors
    ///
    /// If it is none, or a letter is mistyped.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let mut bytes = decode(text, IDENTITY).ok_or_else(|| {
            if OTHER_TYPES.iter().any(|begin| text.starts_with(begin)) {
                IdentityFault::OtherType
            } else {
                IdentityFault::NotAnIdentity
            }
        })?;
        let identity = Self::of(StaticSecret::from(bytes));
        bytes.zeroize();
        if *identity.to_text() != text {
            return Err(IdentityFault::NotAnIdentity);
        }
        Ok(identity)
    }

    /// Reads a file as `age-keygen` writes it: one a line, and lines that begin with `#`.
    ///
    /// # Errors
    ///
    /// The first line that is neither, or that there is no identity.
    pub fn parse_file(text: &str) -> Result<Vec<Self>, IdentityFault> {
        if text.len() > Self::FILE_LENGTH_MAX {
            return Err(IdentityFault::TooLong(Self::FILE_LENGTH_MAX));
        }
        let mut found = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let identity = Self::parse(line)
                .map_err(|fault| IdentityFault::Line(index + 1, Box::new(fault)))?;
            found.push(identity);
        }
        if found.is_empty() {
            return Err(IdentityFault::Empty);
        }
        Ok(found)
    }

    /// The recipient that others seal to.
    pub fn recipient(&self) -> &Recipient {
        &self.recipient
    }

    /// `AGE-SECRET-KEY-1...`, to be written where nobody else reads.
    ///
    /// # Panics
    ///
    /// Never: 32 bytes are within the length of a Bech32 text.
    pub fn to_text(&self) -> Zeroizing<String> {
        let bytes = Zeroizing::new(self.secret.to_bytes());
        let prefix = Hrp::parse_unchecked(IDENTITY);
        let text = bech32::encode_upper::<Bech32>(prefix, &*bytes);
        Zeroizing::new(text.expect("32 bytes are within the length of a Bech32 text"))
    }

    pub(crate) fn secret(&self) -> &StaticSecret {
        &self.secret
    }
}

/// Says whose identity it is and nothing of the secret.
impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity of {}", self.recipient())
    }
}

fn decode(text: &str, prefix: &str) -> Option<[u8; 32]> {
    let read = CheckedHrpstring::new::<Bech32>(text).ok()?;
    if read.hrp().to_lowercase() != prefix {
        return None;
    }
    let bytes = Zeroizing::new(read.byte_iter().collect::<Vec<u8>>());
    bytes.as_slice().try_into().ok()
}
