//! A register that is opened to be asked, or to add an act: by its index where that is of the logs as they are, else
//! anew.
//!
//! ```text
//! index     what is kept of the course of acts; made where it is missing, damaged or of other logs
//! ```
//!
//! Few acts are judged anew each time, and no index is made of them. What an index says decides what a person is shown
//! before and after an act is added; that the act counts, whoever reads the log judges again.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use interrex_log::Reader;
use interrex_log::disk::Disk as _;
use interrex_plan::model::Plan;
use interrex_register::became::effects;
use interrex_register::keyring::{Held, Keyring, Union, grown, plan_in_force, union};
use interrex_register::opened::{Acts, Binding, Opened};
use interrex_register::trust::Trust;
use interrex_register::who::{Answer, Question, answer};
use interrex_register::{Act, Digest, Effect, Entry, Known};
use interrex_tlog::checkpoint::SignedCheckpoint;
use interrex_tlog::tiles::WIDTH;
use interrex_units::{Date, Moment};

use super::disk::Folder;
use super::folder::{self, Plans, held_from, keep_plan, log_folders, now, reader_of, text, unread};
use super::keep::with_missing;
use crate::output::Output;

/// So many entries make an index worth its file.
const ENTRIES_MIN: u64 = 2000;

/// The file of the index.
const INDEX: &str = "index";

/// Acts in the logs of a folder.
pub(super) struct InLogs {
    logs: Vec<PathBuf>,
    places: Vec<(u32, u64)>,
    /// The bundle that was read last: its log, the index of its first entry, its entries.
    last: RefCell<(u32, u64, Vec<Vec<u8>>)>,
}

impl InLogs {
    fn new(logs: Vec<PathBuf>, places: Vec<(u32, u64)>) -> Self {
        Self {
            logs,
            places,
            last: RefCell::new((u32::MAX, 0, Vec::new())),
        }
    }

    /// The entries of a bundle.
    fn bundle(&self, log: u32, first: u64) -> Result<Vec<Vec<u8>>, String> {
        let folder = self.logs.get(log as usize).ok_or("a log is missing")?;
        let disk = Folder::read_only(folder);
        let fault = |error: interrex_log::LogError| unread(folder, &error);
        let reader = Reader::open(&disk).map_err(fault)?;
        let reader = reader.ok_or_else(|| format!("{}: there is no log", folder.display()))?;
        let entries = reader.entries(first).take(usize::from(WIDTH));
        entries
            .map(|entry| entry.map(|(_, bytes)| bytes).map_err(fault))
            .collect()
    }
}

impl Acts for InLogs {
    fn act(&self, number: u32) -> Result<Act, String> {
        let place = self.places.get(number as usize);
        let (log, index) = *place.ok_or_else(|| format!("the register has no act {number}"))?;
        let first = index - index % u64::from(WIDTH);
        let at = usize::try_from(index - first).unwrap_or(usize::MAX);
        let mut last = self.last.borrow_mut();
        // A bundle that is not full may have grown since.
        if (last.0, last.1) != (log, first) || last.2.len() <= at {
            *last = (log, first, self.bundle(log, first)?);
        }
        let bytes = last.2.get(at).ok_or("an entry is missing")?;
        match Entry::parse(bytes)? {
            Entry::Act(_, signed) => Ok(signed.act),
            Entry::Seen { .. } | Entry::Unread(_) => {
                Err(format!("the entry of act {number} is another one"))
            }
        }
    }
}

/// Why acts, by number, change nothing.
type Faults = Vec<(u32, String)>;

/// A register that is open.
pub(super) struct Register {
    folder: PathBuf,
    plans: Plans,
    acts: Asked,
    trust: Trust,
    /// What the acts are of, and the keys that count after the last.
    binding: Binding,
    /// Why acts about keys change nothing, of those that were read one by one.
    faults: Faults,
    /// Whether the index is older than what is known here.
    is_grown: bool,
    /// For each log: how many entries the last head has that the policy accepts.
    accepted: Vec<u64>,
    /// When the newest head was cosigned, or the last act learned.
    newest: Option<Moment>,
}

enum Asked {
    /// Acts that are judged anew for each question.
    Few(Vec<Known>),
    /// Acts of which an index is kept.
    Many(Box<Opened<InLogs>>),
}

impl Register {
    /// The keys that count after the last act.
    pub(super) fn keyring(&self) -> &Keyring {
        &self.binding.keyring
    }

