//! Every effect fails in every way, and the log is opened again.

use interrex_tlog::Fault;
use interrex_tlog::cosignature::Cosigner;
use interrex_tlog::merkle::{leaf_hash, root, verify_consistency, verify_inclusion};
use interrex_tlog::note::{SignerKey, VerifierKey};

use super::*;
use crate::fsck::{Kind, check as fsck};
use crate::simulated::{FAILURES, Failure, SimulatedDisk};

const ORIGIN: &str = "site.example";

fn keys() -> LogKeys {
    LogKeys::new(SignerKey::ed25519(ORIGIN, &[1; 32]).unwrap(), None).unwrap()
}

/// What a caller was told.
#[derive(Default)]
struct Told {
    /// Entries whose indexes were returned.
    acknowledged: Vec<String>,
    /// The batch that was being added when something failed.
    uncertain: Vec<String>,
    /// Whether the log was made.
    is_made: bool,
    heads: Vec<SignedCheckpoint>,
}

impl Told {
    fn append(&mut self, log: &mut Log<SimulatedDisk>, count: usize) -> Result<(), LogError> {
        let from = self.acknowledged.len();
        let batch: Vec<String> = (from..from + count)
            .map(|at| format!("entry {at}"))
            .collect();
        self.uncertain.clone_from(&batch);
        let range = log.append(&batch)?;
        assert_eq!(range, from as u64..(from + count) as u64);
        self.uncertain.clear();
        self.acknowledged.extend(batch);
        Ok(())
    }

    fn publish(&mut self, log: &mut Log<SimulatedDisk>) -> Result<(), LogError> {
        let head = log.publish()?.clone();
        self.heads.push(head);
        Ok(())
    }

    /// A log is made, added to and published, over the end of a bundle.
    fn scenario(&mut self, disk: &SimulatedDisk) -> Result<(), LogError> {
        let mut log = Log::create(disk.clone(), keys())?;
        self.is_made = true;
        self.heads.push(log.checkpoint().clone());
        self.append(&mut log, 3)?;
        self.append(&mut log, 1)?;
        self.publish(&mut log)?;
        self.append(&mut log, 260)?;
        self.publish(&mut log)?;
        self.append(&mut log, 2)
    }

    /// The log has what was acknowledged, and of an uncertain batch all or nothing; what was published is
    /// its history. What it has is acknowledged after this.
    fn check(&mut self, log: &mut Log<SimulatedDisk>) {
        let size = usize::try_from(log.size()).unwrap();
        let certain = self.acknowledged.len();
        assert!(
            size == certain || size == certain + self.uncertain.len(),
            "{size} entries"
        );
        let uncertain = std::mem::take(&mut self.uncertain);
        if size > certain {
            self.acknowledged.extend(uncertain);
        }
        self.publish(log).unwrap();
        let found: Result<Vec<(u64, Vec<u8>)>, LogError> = log.reader().entries(0).collect();
        let found: Vec<Vec<u8>> = found.unwrap().into_iter().map(|(_, entry)| entry).collect();
        let expected: Vec<&[u8]> = self.acknowledged.iter().map(String::as_bytes).collect();
        assert_eq!(found, expected);
        let leaves: Vec<Hash> = expected.iter().map(|entry| leaf_hash(entry)).collect();
        for head in &self.heads {
            let size = usize::try_from(head.checkpoint().size()).unwrap();
            assert_eq!(head.checkpoint().root(), root(&leaves[..size]));
        }
    }
}

/// After a failure the log is opened again, with or without a crash before, and nothing is lost then and
/// after another crash.
fn recover(told: &mut Told, disk: &SimulatedDisk, seed: u64) {
    let mut random = oorandom::Rand64::new(seed.into());
    let mut choose = |below: u64| random.rand_range(0..below);
    disk.heal();
    if seed > 0 || disk.is_off() {
        disk.crash(&mut choose);
    }
    let mut log = match Log::open(disk.clone(), keys()) {
        Err(LogError::NoLog) if !told.is_made => Log::create(disk.clone(), keys()).unwrap(),
        log => log.unwrap(),
    };
    told.check(&mut log);
    told.append(&mut log, 2).unwrap();
    drop(log);
    disk.crash(&mut choose);
    let mut log = Log::open(disk.clone(), keys()).unwrap();
    told.check(&mut log);
    let verifiers: Vec<_> = keys().verifiers().cloned().collect();
    let report = fsck(disk, Kind::Own, ORIGIN, &verifiers).unwrap();
    assert!(report.is_good(), "{:?}", report.findings);
}

