//! What is sealed here is opened here, at every length at which something changes; changed anywhere, it is
//! not; and `age`, another program, agrees in both directions.

#![allow(clippy::unwrap_used, reason = "a panic fails the test")]
#![allow(clippy::print_stderr, reason = "says why nothing was tested")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use interrex_seal::{
    Identity, IdentityFault, OpenFault, Recipient, SealFault, armored, open, open_with_passphrase,
    seal, seal_with_passphrase,
};

/// Bytes that differ, and hide nothing.
fn entropy(seed: u64) -> impl FnMut(&mut [u8]) {
    let mut state = seed;
    move |bytes| {
        for byte in bytes {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            *byte = state.to_be_bytes()[0];
        }
    }
}

#[test]
fn documents_of_all_lengths_are_opened() {
    const CHUNK: usize = 64 << 10;
    let mut entropy = entropy(1);
    let [first, second, other] = [0; 3].map(|_| Identity::draw(&mut entropy));
    for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1] {
        let plain = vec![7; length];
        let recipients = [first.recipient().clone(), second.recipient().clone()];
        let sealed = seal(&plain, &recipients, &mut entropy).unwrap();
        for text in [sealed.clone(), armored(&sealed).into_bytes()] {
            assert_eq!(*open(&text, std::slice::from_ref(&first)).unwrap(), plain);
            assert_eq!(
                *open(&text, &[other.clone(), second.clone()]).unwrap(),
                plain
            );
            assert_eq!(
                open(&text, std::slice::from_ref(&other)),
                Err(OpenFault::OtherReaders)
            );
            assert_eq!(open(&text, &[]), Err(OpenFault::OtherReaders));
            assert_eq!(
                open_with_passphrase(&text, "sesame"),
                Err(OpenFault::NeedsIdentity)
            );
        }
    }
}

#[test]
fn a_passphrase_opens() {
    let mut entropy = entropy(2);
    let sealed = seal_with_passphrase(b"a key", "sésame", 4, &mut entropy).unwrap();
    assert_eq!(
        **open_with_passphrase(&sealed, "sésame").unwrap(),
        *b"a key"
    );
    assert_eq!(
        open_with_passphrase(&sealed, "sesame"),
        Err(OpenFault::WrongPassphrase)
    );
    let identity = Identity::draw(&mut entropy);
    assert_eq!(open(&sealed, &[identity]), Err(OpenFault::NeedsPassphrase));
    for factor in [0, 21, 255] {
        assert_eq!(
            seal_with_passphrase(b"a key", "sesame", factor, &mut entropy),
            Err(SealFault::WorkFactor(factor))
        );
    }
}

#[test]
fn a_document_changed_anywhere_is_refused() {
    let mut entropy = entropy(3);
    let reader = Identity::draw(&mut entropy);
    let sealed = seal(b"a document", &[reader.recipient().clone()], &mut entropy).unwrap();
    let readers = [reader];
    for bit in 0..sealed.len() * 8 {
        let mut bytes = sealed.clone();
        *bytes.get_mut(bit / 8).unwrap() ^= 1 << (bit % 8);
        assert!(open(&bytes, &readers).is_err(), "bit {bit}");
    }
    for length in 0..sealed.len() {
        let cut = sealed.get(..length).unwrap();
        assert!(open(cut, &readers).is_err(), "{length} bytes");
    }
}

#[test]
fn nobody_is_no_reader() {
    let mut entropy = entropy(4);
    assert_eq!(seal(b"", &[], &mut entropy), Err(SealFault::NoRecipients));
    let many = vec![Identity::draw(&mut entropy).recipient().clone(); 1025];
    assert_eq!(
        seal(b"", &many, &mut entropy),
        Err(SealFault::TooManyRecipients(1024))
    );
}

#[track_caller]
fn check_recipient(text: &str, expect: Option<&IdentityFault>) {
    let read = Recipient::parse(text);
    assert_eq!(read.as_ref().err(), expect);
    if let Ok(recipient) = read {
        assert_eq!(recipient.to_string(), text);
    }
}

