//! The suite for mirrors, against a good mirror, and against one with a fault of each kind: each is found, and no other
//! check fails.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic fails the test"
)]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;

use interrex_tlog::cosignature::Cosigner;
use interrex_tlog::mirror::{Memory, Mirror, Store as _, Upload};
use interrex_tlog::note::SignerKey;
use interrex_tlog::tiles::{Edge, Files, Resource};
use interrex_tlog::witness::{AddCheckpoint, Response, State as _, origin_hash};

const ORIGIN: &str = "conformance.example/log";
const NOW: u64 = 1_800_000_000;

/// What is wrong with a mirror.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Planted {
    Nothing,
    /// A head is cosigned before its entries are there.
    SignsEarly,
    /// A package that does not belong to the head is answered as if it did.
    TakesAnything,
    /// Bodies are not unpacked.
    KnowsNoGzip,
    /// How to go on is told in another type.
    InfoType,
    /// The pending head is served.
    ServesPending,
    /// A part of an upload is answered as if it were nothing.
    ForgetsParts,
}

struct Server {
    planted: Planted,
    mirror: Mirror,
    store: Mutex<Memory>,
}

fn signer() -> SignerKey {
    SignerKey::ed25519(ORIGIN, &[9; 32]).unwrap()
}

fn response(status: u16, content_type: &'static str, body: String) -> Response {
    Response {
        status,
        content_type,
        body,
    }
}

/// The bytes of a body whose blocks are as they are.
fn unpacked(body: &[u8]) -> Vec<u8> {
    let mut found = Vec::new();
    let mut rest = &body[10..];
    loop {
        let length = usize::from(u16::from_le_bytes([rest[1], rest[2]]));
        found.extend(&rest[5..5 + length]);
        if rest[0] == 1 {
            return found;
        }
        rest = &rest[5 + length..];
    }
}

impl Server {
    fn add_checkpoint(&self, body: &[u8]) -> Response {
        let mut store = self.store.lock().unwrap();
        let answer = self.mirror.add_checkpoint(&mut *store, body).unwrap();
        if self.planted == Planted::SignsEarly && answer.status == 200 {
            let request = AddCheckpoint::parse(body).unwrap();
            let head = request.checkpoint().checkpoint();
            let signature = self.mirror.cosigners()[0].cosign(head, NOW).unwrap();
            return response(200, answer.content_type, signature.to_string());
        }
        answer
    }

    fn add_entries(&self, body: &[u8], is_packed: bool) -> Response {
        let body = if is_packed && self.planted != Planted::KnowsNoGzip {
            unpacked(body)
        } else {
            body.to_vec()
        };
        let mut store = self.store.lock().unwrap();
        let mut upload = Upload::default();
        let before = store.clone();
        let refused = upload.push(&mut *store, &body).unwrap();
        let mut answer =
            refused.unwrap_or_else(|| upload.finish(&self.mirror, &mut *store, NOW).unwrap());
        match (self.planted, answer.status) {
            (Planted::TakesAnything, 422) => answer.status = 202,
            (Planted::InfoType, 202 | 409) => answer.content_type = "text/plain",
            (Planted::ForgetsParts, 202) => {
                *store = before;
                answer.status = 400;
            }
            _ => {}
        }
        answer
    }

    /// A file of the copy, as bytes with their type.
    fn file(&self, path: &str) -> Option<(&'static str, Vec<u8>)> {
        let store = self.store.lock().unwrap();
        let path = path.strip_prefix(&format!("/{}/", origin_hash(ORIGIN)))?;
        let mirrored = store.mirrored(ORIGIN).unwrap();
        if path == "checkpoint" {
            let (size, _) = store.latest(ORIGIN).unwrap()?;
            let pending = store.pending(ORIGIN, size, &[]).unwrap();
            let served = if self.planted == Planted::ServesPending {
                pending
            } else {
                mirrored
            };
            return Some((
                "text/plain; charset=utf-8",
                served?.to_string().into_bytes(),
            ));
        }
        let size = usize::try_from(mirrored?.checkpoint().size()).unwrap();
        let mut files = Files::default();
        files.apply(
            &Edge::default()
                .append(&store.entries(ORIGIN)[..size])
                .unwrap(),
        );
        let bytes = files.get(Resource::parse(path).ok()?)?;
        Some(("application/octet-stream", bytes.to_vec()))
    }