    /// The number of an act by its digest.
    pub(super) fn number(&self, digest: &Digest) -> Option<u32> {
        match &self.acts {
            Asked::Few(acts) => {
                let known = acts.iter().find(|known| known.digest == *digest);
                known.map(|known| known.number)
            }
            Asked::Many(opened) => opened.number(digest),
        }
    }

    /// The digest of an act.
    pub(super) fn digest(&self, number: u32) -> Result<Digest, String> {
        let digest = match &self.acts {
            Asked::Few(acts) => acts.get(number as usize).map(|known| known.digest),
            Asked::Many(opened) => opened.digest(number),
        };
        digest.ok_or_else(|| format!("the register has no act {number}"))
    }

    /// What has become of an act by now.
    pub(super) fn effect(&self, number: u32) -> Result<Option<Effect>, String> {
        let effect = match &self.acts {
            Asked::Few(acts) => effects(&self.plans.read, acts, now()).remove(&number),
            Asked::Many(opened) => opened.effect(number, now())?,
        };
        Ok(folder::effect(number, effect.as_ref(), &self.faults))
    }

    /// The digest of the plan in force now, where there has to be one.
    pub(super) fn plan_needed(&self) -> Result<String, String> {
        let none = "no plan is in force; an act of the kind `adopt` adopts one";
        let plan = self.plan(now())?;
        plan.ok_or_else(|| with_missing(&self.folder, none.to_owned()))
    }

    /// The digest of the plan in force at a moment, for whoever writes an act that is signed then.
    pub(super) fn plan(&self, at: Moment) -> Result<Option<String>, String> {
        match &self.acts {
            Asked::Few(acts) => plan_in_force(&self.plans.read, acts, at),
            Asked::Many(opened) => opened.plan_in_force(at),
        }
    }

    /// When the last act was learned.
    pub(super) fn learned_last(&self) -> Option<Moment> {
        match &self.acts {
            Asked::Few(acts) => acts.iter().filter_map(|known| known.learned(None)).max(),
            Asked::Many(opened) => opened.learned_last(),
        }
    }

    /// What an act names that the plan which it cites does not have.
    pub(super) fn unknown(&self, act: &Act) -> Option<String> {
        let plan = self.plans.read.get(&act.plan)?;
        interrex_register::unknown(plan, act)
    }

    /// Keeps a plan by its digest.
    pub(super) fn keep_plan(&mut self, files: &[(String, String)]) -> Result<String, String> {
        keep_plan(&self.folder, &mut self.plans, files)
    }

    /// The plans that it holds.
    pub(super) fn plans(&self) -> &Plans {
        &self.plans
    }

    /// The folder in which it lies.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Takes in what was added to the logs since.
    pub(super) fn refresh(&mut self, output: &mut Output) -> Result<(), String> {
        let folders = log_folders(&self.folder)?;
        if let Asked::Many(opened) = &mut self.acts
            && self.plans.read.keys().eq(&self.binding.plans)
        {
            let (heads, sizes, cosigned) = heads(&self.trust, &folders)?;
            if let Ok(faults) = grow(opened, &mut self.binding, &heads, &folders, &self.trust) {
                self.faults.extend(faults);
                self.accepted = sizes;
                self.newest = newest(cosigned, opened.learned_last());
                self.is_grown = true;
                return Ok(());
            }
        }
        *self = open(&self.folder, output)?;
        Ok(())
    }

    /// Writes the index where it is older than what is known here.
    pub(super) fn close(self, output: &mut Output) {
        if let (Asked::Many(opened), true) = (&self.acts, self.is_grown) {
            keep(&self.folder.join(INDEX), opened, &self.binding, output);
        }
    }

    /// Answers a question, and tells what of the answer is provisional or stale.
    pub(super) fn answer(&self, question: &Question<'_>) -> Result<Answer, String> {
        let answer = match &self.acts {
            Asked::Few(acts) => answer(&self.plans.read, acts, question),
            Asked::Many(opened) => opened.answer(question),
        };
        let answer = answer.map_err(|error| with_missing(&self.folder, error));
        let stale = self
            .newest
            .and_then(|newest| self.trust.stale(newest, question.as_of));
        let mut answer = answer?.told_with(|number| self.is_provisional(number), stale);
        let unread = self.binding.unread.iter();
        answer.warnings.extend(
            unread.map(|one| format!("{}; what it says is not in this answer", one.words())),
        );
        Ok(answer)
    }

