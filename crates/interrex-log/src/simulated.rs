//! A disk in memory that keeps what [`crate::disk`] promises, and nothing beside it.
//!
//! Responsible for forgetting as real disks do: at a crash, whatever was not made durable is there,
//! gone, or torn; after a failed sync, bytes are read that would not survive. For tests and simulations;
//! which outcome comes about is chosen by the caller, so that a run can be repeated.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use crate::disk::{Disk, DiskError, DiskErrorKind};

/// A disk in memory. Clones are the same disk.
#[derive(Clone, Default, Debug)]
pub struct SimulatedDisk(Rc<RefCell<State>>);

/// How the effect at a step fails.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Failure {
    /// The power goes before it: it is not done, and neither is anything after it.
    CrashBefore,
    /// The power goes after it.
    CrashAfter,
    /// It fails and is not done. A write is done in part; the bytes of a sync are lost, though read.
    Undone,
    /// It fails and is done.
    Done,
}

/// All ways in which an effect fails.
pub const FAILURES: [Failure; 4] = [
    Failure::CrashBefore,
    Failure::CrashAfter,
    Failure::Undone,
    Failure::Done,
];

/// What a file holds: as it is read, and as it survives.
#[derive(Clone, Default, Debug)]
struct File {
    seen: Vec<u8>,
    durable: Vec<u8>,
    /// What was written since the last sync.
    dirty: Vec<Range<usize>>,
    /// Whether all bytes were replaced since.
    truncated: bool,
}

/// A change of names that is not durable.
#[derive(Clone, Debug)]
enum NameEffect {
    Link(String, usize),
    Rename(String, String, usize),
    Unlink(String),
    MakeFolder(String),
    RemoveFolder(String),
}

/// Files and folders by their paths.
#[derive(Clone, Default, Debug)]
struct Names {
    files: BTreeMap<String, usize>,
    folders: BTreeSet<String>,
}

#[derive(Clone, Default, Debug)]
struct State {
    files: Vec<File>,
    seen: Names,
    durable: Names,
    pending: Vec<NameEffect>,
    steps: u64,
    plan: Option<(u64, Failure)>,
    capacity: Option<usize>,
    is_off: bool,
}

/// Chooses a number below the one given, which is at least one.
pub type Choose<'c> = &'c mut dyn FnMut(u64) -> u64;

/// So many bytes are written whole or not at all.
const SECTOR: usize = 512;

impl SimulatedDisk {
    /// How many effects there were.
    pub fn steps(&self) -> u64 {
        self.0.borrow().steps
    }

    /// Lets the effect at this step, counted from 0, fail.
    pub fn fail_at(&self, step: u64, failure: Failure) {
        self.0.borrow_mut().plan = Some((step, failure));
    }

    /// Lets nothing fail.
    pub fn heal(&self) {
        self.0.borrow_mut().plan = None;
    }

    /// Whether the power is gone: all effects fail until [`SimulatedDisk::crash`].
    pub fn is_off(&self) -> bool {
        self.0.borrow().is_off
    }

    /// Lets the disk hold at most so many bytes.
    pub fn limit(&self, capacity: Option<usize>) {
        self.0.borrow_mut().capacity = capacity;
    }

    /// How many bytes the files have.
    pub fn used(&self) -> usize {
        self.0.borrow().used()
    }

    /// Loses what is not durable, or a part of it, and turns the power on again. Choices of 0 lose all.
    pub fn crash(&self, choose: Choose<'_>) {
        self.0.borrow_mut().crash(choose);
    }

    /// Changes bytes of a file behind everybody's back, durably; whether there is such a file.
    pub fn damage(&self, path: &str, change: impl FnOnce(&mut Vec<u8>)) -> bool {
        let mut state = self.0.borrow_mut();
        let Some(file) = state.seen.files.get(path).copied() else {
            return false;
        };
        let Some(file) = state.files.get_mut(file) else {
            return false;
        };
        change(&mut file.seen);
        file.durable.clone_from(&file.seen);
        true
    }

