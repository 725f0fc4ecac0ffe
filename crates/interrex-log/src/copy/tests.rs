//! Heads that extend a copy, heads that fork from it, files that are not those of a head, and effects
//! that fail.

use interrex_tlog::checkpoint::Checkpoint;
use interrex_tlog::cosignature::Cosigner;
use interrex_tlog::merkle::{Hash, ProofError, leaf_hash, root};
use interrex_tlog::note::SignerKey;

use super::*;
use crate::fork::EvidenceError;
use crate::simulated::{FAILURES, SimulatedDisk};

const ORIGIN: &str = "other.example";

fn key() -> SignerKey {
    SignerKey::ed25519(ORIGIN, &[1; 32]).unwrap()
}

fn witness() -> Cosigner {
    Cosigner::ed25519("witness.example", &[2; 32]).unwrap()
}

fn policy(quorum: &str) -> Policy {
    let (log, witness) = (key().verifier().clone(), witness().verifier().clone());
    let text = format!("log {log}\nwitness w {witness}\nquorum {quorum}\n");
    Policy::parse(text.as_bytes()).unwrap()
}

/// The entries of a history: those of `branch` differ from the 300th on.
fn entries(branch: char, size: u64) -> Vec<String> {
    let entry = |at| format!("{at}{}", if at < 300 { 'a' } else { branch });
    (0..size).map(entry).collect()
}

/// The files of a history, and its signed head.
fn history(branch: char, size: u64) -> (Files, SignedCheckpoint) {
    let mut files = Files::default();
    let change = Edge::default().append(&entries(branch, size)).unwrap();
    files.apply(&change);
    (files, head(size, change.root))
}

fn head(size: u64, root: Hash) -> SignedCheckpoint {
    let head = Checkpoint::new(ORIGIN, size, root).unwrap();
    let mut signed = SignedCheckpoint::unsigned(head).unwrap();
    signed.add(key().sign(signed.note().text()));
    signed
}

fn open(disk: &SimulatedDisk) -> Copy<SimulatedDisk> {
    Copy::open(disk.clone(), ORIGIN, vec![key().verifier().clone()]).unwrap()
}

fn update(
    copy: &mut Copy<SimulatedDisk>,
    (files, head): &(Files, SignedCheckpoint),
) -> Result<Update, CopyError> {
    copy.update(head.to_string().as_bytes(), &policy("none"), files)
}

