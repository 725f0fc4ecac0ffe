//! Everything that a folder says, computed again from its entries.
//!
//! Responsible for finding each file that is not what it should be, and for the way out. It reads every
//! file once and writes nothing; [`Report::repair`] writes the tiles that follow from the entries.
//!
//! Which of two files that disagree is wrong, the head decides: entries that have its root are right, and
//! tiles that differ from them are wrong; where it is the tiles that have its root, the entries are wrong,
//! and have to come from a copy. Where neither has it, no file here can decide.

use std::fmt;

use interrex_tlog::checkpoint::SignedCheckpoint;
use interrex_tlog::merkle::{Hash, leaf_hash, root};
use interrex_tlog::note::VerifierKey;
use interrex_tlog::tiles::{Resource, Span, Tile, TileReader, Tree, WIDTH, read_tile, write_tile};

use crate::disk::{Disk, DiskError};
use crate::durable::Folders;
use crate::fault::{FileError, LogError};
use crate::fork::Judgement;
use crate::journal::{self, Journal};
use crate::reader::{CHECKPOINT, Reader};

/// What a folder should hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A site's own log, with a journal.
    Own,
    /// A copy of another site's log.
    Copy,
}

/// A file that is not what it should be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The file.
    pub path: String,
    /// What is wrong with it.
    pub what: String,
    /// What to do.
    pub way_out: &'static str,
    /// Whether nothing is wrong with the log, and the file is only in the way.
    pub is_harmless: bool,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}", self.path, self.what, self.way_out)
    }
}

/// What was found in a folder.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Report {
    /// How many entries the head has, if there is a head.
    pub size: Option<u64>,
    /// How many durable entries are not published.
    pub unpublished: u64,
    /// What is wrong, in the order in which it was found.
    pub findings: Vec<Finding>,
    /// The tiles that are wrong or missing and follow from entries that are right.
    tiles: Vec<(Resource, Vec<u8>)>,
}

const FROM_COPY: &str = "put back the file of a copy or a mirror of this log";
const REPAIR: &str = "the entries are right: let the tiles be written again";
const UNDECIDED: &str = "no file here decides: compare with a copy or a mirror of this log";
const REMOVE: &str = "remove it";
const OPEN: &str = "repair the log: it is put in order then";
const NO_WAY: &str = "entries that were acknowledged are missing: put back the journal, or the folder, from \
    where they are; else the log ends here, and a new one succeeds it";

/// Of what only the journal has: not even a wrong one is removed.
const KEEP_JOURNAL: &str = "keep it: it may hold entries that are nowhere else; put back the journal, or the folder, \
    from where they are; else the log ends here, and a new one succeeds it";

impl Report {
    /// Whether all is as it should be, files that are in the way aside.
    pub fn is_good(&self) -> bool {
        self.findings.iter().all(|finding| finding.is_harmless)
    }

    /// Writes the tiles that follow from entries that are right, durably, and says how many.
    ///
    /// # Errors
    ///
    /// The [`DiskError`].
    pub fn repair<D: Disk>(&self, disk: &mut D) -> Result<usize, DiskError> {
        Folders::default().write(disk, &self.tiles)?;
        Ok(self.tiles.len())
    }

    fn add(&mut self, path: impl Into<String>, what: impl fmt::Display, way_out: &'static str) {
        self.findings.push(Finding {
            path: path.into(),
            what: what.to_string(),
            way_out,
            is_harmless: false,
        });
    }

    fn harmless(&mut self, path: impl Into<String>, what: &str, way_out: &'static str) {
        self.add(path, what, way_out);
        if let Some(last) = self.findings.last_mut() {
            last.is_harmless = true;
        }
    }
}

/// Checks a folder against the keys of its log.
///
/// # Errors
///
/// The [`DiskError`] that keeps a file from being read.
pub fn check<D: Disk>(
    disk: &D,
    kind: Kind,
    origin: &str,
    keys: &[VerifierKey],
) -> Result<Report, DiskError> {
    let mut report = Report::default();
    let mut head = match disk.read(CHECKPOINT)? {
        Some(bytes) => read_head(&bytes, CHECKPOINT, origin, keys, &mut report),
        None => None,
    };
    let journal = match kind {
        Kind::Own => check_journal(disk, origin, keys, &mut report)?,
        Kind::Copy => None,
    };
    if head.is_none() && report.is_good() {
        match &journal {
            Some(_) => report.add(CHECKPOINT, "there is none", OPEN),
            None => report.add(CHECKPOINT, "there is none", FROM_COPY),
        }
    }
    head = head.or_else(|| journal.as_ref().map(|journal| journal.base.clone()));
    let Some(head) = head else {
        return Ok(report);
    };
    if let Some(journal) = &journal {
        compare(disk, journal, &head, &mut report)?;
    }
    // The tiles of entries that only the journal has may not be written.
    let tiled = journal.map_or(head.clone(), |journal| {
        let smaller = journal.base.checkpoint().size() < head.checkpoint().size();
        if smaller { journal.base } else { head.clone() }
    });
    report.size = Some(head.checkpoint().size());
    check_files(disk, &tiled, &mut report)?;
    check_cosigned(disk, &head, origin, keys, &mut report)?;
    check_leftovers(disk, &tiled, &mut report)?;
    Ok(report)
}

