//! Requests by line, and every status of the specification.

use super::*;
use crate::checkpoint::{Checkpoint, SignedCheckpoint};
use crate::cosignature::{CosignError, Cosigner};
use crate::merkle::{EMPTY_ROOT, Hash, Subtree, leaf_hash};
use crate::note::SignerKey;
use crate::tiles::{Edge, Files, Tree};

const NOW: u64 = 1_700_000_000;

/// A log that can lie: trees of entries that end with a letter of the branch.
struct Log {
    key: SignerKey,
    branch: char,
}

impl Log {
    fn new(branch: char) -> Self {
        Self {
            key: SignerKey::ed25519("log.example", &[1; 32]).unwrap(),
            branch,
        }
    }

    fn files(&self, size: u64) -> (Files, Hash) {
        let entry = |at| format!("{at}{}", if at < 3 { 'a' } else { self.branch });
        let entries: Vec<String> = (0..size).map(entry).collect();
        let mut files = Files::default();
        let change = Edge::default().append(&entries).unwrap();
        files.apply(&change);
        (files, change.root)
    }

    fn signed(&self, size: u64, root: Hash) -> SignedCheckpoint {
        let head = Checkpoint::new("log.example", size, root).unwrap();
        let mut signed = SignedCheckpoint::unsigned(head).unwrap();
        signed.add(self.key.sign(signed.note().text()));
        signed
    }

    fn head(&self, size: u64) -> SignedCheckpoint {
        self.signed(size, self.files(size).1)
    }

    fn request(&self, old: u64, size: u64) -> AddCheckpoint {
        let mut tree = Tree::new(size, self.files(size).0);
        let proof = tree.consistency(old).unwrap_or_default();
        AddCheckpoint::new(old, proof, self.head(size))
    }
}

fn witness() -> Witness {
    Witness::new(vec![
        Cosigner::ed25519("w.example", &[2; 32]).unwrap(),
        Cosigner::ml_dsa_44("w.example", &[3; 32]).unwrap(),
    ])
}

fn state(log: &Log) -> Memory {
    let mut state = Memory::default();
    state.trust("log.example", log.key.verifier().clone());
    state
}

fn post(state: &mut Memory, request: &AddCheckpoint) -> Response {
    let body = request.to_string();
    assert_eq!(AddCheckpoint::parse(body.as_bytes()).as_ref(), Ok(request));
    witness()
        .add_checkpoint(state, body.as_bytes(), NOW)
        .unwrap()
}

/// A witness that has cosigned the head of five entries answers so, and remembers a head of this size.
#[track_caller]
fn check(request: &AddCheckpoint, status: u16, body: &str, size: u64) {
    let mut state = state(&Log::new('a'));
    assert_eq!(post(&mut state, &Log::new('a').request(0, 5)).status, 200);
    let response = post(&mut state, request);
    assert_eq!((response.status, response.body.as_str()), (status, body));
    assert_eq!(state.head("log.example").unwrap().checkpoint().size(), size);
}

#[test]
fn heads_that_grow_are_cosigned() {
    let log = Log::new('a');
    let mut state = state(&log);
    for (old, size) in [(0, 0), (0, 0), (0, 3), (3, 3), (3, 4), (4, 300)] {
        let request = log.request(old, size);
        let response = post(&mut state, &request);
        assert_eq!(response.status, 200, "{old} to {size}: {}", response.body);
        let witness = witness();
        let keys = witness.cosigners().iter().map(Cosigner::verifier);
        let Ok(Answer::Cosigned(found)) = request.read(&response, keys) else {
            panic!("{old} to {size}");
        };
        assert_eq!(found.len(), 2);
        // Monitors get the signatures of the log and those of the witness.
        let head = state.head("log.example").unwrap();
        assert_eq!(head.checkpoint(), request.checkpoint().checkpoint());
        assert_eq!(head.note().signatures().len(), 3);
    }
}

#[test]
fn a_head_that_is_repeated_gets_a_fresh_time() {
    let log = Log::new('a');
    let mut state = state(&log);
    post(&mut state, &log.request(0, 5));
    let body = log.request(5, 5).to_string();
    let response = witness().add_checkpoint(&mut state, body.as_bytes(), NOW + 7);
    let head = state.head("log.example").unwrap();
    let witness = witness();
    let verified = head.verify(witness.cosigners().iter().map(Cosigner::verifier));
    let times: Vec<_> = verified.unwrap().iter().map(|one| one.timestamp).collect();
    assert_eq!(times, [Some(NOW + 7); 2]);
    assert_eq!(response.unwrap().status, 200);
}

