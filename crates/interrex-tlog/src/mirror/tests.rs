//! Uploads whole, in pieces, in parts, and wrong in each way.

use super::*;
use crate::checkpoint::{Checkpoint, SignedCheckpoint};
use crate::cosignature::Cosigner;
use crate::merkle::{EMPTY_ROOT, Subtree};
use crate::note::{SignerKey, VerifierKey};
use crate::tiles::{Edge, Files, Tree};
use crate::witness::{AddCheckpoint, Response, SignSubtree};

const NOW: u64 = 1_700_000_000;

fn log() -> SignerKey {
    SignerKey::ed25519("log.example", &[1; 32]).unwrap()
}

fn mirror() -> Mirror {
    Mirror::new(vec![Cosigner::ml_dsa_44("m.example", &[2; 32]).unwrap()])
}

fn entries(start: u64, end: u64) -> Vec<String> {
    (start..end).map(|at| format!("entry {at}")).collect()
}

fn files(size: u64) -> Files {
    let mut files = Files::default();
    files.apply(&Edge::default().append(&entries(0, size)).unwrap());
    files
}

fn head(size: u64) -> SignedCheckpoint {
    let root = Tree::new(size, files(size)).root().unwrap();
    let head = Checkpoint::new("log.example", size, root).unwrap();
    let mut signed = SignedCheckpoint::unsigned(head).unwrap();
    signed.add(log().sign(signed.note().text()));
    signed
}

/// A mirror that knows the log, and these pending checkpoints of it, one after the other.
fn store(sizes: &[u64]) -> Memory {
    let mut store = Memory::default();
    store.trust("log.example", log().verifier().clone());
    let mut old = 0;
    for size in sizes {
        let proof = Tree::new(*size, files(*size)).consistency(old);
        let request = AddCheckpoint::new(old, proof.unwrap_or_default(), head(*size));
        let body = request.to_string();
        let response = mirror().add_checkpoint(&mut store, body.as_bytes());
        assert_eq!(response.unwrap().status, 200);
        old = *size;
    }
    store
}

fn header(start: u64, end: u64) -> Vec<u8> {
    let header = Header {
        origin: b"log.example".to_vec(),
        start,
        end,
        ticket: Vec::new(),
    };
    let bytes = header.to_bytes().unwrap();
    assert_eq!(Header::take(&bytes), Ok(Some((header, &[][..]))));
    bytes
}

/// The header and the first `packages` packages.
fn body(start: u64, end: u64, packages: usize) -> Vec<u8> {
    let mut body = header(start, end);
    let mut tree = Tree::new(end, files(end));
    for range in ranges(start, end).take(packages) {
        let proof = tree.subtree_consistency(range.subtree()).unwrap();
        body.extend(write_package(&entries(range.start, range.end), &proof).unwrap());
    }
    body
}

/// Gives a body in pieces of so many bytes.
fn post(store: &mut Memory, body: &[u8], piece: usize) -> Response {
    let mut upload = Upload::default();
    for piece in body.chunks(piece) {
        if let Some(response) = upload.push(store, piece).unwrap() {
            return response;
        }
    }
    upload.finish(&mirror(), store, NOW).unwrap()
}

#[track_caller]
fn check(store: &mut Memory, body: &[u8], status: u16, expect: &str) {
    let response = post(store, body, 1 << 20);
    assert_eq!((response.status, response.body.as_str()), (status, expect));
}

#[test]
fn packages_are_aligned() {
    let check = |start, end, expect: &[(u64, u64, u64)]| {
        let found: Vec<_> = ranges(start, end)
            .map(|range| (range.aligned, range.start, range.end))
            .collect();
        assert_eq!(found, expect);
    };
    check(7, 7, &[]);
    check(0, 256, &[(0, 0, 256)]);
    check(10, 600, &[(0, 10, 256), (256, 256, 512), (512, 512, 600)]);
    check(300, 310, &[(256, 300, 310)]);
    let last = u64::MAX - 255;
    check(u64::MAX - 1, u64::MAX, &[(last, u64::MAX - 1, u64::MAX)]);
}

