//! Acts: every kind in bytes and in one sentence, and what is refused.

use interrex_register::act::{Act, BYTES_MAX, Digest};
use interrex_register::words;

use crate::support::{DIGITS, moment, written};

const BEHIND: &str = r#""by":["p-1"],"signed":"2022-03-07T10:00:00Z""#;

/// Every kind with its members in their order, and what whoever is to sign it reads.
#[expect(clippy::too_many_lines, reason = "a table of all kinds")]
fn kinds() -> Vec<(String, String)> {
    let plain = [
        (
            r#""adopt","adopted":"sha256:1""#,
            "adopts the plan sha256:1",
        ),
        (
            r#""adopt","adopted":"sha256:1","under":"amend""#,
            "adopts the plan sha256:1 under the power amend",
        ),
        (
            r#""enrol","who":"p-2","key":"ssh-ed25519 AAAA""#,
            "enrols the key ssh-ed25519 AAAA for p-2",
        ),
        (
            r#""rotate","who":"p-2","key":"ssh-ed25519 BBBB","next":"sha256:2""#,
            "replaces the key of p-2 by ssh-ed25519 BBBB",
        ),
        (
            r#""revoke-key","who":"p-2","key":"ssh-ed25519 AAAA""#,
            "revokes the key ssh-ed25519 AAAA of p-2",
        ),
        (
            r#""report","fact":"lost(kyiv)""#,
            "reports that lost(kyiv) holds",
        ),
        (
            r#""report","fact":"lost(kyiv)","holds":false"#,
            "reports that lost(kyiv) no longer holds",
        ),
        (
            r#""control","who":"p-2","of":"chief""#,
            "reports that p-2 has control of chief",
        ),
        (
            r#""control","who":"p-2","of":"chief","holds":false"#,
            "reports that p-2 no longer has control of chief",
        ),
        (
            r#""certify","ground":"chief.dead","of":"p-2","votes":{"in-favor":8,"present":10}"#,
            "certifies chief.dead of p-2, 8 in favor of 10 present",
        ),
        (
            r#""refuse","ground":"chief.dead","of":"p-2""#,
            "refuses to certify chief.dead of p-2",
        ),
        (
            r#""certify-end","ground":"chief.ill","of":"p-2","votes":{"in-favor":8}"#,
            "certifies that chief.ill of p-2 is over, 8 in favor",
        ),
        (
            r#""step","office":"chief","who":"p-2","step":"sworn""#,
            "does the step sworn of p-2 for chief",
        ),
        (
            r#""choose","office":"chief","who":"p-2""#,
            "chooses p-2 for chief",
        ),
        (
            r#""choose","office":"chief","who":"p-2","order":"acting""#,
            "chooses p-2 for chief by the order acting",
        ),
        (r#""resign","office":"chief""#, "resigns chief"),
        (r#""decline","office":"chief""#, "declines chief"),
        (r#""claim","of":"chief""#, "claims chief"),
        (r#""decide","decision":"leave""#, "decides leave"),
        (
            r#""decide","decision":"leave","holds":false"#,
            "takes back the decision leave",
        ),
        (
            r#""delegate","power":"sign","to":"p-2","until":"2022-04-01T00:00:00Z","region":"town","scope":"passports""#,
            "delegates sign in town to p-2, until 2022-04-01T00:00:00Z, for: passports",
        ),
        (
            r#""end-delegation","power":"sign","to":"p-2""#,
            "ends the delegation of sign to p-2",
        ),
        (
            r#""move-seat","seat":"capital","option":"west""#,
            "moves the seat capital to west",
        ),
        (
            r#""devolve","power":"sign","region":"town""#,
            "devolves sign to town",
        ),
        (
            r#""devolve","power":"sign","region":"town","holds":false"#,
            "recalls sign from town",
        ),
        (
            r#""order","power":"sign","region":"town","title":"Close the bridges","instrument":"sha256:2""#,
            "orders under sign in town: Close the bridges",
        ),
        (r#""pledge","pledge":"grain""#, "makes the pledge grain"),
        (
            r#""pledge","pledge":"grain","holds":false"#,
            "withdraws the pledge grain",
        ),
        (
            r#""recognize","office":"chief","who":"p-2""#,
            "recognizes p-2 as chief",
        ),
        (
            r#""recognize","office":"chief","who":"p-2","holds":false"#,
            "does not recognize p-2 as chief",
        ),
        (
            r#""offer","to":"p-2","what":"a truce""#,
            "offers p-2: a truce",
        ),
        (r#""answer","accepted":true"#, "accepts an offer"),
        (r#""answer","accepted":false"#, "refuses an offer"),
        (
            r#""fork","origin":"register.example/one","evidence":"sha256:3""#,
            "shows a fork of the log register.example/one",
        ),
        (
            r#""exercise","name":"autumn""#,
            "begins the exercise autumn",
        ),
        (
            r#""exercise","name":"autumn","holds":false"#,
            "ends the exercise autumn",
        ),
    ];
    let mut kinds: Vec<(String, String)> = plain
        .iter()
        .map(|(kind, sentence)| ((*kind).to_owned(), (*sentence).to_owned()))
        .collect();
    let act = format!("sha256:{DIGITS}");
    kinds.extend([
        (
            format!(r#""annul","act":"{act}""#),
            format!("annuls the act {act}"),
        ),
        (
            format!(r#""annul","act":"{act}","retroactive":true,"under":"amend""#),
            format!("annuls the act {act} from the beginning"),
        ),
        (
            format!(r#""correct","act":"{act}","what":"the date""#),
            format!("corrects the act {act}: the date"),
        ),
    ]);
    kinds
}

#[test]
fn every_kind_has_one_form_in_bytes_and_one_sentence() {
    for (kind, sentence) in kinds() {
        let bytes = written(&kind, BEHIND);
        let act = Act::parse(bytes.as_bytes()).unwrap_or_else(|error| panic!("{bytes}: {error}"));
        assert_eq!(String::from_utf8_lossy(&act.to_bytes()), bytes);
        assert_eq!(act.digest(), Digest::of(bytes.as_bytes()));
        assert_eq!(
            words::act(&act),
            format!("p-1 {sentence} (2022-03-07T10:00:00Z)")
        );
    }
}

/// Whatever is signed is shown to whoever signs it: every text and number of every kind of act.
#[test]
fn the_words_are_all_that_is_signed() {
    let behind = format!(
        r#"{BEHIND},"effective":"2022-03-08T00:00:00Z","rests-on":["sha256:{DIGITS}"],"documents":["sha256:1","sha256:2"],"basis":"Article 1","source":"a newspaper","grade":"B2","note":"in haste","exercise":"autumn""#
    );
    let more = [
        r#""enrol","who":"p-2","key":"ssh-ed25519 AAAA","next":"sha256:9""#,
        r#""order","power":"command","region":"west","title":"Close","instrument":"sha256:8""#,
        r#""delegate","power":"command","to":"p-2","until":"2031-01-01T00:00:00Z","region":"west","scope":"fishing""#,
        r#""succeed","origin":"register.example/old","size":4711,"root":"r00t""#,
        r#""decide","decision":"war","votes":{"in-favor":17,"present":23}"#,
    ];
    let more = more.iter().map(|kind| (*kind).to_owned());
    for kind in kinds().into_iter().map(|(kind, _)| kind).chain(more) {
        let act = Act::parse(written(&kind, &behind).as_bytes()).expect("an act");
        let words = words::whole(&act);
        let value: serde_json::Value = serde_json::from_slice(&act.to_bytes()).expect("JSON");
        let serde_json::Value::Object(members) = value else {
            panic!("an act is an object");
        };
        for (name, value) in members {
            if !["schema", "kind"].contains(&name.as_str()) {
                said(&words, &value);
            }
        }
    }
}

/// What is to have effect before it is signed has none before, and says so.
#[test]
fn the_words_of_what_is_dated_back() {
    let words = |effective: &str| {
        let behind = format!(r#"{BEHIND},"effective":"{effective}""#);
        let act = Act::parse(written(r#""resign","office":"chief""#, &behind).as_bytes());
        words::act(&act.expect("an act"))
    };
    let head = "p-1 resigns chief (2022-03-07T10:00:00Z";
    let later = "2022-03-07T10:00:01Z";
    assert_eq!(words(later), format!("{head}, with effect from {later})"));
    let same = "2022-03-07T10:00:00Z";
    assert_eq!(words(same), format!("{head}, with effect from {same})"));
    let before = "2022-03-07T09:59:59Z";
    let stated = "stated to have effect from";
    let from = "which it has from its signing on";
    assert_eq!(words(before), format!("{head}, {stated} {before}, {from})"));
}

/// What the sentence says stands there once.
#[test]
fn the_words_say_nothing_twice() {
    let kind = r#""decide","decision":"war","votes":{"in-favor":17,"present":23}"#;
    let behind = format!(r#"{BEHIND},"note":"in haste""#);
    let act = Act::parse(written(kind, &behind).as_bytes()).expect("an act");
    let expect = "p-1 decides war, 17 in favor of 23 present (2022-03-07T10:00:00Z)\n  note: in haste\n  plan: sha256:5a";
    assert_eq!(words::whole(&act), expect);
}

/// Texts and numbers stand in the words; whether something holds is said by the verb.
#[track_caller]
fn said(words: &str, value: &serde_json::Value) {
    match value {
        serde_json::Value::Bool(_) | serde_json::Value::Null => {}
        serde_json::Value::Number(number) => {
            assert!(words.contains(&number.to_string()), "{number}: {words}");
        }
        serde_json::Value::String(text) => assert!(words.contains(text), "{text}: {words}"),
        serde_json::Value::Array(list) => list.iter().for_each(|one| said(words, one)),
        serde_json::Value::Object(members) => members.values().for_each(|one| said(words, one)),
    }
}

/// What deceives a reader at a terminal is written out, and a sentence has one line.
#[test]
fn words_are_text_whatever_stands_in_an_act() {
    let kind = format!(
        r#""order","power":"command","title":"A\u001b[2J\nGENUINE{}""#,
        '\u{202e}'
    );
    let act = Act::parse(written(&kind, BEHIND).as_bytes()).expect("an act");
    assert_eq!(
        words::act(&act),
        "p-1 orders under command: A\\u{1b}[2J\\nGENUINE\\u{202e} (2022-03-07T10:00:00Z)"
    );
    let effect = interrex_register::Effect::Exercise("a\u{9b}b".to_owned());
    assert_eq!(
        words::effect(&effect),
        "not real: belongs to the exercise `a\\u{9b}b`"
    );
}

#[test]
fn all_that_an_act_may_say_besides() {
    let behind = format!(
        r#""by":["p-1","p-2"],"signed":"2022-03-07T10:00:00Z","effective":"2022-03-08T00:00:00Z","rests-on":["sha256:{DIGITS}"],"documents":["sha256:1"],"basis":"Article 1","source":"a newspaper","grade":"B2","note":"in haste","exercise":"autumn""#
    );
    let bytes = written(r#""resign","office":"chief""#, &behind);
    let act = Act::parse(bytes.as_bytes()).expect("an act");
    assert_eq!(String::from_utf8_lossy(&act.to_bytes()), bytes);
    assert_eq!(act.begins(), moment("2022-03-08"));
    assert_eq!(
        words::act(&act),
        "EXERCISE autumn: p-1, p-2 resigns chief (2022-03-07T10:00:00Z, with effect from 2022-03-08T00:00:00Z)"
    );
}

#[test]
fn an_act_is_backdated_where_it_begins_before_it_was_signed() {
    let check = |effective: &str, begins: &str, expect: bool| {
        let behind = format!("{BEHIND}{effective}");
        let bytes = written(r#""resign","office":"chief""#, &behind);
        let act = Act::parse(bytes.as_bytes()).expect("an act");
        assert_eq!(act.begins(), moment(begins), "{effective}");
        assert_eq!(act.is_backdated(), expect, "{effective}");
    };
    check("", "2022-03-07T10:00:00Z", false);
    let before = "2022-03-07T09:59:59Z";
    check(&format!(r#","effective":"{before}""#), before, true);
    for after in ["2022-03-07T10:00:00Z", "2022-03-07T10:00:01Z"] {
        check(&format!(r#","effective":"{after}""#), after, false);
    }
}

#[test]
fn what_is_no_act_is_refused() {
    let good = written(r#""resign","office":"chief""#, BEHIND);
    let not_canonical = "an act that is not written canonically: written again, its bytes differ";
    let cases = [
        (
            good.replace("act/1", "act/2"),
            "an act of the form `interrex.act/2`; this program reads `interrex.act/1`",
        ),
        (
            good.replace(r#"["p-1"]"#, "[]"),
            "an act that nobody does: `by` is empty",
        ),
        (
            good.replace("resign", "abdicate"),
            "no act: unknown variant `abdicate`",
        ),
        (
            good.replace("2022-03-07T10:00:00Z", "soon"),
            "no act: `soon` is not written as a moment",
        ),
        (good.replace(",\"by\"", ", \"by\""), not_canonical),
        (good.replace("10:00:00Z", "12:00:00+02:00"), not_canonical),
        (
            good.replace("\"signed\"", "\"note\":null,\"signed\""),
            not_canonical,
        ),
        (
            good.replace(
                r#""resign","office":"chief""#,
                r#""report","fact":"f","holds":true"#,
            ),
            not_canonical,
        ),
        (
            good.replace(
                r#""resign","office":"chief""#,
                &format!(r#""annul","act":"sha256:{DIGITS}","retroactive":false"#),
            ),
            not_canonical,
        ),
        (
            good.replace(
                r#""resign","office":"chief""#,
                r#""annul","act":"sha256:12""#,
            ),
            "no act: `sha256:12` is no digest: expected `sha256:` and 64 hexadecimal digits",
        ),
    ];
    for (bytes, expect) in cases {
        assert_ne!(bytes, good);
        let error = Act::parse(bytes.as_bytes()).expect_err(&bytes);
        assert!(error.starts_with(expect), "{bytes}: {error}");
    }
}

/// Before anybody signs an act, its names have to be such that they can be shown, and its plan to be one.
#[test]
#[expect(clippy::too_many_lines, reason = "a table of what is refused")]
fn what_may_be_written() {
    let digest = format!("sha256:{DIGITS}");
    let resigns = |by: &str, plan: &str| {
        let bytes = written(r#""resign","office":"chief""#, BEHIND);
        let mut act = Act::parse(bytes.as_bytes()).expect("an act");
        act.by = vec!["p-1".to_owned(), by.to_owned()];
        plan.clone_into(&mut act.plan);
        act
    };
    let of_key = |kind: &str, who: &str| {
        let bytes = written(
            &format!(r#""{kind}","who":"{who}","key":"ssh-ed25519 AAAA""#),
            BEHIND,
        );
        let mut act = Act::parse(bytes.as_bytes()).expect("an act");
        act.plan = String::new();
        act
    };
    let longest = "p".repeat(100);
    for act in [
        resigns("Олена of the 1st", &digest),
        resigns(&longest, DIGITS),
        resigns("p-2", ""),
        of_key("enrol", &longest),
        of_key("rotate", "p-2"),
        of_key("revoke-key", " "),
    ] {
        assert_eq!(act.may_be_written(), Ok(()));
    }
    let mut nobody = resigns("p-2", "");
    nobody.by.clear();
    let no_name =
        "line ends, blanks at its ends and characters that cannot be seen have no place in one";
    let refused = [
        (nobody, "an act that nobody does: `by` is empty".to_owned()),
        (
            resigns(" ", ""),
            "somebody without a name: the name is empty".to_owned(),
        ),
        (resigns(" p-2", ""), format!("` p-2` is no name: {no_name}")),
        (
            resigns("p\u{202e}2", ""),
            format!("`p\\u{{202e}}2` is no name: {no_name}"),
        ),
        (
            resigns(&"p".repeat(101), ""),
            format!(
                "a name of more than 100 characters: `{}...`",
                "p".repeat(20)
            ),
        ),
        (
            resigns("p-2", "plan.toml"),
            "`plan = \"plan.toml\"` is not the digest of a plan".to_owned(),
        ),
        (
            resigns("p-2", "sha256:5a"),
            "`plan = \"sha256:5a\"` is not the digest of a plan".to_owned(),
        ),
        (
            resigns("p-2", &"x".repeat(64)),
            format!(
                "`plan = \"{}\"` is not the digest of a plan",
                "x".repeat(64)
            ),
        ),
        (of_key("enrol", "a "), format!("`a ` is no name: {no_name}")),
        (
            of_key("rotate", "a "),
            format!("`a ` is no name: {no_name}"),
        ),
    ];
    for (act, reason) in refused {
        assert_eq!(act.may_be_written(), Err(reason));
    }
}

/// When an act whose moment is to come will have effect is told with it: no earlier than it is signed.
#[test]
fn what_has_effect_later_says_when() {
    use interrex_register::Effect;
    let became = |effective: &str, effect: &Effect| {
        let behind = format!(r#"{BEHIND},"effective":"{effective}""#);
        let bytes = written(r#""resign","office":"chief""#, &behind);
        words::became(effect, &Act::parse(bytes.as_bytes()).expect("an act"))
    };
    let (before, after) = ("2022-03-06T00:00:00Z", "2022-03-08T00:00:00Z");
    let later = |moment: &str| format!("will have effect from {moment} on");
    assert_eq!(became(after, &Effect::Pending), later(after));
    let signed = later("2022-03-07T10:00:00Z");
    assert_eq!(became(before, &Effect::Pending), signed);
    assert_eq!(became(after, &Effect::InEffect), "in effect");
}

#[test]
fn the_longest_act() {
    let of_length = |length: usize| {
        let with_note = |note: &str| {
            written(
                r#""resign","office":"chief""#,
                &format!(r#"{BEHIND},"note":"{note}""#),
            )
        };
        with_note(&"a".repeat(length - with_note("").len()))
    };
    Act::parse(of_length(BYTES_MAX).as_bytes()).expect("an act of the greatest length");
    // 48 KiB and one more.
    let error = Act::parse(of_length(49_153).as_bytes()).expect_err("one byte too many");
    assert_eq!(error, "an act of 49153 bytes; at most 49152 are allowed");
}

#[test]
fn digests() {
    // The digest of nothing, from FIPS 180-4's example values.
    let text = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let digest = Digest::of(b"");
    assert_eq!(digest.to_string(), text);
    assert_eq!(digest.short(), "e3b0c44298fc");
    assert_eq!(text.parse(), Ok(digest));
    let others = [
        text.replace("sha256:", ""),
        text.to_uppercase(),
        text.replace("e3b0", "E3B0"),
        text.replace("e3b0", "+3b0"),
        text.replace("e3b0", "g3b0"),
        format!("{text}0"),
        text.replace("e3b0", "e3b"),
    ];
    for other in others {
        let error = other.parse::<Digest>().expect_err(&other);
        assert_eq!(
            error,
            format!("`{other}` is no digest: expected `sha256:` and 64 hexadecimal digits")
        );
    }
}
