//! Sites that exchange their logs by way of an object store, and stores that refuse, fail and lie.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic fails the test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;

use crate::register::Drill;
use crate::run::{Ran, command};

const SECRET: &str = "not-to-be-printed";

/// What is in the store, and how it behaves.
#[derive(Default)]
struct State {
    /// By path, with the number of the version.
    objects: BTreeMap<String, (Vec<u8>, u64)>,
    versions: u64,
    /// What it answers first, and how often: status, code and message.
    refusals: Vec<(u16, &'static str, &'static str)>,
    /// Whether it takes no notice of conditions.
    ignores_conditions: bool,
    /// What somebody else puts in the place of the next head that is written, just before.
    another_head: Option<Vec<u8>>,
    requests: usize,
}

/// A store that listens.
#[derive(Clone)]
struct Store {
    state: Arc<Mutex<State>>,
    endpoint: String,
}

struct Request {
    method: String,
    path: String,
    signed: BTreeSet<String>,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

type Answer = (u16, Option<String>, Vec<u8>);

impl State {
    fn answer(&mut self, request: Request) -> Answer {
        self.requests += 1;
        // What decides is signed, so that nobody on the way takes it away.
        for name in ["if-match", "if-none-match"] {
            if request.headers.contains_key(name) {
                assert!(request.signed.contains(name), "{:?}", request.signed);
            }
        }
        if let Some((status, code, message)) = self.refusals.pop() {
            let body = format!("<Error><Code>{code}</Code><Message>{message}</Message></Error>");
            return (status, None, body.into_bytes());
        }
        let refused = |status: u16, code: &str| {
            let body = format!("<?xml version=\"1.0\"?>\n<Error><Code>{code}</Code></Error>");
            (status, None, body.into_bytes())
        };
        if request.method == "GET" {
            return match self.objects.get(&request.path) {
                Some((bytes, version)) => (200, Some(format!("\"{version}\"")), bytes.clone()),
                None => refused(404, "NoSuchKey"),
            };
        }
        assert_eq!(request.method, "PUT");
        if request.path.ends_with("/checkpoint")
            && let Some(bytes) = self.another_head.take()
        {
            self.put(&request.path, bytes);
        }
        let there = self.objects.get(&request.path);
        let tag = there.map(|(_, version)| format!("\"{version}\""));
        let is_new = request.headers.contains_key("if-none-match");
        let holds = match request.headers.get("if-match") {
            Some(asked) => tag.as_ref() == Some(asked),
            None => is_new && tag.is_none(),
        };
        if !holds && !self.ignores_conditions {
            return refused(412, "PreconditionFailed");
        }
        self.put(&request.path, request.body);
        (200, None, Vec::new())
    }

