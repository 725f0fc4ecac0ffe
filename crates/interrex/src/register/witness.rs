//! `interrex register witness`: a witness over HTTP, whose state is a folder.
//!
//! ```text
//! witness.key          its private key, unless another file is named
//! heads/ORIGIN-HASH    the last head of a log, with the signatures of the log and its own
//! ```
//!
//! Responsible for durability and for one request at a time. What is answered is left to
//! `interrex_tlog::witness`.

use std::collections::BTreeMap;
use std::fs::File;
use std::net::TcpListener;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use interrex_diag::Format;
use interrex_log::Reader;
use interrex_log::disk::Disk;
use interrex_tlog::checkpoint::SignedCheckpoint;
use interrex_tlog::cosignature::Cosigner;
use interrex_tlog::merkle::Hash;
use interrex_tlog::note::{Algorithm, VerifierKey};
use interrex_tlog::witness::{
    AddCheckpoint, BYTES_MAX, Response, ServeError, State, Witness, origin_hash,
};

use super::args::WitnessArgs;
use super::cosign::FILE;
use super::disk::Folder;
use super::folder::{file_name, seed, write};
use super::http::{self, Answer, Request};
use super::init::new_key;
use crate::output::{Output, object};
use crate::{Outcome, clock};

/// The folder of heads in that of the state.
const HEADS: &str = "heads";

/// What the name of a file ends with that is still being written.
const NEXT: &str = ".next";

/// Runs the verb: until it is ended, or its listener fails.
pub(super) fn run(args: &WitnessArgs, output: &mut Output) -> Result<Outcome, String> {
    let disk = Folder::open(&args.state).map_err(|error| error.to_string())?;
    let cosigners = cosigners(args)?;
    make_durable(&args.state)?;
    let state = Heads::open(disk, logs(&args.log)?)?;
    if let Some(stick) = &args.stick {
        return on_stick(&Witness::new(cosigners), state, (stick, &args.name), output);
    }
    let listener = TcpListener::bind(&args.listen)
        .map_err(|error| format!("cannot listen at `{}`: {error}", args.listen))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    for cosigner in &cosigners {
        output.answer(&format!("witness {}\n", cosigner.verifier()));
    }
    output.answer(&format!("listening at http://{address}\n"));
    if output.is_broken() {
        output.detail("nobody reads what the witness says");
    }
    let server = Server {
        witness: Witness::new(cosigners),
        state: Mutex::new(state),
    };
    http::serve(&listener, &|request, body| match body.whole(BYTES_MAX) {
        Ok(body) => Some(server.answer(request, &body)),
        Err(refusal) => refusal,
    })
    .map_err(|error| format!("cannot listen any more: {error}"))?;
    Ok(Outcome::Good)
}

/// Cosigns the head of a log whose folder has travelled, as if it had been asked, and leaves its answer there.
fn on_stick(
    witness: &Witness,
    mut state: Heads<Folder>,
    (stick, name): (&Path, &str),
    output: &mut Output,
) -> Result<Outcome, String> {
    let disk = Folder::read_only(stick);
    let reader = Reader::open(&disk).map_err(|error| error.to_string())?;
    let reader = reader.ok_or_else(|| {
        let stick = stick.display();
        format!("`{stick}` is no folder of a log; copy the folder `log` of a register there")
    })?;
    let head = reader.head();
    let (origin, size) = (head.checkpoint().origin(), head.checkpoint().size());
    let last = state.latest(origin)?;
    let old = last.map_or(0, |(size, _)| size);
    let proof = reader.consistency(old.min(size), size);
    let proof = proof.map_err(|error| error.to_string())?;
    let request = AddCheckpoint::new(old, proof, head.clone());
    let now = clock::unix_seconds();
    let response = witness.add_checkpoint(&mut state, request.to_string().as_bytes(), now);
    let response = response.map_err(|error| error.to_string())?;
    let is_cosigned = response.status == 200;
    if is_cosigned {
        let file = stick.join(format!("{FILE}{}", file_name(name)));
        write(&file, response.body.as_bytes())?;
    }
    let reason = (!is_cosigned).then(|| response.body.trim().to_owned());
    output.answer(&if output.format() == Format::Json {
        object(
            "interrex.cosigned/1",
            &serde_json::json!({
                "origin": origin,
                "size": size,
                "cosigned": is_cosigned,
                "status": response.status,
                "reason": reason,
            }),
        )
    } else if let Some(reason) = reason {
        format!("{origin}: not cosigned, after a head of {old} entries: {reason}\n")
    } else {
        format!("{origin}: cosigned a head of {size} entries, after one of {old}\n")
    });
    Ok(if is_cosigned {
        Outcome::Good
    } else {
        Outcome::Bad
    })
}

