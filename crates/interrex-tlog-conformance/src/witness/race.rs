//! Two histories at once: a witness that checks and then records, in two steps, cosigns both.

use std::sync::Barrier;
use std::thread;

use interrex_tlog::witness::AddCheckpoint;

use super::log::History;
use super::session::{ADD, Session};
use crate::report::Report;

/// So many pairs of requests are raced.
const ROUNDS: u64 = 40;

/// Runs the checks. Heads of one size with two roots need a proof of one history only where the old size is 0, so
/// that what is raced are growths by different amounts: no more than one of them may follow the old size.
pub(super) fn run(session: &mut Session, report: &mut Report) -> Result<(), String> {
    let rule = "of four heads at once that follow the same old size, no more than one is cosigned";
    for round in 1..=ROUNDS {
        let last = session.size;
        let requests = [1, 2, 3, 4].map(|by| session.log.request(History::First, last, last + by));
        let requests: Vec<AddCheckpoint> = requests.into_iter().collect::<Result<_, _>>()?;
        let sizes = raced(session, &requests);
        session.size = sizes.iter().copied().max().unwrap_or(last);
        if sizes.len() > 1 {
            let found = format!("{} were, in round {round}", sizes.len());
            report.must(ADD, rule, Err(found));
            // Which of them the witness holds now, it has to say.
            session.is_moved()?;
            return Ok(());
        }
    }
    report.must(ADD, rule, Ok(()));
    session.grow(report, 1, "after requests at once, the log goes on")
}

/// The sizes that were cosigned.
fn raced(session: &Session, requests: &[AddCheckpoint]) -> Vec<u64> {
    let barrier = Barrier::new(requests.len());
    let one = |request: &AddCheckpoint| {
        barrier.wait();
        let answer = session.post(request.to_string().as_bytes()).ok()?;
        answer
            .is_success()
            .then(|| request.checkpoint().checkpoint().size())
    };
    thread::scope(|scope| {
        let running: Vec<_> = requests
            .iter()
            .map(|request| scope.spawn(|| one(request)))
            .collect();
        let done = running.into_iter().filter_map(|thread| thread.join().ok());
        done.flatten().collect()
    })
}
