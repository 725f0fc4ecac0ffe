//! The full tiles of a log: each is there, and hashes to what the level above says of it.
//!
//! The hashes on the right edge are those that give the root. Whatever is below them follows tile by tile.

use interrex_tlog::merkle::{self, Hash, Subtree};
use interrex_tlog::tiles::{Span, Tile, TileReader as _, Tree, WIDTH, read_tile};

use super::TREE;
use super::place::Place;
use super::sample::{Faults, Sample};
use crate::report::Report;

/// Runs the checks, of no more than so many tiles of each level.
pub(super) fn run(place: &Place, size: u64, tiles_max: u64, seed: u64, report: &mut Report) {
    for level in 0_u8.. {
        let count = size.checked_shr(8 * (u32::from(level) + 1)).unwrap_or(0);
        if count == 0 {
            return;
        }
        let sample = Sample::of(count, tiles_max, seed);
        let mut faults = Faults::default();
        let mut tree = Tree::new(size, place);
        let mut parent = 0;
        for index in sample.indices() {
            // Those that have the same tile above them come one after the other.
            if index / u64::from(WIDTH) != parent {
                parent = index / u64::from(WIDTH);
                tree.forget();
            }
            faults.add(one(place, &mut tree, level, index));
            if faults.is_enough() {
                break;
            }
        }
        let rule = format!(
            "{} of {count} full tiles of level {level} are there and hash to the level above",
            sample.len()
        );
        report.must(TREE, &rule, faults.found());
        if sample.left() > 0 {
            let left = format!("--tiles {tiles_max} leaves them out, by --seed {seed}");
            let rule = format!("{} further tiles of level {level}", sample.left());
            report.skip(TREE, &rule, &left);
        }
    }
}

fn one(place: &Place, tree: &mut Tree<&Place>, level: u8, index: u64) -> Result<(), String> {
    let tile = Span::new(index, WIDTH).and_then(|span| Tile::new(level, span));
    let tile = tile.ok_or("no such tile")?;
    let path = interrex_tlog::tiles::Resource::Tile(tile);
    let hashes = read_tile(&place.tile(tile)?, WIDTH);
    let hashes: Vec<Hash> = hashes.map_err(|error| format!("{path}: {error}"))?;
    let width = 1_u64.checked_shl(8 * (u32::from(level) + 1));
    let start = width.and_then(|width| width.checked_mul(index));
    let end = start
        .zip(width)
        .and_then(|(start, width)| start.checked_add(width));
    let subtree = start
        .zip(end)
        .and_then(|(start, end)| Subtree::new(start, end));
    let above = tree.hash(subtree.ok_or("no such tile")?);
    let above = above.map_err(|error| format!("{path}: {error}"))?;
    let found = merkle::root(&hashes);
    if found == above {
        Ok(())
    } else {
        Err(format!(
            "{path}: it hashes to {found}, and the level above says {above}"
        ))
    }
}
