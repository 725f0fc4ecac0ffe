//! Keys and documents in files, opened with secrets that a list types.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use interrex_seal::seal_with_passphrase;

use super::*;
use crate::register::keys::{draw_identity, fill, open_asking, open_document, seal_document};

/// Types one secret after another, and notes what it was asked.
#[derive(Default)]
struct Typist {
    secrets: Vec<&'static str>,
    asked: Vec<String>,
}

impl Typist {
    fn new(secrets: &[&'static str]) -> Self {
        Self {
            secrets: secrets.iter().rev().copied().collect(),
            asked: Vec::new(),
        }
    }

    fn open(&mut self, spec: &str) -> Result<Box<dyn Signer>, String> {
        open_asking(spec, &mut |question| self.answer(question))
    }

    fn answer(&mut self, question: &str) -> Result<Zeroizing<String>, String> {
        self.asked.push(question.to_owned());
        let secret = self.secrets.pop().ok_or("nobody types any more")?;
        Ok(Zeroizing::new(secret.to_owned()))
    }
}

fn write(folder: &Path, name: &str, bytes: &[u8], mode: u32) -> String {
    let path = folder.join(name);
    fs::write(&path, bytes).expect("the folder can be written");
    fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("it can be set");
    path.display().to_string()
}

#[track_caller]
fn check_opened(spec: &str, secrets: &[&'static str], secret: &SecretKey) -> Vec<String> {
    let mut typist = Typist::new(secrets);
    let mut signer = typist.open(spec).expect("it opens");
    assert_eq!(&signer.public(), secret.public());
    let signature = signer.sign("interrex-act", b"bytes").expect("it signs");
    assert_eq!(signature, secret.sign("interrex-act", b"bytes"));
    assert!(typist.secrets.is_empty(), "asked as often as expected");
    typist.asked
}

#[track_caller]
fn check_refused(spec: &str, secrets: &[&'static str], expect: &str) {
    let fault = Typist::new(secrets)
        .open(spec)
        .err()
        .expect("it is refused");
    assert!(fault.contains(expect), "{fault}");
}

#[test]
fn keys_in_files_sign() {
    let folder = folder("files");
    let secret = SecretKey::from_seed([5; 32], "p-1");
    let text = secret.to_openssh();
    let path = write(&folder, "key", text.as_bytes(), 0o600);
    check_opened(&path, &[], &secret);

    let sealed = seal_with_passphrase(text.as_bytes(), "sesame", 4, &mut fill).expect("it seals");
    let path = write(&folder, "sealed", &sealed, 0o644);
    let asked = check_opened(&path, &["sesam", "sesame"], &secret);
    assert_eq!(asked[0], format!("the passphrase of `{path}`"));
    assert!(asked[1].starts_with("that does not open it"), "{asked:?}");
    check_refused(&path, &["a", "b", "c"], "any of 3 passphrases");
    check_refused(&path, &[], "nobody types");

    let (identity, reader) = draw_identity();
    let identity = write(&folder, "identity", identity.as_bytes(), 0o600);
    let sealed = seal_document(text.as_bytes(), &[reader]).expect("it seals");
    let path = write(&folder, "to-reader", &sealed, 0o644);
    check_opened(&format!("age:{identity}:{path}"), &[], &secret);
    check_refused(&path, &[], "age:IDENTITY:");
    check_refused(&format!("age:{path}"), &[], "names one file");

    // An identity can be sealed itself, as age does it.
    let bytes = fs::read(&identity).expect("it is there");
    let sealed = seal_with_passphrase(&bytes, "open", 4, &mut fill).expect("it seals");
    let identity = write(&folder, "identity.age", &sealed, 0o644);
    check_opened(&format!("age:{identity}:{path}"), &["open"], &secret);
    fs::remove_dir_all(folder).expect("the folder can be removed");
}

/// The file is of `corpus/sshsig`; OpenSSH encrypted it.
#[test]
fn an_encrypted_key_is_opened_by_its_passphrase() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/sshsig");
    let path = corpus.join("ed25519_1_pw");
    let text = fs::read_to_string(&path).expect("it is there");
    let secret = SecretKey::parse(&text, Some("mekmitasdigoat")).expect("it opens");
    let path = path.display().to_string();
    check_opened(&path, &["mekmitasdigoat"], &secret);
    check_refused(&path, &["a", "b", "c"], "any of 3 passphrases");
    let public = corpus.join("ed25519_1.pub").display().to_string();
    let expect = format!("`agent:{}`", secret.public().fingerprint());
    check_refused(&public, &[], &expect);
}

#[test]
fn what_is_no_key_is_refused() {
    let folder = folder("refused");
    let secret = SecretKey::from_seed([5; 32], "p-1");
    let path = write(&folder, "open", secret.to_openssh().as_bytes(), 0o644);
    check_refused(&path, &[], "can be read by others");
    let path = write(&folder, "empty", b"", 0o600);
    check_refused(&path, &[], "expected a private key");
    let path = write(&folder, "bytes", &[0xff; 10], 0o600);
    check_refused(&path, &[], "is no text");
    let path = write(&folder, "long", &vec![b'x'; 2 << 20], 0o600);
    check_refused(&path, &[], "is no key");
    check_refused("/nonexistent/key", &[], "cannot read `/nonexistent/key`");
    fs::remove_dir_all(folder).expect("the folder can be removed");
}

#[test]
fn a_token_is_reached_where_that_is_built_in() {
    let fault = Typist::default()
        .open("pkcs11:token=a?module-path=/nonexistent.so")
        .err();
    let fault = fault.expect("there is no such module");
    let expect = if cfg!(feature = "pkcs11") {
        "/nonexistent.so"
    } else {
        "cannot reach the key in token `a`"
    };
    assert!(fault.contains(expect), "{fault}");
}

/// `age` opens with the file that is written here, and seals to the reader that it names.
#[test]
fn age_and_interrex_share_documents() {
    let folder = folder("documents");
    let (text, reader) = draw_identity();
    let identity = write(&folder, "identity", text.as_bytes(), 0o600);
    let plain = b"what only readers know";
    let sealed = seal_document(plain, std::slice::from_ref(&reader)).expect("it seals");
    let path = write(&folder, "sealed", &sealed, 0o644);
    let none = &mut |_: &str| Err("nobody is asked".to_owned());
    let opened = open_document(&sealed, Path::new(&identity), none).expect("it opens");
    assert_eq!(*opened, plain);
    let fault = seal_document(plain, &["age1x".to_owned()]).expect_err("it is no reader");
    assert!(fault.contains("reader `age1x`"), "{fault}");
    let (other, _) = draw_identity();
    let other = write(&folder, "other", other.as_bytes(), 0o600);
    let fault = open_document(&sealed, Path::new(&other), none).expect_err("it is for others");
    assert!(fault.contains("other readers"), "{fault}");

    let there = Command::new("age")
        .args(["-d", "-i", &identity, &path])
        .output();
    let Ok(there) = there else {
        println!("skipped: age is not installed (Debian: age)");
        return;
    };
    assert_eq!(there.stdout, plain, "{there:?}");
    let there = Command::new("age")
        .args(["-a", "-r", &reader, &path])
        .output();
    let there = there.expect("it is installed").stdout;
    let opened = open_document(&there, Path::new(&identity), none).expect("it opens");
    assert_eq!(*opened, sealed);
    fs::remove_dir_all(folder).expect("the folder can be removed");
}