fn cosigners(args: &WitnessArgs) -> Result<Vec<Cosigner>, String> {
    let own = args.state.join("witness.key");
    if args.key.is_none() && !own.exists() {
        if args.state.join(HEADS).exists() {
            let own = own.display();
            return Err(format!(
                "`{own}` is gone; a new key would be another witness"
            ));
        }
        new_key(&own)?;
    }
    let first = seed(args.key.as_deref().unwrap_or(&own))?;
    let fault = |error: interrex_tlog::Fault| format!("`{}`: {error}", args.name);
    let mut cosigners = vec![Cosigner::ed25519(&args.name, &first).map_err(fault)?];
    if let Some(path) = &args.ml_dsa_key {
        let second = seed(path)?;
        if second == first {
            return Err("the two keys of the witness need two seeds".to_owned());
        }
        cosigners.push(Cosigner::ml_dsa_44(&args.name, &second).map_err(fault)?);
    }
    Ok(cosigners)
}

/// Makes the name of the folder itself durable, with what lies in it: a witness whose folder is lost in a crash
/// would cosign a second history.
fn make_durable(folder: &Path) -> Result<(), String> {
    let fault = |error: std::io::Error| format!("cannot use `{}`: {error}", folder.display());
    let folder = folder.canonicalize().map_err(fault)?;
    let own = folder.join("witness.key");
    if own.exists() {
        File::open(own)
            .and_then(|key| key.sync_all())
            .map_err(fault)?;
    }
    for one in [Some(folder.as_path()), folder.parent()]
        .into_iter()
        .flatten()
    {
        File::open(one)
            .and_then(|one| one.sync_all())
            .map_err(fault)?;
    }
    Ok(())
}

/// The keys of logs by their origin.
fn logs(vkeys: &[String]) -> Result<BTreeMap<String, Vec<VerifierKey>>, String> {
    let mut logs: BTreeMap<String, Vec<VerifierKey>> = BTreeMap::new();
    for vkey in vkeys {
        let key = VerifierKey::parse(vkey).map_err(|error| format!("`{vkey}`: {error}"))?;
        if key.algorithm() == Algorithm::CosignatureEd25519 {
            return Err(format!("`{vkey}` is the key of a witness, not of a log"));
        }
        logs.entry(key.name().to_owned()).or_default().push(key);
    }
    Ok(logs)
}

/// A witness that answers one request after another.
struct Server {
    witness: Witness,
    state: Mutex<Heads<Folder>>,
}

impl Server {
    fn answer(&self, request: &Request, body: &[u8]) -> Answer {
        // A head is recorded as a whole or not at all, also where a thread has panicked in between.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (method, path) = (request.method.as_str(), request.path.as_str());
        match (method, path) {
            ("POST", "/add-checkpoint") => {
                let now = clock::unix_seconds();
                told(self.witness.add_checkpoint(&mut *state, body, now))
            }
            ("POST", "/sign-subtree") if self.signs_subtrees() => {
                told(self.witness.sign_subtree(&*state, body))
            }
            (_, "/add-checkpoint") => Answer::told(405, "POST is expected"),
            ("GET" | "HEAD", path) => head(&state, path),
            _ => Answer::told(404, "there is nothing here"),
        }
    }

    fn signs_subtrees(&self) -> bool {
        let keys = self.witness.cosigners().iter();
        keys.map(Cosigner::verifier)
            .any(|key| key.algorithm() == Algorithm::CosignatureMlDsa44)
    }
}

