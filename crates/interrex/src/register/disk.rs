//! A folder on a real disk, as a log asks for it.
//!
//! Responsible for files of the operating system behind `interrex_log::disk::Disk`, and for one process
//! at a time: whoever may write holds an advisory lock on the file `lock`, which the system releases when
//! the process ends, however it ends.
//!
//! A file that was written is synced through the handle that wrote it: an error of writing back is then
//! not lost between two openings.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use interrex_log::disk::{Disk, DiskError, DiskErrorKind};

const LOCK: &str = "lock";

/// A folder on a real disk.
#[derive(Debug)]
pub(crate) struct Folder {
    root: PathBuf,
    /// Files that were written and not yet synced.
    written: BTreeMap<String, File>,
    /// The file that was appended to last.
    appended: Option<(String, File)>,
    /// Held as long as the folder may be written; nothing where it is only read.
    lock: Option<File>,
}

impl Folder {
    /// A folder to read and write, which is made where it is missing. Its parent must exist.
    ///
    /// # Errors
    ///
    /// The [`DiskError`], also where another process writes the folder.
    pub(crate) fn open(root: &Path) -> Result<Self, DiskError> {
        match fs::create_dir(root) {
            Ok(()) => sync_parent(root).map_err(|reason| error("sync", "..", &reason))?,
            Err(reason) if reason.kind() == ErrorKind::AlreadyExists => {}
            Err(reason) => return Err(error("make", "", &reason)),
        }
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        let opened = options.open(root.join(LOCK));
        let lock = opened.map_err(|reason| error("open", LOCK, &reason))?;
        lock.try_lock().map_err(|refused| match refused {
            TryLockError::Error(reason) => error("lock", LOCK, &reason),
            TryLockError::WouldBlock => DiskError {
                kind: DiskErrorKind::Other,
                action: "lock",
                path: LOCK.to_owned(),
                reason: "another process writes this folder".to_owned(),
            },
        })?;
        Ok(Self {
            lock: Some(lock),
            ..Self::read_only(root)
        })
    }

    /// A folder to read, beside whoever writes it.
    pub(crate) fn read_only(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            written: BTreeMap::new(),
            appended: None,
            lock: None,
        }
    }

    /// Where a path is, for an effect that writes.
    fn to_write(&self, action: &'static str, path: &str) -> Result<PathBuf, DiskError> {
        if self.lock.is_none() {
            let reason = io::Error::from(ErrorKind::ReadOnlyFilesystem);
            return Err(error(action, path, &reason));
        }
        Ok(self.root.join(path))
    }

    /// Lets go of handles to files that get another name, or none.
    fn forget(&mut self, path: &str) {
        self.written.remove(path);
        if self.appended.as_ref().is_some_and(|(open, _)| open == path) {
            self.appended = None;
        }
    }
}

/// Makes the name of a folder durable.
fn sync_parent(root: &Path) -> io::Result<()> {
    let parent = root
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    File::open(parent.unwrap_or(Path::new(".")))?.sync_all()
}

fn error(action: &'static str, path: &str, reason: &io::Error) -> DiskError {
    let kind = match reason.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => DiskErrorKind::Full,
        _ => DiskErrorKind::Other,
    };
    DiskError {
        kind,
        action,
        path: path.to_owned(),
        reason: reason.to_string(),
    }
}

/// Nothing where there is no such file.
fn if_there<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(reason) if reason.kind() == ErrorKind::NotFound => Ok(None),
        Err(reason) => Err(reason),
    }
}

/// The names in a folder.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    let Some(entries) = if_there(fs::read_dir(folder))? else {
        return Ok(names);
    };
    for entry in entries {
        let entry = entry?;
        let mut name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            name.push('/');
        }
        names.push(name);
    }
    names.sort();
    Ok(names)
}

impl Disk for Folder {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, DiskError> {
        if_there(fs::read(self.root.join(path))).map_err(|reason| error("read", path, &reason))
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, DiskError> {
        names(&self.root.join(folder)).map_err(|reason| error("list", folder, &reason))
    }

    fn make_folder(&mut self, path: &str) -> Result<(), DiskError> {
        let full = self.to_write("make", path)?;
        match fs::create_dir(&full) {
            Err(reason) if reason.kind() != ErrorKind::AlreadyExists || !full.is_dir() => {
                Err(error("make", path, &reason))
            }
            _ => Ok(()),
        }
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
        let full = self.to_write("write", path)?;
        self.forget(path);
        let written = File::create(full).and_then(|mut file| {
            file.write_all(bytes)?;
            Ok(file)
        });
        let file = written.map_err(|reason| error("write", path, &reason))?;
        self.written.insert(path.to_owned(), file);
        Ok(())
    }

