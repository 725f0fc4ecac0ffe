//! Public keys as OpenSSH writes them.
//!
//! Responsible for the one line, the packet inside it, fingerprints, and for refusing keys with which a
//! signature would prove nothing. Whose key it is, is left to the caller.

use std::cmp::Ordering;
use std::fmt;
use std::hash;

use base64ct::{Base64, Base64Unpadded, Encoding};
use sha2::{Digest, Sha256};
use ssh_key::public::KeyData;

use crate::fault::KeyFault;
use crate::wire::{Reader, put_positive, put_string};

/// How a key signs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Algorithm {
    /// Ed25519.
    Ed25519,
    /// Ed25519 in a security key (FIDO2), which asks for a touch.
    SkEd25519,
    /// ECDSA on the curve P-256.
    EcdsaP256,
    /// ECDSA on the curve P-256 in a security key, which asks for a touch.
    SkEcdsaP256,
    /// RSA, with SHA-2.
    Rsa,
}

impl Algorithm {
    const ALL: [Self; 5] = [
        Self::Ed25519,
        Self::SkEd25519,
        Self::EcdsaP256,
        Self::SkEcdsaP256,
        Self::Rsa,
    ];

    /// The names of all algorithms that are taken.
    pub const NAMES: [&'static str; 5] = [
        "ssh-ed25519",
        "sk-ssh-ed25519@openssh.com",
        "ecdsa-sha2-nistp256",
        "sk-ecdsa-sha2-nistp256@openssh.com",
        "ssh-rsa",
    ];

    /// The name in the one line of a key.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ed25519 => "ssh-ed25519",
            Self::SkEd25519 => "sk-ssh-ed25519@openssh.com",
            Self::EcdsaP256 => "ecdsa-sha2-nistp256",
            Self::SkEcdsaP256 => "sk-ecdsa-sha2-nistp256@openssh.com",
            Self::Rsa => "ssh-rsa",
        }
    }

    /// Whether the private half stays in a security key that asks for a touch.
    pub const fn asks_for_touch(self) -> bool {
        matches!(self, Self::SkEd25519 | Self::SkEcdsaP256)
    }

    fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }

    /// Whether a signature of this name can be of a key of this algorithm.
    pub(crate) fn signs_as(self, name: &str) -> bool {
        match self {
            Self::Rsa => matches!(name, "rsa-sha2-512" | "rsa-sha2-256"),
            _ => name == self.name(),
        }
    }
}

/// A public key with its comment.
///
/// Two keys are equal when their bytes are: a comment is a remark of whoever wrote the line.
#[derive(Clone)]
pub struct PublicKey {
    algorithm: Algorithm,
    packet: Vec<u8>,
    data: KeyData,
    comment: String,
}

impl PublicKey {
    /// The longest one-line form that is read, in bytes.
    pub const LINE_LENGTH_MAX: usize = 4096;

    /// Reads the one-line form: algorithm, base64, and perhaps a comment.
    ///
    /// # Errors
    ///
    /// If the line has another form, if the algorithm is not taken, or if the key is degenerate.
    pub fn parse(line: &str) -> Result<Self, KeyFault> {
        if line.len() > Self::LINE_LENGTH_MAX {
            return Err(KeyFault::TooLong(Self::LINE_LENGTH_MAX));
        }
        if line.contains("PRIVATE KEY-----") {
            return Err(KeyFault::Private);
        }
        let line = line.trim_end_matches(['\n', '\r']);
        if line.contains(['\n', '\r']) {
            return Err(KeyFault::NotOneLine);
        }
        let mut words = line.trim().splitn(3, ' ');
        let (Some(written), Some(encoded)) = (words.next(), words.next()) else {
            return Err(KeyFault::NotOneLine);
        };
        let comment = words.next().unwrap_or_default().trim();
        if comment.chars().any(char::is_control) {
            return Err(KeyFault::ControlCharacter);
        }
        let packet = Base64::decode_vec(encoded).map_err(|_| KeyFault::NotBase64)?;
        let key = Self::from_packet(&packet)?;
        if key.algorithm.name() != written {
            return Err(KeyFault::AlgorithmMismatch {
                written: written.to_owned(),
                found: key.algorithm.name().to_owned(),
            });
        }
        Ok(key.with_comment(comment))
    }

