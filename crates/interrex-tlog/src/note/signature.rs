//! Signature lines: an em dash, the name of a key, and base64 of its ID and of the signature.
//!
//! Responsible for their form alone. Whether a signature is right, its key decides.

use std::fmt;

use super::{VerifierKey, is_key_name};
use crate::fault::{Fault, ReadError};
use crate::text::{Lines, from_base64, to_base64};

/// A signature with the name and ID of the key that it claims to be by. Shown as its line, with the
/// newline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signature {
    name: String,
    id: u32,
    bytes: Vec<u8>,
}

impl Signature {
    /// A signature by the key of this name and ID.
    ///
    /// # Errors
    ///
    /// [`Fault::NotAKeyName`] for the name; [`Fault::Missing`] where there are no bytes.
    pub fn new(name: &str, id: u32, bytes: Vec<u8>) -> Result<Self, Fault> {
        is_key_name(name)?;
        if bytes.is_empty() {
            return Err(Fault::Missing("the signature"));
        }
        Ok(Self::of(name, id, bytes))
    }

    /// A signature from parts that were checked.
    pub(super) fn of(name: &str, id: u32, bytes: Vec<u8>) -> Self {
        Self {
            name: name.to_owned(),
            id,
            bytes,
        }
    }

    /// The name of the key.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The ID of the key.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// The signature itself, without the ID.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether it claims to be by this key.
    pub fn is_named_as(&self, key: &VerifierKey) -> bool {
        self.id == key.id() && self.name == key.name()
    }

    /// Reads a signature line without its newline.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where the line has another form.
    pub fn parse(line: &str) -> Result<Self, Fault> {
        let form = Fault::Expected("a signature: em dash, key name, base64");
        let rest = line.strip_prefix("— ").ok_or(form.clone())?;
        let (name, encoded) = rest.split_once(' ').ok_or(form)?;
        let bytes = from_base64(encoded)?;
        let Some((id, bytes)) = bytes.split_first_chunk::<4>() else {
            return Err(Fault::Missing("the key ID of the signature"));
        };
        Self::new(name, u32::from_be_bytes(*id), bytes.to_vec())
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = self.id.to_be_bytes();
        let bytes: Vec<u8> = id.iter().chain(&self.bytes).copied().collect();
        writeln!(f, "— {} {}", self.name, to_base64(&bytes))
    }
}

/// Reads signature lines to the end of the text; there is one at least.
pub(crate) fn read_signatures(text: &str, max: usize) -> Result<Vec<Signature>, ReadError> {
    let mut lines = Lines::new(text);
    let mut signatures = Vec::new();
    loop {
        let line = lines.line("a signature")?;
        if signatures.len() == max {
            return Err(lines.fault(Fault::TooMany("signatures", max)));
        }
        signatures.push(Signature::parse(line).map_err(|fault| lines.fault(fault))?);
        if lines.is_at_end() {
            return Ok(signatures);
        }
    }
}
