//! Signed notes: a text, and the signatures of one or more keys.
//!
//! Specification: [signed-note](https://c2sp.org/signed-note), as of its change of 9 April 2026
//! (`b3a911e`).
//!
//! Responsible for the form of notes, for keys in the form of vkeys, and for what it means that a note
//! is signed. Signatures by unknown keys are kept and ignored. What a text says is left to the formats
//! built on notes; private keys have no text form here, they are made from seeds.
//!
//! # A whole example
//!
//! The note of the specification and the key that it gives:
//!
//! ```text
//! This is an example message.
//!
//! — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
//! ```
//!
//! ```
//! use interrex_tlog::note::{Note, VerifierKey};
//!
//! let key = VerifierKey::parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
//! let key = key.unwrap();
//! assert_eq!((key.name(), key.id()), ("example.com/foo", 0x530d_903a));
//!
//! let text = "This is an example message.\n\n— example.com/foo \
//!     Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
//! let note = Note::parse(text.as_bytes()).unwrap();
//! assert_eq!(note.text(), "This is an example message.\n");
//! assert_eq!(note.verify([&key]).unwrap().len(), 1);
//! assert_eq!(note.to_string(), text);
//! ```

mod key;
mod signature;

use std::fmt;

use crate::fault::{Fault, ReadError};
use crate::text::{line_after, utf8};

pub use key::{Algorithm, Refusal, SignerKey, VerifierKey};
pub(crate) use key::{Material, is_key_name};
pub use signature::Signature;
pub(crate) use signature::read_signatures;

/// A note is refused where it is longer, in bytes. Sixty-four ML-DSA-44 signatures fit five times.
pub const BYTES_MAX: usize = 1 << 20;

/// A note is refused where it has more signatures. The specification asks for 16 at least.
pub const SIGNATURES_MAX: usize = 64;

/// A text with its signatures, none of which need be verified.
///
/// What was parsed is written as the same bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    text: String,
    signatures: Vec<Signature>,
}

/// A signature that a known key verified.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Verified<'k> {
    /// The key.
    pub key: &'k VerifierKey,
    /// The position among the note's signatures, from 0.
    pub position: usize,
    /// The time of a cosignature in seconds since the epoch; 0 where its signer says none. Nothing for
    /// other signatures.
    pub timestamp: Option<u64>,
}

/// Why a note counts for nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum VerifyError {
    /// No signature is by a known key.
    NoKnownKey,
    /// A signature that bears the name and ID of a known key is not by that key.
    Refused {
        /// The position among the note's signatures, from 0.
        position: usize,
        /// The name of the key.
        name: String,
        /// What is wrong with the signature.
        refusal: Refusal,
    },
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoKnownKey => f.write_str("no signature is by a known key"),
            Self::Refused {
                position,
                name,
                refusal,
            } => write!(f, "signature {} of `{name}`: {refusal}", position + 1),
        }
    }
}

impl std::error::Error for VerifyError {}

impl Note {
    /// Reads a note (signed-note, *Format*).
    ///
    /// # Errors
    ///
    /// A [`ReadError`] with the line, where the note is longer than [`BYTES_MAX`], is not UTF-8, has
    /// control characters, has no signatures or more than [`SIGNATURES_MAX`], or one of another form.
    pub fn parse(bytes: &[u8]) -> Result<Self, ReadError> {
        let whole = utf8(bytes, BYTES_MAX)?;
        refuse_controls(whole)?;
        let Some(at) = whole.rfind("\n\n") else {
            let missing = Fault::Missing("the empty line before the signatures");
            return Err(ReadError::line(whole.lines().count() + 1, missing));
        };
        let (text, signed) = whole.split_at(at + 1);
        let signed = signed.strip_prefix('\n').unwrap_or_default();
        let above = line_after(text.as_bytes());
        let signatures = read_signatures(signed, SIGNATURES_MAX);
        Ok(Self {
            text: text.to_owned(),
            signatures: signatures.map_err(|error| error.below(above))?,
        })
    }

    /// A note that nobody has signed. It can be written, but no reader accepts it before it is.
    ///
    /// # Errors
    ///
    /// A [`ReadError`] with the line, where the text has a control character, does not end with a
    /// newline, or is longer than [`BYTES_MAX`].
    pub fn unsigned(text: &str) -> Result<Self, ReadError> {
        utf8(text.as_bytes(), BYTES_MAX)?;
        refuse_controls(text)?;
        if !text.ends_with('\n') {
            let last = line_after(text.as_bytes());
            return Err(ReadError::line(last, Fault::NoFinalNewline));
        }
        Ok(Self {
            text: text.to_owned(),
            signatures: Vec::new(),
        })
    }

    /// The text, with its final newline.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// All signatures, known or not, in their order.
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// Adds a signature as the last one; one that is there already is not added again.
    pub fn add(&mut self, signature: Signature) {
        if !self.signatures.contains(&signature) {
            self.signatures.push(signature);
        }
    }

    /// The same text with other signatures.
    pub(crate) fn with_signatures(&self, signatures: Vec<Signature>) -> Self {
        Self {
            text: self.text.clone(),
            signatures,
        }
    }

    /// Verifies every signature whose name and ID are those of one of these keys, and ignores the others
    /// (signed-note, *Signatures*).
    ///
    /// # Errors
    ///
    /// [`VerifyError::NoKnownKey`] where all were ignored; [`VerifyError::Refused`] for the first that
    /// bears the name and ID of a key and is not by it.
    pub fn verify<'k>(
        &self,
        keys: impl IntoIterator<Item = &'k VerifierKey>,
    ) -> Result<Vec<Verified<'k>>, VerifyError> {
        let keys: Vec<&VerifierKey> = keys.into_iter().collect();
        let mut verified = Vec::new();
        for (position, signature) in self.signatures.iter().enumerate() {
            let mut refusal = None;
            let before = verified.len();
            for key in keys.iter().filter(|key| signature.is_named_as(key)) {
                match key.verify(&self.text, signature) {
                    Ok(timestamp) => verified.push(Verified {
                        key,
                        position,
                        timestamp,
                    }),
                    Err(why) => refusal = Some(why),
                }
            }
            if let (Some(refusal), true) = (refusal, verified.len() == before) {
                return Err(VerifyError::Refused {
                    position,
                    name: signature.name().to_owned(),
                    refusal,
                });
            }
        }
        if verified.is_empty() {
            return Err(VerifyError::NoKnownKey);
        }
        Ok(verified)
    }
}

/// The note as it is sent: text, empty line, signatures.
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures
            .iter()
            .try_for_each(|signature| write!(f, "{signature}"))
    }
}

/// Refuses control characters other than newlines.
fn refuse_controls(text: &str) -> Result<(), ReadError> {
    let bytes = text.as_bytes();
    let Some(at) = bytes.iter().position(|byte| *byte < 0x20 && *byte != b'\n') else {
        return Ok(());
    };
    let (before, rest) = bytes.split_at(at);
    let byte = rest.first().copied().unwrap_or_default();
    Err(ReadError::line(
        line_after(before),
        Fault::ControlCharacter(byte),
    ))
}

#[cfg(test)]
mod tests;