#[test]
fn an_upload_is_cosigned_when_all_has_come() {
    for (piece, start) in [(1 << 20, 0), (1, 0), (1000, 0)] {
        let mut store = store(&[600]);
        let response = post(&mut store, &body(start, 600, 3), piece);
        assert_eq!(response.status, 200, "{}", response.body);
        assert_eq!(store.entries("log.example").len(), 600);
        let mirror = mirror();
        let keys = mirror.cosigners().iter().map(Cosigner::verifier);
        let answer = read_answer(&head(600), 200, response.body.as_bytes(), keys);
        let Ok(UploadAnswer::Cosigned(found)) = answer else {
            panic!("{answer:?}");
        };
        assert_eq!(found.len(), 1);
        let served = store.mirrored("log.example").unwrap().unwrap();
        assert_eq!(served.note().signatures().len(), 2);
    }
}

#[test]
fn an_upload_goes_on_where_it_ended() {
    let mut store = store(&[600]);
    check(&mut store, &body(0, 600, 1), 202, "600\n256\n\n");
    assert_eq!(store.mirrored("log.example"), Ok(None));
    // What is cut off within a package is discarded.
    let cut = body(256, 600, 2);
    check(&mut store, &cut[..cut.len() - 1], 202, "600\n512\n\n");
    // From within a bundle, over entries that are stored.
    assert_eq!(post(&mut store, &body(500, 600, 2), 77).status, 200);
    let expect = entries(0, 600);
    let stored = store.entries("log.example");
    assert!(stored.iter().zip(&expect).all(|(a, b)| a == b.as_bytes()));
    // Nothing is missing: an upload of nothing is cosigned again.
    assert_eq!(post(&mut store, &body(600, 600, 0), 9).status, 200);
}

#[test]
fn a_former_pending_checkpoint_serves() {
    let mut store = store(&[300, 600]);
    assert_eq!(post(&mut store, &body(0, 300, 2), 4096).status, 200);
    let mirrored = |store: &Memory| {
        let head = store.mirrored("log.example").unwrap().unwrap();
        head.checkpoint().size()
    };
    assert_eq!(mirrored(&store), 300);
    assert_eq!(post(&mut store, &body(300, 600, 2), 4096).status, 200);
    assert_eq!(mirrored(&store), 600);
    check(&mut store, &body(300, 300, 0), 409, "600\n600\n\n");
    assert_eq!(mirrored(&store), 600);
}

#[test]
fn a_slow_upload_does_not_rewind() {
    let mut store = store(&[300, 600]);
    let mut slow = Upload::default();
    assert_eq!(slow.push(&mut store, &body(0, 300, 2)), Ok(None));
    assert_eq!(post(&mut store, &body(0, 600, 3), 4096).status, 200);
    let response = slow.finish(&mirror(), &mut store, NOW).unwrap();
    assert_eq!(
        (response.status, response.body.as_str()),
        (409, "600\n600\n\n")
    );
    assert_eq!(response.content_type, "text/x.tlog.mirror-info");
}

#[test]
fn uploads_that_do_not_fit_are_refused() {
    let known = store(&[600]);
    let check = |body: &[u8], status, expect: &str| {
        check(&mut known.clone(), body, status, expect);
    };
    let mut other = header(0, 600);
    other[2] = b'L';
    check(&other, 404, "the origin is unknown\n");
    other[2] = 0xff;
    check(&other, 404, "the origin is unknown\n");
    check(&header(0, 599), 409, "600\n0\n\n");
    check(&header(1, 600), 409, "600\n0\n\n");
    check(&header(600, 600), 409, "600\n0\n\n");
    // The start, and the end above it.
    let mut reversed = header(0, 600);
    reversed[13..21].copy_from_slice(&601_u64.to_be_bytes());
    check(&reversed, 400, "byte 13: upload_start is out of range\n");
    check(
        &header(0, 600)[..20],
        400,
        "the body ends before its header\n",
    );
    check(&[], 400, "the body ends before its header\n");
    let early = "the body ends before its first package\n";
    check(&header(0, 600), 400, early);
    let first = body(0, 600, 1);
    check(&first[..first.len() - 1], 400, early);
    let response = post(&mut store(&[]), &header(0, 600), 7);
    assert_eq!(response.status, 422);
}

