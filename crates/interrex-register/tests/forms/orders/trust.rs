//! Trust files.

use interrex_register::trust::Trust;

use super::{log_key, trust, trust_text};
use crate::support::{key, moment};

#[test]
fn what_is_written_reads_back() {
    let text = trust_text(2, "w");
    let trust = Trust::parse(&text).expect("a trust file");
    assert_eq!(trust.to_text(), text);
    assert_eq!(trust.institution, "Ministry of Examples");
    assert_eq!(trust.sites_needed, 2);
    let named = trust.site("register.example/second").expect("a site");
    assert_eq!(
        (named.name.as_str(), &named.log),
        ("second", log_key("second").verifier())
    );
    assert!(trust.site("second").is_none());
    assert!(trust.roots().counts_as_root("registrar", key(1).public()));
    assert!(!trust.roots().counts_as_root("one", key(1).public()));
}

#[test]
fn the_end_of_a_log_reads_back() {
    let ended = super::ended(&super::entries());
    let site = ended.site("register.example/one").expect("a site");
    assert_eq!(site.end.as_ref().map(|end| end.size), Some(4));
    let text = ended.to_text();
    assert!(text.contains("\nended = 4\nended-root = \""), "{text}");
    let again = Trust::parse(&text).expect("a trust file");
    assert_eq!(again.to_text(), text);
    let without = text.replace("ended = 4\n", "");
    let error = Trust::parse(&without).expect_err("half an end");
    assert_eq!(error, "site `one`: `ended` and `ended-root` stand together");
}

/// Names of sites are names of folders.
#[test]
fn names_are_no_paths() {
    let text = trust_text(1, "none");
    for name in [
        "",
        ".",
        "..",
        "../../pwned",
        "a/b",
        "a\\\\b",
        "/etc",
        "a b",
        "a\\u001b[2J",
    ] {
        for (of, was) in [("site", "one"), ("root", "registrar")] {
            let named = text.replace(&format!("name = \"{was}\""), &format!("name = \"{name}\""));
            let error = Trust::parse(&named).expect_err(name);
            assert!(error.starts_with(&format!("{of} `")), "{error}");
            assert!(
                error.contains("` is no name: expected letters, digits"),
                "{error}"
            );
        }
    }
    let twice = text.replace("name = \"second\"", "name = \"one\"");
    let error = Trust::parse(&twice).expect_err("two of one name");
    assert_eq!(
        error,
        "two sites have the name `one` or the log `register.example/second`"
    );
    let named = text.replace("name = \"one\"", "name = \"Львів-1.a_b\"");
    assert!(Trust::parse(&named).is_ok());
}

#[test]
fn line_ends_change_nothing() {
    let text = trust_text(2, "w");
    let trust = Trust::parse(&text.replace('\n', "\r\n")).expect("a trust file");
    assert_eq!(trust.to_text(), text);
}

#[test]
fn one_site_is_needed_at_least() {
    let needed = |line: &str| {
        let text = trust_text(2, "none").replace("sites-needed = 2\n", line);
        Trust::parse(&text).expect("a trust file").sites_needed
    };
    assert_eq!(needed(""), 1);
    assert_eq!(needed("sites-needed = 0\n"), 1);
    assert_eq!(needed("sites-needed = 3\n"), 3);
}

/// What is older than the file lets pass is told with its age, and nothing where it says nothing of that.
#[test]
fn what_is_too_old_is_told() {
    let text = trust_text(1, "none");
    let limited = text.replace("policy = ", "stale-after = \"2 d\"\npolicy = ");
    let newest = moment("2022-03-01T10:00:00Z");
    let stale = |text: &str, now: &str| {
        let trust = Trust::parse(text).expect("a trust file");
        trust.stale(newest, moment(now))
    };
    assert_eq!(stale(&limited, "2022-03-02T10:00:00Z"), None);
    assert_eq!(stale(&limited, "2022-03-03T10:00:00Z"), None);
    assert_eq!(stale(&limited, "2022-03-03T10:00:01Z"), Some(172_801));
    assert_eq!(stale(&text, "2032-03-03T10:00:01Z"), None);
}

/// Whoever gives another file in the place of a trust file is told which it seems to be, in few words.
#[test]
fn another_file_is_told_by_its_form() {
    let error = |text: &str| Trust::parse(text).expect_err("no trust file");
    let json = |form: &str| error(&format!("{{\"schema\":\"{form}\"}}"));
    let seems = |what: &str| format!("no trust file: this seems to be {what}");
    let form = "interrex.answer/1";
    assert_eq!(json(form), seems(&format!("JSON of the form `{form}`")));
    let form = "f".repeat(99);
    assert_eq!(json(&form), seems(&format!("JSON of the form `{form}`")));
    assert_eq!(json(&"f".repeat(100)), seems("JSON"));
    let long = error(&format!("{} = 1", "k".repeat(5_000)));
    assert!(
        long.starts_with("no trust file: line 1: unknown field `kkk"),
        "{long}"
    );
    assert!(long.len() < 200, "{long}");
}

#[test]
fn what_is_no_trust_file_is_refused() {
    let good = trust().to_text();
    let root = good.find("[[root]]").expect("a root");
    let site = good.find("[[site]]").expect("a site");
    let without_roots = good.split_at(root).0.to_owned();
    let without_sites = format!("{}{}", good.split_at(site).0, good.split_at(root).1);
    let empty = "a trust file names at least one `[[site]]` and one `[[root]]`";
    let cases = [
        (
            good.replace("trust/1", "trust/2"),
            "a trust file of the form `interrex.trust/2`; this program reads `interrex.trust/1`",
        ),
        (good.replace("institution", "office"), "no trust file: "),
        (good.replace("quorum none", "quorum all"), "policy: "),
        (good.replace("log = \"", "log = \"x"), "site `one`: "),
        (
            good.replace("ssh-ed25519", "ssh-none"),
            "root `registrar`: ",
        ),
        (without_roots, empty),
        (without_sites, empty),
    ];
    for (text, reason) in cases {
        let error = Trust::parse(&text).expect_err(&text);
        assert!(error.starts_with(reason), "{error}");
    }
}