/// A head that the log has signed; else why not.
fn read_head(
    bytes: &[u8],
    path: &str,
    origin: &str,
    keys: &[VerifierKey],
    report: &mut Report,
) -> Option<SignedCheckpoint> {
    let way_out = match path {
        "journal" => KEEP_JOURNAL,
        "cosigned" => "remove it, and have the witnesses cosign the head again",
        _ => {
            "remove it and repair the log, which signs the same head again; put back that of a copy where it is one"
        }
    };
    let signed = match SignedCheckpoint::parse(bytes) {
        Ok(signed) => signed,
        Err(error) => {
            report.add(path, error, way_out);
            return None;
        }
    };
    if signed.checkpoint().origin() != origin {
        report.add(
            path,
            format!("is of the log `{}`", signed.checkpoint().origin()),
            way_out,
        );
        return None;
    }
    if let Err(error) = signed.verify(keys) {
        report.add(path, error, way_out);
        return None;
    }
    Some(signed)
}

fn check_journal<D: Disk>(
    disk: &D,
    origin: &str,
    keys: &[VerifierKey],
    report: &mut Report,
) -> Result<Option<Journal>, DiskError> {
    let Some(bytes) = disk.read("journal")? else {
        report.add("journal", "there is none", NO_WAY);
        return Ok(None);
    };
    let journal = match journal::parse(&bytes) {
        Ok(journal) => journal,
        Err(fault) => {
            report.add("journal", fault, NO_WAY);
            return Ok(None);
        }
    };
    if journal.end < bytes.len() {
        report.harmless("journal", "the last record was never finished", OPEN);
    }
    report.unpublished = journal.entries.len() as u64;
    let base = journal.base.to_string();
    let good = read_head(base.as_bytes(), "journal", origin, keys, report).is_some();
    Ok(good.then_some(journal))
}

/// Holds the head that is published against the journal.
fn compare<D: Disk>(
    disk: &D,
    journal: &Journal,
    head: &SignedCheckpoint,
    report: &mut Report,
) -> Result<(), DiskError> {
    let durable = journal.base.checkpoint().size() + journal.entries.len() as u64;
    let size = head.checkpoint().size();
    let base = Reader::new(disk, journal.base.clone());
    let edge = match base.edge() {
        Ok(edge) => edge,
        Err(LogError::Disk(error)) => return Err(error),
        // The files are checked one by one after this.
        Err(_) => return Ok(()),
    };
    let same = crate::log::compare(&base, &edge, &journal.entries, head.checkpoint());
    match same {
        Ok(()) if size > journal.base.checkpoint().size() => {
            report.harmless("journal", "has entries that are published", OPEN);
        }
        Ok(()) => {}
        Err(LogError::Disk(error)) => return Err(error),
        Err(error @ LogError::Behind { .. }) => report.add("journal", error, NO_WAY),
        Err(error) => report.add(CHECKPOINT, error, UNDECIDED),
    }
    report.unpublished = durable.saturating_sub(size);
    Ok(())
}

/// The hashes of the full tiles of each level, from the first level on, and the unfinished tile of level
/// 0; nothing where a tile is not known.
#[derive(Default)]
struct Tower {
    levels: Vec<Vec<Hash>>,
    last: Vec<Hash>,
    has_gap: bool,
}