/// Fails at a step of the scenario, and perhaps at one of opening the log after that.
fn check(step: u64, failure: Failure, again: Option<(u64, Failure)>, seed: u64) -> u64 {
    let disk = SimulatedDisk::default();
    let mut told = Told::default();
    disk.fail_at(step, failure);
    let failed = told.scenario(&disk);
    assert!(
        failed.is_err() || failure == Failure::CrashAfter,
        "{step}: {failed:?}"
    );
    let mut steps = disk.steps();
    if let Some((step, failure)) = again {
        disk.heal();
        if seed > 0 || disk.is_off() {
            disk.crash(&mut |below| (seed + step) % below);
        }
        disk.fail_at(steps + step, failure);
        // Whatever comes of it.
        let _ = Log::open(disk.clone(), keys());
        steps = disk.steps() - steps;
    }
    recover(&mut told, &disk, seed);
    steps
}

fn steps_of_scenario() -> u64 {
    let disk = SimulatedDisk::default();
    let mut told = Told::default();
    told.scenario(&disk).unwrap();
    recover(&mut told, &disk, 0);
    let disk = SimulatedDisk::default();
    Told::default().scenario(&disk).unwrap();
    disk.steps()
}

#[test]
fn every_effect_fails_in_every_way() {
    let steps = steps_of_scenario();
    assert!(steps > 60, "{steps}");
    for step in 0..steps {
        for failure in FAILURES {
            for seed in 0..3 {
                check(step, failure, None, seed);
            }
        }
    }
}

#[test]
fn every_effect_of_recovering_fails_in_every_way() {
    for step in (0..steps_of_scenario()).step_by(7) {
        for failure in FAILURES {
            for second in FAILURES {
                let mut again = 0;
                loop {
                    let seed = step + again;
                    let steps = check(step, failure, Some((again, second)), seed % 4);
                    if steps <= again {
                        break;
                    }
                    again += 1;
                }
            }
        }
    }
}

/// A record is read whose sync failed; a head that counted on it would be ahead of the journal after a
/// crash.
#[test]
fn a_head_counts_on_durable_records_alone() {
    for step in 0.. {
        let disk = SimulatedDisk::default();
        let mut log = Log::create(disk.clone(), keys()).unwrap();
        log.append(&["a"]).unwrap();
        disk.fail_at(disk.steps() + 1, Failure::Undone);
        log.append(&["b"]).unwrap_err();
        drop(log);
        disk.fail_at(disk.steps() + step, Failure::CrashBefore);
        let opened = Log::open(disk.clone(), keys());
        let is_done = opened.is_ok();
        drop(opened);
        disk.crash(&mut |_| 0);
        let log = Log::open(disk, keys()).unwrap();
        assert!(log.size() == 1 || log.size() == 2, "{step}");
        assert_eq!(log.entry(0).unwrap(), b"a");
        if is_done {
            assert!(step > 12, "{step}");
            assert_eq!(log.size(), 2);
            return;
        }
    }
}

#[test]
fn a_full_disk_keeps_what_was_acknowledged() {
    let mut refused = 0;
    for capacity in (600..20_000).step_by(331) {
        let disk = SimulatedDisk::default();
        let mut told = Told::default();
        disk.limit(Some(capacity));
        let Err(LogError::Disk(error)) = told.scenario(&disk) else {
            continue;
        };
        refused += 1;
        assert_eq!(error.kind, crate::disk::DiskErrorKind::Full);
        // Opening does not help before there is room, and does not harm.
        if let Err(error) = Log::open(disk.clone(), keys()) {
            let no_room = matches!(error, LogError::Disk(_)) || error == LogError::NoLog;
            assert!(no_room, "{error}");
        }
        disk.limit(None);
        recover(&mut told, &disk, capacity as u64 % 3);
    }
    assert!(refused > 20, "{refused}");
}

