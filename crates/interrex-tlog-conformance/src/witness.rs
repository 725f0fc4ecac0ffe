//! The suite for witnesses (tlog-witness).
//!
//! The suite plays a log: it signs heads of a history that it makes up, and of a second one that contradicts it.
//! The witness has been told to trust the log's key. A request that is refused must leave the witness as it was,
//! so that the suite grows the log after each group of bad requests.

mod grow;
mod log;
mod malformed;
mod monitor;
mod new;
mod race;
mod session;

use self::log::Log;
use self::session::Session;
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
    new::run(&mut session, report)?;
    grow::run(&mut session, report)?;
    malformed::run(&mut session, report)?;
    monitor::run(&session, report)?;
    race::run(&mut session, report)
}
