//! The suite for mirrors (tlog-mirror).
//!
//! The suite plays a log of its own, and everybody who uploads: heads, packages whole, in parts, packed and wrong. An
//! upload that is refused must leave the mirror as it was, so that good ones follow.

mod log;
mod packed;
mod session;

use interrex_tlog::checkpoint::SignedCheckpoint;
use interrex_tlog::witness::origin_hash;

use self::log::Log;
use self::session::Session;
use crate::args::{MirrorArgs, TilesArgs};
use crate::file;
use crate::http::Client;
use crate::report::{Level, Report, ensure};

/// The section on heads.
const SHOWN: &str = "tlog-mirror, add-checkpoint";

/// The first head that is shown, and the second: both end in the midst of a bundle.
const FIRST: u64 = 300;
const SECOND: u64 = 600;

/// Runs the suite.
pub(crate) fn run(args: &MirrorArgs, report: &mut Report) -> Result<(), String> {
    let prefix = |url: &str| url.trim_end_matches('/').to_owned();
    let monitoring = prefix(args.monitoring.as_deref().unwrap_or(&args.url));
    let session = Session {
        client: Client::new(),
        url: prefix(&args.url),
        copy: format!("{monitoring}/{}", origin_hash(&args.origin)),
        log: Log::new(&args.origin, &file::seed(&args.origin_key)?)?,
        keys: file::keys(&args.mirror_key)?,
    };
    let served = session
        .client
        .get(&format!("{}/checkpoint", session.copy))?;
    if served.status == 200 {
        return Err("the mirror has this log already; give the suite a key of its own".to_owned());
    }
    session.status(
        report,
        "an upload for an unknown origin is answered with 404",
        &Log::unknown()?,
        404,
    )?;
    shown(&session, report)?;
    headers(&session, report)?;
    packages(&session, report)?;
    grown(&session, report)?;
    let tiles = TilesArgs {
        place: session.copy.clone(),
        key: vec![session.log.key().to_string()],
        bundles: 16,
        tiles: u64::MAX,
        seed: 0,
    };
    crate::tiles::run(&tiles, report)
}

/// The first head: it is taken, and the mirror's own key signs nothing yet.
fn shown(session: &Session, report: &mut Report) -> Result<(), String> {
    let answer = session.show("entry", 0, FIRST)?;
    let rule = "a head that the log has signed is answered with 200";
    let found = ensure(answer.status == 200, || answer.told());
    report.must(SHOWN, rule, found);
    let signed = session.log.head("entry", FIRST)?;
    let read =
        interrex_tlog::mirror::read_answer(&signed, answer.status, &answer.body, &session.keys);
    let is_cosigned =
        matches!(read, Ok(interrex_tlog::mirror::UploadAnswer::Cosigned(all)) if !all.is_empty());
    let found = ensure(!is_cosigned, || "it is".to_owned());
    report.must(
        SHOWN,
        "it is not cosigned with the mirror's key before its entries are there",
        found,
    );
    let answer = session
        .client
        .get(&format!("{}/checkpoint", session.copy))?;
    let found = ensure(answer.status == 404, || {
        format!("expected 404, {}", answer.told())
    });
    report.must(
        "tlog-mirror, introduction",
        "no head is served without the mirror's cosignature",
        found,
    );
    Ok(())
}

/// Headers that do not fit what the mirror has, and bodies that end too early.
fn headers(session: &Session, report: &mut Report) -> Result<(), String> {
    let (log, first) = (&session.log, (FIRST, 0));
    let rule = "an upload from 0 to 0 is answered with the pending size and the next entry";
    session.info(report, rule, &log.upload(0, 0, 0)?, (409, first))?;
    let rule = "a start above the next entry is answered with 409 and the size that was asked for";
    session.info(report, rule, &log.upload(1, FIRST, 1)?, (409, first))?;
    let rule = "an end that is the size of no pending head is answered with 409 and a size that is";
    session.info(report, rule, &log.upload(0, FIRST - 1, 2)?, (409, first))?;
    let rule = "a start above the end is refused";
    session.refusal(report, rule, &log.header(5, 4)?)?;
    session.status(
        report,
        "a body without a header is answered with 400",
        b"",
        400,
    )?;
    let whole = log.upload(0, FIRST, 2)?;
    let cut = whole.get(..1000).unwrap_or_default();
    session.status(
        report,
        "a body that ends in its first package is answered with 400",
        cut,
        400,
    )
}

