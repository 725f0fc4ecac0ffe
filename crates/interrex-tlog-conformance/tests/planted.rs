//! The suite for witnesses, against a good witness, and against one with a fault of each kind: each is found, and no
//! other check fails.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_types,
    reason = "a panic fails the test"
)]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use interrex_tlog::cosignature::Cosigner;
use interrex_tlog::note::SignerKey;
use interrex_tlog::witness::{AddCheckpoint, Memory, Response, Witness, origin_hash};

const ORIGIN: &str = "conformance.example/log";

/// What is wrong with a witness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Planted {
    Nothing,
    /// A proof at old size 0 is answered with 400.
    BadRequestForProofAtZero,
    /// A head that is repeated gets the cosignature that it has.
    OldCosignature,
    /// The request that was answered last is answered again.
    Idempotent,
    /// A head that does not extend the last one is cosigned.
    SplitView,
    /// A head that was cosigned is forgotten.
    Forgetful,
    /// The size of a conflict has another type.
    ConflictType,
    /// A head is checked, and recorded a while later.
    Race,
    /// Unknown origins are answered as unknown keys.
    ForbiddenOrigin,
    /// Nothing is served to monitors.
    NoMonitor,
}

struct Server {
    planted: Planted,
    witness: Witness,
    state: Mutex<Memory>,
    last: Mutex<Option<(Vec<u8>, Response)>>,
}

fn seed() -> [u8; 32] {
    [9; 32]
}

fn server(planted: Planted) -> Server {
    let log = SignerKey::ed25519(ORIGIN, &seed()).unwrap();
    let mut state = Memory::default();
    state.trust(ORIGIN, log.verifier().clone());
    Server {
        planted,
        witness: Witness::new(vec![Cosigner::ed25519("w.example", &[2; 32]).unwrap()]),
        state: Mutex::new(state),
        last: Mutex::new(None),
    }
}

fn status(status: u16) -> Response {
    Response {
        status,
        content_type: "text/plain; charset=utf-8",
        body: "planted\n".to_owned(),
    }
}

impl Server {
    fn add_checkpoint(&self, body: &[u8]) -> Response {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let now = now.as_secs();
        let mut state = self.state.lock().unwrap();
        let mut copy = state.clone();
        if self.planted == Planted::Race {
            drop(state);
            let answer = self.witness.add_checkpoint(&mut copy, body, now).unwrap();
            thread::sleep(Duration::from_millis(60));
            *self.state.lock().unwrap() = copy;
            return answer;
        }
        let request = AddCheckpoint::parse(body);
        let last = self.last.lock().unwrap().clone();
        match (self.planted, &request, last) {
            (Planted::Idempotent, _, Some((known, answer))) if known == body => return answer,
            (Planted::OldCosignature, Ok(request), Some((known, answer))) => {
                let known = AddCheckpoint::parse(&known).unwrap();
                let head = request.checkpoint();
                let is_repeated = known.checkpoint() == head && request.proof().is_empty();
                if is_repeated && request.old_size() == head.checkpoint().size() {
                    return answer;
                }
            }
            _ => {}
        }
        let mut answer = self.witness.add_checkpoint(&mut copy, body, now).unwrap();
        if answer.status == 200 {
            *self.last.lock().unwrap() = Some((body.to_vec(), answer.clone()));
        }
        if self.planted != Planted::Forgetful || answer.status != 200 {
            *state = copy;
        }
        match (self.planted, answer.status, request) {
            (Planted::BadRequestForProofAtZero, 422, Ok(one)) if one.old_size() == 0 => {
                if one.proof().is_empty() {
                    answer
                } else {
                    status(400)
                }
            }
            (Planted::ForbiddenOrigin, 404, _) => status(403),
            (Planted::ConflictType, 409, _) => {
                answer.content_type = "text/plain";
                answer
            }
            (Planted::SplitView, 422, Ok(one)) if one.old_size() > 0 => {
                let head = one.checkpoint().checkpoint();
                let signature = self.witness.cosigners()[0].cosign(head, now).unwrap();
                Response {
                    body: signature.to_string(),
                    ..status(200)
                }
            }
            _ => answer,
        }
    }

