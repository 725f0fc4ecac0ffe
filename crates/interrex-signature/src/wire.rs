//! Strings and numbers as they travel in the protocols of OpenSSH.
//!
//! Responsible for RFC 4251, section 5: 32-bit numbers with the high byte first, and strings behind their
//! length. What the strings mean is left to the formats.

/// Reads the parts of a packet one after another.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The next bytes, so many of them; nothing where fewer are left.
    pub(crate) fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    pub(crate) fn number(&mut self) -> Option<u32> {
        let bytes = self.bytes(4)?;
        Some(u32::from_be_bytes(bytes.try_into().ok()?))
    }

    pub(crate) fn string(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        self.bytes(length)
    }

    pub(crate) fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.string()?).ok()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }
}

/// Appends a string behind its length.
///
/// # Panics
///
/// If it is longer than 4 GiB: everything that is written here has a limit far below that.
pub(crate) fn put_string(out: &mut Vec<u8>, bytes: &[u8]) {
    let length = u32::try_from(bytes.len()).expect("a part of a signature is shorter than 4 GiB");
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(bytes);
}

/// Appends a number without sign, given with its high byte first, in the shortest form.
pub(crate) fn put_positive(out: &mut Vec<u8>, number: &[u8]) {
    let zeroes = number.iter().take_while(|byte| **byte == 0).count();
    let digits = number.get(zeroes..).unwrap_or_default();
    let mut written = Vec::with_capacity(digits.len() + 1);
    if digits.first().is_some_and(|first| *first >= 0x80) {
        written.push(0);
    }
    written.extend_from_slice(digits);
    put_string(out, &written);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_positive(number: &[u8], expect: &[u8]) {
        let mut out = Vec::new();
        put_positive(&mut out, number);
        assert_eq!(out, expect);
    }

    /// The examples of RFC 4251, section 5, that have no sign.
    #[test]
    fn numbers_take_their_shortest_form() {
        check_positive(&[0], &[0, 0, 0, 0]);
        check_positive(&[0x80], &[0, 0, 0, 2, 0, 0x80]);
        check_positive(&[0, 0, 0x12], &[0, 0, 0, 1, 0x12]);
        check_positive(
            &[0x09, 0xa3, 0x78, 0xf9, 0xb2, 0xe3, 0x32, 0xa7],
            &[0, 0, 0, 8, 0x09, 0xa3, 0x78, 0xf9, 0xb2, 0xe3, 0x32, 0xa7],
        );
    }

    #[test]
    fn a_length_past_the_end_is_no_string() {
        assert_eq!(Reader::new(&[0, 0, 0, 3, 1, 2]).string(), None);
        assert_eq!(Reader::new(&[0xff, 0xff, 0xff, 0xff]).string(), None);
        assert_eq!(Reader::new(&[0, 0, 0, 2, 1, 2]).string(), Some(&[1, 2][..]));
    }
}
