//! `interrex register sync`: logs and plans of other sites taken over.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use interrex_diag::Format;
use interrex_log::copy::Update;
use interrex_log::{Copy, Reader};
use interrex_register::trust::{Site, Trust};
use interrex_register::{Deed, Entry};

use super::args::SyncArgs;
use super::disk::Folder;
use super::elsewhere::{Elsewhere, Place};
use super::folder::{
    Plans, has_not_ended, keep_plan, log_folders, make, own_log, site_of, unread, write,
};
use super::publish::{offer_plans, publish};
use crate::output::{Output, object};
use crate::{Outcome, clock};

/// Runs `sync`: every log at the place that the trust file names and that is not this site's own, with the plans that
/// are there. What this site has is written to an object store first.
pub(super) fn sync(args: &SyncArgs, output: &mut Output) -> Result<Outcome, String> {
    let folder = &args.register;
    site_of(folder)?;
    let place = Place::of(&args.place, &args.store)?;
    if let Place::Store(store) = &place
        && !publish(folder, store, output)?
    {
        return Ok(Outcome::Bad);
    }
    let taken = take_logs(folder, &place, output)?;
    if output.format() == Format::Json {
        let objects = taken.iter().map(Taken::object);
        output.answer(&objects.collect::<String>());
    }
    take_plans(folder, &place, output)?;
    Ok(if taken.iter().all(|one| one.fork.is_none()) {
        Outcome::Good
    } else {
        Outcome::Bad
    })
}

/// Takes over the logs and plans of a register from which this one goes on.
pub(super) fn take_over(folder: &Path, from: &Path, output: &mut Output) -> Result<(), String> {
    let place = Place::Folder(from.to_owned());
    let taken = take_logs(folder, &place, output)?;
    if taken.iter().any(|one| one.fork.is_some()) {
        return Err("a log has forked; the evidence is in the new folder".to_owned());
    }
    take_plans(folder, &place, output)
}

/// So much of what stands in the place of an origin is shown, in characters.
const ORIGIN_SAID_MAX: usize = 100;

/// What became of one log.
struct Taken {
    origin: String,
    /// How many entries are new, and how many there are.
    new: u64,
    entries: u64,
    /// Where the evidence is, if it has forked.
    fork: Option<PathBuf>,
}

impl Taken {
    fn object(&self) -> String {
        let fields = serde_json::json!({
            "origin": self.origin,
            "new": self.new,
            "entries": self.entries,
            "fork": self.fork,
        });
        object("interrex.synced/1", &fields)
    }

    fn words(&self) -> String {
        let Self {
            origin,
            new,
            entries,
            fork,
        } = self;
        match fork {
            Some(file) => format!(
                "{origin}: FORK. Two heads cannot be of one history; the evidence is in {}\n",
                file.display()
            ),
            None if *new == 0 => format!("{origin}: nothing new, {entries} entries\n"),
            None => format!("{origin}: {new} entries more, {entries} in all\n"),
        }
    }
}

/// Takes over logs, and says what became of each.
fn take_logs(folder: &Path, place: &Place, output: &mut Output) -> Result<Vec<Taken>, String> {
    let (trust, log) = own_log(folder)?;
    let own = log.origin().to_owned();
    drop(log);
    let (mut taken, mut found) = (Vec::new(), 0);
    for (source, expected) in place.logs(&trust)? {
        let Some(head) = source.head()? else { continue };
        let origin = String::from_utf8_lossy(&head);
        let origin = origin.lines().next().unwrap_or_default().to_owned();
        found += 1;
        if let Some(expected) = expected.filter(|expected| *expected != origin) {
            return Err(format!(
                "{expected}: what is there in its place is no head of it"
            ));
        }
        if origin == own {
            continue;
        }
        let Some(site) = trust.site(&origin) else {
            let origin: String = origin.chars().take(ORIGIN_SAID_MAX).collect();
            output.say(&format!(
                "`{origin}` is left out: the trust file does not name it"
            ));
            continue;
        };
        let one = take_log(folder, &trust, site, (&head, &source))?;
        tell(output, &one.words());
        taken.push(one);
    }
    if found == 0 {
        return Err("no log of a site is there; nothing was taken over".to_owned());
    }
    Ok(taken)
}

