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

use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use interrex_tlog::cosignature::Cosigner;
use interrex_tlog::note::{Signature, SignerKey};
use interrex_tlog::witness::{AddCheckpoint, Memory, Response, State as _, Witness, origin_hash};

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
    /// A proof at old size 0 is ignored.
    TakesProofAtZero,
    /// A conflict says no size.
    SilentConflict,
    /// A conflict is answered where a proof is wrong, without a size.
    ConflictForProof,
    /// Heads are cosigned with status 201.
    Created,
    /// A head is recorded before its proof is checked.
    StoresFirst,
    /// The connection is closed where a body is no request.
    Closes,
    /// The type of a conflict has a parameter.
    ConflictParameter,
    /// A GET is answered with 501.
    NotImplemented,
    /// Wrong signatures by the log's key are ignored.
    IgnoresWrong,
    /// Proofs are not checked from sizes of a kind, or to them.
    Blind(Kind),
    /// One signature is looked at.
    FirstSignature,
    /// More than so many signatures are refused.
    FewSignatures(usize),
    /// Bodies are refused from a length on.
    ShortBodies,
    /// The names of keys are not looked at.
    IdAlone,
    /// Heads with extension lines are refused.
    NoExtensions,
    /// Extension lines are not cosigned.
    DropsExtensions,
    /// What is wrong with the text of a head is not seen.
    AnyText,
    /// Times are in milliseconds.
    Milliseconds,
}

/// A kind of sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    OldPower,
    OldOdd,
    OldSmall,
    OldLarge,
    NewPower,
    NewNext,
}

