//! A mirror that listens: heads and entries are brought to it, in one piece or several, packed or not, and it is killed
//! in between.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic fails the test"
)]

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Stdio};

use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use interrex_tlog::mirror::{Header, UploadAnswer, ranges, read_answer, write_package};
use interrex_tlog::note::{SignerKey, VerifierKey};
use interrex_tlog::tiles::{Edge, Files, Tree};
use interrex_tlog::witness::{AddCheckpoint, origin_hash};

use crate::run::{Temporary, command, run};

const ORIGIN: &str = "log.example";

fn key() -> SignerKey {
    SignerKey::ed25519(ORIGIN, &[1; 32]).unwrap()
}

fn entries(word: &str, start: u64, end: u64) -> Vec<String> {
    (start..end).map(|at| format!("{word} {at}")).collect()
}

/// A log whose entries begin with a word.
fn files(word: &str, size: u64) -> Files {
    let mut files = Files::default();
    files.apply(&Edge::default().append(&entries(word, 0, size)).unwrap());
    files
}

fn head(word: &str, size: u64) -> SignedCheckpoint {
    let root = Tree::new(size, files(word, size)).root().unwrap();
    let mut head =
        SignedCheckpoint::unsigned(Checkpoint::new(ORIGIN, size, root).unwrap()).unwrap();
    head.add(key().sign(head.note().text()));
    head
}

/// The header and the first packages of an upload.
fn upload(start: u64, end: u64, packages: usize) -> Vec<u8> {
    let header = Header {
        origin: ORIGIN.into(),
        start,
        end,
        ticket: Vec::new(),
    };
    let mut body = header.to_bytes().unwrap();
    let mut tree = Tree::new(end, files("entry", end));
    for range in ranges(start, end).take(packages) {
        let proof = tree.subtree_consistency(range.subtree()).unwrap();
        body.extend(write_package(&entries("entry", range.start, range.end), &proof).unwrap());
    }
    body
}

struct Mirror {
    child: Child,
    key: String,
    url: String,
}