#[test]
fn too_many_stored_entries_are_not_sent_again() {
    let size = EXCESS_MAX + 10;
    let mut store = store(&[size]);
    assert_eq!(post(&mut store, &body(0, size, 40), 1 << 16).status, 200);
    let again = format!("{size}\n{size}\n\n");
    check(&mut store, &header(0, size), 409, &again);
    let early = "the body ends before its first package\n";
    check(&mut store, &header(10, size), 400, early);
}

#[test]
fn packages_of_another_log_are_refused() {
    let mut store = store(&[600]);
    let good = body(0, 600, 2);
    // The first byte of the first entry of the second package, and the last byte of its proof.
    let second = body(0, 600, 1).len();
    for at in [second + 2, good.len() - 1] {
        let mut wrong = good.clone();
        wrong[at] ^= 1;
        let response = post(&mut store.clone(), &wrong, 1 << 20);
        assert_eq!(response.status, 422, "{at}");
    }
    let mut many = header(0, 600);
    many.extend(write_package(&entries(0, 256), &[]).unwrap());
    *many.last_mut().unwrap() = 64;
    let response = post(&mut store, &many, 1 << 20);
    assert_eq!(response.status, 400, "{}", response.body);
    write_package(&entries(0, 1), &[EMPTY_ROOT; 64]).unwrap_err();
    assert_eq!(store.entries("log.example").len(), 0);
}

#[test]
fn subtrees_of_mirrored_checkpoints_are_cosigned() {
    let mut store = store(&[600]);
    post(&mut store, &body(0, 600, 3), 1 << 20);
    let subtree = Subtree::new(256, 512).unwrap();
    let mut tree = Tree::new(600, files(600));
    let (hash, proof) = (tree.hash(subtree), tree.subtree_consistency(subtree));
    let (hash, proof) = (hash.unwrap(), proof.unwrap());
    let sign = |head: SignedCheckpoint| {
        let request = SignSubtree::new(subtree, hash, proof.clone(), head).to_string();
        mirror()
            .sign_subtree(&store, request.as_bytes())
            .unwrap()
            .status
    };
    assert_eq!(sign(store.mirrored("log.example").unwrap().unwrap()), 200);
    assert_eq!(sign(head(600)), 403);
}

#[test]
fn answers_are_read_by_line() {
    let read = |status: u16, body: &str| {
        let none: [&VerifierKey; 0] = [];
        let answer = read_answer(&head(1), status, body.as_bytes(), none);
        answer.map_err(|error| error.to_string())
    };
    let info = Info {
        size: 7,
        next_entry: 3,
        ticket: b"a".to_vec(),
    };
    assert_eq!(info.to_string(), "7\n3\nYQ==\n");
    assert_eq!(
        read(202, "7\n3\nYQ==\n"),
        Ok(UploadAnswer::Accepted(info.clone()))
    );
    assert_eq!(read(409, "7\n3\nYQ==\n"), Ok(UploadAnswer::Conflict(info)));
    let missing = "line 3: the input ends before the ticket";
    assert_eq!(read(409, "7\n3\n"), Err(missing.to_owned()));
    let trailing = "line 3: something follows the end";
    assert_eq!(read(409, "7\n3\n\n\n"), Err(trailing.to_owned()));
    let refused = UploadAnswer::Refused(422, "no".to_owned());
    assert_eq!(read(422, "no\n"), Ok(refused));
}
