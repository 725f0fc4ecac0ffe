//! What a site writes to an object store: its own log as tiles, and its plans.
//!
//! ```text
//! HASH/checkpoint     the signed head of a log, by the hash of its origin; replaced under a condition
//! HASH/tile/...       its tiles and bundles, which never change
//! plans/DIGEST.json   the files of a plan, by its digest
//! ```
//!
//! Tiles go first, the head last: whoever comes in between, or after a crash, finds the old head with its files. The
//! head that is there is read and held against the log before anything is written, and replaced only if it is still
//! that one.

use std::path::{Component, Path};

use interrex_log::Log;
use interrex_log::disk::Disk as _;
use interrex_log::fork::Judgement;
use interrex_tlog::checkpoint::SignedCheckpoint;
use interrex_tlog::note::VerifierKey;
use interrex_tlog::tiles::Resource;
use interrex_tlog::witness::origin_hash;
use serde::{Deserialize, Serialize};

use super::disk::Folder;
use super::folder::{Plans, folder_name, own_log, write};
use super::store::{If, Object, Store, Written};
use crate::output::Output;

/// So often the head is read again because somebody else has written it in between.
const TRIES_MAX: usize = 4;

/// The files of a plan as they lie in an object store.
#[derive(Serialize, Deserialize)]
struct PlanFiles {
    schema: String,
    /// Names and texts.
    files: Vec<(String, String)>,
}

const SCHEMA: &str = "interrex.plan-files/1";

/// Where a store or a server has the files of a plan.
pub(super) fn plan_path(digest: &str) -> String {
    format!("plans/{}.json", folder_name(digest))
}

/// Writes what a register has more than the store; whether all of it is of one history.
pub(super) fn publish(folder: &Path, store: &Store, output: &mut Output) -> Result<bool, String> {
    for (digest, files) in &Plans::held(folder)?.files {
        keep_plan(store, digest, files)?;
    }
    let (trust, log) = own_log(folder)?;
    let own = trust.site(log.origin()).map(|site| &site.log);
    let own = own.ok_or("the trust file does not name the log of this site")?;
    let disk = Folder::read_only(&folder.join("log"));
    let path = format!("{}/checkpoint", origin_hash(log.origin()));
    let head = log.checkpoint().to_string();
    for _ in 0..TRIES_MAX {
        let there = store.get(&path)?;
        let old = match there
            .as_ref()
            .map(|there| held(&log, own, there))
            .transpose()?
        {
            None => 0,
            Some(Held::Older(size)) => size,
            Some(Held::Larger(size)) => return Err(larger(store, &path, &log, size)),
            Some(Held::Fork(evidence)) => {
                let file = folder.join("forks").join("own.fork");
                write(&file, evidence.as_bytes())?;
                let file = file.display();
                super::keep::tell(
                    output,
                    &format!(
                        "{}: FORK. The head in the store and this log cannot be of one history; the evidence is in {file}. \
                     Nothing was written\n",
                        log.origin()
                    ),
                );
                return Ok(false);
            }
        };
        if there
            .as_ref()
            .is_some_and(|there| there.bytes == head.as_bytes())
        {
            output.detail(&format!("{}: the store has all of it", log.origin()));
            return Ok(true);
        }
        upload(&log, &disk, old, store)?;
        let when = there
            .as_ref()
            .map_or(If::Missing, |there| If::Unchanged(&there.tag));
        if store.put(&path, head.as_bytes(), when)? == Written::Done {
            conditions_count(store, &path, &head)?;
            let (origin, size) = (log.origin(), log.checkpoint().checkpoint().size());
            let place = store.told("");
            super::keep::tell(
                output,
                &format!("{origin}: {size} entries are at {place}\n"),
            );
            return Ok(true);
        }
    }
    Err(format!(
        "{}: somebody else writes the head of this log again and again; two machines with one key of a log make a \
         fork of it: find the other one before anything is appended",
        store.told(&path)
    ))
}

/// Writes the same once more where nothing may be: a store that takes it takes no notice of conditions.
fn conditions_count(store: &Store, path: &str, head: &str) -> Result<(), String> {
    match store.put(path, head.as_bytes(), If::Missing)? {
        Written::Refused => Ok(()),
        Written::Done => Err(format!(
            "{}: the log is there, but the store takes no notice of the condition of a write: two sites could \
             overwrite each other unseen. Use another store",
            store.told("")
        )),
    }
}

fn larger(store: &Store, path: &str, log: &Log<Folder>, size: u64) -> String {
    format!(
        "{}: a head of {size} entries that the key of this log has signed, and this log has {}: an old copy of it was \
         put back, or another machine has its key. Nothing was written; append nothing, and take the log from a copy \
         or a mirror",
        store.told(path),
        log.checkpoint().checkpoint().size()
    )
}

/// How the head in a store stands to a log.
enum Held {
    /// The log has all of it: so many entries.
    Older(u64),
    /// It has more entries than the log.
    Larger(u64),
    /// No history has both; the evidence.
    Fork(String),
}