    fn answer(&self, method: &str, path: &str, body: &[u8]) -> Response {
        if (method, path) == ("POST", "/add-checkpoint") {
            return self.add_checkpoint(body);
        }
        let state = self.state.lock().unwrap();
        let known = path == format!("/{}/checkpoint", origin_hash(ORIGIN));
        match state.head(ORIGIN) {
            Some(head) if known && self.planted != Planted::NoMonitor => Response {
                body: head.to_string(),
                ..status(200)
            },
            _ => status(404),
        }
    }

    fn converse(&self, stream: &TcpStream) -> Option<()> {
        let mut reader = BufReader::new(stream);
        loop {
            let (mut first, mut length) = (String::new(), 0);
            reader.read_line(&mut first).ok()?;
            loop {
                let mut line = String::new();
                reader.read_line(&mut line).ok()?;
                if line.trim().is_empty() {
                    break;
                }
                let (name, value) = line.split_once(':')?;
                if name.eq_ignore_ascii_case("content-length") {
                    length = value.trim().parse().ok()?;
                }
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).ok()?;
            let mut words = first.split(' ');
            let answer = self.answer(words.next()?, words.next()?, &body);
            let head = format!(
                "HTTP/1.1 {} Planted\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n{}",
                answer.status,
                answer.content_type,
                answer.body.len(),
                answer.body
            );
            (&*stream).write_all(head.as_bytes()).ok()?;
        }
    }
}

/// Runs the suite, and looks for lines that are not `ok`. Each fragment is in one of them at least, and each of
/// them has one of the fragments.
#[track_caller]
fn check(planted: Planted, expect_status: i32, fragments: &[&str]) {
    let server = Arc::new(server(planted));
    let key = server.witness.cosigners()[0].verifier().to_string();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let server = Arc::clone(&server);
            thread::spawn(move || server.converse(&stream.unwrap()));
        }
    });
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{planted:?}.seed"));
    let digits = seed().map(|byte| format!("{byte:02x}"));
    fs::write(&path, digits.concat()).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_interrex-tlog-conformance"))
        .args(["witness", &url, "--witness-key", &key, "--origin-key"])
        .arg(&path)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(expect_status), "{text}{errors}");
    let found: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("FAIL") || line.starts_with("warn"))
        .collect();
    for fragment in fragments {
        let one = found.iter().any(|line| line.contains(fragment));
        assert!(one, "no `{fragment}` in {found:#?}");
    }
    for line in found {
        let one = fragments.iter().any(|fragment| line.contains(fragment));
        assert!(one, "unexpected: {line}");
    }
}

#[test]
fn a_good_witness_passes() {
    check(Planted::Nothing, 0, &[]);
}

#[test]
fn statuses() {
    let rule = "a proof at old size 0 is answered with 422: expected 422, the answer is 400";
    check(Planted::BadRequestForProofAtZero, 1, &[rule]);
    let rule = "a head of an unknown origin is answered with 404: expected 404, the answer is 403";
    check(Planted::ForbiddenOrigin, 1, &[rule]);
    check(
        Planted::ConflictType,
        1,
        &["the content type `text/x.tlog.size`"],
    );
    let rule = "the request that was answered last, repeated, is answered with 409";
    // The third request for one head is the second once more.
    let repeated = "a head that is repeated gets a cosignature of the time at which it is";
    check(Planted::Idempotent, 1, &[rule, repeated]);
}

#[test]
fn old_cosignatures() {
    let rule = "a head that is repeated gets a cosignature of the time at which it is";
    check(Planted::OldCosignature, 0, &[rule]);
}

#[test]
fn monitors() {
    check(
        Planted::NoMonitor,
        0,
        &["a recent head of the log is served"],
    );
}

#[test]
fn two_histories() {
    let rules = [
        "no proof is answered with 422",
        "a proof without its last hash",
        "a proof with a hash too many",
        "a proof in reverse order",
        "a proof with a flipped bit",
        "a split view, with the proof of its own history",
        "a split view, with the proof of the first history",
        "another root at the same size",
        "a proof from a head to itself",
    ];
    check(Planted::SplitView, 1, &rules);
    let rule = "of four heads at once that follow the same old size, no more than one is cosigned";
    check(Planted::Race, 1, &[rule]);
}

#[test]
fn what_was_cosigned_is_remembered() {
    // Whatever comes after the first head is answered as if it were the first.
    let rule = "a head that extends the last one is cosigned";
    check(Planted::Forgetful, 1, &[rule, "[tlog-"]);
}
