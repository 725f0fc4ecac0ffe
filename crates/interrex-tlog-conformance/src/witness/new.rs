//! A log that the witness has never cosigned: whose heads it refuses, and the first that it takes.

use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use interrex_tlog::merkle::Hash;
use interrex_tlog::note::{Signature, SignerKey};
use interrex_tlog::witness::{AddCheckpoint, origin_hash};

use super::log::{ENTRIES_MAX, History, sign};
use super::memory::Remembered;
use super::session::{ADD, Expect, SPARE, Session, size_in};
use crate::clock::{is_in_seconds, is_recent};
use crate::report::{Level, Report};

/// Why a check is left out where the suite has run before.
const RAN: &str = "the witness has cosigned this log before; give the suite a key of its own";

/// The section that says what the time of a cosignature is.
const TIME: &str = "tlog-cosignature, format";

/// Runs the checks; whether others can follow. The head of the run before is that which the witness has to remember.
pub(super) fn run(
    session: &mut Session,
    before: Option<&Remembered>,
    report: &mut Report,
) -> Result<bool, String> {
    if let Some(before) = before {
        before.ask(session, report)?;
    }
    let told = told(session, 2, 3)?;
    if told.saturating_add(SPARE) > ENTRIES_MAX {
        return Err(format!(
            "the witness says that it has cosigned {told} entries of this log already; use another key"
        ));
    }
    if told > 0 && !session.adopt(told)? {
        known(session, told, report)?;
    }
    strangers(session, report)?;
    if session.size > 0 {
        let rules = "first heads: old size 0, the empty tree, a conflict with no head";
        report.skip(ADD, rules, RAN);
        return Ok(true);
    }
    monitored_before(session, report)?;
    let goes_on = refused(session, report)?;
    if goes_on {
        first(session, report)?;
    }
    Ok(goes_on)
}

/// What the witness says it has cosigned, to a request that it refuses unless it has cosigned just that; 0 where it
/// says nothing. Nobody who answers a wrong old size with something else is stopped here: a check of its own follows.
fn told(session: &Session, old: u64, size: u64) -> Result<u64, String> {
    let request = session.log.request(History::First, old, size)?;
    let answer = session.post(request.to_string().as_bytes())?;
    Ok(match answer.status {
        200..300 => size,
        409 => size_in(&answer.body).unwrap_or(0),
        _ => 0,
    })
}

/// A witness that says a size and does not hold the suite's head of it. One that says another to another request says
/// what it was told, and a check of its own follows.
fn known(session: &mut Session, size: u64, report: &mut Report) -> Result<(), String> {
    if told(session, 5, 7)? == size {
        let rule = "the head whose size is told in a conflict is cosigned once more";
        let found = format!("no head of {size} entries that the suite knows is");
        report.must(ADD, rule, Err(found));
        session.size = size;
    }
    Ok(())
}

/// A head of three entries after none, with a proof that there is none of.
fn with_proof(session: &Session) -> Result<AddCheckpoint, String> {
    let head = session.log.head(History::First, 3)?;
    let proof = vec![Hash::new([7; 32])];
    Ok(AddCheckpoint::new(0, proof, session.log.sign(head)?))
}

/// Origins and keys that the witness does not know.
fn strangers(session: &mut Session, report: &mut Report) -> Result<(), String> {
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

/// Heads that no witness takes as the first one; whether a good one can follow.
fn refused(session: &mut Session, report: &mut Report) -> Result<bool, String> {
    let request = session.log.request(History::First, 2, 3)?;
    let rule = "an old size where nothing was cosigned is answered with 409 and size 0";
    session.refuse(report, rule, &request, Expect::Conflict(0))?;

    let rule = "an empty tree with the root of another is answered with 422";
    if is_new(session, rule, report) {
        let root = session.log.head(History::First, 3)?.root();
        let head = Checkpoint::new(session.log.origin(), 0, root);
        let head = session.log.sign(head.map_err(|error| error.to_string())?)?;
        let request = AddCheckpoint::new(0, Vec::new(), head);
        session.refuse(report, rule, &request, Expect::Status(422))?;
    }

    let rule = "a proof at old size 0 is answered with 422";
    if is_new(session, rule, report) {
        let request = with_proof(session)?;
        session.refuse(report, rule, &request, Expect::Status(422))?;
    }
    let rule = "a first head with a root hash of 31 bytes is refused";
    if is_new(session, rule, report) {
        let text = format!("{}\n3\n{}A==\n", session.log.origin(), "A".repeat(41));
        let signature = session.log.key().sign(&text);
        let body = format!("old 0\n\n{text}\n{signature}");
        session.refuse_bytes(report, rule, body.as_bytes(), 3, Expect::Refusal)?;
        // Nothing extends such a head.
        if session.size == 0 && told(session, 2, 3)? == 3 {
            report.skip(
                ADD,
                "everything else",
                "the witness holds a head that no log has",
            );
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a check of first heads can be made; where it cannot, that is said.
fn is_new(session: &Session, rule: &str, report: &mut Report) -> bool {
    if session.size > 0 {
        let reason = "a head was cosigned that should not have been";
        report.skip(ADD, rule, reason);
    }
    session.size == 0
}

/// The first heads that are taken.
fn first(session: &mut Session, report: &mut Report) -> Result<(), String> {
    let rule = "the empty tree with its root is cosigned";
    if is_new(session, rule, report) {
        let empty = session.log.request(History::First, 0, 0)?;
        session.cosign(report, rule, &empty)?;
    }
    let rule = "the first head is cosigned, and a signature by an unknown key is ignored";
    if !is_new(session, rule, report) {
        return Ok(());
    }
    let mut head = session.log.sign(session.log.head(History::First, 1)?)?;
    let unknown = Signature::new("unknown.example/w", 7, vec![1; 72]);
    head.add(unknown.map_err(|error| error.to_string())?);
    let request = AddCheckpoint::new(0, Vec::new(), head);
    let time = session.cosign(report, rule, &request)?;
    if let Some(time) = time {
        let rule = "the time of a cosignature is in seconds";
        report.must(TIME, rule, is_in_seconds(time));
        let rule = "the time of a cosignature is that at which it was made";
        report.check(Level::Should, TIME, rule, is_recent(time));
    }
    Ok(())
}