#[test]
fn after_a_failure_the_log_is_closed() {
    let disk = SimulatedDisk::default();
    let mut log = Log::create(disk.clone(), keys()).unwrap();
    disk.fail_at(disk.steps() + 1, Failure::Undone);
    log.append(&["a"]).unwrap_err();
    disk.heal();
    let steps = disk.steps();
    let closed = log.append(&["a"]).unwrap_err().to_string();
    let expect = "the log has to be opened again: cannot sync journal: input/output error";
    assert_eq!(closed, expect);
    assert!(matches!(log.publish(), Err(LogError::Closed(_))));
    assert_eq!(disk.steps(), steps, "nothing is tried again");
}

#[test]
fn what_cannot_be_added_changes_nothing() {
    let mut log = Log::create(SimulatedDisk::default(), keys()).unwrap();
    log.append(&["a"]).unwrap();
    let too_long = vec![0; ENTRY_BYTES_MAX + 1];
    assert_eq!(
        log.append(&[&[], &too_long[..]]),
        Err(LogError::EntryTooLong(1))
    );
    let many = vec![&too_long[1..]; 257];
    assert_eq!(log.append(&many), Err(LogError::BatchTooLong));
    assert_eq!(log.append::<&str>(&[]), Ok(1..1));
    assert_eq!(log.append(&["b"]), Ok(1..2));
    let disk = log.into_disk();
    let refused = Log::create(disk.clone(), keys()).unwrap_err();
    assert_eq!(refused, LogError::AlreadyThere("journal"));
    disk.crash(&mut |_| 0);
    let log = Log::open(disk, keys()).unwrap();
    assert_eq!(log.entry(1).unwrap(), b"b");
    assert_eq!(log.entry(2), Err(LogError::OutOfRange));
}

#[test]
fn proofs_verify_under_the_head() {
    let mut log = Log::create(SimulatedDisk::default(), keys()).unwrap();
    let mut old: Option<Checkpoint> = None;
    for (batch, total) in [(5, 5_u64), (295, 300), (700, 1000), (256, 1256)] {
        let entries: Vec<String> = (total - batch..total).map(|at| at.to_string()).collect();
        log.append(&entries).unwrap();
        let head = log.publish().unwrap().checkpoint().clone();
        assert_eq!(head.size(), total);
        for index in [0, total / 2, total - 1] {
            let proof = log.inclusion(index).unwrap();
            let leaf = leaf_hash(index.to_string().as_bytes());
            verify_inclusion(index, total, &leaf, &proof, &head.root()).unwrap();
            let carried = log.reader().proof(index).unwrap();
            carried.verify_inclusion(&leaf).unwrap();
        }
        if let Some(old) = &old {
            let proof = log.consistency(old.size()).unwrap();
            verify_consistency(old.size(), total, &proof, &old.root(), &head.root()).unwrap();
        }
        old = Some(head);
    }
    assert_eq!(log.inclusion(1256), Err(LogError::OutOfRange));
    let last: Vec<u64> = log
        .reader()
        .entries(1200)
        .map(|entry| entry.unwrap().0)
        .collect();
    assert_eq!(last, (1200..1256).collect::<Vec<u64>>());
}

/// Where the journal would become too long, what it has is published first.
#[test]
fn the_journal_has_an_end() {
    let mut log = Log::create(SimulatedDisk::default(), keys()).unwrap();
    let entry = vec![7; 60_000];
    for _ in 0..5 {
        log.append(&vec![&entry; 270]).unwrap();
    }
    assert_eq!(log.checkpoint().checkpoint().size(), 4 * 270);
    assert_eq!(log.unpublished().len(), 270);
    assert_eq!(log.entry(5 * 270 - 1).unwrap(), entry);

    let mut log = Log::create(SimulatedDisk::default(), keys()).unwrap();
    let half = vec![b""; JOURNAL_ENTRIES_MAX / 2];
    for _ in 0..3 {
        log.append(&half).unwrap();
    }
    assert_eq!(
        log.checkpoint().checkpoint().size(),
        JOURNAL_ENTRIES_MAX as u64
    );
    assert_eq!(log.unpublished().len(), JOURNAL_ENTRIES_MAX / 2);
    let more = vec![b""; JOURNAL_ENTRIES_MAX / 2 + 1];
    assert_eq!(log.append(&more), Err(LogError::BatchTooLong));
}

