//! Other implementations read what this crate writes, and it reads what they write: notes by
//! `signed_note`, checkpoints, paths, tiles and proofs by `tlog_tiles`, quorums by `sigsum`, and
//! cosignatures by the Python package `cryptography`.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a panic fails the test, and the trees are small"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use interrex_tlog::cosignature::{Cosigner, verify_subtree};
use interrex_tlog::merkle::{Hash, Subtree, leaf_hash};
use interrex_tlog::note::{Note, Signature, SignerKey, VerifierKey};
use interrex_tlog::policy::Policy;
use interrex_tlog::tiles::{Edge, Files, Resource, Span, Tile, Tree};
use oorandom::Rand64;
use sha2::{Digest, Sha256};
use signed_note::{StandardSigner, StandardVerifier, VerifierList};
use tlog_tiles::{HashReader, TileHashReader, TileReader};

fn cosigned(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/tlog/cosigned");
    fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn cosignatures_of_another_program_verify() {
    let keys = cosigned("keys.txt");
    let keys: Vec<VerifierKey> = keys
        .lines()
        .map(|line| VerifierKey::parse(line).unwrap())
        .collect();
    let signed = SignedCheckpoint::parse(cosigned("checkpoint.txt").as_bytes()).unwrap();
    let verified = signed.verify(&keys).unwrap();
    let found: Vec<_> = verified
        .iter()
        .map(|one| (one.key.name(), one.timestamp))
        .collect();
    let time = Some(1_700_000_000);
    let expect = [
        ("log.example", None),
        ("w1.example", time),
        ("w2.example", time),
    ];
    assert_eq!(found, expect);
    // The seeds of the script give the same keys.
    assert_eq!(
        SignerKey::ed25519("log.example", &[1; 32])
            .unwrap()
            .verifier(),
        &keys[0]
    );
    assert_eq!(
        Cosigner::ed25519("w1.example", &[2; 32])
            .unwrap()
            .verifier(),
        &keys[1]
    );
    assert_eq!(
        Cosigner::ml_dsa_44("w2.example", &[3; 32])
            .unwrap()
            .verifier(),
        &keys[2]
    );
    let subtree = Subtree::new(8, 13).unwrap();
    let hash = Hash::new(Sha256::digest(b"subtree").into());
    let line = cosigned("subtree.txt");
    let signature = Signature::parse(line.trim_end()).unwrap();
    assert!(signature.is_named_as(&keys[2]));
    let found = verify_subtree(&keys[2], "log.example", subtree, &hash, signature.bytes());
    assert_eq!(found, Ok(0));
}

#[test]
fn notes_are_read_by_another_program_and_theirs_here() {
    let ours = SignerKey::ed25519("log.example/a", &[7; 32]).unwrap();
    let mut note = Note::unsigned("a text\n\nwith an empty line\n").unwrap();
    note.add(ours.sign(note.text()));
    let theirs = signed_note::Note::from_bytes(note.to_string().as_bytes()).unwrap();
    let key = StandardVerifier::new(&ours.verifier().to_string()).unwrap();
    let (verified, unverified) = theirs
        .verify(&VerifierList::new(vec![Box::new(key)]))
        .unwrap();
    assert_eq!((verified.len(), unverified.len()), (1, 0));
    // The private key of golang.org/x/mod/sumdb/note, with the public key beside it.
    let skey = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    let vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let mut theirs = signed_note::Note::new(b"another text\n", &[]).unwrap();
    let signer = StandardSigner::new(skey).unwrap();
    theirs.add_sigs(&[&signer]).unwrap();
    let note = Note::parse(&theirs.to_bytes()).unwrap();
    let key = VerifierKey::parse(vkey).unwrap();
    assert_eq!(note.verify([&key]).unwrap().len(), 1);
    assert_eq!(note.to_string().as_bytes(), theirs.to_bytes());
}

#[test]
fn checkpoints_are_read_by_another_program() {
    let head = Checkpoint::new("log.example", 20_852_163, leaf_hash(b"a")).unwrap();
    let head = head.with_extension("more").unwrap();
    let theirs = tlog_tiles::Checkpoint::from_bytes(head.to_string().as_bytes()).unwrap();
    assert_eq!(theirs.origin(), "log.example");
    assert_eq!(theirs.size(), 20_852_163);
    assert_eq!(theirs.hash().0, *head.root().as_bytes());
    assert_eq!(theirs.to_bytes(), head.to_string().as_bytes());
}

/// A tile by its level, index and width here and there.
fn both(level: u8, index: u64, width: u16) -> (Resource, tlog_tiles::Tile) {
    let tile = Tile::new(level, Span::new(index, width).unwrap()).unwrap();
    let theirs = tlog_tiles::Tile::new(8, level, index, u32::from(width), false);
    (Resource::Tile(tile), theirs)
}

#[test]
fn tiles_of_growing_trees_have_the_same_names() {
    let mut rand = Rand64::new(3);
    for _ in 0..300 {
        let index = rand.rand_u64() >> rand.rand_range(0..64);
        let (width, level) = (rand.rand_range(1..257) as u16, rand.rand_range(0..64) as u8);
        let (ours, theirs) = both(level, index, width);
        // Theirs begins with the height of tiles, which is always 8.
        let path = theirs.path().replacen("tile/8/", "tile/", 1);
        assert_eq!(ours.to_string(), path);
        assert_eq!(Resource::parse(&path), Ok(ours));
    }
    let mut edge = Edge::default();
    for _ in 0..60 {
        let old = edge.size();
        let count = rand.rand_range(0..700);
        let change = edge.append(&vec!["x"; count as usize]).unwrap();
        let tiles = change
            .files
            .iter()
            .filter(|(one, _)| matches!(one, Resource::Tile(_)));
        let mut found: Vec<String> = tiles.map(|(one, _)| one.to_string()).collect();
        let theirs = tlog_tiles::Tile::new_tiles(8, old, change.size);
        let mut expect: Vec<String> = theirs
            .iter()
            .map(|tile| tile.path().replacen("tile/8/", "tile/", 1))
            .collect();
        found.sort();
        expect.sort();
        assert_eq!(found, expect, "{old} to {}", change.size);
    }
}

/// Their reader of our tiles, which authenticates each against the root.
struct Reader<'f>(&'f Files);