#[test]
fn an_unknown_log_is_404() {
    let other = SignerKey::ed25519("other.example", &[1; 32]).unwrap();
    let head = Checkpoint::new("other.example", 0, EMPTY_ROOT).unwrap();
    let mut signed = SignedCheckpoint::unsigned(head).unwrap();
    signed.add(other.sign(signed.note().text()));
    let request = AddCheckpoint::new(0, Vec::new(), signed);
    check(&request, 404, "the origin is unknown\n", 5);
}

#[test]
fn a_missing_or_wrong_signature_is_403() {
    let log = Log::new('a');
    let good = log.request(5, 6);
    let with = |seed, text: &str| {
        let key = SignerKey::ed25519("log.example", &[seed; 32]).unwrap();
        let signatures = vec![key.sign(text)];
        AddCheckpoint::new(
            5,
            good.proof().to_vec(),
            good.checkpoint().with_signatures(signatures),
        )
    };
    let text = good.checkpoint().note().text();
    let unknown = "no signature is by a known key\n";
    check(&with(9, text), 403, unknown, 5);
    let wrong = "signature 1 of `log.example`: the signature does not verify\n";
    check(&with(1, "other\n"), 403, wrong, 5);
    // Beside a right one, an unknown one is ignored, and a wrong one is not.
    let mut both = good.checkpoint().clone();
    both.add(with(9, text).checkpoint().note().signatures()[0].clone());
    let request = AddCheckpoint::new(5, good.proof().to_vec(), both);
    let mut remembered = state(&log);
    post(&mut remembered, &log.request(0, 5));
    assert_eq!(post(&mut remembered, &request).status, 200);
    let mut spoiled = good.checkpoint().clone();
    spoiled.add(with(1, "other\n").checkpoint().note().signatures()[0].clone());
    let request = AddCheckpoint::new(5, good.proof().to_vec(), spoiled);
    let wrong = "signature 2 of `log.example`: the signature does not verify\n";
    check(&request, 403, wrong, 5);
}

#[test]
fn an_old_size_above_the_size_is_400() {
    let log = Log::new('a');
    let request = AddCheckpoint::new(6, Vec::new(), log.head(5));
    let reason = "the old size is above the size of the checkpoint\n";
    check(&request, 400, reason, 5);
}

#[test]
fn another_old_size_is_409_with_the_size() {
    let log = Log::new('a');
    check(&log.request(4, 6), 409, "5\n", 5);
    check(&log.request(6, 6), 409, "5\n", 5);
    check(&log.request(0, 6), 409, "5\n", 5);
    let mut state = state(&log);
    let response = post(&mut state, &log.request(4, 6));
    assert_eq!(response, Response::conflict(0));
    assert_eq!(response.content_type, "text/x.tlog.size");
    let answer = log.request(4, 6).read(&response, []);
    assert_eq!(answer, Ok(Answer::Conflict(0)));
}

#[test]
fn what_does_not_extend_the_last_head_is_422() {
    let honest = Log::new('a');
    let forked = Log::new('b');
    check(
        &forked.request(5, 6),
        422,
        "the proof leads to another root of the smaller tree\n",
        5,
    );
    check(
        &forked.request(5, 5),
        422,
        "the proof leads to another root\n",
        5,
    );
    let good = honest.request(5, 6);
    let short = AddCheckpoint::new(5, Vec::new(), honest.head(6));
    check(&short, 422, "the proof has too few hashes\n", 5);
    let mut long = good.proof().to_vec();
    long.push(EMPTY_ROOT);
    let long = AddCheckpoint::new(5, long, honest.head(6));
    check(&long, 422, "the proof has too many hashes\n", 5);
    let useless = AddCheckpoint::new(5, vec![EMPTY_ROOT], honest.head(5));
    check(&useless, 422, "the proof has too many hashes\n", 5);
}

#[test]
fn a_proof_from_the_empty_tree_is_422() {
    let log = Log::new('a');
    let mut state = state(&log);
    let request = AddCheckpoint::new(0, vec![EMPTY_ROOT], log.head(2));
    let response = post(&mut state, &request);
    assert_eq!(
        response,
        Response::refusal(422, &"the proof from the empty tree is empty")
    );
    let empty = log.signed(0, leaf_hash(b"a"));
    let response = post(&mut state, &AddCheckpoint::new(0, Vec::new(), empty));
    assert_eq!(
        response,
        Response::refusal(422, &"the empty tree has another root")
    );
    assert_eq!(state.head("log.example"), None);
}