    /// Reads the packet: what the base64 of the line stands for, and what ssh-agent lists.
    ///
    /// # Errors
    ///
    /// If it is no key of an algorithm that is taken, or a degenerate one.
    pub fn from_packet(packet: &[u8]) -> Result<Self, KeyFault> {
        if packet.len() > Self::LINE_LENGTH_MAX {
            return Err(KeyFault::TooLong(Self::LINE_LENGTH_MAX));
        }
        let name = Reader::new(packet).text().ok_or(KeyFault::Malformed)?;
        // Certificates hold keys that could be certificates: they do not reach the decoder.
        let algorithm = Algorithm::of(name).ok_or_else(|| KeyFault::Algorithm(name.to_owned()))?;
        let key = ssh_key::PublicKey::from_bytes(packet).map_err(|_| KeyFault::Malformed)?;
        let again = key.to_bytes().map_err(|_| KeyFault::Malformed)?;
        if again != packet {
            return Err(KeyFault::Malformed);
        }
        let data = KeyData::from(key);
        check_strength(&data)?;
        Ok(Self {
            algorithm,
            packet: again,
            data,
            comment: String::new(),
        })
    }

    /// The Ed25519 key of these 32 bytes.
    ///
    /// # Errors
    ///
    /// If they are no key, or a degenerate one.
    pub fn from_ed25519(bytes: [u8; 32]) -> Result<Self, KeyFault> {
        let data = KeyData::Ed25519(ssh_key::public::Ed25519PublicKey(bytes));
        Self::from_data(data)
    }

    /// The ECDSA key of this point on the curve P-256, in the uncompressed form of SEC 1: 65 bytes.
    ///
    /// # Errors
    ///
    /// If they are no such point.
    pub fn from_ecdsa_p256(point: &[u8]) -> Result<Self, KeyFault> {
        check_point(point)?;
        let key = ssh_key::public::EcdsaPublicKey::from_sec1_bytes(point)
            .map_err(|_| KeyFault::Malformed)?;
        Self::from_data(KeyData::Ecdsa(key))
    }

    /// The RSA key of an exponent and a modulus, each with its high byte first.
    ///
    /// # Errors
    ///
    /// If the modulus has not 2048 to 4096 bits, or the key is degenerate.
    pub fn from_rsa(exponent: &[u8], modulus: &[u8]) -> Result<Self, KeyFault> {
        if exponent.len() + modulus.len() > Self::LINE_LENGTH_MAX {
            return Err(KeyFault::TooLong(Self::LINE_LENGTH_MAX));
        }
        let mut packet = Vec::new();
        put_string(&mut packet, Algorithm::Rsa.name().as_bytes());
        put_positive(&mut packet, exponent);
        put_positive(&mut packet, modulus);
        Self::from_packet(&packet)
    }

    pub(crate) fn from_data(data: KeyData) -> Result<Self, KeyFault> {
        let packet = ssh_key::PublicKey::from(data)
            .to_bytes()
            .map_err(|_| KeyFault::Malformed)?;
        Self::from_packet(&packet)
    }

    /// The same key with another comment; control characters are left out of it.
    pub fn with_comment(mut self, comment: &str) -> Self {
        self.comment = comment
            .trim()
            .chars()
            .filter(|letter| !letter.is_control())
            .collect();
        self
    }

    /// How the key signs.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// What was written behind the key; empty where nothing was.
    pub fn comment(&self) -> &str {
        &self.comment
    }

    /// The key as a packet.
    pub fn packet(&self) -> &[u8] {
        &self.packet
    }

    /// The one-line form without the comment, by which a key is cited.
    pub fn line(&self) -> String {
        let encoded = Base64::encode_string(&self.packet);
        format!("{} {encoded}", self.algorithm.name())
    }

    /// `SHA256:` and the digest of the packet, as `ssh-keygen -l` prints it.
    pub fn fingerprint(&self) -> String {
        let digest = Base64Unpadded::encode_string(&Sha256::digest(&self.packet));
        format!("SHA256:{digest}")
    }

    /// The SHA-256 digest of the one-line form without the comment.
    ///
    /// Published before the key is: whoever later shows the key shows that it had been chosen then.
    pub fn commitment(&self) -> [u8; 32] {
        Sha256::digest(self.line()).into()
    }

    pub(crate) fn data(&self) -> &KeyData {
        &self.data
    }
}

/// The whole line, with the comment where there is one.
impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line())?;
        if self.comment.is_empty() {
            return Ok(());
        }
        write!(f, " {}", self.comment)
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.packet == other.packet
    }
}

impl Eq for PublicKey {}

impl PartialOrd for PublicKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PublicKey {
    fn cmp(&self, other: &Self) -> Ordering {
        self.packet.cmp(&other.packet)
    }
}

