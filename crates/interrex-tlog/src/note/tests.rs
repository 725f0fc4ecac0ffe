//! Notes in their good form and in every bad one.

use super::*;

const VKEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const SIGNED: &str = "This is an example message.\n\n— example.com/foo \
    Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
/// A signature of one byte by key 0x00000001 of `a`.
const SHORT: &str = "— a AAAAAf8=\n";

#[track_caller]
fn check(text: &[u8], expect: &str) {
    let found = match Note::parse(text) {
        Ok(note) => {
            assert_eq!(note.to_string().as_bytes(), text);
            note.text().to_owned()
        }
        Err(error) => error.to_string(),
    };
    assert_eq!(found, expect);
}

#[test]
fn a_note_is_text_and_signatures() {
    check(format!("t\n\n{SHORT}").as_bytes(), "t\n");
    check(format!("t\n\n{SHORT}{SHORT}").as_bytes(), "t\n");
    // The last empty line parts text and signatures, and the text may be an empty line.
    check(format!("t\n\nu\n\n{SHORT}").as_bytes(), "t\n\nu\n");
    check(format!("\n\n{SHORT}").as_bytes(), "\n");
}

#[test]
fn other_forms_are_refused_by_line() {
    let form = "expected a signature: em dash, key name, base64";
    let name = "expected a key name: not empty, without spaces and plus signs";
    let check_last = |line: &str, expect: &str| {
        check(format!("t\n\n{SHORT}{line}").as_bytes(), expect);
    };
    check_last("- a AAAAAf8=\n", &format!("line 4: {form}"));
    check_last("— a\n", &format!("line 4: {form}"));
    check_last("—  AAAAAf8=\n", &format!("line 4: {name}"));
    check_last("— a+b AAAAAf8=\n", &format!("line 4: {name}"));
    check_last("— a\u{a0}b AAAAAf8=\n", &format!("line 4: {name}"));
    check_last(
        "— a AAAAAf8= \n",
        "line 4: expected standard base64 with padding",
    );
    check_last(
        "— a AAAAAQ==\n",
        "line 4: the input ends before the signature",
    );
    check_last(
        "— a AAAA\n",
        "line 4: the input ends before the key ID of the signature",
    );
    check_last("— a AAAAAf8=", "line 4: no newline at the end");
    check_last("— a\tb AAAAAf8=\n", "line 4: control character 0x09");
    check(b"t\r\n\n", "line 1: control character 0x0d");
    check(b"t\n\n", "line 3: the input ends before a signature");
    check(
        b"t\n",
        "line 2: the input ends before the empty line before the signatures",
    );
    check(
        b"",
        "line 1: the input ends before the empty line before the signatures",
    );
    check(b"t\n\xff\n", "line 2: not UTF-8");
}

#[test]
fn limits_are_faults() {
    let many = |count| format!("t\n\n{}", SHORT.repeat(count));
    check(many(64).as_bytes(), "t\n");
    check(many(65).as_bytes(), "line 67: more than 64 signatures");
    let long = vec![b'a'; BYTES_MAX + 1];
    check(&long, "line 1: longer than 1048576 bytes");
}

#[test]
fn unknown_signatures_are_ignored_and_wrong_ones_are_not() {
    let key = VerifierKey::parse(VKEY).unwrap();
    let verify = |text: &str| {
        let note = Note::parse(text.as_bytes()).unwrap();
        let verified = note.verify([&key]);
        verified.map(|verified| verified.iter().map(|one| one.position).collect::<Vec<_>>())
    };
    assert_eq!(verify(SIGNED), Ok(vec![0]));
    assert_eq!(
        verify(&format!("t\n\n{SHORT}")),
        Err(VerifyError::NoKnownKey)
    );
    // Other keys with the same name, or with the same ID, are unknown.
    let name = SHORT.replace("— a", "— example.com/foo");
    let id = SHORT.replace("AAAAAf8=", "Uw2QOv8=");
    assert_eq!(verify(&format!("{SIGNED}{name}{id}")), Ok(vec![0]));
    // The right name and ID with a wrong signature spoil the note, beside a right one too.
    let wrong = name.replace("AAAAAf8=", "Uw2QOv8=");
    let error = verify(&format!("{SIGNED}{wrong}")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "signature 2 of `example.com/foo`: the signature has not the length of its type"
    );
    let error = verify(&SIGNED.replace("example message", "other message")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "signature 1 of `example.com/foo`: the signature does not verify"
    );
}

#[test]
fn a_vkey_has_one_form() {
    let check = |vkey: &str, expect: &str| {
        let found = match VerifierKey::parse(vkey) {
            Ok(key) => key.to_string(),
            Err(fault) => fault.to_string(),
        };
        assert_eq!(found, expect);
    };
    check(VKEY, VKEY);
    let form = "expected a vkey: name, key ID and base64 of the key, joined by `+`";
    check("example.com/foo+530d903a", form);
    check(&VKEY.replace("530d903a", "530D903A"), form);
    check(&VKEY.replace("530d903a", "+30d903a"), form);
    check(
        &VKEY.replace("530d903a", "530d903b"),
        "key ID 530d903b, where name and key give 530d903a",
    );
    check(
        &VKEY.replace("+Aeky", "+Beky"),
        "signature type 0x05 has no use here",
    );
    check("a+00000000+AQ==", "0 bytes where 32 are expected");
    // The neutral point, for which everybody can sign.
    check(
        "a+00000000+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "not a public key of its algorithm",
    );
}

#[test]
fn a_seed_gives_a_key_that_signs() {
    // The first key and message of RFC 8032, section 7.1: the public key ends the vkey.
    let seed = [
        0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec, 0x2c,
        0xc4, 0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae,
        0x7f, 0x60,
    ];
    let key = SignerKey::ed25519("a", &seed).unwrap();
    let public = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
    let bytes = crate::text::from_base64(public).unwrap();
    assert_eq!(key.verifier().public_bytes(), bytes);
    assert!(crate::text::to_hex(key.sign("").bytes()).starts_with("e5564300c360ac72"));
    let mut note = Note::unsigned("t\n").unwrap();
    note.add(key.sign(note.text()));
    let read = Note::parse(note.to_string().as_bytes()).unwrap();
    assert_eq!(read, note);
    assert_eq!(read.verify([key.verifier()]).unwrap().len(), 1);
    assert_eq!(
        VerifierKey::parse(&key.verifier().to_string()).as_ref(),
        Ok(key.verifier())
    );
    Note::unsigned("t").unwrap_err();
    Note::unsigned("\u{7}\n").unwrap_err();
    Note::unsigned("").unwrap_err();
}
