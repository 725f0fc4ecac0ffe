//! What can be wrong with a sealed document or an identity, in words for the person who handed it in.

use std::fmt;

/// Why a document cannot be sealed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum SealFault {
    /// Nobody could open it.
    NoRecipients,
    /// More recipients than this.
    TooManyRecipients(usize),
    /// A work factor that is 0 or that would not be opened again.
    WorkFactor(u8),
    /// A recipient to whom everybody can open: its key is degenerate.
    WeakRecipient,
}

impl fmt::Display for SealFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRecipients => {
                f.write_str("there are no recipients, so that nobody could open it")
            }
            Self::TooManyRecipients(max) => write!(f, "more than {max} recipients"),
            Self::WorkFactor(factor) => write!(
                f,
                "a work factor of {factor}, where 1 to {} are possible",
                crate::WORK_FACTOR_MAX
            ),
            Self::WeakRecipient => f.write_str("a recipient to whom sealing hides nothing"),
        }
    }
}

impl std::error::Error for SealFault {}

/// Why a sealed document was not opened.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum OpenFault {
    /// The armor is not in its only form: what is wrong.
    Armor(&'static str),
    /// The bytes do not begin as a sealed document does.
    NotSealed,
    /// Another version of the format.
    Version,
    /// The header is not in its only form: what is wrong.
    Header(&'static str),
    /// A passphrase whose check takes more work than is worth waiting for.
    WorkFactor(u8),
    /// It was sealed to others.
    OtherReaders,
    /// It is opened with a passphrase, not with an identity.
    NeedsPassphrase,
    /// It is opened with an identity, not with a passphrase.
    NeedsIdentity,
    /// The passphrase is another one.
    WrongPassphrase,
    /// The header was changed after sealing.
    HeaderChanged,
    /// The document was changed or cut off after sealing.
    PayloadChanged,
}

impl fmt::Display for OpenFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Armor(what) => write!(f, "the armor is damaged: {what}"),
            Self::NotSealed => {
                f.write_str("no sealed document: it does not begin with `age-encryption.org/v1`")
            }
            Self::Version => f.write_str("sealed in another version of age than v1"),
            Self::Header(what) => write!(f, "the header is damaged: {what}"),
            Self::WorkFactor(factor) => write!(
                f,
                "its passphrase has a work factor of {factor}, more than {}",
                crate::WORK_FACTOR_MAX
            ),
            Self::OtherReaders => f.write_str("sealed to other readers"),
            Self::NeedsPassphrase => f.write_str("sealed with a passphrase"),
            Self::NeedsIdentity => f.write_str("sealed to readers, not with a passphrase"),
            Self::WrongPassphrase => f.write_str("the passphrase does not open it"),
            Self::HeaderChanged => f.write_str("the header was changed after sealing"),
            Self::PayloadChanged => {
                f.write_str("the document was changed or cut off after sealing")
            }
        }
    }
}

impl std::error::Error for OpenFault {}

/// Why a text is no identity or no recipient.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum IdentityFault {
    /// Neither `age1...` nor a mistyped one.
    NotARecipient,
    /// Not `AGE-SECRET-KEY-1...`.
    NotAnIdentity,
    /// A recipient or identity of another type than X25519.
    OtherType,
    /// A recipient to whom sealing hides nothing.
    Weak,
    /// More bytes than any file of identities has.
    TooLong(usize),
    /// The fault of a line of a file, counted from 1.
    Line(usize, Box<IdentityFault>),
    /// A file without any.
    Empty,
}

impl fmt::Display for IdentityFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotARecipient => f.write_str(
                "expected a recipient, `age1` and 58 letters and digits; one may be mistyped",
            ),
            Self::NotAnIdentity => f.write_str(
                "expected an identity, `AGE-SECRET-KEY-1` and 58 letters and digits; one may be \
                 mistyped",
            ),
            Self::OtherType => {
                f.write_str("a recipient or an identity of another type than X25519 (`age1...`)")
            }
            Self::Weak => f.write_str("a recipient to whom sealing hides nothing"),
            Self::TooLong(max) => write!(f, "longer than {max} bytes"),
            Self::Line(line, fault) => write!(f, "line {line}: {fault}"),
            Self::Empty => f.write_str("there is no identity in it"),
        }
    }
}

impl std::error::Error for IdentityFault {}