    fn converse(&self, stream: &TcpStream) -> Option<()> {
        let mut reader = BufReader::new(stream);
        loop {
            let (mut first, mut length, mut is_packed) = (String::new(), 0, false);
            reader.read_line(&mut first).ok()?;
            loop {
                let mut line = String::new();
                reader.read_line(&mut line).ok()?;
                if line.trim().is_empty() {
                    break;
                }
                let line = line.to_ascii_lowercase();
                let (name, value) = line.split_once(':')?;
                match name {
                    "content-length" => length = value.trim().parse().ok()?,
                    "content-encoding" => is_packed = value.trim() == "gzip",
                    _ => {}
                }
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).ok()?;
            let mut words = first.split(' ');
            let (method, path) = (words.next()?, words.next()?);
            let (status, kind, bytes) = match (method, path) {
                ("POST", "/add-checkpoint") => told(self.add_checkpoint(&body)),
                ("POST", "/add-entries") => told(self.add_entries(&body, is_packed)),
                _ => match self.file(path) {
                    Some((kind, bytes)) => (200, kind, bytes),
                    None => (404, "text/plain", Vec::new()),
                },
            };
            let head = format!(
                "HTTP/1.1 {status} Planted\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
                bytes.len()
            );
            (&*stream).write_all(head.as_bytes()).ok()?;
            (&*stream).write_all(&bytes).ok()?;
        }
    }
}

fn told(response: Response) -> (u16, &'static str, Vec<u8>) {
    (
        response.status,
        response.content_type,
        response.body.into_bytes(),
    )
}

/// Runs the suite, and looks for lines that are not `ok`. Each fragment is in one of them at least, and each of them has
/// one of the fragments.
#[track_caller]
fn check(planted: Planted, expect_status: i32, fragments: &[&str]) {
    let mut store = Memory::default();
    store.trust(ORIGIN, signer().verifier().clone());
    let cosigner = Cosigner::ml_dsa_44("mirror.example", &[3; 32]).unwrap();
    let key = cosigner.verifier().to_string();
    let server = Arc::new(Server {
        planted,
        mirror: Mirror::new(vec![cosigner]),
        store: Mutex::new(store),
    });
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let server = Arc::clone(&server);
            thread::spawn(move || server.converse(&stream.unwrap()));
        }
    });
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("mirror-{planted:?}.seed"));
    fs::write(&path, "09".repeat(32)).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_interrex-tlog-conformance"))
        .args(["mirror", &url, "--mirror-key", &key, "--origin-key"])
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
fn a_good_mirror_passes() {
    check(Planted::Nothing, 0, &[]);
}

#[test]
fn what_is_cosigned_and_served_too_early() {
    check(
        Planted::SignsEarly,
        1,
        &["before its entries are there: it is"],
    );
    let rules = [
        "no head is served without the mirror's cosignature",
        "it bears the mirror's cosignature",
        "the head of 300 entries is served: it has 600",
    ];
    check(Planted::ServesPending, 1, &rules);
}

#[test]
fn packages() {
    let rules = [
        "a changed entry is answered with 422",
        "a changed hash of a proof is answered with 422",
    ];
    check(Planted::TakesAnything, 1, &rules);
    let rules = [
        "a part of the packages is answered with 202",
        "a package that ends too early is dropped",
        "the rest of the packages is answered with 200",
        "an upload of nothing to the same head",
        "is served",
        "gzip is taken",
        "an end below the mirror's head",
        "[tlog-",
    ];
    check(Planted::ForgetsParts, 1, &rules);
}

#[test]
fn forms() {
    check(
        Planted::InfoType,
        1,
        &["the content type `text/x.tlog.mirror-info`, found `text/plain`"],
    );
    let rules = [
        "a body packed with gzip is taken",
        "the head of 600 entries is served",
        "an end below the mirror's head",
    ];
    check(Planted::KnowsNoGzip, 1, &rules);
}
