//! A register that is opened to be asked: by its index where that is of the logs as they are, else anew.
//!
//! ```text
//! index     what is kept of the course of acts; made where it is missing, damaged or of other logs
//! ```
//!
//! Few acts are judged anew each time, and no index is made of them.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};

use interrex_log::Reader;
use interrex_plan::model::Plan;
use interrex_register::keyring::{Held, grown, union};
use interrex_register::opened::{Acts, Binding, Opened};
use interrex_register::trust::Trust;
use interrex_register::{Act, Digest, Entry, Known};
use interrex_tlog::tiles::WIDTH;
use interrex_units::Moment;
use std::collections::BTreeMap;

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
pub(super) enum Asked {
    /// Acts that are judged anew for each question.
    Few(Vec<Known>),
    /// Acts of which an index is kept.
    Many(Box<Opened<InLogs>>),
}

/// Opens a register to be asked.
pub(super) fn open(
    folder: &Path,
    output: &mut Output,
) -> Result<(BTreeMap<String, Plan>, Asked), String> {
    let trust_text = text(&folder.join("trust.toml"))?;
    let trust = Trust::parse(&trust_text)?;
    let folders = log_folders(folder)?;
    let plans = Plans::held(folder)?.read;
    let mut binding = Binding {
        trust: Digest::of(trust_text.as_bytes()).to_string(),
        plans: plans.keys().cloned().collect(),
        ..Binding::default()
    };
    for log in &folders {
        let disk = Folder::read_only(log);
        let reader = reader_of(&trust, log, &disk)?.0;
        let head = reader.head().checkpoint();
        let root = head.root().to_string();
        binding
            .logs
            .push((head.origin().to_owned(), head.size(), root));
    }
    let entries: u64 = binding.logs.iter().map(|(_, size, _)| size).sum();
    if entries < ENTRIES_MIN {
        let logs = folders.iter().map(|log| held_from(&trust, log, 0));
        let logs: Vec<Held> = logs.collect::<Result<_, _>>()?;
        return Ok((plans, Asked::Few(union(&trust.roots(), &logs).acts)));
    }
    let path = folder.join(INDEX);
    let opened = match by_index(&path, &plans, &folders, &binding, &trust) {
        Ok((opened, None)) => opened,
        Ok((opened, Some(grown))) => {
            keep(&path, &opened, &grown, output);
            opened
        }
        Err(reason) => {
            output.detail(&format!("the index is made anew: {reason}"));
            let (opened, whole) = anew(&plans, folders, binding, &trust)?;
            keep(&path, &opened, &whole, output);
            opened
        }
    };
    Ok((plans, Asked::Many(Box::new(opened))))
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
    let last = opened
        .learned_last()
        .unwrap_or(Moment::start_of(interrex_units::Date::FIRST));
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
    let logs = folders.iter().map(|log| held_from(trust, log, 0));
    let logs: Vec<Held> = logs.collect::<Result<_, _>>()?;
    let union = union(&trust.roots(), &logs);
    drop(logs);
    let place = |(origin, index): &(String, u64)| {
        let log = binding.logs.iter().position(|(known, ..)| known == origin);
        let log = log.and_then(|log| u32::try_from(log).ok());
        (log.unwrap_or(u32::MAX), *index)
    };
    binding.places = union.places.iter().map(place).collect();
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
