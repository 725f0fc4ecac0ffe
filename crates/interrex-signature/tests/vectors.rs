//! The keys and signatures of `corpus/sshsig`, which OpenSSH made.

#![allow(clippy::unwrap_used, reason = "a panic fails the test")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use base64ct::{Base64, Encoding};
use interrex_signature::{
    Algorithm, Hash, KeyFault, Presence, PublicKey, Refusal, SecretFault, SecretKey, Signature,
    SignatureFault,
};

const NAMESPACE: &str = "unittest";

fn read(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/sshsig");
    fs::read_to_string(folder.join(name)).unwrap()
}

/// The signature of a name fits its key and the data, and neither other data nor another purpose; written
/// again it is the file.
#[track_caller]
fn check_signature(name: &str, algorithm: Algorithm, presence: Option<Presence>) {
    let key = PublicKey::parse(&read(&format!("{name}.pub"))).unwrap();
    let armor = read(&format!("{name}.sig"));
    let signature = Signature::from_armor(&armor).unwrap();
    let data = read("signed-data");
    assert_eq!(key.algorithm(), algorithm);
    assert_eq!(signature.presence(), presence);
    assert_eq!(signature.hash(), Hash::Sha512);
    assert_eq!(signature.key(), &key);
    assert_eq!(signature.namespace(), NAMESPACE);
    assert_eq!(signature.armored().trim_end(), armor.trim_end());
    assert_eq!(signature.verify(&key, NAMESPACE, data.as_bytes()), Ok(()));
    assert_eq!(
        signature.verify(&key, NAMESPACE, b"This is another test"),
        Err(Refusal::DoesNotFit)
    );
    assert_eq!(
        signature.verify(&key, "other", data.as_bytes()),
        Err(Refusal::WrongNamespace {
            expected: "other".to_owned(),
            found: NAMESPACE.to_owned()
        })
    );
    let other = PublicKey::parse(&read("ed25519_1.pub")).unwrap();
    assert_eq!(
        signature.verify(&other, NAMESPACE, data.as_bytes()),
        Err(Refusal::WrongKey {
            expected: other.fingerprint(),
            found: key.fingerprint()
        })
    );
}

const TOUCHED: Option<Presence> = Some(Presence {
    touched: true,
    recognized: false,
    counter: 0x1234_5678,
});

#[test]
fn signatures_of_openssh_are_accepted() {
    check_signature("ed25519", Algorithm::Ed25519, None);
    check_signature("ecdsa", Algorithm::EcdsaP256, None);
    check_signature("rsa", Algorithm::Rsa, None);
    check_signature("ed25519_sk", Algorithm::SkEd25519, TOUCHED);
    check_signature("ecdsa_sk", Algorithm::SkEcdsaP256, TOUCHED);
}

/// Whichever bit of a signature is changed, it is refused: as no signature, or as one that does not fit.
#[test]
fn every_changed_bit_is_refused() {
    let data = read("signed-data");
    for name in ["ed25519", "ecdsa", "rsa", "ed25519_sk", "ecdsa_sk"] {
        let key = PublicKey::parse(&read(&format!("{name}.pub"))).unwrap();
        let good = Signature::from_armor(&read(&format!("{name}.sig")))
            .unwrap()
            .to_bytes();
        for bit in 0..good.len() * 8 {
            let mut bytes = good.clone();
            if let Some(byte) = bytes.get_mut(bit / 8) {
                *byte ^= 1 << (bit % 8);
            }
            let accepted = Signature::from_bytes(&bytes)
                .is_ok_and(|read| read.verify(&key, NAMESPACE, data.as_bytes()).is_ok());
            assert!(!accepted, "{name}: bit {bit}");
        }
        for length in 0..good.len() {
            let cut = good.get(..length).unwrap();
            assert!(
                Signature::from_bytes(cut).is_err(),
                "{name}: {length} bytes"
            );
        }
        let longer = [good.as_slice(), &[0]].concat();
        assert_eq!(
            Signature::from_bytes(&longer),
            Err(SignatureFault::Trailing)
        );
    }
}

#[test]
fn fingerprints_are_those_of_openssh() {
    for name in ["ed25519_1", "ecdsa_1"] {
        let key = PublicKey::parse(&read(&format!("{name}.pub"))).unwrap();
        assert_eq!(key.fingerprint(), read(&format!("{name}.fp")).trim());
    }
}