    /// The paths of all files, in their order.
    pub fn paths(&self) -> Vec<String> {
        self.0.borrow().seen.files.keys().cloned().collect()
    }

    /// A disk of its own with the files as they are read.
    pub fn snapshot(&self) -> Self {
        let state = self.0.borrow();
        let mut copy = State {
            seen: state.seen.clone(),
            ..State::default()
        };
        copy.files.clone_from(&state.files);
        for file in &mut copy.files {
            file.durable.clone_from(&file.seen);
            file.dirty.clear();
        }
        copy.durable = copy.seen.clone();
        Self(Rc::new(RefCell::new(copy)))
    }
}

/// What is to be done about an effect.
#[derive(PartialEq, Eq)]
enum Course {
    Good,
    Undone,
    Done,
}

impl State {
    fn used(&self) -> usize {
        let length = |at: &usize| self.files.get(*at).map_or(0, |file| file.seen.len());
        self.seen.files.values().map(length).sum()
    }

    /// Counts an effect, and says how it goes; an error where the power is gone.
    fn step(&mut self, action: &'static str, path: &str) -> Result<Course, DiskError> {
        if self.is_off {
            return Err(error(action, path, "the power is gone"));
        }
        let step = self.steps;
        self.steps += 1;
        match self.plan {
            Some((at, failure)) if at == step => match failure {
                Failure::CrashBefore => {
                    self.is_off = true;
                    Err(error(action, path, "the power is gone"))
                }
                Failure::CrashAfter => {
                    self.is_off = true;
                    Ok(Course::Done)
                }
                Failure::Undone => Ok(Course::Undone),
                Failure::Done => Ok(Course::Done),
            },
            _ => Ok(Course::Good),
        }
    }

    /// The number of a file.
    fn file(&self, action: &'static str, path: &str) -> Result<usize, DiskError> {
        let found = self.seen.files.get(path).copied();
        found.ok_or_else(|| error(action, path, "there is no such file"))
    }

    /// Writes bytes of a file from a position on, as far as there is room.
    fn put(&mut self, at: usize, from: usize, bytes: &[u8]) -> bool {
        let used = self.used();
        let room = self
            .capacity
            .map_or(usize::MAX, |all| all.saturating_sub(used));
        let fits = bytes.len().min(room);
        if let Some(file) = self.files.get_mut(at) {
            file.seen.truncate(from);
            file.seen.extend(bytes.iter().take(fits));
            file.dirty.push(from..from + fits);
        }
        fits == bytes.len()
    }

    fn sync(&mut self, at: usize) {
        let Some(file) = self.files.get_mut(at) else {
            return;
        };
        file.durable.resize(file.seen.len(), 0);
        for range in file.dirty.drain(..) {
            // A later truncation may have cut what was written.
            let range = range.start.min(file.seen.len())..range.end.min(file.seen.len());
            let seen = file.seen.get(range.clone());
            if let (Some(to), Some(from)) = (file.durable.get_mut(range), seen) {
                to.copy_from_slice(from);
            }
        }
        file.truncated = false;
    }

    /// Changes names, as they are seen.
    fn rename_now(&mut self, effect: NameEffect) {
        self.seen.apply(&effect);
        self.pending.push(effect);
    }

    fn sync_folder(&mut self, folder: &str) {
        let pending = std::mem::take(&mut self.pending);
        for effect in pending {
            if effect.folder() == folder {
                self.durable.apply(&effect);
            } else {
                self.pending.push(effect);
            }
        }
    }

    fn crash(&mut self, choose: Choose<'_>) {
        for effect in std::mem::take(&mut self.pending) {
            if choose(2) == 1 {
                self.durable.apply(&effect);
            }
        }
        self.durable.drop_orphans();
        for file in &mut self.files {
            file.crash(choose);
        }
        self.seen = self.durable.clone();
        self.plan = None;
        self.is_off = false;
    }
}