    /// Whether an act may yet be held back: no quorum of witnesses has cosigned a head with it; or, where there are
    /// no witnesses and several sites, only one of these knows it.
    fn is_provisional(&self, number: u32) -> bool {
        let place = self.binding.places.get(number as usize);
        let sites = match &self.acts {
            Asked::Few(acts) => {
                let known = acts.get(number as usize);
                known.map_or(0, |known| known.seen.len())
            }
            Asked::Many(opened) => opened.sites_that_know(number),
        };
        if self.trust.policy.quorum().is_none() {
            return self.trust.sites.len() > 1 && sites < 2;
        }
        place.is_none_or(|(log, index)| {
            let accepted = self.accepted.get(*log as usize);
            accepted.is_none_or(|size| index >= size)
        })
    }
}

/// How many entries the last head of a log has that the policy accepts, and when it was cosigned last.
fn accepted(trust: &Trust, folder: &Path, head: &SignedCheckpoint) -> (u64, Option<u64>) {
    let Some(site) = trust.site(head.checkpoint().origin()) else {
        return (0, None);
    };
    let cosigned = Folder::read_only(folder).read("cosigned").ok().flatten();
    let cosigned = cosigned.and_then(|bytes| SignedCheckpoint::parse(&bytes).ok());
    let same = |other: &SignedCheckpoint| other.checkpoint().origin() == head.checkpoint().origin();
    let mut found = (0, None);
    for head in cosigned.iter().filter(|one| same(one)).chain([head]) {
        if let Ok(accepted) = trust.policy.check_of_log(head, &[&site.log]) {
            let times = accepted.cosigned.iter().map(|one| one.timestamp);
            found.0 = found.0.max(head.checkpoint().size());
            found.1 = found.1.max(times.max());
        }
    }
    found
}

/// The logs in some folders: origin, number of entries and root hash of each.
type Heads = Vec<(String, u64, String)>;

/// The heads of logs; how many entries of each the policy accepts; and when one was cosigned last.
fn heads(trust: &Trust, folders: &[PathBuf]) -> Result<(Heads, Vec<u64>, Option<u64>), String> {
    let (mut heads, mut sizes, mut cosigned) = (Heads::new(), Vec::new(), None);
    for log in folders {
        let disk = Folder::read_only(log);
        let reader = reader_of(trust, log, &disk)?.0;
        let (size, second) = accepted(trust, log, reader.head());
        sizes.push(size);
        cosigned = cosigned.max(second);
        let head = reader.head().checkpoint();
        let root = head.root().to_string();
        heads.push((head.origin().to_owned(), head.size(), root));
    }
    Ok((heads, sizes, cosigned))
}

/// What is in the folder of a register besides acts.
struct Around {
    trust: Trust,
    folders: Vec<PathBuf>,
    plans: Plans,
    binding: Binding,
    sizes: Vec<u64>,
    cosigned: Option<u64>,
}

fn around(folder: &Path) -> Result<Around, String> {
    let trust_text = text(&folder.join("trust.toml"))?;
    let trust = Trust::parse(&trust_text)?;
    let folders = log_folders(folder)?;
    let plans = Plans::held(folder)?;
    let (logs, sizes, cosigned) = heads(&trust, &folders)?;
    let binding = Binding {
        trust: Digest::of(trust_text.as_bytes()).to_string(),
        plans: plans.read.keys().cloned().collect(),
        logs,
        ..Binding::default()
    };
    Ok(Around {
        trust,
        folders,
        plans,
        binding,
        sizes,
        cosigned,
    })
}

/// What is wrong with the index of a register whose acts have been read: nothing where it is right or there is none.
/// An index that would not be used is not wrong.
pub(super) fn wrong_index(folder: &Path, union: &Union) -> Result<Option<&'static str>, String> {
    let path = folder.join(INDEX);
    if !path.exists() {
        return Ok(None);
    }
    let around = around(folder)?;
    let plans = &around.plans.read;
    let opened = by_index(
        &path,
        plans,
        &around.folders,
        &around.binding,
        &around.trust,
    );
    let Ok((opened, of, _)) = opened else {
        return Ok(None);
    };
    if of.keyring != union.keyring {
        return Ok(Some("the keys that it says count are not those that count"));
    }
    if of.places != places(union, &around.binding) {
        return Ok(Some("the acts stand elsewhere than it says"));
    }
    opened.differs(plans, &union.acts)
}

