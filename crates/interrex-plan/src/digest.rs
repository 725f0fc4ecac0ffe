//! The digest of a plan: a name for exactly this text, wherever its files lie.
//!
//! The canonical form is, for each file in the order in which they are read, the length of its text
//! in bytes as eight bytes, highest first, and then the text. Before that, a byte-order mark at the
//! start is dropped and every end of line becomes a single line feed, so that the digest is the
//! same on systems that end lines otherwise. Paths are left out: moving a plan changes nothing.
//! The order of files counts, since of several things in force the first in the text can decide;
//! so do comments and layout.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// Computes the SHA-256 of the canonical form of a plan's files, as 64 hexadecimal digits.
///
/// # Examples
///
/// ```
/// let unix = interrex_plan::digest(&[("a.toml", "x = 1\n"), ("b.toml", "y = 2\n")]);
/// let moved = interrex_plan::digest(&[("c/a.toml", "x = 1\r\n"), ("c/b.toml", "y = 2\r\n")]);
/// assert_eq!(unix, moved);
/// assert_eq!(unix.len(), 64);
/// ```
pub fn digest<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> String {
    let mut hash = Sha256::new();
    for (_, text) in files {
        let text = canonical(text.as_ref());
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    }
    let mut digits = String::with_capacity(64);
    for byte in hash.finalize() {
        // Writing to a string does not fail.
        _ = write!(digits, "{byte:02x}");
    }
    digits
}

fn canonical(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::digest;

    #[test]
    fn the_digest_is_that_of_the_canonical_form() {
        // SHA-256 of eight bytes for the length, 1, and of the letter itself.
        let expect = "028f0df5b8596fbcd10c9720b7a4784f8e7e04f629bd5a62bfbdf139678b6624";
        assert_eq!(digest(&[("plan.toml", "x")]), expect);
        assert_eq!(digest(&[("other.toml", "\u{feff}x")]), expect);
    }

    #[test]
    fn what_is_said_counts() {
        let one = digest(&[("a", "x = 1\n")]);
        for other in ["x = 2\n", "x = 1", "x = 1\n\n", "# x\nx = 1\n"] {
            assert_ne!(one, digest(&[("a", other)]), "{other:?}");
        }
        // Where one file ends and the next begins is part of the text.
        assert_ne!(
            digest(&[("a", "xy"), ("b", "z")]),
            digest(&[("a", "x"), ("b", "yz")])
        );
    }
}