fn held(log: &Log<Folder>, own: &VerifierKey, there: &Object) -> Result<Held, String> {
    let wrong = |error: &dyn std::fmt::Display| {
        format!(
            "what is in the store is no head of {}: {error}. Nothing was written",
            log.origin()
        )
    };
    let head = SignedCheckpoint::parse(&there.bytes).map_err(|error| wrong(&error))?;
    head.verify([own]).map_err(|error| wrong(&error))?;
    let size = head.checkpoint().size();
    let judged = log.reader().judge(&head).map_err(|error| wrong(&error))?;
    Ok(match judged {
        Judgement::Consistent => Held::Older(size),
        Judgement::Larger => Held::Larger(size),
        Judgement::Fork(evidence) => Held::Fork(evidence.to_string()),
        Judgement::Senseless => return Err(wrong(&"it has no entries, and not the root of none")),
    })
}

/// Writes the files that the log has more than its first entries.
fn upload(log: &Log<Folder>, disk: &Folder, old: u64, store: &Store) -> Result<(), String> {
    let prefix = origin_hash(log.origin());
    for resource in Resource::between(old, log.checkpoint().checkpoint().size()) {
        let path = resource.to_string();
        let bytes = disk.read(&path).map_err(|error| error.to_string())?;
        let bytes = bytes
            .ok_or_else(|| format!("`{path}` is missing; `interrex register fsck` says more"))?;
        store.keep(&format!("{prefix}/{path}"), &bytes)?;
    }
    Ok(())
}

/// The files of a plan as one file.
fn plan_text(files: &[(String, String)]) -> Result<String, String> {
    let there = PlanFiles {
        schema: SCHEMA.to_owned(),
        files: files.to_vec(),
    };
    serde_json::to_string(&there).map_err(|error| error.to_string())
}

/// Lays the plans that a register holds as one file each beside their folders: whoever takes them over from a web server
/// cannot list these.
pub(super) fn offer_plans(folder: &Path, plans: &Plans) -> Result<(), String> {
    for (digest, files) in &plans.files {
        let path = folder.join(plan_path(digest));
        if !path.exists() {
            write(&path, plan_text(files)?.as_bytes())?;
        }
    }
    Ok(())
}

/// Writes the files of a plan. Another site may have written them under other names.
fn keep_plan(store: &Store, digest: &str, files: &[(String, String)]) -> Result<(), String> {
    let path = plan_path(digest);
    let text = plan_text(files)?;
    if store.put(&path, text.as_bytes(), If::Missing)? == Written::Refused {
        let there = store
            .get(&path)?
            .map(|there| there.bytes)
            .unwrap_or_default();
        plan_of(&there, digest).map_err(|error| format!("{}: {error}", store.told(&path)))?;
    }
    Ok(())
}

/// The files of a plan from a store or a server, compared with its digest.
pub(super) fn plan_of(bytes: &[u8], digest: &str) -> Result<Vec<(String, String)>, String> {
    let found: PlanFiles = serde_json::from_slice(bytes)
        .map_err(|error| format!("the files of a plan are expected: {error}"))?;
    if found.schema != SCHEMA {
        return Err(format!(
            "`{SCHEMA}` is expected, and it is `{}`",
            found.schema
        ));
    }
    for (name, _) in &found.files {
        let mut parts = Path::new(name).components();
        let is_below = parts.all(|part| matches!(part, Component::Normal(_)));
        if name.is_empty() || !is_below || Path::new(name).extension().is_none_or(|is| is != "toml")
        {
            return Err(format!("`{name}` is no name of a file of a plan"));
        }
    }
    if interrex_plan::digest(&found.files) != digest {
        return Err("it is not the plan that its name says".to_owned());
    }
    Ok(found.files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, text: &str, expect: &str) {
        let files = vec![("plan.toml".to_owned(), "[plan]\n".to_owned())];
        let digest = interrex_plan::digest(&files);
        let given = PlanFiles {
            schema: SCHEMA.to_owned(),
            files: vec![(name.to_owned(), text.to_owned())],
        };
        let bytes = serde_json::to_vec(&given).unwrap();
        let found = plan_of(&bytes, &digest);
        assert_eq!(
            found.map(|_| ()).map_err(|error| error.clone()),
            match expect {
                "" => Ok(()),
                error => Err(error.to_owned()),
            }
        );
    }

    #[test]
    fn files_of_a_plan_lie_below_it_and_have_its_digest() {
        check("plan.toml", "[plan]\n", "");
        check("below/plan.toml", "[plan]\n", "");
        check(
            "plan.toml",
            "[plan]\n#\n",
            "it is not the plan that its name says",
        );
        for name in [
            "../plan.toml",
            "/plan.toml",
            "a/../plan.toml",
            "./plan.toml",
            "",
            "plan.sh",
        ] {
            check(
                name,
                "[plan]\n",
                &format!("`{name}` is no name of a file of a plan"),
            );
        }
        let found = plan_of(b"{", "").unwrap_err();
        assert!(
            found.starts_with("the files of a plan are expected"),
            "{found}"
        );
    }
}