impl Kind {
    fn has(self, old: u64, new: u64) -> bool {
        match self {
            Self::OldPower => old.is_power_of_two(),
            Self::OldOdd => old % 2 == 1,
            Self::OldSmall => old < 9,
            Self::OldLarge => old > 64,
            Self::NewPower => new.is_power_of_two(),
            Self::NewNext => new == old + 1,
        }
    }
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
        let now = match self.planted {
            Planted::Milliseconds => u64::try_from(now.as_millis()).unwrap(),
            _ => now.as_secs(),
        };
        if let Some(answer) = self.before(body) {
            return answer;
        }
        let body = &*self.understood(body);
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
        let answer = self.witness.add_checkpoint(&mut copy, body, now).unwrap();
        if answer.status == 200 {
            *self.last.lock().unwrap() = Some((body.to_vec(), answer.clone()));
        }
        if self.planted != Planted::Forgetful || answer.status != 200 {
            *state = copy;
        }
        match request {
            Ok(request) => self.spoiled(&mut state, &request, answer, now),
            Err(_) => answer,
        }
    }

    /// The answer to what is a request, with what is wrong with it.
    fn spoiled(
        &self,
        state: &mut Memory,
        request: &AddCheckpoint,
        mut answer: Response,
        now: u64,
    ) -> Response {
        let (old, head) = (request.old_size(), request.checkpoint());
        match (self.planted, answer.status) {
            (Planted::BadRequestForProofAtZero, 422) if old == 0 && !request.proof().is_empty() => {
                status(400)
            }
            (Planted::ForbiddenOrigin, 404) => status(403),
            (Planted::ConflictType, 409) => {
                answer.content_type = "text/plain";
                answer
            }
            (Planted::ConflictParameter, 409) => {
                answer.content_type = "text/x.tlog.size; charset=utf-8";
                answer
            }
            (Planted::SilentConflict, 409) => {
                answer.body.clear();
                answer
            }
            (Planted::ConflictForProof, 422) => Response {
                body: String::new(),
                ..status(409)
            },
            (Planted::SplitView, 422) if old > 0 => self.cosigned(head.checkpoint(), now),
            (Planted::Blind(kind), 422) if old > 0 && kind.has(old, head.checkpoint().size()) => {
                let last = state.latest(ORIGIN).unwrap();
                state.record(last, head).unwrap();
                self.cosigned(head.checkpoint(), now)
            }
            (Planted::StoresFirst, 422) => {
                let last = state.latest(ORIGIN).unwrap();
                state.record(last, head).unwrap();
                answer
            }
            (Planted::Created, 200) => {
                answer.status = 201;
                answer
            }
            (Planted::DropsExtensions, 200) => {
                let head = head.checkpoint();
                let head = Checkpoint::new(head.origin(), head.size(), head.root());
                self.cosigned(&head.unwrap(), now)
            }
            _ => answer,
        }
    }

    fn cosigned(&self, head: &Checkpoint, now: u64) -> Response {
        let signature = self.witness.cosigners()[0].cosign(head, now).unwrap();
        Response {
            body: signature.to_string(),
            ..status(200)
        }
    }

    /// What is answered before anything is looked at.
    fn before(&self, body: &[u8]) -> Option<Response> {
        let request = AddCheckpoint::parse(body);
        let is_bad = match (self.planted, request) {
            (Planted::ShortBodies, _) => body.len() > 4096,
            (Planted::FewSignatures(max), Ok(one)) => {
                one.checkpoint().note().signatures().len() > max
            }
            (Planted::NoExtensions, Ok(one)) => {
                !one.checkpoint().checkpoint().extensions().is_empty()
            }
            (Planted::AnyText, Err(error)) => {
                let text = error.to_string();
                return ["31 bytes", "33 bytes", "control character"]
                    .iter()
                    .any(|fault| text.contains(fault))
                    .then(|| status(200));
            }
            _ => false,
        };
        is_bad.then(|| status(400))
    }

    /// The request as the witness understands it.
    fn understood(&self, body: &[u8]) -> Vec<u8> {
        let Ok(one) = AddCheckpoint::parse(body) else {
            return body.to_vec();
        };
        let key = SignerKey::ed25519(ORIGIN, &seed()).unwrap();
        let (key, head) = (key.verifier(), one.checkpoint());
        let text = head.note().text();
        let all = head.note().signatures().iter().cloned();
        let kept: Vec<Signature> = match self.planted {
            Planted::IgnoresWrong => all
                .filter(|one| !one.is_named_as(key) || key.verify(text, one).is_ok())
                .collect(),
            Planted::FirstSignature => all.take(1).collect(),
            Planted::IdAlone => all
                .map(|one| match one.id() {
                    id if id == key.id() => {
                        Signature::new(ORIGIN, id, one.bytes().to_vec()).unwrap()
                    }
                    _ => one,
                })
                .collect(),
            Planted::TakesProofAtZero if one.old_size() == 0 => {
                return AddCheckpoint::new(0, Vec::new(), head.clone())
                    .to_string()
                    .into_bytes();
            }
            _ => return body.to_vec(),
        };
        if kept.is_empty() {
            return body.to_vec();
        }
        let mut head = SignedCheckpoint::unsigned(head.checkpoint().clone()).unwrap();
        for signature in kept {
            head.add(signature);
        }
        AddCheckpoint::new(one.old_size(), one.proof().to_vec(), head)
            .to_string()
            .into_bytes()
    }

    fn answer(&self, method: &str, path: &str, body: &[u8]) -> Response {
        if (method, path) == ("POST", "/add-checkpoint") {
            return self.add_checkpoint(body);
        }
        if path == "/add-checkpoint" && self.planted == Planted::NotImplemented {
            return status(501);
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
            let is_request = AddCheckpoint::parse(&body).is_ok();
            if self.planted == Planted::Closes && first.starts_with("POST") && !is_request {
                return None;
            }
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

/// Serves a witness, and answers its URL.
fn serve(server: Server) -> String {
    let server = Arc::new(server);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let server = Arc::clone(&server);
            thread::spawn(move || server.converse(&stream.unwrap()));
        }
    });
    url
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
}

/// Runs the suite; the exit status and what it said.
fn run(url: &str, name: &str, options: &[&str]) -> (i32, String) {
    let path = folder().join(format!("{name}.seed"));
    let digits = seed().map(|byte| format!("{byte:02x}"));
    fs::write(&path, digits.concat()).unwrap();
    let key = Cosigner::ed25519("w.example", &[2; 32]).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_interrex-tlog-conformance"))
        .args(["witness", url, "--witness-key"])
        .args([&key.verifier().to_string(), "--origin-key"])
        .arg(&path)
        .args(options)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), text + &errors)
}

/// Runs the suite, and looks for lines that are not `ok`. Each fragment is in one of them at least, and each of
/// them has one of the fragments.
#[track_caller]
fn check(planted: Planted, expect_status: i32, fragments: &[&str]) {
    let url = serve(server(planted));
    let ran = run(&url, &format!("{planted:?}"), &[]);
    compare(ran, expect_status, fragments);
}

