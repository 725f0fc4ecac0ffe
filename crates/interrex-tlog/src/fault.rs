//! What can be wrong with a text or a packet, and where.
//!
//! Responsible for one list of faults for all formats of this crate, since they share their parts:
//! lines, decimals, base64, hashes, names. What a fault means for the caller is left to them.

use std::fmt;

/// Why an input was refused.
///
/// The first fault ends reading: these formats are written by programs and signed as a whole, so that
/// what follows a fault has no meaning.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadError {
    /// The line, counted from 1; for packets of bytes, the offset of the faulty part, from 0.
    pub place: Place,
    /// What is wrong there.
    pub fault: Fault,
}

/// Where in an input.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// A line of a text, counted from 1.
    Line(usize),
    /// A byte of a packet, counted from 0.
    Byte(usize),
}

impl ReadError {
    pub(crate) fn line(line: usize, fault: Fault) -> Self {
        Self {
            place: Place::Line(line),
            fault,
        }
    }

    pub(crate) fn byte(offset: usize, fault: Fault) -> Self {
        Self {
            place: Place::Byte(offset),
            fault,
        }
    }

    /// The same fault, in a text that begins so many lines later.
    pub(crate) fn below(self, lines: usize) -> Self {
        match self.place {
            Place::Line(line) => Self::line(line + lines, self.fault),
            Place::Byte(_) => self,
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Place::Line(line) => write!(f, "line {line}: {}", self.fault),
            Place::Byte(offset) => write!(f, "byte {offset}: {}", self.fault),
        }
    }
}

impl std::error::Error for ReadError {}

/// What is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Fault {
    /// The whole is longer than the limit, in bytes.
    TooLong(usize),
    /// There are more of something than the limit: what, and the limit.
    TooMany(&'static str, usize),
    /// The text is not UTF-8.
    NotUtf8,
    /// A control character stands where none may.
    ControlCharacter(u8),
    /// The last line has no newline.
    NoFinalNewline,
    /// The input ends before this.
    Missing(&'static str),
    /// Something else stands where this has to.
    Expected(&'static str),
    /// Something follows the end.
    Trailing,
    /// No decimal number without sign and leading zeroes, or one past 2^64 - 1.
    NotANumber,
    /// A number outside its range.
    OutOfRange(&'static str),
    /// Not the standard base64 of anything: padding, alphabet, or bits that should be zero.
    NotBase64,
    /// So many bytes where another number of them is expected.
    WrongLength {
        /// How many bytes are expected.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// A key name is empty, or has a space, a plus sign or a control character.
    NotAKeyName,
    /// The key ID is not that of the name and the key.
    WrongKeyId {
        /// The ID that follows from name and key.
        expected: u32,
        /// The ID that is written.
        found: u32,
    },
    /// A signature type that this crate does not implement, or not for this use.
    SignatureType(u8),
    /// The bytes are no public key of the algorithm.
    NotAKey,
    /// A line of a policy begins with an unknown keyword.
    UnknownKeyword(String),
    /// A policy names something that is not defined above.
    UnknownName(String),
    /// A policy defines a name again, or defines `none`.
    NameTaken(String),
    /// A policy has the same public key in two lines of a kind.
    RepeatedKey,
    /// A policy lists a name as a member a second time.
    RepeatedMember(String),
    /// A policy says its quorum a second time.
    SecondQuorum,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong(max) => write!(f, "longer than {max} bytes"),
            Self::TooMany(what, max) => write!(f, "more than {max} {what}"),
            Self::NotUtf8 => f.write_str("not UTF-8"),
            Self::ControlCharacter(byte) => write!(f, "control character 0x{byte:02x}"),
            Self::NoFinalNewline => f.write_str("no newline at the end"),
            Self::Missing(what) => write!(f, "the input ends before {what}"),
            Self::Expected(what) => write!(f, "expected {what}"),
            Self::Trailing => f.write_str("something follows the end"),
            Self::NotANumber => {
                f.write_str("expected a decimal number below 2^64 without leading zeroes")
            }
            Self::OutOfRange(what) => write!(f, "{what} is out of range"),
            Self::NotBase64 => f.write_str("expected standard base64 with padding"),
            Self::WrongLength { expected, found } => {
                write!(f, "{found} bytes where {expected} are expected")
            }
            Self::NotAKeyName => {
                f.write_str("expected a key name: not empty, without spaces and plus signs")
            }
            Self::WrongKeyId { expected, found } => write!(
                f,
                "key ID {found:08x}, where name and key give {expected:08x}"
            ),
            Self::SignatureType(byte) => write!(f, "signature type 0x{byte:02x} has no use here"),
            Self::NotAKey => f.write_str("not a public key of its algorithm"),
            Self::UnknownKeyword(word) => write!(
                f,
                "unknown keyword `{word}`, expected `log`, `witness`, `group` or `quorum`"
            ),
            Self::UnknownName(name) => write!(f, "`{name}` is not defined above"),
            Self::NameTaken(name) => write!(f, "`{name}` cannot be defined here: it is taken"),
            Self::RepeatedKey => f.write_str("a line above has the same public key"),
            Self::RepeatedMember(name) => write!(f, "`{name}` is a member of a group already"),
            Self::SecondQuorum => f.write_str("a line above says the quorum already"),
        }
    }
}