impl Mirror {
    fn start(folder: &Temporary) -> Self {
        let log = key().verifier().to_string();
        let mut child = command(folder.path())
            .args([
                "register",
                "mirror",
                "m",
                "--log",
                &log,
                "--name",
                "m.example",
            ])
            .args(["--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program was built");
        let output = child.stdout.take().expect("it is piped");
        let lines: Vec<String> = BufReader::new(output)
            .lines()
            .take(2)
            .map(Result::unwrap)
            .collect();
        let after = |at: usize, what: &str| lines[at].strip_prefix(what).expect(what).to_owned();
        Self {
            key: after(0, "mirror "),
            url: after(1, "listening at "),
            child,
        }
    }

    fn send(&self, path: &str, packing: &str, body: &[u8]) -> (u16, String, String) {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build()
            .into();
        let mut request = agent
            .post(format!("{}/{path}", self.url))
            .content_type("application/octet-stream");
        if !packing.is_empty() {
            request = request.header("content-encoding", packing);
        }
        let mut answer = request.send(body).unwrap();
        let kind = answer
            .headers()
            .get("content-type")
            .map(|kind| kind.to_str().unwrap().to_owned());
        (
            answer.status().as_u16(),
            kind.unwrap_or_default(),
            answer.body_mut().read_to_string().unwrap(),
        )
    }

    /// Shows a head that follows one of `old` entries.
    fn shows(&self, word: &str, old: u64, size: u64) -> u16 {
        let proof = Tree::new(size, files(word, size))
            .consistency(old)
            .unwrap_or_default();
        let request = AddCheckpoint::new(old, proof, head(word, size)).to_string();
        self.send("add-checkpoint", "", request.as_bytes()).0
    }

    #[track_caller]
    fn check(&self, body: &[u8], status: u16, expect: &str) {
        let (found, kind, text) = self.send("add-entries", "", body);
        assert_eq!((found, text.as_str()), (status, expect));
        assert_eq!(kind, "text/x.tlog.mirror-info");
    }

    #[track_caller]
    fn refuses(&self, body: &[u8], packing: &str, status: u16) {
        let (found, _, text) = self.send("add-entries", packing, body);
        assert_eq!(found, status, "{text}");
    }

    #[track_caller]
    fn cosigns(&self, body: &[u8], packing: &str, size: u64) {
        let (status, _, text) = self.send("add-entries", packing, body);
        let key = VerifierKey::parse(&self.key).unwrap();
        let answer = read_answer(&head("entry", size), status, text.as_bytes(), [&key]).unwrap();
        assert!(
            matches!(answer, UploadAnswer::Cosigned(ref all) if all.len() == 1),
            "{answer:?}"
        );
    }

    fn get(&self, path: &str) -> (u16, Vec<u8>) {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build()
            .into();
        let url = format!("{}/{}/{path}", self.url, origin_hash(ORIGIN));
        let mut answer = agent.get(url).call().unwrap();
        (
            answer.status().as_u16(),
            answer.body_mut().read_to_vec().unwrap(),
        )
    }

    /// The size of the head that is served, which the mirror has cosigned.
    fn served(&self) -> u64 {
        let (status, body) = self.get("checkpoint");
        assert_eq!(status, 200);
        let head = SignedCheckpoint::parse(&body).unwrap();
        head.verify([&VerifierKey::parse(&self.key).unwrap()])
            .unwrap();
        head.verify([key().verifier()]).unwrap();
        head.checkpoint().size()
    }
}

impl Drop for Mirror {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn packed(body: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(body).unwrap();
    packed.finish().unwrap()
}

#[test]
fn a_mirror_takes_what_belongs_to_the_head_that_it_was_shown() {
    let folder = Temporary::new();
    let mirror = Mirror::start(&folder);
    assert_eq!(mirror.get("checkpoint").0, 404);
    mirror.refuses(&upload(0, 600, 3), "", 422);
    assert_eq!(mirror.shows("entry", 0, 600), 200);
    assert_eq!(mirror.get("checkpoint").0, 404, "nothing is cosigned yet");
    mirror.check(&upload(0, 0, 0), 409, "600\n0\n\n");
    mirror.check(&upload(1, 600, 1), 409, "600\n0\n\n");
    let mut stranger = upload(0, 600, 3);
    stranger[3] ^= 1;
    mirror.refuses(&stranger, "", 404);
    let mut wrong = upload(0, 600, 3);
    wrong[35] ^= 1;
    mirror.refuses(&wrong, "", 422);
    mirror.refuses(&upload(0, 600, 3)[..2000], "", 400);
    mirror.refuses(b"", "", 400);
    mirror.refuses(b"not packed", "gzip", 400);
    mirror.refuses(&upload(0, 600, 3), "br", 415);
    // A part, and what came of it.
    mirror.check(&upload(0, 600, 2), 202, "600\n512\n\n");
    mirror.check(&upload(0, 0, 0), 409, "600\n512\n\n");
    assert_eq!(mirror.get("checkpoint").0, 404);
    mirror.cosigns(&upload(512, 600, 1), "", 600);
    assert_eq!(mirror.served(), 600);
    assert_eq!(mirror.shows("other", 600, 700), 422);
    assert_eq!(
        mirror.get("tile/entries/001").1,
        files("entry", 600)
            .get(interrex_tlog::tiles::Resource::parse("tile/entries/001").unwrap())
            .unwrap()
    );
    assert_eq!(mirror.get("tile/entries/002").0, 404);
    assert_eq!(mirror.get("../m/mirror.key").0, 404);
    assert_eq!(mirror.get("mirror.key").0, 404);
    // Packed, and in the midst of a bundle.
    assert_eq!(mirror.shows("entry", 600, 700), 200);
    assert_eq!(mirror.served(), 600);
    mirror.cosigns(&packed(&upload(600, 700, 1)), "gzip", 700);
    assert_eq!(mirror.served(), 700);
    assert_eq!(
        fs::read_dir(folder.path().join("m/pending"))
            .unwrap()
            .count(),
        2,
        "a lock and a head"
    );
    // Another program's check of the tiles: a copy is fetched from what is served.
    let from = format!("{}/{}", mirror.url, origin_hash(ORIGIN));
    let log = key().verifier().to_string();
    let fetch = ["register", "mirror", "copy", "--log", &log, "--from", &from].map(str::to_owned);
    let fetched = run(&fetch, folder.path());
    assert_eq!(
        fetched.stdout, "log.example: 700 entries more, 700 in all\n",
        "{fetched:?}"
    );
}

/// What was cosigned is there after a crash; what was not is asked for again.
#[test]
fn a_mirror_that_is_killed_keeps_what_it_has_cosigned() {
    let folder = Temporary::new();
    let mirror = Mirror::start(&folder);
    assert_eq!(mirror.shows("entry", 0, 300), 200);
    mirror.cosigns(&upload(0, 300, 2), "", 300);
    assert_eq!(mirror.shows("entry", 300, 1000), 200);
    mirror.check(&upload(300, 1000, 2), 202, "1000\n768\n\n");
    let key = mirror.key.clone();
    drop(mirror);
    let mirror = Mirror::start(&folder);
    assert_eq!(mirror.key, key);
    assert_eq!(mirror.served(), 300);
    assert_eq!(mirror.shows("other", 300, 400), 409, "it was shown 1000");
    mirror.check(&upload(768, 1000, 1), 409, "1000\n300\n\n");
    mirror.cosigns(&upload(300, 1000, 3), "", 1000);
    drop(mirror);
    // A crash between the copy and its cosignature.
    let head_alone = head("entry", 1000).to_string();
    fs::write(folder.path().join("m/checkpoint"), head_alone).unwrap();
    let mirror = Mirror::start(&folder);
    assert_eq!(mirror.served(), 1000);
}
