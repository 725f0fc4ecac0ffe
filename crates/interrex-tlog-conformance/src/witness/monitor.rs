//! What a witness shows to monitors.

use interrex_tlog::checkpoint::SignedCheckpoint;
use interrex_tlog::witness::origin_hash;

use super::log::History;
use super::session::Session;
use crate::report::{Level, Report, ensure};

const SECTION: &str = "tlog-witness, monitor retrieval";

/// Runs the checks.
pub(super) fn run(session: &Session, report: &mut Report) -> Result<(), String> {
    let hash = origin_hash(session.log.origin());
    let answer = session
        .client
        .get(&format!("{}/{hash}/checkpoint", session.monitoring))?;
    let rule = "a recent head of the log is served";
    if answer.status != 200 {
        report.check(Level::Should, SECTION, rule, Err(answer.told()));
        return Ok(());
    }
    let signed = match SignedCheckpoint::parse(&answer.body) {
        Ok(signed) => signed,
        Err(error) => {
            report.must(SECTION, rule, Err(format!("{error}; {}", answer.told())));
            return Ok(());
        }
    };
    let size = signed.checkpoint().size();
    let late = ensure(size == session.size, || {
        format!("it has {size} entries, not {}", session.size)
    });
    report.check(Level::Should, SECTION, rule, late);
    let own = session.log.head(History::First, size);
    let same = own.is_ok_and(|own| own == *signed.checkpoint());
    let found = ensure(same, || answer.told());
    report.must(SECTION, "it is a head of the log", found);
    let by_log = signed.verify([session.log.key().verifier()]);
    let found = by_log.map(|_| ()).map_err(|error| error.to_string());
    report.must(SECTION, "it has the signature of the log", found);
    let by_witness = signed.verify(&session.keys);
    let found = by_witness.map(|_| ()).map_err(|error| error.to_string());
    report.must(SECTION, "it has the cosignature of the witness", found);
    Ok(())
}