/// The head of a log, for monitors.
fn head(state: &Heads<Folder>, path: &str) -> Answer {
    let hash = path
        .strip_prefix('/')
        .and_then(|path| path.strip_suffix("/checkpoint"));
    let head = hash.and_then(|hash| state.last.get(hash));
    match head {
        Some(head) => Answer {
            status: 200,
            content_type: "text/plain; charset=utf-8",
            body: head.to_string().into_bytes(),
        },
        None => Answer::told(404, "no head of such a log was cosigned"),
    }
}

pub(super) fn told(response: Result<Response, ServeError<String>>) -> Answer {
    match response {
        Ok(response) => Answer {
            status: response.status,
            content_type: response.content_type,
            body: response.body.into_bytes(),
        },
        Err(error) => Answer::told(500, &error.to_string()),
    }
}

/// The last head of each log, on a disk. It is read once; what is recorded is on the disk first.
#[derive(Debug)]
struct Heads<D> {
    disk: D,
    logs: BTreeMap<String, Vec<VerifierKey>>,
    /// By the hash of the origin.
    last: BTreeMap<String, SignedCheckpoint>,
    /// Why nothing is recorded any more.
    failed: Option<String>,
}

impl<D: Disk> Heads<D> {
    /// Reads the heads, also those of logs that the witness knows no longer.
    fn open(mut disk: D, logs: BTreeMap<String, Vec<VerifierKey>>) -> Result<Self, String> {
        let fault = |error: interrex_log::disk::DiskError| error.to_string();
        disk.make_folder(HEADS).map_err(fault)?;
        disk.sync_folder("").map_err(fault)?;
        let mut last = BTreeMap::new();
        for name in disk.list(HEADS).map_err(fault)? {
            if name.strip_suffix(NEXT).is_some() {
                continue;
            }
            let path = format!("{HEADS}/{name}");
            let bytes = disk.read(&path).map_err(fault)?.unwrap_or_default();
            let head = SignedCheckpoint::parse(&bytes);
            let head = head.map_err(|error| format!("`{path}`: {error}"))?;
            if origin_hash(head.checkpoint().origin()) != name {
                return Err(format!("`{path}` is the head of another log"));
            }
            last.insert(name, head);
        }
        Ok(Self {
            disk,
            logs,
            last,
            failed: None,
        })
    }

    /// Replaces the head of a log on the disk.
    ///
    /// 1. It is written to a file of its own. 2. That is made durable. 3. It is renamed to that of the log.
    /// 4. The name is made durable.
    ///
    /// A crash before 3 leaves the last head, after 4 this one; between them either. Nothing was answered yet,
    /// so that both are right.
    fn replace(&mut self, name: &str, head: &SignedCheckpoint) -> Result<(), String> {
        let fault = |error: interrex_log::disk::DiskError| error.to_string();
        let path = format!("{HEADS}/{name}");
        let next = format!("{path}{NEXT}");
        let text = head.to_string();
        self.disk.write(&next, text.as_bytes()).map_err(fault)?;
        self.disk.sync(&next).map_err(fault)?;
        self.disk.rename(&next, &path).map_err(fault)?;
        self.disk.sync_folder(HEADS).map_err(fault)
    }
}

impl<D: Disk> State for Heads<D> {
    type Error = String;

    fn log_keys(&self, origin: &str) -> Result<Vec<VerifierKey>, String> {
        Ok(self.logs.get(origin).cloned().unwrap_or_default())
    }

    fn latest(&self, origin: &str) -> Result<Option<(u64, Hash)>, String> {
        let head = self.last.get(&origin_hash(origin));
        let head = head.map(SignedCheckpoint::checkpoint);
        Ok(head.map(|head| (head.size(), head.root())))
    }

