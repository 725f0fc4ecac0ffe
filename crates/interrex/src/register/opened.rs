//! A register that is opened to be asked: by its index where that is of the logs as they are, else anew.
//!
//! ```text
//! index     what is kept of the course of acts; made where it is missing, damaged or of other logs
//! ```
//!
//! Few acts are judged anew each time, and no index is made of them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use interrex_log::Reader;
use interrex_log::disk::Disk as _;
use interrex_plan::model::Plan;
use interrex_register::keyring::{Held, Union, grown, union};
use interrex_register::opened::{Acts, Binding, Opened};
use interrex_register::trust::Trust;
use interrex_register::who::{Answer, Question, answer};
use interrex_register::{Act, Digest, Entry, Known};
use interrex_tlog::checkpoint::SignedCheckpoint;
use interrex_tlog::tiles::WIDTH;
use interrex_units::{Date, Moment};

use super::disk::Folder;
use super::folder::{Plans, held_from, log_folders, reader_of, text};
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
        let fault = |error: interrex_log::LogError| format!("{}: {error}", folder.display());
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
        let mut last = self.last.borrow_mut();
        if (last.0, last.1) != (log, first) {
            *last = (log, first, self.bundle(log, first)?);
        }
        let at = usize::try_from(index - first).unwrap_or(usize::MAX);
        let bytes = last.2.get(at).ok_or("an entry is missing")?;
        match Entry::parse(bytes)? {
            Entry::Act(_, signed) => Ok(signed.act),
            Entry::Seen { .. } => Err(format!("the entry of act {number} is another one")),
        }
    }
}

/// A register that is open.
pub(super) struct Register {
    plans: BTreeMap<String, Plan>,
    acts: Asked,
    trust: Trust,
    /// For each log: how many entries the last head has that the policy accepts.
    accepted: Vec<u64>,
    /// When the newest head was cosigned, or the last act learned.
    newest: Option<Moment>,
}

enum Asked {
    /// Acts that are judged anew for each question, and where they stand.
    Few(Vec<Known>, Vec<(u32, u64)>),
    /// Acts of which an index is kept.
    Many(Box<Opened<InLogs>>),
}

impl Register {
    /// Answers a question, and tells what of the answer is provisional or stale.
    pub(super) fn answer(&self, question: &Question<'_>) -> Result<Answer, String> {
        let answer = match &self.acts {
            Asked::Few(acts, _) => answer(&self.plans, acts, question),
            Asked::Many(opened) => opened.answer(question),
        };
        let stale = self
            .newest
            .and_then(|newest| self.trust.stale(newest, question.as_of));
        Ok(answer?.told_with(|number| self.is_provisional(number), stale))
    }

    /// Whether an act may yet be held back: no quorum of witnesses has cosigned a head with it; or, where there are
    /// no witnesses and several sites, only one of these knows it.
    fn is_provisional(&self, number: u32) -> bool {
        let (place, sites) = match &self.acts {
            Asked::Few(acts, places) => {
                let known = acts.get(number as usize);
                let sites = known.map_or(0, |known| known.seen.len());
                (places.get(number as usize), sites)
            }
            Asked::Many(opened) => {
                let place = opened.acts().places.get(number as usize);
                (place, opened.sites_that_know(number))
            }
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

/// Opens a register to be asked.
pub(super) fn open(folder: &Path, output: &mut Output) -> Result<Register, String> {
    let trust_text = text(&folder.join("trust.toml"))?;
    let trust = Trust::parse(&trust_text)?;
    let folders = log_folders(folder)?;
    let plans = Plans::held(folder)?.read;
    let mut binding = Binding {
        trust: Digest::of(trust_text.as_bytes()).to_string(),
        plans: plans.keys().cloned().collect(),
        ..Binding::default()
    };
    let (mut sizes, mut cosigned) = (Vec::new(), None);
    for log in &folders {
        let disk = Folder::read_only(log);
        let reader = reader_of(&trust, log, &disk)?.0;
        let (size, second) = accepted(&trust, log, reader.head());
        sizes.push(size);
        cosigned = cosigned.max(second);
        let head = reader.head().checkpoint();
        let root = head.root().to_string();
        binding
            .logs
            .push((head.origin().to_owned(), head.size(), root));
    }
    let entries: u64 = binding.logs.iter().map(|(_, size, _)| size).sum();
    let acts = if entries < ENTRIES_MIN {
        few(&folders, &binding, &trust)?
    } else {
        many(folder, &plans, folders, binding, &trust, output)?
    };
    let last = match &acts {
        Asked::Few(acts, _) => acts.iter().filter_map(|known| known.learned(None)).max(),
        Asked::Many(opened) => opened.learned_last(),
    };
    let cosigned = cosigned.and_then(|second| i64::try_from(second).ok());
    Ok(Register {
        plans,
        acts,
        trust,
        accepted: sizes,
        newest: cosigned.and_then(Moment::from_unix).or(last),
    })
}

/// Reads acts that are judged anew for each question.
fn few(folders: &[PathBuf], binding: &Binding, trust: &Trust) -> Result<Asked, String> {
    let union = read(folders, trust)?;
    let places = places(&union, binding);
    Ok(Asked::Few(union.acts, places))
}

/// Opens a register of many acts, by its index where that is of the logs as they are.
fn many(
    folder: &Path,
    plans: &BTreeMap<String, Plan>,
    folders: Vec<PathBuf>,
    binding: Binding,
    trust: &Trust,
    output: &mut Output,
) -> Result<Asked, String> {
    let path = folder.join(INDEX);
    let opened = match by_index(&path, plans, &folders, &binding, trust) {
        Ok((opened, grown)) => {
            if let Some(grown) = grown {
                keep(&path, &opened, &grown, output);
            }
            opened
        }
        Err(reason) => {
            output.detail(&format!("the index is made anew: {reason}"));
            let (opened, whole) = anew(plans, folders, binding, trust)?;
            keep(&path, &opened, &whole, output);
            opened
        }
    };
    Ok(Asked::Many(Box::new(opened)))
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

/// Opens a register by its index, and goes on with what its only log has more. With that, what the index is of then.
fn by_index(
    path: &Path,
    plans: &BTreeMap<String, Plan>,
    folders: &[PathBuf],
    binding: &Binding,
    trust: &Trust,
) -> Result<(Opened<InLogs>, Option<Binding>), String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    let acts = |of: &Binding| InLogs::new(folders.to_vec(), of.places.clone());
    let (mut opened, mut of) =
        Opened::from_index(&bytes, plans, acts).map_err(|error| error.to_string())?;
    if of.trust != binding.trust {
        return Err("the trust file is another one".to_owned());
    }
    if of.logs == binding.logs {
        return Ok((opened, None));
    }
    let ([(origin, size, root)], [(now, _, _)], [folder]) =
        (of.logs.as_slice(), binding.logs.as_slice(), folders)
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
    let more = more.ok_or("acts have other numbers")?;
    if more
        .acts
        .iter()
        .any(|known| opened.number(&known.digest).is_some())
    {
        return Err("an act is there twice".to_owned());
    }
    opened.extend(&more.acts)?;
    let places = more.places.iter().map(|(_, index)| (0, *index));
    of.places.extend(places);
    of.keyring = more.keyring;
    of.logs.clone_from(&binding.logs);
    opened.acts_mut().places.clone_from(&of.places);
    Ok((opened, Some(of)))
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