/// Opens a register.
pub(super) fn open(folder: &Path, output: &mut Output) -> Result<Register, String> {
    let Around {
        trust,
        folders,
        plans,
        binding,
        sizes,
        cosigned,
    } = around(folder)?;
    let entries: u64 = binding.logs.iter().map(|(_, size, _)| size).sum();
    let (acts, binding, faults) = if entries < ENTRIES_MIN {
        few(&folders, binding, &trust)?
    } else {
        let (acts, binding) = many(folder, &plans.read, folders, binding, &trust, output)?;
        (acts, binding, Vec::new())
    };
    let last = match &acts {
        Asked::Few(acts) => acts.iter().filter_map(|known| known.learned(None)).max(),
        Asked::Many(opened) => opened.learned_last(),
    };
    Ok(Register {
        folder: folder.to_owned(),
        plans,
        acts,
        trust,
        binding,
        faults,
        is_grown: false,
        accepted: sizes,
        newest: newest(cosigned, last),
    })
}

/// When the newest head was cosigned, or else the last act learned.
fn newest(cosigned: Option<u64>, last: Option<Moment>) -> Option<Moment> {
    let cosigned = cosigned.and_then(|second| i64::try_from(second).ok());
    cosigned.and_then(Moment::from_unix).or(last)
}

/// Reads acts that are judged anew for each question.
fn few(
    folders: &[PathBuf],
    mut binding: Binding,
    trust: &Trust,
) -> Result<(Asked, Binding, Faults), String> {
    let union = read(folders, trust)?;
    binding.places = places(&union, &binding);
    binding.keyring = union.keyring;
    binding.unread = union.unread;
    Ok((Asked::Few(union.acts), binding, union.faults))
}

/// Opens a register of many acts, by its index where that is of the logs as they are.
fn many(
    folder: &Path,
    plans: &BTreeMap<String, Plan>,
    folders: Vec<PathBuf>,
    binding: Binding,
    trust: &Trust,
    output: &mut Output,
) -> Result<(Asked, Binding), String> {
    let path = folder.join(INDEX);
    let (opened, binding) = match by_index(&path, plans, &folders, &binding, trust) {
        Ok((opened, of, is_grown)) => {
            if is_grown {
                keep(&path, &opened, &of, output);
            }
            (opened, of)
        }
        Err(reason) => {
            output.detail(&format!("the index is made anew: {reason}"));
            let (opened, whole) = anew(plans, folders, binding, trust)?;
            keep(&path, &opened, &whole, output);
            (opened, whole)
        }
    };
    Ok((Asked::Many(Box::new(opened)), binding))
}

/// Reads logs together.
fn read(folders: &[PathBuf], trust: &Trust) -> Result<Union, String> {
    let logs = folders.iter().map(|log| held_from(trust, log, 0));
    let logs: Vec<Held> = logs.collect::<Result<_, _>>()?;
    let union = union(&trust.roots(), &logs);
    match union.broken.first() {
        Some(reason) => Err(reason.clone()),
        None => Ok(union),
    }
}

/// Where acts stand, by the place of their log in a list.
fn places(union: &Union, binding: &Binding) -> Vec<(u32, u64)> {
    let place = |(origin, index): &(String, u64)| {
        let log = binding.logs.iter().position(|(known, ..)| known == origin);
        let log = log.and_then(|log| u32::try_from(log).ok());
        (log.unwrap_or(u32::MAX), *index)
    };
    union.places.iter().map(place).collect()
}

/// Opens a register by its index, and goes on with what its only log has more. With that, what it is of then, and
/// whether it has more than the index.
fn by_index(
    path: &Path,
    plans: &BTreeMap<String, Plan>,
    folders: &[PathBuf],
    binding: &Binding,
    trust: &Trust,
) -> Result<(Opened<InLogs>, Binding, bool), String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    let acts = |of: &Binding| InLogs::new(folders.to_vec(), of.places.clone());
    let (mut opened, mut of) =
        Opened::from_index(&bytes, plans, acts).map_err(|error| error.to_string())?;
    if of.trust != binding.trust {
        return Err("the trust file is another one".to_owned());
    }
    let is_grown = of.logs != binding.logs;
    if is_grown {
        grow(&mut opened, &mut of, &binding.logs, folders, trust)?;
    }
    Ok((opened, of, is_grown))
}