/// A copy has these entries, and so has its folder.
#[track_caller]
fn check(copy: &Copy<SimulatedDisk>, disk: &SimulatedDisk, branch: char, size: u64) {
    assert_eq!(copy.size(), size);
    let reopened = open(disk);
    let Some(reader) = reopened.reader() else {
        assert_eq!(size, 0);
        return;
    };
    let found: Vec<Vec<u8>> = reader.entries(0).map(|entry| entry.unwrap().1).collect();
    let expected: Vec<Vec<u8>> = entries(branch, size)
        .into_iter()
        .map(String::into_bytes)
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_copy_grows() {
    let disk = SimulatedDisk::default();
    let mut copy = open(&disk);
    let mut before = 0;
    for size in [0, 3, 3, 256, 300, 70_000, 200] {
        let updated = update(&mut copy, &history('a', size)).unwrap();
        let known = size <= before;
        let expected = if known {
            Update::Known
        } else {
            Update::Grown(before..size)
        };
        assert_eq!(updated, expected);
        before = before.max(size);
        check(&copy, &disk, 'a', before);
    }
    let partials: Vec<String> = disk
        .paths()
        .into_iter()
        .filter(|path| path.contains(".p/"))
        .collect();
    let expected = [
        "tile/0/273.p/112",
        "tile/1/001.p/17",
        "tile/2/000.p/1",
        "tile/entries/273.p/112",
    ];
    assert_eq!(partials, expected);
}

/// Whichever of two heads is held, the other is refused with evidence, and the copy stays as it was.
#[test]
fn a_fork_is_seen_by_whoever_holds_one_head() {
    let keys = [key().verifier().clone()];
    for (held, other) in [(400, 400), (400, 301), (301, 400), (350, 1000), (1000, 350)] {
        let disk = SimulatedDisk::default();
        let mut copy = open(&disk);
        update(&mut copy, &history('a', held)).unwrap();
        let Update::Fork(evidence) = update(&mut copy, &history('b', other)).unwrap() else {
            panic!("{held}, {other}");
        };
        check(&copy, &disk, 'a', held);
        evidence.verify(&keys).unwrap();
        let read = Evidence::parse(evidence.to_string().as_bytes()).unwrap();
        assert_eq!(read, *evidence);
        let stranger = SignerKey::ed25519(ORIGIN, &[9; 32]).unwrap();
        let refused = evidence.verify(&[stranger.verifier().clone()]).unwrap_err();
        assert!(matches!(refused, EvidenceError::NotSigned(_)), "{refused}");
    }
    let mut copy = open(&SimulatedDisk::default());
    update(&mut copy, &history('a', 300)).unwrap();
    assert_eq!(
        update(&mut copy, &history('b', 400)),
        Ok(Update::Grown(300..400))
    );
}

/// Evidence has one form.
#[test]
fn evidence_is_read_or_refused() {
    let ((_, first), (_, second)) = (history('a', 301), history('b', 301));
    let root = second.checkpoint().root();
    let evidence = Evidence::new(first, second, root, Vec::new());
    let text = evidence.to_string();
    let length = evidence.heads()[0].to_string().len();
    assert_eq!(Evidence::parse(text.as_bytes()), Ok(evidence));
    let check = |text: &str, expect: &str| {
        let found = Evidence::parse(text.as_bytes()).unwrap_err().to_string();
        assert_eq!(found, expect);
    };
    check(
        &text.replace("fork/1", "fork/2"),
        "byte 0: expected `interrex.fork/1`",
    );
    check(
        &format!("{text}x"),
        &format!("byte {}: something follows the end", text.len()),
    );
    // The title has 16 bytes, the root 45, the empty line one.
    let zero = text.replacen(&format!("\n{length}\n"), &format!("\n0{length}\n"), 1);
    let number = "expected a decimal number below 2^64 without leading zeroes";
    check(&zero, &format!("byte 62: {number}"));
    let long = text.replacen(&format!("\n{length}\n"), "\n99999\n", 1);
    check(&long, "byte 68: the input ends before the end of a head");
    for end in 0..text.len() {
        Evidence::parse(&text.as_bytes()[..end]).unwrap_err();
    }
}

/// Two heads of one history are no evidence, whatever root and proof go with them.
#[test]
fn one_history_gives_no_evidence() {
    let keys = [key().verifier().clone()];
    let ((_, small), (files, large)) = (history('a', 310), history('a', 400));
    let proof = Tree::new(400, &files).consistency(310).unwrap();
    let check = |root, proof: &[Hash], expect| {
        let evidence = Evidence::new(small.clone(), large.clone(), root, proof.to_vec());
        assert_eq!(evidence.verify(&keys), Err(expect));
    };
    let words = EvidenceError::Reconciled.to_string();
    assert_eq!(words, "the heads are of one history");
    check(small.checkpoint().root(), &proof, EvidenceError::Reconciled);
    let wrong = ProofError::WrongOldRoot;
    check(Hash::new([0; 32]), &proof, EvidenceError::Proof(wrong));
    let short = ProofError::TooShort;
    check(Hash::new([0; 32]), &proof[1..], EvidenceError::Proof(short));
}

/// Whatever file is another's, the copy stays as it was, or is right because the file was not needed.
#[test]
fn files_that_are_not_those_of_the_head_change_nothing() {
    let good = history('a', 700);
    let other = history('b', 700);
    let resources: Vec<Resource> = good.0.iter().map(|(resource, _)| resource).collect();
    let mut refused = Vec::new();
    for resource in resources {
        let bytes = other.0.get(resource).unwrap().to_vec();
        if good.0.get(resource) == Some(&bytes) {
            continue;
        }
        let disk = SimulatedDisk::default();
        let mut copy = open(&disk);
        update(&mut copy, &history('a', 310)).unwrap();
        let mut mixed = good.clone();
        mixed.0.insert(resource, bytes);
        match update(&mut copy, &mixed) {
            Err(CopyError::Source(_)) => {
                check(&copy, &disk, 'a', 310);
                refused.push(resource.to_string());
                update(&mut copy, &good).unwrap();
            }
            result => assert_eq!(result, Ok(Update::Grown(310..700)), "{resource}"),
        }
        check(&copy, &disk, 'a', 700);
    }
    // The proof of consistency does not need the second tile as a whole.
    let expected = [
        "tile/entries/001",
        "tile/entries/002.p/188",
        "tile/0/001",
        "tile/0/002.p/188",
    ];
    assert_eq!(refused, expected);
}

#[test]
fn the_policy_decides() {
    let mut copy = open(&SimulatedDisk::default());
    let (files, mut head) = history('a', 5);
    let mut update =
        |head: &SignedCheckpoint| copy.update(head.to_string().as_bytes(), &policy("w"), &files);
    assert!(matches!(update(&head), Err(CopyError::Policy(_))));
    head.add(witness().cosign(head.checkpoint(), 1_700_000_000).unwrap());
    assert_eq!(update(&head), Ok(Update::Grown(0..5)));
    // A later cosignature replaces the earlier one; what a stranger signs is dropped.
    let (_, mut again) = history('a', 5);
    again.add(witness().cosign(again.checkpoint(), 1_800_000_000).unwrap());
    let stranger = Cosigner::ed25519("stranger.example", &[3; 32]).unwrap();
    again.add(stranger.cosign(again.checkpoint(), 1).unwrap());
    assert_eq!(update(&again), Ok(Update::Known));
    let count = copy.head().unwrap().note().signatures().len();
    assert_eq!(count, 2);
    let policy = policy("w");
    let accepted = policy.check(copy.head().unwrap()).unwrap();
    assert_eq!(accepted.cosigned[0].timestamp, 1_800_000_000);
}

/// A head that forks is evidence against the log even where no witness has cosigned it; one that the log
/// has not signed is nothing.
#[test]
fn a_fork_needs_no_quorum() {
    let disk = SimulatedDisk::default();
    let mut copy = open(&disk);
    update(&mut copy, &history('a', 400)).unwrap();
    for size in [350, 400, 500] {
        let (files, head) = history('b', size);
        let seen = copy.update(head.to_string().as_bytes(), &policy("w"), &files);
        assert!(matches!(seen, Ok(Update::Fork(_))), "{size}: {seen:?}");
        let unsigned = head.checkpoint().clone();
        let mut forged = SignedCheckpoint::unsigned(unsigned).unwrap();
        forged.add(witness().cosign(head.checkpoint(), 1).unwrap());
        let seen = copy.update(forged.to_string().as_bytes(), &policy("w"), &files);
        assert!(
            matches!(seen, Err(CopyError::NotSigned(_))),
            "{size}: {seen:?}"
        );
    }
    let (_, same) = history('a', 300);
    assert_eq!(copy.judge(&same), Ok(Judgement::Consistent));
    let (_, larger) = history('b', 500);
    assert_eq!(copy.judge(&larger), Ok(Judgement::Larger));
    check(&copy, &disk, 'a', 400);
}

#[test]
fn heads_that_are_none_are_refused() {
    let disk = SimulatedDisk::default();
    let mut copy = open(&disk);
    let files = Files::default();
    let senseless = head(0, root(&[leaf_hash(b"a")]));
    let found = update(&mut copy, &(files.clone(), senseless));
    assert_eq!(found, Err(CopyError::Senseless));
    let found = copy.update(b"nonsense", &policy("none"), &files);
    assert!(matches!(found, Err(CopyError::Checkpoint(_))));
    let other = SignerKey::ed25519("x.example", &[1; 32]).unwrap();
    let head = Checkpoint::new("x.example", 0, EMPTY_ROOT).unwrap();
    let mut signed = SignedCheckpoint::unsigned(head).unwrap();
    signed.add(other.sign(signed.note().text()));
    let found = update(&mut copy, &(files, signed));
    assert_eq!(found, Err(CopyError::OtherOrigin("x.example".to_owned())));
    assert_eq!(disk.paths(), [""; 0]);
}

/// After any failure the copy is the old one or the other, and can be updated.
#[test]
fn every_effect_of_an_update_fails_in_every_way() {
    let good = history('a', 600);
    let start = |disk: &SimulatedDisk| update(&mut open(disk), &history('a', 255)).unwrap();
    let disk = SimulatedDisk::default();
    start(&disk);
    let first = disk.steps();
    update(&mut open(&disk), &good).unwrap();
    let last = disk.steps();
    assert!(last - first > 30, "{first}..{last}");
    for step in first..last {
        for failure in FAILURES {
            for choice in 0..3 {
                let disk = SimulatedDisk::default();
                start(&disk);
                disk.fail_at(step, failure);
                let mut copy = open(&disk);
                let failed = update(&mut copy, &good);
                if disk.is_off() || choice > 0 {
                    disk.crash(&mut |below| (choice + step) % below);
                } else if failed.is_err() {
                    let closed = update(&mut copy, &good).unwrap_err().to_string();
                    assert!(
                        closed.starts_with("the log has to be opened again"),
                        "{closed}"
                    );
                }
                disk.heal();
                let mut copy = open(&disk);
                assert!([255, 600].contains(&copy.size()), "{step}");
                assert!(failed.is_err() || copy.size() == 600, "{step}");
                check(&copy, &disk, 'a', copy.size());
                update(&mut copy, &history('a', 700)).unwrap();
                disk.crash(&mut |_| 0);
                check(&copy, &disk, 'a', 700);
            }
        }
    }
}