/// The digest is that of `sha256sum` over the first two words of the line.
#[test]
fn a_commitment_is_the_digest_of_the_line_without_comment() {
    let key = PublicKey::parse(&read("ed25519_1.pub")).unwrap();
    let mut digest = String::new();
    for byte in key.commitment() {
        write!(digest, "{byte:02x}").unwrap();
    }
    assert_eq!(
        digest,
        "1fe84f38713494483c2b084d8241aaa8624bb6a3fe8a9b27e90c076d1d4b7eb3"
    );
    let renamed = key.clone().with_comment("another");
    assert_eq!(renamed.commitment(), key.commitment());
}

/// The flags are the fifth byte from the end.
#[test]
fn a_security_key_has_to_be_touched() {
    let key = PublicKey::parse(&read("ed25519_sk.pub")).unwrap();
    let mut bytes = Signature::from_armor(&read("ed25519_sk.sig"))
        .unwrap()
        .to_bytes();
    let flags = bytes.len() - 5;
    *bytes.get_mut(flags).unwrap() = 0;
    let signature = Signature::from_bytes(&bytes).unwrap();
    assert_eq!(
        signature.verify(&key, NAMESPACE, read("signed-data").as_bytes()),
        Err(Refusal::Untouched)
    );
}

#[track_caller]
fn check_key_refused(name: &str, expect: impl Fn(&KeyFault) -> bool) {
    let fault = PublicKey::parse(&read(name)).unwrap_err();
    assert!(expect(&fault), "{fault:?}");
}

#[test]
fn keys_of_other_kinds_are_refused_by_name() {
    let named = |expect: &'static str| {
        move |fault: &KeyFault| *fault == KeyFault::Algorithm(expect.to_owned())
    };
    check_key_refused(
        "mldsa44-ed25519.pub",
        named("ssh-mldsa44-ed25519@openssh.com"),
    );
    check_key_refused(
        "ed25519_1-cert.pub",
        named("ssh-ed25519-cert-v01@openssh.com"),
    );
    check_key_refused("rsa_1024.pub", |fault| *fault == KeyFault::RsaBits(1024));
    check_key_refused("ed25519", |fault| *fault == KeyFault::Private);
    check_key_refused("signed-data", |fault| *fault == KeyFault::NotBase64);
    let fault = Signature::from_armor(&read("mldsa44-ed25519.sig")).unwrap_err();
    assert!(
        matches!(fault, SignatureFault::Key(KeyFault::Algorithm(_))),
        "{fault:?}"
    );
    let fault = Signature::from_armor(&read("ecdsa_sk_webauthn.sig")).unwrap_err();
    assert!(
        matches!(fault, SignatureFault::AlgorithmMismatch { .. }),
        "{fault:?}"
    );
}

#[test]
fn private_keys_are_read() {
    let plain = SecretKey::parse(&read("ed25519"), None).unwrap();
    assert_eq!(plain.public().to_string(), read("ed25519.pub").trim_end());
    let signature = Signature::from_armor(&read("ed25519.sig")).unwrap();
    let made = plain.sign(NAMESPACE, read("signed-data").as_bytes());
    assert_eq!(made, signature, "Ed25519 signs in one way");

    for (name, public) in [
        ("ed25519_1_pw", "ed25519_1.pub"),
        ("ecdsa_n_pw", "ecdsa_1.pub"),
    ] {
        let text = read(name);
        let refused = |passphrase| SecretKey::parse(&text, passphrase).unwrap_err();
        assert_eq!(refused(None), SecretFault::Encrypted);
        assert_eq!(refused(Some("mekmitasdigo")), SecretFault::WrongPassphrase);
        let secret = SecretKey::parse(&text, Some("mekmitasdigoat")).unwrap();
        let key = PublicKey::parse(&read(public)).unwrap();
        assert_eq!(secret.public(), &key, "{name}");
        let signature = secret.sign("example", b"bytes");
        assert_eq!(signature.verify(&key, "example", b"bytes"), Ok(()));
    }
}

#[track_caller]
fn check_private_refused(text: &str, expect: &SecretFault) {
    let fault = SecretKey::parse(text, None).unwrap_err();
    assert_eq!(&fault, expect);
}