#[test]
fn bodies_of_other_forms_are_400_by_line() {
    let check = |from: &str, to: &str, expect: &str| {
        let body = Log::new('a').request(5, 6).to_string();
        let mut state = state(&Log::new('a'));
        let body = body.replacen(from, to, 1);
        let response = witness().add_checkpoint(&mut state, body.as_bytes(), NOW);
        assert_eq!(response, Ok(Response::refusal(400, &expect)), "{from}");
    };
    check(
        "old 5",
        "old 05",
        "line 1: expected a decimal number below 2^64 without leading zeroes",
    );
    check(
        "old 5",
        "old  5",
        "line 1: expected a decimal number below 2^64 without leading zeroes",
    );
    check("old 5\n", "", "line 1: expected `old` and a number");
    let hash = format!("{EMPTY_ROOT}\n");
    check(
        "old 5\n",
        &format!("old 5\n{}", hash.repeat(63)),
        "line 65: more than 63 hashes",
    );
    check(
        "old 5\n",
        "old 5\nYQ==\n",
        "line 2: 1 bytes where 32 are expected",
    );
    check(
        "log.example\n6",
        "log.example\n06",
        "line 7: expected a decimal number below 2^64 without leading zeroes",
    );
}

#[test]
fn the_time_is_part_of_the_statement() {
    let log = Log::new('a');
    let body = log.request(0, 5).to_string();
    for time in [0, u64::MAX] {
        let response = witness().add_checkpoint(&mut state(&log), body.as_bytes(), time);
        response.unwrap_err();
    }
}

/// A state in which another request comes between, so many times.
struct Raced(Memory, Vec<AddCheckpoint>);

impl State for Raced {
    type Error = std::convert::Infallible;

    fn log_keys(&self, origin: &str) -> Result<Vec<crate::note::VerifierKey>, Self::Error> {
        self.0.log_keys(origin)
    }

    fn latest(&self, origin: &str) -> Result<Option<(u64, Hash)>, Self::Error> {
        self.0.latest(origin)
    }

    fn record(
        &mut self,
        expected: Option<(u64, Hash)>,
        head: &SignedCheckpoint,
    ) -> Result<bool, Self::Error> {
        if let Some(request) = self.1.pop() {
            post(&mut self.0, &request);
        }
        self.0.record(expected, head)
    }
}

#[test]
fn a_race_does_not_roll_back() {
    // The race of the specification: the head of six entries is recorded while five are checked.
    let log = Log::new('a');
    let mut raced = Raced(state(&log), vec![log.request(3, 6)]);
    post(&mut raced.0, &log.request(0, 3));
    let body = log.request(3, 5).to_string();
    let response = witness().add_checkpoint(&mut raced, body.as_bytes(), NOW);
    assert_eq!(response, Ok(Response::conflict(6)));
    assert_eq!(raced.0.head("log.example").unwrap().checkpoint().size(), 6);
}

fn subtree_request(log: &Log, size: u64, start: u64, end: u64) -> SignSubtree {
    let mut tree = Tree::new(size, log.files(size).0);
    let subtree = Subtree::new(start, end).unwrap();
    let mut head = log.head(size);
    for key in witness().cosigners() {
        head.add(key.cosign(head.checkpoint(), NOW).unwrap());
    }
    let hash = tree.hash(subtree).unwrap();
    SignSubtree::new(
        subtree,
        hash,
        tree.subtree_consistency(subtree).unwrap(),
        head,
    )
}

#[test]
fn subtrees_of_cosigned_heads_are_cosigned() {
    let log = Log::new('a');
    let witness = witness();
    let keys: Vec<_> = witness.cosigners().iter().map(Cosigner::verifier).collect();
    for (start, end) in [(8, 13), (4, 8), (0, 14), (7, 7)] {
        let request = subtree_request(&log, 14, start, end);
        let body = request.to_string();
        assert_eq!(SignSubtree::parse(body.as_bytes()).as_ref(), Ok(&request));
        let response = witness.sign_subtree(&state(&log), body.as_bytes()).unwrap();
        assert_eq!(response.status, 200, "{}", response.body);
        let answer = request.read_parts(200, response.body.as_bytes(), &keys);
        let Ok(Answer::Cosigned(found)) = answer else {
            panic!("{answer:?}");
        };
        assert_eq!(found.len(), 1);
    }
}

#[test]
fn subtrees_are_refused_by_status() {
    let log = Log::new('a');
    let check = |body: &str, state: &Memory, expect: u16| {
        let response = witness().sign_subtree(state, body.as_bytes()).unwrap();
        assert_eq!(response.status, expect, "{}", response.body);
    };
    let known = state(&log);
    let good = subtree_request(&log, 14, 8, 13).to_string();
    check(&good, &known, 200);
    for range in ["8 15", "9 13", "13 8", "08 13", "8", "8 13 "] {
        check(
            &good.replace("subtree 8 13", &format!("subtree {range}")),
            &known,
            400,
        );
    }
    check(&good, &Memory::default(), 404);
    let by_log = SignSubtree::new(
        Subtree::new(8, 13).unwrap(),
        EMPTY_ROOT,
        Vec::new(),
        log.head(14),
    );
    check(&by_log.to_string(), &known, 403);
    check(&good.replace("subtree 8 13", "subtree 8 12"), &known, 422);
}

