//! Trust files.

use interrex_register::trust::Trust;

use super::{log_key, trust, trust_text};
use crate::support::key;

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
fn one_site_is_needed_at_least() {
    let needed = |line: &str| {
        let text = trust_text(2, "none").replace("sites-needed = 2\n", line);
        Trust::parse(&text).expect("a trust file").sites_needed
    };
    assert_eq!(needed(""), 1);
    assert_eq!(needed("sites-needed = 0\n"), 1);
    assert_eq!(needed("sites-needed = 3\n"), 3);
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