impl TileReader for Reader<'_> {
    fn height(&self) -> u8 {
        8
    }

    fn read_tiles(&self, tiles: &[tlog_tiles::Tile]) -> Result<Vec<Vec<u8>>, tlog_tiles::Error> {
        let read = tiles.iter().map(|tile| {
            let (ours, _) = both(tile.level(), tile.level_index(), tile.width() as u16);
            self.0.get(ours).unwrap().to_vec()
        });
        Ok(read.collect())
    }

    fn save_tiles(&self, _: &[tlog_tiles::Tile], _: &[Vec<u8>]) {}
}

#[test]
fn proofs_from_tiles_are_the_same() {
    let mut rand = Rand64::new(4);
    let mut edge = Edge::default();
    let mut files = Files::default();
    for _ in 0..40 {
        let from = edge.size();
        let count = rand.rand_range(1..900);
        let entries: Vec<String> = (from..from + count).map(|at| at.to_string()).collect();
        let change = edge.append(&entries).unwrap();
        files.apply(&change);
        let (size, reader) = (change.size, Reader(&files));
        let root = tlog_tiles::Hash(*change.root.as_bytes());
        let hashes = TileHashReader::new(size, root, &reader);
        let mut tree = Tree::new(size, &files);
        let index = rand.rand_range(0..size);
        let theirs = tlog_tiles::prove_record(size, index, &hashes).unwrap();
        let ours: Vec<_> = tree.inclusion(index).unwrap();
        assert_eq!(
            bytes(&ours),
            theirs.iter().map(|one| one.0).collect::<Vec<_>>()
        );
        let leaf = tlog_tiles::record_hash(index.to_string().as_bytes());
        tlog_tiles::check_record(&theirs, size, root, index, leaf).unwrap();
        let old = rand.rand_range(1..size + 1);
        let theirs = tlog_tiles::prove_tree(size, old, &hashes).unwrap();
        let ours = tree.consistency(old).unwrap();
        assert_eq!(
            bytes(&ours),
            theirs.iter().map(|one| one.0).collect::<Vec<_>>()
        );
        let stored = tlog_tiles::stored_hash_index(0, index);
        assert_eq!(hashes.read_hashes(&[stored]).unwrap()[0], leaf);
    }
}

fn bytes(proof: &[Hash]) -> Vec<[u8; 32]> {
    proof.iter().map(|hash| *hash.as_bytes()).collect()
}

#[test]
fn quorums_are_met_alike() {
    let mut rand = Rand64::new(5);
    for _ in 0..60 {
        let count = rand.rand_range(1..8) as u8;
        let keys: Vec<Cosigner> = (0..count)
            .map(|at| Cosigner::ed25519("w", &[at + 1; 32]).unwrap())
            .collect();
        let (mut ours, mut theirs) = (String::new(), String::new());
        let mut hashes = Vec::new();
        for (at, key) in keys.iter().enumerate() {
            let public = key.verifier().public_bytes();
            writeln!(ours, "witness w{at} {}", key.verifier()).unwrap();
            write!(theirs, "witness w{at} ").unwrap();
            for byte in &public {
                write!(theirs, "{byte:02x}").unwrap();
            }
            theirs.push('\n');
            hashes.push(sigsum::Hash::new(&public));
        }
        let groups = random_groups(count, &mut rand);
        let ours = Policy::parse((ours + &groups).as_bytes()).unwrap();
        let theirs = sigsum::Policy::parse(&(theirs + &groups)).unwrap();
        for set in 0..1_u32 << count {
            let signed = |at: usize| set >> at & 1 == 1;
            let chosen = hashes.iter().enumerate().filter(|(at, _)| signed(*at));
            let chosen: Vec<sigsum::Hash> = chosen.map(|(_, hash)| hash.clone()).collect();
            assert_eq!(
                ours.is_met(signed),
                theirs.check_quorum(&chosen),
                "{groups}"
            );
        }
    }
}

/// Groups of witnesses and of groups, and a quorum.
fn random_groups(count: u8, rand: &mut Rand64) -> String {
    let mut free: Vec<String> = (0..count).map(|at| format!("w{at}")).collect();
    let mut lines = String::new();
    for group in 0..rand.rand_range(1..4) {
        let take = rand.rand_range(1..free.len() as u64 + 1);
        let members: Vec<String> = (0..take)
            .map(|_| free.swap_remove(rand.rand_range(0..free.len() as u64) as usize))
            .collect();
        let threshold = match rand.rand_range(0..3) {
            0 => "all".to_owned(),
            1 => "any".to_owned(),
            _ => rand.rand_range(1..take + 1).to_string(),
        };
        writeln!(lines, "group g{group} {threshold} {}", members.join(" ")).unwrap();
        free.push(format!("g{group}"));
    }
    writeln!(lines, "quorum {}", free[free.len() - 1]).unwrap();
    lines
}