/// A folder that has less than what it has published, or other entries, is refused: to sign there would be
/// a second history.
#[test]
fn a_second_history_is_refused() {
    let disk = SimulatedDisk::default();
    let mut log = Log::create(disk.clone(), keys()).unwrap();
    log.append(&["a", "b"]).unwrap();
    let older = disk.snapshot();
    log.publish().unwrap();
    log.append(&["c"]).unwrap();
    log.publish().unwrap();
    let checkpoint = |disk: &SimulatedDisk| disk.read(CHECKPOINT).unwrap().unwrap();
    let newest = checkpoint(&disk);

    // An older journal and tiles under a head of today.
    older.damage(CHECKPOINT, |bytes| bytes.clone_from(&newest));
    let refused = Log::open(older.clone(), keys()).unwrap_err();
    let (published, held) = (3, 2);
    assert_eq!(refused, LogError::Behind { published, held });

    // A head of other entries.
    let mut other = Log::create(SimulatedDisk::default(), keys()).unwrap();
    other.append(&["x"]).unwrap();
    other.publish().unwrap();
    let forked = checkpoint(&other.into_disk());
    older.damage(CHECKPOINT, |bytes| bytes.clone_from(&forked));
    assert_eq!(Log::open(older, keys()).unwrap_err(), LogError::Forked(1));

    // Somebody else has written while the log was open.
    log.append(&["d"]).unwrap();
    disk.damage(CHECKPOINT, |bytes| bytes.clone_from(&forked));
    assert_eq!(log.publish(), Err(LogError::Replaced));
}

#[test]
fn a_lost_checkpoint_is_signed_again_and_a_lost_journal_is_not() {
    let disk = SimulatedDisk::default();
    let mut log = Log::create(disk.clone(), keys()).unwrap();
    log.append(&["a"]).unwrap();
    let head = log.publish().unwrap().clone();
    drop(log);
    let mut lost = disk.snapshot();
    lost.remove(CHECKPOINT).unwrap();
    assert_eq!(*Log::open(lost, keys()).unwrap().checkpoint(), head);
    let mut lost = disk.snapshot();
    lost.remove(JOURNAL).unwrap();
    assert_eq!(Log::open(lost, keys()).unwrap_err(), LogError::NoJournal);
    let other = SignerKey::ed25519(ORIGIN, &[2; 32]).unwrap();
    let other = LogKeys::new(other, None).unwrap();
    let refused = Log::open(disk, other).unwrap_err();
    assert!(matches!(refused, LogError::NotSigned(_)), "{refused}");
}

fn witness(name: &str) -> Cosigner {
    Cosigner::ed25519(name, &[u8::try_from(name.len()).unwrap(); 32]).unwrap()
}

/// Of both witnesses, whose names have different lengths and so different keys.
fn policy() -> Policy {
    let names = ["w.example", "w2.example"];
    let keys = names.map(|name| witness(name).verifier().to_string());
    let log = keys_of_log();
    let text = format!(
        "log {log}\nwitness a {}\nwitness b {}\ngroup both all a b\nquorum both\n",
        keys[0], keys[1]
    );
    Policy::parse(text.as_bytes()).unwrap()
}

fn keys_of_log() -> VerifierKey {
    keys().verifiers().next().unwrap().clone()
}

/// The witnesses of a head with their times.
fn cosigned(head: &SignedCheckpoint) -> Vec<(String, u64)> {
    let keys = ["w.example", "w2.example"].map(|name| witness(name).verifier().clone());
    let verified = head.verify(&keys).unwrap_or_default();
    verified
        .iter()
        .map(|one| (one.key.name().to_owned(), one.timestamp.unwrap()))
        .collect()
}

fn with_cosignature(head: &SignedCheckpoint, name: &str, time: u64) -> SignedCheckpoint {
    let mut signed = head.clone();
    signed.add(witness(name).cosign(head.checkpoint(), time).unwrap());
    signed
}

