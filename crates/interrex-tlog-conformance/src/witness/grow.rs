//! A log that grows, and every head that does not extend the last one.

use std::thread;
use std::time::Duration;

use interrex_tlog::merkle::Hash;
use interrex_tlog::witness::AddCheckpoint;

use super::bad::Bad;
use super::log::History;
use super::session::{ADD, Expect, Session};
use crate::report::{Level, Report};

/// Runs the checks.
pub(super) fn run(session: &mut Session, report: &mut Report) -> Result<(), String> {
    let before = session.size;
    session.grow(report, 5, "a head that extends the last one is cosigned")?;
    again(session, before, report)?;
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
fn again(session: &mut Session, before: u64, report: &mut Report) -> Result<(), String> {
    let request = session.log.request(History::First, before, session.size)?;
    let rule = "the request that was answered last, repeated, is answered with 409 and the size";
    session.refuse(report, rule, &request, Expect::Conflict(session.size))
}

/// Old sizes that are not the one cosigned last.
fn sizes(session: &mut Session, report: &mut Report) -> Result<(), String> {
    if session.size == 0 {
        report.skip(ADD, "old sizes", "no head is known that the witness holds");
        return Ok(());
    }
    // Each is a step from the head that the witness holds, which is another one after a wrong answer.
    let cases = [
        ("an older old size", -1, 1),
        ("a newer old size", 1, 2),
        ("an older head, repeated,", -1, -1),
    ];
    let rule = "old size 0 after a head was cosigned is answered with 409 and the size";
    let request = session.log.request(History::First, 0, session.size + 1)?;
    session.refuse(report, rule, &request, Expect::Conflict(session.size))?;
    for (what, old, size) in cases {
        let last = session.size;
        let at = |by| last.saturating_add_signed(by);
        let request = session.log.request(History::First, at(old), at(size))?;
        let rule = format!("{what} is answered with 409 and the size");
        session.refuse(report, &rule, &request, Expect::Conflict(last))?;
    }
    let last = session.size;
    let smaller = session.log.head(History::First, last.saturating_sub(1))?;
    let head = session.log.sign(smaller)?;
    let request = AddCheckpoint::new(last, Vec::new(), head);
    let rule = "a head smaller than the old size is answered with 400";
    session.refuse(report, rule, &request, Expect::Status(400))
}

/// Proofs that do not lead from the last head to the next.
fn proofs(session: &mut Session, report: &mut Report) -> Result<(), String> {
    for bad in Bad::ALL {
        let (last, next) = (session.size, session.size + 5);
        let request = bad.request(&session.log, last, next)?;
        let rule = format!("{} is answered with 422", bad.told());
        session.refuse(report, &rule, &request, Expect::Status(422))?;
    }
    Ok(())
}

/// The last head once more.
fn repeated(session: &mut Session, report: &mut Report) -> Result<(), String> {
    let last = session.size;
    let request = session.log.request(History::Forked, last, last)?;
    let rule = "another root at the same size is answered with 422";
    session.refuse(report, rule, &request, Expect::Status(422))?;
    let last = session.size;
    let head = session.log.sign(session.log.head(History::First, last)?)?;
    let request = AddCheckpoint::new(last, vec![Hash::new([7; 32])], head);
    let rule = "a proof from a head to itself is answered with 422";
    session.refuse(report, rule, &request, Expect::Status(422))?;

    let last = session.size;
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
