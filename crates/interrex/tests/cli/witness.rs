//! A witness over HTTP, as logs and monitors see it, and after it was killed.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};

use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use interrex_tlog::merkle::{Leaves, consistency_path, leaf_hash, prove, root};
use interrex_tlog::note::{SignerKey, VerifierKey};
use interrex_tlog::witness::{AddCheckpoint, Answer, origin_hash};

use crate::run::{Temporary, command, run};

const ORIGIN: &str = "log.example/one";

fn log() -> SignerKey {
    SignerKey::ed25519(ORIGIN, &[1; 32]).expect("a name")
}

/// The request to cosign `size` entries that begin with a word, after `old` of them.
fn request(word: &str, old: u64, size: u64) -> AddCheckpoint {
    let leaves: Vec<_> = (0..size)
        .map(|at| leaf_hash(format!("{word} {at}").as_bytes()))
        .collect();
    let path = consistency_path(old, size).filter(|_| old < size);
    let proof = path.map(|path| prove(&mut Leaves(&leaves), &path).expect("leaves enough"));
    let head = Checkpoint::new(ORIGIN, size, root(&leaves)).expect("an origin");
    let mut signed = SignedCheckpoint::unsigned(head).expect("a short note");
    signed.add(log().sign(signed.note().text()));
    AddCheckpoint::new(old, proof.unwrap_or_default(), signed)
}

/// The program, listening; it is killed in the end.
struct Running {
    child: Child,
    address: String,
    keys: Vec<VerifierKey>,
}

impl Running {
    fn start(folder: &Path) -> Self {
        let vkey = log().verifier().to_string();
        let mut child = command(folder)
            .args(["register", "witness", "w1", "--name", "w.example"])
            .args(["--listen", "127.0.0.1:0", "--log", &vkey])
            .args(["--ml-dsa-key", "ml.key"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program was built");
        let (mut keys, mut address) = (Vec::new(), String::new());
        let output = child.stdout.take().expect("it is piped");
        for line in BufReader::new(output).lines() {
            let line = line.expect("the program prints text");
            if let Some(key) = line.strip_prefix("witness ") {
                keys.push(VerifierKey::parse(key).expect("a vkey"));
            }
            if let Some(found) = line.strip_prefix("listening at http://") {
                found.clone_into(&mut address);
                break;
            }
        }
        assert!(!address.is_empty(), "it listens");
        Self {
            child,
            address,
            keys,
        }
    }

    /// Sends a request as it stands, and reads status and body.
    fn ask(&self, method: &str, path: &str, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        let length = body.len();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
        );
        stream
            .write_all((head + body).as_bytes())
            .expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok());
        (status.expect("a status"), body.to_owned())
    }

    #[track_caller]
    fn check(&self, request: &AddCheckpoint, expect: &Answer) {
        let (status, body) = self.ask("POST", "/add-checkpoint", &request.to_string());
        let read = request.read_parts(status, body.as_bytes(), &self.keys);
        match (read.expect("an answer of a witness"), expect) {
            (Answer::Cosigned(found), Answer::Cosigned(_)) => {
                assert_eq!(found.len(), 2, "Ed25519 and ML-DSA-44");
            }
            (Answer::Refused(found, _), Answer::Refused(expect, _)) => assert_eq!(found, *expect),
            (found, expect) => assert_eq!(&found, expect),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // On Unix this is `kill -9`.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_killed_witness_remembers_what_it_cosigned() {
    let folder = Temporary::new();
    fs::write(folder.path().join("ml.key"), "07".repeat(32)).expect("a key");
    let cosigned = Answer::Cosigned(Vec::new());
    let refused = |status| Answer::Refused(status, String::new());
    let running = Running::start(folder.path());
    let keys = running.keys.clone();
    let path = format!("/{}/checkpoint", origin_hash(ORIGIN));
    assert_eq!(running.ask("GET", &path, "").0, 404);
    running.check(&request("entry", 0, 3), &cosigned);
    for size in 4..9 {
        running.check(&request("entry", size - 1, size), &cosigned);
    }
    drop(running);

    let running = Running::start(folder.path());
    assert_eq!(running.keys, keys);
    running.check(&request("entry", 0, 3), &Answer::Conflict(8));
    running.check(&request("other", 8, 9), &refused(422));
    running.check(&request("other", 8, 8), &refused(422));
    running.check(&request("entry", 8, 8), &cosigned);
    running.check(&request("entry", 8, 9), &cosigned);
    let (status, body) = running.ask("GET", &path, "");
    let head = SignedCheckpoint::parse(body.as_bytes()).expect("a checkpoint");
    assert_eq!((status, head.checkpoint().size()), (200, 9));
    let all: Vec<VerifierKey> = keys.into_iter().chain([log().verifier().clone()]).collect();
    assert_eq!(head.verify(&all).expect("three signatures").len(), 3);
    assert_eq!(running.ask("GET", "/add-checkpoint", "").0, 405);
    assert_eq!(running.ask("POST", "/add-checkpoint", "old 9\n").0, 400);
}

#[test]
fn one_folder_has_one_witness() {
    let folder = Temporary::new();
    fs::write(folder.path().join("ml.key"), "07".repeat(32)).expect("a key");
    let running = Running::start(folder.path());
    let vkey = log().verifier().to_string();
    let again = [
        "register",
        "witness",
        "w1",
        "--name",
        "w.example",
        "--log",
        &vkey,
    ];
    let again = again.map(str::to_owned);
    let ran = run(&again, folder.path());
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("another process"), "{}", ran.stderr);
    running.check(&request("entry", 0, 3), &Answer::Cosigned(Vec::new()));
    drop(running);
    // Without its key, what it has cosigned is another witness's.
    fs::remove_file(folder.path().join("w1/witness.key")).expect("the key");
    let ran = run(&again, folder.path());
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("is gone"), "{}", ran.stderr);
}