    /// After a failure it is unknown what is on the disk, and the system may never say: the witness records nothing
    /// more until it is started again and has read it.
    fn record(
        &mut self,
        expected: Option<(u64, Hash)>,
        head: &SignedCheckpoint,
    ) -> Result<bool, String> {
        if let Some(failed) = &self.failed {
            return Err(format!("the witness stopped recording: {failed}"));
        }
        let origin = head.checkpoint().origin();
        if self.latest(origin)? != expected {
            return Ok(false);
        }
        let name = origin_hash(origin);
        if let Err(error) = self.replace(&name, head) {
            self.failed = Some(error.clone());
            return Err(error);
        }
        self.last.insert(name, head.clone());
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use interrex_log::simulated::{FAILURES, Failure, SimulatedDisk};
    use interrex_tlog::checkpoint::Checkpoint;
    use interrex_tlog::merkle::leaf_hash;
    use interrex_tlog::note::SignerKey;

    use super::*;

    fn head(size: u64) -> SignedCheckpoint {
        let key = SignerKey::ed25519("log.example", &[1; 32]).unwrap();
        let root = leaf_hash(&size.to_be_bytes());
        let head = Checkpoint::new("log.example", size, root).unwrap();
        let mut signed = SignedCheckpoint::unsigned(head).unwrap();
        signed.add(key.sign(signed.note().text()));
        signed
    }

    fn open(disk: &SimulatedDisk) -> Heads<SimulatedDisk> {
        Heads::open(disk.clone(), BTreeMap::new()).unwrap()
    }

    fn latest(heads: &Heads<SimulatedDisk>) -> Option<u64> {
        heads.latest("log.example").unwrap().map(|(size, _)| size)
    }

    fn known(head: &SignedCheckpoint) -> (u64, Hash) {
        (head.checkpoint().size(), head.checkpoint().root())
    }

    #[test]
    fn only_what_follows_the_last_head_is_recorded() {
        let mut heads = open(&SimulatedDisk::default());
        assert_eq!(heads.record(None, &head(1)), Ok(true));
        assert_eq!(heads.record(None, &head(2)), Ok(false));
        assert_eq!(heads.record(Some(known(&head(1))), &head(2)), Ok(true));
        assert_eq!(latest(&heads), Some(2));
    }

    /// A head that was recorded survives; one that was not is there or not, whole.
    #[test]
    fn a_crash_at_any_step_loses_no_recorded_head() {
        let disk = SimulatedDisk::default();
        open(&disk).record(None, &head(1)).unwrap();
        let (before, disk_before) = (disk.steps(), disk.snapshot());
        open(&disk).record(Some(known(&head(1))), &head(2)).unwrap();
        let steps = disk.steps() - before;
        assert!(steps >= 4, "write, sync, rename, sync of the name");
        for step in 0..steps {
            for failure in FAILURES {
                for lose in [true, false] {
                    let disk = disk_before.snapshot();
                    let start = disk.steps();
                    disk.fail_at(start + step, failure);
                    let recorded = Heads::open(disk.clone(), BTreeMap::new())
                        .and_then(|mut heads| heads.record(Some(known(&head(1))), &head(2)));
                    disk.heal();
                    disk.crash(&mut |below| if lose { 0 } else { below - 1 });
                    let found = latest(&open(&disk));
                    let case = format!("step {step}, {failure:?}, {lose}");
                    match recorded {
                        Ok(_) => assert_eq!(found, Some(2), "{case}"),
                        Err(_) => assert!(found == Some(1) || found == Some(2), "{case}"),
                    }
                }
            }
        }
    }

    #[test]
    fn after_a_failure_nothing_is_recorded() {
        let disk = SimulatedDisk::default();
        let mut heads = open(&disk);
        heads.record(None, &head(1)).unwrap();
        disk.fail_at(disk.steps() + 1, Failure::Undone);
        heads.record(Some(known(&head(1))), &head(2)).unwrap_err();
        disk.heal();
        let refused = heads.record(Some(known(&head(1))), &head(2)).unwrap_err();
        assert!(refused.starts_with("the witness stopped"), "{refused}");
        assert_eq!(latest(&heads), Some(1));
    }

    #[test]
    fn a_torn_or_foreign_file_is_no_state() {
        let disk = SimulatedDisk::default();
        open(&disk).record(None, &head(1)).unwrap();
        let path = format!("{HEADS}/{}", origin_hash("log.example"));
        let torn = disk.snapshot();
        assert!(torn.damage(&path, |bytes| bytes.truncate(40)));
        Heads::open(torn, BTreeMap::new()).unwrap_err();
        let foreign = disk.snapshot();
        assert!(foreign.damage(&path, |bytes| bytes[0] ^= 1));
        Heads::open(foreign, BTreeMap::new()).unwrap_err();
    }
}