impl Tower {
    /// Adds the hashes of the next tile of level 0.
    fn push(&mut self, leaves: Option<&[Hash]>) {
        let Some(leaves) = leaves else {
            self.has_gap = true;
            return;
        };
        if leaves.len() < usize::from(WIDTH) {
            self.last = leaves.to_vec();
            return;
        }
        let mut hash = root(leaves);
        for level in 0.. {
            if self.levels.len() <= level {
                self.levels.push(Vec::new());
            }
            let Some(hashes) = self.levels.get_mut(level) else {
                return;
            };
            hashes.push(hash);
            let full = hashes.len().is_multiple_of(usize::from(WIDTH));
            match hashes.rchunks(usize::from(WIDTH)).next().filter(|_| full) {
                Some(tile) => hash = root(tile),
                None => return,
            }
        }
    }

    /// The hashes of a tile above level 0.
    fn tile(&self, tile: Tile) -> Option<&[Hash]> {
        let level = self.levels.get(usize::from(tile.level()).checked_sub(1)?)?;
        let start = usize::try_from(tile.span().index()).ok()? * usize::from(WIDTH);
        level.get(start..)?.get(..usize::from(tile.span().width()))
    }

    fn has_root(&self, head: &SignedCheckpoint) -> bool {
        let (size, root) = (head.checkpoint().size(), head.checkpoint().root());
        !self.has_gap && Tree::new(size, self).check(&root).is_ok()
    }
}

impl TileReader for Tower {
    type Error = FileError;

    fn tile(&self, tile: Tile) -> Result<Vec<u8>, FileError> {
        let hashes = match tile.level() {
            0 => Some(self.last.as_slice()),
            _ => Self::tile(self, tile),
        };
        let missing = FileError::Missing(Resource::Tile(tile).to_string());
        hashes.map(write_tile).ok_or(missing)
    }
}

/// What is wrong with the bundle or with the tile of a span.
struct Pair {
    span: Span,
    bundle: Option<FileError>,
    tile: Option<FileError>,
    leaves: Option<Vec<Hash>>,
}

/// Checks all bundles and tiles of a tree.
fn check_files<D: Disk>(
    disk: &D,
    head: &SignedCheckpoint,
    report: &mut Report,
) -> Result<(), DiskError> {
    let size = head.checkpoint().size();
    let reader = Reader::new(disk, head.clone());
    let (mut entries, mut tiles) = (Tower::default(), Tower::default());
    let mut pairs = Vec::new();
    let mut next = 0;
    while let Some(span) = Span::of(next, size) {
        next += u64::from(span.width());
        let bundle = or_disk(reader.bundle(span))?;
        let leaves: Result<Vec<Hash>, FileError> =
            bundle.map(|entries| entries.iter().map(|entry| leaf_hash(entry)).collect());
        let tile = match Tile::new(0, span) {
            Some(tile) => or_disk(hashes(&reader, tile))?,
            None => continue,
        };
        let (own, stored) = (leaves.as_ref().ok(), tile.as_ref().ok());
        entries.push(own.or(stored).map(Vec::as_slice));
        tiles.push(stored.or(own).map(Vec::as_slice));
        if own != stored || own.is_none() {
            pairs.push(Pair {
                span,
                leaves: own.cloned(),
                bundle: leaves.err(),
                tile: tile.err(),
            });
        }
    }
    let entries_are_right = entries.has_root(head);
    let tiles_are_right = tiles.has_root(head);
    let any_damage = !pairs.is_empty();
    for pair in pairs {
        report.add_pair(pair, entries_are_right, tiles_are_right);
    }
    let right = if entries_are_right { &entries } else { &tiles };
    let decided = entries_are_right || tiles_are_right;
    check_upper(&reader, right, decided, report)?;
    if !decided && !any_damage {
        report.add(CHECKPOINT, "is not the head of the entries here", UNDECIDED);
    }
    Ok(())
}

impl Report {
    /// Says which of a bundle and its tile is wrong.
    fn add_pair(&mut self, pair: Pair, entries_are_right: bool, tiles_are_right: bool) {
        let bundle = Resource::Entries(pair.span).to_string();
        let tile = Tile::new(0, pair.span).map_or(Resource::Checkpoint, Resource::Tile);
        let differs = "does not have the hashes of the entries";
        let is_known = pair.bundle.is_none();
        if let Some(error) = pair.bundle {
            self.add(bundle.as_str(), what(&error), FROM_COPY);
        } else if tiles_are_right && !entries_are_right {
            self.add(
                bundle.as_str(),
                "has other entries than the tile",
                FROM_COPY,
            );
        }
        let repair = entries_are_right && is_known;
        match pair.tile {
            Some(error) if repair => self.add(tile.to_string(), what(&error), REPAIR),
            Some(error) => self.add(tile.to_string(), what(&error), FROM_COPY),
            None if repair => self.add(tile.to_string(), differs, REPAIR),
            None if is_known && !tiles_are_right => self.add(tile.to_string(), differs, UNDECIDED),
            None => {}
        }
        if let (true, Some(leaves)) = (repair, pair.leaves) {
            self.tiles.push((tile, write_tile(&leaves)));
        }
    }
}