/// Takes over one log.
fn take_log(
    folder: &Path,
    trust: &Trust,
    site: &Site,
    (head, source): (&[u8], &Elsewhere),
) -> Result<Taken, String> {
    make(&folder.join("seen"))?;
    let origin = site.log.name();
    let disk =
        Folder::open(&folder.join("seen").join(&site.name)).map_err(|error| error.to_string())?;
    let fault = |error: String| format!("{origin}: {error}");
    let mut copy = Copy::open(disk, origin, vec![site.log.clone()])
        .map_err(|error| fault(error.to_string()))?;
    // What no quorum has cosigned yet is known all the same, and told as provisional.
    let update = copy.update(head, &trust.policy.without_quorum(), source);
    let (new, fork) = match update.map_err(|error| fault(error.to_string()))? {
        Update::Grown(range) => {
            note(folder, origin, range.end)?;
            (range.end - range.start, None)
        }
        Update::Known => (0, None),
        Update::Fork(evidence) => {
            let file = folder.join("forks").join(format!("{}.fork", site.name));
            write(&file, evidence.to_string().as_bytes())?;
            (0, Some(file))
        }
    };
    Ok(Taken {
        origin: origin.to_owned(),
        new,
        entries: copy.size(),
        fork,
    })
}

/// Says what became of a log: in JSON the answer is one object, and this is talk.
pub(super) fn tell(output: &mut Output, text: &str) {
    if output.format() == Format::Json {
        output.say(text.trim_end());
    } else {
        output.answer(text);
    }
}

/// Notes in the site's own log how much of another one it has seen.
fn note(folder: &Path, origin: &str, size: u64) -> Result<(), String> {
    let learned = clock::moment().ok_or("the clock cannot be read")?;
    let entry = Entry::Seen {
        learned,
        origin: origin.to_owned(),
        size,
    };
    let (trust, mut log) = own_log(folder)?;
    has_not_ended(&trust, log.origin())?;
    log.append(&[entry.to_bytes()])
        .map_err(|error| error.to_string())?;
    log.publish().map_err(|error| error.to_string())?;
    Ok(())
}

/// Takes over the plans that acts in the logs adopt. Whoever adopted one, and whether that counts, is judged when
/// somebody asks.
fn take_plans(folder: &Path, place: &Place, output: &mut Output) -> Result<(), String> {
    let mut plans = Plans::held(folder)?;
    for digest in missing(folder, &plans)? {
        match place.plan(&digest)? {
            Some(files) => {
                keep_plan(folder, &mut plans, &files)?;
            }
            None => output.say(&format!("{}, and is not there either", lacks(&digest))),
        }
    }
    offer_plans(folder, &plans)
}

/// What is said of a plan that is adopted and not held.
fn lacks(digest: &str) -> String {
    format!("the plan {digest}, which an act adopts, is not held here")
}

/// The plans that acts in the logs adopt and that are not held.
pub(super) fn missing(folder: &Path, plans: &Plans) -> Result<BTreeSet<String>, String> {
    let mut missing = adopted(folder)?;
    missing.retain(|digest| !plans.read.contains_key(digest));
    Ok(missing)
}

/// Why something is not answered, and the plans that are missing where none is in force.
pub(super) fn with_missing(folder: &Path, error: String) -> String {
    if !error.starts_with("no plan is in force") {
        return error;
    }
    let missing = Plans::held(folder).and_then(|plans| missing(folder, &plans));
    let missing: Vec<String> = missing
        .unwrap_or_default()
        .iter()
        .map(|one| lacks(one))
        .collect();
    if missing.is_empty() {
        return error;
    }
    let missing = missing.join("; ");
    format!("{error}; {missing}: `interrex register sync` takes it over from a site that has it")
}

/// The word in the bytes of an entry without which it adopts nothing.
const ADOPT: &[u8] = b"\"adopt\"";

/// The digests of the plans that acts in the logs adopt.
fn adopted(folder: &Path) -> Result<BTreeSet<String>, String> {
    let mut found = BTreeSet::new();
    for log in log_folders(folder)? {
        let fault = |error: &dyn std::fmt::Display| format!("{}: {error}", log.display());
        let disk = Folder::read_only(&log);
        let Some(reader) = Reader::open(&disk).map_err(|error| fault(&error))? else {
            continue;
        };
        for entry in reader.entries(0) {
            let (_, bytes) = entry.map_err(|error| unread(&log, &error))?;
            if !bytes.windows(ADOPT.len()).any(|word| word == ADOPT) {
                continue;
            }
            if let Entry::Act(_, signed) = Entry::read(&bytes)
                && let Deed::Adopt { adopted, .. } = signed.act.deed
            {
                // What is no digest names no plan, and might name a file.
                if is_plan(&adopted) && signed.act.exercise.is_none() {
                    found.insert(adopted);
                }
            }
        }
    }
    Ok(found)
}

/// Whether a text is the digest of a plan, which is the name of its folder.
fn is_plan(text: &str) -> bool {
    let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    text.len() == 64 && text.bytes().all(digit)
}
