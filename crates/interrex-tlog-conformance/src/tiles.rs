//! The suite for logs as tiles (tlog-tiles).

use std::path::PathBuf;

use interrex_tlog::checkpoint::SignedCheckpoint;
use interrex_tlog::note::VerifierKey;
use interrex_tlog::tiles::{Resource, Span, Tile, TileReader, Tree, WIDTH};

use crate::args::TilesArgs;
use crate::file;
use crate::http::Client;
use crate::report::{Level, Report, ensure};

const CHECKPOINT: &str = "tlog-tiles, checkpoints";
const TREE: &str = "tlog-tiles, Merkle tree";
const ENTRIES: &str = "tlog-tiles, log entries";

/// Where the files of a log are.
enum Place {
    Web(Client, String),
    Folder(PathBuf),
}

/// A file, and its content type where it has one.
struct File {
    bytes: Vec<u8>,
    content_type: Option<String>,
}

impl Place {
    fn read(&self, path: &str) -> Result<File, String> {
        match self {
            Self::Folder(folder) => Ok(File {
                bytes: file::bytes(&folder.join(path))?,
                content_type: None,
            }),
            Self::Web(client, prefix) => {
                let answer = client.get(&format!("{prefix}/{path}"))?;
                match answer.status {
                    200 => Ok(File {
                        bytes: answer.body,
                        content_type: Some(answer.content_type),
                    }),
                    _ => Err(format!("{path}: {}", answer.told())),
                }
            }
        }
    }
}

impl TileReader for &Place {
    type Error = String;

    /// A partial tile may be gone where the full one is there.
    fn tile(&self, tile: Tile) -> Result<Vec<u8>, String> {
        let read = |tile: Tile| self.read(&Resource::Tile(tile).to_string());
        let full = || Tile::new(tile.level(), tile.span().full()).ok_or(String::new());
        let file = match read(tile) {
            Err(error) if tile.span().is_partial() => full().and_then(read).map_err(|_| error)?,
            file => file?,
        };
        Ok(file.bytes)
    }
}

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
    types(&place, size, report);
    let count = size.div_ceil(u64::from(WIDTH));
    let mut found = Ok(());
    for index in 0..count.min(args.bundles) {
        let position = index * u64::from(WIDTH);
        let bundle = bundle(&place, &mut tree, position, &root);
        if let Err(error) = bundle {
            found = Err(error);
            break;
        }
        tree.forget();
    }
    let rule = format!(
        "{} bundles of entries hash to the root",
        count.min(args.bundles)
    );
    report.must(ENTRIES, &rule, found);
    if count > args.bundles {
        let left = format!("--bundles {} leaves them out", args.bundles);
        report.skip(
            ENTRIES,
            &format!("{} further bundles", count - args.bundles),
            &left,
        );
    }
    Ok(())
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
        let wrong = format!("it is `{found}`");
        let found = match found.as_str() {
            "text/plain; charset=utf-8" => Ok(()),
            _ => Err(wrong),
        };
        let rule = "the content type is `text/plain; charset=utf-8`";
        report.must(CHECKPOINT, rule, found);
    }
    Ok(Some(signed))
}

/// The content types of tiles and bundles, on the web.
fn types(place: &Place, size: u64, report: &mut Report) {
    let Some(span) = size.checked_sub(1).and_then(|last| Span::of(last, size)) else {
        return;
    };
    let tile = Tile::new(0, span).map(Resource::Tile);
    for (section, resource) in [(TREE, tile), (ENTRIES, Some(Resource::Entries(span)))] {
        let file = resource.and_then(|resource| place.read(&resource.to_string()).ok());
        if let Some(found) = file.and_then(|file| file.content_type) {
            let found = match found.as_str() {
                "application/octet-stream" => Ok(()),
                _ => Err(format!("it is `{found}`")),
            };
            let rule = "the content type is `application/octet-stream`";
            report.must(section, rule, found);
        }
    }
}