/// Packages that are wrong, a part of the good ones, and the rest.
fn packages(session: &Session, report: &mut Report) -> Result<(), String> {
    let log = &session.log;
    let good = log.upload(0, FIRST, 2)?;
    let rule = "a changed entry is answered with 422";
    session.status(report, rule, &log.changed(&good, 4)?, 422)?;
    let rule = "a changed hash of a proof is answered with 422";
    session.status(report, rule, &log.with_a_changed_proof(0, FIRST)?, 422)?;
    let rule = "packages that were refused leave the next entry where it was";
    session.info(report, rule, &log.upload(0, 0, 0)?, (409, (FIRST, 0)))?;
    let rule = "a part of the packages is answered with 202 and the next entry";
    session.info(report, rule, &log.upload(0, FIRST, 1)?, (202, (FIRST, 256)))?;
    let rule = "a package that ends too early is dropped, and those before it count";
    let cut = good.get(..good.len() - 10).unwrap_or_default();
    session.info(report, rule, cut, (202, (FIRST, 256)))?;
    let rule = "the rest of the packages is answered with 200 and cosignatures";
    session.cosigned(report, rule, &log.upload(256, FIRST, 1)?, FIRST, "")?;
    session.cosigned(
        report,
        "an upload of nothing to the same head is answered so, too",
        &log.upload(FIRST, FIRST, 0)?,
        FIRST,
        "",
    )?;
    served(session, report, FIRST)
}

/// A second head: uploads overlap, and are packed.
fn grown(session: &Session, report: &mut Report) -> Result<(), String> {
    let answer = session.show("forked entry", FIRST, SECOND)?;
    let found = ensure(answer.status == 422, || {
        format!("expected 422, {}", answer.told())
    });
    report.must(
        SHOWN,
        "a head of another history is answered with 422",
        found,
    );
    let answer = session.show("entry", FIRST, SECOND)?;
    let found = ensure(answer.status == 200, || answer.told());
    report.must(
        SHOWN,
        "a head that extends the last one is answered with 200",
        found,
    );
    served(session, report, FIRST)?;
    let rule = "a body packed with gzip is taken, and entries that are there are passed over";
    let whole = session.log.upload(256, SECOND, 2)?;
    session.cosigned(report, rule, &packed::gzip(&whole), SECOND, "gzip")?;
    served(session, report, SECOND)?;
    let rule = "an end below the mirror's head is answered with 409 and the pending size";
    session.info(
        report,
        rule,
        &session.log.upload(0, FIRST, 2)?,
        (409, (SECOND, SECOND)),
    )
}

/// The head that is served: that of the mirror, with both signatures.
fn served(session: &Session, report: &mut Report, size: u64) -> Result<(), String> {
    let answer = session
        .client
        .get(&format!("{}/checkpoint", session.copy))?;
    let section = "tlog-mirror, introduction";
    let rule = format!("the head of {size} entries is served");
    let Ok(head) = SignedCheckpoint::parse(&answer.body) else {
        report.must(section, &rule, Err(answer.told()));
        return Ok(());
    };
    let found = head.checkpoint().size();
    report.must(
        section,
        &rule,
        ensure(found == size, || format!("it has {found}")),
    );
    let by_mirror = head.verify(&session.keys).map(|_| ());
    let rule = "it bears the mirror's cosignature";
    report.must(section, rule, by_mirror.map_err(|error| error.to_string()));
    let by_log = head.verify([session.log.key()]).map(|_| ());
    let rule = "it bears the signature of the log";
    report.check(
        Level::Must,
        section,
        rule,
        by_log.map_err(|error| error.to_string()),
    );
    Ok(())
}
