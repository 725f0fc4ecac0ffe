//! The documents of `corpus/age/testkit`, each opened or refused as its file says.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic fails the test"
)]

use std::fs;
use std::path::{Path, PathBuf};

use interrex_seal::{Identity, IdentityFault, Lock, OpenFault, lock, open, open_with_passphrase};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// A file: its keys, in order, and the document.
struct Vector {
    keys: Vec<(String, String)>,
    sealed: Vec<u8>,
}

impl Vector {
    fn read(path: &Path) -> Self {
        let bytes = fs::read(path).unwrap();
        let end = bytes.windows(2).position(|pair| pair == b"\n\n").unwrap();
        let keys: Vec<(String, String)> = std::str::from_utf8(&bytes[..end])
            .unwrap()
            .lines()
            .map(|line| line.split_once(": ").unwrap())
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect();
        let mut vector = Self {
            keys,
            sealed: bytes[end + 2..].to_vec(),
        };
        if vector.get("compressed").is_some() {
            vector.sealed = miniz_oxide::inflate::decompress_to_vec_zlib(&vector.sealed).unwrap();
        }
        vector
    }

    fn get<'a>(&'a self, key: &'a str) -> Option<&'a str> {
        self.all(key).next()
    }

    fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.keys
            .iter()
            .filter(move |(found, _)| found == key)
            .map(|(_, value)| value.as_str())
    }

    /// What the program makes of it; nothing where an identity is of a type that it does not know.
    fn open(&self) -> Option<Result<Zeroizing<Vec<u8>>, OpenFault>> {
        if let Some(passphrase) = self.get("passphrase") {
            return Some(open_with_passphrase(&self.sealed, passphrase));
        }
        let mut identities = Vec::new();
        for text in self.all("identity") {
            match Identity::parse(text) {
                Ok(identity) => identities.push(identity),
                Err(fault) => {
                    assert_eq!(fault, IdentityFault::OtherType);
                    return None;
                }
            }
        }
        Some(open(&self.sealed, &identities))
    }
}

/// What the vectors call such a fault.
fn kind(fault: &OpenFault) -> &'static str {
    match fault {
        OpenFault::OtherReaders
        | OpenFault::WrongPassphrase
        | OpenFault::NeedsIdentity
        | OpenFault::NeedsPassphrase => "no match",
        OpenFault::HeaderChanged => "HMAC failure",
        OpenFault::PayloadChanged => "payload failure",
        OpenFault::Armor(_) => "armor failure",
        _ => "header failure",
    }
}

fn check(path: &Path) -> bool {
    let name = path.display();
    let vector = Vector::read(path);
    let Some(opened) = vector.open() else {
        return false;
    };
    let expect = vector.get("expect").unwrap();
    match opened {
        Ok(plain) => {
            assert_eq!(expect, "success", "{name}");
            let digest: [u8; 32] = Sha256::digest(&*plain).into();
            let written = vector.get("payload").unwrap();
            assert_eq!(digest.to_vec(), hex(written), "{name}");
            let by_passphrase = vector.get("passphrase").is_some();
            let expect = if by_passphrase {
                Lock::Passphrase
            } else {
                Lock::Recipients
            };
            assert_eq!(lock(&vector.sealed), Ok(expect), "{name}");
        }
        // Where the first line is damaged, there is no armor to be seen.
        Err(OpenFault::NotSealed) if expect == "armor failure" => {}
        Err(fault) => assert_eq!(kind(&fault), expect, "{name}: {fault}"),
    }
    true
}

fn hex(text: &str) -> Vec<u8> {
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
        .collect()
}

#[test]
fn every_document_is_opened_or_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/age/testkit");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert_eq!(files.len(), 143);
    let known = files.iter().filter(|file| check(file)).count();
    assert_eq!(known, 124, "of the rest, each has a hybrid identity");
}