    fn put(&mut self, path: &str, bytes: Vec<u8>) {
        self.versions += 1;
        self.objects.insert(path.to_owned(), (bytes, self.versions));
    }
}

impl Store {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let store = Self {
            state: Arc::default(),
            endpoint: format!("http://{address}"),
        };
        let served = store.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let store = served.clone();
                thread::spawn(move || store.converse(&stream.expect("a connection")));
            }
        });
        store
    }

    fn converse(&self, stream: &TcpStream) -> Option<()> {
        let mut reader = BufReader::new(stream);
        loop {
            let mut first = String::new();
            reader.read_line(&mut first).ok()?;
            let mut headers = BTreeMap::new();
            loop {
                let mut line = String::new();
                reader.read_line(&mut line).ok()?;
                let Some((name, value)) = line.split_once(':') else {
                    break;
                };
                headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
            }
            let mut words = first.split(' ');
            let method = words.next()?.to_owned();
            let target = words.next()?;
            let (path, query) = target.split_once('?').unwrap_or((target, ""));
            let signed = query
                .split('&')
                .find_map(|one| one.strip_prefix("X-Amz-SignedHeaders="));
            let signed = signed
                .unwrap_or_default()
                .split("%3B")
                .map(str::to_owned)
                .collect();
            let length = headers
                .get("content-length")
                .and_then(|length| length.parse().ok());
            let mut body = vec![0; length.unwrap_or(0)];
            reader.read_exact(&mut body).ok()?;
            let request = Request {
                method,
                path: path.to_owned(),
                signed,
                headers,
                body,
            };
            let (status, tag, body) = self
                .state
                .lock()
                .expect("no test has failed")
                .answer(request);
            let tag = tag
                .map(|tag| format!("ETag: {tag}\r\n"))
                .unwrap_or_default();
            let head = format!(
                "HTTP/1.1 {status} X\r\n{tag}Content-Length: {}\r\n\r\n",
                body.len()
            );
            (&*stream).write_all(head.as_bytes()).ok()?;
            (&*stream).write_all(&body).ok()?;
        }
    }

    fn sync(&self, drill: &Drill, register: &str) -> Ran {
        self.sync_with(drill, register, "s3://shared/of/state")
    }

    fn sync_with(&self, drill: &Drill, register: &str, place: &str) -> Ran {
        let mut command = command(&drill.0);
        for name in [
            "AWS_PROFILE",
            "AWS_REGION",
            "AWS_SESSION_TOKEN",
            "AWS_ENDPOINT_URL_S3",
        ] {
            command.env_remove(name);
        }
        let output = command
            .args([
                "register",
                "sync",
                register,
                place,
                "--endpoint",
                &self.endpoint,
            ])
            .env("HOME", &drill.0)
            .env("AWS_ACCESS_KEY_ID", "a-key")
            .env("AWS_SECRET_ACCESS_KEY", SECRET)
            .output()
            .expect("the program was built");
        let text = |bytes| String::from_utf8(bytes).expect("the program prints text");
        let ran = Ran {
            status: output.status.code().expect("no signal ends the program"),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        };
        for printed in [&ran.stdout, &ran.stderr] {
            assert!(
                !printed.contains(SECRET) && !printed.contains("X-Amz-"),
                "{printed}"
            );
            assert!(
                !printed.contains(|one: char| one.is_control() && one != '\n'),
                "{printed:?}"
            );
        }
        ran
    }

    fn paths(&self) -> Vec<String> {
        let state = self.state.lock().expect("no test has failed");
        state.objects.keys().cloned().collect()
    }

    fn change(&self, path: &str, change: impl FnOnce(&mut Vec<u8>)) {
        let mut state = self.state.lock().expect("no test has failed");
        change(&mut state.objects.get_mut(path).expect("an object").0);
    }

    fn head(&self) -> (String, Vec<u8>) {
        let state = self.state.lock().expect("no test has failed");
        let mut heads = state
            .objects
            .iter()
            .filter(|(path, _)| path.ends_with("/checkpoint"));
        let (path, (bytes, _)) = heads.next().expect("a head");
        (path.clone(), bytes.clone())
    }
}

/// A drill with a second site, `two`, of which `reg` knows.
fn two_sites(name: &str) -> Drill {
    let drill = Drill::new(name);
    let init = [
        "register",
        "init",
        "two",
        "--origin",
        "register.example/two",
        "--site",
        "two",
        "--root",
        "registrar=registrar.pub",
        "--join",
        "reg/trust.toml",
    ];
    drill.run(&init).good();
    fs::copy(drill.path("two/trust.toml"), drill.path("reg/trust.toml")).expect("a copy");
    drill
}

fn claim(drill: &Drill, register: &str, note: &str) {
    let act = format!(
        "[[act]]\nkind = \"claim\"\nof = \"chief\"\nby = [\"clerk-incumbent\"]\nnote = \"{note}\"\n"
    );
    fs::write(drill.path("claim.toml"), act).expect("a file");
    let append = [
        "register",
        "append",
        register,
        "claim.toml",
        "--yes",
        "--key",
        "clerk-incumbent=clerk",
    ];
    drill.run(&append).good();
}

fn copy(from: &Path, to: &Path) {
    let copied = Command::new("cp").arg("-r").args([from, to]).status();
    assert!(copied.expect("cp").success());
}

fn acts(drill: &Drill, register: &str) -> Vec<String> {
    let shown = drill.run(&["register", "show", register, "--format", "json"]);
    let digest = |line: &str| {
        let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
        line["digest"].as_str().expect("a digest").to_owned()
    };
    shown.stdout.lines().map(digest).collect()
}