#[track_caller]
fn compare((status, text): (i32, String), expect_status: i32, fragments: &[&str]) {
    assert_eq!(status, expect_status, "{text}");
    assert!(text.contains(" skipped\n"), "no summary: {text}");
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
        "heads and proofs that do not extend the last one",
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

#[test]
fn wrong_heads_that_are_taken_are_told_as_that() {
    let rule = "FAIL  [tlog-witness, add-checkpoint] a proof at old size 0 is answered with 422: expected 422, the answer is 200";
    check(Planted::TakesProofAtZero, 1, &[rule]);
    let rules = [
        "a refusal changes nothing, here: ",
        "do not extend the last one",
    ];
    check(Planted::StoresFirst, 1, &rules);
}

#[test]
fn wrong_answers_do_not_stop_the_suite() {
    check(Planted::SilentConflict, 1, &["with 409 and "]);
    check(
        Planted::ConflictForProof,
        1,
        &["is answered with 422", "are answered with 422"],
    );
    check(Planted::Created, 1, &["the answer is 201"]);
    check(
        Planted::Closes,
        1,
        &["is refused: expected 400, no answer came"],
    );
}

#[test]
fn what_a_text_leaves_open_is_a_warning() {
    check(
        Planted::ConflictParameter,
        0,
        &["found `text/x.tlog.size; charset=utf-8`"],
    );
    check(
        Planted::NotImplemented,
        0,
        &["a request that is no POST is refused: expected 405"],
    );
}

#[test]
fn proofs_between_sizes_of_every_kind() {
    use Kind::{NewNext, NewPower, OldLarge, OldOdd, OldPower, OldSmall};
    for kind in [OldPower, OldOdd, OldSmall, OldLarge, NewPower, NewNext] {
        // The checks at one pair of sizes find some kinds as well.
        let rules = ["do not extend the last one", "is answered with 422"];
        let url = serve(server(Planted::Blind(kind)));
        let (status, text) = run(&url, &format!("{kind:?}"), &[]);
        let found = text.lines().filter(|line| line.starts_with("FAIL"));
        let found: Vec<&str> = found.collect();
        assert_eq!(status, 1, "{text}");
        assert!(found[0].contains(rules[0]), "{found:#?}");
        let known = |line: &&str| rules.iter().any(|rule| line.contains(rule));
        assert!(found.iter().all(known), "{found:#?}");
    }
}

#[test]
fn signatures() {
    let second = "found as the second one";
    let last = "found as the last of 16";
    let long = [
        "signatures as long as those of ML-DSA-44",
        "16 signatures of nearly 5 kB",
    ];
    let before = "a wrong signature with the name and ID of the log's key, before";
    let after = "a wrong signature with the name and ID of the log's key, after";
    let own_name = "a signature in the log's name, by an unknown key, is ignored";
    let other_name = "a signature with the ID of the log's key and another name is ignored";
    check(Planted::IgnoresWrong, 1, &[before, after]);
    let rules = [second, last, long[0], long[1], own_name, other_name, after];
    check(Planted::FirstSignature, 1, &rules);
    check(Planted::FewSignatures(15), 1, &[last, long[1]]);
    check(Planted::ShortBodies, 1, &long);
    let rule = "the log's signature under another name alone is answered with 403";
    check(Planted::IdAlone, 1, &[other_name, rule]);
}

#[test]
fn texts() {
    let rule = "a head with extension lines is cosigned";
    check(Planted::NoExtensions, 1, &[rule]);
    check(Planted::DropsExtensions, 1, &[rule]);
    let rules = [
        "a root hash of 31 bytes is refused",
        "a first head with a root hash of 31 bytes is refused",
        "a root hash of 33 bytes is refused",
        "a control character in an extension line is refused",
    ];
    check(Planted::AnyText, 1, &rules);
    let rules = [
        "FAIL  [tlog-cosignature, format] the time of a cosignature is in seconds",
        "the time of a cosignature is that at which it was made",
    ];
    check(Planted::Milliseconds, 1, &rules);
}

#[test]
fn a_log_is_not_used_up() {
    let url = serve(server(Planted::Nothing));
    for _ in 0..4 {
        compare(run(&url, "again", &[]), 0, &[]);
    }
}

#[test]
fn what_a_witness_forgets_when_it_is_started_again() {
    let state = folder().join("forgets.state");
    let _ = fs::remove_file(&state);
    let options = ["--state", state.to_str().unwrap()];
    let url = serve(server(Planted::Nothing));
    compare(run(&url, "remembers", &options), 0, &[]);
    compare(run(&url, "remembers", &options), 0, &[]);
    let url = serve(server(Planted::Nothing));
    let rule = "of the run before, is still the last one: the answer is 409 `0`";
    compare(run(&url, "forgets", &options), 1, &[rule]);
    compare(run(&url, "forgets", &options), 0, &[]);
}