#[test]
fn an_answer_is_not_believed() {
    let log = Log::new('a');
    let request = log.request(0, 5);
    let key = Cosigner::ed25519("w.example", &[2; 32]).unwrap();
    let read = |status: u16, body: &str| {
        let answer = request.read_parts(status, body.as_bytes(), [key.verifier()]);
        answer.map_err(|error| error.to_string())
    };
    let other = key.cosign(log.head(4).checkpoint(), NOW).unwrap();
    let wrong = "signature 1 of `w.example`: the signature does not verify";
    assert_eq!(read(200, &other.to_string()), Err(wrong.to_owned()));
    let unknown = "— a AAAAAf8=\n";
    let none = "no signature is by a known key";
    assert_eq!(read(200, unknown), Err(none.to_owned()));
    let missing = "line 1: the input ends before a signature";
    assert_eq!(read(200, ""), Err(missing.to_owned()));
    assert_eq!(read(409, "5\n"), Ok(Answer::Conflict(5)));
    let trailing = "line 1: something follows the end";
    assert_eq!(read(409, "5\n\n"), Err(trailing.to_owned()));
    assert_eq!(
        read(503, "later\n"),
        Ok(Answer::Refused(503, "later".to_owned()))
    );
    // A cosignature that says no time does not answer.
    let key = Cosigner::ml_dsa_44("w.example", &[3; 32]).unwrap();
    let timeless = key.cosign(log.head(5).checkpoint(), 0).unwrap().to_string();
    let answer = request.read_parts(200, timeless.as_bytes(), [key.verifier()]);
    assert_eq!(answer.unwrap_err().to_string(), none);
}

#[test]
fn an_answer_about_another_subtree_is_not_believed() {
    let log = Log::new('a');
    let request = subtree_request(&log, 14, 0, 8);
    let key = Cosigner::ml_dsa_44("w.example", &[3; 32]).unwrap();
    let read = |status: u16, body: &str| {
        let answer = request.read_parts(status, body.as_bytes(), &[key.verifier()]);
        answer.map_err(|error| error.to_string())
    };
    let sign = |end: u64, time: u64| {
        let subtree = Subtree::new(0, end).unwrap();
        let hash = Tree::new(14, log.files(14).0).hash(subtree).unwrap();
        let signature = key.sign_subtree("log.example", subtree, &hash, time);
        signature.unwrap().to_string()
    };
    assert!(matches!(read(200, &sign(8, 0)), Ok(Answer::Cosigned(found)) if found.len() == 1));
    let wrong = "signature 1 of `w.example`: the signature does not verify";
    assert_eq!(read(200, &sign(7, 0)), Err(wrong.to_owned()));
    // It says that a tree of eight is the largest that was seen.
    let timed = read(200, &sign(8, NOW)).unwrap_err();
    assert!(timed.starts_with("signature 1 of `w.example`: "), "{timed}");
    let none = "no signature is by a known key";
    assert_eq!(read(200, "— a AAAAAf8=\n"), Err(none.to_owned()));
    let refused = Answer::Refused(503, "later".to_owned());
    assert_eq!(read(503, "later\n"), Ok(refused));
}

#[test]
fn a_reason_is_kept_up_to_a_length() {
    let log = Log::new('a');
    let request = log.request(0, 5);
    for (letter, kept) in [("a", 1_000), ("\u{1f512}", 1_000)] {
        let answer = request.read_parts(503, letter.repeat(1_500).as_bytes(), []);
        let expect = Answer::Refused(503, letter.repeat(kept));
        assert_eq!(answer, Ok(expect));
    }
}

#[test]
fn why_a_witness_cannot_answer() {
    let told = |error: ServeError<&str>| error.to_string();
    assert_eq!(
        told(ServeError::State("the disk is full")),
        "the disk is full"
    );
    let cosign = ServeError::Cosign(CosignError::NoSubtrees);
    assert_eq!(told(cosign), "an Ed25519 key cosigns no subtrees");
    assert_eq!(
        told(ServeError::Contended),
        "other requests came between too often"
    );
    let corrupt = "the entries stored are not those that were verified";
    assert_eq!(told(ServeError::Corrupt), corrupt);
}

#[test]
fn monitors_read_by_the_hash_of_the_origin() {
    // SHA-256 of "abc", FIPS 180-2, appendix B.1.
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(origin_hash("abc"), hash);
}
