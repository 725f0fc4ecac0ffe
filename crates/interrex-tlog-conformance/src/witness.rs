//! The suite for witnesses (tlog-witness).
//!
//! The suite plays a log: it signs heads of a history that it makes up, and of a second one that contradicts it.
//! The witness has been told to trust the log's key. A request that is refused must leave the witness as it was,
//! so that the suite grows the log after each group of bad requests.

mod bad;
mod grow;
mod log;
mod malformed;
mod memory;
mod monitor;
mod new;
mod pairs;
mod race;
mod session;
mod signatures;

use self::log::Log;
use self::memory::Remembered;
use self::session::{SPARE, Session};
use crate::args::WitnessArgs;
use crate::file;
use crate::http::Client;
use crate::report::Report;

/// Runs the suite.
pub(crate) fn run(args: &WitnessArgs, report: &mut Report) -> Result<(), String> {
    let keys = file::keys(&args.witness_key)?;
    if let Some(key) = keys.iter().find(|key| !key.algorithm().is_cosignature()) {
        return Err(format!("`{}` makes no cosignatures", key.name()));
    }
    let prefix = |url: &str| url.trim_end_matches('/').to_owned();
    let mut session = Session {
        client: Client::new(),
        monitoring: prefix(args.monitoring.as_deref().unwrap_or(&args.url)),
        url: prefix(&args.url),
        log: Log::new(&args.origin, &file::seed(&args.origin_key)?)?,
        keys,
        size: 0,
    };
    session.log.lengthen(SPARE);
    let state = args.state.as_deref();
    let before = match state {
        Some(path) => Remembered::read(path, session.log.origin())?,
        None => None,
    };
    let done = checks(&mut session, before.as_ref(), report);
    // What was cosigned until then has to be remembered all the same.
    match state {
        Some(path) => done.and(Remembered::write(path, &session)),
        None => done,
    }
}

fn checks(
    session: &mut Session,
    before: Option<&Remembered>,
    report: &mut Report,
) -> Result<(), String> {
    if !new::run(session, before, report)? {
        return Ok(());
    }
    pairs::run(session, report)?;
    grow::run(session, report)?;
    signatures::run(session, report)?;
    malformed::run(session, report)?;
    monitor::run(session, report)?;
    race::run(session, report)
}
