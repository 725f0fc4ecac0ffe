//! What a log asks of a disk.
//!
//! Responsible for the interface and for what it promises, which is little: as little as file systems
//! promise. Real files are left to the binary; [`crate::simulated`] has a disk that keeps these
//! promises and none beside them.
//!
//! Paths are relative, with `/` between their parts; the folder that everything is in has the path
//! `""`.

use std::fmt;

/// A folder on a disk, of which one log at a time is the user.
///
/// An effect is seen at once, by this process and by others. It lasts through a crash only after it
/// was made durable: the content of a file by [`Disk::sync`], its name by [`Disk::sync_folder`] of the
/// folder that it is in. Until then a crash may leave any part of it: a written file may have any mixture
/// of old and new bytes, and of several names any may be there. Only a rename is whole or not at all.
///
/// An effect that fails may have been done in part, or wholly. After a failed [`Disk::sync`] the bytes
/// may be lost although they are still read, and the next success says nothing of them: they have to be
/// written again.
pub trait Disk {
    /// The bytes of a file; nothing where there is none.
    ///
    /// # Errors
    ///
    /// The [`DiskError`].
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, DiskError>;

    /// The names in a folder in their order, those of folders with `/` behind; none where there is no
    /// such folder.
    ///
    /// # Errors
    ///
    /// The [`DiskError`].
    fn list(&self, folder: &str) -> Result<Vec<String>, DiskError>;

    /// Makes a folder in one that exists; nothing happens where it is there.
    ///
    /// # Errors
    ///
    /// The [`DiskError`].
    fn make_folder(&mut self, path: &str) -> Result<(), DiskError>;

    /// Makes a file of these bytes, or replaces all bytes of the one that is there.
    ///
    /// # Errors
    ///
    /// The [`DiskError`].
    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), DiskError>;

    /// Adds bytes at the end of a file that is there.
    ///
    /// # Errors
    ///
    /// The [`DiskError`].
    fn append(&mut self, path: &str, bytes: &[u8]) -> Result<(), DiskError>;

    /// Makes the content of a file durable: what was written since it was last made so.
    ///
    /// # Errors
    ///
    /// The [`DiskError`].
    fn sync(&mut self, path: &str) -> Result<(), DiskError>;

    /// Makes the names in a folder durable.
    ///
    /// # Errors
    ///
    /// The [`DiskError`].
    fn sync_folder(&mut self, path: &str) -> Result<(), DiskError>;

    /// Gives a file another name in the same folder, in place of the file that has it.
    ///
    /// # Errors
    ///
    /// The [`DiskError`].
    fn rename(&mut self, from: &str, to: &str) -> Result<(), DiskError>;

    /// Removes a file; nothing happens where there is none.
    ///
    /// # Errors
    ///
    /// The [`DiskError`].
    fn remove(&mut self, path: &str) -> Result<(), DiskError>;

    /// Removes an empty folder; nothing happens where there is none.
    ///
    /// # Errors
    ///
    /// The [`DiskError`].
    fn remove_folder(&mut self, path: &str) -> Result<(), DiskError>;
}

/// What went wrong, as far as a caller has to tell it apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DiskErrorKind {
    /// There is no room left.
    Full,
    /// Anything else.
    Other,
}

/// An effect on a disk that failed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DiskError {
    /// What went wrong.
    pub kind: DiskErrorKind,
    /// What was tried: `write`, `sync`.
    pub action: &'static str,
    /// On which file or folder.
    pub path: String,
    /// The reason, in the words of the system.
    pub reason: String,
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() {
            "the folder"
        } else {
            self.path.as_str()
        };
        write!(f, "cannot {} {path}: {}", self.action, self.reason)
    }
}

impl std::error::Error for DiskError {}

impl<D: Disk + ?Sized> Disk for &mut D {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, DiskError> {
        (**self).read(path)
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, DiskError> {
        (**self).list(folder)
    }

    fn make_folder(&mut self, path: &str) -> Result<(), DiskError> {
        (**self).make_folder(path)
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
        (**self).write(path, bytes)
    }

    fn append(&mut self, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
        (**self).append(path, bytes)
    }

    fn sync(&mut self, path: &str) -> Result<(), DiskError> {
        (**self).sync(path)
    }

    fn sync_folder(&mut self, path: &str) -> Result<(), DiskError> {
        (**self).sync_folder(path)
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), DiskError> {
        (**self).rename(from, to)
    }

    fn remove(&mut self, path: &str) -> Result<(), DiskError> {
        (**self).remove(path)
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), DiskError> {
        (**self).remove_folder(path)
    }
}
