//! `ssh-keygen`, asked in both directions: it checks what is signed here, and signs what is checked here.

#![allow(clippy::unwrap_used, reason = "a panic fails the test")]
#![allow(clippy::print_stderr, reason = "says why nothing was tested")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use interrex_signature::{Hash, PublicKey, Refusal, SecretKey, Signature};

const NAMESPACE: &str = "interrex-act";
const DATA: &[u8] = b"{\"schema\":\"interrex.act/1\"}";

/// Says why where it cannot be asked.
fn is_installed() -> bool {
    let found = Command::new("ssh-keygen")
        .arg("-?")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok();
    if !found {
        eprintln!("skipped: ssh-keygen is not installed (Debian: openssh-client)");
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

fn ssh_keygen(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new("ssh-keygen")
        .args(arguments)
        .current_dir(folder)
        .env_remove("SSH_AUTH_SOCK")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

/// A private key as ssh-keygen insists on finding it: readable by its owner alone.
#[cfg(unix)]
fn write_private(path: &Path, text: &str) {
    use std::os::unix::fs::PermissionsExt;
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

#[test]
#[cfg(unix)]
fn what_is_signed_here_is_accepted_there() {
    if !is_installed() {
        return;
    }
    let folder = folder("signed-here");
    let secret = SecretKey::from_seed([3; 32], "seed 3");
    let signature = secret.sign(NAMESPACE, DATA);
    let signer = format!("signer {}\n", secret.public().line());
    fs::write(folder.join("signers"), signer).unwrap();
    fs::write(folder.join("sig"), signature.armored()).unwrap();
    let verify = |namespace, data: &[u8]| {
        let arguments = [
            "-Y", "verify", "-f", "signers", "-I", "signer", "-n", namespace, "-s", "sig",
        ];
        ssh_keygen(&folder, &arguments, data).status.success()
    };
    assert!(verify(NAMESPACE, DATA));
    assert!(!verify("other", DATA));
    assert!(!verify(NAMESPACE, b"other"));

    fs::write(folder.join("key.pub"), secret.public().to_string()).unwrap();
    let listed = ssh_keygen(&folder, &["-l", "-f", "key.pub"], b"");
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(listed.contains(&secret.public().fingerprint()), "{listed}");

    // The private key that is written here is one there, and signs alike.
    write_private(&folder.join("key"), &secret.to_openssh());
    let made = ssh_keygen(&folder, &["-Y", "sign", "-f", "key", "-n", NAMESPACE], DATA);
    assert_eq!(
        String::from_utf8(made.stdout).unwrap(),
        signature.armored(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
}

/// A key of a kind that ssh-keygen makes, and what it signs with it.
#[track_caller]
fn check_signed_there(folder: &Path, kind: &[&str], passphrase: &str, is_held: bool) {
    let arguments = [
        &["-q", "-f", "key", "-N", passphrase, "-C", "a comment", "-t"],
        kind,
    ]
    .concat();
    let made = ssh_keygen(folder, &arguments, b"");
    assert!(made.status.success(), "{made:?}");
    let key = PublicKey::parse(&fs::read_to_string(folder.join("key.pub")).unwrap()).unwrap();
    assert_eq!(key.comment(), "a comment");

    if is_held {
        let text = fs::read_to_string(folder.join("key")).unwrap();
        let given = (!passphrase.is_empty()).then_some(passphrase);
        let secret = SecretKey::parse(&text, given).unwrap();
        assert_eq!(secret.public().to_string(), key.to_string());
    }

    // It asks a terminal for passphrases: they are taken off first.
    let change = ["-q", "-p", "-f", "key", "-P", passphrase, "-N", ""];
    assert!(ssh_keygen(folder, &change, b"").status.success());
    let sign = ["-Y", "sign", "-f", "key", "-n", NAMESPACE];
    let signed = ssh_keygen(folder, &sign, DATA);
    assert!(signed.status.success(), "{signed:?}");
    let armor = String::from_utf8(signed.stdout).unwrap();
    let signature = Signature::from_armor(&armor).unwrap();
    assert_eq!(signature.armored(), armor);
    assert_eq!(signature.verify(&key, NAMESPACE, DATA), Ok(()));
    assert_eq!(
        signature.verify(&key, NAMESPACE, b"other"),
        Err(Refusal::DoesNotFit)
    );

    let weaker = [&sign[..], &["-O", "hashalg=sha256"]].concat();
    let signed = ssh_keygen(folder, &weaker, DATA);
    let signature = Signature::from_armor(&String::from_utf8(signed.stdout).unwrap()).unwrap();
    assert_eq!(
        signature.verify(&key, NAMESPACE, DATA),
        Err(Refusal::WrongHash(Hash::Sha256))
    );
}

#[test]
fn what_is_signed_there_is_accepted_here() {
    if !is_installed() {
        return;
    }
    check_signed_there(&folder("there-ed25519"), &["ed25519"], "", true);
    check_signed_there(
        &folder("there-ed25519-pw"),
        &["ed25519"],
        "sésame, ouvre-toi",
        true,
    );
    check_signed_there(&folder("there-ecdsa"), &["ecdsa", "-b", "256"], "", true);
    check_signed_there(&folder("there-rsa"), &["rsa", "-b", "2048"], "", false);
}
