//! The real disk: a folder of files, used by one program at a time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use interrex_log::disk::{Disk, DiskError, DiskErrorKind};

/// The file that is locked while the folder is in use. It is empty, and no part of the log.
const LOCK: &str = ".lock";

/// A folder of files.
#[derive(Debug)]
pub(crate) struct FileDisk {
    folder: PathBuf,
    /// Held while the folder is in use to write; the system lets it go when the program ends.
    _lock: Option<File>,
}

impl FileDisk {
    /// A folder to read and write, which is made where it is missing, and locked against other programs.
    ///
    /// # Errors
    ///
    /// Says that another program uses it, or what the system says.
    pub(crate) fn open(folder: &Path) -> Result<Self, String> {
        let fault = |error: io::Error| format!("cannot use `{}`: {error}", folder.display());
        fs::create_dir_all(folder).map_err(fault)?;
        let lock = OpenOptions::new()
            .create(true)
            .write(true)
            .truncate(false)
            .open(folder.join(LOCK))
            .map_err(fault)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                folder: folder.to_owned(),
                _lock: Some(lock),
            }),
            Err(TryLockError::WouldBlock) => Err(format!(
                "another program is writing to `{}`; wait until it has ended",
                folder.display()
            )),
            Err(TryLockError::Error(error)) => Err(fault(error)),
        }
    }

    /// A folder to read only.
    pub(crate) fn read_only(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            _lock: None,
        }
    }

    fn at(&self, path: &str) -> PathBuf {
        if path.is_empty() {
            self.folder.clone()
        } else {
            self.folder.join(path)
        }
    }
}

fn fault(action: &'static str, path: &str) -> impl Fn(io::Error) -> DiskError {
    move |error| DiskError {
        kind: match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => DiskErrorKind::Full,
            _ => DiskErrorKind::Other,
        },
        action,
        path: path.to_owned(),
        reason: error.to_string(),
    }
}

impl Disk for FileDisk {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, DiskError> {
        match fs::read(self.at(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(fault("read", path)(error)),
        }
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, DiskError> {
        let entries = match fs::read_dir(self.at(folder)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(fault("list", folder)(error)),
        };
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry.map_err(fault("list", folder))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_folder = entry.file_type().map_err(fault("list", folder))?.is_dir();
            if name != LOCK {
                names.push(if is_folder { format!("{name}/") } else { name });
            }
        }
        names.sort();
        Ok(names)
    }

    fn make_folder(&mut self, path: &str) -> Result<(), DiskError> {
        match fs::create_dir(self.at(path)) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                Err(fault("make", path)(error))
            }
            _ => Ok(()),
        }
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
        fs::write(self.at(path), bytes).map_err(fault("write", path))
    }

    fn append(&mut self, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
        let file = OpenOptions::new().append(true).open(self.at(path));
        file.and_then(|mut file| file.write_all(bytes))
            .map_err(fault("write", path))
    }

    fn sync(&mut self, path: &str) -> Result<(), DiskError> {
        let file = OpenOptions::new().write(true).open(self.at(path));
        file.and_then(|file| file.sync_all())
            .map_err(fault("sync", path))
    }

    fn sync_folder(&mut self, path: &str) -> Result<(), DiskError> {
        File::open(self.at(path))
            .and_then(|folder| folder.sync_all())
            .map_err(fault("sync", path))
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), DiskError> {
        fs::rename(self.at(from), self.at(to)).map_err(fault("rename", from))
    }

    fn remove(&mut self, path: &str) -> Result<(), DiskError> {
        match fs::remove_file(self.at(path)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(fault("remove", path)(error))
            }
            _ => Ok(()),
        }
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), DiskError> {
        match fs::remove_dir(self.at(path)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(fault("remove", path)(error))
            }
            _ => Ok(()),
        }
    }
}
