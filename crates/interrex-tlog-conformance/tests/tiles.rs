//! The suite for logs as tiles, against a good log, and against one with a fault of each kind.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic fails the test"
)]

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use flate2::Compression;
use flate2::write::GzEncoder;
use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};
use interrex_tlog::note::SignerKey;
use interrex_tlog::tiles::{Edge, Files, Resource};

const ORIGIN: &str = "log.example/one";

fn key() -> SignerKey {
    SignerKey::ed25519(ORIGIN, &[9; 32]).unwrap()
}

/// A log in a folder of its own.
fn log(name: &str, size: usize) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("tiles-{name}"));
    let _ = fs::remove_dir_all(&folder);
    let entries: Vec<String> = (0..size).map(|at| format!("entry {at}")).collect();
    let change = Edge::default().append(&entries).unwrap();
    let head = Checkpoint::new(ORIGIN, change.size, change.root).unwrap();
    let mut head = SignedCheckpoint::unsigned(head).unwrap();
    head.add(key().sign(head.note().text()));
    let mut files = Files::default();
    files.apply(&change);
    files.insert(Resource::Checkpoint, head.to_string().into_bytes());
    for (resource, bytes) in files.iter() {
        let path = folder.join(resource.to_string());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// Runs the suite: the first line that is not `ok` has the fragment; with none, all are.
#[track_caller]
fn check(place: &str, options: &[&str], expect_status: i32, fragment: &str) {
    let output = Command::new(env!("CARGO_BIN_EXE_interrex-tlog-conformance"))
        .args(["tiles", place, "--key", &key().verifier().to_string()])
        .args(options)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let bad = ["FAIL", "warn", "error"];
    let is_bad = |line: &&str| bad.iter().any(|word| line.starts_with(word));
    let first = text.lines().find(is_bad).unwrap_or_default();
    assert!(first.contains(fragment), "no `{fragment}` in {text}");
    assert_eq!(first.is_empty(), fragment.is_empty(), "{text}");
    assert_eq!(output.status.code(), Some(expect_status), "{text}");
}

/// A log of 1000 entries in which something was changed.
#[track_caller]
fn spoiled(name: &str, change: impl Fn(&Path), fragment: &str) {
    let folder = log(name, 1000);
    change(&folder);
    check(folder.to_str().unwrap(), &[], 1, fragment);
}

#[test]
fn good_logs_pass() {
    for size in [1, 255, 256, 257, 1000] {
        let folder = log(&format!("good-{size}"), size);
        check(folder.to_str().unwrap(), &[], 0, "");
    }
}

#[test]
fn full_tiles() {
    let flip = |folder: &Path| {
        let path = folder.join("tile/0/001");
        let mut bytes = fs::read(&path).unwrap();
        bytes[0] ^= 1;
        fs::write(path, bytes).unwrap();
    };
    let rule =
        "full tiles of level 0 are there and hash to the level above: tile/0/001: it hashes to";
    spoiled("flipped", flip, rule);
    let remove = |folder: &Path| fs::remove_file(folder.join("tile/0/001")).unwrap();
    spoiled("missing", remove, "full tiles of level 0");
    // What is left out is said; the first and the last are read.
    let folder = log("sampled", 1000);
    flip(&folder);
    let folder = folder.to_str().unwrap();
    check(folder, &["--tiles", "2", "--bundles", "0"], 0, "");
    check(folder, &["--tiles", "3", "--bundles", "0"], 1, rule);
}

#[test]
fn partial_tiles() {
    let widen = |folder: &Path| {
        let path = folder.join("tile/0/003.p/232");
        let mut bytes = fs::read(&path).unwrap();
        bytes.extend([7; 32]);
        fs::write(path, bytes).unwrap();
    };
    spoiled("wide", widen, "7456 bytes where 7424 are expected");
    let as_full = |folder: &Path| {
        fs::copy(folder.join("tile/0/003.p/232"), folder.join("tile/0/003")).unwrap();
    };
    let rule = "no tile that is still partial is served as a full one: tile/0/003";
    spoiled("as-full", as_full, rule);
    for path in ["tile/1/000.p/0", "tile/entries/003.p/0", "tile/2/000.p/0"] {
        let empty = |folder: &Path| {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        };
        spoiled(
            "empty",
            empty,
            &format!("no empty tile is served: there is a file {path}"),
        );
    }
}

/// How files are served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Served {
    Packed,
    /// As gzip, and it is none.
    Mislabeled,
    /// A body that is small packed, and unpacked larger than any bundle.
    Bomb,
    /// The type of the checkpoint with its parameter written otherwise.
    Parameter,
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn converse(folder: &Path, served: Served, stream: &TcpStream) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let mut line = first.clone();
    while !line.trim().is_empty() {
        line.clear();
        reader.read_line(&mut line).ok()?;
    }
    let path = first.split(' ').nth(1)?.trim_start_matches('/').to_owned();
    let is_bundle = path.contains("entries");
    let (status, bytes) = match fs::read(folder.join(&path)) {
        Ok(bytes) => (200, bytes),
        Err(_) => (404, Vec::new()),
    };
    let kind = match path.as_str() {
        "checkpoint" if served == Served::Parameter => "text/plain;charset=UTF-8",
        "checkpoint" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
    let (encoding, bytes) = match served {
        Served::Packed if is_bundle => ("Content-Encoding: gzip\r\n", packed(&bytes)),
        Served::Mislabeled if is_bundle => ("Content-Encoding: gzip\r\n", bytes),
        Served::Bomb if is_bundle => ("Content-Encoding: gzip\r\n", packed(&vec![0; 32 << 20])),
        _ => ("", bytes),
    };
    let head = format!(
        "HTTP/1.1 {status} Served\r\nContent-Type: {kind}\r\n{encoding}Content-Length: {}\r\n\r\n",
        bytes.len()
    );
    let mut stream = stream;
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(&bytes).ok()
}

#[test]
fn what_is_packed_is_unpacked() {
    let cases = [
        (Served::Packed, 0, ""),
        (Served::Mislabeled, 1, "it is packed with gzip, and wrongly"),
        (Served::Bomb, 1, "unpacked, it has more than"),
        (
            Served::Parameter,
            0,
            "warn  [tlog-tiles, checkpoints] the content type",
        ),
    ];
    for (served, expect_status, fragment) in cases {
        let folder = log(&format!("{served:?}"), 300);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        thread::spawn(move || {
            for stream in listener.incoming() {
                let _ = converse(&folder, served, &stream.unwrap());
            }
        });
        check(&url, &[], expect_status, fragment);
    }
}
