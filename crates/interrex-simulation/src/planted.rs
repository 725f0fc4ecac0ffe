//! Faults that are built in on purpose.
//!
//! Responsible for their list, and for those of a disk: a layer between a log and its disk that does what
//! a careless author would. The others are in the parts that they are faults of.

use interrex_log::disk::{Disk, DiskError};
use interrex_log::simulated::SimulatedDisk;

/// A fault that is built in on purpose.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Planted {
    /// Entries are acknowledged before the journal is durable.
    AcknowledgedBeforeSync,
    /// A sync that failed counts as done.
    FailedSyncIgnored,
    /// A sync that failed is tried again, and counts as done when that succeeds.
    FailedSyncRepeated,
    /// Names of files are never made durable.
    NamesNotSynced,
    /// Files are overwritten in place.
    OverwrittenInPlace,
    /// A copy takes over whatever comes, without holding it against what it has.
    NoConsistencyCheck,
    /// More witnesses lie than the policy survives.
    OneLiarTooMany,
}

/// All faults that can be built in.
pub const PLANTED: [Planted; 7] = [
    Planted::AcknowledgedBeforeSync,
    Planted::FailedSyncIgnored,
    Planted::FailedSyncRepeated,
    Planted::NamesNotSynced,
    Planted::OverwrittenInPlace,
    Planted::NoConsistencyCheck,
    Planted::OneLiarTooMany,
];

impl Planted {
    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::AcknowledgedBeforeSync => "acknowledged-before-sync",
            Self::FailedSyncIgnored => "failed-sync-ignored",
            Self::FailedSyncRepeated => "failed-sync-repeated",
            Self::NamesNotSynced => "names-not-synced",
            Self::OverwrittenInPlace => "overwritten-in-place",
            Self::NoConsistencyCheck => "no-consistency-check",
            Self::OneLiarTooMany => "one-liar-too-many",
        }
    }
}

/// A disk, and perhaps a fault in the use of it.
#[derive(Clone, Debug)]
pub(crate) struct PlantedDisk {
    pub(crate) disk: SimulatedDisk,
    pub(crate) planted: Option<Planted>,
}

impl Disk for PlantedDisk {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, DiskError> {
        self.disk.read(path)
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, DiskError> {
        self.disk.list(folder)
    }

    fn make_folder(&mut self, path: &str) -> Result<(), DiskError> {
        self.disk.make_folder(path)
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
        self.disk.write(path, bytes)
    }

    fn append(&mut self, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
        self.disk.append(path, bytes)
    }

    fn sync(&mut self, path: &str) -> Result<(), DiskError> {
        if self.planted == Some(Planted::AcknowledgedBeforeSync) && path == "journal" {
            return Ok(());
        }
        let synced = self.disk.sync(path);
        match self.planted {
            Some(Planted::FailedSyncIgnored) if !self.disk.is_off() => Ok(()),
            Some(Planted::FailedSyncRepeated) if synced.is_err() => self.disk.sync(path),
            _ => synced,
        }
    }

    fn sync_folder(&mut self, path: &str) -> Result<(), DiskError> {
        if self.planted == Some(Planted::NamesNotSynced) {
            return Ok(());
        }
        self.disk.sync_folder(path)
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), DiskError> {
        if self.planted == Some(Planted::OverwrittenInPlace)
            && let Some(bytes) = self.disk.read(from)?
        {
            self.disk.write(to, &bytes)?;
            return self.disk.remove(from);
        }
        self.disk.rename(from, to)
    }

    fn remove(&mut self, path: &str) -> Result<(), DiskError> {
        self.disk.remove(path)
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), DiskError> {
        self.disk.remove_folder(path)
    }
}
