//! The right edge of a log: partial tiles, and what must not be beside them.

use interrex_tlog::tiles::{Resource, Span, Tile, WIDTH};

use super::place::Place;
use super::{ENTRIES, TREE};
use crate::media;
use crate::report::{Report, ensure};

const PARTIAL: &str = "tlog-tiles, partial tiles";

/// Runs the checks.
pub(super) fn run(place: &Place, size: u64, report: &mut Report) {
    types(place, size, report);
    let mut levels = Vec::new();
    while let Some(count) = u32::try_from(levels.len())
        .ok()
        .and_then(|level| size.checked_shr(8 * level))
        .filter(|count| *count > 0)
    {
        levels.push(count);
    }
    let found = levels.iter().zip(0..).try_for_each(|(count, level)| {
        let last = Span::of(count - 1, *count).filter(|span| span.is_partial());
        match last.and_then(|span| Tile::new(level, span.full())) {
            Some(tile) => is_full(place, tile),
            None => Ok(()),
        }
    });
    let rule = "no tile that is still partial is served as a full one";
    report.must(PARTIAL, rule, found);
    // The level above the highest has no tile at all.
    levels.push(0);
    let empty = levels.iter().zip(0_u8..).map(|(count, level)| {
        let index = count / u64::from(WIDTH);
        (format!("tile/{level}/"), index)
    });
    let bundles = ("tile/entries/".to_owned(), size / u64::from(WIDTH));
    let found = empty
        .chain([bundles])
        .try_for_each(|(prefix, index)| is_missing(place, &prefix, index));
    report.must(PARTIAL, "no empty tile is served", found);
}

/// A full tile may have come to be since the checkpoint was read.
fn is_full(place: &Place, tile: Tile) -> Result<(), String> {
    let path = Resource::Tile(tile).to_string();
    match place.read(&path) {
        Ok(file) if file.bytes.len() != usize::from(WIDTH) * 32 => {
            Err(format!("{path}: it has {} bytes", file.bytes.len()))
        }
        _ => Ok(()),
    }
}

fn is_missing(place: &Place, prefix: &str, index: u64) -> Result<(), String> {
    let Some(span) = Span::new(index, 1) else {
        return Ok(());
    };
    let one = format!("{prefix}{span}");
    let Some(stem) = one.strip_suffix("/1") else {
        return Ok(());
    };
    let path = format!("{stem}/0");
    ensure(place.read(&path).is_err(), || {
        format!("there is a file {path}")
    })
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
            let (level, found) = media::compared(&found, "application/octet-stream");
            let rule = "the content type is `application/octet-stream`";
            report.check(level, section, rule, found);
        }
    }
}
