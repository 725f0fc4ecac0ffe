//! A log that grows, and every head that does not extend the last one.

use std::thread;
use std::time::Duration;

use interrex_tlog::merkle::Hash;
use interrex_tlog::note::SignerKey;
use interrex_tlog::witness::AddCheckpoint;

use super::log::History;
use super::session::{ADD, Expect, Session};
use crate::report::{Level, Report};

/// Runs the checks.
pub(super) fn run(session: &mut Session, report: &mut Report) -> Result<(), String> {
    let before = session.size;
    session.grow(report, 5, "a head that extends the last one is cosigned")?;
    again(session, before, report)?;
    two_signatures(session, report)?;
    sizes(session, report)?;
    session.grow(report, 1, "after refusals of sizes, the log goes on")?;
    proofs(session, report)?;
    session.grow(report, 57, "after refusals of proofs, the log goes on")?;
    repeated(session, report)?;
    for by in [1, 190, 1, 2] {
        session.grow(report, by, "a head that extends the last one is cosigned")?;
    }
    Ok(())
}

/// The request that was answered last, once more: its old size is no longer the one cosigned last.
fn again(session: &Session, before: u64, report: &mut Report) -> Result<(), String> {
    let request = session.log.request(History::First, before, session.size)?;
    let rule = "the request that was answered last, repeated, is answered with 409 and the size";
    session.refuse(report, rule, &request, Expect::Conflict(session.size))
}

/// A head with two signatures in the name of the log, of which the witness knows one.
fn two_signatures(session: &mut Session, report: &mut Report) -> Result<(), String> {
    let other = SignerKey::ed25519(session.log.origin(), &[42; 32]);
    let other = other.map_err(|error| error.to_string())?;
    let (last, next) = (session.size, session.size + 1);
    let mut head = session.log.sign(session.log.head(History::First, next)?)?;
    head.add(other.sign(head.note().text()));
    let proof = session.log.proof(History::First, last, next)?;
    let request = AddCheckpoint::new(last, proof, head);
    let rule = "a second signature in the log's name, by an unknown key, is ignored";
    session.cosign(report, rule, &request)?;
    Ok(())
}

/// Old sizes that are not the one cosigned last.
fn sizes(session: &Session, report: &mut Report) -> Result<(), String> {
    let last = session.size;
    let conflict = Expect::Conflict(last);
    let log = &session.log;
    let request = log.request(History::First, 0, last + 1)?;
    let rule = "old size 0 after a head was cosigned is answered with 409 and the size";
    session.refuse(report, rule, &request, conflict)?;
    let request = log.request(History::First, last - 1, last + 1)?;
    let rule = "an older old size is answered with 409 and the size";
    session.refuse(report, rule, &request, conflict)?;
    let request = log.request(History::First, last + 1, last + 2)?;
    let rule = "a newer old size is answered with 409 and the size";
    session.refuse(report, rule, &request, conflict)?;
    let request = log.request(History::First, last - 1, last - 1)?;
    let rule = "an older head, repeated, is answered with 409 and the size";
    session.refuse(report, rule, &request, conflict)?;
    let head = log.sign(log.head(History::First, last - 1)?)?;
    let request = AddCheckpoint::new(last, Vec::new(), head);
    let rule = "a head smaller than the old size is answered with 400";
    session.refuse(report, rule, &request, Expect::Status(400))
}

/// Proofs that do not lead from the last head to the next.
fn proofs(session: &Session, report: &mut Report) -> Result<(), String> {
    let (last, next) = (session.size, session.size + 5);
    let log = &session.log;
    let head = || log.sign(log.head(History::First, next)?);
    let good = log.proof(History::First, last, next)?;
    let mut shorter = good.clone();
    shorter.pop();
    let mut longer = good.clone();
    longer.push(Hash::new([7; 32]));
    let mut swapped = good.clone();
    swapped.reverse();
    let mut flipped = good.clone();
    if let Some(first) = flipped.first_mut() {
        let mut bytes = *first.as_bytes();
        bytes[31] ^= 1;
        *first = Hash::new(bytes);
    }
    let cases = [
        ("no proof", Vec::new()),
        ("a proof without its last hash", shorter),
        ("a proof with a hash too many", longer),
        ("a proof in reverse order", swapped),
        ("a proof with a flipped bit", flipped),
    ];
    for (what, proof) in cases {
        let request = AddCheckpoint::new(last, proof, head()?);
        let rule = format!("{what} is answered with 422");
        session.refuse(report, &rule, &request, Expect::Status(422))?;
    }
    let request = log.request(History::Forked, last, next)?;
    let rule = "a split view, with the proof of its own history, is answered with 422";
    session.refuse(report, rule, &request, Expect::Status(422))?;
    let forked = log.sign(log.head(History::Forked, next)?)?;
    let request = AddCheckpoint::new(last, good, forked);
    let rule = "a split view, with the proof of the first history, is answered with 422";
    session.refuse(report, rule, &request, Expect::Status(422))
}

/// The last head once more.
fn repeated(session: &mut Session, report: &mut Report) -> Result<(), String> {
    let last = session.size;
    let request = session.log.request(History::Forked, last, last)?;
    let rule = "another root at the same size is answered with 422";
    session.refuse(report, rule, &request, Expect::Status(422))?;
    let head = session.log.sign(session.log.head(History::First, last)?)?;
    let request = AddCheckpoint::new(last, vec![Hash::new([7; 32])], head);
    let rule = "a proof from a head to itself is answered with 422";
    session.refuse(report, rule, &request, Expect::Status(422))?;

    let request = session.log.request(History::First, last, last)?;
    let rule = "the last head is cosigned once more";
    let before = session.cosign(report, rule, &request)?;
    // Times are in seconds.
    thread::sleep(Duration::from_millis(1_100));
    let rule = "the last head is cosigned a third time";
    let after = session.cosign(report, rule, &request)?;
    let rule = "a head that is repeated gets a cosignature of the time at which it is";
    match before.zip(after) {
        Some((before, after)) => {
            let found = if after > before {
                Ok(())
            } else {
                Err("the old cosignature comes back, more than a second later".to_owned())
            };
            report.check(Level::Should, "tlog-cosignature, format", rule, found);
        }
        None => report.skip(ADD, rule, "it was not cosigned"),
    }
    Ok(())
}
