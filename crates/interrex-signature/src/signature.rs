//! Signatures of OpenSSH over bytes, for a purpose.
//!
//! Responsible for the packet and its armor, for checking, and for putting together what an agent or a
//! token has signed. The packet, with what is signed:
//!
//! ```text
//! packet:  "SSHSIG" | uint32 1 | string key | string namespace | string "" | string hash | string signature
//! signed:  "SSHSIG" |                         string namespace | string "" | string hash | string HASH(bytes)
//! ```
//!
//! An ECDSA signature `(r, s)` has a twin `(r, -s)` that anybody can make and that is as good: a signature
//! shows that its key signed, and is not by itself a name for the act of signing.

use std::fmt;

use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha512};
use ssh_key::{HashAlg, SshSig};

use crate::fault::{Refusal, SignatureFault};
use crate::key::{Algorithm, PublicKey};
use crate::wire::{Reader, put_positive, put_string};

const MAGIC: &[u8; 6] = b"SSHSIG";
const BEGIN: &str = "-----BEGIN SSH SIGNATURE-----";
const END: &str = "-----END SSH SIGNATURE-----";
/// So many letters a line, as ssh-keygen writes.
const ARMOR_WIDTH: usize = 70;
/// The flag of a security key that says that somebody touched it.
const TOUCHED: u8 = 0x01;
/// The flag of a security key that says that it knew who touched it, by PIN or finger.
const RECOGNIZED: u8 = 0x04;

/// How the bytes were hashed before they were signed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hash {
    /// SHA-256; read, but refused by [`Signature::verify`].
    Sha256,
    /// SHA-512, which signatures made here use, and ssh-keygen unless told otherwise.
    Sha512,
}

impl Hash {
    /// The name in the packet.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Sha512 => "sha512",
        }
    }

    fn of(name: &str) -> Result<Self, SignatureFault> {
        match name {
            "sha256" => Ok(Self::Sha256),
            "sha512" => Ok(Self::Sha512),
            _ => Err(SignatureFault::UnknownHash(name.to_owned())),
        }
    }
}

/// What a security key says of the moment of signing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Presence {
    /// Somebody touched it.
    pub touched: bool,
    /// It recognized them, by PIN or finger.
    pub recognized: bool,
    /// How many signatures it had made, where it counts.
    pub counter: u32,
}

/// A signature with the key, the purpose and the hash that it names.
#[derive(Clone, PartialEq, Eq)]
pub struct Signature {
    key: PublicKey,
    namespace: String,
    hash: Hash,
    made: ssh_key::Signature,
}

impl Signature {
    /// The longest packet that is read, in bytes: RSA of 4096 bits needs 1200.
    pub const LENGTH_MAX: usize = 4096;

    /// The longest namespace, in bytes.
    pub const NAMESPACE_LENGTH_MAX: usize = 255;

