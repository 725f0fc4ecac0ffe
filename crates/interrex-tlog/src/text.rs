//! The parts that all texts of this crate are made of.
//!
//! Responsible for lines with their numbers, decimal numbers, base64 and hexadecimal. What a line
//! means is left to the formats.

use base64ct::{Base64, Encoding};

use crate::fault::{Fault, ReadError};
use crate::merkle::Hash;

/// Reads a text line by line; each line ends with a newline.
#[derive(Clone)]
pub(crate) struct Lines<'t> {
    rest: &'t str,
    read: usize,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self {
            rest: text,
            read: 0,
        }
    }

    /// The next line without its newline.
    pub(crate) fn line(&mut self, what: &'static str) -> Result<&'t str, ReadError> {
        if self.rest.is_empty() {
            return Err(ReadError::line(self.read + 1, Fault::Missing(what)));
        }
        let Some((line, rest)) = self.rest.split_once('\n') else {
            return Err(ReadError::line(self.read + 1, Fault::NoFinalNewline));
        };
        self.rest = rest;
        self.read += 1;
        Ok(line)
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// How many lines were read, which is the number of the last one.
    pub(crate) fn read(&self) -> usize {
        self.read
    }

    /// Everything that was not read.
    pub(crate) fn rest(&self) -> &'t str {
        self.rest
    }

    /// A fault in the line read last.
    pub(crate) fn fault(&self, fault: Fault) -> ReadError {
        ReadError::line(self.read, fault)
    }

    /// Hashes in base64, one a line, up to and with the empty line that ends them.
    pub(crate) fn hashes(&mut self, hashes_max: usize) -> Result<Vec<Hash>, ReadError> {
        let mut hashes = Vec::new();
        loop {
            let line = self.line("the empty line after the hashes")?;
            if line.is_empty() {
                return Ok(hashes);
            }
            if hashes.len() == hashes_max {
                return Err(self.fault(Fault::TooMany("hashes", hashes_max)));
            }
            hashes.push(Hash::from_base64(line).map_err(|fault| self.fault(fault))?);
        }
    }

    /// A word, a space, and what follows them in the next line.
    pub(crate) fn after(&mut self, word: &str, what: &'static str) -> Result<&'t str, ReadError> {
        let line = self.line(what)?;
        line.strip_prefix(word)
            .and_then(|rest| rest.strip_prefix(' '))
            .ok_or_else(|| self.fault(Fault::Expected(what)))
    }
}

/// The text of bytes that are UTF-8 and no longer than a limit.
pub(crate) fn utf8(bytes: &[u8], bytes_max: usize) -> Result<&str, ReadError> {
    if bytes.len() > bytes_max {
        return Err(ReadError::line(1, Fault::TooLong(bytes_max)));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        ReadError::line(line_after(good), Fault::NotUtf8)
    })
}

/// The number of the line that a prefix of a text ends in.
pub(crate) fn line_after(before: &[u8]) -> usize {
    before.split(|byte| *byte == b'\n').count()
}

/// A decimal number without sign and leading zeroes.
pub(crate) fn decimal(text: &str) -> Result<u64, Fault> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits || text.len() > 1 && text.starts_with('0') {
        return Err(Fault::NotANumber);
    }
    text.parse().map_err(|_| Fault::NotANumber)
}

/// The bytes of standard, padded base64 in its only form.
pub(crate) fn from_base64(text: &str) -> Result<Vec<u8>, Fault> {
    Base64::decode_vec(text).map_err(|_| Fault::NotBase64)
}

pub(crate) fn to_base64(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

/// Lowercase hexadecimal.
pub(crate) fn to_hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or_default();
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_form() {
        let check = |text: &str, expect: Option<u64>| assert_eq!(decimal(text).ok(), expect);
        check("0", Some(0));
        check("18446744073709551615", Some(u64::MAX));
        check("18446744073709551616", None);
        for text in ["", "00", "01", "+1", "-1", " 1", "1 ", "1a", "٣"] {
            check(text, None);
        }
    }

    #[test]
    fn base64_has_one_form() {
        // "YQ==" is "a"; "YR==" has a bit in the padding, and the others break form or alphabet.
        assert_eq!(from_base64("YQ==").unwrap(), b"a");
        for text in ["YR==", "YQ", "YQ=", "Y Q==", "YQ==\n", "_-==", "YQ==YQ=="] {
            assert_eq!(from_base64(text), Err(Fault::NotBase64), "{text}");
        }
    }

    #[test]
    fn a_fault_has_the_line_it_is_in() {
        let error = utf8(b"a\nb\xff\n", 10).unwrap_err();
        assert_eq!(error, ReadError::line(2, Fault::NotUtf8));
        assert_eq!(utf8(b"ab", 2), Ok("ab"));
        assert_eq!(utf8(b"ab", 1), Err(ReadError::line(1, Fault::TooLong(1))));
        let mut lines = Lines::new("a\nb");
        assert_eq!(lines.line("a"), Ok("a"));
        let error = lines.line("b").unwrap_err();
        assert_eq!(error, ReadError::line(2, Fault::NoFinalNewline));
        assert_eq!(error.to_string(), "line 2: no newline at the end");
    }

    #[test]
    fn hexadecimal_is_lowercase() {
        assert_eq!(to_hex(&[0x00, 0xaf, 0x1c]), "00af1c");
    }
}
