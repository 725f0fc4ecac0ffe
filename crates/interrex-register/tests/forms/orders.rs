//! Orders that a courier carries, checked against a trust file.

mod dates;
mod full;
mod regions;
mod short;
mod trust;

use std::collections::BTreeMap;

use interrex_plan::model::Plan;
use interrex_register::Entry;
use interrex_register::act::Act;
use interrex_register::keyring::{Held, union};
use interrex_register::order::{Checked, Order, Verdict, verify};
use interrex_register::trust::Trust;
use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use interrex_tlog::cosignature::Cosigner;
use interrex_tlog::merkle::{Hash, leaf_hash, root};
use interrex_tlog::note::SignerKey;
use serde_json::value::RawValue;

use crate::support::{act, at, entry, key, line, signed};

const PLAN: &str = r#"
[plan]
title = "A chief, and who follows"
horizon = "30 d"
as-of = 2022-01-01

[person.chief-incumbent]
[person.deputy-incumbent]
[person.envoy-incumbent]

[office.chief]
holder = "chief-incumbent"
resigns = {}

[office.chief.ground.resigned]

[office.chief.order.line]
on = ["resigned"]
candidates = ["deputy-incumbent"]

[power.command]
held-by = "chief"

[power.command.delegation.any]
to = "envoy-incumbent"
limits = "none"
survives-grantor = true
"#;

fn origin(site: &str) -> String {
    format!("register.example/{site}")
}

/// The key of a site's log: its seed is the length of the site's name.
fn log_key(site: &str) -> SignerKey {
    let seed = u8::try_from(site.len()).expect("a short name");
    SignerKey::ed25519(&origin(site), &[seed; 32]).expect("a name of a key")
}

fn witness() -> Cosigner {
    Cosigner::ed25519("witness.example", &[99; 32]).expect("a name of a key")
}

/// A trust file of the sites `one` and `second`.
fn trust_text(sites_needed: usize, quorum: &str) -> String {
    let [one, second] = ["one", "second"].map(|site| log_key(site).verifier().to_string());
    format!(
        r#"schema = "interrex.trust/1"
institution = "Ministry of Examples"
sites-needed = {sites_needed}
policy = """
log {one}
log {second}
witness w {}
quorum {quorum}
"""

[[site]]
name = "one"
log = "{one}"

[[site]]
name = "second"
log = "{second}"

[[root]]
name = "registrar"
key = "{}"
"#,
        witness().verifier(),
        line(&key(1))
    )
}

fn trust() -> Trust {
    Trust::parse(&trust_text(1, "none")).expect("a trust file")
}

/// A trust file by which the log `one` has ended with these entries, and that of the site `second` goes on.
fn ended(entries: &[Entry]) -> Trust {
    let log = format!("log = \"{}\"\n", log_key("one").verifier());
    let end = format!(
        "{log}ended = {}\nended-root = \"{}\"\n",
        entries.len(),
        root(&leaves(entries))
    );
    Trust::parse(&trust_text(1, "none").replace(&log, &end)).expect("a trust file")
}

fn digest_of(text: &str) -> String {
    interrex_plan::digest(&[("plan.toml".to_owned(), text.to_owned())])
}

/// The plans by digest, read.
fn plans() -> BTreeMap<String, Plan> {
    let reading = interrex_plan::read(&[("plan.toml".to_owned(), PLAN.to_owned())]);
    assert!(!reading.has_errors(), "{:#?}", reading.diagnostics);
    BTreeMap::from([(digest_of(PLAN), reading.plan)])
}

/// The order that the chief issues at eleven, unless stated.
fn order_act(by: &str) -> Act {
    act(
        r#""order","power":"command","title":"Close the bridges""#,
        &[by],
        11,
    )
}

/// An act that the chief or the deputy signs, learned at an hour.
fn by_incumbent(hour: u32, act: Act) -> Entry {
    let by = act.by.first().expect("somebody").clone();
    let seed = if by == "chief-incumbent" { 2 } else { 3 };
    entry(hour, signed(act, &[(&by, &key(seed))]))
}

/// A log that knows the keys of both and the plan, and learns at twelve of an act.
fn entries_with(act: Act) -> Vec<Entry> {
    let registrar = key(1);
    let enrols = |who: &str, seed: u8| {
        let kind = format!(r#""enrol","who":"{who}","key":"{}""#, line(&key(seed)));
        entry(
            10,
            signed(
                crate::support::act(&kind, &["registrar"], 8),
                &[("registrar", &registrar)],
            ),
        )
    };
    let adopts = format!(r#""adopt","adopted":"{}""#, digest_of(PLAN));
    vec![
        enrols("chief-incumbent", 2),
        enrols("deputy-incumbent", 3),
        by_incumbent(10, crate::support::act(&adopts, &["chief-incumbent"], 9)),
        by_incumbent(12, act),
    ]
}

/// The log in which the chief issues the order.
fn entries() -> Vec<Entry> {
    entries_with(order_act("chief-incumbent"))
}

fn held(entries: &[Entry]) -> Held {
    Held {
        origin: origin("one"),
        site: "one".to_owned(),
        entries: entries.to_vec(),
    }
}

fn known(entries: &[Entry]) -> Vec<interrex_register::Known> {
    union(&trust().roots(), &[held(entries)]).acts
}

fn raw(entry: &Entry) -> Box<RawValue> {
    let text = String::from_utf8(entry.to_bytes()).expect("JSON is text");
    RawValue::from_string(text).expect("an entry is JSON")
}

fn leaves(entries: &[Entry]) -> Vec<Hash> {
    entries
        .iter()
        .map(|entry| leaf_hash(&entry.to_bytes()))
        .collect()
}

/// The head of a site's log, signed by a key.
fn head(site: &str, entries: &[Entry], by: &SignerKey) -> SignedCheckpoint {
    let leaves = leaves(entries);
    let head =
        Checkpoint::new(&origin(site), leaves.len() as u64, root(&leaves)).expect("an origin");
    let mut signed = SignedCheckpoint::unsigned(head).expect("a short note");
    signed.add(by.sign(signed.note().text()));
    signed
}

/// The head of a site's log, signed by its key and cosigned by the witness.
fn cosigned(site: &str, entries: &[Entry]) -> SignedCheckpoint {
    let mut signed = head(site, entries, &log_key(site));
    let cosignature = witness().cosign(signed.checkpoint(), 1_646_654_400);
    signed.add(cosignature.expect("a cosignature"));
    signed
}

fn check(trust: &Trust, order: &Order, verdict: &Verdict, reason: &str) -> Checked {
    let checked = verify(&order.to_bytes(), trust, None);
    assert_eq!(
        (&checked.verdict, checked.reason.as_str()),
        (verdict, reason)
    );
    assert_eq!(checked.schema, "interrex.verify/1");
    assert_eq!(checked.age, None);
    checked
}

/// As [`check`], of what is not genuine, with the start of the reason.
fn check_not_genuine(trust: &Trust, order: &Order, reason: &str) {
    let checked = verify(&order.to_bytes(), trust, Some(at(13)));
    assert_eq!(checked.verdict, Verdict::NotGenuine);
    assert!(checked.reason.starts_with(reason), "{}", checked.reason);
}
