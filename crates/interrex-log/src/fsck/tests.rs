//! A file is damaged, and the report says which one and what to do.

use interrex_tlog::note::SignerKey;

use super::*;
use crate::simulated::SimulatedDisk;
use crate::{Log, LogKeys};

const ORIGIN: &str = "site.example";

fn keys() -> LogKeys {
    LogKeys::new(SignerKey::ed25519(ORIGIN, &[1; 32]).unwrap(), None).unwrap()
}

/// A log of 600 published entries and two more.
fn disk() -> SimulatedDisk {
    let disk = SimulatedDisk::default();
    let mut log = Log::create(disk.clone(), keys()).unwrap();
    let entries: Vec<String> = (0..600).map(|at| at.to_string()).collect();
    log.append(&entries).unwrap();
    log.publish().unwrap();
    log.append(&["600", "601"]).unwrap();
    disk
}

fn report(disk: &SimulatedDisk) -> Report {
    let verifiers: Vec<VerifierKey> = keys().verifiers().cloned().collect();
    super::check(disk, Kind::Own, ORIGIN, &verifiers).unwrap()
}

/// After a change of a file, or its removal, the findings are these lines.
#[track_caller]
fn check(path: &str, change: Option<fn(&mut Vec<u8>)>, expect: &[&str]) -> SimulatedDisk {
    let mut disk = disk();
    match change {
        Some(change) => assert!(disk.damage(path, change)),
        None => disk.remove(path).unwrap(),
    }
    let report = report(&disk);
    let found: Vec<String> = report.findings.iter().map(Finding::to_string).collect();
    assert_eq!(found, expect);
    assert!(!report.is_good());
    disk
}

const FLIP_LAST: fn(&mut Vec<u8>) = |bytes| {
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
};

#[test]
fn a_good_log_has_no_findings() {
    let disk = disk();
    let found = report(&disk);
    assert_eq!(found.findings, []);
    assert_eq!((found.size, found.unpublished), (Some(600), 2));
    Log::open(disk.clone(), keys()).unwrap();
    let found = report(&disk);
    assert_eq!(found.findings, []);
    assert_eq!((found.size, found.unpublished), (Some(602), 0));
}

#[test]
fn tiles_follow_from_entries() {
    let cases = [
        ("tile/0/001", "does not have the hashes of the entries"),
        ("tile/0/002.p/88", "does not have the hashes of the entries"),
        (
            "tile/1/000.p/2",
            "does not have the hashes of the tiles below",
        ),
    ];
    for (path, what) in cases {
        let lines = [what, "there is none"].map(|what| format!("{path}: {what}; {REPAIR}"));
        for (change, line) in [Some(FLIP_LAST), None].into_iter().zip(&lines) {
            let mut disk = check(path, change, &[line]);
            let repaired = report(&disk).repair(&mut disk);
            assert_eq!(repaired, Ok(1));
            assert_eq!(report(&disk).findings, []);
            Log::open(disk, keys()).unwrap();
        }
    }
}

#[test]
fn entries_come_from_a_copy() {
    let changed = "has other entries than the tile";
    for path in ["tile/entries/001", "tile/entries/002.p/88"] {
        check(
            path,
            Some(FLIP_LAST),
            &[&format!("{path}: {changed}; {FROM_COPY}")],
        );
        check(
            path,
            None,
            &[&format!("{path}: there is none; {FROM_COPY}")],
        );
    }
    let shorter: fn(&mut Vec<u8>) = |bytes| bytes.truncate(bytes.len() - 1);
    let expect = "tile/entries/001: byte 1275: the input ends before the end of an entry";
    check(
        "tile/entries/001",
        Some(shorter),
        &[&format!("{expect}; {FROM_COPY}")],
    );
}

#[test]
fn what_acknowledges_entries_cannot_be_made_again() {
    let header: fn(&mut Vec<u8>) = |bytes| bytes[0] ^= 1;
    let expect = format!("journal: the beginning is not that of a journal; {NO_WAY}");
    check("journal", Some(header), &[&expect]);
    check(
        "journal",
        None,
        &[&format!("journal: there is none; {NO_WAY}")],
    );
}

#[test]
fn a_head_is_signed_again() {
    let disk = check(
        "checkpoint",
        None,
        &[&format!("checkpoint: there is none; {OPEN}")],
    );
    Log::open(disk.clone(), keys()).unwrap();
    assert_eq!(report(&disk).findings, []);
    let wrong: fn(&mut Vec<u8>) = |bytes| bytes[0] ^= 1;
    let way_out = "remove it and repair the log, which signs the same head again; put back that of a \
        copy where it is one";
    let expect = format!("checkpoint: is of the log `rite.example`; {way_out}");
    check("checkpoint", Some(wrong), &[&expect]);
}

/// Whatever is wrong with a journal, nobody is told to remove it: entries that were acknowledged may be nowhere else.
#[test]
fn a_journal_is_never_to_be_removed() {
    let disk = disk();
    let verifiers: Vec<VerifierKey> = keys().verifiers().cloned().collect();
    let other = SignerKey::ed25519(ORIGIN, &[2; 32]).unwrap();
    let others = [other.verifier().clone()];
    let cases = [(ORIGIN, &others[..]), ("other.example", &verifiers[..])];
    for (origin, keys) in cases {
        let report = super::check(&disk, Kind::Own, origin, keys).unwrap();
        let found = report.findings.iter().find(|one| one.path == "journal");
        let found = found.expect("the head in the journal is not signed by that key");
        assert_eq!(found.way_out, KEEP_JOURNAL);
    }
}

/// Where neither entries nor tiles have the root of the head, nothing is blamed.
#[test]
fn two_damages_are_undecided() {
    let disk = disk();
    assert!(disk.damage("tile/entries/000", FLIP_LAST));
    assert!(disk.damage("tile/0/001", FLIP_LAST));
    let found: Vec<String> = report(&disk)
        .findings
        .iter()
        .map(Finding::to_string)
        .collect();
    let line = |path| format!("{path}: does not have the hashes of the entries; {UNDECIDED}");
    let upper = "tile/1/000.p/2: does not have the hashes of the tiles below";
    let upper = format!("{upper}; {UNDECIDED}");
    assert_eq!(found, [line("tile/0/000"), line("tile/0/001"), upper]);
}

#[test]
fn what_is_in_the_way_is_harmless() {
    let mut disk = disk();
    disk.write("checkpoint.next", b"torn").unwrap();
    disk.make_folder("tile/0/000.p").unwrap();
    disk.write("tile/0/000.p/5", b"old").unwrap();
    disk.append("journal", b"ixrec").unwrap();
    let report = report(&disk);
    assert!(report.is_good());
    let found: Vec<String> = report.findings.iter().map(Finding::to_string).collect();
    let expect = [
        format!("journal: the last record was never finished; {OPEN}"),
        format!("checkpoint.next: was left by a crash; {REMOVE}"),
        format!("tile/0/000.p: is replaced by a full one; {REMOVE}"),
    ];
    assert_eq!(found, expect);
}

#[test]
fn a_copy_has_no_journal() {
    let mut disk = disk();
    disk.remove("journal").unwrap();
    let verifiers: Vec<VerifierKey> = keys().verifiers().cloned().collect();
    let check = |disk: &SimulatedDisk, origin| {
        let report = super::check(disk, Kind::Copy, origin, &verifiers).unwrap();
        report.findings.len()
    };
    assert_eq!(check(&disk, ORIGIN), 0);
    assert_eq!(check(&disk, "other.example"), 1);
    disk.remove("checkpoint").unwrap();
    assert_eq!(check(&disk, ORIGIN), 1);
}