#[test]
fn cosignatures_are_kept() {
    let disk = SimulatedDisk::default();
    let mut log = Log::create(disk.clone(), keys()).unwrap();
    log.append(&["a", "b"]).unwrap();
    let bare = log.publish().unwrap().clone();
    let (one, other) = ("w.example".to_owned(), "w2.example".to_owned());

    let first = with_cosignature(&bare, &one, 100);
    log.add_cosignatures(&first, &policy()).unwrap();
    assert_eq!(cosigned(log.checkpoint()), [(one.clone(), 100)]);
    assert!(log.cosigned().is_none(), "one is no quorum");

    // They come one by one, and are gathered in the checkpoint.
    let second = with_cosignature(&bare, &other, 101);
    log.add_cosignatures(&second, &policy()).unwrap();
    let both = [(one.clone(), 100), (other.clone(), 101)];
    assert_eq!(cosigned(log.checkpoint()), both);
    assert_eq!(cosigned(log.cosigned().unwrap()), both);

    // Another head has none; the last that a quorum has cosigned stays, and can get later ones.
    log.append(&["c"]).unwrap();
    log.publish().unwrap();
    assert_eq!(cosigned(log.checkpoint()), []);
    let later = with_cosignature(&bare, &one, 200);
    log.add_cosignatures(&later, &policy()).unwrap();
    let earlier = with_cosignature(&bare, &other, 50);
    log.add_cosignatures(&earlier, &policy()).unwrap();
    let expect = [(one, 200), (other, 101)];
    assert_eq!(cosigned(log.cosigned().unwrap()), expect);
    let proof = log
        .reader()
        .proof_under(1, log.cosigned().unwrap())
        .unwrap();
    proof.verify(&leaf_hash(b"b"), &policy()).unwrap();
    drop(log);
    disk.crash(&mut |_| 0);
    let log = Log::open(disk, keys()).unwrap();
    assert_eq!(cosigned(log.cosigned().unwrap()), expect);
    assert_eq!(log.checkpoint().checkpoint().size(), 3);
}

#[test]
fn cosignatures_of_other_heads_are_refused() {
    let mut log = Log::create(SimulatedDisk::default(), keys()).unwrap();
    log.append(&["a"]).unwrap();
    let head = log.publish().unwrap().clone();
    let mut other = Log::create(SimulatedDisk::default(), keys()).unwrap();
    other.append(&["x"]).unwrap();
    let forked = other.publish().unwrap().clone();
    other.append(&["y"]).unwrap();
    let larger = other.publish().unwrap().clone();
    let mut add = |head: &SignedCheckpoint| log.add_cosignatures(head, &policy());
    assert_eq!(add(&forked), Err(LogError::Forked(1)));
    assert_eq!(add(&larger), Err(LogError::OutOfRange));
    let mut wrong = head.clone();
    let signature = with_cosignature(&forked, "w.example", 1);
    wrong.add(signature.note().signatures()[1].clone());
    assert!(matches!(add(&wrong), Err(LogError::Policy(_))));
    add(&head).unwrap();
}

/// With both keys, each alone verifies the head, and the same head is the same bytes.
#[test]
fn a_head_has_two_signatures() {
    let keys = || {
        let second = Cosigner::ml_dsa_44(ORIGIN, &[3; 32]).unwrap();
        LogKeys::new(SignerKey::ed25519(ORIGIN, &[1; 32]).unwrap(), Some(second)).unwrap()
    };
    let disk = SimulatedDisk::default();
    let mut log = Log::create(disk.clone(), keys()).unwrap();
    log.append(&["a"]).unwrap();
    let head = log.publish().unwrap().to_string();
    for key in keys().verifiers() {
        assert_eq!(log.checkpoint().verify([key]).unwrap().len(), 1);
    }
    drop(log);
    disk.clone().remove(CHECKPOINT).unwrap();
    let log = Log::open(disk, keys()).unwrap();
    assert_eq!(log.checkpoint().to_string(), head);
    let other = Cosigner::ml_dsa_44("x.example", &[3; 32]).unwrap();
    let ed25519 = SignerKey::ed25519(ORIGIN, &[1; 32]).unwrap();
    assert_eq!(
        LogKeys::new(ed25519, Some(other)).unwrap_err(),
        Fault::NotAKeyName
    );
    let other = Cosigner::ed25519(ORIGIN, &[3; 32]).unwrap();
    let ed25519 = SignerKey::ed25519(ORIGIN, &[1; 32]).unwrap();
    assert_eq!(
        LogKeys::new(ed25519, Some(other)).unwrap_err(),
        Fault::SignatureType(4)
    );
}
