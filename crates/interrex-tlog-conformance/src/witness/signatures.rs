//! Heads with several signatures, and with lines that only the log gives a meaning.

use interrex_tlog::checkpoint::SignedCheckpoint;
use interrex_tlog::note::{Signature, SignerKey};
use interrex_tlog::witness::AddCheckpoint;

use super::log::{History, sign};
use super::session::{Expect, Session};
use crate::report::{Level, Report};

/// So many signatures everybody has to read.
const SIGNATURES: u8 = 16;

/// A signature of ML-DSA-44 with its time, in bytes.
const ML_DSA_44: usize = 2428;

/// The longest of signatures after quantum computers that are spoken of, in bytes.
const LONG: usize = 4900;

/// Runs the checks.
pub(super) fn run(session: &mut Session, report: &mut Report) -> Result<(), String> {
    ignored(session, report)?;
    wrong(session, report)?;
    extended(session, report)?;
    session.grow(
        report,
        1,
        "after heads with several signatures, the log goes on",
    )
}

/// The next head without signatures.
fn next(session: &Session) -> Result<SignedCheckpoint, String> {
    let head = session.log.head(History::First, session.size + 1)?;
    SignedCheckpoint::unsigned(head).map_err(|error| error.to_string())
}

fn request(session: &Session, head: SignedCheckpoint) -> Result<AddCheckpoint, String> {
    let (last, size) = (session.size, head.checkpoint().size());
    let proof = session.log.proof(History::First, last, size)?;
    Ok(AddCheckpoint::new(last, proof, head))
}

fn signature(name: &str, id: u32, bytes: Vec<u8>) -> Result<Signature, String> {
    Signature::new(name, id, bytes).map_err(|error| error.to_string())
}

/// Signatures by keys that the witness does not know, before that of the log.
fn ignored(session: &mut Session, report: &mut Report) -> Result<(), String> {
    let key = session.log.key().verifier().clone();
    let unknown = |at: u8, length: usize| {
        let name = format!("unknown-{at}.example");
        signature(&name, u32::from(at), vec![at; length])
    };
    let other = SignerKey::ed25519(key.name(), &[42; 32]).map_err(|error| error.to_string())?;
    let text = next(session)?.note().text().to_owned();
    let before = |count: u8, length| (1..=count).map(move |at| unknown(at, length));
    let cases = [
        (
            Level::Must,
            "the log's signature is found as the second one, after that of an unknown key",
            before(1, 72).collect::<Result<Vec<_>, _>>()?,
        ),
        (
            Level::Must,
            "a signature in the log's name, by an unknown key, is ignored",
            vec![other.sign(&text)],
        ),
        (
            Level::Must,
            "a signature with the ID of the log's key and another name is ignored",
            vec![signature("unknown.example", key.id(), vec![1; 64])?],
        ),
        (
            Level::Must,
            "the log's signature is found as the last of 16",
            before(SIGNATURES - 1, 72).collect::<Result<_, _>>()?,
        ),
        (
            Level::Must,
            "signatures as long as those of ML-DSA-44 are ignored, in a body of 10 KB",
            before(3, ML_DSA_44).collect::<Result<_, _>>()?,
        ),
        (
            Level::Should,
            "16 signatures of nearly 5 kB are read, in a body of 100 KB",
            before(SIGNATURES - 1, LONG).collect::<Result<_, _>>()?,
        ),
    ];
    for (level, rule, signatures) in cases {
        let mut head = next(session)?;
        for one in signatures {
            head.add(one);
        }
        head.add(session.log.key().sign(head.note().text()));
        let request = request(session, head)?;
        session.cosign_as(level, report, rule, &request)?;
    }
    Ok(())
}

/// Signatures that spoil a head.
fn wrong(session: &mut Session, report: &mut Report) -> Result<(), String> {
    let key = session.log.key().verifier().clone();
    let wrong = signature(key.name(), key.id(), vec![1; 64])?;
    for is_first in [false, true] {
        let mut head = next(session)?;
        let good = session.log.key().sign(head.note().text());
        let (order, both) = if is_first {
            ("before", [wrong.clone(), good])
        } else {
            ("after", [good, wrong.clone()])
        };
        for one in both {
            head.add(one);
        }
        let rule = format!(
            "a wrong signature with the name and ID of the log's key, {order} the right one, is answered with 403"
        );
        let request = request(session, head)?;
        session.refuse(report, &rule, &request, Expect::Status(403))?;
    }
    let mut head = next(session)?;
    let good = session.log.key().sign(head.note().text());
    head.add(signature(
        "unknown.example",
        key.id(),
        good.bytes().to_vec(),
    )?);
    let rule = "the log's signature under another name alone is answered with 403";
    let request = request(session, head)?;
    session.refuse(report, rule, &request, Expect::Status(403))
}

/// Extension lines: part of what the log signs, and of what an Ed25519 cosignature is of.
fn extended(session: &mut Session, report: &mut Report) -> Result<(), String> {
    let head = session.log.head(History::First, session.size + 1)?;
    let head = head.with_extension("extension of the suite 1");
    let head = head.and_then(|head| head.with_extension("2 \u{2014} two"));
    let head = sign(head.map_err(|error| error.to_string())?, session.log.key())?;
    let request = request(session, head)?;
    let rule = "a head with extension lines is cosigned, with its extension lines";
    session.cosign(report, rule, &request)?;
    // Root and size are what is compared.
    let request = session
        .log
        .request(History::First, session.size, session.size)?;
    let rule = "the same head without its extension lines is cosigned once more";
    session.cosign_as(Level::Should, report, rule, &request)?;
    Ok(())
}
