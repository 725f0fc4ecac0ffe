//! A token in software, of `SoftHSM`.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use zeroize::Zeroizing;

use super::*;
use crate::register::keys::{file::folder, open_asking};

const MODULES: [&str; 4] = [
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
];
const PIN: &str = "123456";
const LABEL: &str = "interrex test";
/// The test that is run in a process of its own, whose environment names the folder of the token.
const INNER: &str = "register::keys::token::tests::inside_its_own_process";

fn module() -> Option<&'static str> {
    MODULES.into_iter().find(|path| Path::new(path).exists())
}

#[test]
fn a_token_signs() {
    let folder = folder("token");
    let tokens = folder.join("tokens");
    fs::create_dir(&tokens).expect("the folder can be written");
    let settings = folder.join("softhsm2.conf");
    let text = format!(
        "directories.tokendir = {}\nlog.level = ERROR\n",
        tokens.display()
    );
    fs::write(&settings, text).expect("the folder can be written");
    let made = Command::new("softhsm2-util")
        .args(["--init-token", "--free", "--label", LABEL])
        .args(["--pin", PIN, "--so-pin", "87654321"])
        .env("SOFTHSM2_CONF", &settings)
        .stdout(Stdio::null())
        .status();
    let (Ok(made), Some(_)) = (made, module()) else {
        println!("skipped: SoftHSM is not installed (Debian: softhsm2)");
        return;
    };
    assert!(made.success());
    let own = std::env::current_exe().expect("a test has a file");
    let inner = Command::new(own)
        .args(["--exact", INNER, "--ignored", "--nocapture"])
        .env("SOFTHSM2_CONF", &settings)
        .output()
        .expect("the test can be started again");
    let said = String::from_utf8_lossy(&inner.stdout);
    assert!(inner.status.success(), "{said}{inner:?}");
    assert!(said.contains("1 passed"), "{said}");
    fs::remove_dir_all(folder).expect("the folder can be removed");
}

#[test]
#[ignore = "`a_token_signs` starts it"]
fn inside_its_own_process() {
    let module = module().expect("`a_token_signs` has found it");
    make_keys(module);
    for (object, algorithm) in [
        ("one", Algorithm::EcdsaP256),
        ("two", Algorithm::Rsa),
        ("three", Algorithm::Ed25519),
        ("again", Algorithm::Rsa),
    ] {
        check_signs(module, object, algorithm);
    }
    let uri = |rest: &str| format!("pkcs11:token=interrex%20test{rest}?module-path={module}");
    check_refused(&uri(";object=four"), PIN, "there is no key `four`");
    check_refused(&uri(""), PIN, "5 private keys could be meant");
    check_refused(&uri(";object=p384"), PIN, "neither Ed25519 nor");
    check_refused(&uri(";object=one"), "000000", "did not take the PIN");
    check_refused(
        &format!("pkcs11:token=other?module-path={module}"),
        PIN,
        "no such token is here; there are:\n  interrex test",
    );
}

/// A key of each kind, one that wants the PIN at each signature, and one of a kind that is not taken; each has
/// another identifier.
fn make_keys(module: &str) {
    let context = Pkcs11::new(module).expect("the module loads");
    let arguments = CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK);
    context.initialize(arguments).expect("it starts");
    let slots = context.get_slots_with_initialized_token().expect("slots");
    let session = context.open_rw_session(slots[0]).expect("a session");
    let pin = AuthPin::new(PIN.into());
    session.login(UserType::User, Some(&pin)).expect("the PIN");
    // The object identifier of P-384 (SEC 2, 1.3.132.0.34), and the name of Ed25519's curve as text.
    let p384 = vec![0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22];
    let edwards = b"\x13\x0cedwards25519".to_vec();
    let curve = Attribute::EcParams;
    let rsa = vec![
        Attribute::PublicExponent(vec![1, 0, 1]),
        Attribute::ModulusBits(2048.into()),
    ];
    let kinds = [
        ("one", Mechanism::EccKeyPairGen, vec![curve(P256.to_vec())]),
        ("two", Mechanism::RsaPkcsKeyPairGen, rsa.clone()),
        ("again", Mechanism::RsaPkcsKeyPairGen, rsa),
        (
            "three",
            Mechanism::EccEdwardsKeyPairGen,
            vec![curve(edwards)],
        ),
        ("p384", Mechanism::EccKeyPairGen, vec![curve(p384)]),
    ];
    for (label, mechanism, parameters) in kinds {
        let named = [
            Attribute::Token(true),
            Attribute::Label(label.as_bytes().to_vec()),
            Attribute::Id(label.as_bytes().to_vec()),
        ];
        let public = [&named[..], &parameters].concat();
        let mut private = [&named[..], &[Attribute::Sign(true)]].concat();
        if label == "again" {
            private.push(Attribute::AlwaysAuthenticate(true));
        }
        let made = session.generate_key_pair(&mechanism, &public, &private);
        assert!(made.is_ok(), "{label}: {made:?}");
    }
    session.close().expect("it closes");
    context.finalize().expect("it ends");
}

fn open_with(uri: &str, pin: &str) -> Result<Box<dyn Signer>, String> {
    open_asking(uri, &mut |question| {
        assert!(question.starts_with("the PIN of token `interrex test`"));
        Ok(Zeroizing::new(pin.to_owned()))
    })
}

#[track_caller]
fn check_signs(module: &str, object: &str, algorithm: Algorithm) {
    let uri = format!("pkcs11:token=interrex%20test;object={object}?module-path={module}");
    let mut signer = open_with(&uri, PIN).expect("it opens");
    let key = signer.public();
    assert_eq!(key.algorithm(), algorithm);
    assert_eq!(key.comment(), object);
    for bytes in [&b""[..], b"bytes", &vec![7; 100_000]] {
        let signature = signer.sign("interrex-act", bytes).expect("it signs");
        assert_eq!(signature.verify(&key, "interrex-act", bytes), Ok(()));
        let armored = Signature::from_armor(&signature.armored());
        assert_eq!(armored, Ok(signature));
    }
}

#[track_caller]
fn check_refused(uri: &str, pin: &str, expect: &str) {
    let fault = open_with(uri, pin).err().expect("it is refused");
    assert!(fault.contains(expect), "{fault}");
}
