//! Why a log does not do what it is asked.
//!
//! Responsible for the reasons and their words. Each says whether the entries that were to be added can
//! be in the log.

use std::fmt;

use interrex_tlog::ReadError;
use interrex_tlog::cosignature::CosignError;
use interrex_tlog::note::VerifyError;
use interrex_tlog::policy::PolicyError;
use interrex_tlog::tiles::TreeError;

use crate::disk::DiskError;
use crate::journal::JournalFault;

/// Why a log cannot be read or added to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LogError {
    /// The folder holds no log.
    NoLog,
    /// The folder holds a log, or a part of one: this file.
    AlreadyThere(&'static str),
    /// The folder has a checkpoint and no journal: entries that were acknowledged may be missing.
    NoJournal,
    /// The journal is damaged.
    Journal(JournalFault),
    /// A head cannot be read or written.
    Checkpoint(ReadError),
    /// A head is of another log.
    OtherOrigin(String),
    /// A head is not signed by the keys of this log.
    NotSigned(VerifyError),
    /// The keys cannot sign.
    Sign(CosignError),
    /// A policy does not accept a head.
    Policy(PolicyError),
    /// Files of the log are missing, unreadable, or not what the head says.
    Files(TreeError<FileError>),
    /// The entries in this file are not those of the head.
    NotOfHead(String),
    /// The head that was published has more entries than the folder: to go on would be a second history.
    Behind {
        /// How many entries the head has.
        published: u64,
        /// How many entries the folder has.
        held: u64,
    },
    /// The head that was published, of so many entries, is not one of the entries in the folder.
    Forked(u64),
    /// Somebody else has replaced the checkpoint.
    Replaced,
    /// The entry at this position of those to be added is longer than an entry can be. Nothing was added.
    EntryTooLong(usize),
    /// The entries to be added are more than one batch can hold, in bytes or in number. Nothing was added.
    BatchTooLong,
    /// The log has as many entries as a log can have. Nothing was added.
    Full,
    /// There is no such entry, or the tree is not so large.
    OutOfRange,
    /// An effect on the disk failed. Whether entries that were to be added are in the log shows when it is
    /// opened again.
    Disk(DiskError),
    /// An effect failed before, for this reason; what is in memory may not be what is on the disk. Nothing
    /// was added. The log has to be opened again.
    Closed(String),
}

impl fmt::Display for LogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoLog => f.write_str("the folder holds no log"),
            Self::AlreadyThere(file) => write!(f, "the folder holds a log already: {file}"),
            Self::NoJournal => f.write_str("the log has no journal"),
            Self::Journal(fault) => write!(f, "journal: {fault}"),
            Self::Checkpoint(error) => write!(f, "the head: {error}"),
            Self::OtherOrigin(origin) => write!(f, "the head is of another log, `{origin}`"),
            Self::NotSigned(error) => write!(f, "the head is not signed by this log: {error}"),
            Self::Sign(error) => write!(f, "the head cannot be signed: {error}"),
            Self::Policy(error) => error.fmt(f),
            Self::Files(error) => error.fmt(f),
            Self::NotOfHead(path) => {
                write!(f, "the entries in {path} are not those of the head")
            }
            Self::Behind { published, held } => write!(
                f,
                "the head that was published has {published} entries, and the folder {held}"
            ),
            Self::Forked(size) => write!(
                f,
                "the head of {size} entries that was published is not that of the entries held"
            ),
            Self::Replaced => f.write_str("somebody else has replaced the checkpoint"),
            Self::EntryTooLong(at) => write!(f, "entry {at} is longer than 65535 bytes"),
            Self::BatchTooLong => f.write_str("the entries are more than one batch can hold"),
            Self::Full => f.write_str("a log has at most 2^63 entries"),
            Self::OutOfRange => f.write_str("the log does not have what is asked about"),
            Self::Disk(error) => error.fmt(f),
            Self::Closed(reason) => write!(f, "the log has to be opened again: {reason}"),
        }
    }
}

impl std::error::Error for LogError {}

impl From<DiskError> for LogError {
    fn from(error: DiskError) -> Self {
        Self::Disk(error)
    }
}

impl From<TreeError<FileError>> for LogError {
    fn from(error: TreeError<FileError>) -> Self {
        match error {
            TreeError::OutOfRange => Self::OutOfRange,
            TreeError::Reader(FileError::Disk(error)) => Self::Disk(error),
            error => Self::Files(error),
        }
    }
}

impl From<FileError> for LogError {
    fn from(error: FileError) -> Self {
        TreeError::Reader(error).into()
    }
}

/// Why a file of a log cannot be had.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FileError {
    /// There is no such file.
    Missing(String),
    /// The file is not of the form it must have.
    Damaged(String, ReadError),
    /// The disk failed.
    Disk(DiskError),
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "there is no {path}"),
            Self::Damaged(path, error) => write!(f, "{path}: {error}"),
            Self::Disk(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for FileError {}