impl hash::Hash for PublicKey {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.packet.hash(state);
    }
}

fn check_strength(data: &KeyData) -> Result<(), KeyFault> {
    match data {
        KeyData::Ed25519(key) => check_ed25519(&key.0),
        KeyData::SkEd25519(key) => check_ed25519(&key.public_key().0),
        KeyData::Ecdsa(key) => check_point(key.as_sec1_bytes()),
        KeyData::SkEcdsaSha2NistP256(key) => check_point(key.ec_point().as_bytes()),
        KeyData::Rsa(key) => check_rsa(key),
        _ => Err(KeyFault::Malformed),
    }
}

fn check_ed25519(bytes: &[u8; 32]) -> Result<(), KeyFault> {
    let key = ed25519_dalek::VerifyingKey::from_bytes(bytes).map_err(|_| KeyFault::Malformed)?;
    if key.is_weak() {
        return Err(KeyFault::Weak);
    }
    Ok(())
}

/// Only the uncompressed form is the one that OpenSSH writes.
fn check_point(point: &[u8]) -> Result<(), KeyFault> {
    if point.len() != 65 || point.first() != Some(&4) {
        return Err(KeyFault::Malformed);
    }
    p256::PublicKey::from_sec1_bytes(point).map_err(|_| KeyFault::Malformed)?;
    Ok(())
}

