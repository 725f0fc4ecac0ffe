//! The error of every parser of this crate: what happened, and what was expected.
//!
//! Responsible for keeping the two apart, so that a diagnostic can show the first as its message
//! and the second as its help. It leaves the place in the source to the caller.

use std::error::Error;
use std::fmt;

/// Text that could not be read as the value it should be.
///
/// `Display` joins both parts: ``` `5 parsecs` has an unknown unit `parsecs`, expected ... ```.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    message: String,
    expected: &'static str,
}

impl Malformed {
    pub(crate) fn new(message: impl Into<String>, expected: &'static str) -> Self {
        Self {
            message: message.into(),
            expected,
        }
    }

    /// Says what happened and to what, without the expectation.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Says what was expected, as a phrase that can follow the word *expected*.
    pub fn expected(&self) -> &'static str {
        self.expected
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, expected {}", self.message, self.expected)
    }
}

impl Error for Malformed {}
