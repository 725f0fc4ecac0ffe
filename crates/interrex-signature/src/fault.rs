//! What can be wrong with a key or a signature, in words for the person who handed it in.
//!
//! Responsible for one list of faults for each thing that is read, and one for what is refused although it
//! could be read.

use std::fmt;

/// Why a text or a packet is no public key that is taken here.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum KeyFault {
    /// More bytes than any key has.
    TooLong(usize),
    /// Not `ALGORITHM BASE64 [COMMENT]` on one line.
    NotOneLine,
    /// A private key, where a public one belongs.
    Private,
    /// The second word is not base64 with padding.
    NotBase64,
    /// The bytes end before the key does, or go on after it, or do not have their only form.
    Malformed,
    /// The first word names another algorithm than the key.
    AlgorithmMismatch {
        /// The first word.
        written: String,
        /// The algorithm that the bytes name.
        found: String,
    },
    /// Keys of this algorithm are not taken.
    Algorithm(String),
    /// An RSA key of so many bits: shorter than is safe, or longer than can be checked.
    RsaBits(usize),
    /// A key with which anybody could sign.
    Weak,
    /// The comment has a control character.
    ControlCharacter,
}

impl fmt::Display for KeyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong(max) => write!(f, "longer than the {max} bytes that a key may have"),
            Self::NotOneLine => f.write_str(
                "expected a public key on one line: its algorithm, its base64, and perhaps a comment",
            ),
            Self::Private => f.write_str("this is a private key; the public one is in the file `.pub`"),
            Self::NotBase64 => f.write_str("the second word is not base64"),
            Self::Malformed => f.write_str("the base64 is not that of a whole key in its only form"),
            Self::AlgorithmMismatch { written, found } => {
                write!(f, "the line says `{written}`, but the key in it is `{found}`")
            }
            Self::Algorithm(name) => write!(
                f,
                "keys of algorithm `{}` are not taken; taken are {}",
                printable(name),
                crate::Algorithm::NAMES.join(", ")
            ),
            Self::RsaBits(bits) => {
                write!(f, "an RSA key of {bits} bits, where 2048 to 4096 are taken")
            }
            Self::Weak => f.write_str("a degenerate key: signatures of anybody would pass as its own"),
            Self::ControlCharacter => f.write_str("the comment has a control character"),
        }
    }
}

impl std::error::Error for KeyFault {}

/// Why a text or a packet is no signature.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum SignatureFault {
    /// More bytes than any signature has.
    TooLong(usize),
    /// The lines `-----BEGIN SSH SIGNATURE-----` and `-----END SSH SIGNATURE-----` are missing.
    NoArmor,
    /// Not base64 with padding.
    NotBase64,
    /// The packet does not begin with `SSHSIG`.
    NotSshsig,
    /// Another version than 1.
    Version(u32),
    /// The packet ends before this part.
    Missing(&'static str),
    /// The key of the signer.
    Key(KeyFault),
    /// The namespace is empty, longer than its limit, or not printable.
    Namespace,
    /// The reserved field is not empty.
    Reserved,
    /// The bytes were hashed in a way that is not known here.
    UnknownHash(String),
    /// The signature proper is not one of its algorithm, or not in its only form.
    Malformed,
    /// The signature proper is of another algorithm than the key.
    AlgorithmMismatch {
        /// The algorithm of the key.
        key: String,
        /// The algorithm that the signature names.
        found: String,
    },
    /// Bytes follow the end.
    Trailing,
}

impl fmt::Display for SignatureFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong(max) => {
                write!(f, "longer than the {max} bytes that a signature may have")
            }
            Self::NoArmor => f.write_str(
                "expected the lines from `-----BEGIN SSH SIGNATURE-----` to \
                 `-----END SSH SIGNATURE-----`",
            ),
            Self::NotBase64 => f.write_str("expected base64 with padding"),
            Self::NotSshsig => {
                f.write_str("no signature of OpenSSH: it does not begin with `SSHSIG`")
            }
            Self::Version(version) => {
                write!(
                    f,
                    "a signature of version {version}, where version 1 is known"
                )
            }
            Self::Missing(part) => write!(f, "the signature ends before {part}"),
            Self::Key(fault) => write!(f, "the key in the signature: {fault}"),
            Self::Namespace => f.write_str("the namespace is empty, too long, or not printable"),
            Self::Reserved => f.write_str("the reserved field of the signature is not empty"),
            Self::UnknownHash(name) => write!(
                f,
                "what was signed was hashed by `{}`; known are sha256 and sha512",
                printable(name)
            ),
            Self::Malformed => f.write_str("the signature is not one of its algorithm"),
            Self::AlgorithmMismatch { key, found } => write!(
                f,
                "a signature by `{}`, which a key of algorithm `{key}` cannot have made",
                printable(found)
            ),
            Self::Trailing => f.write_str("something follows the end of the signature"),
        }
    }
}

