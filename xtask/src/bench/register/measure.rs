//! The measurement itself.
//!
//! Responsible for what is done in a loop and for how its rate is told. The folder is the program's own,
//! from its sources. The disk alone is measured before and after, since its rate wanders.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::disk::Folder;
use interrex_log::disk::Disk;
use interrex_log::fsck::{Kind, check};
use interrex_log::{Log, LogKeys};
use interrex_tlog::note::SignerKey;

use crate::{clock, process};

const FOLDER: &str = "target/bench/register";
const ORIGIN: &str = "site.example";
const ENTRY: usize = 1024;

fn keys() -> Result<LogKeys, String> {
    let key = SignerKey::ed25519(ORIGIN, &[1; 32]).map_err(|fault| fault.to_string())?;
    LogKeys::new(key, None).map_err(|fault| fault.to_string())
}

/// Entries that differ from each other and do not compress.
struct Entries(oorandom::Rand64);

impl Entries {
    fn some(&mut self, count: usize) -> Vec<Vec<u8>> {
        let words = |_| self.0.rand_u64().to_be_bytes();
        let bytes: Vec<u8> = (0..count * ENTRY / 8).flat_map(words).collect();
        bytes.chunks(ENTRY).map(<[u8]>::to_vec).collect()
    }
}

/// Does something again and again until the time is over, and tells how many a second.
fn rate(
    name: &str,
    seconds: u64,
    mut work: impl FnMut() -> Result<usize, String>,
) -> Result<(), String> {
    let is_over = clock::deadline(Duration::from_secs(seconds));
    let mut done = 0;
    let (result, took) = clock::timed(|| {
        while !is_over() {
            done += work()?;
        }
        Ok::<(), String>(())
    });
    result?;
    #[expect(clippy::cast_precision_loss, reason = "a rate is rounded anyway")]
    let per_second = done as f64 / took.as_secs_f64();
    println!("{name:<58}{per_second:>10.0} /s");
    Ok(())
}

/// The disk alone: bytes of an entry are appended to a file and made durable.
fn alone(root: &Path, seconds: u64, entries: &mut Entries) -> Result<(), String> {
    let mut folder = Folder::open(&root.join("alone")).map_err(|error| error.to_string())?;
    let one = entries.some(1).concat();
    folder
        .write("file", b"")
        .map_err(|error| error.to_string())?;
    rate("the disk alone: 1 KiB appended and synced", seconds, || {
        let appended = folder.append("file", &one);
        let synced = appended.and_then(|()| folder.sync("file"));
        synced.map(|()| 1).map_err(|error| error.to_string())
    })
}

/// Entries in batches, each batch published or not.
fn appends(
    log: &mut Log<Folder>,
    (batch, publishes): (usize, bool),
    seconds: u64,
    entries: &mut Entries,
) -> Result<(), String> {
    let suffix = if publishes { ", published" } else { "" };
    let name = match batch {
        1 => format!("entries of 1 KiB one by one{suffix}"),
        batch => format!("entries of 1 KiB in batches of {batch}{suffix}"),
    };
    let prepared = entries.some(batch);
    rate(&name, seconds, || {
        let added = log.append(&prepared).map(|_| ());
        let done = added.and_then(|()| {
            if publishes {
                log.publish()?;
            }
            Ok(batch)
        });
        done.map_err(|error| error.to_string())
    })
}

/// Measures all of it.
///
/// # Errors
///
/// Says which effect failed, or what is wrong with the log afterwards.
pub(super) fn run(seconds: u64) -> Result<(), String> {
    let root = process::root().join(FOLDER);
    if root.exists() {
        fs::remove_dir_all(&root).map_err(|error| error.to_string())?;
    }
    fs::create_dir_all(&root).map_err(|error| error.to_string())?;
    let mut entries = Entries(oorandom::Rand64::new(1));
    alone(&root, seconds, &mut entries)?;
    let folder = || Folder::open(&root.join("log")).map_err(|error| error.to_string());
    let mut log = Log::create(folder()?, keys()?).map_err(|error| error.to_string())?;
    let kinds = [
        (1, false),
        (1, true),
        (64, false),
        (64, true),
        (1024, true),
        (4096, true),
    ];
    for kind in kinds {
        appends(&mut log, kind, seconds, &mut entries)?;
    }
    alone(&root, seconds, &mut entries)?;
    let size = log.size();
    log.append(&entries.some(1000))
        .map_err(|error| error.to_string())?;
    drop(log);
    let (opened, took) = clock::timed(|| Log::open(folder()?, keys()?).map_err(|e| e.to_string()));
    drop(opened?);
    let name = format!("opening {} entries, 1000 of them to publish", size + 1000);
    println!("{name:<58}{:>10.1} ms", took.as_secs_f64() * 1000.0);
    let verifiers: Vec<_> = keys()?.verifiers().cloned().collect();
    let reading = Folder::read_only(&root.join("log"));
    let (report, took) = clock::timed(|| check(&reading, Kind::Own, ORIGIN, &verifiers));
    let report = report.map_err(|error| error.to_string())?;
    let name = format!("checking {} entries", size + 1000);
    println!("{name:<58}{:>10.1} s", took.as_secs_f64());
    match report.findings.first() {
        Some(finding) => Err(finding.to_string()),
        None => fs::remove_dir_all(&root).map_err(|error| error.to_string()),
    }
}