#[test]
fn sites_exchange_logs_and_plans_by_way_of_a_store() {
    let drill = two_sites("store-exchange");
    let store = Store::start();
    let first = store.sync(&drill, "reg").good();
    assert_eq!(
        first.stdout,
        "register.example/one: 5 entries are at s3://shared/of/state\n"
    );
    let second = store.sync(&drill, "two").good();
    assert!(
        second
            .stdout
            .contains("register.example/one: 5 entries more, 5 in all"),
        "{second:?}"
    );
    claim(&drill, "two", "of the second site");
    store.sync(&drill, "two").good();
    let third = store.sync(&drill, "reg").good();
    assert!(third.stdout.contains("register.example/two: "), "{third:?}");
    store.sync(&drill, "two").good();
    assert_eq!(acts(&drill, "reg").len(), 6);
    assert_eq!(acts(&drill, "reg"), acts(&drill, "two"));
    let mirrored = drill.who("chief");
    assert_eq!(mirrored["title"], "chief-incumbent");
    // What is there already is not written again.
    let before = store.state.lock().unwrap().versions;
    let again = store.sync(&drill, "two").good();
    assert_eq!(store.state.lock().unwrap().versions, before, "{again:?}");
    assert!(
        store
            .paths()
            .iter()
            .all(|path| path.starts_with("/shared/of/state/"))
    );
}

/// A log of several bundles, added to in between.
#[test]
fn only_what_is_new_is_written() {
    let drill = two_sites("store-growth");
    let store = Store::start();
    for note in ["one", "two", "three"] {
        claim(&drill, "reg", note);
        store.sync(&drill, "reg").good();
    }
    let bundles = store
        .paths()
        .into_iter()
        .filter(|path| path.contains("/entries/"));
    let widths: Vec<String> = bundles
        .filter_map(|path| path.rsplit('/').next().map(str::to_owned))
        .collect();
    assert_eq!(widths, ["6", "7", "8"]);
    store.sync(&drill, "two").good();
    assert_eq!(acts(&drill, "two"), acts(&drill, "reg"));
}

/// Whatever is changed in the store, nothing of it is taken over.
#[test]
fn what_was_changed_in_the_store_is_not_taken_over() {
    let drill = two_sites("store-changed");
    let store = Store::start();
    store.sync(&drill, "reg").good();
    let before = acts(&drill, "two");
    let changed: Vec<String> = store.paths();
    assert!(
        changed.len() >= 4,
        "a head, a bundle, a tile, a plan: {changed:?}"
    );
    for path in changed {
        if path.contains("/tile/0/") {
            // A copy computes the tiles itself: what it reads are entries.
            continue;
        }
        store.change(&path, |bytes| bytes[30] ^= 1);
        let is_plan = path.contains("/plans/");
        let ran = store.sync(&drill, "two");
        assert_ne!(ran.status, 0, "{path}: {ran:?}");
        store.change(&path, |bytes| bytes[30] ^= 1);
        if !is_plan {
            assert_eq!(acts(&drill, "two"), before, "{path}");
        }
    }
    // The head of another log, well signed, in the place of the first.
    let (first, head) = store.head();
    let second = store
        .paths()
        .into_iter()
        .filter(|path| path.ends_with("/checkpoint"));
    let second = second.max().expect("two heads");
    assert_ne!(first, second);
    let reg = "register.example/one\n";
    let (place, foreign) = if head.starts_with(reg.as_bytes()) {
        (first, second)
    } else {
        (second, first)
    };
    let foreign = store.state.lock().unwrap().objects[&foreign].0.clone();
    let kept = store.state.lock().unwrap().objects[&place].0.clone();
    store.change(&place, |bytes| *bytes = foreign);
    let ran = store.sync(&drill, "two");
    assert!(ran.stderr.contains("is no head of it"), "{ran:?}");
    store.change(&place, |bytes| *bytes = kept);
    store.sync(&drill, "two").good();
    assert_eq!(acts(&drill, "two"), acts(&drill, "reg"));
}

