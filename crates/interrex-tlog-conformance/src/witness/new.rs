//! A log that the witness has never cosigned: whose heads it refuses, and the first that it takes.

use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use interrex_tlog::merkle::Hash;
use interrex_tlog::note::{Signature, SignerKey};
use interrex_tlog::witness::{AddCheckpoint, origin_hash};

use super::log::{ENTRIES, History, sign};
use super::session::{ADD, Expect, Session};
use crate::clock::is_recent;
use crate::report::{Level, Report};

/// So many entries have to be left for the rest of the suite.
const ENTRIES_NEEDED: u64 = 300;

/// Why a check is left out where the suite has run before.
const RAN: &str = "the witness has cosigned this log before; give the suite a key of its own";

/// Runs the checks.
pub(super) fn run(session: &mut Session, report: &mut Report) -> Result<(), String> {
    strangers(session, report)?;
    session.size = known_size(session)?;
    if session.size + ENTRIES_NEEDED > ENTRIES {
        return Err(format!(
            "the witness has cosigned {} entries of this log already; use another key",
            session.size
        ));
    }
    if session.size > 0 {
        let rules = "first heads: old size 0, the empty tree, a conflict with no head";
        report.skip(ADD, rules, RAN);
        return Ok(());
    }
    monitored_before(session, report)?;
    refused(session, report)?;
    first(session, report)
}

/// What the witness says it has cosigned. The request is one that it refuses whatever it has.
fn known_size(session: &Session) -> Result<u64, String> {
    // At 0, a proof is one hash too many; else 0 is the wrong old size.
    let request = with_proof(session, 0, 3, vec![Hash::new([7; 32])])?;
    let answer = session.post(request.to_string().as_bytes())?;
    match answer.status {
        409 => {
            let text = String::from_utf8_lossy(&answer.body);
            let size = text.trim_end().parse();
            size.map_err(|_| format!("no size in a conflict: {}", answer.told()))
        }
        _ => Ok(0),
    }
}

fn with_proof(
    session: &Session,
    old: u64,
    size: u64,
    proof: Vec<Hash>,
) -> Result<AddCheckpoint, String> {
    let head = session.log.head(History::First, size)?;
    Ok(AddCheckpoint::new(old, proof, session.log.sign(head)?))
}

/// Origins and keys that the witness does not know.
fn strangers(session: &Session, report: &mut Report) -> Result<(), String> {
    let fault = |error: interrex_tlog::Fault| error.to_string();
    let root = session.log.head(History::First, 3)?.root();
    let unknown = "unknown.example/log";
    let stranger = SignerKey::ed25519(unknown, &[42; 32]).map_err(fault)?;
    let head = sign(Checkpoint::new(unknown, 3, root).map_err(fault)?, &stranger)?;
    let request = AddCheckpoint::new(0, Vec::new(), head);
    let rule = "a head of an unknown origin is answered with 404";
    session.refuse(report, rule, &request, Expect::Status(404))?;

    let head = session.log.head(History::First, 3)?;
    let other = SignerKey::ed25519(session.log.origin(), &[42; 32]).map_err(fault)?;
    let request = AddCheckpoint::new(0, Vec::new(), sign(head.clone(), &other)?);
    let rule = "a head that only an unknown key has signed is answered with 403";
    session.refuse(report, rule, &request, Expect::Status(403))?;

    let smaller = session.log.sign(session.log.head(History::First, 2)?)?;
    let mut wrong = SignedCheckpoint::unsigned(head).map_err(|error| error.to_string())?;
    for signature in smaller.note().signatures() {
        wrong.add(signature.clone());
    }
    let request = AddCheckpoint::new(0, Vec::new(), wrong);
    let rule = "a signature with the name and ID of the log's key that is of another head is answered with 403";
    session.refuse(report, rule, &request, Expect::Status(403))
}

fn monitored_before(session: &Session, report: &mut Report) -> Result<(), String> {
    let hash = origin_hash(session.log.origin());
    let answer = session
        .client
        .get(&format!("{}/{hash}/checkpoint", session.monitoring))?;
    let found = match answer.status {
        404 => Ok(()),
        _ => Err(format!("expected 404, {}", answer.told())),
    };
    let rule = "a log that was never cosigned is answered with 404";
    report.must("tlog-witness, monitor retrieval", rule, found);
    Ok(())
}

/// Heads that no witness takes as the first one.
fn refused(session: &Session, report: &mut Report) -> Result<(), String> {
    let request = with_proof(session, 0, 3, vec![Hash::new([7; 32])])?;
    let rule = "a proof at old size 0 is answered with 422";
    session.refuse(report, rule, &request, Expect::Status(422))?;

    let root = session.log.head(History::First, 3)?.root();
    let head = Checkpoint::new(session.log.origin(), 0, root).map_err(|error| error.to_string())?;
    let request = AddCheckpoint::new(0, Vec::new(), session.log.sign(head)?);
    let rule = "an empty tree with the root of another is answered with 422";
    session.refuse(report, rule, &request, Expect::Status(422))?;

    let request = session.log.request(History::First, 2, 3)?;
    let rule = "an old size where nothing was cosigned is answered with 409 and size 0";
    session.refuse(report, rule, &request, Expect::Conflict(0))
}

/// The first heads that are taken.
fn first(session: &mut Session, report: &mut Report) -> Result<(), String> {
    let empty = session.log.request(History::First, 0, 0)?;
    session.cosign(report, "the empty tree with its root is cosigned", &empty)?;

    let mut head = session.log.sign(session.log.head(History::First, 3)?)?;
    let unknown = Signature::new("unknown.example/w", 7, vec![1; 72]);
    head.add(unknown.map_err(|error| error.to_string())?);
    let request = AddCheckpoint::new(0, Vec::new(), head);
    let rule = "the first head is cosigned, and a signature by an unknown key is ignored";
    let time = session.cosign(report, rule, &request)?;
    if let Some(time) = time {
        let rule = "the time of a cosignature is that at which it was made";
        report.check(
            Level::Should,
            "tlog-cosignature, format",
            rule,
            is_recent(time),
        );
    }
    Ok(())
}