    fn append(&mut self, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
        let full = self.to_write("append to", path)?;
        let mut file = match self.appended.take() {
            Some((open, file)) if open == path => file,
            _ => {
                let opened = OpenOptions::new().append(true).open(full);
                opened.map_err(|reason| error("append to", path, &reason))?
            }
        };
        let written = file.write_all(bytes);
        self.appended = Some((path.to_owned(), file));
        written.map_err(|reason| error("append to", path, &reason))
    }

    fn sync(&mut self, path: &str) -> Result<(), DiskError> {
        let full = self.to_write("sync", path)?;
        let synced = match (self.written.remove(path), &self.appended) {
            (Some(file), _) => file.sync_data(),
            (None, Some((open, file))) if open == path => file.sync_data(),
            _ => File::open(full).and_then(|file| file.sync_data()),
        };
        synced.map_err(|reason| error("sync", path, &reason))
    }

    fn sync_folder(&mut self, path: &str) -> Result<(), DiskError> {
        let full = self.to_write("sync", path)?;
        let synced = File::open(full).and_then(|folder| folder.sync_all());
        synced.map_err(|reason| error("sync", path, &reason))
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), DiskError> {
        let full = self.to_write("rename", from)?;
        self.forget(from);
        self.forget(to);
        let renamed = fs::rename(full, self.root.join(to));
        renamed.map_err(|reason| error("rename", from, &reason))
    }

    fn remove(&mut self, path: &str) -> Result<(), DiskError> {
        let full = self.to_write("remove", path)?;
        self.forget(path);
        let removed = if_there(fs::remove_file(full));
        removed
            .map(|_| ())
            .map_err(|reason| error("remove", path, &reason))
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), DiskError> {
        let full = self.to_write("remove", path)?;
        let removed = if_there(fs::remove_dir(full));
        removed
            .map(|_| ())
            .map_err(|reason| error("remove", path, &reason))
    }
}

#[cfg(test)]
mod tests {
    use interrex_log::fsck::{Kind, check};
    use interrex_log::{Log, LogKeys};
    use interrex_tlog::note::SignerKey;

    use super::*;

    fn keys() -> LogKeys {
        LogKeys::new(SignerKey::ed25519("site.example", &[1; 32]).unwrap(), None).unwrap()
    }

    /// An empty folder of this name.
    fn folder(name: &str) -> PathBuf {
        let root = std::env::temp_dir().join(format!("interrex-{}-{name}", std::process::id()));
        if_there(fs::remove_dir_all(&root)).unwrap();
        root
    }

    #[test]
    fn a_log_is_kept_in_files() {
        let root = folder("kept");
        let mut log = Log::create(Folder::open(&root).unwrap(), keys()).unwrap();
        let entries: Vec<String> = (0..300).map(|at| at.to_string()).collect();
        assert_eq!(log.append(&entries[..100]), Ok(0..100));
        log.publish().unwrap();
        assert_eq!(log.append(&entries[100..]), Ok(100..300));
        drop(log);
        let log = Log::open(Folder::open(&root).unwrap(), keys()).unwrap();
        assert_eq!(log.checkpoint().checkpoint().size(), 300);
        assert_eq!(log.entry(299).unwrap(), b"299");
        let mut all = Vec::new();
        files(&root, "", &mut all);
        let expected = [
            "checkpoint",
            "journal",
            "lock",
            "tile/0/000",
            "tile/0/001.p/44",
            "tile/1/000.p/1",
            "tile/entries/000",
            "tile/entries/001.p/44",
        ];
        assert_eq!(all, expected);
        let verifiers: Vec<_> = keys().verifiers().cloned().collect();
        let reading = Folder::read_only(&root);
        let report = check(&reading, Kind::Own, "site.example", &verifiers).unwrap();
        assert_eq!(report.findings, []);
        fs::remove_dir_all(&root).unwrap();
    }

    fn files(root: &Path, below: &str, all: &mut Vec<String>) {
        for name in names(&root.join(below)).unwrap() {
            let path = format!("{below}{name}");
            if name.ends_with('/') {
                files(root, &path, all);
            } else {
                all.push(path);
            }
        }
    }

    #[test]
    fn one_at_a_time_writes() {
        let root = folder("locked");
        let first = Folder::open(&root).unwrap();
        let refused = Folder::open(&root).unwrap_err().to_string();
        assert_eq!(
            refused,
            "cannot lock lock: another process writes this folder"
        );
        let mut reading = Folder::read_only(&root);
        assert_eq!(reading.read("lock"), Ok(Some(Vec::new())));
        let refused = reading.write("x", b"").unwrap_err();
        assert_eq!((refused.action, refused.path.as_str()), ("write", "x"));
        drop(first);
        Folder::open(&root).unwrap();
        fs::remove_dir_all(&root).unwrap();
    }
}