impl std::error::Error for SignatureFault {}

/// Why a text is no private key that can sign here.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum SecretFault {
    /// More bytes than any key has.
    TooLong(usize),
    /// No private key in the format of OpenSSH.
    NotOpenssh,
    /// The key is encrypted, and no passphrase was given.
    Encrypted,
    /// The passphrase does not open the key.
    WrongPassphrase,
    /// More rounds of hashing than are worth waiting for.
    TooManyRounds {
        /// How many the file asks for.
        found: u32,
        /// How many are done at most.
        max: u32,
    },
    /// The public half.
    Key(KeyFault),
    /// A private key of this algorithm is not held in the program.
    Algorithm(String),
}

impl fmt::Display for SecretFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong(max) => {
                write!(f, "longer than the {max} bytes that a private key may have")
            }
            Self::NotOpenssh => f.write_str(
                "expected a private key in the format of OpenSSH, from \
                 `-----BEGIN OPENSSH PRIVATE KEY-----` on",
            ),
            Self::Encrypted => f.write_str("the private key is encrypted with a passphrase"),
            Self::WrongPassphrase => f.write_str("the passphrase does not open the private key"),
            Self::TooManyRounds { found, max } => write!(
                f,
                "the passphrase would be hashed in {found} rounds, more than {max}"
            ),
            Self::Key(fault) => write!(f, "the public half: {fault}"),
            Self::Algorithm(name) => write!(
                f,
                "private keys of algorithm `{}` are used through ssh-agent or a token, not from a file",
                printable(name)
            ),
        }
    }
}

impl std::error::Error for SecretFault {}

/// Why a well-formed signature is not accepted.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Refusal {
    /// Another key made it, or claims to.
    WrongKey {
        /// The fingerprint of the key that was expected.
        expected: String,
        /// The fingerprint of the key in the signature.
        found: String,
    },
    /// It was made for another purpose.
    WrongNamespace {
        /// The namespace that was expected.
        expected: String,
        /// The namespace in the signature.
        found: String,
    },
    /// The bytes were hashed by another function than SHA-512.
    WrongHash(crate::Hash),
    /// A security key signed without anybody touching it.
    Untouched,
    /// The key did not make it over these bytes.
    DoesNotFit,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongKey { expected, found } => {
                write!(f, "signed with key {found}, expected key {expected}")
            }
            Self::WrongNamespace { expected, found } => {
                write!(
                    f,
                    "signed for `{found}`, expected a signature for `{expected}`"
                )
            }
            Self::WrongHash(hash) => {
                write!(f, "signed over a {} hash, expected sha512", hash.name())
            }
            Self::Untouched => f.write_str("the security key signed without being touched"),
            Self::DoesNotFit => f.write_str(
                "the signature does not fit: other bytes were signed, or by another key",
            ),
        }
    }
}

impl std::error::Error for Refusal {}

/// A name from outside, as it may stand in a message: without control characters, and not long.
fn printable(name: &str) -> String {
    name.chars()
        .filter(|letter| !letter.is_control())
        .take(60)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(fault: &dyn fmt::Display, expect: &str) {
        assert_eq!(fault.to_string(), expect);
    }

    #[test]
    fn messages_say_what_is_wrong() {
        check(
            &KeyFault::Algorithm("ssh-dss\u{1b}[2J".to_owned()),
            "keys of algorithm `ssh-dss[2J` are not taken; taken are ssh-ed25519, \
             sk-ssh-ed25519@openssh.com, ecdsa-sha2-nistp256, sk-ecdsa-sha2-nistp256@openssh.com, \
             ssh-rsa",
        );
        check(
            &SignatureFault::Key(KeyFault::RsaBits(1024)),
            "the key in the signature: an RSA key of 1024 bits, where 2048 to 4096 are taken",
        );
        check(
            &SignatureFault::UnknownHash("x".repeat(1000)),
            &format!(
                "what was signed was hashed by `{}`; known are sha256 and sha512",
                "x".repeat(60)
            ),
        );
        check(
            &SecretFault::TooManyRounds {
                found: 4000,
                max: 2048,
            },
            "the passphrase would be hashed in 4000 rounds, more than 2048",
        );
        check(
            &Refusal::WrongNamespace {
                expected: "interrex-act".to_owned(),
                found: "file".to_owned(),
            },
            "signed for `file`, expected a signature for `interrex-act`",
        );
        check(
            &Refusal::WrongHash(crate::Hash::Sha256),
            "signed over a sha256 hash, expected sha512",
        );
    }
}
