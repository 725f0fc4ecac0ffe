//! The suite for logs as tiles (tlog-tiles).

mod edge;
mod full;
mod place;
mod sample;

use std::path::PathBuf;

use interrex_tlog::checkpoint::SignedCheckpoint;
use interrex_tlog::note::VerifierKey;
use interrex_tlog::tiles::{Resource, Span, Tree, WIDTH};

use self::place::Place;
use self::sample::{Faults, Sample};
use crate::args::TilesArgs;
use crate::file;
use crate::http::Client;
use crate::media;
use crate::report::{Level, Report, ensure};

const CHECKPOINT: &str = "tlog-tiles, checkpoints";
const TREE: &str = "tlog-tiles, Merkle tree";
const ENTRIES: &str = "tlog-tiles, log entries";

/// Runs the suite.
pub(crate) fn run(args: &TilesArgs, report: &mut Report) -> Result<(), String> {
    let keys = file::keys(&args.key)?;
    let place = if args.place.starts_with("http://") {
        Place::Web(Client::new(), args.place.trim_end_matches('/').to_owned())
    } else {
        Place::Folder(PathBuf::from(&args.place))
    };
    let Some(head) = head(&place, &keys, report)? else {
        return Ok(());
    };
    let (size, root) = (head.checkpoint().size(), head.checkpoint().root());
    let mut tree = Tree::new(size, &place);
    let found = tree.check(&root).map_err(|error| error.to_string());
    report.must(TREE, "the tiles on the right edge give the root", found);
    edge::run(&place, size, report);
    full::run(&place, size, args.tiles, args.seed, report);
    bundles(&place, &mut tree, &root, args, report);
    Ok(())
}

/// Entries against the root.
fn bundles(
    place: &Place,
    tree: &mut Tree<&Place>,
    root: &interrex_tlog::merkle::Hash,
    args: &TilesArgs,
    report: &mut Report,
) {
    let sample = Sample::of(
        tree.size().div_ceil(u64::from(WIDTH)),
        args.bundles,
        args.seed,
    );
    let mut faults = Faults::default();
    for index in sample.indices() {
        faults.add(bundle(place, tree, index * u64::from(WIDTH), root));
        tree.forget();
        if faults.is_enough() {
            break;
        }
    }
    let rule = format!("{} bundles of entries hash to the root", sample.len());
    report.must(ENTRIES, &rule, faults.found());
    if sample.left() > 0 {
        let left = format!("--bundles {} leaves them out", args.bundles);
        let rule = format!("{} further bundles", sample.left());
        report.skip(ENTRIES, &rule, &left);
    }
}

/// Reads a bundle, and compares it with the root through tiles of its own.
fn bundle(
    place: &Place,
    tree: &mut Tree<&Place>,
    position: u64,
    root: &interrex_tlog::merkle::Hash,
) -> Result<(), String> {
    let span = Span::of(position, tree.size()).ok_or("no such bundle")?;
    let file = place.read(&Resource::Entries(span).to_string());
    // A partial bundle may be gone where the full one is there.
    let file = match file {
        Err(error) if span.is_partial() => {
            let full = Resource::Entries(span.full()).to_string();
            place.read(&full).map_err(|_| error)?
        }
        file => file?,
    };
    let entries = tree.entries(span, &file.bytes, root);
    entries.map(|_| ()).map_err(|error| error.to_string())
}

/// The head, where it is good.
fn head(
    place: &Place,
    keys: &[VerifierKey],
    report: &mut Report,
) -> Result<Option<SignedCheckpoint>, String> {
    let file = place.read("checkpoint")?;
    let rule = "the checkpoint is one";
    let signed = match SignedCheckpoint::parse(&file.bytes) {
        Ok(signed) => signed,
        Err(error) => {
            report.must(CHECKPOINT, rule, Err(error.to_string()));
            return Ok(None);
        }
    };
    report.must(CHECKPOINT, rule, Ok(()));
    let found = signed
        .verify(keys)
        .map(|_| ())
        .map_err(|error| error.to_string());
    report.must(CHECKPOINT, "a key of the log has signed it", found);
    let named = keys
        .iter()
        .all(|key| key.name() == signed.checkpoint().origin());
    let found = ensure(named, || {
        format!("the origin is `{}`", signed.checkpoint().origin())
    });
    let rule = "the origin is the name of the key";
    report.check(Level::Should, "tlog-checkpoint, note text", rule, found);
    let found = match signed.checkpoint().extensions() {
        [] => Ok(()),
        lines => Err(format!("it has {}", lines.len())),
    };
    let rule = "the checkpoint has no extension lines";
    report.check(Level::Should, "tlog-checkpoint, note text", rule, found);
    if let Some(found) = file.content_type {
        let (level, found) = media::compared(&found, "text/plain; charset=utf-8");
        let rule = "the content type is `text/plain; charset=utf-8`";
        report.check(level, CHECKPOINT, rule, found);
    }
    Ok(Some(signed))
}