impl File {
    /// Keeps all, nothing, or some sectors of what was written and not made durable.
    fn crash(&mut self, choose: Choose<'_>) {
        if !self.dirty.is_empty() || self.truncated {
            match choose(3) {
                0 => {}
                1 => {
                    let kept = std::mem::take(&mut self.seen);
                    self.durable = kept;
                }
                _ => self.tear(choose),
            }
        }
        self.dirty.clear();
        self.truncated = false;
        self.seen.clone_from(&self.durable);
    }

    fn tear(&mut self, choose: Choose<'_>) {
        // Bytes that were durable are lost only where the file was to be replaced.
        let least = if self.truncated {
            0
        } else {
            self.durable.len()
        };
        let between = choose(self.seen.len().saturating_sub(least) as u64 + 1);
        let lengths = [
            self.durable.len(),
            self.seen.len(),
            least + usize::try_from(between).unwrap_or(0),
        ];
        let which = usize::try_from(choose(3)).unwrap_or(0);
        let length = lengths.get(which).copied().unwrap_or(0);
        let mut torn = Vec::new();
        let mut start = 0;
        while start < length {
            let from = if choose(2) == 0 {
                &self.durable
            } else {
                &self.seen
            };
            let end = (start + SECTOR).min(length);
            let sector = start.min(from.len())..end.min(from.len());
            torn.extend(from.get(sector).unwrap_or_default());
            torn.resize(end, 0);
            start = end;
        }
        self.durable = torn;
    }
}