/// Whoever deletes in the store keeps things back, and changes nothing.
#[test]
fn what_is_gone_from_the_store_is_told() {
    let drill = two_sites("store-gone");
    let store = Store::start();
    store.sync(&drill, "reg").good();
    let bundle = store
        .paths()
        .into_iter()
        .find(|path| path.contains("/entries/"));
    let bundle = bundle.expect("a bundle");
    let kept = store
        .state
        .lock()
        .unwrap()
        .objects
        .remove(&bundle)
        .expect("an object");
    let ran = store.sync(&drill, "two");
    assert!(
        ran.stderr.contains("`tile/entries/000.p/5` is missing"),
        "{ran:?}"
    );
    assert_eq!(acts(&drill, "two").len(), 0);
    store.state.lock().unwrap().objects.insert(bundle, kept);
    store.sync(&drill, "two").good();
}

/// Two machines with the key of one log: the head of the one is not overwritten by the other.
#[test]
fn a_head_of_another_history_is_evidence_and_stays() {
    let drill = two_sites("store-fork");
    let store = Store::start();
    store.sync(&drill, "reg").good();
    copy(&drill.path("reg"), &drill.path("copy"));
    claim(&drill, "reg", "here");
    claim(&drill, "copy", "there");
    store.sync(&drill, "reg").good();
    let before = store.head();
    let forked = store.sync(&drill, "copy");
    assert_eq!(forked.status, 1, "{forked:?}");
    assert!(forked.stdout.contains("FORK"), "{forked:?}");
    let evidence = fs::read_to_string(drill.path("copy/forks/own.fork")).expect("evidence");
    assert!(evidence.starts_with("interrex.fork/1\n"));
    let told = "a log has two histories, and this answer rests on the one that came first: copy/forks/own.fork";
    let asked = drill.run(&["who", "chief", "--register", "copy"]);
    assert!(asked.stdout.contains(told), "{asked:?}");
    let asked = drill.run(&["who", "chief", "--register", "reg"]);
    assert!(!asked.stdout.contains("two histories"), "{asked:?}");
    assert_eq!(store.head(), before);
    // An old copy that was put back knows less than the store.
    claim(&drill, "reg", "here again");
    store.sync(&drill, "reg").good();
    let _ = fs::remove_dir_all(drill.path("copy"));
    copy(&drill.path("reg"), &drill.path("copy"));
    claim(&drill, "reg", "later");
    store.sync(&drill, "reg").good();
    let before = store.head();
    let old = store.sync(&drill, "copy");
    assert_eq!(old.status, 2, "{old:?}");
    assert!(old.stderr.contains("append nothing"), "{old:?}");
    assert_eq!(store.head(), before);
}

/// Somebody writes between the look and the write: the condition holds the second one back.
#[test]
fn a_race_is_lost_by_one_and_seen() {
    let drill = two_sites("store-race");
    let store = Store::start();
    store.sync(&drill, "reg").good();
    copy(&drill.path("reg"), &drill.path("copy"));
    claim(&drill, "copy", "there");
    let other = Store::start();
    other.sync(&drill, "copy").good();
    let theirs = other.head().1;
    claim(&drill, "reg", "here");
    store.state.lock().unwrap().another_head = Some(theirs.clone());
    let ran = store.sync(&drill, "reg");
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.stdout.contains("FORK"), "{ran:?}");
    assert_eq!(store.head().1, theirs);
    // A store that takes no notice of conditions is found out.
    let careless = Store::start();
    careless.state.lock().unwrap().ignores_conditions = true;
    let ran = careless.sync(&drill, "reg");
    assert!(
        ran.stderr.contains("takes no notice of the condition"),
        "{ran:?}"
    );
}

#[track_caller]
fn check_refusal(
    drill: &Drill,
    (status, code, said): (u16, &'static str, &'static str),
    expect: &str,
) {
    let store = Store::start();
    store.state.lock().unwrap().refusals = vec![(status, code, said); 3];
    let ran = store.sync(drill, "reg");
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.stderr.contains(expect), "{code}: {ran:?}");
    assert!(store.paths().is_empty());
}

