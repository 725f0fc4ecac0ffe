//! Entries of a log, and signed acts on their way from signer to signer.

use interrex_register::act::Act;
use interrex_register::entry::ActSignature;
use interrex_register::{Entry, Signed};

use crate::support::{act, at, entry, key, line, signed};

fn resigns() -> Act {
    act(r#""resign","office":"chief""#, &["p-1"], 10)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The bytes of an entry without signatures, and of a note about another log.
fn written() -> [String; 2] {
    let act = text(&resigns().to_bytes());
    [
        format!(r#"{{"schema":"interrex.entry/1","learned":"2022-03-07T11:00:00Z","act":{act}}}"#),
        r#"{"schema":"interrex.seen/1","learned":"2022-03-07T12:00:00Z","origin":"register.example/lviv","size":17}"#
            .to_owned(),
    ]
}

#[test]
fn entries_have_one_form_in_bytes() {
    let seen = Entry::Seen {
        learned: at(12),
        origin: "register.example/lviv".to_owned(),
        size: 17,
    };
    let entries = [entry(11, Signed::unsigned(resigns())), seen];
    for (entry, bytes) in entries.iter().zip(written()) {
        assert_eq!(text(&entry.to_bytes()), bytes);
        assert_eq!(Entry::parse(bytes.as_bytes()).as_ref(), Ok(entry));
    }
    let with_signature = entry(11, signed(resigns(), &[("p-1", &key(1))]));
    assert_eq!(Entry::parse(&with_signature.to_bytes()), Ok(with_signature));
}

#[test]
fn what_is_no_entry_is_refused() {
    let [of_act, seen] = written();
    let learned = r#""learned":"2022-03-07T11:00:00Z","#;
    let cases = [
        (
            of_act.replace(learned, ""),
            "an entry that does not say when it was learned",
        ),
        (
            of_act.replace("2022-03-07T11", "soon"),
            "`soon:00:00Z` is not written as a moment",
        ),
        (
            of_act.replace("entry/1", "entry/2"),
            "an entry of the form `interrex.entry/2`; this program reads `interrex.entry/1`",
        ),
        (
            format!(r#"{{"schema":"interrex.entry/1",{learned}"signatures":[]}}"#),
            "an entry without its act",
        ),
        (of_act.replace("act/1", "act/2"), "an act of the form"),
        (
            of_act.replace(learned, &format!("{learned}\"size\":1,")),
            "an entry that is not written canonically",
        ),
        (
            of_act.replace(learned, &format!("{learned}\"extra\":1,")),
            "no entry of a register: unknown field `extra`",
        ),
        (
            format!("{of_act} "),
            "an entry that is not written canonically",
        ),
        (
            seen.replace(r#","origin":"register.example/lviv""#, ""),
            "the head of no log",
        ),
        (
            seen.replace(r#","size":17"#, ""),
            "the head of a log without its size",
        ),
        (
            seen.replace("17}", "17,\"signatures\":[]}"),
            "an entry that is not written canonically",
        ),
        ("[]".to_owned(), "no entry of a register: "),
    ];
    for (bytes, expect) in cases {
        let error = Entry::parse(bytes.as_bytes()).expect_err(&bytes);
        assert!(error.starts_with(expect), "{bytes}: {error}");
    }
}

#[test]
fn the_longest_entry() {
    let [_, seen] = written();
    let of_length = |length: usize| {
        let origin = "a".repeat(length + "register.example/lviv".len() - seen.len());
        seen.replace("register.example/lviv", &origin)
    };
    // What two bytes can count.
    Entry::parse(of_length(65_535).as_bytes()).expect("an entry of the greatest length");
    let error = Entry::parse(of_length(65_536).as_bytes()).expect_err("one byte too many");
    assert_eq!(error, "an entry of 65536 bytes; at most 65535 are allowed");
}

#[test]
fn a_signed_act_goes_from_signer_to_signer() {
    let unsigned = Signed::unsigned(resigns());
    let bytes = format!(
        r#"{{"schema":"interrex.signed-act/1","act":{}}}"#,
        text(&resigns().to_bytes())
    );
    assert_eq!(text(&unsigned.to_bytes()), bytes);
    assert_eq!(Signed::parse(format!("{bytes}\n").as_bytes()), Ok(unsigned));
    let twice = signed(resigns(), &[("p-1", &key(1)), ("p-2", &key(2))]);
    assert_eq!(Signed::parse(&twice.to_bytes()), Ok(twice));

    let error = Signed::parse(bytes.replace("signed-act", "entry").as_bytes());
    assert_eq!(
        error,
        Err("no signed act: `interrex.entry/1`; expected `interrex.signed-act/1`".to_owned())
    );
}

#[test]
fn a_signature_takes_the_place_of_an_earlier_one_by_the_same() {
    let all = [("p-1", &key(1)), ("p-2", &key(2)), ("p-1", &key(3))];
    let signed = signed(resigns(), &all);
    let by: Vec<(&str, &str)> = signed
        .signatures
        .iter()
        .map(|one| (one.by.as_str(), one.key.as_str()))
        .collect();
    assert_eq!(
        by,
        [("p-2", line(&key(2)).as_str()), ("p-1", &line(&key(3)))]
    );
    let checked = signed.checked().expect("good signatures");
    let names: Vec<&str> = checked.iter().map(|(by, _)| *by).collect();
    assert_eq!(names, ["p-2", "p-1"]);
    assert!(checked.iter().any(|(_, known)| known == key(3).public()));
}

#[test]
fn a_signature_that_is_not_what_it_says() {
    let good = signed(resigns(), &[("p-1", &key(1))]);
    let check = |change: fn(&mut Signed)| {
        let mut changed = good.clone();
        change(&mut changed);
        let error = changed.checked().expect_err("a fault");
        assert!(error.starts_with("the signature of `p-1`: "), "{error}");
    };
    check(|signed| signed.act.note = Some("later".to_owned()));
    check(|signed| one(signed).key = line(&key(2)));
    check(|signed| one(signed).key = "none".to_owned());
    check(|signed| one(signed).signature = "none".to_owned());
}

fn one(signed: &mut Signed) -> &mut ActSignature {
    signed.signatures.first_mut().expect("a signature")
}
