//! Checkpoints: the head of a log, signed by it.
//!
//! Specification: [tlog-checkpoint](https://c2sp.org/tlog-checkpoint), as of its change of 11 July 2026
//! (`c0d0289`).
//!
//! Responsible for the text and for the signed note that holds it. Which keys sign for an origin is
//! left to the caller, or to [`crate::policy`].
//!
//! # A whole example
//!
//! ```
//! use interrex_tlog::checkpoint::SignedCheckpoint;
//!
//! let text = "example.com/behind-the-sofa
//! 20852163
//! CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
//!
//! — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
//! ";
//! let signed = SignedCheckpoint::parse(text.as_bytes()).unwrap();
//! assert_eq!(signed.checkpoint().origin(), "example.com/behind-the-sofa");
//! assert_eq!(signed.checkpoint().size(), 20_852_163);
//! assert_eq!(signed.note().signatures().len(), 1);
//! assert_eq!(signed.to_string(), text);
//! ```

use std::fmt;

use crate::fault::{Fault, ReadError};
use crate::merkle::Hash;
use crate::note::{Note, Signature, Verified, VerifierKey, VerifyError};
use crate::text::{Lines, decimal};

/// The head of a log: how many entries it has, and their root hash. Shown as the text of its note.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checkpoint {
    origin: String,
    size: u64,
    root: Hash,
    extensions: Vec<String>,
}

impl Checkpoint {
    /// The head of the log with this origin.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where the origin is empty or has a control character.
    pub fn new(origin: &str, size: u64, root: Hash) -> Result<Self, Fault> {
        is_line(origin, "the origin")?;
        Ok(Self {
            origin: origin.to_owned(),
            size,
            root,
            extensions: Vec::new(),
        })
    }

    /// The same head with an extension line after those it has. The specification recommends against
    /// them.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where the line is empty or has a control character.
    pub fn with_extension(mut self, line: &str) -> Result<Self, Fault> {
        is_line(line, "the extension line")?;
        self.extensions.push(line.to_owned());
        Ok(self)
    }

    /// Reads the text of a note as a checkpoint (tlog-checkpoint, *Note text*).
    ///
    /// # Errors
    ///
    /// A [`ReadError`] with the line.
    pub fn parse(text: &str) -> Result<Self, ReadError> {
        let mut lines = Lines::new(text);
        let origin = lines.line("the origin")?;
        is_line(origin, "the origin").map_err(|fault| lines.fault(fault))?;
        let size = decimal(lines.line("the tree size")?).map_err(|fault| lines.fault(fault))?;
        let root = Hash::from_base64(lines.line("the root hash")?);
        let root = root.map_err(|fault| lines.fault(fault))?;
        let mut extensions = Vec::new();
        while !lines.is_at_end() {
            let line = lines.line("an extension line")?;
            is_line(line, "the extension line").map_err(|fault| lines.fault(fault))?;
            extensions.push(line.to_owned());
        }
        Ok(Self {
            origin: origin.to_owned(),
            size,
            root,
            extensions,
        })
    }

    /// The identity of the log.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The number of entries.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root hash over the entries.
    pub fn root(&self) -> Hash {
        self.root
    }

    /// Lines that only the log gives a meaning.
    pub fn extensions(&self) -> &[String] {
        &self.extensions
    }
}

/// Refuses what cannot be a line of a checkpoint.
fn is_line(line: &str, what: &'static str) -> Result<(), Fault> {
    if line.is_empty() {
        return Err(Fault::Missing(what));
    }
    match line.bytes().find(|byte| *byte < 0x20) {
        Some(byte) => Err(Fault::ControlCharacter(byte)),
        None => Ok(()),
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, self.root)?;
        self.extensions
            .iter()
            .try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// A checkpoint in its note, with signatures that need not be verified.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignedCheckpoint {
    note: Note,
    checkpoint: Checkpoint,
}

impl SignedCheckpoint {
    /// Reads a note whose text is a checkpoint.
    ///
    /// # Errors
    ///
    /// As [`Note::parse`] and [`Checkpoint::parse`].
    pub fn parse(bytes: &[u8]) -> Result<Self, ReadError> {
        let note = Note::parse(bytes)?;
        let checkpoint = Checkpoint::parse(note.text())?;
        Ok(Self { note, checkpoint })
    }

    /// A checkpoint that nobody has signed.
    ///
    /// # Errors
    ///
    /// A [`ReadError`] where it is longer than a note may be.
    pub fn unsigned(checkpoint: Checkpoint) -> Result<Self, ReadError> {
        let note = Note::unsigned(&checkpoint.to_string())?;
        Ok(Self { note, checkpoint })
    }

    /// The head.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The note that holds it.
    pub fn note(&self) -> &Note {
        &self.note
    }

    /// Adds a signature as the last one.
    pub fn add(&mut self, signature: Signature) {
        self.note.add(signature);
    }

    /// The same head with these of its signatures only.
    pub(crate) fn with_signatures(&self, signatures: Vec<Signature>) -> Self {
        Self {
            note: self.note.with_signatures(signatures),
            checkpoint: self.checkpoint.clone(),
        }
    }

    /// Verifies every signature by one of these keys, as [`Note::verify`].
    ///
    /// # Errors
    ///
    /// As [`Note::verify`].
    pub fn verify<'k>(
        &self,
        keys: impl IntoIterator<Item = &'k VerifierKey>,
    ) -> Result<Vec<Verified<'k>>, VerifyError> {
        self.note.verify(keys)
    }
}

impl fmt::Display for SignedCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.note.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: &str = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let found = match Checkpoint::parse(text) {
            Ok(checkpoint) => {
                assert_eq!(checkpoint.to_string(), text);
                "good".to_owned()
            }
            Err(error) => error.to_string(),
        };
        assert_eq!(found, expect, "{text:?}");
    }

    #[test]
    fn the_text_has_one_form() {
        check(&format!("o\n0\n{ROOT}\n"), "good");
        check(&format!("o with spaces\n7\n{ROOT}\none\nmore\n"), "good");
        check(
            &format!("\n7\n{ROOT}\n"),
            "line 1: the input ends before the origin",
        );
        check(
            &format!("o\n07\n{ROOT}\n"),
            "line 2: expected a decimal number below 2^64 without leading zeroes",
        );
        check("o\n7\nYQ==\n", "line 3: 1 bytes where 32 are expected");
        check("o\n7\n", "line 3: the input ends before the root hash");
        check(&format!("o\n7\n{ROOT}"), "line 3: no newline at the end");
        check(
            &format!("o\n7\n{ROOT}\n\n"),
            "line 4: the input ends before the extension line",
        );
    }

    #[test]
    fn what_is_made_can_be_read() {
        let root = Hash::from_base64(ROOT).unwrap();
        let made = Checkpoint::new("o", 3, root).unwrap();
        let made = made.with_extension("later").unwrap();
        assert_eq!(made.extensions(), ["later"]);
        assert_eq!(Checkpoint::parse(&made.to_string()), Ok(made));
        for origin in ["", "a\nb", "\u{1}"] {
            Checkpoint::new(origin, 3, root).unwrap_err();
        }
    }
}