/// Goes on with what the only log has more. After an error what is open is of no use.
fn grow(
    opened: &mut Opened<InLogs>,
    of: &mut Binding,
    heads: &Heads,
    folders: &[PathBuf],
    trust: &Trust,
) -> Result<Faults, String> {
    let ([(origin, size, root)], [(now, _, _)], [folder]) =
        (of.logs.as_slice(), heads.as_slice(), folders)
    else {
        return Err("one of several logs has grown".to_owned());
    };
    let disk = Folder::read_only(folder);
    let reader = reader_of(trust, folder, &disk)?.0;
    let then = reader.root(*size).map_err(|error| error.to_string())?;
    if origin != now || then.to_string() != *root {
        return Err("the log is another one".to_owned());
    }
    let first = u32::try_from(opened.len()).map_err(|_| "too many acts")?;
    let log = held_from(trust, folder, *size)?;
    let last = opened.learned_last();
    let last = last.unwrap_or_else(|| Moment::start_of(Date::FIRST));
    let more = grown(&of.keyring, &log, (*size, first), last);
    let mut acts = more.acts.iter();
    if acts.any(|known| opened.number(&known.digest).is_some()) {
        return Err("an act is there twice".to_owned());
    }
    opened.extend(&more.acts)?;
    let places = more.places.iter().map(|(_, index)| (0, *index));
    of.places.extend(places);
    of.keyring = more.keyring;
    of.unread.extend(more.unread);
    of.logs.clone_from(heads);
    opened.acts_mut().places.clone_from(&of.places);
    Ok(more.faults)
}

/// Judges all acts anew.
fn anew(
    plans: &BTreeMap<String, Plan>,
    folders: Vec<PathBuf>,
    mut binding: Binding,
    trust: &Trust,
) -> Result<(Opened<InLogs>, Binding), String> {
    let union = read(&folders, trust)?;
    binding.places = places(&union, &binding);
    binding.keyring = union.keyring;
    binding.unread = union.unread;
    let mut opened = Opened::new(plans, InLogs::new(folders, binding.places.clone()));
    opened.extend(&union.acts)?;
    Ok((opened, binding))
}

/// Writes the index. A folder that cannot be written has none, and is asked all the same.
fn keep(path: &Path, opened: &Opened<InLogs>, binding: &Binding, output: &mut Output) {
    let next = path.with_extension("next");
    let written = fs::write(&next, opened.to_index(binding)).and_then(|()| fs::rename(&next, path));
    if let Err(error) = written {
        output.detail(&format!(
            "no index is kept at `{}`: {error}",
            path.display()
        ));
    }
}

#[cfg(test)]
mod tests {
    use interrex_log::{Log, LogKeys};
    use interrex_register::entry::Signed;
    use interrex_tlog::note::SignerKey;

    use super::*;

    /// An act is read also where it was added to a bundle that was read before.
    #[test]
    fn what_a_bundle_has_grown_by_is_read() {
        let root = std::env::temp_dir().join(format!("interrex-{}-grown", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        let key = SignerKey::ed25519("site.example", &[1; 32]).unwrap();
        let keys = LogKeys::new(key, None).unwrap();
        let mut log = Log::create(Folder::open(&root).unwrap(), keys).unwrap();
        let entry = |title: &str| {
            let text = format!(
                r#"{{"schema":"interrex.act/1","plan":"none","kind":"claim","of":"{title}","by":["one"],"signed":"2020-01-01T00:00:00Z"}}"#
            );
            let act = Act::parse(text.as_bytes()).unwrap();
            let learned = act.signed;
            Entry::Act(learned, Box::new(Signed::unsigned(act))).to_bytes()
        };
        log.append(&[entry("first")]).unwrap();
        log.publish().unwrap();
        let mut acts = InLogs::new(vec![root.clone()], vec![(0, 0)]);
        let first = acts.act(0).unwrap();
        assert!(acts.act(1).is_err());
        log.append(&[entry("second")]).unwrap();
        log.publish().unwrap();
        acts.places.push((0, 1));
        assert_ne!(acts.act(1).unwrap(), first);
        assert_eq!(acts.act(0).unwrap(), first);
        fs::remove_dir_all(&root).unwrap();
    }
}