    /// Reads the packet.
    ///
    /// # Errors
    ///
    /// If it is no signature of version 1 in its only form. Whether it fits is asked by [`Self::verify`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SignatureFault> {
        if bytes.len() > Self::LENGTH_MAX {
            return Err(SignatureFault::TooLong(Self::LENGTH_MAX));
        }
        let mut parts = Reader::new(bytes);
        if parts.bytes(MAGIC.len()) != Some(MAGIC) {
            return Err(SignatureFault::NotSshsig);
        }
        match parts
            .number()
            .ok_or(SignatureFault::Missing("its version"))?
        {
            1 => {}
            version => return Err(SignatureFault::Version(version)),
        }
        let key = parts.string().ok_or(SignatureFault::Missing("its key"))?;
        let key = PublicKey::from_packet(key).map_err(SignatureFault::Key)?;
        let namespace = parts
            .text()
            .ok_or(SignatureFault::Missing("its namespace"))?;
        if !check_namespace(namespace) {
            return Err(SignatureFault::Namespace);
        }
        match parts.string() {
            Some([]) => {}
            Some(_) => return Err(SignatureFault::Reserved),
            None => return Err(SignatureFault::Missing("its reserved field")),
        }
        let hash = Hash::of(parts.text().ok_or(SignatureFault::Missing("its hash"))?)?;
        let made = parts.string().ok_or(SignatureFault::Missing("its end"))?;
        if !parts.is_empty() {
            return Err(SignatureFault::Trailing);
        }
        let made = read_made(key.algorithm(), made)?;
        let namespace = namespace.to_owned();
        Ok(Self {
            key,
            namespace,
            hash,
            made,
        })
    }

    /// Reads the base64 of the packet, on one line.
    ///
    /// # Errors
    ///
    /// If it is not base64 with padding, or not that of a signature.
    pub fn from_base64(text: &str) -> Result<Self, SignatureFault> {
        if text.len() > Self::LENGTH_MAX * 4 / 3 + 4 {
            return Err(SignatureFault::TooLong(Self::LENGTH_MAX));
        }
        let bytes = Base64::decode_vec(text).map_err(|_| SignatureFault::NotBase64)?;
        Self::from_bytes(&bytes)
    }

    /// Reads the armor that `ssh-keygen -Y sign` writes.
    ///
    /// # Errors
    ///
    /// If its first or last line is missing, or what stands between is not the base64 of a signature.
    pub fn from_armor(text: &str) -> Result<Self, SignatureFault> {
        if text.len() > Self::LENGTH_MAX * 2 {
            return Err(SignatureFault::TooLong(Self::LENGTH_MAX));
        }
        let encoded: String = text
            .trim()
            .strip_prefix(BEGIN)
            .and_then(|rest| rest.strip_suffix(END))
            .ok_or(SignatureFault::NoArmor)?
            .split_ascii_whitespace()
            .collect();
        Self::from_base64(&encoded)
    }

    /// Puts together what an agent answered: the packet of the algorithm's name and its signature, over the
    /// [`signed_data`] of the namespace and the bytes.
    ///
    /// # Errors
    ///
    /// If the packet is none that a key of this algorithm makes, or the namespace is none. Whether it fits
    /// is not asked: [`Self::verify`] it.
    pub fn from_agent(
        key: &PublicKey,
        namespace: &str,
        answer: &[u8],
    ) -> Result<Self, SignatureFault> {
        if !check_namespace(namespace) {
            return Err(SignatureFault::Namespace);
        }
        let made = read_made(key.algorithm(), answer)?;
        Ok(Self::of(key.clone(), namespace, made))
    }

    /// Puts together what a token signed over [`signed_data`]: the 64 bytes of an Ed25519 or of an ECDSA
    /// P-256 signature (`r` and `s` of 32 bytes each), or the bytes of an RSA PKCS1 v1.5 signature with
    /// SHA-512.
    ///
    /// # Errors
    ///
    /// As [`Self::from_agent`].
    pub fn from_token(
        key: &PublicKey,
        namespace: &str,
        raw: &[u8],
    ) -> Result<Self, SignatureFault> {
        let mut answer = Vec::new();
        match key.algorithm() {
            Algorithm::Ed25519 => {
                put_string(&mut answer, Algorithm::Ed25519.name().as_bytes());
                put_string(&mut answer, raw);
            }
            Algorithm::EcdsaP256 => {
                let Some((r, s)) = raw.split_at_checked(32).filter(|(_, s)| s.len() == 32) else {
                    return Err(SignatureFault::Malformed);
                };
                let mut pair = Vec::new();
                put_positive(&mut pair, r);
                put_positive(&mut pair, s);
                put_string(&mut answer, Algorithm::EcdsaP256.name().as_bytes());
                put_string(&mut answer, &pair);
            }
            Algorithm::Rsa => {
                put_string(&mut answer, b"rsa-sha2-512");
                put_string(&mut answer, raw);
            }
            Algorithm::SkEd25519 | Algorithm::SkEcdsaP256 => {
                return Err(SignatureFault::Malformed);
            }
        }
        Self::from_agent(key, namespace, &answer)
    }

    pub(crate) fn of(key: PublicKey, namespace: &str, made: ssh_key::Signature) -> Self {
        Self {
            key,
            namespace: namespace.to_owned(),
            hash: Hash::Sha512,
            made,
        }
    }

    /// The key that the signature names, with no comment where it was read from bytes.
    pub fn key(&self) -> &PublicKey {
        &self.key
    }

    /// What the signature is for.
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// How the bytes were hashed before they were signed.
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// What the security key said, where one signed.
    pub fn presence(&self) -> Option<Presence> {
        if !self.key.algorithm().asks_for_touch() {
            return None;
        }
        let (_, [flags, counter @ ..]) = self.made.as_bytes().split_last_chunk::<5>()?;
        Some(Presence {
            touched: flags & TOUCHED != 0,
            recognized: flags & RECOGNIZED != 0,
            counter: u32::from_be_bytes(*counter),
        })
    }

    /// Whether this key signed these bytes for this purpose, hashed by SHA-512.
    ///
    /// # Errors
    ///
    /// The first thing that does not fit: the key, the namespace, the hash, the touch, the signature.
    pub fn verify(&self, key: &PublicKey, namespace: &str, bytes: &[u8]) -> Result<(), Refusal> {
        if self.key != *key {
            return Err(Refusal::WrongKey {
                expected: key.fingerprint(),
                found: self.key.fingerprint(),
            });
        }
        if self.namespace != namespace {
            return Err(Refusal::WrongNamespace {
                expected: namespace.to_owned(),
                found: self.namespace.clone(),
            });
        }
        if self.hash != Hash::Sha512 {
            return Err(Refusal::WrongHash(self.hash));
        }
        if self.presence().is_some_and(|presence| !presence.touched) {
            return Err(Refusal::Untouched);
        }
        let data = self.key.data().clone();
        let envelope = SshSig::new(data.clone(), namespace, HashAlg::Sha512, self.made.clone())
            .map_err(|_| Refusal::DoesNotFit)?;
        ssh_key::PublicKey::from(data)
            .verify(namespace, bytes, &envelope)
            .map_err(|_| Refusal::DoesNotFit)
    }

    /// The packet.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&1_u32.to_be_bytes());
        put_string(&mut out, self.key.packet());
        put_string(&mut out, self.namespace.as_bytes());
        put_string(&mut out, b"");
        put_string(&mut out, self.hash.name().as_bytes());
        put_string(&mut out, &written(&self.made));
        out
    }

    /// The base64 of the packet, on one line.
    pub fn to_base64(&self) -> String {
        Base64::encode_string(&self.to_bytes())
    }

    /// The armor that `ssh-keygen -Y verify` reads.
    pub fn armored(&self) -> String {
        let encoded = self.to_base64();
        let mut out = format!("{BEGIN}\n");
        let mut rest = encoded.as_str();
        while let Some((line, after)) = rest.split_at_checked(ARMOR_WIDTH) {
            out.push_str(line);
            out.push('\n');
            rest = after;
        }
        if !rest.is_empty() {
            out.push_str(rest);
            out.push('\n');
        }
        out.push_str(END);
        out.push('\n');
        out
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Signature for `{}` by {}",
            self.namespace,
            self.key.fingerprint()
        )
    }
}