impl NameEffect {
    /// The folder whose sync makes it durable.
    fn folder(&self) -> &str {
        let (Self::Link(path, _)
        | Self::Rename(path, ..)
        | Self::Unlink(path)
        | Self::MakeFolder(path)
        | Self::RemoveFolder(path)) = self;
        path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

impl Names {
    fn apply(&mut self, effect: &NameEffect) {
        match effect {
            NameEffect::Link(path, file) => {
                self.files.insert(path.clone(), *file);
            }
            NameEffect::Rename(from, to, file) => {
                self.files.remove(from);
                self.files.insert(to.clone(), *file);
            }
            NameEffect::Unlink(path) => {
                self.files.remove(path);
            }
            NameEffect::MakeFolder(path) => {
                self.folders.insert(path.clone());
            }
            NameEffect::RemoveFolder(path) => {
                self.folders.remove(path);
            }
        }
    }

    /// Drops what is in folders that are not there.
    fn drop_orphans(&mut self) {
        let all = self.folders.clone();
        let there = |path: &str| {
            let mut folders = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
            folders.all(|folder| all.contains(folder))
        };
        self.folders.retain(|path| there(path));
        self.files.retain(|path, _| there(path));
    }
}

fn error(action: &'static str, path: &str, reason: &str) -> DiskError {
    DiskError {
        kind: DiskErrorKind::Other,
        action,
        path: path.to_owned(),
        reason: reason.to_owned(),
    }
}

/// The error of an effect that does not go well.
fn end(course: &Course, action: &'static str, path: &str) -> Result<(), DiskError> {
    match course {
        Course::Good => Ok(()),
        Course::Undone | Course::Done => Err(error(action, path, "input/output error")),
    }
}

fn full(action: &'static str, path: &str) -> DiskError {
    DiskError {
        kind: DiskErrorKind::Full,
        ..error(action, path, "no space left on device")
    }
}

impl Disk for SimulatedDisk {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, DiskError> {
        let state = self.0.borrow();
        if state.is_off {
            return Err(error("read", path, "the power is gone"));
        }
        let found = state.seen.files.get(path);
        let file = found.and_then(|at| state.files.get(*at));
        Ok(file.map(|file| file.seen.clone()))
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, DiskError> {
        let state = self.0.borrow();
        if state.is_off {
            return Err(error("list", folder, "the power is gone"));
        }
        let prefix = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        let own = |path: &String| {
            let name = path.strip_prefix(&prefix)?;
            (!name.contains('/')).then(|| name.to_owned())
        };
        let files = state.seen.files.keys().filter_map(own);
        let folders = state.seen.folders.iter().filter_map(own);
        let mut names: Vec<String> = files.chain(folders.map(|name| name + "/")).collect();
        names.sort();
        Ok(names)
    }

    fn make_folder(&mut self, path: &str) -> Result<(), DiskError> {
        let mut state = self.0.borrow_mut();
        if state.seen.folders.contains(path) && !state.is_off {
            return Ok(());
        }
        let course = state.step("make", path)?;
        if course != Course::Undone {
            state.rename_now(NameEffect::MakeFolder(path.to_owned()));
        }
        end(&course, "make", path)
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
        let mut state = self.0.borrow_mut();
        let course = state.step("write", path)?;
        let at = if let Some(at) = state.seen.files.get(path).copied() {
            at
        } else {
            state.files.push(File::default());
            let at = state.files.len() - 1;
            state.rename_now(NameEffect::Link(path.to_owned(), at));
            at
        };
        if let Some(file) = state.files.get_mut(at) {
            file.seen.clear();
            file.dirty.clear();
            file.truncated = true;
        }
        let part = bytes.get(..bytes.len() / 2).unwrap_or_default();
        let done = if course == Course::Undone {
            part
        } else {
            bytes
        };
        if !state.put(at, 0, done) {
            return Err(full("write", path));
        }
        end(&course, "write", path)
    }

    fn append(&mut self, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
        let mut state = self.0.borrow_mut();
        let course = state.step("append to", path)?;
        let at = state.file("append to", path)?;
        let from = state.files.get(at).map_or(0, |file| file.seen.len());
        let part = bytes.get(..bytes.len() / 2).unwrap_or_default();
        let done = if course == Course::Undone {
            part
        } else {
            bytes
        };
        if !state.put(at, from, done) {
            return Err(full("append to", path));
        }
        end(&course, "append to", path)
    }

    fn sync(&mut self, path: &str) -> Result<(), DiskError> {
        let mut state = self.0.borrow_mut();
        let course = state.step("sync", path)?;
        let at = state.file("sync", path)?;
        if course != Course::Undone {
            state.sync(at);
        } else if let Some(file) = state.files.get_mut(at) {
            // The bytes count as written, and are not: what survives has what was there before.
            file.dirty.clear();
        }
        end(&course, "sync", path)
    }

    fn sync_folder(&mut self, path: &str) -> Result<(), DiskError> {
        let mut state = self.0.borrow_mut();
        let course = state.step("sync", path)?;
        if course != Course::Undone {
            state.sync_folder(path);
        }
        end(&course, "sync", path)
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), DiskError> {
        let mut state = self.0.borrow_mut();
        let course = state.step("rename", from)?;
        let at = state.file("rename", from)?;
        if course != Course::Undone {
            state.rename_now(NameEffect::Rename(from.to_owned(), to.to_owned(), at));
        }
        end(&course, "rename", from)
    }

    fn remove(&mut self, path: &str) -> Result<(), DiskError> {
        let mut state = self.0.borrow_mut();
        if !state.seen.files.contains_key(path) && !state.is_off {
            return Ok(());
        }
        let course = state.step("remove", path)?;
        if course != Course::Undone {
            state.rename_now(NameEffect::Unlink(path.to_owned()));
        }
        end(&course, "remove", path)
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), DiskError> {
        let is_empty = self.list(path)?.is_empty();
        let mut state = self.0.borrow_mut();
        if !state.seen.folders.contains(path) {
            return Ok(());
        }
        let course = state.step("remove", path)?;
        if !is_empty {
            return Err(error("remove", path, "the folder is not empty"));
        }
        if course != Course::Undone {
            state.rename_now(NameEffect::RemoveFolder(path.to_owned()));
        }
        end(&course, "remove", path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a file holds after a crash that loses everything it may.
    fn after_crash(disk: &SimulatedDisk, path: &str) -> Option<Vec<u8>> {
        disk.crash(&mut |_| 0);
        disk.read(path).unwrap()
    }

    /// A file of these bytes, all of it durable.
    fn durable(bytes: &[u8]) -> SimulatedDisk {
        let mut disk = SimulatedDisk::default();
        disk.write("file", bytes).unwrap();
        disk.sync("file").unwrap();
        disk.sync_folder("").unwrap();
        disk
    }

    #[test]
    fn what_is_not_synced_may_be_lost() {
        let mut disk = durable(b"one");
        disk.append("file", b" two").unwrap();
        assert_eq!(disk.read("file").unwrap().unwrap(), b"one two");
        assert_eq!(after_crash(&disk, "file").unwrap(), b"one");
        disk.append("file", b" two").unwrap();
        disk.sync("file").unwrap();
        assert_eq!(after_crash(&disk, "file").unwrap(), b"one two");
    }

    #[test]
    fn a_name_lasts_after_its_folder_is_synced() {
        let mut disk = SimulatedDisk::default();
        disk.make_folder("a").unwrap();
        disk.write("a/file", b"one").unwrap();
        disk.sync("a/file").unwrap();
        disk.sync_folder("a").unwrap();
        assert_eq!(after_crash(&disk, "a/file"), None, "the folder has no name");
        let mut disk = durable(b"one");
        disk.write("next", b"two").unwrap();
        disk.sync("next").unwrap();
        disk.rename("next", "file").unwrap();
        assert_eq!(disk.list("").unwrap(), ["file"]);
        assert_eq!(after_crash(&disk, "file").unwrap(), b"one");
    }

    /// The page that trips up databases: the sync after a failed one succeeds, and has written nothing.
    #[test]
    fn a_failed_sync_loses_what_is_still_read() {
        let mut disk = durable(b"one");
        disk.append("file", b" two").unwrap();
        disk.fail_at(disk.steps(), Failure::Undone);
        disk.sync("file").unwrap_err();
        disk.sync("file").unwrap();
        assert_eq!(disk.read("file").unwrap().unwrap(), b"one two");
        // The file is as long as it was to be, and the bytes are not those that were written.
        assert_eq!(after_crash(&disk, "file").unwrap(), b"one\0\0\0\0");
        let mut disk = durable(b"one");
        disk.append("file", b" two").unwrap();
        disk.fail_at(disk.steps(), Failure::Done);
        disk.sync("file").unwrap_err();
        assert_eq!(after_crash(&disk, "file").unwrap(), b"one two");
    }

    #[test]
    fn a_file_is_torn_between_sectors() {
        let mut disk = durable(&[1; 1100]);
        disk.write("file", &[2; 1100]).unwrap();
        // Torn; of the length that was written; the second sector is old, the others not.
        let mut choices = [2, 0, 1, 1, 0, 1].into_iter();
        disk.crash(&mut |below| {
            let choice = choices.next().unwrap();
            assert!(choice < below);
            choice
        });
        let bytes = disk.read("file").unwrap().unwrap();
        let kinds: Vec<(u8, usize)> = bytes
            .chunk_by(|one, other| one == other)
            .map(|run| (run[0], run.len()))
            .collect();
        assert_eq!(kinds, [(2, 512), (1, 512), (2, 76)]);
    }

    #[test]
    fn a_full_disk_takes_a_part() {
        let mut disk = durable(b"one");
        disk.limit(Some(5));
        let refused = disk.append("file", b" two").unwrap_err();
        assert_eq!(refused.kind, DiskErrorKind::Full);
        assert_eq!(disk.read("file").unwrap().unwrap(), b"one t");
        disk.limit(None);
        disk.append("file", b"!").unwrap();
        assert_eq!(disk.used(), 6);
    }

    #[test]
    fn without_power_nothing_is_done() {
        let mut disk = durable(b"one");
        disk.fail_at(disk.steps(), Failure::CrashAfter);
        disk.append("file", b" two").unwrap_err();
        assert!(disk.is_off());
        disk.read("file").unwrap_err();
        disk.remove("file").unwrap_err();
        disk.crash(&mut |_| 1);
        assert_eq!(disk.read("file").unwrap().unwrap(), b"one two");
    }
}