/// The pair is the example of the specification.
#[test]
fn texts_of_readers_are_read() {
    const IDENTITY: &str =
        "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
    const RECIPIENT: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
    let identity = Identity::parse(IDENTITY).unwrap();
    assert_eq!(identity.recipient().to_string(), RECIPIENT);
    assert_eq!(*identity.to_text(), IDENTITY);
    check_recipient(RECIPIENT, None);
    check_recipient(
        &RECIPIENT.to_uppercase(),
        Some(&IdentityFault::NotARecipient),
    );
    check_recipient(
        &RECIPIENT.replace("zvky", "zvkz"),
        Some(&IdentityFault::NotARecipient),
    );
    check_recipient(IDENTITY, Some(&IdentityFault::NotARecipient));
    check_recipient("age1pq1xxxx", Some(&IdentityFault::OtherType));
    let file = format!("# created: 2022-03-07\n\n{IDENTITY}\r\n");
    assert_eq!(Identity::parse_file(&file).unwrap().len(), 1);
    let second = format!("{IDENTITY}\nAGE-SECRET-KEY-PQ-1XX\n");
    assert_eq!(
        Identity::parse_file(&second).unwrap_err(),
        IdentityFault::Line(2, Box::new(IdentityFault::OtherType))
    );
    assert_eq!(
        Identity::parse_file("# none").unwrap_err(),
        IdentityFault::Empty
    );
    let lower = IDENTITY.to_lowercase();
    assert_eq!(
        Identity::parse(&lower).unwrap_err(),
        IdentityFault::NotAnIdentity
    );
}

/// Says why where it cannot be asked.
fn is_installed(program: &str) -> bool {
    let found = Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok();
    if !found {
        eprintln!("skipped: {program} is not installed (Debian: age)");
    }
    found
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(folder: &Path, program: &str, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {said}");
    output.stdout
}

#[test]
fn age_opens_what_is_sealed_here() {
    if !is_installed("age") {
        return;
    }
    let folder = folder("sealed-here");
    let mut entropy = entropy(5);
    let [reader, other] = [0; 2].map(|_| Identity::draw(&mut entropy));
    fs::write(folder.join("identity"), &*reader.to_text()).unwrap();
    for length in [0, 1000, 65_536, 200_000] {
        let mut plain = vec![0; length];
        entropy(&mut plain);
        let recipients = [other.recipient().clone(), reader.recipient().clone()];
        let sealed = seal(&plain, &recipients, &mut entropy).unwrap();
        fs::write(folder.join("sealed"), &sealed).unwrap();
        fs::write(folder.join("armored"), armored(&sealed)).unwrap();
        for file in ["sealed", "armored"] {
            assert_eq!(run(&folder, "age", &["-d", "-i", "identity", file]), plain);
        }
    }
}

/// A counter that passes 255 reaches its second byte: 17 MiB.
#[test]
fn age_seals_what_is_opened_here() {
    if !is_installed("age") || !is_installed("age-keygen") {
        return;
    }
    let folder = folder("sealed-there");
    run(&folder, "age-keygen", &["-o", "identity"]);
    let file = fs::read_to_string(folder.join("identity")).unwrap();
    let identities = Identity::parse_file(&file).unwrap();
    let recipient = run(&folder, "age-keygen", &["-y", "identity"]);
    let recipient = String::from_utf8(recipient).unwrap();
    let recipient = recipient.trim();
    let ours: Vec<String> = identities
        .iter()
        .map(|identity| identity.recipient().to_string())
        .collect();
    assert_eq!(ours, [recipient]);
    for length in [0, 65_536, 17 << 20] {
        let mut plain = vec![0; length];
        entropy(6)(&mut plain);
        fs::write(folder.join("plain"), &plain).unwrap();
        let sealed = run(&folder, "age", &["-r", recipient, "plain"]);
        assert_eq!(*open(&sealed, &identities).unwrap(), plain);
        let sealed = run(&folder, "age", &["-a", "-r", recipient, "plain"]);
        assert_eq!(*open(&sealed, &identities).unwrap(), plain);
    }
}