#[test]
fn private_keys_that_do_not_sign_here_are_refused() {
    check_private_refused(
        &read("rsa_n"),
        &SecretFault::Algorithm("ssh-rsa".to_owned()),
    );
    check_private_refused(
        &read("ed25519_sk1"),
        &SecretFault::Algorithm("sk-ssh-ed25519@openssh.com".to_owned()),
    );
    check_private_refused(&read("ed25519.pub"), &SecretFault::NotOpenssh);
    check_private_refused("", &SecretFault::NotOpenssh);
    let long = "x".repeat(SecretKey::TEXT_LENGTH_MAX + 1);
    check_private_refused(&long, &SecretFault::TooLong(SecretKey::TEXT_LENGTH_MAX));
}

/// So many rounds are asked for in the file that opening it would take a minute: the number stands behind the
/// salt of 16 bytes.
#[test]
fn rounds_of_hashing_have_a_limit() {
    let with_rounds = |rounds: u32| {
        let text = read("ed25519_1_pw");
        let lines: Vec<&str> = text.lines().collect();
        let (first, rest) = lines.split_first().unwrap();
        let (last, body) = rest.split_last().unwrap();
        let mut bytes = Base64::decode_vec(&body.concat()).unwrap();
        let kind = b"\x00\x00\x00\x06bcrypt";
        let at = bytes.windows(10).position(|part| part == kind).unwrap();
        let place = at + kind.len() + 4 + 4 + 16;
        bytes
            .get_mut(place..place + 4)
            .unwrap()
            .copy_from_slice(&rounds.to_be_bytes());
        let encoded = Base64::encode_string(&bytes);
        let mut out = format!("{first}\n");
        for line in encoded.as_bytes().chunks(70) {
            out.push_str(std::str::from_utf8(line).unwrap());
            out.push('\n');
        }
        out + last
    };
    let opened = |rounds, passphrase| {
        SecretKey::parse(&with_rounds(rounds), Some(passphrase))
            .map(|secret| !secret.to_openssh().is_empty())
    };
    assert_eq!(
        opened(16, "mekmitasdigoat"),
        Ok(true),
        "the file is as it was"
    );
    assert_eq!(
        opened(2049, "mekmitasdigoat"),
        Err(SecretFault::TooManyRounds {
            found: 2049,
            max: 2048
        })
    );
}

#[test]
fn what_is_too_long_is_refused_before_it_is_read() {
    let max = Signature::LENGTH_MAX;
    let refused = Err(SignatureFault::TooLong(max));
    assert_eq!(Signature::from_bytes(&vec![0; max + 1]), refused);
    assert_eq!(
        Signature::from_bytes(&vec![0; max]),
        Err(SignatureFault::NotSshsig)
    );
    let encoded = |length: usize| Base64::encode_string(&vec![0; length]);
    assert_eq!(Signature::from_base64(&encoded(max + 3)), refused);
    assert_eq!(
        Signature::from_base64(&encoded(max)),
        Err(SignatureFault::NotSshsig)
    );
    assert_eq!(Signature::from_armor(&"x".repeat(2 * max + 1)), refused);
    assert_eq!(
        Signature::from_armor(&"x".repeat(2 * max)),
        Err(SignatureFault::NoArmor)
    );
    let long = Err(KeyFault::TooLong(PublicKey::LINE_LENGTH_MAX));
    assert_eq!(PublicKey::from_packet(&vec![0; 4097]), long);
    assert_eq!(
        PublicKey::from_packet(&vec![0; 4096]),
        Err(KeyFault::Algorithm(String::new()))
    );
    assert_eq!(PublicKey::from_rsa(&[3], &vec![1; 4096]), long);
}

#[test]
fn a_key_is_its_bytes_and_a_secret_is_not_shown() {
    let secret = SecretKey::from_seed([7; 32], "p-1");
    let key = secret.public().clone();
    let renamed = key.clone().with_comment("p-2");
    let other = SecretKey::from_seed([8; 32], "p-1").public().clone();
    let set: BTreeSet<&PublicKey> = [&key, &renamed, &other].into();
    assert_eq!(set.len(), 2);
    let shown = format!("{secret:?} {key:?}");
    assert_eq!(shown, format!("SecretKey of {key} PublicKey({key})"));
}