/// Checks the tiles above level 0 against hashes that were computed.
fn check_upper<D: Disk>(
    reader: &Reader<'_, D>,
    tower: &Tower,
    decided: bool,
    report: &mut Report,
) -> Result<(), DiskError> {
    for (level, known) in (1_u8..).zip(&tower.levels) {
        let count = known.len() as u64;
        let mut next = 0;
        while let Some(span) = Span::of(next, count) {
            next += u64::from(span.width());
            let Some(tile) = Tile::new(level, span) else {
                continue;
            };
            let expected = Tower::tile(tower, tile).unwrap_or_default();
            let wrong = match or_disk(hashes(reader, tile))? {
                Ok(found) if found == expected => continue,
                Ok(_) => "does not have the hashes of the tiles below".to_owned(),
                Err(error) => what(&error),
            };
            let resource = Resource::Tile(tile);
            report.add(
                resource.to_string(),
                wrong,
                if decided { REPAIR } else { UNDECIDED },
            );
            if decided {
                report.tiles.push((resource, write_tile(expected)));
            }
        }
    }
    Ok(())
}

/// The hashes of a tile.
fn hashes<D: Disk>(reader: &Reader<'_, D>, tile: Tile) -> Result<Vec<Hash>, FileError> {
    let bytes = TileReader::tile(reader, tile)?;
    let width = tile.span().width();
    let own = bytes.get(..usize::from(width) * 32).unwrap_or(&bytes);
    let damaged = |error| FileError::Damaged(Resource::Tile(tile).to_string(), error);
    read_tile(own, width).map_err(damaged)
}

/// What is wrong with a file, without its name.
fn what(error: &FileError) -> String {
    match error {
        FileError::Missing(_) => "there is none".to_owned(),
        FileError::Damaged(_, error) => error.to_string(),
        FileError::Disk(error) => error.to_string(),
    }
}

/// Sets errors of the disk apart, which end the check.
fn or_disk<T>(result: Result<T, FileError>) -> Result<Result<T, FileError>, DiskError> {
    match result {
        Err(FileError::Disk(error)) => Err(error),
        other => Ok(other),
    }
}

/// Checks the last head that a quorum has cosigned.
fn check_cosigned<D: Disk>(
    disk: &D,
    head: &SignedCheckpoint,
    origin: &str,
    keys: &[VerifierKey],
    report: &mut Report,
) -> Result<(), DiskError> {
    let Some(bytes) = disk.read("cosigned")? else {
        return Ok(());
    };
    let Some(cosigned) = read_head(&bytes, "cosigned", origin, keys, report) else {
        return Ok(());
    };
    match Reader::new(disk, head.clone()).judge(&cosigned) {
        Err(LogError::Disk(error)) => Err(error),
        Ok(Judgement::Fork(_) | Judgement::Senseless) => {
            report.add("cosigned", "is not a head of the entries here", UNDECIDED);
            Ok(())
        }
        Ok(Judgement::Larger) => {
            report.add("cosigned", "has more entries than the log", NO_WAY);
            Ok(())
        }
        Ok(Judgement::Consistent) | Err(_) => Ok(()),
    }
}

/// Names files that nobody needs.
fn check_leftovers<D: Disk>(
    disk: &D,
    head: &SignedCheckpoint,
    report: &mut Report,
) -> Result<(), DiskError> {
    for name in disk.list("")? {
        if name.strip_suffix(".next").is_some() {
            report.harmless(name, "was left by a crash", REMOVE);
        }
    }
    let size = head.checkpoint().size();
    for level in 0..=interrex_tlog::tiles::LEVEL_MAX {
        let count = size.checked_shr(u32::from(level) * 8).unwrap_or(0);
        for index in 0..count / u64::from(WIDTH) {
            let span = Span::new(index, WIDTH);
            let tile = span
                .and_then(|span| Tile::new(level, span))
                .map(Resource::Tile);
            let bundle = span.map(Resource::Entries).filter(|_| level == 0);
            for resource in [tile, bundle].into_iter().flatten() {
                let folder = format!("{resource}.p");
                if !disk.list(&folder)?.is_empty() {
                    report.harmless(folder, "is replaced by a full one", REMOVE);
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