#[test]
fn refusals_say_what_to_do() {
    let drill = two_sites("store-refusals");
    for (refusal, expect) in [
        (
            (404, "NoSuchBucket", ""),
            "there is no bucket `shared` at http://127.0.0.1",
        ),
        (
            (403, "InvalidAccessKeyId", ""),
            "does not know the access key",
        ),
        (
            (403, "SignatureDoesNotMatch", ""),
            "the secret key is not that of the access key",
        ),
        ((403, "RequestTimeTooSkewed", ""), "set the clock"),
        (
            (403, "AccessDenied", "Request has expired"),
            "set the clock",
        ),
        (
            (403, "AccessDenied", "Access Denied"),
            "the key may not do that",
        ),
        (
            (301, "PermanentRedirect", ""),
            "name its own with `--region`",
        ),
        (
            (400, "AuthorizationQueryParametersError", ""),
            "the region `us-east-1`",
        ),
        (
            (503, "SlowDown", "\u{1b}[2J"),
            "out of order, and was asked 3 times",
        ),
        (
            (501, "NotImplemented", ""),
            "does not know a write under a condition",
        ),
        ((404, "", ""), "does not say that `shared` is a bucket"),
        (
            (418, "Teapot", "short"),
            "the store refuses (status 418 Teapot short)",
        ),
    ] {
        check_refusal(&drill, refusal, expect);
    }
}

#[test]
fn a_store_that_is_out_of_order_for_a_moment_is_asked_again() {
    let drill = two_sites("store-again");
    let store = Store::start();
    store.state.lock().unwrap().refusals = vec![(503, "SlowDown", ""), (500, "InternalError", "")];
    store.sync(&drill, "reg").good();
}

#[test]
fn what_names_no_store_is_refused() {
    let drill = two_sites("store-names");
    let store = Store::start();
    for place in [
        "s3://",
        "s3:///prefix",
        "s3://bucket/a//b",
        "s3://bucket/../b",
    ] {
        let ran = store.sync_with(&drill, "reg", place);
        assert!(
            ran.stderr.contains("names no place in an object store"),
            "{ran:?}"
        );
    }
    let far = drill.run(&[
        "register",
        "sync",
        "reg",
        "s3://b",
        "--endpoint",
        "https://s3.example.org",
    ]);
    assert!(far.stderr.contains("does not speak TLS"), "{far:?}");
    let profile = drill.run(&[
        "register",
        "sync",
        "reg",
        "s3://b",
        "--profile",
        "nobody-has-this",
    ]);
    assert!(
        profile
            .stderr
            .contains("there is no profile `nobody-has-this`"),
        "{profile:?}"
    );
}

/// The same place, shown to everybody by a web server, is read over HTTP.
#[test]
fn what_a_store_shows_everybody_is_read_over_http() {
    let drill = two_sites("store-http");
    let store = Store::start();
    store.sync(&drill, "reg").good();
    let address = format!("{}/shared/of/state", store.endpoint);
    drill.run(&["register", "sync", "two", &address]).good();
    assert_eq!(acts(&drill, "two"), acts(&drill, "reg"));
    let nothing = drill.run(&[
        "register",
        "sync",
        "two",
        &format!("{}/shared", store.endpoint),
    ]);
    assert!(
        nothing.stderr.contains("no log of a site is there"),
        "{nothing:?}"
    );
    let mirror = [
        "register",
        "mirror",
        "mirrored",
        "--from",
        "s3://shared/of/state",
        "--endpoint",
        &store.endpoint,
        "--log",
    ];
    let trust = fs::read_to_string(drill.path("reg/trust.toml")).expect("a file");
    let key = trust
        .lines()
        .filter_map(|line| line.strip_prefix("log = \""));
    let key = key
        .map(|line| line.trim_end_matches('"'))
        .find(|key| key.starts_with("register.example/one"));
    let mirror = drill
        .run(&[&mirror[..], &[key.expect("a key")]].concat())
        .good();
    assert!(
        mirror.stdout.contains("5 entries more, 5 in all"),
        "{mirror:?}"
    );
}