/// With the exponent 1, every number signs for itself; with an even one, nothing does.
fn check_rsa(key: &ssh_key::public::RsaPublicKey) -> Result<(), KeyFault> {
    let (Some(exponent), Some(modulus)) =
        (key.e().as_positive_bytes(), key.n().as_positive_bytes())
    else {
        return Err(KeyFault::Malformed);
    };
    let leading_zeroes = modulus.first().map_or(0, |byte| byte.leading_zeros());
    let bits = modulus.len() * 8 - leading_zeroes as usize;
    if !(2048..=4096).contains(&bits) {
        return Err(KeyFault::RsaBits(bits));
    }
    let odd = |number: &[u8]| number.last().is_some_and(|byte| byte & 1 == 1);
    if exponent == [1] || !odd(exponent) || !odd(modulus) {
        return Err(KeyFault::Weak);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A good key, whose parts the cases take.
    const LINE: &str = "ssh-ed25519 \
        AAAAC3NzaC1lZDI1NTE5AAAAIFOG6kY7Rf4UtCFvPwKgo/BztXck2xC4a2WyA34XtIwZ";

    #[track_caller]
    fn check_line(line: &str, expect: &KeyFault) {
        assert_eq!(&PublicKey::parse(line).unwrap_err(), expect);
    }

    #[test]
    fn one_line_is_read() {
        for (line, comment) in [
            (LINE.to_owned(), ""),
            (format!("{LINE}\n"), ""),
            (format!("{LINE} p-1 of the office\r\n"), "p-1 of the office"),
        ] {
            let key = PublicKey::parse(&line).unwrap();
            assert_eq!(key.comment(), comment);
            assert_eq!(key.line(), LINE);
            assert_eq!(key.to_string(), line.trim_end());
        }
    }

    #[test]
    fn other_lines_are_refused() {
        let encoded = LINE.split(' ').nth(1).unwrap();
        check_line("", &KeyFault::NotOneLine);
        check_line("ssh-ed25519", &KeyFault::NotOneLine);
        check_line(&format!("{LINE}\n{LINE}"), &KeyFault::NotOneLine);
        check_line(&format!("{LINE} \u{1b}[2J"), &KeyFault::ControlCharacter);
        check_line(&format!("{LINE}="), &KeyFault::NotBase64);
        check_line("ssh-ed25519 AAAA", &KeyFault::Malformed);
        check_line(&format!("{LINE}AAAA"), &KeyFault::Malformed);
        check_line(
            &format!("ssh-rsa {encoded}"),
            &KeyFault::AlgorithmMismatch {
                written: "ssh-rsa".to_owned(),
                found: "ssh-ed25519".to_owned(),
            },
        );
        check_line(
            &"x".repeat(PublicKey::LINE_LENGTH_MAX + 1),
            &KeyFault::TooLong(PublicKey::LINE_LENGTH_MAX),
        );
    }

    fn packet(parts: &[&[u8]]) -> Vec<u8> {
        let mut out = Vec::new();
        for part in parts {
            put_string(&mut out, part);
        }
        out
    }

    /// An RSA modulus of 2048 bits, odd and otherwise without meaning.
    fn modulus() -> Vec<u8> {
        let mut number = vec![0xff; 257];
        number[0] = 0;
        number
    }

    #[track_caller]
    fn check_packet(parts: &[&[u8]], expect: Option<&KeyFault>) {
        let fault = PublicKey::from_packet(&packet(parts)).err();
        assert_eq!(fault.as_ref(), expect);
    }

    /// The points of order 1 and 4: with them, a signature that fits one text can fit others.
    #[test]
    fn degenerate_keys_are_refused() {
        let mut one = [0; 32];
        one[0] = 1;
        for point in [one, [0; 32]] {
            check_packet(&[b"ssh-ed25519", &point], Some(&KeyFault::Weak));
            check_packet(
                &[b"sk-ssh-ed25519@openssh.com", &point, b"ssh:"],
                Some(&KeyFault::Weak),
            );
            assert_eq!(PublicKey::from_ed25519(point), Err(KeyFault::Weak));
        }
        let modulus = modulus();
        let bare = modulus.strip_prefix(&[0]).unwrap();
        let key = PublicKey::from_rsa(&[0, 1, 0, 1], bare).unwrap();
        assert_eq!(key.packet(), packet(&[b"ssh-rsa", &[1, 0, 1], &modulus]));
        let even = [&modulus[..256], &[0xfe]].concat();
        check_packet(&[b"ssh-rsa", &[1, 0, 1], &modulus], None);
        check_packet(&[b"ssh-rsa", &[3], &modulus], None);
        check_packet(&[b"ssh-rsa", &[1], &modulus], Some(&KeyFault::Weak));
        check_packet(&[b"ssh-rsa", &[4], &modulus], Some(&KeyFault::Weak));
        check_packet(&[b"ssh-rsa", &[3], &even], Some(&KeyFault::Weak));
    }

    #[test]
    fn rsa_keys_have_2048_to_4096_bits() {
        let all_ones = |bytes: usize| [&[0][..], &vec![0xff; bytes]].concat();
        let short = [&[0x7f][..], &[0xff; 255]].concat();
        let rsa = |number: &[u8], expect| check_packet(&[b"ssh-rsa", &[3], number], expect);
        rsa(&short, Some(&KeyFault::RsaBits(2047)));
        rsa(&all_ones(256), None);
        rsa(&all_ones(512), None);
        rsa(&all_ones(513), Some(&KeyFault::RsaBits(4104)));
    }

    #[test]
    fn a_key_has_one_form() {
        let longer = [&[0][..], &modulus()].concat();
        check_packet(&[b"ssh-rsa", &[3], &longer], Some(&KeyFault::Malformed));
        check_packet(
            &[b"ssh-rsa", &[0, 3], &modulus()],
            Some(&KeyFault::Malformed),
        );
        let bytes = PublicKey::parse(LINE).unwrap().packet().to_vec();
        let longer = [bytes.as_slice(), &[0]].concat();
        assert_eq!(PublicKey::from_packet(&longer), Err(KeyFault::Malformed));
    }

    /// The base point of P-256 (SEC 2, section 2.4.2), and what is no point in this form.
    #[test]
    fn points_of_p256_are_checked() {
        let x = *b"\x6b\x17\xd1\xf2\xe1\x2c\x42\x47\xf8\xbc\xe6\xe5\x63\xa4\x40\xf2\
            \x77\x03\x7d\x81\x2d\xeb\x33\xa0\xf4\xa1\x39\x45\xd8\x98\xc2\x96";
        let y = *b"\x4f\xe3\x42\xe2\xfe\x1a\x7f\x9b\x8e\xe7\xeb\x4a\x7c\x0f\x9e\x16\
            \x2b\xce\x33\x57\x6b\x31\x5e\xce\xcb\xb6\x40\x68\x37\xbf\x51\xf5";
        let good = [&[4][..], &x, &y].concat();
        let key = PublicKey::from_ecdsa_p256(&good).unwrap();
        assert_eq!(key.algorithm(), Algorithm::EcdsaP256);
        assert_eq!(PublicKey::from_packet(key.packet()), Ok(key));
        let mut off = good.clone();
        off[64] ^= 1;
        let compressed = [&[3][..], &x].concat();
        let zero = [&[4][..], &[0; 64]].concat();
        for point in [off, compressed, zero, vec![0]] {
            let fault = PublicKey::from_ecdsa_p256(&point).unwrap_err();
            assert_eq!(fault, KeyFault::Malformed);
            check_packet(
                &[b"ecdsa-sha2-nistp256", b"nistp256", &point],
                Some(&KeyFault::Malformed),
            );
        }
    }
}