/// The bytes that an agent or a token signs where these bytes are to be signed for this purpose.
pub fn signed_data(namespace: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend_from_slice(MAGIC);
    put_string(&mut out, namespace.as_bytes());
    put_string(&mut out, b"");
    put_string(&mut out, Hash::Sha512.name().as_bytes());
    put_string(&mut out, &Sha512::digest(bytes));
    out
}

/// Whether a text may say what a signature is for: printable ASCII, not empty, and not long.
pub(crate) fn check_namespace(namespace: &str) -> bool {
    let length = namespace.len();
    (1..=Signature::NAMESPACE_LENGTH_MAX).contains(&length)
        && namespace.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Reads the signature proper: the name of an algorithm and the bytes that it made.
fn read_made(algorithm: Algorithm, packet: &[u8]) -> Result<ssh_key::Signature, SignatureFault> {
    let name = Reader::new(packet)
        .text()
        .ok_or(SignatureFault::Malformed)?;
    if !algorithm.signs_as(name) {
        return Err(SignatureFault::AlgorithmMismatch {
            key: algorithm.name().to_owned(),
            found: name.to_owned(),
        });
    }
    let made = ssh_key::Signature::try_from(packet).map_err(|_| SignatureFault::Malformed)?;
    if written(&made) != packet {
        return Err(SignatureFault::Malformed);
    }
    Ok(made)
}

/// The signature proper as a packet; empty for one that cannot be written, which is then refused.
fn written(made: &ssh_key::Signature) -> Vec<u8> {
    Vec::try_from(made.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SecretKey;
    use ed25519_dalek::Signer as _;

    #[test]
    fn a_token_that_signs_ed25519_is_taken() {
        let token = ed25519_dalek::SigningKey::from_bytes(&[9; 32]);
        let key = PublicKey::from_ed25519(token.verifying_key().to_bytes()).unwrap();
        let raw = token.sign(&signed_data("example", b"bytes")).to_bytes();
        let signature = Signature::from_token(&key, "example", &raw).unwrap();
        assert_eq!(signature.verify(&key, "example", b"bytes"), Ok(()));
        let secret = SecretKey::from_seed([9; 32], "");
        assert_eq!(signature, secret.sign("example", b"bytes"));
        for length in [0, 63, 65] {
            let fault = Signature::from_token(&key, "example", &vec![0; length]);
            assert_eq!(fault, Err(SignatureFault::Malformed), "{length} bytes");
        }
    }

    /// Many of them, so that numbers of all lengths occur: a first byte of zero, and of 128 and more.
    #[test]
    fn a_token_that_signs_ecdsa_is_taken() {
        let token = p256::ecdsa::SigningKey::from_slice(&[9; 32]).unwrap();
        let point = token.verifying_key().to_sec1_point(false);
        let key = PublicKey::from_ecdsa_p256(point.as_bytes()).unwrap();
        for round in 0..300_u16 {
            let bytes = round.to_be_bytes();
            let made: p256::ecdsa::Signature = token.sign(&signed_data("example", &bytes));
            let raw = made.to_bytes();
            let signature = Signature::from_token(&key, "example", &raw).unwrap();
            assert_eq!(signature.verify(&key, "example", &bytes), Ok(()));
            let again = Signature::from_bytes(&signature.to_bytes());
            assert_eq!(again, Ok(signature));
        }
        for length in [0, 63, 65] {
            let fault = Signature::from_token(&key, "example", &vec![1; length]);
            assert_eq!(fault, Err(SignatureFault::Malformed), "{length} bytes");
        }
    }

    #[track_caller]
    fn check_fault(change: impl FnOnce(&mut Vec<u8>), expect: &SignatureFault) {
        let mut bytes = SecretKey::from_seed([1; 32], "")
            .sign("example", b"bytes")
            .to_bytes();
        change(&mut bytes);
        assert_eq!(&Signature::from_bytes(&bytes).unwrap_err(), expect);
    }

    /// The key of 51 bytes stands from byte 14 on, the namespace from byte 69 on.
    #[test]
    fn faults_are_named() {
        check_fault(|bytes| bytes[0] = b's', &SignatureFault::NotSshsig);
        check_fault(|bytes| bytes[9] = 2, &SignatureFault::Version(2));
        check_fault(|bytes| bytes[9] = 0, &SignatureFault::Version(0));
        check_fault(|bytes| bytes[69] = b' ', &SignatureFault::Namespace);
        check_fault(
            |bytes| {
                bytes.splice(65..76, [0, 0, 0, 0]);
            },
            &SignatureFault::Namespace,
        );
        check_fault(
            |bytes| {
                bytes.splice(76..80, [0, 0, 0, 1, 7]);
            },
            &SignatureFault::Reserved,
        );
        check_fault(
            |bytes| bytes[84..90].copy_from_slice(b"sha384"),
            &SignatureFault::UnknownHash("sha384".to_owned()),
        );
        check_fault(
            |bytes| bytes.truncate(80),
            &SignatureFault::Missing("its hash"),
        );
        check_fault(
            |bytes| bytes.resize(Signature::LENGTH_MAX + 1, 0),
            &SignatureFault::TooLong(Signature::LENGTH_MAX),
        );
    }

    #[track_caller]
    fn check_armor(armor: &str, expect: &SignatureFault) {
        assert_eq!(&Signature::from_armor(armor).unwrap_err(), expect);
    }

    #[test]
    fn armor_is_read_with_its_lines() {
        let signature = SecretKey::from_seed([1; 32], "").sign("example", b"bytes");
        let armor = signature.armored();
        assert!(armor.lines().all(|line| line.len() <= ARMOR_WIDTH));
        let crlf = armor.replace('\n', "\r\n");
        for text in [armor.as_str(), crlf.as_str(), armor.trim_end()] {
            assert_eq!(Signature::from_armor(text).as_ref(), Ok(&signature));
        }
        check_armor("", &SignatureFault::NoArmor);
        check_armor(&signature.to_base64(), &SignatureFault::NoArmor);
        check_armor(
            armor.trim_end().trim_end_matches('-'),
            &SignatureFault::NoArmor,
        );
        check_armor(&format!("{armor}more"), &SignatureFault::NoArmor);
        check_armor(
            &armor.replacen("AAAA", "____", 1),
            &SignatureFault::NotBase64,
        );
    }

    #[test]
    fn what_an_agent_answers_has_to_be_of_the_key() {
        let key = SecretKey::from_seed([1; 32], "").public().clone();
        let mut answer = Vec::new();
        put_string(&mut answer, b"rsa-sha2-512");
        put_string(&mut answer, &[0; 256]);
        assert_eq!(
            Signature::from_agent(&key, "example", &answer),
            Err(SignatureFault::AlgorithmMismatch {
                key: "ssh-ed25519".to_owned(),
                found: "rsa-sha2-512".to_owned(),
            })
        );
        assert_eq!(
            Signature::from_agent(&key, "", &answer),
            Err(SignatureFault::Namespace)
        );
    }
}
